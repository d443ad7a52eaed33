//! What is to be expected of a procedure: against figures by hand, against the enumeration of all cases.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::float_cmp, clippy::cast_possible_truncation)]

#[allow(dead_code)]
#[path = "soundness/net.rs"]
mod net;
#[path = "expectation/oracle.rs"]
mod oracle;
#[allow(dead_code)]
#[path = "soundness/strategies.rs"]
mod strategies;
#[path = "expectation/written.rs"]
mod written;

use proptest::prelude::*;
use quytrinh::measure::{Counting, Expectation, Simulation, Unmeasurable, expectation};
use quytrinh::{Duration, DurationUnit, Library};
use strategies::Nodes;
use written::{Written, written};

fn library(steps: &str) -> Library {
    Library::from_sources([("p.yaml", &*format!("procedure: P-1\ntitle: T\nsteps:\n{steps}"))])
}

fn expect<T>(steps: &str, look: impl FnOnce(&Expectation) -> T) -> Result<T, Unmeasurable> {
    let library = library(steps);
    Expectation::of(library.procedure("P-1").unwrap().graph()).map(|expected| look(&expected))
}

/// One in five dossiers is incomplete; one in ten is sent back by whoever signs.
pub const REFERENCE: &str = "  - {id: submit, title: A, role: applicant, time: 10 minutes}
  - {id: check, title: A, role: officer, time: 15 minutes, next: [{to: register, when: a, share: 80%}, {to: supplement, when: b, share: 20%}]}
  - {id: supplement, title: A, role: applicant, time: 2 working days, clock: stopped, next: check}
  - {id: register, title: A, role: officer, time: 10 minutes}
  - {id: assign, title: A, role: head, time: 30 minutes}
  - {id: verify, title: A, role: specialist, time: 1 working day}
  - {id: draft, title: A, role: specialist, time: 2 hours}
  - {id: review, title: A, role: head, time: 1 hour, next: [{to: sign, when: a, share: 90%}, {to: draft, when: b, share: 10%}]}
  - {id: sign, title: A, role: chairman, time: 30 minutes}
  - {id: stamp, title: A, role: clerk, time: 10 minutes}
  - {id: return, title: A, role: officer, time: 10 minutes}
  - {id: file, title: A, role: clerk, time: 5 minutes}
";

fn close(a: f64, b: f64) -> bool {
    (a - b).abs() <= 1e-9 * b.abs().max(1.0)
}

#[test]
fn the_reference_procedure_has_11_7222_steps() {
    expect(REFERENCE, |expected| {
        let visits: Vec<f64> = expected.each().map(|(_, visits)| visits).collect();
        let by_hand = [1.0, 1.25, 0.25, 1.0, 1.0, 1.0, 10.0 / 9.0, 10.0 / 9.0, 1.0, 1.0, 1.0, 1.0];
        assert!(visits.iter().zip(by_hand).all(|(a, b)| close(*a, b)), "{visits:?}");
        assert_eq!(format!("{:.4}", expected.steps()), "11.7222");
        let time = 10.0 + 1.25 * 15.0 + 0.25 * 960.0 + 10.0 + 30.0 + 480.0 + (120.0 + 60.0) / 0.9 + 30.0 + 10.0 + 10.0 + 5.0;
        assert!(close(expected.elapsed(Counting::All).unwrap(), time));
        assert!(close(expected.elapsed(Counting::Running).unwrap(), time - 240.0));
        for counting in [Counting::All, Counting::Running] {
            let times = expected.distribution(counting).unwrap();
            assert!(close(times.mean(), expected.elapsed(counting).unwrap()));
            assert!(close(times.times().map(|(_, chance)| chance).sum(), 1.0));
        }
        // Nobody sent back, no supplement: 0.8 · 0.9.
        let fastest = expected.distribution(Counting::All).unwrap().times().next().unwrap();
        assert!(close(fastest.0, 780.0) && close(fastest.1, 0.72), "{fastest:?}");
    })
    .unwrap();
}

#[test]
fn errors_stand_where_they_are_written() {
    let with = |next: &str| {
        format!(
            "  - {{id: a, title: A, role: r, next: [{next}]}}\n  - {{id: b, title: A, role: r}}\n  - {{id: c, title: A, role: r}}\n"
        )
    };
    let place = |steps: &str| {
        let library = library(steps);
        let found = expectation::findings(library.procedure("P-1").unwrap());
        found.iter().map(|finding| format!("{} {}", finding.rule, finding.path)).collect::<Vec<_>>()
    };
    let refused = |next: &str| expect(&with(next), |_| ()).unwrap_err().path().map(ToString::to_string);
    assert_eq!(refused("{to: b, share: 60%}, {to: c, share: 50%}").as_deref(), Some("steps[0].next[1].share"));
    assert_eq!(refused("{to: b, share: 60%}, {to: c, share: 30%}").as_deref(), Some("steps[0].next"));
    assert_eq!(place(&with("{to: b, share: 60%}, {to: c, share: 30%}")), [""; 0], "the check says it");
    assert_eq!(place(&with("{to: b, share: 60%}, {to: c}")), [""; 0]);
    assert_eq!(place(&with("{to: a, share: 100%}, {to: c}")), ["measure/endless steps[0].next[0].share"]);
    assert_eq!(place(&with("{to: a, share: 100%, at-most: 3}, {to: c}")), [""; 0]);
    // A choice whose shares are wrong hides no loop, and is none that is never left.
    let both = "  - {id: a, title: A, role: r, next: [{to: b, share: 60%}, {to: c, share: 50%}]}\n  - {id: b, title: A, role: r}\n  \
                - {id: c, title: A, role: r, next: [{to: a, share: 100%}, {to: d, share: 0%}]}\n  - {id: d, title: A, role: r}\n";
    assert_eq!(place(both), ["measure/endless steps[2].next[0].share"]);
    assert_eq!(place(&with("{to: a, share: 110%}, {to: c, share: 0%}")), [""; 0]);
    expect(&with("{to: a, share: 100%, at-most: 3}, {to: c}"), |expected| assert_eq!(expected.steps(), 5.0)).unwrap();
}

/// What the enumeration says of a graph is what is expected of it, as far as cases were followed.
fn same_as_enumerated(graph: &Written) -> Result<(), TestCaseError> {
    let steps = graph.steps();
    let library = library(&steps);
    let procedure = library.procedure("P-1").unwrap();
    let expected = match Expectation::of(procedure.graph()) {
        Ok(expected) => expected,
        // A bound may leave no way out.
        Err(Unmeasurable::Unsound) => return Err(TestCaseError::reject("unsound")),
        Err(error) => return Err(TestCaseError::fail(format!("{error}\n{steps}"))),
    };
    let Some(cases) = oracle::enumerate(graph, 1e-7, 10_000).filter(|cases| cases.rest < 1e-3) else {
        return Err(TestCaseError::reject("too many cases"));
    };
    // What was not followed may come to a node more often than anything else, but not very much.
    let most = cases.rest * 200.0 + 1e-9;
    for (node, visits) in cases.visits.iter().enumerate() {
        let computed = expected.visits(&format!("n{node}")).unwrap();
        prop_assert!((computed - visits).abs() <= most, "n{}: {} is not {}\n{}", node, computed, visits, steps);
    }
    for (counting, times) in [Counting::All, Counting::Running].into_iter().zip(&cases.times) {
        let computed = expected.distribution(counting).unwrap();
        let total: f64 = computed.times().map(|(_, chance)| chance).sum();
        prop_assert!((total - 1.0).abs() < 1e-9, "{} is not 1\n{}", total, steps);
        prop_assert!(close(computed.mean(), expected.elapsed(counting).unwrap()), "{}", steps);
        let mut below = 0.0;
        for (time, chance) in times {
            below += chance;
            let share = computed.share_within(Duration::of(*time, DurationUnit::Minute));
            prop_assert!((share - below).abs() <= cases.rest + 1e-9, "{} within {}, not {}\n{}", share, time, below, steps);
        }
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { max_global_rejects: 100_000, failure_persistence: None, ..ProptestConfig::with_cases(150) })]

    #[test]
    fn of_any_sound_graph_it_is_what_all_cases_say(graph in written(strategies::sound(Nodes::All, 12), false)) {
        same_as_enumerated(&graph)?;
    }

    #[test]
    fn of_loops_with_bounds_too(graph in written(strategies::sound(Nodes::Plain, 10), true)) {
        same_as_enumerated(&graph)?;
    }

    #[test]
    fn of_branches_that_come_together_in_no_pairs_too(graph in written(strategies::woven(10), false)) {
        same_as_enumerated(&graph)?;
    }
}

#[test]
fn the_latest_of_two_branches_by_hand() {
    // 60 or 120 beside 90: 0.75 · 90 + 0.25 · 120, and not max(75, 90).
    let steps = "  - {id: a, title: A, role: r, split: parallel, next: [b, d]}
  - {id: b, title: A, role: r, time: 60 minutes, next: [{to: c, when: x, share: 25%}, {to: e, when: y, share: 75%}]}
  - {id: c, title: A, role: r, time: 60 minutes, next: e}
  - {id: d, title: A, role: r, time: 90 minutes, next: f}
  - {id: e, title: A, role: r, next: f}
  - {id: f, title: A, role: r, join: parallel, time: 10 minutes}
";
    expect(steps, |expected| {
        assert!(close(expected.elapsed(Counting::All).unwrap(), 10.0 + 0.75 * 90.0 + 0.25 * 120.0));
        let times: Vec<(f64, f64)> = expected.distribution(Counting::All).unwrap().times().collect();
        assert_eq!(times, [(100.0, 0.75), (130.0, 0.25)]);
        assert_eq!(expected.sum(|step| if step.id == "c" { 100.0 } else { 0.0 }), 25.0);
    })
    .unwrap();
}

#[test]
fn a_geometric_tail_beside_another_branch_is_exact() {
    // B is done again with 0.9: max(10 · G, 200), G geometric: Σ P(max > t) by hand.
    let steps = "  - {id: a, title: A, role: r, split: parallel, next: [b, d]}
  - {id: b, title: A, role: r, time: 10 minutes, next: [{to: b, when: x, share: 90%}, {to: e, when: y, share: 10%}]}
  - {id: d, title: A, role: r, time: 200 minutes, next: e}
  - {id: e, title: A, role: r, join: parallel}
";
    // Up to 200 it is 200; from there on ten minutes for each further round.
    let by_hand = 200.0 + 10.0 * 0.9f64.powi(20) / 0.1;
    expect(steps, |expected| {
        let computed = expected.elapsed(Counting::All).unwrap();
        assert!((computed - by_hand).abs() < 1e-9, "{computed} is not {by_hand}");
    })
    .unwrap();
}

#[test]
fn hours_and_days_are_one_axis() {
    let in_units = |a: &str, b: &str| {
        let steps = format!(
            "  - {{id: a, title: A, role: r, time: {a}, next: [{{to: a, when: x, share: 30%}}, {{to: b, when: y, share: 70%}}]}}\n  - {{id: b, title: A, role: r, time: {b}}}\n"
        );
        expect(&steps, |expected| (expected.elapsed(Counting::All).unwrap(), expected.distribution(Counting::All).unwrap()))
            .unwrap()
    };
    assert_eq!(in_units("8 hours", "40 hours"), in_units("1 working day", "5 working days"));
    assert_eq!(in_units("480 minutes", "40 hours"), in_units("1 working day", "7 days"));
    assert_eq!(in_units("1 month", "2 weeks"), in_units("30 days", "14 days"));
}

#[test]
fn a_time_out_is_taken_where_the_step_takes_longer() {
    let steps = |time: &str| {
        format!(
            "  - {{id: a, title: A, role: r, {time}timeout: {{after: 3 hours, to: c}}, next: b}}\n  - {{id: b, title: A, role: r, end: completed}}\n  - {{id: c, title: A, role: r}}\n"
        )
    };
    let visits = |time: &str| {
        expect(&steps(time), |expected| (expected.visits("b").unwrap(), expected.elapsed(Counting::All).unwrap())).unwrap()
    };
    assert_eq!(visits(""), (1.0, 0.0));
    assert_eq!(visits("time: 3 hours, "), (1.0, 180.0));
    assert_eq!(visits("time: 4 hours, "), (0.0, 180.0));
}

#[test]
fn what_is_too_much_is_said_and_no_figure_is_given() {
    // Forty branches that each end in one of many times, tied crosswise in two: no blocks.
    use std::fmt::Write as _;
    let mut steps = String::from("  - {id: s, title: A, role: r, split: parallel, next: [a0, b0, c0, d0]}\n");
    for branch in ["a", "b", "c", "d"] {
        for i in 0..12 {
            let (next, skip) = (format!("{branch}{}", i + 1), i * 7 + 1);
            let _ = writeln!(
                steps,
                "  - {{id: {branch}{i}, title: A, role: r, time: {} minutes, next: [{{to: {next}, when: x}}, {{to: {branch}x{i}, when: y}}]}}",
                1 << i
            );
            let _ = writeln!(steps, "  - {{id: {branch}x{i}, title: A, role: r, time: {skip} minutes, next: {next}}}");
        }
        let to = match branch {
            "a" => "[j, l]",
            "b" => "[j, k]",
            "c" => "[k, l]",
            _ => "[j, k]",
        };
        let _ = writeln!(steps, "  - {{id: {branch}12, title: A, role: r, split: parallel, next: {to}}}");
    }
    for join in ["j", "k", "l"] {
        let _ = writeln!(steps, "  - {{id: {join}, title: A, role: r, join: parallel, next: e}}");
    }
    steps.push_str("  - {id: e, title: A, role: r, join: parallel}\n");
    expect(&steps, |expected| {
        assert_eq!(expected.visits("e"), Some(1.0));
        assert!(matches!(expected.elapsed(Counting::All), Err(Unmeasurable::TooMuch { .. })));
    })
    .unwrap();
}

#[test]
fn a_branch_that_ends_by_itself_does_not_hold_up_the_others() {
    let steps =
        "  - {id: a, title: A, role: r, split: inclusive, next: [{to: b, when: x, share: 10%}, {to: c, when: y, share: 10%}]}
  - {id: b, title: A, role: r, next: f}
  - {id: c, title: A, role: r, split: parallel, next: [d, e]}
  - {id: d, title: A, role: r, time: 10 minutes, next: f}
  - {id: e, title: A, role: r, time: 40 minutes, end: completed}
  - {id: f, title: A, role: r, join: inclusive, time: 5 minutes}
";
    // Nothing but b, or c with or without b.
    expect(steps, |expected| {
        let times: Vec<(f64, f64)> = expected.distribution(Counting::All).unwrap().times().collect();
        assert!(times.len() == 2 && times[0].0 == 5.0 && times[1].0 == 40.0, "{times:?}");
        assert!(close(times[0].1, 0.09 / 0.19) && close(times[1].1, 0.1 / 0.19), "{times:?}");
    })
    .unwrap();
}

#[test]
fn a_shared_time_is_taken_once_by_who_is_first() {
    // Looked at, then accepted or refused: an hour in any case, and once more when it is accepted again.
    let steps = "  - {id: look, title: A, role: r, time: {shared-with: accept}, next: [{to: accept, when: x, share: 60%}, {to: refuse, when: y, share: 40%}]}
  - {id: accept, title: A, role: r, time: 1 hour, next: [{to: accept, when: x, share: 50%}, {to: done, when: y, share: 50%}]}
  - {id: refuse, title: A, role: r, time: {shared-with: accept}, end: refused}
  - {id: done, title: A, role: r, time: {shared-with: accept}}
";
    expect(steps, |expected| {
        assert!(close(expected.elapsed(Counting::All).unwrap(), 60.0 + 0.6 * 60.0));
        let times = expected.distribution(Counting::All).unwrap();
        assert!(close(times.share_within("1 hour".parse().unwrap()), 0.4 + 0.6 * 0.5));
    })
    .unwrap();
}

/// A flow with `extends` gives its cases longer: what is expected and what is played say the same.
#[test]
fn who_has_longer_is_on_time_longer() {
    let step = |id: &str, hours: u32, more: &str| format!("  - {{id: {id}, title: A, role: r, time: {hours} hours{more}}}\n");
    let choice = "next: [{to: d, share: 50%}, {to: b, share: 30%, extends: 3 hours}, {to: c, share: 20%}]";
    let three =
        step("a", 2, &format!(", {choice}")) + &step("b", 4, ", next: d") + &step("c", 4, ", next: d") + &step("d", 1, "");
    let round = |bound: &str, by: u32| {
        let next = format!(", next: [{{to: z, share: 50%}}, {{to: b, share: 50%{bound}, extends: {by} hours}}]");
        step("a", 1, &next) + &step("b", 2, ", next: a") + &step("z", 0, "")
    };
    let branches = step("p", 0, ", split: parallel, next: [x, y]")
        + &step("x", 1, ", next: [{to: m, share: 50%}, {to: xx, share: 50%, extends: 2 hours}]")
        + &step("xx", 1, ", next: m")
        + &step("m", 0, ", next: j")
        + &step("y", 1, ", next: [{to: n, share: 50%}, {to: yy, share: 50%}]")
        + &step("yy", 3, ", next: n")
        + &step("n", 0, ", next: j")
        + &step("j", 0, ", join: parallel");
    for (steps, limit, on_time) in [
        (three, "5 hours", Some(0.8)),
        (round(", at-most: 1", 2), "2 hours", Some(1.0)),
        (round(", at-most: 1", 1), "2 hours", Some(0.5)),
        (round(", at-most: 2", 2), "2 hours", None),
        (branches, "3 hours", Some(0.75)),
    ] {
        let limit = limit.parse().unwrap();
        let expected = expect(&steps, |expected| expected.on_time(limit).unwrap()).unwrap();
        assert!(expected.is_some() == on_time.is_some(), "{steps}");
        let library = library(&steps);
        let graph = library.procedure("P-1").unwrap().graph();
        let played = Simulation::new(graph).limit(limit).cases(40_000).seed(7).run().unwrap().on_time.unwrap();
        if let (Some(expected), Some(on_time)) = (expected, on_time) {
            assert!(close(expected, on_time), "{expected} is not {on_time}\n{steps}");
            assert!((played - on_time).abs() < 0.01, "{played} is not {on_time}\n{steps}");
        }
    }
}
