//! Rules: each finds what it is for, and nothing else is said.
//!
//! A fixture is a few keys of a definition that are laid over a complete system, part of the one in
//! `processes/ba-dinh`. A key takes the place of the one that was there; but the keys of `service`, and of
//! items with an `id` in a list, are laid over one by one. `# without steps.sign.control` leaves a part
//! out. The first key says which document is meant (`procedure: QT-TP-07`; without it that one); one that
//! is not there is added. `---` begins another document.
//!
//! `check/err/<rule>.yaml` says in its first lines what must be found, and where:
//! `# finds iso/approver at approval.approved`, `# finds flow/shares at steps.examine.next in QT-TP-07`.
//! `# shows flow/end-goes-on at steps.guide.next` says what a finding shows beside its own place.
//! `check/ok/*.yaml` is silent. A new rule is its source file and one fixture.

#![allow(clippy::format_collect, clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod common;

use common::{Found, Said, all_of, ba_dinh, code, expected, fixtures, found_in, laid, root, shown};
use quytrinh::check::{Info, Rules};
use quytrinh::{Library, Severity};
use serde_json::Value;
use std::collections::BTreeSet;
use std::fs;
use std::sync::OnceLock;

/// The documents of the base: what goes on in the office of a ward, and the system around it.
const BASE: [&str; 14] = [
    "organisation.yaml",
    "objectives.yaml",
    "references.yaml",
    "forms.yaml",
    "calendar.yaml",
    "quality/QT-01-document-control.yaml",
    "quality/QT-02-record-control.yaml",
    "quality/QT-03-internal-audit.yaml",
    "quality/QT-04-nonconforming-service.yaml",
    "quality/QT-05-corrective-action.yaml",
    "quality/QT-06-preventive-action.yaml",
    "quality/QT-07-management-review.yaml",
    "quality/QT-08-satisfaction-survey.yaml",
    "services/QT-TP-07-extract.yaml",
];
const MEANT: &str = "QT-TP-07";

fn base() -> &'static Vec<Value> {
    static BASE_VALUES: OnceLock<Vec<Value>> = OnceLock::new();
    BASE_VALUES.get_or_init(|| ba_dinh(&BASE))
}

/// What is found in an example: keys of a definition or, of a flow that no definition can hold, elements of BPMN.
fn in_example(example: &str) -> BTreeSet<String> {
    if !example.starts_with('<') {
        return found(example).into_iter().map(|said| said.0).collect();
    }
    let namespace = "http://www.omg.org/spec/BPMN/20100524/MODEL";
    let text = format!("<definitions xmlns=\"{namespace}\"><process id=\"P\">{example}</process></definitions>");
    let model = quytrinh::bpmn::Model::read("example.bpmn", &text).unwrap();
    model.lower().iter().flat_map(|flow| flow.decide().findings).map(|finding| finding.rule.to_owned()).collect()
}

/// What is found beyond what is found in the base, and all that findings show.
fn look(fixture: &str) -> Found {
    static OF_BASE: OnceLock<BTreeSet<Said>> = OnceLock::new();
    let of_base = OF_BASE.get_or_init(|| found_in(base()).said);
    let found = found_in(&laid(base(), fixture, MEANT));
    Found { said: found.said.difference(of_base).cloned().collect(), ..found }
}

fn found(fixture: &str) -> BTreeSet<Said> {
    look(fixture).said
}

fn infos() -> Vec<Info> {
    Rules::standard().iter().copied().collect()
}

#[test]
fn the_base_has_nothing_wrong_with_it() {
    let library = Library::from_sources(base().iter().map(|document| (code(document), document.to_string())));
    let report = library.check();
    let wrong: Vec<_> = report.findings().iter().filter(|f| f.severity != Severity::Note).collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn each_fixture_finds_what_it_says_and_nothing_else() {
    all_of(&fixtures("err"), |(name, text)| {
        let (expected, shows) = (expected(text, MEANT), shown(text, MEANT));
        let Found { said: found, shown } = look(text);
        if found != expected || expected.is_empty() {
            return Some(format!("{name}: found {found:#?}, expected {expected:#?}"));
        }
        let lacks: Vec<_> = shows.difference(&shown).collect();
        (!lacks.is_empty()).then(|| format!("{name}: {lacks:#?} not among {shown:#?}"))
    });
}

#[test]
fn good_fixtures_are_silent() {
    all_of(&fixtures("ok"), |(name, text)| {
        let found = found(text);
        (!found.is_empty()).then(|| format!("{name}: {found:#?}"))
    });
}

#[test]
fn each_rule_is_explained_and_its_examples_hold() {
    all_of(&infos(), |info| {
        let code = info.code;
        let texts = [info.demands, info.why, info.mend];
        if texts.iter().any(|(vi, en)| vi.is_empty() || en.is_empty()) || info.wrong.is_empty() || info.right.is_empty() {
            return Some(format!("{code} is not explained"));
        }
        let of_wrong = in_example(info.wrong);
        if !of_wrong.contains(code) {
            return Some(format!("{code} does not find its wrong example: {of_wrong:#?}"));
        }
        in_example(info.right).contains(code).then(|| format!("{code} finds its right example"))
    });
}

#[test]
fn each_rule_has_a_fixture_of_its_name() {
    let fixtures: BTreeSet<String> = fixtures("err").into_iter().filter(|(_, text)| !text.is_empty()).map(|f| f.0).collect();
    // What is an example in BPMN cannot be one in a definition.
    let infos: Vec<Info> = infos().into_iter().filter(|info| !info.wrong.starts_with('<')).collect();
    let without: Vec<&str> =
        infos.iter().map(|info| info.code).filter(|code| !fixtures.contains(&code.replace('/', "-"))).collect();
    assert!(without.is_empty(), "{without:#?}");
}

#[test]
fn codes_of_rules_stay() {
    let codes: String = infos().iter().map(|info| format!("{}\n", info.code)).collect();
    let path = root().join("tests/check/codes.txt");
    if std::env::var_os("BLESS").is_some() {
        fs::write(&path, &codes).unwrap();
    }
    assert_eq!(codes, fs::read_to_string(&path).unwrap_or_default(), "a rule has come, gone or been renamed");
}
