//! When dossiers are due by the limits of their procedures: where they say nothing themselves, and to compare with where they do.

use crate::model::library::Library;
use crate::model::time::{Cause, Clock, Due, Limit, Moment, Unknown, WorkCalendar};
use crate::model::value::{Date, Message, message};
use std::collections::{BTreeMap, HashMap};

/// The limits of procedures, and the calendar by which they pass. · Thời hạn của các thủ tục và lịch làm việc.
///
/// ```
/// use quytrinh::Library;
/// use quytrinh::measure::dossiers::{Limits, NoDue, Receipt};
///
/// let library = Library::open("processes/ba-dinh")?;
/// let limits = Limits::of(&library);
/// let at = |received: &str| Receipt::new("QT-TP-04", received.parse().unwrap());
/// // Three working days from 12 February 2018: the Lunar New Year lies between.
/// assert_eq!(limits.due(&at("2018-02-12"))?.to_string(), "2018-02-22");
/// // What is due at once, or the next day if it came in after three, needs the hour of receipt.
/// assert_eq!(limits.due(&Receipt::new("QT-TP-01", "2018-03-09".parse()?)), Err(NoDue::HourOfReceipt));
/// assert_eq!(limits.due(&Receipt::new("QT-TP-01", "2018-03-09T15:10".parse()?))?.to_string(), "2018-03-12");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone)]
pub struct Limits {
    calendar: Option<WorkCalendar>,
    limits: HashMap<Box<str>, Option<Limit>>,
}

/// What is known of the receipt of a dossier, and of its waiting for the applicant.
#[derive(Debug, Clone, Copy)]
pub struct Receipt<'a> {
    /// Code of the procedure.
    pub procedure: &'a str,
    /// When it was received; at midnight, when only the day is known.
    pub received: Moment,
    /// When the applicant was waited for; without an end, he still is.
    pub stops: &'a [(Moment, Option<Moment>)],
    /// He was waited for, and nobody knows when.
    pub stopped_unknown: bool,
    /// When it ended, or the moment of which figures speak.
    pub until: Moment,
}

impl<'a> Receipt<'a> {
    /// A dossier that never waited for its applicant.
    #[must_use]
    pub const fn new(procedure: &'a str, received: Moment) -> Self {
        Self { procedure, received, stops: &[], stopped_unknown: false, until: received }
    }
}

/// Why it cannot be told when a dossier is due. It is never guessed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, thiserror::Error, serde::Serialize, serde::Deserialize)]
#[error("{}", self.message().en)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum NoDue {
    /// The procedure is not defined.
    NoProcedure,
    /// It has no limit.
    NoLimit,
    /// There is no working calendar.
    NoCalendar,
    /// The calendar does not hold a year on the way.
    Year(i16),
    /// The calendar says no office hours, or the time lies beyond it.
    Hours,
    /// The hour of receipt decides, and only the day is known.
    HourOfReceipt,
    /// The applicant was waited for, and nobody knows how long.
    Waiting,
}

impl NoDue {
    /// Why, in both languages.
    #[must_use]
    pub fn message(self) -> Message {
        match self {
            Self::NoProcedure => message!(vi: "quy trình không có trong bộ định nghĩa", en: "the procedure is not defined"),
            Self::NoLimit => message!(
                vi: "quy trình không ghi thời hạn (`time-limit:`)",
                en: "the procedure has no limit (`time-limit:`)"
            ),
            Self::NoCalendar => message!(
                vi: "bộ định nghĩa không có lịch làm việc (`calendar:`)",
                en: "there is no working calendar (`calendar:`) among the definitions"
            ),
            Self::Year(year) => {
                message!(vi: "lịch làm việc không có năm {year}", en: "the calendar does not hold the year {year}")
            }
            Self::Hours => message!(vi: "lịch làm việc không ghi giờ làm việc", en: "the calendar says no office hours"),
            Self::HourOfReceipt => message!(
                vi: "thời hạn tùy giờ tiếp nhận, mà chỉ biết ngày tiếp nhận",
                en: "the limit depends on the hour of receipt, and only the day is known"
            ),
            Self::Waiting => message!(
                vi: "hồ sơ có thời gian chờ bổ sung mà không rõ từ ngày nào đến ngày nào",
                en: "a supplement was waited for, and it is not known from when to when"
            ),
        }
    }
}

impl From<Unknown> for NoDue {
    fn from(unknown: Unknown) -> Self {
        match unknown {
            Unknown::Year(year) => Self::Year(year),
            Unknown::Hours | Unknown::TooFar => Self::Hours,
        }
    }
}

impl Limits {
    /// Those of a library: what an office commits itself to, else what the law sets.
    #[must_use]
    pub fn of(library: &Library) -> Self {
        let limit = |p: &crate::Procedure| Limit::published(p.definition().service.as_ref()?.time_limit.as_ref()?);
        let limits = library.procedures().iter().map(|p| (p.code().into(), limit(p))).collect();
        Self { calendar: library.calendar().map(WorkCalendar::of), limits }
    }

    fn parts(&self, receipt: &Receipt) -> Result<(&WorkCalendar, &Limit), NoDue> {
        let limit = self.limits.get(receipt.procedure).ok_or(NoDue::NoProcedure)?;
        Ok((self.calendar.as_ref().ok_or(NoDue::NoCalendar)?, limit.as_ref().ok_or(NoDue::NoLimit)?))
    }

    /// When a dossier is due, the time left out in which its applicant was waited for.
    ///
    /// # Errors
    /// [`NoDue`].
    pub fn due(&self, receipt: &Receipt) -> Result<Due, NoDue> {
        let (calendar, limit) = self.parts(receipt)?;
        if receipt.stopped_unknown {
            return Err(NoDue::Waiting);
        }
        let (first, last) = moments(receipt.received);
        let due = clock(first, limit, receipt).due(calendar, receipt.until)?;
        if first == last {
            return Ok(due);
        }
        let latest = clock(last, limit, receipt).due(calendar, receipt.until)?;
        if due.date() == latest.date() { Ok(Due::Day(due.date())) } else { Err(NoDue::HourOfReceipt) }
    }

    /// Whether a day that was given to the applicant can follow from the limit: it is not before what is due if nothing is waited for, and
    /// not after what is due with all waiting and with the latest hour of receipt.
    ///
    /// # Errors
    /// [`NoDue`].
    pub fn agrees(&self, receipt: &Receipt, given: Date) -> Result<bool, NoDue> {
        let (calendar, limit) = self.parts(receipt)?;
        let (first, last) = moments(receipt.received);
        let earliest = calendar.due(first, limit)?.date();
        if given < earliest {
            return Ok(false);
        }
        if receipt.stopped_unknown || given == earliest {
            return Ok(true);
        }
        Ok(given <= clock(last, limit, receipt).due(calendar, receipt.until)?.date())
    }
}

/// The first and the last moment at which something may have been received.
fn moments(received: Moment) -> (Moment, Moment) {
    let is_day = received == Moment::of(received.date());
    (received, if is_day { Moment::end_of(received.date()) } else { received })
}

fn clock<'l>(received: Moment, limit: &'l Limit, receipt: &Receipt) -> Clock<'l> {
    let mut clock = Clock::new(received, limit);
    for (from, to) in receipt.stops {
        clock.pause(*from, *to, Cause::Supplement);
    }
    clock
}

/// How many, and the first line on which one begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Lines {
    /// How many dossiers.
    pub number: u64,
    /// The first line.
    pub first: u64,
}

impl Lines {
    pub(crate) fn and(self, other: Self) -> Self {
        Self { number: self.number + other.number, first: self.first.min(other.first) }
    }
}

/// How the due days of a procedure's dossiers were told. · Cách xác định ngày hẹn trả.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct DueDays {
    /// Of so many, a day that they say themselves was compared with the limit.
    pub compared: u64,
    /// Of these, those whose day cannot follow from it.
    pub differing: Option<Lines>,
    /// Those that say none, and have none for this reason.
    pub none: BTreeMap<NoDue, Lines>,
}

impl DueDays {
    pub(crate) fn merge(&mut self, other: &Self) {
        self.compared += other.compared;
        if let Some(differing) = other.differing {
            self.differ(differing);
        }
        for (why, lines) in &other.none {
            self.without(*why, *lines);
        }
    }
    fn without(&mut self, why: NoDue, lines: Lines) {
        self.none.entry(why).and_modify(|sum| *sum = sum.and(lines)).or_insert(lines);
    }
    fn differ(&mut self, lines: Lines) {
        self.differing = Some(self.differing.map_or(lines, |sum| sum.and(lines)));
    }
    /// Takes a dossier that says when it is due, or does not: when it is, if that is known, and whether it was computed.
    pub(crate) fn take(&mut self, limits: &Limits, receipt: &Receipt, given: Option<Date>, line: u64) -> Option<Due> {
        let one = Lines { number: 1, first: line };
        let Some(given) = given else {
            return limits.due(receipt).map_err(|why| self.without(why, one)).ok();
        };
        if let Ok(agrees) = limits.agrees(receipt, given) {
            self.compared += 1;
            if !agrees {
                self.differ(one);
            }
        }
        None
    }
}
