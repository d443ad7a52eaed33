//! Text in HTML, SVG and style sheets, none of which may take it for its own.

/// Text that means nothing to HTML or XML. Characters that neither may hold are left out; white
/// space is a space.
pub(crate) fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\t' | '\n' | '\r' => out.push(' '),
            c if c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}') => {}
            c => out.push(c),
        }
    }
    out
}

/// A string of a style sheet that stands in a page: neither the string nor the sheet ends early.
pub(super) fn css_string(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' | '<' => out.push_str(&format!("\\{:x} ", u32::from(c))),
            c if c.is_control() => out.push(' '),
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

/// A string of a script that stands in a page: neither the string nor the script ends early.
pub(super) fn js_string(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for c in text.chars() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            '<' | '\u{2028}' | '\u{2029}' => out.push_str(&format!("\\u{:04x}", u32::from(c))),
            c if c.is_control() => out.push(' '),
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_stays_text() {
        assert_eq!(escape("a & <b> \"c\"\n\u{1}"), "a &amp; &lt;b&gt; &quot;c&quot; ");
        assert_eq!(js_string("a \"b\" \\ </script>\n"), "\"a \\\"b\\\" \\\\ \\u003c/script> \"");
        assert_eq!(css_string("a \"b\" </style>\n"), "\"a \\22 b\\22  \\3c /style> \"");
    }
}
