//! The standard that is followed stands in the register of external documents.

use crate::check::iso::following;
use crate::check::rule::{Basis, BuiltIn, Info, Look, LookUp, Sink};
use crate::model::definition::{Reference, ReferenceKind};
use crate::model::finding::{Path, Severity};
use crate::model::library::Library;
use crate::model::value::{Text, message};

pub(super) static RULE: BuiltIn = BuiltIn {
    info: Info {
        severity: Severity::Warning,
        demands: (
            "tiêu chuẩn áp dụng có trong danh mục tài liệu bên ngoài",
            "the standard that is followed stands in the register of external documents",
        ),
        why: (
            "Tiêu chuẩn là tài liệu bên ngoài mà cả hệ thống dựa vào; danh mục thiếu nó thì không ai theo dõi khi \
             nó thay đổi.",
            "The standard is the external document that the whole system rests on; if the register lacks it, nobody \
             follows its changes.",
        ),
        mend: (
            "Thêm TCVN ISO 9001:2008 vào danh mục, với `kind: standard`.",
            "Add ISO 9001:2008 to the register, with `kind: standard`.",
        ),
        wrong: "references: external-documents
items:
  - {id: tcvn-iso-9001-2008, kind: other}
  - {id: tcvn-iso-9001-2015, kind: other}",
        right: "references: external-documents
items:
  - {id: tcvn-iso-9001-2008, kind: standard}",
        whole: true,
        looks_up: &[LookUp::References],
        ..Info::new("iso/standard-registered", Basis::new("ISO 9001:2008", "4.2.3 f"))
    },
    look: Look::Library(look),
};

fn look(library: &Library, sink: &mut Sink) {
    let Some(organisation) = following(library) else { return };
    let names_it = |text: &Text| text.entries().any(|(_, text)| text.contains("9001"));
    let is_it = |item: &Reference| {
        item.id.as_str().contains("9001") || names_it(&item.title) || item.number.as_ref().is_some_and(names_it)
    };
    if !library.references().any(|item| item.kind == ReferenceKind::Standard && is_it(item)) {
        let message = message!(
            vi: "danh mục tài liệu bên ngoài không có tiêu chuẩn mà hệ thống áp dụng (`kind: standard`)",
            en: "the register of external documents does not hold the standard that is followed (`kind: standard`)"
        );
        sink.add(&organisation.source, Path::root().key("standard"), message);
    }
}
