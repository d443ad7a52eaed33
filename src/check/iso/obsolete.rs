//! No document in force sends its reader to a withdrawn one.

use crate::check::iso::citing;
use crate::check::rule::{Basis, BuiltIn, Info, Look, Sink};
use crate::model::definition::DocumentStatus;
use crate::model::finding::{Path, Severity};
use crate::model::library::Library;
use crate::model::value::message;

pub(super) static RULE: BuiltIn = BuiltIn {
    info: Info {
        severity: Severity::Error,
        demands: (
            "tài liệu đang hiệu lực không dẫn tới quy trình đã hết hiệu lực",
            "no document in force sends its reader to a withdrawn procedure",
        ),
        why: (
            "Quy trình hết hiệu lực không được dùng nữa; tài liệu còn dẫn tới nó sẽ đưa người đọc làm theo bản cũ.",
            "A withdrawn procedure is not to be used; a document that still names it makes its reader work by the \
             old text.",
        ),
        mend: ("Dẫn tới quy trình thay thế, hoặc bỏ mã này.", "Name the procedure that replaced it, or take the code out."),
        wrong: "related: [QT-02, QT-04, QT-08, QT-09]
---
procedure: QT-09
title: {vi: Lưu trữ hồ sơ cũ, en: Keeping old files}
status: obsolete",
        right: "related: [QT-02, QT-04, QT-08, QT-09]
---
procedure: QT-09
title: {vi: Lưu trữ hồ sơ cũ, en: Keeping old files}
status: in-force",
        ..Info::new("iso/obsolete", Basis::new("ISO 9001:2008", "4.2.3 g"))
    },
    look: Look::Library(look),
};

fn look(library: &Library, sink: &mut Sink) {
    for (source, path, code) in citing(library, DocumentStatus::Obsolete) {
        let message = message!(
            vi: "`{code}` đã hết hiệu lực: dẫn tới quy trình thay thế, hoặc bỏ đi",
            en: "`{code}` is withdrawn: name what replaced it, or take it out"
        );
        let finding = sink.add(source, path, message);
        if let Some(procedure) = library.procedure(code) {
            finding.relate(procedure.source(), Path::root().key("status"), message!(vi: "đã hết hiệu lực", en: "withdrawn"));
        }
    }
}
