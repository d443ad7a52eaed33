//! Whoever hands in a dossier gets a receipt.

use super::article;
use crate::check::rule::{BuiltIn, Info, Look, Sink};
use crate::check::service::{Ways, completed, has_form, lacks_form, makes, papers, parts, service, step_id};
use crate::check::steps;
use crate::model::definition::FormKind;
use crate::model::library::{Library, Procedure};
use crate::model::value::{DurationUnit, message};

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
    look: Look::Both(look, register),
};

fn look(procedure: &Procedure, sink: &mut Sink) {
    if service(procedure).is_none() || !has_form(sink.library(), FormKind::Receipt) {
        return;
    }
    let receipts = papers(procedure, sink.library(), FormKind::Receipt);
    // What is answered while the applicant waits needs none, unless it has to wait for the next day.
    let at_once = parts(procedure.definition())
        .and_then(|s| s.time_limit.as_ref()?.statutory)
        .is_some_and(|limit| limit.unit() == DurationUnit::Immediate);
    if at_once && steps(procedure).iter().any(|step| makes(step, &receipts)) {
        return;
    }
    if let Some(i) = Ways::without(procedure, completed, |step| makes(step, &receipts)).of_case() {
        let id = &steps(procedure)[i].id;
        let message = message!(
            vi: "có hồ sơ kết thúc ở bước `{id}` mà không bước nào trên đường tới đó cấp giấy tiếp nhận (biểu mẫu loại `receipt`)",
            en: "a case can end at the step `{id}`, and no step on the way gives a receipt (a form of the kind `receipt`)"
        );
        sink.add(procedure.source(), step_id(i), message);
    }
}

fn register(library: &Library, sink: &mut Sink) {
    lacks_form(library, sink, FormKind::Receipt, &RULE.info.basis, |p, _| service(p).is_some());
}
