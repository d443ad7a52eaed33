//! Reading one source into a typed definition, with every problem of the file in one pass.
//!
//! A clean file is read by `serde_yaml` alone. A file that it refuses, or that may hold what it
//! passes over in silence, is read again from a tree that knows its places: there each mistake is
//! reported and a stand-in put in its place, so that it hides no other.

use super::definition::{Definition, Kind, SettingsDefinition};
use super::describe::describe;
use super::finding::{Finding, Path, Segment};
use super::source::{self, Key, Node, NodeValue, POISON, Source};
use super::value::{Message, PLACEHOLDER, message, nearest};
use serde::de::{self, DeserializeOwned, DeserializeSeed, Deserializer, IntoDeserializer, Visitor};
use std::cell::RefCell;
use std::collections::HashSet;
use std::fmt;
use std::sync::Arc;

/// More mistakes than this in one file are not worth listing.
const MOST_FINDINGS: usize = 100;

/// Reads a definition; `None` where not even its kind is known.
pub(crate) fn read(source: &Source) -> (Option<Definition>, Vec<Finding>) {
    let text = source.text.strip_prefix('\u{feff}').unwrap_or(&source.text);
    if !source::is_suspicious(text) {
        if let Some(kind) = first_key(text).and_then(Kind::of_key) {
            if let Ok(definition) = typed(kind, text) {
                return (Some(definition), Vec::new());
            }
        }
    }
    read_slowly(source)
}

/// Reads the settings of a system; of what cannot be read there is a finding, and the rest holds.
pub(crate) fn settings(source: &Source) -> (SettingsDefinition, Vec<Finding>) {
    let (tree, mut findings) = source::parse(source);
    let Some(tree) = tree.filter(|tree| tree.value != NodeValue::Null) else { return (SettingsDefinition::default(), findings) };
    let read = lenient(&tree, &source.name, &mut findings).unwrap_or_default();
    drop_consequences(&mut findings);
    (read, findings)
}

fn typed(kind: Kind, text: &str) -> Result<Definition, serde_yaml::Error> {
    Ok(match kind {
        Kind::Procedure => Definition::Procedure(serde_yaml::from_str(text)?),
        Kind::Organisation => Definition::Organisation(serde_yaml::from_str(text)?),
        Kind::Objectives => Definition::Objectives(serde_yaml::from_str(text)?),
        Kind::Calendar => Definition::Calendar(serde_yaml::from_str(text)?),
        Kind::References => Definition::References(serde_yaml::from_str(text)?),
        Kind::Forms => Definition::Forms(serde_yaml::from_str(text)?),
        Kind::Evidence => Definition::Evidence(serde_yaml::from_str(text)?),
        Kind::Mapping => Definition::Mapping(serde_yaml::from_str(text)?),
    })
}

/// The first key of a text that begins as definitions do.
fn first_key(text: &str) -> Option<&str> {
    let line = text.lines().find(|line| !line.trim().is_empty() && !line.starts_with('#'))?;
    line.split_once(':').map(|(key, _)| key)
}

/// Reads from the tree, mistake by mistake.
fn read_slowly(source: &Source) -> (Option<Definition>, Vec<Finding>) {
    let (tree, mut findings) = source::parse(source);
    let name = &source.name;
    let kinds = || Kind::ALL.map(|kind| format!("`{}`", kind.key())).join(", ");
    let nothing = |tree: &Node| tree.value == NodeValue::Null;
    if tree.as_ref().is_some_and(nothing) {
        findings.clear();
    }
    let Some(tree) = tree.filter(|tree| !nothing(tree)) else {
        if findings.is_empty() {
            let kinds = kinds();
            findings.push(
                Finding::error(
                    "format/empty",
                    name,
                    Path::root(),
                    message!(vi: "tệp trống: một định nghĩa bắt đầu bằng một trong các khóa {kinds}", en: "the file is empty: a definition begins with one of the keys {kinds}"),
                )
                .at_bytes(0..0),
            );
        }
        return (None, findings);
    };
    let NodeValue::Mapping(entries) = &tree.value else {
        if !findings.iter().any(|f| f.rule != "format/null") {
            findings.clear();
            let kinds = kinds();
            findings.push(Finding::error(
                "format/kind",
                name,
                Path::root(),
                message!(vi: "một định nghĩa là một nhóm khóa, bắt đầu bằng một trong các khóa {kinds}", en: "a definition is a mapping that begins with one of the keys {kinds}"),
            ));
        }
        return (None, findings);
    };
    let first = entries.first().map_or("", |(key, _)| key.text.as_str());
    let kind = Kind::of_key(first).or_else(|| entries.iter().find_map(|(key, _)| Kind::of_key(&key.text)));
    let Some(kind) = kind else {
        if first.is_empty() && !findings.is_empty() {
            return (None, findings);
        }
        let kinds = kinds();
        let finding = Finding::error(
            "format/kind",
            name,
            Path::root().key(first),
            message!(
                vi: "không rõ loại tài liệu: khóa đầu tiên là `{first}`, phải là một trong các khóa {kinds}",
                en: "unknown kind of document: the first key is `{first}`, it must be one of {kinds}"
            ),
        );
        findings.push(finding.at_key().meaning(nearest(first, Kind::ALL.map(Kind::key))));
        return (None, findings);
    };
    if kind.key() != first {
        let key = kind.key();
        let message = message!(
            vi: "`{key}` cho biết loại tài liệu nên phải là khóa đầu tiên",
            en: "`{key}` says what kind of document it is, so it must be the first key"
        );
        findings.push(Finding::error("format/kind", name, Path::root().key(key), message).at_key());
    }
    let definition = match kind {
        Kind::Procedure => lenient(&tree, name, &mut findings).map(Definition::Procedure),
        Kind::Organisation => lenient(&tree, name, &mut findings).map(Definition::Organisation),
        Kind::Objectives => lenient(&tree, name, &mut findings).map(Definition::Objectives),
        Kind::Calendar => lenient(&tree, name, &mut findings).map(Definition::Calendar),
        Kind::References => lenient(&tree, name, &mut findings).map(Definition::References),
        Kind::Forms => lenient(&tree, name, &mut findings).map(Definition::Forms),
        Kind::Evidence => lenient(&tree, name, &mut findings).map(Definition::Evidence),
        Kind::Mapping => lenient(&tree, name, &mut findings).map(Definition::Mapping),
    };
    if definition.is_none() && findings.is_empty() {
        findings.push(Finding::error(
            "format/value",
            name,
            Path::root(),
            message!(vi: "không đọc được định nghĩa", en: "the definition could not be read"),
        ));
    }
    drop_consequences(&mut findings);
    if findings.len() > MOST_FINDINGS {
        findings.sort_by_key(|f| std::cmp::Reverse(matches!(f.rule, "format/syntax" | "format/tab")));
        findings.truncate(MOST_FINDINGS);
        let message = message!(vi: "còn nhiều lỗi khác trong tệp này; hãy sửa các lỗi trên trước", en: "there are more mistakes in this file; mend these first");
        findings.push(Finding::new("format/more", super::finding::Severity::Note, name, Path::root(), message));
    }
    (definition, findings)
}

/// One mistake, one finding: a key that is missing because it is misspelt, an unquoted number that
/// is no value either way.
fn drop_consequences(findings: &mut Vec<Finding>) {
    let misspelt: HashSet<Path> = findings
        .iter()
        .filter(|f| f.rule == "format/unknown-key")
        .filter_map(|f| {
            let (_, parent) = f.path.segments().split_last()?;
            Some(Path::from(parent.to_vec()).key(&f.fix.as_ref()?.replacement))
        })
        .collect();
    let wrong: HashSet<Path> = findings.iter().filter(|f| f.rule == "format/value").map(|f| f.path.clone()).collect();
    // Where reading stopped, or a merge key stands for others, nothing is known to be missing.
    let merged: HashSet<Vec<Segment>> = findings
        .iter()
        .filter(|f| f.rule == "format/alias")
        .filter_map(|f| f.path.segments().split_last())
        .filter(|(last, _)| **last == Segment::from("<<"))
        .map(|(_, mapping)| mapping.to_vec())
        .collect();
    let is_merged = |path: &Path| path.segments().split_last().is_some_and(|(_, mapping)| merged.contains(mapping));
    let torn = findings.iter().any(|f| matches!(f.rule, "format/syntax" | "format/tab" | "format/depth"));
    findings.retain(|f| match f.rule {
        "format/missing-key" => !torn && !misspelt.contains(&f.path) && !is_merged(&f.path),
        "format/null" => !torn,
        "format/quote" => !wrong.contains(&f.path),
        _ => true,
    });
}

/// Reads `T` from the tree; every value that cannot be read is reported and stood in for.
fn lenient<T: DeserializeOwned>(tree: &Node, name: &Arc<str>, findings: &mut Vec<Finding>) -> Option<T> {
    let mut state = State { name: name.clone(), ..State::default() };
    // Each round settles one thing that only the types can know: a missing key, a shape.
    for _ in 0..=MOST_FINDINGS {
        if state.settled.len() > MOST_FINDINGS {
            break;
        }
        state.found.borrow_mut().clear();
        let trail = Trail { parent: None, segment: None };
        let at = At { node: tree, trail: &trail, state: &state };
        match T::deserialize(at) {
            Ok(value) => {
                findings.append(&mut state.settled);
                findings.append(&mut state.found.borrow_mut());
                return Some(value);
            }
            Err(error) => {
                if !state.settle(error) {
                    break;
                }
            }
        }
    }
    findings.append(&mut state.settled);
    findings.append(&mut state.found.borrow_mut());
    None
}

#[derive(Default)]
struct State {
    name: Arc<str>,
    /// Findings of this round.
    found: RefCell<Vec<Finding>>,
    /// Findings that earlier rounds settled.
    settled: Vec<Finding>,
    /// Keys to put in, to read past, and places to stand in for.
    filled: HashSet<(Path, &'static str)>,
    /// Keys that structures have been seen to need, by the name of the structure.
    needed: HashSet<(&'static str, &'static str)>,
    dropped: HashSet<(Path, String)>,
    poisoned: HashSet<Path>,
}

impl State {
    /// Whether more findings would not be shown.
    fn is_full(&self) -> bool {
        self.found.borrow().len() > MOST_FINDINGS
    }

    fn report(&self, finding: Finding) {
        let mut found = self.found.borrow_mut();
        // One more than is shown tells that there are more.
        if found.len() <= MOST_FINDINGS {
            found.push(finding);
        }
    }

    /// Makes the next round get further; false if it would not.
    fn settle(&mut self, error: Error) -> bool {
        let path = error.path.unwrap_or_default();
        match error.kind {
            ErrorKind::Missing(field) if error.structure.is_some_and(|name| self.needed.insert((name, field))) => true,
            ErrorKind::Missing(field) => {
                if self.poisoned.iter().any(|p| path.is_within(p)) || error.poison {
                    return self.filled.insert((path, field));
                }
                self.settled.push(Finding::error(
                    "format/missing-key",
                    &self.name,
                    path.clone().key(field),
                    message!(vi: "thiếu khóa `{field}`", en: "the key `{field}` is missing"),
                ));
                self.filled.insert((path, field))
            }
            ErrorKind::Unknown(field, expected) => {
                self.settled.push(unknown_key(&self.name, &path, &field, expected));
                self.dropped.insert((path, field))
            }
            ErrorKind::Other(text) => {
                // What types of the format say of a mapping as a whole.
                let second = |start: &str| text.strip_prefix(start).and_then(|rest| rest.split('`').nth(1));
                let vi = if let Some(key) = second("one operation, one key: ") {
                    format!("mỗi thao tác chỉ có một khóa: `{key}` phải là một mục riêng")
                } else if let Some(key) = second("one measure, one key: ") {
                    format!("mỗi cách tính chỉ có một khóa: `{key}` là một cách tính khác")
                } else {
                    format!("không đọc được: {text}")
                };
                self.settled.push(Finding::error("format/value", &self.name, path.clone(), Message::new(vi, text)));
                self.poisoned.insert(path)
            }
        }
    }
}

fn unknown_key(name: &Arc<str>, path: &Path, field: &str, expected: &[&str]) -> Finding {
    let suggestion = nearest(field, expected.iter().copied());
    let list = expected.join(", ");
    let message = if suggestion.is_some() {
        message!(vi: "không có khóa `{field}` ở đây", en: "unknown key `{field}`")
    } else {
        message!(vi: "không có khóa `{field}` ở đây; các khóa dùng được: {list}", en: "unknown key `{field}`; the keys here are {list}")
    };
    Finding::error("format/unknown-key", name, path.clone().key(field), message).at_key().meaning(suggestion)
}

/// The way from the root to a node, without allocation.
struct Trail<'t> {
    parent: Option<&'t Trail<'t>>,
    segment: Option<Step<'t>>,
}

#[derive(Clone, Copy)]
enum Step<'t> {
    Key(&'t str),
    Index(usize),
}

impl Trail<'_> {
    fn path(&self) -> Path {
        let mut segments = Vec::new();
        let mut at = Some(self);
        while let Some(trail) = at {
            match trail.segment {
                Some(Step::Key(key)) => segments.push(Segment::from(key)),
                Some(Step::Index(index)) => segments.push(Segment::from(index)),
                None => {}
            }
            at = trail.parent;
        }
        segments.reverse();
        segments.into()
    }
}

#[derive(Debug)]
struct Error {
    path: Option<Path>,
    /// The structure that was being read.
    structure: Option<&'static str>,
    /// It arose where a stand-in was being read.
    poison: bool,
    kind: ErrorKind,
}

#[derive(Debug)]
enum ErrorKind {
    Missing(&'static str),
    Unknown(String, &'static [&'static str]),
    Other(String),
}

impl From<ErrorKind> for Error {
    fn from(kind: ErrorKind) -> Self {
        Self { path: None, structure: None, poison: false, kind }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.kind {
            ErrorKind::Missing(field) => write!(f, "missing key `{field}`"),
            ErrorKind::Unknown(field, _) => write!(f, "unknown key `{field}`"),
            ErrorKind::Other(text) => f.write_str(text),
        }
    }
}

impl std::error::Error for Error {}

impl de::Error for Error {
    fn custom<T: fmt::Display>(text: T) -> Self {
        ErrorKind::Other(text.to_string()).into()
    }
    fn missing_field(field: &'static str) -> Self {
        ErrorKind::Missing(field).into()
    }
    fn unknown_field(field: &str, expected: &'static [&'static str]) -> Self {
        ErrorKind::Unknown(field.to_owned(), expected).into()
    }
}

/// A node being read, and the way to it.
#[derive(Clone, Copy)]
struct At<'a, 't> {
    node: &'a Node,
    trail: &'t Trail<'t>,
    state: &'t State,
}

impl<'a> At<'a, '_> {
    /// The node's value; a stand-in where this place could not be read before.
    fn value(&self) -> &'a NodeValue {
        if !self.state.poisoned.is_empty() && self.state.poisoned.contains(&self.trail.path()) {
            return &POISON.value;
        }
        match &self.node.value {
            // A null was reported when the tree was built.
            NodeValue::Null => &POISON.value,
            value => value,
        }
    }

    fn placed<T>(&self, result: Result<T, Error>) -> Result<T, Error> {
        result.map_err(|mut error| {
            if error.path.is_none() {
                error.path = Some(self.trail.path());
                error.poison = matches!(self.value(), NodeValue::Poison);
            }
            error
        })
    }

    fn finding(&self, rule: &'static str, message: Message) -> Finding {
        Finding::error(rule, &self.state.name, self.trail.path(), message)
    }

    fn empty(&self) -> Finding {
        self.finding(
            "format/value",
            message!(vi: "danh sách hoặc nhóm khóa trống: hãy ghi nội dung hoặc bỏ khóa này", en: "an empty list or mapping says nothing: fill it or remove the key"),
        )
    }

    /// Reports that something else should stand here.
    fn misshapen(&self, (vi, en): (&str, &str)) {
        if self.state.is_full() {
            return;
        }
        let found = match self.value() {
            NodeValue::Scalar { text, .. } => {
                let text = shorten(text);
                Message::new(format!("`{text}`"), format!("`{text}`"))
            }
            NodeValue::Sequence(_) => Message::new("một danh sách", "a list"),
            NodeValue::Mapping(_) => Message::new("một nhóm khóa", "a mapping"),
            NodeValue::Null | NodeValue::Poison => return,
        };
        let message = Message::new(format!("cần {vi}, nhưng đây là {}", found.vi), format!("expected {en}, found {}", found.en));
        self.state.report(self.finding("format/value", message));
    }
}

fn shorten(text: &str) -> String {
    let text = text.replace(|c: char| c.is_control() && c != '\n', "\u{fffd}");
    let line = text.lines().next().unwrap_or_default();
    if line.chars().count() <= 60 && line.len() == text.trim_end().len() {
        return line.to_owned();
    }
    line.chars().take(57).collect::<String>() + "…"
}

/// A suggestion as it must be written to be the text it is.
fn as_written(text: String) -> String {
    let special = text.starts_with(|c: char| "&*!|>%@`#'\"[]{},?:-".contains(c)) || text.contains(": ") || text.contains(" #");
    if special || looks_typed(&text) { format!("\"{text}\"") } else { text }
}

/// Whether a plain scalar means something else than text to other readers of YAML.
fn looks_typed(text: &str) -> bool {
    matches!(text, "true" | "false" | "True" | "False" | "TRUE" | "FALSE")
        || (text.starts_with(|c: char| c.is_ascii_digit() || matches!(c, '+' | '-' | '.')) && text.parse::<f64>().is_ok())
}

impl<'de, 'a, 't> Deserializer<'de> for At<'a, 't> {
    type Error = Error;

    fn deserialize_newtype_struct<V: Visitor<'de>>(self, name: &'static str, visitor: V) -> Result<V::Value, Error> {
        let Some(described) = describe(name) else {
            return self.placed(visitor.visit_newtype_struct(self));
        };
        let stand_in = |visitor: V| visitor.visit_newtype_struct(At { node: &POISON, ..self });
        let (accepted, empty) = match self.value() {
            NodeValue::Scalar { .. } => (described.accepts[0], false),
            NodeValue::Sequence(items) => (described.accepts[1], items.is_empty()),
            NodeValue::Mapping(entries) => (described.accepts[2], entries.is_empty()),
            NodeValue::Null | NodeValue::Poison => (true, false),
        };
        if !accepted {
            self.misshapen(described.expected);
            return self.placed(stand_in(visitor));
        }
        if empty {
            self.state.report(self.empty());
            return self.placed(stand_in(visitor));
        }
        match self.value() {
            NodeValue::Scalar { text, plain } => {
                if described.quoted && *plain && looks_typed(text) {
                    let quoted = format!("\"{text}\"");
                    let finding = self.finding(
                        "format/quote",
                        message!(
                            vi: "`{text}` không có ngoặc kép sẽ bị hiểu là số hoặc giá trị đúng/sai: hãy ghi `{quoted}`",
                            en: "`{text}` without quotes is a number or a truth value to other programs: write `{quoted}`"
                        ),
                    );
                    self.state.report(finding.fixed_by(message!(vi: "đặt trong ngoặc kép", en: "put it in quotes"), quoted));
                }
                if let Some(problem) = described.check.and_then(|check| check(text).err()) {
                    let (vi, en) = described.expected;
                    let empty = text.trim().is_empty();
                    let text = shorten(text);
                    let message = problem.reason.unwrap_or_else(|| {
                        if empty {
                            message!(vi: "cần {vi}, nhưng đây là một văn bản trống", en: "expected {en}, found an empty text")
                        } else {
                            message!(vi: "cần {vi}, nhưng đây là `{text}`", en: "expected {en}, found `{text}`")
                        }
                    });
                    let certain = problem.certain;
                    self.state.report(self.finding("format/value", message).meant(problem.suggestion.map(as_written), certain));
                    return self.placed(stand_in(visitor));
                }
                if let Some(field) = name.strip_prefix("$Shorthand:") {
                    let access = Entries { only: Some(field), ..Entries::of(self, &[]) };
                    return self.placed(visitor.visit_map(access));
                }
                if name == "$OneOrMany" {
                    return self.placed(visitor.visit_seq(Items { at: self, items: std::slice::from_ref(self.node), next: 0 }));
                }
            }
            NodeValue::Mapping(_) if name == "$OneOrMany" => {
                return self.placed(visitor.visit_seq(Items { at: self, items: std::slice::from_ref(self.node), next: 0 }));
            }
            _ => {}
        }
        self.placed(visitor.visit_newtype_struct(self))
    }

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        let result = match self.value() {
            // Scalars are strings here; whether a number should have been quoted was asked above.
            NodeValue::Scalar { text, .. } => visitor.visit_str(text),
            NodeValue::Sequence(items) => visitor.visit_seq(Items { at: self, items, next: 0 }),
            NodeValue::Mapping(entries) => visitor.visit_map(Entries::of(self, entries)),
            NodeValue::Null | NodeValue::Poison => visitor.visit_str(PLACEHOLDER),
        };
        self.placed(result)
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        if matches!(self.node.value, NodeValue::Null) { visitor.visit_none() } else { visitor.visit_some(self) }
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        let items: &[Node] = match self.value() {
            NodeValue::Sequence(items) => {
                if items.is_empty() && !self.state.is_full() {
                    self.state.report(self.empty());
                }
                items
            }
            _ => {
                self.misshapen(("một danh sách (mỗi mục bắt đầu bằng `- `)", "a list (each item begins with `- `)"));
                &[]
            }
        };
        self.placed(visitor.visit_seq(Items { at: self, items, next: 0 }))
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        let entries: &[(Key, Node)] = match self.value() {
            NodeValue::Mapping(entries) => {
                if entries.is_empty() {
                    self.state.report(self.empty());
                }
                entries
            }
            _ => {
                self.misshapen(("một nhóm khóa", "a mapping"));
                &[]
            }
        };
        self.placed(visitor.visit_map(Entries { is_map: true, ..Entries::of(self, entries) }))
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        let (entries, at): (&[(Key, Node)], Self) = match self.value() {
            NodeValue::Mapping(entries) => (entries, self),
            _ => {
                let more = if fields.len() > 6 { ", …" } else { "" };
                let list = fields.iter().take(6).copied().collect::<Vec<_>>().join(", ") + more;
                self.misshapen((&format!("một nhóm khóa ({list})"), &format!("a mapping with the keys {list}")));
                (&[], At { node: &POISON, ..self })
            }
        };
        let access = Entries { structure: Some((name, fields)), ..Entries::of(at, entries) };
        at.placed(visitor.visit_map(access)).map_err(|mut error| {
            // The innermost structure that lacks the key, not those around it.
            if error.structure.is_none() && error.path.as_ref().is_some_and(|path| *path == at.trail.path()) {
                error.structure = Some(name);
            }
            error
        })
    }

    fn deserialize_str<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        let result = match self.value() {
            NodeValue::Scalar { text, .. } => visitor.visit_str(text),
            _ => {
                self.misshapen(("một giá trị", "a single value"));
                visitor.visit_str(PLACEHOLDER)
            }
        };
        self.placed(result)
    }

    fn deserialize_string<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        self.deserialize_str(visitor)
    }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        let value = match self.value() {
            NodeValue::Scalar { text, plain: true } if text == "true" => true,
            NodeValue::Scalar { text, plain: true } if text == "false" => false,
            _ => {
                self.misshapen(("`true` hoặc `false`, không có ngoặc kép", "`true` or `false`, without quotes"));
                false
            }
        };
        visitor.visit_bool(value)
    }

    serde::forward_to_deserialize_any! {
        i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char bytes byte_buf unit unit_struct
        tuple tuple_struct enum identifier ignored_any
    }
}

struct Items<'a, 't> {
    at: At<'a, 't>,
    items: &'a [Node],
    next: usize,
}

impl<'de> de::SeqAccess<'de> for Items<'_, '_> {
    type Error = Error;
    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<Option<T::Value>, Error> {
        let Some(node) = self.items.get(self.next) else {
            return Ok(None);
        };
        // One value written where a list may stand has the path of the list itself.
        let segment = (!std::ptr::eq(node, self.at.node)).then_some(Step::Index(self.next));
        self.next += 1;
        let trail = Trail { parent: Some(self.at.trail), segment };
        seed.deserialize(At { node, trail: &trail, state: self.at.state }).map(Some)
    }
    fn size_hint(&self) -> Option<usize> {
        Some(self.items.len() - self.next)
    }
}

struct Entries<'a, 't> {
    at: At<'a, 't>,
    entries: &'a [(Key, Node)],
    /// The only key of a shorthand, whose value is the node itself.
    only: Option<&'static str>,
    /// The name of the structure and the keys that may stand in it, where they are known.
    structure: Option<(&'static str, &'static [&'static str])>,
    next: usize,
    /// It is a mapping of its own kind: where no entry can be read, one without a name stands in.
    is_map: bool,
    /// Keys that are missing, to be stood in for.
    missing: Option<Vec<&'static str>>,
    value: Option<(&'a Node, Step<'a>)>,
}

impl<'a, 't> Entries<'a, 't> {
    const fn of(at: At<'a, 't>, entries: &'a [(Key, Node)]) -> Self {
        Self { at, entries, only: None, structure: None, next: 0, is_map: false, missing: None, value: None }
    }

    /// The keys that are needed here and not there, the last one first.
    fn missing(&self) -> Vec<&'static str> {
        let state = self.at.state;
        let mut missing: Vec<&'static str> = Vec::new();
        if !state.filled.is_empty() {
            let path = self.at.trail.path();
            missing.extend(state.filled.iter().filter(|(p, _)| *p == path).map(|(_, field)| *field));
        }
        if let Some((name, fields)) = self.structure {
            let is_poison = matches!(self.at.value(), NodeValue::Poison);
            for field in fields.iter().filter(|field| state.needed.contains(&(name, **field))) {
                if self.entries.iter().any(|(key, _)| key.text == **field) || missing.contains(field) {
                    continue;
                }
                missing.push(field);
                if !is_poison && !state.is_full() {
                    let path = self.at.trail.path().key(field);
                    let message = message!(vi: "thiếu khóa `{field}`", en: "the key `{field}` is missing");
                    state.report(Finding::error("format/missing-key", &state.name, path, message));
                }
            }
        }
        missing.sort_unstable_by(|a, b| b.cmp(a));
        missing
    }
}

impl<'de, 'a> de::MapAccess<'de> for Entries<'a, '_> {
    type Error = Error;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, Error> {
        if let Some(field) = self.only.take() {
            self.value = Some((self.at.node, Step::Key("")));
            return seed.deserialize(KeyText { text: field, bare: false, at: self.at }).map(Some);
        }
        while let Some((key, node)) = self.entries.get(self.next) {
            self.next += 1;
            if let Some((_, fields)) = self.structure.filter(|(_, fields)| !fields.contains(&key.text.as_str())) {
                if !self.at.state.is_full() {
                    self.at.state.report(unknown_key(&self.at.state.name, &self.at.trail.path(), &key.text, fields));
                }
                continue;
            }
            if !self.at.state.dropped.is_empty() && self.at.state.dropped.contains(&(self.at.trail.path(), key.text.clone())) {
                continue;
            }
            self.value = Some((node, Step::Key(&key.text)));
            let bare = node.value == NodeValue::Null;
            return seed.deserialize(KeyText { text: &key.text, bare, at: self.at }).map(Some);
        }
        if self.missing.is_none() {
            let nothing = self.is_map && self.value.is_none();
            self.missing = Some(if nothing { vec![PLACEHOLDER] } else { self.missing() });
        }
        let Some(field) = self.missing.as_mut().and_then(Vec::pop) else { return Ok(None) };
        self.value = Some((&POISON, Step::Key(field)));
        seed.deserialize(KeyText { text: field, bare: false, at: self.at }).map(Some)
    }

    fn next_value_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<T::Value, Error> {
        let (node, step) = self.value.unwrap_or((&POISON, Step::Key("")));
        // The value of a shorthand has the path of the shorthand itself.
        let segment = Some(step).filter(|step| !matches!(step, Step::Key("")));
        let trail = Trail { parent: Some(self.at.trail), segment };
        seed.deserialize(At { node, trail: &trail, state: self.at.state })
    }
}

/// A key being read: a word of the structure, or a value of its own such as a language.
struct KeyText<'a, 't> {
    text: &'a str,
    /// Whether the value is missing too: then that is the mistake, not the key.
    bare: bool,
    at: At<'a, 't>,
}

impl<'de> Deserializer<'de> for KeyText<'_, '_> {
    type Error = Error;
    fn deserialize_newtype_struct<V: Visitor<'de>>(self, name: &'static str, visitor: V) -> Result<V::Value, Error> {
        if let Some(described) = describe(name) {
            if let Some(problem) = described.check.and_then(|check| check(self.text).err()) {
                let stand_in: de::value::StrDeserializer<'_, Error> = PLACEHOLDER.into_deserializer();
                if self.bare {
                    return visitor.visit_newtype_struct(stand_in);
                }
                let (text, (vi, en)) = (self.text, described.expected);
                let message =
                    message!(vi: "khóa phải là {vi}, nhưng đây là `{text}`", en: "the key must be {en}, found `{text}`");
                let path = self.at.trail.path().key(text);
                self.at.state.report(
                    Finding::error("format/value", &self.at.state.name, path, message).at_key().meaning(problem.suggestion),
                );
                return visitor.visit_newtype_struct(stand_in);
            }
        }
        let key: de::value::StrDeserializer<'_, Error> = self.text.into_deserializer();
        visitor.visit_newtype_struct(key)
    }
    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_str(self.text)
    }
    serde::forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf option unit
        unit_struct seq tuple tuple_struct map struct enum identifier ignored_any
    }
}

#[cfg(test)]
#[path = "../../benches/generator.rs"]
mod generator;

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::panic)]
mod tests {
    use super::*;

    fn real_sources() -> Vec<Source> {
        let root = concat!(env!("CARGO_MANIFEST_DIR"), "/processes/ba-dinh");
        crate::model::library::Library::open(root).unwrap().sources().to_vec()
    }

    #[test]
    fn clean_files_are_read_the_fast_way() {
        let sources = real_sources();
        let suspected = sources.iter().filter(|s| source::is_suspicious(&s.text)).count();
        assert!(suspected * 10 <= sources.len(), "{suspected} clean files are suspected");
        for source in sources {
            let kind = first_key(&source.text).and_then(Kind::of_key).unwrap();
            if let Err(error) = typed(kind, &source.text) {
                panic!("{}: {error}", source.name);
            }
        }
    }

    /// Made by the generator of the benchmark: what is measured there is the fast way.
    #[test]
    fn generated_files_are_read_the_fast_way() {
        let text = generator::procedure(7);
        assert!(!source::is_suspicious(&text), "{text}");
        assert!(typed(Kind::Procedure, &text).is_ok());
        assert!(generator::system().iter().all(|(_, text)| !source::is_suspicious(text)));
    }

    #[test]
    fn both_ways_read_the_same() {
        for source in real_sources() {
            let fast = typed(first_key(&source.text).and_then(Kind::of_key).unwrap(), &source.text).unwrap();
            let (slow, findings) = read_slowly(&source);
            assert_eq!(findings, [], "{}", source.name);
            assert!(slow.as_ref() == Some(&fast), "{}", source.name);
        }
    }
}
