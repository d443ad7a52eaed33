//! The rules by which time is counted, one test each, with a worked example.

use super::*;
use crate::Library;
use crate::model::definition::CalendarDefinition;
use crate::model::value::{Date, Duration, Language};

pub(super) fn definition() -> CalendarDefinition {
    let text = include_str!("../../../processes/ba-dinh/calendar.yaml");
    Library::from_sources([("calendar.yaml", text)]).calendars().next().unwrap().clone()
}

fn calendar() -> WorkCalendar {
    WorkCalendar::of(&definition())
}

fn at(text: &str) -> Moment {
    text.parse().unwrap()
}

fn limit(text: &str) -> Limit {
    Limit::of(text.parse().unwrap())
}

fn time(text: &str) -> Duration {
    text.parse().unwrap()
}

fn due(from: &str, text: &str) -> String {
    calendar().due(at(from), &limit(text)).unwrap().to_string()
}

/// T1, Civil Code 2015, Art. 147(2): the first day is not counted.
///
/// Received on Monday, 5 March 2018, whether at eight or at half past four; 3 working days are the 6th, 7th and 8th. Received on Saturday, the
/// 3rd, one working day is Monday, the 5th.
#[test]
fn t1_the_day_of_the_event_is_not_counted() {
    assert_eq!(due("2018-03-05T08:00", "3 working days"), "2018-03-08");
    assert_eq!(due("2018-03-05T16:30", "3 working days"), "2018-03-08");
    assert_eq!(due("2018-03-03T10:00", "1 working day"), "2018-03-05");
    assert_eq!(due("2018-03-05T08:00", "1 day"), "2018-03-06");
}

/// T2, Civil Code 2015, Art. 147(1): hours and minutes begin at the moment itself.
///
/// Received on Friday, 9 March 2018, at 15:00: 4 hours of office time are two on Friday and two on Monday, until 10:00. Around the clock
/// they end at 19:00 of that Friday, and 24 hours at 15:00 of Saturday.
#[test]
fn t2_hours_begin_at_their_moment() {
    assert_eq!(due("2018-03-09T15:00", "4 hours"), "2018-03-12T10:00");
    assert_eq!(due("2018-03-09T11:30", "45 minutes"), "2018-03-09T13:15");
    let around = |text| Limit { counting: Counting::AroundTheClock, ..limit(text) };
    let due = |text| calendar().due(at("2018-03-09T15:00"), &around(text)).unwrap().to_string();
    assert_eq!(due("4 hours"), "2018-03-09T19:00");
    assert_eq!(due("24 hours"), "2018-03-10T15:00");
}

/// T3, Civil Code 2015, Art. 148(1) and (5): a limit ends with the end of its last day, and if that is a day off with the end of the next working day.
///
/// Fifteen days from 31 January 2018 end on 15 February, in the Lunar New Year, and so on Wednesday, 21 February.
#[test]
fn t3_an_end_on_a_day_off_moves_to_the_next_working_day() {
    assert_eq!(due("2018-01-31T09:00", "15 days"), "2018-02-21");
    assert_eq!(due("2018-01-15T09:00", "5 days"), "2018-01-22", "a Saturday");
    let due = calendar().due(at("2018-01-31T09:00"), &limit("15 days")).unwrap();
    let late = Standing::of(due, Some(at("2018-02-21T23:59")), at("2018-03-01"), Comparison::Instants);
    assert_eq!(late, Standing::Early, "the day ends at midnight, not with office hours");
    assert_eq!(due.compare(at("2018-02-22")), std::cmp::Ordering::Greater);
}

/// T4, Civil Code 2015, Art. 148(3): a month ends on the day of the same number, or else on the last day of the month.
///
/// One month from 31 January 2018 ends on 28 February; from 15 March on Sunday, 15 April, and so on the 16th.
#[test]
fn t4_months_end_on_the_corresponding_day() {
    assert_eq!(due("2018-01-31T09:00", "1 month"), "2018-02-28");
    assert_eq!(due("2018-03-15T09:00", "1 month"), "2018-04-16");
    assert_eq!(due("2018-01-31T09:00", "3 months"), "2018-05-02", "30 April and 1 May are holidays");
    assert_eq!(due("2018-03-05T09:00", "1 year"), "2019-03-05");
    assert_eq!(due("2020-02-28T09:00", "2 weeks"), "2020-03-13");
}

/// T5, Civil Code 2015, Art. 146(1): where time that is not continuous is added up, a month counts 30 days and a week 7; half a year is six months.
///
/// A month from 31 January 2018 is due on 28 February. As a sum it lasts 30 days, until 2 March: so counted, where a case has no due date.
#[test]
fn t5_sums_count_thirty_days_a_month() {
    let (calendar, month) = (calendar(), limit("1 month"));
    let clock = Clock::new(at("2018-01-31T09:00"), &month);
    assert_eq!(clock.is_within(&calendar, at("2018-03-02T16:00")), Ok(true));
    assert_eq!(clock.is_within(&calendar, at("2018-03-03T08:00")), Ok(false));
    assert_eq!(due("2018-03-05T09:00", "0.5 years"), "2018-09-05");
    assert_eq!(due("2018-03-05T09:00", "1.5 months"), "2018-04-20");
}

/// T6, Decision 188/1999/QĐ-TTg, Art. 1: five days of work, Saturday and Sunday off.
///
/// The week of 5 March 2018 has five working days. Saturday, 5 January 2019, is worked in place of Monday, 31 December 2018.
#[test]
fn t6_saturday_and_sunday_are_off() {
    let calendar = calendar();
    assert_eq!(calendar.working_days(Date::of(2018, 3, 4), Date::of(2018, 3, 11)), Ok(5));
    assert_eq!(calendar.works(Date::of(2018, 3, 10)), Ok(false));
    assert_eq!(calendar.works(Date::of(2018, 12, 31)), Ok(false));
    assert_eq!(calendar.works(Date::of(2019, 1, 5)), Ok(true));
    assert_eq!(due("2018-12-28T09:00", "4 working days"), "2019-01-05");
}

/// T7, Decision 14/2010/QĐ-TTg, Art. 1: a desk may be open on Saturdays for some procedures; that makes Saturday no working day.
///
/// With a desk for certified copies on Saturday morning, a copy asked for on Saturday, 10 March 2018, at nine is received then, and due on Monday all the
/// same. On Saturday, 17 February, there is a holiday, and no desk.
#[test]
fn t7_a_saturday_desk_makes_no_working_day() {
    let text = include_str!("../../../processes/ba-dinh/calendar.yaml").replace(
        "years:",
        "desks: [{day: saturday, hours: [{from: \"08:00\", to: \"12:00\"}], procedures: [QT-TP-07], basis: qd-14-2010-ttg#1, verified: false}]\nyears:",
    );
    let library = Library::from_sources([("calendar.yaml", text)]);
    let calendar = WorkCalendar::of(library.calendars().next().unwrap());
    let (copies, births) = ("QT-TP-07".parse().unwrap(), "QT-TP-01".parse().unwrap());
    assert_eq!(calendar.serves(at("2018-03-10T09:00"), Some(&copies)), Ok(true));
    assert_eq!(calendar.serves(at("2018-03-10T09:00"), Some(&births)), Ok(false));
    assert_eq!(calendar.serves(at("2018-03-10T09:00"), None), Ok(false));
    assert_eq!(calendar.serves(at("2018-03-10T12:00"), Some(&copies)), Ok(false));
    assert_eq!(calendar.serves(at("2018-02-17T09:00"), Some(&copies)), Ok(false));
    assert_eq!(calendar.serves(at("2018-03-09T09:00"), Some(&births)), Ok(true));
    assert_eq!(calendar.works(Date::of(2018, 3, 10)), Ok(false));
    assert_eq!(calendar.due(at("2018-03-10T09:00"), &limit("immediate")), Ok(Due::Day(Date::of(2018, 3, 12))));
}

/// T8, Decree 23/2015/NĐ-CP, Art. 7: what is to be done the same day and comes in after 15:00 is due on the next working day.
///
/// On Friday, 9 March 2018: received at 15:00 due that day; at 15:01 on Monday, the 12th. A limit in days counts from that Monday too. What comes in
/// on Saturday, by post, counts from Monday, at whatever hour.
#[test]
fn t8_what_comes_in_after_the_cut_off_counts_from_the_next_working_day() {
    let calendar = calendar();
    let due = |text, from| {
        let limit = Limit { cut_off: "15:00".parse().ok(), ..limit(text) };
        calendar.due(at(from), &limit).unwrap().to_string()
    };
    assert_eq!(due("immediate", "2018-03-09T15:00"), "2018-03-09");
    assert_eq!(due("immediate", "2018-03-09T15:01"), "2018-03-12");
    assert_eq!(due("immediate", "2018-03-10T09:00"), "2018-03-12");
    assert_eq!(due("3 working days", "2018-03-09T15:01"), "2018-03-15");
    assert_eq!(due("3 working days", "2018-03-10T09:00"), "2018-03-15");
    assert_eq!(due("2 hours", "2018-03-09T15:01"), "2018-03-12T10:00");
    // Nobody who comes later, in the night, is due before those of Friday.
    assert_eq!(due("0 hours", "2018-03-09T15:01"), "2018-03-12T08:00");
    assert_eq!(due("0 hours", "2018-03-12T00:30"), "2018-03-12T08:00");
    let limit = Limit { cut_off: "15:00".parse().ok(), counting: Counting::AroundTheClock, ..limit("2 hours") };
    assert_eq!(calendar.due(at("2018-03-09T15:01"), &limit).unwrap().to_string(), "2018-03-12T10:00");
    assert_eq!(calendar.due(at("2018-03-12T00:30"), &limit).unwrap().to_string(), "2018-03-12T10:00");
}

/// T9, Decision 09/2015/QĐ-TTg: while the applicant is waited for the clock stands; then it goes on and does not begin anew.
///
/// Five working days from Monday, 5 March 2018: until the 12th. On the 7th, when two are used, a supplement is asked for; it comes on the 14th. Three
/// are left: the 15th, 16th and 19th. Begun anew it would be the 21st.
#[test]
fn t9_a_clock_that_stood_goes_on_where_it_was() {
    let (calendar, five) = (calendar(), limit("5 working days"));
    let mut clock = Clock::new(at("2018-03-05T09:00"), &five);
    let later = at("2018-04-30");
    let due = |clock: &Clock, until| clock.due(&calendar, until).unwrap().to_string();
    assert_eq!(due(&clock, later), "2018-03-12");
    clock.pause(at("2018-03-07T10:00"), None, Cause::Supplement);
    assert!(clock.is_stopped(at("2018-03-10")));
    // It moves on with every day that is waited, so that who waits is not late.
    assert_eq!(due(&clock, at("2018-03-14T08:00")), "2018-03-19");
    assert_eq!(due(&clock, at("2018-03-15T08:00")), "2018-03-20");
    assert!(clock.resume(at("2018-03-14T15:00")));
    assert!(!clock.resume(at("2018-03-14T15:00")), "it goes on already");
    assert_eq!(due(&clock, later), "2018-03-19");
    // An expert examination meanwhile, and something that begins when the limit is over.
    clock.pause(at("2018-03-08T09:00"), Some(at("2018-03-09T09:00")), Cause::Excluded);
    clock.pause(at("2018-03-20T09:00"), Some(at("2018-03-28T09:00")), Cause::Supplement);
    assert!(!clock.pause(at("2018-03-28T09:00"), Some(at("2018-03-20T09:00")), Cause::Supplement), "it ends before it begins");
    assert_eq!(due(&clock, later), "2018-03-19");
}

/// What waits for the applicant is never due earlier: a month that begins later for a stop is as long as it was without.
///
/// An hour, then a month, from Thursday, 25 January 2018: 25 February is a Sunday. A stop of four days from 08:30 moves the hour to the 29th; February has no
/// 29th, yet the month is one of 31 days: 1 March. A stop that begins in the month, at 10:00, ends it on the same day.
#[test]
fn a_stop_before_a_month_does_not_shorten_it() {
    let calendar = calendar();
    let limit = Limit { times: vec!["1 hour".parse().unwrap(), "1 month".parse().unwrap()], ..Limit::default() };
    for stop in ["2018-01-25T08:30", "2018-01-25T10:00"] {
        let mut clock = Clock::new(at("2018-01-25T08:00"), &limit);
        clock.pause(at(stop), Some(at("2018-01-29T00:00")), Cause::Supplement);
        assert_eq!(clock.due(&calendar, at("2018-04-30")).unwrap().to_string(), "2018-03-01", "{stop}");
    }
}

/// T10, formula sheet of Decision 766/QĐ-TTg, 2.1 (2022): who asks for a second supplement is late. Not so in 2018.
///
/// Five working days from 5 March 2018, two supplements of a day each, done on the 14th, the day that is due then.
#[test]
fn t10_a_second_supplement_counts_as_late_if_that_method_is_chosen() {
    let (calendar, five) = (calendar(), limit("5 working days"));
    let mut clock = Clock::new(at("2018-03-05T09:00"), &five);
    clock.pause(at("2018-03-06T09:00"), Some(at("2018-03-07T09:00")), Cause::Supplement);
    clock.pause(at("2018-03-08T09:00"), Some(at("2018-03-09T09:00")), Cause::Supplement);
    let (done, now) = (at("2018-03-14T10:00"), at("2018-03-31"));
    assert_eq!(clock.standing(&calendar, Some(done), now, Method::OF_2018), Ok(Standing::OnTime));
    assert_eq!(clock.standing(&calendar, Some(done), now, Method::DECISION_766), Ok(Standing::Late));
    let open = clock.standing(&calendar, None, at("2018-03-09T10:00"), Method::DECISION_766);
    assert_eq!(open, Ok(Standing::OpenOverdue));
    let before = clock.standing(&calendar, None, at("2018-03-08T09:00"), Method::DECISION_766);
    assert_eq!(before, Ok(Standing::Open), "the second was not asked for yet");
}

/// T11: verification lengthens the limit by what the act says, up to what it says in all.
///
/// The certificate of marital status: 3 working days, and 3 more for verification. Received on 5 March 2018 it is due on the 8th, with verification on the
/// 13th. With “at most 5 days in all” it would be due on Monday, the 12th, since the fifth day is a Saturday.
#[test]
fn t11_an_extension_lengthens_the_limit() {
    let (calendar, three) = (calendar(), limit("3 working days"));
    let now = at("2018-04-01");
    let extended = |by: Option<&str>, total: Option<&str>| {
        let mut clock = Clock::new(at("2018-03-05T09:00"), &three);
        clock.extend(by.map(time), total.map(time));
        clock.due(&calendar, now).unwrap().to_string()
    };
    assert_eq!(extended(Some("3 working days"), None), "2018-03-13");
    assert_eq!(extended(Some("3 working days"), Some("23 days")), "2018-03-13");
    assert_eq!(extended(Some("3 working days"), Some("5 days")), "2018-03-12");
    assert_eq!(extended(None, Some("5 working days")), "2018-03-12");
    assert_eq!(extended(Some("2 days"), None), "2018-03-12", "two days more, the second a Saturday");
    assert_eq!(extended(None, Some("1 working day")), "2018-03-08", "it is never shorter");
}

/// Decree 61/2018/NĐ-CP: what is late may be promised anew once. That is counted, and does not move what is due by law.
///
/// Due on 8 March 2018, promised for the 12th, done on the 12th: late by law, as promised on time.
#[test]
fn a_new_appointment_is_counted_and_moves_nothing() {
    let (calendar, three) = (calendar(), limit("3 working days"));
    let mut clock = Clock::new(at("2018-03-05T09:00"), &three);
    clock.appoint(Due::Day(Date::of(2018, 3, 12)));
    let done = at("2018-03-12T10:00");
    assert_eq!(clock.standing(&calendar, Some(done), done, Method::OF_2018), Ok(Standing::Late));
    let promised = clock.appointed().unwrap();
    assert_eq!(Standing::of(promised, Some(done), done, Comparison::Days), Standing::OnTime);
    assert!(clock.appointments() <= Clock::APPOINTMENTS);
    clock.appoint(Due::Day(Date::of(2018, 3, 16)));
    assert!(clock.appointments() > Clock::APPOINTMENTS);
}

/// T12, Decree 43/2014/NĐ-CP, Art. 61 as amended by Decree 01/2017/NĐ-CP: for land, some times do not count. They stop the clock and are no supplements.
///
/// Ten days from Thursday, 1 March 2018, are due on Monday, the 12th, since the 11th is a Sunday. Paying what is owed takes from the 5th to the 15th; six
/// days were left, until the 21st.
#[test]
fn t12_excluded_time_stops_the_clock_and_is_no_supplement() {
    let (calendar, ten) = (calendar(), limit("10 days"));
    let mut clock = Clock::new(at("2018-03-01T09:00"), &ten);
    let later = at("2018-04-30");
    assert_eq!(clock.due(&calendar, later), Ok(Due::Day(Date::of(2018, 3, 12))));
    clock.pause(at("2018-03-05T09:00"), Some(at("2018-03-15T09:00")), Cause::Excluded);
    assert_eq!(clock.due(&calendar, later), Ok(Due::Day(Date::of(2018, 3, 21))));
    assert_eq!(clock.supplements(later), 0);
}

/// T13, formula sheet of Decision 766/QĐ-TTg: before the due date early, on it on time, behind it late; open within the limit, or open and overdue.
///
/// Due on 8 March 2018, whole days compared; and due at 10:00 of a day, moments compared.
#[test]
fn t13_a_case_is_early_on_time_late_open_or_overdue() {
    let now = at("2018-03-09T00:00");
    let day = Due::Day(Date::of(2018, 3, 8));
    let by_days = |finished: &str| Standing::of(day, Some(at(finished)), now, Comparison::Days);
    assert_eq!(by_days("2018-03-07T23:59"), Standing::Early);
    assert_eq!(by_days("2018-03-08T00:00"), Standing::OnTime);
    assert_eq!(by_days("2018-03-08T23:59"), Standing::OnTime);
    assert_eq!(by_days("2018-03-09T00:00"), Standing::Late);
    let hour = Due::At(at("2018-03-08T10:00"));
    let by_instants = |finished: &str| Standing::of(hour, Some(at(finished)), now, Comparison::Instants);
    assert_eq!(by_instants("2018-03-08T09:59:59.999"), Standing::Early);
    assert_eq!(by_instants("2018-03-08T10:00"), Standing::OnTime);
    assert_eq!(by_instants("2018-03-08T10:00:00.001"), Standing::Late);
    for by in [Comparison::Days, Comparison::Instants] {
        assert_eq!(Standing::of(day, None, at("2018-03-08T23:59:59"), by), Standing::Open);
        assert_eq!(Standing::of(day, None, now, by), Standing::OpenOverdue);
    }
    assert_eq!(Standing::of(hour, None, at("2018-03-08T10:00"), Comparison::Instants), Standing::Open);
    assert_eq!(Standing::of(hour, None, at("2018-03-08T11:00"), Comparison::Days), Standing::Open);
}

/// T14, formula sheet of Decision 766/QĐ-TTg, 2.1: of the events that end a case “done” counts before “returned”, and that before “refused” and “stopped”; what is
/// still open is looked at as of the end of the period.
///
/// Stopped on the 2nd, returned on the 3rd, done on the 5th and, corrected, on the 6th: done on the 6th.
#[test]
fn t14_what_is_done_counts_before_what_was_returned_or_refused() {
    let events = [
        (Ending::Done, "2018-03-05"),
        (Ending::Stopped, "2018-03-09"),
        (Ending::Returned, "2018-03-03"),
        (Ending::Done, "2018-03-06"),
    ];
    let of = |events: &[(Ending, &str)]| Ending::of(events.iter().map(|(ending, text)| (*ending, at(text))));
    assert_eq!(of(&events), Some((Ending::Done, at("2018-03-06"))));
    assert_eq!(of(&events[1..3]), Some((Ending::Returned, at("2018-03-03"))));
    assert_eq!(of(&events[1..2]), Some((Ending::Stopped, at("2018-03-09"))));
    assert_eq!(of(&[]), None);
}

/// T15, formula sheet of Decision 766/QĐ-TTg, 2.1: without a due date, finish − start − supplement ≤ limit.
///
/// Five working days from 5 March 2018, a supplement from the 7th to the 14th: done on the 19th that is 10 − 5 = 5 days, done on the 20th 6.
#[test]
fn t15_without_a_due_date_the_time_taken_is_held_against_the_limit() {
    let (calendar, five) = (calendar(), limit("5 working days"));
    let mut clock = Clock::new(at("2018-03-05T09:00"), &five);
    clock.pause(at("2018-03-07T10:00"), Some(at("2018-03-14T15:00")), Cause::Supplement);
    assert_eq!(clock.is_within(&calendar, at("2018-03-19T17:00")), Ok(true));
    assert_eq!(clock.is_within(&calendar, at("2018-03-20T08:00")), Ok(false));
    // In days an end on a day off is not moved: ten days from the 1st are over on Sunday, the 11th.
    let ten = limit("10 days");
    let clock = Clock::new(at("2018-03-01T09:00"), &ten);
    assert_eq!(clock.is_within(&calendar, at("2018-03-12T09:00")), Ok(false));
    // Hours to the minute, and what is due at once on the day.
    let (hours, once) = (limit("4 hours"), limit("immediate"));
    let clock = Clock::new(at("2018-03-09T15:00"), &hours);
    assert_eq!(clock.is_within(&calendar, at("2018-03-12T10:00")), Ok(true));
    assert_eq!(clock.is_within(&calendar, at("2018-03-12T10:01")), Ok(false));
    let clock = Clock::new(at("2018-03-10T09:00"), &once);
    assert_eq!(clock.is_within(&calendar, at("2018-03-12T17:00")), Ok(true));
    assert_eq!(clock.is_within(&calendar, at("2018-03-13T08:00")), Ok(false));
}

/// T16, formula sheet of Decision 766/QĐ-TTg, notes: shares are shown with two decimals, compared as they are, and of nothing there is none.
///
/// 952 of 1,329 are 71.63 %. Of 20,000 cases 11,999 are shown as 60.00 % and are less than 60 %.
#[test]
fn t16_shares_are_rounded_only_where_they_are_shown() {
    use std::cmp::Ordering;
    assert_eq!(Share { part: 952, whole: 1329 }.to(&Language::En), "71.63 %");
    assert_eq!(Share { part: 952, whole: 1329 }.to(&Language::Vi), "71,63%");
    let share = Share { part: 11_999, whole: 20_000 };
    assert_eq!((share.to_string().as_str(), share.compare(60, 100)), ("60.00 %", Some(Ordering::Less)));
    let none = Share { part: 0, whole: 0 };
    assert_eq!((none.to(&Language::Vi).as_str(), none.compare(1, 2)), ("không áp dụng", None));
    let cases = Standings { early: 3, on_time: 2, late: 5, open: 8, open_overdue: 2 };
    assert_eq!(OnTime::Resolved.share(cases), Share { part: 5, whole: 10 });
    assert_eq!(OnTime::ResolvedOrOverdue.share(cases), Share { part: 5, whole: 12 });
    assert_eq!(OnTime::Received.share(cases), Share { part: 13, whole: 20 });
}

/// T17: a working day has the office hours of the calendar, here 8, and half a day half of them.
///
/// From 5 March 2018, 8:00, 8 hours of work end at 17:00 and 4 at noon. Of a limit, half a day is a day. Seven hours are a day where the offices
/// open for seven, and nothing where no hours are written.
#[test]
fn t17_a_day_is_as_long_as_office_hours() {
    let calendar = calendar();
    let hours = 3_600_000;
    assert_eq!(calendar.working_day(), 8 * hours);
    assert_eq!(calendar.add_working_time(at("2018-03-05T08:00"), 8 * 3_600_000).unwrap().to_string(), "2018-03-05T17:00");
    assert_eq!(calendar.add_working_time(at("2018-03-05T08:00"), 4 * 3_600_000).unwrap().to_string(), "2018-03-05T12:00");
    assert_eq!(due("2018-03-05T08:00", "0.5 working days"), "2018-03-06");
    let mut other = definition();
    other.hours[0].from = "09:00".parse().unwrap();
    assert_eq!(WorkCalendar::of(&other).working_day(), 7 * hours);
    other.hours.clear();
    let silent = WorkCalendar::of(&other);
    assert_eq!(silent.due(at("2018-03-05"), &limit("4 hours")), Err(Unknown::Hours));
    assert!(silent.due(at("2018-03-05"), &limit("4 days")).is_ok());
}

/// A year that the calendar does not hold is named, wherever it is met; nothing is guessed.
#[test]
fn a_year_that_is_not_held_is_named() {
    let calendar = calendar();
    let fails = |from: &str, text: &str| calendar.due(at(from), &limit(text)).unwrap_err();
    assert_eq!(fails("2020-12-28", "10 working days"), Unknown::Year(2021));
    assert_eq!(fails("2020-12-28", "10 days"), Unknown::Year(2021));
    assert_eq!(fails("2016-12-28", "10 working days"), Unknown::Year(2016));
    assert_eq!(fails("2018-01-01", "9999 years"), Unknown::TooFar);
    assert_eq!(fails("2018-01-01", "999999999 working days"), Unknown::Year(2021));
    assert_eq!(fails("2018-01-01", "99999 hours"), Unknown::Year(2021));
    assert_eq!(fails("2018-01-01", "999999999 hours"), Unknown::TooFar);
    assert_eq!(calendar.working_days(Date::of(2018, 1, 1), Date::of(2023, 1, 1)), Err(Unknown::Year(2021)));
    assert_eq!(calendar.working_days(Date::of(2023, 1, 1), Date::of(2018, 1, 1)), Err(Unknown::Year(2021)));
    let mut gap = definition();
    gap.years.remove(1);
    let gap = WorkCalendar::of(&gap);
    assert_eq!(gap.works(Date::of(2018, 3, 5)), Err(Unknown::Year(2018)));
    assert_eq!(gap.working_days(Date::of(2017, 3, 5), Date::of(2019, 3, 5)), Err(Unknown::Year(2018)));
    assert_eq!(gap.works(Date::of(2019, 3, 5)), Ok(true));
    assert_eq!(Unknown::Year(2018).message().vi, "lịch làm việc không có năm 2018");
}

/// Parts of a limit follow each other, each with its own end.
#[test]
fn parts_of_a_limit_follow_each_other() {
    let calendar = calendar();
    let parts = |times: &[&str]| {
        let limit = Limit { times: times.iter().map(|text| time(text)).collect(), ..Limit::default() };
        calendar.due(at("2018-03-01T09:00"), &limit).unwrap().to_string()
    };
    // 15 days end on the 16th, a Friday.
    assert_eq!(parts(&["15 days", "7 working days", "3 working days"]), "2018-03-30");
    assert_eq!(parts(&["1 working day", "2 hours"]), "2018-03-05T10:00");
    assert_eq!(parts(&["2 hours", "1 working day"]), "2018-03-02");
}

/// The old answer of the definition alone stays what it was.
#[test]
fn limits_end_as_the_civil_code_says() {
    let due = |(y, m, d), text| definition().due(Date::of(y, m, d), time(text));
    let cases = [
        ((2018, 2, 12), "3 working days", (2018, 2, 22)),
        ((2018, 2, 12), "2.5 working days", (2018, 2, 22)),
        ((2018, 1, 31), "15 days", (2018, 2, 21)),
        ((2018, 1, 31), "1 month", (2018, 2, 28)),
        ((2018, 1, 15), "immediate", (2018, 1, 15)),
        ((2018, 12, 28), "3 working days", (2019, 1, 4)),
        ((2018, 12, 28), "4 working days", (2019, 1, 5)),
    ];
    for (from, limit, (y, m, d)) in cases {
        assert_eq!(due(from, limit), Some(Date::of(y, m, d)), "{limit} from {from:?}");
    }
    assert_eq!(due((2018, 1, 15), "4 hours"), None);
    assert_eq!(due((2020, 12, 28), "10 working days"), None, "2021 is not in the calendar");
    assert_eq!(due((2016, 12, 28), "10 working days"), None);
    assert_eq!(due((2018, 1, 1), "99999999 months"), None);
    assert_eq!(definition().next_working_day(Date::of(2018, 2, 13)), Some(Date::of(2018, 2, 21)));
}
