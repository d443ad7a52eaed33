//! No result has a limit longer than that of the whole procedure.

use super::span::{Spent, Week, converted};
use super::{results, time_limit};
use crate::check::rule::{Basis, BuiltIn, Info, Look, Sink};
use crate::model::finding::Path;
use crate::model::library::Procedure;
use crate::model::value::Message;

pub(super) static RULE: BuiltIn = BuiltIn {
    info: Info {
        demands: (
            "thời hạn riêng của kết quả không dài hơn thời hạn chung",
            "the limit of a result is not longer than that of the whole",
        ),
        why: (
            "Người dân được hẹn nhận đủ kết quả trong thời hạn chung; kết quả có thời hạn riêng dài hơn thì hai \
             thời hạn trái nhau.",
            "Applicants are told that all results are there within the limit of the procedure; a result with a \
             longer one contradicts it.",
        ),
        mend: ("Sửa thời hạn ghi sai.", "Mend the limit that is misstated."),
        wrong: "service: {time-limit: {statutory: 3 working days}, results: [{id: extract-copy, within: 5 working \
                days}]}",
        right: "service: {time-limit: {statutory: 3 working days}, results: [{id: extract-copy, within: 2 working \
                days}]}",
        ..Info::new("time/result-limit", Basis::new("63/2010/NĐ-CP", "Art. 8(2) đ"))
    },
    look: Look::Procedure(look),
};

fn look(procedure: &Procedure, sink: &mut Sink) {
    let Some((Some(by_law), _)) = time_limit(procedure).map(Spent::limits) else { return };
    let week = Week::of(sink.library());
    for (i, result) in results(procedure).iter().enumerate() {
        let Some(within) = result.within.map(Spent::limit) else { continue };
        if !within.fits(by_law, week) {
            let (id, (own_vi, own_en), (all_vi, all_en)) = (&result.id, within.both(week), by_law.both(week));
            let (converted_vi, converted_en) = converted(within, by_law);
            let message = Message::new(
                format!("kết quả `{id}` có thời hạn {own_vi}, dài hơn thời hạn chung {all_vi}{converted_vi}"),
                format!("the result `{id}` has {own_en}, more than the {all_en} of the whole procedure{converted_en}"),
            );
            sink.add(procedure.source(), Path::root().key("service").key("results").index(i).key("within"), message);
        }
    }
}
