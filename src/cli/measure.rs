//! `measure`: what each simplification removes, as tables, pages or data; or how two versions differ.

use super::{CLEAN, FINDINGS, Failure, render};
use crate::check::{Asker, Report, Rules, codes};
use crate::manual::simplified;
use crate::measure::{Comparison, Context, compare, findings};
use crate::model::finding::{Finding, Severity};
use crate::model::library::{Library, Procedure};
use crate::model::source::Source;
use crate::model::value::Language;
use clap::ValueEnum;
use std::io::Write;
use std::path::{Path, PathBuf};

#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// Directories or files; or two versions of one procedure, the one before first
    #[arg(required = true)]
    paths: Vec<PathBuf>,
    /// How figures are shown
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    Text,
    Json,
    Csv,
    Markdown,
    Html,
}

pub(super) fn run(out: &mut impl Write, arguments: &Arguments, language: &Language) -> Result<u8, Failure> {
    if let Some((before, after)) = versions(&arguments.paths)? {
        return compared(out, &before, &after, arguments.format, language);
    }
    let library = Library::open_all(&arguments.paths)?;
    let portfolio = library.measure();
    let mut wrong: Vec<Finding> = library.findings().iter().filter(|f| f.severity == Severity::Error).cloned().collect();
    wrong.extend(findings(&library, &portfolio));
    // A check asks this with all its other rules; without it nothing is to be expected.
    let asker = Asker::of(&library);
    let intact = library.procedures().iter().filter(|p| p.is_intact());
    wrong.extend(intact.flat_map(|procedure| asker.ask(procedure, |code| code == "flow/shares")));
    let code = if wrong.iter().all(|finding| finding.severity == Severity::Note) { CLEAN } else { FINDINGS };
    match arguments.format {
        Format::Json => render::json::portfolio(out, &portfolio, &library.outlooks(&portfolio))?,
        Format::Csv => render::csv::portfolio(out, &library, &portfolio, language)?,
        Format::Markdown => out.write_all(simplified::report(&library, &portfolio, language).to_markdown().as_bytes())?,
        Format::Html => out.write_all(simplified::report(&library, &portfolio, language).to_html().as_bytes())?,
        Format::Text => {
            render::figures::portfolio(out, &library, &portfolio, language)?;
            show(out, library.sources(), wrong, language)?;
        }
    }
    Ok(code)
}

/// Two files that define procedures of the same codes are two versions.
fn versions(paths: &[PathBuf]) -> Result<Option<(Library, Library)>, Failure> {
    let [before, after] = paths else { return Ok(None) };
    if !before.is_file() || !after.is_file() {
        return Ok(None);
    }
    let open = |path: &Path| Library::open(path);
    let (before, after) = (open(before)?, open(after)?);
    let shared = pairs(&before, &after).next().is_some();
    Ok(shared.then_some((before, after)))
}

fn pairs<'a>(before: &'a Library, after: &'a Library) -> impl Iterator<Item = (&'a Procedure, &'a Procedure)> {
    before.procedures().iter().filter_map(|p| Some((p, after.procedure(p.code())?)))
}

fn compared(out: &mut impl Write, before: &Library, after: &Library, format: Format, language: &Language) -> Result<u8, Failure> {
    let context = Context::of(before);
    let all: Vec<(&Procedure, Comparison)> = pairs(before, after).map(|(a, b)| (b, compare(a, b, &context, before))).collect();
    let wrong: Vec<Finding> = all.iter().flat_map(|(_, comparison)| comparison.findings.clone()).collect();
    let code = if wrong.is_empty() { CLEAN } else { FINDINGS };
    match format {
        Format::Json => render::json::comparisons(out, &all)?,
        Format::Text => {
            for (procedure, comparison) in &all {
                render::figures::comparison(out, after, procedure, comparison, language)?;
            }
            let sources: Vec<Source> = before.sources().iter().chain(after.sources()).cloned().collect();
            show(out, &sources, wrong, language)?;
        }
        Format::Csv | Format::Markdown | Format::Html => {
            return Err(Failure::Other(if *language == Language::Vi {
                "so sánh hai phiên bản: chỉ có --format text và --format json".into()
            } else {
                "two versions are compared as text or as JSON only".into()
            }));
        }
    }
    Ok(code)
}

/// Shows what is wrong as `check` does.
fn show(out: &mut impl Write, sources: &[Source], wrong: Vec<Finding>, language: &Language) -> Result<(), Failure> {
    let wrong: Vec<Finding> = wrong.into_iter().filter(|finding| finding.severity != Severity::Note).collect();
    if wrong.is_empty() {
        return Ok(());
    }
    let mut report = Report::default();
    report.extend(sources, wrong);
    render::terminal::findings(out, &render::Facts::of(&report, sources, &codes(&Rules::standard())), language)
}
