//! From level 3 on the dossier is processed with software.

use super::{offered, online};
use crate::check::rule::{BuiltIn, Info, Look, Sink};
use crate::check::service::at;
use crate::check::steps;
use crate::model::definition::StepKind;
use crate::model::finding::Severity;
use crate::model::library::Procedure;
use crate::model::value::message;

pub(super) static RULE: BuiltIn = BuiltIn {
    info: Info {
        severity: Severity::Warning,
        demands: ("từ mức độ 3 hồ sơ được xử lý bằng phần mềm", "from level 3 on the dossier is processed with software"),
        why: (
            "Từ mức độ 3 hồ sơ gửi và xử lý trên mạng; không bước nào ghi phần mềm thì trình tự vẫn là của hồ sơ \
             giấy.",
            "From level 3 on a dossier is sent and processed online; where no step names software, the sequence is \
             still that of paper.",
        ),
        mend: (
            "Ghi `software` ở các bước tiếp nhận, xử lý, hoặc hạ mức độ.",
            "Write `software` for the steps that receive and process, or lower the level.",
        ),
        wrong: "# without steps.receive.software\n# without steps.search.software\n# without steps.print.software\nservice: \
                {channels: {in-person: ward-one-stop, post: public-post, online: {level: 3, portal: Cổng dịch vụ công}}}",
        right: "service: {channels: {in-person: ward-one-stop, post: public-post, online: {level: 3, portal: Cổng dịch vụ \
                công}}}",
        ..Info::new("online/software", online("Art. 3(4)"))
    },
    look: Look::Procedure(look),
};

fn look(procedure: &Procedure, sink: &mut Sink) {
    let Some((_, _, online)) = offered(procedure) else { return };
    if online.level.0 >= 3
        && !steps(procedure).is_empty()
        && !steps(procedure).iter().any(|s| s.software.is_some() || s.kind == Some(StepKind::System))
    {
        let level = online.level;
        let message = message!(
            vi: "mức độ {level} xử lý hồ sơ trên mạng, nhưng không bước nào ghi phần mềm (`software:`)",
            en: "at level {level} the dossier is processed online, but no step names its software (`software:`)"
        );
        sink.add(procedure.source(), at("channels").key("online").key("level"), message);
    }
}
