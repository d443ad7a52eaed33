//! There is a quality policy.

use crate::check::iso::{following, lacking};
use crate::check::rule::{Basis, BuiltIn, Info, Look, Sink};
use crate::model::finding::Severity;
use crate::model::library::Library;

pub(super) static RULE: BuiltIn = BuiltIn {
    info: Info {
        severity: Severity::Error,
        demands: ("có chính sách chất lượng", "there is a quality policy"),
        why: (
            "Chính sách nói cơ quan cam kết điều gì về chất lượng; mục tiêu đặt ra từ đó.",
            "The policy says what the organisation commits itself to; objectives follow from it.",
        ),
        mend: ("Ghi `policy:` với tuyên bố và các cam kết.", "Write `policy:` with the statement and the commitments."),
        wrong: "organisation: ba-dinh
# without policy",
        right: "organisation: ba-dinh
policy:
  statement: {vi: Đúng pháp luật và đúng hẹn., en: Lawful and on time.}
  commitments: [{vi: Cải tiến liên tục., en: Continual improvement.}]
  approved: district-chair
  date: 2018-01-15",
        ..Info::new("iso/policy", Basis::new("ISO 9001:2008", "5.3").unverified())
    },
    look: Look::Library(look),
};

fn look(library: &Library, sink: &mut Sink) {
    if let Some(organisation) = following(library).filter(|o| o.definition.policy.is_none()) {
        lacking(organisation, sink, "policy", "chính sách chất lượng", "the quality policy");
    }
}
