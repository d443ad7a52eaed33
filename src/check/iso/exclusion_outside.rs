//! Only requirements of clause 7 are excluded.

use crate::check::rule::{Basis, BuiltIn, Info, Look, Sink};
use crate::model::finding::{Path, Severity};
use crate::model::library::Library;
use crate::model::value::message;

pub(super) static RULE: BuiltIn = BuiltIn {
    info: Info {
        severity: Severity::Error,
        demands: ("chỉ được ngoại lệ trong điều 7", "only requirements of clause 7 are excluded"),
        why: (
            "Yêu cầu về tài liệu, trách nhiệm lãnh đạo, nguồn lực và đo lường áp dụng cho mọi tổ chức; chỉ yêu cầu \
             của điều 7 mới được ngoại lệ.",
            "Requirements on documents, management, resources and measurement apply to every organisation; only \
             those of clause 7 may be excluded.",
        ),
        mend: ("Bỏ ngoại lệ này và đáp ứng điều khoản.", "Take the exclusion out and answer the clause."),
        wrong: r#"organisation: ba-dinh
exclusions:
  - {clause: "7.3", justification: {vi: Không thiết kế thủ tục., en: Procedures are not designed here.}}
  - {clause: "7.5.2", justification: {vi: Kết quả kiểm tra được trước khi trả., en: Results are checked before they are returned.}}
  - {clause: "7.6", justification: {vi: Không dùng thiết bị đo., en: No measuring equipment is used.}}
  - {clause: "8.2.2", justification: {vi: Không đánh giá., en: There are no audits.}}"#,
        right: r#"organisation: ba-dinh
exclusions:
  - {clause: "7.3", justification: {vi: Không thiết kế thủ tục., en: Procedures are not designed here.}}
  - {clause: "7.5.2", justification: {vi: Kết quả kiểm tra được trước khi trả., en: Results are checked before they are returned.}}
  - {clause: "7.6", justification: {vi: Không dùng thiết bị đo., en: No measuring equipment is used.}}"#,
        ..Info::new("iso/exclusion-outside", Basis::new("ISO 9001:2008", "1.2").unverified())
    },
    look: Look::Library(look),
};

fn look(library: &Library, sink: &mut Sink) {
    let Some(organisation) = library.organisations.first() else { return };
    for (i, exclusion) in organisation.definition.exclusions.iter().enumerate() {
        let clause = exclusion.clause;
        if !clause.number().starts_with('7') {
            let message = message!(
                vi: "không được ngoại lệ điều {clause}: chỉ các yêu cầu của điều 7 mới được ngoại lệ",
                en: "clause {clause} cannot be excluded: only requirements of clause 7 can"
            );
            sink.add(&organisation.source, Path::root().key("exclusions").index(i).key("clause"), message);
        }
    }
}
