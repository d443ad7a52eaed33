//! A procedure names the records it keeps.

use super::demand;
use crate::check::iso::is_asked;
use crate::check::rule::{Basis, BuiltIn, Info, Look, Sink};
use crate::model::finding::Severity;
use crate::model::library::Procedure;

pub(super) static RULE: BuiltIn = BuiltIn {
    info: Info {
        severity: Severity::Error,
        demands: ("quy trình nêu hồ sơ phải lưu", "a procedure names the records it keeps"),
        why: (
            "Hồ sơ là bằng chứng việc đã làm và làm đúng; quy trình không nêu hồ sơ thì sau này không chứng minh \
             được gì.",
            "Records prove that the work was done, and done right; a procedure that names none leaves nothing to \
             show.",
        ),
        mend: (
            "Ghi ở `records:` từng hồ sơ với người giữ, nơi lưu, thời gian lưu và cách hủy.",
            "Write each record under `records:`, with its keeper, place, retention and disposal.",
        ),
        wrong: "# without records",
        right: "records:
  - id: intake-papers
    title: {vi: Tập lưu, en: File}
    keeper: one-stop-officer
    place: {vi: Bộ phận một cửa, en: One-stop unit}
    retention: 5 years
    disposal: {vi: Hủy theo QT-02, en: Destroyed under QT-02}",
        ..Info::new("iso/records", Basis::new("ISO 9001:2008", "4.2.4"))
    },
    look: Look::Procedure(look),
};

fn look(procedure: &Procedure, sink: &mut Sink) {
    if is_asked(procedure) {
        demand(procedure, sink, procedure.definition().records.is_empty(), "records", "hồ sơ cần lưu", "the list of records");
    }
}
