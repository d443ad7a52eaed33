//! A work-instruction sheet for each role: all that it does, in every procedure.

mod rest;
#[cfg(test)]
mod tests;
mod words;
mod work;

use super::common::{Desk, capital, lines};
use super::document::{Block, Cell, Document, Inline, Paper, Table, TableStyle, cell};
use super::grid::{Column, always, grid, if_any};
use super::procedure::{code_link, step_number};
use crate::measure::{Context, Expectation};
use crate::model::definition::{Clock, DocumentStatus, Hours, Role, RoleKind, Step, StepKind};
use crate::model::library::{Library, Procedure};
use crate::model::parallel::in_parallel;
use crate::model::value::{Id, Language};
use std::collections::{HashMap, HashSet};
use words::Words;

/// The file name of the sheet of a role. Names of roles are small, so that no procedure has this name.
fn file_name(role: &Id) -> String {
    format!("role-{role}")
}

/// The title of a role, as a link to its sheet.
pub(super) fn link(desk: &Desk, role: &Id) -> Inline {
    // What could not be read has no sheet.
    if role.is_placeholder() {
        return Inline::Text(desk.role(role));
    }
    Inline::Link(desk.role(role), format!("{}.html", file_name(role)))
}

/// The steps of a role in one procedure: the place of the procedure, the places of the steps.
type Share = (usize, Vec<usize>);

/// Who does what: gathered once, for every sheet in every language.
pub(super) struct Roster<'a> {
    library: &'a Library,
    /// The procedures that are worked by; nobody is told to follow what was withdrawn.
    procedures: Vec<&'a Procedure>,
    /// The roles: those of the organisation, then those that only steps name.
    roles: Vec<&'a Id>,
    steps: HashMap<&'a Id, Vec<Share>>,
    /// By procedure and step, the minutes worked in a case; nothing where nothing can be expected of the flow.
    minutes: Vec<Option<Vec<f64>>>,
}

impl<'a> Roster<'a> {
    pub(super) fn of(library: &'a Library) -> Self {
        let own = |p: &&Procedure| library.procedure(p.code()).is_some_and(|first| std::ptr::eq(first, *p));
        let all: Vec<&Procedure> = library.procedures().iter().filter(own).collect();
        let mut seen: HashSet<&Id> = HashSet::new();
        let described = library.organisation().into_iter().flat_map(|o| &o.roles).map(|role| &role.id);
        // The sheets of withdrawn procedures' roles are linked to from their documents.
        let named = all.iter().flat_map(|p| &p.definition().steps).map(|step| &step.role);
        let roles = described.chain(named).filter(|id| !id.is_placeholder() && seen.insert(*id)).collect();
        let procedures: Vec<&Procedure> =
            all.into_iter().filter(|p| p.definition().status != Some(DocumentStatus::Obsolete)).collect();
        let mut steps: HashMap<&Id, Vec<Share>> = HashMap::new();
        for (at, procedure) in procedures.iter().enumerate() {
            for (i, step) in procedure.definition().steps.iter().enumerate() {
                let shares = steps.entry(&step.role).or_default();
                match shares.last_mut() {
                    Some((last, places)) if *last == at => places.push(i),
                    _ => shares.push((at, vec![i])),
                }
            }
        }
        let context = Context::of(library);
        let minutes = in_parallel(procedures.clone(), |p: &Procedure| minutes(library, &context, p));
        Self { library, procedures, roles, steps, minutes }
    }

    pub(super) fn roles(&self) -> impl Iterator<Item = &'a Id> {
        self.roles.iter().copied()
    }

    fn shares(&self, role: &Id) -> &[Share] {
        self.steps.get(role).map_or(&[], Vec::as_slice)
    }

    /// The minutes that these steps of a procedure take in a case; none where they take none, or nobody knows.
    fn touch(&self, (at, places): &Share) -> Option<f64> {
        let minutes = self.minutes.get(*at)?.as_ref()?;
        let sum: f64 = places.iter().filter_map(|i| minutes.get(*i)).sum();
        (sum > 0.0).then_some(sum)
    }
}

/// What is worked on each step in a case, counted as [`Expected`](crate::measure::Expected) counts it.
fn minutes(library: &Library, context: &Context, procedure: &Procedure) -> Option<Vec<f64>> {
    let expectation = Expectation::of_library(library, procedure.graph()).ok()?;
    let work = |step: &Step| {
        let is_work = step.kind.is_none_or(|kind| kind == StepKind::Task);
        // What an applicant is allowed while the clock stands still is not what it takes.
        let is_allowed = context.is_applicant(&step.role) && step.clock == Some(Clock::Stopped);
        let time = || step.time.as_ref().filter(|_| !is_allowed).and_then(|time| time.value);
        step.work.or_else(time).filter(|_| is_work).map_or(0.0, |time| expectation.minutes(time))
    };
    Some(expectation.each().map(|(step, visits)| if visits > 0.0 { visits * work(step) } else { 0.0 }).collect())
}

/// The sheet of a role.
pub(super) fn document(roster: &Roster, role: &Id, language: &Language) -> Document {
    let desk = Desk::new(roster.library, language);
    let w = Words::of(language);
    let known = roster.library.role(role);
    let kind = match known.map(|role| role.kind) {
        Some(RoleKind::Applicant) => w.sheet_public,
        Some(RoleKind::Agency) => w.sheet_agency,
        _ if roster.library.is_applicant(role) => w.sheet_public,
        _ => w.sheet,
    };
    let as_of = roster.library.organisation().and_then(|o| o.as_of);
    let particulars = as_of.map(|date| (desk.words.as_of.to_owned(), date.to(language))).into_iter().collect();
    let header = desk.header(desk.words.system_of, kind, particulars);
    let mut out = Writer { desk, w, roster, role, blocks: vec![Block::Note(cell(w.origin)), Block::Contents] };
    out.post(known);
    out.summary();
    out.work();
    out.rest();
    // What is handed out to the public is a leaflet; a table of many columns lies.
    let paper = if out.is_applicant() { Paper::Upright } else { Paper::Lying };
    desk.document(&file_name(role), &desk.role(role), header, paper, out.blocks)
}

/// The sheets, for the page one begins at.
pub(super) fn listed(desk: &Desk, roster: &Roster) -> Vec<Block> {
    let w = Words::of(desk.language);
    if roster.roles.is_empty() {
        return Vec::new();
    }
    let row = |role: &Id| {
        let unit = desk.library.role(role).and_then(|r| r.unit.as_ref()).map_or_else(String::new, |unit| desk.unit(unit));
        let shares = roster.shares(role);
        let steps: usize = shares.iter().map(|(_, places)| places.len()).sum();
        vec![vec![link(desk, role)], cell(unit), cell(shares.len().to_string()), cell(steps.to_string())]
    };
    let rows = roster.roles().map(row).collect();
    vec![
        Block::Heading(2, "roles".into(), w.sheets.into()),
        grid(&[always(desk.words.role, 44), if_any(desk.words.unit, 34), always(w.procedures, 12), always(w.steps, 10)], rows),
    ]
}

struct Writer<'a> {
    desk: Desk<'a>,
    w: &'static Words,
    roster: &'a Roster<'a>,
    role: &'a Id,
    blocks: Vec<Block>,
}

impl<'a> Writer<'a> {
    fn heading(&mut self, level: u8, id: &str, title: &str) {
        self.blocks.push(Block::Heading(level, id.into(), title.into()));
    }
    /// A section that is there only if it has something to say.
    fn section(&mut self, id: &str, title: &str, columns: &[Column], rows: Vec<Vec<Cell>>) {
        if !rows.is_empty() {
            self.heading(2, id, title);
            self.blocks.push(grid(columns, rows));
        }
    }
    fn procedure(&self, at: usize) -> &'a Procedure {
        self.roster.procedures[at]
    }
    fn is_applicant(&self) -> bool {
        self.desk.library.is_applicant(self.role)
    }
    fn numbers(&self, places: impl IntoIterator<Item = usize>) -> String {
        places.into_iter().map(|i| step_number(&self.desk, i)).collect::<Vec<_>>().join(", ")
    }

    /// Where the role belongs, and what it answers for.
    fn post(&mut self, known: Option<&Role>) {
        let (desk, w) = (self.desk, self.w);
        self.heading(2, "post", w.post);
        let Some(role) = known else {
            self.blocks.push(Block::Paragraph(cell(w.undefined)));
            return;
        };
        let o = desk.library.organisation();
        let mut rows = Vec::new();
        rows.extend(role.unit.as_ref().map(|unit| vec![cell(desk.words.unit), cell(desk.unit(unit))]));
        rows.push(vec![cell(desk.words.kind), cell(capital(role.kind.label(desk.language)))]);
        rows.extend(role.staff.map(|staff| vec![cell(w.staff), cell(desk.count(staff))]));
        rows.extend(role.responsibility.as_ref().map(|t| vec![cell(desk.words.duty), desk.text(t)]));
        rows.extend(role.competence.as_ref().map(|t| vec![cell(desk.words.competence), desk.text(t)]));
        let is_representative = o.is_some_and(|o| o.management_representative.as_ref() == Some(self.role));
        let signs = o.and_then(|o| o.policy.as_ref()).is_some_and(|policy| policy.approved.as_ref() == Some(self.role));
        for (label, _) in [(w.represents, is_representative), (w.signs_policy, signs)].into_iter().filter(|(_, is)| *is) {
            rows.push(vec![cell(label), cell(capital(w.yes))]);
        }
        if self.is_applicant() {
            rows.extend(self.hours().map(|hours| vec![cell(w.hours), hours]));
        }
        self.blocks.push(Block::Table(Table { rows, style: TableStyle::Facts, ..Table::default() }));
    }

    /// When one can come.
    fn hours(&self) -> Option<Cell> {
        let desk = self.desk;
        let calendar = desk.library.calendar().filter(|calendar| !calendar.hours.is_empty())?;
        let said = |hours: &[Hours]| hours.iter().map(|h| format!("{}–{}", h.from, h.to)).collect::<Vec<_>>().join(", ");
        let rest: Vec<&str> = calendar.weekly_rest.iter().map(|day| day.label(desk.language)).collect();
        let rest = if rest.is_empty() { String::new() } else { format!("; {}: {}", self.w.rest, rest.join(", ")) };
        let mut line = cell(format!("{}{rest}", said(&calendar.hours)));
        desk.mark_unverified(&mut line, calendar.hours_verified);
        for open in &calendar.desks {
            let codes: Vec<&str> = open.procedures.iter().map(|code| code.as_str()).collect();
            let only = if codes.is_empty() { String::new() } else { format!(" ({})", codes.join(", ")) };
            line.push(Inline::Break);
            let day = open.day.label(desk.language);
            line.push(format!("{} {day}{only}: {}", capital(self.w.also_open), said(&open.hours)).into());
            desk.mark_unverified(&mut line, open.verified);
        }
        Some(line)
    }

    /// The procedures at a glance: which steps, what is decided, how long it takes.
    fn summary(&mut self) {
        let (desk, w) = (self.desk, self.w);
        let shares = self.roster.shares(self.role);
        if shares.is_empty() {
            return;
        }
        self.heading(2, "summary", w.summary);
        let volume = |at: usize| self.procedure(at).definition().service.as_ref().and_then(|s| s.volume.as_ref());
        let mut total = 0.0;
        let row = |share: &Share| {
            let procedure = self.procedure(share.0);
            let p = procedure.definition();
            let releases = |step: &Step| step.control.as_ref().is_some_and(|c| c.authority == *self.role);
            let decides = |step: &Step| step.role == *self.role && (step.next.len() > 1 || step.split.is_some());
            let authority = (0..p.steps.len()).filter(|i| releases(&p.steps[*i]) || decides(&p.steps[*i]));
            let bound = share.1.iter().filter_map(|i| {
                let step = &p.steps[*i];
                let others = step.control.as_ref().map(|c| &c.authority).into_iter().chain(&step.accountable);
                let mut others: Vec<String> = others.filter(|id| *id != self.role).map(|id| desk.role_short(id)).collect();
                others.dedup();
                (!others.is_empty()).then(|| cell(format!("{}: {}", step_number(&desk, *i), others.join(", "))))
            });
            let touch = self.roster.touch(share);
            let mut time = touch.map_or_else(Cell::new, |minutes| cell(desk.minutes(minutes)));
            if touch.is_some() && p.step_times.as_ref().is_some_and(|times| times.illustrative) {
                time.push(Inline::Mark(desk.words.illustrative.into()));
            }
            let volume = volume(share.0);
            let mut cases = cell(volume.map_or_else(String::new, |v| v.per_year.to_string()));
            if volume.is_some_and(|v| v.illustrative) {
                cases.push(Inline::Mark(desk.words.illustrative.into()));
            }
            let year = volume.zip(touch).map(|(volume, minutes)| f64::from(volume.per_year.0) * minutes);
            total += year.unwrap_or_default();
            vec![
                vec![code_link(procedure)],
                desk.text(&p.title),
                cell(p.revisions.last().map_or("", |last| last.issue.as_str())),
                cell(self.numbers(share.1.iter().copied())),
                cell(self.numbers(authority)),
                lines(bound),
                time,
                cases,
                cell(year.map_or_else(String::new, |minutes| desk.minutes(minutes))),
            ]
        };
        let mut rows: Vec<Vec<Cell>> = shares.iter().map(row).collect();
        if total > 0.0 {
            let mut sum = vec![Cell::new(); 9];
            sum[1] = vec![Inline::Strong(desk.words.total.into())];
            sum[8] = vec![Inline::Strong(desk.minutes(total))];
            rows.push(sum);
        }
        let d = desk.words;
        let columns = [
            always(d.code, 10),
            always(d.document_title, 29),
            if_any(d.issue, 7),
            always(w.steps_done, 14),
            if_any(w.authority, 12),
            if_any(w.limits, 14),
            if_any(w.per_case, 11),
            if_any(w.cases, 8),
            if_any(w.per_year, 9),
        ];
        let says_times = shares.iter().any(|share| self.roster.touch(share).is_some());
        self.blocks.push(grid(&columns, rows));
        if says_times {
            self.blocks.push(Block::Note(cell(w.times_note)));
        }
    }
}
