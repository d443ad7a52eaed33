//! A procedure before and after its simplifications: how long it takes, and what it costs the applicant.

use super::context::Context;
use super::cost::ComplianceCost;
use super::effect::Effect;
use super::expected::Times;
use super::portfolio::Portfolio;
use crate::model::graph::ProcessGraph;
use crate::model::library::{Library, Procedure};
use crate::model::parallel::in_parallel;
use std::sync::Arc;

/// So many cases are played where staff and dossiers are known.
const CASES: usize = 10_000;
/// The same dice every time.
const SEED: u64 = 2018;

/// How long a procedure takes, and what it costs the applicant.
#[derive(Debug, Clone, serde::Serialize)]
pub struct Prospect {
    /// The five figures of time.
    pub times: Times,
    /// The compliance cost; none where the organisation gives no parameters.
    pub cost: Option<ComplianceCost>,
}

/// The same before and after all simplifications.
#[derive(Debug, Clone, serde::Serialize)]
pub struct Outlook {
    /// The procedure as it is.
    pub before: Prospect,
    /// The procedures that are joined in, as they are: before, an applicant goes through these too.
    pub beside: Vec<Prospect>,
    /// The procedure after all its simplifications; none where it has none that can be applied, and where it is abolished.
    pub after: Option<Prospect>,
}

impl Prospect {
    /// What is to be expected of a procedure. Cases are played only where it is known how many there are: otherwise
    /// nobody waits, and what is to be expected is known exactly.
    #[must_use]
    pub fn of(graph: &ProcessGraph, context: &Context) -> Self {
        let volume = graph.definition().service.as_ref().and_then(|service| service.volume.as_ref());
        let cases = if volume.is_some() { CASES } else { 0 };
        Self { times: Times::of(graph, context, cases, SEED), cost: ComplianceCost::of(graph, context) }
    }
}

impl Library {
    /// What is to be expected of a procedure before and after its simplifications.
    ///
    /// ```
    /// use quytrinh::Library;
    /// # let text = "procedure: P-1\ntitle: Loan\nsteps:\n  - {id: ask, title: Ask, role: applicant}\n  - {id: look, title: Look, role: clerk, time: 1 hour}\n  - {id: lend, title: Lend, role: clerk, time: 1 hour}\nsimplifications:\n  - {id: s, title: S, status: proposed, operations: [eliminate: {step: look}]}\n";
    /// let library = Library::from_sources([("loan.yaml", text)]);
    /// let loan = library.procedure("P-1").unwrap();
    /// let outlook = library.outlook(loan, &library.simplify(loan));
    /// let elapsed = |prospect: &quytrinh::measure::Prospect| prospect.times.expected.unwrap().elapsed;
    /// assert_eq!((elapsed(&outlook.before), elapsed(&outlook.after.unwrap())), (120.0, 60.0));
    /// ```
    #[must_use]
    pub fn outlook(&self, procedure: &Procedure, effect: &Effect) -> Outlook {
        self.outlook_within(&Context::of(self), procedure, effect)
    }

    /// The same for every procedure of a portfolio, in the order of its effects.
    #[must_use]
    pub fn outlooks(&self, portfolio: &Portfolio) -> Vec<Outlook> {
        let context = Context::of(self);
        let both = portfolio.effects.iter().filter_map(|effect| Some((self.procedure(&effect.procedure)?, effect)));
        in_parallel(both.collect(), |(procedure, effect): (&Procedure, &Effect)| self.outlook_within(&context, procedure, effect))
    }

    fn outlook_within(&self, context: &Context, procedure: &Procedure, effect: &Effect) -> Outlook {
        let after = || {
            let to_be = procedure.to_be(self);
            (!to_be.steps.is_empty()).then(|| Prospect::of(&ProcessGraph::new(Arc::new(to_be)), context))
        };
        let beside = effect.joined.iter().filter_map(|code| self.procedure(code.as_str()));
        Outlook {
            before: Prospect::of(procedure.graph(), context),
            beside: beside.map(|other| Prospect::of(other.graph(), context)).collect(),
            after: if effect.stages.is_empty() { None } else { after() },
        }
    }
}
