//! The units of an organisation below the units they belong to.

use super::sheet::{Line, Sheet, Tile, TileKind, Words};
use super::{Area, Point};
use crate::model::definition::{OrganisationDefinition, UnitKind};
use crate::model::value::Language;
use std::collections::HashMap;

/// The width of the sheet: that of an upright page.
const WIDTH: f64 = 720.0;
/// The most columns below a unit, and the space between them.
const COLUMNS: usize = 4;
const APART: f64 = 18.0;
/// The width of a unit that stands alone on its level.
const ALONE: f64 = 300.0;
/// Between a unit and the line it hangs on, and how much further in what belongs to it stands; so many times at most.
const HANG: f64 = 12.0;
const INDENT: f64 = 18.0;
const DEEPEST: usize = 3;
/// Between boxes: of one column, of two levels, and of two trees.
const GAP: (f64, f64, f64) = (9.0, 26.0, 30.0);
/// Around everything.
const EDGE: f64 = 4.0;

/// The tree of units: the children of each, and those that belong to none.
struct Tree {
    children: Vec<Vec<usize>>,
    roots: Vec<usize>,
}

impl Tree {
    fn of(parents: &[Option<usize>]) -> Self {
        let mut children = vec![Vec::new(); parents.len()];
        for (unit, parent) in parents.iter().enumerate() {
            if let Some(parent) = parent {
                children[*parent].push(unit);
            }
        }
        let mut tree = Self { children, roots: Vec::new() };
        let mut seen = vec![false; parents.len()];
        let alone = (0..parents.len()).filter(|unit| parents[*unit].is_none());
        // Units that belong to each other in a circle begin with the first of them.
        for root in alone.chain(0..parents.len()) {
            if seen[root] {
                continue;
            }
            if let Some(parent) = parents[root] {
                tree.children[parent].retain(|child| *child != root);
            }
            tree.roots.push(root);
            let mut open = vec![root];
            while let Some(unit) = open.pop() {
                if !std::mem::replace(&mut seen[unit], true) {
                    open.extend(&tree.children[unit]);
                }
            }
        }
        tree
    }

    /// A unit and all below it, in the order in which they are read, each with its depth and the place of its parent.
    fn below(&self, unit: usize) -> Vec<(usize, usize, Option<usize>)> {
        let (mut found, mut open) = (Vec::new(), vec![(unit, 0, None)]);
        while let Some((unit, depth, parent)) = open.pop() {
            let place = found.len();
            found.push((unit, depth, parent));
            open.extend(self.children[unit].iter().rev().map(|child| (*child, depth + 1, Some(place))));
        }
        found
    }
}

/// Where things go: from the top down.
struct Writer<'a> {
    titles: Vec<&'a str>,
    tree: Tree,
    sheet: Sheet,
    y: f64,
}

/// Lays an organisation out as a chart of its units: which belongs to which, outside agencies left out.
/// None where no unit belongs to another.
///
/// ```
/// use quytrinh::{Language, Library, manual::diagram::organisation_chart};
/// let text = "organisation: a\ntitle: A\nunits:\n  - {id: board, title: Board, kind: department}\n  - {id: desk, title: Desk, kind: department, parent: board}\nroles: []\n";
/// let library = Library::from_sources([("organisation.yaml", text)]);
/// let chart = organisation_chart(library.organisation().unwrap(), &Language::En).unwrap();
/// assert_eq!((chart.tiles.len(), chart.lines.len()), (2, 1));
/// ```
#[must_use]
pub fn organisation_chart(organisation: &OrganisationDefinition, language: &Language) -> Option<Sheet> {
    let units: Vec<_> = organisation.units.iter().filter(|unit| unit.kind != UnitKind::External).collect();
    let places: HashMap<_, usize> = units.iter().enumerate().map(|(place, unit)| (&unit.id, place)).collect();
    let parents: Vec<Option<usize>> = units
        .iter()
        .enumerate()
        .map(|(place, unit)| unit.parent.as_ref().and_then(|id| places.get(id).copied()).filter(|parent| *parent != place))
        .collect();
    if parents.iter().all(Option::is_none) {
        return None;
    }
    let titles = units.iter().map(|unit| unit.title.to(language)).collect();
    let mut writer = Writer { titles, tree: Tree::of(&parents), sheet: Sheet::default(), y: EDGE };
    let (trees, alone): (Vec<usize>, Vec<usize>) =
        writer.tree.roots.iter().copied().partition(|root| !writer.tree.children[*root].is_empty());
    for (i, root) in trees.into_iter().enumerate() {
        writer.y += if i > 0 { GAP.2 } else { 0.0 };
        writer.tree_of(root);
    }
    if !alone.is_empty() {
        writer.y += GAP.2;
        writer.columns(&alone, None);
    }
    let height = writer.y + EDGE;
    Some(writer.sheet.finish(0.0, 0.0, WIDTH, height))
}

impl Writer<'_> {
    fn tile(&mut self, unit: usize, x: f64, y: f64, wide: f64, bold: bool) -> Area {
        let words = Words::new(self.titles[unit], bold, "", wide);
        let area = Area { x, y, width: wide, height: words.height() };
        let lines = words.within(&area);
        self.sheet.tiles.push(Tile { kind: TileKind::Own, area, lines });
        area
    }

    fn line(&mut self, points: Vec<Point>) {
        self.sheet.lines.push(Line { points, arrow: false, meaning: String::new() });
    }

    /// Units alone on their level in the middle, one below the other; from the first that has several, in columns.
    fn tree_of(&mut self, root: usize) {
        let (mut unit, x) = (root, WIDTH / 2.0);
        loop {
            let area = self.tile(unit, x - ALONE / 2.0, self.y, ALONE, true);
            self.y = area.bottom();
            match self.tree.children[unit].clone().as_slice() {
                [] => return,
                [only] => {
                    let bottom = self.y + GAP.1;
                    self.line(vec![Point { x, y: self.y }, Point { x, y: bottom }]);
                    (unit, self.y) = (*only, bottom);
                }
                many => {
                    let from = Point { x, y: self.y };
                    self.y += GAP.1;
                    self.columns(many, Some(from));
                    return;
                }
            }
        }
    }

    /// Units with all below them, in columns that are about equally high.
    #[allow(clippy::cast_precision_loss, reason = "columns and levels are few")]
    fn columns(&mut self, units: &[usize], from: Option<Point>) {
        let many = units.len().min(COLUMNS);
        let wide = (WIDTH - 2.0 * EDGE - APART * (many as f64 - 1.0)) / many as f64;
        let hang = if from.is_some() { HANG } else { 0.0 };
        let left = |depth: usize| hang + INDENT * depth.min(DEEPEST) as f64;
        let blocks: Vec<_> = units.iter().map(|unit| self.tree.below(*unit)).collect();
        let height = |block: &Vec<(usize, usize, Option<usize>)>| -> f64 {
            let high = |(unit, depth, _): &(usize, usize, Option<usize>)| {
                Words::new(self.titles[*unit], *depth == 0, "", wide - left(*depth)).height() + GAP.0
            };
            block.iter().map(high).sum()
        };
        let heights: Vec<f64> = blocks.iter().map(height).collect();
        let columns = shared(&heights, many);

        let top = self.y;
        let mut lowest = top;
        let mut blocks = blocks.into_iter();
        let x_of = |column: usize| EDGE + (wide + APART) * column as f64;
        let last = columns.len() - 1;
        for (i, count) in columns.into_iter().enumerate() {
            let x = x_of(i);
            let mut y = top;
            // Where the units of the column hang.
            let mut hooks = Vec::with_capacity(count);
            for block in blocks.by_ref().take(count) {
                let mut areas: Vec<Area> = Vec::with_capacity(block.len());
                // The lowest of those that belong to each unit: its line is drawn once, and the others hang on it.
                let lowest_below: HashMap<usize, usize> =
                    block.iter().enumerate().filter_map(|(place, (.., parent))| parent.map(|parent| (parent, place))).collect();
                for (place, (unit, depth, parent)) in block.into_iter().enumerate() {
                    let area = self.tile(unit, x + left(depth), y, wide - left(depth), depth == 0);
                    let end = Point { x: area.x, y: area.middle().y };
                    if let Some(number) = parent {
                        let parent: Area = areas[number];
                        // As deep as it gets, what belongs to a unit stands straight below it, and its line beside.
                        let is_beside = area.x <= parent.x;
                        let x = if is_beside { parent.x - 6.0 } else { parent.x + INDENT / 2.0 };
                        let begin = match (lowest_below.get(&number) == Some(&place), is_beside) {
                            (false, _) => Vec::new(),
                            (true, false) => vec![Point { x, y: parent.bottom() }],
                            (true, true) => vec![Point { x: parent.x, y: parent.middle().y }, Point { x, y: parent.middle().y }],
                        };
                        self.line(begin.into_iter().chain([Point { x, y: end.y }, end]).collect());
                    } else {
                        hooks.push(end);
                    }
                    y = area.bottom() + GAP.0;
                    areas.push(area);
                }
            }
            if let (Some(from), Some(lowest)) = (from, hooks.pop()) {
                let bus = f64::midpoint(from.y, top);
                // The outer columns hang on the unit above, those between on the line that leads there.
                let begin = if i == 0 || i == last { vec![from, Point { x: from.x, y: bus }] } else { Vec::new() };
                self.line(begin.into_iter().chain([Point { x, y: bus }, Point { x, y: lowest.y }, lowest]).collect());
                for hook in hooks {
                    self.line(vec![Point { x, y: hook.y }, hook]);
                }
            }
            lowest = lowest.max(y - GAP.0);
        }
        self.y = lowest;
    }
}

/// How many of some heights, one after the other, go into each of so many columns, the highest as low as possible.
fn shared(heights: &[f64], many: usize) -> Vec<usize> {
    let fill = |room: f64| {
        let (mut columns, mut used) = (vec![0], 0.0);
        for height in heights {
            if used + height > room && used > 0.0 {
                columns.push(0);
                used = 0.0;
            }
            used += height;
            if let Some(last) = columns.last_mut() {
                *last += 1;
            }
        }
        columns
    };
    let (mut low, mut high) = (0.0, heights.iter().sum::<f64>());
    for _ in 0..40 {
        let middle = f64::midpoint(low, high);
        if fill(middle).len() <= many { high = middle } else { low = middle }
    }
    fill(high)
}
