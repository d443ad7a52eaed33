//! Runs of text: words, marks, links, blanks.

use super::super::super::document::Inline;
use super::metrics::Face;
use super::package::Package;
use super::xml::Xml;

/// Whether a letter is written from the right.
const fn is_from_right(c: char) -> bool {
    matches!(c, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{feff}' | '\u{10800}'..='\u{10fff}' | '\u{1e800}'..='\u{1eeff}')
}

/// Whether a text begins with a letter that is written from the right.
pub(super) fn begins_from_right(text: &str) -> bool {
    // Most texts have none at all.
    text.chars().any(is_from_right) && text.chars().find(|c| c.is_alphabetic()).is_some_and(is_from_right)
}

/// Whether a line does.
pub(super) fn line_from_right(line: &[Inline]) -> bool {
    let said = line.iter().map(|inline| match inline {
        Inline::Text(text) | Inline::Strong(text) | Inline::Link(text, _) => text.as_str(),
        Inline::Mark(_) | Inline::Break | Inline::Blank => "",
    });
    said.into_iter().find(|text| text.chars().any(char::is_alphabetic)).is_some_and(begins_from_right)
}

/// A text in pieces that are written in one direction each: digits, spaces and signs go with what is before them.
fn directions(text: &str) -> Vec<(&str, bool)> {
    if !text.chars().any(is_from_right) {
        return vec![(text, false)];
    }
    let mut pieces = Vec::new();
    let (mut from, mut right) = (0, begins_from_right(text));
    for (i, c) in text.char_indices().filter(|(_, c)| c.is_alphabetic()) {
        if is_from_right(c) != right {
            if i > from {
                pieces.push((&text[from..i], right));
            }
            (from, right) = (i, !right);
        }
    }
    pieces.push((&text[from..], right));
    pieces
}

/// Text in a character style; none is that of the paragraph.
pub(super) fn run(xml: &mut Xml, text: &str, style: Option<&str>) {
    for (piece, right) in directions(text) {
        xml.within("w:r", &[], |xml| {
            if style.is_some() || right {
                xml.within("w:rPr", &[], |xml| {
                    if let Some(style) = style {
                        xml.value("w:rStyle", style);
                    }
                    if right {
                        xml.empty("w:rtl", &[]);
                    }
                });
            }
            xml.text("w:t", &[("xml:space", "preserve")], piece);
        });
    }
}

/// A field whose value is known to whoever shows it; until then, this one is shown.
pub(super) fn field(xml: &mut Xml, code: &str, shown: &str) {
    for kind in ["begin", "", "separate", "shown", "end"] {
        xml.within("w:r", &[], |xml| match kind {
            "" => xml.text("w:instrText", &[("xml:space", "preserve")], &format!(" {code} ")),
            "shown" => xml.text("w:t", &[], shown),
            kind => xml.empty("w:fldChar", &[("w:fldCharType", kind)]),
        });
    }
}

/// A line, as it stands in a paragraph.
pub(super) fn line(xml: &mut Xml, package: &mut Package, line: &[Inline]) {
    for (i, inline) in line.iter().enumerate() {
        match inline {
            Inline::Text(text) => run(xml, text, None),
            Inline::Strong(text) => run(xml, text, Some("Strong")),
            Inline::Link(text, to) => link(xml, package, text, to),
            Inline::Break => xml.within("w:r", &[], |xml| xml.empty("w:br", &[])),
            Inline::Blank => xml.within("w:r", &[], |xml| xml.empty("w:tab", &[])),
            Inline::Mark(text) => {
                if i > 0 && !matches!(line[i - 1], Inline::Break) {
                    run(xml, " ", None);
                }
                run(xml, text, Some("Mark"));
            }
        }
    }
}

fn link(xml: &mut Xml, package: &mut Package, text: &str, to: &str) {
    let (target, anchor) = to.split_once('#').map_or((to, None), |(target, anchor)| (target, Some(bookmark(anchor))));
    let mut attributes = Vec::new();
    let id;
    if !target.is_empty() {
        id = package.link(&address(target));
        attributes.push(("r:id", id.as_str()));
    }
    if let Some(anchor) = &anchor {
        attributes.push(("w:anchor", anchor));
    }
    if attributes.is_empty() {
        return run(xml, text, None);
    }
    xml.within("w:hyperlink", &attributes, |xml| run(xml, text, Some("Hyperlink")));
}

/// Where a link leads: other documents of the set have this form too. What an address may not hold is encoded.
fn address(target: &str) -> String {
    let elsewhere = target.contains("://");
    let target = match target.strip_suffix(".html") {
        Some(stem) if !elsewhere => format!("{stem}.docx"),
        _ => target.to_owned(),
    };
    let mut out = String::with_capacity(target.len());
    for (i, byte) in target.bytes().enumerate() {
        let hex = |at: usize| target.as_bytes().get(at).is_some_and(u8::is_ascii_hexdigit);
        let encoded = byte == b'%' && hex(i + 1) && hex(i + 2);
        if encoded || byte.is_ascii_alphanumeric() || b"-._~:/?&=+,;@!$'()*".contains(&byte) {
            out.push(char::from(byte));
        } else {
            out.push_str(&format!("%{byte:02X}"));
        }
    }
    out
}

/// The name of a bookmark for a heading: at most 40 letters, digits and low lines (Word's limits); different names stay different.
pub(super) fn bookmark(name: &str) -> String {
    let plain: String = name.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '_' }).take(28).collect();
    if plain == name {
        return format!("q_{plain}");
    }
    // FNV-1a: short, and always the same.
    let hash = name.bytes().fold(0x811c_9dc5_u32, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193));
    format!("q_{plain}_{hash:08x}")
}

/// The lines of a paragraph that has blanks in it: each is a paragraph of its own, with places where its blanks end.
pub(super) fn lines_with_blanks(line: &[Inline]) -> Option<impl Iterator<Item = &[Inline]>> {
    line.contains(&Inline::Blank).then(|| line.split(|inline| *inline == Inline::Break))
}

/// Where the blanks of a line end, in twentieths of a point: they share the room that the words leave.
#[allow(clippy::cast_possible_truncation, reason = "a line has a few blanks, and a sheet is small")]
pub(super) fn stops(line: &[Inline], room: u32, size: u32) -> Vec<u32> {
    let blanks = line.iter().filter(|inline| **inline == Inline::Blank).count() as u32;
    let wide = |inline: &Inline| match inline {
        Inline::Text(text) | Inline::Link(text, _) => width(Face::Serif, text, size),
        Inline::Strong(text) => width(Face::SerifBold, text, size),
        Inline::Mark(text) => width(Face::SerifBold, text, 18) + width(Face::Serif, " ", size),
        Inline::Break | Inline::Blank => 0,
    };
    let words: u32 = line.iter().map(wide).sum();
    // Where the words alone need more than a line, only the last stop is certain.
    let Some(each) = room.checked_sub(words).map(|free| free / blanks.max(1)).filter(|each| *each > 200) else {
        return vec![room];
    };
    let mut at = 0;
    let mut stops = Vec::new();
    for inline in line {
        at += if *inline == Inline::Blank { each } else { wide(inline) };
        if *inline == Inline::Blank {
            stops.push(at);
        }
    }
    // The last one ends the line, if nothing follows it.
    if let (Some(last), Some(Inline::Blank)) = (stops.last_mut(), line.last()) {
        *last = room;
    }
    stops
}

/// The width of a text in twentieths of a point, at a size in half points.
pub(super) fn width(face: Face, text: &str, size: u32) -> u32 {
    // Thousandths of half a point's ten twentieths.
    (u64::from(face.width(text)) * u64::from(size) / 100).try_into().unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_bookmarks_are_short_and_different() {
        assert_eq!(bookmark("purpose"), "q_purpose");
        let (a, b) = (bookmark("mục-1"), bookmark("mục_1"));
        assert!(a != b && a.len() <= 40 && bookmark(&"x".repeat(500)).len() <= 40);
        assert!(a.chars().all(|c| c.is_ascii_alphanumeric() || c == '_'));
    }

    #[test]
    fn addresses_hold_only_what_they_may() {
        assert_eq!(address("QT-01.html"), "QT-01.docx");
        assert_eq!(address("https://a.vn/x y.html?b=ă&c=%20%"), "https://a.vn/x%20y.html?b=%C4%83&c=%20%25");
    }

    #[test]
    fn text_is_divided_where_its_direction_turns() {
        assert_eq!(directions("abc, 12"), [("abc, 12", false)]);
        assert_eq!(directions("a שלום 1 b"), [("a ", false), ("שלום 1 ", true), ("b", false)]);
        assert_eq!(directions(""), [("", false)]);
    }

    #[test]
    fn blanks_share_what_the_words_leave() {
        let line = [Inline::from("Name: "), Inline::Blank, Inline::from(" Phone: "), Inline::Blank];
        let stops = stops(&line, 9000, 26);
        assert!(stops.len() == 2 && stops[1] == 9000 && stops[0] > 3000 && stops[0] < 6000, "{stops:?}");
        assert_eq!(super::stops(&[Inline::Text("x".repeat(900)), Inline::Blank], 9000, 26), [9000]);
    }
}
