//! A procedure is posted where it is handed in.

use super::article;
use crate::check::rule::{BuiltIn, Info, Look, Sink};
use crate::check::service::{at, belongs, intact};
use crate::model::finding::Severity;
use crate::model::library::Procedure;
use crate::model::value::{Id, message};

pub(super) static RULE: BuiltIn = BuiltIn {
    info: Info {
        severity: Severity::Warning,
        demands: ("thủ tục được niêm yết ở nơi nộp hồ sơ", "a procedure is posted where it is handed in"),
        why: (
            "Người dân đọc niêm yết ở nơi mình đến nộp hồ sơ; niêm yết ở nơi khác thì không giúp được.",
            "People read what is posted where they come to hand in; posting it elsewhere is of no help.",
        ),
        mend: ("Thêm đơn vị tiếp nhận vào `publication.posted-at`.", "Add the unit of the counter to `publication.posted-at`."),
        wrong: "service: {publication: {posted-at: [justice-division], database: true, portal: true, verified: false}}",
        right: "service: {publication: {posted-at: [justice-division, ward-committee], database: true, portal: true, \
                verified: false}}",
        ..Info::new("decree-63/posted-at-counter", article("Arts. 16, 17"))
    },
    look: Look::Procedure(look),
};

fn look(procedure: &Procedure, sink: &mut Sink) {
    let Some(service) = intact(procedure) else { return };
    let (Some(publication), Some(channels)) = (&service.publication, &service.channels) else { return };
    let Some(counter) = channels.in_person.as_ref().filter(|unit| !unit.is_placeholder()) else { return };
    let posted: Vec<&Id> = publication.posted_at.iter().collect();
    // What a part of the unit posts hangs in its office too.
    let within = |unit: &&Id| belongs(sink.library(), unit, &[counter]);
    if !posted.is_empty() && !belongs(sink.library(), counter, &posted) && !posted.iter().any(within) {
        let message = message!(
            vi: "thủ tục không được niêm yết tại `{counter}`, nơi nộp hồ sơ",
            en: "the procedure is not posted at `{counter}`, where it is handed in"
        );
        let finding = sink.add(procedure.source(), at("publication").key("posted-at"), message);
        finding.called(message!(vi: "nơi niêm yết", en: "where it is posted"));
        let label = message!(vi: "nơi nộp hồ sơ", en: "where it is handed in");
        finding.relate(procedure.source(), at("channels").key("in-person"), label);
    }
}
