//! What a drawing emphasises: where the numbers and letters lie, and the legend.
//!
//! Colour alone says nothing here: what is emphasised is also thicker, numbered or lettered, so that
//! it reads the same on black-and-white paper and for eyes that do not tell red from green.

use super::layout::{SMALL, TITLE};
use super::text::{width, wrap};
use super::{Anchor, Area, Drawing, Point, TextLine};
use crate::model::highlight::{Highlight, Strength};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// The height of a number, and of a letter.
pub(super) const TURN: f64 = 14.0;
pub(super) const SIGN: f64 = 16.0;
const TURN_SIZE: f64 = 9.5;
const SIGN_SIZE: f64 = 11.0;
/// Between the legend and the edge, between its entries, and between lines of text.
const APART: f64 = 16.0;
const GAP: f64 = 7.0;
const LINE: f64 = 15.0;
/// The width of what stands before an entry, and the least of the whole legend.
const SAMPLE: f64 = 44.0;
const LEAST: f64 = 480.0;

/// A number or letter in a frame of its own.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Badge {
    pub area: Area,
    pub line: TextLine,
    /// Whether it is a letter; else it is a number.
    pub sign: bool,
}

/// What is emphasised, by the places in the lists of the drawing; and the legend.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Emphasis {
    pub boxes: BTreeMap<usize, Strength>,
    pub edges: BTreeSet<usize>,
    pub badges: Vec<Badge>,
    pub legend: Vec<TextLine>,
    /// A piece of the way in the legend: from left to right.
    pub sample: Option<(Point, Point)>,
}

fn badge(text: &str, sign: bool, middle: Point) -> Badge {
    let (height, size) = if sign { (SIGN, SIGN_SIZE) } else { (TURN, TURN_SIZE) };
    let wide = (width(text, size, true) + if sign { 6.0 } else { 8.0 }).max(height);
    let area = Area { x: middle.x - wide / 2.0, y: middle.y - height / 2.0, width: wide, height };
    let at = Point { x: middle.x, y: middle.y + size * 0.36 };
    Badge { area, line: TextLine { text: text.to_owned(), at, anchor: Anchor::Middle, size, bold: true }, sign }
}

/// What a badge may hide.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum What {
    Badge,
    Words,
    Box,
    Flow,
}

/// What lies where, in level bands: a badge is small, and a drawing may be very long.
struct Ground {
    width: f64,
    bands: HashMap<i64, Vec<(Area, What)>>,
}

/// The height of a band.
const BAND: f64 = 64.0;
/// Flows that pass more bands run between the lanes, where they are in nobody's way.
const LONGEST: i64 = 8;

#[allow(clippy::cast_possible_truncation)] // Drawings are not so high.
fn bands(area: &Area) -> std::ops::RangeInclusive<i64> {
    (area.y / BAND).floor() as i64..=(area.bottom() / BAND).floor() as i64
}

impl Ground {
    fn of(drawing: &Drawing) -> Self {
        let mut ground = Self { width: drawing.width, bands: HashMap::new() };
        drawing.boxes.iter().for_each(|shape| ground.add(shape.area, What::Box));
        drawing.labels.iter().for_each(|label| ground.add(label.area, What::Words));
        for pair in drawing.edges.iter().flat_map(|edge| edge.points.windows(2)) {
            let (x, y) = (pair[0].x.min(pair[1].x), pair[0].y.min(pair[1].y));
            ground.add(Area { x, y, width: (pair[0].x - pair[1].x).abs(), height: (pair[0].y - pair[1].y).abs() }, What::Flow);
        }
        ground
    }

    fn add(&mut self, area: Area, what: What) {
        let bands = bands(&area);
        if what != What::Flow || bands.end() - bands.start() < LONGEST {
            for band in bands {
                self.bands.entry(band).or_default().push((area, what));
            }
        }
    }

    /// How much a badge here would hide: what matters most first.
    fn hidden(&self, area: &Area, own: &Area) -> [usize; 3] {
        // A line of words has a little room of its own.
        let core = Area { x: area.x + 1.5, y: area.y + 1.5, width: area.width - 3.0, height: area.height - 3.0 };
        let mut hidden = [usize::from(area.x < 0.0 || area.right() > self.width), 0, 0];
        for (other, what) in bands(area).filter_map(|band| self.bands.get(&band)).flatten() {
            match what {
                What::Badge => hidden[0] += usize::from(other.overlaps(area)),
                What::Words => hidden[1] += usize::from(other.overlaps(&core)),
                What::Box => hidden[1] += usize::from(other != own && other.overlaps(area)),
                What::Flow => hidden[2] += usize::from(other.overlaps(area)),
            }
        }
        hidden
    }
}

/// The middle of a badge, near a corner of a shape, where it hides least.
fn corner(of: Area, badge: &Badge, ground: &Ground) -> Point {
    let half = badge.area.width / 2.0;
    let is_box = of.width > 2.0 * super::layout::HALF + 1.0;
    // A box is overlapped a little, a diamond or circle stays whole: its corner is empty.
    let (out, down) = match (is_box, badge.sign) {
        (true, true) => (9.0 - half, -4.0),
        (true, false) => (7.0 - half, -2.0),
        (false, _) => (half - SIGN / 2.0 + 3.0, 1.0),
    };
    // Where words stand at every corner: further in along the border, further out, or beside the way in.
    let further = if is_box { -of.width * 0.25 } else { badge.area.width * 0.8 };
    let x = of.middle().x;
    let beside = [x - half - 2.0, x + half + 2.0].map(|x| Point { x, y: of.y - 6.0 });
    let corners: Vec<Point> = [(out, down), (out + further, down), (out, down - 9.0), (out + further, down - 9.0)]
        .into_iter()
        .flat_map(|(out, down)| {
            let (left, right) = (of.x - out, of.right() + out);
            let (top, bottom) = (of.y + down, of.bottom() - down);
            [(left, top), (right, top), (left, bottom), (right, bottom)].map(|(x, y)| Point { x, y })
        })
        .chain(beside.into_iter().filter(|_| !is_box))
        .collect();
    let hidden =
        |middle: &Point| ground.hidden(&Area { x: middle.x - half, y: middle.y - badge.area.height / 2.0, ..badge.area }, &of);
    let best = corners.iter().min_by_key(|middle| hidden(middle));
    best.copied().unwrap_or_else(|| of.middle())
}

impl Drawing {
    /// Emphasises a way and places, and adds what they mean below the drawing: once for each drawing.
    pub fn highlight(&mut self, highlight: &Highlight) {
        let mut emphasis = Emphasis::default();
        for (i, shape) in self.boxes.iter().enumerate() {
            emphasis.boxes.extend(highlight.strength(shape.node).map(|strength| (i, strength)));
        }
        emphasis.edges = (0..self.edges.len()).filter(|i| highlight.flows.contains(&self.edges[*i].flow)).collect();
        let mut ground = Ground::of(self);
        for i in emphasis.boxes.keys() {
            let shape = &self.boxes[*i];
            let turns = highlight.turns(shape.node).map(|turns| (turns, false));
            let signs = highlight.signs(shape.node).map(|sign| (sign.to_owned(), true));
            for (text, sign) in turns.into_iter().chain(signs) {
                let found = corner(shape.area, &badge(&text, sign, shape.area.middle()), &ground);
                let badge = badge(&text, sign, found);
                ground.add(badge.area, What::Badge);
                emphasis.badges.push(badge);
            }
        }
        self.legend(highlight, &mut emphasis);
        self.emphasis = Some(emphasis);
    }

    /// The legend, below everything else.
    #[allow(clippy::cast_precision_loss)] // Lines are few.
    fn legend(&mut self, highlight: &Highlight, emphasis: &mut Emphasis) {
        self.width = self.width.max(LEAST);
        let room = self.width - 2.0 * APART;
        let mut y = self.height + 4.0;
        let mut write = |text: &str, indent: f64, size: f64, bold: bool, y: &mut f64| {
            let lines = wrap(text, room - indent, size, bold, usize::MAX);
            for (i, text) in lines.iter().enumerate() {
                let at = Point { x: APART + indent, y: *y + LINE * (i as f64 + 0.5) + size * 0.36 };
                emphasis.legend.push(TextLine { text: text.clone(), at, anchor: Anchor::Start, size, bold });
            }
            *y += LINE * lines.len() as f64;
        };
        if !highlight.heading.is_empty() {
            write(&highlight.heading, 0.0, TITLE, true, &mut y);
            y += 2.0;
        }
        for remark in &highlight.remarks {
            write(remark, 0.0, SMALL, false, &mut y);
            y += 2.0;
        }
        let mut badges = Vec::new();
        for mark in &highlight.marks {
            y += GAP;
            badges.push(badge(&mark.sign, true, Point { x: APART + SAMPLE / 2.0 - 8.0, y: y + LINE / 2.0 }));
            write(&mark.meaning, SAMPLE, SMALL, false, &mut y);
        }
        let is_way = !highlight.flows.is_empty() || !highlight.nodes.is_empty();
        if is_way && !highlight.way.is_empty() {
            y += GAP;
            let level = y + LINE / 2.0;
            emphasis.sample = Some((Point { x: APART, y: level }, Point { x: APART + SAMPLE - 10.0, y: level }));
            write(&highlight.way, SAMPLE, SMALL, false, &mut y);
        }
        emphasis.badges.append(&mut badges);
        self.height = y + 12.0;
    }
}
