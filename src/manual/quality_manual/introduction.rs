//! Part 1: who the organisation is, its units and roles.

use super::Writer;
use super::words::words;
use crate::manual::common::capital;
use crate::manual::diagram;
use crate::manual::document::{Cell, Inline, cell};
use crate::model::definition::UnitKind;

impl Writer<'_> {
    pub(super) fn introduction(&mut self) {
        let (desk, w) = (self.desk, self.desk.words);
        self.heading(2, "introduction", w.introduction);
        self.heading(3, "history", words(desk.language).history);
        self.optional(self.o.introduction.as_ref());
        self.heading(3, "units", w.organisation_units);
        if let Some(chart) = diagram::organisation_chart(self.o, desk.language) {
            self.figure(&chart, w.organisation_chart, w.organisation_chart_says, "organisation.svg");
        }
        let rows = self
            .o
            .units
            .iter()
            .filter(|u| u.kind != UnitKind::External)
            .enumerate()
            .map(|(i, u)| {
                let mut title = desk.text(&u.title);
                desk.mark_unverified(&mut title, u.verified);
                let mut function = u.function.as_ref().map_or_else(Cell::new, |t| desk.text(t));
                if let Some(address) = &u.address {
                    if !function.is_empty() {
                        function.push(Inline::Break);
                    }
                    function.push(format!("{}: ", w.address).into());
                    function.extend(desk.text(address));
                }
                vec![
                    cell((i + 1).to_string()),
                    title,
                    cell(capital(u.kind.label(desk.language))),
                    u.parent.as_ref().map_or_else(Cell::new, |p| cell(desk.unit(p))),
                    function,
                ]
            })
            .collect();
        self.table(&[w.no, w.unit, w.kind, w.parent, w.function], &[6, 28, 16, 22, 28], rows);
        self.heading(3, "roles", w.roles_and_duties);
        let optional = |text: &Option<crate::model::value::Text>| text.as_ref().map_or_else(Cell::new, |t| desk.text(t));
        let rows = self
            .o
            .roles
            .iter()
            .filter(|r| r.responsibility.is_some() || r.competence.is_some())
            .map(|r| vec![desk.text(&r.title), optional(&r.responsibility), optional(&r.competence)])
            .collect();
        self.table(&[w.role, w.duty, w.competence], &[24, 42, 34], rows);
    }
}
