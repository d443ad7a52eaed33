//! What is asked for, and how far a library meets it.

#![allow(clippy::format_collect, clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use quytrinh::check::coverage::{OfClause, Own, State};
use quytrinh::check::{Coverage, Info, Requirement, Rules, codes, requirements};
use quytrinh::{Clause, Date, Language, Library};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

// ---------------------------------------------------------------------------------------------
// The table

#[test]
fn every_code_exists() {
    let codes: BTreeSet<&str> = codes(&Rules::standard()).iter().map(|info| info.code).collect();
    let unknown: Vec<_> = requirements()
        .flat_map(|r| r.rules.iter().map(move |code| (r.basis.place, *code)))
        .filter(|(_, c)| !codes.contains(c))
        .collect();
    assert!(unknown.is_empty(), "no rule is called so: {unknown:?}");
}

#[test]
fn every_rule_of_an_act_is_asked_by_a_requirement() {
    let named: BTreeSet<&str> = requirements().flat_map(|r| r.rules).copied().collect();
    let rules = Rules::standard();
    let families = ["iso", "decree-63", "one-stop", "online", "time"];
    let idle: Vec<&str> =
        rules.iter().filter(|i| families.contains(&i.family())).map(|i| i.code).filter(|code| !named.contains(code)).collect();
    assert!(idle.is_empty(), "no requirement names {idle:?}");
}

#[test]
fn every_requirement_is_said_and_has_a_rule_or_a_reason() {
    for r in requirements() {
        assert!(!r.asks.0.is_empty() && !r.asks.1.is_empty(), "{r:?}");
        assert!(!r.rules.is_empty() || !r.undecided.1.is_empty(), "neither rule nor reason: {r:?}");
        for (vi, en) in [r.topic, r.undecided] {
            assert_eq!(vi.is_empty(), en.is_empty(), "{r:?}");
        }
        let once: BTreeSet<&&str> = r.rules.iter().collect();
        assert_eq!(once.len(), r.rules.len(), "{r:?}");
        assert!(r.title(&Language::Vi) != "TCVN ISO 9001:2008" || r.act() == "ISO 9001:2008", "{r:?}");
        let ordered = r.basis.from.zip(r.basis.until).is_none_or(|(from, until)| from <= until);
        assert!(ordered, "{r:?}");
    }
}

#[test]
fn no_place_is_there_twice() {
    for language in [Language::Vi, Language::En] {
        let mut seen = BTreeSet::new();
        for r in requirements() {
            let topic = if language == Language::Vi { r.topic.0 } else { r.topic.1 };
            assert!(seen.insert((r.basis.act, r.basis.place, topic, r.basis.until)), "{r:?}");
        }
    }
}

#[test]
fn every_clause_that_is_audited_is_there_and_every_record() {
    let there: BTreeSet<&str> = requirements().filter_map(Requirement::clause).map(Clause::number).collect();
    let leaves: BTreeSet<&str> = Clause::all().filter(|c| c.is_leaf()).map(Clause::number).collect();
    assert_eq!(there, leaves);
    // Each has a topic: the record by its name.
    let by = |code: &str, clause: Clause| {
        let named = requirements().filter(|r| r.clause() == Some(clause) && r.rules.contains(&code));
        named.filter(|r| !r.topic.1.is_empty()).count()
    };
    for clause in Clause::all().filter(|c| c.is_leaf()) {
        assert_eq!(by("iso/required-record", clause), usize::from(clause.info().records), "{clause}");
        assert_eq!(by("iso/documented-procedures", clause), usize::from(clause.info().procedure), "{clause}");
        // A clause that nothing answers is found by a rule that speaks of it.
        let names = |code: &str| requirements().any(|r| r.clause() == Some(clause) && r.rules.contains(&code));
        let own = ["4.1", "4.2.2", "5.3", "5.4.1", "5.5.1", "5.5.2"].contains(&clause.number());
        assert!(own || clause.info().procedure || names("iso/clauses-covered"), "{clause}");
    }
}

#[test]
fn a_requirement_is_no_more_certain_than_its_rules() {
    // Of the rules that stand on the very place of a requirement that was read, one at least was read there too.
    let rules = Rules::standard();
    for r in requirements().filter(|r| r.basis.verified) {
        let here =
            |info: &&Info| r.rules.contains(&info.code) && info.basis.act == r.basis.act && info.basis.place == r.basis.place;
        let verified: Vec<bool> = rules.iter().filter(here).map(|info| info.basis.verified).collect();
        assert!(verified.is_empty() || verified.contains(&true), "{r:?}");
    }
}

#[test]
fn places_are_cited_as_acts_are() {
    let vi: BTreeSet<String> = requirements().map(|r| r.place(&Language::Vi)).collect();
    for place in ["điểm đ khoản 2 Điều 8", "khoản 4 Điều 20", "Điều 12", "các Điều 16–17", "4.2.3 a", "điểm b khoản 4 Điều 4"]
    {
        assert!(vi.contains(place), "{place}: {vi:?}");
    }
    assert!(vi.iter().all(|place| !place.contains("Art")), "{vi:?}");
}

// ---------------------------------------------------------------------------------------------
// The document

/// Where a requirement is shown: the chapter of the standard, or the act.
fn section(r: &Requirement) -> String {
    let (en, vi) = (r.title(&Language::En), r.title(&Language::Vi));
    let chapter = r.clause().and_then(|clause| clause.number().split('.').next());
    // Clause 1.2, on exclusions, comes first.
    let Some(number) = chapter.or_else(|| (r.act() == "ISO 9001:2008").then_some("4")) else { return format!("{en} · {vi}") };
    let chapter = Clause::all().find(|clause| clause.number() == number).unwrap();
    format!("{en}, clause {number}: {} · {}", chapter.title(&Language::En), chapter.title(&Language::Vi))
}

/// The table as a document, with what belongs to no act at its end.
fn document() -> String {
    let (mut all, mut decided, mut rest, mut none) = (0, 0, 0, 0);
    let mut sections: Vec<(String, Vec<&Requirement>)> = Vec::new();
    for r in requirements() {
        all += 1;
        decided += usize::from(!r.rules.is_empty());
        none += usize::from(r.rules.is_empty());
        rest += usize::from(!r.rules.is_empty() && !r.undecided.1.is_empty());
        let title = section(r);
        match sections.iter_mut().find(|(other, _)| *other == title) {
            Some((_, members)) => members.push(r),
            None => sections.push((title, vec![r])),
        }
    }
    let mut out = format!(
        "{OPENING}\n{all} requirements: rules ask for {decided}, {rest} of which leave something to the auditor; {none} no rule decides.\n"
    );
    for (title, members) in sections {
        write!(out, "\n## {title}\n\n| Place | What is asked | Rules | Left to the auditor, and why |\n|---|---|---|---|\n")
            .unwrap();
        for r in members {
            let place = [r.basis.place, r.topic.1].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(": ");
            let amended = r.basis.act.split_once(", ").map(|(_, by)| format!(" ({by})")).unwrap_or_default();
            let days = match (r.basis.from, r.basis.until) {
                (None, None) => String::new(),
                (Some(from), None) => format!("<br>from {}", from.to(&Language::En)),
                (None, Some(until)) => format!("<br>until {}", until.to(&Language::En)),
                (Some(from), Some(until)) => format!("<br>{} to {}", from.to(&Language::En), until.to(&Language::En)),
            };
            let mark = if r.basis.verified { "" } else { " (not verified)" };
            let rules: Vec<String> = r.rules.iter().map(|code| format!("`{code}`")).collect();
            let (vi, en) = r.asks;
            writeln!(out, "| {place}{amended}{days} | {en} · *{vi}*{mark} | {} | {} |", rules.join(", "), r.undecided.1).unwrap();
        }
    }
    out + CLOSING
}

const OPENING: &str = include_str!("requirements/opening.md");
const CLOSING: &str = include_str!("requirements/closing.md");

#[test]
fn the_document_is_that_of_the_table() {
    let path = root().join("docs/requirements.md");
    let document = document();
    if std::env::var_os("BLESS").is_some() {
        fs::write(&path, &document).unwrap();
    }
    let there = fs::read_to_string(&path).unwrap_or_default();
    assert!(
        document == there,
        "docs/requirements.md is not that of the table: write it with BLESS=1 cargo test --test requirements"
    );
}

// ---------------------------------------------------------------------------------------------
// How far a library meets it

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).to_path_buf()
}

/// The texts of Ba Đình by file name.
fn texts() -> &'static BTreeMap<String, String> {
    static TEXTS: OnceLock<BTreeMap<String, String>> = OnceLock::new();
    TEXTS.get_or_init(|| {
        let library = Library::open(root().join("processes/ba-dinh")).unwrap();
        let name = |path: &str| path.rsplit('/').next().unwrap().to_owned();
        library.sources().iter().map(|source| (name(&source.name), source.text.to_string())).collect()
    })
}

fn coverage(texts: &BTreeMap<String, String>) -> Coverage {
    let library = Library::from_sources(texts.iter().map(|(name, text)| (name.as_str(), text.as_str())));
    Coverage::of(&library, &library.check())
}

fn of_ba_dinh() -> &'static Coverage {
    static OF: OnceLock<Coverage> = OnceLock::new();
    OF.get_or_init(|| coverage(texts()))
}

fn row<'a>(coverage: &'a Coverage, number: &str) -> &'a OfClause {
    coverage.clauses.iter().find(|row| row.clause.number() == number).unwrap()
}

/// The clauses, and the places of acts, whose state differs from that of Ba Đình as it is.
fn moved(now: &Coverage) -> BTreeMap<String, State> {
    let before = of_ba_dinh();
    let clauses = before.clauses.iter().zip(&now.clauses).filter(|(a, b)| a.state != b.state);
    let articles = before.articles.iter().zip(&now.articles).filter(|(a, b)| a.state != b.state);
    let place = |r: &Requirement| [r.basis.place, r.topic.1].join(" ").trim().to_owned();
    clauses
        .map(|(_, b)| (b.clause.number().to_owned(), b.state))
        .chain(articles.map(|(_, b)| (place(b.requirement), b.state)))
        .collect()
}

/// Ba Đình with one place of one file written in another way.
fn with(file: &str, from: &str, to: &str) -> BTreeMap<String, String> {
    let mut texts = texts().clone();
    let text = texts.get_mut(file).unwrap();
    assert!(text.contains(from), "{file}: {from}");
    *text = text.replacen(from, to, 1);
    texts
}

/// The lines of a key at the margin, with all below it.
fn without(file: &str, key: &str) -> BTreeMap<String, String> {
    let mut texts = texts().clone();
    let text = texts.get_mut(file).unwrap();
    let mut inside = false;
    let lines: Vec<&str> = text
        .lines()
        .filter(|line| {
            if !line.starts_with([' ', '#']) && !line.is_empty() {
                inside = line.starts_with(&format!("{key}:"));
            }
            !inside
        })
        .collect();
    let kept = lines.join("\n") + "\n";
    assert_ne!(&kept, text, "{file}: {key}");
    *text = kept;
    texts
}

fn rows<'a>(rows: impl IntoIterator<Item = (&'a str, State)>) -> BTreeMap<String, State> {
    rows.into_iter().map(|(place, state)| (place.to_owned(), state)).collect()
}

#[test]
fn ba_dinh_meets_what_is_asked() {
    let c = of_ba_dinh();
    assert_eq!((c.clauses.len(), c.clauses_in(State::Met), c.clauses_in(State::Excluded)), (51, 42, 9));
    assert_eq!((c.unread, c.unasked.len()), (0, 0));
    for row in &c.articles {
        assert!(!matches!(row.state, State::Partly | State::Missing | State::Excluded), "{row:?}");
        assert!(row.meets <= row.applies, "{row:?}");
    }
    let (policy, control) = (row(c, "5.3"), row(c, "4.2.3"));
    assert_eq!((&*policy.organisation, &*control.procedures), (&[Own::Policy][..], &["QT-01".to_owned()][..]));
    let services = c.articles.iter().find(|row| row.requirement.basis.place == "Art. 8(2) e").unwrap();
    assert_eq!((services.applies, services.meets), (22, 22), "internal procedures are outside the decree");
}

#[test]
fn what_is_taken_away_moves_the_rows_that_ask_for_it() {
    use State::{Missing, Partly};
    for (texts, wanted) in [
        (without("organisation.yaml", "policy"), rows([("4.2.1", Partly), ("5.1", Partly), ("5.3", Missing)])),
        (without("organisation.yaml", "management-representative"), rows([("5.5.2", Missing)])),
        (without("organisation.yaml", "scope"), rows([("4.2.2", Partly), ("Art. 3(1)", Partly)])),
        (without("QT-03-internal-audit.yaml", "distribution"), rows([("4.2.3", Partly)])),
        (
            without("QT-06-preventive-action.yaml", "indicators"),
            rows([("4.1", Partly), ("7.5.1", Partly), ("8.1", Partly), ("8.2.3", Partly)]),
        ),
    ] {
        assert_eq!(moved(&coverage(&texts)), wanted);
    }
}

#[test]
fn what_speaks_of_several_clauses_counts_against_those_it_is_about() {
    use State::Partly;
    // The review is asked for the policy by two clauses, for the objectives by one of them.
    let review = "QT-07-management-review.yaml";
    let less = |number: &str| {
        let mut texts = texts().clone();
        let text = texts.get_mut(review).unwrap();
        let number = format!("\"{number}\"");
        for said in [format!("{number}, "), format!(", {number}")] {
            *text = text.replace(&said, "");
        }
        assert!(!text.contains(&number), "{number}");
        texts
    };
    assert_eq!(moved(&coverage(&less("5.3"))), rows([("5.3", Partly), ("5.6.1", Partly)]));
    assert_eq!(moved(&coverage(&less("5.4.1"))), rows([("5.6.1", Partly)]));
    // What is found in audits leads to no corrective action: that its message names 8.5.2 takes nothing from 8.2.2.
    let mut texts = texts().clone();
    let text = texts.get_mut("QT-03-internal-audit.yaml").unwrap();
    let related = text.lines().find(|line| line.starts_with("related:")).unwrap().to_owned();
    *text = text.replace(&related, &related.replace("QT-05, ", "").replace(", QT-05", ""));
    assert_eq!(moved(&coverage(&texts)), rows([("8.2.2", Partly)]));
}

/// Another exclusion at the head of the list.
fn excluding(clause: &str) -> BTreeMap<String, String> {
    let justification = "{vi: Không mua hàng., en: Nothing is bought.}";
    let entry = format!("exclusions:\n  - {{clause: \"{clause}\", justification: {justification}}}\n");
    with("organisation.yaml", "exclusions:\n", &entry)
}

#[test]
fn an_exclusion_that_holds_excludes() {
    use State::{Excluded, Missing, Partly};
    // What nothing answers, and nothing excludes, is missing.
    let open = with("organisation.yaml", "clause: \"7.6\"", "clause: \"7.3.7\"");
    let now = coverage(&open);
    assert_eq!(row(&now, "7.6").state, Missing, "{:?}", row(&now, "7.6"));
    assert_eq!(row(&now, "7.3.7").state, Excluded);
    // A process says that it buys: the exclusion does not hold, and both places say so.
    let wanted = [("4.2.2", Partly), ("7.4.1", Partly), ("7.4.2", Partly), ("7.4.3", Partly)];
    let contradicted = excluding("7.4");
    assert_eq!(moved(&coverage(&contradicted)), rows(wanted));
    // It no longer says so.
    let mut excluded = contradicted;
    let organisation = excluded.get_mut("organisation.yaml").unwrap();
    *organisation = organisation.replace(", \"7.4.1\", \"7.4.2\", \"7.4.3\"", "");
    let now = moved(&coverage(&excluded));
    assert_eq!(now, rows([("7.4.1", Excluded), ("7.4.2", Excluded), ("7.4.3", Excluded)]));
    // Only requirements of clause 7 can be excluded, none of its core, and none without a reason.
    assert_eq!(row(&coverage(&excluding("8.2.1")), "8.2.1").state, Partly);
    assert_eq!(row(&coverage(&excluding("7.2")), "7.2.1").state, Partly);
    let silent = with("organisation.yaml", "exclusions:\n", "exclusions:\n  - {clause: \"7.5.5\"}\n");
    assert_ne!(row(&coverage(&silent), "7.5.5").state, Excluded);
}

#[test]
fn what_is_accepted_is_counted_apart() {
    // The distribution list is taken away, and that is accepted at the place of the finding.
    let mut texts = without("QT-03-internal-audit.yaml", "distribution");
    let open = coverage(&texts);
    assert_eq!((row(&open, "4.2.3").against.errors, row(&open, "4.2.3").against.accepted), (1, 0));
    let text = texts.get_mut("QT-03-internal-audit.yaml").unwrap();
    *text = text.replacen("procedure: QT-03", "procedure: QT-03 # quytrinh: allow(iso/distribution) — one office, one copy", 1);
    let library = Library::from_sources(texts.iter().map(|(name, text)| (name.as_str(), text.as_str())));
    let mut report = library.check();
    report.accept(library.sources(), &codes(&Rules::standard()), Date::of(2018, 1, 15));
    let accepted = Coverage::of(&library, &report);
    let control = row(&accepted, "4.2.3");
    assert_eq!((control.state, control.against.errors, control.against.accepted), (State::Met, 0, 1), "{report}");
}

#[test]
fn what_was_not_asked_is_not_said_to_be_met() {
    let library = Library::open(root().join("processes/ba-dinh")).unwrap();
    let mut rules = Rules::standard();
    rules.remove("decree-63/applicants");
    rules.remove("iso/policy");
    rules.set("decree-63/channels", quytrinh::Severity::Note);
    let coverage = Coverage::of(&library, &rules.check(&library));
    let state = |place: &str| coverage.articles.iter().find(|row| row.requirement.basis.place == place).unwrap().state;
    assert_eq!(
        (state("Art. 8(2) e"), state("Art. 8(2) c"), state("Art. 8(2) b")),
        (State::Undecided, State::Undecided, State::Met)
    );
    assert_eq!(coverage.unasked, ["iso/policy", "decree-63/applicants"]);
    // Nothing was asked at all.
    let none = Coverage::of(&library, &Rules::none().check(&library));
    assert_eq!((none.articles_in(State::Met), none.clauses_in(State::Met), none.clauses_in(State::Excluded)), (0, 0, 9));
    assert_eq!(Coverage::of(&Library::default(), &Library::default().check()), Coverage::default());
}

#[test]
fn an_article_is_met_by_those_that_meet_it() {
    let now = coverage(&without("QT-TP-07-extract.yaml", "level"));
    let level = now.articles.iter().find(|row| row.requirement.topic.1 == "contents").unwrap();
    assert_eq!((level.state, level.applies, level.meets), (State::Partly, 22, 21));
    // What was written before an act took effect is not asked by it; what is internal never.
    let early = texts().clone().into_iter().map(|(name, text)| (name, text.replace("date: 2018-01-15", "date: 2017-01-15")));
    let early: BTreeMap<String, String> =
        early.map(|(name, text)| (name, text.replace("effective: 2018-", "effective: 2017-"))).collect();
    let early = coverage(&early);
    let of = |topic: &str| early.articles.iter().find(|row| row.requirement.topic.1 == topic).unwrap();
    assert_eq!((of("portals").state, of("portals").applies), (State::NotApplicable, 0), "in force from 25 September 2017");
    assert!(of("posting").applies > 0);
}

#[test]
fn who_follows_no_standard_and_performs_no_administrative_procedure_is_told_nothing() {
    let library = Library::open(root().join("examples/processes/factory")).unwrap();
    let coverage = Coverage::of(&library, &library.check());
    assert!(coverage.articles.is_empty() && coverage.clauses.is_empty(), "{coverage:?}");
    let manual = library.manual(Language::En).to_html();
    assert!(!manual.contains("How far requirements are met") && !manual.contains("coverage.html"), "{manual}");
}

#[test]
fn what_could_not_be_read_is_said() {
    let broken = coverage(&with("QT-TP-07-extract.yaml", "steps:\n", "stepps:\n"));
    assert!(broken.unread > 0);
    let sequence = broken.articles.iter().find(|row| row.requirement.basis.place == "Art. 8(2) b").unwrap();
    assert_eq!((sequence.applies, sequence.meets), (22, 21), "of what was not read nobody knows");
}

proptest::proptest! {
    #![proptest_config(proptest::test_runner::Config::with_cases(24))]

    /// The fewer findings, the better: taking some away never makes a row worse, and all of them away leaves none partly met.
    #[test]
    fn fewer_findings_are_never_worse(kept in proptest::collection::vec(proptest::bool::ANY, 64)) {
        static DAMAGED: OnceLock<(Library, quytrinh::Report, Coverage)> = OnceLock::new();
        let (library, report, all) = DAMAGED.get_or_init(|| {
            let mut texts = without("organisation.yaml", "policy");
            for (file, key) in [("QT-TP-01-birth.yaml", "level"), ("QT-03-internal-audit.yaml", "distribution"), ("QT-06-preventive-action.yaml", "indicators"), ("QT-TP-07-extract.yaml", "field")] {
                let cut = without(file, key).remove(file).unwrap();
                texts.insert(file.to_owned(), cut);
            }
            let library = Library::from_sources(texts.iter().map(|(name, text)| (name.as_str(), text.as_str())));
            let report = library.check();
            let all = Coverage::of(&library, &report);
            (library, report, all)
        });
        let rank = |state: State| match state {
            State::Missing => 0,
            State::Partly => 1,
            _ => 2,
        };
        let mut fewer = report.clone();
        let mut keep = kept.iter().cycle();
        fewer.retain(|_| *keep.next().unwrap());
        let fewer = Coverage::of(library, &fewer);
        for (a, b) in all.clauses.iter().zip(&fewer.clauses) {
            proptest::prop_assert!(rank(b.state) >= rank(a.state) && b.against.errors <= a.against.errors, "{:?} {:?}", a, b);
            proptest::prop_assert_eq!((&a.procedures, &a.processes, &a.organisation), (&b.procedures, &b.processes, &b.organisation));
        }
        for (a, b) in all.articles.iter().zip(&fewer.articles) {
            proptest::prop_assert!(b.meets >= a.meets && b.applies == a.applies && rank(b.state) >= rank(a.state));
        }
        let mut none = report.clone();
        none.retain(|_| false);
        let none = Coverage::of(library, &none);
        proptest::prop_assert_eq!(none.clauses_in(State::Partly) + none.articles_in(State::Partly), 0);
    }
}
