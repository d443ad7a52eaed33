//! A flow extends the limit only as far as the procedure says it may.

use super::span::{Spent, Week};
use super::{limit_path, time_limit};
use crate::check::decree_63::article;
use crate::check::rule::{BuiltIn, Info, Look, Sink};
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
            "Rút `extends` cho vừa mức đã nêu, hoặc nêu trường hợp kéo dài kèm căn cứ ở `time-limit.extensions`.",
            "Lower `extends` to what is stated, or state the extension with its basis under `time-limit.extensions`.",
        ),
        wrong: r"service: {time-limit: {statutory: 3 working days, extensions: [{when: {vi: Phải xác minh, en: Verification is needed}, by: 3 working days, basis: nd-123-2015}]}}
steps: [{id: search, next: [{to: print, when: {vi: Tìm thấy, en: found}, extends: 5 working days}, {to: sign-refusal, when: {vi: Không, en: not found}}]}]",
        right: r"service: {time-limit: {statutory: 3 working days, extensions: [{when: {vi: Phải xác minh, en: Verification is needed}, by: 3 working days, basis: nd-123-2015}]}}
steps: [{id: search, next: [{to: print, when: {vi: Tìm thấy, en: found}, extends: 3 working days}, {to: sign-refusal, when: {vi: Không, en: not found}}]}]",
        ..Info::new("time/extends", article("Art. 8(2) đ"))
    },
    look: Look::Procedure(look),
};

fn look(procedure: &Procedure, sink: &mut Sink) {
    // A service without a limit is told so.
    if procedure.definition().service.as_ref().is_some_and(|service| service.time_limit.is_none()) {
        return;
    }
    let week = Week::of(sink.library());
    let by_law = time_limit(procedure).and_then(|limit| limit.statutory).map_or(Spent::ZERO, Spent::of);
    let allowed = time_limit(procedure).map_or(&[][..], |limit| &limit.extensions);
    for (i, step) in steps(procedure).iter().enumerate() {
        for (j, next) in step.next.iter().enumerate() {
            let Some(extends) = next.extends.map(Spent::of) else { continue };
            let covers = |extension: &Extension| {
                // Where neither amount is stated, nobody can say that it is too much.
                match (extension.by.map(Spent::of), extension.total.map(Spent::of)) {
                    (Some(by), _) => extends.fits(by, week),
                    (None, Some(total)) => (by_law + extends).fits(total, week),
                    (None, None) => true,
                }
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
            let finding = sink.add(procedure.source(), step_path(i).key("next").index(j).key("extends"), message);
            // That no case is named at all is one mistake.
            if allowed.is_empty() {
                return;
            }
            let label = message!(vi: "các trường hợp được kéo dài", en: "the extensions allowed");
            finding.relate_key(procedure.source(), limit_path().key("extensions"), label);
        }
    }
}
