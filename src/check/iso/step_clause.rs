//! A clause that a step answers stands at the head of its procedure.

use crate::check::rule::{Basis, BuiltIn, Info, Look, Sink};
use crate::check::{step_path, steps};
use crate::model::finding::{Path, Severity};
use crate::model::library::Procedure;
use crate::model::value::{Clause, message};

pub(super) static RULE: BuiltIn = BuiltIn {
    info: Info {
        severity: Severity::Warning,
        demands: (
            "điều khoản ghi ở bước cũng được ghi ở đầu quy trình",
            "a clause that a step answers stands at the head of the procedure too",
        ),
        why: (
            "Bảng điều khoản và tài liệu trong sổ tay chỉ đọc `clauses:` ở đầu quy trình; điều khoản chỉ ghi ở bước \
             thì bảng không thấy.",
            "The manual’s table of clauses and documents reads the head of the procedure only; a clause that stands \
             at a step alone is missing from it.",
        ),
        mend: (
            "Thêm điều khoản đó vào `clauses:` ở đầu quy trình, hoặc bỏ ở bước nếu ghi nhầm.",
            "Add the clause to `clauses:` at the head of the procedure, or take it from the step if it is a mistake.",
        ),
        wrong: r#"steps:
  - {id: receive, clauses: ["7.5.4"]}"#,
        right: r#"clauses: ["7.1", "7.2.1", "7.2.2", "7.2.3", "7.5.1", "7.5.3", "7.5.4", "8.2.3", "8.2.4"]
steps:
  - {id: receive, clauses: ["7.5.4"]}"#,
        ..Info::new("iso/step-clause", Basis::new("ISO 9001:2008", "4.2.2 b"))
    },
    look: Look::Procedure(look),
};

fn look(procedure: &Procedure, sink: &mut Sink) {
    let p = procedure.definition();
    if p.clauses.is_empty() {
        return;
    }
    let mut said: Vec<Clause> = Vec::new();
    for (i, step) in steps(procedure).iter().enumerate() {
        for (j, clause) in step.clauses.iter().enumerate() {
            if p.clauses.iter().any(|c| clause.is_within(*c)) || said.contains(clause) {
                continue;
            }
            said.push(*clause);
            let message = message!(
                vi: "điều {clause} có ở bước nhưng không có trong `clauses:` ở đầu quy trình",
                en: "clause {clause} stands at a step, but not in `clauses:` at the head of the procedure"
            );
            let finding = sink.add(procedure.source(), step_path(i).key("clauses").index(j), message);
            finding.relate(
                procedure.source(),
                Path::root().key("clauses"),
                message!(vi: "đầu quy trình", en: "the head of the procedure"),
            );
        }
    }
}
