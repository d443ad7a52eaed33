//! Everything that a library publishes: a page for each document, registers, the simplification
//! report, how far requirements are met, and an index.

use super::common::{Desk, capital, lines};
use super::coverage;
use super::document::{Block, Cell, Document, Header, Inline, Table, TableStyle, cell, heads};
use super::procedure::{self, file_name, record_rows};
use super::quality_manual;
use super::simplified;
use crate::check::Coverage;
use crate::measure::{Effect, Outlook, Portfolio};
use crate::model::definition::Reference;
use crate::model::library::{Library, Procedure};
use crate::model::parallel::in_parallel;
use crate::model::value::{Date, Language};

/// A file to write: its path, relative and with `/`, and its text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct File {
    /// Path, relative to the place where everything is written.
    pub path: String,
    /// Text.
    pub text: String,
}

/// The languages of the documents.
pub const LANGUAGES: [Language; 2] = [Language::Vi, Language::En];

impl Library {
    /// The quality manual in a language; empty but for its title where no organisation is defined.
    ///
    /// What it says of clauses and articles is what a [`check`](Library::check) finds; see [`site`](Library::site)
    /// where settings count.
    #[must_use]
    #[allow(clippy::needless_pass_by_value, reason = "a language is named, not kept: `manual(Language::Vi)`")]
    pub fn manual(&self, language: Language) -> Document {
        let coverage = Coverage::of(self, &self.check());
        quality_manual::document(self, &coverage, &language).unwrap_or_else(|| index(self, &self.measure(), &coverage, &language))
    }

    /// The document of one procedure in a language.
    #[must_use]
    pub fn document(&self, procedure: &Procedure, language: &Language) -> Document {
        let effect = self.simplify(procedure);
        procedure::document(self, procedure, &effect, &self.outlook(procedure, &effect), language)
    }

    /// Every document in every language, rendered, and the index pages; always in the same order.
    #[must_use]
    pub fn site(&self, portfolio: &Portfolio, coverage: &Coverage) -> Vec<File> {
        let mut work: Vec<(Language, Option<usize>)> = Vec::new();
        for language in LANGUAGES {
            work.push((language.clone(), None));
            // Of two procedures with one code, the first has the documents; the other is a finding.
            let own = |i: &usize| {
                let procedure = &self.procedures()[*i];
                self.procedure(procedure.code()).is_some_and(|first| std::ptr::eq(first, procedure))
            };
            work.extend((0..self.procedures().len()).filter(own).map(|i| (language.clone(), Some(i))));
        }
        let measured: Vec<(Effect, Outlook)> = in_parallel(self.procedures().iter().collect(), |procedure: &Procedure| {
            let effect = portfolio.effects.iter().find(|e| e.procedure == procedure.code());
            let effect = effect.cloned().unwrap_or_else(|| self.simplify(procedure));
            let outlook = self.outlook(procedure, &effect);
            (effect, outlook)
        });
        let mut files: Vec<File> = in_parallel(work, |(language, which)| match which {
            None => {
                let documents = [
                    Some(index(self, portfolio, coverage, &language)),
                    quality_manual::document(self, coverage, &language),
                    Some(registers(self, &language)),
                    Some(simplified::report(self, portfolio, &language)),
                    (!coverage.is_empty()).then(|| covered(self, coverage, &language)),
                ];
                documents.into_iter().flatten().flat_map(|d| render(&d)).collect()
            }
            Some(i) => {
                let procedure = &self.procedures()[i];
                let (effect, outlook) = &measured[i];
                render(&procedure::document(self, procedure, effect, outlook, &language))
            }
        })
        .into_iter()
        .flatten()
        .collect();
        files.insert(0, File { path: "index.html".into(), text: entrance(self) });
        files
    }
}

fn render(document: &Document) -> Vec<File> {
    let base = format!("{}/{}", document.language.code(), document.name);
    let mut files = vec![
        File { path: format!("{base}.html"), text: document.to_html() },
        File { path: format!("{base}.md"), text: document.to_markdown() },
    ];
    for block in &document.blocks {
        if let Block::Figure(figure) = block {
            files.push(File { path: format!("{}/{}", document.language.code(), figure.file), text: figure.svg.clone() });
        }
    }
    files
}

/// The page that leads to the languages.
fn entrance(library: &Library) -> String {
    let title = library.organisation().map_or_else(
        || "Hệ thống quản lý chất lượng".to_owned(),
        |o| format!("{} – {}", o.title.to(&Language::Vi), o.title.to(&Language::En)),
    );
    let link = |language: &Language| {
        let name = super::wording::wording(language).language_name;
        vec![Inline::Link(name.into(), format!("{}/index.html", language.code()))]
    };
    let [vi, en] = LANGUAGES.map(|language| super::wording::wording(&language).system_of);
    let blocks = vec![
        Block::Heading(1, "top".into(), title.clone()),
        Block::Paragraph(cell(format!("{vi} – {en}"))),
        Block::List(LANGUAGES.iter().map(link).collect()),
    ];
    let header = Header::default();
    Document { name: "index".into(), language: Language::Vi, title, header, wide: false, siblings: Vec::new(), blocks }.to_html()
}

pub(super) fn page(library: &Library, language: &Language, name: &str, title: &str, blocks: Vec<Block>) -> Document {
    // Registers and the report have many columns.
    let wide = name != "index";
    let desk = Desk::new(library, language);
    let organisation = library.organisation();
    let mut particulars = Vec::new();
    if let Some(date) = organisation.and_then(|o| o.as_of) {
        particulars.push((desk.words.as_of.to_owned(), date.to(language)));
    }
    let header = Header {
        authority: organisation.and_then(|o| o.authority.as_ref()).map_or_else(String::new, |t| t.to(language).to_owned()),
        organisation: organisation.map_or_else(|| desk.words.system_of.to_owned(), |o| o.title.to(language).to_owned()),
        kind: organisation.and_then(|o| o.standard).map_or_else(String::new, |s| s.label(language).to_owned()),
        particulars,
    };
    let siblings = LANGUAGES
        .into_iter()
        .filter(|other| other != language)
        .map(|other| (other.clone(), format!("../{}/{name}", other.code())))
        .collect();
    Document { name: name.into(), language: language.clone(), title: title.into(), header, wide, siblings, blocks }
}

fn index(library: &Library, portfolio: &Portfolio, coverage: &Coverage, language: &Language) -> Document {
    let desk = Desk::new(library, language);
    let w = desk.words;
    let mut links = Vec::new();
    if library.organisation().is_some() {
        links.push(vec![Inline::Link(w.quality_manual.into(), "manual.html".into())]);
    }
    links.push(vec![Inline::Link(w.registers.into(), "registers.html".into())]);
    links.push(vec![Inline::Link(w.simplification_report.into(), "simplification.html".into())]);
    if !coverage.is_empty() {
        links.push(vec![Inline::Link(w.coverage.into(), "coverage.html".into())]);
    }
    let mut blocks = vec![Block::List(links)];
    // Procedures by field, in the order in which the organisation names the fields.
    let fields = library.organisation().map(|o| o.fields.as_slice()).unwrap_or_default();
    let mut groups: Vec<(String, Vec<&Procedure>)> = Vec::new();
    for field in fields {
        let members = library.procedures().iter().filter(|p| p.definition().field.as_ref() == Some(&field.id)).collect();
        groups.push((field.title.to(language).to_owned(), members));
    }
    let rest =
        library.procedures().iter().filter(|p| !fields.iter().any(|f| p.definition().field.as_ref() == Some(&f.id))).collect();
    groups.push((w.procedures.to_owned(), rest));
    for (i, (title, members)) in groups.into_iter().enumerate().filter(|(_, g)| !g.1.is_empty()) {
        blocks.push(Block::Heading(2, format!("field-{i}"), title));
        let rows = members
            .into_iter()
            .map(|p| {
                let d = p.definition();
                let title = Inline::Link(d.title.to(language).into(), format!("{}.html", file_name(p)));
                let levels: Vec<&str> = d.level.iter().map(|l| l.label(language)).collect();
                let limit = d.service.as_ref().and_then(|s| s.time_limit.as_ref());
                let effect = portfolio.effects.iter().find(|e| e.procedure == p.code()).map(|e| e.total());
                let steps = effect.map_or_else(String::new, |e| {
                    if e.steps.removed() == 0 {
                        e.steps.before.to_string()
                    } else {
                        format!("{}\u{a0}→\u{a0}{}", e.steps.before, e.steps.after)
                    }
                });
                let mut time = limit.map_or_else(Cell::new, |l| cell(capital(&desk.amount(&l.to(language)))));
                desk.mark_unverified(&mut time, limit.is_none_or(|l| l.verified));
                vec![cell(p.code()), vec![title], cell(capital(&levels.join(", "))), time, cell(steps)]
            })
            .collect();
        blocks.push(Block::Table(Table {
            caption: String::new(),
            head: heads(&[w.code, w.document_title, w.level, w.limit, w.steps]),
            rows,
            widths: vec![13, 40, 16, 18, 13],
            style: TableStyle::Grid,
        }));
    }
    page(library, language, "index", w.system_of, blocks)
}

fn registers(library: &Library, language: &Language) -> Document {
    let desk = Desk::new(library, language);
    let w = desk.words;
    let mut blocks = vec![Block::Contents];
    let mut section = |id: &str, title: &str, head: &[&str], widths: &[u8], rows: Vec<Vec<Cell>>| {
        blocks.push(Block::Heading(2, id.into(), title.into()));
        if rows.is_empty() {
            blocks.push(Block::Paragraph(cell(w.none)));
        } else {
            let (head, widths) = (heads(head), widths.to_vec());
            blocks.push(Block::Table(Table { caption: String::new(), head, rows, widths, style: TableStyle::Grid }));
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
    page(library, language, "registers", w.registers, blocks)
}

/// How far what is asked for is met.
fn covered(library: &Library, coverage: &Coverage, language: &Language) -> Document {
    let desk = Desk::new(library, language);
    page(library, language, "coverage", desk.words.coverage, coverage::page(&desk, coverage))
}
