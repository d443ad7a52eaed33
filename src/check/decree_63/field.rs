//! The field is named.

use super::article;
use crate::check::rule::{BuiltIn, Info, Look, Sink};
use crate::check::service::{missing, service};
use crate::model::finding::Path;
use crate::model::library::Procedure;

pub(super) static RULE: BuiltIn = BuiltIn {
    info: Info {
        demands: ("thủ tục hành chính nêu lĩnh vực", "an administrative procedure names its field"),
        why: (
            "Danh mục thủ tục hành chính được công bố theo lĩnh vực; không có lĩnh vực thì người dân không tìm thấy.",
            "The list of procedures is published by field; without it people do not find theirs.",
        ),
        mend: ("Ghi `field:` theo danh mục lĩnh vực của tổ chức.", "Write `field:`, as the organisation names its fields."),
        wrong: "# without field",
        right: "field: civil-status",
        ..Info::new("decree-63/field", article("Art. 15").unverified())
    },
    look: Look::Procedure(look),
};

fn look(procedure: &Procedure, sink: &mut Sink) {
    let p = procedure.definition();
    if service(procedure).is_some() && p.field.is_none() {
        missing(procedure, sink, Path::root().key("field"), "field", "lĩnh vực", "the field");
    }
}
