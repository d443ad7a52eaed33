//! Event logs: CSV with a mapping, and XES, plain or gzip.

mod held;
mod mapping;
mod rows;
mod xes;

use crate::measure::dossiers::{Dossiers, Options, Order, ProblemKind, Tally, fingerprint};
pub use held::{Held, LogName, StepTime};
use mapping::Events;
pub use mapping::{Mapping, Unusable};
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

/// So many events are at hand at once: what takes more is read in parts. They are some 700 MB.
const AT_HAND: u64 = 8_000_000;
/// In no more parts than this a log is read: beyond it one dossier has all the events.
const MOST_PARTS: u64 = if cfg!(test) { 16 } else { 1 << 10 };

/// What of a log is read: dossiers are dealt out by their fingerprints.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Part {
    number: u64,
    of: u64,
}

impl Part {
    const WHOLE: Self = Self { number: 0, of: 1 };

    fn has(self, dossier: &str) -> bool {
        self.of == 1 || fingerprint(dossier.as_bytes()) % self.of == self.number
    }
    /// What belongs to no dossier belongs to the first part.
    const fn is_first(self) -> bool {
        self.number == 0
    }
}

/// How reading ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum End {
    /// With the log.
    Log,
    /// Who asked for it wanted no more.
    Asked,
    /// A dossier came back that was put away.
    ComesBack,
    /// Too much is at hand.
    Full,
}

/// What is read, how far, and who wants to know.
struct Tick<'p> {
    report: &'p mut dyn FnMut(Progress) -> ControlFlow<()>,
    part: Part,
    stops_at_return: bool,
    at_hand: u64,
}

impl Tick<'_> {
    /// After each event: whether reading ends here.
    fn event(&mut self, events: &Events, tally: &Tally, line: u64, bytes: u64) -> Option<End> {
        if self.stops_at_return && tally.is_interleaved() {
            return Some(End::ComesBack);
        }
        if tally.at_hand() > self.at_hand {
            return Some(End::Full);
        }
        let is_told = events.number.is_multiple_of(1 << 16);
        (is_told && (self.report)(Progress { events: events.number, line, bytes }).is_break()).then_some(End::Asked)
    }
    fn end(&mut self, events: &Events, line: u64, bytes: u64) -> End {
        let _ = (self.report)(Progress { events: events.number, line, bytes });
        End::Log
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
    let mut tick = Tick { report: &mut progress, part: Part::WHOLE, stops_at_return: false, at_hand: u64::MAX };
    read_until(input, mapping, tally, &mut tick).map(|_| ())
}

/// Reads a log and counts it: once in little memory if the events of each dossier stand together. Else it is read again with all
/// dossiers at hand and, where these are too many, part by part, as often as it takes; figures are the same. The order of the
/// options is not asked.
///
/// # Errors
/// As [`read`]; if the log cannot be opened.
pub fn dossiers<R: Read>(
    open: impl FnMut() -> io::Result<R>,
    mapping: &Mapping,
    options: &Options,
    mut progress: impl FnMut(Progress) -> ControlFlow<()>,
) -> Result<Dossiers, Error> {
    within(AT_HAND, open, mapping, options, &mut progress)
}

fn within<R: Read>(
    at_hand: u64,
    mut open: impl FnMut() -> io::Result<R>,
    mapping: &Mapping,
    options: &Options,
    progress: &mut dyn FnMut(Progress) -> ControlFlow<()>,
) -> Result<Dossiers, Error> {
    let empty = |order| Tally::new(Options { order, ..options.clone() });
    let mut tally = empty(Order::Grouped);
    let mut tick = Tick { report: progress, part: Part::WHOLE, stops_at_return: true, at_hand: u64::MAX };
    if read_until(open()?, mapping, &mut tally, &mut tick)? != End::ComesBack {
        return Ok(tally.finish());
    }
    tick.stops_at_return = false;
    let mut parts = 1;
    loop {
        let mut all = empty(Order::Any);
        tick.at_hand = if parts < MOST_PARTS { at_hand } else { u64::MAX };
        let mut end = End::Log;
        for number in 0..parts {
            tick.part = Part { number, of: parts };
            let mut tally = empty(Order::Any);
            end = read_until(open()?, mapping, &mut tally, &mut tick)?;
            tally.settle();
            all.merge(tally);
            if end != End::Log {
                break;
            }
        }
        if end != End::Full {
            return Ok(all.finish());
        }
        parts *= 2;
    }
}

/// Whether an error says that the input ends too early or is damaged, rather than that it cannot be had.
fn is_torn(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::UnexpectedEof | io::ErrorKind::InvalidData | io::ErrorKind::InvalidInput)
}

fn read_until(input: impl Read, mapping: &Mapping, tally: &mut Tally, tick: &mut Tick) -> Result<End, Error> {
    let (head, input) = peek(input)?;
    if !head.starts_with(&[0x1f, 0x8b]) {
        return plain(&head, input, mapping, tally, tick);
    }
    match peek(flate2::read::MultiGzDecoder::new(input)) {
        Ok((head, input)) => plain(&head, input, mapping, tally, tick),
        Err(error) if is_torn(&error) => {
            torn(tally, tick, 1, error);
            Ok(End::Log)
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

fn plain(head: &[u8], input: impl Read, mapping: &Mapping, tally: &mut Tally, tick: &mut Tick) -> Result<End, Error> {
    let utf16 = head.starts_with(&[0xff, 0xfe]) || head.starts_with(&[0xfe, 0xff]);
    if utf16 || head.contains(&0) {
        return Err(Error::NotALog { found: if utf16 { "UTF-16".into() } else { "\\0".into() } });
    }
    let text = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head).trim_ascii_start();
    if text.starts_with(b"<") { xes::read(input, mapping, tally, tick) } else { csv(input, mapping, tally, tick) }
}

fn torn(tally: &mut Tally, tick: &Tick, line: u64, why: impl std::fmt::Display) {
    if tick.part.is_first() {
        tally.note(ProblemKind::Torn, line, why);
    }
}

fn csv(input: impl Read, mapping: &Mapping, tally: &mut Tally, tick: &mut Tick) -> Result<End, Error> {
    let mut rows = Rows::new(input, mapping.delimiter)?;
    let mut columns: Option<(Vec<usize>, usize)> = None;
    let mut events = Events::new(mapping, tick.part);
    loop {
        match rows.advance() {
            Ok(Next::End) => break,
            Ok(Next::Row) => {}
            Ok(Next::Open) => {
                let row = rows.row();
                if !tick.part.is_first() {
                    continue;
                }
                tally.note(ProblemKind::OpenQuote, row.line, String::from_utf8_lossy(row.raw).trim_end());
                continue;
            }
            Err(error) if is_torn(&error) => {
                torn(tally, tick, rows.line(), error);
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
            if tick.part.is_first() {
                tally.note(ProblemKind::Ragged, row.line, String::from_utf8_lossy(row.raw).trim_end());
            }
            continue;
        }
        let mark = fingerprint(row.raw);
        if let Some(text) = row.text() {
            let ranges = row.ranges();
            let value =
                |at: usize| places.get(at).and_then(|place| ranges.get(*place)).and_then(|(from, to)| text.get(*from..*to));
            events.take(tally, row.line, mark, |at| value(at).unwrap_or_default());
        } else {
            if tick.part.is_first() {
                tally.note(ProblemKind::Encoding, row.line, String::from_utf8_lossy(row.raw).trim_end());
            }
            let values: Vec<_> = places.iter().map(|place| String::from_utf8_lossy(row.value(*place))).collect();
            events.take(tally, row.line, mark, |at| values.get(at).map_or("", |value| value));
        }
        if let Some(end) = tick.event(&events, tally, rows.line(), rows.position()) {
            return Ok(end);
        }
    }
    Ok(tick.end(&events, rows.line(), rows.position()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_log_that_is_read_in_parts_has_the_same_figures(events in proptest::collection::vec((0_u8..30, 0_u8..5, 0_u32..9), 0..200)) {
            let text = "mapping: m\ncolumns: {dossier: d, activity: a, time: t, resource: r}\nonly: {a: [a0, a1, a2, a3]}\n";
            let mapping = Mapping::read("m.yaml", text).unwrap();
            let mut log = "d,a,t,r\n".to_owned();
            for (dossier, activity, day) in events {
                // Some have no dossier, some no time, some are torn off.
                let dossier = if dossier == 0 { String::new() } else { dossier.to_string() };
                log += &format!("{dossier},a{activity},{},r{}\n", if day == 0 { String::new() } else { format!("2018-01-0{day}") }, day % 3);
                log += if day == 1 { "torn\n" } else { "" };
            }
            let read = |at_hand| {
                let go = &mut |_| ControlFlow::Continue(());
                within(at_hand, || Ok(log.as_bytes()), &mapping, &Options::default(), go).unwrap()
            };
            let whole = read(u64::MAX);
            prop_assert_eq!(&read(20), &whole);
            prop_assert_eq!(&read(5), &whole);
        }
    }
}
