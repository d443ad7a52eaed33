//! How figures and their changes are printed.

use super::common::Desk;
use crate::measure::{Changes, Difference, Expected, Measure, Metrics, Outlook, Prospect, Shift, Unit};
use crate::model::definition::{ProcedureDefinition, Step};
use crate::model::value::{Duration, Language, Money, WorkSpan};

/// The figures that a report prints even if they stay as they are.
pub(super) const MAIN: [Measure; 7] = [
    Measure::Steps,
    Measure::AgencySteps,
    Measure::HandOffs,
    Measure::Contacts,
    Measure::Documents,
    Measure::Limit,
    Measure::Time,
];

impl Desk<'_> {
    /// A figure of a procedure; none where it is not known.
    pub fn figure(&self, metrics: &Metrics, measure: Measure) -> Option<String> {
        if let Some(span) = metrics.span(measure) {
            return span.map(|span| if span.is_zero() { self.at_once(measure) } else { self.span(span) });
        }
        let number = metrics.get(measure)?;
        #[allow(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "counts and amounts are whole and not negative"
        )]
        let whole = number as u64;
        Some(match measure.unit() {
            Unit::Vnd => Money(whole).to(self.language),
            _ => whole.to_string(),
        })
    }

    /// No time: of a limit it means at once.
    fn at_once(&self, measure: Measure) -> String {
        match measure {
            Measure::Limit | Measure::Statutory => Duration::IMMEDIATE.to(self.language),
            _ => "0".to_owned(),
        }
    }

    /// A change as it is printed: `−2`, `+1`, `−3 working days`; none where nothing changes.
    pub fn shift(&self, measure: Measure, shift: Shift) -> Option<String> {
        let parts: Vec<String> = match measure.unit() {
            Unit::Minutes => [(shift.number, true), (shift.days, false)]
                .into_iter()
                .filter(|(number, _)| number.abs() > 1e-9)
                .map(|(number, working)| signed(&self.length(number.abs(), working), number < 0.0))
                .collect(),
            Unit::Vnd if shift.number.abs() >= 0.5 => {
                #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "amounts are whole")]
                let money = Money(shift.number.abs().round() as u64);
                vec![signed(&money.to(self.language), shift.number < 0.0)]
            }
            Unit::Count if shift.number.abs() > 1e-9 => vec![signed(&self.decimal(shift.number.abs()), shift.number < 0.0)],
            _ => Vec::new(),
        };
        (!parts.is_empty()).then(|| parts.join(" "))
    }

    /// A length of time that is one of a change: working minutes or calendar days.
    fn length(&self, amount: f64, working: bool) -> String {
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "limits are short")]
        let whole = (amount * 10_000.0).round() as u64;
        let span = if working { WorkSpan::of_working(whole) } else { WorkSpan::of_days(whole) };
        span.to(self.language)
    }

    /// A number with two decimals at the most.
    pub fn decimal(&self, number: f64) -> String {
        let text = format!("{number:.2}");
        let text = text.trim_end_matches('0').trim_end_matches('.');
        if *self.language == Language::Vi { text.replace('.', ",") } else { text.to_owned() }
    }

    /// A part of one as a percentage.
    pub fn part(&self, part: f64) -> String {
        format!("{}%", self.decimal((part * 1000.0).round() / 10.0))
    }

    /// Minutes of working time as hours and working days.
    pub fn minutes(&self, minutes: f64) -> String {
        let day = 480.0;
        let (amount, vi, one, many) = if minutes >= day {
            (minutes / day, "ngày làm việc", "working day", "working days")
        } else if minutes >= 60.0 {
            (minutes / 60.0, "giờ", "hour", "hours")
        } else {
            (minutes, "phút", "minute", "minutes")
        };
        let number = self.amount(&self.decimal(amount));
        let unit = if self.is_vietnamese() {
            vi
        } else if number == "1" {
            one
        } else {
            many
        };
        format!("{number} {unit}")
    }

    /// How long a case takes in five figures, and what it costs the applicant, before and after. What is known of neither
    /// is left out.
    pub fn prospects(&self, outlook: &Outlook) -> Vec<(&'static str, Option<String>, Option<String>)> {
        let w = self.words;
        let at_once = |span: WorkSpan| if span.is_zero() { Duration::IMMEDIATE.to(self.language) } else { self.span(span) };
        // Of several one after the other what adds up is known, and not how it is spread.
        let sum = |all: &[&Prospect], of: &dyn Fn(&Expected) -> f64| {
            all.iter().map(|p| p.times.expected.as_ref().map(of)).sum::<Option<f64>>()
        };
        let spans = |all: &[&Prospect], of: &dyn Fn(&Prospect) -> Option<WorkSpan>| {
            all.iter().map(|p| of(p)).try_fold(WorkSpan::ZERO, |sum, span| Some(sum + span?))
        };
        let alone = |all: &[&Prospect]| if let [one] = all { Some(one.times.clone()) } else { None };
        let rows: [(&'static str, &dyn Fn(&[&Prospect]) -> Option<String>); 8] = [
            (w.limit, &|all| spans(all, &|p| p.times.published).map(at_once)),
            (w.longest_time, &|all| {
                spans(all, &|p| Some(p.times.critical_path)).map(|span| self.span(span)).filter(|text| !text.is_empty())
            }),
            (w.expected_touch, &|all| sum(all, &|e| e.touch).map(|minutes| self.minutes(minutes))),
            (w.expected_elapsed, &|all| sum(all, &|e| e.elapsed).map(|minutes| self.minutes(minutes))),
            (w.expected_spread, &|all| {
                let times = alone(all)?;
                let played = times.simulated.map(|s| (s.p50, s.p95));
                let (half, most) = played.or_else(|| times.expected.map(|e| (e.p50, e.p95)))?;
                Some(format!("{} / {}", self.minutes(half), self.minutes(most)))
            }),
            (w.expected_on_time, &|all| {
                let times = alone(all)?;
                let played = times.simulated.and_then(|s| s.on_time);
                played.or_else(|| times.expected.and_then(|e| e.on_time)).map(|part| self.part(part))
            }),
            (w.expected_steps, &|all| sum(all, &|e| e.steps).map(|steps| self.decimal(steps))),
            (w.compliance_cost, &|all| {
                let sum = all.iter().map(|p| p.cost.as_ref().map(|cost| cost.case)).sum::<Option<u64>>();
                sum.map(|case| Money(case).to(self.language))
            }),
        ];
        let before: Vec<&Prospect> = std::iter::once(&outlook.before).chain(&outlook.beside).collect();
        let said =
            rows.into_iter().map(|(label, of)| (label, of(&before), outlook.after.as_ref().and_then(|after| of(&[after]))));
        said.filter(|(_, before, after)| before.is_some() || after.is_some()).collect()
    }

    /// By how much a figure falls, in percent, or rises; a dash where that says nothing.
    pub fn fall(&self, difference: &Difference, measure: Measure) -> String {
        match fall(difference, measure) {
            Some(percent) if percent < 0.0 => format!("{} {}", self.words.up, self.percent(Some(-percent))),
            percent => self.percent(percent),
        }
    }

    /// The same in a sentence: `16.7% less`; none where it says nothing.
    pub fn less(&self, percent: Option<f64>) -> Option<String> {
        let percent = percent.filter(|percent| percent.abs() > 1e-9)?;
        let (number, falls) = (self.percent(Some(percent.abs())), percent > 0.0);
        Some(match (self.is_vietnamese(), falls) {
            (true, true) => format!("giảm {number}"),
            (true, false) => format!("tăng {number}"),
            (false, true) => format!("{number} less"),
            (false, false) => format!("{number} more"),
        })
    }

    /// What must be known of the figures that are to be expected.
    pub fn caveats(&self, p: &ProcedureDefinition, outlook: &Outlook) -> Vec<&'static str> {
        let (w, before) = (self.words, &outlook.before);
        let is_allotted = |step: &Step| step.work.is_none() && step.time.is_some();
        let said = [
            (before.times.expected.is_some_and(|e| e.assumed > 0), w.shares_assumed),
            (p.steps.iter().any(is_allotted), w.allotted_time),
            (before.times.simulated.is_none(), w.no_queues),
            (before.cost.as_ref().is_some_and(|cost| !cost.income.verified), w.income_unverified),
            (!outlook.beside.is_empty(), w.joined_spread),
        ];
        said.into_iter().filter_map(|(holds, text)| holds.then_some(text)).collect()
    }
}

/// By how much a figure falls, in percent; none where that says nothing.
pub(crate) fn fall(difference: &Difference, measure: Measure) -> Option<f64> {
    let percent = match (difference.before.span(measure), difference.after.span(measure)) {
        (Some(Some(before)), Some(Some(after))) if !before.is_mixed_with(after) => before.percent_saved(after),
        (Some(_), _) => None,
        _ => difference
            .before
            .get(measure)
            .zip(difference.after.get(measure))
            .and_then(|(before, after)| (before > 0.0).then(|| (before - after) / before * 100.0)),
    };
    percent.filter(|percent| percent.abs() > 1e-9)
}

fn signed(text: &str, negative: bool) -> String {
    format!("{}{text}", if negative { '−' } else { '+' })
}

/// The figures that a report of these changes prints: the main ones that are known, and all others that change.
pub(crate) fn printed<'a>(total: &Difference, stages: impl IntoIterator<Item = &'a Changes>) -> Vec<Measure> {
    let mut changed: Vec<Measure> = total.changes().iter().map(|(measure, _)| measure).collect();
    changed.extend(stages.into_iter().flat_map(|changes| changes.iter().map(|(measure, _)| measure)));
    let there = |measure: Measure| {
        let of = |metrics: &Metrics| metrics.get(measure);
        let is_limit = matches!(measure, Measure::Limit | Measure::Statutory);
        [of(&total.before), of(&total.after)].into_iter().flatten().any(|value| value != 0.0 || is_limit)
    };
    Measure::ALL.iter().copied().filter(|m| changed.contains(m) || (MAIN.contains(m) && there(*m))).collect()
}
