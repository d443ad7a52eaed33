//! Before 25 September 2017 every procedure had a result.

use super::article;
use crate::check::places;
use crate::check::rule::{BuiltIn, Info, Look, Sink};
use crate::check::service::{at, service};
use crate::model::library::Procedure;
use crate::model::value::{Date, message};

pub(super) static RULE: BuiltIn = BuiltIn {
    info: Info {
        demands: (
            "trước ngày 25/9/2017 thủ tục nào cũng phải có kết quả",
            "before 25 September 2017 every procedure has a result",
        ),
        why: (
            "Theo quy định ban đầu, kết quả là bộ phận bắt buộc; chỉ từ ngày 25/9/2017 kết quả mới là bộ phận \"nếu \
             có\".",
            "In its first wording the decree made the result an obligatory part; only from 25 September 2017 is it \
             one of the parts \"if any\".",
        ),
        mend: (
            "Ghi kết quả của thủ tục vào `results` thay cho `none`.",
            "State the result of the procedure under `results` in place of `none`.",
        ),
        wrong: "effective: 2017-09-01\nservice: {results: none}",
        right: "effective: 2018-01-15\nservice: {results: none}",
        ..Info::new("decree-63/result-obligatory", article("Art. 8(2) h").until(Date::of(2017, 9, 24)))
    },
    look: Look::Procedure(look),
};

fn look(procedure: &Procedure, sink: &mut Sink) {
    if service(procedure).and_then(|s| s.results.as_ref()).is_some_and(|r| r.is_none()) {
        let message = message!(
            vi: "khi quy trình có hiệu lực, kết quả là bộ phận bắt buộc: không được ghi `none`",
            en: "on the day the procedure took effect a result was obligatory: `none` is no answer"
        );
        let finding = sink.add(procedure.source(), at("results"), message);
        finding.relate(
            procedure.source(),
            places::of_effect(procedure),
            message!(vi: "quy trình có hiệu lực", en: "took effect"),
        );
    }
}
