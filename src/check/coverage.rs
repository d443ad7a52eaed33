//! How far a library meets what is asked for: clause by clause of the standard, article by article of the
//! acts.

use super::iso::{answers, covers, following, is_asked, is_core, names};
use super::requirement::{Requirement, STANDARD, Scope, requirements};
use super::service::{one_stop, service};
use super::{Report, effective};
use crate::model::definition::{Clock, OrganisationDefinition, Step};
use crate::model::finding::{Finding, Segment, Severity};
use crate::model::library::{Library, Procedure};
use crate::model::value::{Clause, Id, Language, Text, keyword};
use std::collections::{HashMap, HashSet};

keyword! {
    /// How far something is met, as far as definitions tell. · Mức độ đáp ứng.
    pub enum State ("mức độ đáp ứng", "how far it is met") {
        Met = "met" ("đáp ứng", "met"),
        Partly = "partly" ("đáp ứng một phần", "partly met"),
        Missing = "missing" ("chưa đáp ứng", "not met"),
        Excluded = "excluded" ("ngoại lệ", "excluded"),
        NotApplicable = "not-applicable" ("không áp dụng", "not applicable"),
        Undecided = "undecided" ("đánh giá viên xem xét", "for the auditor"),
    }
}

keyword! {
    /// What an organisation itself answers clauses with. · Phần của tổ chức.
    pub enum Own ("phần của tổ chức", "a part of the organisation") {
        Processes = "processes" ("các quá trình", "processes"),
        Manual = "manual" ("sổ tay chất lượng", "quality manual"),
        Policy = "policy" ("chính sách chất lượng", "quality policy"),
        Objectives = "objectives" ("mục tiêu chất lượng", "quality objectives"),
        Responsibilities = "responsibilities" ("trách nhiệm của các vai trò", "responsibilities of the roles"),
        Representative = "representative" ("đại diện lãnh đạo", "management representative"),
    }
}

/// How far a library meets what is asked for.
///
/// [`Met`](State::Met) says no more than that nothing that can be decided from definitions speaks
/// against it; what cannot be decided is listed beside it. Findings that are accepted do not speak
/// against anything; they are counted apart.
///
/// ```
/// use quytrinh::Library;
/// use quytrinh::check::Coverage;
/// use quytrinh::check::coverage::State;
///
/// let library = Library::open("processes/ba-dinh")?;
/// let coverage = Coverage::of(&library, &library.check());
/// assert_eq!(coverage.clauses.len(), 51);
/// let policy = coverage.clauses.iter().find(|row| row.clause.number() == "5.3").unwrap();
/// assert_eq!(policy.state, State::Met);
/// assert!(policy.undecided.iter().any(|r| r.basis.place == "5.3 d"), "asked in interviews");
/// # Ok::<(), quytrinh::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Coverage {
    /// The 51 clauses that are audited by themselves; none where no organisation follows the standard.
    pub clauses: Vec<OfClause>,
    /// What the acts ask for, in their order; none where none of them applies.
    pub articles: Vec<OfArticle>,
    /// How many mistakes of reading there are: of what could not be read nothing is known.
    pub unread: usize,
    /// Rules that are named by a requirement and were not asked: settings leave them out.
    pub unasked: Vec<&'static str>,
}

/// How far a clause is met.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OfClause {
    /// The clause.
    pub clause: Clause,
    /// How far it is met.
    pub state: State,
    /// The parts of the organisation that answer it.
    pub organisation: Vec<Own>,
    /// The processes of the organisation that answer it.
    pub processes: Vec<Id>,
    /// The codes of the procedures that answer it.
    pub procedures: Vec<String>,
    /// What stands against it.
    pub against: Against,
    /// What stays with the auditor.
    pub undecided: Vec<&'static Requirement>,
}

/// How far what an act asks for is met.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OfArticle {
    /// What is asked.
    pub requirement: &'static Requirement,
    /// How far it is met.
    pub state: State,
    /// How many procedures in force it applies to; none where it is asked of the system as a whole.
    pub applies: usize,
    /// How many of them meet it.
    pub meets: usize,
    /// What stands against it.
    pub against: Against,
}

/// Findings against something.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Against {
    /// Errors.
    pub errors: usize,
    /// Warnings.
    pub warnings: usize,
    /// Errors and warnings that are accepted.
    pub accepted: usize,
}

impl Against {
    /// Whether anything stands against it that is not accepted.
    #[must_use]
    pub const fn is_open(self) -> bool {
        self.errors + self.warnings > 0
    }
    /// What stands against it in words: `1 error`, `2 warnings`, `1 accepted`; what there is none of is left out.
    #[must_use]
    pub fn to(self, language: &Language) -> Vec<String> {
        let vi = *language == Language::Vi;
        let of = |number: usize, severity: Severity| {
            let several = if number == 1 || vi { "" } else { "s" };
            (number > 0).then(|| format!("{number} {}{several}", severity.to(language)))
        };
        let accepted = if vi { "được chấp nhận" } else { "accepted" };
        let accepted = (self.accepted > 0).then(|| format!("{} {accepted}", self.accepted));
        [of(self.errors, Severity::Error), of(self.warnings, Severity::Warning), accepted].into_iter().flatten().collect()
    }
    fn count<'a>(found: impl IntoIterator<Item = &'a Found<'a>>) -> Self {
        let mut against = Self::default();
        for (finding, accepted) in found {
            match (finding.severity, accepted) {
                (_, true) => against.accepted += 1,
                (Severity::Error, false) => against.errors += 1,
                (_, false) => against.warnings += 1,
            }
        }
        against
    }
}

/// An error or a warning, and whether it is accepted.
type Found<'a> = (&'a Finding, bool);

impl Coverage {
    /// How far a library meets what is asked for, by what a check of it found.
    #[must_use]
    pub fn of(library: &Library, report: &Report) -> Self {
        let accepted = report.accepted().iter().map(|accepted| (&accepted.finding, true));
        let found = report.findings().iter().map(|finding| (finding, false)).chain(accepted);
        let mut by_rule: HashMap<&str, Vec<Found>> = HashMap::new();
        for (finding, accepted) in found.filter(|(finding, _)| finding.severity != Severity::Note) {
            by_rule.entry(finding.rule).or_default().push((finding, accepted));
        }
        let of_reading =
            |f: &&Finding| f.severity == Severity::Error && (f.rule.starts_with("format/") || f.rule.starts_with("reference/"));
        let mut seen = HashSet::new();
        let named = requirements().flat_map(|r| r.rules).copied();
        let desk = Desk { library, report, by_rule };
        Self {
            clauses: desk.clauses(),
            articles: desk.articles(),
            unread: report.findings().iter().filter(of_reading).count(),
            unasked: named.filter(|code| !report.asked.contains_key(code) && seen.insert(*code)).collect(),
        }
    }
    /// Whether nothing is asked: no standard is followed, and no administrative procedure performed.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.clauses.is_empty() && self.articles.is_empty()
    }
    /// How many clauses are in a state.
    #[must_use]
    pub fn clauses_in(&self, state: State) -> usize {
        self.clauses.iter().filter(|row| row.state == state).count()
    }
    /// How many articles are in a state.
    #[must_use]
    pub fn articles_in(&self, state: State) -> usize {
        self.articles.iter().filter(|row| row.state == state).count()
    }
}

/// A library and what was found in it, by rule.
struct Desk<'a> {
    library: &'a Library,
    report: &'a Report,
    by_rule: HashMap<&'a str, Vec<Found<'a>>>,
}

impl<'a> Desk<'a> {
    /// What some rules found, each finding once.
    fn found<'b>(&'b self, rules: impl IntoIterator<Item = &'static str>) -> impl Iterator<Item = &'b Found<'a>> {
        let mut seen = HashSet::new();
        rules.into_iter().filter(move |code| seen.insert(*code)).flat_map(|code| self.by_rule.get(code).into_iter().flatten())
    }
    fn procedure_in(&self, source: &str) -> Option<&'a Procedure> {
        self.library.procedures().iter().find(|procedure| **procedure.source() == *source)
    }

    /// Whether a rule of a requirement was asked that can say it is not met: a note says nothing of the kind.
    fn can_be_spoken_against(&self, requirement: &Requirement) -> bool {
        let weight = |code: &&str| self.report.asked.get(*code);
        requirement.rules.iter().filter_map(weight).any(|severity| *severity != Severity::Note)
    }

    fn clauses(&self) -> Vec<OfClause> {
        let Some(organisation) = following(self.library).map(|document| &*document.definition) else { return Vec::new() };
        let of_system: Vec<(Option<Clause>, &'static Requirement)> =
            requirements().filter(|r| r.scope != Scope::Process).map(|r| (r.clause(), r)).collect();
        // The clauses of which each rule speaks.
        let mut spoken: HashMap<&str, Vec<Clause>> = HashMap::new();
        for (clause, requirement) in &of_system {
            for code in requirement.rules {
                spoken.entry(code).or_default().extend(*clause);
            }
        }
        let row = |clause: Clause| {
            let asked: Vec<&'static Requirement> =
                of_system.iter().filter(|(of, _)| *of == Some(clause)).map(|(_, r)| *r).collect();
            let counts = |(finding, _): &&Found| {
                if let Some(excluded) = excluded_at(organisation, finding) {
                    return clause.is_within(excluded) || clause.number() == "4.2.2";
                }
                let mut naming = asked.iter().filter(|r| r.rules.contains(&finding.rule)).peekable();
                let is_asked = naming.peek().is_some();
                let is_narrow = naming.all(|r| r.scope == Scope::Answering);
                let is_here = || self.procedure_in(&finding.source).is_none_or(|p| answers(p, clause.number()));
                is_asked
                    && is_spoken_of(finding, clause, spoken.get(finding.rule).map_or(&[], Vec::as_slice))
                    && (!is_narrow || is_here())
            };
            // What is wrong with an exclusion stands against the clauses that it takes out as well.
            let of_exclusions = requirements().flat_map(|r| r.rules).copied().filter(|code| code.starts_with("iso/exclusion-"));
            let rules = asked.iter().flat_map(|r| r.rules).copied().chain(of_exclusions);
            let against = Against::count(self.found(rules).filter(counts));
            self.clause(organisation, clause, &asked, against)
        };
        Clause::all().filter(|clause| clause.is_leaf()).map(row).collect()
    }

    fn clause(&self, o: &OrganisationDefinition, clause: Clause, asked: &[&'static Requirement], against: Against) -> OfClause {
        let number = clause.number();
        let own = own(self.library, o, number);
        let processes: Vec<Id> =
            o.processes.iter().filter(|p| p.clauses.iter().any(|c| covers(*c, number))).map(|p| p.id.clone()).collect();
        let in_force = || self.library.procedures().iter().filter(|p| is_asked(p));
        let procedures: Vec<String> = in_force().filter(|p| answers(p, number)).map(|p| p.code().to_owned()).collect();
        let lacks_own = own.is_some_and(|(_, there)| !there);
        let lacks_procedure = clause.info().procedure && !in_force().any(|p| names(p, number));
        let is_answered = own.is_some_and(|(_, there)| there) || !processes.is_empty() || !procedures.is_empty();
        let excluded = o.exclusions.iter().any(|exclusion| {
            let may_be = exclusion.clause.number().starts_with('7') && !is_core(exclusion.clause);
            clause.is_within(exclusion.clause) && may_be && exclusion.justification.is_some()
        });
        let is_claimed = excluded && is_named(self.library, o, number);
        let state = if excluded && !is_claimed {
            State::Excluded
        } else if lacks_own || lacks_procedure || !is_answered {
            State::Missing
        } else if against.is_open() || is_claimed {
            State::Partly
        } else if !asked.iter().any(|r| self.can_be_spoken_against(r)) {
            State::Undecided
        } else {
            State::Met
        };
        let open = asked.iter().copied().filter(|r| state != State::Excluded && !r.undecided.0.is_empty());
        let organisation = own.filter(|(_, there)| *there).map(|(part, _)| part).into_iter().collect();
        OfClause { clause, state, organisation, processes, procedures, against, undecided: open.collect() }
    }

    fn articles(&self) -> Vec<OfArticle> {
        let of_acts = requirements().filter(|r| r.basis.act != STANDARD && r.scope != Scope::Process);
        let rows: Vec<OfArticle> = of_acts.map(|requirement| self.article(requirement)).collect();
        // Whoever performs no administrative procedure is told nothing of them.
        if rows.iter().all(|row| row.state == State::NotApplicable) { Vec::new() } else { rows }
    }

    fn article(&self, requirement: &'static Requirement) -> OfArticle {
        let is_decided = self.can_be_spoken_against(requirement);
        if requirement.scope == Scope::System {
            let follows = following(self.library)
                .is_some_and(|o| self.is_bound(requirement) && requirement.basis.is_in_force(o.definition.as_of));
            let against = Against::count(self.found(requirement.rules.iter().copied()).filter(|_| follows));
            let state = match (follows, is_decided) {
                (false, _) => State::NotApplicable,
                (true, false) => State::Undecided,
                (true, true) if against.is_open() => State::Partly,
                (true, true) => State::Met,
            };
            return OfArticle { requirement, state, applies: 0, meets: 0, against };
        }
        let concerned: Vec<&Procedure> = self.library.procedures().iter().filter(|p| self.concerns(requirement, p)).collect();
        let concerns = |source: &str| concerned.iter().any(|p| **p.source() == *source);
        // What is found in registers and calendars stands against all procedures together.
        let is_beside = |source: &str| self.procedure_in(source).is_none();
        let found: Vec<&Found> = self
            .found(requirement.rules.iter().copied())
            .filter(|(finding, _)| !concerned.is_empty() && (concerns(&finding.source) || is_beside(&finding.source)))
            .collect();
        let open = |source: &str| found.iter().any(|(finding, accepted)| !accepted && *finding.source == *source);
        let meets = if is_decided { concerned.iter().filter(|p| p.is_intact() && !open(p.source())).count() } else { 0 };
        let beside = found.iter().any(|(finding, accepted)| !accepted && is_beside(&finding.source));
        let state = match (concerned.len(), meets) {
            (0, _) => State::NotApplicable,
            _ if !is_decided => State::Undecided,
            (_, 0) => State::Missing,
            (all, some) if all == some && !beside => State::Met,
            _ => State::Partly,
        };
        OfArticle { requirement, state, applies: concerned.len(), meets, against: Against::count(found) }
    }

    /// Whether an act binds those who wrote the library, as far as their register says.
    fn is_bound(&self, requirement: &Requirement) -> bool {
        let is_it = |number: &Text| number.entries().any(|(_, number)| number == requirement.cited);
        requirement.cited.is_empty() || self.library.references().any(|r| r.number.as_ref().is_some_and(is_it))
    }

    /// Whether a requirement is asked of a procedure on the day from which it is to be followed.
    fn concerns(&self, requirement: &Requirement, procedure: &Procedure) -> bool {
        let p = procedure.definition();
        let parts = service(procedure);
        let limit = parts.and_then(|s| s.time_limit.as_ref());
        let online = parts.and_then(|s| s.channels.as_ref()?.online.as_ref());
        is_asked(procedure)
            && self.is_bound(requirement)
            && requirement.basis.is_in_force(effective(procedure))
            && match requirement.scope {
                Scope::System | Scope::Process | Scope::Answering => false,
                Scope::Internal => p.internal,
                Scope::Services => parts.is_some(),
                Scope::OneStop => one_stop(procedure, self.library).is_some(),
                Scope::Online(level) => online.is_some_and(|online| online.level.0 >= level),
                Scope::Simplified => parts.is_some() && !p.simplifications.is_empty(),
                Scope::Charged => parts.and_then(|s| s.fees.as_ref()).is_some_and(|fees| !fees.items().is_empty()),
                Scope::Extended => {
                    let flows = || p.steps.iter().flat_map(|step| step.next.iter());
                    limit.is_some_and(|limit| !limit.extensions.is_empty() || flows().any(|next| next.extends.is_some()))
                }
                Scope::Stopped => limit.is_some_and(|limit| !limit.excludes.is_empty() || p.steps.iter().any(stops)),
                Scope::CutOff => limit.is_some_and(|limit| limit.cut_off.is_some()),
                Scope::JoinedUp => {
                    let results = parts.and_then(|s| s.results.as_ref()).map_or(&[][..], |r| r.items());
                    results.iter().any(|result| result.by != results[0].by)
                }
            }
    }
}

/// Whether the clock stands still at a step.
fn stops(step: &Step) -> bool {
    step.clock == Some(Clock::Stopped)
}

/// The part of the organisation without which a clause is not answered, and whether it is there.
fn own(library: &Library, o: &OrganisationDefinition, number: &str) -> Option<(Own, bool)> {
    Some(match number {
        "4.1" => (Own::Processes, !o.processes.is_empty()),
        "4.2.2" => (Own::Manual, o.scope.is_some() || o.manual.is_some()),
        "5.3" => (Own::Policy, o.policy.is_some()),
        "5.4.1" => (Own::Objectives, library.objectives().any(|programme| !programme.items.is_empty())),
        "5.5.1" => (Own::Responsibilities, o.roles.iter().any(|role| role.responsibility.is_some())),
        "5.5.2" => (Own::Representative, o.management_representative.is_some()),
        _ => return None,
    })
}

/// Whether anything says that it answers a clause: then that is not excluded.
fn is_named(library: &Library, o: &OrganisationDefinition, number: &str) -> bool {
    let is_it = |clause: &Clause| covers(*clause, number);
    let indicators = |p: &Procedure| p.definition().indicators.iter().filter_map(|i| i.clause.as_ref()).any(is_it);
    let mut items = library.objectives().flat_map(|programme| &programme.items);
    library.procedures().iter().any(|p| answers(p, number) || indicators(p))
        || o.processes.iter().any(|process| process.clauses.iter().any(is_it))
        || items.any(|item| item.clause.as_ref().is_some_and(is_it))
}

/// The clause whose exclusion a finding points at.
fn excluded_at(o: &OrganisationDefinition, finding: &Finding) -> Option<Clause> {
    match finding.path.segments() {
        [Segment::Key(key), Segment::Index(i), ..] if &**key == "exclusions" => o.exclusions.get(*i).map(|x| x.clause),
        _ => None,
    }
}

/// Whether a finding of a rule that speaks of several clauses is about this one: where it says so of some of
/// them, about those, or else about all.
fn is_spoken_of(finding: &Finding, clause: Clause, all: &[Clause]) -> bool {
    finding.about.contains(&clause) || !all.iter().any(|other| finding.about.contains(other))
}
