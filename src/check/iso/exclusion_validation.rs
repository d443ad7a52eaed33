//! An exclusion of 7.5.2 stands on checks before hand-over.

use crate::check::iso::following;
use crate::check::rule::{Basis, BuiltIn, Info, Look, Sink};
use crate::model::finding::{Path, Severity};
use crate::model::library::Library;
use crate::model::value::message;

pub(super) static RULE: BuiltIn = BuiltIn {
    info: Info {
        severity: Severity::Note,
        demands: (
            "ngoại lệ điều 7.5.2 chỉ đúng khi kết quả kiểm tra được trước khi trả",
            "an exclusion of 7.5.2 holds only if results can be checked before hand-over",
        ),
        why: (
            "Dịch vụ thường được dùng ngay khi cung cấp, nên đánh giá viên sẽ hỏi vì sao không xác nhận giá trị sử \
             dụng của quá trình.",
            "A service is mostly used as it is given, so an auditor will ask why the process is not validated.",
        ),
        mend: (
            "Nêu trong lý giải vì sao mọi kết quả đều kiểm tra được trước khi trả, và xem lại mỗi khi thêm quy trình.",
            "Show in the justification that every result can be checked before it is handed over, and look at it again \
             whenever a procedure is added.",
        ),
        wrong: r#"organisation: ba-dinh
exclusions:
  - {clause: "7.5.2", justification: {vi: Kết quả kiểm tra được trước khi trả., en: Results are checked before they are returned.}}
  - {clause: "7.3", justification: {vi: Không thiết kế thủ tục., en: Procedures are not designed here.}}
  - {clause: "7.6", justification: {vi: Không dùng thiết bị đo., en: No measuring equipment is used.}}"#,
        right: r#"organisation: ba-dinh
exclusions:
  - {clause: "7.3", justification: {vi: Không thiết kế thủ tục., en: Procedures are not designed here.}}
  - {clause: "7.6", justification: {vi: Không dùng thiết bị đo., en: No measuring equipment is used.}}"#,
        ..Info::new("iso/exclusion-validation", Basis::new("ISO 9001:2008", "7.5.2").unverified())
    },
    look: Look::Library(look),
};

fn look(library: &Library, sink: &mut Sink) {
    let Some(organisation) = following(library) else { return };
    for (i, exclusion) in organisation.definition.exclusions.iter().enumerate() {
        // Without a justification that is what is missing.
        if exclusion.clause.number() == "7.5.2" && exclusion.justification.is_some() {
            let message = message!(
                vi: "ngoại lệ điều 7.5.2 thường bị hỏi khi đánh giá: mọi kết quả phải kiểm tra được trước khi trả",
                en: "auditors question the exclusion of 7.5.2: every result must be checkable before it is handed over"
            );
            sink.add(&organisation.source, Path::root().key("exclusions").index(i).key("clause"), message);
        }
    }
}
