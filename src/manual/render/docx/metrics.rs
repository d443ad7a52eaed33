//! How wide words are in the faces that the documents ask for: those of Times New Roman and Arial, which
//! Liberation Serif and Sans share.

use super::super::super::letters::base;
use std::sync::LazyLock;

/// A face.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Face {
    Serif,
    SerifBold,
    Sans,
    SansBold,
}

/// Up to here widths are looked up: letters with marks, and the signs after them.
const TABLE: u32 = 0x2300;

type Widths = [u16; 95];

/// Widths of the printable characters of ASCII in thousandths of the size.
const SERIF: Widths = [
    250, 333, 408, 500, 500, 833, 778, 180, 333, 333, 500, 564, 250, 333, 250, 278, 500, 500, 500, 500, 500, 500, 500, 500, 500,
    500, 278, 278, 564, 564, 564, 444, 921, 722, 667, 667, 722, 611, 556, 722, 722, 333, 389, 722, 611, 889, 722, 722, 556, 722,
    667, 556, 611, 722, 722, 944, 722, 722, 611, 333, 278, 333, 469, 500, 333, 444, 500, 444, 500, 444, 333, 500, 500, 278, 278,
    500, 278, 778, 500, 500, 500, 500, 333, 389, 278, 500, 500, 722, 500, 500, 444, 480, 200, 480, 541,
];
const SERIF_BOLD: Widths = [
    250, 333, 555, 500, 500, 1000, 833, 278, 333, 333, 500, 570, 250, 333, 250, 278, 500, 500, 500, 500, 500, 500, 500, 500, 500,
    500, 333, 333, 570, 570, 570, 500, 930, 722, 667, 722, 722, 667, 611, 778, 778, 389, 500, 778, 667, 944, 722, 778, 611, 778,
    722, 556, 667, 722, 722, 1000, 722, 722, 667, 333, 278, 333, 581, 500, 333, 500, 556, 444, 556, 444, 333, 500, 556, 278, 333,
    556, 278, 833, 556, 500, 556, 556, 444, 389, 333, 556, 500, 722, 500, 500, 444, 394, 220, 394, 520,
];
const SANS: Widths = [
    278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556, 556, 556, 556, 556, 556, 556,
    556, 278, 278, 584, 584, 584, 556, 1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833, 722, 778, 667, 778,
    722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556, 333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222,
    500, 222, 833, 556, 556, 556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584,
];
const SANS_BOLD: Widths = [
    278, 333, 474, 556, 556, 889, 722, 238, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556, 556, 556, 556, 556, 556, 556,
    556, 333, 333, 584, 584, 584, 611, 975, 722, 722, 722, 722, 667, 611, 778, 722, 278, 556, 722, 611, 833, 722, 778, 667, 778,
    722, 667, 611, 722, 667, 944, 667, 667, 611, 333, 278, 333, 584, 556, 333, 556, 611, 556, 611, 556, 333, 611, 611, 278, 278,
    556, 278, 889, 611, 611, 611, 611, 389, 556, 333, 611, 556, 778, 556, 556, 500, 389, 280, 389, 584,
];

impl Face {
    const fn widths(self) -> &'static Widths {
        match self {
            Self::Serif => &SERIF,
            Self::SerifBold => &SERIF_BOLD,
            Self::Sans => &SANS,
            Self::SansBold => &SANS_BOLD,
        }
    }

    /// The width of a character in thousandths of the size.
    pub fn advance(self, c: char) -> u16 {
        static TABLES: LazyLock<[Vec<u16>; 4]> = LazyLock::new(|| {
            let all = |face: Face| (0..TABLE).filter_map(char::from_u32).map(|c| face.measured(c)).collect();
            [Face::Serif, Face::SerifBold, Face::Sans, Face::SansBold].map(all)
        });
        TABLES[self as usize].get(c as usize).copied().unwrap_or_else(|| self.measured(c))
    }

    fn measured(self, c: char) -> u16 {
        let ascii = |c: char| usize::try_from(u32::from(c)).ok().and_then(|n| self.widths().get(n.checked_sub(32)?)).copied();
        if let Some(width) = ascii(c) {
            return width;
        }
        match c {
            '\u{300}'..='\u{36f}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' => return 0,
            '\u{a0}' => return self.measured(' '),
            'đ' => return self.measured('d'),
            'Đ' => return self.measured('D'),
            '–' => return self.measured('0'),
            '—' | '…' | '→' | '←' | '↔' => return 1000,
            '“' | '”' => return if matches!(self, Self::Serif) { 444 } else { self.measured('"') },
            '‘' | '’' => return self.measured('('),
            '−' | '×' => return self.measured('+'),
            '•' => return 350,
            '■' => return 604,
            '≤' | '≥' => return 549,
            _ => {}
        }
        // A letter with marks is as wide as the letter.
        if let Some(width) = Some(base(c)).filter(|base| *base != c).and_then(ascii) {
            return width;
        }
        if c < '\u{2e80}' { 620 } else { 1000 }
    }

    /// The width of a text in thousandths of the size.
    pub fn width(self, text: &str) -> u32 {
        text.chars().map(|c| u32::from(self.advance(c))).sum()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_are_as_wide_as_in_the_faces() {
        // From the fonts themselves.
        for (c, serif, bold, sans, sans_bold) in
            [('ặ', 444, 500, 556, 556), ('ư', 500, 556, 556, 611), ('Đ', 722, 722, 722, 722), ('—', 1000, 1000, 1000, 1000)]
        {
            let widths = [Face::Serif, Face::SerifBold, Face::Sans, Face::SansBold].map(|face| face.advance(c));
            assert_eq!(widths, [serif, bold, sans, sans_bold], "{c}");
        }
        assert_eq!(Face::Serif.width("e\u{301}"), 444);
    }
}
