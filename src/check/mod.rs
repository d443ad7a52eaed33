//! Checking for completeness: a library in, findings out.
//!
//! A rule is one entry of a family's list: its code, what it demands, its source, and a function
//! that looks at one procedure or at the library as a whole.

mod flow;
mod iso9001;
mod service;
pub mod soundness;
mod text;

use crate::model::definition::Step;
use crate::model::finding::{Finding, Path, Segment, Severity};
use crate::model::library::{Library, Procedure};
use crate::model::parallel::in_parallel;
use crate::model::source::Source;
use crate::model::value::{Message, PLACEHOLDER};
use std::fmt;

/// A requirement that is checked.
#[derive(Debug, Clone, Copy, serde::Serialize)]
pub struct Rule {
    /// Its code, such as `flow/unreachable-step`.
    pub code: &'static str,
    /// How much a finding of it matters.
    pub severity: Severity,
    /// What it demands, in Vietnamese and English.
    pub demands: (&'static str, &'static str),
    /// The clause, article or paper it comes from.
    pub source: &'static str,
    /// Whether the source was read.
    pub verified: bool,
    #[serde(skip)]
    look: Look,
}

/// What a rule looks at.
#[derive(Debug, Clone, Copy)]
enum Look {
    Procedure(fn(&Procedure, &mut Sink)),
    Library(fn(&Library, &mut Sink)),
    /// One look finds what a whole family asks for.
    Together,
}

/// Takes the findings of one rule.
struct Sink<'a> {
    library: &'a Library,
    rule: &'a Rule,
    findings: Vec<Finding>,
}

impl Sink<'_> {
    fn add(&mut self, source: &std::sync::Arc<str>, path: Path, message: Message) -> &mut Finding {
        self.findings.push(Finding::new(self.rule.code, self.rule.severity, source, path, message));
        let last = self.findings.len() - 1;
        &mut self.findings[last]
    }
}

/// Every rule, family by family.
///
/// ```
/// let codes: Vec<_> = quytrinh::check::rules().map(|rule| rule.code).collect();
/// assert!(codes.contains(&"flow/unreachable-step"));
/// ```
pub fn rules() -> impl Iterator<Item = &'static Rule> {
    [flow::RULES, soundness::rules::RULES, iso9001::RULES, service::RULES, text::RULES].into_iter().flatten()
}

/// Rules that look at a process as a whole.
const WHOLE_PROCESS: [&str; 5] =
    ["flow/unreachable-step", "flow/no-way-out", "flow/unbounded-loop", "flow/shares", "decree-63/result-not-made"];

/// What a check found, in the order of sources and places.
#[derive(Debug, Clone, Default)]
pub struct Report {
    findings: Vec<Finding>,
    files: usize,
    procedures: usize,
}

impl Report {
    /// Everything that was found.
    #[must_use]
    pub fn findings(&self) -> &[Finding] {
        &self.findings
    }
    /// How many findings there are of a severity.
    #[must_use]
    pub fn count(&self, severity: Severity) -> usize {
        self.findings.iter().filter(|f| f.severity == severity).count()
    }
    /// Whether nothing is wrong and nothing missing: there is no error.
    #[must_use]
    pub fn is_complete(&self) -> bool {
        self.count(Severity::Error) == 0
    }
    /// How many files were looked at.
    #[must_use]
    pub const fn files(&self) -> usize {
        self.files
    }
    /// How many procedures were looked at.
    #[must_use]
    pub const fn procedures(&self) -> usize {
        self.procedures
    }
    /// Adds findings from elsewhere, each to its place in these sources.
    pub fn extend(&mut self, sources: &[Source], findings: impl IntoIterator<Item = Finding>) {
        self.findings.extend(findings);
        self.files = sources.len();
        sort(&mut self.findings, sources);
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for finding in &self.findings {
            writeln!(f, "{}: {}: {} [{}]", finding.source, finding.path, finding.message, finding.rule)?;
        }
        write!(f, "{} errors, {} warnings", self.count(Severity::Error), self.count(Severity::Warning))
    }
}

impl Library {
    /// Checks the library against every rule.
    ///
    /// The findings of reading and resolving come first in each source; rules do not repeat them.
    #[must_use]
    pub fn check(&self) -> Report {
        let mut findings = self.findings().to_vec();
        let broken: std::collections::HashSet<(&str, &Path)> =
            self.findings().iter().filter(|f| !f.path.segments().is_empty()).map(|f| (&*f.source, &f.path)).collect();
        let found = in_parallel(self.procedures().iter().collect(), |procedure: &Procedure| {
            let mut found = Vec::new();
            for rule in rules() {
                if let Look::Procedure(look) = rule.look {
                    let mut sink = Sink { library: self, rule, findings: Vec::new() };
                    look(procedure, &mut sink);
                    found.append(&mut sink.findings);
                }
            }
            found.append(&mut soundness::rules::findings(procedure));
            found
        });
        let mut found: Vec<Finding> = found.into_iter().flatten().collect();
        for rule in rules() {
            if let Look::Library(look) = rule.look {
                let mut sink = Sink { library: self, rule, findings: Vec::new() };
                look(self, &mut sink);
                found.append(&mut sink.findings);
            }
        }
        // One mistake, one finding: what could not be read is not missing as well, and of a process
        // with a hole in it nobody can say where it leads.
        let torn: std::collections::HashSet<&str> = self.findings().iter().filter(|f| tears(f)).map(|f| &*f.source).collect();
        found.retain(|f| {
            let about_flow = WHOLE_PROCESS.contains(&f.rule) && torn.contains(&*f.source);
            !about_flow && !broken.contains(&(&*f.source, &f.path)) && !f.message.en.contains(PLACEHOLDER)
        });
        findings.append(&mut found);
        sort(&mut findings, self.sources());
        Report { findings, files: self.sources().len(), procedures: self.procedures().len() }
    }
}

/// Keys of a step on which the flow and its results hang.
const FLOW_KEYS: [&str; 8] = ["id", "split", "join", "next", "timeout", "end", "makes", "<<"];

/// Whether nobody can say, after this, which steps there are and where they lead.
fn tears(finding: &Finding) -> bool {
    if finding.is_of_form() {
        return false;
    }
    let mut place: Vec<Option<&str>> =
        finding.path.segments().iter().map(|segment| if let Segment::Key(key) = segment { Some(&**key) } else { None }).collect();
    // A misspelt key is the one that was meant.
    if let (Some(last), Some(fix), "format/unknown-key") = (place.last_mut(), &finding.fix, finding.rule) {
        *last = Some(&fix.replacement);
    }
    match *place {
        [] | [Some("steps" | "interruptions")] | [Some("steps" | "interruptions"), None] => true,
        [Some("steps"), None, Some("next" | "timeout"), .., Some("when")] => false,
        [Some("steps"), None, Some(key), ..] => FLOW_KEYS.contains(&key),
        [Some("interruptions"), None, Some(key), ..] => matches!(key, "to" | "<<"),
        _ => false,
    }
}

/// By source, in the order in which the sources were given; then by place.
fn sort(findings: &mut [Finding], sources: &[Source]) {
    if findings.is_empty() {
        return;
    }
    let order: std::collections::HashMap<&str, usize> = sources.iter().enumerate().map(|(i, s)| (&*s.name, i)).collect();
    let mut trees = std::collections::HashMap::new();
    findings.sort_by_cached_key(|f| {
        let source = order.get(&*f.source).copied().unwrap_or(usize::MAX);
        let places = trees.entry(source).or_insert_with(|| sources.get(source).map(Source::places));
        let start = places.as_ref().map_or(0, |places| places.range(&f.path, &f.part).start);
        (source, start, f.rule)
    });
}

/// Whether a key holds nothing.
trait Absent {
    fn absent(&self) -> bool;
}
impl<T> Absent for Option<T> {
    fn absent(&self) -> bool {
        self.is_none()
    }
}
impl<T> Absent for Vec<T> {
    fn absent(&self) -> bool {
        self.is_empty()
    }
}

/// Reports a part of a procedure that is missing.
fn demand(procedure: &Procedure, sink: &mut Sink, part: &impl Absent, key: &str, vi: &str, en: &str) {
    if part.absent() {
        let message = Message::new(format!("thiếu {vi} (`{key}:`)"), format!("{en} is missing (`{key}:`)"));
        sink.add(procedure.source(), Path::root().key(key), message).part = crate::model::finding::Part::Key;
    }
}

/// Places of a procedure that rules point at.
fn step_path(index: usize) -> Path {
    Path::root().key("steps").index(index)
}

fn steps(procedure: &Procedure) -> &[Step] {
    &procedure.definition().steps
}
