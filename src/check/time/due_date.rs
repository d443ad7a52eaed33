//! Each result of a joined-up procedure has its own due date.

use super::{is_joined_up, results};
use crate::check::rule::{Basis, BuiltIn, Info, Look, Sink};
use crate::model::finding::{Path, Severity};
use crate::model::library::Procedure;
use crate::model::value::{Date, message};

pub(super) static RULE: BuiltIn = BuiltIn {
    info: Info {
        severity: Severity::Warning,
        demands: (
            "mỗi kết quả của thủ tục liên thông có thời hạn riêng",
            "each result of a joined-up procedure has its own limit",
        ),
        why: (
            "Nhiều cơ quan cùng trả kết quả trong một thủ tục thì giấy hẹn phải ghi ngày trả của từng kết quả; \
             thiếu một thời hạn thì không hẹn được và không biết cơ quan nào trễ.",
            "Where several agencies give results in one procedure, the receipt names a date for each; without its \
             limit no date can be given and nobody knows which agency is late.",
        ),
        mend: ("Ghi thời hạn của từng kết quả vào `within`.", "Give each result its own limit under `within`."),
        wrong: r"service: {results: [{id: extract-copy, within: immediate}, {id: card, title: {vi: Thẻ bảo hiểm y tế, en: Health-insurance card}, by: justice-division, basis: nd-123-2015}]}
steps: [{id: print, makes: [extract-copy, extract-dossier, card]}]",
        right: r"service: {results: [{id: extract-copy, within: immediate}, {id: card, title: {vi: Thẻ bảo hiểm y tế, en: Health-insurance card}, by: justice-division, within: 10 days, basis: nd-123-2015}]}
steps: [{id: print, makes: [extract-copy, extract-dossier, card]}]",
        ..Info::new("time/due-date", Basis::new("05/2015/TTLT-BTP-BCA-BYT", "").from(Date::of(2015, 7, 1)).unverified())
    },
    look: Look::Procedure(look),
};

fn look(procedure: &Procedure, sink: &mut Sink) {
    if !is_joined_up(procedure) {
        return;
    }
    for (i, result) in results(procedure).iter().enumerate().filter(|(_, result)| result.within.is_none()) {
        let id = &result.id;
        let message = message!(
            vi: "kết quả `{id}` của thủ tục liên thông không có thời hạn riêng (`within:`)",
            en: "the result `{id}` of a joined-up procedure has no limit of its own (`within:`)"
        );
        let at = |i: usize| Path::root().key("service").key("results").index(i);
        let finding = sink.add(procedure.source(), at(i).key("id"), message);
        // The limit runs for each agency apart.
        if let Some(other) = results(procedure).iter().position(|other| other.by.is_some() && other.by != result.by) {
            finding.relate(
                procedure.source(),
                at(other).key("by"),
                message!(vi: "cơ quan khác cấp", en: "given by another agency"),
            );
        }
    }
}
