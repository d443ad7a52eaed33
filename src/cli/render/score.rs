//! The scorecard at a terminal, for programs and for spreadsheets.

use super::explain::{BOLD, cell};
use super::lines::{WIDTH, folded};
use crate::cli::Failure;
use crate::manual::Desk;
use crate::measure::{PartOf, PartScore, Score, Scorecard, Share, Status};
use crate::model::library::Library;
use crate::model::value::Language;
use annotate_snippets::renderer::{AnsiColor, Effects, Style};
use serde_json::{Map, Value, json};
use std::io::Write;

/// A share as programs want it.
fn value(share: Share) -> Value {
    #[allow(clippy::cast_precision_loss, reason = "the whole numbers stand beside it")]
    let quotient = (share.of > 0).then(|| share.part as f64 / share.of as f64);
    json!({"numerator": share.part, "denominator": share.of, "share": quotient})
}

pub(in crate::cli) fn json(out: &mut impl Write, card: &Scorecard) -> Result<(), Failure> {
    let objectives: Vec<Value> = card.objectives.iter().map(objective).collect();
    let index: Vec<Value> = card
        .index
        .iter()
        .map(|sheet| {
            json!({
                "unit": sheet.unit, "date": sheet.date, "self_assessed": sheet.self_assessed.map(value),
                "appraised": sheet.appraised.map(value), "file": sheet.file, "line": sheet.line,
            })
        })
        .collect();
    let counts: Map<String, Value> = Status::ALL
        .iter()
        .map(|status| {
            let of = card.objectives.iter().filter(|score| score.status == *status).count();
            (status.word().replace('-', "_"), of.into())
        })
        .collect();
    super::json::print(
        out,
        &json!({
            "version": 1,
            "period": card.period,
            "as_of": card.as_of,
            "synthetic": card.synthetic,
            "objectives": objectives,
            "summary": counts,
            "index": index,
            "evidence": {"used": card.used, "left_out": card.left_out, "problems": card.problems},
        }),
    )
}

fn objective(score: &Score) -> Value {
    let part = |part: &PartScore| {
        let mut all = Map::new();
        if let Ok(Value::Object(of)) = serde_json::to_value(&part.of) {
            all.extend(of);
        }
        all.insert("value".into(), value(part.value));
        all.insert("decides".into(), part.decides.into());
        all.insert("met".into(), part.met.into());
        Value::Object(all)
    };
    let beside = score.beside.iter().map(|beside| json!({"label": beside.label, "value": value(beside.value)}));
    let series = score.series.iter().map(|(period, share)| json!({"period": period, "value": value(*share)}));
    json!({
        "id": score.id,
        "title": score.title,
        "clause": score.clause,
        "owner": score.owner,
        "unit": score.unit,
        "value": score.value.map(value),
        "target": score.target,
        "target_verified": score.target_verified,
        "by": score.by,
        "status": score.status,
        "reasons": score.reasons,
        "wanted": score.wanted,
        "parts": score.parts.iter().map(part).collect::<Vec<_>>(),
        "beside": beside.collect::<Vec<_>>(),
        "series": series.collect::<Vec<_>>(),
        "previous": score.previous.as_ref().map(|before| json!({"period": before.period, "value": value(before.value)})),
        "trend": score.trend,
        "interval": score.interval.map(|(low, high)| json!({"method": "wilson", "level": 0.95, "low": low / 100.0, "high": high / 100.0})),
        "short": score.short,
        "outside_system": score.outside_system,
        "when_missed": score.when_missed,
        "sources": score.sources,
    })
}

/// A line for each figure: that of the objective, its parts, those beside it, those of parts of the period.
pub(in crate::cli) fn csv(out: &mut impl Write, card: &Scorecard, language: &Language) -> Result<(), Failure> {
    writeln!(out, "period,as_of,synthetic,objective,figure,of,numerator,denominator,percent,target,status,trend")?;
    for score in &card.objectives {
        let mut line = |figure: &str, of: &str, share: Option<Share>, status: &str| {
            let number = |of: Option<u64>| of.map_or_else(String::new, |n| n.to_string());
            let fields = [
                card.period.to_string(),
                card.as_of.to_string(),
                card.synthetic.to_string(),
                score.id.to_string(),
                figure.to_owned(),
                of.to_owned(),
                number(share.map(|share| share.part)),
                number(share.map(|share| share.of)),
                share.and_then(Share::percent).map_or_else(String::new, |percent| format!("{percent:.4}")),
                score.target.map_or_else(String::new, |target| target.to_string()),
                status.to_owned(),
                if figure == "value" { score.trend.map_or("", |trend| trend.word()).to_owned() } else { String::new() },
            ];
            writeln!(out, "{}", fields.map(|field| super::csv::quoted(&field)).join(","))
        };
        line("value", "", score.value, score.status.word())?;
        for part in &score.parts {
            let met = match part.met {
                Some(true) => Status::Met.word(),
                Some(false) => Status::Missed.word(),
                None => "",
            };
            line("part", &name(&part.of), Some(part.value), met)?;
        }
        for beside in &score.beside {
            line("beside", beside.label.to(language), Some(beside.value), "")?;
        }
        for (period, share) in &score.series {
            line("series", &period.to_string(), Some(*share), "")?;
        }
    }
    Ok(())
}

/// A part as programs know it.
fn name(of: &PartOf) -> String {
    match of {
        PartOf::Level(level) => level.to_string(),
        PartOf::Field(id) | PartOf::Unit(id) => id.to_string(),
        PartOf::Procedure(code) => code.clone(),
    }
}

/// The scorecard for people at a terminal.
pub(in crate::cli) fn text(
    out: &mut impl Write,
    library: &Library,
    card: &Scorecard,
    language: &Language,
) -> Result<(), Failure> {
    let desk = Desk::new(library, language);
    let vi = *language == Language::Vi;
    let pick = |vi_word: &'static str, en: &'static str| if vi { vi_word } else { en };
    let head = pick("Kết quả thực hiện mục tiêu chất lượng", "Quality objectives: what was reached");
    let as_of = pick("số liệu đến", "figures as of");
    writeln!(out, "{BOLD}{head}: {}{BOLD:#}; {as_of} {}", card.period.to(language), card.as_of.to(language))?;
    if card.synthetic {
        let made_up = pick(
            "SỐ LIỆU GIẢ LẬP để minh họa cách tính, không phải số liệu thật của cơ quan nào.",
            "SYNTHETIC figures, made up to show what is computed; no office reported them.",
        );
        writeln!(out, "{}", folded(WIDTH, 0, made_up))?;
    }
    writeln!(out)?;
    for score in &card.objectives {
        let style = style(score.status);
        let short = |share: Share| desk.figure_in_short(share);
        let line = score.value.map_or_else(|| "–".to_owned(), short);
        let mut interval = None;
        if let Some((low, high)) = score.interval {
            interval = Some(format!("95%: {} – {}", desk.hundredths(low), desk.hundredths(high)));
        }
        let target = score.target.map_or_else(|| "–".to_owned(), |target| target.to(language));
        let trend = match (&score.previous, score.trend) {
            (Some(before), Some(trend)) => {
                let value = short(before.value);
                format!("; {} ({}: {value})", trend.label(language), before.period.to(language))
            }
            _ => String::new(),
        };
        writeln!(out, "{} {}", cell(score.id.as_str(), 4, BOLD), folded(WIDTH - 5, 5, score.title.to(language)))?;
        writeln!(
            out,
            "     {} {}{style}{}{style:#}{trend}",
            cell(&line, 26, Style::new()),
            cell(&target, 22, Style::new()),
            score.status.label(language)
        )?;
        let mut more = |text: &str| writeln!(out, "     {}", folded(WIDTH - 5, 7, text));
        if score.value.is_some_and(|share| short(share) != desk.figure_of(share)) {
            more(&score.value.map_or_else(String::new, |share| desk.figure_of(share)))?;
        }
        if let Some(interval) = interval {
            more(&interval)?;
        }
        let words = [pick("nội suy đều", "interpolated evenly"), pick("tối thiểu", "at least"), pick("tối đa", "at most")];
        if let Some(wanted) = desk.wanted_words(score, words) {
            more(&format!("{}: {wanted}", pick("mức của kỳ này", "asked of this period")))?;
        }
        let parts: Vec<String> = score
            .parts
            .iter()
            .map(|part| {
                let met = part.met.filter(|_| part.decides).map_or("", |met| if met { " ✓" } else { " ✗" });
                format!("{} {}{met}", desk.part_of(&part.of), desk.figure_of(part.value))
            })
            .collect();
        if parts.len() > 1 || score.parts.iter().any(|part| part.decides) {
            more(&parts.join("; "))?;
        }
        for beside in &score.beside {
            more(&format!("{}: {}", beside.label.to(language), desk.figure_of(beside.value)))?;
        }
        for reason in &score.reasons {
            more(reason.to(language))?;
        }
        if score.status != Status::Met {
            for short in score.short.iter().take(SHOWN) {
                let lacks: Vec<&str> = short.lacks.iter().map(|lack| lack.to(language)).collect();
                more(&format!("– {}: {}", desk.subject(&short.subject), lacks.join("; ")))?;
            }
            if score.short.len() > SHOWN {
                let rest = score.short.len() - SHOWN;
                more(&format!("– {} {rest}", pick("và các đối tượng khác:", "and others:")))?;
            }
        }
    }
    writeln!(out)?;
    let counts: Vec<String> = Status::ALL
        .iter()
        .map(|status| (status, card.objectives.iter().filter(|score| score.status == *status).count()))
        .filter(|(_, count)| *count > 0)
        .map(|(status, count)| format!("{count} {}", status.label(language)))
        .collect();
    let (all, found) = (card.objectives.len(), counts.join(", "));
    if vi {
        writeln!(out, "{all} mục tiêu: {found}")?;
        writeln!(out, "{} hồ sơ bằng chứng được tính, {} không được tính", desk.whole(card.used), desk.whole(card.left_out))?;
    } else {
        writeln!(out, "{all} objectives: {found}")?;
        writeln!(out, "{} records and dossiers used, {} left out", desk.whole(card.used), desk.whole(card.left_out))?;
    }
    Ok(())
}

/// So many who fall short are shown; the others are counted.
const SHOWN: usize = 5;

const fn style(status: Status) -> Style {
    match status {
        Status::Met | Status::OnTrack => AnsiColor::Green.on_default().effects(Effects::BOLD),
        Status::Missed => AnsiColor::Red.on_default().effects(Effects::BOLD),
        _ => AnsiColor::Yellow.on_default().effects(Effects::BOLD),
    }
}
