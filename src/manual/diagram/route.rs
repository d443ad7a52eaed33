//! Which way every flow takes: down its column, bent once or twice, or around between the lanes.

use super::place::{Cell, Kind, Link, Plan, Port, Route, Side};
use crate::model::graph::FlowKind;
use std::collections::{BTreeMap, BTreeSet};

/// Longer ways down a column are not tried: they would keep whole columns from others.
const LONGEST_DROP: usize = 48;

/// What a place in the grid is used for.
#[derive(Debug, Clone, Copy, Default)]
struct Held {
    /// A cell, or the corner of a bent flow: nothing else.
    whole: bool,
    /// Words: nothing may cross.
    words: bool,
    /// A flow on its way down to this cell.
    drop: Option<usize>,
    /// A flow that passes level.
    level: bool,
}

/// What each place is used for, lane by lane; places not named are free.
#[derive(Debug)]
struct Grid(Vec<BTreeMap<usize, Held>>);

impl Grid {
    fn new(plan: &Plan) -> Self {
        let mut grid = Self(vec![BTreeMap::new(); plan.lanes.max(1)]);
        for cell in &plan.cells {
            grid.hold(cell.lane, cell.row, |held| held.whole = true);
        }
        grid
    }
    fn at(&self, lane: usize, row: usize) -> Held {
        self.0.get(lane).and_then(|column| column.get(&row)).copied().unwrap_or_default()
    }
    /// Whether nothing at all is there.
    fn is_free(&self, lane: usize, row: usize) -> bool {
        self.0.get(lane).is_some_and(|column| !column.contains_key(&row))
    }
    fn hold(&mut self, lane: usize, row: usize, by: impl FnOnce(&mut Held)) {
        if let Some(column) = self.0.get_mut(lane) {
            by(column.entry(row).or_default());
        }
    }
    /// Whether a flow to `target` may come down these rows of a lane; it may cross a level one.
    fn is_clear(&self, lane: usize, rows: std::ops::Range<usize>, target: usize) -> bool {
        let passes = |held: &Held| !held.whole && !held.words && held.drop.is_none_or(|to| to == target);
        rows.is_empty()
            || (rows.len() <= LONGEST_DROP
                && self.0.get(lane).is_some_and(|column| column.range(rows).all(|(_, held)| passes(held))))
    }
}

/// What of a cell's outside is already used.
#[derive(Debug, Clone, Copy, Default)]
struct Used {
    bottom: bool,
    /// What leaves by the bottom has words: another flow beside them would seem to be meant.
    worded: bool,
    tip: [bool; 2],
    flank: [bool; 2],
}

/// A kind of way: found for a link, or not.
type Way<'a> = fn(&mut Router<'a>, &Link) -> Option<Route>;

struct Router<'a> {
    cells: &'a [Cell],
    lanes: usize,
    grid: Grid,
    used: Vec<Used>,
    /// In each gutter between rows: the lanes whose flow down must end above the flow into a lane.
    above: BTreeMap<usize, BTreeSet<(usize, usize)>>,
    /// In each gutter between lanes: the rows that flows pass, to share them out.
    load: Vec<Vec<(usize, usize)>>,
}

/// Finds a way for every link.
pub(super) fn route(plan: &mut Plan) {
    let grid = Grid::new(plan);
    let lanes = plan.lanes.max(1);
    let mut order: Vec<usize> = (0..plan.links.len()).collect();
    order.sort_by_key(|l| {
        let from = &plan.cells[plan.links[*l].from];
        (from.row, from.lane, *l)
    });
    let used = vec![Used::default(); plan.cells.len()];
    let mut router = Router { cells: &plan.cells, lanes, grid, used, above: BTreeMap::new(), load: vec![Vec::new(); lanes + 1] };
    // The simplest ways first, over the whole drawing: what they take, others must go around.
    let ways: [Way; 5] = [Router::straight, Router::bent_close, Router::bent, Router::across, Router::around];
    for way in ways {
        for l in &order {
            let link = &mut plan.links[*l];
            if link.route == Route::Open {
                link.route = way(&mut router, link).unwrap_or(Route::Open);
            }
        }
    }
}

impl Router<'_> {
    /// Whether a link may leave by the bottom: what happens when time is out leaves by the side.
    fn has_bottom(&self, link: &Link) -> bool {
        let used = &self.used[link.from];
        link.kind != FlowKind::Timeout && (!used.bottom || (!used.worded && link.label.is_none()))
    }
    /// The port at this side, if it is not in use.
    fn port(&self, link: &Link, side: Side) -> Option<Port> {
        let (cell, used) = (&self.cells[link.from], &self.used[link.from]);
        let from_box = cell.kind == Kind::Step && (cell.split.is_none() || link.kind == FlowKind::Timeout);
        let (port, taken) = if from_box { (Port::Flank, used.flank) } else { (Port::Tip, used.tip) };
        (!taken[side.index()]).then_some(port)
    }
    fn take(&mut self, from: usize, side: Side, port: Port) {
        match port {
            Port::Tip => self.used[from].tip[side.index()] = true,
            Port::Flank => self.used[from].flank[side.index()] = true,
            Port::Shelf => {}
        }
    }
    fn take_bottom(&mut self, link: &Link) {
        self.used[link.from].bottom = true;
        self.used[link.from].worded |= link.label.is_some();
    }
    fn drop(&mut self, lane: usize, rows: std::ops::Range<usize>, target: usize) {
        for row in rows {
            self.grid.hold(lane, row, |held| held.drop = Some(target));
        }
    }

    fn straight(&mut self, link: &Link) -> Option<Route> {
        let (from, to) = (&self.cells[link.from], &self.cells[link.to]);
        let rows = from.row + 1..to.row;
        let fits = from.lane == to.lane
            && from.row < to.row
            && self.has_bottom(link)
            && self.grid.is_clear(from.lane, rows.clone(), link.to);
        if !fits {
            return None;
        }
        self.drop(from.lane, rows, link.to);
        self.take_bottom(link);
        Some(Route::Straight)
    }

    /// Bent once, where nothing longer than one row and one lane is taken.
    fn bent_close(&mut self, link: &Link) -> Option<Route> {
        let (from, to) = (&self.cells[link.from], &self.cells[link.to]);
        let close = to.row == from.row + 1 && to.lane.abs_diff(from.lane) == 1;
        if close { self.bent(link) } else { None }
    }

    fn bent(&mut self, link: &Link) -> Option<Route> {
        let (from, to) = (&self.cells[link.from], &self.cells[link.to]);
        if from.row >= to.row || from.lane == to.lane {
            return None;
        }
        let side = if to.lane > from.lane { Side::Right } else { Side::Left };
        let port = self.port(link, side)?;
        let passed = from.lane.min(to.lane) + 1..from.lane.max(to.lane);
        // Words stand in the next lane: there nothing may cross.
        let words = link.label.is_some().then_some(if side == Side::Right { from.lane + 1 } else { from.lane - 1 });
        let corner = self.grid.at(to.lane, from.row);
        let joins = words.is_none() && !corner.whole && !corner.level && corner.drop == Some(link.to);
        let passes = |lane: usize| {
            let held = self.grid.at(lane, from.row);
            !held.whole && !held.level && (held.drop.is_none() || words != Some(lane))
        };
        let fits = passed.clone().all(passes)
            && (self.grid.is_free(to.lane, from.row) || joins)
            && self.grid.is_clear(to.lane, from.row + 1..to.row, link.to);
        if !fits {
            return None;
        }
        for lane in passed {
            self.grid.hold(lane, from.row, |held| {
                held.level = true;
                held.words = words == Some(lane);
            });
        }
        if !joins {
            self.grid.hold(to.lane, from.row, |held| held.whole = true);
        }
        self.drop(to.lane, from.row + 1..to.row, link.to);
        self.take(link.from, side, port);
        Some(Route::Bent { side, port })
    }

    fn across(&mut self, link: &Link) -> Option<Route> {
        let (from, to) = (&self.cells[link.from], &self.cells[link.to]);
        if from.row >= to.row || from.lane == to.lane || !self.has_bottom(link) {
            return None;
        }
        let rows = from.row + 1..to.row;
        // Down first or level first: where one column is full the other may be free.
        let (lane, gutter) = if self.grid.is_clear(from.lane, rows.clone(), link.to) {
            (from.lane, to.row)
        } else if self.grid.is_clear(to.lane, rows.clone(), link.to) {
            (to.lane, from.row + 1)
        } else {
            return None;
        };
        if self.closes_circle(gutter, from.lane, to.lane) {
            return None;
        }
        self.above.entry(gutter).or_default().insert((to.lane, from.lane));
        self.drop(lane, rows, link.to);
        self.take_bottom(link);
        Some(Route::Across { gutter })
    }

    /// Flows that cross from lane to lane in one gutter must lie above those into the lane they come
    /// from, or two would lie upon each other in its column. Whether one more would make a circle.
    fn closes_circle(&self, gutter: usize, from: usize, to: usize) -> bool {
        let Some(known) = self.above.get(&gutter) else {
            return false;
        };
        let (mut open, mut seen) = (vec![from], BTreeSet::new());
        while let Some(lane) = open.pop() {
            if lane == to {
                return true;
            }
            if seen.insert(lane) {
                open.extend(known.range((lane, 0)..=(lane, usize::MAX)).map(|(_, below)| *below));
            }
        }
        false
    }

    #[allow(clippy::unnecessary_wraps)] // Has the type of the other ways.
    fn around(&mut self, link: &Link) -> Option<Route> {
        let (from, to) = (&self.cells[link.from], &self.cells[link.to]);
        let rows = (from.row.min(to.row), from.row.max(to.row));
        let cost = |side: Side| {
            let gutter = from.lane + side.index();
            let crowd = self.load.get(gutter).map_or(0, |g| g.iter().filter(|(lo, hi)| *lo <= rows.1 && *hi >= rows.0).count());
            // Around the outside is a way of its own for what leads back, if it begins there.
            let outside = gutter == 0 || gutter == self.lanes;
            let away = match side {
                Side::Left => to.lane > from.lane,
                Side::Right => to.lane < from.lane,
            } && !(outside && link.back);
            let blocked = self.port(link, side).is_none();
            crowd * 2 + usize::from(away) * 5 + usize::from(outside && !link.back) + usize::from(blocked) * 4
        };
        let side = if cost(Side::Left) < cost(Side::Right) || (cost(Side::Left) == cost(Side::Right) && link.back) {
            Side::Left
        } else {
            Side::Right
        };
        // Beside a box there is no room for words: with words, or after another, a flow leaves below.
        let port = match self.port(link, side) {
            Some(Port::Flank) if link.label.is_some() => Port::Shelf,
            Some(port) => port,
            None => Port::Shelf,
        };
        self.take(link.from, side, port);
        if let Some(load) = self.load.get_mut(from.lane + side.index()) {
            load.push(rows);
        }
        Some(Route::Around { side, port })
    }
}
