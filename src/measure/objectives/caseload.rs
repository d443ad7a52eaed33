//! What is known of dossiers: how many came in and were finished, by procedure, unit and month.

use super::period::ReportingPeriod;
use crate::model::csv::{Field, Rows};
use crate::model::finding::{Finding, Path};
use crate::model::library::Library;
use crate::model::source::Source;
use crate::model::value::{Date, Message, Scalar, message, nearest};
use std::collections::{BTreeMap, HashMap};
use std::ops::Range;

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
    /// Of these, those that are not finished on the day of the figures.
    pub open: u64,
    /// Of these, those that are overdue.
    pub open_overdue: u64,
    /// Finished in that month.
    pub resolved: u64,
    /// Of these, before the due day.
    pub early: u64,
    /// Of these, on the due day.
    pub on_time: u64,
    /// Of these, after it.
    pub late: u64,
    /// Of these, those of which it is known how many supplements they needed.
    pub supplements_known: u64,
    /// Of these, those that needed none.
    pub first_time_right: u64,
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
            open: 0,
            open_overdue: 0,
            resolved: 0,
            early: 0,
            on_time: 0,
            late: 0,
            supplements_known: 0,
            first_time_right: 0,
        }
    }
}

/// The dossiers of a scorecard.
#[derive(Debug, Clone, Default)]
pub struct Caseload {
    /// By procedure, unit and month.
    pub loads: Vec<Load>,
    /// Names of the sources.
    pub sources: Vec<String>,
    /// They were made up to show what is computed.
    pub synthetic: bool,
    /// How many dossiers are in the figures.
    pub dossiers: u64,
    /// How many could not be used: there is a finding for each.
    pub left_out: u64,
    /// What is wrong with them.
    pub findings: Vec<Finding>,
    /// The texts they were read from, where findings point.
    pub texts: Vec<Source>,
    /// Where each dossier stands, in whichever table: the index of its source, and the line.
    seen: HashMap<String, (usize, usize)>,
}

/// The columns of a plain table; the last two may be left out.
const COLUMNS: [&str; 8] = ["dossier", "procedure", "unit", "received", "due", "resolved", "channel", "supplements"];

impl Caseload {
    /// Whether a text is a table of dossiers: its first row that is no remark names the column `dossier`.
    #[must_use]
    pub fn is_table(text: &str) -> bool {
        let first = text.lines().find(|line| !line.starts_with('#')).unwrap_or_default();
        first.split([',', ';']).any(|name| name.trim().trim_matches('"') == "dossier")
    }

    /// Reads a table of dossiers, one a row, with the columns `dossier`, `procedure`, `unit`, `received`, `due`,
    /// `resolved` (empty where it is open), `channel` (`in-person`, `post`, `online`) and `supplements`.
    ///
    /// Days are compared: what is finished on the due day is on time. Figures are as of a day; what was finished later
    /// was open then. A row that cannot be used has a finding, and the others count.
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
        let mut reader = Reader { source: &source, findings: Vec::new() };
        let mut start = 0;
        for line in text.split_inclusive('\n').take_while(|line| line.starts_with('#')) {
            self.synthetic |= line.trim_start_matches('#').trim() == "synthetic: true";
            start += line.len();
        }
        let mut rows = Rows::of(text, start);
        let names: Vec<Field> = rows.next().unwrap_or_default();
        let columns = reader.columns(&names);
        let units: Vec<&str> = library.organisation().iter().flat_map(|o| &o.units).map(|unit| unit.id.as_str()).collect();
        let mut loads: BTreeMap<(String, String, ReportingPeriod), Load> =
            self.loads.drain(..).map(|load| ((load.procedure.clone(), load.unit.clone(), load.month), load)).collect();
        for row in rows {
            let dossier = columns.as_ref().and_then(|columns| {
                let dossier = reader.dossier(columns, &row, names.len(), library, &units, day)?;
                let range = whole(&row);
                if let Some((table, line)) = self.seen.get(&dossier.name) {
                    let name = &dossier.name;
                    let message = match self.sources.get(*table) {
                        None => message!(
                            vi: "hồ sơ `{name}` đã có ở dòng {line}",
                            en: "the dossier `{name}` already stands at line {line}"
                        ),
                        Some(table) => message!(
                            vi: "hồ sơ `{name}` đã có trong `{table}`, dòng {line}",
                            en: "the dossier `{name}` already stands in `{table}`, line {line}"
                        ),
                    };
                    reader.say("evidence/duplicate", range, message);
                    return None;
                }
                self.seen.insert(dossier.name.clone(), (self.sources.len(), line_of(text, range.start)));
                Some(dossier)
            });
            let Some(dossier) = dossier else {
                self.left_out += 1;
                continue;
            };
            self.dossiers += 1;
            dossier.add(&mut loads, day);
        }
        self.loads = loads.into_values().collect();
        self.sources.push(name.to_owned());
        self.findings.append(&mut reader.findings);
        self.texts.push(source);
    }
}

/// One dossier, as far as figures are concerned.
struct Dossier {
    name: String,
    procedure: String,
    unit: String,
    received: Date,
    due: Date,
    resolved: Option<Date>,
    is_online: Option<bool>,
    supplements: Option<u64>,
}

impl Dossier {
    fn add(&self, loads: &mut BTreeMap<(String, String, ReportingPeriod), Load>, day: Date) {
        let mut at = |day: Date, change: &dyn Fn(&mut Load)| {
            let month = ReportingPeriod::month_of(day);
            let key = (self.procedure.clone(), self.unit.clone(), month);
            change(loads.entry(key).or_insert_with(|| Load::new(&self.procedure, &self.unit, month)));
        };
        let resolved = self.resolved.filter(|resolved| *resolved <= day);
        at(self.received, &|load| {
            load.received += 1;
            load.channel_known += u64::from(self.is_online.is_some());
            load.online += u64::from(self.is_online == Some(true));
            load.open += u64::from(resolved.is_none());
            load.open_overdue += u64::from(resolved.is_none() && self.due < day);
        });
        if let Some(resolved) = resolved {
            at(resolved, &|load| {
                load.resolved += 1;
                match resolved.cmp(&self.due) {
                    std::cmp::Ordering::Less => load.early += 1,
                    std::cmp::Ordering::Equal => load.on_time += 1,
                    std::cmp::Ordering::Greater => load.late += 1,
                }
                if let Some(supplements) = self.supplements {
                    load.supplements_known += 1;
                    load.first_time_right += u64::from(supplements == 0);
                }
            });
        }
    }
}

fn whole(row: &[Field]) -> Range<usize> {
    row.first().map_or(0, |f| f.bytes.start)..row.last().map_or(0, |f| f.bytes.end)
}

fn line_of(text: &str, at: usize) -> usize {
    text.bytes().take(at).filter(|b| *b == b'\n').count() + 1
}

struct Reader<'a> {
    source: &'a Source,
    findings: Vec<Finding>,
}

impl Reader<'_> {
    fn say(&mut self, rule: &'static str, bytes: Range<usize>, message: Message) {
        let found = if rule == "evidence/table" { Finding::error } else { Finding::warning };
        self.findings.push(found(rule, &self.source.name, Path::root(), message).at_bytes(bytes));
    }

    /// Where each column stands; none where the table cannot be understood.
    fn columns(&mut self, names: &[Field]) -> Option<[Option<usize>; 8]> {
        let before = self.findings.len();
        for field in names.iter().filter(|field| !COLUMNS.contains(&&*field.text)) {
            let name = &*field.text;
            let message = message!(vi: "không có cột `{name}`", en: "unknown column `{name}`");
            let finding = Finding::error("evidence/table", &self.source.name, Path::root(), message);
            self.findings.push(finding.at_bytes(field.bytes.clone()).meaning(nearest(name, COLUMNS)));
        }
        let places = COLUMNS.map(|column| names.iter().position(|field| field.text == column));
        for (column, place) in COLUMNS.iter().zip(places).take(6) {
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

    fn dossier(
        &mut self,
        columns: &[Option<usize>; 8],
        row: &[Field],
        wanted: usize,
        library: &Library,
        units: &[&str],
        day: Date,
    ) -> Option<Dossier> {
        if row.len() != wanted {
            let found = row.len();
            let message =
                message!(vi: "dòng có {found} cột, tiêu đề có {wanted}", en: "the row has {found} columns, the head {wanted}");
            self.say("evidence/table", whole(row), message);
            return None;
        }
        let [name, procedure, unit, received, due, resolved, channel, supplements] = columns.map(|place| Some(&row[place?]));
        let (name, procedure, unit) = (name?, procedure?, unit?);
        if name.text.is_empty() {
            self.say("evidence/incomplete", whole(row), message!(vi: "hồ sơ không có mã", en: "the dossier has no name"));
            return None;
        }
        if library.procedure(&procedure.text).is_none() {
            let code = &*procedure.text;
            let message = message!(vi: "không có quy trình nào mã `{code}`", en: "there is no procedure `{code}`");
            let known = library.procedures().iter().map(crate::model::library::Procedure::code);
            let finding = Finding::warning("evidence/unknown-procedure", &self.source.name, Path::root(), message);
            self.findings.push(finding.at_bytes(procedure.bytes.clone()).meaning(nearest(code, known)));
            return None;
        }
        // Without an organisation nobody says which units there are.
        if !units.is_empty() && !units.contains(&&*unit.text) {
            let id = &*unit.text;
            let message = message!(vi: "không có đơn vị nào tên `{id}`", en: "there is no unit `{id}`");
            let finding = Finding::warning("evidence/unknown-unit", &self.source.name, Path::root(), message);
            self.findings.push(finding.at_bytes(unit.bytes.clone()).meaning(nearest(id, units.iter().copied())));
            return None;
        }
        let filled = |field: Option<&'_ Field<'_>>| field.is_some_and(|field| !field.text.is_empty());
        let start: Date = self.read(received?)?;
        let limit: Date = self.read(due?)?;
        let end: Option<Date> = if filled(resolved) { Some(self.read(resolved?)?) } else { None };
        let is_online = match channel.filter(|_| filled(channel)) {
            Some(field) => {
                Some(self.read::<crate::model::definition::Channel>(field)? == crate::model::definition::Channel::Online)
            }
            None => None,
        };
        let supplements = match supplements.filter(|_| filled(supplements)) {
            Some(field) => Some(self.read::<crate::model::definition::Amount>(field)?.0),
            None => None,
        };
        if start > day {
            let message = message!(
                vi: "hồ sơ nhận ngày {start}, sau ngày chốt số liệu {day}: chưa được tính",
                en: "the dossier was received on {start}, after the day of the scorecard, {day}: it is not counted yet"
            );
            self.say("evidence/future-date", whole(row), message);
            return None;
        }
        for (vi, en, end) in [("giải quyết", "finished", end), ("hẹn trả", "due", Some(limit))] {
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
            resolved: end,
            is_online,
            supplements,
        })
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn rows_that_cannot_be_used_are_said_with_their_lines_and_the_rest_counts() {
        let library = Library::from_sources([
            ("p.yaml", "procedure: P-1\ntitle: P\nsteps:\n  - {id: a, title: A, role: r}\n"),
            (
                "o.yaml",
                "organisation: o\ntitle: O\nunits:\n  - {id: ward-a, title: A, kind: ward}\nroles:\n  - {id: r, title: R, kind: officer}\n",
            ),
        ]);
        let table = "# synthetic: true\n\
            dossier,procedure,unit,channel,received,due,resolved,supplements\n\
            1,P-1,ward-a,online,2018-01-02,2018-01-05,2018-01-04,0\n\
            2,P-1,ward-a,in-person,2018-01-02,2018-01-05,2018-01-05,1\n\
            3,P-1,ward-a,,2018-01-31,2018-02-05,2018-02-06,0\n\
            4,P-1,ward-a,post,2018-01-31,2018-02-05,,\n\
            1,P-1,ward-a,post,2018-01-31,2018-02-05,,\n\
            6,P-2,ward-a,post,2018-01-31,2018-02-05,,\n\
            7,P-1,ward-b,post,2018-01-31,2018-02-05,,\n\
            8,P-1,ward-a,fax,2018-01-31,2018-02-05,,\n\
            9,P-1,ward-a,post,31/01/2018,2018-02-05,,\n\
            10,P-1,ward-a,post,2018-01-31,2018-02-05,2018-01-30,\n\
            11,P-1,ward-a,post,2019-01-31,2019-02-05,,\n\
            12,P-1,ward-a\n\
            13,P-1,ward-a,post,2018-12-27,2019-01-05,2019-01-03,0\n";
        let mut cases = Caseload::default();
        cases.read("cases.csv", table, &library, Date::of(2018, 12, 31));
        assert_eq!((cases.dossiers, cases.left_out, cases.synthetic), (5, 8, true));
        let rules: Vec<(usize, &str)> =
            cases.findings.iter().map(|f| (cases.texts[0].locate(&f.path, &f.part).line, f.rule)).collect();
        assert_eq!(
            rules,
            [
                (7, "evidence/duplicate"),
                (8, "evidence/unknown-procedure"),
                (9, "evidence/unknown-unit"),
                (10, "evidence/table"),
                (11, "evidence/table"),
                (12, "evidence/order"),
                (13, "evidence/future-date"),
                (14, "evidence/table"),
            ]
        );
        let months: Vec<String> = cases.loads.iter().map(|load| load.month.to_string()).collect();
        assert_eq!(months, ["2018-01", "2018-02", "2018-12"]);
        let [january, february, december] = &cases.loads[..] else { unreachable!() };
        assert_eq!((january.received, january.online, january.channel_known), (4, 1, 3));
        assert_eq!((january.resolved, january.early, january.on_time, january.first_time_right), (2, 1, 1, 1));
        assert_eq!(january.supplements_known, 2);
        assert_eq!((january.open, january.open_overdue), (1, 1), "number 4 is open and overdue");
        assert_eq!((february.resolved, february.late), (1, 1));
        assert_eq!((december.open, december.open_overdue, december.resolved), (1, 0, 0), "finished after the day of the figures");
        // Another table does not count a dossier again.
        let again = "dossier,procedure,unit,received,due,resolved\n13,P-1,ward-a,2018-12-27,2019-01-05,\n14,P-1,ward-a,2018-12-27,2019-01-05,\n";
        cases.read("more.csv", again, &library, Date::of(2018, 12, 31));
        assert_eq!((cases.dossiers, cases.left_out), (6, 9));
        let said = cases.findings.last().unwrap();
        assert_eq!(
            (said.rule, &*said.message.en),
            ("evidence/duplicate", "the dossier `13` already stands in `cases.csv`, line 15")
        );
    }
}
