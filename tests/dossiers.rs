//! Event logs: a real one whose figures are known, and everything that can be wrong with one, each on its line.
#![cfg(feature = "log")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::print_stderr, clippy::format_collect)]

mod common;

use common::root;
use quytrinh::log::{self, Error, Mapping};
use quytrinh::measure::dossiers::{Dossiers, Options, Order, ProblemKind, Tally};
use quytrinh::time::{Comparison, Moment, OnTime};
use std::io::{Read, Write};
use std::ops::ControlFlow;

const MAPPING: &str = "
mapping: register
columns:
  dossier: Hồ sơ
  activity: Công việc
  time: Thời điểm
  resource: Người
  procedure: Thủ tục
  channel: Cách nộp
  start: Nhận
  due: Hẹn
  end: Trả
zone: +07:00
channels: {mạng: online, quầy: in-person}
meanings: {received: nhận, supplement-requested: [yêu cầu bổ sung], supplemented: bổ sung, resolved: ký, refused: từ chối}
steps: {nhận: receive, yêu cầu bổ sung: ask, bổ sung: supplement, ký: sign, từ chối: refuse}
procedures: {KS: QT-TP-01, KT: QT-TP-02}
empty: ['NULL']
";
const HEAD: &str = "Hồ sơ,Công việc,Thời điểm,Người,Thủ tục,Cách nộp,Nhận,Hẹn,Trả\n";

fn mapping() -> Mapping {
    Mapping::read("register.yaml", MAPPING.trim_start()).unwrap()
}

fn moment(text: &str) -> Moment {
    text.parse().unwrap()
}

fn go(_: log::Progress) -> ControlFlow<()> {
    ControlFlow::Continue(())
}

fn read_as_of(text: impl AsRef<[u8]>, as_of: Option<&str>) -> Result<Dossiers, Error> {
    let options = Options { as_of: as_of.map(moment), ..Options::default() };
    log::dossiers(|| Ok(text.as_ref()), &mapping(), &options, go)
}

/// A log of some rows; events read are always those used and those listed.
fn read(rows: &str) -> Dossiers {
    let found = read_as_of(format!("{HEAD}{rows}"), Some("2018-12-31")).unwrap();
    assert_eq!(found.events.read, found.events.used + found.events.left_out, "{rows}");
    found
}

/// The lines of a kind of problem, and what was found there.
fn lines(found: &Dossiers, kind: ProblemKind) -> Vec<(u64, String)> {
    let all = found.problems.iter().filter(|(of, ..)| *of == kind);
    all.flat_map(|(_, _, first)| first.iter().map(|one| (one.line, one.found.clone()))).collect()
}

fn kinds(found: &Dossiers) -> Vec<(ProblemKind, u64)> {
    found.problems.iter().map(|(kind, number, _)| (kind, number)).collect()
}

#[test]
fn a_register_is_counted() {
    let found = read(
        "1,nhận,2018-02-12T08:30,Lan,KS,mạng,,2018-02-22,\n\
         1,ký,2018-02-22T16:00,Minh,KS,mạng,,2018-02-22,\n\
         2,nhận,2018-02-12 01:30Z,Lan,KT,quầy,,2018-02-13T17:00:00+07:00,NULL\n\
         2,yêu cầu bổ sung,2018-02-12 09:30,Minh,KT,quầy,,2018-02-13T17:00,\n\
         2,bổ sung,2018-02-12 11:30,Lan,KT,quầy,,2018-02-13T17:00,\n\
         2,từ chối,2018-02-13 17:30,Minh,KT,quầy,,2018-02-13T17:00,\n\
         3,nhận,2018-03-01,,KT,,,2018-03-02,\n",
    );
    let counts = found.total.counts;
    assert_eq!(kinds(&found), []);
    assert_eq!((counts.received, counts.resolved, counts.open, counts.open_overdue), (3, 2, 1, 1));
    assert_eq!((counts.early, counts.on_time, counts.late, counts.late_on_the_day, counts.refused), (0, 1, 1, 1, 1));
    assert_eq!((counts.supplements, counts.supplemented, counts.first_time_right), (1, 1, 1));
    assert_eq!((counts.online, counts.channel_known), (1, 2));
    assert_eq!((counts.hand_overs, counts.ping_pong, found.persons), (4, 1, 2));
    // Two of the 33 hours were spent by the applicant.
    assert_eq!(found.total.throughput.least(), Some(31 * 3600));
    let keys: Vec<(&str, String)> =
        found.groups.iter().map(|group| (&*group.key.procedure, group.key.month.unwrap().to_string())).collect();
    assert_eq!(keys, [("QT-TP-01", "2018-02".into()), ("QT-TP-02", "2018-03".into()), ("QT-TP-02", "2018-02".into())]);
    let share = |definition, by| counts.on_time(definition, by).to_string();
    assert_eq!(share(OnTime::Resolved, Comparison::Instants), "50.00 %");
    assert_eq!(share(OnTime::Resolved, Comparison::Days), "100.00 %");
    assert_eq!(share(OnTime::ResolvedOrOverdue, Comparison::Instants), "33.33 %");
    assert_eq!(share(OnTime::Received, Comparison::Days), "66.67 %");
}

#[test]
fn whatever_is_wrong_is_listed_with_its_line_and_the_rest_is_used() {
    use ProblemKind as K;
    let good = "9,nhận,2018-02-12T08:30,Lan,KS,mạng,,,\n";
    let cases: [(&str, ProblemKind, &str, u64); 16] = [
        ("1,nhặn,2018-02-12T08:30,Lan,KS,mạng,,,\n", K::UnknownActivity, "nhặn", 2),
        ("1,nhận,2018-02-12T08:30,Lan,KX,mạng,,,\n", K::UnknownProcedure, "KX", 2),
        ("1,nhận,2018-02-12T08:30,Lan,KS,chim,,,\n", K::UnknownChannel, "chim", 2),
        ("1,nhận,,Lan,KS,mạng,,,\n", K::NoTime, "1", 1),
        ("1,nhận,NULL,Lan,KS,mạng,,,\n", K::NoTime, "1", 1),
        ("1,nhận,hôm qua,Lan,KS,mạng,,,\n", K::BadTime, "hôm qua", 1),
        ("1,nhận,2018-02-30T08:30,Lan,KS,mạng,,,\n", K::BadTime, "2018-02-30T08:30", 1),
        ("1,nhận,2018-02-12T08:30+99:00,Lan,KS,mạng,,,\n", K::BadTime, "2018-02-12T08:30+99:00", 1),
        ("1,nhận,2018-02-12T08:30,Lan,KS,mạng,,mai,\n", K::BadDate, "mai", 2),
        (",nhận,2018-02-12T08:30,Lan,KS,mạng,,,\n", K::NoDossier, "nhận", 1),
        ("1,,2018-02-12T08:30,Lan,KS,mạng,,,\n", K::NoActivity, "1", 1),
        ("1,nhận,2018-02-12T08:30,Lan,KS\n", K::Ragged, "1,nhận,2018-02-12T08:30,Lan,KS", 1),
        ("1,nhận,2018-02-12T08:30,Lan,KS,mạng,,,,thừa\n", K::Ragged, "1,nhận,2018-02-12T08:30,Lan,KS,mạng,,,,thừa", 1),
        ("1,nhận,2019-01-01T08:30,Lan,KS,mạng,,,\n", K::Future, "2019-01-01T08:30", 1),
        ("1,nhận,2018-02-12T08:30,Lan,KS,mạng,,,2019-01-05\n", K::FutureEnd, "2019-01-05", 2),
        (
            "1,nhận,2018-02-12T08:30,Lan,KS,mạng,2018-02-12T08:00,,2018-02-11\n",
            K::EndBeforeStart,
            "2018-02-12T08:00 – 2018-02-11",
            2,
        ),
    ];
    for (row, kind, said, used) in cases {
        let found = read(&format!("{good}\n{row}{}", good.replace("9,", "8,")));
        assert_eq!(kinds(&found), [(kind, 1)], "{row}");
        // A blank line is no event, and is counted as a line.
        assert_eq!(lines(&found, kind), [(4, said.to_owned())], "{row}");
        assert_eq!(found.events.used, used + 1, "{row}");
        assert_eq!(kind.leaves_out(), used == 1, "{row}");
        let event_is_used = used == 2;
        assert_eq!(found.total.counts.received, 2 + u64::from(event_is_used), "{row}");
    }
}

#[test]
fn events_out_of_order_are_put_in_order_and_duplicates_go() {
    let rows = "1,ký,2018-02-13T08:30,Minh,KS,mạng,,,\n\
                1,nhận,2018-02-12T08:30,Lan,KS,mạng,,,\n\
                1,ký,2018-02-13T08:30,Minh,KS,mạng,,,\n\
                1,ký,2018-02-13T08:30,Lan,KS,mạng,,,\n";
    let found = read(rows);
    assert_eq!(kinds(&found), [(ProblemKind::OutOfOrder, 1), (ProblemKind::Duplicate, 1)]);
    assert_eq!(lines(&found, ProblemKind::OutOfOrder), [(3, "2018-02-12T08:30".into())]);
    assert_eq!(lines(&found, ProblemKind::Duplicate), [(4, "ký".into())]);
    assert_eq!(found.variants[0].activities, ["nhận", "ký", "ký"]);
    assert_eq!((found.events.read, found.events.used), (4, 3));
}

#[test]
fn dossiers_whose_events_are_scattered_are_exact_too() {
    let mut rows = Vec::new();
    for dossier in 0..50 {
        rows.push(format!("{dossier},nhận,2018-02-{:02}T08:30,Lan,KS,mạng,,2018-02-25,\n", 1 + dossier % 20));
        rows.push(format!("{dossier},ký,2018-02-{:02}T09:30,P{},KS,mạng,,2018-02-25,\n", 2 + dossier % 26, dossier % 3));
    }
    let grouped = read(&rows.concat());
    rows.sort_by_key(|row| row.split(',').nth(2).unwrap().to_owned());
    let scattered = read(&rows.concat());
    assert_eq!(scattered.total, grouped.total);
    assert_eq!(scattered.groups, grouped.groups);
    assert_eq!(scattered.variants, grouped.variants);
    // Who pushes events himself may say that they stand together: then it is told where they do not.
    let mut tally = Tally::new(Options { order: Order::Grouped, ..Options::default() });
    log::read(format!("{HEAD}{}", rows.concat()).as_bytes(), &mapping(), &mut tally, go).unwrap();
    assert!(tally.is_interleaved());
    let found = tally.finish();
    assert_eq!(found.events.read, 100);
    assert_eq!(found.events.left_out, found.problems.number(ProblemKind::ComesBack));
}

#[test]
fn a_dossier_of_two_procedures_is_told() {
    let found = read("1,nhận,2018-02-12T08:30,Lan,KS,mạng,,,\n1,ký,2018-02-13T08:30,Lan,KT,mạng,,,\n");
    assert_eq!(lines(&found, ProblemKind::TwoProcedures), [(3, "QT-TP-02".into())]);
    assert_eq!(found.groups[0].key.procedure, "QT-TP-01");
}

#[test]
fn greenwich_without_a_zone_is_told() {
    let text = MAPPING.trim_start().replace("zone: +07:00\n", "");
    let mapping = Mapping::read("register.yaml", &text).unwrap();
    let log = format!("{HEAD}1,nhận,2018-02-12T08:30Z,Lan,KS,mạng,,,\n1,ký,2018-02-12T08:40+02:00,Lan,KS,mạng,,,\n");
    let found = log::dossiers(|| Ok(log.as_bytes()), &mapping, &Options::default(), go).unwrap();
    assert_eq!(kinds(&found), [(ProblemKind::NoZone, 1)]);
    assert_eq!(found.span, Some((moment("2018-02-12T08:30"), moment("2018-02-12T08:40"))));
    // With one, it is the time of the office.
    assert_eq!(read("1,nhận,2018-02-12T08:30Z,Lan,KS,mạng,,,\n").span.unwrap().0, moment("2018-02-12T15:30"));
}

#[test]
fn times_have_the_form_that_is_said() {
    let text = format!("{}time-format: '%d/%m/%Y %H:%M'\n", MAPPING.trim_start());
    let mapping = Mapping::read("register.yaml", &text).unwrap();
    let log = format!("{HEAD}1,nhận,12/02/2018 08:30,Lan,KS,mạng,,,\n1,ký,2018-02-13T08:30,Lan,KS,mạng,,,\n");
    let found = log::dossiers(|| Ok(log.as_bytes()), &mapping, &Options::default(), go).unwrap();
    assert_eq!(found.span.unwrap().0, moment("2018-02-12T08:30"));
    assert_eq!(lines(&found, ProblemKind::BadTime), [(3, "2018-02-13T08:30".into())]);
}

#[test]
fn only_the_events_that_are_asked_for_are_looked_at() {
    let text = format!("{}only: {{Người: [Lan, Minh]}}\n", MAPPING.trim_start());
    let mapping = Mapping::read("register.yaml", &text).unwrap();
    let log = format!("{HEAD}1,nhận,2018-02-12T08:30,Lan,KS,mạng,,,\n1,ký,2018-02-13T08:30,máy,KS,mạng,,,\n");
    let found = log::dossiers(|| Ok(log.as_bytes()), &mapping, &Options::default(), go).unwrap();
    assert_eq!(lines(&found, ProblemKind::SetAside), [(3, "máy".into())]);
    assert_eq!((found.events.read, found.events.used), (2, 1));
    assert!(found.problems.is_empty(), "it was asked for");
}

#[test]
fn a_mapping_that_names_columns_that_are_not_there_is_told_which_are() {
    let error = read_as_of("Hồ sơ;Công việc;Ngày\n1;nhận;2018-02-12\n", None).unwrap_err();
    let Error::Columns { missing, there } = &error else { panic!("{error}") };
    assert_eq!(missing.len(), 7);
    assert_eq!(there, &["Hồ sơ", "Công việc", "Ngày"]);
    assert!(error.to_string().ends_with("the columns are `Hồ sơ`, `Công việc`, `Ngày`"));
    let xes = "<log><trace><string key='concept:name' value='1'/><event><string key='concept:name' value='nhận'/></event></trace></log>";
    let Error::Columns { missing, there } = read_as_of(xes, None).unwrap_err() else { panic!() };
    assert_eq!(missing, ["Hồ sơ", "Công việc", "Thời điểm"]);
    assert_eq!(there, ["case:concept:name", "concept:name"]);
}

#[test]
fn a_mapping_that_says_something_wrong_is_not_used() {
    for (from, to, place) in [
        ("zone: +07:00", "zone: Hanoi", "zone"),
        ("zone: +07:00", "zone: +07:00\ndelimiter: ab", "delimiter"),
        ("zone: +07:00", "zone: +07:00\ntime-format: '%H:%M'", "time-format"),
        ("  time: Thời điểm\n", "", "columns.time"),
        ("mạng: online", "mạng: onlin", "channels.mạng"),
        ("received: nhận", "recieved: nhận", ""),
    ] {
        let text = MAPPING.trim_start().replace(from, to);
        let unusable = Mapping::read("register.yaml", &text).unwrap_err();
        assert!(
            unusable.findings.iter().any(|finding| finding.path.to_string().contains(place)),
            "{to}: {:?}",
            unusable.findings
        );
    }
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut writer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    writer.write_all(bytes).unwrap();
    writer.finish().unwrap()
}

#[test]
fn a_torn_log_is_used_up_to_where_it_is_torn() {
    let rows: String = (0..5000).map(|n| format!("{n},nhận,2018-02-12T08:{:02},P{},KS,mạng,,,\n", n % 60, n % 97)).collect();
    let whole = gzip(format!("{HEAD}{rows}").as_bytes());
    let all = read_as_of(&whole, None).unwrap();
    assert_eq!((all.events.used, kinds(&all)), (5000, vec![]));
    let half = read_as_of(&whole[..whole.len() / 2], None).unwrap();
    assert!(half.events.used > 500 && half.events.used < 4500, "{:?}", half.events);
    assert_eq!(lines(&half, ProblemKind::Torn)[0].0, half.events.used + 2, "the line behind the last one that is whole");
    for length in [3, 12, 20] {
        let found = read_as_of(&whole[..length], None).unwrap();
        assert!(found.problems.number(ProblemKind::Torn) == 1 && found.events.read == 0, "{length}");
    }
    let mut damaged = whole.clone();
    let middle = damaged.len() / 2;
    damaged[middle..].fill(0xff);
    assert_eq!(read_as_of(&damaged, None).unwrap().problems.number(ProblemKind::Torn), 1);
}

#[test]
fn a_log_of_nothing_says_so() {
    for text in ["", "\n\n", HEAD, "\u{feff}", "<log/>", "<?xml version='1.0'?><log><trace/></log>"] {
        let found = read_as_of(text, None).unwrap();
        assert_eq!(kinds(&found), [(ProblemKind::Empty, 1)], "{text}");
        let share = found.total.counts.on_time(OnTime::Resolved, Comparison::Instants);
        assert_eq!((share.to_string().as_str(), found.as_of), ("not applicable", None));
    }
}

#[test]
fn what_is_no_log_is_refused() {
    for text in [&b"<html></html>"[..], b"\xff\xfeH\0e\0", b"PK\x03\x04\0\0", b"<log2/>"] {
        assert!(matches!(read_as_of(text, None), Err(Error::NotALog { .. })), "{text:?}");
    }
    assert!(matches!(
        log::dossiers(|| Err::<&[u8], _>(std::io::ErrorKind::NotFound.into()), &mapping(), &Options::default(), go),
        Err(Error::Unreadable(_))
    ));
}

#[test]
fn text_that_is_not_utf8_is_told_and_used() {
    let mut text = HEAD.as_bytes().to_vec();
    text.extend_from_slice(b"1,nh\xe2n,2018-02-12T08:30,Lan,KS,,,,\n");
    let found = read_as_of(&text, None).unwrap();
    assert_eq!(lines(&found, ProblemKind::Encoding)[0].0, 2);
    assert_eq!(found.events.used, 1);
}

#[test]
fn quotation_marks_and_lines_within_them() {
    let found = read(
        "\"1\",\"nhận\",2018-02-12T08:30,\"Lan, \"\"A\"\"\nB\",KS,mạng,,,\r\n2,x,2018-02-12T08:30,Lan,KS,mạng,,,\r\n\"3,nhận\n",
    );
    assert_eq!(lines(&found, ProblemKind::UnknownActivity), [(4, "x".into())]);
    assert_eq!(lines(&found, ProblemKind::OpenQuote), [(5, "\"3,nhận".into())]);
    assert_eq!((found.events.read, found.events.used, found.persons), (3, 2, 2));
}

const XES: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<log xes.version="1.0" xmlns="http://www.xes-standard.org/">
  <global scope="event"><string key="Trả" value=""/></global>
  <string key="case:Hồ sơ" value="no trace"><string key="Hồ sơ" value="nested"/></string>
  <trace>
    <string key="Hồ sơ" value="A&amp;B"/>
    <event>
      <string key="Công việc" value="nhận"/>
      <date key="Thời điểm" value="2018-02-12T08:30:00.000+07:00"/>
      <string key="Người" value='Lan "A"'><string key="Người" value="nested"/></string>
    </event>
    <event><string key="Công việc" value="ký"/><date value="2018-02-13T08:30:00+07:00" key="Thời điểm"/></event>
  </trace>
  <event><string key="Công việc" value="ký"/><date key="Thời điểm" value="2018-02-13T08:30:00+07:00"/></event>
</log>
"#;

fn xes_mapping() -> Mapping {
    let text = "mapping: x\ncolumns: {dossier: 'case:Hồ sơ', activity: Công việc, time: Thời điểm, resource: Người, end: Trả, due: Hẹn}\nzone: +07:00\n";
    Mapping::read("x.yaml", text).unwrap()
}

#[test]
fn xes_is_read_with_attributes_of_trace_and_event() {
    let read = |text: &[u8]| {
        let found = log::dossiers(|| Ok(text), &xes_mapping(), &Options::default(), go).unwrap();
        assert_eq!(found.events.read, found.events.used + found.events.left_out);
        found
    };
    for text in [XES.as_bytes().to_vec(), gzip(XES.as_bytes())] {
        let found = read(&text);
        assert_eq!(kinds(&found), [(ProblemKind::NoColumn, 1), (ProblemKind::NoDossier, 1)]);
        assert_eq!(lines(&found, ProblemKind::NoColumn), [(1, "Hẹn".into())], "the end is declared");
        assert_eq!(lines(&found, ProblemKind::NoDossier), [(14, "ký".into())]);
        assert_eq!((found.events.used, found.persons, found.total.counts.received), (2, 1, 1));
    }
    // Torn in the second event: the first one is used.
    let torn = read(&XES.as_bytes()[..XES.find("value=\"ký\"").unwrap()]);
    assert_eq!(torn.events.used, 1);
    assert_eq!(torn.problems.number(ProblemKind::Torn), 1);
    let wrong = read(XES.replacen("</event>", "</evnt>", 1).as_bytes());
    assert_eq!(lines(&wrong, ProblemKind::Torn)[0].0, 11);
}

#[test]
fn reading_can_be_stopped_and_tells_how_far_it_is() {
    let rows: String = (0..200_000).map(|n| format!("{n},nhận,2018-02-12T08:30,Lan,KS,mạng,,,\n")).collect();
    let text = format!("{HEAD}{rows}");
    let mut said = Vec::new();
    let mut tally = Tally::new(Options::default());
    log::read(text.as_bytes(), &mapping(), &mut tally, |progress| {
        said.push(progress);
        if said.len() < 2 { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
    })
    .unwrap();
    assert_eq!(said.iter().map(|progress| progress.events).collect::<Vec<_>>(), [65_536, 131_072]);
    assert_eq!(said[0].line, 65_538);
    assert_eq!(tally.finish().events.used, 131_072);
}

#[test]
fn due_days_travel_with_the_parts_that_told_them() {
    let library = quytrinh::Library::open(root().join("processes/ba-dinh")).unwrap();
    let limits = Some(std::sync::Arc::new(quytrinh::measure::dossiers::Limits::of(&library)));
    let options = Options { limits, ..Options::default() };
    let part = |rows: &str| {
        let mut tally = Tally::new(options.clone());
        log::read(format!("{HEAD}{rows}").as_bytes(), &mapping(), &mut tally, go).unwrap();
        tally
    };
    let first = "1,nhận,2018-02-12T08:30,Lan,KT,,,2018-03-30,\n2,nhận,2018-02-12T08:30,Lan,KT,,,,\n";
    let second = "3,nhận,2031-02-12T08:30,Lan,KT,,,,\n4,nhận,2018-02-12T08:30,Lan,,,,,\n";
    // Blank lines, so that the second part has the lines it has in the whole.
    let travelled = [first.to_owned(), format!("\n\n{second}")].map(|rows| {
        let mut tally = part(&rows);
        tally.settle();
        let bytes = serde_json::to_vec(&tally.into_partial()).unwrap();
        Tally::from_partial(serde_json::from_slice(&bytes).unwrap(), options.clone())
    });
    let [mut found, other] = travelled;
    found.merge(other);
    let (found, whole) = (found.finish(), part(&format!("{first}{second}")).finish());
    assert_eq!(found.total, whole.total);
    assert_eq!(found.due_days, whole.due_days);
    let days: Vec<_> = found.due_days.values().collect();
    assert_eq!(days.iter().map(|days| days.compared).sum::<u64>(), 1);
    assert_eq!(days.iter().filter_map(|days| days.differing).map(|lines| lines.number).sum::<u64>(), 1);
    assert_eq!(days.iter().map(|days| days.none.len()).sum::<usize>(), 2);
    assert_eq!(found.total.counts.due_by_limit, 1);
}

/// The log of a real office; it is not part of the crate.
fn receipt(name: &str) -> Option<Vec<u8>> {
    let path = root().join("../shared/data/event-logs").join(name);
    let mut bytes = Vec::new();
    match std::fs::File::open(&path) {
        Ok(mut file) => {
            file.read_to_end(&mut bytes).unwrap();
            Some(bytes)
        }
        Err(_) => {
            eprintln!("skipped: {} is not there", path.display());
            None
        }
    }
}

#[test]
fn the_receipt_log_has_the_figures_that_are_known() {
    let mapping = std::fs::read_to_string(root().join("examples/receipt-mapping.yaml")).unwrap();
    let mapping = Mapping::read("receipt-mapping.yaml", &mapping).unwrap();
    let found: Vec<Dossiers> = ["receipt.csv", "receipt.xes.gz"]
        .into_iter()
        .filter_map(|name| {
            receipt(name).map(|bytes| log::dossiers(|| Ok(&bytes[..]), &mapping, &Options::default(), go).unwrap())
        })
        .collect();
    for found in &found {
        let counts = found.total.counts;
        assert_eq!((counts.received, found.events.read, found.events.used, found.activities.len()), (1434, 8577, 8577, 27));
        assert_eq!((counts.resolved, counts.open, found.persons), (1329, 105, 48));
        let share = |definition, by| {
            let share = counts.on_time(definition, by);
            (share.part, share.whole, share.to_string())
        };
        assert_eq!(share(OnTime::Resolved, Comparison::Instants), (952, 1329, "71.63 %".into()));
        assert_eq!(share(OnTime::Resolved, Comparison::Days), (1020, 1329, "76.75 %".into()));
        // As of the last event of the log.
        assert_eq!(found.as_of, Some(moment("2012-01-23T15:42:54.644")));
        assert_eq!(share(OnTime::ResolvedOrOverdue, Comparison::Instants), (952, 1368, "69.59 %".into()));
        assert_eq!((found.variants.len(), found.variants[0].dossiers), (116, 713));
        assert_eq!((counts.repeated, counts.hand_overs, counts.ping_pong), (91, 1208, 96));
        assert_eq!(kinds(found), [(ProblemKind::EndBeforeStart, 2)]);
    }
    // Both say the same, but for their lines.
    if let [csv, xes] = &*found {
        assert_eq!(csv.total, xes.total);
        let without_lines = |found: &Dossiers| {
            let mut groups = found.groups.clone();
            for group in &mut groups {
                group.line = 0;
            }
            groups
        };
        assert_eq!(without_lines(csv), without_lines(xes));
        assert_eq!(csv.variants, xes.variants);
    }
}

/// The command, on a small log: each format, and the exit codes.
#[cfg(feature = "cli")]
mod command {
    use super::{HEAD, MAPPING, root};
    use std::process::{Command, Output};

    fn run(log: &str, more: &[&str]) -> Output {
        let directory = tempfile::tempdir().unwrap();
        std::fs::write(directory.path().join("register.csv"), log).unwrap();
        std::fs::write(directory.path().join("register.yaml"), MAPPING.trim_start()).unwrap();
        let mut command = Command::new(env!("CARGO_BIN_EXE_quytrinh"));
        command.current_dir(directory.path()).env_remove("LC_ALL").env("LANG", "en_US.UTF-8");
        command.args(["dossiers", "register.csv", "--mapping", "register.yaml"]).args(more).output().unwrap()
    }

    fn text(output: &Output) -> String {
        String::from_utf8(output.stdout.clone()).unwrap() + &String::from_utf8(output.stderr.clone()).unwrap()
    }

    const ROWS: &str = "1,nhận,2018-02-12T08:30,Lan,KS,mạng,,2018-02-22,\n1,ký,2018-02-22T16:00,Minh,KS,mạng,,2018-02-22,\n2,nhận,2018-02-12T08:30,Lan,KT,quầy,,2018-02-13,\n";

    #[test]
    fn json_says_what_a_share_is_of() {
        let output = run(&format!("{HEAD}{ROWS}"), &["--format", "json", "--as-of", "2018-02-28"]);
        let value: serde_json::Value = serde_json::from_str(&text(&output)).unwrap();
        assert_eq!(output.status.code(), Some(0), "{value}");
        for (key, number) in
            [("dossiers", 2), ("events", 3), ("variants", 2), ("ended", 1), ("rework", 0), ("hand_overs", 1), ("ping_pong", 0)]
        {
            assert_eq!(value[key], number, "{key}");
        }
        let share = &value["on_time"];
        assert_eq!(
            (&share["definition"], &share["numerator"], &share["denominator"]),
            (&"resolved".into(), &1.into(), &1.into())
        );
        assert_eq!((&share["share"], &value["as_of"]), (&1.0.into(), &"2018-02-28T23:59:59.999".into()));
        let otherwise = value["on_time_otherwise"].as_array().unwrap();
        assert!(otherwise.iter().any(|one| one["definition"] == "received" && one["denominator"] == 2));
        assert_eq!(value["groups"].as_array().unwrap().len(), 2);
        assert_eq!(value["groups"][0]["key"]["procedure"], "QT-TP-01");
    }

    #[test]
    fn what_is_wrong_is_shown_and_ends_with_one() {
        let log = format!("{HEAD}{ROWS}3,nhận,mai,Lan,KS,mạng,,,\n");
        let output = run(&log, &[]);
        assert_eq!(output.status.code(), Some(1));
        let english = text(&output);
        assert!(english.contains("1 × the time of an event that cannot be read (left out)\n    line 5: mai\n"), "{english}");
        assert!(english.contains("4 events were read, 1 of them left out"), "{english}");
        let vietnamese = text(&run(&log, &["--lang", "vi"]));
        assert!(vietnamese.contains("dòng 5: mai") && vietnamese.contains("100,00%"), "{vietnamese}");
        let markdown = text(&run(&log, &["--format", "markdown"]));
        assert!(markdown.contains("## On time\n\n| definition |") && markdown.contains("- 1 × the time"), "{markdown}");
        let csv = text(&run(&log, &["--format", "csv"]));
        assert!(csv.starts_with("procedure,unit,field,channel,month,received,") && csv.lines().count() == 3, "{csv}");
        assert!(csv.contains("\nQT-TP-01,,,online,2018-02,1,2,"), "{csv}");
    }

    #[test]
    fn times_are_office_hours_with_a_calendar() {
        let calendar = root().join("processes/ba-dinh");
        let output = run(&format!("{HEAD}{ROWS}"), &["--format", "json", "--calendar", calendar.to_str().unwrap()]);
        let value: serde_json::Value = serde_json::from_str(&text(&output)).unwrap();
        assert_eq!(value["times_are"], "working");
        // The Lunar New Year lies between: 12 and 13 February, and most of the 21st and 22nd.
        let hours = value["throughput"]["median_s"].as_u64().unwrap() / 3600;
        assert!((24..=32).contains(&hours), "{hours}");
    }

    #[test]
    fn what_cannot_be_read_ends_with_two() {
        let output = run("a,b\n1,2\n", &[]);
        assert_eq!(output.status.code(), Some(2));
        assert!(text(&output).starts_with("error: register.csv: no column `Hồ sơ`, "), "{}", text(&output));
        assert!(text(&run(HEAD, &["--as-of", "mai"])).contains("`mai` is not a time"));
        assert_eq!(run(HEAD, &["--calendar", "."]).status.code(), Some(2));
        // Nothing in it is not a failure, but no share is made of it.
        let empty = run(HEAD, &["--format", "json"]);
        let value: serde_json::Value = serde_json::from_str(&text(&empty)).unwrap();
        assert_eq!((empty.status.code(), value["on_time"]["share"].is_null()), (Some(1), true));
    }

    const PROCEDURE: &str = "# Of a small office.
procedure: QT-TP-01
title: {vi: Đăng ký, en: Registration}
steps:
  - id: receive   # at the counter
    title: {vi: Nhận, en: Receive}
    role: clerk
    split: exclusive
    next:
      - {to: ask, when: {vi: Thiếu, en: incomplete}, share: 10%}
      - to: look
        when: {vi: Đủ, en: complete}   # mostly
        share: 90%
  - {id: ask, title: {vi: yêu cầu bổ sung, en: Ask}, role: clerk, next: supplement}
  - {id: supplement, title: {vi: Bổ sung, en: Supplement}, role: citizen, next: look}
  - {id: look, title: {vi: thẩm định, en: Look at it}, role: clerk, required-by: luat#8.1, time: 1 hour, next: sign}
  - {id: sign, title: {vi: Ký, en: Sign}, role: chief}
";
    const STEPS: &str = "{nhận: receive, bổ sung: supplement, ký: sign, từ chối: sign}";

    /// A directory with a log, its mapping and a definition; and the command there.
    fn held(rows: &str, steps: &str, more: &[&str]) -> (tempfile::TempDir, impl Fn(&[&str]) -> Output) {
        let directory = tempfile::tempdir().unwrap();
        let file = |name: &str, text: &str| std::fs::write(directory.path().join(name), text).unwrap();
        file("register.csv", &format!("{HEAD}{rows}"));
        let (before, rest) = MAPPING.trim_start().split_once("steps: ").unwrap();
        let (_, after) = rest.split_once('\n').unwrap();
        file("register.yaml", &format!("{before}steps: {steps}\n{after}"));
        std::fs::create_dir(directory.path().join("p")).unwrap();
        file("p/loan.yaml", PROCEDURE);
        let at = directory.path().to_owned();
        let all: Vec<String> = more.iter().map(|one| (*one).to_owned()).collect();
        let run = move |even_more: &[&str]| {
            let mut command = Command::new(env!("CARGO_BIN_EXE_quytrinh"));
            command.current_dir(&at).env_remove("LC_ALL").env("LANG", "en_US.UTF-8");
            command.args(["dossiers", "register.csv", "--mapping", "register.yaml", "--procedure", "p"]);
            command.args(&all).args(even_more).output().unwrap()
        };
        (directory, run)
    }

    /// Two dossiers as modelled, one that nobody looked at, two that are open: one as modelled until now, one not looked at.
    const HELD: &str = "1,nhận,2018-02-12T08:00,Lan,KS,,,,\n1,thẩm định,2018-02-12T10:00,Minh,KS,,,,\n1,ký,2018-02-12T12:00,An,KS,,,,\n\
        2,nhận,2018-02-12T08:00,Lan,KS,,,,\n2,yêu cầu bổ sung,2018-02-13T08:00,Lan,KS,,,,\n2,bổ sung,2018-02-14T08:00,Lan,KS,,,,\n\
        2,thẩm định,2018-02-14T10:00,Minh,KS,,,,\n2,ký,2018-02-14T12:00,An,KS,,,,\n\
        3,nhận,2018-02-12T08:00,Lan,KS,,,,\n3,điện thoại,2018-02-12T09:00,Lan,KS,,,,\n3,ký,2018-02-12T12:00,An,KS,,,,\n\
        4,nhận,2018-02-12T08:00,Lan,KS,,,,\n\
        5,nhận,2018-02-12T08:00,Lan,KS,,,,\n5,bổ sung,2018-02-13T08:00,Lan,KS,,,,\n";

    #[test]
    fn dossiers_are_held_against_a_procedure() {
        let (_directory, run) = held(HELD, STEPS, &[]);
        let output = run(&["--format", "json"]);
        let value: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap_or_else(|_| panic!("{}", text(&output)));
        // `điện thoại` is no step: that is told at its line.
        assert_eq!(output.status.code(), Some(1));
        assert_eq!(value["problems"][0]["kind"], "unknown-activity", "{value}");
        assert_eq!((&value["problems"][0]["number"], &value["problems"][0]["first"][0]["line"]), (&1.into(), &11.into()));
        let found = &value["conformance"][0];
        assert_eq!(found["procedure"], "QT-TP-01");
        assert_eq!(found["ended"], serde_json::json!({"conforming": 2, "of": 3}));
        assert_eq!(found["open"], serde_json::json!({"conforming": 1, "of": 2}));
        let skipped: Vec<(&str, u64)> = found["skipped"]
            .as_array()
            .unwrap()
            .iter()
            .map(|one| (one["step"].as_str().unwrap(), one["dossiers"].as_u64().unwrap()))
            .collect();
        assert_eq!(skipped, [("ask", 1), ("look", 1)]);
        assert_eq!(found["skipped"][1]["required_by"], serde_json::json!([{"act": "luat", "article": "8.1", "title": null}]));
        let extra = &found["extra"][0];
        assert_eq!(
            (&extra["activity"], &extra["after"], &extra["dossiers"]),
            (&"điện thoại".into(), &"receive".into(), &1.into())
        );
        let ways = &found["ways"];
        assert_eq!((&ways[0]["to"], &ways[0]["taken"], &ways[0]["declared"]), (&"ask".into(), &1.into(), &"10%".into()));
        assert_eq!(found["deviating"].as_array().unwrap().len(), 2);

        let english = text(&run(&[]));
        assert!(english.contains("Held against QT-TP-01 – Registration") && english.contains("2/3"), "{english}");
        assert!(english.contains("look – Look at it (Art. 8.1, luat)"), "{english}");
        let vietnamese = text(&run(&["--lang", "vi"]));
        assert!(vietnamese.contains("QT-TP-01: bước luật bắt buộc nhưng bị bỏ qua"), "{vietnamese}");
        let markdown = text(&run(&["--format", "markdown"]));
        assert!(markdown.contains("## QT-TP-01: ways taken\n\n| way |"), "{markdown}");
        let csv = text(&run(&["--format", "csv"]));
        assert!(csv.contains("\nQT-TP-01,conforming,ended,,2,,3,\n"), "{csv}");
        assert!(csv.contains("\nQT-TP-01,skipped,look,luat#8.1,1,1,,\n"), "{csv}");
    }

    #[test]
    fn a_mapping_that_names_no_step_of_the_procedure_is_told_where() {
        let (_directory, run) = held(HELD, "{nhận: receive, bổ sung: suplement}", &[]);
        let output = run(&[]);
        assert_eq!(output.status.code(), Some(2));
        assert!(
            text(&output).contains("register.yaml:15:") && text(&output).contains("no step `suplement`"),
            "{}",
            text(&output)
        );
        let output = run(&["--code", "QT-X"]);
        assert!(text(&output).contains("no procedure with the code QT-X"), "{}", text(&output));
    }

    #[test]
    fn what_was_measured_is_written_beside_steps_and_branches() {
        let (directory, run) = held(HELD, STEPS, &["--write"]);
        let file = directory.path().join("p/loan.yaml");
        let output = run(&[]);
        assert!(text(&output).contains("what was measured was written to 1 file"), "{}", text(&output));
        let written = std::fs::read_to_string(&file).unwrap();
        let source = |vi: &str, en: &str| {
            format!(
                "source: {{vi: \"register.csv, 12/02/2018–14/02/2018: {vi}\", en: \"register.csv, 12 Feb 2018–14 Feb 2018: {en}\"}}"
            )
        };
        let of_time = source("thời gian kể từ sự kiện liền trước, trung vị", "time since the event before, median");
        // Two hours are the twelfth part of a day, to a thousandth.
        assert!(
            written.contains(&format!("time: 1 hour, measured: {{time: 0.083 days, cases: 2, {of_time}}}, next: sign}}")),
            "{written}"
        );
        let of_share = source("số lần rẽ nhánh theo đối chiếu hồ sơ", "ways taken, as dossiers fit the procedure");
        assert!(
            written
                .contains(&format!("        share: 90%\n        measured: {{share: 50%, cases: 2, {of_share}}}\n  - {{id: ask")),
            "{written}"
        );
        // All else is as it was.
        let mut rest = written.clone();
        while let Some(from) = rest.find("measured: {") {
            let to = from + rest[from..].find("\"}}").unwrap() + 3;
            let line = rest[..from].rfind('\n').unwrap();
            let is_alone = rest[line..from].trim().is_empty();
            rest.replace_range(if is_alone { line..to } else { from - 2..to }, "");
        }
        assert_eq!(rest, PROCEDURE);
        // Once more nothing changes.
        run(&[]);
        assert_eq!(std::fs::read_to_string(&file).unwrap(), written);
        let check = Command::new(env!("CARGO_BIN_EXE_quytrinh")).args(["check", file.to_str().unwrap()]).output().unwrap();
        let check = text(&check);
        assert!(check.contains("time/measured-differs"), "{check}");
    }

    #[test]
    fn the_receipt_log_is_held_against_its_procedure() {
        let log = root().join("../shared/data/event-logs/receipt.csv");
        if !log.exists() {
            eprintln!("skipped: there is no {}", log.display());
            return;
        }
        let directory = tempfile::tempdir().unwrap();
        let procedure = directory.path().join("receipt-phase.yaml");
        std::fs::copy(root().join("examples/receipt/receipt-phase.yaml"), &procedure).unwrap();
        let run = || {
            let mut command = Command::new(env!("CARGO_BIN_EXE_quytrinh"));
            command.arg("dossiers").arg(&log).arg("--mapping").arg(root().join("examples/receipt-mapping.yaml"));
            command.arg("--procedure").arg(&procedure).args(["--format", "json", "--write"]).output().unwrap()
        };
        let value: serde_json::Value = serde_json::from_slice(&run().stdout).unwrap();
        let found = &value["conformance"][0];
        let number = |path: &str| found.pointer(path).and_then(serde_json::Value::as_u64).unwrap();
        assert_eq!(number("/ended/of") + number("/open/of"), 1434);
        assert_eq!(number("/open/of"), value["open"].as_u64().unwrap());
        // As many as go as modelled if all of them had ended, and those that may still do so.
        assert!(number("/ended/conforming") + number("/open/conforming") >= 1386);
        assert_eq!(number("/undecided"), 0);
        let written = std::fs::read_to_string(&procedure).unwrap();
        assert!(written.contains("measured: {share: "), "{written}");
        run();
        assert_eq!(std::fs::read_to_string(&procedure).unwrap(), written);
    }
}
