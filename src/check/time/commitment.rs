//! The office does not commit itself to more than the law allows.

use super::span::{Spent, Week, converted};
use super::{by_law_path, limit_path, time_limit};
use crate::check::decree_63::article;
use crate::check::rule::{BuiltIn, Info, Look, Sink};
use crate::model::library::Procedure;
use crate::model::value::{Message, message};

pub(super) static RULE: BuiltIn = BuiltIn {
    info: Info {
        demands: (
            "thời hạn cam kết không dài hơn thời hạn luật định",
            "the committed limit is not longer than the statutory one",
        ),
        why: (
            "Cơ quan chỉ được cam kết thời hạn bằng hoặc ngắn hơn luật. Đổi đơn vị dễ che mất điều này: 25 ngày làm \
             việc dài hơn 30 ngày.",
            "An office may only commit itself to the limit of the law or a shorter one. A change of unit hides it \
             easily: 25 working days are longer than 30 days.",
        ),
        mend: (
            "Rút thời hạn cam kết cho không dài hơn luật, hoặc bỏ `committed`.",
            "Commit to no more than the law allows, or leave `committed` out.",
        ),
        wrong: "service: {time-limit: {statutory: 30 days, committed: 25 working days}}",
        right: "service: {time-limit: {statutory: 30 days, committed: 20 working days}}",
        ..Info::new("time/commitment", article("Art. 8(2) đ"))
    },
    look: Look::Procedure(look),
};

fn look(procedure: &Procedure, sink: &mut Sink) {
    let Some(limit) = time_limit(procedure) else { return };
    let (Some(by_law), Some(committed)) = Spent::limits(limit) else { return };
    let week = Week::of(sink.library());
    if !committed.fits(by_law, week) {
        let ((committed_vi, committed_en), (law_vi, law_en)) = (committed.both(week), by_law.both(week));
        let (converted_vi, converted_en) = converted(committed, by_law);
        let message = Message::new(
            format!("thời hạn cam kết {committed_vi} dài hơn thời hạn luật định {law_vi}{converted_vi}"),
            format!("the committed limit of {committed_en} is longer than the statutory {law_en}{converted_en}"),
        );
        let finding = sink.add(procedure.source(), limit_path().key("committed"), message);
        finding.called(message!(vi: "thời hạn cam kết", en: "the committed limit"));
        finding.relate(procedure.source(), by_law_path(limit), message!(vi: "thời hạn luật định", en: "the limit of the law"));
    }
}
