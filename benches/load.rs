//! Loading and checking 5,000 procedure files, beside what `serde_yaml` alone needs to read them, and what
//! all rules take beside the loading.
//!
//! `cargo bench --bench load` prints medians and ratios; the ratios are what counts, for both sides of
//! each are measured in the same run. Each measurement is a process of its own, as a command is.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::print_stdout, clippy::cast_precision_loss)]

mod generator;

use quytrinh::Library;
use quytrinh::definition::ProcedureDefinition;
use std::path::Path;
use std::process::Command;
use std::time::Instant;

const FILES: usize = 5_000;
const RUNS: usize = 7;

fn median(mut times: Vec<f64>) -> f64 {
    times.sort_unstable_by(f64::total_cmp);
    times[times.len() / 2]
}

/// What one process does, as the command does it: once. Prints its milliseconds, how many of them were for
/// checking, and peak memory.
fn one(work: &str, directory: &Path) {
    let start;
    match work {
        "load" => {
            start = Instant::now();
            let library = Library::open(directory).unwrap();
            let checking = Instant::now();
            let report = library.check();
            println!("{}\n{}", start.elapsed().as_secs_f64() * 1e3, checking.elapsed().as_secs_f64() * 1e3);
            let blamed = report.findings().iter().find(|finding| finding.source.contains("/p0"));
            assert!(blamed.is_none(), "the generated procedures are complete: {blamed:?}");
        }
        _ => {
            let mut files: Vec<_> = std::fs::read_dir(directory).unwrap().map(|e| e.unwrap().path()).collect();
            files.retain(|f| f.file_name().is_some_and(|n| n.to_string_lossy().starts_with('p')));
            let texts: Vec<String> = files.iter().map(|f| std::fs::read_to_string(f).unwrap()).collect();
            start = Instant::now();
            let read: Vec<ProcedureDefinition> = texts.iter().map(|text| serde_yaml::from_str(text).unwrap()).collect();
            println!("{}\n0", start.elapsed().as_secs_f64() * 1e3);
            assert_eq!(read.len(), texts.len());
        }
    }
    println!("{}", peak_memory().unwrap_or(0));
}

fn main() {
    let arguments: Vec<String> = std::env::args().collect();
    if let [_, flag, work, directory] = &*arguments {
        if flag == "--one" {
            return one(work, Path::new(directory));
        }
    }
    // `cargo test --benches` only asks whether it runs.
    let (files, runs) = if arguments.iter().any(|a| a == "--bench") { (FILES, RUNS) } else { (50, 1) };
    let directory = tempfile::tempdir().unwrap();
    let mut bytes = 0;
    for (name, text) in generator::system() {
        std::fs::write(directory.path().join(name), text).unwrap();
    }
    for n in 0..files {
        let text = generator::procedure(n);
        bytes += text.len();
        std::fs::write(directory.path().join(format!("p{n:05}.yaml")), text).unwrap();
    }
    println!("{files} files, {} bytes each on average, {} MB", bytes / files, bytes / 1_000_000);
    let run = |work: &str| {
        let output = Command::new(std::env::current_exe().unwrap()).args(["--one", work]).arg(directory.path()).output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        let said = String::from_utf8(output.stdout).unwrap();
        let mut numbers = said.lines().map(|line| line.parse::<f64>().unwrap());
        std::array::from_fn::<f64, 3, _>(|_| numbers.next().unwrap())
    };
    // In turn, so that a machine that drifts drifts for both.
    let (loads, parses): (Vec<_>, Vec<_>) = (0..runs).map(|_| (run("load"), run("parse"))).unzip();
    let peak = loads.iter().map(|[.., peak]| *peak).fold(0.0, f64::max);
    let load = median(loads.iter().map(|[all, ..]| *all).collect());
    let rules = median(loads.iter().map(|[_, rules, _]| *rules).collect());
    let share = median(loads.iter().map(|[all, rules, _]| rules / (all - rules)).collect());
    let parse = median(parses.iter().map(|[all, ..]| *all).collect());
    println!("load and check, all cores: {load:.0} ms, peak memory {peak:.0} MB");
    println!("serde_yaml alone, one thread: {parse:.0} ms ({:.0} MB/s)", bytes as f64 / 1e3 / parse);
    println!("ratio: {:.2} (at most 1.00)", load / parse);
    let count = quytrinh::check::Rules::standard().iter().count();
    println!("all {count} rules: {rules:.0} ms, beside loading: {share:.2} (at most 0.50)");
}

/// The most memory this process has held in MB, where the system says so.
fn peak_memory() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|l| l.starts_with("VmHWM:"))?;
    line.split_whitespace().nth(1)?.parse::<u64>().ok().map(|kb| kb / 1024)
}
