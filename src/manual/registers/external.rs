//! External documents, and whether they are in force.

use super::{Writer, always, if_any};
use crate::manual::common::{capital, lines};
use crate::manual::document::{Cell, Inline, cell};
use crate::model::definition::Reference;
use crate::model::value::{Date, Id};

pub(super) fn write(out: &mut Writer) {
    let (desk, w, d) = (out.desk, out.w, out.desk.words);
    let as_of = desk.library.organisation().and_then(|o| o.as_of);
    let row = |r: &Reference| {
        let mut title = desk.text(&r.title);
        desk.mark_unverified(&mut title, r.verified);
        if let Some(note) = &r.note {
            title.push(Inline::Break);
            title.extend(desk.text(note));
        }
        let day = |day: Option<Date>| cell(day.map_or_else(String::new, |day| day.to(desk.language)));
        vec![
            r.number.as_ref().map_or_else(Cell::new, |number| desk.text(number)),
            title,
            cell(capital(r.kind.label(desk.language))),
            r.issuer.as_ref().map_or_else(Cell::new, |t| desk.text(t)),
            day(r.issued),
            day(r.effective),
            status(out, r, as_of),
            cell(r.followed_by.as_ref().map_or_else(String::new, |id| desk.unit(id))),
        ]
    };
    let columns = [
        always(d.number, 13),
        always(d.document_title, 30),
        always(w.type_of_document, 8),
        if_any(d.issuer, 11),
        if_any(d.issue_date, 8),
        if_any(d.effective, 8),
        always(d.status, 15),
        if_any(d.followed_by, 12),
    ];
    let is_later = |r: &&Reference| as_of.is_some_and(|as_of| r.issued.or(r.effective).is_some_and(|date| date > as_of));
    let (later, known): (Vec<&Reference>, Vec<&Reference>) = desk.library.references().partition(is_later);
    let (later, known): (Vec<_>, Vec<_>) = (later.into_iter().map(row).collect(), known.into_iter().map(row).collect());
    out.heading(2, "external", d.external_documents);
    out.numbered(&columns, known);
    if !later.is_empty() {
        out.heading(3, "later", d.later_documents);
        out.numbered(&columns, later);
    }
}

/// Whether a document is in force on the day of the register, and what came or comes in its place.
fn status(out: &Writer, r: &Reference, as_of: Option<Date>) -> Cell {
    let (desk, w, d) = (out.desk, out.w, out.desk.words);
    // A date that could not be read stands as the year nought.
    let known = |day: Option<Date>| day.filter(|day| day.civil().year() > 0);
    let find = |id: &Id| desk.library.references().find(|x| x.id == *id);
    let name =
        |id: &Id| find(id).map_or_else(|| id.to_string(), |x| x.number.as_ref().unwrap_or(&x.title).to(desk.language).to_owned());
    let replacement = r.replaced_by.as_ref().filter(|id| !id.is_placeholder());
    let until = known(r.until).or_else(|| known(find(replacement?)?.effective));
    let from = known(r.effective);
    let has_lapsed = match (until, as_of) {
        (Some(until), Some(as_of)) => until <= as_of,
        (until, _) => until.is_some() || replacement.is_some(),
    };
    let mut all: Vec<Cell> = Vec::new();
    if let Some(from) = from.filter(|from| as_of.is_some_and(|as_of| *from > as_of)) {
        all.push(cell(format!("{} ({} {})", w.not_yet, d.from_date, from.to(desk.language))));
    } else if has_lapsed {
        let day = until.map_or_else(String::new, |until| format!(" {} {}", d.from_date, until.to(desk.language)));
        all.push(vec![Inline::Strong(match replacement {
            Some(id) => format!("{} {}{day}", w.replaced, name(id)),
            None => format!("{}{day}", w.lapsed),
        })]);
    } else {
        all.push(cell(w.valid));
        if let Some(until) = until {
            let mut line = cell(format!("{} {}", w.lapsed_from, until.to(desk.language)));
            line.extend(replacement.map(|id| Inline::Text(format!(", {} {}", d.replaced_by, name(id)))));
            all.push(line);
        }
    }
    // What was to come is told where that is listed.
    let is_known = |id: &&Id| {
        let day = find(id).and_then(|x| known(x.issued.or(x.effective)));
        day.zip(as_of).is_none_or(|(day, as_of)| day <= as_of)
    };
    all.extend(r.amended_by.iter().filter(is_known).map(|id| cell(capital(&format!("{} {}", d.amended_by, name(id))))));
    lines(all)
}
