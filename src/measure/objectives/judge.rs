//! Whether a value reaches a target: whole numbers are compared, nothing is rounded.

use crate::measure::Share;
use crate::model::definition::Waypoint;
use crate::model::value::{Percent, Target};
use std::cmp::Ordering;

/// An exact fraction that is not negative; the lower part is not zero.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Fraction {
    pub part: u128,
    pub of: u128,
}

impl Fraction {
    pub fn of(share: Share) -> Option<Self> {
        (share.of > 0).then_some(Self { part: share.part.into(), of: share.of.into() })
    }
    pub fn percent(percent: Percent) -> Self {
        Self { part: percent.ten_thousandths().into(), of: Percent::WHOLE.ten_thousandths().into() }
    }
    /// This much of the way from here to another one.
    fn towards(self, to: Self, done: u128, of: u128) -> Option<Self> {
        // from + (to - from) * done / of = (from * (of - done) + to * done) / of
        let rest = of.checked_sub(done)?;
        let part =
            self.part.checked_mul(to.of)?.checked_mul(rest)?.checked_add(to.part.checked_mul(self.of)?.checked_mul(done)?)?;
        let of = self.of.checked_mul(to.of)?.checked_mul(of)?;
        (of > 0).then(|| Self { part, of }.reduced())
    }
    fn reduced(self) -> Self {
        let (mut a, mut b) = (self.part, self.of);
        while b > 0 {
            (a, b) = (b, a % b);
        }
        let by = a.max(1);
        Self { part: self.part / by, of: self.of / by }
    }
    /// As a percentage, for display.
    #[allow(clippy::cast_precision_loss, reason = "a display figure")]
    pub fn as_percent(self) -> f64 {
        self.part as f64 / self.of as f64 * 100.0
    }
    /// How far apart two are.
    fn distance(self, other: Self) -> Self {
        let (a, b) = (self.part * other.of, other.part * self.of);
        Self { part: a.abs_diff(b), of: self.of * other.of }.reduced()
    }
}

impl PartialOrd for Fraction {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Fraction {
    fn cmp(&self, other: &Self) -> Ordering {
        // Both sides come from numbers of 64 bits, so that the products have room.
        self.part.saturating_mul(other.of).cmp(&other.part.saturating_mul(self.of))
    }
}

/// What a value is held against at a moment: bounds, with the least and the most that are allowed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Bounds {
    /// The least, and whether it may be met exactly.
    pub least: Option<(Fraction, bool)>,
    /// The most, and whether it may be met exactly.
    pub most: Option<(Fraction, bool)>,
}

impl Bounds {
    /// The bounds of a target; none where it needs a value before and there is none, and where it is no bound.
    pub fn of(target: Target, baseline: Option<Fraction>) -> Option<Self> {
        let at = Fraction::percent;
        let (least, most) = match target {
            Target::Exactly(p) => (Some((at(p), true)), Some((at(p), true))),
            Target::AtLeast(p) => (Some((at(p), true)), None),
            Target::MoreThan(p) => (Some((at(p), false)), None),
            Target::AtMost(p) => (None, Some((at(p), true))),
            Target::LessThan(p) => (None, Some((at(p), false))),
            Target::Between(a, b) => (Some((at(a), true)), Some((at(b), true))),
            Target::Of(k, n) => (Some((Fraction { part: k.into(), of: u128::from(n.max(1)) }, true)), None),
            Target::AboveBaseline => (Some((baseline?, false)), None),
            Target::BelowBaseline => (None, Some((baseline?, false))),
            Target::EveryPeriod => {
                let whole = Fraction { part: 1, of: 1 };
                (Some((whole, true)), None)
            }
        };
        Some(Self { least, most })
    }

    /// Whether a value lies within them.
    pub fn hold(&self, value: Fraction) -> bool {
        let above = |(bound, exact): (Fraction, bool)| match value.cmp(&bound) {
            Ordering::Greater => true,
            Ordering::Equal => exact,
            Ordering::Less => false,
        };
        let below = |(bound, exact): (Fraction, bool)| match value.cmp(&bound) {
            Ordering::Less => true,
            Ordering::Equal => exact,
            Ordering::Greater => false,
        };
        self.least.is_none_or(above) && self.most.is_none_or(below)
    }

    /// The bounds on the way from a value before: this much of the way to each bound that it does not reach yet.
    pub fn on_the_way(&self, from: Fraction, done: u128, of: u128) -> Option<Self> {
        let mut way = *self;
        // What is reached already must not be given up; what lies beyond the other bound is not asked for before the end.
        if let Some((least, exact)) = self.least {
            if from < least {
                way = Self { least: Some((from.towards(least, done, of)?, exact)), most: None };
            }
        }
        if let Some((most, exact)) = self.most {
            if from > most {
                way = Self { least: None, most: Some((from.towards(most, done, of)?, exact)) };
            }
        }
        Some(way)
    }

    /// How far a value is from where it should be; for bounds on one side, more in that direction is always better.
    pub fn compare(&self, now: Fraction, before: Fraction) -> Ordering {
        match (self.least, self.most) {
            (None, Some(_)) => before.cmp(&now),
            (Some((least, _)), Some((most, _))) => {
                let away = |value: Fraction| {
                    if value < least {
                        value.distance(least)
                    } else if value > most {
                        value.distance(most)
                    } else {
                        Fraction { part: 0, of: 1 }
                    }
                };
                away(before).cmp(&away(now))
            }
            _ => now.cmp(&before),
        }
    }
}

/// What is asked of a year on the way.
pub(super) enum OnTheWay {
    /// The path says it.
    Said(Target),
    /// It follows from a value before, evenly.
    Even(Bounds),
}

/// What is asked of a year before the one in which a target must be reached.
pub(super) fn on_the_way(
    target: Target,
    path: &[Waypoint],
    baseline: Option<(Fraction, i16)>,
    year: i16,
    by: i16,
) -> Option<OnTheWay> {
    if let Some(point) = path.iter().find(|point| point.year.0 == year) {
        return Some(OnTheWay::Said(point.target));
    }
    let (from, since) = baseline.filter(|(_, since)| *since < year && year < by)?;
    let steps = |from: i16, to: i16| u128::try_from(i32::from(to) - i32::from(from)).ok();
    let bounds = Bounds::of(target, Some(from))?;
    bounds.on_the_way(from, steps(since, year)?, steps(since, by)?).map(OnTheWay::Even)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn holds(target: &str, part: u64, of: u64) -> bool {
        Bounds::of(target.parse().unwrap(), None).unwrap().hold(Fraction::of(Share { part, of }).unwrap())
    }

    #[test]
    fn bounds_are_exact() {
        assert!(!holds("> 60%", 3, 5), "60 % is not more than 60 %");
        assert!(holds("> 60%", 600_001, 1_000_000));
        assert!(holds(">= 60%", 3, 5) && !holds(">= 60%", 599_999_999_999, 1_000_000_000_000));
        assert!(holds("= 100%", 7, 7) && !holds("= 100%", 999_999_999_999, 1_000_000_000_000));
        assert!(holds("between 50% and 52%", 13, 25) && !holds("between 50% and 52%", 521, 1000));
        assert!(holds("6 of 6", 6, 6) && !holds("6 of 6", 5, 6));
        assert!(holds("<= 33.3333%", 333_333, 1_000_000) && !holds("<= 33.3333%", 1, 3));
        assert_eq!(Fraction::of(Share { part: 0, of: 0 }), None, "nothing is no share of nothing");
    }

    #[test]
    fn the_way_from_57_to_52_percent_in_three_years() {
        // 57 − (57 − 52) / 3 = 55 1/3: exactly that is on the way, a hair more is not.
        let bounds = Bounds::of("between 50% and 52%".parse().unwrap(), None).unwrap();
        let way = bounds.on_the_way(Fraction { part: 57, of: 100 }, 1, 3).unwrap();
        assert_eq!((way.least, way.most), (None, Some((Fraction { part: 83, of: 150 }, true))));
        assert!(way.hold(Fraction { part: 83, of: 150 }) && !way.hold(Fraction { part: 55_334, of: 100_000 }));
    }

    proptest! {
        #[test]
        fn comparing_agrees_with_numbers(part in 0_u64..1000, of in 1_u64..1000, p in 0_u64..=1_000_000) {
            let share = Share { part: part.min(of), of };
            let percent = Percent::from_ten_thousandths(p);
            let value = Fraction::of(share).unwrap();
            let hold = |target: Target| Bounds::of(target, None).unwrap().hold(value);
            let order = (u128::from(share.part) * 1_000_000).cmp(&(u128::from(p) * u128::from(of)));
            prop_assert_eq!(hold(Target::AtLeast(percent)), order.is_ge());
            prop_assert_eq!(hold(Target::MoreThan(percent)), order.is_gt());
            prop_assert_eq!(hold(Target::AtMost(percent)), order.is_le());
            prop_assert_eq!(hold(Target::LessThan(percent)), order.is_lt());
            prop_assert_eq!(hold(Target::Exactly(percent)), order.is_eq());
        }
        #[test]
        fn the_way_begins_before_and_ends_at_the_target(from in 0_u128..100, to in 0_u64..100, of in 1_u128..9) {
            let from = Fraction { part: from, of: 100 };
            for target in [Target::AtLeast, Target::AtMost] {
                let bounds = Bounds::of(target(Percent::from_ten_thousandths(to * 10_000)), None).unwrap();
                prop_assert!(bounds.on_the_way(from, 0, of).unwrap().hold(from));
                let end = bounds.on_the_way(from, of, of).unwrap();
                for value in 0..=100 {
                    let value = Fraction { part: value, of: 100 };
                    prop_assert_eq!(end.hold(value), bounds.hold(value));
                }
            }
        }
    }
}
