//! Of an amount it is said for what it is charged.

use super::article;
use crate::check::rule::{BuiltIn, Info, Look, Sink};
use crate::check::service::{at, service};
use crate::model::finding::Severity;
use crate::model::library::Procedure;
use crate::model::value::message;

pub(super) static RULE: BuiltIn = BuiltIn {
    info: Info {
        severity: Severity::Warning,
        demands: (
            "mức thu ghi tính theo trường hợp, bản, trang hay giấy",
            "an amount says whether it is for a case, copy, page or paper",
        ),
        why: (
            "\"8.000 đồng\" mà không ghi tính theo bản hay theo hồ sơ thì mỗi nơi thu một khác.",
            "\"8,000 VND\", without a word whether for a copy or a case, is charged differently everywhere.",
        ),
        mend: (
            "Ghi `per: case` (trường hợp), `copy` (bản), `page` (trang) hoặc `paper` (giấy) như văn bản quy định.",
            "Write `per: case`, `copy`, `page` or `paper`, as the act says.",
        ),
        wrong: "service: {fees: [{title: Phí, amount: 8000 VND, basis: tt-281-2016-btc}]}",
        right: "service: {fees: [{title: Phí, amount: 8000 VND, per: copy, basis: tt-281-2016-btc}]}",
        ..Info::new("decree-63/fee-unit", article("Art. 8(2) h"))
    },
    look: Look::Procedure(look),
};

fn look(procedure: &Procedure, sink: &mut Sink) {
    let fees = service(procedure).and_then(|s| s.fees.as_ref()).map_or(&[][..], |f| f.items());
    for (i, fee) in fees.iter().enumerate().filter(|(_, f)| f.per.is_none()) {
        let Some(amount) = fee.amount else { continue };
        let message = message!(
            vi: "mức thu {amount} không ghi tính theo gì (`per: case`, `copy`, `page`, `paper`)",
            en: "for what {amount} is charged is not said (`per: case`, `copy`, `page`, `paper`)"
        );
        sink.add(procedure.source(), at("fees").index(i).key("amount"), message);
    }
}
