//! Where everything lies, to the pixel.
//!
//! Lanes are as wide as their boxes and the tracks between them; rows are as high as their highest
//! cell, words included; the gutters between rows hold the level pieces of flows.

use super::buses::buses;
use super::columns::{Columns, Needs, columns, length, longest_word};
use super::place::{Cell, Kind, Link, Plan, Port, Route, Side};
use super::svg::highest_box;
use super::text::{width, wrap};
use super::{About, Anchor, Area, Drawing, Edge, Label, Lane, Point, Shape, ShapeKind, TextLine};
use crate::model::graph::FlowKind;
use crate::model::sketch::{Look, Sketch};
use crate::model::value::Language;
use petgraph::graph::{EdgeIndex, NodeIndex};
use std::collections::HashMap;

pub(super) const TITLE: f64 = 12.0;
const TITLE_LINE: f64 = 15.0;
pub(super) const SMALL: f64 = 11.0;
const SMALL_LINE: f64 = 13.0;
/// Between the flow into what stands alone and its name.
pub(super) const BESIDE: f64 = 8.0;
/// Half a diamond.
pub(super) const HALF: f64 = 13.0;
const START: f64 = 9.0;
const EVENT: f64 = 11.0;
const END: f64 = 9.0;
/// How low a box may be.
const LOWEST: f64 = 34.0;
/// Between a box and what hangs on it.
const STUB: f64 = 10.0;
/// The most lines in the head of a lane: it stands on every page.
const HEAD_LINES: usize = 12;
/// A gutter between rows without level pieces: an arrow has room.
const GUTTER: f64 = 20.0;

/// Words beside a flow, broken into lines.
struct Words {
    lines: Vec<String>,
    width: f64,
    height: f64,
}

/// Four lines of 22 characters, or more lines where they must be shorter.
fn words(text: &str, room: f64) -> Words {
    words_in(text, room, 540.0)
}

/// The same, with as many lines as together are so long.
#[allow(clippy::cast_precision_loss, clippy::cast_possible_truncation, clippy::cast_sign_loss)] // Lines are few.
fn words_in(text: &str, room: f64, whole: f64) -> Words {
    let room = room.clamp(24.0, 132.0);
    let most = ((whole / room).round() as usize).clamp(4, 14);
    let lines = wrap(text, room, SMALL, false, most);
    let width = lines.iter().map(|l| width(l, SMALL, false)).fold(0.0, f64::max);
    Words { width, height: lines.len() as f64 * SMALL_LINE, lines }
}

/// How many lines there are in a height; at least a few.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // Lines are few.
fn lines_in(height: f64, line: f64) -> usize {
    ((height / line) as usize).max(4)
}

#[allow(clippy::cast_precision_loss)] // Lines are few.
fn text_lines(lines: Vec<String>, x: f64, top: f64, anchor: Anchor, size: f64, step: f64, bold: bool) -> Vec<TextLine> {
    let line =
        |(i, text)| TextLine { text, at: Point { x, y: top + step * i as f64 + step * 0.5 + size * 0.36 }, anchor, size, bold };
    lines.into_iter().enumerate().map(line).collect()
}

/// A cell, laid out from the top of its row.
#[derive(Default)]
struct Piece {
    height: f64,
    /// Where flows come in.
    entry: f64,
    shapes: Vec<Shape>,
    edges: Vec<Edge>,
    /// Labels of links and of nodes.
    labels: Vec<Label>,
    /// The first points of each link that leaves.
    exits: Vec<(usize, Vec<Point>)>,
}

struct Layout<'a> {
    sketch: &'a Sketch,
    plan: &'a Plan,
    columns: Columns,
    /// How high a box may be.
    highest: f64,
    /// The flows within cells, by their nodes.
    inner: HashMap<(usize, usize), usize>,
}

impl Layout<'_> {
    /// How far from the middle of a cell's lane words may reach on one side.
    ///
    /// `spared` is the track of the link they belong to and the slot it must not pass to be spared.
    fn reach(&self, cell: &Cell, side: Side, spared: Option<(usize, usize)>) -> f64 {
        let middle = self.columns.middle[cell.lane];
        let (gutter, slot) = (cell.lane + side.index(), 2 * cell.row + 1);
        // A track that another link of the cell shares may pass anywhere beside it.
        let has_company = |l: usize| cell.out.iter().any(|o| *o != l && self.columns.of_link[*o] == self.columns.of_link[l]);
        let spared = spared.filter(|(link, _)| !has_company(*link));
        let own = spared.and_then(|(link, not)| Some(((*self.columns.of_link.get(link)?)?, not)));
        let nearest = self.columns.spans[gutter]
            .iter()
            .enumerate()
            .filter(|(_, s)| s.low <= slot && slot <= s.high)
            .filter(|(i, s)| !own.is_some_and(|(place, not)| place == (gutter, *i) && !(s.low <= not && not <= s.high)))
            .map(|(_, s)| (s.x - middle).abs())
            .fold(f64::INFINITY, f64::min);
        nearest.min((self.columns.border[gutter] - middle).abs()) - 4.0
    }

    /// Room for words on a level way to another lane, in the own one and in the next: from how far to how far.
    fn level_rooms(&self, cell: &Cell, side: Side, from: f64) -> [(f64, f64); 2] {
        let (gutter, slot) = (cell.lane + side.index(), 2 * cell.row + 1);
        let middle = self.columns.middle[cell.lane];
        let beyond = match side {
            Side::Left => self.columns.gutter[gutter].0,
            Side::Right => self.columns.gutter[gutter].1,
        };
        let beyond = (beyond - middle).abs() + 2.0;
        let next = if side == Side::Left { cell.lane.saturating_sub(1) } else { cell.lane + 1 };
        let far = beyond + self.columns.room.get(next).copied().unwrap_or(0.0) - 6.0;
        let crossed = self.columns.spans[gutter].iter().filter(|s| s.low <= slot && slot <= s.high);
        let border = (self.columns.border[gutter] - middle).abs();
        let nearest = crossed.map(|s| (s.x - middle).abs()).fold(border, f64::min);
        [(from, nearest - 4.0), (beyond, far)]
    }

    /// Words above a level way, where they need the fewest lines; and how far from the middle.
    fn level_words(&self, cell: &Cell, link: &Link, side: Side, from: f64) -> Option<(Words, f64)> {
        let text = link.label.as_ref()?;
        let [near, far] = self.level_rooms(cell, side, from).map(|(from, to)| {
            let room = to - from;
            (room >= longest_word(text, SMALL, false)).then(|| (words(text, room), from))
        });
        match (near, far) {
            (Some(near), Some(far)) => Some(if near.0.lines.len() <= far.0.lines.len() { near } else { far }),
            (near, far) => near.or(far).or_else(|| {
                let (from, to) = self.level_rooms(cell, side, from)[1];
                Some((words(text, to - from), from))
            }),
        }
    }

    fn label(&self, about: About, words: Words, cell: &Cell, side: Side, from: f64, top: f64) -> Label {
        let middle = self.columns.middle[cell.lane];
        let (x, anchor) = match side {
            Side::Left => (middle - from, Anchor::End),
            Side::Right => (middle + from, Anchor::Start),
        };
        let left = if side == Side::Left { x - words.width } else { x };
        let area = Area { x: left, y: top, width: words.width, height: words.height };
        Label { about, area, lines: text_lines(words.lines, x, top, anchor, SMALL, SMALL_LINE, false) }
    }

    fn piece(&self, cell: &Cell) -> Piece {
        match cell.kind {
            Kind::Start => self.circle(cell, START),
            Kind::Event => self.circle(cell, EVENT),
            Kind::Step => self.step(cell),
            Kind::Alone => self.alone(cell),
        }
    }

    /// A circle that flows only leave, with words above it.
    #[allow(clippy::cast_precision_loss)] // Lines are few.
    fn circle(&self, cell: &Cell, radius: f64) -> Piece {
        let node = &self.sketch.nodes[cell.node];
        let middle = self.columns.middle[cell.lane];
        let mut piece = Piece::default();
        let mut top = 0.0;
        if cell.kind == Kind::Event || !node.words.is_empty() {
            let lines = wrap(&node.words, self.columns.room[cell.lane], SMALL, false, 8);
            let wide = lines.iter().map(|l| width(l, SMALL, false)).fold(0.0, f64::max);
            let area = Area { x: middle - wide / 2.0, y: 0.0, width: wide, height: lines.len() as f64 * SMALL_LINE };
            let lines = text_lines(lines, middle, 0.0, Anchor::Middle, SMALL, SMALL_LINE, false);
            top = area.height + 3.0;
            piece.labels.push(Label { about: About::Node(NodeIndex::new(cell.node)), area, lines });
        }
        let area = Area { x: middle - radius, y: top, width: radius * 2.0, height: radius * 2.0 };
        piece.shapes.push(self.shape(cell.node, area, Vec::new()));
        for l in &cell.out {
            let at = match self.plan.links[*l].route {
                Route::Bent { side, .. } | Route::Around { side, .. } => {
                    Point { x: middle + side.sign() * radius, y: top + radius }
                }
                _ => Point { x: middle, y: top + radius * 2.0 },
            };
            piece.exits.push((*l, vec![at]));
        }
        piece.height = area.bottom();
        piece
    }

    fn shape(&self, node: usize, area: Area, lines: Vec<TextLine>) -> Shape {
        let kind = match self.sketch.nodes[node].look {
            Look::Start => ShapeKind::Start,
            Look::Step { waits, stopped, software } => ShapeKind::Step { waits, stopped, software },
            Look::Gateway(gate) => ShapeKind::Gateway(gate),
            Look::Interruption => ShapeKind::Interruption,
            Look::End => ShapeKind::End,
        };
        Shape { node: NodeIndex::new(node), number: String::new(), kind, area, lines }
    }

    /// The box of a step: its number and time, then its title.
    #[allow(clippy::cast_precision_loss)] // Lines are few.
    fn box_of(&self, cell: &Cell) -> Shape {
        let room = self.columns.room[cell.lane];
        let left = self.columns.middle[cell.lane] - room / 2.0;
        let step = &self.sketch.nodes[cell.node];
        let (waits, stopped) = match step.look {
            Look::Step { waits, stopped, .. } => (waits, stopped),
            _ => (false, false),
        };
        let marks = if waits { 13.0 } else { 0.0 } + if stopped { 13.0 } else { 0.0 };
        let number = &step.number;

        let mut lines = Vec::new();
        if !number.is_empty() {
            let at = Point { x: left + 7.0, y: 14.5 };
            lines.push(TextLine { text: number.clone(), at, anchor: Anchor::Start, size: SMALL, bold: true });
        }
        let mut below = Vec::new();
        if let Some(time) = step.time.clone() {
            let taken = width(number, SMALL, true) + 7.0 + 8.0 + marks;
            if width(&time, SMALL, false) <= room - taken - 6.0 {
                let x = left + room - 7.0 - if marks > 0.0 { marks + 2.0 } else { 0.0 };
                lines.push(TextLine { text: time, at: Point { x, y: 14.5 }, anchor: Anchor::End, size: SMALL, bold: false });
            } else {
                below = wrap(&time, room - 12.0, SMALL, false, 8);
            }
        }
        let middle = left + room / 2.0;
        let most = lines_in(self.highest - 24.0 - below.len() as f64 * SMALL_LINE, TITLE_LINE);
        let title = wrap(&step.words, room - 12.0, TITLE, false, most);
        let height = title.len() as f64 * TITLE_LINE;
        // Without number and time the title stands in the middle.
        let is_bare = lines.is_empty() && below.is_empty() && marks == 0.0;
        let mut bottom = if is_bare { ((LOWEST - height) / 2.0).max(7.0) } else { 18.0 };
        lines.extend(text_lines(title, middle, bottom, Anchor::Middle, TITLE, TITLE_LINE, false));
        bottom += height;
        let height = below.len() as f64 * SMALL_LINE;
        lines.extend(text_lines(below, middle, bottom + 1.0, Anchor::Middle, SMALL, SMALL_LINE, false));
        bottom += height + 6.0;
        let area = Area { x: left, y: 0.0, width: room, height: bottom.max(LOWEST) };
        self.shape(cell.node, area, lines)
    }

    /// A diamond, or a circle, with this middle height.
    fn mark(&self, cell: &Cell, node: usize, half: f64, middle: f64) -> Shape {
        let area = Area { x: self.columns.middle[cell.lane] - half, y: middle - half, width: half * 2.0, height: half * 2.0 };
        self.shape(node, area, Vec::new())
    }

    /// The name of an end, below it; where that ends.
    #[allow(clippy::cast_precision_loss)] // Lines are few.
    fn end_words(&self, cell: &Cell, end: usize, top: f64, labels: &mut Vec<Label>) -> f64 {
        let middle = self.columns.middle[cell.lane];
        let lines = wrap(&self.sketch.nodes[end].words, self.columns.room[cell.lane], SMALL, true, 4);
        let wide = lines.iter().map(|l| width(l, SMALL, true)).fold(0.0, f64::max);
        let tall = lines.len() as f64 * SMALL_LINE;
        let area = Area { x: middle - wide / 2.0, y: top + 1.0, width: wide, height: tall };
        let lines = text_lines(lines, middle, area.y, Anchor::Middle, SMALL, SMALL_LINE, true);
        labels.push(Label { about: About::Node(NodeIndex::new(end)), area, lines });
        area.bottom()
    }

    /// A piece of a flow straight down, within a cell.
    fn inner(&self, cell: &Cell, (from, to): (usize, usize), a: f64, b: f64) -> Option<Edge> {
        let middle = self.columns.middle[cell.lane];
        Some(Edge {
            flow: EdgeIndex::new(*self.inner.get(&(from, to))?),
            from: NodeIndex::new(from),
            to: NodeIndex::new(to),
            kind: FlowKind::Sequence,
            back: false,
            points: vec![Point { x: middle, y: a }, Point { x: middle, y: b }],
        })
    }

    fn step(&self, cell: &Cell) -> Piece {
        let middle = self.columns.middle[cell.lane];
        let flank = self.columns.room[cell.lane] / 2.0;
        let at = |x: f64, y: f64| Point { x: middle + x, y };
        let links = || cell.out.iter().map(|l| (*l, &self.plan.links[*l]));
        let mut piece = Piece::default();

        // Words on a level way from the box stand above it: they may reach higher than the box.
        let mut shape = self.box_of(cell);
        let height = shape.area.height;
        let join = if cell.join.is_some() { HALF * 2.0 + STUB + 3.0 } else { 0.0 };
        let flanks: Vec<_> = links()
            .filter_map(|(l, link)| match link.route {
                Route::Bent { side, port: Port::Flank } => Some((l, side, self.level_words(cell, link, side, flank + 5.0))),
                Route::Around { side, port: Port::Flank } => Some((l, side, None)),
                _ => None,
            })
            .collect();
        let needed = flanks.iter().filter_map(|(.., w)| w.as_ref()).map(|(w, _)| w.height + 2.0).fold(0.0, f64::max);
        let pad = (needed - (join + height - 8.0)).max(0.0);
        let top = pad + join;
        piece.entry = pad;
        if let Some((node, _)) = cell.join {
            piece.shapes.push(self.mark(cell, node, HALF, pad + HALF));
            piece.edges.extend(self.inner(cell, (node, cell.node), pad + HALF * 2.0, top));
        }
        shape.area.y = top;
        for line in &mut shape.lines {
            line.at.y += top;
        }
        piece.shapes.push(shape);
        let level = (top + height / 2.0).max(needed);
        for (l, side, said) in flanks {
            piece.exits.push((l, vec![at(side.sign() * flank, level)]));
            if let Some((words, from)) = said {
                let y = level - 2.0 - words.height;
                piece.labels.push(self.label(About::Edge(l), words, cell, side, from, y));
            }
        }

        // How far down each side is used.
        let bottom = top + height;
        let mut used = [bottom; 2];
        for (l, link) in links() {
            if let (Route::Around { side, port: Port::Shelf }, FlowKind::Timeout) = (link.route, link.kind) {
                let y = bottom + 8.0;
                let x = side.sign() * flank * 0.6;
                piece.exits.push((l, vec![at(x, bottom), at(x, y)]));
                used[side.index()] = y + 2.0;
                if let Some(text) = &link.label {
                    // Upward the track leaves room below the line.
                    // Longer words than elsewhere: how long one waits is said last.
                    let room = self.reach(cell, side, Some((l, 2 * cell.row + 2))) - 5.0;
                    let said = words_in(text, room, 840.0);
                    used[side.index()] = y + 4.0 + said.height;
                    piece.labels.push(self.label(About::Edge(l), said, cell, side, 5.0, y + 2.0));
                }
            }
        }

        let split = cell.split.map(|(node, _)| (node, HALF, bottom + STUB));
        self.ways(cell, split, bottom, used, &mut piece);
        piece
    }

    /// A gateway, an end or another circle that stands alone.
    fn alone(&self, cell: &Cell) -> Piece {
        let node = &self.sketch.nodes[cell.node];
        // From the end of a part of the work flows go on.
        let is_end = node.look == Look::End && cell.out.is_empty();
        let half = match node.look {
            Look::Gateway(_) => HALF,
            Look::Interruption => EVENT,
            Look::End => END,
            _ => START,
        };
        let mut piece = Piece::default();
        // Its name stands beside the flow that comes in, that of an end below it.
        let mut used = [0.0; 2];
        if !is_end && !node.words.is_empty() {
            let said = words(&node.words, self.reach(cell, Side::Right, None) - BESIDE);
            used[Side::Right.index()] = said.height + 1.0;
            piece.labels.push(self.label(About::Node(NodeIndex::new(cell.node)), said, cell, Side::Right, BESIDE, 0.0));
        }
        let top = used[Side::Right.index()];
        self.ways(cell, Some((cell.node, half, top)), 0.0, used, &mut piece);
        if is_end && !node.words.is_empty() {
            let bottom = piece.height;
            piece.height = self.end_words(cell, cell.node, bottom, &mut piece.labels);
        }
        piece
    }

    /// Where flows leave a cell, by a split (its node, half its width, and how high it may lie) or from
    /// what ends at `bottom`; and the end below.
    #[allow(clippy::cast_precision_loss)] // Ways out are few.
    fn ways(&self, cell: &Cell, split: Option<(usize, f64, f64)>, bottom: f64, mut used: [f64; 2], piece: &mut Piece) {
        let middle = self.columns.middle[cell.lane];
        let at = |x: f64, y: f64| Point { x: middle + x, y };
        let links = || cell.out.iter().map(|l| (*l, &self.plan.links[*l]));
        // The diamond, as high as words beside it allow.
        let mut trunk = bottom;
        let mut source = cell.node;
        if let Some((node, half, top)) = split {
            let mut tip = top.max(used[0].max(used[1]) + if node == cell.node { 0.0 } else { 2.0 }) + half;
            let mut said = Vec::new();
            for (l, link) in links().filter(|(_, link)| link.kind != FlowKind::Timeout) {
                let (side, found) = match link.route {
                    Route::Bent { side, port: Port::Tip } => (side, self.level_words(cell, link, side, half + 4.0)),
                    Route::Around { side, port: Port::Tip } => {
                        let down = self.plan.cells[link.to].row > cell.row;
                        let spared = if down { 2 * cell.row } else { 2 * cell.row + 2 };
                        let from = half + 4.0;
                        let room = self.reach(cell, side, Some((l, spared))) - from;
                        (side, link.label.as_ref().map(|text| (words(text, room), from)))
                    }
                    _ => continue,
                };
                let above = !matches!(link.route, Route::Around { .. }) || self.plan.cells[link.to].row > cell.row;
                if let (true, Some((words, _))) = (above, &found) {
                    tip = tip.max(used[side.index()] + 3.0 + words.height + 2.0);
                }
                said.push((l, side, above, found));
            }
            for (l, side, above, found) in said {
                piece.exits.push((l, vec![at(side.sign() * half, tip)]));
                used[side.index()] = used[side.index()].max(tip + 2.0);
                if let Some((words, from)) = found {
                    let y = if above { tip - 2.0 - words.height } else { tip + 2.0 };
                    if !above {
                        used[side.index()] = y + words.height;
                    }
                    piece.labels.push(self.label(About::Edge(l), words, cell, side, from, y));
                }
            }
            if node == cell.node {
                piece.entry = tip - half;
            } else {
                piece.edges.extend(self.inner(cell, (cell.node, node), bottom, tip - half));
            }
            piece.shapes.push(self.mark(cell, node, half, tip));
            trunk = tip + half;
            source = node;
        }

        // Further ways out, each with a line of its own from the edge of the diamond: the outer ones turn first.
        let mut lowest = trunk;
        let shelves = |side: Side| {
            let of_side = move |link: &Link| link.route == Route::Around { side, port: Port::Shelf };
            links().filter(move |(_, link)| link.kind != FlowKind::Timeout && of_side(link))
        };
        for side in [Side::Left, Side::Right] {
            let many = shelves(side).count() as f64;
            for (i, (l, link)) in shelves(side).enumerate() {
                let reach = match split {
                    Some((_, half, _)) => half,
                    // Another flow may leave the box by its middle.
                    None if links().filter(|(_, link)| link.kind != FlowKind::Timeout).count() > 1 => {
                        (5.0 * (many + 1.0)).min(self.columns.room[cell.lane] / 2.0 - 6.0)
                    }
                    None => 0.0,
                };
                let away = reach * (many - i as f64) / (many + 1.0);
                // How far above its lowest point the edge is left.
                let above = match split {
                    Some((node, half, _)) if !matches!(self.sketch.nodes[node].look, Look::Gateway(_)) => {
                        half - (half * half - away * away).max(0.0).sqrt()
                    }
                    Some(_) => away,
                    None => 0.0,
                };
                let used = &mut used[side.index()];
                *used = used.max(trunk);
                let from = away + 5.0;
                let said = link.label.as_ref().map(|text| words(text, self.reach(cell, side, None) - from));
                let y = *used + said.as_ref().map_or(7.0, |w| w.height + 4.0);
                if let Some(said) = said {
                    let top = y - 2.0 - said.height;
                    piece.labels.push(self.label(About::Edge(l), said, cell, side, from, top));
                }
                let x = side.sign() * away;
                piece.exits.push((l, vec![at(x, trunk - above), at(x, y)]));
                *used = y + 2.0;
                lowest = lowest.max(y);
            }
        }
        for (l, link) in links() {
            if !matches!(link.route, Route::Straight | Route::Across { .. }) {
                continue;
            }
            piece.exits.push((l, vec![at(0.0, trunk)]));
            let Some(text) = &link.label else {
                continue;
            };
            let longest = longest_word(text, SMALL, false);
            // Among the lines of other ways words would be mistaken for theirs.
            let crowd = |side: Side| if shelves(side).next().is_some() { 2.0 * SMALL_LINE } else { 0.0 };
            let candidate = |side: Side| {
                let room = self.reach(cell, side, None) - 5.0;
                let (said, top) = (words(text, room), used[side.index()].max(trunk) + 1.0);
                (longest > room, top + said.height + crowd(side), top, said)
            };
            let (left, right) = (candidate(Side::Left), candidate(Side::Right));
            // The side where no word is broken, then the one that needs less height.
            let is_left = (left.0, left.1) < (right.0, right.1);
            let (side, (.., top, said)) = if is_left { (Side::Left, left) } else { (Side::Right, right) };
            used[side.index()] = top + said.height;
            piece.labels.push(self.label(About::Edge(l), said, cell, side, 5.0, top));
        }
        let mut height = lowest.max(used[0]).max(used[1]);

        if let Some(node) = cell.end {
            let top = (bottom + STUB + 4.0).max(height + 4.0);
            piece.edges.extend(self.inner(cell, (source, node), trunk, top));
            piece.shapes.push(self.mark(cell, node, END, top + END));
            height = self.end_words(cell, node, top + END * 2.0, &mut piece.labels);
        }
        piece.height = height + 1.0;
    }
}

fn shift_lines(lines: &mut [TextLine], by: f64) {
    for line in lines {
        line.at.y += by;
    }
}

/// Gives everything its place.
#[allow(clippy::cast_precision_loss)] // Levels are few.
pub(super) fn draw(sketch: &Sketch, language: &Language, plan: &Plan) -> Drawing {
    let needs = Needs::of(plan, sketch);
    let inner = plan.inner.iter().map(|flow| ((sketch.flows[*flow].from, sketch.flows[*flow].to), *flow)).collect();
    let columns = columns(plan, &needs);

    // Lane heads.
    let room = |i: usize| columns.border[i + 1] - columns.border[i] - 10.0;
    let head_of = |(i, lane): (usize, &crate::model::sketch::Lane)| wrap(&lane.title, room(i), TITLE, true, HEAD_LINES);
    let heads: Vec<Vec<String>> = sketch.lanes.iter().enumerate().map(head_of).collect();
    let tallest = heads.iter().map(Vec::len).max().unwrap_or(0);
    let head = if heads.is_empty() { 0.0 } else { tallest as f64 * TITLE_LINE + 12.0 };

    let highest = highest_box(columns.width(), head);
    let layout = Layout { sketch, plan, columns, highest, inner };
    let columns = &layout.columns;
    let pieces: Vec<Piece> = plan.cells.iter().map(|cell| layout.piece(cell)).collect();
    let buses = buses(plan, columns);

    // Rows from the top: each as high as its highest cell, each gutter as its levels need.
    let mut heights = vec![0.0f64; plan.rows];
    for (cell, piece) in plan.cells.iter().zip(&pieces) {
        heights[cell.row] = heights[cell.row].max(piece.height);
    }
    let (mut tops, mut gutters, mut cuts) = (Vec::new(), Vec::new(), Vec::new());
    let mut y = head;
    for (row, height) in heights.iter().enumerate() {
        let levels = buses[row].iter().map(|b| b.level + 1).max().unwrap_or(0);
        gutters.push(y + 8.0);
        if row > 0 {
            cuts.push(y + 3.0);
        }
        y += match (row, levels) {
            (0, _) => 12.0,
            (_, 0) => GUTTER,
            (_, levels) => 8.0 + length(levels) + 16.0,
        };
        tops.push(y);
        y += height;
    }
    let bottom = y + 14.0;
    let whole = columns.width();

    let mut drawing = Drawing { width: whole, height: bottom, cuts, ..Drawing::default() };
    for (i, (lane, lines)) in sketch.lanes.iter().zip(heads).enumerate() {
        let (left, right) = (columns.border[i], columns.border[i + 1]);
        let area = Area { x: left, y: 0.0, width: right - left, height: bottom };
        let top = (head - lines.len() as f64 * TITLE_LINE) / 2.0;
        let lines = text_lines(lines, f64::midpoint(left, right), top, Anchor::Middle, TITLE, TITLE_LINE, true);
        drawing.lanes.push(Lane { role: lane.role.clone(), area, head: Area { height: head, ..area }, lines });
    }
    let mut begun: Vec<Vec<Point>> = vec![Vec::new(); plan.links.len()];
    let mut entries = Vec::with_capacity(pieces.len());
    let mut inner = Vec::new();
    for (cell, piece) in plan.cells.iter().zip(pieces) {
        let top = tops[cell.row];
        entries.push(top + piece.entry);
        for mut shape in piece.shapes {
            shape.number.clone_from(&sketch.nodes[cell.node].number);
            shape.area.y += top;
            shift_lines(&mut shape.lines, top);
            drawing.boxes.push(shape);
        }
        for mut label in piece.labels {
            label.area.y += top;
            shift_lines(&mut label.lines, top);
            drawing.labels.push(label);
        }
        for mut edge in piece.edges {
            edge.points.iter_mut().for_each(|p| p.y += top);
            inner.push(edge);
        }
        for (link, points) in piece.exits {
            begun[link] = points.into_iter().map(|p| Point { x: p.x, y: p.y + top }).collect();
        }
    }
    for (l, (link, mut points)) in plan.links.iter().zip(begun).enumerate() {
        let to = &plan.cells[link.to];
        let (x, entry) = (columns.middle[to.lane], entries[link.to]);
        let last = points.last().copied().unwrap_or(Point { x, y: entry });
        let bus = |gutter: usize| {
            let level = buses[gutter].iter().find(|b| b.lane == to.lane).map_or(0, |b| b.level);
            gutters[gutter] + length(level + 1)
        };
        match link.route {
            Route::Open | Route::Straight => {}
            Route::Bent { .. } => points.push(Point { x, y: last.y }),
            Route::Across { gutter } => {
                let y = bus(gutter);
                points.extend([Point { x: last.x, y }, Point { x, y }]);
            }
            Route::Around { .. } => {
                let (track, y) = (columns.track(l).map_or(x, |t| t.x), bus(to.row));
                points.extend([Point { x: track, y: last.y }, Point { x: track, y }, Point { x, y }]);
            }
        }
        points.push(Point { x, y: entry });
        let flow = &sketch.flows[link.flow];
        let (from, to) = (NodeIndex::new(flow.from), NodeIndex::new(flow.to));
        drawing.edges.push(Edge { flow: EdgeIndex::new(link.flow), from, to, kind: link.kind, back: link.back, points });
    }
    drawing.edges.append(&mut inner);
    super::key::add(&mut drawing, language);
    drawing.round();
    drawing
}

impl Drawing {
    /// One decimal is enough for the eye, and the same on every system.
    fn round(&mut self) {
        fn round(value: &mut f64) {
            *value = (*value * 10.0).round() / 10.0;
        }
        fn area(area: &mut Area) {
            let (mut right, mut bottom) = (area.right(), area.bottom());
            [&mut area.x, &mut area.y, &mut right, &mut bottom].into_iter().for_each(round);
            (area.width, area.height) = (right - area.x, bottom - area.y);
            [&mut area.width, &mut area.height].into_iter().for_each(round);
        }
        fn lines(lines: &mut [TextLine]) {
            for line in lines {
                [&mut line.at.x, &mut line.at.y].into_iter().for_each(round);
            }
        }
        [&mut self.width, &mut self.height].into_iter().for_each(round);
        self.cuts.iter_mut().for_each(round);
        for lane in &mut self.lanes {
            area(&mut lane.area);
            area(&mut lane.head);
            lines(&mut lane.lines);
        }
        for shape in &mut self.boxes {
            area(&mut shape.area);
            lines(&mut shape.lines);
        }
        for label in &mut self.labels {
            area(&mut label.area);
            lines(&mut label.lines);
        }
        for mark in &mut self.key {
            area(&mut mark.area);
            lines(std::slice::from_mut(&mut mark.line));
        }
        for point in self.edges.iter_mut().flat_map(|e| &mut e.points) {
            [&mut point.x, &mut point.y].into_iter().for_each(round);
        }
    }
}
