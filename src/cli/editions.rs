//! `rules --map`: where each clause went in a later edition.

use super::{CLEAN, Failure, Format, render};
use crate::model::value::edition::{MOVED, NEW};
use crate::model::value::{Clause, Language};
use std::io::Write;

/// Where each clause of ISO 9001:2008 went in the edition of 2015.
pub(super) fn run(out: &mut impl Write, format: Format, language: &Language) -> Result<u8, Failure> {
    if format == Format::Json {
        render::json::print(out, &render::json::clauses_in_2015())?;
        return Ok(CLEAN);
    }
    let vi = *language == Language::Vi;
    writeln!(out, "{:<6} {:<18} ISO 9001:2008", "2008", "2015")?;
    for row in &MOVED {
        let title = Clause::all().find(|clause| clause.number() == row.from).map_or("", |clause| clause.title(language));
        let title = match (title, vi) {
            ("", true) => "Áp dụng, ngoại lệ",
            ("", false) => "Application, exclusions",
            (title, _) => title,
        };
        let note = if vi { row.note.0 } else { row.note.1 };
        let dash = if note.is_empty() { "" } else { "; " };
        let unverified = match (row.verified, vi) {
            (true, _) => "",
            (false, true) => " (chưa đối chiếu)",
            (false, false) => " (not verified)",
        };
        writeln!(out, "{:<6} {:<18} {title}{dash}{note}{unverified}", row.from, row.to.join(", "))?;
    }
    for (number, new_vi, new_en) in NEW {
        let (mark, title) = if vi { ("mới", new_vi) } else { ("new", new_en) };
        writeln!(out, "{mark:<6} {number:<18} {title}")?;
    }
    Ok(CLEAN)
}
