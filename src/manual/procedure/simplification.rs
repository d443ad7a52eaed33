//! Section 9: what each simplification takes away.

use super::Writer;
use crate::manual::common::{Desk, capital};
use crate::manual::document::{Block, Cell, Inline, Table, TableStyle, cell, heads};
use crate::measure::{Difference, Effect};
use crate::model::section::Section;
use crate::model::value::WorkSpan;

impl Writer<'_> {
    pub(super) fn simplification(&mut self, effect: &Effect) {
        let (desk, w) = (self.desk, self.desk.words);
        self.section(Section::Simplification, "simplification", w.simplification);
        if self.p.simplifications.is_empty() {
            self.paragraph(cell(w.no_simplification));
            return;
        }
        self.blocks.push(Block::Note(cell(w.baseline)));
        for (i, x) in self.p.simplifications.iter().enumerate() {
            let mut title = format!("{} {}: {}", w.option, i + 1, x.title.to(desk.language));
            if x.title.get(desk.language).is_none() {
                title = format!("{title} ({})", w.fallback);
            }
            self.blocks.push(Block::Heading(4, format!("simplification-{}", x.id), title));
            let mut rows = vec![vec![cell(w.status), vec![Inline::Mark(x.status.label(desk.language).into())]]];
            rows.extend(x.heuristic.map(|h| vec![cell(w.kind), cell(capital(h.label(desk.language)))]));
            rows.extend(x.decided_by.as_ref().map(|t| vec![cell(w.decided_by), desk.text(t)]));
            rows.extend(x.effective.map(|d| vec![cell(w.effective), cell(d.to(desk.language))]));
            rows.extend(x.rationale.as_ref().map(|t| vec![cell(w.rationale), desk.text(t)]));
            if !x.basis.is_empty() {
                rows.push(vec![cell(w.basis), desk.citations(&x.basis)]);
            }
            self.facts(rows);
            if let Some((_, error)) = effect.failed.iter().find(|(at, _)| *at == i) {
                self.blocks.push(Block::Note(vec![
                    Inline::Strong(capital(w.not_applied)),
                    format!(": {}", error.message.to(desk.language)).into(),
                ]));
            }
            if let Some(stage) = effect.stages.iter().find(|s| s.id == x.id) {
                self.blocks.push(difference_table(&desk, &stage.effect));
            }
        }
        if effect.stages.len() > 1 {
            self.blocks.push(Block::Heading(4, "simplification-total".into(), w.to_be.into()));
            self.blocks.push(difference_table(&desk, &effect.total()));
        }
    }
}

/// The table of before, after and removed.
fn difference_table(desk: &Desk, d: &Difference) -> Block {
    let w = desk.words;
    let mut rows: Vec<Vec<Cell>> = [(w.steps, d.steps), (w.hand_offs, d.hand_offs), (w.documents, d.documents)]
        .into_iter()
        .map(|(label, change)| {
            let removed = if change.removed() == 0 { w.unchanged.to_owned() } else { signed(-change.removed()) };
            vec![
                cell(label),
                cell(change.before.to_string()),
                cell(change.after.to_string()),
                cell(removed),
                cell(desk.percent(change.percent())),
            ]
        })
        .collect();
    let times = [(w.longest_time, Some((d.before.time, d.after.time))), (w.limit, d.before.limit.zip(d.after.limit))];
    for (label, pair) in times {
        let Some((before, after)) = pair else { continue };
        if label == w.limit && before.is_zero() && after.is_zero() {
            continue;
        }
        rows.push(vec![
            cell(label),
            cell(desk.span(before)),
            cell(desk.span(after)),
            cell(span_change(desk, before, after)),
            cell(desk.percent(before.percent_saved(after))),
        ]);
    }
    Block::Table(Table {
        caption: String::new(),
        head: heads(&[w.measure, w.before, w.after, w.change, w.saved]),
        rows,
        widths: vec![34, 19, 19, 18, 10],
        style: TableStyle::Figures,
    })
}

fn signed(value: i64) -> String {
    if value > 0 { format!("+{value}") } else { value.to_string().replace('-', "−") }
}

fn span_change(desk: &Desk, before: WorkSpan, after: WorkSpan) -> String {
    match after.cmp(&before) {
        std::cmp::Ordering::Equal => desk.words.unchanged.to_owned(),
        std::cmp::Ordering::Less => format!("−{}", desk.amount(&before.minus(after).beside(before, desk.language))),
        std::cmp::Ordering::Greater => format!("+{}", desk.amount(&after.minus(before).beside(before, desk.language))),
    }
}
