//! Text in lines that a terminal holds.

use std::fmt::Write as _;

/// Lines are no longer than this, so that no terminal breaks them in the middle of a word.
pub(in crate::cli) const WIDTH: usize = 80;

/// A text in lines of so many characters, all but the first set in. Fixed spaces hold words together.
pub(in crate::cli) fn folded(most: usize, inset: usize, text: &str) -> String {
    let (mut out, mut width) = (String::new(), 0);
    for (i, word) in text.split(' ').enumerate() {
        let length = word.chars().count();
        if i > 0 && width + 1 + length > most && width > inset {
            let _ = write!(out, "\n{:inset$}", "");
            width = inset;
        } else if i > 0 {
            out.push(' ');
            width += 1;
        }
        out.push_str(word);
        width += length;
    }
    out.replace('\u{a0}', " ")
}

/// Amounts that are not torn: a line is broken before an arrow or behind a stroke.
pub(in crate::cli) fn bound(amounts: &str) -> String {
    let fixed = amounts.replace(' ', "\u{a0}");
    let breaks = [("\u{a0}→", " →"), ("/\u{a0}", "/ "), ("\u{a0}(", " ("), (";\u{a0}", "; ")];
    breaks.into_iter().fold(fixed, |text, (from, to)| text.replace(from, to))
}

/// A head in two lines, as even as its words allow.
pub(in crate::cli) fn halves(head: &str) -> (String, String) {
    let length = |text: &str| text.chars().count();
    let cuts = head.match_indices(' ').map(|(at, _)| (&head[..at], &head[at + 1..]));
    let best = cuts.min_by_key(|(first, second)| length(first).max(length(second)));
    best.map_or_else(|| (String::new(), head.to_owned()), |(first, second)| (first.to_owned(), second.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_short_and_keep_every_word() {
        let text = "  một hai ba bốn năm sáu bảy tám chín mười".repeat(6);
        let broken = folded(30, 4, &text);
        assert!(
            broken.lines().all(|line| line.chars().count() <= 30) && broken.lines().skip(1).all(|line| line.starts_with("    "))
        );
        assert!(broken.split_whitespace().eq(text.split_whitespace()));
        assert_eq!(folded(8, 0, "no-place-to-break it"), "no-place-to-break\nit");
    }

    #[test]
    fn amounts_are_not_torn() {
        assert_eq!(folded(20, 2, &bound("8 working days → 7 working days")), "8 working days\n  → 7 working days");
    }

    #[test]
    fn heads_are_halved_between_words() {
        let half = |head: &str| halves(head);
        assert_eq!(half("Sau đơn giản hóa"), ("Sau đơn".into(), "giản hóa".into()));
        assert_eq!(half("Change"), (String::new(), "Change".into()));
    }
}
