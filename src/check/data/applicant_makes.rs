//! The applicant does not make the result.

use super::results;
use crate::check::decree_63::article;
use crate::check::rule::{BuiltIn, Info, Look, LookUp, Sink};
use crate::check::{step_path, steps};
use crate::model::finding::Path;
use crate::model::library::Procedure;
use crate::model::value::message;

pub(super) static RULE: BuiltIn = BuiltIn {
    info: Info {
        demands: ("người yêu cầu không tự lập kết quả", "the applicant does not make the result"),
        why: (
            "Kết quả là cái cơ quan trả cho người yêu cầu; bước của người yêu cầu mà lập ra kết quả thì vai trò \
             hoặc giấy tờ bị ghi nhầm.",
            "A result is what the office gives to the applicant; a step of the applicant that makes it has the \
             wrong role or the wrong paper.",
        ),
        mend: (
            "Sửa `role` của bước, hoặc chuyển kết quả sang `makes` của bước cơ quan lập ra nó.",
            "Mend the `role` of the step, or move the result to the `makes` of the step in which the office makes it.",
        ),
        wrong: "steps: [{id: supplement, makes: [extract-copy]}]",
        right: "steps: [{id: sign, makes: [extract-copy]}]",
        looks_up: &[LookUp::Roles],
        ..Info::new("data/applicant-makes", article("Art. 8(2) h"))
    },
    look: Look::Procedure(look),
};

fn look(procedure: &Procedure, sink: &mut Sink) {
    let results = results(procedure);
    for (i, step) in steps(procedure).iter().enumerate() {
        for (j, id) in step.makes.iter().enumerate() {
            let Some(result) = results.iter().position(|result| result.id == *id) else { continue };
            if sink.library().is_applicant(&step.role) {
                let message = message!(
                    vi: "kết quả `{id}` do chính người yêu cầu lập ở bước này",
                    en: "at this step the applicant makes the result `{id}`"
                );
                let finding = sink.add(procedure.source(), step_path(i).key("makes").index(j), message);
                let declared = Path::root().key("service").key("results").index(result).key("id");
                finding.relate(procedure.source(), step_path(i).key("role"), message!(vi: "người yêu cầu", en: "the applicant"));
                finding.relate(procedure.source(), declared, message!(vi: "kết quả", en: "the result"));
            }
        }
    }
}
