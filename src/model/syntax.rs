//! Broken YAML, said so that its author can mend it.

use super::finding::{Finding, Path};
use super::source::too_deep;
use super::value::{Message, message};
use std::sync::Arc;

/// The finding for what made the parser stop at a byte; `bracket` is where the innermost bracket
/// opens that is still open there.
pub(super) fn finding(name: &Arc<str>, text: &str, at: usize, bracket: Option<usize>, info: &str) -> Finding {
    let at = (0..=at.min(text.len())).rfind(|at| text.is_char_boundary(*at)).unwrap_or_default();
    let line_start = text[..at].rfind('\n').map_or(0, |i| i + 1);
    let error = |rule, at: usize, message| {
        let end = text[at..].chars().next().map_or(at, |c| at + c.len_utf8());
        Finding::error(rule, name, Path::root(), message).at_bytes(at..end)
    };
    if let Some(tab) = tab(text, line_start, info.contains("tab")) {
        let message = message!(vi: "YAML không cho thụt dòng bằng phím tab: hãy dùng dấu cách", en: "YAML does not indent with tabs: use spaces");
        return error("format/tab", tab, message);
    }
    // The parser has a limit of its own, which the text may reach before ours.
    if info.contains("recursion limit") {
        return too_deep(name, at..at + 1);
    }
    // A bracket left open on a line above is the mistake, not the place where that shows.
    let unclosed = info.contains("unclosed bracket").then_some(at).or_else(|| bracket.filter(|bracket| *bracket < line_start));
    if let Some(bracket) = unclosed {
        let sign = &text[bracket..=bracket];
        let message =
            message!(vi: "dấu ngoặc `{sign}` mở ở đây không được đóng", en: "the bracket `{sign}` that opens here is not closed");
        return error("format/syntax", bracket, message);
    }
    error("format/syntax", at, meaning(info, text[at..].chars().next()))
}

/// The tab that indents the line, or the line below it, at the end of which the parser may stop.
fn tab(text: &str, line_start: usize, is_below: bool) -> Option<usize> {
    let in_line = |start: usize| {
        let line = text.get(start..)?.lines().next()?;
        let indent = &line[..line.len() - line.trim_start().len()];
        indent.find('\t').map(|tab| start + tab)
    };
    let below = || text[line_start..].find('\n').and_then(|end| in_line(line_start + end + 1));
    in_line(line_start).or_else(|| is_below.then(below).flatten())
}

/// What the parser says, in the words of someone who writes definitions.
fn meaning(info: &str, at: Option<char>) -> Message {
    let says = |parts: &[&str]| parts.iter().any(|part| info.contains(part));
    if says(&["unclosed quote", "quoted scalar", "end of stream while scanning a quoted"]) {
        message!(vi: "dấu nháy mở ở đây không được đóng", en: "the quote that opens here is not closed")
    } else if says(&["mapping values are not allowed", "':' indicator"]) {
        message!(
            vi: "ở đây không thể có `: `; nếu dấu hai chấm thuộc về văn bản, hãy đặt cả văn bản trong ngoặc kép",
            en: "`: ` cannot stand here; if the colon belongs to a text, put the whole text in quotes"
        )
    } else if says(&["unexpected character"]) {
        match at.filter(|c| !c.is_control()) {
            Some(sign) => {
                message!(vi: "văn bản không được bắt đầu bằng `{sign}`: hãy đặt trong ngoặc kép", en: "a text cannot begin with `{sign}`: put it in quotes")
            }
            None => {
                message!(vi: "văn bản chứa ký tự điều khiển: hãy bỏ ký tự đó", en: "the text holds a control character: remove it")
            }
        }
    } else if says(&["block collection", "block mapping", "'-' indicator", "expected key", "indent", "simple key"]) {
        message!(
            vi: "dòng này không khớp với các dòng trên: kiểm tra độ thụt dòng và dấu `:` sau khóa",
            en: "this line does not fit those above: look at how far it is indented and at the `:` behind its key"
        )
    } else if says(&["',' or '", "flow sequence", "flow mapping"]) {
        message!(vi: "trước chỗ này thiếu dấu phẩy hoặc dấu đóng ngoặc", en: "a comma or a closing bracket is missing before this")
    } else {
        message!(vi: "YAML sai cú pháp từ chỗ này ({info})", en: "broken YAML from here on: {info}")
    }
}
