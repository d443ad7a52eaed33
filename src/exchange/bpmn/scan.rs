//! What no document may be, looked for before anything is read.

use crate::model::finding::{Finding, Location, Path};
use crate::model::source::Source;
use crate::model::value::{Message, message};
use quick_xml::events::Event;
use std::ops::Range;

/// The largest document that is read, in bytes: 128 MiB.
pub const MAX_BYTES: usize = 128 << 20;
/// The deepest nesting of elements that is read.
pub const MAX_DEPTH: usize = 256;
/// The most attributes of one element. Each is compared with each.
const MAX_ATTRIBUTES: usize = 256;
/// The most that is spent on declarations of name spaces: each one is compared with those in force.
const MAX_DECLARED: usize = 10_000_000;

/// Why a document cannot be read at all.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{source_name}:{}:{}: {message}", at.line, at.column)]
pub struct Error {
    pub(super) rule: &'static str,
    source_name: std::sync::Arc<str>,
    at: Location,
    message: Message,
}

impl Error {
    pub(super) fn new(rule: &'static str, source: &Source, bytes: Range<usize>, message: Message) -> Self {
        let lines: Vec<usize> = std::iter::once(0).chain(source.text.match_indices('\n').map(|(at, _)| at + 1)).collect();
        Self { rule, source_name: source.name.clone(), at: Location::of(&source.text, &lines, bytes), message }
    }
    /// Line and column.
    #[must_use]
    pub const fn location(&self) -> &Location {
        &self.at
    }
    /// What is wrong, in both languages.
    #[must_use]
    pub const fn message(&self) -> &Message {
        &self.message
    }
    /// The same as a finding.
    #[must_use]
    pub fn finding(&self) -> Finding {
        Finding::error(self.rule, &self.source_name, Path::root(), self.message.clone()).at_bytes(self.at.bytes.clone())
    }
}

/// Refuses what would cost too much to read. Whether it is XML at all is for the reader to say.
pub(super) fn scan(source: &Source) -> Result<(), Error> {
    let text = &source.text;
    if text.len() > MAX_BYTES {
        let (size, limit) = (text.len() >> 20, MAX_BYTES >> 20);
        let message = message!(vi: "tệp quá lớn: {size} MiB, giới hạn là {limit} MiB", en: "the file is too large: {size} MiB, the limit is {limit} MiB");
        return Err(Error::new("bpmn/size", source, 0..0, message));
    }
    let mut reader = quick_xml::Reader::from_str(text);
    let config = reader.config_mut();
    (config.check_end_names, config.allow_unmatched_ends) = (false, true);
    // For each open element: how many name spaces are in force.
    let mut open: Vec<usize> = Vec::new();
    let mut spent = 0;
    loop {
        let start = usize::try_from(reader.buffer_position()).unwrap_or(0);
        match reader.read_event() {
            Ok(Event::Start(tag)) => {
                spent += declared(&tag, &mut open);
                refuse_costly(source, start, &tag, open.len(), spent)?;
            }
            Ok(Event::Empty(tag)) => {
                spent += declared(&tag, &mut open);
                open.pop();
                refuse_costly(source, start, &tag, open.len() + 1, spent)?;
            }
            Ok(Event::End(_)) => {
                open.pop();
            }
            Ok(Event::DocType(_)) => {
                let message = message!(
                    vi: "có `<!DOCTYPE`: định nghĩa kiểu tài liệu không được đọc, hãy xóa nó",
                    en: "there is a `<!DOCTYPE`: document type definitions are not read; remove it"
                );
                return Err(Error::new("bpmn/doctype", source, start..start + 9, message));
            }
            Ok(Event::Eof) | Err(_) => return Ok(()),
            Ok(_) => {}
        }
    }
}

/// Opens an element; what its declarations cost.
fn declared(tag: &quick_xml::events::BytesStart, open: &mut Vec<usize>) -> usize {
    let own = tag
        .attributes_raw()
        .as_bytes()
        .windows(6)
        .filter(|bytes| bytes[0].is_ascii_whitespace() && &bytes[1..] == b"xmlns")
        .count();
    let outer = open.last().copied().unwrap_or(0);
    open.push(outer + own);
    own * (outer + own)
}

fn refuse_costly(
    source: &Source,
    start: usize,
    tag: &quick_xml::events::BytesStart,
    depth: usize,
    spent: usize,
) -> Result<(), Error> {
    let message = if depth > MAX_DEPTH {
        message!(vi: "lồng nhau quá sâu: hơn {MAX_DEPTH} phần tử", en: "nested too deep: more than {MAX_DEPTH} elements in each other")
    } else if tag.attributes().with_checks(false).take(MAX_ATTRIBUTES + 1).count() > MAX_ATTRIBUTES {
        message!(vi: "phần tử có hơn {MAX_ATTRIBUTES} thuộc tính", en: "an element with more than {MAX_ATTRIBUTES} attributes")
    } else if spent > MAX_DECLARED {
        message!(vi: "quá nhiều khai báo không gian tên (`xmlns`)", en: "too many declarations of name spaces (`xmlns`)")
    } else {
        return Ok(());
    };
    Err(Error::new("bpmn/too-complex", source, start..start + 1, message))
}
