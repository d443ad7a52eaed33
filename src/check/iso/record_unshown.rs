//! A clause that demands a record is answered by a procedure, not by a process alone.

use crate::check::iso::{answers, covers, following, in_force, is_excluded, is_whole};
use crate::check::rule::{Basis, BuiltIn, Info, Look, Sink};
use crate::model::finding::{Path, Severity};
use crate::model::library::Library;
use crate::model::value::{Clause, message};

pub(super) static RULE: BuiltIn = BuiltIn {
    info: Info {
        severity: Severity::Note,
        demands: (
            "điều khoản đòi hỏi hồ sơ thì có quy trình đáp ứng",
            "a clause that demands a record is answered by a procedure",
        ),
        why: (
            "Quá trình nêu trong sổ tay không có hồ sơ; chỉ quy trình mới nói lập hồ sơ nào, ai giữ. Điều khoản đòi \
             hỏi hồ sơ mà chỉ có quá trình đáp ứng thì chưa rõ bằng chứng ở đâu.",
            "A process of the manual keeps no records; only a procedure says which are made and who keeps them. If \
             a clause that demands a record is answered by a process alone, nobody sees where the proof is.",
        ),
        mend: ("Nêu điều khoản này trong quy trình lập hồ sơ đó.", "Name the clause in the procedure that makes the record."),
        wrong: r#"organisation: ba-dinh
exclusions:
  - {clause: "7.3", justification: {vi: Không thiết kế thủ tục., en: Procedures are not designed here.}}
  - {clause: "7.5.2", justification: {vi: Kết quả kiểm tra được trước khi trả., en: Results are checked before they are returned.}}
processes:
  - {id: resources, clauses: ["6.1", "6.2.1", "6.2.2", "6.3", "6.4", "7.4.1", "7.4.2", "7.4.3", "7.6"]}"#,
        right: r#"organisation: ba-dinh
exclusions:
  - {clause: "7.3", justification: {vi: Không thiết kế thủ tục., en: Procedures are not designed here.}}
  - {clause: "7.5.2", justification: {vi: Kết quả kiểm tra được trước khi trả., en: Results are checked before they are returned.}}
  - {clause: "7.6", justification: {vi: Không dùng thiết bị đo., en: No measuring equipment is used.}}
processes:
  - {id: resources, clauses: ["6.1", "6.2.1", "6.2.2", "6.3", "6.4", "7.4.1", "7.4.2", "7.4.3"]}"#,
        whole: true,
        ..Info::new("iso/record-unshown", Basis::new("ISO 9001:2008", "4.2.4"))
    },
    look: Look::Library(look),
};

fn look(library: &Library, sink: &mut Sink) {
    let Some(organisation) = following(library).filter(|_| is_whole(library)) else { return };
    // A documented procedure that is missing is said to be missing.
    let demanding = |clause: &Clause| clause.info().records > 0 && !clause.info().procedure && !is_excluded(library, *clause);
    for clause in Clause::all().filter(demanding) {
        let number = clause.number();
        let claimed = organisation
            .definition
            .processes
            .iter()
            .enumerate()
            .find_map(|(i, process)| process.clauses.iter().position(|c| covers(*c, number)).map(|j| (i, j)));
        let Some((i, j)) = claimed else { continue };
        if !in_force(library).any(|procedure| answers(procedure, number)) {
            let path = Path::root().key("processes").index(i).key("clauses").index(j);
            let message = message!(
                vi: "điều {number} đòi hỏi hồ sơ, nhưng không quy trình nào đáp ứng: chưa rõ hồ sơ nào chứng minh",
                en: "clause {number} demands a record, but no procedure answers it: nothing says which record proves it"
            );
            sink.add(&organisation.source, path, message).about([clause]);
        }
    }
}
