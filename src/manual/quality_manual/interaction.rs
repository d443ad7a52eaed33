//! Part 4: the processes and how they interact (4.2.2 c).

use super::{Writer, procedures_of};
use crate::manual::common::capital;
use crate::manual::diagram;
use crate::manual::document::{Cell, Inline, cell};
use crate::manual::procedure::file_name;
use crate::model::definition::ProcessGroup;
use crate::model::library::Procedure;

impl Writer<'_> {
    pub(super) fn interaction(&mut self) {
        let (desk, w) = (self.desk, self.desk.words);
        self.heading(2, "interaction", w.interaction);
        if !self.o.processes.is_empty() {
            let note = |process: &ProcessGroup| {
                let codes: Vec<&str> = procedures_of(desk.library, process).map(Procedure::code).collect();
                if codes.len() > 3 { format!("{} {}", codes.len(), w.procedures_in_short) } else { codes.join(", ") }
            };
            let map = diagram::process_map(self.o, desk.language, &note);
            self.figure(&map, w.process_map, w.process_map_says, "process-map.svg");
        }
        let title = |id: &crate::model::value::Id| {
            let process = self.o.processes.iter().find(|p| p.id == *id);
            process.map_or_else(|| id.to_string(), |p| p.title.to(desk.language).to_owned())
        };
        let rows = self
            .o
            .processes
            .iter()
            .map(|p| {
                let mut procedures = Cell::new();
                for procedure in procedures_of(desk.library, p) {
                    if !procedures.is_empty() {
                        procedures.push(", ".into());
                    }
                    procedures.push(Inline::Link(procedure.code().into(), format!("{}.html", file_name(procedure))));
                }
                let mut gives = Cell::new();
                for feed in &p.feeds {
                    if !gives.is_empty() {
                        gives.push(Inline::Break);
                    }
                    gives.extend([Inline::Strong(title(&feed.to)), ": ".into()]);
                    gives.extend(desk.text(&feed.what));
                }
                let clauses: Vec<&str> = p.clauses.iter().map(|c| c.number()).collect();
                let mut name = vec![Inline::Strong(p.title.to(desk.language).into()), Inline::Break];
                name.push(capital(p.kind.label(desk.language)).into());
                vec![name, procedures, cell(clauses.join(", ")), gives]
            })
            .collect();
        self.table(&[w.process, w.its_procedures, w.clause, w.gives_to], &[26, 22, 14, 38], rows);
    }
}
