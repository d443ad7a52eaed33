//! A mapping, made ready for reading.

use super::Part;
use crate::measure::dossiers::{Event, ProblemKind, Tally, fingerprint};
use crate::model::definition::{Channel, Definition, Kind, MappingDefinition, Meaning, Step};
use crate::model::finding::{Finding, Path};
use crate::model::library::Procedure;
use crate::model::read;
use crate::model::source::Source;
use crate::model::time::{Moment, Zone};
use crate::model::value::{Date, Message, message, nearest};
use std::collections::HashMap;

/// How an event log is read: what its columns are called, and what its words mean.
#[derive(Debug, Clone)]
pub struct Mapping {
    pub(super) definition: MappingDefinition,
    zone: Option<Zone>,
    pub(super) delimiter: Option<u8>,
    activities: HashMap<Box<str>, Option<Meaning>>,
    /// Whether activities that are no steps are reported.
    names_steps: bool,
    /// Columns that are read: those of dossiers and events first, then those that choose events.
    pub(super) columns: Vec<Column>,
}

/// A column that is read.
#[derive(Debug, Clone)]
pub(super) struct Column {
    pub name: String,
    role: Role,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Role {
    Dossier,
    Activity,
    Time,
    Resource,
    Procedure,
    Unit,
    Field,
    Channel,
    Start,
    Due,
    End,
    Only,
}

impl Column {
    /// No event can do without it.
    pub fn is_needed(&self) -> bool {
        matches!(self.role, Role::Dossier | Role::Activity | Role::Time | Role::Only)
    }
}

/// Why a mapping cannot be used.
#[derive(Debug, Clone, thiserror::Error)]
#[error("{}", first(findings))]
pub struct Unusable {
    /// Its text.
    pub file: Source,
    /// What is wrong with it.
    pub findings: Vec<Finding>,
}

fn first(findings: &[Finding]) -> String {
    findings.first().map(|finding| format!("{}: {}", finding.source, finding.message.en)).unwrap_or_default()
}

impl Mapping {
    /// Reads a mapping. Its keys are those of a [`MappingDefinition`].
    ///
    /// ```
    /// use quytrinh::log::Mapping;
    ///
    /// let text = "mapping: register
    /// columns: {dossier: Mã hồ sơ, activity: Công việc, time: Thời điểm}
    /// zone: +07:00
    /// time-format: '%d/%m/%Y %H:%M'
    /// ";
    /// assert!(Mapping::read("register.yaml", text).is_ok());
    /// let error = Mapping::read("register.yaml", &text.replace("time:", "tiem:")).unwrap_err();
    /// assert_eq!(error.findings[0].rule, "format/unknown-key");
    /// ```
    ///
    /// # Errors
    /// If there is anything wrong with it: figures would be wrong without a sign.
    pub fn read(name: &str, text: &str) -> Result<Self, Unusable> {
        let source = Source { name: name.into(), text: text.strip_prefix('\u{feff}').unwrap_or(text).into() };
        let (definition, mut findings) = read::read(&source);
        match definition {
            Some(Definition::Mapping(definition)) if findings.is_empty() => match Self::new(*definition) {
                Ok(mapping) => return Ok(mapping),
                Err((key, message)) => {
                    findings.push(Finding::error("format/value", &source.name, Path::root().key(key), message));
                }
            },
            Some(other) if other.kind() != Kind::Mapping => {
                let key = other.kind().key();
                let message = message!(
                    vi: "`{key}` không phải là bảng ánh xạ: tệp ánh xạ bắt đầu bằng `mapping:`",
                    en: "`{key}` is no mapping: a file of a mapping begins with `mapping:`"
                );
                findings.push(Finding::error("format/kind", &source.name, Path::root().key(key), message).at_key());
            }
            _ => {}
        }
        Err(Unusable { file: source, findings })
    }

    /// Reads a mapping of dossiers that are to be held against procedures. What is called as a step of theirs is a known activity;
    /// every other one that the mapping does not name is reported.
    ///
    /// # Errors
    /// As [`Self::read`]; if it names a step that none of them has.
    pub fn read_for(name: &str, text: &str, procedures: &[&Procedure]) -> Result<Self, Unusable> {
        let mut mapping = Self::read(name, text)?;
        let steps = || procedures.iter().flat_map(|procedure| &procedure.definition().steps);
        let mut findings = Vec::new();
        for (activity, id) in &mapping.definition.steps {
            if steps().all(|step| step.id != *id) {
                let message =
                    message!(vi: "không có bước nào tên `{id}` trong quy trình", en: "the procedure has no step `{id}`");
                let meant = nearest(id.as_str(), steps().map(|step| step.id.as_str()));
                let path = Path::root().key("steps").key(activity);
                findings.push(Finding::error("reference/unknown-step", &name.into(), path, message).meaning(meant));
            }
        }
        if !findings.is_empty() {
            let file = Source { name: name.into(), text: text.strip_prefix('\u{feff}').unwrap_or(text).into() };
            return Err(Unusable { file, findings });
        }
        for procedure in procedures {
            let steps = &procedure.definition().steps;
            let names = steps.iter().flat_map(|step| std::iter::once(step.id.as_str()).chain(titles(step)));
            let known: Vec<&str> = names.filter(|name| mapping.step_of(name, procedure).is_some()).collect();
            for name in known {
                mapping.activities.entry(name.into()).or_default();
            }
        }
        mapping.names_steps = true;
        Ok(mapping)
    }

    /// The step of a procedure that an activity is: the one that the mapping says, else the one of this id, else the only one of this
    /// title, in any of its languages.
    #[must_use]
    pub fn step_of<'p>(&self, activity: &str, procedure: &'p Procedure) -> Option<&'p Step> {
        let steps = &procedure.definition().steps;
        let by_id = |id: &str| steps.iter().find(|step| step.id.as_str() == id);
        let said = self.definition.steps.get(activity).and_then(|id| by_id(id.as_str()));
        said.or_else(|| by_id(activity)).or_else(|| {
            let mut titled = steps.iter().filter(|step| titles(step).any(|title| title == activity));
            titled.next().filter(|_| titled.next().is_none())
        })
    }

    /// Makes a mapping ready.
    ///
    /// # Errors
    /// If its zone, its delimiter or its form of times is none; the key is said with it.
    pub fn new(definition: MappingDefinition) -> Result<Self, (&'static str, Message)> {
        let zone = match definition.zone.as_deref().map(str::parse::<Zone>) {
            None => None,
            Some(Ok(zone)) => Some(zone),
            Some(Err(_)) => {
                return Err((
                    "zone",
                    message!(
                        vi: "múi giờ ghi như `+07:00`, hoặc `written` nếu giờ trong nhật ký đã là giờ của cơ quan",
                        en: "a zone is written as in `+07:00`, or `written` where times of the log are those of the office"
                    ),
                ));
            }
        };
        let delimiter = match definition.delimiter.as_deref().map(str::as_bytes) {
            None => None,
            Some([one]) if one.is_ascii() && !one.is_ascii_alphanumeric() && !b"\"\r\n".contains(one) => Some(*one),
            Some(_) => {
                return Err((
                    "delimiter",
                    message!(vi: "dấu phân cách là một ký tự như `,` hoặc `;`", en: "a delimiter is one character such as `,` or `;`"),
                ));
            }
        };
        if let Some(format) = &definition.time_format {
            // What is written with a form has to be read by it.
            let day = jiff::civil::date(2018, 2, 12).at(14, 30, 5, 0).to_zoned(jiff::tz::TimeZone::UTC);
            let shown = day.ok().and_then(|day| jiff::fmt::strtime::format(format, &day).ok());
            if shown.and_then(|shown| formatted(format, &shown, Zone::Written)).is_none() {
                return Err((
                    "time-format",
                    message!(
                        vi: "dạng thời gian phải có ngày, tháng, năm, như `%d/%m/%Y %H:%M`",
                        en: "a form of times has day, month and year, as in `%d/%m/%Y %H:%M`"
                    ),
                ));
            }
        }
        let mut activities: HashMap<Box<str>, Option<Meaning>> =
            definition.steps.keys().map(|name| (name.as_str().into(), None)).collect();
        for (meaning, names) in &definition.meanings {
            activities.extend(names.iter().map(|name| (name.as_str().into(), Some(*meaning))));
        }
        let c = &definition.columns;
        let named = [
            (Role::Dossier, Some(&c.dossier)),
            (Role::Activity, Some(&c.activity)),
            (Role::Time, Some(&c.time)),
            (Role::Resource, c.resource.as_ref()),
            (Role::Procedure, c.procedure.as_ref()),
            (Role::Unit, c.unit.as_ref()),
            (Role::Field, c.field.as_ref()),
            (Role::Channel, c.channel.as_ref()),
            (Role::Start, c.start.as_ref()),
            (Role::Due, c.due.as_ref()),
            (Role::End, c.end.as_ref()),
        ];
        let named = named.into_iter().filter_map(|(role, name)| Some((role, name?)));
        let only = definition.only.keys().map(|name| (Role::Only, name));
        let columns = named.chain(only).map(|(role, name)| Column { name: name.clone(), role }).collect();
        let names_steps = !definition.steps.is_empty();
        Ok(Self { definition, zone, delimiter, activities, names_steps, columns })
    }

    /// The definition it was made of.
    #[must_use]
    pub const fn definition(&self) -> &MappingDefinition {
        &self.definition
    }

    /// The columns that are read: what is said of dossiers and events, then what chooses events.
    pub fn columns(&self) -> impl Iterator<Item = &str> {
        self.columns.iter().map(|column| &*column.name)
    }

    /// Takes rows into a tally that something else has read, such as a database. Each comes with its line, or with any number that
    /// orders the rows, and says for each of the [columns](Self::columns) what stands there; nothing is an empty text. Rows that are
    /// alike in all of these are one event.
    ///
    /// ```
    /// use quytrinh::log::Mapping;
    /// use quytrinh::measure::dossiers::{Options, Tally};
    ///
    /// let text = "mapping: register\ncolumns: {dossier: Mã, activity: Việc, time: Lúc}\nmeanings: {resolved: Ký}\n";
    /// let mapping = Mapping::read("register.yaml", text)?;
    /// assert_eq!(mapping.columns().collect::<Vec<_>>(), ["Mã", "Việc", "Lúc"]);
    /// let rows = [["A", "Nhận", "2018-02-12T08:30"], ["A", "Ký", "2018-02-14T09:00"]];
    /// let mut tally = Tally::new(Options::default());
    /// mapping.take(&mut tally, (1..).zip(rows.map(|row| move |column: usize| row[column])));
    /// assert_eq!(tally.finish().total.counts.resolved, 1);
    /// # Ok::<(), quytrinh::log::Unusable>(())
    /// ```
    pub fn take<'v, V: Fn(usize) -> &'v str>(&self, tally: &mut Tally, rows: impl IntoIterator<Item = (u64, V)>) {
        let mut events = Events::new(self, Part::WHOLE);
        for (line, value) in rows {
            let mark = |mark: u64, at| mark.rotate_left(7) ^ fingerprint(value(at).as_bytes());
            events.take(tally, line, (0..self.columns.len()).fold(0, mark), value);
        }
    }

    /// The value of a column, without spaces around it and without what means nothing.
    fn value<'v>(&self, at: usize, value: &impl Fn(usize) -> &'v str) -> &'v str {
        let value = value(at).trim();
        if self.definition.empty.iter().any(|nothing| nothing == value) { "" } else { value }
    }

    /// Reads a time: the moment, and whether it is a day only.
    fn time(&self, text: &str) -> Option<(Moment, bool)> {
        let zone = self.zone.unwrap_or(Zone::Written);
        match &self.definition.time_format {
            None => Some((zone.read(text).ok()?, text.len() <= 10)),
            Some(format) => formatted(format, text, zone),
        }
    }
}

fn titles(step: &Step) -> impl Iterator<Item = &str> {
    step.title.entries().map(|(_, title)| title)
}

/// A time in a form of its own.
fn formatted(format: &str, text: &str, zone: Zone) -> Option<(Moment, bool)> {
    let read = jiff::fmt::strtime::BrokenDownTime::parse(format, text).ok()?;
    let midnight = Moment::of(read.to_date().ok()?.into());
    let Some(hour) = read.hour() else { return Some((midnight, true)) };
    let part = |part: Option<i8>| i64::from(part.unwrap_or_default());
    let time = (i64::from(hour) * 60 + part(read.minute())) * 60 + part(read.second());
    let moment = midnight.plus(time * 1000)?;
    match (zone, read.offset()) {
        (Zone::Ahead(ahead), Some(offset)) => {
            Some((moment.plus((i64::from(ahead) * 60 - i64::from(offset.seconds())) * 1000)?, false))
        }
        _ => Some((moment, false)),
    }
}

/// Makes events of the values of columns, and remembers what neighbours have in common.
pub(super) struct Events<'m> {
    mapping: &'m Mapping,
    start: Remembered,
    due: Remembered,
    end: Remembered,
    channel: (String, Option<Channel>),
    never: Moment,
    pub number: u64,
    part: Part,
}

/// The last time of a column.
#[derive(Default)]
struct Remembered {
    text: String,
    moment: Option<Moment>,
    is_wrong: bool,
}

impl<'m> Events<'m> {
    pub fn new(mapping: &'m Mapping, part: Part) -> Self {
        let (start, due, end) = <(Remembered, Remembered, Remembered)>::default();
        Self {
            mapping,
            start,
            due,
            end,
            channel: (String::new(), None),
            never: Moment::of(Date::of(1970, 1, 1)),
            number: 0,
            part,
        }
    }

    /// Takes an event into the tally. Values are those of the columns of the mapping, in their order.
    pub fn take<'v>(&mut self, tally: &mut Tally, line: u64, mark: u64, value: impl Fn(usize) -> &'v str) {
        let mapping = self.mapping;
        let definition = &mapping.definition;
        self.number += 1;
        if !self.part.has(mapping.value(0, &value)) {
            return;
        }
        let constants = &definition.constants;
        let mut event = Event { mark, line, ..Event::new("", "", self.never) };
        event.procedure = constants.procedure.as_deref().unwrap_or_default();
        event.unit = constants.unit.as_deref().unwrap_or_default();
        event.field = constants.field.as_deref().unwrap_or_default();
        event.channel = constants.channel;
        let mut time = "";
        for (at, column) in mapping.columns.iter().enumerate() {
            let value = mapping.value(at, &value);
            let or = |constant| if value.is_empty() { constant } else { value };
            match column.role {
                Role::Dossier => event.dossier = value,
                Role::Activity => event.activity = value,
                Role::Time => time = value,
                Role::Resource => event.person = value,
                Role::Procedure => event.procedure = or(event.procedure),
                Role::Unit => event.unit = or(event.unit),
                Role::Field => event.field = or(event.field),
                Role::Channel => {
                    if value != self.channel.0 {
                        self.channel = (value.to_owned(), definition.channels.get(value).copied());
                    }
                    if self.channel.1.is_none() && !value.is_empty() {
                        tally.note(ProblemKind::UnknownChannel, line, value);
                    }
                    event.channel = self.channel.1.or(event.channel);
                }
                Role::Start => event.start = self.start.read(mapping, tally, line, value, false),
                Role::Due => event.due = self.due.read(mapping, tally, line, value, true),
                Role::End => event.end = self.end.read(mapping, tally, line, value, false),
                Role::Only => {
                    if definition.only.get(&column.name).is_some_and(|chosen| !chosen.iter().any(|chosen| chosen == value)) {
                        return tally.note(ProblemKind::SetAside, line, value);
                    }
                }
            }
        }
        if event.dossier.is_empty() {
            return tally.note(ProblemKind::NoDossier, line, event.activity);
        }
        if event.activity.is_empty() {
            return tally.note(ProblemKind::NoActivity, line, event.dossier);
        }
        if time.is_empty() {
            return tally.note(ProblemKind::NoTime, line, event.dossier);
        }
        let Some((moment, _)) = mapping.time(time) else { return tally.note(ProblemKind::BadTime, line, time) };
        event.time = moment;
        if mapping.zone.is_none() && time.ends_with(['Z', 'z']) {
            tally.note(ProblemKind::NoZone, line, time);
        }
        if mapping.names_steps || !mapping.activities.is_empty() {
            let known = mapping.activities.get(event.activity);
            event.meaning = known.copied().flatten();
            if known.is_none() && mapping.names_steps {
                tally.note(ProblemKind::UnknownActivity, line, event.activity);
            }
        }
        if !definition.procedures.is_empty() && !event.procedure.is_empty() {
            match definition.procedures.get(event.procedure) {
                Some(code) => event.procedure = code,
                None => tally.note(ProblemKind::UnknownProcedure, line, event.procedure),
            }
        }
        tally.push(&event);
    }
}

impl Remembered {
    /// A time of a dossier. One that is due on a day is due with the end of it.
    fn read(&mut self, mapping: &Mapping, tally: &mut Tally, line: u64, text: &str, to_its_end: bool) -> Option<Moment> {
        if text != self.text {
            text.clone_into(&mut self.text);
            let read = (!text.is_empty()).then(|| mapping.time(text)).flatten();
            self.is_wrong = read.is_none() && !text.is_empty();
            self.moment = read.map(|(moment, is_day)| if is_day && to_its_end { Moment::end_of(moment.date()) } else { moment });
        }
        if self.is_wrong {
            tally.note(ProblemKind::BadDate, line, text);
        }
        self.moment
    }
}
