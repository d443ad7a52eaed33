//! Laws of the tally: splits, merges, orders, and a count of the same by hand.

use super::*;
use crate::model::definition::Channel;
use crate::model::time::Moment;
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

#[derive(Debug, Clone)]
struct Made {
    dossier: usize,
    activity: usize,
    minute: i64,
    person: usize,
    unit: usize,
    channel: usize,
    start: Option<i64>,
    due: Option<i64>,
    end: Option<i64>,
    mark: u64,
    line: u64,
}

const NAMES: [&str; 6] = ["", "a", "b", "c", "d", "e"];

fn at(minute: i64) -> Moment {
    Moment::from_milliseconds(1_514_764_800_000 + minute * 60_000).unwrap()
}

fn meaning(activity: usize) -> Option<Meaning> {
    [None, None, Some(Meaning::SupplementRequested), Some(Meaning::Supplemented), Some(Meaning::Resolved), Some(Meaning::Refused)]
        [activity]
}

impl Made {
    fn event<'a>(&self, dossier: &'a str) -> Event<'a> {
        Event {
            person: NAMES[self.person],
            unit: NAMES[self.unit],
            meaning: meaning(self.activity),
            channel: Channel::ALL.get(self.channel).copied(),
            start: self.start.map(at),
            due: self.due.map(at),
            end: self.end.map(at),
            mark: self.mark,
            line: self.line,
            ..Event::new(dossier, NAMES[self.activity], at(self.minute))
        }
    }
}

fn made() -> impl Strategy<Value = Vec<Made>> {
    let date = || proptest::option::weighted(0.3, -2000_i64..60_000);
    let one = (0_usize..9, 1_usize..6, 0_i64..50_000, 0_usize..4, 0_usize..3, 0_usize..4, (date(), date(), date()), 0_u64..2);
    let one = one.prop_map(|(dossier, activity, minute, person, unit, channel, (start, due, end), mark)| Made {
        dossier,
        activity,
        minute,
        person,
        unit,
        channel,
        start,
        due,
        end: end.filter(|_| mark == 0),
        mark,
        line: 0,
    });
    proptest::collection::vec(one, 0..60).prop_map(|mut all| {
        (1..).zip(&mut all).for_each(|(line, one)| one.line = line);
        all
    })
}

fn options(order: Order) -> Options {
    Options { order, intervals: true, ..Options::default() }
}

fn tally<'m>(order: Order, events: impl IntoIterator<Item = &'m Made>) -> Tally {
    let mut tally = Tally::new(options(order));
    events.into_iter().for_each(|one| tally.push(&one.event(&format!("HS-{}", one.dossier))));
    tally
}

fn merged(tallies: Vec<Tally>, order: Order) -> Dossiers {
    let mut all = Tally::new(options(order));
    for tally in tallies {
        all.merge(tally);
    }
    all.finish()
}

/// What does not depend on the order in which events come.
fn figures(mut dossiers: Dossiers) -> Dossiers {
    dossiers.problems = Problems::new(0);
    dossiers
}

/// A tally that was sent as bytes, which are the same when it is sent on.
fn travelled(tally: Tally, order: Order) -> Tally {
    let bytes = serde_json::to_vec(&tally.into_partial()).unwrap();
    let partial: Partial = serde_json::from_slice(&bytes).unwrap();
    assert_eq!(serde_json::to_vec(&partial).unwrap(), bytes);
    Tally::from_partial(partial, options(order))
}

#[test]
fn what_another_version_counted_is_refused() {
    let text = serde_json::to_string(&Tally::new(Options::default()).into_partial()).unwrap();
    assert!(serde_json::from_str::<Partial>(&text).is_ok());
    let read =
        |from, to| serde_json::from_str::<Partial>(&text.replacen(from, to, 1)).map(drop).map_err(|error| error.to_string());
    assert_eq!(read("\"version\":1", "\"version\":2"), Err("counted by another version of this crate".into()));
    assert_eq!(read("\"places\":[\"\"]", "\"places\":[]"), Err("not the state of a tally".into()));
    assert_eq!(read("\"places\":[\"\"]", "\"places\":[\"\",\"a\",\"a\"]"), Err("not the state of a tally".into()));
}

proptest! {
    #[test]
    fn parts_that_share_no_dossier_merge_in_any_order(events in made(), part in 1_usize..5, turn in 0_usize..4) {
        for order in [Order::Any, Order::Grouped] {
            let mut events = events.clone();
            if order == Order::Grouped {
                events.sort_by_key(|one| one.dossier);
            }
            let whole = tally(order, &events).finish();
            let mut parts: Vec<Tally> =
                (0..part).map(|n| tally(order, events.iter().filter(|one| one.dossier % part == n))).collect();
            let in_turn = merged(parts.clone(), order);
            prop_assert_eq!(&in_turn, &whole);
            parts.rotate_left(turn % part);
            parts.reverse();
            // Two and two: what is merged is merged again.
            let last = parts.split_off(part / 2);
            let halves = [parts, last].map(|half| half.into_iter().reduce(|mut a, b| { a.merge(b); a }));
            prop_assert_eq!(&merged(halves.into_iter().flatten().collect(), order), &whole);
        }
    }

    #[test]
    fn events_come_in_any_order(events in made(), seed in any::<u64>(), coarse in prop::sample::select(vec![1_i64, 20_000])) {
        // Some of one time: their lines tell the order.
        let events: Vec<Made> = events.into_iter().map(|one| Made { minute: one.minute / coarse * coarse, ..one }).collect();
        let mut shuffled = events.clone();
        shuffled.sort_by_key(|one| one.line.wrapping_mul(seed | 1).rotate_left(17));
        let grouped = |mut events: Vec<Made>| {
            events.sort_by_key(|one| one.dossier);
            tally(Order::Grouped, &events).finish()
        };
        let expected = figures(tally(Order::Any, &events).finish());
        prop_assert_eq!(&figures(tally(Order::Any, &shuffled).finish()), &expected);
        prop_assert_eq!(&figures(grouped(shuffled)), &expected);
    }

    #[test]
    fn a_dossier_in_two_tallies_is_put_together_where_both_have_it(events in made(), cut in 0_usize..60) {
        let (first, second) = events.split_at(cut.min(events.len()));
        let parts = vec![tally(Order::Any, first), tally(Order::Any, second)];
        prop_assert_eq!(figures(merged(parts, Order::Any)), figures(tally(Order::Any, &events).finish()));
    }

    #[test]
    fn parts_that_travel_are_the_whole_however_events_are_dealt_out(
        events in made(), deal in proptest::collection::vec(0_usize..4, 60), turn in 0_usize..4, settles in any::<bool>(),
        coarse in prop::sample::select(vec![1_i64, 20_000])
    ) {
        let events: Vec<Made> = events.into_iter().map(|one| Made { minute: one.minute / coarse * coarse, ..one }).collect();
        let whole = tally(Order::Any, &events).finish();
        // By dossier, they may be counted before they travel; else parts of a dossier come together at the end.
        let part_of = |at: usize, one: &Made| if settles { deal[one.dossier] } else { deal[at] };
        let part = |n: usize| {
            let here = events.iter().enumerate().filter(|(at, one)| part_of(*at, one) == n).map(|(_, one)| one);
            let mut part = tally(Order::Any, here);
            if settles {
                part.settle();
            }
            part
        };
        let mut parts: Vec<Tally> = (0..4).map(|n| travelled(part(n), Order::Any)).collect();
        let without_arrival = |dossiers: Dossiers| if settles { dossiers } else { figures(dossiers) };
        let expected = without_arrival(whole);
        prop_assert_eq!(&without_arrival(merged(parts.clone(), Order::Any)), &expected);
        parts.rotate_left(turn);
        // What is merged travels on: ((a b) (c d)) is as (a (b (c d))).
        let joined = |mut a: Tally, b: Tally| { a.merge(b); travelled(a, Order::Any) };
        let [a, b, c, d] = <[Tally; 4]>::try_from(parts).unwrap();
        let pairs = joined(joined(a.clone(), b.clone()), joined(c.clone(), d.clone()));
        let chain = joined(a, joined(b, joined(c, d)));
        prop_assert_eq!(&without_arrival(pairs.finish()), &expected);
        prop_assert_eq!(&without_arrival(chain.finish()), &expected);
    }

    #[test]
    fn a_grouped_log_travels_too(mut events in made(), cut in 0_usize..9) {
        events.sort_by_key(|one| one.dossier);
        let (first, second): (Vec<Made>, Vec<Made>) = events.iter().cloned().partition(|one| one.dossier < cut);
        let parts = [first, second].map(|part| travelled(tally(Order::Grouped, &part), Order::Grouped));
        prop_assert_eq!(merged(parts.into(), Order::Grouped), tally(Order::Grouped, &events).finish());
    }

    #[test]
    fn bytes_of_something_else_are_refused_or_count_without_panic(events in made(), at in any::<prop::sample::Index>(), byte in any::<u8>()) {
        let mut bytes = serde_json::to_vec(&tally(Order::Any, &events).into_partial()).unwrap();
        let at = at.index(bytes.len());
        // A digit in place of one, so that some damage is still a text in form.
        bytes[at] = if bytes[at].is_ascii_digit() { b'0' + byte % 10 } else { byte };
        if let Ok(partial) = serde_json::from_slice::<Partial>(&bytes) {
            let _ = Tally::from_partial(partial, options(Order::Any)).finish();
        }
    }

    #[test]
    fn read_is_used_and_left_out(events in made(), order in 0..2, as_of in 0_i64..60_000) {
        let order = if order == 0 { Order::Any } else { Order::Grouped };
        let mut tally = Tally::new(Options { order, as_of: Some(at(as_of)), ..Options::default() });
        for one in &events {
            tally.push(&one.event(&format!("HS-{}", one.dossier)));
        }
        let found = tally.finish();
        let Events { read, used, left_out } = found.events;
        prop_assert_eq!(read, events.len() as u64);
        prop_assert_eq!(read, used + left_out);
        prop_assert_eq!(found.total.counts.events, used);
        prop_assert_eq!(found.activities.iter().map(|(_, number)| number).sum::<u64>(), used);
        prop_assert_eq!(found.problems.number(ProblemKind::Future), events.iter().filter(|one| one.minute > as_of).count() as u64);
        prop_assert_eq!(found.variants.iter().map(|way| way.dossiers).sum::<u64>(), found.total.counts.received);
        prop_assert_eq!(found.variants.iter().map(|way| way.open).sum::<u64>(), found.total.counts.open);
    }

    #[test]
    fn a_count_by_hand_says_the_same(events in made()) {
        let found = tally(Order::Any, &events).finish();
        let mut dossiers = BTreeMap::<usize, Vec<&Made>>::new();
        for one in &events {
            dossiers.entry(one.dossier).or_default().push(one);
        }
        let (mut counts, mut ways) = (Counts::default(), BTreeMap::new());
        let (mut last, mut open, mut throughput) = (i64::MIN, Vec::new(), Vec::new());
        for events in dossiers.values_mut() {
            events.sort_by_key(|one| one.minute);
            // What a duplicate says of its dossier holds as well.
            let said = events.clone();
            let mut there = Vec::new();
            events.retain(|one| {
                let key = (one.minute, one.activity, one.person, one.mark);
                let is_new = !there.contains(&key);
                there.push(key);
                is_new
            });
            let is = |one: &&&Made, of: Meaning| meaning(one.activity) == Some(of);
            let asked = events.iter().filter(|one| is(one, Meaning::SupplementRequested)).count() as u64;
            let way: Vec<usize> = events.iter().map(|one| one.activity).collect();
            let repeats = way.iter().collect::<BTreeSet<_>>().len() < way.len();
            *ways.entry(way).or_insert(0_u64) += 1;
            let persons: Vec<usize> = events.iter().map(|one| one.person).filter(|person| *person != 0).collect();
            counts.received += 1;
            counts.events += events.len() as u64;
            counts.supplements += asked;
            counts.supplemented += u64::from(asked > 0);
            counts.repeated += u64::from(repeats);
            counts.hand_overs += persons.windows(2).filter(|pair| pair[0] != pair[1]).count() as u64;
            counts.ping_pong += u64::from(persons.windows(3).any(|three| three[0] == three[2] && three[0] != three[1]));
            let channel = events.iter().find_map(|one| Channel::ALL.get(one.channel));
            counts.channel_known += u64::from(channel.is_some());
            counts.online += u64::from(channel == Some(&Channel::Online));
            let start = said.iter().filter_map(|one| one.start).min().unwrap_or(events[0].minute);
            let due = said.iter().filter_map(|one| one.due).max();
            let by = |of: Meaning| events.iter().filter(|one| is(one, of)).map(|one| one.minute).max();
            let end = said.iter().filter_map(|one| one.end).max().or(by(Meaning::Resolved)).or(by(Meaning::Refused));
            last = events.iter().map(|one| one.minute).chain(end).fold(last, i64::max);
            let Some(end) = end else {
                counts.open += 1;
                counts.open_without_due += u64::from(due.is_none());
                open.extend(due.map(|due| (due, asked > 1)));
                continue;
            };
            let is_refused = by(Meaning::Resolved).is_none() && by(Meaning::Refused).is_some();
            counts.resolved += 1;
            counts.refused += u64::from(is_refused);
            counts.first_time_right += u64::from(asked == 0 && !repeats && !is_refused);
            let day = |minute: i64| minute.div_euclid(24 * 60);
            match due {
                None => counts.without_due += 1,
                Some(due) if end > due => {
                    counts.late += 1;
                    counts.late_on_the_day += u64::from(day(end) == day(due));
                    counts.late_on_the_day_asked_again += u64::from(day(end) == day(due) && asked > 1);
                }
                Some(due) => {
                    *(if day(end) == day(due) { &mut counts.on_time } else { &mut counts.early }) += 1;
                    counts.asked_again += u64::from(asked > 1);
                }
            }
            if start <= end {
                // Minutes in which nobody waits for a supplement.
                let mut waits = BTreeSet::new();
                for (place, one) in events.iter().enumerate().filter(|(_, one)| is(one, Meaning::SupplementRequested)) {
                    let rest = &events[place..];
                    let there = rest.iter().find(|one| is(one, Meaning::Supplemented)).or(rest.get(1)).map_or(end, |one| one.minute);
                    waits.extend(one.minute.min(end)..there.min(end));
                }
                throughput.push(u64::try_from(end - start).unwrap_or(0).saturating_sub(waits.len() as u64) * 60);
            }
        }
        for (due, asked_again) in open {
            let (is_overdue, on_the_day) = (due < last, due < last && due.div_euclid(1440) == last.div_euclid(1440));
            counts.open_overdue += u64::from(is_overdue);
            counts.overdue_on_the_day += u64::from(on_the_day);
            counts.overdue_on_the_day_asked_again += u64::from(on_the_day && asked_again);
            counts.open_asked_again += u64::from(asked_again && !is_overdue);
        }
        prop_assert_eq!(found.total.counts, counts);
        prop_assert_eq!(found.variants.len(), ways.len());
        let mut times = Histogram::default();
        for time in throughput {
            times.add(time);
        }
        prop_assert_eq!(&found.total.throughput, &times);
        // Groups add up to the total.
        let one = found.by(|_| Key::default());
        prop_assert_eq!(one.iter().map(|group| group.counts).collect::<Vec<_>>(), if events.is_empty() { vec![] } else { vec![counts] });
    }
}
