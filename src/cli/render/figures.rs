//! Figures for people at a terminal: a table for each procedure, then the share that is simplified.

use super::explain::{BOLD, cell};
use crate::cli::Failure;
use crate::manual::Desk;
use crate::manual::figures::printed;
use crate::measure::{
    Changes, Comparison, Denominator, Difference, EditKind, Effect, Measure, Outlook, Policy, Portfolio, STATES, Stage,
};
use crate::model::definition::Level;
use crate::model::library::{Library, Procedure};
use crate::model::value::Language;
use annotate_snippets::renderer::Style;
use std::io::Write;

const PLAIN: Style = Style::new();
/// Every procedure, then all of them together.
pub(in crate::cli) fn portfolio(
    out: &mut impl Write,
    library: &Library,
    portfolio: &Portfolio,
    language: &Language,
) -> Result<(), Failure> {
    let desk = Desk::new(library, language);
    for (effect, outlook) in portfolio.effects.iter().zip(library.outlooks(portfolio)) {
        let Some(procedure) = library.procedure(&effect.procedure) else { continue };
        heading(out, &desk, procedure)?;
        one(out, &desk, procedure, effect)?;
        expected(out, &desk, &outlook)?;
        writeln!(out)?;
    }
    if portfolio.services > 0 {
        shares(out, &desk, portfolio)?;
    }
    Ok(())
}

fn heading(out: &mut impl Write, desk: &Desk, procedure: &Procedure) -> Result<(), Failure> {
    writeln!(out, "{BOLD}{}{BOLD:#} {}", procedure.code(), procedure.definition().title.to(desk.language))?;
    Ok(())
}

fn one(out: &mut impl Write, desk: &Desk, procedure: &Procedure, effect: &Effect) -> Result<(), Failure> {
    let (w, vi) = (desk.words, desk.is_vietnamese());
    let total = effect.total();
    let own: Vec<Changes> = effect.stages.iter().map(|stage| stage.effect.changes()).collect();
    let heads: Vec<String> = effect.stages.iter().map(|stage| (stage.at + 1).to_string()).collect();
    table(out, desk, &total, &own, &heads)?;
    for stage in &effect.stages {
        let effective = stage.effective.map(|date| format!(", {}", date.to(desk.language))).unwrap_or_default();
        let status = stage.status.label(desk.language);
        writeln!(out, "  {}. {} ({status}{effective})", stage.at + 1, stage.title.to(desk.language))?;
        more(out, desk, effect, stage)?;
    }
    for left in &effect.failed {
        let title = procedure.definition().simplifications.get(left.at).map_or("", |s| s.title.to(desk.language));
        writeln!(out, "  {}. {title}: {}: {}", left.at + 1, w.not_applied, left.message.to(desk.language))?;
    }
    let review = procedure.definition().review.as_ref().and_then(|review| review.no_simplification.as_ref());
    if let Some(why) = review {
        writeln!(out, "  {}: {}", w.why_none, why.to(desk.language))?;
    }
    if !effect.joined.is_empty() {
        let codes = effect.joined.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ");
        let text = if vi { "hiện trạng gồm cả" } else { "as is holds also" };
        writeln!(out, "  {text} {codes}")?;
    }
    Ok(())
}

/// What is to be expected of a case: the limit and the critical path stand in the table already.
fn expected(out: &mut impl Write, desk: &Desk, outlook: &Outlook) -> Result<(), Failure> {
    let w = desk.words;
    let rows = desk.prospects(outlook).into_iter().filter(|(label, ..)| ![w.limit, w.longest_time].contains(label));
    for (label, before, after) in rows {
        let before = before.unwrap_or_else(|| "–".to_owned());
        let after = after.filter(|after| *after != before).map_or_else(String::new, |after| format!(" → {after}"));
        writeln!(out, "  {label}: {before}{after}")?;
    }
    if let Some(why) = &outlook.before.times.why_not {
        writeln!(out, "  {}: {}", w.not_expected, why.message().to(desk.language))?;
    }
    Ok(())
}

/// What rises, what the limit saves, what it interacts with.
fn more(out: &mut impl Write, desk: &Desk, effect: &Effect, stage: &Stage) -> Result<(), Failure> {
    let w = desk.words;
    let rises: Vec<&str> = stage.rises().into_iter().map(|m| m.label(desk.language)).collect();
    if !rises.is_empty() {
        writeln!(out, "     {}: {}", w.what_rises, rises.join("; "))?;
    }
    let changes = stage.effect.changes();
    let limits = [Measure::Limit, Measure::Statutory];
    if limits.into_iter().any(|m| changes.iter().any(|(changed, _)| changed == m)) {
        for saving in stage.limit_savings() {
            let percent = match saving.percent {
                None => w.not_comparable.to_owned(),
                percent => desk.percent(percent),
            };
            let (before, after) = (desk.span(saving.before), desk.span(saving.after));
            writeln!(out, "     {}: {before} → {after}: {percent}", saving.baseline.label(desk.language))?;
        }
    }
    if !stage.interacts_with.is_empty() {
        let number = |id: &crate::Id| effect.stages.iter().find(|s| s.id == *id).map_or(0, |s| s.at + 1).to_string();
        let others = stage.interacts_with.iter().map(number).collect::<Vec<_>>().join(", ");
        let shapley = |measure| {
            let shift = stage.shapley.as_ref()?.get(measure)?;
            let said = desk.shift(measure, shift)?;
            let (least, most) = (stage.range.as_ref()?.least.get(measure)?, stage.range.as_ref()?.most.get(measure)?);
            (least != most).then(|| format!("{} {said}", measure.label(desk.language)))
        };
        let mean: Vec<String> = Measure::ALL.iter().copied().filter_map(shapley).collect();
        let mean = if mean.is_empty() { String::new() } else { format!("; {}: {}", w.shapley, mean.join(", ")) };
        writeln!(out, "     {} {others}{mean}", w.interacts)?;
    }
    Ok(())
}

/// Before, what each changes, after, and the whole change. Times are too long for columns: they have lines of their own.
fn table(out: &mut impl Write, desk: &Desk, total: &Difference, own: &[Changes], heads: &[String]) -> Result<(), Failure> {
    let w = desk.words;
    let dash = || "–".to_owned();
    let (mut rows, mut lines) = (Vec::new(), Vec::new());
    for measure in printed(total, own) {
        let label = measure.label(desk.language).to_owned();
        let (before, after) =
            (desk.figure(&total.before, measure).unwrap_or_else(dash), desk.figure(&total.after, measure).unwrap_or_else(dash));
        if total.before.span(measure).is_some() {
            let percent = desk.fall(total, measure);
            let percent = if percent == "–" { String::new() } else { format!(" ({percent})") };
            let said = if before == after { before } else { format!("{before} → {after}{percent}") };
            lines.push((label, said));
            continue;
        }
        let mut row = vec![label, before];
        if own.is_empty() {
            rows.push(row);
            continue;
        }
        let said =
            |changes: &Changes| changes.get(measure).and_then(|shift| desk.shift(measure, shift)).unwrap_or_else(|| "·".into());
        // One alone is the whole change.
        if own.len() > 1 {
            row.extend(own.iter().map(said));
        }
        row.push(after);
        let change = total.changes().get(measure).and_then(|shift| desk.shift(measure, shift));
        row.push(change.unwrap_or_else(|| "·".to_owned()));
        row.push(desk.fall(total, measure));
        rows.push(row);
    }
    let mut head = vec![String::new(), w.as_is.to_owned()];
    if !own.is_empty() {
        head.extend(heads.iter().filter(|_| own.len() > 1).cloned());
        head.extend([w.to_be_short, w.change, w.saved].map(str::to_owned));
    }
    let columns = head.len();
    let wide = |at: usize| std::iter::once(&head).chain(&rows).map(|row| row[at].chars().count()).max().unwrap_or(0);
    let widths: Vec<usize> = (0..columns).map(wide).collect();
    let print = |out: &mut dyn Write, row: &[String]| -> std::io::Result<()> {
        write!(out, "  {}", cell(&row[0], widths[0], PLAIN))?;
        for (text, width) in row.iter().zip(&widths).skip(1) {
            let fill = width - text.chars().count();
            write!(out, "  {:fill$}{text}", "")?;
        }
        writeln!(out)
    };
    print(out, &head)?;
    for row in &rows {
        print(out, row)?;
    }
    for (label, said) in &lines {
        writeln!(out, "  {}  {said}", cell(label, widths[0], PLAIN))?;
    }
    Ok(())
}

/// How many are simplified, in each state and at each level, against at least one in ten.
fn shares(out: &mut impl Write, desk: &Desk, portfolio: &Portfolio) -> Result<(), Failure> {
    let w = desk.words;
    writeln!(out, "{BOLD}{}{BOLD:#} ({}; {})", w.simplified_share, w.target_share, w.in_competence)?;
    let levels = [(w.together, None), (w.district_level, Some(Level::District)), (w.ward_level, Some(Level::Ward))];
    let mut rows = vec![vec![String::new(), w.carried_out_share.into(), w.decided_share.into(), w.proposed_share.into()]];
    for (label, level) in levels {
        let of = |state| portfolio.share(Policy::Pareto, Denominator::InCompetence, state, level);
        if of(STATES[2]).of == 0 {
            continue;
        }
        let mut row = vec![label.to_owned()];
        row.extend(STATES.map(|state| {
            let share = of(state);
            let verdict = if share.meets_target() { w.met } else { w.missed };
            format!("{}/{} = {} ({verdict})", share.part, share.of, desk.percent(share.percent()))
        }));
        rows.push(row);
    }
    let wide = |at: usize| rows.iter().map(|row| row[at].chars().count()).max().unwrap_or(0);
    let widths: Vec<usize> = (0..4).map(wide).collect();
    for row in &rows {
        let cells: Vec<String> = row.iter().zip(&widths).map(|(text, width)| cell(text, *width, PLAIN)).collect();
        writeln!(out, "  {}", cells.join("  ").trim_end())?;
    }
    writeln!(out, "  {}: {}", w.steps_removed_total, portfolio.steps_removed)?;
    let overlapping: Vec<&str> = portfolio.overlapping().into_iter().map(|e| e.procedure.as_str()).collect();
    if !overlapping.is_empty() {
        writeln!(out, "  {}: {}", w.overlapping, overlapping.join(", "))?;
    }
    Ok(())
}

/// Two versions of a procedure: the figures, then what became of every part.
pub(in crate::cli) fn comparison(
    out: &mut impl Write,
    library: &Library,
    procedure: &Procedure,
    comparison: &Comparison,
    language: &Language,
) -> Result<(), Failure> {
    let desk = Desk::new(library, language);
    heading(out, &desk, procedure)?;
    table(out, &desk, &comparison.figures, &[comparison.figures.changes()], &[])?;
    for edit in comparison.diff.edits() {
        let sign = match edit.kind {
            EditKind::Added => '+',
            EditKind::Removed => '-',
            EditKind::Changed => '~',
            EditKind::Moved => '↕',
        };
        let said = |text: &Option<crate::Message>| text.as_ref().map(|text| text.to(language).to_owned());
        let values = match (said(&edit.before), said(&edit.after)) {
            (Some(before), Some(after)) => format!(": {before} → {after}"),
            (Some(one), None) | (None, Some(one)) => format!(": {one}"),
            (None, None) => String::new(),
        };
        writeln!(out, "  {sign} {}{values}", edit.name)?;
    }
    writeln!(out)?;
    Ok(())
}
