//! The receipt is given at the one-stop unit.

use super::act;
use crate::check::rule::{BuiltIn, Info, Look, LookUp, Sink};
use crate::check::service::{Hands, at, makes, one_stop, papers};
use crate::check::{step_path, steps};
use crate::model::definition::{FormKind, Step};
use crate::model::finding::Severity;
use crate::model::library::Procedure;
use crate::model::value::message;

pub(super) static RULE: BuiltIn = BuiltIn {
    info: Info {
        severity: Severity::Warning,
        demands: ("giấy tiếp nhận do bộ phận một cửa cấp", "the receipt is given at the one-stop unit"),
        why: (
            "Người nhận hồ sơ là người cấp giấy tiếp nhận và hẹn ngày trả; giấy do phòng chuyên môn cấp thì người \
             dân phải chờ hoặc quay lại.",
            "Whoever takes the dossier gives the receipt with the due date; where a division gives it, people wait \
             or come back.",
        ),
        mend: (
            "Chuyển biểu mẫu sang `makes` của bước tiếp nhận ở một cửa.",
            "Move the form to `makes` of the step of receiving at the one-stop unit.",
        ),
        wrong: "steps: [{id: receive, makes: [dossier-register, intake-papers]}, {id: search, makes: [receipt]}]",
        right: "steps: [{id: receive, makes: [receipt, dossier-register, intake-papers]}]",
        looks_up: &[LookUp::Roles],
        ..Info::new("one-stop/receipt-issuer", act(""))
    },
    look: Look::Procedure(look),
};

fn look(procedure: &Procedure, sink: &mut Sink) {
    let library = sink.library();
    if one_stop(procedure, library).is_none() {
        return;
    }
    let hands = Hands::of(library);
    let receipts = papers(procedure, library, FormKind::Receipt);
    let elsewhere = |s: &Step| makes(s, &receipts) && hands.by_agency(s) && !hands.at_desk(s);
    for (i, step) in steps(procedure).iter().enumerate().filter(|(_, s)| elsewhere(s)) {
        let id = &step.id;
        let message = message!(
            vi: "giấy tiếp nhận được cấp ở bước `{id}`, không phải ở bộ phận một cửa",
            en: "the receipt is given in the step `{id}`, not at the one-stop unit"
        );
        let finding = sink.add(procedure.source(), step_path(i).key("makes"), message);
        let label = message!(vi: "nơi nộp hồ sơ", en: "where people hand in");
        finding.relate(procedure.source(), at("channels").key("in-person"), label);
    }
}
