//! Checking for completeness: a library in, findings out.
//!
//! [`Rules`] are what a library is checked against: those of this crate, and others that implement
//! [`Rule`].

mod accept;
mod asker;
mod codes;
mod consequences;
pub mod coverage;
mod data;
mod decree_63;
mod flow;
mod iso;
mod mend;
pub(crate) mod one_stop;
mod online;
mod places;
mod requirement;
mod rule;
mod service;
mod settings;
pub mod soundness;
mod text;
pub(crate) mod time;

use crate::model::definition::{Clock, ServiceResult, Step};
use crate::model::finding::{Finding, Path, Severity};
use crate::model::library::{Library, Procedure};
use crate::model::parallel::in_parallel;
use crate::model::source::Source;
use crate::model::value::Date;
use consequences::{Consequences, drop_undeclared, drop_weaker};
use rule::BuiltIn;
use std::collections::{HashMap, HashSet};
use std::fmt;

pub use accept::Accepted;
pub(crate) use asker::Asker;
pub use codes::{codes, family};
pub use coverage::Coverage;
pub use mend::Mended;
pub use requirement::{Requirement, Scope, requirements};
pub use rule::{Basis, Info, LookUp, Rule, Sink};
pub use settings::Settings;

/// The rules of this crate, family by family.
static STANDARD: [&[&BuiltIn]; 9] = [
    flow::RULES,
    soundness::rules::RULES,
    data::RULES,
    time::RULES,
    iso::RULES,
    decree_63::RULES,
    one_stop::RULES,
    online::RULES,
    text::RULES,
];

/// The rules that a library is checked against, each with the weight that its findings have.
///
/// ```
/// use quytrinh::check::Rules;
/// use quytrinh::{Library, Severity};
///
/// let mut rules = Rules::standard();
/// assert!(rules.iter().any(|info| info.code == "flow/unreachable-step"));
/// assert!(rules.set("iso/clauses", Severity::Note));
/// assert!(rules.remove("text/translation"));
/// let library = Library::from_sources([("a.yaml", "procedure: QT-01\ntitle: A\nsteps: []\n")]);
/// assert!(rules.check(&library).findings().iter().all(|finding| finding.rule != "text/translation"));
/// ```
pub struct Rules(Vec<(Box<dyn Rule>, Severity)>);

impl Default for Rules {
    fn default() -> Self {
        Self::standard()
    }
}

impl fmt::Debug for Rules {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.iter().map(|info| info.code)).finish()
    }
}

impl Rules {
    /// Every rule of this crate.
    #[must_use]
    pub fn standard() -> Self {
        let mut rules = Self::none();
        for rule in STANDARD.iter().copied().flatten() {
            rules.add(*rule);
        }
        rules
    }
    /// No rule.
    #[must_use]
    pub const fn none() -> Self {
        Self(Vec::new())
    }
    /// Adds a rule, in place of one that has the same code.
    pub fn add(&mut self, rule: impl Rule + 'static) -> &mut Self {
        let info = *rule.info();
        self.remove(info.code);
        self.0.push((Box::new(rule), info.severity));
        self
    }
    /// Leaves a rule out; whether it was there.
    pub fn remove(&mut self, code: &str) -> bool {
        let before = self.0.len();
        self.0.retain(|(rule, _)| rule.info().code != code);
        self.0.len() < before
    }
    /// Gives the findings of a rule another weight; whether it is there.
    pub fn set(&mut self, code: &str, severity: Severity) -> bool {
        let found = self.0.iter_mut().find(|(rule, _)| rule.info().code == code);
        found.map(|(_, now)| *now = severity).is_some()
    }
    /// What the rules ask for, in the order in which they were added.
    pub fn iter(&self) -> impl Iterator<Item = &Info> {
        self.0.iter().map(|(rule, _)| rule.info())
    }
    fn weight(&self, code: &str) -> Option<Severity> {
        self.0.iter().find(|(rule, _)| rule.info().code == code).map(|(_, severity)| *severity)
    }

    /// Checks a library.
    ///
    /// The findings of reading and resolving come first in each source; rules do not repeat them. A rule
    /// whose act was not in force on the day from which a procedure is effective says nothing of it.
    #[must_use]
    pub fn check(&self, library: &Library) -> Report {
        let mut findings = library.findings().to_vec();
        // Where reading stopped, everything may still stand behind: of such a document nothing is said, nor that the
        // system lacks something; and if it is a register, nothing that was looked up.
        let stopped: HashSet<&str> = library.findings().iter().filter(|f| f.stops_reading()).map(|f| &*f.source).collect();
        let of_procedures = library.procedures().iter().filter(|p| stopped.contains(&**p.source())).count();
        let is_register_lost = stopped.len() > of_procedures;
        let read = library.procedures().iter().filter(|p| !stopped.contains(&**p.source())).collect();
        let found = in_parallel(read, |procedure: &Procedure| {
            let mut found = Vec::new();
            let day = effective(procedure);
            for (rule, severity) in self.0.iter().filter(|(rule, _)| rule.info().basis.is_in_force(day)) {
                let mut sink = Sink::of(library, rule.info().code, *severity);
                rule.procedure(procedure, &mut sink);
                if !(is_register_lost && sink.has_asked()) {
                    found.append(&mut sink.findings);
                }
            }
            let asked = self.iter().any(|info| info.family() == "soundness");
            let together = if asked { soundness::rules::findings(procedure) } else { Vec::new() };
            found.extend(together.into_iter().filter_map(|f| Some(Finding { severity: self.weight(f.rule)?, ..f })));
            found
        });
        let mut found: Vec<Finding> = found.into_iter().flatten().collect();
        for (rule, severity) in self.0.iter().filter(|(rule, _)| stopped.is_empty() || !rule.info().whole) {
            let mut sink = Sink::of(library, rule.info().code, *severity);
            rule.library(library, &mut sink);
            found.append(&mut sink.findings);
        }
        let consequences = Consequences::of(library, self);
        found.retain(|finding| !stopped.contains(&*finding.source) && !consequences.explain(finding));
        drop_undeclared(&mut findings, &found);
        drop_weaker(&mut found);
        findings.append(&mut found);
        sort(&mut findings, library.sources());
        let asked = self.0.iter().map(|(rule, severity)| (rule.info().code, *severity)).collect();
        let (files, procedures) = (library.sources().len(), library.procedures().len());
        Report { findings, accepted: Vec::new(), asked, files, procedures }
    }
}

/// The day from which a procedure is to be followed: what it says, or the date of its last issue.
fn effective(procedure: &Procedure) -> Option<Date> {
    let p = procedure.definition();
    p.effective.or_else(|| p.revisions.last().map(|revision| revision.date))
}

/// Whether an act that ends on this day is still followed as if it were in force, and on which day: from that day on
/// it has lapsed. The day is that from which a procedure is to be followed or, while it is, that of the description.
fn follows_lapsed(library: &Library, procedure: &Procedure, until: Option<Date>) -> Option<(Date, Since)> {
    // A date that could not be read stands as the year nought.
    let until = until.filter(|until| until.civil().year() > 0)?;
    let described = library.organisation().and_then(|o| o.as_of).filter(|_| iso::is_asked(procedure));
    let days = [(effective(procedure), Since::Effect), (described, Since::Description)];
    days.into_iter().find_map(|(day, since)| Some((day.filter(|day| until <= *day)?, since)))
}

/// What a procedure that follows a lapsed act is known by.
#[derive(Clone, Copy)]
enum Since {
    /// It took effect after that.
    Effect,
    /// It is part of a system as it was after that.
    Description,
}

/// What a check found, in the order of sources and places.
#[derive(Debug, Clone, Default)]
pub struct Report {
    findings: Vec<Finding>,
    accepted: Vec<Accepted>,
    /// The rules that were asked, found or not, with their weights.
    asked: HashMap<&'static str, Severity>,
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
    /// Leaves out the findings that are not wanted.
    pub fn retain(&mut self, wanted: impl FnMut(&Finding) -> bool) {
        self.findings.retain(wanted);
    }
    /// Adds findings from elsewhere, each to its place in these sources.
    pub fn extend(&mut self, sources: &[Source], findings: impl IntoIterator<Item = Finding>) {
        let before = self.findings.len();
        self.findings.extend(findings);
        self.files = sources.len();
        if self.findings.len() > before {
            sort(&mut self.findings, sources);
        }
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
    /// Checks the library against every rule of this crate.
    #[must_use]
    pub fn check(&self) -> Report {
        Rules::standard().check(self)
    }
}

/// Whether a step is the agency's work and has no time: what the applicant does takes the applicant's, and a
/// stopped clock counts none.
fn is_untimed(library: &Library, step: &Step) -> bool {
    let timed = step.time.as_ref().is_some_and(|time| time.value.is_some() || time.shared_with.is_some());
    !timed && step.clock != Some(Clock::Stopped) && !step.role.is_placeholder() && !library.is_applicant(&step.role)
}

/// By source, in the order in which the sources were given; then by place.
fn sort(findings: &mut [Finding], sources: &[Source]) {
    if findings.is_empty() {
        return;
    }
    let order: HashMap<&str, usize> = sources.iter().enumerate().map(|(i, s)| (&*s.name, i)).collect();
    let mut trees = HashMap::new();
    findings.sort_by_cached_key(|f| {
        let source = order.get(&*f.source).copied().unwrap_or(usize::MAX);
        let places = trees.entry(source).or_insert_with(|| sources.get(source).map(Source::places));
        let start = places.as_ref().map_or(0, |places| places.range(&f.path, &f.part).start);
        (source, start, f.rule)
    });
}

/// Places of a procedure that rules point at.
fn step_path(index: usize) -> Path {
    Path::root().key("steps").index(index)
}

fn steps(procedure: &Procedure) -> &[Step] {
    &procedure.definition().steps
}

fn results(procedure: &Procedure) -> &[ServiceResult] {
    procedure.definition().service.as_ref().and_then(|s| s.results.as_ref()).map_or(&[], |results| results.items())
}
