//! The amounts of an extension agree.

use super::span::{Spent, Week};
use super::{by_law_path, limit_path, time_limit};
use crate::check::decree_63::article;
use crate::check::rule::{BuiltIn, Info, Look, Sink};
use crate::model::library::Procedure;
use crate::model::value::message;

pub(super) static RULE: BuiltIn = BuiltIn {
    info: Info {
        demands: (
            "mức kéo dài và tổng thời hạn của một trường hợp kéo dài khớp nhau",
            "the amounts of an extension agree with each other and with the limit",
        ),
        why: (
            "Kéo dài thêm bao lâu (`by`) và tổng cộng tối đa bao lâu (`total`) cùng được ghi thì phải khớp với thời \
             hạn luật định; tổng không dài hơn thời hạn thì không kéo dài được gì.",
            "Where an extension states both how much is added (`by`) and how long it may take in all (`total`), \
             they agree with the statutory limit; a total that is no longer than the limit extends nothing.",
        ),
        mend: (
            "Đối chiếu với văn bản rồi sửa `by`, `total` hoặc thời hạn luật định.",
            "Compare them with the act, and mend `by`, `total` or the statutory limit.",
        ),
        wrong: "service: {time-limit: {statutory: 30 days, extensions: [{when: {vi: Vụ việc phức tạp, en: A complex \
                case}, by: 15 days, total: 40 days, basis: nd-123-2015}]}}",
        right: "service: {time-limit: {statutory: 30 days, extensions: [{when: {vi: Vụ việc phức tạp, en: A complex \
                case}, by: 15 days, total: 45 days, basis: nd-123-2015}]}}",
        ..Info::new("time/extension", article("Art. 8(2) đ"))
    },
    look: Look::Procedure(look),
};

fn look(procedure: &Procedure, sink: &mut Sink) {
    let Some(limit) = time_limit(procedure) else { return };
    let (Some(within), _) = Spent::limits(limit) else { return };
    // At once is no time at all, or the rest of the day.
    let by_law = limit.statutory.map_or(within, Spent::of);
    let week = Week::of(sink.library());
    for (i, extension) in limit.extensions.iter().enumerate() {
        let Some(total) = extension.total.map(Spent::of) else { continue };
        let ((total_vi, total_en), (law_vi, law_en)) = (total.both(week), within.both(week));
        let sums = extension.by.map(|by| [by_law + Spent::of(by), within + Spent::of(by)]);
        let message = if total.fits(by_law, week) {
            message!(
                vi: "tổng cộng {total_vi} không dài hơn thời hạn {law_vi}: không kéo dài thêm gì",
                en: "{total_en} in all are not more than the limit of {law_en}: nothing is added"
            )
        } else if let Some([sum, _]) = sums.filter(|sums| sums.iter().all(|sum| !sum.equals(total, week))) {
            let (sum_vi, sum_en) = sum.both(week);
            message!(
                vi: "thời hạn và phần kéo dài cộng lại là {sum_vi}, còn tổng ghi là {total_vi}",
                en: "limit and extension add up to {sum_en}, but the total is stated as {total_en}"
            )
        } else {
            continue;
        };
        let path = limit_path().key("extensions").index(i);
        let finding = sink.add(procedure.source(), path.clone().key("total"), message);
        finding.relate(procedure.source(), by_law_path(limit), message!(vi: "thời hạn luật định", en: "the limit of the law"));
        if extension.by.is_some() {
            finding.relate(procedure.source(), path.key("by"), message!(vi: "thêm", en: "added"));
        }
    }
}
