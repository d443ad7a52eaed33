//! Before 25 September 2017 an online service was at least described on a portal.

use super::{offered, online};
use crate::check::rule::{BuiltIn, Info, Look, Sink};
use crate::check::service::at;
use crate::model::library::Procedure;
use crate::model::value::{Date, message};

pub(super) static RULE: BuiltIn = BuiltIn {
    info: Info {
        demands: ("dịch vụ công trực tuyến phải có thông tin trên cổng", "an online service is described on a portal"),
        why: (
            "Mức độ 1 là cung cấp đầy đủ thông tin về thủ tục trên cổng; thủ tục không đăng trên cổng thì không \
             phải dịch vụ công trực tuyến. Từ ngày 25/9/2017 mọi thủ tục đều phải đăng.",
            "Level 1 is full information on a portal; a procedure that stands on none is no online service. From 25 \
             September 2017 every procedure has to stand there.",
        ),
        mend: (
            "Đăng thông tin lên cổng rồi ghi `portal: true`, hoặc bỏ `online`.",
            "Publish the procedure on the portal and write `portal: true`, or drop `online`.",
        ),
        wrong: "effective: 2017-09-01\nservice: {channels: {in-person: ward-one-stop, online: {level: 2, portal: Cổng}}, \
                publication: {posted-at: [ward-one-stop], database: true, portal: false, verified: false}}",
        right: "effective: 2017-09-01\nservice: {channels: {in-person: ward-one-stop, online: {level: 2, portal: Cổng}}, \
                publication: {posted-at: [ward-one-stop], database: true, portal: true, verified: false}}",
        ..Info::new("online/information", online("Art. 3(4)").until(Date::of(2017, 9, 24)))
    },
    look: Look::Procedure(look),
};

fn look(procedure: &Procedure, sink: &mut Sink) {
    let Some((service, _, online)) = offered(procedure) else { return };
    if service.publication.as_ref().is_some_and(|p| p.portal == Some(false)) {
        let level = online.level;
        let message = message!(
            vi: "dịch vụ mức độ {level} nhưng thủ tục không được đăng trên cổng thông tin (`portal: false`)",
            en: "a service of level {level}, but the procedure stands on no portal (`portal: false`)"
        );
        let finding = sink.add(procedure.source(), at("publication").key("portal"), message);
        finding.relate(procedure.source(), at("channels").key("online").key("level"), message!(vi: "mức độ", en: "the level"));
    }
}
