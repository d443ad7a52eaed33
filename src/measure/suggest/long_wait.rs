//! Waiting that takes more than half of the limit.

use super::view::View;
use super::{Advice, Idea, REIJERS, Rule, Way};
use crate::model::definition::{Clock, Heuristic, Operation, RoleKind, SetStepTime, SetTimeLimit, StepKind};
use crate::model::value::{Duration, DurationUnit, Language, WorkSpan, message};

pub(super) static RULE: Rule = Rule {
    advice: Advice {
        code: "suggest/long-wait",
        what: ("thời gian chờ chiếm quá nửa thời hạn giải quyết", "waiting that takes more than half of the time limit"),
        why: (
            "Phần lớn thời hạn trôi qua mà không ai làm gì; rút ngắn việc chờ thì cam kết được thời hạn ngắn hơn.",
            "Most of the limit passes while nobody works; with a shorter wait a shorter limit can be promised.",
        ),
        heuristic: Heuristic::TimeReduction,
        source: REIJERS,
    },
    look,
};

fn look(view: &View) -> Vec<Idea> {
    let Some(limit) = view.p.service.as_ref().and_then(|s| s.time_limit.as_ref()).map(|l| l.published()) else {
        return Vec::new();
    };
    if limit.is_zero() {
        return Vec::new();
    }
    (0..view.steps().len()).filter_map(|i| idea(view, i, limit)).collect()
}

/// What of a step is waiting: all of it where it only waits or others have to answer, else what is not worked.
fn waiting(view: &View, i: usize) -> Option<WorkSpan> {
    let step = view.step(i);
    let time = view.time(i)?;
    let only_waits = step.kind == Some(StepKind::Wait) || view.kind(i) == Some(RoleKind::Agency);
    match step.work {
        Some(work) if !only_waits && !work.span().is_mixed_with(time) => Some(time.minus(work.span())),
        _ => only_waits.then_some(time),
    }
}

fn idea(view: &View, i: usize, limit: WorkSpan) -> Option<Idea> {
    let step = view.step(i);
    let counts = step.clock != Some(Clock::Stopped) && !view.is_applicant(i) && !view.is_required(i) && !view.shares_time(i);
    let wait = waiting(view, i).filter(|wait| counts && wait.in_working_minutes() * 2.0 > limit.in_working_minutes() + 1e-6)?;
    let now = step.time.as_ref()?.value?;
    let shorter = half(now, limit)?;
    let saved = now.span().minus(shorter.span());
    let id = view.id(i);
    let (vi, en) = view.name(i);
    let (wait_vi, wait_en) = (wait.to(&Language::Vi), wait.to(&Language::En));
    let (limit_vi, limit_en) = (limit.to(&Language::Vi), limit.to(&Language::En));
    let (to_vi, to_en) = (shorter.to(&Language::Vi), shorter.to(&Language::En));
    let set = Operation::SetStepTime(SetStepTime {
        step: id.clone(),
        time: shorter,
        work: step.work.filter(|w| w.span() < shorter.span()),
    });
    let title = message!(vi: "Rút thời gian “{vi}” xuống {to_vi}", en: "Shorten “{en}” to {to_en}");
    let rationale = message!(
        vi: "Việc chờ chiếm {wait_vi} trong thời hạn {limit_vi}; không quá nửa thời hạn thì còn {to_vi}.",
        en: "The wait takes {wait_en} of a limit of {limit_en}; no more than half of it leaves {to_en}."
    );
    let way = |operations| Way { id: format!("wait-less-{id}"), title: title.clone(), rationale: rationale.clone(), operations };
    let mut ways = Vec::new();
    // What is saved is promised, where both count in one unit.
    let promised = (!limit.is_mixed_with(saved)).then(|| limit.minus(saved).as_duration()).flatten();
    if let Some(committed) = promised.filter(|_| !saved.is_zero()) {
        let promise = Operation::SetTimeLimit(SetTimeLimit { statutory: None, committed: Some(committed) });
        ways.push(way(vec![set.clone(), promise]));
    }
    ways.push(way(vec![set]));
    Some(Idea {
        message: message!(
            vi: "bước `{id}` chờ {wait_vi}, quá nửa thời hạn {limit_vi}",
            en: "the step `{id}` waits {wait_en}, more than half of the limit of {limit_en}"
        ),
        places: vec![view.place(i, message!(vi: "chờ {wait_vi}", en: "waits {wait_en}"))],
        touches: vec![id.clone()],
        ways,
    })
}

/// Half of the limit in the unit of a time, in whole units where there is one; none where nothing would be saved.
fn half(now: Duration, limit: WorkSpan) -> Option<Duration> {
    let one = Duration::of(1, now.unit()).span().in_working_minutes();
    let half = limit.in_working_minutes() / 2.0;
    let unit = match now.unit() {
        DurationUnit::Immediate => return None,
        unit => unit,
    };
    let fine = [DurationUnit::Hour, DurationUnit::Minute]
        .into_iter()
        .map(|unit| (unit, Duration::of(1, unit).span().in_working_minutes()));
    let (unit, one) = std::iter::once((unit, one)).chain(fine.filter(|_| now.is_working_time())).find(|(_, one)| half >= *one)?;
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "limits are short and positive")]
    let shorter = Duration::of((half / one + 1e-9).floor() as u32, unit);
    (shorter.span() < now.span()).then_some(shorter)
}
