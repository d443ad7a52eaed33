//! Whoever hands in a dossier gets a receipt.

use super::article;
use crate::check::rule::{BuiltIn, Info, Look, Sink};
use crate::check::service::{Ways, completed, makes, papers, service, step_id};
use crate::check::steps;
use crate::model::definition::FormKind;
use crate::model::library::Procedure;
use crate::model::value::message;

pub(super) static RULE: BuiltIn = BuiltIn {
    info: Info {
        demands: ("mọi hồ sơ được giải quyết đều có giấy tiếp nhận", "every case that is settled began with a receipt"),
        why: (
            "Cơ quan phải cấp giấy tiếp nhận khi nhận hồ sơ; không có giấy thì người dân không chứng minh được ngày \
             nộp và ngày hẹn.",
            "The agency has to give a receipt for the dossier; without one people cannot prove when they handed in \
             and when they were to come back.",
        ),
        mend: (
            "Ghi biểu mẫu loại `receipt` vào `makes` của bước tiếp nhận, trên mọi nhánh.",
            "Name a form of the kind `receipt` under `makes` of the step of receiving, on every way.",
        ),
        wrong: "steps: [{id: receive, makes: [dossier-register, intake-papers]}]",
        right: "steps: [{id: receive, makes: [receipt, dossier-register, intake-papers]}]",
        whole: true,
        ..Info::new("decree-63/receipt", article("Art. 18(3)"))
    },
    look: Look::Procedure(look),
};

fn look(procedure: &Procedure, sink: &mut Sink) {
    if service(procedure).is_none() || sink.library().forms.is_empty() {
        return;
    }
    let receipts = papers(procedure, sink.library(), FormKind::Receipt);
    if let Some(i) = Ways::without(procedure, completed, |step| makes(step, &receipts)).of_case() {
        let id = &steps(procedure)[i].id;
        let message = message!(
            vi: "có hồ sơ kết thúc ở bước `{id}` mà không được cấp giấy tiếp nhận: ghi biểu mẫu loại `receipt` vào `makes` của bước tiếp nhận",
            en: "a case can end at the step `{id}` without a receipt: name a form of the kind `receipt` under `makes` of the step of receiving"
        );
        sink.add(procedure.source(), step_id(i), message);
    }
}
