//! From what was counted to what became of an objective.

use super::judge::{Bounds, Fraction, OnTheWay, on_the_way};
use super::period::ReportingPeriod;
use super::{Context, Counted, PartOf, PartScore, Previous, Score, SourceOf, Status, Trend, Wanted, count, deciding, interval};
use crate::measure::Share;
use crate::model::definition::{Formula, Level, Objective, Period, RecordKind};
use crate::model::evidence::Entry;
use crate::model::value::{Message, Percent, Target, message};
use std::cmp::Ordering;

/// Measures one objective.
pub(super) fn score(context: &Context, objective: &Objective, year: i16, period: ReportingPeriod) -> Score {
    let by = objective.by.map_or(year, |by| by.0);
    let mut score = Score {
        id: objective.id.clone(),
        title: objective.title.clone(),
        clause: objective.clause,
        owner: objective.owner.clone(),
        unit: objective.unit.clone(),
        value: None,
        target: objective.target,
        target_verified: objective.verified,
        by,
        status: Status::NotMeasurable,
        reasons: Vec::new(),
        wanted: None,
        parts: Vec::new(),
        beside: Vec::new(),
        series: Vec::new(),
        previous: None,
        trend: None,
        short: Vec::new(),
        interval: None,
        sources: Vec::new(),
        outside_system: objective.outside_system == Some(true),
        when_missed: objective.when_missed.clone(),
    };
    let missing = missing(objective);
    let Some(formula) = &objective.measure else {
        score.reasons.push(lacks(&missing));
        return score;
    };
    let counted = count(context, formula, period);
    let all = counted.all;
    score.value = all.filter(|share| share.of > 0);
    score.parts = parts(objective, &counted);
    score.series = series(context, objective, formula, period, &counted);
    score.interval = if counted.is_sample { score.value.and_then(interval::wilson) } else { None };
    let (previous, record) = previous(context, objective, formula, period).unzip();
    score.previous = previous;
    let Counted { beside, short, sources, reasons, named, .. } = counted;
    (score.beside, score.short, score.sources, score.reasons) = (beside, short, sources, reasons);
    score.sources.extend(record.flatten().map(SourceOf::of));
    // Without a target nothing is met or missed, but what was reached is known.
    let Some(target) = objective.target else {
        score.reasons.push(lacks(&missing));
        return score;
    };
    if let (Target::Of(_, of), Some(named)) = (target, named) {
        if u64::from(of) != named {
            score.reasons.push(message!(
                vi: "chỉ tiêu tính trên {of}, nhưng tập hợp được nêu có {named}",
                en: "the target is of {of}, but the set that is named has {named}"
            ));
            return score;
        }
    }
    let baseline = baseline(objective, score.previous.as_ref());
    let Some(bounds) = Bounds::of(target, baseline.map(|(value, _)| value)) else {
        score.reasons.push(message!(
            vi: "chưa đo được: thiếu giá trị ban đầu để so sánh (`baseline:`, hoặc số liệu kỳ trước)",
            en: "not measurable as stated: there is no value before to compare with (`baseline:`, or evidence of the period before)"
        ));
        return score;
    };
    let Some(value) = all else {
        score.status = Status::NoEvidence;
        return score;
    };
    let Some(value) = Fraction::of(value).filter(|_| !score.parts.iter().any(|p| p.decides) || has_something(&score.parts))
    else {
        score.status = Status::NotApplicable;
        score
            .reasons
            .push(message!(vi: "không có gì để tính: mẫu số bằng 0", en: "there was nothing to count: the denominator is zero"));
        return score;
    };
    if let Some(previous) = score.previous.as_ref().and_then(|previous| Fraction::of(previous.value)) {
        score.trend = Some(match bounds.compare(value, previous) {
            Ordering::Greater => Trend::Better,
            Ordering::Equal => Trend::Same,
            Ordering::Less => Trend::Worse,
        });
    }
    judge(context, objective, &mut score, (target, bounds, baseline, value), year, period);
    score
}

fn has_something(parts: &[PartScore]) -> bool {
    parts.iter().any(|part| part.decides && part.value.of > 0)
}

/// Met, missed or on track.
fn judge(
    context: &Context,
    objective: &Objective,
    score: &mut Score,
    (target, bounds, baseline, value): (Target, Bounds, Option<(Fraction, i16)>, Fraction),
    year: i16,
    period: ReportingPeriod,
) {
    let now = period.of_year();
    let is_over =
        context.day >= period.last_day() && ReportingPeriod::year(now).is_some_and(|year| context.day >= year.last_day());
    if now < score.by {
        // The target is one of a later year: the way to it decides.
        let bounds = match on_the_way(target, &objective.path, baseline, now, score.by) {
            Some(OnTheWay::Said(target)) => {
                score.wanted = Some(Wanted::Path { target });
                Bounds::of(target, baseline.map(|(value, _)| value)).unwrap_or(bounds)
            }
            Some(OnTheWay::Even(way)) => {
                let percent = |bound: Option<(Fraction, bool)>| bound.map(|(bound, _)| bound.as_percent());
                score.wanted = Some(Wanted::Interpolated { least: percent(way.least), most: percent(way.most) });
                score.reasons.push(message!(
                    vi: "mức của năm {now} được nội suy đều từ giá trị trước, không văn bản nào giao",
                    en: "what is asked of {now} is interpolated evenly from the value before; no act says it"
                ));
                way
            }
            None => {
                let by = score.by;
                score.status = Status::NotMeasurable;
                score.reasons.push(message!(
                    vi: "chỉ tiêu là của năm {by}; chưa có mức của năm {now} (`path:`) hay giá trị ban đầu (`baseline:`)",
                    en: "the target is one of {by}; there is none for {now} (`path:`), and no value to begin with (`baseline:`)"
                ));
                return;
            }
        };
        let met = decide(score, bounds, value, target);
        score.status = if met { Status::OnTrack } else { Status::Missed };
        return;
    }
    let met = decide(score, bounds, value, target);
    score.status = match (met, is_over) {
        (true, true) => Status::Met,
        (true, false) => Status::OnTrack,
        (false, true) => Status::Missed,
        (false, false) => {
            // What is done one after the other has the rest of the year; what is a rate does not mend itself.
            let grows = matches!(objective.measure, Some(Formula::Subjects(_)));
            if grows && on_pace(context, bounds, value, year) { Status::OnTrack } else { Status::Missed }
        }
    };
    if score.status == Status::Missed && !is_over {
        score.reasons.push(message!(
            vi: "kỳ chưa kết thúc; kết quả chậm hơn tiến độ đều theo ngày",
            en: "the period is not over; this is behind an even pace"
        ));
    }
}

/// Whether so much is done as the part of the year that has passed.
fn on_pace(context: &Context, bounds: Bounds, value: Fraction, year: i16) -> bool {
    let Some(year) = ReportingPeriod::year(year) else { return false };
    let days = |from: crate::model::value::Date, to: crate::model::value::Date| {
        u128::try_from(from.civil().until(to.civil()).map_or(0, |span| span.get_days()) + 1).unwrap_or(1)
    };
    let (passed, all) = (days(year.first_day(), context.day), days(year.first_day(), year.last_day()));
    let way = bounds.on_the_way(Fraction { part: 0, of: 1 }, passed.min(all), all);
    way.is_some_and(|way| way.hold(value))
}

/// Whether everything that decides reaches the bounds; notes it at each part.
fn decide(score: &mut Score, bounds: Bounds, value: Fraction, target: Target) -> bool {
    for part in &mut score.parts {
        part.met = Fraction::of(part.value).map(|value| bounds.hold(value));
    }
    let by_parts = score.parts.iter().any(|part| part.decides);
    let whole = if by_parts {
        score.parts.iter().filter(|part| part.decides).all(|part| part.met != Some(false))
    } else {
        bounds.hold(value)
    };
    let every = target != Target::EveryPeriod
        || score.series.iter().all(|(_, share)| Fraction::of(*share).is_some_and(|value| bounds.hold(value)));
    whole && every
}

fn parts(objective: &Objective, counted: &Counted) -> Vec<PartScore> {
    let deciding = deciding(objective.scope);
    let wanted = |level: Level| objective.level.is_empty() || objective.level.contains(&level);
    let by_level = counted.levels.iter().filter(|(level, _)| wanted(*level)).map(|(level, share)| PartScore {
        of: PartOf::Level(*level),
        value: *share,
        decides: deciding.is_some_and(|levels| levels.contains(level)),
        met: None,
    });
    let mut parts: Vec<PartScore> = by_level.collect();
    parts.sort_by_key(|part| match part.of {
        PartOf::Level(Level::District) => 0,
        PartOf::Level(Level::Ward) => 1,
        _ => 2,
    });
    parts.extend(counted.parts.iter().map(|(of, share)| PartScore { of: of.clone(), value: *share, decides: true, met: None }));
    parts
}

fn series(
    context: &Context,
    objective: &Objective,
    formula: &Formula,
    period: ReportingPeriod,
    counted: &Counted,
) -> Vec<(ReportingPeriod, Share)> {
    if !counted.series.is_empty() || matches!(formula, Formula::Procedures(_)) {
        return counted.series.clone();
    }
    let every = objective.period.unwrap_or(Period::Year);
    let parts = period.parts(every);
    if parts.len() < 2 {
        return Vec::new();
    }
    let begun = parts.into_iter().filter(|part| part.first_day() <= context.day);
    begun.filter_map(|part| count(context, formula, part).all.map(|share| (part, share))).collect()
}

/// The value of the period before, and the record that says it, where none of that period can be counted.
fn previous<'a>(
    context: &Context<'a>,
    objective: &Objective,
    formula: &Formula,
    period: ReportingPeriod,
) -> Option<(Previous, Option<&'a Entry>)> {
    let before = period.before()?;
    // Definitions are those of today: what they were a year ago nobody knows.
    if !matches!(formula, Formula::Procedures(_)) {
        if let Some(value) = count(context, formula, before).all.filter(|share| share.of > 0) {
            return Some((Previous { period: before, value }, None));
        }
    }
    let is_of_it = |entry: &&&Entry| {
        let (record, days) = (&entry.record, before.first_day()..=before.last_day());
        entry.kind == RecordKind::Baseline && record.subject.as_ref() == Some(&objective.id) && days.contains(&record.date)
    };
    if let Some(entry) = context.entries.iter().filter(is_of_it).max_by_key(|entry| entry.record.date) {
        let (part, of) = entry.record.baseline()?;
        return Some((Previous { period: before, value: Share { part, of } }, Some(entry)));
    }
    let known = objective.baseline.as_ref()?;
    let is_of_it = ReportingPeriod::year(known.year.0)? == before;
    is_of_it.then(|| (Previous { period: before, value: share_of(known.value) }, None))
}

fn share_of(percent: Percent) -> Share {
    Share { part: percent.ten_thousandths(), of: Percent::WHOLE.ten_thousandths() }
}

/// The value to begin with: what the objective says, else that of the period before.
fn baseline(objective: &Objective, previous: Option<&Previous>) -> Option<(Fraction, i16)> {
    match &objective.baseline {
        Some(known) => Some((Fraction::percent(known.value), known.year.0)),
        None => previous.and_then(|previous| Some((Fraction::of(previous.value)?, previous.period.of_year()))),
    }
}

/// What an objective lacks that would make it measurable.
fn missing(objective: &Objective) -> Vec<(&'static str, &'static str, &'static str)> {
    let parts = [
        (objective.target.is_none(), ("target", "chỉ tiêu", "a target")),
        (objective.numerator.is_none(), ("numerator", "tử số", "a numerator")),
        (objective.denominator.is_none(), ("denominator", "mẫu số", "a denominator")),
        (objective.measure.is_none(), ("measure", "cách tính", "how it is counted")),
    ];
    parts.into_iter().filter_map(|(is, what)| is.then_some(what)).collect()
}

fn lacks(missing: &[(&str, &str, &str)]) -> Message {
    let list = |pick: &dyn Fn(&(&str, &str, &str)) -> String| missing.iter().map(pick).collect::<Vec<_>>().join(", ");
    let (vi, en) = (list(&|(key, vi, _)| format!("{vi} (`{key}:`)")), list(&|(key, _, en)| format!("{en} (`{key}:`)")));
    message!(vi: "chưa đo được như đang nêu: thiếu {vi}", en: "not measurable as stated: it lacks {en}")
}
