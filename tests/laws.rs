//! Laws that hold for every input: round trips, order, what an operation may change.

#![allow(clippy::unwrap_used, clippy::expect_used)]

use proptest::prelude::*;
use quytrinh::definition::{Operation, ProcedureDefinition};
use quytrinh::graph::{FlowKind, ProcessGraph};
use quytrinh::measure::{Metrics, apply};
use quytrinh::{Duration, Library, Money, Percent, Target};
use std::collections::HashSet;
use std::fmt::Write as _;
use std::sync::Arc;

fn duration() -> impl Strategy<Value = String> {
    let unit = prop::sample::select(vec!["minutes", "hours", "working days", "days", "weeks", "months", "years"]);
    prop_oneof![
        Just("immediate".to_owned()),
        (0u32..100_000, 0u32..10_000, unit).prop_map(|(whole, part, unit)| {
            let part = format!("{part:04}");
            let part = part.trim_end_matches('0');
            if part.is_empty() { format!("{whole} {unit}") } else { format!("{whole}.{part} {unit}") }
        })
    ]
}

/// A procedure with arbitrary flows: steps, roles, times, loops, splits, ends, a timeout.
fn procedure() -> impl Strategy<Value = ProcedureDefinition> {
    let step = (
        0usize..4,
        0u32..9,
        prop::collection::vec(0usize..14, 0..3),
        0u8..4,
        prop::bool::weighted(0.15),
        prop::bool::weighted(0.1),
    );
    prop::collection::vec(step, 1..14).prop_map(|steps| {
        let mut text = String::from("procedure: P-1\ntitle: P\nsteps:\n");
        let count = steps.len();
        for (i, (role, time, next, gate, end, timeout)) in steps.into_iter().enumerate() {
            let _ = writeln!(text, "  - id: s{i}\n    title: S{i}\n    role: r{role}\n    time: {time} hours");
            if end {
                text.push_str("    end: refused\n");
            } else if !next.is_empty() {
                let list: Vec<String> = next.iter().map(|n| format!("s{}", n % count)).collect();
                let _ = writeln!(text, "    next: [{}]", list.join(", "));
                let _ = writeln!(text, "    split: {}", if gate == 0 { "parallel" } else { "exclusive" });
            }
            if gate == 1 {
                text.push_str("    join: parallel\n");
            }
            if timeout {
                let _ = writeln!(text, "    timeout: {{after: 12 days, to: s{}}}", (i + 1) % count);
            }
        }
        serde_yaml::from_str(&text).expect(&text)
    })
}

/// A plain chain of steps.
fn chain() -> impl Strategy<Value = ProcedureDefinition> {
    prop::collection::vec((0usize..4, 0u32..9), 3..12).prop_map(|steps| {
        let mut text = String::from("procedure: P-1\ntitle: P\nsteps:\n");
        for (i, (role, time)) in steps.into_iter().enumerate() {
            let _ = writeln!(text, "  - {{id: s{i}, title: S{i}, role: r{role}, time: {time} hours}}");
        }
        serde_yaml::from_str(&text).expect(&text)
    })
}

fn operation(text: &str) -> Operation {
    serde_yaml::from_str(text).expect(text)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn durations_read_what_they_print(text in duration()) {
        let value: Duration = text.parse().unwrap();
        prop_assert_eq!(value.to_string().parse::<Duration>().unwrap(), value);
        let span = value.span();
        prop_assert!(span.minus(span).is_zero());
    }

    #[test]
    fn no_text_is_read_as_something_else(text in "\\PC{0,24}") {
        if let Ok(value) = text.parse::<Duration>() {
            prop_assert_eq!(value.to_string().parse::<Duration>().ok(), Some(value));
        }
        if let Ok(value) = text.parse::<Money>() {
            prop_assert_eq!(value.to_string(), format!("{} VND", value.0));
        }
        if let Ok(value) = text.parse::<Target>() {
            prop_assert_eq!(value.to_string().parse::<Target>().ok(), Some(value));
        }
        if let Ok(value) = text.parse::<Percent>() {
            prop_assert_eq!(value.to_string().parse::<Percent>().ok(), Some(value));
        }
    }

    #[test]
    fn spans_are_ordered_as_their_sums(a in duration(), b in duration(), c in duration()) {
        let [a, b, c] = [a, b, c].map(|t| t.parse::<Duration>().unwrap().span());
        prop_assert_eq!(a + b, b + a);
        prop_assert!(a <= a + b);
        if a <= b {
            prop_assert!(a + c <= b + c);
        }
    }

    #[test]
    fn definitions_survive_writing_and_reading(p in procedure()) {
        let text = serde_yaml::to_string(&p).unwrap();
        let again: ProcedureDefinition = serde_yaml::from_str(&text).expect(&text);
        prop_assert!(again == p, "{text}");
        let library = Library::from_sources([("p.yaml", text)]);
        let found: Vec<_> = library.findings().iter().filter(|f| f.rule.starts_with("format/")).collect();
        prop_assert!(found.is_empty(), "{found:?}");
    }

    #[test]
    fn ranks_grow_along_every_flow_forward(p in procedure()) {
        let graph = ProcessGraph::new(Arc::new(p));
        let (back, ranks) = (graph.back_flows(), graph.ranks());
        prop_assert_eq!(graph.forward_order().len(), graph.nodes().count());
        for edge in graph.raw().edge_indices().filter(|e| !back.contains(e)) {
            let (from, to) = graph.raw().edge_endpoints(edge).unwrap();
            prop_assert!(ranks[&from] < ranks[&to]);
        }
    }

    #[test]
    fn reachability_is_that_of_a_plain_search(p in procedure()) {
        let graph = ProcessGraph::new(Arc::new(p));
        // Closure by repetition, the slow and plain way.
        let mut reached = HashSet::from([graph.start()]);
        loop {
            let next: Vec<_> = graph.flows().filter(|(a, b, _)| reached.contains(a) && !reached.contains(b)).map(|(_, b, _)| b).collect();
            if next.is_empty() {
                break;
            }
            reached.extend(next);
        }
        prop_assert_eq!(graph.reachable(), reached);
        let unreachable: HashSet<_> = graph.unreachable().iter().map(|s| s.id.clone()).collect();
        for node in graph.step_nodes() {
            let step = graph.step(node).unwrap();
            prop_assert_eq!(unreachable.contains(&step.id), !graph.reachable().contains(&node));
        }
    }

    #[test]
    fn every_step_has_a_way_on_or_an_end(p in procedure()) {
        let graph = ProcessGraph::new(Arc::new(p));
        for node in graph.step_nodes() {
            prop_assert!(graph.successors(node).next().is_some());
        }
        let hand_offs = Metrics::of(&graph).hand_offs;
        let sequence = graph.flows().filter(|(_, _, f)| f.kind == FlowKind::Sequence).count();
        prop_assert!(hand_offs <= sequence * graph.step_nodes().count());
    }

    #[test]
    fn taking_a_step_out_of_a_chain_takes_exactly_that(p in chain(), which in 0usize..12) {
        let which = which % p.steps.len();
        let before = Metrics::of_definition(&p);
        let after = apply(&p, &operation(&format!("eliminate: {{step: s{which}}}")), &()).unwrap();
        let name = format!("s{which}");
        prop_assert!(after.steps.iter().all(|s| s.id.as_str() != name));
        let gone = p.steps[which].time.as_ref().unwrap().value.unwrap().span();
        let graph = ProcessGraph::new(Arc::new(after));
        let figures = Metrics::of(&graph);
        prop_assert_eq!(figures.steps + 1, before.steps);
        prop_assert_eq!(figures.time + gone, before.time);
        prop_assert!(figures.hand_offs <= before.hand_offs);
        prop_assert!(graph.unreachable().is_empty() && graph.trapped().is_empty());
    }

    #[test]
    fn merging_neighbours_keeps_their_time(p in chain(), from in 0usize..12, length in 2usize..5) {
        let from = from % (p.steps.len() - 1);
        let to = (from + length).min(p.steps.len());
        let names: Vec<String> = (from..to).map(|i| format!("s{i}")).collect();
        let before = Metrics::of_definition(&p);
        let after = apply(&p, &operation(&format!("merge: {{steps: [{}], into: whole, role: r0}}", names.join(", "))), &()).unwrap();
        let graph = ProcessGraph::new(Arc::new(after));
        let figures = Metrics::of(&graph);
        prop_assert_eq!(figures.steps, before.steps - names.len() + 1);
        prop_assert_eq!(figures.time, before.time);
        prop_assert!(graph.unreachable().is_empty() && graph.trapped().is_empty());
    }

    #[test]
    fn operations_on_any_graph_answer_and_leave_the_rest_alone(p in procedure(), a in 0usize..14, b in 0usize..14) {
        let (a, b) = (a % p.steps.len(), b % p.steps.len());
        let untouched = p.clone();
        for text in [
            format!("eliminate: {{step: s{a}}}"),
            format!("merge: {{steps: [s{a}, s{b}], into: s{a}, role: r0}}"),
            format!("delegate: {{step: s{a}, role: r3}}"),
            format!("set-step-time: {{step: s{a}, time: 1 hours}}"),
        ] {
            if let Ok(after) = apply(&p, &operation(&text), &()) {
                let names: HashSet<&str> = after.steps.iter().map(|s| s.id.as_str()).collect();
                prop_assert_eq!(names.len(), after.steps.len());
                for step in &after.steps {
                    prop_assert!(step.next.iter().all(|n| names.contains(n.to.as_str())), "{text}: {:?}", step);
                    prop_assert!(step.timeout.iter().all(|t| names.contains(t.to.as_str())), "{text}: {:?}", step);
                }
            }
        }
        prop_assert!(p == untouched);
    }
}

#[test]
fn the_effects_of_all_simplifications_add_up() {
    let library = Library::open(concat!(env!("CARGO_MANIFEST_DIR"), "/processes/ba-dinh")).unwrap();
    for procedure in library.procedures() {
        let effect = library.simplify(procedure);
        let steps: i64 = effect.stages.iter().map(|s| s.effect.steps.removed()).sum();
        let hand_offs: i64 = effect.stages.iter().map(|s| s.effect.hand_offs.removed()).sum();
        assert_eq!(
            (steps, hand_offs),
            (effect.total().steps.removed(), effect.total().hand_offs.removed()),
            "{}",
            procedure.code()
        );
        assert!(effect.failed.is_empty(), "{}: {:?}", procedure.code(), effect.failed);
    }
}

#[test]
fn a_chain_of_a_million_steps_does_not_end_the_stack() {
    let mut p: ProcedureDefinition =
        serde_yaml::from_str("procedure: P-1\ntitle: P\nsteps:\n  - {id: s, title: S, role: r}\n").unwrap();
    let step = p.steps[0].clone();
    p.steps = (0..1_000_000)
        .map(|i| {
            let mut step = step.clone();
            step.id = format!("s{i}").parse().unwrap();
            step
        })
        .collect();
    let graph = ProcessGraph::new(Arc::new(p));
    assert_eq!(graph.forward_order().len(), 1_000_002);
    assert!(graph.back_flows().is_empty() && graph.reachable().len() == 1_000_002);
}
