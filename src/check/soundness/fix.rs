//! The change of one gateway that mends a fault, tried before it is proposed.

use super::{Core, Explainer, Fault, FaultKind, Fix, FlowGraph, Kind, SMALL, Scene, is_sound};

/// Adds to each fault the fixes that hold, and the faults that show only when others are mended.
pub(super) fn propose(graph: &FlowGraph, faults: &mut Vec<Fault>) {
    let is_small = graph.flows().len() <= SMALL;
    for i in 0..faults.len() {
        if !is_small && i > 0 {
            break;
        }
        for (node, kind) in candidates(graph, &faults[i]) {
            let mut changed = graph.clone();
            changed.set_kind(node, kind);
            match is_sound(&changed) {
                Some(true) => faults[i].fixes.push(Fix { node, kind, mends_all: true }),
                Some(false) if is_small && faults.len() > 1 => {
                    let is_gone = all_faults(&changed).is_some_and(|left| {
                        left.iter().all(|fault| (fault.kind, fault.join) != (faults[i].kind, faults[i].join))
                    });
                    if is_gone {
                        faults[i].fixes.push(Fix { node, kind, mends_all: false });
                    }
                }
                _ => {}
            }
        }
    }
    if is_small {
        unmask(graph, faults);
    }
}

/// The gateways that may be of the wrong kind, and what they may have to be.
fn candidates(graph: &FlowGraph, fault: &Fault) -> Vec<(u32, Kind)> {
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

/// Every fault of a small graph, or `None` where not all that can happen was looked at.
fn all_faults(graph: &FlowGraph) -> Option<Vec<Fault>> {
    let scene = Scene::of(graph);
    let mut faults = scene.dead_steps();
    for (entry, reached) in &scene.entries {
        let core = Core::of(graph, &scene.out, *entry, reached);
        let explainer = Explainer::of(graph, &scene.out, &core);
        let explored = explainer.game().explore(200, false);
        if !explored.complete {
            return None;
        }
        faults.extend(explored.found.iter().map(|found| explainer.fault(found)));
    }
    Some(faults)
}

/// Faults that can only happen once another is mended.
fn unmask(graph: &FlowGraph, faults: &mut Vec<Fault>) {
    let shown = faults.len();
    for i in 0..shown {
        let Some(fix) = faults[i].fixes.first().copied().filter(|fix| !fix.mends_all) else { continue };
        let mut changed = graph.clone();
        changed.set_kind(fix.node, fix.kind);
        for mut fault in all_faults(&changed).unwrap_or_default() {
            // What the changed gateway itself does is no fault of the author's.
            let is_new = faults.iter().all(|f| (f.kind, f.join) != (fault.kind, fault.join));
            if is_new && fault.join != fix.node && fault.split != Some(fix.node) {
                fault.masked_by = Some(i);
                faults.push(fault);
            }
        }
    }
}
