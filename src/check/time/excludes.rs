//! What the clock does not count is said.

use super::{limit_path, runs, time_limit};
use crate::check::decree_63::article;
use crate::check::rule::{BuiltIn, Info, Look, Sink};
use crate::check::{step_path, steps};
use crate::model::finding::{Part, Severity};
use crate::model::library::Procedure;
use crate::model::value::message;

pub(super) static RULE: BuiltIn = BuiltIn {
    info: Info {
        severity: Severity::Warning,
        demands: ("thời gian không tính vào thời hạn được nêu ở `excludes`", "time that does not count is said in `excludes`"),
        why: (
            "Có bước ngừng tính thời hạn thì người dân phải được biết khoảng thời gian nào không tính, nếu không \
             ngày hẹn trả sẽ bị hiểu sai.",
            "Where a step stops the clock, applicants have to know which time is not counted, or the date they \
             expect is wrong.",
        ),
        mend: (
            "Nêu ở `time-limit.excludes` khoảng thời gian không tính, như trên giấy hẹn trả kết quả.",
            "State the time that is not counted under `time-limit.excludes`, as the receipt does.",
        ),
        wrong: "# without service.time-limit.excludes",
        right: "service: {time-limit: {excludes: [{vi: Thời gian bổ sung hồ sơ, en: Time to complete the dossier}]}}",
        ..Info::new("time/excludes", article("Art. 8(2) đ"))
    },
    look: Look::Procedure(look),
};

fn look(procedure: &Procedure, sink: &mut Sink) {
    let silent = time_limit(procedure).is_some_and(|limit| limit.excludes.is_empty());
    let Some((i, step)) = steps(procedure).iter().enumerate().find(|(_, step)| silent && !runs(step)) else { return };
    let id = &step.id;
    let message = message!(
        vi: "bước `{id}` ngừng tính thời hạn nhưng `time-limit.excludes` không nói thời gian nào không tính",
        en: "the step `{id}` stops the clock, but `time-limit.excludes` does not say which time is not counted"
    );
    let finding = sink.add(procedure.source(), limit_path(), message);
    finding.part = Part::Key;
    finding.relate(procedure.source(), step_path(i).key("clock"), message!(vi: "ngừng tính ở đây", en: "stopped here"));
}
