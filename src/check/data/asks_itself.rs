//! Nobody consults or informs himself.

use crate::check::rule::{Basis, BuiltIn, Info, Look, Sink};
use crate::check::{step_path, steps};
use crate::model::finding::Severity;
use crate::model::library::Procedure;
use crate::model::value::message;

pub(super) static RULE: BuiltIn = BuiltIn {
    info: Info {
        severity: Severity::Warning,
        demands: ("không ai hỏi ý kiến hoặc thông báo cho chính mình", "nobody consults or informs himself"),
        why: (
            "Vai trò thực hiện bước mà cũng đứng trong danh sách được hỏi ý kiến hay được thông báo thì một trong \
             hai chỗ ghi nhầm vai trò.",
            "If the role that does a step also stands in the list of those consulted or informed, one of the two is \
             the wrong role.",
        ),
        mend: (
            "Ghi đúng vai trò được hỏi, được báo, hoặc bỏ vai trò khỏi danh sách.",
            "Name the role that is really asked or told, or take it off the list.",
        ),
        wrong: "steps: [{id: search, consulted: [justice-officer]}]",
        right: "steps: [{id: search, consulted: [ward-chair]}]",
        ..Info::new("data/asks-itself", Basis::new("ISO 9001:2008", "5.5.1").unverified())
    },
    look: Look::Procedure(look),
};

fn look(procedure: &Procedure, sink: &mut Sink) {
    for (i, step) in steps(procedure).iter().enumerate() {
        for (key, roles) in [("consulted", &step.consulted), ("informed", &step.informed)] {
            if let Some(j) = roles.iter().position(|role| *role == step.role && !role.is_placeholder()) {
                let role = &step.role;
                let message = message!(
                    vi: "vai trò `{role}` thực hiện bước này và cũng đứng trong `{key}` của chính bước đó",
                    en: "the role `{role}` does this step and stands in its `{key}` as well"
                );
                let finding = sink.add(procedure.source(), step_path(i).key(key).index(j), message);
                finding.relate(procedure.source(), step_path(i).key("role"), message!(vi: "thực hiện bước", en: "does the step"));
            }
        }
    }
}
