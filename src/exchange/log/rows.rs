//! Rows of a file of comma-separated values, as RFC 4180 has them.

use std::io::{self, Read};

/// Longer than this no record is: a quotation mark was not closed, or it is no such file.
const LONGEST: usize = 1 << 20;
const BLOCK: usize = 1 << 17;

pub(super) struct Rows<R> {
    input: R,
    buffer: Vec<u8>,
    /// What is not yet looked at of the buffer.
    at: usize,
    end: usize,
    is_all: bool,
    /// Why reading failed; what was read before is looked at first.
    failure: Option<io::Error>,
    /// Bytes before the buffer.
    before: u64,
    /// The line that is next.
    line: u64,
    pub delimiter: u8,
    row: Raw,
    /// Values that had quotation marks.
    unquoted: Vec<u8>,
    values: Vec<(usize, usize)>,
}

/// Where the present row stands.
#[derive(Debug, Clone, Copy, Default)]
struct Raw {
    from: usize,
    to: usize,
    line: u64,
    is_quoted: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Next {
    Row,
    /// A quotation mark is opened in this line and never closed; reading goes on with the next line.
    Open,
    End,
}

/// One row.
pub(super) struct Row<'r> {
    pub line: u64,
    /// As it stands in the file.
    pub raw: &'r [u8],
    text: &'r [u8],
    values: &'r [(usize, usize)],
}

impl<'r> Row<'r> {
    pub fn len(&self) -> usize {
        self.values.len()
    }
    pub fn value(&self, at: usize) -> &'r [u8] {
        self.values.get(at).and_then(|(from, to)| self.text.get(*from..*to)).unwrap_or_default()
    }
    pub fn ranges(&self) -> &'r [(usize, usize)] {
        self.values
    }
    /// All values, one behind the other, if they are UTF-8.
    pub fn text(&self) -> Option<&'r str> {
        std::str::from_utf8(self.text).ok()
    }
}

impl<R: Read> Rows<R> {
    pub fn new(input: R, delimiter: Option<u8>) -> io::Result<Self> {
        let mut rows = Self {
            input,
            buffer: vec![0; BLOCK],
            at: 0,
            end: 0,
            is_all: false,
            failure: None,
            before: 0,
            line: 1,
            delimiter: delimiter.unwrap_or(b','),
            row: Raw::default(),
            unquoted: Vec::new(),
            values: Vec::new(),
        };
        while rows.end < 3 && !rows.is_stuck() {
            rows.fill()?;
        }
        if rows.buffer[..rows.end].starts_with(b"\xef\xbb\xbf") {
            rows.at = 3;
        }
        if delimiter.is_none() {
            while memchr::memchr(b'\n', &rows.buffer[rows.at..rows.end]).is_none() && !rows.is_stuck() && rows.end < LONGEST {
                rows.fill()?;
            }
            rows.delimiter = guess(&rows.buffer[rows.at..rows.end]);
        }
        Ok(rows)
    }

    const fn is_stuck(&self) -> bool {
        self.is_all || self.failure.is_some()
    }
    /// Bytes that are behind us.
    pub const fn position(&self) -> u64 {
        self.before + self.at as u64
    }
    /// The line that comes next.
    pub const fn line(&self) -> u64 {
        self.line
    }

    /// Goes to the next row; empty lines are none.
    pub fn advance(&mut self) -> io::Result<Next> {
        // How far the buffer is known to have no end of a line.
        let mut looked = self.at;
        loop {
            let here = &self.buffer[self.at..self.end];
            let Some(newline) = memchr::memchr(b'\n', &self.buffer[looked..self.end]).map(|n| looked + n) else {
                if !self.is_all && here.len() < LONGEST {
                    looked = self.end - self.at;
                    self.fill()?;
                    looked += self.at;
                    continue;
                }
                if here.is_empty() {
                    return Ok(Next::End);
                }
                if !self.is_all {
                    return Err(io::Error::new(io::ErrorKind::InvalidData, "a line of more than a million characters"));
                }
                match self.record(self.end)? {
                    Some(next) => return Ok(next),
                    None => return Ok(Next::End),
                }
            };
            if let Some(next) = self.record(newline)? {
                return Ok(next);
            }
            looked = self.at;
        }
    }

    /// The record whose first line ends here; none if that is empty.
    fn record(&mut self, newline: usize) -> io::Result<Option<Next>> {
        let first = &self.buffer[self.at..newline];
        let line = self.line;
        let without = first.len() - usize::from(first.ends_with(b"\r"));
        self.values.clear();
        if without == 0 {
            self.at = (newline + 1).min(self.end);
            self.line += 1;
            return Ok(None);
        }
        if memchr::memchr(b'"', first).is_none() {
            let mut from = 0;
            for to in memchr::memchr_iter(self.delimiter, &first[..without]) {
                self.values.push((from, to));
                from = to + 1;
            }
            self.values.push((from, without));
            self.row = Raw { from: self.at, to: self.at + without, line, is_quoted: false };
            self.at = (newline + 1).min(self.end);
            self.line += 1;
            return Ok(Some(Next::Row));
        }
        loop {
            self.values.clear();
            self.unquoted.clear();
            let here = &self.buffer[self.at..self.end];
            match quoted(here, self.is_all, self.delimiter, &mut self.unquoted, &mut self.values) {
                Some(length) => {
                    let raw = &here[..length];
                    self.line += memchr::memchr_iter(b'\n', raw).count() as u64 + u64::from(!raw.ends_with(b"\n"));
                    self.row = Raw { from: self.at, to: self.at + length, line, is_quoted: true };
                    self.at += length;
                    return Ok(Some(Next::Row));
                }
                None if !self.is_all && here.len() < LONGEST => self.fill()?,
                None => {
                    self.values.clear();
                    let first = memchr::memchr(b'\n', here).map_or(here.len(), |end| end + 1);
                    self.row = Raw { from: self.at, to: self.at + first, line, is_quoted: false };
                    self.at += first;
                    self.line += 1;
                    return Ok(Some(Next::Open));
                }
            }
        }
    }

    /// The present row.
    pub fn row(&self) -> Row<'_> {
        let raw = &self.buffer[self.row.from..self.row.to];
        Row { line: self.row.line, raw, text: if self.row.is_quoted { &self.unquoted } else { raw }, values: &self.values }
    }

    /// Reads on, behind what is still to be looked at.
    fn fill(&mut self) -> io::Result<()> {
        if let Some(failure) = self.failure.take() {
            return Err(failure);
        }
        if self.at > 0 {
            self.buffer.copy_within(self.at..self.end, 0);
            self.before += self.at as u64;
            self.end -= self.at;
            self.at = 0;
        }
        if self.end == self.buffer.len() {
            self.buffer.resize(self.buffer.len() * 2, 0);
        }
        loop {
            match self.input.read(&mut self.buffer[self.end..]) {
                Ok(0) => self.is_all = true,
                Ok(more) => self.end += more,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                Err(error) => self.failure = Some(error),
            }
            return Ok(());
        }
    }
}

/// A record with quotation marks: how long it is with its end of line; none if its end is not there.
fn quoted(text: &[u8], is_all: bool, delimiter: u8, unquoted: &mut Vec<u8>, values: &mut Vec<(usize, usize)>) -> Option<usize> {
    let mut at = 0;
    loop {
        let from = unquoted.len();
        if text.get(at) == Some(&b'"') {
            at += 1;
            loop {
                let mark = at + memchr::memchr(b'"', &text[at..])?;
                unquoted.extend_from_slice(&text[at..mark]);
                at = mark + 1;
                match text.get(at) {
                    Some(b'"') => {
                        unquoted.push(b'"');
                        at += 1;
                    }
                    // Whether it is doubled is not known yet.
                    None if !is_all => return None,
                    _ => break,
                }
            }
        }
        // What stands behind a closing mark belongs to the value, as everywhere.
        let rest = &text[at..];
        let stop = memchr::memchr2(delimiter, b'\n', rest);
        let to = match stop {
            Some(stop) => stop,
            None if is_all => rest.len(),
            None => return None,
        };
        let is_last = stop.is_none_or(|stop| rest[stop] == b'\n');
        let value = &rest[..to];
        unquoted.extend_from_slice(if is_last { value.strip_suffix(b"\r").unwrap_or(value) } else { value });
        values.push((from, unquoted.len()));
        at += to + usize::from(stop.is_some());
        if is_last {
            return Some(at);
        }
    }
}

/// What most often stands between the words of the first line.
fn guess(text: &[u8]) -> u8 {
    let line = &text[..memchr::memchr(b'\n', text).unwrap_or(text.len())];
    let mut is_quoted = false;
    let mut found = [(b',', 0), (b';', 0), (b'\t', 0), (b'|', 0)];
    for byte in line {
        is_quoted ^= *byte == b'"';
        if let Some((_, number)) = found.iter_mut().find(|(delimiter, _)| delimiter == byte && !is_quoted) {
            *number += 1;
        }
    }
    // Of equals the first one.
    found.into_iter().rev().max_by_key(|(_, number)| *number).map_or(b',', |(delimiter, _)| delimiter)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// A reader that gives a few bytes at a time.
    struct Slow<'a>(&'a [u8], usize);

    impl Read for Slow<'_> {
        fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
            let length = self.1.min(into.len()).min(self.0.len());
            into[..length].copy_from_slice(&self.0[..length]);
            self.0 = &self.0[length..];
            Ok(length)
        }
    }

    fn all(text: &[u8], step: usize) -> Vec<(u64, Vec<Vec<u8>>)> {
        let mut rows = Rows::new(Slow(text, step), Some(b',')).unwrap();
        let mut all = Vec::new();
        while rows.advance().unwrap() == Next::Row {
            let row = rows.row();
            all.push((row.line, (0..row.len()).map(|at| row.value(at).to_vec()).collect()));
        }
        all
    }

    #[test]
    fn rows_have_the_line_on_which_they_begin() {
        let text = "\u{feff}a,b\r\n\r\n\"x\n\"\"y\"\"\",2\n,\n\"q\"r,\"\"";
        let found = all(text.as_bytes(), 3);
        let row = |line, values: &[&str]| (line, values.iter().map(|value| value.as_bytes().to_vec()).collect::<Vec<_>>());
        assert_eq!(found, [row(1, &["a", "b"]), row(3, &["x\n\"y\"", "2"]), row(5, &["", ""]), row(6, &["qr", ""])]);
    }

    #[test]
    fn an_open_quotation_mark_costs_one_line() {
        let mut rows = Rows::new(&b"a,b\n\"x,1\ny,2\n"[..], None).unwrap();
        let mut said = Vec::new();
        loop {
            let next = rows.advance().unwrap();
            if next == Next::End {
                break;
            }
            said.push((next, rows.row().line));
        }
        assert_eq!(said, [(Next::Row, 1), (Next::Open, 2), (Next::Row, 3)]);
    }

    #[test]
    fn the_delimiter_is_that_of_the_first_line() {
        for (text, delimiter) in
            [("a,b;c,d\n", b','), ("a;b\n1,2,3;4\n", b';'), ("a\tb", b'\t'), ("\"a,b,c\";d\n", b';'), ("a\n", b',')]
        {
            assert_eq!(Rows::new(text.as_bytes(), None).unwrap().delimiter, delimiter, "{text}");
        }
    }

    proptest! {
        #[test]
        fn rows_are_those_of_the_csv_crate(
            fields in proptest::collection::vec(proptest::collection::vec("[a-zé,;\"\r\n ]{0,6}", 2..5), 1..8), step in 1usize..50
        ) {
            let mut writer = csv::WriterBuilder::new().flexible(true).from_writer(Vec::new());
            for row in &fields {
                writer.write_record(row).unwrap();
            }
            let text = writer.into_inner().unwrap();
            let values: Vec<Vec<Vec<u8>>> = all(&text, step).into_iter().map(|(_, values)| values).collect();
            let expected: Vec<Vec<Vec<u8>>> =
                fields.iter().map(|row| row.iter().map(|value| value.as_bytes().to_vec()).collect()).collect();
            prop_assert_eq!(values, expected);
        }

        #[test]
        fn nothing_makes_reading_panic(text in "[a,\"\r\n]{0,40}", step in 1usize..9) {
            let mut rows = Rows::new(Slow(text.as_bytes(), step), None).unwrap();
            let mut line = 0;
            while rows.advance().unwrap() != Next::End {
                prop_assert!(rows.row().line > line);
                line = rows.row().line;
            }
        }
    }
}
