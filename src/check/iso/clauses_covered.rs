//! Every clause is answered or excluded.

use crate::check::iso::{answers, clauses_are_read, covers, following, in_force, is_excluded, is_whole, list};
use crate::check::rule::{Basis, BuiltIn, Info, Look, Sink};
use crate::model::finding::{Path, Severity};
use crate::model::library::Library;
use crate::model::value::{Clause, message};

pub(super) static RULE: BuiltIn = BuiltIn {
    info: Info {
        severity: Severity::Error,
        demands: ("mọi điều khoản được đáp ứng hoặc được ngoại lệ", "every clause is answered or excluded"),
        why: (
            "Hệ thống tuyên bố áp dụng tiêu chuẩn thì phải đáp ứng cả năm mươi mốt điều khoản, trừ điều khoản của \
             điều 7 được ngoại lệ có lý giải.",
            "A system that declares conformity answers all fifty-one clauses, but for those of clause 7 that are \
             excluded with a reason.",
        ),
        mend: (
            "Nêu điều khoản còn thiếu trong quy trình hoặc quá trình đáp ứng nó, hoặc ngoại lệ nếu được phép.",
            "Name the missing clause in the procedure or process that answers it, or exclude it where that is \
             allowed.",
        ),
        wrong: r#"organisation: ba-dinh
processes:
  - {id: resources, clauses: ["6.1", "6.2.1", "6.2.2", "6.3", "6.4"]}"#,
        right: r#"organisation: ba-dinh
processes:
  - {id: resources, clauses: ["6.1", "6.2.1", "6.2.2", "6.3", "6.4", "7.4"]}"#,
        whole: true,
        ..Info::new("iso/clauses-covered", Basis::new("ISO 9001:2008", "4.2.2"))
    },
    look: Look::Library(look),
};

fn look(library: &Library, sink: &mut Sink) {
    let Some(organisation) = following(library).filter(|_| is_whole(library) && clauses_are_read(library)) else { return };
    // What the organisation itself answers, and a documented procedure, is asked for by name.
    let own = |clause: &Clause| {
        clause.info().procedure || matches!(clause.number(), "4.1" | "4.2.2" | "5.3" | "5.4.1" | "5.5.1" | "5.5.2")
    };
    let open = |clause: &Clause| {
        let number = clause.number();
        let by_process = || organisation.definition.processes.iter().any(|p| p.clauses.iter().any(|c| covers(*c, number)));
        !is_excluded(library, *clause) && !by_process() && !in_force(library).any(|p| answers(p, number))
    };
    let open: Vec<Clause> = Clause::all().filter(|clause| clause.is_leaf() && !own(clause)).filter(open).collect();
    if !open.is_empty() {
        let clauses = list(open.iter());
        let message = message!(
            vi: "không quy trình, quá trình nào đáp ứng và không ngoại lệ: điều {clauses}",
            en: "answered by no procedure or process, and not excluded: clauses {clauses}"
        );
        sink.add(&organisation.source, Path::root().key("organisation"), message).about(open);
    }
}
