//! At level 4 the fee can be paid online: its amount is known.

use super::{offered, online};
use crate::check::rule::{BuiltIn, Info, Look, Sink};
use crate::check::service::at;
use crate::model::library::Procedure;
use crate::model::value::message;

pub(super) static RULE: BuiltIn = BuiltIn {
    info: Info {
        demands: (
            "mức độ 4 thì mức thu phải rõ để thanh toán trên mạng",
            "at level 4 the amount is known, so that it can be paid online",
        ),
        why: (
            "Mức độ 4 là thanh toán phí, lệ phí trên mạng; mức thu không ghi thì không thanh toán được.",
            "At level 4 fees are paid online; an amount that is not stated cannot be paid.",
        ),
        mend: (
            "Ghi `amount` cho từng khoản, hoặc hạ xuống mức độ 3.",
            "Write the `amount` of each fee, or lower the level to 3.",
        ),
        wrong: "service: {channels: {post: public-post, online: {level: 4, portal: Cổng dịch vụ công}}, fees: [{title: Phí, \
                per: copy, basis: tt-281-2016-btc}]}",
        right: "service: {channels: {post: public-post, online: {level: 4, portal: Cổng dịch vụ công}}}",
        ..Info::new("online/fee-amount", online("Art. 3(4)"))
    },
    look: Look::Procedure(look),
};

fn look(procedure: &Procedure, sink: &mut Sink) {
    let Some((service, _, online)) = offered(procedure) else { return };
    let unknown = service.fees.iter().flat_map(|f| f.items()).position(|fee| fee.amount.is_none());
    if let (4, Some(unknown)) = (online.level.0, unknown) {
        let (level, number) = (online.level, unknown + 1);
        let message = message!(
            vi: "mức độ {level} thanh toán phí trên mạng, nhưng khoản thứ {number} không ghi mức thu (`amount:`)",
            en: "at level {level} fees are paid online, but fee {number} has no amount (`amount:`)"
        );
        let finding = sink.add(procedure.source(), at("channels").key("online").key("level"), message);
        let label = message!(vi: "không ghi mức thu", en: "no amount");
        finding.relate(procedure.source(), at("fees").index(unknown).key("title"), label);
    }
}
