//! Event logs: CSV with a mapping, and XES, plain or gzip.

mod mapping;
mod rows;
mod xes;

use crate::measure::dossiers::{Dossiers, Options, Order, ProblemKind, Tally, fingerprint};
use mapping::Events;
pub use mapping::Mapping;
use rows::{Next, Rows};
use std::io::{self, Read};
use std::ops::ControlFlow;

/// Why a log cannot be read at all. What is wrong within it is a [problem](crate::measure::dossiers::Problem).
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The input fails.
    #[error("{0}")]
    Unreadable(#[from] io::Error),
    /// The mapping names columns that are not there.
    #[error("no column {}; the columns are {}", quoted(missing), quoted(there))]
    Columns {
        /// Columns that the mapping names.
        missing: Vec<String>,
        /// Columns of the log.
        there: Vec<String>,
    },
    /// It is neither XES nor CSV.
    #[error("not an event log in CSV or XES: {found}")]
    NotALog {
        /// What stands there.
        found: String,
    },
}

impl Error {
    /// The message in both languages.
    #[must_use]
    pub fn message(&self) -> crate::model::value::Message {
        let vi = match self {
            Self::Unreadable(error) => error.to_string(),
            Self::Columns { missing, there } => format!("không có cột {}; các cột là {}", quoted(missing), quoted(there)),
            Self::NotALog { found } => format!("không phải nhật ký sự kiện dạng CSV hoặc XES: {found}"),
        };
        crate::model::value::Message::new(vi, self.to_string())
    }
}

fn quoted(names: &[String]) -> String {
    names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ")
}

/// How far reading has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    /// Events read.
    pub events: u64,
    /// The line.
    pub line: u64,
    /// Bytes read, after gzip.
    pub bytes: u64,
}

/// Asks now and then whether reading goes on.
struct Tick<'p> {
    report: &'p mut dyn FnMut(Progress) -> ControlFlow<()>,
    /// Reading stops with the first dossier that comes back.
    stops_at_return: bool,
}

impl Tick<'_> {
    fn event(&mut self, events: &Events, tally: &Tally, line: u64, bytes: u64) -> ControlFlow<()> {
        if self.stops_at_return && tally.is_interleaved() {
            return ControlFlow::Break(());
        }
        if events.number.is_multiple_of(1 << 16) {
            return (self.report)(Progress { events: events.number, line, bytes });
        }
        ControlFlow::Continue(())
    }
    fn end(&mut self, events: &Events, tally: &Tally, line: u64, bytes: u64) {
        if !(self.stops_at_return && tally.is_interleaved()) {
            let _ = (self.report)(Progress { events: events.number, line, bytes });
        }
    }
}

/// Reads a log into a tally: CSV or XES, each plain or gzip, whichever it is. Only a block of it is in memory.
///
/// Progress is told every 65,536 events and at the end; with [`ControlFlow::Break`] reading stops.
///
/// # Errors
/// If the input fails, is no log, or has not the columns of the mapping. All else that is wrong with a log is among the problems of
/// the tally, and the rest is used: read = used + left out.
pub fn read(
    input: impl Read,
    mapping: &Mapping,
    tally: &mut Tally,
    mut progress: impl FnMut(Progress) -> ControlFlow<()>,
) -> Result<(), Error> {
    read_until(input, mapping, tally, &mut Tick { report: &mut progress, stops_at_return: false })
}

/// Reads a log and counts it: once in little memory if the events of each dossier stand together, else once more with all
/// dossiers at hand. The order of the options is not asked.
///
/// # Errors
/// As [`read`]; if the log cannot be opened.
pub fn dossiers<R: Read>(
    mut open: impl FnMut() -> io::Result<R>,
    mapping: &Mapping,
    options: &Options,
    mut progress: impl FnMut(Progress) -> ControlFlow<()>,
) -> Result<Dossiers, Error> {
    let mut tally = Tally::new(Options { order: Order::Grouped, ..options.clone() });
    read_until(open()?, mapping, &mut tally, &mut Tick { report: &mut progress, stops_at_return: true })?;
    if tally.is_interleaved() {
        tally = Tally::new(Options { order: Order::Any, ..options.clone() });
        read_until(open()?, mapping, &mut tally, &mut Tick { report: &mut progress, stops_at_return: false })?;
    }
    Ok(tally.finish())
}

/// Whether an error says that the input ends too early or is damaged, rather than that it cannot be had.
fn is_torn(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::UnexpectedEof | io::ErrorKind::InvalidData | io::ErrorKind::InvalidInput)
}

fn read_until(input: impl Read, mapping: &Mapping, tally: &mut Tally, tick: &mut Tick) -> Result<(), Error> {
    let (head, input) = peek(input)?;
    if !head.starts_with(&[0x1f, 0x8b]) {
        return plain(&head, input, mapping, tally, tick);
    }
    match peek(flate2::read::MultiGzDecoder::new(input)) {
        Ok((head, input)) => plain(&head, input, mapping, tally, tick),
        Err(error) if is_torn(&error) => {
            tally.note(ProblemKind::Torn, 1, error);
            Ok(())
        }
        Err(error) => Err(error.into()),
    }
}

/// The first bytes, and all of it.
fn peek<R: Read>(mut input: R) -> io::Result<(Vec<u8>, impl Read)> {
    let mut head = Vec::new();
    input.by_ref().take(64).read_to_end(&mut head)?;
    Ok((head.clone(), io::Cursor::new(head).chain(input)))
}

fn plain(head: &[u8], input: impl Read, mapping: &Mapping, tally: &mut Tally, tick: &mut Tick) -> Result<(), Error> {
    let utf16 = head.starts_with(&[0xff, 0xfe]) || head.starts_with(&[0xfe, 0xff]);
    if utf16 || head.contains(&0) {
        return Err(Error::NotALog { found: if utf16 { "UTF-16".into() } else { "\\0".into() } });
    }
    let text = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head).trim_ascii_start();
    if text.starts_with(b"<") { xes::read(input, mapping, tally, tick) } else { csv(input, mapping, tally, tick) }
}

fn csv(input: impl Read, mapping: &Mapping, tally: &mut Tally, tick: &mut Tick) -> Result<(), Error> {
    let mut rows = Rows::new(input, mapping.delimiter)?;
    let mut columns: Option<(Vec<usize>, usize)> = None;
    let mut events = Events::new(mapping);
    loop {
        match rows.advance() {
            Ok(Next::End) => break,
            Ok(Next::Row) => {}
            Ok(Next::Open) => {
                let row = rows.row();
                tally.note(ProblemKind::OpenQuote, row.line, String::from_utf8_lossy(row.raw).trim_end());
                continue;
            }
            Err(error) if is_torn(&error) => {
                tally.note(ProblemKind::Torn, rows.line(), error);
                break;
            }
            Err(error) => return Err(error.into()),
        }
        let row = rows.row();
        let Some((places, width)) = &columns else {
            let there: Vec<String> = (0..row.len()).map(|at| String::from_utf8_lossy(row.value(at)).trim().to_owned()).collect();
            let place = |name: &String| there.iter().position(|there| there == name.trim()).ok_or_else(|| name.clone());
            let (found, missing): (Vec<_>, Vec<_>) =
                mapping.columns.iter().map(|column| place(&column.name)).partition(Result::is_ok);
            if !missing.is_empty() {
                return Err(Error::Columns { missing: missing.into_iter().filter_map(Result::err).collect(), there });
            }
            columns = Some((found.into_iter().flatten().collect(), row.len()));
            continue;
        };
        if row.len() != *width {
            tally.note(ProblemKind::Ragged, row.line, String::from_utf8_lossy(row.raw).trim_end());
            continue;
        }
        let mark = fingerprint(row.raw);
        if let Some(text) = row.text() {
            let ranges = row.ranges();
            let value =
                |at: usize| places.get(at).and_then(|place| ranges.get(*place)).and_then(|(from, to)| text.get(*from..*to));
            events.take(tally, row.line, mark, |at| value(at).unwrap_or_default());
        } else {
            tally.note(ProblemKind::Encoding, row.line, String::from_utf8_lossy(row.raw).trim_end());
            let values: Vec<_> = places.iter().map(|place| String::from_utf8_lossy(row.value(*place))).collect();
            events.take(tally, row.line, mark, |at| values.get(at).map_or("", |value| value));
        }
        if tick.event(&events, tally, rows.line(), rows.position()).is_break() {
            return Ok(());
        }
    }
    tick.end(&events, tally, rows.line(), rows.position());
    Ok(())
}
