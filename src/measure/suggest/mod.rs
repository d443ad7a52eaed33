//! Suggestions: what of a procedure could still be simplified, tried out before it is said.
//!
//! Twelve rules, a file each, look for what the practice of process redesign advises against (Reijers and Liman
//! Mansar, Best practices in business process redesign, Omega 33, 2005). A rule has an idea: the steps or papers
//! concerned and one or several ways to change them. Each way is written as a simplification, applied and measured
//! as those of the author are (`trial.rs`); the first that removes something and breaks nothing is suggested, with the
//! figures it was measured with. What cannot be applied, or would break something, is never said.

mod trial;
mod view;
mod yaml;

macro_rules! rules {
    ($($rule:ident),* $(,)?) => {
        $(mod $rule;)*

        /// In the order in which they are asked: of two suggestions for one step the first is made.
        static RULES: &[&Rule] = &[$(&$rule::RULE),*];
    };
}

rules! {
    forwarding_step, unused_output, consecutive_approvals, ping_pong, same_lane, known_paper, integrate, knock_out,
    late_loop, contacts, long_wait, parallel,
}

use super::change::Difference;
use super::context::Context;
use crate::check::Asker;
use crate::model::definition::{DocumentStatus, Heuristic, Operation, ProcedureDefinition, Simplification};
use crate::model::finding::{Finding, Path, Severity};
use crate::model::library::{Library, Procedure};
use crate::model::parallel::in_parallel;
use crate::model::value::{Id, Message, Text};
use std::collections::HashSet;
use std::sync::Arc;
use trial::Trial;
use view::View;

/// What a rule of suggestions looks for, and why.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Advice {
    /// Its code: `suggest/forwarding-step`.
    pub code: &'static str,
    /// What it looks for, in Vietnamese and English.
    pub what: (&'static str, &'static str),
    /// Why that is worth changing, in Vietnamese and English.
    pub why: (&'static str, &'static str),
    /// The redesign practice that its suggestions apply.
    pub heuristic: Heuristic,
    /// Where the practice comes from.
    pub source: &'static str,
}

/// Where the practices come from, unless a rule says otherwise.
const REIJERS: &str = "Reijers, Liman Mansar, Best practices in business process redesign, Omega 33 (2005)";

struct Rule {
    advice: Advice,
    look: fn(&View) -> Vec<Idea>,
}

/// What a rule thinks of: not said before it was tried.
struct Idea {
    /// What is found.
    message: Message,
    /// The steps and papers concerned, the first one first, and what each is.
    places: Vec<Place>,
    /// Steps that it would change: of two ideas for one step the first is taken.
    touches: Vec<Id>,
    /// How it could be changed: the first way that can be gone is suggested.
    ways: Vec<Way>,
}

struct Place {
    source: Arc<str>,
    path: Path,
    label: Message,
}

/// One way to change it.
struct Way {
    /// The name of the simplification, if nothing is called so yet.
    id: String,
    title: Message,
    rationale: Message,
    operations: Vec<Operation>,
}

/// A simplification that could be made, tried and measured.
///
/// ```
/// use quytrinh::Library;
/// # let text = "procedure: P-1\ntitle: Loan\nsteps:\n  - {id: ask, title: Ask, role: applicant}\n  - {id: look, title: Look up, role: clerk, time: 10 minutes, control: {criterion: The book is in, authority: clerk}}\n  - {id: pass, title: Pass the slip on, role: porter, time: 30 minutes}\n  - {id: lend, title: Lend, role: librarian, time: 5 minutes}\n";
/// let library = Library::from_sources([("loan.yaml", text)]);
/// let suggestions = library.suggest();
/// assert_eq!(suggestions[0].finding.rule, "suggest/forwarding-step");
/// assert_eq!(suggestions[0].finding.path.to_string(), "steps[2].id");
/// assert_eq!(suggestions[0].effect.steps.removed(), 1);
/// assert!(suggestions[0].to_yaml().contains("eliminate:"));
/// ```
#[derive(Debug, Clone)]
pub struct Suggestion {
    /// Code of the procedure.
    pub procedure: String,
    /// What is found, and where: the steps and papers concerned.
    pub finding: Finding,
    /// What following it takes away, measured by doing so after the simplifications that are there.
    pub effect: Difference,
    /// Working minutes of the office that a case is expected to take before and after: by the shares of the branches
    /// and the visits that follow from them. None where a share is not said, or nothing changes.
    pub expected_work: Option<(f64, f64)>,
    /// The entry for the `simplifications` of the procedure, all but its `basis`: that is for the author to find.
    pub simplification: Simplification,
}

impl Suggestion {
    /// What its rule looks for, and why.
    #[must_use]
    pub fn advice(&self) -> &'static Advice {
        let of = RULES.iter().find(|rule| rule.advice.code == self.finding.rule);
        &of.unwrap_or(&RULES[0]).advice
    }
}

/// What suggestions look for.
///
/// ```
/// assert_eq!(quytrinh::measure::advice().count(), 12);
/// ```
pub fn advice() -> impl Iterator<Item = &'static Advice> {
    RULES.iter().map(|rule| &rule.advice)
}

impl Library {
    /// What could still be simplified: everything that the rules find and that was tried with success.
    ///
    /// Each suggestion is for the procedure as its own simplifications leave it, and stands for itself: following one
    /// may change what can be said of the next.
    #[must_use]
    pub fn suggest(&self) -> Vec<Suggestion> {
        let (asker, context) = (Asker::of(self), Context::of(self));
        let all =
            in_parallel(self.procedures().iter().collect(), |procedure: &Procedure| suggest(self, &asker, &context, procedure));
        all.into_iter().flatten().collect()
    }

    /// The same for one procedure of the library.
    #[must_use]
    pub fn suggest_for(&self, procedure: &Procedure) -> Vec<Suggestion> {
        suggest(self, &Asker::of(self), &Context::of(self), procedure)
    }
}

fn suggest(library: &Library, asker: &Asker, context: &Context, procedure: &Procedure) -> Vec<Suggestion> {
    // What cannot be read, is not followed any more or hangs is to be mended, not simplified.
    let is_over = procedure.definition().status == Some(DocumentStatus::Obsolete);
    if !procedure.is_intact() || is_over || procedure.definition().steps.is_empty() {
        return Vec::new();
    }
    let Some(trial) = Trial::of(library, asker, context, procedure) else { return Vec::new() };
    let view = View::of(library, procedure, trial.graph());
    let mut touched: HashSet<Id> = HashSet::new();
    let mut made: Vec<Suggestion> = Vec::new();
    for rule in RULES {
        for idea in (rule.look)(&view) {
            if idea.touches.iter().any(|id| touched.contains(id)) {
                continue;
            }
            let tried = idea.ways.iter().find_map(|way| trial.go(way, rule.advice.heuristic));
            let Some(outcome) = tried else { continue };
            touched.extend(idea.touches.iter().cloned());
            made.push(Suggestion {
                procedure: procedure.code().to_owned(),
                finding: finding(rule.advice.code, procedure, idea),
                effect: outcome.effect,
                expected_work: outcome.work,
                simplification: outcome.simplification,
            });
        }
    }
    made.sort_by(|a, b| a.finding.path.cmp(&b.finding.path));
    made
}

fn finding(code: &'static str, procedure: &Procedure, idea: Idea) -> Finding {
    let mut places = idea.places.into_iter();
    let first = places.next();
    let (path, label) = first.map_or((Path::root(), None), |first| (first.path, Some(first.label)));
    let mut finding = Finding::new(code, Severity::Note, procedure.source(), path, idea.message);
    finding.label = label;
    for place in places {
        finding.relate(&place.source, place.path, place.label);
    }
    finding
}

impl View<'_> {
    /// A step as a place, shown by its name as all of it may be long, and what it is.
    fn place(&self, i: usize, label: Message) -> Place {
        Place { source: self.procedure.source().clone(), path: self.path(&self.step(i).id), label }
    }
    /// A paper of the dossier as a place.
    fn item_place(&self, id: &Id, label: Message) -> Place {
        let written = view::items(self.procedure.definition()).iter().position(|item| item.id == *id);
        let items = Path::root().key("service").key("dossier").key("items");
        let path = written.map_or(items.clone(), |i| items.index(i).key("id"));
        Place { source: self.procedure.source().clone(), path, label }
    }
    fn id(&self, i: usize) -> Id {
        self.step(i).id.clone()
    }
    /// What a step is called, in Vietnamese and English.
    fn name(&self, i: usize) -> (String, String) {
        both(&self.step(i).title)
    }
}

/// A text in Vietnamese and English, one standing in for the other.
fn both(text: &Text) -> (String, String) {
    use crate::model::value::Language;
    (text.to(&Language::Vi).to_owned(), text.to(&Language::En).to_owned())
}

/// The papers a procedure gives, and the procedure: those of all others in the library.
fn given_elsewhere<'a>(
    library: &'a Library,
    p: &'a ProcedureDefinition,
) -> impl Iterator<Item = (&'a Procedure, usize, &'a crate::model::definition::ServiceResult)> {
    let others = library.procedures().iter().filter(move |other| {
        let d = other.definition();
        d.procedure != p.procedure && other.is_intact() && d.status.is_none_or(|s| s == DocumentStatus::InForce)
    });
    others.flat_map(|other| view::results(other.definition()).iter().enumerate().map(move |(i, result)| (other, i, result)))
}
