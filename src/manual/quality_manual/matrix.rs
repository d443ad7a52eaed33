//! Part 8: which process answers which clause, at the level of 4.1 to 8.5, with sums.

use super::words::words;
use super::{Writer, procedures_of};
use crate::manual::document::{Block, Table, TableStyle, cell};
use crate::model::value::Clause;

impl Writer<'_> {
    pub(super) fn matrix(&mut self) {
        let (desk, own) = (self.desk, words(self.desk.language));
        self.heading(2, "matrix", own.matrix);
        let processes = &self.o.processes;
        if processes.is_empty() {
            self.blocks.push(Block::Paragraph(cell(desk.words.not_stated)));
            return;
        }
        let touches = |clause: Clause, named: Clause| named.is_within(clause) || clause.is_within(named);
        let mark = |clause: Clause, i: usize| {
            let process = &processes[i];
            let by_procedure =
                || procedures_of(desk.library, process).any(|p| p.definition().clauses.iter().any(|c| touches(clause, *c)));
            match process.clauses.iter().any(|c| touches(clause, *c)) {
                true => "x",
                false if by_procedure() => "o",
                false => "",
            }
        };
        let clauses: Vec<Clause> = Clause::all().filter(|clause| clause.number().matches('.').count() == 1).collect();
        let marks: Vec<Vec<&str>> =
            clauses.iter().map(|clause| (0..processes.len()).map(|i| mark(*clause, i)).collect()).collect();
        let count = |marks: &mut dyn Iterator<Item = &&str>| marks.filter(|mark| !mark.is_empty()).count();
        let mut rows: Vec<Vec<_>> = clauses
            .iter()
            .zip(&marks)
            .map(|(clause, row)| {
                let title = cell(format!("{} {}", clause.number(), clause.title(desk.language)));
                let sum = cell(count(&mut row.iter()).to_string());
                std::iter::once(title)
                    .chain(row.iter().map(|mark| cell(if mark.is_empty() { " " } else { *mark })))
                    .chain([sum])
                    .collect()
            })
            .collect();
        let below = (0..processes.len()).map(|i| count(&mut marks.iter().map(|row| &row[i])));
        let all = count(&mut marks.iter().flatten());
        rows.push(std::iter::once(cell(own.sum)).chain(below.chain([all]).map(|sum| cell(sum.to_string()))).collect());
        self.blocks.push(Block::Note(cell(own.matrix_note)));
        let title = |i: usize| cell(format!("{}. {}", i + 1, processes[i].title.to(desk.language)));
        self.blocks.push(Block::List((0..processes.len()).map(title).collect()));
        let mut head = vec![desk.words.clause.to_owned()];
        head.extend((1..=processes.len()).map(|i| i.to_string()));
        head.push(own.sum.to_owned());
        // The titles take what the columns of marks leave.
        let columns = u8::try_from(processes.len() + 1).unwrap_or(u8::MAX);
        let each = (64 / columns).max(1);
        let mut widths = vec![100_u8.saturating_sub(each.saturating_mul(columns)).max(10)];
        widths.extend(std::iter::repeat_n(each, usize::from(columns)));
        self.blocks.push(Block::Table(Table { head, rows, widths, style: TableStyle::Figures, ..Table::default() }));
    }
}
