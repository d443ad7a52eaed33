//! The level is one of four.

use super::{offered, online};
use crate::check::rule::{BuiltIn, Info, Look, Sink};
use crate::check::service::at;
use crate::model::library::Procedure;
use crate::model::value::message;

pub(super) static RULE: BuiltIn = BuiltIn {
    info: Info {
        demands: ("mức độ dịch vụ công trực tuyến từ 1 đến 4", "the level of an online service is 1 to 4"),
        why: ("Nghị định 43/2011 chỉ có bốn mức độ.", "Decree 43/2011 knows four levels."),
        mend: (
            "Ghi mức độ từ 1 đến 4 đúng với dịch vụ đang cung cấp.",
            "Write the level, 1 to 4, of the service that is offered.",
        ),
        wrong: "service: {channels: {in-person: ward-one-stop, post: public-post, online: {level: 5, portal: Cổng dịch vụ \
                công}}}",
        right: "service: {channels: {in-person: ward-one-stop, post: public-post, online: {level: 3, portal: Cổng dịch vụ \
                công}}}",
        ..Info::new("online/level", online("Art. 3(4)"))
    },
    look: Look::Procedure(look),
};

fn look(procedure: &Procedure, sink: &mut Sink) {
    let Some((_, _, online)) = offered(procedure) else { return };
    if online.level.0 == 0 || online.level.0 > 4 {
        let level = online.level;
        let message = message!(
            vi: "không có mức độ {level}: dịch vụ công trực tuyến có mức độ 1 đến 4",
            en: "there is no level {level}: online services have the levels 1 to 4"
        );
        sink.add(procedure.source(), at("channels").key("online").key("level"), message);
    }
}
