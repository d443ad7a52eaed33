//! A waterfall: from a figure before, change by change, to the figure after.

use super::{BAR, Canvas, NAMES, Paint, WIDTH};

/// From a figure before, change by change, to the figure after.
pub(in crate::manual) struct Waterfall<'a> {
    pub title: &'a str,
    pub description: &'a str,
    /// Name and figure before, as it is printed.
    pub before: (&'a str, f64, String),
    /// The changes, in order.
    pub changes: Vec<Move>,
    /// Name and figure after, as it is printed.
    pub after: (&'a str, f64, String),
    /// What falls and what rises are called.
    pub key: (&'a str, &'a str),
}

/// One change.
pub(in crate::manual) struct Move {
    pub name: String,
    pub by: f64,
    /// The change as it is printed.
    pub shown: String,
}

impl Waterfall<'_> {
    /// The chart as SVG.
    #[must_use]
    pub fn to_svg(&self) -> String {
        let mut canvas = Canvas::new();
        let mut level = self.before.1;
        let mut most = self.before.1.max(self.after.1);
        for change in &self.changes {
            level += change.by;
            most = most.max(level);
        }
        // The figure beside the longest bar needs room as well.
        let widest = [&self.before.2, &self.after.2].into_iter().chain(self.changes.iter().map(|c| &c.shown));
        let beside = widest.map(|shown| super::text::width(shown, super::SIZE, true)).fold(0.0, f64::max) + 10.0;
        let scale = (WIDTH - NAMES - beside - 4.0) / if most > 0.0 { most } else { 1.0 };
        let at = |value: f64| NAMES + value.max(0.0) * scale;
        let whole = |canvas: &mut Canvas, (name, value, shown): &(&str, f64, String)| {
            let top = canvas.height;
            let tall = canvas.name(top, name, true);
            let y = top + (tall - BAR) / 2.0;
            canvas.bar(NAMES, y, at(*value) - NAMES, BAR, Paint::Whole);
            canvas.words(at(*value) + 6.0, y + BAR - 3.0, "start", true, shown);
            canvas.height = top + tall;
            (at(*value), y + BAR)
        };
        let mut last = whole(&mut canvas, &self.before);
        let mut level = self.before.1;
        for change in &self.changes {
            let top = canvas.height;
            let tall = canvas.name(top, &change.name, false);
            let y = top + (tall - BAR) / 2.0;
            canvas.line(last, (last.0, y + BAR), true);
            let next = level + change.by;
            let (left, right) = (at(level.min(next)), at(level.max(next)));
            let paint = if change.by > 0.0 { Paint::Rises } else { Paint::Falls };
            if change.by != 0.0 {
                canvas.bar(left, y, right - left, BAR, paint);
            }
            canvas.words(right + 6.0, y + BAR - 3.0, "start", false, &change.shown);
            canvas.height = top + tall;
            level = next;
            last = (at(level), y + BAR);
        }
        let top = canvas.height;
        canvas.line(last, (last.0, top + 6.0), true);
        whole(&mut canvas, &self.after);
        let (falls, rises) = (self.changes.iter().any(|c| c.by < 0.0), self.changes.iter().any(|c| c.by > 0.0));
        let key: Vec<(Paint, &str)> = [(falls, Paint::Falls, self.key.0), (rises, Paint::Rises, self.key.1)]
            .into_iter()
            .filter_map(|(there, paint, words)| there.then_some((paint, words)))
            .collect();
        if !key.is_empty() {
            canvas.key(&key);
        }
        canvas.finish(self.title, self.description)
    }
}
