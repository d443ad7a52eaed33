//! Simulating a procedure of twelve steps with three pools of staff: cases a second on one core.
//!
//! `cargo bench --bench simulation` prints the median of some runs of each kind.

#![allow(clippy::unwrap_used, clippy::print_stdout, clippy::cast_precision_loss)]

use quytrinh::Library;
use quytrinh::measure::simulation::{Arrivals, Simulation, StepTimes};
use std::hint::black_box;
use std::time::Instant;

/// One in five dossiers is incomplete; one in ten is sent back by who signs.
const TWELVE: &str = "procedure: P-1
title: T
steps:
  - {id: submit, title: A, role: applicant, time: 10 minutes}
  - {id: check, title: A, role: officer, time: 15 minutes, next: [{to: register, when: a, share: 80%}, {to: supplement, when: b, share: 20%}]}
  - {id: supplement, title: A, role: applicant, time: 2 working days, clock: stopped, next: check}
  - {id: register, title: A, role: officer, time: 10 minutes}
  - {id: assign, title: A, role: leader, time: 10 minutes}
  - {id: verify, title: A, role: specialist, time: 4 hours}
  - {id: draft, title: A, role: specialist, time: 1 hour}
  - {id: review, title: A, role: leader, time: 15 minutes, next: [{to: sign, when: a, share: 90%}, {to: draft, when: b, share: 10%}]}
  - {id: sign, title: A, role: leader, time: 10 minutes}
  - {id: stamp, title: A, role: officer, time: 5 minutes}
  - {id: return, title: A, role: officer, time: 10 minutes}
  - {id: file, title: A, role: officer, time: 5 minutes}
";

fn main() {
    // `cargo test --benches` only asks whether it runs.
    let real = std::env::args().any(|argument| argument == "--bench");
    let (cases, runs) = if real { (500_000, 7) } else { (2_000, 1) };
    let library = Library::from_sources([("p.yaml", TWELVE)]);
    let graph = library.procedure("P-1").unwrap().graph();
    let simulation = || {
        Simulation::new(graph)
            .staff("officer", 3)
            .staff("leader", 2)
            .staff("specialist", 13)
            .arrivals(Arrivals::PerDay(19.0))
            .cases(cases)
            .warm_up(cases / 50)
            .seed(1)
    };
    println!("{:<16}{:>14}{:>12}{:>12}", "step times", "cases/s", "p50 min", "p95 min");
    let kinds = [
        ("fixed", StepTimes::Fixed),
        ("exponential", StepTimes::Exponential),
        ("triangular", StepTimes::Triangular { from: 0.5, mode: 0.9, to: 1.6 }),
        ("uniform", StepTimes::Uniform { from: 0.5, to: 1.5 }),
    ];
    for (name, times) in kinds {
        let mut seconds = Vec::new();
        let mut last = None;
        for _ in 0..runs {
            let start = Instant::now();
            last = Some(black_box(simulation().times(times).run().unwrap()));
            seconds.push(start.elapsed().as_secs_f64());
        }
        seconds.sort_unstable_by(f64::total_cmp);
        let outcome = last.unwrap();
        let rate = cases as f64 / seconds[seconds.len() / 2];
        println!("{name:<16}{rate:>14.0}{:>12.1}{:>12.1}", outcome.elapsed.p50, outcome.elapsed.p95);
    }
    println!("at least 500000 cases/s with fixed times");
}
