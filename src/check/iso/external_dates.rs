//! An act is issued, then takes effect, then ends.

use crate::check::iso::is_read;
use crate::check::rule::{Basis, BuiltIn, Info, Look, Sink};
use crate::model::finding::{Path, Severity};
use crate::model::library::Library;
use crate::model::value::message;

pub(super) static RULE: BuiltIn = BuiltIn {
    info: Info {
        severity: Severity::Error,
        demands: (
            "văn bản ban hành trước, có hiệu lực sau, rồi mới hết hiệu lực",
            "an act is issued, then takes effect, then ends",
        ),
        why: (
            "Theo các ngày này mà biết quy trình được dựa vào văn bản nào. Văn bản có hiệu lực trước khi ban hành, \
             hoặc hết hiệu lực trước khi có hiệu lực, là ghi sai ngày.",
            "These dates tell which act a procedure may rest on. An act that takes effect before it is issued, or \
             ends before it takes effect, has a wrong date.",
        ),
        mend: ("Đối chiếu lại với văn bản.", "Compare it with the act."),
        wrong: "references: external-documents
items:
  - {id: luat-ho-tich-2014, effective: 2013-01-01}",
        right: "references: external-documents
items:
  - {id: luat-ho-tich-2014, effective: 2016-01-01}",
        ..Info::new("iso/external-dates", Basis::new("ISO 9001:2008", "4.2.3 f"))
    },
    look: Look::Library(look),
};

fn look(library: &Library, sink: &mut Sink) {
    for register in &library.references {
        for (i, item) in register.definition.items.iter().enumerate() {
            let mut last = item.issued.filter(|date| is_read(*date));
            for (key, date) in [("effective", item.effective), ("until", item.until)] {
                let Some(date) = date.filter(|date| is_read(*date)) else { continue };
                if let Some(before) = last.filter(|before| date < *before) {
                    let id = &item.id;
                    let message = message!(
                        vi: "văn bản `{id}`: ngày {date} đứng trước ngày {before} phải có trước đó",
                        en: "the act `{id}`: {date} lies before {before}, which must come first"
                    );
                    sink.add(&register.source, Path::root().key("items").index(i).key(key), message);
                    break;
                }
                last = Some(date);
            }
        }
    }
}
