//! The registers: documents inside and outside, forms, records, who holds what, what was changed; objectives and the
//! audit programme.

mod audit;
mod distribution;
mod external;
mod forms;
mod internal;
mod objectives;
mod records;
mod revisions;
#[cfg(test)]
mod tests;
mod words;

use super::common::Desk;
use super::document::{Block, Cell, Document, Inline, Paper, cell};
use super::grid::{Column, always, grid, if_any};
use super::procedure::file_name;
use crate::model::definition::{DocumentStatus, Revision};
use crate::model::library::{Library, Procedure};
use crate::model::value::Language;
use words::Words;

/// Every register, on one lying page.
pub(super) fn document(library: &Library, language: &Language) -> Document {
    let desk = Desk::new(library, language);
    let writer = Writer { desk, w: Words::of(language), blocks: vec![Block::Contents] };
    let sections = [
        internal::write,
        external::write,
        forms::write,
        records::write,
        distribution::write,
        revisions::write,
        objectives::write,
        audit::write,
    ];
    let writer = sections.into_iter().fold(writer, |mut writer, section| {
        section(&mut writer);
        writer
    });
    desk.page("registers", desk.words.registers, Paper::Lying, writer.blocks)
}

struct Writer<'a> {
    desk: Desk<'a>,
    w: &'static Words,
    blocks: Vec<Block>,
}

impl<'a> Writer<'a> {
    fn heading(&mut self, level: u8, id: &str, title: &str) {
        self.blocks.push(Block::Heading(level, id.into(), title.into()));
    }
    /// A register, with its rows numbered; an empty one says so.
    fn numbered(&mut self, columns: &[Column], rows: Vec<Vec<Cell>>) {
        let mut all = vec![always(self.desk.words.no, 4)];
        all.extend(columns);
        let number = |(i, mut row): (usize, Vec<Cell>)| {
            row.insert(0, cell((i + 1).to_string()));
            row
        };
        self.table(&all, rows.into_iter().enumerate().map(number).collect());
    }
    fn table(&mut self, columns: &[Column], rows: Vec<Vec<Cell>>) {
        self.blocks.push(if rows.is_empty() { Block::Paragraph(cell(self.w.empty)) } else { grid(columns, rows) });
    }
    fn link(&self, procedure: &Procedure) -> Cell {
        let mut line = vec![Inline::Link(
            procedure.definition().title.to(self.desk.language).into(),
            format!("{}.html", file_name(procedure)),
        )];
        if procedure.definition().title.get(self.desk.language).is_none() {
            line.push(Inline::Mark(self.desk.words.fallback.into()));
        }
        line
    }
    /// The controlled documents: the quality manual, then the procedures.
    fn controlled(&self) -> Vec<Controlled<'a>> {
        let library: &'a Library = self.desk.library;
        let manual = library.organisation().map(|o| Controlled {
            procedure: None,
            code: o.manual.as_ref().map_or("", |code| code.as_str()),
            title: vec![Inline::Link(self.desk.words.quality_manual.into(), "manual.html".into())],
            revisions: &o.revisions,
            copies: &o.distribution,
        });
        let procedures = library.procedures().iter().map(|procedure| {
            let p = procedure.definition();
            Controlled {
                procedure: Some(procedure),
                code: procedure.code(),
                title: self.link(procedure),
                revisions: &p.revisions,
                copies: &p.distribution,
            }
        });
        manual.into_iter().chain(procedures).collect()
    }
    /// Where a list is signed.
    fn signed(&mut self) {
        self.blocks.push(self.desk.signatures([self.w.listed_by, self.w.approved_by]));
    }
}

/// A controlled document, as far as registers ask.
struct Controlled<'a> {
    /// None is the quality manual.
    procedure: Option<&'a Procedure>,
    code: &'a str,
    title: Cell,
    revisions: &'a [Revision],
    copies: &'a [crate::model::definition::DistributedCopy],
}

impl Controlled<'_> {
    fn status(&self) -> DocumentStatus {
        self.procedure.and_then(|p| p.definition().status).unwrap_or(DocumentStatus::InForce)
    }
    fn issue(&self) -> &str {
        self.revisions.last().map_or("", |last| last.issue.as_str())
    }
}
