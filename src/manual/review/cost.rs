//! What complying costs: row by row as it is and after simplification, by the standard cost model.

use super::Writer;
use crate::manual::document::{Block, Cell, Inline, Table, TableStyle, cell, heads};
use crate::measure::{ComplianceCost, CostOf};
use crate::model::definition::ProcedureDefinition;
use crate::model::value::Money;

impl Writer<'_> {
    pub(super) fn cost(&mut self) {
        let (desk, w) = (self.desk, self.w);
        self.heading(3, "cost", w.cost);
        let mut note = cell(w.cost_note);
        desk.mark_unverified(&mut note, false);
        if self.p.step_times.as_ref().is_some_and(|times| times.illustrative) && self.outlook.before.cost.is_some() {
            note.extend([Inline::Break, desk.words.illustrative_note.into(), Inline::Mark(desk.words.illustrative.into())]);
        }
        self.blocks.push(Block::Note(note));
        let Some(before) = &self.outlook.before.cost else {
            self.blocks.push(Block::Paragraph(cell(w.cost_unknown)));
            self.blanks();
            return;
        };
        self.rows(w.cost_now, before, self.p);
        let Some(after) = self.outlook.after.as_ref().and_then(|prospect| prospect.cost.as_ref()) else { return };
        let to_be = self.procedure.to_be(desk.library);
        self.rows(w.cost_then, after, &to_be);
        let money = |amount: u64| Money(amount).to(desk.language);
        let row = |label: &str, before: u64, after: u64| {
            let (sign, by) = if after > before { ("−", after - before) } else { ("", before - after) };
            vec![cell(label), cell(money(before)), cell(money(after)), cell(format!("{sign}{}", money(by)))]
        };
        let mut rows = vec![row(w.case_total, before.case, after.case)];
        rows.extend(before.year.zip(after.year).map(|(before, after)| row(w.per_year, before, after)));
        self.blocks.push(Block::Table(Table {
            caption: w.compare.into(),
            head: heads(&[desk.words.measure, w.cost_now, w.cost_then, w.saved]),
            rows,
            widths: vec![31, 23, 23, 23],
            style: TableStyle::Figures,
            ..Table::default()
        }));
    }

    /// The rows of the form, filled in.
    fn rows(&mut self, caption: &str, cost: &ComplianceCost, p: &ProcedureDefinition) {
        let (desk, w, d) = (self.desk, self.w, self.desk.words);
        let income = cost.income.per_hour();
        let mut rows: Vec<Vec<Cell>> = cost
            .rows
            .iter()
            .map(|row| {
                #[allow(clippy::cast_precision_loss, reason = "what is paid has fewer digits")]
                let sum = row.times * (row.hours * income + row.paid as f64);
                vec![
                    cell(self.activity(&row.of, p)),
                    cell(desk.decimal(row.times)),
                    cell(desk.decimal(row.hours)),
                    cell(dong(income).to(desk.language)),
                    cell(Money(row.paid).to(desk.language)),
                    cell(dong(sum).to(desk.language)),
                ]
            })
            .collect();
        let sum = |label: &str, amount: u64| {
            let mut row = vec![Cell::new(); 6];
            row[0] = vec![Inline::Strong(label.into())];
            row[5] = vec![Inline::Strong(Money(amount).to(desk.language))];
            row
        };
        if cost.fees > 0 {
            rows.push(sum(d.fees, cost.fees));
        }
        rows.push(sum(w.case_total, cost.case));
        rows.extend(cost.year.map(|year| sum(w.per_year, year)));
        self.cost_table(caption, rows, TableStyle::Figures);
    }

    /// The same rows for the reviewer: each paper to prepare, each step of the applicant, the fees.
    fn blanks(&mut self) {
        let (desk, w, d) = (self.desk, self.w, self.desk.words);
        let items = self.service.dossier.iter().flat_map(|dossier| &dossier.items);
        let items = items.map(|item| format!("{}: {}", w.prepares, item.title.to(desk.language)));
        let steps = self.p.steps.iter().filter(|step| desk.library.is_applicant(&step.role));
        let steps = steps.map(|step| step.title.to(desk.language).to_owned());
        let last = [d.fees, w.case_total, w.per_year].map(str::to_owned);
        let row = |label: String| std::iter::once(cell(label)).chain((0..5).map(|_| vec![Inline::Blank])).collect();
        let rows = items.chain(steps).chain(last).map(row).collect();
        // As many rows as there are papers: more than a sheet may hold.
        self.cost_table(w.cost_now, rows, TableStyle::Grid);
    }

    fn cost_table(&mut self, caption: &str, rows: Vec<Vec<Cell>>, style: TableStyle) {
        let w = self.w;
        self.blocks.push(Block::Table(Table {
            caption: caption.into(),
            head: heads(&[w.activity, w.times, w.hours, w.income, w.paid, w.sum]),
            rows,
            widths: vec![38, 9, 9, 15, 14, 15],
            style,
            ..Table::default()
        }));
    }

    fn activity(&self, of: &CostOf, p: &ProcedureDefinition) -> String {
        let (language, w) = (self.desk.language, self.w);
        match of {
            CostOf::Item(id) => {
                let mut items = p.service.iter().flat_map(|s| &s.dossier).flat_map(|dossier| &dossier.items);
                let title = items.find(|item| item.id == *id).map_or_else(|| id.to_string(), |i| i.title.to(language).to_owned());
                format!("{}: {title}", w.prepares)
            }
            CostOf::Step(id) => {
                let step = p.steps.iter().find(|step| step.id == *id);
                step.map_or_else(|| id.to_string(), |step| step.title.to(language).to_owned())
            }
        }
    }
}

#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "costs are not negative; too large is the most")]
fn dong(amount: f64) -> Money {
    Money(amount.round() as u64)
}
