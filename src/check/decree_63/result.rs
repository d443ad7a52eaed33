//! The result is stated, or that there is none.

use super::article;
use crate::check::rule::{BuiltIn, Info, Look, Sink};
use crate::check::service::lacks;
use crate::model::library::Procedure;

pub(super) static RULE: BuiltIn = BuiltIn {
    info: Info {
        demands: ("nêu kết quả, hoặc ghi `none`", "the result is stated, or `none`"),
        why: (
            "Người yêu cầu phải biết sẽ nhận được giấy tờ gì. Không ghi gì không có nghĩa là không có kết quả.",
            "Applicants must know which paper they will receive. Silence does not mean that there is none.",
        ),
        mend: (
            "Ghi từng kết quả kèm căn cứ; nếu thủ tục không có kết quả thì ghi `results: none`.",
            "State each result with its basis; where the procedure gives none, write `results: none`.",
        ),
        wrong: "# without service.results",
        right: "service: {results: [{id: extract-copy, title: Bản sao trích lục, basis: luat-ho-tich-2014#63}]}",
        ..Info::new("decree-63/result", article("Art. 8(2) h"))
    },
    look: Look::Procedure(look),
};

fn look(procedure: &Procedure, sink: &mut Sink) {
    lacks(procedure, sink, |s| s.results.is_none(), ("results", "kết quả thực hiện (hoặc `none`)", "the result (or `none`)"));
}
