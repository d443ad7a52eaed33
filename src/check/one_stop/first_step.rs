//! The one-stop unit is the first to meet the applicant.

use super::act;
use crate::check::rule::{BuiltIn, Info, Look, LookUp, Sink};
use crate::check::service::{Hands, at, one_stop};
use crate::check::{step_path, steps};
use crate::model::graph::Node;
use crate::model::library::Procedure;
use crate::model::value::message;

pub(super) static RULE: BuiltIn = BuiltIn {
    info: Info {
        demands: ("bước đầu tiên của cơ quan là ở bộ phận một cửa", "the first step of the agency is at the one-stop unit"),
        why: (
            "Theo cơ chế một cửa, hồ sơ nộp ở một nơi và nơi đó kiểm tra, tiếp nhận; nộp thẳng cho phòng chuyên môn \
             là không qua một cửa.",
            "Under the one-stop mechanism a dossier is handed in at one place, which examines and accepts it; \
             handed straight to a division it bypasses the one-stop unit.",
        ),
        mend: ("Giao bước tiếp nhận cho công chức một cửa.", "Give the step of receiving to a one-stop officer."),
        wrong: "steps: [{id: examine, role: justice-officer}]",
        right: "steps: [{id: examine, role: one-stop-officer}]",
        whole: true,
        looks_up: &[LookUp::Roles],
        ..Info::new("one-stop/first-step", act(""))
    },
    look: Look::Procedure(look),
};

fn look(procedure: &Procedure, sink: &mut Sink) {
    let library = sink.library();
    if one_stop(procedure, library).is_none() {
        return;
    }
    let hands = Hands::of(library);
    let graph = procedure.graph();
    let mut seen = vec![false; graph.raw().node_count()];
    let mut open = vec![graph.start()];
    while let Some(node) = open.pop() {
        for next in graph.raw().neighbors(node) {
            if std::mem::replace(&mut seen[next.index()], true) {
                continue;
            }
            match *graph.node(next) {
                Node::Step(i) if hands.by_agency(&steps(procedure)[i]) => {
                    let step = &steps(procedure)[i];
                    if !hands.at_desk(step) {
                        let id = &step.id;
                        let message = message!(
                            vi: "bước `{id}` nhận hồ sơ đầu tiên nhưng không ở bộ phận một cửa",
                            en: "the step `{id}` is the first to take the dossier, but is not done at the one-stop unit"
                        );
                        let finding = sink.add(procedure.source(), step_path(i).key("role"), message);
                        let label = message!(vi: "nơi nộp hồ sơ", en: "where people hand in");
                        finding.relate(procedure.source(), at("channels").key("in-person"), label);
                    }
                }
                _ => open.push(next),
            }
        }
    }
}
