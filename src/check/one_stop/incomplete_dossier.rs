//! For an incomplete dossier there is a way.

use super::act;
use crate::check::rule::{BuiltIn, Info, Look, Sink};
use crate::check::service::{Hands, asked_again, has_form, lacks_form, makes, one_stop, papers};
use crate::check::steps;
use crate::model::definition::FormKind;
use crate::model::finding::{Part, Path, Severity};
use crate::model::library::{Library, Procedure};
use crate::model::value::message;

pub(super) static RULE: BuiltIn = BuiltIn {
    info: Info {
        severity: Severity::Warning,
        demands: (
            "có cách xử lý hồ sơ chưa đầy đủ bằng phiếu yêu cầu bổ sung",
            "for an incomplete dossier there is a way, with a supplement request",
        ),
        why: (
            "Khi hồ sơ thiếu, công chức một cửa phải đưa phiếu yêu cầu bổ sung; trình tự không có bước nào dùng \
             phiếu đó thì hồ sơ thiếu bị trả lại tùy tiện.",
            "Where a dossier is incomplete the one-stop officer hands over a supplement request; where no step \
             makes one, incomplete dossiers are sent back at will.",
        ),
        mend: (
            "Thêm bước yêu cầu bổ sung với biểu mẫu loại `supplement-request`.",
            "Add a step that asks, with a form of the kind `supplement-request`.",
        ),
        wrong: "steps: [{id: request-supplement, makes: [guidance-slip]}]",
        right: "steps: [{id: request-supplement, makes: [supplement-request]}]",
        whole: true,
        ..Info::new("one-stop/incomplete-dossier", act(""))
    },
    look: Look::Both(look, register),
};

fn look(procedure: &Procedure, sink: &mut Sink) {
    let library = sink.library();
    let Some(service) = one_stop(procedure, library) else { return };
    let asked = service.dossier.as_ref().is_some_and(|d| !d.items.is_empty());
    if !asked || steps(procedure).is_empty() || !has_form(library, FormKind::SupplementRequest) {
        return;
    }
    let requests = papers(procedure, library, FormKind::SupplementRequest);
    if steps(procedure).iter().any(|s| makes(s, &requests)) {
        return;
    }
    // Where the applicant is asked without any paper, it is that which is said.
    let spoken = |j: &usize| steps(procedure)[*j].makes.is_empty();
    if !asked_again(procedure, &Hands::of(library)).iter().any(|(_, before)| before.iter().any(spoken)) {
        let message = message!(
            vi: "không bước nào lập phiếu yêu cầu bổ sung: hồ sơ chưa đầy đủ thì xử lý thế nào?",
            en: "no step makes a supplement request: what becomes of an incomplete dossier?"
        );
        sink.add(procedure.source(), Path::root().key("steps"), message).part = Part::Key;
    }
}

fn register(library: &Library, sink: &mut Sink) {
    lacks_form(library, sink, FormKind::SupplementRequest, &RULE.info.basis, |p, library| one_stop(p, library).is_some());
}
