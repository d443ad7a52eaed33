//! Each field that the organisation names has a procedure.

use crate::check::iso::following;
use crate::check::rule::{Basis, BuiltIn, Info, Look, Sink};
use crate::model::finding::{Path, Severity};
use crate::model::library::Library;
use crate::model::value::message;
use std::collections::HashSet;

pub(super) static RULE: BuiltIn = BuiltIn {
    info: Info {
        severity: Severity::Note,
        demands: ("mỗi lĩnh vực của tổ chức có quy trình", "each field that the organisation names has a procedure"),
        why: (
            "Lĩnh vực có trong danh sách mà không có quy trình nào thì hoặc quy trình chưa viết, hoặc lĩnh vực \
             không thuộc phạm vi hệ thống.",
            "A field without a procedure is either not yet written up or not part of the system.",
        ),
        mend: (
            "Viết quy trình, hoặc bỏ lĩnh vực và sửa phạm vi.",
            "Write the procedure, or take the field out and correct the scope.",
        ),
        wrong: "organisation: ba-dinh
fields:
  - {id: forestry, title: {vi: Lâm nghiệp, en: Forestry}}",
        right: "organisation: ba-dinh
fields:
  - {id: quality, title: {vi: Quản lý chất lượng, en: Quality management}}",
        whole: true,
        ..Info::new("iso/field-without-procedure", Basis::new("ISO 9001:2008", "4.2.2 a"))
    },
    look: Look::Library(look),
};

fn look(library: &Library, sink: &mut Sink) {
    // A field that is misspelt or left out leaves the right one unused: that is one mistake, and said.
    let lost = || library.procedures().iter().any(|p| p.definition().service.is_some() && p.definition().field.is_none());
    let Some(organisation) = following(library).filter(|_| library.findings().is_empty() && !lost()) else { return };
    let used: HashSet<&str> =
        library.procedures().iter().filter_map(|p| p.definition().field.as_ref()).map(|field| field.as_str()).collect();
    for (i, field) in organisation.definition.fields.iter().enumerate() {
        let id = &field.id;
        if !used.contains(id.as_str()) {
            let message = message!(
                vi: "lĩnh vực `{id}` chưa có quy trình nào",
                en: "no procedure belongs to the field `{id}`"
            );
            sink.add(&organisation.source, Path::root().key("fields").index(i).key("id"), message);
        }
    }
}
