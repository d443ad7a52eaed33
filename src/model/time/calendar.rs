//! The working calendar as a table: every question about it is an access, or a few.

use super::days::WorkingDays;
use super::moment::{Moment, date, number};
use crate::model::definition::CalendarDefinition;
use crate::model::value::{Date, DocumentCode, Message, message};

/// A working calendar, made ready for many questions. · Lịch làm việc đã lập bảng.
///
/// It knows the years of its definition and no other: what leads out of them is [`Unknown`], never a guess. Amounts of working time are
/// milliseconds of office hours.
///
/// ```
/// use quytrinh::time::WorkCalendar;
/// use quytrinh::{Date, Library};
///
/// let library = Library::open("processes/ba-dinh")?;
/// let calendar = WorkCalendar::of(library.calendars().next().unwrap());
/// let friday = Date::of(2018, 2, 9);
/// assert!(calendar.works(friday)?);
/// assert_eq!(calendar.working_days(friday, Date::of(2018, 2, 22))?, 4);
/// assert_eq!(calendar.working_time("2018-02-09T16:30".parse()?, "2018-02-12T08:30".parse()?)?, 3_600_000);
/// assert_eq!(calendar.works(Date::of(2021, 3, 1)).unwrap_err().to_string(), "the calendar does not hold the year 2021");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone)]
pub struct WorkCalendar {
    /// Years that follow each other.
    runs: Vec<Run>,
    hours: OfficeHours,
    desks: Vec<Desk>,
}

/// Office hours of a day: when they begin and end, and what is worked before each; milliseconds.
#[derive(Debug, Clone, Default)]
struct OfficeHours {
    stretches: Vec<(i64, i64, i64)>,
    day: i64,
}

#[derive(Debug, Clone)]
struct Desk {
    /// Day of the week, Monday is 0.
    weekday: i32,
    hours: OfficeHours,
    procedures: Vec<DocumentCode>,
}

/// Years without a gap.
#[derive(Debug, Clone)]
struct Run {
    first: i32,
    /// Number of the day behind the last.
    end: i32,
    /// Working days before each day, and before the day behind the last.
    before: Vec<i32>,
    /// The numbers of the working days.
    worked: Vec<i32>,
    /// Each day, as a date.
    dates: Vec<Date>,
    /// Days off that are closed for a holiday or a swap, so that no desk is open.
    closed: Vec<bool>,
}

/// What a calendar cannot tell. · Điều lịch không có.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("{}", self.message().en)]
#[non_exhaustive]
pub enum Unknown {
    /// It does not hold this year, so nobody knows its days off.
    Year(i16),
    /// It says no office hours.
    Hours,
    /// The time lies beyond all calendars.
    TooFar,
}

impl Unknown {
    /// What it cannot tell, in both languages.
    #[must_use]
    pub fn message(self) -> Message {
        match self {
            Self::Year(year) => {
                message!(vi: "lịch làm việc không có năm {year}", en: "the calendar does not hold the year {year}")
            }
            Self::Hours => message!(vi: "lịch làm việc không ghi giờ làm việc", en: "the calendar says no office hours"),
            Self::TooFar => message!(vi: "thời gian nằm ngoài mọi lịch làm việc", en: "the time lies beyond all calendars"),
        }
    }
}

impl OfficeHours {
    /// Stretches in any order; those that overlap are worked once.
    fn of(hours: &[crate::model::definition::Hours]) -> Self {
        let milliseconds = |time: crate::ClockTime| i64::from(time.minutes()) * 60_000;
        let mut written: Vec<(i64, i64)> = hours.iter().map(|h| (milliseconds(h.from), milliseconds(h.to))).collect();
        written.sort_unstable();
        let (mut stretches, mut day, mut last) = (Vec::new(), 0, 0);
        for (open, close) in written {
            let open = open.max(last);
            if close > open {
                stretches.push((open, close, day));
                day += close - open;
                last = close;
            }
        }
        Self { stretches, day }
    }
    /// What is worked of a working day until a time.
    fn until(&self, time: i64) -> i64 {
        let begun = self.stretches.iter().rev().find(|(open, ..)| *open <= time);
        begun.map_or(0, |(open, close, before)| before + time.min(*close) - open)
    }
    /// The first time at which so much of a working day is done.
    fn done(&self, work: i64) -> i64 {
        let during = self.stretches.iter().rev().find(|(.., before)| *before < work).or(self.stretches.first());
        during.map_or(0, |(open, _, before)| open + work - before)
    }
    fn holds(&self, time: i64) -> bool {
        self.stretches.iter().any(|(open, close, _)| (*open..*close).contains(&time))
    }
}

impl Run {
    fn of(days: &WorkingDays, first: i16, last: i16) -> Self {
        // Years are those an author can write, or none: all of them have a first and a last day.
        let day = |year: i16, month, day| number(jiff::civil::Date::new(year, month, day).unwrap_or_default().into());
        let (first, last) = (day(first, 1, 1), day(last, 12, 31));
        let mut run = Self { first, end: last + 1, before: vec![0], worked: Vec::new(), dates: Vec::new(), closed: Vec::new() };
        let mut worked = 0;
        for number in first..=last {
            let day = date(number);
            if days.works(day) {
                run.worked.push(number);
                worked += 1;
            }
            run.before.push(worked);
            run.dates.push(day);
            run.closed.push(days.is_closed(day));
        }
        run
    }
    /// What stands behind it.
    fn behind(&self) -> Unknown {
        Unknown::Year(date(self.end).civil().year())
    }
    fn index(&self, day: i32) -> usize {
        day.abs_diff(self.first) as usize
    }
    fn before(&self, day: i32) -> i32 {
        self.before[self.index(day)]
    }
    fn works(&self, day: i32) -> bool {
        self.before(day + 1) > self.before(day)
    }
    /// The working day before which there are so many.
    fn worked(&self, count: u64) -> Result<i32, Unknown> {
        let day = usize::try_from(count).ok().and_then(|count| self.worked.get(count));
        day.copied().ok_or_else(|| self.behind())
    }
}

impl WorkCalendar {
    /// The table of a calendar. Closures are a year long at most, and a week of nothing but rest is none: what is longer is a slip of the
    /// pen. Years that stand twice are taken together.
    #[must_use]
    pub fn of(calendar: &CalendarDefinition) -> Self {
        let days = WorkingDays::of(calendar);
        let mut years: Vec<i16> = calendar.years.iter().map(|year| year.year.0).collect();
        years.sort_unstable();
        years.dedup();
        let runs = years.chunk_by(|a, b| *a + 1 == *b);
        let runs = runs.filter_map(|run| Some(Run::of(&days, *run.first()?, *run.last()?))).collect();
        let desk = |desk: &crate::model::definition::Desk| Desk {
            weekday: i32::from(super::days::number(desk.day)),
            hours: OfficeHours::of(&desk.hours),
            procedures: desk.procedures.clone(),
        };
        Self { runs, hours: OfficeHours::of(&calendar.hours), desks: calendar.desks.iter().map(desk).collect() }
    }
    /// Whether a day is worked.
    ///
    /// # Errors
    /// If the calendar does not hold its year; so all questions that follow.
    pub fn works(&self, day: Date) -> Result<bool, Unknown> {
        let day = number(day);
        Ok(self.run(day)?.works(day))
    }
    /// Whether somebody is at the counter: in office hours of a working day, or at a desk that is open on a day of rest. A desk
    /// that is kept for some procedures is open if the one in question is among them; holidays close it.
    ///
    /// # Errors
    /// [`Unknown`].
    pub fn serves(&self, moment: Moment, procedure: Option<&DocumentCode>) -> Result<bool, Unknown> {
        let (day, time) = (moment.day(), moment.time());
        let run = self.run(day)?;
        if run.works(day) {
            return if self.hours.day == 0 { Err(Unknown::Hours) } else { Ok(self.hours.holds(time)) };
        }
        // 1970-01-01 was a Thursday.
        let weekday = (day + 3).rem_euclid(7);
        let serves = |desk: &Desk| {
            let this_one = desk.procedures.is_empty() || procedure.is_some_and(|code| desk.procedures.contains(code));
            desk.weekday == weekday && this_one && desk.hours.holds(time)
        };
        Ok(!run.closed[run.index(day)] && self.desks.iter().any(serves))
    }
    /// Working days from one day to another: the first is not counted, the last is (Civil Code 2015, Art. 147(2)). Negative
    /// if the second is the earlier one.
    ///
    /// # Errors
    /// [`Unknown`].
    pub fn working_days(&self, from: Date, to: Date) -> Result<i64, Unknown> {
        self.between(number(from), number(to))
    }
    /// The day on which so many working days have passed since a day, which is not counted. With none, the day itself if it is
    /// worked, and else the next working day.
    ///
    /// # Errors
    /// [`Unknown`].
    pub fn add_working_days(&self, day: Date, count: u32) -> Result<Date, Unknown> {
        self.nth(number(day), u64::from(count)).map(|day| self.date(day))
    }
    /// The next working day after a day.
    ///
    /// # Errors
    /// [`Unknown`].
    pub fn next_working_day(&self, day: Date) -> Result<Date, Unknown> {
        self.add_working_days(day, 1)
    }
    /// Office hours between two moments, in milliseconds; negative if the second is the earlier one.
    ///
    /// # Errors
    /// [`Unknown`].
    pub fn working_time(&self, from: Moment, to: Moment) -> Result<i64, Unknown> {
        let run = self.both(from.day(), to.day())?;
        if self.hours.day == 0 {
            return Err(Unknown::Hours);
        }
        Ok(self.worked(run, to) - self.worked(run, from))
    }
    /// The moment at which so many milliseconds of office hours have passed; with none, the moment itself. What ends with
    /// the office hours of a day ends on that day.
    ///
    /// # Errors
    /// [`Unknown`].
    pub fn add_working_time(&self, from: Moment, milliseconds: u64) -> Result<Moment, Unknown> {
        let run = self.run(from.day())?;
        if self.hours.day == 0 {
            return Err(Unknown::Hours);
        }
        if milliseconds == 0 {
            return Ok(from);
        }
        let work = i64::try_from(milliseconds).ok().and_then(|work| work.checked_add(self.worked(run, from)));
        let work = work.ok_or(Unknown::TooFar)?;
        let days = (work - 1).div_euclid(self.hours.day);
        let day = run.worked(days.unsigned_abs())?;
        Ok(Moment::on(day, self.hours.done(work - days * self.hours.day)))
    }
    /// The office hours of a working day, in milliseconds; 0 where the calendar says none.
    #[must_use]
    pub fn working_day(&self) -> i64 {
        self.hours.day
    }

    /// The moment itself, or the midnight with which the first working day behind it begins.
    pub(super) fn first_from(&self, moment: Moment) -> Result<Moment, Unknown> {
        let day = self.nth(moment.day(), 0)?;
        Ok(moment.max(Moment::on(day, 0)))
    }
    /// When office hours begin on a day; midnight where the calendar says none.
    pub(super) fn opens(&self, day: i32) -> Moment {
        Moment::on(day, self.hours.stretches.first().map_or(0, |(open, ..)| *open))
    }
    /// As [`add_working_days`](Self::add_working_days), by numbers of days.
    pub(super) fn nth(&self, day: i32, count: u64) -> Result<i32, Unknown> {
        let run = self.run(day)?;
        // With none, the first working day from this day on.
        let before = run.before(day + i32::from(count > 0));
        run.worked(u64::from(before.unsigned_abs()).saturating_add(count.saturating_sub(1)))
    }
    /// As [`working_days`](Self::working_days), by numbers of days.
    pub(super) fn between(&self, from: i32, to: i32) -> Result<i64, Unknown> {
        let run = self.both(from, to)?;
        Ok(i64::from(run.before(to + 1)) - i64::from(run.before(from + 1)))
    }
    /// A day that the calendar holds; its date need not be worked out.
    pub(super) fn date(&self, day: i32) -> Date {
        self.run(day).map_or_else(|_| date(day), |run| run.dates[run.index(day)])
    }
    fn worked(&self, run: &Run, moment: Moment) -> i64 {
        let day = moment.day();
        let today = if run.works(day) { self.hours.until(moment.time()) } else { 0 };
        i64::from(run.before(day)) * self.hours.day + today
    }
    /// The years around a day.
    fn run(&self, day: i32) -> Result<&Run, Unknown> {
        let run = self.runs.iter().find(|run| (run.first..run.end).contains(&day));
        run.ok_or_else(|| Unknown::Year(date(day).civil().year()))
    }
    /// The years around two days and between them.
    fn both(&self, a: i32, b: i32) -> Result<&Run, Unknown> {
        let run = self.run(a.min(b))?;
        if a.max(b) < run.end { Ok(run) } else { Err(run.behind()) }
    }
}

/// Of the definition alone, where a single question is asked.
impl CalendarDefinition {
    /// The day on which a time limit ends that begins with what happens on a day.
    ///
    /// That day itself is not counted; what ends on a day off ends on the next working day (Civil Code 2015, Art. 147 and 148). A
    /// part of a day counts as a day. What is due at once is due on the day itself, or on the next working day.
    ///
    /// None where the limit is in hours or minutes, which do not name a day, or where a year on the way is not in the
    /// calendar: nobody knows its days off. Many questions are better asked of a [`WorkCalendar`].
    ///
    /// ```
    /// use quytrinh::{Date, Library};
    ///
    /// let library = Library::open("processes/ba-dinh")?;
    /// let calendar = library.calendars().next().unwrap();
    /// // The Lunar New Year of 2018 lies between.
    /// let due = calendar.due(Date::of(2018, 2, 12), "3 working days".parse().unwrap());
    /// assert_eq!(due, Some(Date::of(2018, 2, 22)));
    /// # Ok::<(), quytrinh::Error>(())
    /// ```
    #[must_use]
    pub fn due(&self, from: Date, limit: crate::Duration) -> Option<Date> {
        let limit = super::Limit::of(limit);
        match WorkCalendar::of(self).due(Moment::of(from), &limit).ok()? {
            super::Due::Day(day) => Some(day),
            super::Due::At(_) => None,
        }
    }
    /// The next working day after a day; none where the calendar does not know it.
    #[must_use]
    pub fn next_working_day(&self, day: Date) -> Option<Date> {
        WorkCalendar::of(self).next_working_day(day).ok()
    }
}
