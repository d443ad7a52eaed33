//! `measure`: what each simplification removes, as a table or as JSON.

use super::{CLEAN, FINDINGS, Failure, Format, render};
use crate::measure::{Difference, findings};
use crate::model::library::Library;
use crate::model::value::{Language, WorkSpan};
use std::io::Write;
use std::path::PathBuf;

pub(super) fn run(out: &mut impl Write, paths: &[PathBuf], format: Format, language: &Language) -> Result<u8, Failure> {
    let library = Library::open_all(paths)?;
    let portfolio = library.measure();
    let wrong = findings(&library, &portfolio);
    let code = if wrong.is_empty() { CLEAN } else { FINDINGS };
    if format == Format::Json {
        render::json::portfolio(out, &portfolio)?;
        return Ok(code);
    }
    let vi = *language == Language::Vi;
    for effect in &portfolio.effects {
        let Some(procedure) = library.procedure(&effect.procedure) else { continue };
        writeln!(out, "{} {}", effect.procedure, procedure.definition().title.to(language))?;
        let m = &effect.as_is;
        let limit = m.limit.map_or_else(|| "–".into(), |l| l.to(language));
        if vi {
            writeln!(
                out,
                "  hiện trạng: {} bước, {} lần chuyển giao, {} giấy tờ, đường dài nhất {}, thời hạn {limit}",
                m.steps,
                m.hand_offs,
                m.documents,
                m.time.to(language)
            )?;
        } else {
            writeln!(
                out,
                "  as is: {} steps, {} hand-offs, {} papers, longest path {}, limit {limit}",
                m.steps,
                m.hand_offs,
                m.documents,
                m.time.to(language)
            )?;
        }
        for stage in &effect.stages {
            writeln!(
                out,
                "  {} ({}): {}",
                stage.title.to(language),
                stage.status.label(language),
                said(&stage.effect, language)
            )?;
        }
        if effect.stages.len() > 1 {
            writeln!(out, "  {}: {}", if vi { "tổng cộng" } else { "in total" }, said(&effect.total(), language))?;
        }
        for (i, error) in &effect.failed {
            let title = procedure.definition().simplifications.get(*i).map_or("", |s| s.title.to(language));
            writeln!(
                out,
                "  {title}: {}: {}",
                if vi { "không áp dụng được" } else { "cannot be applied" },
                error.message.to(language)
            )?;
        }
    }
    let (n, of, steps) = (portfolio.simplified, portfolio.services, portfolio.steps_removed);
    if vi {
        writeln!(out, "{n}/{of} thủ tục hành chính đơn giản hơn; {steps} bước được bỏ")?;
    } else {
        writeln!(out, "{n} of {of} administrative procedures become simpler; {steps} steps removed")?;
    }
    Ok(code)
}

/// The changes in one line; what stays the same is not said.
fn said(d: &Difference, language: &Language) -> String {
    let vi = *language == Language::Vi;
    let mut parts = Vec::new();
    for (change, word_vi, word_en) in
        [(d.steps, "bước", "steps"), (d.hand_offs, "lần chuyển giao", "hand-offs"), (d.documents, "giấy tờ", "papers")]
    {
        if change.removed() != 0 {
            parts.push(format!("{} {} → {}", if vi { word_vi } else { word_en }, change.before, change.after));
        }
    }
    let mut span = |before: WorkSpan, after: WorkSpan, word: &str| {
        if before != after {
            parts.push(format!("{word} {} → {}", before.to(language), after.to(language)));
        }
    };
    span(d.before.time, d.after.time, if vi { "đường dài nhất" } else { "longest path" });
    if let Some((before, after)) = d.limits() {
        span(before, after, if vi { "thời hạn" } else { "limit" });
    }
    if parts.is_empty() { if vi { "không đổi".into() } else { "unchanged".into() } } else { parts.join("; ") }
}
