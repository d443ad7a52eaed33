//! What the site is searched by: of every document its title, and of each of its parts the words, without their marks.

use super::document::{Block, Document, Inline};
use super::escape::js_string;
use super::letters::{base, is_mark};
use super::wording::wording;
use std::collections::HashSet;
use std::fmt::Write as _;

/// Letters small and without their marks, as many people type: `dang ky` for "Đăng ký".
fn fold(text: &str, out: &mut String) {
    for c in text.chars() {
        match base(c) {
            c if c.is_ascii() => out.push(c.to_ascii_lowercase()),
            'đ' | 'Đ' => out.push('d'),
            c if is_mark(c) => {}
            c => out.extend(c.to_lowercase()),
        }
    }
}

/// The words of a part of a document, each once, a space before each.
#[derive(Default)]
struct Words {
    seen: HashSet<String>,
    text: String,
}

impl Words {
    fn add(&mut self, text: &str) {
        let mut folded = String::with_capacity(text.len());
        fold(text, &mut folded);
        for word in folded.split_whitespace() {
            let word = word.trim_matches(|c: char| !c.is_alphanumeric());
            if !word.is_empty() && !self.seen.contains(word) {
                self.seen.insert(word.to_owned());
                self.text.push(' ');
                self.text.push_str(word);
            }
        }
    }
    fn line(&mut self, line: &[Inline]) {
        for inline in line {
            match inline {
                Inline::Text(text) | Inline::Strong(text) | Inline::Link(text, _) | Inline::Mark(text) => self.add(text),
                Inline::Break | Inline::Blank => {}
            }
        }
    }
    fn block(&mut self, block: &Block) {
        match block {
            Block::Heading(_, _, text) | Block::Title(text) => self.add(text),
            Block::Paragraph(line) | Block::Note(line) => self.line(line),
            Block::List(items) => items.iter().for_each(|item| self.line(item)),
            Block::Table(table) => {
                self.add(&table.caption);
                table.head.iter().chain(table.groups.iter().map(|(group, _)| group)).for_each(|head| self.add(head));
                table.rows.iter().flatten().for_each(|cell| self.line(cell));
            }
            Block::Figure(figure) => self.add(&figure.caption),
            Block::Contents | Block::PageBreak => {}
        }
    }
}

/// A document as the script reads it: link, title, and the parts with anchor, heading and words. In one file with all
/// others, links lead to places in it.
pub(super) fn entry(document: &Document, in_one_file: bool) -> String {
    let (href, to_part) = if in_one_file {
        (format!("#{}/{}", document.language.code(), document.name), "/")
    } else {
        (format!("{}.html", document.name), "#")
    };
    let words = wording(&document.language);
    let code = document.header.particulars.iter().find(|(label, _)| label == words.code);
    let title = code.map_or_else(|| document.title.clone(), |(_, code)| format!("{code} · {}", document.title));
    let mut out = format!("[{},{},[", js_string(&href), js_string(&title));
    let mut part = (String::new(), String::new(), Words::default());
    part.2.add(&title);
    document.header.particulars.iter().for_each(|(_, value)| part.2.add(value));
    let close = |out: &mut String, (anchor, heading, words): (String, String, Words)| {
        if !words.text.is_empty() {
            let comma = if out.ends_with(']') { "," } else { "" };
            let _ = write!(out, "{comma}[{},{},{}]", js_string(&anchor), js_string(&heading), js_string(&words.text));
        }
    };
    for block in &document.blocks {
        if let Block::Heading(2.., id, heading) = block {
            let next = (format!("{to_part}{id}"), heading.clone(), Words::default());
            close(&mut out, std::mem::replace(&mut part, next));
        }
        part.2.block(block);
    }
    close(&mut out, part);
    out + "]]"
}

/// The script that hands over what is searched.
pub(super) fn index<'a>(entries: impl Iterator<Item = &'a str>) -> String {
    let entries: Vec<&str> = entries.collect();
    format!("quytrinhSearch([\n{}\n]);\n", entries.join(",\n"))
}

#[cfg(test)]
mod tests {
    use super::super::document::{Header, Paper, cell};
    use super::*;
    use crate::model::value::Language;

    #[test]
    fn words_are_found_without_their_marks() {
        let document = Document {
            name: "P-1".into(),
            language: Language::Vi,
            title: "Đăng ký".into(),
            header: Header { particulars: vec![("Mã hiệu".into(), "P-1".into())], ..Header::default() },
            paper: Paper::Upright,
            siblings: Vec::new(),
            blocks: vec![
                Block::Heading(2, "purpose".into(), "1. Mục đích".into()),
                Block::Paragraph(cell("Theo khoản 1 Điều 5 (61/2018/NĐ-CP), </script> theo.")),
            ],
        };
        assert_eq!(
            entry(&document, false),
            "[\"P-1.html\",\"P-1 · Đăng ký\",[[\"\",\"\",\" p-1 dang ky\"],\
             [\"#purpose\",\"1. Mục đích\",\" 1 muc dich theo khoan dieu 5 61/2018/nd-cp script\"]]]"
        );
        assert!(entry(&document, true).starts_with("[\"#vi/P-1\",") && entry(&document, true).contains("[\"/purpose\","));
    }
}
