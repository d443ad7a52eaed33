//! Parts 2 and 3: the scope, and what is excluded and why (4.2.2 a).

use super::Writer;
use crate::manual::document::cell;

impl Writer<'_> {
    pub(super) fn scope(&mut self) {
        self.heading(2, "scope", self.desk.words.system_scope);
        self.optional(self.o.scope.as_ref());
    }

    pub(super) fn exclusions(&mut self) {
        let (desk, w) = (self.desk, self.desk.words);
        self.heading(2, "exclusions", w.exclusions);
        let rows = self
            .o
            .exclusions
            .iter()
            .map(|x| {
                vec![
                    cell(format!("{} {}", x.clause, x.clause.title(desk.language))),
                    x.justification.as_ref().map_or_else(|| cell(w.not_stated), |t| desk.text(t)),
                ]
            })
            .collect();
        self.table(&[w.clause, w.justification], &[32, 68], rows);
    }
}
