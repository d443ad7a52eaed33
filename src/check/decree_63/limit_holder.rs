//! Whoever has a part of the limit is named among the agencies.

use super::article;
use crate::check::rule::{BuiltIn, Info, Look, Sink};
use crate::check::service::{at, belongs, intact, own};
use crate::model::library::Procedure;
use crate::model::value::{Id, message};

pub(super) static RULE: BuiltIn = BuiltIn {
    info: Info {
        demands: (
            "đơn vị có thời hạn riêng có trong danh sách cơ quan",
            "whoever has a part of the limit is named among the agencies",
        ),
        why: (
            "Luật chia thời hạn cho từng cơ quan; cơ quan được chia mà không nêu trong `agencies` thì không ai chịu \
             trách nhiệm về phần thời gian đó.",
            "The law shares the limit out among agencies; where one that has a share is not named under `agencies`, \
             nobody answers for that time.",
        ),
        mend: (
            "Thêm đơn vị vào `agencies`, hoặc sửa `unit` của phần thời hạn.",
            "Add the unit to `agencies`, or mend the `unit` of that part.",
        ),
        wrong: "service: {time-limit: {parts: [{unit: health-division, what: Thẩm định, limit: 3 working days, basis: \
                luat-ho-tich-2014#64}]}}",
        right: "service: {time-limit: {parts: [{unit: ward-committee, what: Thẩm định, limit: 3 working days, basis: \
                luat-ho-tich-2014#64}]}}",
        ..Info::new("decree-63/limit-holder", article("Art. 8(2) đ, g"))
    },
    look: Look::Procedure(look),
};

fn look(procedure: &Procedure, sink: &mut Sink) {
    let Some(service) = intact(procedure) else { return };
    let (Some(agencies), Some(limit)) = (&service.agencies, &service.time_limit) else { return };
    for (i, part) in limit.parts.iter().enumerate().filter(|(_, p)| !p.unit.is_placeholder()) {
        let named: Vec<&Id> = own(agencies).collect();
        if !belongs(sink.library(), &part.unit, &named) {
            let unit = &part.unit;
            let message = message!(
                vi: "`{unit}` có thời hạn riêng nhưng không có trong `agencies`",
                en: "`{unit}` has a part of the limit, but is not among the `agencies`"
            );
            let finding = sink.add(procedure.source(), at("time-limit").key("parts").index(i).key("unit"), message);
            finding.relate_key(
                procedure.source(),
                at("agencies"),
                message!(vi: "các cơ quan được nêu", en: "the agencies named"),
            );
        }
    }
}
