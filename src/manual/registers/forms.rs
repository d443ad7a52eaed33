//! Forms, and the procedures that use them.

use super::{Writer, always, if_any};
use crate::manual::common::capital;
use crate::manual::document::{Cell, Inline, cell};
use crate::manual::one_stop;
use crate::manual::procedure::code_link;
use crate::model::library::Procedure;
use crate::model::value::{FormCode, Id};
use std::collections::HashMap;

pub(super) fn write(out: &mut Writer) {
    let (desk, w, d) = (out.desk, out.w, out.desk.words);
    let by_id: HashMap<&Id, &FormCode> = desk.library.forms().map(|form| (&form.id, &form.code)).collect();
    let mut users: HashMap<&FormCode, Vec<&Procedure>> = HashMap::new();
    let mut order: Vec<&FormCode> = Vec::new();
    for procedure in desk.library.procedures() {
        let p = procedure.definition();
        let items = p.service.iter().flat_map(|s| &s.dossier).flat_map(|d| &d.items).flat_map(|i| &i.form.0);
        let records = p.records.iter().filter_map(|r| r.form.as_ref());
        let results = p.service.iter().flat_map(|s| &s.results).flat_map(|r| r.items()).filter_map(|r| r.form.as_ref());
        let used = p.steps.iter().flat_map(|s| s.uses.iter().chain(&s.makes)).filter_map(|id| by_id.get(id).copied());
        for code in items.chain(records).chain(results).chain(used).filter(|code| !code.is_placeholder()) {
            let users = users.entry(code).or_insert_with(|| {
                order.push(code);
                Vec::new()
            });
            if !users.last().is_some_and(|last| std::ptr::eq(*last, procedure)) {
                users.push(procedure);
            }
        }
    }
    let used_in = |code: &FormCode| {
        let mut line = Cell::new();
        for procedure in users.get(code).into_iter().flatten() {
            if !line.is_empty() {
                line.push(", ".into());
            }
            line.push(code_link(procedure));
        }
        line
    };
    let mut rows: Vec<Vec<Cell>> = desk
        .library
        .forms()
        .map(|form| {
            let mut title = desk.text(&form.title);
            if let (Some(to), Some(first)) = (one_stop::page_of(desk.library, form), title.first_mut()) {
                *first = Inline::Link(form.title.to(desk.language).into(), to.into());
            }
            desk.mark_unverified(&mut title, form.verified);
            let kind = form.kind.map_or_else(String::new, |kind| capital(kind.label(desk.language)));
            let basis = form.basis.as_ref().map_or_else(Cell::new, |basis| desk.citations([basis]));
            vec![cell(form.code.as_str()), title, cell(kind), basis, used_in(&form.code)]
        })
        .collect();
    // A form that only definitions know is one that somebody has to register.
    let unknown = order.iter().filter(|code| desk.library.form(code).is_none());
    rows.extend(unknown.map(|code| {
        let title = vec![Inline::Mark(w.unregistered.into())];
        vec![cell(code.as_str()), title, Cell::new(), Cell::new(), used_in(code)]
    }));
    out.heading(2, "forms", d.form_register);
    let columns = [always(d.code, 14), always(d.form_title, 32), if_any(d.kind, 15), if_any(d.basis, 17), if_any(w.used_in, 18)];
    out.numbered(&columns, rows);
}
