//! Findings: what every checker returns, and where in a definition it points.

use super::value::{Clause, Language, Message};
use std::fmt;
use std::ops::Range;
use std::sync::Arc;

/// How much a finding matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// The definition is wrong or incomplete.
    Error,
    /// Probably wrong, or missing something that is usually needed.
    Warning,
    /// Worth knowing.
    Note,
}

impl Severity {
    /// The word in a language.
    #[must_use]
    pub fn to(self, language: &Language) -> &'static str {
        match (self, *language == Language::Vi) {
            (Self::Error, true) => "lỗi",
            (Self::Error, false) => "error",
            (Self::Warning, true) => "cảnh báo",
            (Self::Warning, false) => "warning",
            (Self::Note, true) => "lưu ý",
            (Self::Note, false) => "note",
        }
    }
}

/// One part of a [`Path`].
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Segment {
    /// A key of a mapping.
    Key(Box<str>),
    /// A place in a list, from zero.
    Index(usize),
}

impl From<&str> for Segment {
    fn from(key: &str) -> Self {
        Self::Key(key.into())
    }
}

impl From<usize> for Segment {
    fn from(index: usize) -> Self {
        Self::Index(index)
    }
}

/// A place in a definition: `steps[3].role`.
///
/// ```
/// use quytrinh::Path;
/// assert_eq!(Path::root().key("steps").index(3).key("role").to_string(), "steps[3].role");
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub struct Path(Vec<Segment>);

impl Path {
    /// The definition as a whole.
    #[must_use]
    pub const fn root() -> Self {
        Self(Vec::new())
    }
    /// The value of a key here.
    #[must_use]
    pub fn key(mut self, key: &str) -> Self {
        self.0.push(key.into());
        self
    }
    /// An item of the list here.
    #[must_use]
    pub fn index(mut self, index: usize) -> Self {
        self.0.push(index.into());
        self
    }
    /// The parts, outermost first.
    #[must_use]
    pub fn segments(&self) -> &[Segment] {
        &self.0
    }
    /// Whether this place lies in `other`, or is `other`.
    #[must_use]
    pub fn is_within(&self, other: &Self) -> bool {
        self.0.starts_with(&other.0)
    }
}

impl From<Vec<Segment>> for Path {
    fn from(segments: Vec<Segment>) -> Self {
        Self(segments)
    }
}

impl fmt::Display for Path {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (i, segment) in self.0.iter().enumerate() {
            match segment {
                Segment::Index(n) => write!(f, "[{n}]")?,
                Segment::Key(key) if i == 0 => f.write_str(key)?,
                Segment::Key(key) => write!(f, ".{key}")?,
            }
        }
        Ok(())
    }
}

impl serde::Serialize for Path {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// Which part of a place is meant.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub enum Part {
    /// The value.
    #[default]
    Value,
    /// The key itself.
    Key,
    /// These bytes of the text, where no path can say it: broken YAML, a key that stands twice.
    Bytes(Range<usize>),
    /// This line, from 1, of a text that may be too large to be at hand: an event log.
    Line(usize),
}

/// How to mend what was found.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Fix {
    /// What the fix does.
    pub title: Message,
    /// The text that replaces the place of the finding.
    pub replacement: String,
    /// Whether it says the same in another form; else it is a guess at what was meant.
    pub safe: bool,
}

/// A further place that a finding speaks of, in the same source or in another one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Related {
    /// Name of the source.
    pub source: Arc<str>,
    /// Where in the definition.
    pub path: Path,
    /// Which part of that place.
    pub part: Part,
    /// What is there.
    pub label: Message,
}

/// Something wrong, or worth knowing, at one place of one definition.
///
/// A finding knows its place as a path; line and column are looked up when it is shown, with
/// [`Library::locate`](crate::Library::locate).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// Code of the rule, such as `reference/unknown-role`.
    pub rule: &'static str,
    /// How much it matters.
    pub severity: Severity,
    /// What is wrong, in both languages.
    pub message: Message,
    /// Name of the source it was found in.
    pub source: Arc<str>,
    /// Where in the definition.
    pub path: Path,
    /// Which part of that place.
    pub part: Part,
    /// What is at that place, where several are shown.
    pub label: Option<Message>,
    /// Further places that it speaks of.
    pub related: Vec<Related>,
    /// How to mend it, in a sentence.
    pub help: Option<Message>,
    /// How to mend it, where the very text is known.
    pub fix: Option<Fix>,
    /// The clauses of the standard that it is about, where its rule speaks of several; of all of these, where nothing is said.
    pub about: Vec<Clause>,
}

impl Finding {
    pub(crate) fn new(rule: &'static str, severity: Severity, source: &Arc<str>, path: Path, message: Message) -> Self {
        let source = source.clone();
        let (label, related, help, fix, about) = (None, Vec::new(), None, None, Vec::new());
        Self { rule, severity, message, source, path, part: Part::Value, label, related, help, fix, about }
    }
    /// Shows a further place of a source, and says what is there.
    pub fn relate(&mut self, source: &Arc<str>, path: Path, label: Message) -> &mut Self {
        self.related.push(Related { source: source.clone(), path, part: Part::Value, label });
        self
    }
    /// The same of a key alone: what it holds may be long.
    pub(crate) fn relate_key(&mut self, source: &Arc<str>, path: Path, label: Message) -> &mut Self {
        self.related.push(Related { source: source.clone(), path, part: Part::Key, label });
        self
    }
    /// The same of a place that may not be there.
    pub(crate) fn relate_to(&mut self, place: Option<(&Arc<str>, Path)>, label: Message) -> &mut Self {
        if let Some((source, path)) = place {
            self.relate(source, path, label);
        }
        self
    }
    /// Says which clauses of the standard it is about, where its rule speaks of several.
    pub fn about(&mut self, clauses: impl IntoIterator<Item = Clause>) -> &mut Self {
        self.about.extend(clauses);
        self
    }
    /// Says what is at the place itself, where several are shown.
    pub(crate) fn called(&mut self, label: Message) -> &mut Self {
        self.label = Some(label);
        self
    }
    pub(crate) fn error(rule: &'static str, source: &Arc<str>, path: Path, message: Message) -> Self {
        Self::new(rule, Severity::Error, source, path, message)
    }
    pub(crate) fn warning(rule: &'static str, source: &Arc<str>, path: Path, message: Message) -> Self {
        Self::new(rule, Severity::Warning, source, path, message)
    }
    /// Whether only the form is wrong: the value was read all the same.
    pub(crate) fn is_of_form(&self) -> bool {
        matches!(self.rule, "format/anchor" | "format/quote")
    }
    /// Whether reading stopped there: what follows in the source is not known.
    pub(crate) fn stops_reading(&self) -> bool {
        matches!(
            self.rule,
            "format/syntax" | "format/tab" | "format/depth" | "format/encoding" | "format/size" | "format/unreadable"
        )
    }
    pub(crate) fn at_key(mut self) -> Self {
        self.part = Part::Key;
        self
    }
    pub(crate) fn at_bytes(mut self, range: Range<usize>) -> Self {
        self.part = Part::Bytes(range);
        self
    }
    pub(crate) fn at_line(mut self, line: u64) -> Self {
        self.part = Part::Line(usize::try_from(line).unwrap_or(usize::MAX).max(1));
        self
    }
    /// Adds "did you mean …?" and the fix that goes with it.
    pub(crate) fn meaning(self, suggestion: Option<impl Into<String>>) -> Self {
        self.meant(suggestion, false)
    }
    /// The same, where it may be known for certain.
    pub(crate) fn meant(mut self, suggestion: Option<impl Into<String>>, safe: bool) -> Self {
        if let Some(replacement) = suggestion.map(Into::into) {
            self.message.vi.push_str(&format!("; có phải ý là `{replacement}`?"));
            self.message.en.push_str(&format!("; did you mean `{replacement}`?"));
            self.fix = Some(Fix {
                title: Message::new(format!("thay bằng `{replacement}`"), format!("replace with `{replacement}`")),
                replacement,
                safe,
            });
        }
        self
    }
    /// Offers a fix that changes the form only.
    pub(crate) fn fixed_by(mut self, title: Message, replacement: impl Into<String>) -> Self {
        self.fix = Some(Fix { title, replacement: replacement.into(), safe: true });
        self
    }
}

/// A place in a text, for people: line and column count from 1, columns in characters.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Location {
    /// Line, from 1.
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
    /// The bytes of the text that are meant.
    pub bytes: Range<usize>,
}

impl Location {
    /// The place of these bytes in a text whose lines begin at `lines`.
    pub(crate) fn of(text: &str, lines: &[usize], bytes: Range<usize>) -> Self {
        let clamp = |at: usize| {
            let mut at = at.min(text.len());
            while !text.is_char_boundary(at) {
                at -= 1;
            }
            at
        };
        let (start, end) = (clamp(bytes.start), clamp(bytes.end.max(bytes.start)));
        let line = lines.partition_point(|begin| *begin <= start).max(1);
        let line_start = lines.get(line - 1).copied().unwrap_or(0);
        Self { line, column: text[line_start..start].chars().count() + 1, bytes: start..end }
    }
}
