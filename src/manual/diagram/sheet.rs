//! Boxes with words and lines between them, on one sheet: what the process map and the organisation chart are made of.

use super::super::escape::escape;
use super::layout::{SMALL, TITLE};
use super::svg::{FLOWS, FONT, HEAD, HEADS, head_to, line_to, number, rect, way_to};
use super::text::{width, wrap};
use super::{Anchor, Area, Point, TextLine};
use std::fmt::Write as _;

/// Between two lines of a title, and of small words.
const TITLE_LINE: f64 = 15.0;
pub(super) const SMALL_LINE: f64 = 13.0;
/// Between the words of a box and its border: at the sides, and above and below.
const INSET: (f64, f64) = (7.0, 6.0);

/// What a box on a sheet stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TileKind {
    /// A part of the organisation: a process, a unit.
    Own,
    /// Somebody outside it.
    Outside,
}

/// A box with words.
#[derive(Debug, Clone, PartialEq)]
pub struct Tile {
    /// What it stands for.
    pub kind: TileKind,
    /// Where it lies.
    pub area: Area,
    /// What it says.
    pub lines: Vec<TextLine>,
}

/// What boxes lie on: the ground of those of one kind, or a frame around some of them.
#[derive(Debug, Clone, PartialEq)]
pub struct Ground {
    /// Where it lies.
    pub area: Area,
    /// Whether it is a frame, which lines lead from and to like a box.
    pub frame: bool,
    /// What it says.
    pub lines: Vec<TextLine>,
}

/// A line of upright and level pieces.
#[derive(Debug, Clone, PartialEq)]
pub struct Line {
    /// The ends of its pieces.
    pub points: Vec<Point>,
    /// Whether it has an arrow head at its last point.
    pub arrow: bool,
    /// What it means, for whoever points at it; may be empty.
    pub meaning: String,
}

/// Boxes and lines, laid out. Lengths are in pixels of 1/96 inch.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Sheet {
    /// Width of the whole.
    pub width: f64,
    /// Height of the whole.
    pub height: f64,
    /// What boxes lie on.
    pub grounds: Vec<Ground>,
    /// The boxes.
    pub tiles: Vec<Tile>,
    /// The lines.
    pub lines: Vec<Line>,
}

/// The words of a box before it has its place: a title, and smaller words below it.
pub(super) struct Words {
    title: Vec<String>,
    bold: bool,
    below: Vec<String>,
}

impl Words {
    /// Breaks words to fit a box of this width.
    pub fn new(title: &str, bold: bool, below: &str, wide: f64) -> Self {
        let room = wide - 2.0 * INSET.0;
        Self {
            title: wrap(title, room, TITLE, bold, MOST),
            bold,
            below: if below.is_empty() { Vec::new() } else { wrap(below, room, SMALL, false, 3) },
        }
    }
    /// How high the box has to be.
    #[allow(clippy::cast_precision_loss, reason = "lines are few")]
    pub fn height(&self) -> f64 {
        self.title.len() as f64 * TITLE_LINE + self.below.len() as f64 * SMALL_LINE + 2.0 * INSET.1
    }
    /// The words in the middle of their box.
    #[allow(clippy::cast_precision_loss, reason = "lines are few")]
    pub fn within(self, area: &Area) -> Vec<TextLine> {
        let x = area.middle().x;
        let mut y = area.y + (area.height - self.height()) / 2.0 + INSET.1;
        let mut lines = Vec::with_capacity(self.title.len() + self.below.len());
        let sizes = [(self.title, TITLE, TITLE_LINE, self.bold), (self.below, SMALL, SMALL_LINE, false)];
        for (texts, size, step, bold) in sizes {
            for text in texts {
                let at = Point { x, y: y + step * 0.5 + size * 0.36 };
                lines.push(TextLine { text, at, anchor: Anchor::Middle, size, bold });
                y += step;
            }
        }
        lines
    }
}

/// So many lines tell what anything is; more would fill the sheet.
const MOST: usize = 12;

impl Sheet {
    /// The sheet as one SVG image.
    #[must_use]
    pub fn to_svg(&self, title: &str, description: &str) -> String {
        let mut out = String::with_capacity(self.tiles.len() * 500 + 2000);
        let _ = write!(
            out,
            "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"qt-sheet\" role=\"img\" width=\"{w}\" height=\"{h}\" \
             viewBox=\"0 0 {w} {h}\" font-family=\"{FONT}\">\n<title>{}</title>\n<desc>{}</desc>\n",
            escape(title),
            escape(description),
            w = number(self.width),
            h = number(self.height)
        );
        let paper = Area { x: 0.0, y: 0.0, width: self.width, height: self.height };
        rect(&mut out, &paper, 0.0, " class=\"qt-paper\" fill=\"#ffffff\" style=\"fill:var(--qt-box,#ffffff)\"");
        let ink = "fill=\"#1b1f24\" style=\"fill:var(--qt-ink,#1b1f24)\"";
        let _ = writeln!(out, "<g class=\"qt-grounds\" fill=\"#3d4650\" stroke=\"none\" style=\"fill:var(--qt-line,#3d4650)\">");
        self.grounds.iter().filter(|g| !g.frame).for_each(|g| rect(&mut out, &g.area, 8.0, " fill-opacity=\"0.08\""));
        let _ = writeln!(out, "</g>\n<g class=\"qt-frames\" {FLOWS}>");
        self.grounds.iter().filter(|g| g.frame).for_each(|g| rect(&mut out, &g.area, 8.0, " stroke-dasharray=\"2 3\""));
        let _ = writeln!(out, "</g>\n<g class=\"qt-flows\" {FLOWS}>");
        let mut heads = String::new();
        for line in &self.lines {
            if !line.meaning.is_empty() {
                let _ = write!(out, "<g><title>{}</title>", escape(&line.meaning));
            }
            line_of(&mut out, &mut heads, line);
            out.push_str(if line.meaning.is_empty() { "\n" } else { "</g>\n" });
        }
        let _ = write!(out, "</g>\n<g class=\"qt-heads\" {HEADS}>\n{heads}</g>\n");
        let _ = writeln!(
            out,
            "<g class=\"qt-shapes\" fill=\"#ffffff\" stroke=\"#1b1f24\" stroke-width=\"1.2\" \
             style=\"fill:var(--qt-box,#ffffff);stroke:var(--qt-ink,#1b1f24)\">"
        );
        for tile in &self.tiles {
            let round = if tile.kind == TileKind::Own { 4.0 } else { 16.0_f64.min(tile.area.height / 2.0) };
            rect(&mut out, &tile.area, round, "");
        }
        let _ = writeln!(out, "</g>\n<g class=\"qt-text\" {ink}>");
        self.grounds.iter().flat_map(|g| &g.lines).for_each(|line| line_to(&mut out, line));
        self.tiles.iter().flat_map(|t| &t.lines).for_each(|line| line_to(&mut out, line));
        out.push_str("</g>\n");
        out + "</svg>\n"
    }

    /// Moves everything, and lets the sheet end where it does.
    pub(super) fn finish(mut self, dx: f64, dy: f64, width: f64, height: f64) -> Self {
        let lines = |lines: &mut Vec<TextLine>| {
            for line in lines {
                (line.at.x, line.at.y) = (line.at.x + dx, line.at.y + dy);
            }
        };
        for ground in &mut self.grounds {
            (ground.area.x, ground.area.y) = (ground.area.x + dx, ground.area.y + dy);
            lines(&mut ground.lines);
        }
        for tile in &mut self.tiles {
            (tile.area.x, tile.area.y) = (tile.area.x + dx, tile.area.y + dy);
            lines(&mut tile.lines);
        }
        for point in self.lines.iter_mut().flat_map(|line| &mut line.points) {
            (point.x, point.y) = (point.x + dx, point.y + dy);
        }
        (self.width, self.height) = (width, height);
        self
    }
}

fn line_of(out: &mut String, heads: &mut String, line: &Line) {
    let mut points = line.points.clone();
    if let (true, [.., before, last]) = (line.arrow, line.points.as_slice()) {
        let (dx, dy) = ((last.x - before.x).clamp(-1.0, 1.0), (last.y - before.y).clamp(-1.0, 1.0));
        // The line ends within the head, or its square end would show beside the tip.
        points.pop();
        points.push(Point { x: last.x - dx * HEAD.0 / 2.0, y: last.y - dy * HEAD.0 / 2.0 });
        head_to(heads, *last, (dx.round(), dy.round()), HEAD);
    }
    way_to(out, &points);
    out.push_str("/>");
}

/// Small words in the middle of a place, bold or not: their lines and how wide and high they are.
#[allow(clippy::cast_precision_loss, reason = "lines are few")]
pub(super) fn small(text: &str, room: f64, bold: bool) -> (Vec<String>, f64) {
    let lines = wrap(text, room, SMALL, bold, MOST);
    debug_assert!(lines.iter().all(|line| width(line, SMALL, bold) <= room + 0.1));
    let high = lines.len() as f64 * SMALL_LINE;
    (lines, high)
}
