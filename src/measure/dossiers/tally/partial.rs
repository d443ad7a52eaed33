//! What was counted elsewhere.

use super::{Cell, Label, Labels, Month, Options, State, Step, Tally, Ways};
use crate::measure::dossiers::due::{DueDays, Lines, NoDue};
use crate::measure::dossiers::figures::{Counts, Figures};
use crate::measure::dossiers::histogram::{self, Histogram};
use crate::measure::dossiers::names::Names;
use crate::measure::dossiers::problem::{Problem, ProblemKind, Problems};
use crate::model::definition::Meaning;
use crate::model::time::Moment;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use std::collections::HashMap;

/// What a tally has counted and has at hand, ready to travel to another process: the state of an aggregate that an engine computes in
/// parts. · Kết quả đếm từng phần.
///
/// It is written and read in any form that serde has. Its form belongs to a version of this crate: it is for a journey, not for an
/// archive. What reads it back refuses what cannot be such a state; that the bytes are those that were sent is for who sends them.
///
/// ```
/// use quytrinh::measure::dossiers::{Event, Options, Partial, Tally};
///
/// let mut here = Tally::new(Options::default());
/// here.push(&Event::new("A", "receive", "2018-02-12T08:30".parse()?));
/// let mut there = Tally::new(Options::default());
/// there.push(&Event { line: 2, ..Event::new("A", "sign", "2018-02-14T09:00".parse()?) });
/// let bytes = serde_json::to_vec(&there.into_partial())?;
///
/// let travelled: Partial = serde_json::from_slice(&bytes)?;
/// here.merge(Tally::from_partial(travelled, Options::default()));
/// let found = here.finish();
/// assert_eq!((found.total.counts.received, found.total.counts.events), (1, 2));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone)]
pub struct Partial(Tally);

impl Tally {
    /// What was counted so far, without the options. The present dossier of a [grouped](super::Order::Grouped) log is put away.
    #[must_use]
    pub fn into_partial(mut self) -> Partial {
        self.put_away();
        self.options = Options::default();
        Partial(self)
    }

    /// Goes on with what was counted elsewhere. The options are to be those it was counted with.
    #[must_use]
    pub fn from_partial(Partial(tally): Partial, options: Options) -> Self {
        Self { problems: tally.problems.keeping(options.keep), options, ..tally }
    }
}

/// The form in which it travels. Maps are lists, since not every form has keys that are more than a text, and sorted, so that the same
/// state is the same bytes.
#[derive(Serialize, Deserialize)]
struct Form {
    version: u32,
    read: u64,
    is_interleaved: bool,
    span: Option<(Time, Time)>,
    last_end: Option<Time>,
    activities: Vec<Box<str>>,
    used: Vec<u64>,
    persons: Vec<Box<str>>,
    places: Vec<Box<str>>,
    labels: Vec<Label>,
    cells: Vec<((Label, Option<(i16, i8)>), CellForm)>,
    /// Ways, with how many dossiers went them, and how many of these are open.
    variants: Vec<(Box<[u32]>, (u64, u64))>,
    intervals: Vec<((u32, u32), histogram::Travelling)>,
    due_days: Vec<((u32, u32), DueDaysForm)>,
    problems: Vec<(ProblemKind, u64, Vec<Problem>)>,
    open: Vec<(Box<str>, StateForm)>,
    seen: Vec<u64>,
}

/// Changes whenever [`Form`] or the order of what is counted does.
const VERSION: u32 = 1;

type CellForm = (Vec<u64>, histogram::Travelling, histogram::Travelling, u64, Vec<(Time, bool)>);
type DueDaysForm = (u64, Option<(u64, u64)>, Vec<(NoDue, (u64, u64))>);
/// Start, due, end; then the steps: time, activity, person, label, mark, line, and the number of the meaning from 1.
type StateForm = ([Option<Time>; 3], Vec<(Time, u32, u32, u32, u32, u32, u8)>);

/// A moment in milliseconds.
#[derive(Clone, Copy)]
struct Time(Moment);

impl Serialize for Time {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_i64(self.0.milliseconds())
    }
}

impl<'de> Deserialize<'de> for Time {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Moment::from_milliseconds(i64::deserialize(deserializer)?)
            .map(Self)
            .ok_or_else(|| de::Error::custom("a time beyond all years"))
    }
}

impl Serialize for Partial {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        Form::of(&self.0).serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Partial {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let form = Form::deserialize(deserializer)?;
        if form.version != VERSION {
            return Err(de::Error::custom("counted by another version of this crate"));
        }
        form.tally().map(Self).ok_or_else(|| de::Error::custom("not the state of a tally"))
    }
}

impl Form {
    fn of(tally: &Tally) -> Self {
        let sorted = |seen: &mut dyn Iterator<Item = u64>| {
            let mut all: Vec<u64> = seen.collect();
            all.sort_unstable();
            all
        };
        let month = |month: Option<Month>| month.map(|month| (month.year, month.month));
        let mut cells: Vec<_> = tally.cells.iter().map(|((label, at), cell)| ((*label, month(*at)), cell_form(cell))).collect();
        cells.sort_unstable_by_key(|(key, _)| *key);
        let mut variants: Vec<_> = tally.variants.iter().map(|(way, ways)| (way.clone(), (ways.dossiers, ways.open))).collect();
        variants.sort_unstable();
        let mut intervals: Vec<_> = tally.intervals.iter().map(|(key, times)| (*key, times.travelling())).collect();
        intervals.sort_unstable_by_key(|(key, _)| *key);
        let mut due_days: Vec<_> = tally.due_days.iter().map(|(key, days)| (*key, due_days_form(days))).collect();
        due_days.sort_unstable_by_key(|(key, _)| *key);
        let state = |number: &u32| tally.open.get(*number as usize);
        let mut open: Vec<_> =
            tally.numbers.iter().filter_map(|(name, number)| Some((name.clone(), state_form(state(number)?)))).collect();
        open.sort_unstable_by(|(a, _), (b, _)| a.cmp(b));
        Self {
            version: VERSION,
            read: tally.read,
            is_interleaved: tally.is_interleaved,
            span: tally.span.map(|(first, last)| (Time(first), Time(last))),
            last_end: tally.last_end.map(Time),
            activities: tally.activities.all().to_vec(),
            used: tally.used.clone(),
            persons: tally.persons.all().to_vec(),
            places: tally.places.all().to_vec(),
            labels: tally.labels.all.clone(),
            cells,
            variants,
            intervals,
            due_days,
            problems: tally.problems.iter().map(|(kind, number, first)| (kind, number, first.to_vec())).collect(),
            open,
            seen: sorted(&mut tally.seen.iter().copied()),
        }
    }

    /// None if it cannot have come from a tally.
    fn tally(self) -> Option<Tally> {
        let options = Options::default();
        let mut labels = Labels::default();
        for (at, label) in self.labels.into_iter().enumerate() {
            if labels.number(label) as usize != at {
                return None;
            }
        }
        let month = |month: Option<(i16, i8)>| month.map(|(year, month)| Month { year, month });
        let cells = self.cells.into_iter().map(|((label, at), cell)| Some(((label, month(at)), cell_of(cell)?)));
        let due_days = self.due_days.into_iter().map(|(key, days)| (key, due_days_of(days)));
        let (mut numbers, mut open, mut at_hand) = (HashMap::new(), Vec::new(), 0);
        for (name, state) in self.open {
            let state = state_of(state)?;
            at_hand += state.steps.len() as u64;
            numbers.insert(name, u32::try_from(open.len()).ok()?);
            open.push(state);
        }
        Some(Tally {
            read: self.read,
            span: self.span.map(|(first, last)| (first.0, last.0)),
            last_end: self.last_end.map(|end| end.0),
            activities: Names::of(&self.activities)?,
            used: self.used,
            persons: Names::of(&self.persons)?,
            places: Names::of(&self.places)?,
            labels,
            cells: cells.collect::<Option<_>>()?,
            variants: self
                .variants
                .into_iter()
                .map(|(way, (dossiers, open))| (!way.is_empty()).then_some((way, Ways { dossiers, open })))
                .collect::<Option<_>>()?,
            intervals: self
                .intervals
                .into_iter()
                .map(|(key, times)| Some((key, Histogram::arrived(times)?)))
                .collect::<Option<_>>()?,
            due_days: due_days.collect(),
            problems: Problems::of(options.keep, self.problems),
            numbers,
            open,
            is_interleaved: self.is_interleaved,
            at_hand,
            seen: self.seen.into_iter().collect(),
            ..Tally::new(options)
        })
    }
}

fn cell_form(cell: &Cell) -> CellForm {
    let Figures { counts, throughput, waiting } = &cell.figures;
    let due = cell.due.iter().map(|(due, asked_again)| (Time(*due), *asked_again)).collect();
    (counts.iter().map(|(_, number)| number).collect(), throughput.travelling(), waiting.travelling(), cell.line, due)
}

fn cell_of((counts, throughput, waiting, line, due): CellForm) -> Option<Cell> {
    let (throughput, waiting) = (Histogram::arrived(throughput)?, Histogram::arrived(waiting)?);
    let due = due.into_iter().map(|(due, asked_again)| (due.0, asked_again)).collect();
    Some(Cell { figures: Figures { counts: Counts::of(&counts)?, throughput, waiting }, line, due })
}

fn due_days_form(days: &DueDays) -> DueDaysForm {
    let lines = |lines: Lines| (lines.number, lines.first);
    (days.compared, days.differing.map(lines), days.none.iter().map(|(why, without)| (*why, lines(*without))).collect())
}

fn due_days_of((compared, differing, none): DueDaysForm) -> DueDays {
    let lines = |(number, first)| Lines { number, first };
    DueDays {
        compared,
        differing: differing.map(lines),
        none: none.into_iter().map(|(why, without)| (why, lines(without))).collect(),
    }
}

fn state_form(state: &State) -> StateForm {
    let step = |step: &Step| {
        let meaning = step.meaning.map_or(0, |meaning| meaning as u8 + 1);
        (Time(step.time), step.activity, step.person, step.label, step.mark, step.line, meaning)
    };
    ([state.start, state.due, state.end].map(|moment| moment.map(Time)), state.steps.iter().map(step).collect())
}

fn state_of((said, steps): StateForm) -> Option<State> {
    let [start, due, end] = said.map(|moment| moment.map(|moment| moment.0));
    let steps = steps.into_iter().map(|(time, activity, person, label, mark, line, meaning)| {
        let meaning = match meaning {
            0 => None,
            number => Some(*Meaning::ALL.get(usize::from(number) - 1)?),
        };
        Some(Step { time: time.0, activity, person, label, mark, line, meaning })
    });
    Some(State { start, due, end, steps: steps.collect::<Option<_>>()? })
}
