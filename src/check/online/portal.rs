//! An online service names its portal.

use super::{offered, online};
use crate::check::rule::{BuiltIn, Info, Look, Sink};
use crate::check::service::at;
use crate::model::finding::{Part, Severity};
use crate::model::library::Procedure;
use crate::model::value::message;

pub(super) static RULE: BuiltIn = BuiltIn {
    info: Info {
        severity: Severity::Note,
        demands: ("dịch vụ công trực tuyến ghi rõ cổng dịch vụ", "an online service names its portal"),
        why: ("Không ghi cổng dịch vụ thì người dân không biết nộp ở đâu.", "Without the portal people do not know where to go."),
        mend: ("Ghi tên hoặc địa chỉ cổng vào `online.portal`.", "Write its name or address under `online.portal`."),
        wrong: "service: {channels: {in-person: ward-one-stop, online: {level: 3}}}",
        right: "service: {channels: {in-person: ward-one-stop, post: public-post, online: {level: 3, portal: Cổng dịch vụ \
                công}}}",
        ..Info::new("online/portal", online("Art. 3(4)"))
    },
    look: Look::Procedure(look),
};

fn look(procedure: &Procedure, sink: &mut Sink) {
    let Some((_, _, online)) = offered(procedure) else { return };
    if online.portal.is_none() {
        let level = online.level;
        let message = message!(
            vi: "dịch vụ mức độ {level} nhưng không ghi cổng dịch vụ (`portal:`)",
            en: "a service of level {level}, but on which portal is not said (`portal:`)"
        );
        sink.add(procedure.source(), at("channels").key("online"), message).part = Part::Key;
    }
}
