//! Asking all rules about one procedure, as it is or as it would be.

use super::consequences::Consequences;
use super::rule::Sink;
use super::{Rules, effective, soundness};
use crate::model::finding::{Finding, Severity};
use crate::model::library::{Library, Procedure};
use crate::model::source::Source;
use std::collections::HashSet;

/// The rules that look at single procedures, and the library in which they look things up.
pub(crate) struct Asker<'a> {
    library: &'a Library,
    rules: Rules,
    consequences: Consequences<'a>,
    is_register_lost: bool,
}

impl<'a> Asker<'a> {
    /// All rules of this crate.
    pub(crate) fn of(library: &'a Library) -> Self {
        let rules = Rules::standard();
        let stopped: HashSet<&str> = library.findings().iter().filter(|f| f.stops_reading()).map(|f| &*f.source).collect();
        let is_procedure = |source: &&Source| library.procedures().iter().any(|p| *p.source() == source.name);
        let lost = library.sources().iter().filter(|s| stopped.contains(&*s.name)).any(|s| !is_procedure(&s));
        Self { library, consequences: Consequences::of(library, &rules), rules, is_register_lost: lost }
    }

    /// The errors and warnings of a procedure by the rules that are wanted; of its flow nothing is said here.
    pub(crate) fn ask(&self, procedure: &Procedure, wanted: impl Fn(&'static str) -> bool) -> Vec<Finding> {
        let day = effective(procedure);
        let mut found = Vec::new();
        let matters = |severity: Severity| severity != Severity::Note;
        for (rule, severity) in &self.rules.0 {
            let info = rule.info();
            // Whatever would change a procedure makes a new issue of it.
            if info.code == "iso/content-stale" {
                continue;
            }
            if !wanted(info.code) || !matters(*severity) || !info.basis.is_in_force(day) || info.family() == "soundness" {
                continue;
            }
            let mut sink = Sink::of(self.library, info.code, *severity);
            rule.procedure(procedure, &mut sink);
            if !(self.is_register_lost && sink.has_asked()) {
                found.append(&mut sink.findings);
            }
        }
        found.retain(|finding| matters(finding.severity) && !self.consequences.explain(finding));
        found
    }

    /// What is wrong with the flow of a procedure.
    pub(crate) fn flow(procedure: &Procedure) -> Vec<Finding> {
        soundness::rules::findings(procedure)
    }

    /// The clause or act that a rule rests on.
    pub(crate) fn basis(&self, code: &str) -> Option<super::Basis> {
        self.rules.iter().find(|info| info.code == code).map(|info| info.basis)
    }
}
