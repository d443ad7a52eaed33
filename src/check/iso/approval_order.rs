//! A document is written, then reviewed, then approved.

use crate::check::iso::{documents, is_read};
use crate::check::rule::{Basis, BuiltIn, Info, Look, Sink};
use crate::model::finding::{Path, Severity};
use crate::model::library::Library;
use crate::model::value::message;

pub(super) static RULE: BuiltIn = BuiltIn {
    info: Info {
        severity: Severity::Error,
        demands: ("soạn thảo trước, rồi xem xét, rồi phê duyệt", "a document is written, then reviewed, then approved"),
        why: (
            "Chữ ký xem xét có trước ngày soạn xong, hoặc chữ ký phê duyệt có trước ngày xem xét, thì người ký chưa \
             thấy văn bản mình ký.",
            "A review signed before the text was finished, or an approval signed before the review, covers a text \
             that its signer had not seen.",
        ),
        mend: ("Sửa ngày ghi sai, hoặc ký lại theo đúng thứ tự.", "Correct the date, or sign again in the right order."),
        wrong: "approval:
  prepared: {role: iso-secretary, date: 2018-01-12}
  reviewed: {role: justice-head, date: 2018-01-10}
  approved: {role: district-chair, date: 2018-01-15}",
        right: "approval:
  prepared: {role: iso-secretary, date: 2018-01-10}
  reviewed: {role: justice-head, date: 2018-01-12}
  approved: {role: district-chair, date: 2018-01-15}",
        ..Info::new("iso/approval-order", Basis::new("ISO 9001:2008", "4.2.3 a"))
    },
    look: Look::Library(look),
};

fn look(library: &Library, sink: &mut Sink) {
    for document in documents(library) {
        let Some(approval) = document.approval else { continue };
        let signed =
            [("prepared", approval.prepared.date), ("reviewed", approval.reviewed.date), ("approved", approval.approved.date)];
        let mut last = None;
        for (key, date) in signed {
            let Some(date) = date.filter(|date| is_read(*date)) else { continue };
            if let Some((first, before)) = last.filter(|(_, before)| date < *before) {
                let message = message!(
                    vi: "ký ngày {date}, trước chữ ký phải có trước đó (ngày {before})",
                    en: "signed on {date}, before the signature that comes first ({before})"
                );
                let at = |key: &str| Path::root().key("approval").key(key).key("date");
                let finding = sink.add(document.source, at(key), message);
                finding.label = Some(message!(vi: "chữ ký sau", en: "comes after"));
                finding.relate(document.source, at(first), message!(vi: "chữ ký phải có trước", en: "comes first"));
                break;
            }
            last = Some((key, date));
        }
    }
}
