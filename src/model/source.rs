//! A source: its name and text, the limits it must keep, and where its parts stand.

use super::finding::{Finding, Location, Part, Path, Segment};
use super::syntax;
use super::value::message;
use granit_parser::{Event, Parser, ScalarStyle};
use std::cell::OnceCell;
use std::collections::HashSet;
use std::ops::Range;
use std::sync::Arc;

/// The largest text that is read, in bytes: 1 MiB.
pub const MAX_BYTES: usize = 1 << 20;
/// The deepest nesting that is read.
pub const MAX_DEPTH: usize = 64;

/// A named text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// What it is called: a path, or any name the caller gave it.
    pub name: Arc<str>,
    /// Its text; empty where it could not be read.
    pub text: Arc<str>,
}

impl Source {
    /// Takes bytes as a source; text that is too large or not UTF-8 is a finding, not a text.
    pub(crate) fn from_bytes(name: &str, bytes: Vec<u8>) -> (Self, Option<Finding>) {
        if bytes.len() > MAX_BYTES {
            let source = Self { name: name.into(), text: "".into() };
            let finding = too_large(&source.name, bytes.len() as u64);
            return (source, Some(finding));
        }
        Self::decode(name, bytes)
    }

    /// The same for text of any size.
    pub(crate) fn decode(name: &str, bytes: Vec<u8>) -> (Self, Option<Finding>) {
        let name: Arc<str> = name.into();
        let (text, finding) = match String::from_utf8(bytes) {
            // A byte-order mark says nothing in UTF-8.
            Ok(text) => (text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text), None),
            Err(error) => {
                let at = error.utf8_error().valid_up_to();
                let bytes = error.into_bytes();
                let line = bytes[..at].iter().filter(|b| **b == b'\n').count() + 1;
                let byte = bytes.get(at).copied().unwrap_or_default();
                let message = message!(
                    vi: "không phải UTF-8: byte 0x{byte:02X} ở dòng {line}; hãy lưu lại tệp với mã UTF-8",
                    en: "not UTF-8: byte 0x{byte:02X} on line {line}; save the file as UTF-8"
                );
                // The readable beginning is kept, so that the place can be shown.
                let text = String::from_utf8(bytes[..at].to_vec()).unwrap_or_default();
                let end = text.len();
                let finding = Finding::error("format/encoding", &name, Path::root(), message).at_bytes(end..end);
                (text, Some(finding))
            }
        };
        (Self { name, text: text.into() }, finding)
    }

    /// The line and column of a place, and its bytes.
    ///
    /// A path that does not exist is shown at the nearest place around it that does. The text is
    /// read for it: to look up many places, ask [`places`](Self::places) once.
    #[must_use]
    pub fn locate(&self, path: &Path, part: &Part) -> Location {
        self.places().locate(path, part)
    }

    /// Where the parts of the text stand. The text is read once, and only if a path is asked for.
    ///
    /// ```
    /// use quytrinh::{Library, Part};
    /// let library = Library::from_sources([("loan.yaml", "procedure: P-1\ntitle: \nsteps: []\n")]);
    /// let places = library.sources()[0].places();
    /// let lines: Vec<_> = library.findings().iter().map(|f| places.locate(&f.path, &f.part).line).collect();
    /// assert_eq!(lines[..2], [2, 3]);
    /// ```
    #[must_use]
    pub fn places(&self) -> Places<'_> {
        let ends = self.text.bytes().enumerate().filter(|(_, b)| *b == b'\n').map(|(at, _)| at + 1);
        Places { source: self, lines: std::iter::once(0).chain(ends).collect(), tree: OnceCell::new() }
    }
}

pub(crate) fn too_large(name: &Arc<str>, bytes: u64) -> Finding {
    let (size, limit) = (bytes / 1024, MAX_BYTES / 1024);
    Finding::error(
        "format/size",
        name,
        Path::root(),
        message!(
            vi: "tệp quá lớn: {size} KiB, giới hạn là {limit} KiB; một quy trình chỉ cần vài KiB",
            en: "the file is too large: {size} KiB, the limit is {limit} KiB; a procedure needs a few"
        ),
    )
    .at_bytes(0..0)
}

/// Where the parts of one source stand.
#[derive(Debug)]
pub struct Places<'a> {
    source: &'a Source,
    /// Where each line begins.
    lines: Vec<usize>,
    tree: OnceCell<Option<Node>>,
}

impl Places<'_> {
    /// The bytes of a place.
    #[must_use]
    pub fn range(&self, path: &Path, part: &Part) -> Range<usize> {
        match part {
            Part::Bytes(range) => range.clone(),
            Part::Line(line) => {
                let begin = |line: usize| self.lines.get(line).copied().unwrap_or(self.source.text.len());
                let (from, to) = (begin(line.saturating_sub(1)), begin(*line));
                from..from + self.source.text[from..to].trim_end().len()
            }
            part => {
                let tree = self.tree.get_or_init(|| parse(self.source).0);
                tree.as_ref().map_or(0..0, |tree| find(tree, path, part))
            }
        }
    }
    /// A place in which the items of lists are named by their `id`, where they have one.
    ///
    /// ```
    /// use quytrinh::{Path, Source};
    /// let source = Source { name: "a.yaml".into(), text: "steps:\n  - {id: ask}\n  - {id: lend, role: clerk}\n".into() };
    /// let role = Path::root().key("steps").index(1).key("role");
    /// assert_eq!(source.places().named(&role), "steps.lend.role");
    /// ```
    #[must_use]
    pub fn named(&self, path: &Path) -> String {
        let mut node = self.tree.get_or_init(|| parse(self.source).0).as_ref();
        let mut names: Vec<String> = Vec::new();
        for segment in path.segments() {
            match segment {
                Segment::Key(key) => {
                    node = node.and_then(|node| node.at(key));
                    names.push(key.to_string());
                }
                Segment::Index(index) => {
                    let item = match node.map(|node| &node.value) {
                        Some(NodeValue::Sequence(items)) => items.get(*index),
                        _ => None,
                    };
                    let id = item.and_then(|item| item.at("id")).and_then(|id| match &id.value {
                        NodeValue::Scalar { text, .. } => Some(text.clone()),
                        _ => None,
                    });
                    names.push(id.unwrap_or_else(|| index.to_string()));
                    node = item;
                }
            }
        }
        names.join(".")
    }
    /// The line and column of a place; of one that does not exist, those of the nearest around it.
    #[must_use]
    pub fn locate(&self, path: &Path, part: &Part) -> Location {
        Location::of(&self.source.text, &self.lines, self.range(path, part))
    }
}

/// A YAML node with the bytes it stands in.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Node {
    pub range: Range<usize>,
    pub value: NodeValue,
}

impl Node {
    /// The value of a key.
    fn at(&self, key: &str) -> Option<&Self> {
        let NodeValue::Mapping(entries) = &self.value else { return None };
        entries.iter().find(|(k, _)| k.text == key).map(|(_, value)| value)
    }
}

#[derive(Debug, Clone, PartialEq)]
pub(crate) enum NodeValue {
    Scalar {
        text: String,
        plain: bool,
    },
    Sequence(Vec<Node>),
    Mapping(Vec<(Key, Node)>),
    /// `key:` with nothing behind it, `null`, `~`.
    Null,
    /// Stands in for what could not be read; already reported.
    Poison,
}

#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Key {
    pub range: Range<usize>,
    pub text: String,
}

pub(crate) static POISON: Node = Node { range: 0..0, value: NodeValue::Poison };

/// The bytes of the deepest part of `path` that exists.
fn find(root: &Node, path: &Path, part: &Part) -> Range<usize> {
    let (mut node, mut range) = (root, first_line(root));
    let last = path.segments().len().saturating_sub(1);
    for (i, segment) in path.segments().iter().enumerate() {
        let child = match (segment, &node.value) {
            (Segment::Key(key), NodeValue::Mapping(entries)) => entries.iter().find(|(k, _)| *k.text == **key),
            (Segment::Index(index), NodeValue::Sequence(items)) => match items.get(*index) {
                Some(item) => {
                    (node, range) = (item, first_line(item));
                    continue;
                }
                None => None,
            },
            // One value written where a list may stand.
            (Segment::Index(0), _) => continue,
            _ => None,
        };
        let Some((key, value)) = child else {
            return range;
        };
        let at_key = (i == last && *part == Part::Key) || matches!(value.value, NodeValue::Null | NodeValue::Poison);
        range = if at_key || !matches!(value.value, NodeValue::Scalar { .. }) { key.range.clone() } else { value.range.clone() };
        node = value;
    }
    range
}

/// What is shown of a node: a scalar whole, of a mapping its first key.
fn first_line(node: &Node) -> Range<usize> {
    match &node.value {
        NodeValue::Mapping(entries) => entries.first().map_or(node.range.clone(), |(key, value)| match &value.value {
            NodeValue::Scalar { .. } if value.range.start < key.range.end + 3 => key.range.start..value.range.end,
            _ => key.range.clone(),
        }),
        _ => node.range.clone(),
    }
}

/// A collection that is being filled.
struct Open {
    start: usize,
    items: Items,
}

enum Items {
    Sequence(Vec<Node>),
    Mapping(Vec<(Key, Node)>, Option<Key>, HashSet<String>),
}

/// Reads the text into a tree and reports all that no definition may contain: broken YAML,
/// duplicate keys, anchors, aliases, tags, merge keys, nulls, nesting without end.
///
/// The tree is there as far as the text could be read.
pub(crate) fn parse(source: &Source) -> (Option<Node>, Vec<Finding>) {
    let text = &*source.text;
    let name = &source.name;
    let mut findings = Vec::new();
    let mut stack: Vec<Open> = Vec::new();
    let mut root: Option<Node> = None;
    let mut parser = Parser::new_from_str(text);
    loop {
        let (event, span) = match parser.next_event() {
            None => break,
            Some(Ok(next)) => next,
            Some(Err(error)) => {
                let marker = error.marker();
                let at = marker.byte_offset().unwrap_or_else(|| byte_of_char(text, marker.index()));
                let bracket = stack.iter().map(|open| open.start).rfind(|at| text[*at..].starts_with(['[', '{']));
                findings.push(syntax::finding(name, text, at, bracket, &error.info()));
                break;
            }
        };
        let range =
            span.byte_range().unwrap_or_else(|| byte_of_char(text, span.start.index())..byte_of_char(text, span.end.index()));
        let node = match event {
            Event::Scalar(value, style, anchored, tag) => {
                if anchored > 0 || tag.is_some() {
                    findings.push(anchor(name, here(&stack), range.clone(), tag.is_some()));
                }
                let plain = style == ScalarStyle::Plain;
                if value.chars().any(|c| c.is_control() && !matches!(c, '\n' | '\t')) {
                    let message = message!(vi: "văn bản chứa ký tự điều khiển: hãy bỏ ký tự đó", en: "the text holds a control character: remove it");
                    findings
                        .push(Finding::error("format/control-character", name, here(&stack), message).at_bytes(range.clone()));
                    Node { range, value: NodeValue::Poison }
                } else if plain && matches!(&*value, "" | "~" | "null" | "Null" | "NULL") {
                    Node { range, value: NodeValue::Null }
                } else {
                    // A block scalar's bytes end behind its last line break.
                    let end = text.get(range.clone()).map_or(range.end, |t| range.start + t.trim_end().len());
                    Node { range: range.start..end, value: NodeValue::Scalar { text: value.into_owned(), plain } }
                }
            }
            Event::Alias(_) => {
                findings.push(alias(name, here(&stack), range.clone()));
                Node { range, value: NodeValue::Poison }
            }
            Event::SequenceStart(..) | Event::MappingStart(..) => {
                if event.anchor_id().is_some_and(|id| id > 0) || event.tag().is_some() {
                    findings.push(anchor(name, here(&stack), range.clone(), event.tag().is_some()));
                }
                if stack.len() >= MAX_DEPTH {
                    findings.push(too_deep(name, range.start..range.start + 1));
                    break;
                }
                let items = if matches!(event, Event::SequenceStart(..)) {
                    Items::Sequence(Vec::new())
                } else {
                    Items::Mapping(Vec::new(), None, HashSet::new())
                };
                stack.push(Open { start: range.start, items });
                continue;
            }
            Event::SequenceEnd | Event::MappingEnd => {
                let Some(open) = stack.pop() else { break };
                let value = match open.items {
                    Items::Sequence(items) => NodeValue::Sequence(items),
                    Items::Mapping(entries, ..) => NodeValue::Mapping(entries),
                };
                Node { range: open.start..range.end.max(open.start), value }
            }
            Event::DocumentStart(..) if root.is_some() => {
                let message = message!(vi: "mỗi tệp chỉ có một tài liệu: hãy tách phần sau `---` sang tệp khác", en: "one document a file: move what follows `---` to a file of its own");
                findings.push(Finding::error("format/syntax", name, Path::root(), message).at_bytes(range));
                break;
            }
            _ => continue,
        };
        attach(node, &mut stack, &mut root, &mut findings, source);
    }
    // What stayed open when reading stopped is kept as far as it goes; but behind an open bracket the lines that
    // follow are read as if they were inside.
    while let Some(open) = stack.pop() {
        let value = match open.items {
            _ if text[open.start..].starts_with(['[', '{']) => NodeValue::Poison,
            Items::Sequence(items) if !items.is_empty() => NodeValue::Sequence(items),
            Items::Mapping(entries, ..) if !entries.is_empty() => NodeValue::Mapping(entries),
            _ => NodeValue::Poison,
        };
        let node = Node { range: open.start..text.len(), value };
        attach(node, &mut stack, &mut root, &mut findings, source);
    }
    (root, findings)
}

/// The place in the definition that is being read.
fn here(stack: &[Open]) -> Path {
    stack.iter().fold(Path::root(), |path, open| match &open.items {
        Items::Sequence(items) => path.index(items.len()),
        Items::Mapping(_, Some(key), _) if !key.text.is_empty() => path.key(&key.text),
        Items::Mapping(..) => path,
    })
}

fn attach(node: Node, stack: &mut [Open], root: &mut Option<Node>, findings: &mut Vec<Finding>, source: &Source) {
    let name = &source.name;
    let place = if node.value == NodeValue::Null || matches!(stack.last(), Some(Open { items: Items::Mapping(_, None, _), .. })) {
        here(stack)
    } else {
        Path::root()
    };
    match stack.last_mut().map(|open| &mut open.items) {
        None => {
            root.get_or_insert(node);
        }
        Some(Items::Sequence(items)) => {
            if node.value == NodeValue::Null {
                findings.push(null(name, place, node.range.clone(), None));
            }
            items.push(node);
        }
        Some(Items::Mapping(_, key @ None, seen)) => {
            let text = match node.value {
                NodeValue::Scalar { text, .. } => text,
                _ => {
                    findings.push(
                        Finding::error(
                            "format/syntax",
                            name,
                            place.clone(),
                            message!(vi: "khóa phải là một từ", en: "a key must be a word"),
                        )
                        .at_bytes(node.range.clone()),
                    );
                    String::new()
                }
            };
            if text == "<<" {
                findings.push(alias(name, place.key("<<"), node.range.clone()));
            } else if !text.is_empty() && !seen.insert(text.clone()) {
                let message = message!(
                    vi: "khóa `{text}` đã có ở trên trong cùng nhóm: hãy bỏ một trong hai",
                    en: "the key `{text}` already stands above in this mapping: remove one of the two"
                );
                findings
                    .push(Finding::error("format/duplicate-key", name, place.key(&text), message).at_bytes(node.range.clone()));
                // An empty name marks an entry that is read past.
                *key = Some(Key { range: node.range, text: String::new() });
                return;
            }
            *key = Some(Key { range: node.range, text });
        }
        Some(Items::Mapping(entries, slot, _)) => {
            let Some(key) = slot.take() else { return };
            if node.value == NodeValue::Null {
                let has_colon = source.text[key.range.end..].trim_start().starts_with(':');
                findings.push(null(name, place, key.range.clone(), Some((&key.text, has_colon))));
            }
            if !key.text.is_empty() && key.text != "<<" {
                entries.push((key, node));
            }
        }
    }
}

/// A key, and whether a colon follows it, that has no value; or an item of a list.
fn null(name: &Arc<str>, path: Path, range: Range<usize>, key: Option<(&str, bool)>) -> Finding {
    let message = match key {
        Some((key, true)) => message!(
            vi: "`{key}` không có giá trị: hãy ghi giá trị, ghi `none` nếu định dạng cho phép, hoặc bỏ khóa này",
            en: "`{key}` has no value: write one, write `none` where the format has it, or remove the key"
        ),
        Some((key, false)) => message!(
            vi: "`{key}` không có giá trị; nếu đây là phần sau dấu phẩy của văn bản, hãy đặt cả văn bản trong ngoặc kép",
            en: "`{key}` has no value; if it is what follows a comma in a text, put the whole text in quotes"
        ),
        None => {
            message!(vi: "mục trống trong danh sách: hãy ghi giá trị hoặc bỏ mục này", en: "an empty item in a list: write a value or remove it")
        }
    };
    Finding::error("format/null", name, path, message).at_bytes(range)
}

/// An anchor or a tag: the value itself is there.
fn anchor(name: &Arc<str>, path: Path, range: Range<usize>, tag: bool) -> Finding {
    let message = if tag {
        message!(vi: "không dùng thẻ YAML (`!…`): hãy ghi giá trị thường", en: "YAML tags (`!…`) are not used: write the plain value")
    } else {
        message!(vi: "không dùng neo của YAML (`&…`): hãy bỏ neo", en: "YAML anchors (`&…`) are not used: remove the anchor")
    };
    Finding::error("format/anchor", name, path, message).at_bytes(range)
}

/// An alias or a merge key: what it stands for is not put in its place.
fn alias(name: &Arc<str>, path: Path, range: Range<usize>) -> Finding {
    let message = message!(
        vi: "không dùng tham chiếu và khóa trộn của YAML (`*…`, `<<`): hãy ghi lại giá trị",
        en: "YAML aliases and merge keys (`*…`, `<<`) are not used: write the value out"
    );
    Finding::error("format/alias", name, path, message).at_bytes(range)
}

pub(super) fn too_deep(name: &Arc<str>, range: Range<usize>) -> Finding {
    let message = message!(vi: "lồng nhau quá {MAX_DEPTH} cấp", en: "nested more than {MAX_DEPTH} levels deep");
    Finding::error("format/depth", name, Path::root(), message).at_bytes(range)
}

fn byte_of_char(text: &str, index: usize) -> usize {
    text.char_indices().nth(index).map_or(text.len(), |(at, _)| at)
}

/// Whether the text may hold something that typed reading passes over in silence: an anchor, a
/// tag, a null, an empty list, a number with a leading zero, a control character, deep nesting.
///
/// A cheap scan without misses; what it suspects is looked at exactly.
pub(crate) fn is_suspicious(text: &str) -> bool {
    let bytes = text.as_bytes();
    let mut depth = 0usize;
    let mut before = b'\n';
    for (i, &byte) in bytes.iter().enumerate() {
        let next = bytes.get(i + 1).copied().unwrap_or(b'\n');
        let starts_token = matches!(before, b' ' | b'\n' | b'[' | b'{' | b',' | b'\r');
        match byte {
            b'&' | b'*' | b'!' if starts_token && !next.is_ascii_whitespace() => return true,
            b'<' if next == b'<' => return true,
            b'~' if starts_token && begins_value(bytes, i) => return true,
            b'n' | b'N'
                if starts_token
                    && begins_value(bytes, i)
                    && text[i..].get(..4).is_some_and(|t| t.eq_ignore_ascii_case("null")) =>
            {
                return true;
            }
            b'0' if next.is_ascii_digit() && starts_token && begins_value(bytes, i) && is_whole_number(&bytes[i..]) => {
                return true;
            }
            b'[' | b'{' => {
                depth += 1;
                let inside = bytes[i + 1..].iter().find(|b| **b != b' ').copied();
                // An empty list or mapping says nothing.
                if depth > MAX_DEPTH / 2 || matches!(inside, Some(b']' | b'}' | b'\n' | b'\r' | b'#')) {
                    return true;
                }
            }
            b']' | b'}' => depth = depth.saturating_sub(1),
            b':' if matches!(next, b',' | b'}' | b']') => return true,
            b'\t' => return true,
            // An escape may stand for a character that has no place in a text.
            b'\\' if next.is_ascii_alphanumeric() && !matches!(next, b'n' | b't' | b'r') => return true,
            b':' if matches!(next, b'\n' | b'\r' | b' ') && is_empty_value(bytes, i) => {
                return true;
            }
            b'-' if starts_token && matches!(next, b'\n' | b'\r' | b' ') && rest_is_blank(bytes, i + 1) => {
                return true;
            }
            b',' if matches!(before, b',' | b'[') => return true,
            b'?' if starts_token && next == b' ' => return true,
            0..=8 | 11..=12 | 14..=31 | 127 => return true,
            _ => {}
        }
        if byte != b' ' || before != b',' {
            before = byte;
        }
    }
    false
}

/// Whether a value may begin here: behind a colon, a dash, a bracket, a comma, or on a line of its own.
fn begins_value(bytes: &[u8], at: usize) -> bool {
    let before = bytes[..at].iter().rposition(|b| *b != b' ').map(|i| bytes[i]);
    before.is_none_or(|b| matches!(b, b':' | b'-' | b'[' | b'{' | b',' | b'\n' | b'?'))
}

/// Whether a number is all there is of a value: `01`, not `01/QĐ` nor `01 year`.
fn is_whole_number(bytes: &[u8]) -> bool {
    let rest = bytes.iter().find(|b| !b.is_ascii_digit() && !matches!(b, b'.' | b' ' | b'\r'));
    rest.is_none_or(|b| matches!(b, b'\n' | b',' | b']' | b'}' | b'#'))
}

fn rest_is_blank(bytes: &[u8], from: usize) -> bool {
    for &byte in &bytes[from..] {
        match byte {
            b' ' | b'\r' => {}
            b'\n' | b'#' => return true,
            _ => return false,
        }
    }
    true
}

/// Whether nothing follows the colon at `at`: neither on its line nor, further in, below it.
fn is_empty_value(bytes: &[u8], at: usize) -> bool {
    if !rest_is_blank(bytes, at + 1) {
        return bytes[at + 1..].iter().find(|b| **b != b' ').is_some_and(|b| matches!(b, b',' | b'}'));
    }
    let line_start = bytes[..at].iter().rposition(|b| *b == b'\n').map_or(0, |i| i + 1);
    // `- key:` is as far in as its key.
    let indent = bytes[line_start..at].iter().take_while(|b| matches!(b, b' ' | b'-')).count();
    let mut lines = bytes[at..].split(|b| *b == b'\n').skip(1);
    let below = lines.find(|line| {
        let start = line.iter().position(|b| !matches!(b, b' ' | b'\r'));
        start.is_some_and(|s| line[s] != b'#')
    });
    let Some(below) = below else { return true };
    let start = below.iter().position(|b| *b != b' ').unwrap_or(0);
    let is_item = below.get(start) == Some(&b'-') && matches!(below.get(start + 1), None | Some(b' ' | b'\r'));
    // A list may stand as far in as its key; an item of an outer list may not.
    let inside = if is_item { start >= indent } else { start > indent };
    !inside
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_clean_text_is_not_suspected() {
        let clean =
            "# note\na: 1\nb:\n  - c: {vi: Luật & nghị định, en: x}\n    d:\n      - e\nf:\n- g\nh: \"10:00\"\ni: [a, b]\n";
        assert!(!is_suspicious(clean));
    }

    #[test]
    fn whatever_typed_reading_would_pass_over_is_suspected() {
        for text in [
            "a:\nb: 1\n",
            "a: &x 1\n",
            "a: *x\n",
            "a: !t x\n",
            "a: null\n",
            "a: ~\n",
            "a: {b: , c: 1}\n",
            "a: {b:}\n",
            "- \n",
            "a:\n  - b:\n  - c: 1\n",
            "a: 01\n",
            "a: [01]\n",
            "a:  # nothing\nb: 1\n",
            "x:\n",
            "a: {<<: 1}\n",
            "a: [,1]\n",
            "a:\n  # only a remark\nb: 1\n",
            "a: [1,&x 2]\n",
            "a: []\n",
            "a: [ # none\n]\n",
            "a: {\n}\n",
        ] {
            assert!(is_suspicious(text), "{text:?}");
        }
    }

    #[test]
    fn places_are_found_in_characters() {
        let source =
            Source { name: "t".into(), text: "tên: {vi: Đăng ký, en: x}\nsteps:\n  - id: a\n    role: không\n".into() };
        let at = source.locate(&Path::root().key("steps").index(0).key("role"), &Part::Value);
        assert_eq!((at.line, at.column, &source.text[at.bytes]), (4, 11, "không"));
        let at = source.locate(&Path::root().key("tên").key("en"), &Part::Key);
        assert_eq!((at.line, at.column), (1, 20));
        let at = source.locate(&Path::root().key("steps").index(7), &Part::Value);
        assert_eq!(at.line, 2);
    }
}
