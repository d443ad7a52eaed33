//! A dossier that leaves the counter has its control slip.

use super::act;
use crate::check::rule::{BuiltIn, Info, Look, Sink};
use crate::check::service::{Hands, Ways, completed, makes, one_stop, papers, step_id};
use crate::check::steps;
use crate::model::definition::FormKind;
use crate::model::finding::Severity;
use crate::model::library::Procedure;
use crate::model::value::message;

pub(super) static RULE: BuiltIn = BuiltIn {
    info: Info {
        severity: Severity::Warning,
        demands: (
            "hồ sơ chuyển khỏi bộ phận một cửa có phiếu kiểm soát",
            "a dossier that leaves the counter has its control slip",
        ),
        why: (
            "Phiếu kiểm soát ghi từng lần giao nhận giữa các bộ phận, giờ, ngày và đúng hạn hay quá hạn; không có \
             phiếu thì không biết hồ sơ chậm ở khâu nào.",
            "The control slip records each hand-over between units, with hour and day, and whether it was on time; \
             without it nobody knows where a case was held up.",
        ),
        mend: (
            "Ghi biểu mẫu loại `control-slip` vào `makes` trước khi chuyển hồ sơ.",
            "Name a form of the kind `control-slip` under `makes` before the dossier is passed on.",
        ),
        wrong: "# without steps.forward.makes",
        right: "steps: [{id: forward, makes: [control-slip]}]",
        whole: true,
        ..Info::new("one-stop/control-slip", act(""))
    },
    look: Look::Procedure(look),
};

fn look(procedure: &Procedure, sink: &mut Sink) {
    let library = sink.library();
    if one_stop(procedure, library).is_none() || library.forms.is_empty() {
        return;
    }
    let hands = Hands::of(library);
    let Some(on) = steps(procedure).iter().position(|s| hands.by_agency(s) && !hands.at_desk(s)) else { return };
    let slips = papers(procedure, library, FormKind::ControlSlip);
    if let Some(i) = Ways::without(procedure, completed, |step| makes(step, &slips)).of_case() {
        let (id, on) = (&steps(procedure)[i].id, &steps(procedure)[on].id);
        let message = message!(
            vi: "hồ sơ được chuyển đi (bước `{on}`) và có thể kết thúc ở bước `{id}` mà không có phiếu kiểm soát (`control-slip`)",
            en: "the dossier is passed on (step `{on}`) and can end at the step `{id}` without a control slip (`control-slip`)"
        );
        sink.add(procedure.source(), step_id(i), message);
    }
}
