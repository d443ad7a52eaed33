//! Each paper, form and condition with its reason, and room to judge it.

use super::{Writer, grid};
use crate::manual::document::{Block, Cell, Inline, cell};
use crate::manual::procedure::number_of;
use crate::model::value::FormCode;

impl Writer<'_> {
    pub(super) fn details(&mut self) {
        let (w, d) = (self.w, self.desk.words);
        self.heading(3, "details", w.details);
        let head = [d.no, d.paper, w.amount, w.reason, w.used_at, w.keep];
        self.detail("papers", w.papers, &head, &[6, 35, 14, 23, 11, 11], self.papers());
        let head = [d.no, d.code, d.form_title, d.basis, w.form_judged];
        self.detail("forms", w.forms, &head, &[6, 18, 36, 24, 16], self.forms());
        let head = [d.no, w.conditions, d.basis, w.needed, w.reasonable, w.lawful];
        self.detail("conditions", w.conditions, &head, &[6, 41, 23, 10, 10, 10], self.conditions());
    }

    fn detail(&mut self, id: &str, title: &str, head: &[&str], widths: &[u8], rows: Vec<Vec<Cell>>) {
        self.heading(4, id, title);
        let number = |(i, mut row): (usize, Vec<Cell>)| {
            row.insert(0, cell((i + 1).to_string()));
            row
        };
        let rows: Vec<Vec<Cell>> = rows.into_iter().enumerate().map(number).collect();
        self.blocks.push(if rows.is_empty() { Block::Paragraph(cell(self.desk.words.none)) } else { grid(head, widths, rows) });
    }

    fn papers(&self) -> Vec<Vec<Cell>> {
        let (desk, d) = (self.desk, self.desk.words);
        let items = self.service.dossier.iter().flat_map(|dossier| &dossier.items);
        let rows = items.map(|item| {
            let mut title = desk.text(&item.title);
            if let Some(when) = &item.when {
                title.extend([Inline::Break, format!("{}: ", d.when).into()]);
                title.extend(desk.text(when));
            }
            let kinds = [(d.original, item.original), (d.certified_copy, item.certified_copy), (d.copy, item.copy)];
            let mut amount: Vec<String> = kinds
                .into_iter()
                .filter_map(|(label, n)| n.map(|n| format!("{} {}", desk.count(n), label.to_lowercase())))
                .collect();
            if item.present == Some(true) {
                amount.push(d.to_show.to_lowercase());
            }
            let mut basis = desk.citations(&item.basis);
            desk.mark_unverified(&mut basis, item.verified);
            let steps = self.p.steps.iter().filter(|step| step.uses.contains(&item.id));
            let used: Vec<String> = steps.map(|step| number_of(&desk, self.p, &step.id)).collect();
            vec![title, cell(amount.join("; ")), basis, cell(used.join(", ")), self.boxes()]
        });
        rows.collect()
    }

    fn forms(&self) -> Vec<Vec<Cell>> {
        let desk = self.desk;
        let mut codes: Vec<&FormCode> = Vec::new();
        let items = self.service.dossier.iter().flat_map(|dossier| &dossier.items).flat_map(|item| item.form.iter());
        for code in items {
            if !codes.contains(&code) {
                codes.push(code);
            }
        }
        let rows = codes.into_iter().map(|code| {
            let form = desk.library.form(code);
            let mut title = form.map_or_else(Cell::new, |form| desk.text(&form.title));
            desk.mark_unverified(&mut title, form.is_none_or(|form| form.verified));
            let basis = form.and_then(|form| form.basis.as_ref()).map_or_else(|| vec![Inline::Blank], |b| desk.citations([b]));
            vec![cell(code.as_str()), title, basis, self.boxes()]
        });
        rows.collect()
    }

    fn conditions(&self) -> Vec<Vec<Cell>> {
        let desk = self.desk;
        let conditions = self.service.conditions.iter().flat_map(|conditions| conditions.items());
        let rows = conditions.map(|condition| {
            let mut text = desk.text(&condition.text);
            desk.mark_unverified(&mut text, condition.verified);
            let basis = desk.citations(&condition.basis);
            let basis = if basis.is_empty() { vec![Inline::Blank] } else { basis };
            vec![text, basis, self.boxes(), self.boxes(), self.boxes()]
        });
        rows.collect()
    }
}
