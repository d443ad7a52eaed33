//! Every exclusion is justified.

use crate::check::rule::{Basis, BuiltIn, Info, Look, Sink};
use crate::model::finding::{Path, Severity};
use crate::model::library::Library;
use crate::model::value::message;

pub(super) static RULE: BuiltIn = BuiltIn {
    info: Info {
        severity: Severity::Error,
        demands: ("mỗi ngoại lệ có lý giải", "every exclusion is justified"),
        why: (
            "Ngoại lệ chỉ được chấp nhận khi có lý do và không ảnh hưởng đến khả năng cung cấp dịch vụ đúng yêu cầu.",
            "An exclusion stands only with its reason, and only if it does not affect the ability to serve as \
             required.",
        ),
        mend: ("Ghi lý do không áp dụng ở `justification:`.", "Write under `justification:` why the clause does not apply."),
        wrong: r#"organisation: ba-dinh
exclusions:
  - {clause: "7.3", justification: {vi: Không thiết kế thủ tục., en: Procedures are not designed here.}}
  - {clause: "7.5.2", justification: {vi: Kết quả kiểm tra được trước khi trả., en: Results are checked before they are returned.}}
  - {clause: "7.6"}"#,
        right: r#"organisation: ba-dinh
exclusions:
  - {clause: "7.3", justification: {vi: Không thiết kế thủ tục., en: Procedures are not designed here.}}
  - {clause: "7.5.2", justification: {vi: Kết quả kiểm tra được trước khi trả., en: Results are checked before they are returned.}}
  - {clause: "7.6", justification: {vi: Không dùng thiết bị đo., en: No measuring equipment is used.}}"#,
        ..Info::new("iso/exclusion-unjustified", Basis::new("ISO 9001:2008", "4.2.2 a"))
    },
    look: Look::Library(look),
};

fn look(library: &Library, sink: &mut Sink) {
    let Some(organisation) = library.organisations.first() else { return };
    for (i, exclusion) in organisation.definition.exclusions.iter().enumerate() {
        if exclusion.justification.is_none() {
            let clause = exclusion.clause;
            let message = message!(
                vi: "ngoại lệ điều {clause} không có lý giải (`justification:`)",
                en: "the exclusion of clause {clause} has no justification (`justification:`)"
            );
            sink.add(&organisation.source, Path::root().key("exclusions").index(i).key("clause"), message);
        }
    }
}
