//! Dossiers of a plain table, one a row.

use super::{COLUMNS, Load, Loads, NEEDED};
use crate::measure::dossiers::{DueDays, Limits, Receipt};
use crate::measure::objectives::period::ReportingPeriod;
use crate::model::csv::Field;
use crate::model::definition::{Amount, Channel};
use crate::model::finding::{Finding, Path};
use crate::model::library::{Library, Procedure};
use crate::model::source::Source;
use crate::model::time::{Due, Moment};
use crate::model::value::{Date, Message, Scalar, message, nearest};
use std::cmp::Ordering;
use std::collections::BTreeMap;
use std::ops::Range;

/// One dossier, as far as figures are concerned.
pub(super) struct Dossier {
    pub name: String,
    procedure: String,
    unit: String,
    received: Date,
    due: Option<Date>,
    /// It does not say so itself.
    due_by_limit: bool,
    resolved: Option<Date>,
    is_online: Option<bool>,
    supplements: Option<u64>,
}

impl Dossier {
    pub fn add(&self, loads: &mut Loads, day: Date, source: usize) {
        let mut at = |day: Date, change: &dyn Fn(&mut Load)| {
            let month = ReportingPeriod::month_of(day);
            let key = (self.procedure.clone(), self.unit.clone(), month);
            let load = loads.entry(key).or_insert_with(|| Load::new(&self.procedure, &self.unit, month));
            load.sources.insert(source);
            change(load);
        };
        let resolved = self.resolved.filter(|resolved| *resolved <= day);
        at(self.received, &|load| {
            load.received += 1;
            load.channel_known += u64::from(self.is_online.is_some());
            load.online += u64::from(self.is_online == Some(true));
            load.open += u64::from(resolved.is_none());
            load.due_by_limit += u64::from(self.due_by_limit);
            load.open_overdue += u64::from(resolved.is_none() && self.due.is_some_and(|due| due < day));
            load.open_without_due += u64::from(resolved.is_none() && self.due.is_none());
        });
        if let Some(resolved) = resolved {
            at(resolved, &|load| {
                load.resolved += 1;
                match self.due.map(|due| resolved.cmp(&due)) {
                    None => load.without_due += 1,
                    Some(Ordering::Less) => load.early += 1,
                    Some(Ordering::Equal) => load.on_time += 1,
                    Some(Ordering::Greater) => load.late += 1,
                }
                if let Some(supplements) = self.supplements {
                    load.supplements_known += 1;
                    load.first_time_right += u64::from(supplements == 0);
                }
            });
        }
    }
}

/// The bytes of a row.
pub(super) fn whole(row: &[Field]) -> Range<usize> {
    row.first().map_or(0, |f| f.bytes.start)..row.last().map_or(0, |f| f.bytes.end)
}

pub(super) struct Reader<'a> {
    source: &'a Source,
    library: &'a Library,
    limits: Limits,
    units: Vec<&'a str>,
    findings: Vec<Finding>,
    due_days: BTreeMap<String, DueDays>,
}

impl<'a> Reader<'a> {
    pub fn new(source: &'a Source, library: &'a Library) -> Self {
        let units = library.organisation().iter().flat_map(|o| &o.units).map(|unit| unit.id.as_str()).collect();
        let limits = Limits::of(library);
        Self { source, library, limits, units, findings: Vec::new(), due_days: BTreeMap::new() }
    }
    /// What is wrong, and how due days were told, by procedure.
    pub fn done(self) -> (Vec<Finding>, BTreeMap<String, DueDays>) {
        (self.findings, self.due_days)
    }
    /// Tells when a dossier is due that does not say so; compares what it says with the limit.
    pub fn tell_due(&mut self, dossier: &mut Dossier, day: Date, line: u64) {
        let until = dossier.resolved.filter(|resolved| *resolved <= day).unwrap_or(day);
        let receipt = Receipt {
            // A table says how many supplements there were, not when.
            stopped_unknown: dossier.supplements.is_some_and(|number| number > 0),
            until: Moment::end_of(until),
            ..Receipt::new(&dossier.procedure, Moment::of(dossier.received))
        };
        let days = self.due_days.entry(dossier.procedure.clone()).or_default();
        if let Some(due) = days.take(&self.limits, &receipt, dossier.due, line) {
            (dossier.due, dossier.due_by_limit) = (Some(Due::date(due)), true);
        }
    }
    pub fn say(&mut self, rule: &'static str, bytes: Range<usize>, message: Message) {
        let found = if rule == "evidence/table" { Finding::error } else { Finding::warning };
        self.findings.push(found(rule, &self.source.name, Path::root(), message).at_bytes(bytes));
    }

    /// Where each column stands; none where the table cannot be understood.
    pub fn columns(&mut self, names: &[Field]) -> Option<[Option<usize>; 8]> {
        let before = self.findings.len();
        for field in names.iter().filter(|field| !COLUMNS.contains(&&*field.text)) {
            let name = &*field.text;
            let message = message!(vi: "không có cột `{name}`", en: "unknown column `{name}`");
            let finding = Finding::error("evidence/table", &self.source.name, Path::root(), message);
            self.findings.push(finding.at_bytes(field.bytes.clone()).meaning(nearest(name, COLUMNS)));
        }
        let places = COLUMNS.map(|column| names.iter().position(|field| field.text == column));
        for (column, place) in COLUMNS.iter().zip(places).take(NEEDED) {
            if place.is_none() {
                let message = message!(vi: "thiếu cột `{column}`", en: "the column `{column}` is missing");
                self.say("evidence/table", whole(names), message);
            }
        }
        (self.findings.len() == before).then_some(places)
    }

    /// A value that must be there.
    fn read<T: Scalar>(&mut self, field: &Field) -> Option<T> {
        match T::parse(&field.text) {
            Ok(value) => Some(value),
            Err(problem) => {
                let ((vi, en), text) = (T::EXPECTED, &*field.text);
                let message = problem
                    .reason
                    .unwrap_or_else(|| message!(vi: "cần {vi}, nhưng đây là `{text}`", en: "expected {en}, found `{text}`"));
                let finding = Finding::error("evidence/table", &self.source.name, Path::root(), message);
                self.findings.push(finding.at_bytes(field.bytes.clone()).meaning(problem.suggestion));
                None
            }
        }
    }

    /// A value that may be missing; an error where one is there that cannot be read.
    fn read_if_there<T: Scalar>(&mut self, field: Option<&Field>) -> Result<Option<T>, ()> {
        field.filter(|field| !field.text.is_empty()).map(|field| self.read(field).ok_or(())).transpose()
    }

    pub fn dossier(&mut self, columns: &[Option<usize>; 8], row: &[Field], wanted: usize, day: Date) -> Option<Dossier> {
        if row.len() != wanted {
            let found = row.len();
            let message =
                message!(vi: "dòng có {found} cột, tiêu đề có {wanted}", en: "the row has {found} columns, the head {wanted}");
            self.say("evidence/table", whole(row), message);
            return None;
        }
        let [name, procedure, unit, received, resolved, due, channel, supplements] = columns.map(|place| row.get(place?));
        let (name, procedure, unit) = (name?, procedure?, unit?);
        if name.text.is_empty() {
            self.say("evidence/incomplete", whole(row), message!(vi: "hồ sơ không có mã", en: "the dossier has no name"));
            return None;
        }
        if self.library.procedure(&procedure.text).is_none() {
            let code = &*procedure.text;
            let message = message!(vi: "không có quy trình nào mã `{code}`", en: "there is no procedure `{code}`");
            let known = self.library.procedures().iter().map(Procedure::code);
            let finding = Finding::warning("evidence/unknown-procedure", &self.source.name, Path::root(), message);
            self.findings.push(finding.at_bytes(procedure.bytes.clone()).meaning(nearest(code, known)));
            return None;
        }
        // Without an organisation nobody says which units there are.
        if !self.units.is_empty() && !self.units.contains(&&*unit.text) {
            let id = &*unit.text;
            let message = message!(vi: "không có đơn vị nào tên `{id}`", en: "there is no unit `{id}`");
            let finding = Finding::warning("evidence/unknown-unit", &self.source.name, Path::root(), message);
            self.findings.push(finding.at_bytes(unit.bytes.clone()).meaning(nearest(id, self.units.iter().copied())));
            return None;
        }
        let start: Date = self.read(received?)?;
        let limit: Option<Date> = self.read_if_there(due).ok()?;
        let end: Option<Date> = self.read_if_there(resolved).ok()?;
        let is_online = self.read_if_there::<Channel>(channel).ok()?.map(|channel| channel == Channel::Online);
        let supplements = self.read_if_there::<Amount>(supplements).ok()?.map(|amount| amount.0);
        if start > day {
            let message = message!(
                vi: "hồ sơ nhận ngày {start}, sau ngày chốt số liệu {day}: chưa được tính",
                en: "the dossier was received on {start}, after the day of the scorecard, {day}: it is not counted yet"
            );
            self.say("evidence/future-date", whole(row), message);
            return None;
        }
        for (vi, en, end) in [("giải quyết", "finished", end), ("hẹn trả", "due", limit)] {
            if let Some(end) = end.filter(|end| *end < start) {
                let message = message!(
                    vi: "hồ sơ {vi} ngày {end} nhưng nhận ngày {start}",
                    en: "the dossier was {en} on {end}, but received on {start}"
                );
                self.say("evidence/order", whole(row), message);
                return None;
            }
        }
        Some(Dossier {
            name: name.text.to_string(),
            procedure: procedure.text.to_string(),
            unit: unit.text.to_string(),
            received: start,
            due: limit,
            due_by_limit: false,
            resolved: end,
            is_online,
            supplements,
        })
    }
}
