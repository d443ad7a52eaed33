//! Dossiers that an event log counted.

use super::{CaseSource, Caseload, Load};
use crate::measure::dossiers::{Dossiers, DueDays, Group, Lines, ProblemKind, fingerprint};
use crate::measure::objectives::period::ReportingPeriod;
use crate::model::definition::{MappingDefinition, Meaning};
use crate::model::finding::{Finding, Path};
use crate::model::library::{Library, Procedure};
use crate::model::time::Comparison;
use crate::model::value::{Message, message, nearest};
use std::collections::BTreeMap;
use std::sync::Arc;

/// A log, and what it says. · Nhật ký và số liệu của nó.
#[derive(Debug, Clone, Copy)]
pub struct CaseLog<'a> {
    /// The file.
    pub file: &'a str,
    /// The file of the mapping.
    pub mapping_file: &'a str,
    /// What columns and words of the log mean.
    pub mapping: &'a MappingDefinition,
    /// What was counted: as of the last moment of the day of the figures, with the [limits](crate::measure::dossiers::Limits) of the library.
    pub dossiers: &'a Dossiers,
}

/// Dossiers that cannot be used, and why.
type LeftOut = BTreeMap<(&'static str, String), Lines>;

impl Caseload {
    /// Takes the dossiers of an event log in, as if they stood in a table.
    ///
    /// Those of procedures and units that the library does not know are left out, with a finding for each of these. What is wrong with the
    /// log is among the findings, each kind once. Logs go before tables: of a log it is known which dossiers are in it, so that a table counts
    /// none of them again, but not which of them are on time.
    ///
    /// ```
    /// use quytrinh::Library;
    /// use quytrinh::log::{self, Mapping};
    /// use quytrinh::measure::{CaseLog, Caseload};
    /// use quytrinh::measure::dossiers::{Limits, Options};
    /// use std::ops::ControlFlow;
    /// use std::sync::Arc;
    ///
    /// let library = Library::open("processes/ba-dinh")?;
    /// let mapping = Mapping::read("register.yaml", "mapping: register
    /// columns: {dossier: id, activity: what, time: time}
    /// constants: {procedure: QT-TP-04, unit: ward-kim-ma}
    /// meanings: {received: in, resolved: out}
    /// ")?;
    /// let log = "id,what,time\nA,in,2018-02-12T09:00\nA,out,2018-02-22T16:00\n";
    /// let limits = Some(Arc::new(Limits::of(&library)));
    /// let options = Options { as_of: Some("2018-12-31T23:59:59.999".parse()?), limits, ..Options::default() };
    /// let dossiers = log::dossiers(|| Ok(log.as_bytes()), &mapping, &options, |_| ControlFlow::Continue(()))?;
    ///
    /// let mut cases = Caseload::default();
    /// let (file, mapping_file) = ("register.csv", "register.yaml");
    /// cases.add(&CaseLog { file, mapping_file, mapping: mapping.definition(), dossiers: &dossiers }, &library);
    /// // Three working days from 12 February: the Lunar New Year lies between.
    /// assert_eq!((cases.loads[0].resolved, cases.loads[0].on_time, cases.loads[0].due_by_limit), (1, 1, 1));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn add(&mut self, log: &CaseLog, library: &Library) {
        let (dossiers, name) = (log.dossiers, Arc::<str>::from(log.file));
        let place = self.sources.len();
        let units: Vec<&str> = library.organisation().iter().flat_map(|o| &o.units).map(|unit| unit.id.as_str()).collect();
        let mut left_out = LeftOut::new();
        let mut loads = self.by_key();
        let why_not = |procedure: &str, unit: &str| {
            if library.procedure(procedure).is_none() {
                Some("evidence/unknown-procedure")
            } else {
                // Without an organisation nobody says which units there are.
                (!units.is_empty() && !units.contains(&unit)).then_some("evidence/unknown-unit")
            }
        };
        for group in &dossiers.groups {
            let key = &group.key;
            if let Some(rule) = why_not(&key.procedure, &key.unit) {
                let word = if rule == "evidence/unknown-unit" { &key.unit } else { &key.procedure };
                let lines = Lines { number: group.counts.received, first: group.line };
                left_out.entry((rule, word.clone())).and_modify(|sum| *sum = sum.and(lines)).or_insert(lines);
                continue;
            }
            let Some(month) = key.month.and_then(|month| {
                Some(ReportingPeriod::month_of(jiff::civil::Date::new(month.year, month.month, 1).ok()?.into()))
            }) else {
                continue;
            };
            self.dossiers += group.counts.received;
            let at = (key.procedure.clone(), key.unit.clone(), month);
            let load = loads.entry(at).or_insert_with(|| Load::new(&key.procedure, &key.unit, month));
            load.sources.insert(place);
            load.take(group, log.mapping);
        }
        self.loads = loads.into_values().collect();
        let known = |rule| {
            if rule == "evidence/unknown-unit" {
                units.clone()
            } else {
                library.procedures().iter().map(Procedure::code).collect()
            }
        };
        for ((rule, word), lines) in left_out {
            self.left_out += lines.number;
            let finding = Finding::warning(rule, &name, Path::root(), unknown(rule, &word, lines.number));
            let meant = nearest(&word, known(rule)).map(str::to_owned);
            self.findings.push(finding.at_line(lines.first).meaning(meant));
        }
        self.say_of_problems(log, &name);
        let mut due_days: BTreeMap<String, DueDays> = BTreeMap::new();
        for ((procedure, _), days) in dossiers.due_days.iter().filter(|((p, unit), _)| why_not(p, unit).is_none()) {
            due_days.entry(procedure.clone()).or_default().merge(days);
        }
        self.say_of_due_days(&name, &due_days);
        self.say_of_the_same(log, &name, place);
        let synthetic = log.mapping.synthetic;
        self.sources.push(CaseSource { file: log.file.to_owned(), mapping: Some(log.mapping_file.to_owned()), synthetic });
    }

    /// What is wrong with the log: each kind once, with how often and where first.
    fn say_of_problems(&mut self, log: &CaseLog, name: &Arc<str>) {
        for (kind, number, first) in log.dossiers.problems.iter().filter(|(kind, ..)| *kind != ProblemKind::SetAside) {
            let Message { vi, en } = kind.message();
            let found = first.first().map(|one| &*one.found).filter(|found| !found.is_empty());
            let found = found.map_or_else(String::new, |found| format!(" (`{found}`)"));
            let message = message!(vi: "{vi}: {number}{found}", en: "{en}: {number}{found}");
            let say = match kind {
                ProblemKind::Empty | ProblemKind::Torn | ProblemKind::NoColumn => Finding::error,
                _ => Finding::warning,
            };
            let line = first.first().map_or(1, |one| one.line);
            self.findings.push(say("evidence/log", name, Path::root(), message).at_line(line));
        }
    }

    /// Dossiers of the log that were counted before.
    fn say_of_the_same(&mut self, log: &CaseLog, name: &Arc<str>, place: usize) {
        let names = &log.dossiers.names;
        let tables = self.seen.iter().filter(|(name, _)| names.contains(&fingerprint(name.as_bytes())));
        let mut again: BTreeMap<usize, u64> = BTreeMap::new();
        for (_, (source, _)) in tables {
            *again.entry(*source).or_default() += 1;
        }
        for one in names {
            if let Some(source) = self.logged.get(one) {
                *again.entry(*source).or_default() += 1;
            } else {
                self.logged.insert(*one, place);
            }
        }
        for (source, number) in again {
            let other = self.sources.get(source).map_or("", |source| &*source.file);
            let message = message!(
                vi: "{number} hồ sơ của nhật ký này cũng có trong `{other}` nên bị tính hai lần; mỗi hồ sơ chỉ để trong một tệp",
                en: "dossiers of this log that stand in `{other}` too and are counted twice: {number}; keep each dossier in one file"
            );
            self.findings.push(Finding::error("evidence/duplicate", name, Path::root(), message).at_line(1));
        }
    }
}

fn unknown(rule: &str, word: &str, number: u64) -> Message {
    match (rule, word) {
        ("evidence/unknown-unit", "") => {
            message!(vi: "{number} hồ sơ không ghi đơn vị: không được tính", en: "dossiers without a unit are left out: {number}")
        }
        ("evidence/unknown-unit", _) => message!(
            vi: "không có đơn vị nào tên `{word}`: {number} hồ sơ không được tính",
            en: "there is no unit `{word}`; its dossiers are left out: {number}"
        ),
        (_, "") => message!(
            vi: "{number} hồ sơ không ghi thủ tục: không được tính",
            en: "dossiers without a procedure are left out: {number}"
        ),
        _ => message!(
            vi: "không có quy trình nào mã `{word}`: {number} hồ sơ không được tính",
            en: "there is no procedure `{word}`; its dossiers are left out: {number}"
        ),
    }
}

impl Load {
    /// Takes the dossiers of a group in, comparing days.
    fn take(&mut self, group: &Group, mapping: &MappingDefinition) {
        let (counts, standings) = (&group.counts, group.counts.standings(Comparison::Days));
        self.received += counts.received;
        self.online += counts.online;
        self.channel_known += counts.channel_known;
        self.due_by_limit += counts.due_by_limit;
        self.open += counts.open;
        self.open_overdue += standings.open_overdue;
        self.open_without_due += counts.open_without_due;
        self.resolved += counts.resolved;
        self.early += standings.early;
        self.on_time += standings.on_time;
        self.late += standings.late;
        self.without_due += counts.without_due;
        // Where nobody wrote down that a supplement was asked for, that there is none says nothing.
        if mapping.meanings.contains_key(&Meaning::SupplementRequested) {
            self.supplements_known += counts.resolved;
            self.first_time_right += counts.first_time_right;
        }
    }
}
