//! Nothing stands twice in one list of a step.

use crate::check::rule::{Basis, BuiltIn, Info, Look, Sink};
use crate::check::{step_path, steps};
use crate::model::finding::Severity;
use crate::model::library::Procedure;
use crate::model::value::message;
use std::collections::HashMap;

pub(super) static RULE: BuiltIn = BuiltIn {
    info: Info {
        severity: Severity::Warning,
        demands: ("một danh sách của bước không ghi trùng", "nothing stands twice in one list of a step"),
        why: (
            "Ghi trùng một giấy tờ hay vai trò trong cùng danh sách thường là chép nhầm, và chỗ đó lẽ ra là tên khác.",
            "A paper or role that stands twice in a list was mostly copied, and another name was meant.",
        ),
        mend: (
            "Ghi tên đúng ra phải đứng ở đó, hoặc bỏ mục ghi trùng.",
            "Write the name that was meant, or remove the second one.",
        ),
        wrong: "steps: [{id: stamp, uses: [extract-copy, extract-copy]}]",
        right: "steps: [{id: stamp, uses: [extract-copy, control-slip]}]",
        ..Info::new("data/listed-twice", Basis::new("ISO 9001:2008", "4.2.3 e"))
    },
    look: Look::Procedure(look),
};

fn look(procedure: &Procedure, sink: &mut Sink) {
    for (i, step) in steps(procedure).iter().enumerate() {
        let lists = [("uses", &step.uses), ("makes", &step.makes), ("consulted", &step.consulted), ("informed", &step.informed)];
        for (key, ids) in lists.into_iter().filter(|(_, ids)| ids.len() > 1) {
            let mut seen = HashMap::with_capacity(ids.len());
            for (j, id) in ids.iter().enumerate().filter(|(_, id)| !id.is_placeholder()) {
                let first = *seen.entry(id).or_insert(j);
                if first != j {
                    let message = message!(vi: "`{id}` đã có trong `{key}` của bước này", en: "`{id}` already stands in the `{key}` of this step");
                    let finding = sink.add(procedure.source(), step_path(i).key(key).index(j), message);
                    let path = step_path(i).key(key).index(first);
                    finding.relate(procedure.source(), path, message!(vi: "đã ghi ở đây", en: "first written here"));
                }
            }
        }
    }
}
