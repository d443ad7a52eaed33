//! No exclusion leaves nothing of the work.

use crate::check::iso::is_core;
use crate::check::rule::{Basis, BuiltIn, Info, Look, Sink};
use crate::model::finding::{Path, Severity};
use crate::model::library::Library;
use crate::model::value::message;

pub(super) static RULE: BuiltIn = BuiltIn {
    info: Info {
        severity: Severity::Error,
        demands: ("không ngoại lệ điều khoản cốt lõi của việc tạo sản phẩm", "no exclusion takes away the work itself"),
        why: (
            "Ngoại lệ không được ảnh hưởng đến khả năng và trách nhiệm cung cấp dịch vụ đúng yêu cầu. Không hoạch \
             định, không xác định yêu cầu hay không kiểm soát việc cung cấp dịch vụ thì không còn dịch vụ nào phù \
             hợp.",
            "An exclusion may not affect the ability and the duty to serve as required. Without planning, without \
             knowing the requirements or without control of the service there is nothing left that could conform.",
        ),
        mend: (
            "Bỏ ngoại lệ này, hoặc chỉ ngoại lệ điều nhỏ hơn thật sự không áp dụng.",
            "Take the exclusion out, or exclude only the smaller clause that does not apply.",
        ),
        wrong: r#"organisation: ba-dinh
exclusions:
  - {clause: "7.3", justification: {vi: Không thiết kế thủ tục., en: Procedures are not designed here.}}
  - {clause: "7.5.2", justification: {vi: Kết quả kiểm tra được trước khi trả., en: Results are checked before they are returned.}}
  - {clause: "7.6", justification: {vi: Không dùng thiết bị đo., en: No measuring equipment is used.}}
  - {clause: "7.1", justification: {vi: Không hoạch định., en: Nothing is planned.}}"#,
        right: r#"organisation: ba-dinh
exclusions:
  - {clause: "7.3", justification: {vi: Không thiết kế thủ tục., en: Procedures are not designed here.}}
  - {clause: "7.5.2", justification: {vi: Kết quả kiểm tra được trước khi trả., en: Results are checked before they are returned.}}
  - {clause: "7.6", justification: {vi: Không dùng thiết bị đo., en: No measuring equipment is used.}}"#,
        ..Info::new("iso/exclusion-core", Basis::new("ISO 9001:2008", "1.2").unverified())
    },
    look: Look::Library(look),
};

fn look(library: &Library, sink: &mut Sink) {
    let Some(organisation) = library.organisations.first() else { return };
    for (i, exclusion) in organisation.definition.exclusions.iter().enumerate() {
        let clause = exclusion.clause;
        if is_core(clause) {
            let message = message!(
                vi: "ngoại lệ điều {clause} thì không còn gì để cung cấp đúng yêu cầu",
                en: "without clause {clause} nothing is left that could be provided as required"
            );
            sink.add(&organisation.source, Path::root().key("exclusions").index(i).key("clause"), message);
        }
    }
}
