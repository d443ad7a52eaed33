//! Where an act was amended, the amendment in force is cited too.

use super::article;
use crate::check::rule::{BuiltIn, Info, Look, Sink};
use crate::check::service::{cited, first_place, intact};
use crate::check::{effective, places};
use crate::model::finding::Severity;
use crate::model::library::Procedure;
use crate::model::value::message;

pub(super) static RULE: BuiltIn = BuiltIn {
    info: Info {
        severity: Severity::Warning,
        demands: ("viện dẫn cả văn bản sửa đổi đang có hiệu lực", "the amendment in force is cited with the act"),
        why: (
            "Văn bản đã được sửa đổi mà chỉ viện dẫn bản gốc thì dễ áp dụng nội dung cũ.",
            "Where only the original of an amended act is cited, its old wording is easily applied.",
        ),
        mend: (
            "Thêm văn bản sửa đổi mới nhất vào danh mục viện dẫn và đối chiếu lại nội dung.",
            "Add the latest amendment to the references, and compare the contents.",
        ),
        wrong: "references: [luat-ho-tich-2014, nd-63-2010, nd-48-2013]",
        right: "references: [luat-ho-tich-2014, nd-63-2010, nd-92-2017]",
        ..Info::new("decree-63/act-amended", article("Arts. 7, 8(1)"))
    },
    look: Look::Procedure(look),
};

fn look(procedure: &Procedure, sink: &mut Sink) {
    let (Some(_), Some(day)) = (intact(procedure), effective(procedure)) else { return };
    let library = sink.library();
    for reference in library.references().filter(|r| !r.amended_by.is_empty()) {
        let amendments = library.references().filter(|r| reference.amended_by.contains(&r.id));
        let dated = amendments.filter_map(|r| Some((r.effective.filter(|from| *from <= day)?, &r.id)));
        let Some((from, latest)) = dated.max() else { continue };
        let Some(path) = first_place(cited(procedure), &reference.id) else { continue };
        if first_place(cited(procedure), latest).is_none() {
            let id = &reference.id;
            let message = message!(
                vi: "`{id}` đã được sửa đổi bằng `{latest}` (có hiệu lực từ {from}) nhưng không viện dẫn văn bản sửa đổi",
                en: "`{id}` was amended by `{latest}` (in force from {from}), which is not cited"
            );
            let finding = sink.add(procedure.source(), path, message);
            finding.relate_to(
                places::of_reference(library, latest, "effective"),
                message!(vi: "văn bản sửa đổi", en: "the amendment"),
            );
        }
    }
}
