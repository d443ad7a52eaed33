//! The shares of a choice add up to exactly 100 %; where several ways can be taken, each has a chance of its own.

use crate::check::rule::{Basis, BuiltIn, Info, Look, Sink};
use crate::check::{step_path, steps};
use crate::model::definition::{Gate, Step};
use crate::model::library::Procedure;
use crate::model::value::{Percent, message};

pub(super) static RULE: BuiltIn = BuiltIn {
    info: Info {
        demands: ("tỷ lệ các nhánh lựa chọn cộng lại đúng 100%", "the shares of a choice add up to exactly 100 %"),
        why: (
            "Mỗi hồ sơ đi theo đúng một nhánh, nên tỷ lệ các nhánh cộng lại phải bằng 100%; nếu không, mọi số trung \
             bình tính từ đó đều sai.",
            "Each case takes exactly one way, so the shares add up to 100 %; if they do not, every mean computed \
             from them is wrong.",
        ),
        mend: (
            "Sửa tỷ lệ ghi sai, hoặc bỏ hết tỷ lệ nếu chưa có số liệu.",
            "Correct the share that is wrong, or leave all shares out if there are no figures.",
        ),
        wrong: "steps: [{id: search, next: [{to: print, when: {vi: Tìm thấy, en: found}, share: 96%}, {to: \
                sign-refusal, when: {vi: Không, en: not found}, share: 5%}]}]",
        right: "steps: [{id: search, next: [{to: print, when: {vi: Tìm thấy, en: found}, share: 95%}, {to: \
                sign-refusal, when: {vi: Không, en: not found}, share: 5%}]}]",
        whole: true,
        ..Info::new("flow/shares", Basis::new("ISO 9001:2008", "8.2.3").unverified())
    },
    look: Look::Procedure(look),
};

fn look(procedure: &Procedure, sink: &mut Sink) {
    for (i, step) in steps(procedure).iter().enumerate() {
        let given = step.next.iter().filter(|n| n.share.is_some()).count();
        if given == 0 || step.split == Some(Gate::Parallel) {
            continue;
        }
        if step.split == Some(Gate::Inclusive) {
            inclusive(i, step, procedure, sink);
            continue;
        }
        let path = step_path(i).key("next");
        if given < step.next.len() {
            let without = step.next.iter().filter(|n| n.share.is_none()).map(|n| format!("`{}`", n.to));
            let without = without.collect::<Vec<_>>().join(", ");
            let message = message!(
                vi: "thiếu `share` ở nhánh tới {without}: hãy ghi cho mọi nhánh hoặc không nhánh nào",
                en: "`share` is missing on the way to {without}: give it to all ways or to none"
            );
            sink.add(procedure.source(), path, message);
            continue;
        }
        let total: u64 = step.next.iter().filter_map(|n| n.share).map(Percent::ten_thousandths).sum();
        if total != Percent::WHOLE.ten_thousandths() {
            let total = Percent::from_ten_thousandths(total);
            let sum = step.next.iter().filter_map(|n| n.share).map(|share| share.to_string()).collect::<Vec<_>>().join(" + ");
            let message = message!(
                vi: "tỷ lệ các nhánh cộng lại phải là 100%, nhưng {sum} = {total}",
                en: "the shares must add up to 100 %, but {sum} = {total}"
            );
            sink.add(procedure.source(), path, message);
        }
    }
}

/// Each way of an inclusive split is taken by its own share, but one of them must be.
fn inclusive(i: usize, step: &Step, procedure: &Procedure, sink: &mut Sink) {
    for (j, next) in step.next.iter().enumerate() {
        if let Some(share) = next.share.filter(|share| *share > Percent::WHOLE) {
            let message = message!(vi: "tỷ lệ {share} vượt quá 100%", en: "a share of {share} is more than 100 %");
            sink.add(procedure.source(), step_path(i).key("next").index(j).key("share"), message);
        }
    }
    if step.next.iter().all(|next| next.share.is_some_and(|share| share.ten_thousandths() == 0)) {
        let message = message!(
            vi: "mọi nhánh đều có tỷ lệ 0%, nhưng hồ sơ nào cũng phải đi ít nhất một nhánh",
            en: "every way has a share of 0 %, but each case takes at least one"
        );
        sink.add(procedure.source(), step_path(i).key("next"), message);
    }
}
