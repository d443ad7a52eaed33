//! Limits, and where they end.

use super::calendar::{Unknown, WorkCalendar};
use super::moment::{Moment, number};
use crate::model::definition::TimeLimit;
use crate::model::value::{ClockTime, Date, Duration, DurationUnit, Language};
use std::cmp::Ordering;
use std::fmt;

/// How minutes and hours of a limit pass. · Cách tính giờ, phút.
///
/// Both begin at the moment itself (Civil Code 2015, Art. 147(1)).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Counting {
    /// In office hours: that is what the format means by hours and minutes.
    #[default]
    OfficeHours,
    /// Around the clock, days off included, as the Civil Code counts where an act says hours and nothing else. It ends at its moment, on
    /// a day off too.
    AroundTheClock,
}

/// A time limit: how long, and from when. · Thời hạn.
///
/// ```
/// use quytrinh::Library;
/// use quytrinh::time::{Due, Limit, WorkCalendar};
///
/// let library = Library::open("processes/ba-dinh")?;
/// let calendar = WorkCalendar::of(library.calendars().next().unwrap());
/// // Copies are certified the same day, if they are asked for by three in the afternoon.
/// let limit = Limit { cut_off: Some("15:00".parse()?), ..Limit::of("immediate".parse()?) };
/// let due = |received: &str| Ok::<_, Box<dyn std::error::Error>>(calendar.due(received.parse()?, &limit)?.to_string());
/// assert_eq!(due("2018-02-09T15:00")?, "2018-02-09");
/// assert_eq!(due("2018-02-09T15:10")?, "2018-02-12");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Limit {
    /// How long: parts that follow each other, mostly one. Each begins where the one before ends.
    pub times: Vec<Duration>,
    /// What is received later in the day counts as received when the next working day begins, and so does what comes in on a day off
    /// or before the day begins; without a cut-off the day of receipt is the day of receipt.
    pub cut_off: Option<ClockTime>,
    /// How minutes and hours pass.
    pub counting: Counting,
    /// How long in all, whatever was added.
    pub at_most: Option<Duration>,
}

impl Limit {
    /// A limit of one part.
    #[must_use]
    pub fn of(time: Duration) -> Self {
        Self { times: vec![time], ..Self::default() }
    }
    /// The limit that an applicant is promised: what the office commits itself to, else what the law sets, whole or in parts. None
    /// where none is written.
    #[must_use]
    pub fn published(limit: &TimeLimit) -> Option<Self> {
        let whole = limit.committed.or(limit.statutory);
        let times: Vec<Duration> = whole.map_or_else(|| limit.parts.iter().map(|part| part.limit).collect(), |whole| vec![whole]);
        (!times.is_empty()).then(|| Self { times, cut_off: limit.cut_off, ..Self::default() })
    }
    /// The limit grown by a time. What has the unit of its last part lengthens that part; else it follows it.
    #[must_use]
    pub fn extended(mut self, by: Duration) -> Self {
        match self.times.last_mut().filter(|last| last.unit() == by.unit()) {
            Some(last) => {
                let sum = last.ten_thousandths().saturating_add(by.ten_thousandths());
                *last = Duration::from_ten_thousandths(sum, by.unit());
            }
            None => self.times.push(by),
        }
        self
    }
}

/// Where a limit ends. · Hạn trả kết quả.
///
/// It is written as a day or as a moment. A day is over at midnight, so it is later than all of its moments.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Due {
    /// With the end of a day (Civil Code 2015, Art. 148(1)).
    Day(Date),
    /// At a moment.
    At(Moment),
}

impl Due {
    /// The day on which it ends.
    #[must_use]
    pub fn date(self) -> Date {
        match self {
            Self::Day(day) => day,
            Self::At(moment) => moment.date(),
        }
    }
    /// As a document prints it.
    #[must_use]
    pub fn to(self, language: &Language) -> String {
        match self {
            Self::Day(day) => day.to(language),
            Self::At(moment) => moment.to(language),
        }
    }
    /// The first moment behind it, if it is a day; else the moment itself.
    pub(super) fn moment(self) -> Moment {
        match self {
            Self::Day(day) => Moment::on(number(day) + 1, 0),
            Self::At(moment) => moment,
        }
    }
    /// How a moment lies to it: before, at, or behind it. No moment is at the end of a day.
    pub(super) fn compare(self, moment: Moment) -> Ordering {
        match self {
            Self::Day(_) if moment >= self.moment() => Ordering::Greater,
            Self::Day(_) => Ordering::Less,
            Self::At(due) => moment.cmp(&due),
        }
    }
}

impl Ord for Due {
    fn cmp(&self, other: &Self) -> Ordering {
        let key = |due: &Self| (due.moment(), matches!(due, Self::At(_)));
        key(self).cmp(&key(other))
    }
}

impl PartialOrd for Due {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl fmt::Display for Due {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Day(day) => day.fmt(f),
            Self::At(moment) => moment.fmt(f),
        }
    }
}

impl serde::Serialize for Due {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl WorkCalendar {
    /// Where a limit ends that begins with what happens at a moment.
    ///
    /// In days, the day itself is not counted, and what would end on a day off ends on the next working day (Civil Code 2015, Art. 147(2)
    /// and 148(5)); a part of a day counts as a day. A month ends on the day of the same number, or on the last of the month (148(3)).
    /// What is due at once is due on the day itself, or on the next working day.
    ///
    /// # Errors
    /// [`Unknown`]: a year on the way is not in the calendar, or it says no office hours and the limit asks for them.
    pub fn due(&self, from: Moment, limit: &Limit) -> Result<Due, Unknown> {
        self.due_with(from, limit, &[])
    }
    /// The end of a limit that does not run during pauses; these follow each other and do not touch.
    pub(super) fn due_with(&self, from: Moment, limit: &Limit, pauses: &[(Moment, Moment)]) -> Result<Due, Unknown> {
        let from = self.begin(from, limit)?;
        let mut due = self.chain(from, limit, &limit.times, pauses)?;
        if let Some(total) = limit.at_most {
            due = due.min(self.chain(from, limit, &[total], pauses)?);
        }
        Ok(due)
    }
    /// When a limit begins: with the receipt, or with the working day before which it came.
    pub(super) fn begin(&self, received: Moment, limit: &Limit) -> Result<Moment, Unknown> {
        let Some(cut_off) = limit.cut_off else { return Ok(received) };
        let day = received.day();
        let works = self.nth(day, 0)? == day;
        let in_time = works && received.time() <= i64::from(cut_off.minutes()) * 60_000;
        let counted = if in_time { day } else { self.nth(day, 1)? };
        // Who comes in the night is not before those who came after the cut-off.
        Ok(received.max(self.opens(counted)))
    }
    fn chain(&self, from: Moment, limit: &Limit, times: &[Duration], mut pauses: &[(Moment, Moment)]) -> Result<Due, Unknown> {
        // Where a part begins, and where it would if the clock never stopped.
        let (mut from, mut unstopped) = (from, from);
        let mut due = Due::At(from);
        for (i, time) in times.iter().enumerate() {
            due = self.part(from, unstopped, *time, limit.counting, &mut pauses)?;
            if let Some(next) = times.get(i + 1) {
                // Days begin with the day behind the last one, which is not counted; hours at the moment itself.
                let by_hours = matches!(next.unit(), DurationUnit::Minute | DurationUnit::Hour);
                let begin = |due: Due| if by_hours { due.moment() } else { Moment::of(due.date()) };
                from = begin(due);
                unstopped = begin(self.part(unstopped, unstopped, *time, limit.counting, &mut [].as_slice())?);
            }
        }
        Ok(due)
    }
    /// One part of a limit. A pause that begins before its end leaves what was left of it, from where the pause ends. A month
    /// has the days that it would have if the clock never stopped: one that a stop makes begin later is no shorter.
    fn part(
        &self,
        from: Moment,
        unstopped: Moment,
        time: Duration,
        counting: Counting,
        pauses: &mut &[(Moment, Moment)],
    ) -> Result<Due, Unknown> {
        let amount = time.ten_thousandths();
        let hours = |milliseconds: u64| amount.checked_mul(milliseconds).map(|sum| sum / 10_000).ok_or(Unknown::TooFar);
        match time.unit() {
            DurationUnit::Minute => self.by_hours(from, hours(60_000)?, counting, pauses),
            DurationUnit::Hour => self.by_hours(from, hours(3_600_000)?, counting, pauses),
            DurationUnit::Immediate | DurationUnit::WorkingDay => self.by_working_days(from, amount.div_ceil(10_000), pauses),
            _ => self.by_days(from, later(unstopped, time).ok_or(Unknown::TooFar)? - unstopped.day(), pauses),
        }
    }
    fn by_hours(
        &self,
        from: Moment,
        milliseconds: u64,
        counting: Counting,
        pauses: &mut &[(Moment, Moment)],
    ) -> Result<Due, Unknown> {
        let add = |from: Moment, left: u64| match counting {
            Counting::OfficeHours => self.add_working_time(from, left),
            Counting::AroundTheClock => i64::try_from(left).ok().and_then(|left| from.plus(left)).ok_or(Unknown::TooFar),
        };
        let mut due = add(from, milliseconds)?;
        while let Some(((pause, resume), rest)) = pauses.split_first().filter(|((pause, _), _)| *pause < due) {
            *pauses = rest;
            let pause = from.max(*pause);
            if *resume > pause {
                let left = match counting {
                    Counting::OfficeHours => self.working_time(pause, due)?,
                    Counting::AroundTheClock => due.since(pause),
                };
                due = add(*resume, left.unsigned_abs())?;
            }
        }
        Ok(Due::At(due))
    }
    fn by_working_days(&self, from: Moment, count: u64, pauses: &mut &[(Moment, Moment)]) -> Result<Due, Unknown> {
        let mut end = if count == 0 { from.day() } else { self.nth(from.day(), count)? };
        let mut due = self.nth(end, 0)?;
        while let Some(((pause, resume), rest)) = pauses.split_first().filter(|((pause, _), _)| pause.day() <= due) {
            *pauses = rest;
            let (pause, resume) = (from.day().max(pause.day()), resume.day());
            if resume > pause {
                // Where nothing is left it ends as it goes on, though on a day off it is due on the next working day.
                let left = self.between(pause, end)?;
                end = u64::try_from(left).ok().filter(|left| *left > 0).map_or(Ok(resume), |left| self.nth(resume, left))?;
                due = self.nth(end, 0)?;
            }
        }
        Ok(Due::Day(self.date(due)))
    }
    fn by_days(&self, from: Moment, days: i32, pauses: &mut &[(Moment, Moment)]) -> Result<Due, Unknown> {
        let mut end = from.day().checked_add(days).ok_or(Unknown::TooFar)?;
        let mut due = self.nth(end, 0)?;
        while let Some(((pause, resume), rest)) = pauses.split_first().filter(|((pause, _), _)| pause.day() <= due) {
            *pauses = rest;
            let (pause, resume) = (from.day().max(pause.day()), resume.day());
            if resume > pause {
                end = resume + (end - pause).max(0);
                due = self.nth(end, 0)?;
            }
        }
        Ok(Due::Day(self.date(due)))
    }
}

/// The number of the day that ends a time of days, weeks, months or years, days off or not. Half a year is six months, of a
/// month each thirtieth a day (Civil Code 2015, Art. 146(1)); a part of a day counts as a day.
fn later(from: Moment, time: Duration) -> Option<i32> {
    let amount = i64::try_from(time.ten_thousandths()).ok().filter(|amount| *amount < 1_000_000_000)?;
    let (whole, part) = (amount / 10_000, amount % 10_000);
    let (months, parts) = match time.unit() {
        DurationUnit::Year => (whole * 12 + part * 12 / 10_000, part * 12 % 10_000 * 30),
        DurationUnit::Month => (whole, part * 30),
        DurationUnit::Week => (0, amount * 7),
        _ => (0, amount),
    };
    let day = if months == 0 { from.day() } else { months_later(from.date(), i32::try_from(months).ok()?)? };
    let day = i64::from(day) + (parts + 9_999) / 10_000;
    i32::try_from(day).ok().filter(|day| *day <= number(jiff::civil::Date::MAX.into()))
}

/// The day of the same number so many months later, or the last of that month.
fn months_later(from: Date, months: i32) -> Option<i32> {
    let from = from.civil();
    let month = i32::from(from.year()) * 12 + i32::from(from.month()) - 1 + months;
    let (year, month) = (i16::try_from(month.div_euclid(12)).ok()?, i8::try_from(month.rem_euclid(12) + 1).ok()?);
    let first = jiff::civil::Date::new(year, month, 1).ok()?;
    Some(number(first.into()) + i32::from(from.day().min(first.days_in_month())) - 1)
}
