//! The applicant does not release the work or answer for it.

use crate::check::rule::{Basis, BuiltIn, Info, Look, Sink};
use crate::check::{step_path, steps};
use crate::model::library::Procedure;
use crate::model::value::message;

pub(super) static RULE: BuiltIn = BuiltIn {
    info: Info {
        demands: (
            "người yêu cầu không phê duyệt, không chịu trách nhiệm thay cơ quan",
            "the applicant does not release the work or answer for it",
        ),
        why: (
            "Thẩm quyền thông qua và trách nhiệm đối với một bước thuộc về cơ quan; ghi người yêu cầu vào đó là ghi \
             nhầm vai trò. Sửa `control.authority` hoặc `accountable`.",
            "Who releases a step and answers for it belongs to the office; the applicant there is a slip. Mend \
             `control.authority` or `accountable`.",
        ),
        wrong: "steps: [{id: sign, accountable: applicant}]",
        right: "steps: [{id: sign, accountable: ward-chair}]",
        ..Info::new("data/applicant-authority", Basis::new("ISO 9001:2008", "8.2.4").unverified())
    },
    look: Look::Procedure(look),
};

fn look(procedure: &Procedure, sink: &mut Sink) {
    for (i, step) in steps(procedure).iter().enumerate() {
        let roles = [
            (step.control.as_ref().map(|control| &control.authority), step_path(i).key("control").key("authority")),
            (step.accountable.as_ref(), step_path(i).key("accountable")),
        ];
        for (role, path) in roles {
            if role.is_some_and(|role| sink.library().is_applicant(role)) {
                let id = &step.id;
                let message = message!(
                    vi: "người yêu cầu không thể thông qua hoặc chịu trách nhiệm về bước `{id}`",
                    en: "the applicant cannot release the step `{id}` or answer for it"
                );
                sink.add(procedure.source(), path, message);
            }
        }
    }
}
