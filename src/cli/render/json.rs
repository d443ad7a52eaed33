//! JSON for programs: versioned, in a stable order.

use crate::Places;
use crate::check::{Basis, Info, Report};
use crate::cli::Failure;
use crate::cli::models::Checked;
use crate::measure::Portfolio;
use crate::model::finding::{Location, Severity};
use crate::model::source::Source;
use crate::model::value::Language;
use serde_json::{Value, json};
use std::collections::HashMap;
use std::io::Write;

pub(in crate::cli) fn print(out: &mut impl Write, value: &impl serde::Serialize) -> Result<(), Failure> {
    serde_json::to_writer_pretty(&mut *out, value).map_err(|e| Failure::from(std::io::Error::from(e)))?;
    writeln!(out)?;
    Ok(())
}

/// What a rule asks for.
pub(in crate::cli) fn rule(info: &Info) -> Value {
    let Basis { act, place, from, until, verified } = info.basis;
    json!({
        "rule": info.code,
        "family": info.family(),
        "severity": info.severity,
        "source": act,
        "article": place,
        "from": from,
        "until": until,
        "verified": verified,
        "fixable": info.fixable,
        "demands": {"vi": info.demands.0, "en": info.demands.1},
    })
}

pub(in crate::cli) fn report(
    out: &mut impl Write,
    sources: &[Source],
    report: &Report,
    models: &[Checked],
    language: &Language,
) -> Result<(), Failure> {
    let by_name: HashMap<&str, &Source> = sources.iter().rev().map(|source| (&*source.name, source)).collect();
    let mut places: HashMap<&str, Places> = HashMap::new();
    let findings: Vec<Value> = report
        .findings()
        .iter()
        .map(|f| {
            let location = match by_name.get(&*f.source) {
                Some(source) => places.entry(&f.source).or_insert_with(|| source.places()).locate(&f.path, &f.part),
                None => Location { line: 1, column: 1, bytes: 0..0 },
            };
            let mut value = json!({
                "rule": f.rule,
                "severity": f.severity,
                "message": f.message.to(language),
                "file": &*f.source,
                "line": location.line,
                "column": location.column,
                "path": f.path,
            });
            if let (Some(fix), Value::Object(object)) = (&f.fix, &mut value) {
                object.insert("fix".into(), json!({"title": fix.title.to(language), "replacement": fix.replacement}));
            }
            value
        })
        .collect();
    let models: Vec<Value> = models
        .iter()
        .map(|m| {
            let mut value = json!({
                "file": m.file,
                "nodes": m.nodes,
                "flows": m.flows,
                "soundness": m.soundness,
                "reason": m.reason.as_ref().map(|reason| reason.to(language)),
                "analysis_us": m.analysis_us,
            });
            if let (Some(id), Value::Object(object)) = (&m.collaboration, &mut value) {
                object.insert("collaboration".into(), id.as_str().into());
            }
            value
        })
        .collect();
    let value = json!({
        "version": 1,
        "files": report.files(),
        "procedures": report.procedures(),
        "models": models,
        "findings": findings,
        "summary": {"errors": report.count(Severity::Error), "warnings": report.count(Severity::Warning)},
    });
    print(out, &value)
}

pub(in crate::cli) fn portfolio(out: &mut impl Write, portfolio: &Portfolio) -> Result<(), Failure> {
    let procedures: Vec<Value> = portfolio
        .effects
        .iter()
        .map(|e| json!({"procedure": e.procedure, "as_is": e.as_is, "simplifications": e.stages, "total": e.total()}))
        .collect();
    let value = json!({
        "version": 1,
        "procedures": procedures,
        "summary": {
            "services": portfolio.services,
            "simplified": portfolio.simplified,
            "decided": portfolio.decided,
            "steps_removed": portfolio.steps_removed,
        },
    });
    print(out, &value)
}
