//! Time that is spent: hours, working days and calendar days side by side, and what fits into what.

use crate::model::definition::TimeLimit;
use crate::model::library::Library;
use crate::model::value::{Duration, DurationUnit, Language, WorkSpan};
use std::ops::{Add, AddAssign};

/// What a working week is: the calendar of the library says it, else eight hours on five days.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Week {
    /// Minutes of a working day.
    minutes: u64,
    /// Working days in seven days.
    days: u64,
}

impl Week {
    pub const USUAL: Self = Self { minutes: 480, days: 5 };

    pub fn of(library: &Library) -> Self {
        let Some(calendar) = library.calendar() else { return Self::USUAL };
        let open = |hours: &crate::model::definition::Hours| u64::from(hours.to.minutes().saturating_sub(hours.from.minutes()));
        let minutes: u64 = calendar.hours.iter().map(open).sum();
        let rest = &calendar.weekly_rest;
        let resting = rest.iter().enumerate().filter(|(i, day)| !rest[..*i].contains(day)).count();
        Self { minutes: if minutes == 0 { Self::USUAL.minutes } else { minutes }, days: (7 - resting.min(6)) as u64 }
    }

    /// Working days of a year, holidays included.
    #[allow(clippy::cast_precision_loss, reason = "at most seven")]
    pub fn days_of_a_year(self) -> f64 {
        self.days as f64 * 365.0 / 7.0
    }

    /// The fewest and the most working minutes that so many calendar days can hold.
    fn within(self, days: u64) -> (u64, u64) {
        const DAY: u64 = 10_000;
        let (weeks, rest) = (days / (7 * DAY), days % (7 * DAY));
        let whole = weeks * self.days * DAY;
        let (least, most) = (rest.saturating_sub((7 - self.days) * DAY), rest.min(self.days * DAY));
        ((whole + least).saturating_mul(self.minutes), (whole + most).saturating_mul(self.minutes))
    }
}

/// Time, in ten-thousandths of each unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Spent {
    minutes: u64,
    working_days: u64,
    days: u64,
}

impl Spent {
    pub const ZERO: Self = Self { minutes: 0, working_days: 0, days: 0 };

    pub const fn of(duration: Duration) -> Self {
        let amount = duration.ten_thousandths();
        match duration.unit() {
            DurationUnit::Immediate => Self::ZERO,
            DurationUnit::Minute => Self { minutes: amount, ..Self::ZERO },
            DurationUnit::Hour => Self { minutes: amount * 60, ..Self::ZERO },
            DurationUnit::WorkingDay => Self { working_days: amount, ..Self::ZERO },
            DurationUnit::Day => Self { days: amount, ..Self::ZERO },
            DurationUnit::Week => Self { days: amount * 7, ..Self::ZERO },
            DurationUnit::Month => Self { days: amount * 30, ..Self::ZERO },
            DurationUnit::Year => Self { days: amount * 365, ..Self::ZERO },
        }
    }
    /// What a limit leaves room for: at once means within the working day.
    pub const fn limit(limit: Duration) -> Self {
        match limit.unit() {
            DurationUnit::Immediate => Self { working_days: 10_000, ..Self::ZERO },
            _ => Self::of(limit),
        }
    }
    /// The limit that the law sets, and the one that applicants are promised.
    pub fn limits(limit: &TimeLimit) -> (Option<Self>, Option<Self>) {
        let parts = || limit.parts.iter().fold(Self::ZERO, |sum, part| sum + Self::limit(part.limit));
        let by_law = limit.statutory.map(Self::limit).or_else(|| (!limit.parts.is_empty()).then(parts));
        (by_law, limit.committed.map(Self::limit))
    }
    /// The same, working days counted as eight hours each.
    pub const fn span(self) -> WorkSpan {
        WorkSpan::of_parts(self.minutes.saturating_add(self.working_days.saturating_mul(480)), self.days)
    }
    pub const fn of_span(span: WorkSpan) -> Self {
        let (minutes, days) = span.parts();
        Self { minutes, working_days: 0, days }
    }
    pub const fn is_zero(self) -> bool {
        self.minutes == 0 && self.working_days == 0 && self.days == 0
    }
    pub const fn has_working_time(self) -> bool {
        self.minutes != 0 || self.working_days != 0
    }
    pub const fn has_calendar_time(self) -> bool {
        self.days != 0
    }
    /// Whether a comparison with `other` has to convert between working and calendar time.
    pub const fn mixes_with(self, other: Self) -> bool {
        (self.has_calendar_time() || other.has_calendar_time()) && (self.has_working_time() || other.has_working_time())
    }
    /// The length on one scale: seven days are a working week.
    pub fn weight(self, week: Week) -> i128 {
        let working = i128::from(self.minutes) + i128::from(self.working_days) * i128::from(week.minutes);
        working * 7 + i128::from(self.days) * i128::from(week.days) * i128::from(week.minutes)
    }
    /// Whether it fits into a limit. Where calendar time meets working time it fits if it does so
    /// in any week: what depends on the day of receipt is not called too long.
    pub fn fits(self, limit: Self, week: Week) -> bool {
        if !self.mixes_with(limit) {
            return self.weight(week) <= limit.weight(week);
        }
        // Work beside it makes no room for more days than there are.
        if !limit.has_working_time() && self.days > limit.days {
            return false;
        }
        let working = |spent: Self| spent.minutes.saturating_add(spent.working_days.saturating_mul(week.minutes));
        let least = working(self).saturating_add(week.within(self.days).0);
        let most = working(limit).saturating_add(week.within(limit.days).1);
        least <= most
    }
    /// Whether both are the same length, whatever the units say.
    pub fn equals(self, other: Self, week: Week) -> bool {
        self.fits(other, week) && other.fits(self, week)
    }
    /// As a message says it.
    pub fn to(self, language: &Language, week: Week) -> String {
        let day = week.minutes * 10_000;
        let (working_days, minutes) = (self.working_days + self.minutes / day * 10_000, self.minutes % day);
        let hours = minutes / 600_000 * 10_000;
        let parts = [
            (working_days, DurationUnit::WorkingDay),
            (hours, DurationUnit::Hour),
            (minutes % 600_000, DurationUnit::Minute),
            (self.days, DurationUnit::Day),
        ];
        let said: Vec<String> = parts
            .into_iter()
            .filter(|(amount, _)| *amount != 0)
            .map(|(amount, unit)| Duration::from_ten_thousandths(amount, unit).to(language))
            .collect();
        if said.is_empty() { "0".into() } else { said.join(" + ") }
    }
    /// In both languages, Vietnamese first.
    pub fn both(self, week: Week) -> (String, String) {
        (self.to(&Language::Vi, week), self.to(&Language::En, week))
    }
}

/// What is added to a message whose comparison converts, so that units never mix silently.
pub(super) const fn converted(spent: Spent, limit: Spent) -> (&'static str, &'static str) {
    if spent.mixes_with(limit) {
        (" (đã quy đổi giữa ngày và ngày làm việc)", " (days and working days converted)")
    } else {
        ("", "")
    }
}

impl Add for Spent {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self {
            minutes: self.minutes.saturating_add(other.minutes),
            working_days: self.working_days.saturating_add(other.working_days),
            days: self.days.saturating_add(other.days),
        }
    }
}

impl AddAssign for Spent {
    fn add_assign(&mut self, other: Self) {
        *self = *self + other;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spent(text: &str) -> Spent {
        text.split(" + ").map(|part| Spent::of(part.parse().unwrap())).fold(Spent::ZERO, Add::add)
    }

    #[test]
    fn units_of_one_kind_compare_exactly_and_others_only_where_it_is_certain() {
        let fits = |a: &str, b: &str| spent(a).fits(spent(b), Week::USUAL);
        assert!(fits("24 hours", "3 working days") && !fits("25 hours", "3 working days"));
        assert!(fits("1 month", "30 days") && !fits("31 days", "1 month"));
        // Fifteen days hold ten working days, or eleven.
        assert!(fits("15 days", "10 working days") && !fits("15 days", "9 working days"));
        assert!(fits("11 working days", "15 days") && !fits("12 working days", "15 days"));
        assert!(!fits("25 working days", "30 days"));
        // Every day worked: a day is a day.
        let factory = Week { minutes: 420, days: 7 };
        assert!(spent("7 hours").equals(spent("1 day"), factory) && !spent("1 day").fits(spent("6 hours"), factory));
        assert_eq!(spent("8 hours + 15 days").to(&Language::En, factory), "1 working day + 1 hour + 15 days");
    }
}
