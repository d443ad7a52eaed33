//! The way of performing is stated.

use super::article;
use crate::check::rule::{BuiltIn, Info, Look, Sink};
use crate::check::service::lacks;
use crate::model::library::Procedure;

pub(super) static RULE: BuiltIn = BuiltIn {
    info: Info {
        demands: ("có cách thức thực hiện", "the way of performing is stated"),
        why: (
            "Người yêu cầu phải biết nộp hồ sơ và nhận kết quả ở đâu: trực tiếp, qua bưu chính hay trực tuyến. Đây \
             là một trong các bộ phận bắt buộc của thủ tục.",
            "Applicants must know where to hand in and to receive: at a counter, by post or online. It is one of \
             the obligatory parts of a procedure.",
        ),
        mend: (
            "Ghi ít nhất một cách thức ở `channels`: `in-person`, `post` hoặc `online`.",
            "Give at least one way under `channels`: `in-person`, `post` or `online`.",
        ),
        wrong: "# without service.channels",
        right: "service: {channels: {in-person: ward-one-stop}}",
        ..Info::new("decree-63/channels", article("Art. 8(2) c"))
    },
    look: Look::Procedure(look),
};

fn look(procedure: &Procedure, sink: &mut Sink) {
    lacks(
        procedure,
        sink,
        |s| s.channels.as_ref().is_none_or(|c| c.in_person.is_none() && c.post.is_none() && c.online.is_none()),
        ("channels", "cách thức thực hiện", "the way of performing"),
    );
}
