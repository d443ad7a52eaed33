#![allow(clippy::unwrap_used)]

use super::*;

const ORGANISATION: &str = "organisation: o\ntitle: O\nunits:\n  - {id: justice, title: Justice, kind: division, level: district}\n  - {id: ward-a, title: A, kind: ward, level: ward}\nroles:\n  - {id: r, title: R, kind: officer}\n";

fn library() -> Library {
    Library::from_sources([("o.yaml", ORGANISATION)])
}

fn codes(findings: &[Finding]) -> Vec<(&'static str, String)> {
    findings.iter().map(|f| (f.rule, f.message.en.clone())).collect()
}

#[test]
fn each_record_that_cannot_be_used_is_said_and_the_rest_is_used() {
    let yaml = "evidence: e\nkind: inspection\ntitle: E\nsource: Report\nrecords:\n\
        - {date: 2018-03-01, unit: justice}\n\
        - {date: 2018-03-01, unit: justise}\n\
        - {date: 2018-13-01, unit: justice}\n\
        - {date: 2018-03-01, unit: justice}\n\
        - {date: 2019-01-02, unit: justice}\n\
        - {date: 2018-03-02, until: 2018-03-01, unit: justice}\n\
        - {date: 2018-03-03}\n\
        - {id: a, date: 2018-03-04, unit: ward-a}\n\
        - {id: a, date: 2018-03-05, unit: ward-a}\n";
    let evidence = Evidence::from_sources([("e.yaml", yaml)]);
    assert_eq!((evidence.entries().len(), evidence.left_out(), evidence.findings().len()), (8, 1, 1));
    let (used, wrong) = evidence.usable(&library(), Date::of(2018, 12, 31));
    assert_eq!(used.iter().map(|e| e.line).collect::<Vec<_>>(), [6, 13]);
    let rules: Vec<&str> = wrong.iter().map(|f| f.rule).collect();
    assert_eq!(
        rules,
        [
            "evidence/unknown-unit",
            "evidence/duplicate",
            "evidence/future-date",
            "evidence/order",
            "evidence/incomplete",
            "evidence/duplicate"
        ],
        "{:?}",
        codes(&wrong)
    );
    assert!(wrong[0].message.vi.contains("có phải ý là `justice`?"));
    // Nothing is lost: what is used, what is wrong and what could not be read are all there were.
    assert_eq!(used.len() + wrong.len() + evidence.left_out(), 9);
}

#[test]
fn tables_are_read_as_yaml_is() {
    let csv = "# kind: survey\n# source: Survey of 2018\n# synthetic: true\n\
        date,unit,answers.very-satisfied,answers.satisfied,answers.neutral,answers.dissatisfied,answers.very-dissatisfied\n\
        2018-06-30,ward-a,10,20,3,2,1\n\
        30/06/2018,ward-a,10,20,3,2,1\n\
        2018-06-30,justice,10,20,3,2,\n\
        2018-06-30,justice,10,20\n";
    let evidence = Evidence::from_sources([("s.csv", csv)]);
    assert_eq!((evidence.entries().len(), evidence.left_out()), (1, 3), "{:?}", codes(evidence.findings()));
    let entry = &evidence.entries()[0];
    assert_eq!((entry.line, entry.synthetic, entry.kind), (5, true, RecordKind::Survey));
    assert_eq!(entry.record.answers.as_ref().unwrap().satisfied.0, 20);
    let lines: Vec<usize> = evidence.findings().iter().map(|f| evidence.sources()[0].locate(&f.path, &f.part).line).collect();
    assert_eq!(lines, [6, 7, 8]);
    assert_eq!(evidence.findings()[0].fix.as_ref().unwrap().replacement, "2018-06-30");
}

#[test]
fn a_table_whose_columns_are_not_understood_is_not_guessed_at() {
    let evidence = Evidence::from_sources([("s.csv", "# kind: login\ndaet;unit\n2018-01-01;ward-a\n")]);
    assert_eq!((evidence.entries().len(), evidence.left_out()), (0, 1));
    let found = codes(evidence.findings());
    assert!(found[0].1.starts_with("unknown column `daet`; did you mean `date`"), "{found:?}");
}

#[test]
fn what_is_no_evidence_says_so() {
    let evidence = Evidence::from_sources([("f.yaml", "forms: f\ntitle: F\nitems: []\n"), ("x.csv", ""), ("y.yaml", "")]);
    assert_eq!(evidence.entries().len(), 0);
    assert!(evidence.findings().len() >= 3, "{:?}", codes(evidence.findings()));
}

#[test]
fn a_nonconformity_is_open_until_the_day_it_was_closed() {
    let yaml = "evidence: e\nkind: nonconformity\ntitle: E\nsource: S\nrecords:\n  - {date: 2018-03-01, unit: justice, state: closed, closed: 2018-06-01}\n";
    let evidence = Evidence::from_sources([("e.yaml", yaml)]);
    let entry = &evidence.entries()[0];
    assert_eq!(entry.state(Date::of(2018, 5, 31)), Some(RecordState::Open));
    assert_eq!(entry.state(Date::of(2018, 6, 1)), Some(RecordState::Closed));
}
