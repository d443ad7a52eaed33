//! A draft bears no signature of approval.

use crate::check::rule::{Basis, BuiltIn, Info, Look, Sink};
use crate::model::definition::DocumentStatus;
use crate::model::finding::{Path, Severity};
use crate::model::library::Procedure;
use crate::model::value::message;

pub(super) static RULE: BuiltIn = BuiltIn {
    info: Info {
        severity: Severity::Warning,
        demands: ("bản nháp chưa có ngày phê duyệt", "a draft bears no date of approval"),
        why: (
            "Bản nháp mà đã có ngày phê duyệt thì không biết có phải làm theo hay không.",
            "Of a draft with a date of approval nobody knows whether it is to be followed.",
        ),
        mend: (
            "Đã duyệt thì bỏ `status: draft`; chưa duyệt thì bỏ ngày phê duyệt.",
            "If it was approved, take `status: draft` out; if not, take the date out.",
        ),
        wrong: "status: draft
approval: {prepared: iso-secretary, reviewed: justice-head, approved: {role: district-chair, date: 2018-01-15}}",
        right: "status: draft
approval: {prepared: iso-secretary, reviewed: justice-head, approved: district-chair}",
        ..Info::new("iso/draft-approved", Basis::new("ISO 9001:2008", "4.2.3 a"))
    },
    look: Look::Procedure(look),
};

fn look(procedure: &Procedure, sink: &mut Sink) {
    let p = procedure.definition();
    let signed = p.approval.as_ref().and_then(|approval| approval.approved.date);
    if let (Some(DocumentStatus::Draft), Some(date)) = (p.status, signed) {
        let message = message!(
            vi: "ghi là bản nháp nhưng đã được phê duyệt ngày {date}",
            en: "called a draft, but approved on {date}"
        );
        let signed = Path::root().key("approval").key("approved").key("date");
        let finding = sink.add(procedure.source(), Path::root().key("status"), message);
        finding.relate(procedure.source(), signed, message!(vi: "ngày phê duyệt", en: "the date of approval"));
    }
}
