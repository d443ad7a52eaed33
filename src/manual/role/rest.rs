//! What a role has to do with beside its own steps: steps of others, records, forms, documents, objectives.

use super::{Writer, always, if_any};
use crate::manual::common::{capital, lines};
use crate::manual::document::{Cell, Inline, cell};
use crate::manual::procedure::{code_link, number_of, record_rows, step_number};
use crate::model::definition::{Approval, Step};
use crate::model::library::Procedure;
use crate::model::value::FormCode;

impl Writer<'_> {
    pub(super) fn rest(&mut self) {
        let (w, d) = (self.w, self.desk.words);
        let columns = [always(d.code, 11), always(d.step, 7), always(w.what, 34), always(w.done_by, 22), always(w.capacity, 26)];
        self.section("others", w.with_others, &columns, self.with_others());
        let columns =
            [always(d.code, 11), always(w.event_head, 37), always(w.during, 16), always(w.leads_to, 12), if_any(d.basis, 24)];
        self.section("events", w.interrupts, &columns, self.events());
        let columns = [
            always(d.code, 11),
            always(d.record_title, 30),
            always(d.place, 23),
            always(d.retention, 18),
            always(d.disposal, 18),
        ];
        self.section("records", w.records, &columns, self.records());
        let columns = [always(d.code, 17), always(d.form_title, 36), if_any(d.kind, 22), always(w.used_at, 25)];
        self.section("forms", w.forms, &columns, self.forms());
        let columns = [always(d.code, 12), always(d.document_title, 50), always(w.capacity, 38)];
        self.section("documents", w.documents, &columns, self.documents());
        let columns =
            [always(d.no, 6), always(d.objective, 40), always(d.target, 16), if_any(d.period, 12), if_any(d.when_missed, 26)];
        self.section("objectives", w.objectives, &columns, self.objectives());
    }

    fn with_others(&self) -> Vec<Vec<Cell>> {
        let (desk, w) = (self.desk, self.w);
        let capacities = |step: &Step| -> Vec<Cell> {
            let mut all = Vec::new();
            all.extend((step.accountable.as_ref() == Some(self.role)).then(|| cell(w.answers_for)));
            if let Some(control) = step.control.as_ref().filter(|control| control.authority == *self.role) {
                let mut line = cell(format!("{}: ", w.releases));
                line.extend(desk.text(&control.criterion));
                all.push(line);
            }
            all.extend(step.consulted.contains(self.role).then(|| cell(w.consulted)));
            all.extend(step.informed.contains(self.role).then(|| cell(w.informed)));
            all
        };
        let of = |procedure: &&Procedure| {
            let steps = procedure.definition().steps.iter().enumerate().filter(|(_, step)| step.role != *self.role);
            let rows = steps.filter_map(|(i, step)| {
                let capacities = capacities(step);
                (!capacities.is_empty()).then(|| {
                    let number = cell(step_number(&desk, i));
                    let (what, who) = (desk.text(&step.title), cell(desk.role(&step.role)));
                    vec![vec![code_link(procedure)], number, what, who, lines(capacities)]
                })
            });
            rows.collect::<Vec<_>>()
        };
        self.roster.procedures.iter().flat_map(of).collect()
    }

    fn events(&self) -> Vec<Vec<Cell>> {
        let desk = self.desk;
        let of = |procedure: &&Procedure| {
            let p = procedure.definition();
            let own = p.interruptions.iter().filter(|x| x.by == *self.role);
            let rows = own.map(|x| {
                let during: Vec<String> = x.during.iter().map(|id| number_of(&desk, p, id)).collect();
                let during = if during.is_empty() { self.w.any_time.to_owned() } else { during.join(", ") };
                let to = cell(number_of(&desk, p, &x.to));
                vec![vec![code_link(procedure)], desk.text(&x.when), cell(during), to, desk.citations(&x.basis)]
            });
            rows.collect::<Vec<_>>()
        };
        self.roster.procedures.iter().flat_map(of).collect()
    }

    fn records(&self) -> Vec<Vec<Cell>> {
        let desk = self.desk;
        let of = |procedure: &&Procedure| {
            let p = procedure.definition();
            let rows = p.records.iter().zip(record_rows(&desk, p)).filter(|(r, _)| r.keeper.as_ref() == Some(self.role));
            let rows = rows.map(|(_, mut row)| {
                // Title, keeper, place, retention, disposal: who keeps it is known here.
                row.remove(1);
                row.insert(0, vec![code_link(procedure)]);
                row
            });
            rows.collect::<Vec<_>>()
        };
        self.roster.procedures.iter().flat_map(of).collect()
    }

    /// The forms of the papers that its steps use and make.
    fn forms(&self) -> Vec<Vec<Cell>> {
        let desk = self.desk;
        let mut found: Vec<(&FormCode, Vec<(usize, Vec<usize>)>)> = Vec::new();
        for (at, places) in self.roster.shares(self.role) {
            let p = self.procedure(*at).definition();
            for i in places {
                for id in p.steps[*i].uses.iter().chain(&p.steps[*i].makes) {
                    let records = p.records.iter().filter(|r| r.id == *id).filter_map(|r| r.form.as_ref());
                    let results = p.service.iter().flat_map(|s| &s.results).flat_map(|r| r.items());
                    let results = results.filter(|r| r.id == *id).filter_map(|r| r.form.as_ref());
                    let items = p.service.iter().flat_map(|s| &s.dossier).flat_map(|d| &d.items);
                    let items = items.filter(|item| item.id == *id).flat_map(|item| item.form.iter());
                    let forms = desk.library.forms().filter(|form| form.id == *id).map(|form| &form.code);
                    for code in records.chain(results).chain(items).chain(forms) {
                        let uses = match found.iter().position(|(other, _)| *other == code) {
                            Some(known) => &mut found[known].1,
                            None => {
                                found.push((code, Vec::new()));
                                let last = found.len() - 1;
                                &mut found[last].1
                            }
                        };
                        match uses.last_mut() {
                            Some((procedure, steps)) if procedure == at => {
                                if steps.last() != Some(i) {
                                    steps.push(*i);
                                }
                            }
                            _ => uses.push((*at, vec![*i])),
                        }
                    }
                }
            }
        }
        let rows = found.into_iter().map(|(code, uses)| {
            let form = desk.library.form(code);
            let mut title = form.map_or_else(Cell::new, |form| desk.text(&form.title));
            desk.mark_unverified(&mut title, form.is_none_or(|form| form.verified));
            let kind = form.and_then(|form| form.kind).map_or_else(String::new, |kind| capital(kind.label(desk.language)));
            let used = uses
                .into_iter()
                .map(|(at, steps)| vec![code_link(self.procedure(at)), format!(": {}", self.numbers(steps)).into()]);
            vec![cell(code.as_str()), title, cell(kind), lines(used)]
        });
        rows.collect()
    }

    fn documents(&self) -> Vec<Vec<Cell>> {
        let (desk, w) = (self.desk, self.w);
        let signs = |approval: Option<&Approval>| {
            let people = approval.map(|a| [(w.prepares, &a.prepared), (w.reviews, &a.reviewed), (w.approves, &a.approved)]);
            people.into_iter().flatten().filter(|(_, who)| who.role == *self.role).map(|(what, _)| what).collect::<Vec<_>>()
        };
        let mut rows = Vec::new();
        if let Some(o) = desk.library.organisation() {
            let what = signs(o.approval.as_ref());
            if !what.is_empty() {
                let title = vec![Inline::Link(desk.words.quality_manual.into(), "manual.html".into())];
                let code = o.manual.as_ref().map_or("", |code| code.as_str());
                rows.push(vec![cell(code), title, cell(capital(&what.join("; ").to_lowercase()))]);
            }
        }
        for procedure in &self.roster.procedures {
            let p = procedure.definition();
            let mut what = Vec::new();
            what.extend((p.owner.as_ref() == Some(self.role)).then_some(w.owns));
            what.extend(signs(p.approval.as_ref()));
            if !what.is_empty() {
                let what = capital(&what.join("; ").to_lowercase());
                rows.push(vec![vec![code_link(procedure)], desk.text(&p.title), cell(what)]);
            }
        }
        rows
    }

    fn objectives(&self) -> Vec<Vec<Cell>> {
        let (desk, d) = (self.desk, self.desk.words);
        let own = desk.library.objectives().flat_map(|o| &o.items).filter(|x| x.owner.as_ref() == Some(self.role));
        let rows = own.map(|x| {
            let mut target = match x.target {
                Some(target) => cell(capital(&target.to(desk.language))),
                None => vec![Inline::Mark(d.not_measurable.into())],
            };
            desk.mark_unverified(&mut target, x.verified);
            vec![
                cell(capital(x.id.as_str())),
                desk.text(&x.title),
                target,
                cell(x.period.map_or_else(String::new, |p| desk.amount(p.label(desk.language)))),
                x.when_missed.as_ref().map_or_else(Cell::new, |t| desk.text(t)),
            ]
        });
        rows.collect()
    }
}
