//! It is stated how a procedure is made public.

use super::article;
use crate::check::rule::{BuiltIn, Info, Look, Sink};
use crate::check::service::lacks;
use crate::model::library::Procedure;

pub(super) static RULE: BuiltIn = BuiltIn {
    info: Info {
        demands: ("nêu thủ tục được công khai ở đâu", "how a procedure is made public is stated"),
        why: (
            "Thủ tục phải được công bố và công khai thì người dân mới phải thực hiện.",
            "A procedure has to be announced and made public before people have to follow it.",
        ),
        mend: (
            "Ghi trong `publication` nơi niêm yết, cơ sở dữ liệu quốc gia, cổng thông tin và quyết định công bố.",
            "State under `publication` where it is posted, whether it stands in the national database and on the \
             portals, and the decision that announces it.",
        ),
        wrong: "# without service.publication",
        right: "service: {publication: {posted-at: [ward-one-stop], database: true, portal: true, verified: false}}",
        ..Info::new("decree-63/publication", article("Arts. 13, 16, 17"))
    },
    look: Look::Procedure(look),
};

fn look(procedure: &Procedure, sink: &mut Sink) {
    lacks(procedure, sink, |s| s.publication.is_none(), ("publication", "việc công khai", "how it is made public"));
}
