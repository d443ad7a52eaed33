//! A withdrawn document is held by nobody to work by.

use crate::check::iso::list;
use crate::check::rule::{Basis, BuiltIn, Info, Look, Sink};
use crate::model::definition::{CopyKind, DocumentStatus};
use crate::model::finding::{Part, Path, Severity};
use crate::model::library::Procedure;
use crate::model::value::message;

pub(super) static RULE: BuiltIn = BuiltIn {
    info: Info {
        severity: Severity::Warning,
        demands: (
            "tài liệu hết hiệu lực không còn bản kiểm soát ở nơi sử dụng",
            "no controlled copy of a withdrawn document is left in use",
        ),
        why: (
            "Bản kiểm soát của tài liệu hết hiệu lực còn nằm ở đơn vị thì sẽ có người làm theo.",
            "As long as units hold controlled copies of a withdrawn document, somebody will work by them.",
        ),
        mend: (
            "Thu hồi và bỏ `distribution:`, hoặc ghi bản giữ lại để tra cứu là `copy: reference`.",
            "Collect them and leave `distribution:` out, or mark what is kept for reference `copy: reference`.",
        ),
        wrong: "status: obsolete",
        right: "status: obsolete
distribution: [{unit: ward-committee, copy: reference}]",
        ..Info::new("iso/obsolete-copies", Basis::new("ISO 9001:2008", "4.2.3 g"))
    },
    look: Look::Procedure(look),
};

fn look(procedure: &Procedure, sink: &mut Sink) {
    let p = procedure.definition();
    let held = || p.distribution.iter().filter(|copy| copy.copy != Some(CopyKind::Reference));
    if p.status == Some(DocumentStatus::Obsolete) && held().next().is_some() {
        let units = list(held().map(|copy| format!("`{}`", copy.unit)));
        let message = message!(
            vi: "tài liệu đã hết hiệu lực nhưng chưa thu hồi ở {units}",
            en: "the document is withdrawn, but still held by {units}"
        );
        let finding = sink.add(procedure.source(), Path::root().key("distribution"), message);
        finding.part = Part::Key;
        finding.relate(procedure.source(), Path::root().key("status"), message!(vi: "đã hết hiệu lực", en: "withdrawn"));
    }
}
