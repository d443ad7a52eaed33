//! A dossier that leaves the counter has its control slip.

use super::act;
use crate::check::rule::{BuiltIn, Info, Look, Sink};
use crate::check::service::{Hands, Ways, before, completed, has_form, lacks_form, makes, one_stop, papers, step_id};
use crate::check::steps;
use crate::model::definition::{FormKind, Step};
use crate::model::finding::Severity;
use crate::model::library::{Library, Procedure};
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
    look: Look::Both(look, register),
};

fn look(procedure: &Procedure, sink: &mut Sink) {
    let library = sink.library();
    if one_stop(procedure, library).is_none() || !has_form(library, FormKind::ControlSlip) {
        return;
    }
    let hands = Hands::of(library);
    let slips = papers(procedure, library, FormKind::ControlSlip);
    let ways = Ways::without(procedure, completed, |step| makes(step, &slips));
    // A case that is settled at the counter needs none: only one that gets away from there before any slip.
    if ways.of_case().is_none() {
        return;
    }
    let away = |step: &Step| hands.by_agency(step) && !hands.at_desk(step);
    let without = before(procedure, |step| makes(step, &slips));
    let nodes = procedure.graph().step_nodes().zip(steps(procedure)).enumerate();
    let mut found = nodes.filter(|(_, (node, step))| without[node.index()] && away(step) && !makes(step, &slips));
    if let Some((on, i)) = found.find_map(|(on, (node, _))| Some((on, ways.after(node)?))) {
        let (id, on, away) = (&steps(procedure)[i].id, &steps(procedure)[on].id, step_id(on));
        let message = message!(
            vi: "hồ sơ rời bộ phận một cửa (bước `{on}`) và kết thúc ở bước `{id}` mà không có phiếu kiểm soát (`control-slip`)",
            en: "the dossier leaves the counter (step `{on}`) and ends at the step `{id}` without a control slip (`control-slip`)"
        );
        let finding = sink.add(procedure.source(), step_id(i), message);
        finding.called(message!(vi: "kết thúc ở đây", en: "ends here"));
        finding.relate(procedure.source(), away, message!(vi: "rời bộ phận một cửa", en: "leaves the counter"));
    }
}

fn register(library: &Library, sink: &mut Sink) {
    lacks_form(library, sink, FormKind::ControlSlip, &RULE.info.basis, |p, library| one_stop(p, library).is_some());
}
