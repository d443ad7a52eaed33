//! The command: one file for each subcommand, `render/` for what it shows.

mod baseline;
mod build;
mod check;
#[cfg(feature = "log")]
mod dossiers;
mod editions;
mod evidence;
mod explain;
mod fix;
mod graph;
mod highlight;
#[cfg(feature = "bpmn")]
mod import;
mod issue;
mod measure;
mod models;
mod render;
#[cfg(feature = "schema")]
mod schema;
mod score;
mod setup;
mod suggest;
mod watch;
mod write;

use crate::model::value::Language;
use clap::{Parser, Subcommand, ValueEnum};
use std::path::PathBuf;
use std::process::ExitCode;

/// Quality-management processes as code: check, measure and publish procedures written in YAML.
#[derive(Debug, Parser)]
#[command(name = "quytrinh", version, arg_required_else_help = true)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
    /// Language of messages; that of the environment where nothing is said
    #[arg(long, global = true, value_enum)]
    lang: Option<Lang>,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Lang {
    Vi,
    En,
}

impl From<Lang> for Language {
    fn from(lang: Lang) -> Self {
        match lang {
            Lang::Vi => Self::Vi,
            Lang::En => Self::En,
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    Text,
    Json,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Edition {
    #[value(name = "2015")]
    Y2015,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Drawing {
    Svg,
    Mermaid,
    Dot,
    #[cfg(feature = "bpmn")]
    Bpmn,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Check, measure, and write every document: the main job
    Build(build::Arguments),
    /// Show what is wrong or missing
    Check(check::Arguments),
    /// Show what each simplification removes, or how two versions of a procedure differ
    Measure(measure::Arguments),
    /// Show what an event log says of dossiers: delay, rework, hand-overs
    #[cfg(feature = "log")]
    Dossiers(dossiers::Arguments),
    /// Suggest what could still be simplified, with the entry that says so
    Suggest(suggest::Arguments),
    /// Measure every quality objective against evidence
    Score(score::Arguments),
    /// Write the documents only; or the next row of a revision table
    Manual {
        #[command(flatten)]
        build: build::Arguments,
        #[command(flatten)]
        issue: issue::Issuing,
    },
    /// Print the flowchart of a procedure or of a BPMN model
    Graph {
        /// File of the procedure, or a directory: then the lanes have the names of the organisation; or a BPMN model that
        /// ends in .bpmn
        path: PathBuf,
        /// Code of the procedure, the first one where nothing is said; of a model the id of the process, the one with the
        /// most nodes where nothing is said
        code: Option<String>,
        /// What is printed
        #[arg(long, value_enum, default_value = "svg")]
        format: Drawing,
        /// Colour the way into a fault of the flow, the first one or the Nth
        #[arg(long, value_name = "N", num_args = 0..=1, require_equals = true, default_missing_value = "1", value_parser = clap::value_parser!(u32).range(1..))]
        highlight: Option<u32>,
    },
    /// Make a definition of a BPMN model
    #[cfg(feature = "bpmn")]
    Import {
        /// BPMN file
        file: PathBuf,
        /// Id of the process; the one with the most nodes where nothing is said
        process: Option<String>,
        /// File that the definition is written to; standard output where nothing is said
        #[arg(long)]
        out: Option<PathBuf>,
    },
    /// List every code that a finding can have, with its source
    Rules {
        /// How rules are shown
        #[arg(long, value_enum, default_value = "text")]
        format: Format,
        /// Show instead where each clause of ISO 9001:2008 went in a later edition
        #[arg(long, value_enum)]
        map: Option<Edition>,
    },
    /// Explain a rule: what it asks for, why, where that comes from, with examples
    Explain {
        /// Code of a rule, or a family of rules; the families are listed where nothing is said
        rule: Option<String>,
        /// How it is shown
        #[arg(long, value_enum, default_value = "text")]
        format: Format,
    },
    /// Write the JSON Schemas of the format, or print one
    #[cfg(feature = "schema")]
    Schema {
        /// Kind of document: procedure, organisation, objectives, calendar, references, forms, evidence; or settings
        kind: Option<String>,
        /// Directory that all schemas are written to
        #[arg(long, conflicts_with = "kind")]
        out: Option<PathBuf>,
    },
}

/// Nothing was wrong.
const CLEAN: u8 = 0;
/// There are findings.
const FINDINGS: u8 = 1;
/// The command could not run.
const FAILED: u8 = 2;

/// What stops a command.
#[derive(Debug, thiserror::Error)]
enum Failure {
    #[error(transparent)]
    Library(#[from] crate::model::open::Error),
    #[error("cannot write {}: {source}", path.display())]
    Unwritable { path: PathBuf, source: std::io::Error },
    #[error("{0}")]
    Other(String),
    /// Whoever reads our output went away; that is no failure of ours.
    #[error("output closed")]
    Closed,
}

impl From<std::io::Error> for Failure {
    fn from(error: std::io::Error) -> Self {
        if error.kind() == std::io::ErrorKind::BrokenPipe { Self::Closed } else { Self::Other(error.to_string()) }
    }
}

impl Failure {
    /// The message in Vietnamese, where it is one of ours.
    fn to(&self, language: &Language) -> String {
        use crate::model::open::Error;
        if *language != Language::Vi {
            return self.to_string();
        }
        match self {
            Self::Library(Error::Unreadable { path, source }) => format!("không đọc được {}: {source}", path.display()),
            Self::Library(Error::NoDefinitions { path }) => {
                format!("không có định nghĩa nào trong {}: cần các tệp có đuôi .yaml", path.display())
            }
            Self::Unwritable { path, source } => format!("không ghi được vào {}: {source}", path.display()),
            Self::Other(text) => text.clone(),
            Self::Closed => String::new(),
        }
    }
}

/// Runs the command with the arguments of the process.
#[must_use]
pub fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let language = arguments.lang.map_or_else(environment, Language::from);
    let mut out = std::io::BufWriter::new(anstream::stdout().lock());
    let result = match arguments.command {
        Command::Build(arguments) => build::run(&mut out, &arguments, &language),
        Command::Check(arguments) => check::run(&mut out, &arguments, &language),
        Command::Measure(arguments) => measure::run(&mut out, &arguments, &language),
        #[cfg(feature = "log")]
        Command::Dossiers(arguments) => dossiers::run(&mut out, &arguments, &language),
        Command::Suggest(arguments) => suggest::run(&mut out, &arguments, &language),
        Command::Score(arguments) => score::run(&mut out, &arguments, &language),
        Command::Manual { build: arguments, issue } => match issue.before() {
            Some(before) => issue::run(&mut out, &issue, before, arguments.dir(), &language),
            None => build::manual(&mut out, &arguments, &language),
        },
        Command::Graph { path, code, format, highlight } => {
            let highlight = highlight.map(|number| number as usize);
            graph::run(&mut out, &graph::Request { path: &path, code: code.as_deref(), format, highlight }, &language)
        }
        #[cfg(feature = "bpmn")]
        Command::Import { file, process, out: to } => import::run(&mut out, &file, process.as_deref(), to.as_deref(), &language),
        Command::Rules { format, map: None } => explain::rules(&mut out, format, &language),
        Command::Rules { format, map: Some(Edition::Y2015) } => editions::run(&mut out, format, &language),
        Command::Explain { rule, format } => explain::run(&mut out, rule.as_deref(), format, &language),
        #[cfg(feature = "schema")]
        Command::Schema { kind, out: to } => schema::run(&mut out, kind.as_deref(), to.as_deref(), &language),
    };
    let result = result.and_then(|code| std::io::Write::flush(&mut out).map(|()| code).map_err(Failure::from));
    match result {
        Ok(code) => ExitCode::from(code),
        Err(Failure::Closed) => ExitCode::from(CLEAN),
        Err(failure) => {
            let word = if language == Language::Vi { "lỗi" } else { "error" };
            let mut err = anstream::stderr().lock();
            let _ = std::io::Write::write_fmt(&mut err, format_args!("{word}: {}\n", failure.to(&language)));
            ExitCode::from(FAILED)
        }
    }
}

/// The language of the environment, as POSIX looks it up.
fn environment() -> Language {
    let set = |name: &&str| std::env::var(name).ok().filter(|value| !value.is_empty());
    match ["LC_ALL", "LC_MESSAGES", "LANG"].iter().find_map(set) {
        Some(value) if value.starts_with("vi") => Language::Vi,
        _ => Language::En,
    }
}

/// `1 file`, `2 files`.
fn counted(number: usize, one: &str) -> String {
    if number == 1 { format!("1 {one}") } else { format!("{number} {one}s") }
}
