//! There is a management representative.

use crate::check::iso::{following, lacking};
use crate::check::rule::{Basis, BuiltIn, Info, Look, Sink};
use crate::model::finding::Severity;
use crate::model::library::Library;

pub(super) static RULE: BuiltIn = BuiltIn {
    info: Info {
        severity: Severity::Error,
        demands: ("có đại diện lãnh đạo về chất lượng", "there is a management representative"),
        why: (
            "Phải có một người trong ban lãnh đạo được giao lo cho hệ thống chất lượng và báo cáo về nó.",
            "One member of the management is charged with the quality system and reports on it.",
        ),
        mend: (
            "Ghi ở `management-representative:` vai trò được giao việc đó.",
            "Name the role that is charged with it under `management-representative:`.",
        ),
        wrong: "organisation: ba-dinh
# without management-representative",
        right: "organisation: ba-dinh
management-representative: iso-representative",
        ..Info::new("iso/representative", Basis::new("ISO 9001:2008", "5.5.2").unverified())
    },
    look: Look::Library(look),
};

fn look(library: &Library, sink: &mut Sink) {
    if let Some(organisation) = following(library).filter(|o| o.definition.management_representative.is_none()) {
        let (vi, en) = ("đại diện lãnh đạo về chất lượng", "the management representative");
        lacking(organisation, sink, "management-representative", vi, en);
    }
}
