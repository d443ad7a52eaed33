//! The policy says who signed it, and when.

use crate::check::iso::{following, missing};
use crate::check::rule::{Basis, BuiltIn, Info, Look, Sink};
use crate::model::finding::{Part, Path, Severity};
use crate::model::library::Library;
use crate::model::value::message;

pub(super) static RULE: BuiltIn = BuiltIn {
    info: Info {
        severity: Severity::Warning,
        demands: ("chính sách chất lượng có người ký và ngày ban hành", "the policy says who signed it, and when"),
        why: (
            "Chính sách là tài liệu, được phê duyệt và có ngày; không có thì không biết bản nào đang áp dụng.",
            "The policy is a document, approved and dated; without that nobody knows which version applies.",
        ),
        mend: (
            "Ghi người ký ở `approved:` và ngày ban hành ở `date:`.",
            "Write who signed it under `approved:`, and its date under `date:`.",
        ),
        wrong: "organisation: ba-dinh
# without policy.date",
        right: "organisation: ba-dinh
policy:
  statement: {vi: Đúng pháp luật và đúng hẹn., en: Lawful and on time.}
  approved: district-chair
  date: 2018-01-15",
        ..Info::new("iso/policy-approval", Basis::new("ISO 9001:2008", "5.3, 4.2.1 a").unverified())
    },
    look: Look::Library(look),
};

fn look(library: &Library, sink: &mut Sink) {
    let Some(organisation) = following(library) else { return };
    let Some(policy) = &organisation.definition.policy else { return };
    let parts = [
        (policy.approved.is_none(), "approved", "người ký", "who signed it"),
        (policy.date.is_none(), "date", "ngày ban hành", "its date"),
    ];
    if let Some((vi, en)) = missing(&parts) {
        let message = message!(vi: "chính sách chất lượng thiếu {vi}", en: "the quality policy lacks {en}");
        sink.add(&organisation.source, Path::root().key("policy"), message).part = Part::Key;
    }
}
