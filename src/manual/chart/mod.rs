//! Charts: what changes add up to, how parts compare, which share is reached.
//!
//! Each is one SVG image that needs nothing else: a page may set its colours, paper needs none, and what
//! falls, rises and stays differs by pattern as well as by colour. The numbers stand beside the bars.

mod bars;
mod shares;
mod waterfall;

pub(super) use bars::{Bars, Pair};
pub(super) use shares::{Share, Shares};
pub(super) use waterfall::{Move, Waterfall};

use super::diagram::svg::{FONT, number};
use super::diagram::text;
use super::escape::escape;
use std::fmt::Write as _;

/// The width of every chart: that of an upright page.
const WIDTH: f64 = 720.0;
/// The room for the names on the left.
const NAMES: f64 = 270.0;
/// The size of the words, and the height of a line of them.
const SIZE: f64 = 12.5;
const LINE: f64 = 16.0;
/// How high a bar is, and the least distance from one row to the next.
const BAR: f64 = 15.0;
const ROW: f64 = 27.0;

/// How something is painted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Paint {
    /// A whole.
    Whole,
    /// What is taken away.
    Falls,
    /// What is added: hatched.
    Rises,
    /// What there was before: an outline.
    Before,
    /// What is left out.
    Rest,
}

impl Paint {
    const fn attributes(self) -> &'static str {
        match self {
            Self::Whole => "fill=\"#3d4650\" style=\"fill:var(--qt-line,#3d4650)\"",
            Self::Falls => {
                "fill=\"#5aa883\" stroke=\"#1f6b4b\" stroke-width=\"1\" style=\"fill:var(--qt-falls,#5aa883);stroke:var(--qt-falls-rim,#1f6b4b)\""
            }
            Self::Rises => {
                "fill=\"url(#qt-rises)\" stroke=\"#a8320a\" stroke-width=\"1.2\" style=\"stroke:var(--qt-strong,#a8320a)\""
            }
            Self::Before => {
                "fill=\"#e3e7ec\" stroke=\"#8a95a1\" stroke-width=\"1\" style=\"fill:var(--qt-before,#e3e7ec);stroke:var(--qt-before-rim,#8a95a1)\""
            }
            Self::Rest => {
                "fill=\"none\" stroke=\"#8a95a1\" stroke-width=\"1\" stroke-dasharray=\"3 2\" style=\"stroke:var(--qt-before-rim,#8a95a1)\""
            }
        }
    }
}

/// A chart while it is painted.
struct Canvas {
    body: String,
    height: f64,
}

impl Canvas {
    const fn new() -> Self {
        Self { body: String::new(), height: 0.0 }
    }
    fn bar(&mut self, x: f64, y: f64, width: f64, height: f64, paint: Paint) {
        let (x, y, width, height) = (number(x), number(y), number(width.max(1.0)), number(height));
        let _ = writeln!(self.body, "<rect x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\" {}/>", paint.attributes());
    }
    fn line(&mut self, from: (f64, f64), to: (f64, f64), dashed: bool) {
        let dash = if dashed { " stroke-dasharray=\"4 3\"" } else { "" };
        let _ = writeln!(
            self.body,
            "<path d=\"M{} {}L{} {}\" fill=\"none\" stroke=\"#3d4650\" stroke-width=\"1\"{dash} style=\"stroke:var(--qt-line,#3d4650)\"/>",
            number(from.0),
            number(from.1),
            number(to.0),
            number(to.1)
        );
    }
    fn words(&mut self, x: f64, y: f64, anchor: &str, bold: bool, words: &str) {
        let weight = if bold { " font-weight=\"bold\"" } else { "" };
        let _ = writeln!(
            self.body,
            "<text x=\"{}\" y=\"{}\" text-anchor=\"{anchor}\" font-size=\"{SIZE}\"{weight} fill=\"#1b1f24\" \
             style=\"fill:var(--qt-ink,#1b1f24)\">{}</text>",
            number(x),
            number(y),
            escape(words)
        );
    }
    /// A name on the left, in as many lines as it needs, set to the right; how high the row becomes.
    fn name(&mut self, top: f64, name: &str, bold: bool) -> f64 {
        let lines = text::wrap(name, NAMES - 12.0, SIZE, bold, 3);
        let tall = lines_height(lines.len()).max(ROW);
        let mut y = top + (tall - lines_height(lines.len()) + ROW - LINE) / 2.0 + SIZE;
        for line in &lines {
            self.words(NAMES - 10.0, y, "end", bold, line);
            y += LINE;
        }
        tall
    }
    /// The key below: what each pattern means.
    fn key(&mut self, entries: &[(Paint, &str)]) {
        let mut x = NAMES;
        let y = self.height + 10.0;
        for (paint, words) in entries {
            self.bar(x, y, 22.0, 11.0, *paint);
            self.words(x + 28.0, y + 10.0, "start", false, words);
            x += 28.0 + text::width(words, SIZE, false) + 22.0;
        }
        self.height = y + 22.0;
    }
    /// The whole image.
    fn finish(self, title: &str, description: &str) -> String {
        let height = number(self.height);
        format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"qt-chart\" role=\"img\" width=\"{WIDTH}\" height=\"{height}\" \
             viewBox=\"0 0 {WIDTH} {height}\" font-family=\"{FONT}\">\n<title>{}</title>\n<desc>{}</desc>\n<defs><pattern id=\"qt-rises\" \
             width=\"6\" height=\"6\" patternUnits=\"userSpaceOnUse\" patternTransform=\"rotate(45)\"><rect width=\"6\" height=\"6\" \
             fill=\"#fff\" style=\"fill:var(--qt-box,#fff)\"/><path d=\"M0 0V6\" stroke=\"#a8320a\" stroke-width=\"4\" \
             style=\"stroke:var(--qt-strong,#a8320a)\"/></pattern></defs>\n<rect class=\"qt-paper\" width=\"{WIDTH}\" height=\"{height}\" \
             fill=\"#ffffff\" style=\"fill:var(--qt-paper,#fff)\"/>\n{}</svg>\n",
            escape(title),
            escape(description),
            self.body
        )
    }
}

/// How high the row of a name becomes.
fn name_height(name: &str, bold: bool) -> f64 {
    lines_height(text::wrap(name, NAMES - 12.0, SIZE, bold, 3).len()).max(ROW)
}

/// How high so many lines of a name are, with the room around them.
#[allow(clippy::cast_precision_loss, reason = "a name has three lines at the most")]
fn lines_height(lines: usize) -> f64 {
    lines as f64 * LINE + ROW - LINE
}

#[cfg(test)]
mod tests;
