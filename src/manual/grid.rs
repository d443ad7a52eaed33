//! Tables of rows under heads, of which a column that says nothing is left out.

use super::document::{Block, Cell, Inline, Table, TableStyle};

/// A column: its head, its width, and whether it stands there even if no row has anything in it.
pub(super) type Column<'a> = (&'a str, u8, bool);

/// A column that every such table has.
pub(super) const fn always(head: &str, width: u8) -> Column<'_> {
    (head, width, true)
}

/// A column that is there if some row has something in it.
pub(super) const fn if_any(head: &str, width: u8) -> Column<'_> {
    (head, width, false)
}

/// A table; widths are parts of what is there.
pub(super) fn grid(columns: &[Column], mut rows: Vec<Vec<Cell>>) -> Block {
    let says = |cell: &Cell| cell.iter().any(|inline| !matches!(inline, Inline::Text(text) if text.is_empty()));
    let kept: Vec<bool> = columns.iter().enumerate().map(|(i, c)| c.2 || rows.iter().any(|row| says(&row[i]))).collect();
    for row in &mut rows {
        let mut at = kept.iter();
        row.retain(|_| at.next().copied().unwrap_or(true));
    }
    let columns: Vec<&Column> = columns.iter().zip(&kept).filter(|(_, kept)| **kept).map(|(column, _)| column).collect();
    let all: u32 = columns.iter().map(|column| u32::from(column.1)).sum();
    let share = |width: u8| u8::try_from(u32::from(width) * 100 / all.max(1)).unwrap_or(100);
    let mut widths: Vec<u8> = columns.iter().map(|column| share(column.1)).collect();
    // What rounding left over goes to the widest.
    let rest = 100u8.saturating_sub(widths.iter().sum());
    if let Some(widest) = widths.iter_mut().max() {
        *widest += rest;
    }
    let head = columns.iter().map(|column| column.0.to_owned()).collect();
    Block::Table(Table { head, rows, widths, style: TableStyle::Grid, ..Table::default() })
}

#[cfg(test)]
mod tests {
    use super::super::document::cell;
    use super::*;

    #[test]
    fn what_says_nothing_is_left_out() {
        let columns = [always("a", 30), if_any("b", 40), if_any("c", 30)];
        let Block::Table(table) = grid(&columns, vec![vec![cell(""), cell(""), cell("x")]]) else { panic!("no table") };
        assert_eq!((table.head, table.widths), (vec!["a".to_owned(), "c".to_owned()], vec![50, 50]));
        assert_eq!(table.rows, [[cell(""), cell("x")]]);
        let Block::Table(table) = grid(&columns, Vec::new()) else { panic!("no table") };
        assert_eq!((table.head.len(), table.widths), (1, vec![100]));
    }
}
