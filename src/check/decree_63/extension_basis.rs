//! Every extension of the limit has a legal basis.

use super::article;
use crate::check::rule::{BuiltIn, Info, Look, Sink};
use crate::check::service::{at, intact};
use crate::model::library::Procedure;
use crate::model::value::message;

pub(super) static RULE: BuiltIn = BuiltIn {
    info: Info {
        demands: ("mỗi trường hợp kéo dài thời hạn có căn cứ", "every extension of the limit has a legal basis"),
        why: (
            "Cơ quan không được tự cho mình thêm thời gian: chỉ kéo dài khi luật cho phép.",
            "An office cannot give itself more time: a limit is longer only where the law allows it.",
        ),
        mend: (
            "Ghi điều luật vào `basis` của trường hợp đó, hoặc bỏ nó.",
            "Give the article under the `basis` of the extension, or drop it.",
        ),
        wrong: "service: {time-limit: {statutory: immediate, basis: luat-ho-tich-2014#64, extensions: [{when: Phải xác minh, \
                by: 3 working days}]}}",
        right: "service: {time-limit: {statutory: immediate, basis: luat-ho-tich-2014#64, extensions: [{when: Phải xác minh, \
                by: 3 working days, basis: nd-123-2015#22}]}}",
        ..Info::new("decree-63/extension-basis", article("Arts. 8(1), 8(2) đ"))
    },
    look: Look::Procedure(look),
};

fn look(procedure: &Procedure, sink: &mut Sink) {
    let Some(limit) = intact(procedure).and_then(|s| s.time_limit.as_ref()) else { return };
    for (i, _) in limit.extensions.iter().enumerate().filter(|(_, e)| e.basis.is_empty()) {
        let number = i + 1;
        let message = message!(
            vi: "trường hợp kéo dài thời hạn thứ {number} không có căn cứ (`basis:`)",
            en: "extension {number} of the limit has no basis (`basis:`)"
        );
        sink.add(procedure.source(), at("time-limit").key("extensions").index(i), message);
    }
}
