//! Elements into bytes.

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event};
use std::borrow::Cow;

/// Writes one part. Writing to memory cannot fail.
pub(super) struct Xml(Writer<Vec<u8>>);

impl Xml {
    /// An empty piece, to be put into a part.
    pub fn piece() -> Self {
        Self(Writer::new(Vec::with_capacity(4 * 1024)))
    }
    /// A whole part, with its root element around it.
    pub fn part(root: &str, attributes: &[(&str, &str)], body: impl FnOnce(&mut Self)) -> Vec<u8> {
        let mut xml = Self(Writer::new(Vec::with_capacity(16 * 1024)));
        let _ = xml.0.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), Some("yes"))));
        xml.within(root, attributes, body);
        xml.bytes()
    }
    pub fn bytes(self) -> Vec<u8> {
        self.0.into_inner()
    }
    /// What was written as a piece.
    pub fn put(&mut self, piece: &[u8]) {
        self.0.get_mut().extend_from_slice(piece);
    }
    fn start<'a>(name: &'a str, attributes: &[(&str, &str)]) -> BytesStart<'a> {
        let mut start = BytesStart::new(name);
        for (key, value) in attributes {
            start.push_attribute((*key, &*allowed(value)));
        }
        start
    }
    /// An element and what is in it.
    pub fn within(&mut self, name: &str, attributes: &[(&str, &str)], body: impl FnOnce(&mut Self)) {
        let _ = self.0.write_event(Event::Start(Self::start(name, attributes)));
        body(self);
        let _ = self.0.write_event(Event::End(BytesEnd::new(name)));
    }
    /// An element with nothing in it.
    pub fn empty(&mut self, name: &str, attributes: &[(&str, &str)]) {
        let _ = self.0.write_event(Event::Empty(Self::start(name, attributes)));
    }
    /// An element that only has a value.
    pub fn value(&mut self, name: &str, value: &str) {
        self.empty(name, &[("w:val", value)]);
    }
    /// An element that holds text.
    pub fn text(&mut self, name: &str, attributes: &[(&str, &str)], text: &str) {
        self.within(name, attributes, |xml| {
            let _ = xml.0.write_event(Event::Text(BytesText::new(&allowed(text))));
        });
    }
}

/// Text without the characters that XML has no place for (XML 1.0, 2.2); white space is a space.
pub(super) fn allowed(text: &str) -> Cow<'_, str> {
    let forbidden = |c: char| c < ' ' || matches!(c, '\u{7f}'..='\u{9f}' | '\u{fffe}' | '\u{ffff}');
    if !text.contains(forbidden) {
        return Cow::Borrowed(text);
    }
    let kept = |c: char| match c {
        '\t' | '\n' | '\r' => Some(' '),
        c if forbidden(c) => None,
        c => Some(c),
    };
    Cow::Owned(text.chars().filter_map(kept).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_xml_forbids_is_dropped_and_markup_stays_text() {
        let part = Xml::part("a", &[("b", "\"<\u{1}>")], |xml| xml.text("c", &[], "x\u{0}\u{b}\u{fffe}\ny & <z> \u{1f600}"));
        let text = String::from_utf8(part).unwrap();
        let document = roxmltree::Document::parse(&text).unwrap();
        assert_eq!(document.root_element().attribute("b"), Some("\"<>"));
        assert_eq!(document.root_element().first_child().and_then(|c| c.text()), Some("x y & <z> \u{1f600}"));
    }
}
