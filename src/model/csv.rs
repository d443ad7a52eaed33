//! Comma-separated values (RFC 4180) with the places they stand at.

use std::borrow::Cow;
use std::ops::Range;

/// One field: its text, and the bytes it stands in, quotes included.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Field<'a> {
    pub text: Cow<'a, str>,
    pub bytes: Range<usize>,
}

/// The rows of a text, each a list of fields; blank lines are passed over.
///
/// A quote that is never closed ends with the line in which it was opened, so that it swallows one row and no more.
pub(crate) struct Rows<'a> {
    text: &'a str,
    at: usize,
    separator: u8,
}

impl<'a> Rows<'a> {
    /// The rows from a byte on. Fields are parted by what parts the first row: commas, or semicolons as offices with a
    /// decimal comma save them.
    pub fn of(text: &'a str, at: usize) -> Self {
        let first = text[at..].lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
        let count = |separator: char| first.matches(separator).count();
        Self { text, at, separator: if count(';') > count(',') { b';' } else { b',' } }
    }

    /// The field that begins here, and where it ends.
    fn field(&self, start: usize) -> (Field<'a>, usize) {
        let bytes = self.text.as_bytes();
        let is_end = |at: usize| bytes.get(at).is_none_or(|b| *b == self.separator || *b == b'\n' || *b == b'\r');
        if bytes.get(start) == Some(&b'"') {
            let mut at = start + 1;
            let mut doubled = false;
            while let Some(found) = self.text[at..].find('"').map(|i| at + i) {
                if bytes.get(found + 1) == Some(&b'"') {
                    (doubled, at) = (true, found + 2);
                } else if is_end(found + 1) {
                    let inner = &self.text[start + 1..found];
                    let text = if doubled { Cow::Owned(inner.replace("\"\"", "\"")) } else { Cow::Borrowed(inner) };
                    return (Field { text, bytes: start..found + 1 }, found + 1);
                } else {
                    at = found + 1;
                }
            }
        }
        let mut end = start;
        while !is_end(end) {
            end += 1;
        }
        (Field { text: Cow::Borrowed(self.text[start..end].trim()), bytes: start..end }, end)
    }
}

impl<'a> Iterator for Rows<'a> {
    type Item = Vec<Field<'a>>;
    fn next(&mut self) -> Option<Self::Item> {
        let bytes = self.text.as_bytes();
        while matches!(bytes.get(self.at), Some(b'\n' | b'\r')) {
            self.at += 1;
        }
        bytes.get(self.at)?;
        let mut row = Vec::new();
        loop {
            let (field, end) = self.field(self.at);
            row.push(field);
            self.at = end;
            if bytes.get(end) != Some(&self.separator) {
                return Some(row);
            }
            self.at += 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn rows(text: &str) -> Vec<Vec<String>> {
        Rows::of(text, 0).map(|row| row.into_iter().map(|f| f.text.into_owned()).collect()).collect()
    }

    #[test]
    fn quotes_separators_and_line_ends() {
        assert_eq!(rows("a,\"b, \"\"c\"\"\n\",d\r\n\r\ne,,\n"), [["a", "b, \"c\"\n", "d"], ["e", "", ""]]);
        assert_eq!(rows("a;b,c;d"), [["a", "b,c", "d"]]);
        assert_eq!(rows("a,\"b\nc,d"), [["a", "\"b"], ["c", "d"]], "an open quote swallows its line only");
    }

    proptest! {
        #[test]
        fn what_is_quoted_is_read_back(table in prop::collection::vec(prop::collection::vec("[a-z;,\"\n đ]{0,6}", 2), 1..6)) {
            let quoted = |f: &String| format!("\"{}\"", f.replace('"', "\"\""));
            let text: String = table.iter().map(|row| row.iter().map(quoted).collect::<Vec<_>>().join(",") + "\n").collect();
            // What parts the fields is told from the first line, which a field may fill with semicolons.
            let read: Vec<Vec<String>> = Rows { text: &text, at: 0, separator: b',' }
                .map(|row| row.into_iter().map(|f| f.text.into_owned()).collect()).collect();
            prop_assert_eq!(read, table);
        }
        #[test]
        fn any_text_is_read(text in "[a,;\"\n\r đ]{0,40}") {
            for row in Rows::of(&text, 0) {
                for field in row {
                    prop_assert!(text.get(field.bytes).is_some());
                }
            }
        }
    }
}
