//! Every accepted dossier is entered in the register.

use super::act;
use crate::check::rule::{BuiltIn, Info, Look, Sink};
use crate::check::service::{Ways, completed, has_form, lacks_form, makes, one_stop, papers, step_id};
use crate::check::steps;
use crate::model::definition::FormKind;
use crate::model::finding::Severity;
use crate::model::library::{Library, Procedure};
use crate::model::value::message;

pub(super) static RULE: BuiltIn = BuiltIn {
    info: Info {
        severity: Severity::Warning,
        demands: ("mọi hồ sơ được giải quyết đều vào sổ theo dõi", "every case that is settled was entered in a register"),
        why: (
            "Hồ sơ không vào sổ thì không đếm được, không theo dõi được đúng hạn hay trễ hạn.",
            "A dossier that is not entered cannot be counted or followed.",
        ),
        mend: (
            "Ghi biểu mẫu loại `register` vào `makes` của bước tiếp nhận.",
            "Name a form of the kind `register` under `makes` of the step of receiving.",
        ),
        wrong: "steps: [{id: receive, makes: [receipt, intake-papers]}, {id: return, makes: [satisfaction-slip]}]",
        right: "steps: [{id: receive, makes: [receipt, dossier-register]}]",
        whole: true,
        ..Info::new("one-stop/register", act(""))
    },
    look: Look::Both(look, register),
};

fn look(procedure: &Procedure, sink: &mut Sink) {
    let library = sink.library();
    if one_stop(procedure, library).is_none() || !has_form(library, FormKind::Register) {
        return;
    }
    let registers = papers(procedure, library, FormKind::Register);
    if let Some(i) = Ways::without(procedure, completed, |step| makes(step, &registers)).of_case() {
        let id = &steps(procedure)[i].id;
        let message = message!(
            vi: "có hồ sơ kết thúc ở bước `{id}` mà không bước nào trên đường tới đó vào sổ theo dõi (biểu mẫu loại `register`)",
            en: "a case can end at the step `{id}`, and no step on the way enters it in a register (a form of the kind `register`)"
        );
        sink.add(procedure.source(), step_id(i), message);
    }
}

fn register(library: &Library, sink: &mut Sink) {
    lacks_form(library, sink, FormKind::Register, &RULE.info.basis, |p, library| one_stop(p, library).is_some());
}
