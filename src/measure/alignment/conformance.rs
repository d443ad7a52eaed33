//! What alignments say of all dossiers together.

use super::net::NONE;
use super::space::{Action, Mix, Space};
use super::{Aligner, Alignment, Move, bits};
use crate::measure::Share;
use crate::measure::expectation::net::written;
use crate::model::definition::Step;
use crate::model::finding::Path;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::hash::BuildHasherDefault;

/// How many dossiers went one way.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub struct Cases {
    /// Those that ended.
    pub ended: u64,
    /// Those that have not ended: more may follow.
    pub open: u64,
}

/// Dossiers that went the same way, and either all ended or none.
#[derive(Debug, Clone, PartialEq)]
pub struct Variant<'g> {
    /// The activities, in their order.
    pub trace: Vec<String>,
    /// How many dossiers went that way.
    pub dossiers: u64,
    /// Whether they have not ended, so that more may follow.
    pub is_open: bool,
    /// How that fits the procedure.
    pub alignment: Alignment<'g>,
}

/// A step that was skipped.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct SkippedStep<'g> {
    /// The step; the law that demands it, if any, is in its `required_by`.
    pub step: &'g Step,
    /// How often it was skipped.
    pub times: u64,
    /// In how many dossiers.
    pub dossiers: u64,
}

/// An activity that the procedure does not know where it was found.
#[derive(Debug, Clone, PartialEq)]
pub struct ExtraActivity<'g> {
    /// The activity.
    pub activity: String,
    /// The step of the procedure that was recorded last before it.
    pub after: Option<&'g Step>,
    /// How often it was found there.
    pub times: u64,
    /// In how many dossiers.
    pub dossiers: u64,
}

/// A way out of a split, and how often it was taken.
#[derive(Debug, Clone, PartialEq)]
pub struct TakenWay<'g> {
    /// Where it is written: `steps[3].next[1]`, or `steps[3].timeout`.
    pub path: Path,
    /// The step it leaves.
    pub from: &'g Step,
    /// The step it leads to.
    pub to: &'g Step,
    /// How often it was taken, of how often the log shows which way was taken there.
    pub taken: Share,
}

/// How dossiers fit their procedure.
///
/// Where several alignments of a dossier cost the same, one of them is taken, always the same one.
#[derive(Debug, Clone, PartialEq)]
pub struct Conformance<'g> {
    /// Each way that dossiers went, the most frequent first.
    pub variants: Vec<Variant<'g>>,
    /// How many dossiers went as modelled, of those that ended.
    pub conforming: Share,
    /// How many went as modelled until now, of those that have not ended.
    pub conforming_open: Share,
    /// Of how many it is not decided what their alignment costs; these are taken at the most it can be.
    pub undecided: u64,
    /// What all alignments cost at the least and at the most; the same unless something is not decided.
    pub least: u64,
    /// See [`Self::least`].
    pub most: u64,
    /// What they cost if nothing fitted.
    pub empty: u64,
    /// Steps that were skipped, the most frequent first.
    pub skipped: Vec<SkippedStep<'g>>,
    /// Activities that were extra, the most frequent first.
    pub extra: Vec<ExtraActivity<'g>>,
    /// The ways out of each split in the order of the definition, with those that nobody took.
    ///
    /// A way counts where the event that comes next on it was recorded, or the case ended there; not where a step behind it
    /// was skipped. Of an inclusive split several ways can be taken at once.
    pub ways: Vec<TakenWay<'g>>,
}

impl<'g> Conformance<'g> {
    /// One less the part that the cost of all is of that if nothing fitted; none if it is not decided, or nothing can be wrong.
    #[must_use]
    #[allow(clippy::cast_precision_loss, reason = "a display figure")]
    pub fn fitness(&self) -> Option<f64> {
        (self.least == self.most && self.empty > 0).then(|| 1.0 - self.most as f64 / self.empty as f64)
    }
    /// The steps that the law demands and that were skipped all the same.
    pub fn skipped_though_required(&self) -> impl Iterator<Item = &SkippedStep<'g>> {
        self.skipped.iter().filter(|skipped| !skipped.step.required_by.is_empty())
    }
}

/// How often, and in how many dossiers.
#[derive(Default)]
struct Often {
    times: u64,
    dossiers: u64,
}

pub fn of<'g, 't, S: AsRef<str> + 't>(
    aligner: &mut Aligner<'g>,
    traces: impl IntoIterator<Item = (&'t [S], Cases)>,
) -> Conformance<'g> {
    let mut numbers: HashMap<&str, u32> = HashMap::new();
    let mut counted: HashMap<Vec<u32>, (Cases, &[S]), BuildHasherDefault<Mix>> = HashMap::default();
    for (trace, cases) in traces {
        let number = |activity: &'t S| {
            let next = numbers.len() as u32;
            *numbers.entry(activity.as_ref()).or_insert(next)
        };
        let all = &mut counted.entry(trace.iter().map(number).collect()).or_insert((Cases::default(), trace)).0;
        all.ended += cases.ended;
        all.open += cases.open;
    }
    let counted = counted.into_values().flat_map(|(cases, trace)| {
        let parts = [(cases.ended, false), (cases.open, true)].into_iter().filter(|(dossiers, _)| *dossiers > 0);
        parts.map(move |(dossiers, is_open)| (dossiers, trace.iter().map(AsRef::as_ref).collect(), is_open))
    });
    let mut counted: Vec<(u64, Vec<&str>, bool)> = counted.collect();
    counted.sort_unstable_by(|(a, one, one_open), (b, other, other_open)| {
        b.cmp(a).then_with(|| one.cmp(other)).then_with(|| one_open.cmp(other_open))
    });
    let graph = aligner.graph;
    let steps = &graph.definition().steps;
    let place = |step: &Step| steps.iter().position(|other| std::ptr::eq(other, step)).unwrap_or_default();
    let mut skipped: BTreeMap<usize, Often> = BTreeMap::new();
    let mut extra: BTreeMap<(&str, Option<usize>), Often> = BTreeMap::new();
    let mut ways: BTreeMap<u32, u64> = BTreeMap::new();
    let mut choices: BTreeMap<u32, u64> = BTreeMap::new();
    let mut variants = Vec::with_capacity(counted.len());
    let mut all = Conformance {
        variants: Vec::new(),
        conforming: Share { part: 0, of: 0 },
        conforming_open: Share { part: 0, of: 0 },
        undecided: 0,
        least: 0,
        most: 0,
        empty: 0,
        skipped: Vec::new(),
        extra: Vec::new(),
        ways: Vec::new(),
    };
    for (dossiers, trace, is_open) in counted {
        let alignment = if is_open { aligner.align_open(&trace) } else { aligner.align(&trace) };
        let conforming = if is_open { &mut all.conforming_open } else { &mut all.conforming };
        conforming.of += dossiers;
        conforming.part += if alignment.conforms() == Some(true) { dossiers } else { 0 };
        all.undecided += if alignment.cost().is_none() { dossiers } else { 0 };
        all.least += alignment.least * dossiers;
        all.most += alignment.most * dossiers;
        all.empty += alignment.empty * dossiers;
        let mut skips: BTreeMap<usize, u64> = BTreeMap::new();
        let mut extras: BTreeMap<(&str, Option<usize>), u64> = BTreeMap::new();
        let mut after = None;
        for part in &alignment.moves {
            match part {
                Move::Synchronous { step, .. } => after = Some(place(step)),
                Move::Skipped(step) => *skips.entry(place(step)).or_default() += 1,
                Move::Extra { event } => *extras.entry((trace[*event], after)).or_default() += 1,
            }
        }
        for (step, times) in skips {
            let often = skipped.entry(step).or_default();
            often.times += times * dossiers;
            often.dossiers += dossiers;
        }
        for (activity, times) in extras {
            let often = extra.entry(activity).or_default();
            often.times += times * dossiers;
            often.dossiers += dossiers;
        }
        let mut seen = BTreeSet::new();
        for (way, choice) in &alignment.ways {
            *ways.entry(*way).or_default() += dossiers;
            if seen.insert(*choice) {
                let from = graph.raw().edge_endpoints((*way).into()).map_or(NONE, |(from, _)| from.index() as u32);
                *choices.entry(from).or_default() += dossiers;
            }
        }
        variants.push(Variant { trace: trace.into_iter().map(str::to_owned).collect(), dossiers, is_open, alignment });
    }
    all.variants = variants;
    all.skipped = skipped
        .into_iter()
        .map(|(step, often)| SkippedStep { step: &steps[step], times: often.times, dossiers: often.dossiers })
        .collect();
    all.skipped.sort_by_key(|skipped| std::cmp::Reverse(skipped.times));
    all.extra = extra
        .into_iter()
        .map(|((activity, after), Often { times, dossiers })| ExtraActivity {
            activity: activity.to_owned(),
            after: after.map(|step| &steps[step]),
            times,
            dossiers,
        })
        .collect();
    all.extra.sort_by_key(|extra| std::cmp::Reverse(extra.times));
    all.ways = taken(aligner, &ways, &choices);
    all
}

/// The ways of each split, with how often they were taken.
fn taken<'g>(aligner: &Aligner<'g>, ways: &BTreeMap<u32, u64>, choices: &BTreeMap<u32, u64>) -> Vec<TakenWay<'g>> {
    let graph = aligner.graph;
    let steps = &graph.definition().steps;
    let written = written(graph);
    let mut all: Vec<((u32, u32), TakenWay<'g>)> = Vec::new();
    for way in aligner.space.net.ways() {
        let (Some((step, next)), Some((from, _))) = (written[way as usize], graph.raw().edge_endpoints(way.into())) else {
            continue;
        };
        let own = &steps[step as usize];
        let (path, to) = if next == NONE {
            (Path::root().key("steps").index(step as usize).key("timeout"), own.timeout.as_ref().map(|timeout| &timeout.to))
        } else {
            let path = Path::root().key("steps").index(step as usize).key("next").index(next as usize);
            (path, own.next.get(next as usize).map(|next| &next.to))
        };
        let Some(to) = to.and_then(|to| steps.iter().find(|step| step.id == *to)) else { continue };
        let part = ways.get(&way).copied().unwrap_or_default();
        let of = choices.get(&(from.index() as u32)).copied().unwrap_or_default();
        all.push(((step, next), TakenWay { path, from: own, to, taken: Share { part, of } }));
    }
    all.sort_by_key(|(place, _)| *place);
    all.into_iter().map(|(_, way)| way).collect()
}

/// A way that was chosen and has not been shown yet by what comes behind it: its edge and the number of the choice.
type Chosen = (u32, u32);

/// The ways that an alignment shows to have been taken, each with the number of the choice.
pub fn ways(space: &Space, actions: &[Action]) -> Vec<Chosen> {
    let net = &space.net;
    let mut shown = BTreeSet::new();
    // By place, what was chosen on the way of the token there since the last step; and the choice that a way was left open by.
    let mut chosen: BTreeMap<u32, BTreeSet<Chosen>> = BTreeMap::new();
    let mut begun: BTreeMap<u32, u32> = BTreeMap::new();
    let mut marking = space.first;
    for (number, action) in (0u32..).zip(actions) {
        let (next, is_recorded) = match action {
            Action::Extra | Action::Nothing => continue,
            Action::Recorded(next) => (space.next(*next), true),
            Action::Unrecorded(next) => (space.next(*next), false),
        };
        let before = std::mem::replace(&mut marking, next.marking);
        let (before, added) = (space.markings.at(before), space.places.at(next.added));
        let mut carried = BTreeSet::new();
        if next.place == NONE {
            chosen.clear();
            begun.clear();
        } else {
            let act = &net.acts[next.place as usize][next.act as usize];
            carried = chosen.remove(&next.place).unwrap_or_default();
            let first = begun.remove(&next.place);
            if is_recorded {
                shown.append(&mut carried);
            } else if act.step != NONE {
                carried.clear();
            } else if act.way != NONE {
                let choice = first.filter(|_| act.follows).unwrap_or(number);
                carried.insert((act.way, choice));
                for open in bits::each(added).filter(|place| bits::has(&net.open_ways, *place)) {
                    begun.insert(open, choice);
                }
            }
        }
        // Tokens that were waited for go on with those that came.
        let after = space.markings.at(next.marking);
        for place in bits::each(&before[..net.words]).filter(|place| *place != next.place && !bits::has(after, *place)) {
            carried.append(&mut chosen.remove(&place).unwrap_or_default());
        }
        let mut goes_on = false;
        for place in bits::each(added).filter(|place| !bits::has(&net.open_ways, *place)) {
            chosen.entry(place).or_default().extend(&carried);
            goes_on = true;
        }
        if !goes_on {
            shown.append(&mut carried);
        }
    }
    shown.into_iter().collect()
}
