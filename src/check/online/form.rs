//! From level 2 on there is a form to download.

use super::{offered, online};
use crate::check::rule::{BuiltIn, Info, Look, Sink};
use crate::check::service::at;
use crate::model::finding::Severity;
use crate::model::library::Procedure;
use crate::model::value::message;

pub(super) static RULE: BuiltIn = BuiltIn {
    info: Info {
        severity: Severity::Warning,
        demands: ("từ mức độ 2 có mẫu đơn, tờ khai để tải về", "from level 2 on there is a form to download"),
        why: (
            "Mức độ 2 là mức độ 1 cộng với mẫu đơn, tờ khai tải về được; mức độ 3, 4 là điền mẫu đó trên mạng. Hồ \
             sơ không có mẫu nào thì không đạt mức độ ghi.",
            "Level 2 is level 1 with forms to download, and at levels 3 and 4 they are filled in online. Where the \
             dossier has no form at all, the level is not reached.",
        ),
        mend: ("Ghi mã mẫu vào `form` của giấy tờ, hoặc hạ mức độ.", "Name the `form` of the paper, or lower the level."),
        wrong: "# without service.dossier.items.declaration.form\nservice: {channels: {in-person: ward-one-stop, post: \
                public-post, online: {level: 3, portal: Cổng dịch vụ công}}}",
        right: "service: {channels: {in-person: ward-one-stop, post: public-post, online: {level: 3, portal: Cổng dịch vụ \
                công}}}",
        ..Info::new("online/form", online("Art. 3(4)"))
    },
    look: Look::Procedure(look),
};

fn look(procedure: &Procedure, sink: &mut Sink) {
    let Some((service, _, online)) = offered(procedure) else { return };
    if online.level.0 >= 2
        && service.dossier.as_ref().is_some_and(|d| !d.items.is_empty() && d.items.iter().all(|i| i.form.is_empty()))
    {
        let level = online.level;
        let message = message!(
            vi: "mức độ {level} cần có mẫu đơn, tờ khai để tải về hoặc điền trên mạng, nhưng hồ sơ không có mẫu nào (`form:`)",
            en: "level {level} needs a form to download or to fill in, but the dossier has none (`form:`)"
        );
        sink.add(procedure.source(), at("channels").key("online").key("level"), message);
    }
}
