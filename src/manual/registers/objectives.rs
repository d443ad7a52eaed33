//! Quality objectives: what is to be reached, how it is counted, by when and by whom.

use super::{Writer, always, if_any};
use crate::manual::common::capital;
use crate::manual::document::{Block, Cell, Inline, cell};
use crate::model::definition::Objective;

pub(super) fn write(out: &mut Writer) {
    let (desk, w, d) = (out.desk, out.w, out.desk.words);
    out.heading(2, "objectives", w.objectives);
    let row = |x: &Objective, year: String| {
        let mut title = desk.text(&x.title);
        if x.outside_system == Some(true) {
            title.push(Inline::Mark(d.outside_system.into()));
        }
        let mut indicator = Cell::new();
        if let (Some(top), Some(bottom)) = (&x.numerator, &x.denominator) {
            indicator.extend(desk.text(top));
            indicator.push(" / ".into());
            indicator.extend(desk.text(bottom));
        } else if let Some(only) = x.numerator.as_ref().or(x.denominator.as_ref()) {
            indicator.extend(desk.text(only));
        }
        let mut target = match x.target {
            Some(target) => cell(capital(&target.to(desk.language))),
            None => vec![Inline::Mark(d.not_measurable.into())],
        };
        desk.mark_unverified(&mut target, x.verified);
        vec![
            cell(capital(x.id.as_str())),
            title,
            cell(x.clause.map_or("", |clause| clause.number())),
            indicator,
            target,
            cell(x.period.map_or_else(String::new, |period| desk.amount(period.label(desk.language)))),
            cell(year),
            x.owner.as_ref().map_or_else(Cell::new, |id| cell(desk.role(id))),
            x.source.as_ref().map_or_else(Cell::new, |text| desk.text(text)),
        ]
    };
    let columns = [
        always(d.code, 4),
        always(d.objective, 24),
        if_any(d.clause, 6),
        if_any(d.indicator, 21),
        always(d.target, 11),
        if_any(d.period, 8),
        always(w.by, 6),
        if_any(d.responsibility, 12),
        if_any(d.source, 12),
    ];
    let programmes: Vec<_> = desk.library.objectives().collect();
    if programmes.is_empty() {
        out.table(&columns, Vec::new());
    }
    for programme in programmes {
        let mut line = vec![Inline::Strong(programme.title.to(desk.language).into())];
        if let Some(source) = &programme.source {
            line.push(" – ".into());
            line.extend(desk.text(source));
        }
        let rows = programme.items.iter().map(|x| row(x, x.by.unwrap_or(programme.year).to_string())).collect();
        out.blocks.push(Block::Paragraph(line));
        out.table(&columns, rows);
    }
}
