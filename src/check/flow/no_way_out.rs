//! From every step some end can be reached.

use super::first_of_each_part;
use crate::check::rule::{Basis, BuiltIn, Info, Look, Sink};
use crate::check::{step_path, steps};
use crate::model::library::Procedure;
use crate::model::value::message;

pub(super) static RULE: BuiltIn = BuiltIn {
    info: Info {
        demands: ("từ mọi bước đều đi được tới kết thúc", "from every step some end can be reached"),
        why: (
            "Hồ sơ vào một bước mà từ đó không đi được tới kết thúc nào thì nằm lại mãi.",
            "A case that gets to a step from which no end can be reached stays there for ever.",
        ),
        mend: (
            "Cho một luồng dẫn tới kết thúc, hoặc ghi `end:` ở bước mà hồ sơ kết thúc.",
            "Lead a flow on to an end, or write `end:` at the step where the case ends.",
        ),
        wrong: r"steps: [{id: return, next: stamp}]
# without steps.return.end",
        right: "steps: [{id: return, end: completed}]",
        whole: true,
        ..Info::new(
            "flow/no-way-out",
            Basis::new("van der Aalst, The Application of Petri Nets to Workflow Management, 1998", ""),
        )
    },
    look: Look::Procedure(look),
};

fn look(procedure: &Procedure, sink: &mut Sink) {
    let graph = procedure.graph();
    let (reached, finishing) = (graph.reachable(), graph.finishing());
    for i in first_of_each_part(procedure, |node| reached.contains(&node) && !finishing.contains(&node)) {
        let id = &steps(procedure)[i].id;
        let message = message!(
            vi: "từ bước `{id}` không có đường nào tới kết thúc",
            en: "from the step `{id}` no end can be reached"
        );
        sink.add(procedure.source(), step_path(i).key("id"), message);
    }
}
