//! The quality manual: what ISO 9001:2008, 4.2.2 asks for, and the rest of the system around it.

mod clauses;
mod documents;
mod editions;
mod interaction;
mod introduction;
mod matrix;
mod outline;
mod scope;
mod simplification;
mod statements;
mod words;

use super::common::Desk;
use super::control::{self, Control};
use super::diagram;
use super::document::{Block, Cell, Document, Figure, Header, Inline, Paper, Table, TableStyle, cell, heads};
use crate::check::Coverage;
use crate::measure::{Portfolio, Scorecard};
use crate::model::definition::{OrganisationDefinition, ProcessGroup};
use crate::model::library::{Library, Procedure};
use crate::model::value::Language;

/// The quality manual; none where no organisation is defined.
pub(super) fn document(
    library: &Library,
    coverage: &Coverage,
    portfolio: &Portfolio,
    card: Option<&Scorecard>,
    language: &Language,
) -> Option<Document> {
    let organisation = library.organisation()?;
    let desk = Desk::new(library, language);
    let mut out = Writer { desk, o: organisation, blocks: Vec::new() };
    out.cover();
    out.introduction();
    out.scope();
    out.exclusions();
    out.interaction();
    out.documents();
    out.overview();
    out.clauses(coverage);
    out.matrix();
    out.editions();
    out.simplification(portfolio);
    if let Some(card) = card {
        out.heading(2, "scorecard", super::scorecard::titles(language)[0]);
        out.blocks.extend(super::scorecard::chapter(&desk, card));
    }
    Some(desk.document("manual", desk.words.quality_manual, header(&desk, organisation), Paper::Upright, out.blocks))
}

fn header(desk: &Desk, o: &OrganisationDefinition) -> Header {
    let w = desk.words;
    let mut particulars = Vec::new();
    particulars.extend(o.manual.as_ref().map(|code| (w.code.to_owned(), code.to_string())));
    if let Some(last) = o.revisions.last() {
        particulars.push((w.issue.into(), last.issue.to_string()));
        particulars.push((w.issue_date.into(), last.date.to(desk.language)));
    }
    let header = desk.header(w.system_of, o.standard.map_or(w.system_of, |s| s.label(desk.language)), particulars);
    Header { date: o.revisions.last().map(|last| last.date).or(header.date), ..header }
}

struct Writer<'a> {
    desk: Desk<'a>,
    o: &'a OrganisationDefinition,
    blocks: Vec<Block>,
}

impl Writer<'_> {
    fn heading(&mut self, level: u8, id: &str, text: &str) {
        self.blocks.push(Block::Heading(level, id.into(), text.into()));
    }
    fn table(&mut self, head: &[&str], widths: &[u8], rows: Vec<Vec<Cell>>) {
        if rows.is_empty() {
            self.blocks.push(Block::Paragraph(cell(self.desk.words.none)));
            return;
        }
        let (head, widths) = (heads(head), widths.to_vec());
        self.blocks.push(Block::Table(Table {
            caption: String::new(),
            head,
            rows,
            widths,
            style: TableStyle::Grid,
            ..Table::default()
        }));
    }
    /// A drawing; what it shows is said in words in the table below it.
    fn figure(&mut self, sheet: &diagram::Sheet, title: &str, says: &str, file: &str) {
        let svg = sheet.to_svg(&format!("{title}: {}", self.o.title.to(self.desk.language)), says);
        self.blocks.push(Block::Figure(Figure {
            pages: vec![svg.clone()],
            svg,
            wide: false,
            mermaid: String::new(),
            caption: title.to_owned(),
            file: file.to_owned(),
        }));
    }
    fn optional(&mut self, text: Option<&crate::model::value::Text>) {
        match text {
            None => self.blocks.push(Block::Paragraph(cell(self.desk.words.not_stated))),
            Some(text) => self.blocks.extend(self.desk.paragraphs(text)),
        }
    }

    fn cover(&mut self) {
        let desk = self.desk;
        let (w, own, o) = (desk.words, words::words(desk.language), self.o);
        let control = Control::of_manual(o);
        let plain = |rows: Vec<Vec<Cell>>| Block::Table(Table { rows, style: TableStyle::Plain, ..Table::default() });
        let authority = o.authority.iter().map(|text| vec![desk.text(text)]);
        let organisation = vec![vec![Inline::Strong(o.title.to(desk.language).into())]];
        self.blocks.push(plain(authority.chain([organisation]).collect()));
        self.blocks.push(Block::Title(w.quality_manual.into()));
        let mut facts: Vec<Vec<Cell>> = Vec::new();
        facts.extend(o.standard.map(|standard| vec![cell(own.standard), cell(standard.label(desk.language))]));
        facts.extend(o.manual.as_ref().map(|code| vec![cell(w.code), cell(code.as_str())]));
        if let Some(last) = o.revisions.last() {
            facts.push(vec![cell(w.issue), cell(last.issue.as_str())]);
            facts.push(vec![cell(w.issue_date), cell(last.date.to(desk.language))]);
        }
        if let Some(content) = control.content() {
            let words = control::words(desk.language);
            facts.push(vec![cell(words.content), vec![content.short().into(), Inline::Break, own.content_note.into()]]);
        }
        self.blocks.push(Block::Table(Table { rows: facts, style: TableStyle::Facts, ..Table::default() }));
        self.blocks.extend(control.approval(&desk));
        self.blocks.push(Block::PageBreak);
        self.blocks.push(Block::Contents);
        self.heading(2, "revisions", w.revisions);
        self.blocks.push(control.revisions(&desk));
        self.blocks.extend(control.distribution(&desk));
        self.blocks.push(Block::PageBreak);
    }
}

/// The procedures of a process: those it names and those of its fields.
fn procedures_of<'a>(library: &'a Library, process: &'a ProcessGroup) -> impl Iterator<Item = &'a Procedure> {
    library.procedures().iter().filter(|p| {
        let d = p.definition();
        process.procedures.contains(&d.procedure) || d.field.as_ref().is_some_and(|f| process.fields.contains(f))
    })
}
