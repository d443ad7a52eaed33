//! JSON for programs: versioned, in a stable order.

use super::Facts;
use crate::check::coverage::Against;
use crate::check::{Basis, Coverage, Info, Requirement};
use crate::cli::Failure;
use crate::cli::models::Checked;
use crate::measure::{Comparison, Denominator, Difference, Effect, Measure, Outlook, Policy, Portfolio, STATES, Share};
use crate::model::definition::{Level, SimplificationStatus};
use crate::model::finding::Severity;
use crate::model::library::Procedure;
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

/// What simplifications take away, procedure by procedure, and how many procedures they simplify.
///
/// `portfolio.simplified` counts what is approved or carried out, by the policy `pareto`, of all services in force;
/// `states` says it for each state. `outlook` is what is to be expected of a case, before and after.
pub(in crate::cli) fn portfolio(out: &mut impl Write, portfolio: &Portfolio, outlooks: &[Outlook]) -> Result<(), Failure> {
    const LEVELS: [Option<Level>; 3] = [None, Some(Level::District), Some(Level::Ward)];
    let share = |share: Share| json!({"simplified": share.part, "total": share.of, "meets_target": share.meets_target()});
    let shares = |policy: Policy| -> Vec<Value> {
        let mut rows = Vec::new();
        for level in LEVELS {
            for state in STATES {
                for denominator in [Denominator::InCompetence, Denominator::Reviewed, Denominator::Approved] {
                    let mut row = share(portfolio.share(policy, denominator, state, level));
                    if let Value::Object(row) = &mut row {
                        row.insert("level".into(), json!(level));
                        row.insert("state".into(), json!(state));
                        row.insert("denominator".into(), json!(denominator));
                        row.insert("dossiers".into(), json!(portfolio.weighted(policy, denominator, state, level).map(share)));
                    }
                    rows.push(row);
                }
            }
        }
        rows
    };
    let policies = [Policy::Abolished, Policy::Pareto, Policy::AnyDecrease, Policy::Time];
    let by_policy: Vec<Value> = policies.into_iter().map(|policy| json!({"policy": policy, "shares": shares(policy)})).collect();
    let of_state = |state: SimplificationStatus| {
        let mut value = share(portfolio.share(Policy::Pareto, Denominator::InCompetence, state, None));
        if let Value::Object(value) = &mut value {
            let which: Vec<&str> = portfolio.which(Policy::Pareto, state, None).map(|e| e.procedure.as_str()).collect();
            value.insert("which".into(), json!(which));
            value.insert("limits".into(), json!(portfolio.time_saved(state, None)));
        }
        value
    };
    let overlapping: Vec<&str> = portfolio.overlapping().into_iter().map(|e| e.procedure.as_str()).collect();
    // What nobody has decided meets no target.
    let headline = portfolio.share(Policy::Pareto, Denominator::InCompetence, SimplificationStatus::Approved, None);
    let procedures: Vec<Value> = portfolio.effects.iter().zip(outlooks).map(|(one, outlook)| effect(one, outlook)).collect();
    let value = json!({
        "version": 1,
        "procedures": procedures,
        "portfolio": {
            "simplified": headline.part,
            "total": headline.of,
            "meets_target": headline.meets_target(),
            "state": SimplificationStatus::Approved,
            "policy": Policy::Pareto,
            "states": {
                "proposed": of_state(SimplificationStatus::Proposed),
                "approved": of_state(SimplificationStatus::Approved),
                "carried_out": of_state(SimplificationStatus::CarriedOut),
            },
            "policies": by_policy,
            "steps_removed": portfolio.steps_removed,
            "overlapping": overlapping,
            "without_volume": portfolio.without_volume(None),
        },
    });
    print(out, &value)
}

/// What the simplifications of one procedure take away.
fn effect(effect: &Effect, outlook: &Outlook) -> Value {
    let mut value = json!(effect);
    let worse = |difference: &Difference| difference.rises().map(Measure::key).collect::<Vec<_>>();
    if let Value::Object(value) = &mut value {
        let total = effect.total();
        value.insert("total".into(), json!(total.changes()));
        value.insert("rises".into(), json!(worse(&total)));
        value.insert("limit_savings".into(), json!(total.limit_savings()));
        value.insert("outlook".into(), json!(outlook));
        if let Some(Value::Array(stages)) = value.get_mut("simplifications") {
            for (value, stage) in stages.iter_mut().zip(&effect.stages) {
                if let Value::Object(value) = value {
                    value.insert("rises".into(), json!(worse(&stage.effect)));
                    value.insert("limit_savings".into(), json!(stage.effect.limit_savings()));
                }
            }
        }
    }
    value
}

/// How two versions differ, procedure by procedure.
pub(in crate::cli) fn comparisons(out: &mut impl Write, all: &[(&Procedure, Comparison)]) -> Result<(), Failure> {
    let one = |(procedure, comparison): &(&Procedure, Comparison)| {
        let d = &comparison.figures;
        let undeclared: Vec<&str> = comparison.undeclared.iter().map(|edit| edit.name.as_str()).collect();
        json!({
            "code": procedure.code(),
            "before": d.before,
            "after": d.after,
            "changes": d.changes(),
            "rises": d.rises().map(Measure::key).collect::<Vec<_>>(),
            "limit_savings": d.limit_savings(),
            "edits": comparison.diff.edits(),
            "undeclared": undeclared,
            "not_done": comparison.not_done,
        })
    };
    print(out, &json!({"version": 1, "comparisons": all.iter().map(one).collect::<Vec<_>>()}))
}
