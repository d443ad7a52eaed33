//! What several documents say in the same way.

use super::document::{Block, Cell, Document, Header, Inline, Paper, Table, TableStyle, cell, heads};
use super::wording::{Wording, wording};
use crate::model::definition::{Approval, DistributedCopy, ReferenceKind};
use crate::model::library::Library;
use crate::model::value::{Citation, Count, Duration, Id, Language, Text, WorkSpan};

/// A library as documents in one language see it.
#[derive(Clone, Copy)]
pub(crate) struct Desk<'a> {
    pub library: &'a Library,
    pub language: &'a Language,
    pub words: &'static Wording,
}

impl<'a> Desk<'a> {
    pub fn new(library: &'a Library, language: &'a Language) -> Self {
        Self { library, language, words: wording(language) }
    }

    /// A document of the organisation.
    pub fn document(&self, name: &str, title: &str, header: Header, paper: Paper, blocks: Vec<Block>) -> Document {
        let (name, title) = (name.to_owned(), title.to_owned());
        Document { name, language: self.language.clone(), title, header, paper, siblings: Vec::new(), blocks }
    }

    /// A document of the whole system, such as a register: as of a day.
    pub fn page(&self, name: &str, title: &str, paper: Paper, blocks: Vec<Block>) -> Document {
        let organisation = self.library.organisation();
        let as_of = organisation.and_then(|o| o.as_of);
        let particulars = as_of.map(|date| (self.words.as_of.to_owned(), date.to(self.language))).into_iter().collect();
        let kind = organisation.and_then(|o| o.standard).map_or("", |s| s.label(self.language));
        self.document(name, title, self.header(self.words.system_of, kind, particulars), paper, blocks)
    }

    /// What stands at the head of the pages of a document of this kind.
    pub fn header(&self, nobody: &str, kind: &str, particulars: Vec<(String, String)>) -> Header {
        let organisation = self.library.organisation();
        Header {
            authority: organisation
                .and_then(|o| o.authority.as_ref())
                .map_or_else(String::new, |t| t.to(self.language).to_owned()),
            organisation: organisation.map_or_else(|| nobody.to_owned(), |o| o.title.to(self.language).to_owned()),
            kind: kind.to_owned(),
            particulars,
            date: organisation.and_then(|o| o.as_of),
        }
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

    /// An amount as an office writes it: in Vietnamese, one to nine have two digits, as in `03 ngày`.
    pub fn amount(&self, text: &str) -> String {
        if !self.is_vietnamese() {
            return text.to_owned();
        }
        let two_digits = |word: &str| if matches!(word.as_bytes(), [b'1'..=b'9']) { format!("0{word}") } else { word.to_owned() };
        text.split(' ').map(two_digits).collect::<Vec<_>>().join(" ")
    }
    pub fn count(&self, count: Count) -> String {
        self.amount(&count.to_string())
    }
    pub fn time(&self, time: Duration) -> String {
        self.amount(&time.to(self.language))
    }
    pub fn span(&self, span: WorkSpan) -> String {
        self.amount(&span.to(self.language))
    }

    /// Articles of one act as acts are quoted: `8.2.a` is point a, paragraph 2, Article 8.
    fn articles(&self, articles: &[&str], kind: ReferenceKind) -> String {
        let (vi, standard) = (self.is_vietnamese(), kind == ReferenceKind::Standard);
        // In Vietnamese, paragraphs and points stand before their article, and whole articles beside
        // them need the word too.
        let each = vi && !standard && articles.iter().any(|article| article.contains('.'));
        let named = articles.iter().map(|whole| {
            let parts: Vec<&str> = whole.split('.').map(|part| if part == "dd" { "đ" } else { part }).collect();
            match *parts {
                _ if standard => (*whole).to_owned(),
                [article, paragraph, point] if vi => format!("điểm {point} khoản {paragraph} Điều {article}"),
                [article, paragraph] if vi => format!("khoản {paragraph} Điều {article}"),
                [article, paragraph, point] => format!("{article}({paragraph})({point})"),
                [article, paragraph] => format!("{article}({paragraph})"),
                _ if each => format!("Điều {whole}"),
                _ => (*whole).to_owned(),
            }
        });
        let named: Vec<String> = named.collect();
        let list = match named.split_last() {
            Some((last, before)) if !before.is_empty() => {
                format!("{} {} {last}", before.join(", "), self.words.and)
            }
            _ => named.concat(),
        };
        let word = match (standard, vi, articles.len() > 1) {
            _ if each => return capital(&list),
            (true, true, false) => "Điều khoản",
            (true, true, true) => "Các điều khoản",
            (true, false, false) => "Clause",
            (true, false, true) => "Clauses",
            (false, true, false) => "Điều",
            (false, true, true) => "Các điều",
            (false, false, false) => "Article",
            (false, false, true) => "Articles",
        };
        format!("{word} {list}")
    }

    /// Puts the articles of an act before it.
    fn within(&self, articles: &[&str], kind: ReferenceKind, act: String) -> String {
        if articles.is_empty() {
            return act;
        }
        format!("{}{}{act}", self.articles(articles, kind), if self.is_vietnamese() { " " } else { ", " })
    }

    /// A citation in short: articles, kind and number.
    fn citation(&self, (first, articles): &Act) -> String {
        let Some(reference) = self.library.reference(first) else { return first.reference.to_string() };
        let name = match (&reference.number, reference.kind) {
            (Some(number), ReferenceKind::Standard) => number.to(self.language).to_owned(),
            (Some(number), kind) if kind != ReferenceKind::Law && kind != ReferenceKind::Other => {
                let number = number.to(self.language);
                let kind = capital(kind.label(self.language));
                if self.is_vietnamese() { format!("{kind} số {number}") } else { format!("{kind} {number}") }
            }
            _ => reference.title.to(self.language).to_owned(),
        };
        self.within(articles, reference.kind, name)
    }
    /// Several citations, one act a line; the register says of each document whether it was read,
    /// so that is not repeated here.
    pub fn citations<'c>(&self, citations: impl IntoIterator<Item = &'c Citation>) -> Cell {
        lines(self.cited(citations).into_iter().map(cell))
    }
    /// The same, for a sentence.
    pub fn cited<'c>(&self, citations: impl IntoIterator<Item = &'c Citation>) -> Vec<String> {
        by_act(citations).iter().map(|act| self.citation(act)).collect()
    }
    /// Documents of the register in full, each once: articles, number, date, title.
    pub fn references<'c>(&self, citations: impl IntoIterator<Item = &'c Citation>) -> Vec<Cell> {
        by_act(citations).iter().map(|act| self.reference(act)).collect()
    }
    fn reference(&self, (first, articles): &Act) -> Cell {
        let Some(reference) = self.library.reference(first) else { return cell(first.reference.to_string()) };
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
        let text = match title.strip_prefix(&kind).filter(|_| reference.kind != ReferenceKind::Law) {
            _ if reference.kind == ReferenceKind::Standard => {
                let number = reference.number.as_ref().map_or("", |n| n.to(self.language));
                format!("{number} {title}").trim().to_owned()
            }
            Some(rest) => format!("{kind}{which}{rest}"),
            None => format!("{title}{which}"),
        };
        let mut line = cell(self.within(articles, reference.kind, text));
        self.mark_unverified(&mut line, reference.verified);
        line
    }

    pub fn approval(&self, approval: &Approval) -> Block {
        let w = self.words;
        let people = [&approval.prepared, &approval.reviewed, &approval.approved];
        let row = |label: &str, pick: &dyn Fn(&crate::model::definition::Approver) -> Cell| {
            std::iter::once(cell(label)).chain(people.map(pick)).collect::<Vec<Cell>>()
        };
        let mut rows = vec![
            row(w.name, &|p| p.name.as_ref().map_or_else(Cell::new, |name| self.text(name))),
            row(w.signature, &|_| Cell::new()),
            row(w.position, &|p| cell(self.role(&p.role))),
        ];
        if people.iter().any(|p| p.date.is_some()) {
            rows.push(row(w.signed, &|p| p.date.map_or_else(Cell::new, |date| cell(date.to(self.language)))));
        }
        Block::Table(Table {
            caption: w.approval.into(),
            head: heads(&[w.responsibility, w.prepared, w.reviewed, w.approved]),
            rows,
            widths: vec![16, 28, 28, 28],
            style: TableStyle::Signatures,
            ..Table::default()
        })
    }

    /// Where two people sign by hand.
    pub fn signatures(&self, people: [&str; 2]) -> Block {
        let w = self.words;
        let row = |label: &str| vec![cell(label), Cell::new(), Cell::new()];
        Block::Table(Table {
            head: heads(&[w.responsibility, people[0], people[1]]),
            rows: vec![row(w.name), row(w.signature), row(w.position), row(w.signed)],
            widths: vec![20, 40, 40],
            style: TableStyle::Signatures,
            ..Table::default()
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
                        cell(c.quantity.map_or_else(String::new, |n| self.count(n))),
                    ]
                })
                .collect(),
            widths: vec![8, 44, 20, 18, 10],
            style: TableStyle::Grid,
            ..Table::default()
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

/// An act, as it is first cited, and the articles of it that are; none where the whole act is.
type Act<'a> = (&'a Citation, Vec<&'a str>);

/// Citations gathered by act, in the order in which acts are first cited; articles in their order.
fn by_act<'c>(citations: impl IntoIterator<Item = &'c Citation>) -> Vec<Act<'c>> {
    let mut acts: Vec<Act> = Vec::new();
    for citation in citations {
        let article = citation.article.as_deref();
        match acts
            .iter_mut()
            .find(|(first, articles)| first.reference == citation.reference && articles.is_empty() == article.is_none())
        {
            Some((_, articles)) => articles.extend(article),
            None => acts.push((citation, article.into_iter().collect())),
        }
    }
    for (_, articles) in &mut acts {
        articles.sort_by_key(|article| article.split('.').map(|part| (part.parse().unwrap_or(0_u32), part)).collect::<Vec<_>>());
        articles.dedup();
    }
    acts
}

/// Cells below one another in one cell.
pub(super) fn lines(cells: impl IntoIterator<Item = Cell>) -> Cell {
    let mut out = Cell::new();
    for cell in cells {
        if !out.is_empty() {
            out.push(Inline::Break);
        }
        out.extend(cell);
    }
    out
}

/// A text for a sentence: its first letter large.
pub(super) fn capital(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}
