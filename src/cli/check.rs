//! `check` and `rules`: findings, and what is asked.

use super::models::{self, Checked};
use super::{CLEAN, FINDINGS, Failure, Format, counted, inspect, render};
use crate::check::{Basis, Report, Rules};
use crate::model::finding::Severity;
use crate::model::library::Library;
use crate::model::value::Language;
use std::io::Write;
use std::path::PathBuf;

pub(super) fn run(out: &mut impl Write, paths: &[PathBuf], format: Format, language: &Language) -> Result<u8, Failure> {
    let (paths, files) = models::sort_out(paths)?;
    let (library, mut report) = if paths.is_empty() {
        (Library::default(), Report::default())
    } else {
        let library = Library::open_all(&paths)?;
        let (report, _) = inspect(&library);
        (library, report)
    };
    let mut sources = library.sources().to_vec();
    let mut checked: Vec<Checked> = library.procedures().iter().map(models::procedure).collect();
    let bpmn = models::read(files);
    let (one, several) = (bpmn.len() == 1, bpmn.len());
    let mut findings = Vec::new();
    for (source, mut found, mut models) in bpmn {
        sources.push(source);
        findings.append(&mut found);
        checked.append(&mut models);
    }
    let together = checked.iter().filter(|model| model.collaboration.is_some()).count();
    report.extend(&sources, findings);
    let (errors, warnings) = (report.count(Severity::Error), report.count(Severity::Warning));
    match format {
        Format::Json => render::json::report(out, &sources, &report, &checked, language)?,
        Format::Text => {
            render::terminal::findings(out, &sources, &report, language)?;
            let (files, procedures) = (report.files(), report.procedures());
            let vi = *language == Language::Vi;
            let mut models = match (vi, several) {
                (_, 0) => String::new(),
                (true, _) => format!(", {several} mô hình BPMN"),
                (false, _) => format!(", {several} BPMN model{}", if one { "" } else { "s" }),
            };
            match (vi, together) {
                (_, 0) => {}
                (true, _) => models += &format!(", {together} nhóm bên phối hợp"),
                (false, _) => models += &format!(", {}", counted(together, "collaboration")),
            }
            if vi {
                writeln!(out, "{files} tệp, {procedures} quy trình{models}: {errors} lỗi, {warnings} cảnh báo")?;
            } else {
                let (files, procedures) = (counted(files, "file"), counted(procedures, "procedure"));
                writeln!(out, "{files}, {procedures}{models}: {}, {}", counted(errors, "error"), counted(warnings, "warning"))?;
            }
        }
    }
    Ok(if errors + warnings == 0 { CLEAN } else { FINDINGS })
}

pub(super) fn rules(out: &mut impl Write, format: Format, language: &Language) -> Result<u8, Failure> {
    let rules = Rules::standard();
    if format == Format::Json {
        let rules: Vec<_> = rules.iter().map(render::json::rule).collect();
        render::json::print(out, &rules)?;
        return Ok(CLEAN);
    }
    for rule in rules.iter() {
        let demands = if *language == Language::Vi { rule.demands.0 } else { rule.demands.1 };
        let unverified = match (rule.basis.verified, language) {
            (true, _) => "",
            (false, Language::Vi) => " (chưa đối chiếu)",
            (false, _) => " (not verified)",
        };
        let (severity, Basis { act, place, .. }) = (rule.severity.to(language), rule.basis);
        let comma = if place.is_empty() { "" } else { ", " };
        writeln!(out, "{:<34} {severity:<8} {demands} [{act}{comma}{place}{unverified}]", rule.code)?;
    }
    Ok(CLEAN)
}
