//! Part 10: how many administrative procedures are simplified, in whole numbers, against the target of one in ten.

use super::Writer;
use super::words::words;
use crate::manual::document::{Block, Inline, Table, TableStyle, cell, heads};
use crate::measure::{Denominator, Policy, Portfolio, STATES};
use crate::model::definition::Level;

impl Writer<'_> {
    pub(super) fn simplification(&mut self, portfolio: &Portfolio) {
        let (desk, w, own) = (self.desk, self.desk.words, words(self.desk.language));
        self.heading(2, "simplification", own.simplification);
        if portfolio.services == 0 {
            self.blocks.push(Block::Paragraph(cell(own.no_services)));
            return;
        }
        let levels = [(w.together, None), (w.district_level, Some(Level::District)), (w.ward_level, Some(Level::Ward))];
        let labels = [w.carried_out_share, w.decided_share, w.proposed_share];
        let mut rows = Vec::new();
        for (level, of) in levels {
            for (label, state) in labels.iter().zip(STATES) {
                let share = portfolio.share(Policy::Pareto, Denominator::InCompetence, state, of);
                if share.of == 0 {
                    continue;
                }
                let needed = share.of.div_ceil(10);
                let missing = needed.saturating_sub(share.part);
                let verdict = if share.meets_target() {
                    w.met.to_owned()
                } else {
                    format!("{} ({}: {missing})", w.missed, own.still_needed)
                };
                rows.push(vec![
                    cell(format!("{level}: {}", label.to_lowercase())),
                    cell(format!("{}/{}", share.part, share.of)),
                    cell(desk.percent(share.percent())),
                    cell(needed.to_string()),
                    cell(verdict),
                ]);
            }
        }
        self.blocks.push(Block::Table(Table {
            caption: format!("{}; {}", w.target_share, w.in_competence),
            head: heads(&[w.counted_states, own.simplified_number, own.share, own.needed, own.target_met]),
            rows,
            widths: vec![34, 16, 12, 16, 22],
            style: TableStyle::Figures,
            ..Table::default()
        }));
        self.blocks.push(Block::Note(cell(w.level_note)));
        self.blocks.push(Block::Paragraph(cell(format!("{}: {}.", w.steps_removed_total, portfolio.steps_removed))));
        self.blocks.push(Block::Paragraph(vec![Inline::Link(own.whole_report.into(), "simplification.html".into())]));
    }
}
