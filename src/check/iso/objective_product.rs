//! Some objective is about the service itself.

use crate::check::iso::following;
use crate::check::rule::{Basis, BuiltIn, Info, Look, LookUp, Sink};
use crate::model::finding::{Part, Path, Severity};
use crate::model::library::Library;
use crate::model::value::{Clause, message};

pub(super) static RULE: BuiltIn = BuiltIn {
    info: Info {
        severity: Severity::Warning,
        demands: ("có mục tiêu về chính dịch vụ, sản phẩm", "some objective is about the service itself"),
        why: (
            "Mục tiêu phải gồm cả điều cần để đáp ứng yêu cầu đối với sản phẩm: đúng hạn, đúng kết quả, người dân \
             hài lòng.",
            "Objectives include what it takes to meet the requirements of the product: on time, right, to the \
             customer’s satisfaction.",
        ),
        mend: (
            "Đặt ít nhất một mục tiêu theo điều 7, 8.2.1, 8.2.3 hoặc 8.2.4.",
            "Set at least one objective under clause 7, 8.2.1, 8.2.3 or 8.2.4.",
        ),
        wrong: r#"objectives: ba-dinh-2018
items:
  - {id: q1, clause: "5.1"}
  - {id: q2, clause: "5.1"}
  - {id: q3, clause: "5.1"}
  - {id: q4, clause: "5.1"}
  - {id: q12, clause: "5.1"}
  - {id: q13, clause: "5.1"}
  - {id: q18, clause: "5.1"}
  - {id: q19, clause: "5.1"}"#,
        right: r#"objectives: ba-dinh-2018
items:
  - {id: q1, clause: "5.1"}
  - {id: q2, clause: "5.1"}
  - {id: q3, clause: "5.1"}
  - {id: q4, clause: "8.2.3"}
  - {id: q12, clause: "5.1"}
  - {id: q13, clause: "5.1"}
  - {id: q18, clause: "5.1"}
  - {id: q19, clause: "5.1"}"#,
        whole: true,
        looks_up: &[LookUp::Objectives],
        ..Info::new("iso/objective-product", Basis::new("ISO 9001:2008", "5.4.1, 7.1 a").unverified())
    },
    look: Look::Library(look),
};

fn look(library: &Library, sink: &mut Sink) {
    let items = || library.objectives().flat_map(|programme| &programme.items);
    let Some(programme) = library.objectives.first().filter(|_| following(library).is_some() && items().next().is_some()) else {
        return;
    };
    let about_work =
        |clause: Clause| clause.number().starts_with('7') || matches!(clause.number(), "8.2" | "8.2.1" | "8.2.3" | "8.2.4");
    if !items().any(|item| item.clause.is_some_and(about_work)) {
        let message = message!(
            vi: "không mục tiêu nào về chính dịch vụ (điều 7, 8.2.1, 8.2.3, 8.2.4)",
            en: "no objective is about the service itself (clause 7, 8.2.1, 8.2.3 or 8.2.4)"
        );
        sink.add(&programme.source, Path::root().key("items"), message).part = Part::Key;
    }
}
