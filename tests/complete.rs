//! Nothing complete is blamed: systems of every shape, written as an author writes them, in which no error and
//! no warning may be found.
//!
//! What the strategy makes: an organisation of a district and its wards with a register of forms, acts with their
//! dates and a calendar; one or two services, with one procedure for late and wrong results and at most one other;
//! of every fourth system, all that ISO 9001:2008 asks for. A service has one to twelve papers, channels up to
//! level 4, limits at once, in hours, days, working days or parts, and a flow of nested blocks between the counter
//! and the signature. The law is that of six days between 2016 and 2019.
//!
//! What it does not make: drafts and withdrawn documents; services of a city or a ministry; more than two agencies
//! that give results; the loops of a flow that leave it elsewhere than where they began; other offices than those
//! of a People's Committee. The texts are plain, so the rules of texts are hardly tried.
//!
//! `QUYTRINH_CASES=10000 cargo test --release --test complete` tries so many.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::print_stderr)]
#![allow(clippy::format_collect, clippy::trivially_copy_pass_by_ref)]
#![allow(clippy::struct_excessive_bools, reason = "what a system has or has not")]

#[path = "complete/shape.rs"]
mod shape;
#[path = "complete/standard.rs"]
mod standard;
#[path = "complete/system.rs"]
mod system;

use proptest::strategy::{Strategy, ValueTree};
use proptest::test_runner::{Config, RngSeed, TestCaseError, TestRunner};
use quytrinh::{Finding, Library, Severity};
use std::collections::{BTreeMap, BTreeSet};
use system::System;

/// Notes that a complete system may get, and why.
const NOTES: [(&str, &str); 3] = [
    ("data/withdrawal", "the law gives the right to withdraw for complaints only; elsewhere it is asked after"),
    ("iso/edition", "from 25 September 2018 on a system may still describe itself by the edition of 2008"),
    ("iso/exclusion-validation", "the exclusion of 7.5.2 is lawful, and always questioned"),
];

/// What occurs in so many of a hundred systems at least.
const OFTEN: [(usize, &[&str]); 3] = [
    (
        30,
        &[
            "a bounded loop",
            "a draft that is sent back",
            "a parallel split",
            "an application form",
            "an exclusive split",
            "an inclusive split",
            "an interruption",
            "a shared time",
            "a step of software",
            "a step that only waits",
            "blocks within blocks",
            "by post",
            "more than thirty steps",
            "a paper that is shown",
            "several fees",
            "several services",
            "several sets",
            "shares of branches",
            "ward",
            "district",
            "two levels",
            "one language",
            "two languages",
        ],
    ),
    (
        10,
        &[
            "a committed limit",
            "a cut-off",
            "a dossier of more than eight papers",
            "a joined-up procedure",
            "a limit at once",
            "a limit in days",
            "a limit in hours",
            "a limit in working days",
            "a paper with several forms",
            "a procedure of the office",
            "a proposed simplification",
            "a record kept for ever",
            "a refusal on the merits",
            "a supplement by the agency",
            "a system of ISO 9001",
            "a time-out",
            "an approval with dates",
            "an approved simplification",
            "an effective date",
            "announced by a decision",
            "another agency is asked",
            "no conditions",
            "no fees",
            "online level 1",
            "online level 2",
            "online level 3",
            "online level 4",
            "results made side by side",
            "several results",
            "the law of 2016",
            "the law of June 2017",
            "the law of January 2018",
            "the law of July 2018",
            "the law of October 2018",
            "the law of 2019",
            "the limit is extended",
        ],
    ),
    (1, &["a dossier of one paper", "a limit of parts", "no counter", "no result"]),
];

fn cases() -> u32 {
    std::env::var("QUYTRINH_CASES").ok().and_then(|n| n.parse().ok()).unwrap_or(200)
}

fn runner() -> TestRunner {
    TestRunner::new(Config { cases: cases(), rng_seed: RngSeed::Fixed(7), failure_persistence: None, ..Config::default() })
}

/// What is said of a system that is complete, and the texts of which it is said.
fn blamed(system: &System) -> Option<String> {
    let library = Library::from_sources(system.texts.iter().cloned());
    let report = library.check();
    let excused = |f: &Finding| f.severity == Severity::Note && NOTES.iter().any(|note| note.0 == f.rule);
    let wrong: Vec<&Finding> = report.findings().iter().filter(|f| !excused(f)).collect();
    let sources: BTreeSet<&str> = wrong.iter().map(|f| &*f.source).collect();
    let said: String = wrong.iter().map(|f| format!("{}: {}: {} [{}]\n", f.source, f.path, f.message, f.rule)).collect();
    let texts = system.texts.iter().filter(|(name, _)| sources.contains(&**name));
    let texts: String = texts.map(|(name, text)| format!("\n# {name}\n{text}")).collect();
    (!wrong.is_empty()).then(|| format!("{said}{texts}"))
}

#[test]
fn nothing_complete_is_blamed() {
    let tried = runner().run(&shape::shape(), |shape| match blamed(&System::of(&shape)) {
        None => Ok(()),
        Some(blame) => Err(TestCaseError::fail(blame)),
    });
    if let Err(error) = tried {
        panic!("{error}");
    }
}

#[test]
fn systems_are_of_every_shape() {
    let mut runner = runner();
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    let number = 400;
    for _ in 0..number {
        let shape = shape::shape().new_tree(&mut runner).unwrap().current();
        for feature in System::of(&shape).features {
            *counts.entry(feature).or_default() += 1;
        }
    }
    for (feature, count) in &counts {
        eprintln!("{:>3} % {feature}", count * 100 / number);
    }
    let listed: BTreeSet<&str> = OFTEN.iter().flat_map(|(_, features)| features.iter().copied()).collect();
    let unlisted: Vec<&&str> = counts.keys().filter(|feature| !listed.contains(**feature)).collect();
    let rare: Vec<&str> = OFTEN
        .iter()
        .flat_map(|(least, features)| features.iter().map(move |feature| (*least, *feature)))
        .filter(|(least, feature)| counts.get(feature).copied().unwrap_or_default() * 100 < least * number)
        .map(|(_, feature)| feature)
        .collect();
    assert!(rare.is_empty(), "too rare: {rare:?}; not listed: {unlisted:?}");
}
