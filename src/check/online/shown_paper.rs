//! Where there is no counter nothing has to be shown.

use super::{offered, online};
use crate::check::rule::{BuiltIn, Info, Look, Sink};
use crate::check::service::at;
use crate::model::library::Procedure;
use crate::model::value::message;

pub(super) static RULE: BuiltIn = BuiltIn {
    info: Info {
        demands: (
            "không có nơi nộp trực tiếp thì không bắt xuất trình giấy tờ",
            "where there is no counter nothing has to be shown",
        ),
        why: (
            "Giấy tờ xuất trình phải mang đến tận nơi; dịch vụ chỉ thực hiện trên mạng mà bắt xuất trình thì không \
             thực hiện được.",
            "A paper that is shown has to be brought; where a service is performed online alone, nobody can.",
        ),
        mend: (
            "Chuyển sang nộp bản chụp, hoặc ghi nơi xuất trình vào `channels.in-person`.",
            "Ask for a copy instead, or name the counter under `channels.in-person`.",
        ),
        wrong: "service: {channels: {post: public-post, online: {level: 4, portal: Cổng dịch vụ công}}}",
        right: "service: {channels: {in-person: ward-one-stop, post: public-post, online: {level: 4, portal: Cổng dịch vụ \
                công}}}",
        ..Info::new("online/shown-paper", online("Art. 3(4)"))
    },
    look: Look::Procedure(look),
};

fn look(procedure: &Procedure, sink: &mut Sink) {
    let Some((service, channels, online)) = offered(procedure) else { return };
    let mut items = service.dossier.iter().flat_map(|d| &d.items).enumerate();
    let Some((i, shown)) = items.find(|(_, item)| item.present == Some(true)) else { return };
    if online.level.0 >= 4 && channels.in_person.is_none() {
        let (level, id) = (online.level, &shown.id);
        let message = message!(
            vi: "dịch vụ mức độ {level} không có nơi nộp trực tiếp, nhưng giấy tờ `{id}` phải xuất trình (`present: true`)",
            en: "a service of level {level} without a counter, but the paper `{id}` has to be shown (`present: true`)"
        );
        let finding = sink.add(procedure.source(), at("channels").key("online").key("level"), message);
        let path = at("dossier").key("items").index(i).key("present");
        finding.relate(procedure.source(), path, message!(vi: "phải xuất trình", en: "has to be shown"));
    }
}
