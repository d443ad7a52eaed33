//! Deciding soundness: graphs with more states than can be looked at, and growth up to a million nodes.
//!
//! `cargo bench --bench soundness` prints medians in microseconds, then for every family the time for
//! 10³ to 10⁶ nodes, the exponent of growth, and the peak memory of a process that decides the largest.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::print_stdout,
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss
)]

mod flows;

use quytrinh::soundness::{FlowGraph, Verdict, analyse};
use std::hint::black_box;
use std::process::Command;
use std::time::Instant;

const FAMILIES: [&str; 7] = ["par", "nest", "blocks", "mix", "parloop", "hidden", "woven"];
const UNSOUND: [&str; 2] = ["hidden", "torn"];
const BRANCHES: usize = 8;

/// A graph of the family with about so many nodes.
fn family(name: &str, nodes: usize) -> FlowGraph {
    let per_block = BRANCHES * 4 + 2;
    match name {
        "par" => flows::par(nodes, 1),
        // The depth that comes nearest.
        "nest" => flows::nest((nodes as f64 / 3.0).log2().round() as u32),
        "blocks" => flows::blocks(nodes / 4),
        "mix" => flows::mix(nodes / per_block, BRANCHES),
        "parloop" => flows::parloop(nodes / 3),
        "hidden" => flows::hidden(nodes / per_block, BRANCHES),
        "woven" => flows::woven(nodes / flows::weave(3).nodes().len(), 3),
        _ => unreachable!("no such family: {name}"),
    }
}

/// The median of some runs, in seconds.
fn median(name: &str, graph: &FlowGraph, runs: usize) -> f64 {
    let mut times: Vec<f64> = (0..runs)
        .map(|_| {
            let start = Instant::now();
            let verdict = black_box(analyse(black_box(graph)));
            let time = start.elapsed().as_secs_f64();
            let right = match verdict {
                Verdict::Sound(_) => !UNSOUND.contains(&name),
                Verdict::Unsound(_) => UNSOUND.contains(&name),
                Verdict::Undecided(_) => false,
            };
            assert!(right, "{name}: {}", format!("{verdict:?}").chars().take(200).collect::<String>());
            time
        })
        .collect();
    times.sort_unstable_by(f64::total_cmp);
    times[times.len() / 2]
}

/// The slope of the line through the points, both axes logarithmic, by least squares.
fn exponent(points: &[(f64, f64)]) -> f64 {
    let points: Vec<(f64, f64)> = points.iter().map(|(x, y)| (x.ln(), y.ln())).collect();
    let mean = |of: fn(&(f64, f64)) -> f64| points.iter().map(of).sum::<f64>() / points.len() as f64;
    let (x, y) = (mean(|p| p.0), mean(|p| p.1));
    points.iter().map(|p| (p.0 - x) * (p.1 - y)).sum::<f64>() / points.iter().map(|p| (p.0 - x).powi(2)).sum::<f64>()
}

/// What one process does: decides one graph. Prints nodes, seconds and peak memory.
fn one(name: &str, nodes: usize) {
    let graph = family(name, nodes);
    let runs = (3_000_000 / nodes).clamp(1, 301);
    let time = median(name, &graph, runs);
    println!("{}\n{time}\n{}", graph.nodes().len(), peak_memory().unwrap_or(0));
}

fn main() {
    let arguments: Vec<String> = std::env::args().collect();
    if let [_, flag, name, nodes] = &*arguments {
        if flag == "--one" {
            return one(name, nodes.parse().unwrap());
        }
    }
    // `cargo test --benches` only asks whether it runs.
    let real = arguments.iter().any(|a| a == "--bench");
    let (runs, sizes) = if real { (2_001, &[1_000, 10_000, 100_000, 1_000_000][..]) } else { (3, &[100, 1_000][..]) };

    let small = [
        ("par", "17 1", flows::par(17, 1), 10.0),
        ("mix", "10 8", flows::mix(10, 8), 100.0),
        ("parloop", "10", flows::parloop(10), 100.0),
        ("hidden", "10 8", flows::hidden(10, 8), 100.0),
    ];
    println!("{:<16}{:>8}{:>12}{:>12}", "graph", "nodes", "median µs", "at most");
    for (name, size, graph, most) in small {
        let time = median(name, &graph, runs) * 1e6;
        println!("{:<16}{:>8}{time:>12.2}{most:>12.0}", format!("{name} {size}"), graph.nodes().len());
    }

    // Far more states than are looked at, and nothing to reduce.
    for depth in if real { 4..=8 } else { 3..=4 } {
        for (name, graph) in [("weave", flows::weave(depth)), ("torn", flows::torn(depth))] {
            let time = median(name, &graph, 11.min(runs)) * 1e6;
            println!("{:<16}{:>8}{time:>12.2}{:>12.0}", format!("{name} {depth}"), graph.nodes().len(), 500_000.0);
        }
    }

    println!("\n{:<16}{:>8}{:>12}{:>12}{:>12}", "family", "nodes", "ms", "ns/node", "peak MB");
    for name in FAMILIES {
        let mut points = Vec::new();
        for nodes in sizes {
            let output =
                Command::new(std::env::current_exe().unwrap()).args(["--one", name, &nodes.to_string()]).output().unwrap();
            assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
            let said = String::from_utf8(output.stdout).unwrap();
            let numbers: Vec<f64> = said.lines().map(|line| line.parse().unwrap()).collect();
            let [nodes, time, peak] = *numbers else { unreachable!("three lines: {said}") };
            println!("{name:<16}{nodes:>8}{:>12.3}{:>12.0}{peak:>12}", time * 1e3, time * 1e9 / nodes);
            points.push((nodes, time));
        }
        println!("{name:<16}grows with exponent {:.3} (at most 1.1)", exponent(&points));
    }
    println!("10⁶ nodes: at most 1000 ms and 1024 MB");
}

/// The most memory this process has held in MB, where the system says so.
fn peak_memory() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|l| l.starts_with("VmHWM:"))?;
    line.split_whitespace().nth(1)?.parse::<u64>().ok().map(|kb| kb / 1024)
}
