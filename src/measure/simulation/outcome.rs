//! What a simulation has shown.

use crate::measure::expectation::net::TICKS;

/// How long cases took, in working minutes.
#[derive(Debug, Clone, Copy, PartialEq, serde::Serialize)]
pub struct Figures {
    /// The mean.
    pub mean: f64,
    /// Half of the cases took no longer.
    pub p50: f64,
    /// 95 % of the cases took no longer.
    pub p95: f64,
    /// The longest.
    pub most: f64,
    /// The true mean lies no farther from `mean` with a confidence of 95 %: from the means of twenty batches of
    /// cases that came one after the other (Law, Simulation Modeling and Analysis, 9.5.3). None of fewer than forty cases.
    pub margin: Option<f64>,
}

/// Batches, and what Student's distribution with one less leaves 5 % beyond.
const BATCHES: usize = 20;
const STUDENT: f64 = 2.093;

impl Figures {
    /// From times in the order in which the cases came; leaves them in another order.
    pub(super) fn of(times: &mut [u64]) -> Self {
        let minutes = |ticks: u64| ticks as f64 / TICKS as f64;
        let mean_of = |times: &[u64]| {
            let sum: u128 = times.iter().map(|time| u128::from(*time)).sum();
            sum as f64 / times.len().max(1) as f64 / TICKS as f64
        };
        let mean = mean_of(times);
        let margin = (times.len() >= 2 * BATCHES).then(|| {
            let size = times.len() / BATCHES;
            let means = times.chunks_exact(size).take(BATCHES).map(mean_of);
            let means: Vec<f64> = means.collect();
            let middle = means.iter().sum::<f64>() / BATCHES as f64;
            let square = means.iter().map(|mean| (mean - middle) * (mean - middle)).sum::<f64>() / (BATCHES - 1) as f64;
            STUDENT * (square / BATCHES as f64).sqrt()
        });
        let mut at = |percent: usize| {
            if times.is_empty() {
                return 0.0;
            }
            // The smallest time that so many cases do not exceed.
            let rank = (times.len() * percent).div_ceil(100).max(1) - 1;
            minutes(*times.select_nth_unstable(rank).1)
        };
        Self { mean, p50: at(50), p95: at(95), most: at(100), margin }
    }
}

/// How busy those were who do the steps of a role.
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
pub struct PoolFigures {
    /// The role.
    pub role: String,
    /// How many persons.
    pub staff: u32,
    /// The part of their working time in which they were busy.
    pub utilisation: f64,
    /// How many tasks waited for them on the average.
    pub queue: f64,
    /// How long a task waited for them on the average, in working minutes.
    pub wait: f64,
}

/// What a simulation has shown.
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
pub struct Outcome {
    /// Cases that were measured.
    pub cases: usize,
    /// Steps done in a case, on the average.
    pub steps: f64,
    /// From the beginning to the end of a case, in working minutes.
    pub elapsed: Figures,
    /// The same, of which steps with a stopped clock take none.
    pub ran: Figures,
    /// From the beginning to the end in minutes of a clock on the wall, if there was a calendar.
    pub calendar: Option<Figures>,
    /// The part of the cases within the time limit, if there was one: by the time that ran.
    pub on_time: Option<f64>,
    /// Those who do the steps, by role.
    pub pools: Vec<PoolFigures>,
    /// Cases a working day.
    pub throughput: f64,
}
