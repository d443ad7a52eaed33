//! The change of one gateway that mends a fault, tried before it is proposed.

use super::core::{Core, Op};
use super::reduce::Reduction;
use super::{Decision, Explainer, Fault, FaultKind, Fix, FlowGraph, Kind, NEAREST, SMALL, Scene, bounds, decide, is_sound};
use std::cell::OnceCell;

/// Adds to each fault the fixes that hold, and the faults that show only when others are mended.
pub(super) fn propose(scene: &Scene, cores: &[Core], faults: &mut Vec<Fault>) {
    let graph = scene.graph;
    let is_small = graph.flows().len() <= SMALL;
    let shown = faults.len();
    // Where a node is dead, or a choice runs out of ways, no other gateway makes all sound.
    let may_be_sound = scene.is_reached() && bounds::traps(graph, &scene.out).is_some_and(|traps| traps.is_empty());
    // What was tried: several faults may ask for the same change.
    let mut tried: Vec<Tried> = Vec::new();
    for i in 0..if is_small { shown } else { shown.min(1) } {
        let candidates = candidates(graph, &faults[i]);
        let nodes: Vec<u32> = candidates.iter().map(|(node, _)| *node).collect();
        let trial = OnceCell::new();
        for change in candidates {
            let number = tried.iter().position(|tried| tried.change == change).unwrap_or_else(|| {
                let sound = match trial.get_or_init(|| Trial::of(scene, cores, &nodes)) {
                    _ if !may_be_sound => Some(false),
                    Some(trial) => trial.is_sound_with(change),
                    None => is_sound(&changed(graph, change)),
                };
                let asks = sound == Some(false) && is_small && shown > 1;
                let left = match trial.get().and_then(Option::as_ref) {
                    _ if !asks => None,
                    Some(trial) => trial.all_faults(scene, cores, change),
                    None => {
                        let graph = changed(graph, change);
                        let scene = Scene::of(&graph);
                        all_faults(&scene, &scene.cores())
                    }
                };
                tried.push(Tried { change, sound, left });
                tried.len() - 1
            });
            let Tried { change: (node, kind), sound, left } = &tried[number];
            let is_gone =
                |left: &Vec<Fault>| left.iter().all(|fault| (fault.kind, fault.join) != (faults[i].kind, faults[i].join));
            if *sound == Some(true) {
                faults[i].fixes.push(Fix { node: *node, kind: *kind, mends_all: true });
            } else if let Some(left) = left.as_ref().filter(|left| is_gone(left)) {
                let is_first = faults[i].fixes.is_empty();
                faults[i].fixes.push(Fix { node: *node, kind: *kind, mends_all: false });
                if is_first {
                    unmask(faults, i, *node, left);
                }
            }
        }
    }
}

/// A node and what it is made.
type Change = (u32, Kind);

/// A change, and what it led to.
struct Tried {
    change: Change,
    sound: Option<bool>,
    /// The faults that are left, where all were looked for.
    left: Option<Vec<Fault>>,
}

fn changed(graph: &FlowGraph, (node, kind): Change) -> FlowGraph {
    let mut changed = graph.clone();
    changed.set_kind(node, kind);
    changed
}

/// The gateways that may be of the wrong kind, and what they may have to be.
fn candidates(graph: &FlowGraph, fault: &Fault) -> Vec<Change> {
    let (split, join) = match fault.kind {
        FaultKind::Deadlock => (Kind::Parallel, Kind::Exclusive),
        FaultKind::LackOfSynchronisation | FaultKind::ImproperEnd => (Kind::Exclusive, Kind::Parallel),
        FaultKind::EndlessLoop | FaultKind::DeadStep => return Vec::new(),
    };
    if fault.split == Some(fault.join) {
        return Vec::new();
    }
    let kind_of = |node: u32| graph.nodes()[node as usize];
    let may_be =
        |node: u32, kind: Kind| kind_of(node) != kind && !matches!(kind_of(node), Kind::Start | Kind::End | Kind::Interruption);
    let mut list = vec![(fault.join, join)];
    list.extend(fault.split.map(|node| (node, split)));
    list.retain(|(node, kind)| may_be(*node, *kind));
    list
}

/// Nodes of the graph, and the gateways that stand for them.
type Places = Vec<(u32, u32)>;

/// Cores reduced as far as they can be whatever kind a few gateways are, so that each kind is tried
/// on what is left.
struct Trial {
    /// Where the gateways are in each core.
    open: Vec<Places>,
    /// What is left of each, and where the gateways are in that.
    left: Vec<(Core, Places)>,
}

impl Trial {
    /// `None` where another kind would change more than what a gateway does.
    fn of(scene: &Scene, cores: &[Core], nodes: &[u32]) -> Option<Self> {
        let graph = scene.graph;
        for node in nodes {
            if !matches!(graph.nodes()[*node as usize], Kind::Exclusive | Kind::Parallel) {
                return None;
            }
            // An end, or a join of ways that some case cannot come by, is more than a gateway.
            let comes = |from: u32, reached: &[bool]| reached[from as usize] && graph.nodes()[from as usize] != Kind::End;
            let is_part = |(_, reached): &(_, Vec<bool>)| {
                !reached[*node as usize] || graph.flows().iter().all(|flow| flow.to != *node || comes(flow.from, reached))
            };
            if scene.out.at(*node).is_empty() || !scene.entries.iter().all(is_part) {
                return None;
            }
        }
        let (mut left, mut all_open) = (Vec::new(), Vec::new());
        for core in cores {
            let open: Places = (0u32..)
                .zip(&core.origin)
                .filter_map(|(place, origin)| nodes.contains(origin).then_some((*origin, place)))
                .collect();
            let mut reduction = Reduction::with_open(core, open.iter().map(|(_, place)| *place).collect());
            reduction.run();
            let residue = reduction.residue();
            let places = residue.nodes.iter().enumerate().filter_map(|(at, place)| {
                let (node, _) = open.iter().find(|(_, open)| open == place)?;
                Some((*node, at as u32))
            });
            let places = places.collect();
            let origins = residue.nodes.iter().map(|place| core.origin[*place as usize]).collect();
            left.push((Core { origin: origins, ..residue.into_core() }, places));
            all_open.push(open);
        }
        Some(Self { open: all_open, left })
    }

    /// Whether all is sound when one of the gateways is of another kind.
    fn is_sound_with(&self, change: Change) -> Option<bool> {
        let mut sound = Some(true);
        for (core, places) in &self.left {
            match decide(&changed_core(core, places, change), NEAREST * 10) {
                Decision::Sound(_) => {}
                Decision::Unsound(_) => return Some(false),
                Decision::Undecided(_) => sound = None,
            }
        }
        sound
    }

    /// Every fault there is then.
    fn all_faults(&self, scene: &Scene, cores: &[Core], change: Change) -> Option<Vec<Fault>> {
        let cores: Vec<Core> = cores.iter().zip(&self.open).map(|(core, open)| changed_core(core, open, change)).collect();
        all_faults(scene, &cores)
    }
}

fn changed_core(core: &Core, places: &Places, (changed, kind): Change) -> Core {
    let mut core = core.clone();
    for (_, place) in places.iter().filter(|(node, _)| *node == changed) {
        core.ops[*place as usize] = if kind == Kind::Parallel { Op::Parallel } else { Op::Exclusive };
    }
    core
}

/// Every fault of a small graph, or `None` where not all that can happen was looked at.
fn all_faults(scene: &Scene, cores: &[Core]) -> Option<Vec<Fault>> {
    let mut faults = scene.dead_steps();
    for core in cores {
        let explainer = Explainer::of(scene.graph, &scene.out, core);
        let explored = explainer.explore(MOST_SMALL, false);
        if !explored.complete {
            return None;
        }
        faults.extend(explored.found.iter().map(|found| explainer.fault(found)));
    }
    Some(faults)
}

/// States up to which every fault of a small graph is looked for.
const MOST_SMALL: usize = 200;

/// Faults that can only happen once another is mended: those that are left when it is.
fn unmask(faults: &mut Vec<Fault>, masking: usize, changed: u32, left: &[Fault]) {
    for fault in left {
        // What the changed gateway itself does is no fault of the author's.
        let is_new = faults.iter().all(|f| (f.kind, f.join) != (fault.kind, fault.join));
        if is_new && fault.join != changed && fault.split != Some(changed) {
            faults.push(Fault { masked_by: Some(masking), ..fault.clone() });
        }
    }
}
