//! Results and refusals go back through the one-stop unit.

use super::act;
use crate::check::rule::{BuiltIn, Info, Look, LookUp, Sink};
use crate::check::service::{Hands, Ways, makes, one_stop, papers, step_id};
use crate::check::steps;
use crate::model::definition::FormKind;
use crate::model::finding::Severity;
use crate::model::library::Procedure;
use crate::model::value::{Id, message};

pub(super) static RULE: BuiltIn = BuiltIn {
    info: Info {
        severity: Severity::Warning,
        demands: (
            "kết quả, văn bản từ chối được trả tại bộ phận một cửa",
            "results and refusals are handed over at the one-stop unit",
        ),
        why: (
            "Nơi nhận hồ sơ là nơi trả kết quả; thiếu bước trả thì người dân không biết nhận ở đâu, thời điểm trả \
             không ai ghi.",
            "Where the dossier was taken in the answer is given; without a step of returning people do not know \
             where to collect it, and nobody notes when they did.",
        ),
        mend: (
            "Thêm bước trả kết quả của công chức một cửa trên mọi nhánh có kết quả hoặc từ chối.",
            "Add a step of the one-stop officer on every way that brings a result or a refusal.",
        ),
        wrong: "steps: [{id: stamp, end: completed}]",
        right: "steps: [{id: return, role: one-stop-officer}]",
        whole: true,
        looks_up: &[LookUp::Roles],
        ..Info::new("one-stop/returned", act(""))
    },
    look: Look::Procedure(look),
};

fn look(procedure: &Procedure, sink: &mut Sink) {
    let library = sink.library();
    let Some(service) = one_stop(procedure, library) else { return };
    let hands = Hands::of(library);
    if !steps(procedure).iter().any(|s| hands.at_desk(s)) {
        return;
    }
    let mut answers = papers(procedure, library, FormKind::Refusal);
    answers.extend(service.results.iter().flat_map(|r| r.items()).map(|r| &r.id));
    let mut ways = None;
    let mut told = Vec::new();
    for (i, (node, step)) in procedure.graph().step_nodes().zip(steps(procedure)).enumerate() {
        if !makes(step, &answers) || hands.at_desk(step) {
            continue;
        }
        let ways = ways.get_or_insert_with(|| Ways::without(procedure, |_| true, |s| hands.at_desk(s)));
        let Some(last) = ways.after(node).filter(|last| !told.contains(last)) else { continue };
        // Where nobody has the answer in hand any more, it was not handed over at all: that is said elsewhere.
        let in_hand = |id: &Id| answers.contains(&id);
        if !steps(procedure)[last].uses.iter().chain(&steps(procedure)[last].makes).any(in_hand) {
            continue;
        }
        told.push(last);
        let (id, made) = (&steps(procedure)[last].id, &step.id);
        let message = message!(
            vi: "hồ sơ kết thúc ở bước `{id}`: giấy tờ lập ở bước `{made}` không được trả qua bộ phận một cửa",
            en: "the case ends at the step `{id}`: what the step `{made}` makes is not handed over at the one-stop unit"
        );
        let finding = sink.add(procedure.source(), step_id(last), message);
        if last != i {
            finding.called(message!(vi: "kết thúc ở đây", en: "ends here"));
            finding.relate(procedure.source(), step_id(i), message!(vi: "giấy tờ lập ở đây", en: "the paper is made here"));
        }
    }
}
