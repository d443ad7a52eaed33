//! What the current issue of a document says is what was approved.

use crate::check::iso::is_asked;
use crate::check::rule::{Basis, BuiltIn, Info, Look, Sink};
use crate::model::content::issued_otherwise;
use crate::model::definition::{Approval, Revision};
use crate::model::finding::{Path, Severity};
use crate::model::library::{Library, Procedure};
use crate::model::value::{ContentHash, message};
use std::sync::Arc;

pub(super) static RULE: BuiltIn = BuiltIn {
    info: Info {
        severity: Severity::Error,
        demands: ("nội dung của tài liệu là nội dung đã được phê duyệt", "a document says what was approved, and nothing else"),
        why: (
            "Lần ban hành hiện hành ghi mã của nội dung đã phê duyệt (`content:`). Mã nay khác nghĩa là tài liệu đã bị sửa \
             mà không ai xem xét, phê duyệt lại.",
            "The current issue names the hash of what was approved (`content:`). Where the hash is another now, the document \
             was changed and nobody approved the change.",
        ),
        mend: (
            "Ban hành lần mới: `quytrinh manual --issue TRƯỚC.yaml SAU.yaml` ghi dòng sửa đổi và mã nội dung; rồi phê duyệt \
             lại. Nếu sửa nhầm thì trả lại nội dung cũ.",
            "Make a new issue: `quytrinh manual --issue BEFORE.yaml AFTER.yaml` writes the row and the hash; then have it \
             approved. If it was changed by mistake, put the old content back.",
        ),
        wrong: r#"revisions:
  - {issue: "01", date: 2018-01-15, change: Ban hành lần đầu, content: "3f2ab07c91de"}"#,
        right: r#"revisions:
  - {issue: "01", date: 2018-01-15, change: Ban hành lần đầu}"#,
        whole: true,
        ..Info::new("iso/content-stale", Basis::new("ISO 9001:2008", "4.2.3 b"))
    },
    look: Look::Both(of_procedure, of_manual),
};

/// A draft is still being written, and what is withdrawn is not worked by.
fn of_procedure(procedure: &Procedure, sink: &mut Sink) {
    let p = procedure.definition();
    if procedure.is_intact() && is_asked(procedure) {
        look(procedure.source(), &p.revisions, p.approval.as_ref(), || procedure.content().clone(), sink);
    }
}

fn of_manual(library: &Library, sink: &mut Sink) {
    let Some(document) = library.organisations.first() else { return };
    let is_here = |source: &Arc<str>| *source == document.source;
    // Of what could not be read the hash is not known.
    if library.findings().iter().any(|f| f.rule.starts_with("format/") && is_here(&f.source)) {
        return;
    }
    let o = &document.definition;
    look(&document.source, &o.revisions, o.approval.as_ref(), || o.content(), sink);
}

fn look(
    source: &Arc<str>,
    revisions: &[Revision],
    approval: Option<&Approval>,
    content: impl Fn() -> ContentHash,
    sink: &mut Sink,
) {
    let (Some(last), Some(named)) = (revisions.last(), issued_otherwise(revisions, &content)) else { return };
    let (issue, old, new) = (&last.issue, named.short().to_owned(), content());
    let new = new.short();
    let message = message!(
        vi: "nội dung đã thay đổi sau khi phê duyệt lần ban hành {issue}: mã đã phê duyệt `{old}`, mã nay `{new}`",
        en: "the content has changed since issue {issue} was approved: approved `{old}`, now `{new}`"
    );
    let finding = sink.add(source, Path::root().key("revisions").index(revisions.len() - 1).key("content"), message);
    if approval.is_some() {
        let approval = Path::root().key("approval").key("approved");
        finding.relate(source, approval, message!(vi: "đã phê duyệt nội dung khác", en: "approved something else"));
    }
}
