//! Fees are stated, or that there are none.

use super::article;
use crate::check::rule::{BuiltIn, Info, Look, Sink};
use crate::check::service::lacks;
use crate::model::library::Procedure;

pub(super) static RULE: BuiltIn = BuiltIn {
    info: Info {
        demands: ("nêu phí, lệ phí, hoặc ghi `none`", "fees are stated, or `none`"),
        why: (
            "Người yêu cầu phải biết trước phải trả bao nhiêu; khoản không công khai thì không được thu.",
            "Applicants must know beforehand what they pay; what was not published may not be charged.",
        ),
        mend: (
            "Ghi từng khoản kèm căn cứ, hoặc `fees: none` nếu không thu.",
            "State each fee with its basis, or write `fees: none` where nothing is charged.",
        ),
        wrong: "# without service.fees",
        right: "service: {fees: none}",
        ..Info::new("decree-63/fees", article("Art. 8(2) h"))
    },
    look: Look::Procedure(look),
};

fn look(procedure: &Procedure, sink: &mut Sink) {
    lacks(procedure, sink, |s| s.fees.is_none(), ("fees", "phí, lệ phí (hoặc `none`)", "the fees (or `none`)"));
}
