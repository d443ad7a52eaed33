//! Of every extension it is said how long it is.

use super::article;
use crate::check::rule::{BuiltIn, Info, Look, Sink};
use crate::check::service::{at, intact};
use crate::model::library::Procedure;
use crate::model::value::message;

pub(super) static RULE: BuiltIn = BuiltIn {
    info: Info {
        demands: ("mỗi trường hợp kéo dài ghi rõ thêm bao lâu", "every extension says how long it is"),
        why: (
            "Kéo dài mà không ghi thêm bao lâu thì thực chất là không có thời hạn.",
            "An extension of no stated length means that there is no limit at all.",
        ),
        mend: (
            "Ghi `by` (thêm bao lâu) hoặc `total` (tổng cộng tối đa) theo văn bản cho phép kéo dài.",
            "Write `by` (how much longer) or `total` (how much in all), as the act that allows it says.",
        ),
        wrong: "service: {time-limit: {statutory: immediate, basis: luat-ho-tich-2014#64, extensions: [{when: Phải xác minh, \
                basis: nd-123-2015#22}]}}",
        right: "service: {time-limit: {statutory: immediate, basis: luat-ho-tich-2014#64, extensions: [{when: Phải xác minh, \
                total: 5 working days, basis: nd-123-2015#22}]}}",
        ..Info::new("decree-63/extension-length", article("Art. 8(2) đ"))
    },
    look: Look::Procedure(look),
};

fn look(procedure: &Procedure, sink: &mut Sink) {
    let Some(limit) = intact(procedure).and_then(|s| s.time_limit.as_ref()) else { return };
    for (i, _) in limit.extensions.iter().enumerate().filter(|(_, e)| e.by.is_none() && e.total.is_none()) {
        let number = i + 1;
        let message = message!(
            vi: "trường hợp kéo dài thời hạn thứ {number} không ghi thêm bao lâu (`by:`) hay tổng cộng bao lâu (`total:`)",
            en: "extension {number} of the limit says neither by how much (`by:`) nor to how much in all (`total:`)"
        );
        sink.add(procedure.source(), at("time-limit").key("extensions").index(i), message);
    }
}
