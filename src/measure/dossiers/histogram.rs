//! Quantiles of times that can be merged.

use std::collections::BTreeMap;

/// Below this many seconds each has a class of its own.
const EXACT: u64 = 256;

/// Times, counted by classes that widen with the time: up to 256 seconds each second is a class, beyond them each class is at
/// most 1/128 of its times wide. · Phân bố thời gian.
///
/// Adding and merging is exact and in any order the same, and so are number, least, most and mean. A quantile is the longest
/// time of its class: never less than the true one, and at most 1/128 (0.8 %) more.
///
/// ```
/// use quytrinh::measure::dossiers::Histogram;
///
/// let mut times = Histogram::default();
/// (1..=100).for_each(|hour| times.add(hour * 3600));
/// let median = times.quantile(1, 2).unwrap();
/// assert!((50 * 3600..=50 * 3600 * 129 / 128).contains(&median));
/// assert_eq!((times.len(), times.least(), times.most()), (100, Some(3600), Some(360_000)));
/// assert_eq!(Histogram::default().quantile(1, 2), None);
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Histogram {
    classes: BTreeMap<u16, u64>,
    number: u64,
    sum: u128,
    least: u64,
    most: u64,
}

/// A histogram as it travels: classes, the sum in two halves, least and most.
pub(super) type Travelling = (Vec<(u16, u64)>, (u64, u64), u64, u64);

impl Histogram {
    /// As it travels.
    #[allow(clippy::cast_possible_truncation, reason = "both halves are taken")]
    pub(super) fn travelling(&self) -> Travelling {
        let classes = self.classes.iter().map(|(class, number)| (*class, *number)).collect();
        (classes, ((self.sum >> 64) as u64, self.sum as u64), self.least, self.most)
    }
    /// One that has travelled; none if it is not one.
    pub(super) fn arrived((classes, (high, low), least, most): Travelling) -> Option<Self> {
        let number = classes.iter().try_fold(0_u64, |sum, (_, number)| sum.checked_add(*number))?;
        let are_classes = classes.iter().all(|(one, _)| *one <= class(u64::MAX));
        let sum = u128::from(high) << 64 | u128::from(low);
        (are_classes && least <= most).then(|| Self { classes: classes.into_iter().collect(), number, sum, least, most })
    }
    /// Adds one time, in seconds.
    pub fn add(&mut self, seconds: u64) {
        *self.classes.entry(class(seconds)).or_default() += 1;
        self.least = if self.number == 0 { seconds } else { self.least.min(seconds) };
        self.most = self.most.max(seconds);
        self.number += 1;
        self.sum += u128::from(seconds);
    }
    /// Adds all times of another one.
    pub fn merge(&mut self, other: &Self) {
        if other.number == 0 {
            return;
        }
        for (class, number) in &other.classes {
            *self.classes.entry(*class).or_default() += number;
        }
        self.least = if self.number == 0 { other.least } else { self.least.min(other.least) };
        self.most = self.most.max(other.most);
        self.number += other.number;
        self.sum += other.sum;
    }
    /// How many times there are.
    #[must_use]
    pub const fn len(&self) -> u64 {
        self.number
    }
    /// Whether there are none.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.number == 0
    }
    /// The shortest.
    #[must_use]
    pub fn least(&self) -> Option<u64> {
        (self.number > 0).then_some(self.least)
    }
    /// The longest.
    #[must_use]
    pub fn most(&self) -> Option<u64> {
        (self.number > 0).then_some(self.most)
    }
    /// All of them together.
    #[must_use]
    pub const fn sum(&self) -> u128 {
        self.sum
    }
    /// The mean, rounded down to the second.
    #[must_use]
    pub fn mean(&self) -> Option<u64> {
        self.sum.checked_div(u128::from(self.number)).and_then(|mean| u64::try_from(mean).ok())
    }
    /// The time that at least this part of all do not exceed: of `quantile(9, 10)` nine in ten.
    #[must_use]
    pub fn quantile(&self, part: u64, of: u64) -> Option<u64> {
        if self.number == 0 || of == 0 {
            return None;
        }
        let wanted = (u128::from(self.number) * u128::from(part.min(of))).div_ceil(u128::from(of)).max(1);
        let mut seen = 0_u128;
        for (class, number) in &self.classes {
            seen += u128::from(*number);
            if seen >= wanted {
                return Some(last(*class).clamp(self.least, self.most));
            }
        }
        Some(self.most)
    }
}

/// The class of a time: its highest eight bits, and how many follow them.
#[allow(clippy::cast_possible_truncation, reason = "at most 256 + 56 · 128 classes")]
const fn class(seconds: u64) -> u16 {
    if seconds < EXACT {
        return seconds as u16;
    }
    let shift = 56 - seconds.leading_zeros();
    (EXACT + (shift as u64 - 1) * 128 + (seconds >> shift) - 128) as u16
}

/// The longest time of a class.
const fn last(class: u16) -> u64 {
    let class = class as u64;
    if class < EXACT {
        return class;
    }
    let (shift, head) = ((class - EXACT) / 128 + 1, (class - EXACT) % 128 + 128);
    (head << shift) | ((1 << shift) - 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn times() -> impl Strategy<Value = Vec<u64>> {
        let time = prop_oneof![0_u64..600, 0_u64..100_000_000, any::<u64>()];
        proptest::collection::vec(time, 0..60)
    }

    fn of(times: &[u64]) -> Histogram {
        let mut histogram = Histogram::default();
        for time in times {
            histogram.add(*time);
        }
        histogram
    }

    proptest! {
        #[test]
        fn a_quantile_is_within_its_bound(mut times in times(), part in 0_u64..=20) {
            let found = of(&times).quantile(part, 20);
            times.sort_unstable();
            let rank = (times.len() * usize::try_from(part).unwrap()).div_ceil(20).max(1) - 1;
            let exact = times.get(rank).copied();
            prop_assert_eq!(found.is_some(), exact.is_some());
            if let (Some(found), Some(exact)) = (found, exact) {
                prop_assert!(exact <= found && found - exact <= exact / 128, "{} {}", exact, found);
            }
        }

        #[test]
        fn merging_is_adding(a in times(), b in times(), c in times()) {
            let merged = |order: &[&Vec<u64>]| order.iter().fold(Histogram::default(), |mut all, part| { all.merge(&of(part)); all });
            let whole = of(&[a.clone(), b.clone(), c.clone()].concat());
            prop_assert_eq!(&merged(&[&a, &b, &c]), &whole);
            prop_assert_eq!(&merged(&[&c, &a, &b]), &whole);
        }
    }
}
