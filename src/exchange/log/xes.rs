//! Logs in XES (IEEE 1849): traces with their events, attributes first.

use super::mapping::{Events, Mapping};
use super::{End, Error, Tick, torn};
use crate::measure::dossiers::{ProblemKind, Tally, fingerprint};
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use std::collections::BTreeSet;
use std::io::{self, BufRead, Read};

/// Attributes of the trace are columns with this before their key.
const CASE: &str = "case:";
/// So many attributes are looked at for their names: who maps a column that is not there is told which are.
const NAMED: u32 = 1_000;

pub(super) fn read(input: impl Read, mapping: &Mapping, tally: &mut Tally, tick: &mut Tick) -> Result<End, Error> {
    let mut reader = Reader::from_reader(Lines::new(input));
    let columns = mapping.columns.iter().map(|column| match column.name.strip_prefix(CASE) {
        Some(key) => Slot { of_trace: true, key, value: String::new(), is_seen: false },
        None => Slot { of_trace: false, key: &column.name, value: String::new(), is_seen: false },
    });
    let mut log = Log { slots: columns.collect(), names: BTreeSet::new(), to_name: NAMED, place: Place::default(), mark: 0 };
    let mut events = Events::new(mapping, tick.part);
    let mut buffer = Vec::new();
    let mut depth = 0_usize;
    let mut event_line = 0;
    loop {
        buffer.clear();
        let next = reader.read_event_into(&mut buffer);
        let (tag, is_open) = match &next {
            Ok(Event::Start(tag)) => (Some(tag), true),
            Ok(Event::Empty(tag)) => (Some(tag), false),
            Ok(Event::End(_)) => (None, false),
            Ok(Event::Eof) => {
                if depth > 0 {
                    torn(tally, tick, reader.get_mut().line(), "</log>");
                }
                break;
            }
            Ok(_) => continue,
            Err(quick_xml::Error::Io(error)) if !super::is_torn(error) => {
                return Err(Error::Unreadable(io::Error::new(error.kind(), error.to_string())));
            }
            Err(error) => {
                torn(tally, tick, reader.get_mut().line(), error);
                break;
            }
        };
        if let Some(tag) = tag {
            depth += 1;
            let name = tag.local_name();
            if depth == 1 && name.as_ref() != "log" {
                return Err(Error::NotALog { found: format!("<{}>", name.as_ref()) });
            }
            if log.open(depth, name.as_ref(), tag) {
                event_line = reader.get_mut().line();
            }
        }
        if !is_open {
            if log.close(depth) {
                events.take(tally, event_line, log.mark, |at| log.value(at));
                if let Some(end) = tick.event(&events, tally, event_line, reader.get_ref().position()) {
                    return Ok(end);
                }
            }
            depth = depth.saturating_sub(1);
        }
    }
    let lines = reader.get_mut();
    let end = tick.end(&events, lines.line(), lines.position());
    log.missing(mapping, tally, tick.part.is_first() && events.number > 0)?;
    Ok(end)
}

/// Where in a log one is: depth 1 is the log itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum Place {
    #[default]
    Log,
    Trace,
    /// In an event at this depth: 3 in a trace, 2 in none.
    Event(usize),
    /// Declared attributes of traces, or of events.
    Global {
        of_trace: bool,
    },
}

struct Slot<'m> {
    of_trace: bool,
    key: &'m str,
    value: String,
    is_seen: bool,
}

struct Log<'m> {
    slots: Vec<Slot<'m>>,
    names: BTreeSet<String>,
    to_name: u32,
    place: Place,
    mark: u64,
}

impl Log<'_> {
    fn value(&self, at: usize) -> &str {
        self.slots.get(at).map_or("", |slot| &slot.value)
    }

    /// An element begins; whether it is an event.
    fn open(&mut self, depth: usize, name: &str, tag: &BytesStart) -> bool {
        match (self.place, depth, name) {
            (Place::Log, 2, "trace") => {
                self.clear(true);
                self.clear(false);
                self.place = Place::Trace;
            }
            (Place::Log, 2, "global") => {
                let scope = tag.try_get_attribute("scope").ok().flatten();
                self.place = Place::Global { of_trace: scope.is_some_and(|scope| &*scope.value == "trace") };
            }
            (Place::Log, 2, "event") | (Place::Trace, 3, "event") => {
                if depth == 2 {
                    self.clear(true);
                }
                self.clear(false);
                self.mark = 0;
                self.place = Place::Event(depth);
                return true;
            }
            (Place::Global { of_trace }, 3, _) => self.attribute(tag, of_trace, true),
            (Place::Trace, 3, _) => self.attribute(tag, true, false),
            (Place::Event(event), _, _) if depth == event + 1 => {
                self.mark = self.mark.rotate_left(7) ^ fingerprint(tag.attributes_raw().as_bytes());
                self.attribute(tag, false, false);
            }
            _ => {}
        }
        false
    }

    /// An element ends; whether it is an event.
    fn close(&mut self, depth: usize) -> bool {
        match self.place {
            Place::Event(event) if event == depth => {
                self.place = if depth == 3 { Place::Trace } else { Place::Log };
                return true;
            }
            Place::Trace | Place::Global { .. } if depth == 2 => self.place = Place::Log,
            _ => {}
        }
        false
    }

    fn clear(&mut self, of_trace: bool) {
        self.slots.iter_mut().filter(|slot| slot.of_trace == of_trace).for_each(|slot| slot.value.clear());
    }

    /// An attribute: its value is kept where a column wants it; one that is only declared is known to be there.
    fn attribute(&mut self, tag: &BytesStart, of_trace: bool, is_declared: bool) {
        let (mut key, mut value) = (None, None);
        for (name, text) in attributes(tag.attributes_raw()) {
            match name {
                "key" => key = Some(text),
                "value" => value = Some(text),
                _ => {}
            }
        }
        let Some(key) = key else { return };
        if self.to_name > 0 {
            self.to_name -= 1;
            self.names.insert(if of_trace { format!("{CASE}{key}") } else { key.to_string() });
        }
        for slot in self.slots.iter_mut().filter(|slot| slot.of_trace == of_trace && slot.key == key) {
            slot.is_seen = true;
            if let (false, Some(value)) = (is_declared, value) {
                slot.value.clear();
                let plain = if value.contains('&') { quick_xml::escape::unescape(value).ok() } else { None };
                slot.value.push_str(plain.as_deref().unwrap_or(value));
            }
        }
    }

    /// What the mapping names and the log has not. A log of open dossiers has no end, and says so; without dossier, activity and time
    /// there is nothing to be read.
    fn missing(self, mapping: &Mapping, tally: &mut Tally, is_asked: bool) -> Result<(), Error> {
        if !is_asked {
            return Ok(());
        }
        let unseen = || mapping.columns.iter().zip(&self.slots).filter(|(_, slot)| !slot.is_seen).map(|(column, _)| column);
        let missing: Vec<String> = unseen().filter(|column| column.is_needed()).map(|column| column.name.clone()).collect();
        if !missing.is_empty() {
            return Err(Error::Columns { missing, there: self.names.into_iter().collect() });
        }
        unseen().for_each(|column| tally.note(ProblemKind::NoColumn, 1, &column.name));
        Ok(())
    }
}

/// Names and values of the attributes of a tag, as they stand there. The parser has its own, which is made for all that XML knows and
/// takes half of the time.
fn attributes(tag: &str) -> impl Iterator<Item = (&str, &str)> {
    let mut rest = tag;
    std::iter::from_fn(move || {
        let (name, value) = rest.split_at_checked(rest.bytes().position(|byte| byte == b'=')?)?;
        let value = value.get(1..)?.trim_ascii_start();
        let mark = value.bytes().next().filter(|mark| matches!(mark, b'"' | b'\''))?;
        let value = value.get(1..)?;
        let end = memchr::memchr(mark, value.as_bytes())?;
        rest = value.get(end + 1..)?;
        Some((name.trim_ascii(), value.get(..end)?))
    })
}

/// A buffer that knows on which line it is. Lines are counted when they are asked for, many bytes at a time.
struct Lines<R> {
    input: R,
    buffer: Box<[u8]>,
    at: usize,
    end: usize,
    /// Up to here lines of the buffer are counted.
    counted: usize,
    newlines: u64,
    before: u64,
}

impl<R: Read> Lines<R> {
    fn new(input: R) -> Self {
        let buffer = vec![0; 1 << 16].into_boxed_slice();
        Self { input, buffer, at: 0, end: 0, counted: 0, newlines: 0, before: 0 }
    }
    fn line(&mut self) -> u64 {
        self.newlines += memchr::memchr_iter(b'\n', &self.buffer[self.counted..self.at]).count() as u64;
        self.counted = self.at;
        self.newlines + 1
    }
    const fn position(&self) -> u64 {
        self.before + self.at as u64
    }
}

impl<R: Read> Read for Lines<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let length = self.fill_buf()?.read(into)?;
        self.consume(length);
        Ok(length)
    }
}

impl<R: Read> BufRead for Lines<R> {
    #[inline]
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.at == self.end {
            self.line();
            self.before += self.at as u64;
            (self.at, self.end, self.counted) = (0, 0, 0);
            self.end = self.input.read(&mut self.buffer)?;
        }
        Ok(&self.buffer[self.at..self.end])
    }
    #[inline]
    fn consume(&mut self, amount: usize) {
        self.at = self.end.min(self.at + amount);
    }
}
