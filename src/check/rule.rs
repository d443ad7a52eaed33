//! What a rule is, and the set of rules that a library is checked against.

use crate::model::finding::{Finding, Path, Severity};
use crate::model::library::{Library, Procedure};
use crate::model::value::{Date, Language, Message};
use std::cell::Cell;
use std::sync::Arc;

/// A requirement that is checked.
///
/// A rule looks at each procedure, at the library as a whole, or at both; it never reads a file or a
/// clock. Rules of one's own stand beside those of the crate:
///
/// ```
/// use quytrinh::check::{Basis, Info, Rule, Rules, Sink};
/// use quytrinh::{Library, Message, Path, Procedure, Severity};
///
/// /// Ours: every procedure says what it is for in one sentence.
/// struct ShortPurpose(Info);
///
/// impl Rule for ShortPurpose {
///     fn info(&self) -> &Info {
///         &self.0
///     }
///     fn procedure(&self, procedure: &Procedure, sink: &mut Sink) {
///         if procedure.definition().purpose.is_none() {
///             sink.add(procedure.source(), Path::root(), Message::new("chưa nêu mục đích", "there is no purpose"));
///         }
///     }
/// }
///
/// let info = Info {
///     severity: Severity::Warning,
///     demands: ("nêu mục đích trong một câu", "the purpose is said in one sentence"),
///     ..Info::new("house/purpose", Basis::new("House style", "2"))
/// };
/// let mut rules = Rules::standard();
/// rules.add(ShortPurpose(info));
/// let library = Library::from_sources([("a.yaml", "procedure: QT-01\ntitle: A\nsteps: []\n")]);
/// assert!(rules.check(&library).findings().iter().any(|finding| finding.rule == "house/purpose"));
/// ```
pub trait Rule: Send + Sync {
    /// What it asks for, and why.
    fn info(&self) -> &Info;
    /// Looks at one procedure.
    fn procedure(&self, procedure: &Procedure, sink: &mut Sink) {
        let _ = (procedure, sink);
    }
    /// Looks at the library as a whole.
    fn library(&self, library: &Library, sink: &mut Sink) {
        let _ = (library, sink);
    }
}

/// What a rule asks for, and why.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Info {
    /// Its code, family first, such as `flow/unreachable-step`.
    pub code: &'static str,
    /// How much a finding of it matters.
    pub severity: Severity,
    /// What it demands in one line, in Vietnamese and English.
    pub demands: (&'static str, &'static str),
    /// Why that matters, in Vietnamese and English.
    pub why: (&'static str, &'static str),
    /// How what it finds is mended, in Vietnamese and English; a finding may know better.
    pub mend: (&'static str, &'static str),
    /// Where the demand comes from.
    pub basis: Basis,
    /// An example that it finds, and one that it is content with: the keys concerned, as they stand in a
    /// definition. A line `# without KEY` says what is left out.
    pub wrong: &'static str,
    /// See [`wrong`](Self::wrong).
    pub right: &'static str,
    /// Whether its findings can be mended by `check --fix`.
    pub fixable: bool,
    /// Whether it looks at a process or at the system as a whole: then it says nothing while parts of it cannot be
    /// read.
    pub whole: bool,
    /// What it looks up beside: while that is not known, it says nothing.
    pub looks_up: &'static [LookUp],
}

/// What a rule looks up. Not all of it is known while a part cannot be read, or a name in it is missing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LookUp {
    /// Who does the steps.
    Roles,
    /// The units of the organisation.
    Units,
    /// The quality objectives.
    Objectives,
    /// The register of external documents.
    References,
    /// The register of forms.
    Forms,
    /// The working calendar.
    Calendar,
}

impl Info {
    /// A rule of which only the code and the basis are said: an error.
    #[must_use]
    pub const fn new(code: &'static str, basis: Basis) -> Self {
        Self {
            code,
            severity: Severity::Error,
            demands: ("", ""),
            why: ("", ""),
            mend: ("", ""),
            basis,
            wrong: "",
            right: "",
            fixable: false,
            whole: false,
            looks_up: &[],
        }
    }
    /// The part of its code before the slash.
    #[must_use]
    pub fn family(&self) -> &'static str {
        self.code.split_once('/').map_or(self.code, |(family, _)| family)
    }
}

/// The act, standard or paper that demands something.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Basis {
    /// The act: `63/2010/NĐ-CP`, `ISO 9001:2008`.
    pub act: &'static str,
    /// Where in it: `Art. 8(2) b`, `4.2.3 a`.
    pub place: &'static str,
    /// The first day on which it is in force; always, where nothing is said.
    pub from: Option<Date>,
    /// The last day on which it is in force.
    pub until: Option<Date>,
    /// Whether it was read in its source.
    pub verified: bool,
}

impl Basis {
    /// A place of an act, read in its source, in force at any time.
    #[must_use]
    pub const fn new(act: &'static str, place: &'static str) -> Self {
        Self { act, place, from: None, until: None, verified: true }
    }
    /// The same, known from elsewhere.
    #[must_use]
    pub const fn unverified(self) -> Self {
        Self { verified: false, ..self }
    }
    /// The same, in force from a day on.
    #[must_use]
    pub const fn from(self, day: Date) -> Self {
        Self { from: Some(day), ..self }
    }
    /// The same, in force up to a day.
    #[must_use]
    pub const fn until(self, day: Date) -> Self {
        Self { until: Some(day), ..self }
    }
    /// Where in the act, as acts are quoted in a language: `Art. 8(2) b`, `điểm b khoản 2 Điều 8`.
    ///
    /// ```
    /// use quytrinh::Language;
    /// use quytrinh::check::Basis;
    ///
    /// let basis = Basis::new("63/2010/NĐ-CP", "Arts. 8(1), 8(2) g, h");
    /// assert_eq!(basis.place_in(&Language::Vi), "khoản 1 Điều 8; điểm g, h khoản 2 Điều 8");
    /// ```
    #[must_use]
    pub fn place_in(&self, language: &Language) -> String {
        if *language == Language::Vi { in_vietnamese(self.place) } else { self.place.to_owned() }
    }
    /// Whether it is in force on a day. Without a day it is asked for if it is in force today, that is,
    /// if it has no end.
    #[must_use]
    pub fn is_in_force(&self, day: Option<Date>) -> bool {
        match day {
            Some(day) => self.from.is_none_or(|from| from <= day) && self.until.is_none_or(|until| day <= until),
            None => self.until.is_none(),
        }
    }
}

/// Points stand before their paragraph, and that before its article.
fn in_vietnamese(place: &str) -> String {
    let part = |part: &str| {
        if let Some(annex) = part.strip_prefix("Annex ") {
            let (annex, item) = annex.split_once(", ").unwrap_or((annex, ""));
            return if item.is_empty() { format!("Phụ lục {annex}") } else { format!("mục {item} Phụ lục {annex}") };
        }
        let Some(articles) = part.strip_prefix("Arts. ").or_else(|| part.strip_prefix("Art. ")) else { return part.to_owned() };
        // Point, paragraph and article of each; a point alone belongs to what stands before it.
        let mut all: Vec<(String, &str, &str)> = Vec::new();
        for item in articles.split(", ").flat_map(|item| item.split(" and ")).map(|item| item.trim_start_matches("Art. ")) {
            match all.last_mut() {
                Some((points, ..)) if !item.starts_with(|c: char| c.is_ascii_digit()) => *points += &format!(", {item}"),
                _ => {
                    let (article, point) = item.split_once(' ').unwrap_or((item, ""));
                    let (number, paragraph) = article.split_once('(').unwrap_or((article, ""));
                    all.push((point.to_owned(), paragraph.trim_end_matches(')'), number));
                }
            }
        }
        if all.iter().all(|(point, paragraph, _)| point.is_empty() && paragraph.is_empty()) {
            let numbers: Vec<&str> = all.iter().map(|(.., number)| *number).collect();
            let several = if numbers.len() > 1 || numbers[0].contains('–') { "các " } else { "" };
            return format!("{several}Điều {}", numbers.join(", "));
        }
        let said = all.iter().map(|(points, paragraph, number)| {
            let points = if points.is_empty() { String::new() } else { format!("điểm {points} ") };
            let paragraph = if paragraph.is_empty() { String::new() } else { format!("khoản {paragraph} ") };
            format!("{points}{paragraph}Điều {number}")
        });
        said.collect::<Vec<_>>().join("; ")
    };
    place.split("; ").map(part).collect::<Vec<_>>().join("; ")
}

/// Takes the findings of one rule.
#[derive(Debug)]
pub struct Sink<'a> {
    library: &'a Library,
    code: &'static str,
    severity: Severity,
    asked: Cell<bool>,
    pub(super) findings: Vec<Finding>,
}

impl<'a> Sink<'a> {
    pub(super) const fn of(library: &'a Library, code: &'static str, severity: Severity) -> Self {
        Self { library, code, severity, asked: Cell::new(false), findings: Vec::new() }
    }
    /// The library that is checked. What is found with its help counts only if all of it could be read.
    #[must_use]
    pub fn library(&self) -> &'a Library {
        self.asked.set(true);
        self.library
    }
    /// Whether a rule looked at more than the procedure it was given.
    pub(super) fn has_asked(&self) -> bool {
        self.asked.get()
    }
    /// Adds a finding at a place of a source; it can be told more about.
    pub fn add(&mut self, source: &Arc<str>, path: Path, message: Message) -> &mut Finding {
        self.findings.push(Finding::new(self.code, self.severity, source, path, message));
        let last = self.findings.len() - 1;
        &mut self.findings[last]
    }
}

/// A rule of this crate: what it asks for, and what looks.
#[derive(Clone, Copy)]
pub(super) struct BuiltIn {
    pub info: Info,
    pub look: Look,
}

/// What a rule looks at.
#[derive(Clone, Copy)]
pub(super) enum Look {
    Procedure(fn(&Procedure, &mut Sink)),
    Library(fn(&Library, &mut Sink)),
    Both(fn(&Procedure, &mut Sink), fn(&Library, &mut Sink)),
    /// One look finds what a whole family asks for.
    Together,
}

impl Rule for &'static BuiltIn {
    fn info(&self) -> &Info {
        &self.info
    }
    fn procedure(&self, procedure: &Procedure, sink: &mut Sink) {
        if let Look::Procedure(look) | Look::Both(look, _) = self.look {
            look(procedure, sink);
        }
    }
    fn library(&self, library: &Library, sink: &mut Sink) {
        if let Look::Library(look) | Look::Both(_, look) = self.look {
            look(library, sink);
        }
    }
}

/// The rules of a family: a file for each, and a list of them.
macro_rules! family {
    ($($rule:ident),* $(,)?) => {
        $(mod $rule;)*

        /// The rules of this family.
        pub(in crate::check) static RULES: &[&crate::check::rule::BuiltIn] = &[$(&$rule::RULE),*];
    };
}
pub(super) use family;
