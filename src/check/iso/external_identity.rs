//! An external document can be told from every other.

use crate::check::iso::missing;
use crate::check::rule::{Basis, BuiltIn, Info, Look, Sink};
use crate::model::definition::ReferenceKind;
use crate::model::finding::{Path, Severity};
use crate::model::library::Library;
use crate::model::value::message;

pub(super) static RULE: BuiltIn = BuiltIn {
    info: Info {
        severity: Severity::Warning,
        demands: ("tài liệu bên ngoài có số hiệu và cơ quan ban hành", "an external document has its number and issuer"),
        why: (
            "Tài liệu bên ngoài phải nhận biết được: cùng một tên có nhiều văn bản khác số, khác cơ quan.",
            "An external document must be identifiable: many acts share a title and differ in number and issuer.",
        ),
        mend: (
            "Ghi số hiệu ở `number:` và cơ quan ban hành ở `issuer:`.",
            "Write its number under `number:` and who issued it under `issuer:`.",
        ),
        wrong: "references: external-documents
# without items.luat-ho-tich-2014.number",
        right: "references: external-documents
items:
  - {id: luat-ho-tich-2014, number: 60/2014/QH13}",
        ..Info::new("iso/external-identity", Basis::new("ISO 9001:2008", "4.2.3 f"))
    },
    look: Look::Library(look),
};

fn look(library: &Library, sink: &mut Sink) {
    for register in &library.references {
        for (i, item) in register.definition.items.iter().enumerate().filter(|(_, item)| item.kind != ReferenceKind::Other) {
            let parts = [
                (item.number.is_none(), "number", "số hiệu", "its number"),
                (item.issuer.is_none(), "issuer", "cơ quan ban hành", "its issuer"),
            ];
            if let Some((vi, en)) = missing(&parts) {
                let id = &item.id;
                let message = message!(vi: "tài liệu bên ngoài `{id}` thiếu {vi}", en: "the external document `{id}` lacks {en}");
                sink.add(&register.source, Path::root().key("items").index(i).key("id"), message);
            }
        }
    }
}
