//! Every fee has a legal basis.

use super::article;
use crate::check::rule::{BuiltIn, Info, Look, Sink};
use crate::check::service::{at, intact};
use crate::model::library::Procedure;
use crate::model::value::message;

pub(super) static RULE: BuiltIn = BuiltIn {
    info: Info {
        demands: ("mỗi khoản phí, lệ phí có căn cứ", "every fee has a legal basis"),
        why: (
            "Chỉ được thu khoản phí, lệ phí mà văn bản của cơ quan có thẩm quyền quy định. Khoản thu không có căn \
             cứ là thu sai.",
            "Only fees that an act of the competent authority lays down may be charged. One without a basis is \
             charged wrongly.",
        ),
        mend: (
            "Ghi văn bản quy định khoản thu vào `basis`, hoặc bỏ khoản thu.",
            "Give the act that sets the fee under `basis`, or drop the fee.",
        ),
        wrong: "service: {fees: [{title: Phí, amount: 8000 VND, per: copy}]}",
        right: "service: {fees: [{title: Phí, amount: 8000 VND, per: copy, basis: tt-281-2016-btc}]}",
        ..Info::new("decree-63/fee-basis", article("Arts. 8(1), 8(2) h"))
    },
    look: Look::Procedure(look),
};

fn look(procedure: &Procedure, sink: &mut Sink) {
    let Some(service) = intact(procedure) else { return };
    let found = service.fees.iter().flat_map(|x| x.items()).enumerate();
    for (i, _) in found.filter(|(_, x)| x.basis.is_empty()) {
        let number = i + 1;
        let message = message!(
            vi: "khoản phí, lệ phí thứ {number} không có căn cứ (`basis:`)",
            en: "fee {number} has no basis (`basis:`)"
        );
        sink.add(procedure.source(), at("fees").index(i), message);
    }
}
