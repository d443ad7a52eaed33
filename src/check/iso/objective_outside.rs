//! What lies outside the system answers no clause of it.

use crate::check::rule::{Basis, BuiltIn, Info, Look, Sink};
use crate::model::finding::{Path, Severity};
use crate::model::library::Library;
use crate::model::value::message;

pub(super) static RULE: BuiltIn = BuiltIn {
    info: Info {
        severity: Severity::Warning,
        demands: ("mục tiêu ngoài hệ thống không đáp ứng điều khoản nào", "what lies outside the system answers no clause of it"),
        why: (
            "Mục tiêu ghi là nằm ngoài hệ thống chất lượng mà vẫn nêu điều khoản thì không biết có phải xem xét nó \
             hay không.",
            "If an objective is said to lie outside the quality system and names a clause all the same, nobody \
             knows whether it is reviewed.",
        ),
        mend: (
            "Bỏ `clause:` nếu mục tiêu nằm ngoài hệ thống; nếu không, bỏ `outside-system:`.",
            "Take out `clause:` if the objective lies outside the system, `outside-system:` if it does not.",
        ),
        wrong: r#"objectives: ba-dinh-2018
items:
  - {id: q7, clause: "6.1"}"#,
        right: r#"objectives: ba-dinh-2018
items:
  - {id: q7, outside-system: false, clause: "6.1"}"#,
        ..Info::new("iso/objective-outside", Basis::new("ISO 9001:2008", "5.4.1").unverified())
    },
    look: Look::Library(look),
};

fn look(library: &Library, sink: &mut Sink) {
    for programme in &library.objectives {
        for (i, objective) in programme.definition.items.iter().enumerate() {
            let id = &objective.id;
            if let (Some(true), Some(clause)) = (objective.outside_system, objective.clause) {
                let message = message!(
                    vi: "mục tiêu `{id}` nằm ngoài hệ thống nhưng lại nêu điều {clause}",
                    en: "the objective `{id}` lies outside the system, yet names clause {clause}"
                );
                let at = |key: &str| Path::root().key("items").index(i).key(key);
                let finding = sink.add(&programme.source, at("clause"), message);
                finding.relate(
                    &programme.source,
                    at("outside-system"),
                    message!(vi: "nằm ngoài hệ thống", en: "outside the system"),
                );
            }
        }
    }
}
