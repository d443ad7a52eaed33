//! The level is named.

use super::article;
use crate::check::rule::{BuiltIn, Info, Look, Sink};
use crate::check::service::{missing, service};
use crate::model::finding::Path;
use crate::model::library::Procedure;

pub(super) static RULE: BuiltIn = BuiltIn {
    info: Info {
        demands: ("thủ tục hành chính nêu cấp thực hiện", "an administrative procedure names its level"),
        why: (
            "Thủ tục được công bố và niêm yết theo cấp thực hiện; cùng một việc ở phường và ở quận có thể khác nhau.",
            "Procedures are published and posted by the level that performs them; the same matter may differ \
             between ward and district.",
        ),
        mend: (
            "Ghi `level: ward`, `district`, `city` hoặc `ministry`.",
            "Write `level: ward`, `district`, `city` or `ministry`.",
        ),
        wrong: "# without level",
        right: "level: ward",
        ..Info::new("decree-63/level", article("Art. 15").unverified())
    },
    look: Look::Procedure(look),
};

fn look(procedure: &Procedure, sink: &mut Sink) {
    let p = procedure.definition();
    if service(procedure).is_some() && p.level.is_empty() {
        missing(procedure, sink, Path::root().key("level"), "level", "cấp thực hiện", "the level");
    }
}
