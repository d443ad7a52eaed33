//! A procedure is public before it is followed.

use super::article;
use crate::check::rule::{BuiltIn, Info, Look, Sink};
use crate::check::service::{at, service};
use crate::check::{effective, places};
use crate::model::finding::Severity;
use crate::model::library::Procedure;
use crate::model::value::message;

pub(super) static RULE: BuiltIn = BuiltIn {
    info: Info {
        severity: Severity::Warning,
        demands: (
            "thủ tục được công bố, công khai trước khi có hiệu lực",
            "a procedure is announced and public before it takes effect",
        ),
        why: (
            "Quyết định công bố phải ban hành trước ngày thủ tục có hiệu lực; áp dụng thủ tục chưa công khai là \
             trái quy định.",
            "The decision that announces a procedure is issued before the procedure takes effect; to apply one that \
             is not public is unlawful.",
        ),
        mend: (
            "Sửa ngày công khai, hoặc lùi ngày hiệu lực của quy trình.",
            "Mend the day of publication, or let the procedure take effect later.",
        ),
        wrong: "service: {publication: {date: 2018-02-01, posted-at: [ward-one-stop], database: true, portal: true, \
                verified: false}}",
        right: "service: {publication: {date: 2018-01-10, posted-at: [ward-one-stop], database: true, portal: true, \
                verified: false}}",
        ..Info::new("decree-63/published-late", article("Art. 15"))
    },
    look: Look::Procedure(look),
};

fn look(procedure: &Procedure, sink: &mut Sink) {
    let (Some(service), Some(day)) = (service(procedure), effective(procedure)) else { return };
    let Some(publication) = &service.publication else { return };
    let issued = publication.decision.as_ref().and_then(|d| sink.library().reference(d)?.issued);
    let late = [(publication.date, "date"), (issued, "decision")];
    if let Some((date, key)) = late.into_iter().find_map(|(date, key)| Some((date.filter(|d| *d > day)?, key))) {
        let message = message!(
            vi: "thủ tục được công bố, công khai ngày {date}, sau ngày quy trình có hiệu lực ({day})",
            en: "the procedure was made public on {date}, after it took effect ({day})"
        );
        let decision = publication.decision.as_ref().filter(|_| key == "decision").map(|d| &d.reference);
        let place = decision.and_then(|id| places::of_reference(sink.library(), id, "issued"));
        let finding = sink.add(procedure.source(), at("publication").key(key), message);
        finding.relate_to(place, message!(vi: "ngày ban hành", en: "the day of issue"));
        finding.relate(
            procedure.source(),
            places::of_effect(procedure),
            message!(vi: "quy trình có hiệu lực", en: "took effect"),
        );
    }
}
