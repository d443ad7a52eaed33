//! Measuring 5,000 procedures with four simplifications each, and one with twelve that all interact.
//!
//! `cargo bench --bench measure` prints medians, in a process that has read the files already; beside them the time of all
//! processors together, which a machine that has other work does not change much.

#![allow(clippy::unwrap_used, clippy::print_stdout, clippy::cast_precision_loss)]

mod generator;

use quytrinh::Library;
use quytrinh::measure::{self, Measure};
use std::fmt::Write as _;
use std::time::Instant;

const FILES: usize = 5_000;
const RUNS: usize = 7;

/// What an hour of an applicant is worth, so that costs are counted too.
const INCOME: &str = "compliance-cost: {year: 2017, income-per-head: 53500000 VND, verified: false}\n";

fn median(mut times: Vec<f64>) -> f64 {
    times.sort_unstable_by(f64::total_cmp);
    times[times.len() / 2]
}

fn library(files: usize, with_costs: bool) -> Library {
    let system = generator::system().into_iter().map(|(name, text)| {
        let is_organisation = with_costs && name == "organisation.yaml";
        (name, if is_organisation { text + INCOME } else { text })
    });
    let procedures = (0..files).map(|n| (format!("p{n:05}.yaml"), generator::simplified(n)));
    Library::from_sources(system.chain(procedures))
}

/// Fourteen steps in a row with a loop that may be taken twice; twelve simplifications, each of which changes what some
/// other one does.
fn twelve() -> Library {
    let mut text =
        "procedure: P-12\ntitle: T\nservice: {code: \"1.000001\", time-limit: {statutory: 20 working days}}\nsteps:\n".to_owned();
    for i in 0..16 {
        let _ = write!(text, "  - {{id: s{i}, title: S, role: {}, time: {} hours", ["a", "b", "c"][i % 3], 2 + i % 5);
        if i == 13 {
            text.push_str(", next: [{to: s14, when: good}, {to: s12, when: bad, at-most: 2}]");
        }
        text.push_str("}\n");
    }
    text.push_str("simplifications:\n");
    let operations = [
        "eliminate: {step: s1}",
        "eliminate: {step: s2}",
        "delegate: {step: s3, role: b}",
        "eliminate: {step: s4}",
        "merge: {steps: [s5, s6], into: s5, role: b}",
        "eliminate: {step: s7}",
        "delegate: {step: s8, role: b}",
        "eliminate: {step: s9}",
        "merge: {steps: [s10, s11], into: s10, role: c}",
        "set-step-time: {step: s10, time: 1 hour}",
        "eliminate: {step: s14}",
        "delegate: {step: s13, role: c}",
    ];
    for (i, operation) in operations.iter().enumerate() {
        let _ = writeln!(text, "  - {{id: x{i}, title: X, status: proposed, operations: [{{{operation}}}]}}");
    }
    Library::from_sources([("twelve.yaml", text)])
}

/// Seconds by the clock, and of all processors, each time.
fn timed<R>(runs: usize, mut work: impl FnMut() -> R) -> (f64, f64, R) {
    let mut result = work();
    let before = processor_time();
    let times = (0..runs).map(|_| {
        let start = Instant::now();
        result = work();
        start.elapsed().as_secs_f64()
    });
    let times: Vec<f64> = times.collect();
    (median(times), (processor_time() - before) / runs as f64, result)
}

/// What this process has used of all processors, in seconds, where the system says so; it counts in hundredths.
fn processor_time() -> f64 {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let after_name = stat.rsplit(')').next().unwrap_or_default();
    let ticks = after_name.split_whitespace().skip(11).take(2).filter_map(|field| field.parse::<f64>().ok());
    ticks.sum::<f64>() / 100.0
}

fn main() {
    // `cargo test --benches` only asks whether it runs.
    let (files, runs) = if std::env::args().any(|a| a == "--bench") { (FILES, RUNS) } else { (50, 1) };
    for with_costs in [false, true] {
        let library = library(files, with_costs);
        let (seconds, processors, portfolio) = timed(runs, || library.measure());
        let failed: Vec<_> = portfolio.effects.iter().flat_map(|effect| &effect.failed).collect();
        assert!(failed.is_empty(), "{failed:?}");
        let with = if with_costs { " and costs" } else { "" };
        println!(
            "{files} procedures with 4 simplifications each{with}, measured and attributed: {seconds:.2} s ({processors:.2} s of processors)"
        );
        let (seconds, processors, found) = timed(runs, || measure::findings(&library, &portfolio));
        let broken = found.iter().find(|finding| finding.source.contains("/p0") || finding.source.starts_with("p0"));
        assert!(broken.is_none(), "they break nothing: {broken:?}");
        println!("claims held against that, and guard rails: {seconds:.2} s ({processors:.2} s of processors)");
        assert_eq!(portfolio.effects.iter().filter(|effect| effect.stages.len() == 4).count(), files);
    }
    let library = twelve();
    let procedure = library.procedure("P-12").unwrap();
    let (seconds, processors, effect) = timed(runs * 5, || procedure.simplify());
    assert_eq!(effect.stages.len(), 12, "{:?}", effect.failed);
    let total = effect.total().changes();
    for measure in Measure::ALL {
        let Some(total) = total.get(*measure) else { continue };
        let sum: f64 = effect.stages.iter().map(|stage| stage.shapley.as_ref().unwrap().get(*measure).unwrap().number).sum();
        assert!((sum - total.number).abs() < 1e-9, "{measure:?}: {sum} is not {}", total.number);
    }
    assert!(effect.stages.iter().all(|stage| !stage.interacts_with.is_empty()), "each of them interacts");
    println!(
        "Shapley values of 12 interacting simplifications: {:.1} ms (at most 50; {:.0} ms of processors)",
        seconds * 1e3,
        processors * 1e3
    );
}
