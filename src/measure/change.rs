//! What changes between two sets of figures.

use super::metrics::{Measure, Metrics, Unit};
use crate::check::time::span::{Spent, Week};
use crate::model::definition::Baseline;
use crate::model::value::WorkSpan;
use std::cmp::Ordering;

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

/// By how much a figure changes: negative where it falls.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Shift {
    /// Things, đồng, or working minutes.
    pub number: f64,
    /// Calendar days, of times; working minutes and calendar days are never added.
    pub days: f64,
}

impl Shift {
    const fn is_zero(self) -> bool {
        self.number == 0.0 && self.days == 0.0
    }
}

/// By how much each figure changes.
///
/// In JSON each figure has its [key](Measure::key): a number for counts and đồng,
/// `{"working_minutes": …, "calendar_days": …}` for times, `null` where it is not known.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Changes {
    changed: Vec<(Measure, Shift)>,
    unknown: Vec<Measure>,
}

impl Changes {
    /// By how much a figure changes; none where it is not known.
    #[must_use]
    pub fn get(&self, measure: Measure) -> Option<Shift> {
        if self.unknown.contains(&measure) {
            return None;
        }
        Some(self.changed.iter().find(|(other, _)| *other == measure).map_or_else(Shift::default, |(_, shift)| *shift))
    }
    /// The figures that change, in the order of reports.
    pub fn iter(&self) -> impl Iterator<Item = (Measure, Shift)> {
        self.changed.iter().copied()
    }
    /// Changes from numbers in the units of [`slots`]; none is not known.
    pub(super) fn from_slots(value: impl Fn(usize) -> Option<f64>) -> Self {
        let mut changes = Self::default();
        for (at, measure) in Measure::ALL.iter().enumerate() {
            let (Some(number), Some(days)) = (value(2 * at), value(2 * at + 1)) else {
                changes.unknown.push(*measure);
                continue;
            };
            let scale = if measure.unit() == Unit::Minutes { 10_000.0 } else { 1.0 };
            let shift = Shift { number: number / scale, days: days / 10_000.0 };
            if !shift.is_zero() {
                changes.changed.push((*measure, shift));
            }
        }
        changes
    }
}

impl serde::Serialize for Changes {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        use serde::ser::SerializeMap;
        #[derive(serde::Serialize)]
        struct Time {
            working_minutes: f64,
            calendar_days: f64,
        }
        let mut map = serializer.serialize_map(Some(Measure::ALL.len()))?;
        for measure in Measure::ALL {
            match self.get(*measure) {
                None => map.serialize_entry(measure.key(), &())?,
                Some(Shift { number, days }) if measure.unit() == Unit::Minutes => {
                    map.serialize_entry(measure.key(), &Time { working_minutes: number, calendar_days: days })?;
                }
                Some(Shift { number, .. }) => map.serialize_entry(measure.key(), &number)?,
            }
        }
        map.end()
    }
}

/// Two for each figure.
pub(super) const SLOTS: usize = 2 * Measure::ALL.len();
/// A figure that is not known.
pub(super) const UNKNOWN: i64 = i64::MIN;

/// The figures as whole numbers, two for each: things, đồng or ten-thousandths of working minutes; and ten-thousandths
/// of calendar days.
pub(super) fn slots(metrics: &Metrics) -> [i64; SLOTS] {
    let whole = |amount: u64| i64::try_from(amount).unwrap_or(i64::MAX);
    let mut slots = [0; SLOTS];
    for (at, measure) in Measure::ALL.iter().enumerate() {
        let pair = match metrics.span(*measure) {
            Some(span) => span.map(|span| (whole(span.parts().0), whole(span.parts().1))),
            #[allow(clippy::cast_possible_truncation, reason = "counts and đồng are whole numbers")]
            None => metrics.get(*measure).map(|number| (number as i64, 0)),
        };
        (slots[2 * at], slots[2 * at + 1]) = pair.unwrap_or((UNKNOWN, UNKNOWN));
    }
    slots
}

/// How two times compare where that is certain in every week: part by part, or else by the working days that so many
/// calendar days can hold.
fn compare(before: WorkSpan, after: WorkSpan) -> Option<Ordering> {
    let ((minutes, days), (minutes_after, days_after)) = (before.parts(), after.parts());
    let by_part = (minutes_after.cmp(&minutes), days_after.cmp(&days));
    match by_part {
        (Ordering::Equal, other) | (other, Ordering::Equal) => Some(other),
        (a, b) if a == b => Some(a),
        _ => {
            let (before, after) = (Spent::of_span(before), Spent::of_span(after));
            let fits = |a: Spent, b: Spent| a.fits(b, Week::USUAL);
            match (fits(after, before), fits(before, after)) {
                (true, false) => Some(Ordering::Less),
                (false, true) => Some(Ordering::Greater),
                _ => None,
            }
        }
    }
}

/// What the time limit saves against one baseline.
#[derive(Debug, Clone, Copy, PartialEq, serde::Serialize)]
pub struct LimitSaving {
    /// What it is counted from.
    pub baseline: Baseline,
    /// The limit of the baseline.
    pub before: WorkSpan,
    /// The limit an applicant is promised afterwards.
    pub after: WorkSpan,
    /// How much shorter it is, as a percentage of the baseline; negative where it is longer. None where one of them counts
    /// days and the other working days: they are not subtracted.
    pub percent: Option<f64>,
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
    /// By how much every figure changes, working minutes and calendar days apart.
    #[must_use]
    #[allow(clippy::cast_precision_loss, reason = "figures are far smaller")]
    pub fn changes(&self) -> Changes {
        let (before, after) = (slots(&self.before), slots(&self.after));
        let change = |at: usize| after[at].saturating_sub(before[at]) as f64;
        Changes::from_slots(|at| (before[at] != UNKNOWN && after[at] != UNKNOWN).then(|| change(at)))
    }
    /// By how much a figure changes, in its [`Unit`]; negative where it falls. None where it is not known, and where the
    /// working time of a time rises and its calendar time falls, or the other way round: they are not subtracted.
    #[must_use]
    pub fn change(&self, measure: Measure) -> Option<f64> {
        if let (Some(Some(before)), Some(Some(after))) = (self.before.span(measure), self.after.span(measure)) {
            let ((minutes, days), (minutes_after, days_after)) = (before.parts(), after.parts());
            let signs = (minutes_after.cmp(&minutes), days_after.cmp(&days));
            if matches!(signs, (Ordering::Less, Ordering::Greater) | (Ordering::Greater, Ordering::Less)) {
                return None;
            }
        }
        Some(self.after.get(measure)? - self.before.get(measure)?)
    }
    /// Whether a figure falls, stays or rises, where that is certain. A time of 15 days that becomes one of 12 working days
    /// rises: 15 days hold eleven at the most. Whether 15 days or 10 working days are longer depends on the week.
    #[must_use]
    pub fn direction(&self, measure: Measure) -> Option<Ordering> {
        match (self.before.span(measure), self.after.span(measure)) {
            (Some(before), Some(after)) => match (before, after) {
                (None, None) => Some(Ordering::Equal),
                (before, after) => compare(before?, after?),
            },
            _ => match (self.before.get(measure), self.after.get(measure)) {
                (None, None) => Some(Ordering::Equal),
                (before, after) => after?.partial_cmp(&before?),
            },
        }
    }
    /// The figures that rise: what got worse.
    pub fn rises(&self) -> impl Iterator<Item = Measure> {
        Measure::ALL.iter().copied().filter(|measure| self.direction(*measure) == Some(Ordering::Greater))
    }
    /// The figures that fall.
    pub fn falls(&self) -> impl Iterator<Item = Measure> {
        Measure::ALL.iter().copied().filter(|measure| self.direction(*measure) == Some(Ordering::Less))
    }
    /// The limit that a saving is counted from, and the one an applicant is promised afterwards.
    #[must_use]
    pub fn limits_against(&self, baseline: Baseline) -> Option<(WorkSpan, WorkSpan)> {
        let before = match baseline {
            Baseline::Statutory => self.before.statutory,
            Baseline::Committed => self.before.committed,
            Baseline::PreviousVersion => self.before.limit,
        };
        before.zip(self.after.limit)
    }
    /// What the limit saves, against every baseline there is: 27 → 18 working days is 33.3 % against the law, and 5.3 %
    /// where 19 were promised before.
    #[must_use]
    pub fn limit_savings(&self) -> Vec<LimitSaving> {
        let against = |baseline| {
            let (before, after) = self.limits_against(baseline)?;
            let percent = if before.is_mixed_with(after) { None } else { before.percent_saved(after) };
            Some(LimitSaving { baseline, before, after, percent })
        };
        [Baseline::Statutory, Baseline::Committed, Baseline::PreviousVersion].into_iter().filter_map(against).collect()
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
    /// Whether something fell and nothing rose: the policy [`Pareto`](super::Policy::Pareto).
    #[must_use]
    pub fn is_simpler(&self) -> bool {
        super::portfolio::Policy::Pareto.counts(self)
    }
}
