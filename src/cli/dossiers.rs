//! `dossiers`: what an event log says of receipt, delay, rework and hand-overs, and how dossiers fit their procedure.

use super::{CLEAN, FINDINGS, Failure, counted, fix, render};
use crate::check::Mended;
use crate::log::{self, Held, LogName, Mapping, Progress};
use crate::measure::dossiers::{Dossiers, Options, Tally, WorkingTime};
use crate::model::library::{Library, Procedure};
use crate::model::time::{Moment, WorkCalendar};
use crate::model::value::{Language, message};
use clap::ValueEnum;
use std::collections::BTreeMap;
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
    /// Directories or files of the definitions with the procedure that dossiers are held against
    #[arg(long, value_name = "DIR")]
    procedure: Vec<PathBuf>,
    /// Code of the procedure; where nothing is said those that dossiers name, or the only one
    #[arg(long, requires = "procedure")]
    code: Option<String>,
    /// Write what was measured beside the steps and branches of the definition
    #[arg(long, requires = "procedure")]
    write: bool,
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
    Ok(if text.len() <= 10 { Moment::end_of(moment.date()) } else { moment })
}

pub(super) fn run(out: &mut impl Write, arguments: &Arguments, language: &Language) -> Result<u8, Failure> {
    let library = match &*arguments.procedure {
        [] => Library::default(),
        paths => Library::open_all(paths)?,
    };
    let candidates = candidates(&library, arguments, language)?;
    let mapping = mapping(&arguments.mapping, &candidates, language)?;
    let calendar = arguments.calendar.as_deref().map(|path| calendar(path, language)).transpose()?;
    let day = calendar.as_ref().map(WorkCalendar::working_day);
    let working_time = calendar.map(|calendar| Arc::new(calendar) as Arc<dyn WorkingTime>);
    let options = Options { as_of: arguments.as_of, working_time, intervals: !candidates.is_empty(), ..Options::default() };
    let wrong = |error: log::Error| Failure::Other(format!("{}: {}", arguments.log.display(), error.message().to(language)));
    let dossiers = if arguments.log.as_os_str() == "-" {
        let mut tally = Tally::new(options);
        log::read(std::io::stdin().lock(), &mapping, &mut tally, progress(language)).map_err(wrong)?;
        tally.finish()
    } else {
        log::dossiers(|| File::open(&arguments.log), &mapping, &options, progress(language)).map_err(wrong)?
    };
    let held = held(&candidates, &dossiers, &mapping, arguments, language)?;
    let log = arguments.log.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    if arguments.write {
        write(&library, &held, &LogName::of(&log, &dossiers), language)?;
    }
    let report = render::dossiers::Report {
        log,
        held: &held,
        library: &library,
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

/// The procedures that dossiers may be held against.
fn candidates<'l>(library: &'l Library, arguments: &Arguments, language: &Language) -> Result<Vec<&'l Procedure>, Failure> {
    let Some(code) = &arguments.code else {
        if let (false, []) = (arguments.procedure.is_empty(), library.procedures()) {
            let said = message!(vi: "không có quy trình nào trong --procedure", en: "--procedure holds no procedure");
            return Err(Failure::Other(said.to(language).to_owned()));
        }
        return Ok(library.procedures().iter().collect());
    };
    let found = library.procedure(code).map(|procedure| vec![procedure]);
    found.ok_or_else(|| {
        let said = message!(
            vi: "--procedure không có quy trình nào mã {code}",
            en: "--procedure holds no procedure with the code {code}"
        );
        Failure::Other(said.to(language).to_owned())
    })
}

/// Holds dossiers against the procedures that they name; those that name none, against the only one.
fn held<'l>(
    candidates: &[&'l Procedure],
    dossiers: &Dossiers,
    mapping: &Mapping,
    arguments: &Arguments,
    language: &Language,
) -> Result<Vec<Held<'l>>, Failure> {
    let mut all = Vec::new();
    for procedure in candidates {
        let code = procedure.code();
        let wanted = |named: &str| named == code || named.is_empty() && candidates.len() == 1;
        if !dossiers.variants.iter().any(|way| wanted(&way.procedure)) {
            continue;
        }
        let held = Held::of(dossiers, mapping, procedure, wanted);
        all.push(held.map_err(|error| Failure::Other(format!("{code}: {}", error.message().to(language))))?);
    }
    if all.is_empty() && !candidates.is_empty() && !dossiers.variants.is_empty() {
        let said = if candidates.len() > 1 && arguments.code.is_none() {
            message!(
                vi: "hồ sơ trong nhật ký không nêu quy trình nào của --procedure: hãy chọn bằng --code",
                en: "the dossiers of the log name no procedure of --procedure: choose one with --code"
            )
        } else {
            message!(
                vi: "mọi hồ sơ trong nhật ký đều nêu quy trình khác: ánh xạ mã của chúng ở `procedures`",
                en: "all dossiers of the log name other procedures: map their codes in `procedures`"
            )
        };
        return Err(Failure::Other(said.to(language).to_owned()));
    }
    Ok(all)
}

/// Writes what was measured to the definitions, each file whole or not at all.
fn write(library: &Library, held: &[Held], log: &LogName, language: &Language) -> Result<(), Failure> {
    let mut mended = Mended { texts: BTreeMap::new(), count: 0 };
    for held in held {
        let name = held.procedure.source();
        let Some(source) = library.source(name) else { continue };
        let text = held.written(source, log);
        if *text == *source.text {
            continue;
        }
        // Nothing else may read otherwise than before.
        let again = Library::from_sources([(&**name, &*text)]);
        if again.procedure(held.procedure.code()).map(Procedure::definition) != Some(&held.measured(log)) {
            let said = message!(
                vi: "không ghi được số đo vào {name} mà vẫn giữ nguyên phần còn lại: hãy ghi tay",
                en: "what was measured cannot be written to {name} without changing anything else: write it by hand"
            );
            return Err(Failure::Other(said.to(language).to_owned()));
        }
        mended.texts.insert(name.to_string(), text);
    }
    fix::write(library, &mended)?;
    let mut err = anstream::stderr().lock();
    let files = mended.texts.len();
    let _ = if *language == Language::Vi {
        writeln!(err, "đã ghi số đo vào {files} tệp")
    } else {
        writeln!(err, "what was measured was written to {}", counted(files, "file"))
    };
    Ok(())
}

pub(super) fn mapping(path: &Path, procedures: &[&Procedure], language: &Language) -> Result<Mapping, Failure> {
    let name = path.display().to_string();
    let text = std::fs::read_to_string(path).map_err(|source| crate::Error::Unreadable { path: path.to_owned(), source })?;
    let read = if procedures.is_empty() { Mapping::read(&name, &text) } else { Mapping::read_for(&name, &text, procedures) };
    read.map_err(|unusable| {
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
