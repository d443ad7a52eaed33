//! At levels 1 and 2 a dossier is handed in or posted.

use super::{offered, online};
use crate::check::rule::{BuiltIn, Info, Look, Sink};
use crate::check::service::at;
use crate::model::library::Procedure;
use crate::model::value::message;

pub(super) static RULE: BuiltIn = BuiltIn {
    info: Info {
        demands: ("mức độ 1, 2 phải có nơi nộp trực tiếp hoặc qua bưu chính", "at levels 1 and 2 there is a counter or the post"),
        why: (
            "Ở mức độ 1 và 2 chưa gửi được hồ sơ qua mạng, nên phải có nơi nộp trực tiếp hoặc qua bưu chính.",
            "At levels 1 and 2 nothing can be sent online, so that a counter or the post is needed.",
        ),
        mend: ("Ghi `channels.in-person` hoặc `channels.post`.", "Write `channels.in-person` or `channels.post`."),
        wrong: "service: {channels: {online: {level: 2, portal: Cổng dịch vụ công}}}",
        right: "service: {channels: {post: public-post, online: {level: 2, portal: Cổng dịch vụ công}}}",
        ..Info::new("online/hand-in", online("Art. 3(4)"))
    },
    look: Look::Procedure(look),
};

fn look(procedure: &Procedure, sink: &mut Sink) {
    let Some((_, channels, online)) = offered(procedure) else { return };
    if matches!(online.level.0, 1 | 2) && channels.in_person.is_none() && channels.post.is_none() {
        let level = online.level;
        let message = message!(
            vi: "mức độ {level} chưa nộp được qua mạng, nhưng không ghi nơi nộp trực tiếp hay qua bưu chính",
            en: "at level {level} nothing can be sent online, but neither a counter nor the post is named"
        );
        sink.add(procedure.source(), at("channels").key("online").key("level"), message);
    }
}
