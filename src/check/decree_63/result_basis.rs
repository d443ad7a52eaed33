//! Every result has a legal basis.

use super::article;
use crate::check::rule::{BuiltIn, Info, Look, Sink};
use crate::check::service::{at, intact};
use crate::model::library::Procedure;
use crate::model::value::message;

pub(super) static RULE: BuiltIn = BuiltIn {
    info: Info {
        demands: ("mỗi kết quả có căn cứ", "every result has a legal basis"),
        why: (
            "Giấy tờ cấp cho người dân phải do pháp luật quy định, nếu không thì nơi khác không công nhận.",
            "The law has to provide for a paper that is given to people, or nobody else will recognise it.",
        ),
        mend: ("Ghi điều luật quy định loại kết quả vào `basis`.", "Give the article that provides for it under `basis`."),
        wrong: "# without service.results.extract-copy.basis",
        right: "service: {results: [{id: extract-copy, basis: luat-ho-tich-2014#63}]}",
        ..Info::new("decree-63/result-basis", article("Arts. 8(1), 8(2) h"))
    },
    look: Look::Procedure(look),
};

fn look(procedure: &Procedure, sink: &mut Sink) {
    let Some(service) = intact(procedure) else { return };
    let found = service.results.iter().flat_map(|x| x.items()).enumerate();
    for (i, result) in found.filter(|(_, x)| x.basis.is_empty()) {
        let id = &result.id;
        let message = message!(
            vi: "kết quả `{id}` không có căn cứ (`basis:`)",
            en: "the result `{id}` has no basis (`basis:`)"
        );
        sink.add(procedure.source(), at("results").index(i).key("id"), message);
    }
}
