//! The twenty objectives of Ba Đình on the evidence in `examples/evidence`: every value worked out by hand.

#![cfg(feature = "log")]
#![allow(clippy::unwrap_used, clippy::panic)]

#[path = "../examples/evidence/generator.rs"]
mod generator;

use quytrinh::log::{self, Mapping};
use quytrinh::measure::dossiers::{Limits, Options};
use quytrinh::measure::{CaseLog, Caseload, PartOf, Score, Scorecard, Share, SourceOf, Status, Trend, Wanted};
use quytrinh::{Date, Evidence, Library};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::ControlFlow;
use std::path::Path;
use std::process::{Command, Output};
use std::sync::{Arc, OnceLock};

const LOG: &str = "dossiers-2018-construction.csv";
const MAPPING: &str = "dossiers-2018-construction.yaml";
const DIR: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/examples/evidence");

fn library() -> &'static Library {
    static LIBRARY: OnceLock<Library> = OnceLock::new();
    LIBRARY.get_or_init(|| Library::open(concat!(env!("CARGO_MANIFEST_DIR"), "/processes/ba-dinh")).unwrap())
}

/// What is kept in the directory.
fn kept() -> BTreeMap<String, String> {
    let files = std::fs::read_dir(DIR).unwrap().map(|entry| entry.unwrap().path());
    let data = files.filter(|path| path.extension().is_some_and(|end| end == "csv" || end == "yaml"));
    data.map(|path| (path.file_name().unwrap().to_str().unwrap().to_owned(), std::fs::read_to_string(path).unwrap())).collect()
}

fn card() -> &'static Scorecard {
    static CARD: OnceLock<Scorecard> = OnceLock::new();
    CARD.get_or_init(|| {
        let (dossiers, records): (Vec<_>, Vec<_>) = kept().into_iter().partition(|(name, _)| name.starts_with("dossiers"));
        let mut dossiers: BTreeMap<String, String> = dossiers.into_iter().collect();
        let mut cases = Caseload::default();
        let log = dossiers.remove(LOG).unwrap();
        let mapping = Mapping::read(MAPPING, &dossiers.remove(MAPPING).unwrap()).unwrap();
        let limits = Some(Arc::new(Limits::of(library())));
        let options = Options { as_of: "2018-12-31T23:59:59.999".parse().ok(), limits, ..Options::default() };
        let counted = log::dossiers(|| Ok(log.as_bytes()), &mapping, &options, |_| ControlFlow::Continue(())).unwrap();
        let log = CaseLog { file: LOG, mapping_file: MAPPING, mapping: mapping.definition(), dossiers: &counted };
        cases.add(&log, library());
        for (name, text) in &dossiers {
            cases.read(name, text, library(), Date::of(2018, 12, 31));
        }
        library().score(&Evidence::from_sources(records), &cases, "2018".parse().unwrap(), None)
    })
}

fn score(id: &str) -> &'static Score {
    card().objectives.iter().find(|score| score.id.as_str() == id).unwrap()
}

#[test]
fn the_generator_makes_the_evidence_byte_for_byte() {
    let made = generator::files(library());
    let kept = kept();
    for (name, text) in &made {
        assert!(kept.get(*name) == Some(text), "{name} differs: cargo run --example 08_make_evidence -- examples/evidence");
    }
    let names: BTreeSet<&str> = made.iter().map(|(name, _)| *name).collect();
    assert!(kept.keys().all(|name| names.contains(&**name)), "{:?}", kept.keys());
    assert!(kept.values().map(String::len).sum::<usize>() < 1_000_000);
    assert!(
        kept.values().all(|text| text.contains("synthetic: true") || text.contains(",số liệu giả lập\n")),
        "made-up data say so"
    );
}

#[test]
fn all_of_the_evidence_is_used() {
    assert_eq!((card().left_out, &card().problems[..]), (0, &[][..]));
    // Rows of the tables of dossiers: 1 560 of 2017 (350 + 560 + 440 + 210) and 5 202 − 220 of 2018; 220 construction permits, of which
    // seven are open, are a log of 220 + 213 events; the rest are records.
    let rows = |name: &str| kept()[name].lines().filter(|line| line.starts_with("HS-")).count();
    assert_eq!((rows("dossiers-2017.csv"), rows("dossiers-2018.csv"), rows(LOG)), (1560, 4982, 433));
    assert!(card().synthetic);
}

#[test]
fn every_objective_has_the_value_that_its_records_give() {
    let expected: [(&str, Option<(u64, u64)>, Status); 21] = [
        // 20 services ordered; service-12 is only planned.
        ("q1", Some((19, 20)), Status::Missed),
        // 22 procedures; residence (QT-CT-01, QT-CT-02) is handed in at the police, complaints (QT-KN-01) at the office.
        ("q2", Some((19, 22)), Status::Missed),
        // 22 procedures; QT-LD-01 has no announcement, QT-CT-02 no entry in the database.
        ("q3", Some((20, 22)), Status::Missed),
        // 5 202 received − 45 open = 5 157 finished; 52 of them late.
        ("q4", Some((5105, 5157)), Status::Missed),
        // QT-CT-01 and QT-CT-02 by what is approved: 2/22 = 9.09 %.
        ("q5", Some((2, 22)), Status::Missed),
        // No limit is shortened by what is approved. The limits before, in sevenths of a working day: days count 5, working
        // days 7. Days: QT-CT-01 15, QT-KN-01 30, QT-XD-01 15 and 15 of QT-LD-01 are 75 · 5 = 375. Working days: QT-CT-02 3,
        // QT-DD-01 30, QT-DD-02 10, QT-DD-03 45, QT-GD-01 25, QT-GD-02 25, QT-KT-01 3, QT-KT-02 3, QT-TP-04 3, QT-TP-08 3,
        // QT-TP-09 20, QT-TP-10 15 and 7 + 3 of QT-LD-01 are 195; 195 · 7 = 1 365. What is immediate is nothing.
        ("q5t", Some((0, 1740)), Status::NotMeasurable),
        ("q6", None, Status::NotMeasurable),
        // school-01 to school-10, each with its decision.
        ("q7", Some((10, 10)), Status::Met),
        // 1 122 of 2 040 billion are 55 %; the way from 57 % in 2017 to 52 % in 2020 asks for 55 1/3 %.
        ("q8", Some((1_122_000_000_000, 2_040_000_000_000)), Status::OnTrack),
        // District: Σ (1900 + 10 m) = 22 800 + 780 = 23 580 of Σ (2000 + 10 m − 40) = 24 000 + 780 − 480 = 24 300.
        // Wards: 6 · 2 800 + 6 · 2 940 = 34 440 of 12 · (3 000 − 60) = 35 280.
        ("q9", Some((58_020, 59_580)), Status::Missed),
        // 26 units; the divisions of culture and of economy have no link to online services.
        ("q10", Some((24, 26)), Status::Missed),
        // 30 leaders; the head of Phúc Xá never logged in.
        ("q11", Some((29, 30)), Status::Missed),
        // Civil status: two of three of 600 + 210 + 150 + 60 = 1 020 are 680. Business: 3 of 5 of 400 + 150 = 550 are 330.
        ("q12", Some((1010, 1570)), Status::Missed),
        // Deployed at the end of 2017: construction permits, 1 of 2 of 220 online; social allowances, 1 of 4 of 140: 110 + 35 of 360.
        // Each field by itself: 25 % of social protection are less than 30 %.
        ("q13", Some((145, 360)), Status::Missed),
        // 15 agencies; Kim Mã: declaration lapsed; Đội Cấn: audit of 2017; Giảng Võ: a grave nonconformity is open.
        ("q14", Some((12, 15)), Status::Missed),
        ("q15", Some((5, 6)), Status::Missed),
        ("q16", Some((26, 26)), Status::Met),
        // 26 units; Trúc Bạch has no report.
        ("q17", Some((25, 26)), Status::Missed),
        // 28 visits to 26 units.
        ("q18", Some((26, 26)), Status::Met),
        // Wards: 14 · (27 + 25 + 26 + 27 + 21) = 1 764 of 14 · 150 = 2 100. District: 106 + 101 + 104 + 107 + 88 = 506 of 600.
        ("q19", Some((2270, 2700)), Status::Missed),
        // 14 wards, in June and in December.
        ("q20", Some((14, 14)), Status::Met),
    ];
    let found: Vec<(&str, Option<(u64, u64)>, Status)> = card()
        .objectives
        .iter()
        .map(|score| (score.id.as_str(), score.value.map(|share| (share.part, share.of)), score.status))
        .collect();
    for (found, expected) in found.iter().zip(&expected) {
        assert_eq!(found, expected);
    }
    assert_eq!(found.len(), expected.len());
}

fn part(score: &Score, name: &str) -> (u64, u64, Option<bool>) {
    let part = score.parts.iter().find(|part| match &part.of {
        PartOf::Level(level) => level.word() == name,
        PartOf::Field(id) | PartOf::Unit(id) => id.as_str() == name,
        PartOf::Procedure(code) => code == name,
    });
    let part = part.unwrap_or_else(|| panic!("{} has no part {name}", score.id));
    (part.value.part, part.value.of, part.met)
}

#[test]
fn what_stands_beside_the_values_is_right_too() {
    // Exactly 60 % is not more than 60 %: business misses, civil status reaches it, and so the whole is missed.
    assert_eq!(part(score("q12"), "business-registration"), (330, 550, Some(false)));
    assert_eq!(part(score("q12"), "civil-status"), (680, 1020, Some(true)));
    assert_eq!(score("q12").beside[0].value, Share { part: 1010, of: 1570 }, "pooled");
    assert_eq!(part(score("q1"), "district"), (11, 12, Some(false)));
    assert_eq!(part(score("q1"), "ward"), (8, 8, Some(true)));
    // Levels: 12 procedures of the district, 14 of the wards, four of both.
    assert_eq!((part(score("q5"), "district").1, part(score("q5"), "ward").1), (12, 14));
    let lacking: Vec<&str> = score("q14").short.iter().map(|short| &*short.subject).collect();
    assert_eq!(lacking, ["ward-doi-can", "ward-kim-ma", "ward-giang-vo"]);
    // Announced 21, posted 22, in the database 21, complete 22: each by itself.
    let rates: Vec<(u64, u64)> = score("q3").beside.iter().map(|beside| (beside.value.part, beside.value.of)).collect();
    assert_eq!(rates, [(21, 22), (22, 22), (21, 22), (22, 22)]);
    // Overdue of the 45 that are open: 1 + 1 + 2 + 1.
    assert_eq!(score("q4").beside[0].value, Share { part: 5105, of: 5157 + 5 });
    assert_eq!(score("q4").beside[1].value, Share { part: 5, of: 5202 });
    assert_eq!(score("q4").series.len(), 12, "month by month");
    assert_eq!(score("q4").series.iter().map(|(_, share)| share.of).sum::<u64>(), 5157);
    // 2017: 350 + 560 + 440 + 210 = 1 560 finished, 12 + 6 + 14 + 18 = 50 late: 96.79 %, then 98.99 %.
    let before = score("q4").previous.as_ref().unwrap();
    assert_eq!((before.value, score("q4").trend), (Share { part: 1510, of: 1560 }, Some(Trend::Better)));
    assert_eq!(part(score("q13"), "construction"), (110, 220, Some(true)));
    assert_eq!(part(score("q13"), "social-protection"), (35, 140, Some(false)));
    // The log gives no due dates: 220 are computed, and so compared with nothing.
    assert!(
        score("q4").reasons.iter().any(|reason| reason.en.starts_with("220 dossiers received in the period give no due date"))
    );
    let construction = score("q4").sources.iter().find_map(|source| match source {
        SourceOf::Dossiers { procedure, value, files, .. } if procedure == "QT-XD-01" => Some((*value, files)),
        _ => None,
    });
    // 220 − 7 finished, 12 late.
    let (value, files) = construction.unwrap();
    assert_eq!(value, Share { part: 201, of: 213 });
    assert_eq!((&*files[0].file, files[0].mapping.as_deref(), files[0].synthetic), (LOG, Some(MAPPING), true));
    // What was reached in 2017 is in a record: 17, 20 and 1 of 22 procedures, 24, 26 and 20 of 26 units, 14 of 14 wards.
    let trends = ["q2", "q3", "q5", "q16", "q17", "q18", "q20"]
        .map(|id| (score(id).previous.as_ref().unwrap().value.part, score(id).trend));
    assert_eq!(
        trends,
        [
            (17, Some(Trend::Better)),
            (20, Some(Trend::Same)),
            (1, Some(Trend::Better)),
            (24, Some(Trend::Better)),
            (26, Some(Trend::Worse)),
            (20, Some(Trend::Better)),
            (14, Some(Trend::Same)),
        ]
    );
    let rests_on =
        |id: &str| score(id).sources.iter().any(|s| matches!(s, SourceOf::Record { file, .. } if file == "baselines.csv"));
    assert!(rests_on("q2") && rests_on("q20") && !rests_on("q4"));
    // 57 − (57 − 52) / 3.
    let Some(Wanted::Interpolated { least: None, most: Some(most) }) = score("q8").wanted else { panic!("{:?}", score("q8")) };
    assert!((most - 55.0 - 1.0 / 3.0).abs() < 1e-9);
    // 828 of 1 000 in 2017.
    assert_eq!(score("q19").previous.as_ref().unwrap().value, Share { part: 828, of: 1000 });
    let (low, high) = score("q19").interval.unwrap();
    // p = 0.840741, n = 2700, z = 1.96: (p + z²/2n ± z √(p(1−p)/n + z²/4n²)) / (1 + z²/n).
    assert_eq!((format!("{low:.2}"), format!("{high:.2}")), ("82.65".into(), "85.41".into()));
    assert_eq!(card().index.len(), 14);
    assert!(card().index.iter().all(|sheet| sheet.date == Date::of(2018, 12, 14)), "the latest of each ward");
    let inputs: Vec<usize> = card().review.iter().map(|(_, entries)| entries.len()).collect();
    // Audits 14 of 2018 and 28 inspections; 75 answers of factors and two of feedback; 3 nonconformities, 2 + 1 actions;
    // two each of follow-ups, changes, recommendations.
    assert_eq!(inputs, [42, 77, 6, 2, 2, 2]);
}

#[test]
fn each_figure_names_what_it_rests_on() {
    for score in card().objectives.iter().filter(|score| score.value.is_some()) {
        assert!(!score.sources.is_empty(), "{}", score.id);
    }
    for score in card().objectives.iter().filter(|score| score.status == Status::NotMeasurable) {
        assert!(score.reasons.iter().any(|reason| reason.en.contains("`target:`")), "{}", score.id);
    }
}

fn run(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_quytrinh"))
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .env("LC_ALL", "C")
        .args(arguments)
        .output()
        .unwrap()
}

fn shown(arguments: &[&str]) -> String {
    let output =
        run(&[&["score", "processes/ba-dinh", "--evidence", "examples/evidence", "--period", "2018"], arguments].concat());
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn programs_get_values_targets_statuses_and_sources() {
    let all: Value = serde_json::from_str(&shown(&["--format", "json"])).unwrap();
    let objectives = all["objectives"].as_array().unwrap();
    assert_eq!((objectives.len(), &all["synthetic"], &all["summary"]["met"]), (21, &Value::Bool(true), &Value::from(4)));
    let q18 = objectives.iter().find(|o| o["id"] == "q18").unwrap();
    assert_eq!(q18["value"], serde_json::json!({"numerator": 26, "denominator": 26, "share": 1.0}));
    assert_eq!((q18["target"].as_str(), q18["status"].as_str()), (Some("= 100%"), Some("met")));
    // 28 inspections, and the value of the year before.
    assert_eq!(q18["sources"].as_array().unwrap().len(), 29);
    assert_eq!(q18["sources"][0]["file"], "examples/evidence/inspections.csv");
    assert!(q18["sources"][0]["line"].as_u64().unwrap() > 4);
    assert_eq!(all["evidence"]["left_out"], 0);
}

#[test]
fn made_up_figures_say_so_in_every_form() {
    for (format, word) in [
        ("text", "SYNTHETIC"),
        ("markdown", "SYNTHETIC"),
        ("html", "SYNTHETIC"),
        ("csv", ",true,"),
        ("json", "\"synthetic\": true"),
    ] {
        assert!(shown(&["--format", format]).contains(word), "{format}");
    }
    assert!(shown(&["--lang", "vi"]).contains("GIẢ LẬP"));
    assert!(shown(&["--review", "--format", "markdown", "--lang", "vi"]).contains("GIẢ LẬP"));
    let html = shown(&["--format", "html"]);
    assert!(html.contains("qt-chart") && html.contains("82.65%"));
    assert_eq!(html, shown(&["--format", "html"]), "the same bytes");
}

#[test]
fn what_is_wrong_with_evidence_is_shown_with_its_line() {
    let dir = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| std::fs::write(dir.path().join(name), text).unwrap();
    write(
        "inspections.yaml",
        "evidence: i\nkind: inspection\ntitle: {vi: Kiểm tra, en: Inspections}\nsource: {vi: Kết luận, en: Minutes}\nrecords:\n  - {date: 2018-03-14, unit: justice-divison}\n  - {date: 2018-03-14, unit: inspectorate}\n",
    );
    write(
        "dossiers.csv",
        "dossier,procedure,unit,received,due,resolved\nA,QT-TP-01,ward-kim-ma,2018-03-01,2018-03-01,2018-02-28\n",
    );
    let output = run(&["score", "processes/ba-dinh", "--evidence", &dir.path().to_string_lossy()]);
    let text = String::from_utf8(output.stdout).unwrap();
    assert_eq!(output.status.code(), Some(1), "{text}");
    assert!(
        text.contains("there is no unit `justice-divison`; did you mean `justice-division`?")
            && text.contains("inspections.yaml:6:"),
        "{text}"
    );
    assert!(text.contains("evidence/order") && text.contains("dossiers.csv:2:"), "{text}");
    assert!(text.contains("1 records and dossiers used, 2 left out"), "{text}");
    let output = run(&["score", "processes/ba-dinh", "--evidence", "no-such-directory"]);
    assert_eq!(output.status.code(), Some(2));
    let output = run(&["score", "processes/ba-dinh", "--evidence", DIR, "--period", "2018-Q7"]);
    assert_eq!(output.status.code(), Some(2));
}

#[test]
fn the_documents_hold_the_scorecard_where_there_is_evidence() {
    let out = tempfile::tempdir().unwrap();
    let to = out.path().to_string_lossy();
    let output = run(&["manual", "processes/ba-dinh", "--formats", "html", "--languages", "vi", "--out", &to, "--evidence", DIR]);
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    let page = |name: &str| std::fs::read_to_string(Path::new(&*to).join("vi").join(name)).unwrap();
    assert!(page("scorecard.html").contains("2.270/2.700"));
    assert!(page("manual.html").contains("id=\"scorecard\"") && page("manual.html").contains("GIẢ LẬP"));
    assert!(page("review-input.html").contains("5.6.2 a"));
    assert!(page("index.html").contains("scorecard.html"));
}

/// Evidence that is an event log: named with its mapping, or beside it in a directory.
#[test]
fn event_logs_are_evidence() {
    let dir = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| std::fs::write(dir.path().join(name), text).unwrap();
    write(
        "log.csv",
        "id,what,time\nA,in,2018-02-12T09:00\nA,out,2018-02-22T16:00\nB,in,2018-02-12T09:00\nB,out,2018-02-23T16:00\nC,in,\n",
    );
    let mapping = "mapping: register\ncolumns: {dossier: id, activity: what, time: time}\n\
        constants: {procedure: QT-TP-04, unit: ward-kim-ma}\nmeanings: {received: in, resolved: out}\n";
    write("map.yaml", mapping);
    let path = |name: &str| dir.path().join(name).to_string_lossy().into_owned();
    let named = |format: &str| {
        let output =
            run(&["score", "processes/ba-dinh", "--log", &path("log.csv"), "--mapping", &path("map.yaml"), "--format", format]);
        assert_eq!(output.status.code(), Some(1), "{}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap()
    };
    let all: Value = serde_json::from_str(&named("json")).unwrap();
    let q4 = all["objectives"].as_array().unwrap().iter().find(|o| o["id"] == "q4").unwrap();
    assert_eq!(q4["value"], serde_json::json!({"numerator": 1, "denominator": 2, "share": 0.5}));
    let files = &q4["sources"][0]["files"][0];
    assert!(files["file"].as_str().unwrap().ends_with("log.csv") && files["mapping"].as_str().unwrap().ends_with("map.yaml"));
    assert_eq!(all["evidence"]["used"], 2);
    assert_eq!(all["evidence"]["problems"][0]["line"], 6);
    let text = named("text");
    assert!(text.contains("warning[evidence/log]: an event without a time: 1 (`C`)") && text.contains("log.csv:6"), "{text}");
    assert!(named("markdown").contains("by the mapping"));
    // A mapping without a log says nothing by itself, and a log has one.
    let inside = || run(&["score", "processes/ba-dinh", "--evidence", &path("")]);
    let output = inside();
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains("the mapping names no log (`log:`)"));
    write("map.yaml", &mapping.replace("columns:", "log: log.csv\nsynthetic: true\ncolumns:"));
    let output = inside();
    let text = String::from_utf8(output.stdout).unwrap();
    assert!(
        text.contains("50.00% (1/2)") && text.contains("SYNTHETIC") && text.contains("2 records and dossiers used"),
        "{text}"
    );
    let output = run(&["score", "processes/ba-dinh", "--log", &path("log.csv")]);
    assert_eq!(output.status.code(), Some(2));
    let output = run(&["score", "processes/ba-dinh"]);
    assert_eq!(output.status.code(), Some(2));
}
