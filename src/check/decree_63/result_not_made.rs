//! Every result is made by a step.

use super::article;
use crate::check::rule::{BuiltIn, Info, Look, Sink};
use crate::check::service::{at, service};
use crate::check::steps;
use crate::model::library::Procedure;
use crate::model::value::message;

pub(super) static RULE: BuiltIn = BuiltIn {
    info: Info {
        demands: ("mỗi kết quả được lập ở một bước", "every result is made by a step"),
        why: (
            "Kết quả đã hứa với người yêu cầu mà không bước nào lập ra thì trình tự còn thiếu việc.",
            "Where no step makes the result that applicants are promised, the sequence lacks some work.",
        ),
        mend: ("Ghi kết quả vào `makes` của bước lập ra nó.", "Name the result under `makes` of the step that makes it."),
        wrong: "steps: [{id: print, makes: [extract-dossier]}]",
        right: "steps: [{id: print, makes: [extract-copy, extract-dossier]}]",
        whole: true,
        ..Info::new("decree-63/result-not-made", article("Art. 8(2) b, h"))
    },
    look: Look::Procedure(look),
};

fn look(procedure: &Procedure, sink: &mut Sink) {
    let Some(results) = service(procedure).and_then(|s| s.results.as_ref()) else { return };
    for (i, result) in results.items().iter().enumerate() {
        let id = &result.id;
        if !id.is_placeholder() && !steps(procedure).iter().any(|s| s.makes.contains(id)) {
            let message = message!(
                vi: "không có bước nào lập kết quả `{id}` (`makes: [{id}]`)",
                en: "no step makes the result `{id}` (`makes: [{id}]`)"
            );
            sink.add(procedure.source(), at("results").index(i).key("id"), message);
        }
    }
}
