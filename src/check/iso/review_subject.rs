//! The management review looks at policy and objectives.

use crate::check::iso::{answers, following, list, reviews};
use crate::check::rule::{Basis, BuiltIn, Info, Look, Sink};
use crate::model::finding::{Path, Severity};
use crate::model::library::Library;
use crate::model::value::{Clause, message};

pub(super) static RULE: BuiltIn = BuiltIn {
    info: Info {
        severity: Severity::Warning,
        demands: ("xem xét của lãnh đạo gồm cả chính sách và mục tiêu", "the management review looks at policy and objectives"),
        why: (
            "Việc xem xét gồm cả việc chính sách và mục tiêu chất lượng còn phù hợp hay không.",
            "The review includes whether policy and objectives still fit.",
        ),
        mend: (
            "Nêu điều 5.3 và 5.4.1 trong quy trình xem xét và ở bước làm việc đó.",
            "Name clauses 5.3 and 5.4.1 in the procedure and at the step that does it.",
        ),
        wrong: r#"procedure: QT-07
clauses: ["4.1", "5.1", "5.4.1", "5.4.2", "5.5.2", "5.6", "6.1", "6.2.1", "6.2.2", "6.3", "6.4", "8.5.1"]
steps:
  - {id: hold, clauses: ["5.1", "5.4.1", "5.6.1", "5.6.3"]}"#,
        right: r#"procedure: QT-07
clauses: ["4.1", "5.1", "5.3", "5.4.1", "5.4.2", "5.5.2", "5.6", "6.1", "6.2.1", "6.2.2", "6.3", "6.4", "8.5.1"]"#,
        whole: true,
        ..Info::new("iso/review-subject", Basis::new("ISO 9001:2008", "5.6.1, 5.3 e").unverified())
    },
    look: Look::Library(look),
};

fn look(library: &Library, sink: &mut Sink) {
    let reviews = reviews(library);
    let Some(review) = reviews.first().filter(|_| following(library).is_some()) else { return };
    let looks_at = |number: &str| reviews.iter().any(|procedure| answers(procedure, number));
    let parts = [
        ("5.3", "chính sách (điều 5.3)", "the policy (clause 5.3)"),
        ("5.4.1", "mục tiêu (điều 5.4.1)", "the objectives (clause 5.4.1)"),
    ];
    let lacks = || parts.iter().filter(|part| !looks_at(part.0));
    if lacks().next().is_some() {
        let (vi, en) = (list(lacks().map(|part| part.1)), list(lacks().map(|part| part.2)));
        let message = message!(
            vi: "xem xét của lãnh đạo không xem xét {vi}",
            en: "the management review does not look at {en}"
        );
        // The clause on the review asks for both, the clause on the policy for one of them.
        let about = |clause: &Clause| clause.number() == "5.6.1" || lacks().any(|part| part.0 == clause.number());
        sink.add(review.source(), Path::root().key("clauses"), message).about(Clause::all().filter(about));
    }
}
