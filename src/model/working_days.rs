//! The days on which offices work, and the day on which a time limit ends.

use super::definition::{CalendarDefinition, Weekday};
use super::value::{Date, Duration, DurationUnit};
use std::collections::HashSet;

/// The working days of a calendar.
pub(crate) struct WorkingDays {
    off: HashSet<Date>,
    worked: HashSet<Date>,
    /// Days of the week, Monday is 0.
    resting: HashSet<i8>,
}

impl WorkingDays {
    pub fn of(calendar: &CalendarDefinition) -> Self {
        let (mut off, mut worked) = (HashSet::new(), HashSet::new());
        for year in &calendar.years {
            for closure in &year.closed {
                let to = closure.to.unwrap_or(closure.from).civil();
                // A year of days off at the most: what is longer is a slip of the pen.
                let days = closure.from.civil().series(jiff::Span::new().days(1)).take_while(|day| *day <= to).take(366);
                off.extend(days.map(Date::from));
            }
            off.extend(year.swaps.iter().map(|swap| swap.off));
            worked.extend(year.swaps.iter().map(|swap| swap.work));
        }
        Self { off, worked, resting: calendar.weekly_rest.iter().map(|day| number(*day)).collect() }
    }
    /// Whether a day is worked. A week without any working day is none.
    pub fn works(&self, day: Date) -> bool {
        let rests = self.resting.len() < 7 && self.resting.contains(&day.civil().weekday().to_monday_zero_offset());
        self.worked.contains(&day) || !(rests || self.off.contains(&day))
    }
    /// The last day that is not as its day of the week says.
    pub fn last_exception(&self) -> Option<Date> {
        self.off.iter().chain(&self.worked).max().copied()
    }
}

impl CalendarDefinition {
    /// The day on which a time limit ends that begins with what happens on a day.
    ///
    /// That day itself is not counted; what ends on a day off ends on the next working day (Civil Code 2015, Art. 147 and 148). A
    /// part of a day counts as a day. What is due at once is due on the day itself, or on the next working day.
    ///
    /// None where the limit is in hours or minutes, which do not name a day, or where a year on the way is not in the
    /// calendar: nobody knows its days off.
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
    pub fn due(&self, from: Date, limit: Duration) -> Option<Date> {
        let days = WorkingDays::of(self);
        let known = |day: Date| self.years.iter().any(|year| year.year.0 == day.civil().year());
        let next = |day: Date| day.civil().tomorrow().ok().map(Date::from).filter(|day| known(*day));
        let whole = limit.ten_thousandths().div_ceil(10_000);
        let mut day = Some(from).filter(|day| known(*day))?;
        let span = |span: Result<jiff::civil::Date, jiff::Error>| span.ok().map(Date::from).filter(|day| known(*day));
        match limit.unit() {
            DurationUnit::Minute | DurationUnit::Hour => return None,
            DurationUnit::Immediate => {}
            DurationUnit::WorkingDay => {
                let mut left = whole;
                while left > 0 {
                    day = next(day)?;
                    left -= u64::from(days.works(day));
                }
            }
            unit => {
                let whole = i64::try_from(whole).ok().filter(|amount| *amount < 100_000)?;
                let add = match unit {
                    DurationUnit::Week => jiff::Span::new().weeks(whole),
                    DurationUnit::Month => jiff::Span::new().months(whole),
                    DurationUnit::Year => jiff::Span::new().try_years(whole).ok()?,
                    _ => jiff::Span::new().days(whole),
                };
                day = span(day.civil().checked_add(add))?;
            }
        }
        while !days.works(day) {
            day = next(day)?;
        }
        Some(day)
    }
    /// The next working day after a day; none where the calendar does not know it.
    #[must_use]
    pub fn next_working_day(&self, day: Date) -> Option<Date> {
        self.due(day, Duration::of(1, DurationUnit::WorkingDay))
    }
}

const fn number(day: Weekday) -> i8 {
    match day {
        Weekday::Monday => 0,
        Weekday::Tuesday => 1,
        Weekday::Wednesday => 2,
        Weekday::Thursday => 3,
        Weekday::Friday => 4,
        Weekday::Saturday => 5,
        Weekday::Sunday => 6,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::library::Library;
    use proptest::prelude::*;

    fn calendar() -> CalendarDefinition {
        let text = include_str!("../../processes/ba-dinh/calendar.yaml");
        Library::from_sources([("calendar.yaml", text)]).calendars().next().unwrap().clone()
    }

    fn due(from: Date, limit: &str) -> Option<Date> {
        calendar().due(from, limit.parse().unwrap())
    }

    #[test]
    fn limits_end_as_the_civil_code_says() {
        let cases = [
            ((2018, 2, 12), "3 working days", (2018, 2, 22)),
            ((2018, 2, 12), "2.5 working days", (2018, 2, 22)),
            // Ends in the holidays.
            ((2018, 1, 31), "15 days", (2018, 2, 21)),
            ((2018, 1, 31), "1 month", (2018, 2, 28)),
            ((2018, 1, 15), "immediate", (2018, 1, 15)),
            // 31 December was swapped with Saturday, 5 January.
            ((2018, 12, 28), "3 working days", (2019, 1, 4)),
            ((2018, 12, 28), "4 working days", (2019, 1, 5)),
        ];
        for ((y, m, d), limit, (y2, m2, d2)) in cases {
            assert_eq!(due(Date::of(y, m, d), limit), Some(Date::of(y2, m2, d2)), "{limit} from {y}-{m}-{d}");
        }
        assert_eq!(due(Date::of(2018, 1, 15), "4 hours"), None);
        assert_eq!(due(Date::of(2020, 12, 28), "10 working days"), None, "2021 is not in the calendar");
        assert_eq!(due(Date::of(2016, 12, 28), "10 working days"), None);
        assert_eq!(due(Date::of(2018, 1, 1), "99999999 months"), None);
    }

    proptest! {
        #[test]
        fn a_due_day_is_worked_and_so_many_working_days_lie_between(start in 0i64..700, amount in 0u32..60) {
            let calendar = calendar();
            let days = WorkingDays::of(&calendar);
            let from = Date::of(2017, 1, 2).civil().checked_add(jiff::Span::new().days(start)).unwrap();
            let due = calendar.due(from.into(), Duration::of(amount, DurationUnit::WorkingDay)).unwrap();
            let between = from.series(jiff::Span::new().days(1)).skip(1).take_while(|day| *day <= due.civil());
            let worked = between.filter(|day| days.works((*day).into())).count();
            prop_assert!(days.works(due));
            prop_assert_eq!(worked, if amount == 0 { usize::from(!days.works(from.into())) } else { amount as usize });
        }
    }
}
