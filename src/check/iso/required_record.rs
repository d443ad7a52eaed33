//! Where a clause demands a record, the steps that answer it show one.

use crate::check::iso::{covers, following, in_force, is_excluded, names};
use crate::check::rule::{Basis, BuiltIn, Info, Look, Sink};
use crate::check::{step_path, steps};
use crate::model::finding::Severity;
use crate::model::library::Library;
use crate::model::value::{Clause, message};

pub(super) static RULE: BuiltIn = BuiltIn {
    info: Info {
        severity: Severity::Warning,
        demands: (
            "điều khoản đòi hỏi hồ sơ thì bước đáp ứng điều khoản đó có hồ sơ",
            "where a clause demands a record, the steps that answer it show one",
        ),
        why: (
            "Tiêu chuẩn nêu rõ điều khoản nào phải có hồ sơ. Điều khoản được một bước đáp ứng mà bước đó không \
             lập, không dùng giấy tờ nào thì đánh giá viên không có bằng chứng.",
            "The standard says under which clauses there must be records. If the step that answers such a clause neither makes \
             nor uses a paper, an auditor finds no proof.",
        ),
        mend: (
            "Cho bước đó lập hồ sơ (`makes:`), hoặc ghi điều khoản ở đúng bước có hồ sơ.",
            "Let the step make the record (`makes:`), or name the clause at the step that does.",
        ),
        wrong: "procedure: QT-02
# without steps.close-file.uses
---
procedure: QT-04
steps:
  - {id: detect, makes: [nonconformity-slip, property-minutes]}
# without steps.record-loss.makes
# without steps.record-loss.uses",
        right: "procedure: QT-02
# without steps.close-file.uses
---
procedure: QT-04
steps:
  - {id: record-loss, makes: [property-minutes]}",
        whole: true,
        ..Info::new("iso/required-record", Basis::new("ISO 9001:2008", "4.2.4"))
    },
    look: Look::Library(look),
};

fn look(library: &Library, sink: &mut Sink) {
    if following(library).is_none() {
        return;
    }
    for clause in Clause::all().filter(|clause| clause.info().records > 0 && !is_excluded(library, *clause)) {
        let number = clause.number();
        let mut without = None;
        let mut shown = false;
        for procedure in in_force(library) {
            let p = procedure.definition();
            let mut at_steps = p.steps.iter().filter(|step| step.clauses.iter().any(|c| covers(*c, number))).peekable();
            let here = if at_steps.peek().is_some() {
                at_steps.any(|step| !step.makes.is_empty() || !step.uses.is_empty())
            } else if names(procedure, number) {
                // Which step is meant is not said; that there is no record at all is said elsewhere.
                true
            } else {
                continue;
            };
            shown |= here;
            if shown {
                break;
            }
            without.get_or_insert(procedure);
        }
        if let (false, Some(procedure)) = (shown, without) {
            let step = steps(procedure).iter().position(|step| step.clauses.iter().any(|c| covers(*c, number))).unwrap_or(0);
            let message = message!(
                vi: "điều {number} đòi hỏi hồ sơ, nhưng không bước nào đáp ứng điều này lập hay dùng giấy tờ (`makes:`)",
                en: "clause {number} demands a record, but no step that answers it makes or uses a paper (`makes:`)"
            );
            sink.add(procedure.source(), step_path(step).key("clauses"), message).about([clause]);
        }
    }
}
