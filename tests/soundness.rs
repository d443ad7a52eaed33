//! The decision of soundness against one that looks at every state, on graphs of every sort; every
//! certificate, run and fix against what it claims.
//!
//! `QUYTRINH_CASES=100000 cargo test --release --test soundness` tries so many graphs in all.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::print_stderr, clippy::cast_possible_truncation)]

#[path = "soundness/bounded.rs"]
mod bounded;
#[path = "../benches/flows.rs"]
mod flows;
#[path = "soundness/net.rs"]
mod net;
#[path = "soundness/oracle.rs"]
mod oracle;
#[path = "soundness/replay.rs"]
mod replay;
#[path = "soundness/strategies.rs"]
mod strategies;

use net::Net;
use oracle::{Answer, Problem, Rules, Space, answer};
use proptest::prelude::*;
use proptest::test_runner::{Config, RngSeed, TestRunner};
use quytrinh::soundness::{Certificate, Fault, FaultKind, FlowGraph, Kind, Reason, Verdict, analyse};
use std::cell::RefCell;
use std::path::{Path, PathBuf};
use strategies::Nodes;

/// What is expected of a graph: nothing wrong, or this, explained as one of these.
type Expected = Option<(Problem, &'static [FaultKind])>;

const SOUND: Expected = None;
const HANGS: Expected = Some((Problem::Hangs, &[FaultKind::Deadlock]));
const UNSYNCHRONISED: Expected = Some((Problem::TwoTokens, &[FaultKind::LackOfSynchronisation]));
const BRIDGE: Expected = Some((Problem::TwoTokens, &[FaultKind::LackOfSynchronisation, FaultKind::Deadlock]));
const GOES_ROUND: Expected = Some((Problem::GoesRound, &[FaultKind::EndlessLoop]));
const END_TWICE: Expected = Some((Problem::EndTwice, &[FaultKind::ImproperEnd]));

/// The same going round once more shows it at an end or on the way there.
const TWICE_IN_A_LOOP: Expected = Some((Problem::TwoTokens, &[FaultKind::LackOfSynchronisation, FaultKind::ImproperEnd]));

const fn dead(node: usize) -> (Problem, &'static [FaultKind]) {
    (Problem::Dead(node), &[FaultKind::DeadStep])
}

/// Ways of an inclusive split that divide and meet crosswise.
const WEAVE: &str = "s>o1 o1>p1 o1>p2 p1>o2 p1>o3 p2>o2 p2>o3 o2>p o3>p p>e";

/// Graphs whose soundness is plain to a reader.
const KNOWN: &[(&str, &str, Expected)] = &[
    ("a sequence", "s>t t>e", SOUND),
    ("nothing to do", "s>e", SOUND),
    ("an exclusive block", "s>x1 x1>t1 x1>t2 t1>x2 t2>x2 x2>e", SOUND),
    ("a parallel block", "s>p1 p1>t1 p1>t2 t1>p2 t2>p2 p2>e", SOUND),
    ("a step divides, a step takes whatever comes", "s>t1 t1>x1 t1>x2 x1>p x2>p p>t2 t2>e", SOUND),
    ("a start divides", "s>t1 s>t2 t1>p t2>p p>e", SOUND),
    ("a choice into a parallel join", "s>x x>t1 x>t2 t1>p t2>p p>e", HANGS),
    ("a choice that may miss the parallel join", "s>p1 p1>x p1>t x>p2 x>e2 t>p2 p2>e1", HANGS),
    ("nothing to choose", "s>x1 x1>x2 x1>e", HANGS),
    ("two joins wait for each other", "s>p1 p1>p2 p1>p3 p2>p3 p3>p2 p2>e1 p3>e2", HANGS),
    ("a parallel join in a loop's entry", "s>p p>t t>x x>p x>e", HANGS),
    ("an exclusive join of parallel ways", "s>p p>t1 p>t2 t1>x t2>x x>t3 t3>e", UNSYNCHRONISED),
    ("parallel ways into a step", "s>p p>t1 p>t2 t1>t3 t2>t3 t3>t4 t4>e", UNSYNCHRONISED),
    ("a parallel split goes back", "s>x x>p p>x p>e", TWICE_IN_A_LOOP),
    ("parallel ways into one end", "s>p p>t1 p>t2 t1>e t2>e", END_TWICE),
    ("two parallel flows into one end", "s>p p>e p>e", END_TWICE),
    ("a parallel end in a loop", "s>x1 x1>p p>e1 p>x2 x2>x1 x2>e2", TWICE_IN_A_LOOP),
    ("parallel ways with an end each", "s>p p>t1 p>t2 t1>e1 t2>e2", SOUND),
    ("a choice of two ends", "s>x x>e1 x>e2", SOUND),
    ("an early end", "s>x x>t x>e t>e", SOUND),
    ("a branch ends by itself", "s>p1 p1>e2 p1>t1 p1>t2 t1>p2 t2>p2 p2>e1", SOUND),
    ("a choice of ends in a parallel way", "s>p p>x p>t x>e1 x>e2 t>e3", SOUND),
    ("a loop", "s>x1 x1>t t>x2 x2>x1 x2>e", SOUND),
    ("a flow back to its own gateway", "s>x x>x x>e", SOUND),
    ("a loop around a parallel block", "s>x1 x1>p1 p1>t1 p1>t2 t1>p2 t2>p2 p2>x2 x2>x1 x2>e", SOUND),
    ("a loop with two entries", "s>x1 x1>x2 x1>x3 x2>x3 x3>x2 x3>e", SOUND),
    ("a loop without a way out", "s>x1 x1>x2 x1>e x2>t t>x2", GOES_ROUND),
    ("only a loop", "s>x x>t t>x t2>e", GOES_ROUND),
    ("a loop beside the end", "s>p p>e p>x x>t t>x", GOES_ROUND),
    ("a step without a way to it", "s>t1 t1>e t2>e", Some(dead(3))),
    ("a step alone", "s>e t", Some(dead(2))),
    ("two nodes that wait for each other alone", "s>x1 x1>e t1>t2 t2>t1", Some(dead(3))),
    ("two starts, one way", "s1>x s2>x x>t t>e", SOUND),
    ("two starts, each its way", "s1>t1 s2>t2 t1>e t2>e", SOUND),
    ("two starts into a parallel join", "s1>p s2>p p>e", HANGS),
    ("a bridge between parallel ways", "s>p1 p1>p2 p1>p3 p2>p3 p2>p4 p3>p4 p4>e", SOUND),
    ("an exclusive bridge between parallel ways", "s>p1 p1>x1 p1>x2 x1>x2 x1>p2 x2>p2 p2>e", BRIDGE),
    ("an inclusive block", "s>o1 o1>t1 o1>t2 t1>o2 t2>o2 o2>e", SOUND),
    ("an inclusive join of a choice", "s>x x>t1 x>t2 t1>o t2>o o>e", SOUND),
    ("an inclusive join of parallel ways", "s>p p>t1 p>t2 t1>o t2>o o>t3 t3>e", SOUND),
    ("an inclusive split, a parallel join", "s>o o>t1 o>t2 t1>p t2>p p>e", HANGS),
    ("an inclusive split, an exclusive join", "s>o o>t1 o>t2 t1>x t2>x x>t3 t3>e", UNSYNCHRONISED),
    ("an inclusive split, an end each", "s>o o>t1 o>t2 t1>e1 t2>e2", SOUND),
    ("an inclusive join that a loop comes to", "s>o1 o1>x1 o1>t1 x1>t2 t2>x2 x2>x1 x2>o2 t1>o2 o2>e", SOUND),
    ("two inclusive joins wait for each other", "s>p p>o1 p>o2 o1>t1 t1>o2 o2>x x>o1 x>e", HANGS),
    ("parallel ways of a choice meet crosswise", WEAVE, SOUND),
    ("one of them does not", "s>o1 o1>p1 o1>p2 p1>o2 p1>o3 p2>o3 o2>p o3>p p>e", HANGS),
    ("parallel ways of a true choice meet crosswise", "s>x p1>x1 x>p1 x>p2 p1>x2 p2>x1 p2>x2 x1>p x2>p p>e", SOUND),
    ("some of them meet in an exclusive join", "s>o1 o1>p1 o1>p2 p1>x2 p1>o3 p2>x2 p2>o3 x2>p o3>p p>e", UNSYNCHRONISED),
    ("an interruption", "s>t t>e1 i>e2", SOUND),
    ("an interruption of parallel ways", "s>p1 p1>t1 p1>t2 t1>p2 t2>p2 p2>e1 i>t3 t3>e2", SOUND),
    ("an interruption to an end that counts anew", "s>p p>e1 p>t t>e2 i>e1", SOUND),
    ("an interruption into a parallel join", "s>p1 p1>t1 p1>t2 t1>p2 t2>p2 p2>e i>p2", HANGS),
    ("an interruption does not excuse what goes round", "s>x x>t t>x i>e", GOES_ROUND),
];

#[test]
fn the_oracle_knows_the_known() {
    for (name, text, expected) in KNOWN {
        let net = Net::read(text);
        assert_eq!(Net::read(&format!("{net:?}")).kinds.len(), net.kinds.len(), "{name}");
        let problems = oracle::problems(&net).expect("few states");
        match expected {
            None => assert_eq!(problems, [], "{name}: {text}"),
            Some((problem, _)) => assert!(problems.contains(problem), "{name}: {text}: {problems:?}, not {problem:?}"),
        }
        assert_eq!(answer(&net) == Answer::Sound, expected.is_none(), "{name}: {text}");
    }
}

#[test]
fn the_oracle_names_only_what_is_wrong() {
    let problems = |text| oracle::problems(&Net::read(text)).expect(text);
    assert_eq!(problems("s>x x>t1 x>t2 t1>p t2>p p>e"), [Problem::Hangs, Problem::Dead(4), Problem::Dead(5)]);
    assert_eq!(problems("s>x1 x1>x2 x1>e x2>t t>x2"), [Problem::GoesRound]);
    assert_eq!(problems("s>p p>t1 p>t2 t1>e t2>e"), [Problem::EndTwice]);
    assert_eq!(problems("s>t1 t1>e t2>e"), [Problem::Dead(3)]);
    // Not found in so few states is not known.
    let net = Net::read("s>p p>t1 p>t2 p>t3 t1>e1 t2>e2 t3>e3");
    let rules = Rules::new(&net);
    assert!(Space::new(&rules, &rules.beginnings()[0], 100).whole);
    assert!(!Space::new(&rules, &rules.beginnings()[0], 10).whole);
}

#[test]
fn known_graphs_are_decided_and_explained() {
    let mut wrong = Vec::new();
    for (name, text, expected) in KNOWN {
        let net = Net::read(text);
        let verdict = analyse(&net.graph());
        let agrees = match (&verdict, expected) {
            (Verdict::Sound(_), None) => true,
            (Verdict::Unsound(faults), Some((_, kinds))) => faults.iter().any(|fault| kinds.contains(&fault.kind)),
            _ => false,
        };
        if !agrees {
            wrong.push(format!("{name}: {text}: {verdict:?}, not {expected:?}"));
        } else if let Err(why) = examine(&net, &mut Tally::default()) {
            wrong.push(format!("{name}: {text}: {why}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn without_a_start_nothing_is_said() {
    for text in ["", "t>e", "e"] {
        let verdict = analyse(&Net::read(text).graph());
        assert!(matches!(verdict, Verdict::Undecided(Reason::NoStart)), "{text}: {verdict:?}");
    }
}

#[test]
fn the_families_of_the_benchmark_are_what_they_say() {
    let small: [(FlowGraph, bool); 12] = [
        (flows::par(3, 2), true),
        (flows::nest(2), true),
        (flows::blocks(4), true),
        (flows::mix(2, 2), true),
        (flows::parloop(3), true),
        (flows::hidden(1, 2), false),
        (flows::hidden(2, 2), false),
        (flows::hidden(2, 3), false),
        (flows::weave(1), true),
        (flows::weave(2), true),
        (flows::woven(2, 1), true),
        (flows::torn(2), false),
    ];
    for (graph, sound) in small {
        let net = Net::of(&graph);
        assert_eq!(answer(&net) == Answer::Sound, sound, "{net:?}");
        examine(&net, &mut Tally::default()).unwrap_or_else(|why| panic!("{net:?}: {why}"));
    }
}

// ---------------------------------------------------------------------------------------------
// What a verdict claims

/// What was seen in a property, so that none passes for want of cases.
#[derive(Debug, Default)]
struct Tally {
    graphs: usize,
    sound: usize,
    /// Of those, not reduced, and decided gateway by gateway.
    acyclic: usize,
    unknown: usize,
    undecided: usize,
    runs: usize,
    fixes: usize,
    problems: std::collections::BTreeMap<&'static str, usize>,
}

macro_rules! claim {
    ($good:expr, $($why:tt)+) => {
        if !$good {
            return Err(format!($($why)+));
        }
    };
}

/// The verdict on a graph, its certificate, faults, runs and fixes against the oracle.
fn examine(net: &Net, tally: &mut Tally) -> Result<(), String> {
    let expected = answer(net);
    let graph = net.graph();
    let verdict = analyse(&graph);
    tally.graphs += 1;
    tally.sound += usize::from(expected == Answer::Sound);
    for problem in expected.problems() {
        let name = match problem {
            Problem::TwoTokens => "two tokens",
            Problem::EndTwice => "end twice",
            Problem::Hangs => "hangs",
            Problem::GoesRound => "goes round",
            Problem::Dead(_) => "dead",
        };
        *tally.problems.entry(name).or_default() += 1;
    }
    match (&verdict, &expected) {
        (_, Answer::Unknown) => {
            tally.unknown += 1;
            Ok(())
        }
        (Verdict::Sound(certificate), Answer::Sound) => {
            claim!(certificate.holds(&graph), "the certificate does not hold: {certificate:?}");
            tally.acyclic += usize::from(format!("{certificate:?}").contains("Acyclic"));
            Ok(())
        }
        (Verdict::Unsound(faults), Answer::Unsound(_)) => {
            claim!(!faults.is_empty(), "unsound without a fault");
            for (number, fault) in faults.iter().enumerate() {
                examine_fault(net, faults, number, tally).map_err(|why| format!("fault {number}, {fault:?}: {why}"))?;
            }
            Ok(())
        }
        (Verdict::Undecided(Reason::NoStart), _) if !net.has(Kind::Start) => Ok(()),
        (Verdict::Undecided(_), _) if !net.is_plain() => {
            tally.undecided += 1;
            Ok(())
        }
        _ => Err(format!("{verdict:?}, but the oracle: {expected:?}")),
    }
}

fn examine_fault(net: &Net, faults: &[Fault], number: usize, tally: &mut Tally) -> Result<(), String> {
    let fault = &faults[number];
    let join = fault.join as usize;
    claim!(join < net.kinds.len(), "no such node");
    if let Some(split) = fault.split {
        claim!((split as usize) < net.kinds.len() && net.out_of(split as usize).len() > 1, "nothing parts at {split}");
    }
    let mut above = (fault.masked_by, 0);
    while let (Some(mask), steps) = above {
        claim!(mask < faults.len() && steps < faults.len(), "masked by what is not there, or by itself");
        above = (faults[mask].masked_by, steps + 1);
    }
    // What is masked shows when the first fix of what masks it is done.
    let shown = |net: &Net, mask: usize| {
        let fix = faults[mask].fixes.first()?;
        let mut mended = net.graph();
        mended.set_kind(fix.node, fix.kind);
        Some(Net::of(&mended))
    };
    match fault.masked_by {
        None => examine_run(net, fault, tally)?,
        Some(mask) => examine_run(&shown(net, mask).ok_or("masked by what cannot be mended")?, fault, tally)?,
    }
    for fix in &fault.fixes {
        tally.fixes += 1;
        let mut mended = net.graph();
        claim!(net.kinds.get(fix.node as usize).is_some_and(|kind| *kind != fix.kind), "{fix:?} changes nothing");
        mended.set_kind(fix.node, fix.kind);
        let now = answer(&Net::of(&mended));
        claim!(now == Answer::Unknown || fix.mends_all == (now == Answer::Sound), "{fix:?}, but then {now:?}");
        if let Verdict::Unsound(left) = analyse(&mended) {
            let still = left.iter().any(|o| o.masked_by.is_none() && (o.kind, o.join) == (fault.kind, fault.join));
            claim!(!still, "{fix:?}, but the fault is still there: {left:?}");
        }
    }
    Ok(())
}

/// The run of a fault leads from a start to where the fault shows.
fn examine_run(net: &Net, fault: &Fault, tally: &mut Tally) -> Result<(), String> {
    let join = fault.join as usize;
    if fault.kind == FaultKind::DeadStep {
        // What happens behind a violation is nobody's way to a node.
        claim!(fault.run.is_empty(), "a way to where no way leads");
        claim!(oracle::acted(net).is_none_or(|acted| acted & 1 << join == 0), "the node acts");
        return Ok(());
    }
    claim!(!fault.run.is_empty(), "no run");
    tally.runs += 1;
    let end = replay::play(net, &fault.run)?;
    let last = fault.run.len() - 1;
    if fault.masked_by.is_none() {
        claim!(end.first_violation.is_none_or(|at| at == last), "another fault comes before");
    }
    match fault.kind {
        FaultKind::LackOfSynchronisation => {
            let second = fault.run[last].gives.iter().any(|flow| end.tokens[*flow as usize] > 1);
            claim!(second, "no second token in the end: {:?}", end.tokens);
        }
        FaultKind::ImproperEnd => {
            let waiting: u32 = net.into(join).iter().map(|flow| end.tokens[*flow]).sum();
            claim!(net.is_end(join), "not an end");
            claim!(end.acted[join] + waiting > 1, "the end is reached once");
        }
        FaultKind::Deadlock | FaultKind::EndlessLoop => {
            let Some(state) = end.state(net) else { return Err("two tokens on a flow in the end".into()) };
            let space = Space::new(&Rules::new(net), &[state], oracle::MOST_STATES);
            if !space.whole {
                return Ok(());
            }
            claim!(!space.first_completes(), "the case can still be brought to its end");
            if fault.kind == FaultKind::Deadlock {
                claim!(net.into(join).iter().any(|flow| end.tokens[*flow] > 0), "no token waits there");
                claim!(space.acted & 1 << join == 0, "the node acts after all");
            } else {
                claim!(space.goes_on_for_ever(), "it does not go on for ever");
                claim!(net.on_a_cycle(join), "not in a loop");
            }
        }
        FaultKind::DeadStep => unreachable!("seen above"),
    }
    Ok(())
}

// ---------------------------------------------------------------------------------------------
// Properties

/// Runs a property on its share, in percent, of the cases of this file.
fn cases<S: Strategy>(share: u32, strategy: &S, check: impl Fn(S::Value) -> Result<(), TestCaseError>) {
    let all = std::env::var("QUYTRINH_CASES").ok().map_or(5_000, |cases| cases.parse().expect("a number of cases"));
    let mut config = Config { cases: all / 100 * share, failure_persistence: None, ..Config::default() };
    if std::env::var_os("PROPTEST_RNG_SEED").is_none() {
        config.rng_seed = RngSeed::Fixed(2008);
    }
    if let Err(failure) = TestRunner::new(config).run(strategy, check) {
        panic!("{failure}");
    }
}

/// Examines graphs; says what they were; at most so many in a hundred may stay undecided.
fn examine_all<S: Strategy<Value = Net>>(share: u32, strategy: &S, most_undecided: usize) -> Tally {
    let tally = RefCell::default();
    cases(share, strategy, |net| examine(&net, &mut tally.borrow_mut()).map_err(TestCaseError::fail));
    let tally = tally.into_inner();
    eprintln!("{tally:?}");
    assert!(tally.undecided * 100 <= tally.graphs * most_undecided, "too many undecided: {tally:?}");
    assert!(tally.unknown * 50 <= tally.graphs, "the oracle does not know too many: {tally:?}");
    tally
}

/// Sound and unsound both, every one of these problems, something explained.
fn assert_varied(tally: &Tally, problems: &[&str]) {
    // A few cases need not be of every sort.
    if tally.graphs < 500 {
        return;
    }
    assert!(tally.sound * 20 >= tally.graphs && tally.sound * 20 <= tally.graphs * 19, "one-sided: {tally:?}");
    for problem in problems {
        assert!(tally.problems.contains_key(problem), "{problem} never seen: {tally:?}");
    }
    assert!(tally.runs > 0 && tally.fixes > 0, "nothing explained: {tally:?}");
}

fn certificate_of(net: &Net) -> Result<Option<Certificate>, TestCaseError> {
    match analyse(&net.graph()) {
        Verdict::Sound(certificate) => Ok(Some(certificate)),
        Verdict::Undecided(_) if !net.is_plain() => Ok(None),
        verdict => Err(TestCaseError::fail(format!("{verdict:?} of a sound graph"))),
    }
}

#[test]
fn what_is_built_sound_is_sound() {
    for (nodes, share) in [(Nodes::Plain, 6), (Nodes::All, 4)] {
        cases(share, &strategies::sound(nodes, 16), |net| {
            prop_assert_ne!(net.flows.len(), 0);
            let said = answer(&net);
            prop_assert!(matches!(said, Answer::Sound | Answer::Unknown), "built wrongly: {:?}", said);
            Ok(())
        });
        let tally = examine_all(share, &strategies::sound(nodes, 16), 5);
        assert_eq!(tally.sound + tally.unknown, tally.graphs, "{tally:?}");
    }
}

#[test]
fn large_graphs_that_are_built_sound_are_sound() {
    cases(4, &strategies::sound(Nodes::Plain, 200), |net| {
        let certificate = certificate_of(&net)?.expect("plain graphs are decided");
        prop_assert!(certificate.holds(&net.graph()), "{:?}", certificate);
        Ok(())
    });
}

#[test]
fn changed_plain_graphs_are_decided_as_the_oracle_does() {
    let tally = examine_all(34, &strategies::changed(Nodes::Plain, 14).prop_map(|(_, changed)| changed), 0);
    assert_varied(&tally, &["two tokens", "end twice", "hangs", "goes round", "dead"]);
}

#[test]
fn changed_graphs_of_all_kinds_are_decided_as_the_oracle_does() {
    let tally = examine_all(14, &strategies::changed(Nodes::All, 14).prop_map(|(_, changed)| changed), 10);
    assert_varied(&tally, &["two tokens", "end twice", "hangs", "goes round", "dead"]);
}

#[test]
fn random_plain_graphs_are_decided_as_the_oracle_does() {
    let tally = examine_all(18, &strategies::random(Nodes::Plain, 14), 0);
    assert_varied(&tally, &["two tokens", "end twice", "hangs", "dead"]);
}

#[test]
fn random_graphs_of_all_kinds_are_decided_as_the_oracle_does() {
    examine_all(8, &strategies::random(Nodes::All, 14), 10);
}

#[test]
fn graphs_without_cycles_are_decided_as_the_oracle_does() {
    let woven = examine_all(8, &strategies::woven(14), 0);
    assert_eq!(woven.sound + woven.unknown, woven.graphs, "{woven:?}");
    assert!(woven.acyclic * 8 > woven.graphs, "most of them reduce: {woven:?}");
    let rewoven = examine_all(12, &strategies::rewoven(14).prop_map(|(_, changed)| changed), 0);
    assert_varied(&rewoven, &["two tokens", "hangs", "dead"]);
    let tangled = examine_all(8, &strategies::tangled(14), 0);
    assert_varied(&tangled, &["two tokens", "hangs"]);
}

#[test]
fn wide_weaves_are_decided_and_explained() {
    for (depth, count) in [(3, 40), (5, 4), (7, 1)] {
        let graph = flows::woven(count, depth);
        let Verdict::Sound(certificate) = analyse(&graph) else { panic!("{depth}: not sound") };
        assert!(depth > 5 || certificate.holds(&graph), "{depth}: the certificate does not hold");
    }
    for depth in 3..8 {
        let graph = flows::torn(depth);
        let Verdict::Unsound(faults) = analyse(&graph) else { panic!("{depth}: not unsound") };
        let net = &Net::of(&graph);
        let end = replay::play(net, &faults[0].run).unwrap();
        assert_eq!((faults[0].kind, end.first_violation), (FaultKind::Deadlock, None));
        let join = net.into(faults[0].join as usize);
        let here = join.iter().filter(|flow| end.tokens[**flow] > 0).count();
        assert!(here > 0 && here < join.len(), "{depth}: {here} of {}", join.len());
    }
}

#[test]
fn large_graphs_without_cycles_are_decided_and_explained() {
    let tally = RefCell::new((0, 0));
    cases(2, &strategies::rewoven(48), |(net, changed)| {
        prop_assume!(changed.flows.len() <= 64);
        let Verdict::Sound(certificate) = analyse(&net.graph()) else { return Err(TestCaseError::fail("not sound")) };
        prop_assert!(certificate.holds(&net.graph()), "{:?}", certificate);
        match analyse(&changed.graph()) {
            Verdict::Sound(certificate) => prop_assert!(certificate.holds(&changed.graph()), "{:?}", certificate),
            Verdict::Unsound(faults) => {
                prop_assert!(!certificate.holds(&changed.graph()), "sound after all: {:?}", certificate);
                for fault in faults.iter().filter(|fault| fault.masked_by.is_none()) {
                    let examined = examine_run(&changed, fault, &mut Tally::default());
                    examined.map_err(|why| TestCaseError::fail(format!("{fault:?}: {why}")))?;
                }
                tally.borrow_mut().1 += 1;
            }
            Verdict::Undecided(reason) => prop_assert!(false, "{reason}"),
        }
        tally.borrow_mut().0 += 1;
        Ok(())
    });
    let (graphs, unsound) = tally.into_inner();
    assert!(unsound * 4 > graphs, "{unsound} of {graphs}");
}

/// A graph with a loop of three nodes, and how often its flows may be taken.
fn with_bounds(text: &str, bounds: &[(usize, u32)]) -> FlowGraph {
    let net = Net::read(text);
    let mut graph = FlowGraph::default();
    for kind in &net.kinds {
        graph.add(*kind);
    }
    for (flow, (from, to)) in net.flows.iter().enumerate() {
        let bound = bounds.iter().find(|(at, _)| *at == flow).map(|(_, most)| *most);
        graph.connect_at_most(*from as u32, *to as u32, bound);
    }
    graph
}

#[test]
fn a_case_hangs_only_where_it_can_use_up_its_ways() {
    // 0 s>x1, 1 x1>t, 2 t>x2, 3 x2>x1, 4 x2>e
    let text = "s>x1 x1>t t>x2 x2>x1 x2>e";
    let is_sound = |bounds: &[(usize, u32)]| matches!(analyse(&with_bounds(text, bounds)), Verdict::Sound(_));
    assert!(is_sound(&[(3, 2)]), "the loop is left in the end");
    assert!(is_sound(&[(3, 1), (1, 2)]), "one comes to the step twice at most");
    assert!(!is_sound(&[(3, 2), (1, 2)]), "one comes a third time");
    assert!(!is_sound(&[(1, 1)]) && !is_sound(&[(2, 1)]), "one comes back again and again");
    assert!(is_sound(&[(0, 1), (4, 1)]), "what is taken once in a case is enough");
    // A parallel gateway takes all its ways: one that is used up is enough.
    let text = "s>x1 x1>p1 p1>t1 p1>t2 t1>p2 t2>p2 p2>x2 x2>x1 x2>e";
    assert!(!matches!(analyse(&with_bounds(text, &[(2, 1)])), Verdict::Sound(_)));
    assert!(matches!(analyse(&with_bounds(text, &[(2, 2), (7, 1)])), Verdict::Sound(_)));
}

#[test]
fn bounds_on_flows_are_decided_as_playing_them_does() {
    let strategy = strategies::sound(Nodes::Plain, 9).prop_flat_map(|net| {
        let bound = prop_oneof![3 => Just(None), 1 => (1u8..=2).prop_map(Some)];
        (proptest::collection::vec(bound, net.flows.len()), Just(net))
    });
    let seen = RefCell::new([0usize; 3]);
    cases(10, &strategy, |(bounds, net)| {
        let mut graph = FlowGraph::default();
        for kind in &net.kinds {
            graph.add(*kind);
        }
        for ((from, to), bound) in net.flows.iter().zip(&bounds) {
            graph.connect_at_most(*from as u32, *to as u32, bound.map(u32::from));
        }
        let Some(ends) = bounded::can_always_end(&net, &bounds) else {
            seen.borrow_mut()[2] += 1;
            return Ok(());
        };
        seen.borrow_mut()[usize::from(ends)] += 1;
        let verdict = analyse(&graph);
        let says = matches!(verdict, Verdict::Sound(_));
        prop_assert!(says == ends, "{net:?} with {bounds:?}: {verdict:?}");
        if let Verdict::Sound(certificate) = verdict {
            prop_assert!(certificate.holds(&graph));
        }
        Ok(())
    });
    let [hangs, ends, unknown] = seen.into_inner();
    assert!(hangs * 20 > ends && ends > 20 && unknown * 10 < ends, "{hangs} hang, {ends} end, {unknown} are too large");
}

#[test]
fn a_certificate_does_not_hold_for_what_is_no_longer_sound() {
    for (nodes, share) in [(Nodes::Plain, 8), (Nodes::All, 4)] {
        let unsound = RefCell::new(0);
        cases(share, &strategies::changed(nodes, 14), |(net, changed)| {
            if let (Some(certificate), Answer::Unsound(problems)) = (certificate_of(&net)?, answer(&changed)) {
                *unsound.borrow_mut() += 1;
                prop_assert!(!certificate.holds(&changed.graph()), "it holds for {:?} too: {:?}", changed, problems);
            }
            Ok(())
        });
        assert_ne!(unsound.into_inner(), 0);
    }
}

// ---------------------------------------------------------------------------------------------
// Reference data

/// Where the workflow graphs of the literature are, if they are.
fn workflow_graphs() -> Option<PathBuf> {
    let shared = std::env::var_os("QUYTRINH_DATA")
        .map_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/data"), PathBuf::from);
    let directory = shared.join("workflow-graphs");
    if directory.is_dir() {
        return Some(directory);
    }
    eprintln!("skipped: {} is not there", directory.display());
    None
}

/// The industrial graphs, and whether each is sound.
fn industrial(directory: &Path) -> Vec<(PathBuf, bool)> {
    let text = std::fs::read_to_string(directory.join("industrial/verdicts.tsv")).unwrap();
    let rows = text.lines().filter_map(|line| line.split_once('\t')).filter(|(_, verdict)| verdict.ends_with("sound"));
    rows.map(|(name, verdict)| (directory.join("industrial").join(name), verdict == "sound")).collect()
}

#[test]
fn the_industrial_graphs_are_all_there() {
    let Some(directory) = workflow_graphs() else { return };
    let graphs = industrial(&directory);
    assert!(graphs.len() >= 200 && graphs.iter().any(|(_, sound)| *sound) && !graphs.iter().all(|(_, sound)| *sound));
    for (file, _) in graphs {
        let text = std::fs::read_to_string(&file).unwrap_or_else(|why| panic!("{}: {why}", file.display()));
        assert!(text.contains("sequenceFlow"), "{}: no flows", file.display());
    }
}
