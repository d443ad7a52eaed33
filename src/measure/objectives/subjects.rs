//! Shares of units, or of what records register, that have all the records asked for.

use super::{Context, Counted, NOTHING, ReportingPeriod, Shortfall, SourceOf, add, add_level};
use crate::measure::Share;
use crate::model::definition::{Level, Needed, OfSubjects, RecordKind, RecordState, When};
use crate::model::evidence::Entry;
use crate::model::value::{Date, Id, Language, Message, message};
use std::collections::BTreeSet;

pub(super) fn count(context: &Context, of: &OfSubjects, period: ReportingPeriod) -> Counted {
    let mut counted = Counted::default();
    let Some(subjects) = subjects(context, of, period, &mut counted) else { return counted };
    // Of what there is no record at all, nobody knows whether it was done.
    let absent: Vec<RecordKind> =
        of.having.iter().filter(|needed| !is_there(context, needed, period)).map(|needed| needed.kind).collect();
    if !absent.is_empty() {
        for kind in absent {
            counted.reasons.push(no_records(kind));
        }
        return counted;
    }
    for needed in of.without.iter().filter(|needed| !context.entries.iter().any(|entry| entry.kind == needed.kind)) {
        let (vi, en) = labels(needed.kind);
        counted.reasons.push(message!(
            vi: "không có hồ sơ loại “{vi}” nào: coi như không có việc nào như vậy",
            en: "there is no record of the kind “{en}”: taken to mean that there was none"
        ));
    }
    let spans = of.each.map_or_else(|| vec![period], |each| period.parts(each));
    let begun: Vec<ReportingPeriod> = spans.into_iter().filter(|span| span.first_day() <= context.day).collect();
    let mut series = vec![NOTHING; begun.len()];
    let mut used: BTreeSet<(&str, usize)> = BTreeSet::new();
    let mut all = NOTHING;
    for (subject, level) in &subjects {
        let mut lacks = Vec::new();
        for (span, sum) in begun.iter().zip(&mut series) {
            let before = lacks.len();
            for needed in &of.having {
                let found: Vec<&Entry> = matching(context, needed, subject, *span).collect();
                let least = needed.at_least.map_or(1, |n| n.0 as usize);
                if found.len() < least {
                    lacks.push(missing(needed, found.len(), least, of.each.map(|_| *span)));
                }
                used.extend(found.iter().map(|entry| (&*entry.source, entry.line)));
            }
            for needed in &of.without {
                for entry in matching(context, needed, subject, *span) {
                    used.insert((&*entry.source, entry.line));
                    let ((vi, en), date) = (labels(needed.kind), entry.record.date);
                    lacks.push(message!(vi: "còn “{vi}” ngày {date}", en: "there is a “{en}” of {date}"));
                }
            }
            add(sum, Share { part: u64::from(lacks.len() == before), of: 1 });
        }
        let share = Share { part: u64::from(lacks.is_empty()), of: 1 };
        add(&mut all, share);
        if let Some(level) = level {
            add_level(&mut counted.levels, *level, share);
        }
        if !lacks.is_empty() {
            counted.short.push(Shortfall { subject: subject.to_string(), lacks });
        }
    }
    let by_record = context.entries.iter().filter(|entry| used.contains(&(&*entry.source, entry.line)));
    counted.sources.extend(by_record.map(|entry| SourceOf::of(entry)));
    if of.each.is_some() {
        counted.series = begun.into_iter().zip(series).collect();
    }
    counted.all = Some(all);
    counted.named = Some(subjects.len() as u64);
    counted
}

/// Who is asked, and the level of each; none where there is no evidence of it.
fn subjects(
    context: &Context,
    of: &OfSubjects,
    period: ReportingPeriod,
    counted: &mut Counted,
) -> Option<Vec<(Id, Option<Level>)>> {
    let mut subjects: Vec<(Id, Option<Level>)> = Vec::new();
    if let Some(set) = &of.units {
        subjects.extend(set.units(context.library).map(|unit| (unit.id.clone(), unit.level)));
    }
    if let Some(needed) = &of.registered {
        if !is_there(context, needed, period) {
            counted.reasons.push(no_records(needed.kind));
            return None;
        }
        for entry in context.entries.iter().filter(|entry| matches(context, needed, entry, period)) {
            for subject in entry.about() {
                if !subjects.iter().any(|(known, _)| known == subject) {
                    let level = entry.record.unit.first().and_then(|unit| context.level(unit));
                    subjects.push((subject.clone(), level));
                }
            }
            counted.sources.push(SourceOf::of(entry));
        }
    }
    Some(subjects)
}

/// Whether there is any record of a kind that could be of this period.
fn is_there(context: &Context, needed: &Needed, period: ReportingPeriod) -> bool {
    let end = context.end(period);
    let from = earliest(needed, period, end);
    context
        .entries
        .iter()
        .any(|entry| entry.kind == needed.kind && entry.record.date <= end && from.is_none_or(|from| from <= entry.record.date))
}

/// The first day that counts; none where every day before the end does.
fn earliest(needed: &Needed, period: ReportingPeriod, end: Date) -> Option<Date> {
    if let Some(within) = needed.within {
        // 12 months before 31 December 2018 begin on 1 January.
        let before = within.before(end)?;
        return before.civil().tomorrow().ok().map(Date::from);
    }
    matches!(needed.when, None | Some(When::InPeriod)).then(|| period.first_day())
}

/// Whether a record is one of those asked for, whoever it is about.
fn matches(context: &Context, needed: &Needed, entry: &Entry, period: ReportingPeriod) -> bool {
    let end = context.end(period);
    let record = &entry.record;
    let state = entry.state(end);
    let of_state = if needed.state.is_empty() {
        !matches!(state, Some(RecordState::Planned | RecordState::Withdrawn))
    } else {
        state.is_some_and(|state| needed.state.contains(&state))
    };
    entry.kind == needed.kind
        && of_state
        && record.date <= end
        && earliest(needed, period, end).is_none_or(|from| from <= record.date)
        && (needed.when != Some(When::InForce) || record.until.is_none_or(|until| until >= end))
        && needed.grade.is_none_or(|grade| record.grade == Some(grade))
}

/// The records asked for that are about a subject.
fn matching<'a>(
    context: &'a Context,
    needed: &'a Needed,
    subject: &'a Id,
    period: ReportingPeriod,
) -> impl Iterator<Item = &'a Entry> {
    let about = move |entry: &Entry| entry.record.subject.as_ref() == Some(subject) || entry.record.unit.contains(subject);
    context.entries.iter().copied().filter(move |entry| about(entry) && matches(context, needed, entry, period))
}

fn labels(kind: RecordKind) -> (&'static str, &'static str) {
    (kind.label(&Language::Vi), kind.label(&Language::En))
}

pub(super) fn no_records(kind: RecordKind) -> Message {
    let (vi, en) = labels(kind);
    message!(vi: "không có hồ sơ nào loại “{vi}” (`{kind}`) trong kỳ", en: "there is no record of the kind “{en}” (`{kind}`) in the period")
}

fn missing(needed: &Needed, found: usize, least: usize, span: Option<ReportingPeriod>) -> Message {
    let (vi, en) = labels(needed.kind);
    let (mut vi, mut en) = (format!("thiếu “{vi}”"), format!("lacks “{en}”"));
    if let [state] = &*needed.state {
        vi.push_str(&format!(" {}", state.label(&Language::Vi)));
        en.push_str(&format!(", {}", state.label(&Language::En)));
    }
    if least > 1 {
        vi.push_str(&format!(" ({found}/{least})"));
        en.push_str(&format!(" ({found}/{least})"));
    }
    if let Some(span) = span {
        vi.push_str(&format!(", {}", span.to(&Language::Vi)));
        en.push_str(&format!(", {}", span.to(&Language::En)));
    }
    Message::new(vi, en)
}
