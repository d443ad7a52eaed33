//! Dossiers of event logs and of plain tables: the same dossiers give the same figures.
#![cfg(feature = "log")]
#![allow(clippy::unwrap_used, clippy::format_push_string)]

use proptest::prelude::*;
use quytrinh::log::{self, Mapping};
use quytrinh::measure::dossiers::{Limits, Options, Receipt};
use quytrinh::measure::{CaseLog, Caseload, Load};
use quytrinh::time::Moment;
use quytrinh::{Date, Finding, Library, Part};
use std::ops::ControlFlow;
use std::sync::{Arc, OnceLock};

const DIR: &str = env!("CARGO_MANIFEST_DIR");

fn library() -> &'static Library {
    static LIBRARY: OnceLock<Library> = OnceLock::new();
    LIBRARY.get_or_init(|| Library::open(format!("{DIR}/processes/ba-dinh")).unwrap())
}

const MAPPING: &str = "mapping: register
columns: {dossier: id, activity: what, time: time, procedure: procedure, unit: unit, channel: channel, due: due}
channels: {in-person: in-person, post: post, online: online}
meanings: {received: in, supplement-requested: ask, supplemented: there, resolved: out}
";
const HEAD: &str = "id,what,time,procedure,unit,channel,due\n";

fn of_table(text: &str, day: Date) -> Caseload {
    let mut cases = Caseload::default();
    cases.read("cases.csv", text, library(), day);
    cases
}

fn add(cases: &mut Caseload, library: &Library, mapping: &str, log: &str, day: Date) {
    let mapping = Mapping::read("register.yaml", mapping).unwrap();
    let as_of = format!("{day}T23:59:59.999").parse().ok();
    let options = Options { as_of, limits: Some(Arc::new(Limits::of(library))), ..Options::default() };
    let dossiers = log::dossiers(|| Ok(log.as_bytes()), &mapping, &options, |_| ControlFlow::Continue(())).unwrap();
    let (file, mapping_file) = ("cases.csv", "register.yaml");
    cases.add(&CaseLog { file, mapping_file, mapping: mapping.definition(), dossiers: &dossiers }, library);
}

fn of_log(rows: &str, day: Date) -> Caseload {
    let mut cases = Caseload::default();
    add(&mut cases, library(), MAPPING, &format!("{HEAD}{rows}"), day);
    cases
}

/// The findings with their lines.
fn said(cases: &Caseload) -> Vec<(&'static str, usize, &str)> {
    let line = |finding: &Finding| match &finding.part {
        Part::Line(line) => *line,
        part => {
            cases.texts.iter().find(|text| text.name == finding.source).map_or(0, |text| text.locate(&finding.path, part).line)
        }
    };
    cases.findings.iter().map(|finding| (finding.rule, line(finding), &*finding.message.en)).collect()
}

#[test]
fn the_year_of_examples_has_equal_loads_as_a_table_and_as_a_log() {
    let table = std::fs::read_to_string(format!("{DIR}/examples/evidence/dossiers-2018.csv")).unwrap();
    let mut rows = String::new();
    for line in table.lines().filter(|line| line.starts_with("HS-")) {
        let [id, procedure, unit, channel, received, due, resolved] = line.split(',').collect::<Vec<_>>()[..] else {
            panic!("{line}")
        };
        rows += &format!("{id},in,{received},{procedure},{unit},{channel},{due}\n");
        if !resolved.is_empty() {
            rows += &format!("{id},out,{resolved},,,,\n");
        }
    }
    for day in [Date::of(2018, 12, 31), Date::of(2018, 6, 30)] {
        let (table, mut log) = (of_table(&table, day), of_log(&rows, day));
        assert_eq!(table.dossiers, log.dossiers);
        // Without a request for a supplement in the log, that there was none is what the table does not say.
        assert!(table.loads.iter().all(|load| load.supplements_known == 0));
        for load in &mut log.loads {
            (load.supplements_known, load.first_time_right) = (0, 0);
        }
        assert_eq!(table.loads, log.loads);
    }
    let log = of_log(&rows, Date::of(2018, 12, 31));
    assert_eq!((log.dossiers, log.left_out, said(&log)), (4982, 0, vec![]));
    let sum = |of: fn(&Load) -> u64| log.loads.iter().map(of).sum::<u64>();
    assert_eq!((sum(|l| l.resolved), sum(|l| l.late), sum(|l| l.open), sum(|l| l.open_overdue)), (4944, 40, 38, 4));
    assert_eq!((log.sources[0].mapping.as_deref(), log.sources[0].synthetic), (Some("register.yaml"), false));
}

#[test]
fn what_a_log_has_beyond_the_library_is_left_out_and_said() {
    let rows = "\
A,in,2018-03-05,QT-TP-04,ward-kim-ma,online,2018-03-08
B,in,2018-03-05,QT-TP-4,ward-kim-ma,online,2018-03-08
C,in,2018-03-05,,ward-kim-ma,online,2018-03-08
D,in,2018-03-05,QT-TP-04,ward-kim-na,online,2018-03-08
D,out,2018-04-05,,,,
E,in,2018-03-05,QT-TP-4,ward-kim-ma,online,2018-03-08
A,in,2018-03-05,QT-TP-04,ward-kim-ma,online,2018-03-08
F,in,,QT-TP-04,ward-kim-ma,online,2018-03-08
";
    let log = of_log(rows, Date::of(2018, 12, 31));
    assert_eq!((log.dossiers, log.left_out), (1, 4));
    assert_eq!(
        said(&log),
        [
            ("evidence/unknown-procedure", 4, "dossiers without a procedure are left out: 1"),
            (
                "evidence/unknown-procedure",
                3,
                "there is no procedure `QT-TP-4`; its dossiers are left out: 2; did you mean `QT-TP-04`?"
            ),
            (
                "evidence/unknown-unit",
                5,
                "there is no unit `ward-kim-na`; its dossiers are left out: 1; did you mean `ward-kim-ma`?"
            ),
            ("evidence/log", 9, "an event without a time: 1 (`F`)"),
            ("evidence/log", 8, "an event that is there already: 1 (`in`)"),
        ]
    );
}

#[test]
fn a_dossier_is_not_counted_again_without_a_word() {
    let day = Date::of(2018, 12, 31);
    let mut cases = of_log("A,in,2018-03-05,QT-TP-04,ward-kim-ma,,2018-03-08\n", day);
    let head = "dossier,procedure,unit,received,due,resolved\n";
    cases.read(
        "more.csv",
        &format!("{head}A,QT-TP-04,ward-kim-ma,2018-03-05,2018-03-08,\nB,QT-TP-04,ward-kim-ma,2018-03-05,2018-03-08,\n"),
        library(),
        day,
    );
    assert_eq!((cases.dossiers, cases.left_out), (2, 1));
    assert_eq!(said(&cases), [("evidence/duplicate", 2, "the dossier `A` already stands in `cases.csv`")]);
    // A log cannot be counted but as a whole.
    add(&mut cases, library(), MAPPING, &format!("{HEAD}B,in,2018-03-05,QT-TP-04,ward-kim-ma,,2018-03-08\n"), day);
    let last = cases.findings.last().unwrap();
    assert_eq!(
        last.message.en,
        "dossiers of this log that stand in `more.csv` too and are counted twice: 1; keep each dossier in one file"
    );
}

#[test]
fn a_log_that_was_made_up_says_so() {
    let mut cases = Caseload::default();
    let mapping = MAPPING.replace("columns:", "synthetic: true\ncolumns:");
    add(
        &mut cases,
        library(),
        &mapping,
        &format!("{HEAD}A,in,2018-03-05,QT-TP-04,ward-kim-ma,,2018-03-08\n"),
        Date::of(2018, 12, 31),
    );
    assert!(cases.synthetic());
}

/// Due days that are not given, on the calendar of Ba Đình, by hand.
///
/// Marital status, QT-TP-04: 3 working days. Received on Monday, 12 February 2018, it is due on Thursday the 22nd, after the Lunar New Year.
/// Construction, QT-XD-01: 15 days; from Wednesday, 31 January, to 15 February, in the holidays, and so on the 21st.
#[test]
fn due_days_are_computed_from_limits() {
    let day = Date::of(2018, 12, 31);
    let head = "dossier,procedure,unit,received,resolved\n";
    let table = |rows: &str| of_table(&format!("{head}{rows}"), day);
    let cases = table(
        "A,QT-TP-04,ward-kim-ma,2018-02-12,2018-02-21\nB,QT-TP-04,ward-kim-ma,2018-02-12,2018-02-22\n\
         C,QT-TP-04,ward-kim-ma,2018-02-12,2018-02-23\nD,QT-TP-04,ward-kim-ma,2018-02-12,\n\
         E,QT-XD-01,district-one-stop,2018-01-31,2018-02-21\n",
    );
    assert_eq!(said(&cases), []);
    let marital = &cases.loads[0];
    assert_eq!((marital.early, marital.on_time, marital.late, marital.open_overdue, marital.due_by_limit), (1, 1, 1, 1, 4));
    let on_the_day = cases.loads.iter().filter(|load| load.procedure == "QT-XD-01").map(|load| load.on_time).sum::<u64>();
    assert_eq!(on_the_day, 1);
    // A supplement asked for on the 13th and there on the 22nd: two of three days are left, until the 26th.
    let log = |rows: &str| of_log(rows, day);
    let waited = "A,in,2018-02-12T09:00,QT-TP-04,ward-kim-ma,,\nA,ask,2018-02-13T10:00,,,,\nA,there,2018-02-22T15:00,,,,\n";
    for (end, expected) in [("2018-02-23", (1, 0, 0)), ("2018-02-26", (0, 1, 0)), ("2018-02-27", (0, 0, 1))] {
        let cases = log(&format!("{waited}A,out,{end}T11:00,,,,\n"));
        let load = &cases.loads[0];
        assert_eq!((load.early, load.on_time, load.late), expected, "{end}");
        assert_eq!(said(&cases), []);
    }
    // Who still waits for his applicant is not overdue; who was overdue before he asked is.
    let waits = "A,in,2018-02-12T09:00,QT-TP-04,ward-kim-ma,,\n";
    let open = |rows: &str| {
        let cases = log(rows);
        (cases.loads[0].open, cases.loads[0].open_overdue, cases.loads[0].open_without_due)
    };
    assert_eq!(open(&format!("{waits}A,ask,2018-02-13T10:00,,,,\n")), (1, 0, 0));
    assert_eq!(open(&format!("{waits}A,ask,2018-02-26T10:00,,,,\n")), (1, 1, 0));
    assert_eq!(open(waits), (1, 1, 0));
    // Copies are due the same day, or the next one if they came in after three.
    let cases = log(
        "A,in,2018-03-09T15:10,QT-TP-05,ward-kim-ma,,\nA,out,2018-03-12T09:00,,,,\nB,in,2018-03-09T14:00,QT-TP-05,ward-kim-ma,,\nB,out,2018-03-12T09:00,,,,\n",
    );
    assert_eq!((cases.loads[0].on_time, cases.loads[0].late, said(&cases)), (1, 1, vec![]));
}

#[test]
fn what_cannot_be_told_is_no_due_day_and_is_said_once_for_each_procedure() {
    let day = Date::of(2021, 12, 31);
    let head = "dossier,procedure,unit,received,resolved,supplements\n";
    let rows = "\
A,QT-TP-01,ward-kim-ma,2018-03-09,2018-03-09,
B,QT-TP-01,ward-kim-ma,2018-03-12,2018-03-12,
C,QT-TP-04,ward-kim-ma,2021-03-12,2021-03-12,
D,QT-TP-04,ward-kim-ma,2018-03-12,,2
";
    let cases = of_table(&format!("{head}{rows}"), day);
    assert_eq!(
        said(&cases),
        [
            (
                "evidence/no-due-date",
                2,
                "dossiers of `QT-TP-01` without a due date, where none can be told: 2; the limit depends on the hour of receipt, and only the day is known"
            ),
            (
                "evidence/no-due-date",
                4,
                "dossiers of `QT-TP-04` without a due date, where none can be told: 1; the calendar does not hold the year 2021"
            ),
            (
                "evidence/no-due-date",
                5,
                "dossiers of `QT-TP-04` without a due date, where none can be told: 1; a supplement was waited for, and it is not known from when to when"
            ),
        ]
    );
    assert_eq!(cases.left_out, 0);
    let sum = |of: fn(&Load) -> u64| cases.loads.iter().map(of).sum::<u64>();
    assert_eq!((sum(|l| l.without_due), sum(|l| l.open_without_due), sum(|l| l.early + l.on_time + l.late)), (3, 1, 0));
    assert_eq!(sum(|l| l.open_overdue), 0);

    // Without a calendar nothing can be told.
    let text = std::fs::read_to_string(format!("{DIR}/processes/ba-dinh/services/QT-TP-04-marital-status.yaml")).unwrap();
    let bare = Library::from_sources([("p.yaml", text)]);
    let mut cases = Caseload::default();
    cases.read("cases.csv", "dossier,procedure,unit,received,resolved\nA,QT-TP-04,,2018-03-09,2018-03-09\n", &bare, day);
    assert!(cases.findings[0].message.en.ends_with("there is no working calendar (`calendar:`) among the definitions"));
    assert_eq!(cases.loads[0].without_due, 1);
}

#[test]
fn given_due_days_count_and_are_compared_with_the_limit() {
    let day = Date::of(2018, 12, 31);
    let rows = "\
A,in,2018-03-05T09:00,QT-TP-04,ward-kim-ma,,2018-03-08
B,in,2018-03-05T09:00,QT-TP-04,ward-kim-ma,,2018-03-09
B,out,2018-03-09T09:00,,,,
C,in,2018-03-05T09:00,QT-TP-04,ward-kim-ma,,2018-03-07
D,in,2018-03-05T09:00,QT-TP-04,ward-kim-ma,,2018-03-12
D,ask,2018-03-06T09:00,,,,
D,there,2018-03-08T09:00,,,,
";
    // D: two of the three days are left when the supplement is there on the 8th, until the 12th.
    let cases = of_log(rows, day);
    assert_eq!(
        said(&cases),
        [(
            "evidence/due-date",
            3,
            "due dates of `QT-TP-04` that do not follow from its limit: 2 of 4; the date that is given counts"
        )]
    );
    assert_eq!((cases.loads[0].on_time, cases.loads[0].due_by_limit), (1, 0));
}

/// A dossier as a row and as events.
#[derive(Debug, Clone)]
struct Case {
    procedure: usize,
    unit: usize,
    received: i32,
    due: Option<i32>,
    resolved: Option<i32>,
    channel: Option<usize>,
    supplements: u8,
}

fn case() -> impl Strategy<Value = Case> {
    let due = proptest::option::of(0_i32..40);
    let resolved = proptest::option::of(0_i32..60);
    (0_usize..6, 0_usize..4, 0_i32..365, due, resolved, proptest::option::of(0_usize..3), 0_u8..3).prop_map(
        |(procedure, unit, received, due, resolved, channel, supplements)| Case {
            procedure,
            unit,
            received,
            due,
            resolved,
            channel,
            // Of a table it is not known when supplements were asked for; a log says it.
            supplements: if due.is_some() { supplements } else { 0 },
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    /// The same dossiers give the same loads, and the same is said of their due days, in a table and in a log, whatever is the day of the figures.
    #[test]
    fn tables_and_logs_of_the_same_dossiers_give_the_same(cases in proptest::collection::vec(case(), 0..40), day in 0_i32..400) {
        let procedures = ["QT-TP-01", "QT-TP-04", "QT-XD-01", "QT-LD-01", "QT-KN-01", "QT-XX-99"];
        let units = ["ward-kim-ma", "ward-truc-bach", "district-one-stop", "nowhere"];
        let channels = ["in-person", "post", "online"];
        let date = |after: i32| (Date::of(2018, 1, 1).civil() + jiff::Span::new().days(after)).to_string();
        let (mut table, mut log) = ("dossier,procedure,unit,received,due,resolved,channel,supplements\n".to_owned(), String::new());
        let mut later = 0;
        for (i, case) in cases.iter().enumerate() {
            let (procedure, unit) = (procedures[case.procedure], units[case.unit]);
            let received = date(case.received);
            let after = |days: Option<i32>| days.map_or_else(String::new, |days| date(case.received + days));
            let (due, resolved) = (after(case.due), after(case.resolved));
            let channel = case.channel.map_or("", |at| channels[at]);
            table += &format!("D{i},{procedure},{unit},{received},{due},{resolved},{channel},{}\n", case.supplements);
            log += &format!("D{i},in,{received},{procedure},{unit},{channel},{due}\n");
            for n in 0..case.supplements {
                log += &format!("D{i},ask,{received}T0{n}:30,,,,\n");
            }
            if !resolved.is_empty() {
                log += &format!("D{i},out,{resolved}T09:00,,,,\n");
            }
            later += u64::from(case.received > day);
        }
        let end: Date = (Date::of(2018, 1, 1).civil() + jiff::Span::new().days(day)).into();
        let (table, log) = (of_table(&table, end), of_log(&log, end));
        prop_assert_eq!(&table.loads, &log.loads);
        prop_assert_eq!(table.dossiers, log.dossiers);
        prop_assert_eq!(table.dossiers + table.left_out, cases.len() as u64);
        // A log has no dossier of which nothing has happened yet; that events lie ahead is said.
        prop_assert!(log.dossiers + log.left_out + later >= cases.len() as u64);
        // Of a table it is not known how long was waited, so that less can be said of days that are given.
        let waits = cases.iter().any(|case| case.supplements > 0);
        let of_days = |cases: &Caseload| -> Vec<String> {
            let said = cases.findings.iter().filter(|f| f.rule == "evidence/no-due-date" || (f.rule == "evidence/due-date" && !waits));
            said.map(|f| f.message.en.clone()).collect()
        };
        prop_assert_eq!(of_days(&table), of_days(&log));
    }

    /// A due day that is computed follows from the limit, waiting makes none earlier, and a day before all of this does not follow.
    #[test]
    fn a_computed_due_day_agrees_with_itself(
        procedure in 0_usize..5, received in 0_i64..600_000, waits in proptest::collection::vec((0_i64..20_000, 0_i64..20_000), 0..3)
    ) {
        let limits = Limits::of(library());
        let procedure = ["QT-TP-01", "QT-TP-04", "QT-XD-01", "QT-LD-01", "QT-DD-01"][procedure];
        let after = |from: Moment, minutes: i64| from.plus(minutes * 60_000).unwrap();
        // Days alone as well: every tenth is at midnight.
        let minute = if received % 10 == 0 { received / 1440 * 1440 } else { received };
        let received = after(Moment::of(Date::of(2018, 1, 1)), minute);
        let mut stops = Vec::new();
        let mut at = received;
        for (pause, length) in waits {
            let from = after(at, pause);
            at = after(from, length);
            stops.push((from, Some(at)));
        }
        let until = after(received, 200_000);
        let without = limits.due(&Receipt { until, ..Receipt::new(procedure, received) });
        let receipt = Receipt { stops: &stops, until, ..Receipt::new(procedure, received) };
        if let (Ok(without), Ok(due)) = (without, limits.due(&receipt)) {
            prop_assert!(without <= due);
            prop_assert_eq!(limits.agrees(&receipt, due.date()), Ok(true));
            prop_assert_eq!(limits.agrees(&receipt, without.date()), Ok(true));
            let before: Date = (without.date().civil() - jiff::Span::new().days(1)).into();
            prop_assert_eq!(limits.agrees(&receipt, before), Ok(false));
            let behind: Date = (due.date().civil() + jiff::Span::new().days(1)).into();
            let hour_is_known = received.milliseconds() % 86_400_000 != 0;
            if hour_is_known {
                prop_assert_eq!(limits.agrees(&receipt, behind), Ok(false));
            }
        }
    }
}
