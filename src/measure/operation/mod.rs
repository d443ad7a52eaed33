//! The operations of a simplification: a definition in, a definition out.

mod abolish;
mod assign;
mod branch;
mod decision;
mod dossier;
mod eliminate;
mod flow;
mod integrate;
mod limit;
mod merge;
mod order;
mod parallelise;
mod place;

pub(super) use flow::write_out;
pub(super) use order::circles;
pub use order::order;

use crate::model::definition::{Operation, ProcedureDefinition, Simplification, Step};
use crate::model::graph::ProcessGraph;
use crate::model::library::{Library, Procedure};
use crate::model::value::{DocumentCode, Id, Message, message};
use std::collections::HashMap;

/// Why an operation cannot be applied.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{message}")]
pub struct OperationError {
    /// Which operation, from zero.
    pub operation: usize,
    /// Why, in both languages.
    pub message: Message,
}

/// The other procedures that an operation may name: a [`Library`], a list of definitions, or `()` for none.
pub trait Others {
    /// The procedure with this code.
    fn other(&self, code: &DocumentCode) -> Option<&ProcedureDefinition>;
}

impl Others for () {
    fn other(&self, _: &DocumentCode) -> Option<&ProcedureDefinition> {
        None
    }
}

impl Others for Library {
    /// One that could be read to its end: what is left of another is not what it does.
    fn other(&self, code: &DocumentCode) -> Option<&ProcedureDefinition> {
        self.procedure(code.as_str()).filter(|p| p.is_intact()).map(Procedure::definition)
    }
}

impl Others for [ProcedureDefinition] {
    fn other(&self, code: &DocumentCode) -> Option<&ProcedureDefinition> {
        self.iter().find(|p| p.procedure == *code)
    }
}

/// Applies all operations of a simplification, in order; the definition itself stays as it is.
///
/// # Errors
/// If an operation names a step, paper, condition or procedure that is not there, would leave the process in pieces, or
/// a result or record without the step that makes it.
pub fn apply_all(
    definition: &ProcedureDefinition,
    simplification: &Simplification,
    others: &(impl Others + ?Sized),
) -> Result<ProcedureDefinition, OperationError> {
    let mut after = definition.clone();
    for (at, operation) in simplification.operations.iter().enumerate() {
        act(&mut after, operation, others).map_err(|message| OperationError { operation: at, message })?;
    }
    Ok(after)
}

/// Applies one operation: a definition in, a definition out.
///
/// ```
/// use quytrinh::definition::{Operation, ProcedureDefinition};
/// use quytrinh::measure::apply;
/// # let text = "procedure: P-1\ntitle: Permit\nsteps:\n  - {id: ask, title: Ask, role: applicant}\n  - {id: law, title: Review, role: lawyer, time: 3 days}\n  - {id: visit, title: Visit, role: surveyor, time: 2 days}\n  - {id: sign, title: Sign, role: head}\n";
/// let permit: ProcedureDefinition = serde_yaml::from_str(text)?;
/// let side_by_side: Operation = serde_yaml::from_str("parallelise: {steps: [law, visit]}")?;
/// let after = apply(&permit, &side_by_side, &()).unwrap();
/// assert_eq!(quytrinh::Metrics::of_definition(&after).time.to_string(), "3 days");
///
/// let first: Operation = serde_yaml::from_str("parallelise: {steps: [ask, law]}")?;
/// assert!(apply(&permit, &first, &()).unwrap_err().en.contains("no step before it"));
/// # Ok::<(), serde_yaml::Error>(())
/// ```
///
/// # Errors
/// As for [`apply_all`]; the message says why in both languages.
pub fn apply(
    definition: &ProcedureDefinition,
    operation: &Operation,
    others: &(impl Others + ?Sized),
) -> Result<ProcedureDefinition, Message> {
    let mut after = definition.clone();
    act(&mut after, operation, others)?;
    Ok(after)
}

/// Applies one operation in place. Where it cannot be applied, what is left is of no use.
pub(super) fn act(p: &mut ProcedureDefinition, operation: &Operation, others: &(impl Others + ?Sized)) -> Result<(), Message> {
    let is_measured = |step: &Step| step.measured.is_some() || step.next.iter().any(|next| next.measured.is_some());
    let measured = p.steps.iter().any(is_measured).then(|| p.clone());
    change(p, operation, others)?;
    if let Some(before) = measured {
        forget_measured(p, &before);
    }
    Ok(())
}

/// What was measured is true of the work that was looked at: of a step that is done otherwise, and of ways that divide otherwise, nothing
/// was measured.
fn forget_measured(p: &mut ProcedureDefinition, before: &ProcedureDefinition) {
    let before: HashMap<&Id, &Step> = before.steps.iter().map(|step| (&step.id, step)).collect();
    for step in &mut p.steps {
        let was = before.get(&step.id);
        let other_work = |was: &&Step| {
            (&was.time, &was.role, &was.unit, was.kind, was.channel, was.clock)
                != (&step.time, &step.role, &step.unit, step.kind, step.channel, step.clock)
        };
        if was.is_none_or(other_work) {
            step.measured = None;
        }
        if was.is_none_or(|was| was.split != step.split || was.next != step.next) {
            step.next.0.iter_mut().for_each(|next| next.measured = None);
        }
    }
}

fn change(p: &mut ProcedureDefinition, operation: &Operation, others: &(impl Others + ?Sized)) -> Result<(), Message> {
    match operation {
        Operation::Eliminate(x) => eliminate::eliminate(p, x),
        Operation::Merge(x) => merge::merge(p, x),
        Operation::Parallelise(x) => parallelise::parallelise(p, x),
        Operation::Resequence(x) => place::resequence(p, x),
        Operation::Delegate(x) => assign::delegate(p, x),
        Operation::Relocate(x) => assign::relocate(p, x),
        Operation::Integrate(x) => {
            let code = &x.procedure;
            let Some(other) = others.other(code) else {
                return Err(message!(
                    vi: "không có quy trình `{code}` để liên thông",
                    en: "there is no procedure `{code}` to join in"
                ));
            };
            integrate::integrate(p, x, other)
        }
        Operation::ReuseDocument(x) => dossier::reuse(p, x),
        Operation::Triage(x) => branch::triage(p, x),
        Operation::ExtractException(x) => branch::extract_exception(p, x),
        Operation::Automate(x) => assign::automate(p, x),
        Operation::MergeLanes(x) => assign::merge_lanes(p, x),
        Operation::AddControl(x) => place::add_control(p, x),
        Operation::SetStepTime(x) => limit::set_step_time(p, x),
        Operation::SetTimeLimit(x) => limit::set_time_limit(p, x),
        Operation::SetChannel(x) => dossier::set_channel(p, x),
        Operation::ReduceCopies(x) => dossier::reduce_copies(p, x),
        Operation::Abolish(x) => abolish::abolish(p, x),
    }
}

/// Checks that a process stays whole: what could be reached and could end, still can.
pub(super) fn broken(before: &ProcessGraph, after: &ProcessGraph) -> Option<Message> {
    if before.unreachable().is_empty() {
        if let Some(step) = after.unreachable().first() {
            let id = &step.id;
            return Some(
                message!(vi: "sau đơn giản hóa không còn đường tới bước `{id}`", en: "after the simplification no way leads to the step `{id}`"),
            );
        }
    }
    if before.trapped().is_empty() {
        if let Some(step) = after.trapped().first() {
            let id = &step.id;
            return Some(
                message!(vi: "sau đơn giản hóa, từ bước `{id}` không tới được kết thúc", en: "after the simplification no end can be reached from the step `{id}`"),
            );
        }
    }
    None
}
