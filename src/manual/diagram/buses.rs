//! Where flows run level, in the gutters between rows.

use super::columns::Columns;
use super::place::{Plan, Route};
use std::collections::BTreeMap;

/// The level piece of all flows into one column, in the gutter above a row.
pub(super) struct Bus {
    pub lane: usize,
    left: f64,
    right: f64,
    /// The lanes from whose columns flows come down to it.
    columns: Vec<usize>,
    /// Where flows reach it from above and from below.
    above: Vec<f64>,
    below: Vec<f64>,
    pub level: usize,
}

/// The buses of each gutter, each on a level: those that overlap on different ones.
pub(super) fn buses(plan: &Plan, columns: &Columns) -> Vec<Vec<Bus>> {
    let mut found: Vec<BTreeMap<usize, Bus>> = (0..=plan.rows).map(|_| BTreeMap::new()).collect();
    for (l, link) in plan.links.iter().enumerate() {
        let (from, to) = (&plan.cells[link.from], &plan.cells[link.to]);
        let (gutter, x, column, above) = match link.route {
            Route::Across { gutter } => (gutter, columns.middle[from.lane], Some(from.lane), true),
            Route::Around { .. } => match columns.track(l) {
                Some(track) => (to.row, track.x, None, to.row > from.row),
                None => continue,
            },
            _ => continue,
        };
        let middle = columns.middle[to.lane];
        let fresh = || Bus {
            lane: to.lane,
            left: middle,
            right: middle,
            columns: Vec::new(),
            above: Vec::new(),
            below: Vec::new(),
            level: 0,
        };
        let bus = found[gutter].entry(to.lane).or_insert_with(fresh);
        bus.left = bus.left.min(x);
        bus.right = bus.right.max(x);
        bus.columns.extend(column);
        (if above { &mut bus.above } else { &mut bus.below }).push(x);
    }
    found.into_iter().map(|gutter| leveled(gutter.into_values().collect(), columns)).collect()
}

fn leveled(mut buses: Vec<Bus>, columns: &Columns) -> Vec<Bus> {
    let within = |x: f64, bus: &Bus| bus.left < x && x < bus.right;
    // Crossings if one lies above the other.
    let crossings = |upper: &Bus, lower: &Bus| {
        usize::from(within(columns.middle[upper.lane], lower))
            + lower.above.iter().filter(|x| within(**x, upper)).count()
            + upper.below.iter().filter(|x| within(**x, lower)).count()
    };
    let must = |upper: &Bus, lower: &Bus| upper.columns.contains(&lower.lane);
    let mut done: Vec<Bus> = Vec::with_capacity(buses.len());
    while !buses.is_empty() {
        // Among those nothing else must lie above, the one that causes the fewest crossings.
        let few = buses.len() <= 16;
        let best = (0..buses.len())
            .filter(|i| !buses.iter().enumerate().any(|(j, other)| *i != j && must(other, &buses[*i])))
            .min_by_key(|i| {
                let (mut first, mut last) = (0, 0);
                for (j, other) in buses.iter().enumerate().filter(|(j, _)| few && i != j) {
                    debug_assert_ne!(*i, j);
                    first += crossings(&buses[*i], other);
                    last += crossings(other, &buses[*i]);
                }
                // A difference without a sign.
                (1_000_000 + first - last.min(1_000_000), *i)
            })
            .unwrap_or(0);
        let mut bus = buses.remove(best);
        bus.level = done.iter().filter(|upper| must(upper, &bus)).map(|upper| upper.level + 1).max().unwrap_or(0);
        let apart = |other: &Bus| other.right + 6.0 < bus.left || bus.right + 6.0 < other.left;
        while done.iter().any(|other| other.level == bus.level && !apart(other)) {
            bus.level += 1;
        }
        done.push(bus);
    }
    done
}
