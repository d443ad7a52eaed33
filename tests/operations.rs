//! The operations of simplifications: what each does to a procedure, what it refuses, what breaks, what was declared.
//!
//! `operations/apply/*.yaml`: each simplification alone, applied to the procedure as written; what changes, or why not.
//! `operations/guard/*`: what is found of all of them in the order in which they take effect.
//! `operations/compare/*`: `before.yaml` and `after.yaml`. `BLESS=1` writes the `.out` anew.

#![allow(clippy::format_collect, clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use quytrinh::measure::{Context, Diff, Measure, Unit, apply_all, compare};
use quytrinh::soundness::{FlowGraph, Verdict, analyse};
use quytrinh::{Finding, Language, Library, Metrics, measure};
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/operations")
}

fn entries(directory: &Path) -> Vec<PathBuf> {
    let mut paths: Vec<PathBuf> = fs::read_dir(directory).unwrap().map(|e| e.unwrap().path()).collect();
    paths.retain(|path| path.is_dir() || path.extension().is_some_and(|e| e == "yaml"));
    paths.sort();
    paths
}

fn open(path: &Path) -> Library {
    let files = if path.is_dir() { entries(path) } else { vec![path.to_owned()] };
    let text = |file: &Path| fs::read_to_string(file).unwrap().replace("\r\n", "\n");
    let name = |file: &Path| file.file_name().unwrap().to_string_lossy().into_owned();
    Library::from_sources(files.iter().map(|file| (name(file), text(file))))
}

fn expect(cases: &str, said: impl Fn(&Path) -> String) {
    let mut problems = String::new();
    let paths = entries(&root().join(cases));
    assert!(!paths.is_empty());
    for path in paths {
        let out = path.with_extension("out");
        let found = said(&path);
        if std::env::var_os("BLESS").is_some() {
            fs::write(&out, &found).unwrap();
        }
        let expected = fs::read_to_string(&out).unwrap_or_default().replace("\r\n", "\n");
        if expected != found {
            let _ = writeln!(problems, "{}\n--- expected\n{expected}\n--- found\n{found}", out.display());
        }
    }
    assert!(problems.is_empty(), "{problems}");
}

/// The figures that differ.
fn figures(before: &Metrics, after: &Metrics) -> String {
    let said = |measure: Measure, value: Option<f64>| {
        let value = value.map_or_else(|| "–".to_owned(), |value| format!("{value}"));
        if measure.unit() == Unit::Minutes { format!("{value} min") } else { value }
    };
    let differ = Measure::ALL.iter().filter(|m| before.get(**m) != after.get(**m));
    differ.fold(String::new(), |text, m| {
        text + &format!("  {}: {} → {}\n", m.key(), said(*m, before.get(*m)), said(*m, after.get(*m)))
    })
}

fn rendered(library: &Library, finding: &Finding) -> String {
    let at = library.locate(finding);
    let Finding { severity, rule, path, message, source, .. } = finding;
    let mut out = format!(
        "{source}:{}:{} {} {rule} {path} | {} | {}\n",
        at.line,
        at.column,
        severity.to(&Language::En),
        message.en,
        message.vi
    );
    for related in &finding.related {
        let _ = writeln!(out, "    also {} | {} | {}", related.path, related.label.en, related.label.vi);
    }
    out
}

#[test]
fn each_operation_does_what_it_says_or_says_why_not() {
    expect("apply", |path| {
        let library = open(path);
        let mut out = String::new();
        for finding in library.findings().iter().filter(|f| f.rule.starts_with("format/")) {
            out += &rendered(&library, finding);
        }
        for procedure in library.procedures() {
            let p = procedure.definition();
            for s in &p.simplifications {
                let _ = writeln!(out, "{}", s.id);
                match apply_all(p, s, &library) {
                    Err(error) => {
                        let _ = writeln!(out, "  no: {}\n  không: {}", error.message.en, error.message.vi);
                    }
                    Ok(after) => {
                        let diff = Diff::between(p, &after);
                        assert!(diff.apply(p) == after, "{path:?} {}", s.id);
                        out += &diff.to_string().lines().map(|line| format!("  {line}\n")).collect::<String>();
                        out += &figures(&Metrics::of(procedure.graph()), &Metrics::of_definition(&after));
                        let after = quytrinh::Procedure::new("after", after);
                        let is_sound =
                            |p: &quytrinh::Procedure| matches!(analyse(&FlowGraph::from(p.graph())), Verdict::Sound(_));
                        if is_sound(procedure) && !is_sound(&after) && !after.definition().steps.is_empty() {
                            out += "  not sound\n";
                        }
                    }
                }
            }
        }
        out
    });
}

#[test]
fn what_simplifications_break_is_found() {
    expect("guard", |path| {
        let library = open(path);
        let mut found = measure::findings(&library, &library.measure());
        found.retain(|f| f.rule != "reference/no-organisation");
        found.iter().map(|finding| rendered(&library, finding)).collect()
    });
}

#[test]
fn versions_are_held_against_what_was_declared() {
    expect("compare", |path| {
        let [before, after] = ["before.yaml", "after.yaml"].map(|name| open(&path.join(name)));
        let (a, b) = (&before.procedures()[0], &after.procedures()[0]);
        let compared = compare(a, b, &Context::default(), &before);
        assert!(compared.diff.apply(a.definition()) == *b.definition());
        let mut out = compared.diff.to_string();
        out += &compared.diff.to(&Language::Vi);
        out += &figures(&compared.figures.before, &compared.figures.after);
        for finding in &compared.findings {
            let library = if *finding.source == **a.source() { &before } else { &after };
            out += &rendered(library, finding);
        }
        out
    });
}
