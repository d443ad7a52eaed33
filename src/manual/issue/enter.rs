//! A row put into the revision table of a text, in the layout that is there.

use crate::model::definition::Revision;
use crate::model::edit::{end, is_flow, languages, quoted};
use crate::model::library::Library;
use crate::model::source::{Node, NodeValue, Source, parse};
use std::fmt::Write as _;

/// As wide as lines of text are written.
const WIDTH: usize = 140;

/// The text with the row behind the last one; nothing where it cannot be put there so that it reads as meant.
pub(crate) fn enter(source: &Source, row: &Revision) -> Option<String> {
    let text = &*source.text;
    let root = parse(source).0?;
    let NodeValue::Mapping(entries) = &root.value else { return None };
    let at = |key: &str| entries.iter().find(|(k, _)| k.text == key);
    let mut entered = String::with_capacity(text.len() + 1024);
    match at("revisions").map(|(_, node)| (node, &node.value)) {
        Some((node, NodeValue::Sequence(items))) if !items.is_empty() => {
            let last = end(text, items.last()?);
            if is_flow(text, node) {
                let _ = write!(entered, "{}, {}{}", &text[..last], in_one_line(row), &text[last..]);
            } else {
                let indent = indent_of_dash(text, items.first()?)?;
                let line = end_of_line(text, last);
                let _ = write!(entered, "{}{}{}", &text[..line], block(row, indent), &text[line..]);
            }
        }
        Some(_) => return None,
        None => {
            let (key, title) = at("title").filter(|_| !is_flow(text, &root))?;
            let indent = indent(text, key.range.start)?;
            let line = end_of_line(text, end(text, title));
            let head = format!("{:indent$}revisions:\n", "");
            let _ = write!(entered, "{}{head}{}{}", &text[..line], block(row, indent + 2), &text[line..]);
        }
    }
    // A last line without an end, and the line ends of the file.
    if !text.ends_with('\n') && entered.ends_with('\n') {
        entered.pop();
    }
    if text.contains("\r\n") {
        entered = entered.replace("\r\n", "\n").replace('\n', "\r\n");
    }
    reads_as_meant(source, &entered, row).then_some(entered)
}

fn reads_as_meant(source: &Source, entered: &str, row: &Revision) -> bool {
    let library = Library::from_sources([(source.name.to_string(), entered.to_owned())]);
    let procedure = library.procedures().first().map(|p| (&p.definition().revisions, p.definition().content()));
    let manual = library.organisation().map(|o| (&o.revisions, o.content()));
    procedure.or(manual).is_some_and(|(revisions, content)| revisions.last() == Some(row) && Some(content) == row.content)
}

/// Behind the line break that ends the line, or the end of the text.
fn end_of_line(text: &str, at: usize) -> usize {
    text[at..].find('\n').map_or(text.len(), |more| at + more + 1)
}

/// How far what begins here is indented, if only blanks stand before it.
fn indent(text: &str, at: usize) -> Option<usize> {
    let line = text[..at].rfind('\n').map_or(0, |end| end + 1);
    text[line..at].bytes().all(|b| b == b' ').then_some(at - line)
}

fn indent_of_dash(text: &str, item: &Node) -> Option<usize> {
    let before = text[..item.range.start].trim_end();
    indent(text, before.strip_suffix('-')?.len())
}

fn block(row: &Revision, indent: usize) -> String {
    let inner = indent + 2;
    let mut out = format!("{:indent$}- issue: {}\n", "", quoted(row.issue.as_str()));
    let _ = writeln!(out, "{:inner$}date: {}\n{:inner$}change:", "", row.date, "");
    for (language, text) in row.change.entries() {
        let _ = writeln!(out, "{:width$}{}: >-", "", language.code(), width = inner + 2);
        folded(text, inner + 4, &mut out);
    }
    for (key, text) in [("request", &row.request), ("location", &row.location)] {
        if let Some(text) = text {
            let _ = writeln!(out, "{:inner$}{key}: {}", "", languages(text));
        }
    }
    if let Some(content) = &row.content {
        let _ = writeln!(out, "{:inner$}content: {}", "", quoted(content.as_str()));
    }
    out
}

/// Words on lines, none of which is too wide where that can be helped.
fn folded(text: &str, indent: usize, out: &mut String) {
    let mut width = 0;
    for word in text.split(' ') {
        let length = word.chars().count();
        if width == 0 {
            let _ = write!(out, "{:indent$}", "");
        } else if indent + width + 1 + length > WIDTH {
            let _ = write!(out, "\n{:indent$}", "");
            width = 0;
        } else {
            out.push(' ');
            width += 1;
        }
        out.push_str(word);
        width += length;
    }
    out.push('\n');
}

fn in_one_line(row: &Revision) -> String {
    let mut out = format!("{{issue: {}, date: {}, change: {}", quoted(row.issue.as_str()), row.date, languages(&row.change));
    for (key, text) in [("request", &row.request), ("location", &row.location)] {
        if let Some(text) = text {
            let _ = write!(out, ", {key}: {}", languages(text));
        }
    }
    if let Some(content) = &row.content {
        let _ = write!(out, ", content: {}", quoted(content.as_str()));
    }
    out.push('}');
    out
}
