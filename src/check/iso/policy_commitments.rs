//! The policy commits the leadership to something.

use crate::check::iso::following;
use crate::check::rule::{Basis, BuiltIn, Info, Look, Sink};
use crate::model::finding::{Part, Path, Severity};
use crate::model::library::Library;
use crate::model::value::message;

pub(super) static RULE: BuiltIn = BuiltIn {
    info: Info {
        severity: Severity::Warning,
        demands: ("chính sách chất lượng có các cam kết", "the policy commits the leadership to something"),
        why: (
            "Chính sách phải gồm cam kết đáp ứng yêu cầu và cải tiến liên tục; chỉ một câu khẩu hiệu thì không đặt \
             được mục tiêu từ đó.",
            "A policy commits to meeting requirements and to continual improvement; no objective can be set from a \
             slogan.",
        ),
        mend: (
            "Ghi ở `commitments:` cam kết đáp ứng các yêu cầu và cải tiến liên tục.",
            "Write under `commitments:` that requirements are met and that the system is improved continually.",
        ),
        wrong: "organisation: ba-dinh
# without policy.commitments",
        right: "organisation: ba-dinh
policy:
  statement: {vi: Đúng pháp luật và đúng hẹn., en: Lawful and on time.}
  commitments: [{vi: Cải tiến liên tục., en: Continual improvement.}]
  approved: district-chair
  date: 2018-01-15",
        ..Info::new("iso/policy-commitments", Basis::new("ISO 9001:2008", "5.3 b").unverified())
    },
    look: Look::Library(look),
};

fn look(library: &Library, sink: &mut Sink) {
    let Some(organisation) = following(library) else { return };
    if organisation.definition.policy.as_ref().is_some_and(|policy| policy.commitments.is_empty()) {
        let message = message!(
            vi: "chính sách chất lượng không có cam kết nào (`commitments:`)",
            en: "the quality policy makes no commitment (`commitments:`)"
        );
        sink.add(&organisation.source, Path::root().key("policy"), message).part = Part::Key;
    }
}
