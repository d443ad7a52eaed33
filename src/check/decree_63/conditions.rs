//! Conditions are stated, or that there are none.

use super::article;
use crate::check::rule::{BuiltIn, Info, Look, Sink};
use crate::check::service::lacks;
use crate::model::library::Procedure;

pub(super) static RULE: BuiltIn = BuiltIn {
    info: Info {
        demands: ("nêu yêu cầu, điều kiện, hoặc ghi `none`", "conditions are stated, or `none`"),
        why: (
            "Điều kiện không công khai thì không được dùng để từ chối.",
            "A condition that was not published cannot be a reason to refuse.",
        ),
        mend: (
            "Không ghi gì không có nghĩa là không có: ghi từng điều kiện kèm căn cứ, hoặc `conditions: none`.",
            "Silence does not mean that there is none: state each condition with its basis, or write `conditions: \
             none`.",
        ),
        wrong: "# without service.conditions",
        right: "service: {conditions: none}",
        ..Info::new("decree-63/conditions", article("Art. 8(2) h"))
    },
    look: Look::Procedure(look),
};

fn look(procedure: &Procedure, sink: &mut Sink) {
    lacks(
        procedure,
        sink,
        |s| s.conditions.is_none(),
        ("conditions", "yêu cầu, điều kiện (hoặc `none`)", "the conditions (or `none`)"),
    );
}
