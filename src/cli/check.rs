//! `check` and `rules`: findings, and what is asked.

use super::{CLEAN, FINDINGS, Failure, Format, counted, inspect, render};
use crate::check::rules as all_rules;
use crate::model::finding::Severity;
use crate::model::library::Library;
use crate::model::value::Language;
use std::io::Write;
use std::path::PathBuf;

pub(super) fn run(out: &mut impl Write, paths: &[PathBuf], format: Format, language: &Language) -> Result<u8, Failure> {
    let library = Library::open_all(paths)?;
    let (report, _) = inspect(&library);
    let (errors, warnings) = (report.count(Severity::Error), report.count(Severity::Warning));
    match format {
        Format::Json => render::json::report(out, &library, &report, language)?,
        Format::Text => {
            render::terminal::findings(out, &library, &report, language)?;
            let (files, procedures) = (report.files(), report.procedures());
            if *language == Language::Vi {
                writeln!(out, "{files} tệp, {procedures} quy trình: {errors} lỗi, {warnings} cảnh báo")?;
            } else {
                let (files, procedures) = (counted(files, "file"), counted(procedures, "procedure"));
                writeln!(out, "{files}, {procedures}: {}, {}", counted(errors, "error"), counted(warnings, "warning"))?;
            }
        }
    }
    Ok(if errors + warnings == 0 { CLEAN } else { FINDINGS })
}

pub(super) fn rules(out: &mut impl Write, format: Format, language: &Language) -> Result<u8, Failure> {
    if format == Format::Json {
        let rules: Vec<_> = all_rules()
            .map(|r| {
                let (family, _) = r.code.split_once('/').unwrap_or((r.code, ""));
                serde_json::json!({
                    "rule": r.code, "family": family, "severity": r.severity, "source": r.source, "verified": r.verified,
                    "demands": {"vi": r.demands.0, "en": r.demands.1},
                })
            })
            .collect();
        render::json::print(out, &rules)?;
        return Ok(CLEAN);
    }
    for rule in all_rules() {
        let demands = if *language == Language::Vi { rule.demands.0 } else { rule.demands.1 };
        let unverified = match (rule.verified, language) {
            (true, _) => "",
            (false, Language::Vi) => " (chưa đối chiếu)",
            (false, _) => " (not verified)",
        };
        writeln!(out, "{:<34} {:<8} {demands} [{}{unverified}]", rule.code, rule.severity.to(language), rule.source)?;
    }
    Ok(CLEAN)
}
