//! The clock of one case: received, stopped and resumed, extended, promised again, finished.

use super::calendar::{Unknown, WorkCalendar};
use super::limit::{Counting, Due, Limit};
use super::moment::Moment;
use super::standing::{Comparison, Standing};
use crate::model::value::{Duration, DurationUnit};
use std::borrow::Cow;

/// Why a clock stands still. · Lý do tạm dừng tính thời hạn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Cause {
    /// The applicant was asked for a supplement.
    Supplement,
    /// Time that the law does not count, such as an expert examination or the paying of what is owed (for land: Decree 43/2014, Art. 61).
    Excluded,
}

/// How it is said whether a case is on time. · Cách xác định đúng hạn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Method {
    /// What is compared with what is due.
    pub by: Comparison,
    /// Whether a case is late as soon as a second supplement is asked for.
    pub second_supplement_is_late: bool,
}

impl Method {
    /// As in 2018: days are compared, and a second supplement is no matter of time.
    pub const OF_2018: Self = Self { by: Comparison::Days, second_supplement_is_late: false };
    /// As the formula sheet of Decision 766/QĐ-TTg (2022) has it: as above, but who asks for a second supplement is late.
    pub const DECISION_766: Self = Self { by: Comparison::Days, second_supplement_is_late: true };
}

#[derive(Debug, Clone, Copy)]
struct Pause {
    from: Moment,
    to: Option<Moment>,
    cause: Cause,
}

/// The clock of one case. · Đồng hồ tính thời hạn của một hồ sơ.
///
/// It may be stopped and goes on where it stood: time that was used stays used (Decision 09/2015/QĐ-TTg). In days, the day on which it is
/// stopped is used up, and the day on which it goes on is not counted, as the day of receipt is not; so a stop within one day costs nothing and gains
/// nothing. What was left when it stopped is left when it goes on. Stops may overlap, may still be open, and may lie outside the
/// time that runs: what begins when the limit is over lengthens it no more.
#[derive(Debug, Clone)]
pub struct Clock<'a> {
    received: Moment,
    limit: &'a Limit,
    pauses: Vec<Pause>,
    extensions: Vec<(Option<Duration>, Option<Duration>)>,
    appointments: Vec<Due>,
}

impl<'a> Clock<'a> {
    /// How often a case may be promised anew: once (Decree 61/2018; its wording was not read).
    pub const APPOINTMENTS: usize = 1;

    /// A case that was received complete at a moment.
    #[must_use]
    pub const fn new(received: Moment, limit: &'a Limit) -> Self {
        Self { received, limit, pauses: Vec::new(), extensions: Vec::new(), appointments: Vec::new() }
    }
    /// Stops it for a time; without an end, until it is resumed. Says whether it did: a stop that ends before it begins is none.
    pub fn pause(&mut self, from: Moment, to: Option<Moment>, cause: Cause) -> bool {
        let is_one = to.is_none_or(|to| from <= to);
        if is_one {
            self.pauses.push(Pause { from, to, cause });
        }
        is_one
    }
    /// Lets it go on: every stop that is still open and began by then ends. Says whether there was one.
    pub fn resume(&mut self, at: Moment) -> bool {
        let mut any = false;
        for pause in self.pauses.iter_mut().filter(|pause| pause.to.is_none() && pause.from <= at) {
            pause.to = Some(at);
            any = true;
        }
        any
    }
    /// Lengthens the limit by a time, to so much in all, or both: what is shorter counts. It is as if the limit had been longer
    /// from the beginning.
    pub fn extend(&mut self, by: Option<Duration>, total: Option<Duration>) {
        self.extensions.push((by, total));
    }
    /// Notes that the office has promised the result for another time. This does not move what is due by law.
    pub fn appoint(&mut self, due: Due) {
        self.appointments.push(due);
    }
    /// What was promised last, if anything was promised anew.
    #[must_use]
    pub fn appointed(&self) -> Option<Due> {
        self.appointments.last().copied()
    }
    /// How often it was promised anew; more than [`Clock::APPOINTMENTS`] is too often.
    #[must_use]
    pub fn appointments(&self) -> usize {
        self.appointments.len()
    }
    /// How many supplements were asked for before a moment.
    #[must_use]
    pub fn supplements(&self, until: Moment) -> usize {
        self.pauses.iter().filter(|pause| pause.cause == Cause::Supplement && pause.from < until).count()
    }
    /// Whether it stands still at a moment.
    #[must_use]
    pub fn is_stopped(&self, at: Moment) -> bool {
        self.pauses.iter().any(|pause| pause.from <= at && pause.to.is_none_or(|to| at < to))
    }

    /// When the result is due, as known at a moment: when the case was finished, or now. Of later stops nothing is known, and
    /// one that is open is as long as it has lasted.
    ///
    /// # Errors
    /// [`Unknown`].
    pub fn due(&self, calendar: &WorkCalendar, until: Moment) -> Result<Due, Unknown> {
        let stood = self.stood(until);
        let due = calendar.due_with(self.received, self.limit, &stood)?;
        match self.extended() {
            Cow::Borrowed(_) => Ok(due),
            // An extension never makes a limit shorter.
            Cow::Owned(limit) => Ok(due.max(calendar.due_with(self.received, &limit, &stood)?)),
        }
    }
    /// How the case stands: finished at a moment, or open now.
    ///
    /// # Errors
    /// [`Unknown`].
    pub fn standing(
        &self,
        calendar: &WorkCalendar,
        finished: Option<Moment>,
        now: Moment,
        method: Method,
    ) -> Result<Standing, Unknown> {
        let until = finished.unwrap_or(now);
        if method.second_supplement_is_late && self.supplements(until) > 1 {
            return Ok(if finished.is_some() { Standing::Late } else { Standing::OpenOverdue });
        }
        Ok(Standing::of(self.due(calendar, until)?, finished, now, method.by))
    }
    /// Whether a case that has no due date was finished in time: finish − start − stops ≤ limit (formula sheet of Decision 766/QĐ-TTg,
    /// 2.1), in the unit of the limit.
    ///
    /// It agrees with [`Clock::due`] in working days; where that moves an end from a day off it is stricter. A sum of days has no
    /// months: a month counts 30 days, a year 365, a week 7 (Civil Code 2015, Art. 146(1)). Where a limit has parts in different units there is no sum, and
    /// the due date decides.
    ///
    /// # Errors
    /// [`Unknown`].
    pub fn is_within(&self, calendar: &WorkCalendar, finished: Moment) -> Result<bool, Unknown> {
        let limit = self.extended();
        let from = calendar.begin(self.received, &limit)?;
        let sum = |times: &[Duration]| -> Option<(Sum, u128)> {
            let mut parts = times.iter().map(|time| Sum::of(*time, limit.counting));
            let (kind, first) = parts.next()?;
            parts.try_fold((kind, first), |(kind, sum), (other, amount)| (kind == other).then_some((kind, sum + amount)))
        };
        let total = limit.at_most.map(|total| sum(&[total]));
        let (Some(times), Some(total)) = (sum(&limit.times), total.map_or(Some(None), |total| total.map(Some))) else {
            return Ok(self.due(calendar, finished)?.compare(finished).is_le());
        };
        let stood = self.stood(finished);
        for (kind, at_most) in [Some(times), total].into_iter().flatten() {
            // What was received on a day off begins there, but what is due at once is due on the working day.
            let from = if at_most == 0 && kind == Sum::WorkingDays { calendar.first_from(from)? } else { from };
            let mut taken = kind.between(calendar, from, finished)?;
            for (pause, resume) in &stood {
                let (pause, resume) = ((*pause).max(from), (*resume).max(from));
                taken -= kind.between(calendar, pause, resume)?;
            }
            // Ten-thousandths, as durations are kept.
            if i128::from(taken) * 10_000 > i128::try_from(at_most).unwrap_or(i128::MAX) {
                return Ok(false);
            }
        }
        Ok(true)
    }

    fn extended(&self) -> Cow<'a, Limit> {
        if self.extensions.is_empty() {
            return Cow::Borrowed(self.limit);
        }
        let mut limit = self.limit.clone();
        for (by, total) in &self.extensions {
            match (by, total) {
                (Some(by), _) => limit = limit.extended(*by),
                // Only how long in all is said.
                (None, Some(total)) => limit.times = vec![*total],
                (None, None) => {}
            }
            limit.at_most = total.or(limit.at_most);
        }
        Cow::Owned(limit)
    }
    /// When it stood still until a moment: stretches that follow each other and do not touch.
    fn stood(&self, until: Moment) -> Vec<(Moment, Moment)> {
        let mut stood: Vec<(Moment, Moment)> = self
            .pauses
            .iter()
            .map(|pause| (pause.from.max(self.received), pause.to.map_or(until, |to| to.min(until))))
            .filter(|(from, to)| from < to)
            .collect();
        stood.sort_unstable();
        stood.dedup_by(|next, last| {
            let touch = next.0 <= last.1;
            if touch {
                last.1 = last.1.max(next.1);
            }
            touch
        });
        stood
    }
}

/// In what a limit is added up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sum {
    WorkingDays,
    Days,
    OfficeTime,
    Time,
}

impl Sum {
    /// In what a time is added up, and how much of it that is in ten-thousandths.
    fn of(time: Duration, counting: Counting) -> (Self, u128) {
        let amount = u128::from(time.ten_thousandths());
        let hours = if counting == Counting::OfficeHours { Self::OfficeTime } else { Self::Time };
        match time.unit() {
            DurationUnit::Immediate => (Self::WorkingDays, 0),
            // A part of a day counts as a day.
            DurationUnit::WorkingDay => (Self::WorkingDays, amount.div_ceil(10_000) * 10_000),
            DurationUnit::Minute => (hours, amount * 60_000),
            DurationUnit::Hour => (hours, amount * 3_600_000),
            DurationUnit::Day => (Self::Days, amount),
            DurationUnit::Week => (Self::Days, amount * 7),
            DurationUnit::Month => (Self::Days, amount * 30),
            DurationUnit::Year => (Self::Days, amount * 365),
        }
    }
    fn between(self, calendar: &WorkCalendar, from: Moment, to: Moment) -> Result<i64, Unknown> {
        match self {
            Self::WorkingDays => calendar.working_days(from.date(), to.date()),
            Self::Days => Ok(i64::from(to.day()) - i64::from(from.day())),
            Self::OfficeTime => calendar.working_time(from, to),
            Self::Time => Ok(to.since(from)),
        }
    }
}
