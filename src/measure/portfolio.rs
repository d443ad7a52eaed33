//! What all simplifications of a library do: how many procedures are simplified, and whether that is enough.

use super::change::Difference;
use super::context::Context;
use super::effect::Effect;
use super::metrics::Measure;
use crate::model::definition::{DocumentStatus, Level, ProcedureDefinition, Simplification, SimplificationStatus};
use crate::model::library::{Library, Procedure};
use crate::model::parallel::in_parallel;
use crate::model::value::WorkSpan;
use std::cmp::Ordering;
use std::collections::HashSet;

/// When a procedure counts as simplified. No act says it; each policy is named, and what it counts is said.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Policy {
    /// It is abolished: no step is left.
    Abolished,
    /// One of [these figures](Policy::FIGURES) falls for certain, and none rises or may rise.
    #[default]
    Pareto,
    /// One of these figures falls for certain, whatever the others do.
    AnyDecrease,
    /// The limit that the law sets or the one that is promised falls for certain, and neither rises or may rise.
    Time,
}

impl Policy {
    /// The figures that policies look at: what an applicant has to do, wait for, hand in and pay, and what the office has to
    /// hand on. A figure that is known before or after only may have risen.
    pub const FIGURES: &'static [Measure] = &[
        Measure::Steps,
        Measure::HandOffs,
        Measure::Contacts,
        Measure::Visits,
        Measure::Documents,
        Measure::Originals,
        Measure::Copies,
        Measure::Conditions,
        Measure::Fee,
        Measure::Cost,
        Measure::Statutory,
        Measure::Limit,
        Measure::Time,
    ];

    /// Whether what changes makes a procedure a simplified one.
    ///
    /// ```
    /// use quytrinh::{Duration, Metrics, measure::{Difference, Policy}};
    /// let limit = |text: &str| Metrics { limit: Some(text.parse::<Duration>().unwrap().span()), ..Metrics::default() };
    /// let becomes = |before, after| Policy::Time.counts(&Difference::between(limit(before), limit(after)));
    /// assert!(becomes("15 working days", "14 working days"));
    /// assert!(!becomes("15 working days", "15 working days") && !becomes("immediate", "3 working days"));
    /// // 30 days hold 22 working days at the most.
    /// assert!(!becomes("30 days", "25 working days") && becomes("30 days", "19 working days"));
    /// ```
    #[must_use]
    pub fn counts(self, change: &Difference) -> bool {
        let abolished = change.before.steps > 0 && change.after.steps == 0;
        let directions =
            |figures: &[Measure]| -> Vec<Option<Ordering>> { figures.iter().map(|m| change.direction(*m)).collect() };
        let falls = |all: &[Option<Ordering>]| all.contains(&Some(Ordering::Less));
        let may_rise = |all: &[Option<Ordering>]| all.iter().any(|one| one.is_none_or(Ordering::is_gt));
        match self {
            Self::Abolished => abolished,
            Self::Pareto => {
                let all = directions(Self::FIGURES);
                abolished || (falls(&all) && !may_rise(&all))
            }
            Self::AnyDecrease => abolished || falls(&directions(Self::FIGURES)),
            Self::Time => {
                let all = directions(&[Measure::Statutory, Measure::Limit]);
                abolished || (falls(&all) && !may_rise(&all))
            }
        }
    }
}

/// What a share is counted of: the three that official reports use.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Denominator {
    /// All services in force, the procedures in competence: what a target is set for.
    #[default]
    InCompetence,
    /// Those that were reviewed: they say when, or have a simplification.
    Reviewed,
    /// Those with a simplification that is approved or carried out.
    Approved,
}

/// A part of a whole, in whole numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
pub struct Share {
    /// How many.
    pub part: u64,
    /// Of how many.
    pub of: u64,
}

/// In what state a simplification has to be to count, the furthest first.
pub const STATES: [SimplificationStatus; 3] =
    [SimplificationStatus::CarriedOut, SimplificationStatus::Approved, SimplificationStatus::Proposed];

impl Share {
    /// Whether it is at least one in ten, the target of the programme.
    #[must_use]
    pub const fn meets_target(self) -> bool {
        self.reaches(1, 10)
    }
    /// Whether it is at least this part: integers are compared, nothing is rounded.
    #[must_use]
    pub const fn reaches(self, numerator: u64, denominator: u64) -> bool {
        self.of > 0 && self.part as u128 * denominator as u128 >= self.of as u128 * numerator as u128
    }
    /// As a percentage; none of nothing.
    #[must_use]
    #[allow(clippy::cast_precision_loss, reason = "a display figure")]
    pub fn percent(self) -> Option<f64> {
        (self.of != 0).then(|| self.part as f64 / self.of as f64 * 100.0)
    }
}

/// A service in force, as far as shares are concerned.
#[derive(Debug, Clone)]
struct Counted {
    /// Its place among the effects.
    effect: usize,
    levels: Vec<Level>,
    volume: Option<u32>,
    is_reviewed: bool,
    is_approved: bool,
}

/// The effects of all simplifications of a library.
///
/// ```
/// use quytrinh::Library;
/// use quytrinh::definition::{Level, SimplificationStatus};
/// use quytrinh::measure::{Denominator, Policy};
/// let library = Library::open("processes/ba-dinh")?;
/// let portfolio = library.measure();
/// let share = portfolio.share(Policy::Pareto, Denominator::InCompetence, SimplificationStatus::Proposed, Some(Level::Ward));
/// println!("{} of {}: {}", share.part, share.of, if share.meets_target() { "met" } else { "missed" });
/// # Ok::<(), quytrinh::Error>(())
/// ```
#[derive(Debug, Clone, serde::Serialize)]
pub struct Portfolio {
    /// One effect for each procedure, by code.
    pub effects: Vec<Effect>,
    /// Administrative procedures in force.
    pub services: usize,
    /// Those that become simpler: something falls and nothing rises. Proposals count.
    pub simplified: usize,
    /// Those that become simpler by what is approved or carried out alone.
    pub decided: usize,
    /// Steps removed in all. A step of a procedure that several join in counts once: see [`Portfolio::overlapping`].
    pub steps_removed: i64,
    #[serde(skip)]
    counted: Vec<Counted>,
}

/// Time that is saved, and time that is lost, by services whose published limit changes for certain.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, serde::Serialize)]
pub struct TimeSaved {
    /// How many limits become shorter.
    pub shorter: usize,
    /// By how much, added up; working time and calendar time apart.
    pub saved: WorkSpan,
    /// How many limits become longer.
    pub longer: usize,
    /// By how much, added up.
    pub lost: WorkSpan,
    /// How many go from days to working days or back, so that nothing can be subtracted.
    pub other_units: usize,
}

impl Portfolio {
    fn of(&self, denominator: Denominator, level: Option<Level>) -> impl Iterator<Item = &Counted> {
        self.counted.iter().filter(move |one| {
            level.is_none_or(|level| one.levels.contains(&level))
                && match denominator {
                    Denominator::InCompetence => true,
                    Denominator::Reviewed => one.is_reviewed,
                    Denominator::Approved => one.is_approved,
                }
        })
    }

    /// The effects of the services in force, those of one level or all of them.
    pub(crate) fn services(&self, level: Option<Level>) -> impl Iterator<Item = &Effect> {
        self.of(Denominator::InCompetence, level).map(|one| &self.effects[one.effect])
    }

    /// The services that are simplified, by what is at least in this state: `Proposed` is everything. Those of one level, or
    /// of all levels together; one of several levels counts once.
    pub fn which(&self, policy: Policy, state: SimplificationStatus, level: Option<Level>) -> impl Iterator<Item = &Effect> {
        let all = self.of(Denominator::InCompetence, level).map(|one| &self.effects[one.effect]);
        all.filter(move |effect| policy.counts(&effect.of(state)))
    }

    /// How many of the services of a denominator are simplified: |simplified ∩ denominator| of |denominator|.
    #[must_use]
    pub fn share(&self, policy: Policy, denominator: Denominator, state: SimplificationStatus, level: Option<Level>) -> Share {
        let mut share = Share { part: 0, of: 0 };
        for one in self.of(denominator, level) {
            share.of += 1;
            share.part += u64::from(policy.counts(&self.effects[one.effect].of(state)));
        }
        share
    }

    /// The same, each service weighted by its dossiers a year; none where one of them does not say how many.
    #[must_use]
    pub fn weighted(
        &self,
        policy: Policy,
        denominator: Denominator,
        state: SimplificationStatus,
        level: Option<Level>,
    ) -> Option<Share> {
        let mut share = Share { part: 0, of: 0 };
        for one in self.of(denominator, level) {
            let volume = u64::from(one.volume?);
            share.of += volume;
            if policy.counts(&self.effects[one.effect].of(state)) {
                share.part += volume;
            }
        }
        Some(share)
    }

    /// How many services do not say how many dossiers there are.
    #[must_use]
    pub fn without_volume(&self, level: Option<Level>) -> usize {
        self.of(Denominator::InCompetence, level).filter(|one| one.volume.is_none()).count()
    }

    /// How much shorter, and longer, published limits become.
    #[must_use]
    pub fn time_saved(&self, state: SimplificationStatus, level: Option<Level>) -> TimeSaved {
        let mut sum = TimeSaved::default();
        for one in self.of(Denominator::InCompetence, level) {
            let change = self.effects[one.effect].of(state);
            let Some((before, after)) = change.limits() else { continue };
            if change.change(Measure::Limit).is_none() {
                sum.other_units += 1;
                continue;
            }
            if change.direction(Measure::Limit) == Some(Ordering::Less) {
                sum.shorter += 1;
                sum.saved = sum.saved + before.minus(after);
            } else {
                sum.longer += 1;
                sum.lost = sum.lost + after.minus(before);
            }
        }
        sum
    }

    /// Effects that are left out of sums: they join in a procedure, or are one, that an effect before them holds already, so
    /// that the same steps would be taken away twice. Those that join in come first.
    #[must_use]
    pub fn overlapping(&self) -> Vec<&Effect> {
        let (_, overlapping) = apart(&self.effects);
        overlapping.into_iter().map(|i| &self.effects[i]).collect()
    }
}

/// The effects that can be added up, and those that overlap with them.
fn apart(effects: &[Effect]) -> (Vec<usize>, Vec<usize>) {
    let mut held: HashSet<&str> = HashSet::new();
    let mut order: Vec<usize> = (0..effects.len()).filter(|i| !effects[*i].stages.is_empty()).collect();
    order.sort_by_key(|i| effects[*i].joined.is_empty());
    order.into_iter().partition(|i| {
        let effect = &effects[*i];
        let all = || effect.joined.iter().map(crate::model::value::DocumentCode::as_str).chain([effect.procedure.as_str()]);
        let is_new = !all().any(|code| held.contains(code));
        if is_new {
            held.extend(all());
        }
        is_new
    })
}

impl Library {
    /// Measures every procedure and what its simplifications take away.
    #[must_use]
    pub fn measure(&self) -> Portfolio {
        let context = Context::of(self);
        let procedures: Vec<&Procedure> = self.procedures().iter().collect();
        let effects = in_parallel(procedures.clone(), |p: &Procedure| p.simplify_within(&context, self, |_| true));
        let counted: Vec<Counted> = procedures
            .iter()
            .enumerate()
            .filter(|(_, p)| is_service(p.definition()))
            .map(|(effect, p)| {
                let p = p.definition();
                let decided = |s: &Simplification| s.status != SimplificationStatus::Proposed;
                Counted {
                    effect,
                    levels: p.level.0.clone(),
                    volume: p.service.as_ref().and_then(|s| s.volume.as_ref()).map(|volume| volume.per_year.0),
                    is_reviewed: p.review.is_some() || !p.simplifications.is_empty(),
                    is_approved: p.simplifications.iter().any(decided),
                }
            })
            .collect();
        let (summed, _) = apart(&effects);
        let steps_removed = summed.iter().map(|i| effects[*i].total().steps.removed()).sum();
        let mut portfolio = Portfolio { effects, services: counted.len(), simplified: 0, decided: 0, steps_removed, counted };
        let count = |state| portfolio.which(Policy::Pareto, state, None).count();
        (portfolio.simplified, portfolio.decided) =
            (count(SimplificationStatus::Proposed), count(SimplificationStatus::Approved));
        portfolio
    }
}

/// Whether a procedure is an administrative one in force.
pub(super) fn is_service(p: &ProcedureDefinition) -> bool {
    p.service.is_some() && !p.internal && p.status.is_none_or(|status| status == DocumentStatus::InForce)
}
