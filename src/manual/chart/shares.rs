//! Shares: how many of a whole, by state, beside the share that is to be reached.

use super::{BAR, Canvas, NAMES, Paint, SIZE, WIDTH, text};

/// How many of a whole, by state, beside the share that is to be reached.
pub(in crate::manual) struct Shares<'a> {
    pub title: &'a str,
    pub description: &'a str,
    pub rows: Vec<Share>,
    /// The share to reach, between 0 and 1, and what is written at it.
    pub target: Option<(f64, &'a str)>,
    /// What the parts and the rest are called.
    pub key: [&'a str; 4],
}

/// One whole.
pub(in crate::manual) struct Share {
    pub name: String,
    pub of: usize,
    /// How many in each state: done, decided, proposed.
    pub parts: [usize; 3],
    /// What is written beside the bar.
    pub shown: String,
}

const PAINTS: [Paint; 4] = [Paint::Whole, Paint::Falls, Paint::Before, Paint::Rest];

impl Shares<'_> {
    /// The chart as SVG.
    #[must_use]
    #[allow(clippy::cast_precision_loss, reason = "procedures are counted in thousands")]
    pub fn to_svg(&self) -> String {
        let mut canvas = Canvas::new();
        let beside = self.rows.iter().map(|r| text::width(&r.shown, SIZE, false)).fold(0.0, f64::max) + 10.0;
        let room = WIDTH - NAMES - beside - 4.0;
        canvas.height = if self.target.is_some() { 20.0 } else { 0.0 };
        for row in &self.rows {
            let top = canvas.height;
            let tall = canvas.name(top, &row.name, false);
            let y = top + (tall - BAR) / 2.0;
            let mut x = NAMES;
            let rest = row.of.saturating_sub(row.parts.iter().sum());
            for (count, paint) in row.parts.into_iter().chain([rest]).zip(PAINTS) {
                if count > 0 && row.of > 0 {
                    let wide = room * count as f64 / row.of as f64;
                    canvas.bar(x, y, wide, BAR, paint);
                    x += wide;
                }
            }
            canvas.words(NAMES + room + 8.0, y + BAR - 3.0, "start", false, &row.shown);
            canvas.height = top + tall;
        }
        if let Some((share, words)) = self.target {
            let x = NAMES + room * share.clamp(0.0, 1.0);
            canvas.line((x, 16.0), (x, canvas.height), true);
            canvas.words(x, 11.0, "middle", false, words);
        }
        let used = |i: usize| self.rows.iter().any(|r| r.parts[i] > 0);
        let rest = self.rows.iter().any(|r| r.of > r.parts.iter().sum());
        let there = [used(0), used(1), used(2), rest];
        let key: Vec<(Paint, &str)> =
            there.into_iter().zip(PAINTS.into_iter().zip(self.key)).filter_map(|(there, entry)| there.then_some(entry)).collect();
        canvas.key(&key);
        canvas.finish(self.title, self.description)
    }
}
