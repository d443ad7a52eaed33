//! Alignments: against the cheapest of all by brute force, against laws, against figures by hand, on a real log.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::float_cmp, clippy::cast_possible_truncation)]

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
    let names: Vec<String> = (0..61).map(|label| ACTIVITIES.get(label).map_or(format!("l{label}"), |name| (*name).to_owned())).collect();
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
    let mut align = |trace: &[usize]| {
        let activities: Vec<&str> = trace.iter().map(|label| name(*label, &names)).collect();
        aligner.align(&activities)
    };
    let most = 60_000;
    let Some(shortest) = case.cost(&[], most) else { return Err(TestCaseError::reject("too many states")) };
    for draw in &draws.plays {
        let Some(mut trace) = case.play(draw) else { continue };
        prop_assert_eq!(align(&trace).cost(), Some(0), "a run: {:?} {:?}\n{}", trace, labels, steps);
        for (what, at, label) in &draws.edits {
            let before = align(&trace).cost().unwrap();
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
            let found = align(&trace);
            let after = found.cost().unwrap();
            let moves: u64 = found
                .moves
                .iter()
                .map(|part| match part {
                    Move::Synchronous { .. } => 0,
                    Move::Skipped(_) => skipped,
                    Move::Extra { .. } => extra,
                })
                .sum();
            prop_assert_eq!(moves, after, "{:?}\n{}", trace, steps);
            let most_apart = if *what < 2 { skipped.max(extra) } else { 2 * skipped.max(extra) };
            prop_assert!(before.abs_diff(after) <= most_apart, "{} {} {:?}\n{}", before, after, trace, steps);
            prop_assert_eq!(found.empty, shortest + trace.len() as u64 * extra, "{:?}\n{}", trace, steps);
            prop_assert!(after <= found.empty);
            if let Some(cheapest) = case.cost(&trace, most) {
                prop_assert_eq!(after, cheapest, "{:?}\n{}", trace, steps);
            }
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

/// The procedure of the receipt log, and the activity that each of its steps is there.
fn receipt_phase() -> Library {
    Library::open(concat!(env!("CARGO_MANIFEST_DIR"), "/examples/receipt")).unwrap()
}

#[test]
fn zz() {
    let library = receipt_phase();
    println!("{}", library.check());
    let graph = library.procedure("QT-TN-01").unwrap().graph();
    let Some(dossiers) = log::receipt() else { return };
    let recorded = |step: &'_ quytrinh::definition::Step| step.note.as_ref().map(|note| note.to(&quytrinh::Language::En).to_owned());
    let names: std::collections::HashMap<String, String> =
        graph.definition().steps.iter().filter_map(|step| Some((step.id.to_string(), recorded(step)?))).collect();
    let start = std::time::Instant::now();
    let mut aligner = Aligner::with(graph, Costs::default(), |step| names.get(step.id.as_str()).map(String::as_str)).unwrap();
    println!("compiled {:?}", start.elapsed());
    let start = std::time::Instant::now();
    let all = aligner.conformance(dossiers.iter().map(|trace| (trace.as_slice(), 1)));
    println!("aligned {:?}", start.elapsed());
    println!("{:?} {} {} {} {:?}", all.conforming, all.variants.len(), all.most, all.empty, all.fitness());
    for v in &all.variants {
        let trace: Vec<&str> = v.trace.iter().map(String::as_str).collect();
        println!("{} {} {:?} {}", v.dossiers, v.alignment.most, v.alignment.states, said(&v.alignment, &trace));
    }
    for s in &all.skipped { println!("skipped {} {} {} {:?}", s.step.id, s.times, s.dossiers, s.step.required_by); }
    for s in &all.extra { println!("extra {} after {:?} {} {}", s.activity, s.after.map(|s| &s.id), s.times, s.dossiers); }
    for s in &all.ways { println!("way {} {}→{} {:?}", s.path, s.from.id, s.to.id, s.taken); }
}
