//! Who receives the dossier does not make the result.

use super::results;
use crate::check::one_stop::act;
use crate::check::rule::{BuiltIn, Info, Look, LookUp, Sink};
use crate::check::{step_path, steps};
use crate::model::definition::RoleKind;
use crate::model::finding::Severity;
use crate::model::library::Procedure;
use crate::model::value::message;

pub(super) static RULE: BuiltIn = BuiltIn {
    info: Info {
        severity: Severity::Warning,
        demands: ("người tiếp nhận hồ sơ không lập kết quả", "who receives the dossier does not make the result"),
        why: (
            "Cơ chế một cửa tách người tiếp nhận khỏi người giải quyết để người dân không gặp người quyết định hồ \
             sơ của mình.",
            "The one-stop mechanism keeps the counter apart from those who decide, so that applicants do not deal \
             with whoever decides their case.",
        ),
        mend: ("Giao việc lập kết quả cho vai trò chuyên môn hoặc lãnh đạo.", "Let a specialist or a head make the result."),
        wrong: "steps: [{id: print, role: one-stop-officer}]",
        right: "steps: [{id: print, role: justice-officer}]",
        looks_up: &[LookUp::Roles],
        ..Info::new("data/receiver-decides", act(""))
    },
    look: Look::Procedure(look),
};

fn look(procedure: &Procedure, sink: &mut Sink) {
    let results = results(procedure);
    for (i, step) in steps(procedure).iter().enumerate() {
        let made = step.makes.iter().find(|id| results.iter().any(|result| result.id == **id));
        let Some(id) = made else { continue };
        if sink.library().role(&step.role).is_some_and(|role| role.kind == RoleKind::OneStop) {
            let role = &step.role;
            let message = message!(
                vi: "vai trò tiếp nhận `{role}` lại lập kết quả `{id}`",
                en: "the role at the counter, `{role}`, makes the result `{id}`"
            );
            sink.add(procedure.source(), step_path(i).key("role"), message);
        }
    }
}
