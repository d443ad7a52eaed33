//! A case that takes days can be withdrawn.

use crate::check::rule::{Basis, BuiltIn, Info, Look, Sink};
use crate::check::steps;
use crate::model::finding::{Part, Path, Severity};
use crate::model::library::Procedure;
use crate::model::value::message;

pub(super) static RULE: BuiltIn = BuiltIn {
    info: Info {
        severity: Severity::Note,
        demands: ("hồ sơ giải quyết nhiều ngày thì rút được", "a case that takes days can be withdrawn"),
        why: (
            "Người yêu cầu có thể thôi không yêu cầu nữa trong khi hồ sơ đang được giải quyết; quy trình không nói \
             thì hồ sơ treo và giấy tờ gốc không được trả.",
            "Applicants may give up while their case is dealt with; if the procedure does not say what happens, the \
             case hangs and the originals stay with the office.",
        ),
        mend: (
            "Thêm sự kiện rút hồ sơ vào `interruptions`, dẫn tới bước trả lại.",
            "Add the withdrawal to `interruptions`, with a step that gives the papers back.",
        ),
        wrong: r"# without interruptions
# without steps.close-withdrawn
service: {time-limit: {statutory: 3 working days}}",
        right: "service: {time-limit: {statutory: 3 working days}}",
        ..Info::new("data/withdrawal", Basis::new("ISO 9001:2008", "7.5.4").unverified())
    },
    look: Look::Procedure(look),
};

fn look(procedure: &Procedure, sink: &mut Sink) {
    let p = procedure.definition();
    let Some(limit) = p.service.as_ref().and_then(|service| service.time_limit.as_ref()) else { return };
    let takes_days = !limit.published().is_zero();
    let by_applicant = p.interruptions.iter().any(|interruption| sink.library().is_applicant(&interruption.by));
    let ends_so = steps(procedure).iter().any(|step| step.end.as_ref().is_some_and(|end| *end == "withdrawn"));
    if takes_days && !by_applicant && !ends_so && !p.steps.is_empty() {
        let message = message!(
            vi: "người yêu cầu không rút được hồ sơ: không có sự kiện nào ở `interruptions`, không có kết thúc `withdrawn`",
            en: "the applicant cannot withdraw: no event in `interruptions`, no end `withdrawn`"
        );
        let key = if limit.committed.is_some() {
            "committed"
        } else if limit.statutory.is_some() {
            "statutory"
        } else {
            "parts"
        };
        let finding = sink.add(procedure.source(), Path::root().key("steps"), message);
        finding.part = Part::Key;
        let path = Path::root().key("service").key("time-limit").key(key);
        finding.relate(procedure.source(), path, message!(vi: "giải quyết nhiều ngày", en: "takes days"));
    }
}
