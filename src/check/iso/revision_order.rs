//! Issues stand in the order of their dates.

use crate::check::iso::{documents, is_read};
use crate::check::rule::{Basis, BuiltIn, Info, Look, Sink};
use crate::model::finding::{Path, Severity};
use crate::model::library::Library;
use crate::model::value::message;

pub(super) static RULE: BuiltIn = BuiltIn {
    info: Info {
        severity: Severity::Error,
        demands: ("các lần ban hành theo thứ tự thời gian", "issues stand in the order of their dates"),
        why: (
            "Dòng cuối của bảng theo dõi sửa đổi là lần ban hành hiện hành; ngày của nó không thể sớm hơn ngày của \
             lần trước.",
            "The last line of the revision table is the current issue; its date cannot be earlier than that of the \
             issue before.",
        ),
        mend: ("Sửa ngày ghi sai, hoặc xếp lại các dòng.", "Correct the date, or put the lines in order."),
        wrong: r#"revisions:
  - {issue: "01", date: 2018-01-15, change: Ban hành lần đầu}
  - {issue: "02", date: 2017-12-01, change: Thêm bước đóng dấu}"#,
        right: r#"revisions:
  - {issue: "01", date: 2018-01-15, change: Ban hành lần đầu}
  - {issue: "02", date: 2018-03-01, change: Thêm bước đóng dấu}"#,
        ..Info::new("iso/revision-order", Basis::new("ISO 9001:2008", "4.2.3 c"))
    },
    look: Look::Library(look),
};

fn look(library: &Library, sink: &mut Sink) {
    for document in documents(library) {
        for (i, pair) in document.revisions.windows(2).enumerate() {
            if pair[1].date < pair[0].date && is_read(pair[1].date) {
                let (issue, date) = (&pair[1].issue, pair[1].date);
                let (before, later) = (&pair[0].issue, pair[0].date);
                let message = message!(
                    vi: "lần ban hành {issue} ngày {date} đứng sau lần {before} có ngày muộn hơn ({later})",
                    en: "issue {issue} of {date} stands after issue {before} of a later date ({later})"
                );
                let at = |i: usize| Path::root().key("revisions").index(i).key("date");
                let finding = sink.add(document.source, at(i + 1), message);
                finding.relate(document.source, at(i), message!(vi: "ngày muộn hơn", en: "the later date"));
            }
        }
    }
}
