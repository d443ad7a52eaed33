//! Time that passes, and the part of it in which offices work.

use crate::measure::expectation::net::TICKS;
use crate::model::definition::CalendarDefinition;
use crate::model::time::days::WorkingDays;
use crate::model::value::Date;

/// What a simulation asks of time; in ticks.
pub trait Clock {
    /// Working time until a moment.
    fn worked(&self, moment: u64) -> u64;
    /// The moment at which so much work from a moment on is done.
    fn after(&self, moment: u64, work: u64) -> u64;
    /// Whether moments are those of a calendar.
    fn is_calendar(&self) -> bool;
}

/// Working time alone: nothing stands still.
#[derive(Debug, Clone, Copy)]
pub struct Always;

impl Clock for Always {
    #[inline]
    fn worked(&self, moment: u64) -> u64 {
        moment
    }
    #[inline]
    fn after(&self, moment: u64, work: u64) -> u64 {
        moment + work
    }
    #[inline]
    fn is_calendar(&self) -> bool {
        false
    }
}

const DAY: u64 = 24 * 60 * TICKS;

/// Office hours on working days, from midnight of a first day on.
#[derive(Debug, Clone)]
pub struct Office {
    /// Stretches of a working day, and the work done before each.
    hours: Vec<(u64, u64, u64)>,
    /// The work of a day.
    day: u64,
    /// By day: how many working days there were before it, and whether it is one.
    before: Vec<(u64, bool)>,
    /// The day of each working day.
    days: Vec<u64>,
    /// From here on weeks are alike: the first day of such a week, as many as a week has of both.
    week: (u64, u64),
}

impl Office {
    /// The days of a calendar from a day on. Behind the last year of the calendar every week is alike.
    pub fn of(calendar: &CalendarDefinition, from: Date) -> Self {
        let mut hours = Vec::new();
        let mut day = 0;
        let mut written: Vec<(u64, u64)> =
            calendar.hours.iter().map(|h| (u64::from(h.from.minutes()) * TICKS, u64::from(h.to.minutes()) * TICKS)).collect();
        written.sort_unstable();
        // Hours that overlap are worked once.
        let mut last = 0;
        for (open, close) in written {
            let open = open.max(last);
            if close > open {
                hours.push((open, close, day));
                day += close - open;
                last = close;
            }
        }
        if hours.is_empty() {
            hours.push((8 * 60 * TICKS, 16 * 60 * TICKS, 0));
            day = 8 * 60 * TICKS;
        }
        let office = WorkingDays::of(calendar);
        let last_known = office.last_exception().map_or(from, |last| last.max(from)).civil();
        let (mut before, mut days) = (Vec::new(), Vec::new());
        let mut left = None;
        for (number, date) in (0u64..).zip(from.civil().series(jiff::Span::new().days(1))) {
            let works = office.works(date.into());
            before.push((days.len() as u64, works));
            if works {
                days.push(number);
            }
            // A week more than is known, to repeat.
            if date >= last_known {
                let left = left.get_or_insert(14);
                *left -= 1;
                if *left == 0 {
                    break;
                }
            }
        }
        let first = before.len().saturating_sub(7);
        let per_week = days.len() as u64 - before.get(first).map_or(0, |(days, _)| *days);
        Self { hours, day, before, days, week: (first as u64, per_week.max(1)) }
    }
}

impl Clock for Office {
    fn worked(&self, moment: u64) -> u64 {
        let (mut day, time) = (moment / DAY, moment % DAY);
        let mut days = 0;
        if day >= self.before.len() as u64 {
            let weeks = (day - self.week.0) / 7;
            day -= weeks * 7;
            days = weeks * self.week.1;
        }
        let (before, works) = self.before[day as usize];
        let today = self.hours.iter().rev().find(|(open, ..)| works && *open <= time);
        (days + before) * self.day + today.map_or(0, |(open, close, done)| done + time.min(*close) - open)
    }
    fn after(&self, moment: u64, work: u64) -> u64 {
        // Nothing to do is done at once, office hours or not.
        if work == 0 {
            return moment;
        }
        let to = self.worked(moment) + work;
        let mut day = to / self.day;
        let mut time = to % self.day;
        // Work is done at the end of a day, not at the beginning of the next one.
        if time == 0 {
            day -= 1;
            time = self.day;
        }
        let mut weeks = 0;
        if day >= self.days.len() as u64 {
            let first = self.days.len() as u64 - self.week.1;
            weeks = (day - first) / self.week.1;
            day -= weeks * self.week.1;
        }
        let date = self.days[day as usize] + weeks * 7;
        let at = self.hours.iter().rev().find(|(_, _, done)| *done < time).or(self.hours.first());
        date * DAY + at.map_or(0, |(open, _, done)| open + time - done)
    }
    fn is_calendar(&self) -> bool {
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Library;

    fn office() -> Office {
        let text = "calendar: c\ntitle: C\nweekly-rest: [saturday, sunday]\nhours: [{from: \"08:00\", to: \"12:00\"}, {from: \"13:00\", to: \"17:00\"}]\nyears:\n  - year: 2018\n    closed: [{from: 2018-02-14, to: 2018-02-20, title: Tết}]\n    swaps: [{off: 2018-12-31, work: 2019-01-05}]\n";
        let library = Library::from_sources([("c.yaml", text)]);
        Office::of(library.calendars().next().unwrap(), Date::of(2018, 2, 12))
    }
    const fn at(day: u64, hour: u64) -> u64 {
        day * DAY + hour * 60 * TICKS
    }
    const fn hours(hours: u64) -> u64 {
        hours * 60 * TICKS
    }

    #[test]
    fn work_stops_at_noon_at_night_and_on_holidays() {
        let office = office();
        // A Monday before Tết; three working days later it is the 22nd.
        assert_eq!(office.after(at(0, 8), hours(4)), at(0, 12));
        assert_eq!(office.after(at(0, 8), hours(5)), at(0, 14));
        assert_eq!(office.after(at(0, 12), hours(1)), at(0, 14));
        assert_eq!(office.after(at(0, 15), hours(24)), at(10, 15));
        assert_eq!(office.after(at(0, 17), hours(24)), at(10, 17));
        assert_eq!(office.after(at(3, 9), 0), at(3, 9), "nothing to do is done on a holiday too");
    }

    #[test]
    fn a_day_swapped_is_off_and_the_other_one_worked() {
        let office = office();
        let monday = 322; // 2018-12-31
        assert_eq!(office.worked(at(monday, 23)) - office.worked(at(monday, 0)), 0);
        assert_eq!(office.worked(at(monday + 5, 23)) - office.worked(at(monday + 5, 0)), hours(8));
    }

    #[test]
    fn work_is_done_when_it_has_been_worked_years_from_now_too() {
        let office = office();
        let mut random = super::super::random::Random::new(3);
        for _ in 0..20_000 {
            let moment = random.bits() % (6 * 365 * DAY);
            let work = random.bits() % (400 * hours(8));
            let end = office.after(moment, work);
            assert_eq!(office.worked(end), office.worked(moment) + work);
            assert!(work == 0 || office.worked(end - 1) < office.worked(end));
            // No holidays behind the calendar: a week is a week.
            if moment > 400 * DAY {
                assert_eq!(office.after(moment + 7 * DAY, work), end + 7 * DAY);
            }
        }
    }
}
