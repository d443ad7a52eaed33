//! Figures for people at a terminal: a table for each procedure, then the share that is simplified.

use super::explain::{BOLD, cell};
use super::lines::{WIDTH, bound, folded, halves};
use crate::cli::Failure;
use crate::manual::Desk;
use crate::manual::figures::{fall, printed};
use crate::measure::{
    Changes, Comparison, Denominator, Difference, EditKind, Effect, Measure, Outlook, Policy, Portfolio, STATES, Stage, Unit,
};
use crate::model::definition::Level;
use crate::model::library::{Library, Procedure};
use crate::model::value::Language;
use annotate_snippets::renderer::Style;
use std::fmt::Write as _;
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
    let mut caveats: Vec<(&str, Vec<&str>)> = Vec::new();
    for (effect, outlook) in portfolio.effects.iter().zip(library.outlooks(portfolio)) {
        let Some(procedure) = library.procedure(&effect.procedure) else { continue };
        heading(out, &desk, procedure)?;
        one(out, &desk, procedure, effect)?;
        expected(out, &desk, &outlook)?;
        writeln!(out)?;
        for caveat in desk.caveats(procedure.definition(), &outlook) {
            match caveats.iter_mut().find(|(text, _)| *text == caveat) {
                Some((_, codes)) => codes.push(procedure.code()),
                None => caveats.push((caveat, vec![procedure.code()])),
            }
        }
    }
    let has_caveats = !caveats.is_empty();
    for (caveat, codes) in caveats {
        let all = codes.len() == portfolio.effects.len() && codes.len() > 1;
        let of = if all { desk.words.all_procedures.to_owned() } else { codes.join(", ") };
        fold(out, 2, &format!("* {caveat} ({of})"))?;
    }
    if has_caveats && portfolio.services > 0 {
        writeln!(out)?;
    }
    if portfolio.services > 0 {
        shares(out, &desk, portfolio)?;
    }
    Ok(())
}

fn heading(out: &mut impl Write, desk: &Desk, procedure: &Procedure) -> Result<(), Failure> {
    // The style has no width.
    let code = procedure.code();
    let text = folded(WIDTH, 2, &format!("{code} {}", procedure.definition().title.to(desk.language)));
    writeln!(out, "{BOLD}{code}{BOLD:#}{}", &text[code.len()..])?;
    Ok(())
}

fn fold(out: &mut impl Write, inset: usize, text: &str) -> Result<(), Failure> {
    writeln!(out, "{}", folded(WIDTH, inset, text))?;
    Ok(())
}

/// A table: names to the left, figures to the right or, if they are words, to the left as well. A head is broken in two
/// where it would make the table wider than a terminal.
fn grid(out: &mut impl Write, head: &[String], rows: &[Vec<String>], to_the_right: bool) -> Result<Vec<usize>, Failure> {
    let wide = |heads: &[&[String]]| -> Vec<usize> {
        let all = || heads.iter().copied().chain(rows.iter().map(Vec::as_slice));
        (0..head.len()).map(|at| all().map(|row| row[at].chars().count()).max().unwrap_or(0)).collect()
    };
    let mut widths = wide(&[head]);
    let mut heads = vec![head.to_vec()];
    if widths.iter().map(|width| width + 2).sum::<usize>() > WIDTH {
        let below = |at: usize| rows.iter().map(|row| row[at].chars().count()).max().unwrap_or(0);
        let part = |(at, head): (usize, &String)| {
            if head.chars().count() <= below(at) { (String::new(), head.clone()) } else { halves(head) }
        };
        let (first, second): (Vec<String>, Vec<String>) = head.iter().enumerate().map(part).unzip();
        widths = wide(&[&first, &second]);
        heads = vec![first, second];
    }
    for row in heads.iter().chain(rows) {
        let mut line = format!("  {}", cell(&row[0], widths[0], PLAIN));
        for (text, width) in row.iter().zip(&widths).skip(1) {
            let fill = width - text.chars().count();
            let _ = if to_the_right { write!(line, "  {:fill$}{text}", "") } else { write!(line, "  {text}{:fill$}", "") };
        }
        writeln!(out, "{}", line.trim_end())?;
    }
    Ok(widths)
}

fn one(out: &mut impl Write, desk: &Desk, procedure: &Procedure, effect: &Effect) -> Result<(), Failure> {
    let w = desk.words;
    let total = effect.total();
    let own: Vec<Changes> = effect.stages.iter().map(|stage| stage.effect.changes()).collect();
    let heads: Vec<String> = effect.stages.iter().map(|stage| (stage.at + 1).to_string()).collect();
    table(out, desk, &total, &own, &heads)?;
    for stage in &effect.stages {
        let effective = stage.effective.map(|date| format!(", {}", date.to(desk.language))).unwrap_or_default();
        let status = stage.status.label(desk.language);
        fold(out, 5, &format!("  {}. {} ({status}{effective})", stage.at + 1, stage.title.to(desk.language)))?;
        more(out, desk, effect, stage)?;
    }
    for left in &effect.failed {
        let title = procedure.definition().simplifications.get(left.at).map_or("", |s| s.title.to(desk.language));
        fold(out, 5, &format!("  {}. {title}: {}: {}", left.at + 1, w.not_applied, left.message.to(desk.language)))?;
    }
    let review = procedure.definition().review.as_ref().and_then(|review| review.no_simplification.as_ref());
    if let Some(why) = review {
        fold(out, 4, &format!("  {}: {}", w.why_none, why.to(desk.language)))?;
    }
    if !effect.joined.is_empty() {
        let codes = effect.joined.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ");
        fold(out, 4, &format!("  {}: {codes}", w.joined_as_is))?;
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
        fold(out, 4, &format!("  {label}: {}", bound(&format!("{before}{after}"))))?;
    }
    if let Some(why) = &outlook.before.times.why_not {
        fold(out, 4, &format!("  {}: {}", w.not_expected, why.message().to(desk.language)))?;
    }
    Ok(())
}

/// What rises, what the limit saves, what it interacts with.
fn more(out: &mut impl Write, desk: &Desk, effect: &Effect, stage: &Stage) -> Result<(), Failure> {
    let w = desk.words;
    let rises: Vec<&str> = stage.rises().into_iter().map(|m| m.label(desk.language)).collect();
    if !rises.is_empty() {
        fold(out, 7, &format!("     {}: {}", w.what_rises, rises.join("; ")))?;
    }
    let changes = stage.effect.changes();
    let limits = [Measure::Limit, Measure::Statutory];
    if limits.into_iter().any(|m| changes.iter().any(|(changed, _)| changed == m)) {
        for saving in stage.limit_savings() {
            let percent = match saving.percent {
                None => w.not_comparable.to_owned(),
                percent => desk.less(percent).unwrap_or_else(|| w.unchanged.to_owned()),
            };
            let (before, after) = (desk.span(saving.before), desk.span(saving.after));
            let said = bound(&format!("{before} → {after} ({percent})"));
            fold(out, 7, &format!("     {}: {said}", saving.baseline.label(desk.language)))?;
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
        fold(out, 7, &format!("     {} {others}{mean}", w.interacts))?;
    }
    Ok(())
}

/// Before, what each changes, after, and the whole change. Times and amounts are too long for columns: they have lines of
/// their own.
fn table(out: &mut impl Write, desk: &Desk, total: &Difference, own: &[Changes], heads: &[String]) -> Result<(), Failure> {
    let w = desk.words;
    let dash = || "–".to_owned();
    let (mut rows, mut lines) = (Vec::new(), Vec::new());
    for measure in printed(total, own) {
        let label = measure.label(desk.language).to_owned();
        let (before, after) =
            (desk.figure(&total.before, measure).unwrap_or_else(dash), desk.figure(&total.after, measure).unwrap_or_else(dash));
        if total.before.span(measure).is_some() || measure.unit() == Unit::Vnd {
            let percent = desk.less(fall(total, measure)).map_or_else(String::new, |percent| format!(" ({percent})"));
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
    let widths = grid(out, &head, &rows, true)?;
    let widest = lines.iter().map(|(label, _)| label.chars().count()).max().unwrap_or(0).max(widths[0]);
    for (label, said) in &lines {
        fold(out, widest + 4, &format!("  {}  {}", cell(label, widest, PLAIN), bound(said)))?;
    }
    Ok(())
}

/// How many are simplified, in each state and at each level, against at least one in ten.
fn shares(out: &mut impl Write, desk: &Desk, portfolio: &Portfolio) -> Result<(), Failure> {
    let w = desk.words;
    writeln!(out, "{BOLD}{}{BOLD:#}", w.simplified_share)?;
    fold(out, 4, &format!("  {}; {}", w.target_share, w.in_competence))?;
    let levels = [(w.together, None), (w.district_level, Some(Level::District)), (w.ward_level, Some(Level::Ward))];
    let head = ["", w.carried_out_share, w.decided_share, w.proposed_share].map(str::to_owned);
    let mut rows: Vec<Vec<String>> = Vec::new();
    for (label, level) in levels {
        let of = |state| portfolio.share(Policy::Pareto, Denominator::InCompetence, state, level);
        if of(STATES[2]).of == 0 {
            continue;
        }
        let mut row = vec![label.to_owned()];
        row.extend(STATES.map(|state| {
            let share = of(state);
            let verdict = if share.meets_target() { w.met } else { w.missed };
            format!("{}/{} = {}: {verdict}", share.part, share.of, desk.percent(share.percent()))
        }));
        rows.push(row);
    }
    grid(out, &head, &rows, false)?;
    writeln!(out, "  {}: {}", w.steps_removed_total, portfolio.steps_removed)?;
    let overlapping: Vec<&str> = portfolio.overlapping().into_iter().map(|e| e.procedure.as_str()).collect();
    if !overlapping.is_empty() {
        fold(out, 4, &format!("  {}: {}", w.overlapping, overlapping.join(", ")))?;
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
