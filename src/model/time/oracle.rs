//! The table and the clock against somebody who walks through the days, and through the minutes, one by one.

use super::*;
use crate::model::definition::{CalendarDefinition, Closure, Hours, Swap, Weekday};
use crate::model::value::{Date, Duration, DurationUnit};
use proptest::prelude::*;

const MINUTE: i64 = 60_000;

/// Looks every day up in the definition.
struct Walker<'a>(&'a CalendarDefinition);

impl Walker<'_> {
    fn works(&self, day: Date) -> bool {
        let weekday = Weekday::ALL[usize::try_from(day.civil().weekday().to_monday_zero_offset()).unwrap()];
        let years = || self.0.years.iter();
        if years().flat_map(|year| &year.swaps).any(|swap| swap.work == day) {
            return true;
        }
        let closed = years().flat_map(|year| &year.closed).any(|c| c.from <= day && day <= c.to.unwrap_or(c.from));
        !closed && !self.0.weekly_rest.contains(&weekday) && !years().flat_map(|year| &year.swaps).any(|swap| swap.off == day)
    }
    fn is_open(&self, moment: Moment) -> bool {
        let minute = moment.since(Moment::of(moment.date())) / MINUTE;
        let in_hours = |h: &Hours| (i64::from(h.from.minutes())..i64::from(h.to.minutes())).contains(&minute);
        self.0.hours.iter().any(in_hours) && self.works(moment.date())
    }
    /// The first working day at whose end the clock runs and so many days are used.
    fn due_day(&self, from: Date, days: u32, counts: impl Fn(Date) -> bool, pauses: &[(Moment, Moment)]) -> Date {
        let (mut day, mut used) = (from, 0);
        loop {
            let stops = |(from, to): &(Moment, Moment)| from.date() <= day && day < to.date();
            if self.works(day) && used >= days && !pauses.iter().any(stops) {
                return day;
            }
            day = day.civil().tomorrow().unwrap().into();
            let stood = pauses.iter().any(|(from, to)| from.date() < day && day <= to.date());
            used += u32::from(counts(day) && !stood);
        }
    }
    /// The first moment at which so many minutes are used.
    fn due_minute(&self, from: Moment, minutes: u32, around: bool, pauses: &[(Moment, Moment)]) -> Moment {
        let (mut moment, mut used) = (from, 0);
        while used < minutes {
            let stood = pauses.iter().any(|(from, to)| *from <= moment && moment < *to);
            used += u32::from(!stood && (around || self.is_open(moment)));
            moment = moment.plus(MINUTE).unwrap();
        }
        moment
    }
}

fn day(number: u16) -> Date {
    Date::of(2018, 1, 1).civil().checked_add(jiff::Span::new().days(number)).unwrap().into()
}

prop_compose! {
    fn calendars()(
        closed in prop::collection::vec((0u16..730, 0u16..9), 0..20),
        swaps in prop::collection::vec((0u16..730, 0u16..730), 0..4),
        rest in prop::sample::subsequence(Weekday::ALL, 0..4),
        hours in prop_oneof![
            Just(vec![("08:00", "12:00"), ("13:00", "17:00")]),
            Just(vec![("13:30", "17:30"), ("07:30", "11:45")]),
            Just(vec![("00:00", "23:59")]),
            Just(vec![("08:00", "12:00"), ("11:00", "16:00")]),
        ],
    ) -> CalendarDefinition {
        let mut calendar = rules::definition();
        calendar.weekly_rest = rest;
        calendar.hours =
            hours.into_iter().map(|(from, to)| Hours { from: from.parse().unwrap(), to: to.parse().unwrap() }).collect();
        calendar.years.retain(|year| (2018..=2020).contains(&year.year.0));
        for year in &mut calendar.years {
            year.closed.clear();
            year.swaps.clear();
        }
        let title = crate::Text::plain("Nghỉ");
        calendar.years[0].closed =
            closed.into_iter().map(|(from, more)| Closure { from: day(from), to: Some(day(from + more)), title: title.clone() }).collect();
        calendar.years[0].swaps = swaps.into_iter().map(|(off, work)| Swap { off: day(off), work: day(work) }).collect();
        calendar
    }
}

/// A moment of the first months of 2018, to the minute.
fn moments(days: u16) -> impl Strategy<Value = Moment> {
    (0..days, 0i64..1440).prop_map(|(number, minute)| Moment::of(day(number)).plus(minute * MINUTE).unwrap())
}

fn pauses() -> impl Strategy<Value = Vec<(Moment, Moment)>> {
    prop::collection::vec((moments(40), 0i64..9000), 0..5)
        .prop_map(|pauses| pauses.into_iter().map(|(from, long)| (from, from.plus(long * MINUTE).unwrap())).collect())
}

fn limits() -> impl Strategy<Value = Limit> {
    use DurationUnit::{Day, Hour, Immediate, Minute, Month, Week, WorkingDay, Year};
    let unit = prop::sample::select(vec![Immediate, Minute, Hour, WorkingDay, Day, Week, Month, Year]);
    let time = (unit, 0u64..=150_000).prop_map(|(unit, amount)| {
        let amount = if unit == Year {
            amount % 10_000
        } else if unit == Month {
            amount % 90_000
        } else {
            amount
        };
        Duration::from_ten_thousandths(if unit == Immediate { 0 } else { amount }, unit)
    });
    let cut_off = prop_oneof![Just(None), Just("15:00".parse().ok())];
    let counting = prop_oneof![Just(Counting::OfficeHours), Just(Counting::AroundTheClock)];
    let times = prop::collection::vec(time, 1..3);
    (times, cut_off, counting).prop_map(|(times, cut_off, counting)| Limit { times, cut_off, counting, at_most: None })
}

fn clock<'a>(from: Moment, limit: &'a Limit, pauses: &[(Moment, Moment)]) -> Clock<'a> {
    let mut clock = Clock::new(from, limit);
    for (from, to) in pauses {
        clock.pause(*from, Some(*to), Cause::Supplement);
    }
    clock
}

const END: Date = Date::of(2020, 12, 31);

proptest! {
    #![proptest_config(ProptestConfig { cases: 512, ..ProptestConfig::default() })]

    #[test]
    fn days_end_where_the_walk_ends(calendar in calendars(), from in moments(30), count in 0u32..25, pauses in pauses()) {
        let (walker, table) = (Walker(&calendar), WorkCalendar::of(&calendar));
        // Nobody stops what is not received.
        let pauses: Vec<_> = pauses.into_iter().map(|(pause, to)| (pause.max(from), to.max(from))).collect();
        for (unit, counts) in [(DurationUnit::WorkingDay, true), (DurationUnit::Day, false)] {
            let limit = Limit::of(Duration::of(count, unit));
            let walked = walker.due_day(from.date(), count, |day| !counts || walker.works(day), &pauses);
            prop_assert_eq!(clock(from, &limit, &pauses).due(&table, Moment::of(END)), Ok(Due::Day(walked)));
        }
    }

    #[test]
    fn hours_end_where_the_walk_ends(calendar in calendars(), from in moments(30), minutes in 0u32..4000, pauses in pauses()) {
        let (walker, table) = (Walker(&calendar), WorkCalendar::of(&calendar));
        for counting in [Counting::OfficeHours, Counting::AroundTheClock] {
            let limit = Limit { counting, ..Limit::of(Duration::of(minutes, DurationUnit::Minute)) };
            let walked = walker.due_minute(from, minutes, counting == Counting::AroundTheClock, &pauses);
            prop_assert_eq!(clock(from, &limit, &pauses).due(&table, Moment::of(END)), Ok(Due::At(walked)));
        }
    }

    #[test]
    fn the_table_counts_what_a_walk_counts(calendar in calendars(), from in moments(60), to in moments(60)) {
        let (walker, table) = (Walker(&calendar), WorkCalendar::of(&calendar));
        let (first, last) = (from.min(to), from.max(to));
        let minutes = std::iter::successors(Some(first), |moment| moment.plus(MINUTE)).take_while(|moment| *moment < last);
        let open = i64::try_from(minutes.filter(|moment| walker.is_open(*moment)).count()).unwrap() * MINUTE;
        prop_assert_eq!(table.working_time(first, last), Ok(open));
        prop_assert_eq!(table.working_time(last, first), Ok(-open));
        let days = first.date().civil().series(jiff::Span::new().days(1)).skip(1).take_while(|day| *day <= last.date().civil());
        let worked = i64::try_from(days.filter(|day| walker.works((*day).into())).count()).unwrap();
        prop_assert_eq!(table.working_days(first.date(), last.date()), Ok(worked));
        prop_assert_eq!(table.working_days(last.date(), first.date()), Ok(-worked));
        prop_assert_eq!(table.works(from.date()), Ok(walker.works(from.date())));
        prop_assert_eq!(table.serves(from, None), Ok(walker.is_open(from)));
    }

    #[test]
    fn what_is_added_is_measured_again(calendar in calendars(), from in moments(60), milliseconds in 0u64..500_000_000, days in 1u32..60) {
        let table = WorkCalendar::of(&calendar);
        let end = table.add_working_time(from, milliseconds).unwrap();
        prop_assert_eq!(table.working_time(from, end).unwrap().unsigned_abs(), milliseconds);
        prop_assert!(milliseconds == 0 || table.working_time(from, end.plus(-1).unwrap()).unwrap().unsigned_abs() < milliseconds);
        let end = table.add_working_days(from.date(), days).unwrap();
        prop_assert!(table.works(end).unwrap());
        prop_assert_eq!(table.working_days(from.date(), end), Ok(i64::from(days)));
    }

    #[test]
    fn who_comes_later_is_due_no_earlier(
        calendar in calendars(), a in moments(300), far in moments(300), near in 0i64..4_320, limit in limits()
    ) {
        let table = WorkCalendar::of(&calendar);
        let due = |from| table.due(from, &limit).unwrap();
        for b in [far, a.plus(near * MINUTE).unwrap()] {
            prop_assert!(due(a.min(b)) <= due(a.max(b)), "{} {}", due(a.min(b)), due(a.max(b)));
        }
        prop_assert!(due(a).moment() >= a);
    }

    #[test]
    fn stops_and_extensions_shorten_nothing(
        calendar in calendars(), from in moments(30), limit in limits(), pauses in pauses(), more in pauses(), until in moments(90)
    ) {
        let table = WorkCalendar::of(&calendar);
        let (few, all) = (clock(from, &limit, &pauses), clock(from, &limit, &[pauses.clone(), more].concat()));
        let until = Moment::of(until.date());
        prop_assert!(table.due(from, &limit).unwrap() <= few.due(&table, until).unwrap());
        prop_assert!(few.due(&table, until).unwrap() <= all.due(&table, until).unwrap());
        let mut longer = few.clone();
        longer.extend(Some(Duration::of(3, DurationUnit::WorkingDay)), None);
        prop_assert!(few.due(&table, until).unwrap() <= longer.due(&table, until).unwrap());
        // In whatever order they are told.
        let reversed: Vec<_> = pauses.iter().rev().copied().collect();
        prop_assert_eq!(few.due(&table, until), clock(from, &limit, &reversed).due(&table, until));
    }

    #[test]
    fn who_waits_for_the_applicant_is_not_late(calendar in calendars(), from in moments(30), limit in limits(), now in moments(300)) {
        let table = WorkCalendar::of(&calendar);
        let mut clock = Clock::new(from, &limit);
        let pause = table.due(from, &limit).unwrap().moment().plus(-MINUTE).unwrap().max(from);
        clock.pause(pause, None, Cause::Supplement);
        if now > pause && table.due(from, &limit).unwrap().moment() > pause {
            for by in [Comparison::Days, Comparison::Instants] {
                let method = Method { by, ..Method::OF_2018 };
                prop_assert_eq!(clock.standing(&table, None, now, method), Ok(Standing::Open));
            }
        }
    }

    #[test]
    fn in_working_days_the_time_taken_says_what_the_due_date_says(
        calendar in calendars(), from in moments(30), count in 0u32..25, pauses in pauses(), finished in moments(90)
    ) {
        let table = WorkCalendar::of(&calendar);
        let limit = Limit::of(Duration::of(count, DurationUnit::WorkingDay));
        let clock = clock(from, &limit, &pauses);
        let finished = finished.max(from);
        let due = clock.due(&table, finished).unwrap();
        let in_time = Standing::of(due, Some(finished), finished, Comparison::Days) != Standing::Late;
        let walked = finished.date() <= due.date();
        prop_assert_eq!(in_time, walked);
        // A sum knows no difference between a day off and the working day before it, so it is asked about working days.
        let worked = |moment: Moment| table.works(moment.date()).unwrap();
        if worked(finished) && pauses.iter().all(|(from, to)| worked(*from) && worked(*to)) {
            prop_assert_eq!(clock.is_within(&table, finished), Ok(in_time));
        }
    }
}
