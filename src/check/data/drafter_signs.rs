//! Somebody else looks at a result than the one who makes it.

use super::results;
use crate::check::rule::{Basis, BuiltIn, Info, Look, LookUp, Sink};
use crate::check::{step_path, steps};
use crate::model::definition::{RoleKind, Step};
use crate::model::finding::Severity;
use crate::model::library::Procedure;
use crate::model::value::{Id, message};

pub(super) static RULE: BuiltIn = BuiltIn {
    info: Info {
        severity: Severity::Warning,
        demands: (
            "người lập kết quả không phải là người duy nhất xem xét",
            "somebody else looks at a result than the one who makes it",
        ),
        why: (
            "Một vai trò vừa thẩm tra, vừa lập, vừa quyết định thì sai sót và tiêu cực không ai thấy.",
            "Where one role examines, drafts and decides, nobody sees a mistake or an abuse.",
        ),
        mend: (
            "Giao việc ký hoặc kiểm tra cho vai trò khác, hoặc ghi `control.authority` của người xem xét.",
            "Let another role sign or check, or name who reviews in `control.authority`.",
        ),
        wrong: "steps: [{id: search, role: justice-officer}, {id: sign-refusal, role: justice-officer, control: \
                {criterion: {vi: Đúng, en: Right}, authority: justice-officer}}, {id: sign, role: justice-officer, \
                control: {criterion: {vi: Đúng, en: Right}, authority: justice-officer}}]",
        right: "steps: [{id: sign, role: ward-chair}]",
        looks_up: &[LookUp::Roles],
        ..Info::new("data/drafter-signs", Basis::new("ISO 9001:2008", "8.2.4").unverified())
    },
    look: Look::Procedure(look),
};

fn look(procedure: &Procedure, sink: &mut Sink) {
    let results = results(procedure);
    if results.is_empty() {
        return;
    }
    let library = sink.library();
    let decides = |role: &Id| {
        let kind = library.role(role).map(|role| role.kind);
        matches!(kind, Some(RoleKind::Officer | RoleKind::Head | RoleKind::Leader | RoleKind::Body | RoleKind::Agency))
    };
    let mut roles = steps(procedure)
        .iter()
        .flat_map(|step| [Some(&step.role), step.control.as_ref().map(|c| &c.authority), step.accountable.as_ref()])
        .flatten()
        .filter(|role| decides(role));
    let Some(only) = roles.next() else { return };
    let is_body = library.role(only).is_some_and(|role| role.kind == RoleKind::Body);
    if is_body || roles.any(|role| role != only) {
        return;
    }
    let makes = |step: &Step| step.role == *only && results.iter().any(|result| step.makes.contains(&result.id));
    if let Some(i) = steps(procedure).iter().position(makes) {
        let message = message!(
            vi: "vai trò `{only}` lập kết quả và cũng là người duy nhất xem xét, quyết định",
            en: "the role `{only}` makes the result and is the only one that reviews and decides"
        );
        sink.add(procedure.source(), step_path(i).key("role"), message);
    }
}
