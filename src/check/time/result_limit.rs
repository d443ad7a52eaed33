//! No result has a limit longer than that of the whole procedure.

use super::span::{Spent, Week, converted};
use super::{by_law_path, results, time_limit};
use crate::check::decree_63::article;
use crate::check::rule::{BuiltIn, Info, Look, Sink};
use crate::model::finding::Path;
use crate::model::library::Procedure;
use crate::model::value::{Message, message};

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
        mend: (
            "Rút `within` của kết quả, hoặc sửa thời hạn chung nếu ghi sai.",
            "Shorten the `within` of the result, or mend the whole limit if it is misstated.",
        ),
        wrong: "service: {time-limit: {statutory: 3 working days}, results: [{id: extract-copy, within: 5 working \
                days}]}",
        right: "service: {time-limit: {statutory: 3 working days}, results: [{id: extract-copy, within: 2 working \
                days}]}",
        ..Info::new("time/result-limit", article("Art. 8(2) đ"))
    },
    look: Look::Procedure(look),
};

fn look(procedure: &Procedure, sink: &mut Sink) {
    let Some(limit) = time_limit(procedure) else { return };
    let (Some(by_law), _) = Spent::limits(limit) else { return };
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
            let finding =
                sink.add(procedure.source(), Path::root().key("service").key("results").index(i).key("within"), message);
            finding.relate(procedure.source(), by_law_path(limit), message!(vi: "thời hạn chung", en: "the whole limit"));
        }
    }
}
