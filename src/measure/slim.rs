//! A definition without what neither operations nor figures look at.

use crate::model::definition::{Operation, ProcedureDefinition, Step};
use crate::model::value::{OneOrMany, Text};

/// The definition without what measuring does not need, for thousands of copies are made of it. Texts that are asked
/// whether they are there stay, but say nothing. Where another procedure is joined in, texts are compared: then all stay.
pub(super) fn slim(definition: &ProcedureDefinition) -> ProcedureDefinition {
    let mut p = definition.clone();
    let simplifications = std::mem::take(&mut p.simplifications);
    p.revisions = Vec::new();
    p.distribution = Vec::new();
    p.terms = Vec::new();
    p.indicators = Vec::new();
    (p.approval, p.purpose, p.scope, p.review) = (None, None, None, None);
    if simplifications.iter().flat_map(|s| &s.operations).any(|operation| matches!(operation, Operation::Integrate(_))) {
        return p;
    }
    p.title = Text::default();
    p.references = Vec::new();
    p.related = Vec::new();
    p.clauses = Vec::new();
    p.records.iter_mut().for_each(|record| {
        record.title = Text::default();
        (record.place, record.disposal, record.retention) = (None, None, None);
    });
    p.steps.iter_mut().for_each(step);
    if let Some(service) = &mut p.service {
        service.basis = Vec::new();
        (service.publication, service.note) = (None, None);
        for item in service.dossier.iter_mut().flat_map(|dossier| &mut dossier.items) {
            (item.title, item.basis) = (Text::default(), OneOrMany::default());
        }
        if let Some(limit) = &mut service.time_limit {
            (limit.basis, limit.excludes, limit.note) = (OneOrMany::default(), Vec::new(), None);
        }
    }
    p
}

fn step(step: &mut Step) {
    step.title = Text::default();
    (step.instruction, step.place, step.note) = (None, None, None);
    step.clauses = Vec::new();
    step.required_by = OneOrMany::default();
    if let Some(control) = &mut step.control {
        control.criterion = Text::default();
    }
    for when in step.next.0.iter_mut().filter_map(|next| next.when.as_mut()) {
        *when = Text::default();
    }
}
