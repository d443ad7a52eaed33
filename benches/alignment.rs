//! Aligning the dossiers of a real log with a procedure written by hand: from the activities of each dossier to all figures.
//!
//! `cargo bench --bench alignment` prints the median of some runs, or says that the log is not there.

#![allow(clippy::unwrap_used, clippy::print_stdout, clippy::print_stderr)]

#[path = "../tests/alignment/log.rs"]
mod log;

use quytrinh::Library;
use quytrinh::measure::alignment::{Aligner, Costs};
use std::hint::black_box;
use std::time::Instant;

fn main() {
    // `cargo test --benches` only asks whether it runs.
    let runs = if std::env::args().any(|argument| argument == "--bench") { 31 } else { 1 };
    let activities = log::activities();
    let Some(dossiers) = log::receipt() else { return };
    let library = Library::open(concat!(env!("CARGO_MANIFEST_DIR"), "/examples/receipt")).unwrap();
    let graph = library.procedures()[0].graph();
    let mut times = [Vec::new(), Vec::new()];
    let mut said = String::new();
    for _ in 0..runs {
        let start = Instant::now();
        let mut aligner =
            Aligner::with(graph, Costs::default(), |step| activities.get(step.id.as_str()).map(String::as_str)).unwrap();
        times[0].push(start.elapsed());
        let start = Instant::now();
        let all = black_box(aligner.conformance(dossiers.iter().map(|trace| (trace.as_slice(), 1))));
        times[1].push(start.elapsed());
        let states: usize = all.variants.iter().map(|variant| variant.alignment.states).sum();
        let (fitting, of) = (all.conforming.part, all.conforming.of);
        said =
            format!("{of} dossiers, {} variants, {fitting} as modelled, cost {}, {states} states", all.variants.len(), all.most);
    }
    println!("{said}");
    for (what, times) in ["the procedure", "the dossiers"].iter().zip(&mut times) {
        times.sort_unstable();
        println!("{what:<16}{:>10.3} ms", times[times.len() / 2].as_secs_f64() * 1e3);
    }
    println!("the dossiers in 5 ms at the most");
}
