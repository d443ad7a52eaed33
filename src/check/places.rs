//! Where a definition, or a document beside it, says what a finding speaks of.

use super::Since;
use crate::model::finding::{Finding, Path};
use crate::model::library::{Document, Library, Procedure};
use crate::model::value::{FormCode, Id, message};
use std::sync::Arc;

/// A place of a document.
pub(super) type Place<'a> = Option<(&'a Arc<str>, Path)>;

/// A key of the first item of these documents that is looked for.
fn item<'a, D, T: 'a>(
    documents: &'a [Document<D>],
    (list, items): (&str, fn(&D) -> &[T]),
    is: impl Fn(&T) -> bool,
    key: &str,
) -> Place<'a> {
    documents.iter().find_map(|document| {
        let i = items(&document.definition).iter().position(&is)?;
        Some((&document.source, Path::root().key(list).index(i).key(key)))
    })
}

/// A key of an external document in its register.
pub(super) fn of_reference<'a>(library: &'a Library, id: &Id, key: &str) -> Place<'a> {
    item(&library.references, ("items", |register| &register.items), |reference| reference.id == *id, key)
}

/// A key of a form in its register.
pub(super) fn of_form<'a>(library: &'a Library, code: &FormCode, key: &str) -> Place<'a> {
    item(&library.forms, ("items", |register| &register.items), |form| form.code == *code, key)
}

/// A key of a unit of the organisation.
pub(super) fn of_unit<'a>(library: &'a Library, id: &Id, key: &str) -> Place<'a> {
    item(&library.organisations, ("units", |organisation| &organisation.units), |unit| unit.id == *id, key)
}

/// A key of a role of the organisation.
pub(super) fn of_role<'a>(library: &'a Library, id: &Id, key: &str) -> Place<'a> {
    item(&library.organisations, ("roles", |organisation| &organisation.roles), |role| role.id == *id, key)
}

/// Where the day from which a procedure is to be followed is written.
pub(super) fn of_effect(procedure: &Procedure) -> Path {
    let p = procedure.definition();
    match (p.effective, p.revisions.len().checked_sub(1)) {
        (None, Some(last)) => Path::root().key("revisions").index(last).key("date"),
        _ => Path::root().key("effective"),
    }
}

/// Shows the day on which a lapsed act is followed.
pub(super) fn relate_day(finding: &mut Finding, library: &Library, procedure: &Procedure, since: Since) {
    match (since, library.organisations.first()) {
        (Since::Description, Some(organisation)) => {
            let path = Path::root().key("as-of");
            finding.relate(&organisation.source, path, message!(vi: "ngày của bản mô tả", en: "the day of the description"));
        }
        _ => {
            finding.relate(procedure.source(), of_effect(procedure), message!(vi: "quy trình có hiệu lực", en: "took effect"));
        }
    }
}
