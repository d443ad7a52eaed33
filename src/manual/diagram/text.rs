//! How wide text is, without a font: figures of a wide font, so that no other one overflows.

/// Widths of the printable ASCII characters in hundredths of the font size.
const ASCII: [u8; 95] = [
    32, 41, 46, 84, 64, 96, 78, 28, 40, 40, 50, 84, 32, 37, 32, 34, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 34, 34, 84, 84, 84,
    54, 100, 69, 69, 70, 78, 64, 58, 78, 76, 30, 30, 66, 56, 87, 75, 79, 61, 79, 70, 64, 62, 74, 69, 99, 69, 62, 69, 40, 34, 40,
    84, 50, 50, 62, 64, 55, 64, 62, 36, 64, 64, 28, 28, 58, 28, 98, 64, 62, 64, 64, 42, 53, 40, 64, 60, 82, 60, 60, 53, 64, 34,
    64, 84,
];

/// The width of a character in hundredths of the font size.
fn advance(c: char) -> f64 {
    let hundredths = match c {
        ' '..='~' => u32::from(*ASCII.get(c as usize - 32).unwrap_or(&100)),
        '\u{300}'..='\u{36f}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' => 0,
        'à'..='å' | 'ă' | 'ạ'..='ặ' | 'è'..='ë' | 'ẹ'..='ệ' if c.is_lowercase() => 62,
        'ì'..='ï' | 'ĩ' | 'ỉ' | 'ị' | '\u{a0}' | '·' => 32,
        'ò'..='ö' | 'ơ' | 'ọ'..='ợ' if c.is_lowercase() => 63,
        'ù'..='ü' | 'ũ' | 'ư' | 'ụ'..='ự' | 'đ' if c.is_lowercase() => 66,
        'ý' | 'ÿ' | 'ỳ'..='ỹ' if c.is_lowercase() => 60,
        'Ì'..='Ï' | 'Ĩ' | 'Ỉ' | 'Ị' => 38,
        '–' | '“' | '”' | '‘' | '’' => 52,
        '\u{80}'..='\u{24f}' | '\u{1e00}'..='\u{1eff}' => 92,
        '\u{370}'..='\u{5ff}' => 85,
        _ => 105,
    };
    f64::from(hundredths) / 100.0
}

/// The width of a line of text.
pub(in crate::manual) fn width(text: &str, size: f64, bold: bool) -> f64 {
    let em: f64 = text.chars().map(advance).sum();
    em * size * if bold { 1.13 } else { 1.0 }
}

/// Breaks text into lines no wider than `room`, at most `most` of them; what is cut ends in `…`.
///
/// The lines are made about equally long: a last line of one short word looks like a mistake.
pub(in crate::manual) fn wrap(text: &str, room: f64, size: f64, bold: bool, most: usize) -> Vec<String> {
    let words = pieces(text, room, size, bold);
    let mut lines = fill(&words, room, size, bold);
    if lines.len() > most {
        lines.truncate(most);
        if let Some(last) = lines.last_mut() {
            while width(last, size, bold) + width("…", size, bold) > room && !last.is_empty() {
                // Whole words, unless there is only one.
                let end = last.rfind(' ').unwrap_or(last.len() - last.chars().next_back().map_or(0, char::len_utf8));
                last.truncate(end);
            }
            let kept = last.trim_end_matches([' ', ',', ';']).len();
            last.truncate(kept);
            last.push('…');
        }
        return lines;
    }
    // The narrowest room that needs no more lines.
    let (mut narrow, mut wide) = (room / 2.0, room);
    for _ in 0..5 {
        let middle = f64::midpoint(narrow, wide);
        let fits = words.iter().all(|(w, _)| width(w, size, bold) <= middle);
        let tried = if fits { fill(&words, middle, size, bold) } else { Vec::new() };
        if fits && tried.len() == lines.len() {
            (wide, lines) = (middle, tried);
        } else {
            narrow = middle;
        }
    }
    lines
}

/// What of a text must stay on one line: its words, and a number with what it counts.
pub(super) fn words_of(text: &str) -> impl Iterator<Item = String> + '_ {
    let mut words = text.split_whitespace().peekable();
    std::iter::from_fn(move || {
        let word = words.next()?;
        let is_number =
            word.chars().all(|c| c.is_ascii_digit() || matches!(c, ',' | '.')) && word.starts_with(|c: char| c.is_ascii_digit());
        let counts = |next: &&str| next.starts_with(char::is_alphabetic);
        match words.next_if(|next| is_number && !word.ends_with([',', '.']) && counts(next)) {
            Some(unit) => Some(format!("{word} {unit}")),
            None => Some(word.to_owned()),
        }
    })
}

/// The words of a text, those wider than the room in pieces; each with whether a space goes before.
fn pieces(text: &str, room: f64, size: f64, bold: bool) -> Vec<(String, bool)> {
    let mut found = Vec::new();
    for word in words_of(text) {
        if width(&word, size, bold) <= room {
            found.push((word, true));
            continue;
        }
        let mut piece = String::new();
        let mut first = true;
        for c in word.chars() {
            let grown = width(&piece, size, bold) + advance(c) * size * 1.13;
            let parts = c == ' ' || piece.ends_with(['/', '-']);
            // A mark stays with the letter it stands on.
            if (parts || grown > room && advance(c) > 0.0) && !piece.is_empty() {
                found.push((std::mem::take(&mut piece), first));
                first = c == ' ';
            }
            if c != ' ' {
                piece.push(c);
            }
        }
        found.push((piece, first));
    }
    found
}

fn fill(words: &[(String, bool)], room: f64, size: f64, bold: bool) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    let mut used = 0.0;
    for (word, spaced) in words {
        let wide = width(word, size, bold);
        let space = if *spaced { width(" ", size, bold) } else { 0.0 };
        match lines.last_mut() {
            Some(line) if used + space + wide <= room => {
                if *spaced {
                    line.push(' ');
                }
                line.push_str(word);
                used += space + wide;
            }
            _ => {
                lines.push(word.clone());
                used = wide;
            }
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_fit_their_room() {
        let texts = [
            "",
            "một",
            "Kiểm tra tính hợp lệ, đầy đủ của hồ sơ",
            &"x".repeat(300),
            &"e\u{301}".repeat(90),
            "中文字符 и кириллица",
        ];
        for text in texts {
            for room in [30.0, 77.0, 200.0] {
                let lines = wrap(text, room, 12.0, false, usize::MAX);
                assert!(lines.iter().all(|l| width(l, 12.0, false) <= room + 0.01), "{lines:?}");
                let strip = |s: &str| s.chars().filter(|c| !c.is_whitespace()).collect::<String>();
                assert_eq!(strip(&lines.concat()), strip(text));
            }
        }
    }

    #[test]
    fn what_is_cut_says_so() {
        let lines = wrap("một hai ba bốn năm sáu bảy tám chín mười", 60.0, 12.0, false, 2);
        assert_eq!(lines.len(), 2);
        assert!(lines[1].ends_with('…') && width(&lines[1], 12.0, false) <= 60.0);
    }

    #[test]
    fn every_vietnamese_letter_is_known() {
        for c in "aăâáàảãạắằẳẵặấầẩẫậđeêéèẻẽẹếềểễệiíìỉĩịoôơóòỏõọốồổỗộớờởỡợuưúùủũụứừửữựyýỳỷỹỵ".chars()
        {
            assert!(advance(c) <= 0.66 && advance(c) >= 0.28, "{c} {}", advance(c));
        }
    }
}
