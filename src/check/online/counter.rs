//! At level 3 the fee is paid and the result received at a counter.

use super::{offered, online};
use crate::check::rule::{BuiltIn, Info, Look, Sink};
use crate::check::service::at;
use crate::model::library::Procedure;
use crate::model::value::message;

pub(super) static RULE: BuiltIn = BuiltIn {
    info: Info {
        demands: ("mức độ 3 phải có nơi nộp phí và nhận kết quả trực tiếp", "at level 3 there is a counter"),
        why: (
            "Ở mức độ 3, việc thanh toán phí, lệ phí và nhận kết quả thực hiện trực tiếp tại cơ quan, nên phải ghi \
             nơi đó.",
            "At level 3 fees are paid and results received at the agency, so that its counter has to be named.",
        ),
        mend: (
            "Ghi đơn vị thu phí, trả kết quả vào `channels.in-person`; nếu nộp phí trên mạng và nhận tại nhà thì ghi mức độ 4.",
            "Name the counter under `channels.in-person`; where the fee is paid online and the result delivered, write level \
             4.",
        ),
        wrong: "service: {channels: {post: public-post, online: {level: 3, portal: Cổng dịch vụ công}}}",
        right: "service: {channels: {in-person: ward-one-stop, post: public-post, online: {level: 3, portal: Cổng dịch vụ \
                công}}}",
        ..Info::new("online/counter", online("Art. 3(4)"))
    },
    look: Look::Procedure(look),
};

fn look(procedure: &Procedure, sink: &mut Sink) {
    let Some((_, channels, online)) = offered(procedure) else { return };
    if online.level.0 == 3 && channels.in_person.is_none() {
        let level = online.level;
        let message = message!(
            vi: "mức độ {level} nộp phí và nhận kết quả trực tiếp, nhưng không ghi nơi (`in-person:`)",
            en: "at level {level} the fee is paid and the result received at a counter, but none is named (`in-person:`)"
        );
        sink.add(procedure.source(), at("channels").key("online").key("level"), message);
    }
}
