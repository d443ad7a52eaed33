//! Dossiers: what event logs say of receipt, delay, rework and hand-overs.
//!
//! Events go into a [`Tally`] one by one; tallies of parts are merged; [`Tally::finish`] makes [`Dossiers`] of them.

mod due;
mod figures;
mod histogram;
mod names;
mod problem;
mod tally;
#[cfg(test)]
mod tests;

pub use crate::model::definition::Meaning;
pub use due::{DueDays, Limits, Lines, NoDue, Receipt};
pub use figures::{Counts, Dossiers, Events, Figures, Group, Interval, Key, Month, Variant};
pub use histogram::Histogram;
pub(crate) use names::fingerprint;
pub use problem::{Problem, ProblemKind, Problems};
pub use tally::{Event, Options, Order, Partial, Tally, WorkingTime};
