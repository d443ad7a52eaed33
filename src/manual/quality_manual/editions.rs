//! Part 9: where each clause went in the edition of 2015.

use super::Writer;
use super::words::words;
use crate::manual::document::{Block, cell};
use crate::model::value::Clause;
use crate::model::value::edition::{MOVED, NEW};

impl Writer<'_> {
    pub(super) fn editions(&mut self) {
        let (desk, own) = (self.desk, words(self.desk.language));
        self.heading(2, "editions", own.editions);
        let vi = desk.is_vietnamese();
        let row = |row: &crate::model::value::edition::Moved| {
            let title = Clause::all().find(|c| c.number() == row.from).map_or(own.application, |c| c.title(desk.language));
            let mut to = cell(row.to.join(", "));
            desk.mark_unverified(&mut to, row.verified);
            vec![cell(format!("{} {title}", row.from)), to, cell(if vi { row.note.0 } else { row.note.1 })]
        };
        self.table(&[own.edition_2008, own.edition_2015, own.remark], &[44, 22, 34], MOVED.iter().map(row).collect());
        self.heading(3, "new-clauses", own.new_clauses);
        let new = NEW.iter().map(|(number, in_vi, in_en)| cell(format!("{number} {}", if vi { in_vi } else { in_en })));
        self.blocks.push(Block::List(new.collect()));
    }
}
