//! What several documents say in the same way.

use super::document::{Block, Cell, Inline, Table, TableStyle, cell, heads};
use super::wording::{Wording, wording};
use crate::model::definition::{Approval, DistributedCopy, ReferenceKind, Revision};
use crate::model::library::Library;
use crate::model::value::{Citation, Id, Language, Text};

/// A library as documents in one language see it.
#[derive(Clone, Copy)]
pub(super) struct Desk<'a> {
    pub library: &'a Library,
    pub language: &'a Language,
    pub words: &'static Wording,
}

impl<'a> Desk<'a> {
    pub fn new(library: &'a Library, language: &'a Language) -> Self {
        Self { library, language, words: wording(language) }
    }

    /// The text in this language; another language's text is marked.
    pub fn text(&self, text: &Text) -> Cell {
        let mut line = vec![Inline::text(text.to(self.language))];
        if text.get(self.language).is_none() {
            line.push(Inline::Mark(self.words.fallback.into()));
        }
        line
    }
    pub fn mark_unverified(&self, line: &mut Cell, verified: bool) {
        if !verified {
            line.push(Inline::Mark(self.words.unverified.into()));
        }
    }
    pub fn is_vietnamese(&self) -> bool {
        *self.language == Language::Vi
    }
    pub fn role(&self, id: &Id) -> String {
        self.library.role(id).map_or_else(|| id.to_string(), |role| role.title.to(self.language).to_owned())
    }
    /// The short form of a role, for narrow columns.
    pub fn role_short(&self, id: &Id) -> String {
        let Some(role) = self.library.role(id) else { return id.to_string() };
        role.short.as_ref().unwrap_or(&role.title).to(self.language).to_owned()
    }
    pub fn unit(&self, id: &Id) -> String {
        self.library.unit(id).map_or_else(|| id.to_string(), |unit| unit.title.to(self.language).to_owned())
    }
    pub fn units<'i>(&self, ids: impl IntoIterator<Item = &'i Id>) -> String {
        ids.into_iter().map(|id| self.unit(id)).collect::<Vec<_>>().join("; ")
    }
    pub fn field(&self, id: &Id) -> String {
        let field = self.library.organisation().and_then(|o| o.fields.iter().find(|f| f.id == *id));
        field.map_or_else(|| id.to_string(), |field| field.title.to(self.language).to_owned())
    }

    /// A text as paragraphs: one for each line its author left.
    pub fn paragraphs(&self, text: &Text) -> Vec<Block> {
        let lines = text.to(self.language).lines().filter(|line| !line.trim().is_empty());
        let mut blocks: Vec<Block> = lines.map(|line| Block::Paragraph(cell(line))).collect();
        if text.get(self.language).is_none() {
            blocks.push(Block::Paragraph(vec![Inline::Mark(self.words.fallback.into())]));
        }
        blocks
    }

    /// An article as acts are quoted: `8.2.a` is point a, paragraph 2, Article 8.
    fn article(&self, article: &str, kind: ReferenceKind) -> String {
        let vi = self.is_vietnamese();
        if kind == ReferenceKind::Standard {
            return if vi { format!("Điều khoản {article}") } else { format!("Clause {article}") };
        }
        let parts: Vec<&str> = article.split('.').collect();
        match (&*parts, vi) {
            ([article, paragraph, point], true) => {
                format!("điểm {} khoản {paragraph} Điều {article}", if *point == "dd" { "đ" } else { point })
            }
            ([article, paragraph], true) => format!("khoản {paragraph} Điều {article}"),
            ([article, paragraph, point], false) => {
                format!("Article {article}({paragraph})({})", if *point == "dd" { "đ" } else { point })
            }
            ([article, paragraph], false) => format!("Article {article}({paragraph})"),
            (_, true) => format!("Điều {article}"),
            (_, false) => format!("Article {article}"),
        }
    }

    /// A citation in short: article, kind and number.
    pub fn citation(&self, citation: &Citation) -> Cell {
        let Some(reference) = self.library.reference(citation) else { return cell(citation.to_string()) };
        let title = reference.title.to(self.language);
        let name = match (&reference.number, reference.kind) {
            (Some(number), ReferenceKind::Standard) => number.to(self.language).to_owned(),
            (Some(number), kind) if kind != ReferenceKind::Law && kind != ReferenceKind::Other => {
                let number = number.to(self.language);
                let kind = capital(kind.label(self.language));
                if self.is_vietnamese() { format!("{kind} số {number}") } else { format!("{kind} {number}") }
            }
            _ => title.to_owned(),
        };
        let mut line = match &citation.article {
            Some(article) if self.is_vietnamese() => cell(capital(&format!("{} {name}", self.article(article, reference.kind)))),
            Some(article) => cell(format!("{}, {name}", self.article(article, reference.kind))),
            None => cell(name),
        };
        self.mark_unverified(&mut line, reference.verified);
        line
    }
    /// Several citations, one a line; the register says of each document whether it was read, so
    /// that is not repeated here.
    pub fn citations<'c>(&self, citations: impl IntoIterator<Item = &'c Citation>) -> Cell {
        let mut line = Cell::new();
        for citation in citations {
            if !line.is_empty() {
                line.push(Inline::Break);
            }
            line.extend(self.citation(citation).into_iter().filter(|part| !matches!(part, Inline::Mark(_))));
        }
        line
    }
    /// A document of the register in full: number, date, title.
    pub fn reference(&self, citation: &Citation) -> Cell {
        let Some(reference) = self.library.reference(citation) else { return cell(citation.to_string()) };
        let vi = self.is_vietnamese();
        let mut which = String::new();
        if let Some(number) = &reference.number {
            which.push_str(if vi { " số " } else { " No. " });
            which.push_str(number.to(self.language));
        }
        if let Some(issued) = reference.issued {
            which.push_str(if vi { " ngày " } else { " of " });
            which.push_str(&issued.to(self.language));
        }
        // "Circular No. 15 of … on …": the number follows the kind, as these acts are quoted.
        let title = reference.title.to(self.language);
        let kind = capital(reference.kind.label(self.language));
        let mut text = match title.strip_prefix(&kind).filter(|_| reference.kind != ReferenceKind::Law) {
            _ if reference.kind == ReferenceKind::Standard => {
                let number = reference.number.as_ref().map_or("", |n| n.to(self.language));
                format!("{number} {title}").trim().to_owned()
            }
            Some(rest) => format!("{kind}{which}{rest}"),
            None => format!("{title}{which}"),
        };
        if let Some(article) = &citation.article {
            let article = self.article(article, reference.kind);
            text = if vi { capital(&format!("{article} {text}")) } else { format!("{article}, {text}") };
        }
        let mut line = cell(text);
        self.mark_unverified(&mut line, reference.verified);
        line
    }

    pub fn approval(&self, approval: &Approval) -> Block {
        let w = self.words;
        let people = [&approval.prepared, &approval.reviewed, &approval.approved];
        let row = |label: &str, pick: &dyn Fn(&crate::model::definition::Approver) -> Cell| {
            std::iter::once(cell(label)).chain(people.map(pick)).collect::<Vec<Cell>>()
        };
        Block::Table(Table {
            caption: w.approval.into(),
            head: heads(&[w.responsibility, w.prepared, w.reviewed, w.approved]),
            rows: vec![
                row(w.name, &|p| p.name.as_ref().map_or_else(Cell::new, |name| self.text(name))),
                row(w.signature, &|_| Cell::new()),
                row(w.position, &|p| cell(self.role(&p.role))),
            ],
            widths: vec![16, 28, 28, 28],
            style: TableStyle::Signatures,
        })
    }

    pub fn revisions(&self, revisions: &[Revision]) -> Block {
        let w = self.words;
        let optional = |text: &Option<Text>| text.as_ref().map_or_else(Cell::new, |t| self.text(t));
        Block::Table(Table {
            caption: String::new(),
            head: heads(&[w.revision_request, w.revision_location, w.revision_change, w.issue, w.issue_date]),
            rows: revisions
                .iter()
                .map(|r| {
                    vec![
                        optional(&r.request),
                        optional(&r.location),
                        self.text(&r.change),
                        cell(r.issue.as_str()),
                        cell(r.date.to(self.language)),
                    ]
                })
                .collect(),
            widths: vec![20, 18, 34, 13, 15],
            style: TableStyle::Grid,
        })
    }

    pub fn distribution(&self, copies: &[DistributedCopy]) -> Block {
        let w = self.words;
        Block::Table(Table {
            caption: w.distribution.into(),
            head: heads(&[w.no, w.receiving_unit, w.copy_kind, w.medium, w.quantity]),
            rows: copies
                .iter()
                .enumerate()
                .map(|(i, c)| {
                    let kind = c.copy.map_or_else(|| w.controlled.to_lowercase(), |k| k.label(self.language).into());
                    vec![
                        cell((i + 1).to_string()),
                        cell(self.unit(&c.unit)),
                        cell(kind),
                        cell(c.medium.map_or("", |m| m.label(self.language))),
                        cell(c.quantity.map_or_else(String::new, |n| n.to_string())),
                    ]
                })
                .collect(),
            widths: vec![8, 44, 20, 18, 10],
            style: TableStyle::Grid,
        })
    }

    /// A percentage of a change, one decimal, with the decimal mark of the language.
    pub fn percent(&self, value: Option<f64>) -> String {
        value.map_or_else(
            || "–".to_owned(),
            |value| {
                // Half up, as people round; formatting alone rounds half to even.
                let text = format!("{:.1}%", (value * 10.0).round() / 10.0);
                if self.is_vietnamese() { text.replace('.', ",") } else { text }
            },
        )
    }
}

/// A text for a sentence: its first letter large.
pub(super) fn capital(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}
