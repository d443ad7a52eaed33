//! The parts of a limit add up to the whole.

use super::span::{Spent, Week, converted};
use super::{limit_path, time_limit};
use crate::check::rule::{Basis, BuiltIn, Info, Look, Sink};
use crate::model::finding::Part;
use crate::model::library::Procedure;
use crate::model::value::Message;

pub(super) static RULE: BuiltIn = BuiltIn {
    info: Info {
        demands: ("thời hạn của từng cơ quan cộng lại bằng thời hạn chung", "the parts of a limit add up to the whole"),
        why: (
            "Khi vừa ghi thời hạn chung vừa ghi thời hạn của từng cơ quan nối tiếp nhau thì tổng phải khớp: tổng \
             lớn hơn thì người dân bị hẹn sai, tổng nhỏ hơn thì còn thiếu phần của một cơ quan.",
            "Where both the whole limit and those of the agencies, one after the other, are stated, they have to \
             agree: with more, applicants get a wrong date; with less, the part of an agency is missing.",
        ),
        mend: (
            "Sửa phần ghi sai, hoặc bỏ thời hạn chung nếu luật chỉ quy định từng phần.",
            "Mend what is misstated, or leave the whole out if the law sets only the parts.",
        ),
        wrong: "service: {time-limit: {statutory: 15 days, parts: [{unit: ward-committee, what: {vi: Thẩm tra, en: \
                Examination}, limit: 10 days}, {unit: justice-division, what: {vi: Xem xét, en: Review}, limit: 6 \
                days}]}}",
        right: "service: {time-limit: {statutory: 16 days, parts: [{unit: ward-committee, what: {vi: Thẩm tra, en: \
                Examination}, limit: 10 days}, {unit: justice-division, what: {vi: Xem xét, en: Review}, limit: 6 \
                days}]}}",
        ..Info::new("time/parts", Basis::new("63/2010/NĐ-CP", "Art. 8(2) đ"))
    },
    look: Look::Procedure(look),
};

fn look(procedure: &Procedure, sink: &mut Sink) {
    let Some(limit) = time_limit(procedure) else { return };
    let (Some(whole), false) = (limit.statutory.map(Spent::limit), limit.parts.is_empty()) else { return };
    let sum = limit.parts.iter().fold(Spent::ZERO, |sum, part| sum + Spent::of(part.limit));
    let week = Week::of(sink.library());
    if !sum.equals(whole, week) {
        let ((sum_vi, sum_en), (whole_vi, whole_en)) = (sum.both(week), whole.both(week));
        let (converted_vi, converted_en) = converted(sum, whole);
        let message = Message::new(
            format!("các phần cộng lại là {sum_vi}, còn thời hạn chung là {whole_vi}{converted_vi}"),
            format!("the parts add up to {sum_en}, but the whole limit is {whole_en}{converted_en}"),
        );
        sink.add(procedure.source(), limit_path().key("parts"), message).part = Part::Key;
    }
}
