//! The management review decides on improvement and on resources.

use crate::check::iso::{answers, following, list, reviews};
use crate::check::rule::{Basis, BuiltIn, Info, Look, Sink};
use crate::model::finding::{Path, Severity};
use crate::model::library::Library;
use crate::model::value::message;

pub(super) static RULE: BuiltIn = BuiltIn {
    info: Info {
        severity: Severity::Warning,
        demands: (
            "xem xét của lãnh đạo quyết định việc cải tiến và nguồn lực",
            "the management review decides on improvement and on resources",
        ),
        why: (
            "Đầu ra của việc xem xét là quyết định về cải tiến hệ thống và về nguồn lực; xem xét mà không quyết \
             định gì thì chỉ là họp.",
            "A review ends with decisions on improving the system and on resources; one that decides nothing is \
             only a meeting.",
        ),
        mend: (
            "Nêu điều 8.5.1 và 6.1 ở quy trình xem xét và ở bước ra quyết định.",
            "Name clauses 8.5.1 and 6.1 in the procedure and at the step that decides.",
        ),
        wrong: r#"procedure: QT-07
clauses: ["4.1", "5.1", "5.3", "5.4.1", "5.4.2", "5.5.2", "5.6", "6.2.1", "6.2.2", "6.3", "6.4", "8.5.1"]
steps:
  - {id: conclude, clauses: ["5.1", "5.6.3"]}
  - {id: plan-actions, clauses: ["5.4.2", "6.2.2", "8.5.1"]}"#,
        right: r#"procedure: QT-07
clauses: ["4.1", "5.1", "5.3", "5.4.1", "5.4.2", "5.5.2", "5.6", "6.1", "6.2.1", "6.2.2", "6.3", "6.4", "8.5.1"]"#,
        whole: true,
        ..Info::new("iso/review-outputs", Basis::new("ISO 9001:2008", "5.6.3").unverified())
    },
    look: Look::Library(look),
};

fn look(library: &Library, sink: &mut Sink) {
    let reviews = reviews(library);
    let Some(review) = reviews.first().filter(|_| following(library).is_some()) else { return };
    let decides = |number: &str| reviews.iter().any(|procedure| answers(procedure, number));
    let parts = [
        ("8.5.1", "việc cải tiến hệ thống (điều 8.5.1)", "improving the system (clause 8.5.1)"),
        ("6.1", "nguồn lực (điều 6.1)", "resources (clause 6.1)"),
    ];
    let lacks = || parts.iter().filter(|part| !decides(part.0));
    if lacks().next().is_some() {
        let (vi, en) = (list(lacks().map(|part| part.1)), list(lacks().map(|part| part.2)));
        let message = message!(
            vi: "xem xét của lãnh đạo không quyết định về {vi}",
            en: "the management review decides nothing on {en}"
        );
        sink.add(review.source(), Path::root().key("clauses"), message);
    }
}
