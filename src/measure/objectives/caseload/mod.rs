//! What is known of dossiers: how many came in and were finished, by procedure, unit and month.

mod log;
mod table;
#[cfg(test)]
mod tests;

use super::period::ReportingPeriod;
use crate::measure::dossiers::{DueDays, Lines, fingerprint};
use crate::model::csv::{Field, Rows};
use crate::model::finding::{Finding, Path};
use crate::model::library::Library;
use crate::model::source::Source;
use crate::model::value::{Date, Message, message};
pub use log::CaseLog;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;
use table::{Reader, whole};

/// The dossiers of one procedure and unit in one month.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Load {
    /// Code of the procedure.
    pub procedure: String,
    /// The unit that received them.
    pub unit: String,
    /// The month in which they were received or finished.
    pub month: ReportingPeriod,
    /// Received in that month.
    pub received: u64,
    /// Of these, filed online.
    pub online: u64,
    /// Of these, those of which it is known how they were filed.
    pub channel_known: u64,
    /// Of these, those that do not say when they are due, and are so by the limit of the procedure.
    pub due_by_limit: u64,
    /// Of these, those that are not finished on the day of the figures.
    pub open: u64,
    /// Of these, those that are overdue.
    pub open_overdue: u64,
    /// Of the open, those of which it is not known when they are due.
    pub open_without_due: u64,
    /// Finished in that month.
    pub resolved: u64,
    /// Of these, before the due day.
    pub early: u64,
    /// Of these, on the due day.
    pub on_time: u64,
    /// Of these, after it.
    pub late: u64,
    /// Of the finished, those of which it is not known when they were due: neither on time nor late.
    pub without_due: u64,
    /// Of the finished, those of which it is known how many supplements they needed.
    pub supplements_known: u64,
    /// Of these, those that needed none. A log shows more than a table: those that were refused or given back, or that repeat an activity,
    /// are not among them.
    pub first_time_right: u64,
    /// Where they stand, by their places among [`Caseload::sources`].
    pub sources: BTreeSet<usize>,
}

impl Load {
    fn new(procedure: &str, unit: &str, month: ReportingPeriod) -> Self {
        Self {
            procedure: procedure.to_owned(),
            unit: unit.to_owned(),
            month,
            received: 0,
            online: 0,
            channel_known: 0,
            due_by_limit: 0,
            open: 0,
            open_overdue: 0,
            open_without_due: 0,
            resolved: 0,
            early: 0,
            on_time: 0,
            late: 0,
            without_due: 0,
            supplements_known: 0,
            first_time_right: 0,
            sources: BTreeSet::new(),
        }
    }
}

/// A table or a log that dossiers were read from.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, serde::Serialize)]
pub struct CaseSource {
    /// The file.
    pub file: String,
    /// Of a log, the mapping by which it was read.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub mapping: Option<String>,
    /// It was made up to show what is computed.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub synthetic: bool,
}

/// The dossiers of a scorecard.
#[derive(Debug, Clone, Default)]
pub struct Caseload {
    /// By procedure, unit and month.
    pub loads: Vec<Load>,
    /// The tables and logs.
    pub sources: Vec<CaseSource>,
    /// How many dossiers are in the figures.
    pub dossiers: u64,
    /// How many could not be used: of each in a table there is a finding, of those in a log there is one for each reason.
    pub left_out: u64,
    /// What is wrong with them.
    pub findings: Vec<Finding>,
    /// The texts they were read from, where findings point. Logs are too large to be among them.
    pub texts: Vec<Source>,
    /// Where each dossier of a table stands: the index of its source, and the line.
    seen: HashMap<String, (usize, usize)>,
    /// Fingerprints of the dossiers of logs, and the index of their source.
    logged: HashMap<u64, usize>,
}

/// The columns of a plain table; the last three may be left out.
const COLUMNS: [&str; 8] = ["dossier", "procedure", "unit", "received", "resolved", "due", "channel", "supplements"];
/// So many of them may not.
const NEEDED: usize = 5;

type Loads = BTreeMap<(String, String, ReportingPeriod), Load>;

impl Caseload {
    /// Whether a text is a table of dossiers: its first row that is no remark names the column `dossier`.
    #[must_use]
    pub fn is_table(text: &str) -> bool {
        let first = text.lines().find(|line| !line.starts_with('#')).unwrap_or_default();
        first.split([',', ';']).any(|name| name.trim().trim_matches('"') == "dossier")
    }

    /// Whether some of the dossiers were made up to show what is computed.
    #[must_use]
    pub fn synthetic(&self) -> bool {
        self.sources.iter().any(|source| source.synthetic)
    }

    /// Reads a table of dossiers, one a row, with the columns `dossier`, `procedure`, `unit`, `received`, `resolved` (empty
    /// where it is open), `due`, `channel` (`in-person`, `post`, `online`) and `supplements`.
    ///
    /// Days are compared: what is finished on the due day is on time. Figures are as of a day; what was finished later
    /// was open then. What does not say when it is due is so by the [limit](crate::measure::dossiers::Limits) of its procedure; what
    /// cannot be told is not guessed, and has a finding. A row that cannot be used has one too, and the others count.
    ///
    /// ```
    /// use quytrinh::{Date, Library};
    /// use quytrinh::measure::Caseload;
    /// let library = Library::from_sources([(
    ///     "loan.yaml",
    ///     "procedure: P-1\ntitle: Loan\nsteps:\n  - {id: lend, title: Lend, role: clerk}\n",
    /// )]);
    /// let table = "dossier,procedure,unit,received,due,resolved\nA,P-1,,2018-01-02,2018-01-05,2018-01-05\n";
    /// let mut cases = Caseload::default();
    /// cases.read("cases.csv", table, &library, Date::of(2018, 12, 31));
    /// assert_eq!((cases.dossiers, cases.loads[0].on_time), (1, 1));
    /// ```
    pub fn read(&mut self, name: &str, text: &str, library: &Library, day: Date) {
        let source = Source { name: name.into(), text: text.into() };
        let mut reader = Reader::new(&source, library);
        let (mut start, mut synthetic) = (0, false);
        for line in text.split_inclusive('\n').take_while(|line| line.starts_with('#')) {
            synthetic |= line.trim_start_matches('#').trim() == "synthetic: true";
            start += line.len();
        }
        let mut rows = Rows::of(text, start);
        let names: Vec<Field> = rows.next().unwrap_or_default();
        let columns = reader.columns(&names);
        let mut loads = self.by_key();
        let place = self.sources.len();
        let (mut at, mut line) = (0, 1);
        for row in rows {
            let dossier = columns.as_ref().and_then(|columns| {
                let dossier = reader.dossier(columns, &row, names.len(), day)?;
                let range = whole(&row);
                line += text.as_bytes()[at..range.start].iter().filter(|byte| **byte == b'\n').count();
                at = range.start;
                if let Some(message) = self.stands_already(&dossier.name, place) {
                    reader.say("evidence/duplicate", range, message);
                    return None;
                }
                self.seen.insert(dossier.name.clone(), (place, line));
                Some((dossier, line))
            });
            let Some((mut dossier, line)) = dossier else {
                self.left_out += 1;
                continue;
            };
            self.dossiers += 1;
            reader.tell_due(&mut dossier, day, line as u64);
            dossier.add(&mut loads, day, place);
        }
        self.loads = loads.into_values().collect();
        self.sources.push(CaseSource { file: name.to_owned(), mapping: None, synthetic });
        let (mut findings, due_days) = reader.done();
        self.findings.append(&mut findings);
        self.say_of_due_days(&source.name, &due_days);
        self.texts.push(source);
    }

    /// That a dossier stands in this table already, in another one, or in a log.
    fn stands_already(&self, name: &str, here: usize) -> Option<Message> {
        let table = |table: usize| self.sources.get(table).map_or("", |source| &*source.file);
        if let Some((source, line)) = self.seen.get(name) {
            if *source == here {
                return Some(message!(
                    vi: "hồ sơ `{name}` đã có ở dòng {line}",
                    en: "the dossier `{name}` already stands at line {line}"
                ));
            }
            let table = table(*source);
            return Some(message!(
                vi: "hồ sơ `{name}` đã có trong `{table}`, dòng {line}",
                en: "the dossier `{name}` already stands in `{table}`, line {line}"
            ));
        }
        let log = table(*self.logged.get(&fingerprint(name.as_bytes()))?);
        Some(message!(vi: "hồ sơ `{name}` đã có trong `{log}`", en: "the dossier `{name}` already stands in `{log}`"))
    }

    fn by_key(&mut self) -> Loads {
        self.loads.drain(..).map(|load| ((load.procedure.clone(), load.unit.clone(), load.month), load)).collect()
    }

    /// One finding for each procedure and reason, at the first dossier.
    fn say_of_due_days(&mut self, source: &Arc<str>, all: &BTreeMap<String, DueDays>) {
        let mut say = |rule, Lines { first, .. }: Lines, message| {
            self.findings.push(Finding::warning(rule, source, Path::root(), message).at_line(first));
        };
        for (procedure, days) in all {
            for (why, lines) in &days.none {
                let (number, Message { vi, en }) = (lines.number, why.message());
                let message = message!(
                    vi: "{number} hồ sơ của `{procedure}` không có ngày hẹn trả và không tính được: {vi}",
                    en: "dossiers of `{procedure}` without a due date, where none can be told: {number}; {en}"
                );
                say("evidence/no-due-date", *lines, message);
            }
            if let Some(lines) = days.differing {
                let (number, compared) = (lines.number, days.compared);
                let message = message!(
                    vi: "{number}/{compared} hồ sơ của `{procedure}` ghi ngày hẹn trả khác với ngày tính từ thời hạn của quy trình; ngày đã ghi được dùng",
                    en: "due dates of `{procedure}` that do not follow from its limit: {number} of {compared}; the date that is given counts"
                );
                say("evidence/due-date", lines, message);
            }
        }
    }
}
