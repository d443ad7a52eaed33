//! An objective of the system names the clause it serves.

use crate::check::rule::{Basis, BuiltIn, Info, Look, Sink};
use crate::model::finding::{Path, Severity};
use crate::model::library::Library;
use crate::model::value::message;

pub(super) static RULE: BuiltIn = BuiltIn {
    info: Info {
        severity: Severity::Warning,
        demands: ("mục tiêu của hệ thống nêu điều khoản liên quan", "an objective of the system names the clause it serves"),
        why: (
            "Mục tiêu phải nhất quán với chính sách và với yêu cầu của tiêu chuẩn; nêu điều khoản thì thấy được mục \
             tiêu nào phục vụ yêu cầu nào.",
            "Objectives agree with the policy and with what the standard asks; the clause shows which serves what.",
        ),
        mend: (
            "Ghi điều khoản ở `clause:`, hoặc `outside-system: true` nếu mục tiêu nằm ngoài hệ thống chất lượng.",
            "Write the clause under `clause:`, or `outside-system: true` if the objective lies outside the quality system.",
        ),
        wrong: "objectives: ba-dinh-2018
# without items.q1.clause",
        right: r#"objectives: ba-dinh-2018
items:
  - {id: q1, clause: "7.2.3"}"#,
        ..Info::new("iso/objective-clause", Basis::new("ISO 9001:2008", "5.4.1").unverified())
    },
    look: Look::Library(look),
};

fn look(library: &Library, sink: &mut Sink) {
    for programme in &library.objectives {
        for (i, objective) in programme.definition.items.iter().enumerate() {
            let id = &objective.id;
            if objective.clause.is_none() && objective.outside_system != Some(true) {
                let message = message!(
                    vi: "mục tiêu `{id}` không nêu điều khoản (`clause:`)",
                    en: "the objective `{id}` names no clause (`clause:`)"
                );
                sink.add(&programme.source, Path::root().key("items").index(i).key("id"), message);
            }
        }
    }
}
