//! How wide lanes are, and where flows run up and down between them.

use super::layout::{BESIDE, HALF, SMALL, TITLE};
use super::place::{Cell, Kind, Plan, Port, Route, Side};
use super::text::{width, words_of};
use crate::model::sketch::{Look, Sketch};
use std::collections::BTreeMap;

/// How wide even a box with few words should be.
const FAIR: f64 = 100.0;
/// What lanes share, on an upright and on a lying sheet, as a rule and at most: with more, small words in print have
/// less than 6.5 points.
pub(super) const UPRIGHT: f64 = 790.0;
const LYING: (f64, f64) = (1100.0, 1240.0);
/// How wide a box may be: at least where lanes are many, as a rule at most, and where there is room to spare.
const BOX: (f64, f64, f64) = (64.0, 136.0, 208.0);
/// Between two tracks.
const TRACK: f64 = 8.0;
/// Between words and the border of their lane, which may lie half a track further in than the first track.
const CLEAR: f64 = TRACK / 2.0 + 5.0;
/// Between a box and the first track: where there is little room, and else.
const MARGIN: (f64, f64) = (6.0, 10.0);

/// An upright piece of flows to one target, between two lanes. Rows are counted twice: odd numbers
/// are the rows, even ones the gutters above them.
pub(super) struct Span {
    pub low: usize,
    pub high: usize,
    pub x: f64,
}

/// Flows that share an upright piece, before it has its place.
struct Group {
    gutter: usize,
    side: Side,
    low: usize,
    high: usize,
    links: Vec<usize>,
}

/// Tracks side by side, each with the rows it is used for.
type Tracks = Vec<Vec<(usize, usize)>>;

/// Everything about x.
pub(super) struct Columns {
    /// Middle of each lane's boxes.
    pub middle: Vec<f64>,
    /// Sides of each gutter.
    pub gutter: Vec<(f64, f64)>,
    /// Borders of the lanes, the two outer ones included.
    pub border: Vec<f64>,
    /// The upright pieces in each gutter.
    pub spans: Vec<Vec<Span>>,
    /// The upright piece of each link that goes around: its gutter and place.
    pub of_link: Vec<Option<(usize, usize)>>,
    /// Width of each lane's boxes.
    pub room: Vec<f64>,
}

impl Columns {
    pub fn track(&self, link: usize) -> Option<&Span> {
        let (gutter, place) = (*self.of_link.get(link)?)?;
        self.spans.get(gutter)?.get(place)
    }
    pub fn width(&self) -> f64 {
        self.border.last().copied().unwrap_or(0.0)
    }
}

fn slots(from: &Cell, to: &Cell) -> (usize, usize) {
    let (a, b) = (2 * from.row + 1, 2 * to.row);
    (a.min(b), a.max(b))
}

/// How much of something is needed, and how much is good.
#[derive(Clone, Copy, Default)]
struct Need {
    least: f64,
    good: f64,
}

impl Need {
    fn grow(&mut self, least: f64, good: f64) {
        self.least = self.least.max(least);
        self.good = self.good.max(least).max(good);
    }
    /// From the least at 0 over the good at 1 to what there is room for at 2.
    fn at(self, ease: f64, most: f64) -> f64 {
        if ease <= 1.0 {
            self.least + (self.good - self.least) * ease
        } else {
            self.good + (most - self.good).max(0.0) * (ease - 1.0)
        }
    }
}

/// What text asks of the lanes: of their boxes, and of what lies left and right of their middle.
pub(super) struct Needs {
    boxes: Vec<Need>,
    halves: Vec<[Need; 2]>,
}

/// The width in which a text has so many lines, about; at least its longest word.
fn comfort(text: &str, size: f64, lines: f64) -> (f64, f64) {
    let word = longest_word(text, size, false);
    (word, (width(text, size, false) / lines * 1.1).max(word))
}

impl Needs {
    /// No word shall be broken, and titles and conditions shall have few lines.
    pub fn of(plan: &Plan, sketch: &Sketch) -> Self {
        let lanes = plan.lanes.max(1);
        let heads = sketch.lanes.iter().map(|lane| longest_word(&lane.title, TITLE, true) - 10.0);
        let narrow = Need { least: BOX.0, good: FAIR };
        let mut boxes = vec![narrow; lanes];
        for (need, head) in boxes.iter_mut().zip(heads) {
            need.grow(head.min(BOX.2), 0.0);
        }
        let mut halves = vec![[Need::default(); 2]; lanes];
        for cell in &plan.cells {
            let node = &sketch.nodes[cell.node];
            let need = &mut boxes[cell.lane];
            match cell.kind {
                Kind::Step => {
                    let (word, good) = comfort(&node.words, TITLE, 4.0);
                    need.grow((word + 13.0).min(BOX.2), (good + 13.0).min(BOX.1));
                }
                Kind::Start | Kind::Event if node.words.is_empty() => {}
                Kind::Start | Kind::Event => {
                    let (word, good) = comfort(&node.words, SMALL, 4.0);
                    need.grow((word + 1.0).min(BOX.2), good.min(BOX.1));
                }
                // Below an end, beside what else stands alone.
                Kind::Alone if node.look == Look::End && cell.out.is_empty() => {
                    need.grow((longest_word(&node.words, SMALL, true) + 1.0).min(BOX.2), 0.0);
                }
                Kind::Alone if node.words.is_empty() => {}
                Kind::Alone => {
                    let (word, good) = comfort(&node.words, SMALL, 4.0);
                    let (word, good) = (word.min(110.0), good.clamp(word.min(110.0), 110.0));
                    halves[cell.lane][Side::Right.index()].grow(BESIDE + word + CLEAR, BESIDE + good + CLEAR);
                }
            }
            if let Some(end) = cell.end {
                need.grow((longest_word(&sketch.nodes[end].words, SMALL, true) + 1.0).min(BOX.2), 0.0);
            }
        }
        for link in &plan.links {
            let from = &plan.cells[link.from];
            let (word, good) = comfort(link.label.as_deref().unwrap_or(""), SMALL, 4.0);
            let (word, good) = (word.min(110.0), good.clamp(word.min(110.0), 110.0));
            let (side, before) = match link.route {
                Route::Around { side, port: Port::Tip } => (side, HALF + 4.0),
                Route::Around { side, .. } => (side, HALF + 4.0),
                Route::Straight | Route::Across { .. } => (Side::Right, 5.0),
                Route::Bent { side, .. } => {
                    // Said over the boxes of the next lane.
                    let next = if side == Side::Left { from.lane.saturating_sub(1) } else { (from.lane + 1).min(lanes - 1) };
                    boxes[next].grow(word + 9.0, 0.0);
                    continue;
                }
                Route::Open => continue,
            };
            if word > 0.0 {
                halves[from.lane][side.index()].grow(before + word + CLEAR, before + good + CLEAR);
            }
        }
        Self { boxes, halves }
    }
}

/// Which gutter, which place in it, which side and which track of it each upright piece has.
struct Tracked {
    places: Vec<(usize, usize, Side, usize)>,
    /// How many tracks each gutter has at its left and at its right.
    counts: Vec<[usize; 2]>,
}

/// Gives every flow that goes around its track.
fn tracked(plan: &Plan, found: &mut Columns) -> Tracked {
    let lanes = plan.lanes.max(1);
    // Flows to one target share a piece in each gutter; those from the left keep to the left of it,
    // so that what comes from both sides at one height never meets.
    let mut groups: BTreeMap<(usize, Side, usize), Group> = BTreeMap::new();
    for (l, link) in plan.links.iter().enumerate() {
        if let Route::Around { side, .. } = link.route {
            let (low, high) = slots(&plan.cells[link.from], &plan.cells[link.to]);
            let gutter = plan.cells[link.from].lane + side.index();
            let group = groups.entry((gutter, side, link.to)).or_insert(Group { gutter, side, low, high, links: Vec::new() });
            group.low = group.low.min(low);
            group.high = group.high.max(high);
            group.links.push(l);
        }
    }
    // Short pieces next to the lane they come from, long ones outside: fewer crossings.
    let mut order: Vec<Group> = groups.into_values().collect();
    order.sort_by_key(|group| (group.high - group.low, group.low));
    let mut tracks: Vec<[Tracks; 2]> = (0..=lanes).map(|_| [Vec::new(), Vec::new()]).collect();
    let mut places: Vec<(usize, usize, Side, usize)> = Vec::new();
    for Group { gutter, side, low, high, links } in order {
        let tracks = &mut tracks[gutter][side.index()];
        let free = tracks.iter().position(|track| track.iter().all(|(from, to)| *from > high || *to < low));
        let track = free.unwrap_or(tracks.len());
        if free.is_none() {
            tracks.push(Vec::new());
        }
        tracks[track].push((low, high));
        let place = found.spans[gutter].len();
        for l in links {
            found.of_link[l] = Some((gutter, place));
        }
        found.spans[gutter].push(Span { low, high, x: 0.0 });
        places.push((gutter, place, side, track));
    }

    Tracked { places, counts: tracks.iter().map(|sides| [sides[0].len(), sides[1].len()]).collect() }
}

/// The widths of the boxes, and what is left free beside them at each gutter, on the left and the right of it.
fn shares(needs: &Needs, ease: f64) -> (Vec<f64>, Vec<[f64; 2]>) {
    let half = |lane: usize, side: Side| needs.halves[lane][side.index()].at(ease.min(1.0), 0.0);
    let least = MARGIN.0 + (MARGIN.1 - MARGIN.0) * ease.min(1.0);
    // What words beside the middle make free on both sides is the box's.
    let spare = |lane: usize| 2.0 * (half(lane, Side::Left).min(half(lane, Side::Right)) - least);
    let room = |(lane, need): (usize, &Need)| need.at(ease, BOX.2).max(spare(lane));
    let rooms: Vec<f64> = needs.boxes.iter().enumerate().map(room).collect();
    let margin = |lane: usize, side: Side| (half(lane, side) - rooms[lane] / 2.0).max(least);
    let lanes = rooms.len();
    let beside = (0..=lanes).map(|gutter| {
        let left = gutter.checked_sub(1).map_or(0.0, |lane| margin(lane, Side::Right));
        let right = if gutter < lanes { margin(gutter, Side::Left) } else { 0.0 };
        [left, right]
    });
    let beside = beside.collect();
    (rooms, beside)
}

/// The width of a gutter.
fn gutter_width(margins: [f64; 2], [of_left, of_right]: [usize; 2]) -> f64 {
    let outer = if margins[0] == 0.0 || margins[1] == 0.0 { 8.0 } else { 0.0 };
    match of_left + of_right {
        0 => margins[0] + margins[1],
        n => margins[0] + margins[1] + length(n) + outer,
    }
}

pub(super) fn columns(plan: &Plan, needs: &Needs) -> Columns {
    let lanes = plan.lanes.max(1);
    let mut found = Columns {
        middle: Vec::with_capacity(lanes),
        gutter: Vec::with_capacity(lanes + 1),
        border: Vec::with_capacity(lanes + 1),
        spans: (0..=lanes).map(|_| Vec::new()).collect(),
        of_link: vec![None; plan.links.len()],
        room: Vec::new(),
    };
    let Tracked { places, counts } = tracked(plan, &mut found);
    let whole = |ease: f64| {
        let (rooms, margins) = shares(needs, ease);
        rooms.iter().sum::<f64>() + margins.iter().zip(&counts).map(|(m, c)| gutter_width(*m, *c)).sum::<f64>()
    };
    // Upright unless boxes and words would be too narrow, or else lying; never wider than the sheet if that is possible.
    let (sheet, most) = match (whole(0.4) <= UPRIGHT, whole(1.0) <= LYING.0) {
        (true, _) => (UPRIGHT, 2.0),
        (_, true) => (LYING.0, 2.0),
        _ => (LYING.1, 1.0),
    };
    let (mut low, mut high) = (0.0, most);
    if whole(most) <= sheet {
        low = most;
    }
    while high - low > 0.01 {
        let middle = f64::midpoint(low, high);
        if whole(middle) <= sheet { low = middle } else { high = middle }
    }
    let (rooms, margins) = shares(needs, low);

    let mut x = 0.0;
    for (gutter, [of_left, of_right]) in counts.iter().copied().enumerate() {
        // A flow that leaves to the right runs in the left part of the gutter.
        let [left_margin, right_margin] = margins[gutter];
        let (left, right) = (x, x + gutter_width(margins[gutter], counts[gutter]));
        let inner_left = if of_right > 0 { left + left_margin + length(of_right) } else { left };
        let inner_right = if of_left > 0 { right - right_margin - length(of_left) } else { right };
        found.gutter.push((left, right));
        found.border.push(match gutter {
            0 => left,
            g if g == lanes => right,
            _ if (of_left, of_right) == (0, 0) => left + left_margin,
            _ if of_right == 0 => inner_right - TRACK / 2.0,
            _ if of_left == 0 => inner_left + TRACK / 2.0,
            _ => f64::midpoint(inner_left, inner_right),
        });
        if gutter < lanes {
            found.middle.push(right + rooms[gutter] / 2.0);
            x = right + rooms[gutter];
        }
    }
    for (gutter, place, side, track) in places {
        let (left, right) = found.gutter[gutter];
        let [left_margin, right_margin] = margins[gutter];
        let away = length(track + 1);
        found.spans[gutter][place].x = match side {
            Side::Right => left + left_margin + away,
            Side::Left => right - right_margin - away,
        };
    }
    found.room = rooms;
    found
}

/// Width of so many tracks side by side, from the first to the last.
#[allow(clippy::cast_precision_loss)] // Tracks are few.
pub(super) fn length(tracks: usize) -> f64 {
    tracks.saturating_sub(1) as f64 * TRACK
}

/// Width of the longest of what must not be broken.
pub(super) fn longest_word(text: &str, size: f64, bold: bool) -> f64 {
    words_of(text).map(|word| width(&word, size, bold)).fold(0.0, f64::max)
}
