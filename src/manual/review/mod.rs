//! The review sheet of an administrative procedure: is each part needed, reasonable, lawful, and what does it cost.
//!
//! The criteria are those of Decree 63/2010. What the definition knows is filled in; where people must judge there is room.

mod cost;
mod details;
mod parts;
mod questions;
mod results;
#[cfg(test)]
mod tests;
mod words;

use super::common::{Desk, capital, lines};
use super::document::{Block, Cell, Document, Inline, Paper, Table, TableStyle, cell};
use super::grid::always;
use super::procedure::file_name as document_name;
use crate::measure::{Effect, Measure, Outlook};
use crate::model::definition::{DocumentStatus, ProcedureDefinition, Service};
use crate::model::library::{Library, Procedure};
use crate::model::value::{Date, Language};
use words::Words;

pub(super) use results::Results;

/// Decree 92/2017 moved the criteria to Art. 28 from this day.
const AMENDED: Date = Date::of(2017, 9, 25);

/// The procedures that are reviewed: those for the public that are not withdrawn.
pub(super) fn is_reviewed(procedure: &Procedure) -> bool {
    let p = procedure.definition();
    p.service.is_some() && !p.internal && p.status != Some(DocumentStatus::Obsolete)
}

/// The file name of the sheet. It begins with small letters, as that of no procedure without more behind it does.
pub(super) fn file_name(procedure: &Procedure) -> String {
    format!("review-{}", document_name(procedure))
}

/// A link to the sheet of a procedure, where it has one.
pub(super) fn link(desk: &Desk, procedure: &Procedure) -> Option<Inline> {
    let to = || Inline::Link(Words::of(desk.language).to_sheet.into(), format!("{}.html", file_name(procedure)));
    is_reviewed(procedure).then(to)
}

/// The sheets, for the page one begins at.
pub(super) fn listed(desk: &Desk) -> Vec<Block> {
    let w = Words::of(desk.language);
    let library = desk.library;
    let own = |p: &&Procedure| library.procedure(p.code()).is_some_and(|first| std::ptr::eq(first, *p));
    let row = |procedure: &Procedure| {
        let p = procedure.definition();
        let title = format!("{}: {}", w.short, p.title.to(desk.language));
        let title = Inline::Link(title, format!("{}.html", file_name(procedure)));
        let review = p.review.as_ref();
        let by = review.and_then(|r| r.by.as_ref()).map_or_else(Cell::new, |by| desk.text(by));
        let day = review.map_or_else(|| w.no_date.to_owned(), |r| r.date.to(desk.language));
        vec![cell(procedure.code()), vec![title], cell(day), by]
    };
    let rows: Vec<Vec<Cell>> = library.procedures().iter().filter(own).filter(|p| is_reviewed(p)).map(row).collect();
    if rows.is_empty() {
        return Vec::new();
    }
    let d = desk.words;
    let head = [d.code, d.document_title, d.review_date, d.review_by];
    vec![Block::Heading(2, "reviews".into(), w.sheets.into()), grid(&head, &[13, 47, 15, 25], rows)]
}

/// The review sheet of a procedure; none of one that is not reviewed.
pub(super) fn document(
    library: &Library,
    procedure: &Procedure,
    effect: &Effect,
    outlook: &Outlook,
    results: &Results,
    language: &Language,
) -> Option<Document> {
    let p = procedure.definition();
    let service = p.service.as_ref().filter(|_| is_reviewed(procedure))?;
    let desk = Desk::new(library, language);
    let w = Words::of(language);
    let mut particulars = vec![(desk.words.procedure.to_owned(), p.procedure.to_string())];
    particulars.extend(p.revisions.last().map(|last| (desk.words.issue.to_owned(), last.issue.to_string())));
    let day = p.review.as_ref().map(|review| review.date).or_else(|| library.organisation().and_then(|o| o.as_of));
    particulars.extend(day.map(|day| (desk.words.as_of.to_owned(), day.to(language))));
    let mut out = Writer { desk, w, procedure, p, service, effect, outlook, results, day, blocks: Vec::new() };
    out.general();
    out.heading(2, "criteria", w.criteria);
    out.necessity();
    out.parts();
    out.reasonableness();
    out.legality();
    out.details();
    out.cost();
    out.options();
    out.conclusion();
    let header = desk.header(desk.words.system_of, w.sheet, particulars);
    // In lists it stands beside the procedure, which has the title alone.
    let title = format!("{}: {}", w.short, p.title.to(language));
    Some(desk.document(&file_name(procedure), &title, header, Paper::Upright, out.blocks))
}

fn grid(head: &[&str], widths: &[u8], rows: Vec<Vec<Cell>>) -> Block {
    let columns: Vec<_> = head.iter().zip(widths).map(|(head, width)| always(head, *width)).collect();
    super::grid::grid(&columns, rows)
}

struct Writer<'a> {
    desk: Desk<'a>,
    w: &'static Words,
    procedure: &'a Procedure,
    p: &'a ProcedureDefinition,
    service: &'a Service,
    effect: &'a Effect,
    outlook: &'a Outlook,
    results: &'a Results<'a>,
    /// The day of the review, or that of the definitions.
    day: Option<Date>,
    blocks: Vec<Block>,
}

impl Writer<'_> {
    fn heading(&mut self, level: u8, id: &str, title: &str) {
        self.blocks.push(Block::Heading(level, id.into(), title.into()));
    }
    fn facts(&mut self, rows: Vec<Vec<Cell>>) {
        self.blocks.push(Block::Table(Table { rows, style: TableStyle::Facts, ..Table::default() }));
    }
    /// Where a judgement is ticked.
    fn boxes(&self) -> Cell {
        vec![self.w.yes.into(), Inline::Break, self.w.no.into()]
    }
    /// Where a judgement is ticked and given its reason.
    fn judgement(&self) -> Cell {
        let w = self.w;
        let blank = [Inline::Break, w.explain.into(), Inline::Blank, Inline::Break, Inline::Blank];
        [format!("{}   {}", w.yes, w.no).into()].into_iter().chain(blank).collect()
    }

    /// What the sheet is about.
    fn general(&mut self) {
        let (desk, w, d) = (self.desk, self.w, self.desk.words);
        let place = if self.day.is_some_and(|day| day < AMENDED) { w.criteria_before } else { w.criteria_now };
        let mut note = cell(format!("{} ({place}). {} {}", w.note, w.note_filled, w.note_form));
        desk.mark_unverified(&mut note, false);
        self.blocks.push(Block::Note(note));
        self.heading(2, "general", w.general);
        let (p, s) = (self.p, self.service);
        let mut rows = vec![vec![
            cell(w.title),
            vec![Inline::Link(p.title.to(desk.language).into(), format!("{}.html", document_name(self.procedure)))],
        ]];
        rows.extend(s.code.as_ref().map(|code| {
            let mut line = cell(code.as_str());
            desk.mark_unverified(&mut line, s.code_verified);
            vec![cell(d.service_code), line]
        }));
        rows.extend(p.field.as_ref().map(|field| vec![cell(d.field), cell(desk.field(field))]));
        let levels: Vec<&str> = p.level.iter().map(|l| l.label(desk.language)).collect();
        if !levels.is_empty() {
            rows.push(vec![cell(d.level), cell(capital(&levels.join(", ")))]);
        }
        rows.push(vec![cell(d.legal_basis), desk.citations(&s.basis)]);
        let decision = s.publication.as_ref().and_then(|publication| publication.decision.as_ref());
        rows.push(vec![cell(w.decision), decision.map_or_else(|| vec![Inline::Blank], |act| desk.citations([act]))]);
        let volume = s.volume.as_ref().map(|volume| {
            let mut line = cell(volume.per_year.to_string());
            line.extend(volume.year.map(|year| Inline::Text(format!(" ({year})"))));
            if volume.illustrative {
                line.push(Inline::Mark(d.illustrative.into()));
            }
            line
        });
        rows.push(vec![cell(w.volume), volume.unwrap_or_else(|| vec![Inline::Blank])]);
        let review = p.review.as_ref();
        let by = review.and_then(|review| review.by.as_ref()).map(|by| desk.text(by));
        rows.push(vec![cell(w.by), by.unwrap_or_else(|| vec![Inline::Blank])]);
        let day = review.map(|review| cell(review.date.to(desk.language)));
        rows.push(vec![cell(w.day), day.unwrap_or_else(|| vec![Inline::Blank])]);
        self.facts(rows);
    }

    /// Simplifications that were thought of, what each does, and what a case costs then.
    fn options(&mut self) {
        let (desk, w, d) = (self.desk, self.w, self.desk.words);
        self.heading(3, "options", w.options);
        if self.p.simplifications.is_empty() {
            self.blocks.push(Block::Paragraph(cell(w.no_options)));
            return;
        }
        let row = |(i, x): (usize, &crate::model::definition::Simplification)| {
            let mut what = vec![Inline::Strong(x.title.to(desk.language).into())];
            if x.title.get(desk.language).is_none() {
                what.push(Inline::Mark(d.fallback.into()));
            }
            what.push(Inline::Mark(x.status.label(desk.language).into()));
            for text in [&x.rationale, &x.decided_by].into_iter().flatten() {
                what.push(Inline::Break);
                what.extend(desk.text(text));
            }
            let basis = desk.citations(&x.basis);
            if !basis.is_empty() {
                what.push(Inline::Break);
                what.push(format!("{}: ", d.basis).into());
                what.extend(basis);
            }
            let stage = self.effect.stages.iter().find(|stage| stage.at == i);
            let changes = stage.map_or_else(
                || match self.effect.failed.iter().find(|left| left.at == i) {
                    Some(left) => vec![cell(format!("{}: {}", capital(d.not_applied), left.message.to(desk.language)))],
                    None => Vec::new(),
                },
                |stage| {
                    let all = stage.effect.changes();
                    let said = all.iter().filter(|(measure, _)| !matches!(measure, Measure::Cost | Measure::CostYear));
                    let said = said.filter_map(|(measure, shift)| {
                        Some(cell(format!("{}: {}", capital(measure.label(desk.language)), desk.shift(measure, shift)?)))
                    });
                    said.collect()
                },
            );
            let effect = if changes.is_empty() { cell(d.unchanged) } else { lines(changes) };
            let cost = stage.and_then(|stage| {
                let of = |metrics| desk.figure(metrics, Measure::Cost);
                Some((of(&stage.effect.before)?, of(&stage.effect.after)?))
            });
            let cost = match cost {
                Some((before, after)) if before == after => cell(before),
                Some((before, after)) => cell(format!("{before} → {after}")),
                None => vec![Inline::Blank],
            };
            vec![cell((i + 1).to_string()), what, effect, cost]
        };
        let rows = self.p.simplifications.iter().enumerate().map(row).collect();
        self.blocks.push(grid(&[d.no, d.option, w.effect, w.cost_before_after], &[6, 44, 30, 20], rows));
    }

    /// What is proposed, and who signs.
    fn conclusion(&mut self) {
        let (desk, w, d) = (self.desk, self.w, self.desk.words);
        self.heading(3, "conclusion", w.conclusion);
        if let Some(why) = self.p.review.as_ref().and_then(|review| review.no_simplification.as_ref()) {
            let mut line = vec![Inline::Strong(format!("{}: ", d.why_none))];
            line.extend(desk.text(why));
            self.blocks.push(Block::Paragraph(line));
        }
        let choices = [w.keep_as_is, w.amend, w.replace, w.abolish, w.join];
        self.blocks.push(Block::Paragraph(lines(choices.into_iter().map(cell))));
        for label in [w.contents, w.roadmap] {
            self.blocks.push(Block::Paragraph(vec![label.into(), Inline::Blank]));
            self.blocks.push(Block::Paragraph(vec![Inline::Blank]));
        }
        self.blocks.push(desk.signatures([w.reviewer, w.head]));
    }
}
