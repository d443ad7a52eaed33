//! Numbered steps have no gap.

use crate::check::rule::{Basis, BuiltIn, Info, Look, Sink};
use crate::check::{step_path, steps};
use crate::model::finding::Severity;
use crate::model::library::Procedure;
use crate::model::value::message;

pub(super) static RULE: BuiltIn = BuiltIn {
    info: Info {
        severity: Severity::Warning,
        demands: ("bước đánh số không bị nhảy số", "numbered steps have no gap"),
        why: (
            "Tên bước đánh số (b1, b2, b4) mà nhảy số thì người đọc không biết bước ở giữa bị bỏ hay bị quên.",
            "Where steps are numbered (b1, b2, b4) and one number is missing, nobody knows whether a step was \
             dropped or forgotten.",
        ),
        mend: (
            "Thêm bước còn thiếu, đánh số lại, hoặc đặt tên theo việc làm.",
            "Add the step, number them anew, or name them by what is done.",
        ),
        wrong: r"procedure: QT-99
title: {vi: Cho mượn sách, en: Lend a book}
steps: [{id: b1, title: {vi: Nhận phiếu, en: Take the slip}, role: clerk}, {id: b2, title: {vi: Tìm sách, en: Find the book}, role: clerk}, {id: b4, title: {vi: Giao sách, en: Hand the book over}, role: clerk}]",
        right: r"procedure: QT-99
title: {vi: Cho mượn sách, en: Lend a book}
steps: [{id: b1, title: {vi: Nhận phiếu, en: Take the slip}, role: clerk}, {id: b2, title: {vi: Tìm sách, en: Find the book}, role: clerk}, {id: b3, title: {vi: Giao sách, en: Hand the book over}, role: clerk}]",
        ..Info::new("data/step-numbers", Basis::new("ISO 9001:2008", "4.2.3 e"))
    },
    look: Look::Procedure(look),
};

fn look(procedure: &Procedure, sink: &mut Sink) {
    // The numbered steps that stand one below the other under one name.
    let mut run: Option<(&str, u64, usize)> = None;
    let numbered = |id: &'_ str| -> Option<(usize, u64)> {
        let name = id.trim_end_matches(|c: char| c.is_ascii_digit()).len();
        Some((name, id[name..].parse().ok()?))
    };
    for (i, step) in steps(procedure).iter().enumerate() {
        let id = step.id.as_str();
        let Some((end, number)) = numbered(id) else {
            run = None;
            continue;
        };
        let name = &id[..end];
        let before = run.filter(|(other, ..)| *other == name);
        let length = before.map_or(1, |(.., length)| length + 1);
        if let Some((_, last, _)) = before.filter(|(_, last, _)| length > 2 && number > last.saturating_add(1)) {
            let expected = last + 1;
            let message = message!(
                vi: "sau `{name}{last}` là `{id}`: thiếu bước `{name}{expected}`",
                en: "`{name}{last}` is followed by `{id}`: the step `{name}{expected}` is missing"
            );
            sink.add(procedure.source(), step_path(i).key("id"), message);
        }
        run = Some((name, number, length));
    }
}
