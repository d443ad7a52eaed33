//! Values set in a text, whose every other byte stays as its author wrote it.

use super::finding::{Path, Segment};
use super::source::{Key, Node, NodeValue, Source, parse};
use super::value::Text;
use std::ops::Range;

/// A value that is to stand under a key.
#[derive(Debug, Clone)]
pub(crate) struct Setting {
    /// The mapping that has the key; or the one value that stands for a mapping.
    pub at: Path,
    pub key: &'static str,
    /// In one line, as it stands within brackets.
    pub value: String,
    /// Keys behind which a new one is put: the first of them that is there, else the last of all keys.
    pub behind: &'static [&'static str],
    /// The key of the one value, where one stands for a mapping.
    pub short: &'static str,
}

/// The text with the values set: where a key is there, its value is replaced, else the key is put in the way in which the mapping is
/// written. Settings of places that are not there are left out.
pub(crate) fn set(source: &Source, settings: &[Setting]) -> String {
    let mut text = source.text.to_string();
    let Some(root) = parse(source).0 else { return text };
    let mut edits: Vec<(Range<usize>, String)> =
        settings.iter().filter_map(|setting| edit(&source.text, node(&root, &setting.at)?, setting)).collect();
    edits.sort_by_key(|(place, _)| place.start);
    for (place, new) in edits.into_iter().rev() {
        text.replace_range(place, &new);
    }
    text
}

fn node<'n>(root: &'n Node, path: &Path) -> Option<&'n Node> {
    path.segments().iter().try_fold(root, |node, segment| match (segment, &node.value) {
        (Segment::Key(key), NodeValue::Mapping(entries)) => {
            entries.iter().find(|(k, _)| *k.text == **key).map(|(_, value)| value)
        }
        (Segment::Index(index), NodeValue::Sequence(items)) => items.get(*index),
        // One value written where a list may stand.
        (Segment::Index(0), _) => Some(node),
        _ => None,
    })
}

fn edit(text: &str, node: &Node, setting: &Setting) -> Option<(Range<usize>, String)> {
    let Setting { key, value, behind, short, .. } = setting;
    let new = format!("{key}: {value}");
    match &node.value {
        NodeValue::Mapping(entries) => {
            if let Some((key, old)) = entries.iter().find(|(k, _)| k.text == *setting.key) {
                return Some((key.range.start..end(text, old), new));
            }
            let there = |name: &&str| entries.iter().find(|(k, _)| k.text == **name);
            let (before, old) = behind.iter().find_map(there).or(entries.last())?;
            let end = if old.value == NodeValue::Null { before.range.end + 1 } else { end(text, old) };
            if is_flow(text, node) {
                return Some((end..end, format!(", {new}")));
            }
            let line = text.get(end..)?.find('\n').map_or(text.len(), |at| end + at);
            let (line, mark) = if text[..line].ends_with('\r') { (line - 1, "\r\n") } else { (line, "\n") };
            Some((line..line, format!("{mark}{}{new}", " ".repeat(column(text, &entries.first()?.0)))))
        }
        NodeValue::Scalar { .. } => Some((node.range.clone(), format!("{{{short}: {}, {new}}}", text.get(node.range.clone())?))),
        _ => None,
    }
}

/// Whether a value is written within brackets.
pub(crate) fn is_flow(text: &str, node: &Node) -> bool {
    text.get(node.range.start..).is_some_and(|text| text.starts_with(['{', '[']))
}

/// How far a key stands from the beginning of its line; a dash before it counts.
fn column(text: &str, key: &Key) -> usize {
    let line = text[..key.range.start].rfind('\n').map_or(0, |at| at + 1);
    text[line..key.range.start].chars().count()
}

/// Where a value ends. Of one without brackets, that is where the last of what is in it does.
pub(crate) fn end(text: &str, node: &Node) -> usize {
    let last = match &node.value {
        _ if is_flow(text, node) => None,
        NodeValue::Sequence(items) => items.last(),
        NodeValue::Mapping(entries) => entries.last().map(|(_, value)| value),
        _ => None,
    };
    last.map_or(node.range.end, |last| end(text, last))
}

/// A text in quotation marks.
pub(crate) fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}

/// A text in its languages, in one line.
pub(crate) fn languages(text: &Text) -> String {
    let entries: Vec<String> = text.entries().map(|(language, text)| format!("{}: {}", language.code(), quoted(text))).collect();
    format!("{{{}}}", entries.join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn after(text: &str, places: &[&dyn Fn() -> Path]) -> String {
        let settings: Vec<Setting> = places
            .iter()
            .map(|at| Setting { at: at(), key: "n", value: "{a: 1}".into(), behind: &["time", "id"], short: "to" })
            .collect();
        set(&Source { name: "a.yaml".into(), text: text.into() }, &settings)
    }
    fn step(at: usize) -> Path {
        Path::root().key("steps").index(at)
    }

    #[test]
    fn a_key_is_put_as_its_mapping_is_written() {
        let text = "steps:   # all\n  - id: a  # first\n    time: 3 days   # long\n\n    next:\n      - to: b\n      - c\n  - {id: b, x: [1]}\n  - x: |\n      two\n      lines\n";
        let (b, c) = (|| step(0).key("next").index(0), || step(0).key("next").index(1));
        let found = after(text, &[&|| step(0), &|| step(1), &|| step(2), &b, &c, &|| step(7)]);
        let wanted = "steps:   # all\n  - id: a  # first\n    time: 3 days   # long\n    n: {a: 1}\n\n    next:\n      - to: b\n        n: {a: 1}\n      - {to: c, n: {a: 1}}\n  - {id: b, n: {a: 1}, x: [1]}\n  - x: |\n      two\n      lines\n    n: {a: 1}\n";
        assert_eq!(found, wanted);
        assert_eq!(after(&found, &[&|| step(0), &|| step(1), &|| step(2), &b, &c]), wanted);
        assert_eq!(after(&text.replace('\n', "\r\n"), &[&|| step(0), &b]).matches("\r\n    n").count(), 2);
    }

    #[test]
    fn what_stands_there_is_replaced() {
        for (old, new) in [
            (
                "steps:\n  - id: a\n    n:\n      b: 2   # this goes\n      c: 3   # this stays\n    x: 4\n",
                "steps:\n  - id: a\n    n: {a: 1}   # this stays\n    x: 4\n",
            ),
            ("steps: [{n: {b: 2}, id: a}]\n", "steps: [{n: {a: 1}, id: a}]\n"),
            ("steps: {id: a}", "steps: {id: a, n: {a: 1}}"),
            ("steps:\n  - id: a", "steps:\n  - id: a\n    n: {a: 1}"),
        ] {
            assert_eq!(after(old, &[&|| step(0)]), new);
        }
    }
}
