//! Who may apply is stated.

use super::article;
use crate::check::rule::{BuiltIn, Info, Look, Sink};
use crate::check::service::lacks;
use crate::model::library::Procedure;

pub(super) static RULE: BuiltIn = BuiltIn {
    info: Info {
        demands: ("có đối tượng thực hiện", "who may apply is stated"),
        why: (
            "Phải ghi rõ cá nhân, hộ gia đình, doanh nghiệp hay tổ chức nào được yêu cầu, để không ai bị từ chối \
             tùy tiện.",
            "It must be said whether individuals, households, businesses or organisations may apply, so that nobody \
             is turned away at will.",
        ),
        mend: (
            "Liệt kê ở `service.applicants`: `citizen`, `household`, `business`, `organisation`, `foreigner`, `agency`.",
            "List them under `service.applicants`: `citizen`, `household`, `business`, `organisation`, `foreigner`, `agency`.",
        ),
        wrong: "# without service.applicants",
        right: "service: {applicants: [citizen]}",
        ..Info::new("decree-63/applicants", article("Art. 8(2) e"))
    },
    look: Look::Procedure(look),
};

fn look(procedure: &Procedure, sink: &mut Sink) {
    lacks(procedure, sink, |s| s.applicants.is_empty(), ("applicants", "đối tượng thực hiện", "who may apply"));
}
