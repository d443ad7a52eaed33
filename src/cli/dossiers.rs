//! `dossiers`: what an event log says of receipt, delay, rework and hand-overs.

use super::{CLEAN, FINDINGS, Failure, render};
use crate::log::{self, Mapping, Progress};
use crate::measure::dossiers::{Options, Tally, WorkingTime};
use crate::model::library::Library;
use crate::model::time::{Moment, WorkCalendar};
use crate::model::value::Language;
use clap::ValueEnum;
use std::fs::File;
use std::io::{IsTerminal, Write};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::Arc;

#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// Event log in CSV or XES, plain or gzip; - is standard input
    log: PathBuf,
    /// File that says what its columns are called
    #[arg(long, value_name = "FILE")]
    mapping: PathBuf,
    /// Moment of which figures speak, such as 2018-12-31 or 2018-12-31T17:00; the last one of the log where nothing is said
    #[arg(long, value_name = "MOMENT", value_parser = moment)]
    as_of: Option<Moment>,
    /// Directory with the working calendar: times are office hours then
    #[arg(long, value_name = "DIR")]
    calendar: Option<PathBuf>,
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
}

/// A moment; a day alone is over.
fn moment(text: &str) -> Result<Moment, String> {
    let moment = text.parse::<Moment>().map_err(|error| error.to_string())?;
    let last = moment.plus(86_400_000 - 1).filter(|_| text.len() <= 10);
    Ok(last.unwrap_or(moment))
}

pub(super) fn run(out: &mut impl Write, arguments: &Arguments, language: &Language) -> Result<u8, Failure> {
    let mapping = mapping(&arguments.mapping, language)?;
    let calendar = arguments.calendar.as_deref().map(|path| calendar(path, language)).transpose()?;
    let day = calendar.as_ref().map(WorkCalendar::working_day);
    let working_time = calendar.map(|calendar| Arc::new(calendar) as Arc<dyn WorkingTime>);
    let options = Options { as_of: arguments.as_of, working_time, ..Options::default() };
    let wrong = |error: log::Error| Failure::Other(format!("{}: {}", arguments.log.display(), error.message().to(language)));
    let dossiers = if arguments.log.as_os_str() == "-" {
        let mut tally = Tally::new(options);
        log::read(std::io::stdin().lock(), &mapping, &mut tally, progress(language)).map_err(wrong)?;
        tally.finish()
    } else {
        log::dossiers(|| File::open(&arguments.log), &mapping, &options, progress(language)).map_err(wrong)?
    };
    let report = render::dossiers::Report {
        log: arguments.log.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default(),
        mapping: &mapping,
        dossiers: &dossiers,
        working_day: day,
    };
    match arguments.format {
        Format::Text => render::dossiers::text(out, &report, language)?,
        Format::Markdown => render::dossiers::markdown(out, &report, language)?,
        Format::Csv => render::dossiers::csv(out, &report)?,
        Format::Json => render::dossiers::json(out, &report)?,
    }
    Ok(if dossiers.problems.is_empty() { CLEAN } else { FINDINGS })
}

pub(super) fn mapping(path: &Path, language: &Language) -> Result<Mapping, Failure> {
    let name = path.display().to_string();
    let text = std::fs::read_to_string(path).map_err(|source| crate::Error::Unreadable { path: path.to_owned(), source })?;
    Mapping::read(&name, &text).map_err(|unusable| {
        let places = unusable.file.places();
        let line = |finding: &crate::Finding| {
            let at = places.locate(&finding.path, &finding.part);
            format!("{name}:{}:{}: {}", at.line, at.column, finding.message.to(language))
        };
        Failure::Other(unusable.findings.iter().map(line).collect::<Vec<_>>().join("\n"))
    })
}

fn calendar(path: &Path, language: &Language) -> Result<WorkCalendar, Failure> {
    let library = Library::open(path)?;
    let first = library.calendar().map(WorkCalendar::of);
    first.ok_or_else(|| {
        let path = path.display();
        Failure::Other(if *language == Language::Vi {
            format!("không có lịch làm việc nào trong {path}: cần một tệp bắt đầu bằng `calendar:`")
        } else {
            format!("no calendar in {path}: a file that begins with `calendar:` is needed")
        })
    })
}

/// Who waits at a terminal sees how far it is.
pub(super) fn progress(language: &Language) -> impl FnMut(Progress) -> ControlFlow<()> {
    let is_shown = std::io::stderr().is_terminal();
    let word = if *language == Language::Vi { "sự kiện" } else { "events" };
    let mut is_written = false;
    move |progress: Progress| {
        if is_shown && progress.events > 0 {
            let mut err = std::io::stderr().lock();
            if progress.events.is_multiple_of(1 << 16) {
                let _ = write!(err, "\r{} {word}", progress.events);
                is_written = true;
            } else if is_written {
                let _ = write!(err, "\r\x1b[K");
            }
        }
        ControlFlow::Continue(())
    }
}
