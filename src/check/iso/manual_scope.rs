//! The manual states the scope of the system.

use crate::check::iso::{following, lacking};
use crate::check::rule::{Basis, BuiltIn, Info, Look, Sink};
use crate::model::finding::Severity;
use crate::model::library::Library;

pub(super) static RULE: BuiltIn = BuiltIn {
    info: Info {
        severity: Severity::Error,
        demands: ("sổ tay nêu phạm vi của hệ thống", "the manual states the scope of the system"),
        why: (
            "Phạm vi nói hệ thống áp dụng cho việc nào, đơn vị nào; lời công bố phù hợp chỉ có giá trị trong phạm \
             vi đó.",
            "The scope says to which work and which units the system applies; a declaration of conformity holds \
             within it.",
        ),
        mend: (
            "Ghi ở `scope:` của tổ chức hệ thống áp dụng cho việc nào, đơn vị nào.",
            "Write under `scope:` of the organisation which work and which units the system covers.",
        ),
        wrong: "organisation: ba-dinh
# without scope",
        right: "organisation: ba-dinh
scope: {vi: Giải quyết thủ tục hành chính., en: Performance of administrative procedures.}",
        ..Info::new("iso/manual-scope", Basis::new("ISO 9001:2008", "4.2.2 a"))
    },
    look: Look::Library(look),
};

fn look(library: &Library, sink: &mut Sink) {
    if let Some(organisation) = following(library).filter(|o| o.definition.scope.is_none()) {
        let (vi, en) = ("phạm vi của hệ thống quản lý chất lượng", "the scope of the quality-management system");
        lacking(organisation, sink, "scope", vi, en);
    }
}
