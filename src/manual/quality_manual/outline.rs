//! Part 6: policy, objectives, the management representative.

use super::Writer;
use crate::manual::common::capital;
use crate::manual::document::{Block, Cell, Inline, cell};
use crate::model::definition::Objective;

impl Writer<'_> {
    pub(super) fn overview(&mut self) {
        let (desk, w) = (self.desk, self.desk.words);
        self.heading(2, "overview", w.overview);
        self.heading(3, "policy", w.policy);
        match &self.o.policy {
            None => self.blocks.push(Block::Paragraph(cell(w.not_stated))),
            Some(policy) => {
                let mut line = vec![Inline::Strong(policy.statement.to(desk.language).into())];
                if policy.statement.get(desk.language).is_none() {
                    line.push(Inline::Mark(w.fallback.into()));
                }
                desk.mark_unverified(&mut line, policy.verified);
                self.blocks.push(Block::Paragraph(line));
                self.blocks.push(Block::List(policy.commitments.iter().map(|t| desk.text(t)).collect()));
                if !policy.verified {
                    self.blocks.push(Block::Note(cell(w.draft_policy)));
                }
            }
        }
        self.heading(3, "objectives", w.objectives);
        for programme in desk.library.objectives() {
            let mut line = vec![Inline::Strong(programme.title.to(desk.language).into())];
            if let Some(source) = &programme.source {
                line.push(" – ".into());
                line.extend(desk.text(source));
            }
            self.blocks.push(Block::Paragraph(line));
            let rows = programme.items.iter().map(|x| self.objective(x)).collect();
            self.table(&[w.no, w.objective, w.target, w.formula, w.period, w.responsibility], &[6, 27, 17, 28, 9, 13], rows);
        }
        self.heading(3, "representative", w.representative);
        let line = match &self.o.management_representative {
            Some(id) => {
                let mut line = vec![Inline::Strong(desk.role(id))];
                if let Some(duty) = desk.library.role(id).and_then(|role| role.responsibility.as_ref()) {
                    line.push(": ".into());
                    line.extend(desk.text(duty));
                }
                line
            }
            None => cell(w.not_stated),
        };
        self.blocks.push(Block::Paragraph(line));
    }

    fn objective(&self, x: &Objective) -> Vec<Cell> {
        let (desk, w) = (self.desk, self.desk.words);
        let mut title = desk.text(&x.title);
        if x.outside_system == Some(true) {
            title.push(Inline::Mark(w.outside_system.into()));
        }
        if let Some(note) = &x.note {
            title.push(Inline::Break);
            title.extend(desk.text(note));
        }
        let mut target = match x.target {
            Some(target) => cell(capital(&target.to(desk.language))),
            None => vec![Inline::Mark(w.not_measurable.into())],
        };
        desk.mark_unverified(&mut target, x.verified);
        if let Some(by) = x.by {
            target.extend([Inline::Break, format!("{} {by}", w.deadline).into()]);
        }
        let mut formula = Cell::new();
        if let (Some(top), Some(bottom)) = (&x.numerator, &x.denominator) {
            formula.extend(desk.text(top));
            formula.push(" / ".into());
            formula.extend(desk.text(bottom));
        }
        for (label, text) in [(w.source, &x.source), (w.when_missed, &x.when_missed)] {
            if let Some(text) = text {
                if !formula.is_empty() {
                    formula.push(Inline::Break);
                }
                formula.push(format!("{label}: ").into());
                formula.extend(desk.text(text));
            }
        }
        vec![
            cell(capital(x.id.as_str())),
            title,
            target,
            formula,
            cell(x.period.map_or_else(String::new, |p| desk.amount(p.label(desk.language)))),
            x.owner.as_ref().map_or_else(Cell::new, |id| cell(desk.role(id))),
        ]
    }
}
