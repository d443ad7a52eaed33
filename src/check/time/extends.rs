//! A flow extends the limit only as far as the procedure says it may.

use super::span::{Spent, Week};
use super::time_limit;
use crate::check::rule::{Basis, BuiltIn, Info, Look, Sink};
use crate::check::{step_path, steps};
use crate::model::definition::Extension;
use crate::model::library::Procedure;
use crate::model::value::message;

pub(super) static RULE: BuiltIn = BuiltIn {
    info: Info {
        demands: (
            "luồng chỉ kéo dài thời hạn trong phạm vi đã nêu ở `extensions`",
            "a flow extends the limit no further than `extensions` says",
        ),
        why: (
            "Thời hạn chỉ được kéo dài trong trường hợp và mức mà pháp luật cho phép. Luồng kéo dài thời hạn mà \
             không có trường hợp nào trong `extensions`, hoặc dài hơn mức đã nêu, là kéo dài ngoài luật.",
            "A limit may be extended only in the cases and as far as the law allows. A flow that extends it without \
             a case in `extensions`, or further than that says, goes beyond the law.",
        ),
        mend: (
            "Sửa `extends:`, hoặc nêu trường hợp kéo dài kèm căn cứ.",
            "Mend `extends:`, or state the extension with its basis.",
        ),
        wrong: r"service: {time-limit: {statutory: 3 working days, extensions: [{when: {vi: Phải xác minh, en: Verification is needed}, by: 3 working days, basis: nd-123-2015}]}}
steps: [{id: search, next: [{to: print, when: {vi: Tìm thấy, en: found}, extends: 5 working days}, {to: sign-refusal, when: {vi: Không, en: not found}}]}]",
        right: r"service: {time-limit: {statutory: 3 working days, extensions: [{when: {vi: Phải xác minh, en: Verification is needed}, by: 3 working days, basis: nd-123-2015}]}}
steps: [{id: search, next: [{to: print, when: {vi: Tìm thấy, en: found}, extends: 3 working days}, {to: sign-refusal, when: {vi: Không, en: not found}}]}]",
        ..Info::new("time/extends", Basis::new("63/2010/NĐ-CP", "Art. 8(2) đ"))
    },
    look: Look::Procedure(look),
};

fn look(procedure: &Procedure, sink: &mut Sink) {
    let week = Week::of(sink.library());
    let allowed = time_limit(procedure).map_or(&[][..], |limit| &limit.extensions);
    for (i, step) in steps(procedure).iter().enumerate() {
        for (j, next) in step.next.iter().enumerate() {
            let Some(extends) = next.extends.map(Spent::of) else { continue };
            let covers = |extension: &Extension| {
                // Where neither amount is stated, nobody can say that it is too much.
                let amount = extension.by.or(extension.total).map(Spent::of);
                amount.is_none_or(|amount| extends.fits(amount, week))
            };
            if allowed.iter().any(covers) {
                continue;
            }
            let (to, (vi, en)) = (&next.to, extends.both(week));
            let message = if allowed.is_empty() {
                message!(
                    vi: "luồng tới `{to}` kéo dài thời hạn {vi} nhưng `time-limit.extensions` không nêu trường hợp nào",
                    en: "the flow to `{to}` extends the limit by {en}, but `time-limit.extensions` names no such case"
                )
            } else {
                message!(
                    vi: "luồng tới `{to}` kéo dài thời hạn {vi}, dài hơn mọi trường hợp nêu ở `time-limit.extensions`",
                    en: "the flow to `{to}` extends the limit by {en}, more than any case of `time-limit.extensions`"
                )
            };
            sink.add(procedure.source(), step_path(i).key("next").index(j).key("extends"), message);
        }
    }
}
