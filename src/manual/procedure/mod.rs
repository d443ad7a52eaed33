//! The document of one procedure: cover, control, sections 1 to 9.

mod service;
mod simplification;
mod steps;

pub(super) use service::for_applicant;
pub(super) use steps::{number_of, paper, step_number, time};

use super::common::{Desk, capital};
use super::control::{self, Control};
use super::diagram::Drawing;
use super::document::{Block, Cell, Document, Header, Inline, Paper, Table, TableStyle, cell, heads};
use super::one_stop;
use super::wording::wording;
use crate::measure::{Effect, Outlook};
use crate::model::definition::{HouseStyle, ProcedureDefinition};
use crate::model::library::{Library, Procedure};
use crate::model::section::{Section, sections};
use crate::model::value::Language;

/// The file name of a procedure's documents.
///
/// Different codes have different names, on systems too that do not tell small letters from
/// large ones; and no name is that of another page, for those are all small.
pub(super) fn file_name(procedure: &Procedure) -> String {
    let code = procedure.code();
    let mut name = String::with_capacity(code.len());
    for c in code.chars() {
        match c {
            '_' => name.push_str("__"),
            c if c.is_alphanumeric() || matches!(c, '-' | '.') => name.push(c),
            c => name.push_str(&format!("_{:x}", u32::from(c))),
        }
    }
    if code.chars().any(char::is_lowercase) {
        // FNV-1a: short, and always the same.
        let hash = code.bytes().fold(0x811c_9dc5_u32, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193));
        name.push_str(&format!("-{hash:08x}"));
    }
    name
}

/// The code of a procedure, as a link to its document.
pub(super) fn code_link(procedure: &Procedure) -> Inline {
    Inline::Link(procedure.code().into(), format!("{}.html", file_name(procedure)))
}

/// A flowchart, with its title and what it shows in words.
pub(crate) struct Chart {
    pub drawing: Drawing,
    pub title: String,
    pub description: String,
}

/// The flowchart of a procedure, as its document shows it.
pub(crate) fn chart(library: &Library, procedure: &Procedure, language: &Language) -> Chart {
    steps::chart(Desk::new(library, language), procedure)
}

/// The document of a procedure.
pub(super) fn document(
    library: &Library,
    procedure: &Procedure,
    effect: &Effect,
    outlook: &Outlook,
    language: &Language,
) -> Document {
    let desk = Desk::new(library, language);
    let (p, w) = (procedure.definition(), desk.words);
    let mut out = Writer::new(desk, procedure);
    out.cover();
    let end_of_cover = out.blocks.len();
    out.section(Section::Purpose, "purpose", w.purpose);
    out.optional(p.purpose.as_ref());
    out.section(Section::Scope, "scope", w.scope);
    out.optional(p.scope.as_ref());
    out.references();
    out.terms();
    out.content();
    out.forms();
    out.records();
    out.indicators();
    out.simplification(effect, outlook);
    out.arrange();
    if out.blocks.iter().any(|block| block.has_mark(desk.words.unverified)) {
        out.blocks.insert(end_of_cover, Block::Note(cell(desk.words.unverified_note)));
    }
    desk.document(&file_name(procedure), p.title.to(language), header(&desk, w.procedure, procedure), Paper::Upright, out.blocks)
}

fn header(desk: &Desk, kind: &str, procedure: &Procedure) -> Header {
    let (w, p) = (desk.words, procedure.definition());
    let mut particulars = vec![(w.code.to_owned(), p.procedure.to_string())];
    if let Some(last) = p.revisions.last() {
        particulars.push((w.issue.into(), last.issue.to_string()));
        particulars.push((w.issue_date.into(), last.date.to(desk.language)));
    }
    if p.status.is_some() {
        particulars.push((w.status.into(), Control::of(procedure).status(desk)));
    }
    let header = desk.header(kind, kind, particulars);
    Header { date: p.revisions.last().map(|last| last.date).or(header.date), ..header }
}

struct Writer<'a> {
    desk: Desk<'a>,
    p: &'a ProcedureDefinition,
    procedure: &'a Procedure,
    blocks: Vec<Block>,
    style: HouseStyle,
    /// Where each section begins, in the order in which they are written.
    starts: Vec<(Section, usize, &'static str, &'static str)>,
}

impl<'a> Writer<'a> {
    fn new(desk: Desk<'a>, procedure: &'a Procedure) -> Self {
        let style = HouseStyle::of(desk.library);
        Self { desk, p: procedure.definition(), procedure, blocks: Vec::new(), style, starts: Vec::new() }
    }

    /// What follows belongs to a section; where it stands and what number it has is for the house style to say.
    fn section(&mut self, section: Section, id: &'static str, title: &'static str) {
        self.starts.push((section, self.blocks.len(), id, title));
    }
    /// The sections in the order and with the numbers of the house style; what stands before them stays there.
    fn arrange(&mut self) {
        let mut rest = std::mem::take(&mut self.blocks);
        let mut groups: Vec<(Section, &str, &str, Vec<Block>)> = Vec::new();
        for (section, start, id, title) in self.starts.drain(..).rev() {
            groups.push((section, id, title, rest.split_off(start)));
        }
        self.blocks = rest;
        for numbered in sections(self.p, self.style) {
            let Some(at) = groups.iter().position(|(section, ..)| *section == numbered.section) else { continue };
            let (_, id, title, blocks) = groups.swap_remove(at);
            let named = numbered.chapter.and_then(|chapter| chapter.title);
            let title = named.map_or(title, |(vi, en)| if self.desk.is_vietnamese() { vi } else { en });
            let (level, dot) = if numbered.is_part { (3, "") } else { (2, ".") };
            self.blocks.push(Block::Heading(level, id.into(), format!("{}{dot} {title}", numbered.number)));
            self.blocks.extend(blocks);
        }
        // What a style has no section for is not lost.
        self.blocks.extend(groups.into_iter().flat_map(|(.., blocks)| blocks));
    }
    fn paragraph(&mut self, line: Cell) {
        self.blocks.push(Block::Paragraph(line));
    }
    fn optional(&mut self, text: Option<&crate::model::value::Text>) {
        match text {
            None => self.paragraph(cell(self.desk.words.not_stated)),
            Some(text) => self.blocks.extend(self.desk.paragraphs(text)),
        }
    }
    fn grid(&mut self, head: &[&str], widths: &[u8], rows: Vec<Vec<Cell>>) {
        if rows.is_empty() {
            self.paragraph(cell(self.desk.words.none));
            return;
        }
        self.blocks.push(Block::Table(Table {
            caption: String::new(),
            head: heads(head),
            rows,
            widths: widths.to_vec(),
            style: TableStyle::Grid,
            ..Table::default()
        }));
    }

    fn cover(&mut self) {
        let desk = self.desk;
        let control = Control::of(self.procedure);
        self.blocks.extend(control.stamp(&desk));
        self.blocks.extend(control.approval(&desk));
        self.blocks.push(Block::Contents);
        self.blocks.push(Block::Heading(2, "revisions".into(), desk.words.revisions.into()));
        self.blocks.push(control.revisions(&desk));
        self.blocks.extend(control.distribution(&desk));
        let mut facts: Vec<Vec<Cell>> = Vec::new();
        let w = desk.words;
        let mut fact = |label: &str, value: Option<Cell>| {
            if let Some(value) = value {
                facts.push(vec![cell(label), value]);
            }
        };
        let p = self.p;
        fact(w.owner, p.owner.as_ref().map(|id| cell(desk.role(id))));
        fact(w.field, p.field.as_ref().map(|id| cell(desk.field(id))));
        let levels: Vec<&str> = p.level.iter().map(|l| l.label(desk.language)).collect();
        fact(w.level, (!levels.is_empty()).then(|| cell(capital(&levels.join(", ")))));
        fact(
            w.service_code,
            p.service.as_ref().and_then(|s| {
                let mut line = cell(s.code.as_ref()?.as_str());
                desk.mark_unverified(&mut line, s.code_verified);
                Some(line)
            }),
        );
        let clauses: Vec<&str> = p.clauses.iter().map(|c| c.number()).collect();
        fact(w.clauses, (!clauses.is_empty()).then(|| cell(clauses.join(", "))));
        fact(w.effective, p.effective.map(|d| cell(d.to(desk.language))));
        fact(control::words(desk.language).content, control.content().map(|content| cell(content.short())));
        self.facts(facts);
    }

    fn facts(&mut self, rows: Vec<Vec<Cell>>) {
        if !rows.is_empty() {
            self.blocks.push(Block::Table(Table { rows, style: TableStyle::Facts, ..Table::default() }));
        }
    }

    fn references(&mut self) {
        let (desk, w) = (self.desk, self.desk.words);
        self.section(Section::References, "references", w.references);
        let mut items: Vec<Cell> = desk.references(&self.p.references);
        for code in &self.p.related {
            if let Some(other) = desk.library.procedure(code.as_str()) {
                let title = format!("{code} – {}", other.definition().title.to(desk.language));
                items.push(vec![Inline::Link(title, format!("{}.html", file_name(other)))]);
            }
        }
        if items.is_empty() {
            self.paragraph(cell(w.none));
        } else {
            self.blocks.push(Block::List(items));
        }
    }

    fn terms(&mut self) {
        let (desk, w) = (self.desk, self.desk.words);
        self.section(Section::Terms, "terms", w.terms);
        let items: Vec<Cell> = self
            .p
            .terms
            .iter()
            .map(|t| {
                let mut line = vec![Inline::Strong(t.term.to(desk.language).into()), ": ".into()];
                line.extend(desk.text(&t.meaning));
                line
            })
            .collect();
        if items.is_empty() {
            self.paragraph(cell(w.none));
        } else {
            self.blocks.push(Block::List(items));
        }
    }

    fn content(&mut self) {
        let w = self.desk.words;
        self.section(Section::Content, "content", w.content);
        if self.p.service.is_some() {
            self.service();
        }
        self.section(Section::Work, "work", w.work);
        self.steps();
        self.flowchart();
    }

    fn forms(&mut self) {
        let (desk, w) = (self.desk, self.desk.words);
        self.section(Section::Forms, "forms", w.forms);
        let mut codes: Vec<&crate::model::value::FormCode> = Vec::new();
        let items = self.p.service.iter().flat_map(|s| &s.dossier).flat_map(|d| &d.items).flat_map(|i| &i.form.0);
        let records = self.p.records.iter().filter_map(|r| r.form.as_ref());
        let results = self.p.service.iter().flat_map(|s| &s.results).flat_map(|r| r.items()).filter_map(|r| r.form.as_ref());
        let used = self.p.steps.iter().flat_map(|s| s.uses.iter().chain(&s.makes));
        let used = used.filter_map(|id| desk.library.forms().find(|f| f.id == *id).map(|f| &f.code));
        for code in items.chain(records).chain(results).chain(used) {
            if !codes.contains(&code) {
                codes.push(code);
            }
        }
        let rows = codes
            .iter()
            .enumerate()
            .map(|(i, code)| {
                let form = desk.library.form(code);
                let mut title = form.map_or_else(Cell::new, |f| desk.text(&f.title));
                desk.mark_unverified(&mut title, form.is_none_or(|f| f.verified));
                let basis = form.and_then(|f| f.basis.as_ref()).map_or_else(Cell::new, |b| desk.citations([b]));
                vec![cell((i + 1).to_string()), cell(code.as_str()), title, basis]
            })
            .collect();
        self.grid(&[w.no, w.code, w.form_title, w.basis], &[6, 20, 46, 28], rows);
        if let Some(links) = one_stop::links(desk.library, self.procedure, desk.language) {
            self.paragraph(links);
        }
    }

    fn records(&mut self) {
        let (desk, w) = (self.desk, self.desk.words);
        self.section(Section::Records, "records", w.records);
        let rows = record_rows(&desk, self.p).enumerate().map(|(i, mut row)| {
            row.insert(0, cell((i + 1).to_string()));
            row
        });
        let rows = rows.collect();
        self.grid(&[w.no, w.record_title, w.keeper, w.place, w.retention, w.disposal], &[5, 24, 17, 19, 18, 17], rows);
    }

    fn indicators(&mut self) {
        let (desk, w) = (self.desk, self.desk.words);
        self.section(Section::Indicators, "indicators", w.indicators);
        let rows = self
            .p
            .indicators
            .iter()
            .map(|x| {
                vec![
                    desk.text(&x.title),
                    cell(x.target.map_or_else(|| w.not_stated.into(), |t| capital(&t.to(desk.language)))),
                    cell(x.period.map_or_else(String::new, |p| desk.amount(p.label(desk.language)))),
                    x.source.as_ref().map_or_else(Cell::new, |t| desk.text(t)),
                ]
            })
            .collect();
        self.grid(&[w.indicator, w.target, w.period, w.source], &[44, 18, 14, 24], rows);
    }
}

/// Title, keeper, place, retention, disposal of every record.
pub(super) fn record_rows<'a>(desk: &'a Desk<'a>, p: &'a ProcedureDefinition) -> impl Iterator<Item = Vec<Cell>> + 'a {
    let w = wording(desk.language);
    p.records.iter().map(move |r| {
        let mut title = desk.text(&r.title);
        if let Some(form) = &r.form {
            title.push(format!(" ({form})").into());
        }
        let mut retention =
            r.retention.as_ref().map_or_else(|| cell(w.not_stated), |x| cell(capital(&desk.amount(&x.value.to(desk.language)))));
        desk.mark_unverified(&mut retention, r.retention.as_ref().is_none_or(|x| x.verified));
        if let Some(basis) = r.retention.as_ref().and_then(|x| x.basis.as_ref()) {
            retention.push(Inline::Break);
            retention.extend(desk.citations([basis]));
        }
        let mut place = r.place.as_ref().map_or_else(|| cell(w.not_stated), |t| desk.text(t));
        place.extend(r.medium.map(|medium| Inline::Text(format!(" ({})", medium.label(desk.language)))));
        let disposal = r
            .disposal
            .as_ref()
            .map_or_else(|| cell(w.not_stated), |t| if t.to(desk.language) == "none" { cell(w.none) } else { desk.text(t) });
        vec![title, cell(r.keeper.as_ref().map_or_else(|| w.not_stated.into(), |id| desk.role(id))), place, retention, disposal]
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What the check of references rests on.
    #[test]
    fn a_document_has_the_sections_of_the_table() {
        let library = Library::open(concat!(env!("CARGO_MANIFEST_DIR"), "/processes/ba-dinh")).unwrap();
        for procedure in library.procedures() {
            let (p, effect) = (procedure.definition(), library.simplify(procedure));
            let outlook = library.outlook(procedure, &effect);
            let expected: Vec<String> = sections(p, HouseStyle::Hanoi).into_iter().map(|section| section.number).collect();
            for language in [Language::Vi, Language::En] {
                let document = document(&library, procedure, &effect, &outlook, &language);
                let numbers = document.blocks.iter().filter_map(|block| {
                    let Block::Heading(.., title) = block else { return None };
                    let number = title.split(' ').next()?.trim_end_matches('.');
                    number.starts_with(|c: char| c.is_ascii_digit()).then_some(number)
                });
                assert_eq!(numbers.collect::<Vec<_>>(), expected, "{}", p.procedure);
            }
        }
    }
}
