//! How wide the columns of a table are, so that no word runs into its neighbour, and how high its rows.

use super::super::super::document::{Inline, Table, TableStyle};
use super::faces::Faces;

/// Room at the left and the right of a cell together, in points.
pub(super) const PADDING: f64 = 8.0;
/// The widest word that is not broken, in parts of the size: a long code, or a long word of English.
pub(super) const LONGEST: f64 = 11.0;
/// Rows of more lines than this may be torn between pages.
const TORN: f64 = 10.0;
/// Heads of more lines than this are not repeated, and may be torn as well.
const HIGH: f64 = 20.0;
/// Tables of fewer lines than this stay on one page.
const WHOLE: f64 = 14.0;

/// The columns of a table, measured.
pub(super) struct Columns {
    /// Widths in points.
    pub widths: Vec<f64>,
    /// Lines of each row, and of the heads.
    lines: Vec<f64>,
    head: f64,
}

impl Columns {
    pub fn of(table: &Table, faces: &Faces, room: f64, size: f64) -> Self {
        let count = table.rows.iter().map(Vec::len).chain([table.head.len()]).max().unwrap_or(0);
        let heads_rows = !matches!(table.style, TableStyle::Grid | TableStyle::Plain);
        let (mut least, mut most) = (vec![0.0_f64; count], vec![0.0_f64; count]);
        for (i, head) in table.head.iter().enumerate() {
            least[i] = least[i].max(longest_word(faces, head, true));
            most[i] = most[i].max(faces.width(head, true));
        }
        for row in &table.rows {
            for (i, cell) in row.iter().enumerate() {
                for (text, bold) in cell.iter().filter_map(written) {
                    let bold = bold || (heads_rows && i == 0);
                    least[i] = least[i].max(longest_word(faces, text, bold));
                    most[i] = most[i].max(faces.width(text, bold));
                }
            }
        }
        // A little more than measured: kerning, and marks with a frame.
        let least: Vec<f64> = least.iter().map(|width| width.min(LONGEST) * size * 1.03 + PADDING).collect();
        let wanted: Vec<f64> = match (table.style, count) {
            _ if table.widths.len() == count => table.widths.iter().map(|width| f64::from(*width).max(1.0)).collect(),
            (TableStyle::Facts, 2) => vec![30.0, 70.0],
            // What is much is broken into lines: room grows more slowly than text.
            _ => most.iter().map(|width| width.max(1.0).sqrt()).collect(),
        };
        let widths = divided(room, &wanted, &least);
        let lines = table.rows.iter().map(|row| {
            row.iter()
                .zip(&widths)
                .enumerate()
                .map(|(i, (cell, width))| lines(cell, faces, (width - PADDING).max(1.0) / size, heads_rows && i == 0))
                .fold(1.0, f64::max)
        });
        let heads = table.head.iter().zip(&widths);
        let head = heads.map(|(head, width)| (faces.width(head, true) * 1.06 * size / (width - PADDING).max(1.0)).ceil());
        Self { lines: lines.collect(), head: head.fold(0.0, f64::max), widths }
    }

    /// Whether the heads are so high that little of a page would be left below them.
    pub fn is_high(&self) -> bool {
        self.head > HIGH
    }

    /// Whether a row is so high that it may be torn.
    pub fn is_torn(&self, row: usize) -> bool {
        self.lines.get(row).is_some_and(|lines| *lines > TORN)
    }

    /// Whether the table is so short that it stays on one page.
    pub fn is_whole(&self) -> bool {
        self.head + self.lines.iter().map(|lines| lines + 0.5).sum::<f64>() < WHOLE
    }
}

/// What an inline writes, and whether boldly.
fn written(inline: &Inline) -> Option<(&str, bool)> {
    match inline {
        Inline::Text(text) | Inline::Link(text, _) => Some((text, false)),
        Inline::Strong(text) => Some((text, true)),
        Inline::Mark(text) => Some((text, false)),
        Inline::Break | Inline::Blank => None,
    }
}

fn longest_word(faces: &Faces, text: &str, bold: bool) -> f64 {
    text.split(' ').map(|word| faces.width(word, bold)).fold(0.0, f64::max)
}

/// About how many lines a cell has in a column so wide, in parts of the size.
fn lines(cell: &[Inline], faces: &Faces, room: f64, bold: bool) -> f64 {
    let mut lines = 0.0;
    let mut width = 0.0;
    for inline in cell {
        match (inline, written(inline)) {
            (Inline::Break, _) => {
                lines += (width / room).ceil().max(1.0);
                width = 0.0;
            }
            (_, Some((text, strong))) => width += faces.width(text, bold || strong) * 1.06,
            _ => {}
        }
    }
    lines + (width / room).ceil().max(1.0)
}

/// Room divided as wanted, but so that each has what it needs at least; where not even that is there, in proportion to it.
fn divided(room: f64, wanted: &[f64], least: &[f64]) -> Vec<f64> {
    let needed: f64 = least.iter().sum();
    if needed >= room {
        return least.iter().map(|width| width / needed * room).collect();
    }
    let mut fixed = vec![false; wanted.len()];
    loop {
        let taken: f64 = least.iter().zip(&fixed).filter(|(_, fixed)| **fixed).map(|(width, _)| width).sum();
        let sum: f64 = wanted.iter().zip(&fixed).filter(|(_, fixed)| !**fixed).map(|(width, _)| width).sum();
        let width = |i: usize| if fixed[i] { least[i] } else { wanted[i] / sum * (room - taken) };
        match (0..wanted.len()).find(|i| !fixed[*i] && width(*i) < least[*i]) {
            Some(narrow) => fixed[narrow] = true,
            None => return (0..wanted.len()).map(width).collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn columns_fill_the_room_and_none_is_too_narrow(
            columns in proptest::collection::vec((1.0..100.0_f64, 1.0..90.0_f64), 1..12),
            room in 300.0..800.0_f64,
        ) {
            let (wanted, least): (Vec<f64>, Vec<f64>) = columns.into_iter().unzip();
            let widths = divided(room, &wanted, &least);
            prop_assert!((widths.iter().sum::<f64>() - room).abs() < 1e-6);
            if least.iter().sum::<f64>() < room {
                prop_assert!(widths.iter().zip(&least).all(|(width, least)| *width >= least - 1e-9), "{widths:?} {least:?}");
            }
        }
    }

    #[test]
    fn what_fits_is_as_wanted() {
        assert_eq!(divided(100.0, &[20.0, 30.0, 50.0], &[1.0, 1.0, 1.0]), [20.0, 30.0, 50.0]);
        assert_eq!(divided(100.0, &[20.0, 30.0, 50.0], &[40.0, 1.0, 1.0]), [40.0, 22.5, 37.5]);
    }
}
