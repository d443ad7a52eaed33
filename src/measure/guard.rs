//! Guard rails: what a simplification must not do, looked at in the order in which simplifications take effect.
//!
//! The flow is decided after each of them. What else a procedure must hold is asked of the end state alone, and only
//! where something new is found there of each state on the way.

use super::operation::{act, broken, circles, order};
use crate::check::{Asker, requirements};
use crate::model::definition::{Operation, ProcedureDefinition, Simplification};
use crate::model::finding::{Finding, Path};
use crate::model::graph::{Node, ProcessGraph};
use crate::model::library::{Library, Procedure};
use crate::model::parallel::in_parallel;
use crate::model::value::{Citation, Clause, Date, Demand, Id, Language, Message, message};
use petgraph::Direction;
use std::collections::HashMap;

/// Rules that are asked after each simplification, and not only at the end: what they find is found at once.
const ALWAYS: [&str; 4] = ["data/drafter-signs", "data/receiver-decides", "data/record-not-made", "decree-63/result-not-made"];

/// What the simplifications of a library break.
#[must_use]
pub fn guard(library: &Library) -> Vec<Finding> {
    let simplified = |p: &&Procedure| p.is_intact() && !p.definition().simplifications.is_empty();
    let procedures: Vec<&Procedure> = library.procedures().iter().filter(simplified).collect();
    if procedures.is_empty() {
        return Vec::new();
    }
    let asker = Asker::of(library);
    in_parallel(procedures, |procedure: &Procedure| Guard { library, asker: &asker, procedure, found: Vec::new() }.look())
        .into_iter()
        .flatten()
        .collect()
}

/// What is found of one procedure.
struct Guard<'a> {
    library: &'a Library,
    asker: &'a Asker<'a>,
    procedure: &'a Procedure,
    found: Vec<Finding>,
}

/// The procedure after one simplification.
struct Stage {
    /// Which.
    simplification: usize,
    procedure: Procedure,
}

fn at(simplification: usize) -> Path {
    Path::root().key("simplifications").index(simplification)
}

impl<'a> Guard<'a> {
    fn look(mut self) -> Vec<Finding> {
        self.sequence();
        self.circles();
        self.kept_clauses();
        let stages = self.stages();
        self.completeness(&stages);
        self.found
    }

    fn list(&self) -> &'a [Simplification] {
        &self.procedure.definition().simplifications
    }

    fn error(&mut self, code: &'static str, path: Path, message: Message) -> &mut Finding {
        self.found.push(Finding::error(code, self.procedure.source(), path, message));
        let last = self.found.len() - 1;
        &mut self.found[last]
    }

    /// Nothing takes effect before what it requires.
    fn sequence(&mut self) {
        let list = self.list();
        for (i, s) in list.iter().enumerate() {
            let Some(day) = s.effective else { continue };
            for id in &s.requires {
                let Some(j) = list.iter().position(|other| other.id == *id).filter(|j| *j != i) else { continue };
                let source = self.procedure.source().clone();
                match list[j].effective {
                    Some(later) if later > day => {
                        let (day_vi, later_vi) = (day.to(&Language::Vi), later.to(&Language::Vi));
                        let message = message!(
                            vi: "có hiệu lực từ {day_vi}, trước phương án `{id}` mà nó đòi hỏi ({later_vi})",
                            en: "takes effect on {day}, before `{id}`, which it requires ({later})"
                        );
                        let label = message!(vi: "phương án phải thực hiện trước", en: "what has to come first");
                        self.error("measure/order", at(i).key("effective"), message).relate(
                            &source,
                            at(j).key("effective"),
                            label,
                        );
                    }
                    None => {
                        let day_vi = day.to(&Language::Vi);
                        let message = message!(
                            vi: "có hiệu lực từ {day_vi}, nhưng phương án `{id}` mà nó đòi hỏi chưa có ngày áp dụng",
                            en: "takes effect on {day}, but `{id}`, which it requires, has no date"
                        );
                        let label = message!(vi: "phương án phải thực hiện trước", en: "what has to come first");
                        self.error("measure/order", at(i).key("effective"), message).relate(&source, at(j).key("id"), label);
                    }
                    Some(_) => {}
                }
            }
        }
    }

    /// Simplifications that require each other.
    fn circles(&mut self) {
        let list = self.list();
        for part in circles(list) {
            let names = part.iter().map(|i| format!("`{}`", list[*i].id)).collect::<Vec<_>>().join(", ");
            let message = message!(
                vi: "các phương án đòi hỏi lẫn nhau thành vòng: {names}",
                en: "simplifications require each other in a circle: {names}"
            );
            self.error("measure/cycle", at(part[0]).key("requires"), message);
        }
    }

    /// What is said to be kept is something that the procedure has to do with.
    fn kept_clauses(&mut self) {
        for (i, s) in self.list().iter().enumerate() {
            for (j, kept) in s.keeps.iter().enumerate() {
                let concerns = match kept {
                    Demand::Clause(clause) => claims(self.procedure.definition(), *clause),
                    Demand::Act(act) => {
                        let number = self.library.reference(act).and_then(|r| r.number.as_ref());
                        let asked = number.is_some_and(|n| n.entries().any(|(_, n)| requirements().any(|r| r.act() == n)));
                        asked || citations(self.procedure.definition()).any(|c| c.reference == act.reference)
                    }
                };
                // A name that is in no register has been reported where it stands.
                let unknown = matches!(kept, Demand::Act(act) if self.library.reference(act).is_none());
                if !concerns && !unknown {
                    let message = message!(
                        vi: "quy trình không nêu `{kept}`: không thể nói là vẫn đáp ứng",
                        en: "the procedure does not claim `{kept}`: nothing can be said to be kept of it"
                    );
                    self.error("measure/keeps", at(i).key("keeps").index(j), message);
                }
            }
        }
    }

    /// Applies one after the other; what cannot be applied is left out, and reported elsewhere.
    fn stages(&mut self) -> Vec<Stage> {
        let list = self.list();
        let mut stages: Vec<Stage> = Vec::new();
        let mut sound = None;
        for i in order(list) {
            let before = stages.last().map_or(self.procedure, |stage| &stage.procedure);
            let operations = &list[i].operations;
            let mut after = before.definition().clone();
            // Between two operations; before the first and after the last it stands elsewhere.
            let mut between = Vec::new();
            let applied = operations.iter().enumerate().try_for_each(|(j, operation)| {
                between.extend((j > 0).then(|| after.clone()));
                act(&mut after, operation, self.library)
            });
            if applied.is_err() {
                continue;
            }
            let after = Procedure::new(before.source(), after);
            if broken(before.graph(), after.graph()).is_some() {
                continue;
            }
            let was_sound = *sound.get_or_insert_with(|| Asker::flow(before).is_empty());
            let mut found = Vec::new();
            for (j, operation) in operations.iter().enumerate() {
                let place = at(i).key("operations").index(j).key(operation.key());
                let previous = j.checked_sub(1).map_or(before.definition(), |j| &between[j]);
                let next = between.get(j).unwrap_or(after.definition());
                self.operation(&list[i], operation, &place, (previous, next), &mut found);
            }
            self.found.append(&mut found);
            if was_sound && operations.iter().any(changes_flow) {
                let flow = Asker::flow(&after);
                sound = Some(flow.is_empty());
                if let Some(wrong) = flow.first() {
                    let Message { vi, en } = wrong.message.clone();
                    let message = message!(
                        vi: "luồng công việc đúng trước phương án này và sai sau đó: {vi}",
                        en: "the flow is sound before this simplification and not after it: {en}"
                    );
                    let mut finding =
                        Finding::error("measure/unsound", self.procedure.source(), at(i).key("operations"), message).at_key();
                    finding.help.clone_from(&wrong.help);
                    self.found.push(finding);
                }
            }
            let abolished = after.definition().steps.is_empty();
            stages.push(Stage { simplification: i, procedure: after });
            if abolished {
                break;
            }
        }
        stages
    }

    /// What one operation must not do: nothing at all, or away with what the law asks for.
    fn operation(
        &self,
        s: &Simplification,
        operation: &Operation,
        place: &Path,
        (before, after): (&ProcedureDefinition, &ProcedureDefinition),
        found: &mut Vec<Finding>,
    ) {
        let source = self.procedure.source();
        if before == after {
            let message = message!(vi: "thao tác không thay đổi gì", en: "the operation changes nothing");
            found.push(Finding::error("measure/no-effect", source, place.clone(), message).at_key());
        }
        for step in before.steps.iter().filter(|step| !step.required_by.is_empty()) {
            let id = &step.id;
            let is_there = after.steps.iter().any(|s| s.id == *id);
            let lost = |act: &&Citation| !after.steps.iter().any(|s| s.required_by.contains(act));
            let lost: Vec<&Citation> = if is_there { Vec::new() } else { step.required_by.iter().filter(lost).collect() };
            let passed_by = is_there && divides(operation) && can_avoid(after, id) && !can_avoid(before, id);
            let acts: Vec<&Citation> = if passed_by { step.required_by.iter().collect() } else { lost };
            let old: Vec<String> = acts
                .iter()
                .filter(|act| !s.basis.iter().any(|new| self.is_newer(new, act)))
                .map(|act| format!("`{act}`"))
                .collect();
            if old.is_empty() {
                continue;
            }
            let old = old.join(", ");
            let message = if passed_by {
                message!(
                    vi: "pháp luật yêu cầu bước `{id}` ({old}), nhưng có hồ sơ sẽ không qua bước này, và không có căn cứ mới hơn",
                    en: "the law requires the step `{id}` ({old}), but some cases would go past it, without a newer basis"
                )
            } else {
                message!(
                    vi: "pháp luật yêu cầu bước `{id}` ({old}); bỏ bước này phải có căn cứ mới hơn",
                    en: "the law requires the step `{id}` ({old}); taking it away needs a newer basis"
                )
            };
            let mut finding = Finding::error("measure/required-step", source, place.clone(), message).at_key();
            if let Some(k) = self.procedure.definition().steps.iter().position(|s| s.id == *id) {
                let label = message!(vi: "quy định yêu cầu bước này", en: "what requires the step");
                finding.relate(source, Path::root().key("steps").index(k).key("required-by"), label);
            }
            found.push(finding);
        }
        if let Operation::SetTimeLimit(x) = operation {
            let limit = |p: &ProcedureDefinition| p.service.as_ref().and_then(|s| s.time_limit.clone());
            let (Some(old), Some(new)) = (limit(before), limit(after)) else { return };
            let (old_law, law) = (old.by_law(), new.by_law());
            let allowed = s.basis.iter().any(|new| old.basis.iter().all(|act| self.is_newer(new, act)));
            if x.statutory.is_some() && law > old_law && !old_law.is_zero() && !allowed {
                let (old_vi, new_vi) = (old_law.to(&Language::Vi), law.to(&Language::Vi));
                let message = message!(
                    vi: "thời hạn luật định là {old_vi}; nâng lên {new_vi} phải có căn cứ mới hơn",
                    en: "the law allows {old_law}; to allow {law} takes a newer basis"
                );
                found.push(Finding::error("measure/legal-limit", source, place.clone().key("statutory"), message));
            }
            if let Some(committed) = x.committed.filter(|c| !law.is_zero() && c.span() > law) {
                let (said, law_vi) = (committed.to(&Language::Vi), law.to(&Language::Vi));
                let message = message!(
                    vi: "cam kết {said} dài hơn thời hạn luật định {law_vi}",
                    en: "what is promised, {committed}, is longer than the law allows, {law}"
                );
                found.push(Finding::error("measure/legal-limit", source, place.clone().key("committed"), message));
            }
        }
    }

    /// Whether an act is newer than another: by the dates of the register, or because the register says that it amended
    /// or replaced it. Of dates that are not known nobody can say that they are wrong.
    fn is_newer(&self, new: &Citation, old: &Citation) -> bool {
        if new.reference == old.reference {
            return false;
        }
        let (Some(a), Some(b)) = (self.library.reference(new), self.library.reference(old)) else { return true };
        if b.replaced_by.as_ref() == Some(&a.id) || b.amended_by.contains(&a.id) {
            return true;
        }
        let day = |r: &crate::model::definition::Reference| -> Option<Date> { r.issued.or(r.effective) };
        day(a).zip(day(b)).is_none_or(|(new, old)| new > old)
    }

    /// No rule that had nothing to say of the procedure speaks afterwards.
    fn completeness(&mut self, stages: &[Stage]) {
        let stages: Vec<&Stage> = stages.iter().filter(|stage| !stage.procedure.definition().steps.is_empty()).collect();
        let Some((last, on_the_way)) = stages.split_last() else { return };
        let mut states = States { asker: self.asker, asked: HashMap::new() };
        let state = |k: usize| if k == 0 { self.procedure } else { &stages[k - 1].procedure };
        let mut worse: Vec<(usize, Finding)> = Vec::new();
        let mut always: Vec<&'static str> = Vec::new();
        for (k, stage) in on_the_way.iter().enumerate() {
            for found in self.asker.ask(&stage.procedure, |code| ALWAYS.contains(&code)) {
                if !always.contains(&found.rule) && states.count(0, self.procedure, found.rule) == 0 {
                    always.push(found.rule);
                    worse.push((k + 1, found));
                }
            }
        }
        // The words that operations bring along are looked at where they are written.
        let end = self.asker.ask(&last.procedure, |code| !code.starts_with("text/"));
        let mut seen: Vec<&'static str> = always;
        for found in &end {
            let rule = found.rule;
            if seen.contains(&rule) {
                continue;
            }
            seen.push(rule);
            let count = end.iter().filter(|f| f.rule == rule).count();
            if count <= states.count(0, self.procedure, rule) {
                continue;
            }
            // The simplification after which it says more for good.
            let mut after = count;
            for k in (1..=stages.len()).rev() {
                let before = states.count(k - 1, state(k - 1), rule);
                if before < after {
                    worse.push((k, found.clone()));
                    break;
                }
                after = before;
            }
        }
        for (k, found) in worse {
            let i = stages[k - 1].simplification;
            let kept = self.list()[i].keeps.iter().position(|demand| self.is_of(found.rule, demand));
            // More of what was found before counts only where it is said that nothing of it is lost.
            if kept.is_some() || states.count(0, self.procedure, found.rule) == 0 {
                self.worse(i, kept, &found);
            }
        }
    }

    /// Reports what a rule says after a simplification.
    fn worse(&mut self, i: usize, kept: Option<usize>, found: &Finding) {
        let (rule, Message { vi, en }) = (found.rule, found.message.clone());
        let (code, message) = match rule {
            // Said already, of the operation itself.
            "time/commitment" if self.found.iter().any(|f| f.rule == "measure/legal-limit") => return,
            _ if kept.is_some() => {
                let demand = kept.and_then(|j| self.list()[i].keeps.get(j)).map(ToString::to_string).unwrap_or_default();
                (
                    "measure/keeps",
                    message!(
                        vi: "`{demand}` được nêu là vẫn đáp ứng, nhưng: {vi} (`{rule}`)",
                        en: "`{demand}` is said to be kept, but: {en} (`{rule}`)"
                    ),
                )
            }
            "data/drafter-signs" | "data/receiver-decides" => (
                "measure/duties",
                message!(vi: "các nhiệm vụ không còn tách nhau: {vi}", en: "duties are no longer separated: {en}"),
            ),
            "data/record-not-made" | "decree-63/result-not-made" => {
                ("measure/no-producer", message!(vi: "sau phương án này: {vi}", en: "after this simplification: {en}"))
            }
            "time/limit" | "time/committed" | "time/parts" | "time/part" | "time/result" | "time/step" | "time/branch" => (
                "measure/limit",
                message!(
                    vi: "sau phương án này, các bước không kịp thời hạn: {vi}",
                    en: "after this simplification the steps do not fit the limit: {en}"
                ),
            ),
            _ => (
                "measure/incomplete",
                message!(
                    vi: "sau phương án này, quy tắc `{rule}` không còn đạt: {vi}",
                    en: "after this simplification `{rule}` is no longer met: {en}"
                ),
            ),
        };
        let path = kept.map_or_else(|| at(i).key("operations"), |j| at(i).key("keeps").index(j));
        let mut finding = Finding::error(code, self.procedure.source(), path, message);
        if kept.is_none() {
            finding = finding.at_key();
        }
        finding.help.clone_from(&found.help);
        self.found.push(finding);
    }

    /// Whether a rule asks for what a clause or a place of an act demands.
    fn is_of(&self, rule: &str, demand: &Demand) -> bool {
        match demand {
            Demand::Clause(clause) => {
                requirements().any(|r| r.rules.contains(&rule) && r.clause().is_some_and(|c| c.is_within(*clause)))
            }
            Demand::Act(act) => {
                let Some(number) = self.library.reference(act).and_then(|r| r.number.as_ref()) else { return false };
                let own = self.asker.basis(rule);
                let bases = requirements().filter(|r| r.rules.contains(&rule)).map(|r| r.basis).chain(own);
                let is_act = |of: &str| number.entries().any(|(_, n)| of.split(", ").any(|of| of == n));
                let is_place = |of: &str| act.article.as_ref().is_none_or(|article| names_article(of, article));
                bases.into_iter().any(|basis| is_act(basis.act) && is_place(basis.place))
            }
        }
    }
}

/// How often each rule speaks in each state, asked only where somebody wants to know.
struct States<'a> {
    asker: &'a Asker<'a>,
    asked: HashMap<(usize, &'static str), usize>,
}

impl States<'_> {
    fn count(&mut self, state: usize, procedure: &Procedure, rule: &'static str) -> usize {
        *self.asked.entry((state, rule)).or_insert_with(|| self.asker.ask(procedure, |code| code == rule).len())
    }
}

/// Whether a place such as `Arts. 8(2) d, 18(6)` names an article, or a part of it.
fn names_article(place: &str, article: &str) -> bool {
    let number: String = article.chars().take_while(char::is_ascii_digit).collect();
    let mut numbers =
        place.split(|c: char| !c.is_ascii_alphanumeric() && c != '(').map(|word| word.split('(').next().unwrap_or(""));
    !number.is_empty() && numbers.any(|word| word == number)
}

/// Operations that change where work flows.
fn changes_flow(operation: &Operation) -> bool {
    match operation {
        Operation::Eliminate(x) => x.step.is_some(),
        Operation::Merge(_)
        | Operation::Parallelise(_)
        | Operation::Resequence(_)
        | Operation::Integrate(_)
        | Operation::Triage(_)
        | Operation::ExtractException(_)
        | Operation::AddControl(_)
        | Operation::Abolish(_) => true,
        _ => false,
    }
}

const fn divides(operation: &Operation) -> bool {
    matches!(operation, Operation::Triage(_) | Operation::ExtractException(_))
}

/// Whether a case can be completed without a step.
fn can_avoid(p: &ProcedureDefinition, step: &Id) -> bool {
    let graph = ProcessGraph::new(std::sync::Arc::new(p.clone()));
    let Some(node) = graph.node_of(step.as_str()) else { return true };
    let seen = graph.spread([graph.start()], Direction::Outgoing, |n| n != node);
    graph.ends().any(|end| seen[end.index()] && matches!(graph.node(end), Node::End(name) if *name == Id::completed()))
}

/// Whether a procedure answers a clause, one under it, or the one above.
fn claims(p: &ProcedureDefinition, clause: Clause) -> bool {
    let own = p
        .clauses
        .iter()
        .chain(p.steps.iter().flat_map(|s| &s.clauses))
        .chain(p.indicators.iter().filter_map(|x| x.clause.as_ref()));
    own.into_iter().any(|own| own.is_within(clause) || clause.is_within(*own))
}

/// Everything that a procedure cites.
fn citations(p: &ProcedureDefinition) -> impl Iterator<Item = &Citation> {
    let service = p.service.iter().flat_map(|s| {
        let items = s.dossier.iter().flat_map(|d| &d.items).flat_map(|i| &*i.basis);
        let limit = s.time_limit.iter().flat_map(|l| l.basis.iter().chain(l.parts.iter().flat_map(|p| &*p.basis)));
        let fees = s.fees.iter().flat_map(|f| f.items()).flat_map(|f| &*f.basis);
        let conditions = s.conditions.iter().flat_map(|c| c.items()).flat_map(|c| &*c.basis);
        let results = s.results.iter().flat_map(|r| r.items()).flat_map(|r| &*r.basis);
        s.basis.iter().chain(items).chain(limit).chain(fees).chain(conditions).chain(results)
    });
    let steps = p.steps.iter().flat_map(|s| &*s.required_by);
    let events = p.interruptions.iter().flat_map(|x| &*x.basis);
    p.references.iter().chain(service).chain(steps).chain(events)
}
