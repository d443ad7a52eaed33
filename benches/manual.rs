//! Laying flowcharts out: chains, blocks, wide blocks, many events, and flows in all directions.
//!
//! `cargo bench --bench manual` prints medians in milliseconds and, for every family, the exponent of growth.

#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss
)]

use quytrinh::graph::ProcessGraph;
use quytrinh::manual::diagram::{Wording, flowchart};
use quytrinh::{Language, Library};
use std::fmt::Write as _;
use std::hint::black_box;
use std::time::Instant;

/// What a thousand steps may take, in milliseconds.
const MOST: f64 = 50.0;

const TITLES: [&str; 4] = [
    "Kiểm tra hồ sơ",
    "Thẩm định nội dung, dự thảo văn bản trả lời",
    "Ký",
    "Xem xét, cho ý kiến về kết quả thẩm định và trình lãnh đạo cơ quan phê duyệt",
];
const CONDITIONS: [&str; 3] = ["Đủ điều kiện", "Hồ sơ chưa đúng quy định", "Không thuộc thẩm quyền giải quyết"];

/// A sequence of numbers without pattern, the same each time.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, most: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % most.max(1)
    }
}

/// The steps of a family, so many of them. The flows of a step are said as the numbers of the steps that follow.
fn steps(family: &str, many: usize) -> String {
    let mut numbers = Numbers(7);
    let mut text = String::from("procedure: P-1\ntitle: T\nsteps:\n");
    for i in 0..many {
        let (mut roles, mut next, mut gates) = (7, Vec::new(), "");
        match family {
            "chain" | "events" => {}
            // A choice of two and a part in parallel, by turns: a block has four steps.
            "blocks" => match i % 4 {
                0 => {
                    next = vec![i + 1, i + 2];
                    gates = if i % 8 == 0 { "" } else { "split: parallel, " };
                }
                1 => next = vec![i + 2],
                3 => gates = if i % 8 == 3 { "" } else { "join: parallel, " },
                _ => {}
            },
            // A hundred branches side by side.
            "wide" => match i % 102 {
                0 => {
                    next = (i + 1..(i + 101).min(many)).collect();
                    gates = "split: parallel, ";
                }
                101 => gates = "join: parallel, ",
                n => next = vec![i + 101 - n],
            },
            // Near and far, forward and back; in many lanes or in two.
            _ => {
                roles = if family == "tangle" { 2 } else { 30 };
                next.push(i + 1);
                for _ in 0..numbers.below(3) {
                    let near = family == "random" && numbers.below(4) > 0;
                    next.push(if near { (i + numbers.below(20)).saturating_sub(6) } else { numbers.below(many) });
                }
                next.sort_unstable();
                next.dedup();
            }
        }
        next.retain(|to| *to < many);
        let role = numbers.below(roles);
        let title = TITLES[numbers.below(TITLES.len())];
        let _ = write!(text, "  - {{id: s{i}, title: \"{title}\", role: r{role}, {gates}time: 2 hours");
        if !next.is_empty() {
            let way = |to: &usize| match (next.len(), gates) {
                (1, _) | (_, "split: parallel, ") => format!("s{to}"),
                _ => format!("{{to: s{to}, when: \"{}\"}}", CONDITIONS[to % CONDITIONS.len()]),
            };
            let _ = write!(text, ", next: [{}]", next.iter().map(way).collect::<Vec<_>>().join(", "));
        }
        text.push_str("}\n");
    }
    if family == "events" {
        text.push_str("interruptions:\n");
        for i in (0..many).step_by(4) {
            let _ = writeln!(text, "  - {{when: \"{}\", by: r{}, to: s{i}}}", CONDITIONS[i % CONDITIONS.len()], i % 7);
        }
    }
    text
}

fn graph(text: &str) -> ProcessGraph {
    let library = Library::from_sources([("p.yaml", text)]);
    library.procedure("P-1").unwrap().graph().clone()
}

fn median(runs: usize, mut work: impl FnMut()) -> f64 {
    let time = |()| {
        let start = Instant::now();
        work();
        start.elapsed().as_secs_f64() * 1e3
    };
    let mut times: Vec<f64> = std::iter::repeat_n((), runs).map(time).collect();
    times.sort_unstable_by(f64::total_cmp);
    times[times.len() / 2]
}

/// Layout, and the SVG that is made of it, whole and cut for pages.
fn flowcharts(sizes: &[usize]) {
    println!(
        "{:<12}{:>8}{:>8}{:>12}{:>10}{:>12}{:>12}{:>8}",
        "flowchart", "steps", "flows", "layout ms", "at most", "SVG ms", "pages ms", "pages"
    );
    for family in ["chain", "blocks", "wide", "events", "random", "tangle"] {
        let mut times = Vec::new();
        for many in sizes {
            let graph = graph(&steps(family, *many));
            let wording = Wording { language: &Language::Vi, lane: &|role| format!("Vai trò {role}") };
            let runs = (20_000 / many).clamp(3, 101);
            let time = median(runs, || drop(black_box(flowchart(black_box(&graph), &wording))));
            let drawing = flowchart(&graph, &wording);
            let painted = median(runs, || drop(black_box(drawing.to_svg("T", "D"))));
            let most = if *many == 1_000 { format!("{MOST:.0}") } else { String::new() };
            let paged = median(runs, || drop(black_box(drawing.pages("T", "D"))));
            let (flows, pages) = (drawing.edges.len(), drawing.pages("T", "D").len());
            println!("{family:<12}{many:>8}{flows:>8}{time:>12.2}{most:>10}{painted:>12.2}{paged:>12.2}{pages:>8}");
            times.push((*many as f64, time));
        }
        let (first, last) = (times[0], times[times.len() - 1]);
        println!("{family:<12}grows with exponent {:.2}", (last.1 / first.1).ln() / (last.0 / first.0).ln());
    }
}

fn main() {
    // `cargo test --benches` only asks whether it runs.
    let real = std::env::args().any(|a| a == "--bench");
    flowcharts(if real { &[100, 1_000, 4_000] } else { &[20, 100] });
}
