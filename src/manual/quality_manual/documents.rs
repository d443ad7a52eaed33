//! Part 5: the documents of the system and the clauses they answer (4.2.2 b).

use super::Writer;
use super::words::words;
use crate::manual::control::Control;
use crate::manual::document::{Cell, Inline, cell};
use crate::manual::procedure::file_name;
use crate::model::definition::DocumentStatus;
use crate::model::value::Clause;

impl Writer<'_> {
    pub(super) fn documents(&mut self) {
        let (desk, w) = (self.desk, self.desk.words);
        self.heading(2, "documents", w.document_list);
        let rows = desk
            .library
            .procedures()
            .iter()
            .enumerate()
            .map(|(i, p)| {
                let d = p.definition();
                let mut title = vec![Inline::Link(d.title.to(desk.language).into(), format!("{}.html", file_name(p)))];
                if d.status.is_some_and(|status| status != DocumentStatus::InForce) {
                    title.push(Inline::Mark(Control::of(p).status(&desk)));
                }
                let clauses: Vec<&str> = d.clauses.iter().map(|c| c.number()).collect();
                vec![
                    cell((i + 1).to_string()),
                    cell(p.code()),
                    title,
                    cell(d.revisions.last().map_or_else(String::new, |r| r.issue.to_string())),
                    cell(clauses.join(", ")),
                ]
            })
            .collect();
        self.table(&[w.no, w.code, w.document_title, w.issue, w.clause], &[6, 14, 44, 10, 26], rows);
        self.heading(3, "by-clause", words(desk.language).by_clause);
        let in_force = || desk.library.procedures().iter().filter(|p| !Control::of(p).is_withdrawn());
        let of_clause = |clause: Clause| {
            let mut line = Cell::new();
            for p in in_force().filter(|p| p.definition().clauses.iter().any(|c| clause.is_within(*c))) {
                if !line.is_empty() {
                    line.push(", ".into());
                }
                line.push(Inline::Link(p.code().into(), format!("{}.html", file_name(p))));
            }
            line
        };
        let rows = Clause::all().filter(|clause| clause.is_leaf()).map(|clause| (clause, of_clause(clause)));
        let rows = rows.filter(|(_, line)| !line.is_empty());
        let rows = rows.map(|(clause, line)| vec![cell(format!("{} {}", clause.number(), clause.title(desk.language))), line]);
        self.table(&[w.clause, w.document_title], &[36, 64], rows.collect());
    }
}
