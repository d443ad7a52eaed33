//! Records: who keeps them, where, how long, and what becomes of them.

use super::{Writer, always, if_any};
use crate::manual::document::{Cell, cell};
use crate::manual::procedure::code_link;
use crate::manual::procedure::record_rows;
use crate::model::library::Procedure;

pub(super) fn write(out: &mut Writer) {
    let (desk, w, d) = (out.desk, out.w, out.desk.words);
    let of = |procedure: &Procedure| {
        let p = procedure.definition();
        let rows = p.records.iter().zip(record_rows(&desk, p)).map(|(r, row)| {
            let unit = r.keeper.as_ref().and_then(|id| desk.library.role(id)).and_then(|role| role.unit.as_ref());
            let mut rest = row.into_iter().skip(1);
            let mut next = || rest.next().unwrap_or_default();
            vec![
                vec![code_link(procedure)],
                cell(r.form.as_ref().map_or("", |form| form.as_str())),
                desk.text(&r.title),
                next(),
                unit.map_or_else(Cell::new, |unit| cell(desk.unit(unit))),
                next(),
                next(),
                next(),
            ]
        });
        rows.collect::<Vec<_>>()
    };
    let rows = desk.library.procedures().iter().flat_map(of).collect();
    out.heading(2, "records", d.record_register);
    let columns = [
        always(d.procedure, 9),
        if_any(w.form_number, 10),
        always(d.record_title, 19),
        always(w.keeper, 12),
        if_any(w.keeping_unit, 12),
        always(d.place, 14),
        always(d.retention, 12),
        always(d.disposal, 12),
    ];
    out.numbered(&columns, rows);
}
