//! Laws of operations: on any procedure, with any names, in any order.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use proptest::prelude::*;
use proptest::test_runner::{Config, RngSeed, TestRunner};
use quytrinh::definition::{Operation, ProcedureDefinition, Simplification};
use quytrinh::measure::{Diff, apply, guard, order};
use quytrinh::soundness::{FlowGraph, Verdict, analyse};
use quytrinh::{Library, Metrics, Procedure};
use std::fmt::Write as _;

fn read(text: &str) -> ProcedureDefinition {
    serde_yaml::from_str(text).expect(text)
}

/// A piece of a process in which work is divided and comes together again in order.
#[derive(Debug, Clone)]
enum Block {
    Step {
        role: u8,
        hours: u8,
        makes: bool,
    },
    Then(Vec<Block>),
    One(Vec<Block>),
    All(Vec<Block>),
    /// Done again at most so often.
    Again(Box<Block>, u8),
}

fn block() -> impl Strategy<Value = Block> {
    let step = (0u8..4, 0u8..9, prop::bool::weighted(0.3)).prop_map(|(role, hours, makes)| Block::Step { role, hours, makes });
    step.prop_recursive(4, 16, 3, |inner| {
        let parts = |from| prop::collection::vec(inner.clone(), from..4);
        prop_oneof![
            3 => parts(1).prop_map(Block::Then),
            1 => parts(2).prop_map(Block::One),
            1 => parts(2).prop_map(Block::All),
            1 => (inner.clone(), 1u8..3).prop_map(|(block, often)| Block::Again(Box::new(block), often)),
        ]
    })
}

/// Writes the steps of a block, last first, and gives the name of the first of them.
fn write(block: &Block, after: &str, out: &mut Vec<String>) -> String {
    let step = |out: &mut Vec<String>, rest: &str| {
        let id = format!("s{}", out.len());
        let (role, hours) = (out.len() % 4, out.len() % 7);
        out.push(format!("  - {{id: {id}, title: T{id}, role: r{role}, time: {hours} hours, {rest}}}\n"));
        id
    };
    match block {
        Block::Step { role, hours, makes } => {
            let id = format!("s{}", out.len());
            let makes = if *makes { format!("makes: [d{}], ", out.len() % 3) } else { String::new() };
            out.push(format!("  - {{id: {id}, title: T{id}, role: r{role}, time: {hours} hours, {makes}next: {after}}}\n"));
            id
        }
        Block::Then(parts) => parts.iter().rev().fold(after.to_owned(), |after, part| write(part, &after, out)),
        Block::One(parts) => {
            let firsts: Vec<String> = parts.iter().map(|part| write(part, after, out)).collect();
            let ways: Vec<String> = firsts.iter().map(|to| format!("{{to: {to}, when: w-{to}}}")).collect();
            step(out, &format!("split: exclusive, next: [{}]", ways.join(", ")))
        }
        Block::All(parts) => {
            let join = step(out, &format!("join: parallel, next: {after}"));
            // A join counts its ways: each branch comes to it by one.
            let branch = |part: &Block, out: &mut Vec<String>| {
                let last = if matches!(part, Block::Step { .. }) { join.clone() } else { step(out, &format!("next: {join}")) };
                write(part, &last, out)
            };
            let firsts: Vec<String> = parts.iter().map(|part| branch(part, out)).collect();
            step(out, &format!("split: parallel, next: [{}]", firsts.join(", ")))
        }
        Block::Again(inner, often) => {
            // The name of the first step is not known before the steps behind it are written.
            let decide = step(out, "DECIDE");
            let at = out.len() - 1;
            let first = write(inner, &decide, out);
            let ways = format!("next: [{{to: {after}, when: good}}, {{to: {first}, when: bad, at-most: {often}}}]");
            out[at] = out[at].replace("DECIDE", &ways);
            first
        }
    }
}

const REST: &str = "service:\n  dossier: {sets: 2, items: [{id: d0, title: D0, original: 1}, {id: d1, title: D1, copy: 2}]}\n  time-limit: {statutory: 15 days, committed: 12 days}\n  conditions: [{id: c0, text: C0}]\n  results: [{id: d2, title: D2}]\nrecords: [{id: d3, title: D3}]\n";

/// A sound procedure: every split has its join, every loop its bound.
fn sound() -> impl Strategy<Value = ProcedureDefinition> {
    block().prop_map(|block| {
        let mut steps = vec!["  - {id: s0, title: End, role: r0, makes: [d2, d3], end: completed}\n".to_owned()];
        let first = write(&block, "s0", &mut steps);
        steps.reverse();
        // The first of the list is where cases begin.
        let at = steps.iter().position(|step| step.starts_with(&format!("  - {{id: {first},"))).unwrap();
        let step = steps.remove(at);
        steps.insert(0, "  - {id: ask, title: Ask, role: applicant, uses: [d0, d1], next: NEXT}\n".replace("NEXT", &first));
        steps.insert(1, step);
        read(&format!("procedure: P-1\ntitle: P\nsteps:\n{}{REST}", steps.concat()))
    })
}

/// A procedure with arbitrary flows.
fn any_flow() -> impl Strategy<Value = ProcedureDefinition> {
    let step = (
        0usize..4,
        prop::collection::vec((0usize..10, 0u8..4), 0..3),
        0u8..6,
        prop::bool::weighted(0.15),
        prop::bool::weighted(0.1),
        prop::collection::vec(0usize..4, 0..2),
    );
    let event = prop::option::weighted(0.3, (0usize..10, prop::collection::vec(0usize..10, 0..3)));
    (prop::collection::vec(step, 1..10), event).prop_map(|(steps, event)| {
        let mut text = String::from("procedure: P-1\ntitle: P\nsteps:\n");
        let count = steps.len();
        for (i, (role, next, gate, end, timeout, papers)) in steps.into_iter().enumerate() {
            let _ = writeln!(text, "  - id: s{i}\n    title: S{i}\n    role: r{role}\n    time: {i} hours");
            let papers: Vec<String> = papers.iter().map(|d| format!("d{d}")).collect();
            let _ = writeln!(text, "    {}: [{}]", if gate % 2 == 0 { "makes" } else { "uses" }, papers.join(", "));
            if papers.is_empty() {
                text.truncate(text.trim_end().rfind('\n').unwrap() + 1);
            }
            if end {
                text.push_str("    end: refused\n");
            } else if !next.is_empty() {
                let way = |(to, odd): &(usize, u8)| match odd {
                    0 => format!("{{to: s{}, when: x, at-most: 2}}", to % count),
                    1 => format!("{{to: s{}, when: y, extends: 2 days}}", to % count),
                    _ => format!("s{}", to % count),
                };
                let _ = writeln!(text, "    next: [{}]", next.iter().map(way).collect::<Vec<_>>().join(", "));
                let gates = ["parallel", "exclusive", "exclusive", "inclusive"];
                let _ = writeln!(text, "    split: {}", gates[usize::from(gate) % 4]);
            }
            match gate {
                1 => text.push_str("    join: parallel\n"),
                2 => text.push_str("    join: inclusive\n"),
                _ => {}
            }
            if timeout {
                let _ = writeln!(text, "    timeout: {{after: 12 days, to: s{}}}", (i + 1) % count);
            }
        }
        text.push_str(REST);
        if let Some((to, during)) = event {
            let during: Vec<String> = during.iter().map(|s| format!("s{}", s % count)).collect();
            let during = if during.is_empty() { String::new() } else { format!(", during: [{}]", during.join(", ")) };
            let _ = writeln!(text, "interruptions: [{{when: stop, by: r0, to: s{}{during}}}]", to % count);
        }
        read(&text)
    })
}

/// An operation of some kind, with the names it is to be given by number.
type Draft = (u8, usize, usize, usize, u8);

fn drafts(most: usize) -> impl Strategy<Value = Vec<Draft>> {
    prop::collection::vec((0u8..19, 0usize..64, 0usize..64, 0usize..64, any::<u8>()), 1..=most)
}

/// The operation that is meant in this procedure; some of the names are no step of it.
fn operation(p: &ProcedureDefinition, (kind, a, b, c, odd): Draft) -> Operation {
    let step = |i: usize| {
        let steps = &p.steps;
        if steps.is_empty() || i == 63 { "nowhere".to_owned() } else { steps[i % steps.len()].id.to_string() }
    };
    // Mostly a step that really follows.
    let after = |i: usize| {
        let at = if p.steps.is_empty() { return "nowhere".to_owned() } else { i % p.steps.len() };
        let next = p.steps[at].next.first().map(|n| n.to.to_string());
        next.or_else(|| p.steps.get(at + 1).map(|s| s.id.to_string())).unwrap_or_else(|| step(i + 1))
    };
    let follower = |id: &str| p.steps.iter().position(|s| s.id == id).map_or_else(|| step(c), after);
    let (one, two, any) = (step(a), after(a), step(b));
    let three = follower(&two);
    let odd_one = odd % 4;
    let text = match kind {
        0 => format!("eliminate: {{step: {one}}}"),
        1 => format!("eliminate: {{step: {one}, records-to: {any}}}"),
        2 => format!("eliminate: {{document: d{odd_one}, condition: c{}}}", odd % 2),
        3 if odd_one == 0 => format!("merge: {{steps: [{one}, {any}], into: whole-{odd}}}"),
        3 => format!("merge: {{steps: [{one}, {two}], into: whole-{odd}, role: r1}}"),
        4 => format!("merge: {{steps: [{one}, {two}, {three}], into: {two}, role: r1, time: 1 hour}}"),
        5 => format!("parallelise: {{steps: [{one}, {two}]}}"),
        6 => format!("parallelise: {{steps: [{one}, [{two}, {three}]]}}"),
        7 if odd_one == 0 => format!("resequence: {{step: {any}, after: {one}, before: {two}}}"),
        7 if odd_one == 1 => format!("resequence: {{step: {one}, after: {any}}}"),
        7 => format!("resequence: {{step: {one}, before: {any}}}"),
        8 => format!("delegate: {{step: {one}, role: r{odd_one}}}"),
        9 => format!("relocate: {{step: {one}, unit: u{odd_one}, role: r{odd_one}}}"),
        10 if odd_one == 0 => format!("integrate: {{procedure: P-2, after: {one}, until: {any}, without: [submit]}}"),
        10 => format!("integrate: {{procedure: P-2, after: {one}, without: [submit]}}"),
        11 => format!("reuse-document: {{document: d{odd_one}, step: {one}, holder: u1}}"),
        12 => format!("triage: {{step: {one}, to: {}, when: simple}}", if odd_one == 0 { any } else { three }),
        13 if odd_one == 0 => format!("extract-exception: {{steps: [{one}, {two}], when: rare}}"),
        13 => format!("extract-exception: {{steps: {one}, when: rare, share: 10%}}"),
        14 => format!("automate: {{step: {one}}}"),
        15 => format!("merge-lanes: {{roles: [r0, r{odd_one}], into: r{}}}", odd % 3),
        16 => format!("add-control: {{after: {one}, id: check-{odd}, title: Check, role: r1, criterion: Right}}"),
        17 if odd_one == 0 => format!("reduce-copies: {{document: d{}, copy: {odd_one}}}", odd % 2),
        17 if odd_one == 1 => "reduce-copies: {sets: 1, copy: 1}".to_owned(),
        17 => format!("set-time-limit: {{committed: {odd} hours}}"),
        _ if odd < 24 => "abolish: {}".to_owned(),
        _ if odd_one == 0 => format!("set-channel: {{steps: [{one}], channel: post}}"),
        _ => format!("set-step-time: {{step: {one}, time: {odd} minutes}}"),
    };
    serde_yaml::from_str(&text).expect(&text)
}

fn other() -> [ProcedureDefinition; 1] {
    [read(
        "procedure: P-2\ntitle: Q\nservice: {dossier: {sets: 1, items: [{id: d0, title: D0}, {id: d9, title: D9}]}, time-limit: {statutory: 2 working days}, results: [{id: q, title: Q}]}\nsteps:\n  - {id: submit, title: Submit, role: applicant, uses: [d0, d9]}\n  - {id: s1, title: S1, role: q1, time: 1 hour, uses: [d9]}\n  - {id: q2, title: Q2, role: q1, time: 2 hours, makes: [q]}\n",
    )]
}

fn is_sound(p: &ProcedureDefinition) -> bool {
    let procedure = Procedure::new("p", p.clone());
    matches!(analyse(&FlowGraph::from(procedure.graph())), Verdict::Sound(_))
}

/// Runs a law on so many cases, always the same ones.
fn holds<S: Strategy>(cases: u32, strategy: S, law: impl Fn(S::Value) -> Result<(), TestCaseError>) {
    let config = Config { cases, failure_persistence: None, rng_seed: RngSeed::Fixed(63), ..Config::default() };
    if let Err(error) = TestRunner::new(config).run(&strategy, law) {
        let error = error.to_string();
        panic!("{}", error.split("minimal failing input").next().unwrap_or_default());
    }
}

/// Every name in a definition is there, and once.
fn is_whole(p: &ProcedureDefinition) -> Result<(), TestCaseError> {
    let names: std::collections::HashSet<&str> = p.steps.iter().map(|s| s.id.as_str()).collect();
    prop_assert_eq!(names.len(), p.steps.len());
    for step in &p.steps {
        prop_assert!(step.next.iter().all(|n| names.contains(n.to.as_str())), "{:?}", step);
        prop_assert!(step.timeout.iter().all(|t| names.contains(t.to.as_str())), "{:?}", step);
        prop_assert!(step.end.is_none() || step.next.is_empty(), "{:?}", step);
        let with = step.time.as_ref().and_then(|t| t.shared_with.as_ref());
        prop_assert!(with.is_none_or(|with| names.contains(with.as_str()) && *with != step.id), "{:?}", step);
    }
    for event in &p.interruptions {
        prop_assert!(names.contains(event.to.as_str()) && event.during.iter().all(|s| names.contains(s.as_str())), "{:?}", event);
    }
    Ok(())
}

#[test]
fn a_difference_makes_one_version_the_other_after_any_operations() {
    let others = other();
    let any = prop_oneof![any_flow().boxed(), sound().boxed()];
    holds(10_000, (any, drafts(4)), |(before, drafts)| {
        let authored = before.clone();
        let mut after = before.clone();
        for draft in drafts {
            let operation = operation(&after, draft);
            if let Ok(next) = apply(&after, &operation, &others[..]) {
                let diff = Diff::between(&after, &next);
                prop_assert_eq!(diff.is_empty(), after == next);
                prop_assert!(diff.apply(&after) == next, "{:?}\n{}", operation, diff);
                is_whole(&next)?;
                after = next;
            }
        }
        for (a, b) in [(&before, &after), (&after, &before)] {
            let diff = Diff::between(a, b);
            prop_assert!(diff.apply(a) == *b, "{}", diff);
            prop_assert_eq!(diff.edits().is_empty(), a == b);
        }
        prop_assert!(before == authored);
        Ok(())
    });
}

#[test]
fn a_difference_makes_any_procedure_any_other() {
    holds(1_000, (any_flow(), sound(), any::<bool>()), |(mut a, b, twice)| {
        if twice {
            // Names that stand twice are mistakes, and are told apart all the same.
            a.steps.extend(b.steps.iter().take(3).cloned());
            a.steps.extend(b.steps.iter().take(2).cloned());
        }
        prop_assert!(Diff::between(&a, &b).apply(&a) == b);
        prop_assert!(Diff::between(&b, &a).apply(&b) == a);
        Ok(())
    });
}

/// What an operation takes away is what it says, and nothing that must be made is lost.
fn figures(operation: &Operation, before: &ProcedureDefinition, after: &ProcedureDefinition) -> Result<(), TestCaseError> {
    let [a, b] = [before, after].map(Metrics::of_definition);
    let made = |p: &ProcedureDefinition| p.steps.iter().flat_map(|s| s.makes.clone()).collect::<std::collections::HashSet<_>>();
    let kept =
        |id: &str| made(before).iter().all(|made| made.as_str() != id) || made(after).iter().any(|made| made.as_str() == id);
    if !matches!(operation, Operation::Abolish(_)) {
        prop_assert!(kept("d2") && kept("d3"), "{:?}", operation);
    }
    match operation {
        Operation::Eliminate(x) => {
            prop_assert_eq!(a.steps - b.steps, usize::from(x.step.is_some()));
            prop_assert!(x.step.is_none() || b.time <= a.time && b.hand_offs <= a.hand_offs + a.steps);
        }
        Operation::Merge(x) => {
            prop_assert_eq!(a.steps - b.steps, x.steps.len() - 1);
            prop_assert_eq!(made(before), made(after));
            prop_assert!(x.time.is_some() || a.time == b.time && a.work == b.work);
        }
        Operation::Parallelise(_) | Operation::Resequence(_) => {
            prop_assert_eq!((a.steps, a.work, a.papers_made), (b.steps, b.work, b.papers_made));
            prop_assert!(matches!(operation, Operation::Resequence(_)) || b.time <= a.time);
        }
        Operation::Delegate(_) | Operation::Relocate(_) | Operation::MergeLanes(_) => {
            prop_assert_eq!((a.steps, a.time, a.complexity, a.size), (b.steps, b.time, b.complexity, b.size));
        }
        Operation::AddControl(_) => prop_assert_eq!((a.steps + 1, a.approvals + 1), (b.steps, b.approvals)),
        Operation::Triage(_) | Operation::ExtractException(_) => {
            prop_assert_eq!((a.steps, a.work, a.time), (b.steps, b.work, b.time));
            prop_assert!(b.complexity > a.complexity);
        }
        Operation::Integrate(_) => prop_assert!(b.steps == a.steps + 2 && b.documents <= a.documents + 2),
        Operation::ReuseDocument(_) => prop_assert!(b.documents + 1 == a.documents && b.pieces < a.pieces),
        Operation::ReduceCopies(_) => prop_assert!(b.pieces <= a.pieces && b.documents == a.documents),
        Operation::Abolish(_) => {
            let none = quytrinh::measure::Measure::ALL.iter().filter(|m| m.key() != "size");
            prop_assert!(none.into_iter().all(|m| b.get(*m).is_none_or(|value| value == 0.0)), "{:?}", b);
        }
        _ => prop_assert_eq!(a.steps, b.steps),
    }
    Ok(())
}

#[test]
fn operations_keep_a_sound_flow_sound() {
    let others = other();
    let mut kinds = std::collections::BTreeMap::<&str, [usize; 2]>::new();
    let counts = std::cell::RefCell::new(&mut kinds);
    holds(2_000, (sound(), drafts(3)), |(mut p, drafts)| {
        prop_assert!(is_sound(&p));
        for draft in drafts {
            let operation = operation(&p, draft);
            let applied = apply(&p, &operation, &others[..]);
            counts.borrow_mut().entry(operation.key()).or_default()[usize::from(applied.is_ok())] += 1;
            let Ok(next) = applied else { continue };
            if next.steps.is_empty() {
                break;
            }
            // Cases sent another way, and branches that end, are looked at by the guard rails.
            if matches!(operation, Operation::Triage(_) | Operation::Integrate(_) | Operation::Resequence(_)) && !is_sound(&next)
            {
                break;
            }
            prop_assert!(
                is_sound(&next),
                "{:?}\n{}\n{}",
                operation,
                Diff::between(&p, &next),
                serde_yaml::to_string(&p.steps).unwrap()
            );
            figures(&operation, &p, &next)?;
            p = next;
        }
        Ok(())
    });
    for (kind, [refused, applied]) in &kinds {
        assert!(*applied > 5, "{kind}: {applied} applied, {refused} refused");
    }
}

#[test]
fn what_is_no_longer_sound_is_reported() {
    let others = other();
    holds(400, (sound(), drafts(2)), |(mut p, drafts)| {
        let text = |operation: &Operation| serde_yaml::to_string(operation).unwrap();
        let mut simplifications = Vec::new();
        let mut after = p.clone();
        for (i, draft) in drafts.into_iter().enumerate() {
            let operation = operation(&after, draft);
            let Ok(next) = apply(&after, &operation, &others[..]) else { continue };
            let s: Simplification =
                serde_yaml::from_str(&format!("{{id: x{i}, title: X, status: proposed, operations: []}}")).unwrap();
            simplifications.push(Simplification { operations: vec![serde_yaml::from_str(&text(&operation)).unwrap()], ..s });
            after = next;
        }
        let was_sound = is_sound(&p);
        p.simplifications = simplifications;
        let sources = [("p.yaml", serde_yaml::to_string(&p).unwrap()), ("q.yaml", serde_yaml::to_string(&others[0]).unwrap())];
        let library = Library::from_sources(sources);
        let effect = library.measure();
        let found = quytrinh::measure::findings(&library, &effect);
        let said = |rules: &[&str]| found.iter().any(|f| rules.contains(&f.rule));
        if was_sound && !after.steps.is_empty() && !is_sound(&after) {
            prop_assert!(said(&["measure/unsound", "measure/not-applicable"]), "{:?}", found);
        }
        Ok(())
    });
}

#[test]
fn steps_that_run_side_by_side_take_as_long_as_the_longest() {
    let times = prop::collection::vec(0u32..20, 4..8);
    holds(300, (times, 2usize..5), |(times, width)| {
        let mut text = String::from("procedure: P-1\ntitle: P\nsteps:\n");
        for (i, hours) in times.iter().enumerate() {
            let _ = writeln!(text, "  - {{id: s{i}, title: S{i}, role: r{i}, time: {hours} hours}}");
        }
        let p = read(&text);
        let last = (1 + width).min(times.len() - 1);
        let names: Vec<String> = (1..last).map(|i| format!("s{i}")).collect();
        let operation: Operation = serde_yaml::from_str(&format!("parallelise: {{steps: [{}]}}", names.join(", "))).unwrap();
        let applied = apply(&p, &operation, &());
        if names.len() < 2 {
            prop_assert!(applied.is_err());
            return Ok(());
        }
        let after = Metrics::of_definition(&applied.unwrap());
        let beside = times[1..last].iter().max().unwrap();
        let hours = times[0] + beside + times[last..].iter().sum::<u32>();
        prop_assert_eq!(after.time, format!("{hours} hours").parse::<quytrinh::Duration>().unwrap().span());
        prop_assert_eq!(after.steps, times.len());
        Ok(())
    });
}

#[test]
fn nothing_takes_effect_before_what_it_requires() {
    let one = (prop::option::of(1i8..28), prop::collection::vec(0usize..8, 0..3));
    holds(500, prop::collection::vec(one, 0..8), |list| {
        let mut text = String::new();
        for (i, (day, requires)) in list.iter().enumerate() {
            let day = day.map_or_else(String::new, |day| format!("effective: 2018-01-{day:02}, "));
            // Only on earlier ones: no circle.
            let requires: Vec<String> = requires.iter().filter(|r| **r < i).map(|r| format!("x{r}")).collect();
            let _ = writeln!(
                text,
                "- {{id: x{i}, title: X, status: proposed, {day}requires: [{}], operations: []}}",
                requires.join(", ")
            );
        }
        let list: Vec<Simplification> = if text.is_empty() { Vec::new() } else { serde_yaml::from_str(&text).expect(&text) };
        let order = order(&list);
        let mut sorted = order.clone();
        sorted.sort_unstable();
        prop_assert_eq!(sorted, (0..list.len()).collect::<Vec<_>>());
        let place = |i: usize| order.iter().position(|at| *at == i).unwrap();
        for (i, s) in list.iter().enumerate() {
            for required in &s.requires {
                let j = list.iter().position(|other| other.id == *required).unwrap();
                prop_assert!(place(j) < place(i));
            }
        }
        if list.iter().all(|s| s.requires.is_empty()) {
            let keys: Vec<_> = order.iter().map(|i| (list[*i].effective.is_none(), list[*i].effective, *i)).collect();
            prop_assert!(keys.is_sorted());
        }
        Ok(())
    });
}

#[test]
fn any_library_is_guarded_without_a_panic() {
    holds(150, (any_flow(), prop::collection::vec(drafts(2), 1..4)), |(mut p, all)| {
        p.simplifications = all
            .into_iter()
            .enumerate()
            .map(|(i, drafts)| {
                let text = format!("{{id: x{i}, title: X, status: proposed, requires: [x{}], operations: []}}", (i + 1) % 3);
                let s: Simplification = serde_yaml::from_str(&text).unwrap();
                Simplification { operations: drafts.into_iter().map(|draft| operation(&p, draft)).collect(), ..s }
            })
            .collect();
        let library = Library::from_sources([("p.yaml", serde_yaml::to_string(&p).unwrap())]);
        let _ = guard(&library);
        prop_assert_eq!(library.procedures().len(), 1);
        Ok(())
    });
}
