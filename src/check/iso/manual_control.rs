//! The quality manual is controlled like any document.

use crate::check::iso::{following, missing};
use crate::check::rule::{Basis, BuiltIn, Info, Look, Sink};
use crate::model::finding::{Path, Severity};
use crate::model::library::Library;
use crate::model::value::message;

pub(super) static RULE: BuiltIn = BuiltIn {
    info: Info {
        severity: Severity::Error,
        demands: (
            "sổ tay chất lượng được phê duyệt, theo dõi sửa đổi và phân phối",
            "the quality manual has its issues, approval and distribution",
        ),
        why: (
            "Sổ tay chất lượng là tài liệu đứng đầu hệ thống, được kiểm soát như mọi tài liệu: lần ban hành, người \
             phê duyệt, nơi nhận.",
            "The manual stands at the head of the system and is controlled like any document: issues, approval, \
             holders.",
        ),
        mend: (
            "Ghi phần còn thiếu (`revisions:`, `approval:`, `distribution:`) vào tài liệu của tổ chức.",
            "Add what is missing (`revisions:`, `approval:`, `distribution:`) to the document of the organisation.",
        ),
        wrong: "organisation: ba-dinh
# without approval",
        right: "organisation: ba-dinh
approval: {prepared: iso-secretary, reviewed: iso-representative, approved: district-chair}",
        ..Info::new("iso/manual-control", Basis::new("ISO 9001:2008", "4.2.2, 4.2.3"))
    },
    look: Look::Library(look),
};

fn look(library: &Library, sink: &mut Sink) {
    let Some(organisation) = following(library) else { return };
    let o = &organisation.definition;
    let parts = [
        (o.revisions.is_empty(), "revisions", "bảng theo dõi sửa đổi", "the revision table"),
        (o.approval.is_none(), "approval", "người soạn thảo, xem xét, phê duyệt", "who prepared, reviewed and approved it"),
        (o.distribution.is_empty(), "distribution", "nơi nhận", "the distribution list"),
    ];
    if let Some((vi, en)) = missing(&parts) {
        let message = message!(vi: "sổ tay chất lượng thiếu {vi}", en: "the quality manual lacks {en}");
        sink.add(&organisation.source, Path::root().key("organisation"), message);
    }
}
