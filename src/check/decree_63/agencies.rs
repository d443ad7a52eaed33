//! The handling agency is stated.

use super::article;
use crate::check::rule::{BuiltIn, Info, Look, Sink};
use crate::check::service::lacks;
use crate::model::library::Procedure;

pub(super) static RULE: BuiltIn = BuiltIn {
    info: Info {
        demands: ("có cơ quan giải quyết", "the handling agency is stated"),
        why: (
            "Phải rõ cơ quan nào quyết định, cơ quan nào trực tiếp giải quyết, để người yêu cầu biết hỏi ai và \
             khiếu nại ai.",
            "It must be clear which agency decides and which handles the case, so that applicants know whom to ask \
             and against whom to complain.",
        ),
        mend: (
            "Ghi cơ quan có thẩm quyền quyết định (`decides`) và cơ quan trực tiếp thực hiện (`handles`) vào `service.agencies`.",
            "Name the agency that decides (`decides`) and the one that handles the dossier (`handles`) under \
             `service.agencies`.",
        ),
        wrong: "# without service.agencies",
        right: "service: {agencies: {decides: ward-committee, handles: ward-committee}}",
        ..Info::new("decree-63/agencies", article("Art. 8(2) g"))
    },
    look: Look::Procedure(look),
};

fn look(procedure: &Procedure, sink: &mut Sink) {
    lacks(procedure, sink, |s| s.agencies.is_none(), ("agencies", "cơ quan giải quyết", "the handling agency"));
}
