//! `score`: every quality objective measured against evidence.

use super::{CLEAN, FINDINGS, Failure, evidence, render};
use crate::check::{Report, Rules, codes};
use crate::manual::scorecard;
use crate::measure::{ReportingPeriod, Scorecard};
use crate::model::library::Library;
use crate::model::source::Source;
use crate::model::value::{Date, Language};
use clap::ValueEnum;
use std::io::Write;
use std::path::PathBuf;

#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// Directories or files of the definitions
    #[arg(required = true)]
    paths: Vec<PathBuf>,
    #[command(flatten)]
    against: evidence::Arguments,
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
    if arguments.against.is_empty() {
        return Err(Failure::Other(if vi {
            "cần bằng chứng: --evidence THƯ-MỤC, hoặc --log NHẬT-KÝ --mapping TỆP".into()
        } else {
            "evidence is needed: --evidence DIR, or --log LOG --mapping FILE".into()
        }));
    }
    let period = period(&library, arguments.against.period, language)?;
    let (card, sources) = arguments.against.score(&library, period, arguments.as_of, language)?;
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
