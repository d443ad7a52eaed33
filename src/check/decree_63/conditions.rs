//! Conditions are stated, or that there are none.

use super::article;
use crate::check::rule::{BuiltIn, Info, Look, Sink};
use crate::check::service::lacks;
use crate::model::library::Procedure;

pub(super) static RULE: BuiltIn = BuiltIn {
    info: Info {
        demands: ("nêu yêu cầu, điều kiện, hoặc ghi `none`", "conditions are stated, or `none`"),
        why: (
            "Điều kiện không công khai thì không được dùng để từ chối. Không ghi gì không có nghĩa là không có điều kiện.",
            "A condition that was not published cannot be a reason to refuse. Silence does not mean that there is none.",
        ),
        mend: (
            "Ghi từng điều kiện kèm căn cứ, hoặc `conditions: none` nếu không có.",
            "State each condition with its basis, or write `conditions: none` where there is none.",
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
