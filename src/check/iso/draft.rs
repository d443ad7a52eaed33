//! No document in force rests on a draft.

use crate::check::iso::citing;
use crate::check::rule::{Basis, BuiltIn, Info, Look, Sink};
use crate::model::definition::DocumentStatus;
use crate::model::finding::{Path, Severity};
use crate::model::library::Library;
use crate::model::value::message;

pub(super) static RULE: BuiltIn = BuiltIn {
    info: Info {
        severity: Severity::Warning,
        demands: ("tài liệu đang hiệu lực không dựa vào bản nháp", "no document in force rests on a draft"),
        why: (
            "Bản nháp chưa được phê duyệt nên chưa ai phải làm theo; tài liệu đang hiệu lực dẫn tới nó là giao việc \
             theo một văn bản chưa có hiệu lực.",
            "A draft is not approved and binds nobody; a document in force that names it sends work to a text that \
             does not apply.",
        ),
        mend: ("Phê duyệt bản nháp trước, hoặc tạm bỏ mã này.", "Approve the draft first, or leave the code out until then."),
        wrong: "related: [QT-02, QT-04, QT-08, QT-09]
---
procedure: QT-09
title: {vi: Lưu trữ hồ sơ cũ, en: Keeping old files}
status: draft",
        right: "related: [QT-02, QT-04, QT-08, QT-09]
---
procedure: QT-09
title: {vi: Lưu trữ hồ sơ cũ, en: Keeping old files}
status: in-force",
        ..Info::new("iso/draft", Basis::new("ISO 9001:2008", "4.2.3 a"))
    },
    look: Look::Library(look),
};

fn look(library: &Library, sink: &mut Sink) {
    for (source, path, code) in citing(library, DocumentStatus::Draft) {
        let message = message!(
            vi: "`{code}` còn là bản nháp, chưa được phê duyệt",
            en: "`{code}` is still a draft that nobody approved"
        );
        let finding = sink.add(source, path, message);
        if let Some(procedure) = library.procedure(code) {
            finding.relate(procedure.source(), Path::root().key("status"), message!(vi: "còn là bản nháp", en: "still a draft"));
        }
    }
}
