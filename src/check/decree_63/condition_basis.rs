//! Every condition has a legal basis.

use super::article;
use crate::check::rule::{BuiltIn, Info, Look, Sink};
use crate::check::service::{at, intact};
use crate::model::library::Procedure;
use crate::model::value::message;

pub(super) static RULE: BuiltIn = BuiltIn {
    info: Info {
        demands: ("mỗi yêu cầu, điều kiện có căn cứ", "every condition has a legal basis"),
        why: (
            "Yêu cầu, điều kiện chỉ được đặt ra trong văn bản quy phạm pháp luật đúng thẩm quyền; điều kiện không \
             có căn cứ là \"giấy phép con\".",
            "Conditions can only be set by a legal normative document within competence; one without a basis is a \
             hidden permit.",
        ),
        mend: (
            "Ghi điều khoản đặt ra điều kiện vào `basis`, hoặc bỏ điều kiện.",
            "Give the article that sets the condition under `basis`, or drop it.",
        ),
        wrong: "service: {conditions: [{text: Không nợ phí}]}",
        right: "service: {conditions: [{text: Là người có quyền yêu cầu, basis: luat-ho-tich-2014#63}]}",
        ..Info::new("decree-63/condition-basis", article("Arts. 8(1), 8(2) h"))
    },
    look: Look::Procedure(look),
};

fn look(procedure: &Procedure, sink: &mut Sink) {
    let Some(service) = intact(procedure) else { return };
    let found = service.conditions.iter().flat_map(|x| x.items()).enumerate();
    for (i, _) in found.filter(|(_, x)| x.basis.is_empty()) {
        let number = i + 1;
        let message = message!(
            vi: "yêu cầu, điều kiện thứ {number} không có căn cứ (`basis:`)",
            en: "condition {number} has no basis (`basis:`)"
        );
        sink.add(procedure.source(), at("conditions").index(i), message);
    }
}
