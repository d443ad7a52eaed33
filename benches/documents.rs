//! Publishing everything: the real system in both languages, and a large system in one.
//!
//! `cargo bench --bench documents` prints both in one run, as HTML, Markdown and DOCX, each in a process of its own, as a
//! command is: opening, checking, measuring, rendering, writing, and the most memory held. With `--features pdf`, the real system
//! with PDF too.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::print_stdout)]

mod generator;

/// As the command has it.
#[cfg(feature = "pdf")]
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

use quytrinh::check::Coverage;
use quytrinh::manual::{Format, LANGUAGES, Publication};
use quytrinh::{Language, Library};
use std::path::Path;
use std::process::Command;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Instant;

const PROCEDURES: usize = 2_000;
const RUNS: usize = 5;

/// What one process does, as the command does it: once. Prints its milliseconds in all and for the documents and their writing, files, bytes
/// and peak memory.
fn one(what: &str, directory: &Path, out: &Path) {
    let languages = if what == "one" { vec![Language::Vi] } else { LANGUAGES.to_vec() };
    let formats = if what == "all" { Format::ALL.to_vec() } else { Publication::default().formats };
    let start = Instant::now();
    let library = Library::open(directory).unwrap();
    let report = library.check();
    let (portfolio, coverage) = (library.measure(), Coverage::of(&library, &report));
    let publishing = Instant::now();
    let bytes = AtomicUsize::new(0);
    for language in &languages {
        std::fs::create_dir(out.join(language.code())).unwrap();
    }
    let publication = Publication { formats, languages, single_file: false };
    let written = library.publish(&portfolio, &coverage, None, &publication, |file| {
        bytes.fetch_add(file.content.len(), Ordering::Relaxed);
        std::fs::write(out.join(&file.path), &file.content)
    });
    let (all, published, bytes) = (start.elapsed(), publishing.elapsed(), bytes.into_inner());
    println!("{}\n{}\n{}\n{bytes}\n{}", all.as_millis(), published.as_millis(), written.unwrap(), peak_memory().unwrap_or(0));
}

fn main() {
    let arguments: Vec<String> = std::env::args().collect();
    if let [_, flag, what, directory, out] = &*arguments {
        if flag == "--one" {
            return one(what, Path::new(directory), Path::new(out));
        }
    }
    // `cargo test --benches` only asks whether it runs.
    let (procedures, runs) = if arguments.iter().any(|a| a == "--bench") { (PROCEDURES, RUNS) } else { (10, 1) };
    let directory = tempfile::tempdir().unwrap();
    for (name, text) in generator::system() {
        std::fs::write(directory.path().join(name), text).unwrap();
    }
    for n in 0..procedures {
        std::fs::write(directory.path().join(format!("p{n:05}.yaml")), generator::procedure(n)).unwrap();
    }
    // What was written stays to the end: a file system is busy for a while with thousands of files that were just deleted.
    let written = std::cell::RefCell::new(Vec::new());
    let run = |how: &str, directory: &Path| {
        let out = tempfile::tempdir().unwrap();
        let mut command = Command::new(std::env::current_exe().unwrap());
        let output = command.args(["--one", how]).args([directory, out.path()]).output().unwrap();
        written.borrow_mut().push(out);
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        let said = String::from_utf8(output.stdout).unwrap();
        let mut numbers = said.lines().map(|line| line.parse::<u64>().unwrap());
        std::array::from_fn::<u64, 5, _>(|_| numbers.next().unwrap())
    };
    let real = Path::new(env!("CARGO_MANIFEST_DIR")).join("processes/ba-dinh");
    let tell = |what: &str, how: &str, directory: &Path, limit: u64| {
        let mut all: Vec<[u64; 5]> = (0..runs).map(|_| run(how, directory)).collect();
        all.sort_unstable();
        let [time, published, files, bytes, _] = all[all.len() / 2];
        let peak = all.iter().map(|[.., peak]| *peak).max().unwrap_or(0);
        println!(
            "{what}: {time} ms (at most {limit}), of which documents and their writing {published} ms; {files} files, {} MB; peak memory {peak} MB (at most 1,000)",
            bytes / 1_000_000
        );
    };
    tell("Ba Đình, Vietnamese and English, HTML + Markdown + DOCX", "both", &real, 1_000);
    if Format::ALL.iter().any(|format| format.ending() == "pdf") {
        tell("Ba Đình, Vietnamese and English, HTML + Markdown + DOCX + PDF", "all", &real, 5_000);
    }
    tell(&format!("{procedures} procedures, Vietnamese, HTML + Markdown + DOCX"), "one", directory.path(), 10_000);
}

/// The most memory this process has held in MB, where the system says so.
fn peak_memory() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|l| l.starts_with("VmHWM:"))?;
    line.split_whitespace().nth(1)?.parse::<u64>().ok().map(|kb| kb / 1024)
}
