//! `score`: every quality objective measured against evidence.

use super::{CLEAN, FINDINGS, Failure, render};
use crate::check::{Report, Rules, codes};
use crate::manual::scorecard;
use crate::measure::{Caseload, ReportingPeriod, Scorecard};
use crate::model::evidence::Evidence;
use crate::model::library::Library;
use crate::model::open::{files_below, is_definition, name_of};
use crate::model::source::Source;
use crate::model::value::{Date, Language};
use clap::ValueEnum;
use std::io::Write;
use std::path::{Path, PathBuf};

#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// Directories or files of the definitions
    #[arg(required = true)]
    paths: Vec<PathBuf>,
    /// Directory or file of evidence: records in .yaml and .csv, and tables of dossiers in .csv
    #[arg(long, value_name = "DIR", required = true)]
    evidence: Vec<PathBuf>,
    /// Year, or part of a year, such as 2018, 2018-H1, 2018-Q3, 2018-11; the last year that has objectives where nothing is said
    #[arg(long)]
    period: Option<ReportingPeriod>,
    /// Day of the figures: what came later does not count; the last day of the period where nothing is said
    #[arg(long, value_name = "YYYY-MM-DD")]
    as_of: Option<Date>,
    /// How the scorecard is shown
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
    /// Show instead what is put before the management review (ISO 9001:2008, 5.6.2)
    #[arg(long)]
    review: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For people at a terminal
    Text,
    /// For a forge or an editor
    Markdown,
    /// For spreadsheets: a line for each figure
    Csv,
    /// For programs
    Json,
    /// For a browser, with charts
    Html,
}

pub(super) fn run(out: &mut impl Write, arguments: &Arguments, language: &Language) -> Result<u8, Failure> {
    let library = Library::open_all(&arguments.paths)?;
    let vi = *language == Language::Vi;
    let period = period(&library, arguments.period, language)?;
    let (card, sources) = measured(&library, &arguments.evidence, period, arguments.as_of)?;
    if card.objectives.is_empty() {
        let year = period.of_year();
        return Err(Failure::Other(if vi {
            format!("không có mục tiêu nào của năm {year}")
        } else {
            format!("there are no objectives of {year}")
        }));
    }
    let document = || {
        if arguments.review {
            scorecard::review(&library, &card, language)
        } else {
            scorecard::document(&library, &card, language)
        }
    };
    match arguments.format {
        Format::Json => render::score::json(out, &card)?,
        Format::Csv => render::score::csv(out, &card, language)?,
        Format::Markdown => out.write_all(document().to_markdown().as_bytes())?,
        Format::Html => out.write_all(document().to_html().as_bytes())?,
        Format::Text if arguments.review => out.write_all(document().to_markdown().as_bytes())?,
        Format::Text => {
            render::score::text(out, &library, &card, language)?;
            show(out, &card, &sources, language)?;
        }
    }
    Ok(if card.findings.is_empty() { CLEAN } else { FINDINGS })
}

/// The period that is asked for, or the last year that has objectives.
pub(super) fn period(library: &Library, asked: Option<ReportingPeriod>, language: &Language) -> Result<ReportingPeriod, Failure> {
    let last = library.objectives().map(|programme| programme.year.0).max().and_then(ReportingPeriod::year);
    asked.or(last).ok_or_else(|| {
        Failure::Other(if *language == Language::Vi {
            "bộ định nghĩa không có mục tiêu nào (`objectives:`)".into()
        } else {
            "there are no objectives (`objectives:`) among the definitions".into()
        })
    })
}

/// The scorecard, and the texts that its findings point into.
pub(super) fn measured(
    library: &Library,
    paths: &[PathBuf],
    period: ReportingPeriod,
    as_of: Option<Date>,
) -> Result<(Scorecard, Vec<Source>), Failure> {
    let day = as_of.map_or_else(|| period.last_day(), |day| day.min(period.last_day()));
    let mut records: Vec<(String, Vec<u8>)> = Vec::new();
    let mut cases = Caseload::default();
    for path in paths {
        for file in files(path)? {
            let unreadable = |source| crate::model::open::Error::Unreadable { path: file.clone(), source };
            let bytes = std::fs::read(&file).map_err(unreadable)?;
            let name = name_of(&file);
            match std::str::from_utf8(&bytes) {
                Ok(text) if is_csv(&name) && Caseload::is_table(text) => cases.read(&name, text, library, day),
                _ => records.push((name, bytes)),
            }
        }
    }
    let evidence = Evidence::from_sources(records);
    let card = library.score(&evidence, &cases, period, as_of);
    let sources = evidence.sources().iter().chain(&cases.texts).cloned().collect();
    Ok((card, sources))
}

fn is_csv(name: &str) -> bool {
    name.rsplit_once('.').is_some_and(|(_, end)| end.eq_ignore_ascii_case("csv"))
}

/// The files of evidence in a directory, or the file itself.
fn files(path: &Path) -> Result<Vec<PathBuf>, Failure> {
    let unreadable = |source| crate::model::open::Error::Unreadable { path: path.to_owned(), source };
    if !std::fs::metadata(path).map_err(unreadable)?.is_dir() {
        return Ok(vec![path.to_owned()]);
    }
    let found = files_below(path, |name| is_definition(name) || is_csv(name))?;
    if found.is_empty() {
        return Err(Failure::Library(crate::model::open::Error::NoDefinitions { path: path.to_owned() }));
    }
    Ok(found)
}

/// Shows what is wrong with the evidence as `check` does.
fn show(out: &mut impl Write, card: &Scorecard, sources: &[Source], language: &Language) -> Result<(), Failure> {
    if card.findings.is_empty() {
        return Ok(());
    }
    writeln!(out)?;
    let mut report = Report::default();
    report.extend(sources, card.findings.iter().cloned());
    render::terminal::findings(out, &render::Facts::of(&report, sources, &codes(&Rules::standard())), language)
}
