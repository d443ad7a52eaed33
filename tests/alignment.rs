//! Alignments: against the cheapest of all by brute force, against laws, against figures by hand, on a real log.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::float_cmp, clippy::cast_possible_truncation)]
#![allow(clippy::print_stderr)]

#[path = "alignment/log.rs"]
mod log;
#[allow(dead_code)]
#[path = "soundness/net.rs"]
mod net;
#[path = "alignment/oracle.rs"]
mod oracle;
#[allow(dead_code)]
#[path = "soundness/oracle.rs"]
mod rules;
#[allow(dead_code)]
#[path = "soundness/strategies.rs"]
mod strategies;
#[allow(dead_code)]
#[path = "expectation/written.rs"]
mod written;

use net::Net;
use oracle::{Case, Stop};
use proptest::prelude::*;
use quytrinh::Library;
use quytrinh::measure::alignment::{Aligner, Alignment, Costs, Move, Unalignable};
use quytrinh::soundness::Kind;
use std::fmt::Write as _;
use strategies::Nodes;
use written::{Written, written};

const ACTIVITIES: [&str; 7] = ["a", "b", "c", "d", "e", "f", "g"];

fn library(steps: &str) -> Library {
    Library::from_sources([("p.yaml", &*format!("procedure: P-1\ntitle: T\nsteps:\n{steps}"))])
}

fn aligned<T>(steps: &str, look: impl FnOnce(Aligner) -> T) -> T {
    let library = library(steps);
    look(Aligner::of(library.procedure("P-1").unwrap().graph()).unwrap())
}

fn cost(steps: &str, trace: &[&str]) -> u64 {
    aligned(steps, |mut aligner| aligner.align(trace).cost().unwrap())
}

/// Moves in a line: `a` synchronous, `-a` skipped, `+a` extra.
fn said(found: &Alignment, trace: &[&str]) -> String {
    let one = |part: &Move| match part {
        Move::Synchronous { step, .. } => step.id.to_string(),
        Move::Skipped(step) => format!("-{}", step.id),
        Move::Extra { event } => format!("+{}", trace[*event]),
    };
    found.moves.iter().map(one).collect::<Vec<_>>().join(" ")
}

/// Draws: which activity each node is, who stops a case, what deviations cost, what traces are.
#[derive(Debug, Clone)]
struct Draws {
    labels: Vec<u8>,
    stop: Option<(prop::sample::Index, Vec<prop::sample::Index>)>,
    costs: (u8, u8),
    plays: Vec<Vec<u8>>,
    edits: Vec<(u8, prop::sample::Index, u8)>,
}

fn draws(stops: bool) -> impl Strategy<Value = Draws> {
    let index = any::<prop::sample::Index>;
    let stop = (index(), prop::collection::vec(index(), 0..3));
    let play = prop::collection::vec(any::<u8>(), 1..60);
    let costs = prop_oneof![3 => Just((1, 1)), 1 => (1u8..4, 1u8..4)];
    (
        prop::collection::vec(any::<u8>(), 40),
        if stops { prop::option::weighted(0.8, stop).boxed() } else { Just(None).boxed() },
        costs,
        prop::collection::vec(play, 3),
        prop::collection::vec((0u8..3, index(), any::<u8>()), 0..6),
    )
        .prop_map(|(labels, stop, costs, plays, edits)| Draws { labels, stop, costs, plays, edits })
}

/// Which activity each node is: steps alone, each its own, or some the same and some none.
fn labels(net: &Net, draws: &Draws) -> Vec<Option<usize>> {
    let shares = draws.labels[0] < 100;
    let label = |node: usize| {
        let draw = usize::from(draws.labels[node % draws.labels.len()]);
        let one = if shares { draw % ACTIVITIES.len() } else { node % 60 };
        (net.kinds[node] == Kind::Step && (!shares || draw < 220)).then_some(one)
    };
    (0..net.kinds.len()).map(label).collect()
}

fn name(label: usize, names: &[String]) -> &str {
    &names[label]
}

fn same_as_brute_force(graph: &Written, draws: &Draws) -> Result<(), TestCaseError> {
    if graph.net.flows.len() > 60 || graph.net.kinds.len() > 60 {
        return Err(TestCaseError::reject("too large"));
    }
    let names: Vec<String> =
        (0..61).map(|label| ACTIVITIES.get(label).map_or(format!("l{label}"), |name| (*name).to_owned())).collect();
    let labels = labels(&graph.net, draws);
    let places: Vec<usize> = (0..graph.net.kinds.len())
        .filter(|node| matches!(graph.net.kinds[*node], Kind::Step | Kind::Exclusive) && !Net::into(&graph.net, *node).is_empty())
        .collect();
    let stop = draws.stop.as_ref().filter(|_| !places.is_empty()).map(|(to, during)| Stop {
        to: places[to.index(places.len())],
        during: during.iter().map(|node| places[node.index(places.len())]).collect(),
    });
    let mut steps = graph.steps();
    if let Some(stop) = &stop {
        let during: Vec<String> = stop.during.iter().map(|node| format!("n{node}")).collect();
        let _ = writeln!(steps, "interruptions:\n  - {{when: w, by: r, to: n{}, during: [{}]}}", stop.to, during.join(", "));
    }
    let library = library(&steps);
    let costs = Costs { skipped: draws.costs.0, extra: draws.costs.1 };
    let node_of = |id: &str| id[1..].parse::<usize>().unwrap();
    let recorded = |step: &quytrinh::definition::Step| labels[node_of(step.id.as_str())].map(|label| name(label, &names));
    // Names live as long as the graph.
    let found = Aligner::with(library.procedure("P-1").unwrap().graph(), costs, recorded);
    let mut aligner = match found {
        Ok(aligner) => aligner,
        Err(Unalignable::Unsound) => return Err(TestCaseError::reject("unsound")),
        Err(error) => return Err(TestCaseError::fail(format!("{error}\n{steps}"))),
    };
    let (skipped, extra) = (u64::from(costs.skipped), u64::from(costs.extra));
    let case = Case { graph, stop: stop.as_ref(), labels: &labels, skipped, extra };
    let mut align = |trace: &[usize], is_open: bool| {
        let activities: Vec<&str> = trace.iter().map(|label| name(*label, &names)).collect();
        if is_open { aligner.align_open(&activities) } else { aligner.align(&activities) }
    };
    let most = 60_000;
    let Some(shortest) = case.cost(&[], false, most) else { return Err(TestCaseError::reject("too many states")) };
    for draw in &draws.plays {
        let Some(mut trace) = case.play(draw) else { continue };
        prop_assert_eq!(align(&trace, false).cost(), Some(0), "a run: {:?} {:?}\n{}", trace, labels, steps);
        for end in 0..=trace.len() {
            let found = align(&trace[..end], true);
            prop_assert_eq!(found.cost(), Some(0), "a run until {}: {:?} {:?}\n{}", end, trace, labels, steps);
            prop_assert!(found.moves.len() == end && found.empty == end as u64 * extra);
        }
        for (what, at, label) in &draws.edits {
            let before = align(&trace, false).cost().unwrap();
            match what {
                0 => trace.insert(at.index(trace.len() + 1), usize::from(*label) % 61),
                1 if !trace.is_empty() => {
                    trace.remove(at.index(trace.len()));
                }
                _ if trace.len() > 1 => {
                    let at = at.index(trace.len() - 1);
                    trace.swap(at, at + 1);
                }
                _ => {}
            }
            for is_open in [false, true] {
                let found = align(&trace, is_open);
                let cost = found.cost().unwrap();
                let moves: u64 = found
                    .moves
                    .iter()
                    .map(|part| match part {
                        Move::Synchronous { .. } => 0,
                        Move::Skipped(_) => skipped,
                        Move::Extra { .. } => extra,
                    })
                    .sum();
                prop_assert_eq!(moves, cost, "{:?} {}\n{}", trace, is_open, steps);
                prop_assert!(cost <= found.empty);
                if let Some(cheapest) = case.cost(&trace, is_open, most) {
                    prop_assert_eq!(cost, cheapest, "{:?} {}\n{}", trace, is_open, steps);
                }
            }
            let found = align(&trace, false);
            let after = found.cost().unwrap();
            let most_apart = if *what < 2 { skipped.max(extra) } else { 2 * skipped.max(extra) };
            prop_assert!(before.abs_diff(after) <= most_apart, "{} {} {:?}\n{}", before, after, trace, steps);
            prop_assert_eq!(found.empty, shortest + trace.len() as u64 * extra, "{:?}\n{}", trace, steps);
            prop_assert!(align(&trace, true).cost().unwrap() <= after, "{:?}\n{}", trace, steps);
        }
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { max_global_rejects: 100_000, failure_persistence: None, ..ProptestConfig::with_cases(200) })]

    #[test]
    fn no_alignment_is_cheaper(graph in written(strategies::sound(Nodes::All, 14), false), draws in draws(false)) {
        same_as_brute_force(&graph, &draws)?;
    }

    #[test]
    fn nor_where_loops_have_bounds(graph in written(strategies::sound(Nodes::Plain, 12), true), draws in draws(false)) {
        same_as_brute_force(&graph, &draws)?;
    }

    #[test]
    fn nor_where_branches_come_together_in_no_pairs(graph in written(strategies::woven(14), false), draws in draws(false)) {
        same_as_brute_force(&graph, &draws)?;
    }

    #[test]
    fn nor_where_work_can_be_interrupted(graph in written(strategies::sound(Nodes::All, 10), true), draws in draws(true)) {
        same_as_brute_force(&graph, &draws)?;
    }
}

#[test]
fn an_interruption_by_hand() {
    let steps = "  - {id: b, title: A, role: r, split: parallel, next: [e, f, c]}
  - {id: c, title: A, role: r, join: parallel, end: completed}
  - {id: d, title: A, role: r, next: c}
  - {id: e, title: A, role: r, next: d}
  - {id: f, title: A, role: r, next: c}
interruptions:
  - {when: w, by: r, to: b, during: [e]}
";
    let played = |trace: &str| {
        let trace: Vec<&str> = trace.split(' ').collect();
        aligned(steps, |mut aligner| said(&aligner.align(&trace), &trace))
    };
    // What was done beside it is done again.
    assert_eq!(played("b f b f d c"), "b f b f -e d c");
    assert_eq!(played("b f b f e d c"), "b f b f e d c");
    // Where nobody works at `e` any more, nothing interrupts.
    assert_eq!(played("b e f b d c"), "b e f +b d c");
}

#[test]
fn nothing_interrupts_a_case_of_which_all_is_done() {
    let library = library(
        "  - {id: s, title: A, role: r, split: inclusive, next: [{to: f, when: x}, {to: g, when: y}, {to: j, when: z}]}
  - {id: f, title: A, role: r, next: j}
  - {id: g, title: A, role: r, next: j}
  - {id: j, title: A, role: r, join: inclusive, end: completed}
  - {id: e, title: A, role: r, end: stopped}
interruptions:
  - {when: w, by: r, to: e}
",
    );
    let graph = library.procedure("P-1").unwrap().graph();
    let mut aligner = Aligner::with(graph, Costs::default(), |step| Some(step.id.as_str()).filter(|id| *id != "j")).unwrap();
    // While the other way may still be taken, somebody may be at work on it.
    assert_eq!(aligner.align(&["s", "f", "e"]).cost(), Some(0));
    assert_eq!(aligner.align(&["s", "e"]).cost(), Some(0));
    assert_eq!(aligner.align(&["s", "f", "g", "e"]).cost(), Some(1));
}

#[test]
fn what_fits_fits_and_what_does_not_stands_where_it_is_needed() {
    let steps = "  - {id: a, title: A, role: r, split: parallel, next: [b, c]}
  - {id: b, title: A, role: r, next: d}
  - {id: c, title: A, role: r, next: d}
  - {id: d, title: A, role: r, join: parallel, next: [{to: e, when: x}, {to: f, when: y}]}
  - {id: e, title: A, role: r}
  - {id: f, title: A, role: r, end: refused}
";
    let played = |trace: &[&str]| aligned(steps, |mut aligner| said(&aligner.align(trace), trace));
    assert_eq!(played(&["a", "c", "b", "d", "f"]), "a c b d f");
    assert_eq!(played(&["a", "c", "d", "f"]), "a c -b d f");
    assert_eq!(played(&["c", "a", "b", "x", "d", "f", "f"]), "-a c +a b +x d f +f");
    assert_eq!(cost(steps, &[]), 5);
    assert_eq!(played(&["a"]).matches('-').count(), 4);
    let fitness = |trace: &[&str]| aligned(steps, |mut aligner| aligner.align(trace).fitness());
    assert_eq!(fitness(&["a", "c", "b", "d", "f"]), Some(1.0));
    assert_eq!(fitness(&["a", "c", "d", "f"]), Some(1.0 - 1.0 / 9.0));
    assert_eq!(fitness(&["x", "y"]), Some(0.0));
}

#[test]
fn who_is_left_by_a_time_out_may_have_no_record() {
    let steps = "  - {id: ask, title: A, role: r}
  - {id: answer, title: A, role: r, timeout: {after: 30 days, to: return}, next: go-on}
  - {id: go-on, title: A, role: r, end: completed}
  - {id: return, title: A, role: r}
";
    for trace in [&["ask", "answer", "go-on"][..], &["ask", "return"], &["ask", "answer", "return"]] {
        assert_eq!(cost(steps, trace), 0, "{trace:?}");
    }
    assert_eq!(cost(steps, &["ask", "go-on"]), 1);
    let library = library(steps);
    let mut aligner = Aligner::of(library.procedure("P-1").unwrap().graph()).unwrap();
    let all =
        aligner.conformance([(&["ask", "return"][..], 3), (&["ask", "answer", "go-on"][..], 7), (&["ask", "return"][..], 1)]);
    assert_eq!((all.variants.len(), all.conforming.part, all.conforming.of), (2, 11, 11));
    let late = all.ways.iter().find(|way| way.path.to_string() == "steps[1].timeout").unwrap();
    assert_eq!((late.taken.part, late.to.id.as_str()), (4, "return"));
}

#[test]
fn a_bound_is_kept() {
    let steps = "  - {id: a, title: A, role: r}
  - {id: b, title: A, role: r, next: [{to: b, when: x, at-most: 2}, {to: c, when: y}]}
  - {id: c, title: A, role: r}
";
    assert_eq!(cost(steps, &["a", "b", "b", "b", "c"]), 0);
    assert_eq!(cost(steps, &["a", "b", "b", "b", "b", "b", "c"]), 2);
}

#[test]
fn nothing_is_aligned_with_what_can_hang() {
    let refused = |steps: &str| {
        let library = library(steps);
        Aligner::of(library.procedure("P-1").unwrap().graph()).err()
    };
    let hangs = "  - {id: a, title: A, role: r, next: [{to: b, when: x}, {to: c, when: y}]}
  - {id: b, title: A, role: r, next: d}
  - {id: c, title: A, role: r, next: d}
  - {id: d, title: A, role: r, join: parallel}
";
    assert_eq!(refused(hangs), Some(Unalignable::Unsound));
    // No record at all: nothing can be wrong but what was recorded.
    let library = library("  - {id: a, title: A, role: r}\n");
    let mut aligner = Aligner::with(library.procedure("P-1").unwrap().graph(), Costs::default(), |_| None).unwrap();
    let nothing: &[&str] = &[];
    let found = aligner.align(nothing);
    assert_eq!((found.conforms(), found.fitness()), (Some(true), None));
    assert_eq!(aligner.align(&["a"]).cost(), Some(1));
}

#[test]
fn what_is_not_decided_has_bounds() {
    // Eight branches of five steps side by side, played backwards.
    let mut steps = String::from("  - {id: s, title: A, role: r, split: parallel, next: [");
    steps.push_str(&(0..8).map(|branch| format!("b{branch}x0")).collect::<Vec<_>>().join(", "));
    steps.push_str("]}\n");
    for branch in 0..8 {
        for step in 0..5 {
            let next = if step == 4 { "e".to_owned() } else { format!("b{branch}x{}", step + 1) };
            let _ = writeln!(steps, "  - {{id: b{branch}x{step}, title: A, role: r, next: {next}}}");
        }
    }
    steps.push_str("  - {id: e, title: A, role: r, join: parallel}\n");
    let library = library(&steps);
    let graph = library.procedure("P-1").unwrap().graph();
    let trace: Vec<String> = (0..5).rev().flat_map(|step| (0..8).map(move |branch| format!("b{branch}x{step}"))).collect();
    let mut few = Aligner::of(graph).unwrap().most_states(50);
    let found = few.align(&trace);
    assert!(
        found.least < found.most && found.most <= found.empty && found.cost().is_none() && found.fitness().is_none(),
        "{found:?}"
    );
    // One of each branch fits: 32 events are extra, and as many steps and two more are skipped.
    assert!(found.least <= 66 && 66 <= found.most, "{} {}", found.least, found.most);
    let said = |part: &Move| usize::from(!matches!(part, Move::Synchronous { .. }));
    assert_eq!(found.moves.iter().map(said).sum::<usize>() as u64, found.most);
    let all = few.conformance([(trace.as_slice(), 2)]);
    assert_eq!((all.undecided, all.conforming.part, all.fitness()), (2, 0, None));
}

#[test]
fn the_receipt_log_fits_the_procedure_that_was_written_for_it() {
    let activities = log::activities();
    let library = Library::open(concat!(env!("CARGO_MANIFEST_DIR"), "/examples/receipt")).unwrap();
    // It is one procedure of an office that is not described.
    let found: Vec<String> = library.check().findings().iter().map(|finding| finding.rule.to_string()).collect();
    assert_eq!(found, ["reference/no-organisation"]);
    let Some(dossiers) = log::receipt() else { return };
    let graph = library.procedure("QT-TN-01").unwrap().graph();
    let mut aligner =
        Aligner::with(graph, Costs::default(), |step| activities.get(step.id.as_str()).map(String::as_str)).unwrap();
    let all = aligner.conformance(dossiers.iter().map(|trace| (trace.as_slice(), 1)));
    assert_eq!((all.variants.len(), all.variants[0].dossiers), (116, 713));
    assert_eq!((all.conforming.part, all.conforming.of, all.undecided), (1386, 1434, 0));
    assert_eq!((all.least, all.most, all.empty), (86, 86, 10_011));
    let required: Vec<(&str, u64)> =
        all.skipped_though_required().map(|skipped| (skipped.step.id.as_str(), skipped.times)).collect();
    assert_eq!(required, [("send-confirmation", 7)]);
    // What the steps and the events add up to.
    let skipped: u64 = all.skipped.iter().map(|skipped| skipped.times).sum();
    let extra: u64 = all.extra.iter().map(|extra| extra.times).sum();
    assert_eq!(skipped + extra, all.most);
    let taken =
        |path: &str| all.ways.iter().find(|way| way.path.to_string() == path).map(|way| (way.taken.part, way.taken.of)).unwrap();
    assert_eq!(taken("steps[7].next[1]"), (103, 1385), "advice is needed");
    assert_eq!(taken("steps[27].next[1]"), (6, 26), "the report is changed");
}
