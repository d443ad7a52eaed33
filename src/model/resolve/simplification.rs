//! What simplifications name: steps, papers, roles and procedures, as they are when each operation begins.

use super::Scope;
use crate::model::definition::{Operation, ProcedureDefinition};
use crate::model::finding::Path;
use crate::model::value::{Demand, Id};
use std::collections::HashSet;

/// The names that operations may use.
struct Local<'a> {
    steps: HashSet<&'a str>,
    items: HashSet<&'a str>,
    conditions: HashSet<&'a str>,
}

impl<'a> Scope<'a> {
    pub(super) fn simplifications(&mut self, p: &'a ProcedureDefinition) {
        // Names as they are when each operation begins: earlier ones take away and make new ones.
        let service = p.service.as_ref();
        let mut names = Local {
            steps: p.steps.iter().map(|s| s.id.as_str()).collect(),
            items: service.iter().flat_map(|s| &s.dossier).flat_map(|d| &d.items).map(|i| i.id.as_str()).collect(),
            conditions: service
                .iter()
                .flat_map(|s| &s.conditions)
                .flat_map(|c| c.items())
                .filter_map(|c| c.id.as_ref().map(Id::as_str))
                .collect(),
        };
        let ids: HashSet<&str> = p.simplifications.iter().map(|s| s.id.as_str()).collect();
        for (i, simplification) in p.simplifications.iter().enumerate() {
            let at = |key: &str| Path::root().key("simplifications").index(i).key(key);
            self.citations(&simplification.basis, || at("basis"));
            for (j, kept) in simplification.keeps.iter().enumerate() {
                if let Demand::Act(act) = kept {
                    self.citations(std::slice::from_ref(act), || at("keeps").index(j));
                }
            }
            for (j, id) in simplification.requires.iter().enumerate() {
                self.known("reference/unknown-simplification", ("phương án", "simplification"), id.as_str(), &ids, || {
                    at("requires").index(j)
                });
            }
            for (j, operation) in simplification.operations.iter().enumerate() {
                self.operation(operation, &mut names, &|key| at("operations").index(j).key(operation.key()).key(key));
            }
        }
    }

    /// What an operation names, and what there is after it.
    fn operation(&mut self, operation: &'a Operation, names: &mut Local<'a>, at: &dyn Fn(&str) -> Path) {
        let steps = &mut names.steps;
        match operation {
            Operation::Eliminate(x) => {
                self.step(x.step.as_ref(), steps, at("step"));
                self.step(x.records_to.as_ref(), steps, at("records-to"));
                if let Some(id) = &x.step {
                    steps.remove(id.as_str());
                }
                self.item(x.document.as_ref(), &names.items, || at("document"));
                if let Some(id) = &x.condition {
                    let what = ("điều kiện", "condition");
                    self.known("reference/unknown-condition", what, id.as_str(), &names.conditions, || at("condition"));
                }
            }
            Operation::Merge(x) => {
                for (k, id) in x.steps.iter().enumerate() {
                    self.step(Some(id), steps, at("steps").index(k));
                }
                for id in &x.steps {
                    steps.remove(id.as_str());
                }
                steps.insert(x.into.as_str());
                self.role(x.role.as_ref(), || at("role"));
            }
            Operation::Parallelise(x) => {
                for (k, branch) in x.steps.iter().enumerate() {
                    for (l, id) in branch.iter().enumerate() {
                        let path = at("steps").index(k);
                        self.step(Some(id), steps, if branch.len() > 1 { path.index(l) } else { path });
                    }
                }
            }
            Operation::Resequence(x) => {
                for (id, key) in [(Some(&x.step), "step"), (x.before.as_ref(), "before"), (x.after.as_ref(), "after")] {
                    self.step(id, steps, at(key));
                }
            }
            Operation::Delegate(x) => {
                self.step(Some(&x.step), steps, at("step"));
                self.role(Some(&x.role), || at("role"));
            }
            Operation::Relocate(x) => {
                self.step(Some(&x.step), steps, at("step"));
                self.unit(x.unit.as_ref(), || at("unit"));
                self.role(x.role.as_ref(), || at("role"));
            }
            Operation::Integrate(x) => {
                self.step(Some(&x.after), steps, at("after"));
                self.step(x.until.as_ref(), steps, at("until"));
                self.code(&x.procedure, || at("procedure"));
                // Its steps come along; which ones they are is seen when it is joined in.
                if let Some(other) = self.names.definitions.get(x.procedure.as_str()) {
                    let theirs: HashSet<&str> = other.definition().steps.iter().map(|s| s.id.as_str()).collect();
                    // Of a procedure that could not be read to its end nobody knows which steps it has.
                    for (k, id) in x.without.iter().enumerate().filter(|_| other.is_intact()) {
                        self.known("reference/unknown-step", ("bước", "step"), id.as_str(), &theirs, || {
                            at("without").index(k)
                        });
                    }
                    steps.extend(theirs);
                }
            }
            Operation::ReuseDocument(x) => {
                self.step(x.step.as_ref(), steps, at("step"));
                self.item(Some(&x.document), &names.items, || at("document"));
                x.procedure.iter().for_each(|code| self.code(code, || at("procedure")));
                self.unit(x.holder.as_ref(), || at("holder"));
            }
            Operation::Triage(x) => {
                self.step(Some(&x.step), steps, at("step"));
                self.step(Some(&x.to), steps, at("to"));
            }
            Operation::ExtractException(x) => {
                for (k, id) in x.steps.iter().enumerate() {
                    self.step(Some(id), steps, if x.steps.len() > 1 { at("steps").index(k) } else { at("steps") });
                }
            }
            Operation::Automate(x) => {
                self.step(Some(&x.step), steps, at("step"));
                self.role(x.role.as_ref(), || at("role"));
            }
            Operation::MergeLanes(x) => {
                for (k, id) in x.roles.iter().enumerate() {
                    self.role(Some(id), || at("roles").index(k));
                }
                self.role(Some(&x.into), || at("into"));
            }
            Operation::AddControl(x) => {
                self.step(Some(&x.after), steps, at("after"));
                steps.insert(x.id.as_str());
                self.role(Some(&x.role), || at("role"));
                self.role(x.authority.as_ref(), || at("authority"));
            }
            Operation::SetStepTime(x) => self.step(Some(&x.step), steps, at("step")),
            Operation::SetChannel(x) => {
                for (k, id) in x.steps.iter().enumerate() {
                    self.step(Some(id), steps, at("steps").index(k));
                }
                self.unit(x.in_person.as_ref(), || at("in-person"));
                self.unit(x.post.as_ref(), || at("post"));
            }
            Operation::ReduceCopies(x) => self.item(x.document.as_ref(), &names.items, || at("document")),
            Operation::Abolish(x) => x.replaced_by.iter().for_each(|code| self.code(code, || at("replaced-by"))),
            Operation::SetTimeLimit(_) => {}
        }
    }

    fn item(&mut self, id: Option<&Id>, items: &HashSet<&str>, path: impl FnOnce() -> Path) {
        if let Some(id) = id {
            self.known("reference/unknown-paper", ("thành phần hồ sơ", "dossier item"), id.as_str(), items, path);
        }
    }

    fn step(&mut self, id: Option<&Id>, steps: &HashSet<&str>, path: Path) {
        if let Some(id) = id {
            self.known("reference/unknown-step", ("bước", "step"), id.as_str(), steps, || path);
        }
    }
}
