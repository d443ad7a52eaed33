//! The registers: documents inside and outside, forms, records.

use super::common::{Desk, capital, lines};
use super::document::{Block, Cell, Document, Inline, Paper, Table, TableStyle, cell, heads};
use super::procedure::{file_name, record_rows};
use crate::model::definition::Reference;
use crate::model::library::Library;
use crate::model::value::{Date, Language};

/// Every register, on one lying page.
pub(super) fn document(library: &Library, language: &Language) -> Document {
    let desk = Desk::new(library, language);
    let w = desk.words;
    let mut blocks = vec![Block::Contents];
    let mut section = |id: &str, title: &str, head: &[&str], widths: &[u8], rows: Vec<Vec<Cell>>| {
        blocks.push(Block::Heading(2, id.into(), title.into()));
        if rows.is_empty() {
            blocks.push(Block::Paragraph(cell(w.none)));
        } else {
            let (head, widths) = (heads(head), widths.to_vec());
            blocks.push(Block::Table(Table {
                caption: String::new(),
                head,
                rows,
                widths,
                style: TableStyle::Grid,
                ..Table::default()
            }));
        }
    };
    let number = |i: usize| cell((i + 1).to_string());
    let manual = library.organisation().and_then(|o| Some((o.manual.as_ref()?, o.revisions.last())));
    let manual = manual.map(|(code, last)| {
        vec![
            number(0),
            cell(code.as_str()),
            vec![Inline::Link(w.quality_manual.into(), "manual.html".into())],
            cell(last.map_or_else(String::new, |r| r.issue.to_string())),
            cell(last.map_or_else(String::new, |r| r.date.to(language))),
            cell(w.in_force),
        ]
    });
    let first = usize::from(manual.is_some());
    let documents = library.procedures().iter().enumerate().map(|(i, p)| {
        let d = p.definition();
        let last = d.revisions.last();
        let status = d.status.map_or_else(|| w.in_force.to_owned(), |s| capital(s.label(language)));
        vec![
            number(i + first),
            cell(p.code()),
            vec![Inline::Link(d.title.to(language).into(), format!("{}.html", file_name(p)))],
            cell(last.map_or_else(String::new, |r| r.issue.to_string())),
            cell(last.map_or_else(String::new, |r| r.date.to(language))),
            cell(status),
        ]
    });
    section(
        "internal",
        w.internal_documents,
        &[w.no, w.code, w.document_title, w.issue, w.issue_date, w.status],
        &[5, 12, 48, 10, 12, 13],
        manual.into_iter().chain(documents).collect(),
    );
    let as_of = library.organisation().and_then(|o| o.as_of);
    let is_later = |r: &Reference| as_of.is_some_and(|as_of| r.issued.or(r.effective).is_some_and(|date| date > as_of));
    let external = |(i, r): (usize, &Reference)| {
        let mut title = desk.text(&r.title);
        desk.mark_unverified(&mut title, r.verified);
        if let Some(note) = &r.note {
            title.push(Inline::Break);
            title.extend(desk.text(note));
        }
        let date = |d: Option<Date>, word: &str| d.map(|d| format!("{word} {}", d.to(language)));
        let mut status: Vec<String> = date(r.effective, w.from_date).into_iter().chain(date(r.until, w.until_date)).collect();
        let others = r.amended_by.iter().map(|id| (w.amended_by, id)).chain(r.replaced_by.iter().map(|id| (w.replaced_by, id)));
        for (word, id) in others {
            if let Some(other) = library.references().find(|x| x.id == *id) {
                status.push(format!("{word} {}", other.number.as_ref().unwrap_or(&other.title).to(language)));
            }
        }
        vec![
            number(i),
            cell(r.number.as_ref().map_or_else(String::new, |n| n.to(language).to_owned())),
            title,
            r.issuer.as_ref().map_or_else(Cell::new, |t| desk.text(t)),
            cell(r.issued.map_or_else(String::new, |d| d.to(language))),
            lines(status.into_iter().map(cell)),
            cell(r.followed_by.as_ref().map_or_else(String::new, |id| desk.unit(id))),
        ]
    };
    let external_heads = [w.no, w.number, w.document_title, w.issuer, w.issue_date, w.validity_status, w.followed_by];
    let external_widths = [4, 14, 33, 13, 9, 15, 12];
    section(
        "external",
        w.external_documents,
        &external_heads,
        &external_widths,
        library.references().filter(|r| !is_later(r)).enumerate().map(external).collect(),
    );
    let later: Vec<_> = library.references().filter(|r| is_later(r)).enumerate().map(external).collect();
    if !later.is_empty() {
        section("later", w.later_documents, &external_heads, &external_widths, later);
    }
    let forms = library.forms().enumerate().map(|(i, f)| {
        let mut title = desk.text(&f.title);
        desk.mark_unverified(&mut title, f.verified);
        vec![
            number(i),
            cell(f.code.as_str()),
            title,
            cell(f.kind.map_or_else(String::new, |k| capital(k.label(language)))),
            f.basis.as_ref().map_or_else(Cell::new, |b| desk.citations([b])),
        ]
    });
    section("forms", w.form_register, &[w.no, w.code, w.form_title, w.kind, w.basis], &[5, 16, 39, 20, 20], forms.collect());
    let records = library.procedures().iter().flat_map(|p| {
        record_rows(&desk, p.definition())
            .map(|mut row| {
                row.insert(0, cell(p.code()));
                row
            })
            .collect::<Vec<_>>()
    });
    section(
        "records",
        w.record_register,
        &[w.code, w.record_title, w.keeper, w.place, w.retention, w.disposal],
        &[9, 25, 17, 19, 14, 16],
        records.collect(),
    );
    desk.page("registers", w.registers, Paper::Lying, blocks)
}
