//! Loading and checking 5,000 procedure files, beside what `serde_yaml` alone needs to read them.
//!
//! `cargo bench --bench load` prints medians and the ratio; the ratio is what counts, for both are
//! measured in the same run.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::print_stdout, clippy::cast_precision_loss)]

mod generator;

use quytrinh::Library;
use quytrinh::definition::ProcedureDefinition;
use std::time::{Duration, Instant};

const FILES: usize = 5_000;
const RUNS: usize = 7;

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort_unstable();
    times[times.len() / 2]
}

fn main() {
    // `cargo test --benches` only asks whether it runs.
    let (files, runs) = if std::env::args().any(|a| a == "--bench") { (FILES, RUNS) } else { (50, 1) };
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

    let start = Instant::now();
    let library = Library::open(directory.path()).unwrap();
    let report = library.check();
    println!(
        "first run: {:.0} ms, {} findings, {} procedures",
        start.elapsed().as_secs_f64() * 1e3,
        report.findings().len(),
        report.procedures()
    );
    assert!(report.findings().is_empty(), "the generated procedures are complete: {report}");
    if let Some(peak) = peak_memory() {
        println!("peak memory: {peak} MB");
    }
    drop((library, report));

    let texts: Vec<String> = (0..files).map(generator::procedure).collect();
    let (mut load, mut check, mut parse) = (Vec::new(), Vec::new(), Vec::new());
    for _ in 0..runs {
        let start = Instant::now();
        let library = Library::open(directory.path()).unwrap();
        load.push(start.elapsed());
        let start_check = Instant::now();
        let report = library.check();
        check.push(start_check.elapsed());
        assert!(report.is_complete());
        drop((library, report));
        let start = Instant::now();
        let read: Vec<ProcedureDefinition> = texts.iter().map(|text| serde_yaml::from_str(text).unwrap()).collect();
        parse.push(start.elapsed());
        assert_eq!(read.len(), files);
    }
    let (load, check, parse) = (median(load), median(check), median(parse));
    let ms = |d: Duration| d.as_secs_f64() * 1e3;
    println!("load {:.0} ms + check {:.0} ms = {:.0} ms (all cores)", ms(load), ms(check), ms(load + check));
    println!("serde_yaml alone, one thread: {:.0} ms ({:.0} MB/s)", ms(parse), bytes as f64 / 1e6 / parse.as_secs_f64());
    println!("ratio: {:.2} (at most 1.00)", (load + check).as_secs_f64() / parse.as_secs_f64());
}

/// The most memory this process has held, where the system says so.
fn peak_memory() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|l| l.starts_with("VmHWM:"))?;
    line.split_whitespace().nth(1)?.parse::<u64>().ok().map(|kb| kb / 1024)
}
