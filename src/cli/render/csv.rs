//! Figures as comma-separated values: one line for each figure of each simplification and of each total.

use crate::cli::Failure;
use crate::measure::{Changes, Difference, Measure, Portfolio, Shift, Unit};
use crate::model::library::Library;
use crate::model::value::Language;
use std::io::Write;

const HEAD: &str = "procedure,title,simplification,simplification_title,status,effective,measure,unit,before,after,change,percent,shapley,least,most";

/// Everything that is known of simplifications, in long form. Times have two lines: working minutes and calendar days.
/// Figures that are not known are left empty.
pub(in crate::cli) fn portfolio(
    out: &mut impl Write,
    library: &Library,
    portfolio: &Portfolio,
    language: &Language,
) -> Result<(), Failure> {
    writeln!(out, "{HEAD}")?;
    for effect in &portfolio.effects {
        let Some(procedure) = library.procedure(&effect.procedure) else { continue };
        let first = [effect.procedure.clone(), procedure.definition().title.to(language).to_owned()];
        for stage in &effect.stages {
            let own = [
                stage.id.to_string(),
                stage.title.to(language).to_owned(),
                serde_json::to_value(stage.status).ok().and_then(|v| v.as_str().map(str::to_owned)).unwrap_or_default(),
                stage.effective.map(|date| date.to_string()).unwrap_or_default(),
            ];
            let range = stage.range.as_ref();
            let more = [stage.shapley.as_ref(), range.map(|r| &r.least), range.map(|r| &r.most)];
            lines(out, &[&first[..], &own].concat(), &stage.effect, more)?;
        }
        let total = ["", "", "total", ""].map(str::to_owned);
        lines(out, &[&first[..], &total].concat(), &effect.total(), [None; 3])?;
    }
    Ok(())
}

fn lines(out: &mut impl Write, first: &[String], difference: &Difference, more: [Option<&Changes>; 3]) -> Result<(), Failure> {
    for measure in Measure::ALL.iter().copied() {
        let is_time = measure.unit() == Unit::Minutes;
        for days in if is_time { &[false, true][..] } else { &[false] } {
            let of = |metrics: &crate::Metrics| match metrics.span(measure) {
                Some(span) => span.map(|span| if *days { span.calendar_days() } else { span.working_minutes() }),
                None => metrics.get(measure),
            };
            let (before, after) = (of(&difference.before), of(&difference.after));
            let pick = |shift: Shift| if *days { shift.days } else { shift.number };
            let change = difference.changes().get(measure).map(pick);
            let percent = change.zip(before).filter(|(_, before)| *before > 0.0).map(|(change, before)| change / before * 100.0);
            let more = more.map(|changes| changes.and_then(|changes| changes.get(measure)).map(pick));
            // What is not there before, nor after, has no line.
            if [before, after].iter().flatten().all(|value| *value == 0.0) {
                continue;
            }
            let unit = match (measure.unit(), days) {
                (Unit::Count, _) => "count",
                (Unit::Vnd, _) => "VND",
                (Unit::Minutes, false) => "working minutes",
                (Unit::Minutes, true) => "calendar days",
            };
            let mut fields: Vec<String> = first.iter().map(|field| quoted(field)).collect();
            fields.extend([measure.key().to_owned(), unit.to_owned()]);
            fields.extend([before, after, change, percent].into_iter().chain(more).map(number));
            writeln!(out, "{}", fields.join(","))?;
        }
    }
    Ok(())
}

fn number(value: Option<f64>) -> String {
    value.map_or_else(String::new, |value| {
        let text = format!("{:.6}", value + 0.0);
        text.trim_end_matches('0').trim_end_matches('.').to_owned()
    })
}

/// A field as RFC 4180 has it.
pub(super) fn quoted(field: &str) -> String {
    // A sheet would take what begins like a formula for one.
    let safe = if field.starts_with(['=', '+', '-', '@']) { format!("'{field}") } else { field.to_owned() };
    if safe.contains(['"', ',', '\n', '\r']) { format!("\"{}\"", safe.replace('"', "\"\"")) } else { safe }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_and_numbers_are_read_back_as_they_were() {
        assert_eq!((quoted("a"), quoted("a, \"b\"")), ("a".into(), "\"a, \"\"b\"\"\"".into()));
        assert_eq!(quoted("=1+1"), "'=1+1");
        assert_eq!((number(Some(-2.0)), number(Some(0.5)), number(None)), ("-2".into(), "0.5".into(), String::new()));
        assert_eq!(number(Some(-0.0)), "0");
    }
}
