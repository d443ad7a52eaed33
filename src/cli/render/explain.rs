//! Rules for people: a line for each, or a page for one.

use crate::check::{Basis, Info};
use crate::cli::Failure;
use crate::model::finding::Severity;
use crate::model::value::Language;
use annotate_snippets::renderer::{AnsiColor, Effects, Style};
use std::fmt::Write as _;
use std::io::Write;

pub(super) const BOLD: Style = Style::new().effects(Effects::BOLD);
const DIM: Style = Style::new().effects(Effects::DIMMED);

/// Text is broken into lines of so many characters.
const WIDTH: usize = 96;

pub(in crate::cli) const fn colour(severity: Severity) -> Style {
    match severity {
        Severity::Error => AnsiColor::BrightRed.on_default().effects(Effects::BOLD),
        Severity::Warning => AnsiColor::Yellow.on_default().effects(Effects::BOLD),
        Severity::Note => AnsiColor::BrightGreen.on_default().effects(Effects::BOLD),
    }
}

const fn pick(both: (&'static str, &'static str), language: &Language) -> &'static str {
    if matches!(language, Language::Vi) { both.0 } else { both.1 }
}

/// Text in a style, filled up to a width in characters: escape codes have none.
pub(super) fn cell(text: &str, width: usize, style: Style) -> String {
    let fill = width.saturating_sub(text.chars().count());
    format!("{style}{text}{style:#}{:fill$}", "")
}

/// Act and article, and whether they were read there.
pub(in crate::cli) fn basis(basis: &Basis, language: &Language) -> String {
    let Basis { act, verified, .. } = basis;
    let place = basis.place_in(language);
    let comma = if place.is_empty() { "" } else { ", " };
    let unverified = if *verified { "" } else { pick((" (chưa đối chiếu)", " (not verified)"), language) };
    format!("{act}{comma}{place}{unverified}")
}

/// The days on which it is in force, where that is not always.
fn days(basis: &Basis, language: &Language) -> Option<String> {
    let (from, until) = (basis.from.map(|day| day.to(language)), basis.until.map(|day| day.to(language)));
    Some(match (*language == Language::Vi, from, until) {
        (_, None, None) => return None,
        (true, Some(from), None) => format!("từ {from}"),
        (true, None, Some(until)) => format!("đến hết {until}"),
        (true, Some(from), Some(until)) => format!("từ {from} đến hết {until}"),
        (false, Some(from), None) => format!("from {from}"),
        (false, None, Some(until)) => format!("until {until}"),
        (false, Some(from), Some(until)) => format!("{from} to {until}"),
    })
}

/// One line for each rule.
pub(in crate::cli) fn list(out: &mut impl Write, rules: &[&Info], language: &Language) -> Result<(), Failure> {
    let width = rules.iter().map(|info| info.code.len()).max().unwrap_or_default();
    for info in rules {
        let (code, severity) = (cell(info.code, width, BOLD), cell(info.severity.to(language), 8, colour(info.severity)));
        let (demands, basis) = (pick(info.demands, language), basis(&info.basis, language));
        writeln!(out, "{code} {severity} {demands} {DIM}[{basis}]{DIM:#}")?;
    }
    Ok(())
}

/// The families, how many rules each has, and what it is about.
pub(in crate::cli) fn families(
    out: &mut impl Write,
    families: &[(&str, usize, (&'static str, &'static str))],
    language: &Language,
) -> Result<(), Failure> {
    let width = families.iter().map(|(name, ..)| name.len()).max().unwrap_or_default();
    for (name, count, about) in families {
        writeln!(out, "{} {count:>3}  {}", cell(name, width, BOLD), pick(*about, language))?;
    }
    let more = (
        "`quytrinh explain NHÓM` liệt kê các quy tắc của nhóm, `quytrinh explain MÃ` giải thích một quy tắc",
        "`quytrinh explain FAMILY` lists the rules of a family, `quytrinh explain CODE` explains one",
    );
    writeln!(out, "\n{}", pick(more, language))?;
    Ok(())
}

/// All that is known of one rule.
pub(in crate::cli) fn rule(out: &mut impl Write, info: &Info, language: &Language) -> Result<(), Failure> {
    let severity = colour(info.severity);
    writeln!(out, "{severity}{}{severity:#}{BOLD}[{}]{BOLD:#}", info.severity.to(language), info.code)?;
    writeln!(out, "{}\n", wrapped(&sentence(pick(info.demands, language))))?;
    let mut row = |name: (&'static str, &'static str), value: &str| {
        let name = cell(pick(name, language), 16, DIM);
        writeln!(out, "{name}{value}")
    };
    row(("căn cứ", "source"), &basis(&info.basis, language))?;
    row(
        ("hiệu lực", "in force"),
        &days(&info.basis, language).unwrap_or_else(|| pick(("luôn luôn", "always"), language).into()),
    )?;
    row(("sửa tự động", "mended by --fix"), pick(if info.fixable { ("có", "yes") } else { ("không", "no") }, language))?;
    if !pick(info.why, language).is_empty() {
        writeln!(out, "\n{}", wrapped(pick(info.why, language)))?;
    }
    if !pick(info.mend, language).is_empty() {
        writeln!(out, "\n{}", wrapped(pick(info.mend, language)))?;
    }
    for (name, example, style) in [
        (("Sai", "Wrong"), info.wrong, AnsiColor::BrightRed.on_default()),
        (("Đúng", "Right"), info.right, AnsiColor::BrightGreen.on_default()),
    ] {
        if !example.is_empty() {
            writeln!(out, "\n{style}{}{style:#}", pick(name, language))?;
            for line in example.trim_end().lines() {
                writeln!(out, "{}", format!("    {line}").trim_end())?;
            }
        }
    }
    Ok(())
}

/// With a capital and a full stop.
fn sentence(text: &str) -> String {
    let mut chars = text.chars();
    let first = chars.next().map(|c| c.to_uppercase().to_string()).unwrap_or_default();
    let stop = if text.ends_with(['.', '…', '`', ')']) { "" } else { "." };
    format!("{first}{}{stop}", chars.as_str())
}

fn wrapped(text: &str) -> String {
    let (mut out, mut width) = (String::new(), 0);
    for word in text.split_whitespace() {
        let length = word.chars().count();
        if width > 0 && width + 1 + length > WIDTH {
            out.push('\n');
            width = 0;
        }
        if width > 0 {
            out.push(' ');
            width += 1;
        }
        let _ = write!(out, "{word}");
        width += length;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::value::Date;

    #[test]
    fn text_is_broken_between_words_and_keeps_them_all() {
        let text = "một hai ba ".repeat(40);
        let broken = wrapped(&text);
        assert!(broken.lines().all(|line| line.chars().count() <= WIDTH) && broken.lines().count() > 3);
        assert_eq!(broken.split_whitespace().collect::<Vec<_>>(), text.split_whitespace().collect::<Vec<_>>());
    }

    #[test]
    fn days_are_said_as_a_document_says_them() {
        let basis = Basis::new("A", "1").from(Date::of(2010, 10, 14)).until(Date::of(2017, 9, 24));
        assert_eq!(days(&basis, &Language::Vi).as_deref(), Some("từ 14/10/2010 đến hết 24/09/2017"));
        assert_eq!(days(&basis, &Language::En).as_deref(), Some("14 Oct 2010 to 24 Sep 2017"));
        assert_eq!(days(&Basis::new("A", "1"), &Language::En), None);
    }
}
