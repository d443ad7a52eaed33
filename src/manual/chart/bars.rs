//! Bars: a figure of many things, before and after.

use super::{BAR, Canvas, NAMES, Paint, SIZE, WIDTH, name_height, text};

/// A figure of many things, before and after.
pub(in crate::manual) struct Bars<'a> {
    pub title: &'a str,
    pub description: &'a str,
    pub pairs: Vec<Pair>,
    /// What the bar before, the bar after, and what was added are called.
    pub key: (&'a str, &'a str, &'a str),
}

/// One of them.
pub(in crate::manual) struct Pair {
    pub name: String,
    pub before: f64,
    pub after: f64,
    /// Both figures as they are printed.
    pub shown: String,
}

/// So high a sheet may be, its key left out: a page that lies, with a heading above.
const SHEET: f64 = 480.0;

impl Bars<'_> {
    /// The chart as SVG.
    #[must_use]
    pub fn to_svg(&self) -> String {
        self.draw(&self.pairs)
    }

    /// The same cut between two things for pages, all to one scale; none where it fits on one.
    #[must_use]
    pub fn pages(&self) -> Vec<String> {
        let mut sheets: Vec<usize> = Vec::new();
        let mut height = SHEET;
        for (i, pair) in self.pairs.iter().enumerate() {
            let tall = name_height(&pair.name, false);
            if height + tall > SHEET {
                sheets.push(i);
                height = 0.0;
            }
            height += tall;
        }
        if sheets.len() < 2 {
            return Vec::new();
        }
        let ends = sheets.iter().skip(1).copied().chain([self.pairs.len()]);
        sheets.iter().zip(ends).map(|(from, to)| self.draw(&self.pairs[*from..to])).collect()
    }

    fn draw(&self, shown: &[Pair]) -> String {
        let mut canvas = Canvas::new();
        let most = self.pairs.iter().map(|p| p.before.max(p.after)).fold(0.0, f64::max);
        let beside = self.pairs.iter().map(|p| text::width(&p.shown, SIZE, false)).fold(0.0, f64::max) + 10.0;
        let scale = (WIDTH - NAMES - beside - 4.0) / if most > 0.0 { most } else { 1.0 };
        for pair in shown {
            let top = canvas.height;
            let tall = canvas.name(top, &pair.name, false);
            let y = top + (tall - BAR) / 2.0;
            let (before, after) = (pair.before.max(0.0) * scale, pair.after.max(0.0) * scale);
            canvas.bar(NAMES, y, before, BAR, Paint::Before);
            canvas.bar(NAMES, y + 4.0, after.min(before), BAR - 8.0, Paint::Whole);
            if after > before {
                canvas.bar(NAMES + before, y, after - before, BAR, Paint::Rises);
            }
            canvas.words(NAMES + before.max(after) + 6.0, y + BAR - 3.0, "start", false, &pair.shown);
            canvas.height = top + tall;
        }
        let mut key = vec![(Paint::Before, self.key.0), (Paint::Whole, self.key.1)];
        if self.pairs.iter().any(|p| p.after > p.before) {
            key.push((Paint::Rises, self.key.2));
        }
        canvas.key(&key);
        canvas.finish(self.title, self.description)
    }
}
