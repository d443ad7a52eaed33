//! The top management takes part in its review.

use crate::check::iso::{following, reviews};
use crate::check::rule::{Basis, BuiltIn, Info, Look, Sink};
use crate::check::steps;
use crate::model::definition::RoleKind;
use crate::model::finding::{Part, Path, Severity};
use crate::model::library::Library;
use crate::model::value::{Id, message};

pub(super) static RULE: BuiltIn = BuiltIn {
    info: Info {
        severity: Severity::Error,
        demands: ("lãnh đạo cao nhất tham gia xem xét", "the top management takes part in its review"),
        why: (
            "Xem xét của lãnh đạo là việc của lãnh đạo cao nhất; đại diện lãnh đạo chuẩn bị và báo cáo, không xem \
             xét thay.",
            "The review is the top management’s own; its representative prepares and reports but does not stand in.",
        ),
        mend: (
            "Giao ít nhất một bước, hoặc thẩm quyền ở điểm kiểm soát, cho một vai trò `kind: leader`.",
            "Give at least one step, or the authority at a check, to a role of `kind: leader`.",
        ),
        wrong: "procedure: QT-07
steps:
  - {id: hold, role: home-affairs-head}
  - {id: conclude, role: unit-head, control: {criterion: {vi: Đủ ba đầu ra, en: Three outputs}, authority: unit-head}}",
        right: "procedure: QT-07
steps:
  - {id: hold, role: home-affairs-head}",
        whole: true,
        ..Info::new("iso/review-leader", Basis::new("ISO 9001:2008", "5.6.1").unverified())
    },
    look: Look::Library(look),
};

fn look(library: &Library, sink: &mut Sink) {
    let Some(organisation) = following(library) else { return };
    let reviews = reviews(library);
    let Some(review) = reviews.first() else { return };
    // In a small organisation its leader may be the representative too.
    let representative = organisation.definition.management_representative.as_ref();
    let leaders: Vec<&Id> =
        organisation.definition.roles.iter().filter(|role| role.kind == RoleKind::Leader).map(|role| &role.id).collect();
    let others = leaders.iter().any(|id| Some(*id) != representative);
    let leads = |id: &Id| leaders.contains(&id) && !(others && Some(id) == representative);
    let mut steps = reviews.iter().flat_map(|procedure| steps(procedure));
    let takes_part = steps.any(|step| {
        let authority = step.control.as_ref().map(|control| &control.authority);
        [Some(&step.role), step.accountable.as_ref(), authority].into_iter().flatten().any(leads)
    });
    if !leaders.is_empty() && !takes_part {
        let message = message!(
            vi: "lãnh đạo cao nhất (`kind: leader`) không làm bước nào của việc xem xét",
            en: "the top management (`kind: leader`) does no step of its own review"
        );
        sink.add(review.source(), Path::root().key("steps"), message).part = Part::Key;
    }
}
