//! A result on paper is delivered by post or collected.

use super::{offered, online};
use crate::check::rule::{BuiltIn, Info, Look, Sink};
use crate::check::service::at;
use crate::model::library::Procedure;
use crate::model::value::message;

pub(super) static RULE: BuiltIn = BuiltIn {
    info: Info {
        demands: ("kết quả bằng giấy phải có cách giao: bưu chính hoặc trực tiếp", "a result on paper is posted or collected"),
        why: (
            "Kết quả cấp bản chính bằng giấy thì phải gửi qua bưu chính hoặc nhận trực tiếp.",
            "An original on paper has to be posted or collected.",
        ),
        mend: (
            "Ghi `channels.post` hoặc `channels.in-person`; nếu kết quả là bản điện tử thì bỏ `original`.",
            "Write `channels.post` or `channels.in-person`; where the result is electronic, drop `original`.",
        ),
        wrong: "service: {channels: {online: {level: 4, portal: Cổng dịch vụ công}}, results: [{id: extract-copy, original: \
                1}]}",
        right: "service: {channels: {post: public-post, online: {level: 4, portal: Cổng dịch vụ công}}, results: [{id: \
                extract-copy, original: 1}]}",
        ..Info::new("online/delivery", online("Art. 3(4)"))
    },
    look: Look::Procedure(look),
};

fn look(procedure: &Procedure, sink: &mut Sink) {
    let Some((service, channels, online)) = offered(procedure) else { return };
    let paper = service.results.iter().flat_map(|r| r.items()).position(|result| result.original.is_some_and(|n| n.0 > 0));
    let Some(paper) = paper else { return };
    if online.level.0 >= 4 && channels.in_person.is_none() && channels.post.is_none() {
        let level = online.level;
        let message = message!(
            vi: "dịch vụ mức độ {level} có kết quả bằng giấy (`original`), nhưng không ghi gửi qua bưu chính hay nhận ở đâu",
            en: "a service of level {level} gives a result on paper (`original`), but neither the post nor a counter is named"
        );
        let finding = sink.add(procedure.source(), at("channels").key("online").key("level"), message);
        let path = at("results").index(paper).key("original");
        finding.relate(procedure.source(), path, message!(vi: "kết quả bằng giấy", en: "a result on paper"));
    }
}
