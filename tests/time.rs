//! Time as programs see it: what was measured beside what is declared, and real dossiers.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::print_stderr)]

use quytrinh::Library;
use quytrinh::definition::{Operation, ProcedureDefinition};
use quytrinh::measure::{Context, apply, compare};
use quytrinh::time::{Comparison, Due, Moment, OnTime, Share, Standing, Standings, Zone};
use std::collections::BTreeMap;
use std::path::Path;

const PERMIT: &str = "procedure: P-1
title: Permit
steps:
  - {id: ask, title: Ask, role: applicant}
  - id: look
    title: Look
    role: clerk
    time: 2 days
    measured: {time: 3 days, cases: 12, source: Register of 2018}
    next:
      - {to: sign, when: complete, share: 90%, measured: {share: 75%, cases: 12, source: Register of 2018}}
      - {to: sign-refusal, when: incomplete, share: 10%, measured: {share: 25%, cases: 12, source: Register of 2018}}
  - {id: sign, title: Sign, role: head, time: 1 day, measured: {time: 1 day, cases: 9, source: Register of 2018}, end: done}
  - {id: sign-refusal, title: Refuse, role: head, end: refused}
";

fn read(text: &str) -> ProcedureDefinition {
    serde_yaml::from_str(text).unwrap()
}

/// The permit before anything was measured.
fn unmeasured() -> ProcedureDefinition {
    let mut permit = read(PERMIT);
    for step in &mut permit.steps {
        step.measured = None;
        step.next.0.iter_mut().for_each(|next| next.measured = None);
    }
    permit
}

#[test]
fn what_was_measured_is_no_content_and_no_change() {
    let (with, without) = (read(PERMIT), unmeasured());
    assert_ne!(with, without);
    assert_eq!(with.content(), without.content());
    let written = [without, with].map(|p| serde_yaml::to_string(&p).unwrap());
    let [before, after] = written.map(|text| Library::from_sources([("permit.yaml", text)]));
    let comparison = compare(&before.procedures()[0], &after.procedures()[0], &Context::default(), &());
    assert!(comparison.undeclared.is_empty(), "{:?}", comparison.undeclared);
}

#[test]
fn what_a_simplification_changes_loses_what_was_measured_and_nothing_else_does() {
    let permit = read(PERMIT);
    let after = |operation: &str| {
        let operation: Operation = serde_yaml::from_str(operation).unwrap();
        apply(&permit, &operation, &()).unwrap()
    };
    let measured = |p: &ProcedureDefinition| -> Vec<String> {
        let steps = p.steps.iter().filter(|step| step.measured.is_some()).map(|step| step.id.to_string());
        let ways = p.steps.iter().flat_map(|step| step.next.iter().filter(|next| next.measured.is_some()));
        steps.chain(ways.map(|next| format!("to {}", next.to))).collect()
    };
    assert_eq!(measured(&permit), ["look", "sign", "to sign", "to sign-refusal"]);
    assert_eq!(measured(&after("set-step-time: {step: look, time: 1 day}")), ["sign", "to sign", "to sign-refusal"]);
    assert_eq!(measured(&after("delegate: {step: sign, role: deputy}")), ["look", "to sign", "to sign-refusal"]);
    let checked = after("add-control: {id: check, title: Check, role: clerk, after: sign, criterion: right}");
    assert_eq!(measured(&checked), ["look", "sign", "to sign", "to sign-refusal"]);
}

/// The receipt phase of permits in a Dutch municipality: who ended by the deadline, moments compared and days compared.
#[test]
fn real_dossiers_are_on_time_as_often_as_is_known() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/data/event-logs/receipt.csv");
    let Ok(text) = std::fs::read_to_string(&file) else {
        eprintln!("skipped: {} is not there", file.display());
        return;
    };
    let mut lines = text.lines();
    let head: Vec<&str> = lines.next().unwrap().split(',').collect();
    let column = |name: &str| head.iter().position(|column| *column == name).unwrap();
    let (case, deadline, end, at) =
        (column("case:concept:name"), column("case:deadline"), column("case:enddate"), column("time:timestamp"));
    let time = |text: &str| (!text.is_empty()).then(|| Zone::Written.read(text).unwrap());
    let mut now: Option<Moment> = None;
    let mut cases = BTreeMap::new();
    for line in lines {
        let fields: Vec<&str> = line.split(',').collect();
        now = now.max(time(fields[at]));
        cases.insert(fields[case].to_owned(), (time(fields[deadline]), time(fields[end])));
    }
    let share = |by: Comparison, of: OnTime| {
        let mut standings = Standings::default();
        for (deadline, end) in cases.values() {
            standings.add(Standing::of(Due::At(deadline.unwrap()), *end, now.unwrap(), by));
        }
        of.share(standings)
    };
    assert_eq!(cases.len(), 1434);
    assert_eq!(share(Comparison::Instants, OnTime::Resolved), Share { part: 952, whole: 1329 });
    assert_eq!(share(Comparison::Days, OnTime::Resolved), Share { part: 1020, whole: 1329 });
    assert_eq!(share(Comparison::Instants, OnTime::ResolvedOrOverdue), Share { part: 952, whole: 1368 });
}
