//! What each simplification of a procedure takes away, in order and in total.

use super::metrics::Metrics;
use super::operation::{OperationError, apply_all, broken};
use crate::model::definition::{DocumentStatus, Level, ProcedureDefinition, Simplification, SimplificationStatus};
use crate::model::finding::{Finding, Path, Segment};
use crate::model::graph::ProcessGraph;
use crate::model::library::{Library, Procedure};
use crate::model::parallel::in_parallel;
use crate::model::value::{Id, Message, Text, WorkSpan, message};
use std::collections::HashSet;
use std::sync::Arc;

/// A count before and after.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
pub struct Change {
    /// Before.
    pub before: usize,
    /// After.
    pub after: usize,
}

impl Change {
    /// How many were removed; negative where there are more than before.
    #[must_use]
    pub fn removed(self) -> i64 {
        i64::try_from(self.before).unwrap_or(i64::MAX) - i64::try_from(self.after).unwrap_or(i64::MAX)
    }
    /// The part removed, as a percentage of what was there before; none where there was nothing.
    #[must_use]
    #[allow(clippy::cast_precision_loss, reason = "a display figure")]
    pub fn percent(self) -> Option<f64> {
        (self.before != 0).then(|| self.removed() as f64 / self.before as f64 * 100.0)
    }
}

/// The figures of a procedure before and after.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
pub struct Difference {
    /// Before.
    pub before: Metrics,
    /// After.
    pub after: Metrics,
    /// Steps.
    pub steps: Change,
    /// Hand-offs.
    pub hand_offs: Change,
    /// Papers asked for.
    pub documents: Change,
}

impl Difference {
    /// Compares two sets of figures.
    #[must_use]
    pub const fn between(before: Metrics, after: Metrics) -> Self {
        Self {
            before,
            after,
            steps: Change { before: before.steps, after: after.steps },
            hand_offs: Change { before: before.hand_offs, after: after.hand_offs },
            documents: Change { before: before.documents, after: after.documents },
        }
    }
    /// How much shorter the longest way became; none where it did not become shorter.
    #[must_use]
    pub fn time_saved(&self) -> Option<WorkSpan> {
        (self.after.time < self.before.time).then(|| self.before.time.minus(self.after.time))
    }
    /// The limits before and after, where they differ.
    #[must_use]
    pub fn limits(&self) -> Option<(WorkSpan, WorkSpan)> {
        let (before, after) = (self.before.limit?, self.after.limit?);
        (before != after).then_some((before, after))
    }
    /// Whether something fell and nothing rose: steps, hand-offs, papers, sheets, time, limit.
    #[must_use]
    pub fn is_simpler(&self) -> bool {
        let (b, a) = (&self.before, &self.after);
        let limit = |m: &Metrics| m.limit.unwrap_or_default();
        let pairs = [
            a.steps.cmp(&b.steps),
            a.hand_offs.cmp(&b.hand_offs),
            a.documents.cmp(&b.documents),
            a.pieces.cmp(&b.pieces),
            a.time.cmp(&b.time),
            limit(a).cmp(&limit(b)),
        ];
        pairs.iter().any(|o| o.is_lt()) && !pairs.iter().any(|o| o.is_gt())
    }
}

/// What one simplification does to the procedure as the ones before it left it.
#[derive(Debug, Clone, serde::Serialize)]
pub struct Stage {
    /// Its name.
    pub id: Id,
    /// Its title.
    pub title: Text,
    /// Where it stands.
    pub status: SimplificationStatus,
    /// Its own effect.
    pub effect: Difference,
}

/// What all simplifications of a procedure do, in order.
#[derive(Debug, Clone, serde::Serialize)]
pub struct Effect {
    /// Code of the procedure.
    pub procedure: String,
    /// The figures of the procedure as it is.
    pub as_is: Metrics,
    /// Each simplification that could be applied, in order.
    pub stages: Vec<Stage>,
    /// The simplifications that could not: which, and why.
    #[serde(skip)]
    pub failed: Vec<(usize, OperationError)>,
    /// The procedure after all of them.
    #[serde(skip)]
    pub to_be: ProcedureDefinition,
}

impl Effect {
    /// The effect of all simplifications together.
    #[must_use]
    pub fn total(&self) -> Difference {
        Difference::between(self.as_is, self.stages.last().map_or(self.as_is, |s| s.effect.after))
    }
}

impl Procedure {
    /// Applies the simplifications of this procedure in order and measures each of them.
    ///
    /// The procedure itself stays as it is.
    #[must_use]
    pub fn simplify(&self) -> Effect {
        self.simplify_where(|_| true)
    }

    /// The same with only some of the simplifications: those approved, for example.
    #[must_use]
    pub fn simplify_where(&self, which: impl Fn(&Simplification) -> bool) -> Effect {
        let mut graph = Arc::new(self.graph().clone());
        let mut definition = self.definition().clone();
        let as_is = Metrics::of(&graph);
        let mut before = as_is;
        let (mut stages, mut failed) = (Vec::new(), Vec::new());
        for (i, simplification) in self.definition().simplifications.iter().enumerate().filter(|(_, s)| which(s)) {
            let applied = apply_all(&definition, simplification).and_then(|next| {
                let next_graph = ProcessGraph::new(Arc::new(next.clone()));
                match broken(&graph, &next_graph) {
                    Some(message) => Err(OperationError { operation: 0, message }),
                    None => Ok((next, next_graph)),
                }
            });
            match applied {
                Ok((next, next_graph)) => {
                    let after = Metrics::of(&next_graph);
                    stages.push(Stage {
                        id: simplification.id.clone(),
                        title: simplification.title.clone(),
                        status: simplification.status,
                        effect: Difference::between(before, after),
                    });
                    (definition, graph, before) = (next, Arc::new(next_graph), after);
                }
                Err(error) => failed.push((i, error)),
            }
        }
        Effect { procedure: self.code().to_owned(), as_is, stages, failed, to_be: definition }
    }
}

/// The effects of all simplifications of a library.
#[derive(Debug, Clone, serde::Serialize)]
pub struct Portfolio {
    /// One effect for each procedure, by code.
    pub effects: Vec<Effect>,
    /// Administrative procedures in force.
    pub services: usize,
    /// Those that become simpler: something falls and nothing rises. Proposals count.
    pub simplified: usize,
    /// Those that become simpler by what is approved or carried out alone.
    pub decided: usize,
    /// Steps removed in all.
    pub steps_removed: i64,
}

impl Portfolio {
    /// Whether `count` of the services are at least this part of them: integers are compared,
    /// nothing is rounded.
    #[must_use]
    pub const fn reaches(&self, count: usize, numerator: usize, denominator: usize) -> bool {
        self.services > 0 && count * denominator >= self.services * numerator
    }
}

impl Library {
    /// Measures every procedure and what its simplifications take away.
    #[must_use]
    pub fn measure(&self) -> Portfolio {
        self.portfolio(|_| true)
    }

    /// Measures the procedures of one level of government.
    #[must_use]
    pub fn measure_level(&self, level: Level) -> Portfolio {
        self.portfolio(|p| p.level.contains(&level))
    }

    fn portfolio(&self, of: impl Fn(&ProcedureDefinition) -> bool) -> Portfolio {
        let procedures: Vec<&Procedure> = self.procedures().iter().filter(|p| of(p.definition())).collect();
        let effects = in_parallel(procedures.clone(), Procedure::simplify);
        let is_service =
            |p: &ProcedureDefinition| p.service.is_some() && !p.internal && p.status.is_none_or(|s| s == DocumentStatus::InForce);
        let services = procedures.iter().filter(|p| is_service(p.definition())).count();
        let simplified =
            procedures.iter().zip(&effects).filter(|(p, e)| is_service(p.definition()) && e.total().is_simpler()).count();
        let decided = procedures.iter().filter(|p| is_service(p.definition())).filter(|p| {
            let is_decided = |s: &Simplification| s.status != SimplificationStatus::Proposed;
            p.definition().simplifications.iter().any(is_decided) && p.simplify_where(is_decided).total().is_simpler()
        });
        let decided = decided.count();
        let steps_removed = effects.iter().map(|e| e.total().steps.removed()).sum();
        Portfolio { effects, services, simplified, decided, steps_removed }
    }
}

/// Simplifications that cannot be applied, and claims that differ from what is computed.
#[must_use]
pub fn findings(library: &Library, portfolio: &Portfolio) -> Vec<Finding> {
    let mut findings = Vec::new();
    // Simplifications of which something has been reported already.
    let known: HashSet<(&str, usize)> = library
        .findings()
        .iter()
        .filter_map(|f| match f.path.segments() {
            [Segment::Key(key), Segment::Index(i), ..] if &**key == "simplifications" => Some((&*f.source, *i)),
            _ => None,
        })
        .collect();
    for effect in &portfolio.effects {
        let Some(procedure) = library.procedure(&effect.procedure).filter(|p| p.is_intact()) else { continue };
        let at = |i: usize| Path::root().key("simplifications").index(i);
        for (i, error) in &effect.failed {
            let operations = &procedure.definition().simplifications[*i].operations;
            let path = at(*i).key("operations").index(error.operation);
            let path = operations.get(error.operation).map_or(path.clone(), |o| path.key(o.key()));
            // A name that does not exist has been reported where it stands.
            if !known.contains(&(&**procedure.source(), *i)) {
                findings.push(Finding::error("measure/not-applicable", procedure.source(), path, error.message.clone()).at_key());
            }
        }
        for (i, simplification) in procedure.definition().simplifications.iter().enumerate() {
            let (Some(claims), Some(stage)) = (&simplification.claims, effect.stages.iter().find(|s| s.id == simplification.id))
            else {
                continue;
            };
            let e = &stage.effect;
            let counted = [
                ("steps", "bước", claims.steps, e.steps.removed()),
                ("hand-offs", "lần bàn giao", claims.hand_offs, e.hand_offs.removed()),
                ("documents", "giấy tờ", claims.documents, e.documents.removed()),
            ];
            for (key, vi, claimed, computed) in counted {
                if let Some(claimed) = claimed.filter(|c| i64::from(c.0) != computed) {
                    let message = message!(
                        vi: "công bố giảm {claimed} {vi}, tính được {computed}",
                        en: "claimed: {claimed} {key} removed; counted: {computed}"
                    );
                    findings.push(Finding::error("measure/claim", procedure.source(), at(i).key("claims").key(key), message));
                }
            }
            if let Some(claimed) = claims.time_limit {
                let computed = e.limits().map(|(before, after)| before.minus(after));
                if computed != Some(claimed.span()) {
                    let (vi, en) = (
                        computed.map_or("không đổi".to_owned(), |c| c.to(&crate::model::value::Language::Vi)),
                        computed.map_or("unchanged".to_owned(), |c| c.to_string()),
                    );
                    let message = Message::new(
                        format!("công bố thời hạn giảm {}, tính được: {vi}", claimed.to(&crate::model::value::Language::Vi)),
                        format!("claimed: a limit shorter by {claimed}; computed: {en}"),
                    );
                    findings.push(Finding::error(
                        "measure/claim",
                        procedure.source(),
                        at(i).key("claims").key("time-limit"),
                        message,
                    ));
                }
            }
        }
    }
    findings
}
