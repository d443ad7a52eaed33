//! `build` and `manual`: everything a library publishes, written whole or not at all.

use super::setup::Setup;
use super::{CLEAN, FINDINGS, Failure, counted, render, write};
use crate::check::Coverage;
use crate::model::finding::Severity;
use crate::model::library::Library;
use crate::model::value::Language;
use std::io::Write;
use std::path::Path;

pub(super) fn run(out: &mut impl Write, dir: &Path, to: &Path, language: &Language) -> Result<u8, Failure> {
    let library = Library::open(dir)?;
    let setup = Setup::of(&[dir.to_owned()], None, None, language)?;
    let (report, portfolio, sources) = setup.inspect(&library, Vec::new());
    let coverage = Coverage::of(&library, &report);
    let files = library.site(&portfolio, &coverage);
    write::all(to, &files)?;
    let facts = render::Facts::of(&report, &sources, &setup.infos);
    render::terminal::findings(out, &facts, language)?;
    let (errors, warnings) = (report.count(Severity::Error), report.count(Severity::Warning));
    let before: usize = library.procedures().iter().map(|p| p.definition().steps.len()).sum();
    let simplifications: usize = portfolio.effects.iter().map(|e| e.stages.len()).sum();
    let (procedures, removed, written, place) = (library.procedures().len(), portfolio.steps_removed, files.len(), to.display());
    let (simplified, decided, services) = (portfolio.simplified, portfolio.decided, portfolio.services);
    if *language == Language::Vi {
        writeln!(out, "{procedures} quy trình, {before} bước")?;
        writeln!(out, "{errors} lỗi, {warnings} cảnh báo")?;
        writeln!(
            out,
            "{removed} bước được bỏ bởi {simplifications} phương án; {simplified}/{services} thủ tục hành chính đơn giản hơn ({decided} theo phương án đã phê duyệt, còn lại là đề xuất)"
        )?;
        writeln!(out, "{written} tệp được ghi vào {place}; bắt đầu từ {place}/index.html")?;
    } else {
        writeln!(out, "{}, {}", counted(procedures, "procedure"), counted(before, "step"))?;
        writeln!(out, "{}, {}", counted(errors, "error"), counted(warnings, "warning"))?;
        writeln!(
            out,
            "{removed} steps removed by {simplifications} simplifications; {simplified} of {services} administrative procedures become simpler ({decided} by what is approved, the others by proposals)"
        )?;
        writeln!(out, "{} written to {place}; begin at {place}/index.html", counted(written, "file"))?;
    }
    Ok(if errors + warnings == 0 { CLEAN } else { FINDINGS })
}

pub(super) fn manual(out: &mut impl Write, dir: &Path, to: &Path, language: &Language) -> Result<u8, Failure> {
    let library = Library::open(dir)?;
    let setup = Setup::of(&[dir.to_owned()], None, None, language)?;
    let (report, portfolio, _) = setup.inspect(&library, Vec::new());
    let files = library.site(&portfolio, &Coverage::of(&library, &report));
    write::all(to, &files)?;
    let (written, place) = (files.len(), to.display());
    if *language == Language::Vi {
        writeln!(out, "{written} tệp được ghi vào {place}")?;
    } else {
        writeln!(out, "{} written to {place}", counted(written, "file"))?;
    }
    Ok(CLEAN)
}
