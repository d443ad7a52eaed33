//! Letters without their marks.

use std::sync::LazyLock;
use unicode_normalization::UnicodeNormalization as _;

/// Where letters with marks stand: Latin, Greek, Cyrillic, and the Vietnamese ones after them.
const TABLE: usize = 0x2000;

static BASES: LazyLock<Vec<char>> =
    LazyLock::new(|| (0..TABLE).map(|n| u32::try_from(n).ok().and_then(char::from_u32).map_or('\0', decomposed)).collect());

fn decomposed(c: char) -> char {
    let mut parts = std::iter::once(c).nfd();
    let first = parts.next().unwrap_or(c);
    // What is composed of other things than marks, as Korean syllables are, stays whole.
    if parts.all(is_mark) { first } else { c }
}

/// Whether a character is a mark over or under the letter before it.
pub(super) const fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}')
}

/// A letter without its marks; anything else as it is.
pub(super) fn base(c: char) -> char {
    if c.is_ascii() {
        return c;
    }
    BASES.get(c as usize).copied().unwrap_or_else(|| decomposed(c))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_left_out() {
        let bare: String = "Đường Nguyễn Ặ é ǆ 한 ế".chars().filter(|c| !is_mark(*c)).map(base).collect();
        assert_eq!(bare, "Đuong Nguyen A e ǆ 한 e");
        assert!("ặẶậứỡỹêđĐ".chars().map(base).eq("aAauoyeđĐ".chars()));
    }
}
