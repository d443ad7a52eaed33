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
    let numbered = |id: &str| -> Option<(usize, u64)> {
        let name = id.trim_end_matches(|c: char| c.is_ascii_digit()).len();
        Some((name, id[name..].parse().ok()?))
    };
    let steps = steps(procedure);
    let mut from = 0;
    while from < steps.len() {
        // The numbered steps that stand one below the other under one name.
        let Some((end, mut last)) = numbered(steps[from].id.as_str()) else {
            from += 1;
            continue;
        };
        let name = &steps[from].id.as_str()[..end];
        let mut gaps = Vec::new();
        let (mut to, mut follow) = (from + 1, false);
        let next = |to: usize| {
            let id = steps.get(to)?.id.as_str();
            numbered(id).filter(|(end, _)| id[..*end] == *name)
        };
        while let Some((_, number)) = next(to) {
            if number > last.saturating_add(1) {
                gaps.push((to, last));
            }
            follow |= number == last.saturating_add(1);
            last = number;
            to += 1;
        }
        // Two steps are no table yet; and who counts by tens has left no step out.
        for (i, last) in gaps.into_iter().filter(|_| to - from > 2 && follow) {
            let (id, expected) = (&steps[i].id, last + 1);
            let message = message!(
                vi: "sau `{name}{last}` là `{id}`: thiếu bước `{name}{expected}`",
                en: "`{name}{last}` is followed by `{id}`: the step `{name}{expected}` is missing"
            );
            let finding = sink.add(procedure.source(), step_path(i).key("id"), message);
            finding.relate(procedure.source(), step_path(i - 1).key("id"), message!(vi: "bước trước", en: "the step before"));
        }
        from = to;
    }
}
