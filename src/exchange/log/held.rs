//! Dossiers held against a procedure, and what of that is written beside its steps and branches.

use super::Mapping;
use crate::measure::alignment::{Aligner, Cases, Conformance, Costs, Unalignable};
use crate::measure::dossiers::{Dossiers, Histogram, Variant};
use crate::model::definition::{MeasuredShare, MeasuredTime, ProcedureDefinition, Step, StepKind};
use crate::model::edit::{Setting, languages, set};
use crate::model::finding::{Path, Segment};
use crate::model::library::Procedure;
use crate::model::source::Source;
use crate::model::value::{Count, Duration, DurationUnit, Language, Percent, Text};
use std::collections::HashSet;

/// How long steps took.
#[derive(Debug, Clone)]
pub struct StepTime<'g> {
    /// The step.
    pub step: &'g Step,
    /// From the event before of the same dossier to that of the step: of events that have one instant each nothing nearer is known.
    pub since_before: Histogram,
    /// Dossiers that have such a time.
    pub dossiers: u64,
}

/// Dossiers held against a procedure.
#[derive(Debug, Clone)]
pub struct Held<'g> {
    /// The procedure.
    pub procedure: &'g Procedure,
    /// How they fit it. Activities that are steps have the ids of these.
    pub conformance: Conformance<'g>,
    /// How long steps took, in the order of the definition; none unless times were
    /// [asked for](crate::measure::dossiers::Options::intervals).
    pub times: Vec<StepTime<'g>>,
    /// Steps that leave no record: who did them and who did not cannot be told apart.
    pub unrecorded: Vec<&'g Step>,
    in_working_time: bool,
}

impl<'g> Held<'g> {
    /// Holds dossiers against a procedure: those that name a code that is wanted.
    ///
    /// A step leaves a record if the mapping names it or the log has an activity that is it; where the mapping names no steps, every
    /// step does that people do.
    ///
    /// # Errors
    /// If nothing can be aligned with the procedure.
    pub fn of(
        dossiers: &Dossiers,
        mapping: &Mapping,
        procedure: &'g Procedure,
        wanted: impl Fn(&str) -> bool,
    ) -> Result<Self, Unalignable> {
        let ways: Vec<&Variant> = dossiers.variants.iter().filter(|way| wanted(&way.procedure)).collect();
        let named = &mapping.definition().steps;
        let is_named = |step: &&Step| named.values().any(|id| *id == step.id);
        let is_done_by_people = |step: &&Step| named.is_empty() && step.kind.is_none_or(|kind| kind == StepKind::Task);
        let steps = &procedure.definition().steps;
        let mut recorded: HashSet<&str> =
            steps.iter().filter(|step| is_named(step) || is_done_by_people(step)).map(|step| step.id.as_str()).collect();
        let activities = ways.iter().flat_map(|way| &way.activities);
        recorded.extend(activities.filter_map(|activity| mapping.step_of(activity, procedure)).map(|step| step.id.as_str()));
        let label = |step: &'g Step| Some(step.id.as_str()).filter(|id| recorded.contains(id));
        let mut aligner = Aligner::with(procedure.graph(), Costs::default(), label)?;
        let name =
            |activity: &'_ String| mapping.step_of(activity, procedure).map_or(activity.clone(), |step| step.id.to_string());
        let traces: Vec<Vec<String>> = ways.iter().map(|way| way.activities.iter().map(name).collect()).collect();
        let cases = |way: &Variant| Cases { ended: way.dossiers - way.open, open: way.open };
        let conformance =
            aligner.conformance_with_open(traces.iter().zip(&ways).map(|(trace, way)| (trace.as_slice(), cases(way))));
        let times = steps.iter().filter_map(|step| {
            let mut since_before = Histogram::default();
            let is_step = |activity: &str| mapping.step_of(activity, procedure).is_some_and(|one| one.id == step.id);
            let own = dossiers.intervals.iter().filter(|one| wanted(&one.procedure) && is_step(&one.activity));
            own.for_each(|one| since_before.merge(&one.since_before));
            let has = |trace: &[String]| trace.iter().skip(1).any(|activity| *activity == step.id.as_str());
            let dossiers = traces.iter().zip(&ways).filter(|(trace, _)| has(trace)).map(|(_, way)| way.dossiers).sum();
            (!since_before.is_empty()).then_some(StepTime { step, since_before, dossiers })
        });
        Ok(Self {
            procedure,
            times: times.collect(),
            unrecorded: steps.iter().filter(|step| !recorded.contains(step.id.as_str())).collect(),
            conformance,
            in_working_time: dossiers.in_working_time,
        })
    }

    /// The definition with what was measured beside its steps and branches. Nothing is said of a step that took no time that can be
    /// said, and of a branch that no dossier came to; of these stays what there was.
    #[must_use]
    pub fn measured(&self, log: &LogName) -> ProcedureDefinition {
        let mut definition = self.procedure.definition().clone();
        for time in &self.times {
            let measured = self.median(time).zip(definition.steps.iter_mut().find(|step| step.id == time.step.id));
            if let Some((median, step)) = measured {
                step.measured = Some(MeasuredTime { time: median, cases: count(time.dossiers), source: self.of_times(log) });
            }
        }
        for way in self.conformance.ways.iter().filter(|way| way.taken.of > 0) {
            let [_, Segment::Index(step), Segment::Key(_), Segment::Index(next)] = way.path.segments() else { continue };
            let Some(next) = definition.steps.get_mut(*step).and_then(|step| step.next.0.get_mut(*next)) else { continue };
            // To a hundredth of a percent.
            let (part, of) = (u128::from(way.taken.part), u128::from(way.taken.of));
            let hundredths = u64::try_from((part * 20_000 + of) / (2 * of)).unwrap_or_default();
            let share = Percent::from_ten_thousandths(hundredths * 100);
            next.measured = Some(MeasuredShare { share, cases: count(way.taken.of), source: log.of_shares() });
        }
        definition
    }

    /// The text of the definition with what was [measured](Self::measured); every other byte stays as it is.
    #[must_use]
    pub fn written(&self, source: &Source, log: &LogName) -> String {
        let measured = self.measured(log);
        let mut settings = Vec::new();
        for (i, (step, before)) in measured.steps.iter().zip(&self.procedure.definition().steps).enumerate() {
            let at = Path::root().key("steps").index(i);
            if let Some(measured) = step.measured.as_ref().filter(|_| step.measured != before.measured) {
                let value = value(("time", &measured.time.to_string()), measured.cases, &measured.source);
                settings.push(Setting { at: at.clone(), key: "measured", value, behind: &["time", "kind", "role"], short: "id" });
            }
            for (j, (next, before)) in step.next.iter().zip(&before.next).enumerate() {
                let Some(measured) = next.measured.as_ref().filter(|_| next.measured != before.measured) else { continue };
                let value = value(("share", &measured.share.to_string()), measured.cases, &measured.source);
                let at = at.clone().key("next").index(j);
                settings.push(Setting { at, key: "measured", value, behind: &["share", "when", "to"], short: "to" });
            }
        }
        set(source, &settings)
    }

    /// The time that half of the times do not exceed, as the format has it: working time in minutes and hours, time by the calendar in
    /// days. None where it is too short to be said.
    fn median(&self, time: &StepTime) -> Option<Duration> {
        let seconds = time.since_before.quantile(1, 2)?;
        let (unit, length, digits) = match (self.in_working_time, seconds) {
            (true, ..3600) => (DurationUnit::Minute, 60, 10_000),
            (true, _) => (DurationUnit::Hour, 3600, 1000),
            // A thousandth of a day is a minute and a half.
            (false, ..86_400) => (DurationUnit::Day, 86_400, 10),
            (false, _) => (DurationUnit::Day, 86_400, 100),
        };
        let ten_thousandths = (u128::from(seconds) * 20_000 + length * digits) / (2 * length * digits) * digits;
        let amount = u64::try_from(ten_thousandths).ok().filter(|amount| *amount > 0)?;
        Some(Duration::from_ten_thousandths(amount, unit))
    }

    fn of_times(&self, log: &LogName) -> Text {
        let (vi, en) = if self.in_working_time {
            ("thời gian làm việc kể từ sự kiện liền trước, trung vị", "working time since the event before, median")
        } else {
            ("thời gian kể từ sự kiện liền trước, trung vị", "time since the event before, median")
        };
        log.and(vi, en)
    }
}

/// What a log is called, and which days it covers.
#[derive(Debug, Clone)]
pub struct LogName {
    vi: String,
    en: String,
}

impl LogName {
    /// The name, with the days of the first and the last event.
    #[must_use]
    pub fn of(name: &str, dossiers: &Dossiers) -> Self {
        let days = |language: &Language| {
            let days = dossiers.span.map(|(from, to)| format!(", {}–{}", from.date().to(language), to.date().to(language)));
            format!("{name}{}", days.unwrap_or_default())
        };
        Self { vi: days(&Language::Vi), en: days(&Language::En) }
    }
    fn and(&self, vi: &str, en: &str) -> Text {
        Text::both(format!("{}: {vi}", self.vi), format!("{}: {en}", self.en))
    }
    fn of_shares(&self) -> Text {
        self.and("số lần rẽ nhánh theo đối chiếu hồ sơ", "ways taken, as dossiers fit the procedure")
    }
}

fn count(number: u64) -> Count {
    Count(u32::try_from(number).unwrap_or(u32::MAX))
}

/// In one line.
fn value((key, figure): (&str, &str), cases: Count, source: &Text) -> String {
    format!("{{{key}: {figure}, cases: {cases}, source: {}}}", languages(source))
}
