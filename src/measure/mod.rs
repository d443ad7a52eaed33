//! Measuring: how much work a procedure is, and what each simplification takes away.

pub mod alignment;
mod attribution;
mod change;
mod compare;
mod context;
mod cost;
pub mod dossiers;
mod effect;
pub mod expectation;
mod expected;
mod findings;
mod guard;
mod metrics;
mod objectives;
mod operation;
mod outlook;
mod portfolio;
pub mod simulation;
mod slim;
mod suggest;

pub use crate::model::definition::parts::{Edit, EditKind};
pub use alignment::{Aligner, Alignment, Conformance};
pub use change::{Change, Changes, Difference, LimitSaving, Shift};
pub(crate) use compare::edits;
pub use compare::{Comparison, Diff, compare};
pub use context::Context;
pub use cost::{ComplianceCost, CostOf, CostRow, Income};
pub use effect::{Cause, Effect, LeftOut, Range, Stage};
pub use expectation::{Counting, Distribution, Expectation, Unmeasurable};
pub use expected::{Expected, Simulated, Times};
pub use findings::findings;
pub use guard::guard;
pub(crate) use metrics::passes;
pub use metrics::{Measure, Metrics, Unit};
pub(crate) use objectives::satisfied;
pub use objectives::{
    Beside, CaseLog, CaseSource, Caseload, IndexScore, Load, NoPeriod, PartOf, PartScore, Previous, Problem, ReportingPeriod,
    ReviewTopic, Score, Scorecard, Shortfall, SourceOf, Status, Trend, Wanted, wilson,
};
pub use operation::{OperationError, Others, apply, apply_all, order};
pub use outlook::{Outlook, Prospect};
pub use portfolio::{Denominator, Policy, Portfolio, STATES, Share, TimeSaved};
pub use simulation::Simulation;
pub use suggest::{Advice, Suggestion, advice};
