//! `suggest`: what could still be simplified, with the entry that says so.

use super::render::Facts;
use super::render::lines::{WIDTH, bound, folded};
use super::{CLEAN, Failure, Format, counted, render};
use crate::check::Report;
use crate::manual::Desk;
use crate::measure::{Difference, Measure, Suggestion, Unit, advice};
use crate::model::library::Library;
use crate::model::value::{Language, WorkSpan};
use serde_json::{Map, Value, json};
use std::io::Write;
use std::path::PathBuf;

#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// Directories or files
    #[arg(required_unless_present = "rules")]
    paths: Vec<PathBuf>,
    /// How suggestions are shown
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
    /// Show instead what is looked for, and why
    #[arg(long)]
    rules: bool,
}

pub(super) fn run(out: &mut impl Write, arguments: &Arguments, language: &Language) -> Result<u8, Failure> {
    if arguments.rules {
        rules(out, arguments.format, language)?;
        return Ok(CLEAN);
    }
    let library = Library::open_all(&arguments.paths)?;
    let suggestions = library.suggest();
    let mut report = Report::default();
    report.extend(library.sources(), suggestions.iter().map(|s| s.finding.clone()));
    let facts = Facts::of(&report, library.sources(), &[]);
    if arguments.format == Format::Json {
        let all: Vec<Value> = suggestions.iter().map(|s| value(&facts, s, language)).collect();
        let unread = unread(&library);
        let summary = json!({"suggestions": all.len(), "procedures": library.procedures().len(), "unread": unread});
        render::json::print(out, &json!({"version": 1, "suggestions": all, "summary": summary}))?;
        return Ok(CLEAN);
    }
    let vi = *language == Language::Vi;
    let desk = Desk::new(&library, language);
    for suggestion in &suggestions {
        let saves = said(&desk, &suggestion.effect, suggestion.expected_work);
        let why = suggestion.advice().why;
        let fold = |text: &str| folded(WIDTH - 12, 0, text);
        let (saves, why) = (fold(&bound(&saves)), fold(if vi { why.0 } else { why.1 }));
        let lines = if vi { [("giảm", &*saves), ("vì", &*why)] } else { [("saves", &*saves), ("why", &*why)] };
        render::terminal::suggestion(out, &facts, &suggestion.finding, &lines, language)?;
        writeln!(out, "\n{}", suggestion.entry(language))?;
    }
    let (found, of) = (suggestions.len(), library.procedures().len());
    match (vi, unread(&library)) {
        (true, 0) => writeln!(out, "{found} gợi ý cho {of} quy trình")?,
        (true, unread) => writeln!(out, "{found} gợi ý cho {of} quy trình; {unread} quy trình chưa đọc được hết nên không xét")?,
        (false, 0) => writeln!(out, "{} for {}", counted(found, "suggestion"), counted(of, "procedure"))?,
        (false, unread) => {
            let (all, left) = (counted(of, "procedure"), counted(unread, "procedure"));
            writeln!(out, "{} for {all}; {left} could not be read and were not looked at", counted(found, "suggestion"))?;
        }
    }
    Ok(CLEAN)
}

fn unread(library: &Library) -> usize {
    library.procedures().iter().filter(|procedure| !procedure.is_intact()).count()
}

/// What is looked for.
fn rules(out: &mut impl Write, format: Format, language: &Language) -> Result<(), Failure> {
    if format == Format::Json {
        let all = advice().map(|a| {
            json!({
                "rule": a.code,
                "what": {"vi": a.what.0, "en": a.what.1},
                "why": {"vi": a.why.0, "en": a.why.1},
                "heuristic": a.heuristic,
                "source": a.source,
            })
        });
        return render::json::print(out, &all.collect::<Vec<_>>());
    }
    let pick = |both: (&'static str, &'static str)| if *language == Language::Vi { both.0 } else { both.1 };
    for a in advice() {
        writeln!(
            out,
            "{}  ({})\n    {}\n    {}\n    {}\n",
            a.code,
            a.heuristic.label(language),
            pick(a.what),
            pick(a.why),
            a.source
        )?;
    }
    Ok(())
}

/// A suggestion for programs: figures that change, before and after.
fn value(facts: &Facts, suggestion: &Suggestion, language: &Language) -> Value {
    let finding = &suggestion.finding;
    let at = facts.locate(&finding.source, &finding.path, &finding.part);
    let first = finding.label.as_ref().map(|label| json!({"label": label.to(language), "file": &*finding.source, "line": at.line, "column": at.column, "path": finding.path}));
    let others = finding.related.iter().map(|r| {
        let at = facts.locate(&r.source, &r.path, &r.part);
        json!({"label": r.label.to(language), "file": &*r.source, "line": at.line, "column": at.column, "path": r.path})
    });
    let places: Vec<Value> = first.into_iter().chain(others).collect();
    let mut changes = Map::new();
    for measure in Measure::ALL {
        let (before, after) = (suggestion.effect.before.get(*measure), suggestion.effect.after.get(*measure));
        if before != after {
            changes.insert(measure.key().into(), json!({"before": before, "after": after}));
        }
    }
    json!({
        "rule": finding.rule,
        "procedure": suggestion.procedure,
        "message": finding.message.to(language),
        "why": if *language == Language::Vi { suggestion.advice().why.0 } else { suggestion.advice().why.1 },
        "places": places,
        "changes": changes,
        "expected_work_minutes": suggestion.expected_work.map(|(before, after)| json!({"before": before, "after": after})),
        "simplification": suggestion.simplification,
        "yaml": suggestion.entry(language),
    })
}

/// What changes, what falls and what rises, in one line.
fn said(desk: &Desk, effect: &Difference, expected: Option<(f64, f64)>) -> String {
    let language = desk.language;
    let shown = [
        Measure::Steps,
        Measure::HandOffs,
        Measure::Approvals,
        Measure::Roles,
        Measure::Contacts,
        Measure::Visits,
        Measure::Documents,
    ];
    let mut parts: Vec<String> = Vec::new();
    for measure in shown.into_iter().filter(|measure| measure.unit() == Unit::Count) {
        let (before, after) = (effect.before.get(measure), effect.after.get(measure));
        if let (Some(before), Some(after)) = (before, after) {
            if before.total_cmp(&after).is_ne() {
                parts.push(format!("{} {before:.0} → {after:.0}", measure.label(language)));
            }
        }
    }
    let mut span = |before: WorkSpan, after: WorkSpan, measure: Measure| {
        if before != after {
            parts.push(format!("{} {} → {}", measure.label(language), before.to(language), after.to(language)));
        }
    };
    span(effect.before.time, effect.after.time, Measure::Time);
    if let Some((before, after)) = effect.limits() {
        span(before, after, Measure::Limit);
    }
    if let Some((before, after)) = expected {
        let word = if *language == Language::Vi {
            "thời gian làm việc bình quân mỗi hồ sơ"
        } else {
            "work on a case, expected"
        };
        parts.push(format!("{word} {} → {}", desk.minutes(before), desk.minutes(after)));
    }
    parts.join("; ")
}
