//! The sequence of steps holds those of the applicant.

use super::article;
use crate::check::rule::{BuiltIn, Info, Look, LookUp, Sink};
use crate::check::service::service;
use crate::check::steps;
use crate::model::finding::{Part, Path};
use crate::model::library::Procedure;
use crate::model::value::message;

pub(super) static RULE: BuiltIn = BuiltIn {
    info: Info {
        demands: (
            "có trình tự thực hiện, gồm cả bước của người yêu cầu",
            "the sequence of steps holds the applicant's steps too",
        ),
        why: (
            "Trình tự thực hiện gồm cả việc người yêu cầu phải làm và việc cơ quan phải làm. Thiếu bước của người \
             yêu cầu thì không biết họ nộp gì, đi lại mấy lần.",
            "The sequence is what the applicant has to do as well as what the agency does. Without the applicant's \
             steps nobody can say what is handed in and how often people have to come.",
        ),
        mend: ("Thêm bước nộp hồ sơ với `role: applicant`.", "Add the step of handing in, with `role: applicant`."),
        wrong: "steps: [{id: submit, role: one-stop-officer}, {id: supplement, role: one-stop-officer}]",
        right: "steps: [{id: submit, role: applicant}]",
        looks_up: &[LookUp::Roles],
        ..Info::new("decree-63/sequence", article("Arts. 3(2), 8(2) b"))
    },
    look: Look::Procedure(look),
};

fn look(procedure: &Procedure, sink: &mut Sink) {
    if service(procedure).is_none() || steps(procedure).is_empty() {
        return;
    }
    // A role that could not be read may be the applicant's.
    if !steps(procedure).iter().any(|s| s.role.is_placeholder() || sink.library().is_applicant(&s.role)) {
        let message = message!(
            vi: "trình tự thực hiện không có bước nào của người yêu cầu (`role: applicant`)",
            en: "the sequence has no step of the applicant (`role: applicant`)"
        );
        sink.add(procedure.source(), Path::root().key("steps"), message).part = Part::Key;
    }
}
