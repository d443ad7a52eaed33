//! Section 9: what each simplification takes away.

use super::Writer;
use crate::manual::chart::{Move, Waterfall};
use crate::manual::common::{Desk, capital};
use crate::manual::document::{Block, Cell, Figure, Inline, Table, TableStyle, cell, heads};
use crate::manual::figures::printed;
use crate::manual::review;
use crate::measure::{Changes, Effect, Measure, Outlook, Stage};
use crate::model::definition::Simplification;
use crate::model::section::Section;

impl Writer<'_> {
    pub(super) fn simplification(&mut self, effect: &Effect, outlook: &Outlook) {
        let w = self.desk.words;
        self.section(Section::Simplification, "simplification", w.simplification);
        if let Some(link) = review::link(&self.desk, self.procedure) {
            self.paragraph(vec![link]);
        }
        if let Some(review) = &self.p.review {
            let mut rows = vec![vec![cell(w.review_date), cell(review.date.to(self.desk.language))]];
            rows.extend(review.by.as_ref().map(|by| vec![cell(w.review_by), self.desk.text(by)]));
            rows.extend(review.no_simplification.as_ref().map(|why| vec![cell(w.why_none), self.desk.text(why)]));
            self.facts(rows);
        }
        if self.p.simplifications.is_empty() {
            if self.p.review.as_ref().is_none_or(|review| review.no_simplification.is_none()) {
                self.paragraph(cell(w.no_simplification));
            }
            self.times(outlook);
            return;
        }
        let mut note = cell(w.baseline);
        if !effect.joined.is_empty() {
            let codes = effect.joined.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ");
            note.push(format!(" {}: {codes}.", w.joined_as_is).into());
        }
        self.blocks.push(Block::Note(note));
        let list: Vec<&Simplification> = self.p.simplifications.iter().collect();
        for (i, x) in list.into_iter().enumerate() {
            self.one(i, x, effect);
        }
        if !effect.stages.is_empty() {
            self.total(effect);
        }
        self.times(outlook);
    }

    /// One simplification: what it is, who decided it, what it does.
    fn one(&mut self, i: usize, x: &Simplification, effect: &Effect) {
        let (desk, w) = (self.desk, self.desk.words);
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
        let stage = effect.stages.iter().find(|s| s.id == x.id);
        if let Some(stage) = stage {
            rows.push(vec![cell(w.what_changes), self.changed(stage)]);
            let worse: Vec<&str> = stage.rises().into_iter().map(|m| m.label(desk.language)).collect();
            if !worse.is_empty() {
                rows.push(vec![cell(w.what_rises), cell(worse.join("; "))]);
            }
            let savings: Vec<Cell> = limit_savings(&desk, stage);
            if !savings.is_empty() {
                rows.push(vec![cell(w.limit_against), joined(savings)]);
            }
            if !stage.joined.is_empty() {
                let codes = stage.joined.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ");
                rows.push(vec![cell(w.joins_in), cell(codes)]);
            }
        }
        self.facts(rows);
        if let Some(left) = effect.failed.iter().find(|left| left.at == i) {
            self.blocks.push(Block::Note(vec![
                Inline::Strong(capital(w.not_applied)),
                format!(": {}", left.message.to(desk.language)).into(),
            ]));
        }
    }

    /// What a simplification changes, one figure a line.
    fn changed(&self, stage: &Stage) -> Cell {
        let desk = self.desk;
        let lines: Vec<Cell> = stage
            .effect
            .changes()
            .iter()
            .filter_map(|(measure, shift)| {
                let (before, after) = (desk.figure(&stage.effect.before, measure)?, desk.figure(&stage.effect.after, measure)?);
                let by = desk.shift(measure, shift)?;
                Some(cell(format!("{}: {before} → {after} ({by})", capital(measure.label(desk.language)))))
            })
            .collect();
        if lines.is_empty() { cell(desk.words.unchanged) } else { joined(lines) }
    }

    /// All of them together: the table, the pictures, and what each contributes.
    fn total(&mut self, effect: &Effect) {
        let (desk, w) = (self.desk, self.desk.words);
        self.blocks.push(Block::Heading(4, "simplification-total".into(), w.to_be.into()));
        self.blocks.push(total_table(&desk, effect));
        let worse: Vec<&str> = effect.total().rises().map(|m| m.label(desk.language)).collect();
        if !worse.is_empty() {
            let line = vec![Inline::Strong(w.what_rises.into()), format!(": {}", worse.join("; ")).into()];
            self.blocks.push(Block::Paragraph(line));
        }
        for measure in [Measure::Steps, Measure::HandOffs, Measure::Documents] {
            let moves = effect.stages.iter().filter(|s| s.effect.change(measure).is_some_and(|by| by != 0.0)).count();
            // A picture of one change says no more than the table.
            if moves > 1 {
                let file =
                    format!("{}-{}.svg", crate::manual::procedure::file_name(self.procedure), measure.key().replace('_', "-"));
                self.blocks.push(waterfall(&desk, effect, measure, &file));
            }
        }
        if effect.stages.len() > 1 {
            self.contributions(effect);
        }
    }

    /// What each contributes where the order matters.
    fn contributions(&mut self, effect: &Effect) {
        let (desk, w) = (self.desk, self.desk.words);
        if effect.stages.iter().all(|stage| stage.interacts_with.is_empty()) {
            if effect.stages.iter().all(|stage| stage.shapley.is_some()) {
                self.paragraph(cell(w.no_interaction));
            }
            return;
        }
        let number = |id: &crate::model::value::Id| {
            let at = self.p.simplifications.iter().position(|s| s.id == *id).map_or(0, |i| i + 1);
            format!("{} {at}", w.option)
        };
        let mut rows = Vec::new();
        for stage in effect.stages.iter().filter(|stage| !stage.interacts_with.is_empty()) {
            let (Some(shapley), Some(range)) = (&stage.shapley, &stage.range) else { continue };
            let own = stage.effect.changes();
            for measure in Measure::ALL.iter().copied() {
                let get = |changes: &Changes| changes.get(measure);
                let (Some(mean), Some(least), Some(most)) = (get(shapley), get(&range.least), get(&range.most)) else { continue };
                if least == most {
                    continue;
                }
                let said = |shift| desk.shift(measure, shift).unwrap_or_else(|| "0".into());
                rows.push(vec![
                    cell(number(&stage.id)),
                    cell(capital(measure.label(desk.language))),
                    cell(own.get(measure).map_or_else(|| "–".into(), said)),
                    cell(said(mean)),
                    cell(format!("{} … {}", said(least), said(most))),
                    cell(stage.interacts_with.iter().map(number).collect::<Vec<_>>().join(", ")),
                ]);
            }
        }
        if rows.is_empty() {
            self.paragraph(cell(w.no_interaction));
            return;
        }
        self.paragraph(cell(w.interacting));
        self.blocks.push(Block::Table(Table {
            caption: String::new(),
            head: heads(&[w.option, w.measure, w.in_order, w.shapley, w.range, w.interacts]),
            rows,
            widths: vec![15, 21, 16, 16, 16, 16],
            style: TableStyle::Grid,
            ..Table::default()
        }));
    }

    /// How long it takes, in five figures, and what it costs the applicant.
    fn times(&mut self, outlook: &Outlook) {
        let (desk, w) = (self.desk, self.desk.words);
        let changed = outlook.after.is_some();
        let dash = || "–".to_owned();
        let rows: Vec<Vec<Cell>> = desk
            .prospects(outlook)
            .into_iter()
            .map(|(label, before, after)| {
                let mut row = vec![cell(label), cell(before.unwrap_or_else(dash))];
                row.extend(changed.then(|| cell(after.unwrap_or_else(dash))));
                row
            })
            .collect();
        if rows.is_empty() {
            return;
        }
        self.blocks.push(Block::Heading(4, "times".into(), w.times_and_cost.into()));
        let head = if changed { heads(&[w.measure, w.as_is, w.to_be_short]) } else { heads(&[w.measure, w.as_is]) };
        let widths = if changed { vec![46, 27, 27] } else { vec![60, 40] };
        self.blocks.push(Block::Table(Table { head, rows, widths, style: TableStyle::Figures, ..Table::default() }));
        let notes = desk.caveats(self.p, outlook);
        if let Some(why) = &outlook.before.times.why_not {
            let line = vec![Inline::Strong(w.not_expected.into()), format!(": {}", why.message().to(desk.language)).into()];
            self.blocks.push(Block::Note(line));
        }
        if !notes.is_empty() {
            self.blocks.push(Block::Note(cell(notes.join(" "))));
        }
    }
}

/// The limit against every baseline.
fn limit_savings(desk: &Desk, stage: &Stage) -> Vec<Cell> {
    if stage.effect.before.limit == stage.effect.after.limit && stage.effect.before.statutory == stage.effect.after.statutory {
        return Vec::new();
    }
    let line = |saving: crate::measure::LimitSaving| {
        let (before, after) = (desk.span(saving.before), desk.span(saving.after));
        let by = match saving.percent {
            None => desk.words.not_comparable.to_owned(),
            percent => desk.less(percent).unwrap_or_else(|| desk.words.unchanged.to_owned()),
        };
        cell(format!("{}: {before} → {after} ({by})", capital(saving.baseline.label(desk.language))))
    };
    stage.limit_savings().into_iter().map(line).collect()
}

fn joined(lines: Vec<Cell>) -> Cell {
    let mut all = Cell::new();
    for line in lines {
        if !all.is_empty() {
            all.push(Inline::Break);
        }
        all.extend(line);
    }
    all
}

/// The table of before, what each changes, after, and by how much that is less.
fn total_table(desk: &Desk, effect: &Effect) -> Block {
    let w = desk.words;
    let total = effect.total();
    let own: Vec<Changes> = effect.stages.iter().map(|stage| stage.effect.changes()).collect();
    // More columns than these are not read; each one's own lines say it as well.
    let each = effect.stages.len() > 1 && effect.stages.len() <= 5;
    let mut head = vec![w.measure.to_owned(), w.as_is.to_owned()];
    if each {
        head.extend(effect.stages.iter().map(|stage| format!("{} {}", w.option_short, stage.at + 1)));
    }
    head.extend([w.to_be_short, w.change, w.saved].map(str::to_owned));
    let mut rows = Vec::new();
    for measure in printed(&total, &own) {
        let dash = || "–".to_owned();
        let mut row = vec![cell(capital(measure.label(desk.language)))];
        row.push(cell(desk.figure(&total.before, measure).unwrap_or_else(dash)));
        if each {
            let said = |changes: &Changes| changes.get(measure).and_then(|shift| desk.shift(measure, shift));
            row.extend(own.iter().map(|changes| cell(said(changes).unwrap_or_else(dash))));
        }
        row.push(cell(desk.figure(&total.after, measure).unwrap_or_else(dash)));
        let change = total.changes().get(measure).and_then(|shift| desk.shift(measure, shift));
        row.push(cell(change.unwrap_or_else(|| w.unchanged.to_owned())));
        row.push(cell(desk.fall(&total, measure)));
        rows.push(row);
    }
    let middle = if each { effect.stages.len() } else { 0 };
    let narrow = if each { u8::try_from(34 / middle.max(1)).unwrap_or(8) } else { 0 };
    let mut widths = if each { vec![24, 12] } else { vec![34, 19] };
    widths.extend(std::iter::repeat_n(narrow, middle));
    widths.extend(if each { [12, 11, 7] } else { [19, 18, 10] });
    Block::Table(Table { caption: String::new(), head, rows, widths, style: TableStyle::Figures, ..Table::default() })
}

/// From the figure before, simplification by simplification, to the figure after.
fn waterfall(desk: &Desk, effect: &Effect, measure: Measure, file: &str) -> Block {
    let w = desk.words;
    let total = effect.total();
    let label = capital(measure.label(desk.language));
    let shown = |metrics| desk.figure(metrics, measure).unwrap_or_default();
    let changes: Vec<Move> = effect
        .stages
        .iter()
        .filter_map(|stage| {
            let by = stage.effect.change(measure).filter(|by| *by != 0.0)?;
            let said = stage.effect.changes().get(measure).and_then(|shift| desk.shift(measure, shift))?;
            let name = format!("{} {}: {}", w.option, stage.at + 1, stage.title.to(desk.language));
            Some(Move { name, by, shown: said })
        })
        .collect();
    let caption = format!("{label}: {} → {}", shown(&total.before), shown(&total.after));
    let before = (w.as_is, total.before.get(measure).unwrap_or_default(), shown(&total.before));
    let after = (w.to_be_short, total.after.get(measure).unwrap_or_default(), shown(&total.after));
    let chart = Waterfall { title: &label, description: &caption, before, changes, after, key: (w.falls, w.rises) };
    Block::Figure(Figure {
        svg: chart.to_svg(),
        pages: Vec::new(),
        wide: false,
        mermaid: String::new(),
        caption,
        file: file.to_owned(),
    })
}
