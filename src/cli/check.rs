//! `check`: findings, shown in the way that is asked for.

use super::models::{self, Checked};
use super::render::Facts;
use super::setup::Setup;
use super::{CLEAN, FINDINGS, Failure, baseline, counted, fix, render};
use crate::check::{Coverage, Report};
use crate::model::finding::Severity;
use crate::model::library::Library;
use crate::model::source::Source;
use crate::model::value::{Date, Language};
use clap::ValueEnum;
use std::io::Write;
use std::path::PathBuf;

#[derive(Debug, clap::Args)]
#[allow(clippy::struct_excessive_bools, reason = "each is a switch of the command line")]
pub(super) struct Arguments {
    /// Directories or files: definitions, and BPMN models that end in .bpmn
    #[arg(required = true)]
    paths: Vec<PathBuf>,
    /// How findings are shown
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
    /// Mend what is certain in the files, then show what is left
    #[arg(long, conflicts_with = "diff")]
    fix: bool,
    /// Show what --fix would change, and change nothing
    #[arg(long)]
    diff: bool,
    /// With --fix or --diff: also take what was probably meant
    #[arg(long)]
    unsafe_fixes: bool,
    /// Show only what is not in this file
    #[arg(long, value_name = "FILE")]
    baseline: Option<PathBuf>,
    /// Write all that is found to the file of --baseline
    #[arg(long, requires = "baseline", conflicts_with_all = ["fix", "diff", "watch"])]
    write_baseline: bool,
    /// Settings, in place of the quytrinh.yaml nearest to the definitions
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
    /// Day with which the ends of exceptions are compared; the day it is where nothing is said
    #[arg(long, value_name = "YYYY-MM-DD")]
    today: Option<Date>,
    /// Check again whenever a file changes
    #[arg(long, conflicts_with_all = ["fix", "diff"])]
    watch: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For people
    Text,
    /// For programs
    Json,
    /// For code scanning
    Sarif,
    /// For test reports
    Junit,
    /// Annotations of GitHub
    Github,
    /// For a comment or a page
    Markdown,
}

/// All that is found in some paths.
struct Inspected {
    library: Library,
    report: Report,
    sources: Vec<Source>,
    models: Vec<Checked>,
    /// How many of them are BPMN models.
    bpmn: usize,
}

fn inspect(setup: &Setup, paths: &[PathBuf]) -> Result<Inspected, Failure> {
    let (paths, files) = models::sort_out(paths)?;
    let library = if paths.is_empty() { Library::default() } else { Library::open_all(&paths)? };
    let mut checked: Vec<Checked> = library.procedures().iter().map(models::procedure).collect();
    let bpmn = models::read(files);
    let several = bpmn.len();
    let mut beside = Vec::new();
    for (source, found, mut models) in bpmn {
        beside.push((source, found));
        checked.append(&mut models);
    }
    let (report, _, sources) = setup.inspect(&library, beside);
    Ok(Inspected { library, report, sources, models: checked, bpmn: several })
}

pub(super) fn run(out: &mut impl Write, arguments: &Arguments, language: &Language) -> Result<u8, Failure> {
    if arguments.watch {
        return super::watch::run(out, &arguments.paths, arguments.config.as_deref(), language, |out| {
            once(out, arguments, language)
        });
    }
    once(out, arguments, language)
}

fn once(out: &mut impl Write, arguments: &Arguments, language: &Language) -> Result<u8, Failure> {
    let setup = Setup::of(&arguments.paths, arguments.config.as_deref(), arguments.today, language)?;
    let mut found = inspect(&setup, &arguments.paths)?;
    if arguments.fix || arguments.diff {
        let mended = setup.rules.mend(&found.library, arguments.unsafe_fixes);
        if arguments.diff {
            return fix::show(out, &found.library, &mended);
        }
        fix::write(&found.library, &mended)?;
        fix::say(&mended, language);
        if mended.count > 0 {
            found = inspect(&setup, &arguments.paths)?;
        }
    }
    // What is known is still there: only what is shown is less.
    let covered = match arguments.format {
        Format::Json | Format::Markdown => Coverage::of(&found.library, &found.report),
        _ => Coverage::default(),
    };
    let mut known = None;
    if let Some(path) = &arguments.baseline {
        let facts = Facts::of(&found.report, &found.sources, &setup.infos);
        if arguments.write_baseline {
            let count = baseline::save(path, &facts)?;
            let (place, vi) = (path.display(), *language == Language::Vi);
            if vi {
                writeln!(out, "{count} điều tìm thấy được ghi vào {place}")?;
            } else {
                writeln!(out, "{} written to {place}", counted(count, "finding"))?;
            }
            return Ok(CLEAN);
        }
        let (new, gone) = baseline::compare(path, &facts, language)?;
        let mut new = new.into_iter();
        let before = found.report.findings().len();
        found.report.retain(|_| new.next().unwrap_or(true));
        known = Some((before - found.report.findings().len(), gone));
    }
    show(out, arguments.format, &setup, &found, &covered, known, language)?;
    let wrong = found.report.count(Severity::Error) + found.report.count(Severity::Warning);
    Ok(if wrong == 0 { CLEAN } else { FINDINGS })
}

fn show(
    out: &mut impl Write,
    format: Format,
    setup: &Setup,
    found: &Inspected,
    covered: &Coverage,
    known: Option<(usize, u64)>,
    language: &Language,
) -> Result<(), Failure> {
    let facts = Facts::of(&found.report, &found.sources, &setup.infos);
    match format {
        Format::Json => render::json::report(out, &facts, &found.models, covered, language),
        Format::Sarif => render::sarif::report(out, &facts, language),
        Format::Junit => render::junit::report(out, &facts, language),
        Format::Github => render::github::report(out, &facts, language),
        Format::Markdown => render::markdown::report(out, &facts, covered, &summary(found, known, language), language),
        Format::Text => {
            render::terminal::findings(out, &facts, language)?;
            writeln!(out, "{}", summary(found, known, language))?;
            Ok(())
        }
    }
}

/// How much was looked at, and how much was found.
fn summary(found: &Inspected, known: Option<(usize, u64)>, language: &Language) -> String {
    let Inspected { report, bpmn, .. } = found;
    let (files, procedures) = (report.files(), report.procedures());
    let (errors, warnings) = (report.count(Severity::Error), report.count(Severity::Warning));
    let accepted = report.accepted().len();
    let together = found.models.iter().filter(|model| model.collaboration.is_some()).count();
    let mut text;
    if *language == Language::Vi {
        let models = if *bpmn == 0 { String::new() } else { format!(", {bpmn} mô hình BPMN") };
        let together = if together == 0 { String::new() } else { format!(", {together} nhóm bên phối hợp") };
        text = format!("{files} tệp, {procedures} quy trình{models}{together}: {errors} lỗi, {warnings} cảnh báo");
        if accepted > 0 {
            text += &format!(", {accepted} được chấp nhận");
        }
        if let Some((known, gone)) = known {
            text += &format!(", {known} đã biết");
            if gone > 0 {
                text += &format!(" ({gone} không còn: hãy ghi lại bằng --write-baseline)");
            }
        }
    } else {
        let models = if *bpmn == 0 { String::new() } else { format!(", {}", counted(*bpmn, "BPMN model")) };
        let together = if together == 0 { String::new() } else { format!(", {}", counted(together, "collaboration")) };
        let (files, procedures) = (counted(files, "file"), counted(procedures, "procedure"));
        text = format!("{files}, {procedures}{models}{together}: {}, {}", counted(errors, "error"), counted(warnings, "warning"));
        if accepted > 0 {
            text += &format!(", {accepted} accepted");
        }
        if let Some((known, gone)) = known {
            text += &format!(", {known} known");
            if gone > 0 {
                text += &format!(" ({gone} there no more: write it anew with --write-baseline)");
            }
        }
    }
    text
}
