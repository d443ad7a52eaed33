//! Measuring: how much work a procedure is, and what each simplification takes away.

mod effect;
mod metrics;
mod operation;

pub use effect::{Change, Difference, Effect, Portfolio, Stage, findings};
pub use metrics::Metrics;
pub use operation::{OperationError, apply, apply_all};
