//! The days on which offices work.

use crate::model::definition::{CalendarDefinition, Weekday};
use crate::model::value::Date;
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
    /// Whether offices are closed for a holiday or a swap, whatever day of the week it is.
    pub fn is_closed(&self, day: Date) -> bool {
        self.off.contains(&day)
    }
    /// The last day that is not as its day of the week says.
    pub fn last_exception(&self) -> Option<Date> {
        self.off.iter().chain(&self.worked).max().copied()
    }
}

pub(super) const fn number(day: Weekday) -> i8 {
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
