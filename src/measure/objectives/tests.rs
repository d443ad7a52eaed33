#![allow(clippy::unwrap_used)]

use super::*;
use proptest::prelude::*;

const UNITS: &str = "organisation: o\ntitle: O\nunits:\n  - {id: lab, title: Lab, kind: division, level: district}\n  - {id: ward-a, title: A, kind: ward, level: ward}\n  - {id: ward-b, title: B, kind: ward, level: ward}\nroles:\n  - {id: r, title: R, kind: officer}\n";

/// One objective, measured against records: `(kind, rows)`.
fn measured(objective: &str, records: &[(&str, &str)], period: &str, as_of: Option<&str>) -> Score {
    let programme = format!("objectives: q\ntitle: Q\nyear: {}\nitems:\n  - id: q\n    title: Q\n{objective}", &period[..4]);
    let library = Library::from_sources([("o.yaml", UNITS), ("q.yaml", &*programme)]);
    assert!(library.findings().is_empty(), "{:?}", library.findings());
    let files = records.iter().enumerate().map(|(i, (kind, rows))| {
        (format!("{i}.yaml"), format!("evidence: e{i}\nkind: {kind}\ntitle: E\nsource: S\nrecords:\n{rows}"))
    });
    let evidence = Evidence::from_sources(files);
    assert!(evidence.findings().is_empty(), "{:?}", evidence.findings());
    let as_of = as_of.map(|day| day.parse().unwrap());
    library.score(&evidence, &Caseload::default(), period.parse().unwrap(), as_of).objectives.remove(0)
}

fn value(score: &Score) -> Option<(u64, u64)> {
    score.value.map(|share| (share.part, share.of))
}

const INSPECTED: &str =
    "    target: \"= 100%\"\n    measure: {subjects: {units: {kind: [division, ward]}, having: inspection}}\n";

#[test]
fn units_are_counted_once_and_who_lacks_what_is_said() {
    let rows = "  - {date: 2018-02-01, unit: lab}\n  - {date: 2018-03-01, unit: [lab, ward-a]}\n";
    let score = measured(INSPECTED, &[("inspection", rows)], "2018", None);
    assert_eq!((value(&score), score.status), (Some((2, 3)), Status::Missed));
    assert_eq!(score.short.len(), 1);
    assert_eq!((&*score.short[0].subject, &*score.short[0].lacks[0].en), ("ward-b", "lacks “inspection”"));
    assert_eq!(score.sources.len(), 2, "each record that was counted");
    let levels: Vec<(u64, u64)> = score.parts.iter().map(|part| (part.value.part, part.value.of)).collect();
    assert_eq!(levels, [(1, 1), (1, 2)]);
}

#[test]
fn without_any_record_nothing_is_missed_but_nothing_is_known() {
    let score = measured(INSPECTED, &[], "2018", None);
    assert_eq!((value(&score), score.status), (None, Status::NoEvidence));
    let score = measured(INSPECTED, &[("inspection", "  - {date: 2017-12-31, unit: lab}\n")], "2018", None);
    assert_eq!(score.status, Status::NoEvidence, "those of another year say nothing of this one");
    // A kind of which there is nothing at all leaves the others without meaning.
    let both = "    target: \"= 100%\"\n    measure: {subjects: {units: {kind: ward}, having: [plan, report]}}\n";
    let score = measured(both, &[("plan", "  - {date: 2018-02-01, unit: [ward-a, ward-b]}\n")], "2018", None);
    assert_eq!(score.status, Status::NoEvidence);
    assert!(score.reasons[0].en.contains("`report`"));
}

#[test]
fn nothing_to_count_is_not_applicable_and_never_everything() {
    let amounts = "    target: \"= 100%\"\n    measure: {amounts: {from: correspondence, of: sent, over: all, less: exempt}}\n";
    let none = "  - {date: 2018-02-01, unit: lab, amounts: {sent: 0, all: 5, exempt: 5}}\n";
    let score = measured(amounts, &[("correspondence", none)], "2018", None);
    assert_eq!((value(&score), score.status), (None, Status::NotApplicable));
    assert!(score.reasons.iter().any(|reason| reason.en.contains("the denominator is zero")));
}

#[test]
fn levels_decide_together_or_each_by_itself() {
    let rows = "  - {date: 2018-02-01, unit: ward-a}\n  - {date: 2018-02-02, unit: ward-b}\n";
    let with = |scope: &str| {
        let objective = format!(
            "    target: \">= 60%\"\n    level: [district, ward]\n{scope}    measure: {{subjects: {{units: {{kind: [division, ward]}}, having: inspection}}}}\n"
        );
        measured(&objective, &[("inspection", rows)], "2018", None).status
    };
    assert_eq!(with(""), Status::Met, "2 of 3");
    assert_eq!(with("    scope: together\n"), Status::Met);
    assert_eq!(with("    scope: each\n"), Status::Missed, "0 of 1 in the district");
    assert_eq!(with("    scope: wards\n"), Status::Met);
    assert_eq!(with("    scope: district\n"), Status::Missed);
}

#[test]
fn a_named_set_is_counted_in_full() {
    let set = |target: &str| {
        let objective = format!(
            "    target: {target}\n    measure: {{subjects: {{units: {{named: [ward-a, ward-b]}}, having: {{kind: acceptance, state: done, when: by-end}}}}}}\n"
        );
        let rows = "  - {date: 2017-02-01, unit: ward-a, state: done}\n  - {date: 2018-02-01, unit: ward-b, state: open, closed: 2018-09-01}\n";
        measured(&objective, &[("acceptance", rows)], "2018", None)
    };
    assert_eq!((value(&set("1 of 2")), set("1 of 2").status), (Some((1, 2)), Status::Met));
    assert_eq!(set("2 of 2").status, Status::Missed);
    assert_eq!(set("3 of 3").status, Status::NotMeasurable, "it names two");
}

#[test]
fn what_must_be_done_each_period_is_asked_for_in_each() {
    let objective =
        "    target: every period\n    measure: {subjects: {units: {kind: ward}, having: ward-index, each: half-year}}\n";
    let sheet =
        |date: &str, units: &str| format!("  - {{date: {date}, unit: {units}, points: {{maximum: 100, appraised: 90}}}}\n");
    let first = sheet("2018-03-01", "ward-a") + &sheet("2018-04-01", "ward-b");
    let all = first.clone() + &sheet("2018-09-01", "ward-a") + &sheet("2018-12-31", "ward-b");
    assert_eq!(measured(objective, &[("ward-index", &all)], "2018", None).status, Status::Met);
    let late = first.clone() + &sheet("2018-09-01", "ward-a") + &sheet("2018-05-31", "ward-b");
    let score = measured(objective, &[("ward-index", &late)], "2018", None);
    assert_eq!((value(&score), score.status), (Some((1, 2)), Status::Missed));
    assert!(score.short[0].lacks[0].vi.contains("6 tháng cuối năm 2018"));
    let series: Vec<(u64, u64)> = score.series.iter().map(|(_, share)| (share.part, share.of)).collect();
    assert_eq!(series, [(2, 2), (1, 2)]);
    // In June only the first half is asked for.
    let score = measured(objective, &[("ward-index", &first)], "2018", Some("2018-06-30"));
    assert_eq!(score.status, Status::OnTrack);
}

#[test]
fn a_target_of_a_later_year_is_held_against_the_way_to_it() {
    let of = |more: &str, year: &str| {
        let objective = format!(
            "    target: between 50% and 52%\n    by: 2020\n{more}    measure: {{amounts: {{from: budget, of: recurrent, over: total}}}}\n"
        );
        let rows = "  - {date: 2017-12-31, unit: lab, amounts: {recurrent: 57, total: 100}}\n  - {date: 2018-12-31, unit: lab, amounts: {recurrent: 166, total: 300}}\n  - {date: 2019-12-31, unit: lab, amounts: {recurrent: 54, total: 100}}\n  - {date: 2020-12-31, unit: lab, amounts: {recurrent: 49, total: 100}}\n";
        measured(&objective, &[("budget", rows)], year, None)
    };
    // 57 − 5/3 = 55 1/3, which is 166 of 300: exactly on the way.
    let score = of("", "2018");
    assert_eq!((score.status, score.trend), (Status::OnTrack, Some(Trend::Better)));
    assert!(
        matches!(score.wanted, Some(Wanted::Interpolated { least: None, most: Some(most) }) if (most - 55.333_333).abs() < 1e-5)
    );
    assert!(score.reasons.iter().any(|reason| reason.en.contains("interpolated")), "said, since no act says it");
    let path = "    path: [{year: 2018, target: \"<= 55%\"}, {year: 2019, target: \"<= 54%\"}]\n";
    assert_eq!(of(path, "2018").status, Status::Missed, "55.33 %");
    assert_eq!(of(path, "2019").status, Status::OnTrack, "54 %");
    let other = "    path: [{year: 2018, target: \"<= 55%\"}]\n    baseline: {value: 57%, year: 2020}\n";
    assert_eq!(of(other, "2019").status, Status::NotMeasurable, "a value that lies after it begins no way");
    // At the end the target itself decides, also below it.
    let objective = "    target: between 50% and 52%\n    measure: {amounts: {from: budget, of: recurrent, over: total}}\n";
    let below = "  - {date: 2020-12-31, unit: lab, amounts: {recurrent: 49, total: 100}}\n";
    assert_eq!(measured(objective, &[("budget", below)], "2020", None).status, Status::Missed);
}

#[test]
fn better_than_the_baseline_is_strictly_better() {
    let of = |now: u64, baseline: &str| {
        let objective =
            format!("    target: \"> baseline\"\n{baseline}    measure: {{amounts: {{from: budget, of: a, over: b}}}}\n");
        let rows = format!("  - {{date: 2018-12-31, unit: lab, amounts: {{a: {now}, b: 100}}}}\n");
        measured(&objective, &[("budget", &rows)], "2018", None).status
    };
    let known = "    baseline: {value: 40%, year: 2017}\n";
    assert_eq!((of(41, known), of(40, known), of(39, known)), (Status::Met, Status::Missed, Status::Missed));
    assert_eq!(of(41, ""), Status::NotMeasurable);
}

#[test]
fn before_the_end_of_the_year_an_even_pace_is_asked_for() {
    let rows = "  - {date: 2018-02-01, unit: lab}\n  - {date: 2018-03-01, unit: ward-a}\n";
    assert_eq!(
        measured(INSPECTED, &[("inspection", rows)], "2018", Some("2018-06-30")).status,
        Status::OnTrack,
        "2 of 3 by June"
    );
    let score = measured(INSPECTED, &[("inspection", rows)], "2018", Some("2018-11-30"));
    assert_eq!(score.status, Status::Missed, "by November 11/12 are asked for");
    assert!(score.reasons.iter().any(|reason| reason.en.contains("even pace")));
}

#[test]
fn what_an_objective_lacks_is_named() {
    let score = measured("    numerator: N\n", &[], "2018", None);
    assert_eq!(score.status, Status::NotMeasurable);
    let said = &score.reasons[0];
    assert!(
        said.en.ends_with("it lacks a target (`target:`), a denominator (`denominator:`), how it is counted (`measure:`)"),
        "{said}"
    );
    assert!(said.vi.contains("thiếu chỉ tiêu (`target:`), mẫu số"));
    // Without a target the figure is known all the same.
    let score = measured("    measure: {answers: survey}\n", &[("survey", ANSWERS)], "2018", None);
    assert_eq!((value(&score), score.status), (Some((17, 20)), Status::NotMeasurable));
}

const ANSWERS: &str = "  - {date: 2018-06-01, unit: lab, answers: {very-satisfied: 5, satisfied: 12, neutral: 2, dissatisfied: 1, very-dissatisfied: 0, invalid: 9}}\n";

#[test]
fn satisfaction_counts_valid_answers_and_shows_how_sure_it_is() {
    let score = measured("    target: \">= 85%\"\n    measure: {answers: survey}\n", &[("survey", ANSWERS)], "2018", None);
    assert_eq!((value(&score), score.status), (Some((17, 20)), Status::Met), "exactly 85 %");
    let (low, high) = score.interval.unwrap();
    // By the formula of Wilson (1927) for 17 of 20.
    assert_eq!((format!("{low:.2}"), format!("{high:.2}")), ("63.96".into(), "94.76".into()));
}

#[test]
fn what_is_withdrawn_lapsed_or_only_planned_does_not_count() {
    let objective = "    target: \"= 100%\"\n    measure: {subjects: {units: {named: lab}, having: {kind: declaration, when: in-force}, without: {kind: nonconformity, grade: major, state: open, when: by-end}}}\n";
    let of = |declaration: &str, nonconformity: &str| {
        let declaration = format!("  - {{date: 2017-05-01, unit: lab{declaration}}}\n");
        let nonconformity = format!("  - {{date: 2018-05-01, unit: lab{nonconformity}}}\n");
        value(&measured(objective, &[("declaration", &declaration), ("nonconformity", &nonconformity)], "2018", None)).unwrap().0
    };
    let minor = ", grade: minor, state: open";
    assert_eq!(of("", minor), 1);
    assert_eq!(of(", until: 2018-12-31", minor), 1);
    assert_eq!(of(", until: 2018-12-30", minor), 0);
    assert_eq!((of(", state: withdrawn", minor), of(", state: planned", minor)), (0, 0));
    assert_eq!(of("", ", grade: major, state: open"), 0);
    assert_eq!(of("", ", grade: major, state: open, closed: 2018-12-31"), 1);
    assert_eq!(of("", ", grade: major, state: closed, closed: 2018-12-31"), 1);
}

#[test]
fn within_twelve_months_of_the_end_is_the_year() {
    let objective =
        "    target: \"= 100%\"\n    measure: {subjects: {units: {kind: ward}, having: {kind: audit, within: 12 months}}}\n";
    let rows = "  - {date: 2018-01-01, unit: ward-a}\n  - {date: 2017-12-31, unit: ward-b}\n";
    let score = measured(objective, &[("audit", rows)], "2018", None);
    assert_eq!((value(&score), &*score.short[0].subject), (Some((1, 2)), "ward-b"));
    // For the first half of the year they reach back into the one before.
    let score = measured(objective, &[("audit", rows)], "2018-H1", None);
    assert_eq!(value(&score), Some((2, 2)));
}

#[test]
fn amounts_that_cannot_be_are_said_and_left_out() {
    let objective = "    target: \"= 100%\"\n    measure: {amounts: {from: correspondence, of: sent, over: all}}\n";
    let rows = "  - {date: 2018-02-01, unit: lab, amounts: {sent: 6, all: 5}}\n  - {date: 2018-03-01, unit: lab, amounts: {sent: 5}}\n  - {date: 2018-04-01, unit: lab, amounts: {sent: 3, all: 4}}\n";
    let score = measured(objective, &[("correspondence", rows)], "2018", None);
    assert_eq!(value(&score), Some((3, 4)));
    let said: Vec<&str> = score.reasons.iter().map(|reason| &*reason.en).collect();
    assert!(
        said[0].starts_with("0.yaml:6: 6 of 5 cannot be") && said[1].starts_with("0.yaml:7 lacks the amount `all`"),
        "{said:?}"
    );
    let latest = "    target: \"= 100%\"\n    measure: {amounts: {from: correspondence, of: sent, over: all, latest: true}}\n";
    let rows = "  - {date: 2018-02-01, unit: lab, amounts: {sent: 1, all: 5}}\n  - {date: 2018-06-01, unit: lab, amounts: {sent: 8, all: 9}}\n";
    assert_eq!(value(&measured(latest, &[("correspondence", rows)], "2018", None)), Some((8, 9)), "it runs on");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]
    /// Nothing depends on the order of records, and every record is used or said to be left out.
    #[test]
    fn the_order_of_records_does_not_matter(days in prop::collection::vec((1_u8..13, 0_usize..4), 1..12), turn in 0_usize..12) {
        let units = ["lab", "ward-a", "ward-b", "nowhere"];
        let rows: Vec<String> = days
            .iter()
            .enumerate()
            .map(|(i, (month, unit))| format!("  - {{id: r{i}, date: 2018-{month:02}-05, unit: {}}}\n", units[*unit]))
            .collect();
        let library = Library::from_sources([
            ("o.yaml", UNITS.to_owned()),
            ("q.yaml", format!("objectives: q\ntitle: Q\nyear: 2018\nitems:\n  - id: q\n    title: Q\n{INSPECTED}")),
        ]);
        let card = |rows: &[String]| {
            let text = format!("evidence: e\nkind: inspection\ntitle: E\nsource: S\nrecords:\n{}", rows.concat());
            let evidence = Evidence::from_sources([("e.yaml", text)]);
            library.score(&evidence, &Caseload::default(), "2018".parse().unwrap(), None)
        };
        let (one, mut turned) = (card(&rows), rows.clone());
        turned.rotate_left(turn % rows.len());
        let other = card(&turned);
        prop_assert_eq!(one.objectives[0].value, other.objectives[0].value);
        prop_assert_eq!(one.objectives[0].status, other.objectives[0].status);
        prop_assert_eq!(one.used + one.left_out, rows.len() as u64);
        prop_assert_eq!(one.problems.len() as u64, one.left_out);
    }
}

#[test]
fn what_is_not_known_of_every_dossier_is_no_share() {
    let objective = "    target: \">= 90%\"\n    measure: {dossiers: first-time-right}\n";
    let programme = format!("objectives: q\ntitle: Q\nyear: 2018\nitems:\n  - id: q\n    title: Q\n{objective}");
    let procedure = "procedure: P-1\ntitle: P\nsteps:\n  - {id: a, title: A, role: r}\n";
    let library = Library::from_sources([("o.yaml", UNITS), ("p.yaml", procedure), ("q.yaml", &*programme)]);
    assert!(library.findings().is_empty(), "{:?}", library.findings());
    let score = |last: &str| {
        let table = format!(
            "dossier,procedure,unit,received,due,resolved,supplements\n\
             1,P-1,ward-a,2018-01-02,2018-01-05,2018-01-04,0\n2,P-1,ward-a,2018-01-02,2018-01-05,2018-01-05,{last}\n"
        );
        let mut cases = Caseload::default();
        cases.read("cases.csv", &table, &library, crate::Date::of(2018, 12, 31));
        let evidence = Evidence::from_sources(Vec::<(String, String)>::new());
        library.score(&evidence, &cases, "2018".parse().unwrap(), None).objectives.remove(0)
    };
    assert_eq!(value(&score("1")), Some((1, 2)));
    assert_eq!(value(&score("")), None, "one of two is silent");
}
