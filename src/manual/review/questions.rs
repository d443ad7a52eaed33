//! The questions on necessity, reasonableness and legality, each with what the definitions say on it.

use super::{Writer, grid};
use crate::manual::common::{capital, lines};
use crate::manual::document::{Cell, Inline, cell};
use crate::manual::procedure::file_name as document_name;
use crate::measure::Measure;
use crate::model::definition::{DossierItem, Reference};
use crate::model::library::Procedure;
use crate::model::value::Date;
use std::collections::HashSet;

impl Writer<'_> {
    fn questions(&mut self, first: usize, rows: Vec<(&str, Cell)>) {
        let (w, d) = (self.w, self.desk.words);
        let row = |(i, (question, known)): (usize, (&str, Cell))| {
            vec![cell((first + i).to_string()), cell(question), known, self.judgement()]
        };
        let rows = rows.into_iter().enumerate().map(row).collect();
        self.blocks.push(grid(&[d.no, w.question, w.known, w.answer], &[6, 30, 38, 26], rows));
    }

    pub(super) fn necessity(&mut self) {
        let (desk, w, d) = (self.desk, self.w, self.desk.words);
        self.heading(3, "necessity", w.necessity);
        let purpose = self.p.purpose.as_ref().map_or_else(|| cell(d.not_stated), |text| desk.text(text));
        let indicators = self.p.indicators.iter().map(|x| {
            let mut line = desk.text(&x.title);
            line.extend(x.target.map(|target| Inline::Text(format!(": {}", target.to(desk.language)))));
            line
        });
        let rows =
            vec![(w.q_goal, purpose), (w.q_reached, lines(indicators)), (w.q_other, Cell::new()), (w.q_needed, Cell::new())];
        self.questions(1, rows);
    }

    pub(super) fn reasonableness(&mut self) {
        let (desk, w, d, s) = (self.desk, self.w, self.desk.words, self.service);
        self.heading(3, "reasonableness", w.reasonableness);
        let related = self.p.related.iter().filter_map(|code| desk.library.procedure(code.as_str()));
        let related = lines(related.map(|other| vec![self.other(other)]));
        let agencies = s.agencies.as_ref().map_or_else(Cell::new, |a| {
            let mut ids: Vec<_> = std::iter::once(&a.decides).chain(a.handles.iter()).chain(&a.assists).collect();
            let mut seen = HashSet::new();
            ids.retain(|id| seen.insert(*id));
            cell(desk.units(ids))
        });
        let figure = |measure| desk.figure(&self.effect.as_is, measure);
        let figures = |list: &[Measure]| {
            let said = list.iter().filter_map(|m| Some(cell(format!("{}: {}", capital(m.label(desk.language)), figure(*m)?))));
            lines(said)
        };
        let steps = figures(&[Measure::Steps, Measure::Approvals, Measure::HandOffs, Measure::Roles]);
        let visits = figures(&[Measure::Contacts, Measure::Visits]);
        let limit = s.time_limit.as_ref().map_or_else(
            || cell(d.not_stated),
            |limit| {
                let mut all = vec![cell(format!("{}: {}", d.limit, desk.amount(&limit.to(desk.language))))];
                let longest = desk.span(self.outlook.before.times.critical_path);
                if !longest.is_empty() {
                    all.push(cell(format!("{}: {longest}", capital(w.longest))));
                }
                lines(all)
            },
        );
        let results = s.results.iter().flat_map(|r| r.items()).map(|result| {
            let mut line = desk.text(&result.title);
            let said = result.validity.map_or_else(|| w.unlimited.to_owned(), |time| desk.time(time));
            line.push(format!(": {said}").into());
            line
        });
        let rows = vec![
            (w.q_related, related),
            (w.q_agencies, agencies),
            (w.q_steps, steps),
            (w.q_visits, visits),
            (w.q_papers, self.doubtful_papers()),
            (w.q_limit, limit),
            (w.q_join, self.results_of_others()),
            (w.q_validity, lines(results)),
        ];
        self.questions(5, rows);
    }

    pub(super) fn legality(&mut self) {
        let (desk, w, d, s) = (self.desk, self.w, self.desk.words, self.service);
        self.heading(3, "legality", w.legality);
        let publication = s.publication.as_ref().map_or_else(Cell::new, |publication| {
            let mut all = Vec::new();
            if !publication.posted_at.is_empty() {
                all.push(cell(format!("{}: {}", d.posted_at, desk.units(&publication.posted_at))));
            }
            for (label, there) in [(w.database, publication.database), (w.portal, publication.portal)] {
                let said = |there| if there { w.yes } else { w.no }.trim_start_matches(['□', '\u{a0}']).to_lowercase();
                all.extend(there.map(|there| cell(format!("{}: {}", capital(label), said(there)))));
            }
            let mut line = lines(all);
            desk.mark_unverified(&mut line, publication.verified);
            line
        });
        let rows =
            vec![(w.q_authority, lines(desk.references(&s.basis))), (w.q_higher, self.lapsed()), (w.q_public, publication)];
        self.questions(13, rows);
    }

    fn other(&self, procedure: &Procedure) -> Inline {
        let title = format!("{} – {}", procedure.code(), procedure.definition().title.to(self.desk.language));
        Inline::Link(title, format!("{}.html", document_name(procedure)))
    }

    /// Papers that no step of the agency uses, and papers whose basis nobody has named or read.
    fn doubtful_papers(&self) -> Cell {
        let (desk, w, d) = (self.desk, self.w, self.desk.words);
        let Some(dossier) = &self.service.dossier else { return cell(d.not_stated) };
        let agency = self.p.steps.iter().filter(|step| !desk.library.is_applicant(&step.role));
        let used: HashSet<_> = agency.flat_map(|step| &step.uses).collect();
        let those = |which: &dyn Fn(&DossierItem) -> bool| {
            let items = dossier.items.iter().filter(|item| which(item));
            items.map(|item| item.title.to(desk.language)).collect::<Vec<_>>()
        };
        let unused = those(&|item| !used.contains(&item.id));
        let unfounded = those(&|item| item.basis.is_empty() || !item.verified);
        let mut all = vec![cell(format!("{}: {}", d.sets, desk.count(dossier.sets)))];
        for (label, titles) in [(w.unused_papers, unused), (w.unfounded_papers, unfounded)] {
            if !titles.is_empty() {
                all.push(vec![Inline::Strong(label.into()), format!(" {}", titles.join("; ")).into()]);
            }
        }
        lines(all)
    }

    /// Papers that other procedures of the library give: those of which they have the title.
    fn results_of_others(&self) -> Cell {
        let (desk, w) = (self.desk, self.w);
        let items = self.service.dossier.iter().flat_map(|dossier| &dossier.items);
        let mut all = Vec::new();
        for item in items {
            let givers = self.results.givers(&item.title, desk.language).iter();
            for other in givers.filter(|other| other.code() != self.procedure.code()) {
                let mut line = desk.text(&item.title);
                line.push(format!(" {} ", w.result_of).into());
                line.push(self.other(other));
                all.push(line);
            }
        }
        all.extend(
            self.effect
                .joined
                .iter()
                .filter_map(|code| desk.library.procedure(code.as_str()))
                .map(|other| vec![format!("{}: ", desk.words.joins_in).into(), self.other(other)]),
        );
        lines(all)
    }

    /// The acts it rests on that have lapsed, or will.
    fn lapsed(&self) -> Cell {
        let (desk, w) = (self.desk, self.w);
        let mut seen = HashSet::new();
        let cited = self.p.references.iter().chain(&self.service.basis).filter_map(|citation| desk.library.reference(citation));
        let cited: Vec<&Reference> = cited.filter(|r| seen.insert(&r.id)).collect();
        // A date that could not be read stands as the year nought.
        let until = |r: &Reference| r.until.filter(|day| day.civil().year() > 0);
        let list = |which: &dyn Fn(Date) -> bool| {
            let those = cited.iter().filter_map(|r| Some((r, until(r).filter(|until| which(*until))?)));
            let said = those.map(|(r, until)| {
                format!("{} ({})", r.number.as_ref().unwrap_or(&r.title).to(desk.language), until.to(desk.language))
            });
            said.collect::<Vec<_>>().join("; ")
        };
        let gone = list(&|until| self.day.is_none_or(|day| until <= day));
        let going = list(&|until| self.day.is_some_and(|day| until > day));
        let mut all = Vec::new();
        all.push(if gone.is_empty() {
            cell(w.none_lapsed)
        } else {
            vec![Inline::Strong(w.lapsed.into()), format!(" {gone}").into()]
        });
        if !going.is_empty() {
            all.push(cell(format!("{} {going}", w.lapsing)));
        }
        lines(all)
    }
}
