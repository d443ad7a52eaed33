//! What simplifications contribute: laws, and cases counted by hand.

#![allow(clippy::unwrap_used, clippy::float_cmp)]

use proptest::prelude::*;
use quytrinh::definition::{Baseline, Level, SimplificationStatus};
use quytrinh::measure::{self, Cause, Changes, Denominator, Difference, Measure, Policy, Times};
use quytrinh::{Effect, Library, Metrics};
use std::fmt::Write as _;

fn library(text: &str) -> Library {
    let library = Library::from_sources([("p.yaml", text)]);
    // Simplifications may name what others took away.
    let is_known = |f: &&quytrinh::Finding| f.rule != "reference/no-organisation" && f.rule != "reference/unknown-step";
    let wrong: Vec<_> = library.findings().iter().filter(|f| is_known(f) && f.rule != "reference/unknown-paper").collect();
    assert!(wrong.is_empty(), "{wrong:?}\n{text}");
    library
}

fn effect(text: &str) -> Effect {
    library(text).procedures()[0].simplify()
}

/// Six steps in a row, and these simplifications.
fn procedure(simplifications: &str) -> String {
    let mut text = "procedure: P-1\ntitle: P\nservice:\n  time-limit: {statutory: 27 working days, committed: 19 working days}\n  dossier: {sets: 1, items: [{id: form, title: F, original: 1}, {id: copy, title: C, copy: 2}]}\nsteps:\n".to_owned();
    for (i, role) in ["applicant", "clerk", "head", "clerk", "chair", "clerk"].iter().enumerate() {
        let _ = writeln!(text, "  - {{id: s{i}, title: S, role: {role}, time: {} hours}}", i + 1);
    }
    text + "simplifications:\n" + simplifications
}

const OPERATIONS: [&str; 10] = [
    "eliminate: {step: s1}",
    "eliminate: {step: s2}",
    "eliminate: {step: s3}",
    "merge: {steps: [s2, s3], into: s2, role: clerk}",
    "merge: {steps: [s3, s4], into: s3, role: clerk}",
    "delegate: {step: s4, role: clerk}",
    "eliminate: {document: copy}",
    "set-time-limit: {committed: 18 working days}",
    "set-step-time: {step: s3, time: 1 hour}",
    "parallelise: {steps: [s3, s4]}",
];

/// Some simplifications of that procedure; those that require others require earlier ones.
fn lists() -> impl Strategy<Value = String> {
    let one = (0..OPERATIONS.len(), 0usize..3, prop::option::weighted(0.3, 0usize..4), prop::option::weighted(0.4, 1u8..9));
    prop::collection::vec(one, 1..6).prop_map(|all| {
        let mut text = String::new();
        for (i, (operation, status, needs, month)) in all.into_iter().enumerate() {
            let status = ["proposed", "approved", "carried-out"][status];
            let needs = needs.filter(|need| *need < i).map_or_else(String::new, |need| format!(", requires: [x{need}]"));
            let date = month.map_or_else(String::new, |month| format!(", effective: 2018-0{month}-01"));
            let operation = OPERATIONS[operation];
            let _ = writeln!(text, "  - {{id: x{i}, title: X, status: {status}{needs}{date}, operations: [{{{operation}}}]}}");
        }
        text
    })
}

fn number(changes: &Changes, measure: Measure) -> f64 {
    changes.get(measure).unwrap().number
}

/// The figures of every set of stages, by applying it from the beginning; none where it lacks what one of it requires.
fn values(library: &Library, effect: &Effect) -> Vec<Option<Metrics>> {
    let procedure = &library.procedures()[0];
    let ids: Vec<_> = effect.stages.iter().map(|stage| &stage.id).collect();
    let list = &procedure.definition().simplifications;
    (0..1usize << ids.len())
        .map(|set| {
            let within = |id: &quytrinh::Id| ids.iter().position(|other| *other == id).is_some_and(|i| set & (1 << i) != 0);
            let closed = list.iter().filter(|s| within(&s.id)).all(|s| s.requires.iter().all(within));
            closed.then(|| procedure.simplify_where(&(), |s| within(&s.id)).after)
        })
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn contributions_add_up_and_are_means_over_all_orders(list in lists()) {
        let library = library(&procedure(&list));
        let effect = library.procedures()[0].simplify();
        let count = effect.stages.len();
        let values = values(&library, &effect);
        prop_assert_eq!(values[0], Some(effect.as_is));
        prop_assert_eq!(values[values.len() - 1], Some(effect.after));
        let total = effect.total();
        for measure in Measure::ALL {
            let Some(whole) = total.change(*measure) else { continue };
            if effect.as_is.get(*measure).is_none() {
                continue;
            }
            let at = |set: usize| values[set].as_ref().map(|figures| figures.get(*measure).unwrap());
            let mut orders = 0.0;
            let (mut sums, mut least, mut most) = (vec![0.0; count], vec![f64::MAX; count], vec![f64::MIN; count]);
            let mut open = vec![(0usize, Vec::new())];
            while let Some((set, done)) = open.pop() {
                if done.len() == count {
                    orders += 1.0;
                    let sum: f64 = done.iter().map(|(_, added): &(usize, f64)| added).sum();
                    prop_assert!((sum - whole).abs() < 1e-9, "every order adds up");
                    for (player, added) in done {
                        sums[player] += added;
                        (least[player], most[player]) = (least[player].min(added), most[player].max(added));
                    }
                    continue;
                }
                for player in (0..count).filter(|player| set & (1 << player) == 0) {
                    let (Some(before), Some(after)) = (at(set), at(set | 1 << player)) else { continue };
                    let mut done = done.clone();
                    done.push((player, after - before));
                    open.push((set | 1 << player, done));
                }
            }
            let (mut sequential, mut shapley) = (0.0, 0.0);
            for (i, stage) in effect.stages.iter().enumerate() {
                let range = stage.range.as_ref().unwrap();
                let mine = number(stage.shapley.as_ref().unwrap(), *measure);
                prop_assert!((mine - sums[i] / orders).abs() < 1e-9, "{}: {mine}, not {}", measure.key(), sums[i] / orders);
                prop_assert!((number(&range.least, *measure) - least[i]).abs() < 1e-9);
                prop_assert!((number(&range.most, *measure) - most[i]).abs() < 1e-9);
                sequential += stage.effect.change(*measure).unwrap();
                shapley += mine;
            }
            prop_assert!((sequential - whole).abs() < 1e-9 && (shapley - whole).abs() < 1e-9);
        }
    }

    #[test]
    fn who_interacts_does_so_both_ways_and_only_then(list in lists()) {
        let library = library(&procedure(&list));
        let effect = library.procedures()[0].simplify();
        let values = values(&library, &effect);
        for (i, one) in effect.stages.iter().enumerate() {
            for (j, other) in effect.stages.iter().enumerate().filter(|(j, _)| *j != i) {
                let interact = (0..values.len()).filter(|set| set & (1 << i | 1 << j) == 0).any(|set| {
                    let four = [set, set | 1 << i, set | 1 << j, set | 1 << i | 1 << j].map(|set| values[set].as_ref());
                    let [Some(a), Some(b), Some(c), Some(d)] = four else { return false };
                    Measure::ALL.iter().any(|m| {
                        let of = |figures: &Metrics| figures.get(*m).unwrap_or(0.0);
                        (of(d) - of(b) - of(c) + of(a)).abs() > 1e-9
                    })
                });
                prop_assert_eq!(one.interacts_with.contains(&other.id), interact, "{} {}", one.id, other.id);
                prop_assert_eq!(other.interacts_with.contains(&one.id), interact);
            }
        }
    }

    #[test]
    fn what_is_decided_is_what_those_simplifications_do_alone(list in lists()) {
        let library = library(&procedure(&list));
        let procedure = &library.procedures()[0];
        let all = procedure.simplify();
        // What cannot be applied after proposals may be so without them; so only where all can be.
        prop_assume!(all.failed.is_empty());
        let decided = procedure.simplify_where(&(), |s| s.status != SimplificationStatus::Proposed);
        prop_assert_eq!(all.of(SimplificationStatus::Approved).after, decided.after);
        prop_assert_eq!(all.after, Metrics::of_definition(&procedure.to_be(&())));
    }
}

#[test]
fn the_order_is_that_of_dates_and_circles_are_left_out() {
    let list = "  - {id: a, title: A, status: proposed, operations: [eliminate: {step: s1}]}
  - {id: b, title: B, status: approved, effective: 2018-06-01, requires: [c], operations: [eliminate: {step: s2}]}
  - {id: c, title: C, status: approved, effective: 2018-03-01, operations: [eliminate: {step: s3}]}
  - {id: d, title: D, status: proposed, requires: [e], operations: [eliminate: {step: s4}]}
  - {id: e, title: E, status: proposed, requires: [d], operations: [eliminate: {document: copy}]}
  - {id: f, title: F, status: proposed, requires: [e], operations: [eliminate: {document: form}]}
";
    let library = library(&procedure(list));
    let effect = library.procedures()[0].simplify();
    let ids: Vec<&str> = effect.stages.iter().map(|stage| stage.id.as_str()).collect();
    assert_eq!(ids, ["c", "b", "a"]);
    let causes: Vec<_> = effect.failed.iter().map(|left| (left.id.as_str(), left.cause.clone())).collect();
    assert_eq!(causes, [("d", Cause::Circle), ("e", Cause::Circle), ("f", Cause::Requires("e".parse().unwrap()))]);
    assert_eq!((effect.total().steps.removed(), effect.total().documents.removed()), (3, 0));
    // What follows from a circle is not said again.
    let findings = measure::findings(&library, &library.measure());
    assert!(findings.iter().all(|f| f.rule != "measure/not-applicable"), "{findings:?}");
    assert_eq!(findings.iter().filter(|f| f.rule == "measure/cycle").count(), 1);
}

#[test]
fn one_that_builds_on_another_without_saying_so_shares_with_it() {
    // Without the first, the steps of the merger are no neighbours: it has no effect there.
    let list = "  - {id: gap, title: A, status: proposed, operations: [eliminate: {step: s2}]}
  - {id: join, title: B, status: proposed, operations: [merge: {steps: [s1, s3], into: s1}]}
";
    let effect = effect(&procedure(list));
    let steps: Vec<f64> = effect.stages.iter().map(|stage| number(stage.shapley.as_ref().unwrap(), Measure::Steps)).collect();
    assert_eq!(steps, [-1.5, -0.5]);
    let range = effect.stages[0].range.as_ref().unwrap();
    assert_eq!((number(&range.least, Measure::Steps), number(&range.most, Measure::Steps)), (-2.0, -1.0));
    assert_eq!(effect.stages[0].interacts_with[0], "join");
}

#[test]
fn a_shorter_limit_names_what_it_is_counted_from_and_removes_no_step() {
    let list = "  - {id: x, title: X, status: approved, operations: [set-time-limit: {statutory: 18 working days}]}\n";
    let effect = effect(&procedure(list));
    let savings = effect.total().limit_savings();
    let percent = |baseline: Baseline| savings.iter().find(|s| s.baseline == baseline).unwrap().percent.unwrap();
    assert!((percent(Baseline::Statutory) - 33.333).abs() < 0.001);
    assert!((percent(Baseline::Committed) - 5.263).abs() < 0.001);
    assert!((percent(Baseline::PreviousVersion) - 5.263).abs() < 0.001);
    assert_eq!(effect.total().steps.removed(), 0);
    assert!(effect.total().rises().next().is_none() && Policy::Time.counts(&effect.total()));
    // Days and working days are not subtracted.
    let days =
        procedure(list).replace("27 working days, committed: 19 working days", "30 days").replace("18 working", "25 working");
    let effect = self::effect(&days);
    assert!(effect.total().limit_savings().iter().all(|saving| saving.percent.is_none()));
    assert_eq!(effect.total().change(Measure::Limit), None);
    let limit = effect.total().changes().get(Measure::Limit).unwrap();
    assert_eq!((limit.number, limit.days), (25.0 * 480.0, -30.0));
    assert!([Policy::Pareto, Policy::Time, Policy::AnyDecrease].iter().all(|policy| !policy.counts(&effect.total())));
}

#[test]
fn what_got_worse_is_said() {
    let list = "  - {id: x, title: X, status: proposed, operations: [{eliminate: {document: copy}}, {add-control: {after: s2, id: again, title: Again, role: auditor, time: 2 days, criterion: C}}]}\n";
    let effect = effect(&procedure(list));
    let rises: Vec<&str> = effect.stages[0].rises().into_iter().map(Measure::key).collect();
    assert_eq!(rises, ["steps", "agency_steps", "approvals", "hand_offs", "roles", "time", "work", "size"]);
    assert!(!Policy::Pareto.counts(&effect.total()) && Policy::AnyDecrease.counts(&effect.total()));
}

#[test]
fn joining_in_is_counted_against_both_and_abolishing_takes_everything() {
    let birth = "procedure: P-1\ntitle: Birth\nservice:\n  time-limit: {statutory: 1 working day}\n  dossier: {sets: 1, items: [{id: form, title: F, original: 1}]}\nsteps:\n  - {id: submit, title: S, role: applicant}\n  - {id: enter, title: E, role: clerk, time: 1 hour}\n  - {id: hand-out, title: H, role: clerk}\nsimplifications:\n  - {id: fewer, title: X, status: proposed, operations: [merge: {steps: [enter, hand-out], into: enter}]}\n  - {id: joined, title: X, status: proposed, operations: [integrate: {procedure: P-2, after: enter, without: [apply, give]}]}\n";
    let insurance = "procedure: P-2\ntitle: Insurance\nservice:\n  time-limit: {statutory: 5 working days}\n  dossier: {sets: 1, items: [{id: letter, title: L, original: 1}]}\nsteps:\n  - {id: apply, title: A, role: applicant}\n  - {id: issue, title: I, role: insurer, time: 2 hours}\n  - {id: give, title: G, role: clerk}\n";
    let library = Library::from_sources([("a.yaml", birth), ("b.yaml", insurance)]);
    let effect = library.simplify(library.procedure("P-1").unwrap());
    assert!(effect.failed.is_empty(), "{:?}", effect.failed);
    assert_eq!((effect.as_is.steps, effect.as_is.contacts, effect.as_is.documents), (6, 2, 2));
    // Applicant and clerk are in both.
    assert_eq!((effect.as_is.roles, effect.as_is.time.to_string()), (3, "3 hours".into()));
    assert_eq!(effect.joined, ["P-2"]);
    assert_eq!((effect.stages[0].effect.steps.before, effect.stages[0].effect.steps.after), (6, 5));
    assert_eq!(effect.stages[1].joined, effect.joined);
    assert_eq!((effect.stages[1].effect.steps.removed(), effect.total().steps.removed()), (2, 3));
    assert_eq!(effect.as_is.limit.unwrap().to_string(), "6 working days");
    // One that cannot be joined in is not gone through because of it.
    let alone = library.procedure("P-1").unwrap().simplify();
    assert_eq!((alone.as_is.steps, alone.failed.len(), alone.joined.len()), (3, 1, 0));
    let portfolio = library.measure();
    assert_eq!(portfolio.steps_removed, 3);
    assert!(portfolio.overlapping().is_empty());

    let gone = self::effect(&procedure("  - {id: x, title: X, status: approved, operations: [abolish: {}]}\n"));
    for measure in Measure::ALL {
        assert!(gone.after.get(*measure).is_none_or(|figure| figure == 0.0), "{measure:?}");
    }
    assert!(
        [Policy::Abolished, Policy::Pareto, Policy::Time, Policy::AnyDecrease].iter().all(|policy| policy.counts(&gone.total()))
    );
}

/// A service with these parts of its own.
fn service(code: &str, level: &str, volume: Option<u32>, rest: &str) -> (String, String) {
    let volume = volume.map_or_else(String::new, |n| format!("\n  volume: {{per-year: {n}}}"));
    let text = format!(
        "procedure: {code}\ntitle: P\nlevel: {level}\nservice:\n  time-limit: {{statutory: 15 working days}}{volume}\nsteps:\n  - {{id: a, title: A, role: applicant}}\n  - {{id: b, title: B, role: clerk}}\n  - {{id: c, title: C, role: head}}\n{rest}"
    );
    (format!("{code}.yaml"), text)
}

#[test]
fn a_portfolio_counts_by_policy_denominator_state_and_level() {
    use Denominator::{Approved, InCompetence, Reviewed};
    use SimplificationStatus::{CarriedOut, Proposed};
    let one = |status: &str, operation: &str| {
        format!("simplifications:\n  - {{id: x, title: X, status: {status}, operations: [{{{operation}}}]}}\n")
    };
    let limit = |to: &str| format!("set-time-limit: {{statutory: {to}}}");
    let mut sources = vec![
        service("P-1", "ward", Some(10), &one("carried-out", "eliminate: {step: c}")),
        service("P-2", "district", Some(20), &one("proposed", &limit("14 working days"))),
        // Primary schools: 15 stay 15. What got longer does not count either.
        service("P-3", "district", Some(30), &one("approved", &limit("15 working days"))),
        service("P-4", "[district, ward]", Some(40), &one("carried-out", &limit("23 working days"))),
        service("P-5", "ward", Some(50), "review: {date: 2018-01-01, no-simplification: It is short}\n"),
    ];
    sources.extend((6..=20).map(|i| service(&format!("P-{i}"), "ward", Some(60), "")));
    let library = Library::from_sources(sources.clone());
    let portfolio = library.measure();
    let share = |policy, denominator, state, level| {
        let share = portfolio.share(policy, denominator, state, level);
        (share.part, share.of)
    };
    assert_eq!(share(Policy::Pareto, InCompetence, Proposed, None), (2, 20));
    assert_eq!(share(Policy::Pareto, Reviewed, Proposed, None), (2, 5));
    assert_eq!(share(Policy::Pareto, Approved, CarriedOut, None), (1, 3));
    assert_eq!(share(Policy::Pareto, InCompetence, CarriedOut, Some(Level::Ward)), (1, 18));
    // One of both levels counts at each, and once together.
    assert_eq!(share(Policy::Pareto, InCompetence, Proposed, Some(Level::District)), (1, 3));
    assert_eq!(share(Policy::Time, InCompetence, Proposed, None), (1, 20));
    assert!(portfolio.share(Policy::Pareto, InCompetence, Proposed, None).reaches(1, 10));
    assert!(!portfolio.share(Policy::Pareto, InCompetence, CarriedOut, None).reaches(1, 10));
    let weighted = portfolio.weighted(Policy::Pareto, InCompetence, Proposed, None).unwrap();
    assert_eq!((weighted.part, weighted.of), (30, 10 + 20 + 30 + 40 + 50 + 15 * 60));
    let saved = portfolio.time_saved(Proposed, None);
    assert_eq!(
        (saved.shorter, saved.longer, saved.saved.to_string(), saved.lost.to_string()),
        (1, 1, "1 working day".into(), "8 working days".into())
    );
    let which: Vec<&str> = portfolio.which(Policy::Pareto, Proposed, None).map(|e| e.procedure.as_str()).collect();
    assert_eq!(which, ["P-1", "P-2"]);
    // 2 of 21 are less than a tenth: nothing is rounded. And without a number nothing is weighted.
    sources.push(service("P-21", "ward", None, ""));
    let library = Library::from_sources(sources);
    let portfolio = library.measure();
    let share = portfolio.share(Policy::Pareto, InCompetence, Proposed, None);
    assert_eq!((share.part, share.of, share.reaches(1, 10)), (2, 21, false));
    assert_eq!(portfolio.weighted(Policy::Pareto, InCompetence, Proposed, None), None);
    assert_eq!(portfolio.without_volume(None), 1);
    let silent = measure::findings(&library, &portfolio).iter().filter(|f| f.rule == "measure/no-simplification").count();
    assert_eq!(silent, 16);
}

proptest! {
    #[test]
    fn a_portfolio_only_grows_with_what_is_simplified(kinds in prop::collection::vec(0usize..4, 1..12)) {
        let rest = |kind: usize| match kind {
            0 => String::new(),
            k => format!("simplifications:\n  - {{id: x, title: X, status: {}, operations: [eliminate: {{step: c}}]}}\n", ["proposed", "approved", "carried-out"][k - 1]),
        };
        let sources = |upgrade: Option<usize>| kinds.iter().enumerate().map(move |(i, kind)| {
            let kind = if upgrade == Some(i) { (kind + 1).min(3) } else { *kind };
            service(&format!("P-{i}"), "ward", Some(5), &rest(kind))
        }).collect::<Vec<_>>();
        let states = [SimplificationStatus::Proposed, SimplificationStatus::Approved, SimplificationStatus::CarriedOut];
        let parts = |upgrade| {
            let portfolio = Library::from_sources(sources(upgrade)).measure();
            states.map(|state| portfolio.share(Policy::Pareto, Denominator::InCompetence, state, None).part)
        };
        let before = parts(None);
        prop_assert!(before[0] >= before[1] && before[1] >= before[2]);
        for i in 0..kinds.len() {
            prop_assert!(parts(Some(i)).iter().zip(before).all(|(after, before)| *after >= before));
        }
    }
}

#[test]
fn many_simplifications_are_sampled_and_too_many_are_not_attributed() {
    let of = |count: usize| {
        let mut text = "procedure: P-1\ntitle: P\nsteps:\n".to_owned();
        let mut list = "simplifications:\n".to_owned();
        for i in 0..=count {
            let _ = writeln!(text, "  - {{id: s{i}, title: S, role: r{}, time: 1 hour}}", i % 2);
            if i > 0 {
                let _ = writeln!(list, "  - {{id: x{i}, title: X, status: proposed, operations: [eliminate: {{step: s{i}}}]}}");
            }
        }
        effect(&(text + &list))
    };
    let (sampled, none) = (of(18), of(40));
    assert_eq!(sampled.orders_drawn, Some(200));
    let sum: f64 = sampled.stages.iter().map(|s| number(s.shapley.as_ref().unwrap(), Measure::HandOffs)).sum();
    assert!((sum + 18.0).abs() < 1e-9);
    assert!(
        sampled.stages.iter().all(|s| number(s.shapley.as_ref().unwrap(), Measure::Steps) == -1.0 && s.standard_error.is_some())
    );
    assert_eq!((none.stages.len(), none.total().steps.removed()), (40, 40));
    assert!(none.stages.iter().all(|stage| stage.shapley.is_none() && stage.range.is_none()));
}

#[test]
fn five_figures_of_time() {
    let organisation = "organisation: o\ntitle: O\nunits: []\nroles:\n  - {id: applicant, title: A, kind: applicant}\n  - {id: clerk, title: C, kind: officer, staff: 1}\n";
    let text = "procedure: P-1\ntitle: P\nservice:\n  time-limit: {statutory: 1 working day}\n  volume: {per-year: 260}\nsteps:\n  - {id: ask, title: A, role: applicant}\n  - {id: look, title: L, role: clerk, time: 2 hours, work: 1 hour, next: [{to: sign, when: good, share: 75%}, {to: mend, when: bad, share: 25%, at-most: 1}]}\n  - {id: mend, title: M, role: applicant, time: 3 hours, clock: stopped, next: look}\n  - {id: sign, title: S, role: clerk, time: 1 hour}\n";
    let library = Library::from_sources([("o.yaml", organisation), ("p.yaml", text)]);
    let context = measure::Context::of(&library);
    let times = Times::of(library.procedure("P-1").unwrap().graph(), &context, 2_000, 7);
    assert_eq!(
        (times.published.unwrap().to_string(), times.critical_path.to_string()),
        ("1 working day".into(), "5 hours".into())
    );
    let expected = times.expected.unwrap();
    assert_eq!((expected.steps, expected.touch, expected.on_time), (3.5, 60.0 * 1.25 + 60.0, Some(1.0)));
    assert_eq!((expected.elapsed, expected.running), (150.0 + 45.0 + 60.0, 150.0 + 60.0));
    let simulated = times.simulated.unwrap();
    assert!(simulated.queues && simulated.p50 >= 180.0 && simulated.p95 >= 300.0 && simulated.on_time.unwrap() <= 1.0);
    // A share that is no chance: everything else is there.
    let broken = Library::from_sources([("p.yaml", text.replace("75%", "80%"))]);
    let times = Times::of(broken.procedures()[0].graph(), &measure::Context::default(), 10, 7);
    assert!(times.expected.is_none() && times.simulated.is_none() && times.why_not.is_some());
    assert_eq!(times.critical_path.to_string(), "5 hours");
}

#[test]
fn the_compliance_cost_counts_work_and_payments_by_expected_visits() {
    let organisation = "organisation: o\ntitle: O\nunits: []\nroles:\n  - {id: applicant, title: A, kind: applicant}\n  - {id: clerk, title: C, kind: officer}\ncompliance-cost: {year: 2017, income-per-head: 21120000 VND}\n";
    let text = "procedure: P-1\ntitle: P\nservice:\n  dossier: {sets: 1, items: [{id: form, title: F, original: 1, work: 30 minutes, cost: 1000 VND}]}\n  fees: [{title: Fee, amount: 8000 VND}, {title: Sometimes, amount: 9000 VND, when: late}]\n  volume: {per-year: 100}\nsteps:\n  - {id: ask, title: A, role: applicant, time: 1 hour, cost: 2000 VND}\n  - {id: look, title: L, role: clerk, time: 2 hours, next: [{to: sign, when: good, share: 80%}, {to: mend, when: bad, share: 20%, at-most: 1}]}\n  - {id: mend, title: M, role: applicant, time: 10 days, work: 2 hours, clock: stopped, next: look}\n  - {id: wait, title: W, role: applicant, kind: wait, time: 5 days}\n  - {id: sign, title: S, role: clerk, time: 1 hour}\nsimplifications:\n  - {id: x, title: X, status: proposed, operations: [eliminate: {document: form}], claims: {documents: -1, cost-percent: -20%}}\n";
    let text = text.replace("  - {id: wait, title: W, role: applicant, kind: wait, time: 5 days}\n", "");
    let library = Library::from_sources([("o.yaml", organisation.to_owned()), ("p.yaml", text)]);
    let context = measure::Context::of(&library);
    let procedure = library.procedure("P-1").unwrap();
    let cost = measure::ComplianceCost::of(procedure.graph(), &context).unwrap();
    // 10,000 an hour: half of it and 1,000; an hour and 2,000; two hours in one case of five; the fee.
    assert_eq!(cost.case, 5_000 + 1_000 + 10_000 + 2_000 + 4_000 + 8_000);
    assert_eq!((cost.year, cost.rows.len()), (Some(3_000_000), 3));
    let effect = library.simplify(procedure);
    assert_eq!((effect.as_is.cost, effect.after.cost), (Some(30_000), Some(24_000)));
    assert_eq!(number(effect.stages[0].shapley.as_ref().unwrap(), Measure::CostYear), -600_000.0);
    assert!(measure::findings(&library, &library.measure()).iter().all(|f| f.rule != "measure/claim"));
    // Nobody says what an hour is worth.
    assert_eq!(procedure.simplify().as_is.cost, None);
}

#[test]
fn what_programs_read_has_these_keys() {
    let effect = effect(&procedure("  - {id: x, title: X, status: approved, operations: [eliminate: {step: s2}]}\n"));
    let value = serde_json::to_value(&effect).unwrap();
    for key in ["code", "as_is", "to_be", "simplifications", "joined", "left_out", "orders_drawn"] {
        assert!(value.get(key).is_some(), "{key}");
    }
    let one = &value["simplifications"][0];
    assert_eq!((one["id"].as_str(), one["sequential"]["steps"].as_f64()), (Some("x"), Some(-1.0)));
    assert_eq!(one["shapley"]["steps"], -1.0);
    assert_eq!(one["sequential"]["time"]["working_minutes"], -180.0);
    assert!(one["sequential"]["cost"].is_null() && one["interacts_with"].as_array().unwrap().is_empty());
    let difference = Difference::between(effect.as_is, effect.as_is);
    assert!(difference.changes().iter().next().is_none());
}
