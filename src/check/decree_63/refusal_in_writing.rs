//! Whoever is refused is told in writing.

use super::article;
use crate::check::rule::{BuiltIn, Info, Look, Sink};
use crate::check::service::{Ways, has_form, lacks_form, makes, papers, service, step_id};
use crate::check::steps;
use crate::model::definition::FormKind;
use crate::model::library::{Library, Procedure};
use crate::model::value::message;

pub(super) static RULE: BuiltIn = BuiltIn {
    info: Info {
        demands: ("mọi hồ sơ bị từ chối đều có văn bản từ chối", "every case that is refused gets its refusal in writing"),
        why: (
            "Từ chối tiếp nhận hoặc giải quyết phải bằng văn bản, nêu rõ lý do; từ chối bằng lời thì người dân \
             không khiếu nại được.",
            "A dossier is refused in writing and with the reason; against a spoken refusal people cannot complain.",
        ),
        mend: (
            "Ghi biểu mẫu loại `refusal` vào `makes` của bước từ chối.",
            "Name a form of the kind `refusal` under `makes` of the step that refuses.",
        ),
        wrong: "# without steps.refuse-intake.makes",
        right: "steps: [{id: refuse-intake, makes: [refusal-notice]}]",
        whole: true,
        ..Info::new("decree-63/refusal-in-writing", article("Art. 18(5)"))
    },
    look: Look::Both(look, register),
};

fn look(procedure: &Procedure, sink: &mut Sink) {
    if service(procedure).is_none() || !has_form(sink.library(), FormKind::Refusal) {
        return;
    }
    let refusals = papers(procedure, sink.library(), FormKind::Refusal);
    let ways = Ways::without(procedure, |end| end == "refused", |step| makes(step, &refusals));
    if let Some(i) = ways.of_case() {
        let id = &steps(procedure)[i].id;
        let message = message!(
            vi: "hồ sơ bị từ chối ở bước `{id}` mà không bước nào lập văn bản từ chối (biểu mẫu loại `refusal`)",
            en: "a case can be refused at the step `{id}`, and no step refuses it in writing (a form of the kind `refusal`)"
        );
        sink.add(procedure.source(), step_id(i), message);
    }
}

fn register(library: &Library, sink: &mut Sink) {
    lacks_form(library, sink, FormKind::Refusal, &RULE.info.basis, |p, _| service(p).is_some());
}
