//! An act is issued, then takes effect, then ends.

use crate::check::iso::is_read;
use crate::check::rule::{Basis, BuiltIn, Info, Look, Sink};
use crate::model::finding::{Path, Severity};
use crate::model::library::Library;
use crate::model::value::{Date, Message, message};

pub(super) static RULE: BuiltIn = BuiltIn {
    info: Info {
        severity: Severity::Warning,
        demands: (
            "văn bản ban hành trước, có hiệu lực sau, rồi mới hết hiệu lực",
            "an act is issued, then takes effect, then ends",
        ),
        why: (
            "Theo các ngày này mà biết quy trình được dựa vào văn bản nào. Văn bản có hiệu lực trước khi ban hành, \
             hoặc hết hiệu lực trước khi có hiệu lực, thường là ghi sai ngày.",
            "These dates tell which act a procedure may rest on. An act that takes effect before it is issued, or \
             ends before it takes effect, mostly has a wrong date.",
        ),
        mend: (
            "Đối chiếu với chính văn bản và sửa ngày ghi sai.",
            "Compare the dates with the act itself, and correct the one that is wrong.",
        ),
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
            let dates = [
                ("issued", item.issued, "ngày ban hành", "the day of issue"),
                ("effective", item.effective, "ngày có hiệu lực", "the first day in force"),
                ("until", item.until, "ngày hết hiệu lực", "the last day in force"),
            ];
            let mut last: Option<(&str, Date, &str, &str)> = None;
            for (key, date, vi, en) in dates {
                let Some(date) = date.filter(|date| is_read(*date)) else { continue };
                if let Some((first, before, vi_before, en_before)) = last.filter(|(_, before, ..)| date < *before) {
                    let id = &item.id;
                    let message = message!(
                        vi: "văn bản `{id}`: {vi} ({date}) đứng trước {vi_before} ({before})",
                        en: "the act `{id}`: {en} ({date}) lies before {en_before} ({before})"
                    );
                    let at = |key: &str| Path::root().key("items").index(i).key(key);
                    let finding = sink.add(&register.source, at(key), message);
                    finding.relate(&register.source, at(first), Message::new(vi_before, en_before));
                    break;
                }
                last = Some((key, date, vi, en));
            }
        }
    }
}
