//! The time limit has a legal basis.

use super::article;
use crate::check::rule::{BuiltIn, Info, Look, Sink};
use crate::check::service::{at, intact};
use crate::model::finding::Part;
use crate::model::library::Procedure;
use crate::model::value::message;

pub(super) static RULE: BuiltIn = BuiltIn {
    info: Info {
        demands: ("thời hạn giải quyết có căn cứ", "the time limit has a legal basis"),
        why: (
            "Thời hạn là nội dung do văn bản quy phạm pháp luật quy định; không có căn cứ thì không kiểm tra được \
             cơ quan có tự đặt dài hơn hay không.",
            "The limit is laid down by a legal normative document; without its basis nobody can check whether the \
             office has made it longer.",
        ),
        mend: (
            "Ghi điều luật vào `time-limit.basis`, hoặc vào `basis` của từng phần.",
            "Give the article under `time-limit.basis`, or under the `basis` of each part.",
        ),
        wrong: "# without service.time-limit.basis",
        right: "service: {time-limit: {statutory: immediate, basis: luat-ho-tich-2014#64}}",
        ..Info::new("decree-63/limit-basis", article("Arts. 8(1), 8(2) đ"))
    },
    look: Look::Procedure(look),
};

fn look(procedure: &Procedure, sink: &mut Sink) {
    let Some(limit) = intact(procedure).and_then(|s| s.time_limit.as_ref()) else { return };
    let each = !limit.parts.is_empty() && limit.parts.iter().all(|p| !p.basis.is_empty());
    if limit.basis.is_empty() && !each && (limit.statutory.is_some() || !limit.parts.is_empty()) {
        let message = message!(
            vi: "thời hạn giải quyết không có căn cứ (`basis:`)",
            en: "the time limit has no basis (`basis:`)"
        );
        sink.add(procedure.source(), at("time-limit"), message).part = Part::Key;
    }
}
