//! Two versions of a procedure: what differs, what that means in figures, and whether it is what was declared.

mod diff;

pub use diff::Diff;
pub(crate) use diff::edits;

use super::change::Difference;
use super::context::Context;
use super::metrics::Metrics;
use super::operation::{Others, apply_all, order, write_out};
use crate::model::definition::parts::{Edit, EditKind};
use crate::model::definition::{ProcedureDefinition, Simplification, SimplificationStatus, StepTime};
use crate::model::finding::{Finding, Path, Segment};
use crate::model::library::Procedure;
use crate::model::value::{Message, message};

/// Two versions of a procedure side by side.
#[derive(Debug, Clone)]
pub struct Comparison {
    /// What differs.
    pub diff: Diff,
    /// The figures of both.
    pub figures: Difference,
    /// What changed in the process without being declared; nothing where the version before declares nothing.
    pub undeclared: Vec<Edit>,
    /// What was declared and is not in the version after, as places among the simplifications of the version before.
    pub not_done: Vec<usize>,
    /// What is to be said of that: changes nobody declared, declarations nobody carried out.
    pub findings: Vec<Finding>,
}

/// Compares two versions of a procedure.
///
/// Where the version before declares simplifications, they are held against what became of it: those that the version
/// after still announces, in the same state, are not yet expected. Wording, sources and the control of the document may
/// change without a declaration.
///
/// ```
/// use quytrinh::Library;
/// use quytrinh::measure::{Context, compare};
/// let version = |rest: &str| Library::from_sources([("loan.yaml", format!("procedure: P-1\ntitle: Loan\nsteps:\n  - {{id: ask, title: Ask, role: reader}}\n{rest}"))]);
/// let look = "  - {id: look, title: Look, role: clerk}\n";
/// let lend = "  - {id: lend, title: Lend, role: head}\n";
/// let before = version(&format!("{look}{lend}simplifications:\n  - {{id: a, title: A, status: approved, operations: [{{delegate: {{step: lend, role: clerk}}}}]}}\n"));
/// let after = version(lend);
/// let found = compare(&before.procedures()[0], &after.procedures()[0], &Context::default(), &());
/// assert_eq!(found.figures.steps.removed(), 1);
/// assert_eq!(found.undeclared[0].name, "steps.look"); // nobody said that it would go
/// assert_eq!(found.not_done, [0]); // and the head still lends
/// ```
#[must_use]
pub fn compare(before: &Procedure, after: &Procedure, context: &Context, others: &(impl Others + ?Sized)) -> Comparison {
    let [a, b] = [before, after].map(|p| Metrics::within(p.graph(), context));
    let mut comparison = Comparison {
        diff: Diff::between(before.definition(), after.definition()),
        figures: Difference::between(a, b),
        undeclared: Vec::new(),
        not_done: Vec::new(),
        findings: Vec::new(),
    };
    declared(before, after, others, &mut comparison);
    comparison
}

/// Holds what was declared against what is there.
fn declared(before: &Procedure, after: &Procedure, others: &(impl Others + ?Sized), comparison: &mut Comparison) {
    let list = &before.definition().simplifications;
    let pending =
        |s: &Simplification| after.definition().simplifications.iter().any(|other| other.id == s.id && other.status == s.status);
    let mut expected: Vec<usize> = order(list).into_iter().filter(|i| !pending(&list[*i])).collect();
    if expected.is_empty() {
        return;
    }
    let actual = process(after.definition());
    let left = |which: &[usize]| {
        let to_be = which.iter().fold(before.definition().clone(), |p, i| apply_all(&p, &list[*i], others).unwrap_or(p));
        differences(&process(&to_be), &actual)
    };
    let mut undeclared = left(&expected);
    for i in expected.clone() {
        let others: Vec<usize> = expected.iter().copied().filter(|other| *other != i).collect();
        let without = left(&others);
        // What explains nothing of what changed was not done.
        let is_done = without.len() > undeclared.len();
        if !is_done {
            (undeclared, expected) = (without, others);
            comparison.not_done.push(i);
        }
    }
    comparison.not_done.sort_unstable();
    for i in &comparison.not_done {
        let s = &list[*i];
        let id = &s.id;
        let message = message!(
            vi: "phương án `{id}` đã công bố nhưng không thấy trong phiên bản sau",
            en: "the simplification `{id}` was declared, but is not in the version after"
        );
        let path = Path::root().key("simplifications").index(*i).key("id");
        let mut finding = Finding::error("measure/not-done", before.source(), path, message);
        let claimed = after.definition().simplifications.iter().position(|other| other.id == *id);
        let carried_out = |at: &usize| after.definition().simplifications[*at].status == SimplificationStatus::CarriedOut;
        if let Some(at) = claimed.filter(carried_out) {
            let place = Path::root().key("simplifications").index(at).key("status");
            finding.relate(after.source(), place, message!(vi: "ghi là đã thực hiện", en: "said to be carried out"));
        }
        comparison.findings.push(finding);
    }
    for edit in &undeclared {
        let path = match edit.kind {
            // What is gone has no place any more.
            EditKind::Removed => Path::from(edit.path.segments().first().cloned().into_iter().collect::<Vec<_>>()),
            _ if edit.path == Path::root().key("steps") => {
                let step = edit.name.split('.').nth(1).unwrap_or_default();
                let at = after.definition().steps.iter().position(|s| s.id == step);
                at.map_or(edit.path.clone(), |at| edit.path.clone().index(at).key("id"))
            }
            _ => edit.path.clone(),
        };
        comparison.findings.push(Finding::warning("measure/undeclared", after.source(), path, said(edit)).at_key());
    }
    comparison.undeclared = undeclared;
}

fn said(edit: &Edit) -> Message {
    let name = &edit.name;
    let of = |m: &Option<Message>| m.clone().unwrap_or_else(|| Message::new("", ""));
    let (before, after) = (of(&edit.before), of(&edit.after));
    match edit.kind {
        EditKind::Added => message!(vi: "thêm mà không công bố: {name}", en: "added without being declared: {name}"),
        EditKind::Removed => message!(vi: "bỏ mà không công bố: {name}", en: "removed without being declared: {name}"),
        EditKind::Moved => message!(vi: "đổi chỗ mà không công bố: {name}", en: "moved without being declared: {name}"),
        EditKind::Changed => {
            let (a_vi, b_vi, a_en, b_en) = (before.vi, after.vi, before.en, after.en);
            message!(
                vi: "đổi mà không công bố: {name}: {a_vi} → {b_vi}",
                en: "changed without being declared: {name}: {a_en} → {b_en}"
            )
        }
    }
}

/// Keys that are wording, sources or the control of the document: they change no process.
const WORDING: [&str; 17] = [
    "title",
    "instruction",
    "note",
    "basis",
    "verified",
    "code",
    "code-verified",
    "publication",
    "volume",
    "source",
    "required-by",
    "clauses",
    "software",
    "place",
    "criterion",
    "validity",
    "excludes",
];

/// The process of a definition: what is understood written out, sources, conditions in words and what was measured left out.
fn process(p: &ProcedureDefinition) -> ProcedureDefinition {
    let mut p = p.clone();
    write_out(&mut p);
    for step in &mut p.steps {
        step.measured = None;
        step.next.0.iter_mut().for_each(|next| (next.when, next.measured) = (None, None));
        if let Some(time) = &mut step.time {
            *time = StepTime { illustrative: None, source: None, verified: true, ..time.clone() };
        }
        if let Some(control) = &mut step.control {
            control.criterion = crate::model::value::Text::plain("–");
        }
        step.timeout.iter_mut().for_each(|timeout| timeout.when = None);
    }
    p
}

/// What differs between two processes.
fn differences(a: &ProcedureDefinition, b: &ProcedureDefinition) -> Vec<Edit> {
    let concerns = |edit: &Edit| {
        let keys: Vec<&str> =
            edit.path.segments().iter().filter_map(|s| if let Segment::Key(key) = s { Some(&**key) } else { None }).collect();
        // The order of a list is none of the process, but for its first step, which says where cases begin.
        let order = edit.kind == EditKind::Moved && edit.path != Path::root().key("steps").index(0);
        matches!(keys.first(), Some(&("steps" | "interruptions" | "service" | "records" | "status")))
            && !order
            && !keys.iter().skip(1).any(|key| WORDING.contains(key))
    };
    let mut edits: Vec<Edit> = Vec::new();
    for edit in Diff::between(a, b).edits().into_iter().filter(concerns) {
        match where_to(&edit) {
            // Where a step leads is one thing, however many ways it has.
            Some((name, path)) => {
                let at = edits.iter().position(|e| e.name == name).unwrap_or_else(|| {
                    let label = edit.label.clone();
                    edits.push(Edit { name, path, label, kind: EditKind::Changed, before: None, after: None });
                    edits.len() - 1
                });
                let to = edit.name.rsplit('.').next().unwrap_or_default();
                let side = if edit.kind == EditKind::Removed { &mut edits[at].before } else { &mut edits[at].after };
                let list = side.take().map_or_else(|| to.to_owned(), |said| format!("{}, {to}", said.en));
                *side = Some(Message::new(list.clone(), list));
            }
            None => edits.push(edit),
        }
    }
    edits
}

/// The ways of a step, if one of them came or went.
fn where_to(edit: &Edit) -> Option<(String, Path)> {
    match edit.path.segments() {
        [Segment::Key(steps), Segment::Index(_), Segment::Key(next), Segment::Index(_)]
            if &**steps == "steps" && &**next == "next" && matches!(edit.kind, EditKind::Added | EditKind::Removed) =>
        {
            let (name, _) = edit.name.rsplit_once('.')?;
            Some((name.to_owned(), Path::root().key("steps")))
        }
        _ => None,
    }
}
