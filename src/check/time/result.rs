//! The longest way to a result fits the limit of that result.

use super::span::{Spent, Week};
use super::{longest, results, show_longest, too_long};
use crate::check::decree_63::article;
use crate::check::rule::{BuiltIn, Info, Look, LookUp, Sink};
use crate::model::definition::Step;
use crate::model::finding::Path;
use crate::model::library::Procedure;
use crate::model::value::message;

pub(super) static RULE: BuiltIn = BuiltIn {
    info: Info {
        demands: (
            "đường dài nhất tới mỗi kết quả không quá thời hạn riêng của kết quả đó",
            "the longest way to a result fits its own limit",
        ),
        why: (
            "Kết quả có thời hạn riêng thì các bước từ lúc bắt đầu tính (`from:`, hoặc khi tiếp nhận) đến bước lập \
             ra nó phải xong trong thời hạn ấy.",
            "Where a result has a limit of its own, the steps from where it begins to count (`from:`, or receipt) \
             to the one that makes the result fit into it.",
        ),
        mend: (
            "Rút thời gian của một bước, hoặc sửa thời hạn riêng hay bước bắt đầu tính nếu ghi sai.",
            "Shorten a step, or mend the limit or its beginning if they are misstated.",
        ),
        wrong: "service: {results: [{id: extract-copy, within: 1 hour}]}",
        right: "service: {results: [{id: extract-copy, within: 2 hours}]}",
        whole: true,
        looks_up: &[LookUp::Calendar],
        ..Info::new("time/result", article("Art. 8(2) đ"))
    },
    look: Look::Procedure(look),
};

fn look(procedure: &Procedure, sink: &mut Sink) {
    let graph = procedure.graph();
    for (i, result) in results(procedure).iter().enumerate() {
        let Some(limit) = result.within.map(Spent::limit) else { continue };
        let from = result.from.as_ref().and_then(|step| graph.node_of(step.as_str())).unwrap_or_else(|| graph.start());
        let makes = |node| graph.step(node).is_some_and(|step: &Step| step.makes.contains(&result.id));
        let week = Week::of(sink.library());
        let Some(way) = longest(sink.library(), procedure, from, &makes, &|_| true) else { continue };
        if !way.spent.fits(limit + way.extended, week) {
            let id = &result.id;
            let what = (format!("tới kết quả `{id}`"), format!("to the result `{id}`"));
            let message = too_long(procedure, &way, limit, (&what.0, &what.1), week);
            let path = Path::root().key("service").key("results").index(i).key("within");
            let finding = sink.add(procedure.source(), path, message);
            if let Some(from) = result.from.as_ref().filter(|_| from != graph.start()) {
                let path = Path::root().key("service").key("results").index(i).key("from");
                finding.relate(
                    procedure.source(),
                    path,
                    message!(vi: "tính từ bước `{from}`", en: "counts from the step `{from}`"),
                );
            }
            show_longest(finding, procedure, &way, &|_| true, week);
        }
    }
}
