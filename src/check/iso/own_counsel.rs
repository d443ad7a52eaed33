//! Nobody is asked or told about a step of his own.

use crate::check::rule::{Basis, BuiltIn, Info, Look, Sink};
use crate::check::{step_path, steps};
use crate::model::finding::Severity;
use crate::model::library::Procedure;
use crate::model::value::message;

pub(super) static RULE: BuiltIn = BuiltIn {
    info: Info {
        severity: Severity::Warning,
        demands: ("người làm không đồng thời là người được hỏi hoặc được báo", "who does a step is not asked or told about it"),
        why: (
            "Người làm bước thì đương nhiên biết; ghi lại ở `consulted:` hay `informed:` thường là ghi nhầm người, và \
             người cần hỏi bị bỏ sót. Ghi đúng vai trò, hoặc bỏ đi.",
            "Who does a step knows of it; to list that role under `consulted:` or `informed:` is mostly a slip for another \
             one, who is then left out. Name the right role, or take it out.",
        ),
        wrong: "steps:
  - {id: search, consulted: [justice-officer]}",
        right: "steps:
  - {id: search, consulted: [justice-head]}",
        ..Info::new("iso/own-counsel", Basis::new("ISO 9001:2008", "5.5.1").unverified())
    },
    look: Look::Procedure(look),
};

fn look(procedure: &Procedure, sink: &mut Sink) {
    for (i, step) in steps(procedure).iter().enumerate() {
        for (key, roles) in [("consulted", &step.consulted), ("informed", &step.informed)] {
            let Some(j) = roles.iter().position(|role| *role == step.role && !role.is_placeholder()) else { continue };
            let (id, role) = (&step.id, &step.role);
            let message = message!(
                vi: "`{role}` vừa làm bước `{id}` vừa được ghi ở `{key}:`",
                en: "`{role}` does the step `{id}` and stands under `{key}:` as well"
            );
            sink.add(procedure.source(), step_path(i).key(key).index(j), message);
        }
    }
}
