//! How long cases take: so long so often.

use super::net::TICKS;
use crate::check::time::span::{Spent, Week};
use crate::model::value::Duration;

/// How long cases take, each time with its chance; of steps whose times are fixed, so exactly.
///
/// Times are on the axis of working time, as in [`Expectation`](super::Expectation).
#[derive(Debug, Clone, PartialEq)]
pub struct Distribution {
    /// In ticks, rising; chances add up to one.
    points: Vec<(u64, f64)>,
    week: Week,
}

impl Distribution {
    pub(super) const fn of(points: Vec<(u64, f64)>) -> Self {
        Self { points, week: Week::USUAL }
    }
    pub(super) fn within_week(self, week: Week) -> Self {
        Self { points: self.points, week }
    }
    pub(super) fn at(time: u64) -> Self {
        Self::of(vec![(time, 1.0)])
    }
    pub(super) fn points(&self) -> &[(u64, f64)] {
        &self.points
    }
    pub(super) fn mean_ticks(&self) -> f64 {
        self.points.iter().map(|(time, chance)| *time as f64 * chance).sum()
    }

    /// The latest of several, which do not depend on each other; each takes part with its own chance, and at least one
    /// does: the product of what is over by then.
    pub(super) fn latest(of: &[(f64, &Self)]) -> Self {
        let none: f64 = of.iter().map(|(chance, _)| 1.0 - chance).product();
        let mut times: Vec<(u64, usize, f64)> = Vec::new();
        for (number, (chance, one)) in of.iter().enumerate() {
            times.extend(one.points.iter().map(|(time, part)| (*time, number, chance * part)));
        }
        times.sort_unstable_by_key(|(time, number, _)| (*time, *number));
        let mut over: Vec<f64> = of.iter().map(|(chance, _)| 1.0 - chance).collect();
        let mut points: Vec<(u64, f64)> = Vec::new();
        // P(max = t) without a difference of products: the first to be the latest, those before it earlier, those after it
        // not later.
        let mut at = 0;
        while at < times.len() {
            let time = times[at].0;
            let same = times[at..].iter().take_while(|(other, ..)| *other == time).count();
            let mut now = vec![0.0; of.len()];
            for (_, number, part) in &times[at..at + same] {
                now[*number] += part;
            }
            let mut chance = 0.0;
            for first in 0..of.len() {
                if now[first] > 0.0 {
                    let others = (0..of.len()).filter(|other| *other != first);
                    chance += now[first]
                        * others.map(|other| over[other] + if other > first { now[other] } else { 0.0 }).product::<f64>();
                }
            }
            for (over, now) in over.iter_mut().zip(now) {
                *over += now;
            }
            if chance > 0.0 {
                points.push((time, chance / (1.0 - none)));
            }
            at += same;
        }
        Self::of(points)
    }

    /// The mean, in working minutes.
    #[must_use]
    pub fn mean(&self) -> f64 {
        self.mean_ticks() / TICKS as f64
    }
    /// The time in which this part of the cases is over, in working minutes: 0.5 for half of them.
    #[must_use]
    pub fn quantile(&self, part: f64) -> f64 {
        let mut sum = 0.0;
        let found = self.points.iter().find(|(_, chance)| {
            sum += chance;
            // What adds up to a part may miss it by the last digit.
            sum >= part - 1e-12
        });
        found.or(self.points.last()).map_or(0.0, |(time, _)| *time as f64 / TICKS as f64)
    }
    /// The part of the cases that take no longer than a limit; `immediate` means within the working day.
    #[must_use]
    pub fn share_within(&self, limit: Duration) -> f64 {
        self.share_within_longer(limit, 0)
    }
    /// The same of a limit that is so many ticks longer.
    pub(super) fn share_within_longer(&self, limit: Duration, longer: i128) -> f64 {
        let limit = Spent::limit(limit).weight(self.week) + longer;
        self.points.iter().filter(|(time, _)| i128::from(*time) <= limit).map(|(_, chance)| chance).sum::<f64>().min(1.0)
    }
    /// Every time there is, in working minutes, with its chance; the shortest first.
    pub fn times(&self) -> impl Iterator<Item = (f64, f64)> {
        self.points.iter().map(|(time, chance)| (*time as f64 / TICKS as f64, *chance))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_latest_of_two_coins_by_hand() {
        let coin = Distribution::of(vec![(1, 0.5), (3, 0.5)]);
        let other = Distribution::of(vec![(2, 0.75), (3, 0.25)]);
        // Not the maximum of 2 and 2.25: 2 happens in 3 of 8.
        let both = Distribution::latest(&[(1.0, &coin), (1.0, &other)]);
        assert_eq!(both.points(), [(2, 0.375), (3, 0.625)]);
        assert!((both.mean_ticks() - 2.625).abs() < 1e-15);
        // One of them or both, each half of the time: a third each.
        let some = Distribution::latest(&[(0.5, &coin), (0.5, &other)]);
        let expected = [(1, 1.0 / 6.0), (2, 0.75 / 3.0 + 0.375 / 3.0), (3, 0.5 / 3.0 + 0.25 / 3.0 + 0.625 / 3.0)];
        for (point, expected) in some.points().iter().zip(expected) {
            assert!(point.0 == expected.0 && (point.1 - expected.1).abs() < 1e-15, "{point:?} {expected:?}");
        }
    }
}
