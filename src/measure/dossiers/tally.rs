//! From events to figures, one event at a time.

mod partial;

use super::due::{DueDays, Limits, Receipt};
use super::figures::{Dossiers, Events, Figures, Group, Interval, Key, Month, Variant};
use super::histogram::Histogram;
use super::names::{Fingerprints, Names, fingerprint};
use super::problem::{ProblemKind, Problems};
use crate::model::definition::{Channel, Meaning};
use crate::model::time::{Due, Ending, Moment, WorkCalendar};
use std::collections::{BTreeMap, HashMap, HashSet};
use std::fmt;
use std::sync::Arc;

pub use partial::Partial;

/// How an activity ends its dossier, if it does.
const fn ending(meaning: Meaning) -> Option<Ending> {
    match meaning {
        Meaning::Resolved => Some(Ending::Done),
        Meaning::Returned => Some(Ending::Returned),
        Meaning::Refused => Some(Ending::Stopped),
        _ => None,
    }
}

/// The day of a moment, by its number.
const fn day(moment: Moment) -> i64 {
    moment.milliseconds().div_euclid(86_400_000)
}

/// One thing that happened to a dossier. What is not known is empty or none. · Sự kiện của hồ sơ.
#[derive(Debug, Clone, Copy)]
pub struct Event<'a> {
    /// Which dossier.
    pub dossier: &'a str,
    /// What was done.
    pub activity: &'a str,
    /// When, in local time.
    pub time: Moment,
    /// Who did it.
    pub person: &'a str,
    /// What it means.
    pub meaning: Option<Meaning>,
    /// Code of the procedure; as with unit, field and channel, what the earliest event says that says anything counts.
    pub procedure: &'a str,
    /// The unit that received the dossier.
    pub unit: &'a str,
    /// The field of administration.
    pub field: &'a str,
    /// How it was handed in.
    pub channel: Option<Channel>,
    /// When it was received; the earliest of all that events say counts.
    pub start: Option<Moment>,
    /// When it is due; the latest counts, for who has a new appointment has that one.
    pub due: Option<Moment>,
    /// When it ended; the latest counts.
    pub end: Option<Moment>,
    /// A number that is different for events that nothing else tells apart. Events are the same one if activity, time, person and
    /// the lower half of this are.
    pub mark: u64,
    /// The line on which it stands.
    pub line: u64,
}

impl<'a> Event<'a> {
    /// An event of which nothing more is known.
    #[must_use]
    pub const fn new(dossier: &'a str, activity: &'a str, time: Moment) -> Self {
        Self {
            dossier,
            activity,
            time,
            person: "",
            meaning: None,
            procedure: "",
            unit: "",
            field: "",
            channel: None,
            start: None,
            due: None,
            end: None,
            mark: 0,
            line: 0,
        }
    }
}

/// Which time passes in an office between two instants.
///
/// A [`WorkCalendar`] is one, and so is a closure.
pub trait WorkingTime: Send + Sync {
    /// Seconds of working time from one instant to a later one; none where nobody knows, as in a year that no calendar covers.
    fn between(&self, from: Moment, to: Moment) -> Option<u64>;
}

impl<F: Fn(Moment, Moment) -> Option<u64> + Send + Sync> WorkingTime for F {
    fn between(&self, from: Moment, to: Moment) -> Option<u64> {
        self(from, to)
    }
}

impl WorkingTime for WorkCalendar {
    fn between(&self, from: Moment, to: Moment) -> Option<u64> {
        self.working_time(from, to).ok().and_then(|milliseconds| u64::try_from(milliseconds).ok()).map(|time| time / 1000)
    }
}

/// How the events of a log are ordered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Order {
    /// In any way: every dossier is at hand until the end.
    #[default]
    Any,
    /// All events of a dossier stand together: only one is at hand, and a fingerprint of 8 bytes tells which there were. Events of
    /// a dossier that comes back all the same are left out and listed as [`ProblemKind::ComesBack`].
    Grouped,
}

/// How to count.
#[derive(Clone)]
pub struct Options {
    /// How events are ordered.
    pub order: Order,
    /// The instant of which figures speak: what happens later is in the future. The last one of the log where nothing is said.
    pub as_of: Option<Moment>,
    /// What working time is; all time that passes where nothing is said.
    pub working_time: Option<Arc<dyn WorkingTime>>,
    /// Limits of procedures: dossiers that do not say when they are due are due by these, others are compared with them. What is open and
    /// waits for its applicant is due by them only if it is said of which instant figures speak.
    pub limits: Option<Arc<Limits>>,
    /// So many lines of each kind of problem are kept.
    pub keep: usize,
    /// Whether the time since the event before is counted for each activity ([`Dossiers::intervals`]).
    pub intervals: bool,
}

impl Default for Options {
    fn default() -> Self {
        Self { order: Order::Any, as_of: None, working_time: None, limits: None, keep: 10, intervals: false }
    }
}

impl fmt::Debug for Options {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Options").field("order", &self.order).field("as_of", &self.as_of).finish_non_exhaustive()
    }
}

/// Counts dossiers, event by event. · Bộ đếm hồ sơ.
///
/// Tallies of parts of a log [merge](Self::merge) in any order to the tally of the whole: parts that share no dossier, or any parts whose
/// dossiers are still at hand ([`Order::Any`]). What was counted elsewhere comes as a [`Partial`].
///
/// ```
/// use quytrinh::measure::dossiers::{Event, Meaning, Options, Tally};
/// use quytrinh::time::{Comparison, OnTime};
///
/// let at = |text: &str| text.parse().unwrap();
/// let mut tally = Tally::new(Options::default());
/// for (dossier, end) in [("A", "2018-02-14T09:00"), ("B", "2018-02-22T16:00"), ("C", "2018-02-26T08:00")] {
///     let due = Some(at("2018-02-22T17:00"));
///     tally.push(&Event { due, person: "Lan", ..Event::new(dossier, "receive", at("2018-02-12T08:30")) });
///     tally.push(&Event { person: "Minh", meaning: Some(Meaning::Resolved), ..Event::new(dossier, "sign", at(end)) });
/// }
/// let dossiers = tally.finish();
/// let counts = dossiers.total.counts;
/// assert_eq!((counts.received, counts.early, counts.on_time, counts.late), (3, 1, 1, 1));
/// assert_eq!(counts.hand_overs, 3);
/// assert_eq!(counts.on_time(OnTime::Resolved, Comparison::Instants).to_string(), "66.67 %");
/// ```
#[derive(Debug, Clone)]
pub struct Tally {
    options: Options,
    read: u64,
    span: Option<(Moment, Moment)>,
    last_end: Option<Moment>,
    activities: Names,
    /// Used events of each activity.
    used: Vec<u64>,
    persons: Names,
    places: Names,
    /// Procedure, unit, field, channel as events say them.
    labels: Labels,
    cells: HashMap<(Label, Option<Month>), Cell>,
    /// By the number of the procedure and those of the activities.
    variants: HashMap<Box<[u32]>, Ways>,
    /// By the number of the procedure and that of the activity.
    intervals: HashMap<(u32, u32), Histogram>,
    way: Vec<u32>,
    /// By the numbers of procedure and unit.
    due_days: HashMap<(u32, u32), DueDays>,
    problems: Problems,
    /// Dossiers at hand: all, or the present one.
    numbers: HashMap<Box<str>, u32>,
    open: Vec<State>,
    present: Present,
    is_interleaved: bool,
    at_hand: u64,
    /// Dossiers that were put away.
    seen: Fingerprints,
}

#[derive(Debug, Clone, Default)]
struct Present {
    name: String,
    is_any: bool,
    /// It was here before.
    is_back: bool,
}

/// Procedure, unit, field, channel, each by its number.
type Label = (u32, u32, u32, u8);

#[derive(Debug, Clone, Default)]
struct Labels {
    numbers: HashMap<Label, u32>,
    all: Vec<Label>,
    last: Option<(Label, u32)>,
}

impl Labels {
    fn number(&mut self, label: Label) -> u32 {
        if let Some((_, number)) = self.last.filter(|(last, _)| *last == label) {
            return number;
        }
        let next = u32::try_from(self.all.len()).unwrap_or(u32::MAX);
        let number = *self.numbers.entry(label).or_insert(next);
        if number == next {
            self.all.push(label);
        }
        self.last = Some((label, number));
        number
    }
}

/// How many dossiers took one way, and how many of them have not ended.
#[derive(Debug, Clone, Copy, Default)]
struct Ways {
    dossiers: u64,
    open: u64,
}

/// A dossier at hand.
#[derive(Debug, Clone, Default)]
struct State {
    start: Option<Moment>,
    due: Option<Moment>,
    end: Option<Moment>,
    steps: Vec<Step>,
}

#[derive(Debug, Clone, Copy)]
struct Step {
    time: Moment,
    activity: u32,
    person: u32,
    label: u32,
    mark: u32,
    /// Lines beyond four thousand million are shown as that.
    line: u32,
    meaning: Option<Meaning>,
}

/// Figures of a group, and the due times of its open dossiers: which are overdue is known at the end.
#[derive(Debug, Clone)]
struct Cell {
    figures: Figures,
    /// The first line of its dossiers.
    line: u64,
    /// With the question whether more than one supplement was requested.
    due: Vec<(Moment, bool)>,
}

impl Default for Cell {
    fn default() -> Self {
        Self { figures: Figures::default(), line: u64::MAX, due: Vec::new() }
    }
}

impl Cell {
    fn merge(&mut self, figures: &Figures, line: u64) {
        self.figures.merge(figures);
        self.line = self.line.min(line);
    }
}

impl Tally {
    /// A tally of nothing yet.
    #[must_use]
    pub fn new(options: Options) -> Self {
        let problems = Problems::new(options.keep);
        Self {
            options,
            read: 0,
            span: None,
            last_end: None,
            activities: Names::default(),
            used: Vec::new(),
            persons: Names::default(),
            places: Names::default(),
            labels: Labels::default(),
            cells: HashMap::new(),
            variants: HashMap::new(),
            intervals: HashMap::new(),
            way: Vec::new(),
            due_days: HashMap::new(),
            problems,
            numbers: HashMap::new(),
            open: Vec::new(),
            present: Present::default(),
            is_interleaved: false,
            at_hand: 0,
            seen: Fingerprints::default(),
        }
    }

    /// Notes what is wrong on a line. A kind that [leaves out](ProblemKind::leaves_out) an event counts it as read: it is not to be
    /// pushed as well.
    pub fn note(&mut self, kind: ProblemKind, line: u64, found: impl fmt::Display) {
        self.read += u64::from(kind.leaves_out());
        self.problems.add(kind, line, found);
    }

    /// Whether a dossier came back though events were said to stand together ([`Order::Grouped`]).
    #[must_use]
    pub fn is_interleaved(&self) -> bool {
        self.is_interleaved
    }

    /// How many events are at hand: those of the present dossier or, in any order, of all.
    #[must_use]
    pub const fn at_hand(&self) -> u64 {
        self.at_hand
    }

    /// Counts the dossiers at hand, of which no event may come any more, and lets go of them.
    pub fn settle(&mut self) {
        self.put_away();
        for name in std::mem::take(&mut self.numbers).into_keys() {
            self.seen.insert(fingerprint(name.as_bytes()));
        }
        for mut state in std::mem::take(&mut self.open) {
            self.count(&mut state);
        }
        self.at_hand = 0;
    }

    /// Takes an event in. In what order events of a dossier come makes no difference to figures. Those of one time stay in the order of
    /// their lines, and those of one line in that in which they come.
    pub fn push(&mut self, event: &Event) {
        if self.options.as_of.is_some_and(|as_of| event.time > as_of) {
            return self.note(ProblemKind::Future, event.line, event.time);
        }
        self.read += 1;
        let state = match self.options.order {
            Order::Grouped => {
                if !(self.present.is_any && self.present.name == event.dossier) {
                    self.put_away();
                    self.present.name.clear();
                    self.present.name.push_str(event.dossier);
                    self.present.is_any = true;
                    self.present.is_back = self.seen.contains(&fingerprint(event.dossier.as_bytes()));
                }
                if self.present.is_back {
                    self.is_interleaved = true;
                    return self.problems.add(ProblemKind::ComesBack, event.line, event.dossier);
                }
                0
            }
            Order::Any => match self.numbers.get(event.dossier) {
                Some(number) => *number as usize,
                None => {
                    let number = self.open.len();
                    self.numbers.insert(event.dossier.into(), u32::try_from(number).unwrap_or(u32::MAX));
                    number
                }
            },
        };
        if state >= self.open.len() {
            self.open.push(State::default());
        }
        let (first, last) = self.span.unwrap_or((event.time, event.time));
        self.span = Some((first.min(event.time), last.max(event.time)));
        let label = (
            self.places.number(event.procedure),
            self.places.number(event.unit),
            self.places.number(event.field),
            event.channel.map_or(0, |channel| channel as u8 + 1),
        );
        let step = Step {
            time: event.time,
            activity: self.activities.number(event.activity),
            person: self.persons.number(event.person),
            label: self.labels.number(label),
            #[allow(clippy::cast_possible_truncation, reason = "its lower half")]
            mark: event.mark as u32,
            line: u32::try_from(event.line).unwrap_or(u32::MAX),
            meaning: event.meaning,
        };
        let Some(state) = self.open.get_mut(state) else { return };
        if state.steps.last().is_some_and(|last| last.time > event.time) {
            self.problems.add(ProblemKind::OutOfOrder, event.line, event.time);
        }
        state.start = state.start.into_iter().chain(event.start).min();
        state.due = state.due.max(event.due);
        state.end = state.end.max(event.end);
        state.steps.push(step);
        self.at_hand += 1;
    }

    /// Puts the present dossier of a grouped log away.
    fn put_away(&mut self) {
        if !std::mem::take(&mut self.present.is_any) || self.present.is_back {
            return;
        }
        self.seen.insert(fingerprint(self.present.name.as_bytes()));
        self.at_hand = 0;
        if let Some(mut state) = self.open.first_mut().map(std::mem::take) {
            self.count(&mut state);
            // Its memory is used again.
            state.steps.clear();
            if let Some(first) = self.open.first_mut() {
                first.steps = state.steps;
            }
        }
    }

    /// Takes the tally of another part of the log in. The parts may share no dossier: one that is in both is listed as
    /// [`ProblemKind::InTwoParts`] where a fingerprint tells it, and put together where both have it at hand ([`Order::Any`]).
    pub fn merge(&mut self, mut other: Self) {
        self.put_away();
        other.put_away();
        let activities = self.activities.merge(&other.activities);
        let persons = self.persons.merge(&other.persons);
        let places = self.places.merge(&other.places);
        let number = |table: &[u32], number: u32| table.get(number as usize).copied().unwrap_or_default();
        let label = |(procedure, unit, field, channel): Label| {
            (number(&places, procedure), number(&places, unit), number(&places, field), channel)
        };
        let labels: Vec<u32> = other.labels.all.iter().map(|one| self.labels.number(label(*one))).collect();
        self.read += other.read;
        self.is_interleaved |= other.is_interleaved;
        self.at_hand += other.at_hand;
        self.span = match (self.span, other.span) {
            (Some((a, b)), Some((c, d))) => Some((a.min(c), b.max(d))),
            (a, b) => a.or(b),
        };
        self.last_end = self.last_end.max(other.last_end);
        self.used.resize(self.used.len().max(self.activities.len() + 1), 0);
        for (theirs, events) in other.used.iter().enumerate() {
            if let Some(here) = activities.get(theirs).and_then(|here| self.used.get_mut(*here as usize)) {
                *here += events;
            }
        }
        for ((one, month), cell) in other.cells {
            let here = self.cells.entry((label(one), month)).or_default();
            here.merge(&cell.figures, cell.line);
            here.due.extend(cell.due);
        }
        for ((procedure, unit), due_days) in other.due_days {
            self.due_days.entry((number(&places, procedure), number(&places, unit))).or_default().merge(&due_days);
        }
        for ((procedure, activity), times) in other.intervals {
            self.intervals.entry((number(&places, procedure), number(&activities, activity))).or_default().merge(&times);
        }
        for (way, ways) in other.variants {
            let tables = std::iter::once(&places).chain(std::iter::repeat(&activities));
            let way = way.iter().zip(tables).map(|(one, table)| number(table, *one)).collect();
            let here = self.variants.entry(way).or_default();
            here.dossiers += ways.dossiers;
            here.open += ways.open;
        }
        self.problems.merge(other.problems);
        for one in other.seen {
            if !self.seen.insert(one) {
                self.problems.add(ProblemKind::InTwoParts, 0, format_args!("{one:016x}"));
            }
        }
        for (name, theirs) in other.numbers {
            let Some(mut state) = other.open.get_mut(theirs as usize).map(std::mem::take) else { continue };
            for step in &mut state.steps {
                step.activity = number(&activities, step.activity);
                step.person = number(&persons, step.person);
                step.label = number(&labels, step.label);
            }
            let next = u32::try_from(self.open.len()).unwrap_or(u32::MAX);
            let here = *self.numbers.entry(name).or_insert(next);
            if here == next {
                self.open.push(state);
            } else if let Some(here) = self.open.get_mut(here as usize) {
                here.start = here.start.into_iter().chain(state.start).min();
                here.due = here.due.max(state.due);
                here.end = here.end.max(state.end);
                here.steps.append(&mut state.steps);
            }
        }
    }

    /// Everything that was counted.
    #[must_use]
    pub fn finish(mut self) -> Dossiers {
        self.settle();
        if self.read == 0 {
            self.problems.add(ProblemKind::Empty, 1, "");
        }
        let as_of = self.options.as_of.or(self.span.map(|(_, last)| last).max(self.last_end));
        let mut groups = BTreeMap::<Key, (Figures, u64)>::new();
        let mut total = Figures::default();
        for ((label, month), mut cell) in std::mem::take(&mut self.cells) {
            for (due, asked_again) in cell.due {
                let counts = &mut cell.figures.counts;
                let is_overdue = as_of.is_some_and(|as_of| due < as_of);
                counts.open_overdue += u64::from(is_overdue);
                let on_the_day = is_overdue && as_of.is_some_and(|as_of| day(due) == day(as_of));
                counts.overdue_on_the_day += u64::from(on_the_day);
                counts.overdue_on_the_day_asked_again += u64::from(on_the_day && asked_again);
                counts.open_asked_again += u64::from(asked_again && !is_overdue);
            }
            total.merge(&cell.figures);
            let (figures, line) = groups.entry(self.key(label, month)).or_insert_with(|| (Figures::default(), u64::MAX));
            figures.merge(&cell.figures);
            *line = cell.line.min(*line);
        }
        let name = |number: u32| self.activities.name(number).to_owned();
        let ways = self.variants.iter().map(|(way, ways)| Variant {
            procedure: way.first().map_or("", |procedure| self.places.name(*procedure)).to_owned(),
            activities: way.iter().skip(1).map(|one| name(*one)).collect(),
            dossiers: ways.dossiers,
            open: ways.open,
        });
        let mut variants: Vec<Variant> = ways.collect();
        variants.sort_unstable_by(|a, b| b.dossiers.cmp(&a.dossiers).then_with(|| a.cmp(b)));
        let used = self.used.iter().enumerate().filter(|(_, events)| **events > 0);
        let mut activities: Vec<(String, u64)> =
            used.map(|(at, events)| (name(u32::try_from(at).unwrap_or_default()), *events)).collect();
        activities.sort_unstable_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
        let place = |number: u32| self.places.name(number).to_owned();
        let due_days = self.due_days.iter().map(|((procedure, unit), days)| ((place(*procedure), place(*unit)), days.clone()));
        let intervals = self.intervals.iter().map(|((procedure, activity), since_before)| Interval {
            procedure: self.places.name(*procedure).to_owned(),
            activity: name(*activity),
            since_before: since_before.clone(),
        });
        let mut intervals: Vec<Interval> = intervals.collect();
        intervals.sort_unstable_by(|a, b| (&a.procedure, &a.activity).cmp(&(&b.procedure, &b.activity)));
        let left_out = self.problems.left_out();
        Dossiers {
            as_of,
            as_of_was_given: self.options.as_of.is_some(),
            span: self.span,
            in_working_time: self.options.working_time.is_some(),
            events: Events { read: self.read, used: self.read - left_out, left_out },
            total,
            groups: groups.into_iter().map(|(key, (figures, line))| Group::new(key, figures, line)).collect(),
            due_days: due_days.collect(),
            names: self.seen,
            variants,
            activities,
            intervals,
            persons: self.persons.len() as u64,
            problems: self.problems,
        }
    }

    fn key(&self, (procedure, unit, field, channel): Label, month: Option<Month>) -> Key {
        let name = |number: u32| self.places.name(number).to_owned();
        let channel = channel.checked_sub(1).and_then(|at| Channel::ALL.get(usize::from(at)).copied());
        Key { procedure: name(procedure), unit: name(unit), field: name(field), channel, month }
    }

    fn between(&mut self, from: Moment, to: Moment, line: u32) -> Option<u64> {
        let seconds = match &self.options.working_time {
            Some(time) => time.between(from, to),
            None => u64::try_from(to.since(from)).ok().map(|milliseconds| milliseconds / 1000),
        };
        if seconds.is_none() {
            self.problems.add(ProblemKind::NoCalendar, u64::from(line), format_args!("{from} – {to}"));
        }
        seconds
    }

    /// Counts a dossier of which all events are there.
    fn count(&mut self, state: &mut State) {
        let steps = &mut state.steps;
        if !steps.is_sorted_by_key(|step| (step.time, step.line)) {
            steps.sort_by_key(|step| (step.time, step.line));
        }
        self.leave_duplicates_out(steps);
        let Some(first) = steps.first().copied() else { return };
        let label = self.label(steps);
        let means = |meaning: Meaning| steps.iter().filter(move |step| step.meaning == Some(meaning));
        let start = state.start.or(means(Meaning::Received).map(|step| step.time).next()).unwrap_or(first.time);
        let end = self.end(state.end, steps);
        let line = u64::from(steps.iter().map(|step| step.line).min().unwrap_or_default());
        let by_limit = self.by_limit((label.0, label.1), start, end, state.due, (steps, line));
        let due = state.due.or(by_limit);

        let mut of_receipt = Figures::default();
        let counts = &mut of_receipt.counts;
        counts.received = 1;
        counts.due_by_limit = u64::from(by_limit.is_some());
        counts.events = steps.len() as u64;
        counts.channel_known = u64::from(label.3 != 0);
        counts.online = u64::from(label.3 == Channel::Online as u8 + 1);
        counts.supplements = means(Meaning::SupplementRequested).count() as u64;
        counts.supplemented = u64::from(counts.supplements > 0);
        let repeats = self.way(label.0, steps, end.is_none());
        self.intervals(label.0, steps);
        counts.repeated = u64::from(repeats);
        self.hand_overs(steps, &mut of_receipt);
        let counts = &mut of_receipt.counts;
        let (asks, asks_again) = (counts.supplements > 0, counts.supplements > 1);

        let key = |moment: Moment| (label, Some(Month::from(moment)));
        match end {
            None => {
                counts.open = 1;
                counts.open_without_due = u64::from(due.is_none());
            }
            Some(end) => {
                let mut figures = Figures::default();
                let counts = &mut figures.counts;
                counts.resolved = 1;
                let ended = steps.iter().filter_map(|step| ending(step.meaning?)).max();
                counts.returned = u64::from(ended == Some(Ending::Returned));
                counts.refused = u64::from(ended == Some(Ending::Stopped));
                counts.first_time_right = u64::from(!asks && !repeats && counts.returned + counts.refused == 0);
                match due {
                    None => counts.without_due = 1,
                    Some(due) => {
                        counts.early = u64::from(day(end) < day(due));
                        counts.late = u64::from(end > due);
                        counts.on_time = 1 - counts.early - counts.late;
                        counts.late_on_the_day = u64::from(end > due && day(end) == day(due));
                        counts.asked_again = u64::from(asks_again && end <= due);
                        counts.late_on_the_day_asked_again = counts.late_on_the_day * u64::from(asks_again);
                    }
                }
                if end < start {
                    self.problems.add(ProblemKind::EndBeforeStart, u64::from(first.line), format_args!("{start} – {end}"));
                } else if let Some(all) = self.between(start, end, first.line) {
                    figures.throughput.add(all.saturating_sub(self.stopped(steps, end)));
                }
                self.cells.entry(key(end)).or_default().merge(&figures, line);
            }
        }
        let cell = self.cells.entry(key(start)).or_default();
        cell.merge(&of_receipt, line);
        if let (None, Some(due)) = (end, due) {
            cell.due.push((due, asks_again));
        }
    }

    /// Of events of one time, person, activity and mark one stays.
    fn leave_duplicates_out(&mut self, steps: &mut Vec<Step>) {
        if steps.windows(2).all(|pair| pair[0].time != pair[1].time) {
            return;
        }
        let mut there = HashSet::new();
        steps.retain(|step| {
            let is_new = there.insert((step.time, step.activity, step.person, step.mark));
            if !is_new {
                self.problems.add(ProblemKind::Duplicate, u64::from(step.line), self.activities.name(step.activity));
            }
            is_new
        });
    }

    /// What the earliest events say that say anything.
    fn label(&mut self, steps: &[Step]) -> Label {
        let mut label = (0, 0, 0, 0);
        let mut last = u32::MAX;
        for step in steps.iter().filter(|step| std::mem::replace(&mut last, step.label) != step.label) {
            let (procedure, unit, field, channel) = self.labels.all.get(step.label as usize).copied().unwrap_or_default();
            if procedure != 0 && label.0 != 0 && procedure != label.0 {
                self.problems.add(ProblemKind::TwoProcedures, u64::from(step.line), self.places.name(procedure));
            }
            let or = |here: &mut u32, other| *here = if *here == 0 { other } else { *here };
            or(&mut label.0, procedure);
            or(&mut label.1, unit);
            or(&mut label.2, field);
            label.3 = if label.3 == 0 { channel } else { label.3 };
        }
        label
    }

    /// When it ended: at the time that is said, else with what finishes it. Done goes before given back, that before refused (formula
    /// sheet 2.1 of Decision 766/QĐ-TTg of 2022).
    fn end(&mut self, said: Option<Moment>, steps: &[Step]) -> Option<Moment> {
        let endings = steps.iter().filter_map(|step| Some((ending(step.meaning?)?, step.time)));
        let in_future = |end: &Moment| self.options.as_of.is_some_and(|as_of| *end > as_of);
        let end = if let Some(future) = said.filter(in_future) {
            let line = steps.first().map_or(0, |step| u64::from(step.line));
            self.problems.add(ProblemKind::FutureEnd, line, future);
            None
        } else {
            said.or_else(|| Ending::of(endings).map(|(_, end)| end))
        };
        self.last_end = self.last_end.max(end);
        end
    }

    /// Counts the way that a dossier took; whether it comes by one activity twice.
    fn way(&mut self, procedure: u32, steps: &[Step], is_open: bool) -> bool {
        self.used.resize(self.used.len().max(self.activities.len() + 1), 0);
        let mut way = std::mem::take(&mut self.way);
        way.clear();
        way.push(procedure);
        for step in steps {
            way.push(step.activity);
            if let Some(used) = self.used.get_mut(step.activity as usize) {
                *used += 1;
            }
        }
        match self.variants.get_mut(&*way) {
            Some(ways) => {
                ways.dossiers += 1;
                ways.open += u64::from(is_open);
            }
            None => drop(self.variants.insert(way.as_slice().into(), Ways { dossiers: 1, open: u64::from(is_open) })),
        }
        let activities = &mut way[1..];
        activities.sort_unstable();
        let repeats = activities.windows(2).any(|pair| pair[0] == pair[1]);
        self.way = way;
        repeats
    }

    /// From event to event. Where no calendar covers a time, hand-overs and throughput tell.
    fn intervals(&mut self, procedure: u32, steps: &[Step]) {
        if !self.options.intervals {
            return;
        }
        for pair in steps.windows(2) {
            let (before, step) = (pair[0], pair[1]);
            let took = match &self.options.working_time {
                Some(time) => time.between(before.time, step.time),
                None => u64::try_from(step.time.since(before.time)).ok().map(|milliseconds| milliseconds / 1000),
            };
            if let Some(took) = took {
                self.intervals.entry((procedure, step.activity)).or_default().add(took);
            }
        }
    }

    /// From person to person; who is not known is passed over.
    fn hand_overs(&mut self, steps: &[Step], figures: &mut Figures) {
        let mut before: Option<Step> = None;
        let mut before_that = 0;
        for step in steps.iter().filter(|step| step.person != 0) {
            if let Some(before) = before {
                if before.person != step.person {
                    figures.counts.hand_overs += 1;
                    if before_that == step.person {
                        figures.counts.ping_pong = 1;
                    }
                    if let Some(waited) = self.between(before.time, step.time, step.line) {
                        figures.waiting.add(waited);
                    }
                }
                before_that = before.person;
            }
            before = Some(*step);
        }
    }

    /// When a dossier that does not say it is due by the limit of its procedure; compares it with that otherwise.
    fn by_limit(
        &mut self,
        (procedure, unit): (u32, u32),
        start: Moment,
        end: Option<Moment>,
        said: Option<Moment>,
        (steps, line): (&[Step], u64),
    ) -> Option<Moment> {
        let limits = self.options.limits.clone()?;
        let stops: Vec<(Moment, Option<Moment>)> =
            stops(steps).map(|(asked, there)| (steps[asked].time, there.map(|there| steps[there].time))).collect();
        let waits = end.is_none() && stops.iter().any(|(_, there)| there.is_none());
        let receipt = Receipt {
            procedure: self.places.name(procedure),
            received: start,
            stops: &stops,
            stopped_unknown: waits && self.options.as_of.is_none(),
            until: end.or(self.options.as_of).or(steps.last().map(|step| step.time)).unwrap_or(start),
        };
        let due = self.due_days.entry((procedure, unit)).or_default().take(&limits, &receipt, said.map(Moment::date), line)?;
        Some(match due {
            Due::Day(day) => Moment::end_of(day),
            Due::At(moment) => moment,
        })
    }

    /// How long supplements were waited for.
    fn stopped(&mut self, steps: &[Step], end: Moment) -> u64 {
        let time = |at: Option<usize>| at.and_then(|at| steps.get(at)).map_or(end, |step| step.time.min(end));
        let waited = |(asked, there): (usize, Option<usize>)| {
            self.between(time(Some(asked)), time(there), steps[asked].line).unwrap_or_default()
        };
        stops(steps).map(waited).sum()
    }
}

/// When a supplement was waited for: from its request until it is there or, if no event says so, until the next event, if there is one.
fn stops(steps: &[Step]) -> impl Iterator<Item = (usize, Option<usize>)> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let asked = at + steps.get(at..)?.iter().position(|s| s.meaning == Some(Meaning::SupplementRequested))?;
        let there = steps[asked..].iter().position(|step| step.meaning == Some(Meaning::Supplemented));
        at = asked + there.unwrap_or(1);
        Some((asked, (at < steps.len()).then_some(at)))
    })
}
