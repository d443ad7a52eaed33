//! The faces that documents are printed in, and what these lack.

use std::borrow::Cow;
use std::fmt::Write as _;
use std::sync::LazyLock;
use typst::foundations::Bytes;
use typst::layout::Abs;
use typst::text::{Font, FontBook, FontInstance, FontVariant, FontVariations};
use typst::utils::LazyHash;

/// The faces, as the file that it is in holds each. The two regular ones stand first: text is measured by them.
const FILES: [&[u8]; 7] = [
    include_bytes!("faces/LiberationSerif-Regular.ttf"),
    include_bytes!("faces/LiberationSerif-Bold.ttf"),
    include_bytes!("faces/LiberationSerif-Italic.ttf"),
    include_bytes!("faces/LiberationSerif-BoldItalic.ttf"),
    include_bytes!("faces/LiberationSans-Regular.ttf"),
    include_bytes!("faces/LiberationSans-Bold.ttf"),
    include_bytes!("faces/DejaVuSans.ttf"),
];
/// The family that has what the others lack. Its own name is one of those that drawings ask for.
const REST: &str = "Rest";

/// How wide a character is at the most.
const WIDE: f32 = 1.0;
/// Characters that faces can have: two planes.
const CHARACTERS: usize = 0x2_0000;
/// Characters that text is measured by; the others are taken to be wide.
const MEASURED: u32 = 0x2500;

/// The faces, read.
pub(super) struct Faces {
    pub fonts: Vec<Font>,
    pub book: LazyHash<FontBook>,
    /// For every character: whether it is printed whatever the style.
    printed: Vec<bool>,
    /// Advances of characters, in parts of the size: regular and bold.
    advances: [Vec<f32>; 2],
}

pub(super) static FACES: LazyLock<Faces> = LazyLock::new(|| {
    let fonts: Vec<Font> = FILES.iter().filter_map(|file| Font::new(Bytes::new(*file), 0)).collect();
    let (styles, rest) = fonts.split_at(fonts.len().saturating_sub(1));
    let mut faces = vec![0; CHARACTERS];
    let mut count = |fonts: &[Font], by: usize| {
        for font in fonts {
            let read = instance(font);
            // A face may name a character and have no sign for it.
            let has =
                |code: &u32| char::from_u32(*code).and_then(|c| read.ttf().glyph_index(c)).is_some_and(|glyph| glyph.0 != 0);
            for code in font.info().coverage.iter().filter(has) {
                if let Some(count) = faces.get_mut(code as usize) {
                    *count += by;
                }
            }
        }
    };
    count(styles, 1);
    count(rest, styles.len());
    let printed = faces.into_iter().map(|count| count >= styles.len()).collect();
    let advances = [0, 1].map(|at| fonts.get(at).map_or_else(Vec::new, advances));
    let mut infos: Vec<_> = fonts.iter().map(|font| font.info().clone()).collect();
    if let Some(last) = infos.last_mut() {
        last.family = REST.into();
    }
    Faces { book: LazyHash::new(FontBook::from_infos(infos)), fonts, printed, advances }
});

fn instance(font: &Font) -> FontInstance {
    font.clone().instantiate(FontVariant::default(), Abs::pt(10.0), &FontVariations::default())
}

fn advances(font: &Font) -> Vec<f32> {
    let font = instance(font);
    let advance = |code: u32| {
        let glyph = font.ttf().glyph_index(char::from_u32(code)?)?;
        Some(f32::from(font.ttf().glyph_hor_advance(glyph)?) / f32::from(font.ttf().units_per_em()))
    };
    (0..MEASURED).map(|code| advance(code).unwrap_or(WIDE)).collect()
}

impl Faces {
    fn prints(&self, c: char) -> bool {
        self.printed.get(c as usize).is_some_and(|printed| *printed) && !is_private(c)
    }
    /// Whether a character is printed, and printed as well where a heading makes it large.
    fn has(&self, c: char) -> bool {
        self.prints(c) && c.to_uppercase().all(|c| self.prints(c))
    }

    /// Text of which every character is printed: white space is a space, what cannot be seen anyhow is left out,
    /// and what no face has stands as its code point in brackets, lest a box be all that is left of it.
    pub fn printable<'t>(&self, text: &'t str) -> Cow<'t, str> {
        if text.chars().all(|c| !is_odd(c) && self.has(c)) {
            return Cow::Borrowed(text);
        }
        let mut out = String::with_capacity(text.len());
        let mut open = false;
        for c in text.chars() {
            let lacks = !c.is_whitespace() && !is_odd(c) && !self.has(c);
            if open && !lacks && !is_unseen(c) {
                out.push(']');
                open = false;
            }
            match c {
                c if is_unseen(c) => {}
                '\n' | '\t' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => out.push(' '),
                c if c.is_control() => {}
                c if lacks => {
                    let _ = write!(out, "{}U+{:04X}", if open { ' ' } else { '[' }, u32::from(c));
                    open = true;
                }
                c => out.push(if c.is_whitespace() && !self.has(c) { ' ' } else { c }),
            }
        }
        if open {
            out.push(']');
        }
        Cow::Owned(out)
    }

    /// How wide text is, in parts of its size.
    pub fn width(&self, text: &str, bold: bool) -> f64 {
        let advances = &self.advances[usize::from(bold)];
        text.chars().map(|c| f64::from(advances.get(c as usize).copied().unwrap_or(WIDE))).sum()
    }

    /// Text that is no wider than this; what is cut ends in `…`.
    pub fn shortened(&self, text: &str, room: f64, bold: bool) -> String {
        if self.width(text, bold) <= room {
            return text.to_owned();
        }
        let mut left = room - self.width("…", bold);
        let fits = |c: &char| {
            left -= self.width(c.encode_utf8(&mut [0; 4]), bold);
            left >= 0.0
        };
        let mut out: String = text.chars().take_while(fits).collect();
        out.truncate(out.trim_end().len());
        out.push('…');
        out
    }
}

/// What has no sign of its own and that an archive must not hold, or that only other faces would know.
fn is_unseen(c: char) -> bool {
    matches!(c, '\u{feff}' | '\u{fe00}'..='\u{fe0f}' | '\u{e0000}'..='\u{e0fff}' | '\u{fff9}'..='\u{fffb}')
        || matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}')
}

fn is_odd(c: char) -> bool {
    c.is_control() || is_unseen(c) || matches!(c, '\u{2028}' | '\u{2029}')
}

/// Characters that mean what two parties agree on: an archive must not hold them.
fn is_private(c: char) -> bool {
    matches!(c, '\u{e000}'..='\u{f8ff}' | '\u{f0000}'..)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_face_is_read() {
        assert_eq!(FACES.fonts.len(), FILES.len());
        let families: Vec<&str> = FACES.book.families().map(|(family, _)| family).collect();
        assert_eq!(families, ["Liberation Sans", "Liberation Serif", REST]);
    }

    #[test]
    fn vietnamese_and_signs_of_forms_are_printed_as_they_are() {
        let text = "Ừ, ở phường Ngọc Hà: 1–2 ≤ 3 “ngày” → ☐ ☑ ✓ ● № … e\u{302}\u{301} עברית العربية";
        assert_eq!(FACES.printable(text), text);
        assert!(matches!(FACES.printable(text), Cow::Borrowed(_)));
    }

    #[test]
    fn what_no_face_has_is_its_code_point() {
        assert_eq!(FACES.printable("Hà Nội 河內 (\u{1f9ff})"), "Hà Nội [U+6CB3 U+5167] ([U+1F9FF])");
        assert_eq!(FACES.printable("a\nb\u{0}c\u{feff}\u{202e}\td\u{e000}"), "a bc d[U+E000]");
    }

    #[test]
    fn long_text_is_cut() {
        assert_eq!(FACES.shortened("short", 10.0, false), "short");
        let cut = FACES.shortened(&"long ".repeat(50), 10.0, true);
        assert!(cut.ends_with('…') && FACES.width(&cut, true) <= 10.0, "{cut}");
    }
}
