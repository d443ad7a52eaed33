//! JSON for programs: versioned, in a stable order.

use super::Facts;
use crate::check::coverage::Against;
use crate::check::{Basis, Coverage, Info, Requirement};
use crate::cli::Failure;
use crate::cli::models::Checked;
use crate::measure::Portfolio;
use crate::model::finding::Severity;
use crate::model::value::Language;
use crate::model::value::edition::{MOVED, NEW};
use serde_json::{Value, json};
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
        "verified": verified,
        "fixable": info.fixable,
        "from": from,
        "until": until,
        "demands": {"vi": info.demands.0, "en": info.demands.1},
    })
}

/// All that is known of one rule.
pub(in crate::cli) fn explained(out: &mut impl Write, info: &Info) -> Result<(), Failure> {
    let mut value = rule(info);
    if let Value::Object(object) = &mut value {
        object.insert("why".into(), json!({"vi": info.why.0, "en": info.why.1}));
        object.insert("mend".into(), json!({"vi": info.mend.0, "en": info.mend.1}));
        object.insert("wrong".into(), info.wrong.into());
        object.insert("right".into(), info.right.into());
    }
    print(out, &value)
}

/// The families, how many codes each has, and what it is about.
pub(in crate::cli) fn families(
    out: &mut impl Write,
    families: &[(&str, usize, (&'static str, &'static str))],
) -> Result<(), Failure> {
    let family = |(name, count, (vi, en)): &(&str, usize, (&str, &str))| json!({"family": name, "rules": count, "about": {"vi": vi, "en": en}});
    print(out, &families.iter().map(family).collect::<Vec<_>>())
}

/// Where each clause of ISO 9001:2008 went in the edition of 2015.
pub(in crate::cli) fn clauses_in_2015() -> Value {
    let both = |(vi, en): (&str, &str)| if vi.is_empty() { Value::Null } else { json!({"vi": vi, "en": en}) };
    let clauses: Vec<Value> = MOVED
        .iter()
        .map(|row| json!({"clause": row.from, "to": row.to, "note": both(row.note), "verified": row.verified}))
        .collect();
    let new: Vec<Value> = NEW.iter().map(|(number, vi, en)| json!({"clause": number, "title": {"vi": vi, "en": en}})).collect();
    json!({"version": 1, "from": "ISO 9001:2008", "to": "ISO 9001:2015", "clauses": clauses, "new": new})
}

/// How far what is asked for is met.
fn coverage(coverage: &Coverage, language: &Language) -> Value {
    let against = |a: Against| json!({"errors": a.errors, "warnings": a.warnings, "accepted": a.accepted});
    let pick = |both: (&'static str, &'static str)| if *language == Language::Vi { both.0 } else { both.1 };
    let rest = |r: &Requirement| json!({"article": r.basis.place, "asks": pick(r.asks), "why": pick(r.undecided)});
    let clauses = coverage.clauses.iter().map(|row| {
        json!({
            "clause": row.clause.number(),
            "state": row.state.word(),
            "organisation": row.organisation.iter().map(|own| own.word()).collect::<Vec<_>>(),
            "processes": row.processes,
            "procedures": row.procedures,
            "findings": against(row.against),
            "undecided": row.undecided.iter().copied().map(rest).collect::<Vec<_>>(),
        })
    });
    let articles = coverage.articles.iter().map(|row| {
        let r = row.requirement;
        json!({
            "source": r.basis.act,
            "article": r.basis.place,
            "topic": pick(r.topic),
            "asks": pick(r.asks),
            "verified": r.basis.verified,
            "from": r.basis.from,
            "until": r.basis.until,
            "rules": r.rules,
            "state": row.state.word(),
            "applies": row.applies,
            "meets": row.meets,
            "findings": against(row.against),
            "undecided": pick(r.undecided),
        })
    });
    json!({
        "clauses": clauses.collect::<Vec<_>>(),
        "articles": articles.collect::<Vec<_>>(),
        "unread": coverage.unread,
        "unasked": coverage.unasked,
    })
}

pub(in crate::cli) fn report(
    out: &mut impl Write,
    facts: &Facts,
    models: &[Checked],
    covered: &Coverage,
    language: &Language,
) -> Result<(), Failure> {
    let report = facts.report;
    let findings: Vec<Value> = report
        .findings()
        .iter()
        .map(|f| {
            let location = facts.locate(&f.source, &f.path, &f.part);
            let mut value = json!({
                "rule": f.rule,
                "severity": f.severity,
                "message": f.message.to(language),
                "file": &*f.source,
                "line": location.line,
                "column": location.column,
                "path": f.path,
            });
            let Value::Object(object) = &mut value else { return value };
            if let Some(label) = &f.label {
                object.insert("label".into(), label.to(language).into());
            }
            if !f.related.is_empty() {
                let related = f.related.iter().map(|r| {
                    let at = facts.locate(&r.source, &r.path, &r.part);
                    let (label, file) = (r.label.to(language), &*r.source);
                    json!({"label": label, "file": file, "line": at.line, "column": at.column, "path": r.path})
                });
                object.insert("related".into(), related.collect());
            }
            if let Some(help) = facts.help(f, language) {
                object.insert("help".into(), help.into());
            }
            if let Some(fix) = &f.fix {
                let fix = json!({"title": fix.title.to(language), "replacement": fix.replacement, "safe": fix.safe});
                object.insert("fix".into(), fix);
            }
            value
        })
        .collect();
    let accepted: Vec<Value> = report
        .accepted()
        .iter()
        .map(|accepted| {
            let f = &accepted.finding;
            let at = facts.locate(&f.source, &f.path, &f.part);
            json!({
                "rule": f.rule,
                "message": f.message.to(language),
                "file": &*f.source,
                "line": at.line,
                "column": at.column,
                "reason": accepted.reason.to(language),
                "until": accepted.until,
            })
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
        "accepted": accepted,
        "coverage": coverage(covered, language),
        "summary": {
            "errors": report.count(Severity::Error),
            "warnings": report.count(Severity::Warning),
            "accepted": report.accepted().len(),
        },
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
