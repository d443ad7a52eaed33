//! Sums of amounts over sums, and answers of surveys.

use super::{Beside, Context, Counted, NOTHING, ReportingPeriod, SourceOf, add, add_level};
use crate::measure::Share;
use crate::model::definition::{Answers, OfAmounts, OfAnswers, RecordKind, RecordState};
use crate::model::evidence::Entry;
use crate::model::value::{Id, Message, message};
use std::collections::BTreeMap;

/// The records of a kind within a period.
fn within<'a>(context: &'a Context, kind: RecordKind, period: ReportingPeriod) -> impl Iterator<Item = &'a Entry> {
    let end = context.end(period);
    let is_within =
        move |entry: &&Entry| entry.kind == kind && period.first_day() <= entry.record.date && entry.record.date <= end;
    context.entries.iter().copied().filter(is_within)
}

pub(super) fn amounts(context: &Context, of: &OfAmounts, period: ReportingPeriod) -> Counted {
    let mut counted = Counted::default();
    let end = context.end(period);
    let of_state = |entry: &&Entry| {
        let state = entry.state(end);
        if of.state.is_empty() {
            !matches!(state, Some(RecordState::Planned | RecordState::Withdrawn))
        } else {
            state.is_some_and(|state| of.state.contains(&state))
        }
    };
    let mut records: Vec<&Entry> = within(context, of.from, period).filter(of_state).collect();
    if records.is_empty() {
        counted.reasons.push(super::subjects::no_records(of.from));
        return counted;
    }
    if of.latest {
        let mut latest: BTreeMap<&[Id], &Entry> = BTreeMap::new();
        for entry in records {
            let kept = latest.entry(entry.about()).or_insert(entry);
            if entry.record.date >= kept.record.date {
                *kept = entry;
            }
        }
        records = latest.into_values().collect();
    }
    let mut all = NOTHING;
    for entry in records {
        let (file, line) = (&entry.source, entry.line);
        let sum = |names: &[Id]| -> Result<u64, Id> {
            names.iter().try_fold(0_u64, |sum, name| {
                let amount = entry.record.amounts.get(name.as_str()).ok_or_else(|| name.clone())?;
                Ok(sum.saturating_add(amount.0))
            })
        };
        let share = match (sum(&of.of), sum(&of.over), sum(&of.less)) {
            (Ok(part), Ok(over), Ok(less)) => Share { part, of: over.saturating_sub(less) },
            (Err(name), ..) | (_, Err(name), _) | (.., Err(name)) => {
                counted.reasons.push(message!(
                    vi: "{file}:{line} thiếu số liệu `{name}`: không được tính",
                    en: "{file}:{line} lacks the amount `{name}`: it is not counted"
                ));
                continue;
            }
        };
        if share.part > share.of {
            let (part, whole) = (share.part, share.of);
            counted.reasons.push(message!(
                vi: "{file}:{line}: tử số {part} lớn hơn mẫu số {whole}: không được tính",
                en: "{file}:{line}: {part} of {whole} cannot be: it is not counted"
            ));
            continue;
        }
        add(&mut all, share);
        if let Some(level) = entry.record.unit.first().and_then(|unit| context.level(unit)) {
            add_level(&mut counted.levels, level, share);
        }
        counted.sources.push(SourceOf::of(entry));
    }
    // Records that say nothing that can be used are no evidence.
    counted.all = (!counted.sources.is_empty()).then_some(all);
    counted
}

pub(super) fn answers(context: &Context, of: &OfAnswers, period: ReportingPeriod) -> Counted {
    let mut counted = Counted { is_sample: true, ..Counted::default() };
    let mut all = NOTHING;
    let mut factors: BTreeMap<&Id, Share> = BTreeMap::new();
    let mut invalid = 0_u64;
    for entry in within(context, of.from, period) {
        let Some(answers) = &entry.record.answers else { continue };
        if let Some(factor) = &of.factor {
            if entry.record.factor.as_ref() != Some(factor) {
                continue;
            }
        }
        let share = satisfied(answers);
        invalid = invalid.saturating_add(answers.invalid.map_or(0, |n| n.0));
        add(&mut all, share);
        if let Some(factor) = &entry.record.factor {
            add(factors.entry(factor).or_insert(NOTHING), share);
        }
        if let Some(level) = entry.record.unit.first().and_then(|unit| context.level(unit)) {
            add_level(&mut counted.levels, level, share);
        }
        counted.sources.push(SourceOf::of(entry));
    }
    if counted.sources.is_empty() {
        counted.reasons.push(super::subjects::no_records(of.from));
        return counted;
    }
    let valid = all.of;
    counted.reasons.push(message!(
        vi: "theo SIPAS: hài lòng + rất hài lòng trong {valid} câu trả lời hợp lệ; {invalid} câu không hợp lệ không tính; khoảng tin cậy 95% theo Wilson",
        en: "as SIPAS counts: satisfied + very satisfied of {valid} valid answers; {invalid} not valid are left out; 95% confidence interval by Wilson"
    ));
    counted.beside = factors
        .into_iter()
        .map(|(factor, value)| Beside {
            label: Message::new(format!("yếu tố “{factor}”"), format!("factor “{factor}”")), value
        })
        .collect();
    counted.all = Some(all);
    counted
}

/// Satisfied and very satisfied, of all valid answers.
pub(crate) fn satisfied(answers: &Answers) -> Share {
    let all = [answers.very_satisfied, answers.satisfied, answers.neutral, answers.dissatisfied, answers.very_dissatisfied];
    let sum = |of: &[crate::model::definition::Amount]| of.iter().fold(0_u64, |sum, n| sum.saturating_add(n.0));
    Share { part: sum(&all[..2]), of: sum(&all) }
}
