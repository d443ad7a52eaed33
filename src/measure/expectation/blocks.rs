//! Parts in which work runs side by side, found so that each branch can be followed by itself.
//!
//! A split is the beginning of a block if a single token goes along each of its branches, blocks within it taken as one
//! node, and the branches come together one after the other: two of three first, these with the third then, or only
//! at the end of the case. How long it takes is then the latest of what is independent. Branches that are tied to each
//! other but become one token again are followed together up to there. What is left is followed with all its tokens.

use super::Unmeasurable;
use super::distribution::Distribution;
use super::explore::{Course, Explorer, Lasts, Shortcut, Until};
use super::net::{Join, NONE, Net, Split};

/// What one token does between a split and a join, between two joins, or up to an end.
#[derive(Debug, Clone)]
struct Part {
    /// The parts that have come together here; none at the split.
    after: Vec<usize>,
    /// How often the branch is taken.
    chance: f64,
    course: Course,
    /// The flow on which it waits for others; none where it ends.
    exit: Option<u32>,
}

/// A split with all that it begins.
#[derive(Debug, Clone)]
struct Block {
    split: u32,
    inside: Inside,
}

#[derive(Debug, Clone)]
enum Inside {
    /// Branches, and those of which the latest ends it.
    Branches(Vec<Part>, Vec<usize>),
    /// Branches that are tied to each other.
    Tied(Course),
}

/// All blocks, those within others first.
#[derive(Debug, Clone)]
pub struct Blocks {
    list: Vec<Block>,
    pub shortcuts: Vec<Option<Shortcut>>,
}

impl Blocks {
    pub fn of(net: &Net) -> Self {
        let mut blocks = Self { list: Vec::new(), shortcuts: vec![None; net.places.len()] };
        let mut splits = inner_first(net);
        loop {
            let before = splits.len();
            splits.retain(|split| {
                let found = block(net, &blocks.shortcuts, *split).or_else(|| tied(net, &blocks.shortcuts, *split));
                let Some((block, to)) = found else { return true };
                blocks.shortcuts[*split as usize] = Some(Shortcut { to });
                blocks.list.push(block);
                false
            });
            if splits.len() == before {
                return blocks;
            }
        }
    }

    /// How long each node takes, blocks too.
    pub fn durations(&self, net: &Net, fixed: impl Fn(u32) -> u64) -> Result<Vec<Lasts>, Unmeasurable> {
        let mut lasts: Vec<Lasts> = (0..net.places.len() as u32).map(|node| Lasts::Fixed(fixed(node))).collect();
        for block in &self.list {
            let Inside::Branches(parts, last) = &block.inside else {
                let explorer = Explorer { net, shortcuts: &self.shortcuts, lasts: &lasts, alone: true, until: Until::One };
                let takes = explorer.timed(&Distribution::at(0), &net.outs[block.split as usize])?;
                lasts[block.split as usize] = Lasts::Varies(takes);
                continue;
            };
            let mut times: Vec<Distribution> = Vec::with_capacity(parts.len());
            let latest = |times: &[Distribution], of: &[usize]| {
                let of: Vec<(f64, &Distribution)> = of.iter().map(|part| (parts[*part].chance, &times[*part])).collect();
                Distribution::latest(&of)
            };
            for part in parts {
                let begins = if part.after.is_empty() { Distribution::at(0) } else { latest(&times, &part.after) };
                times.push(part.course.timed(&begins, &lasts)?);
            }
            lasts[block.split as usize] = Lasts::Varies(latest(&times, last));
        }
        Ok(lasts)
    }

    /// How often each node within a block acts, from how often its split does; or a loop that is never left.
    pub fn visits(&self, visits: &mut [f64]) -> Result<(), Vec<u32>> {
        for block in self.list.iter().rev() {
            let entered = visits[block.split as usize];
            let parts = match &block.inside {
                Inside::Branches(parts, _) => parts,
                Inside::Tied(course) => {
                    course.add_visits(entered, visits)?;
                    continue;
                }
            };
            let branches = parts.iter().filter(|part| part.after.is_empty());
            let none: f64 = branches.map(|part| 1.0 - part.chance).product();
            for part in parts {
                part.course.add_visits(entered * part.chance / (1.0 - none), visits)?;
            }
        }
        Ok(())
    }
}

impl Course {
    /// Adds how often each node acts if the course is taken so often; or the nodes of a loop that is never left.
    pub fn add_visits(&self, times: f64, to: &mut [f64]) -> Result<(), Vec<u32>> {
        let visits = self.chain.visits().map_err(|states| {
            let nodes = states.into_iter().map(|state| self.acts[state as usize]);
            nodes.filter(|node| *node != NONE).collect::<Vec<u32>>()
        })?;
        for (node, visits) in self.acts.iter().zip(visits).filter(|(node, _)| **node != NONE) {
            to[*node as usize] += times * visits;
        }
        Ok(())
    }
}

/// The splits, those that come after others first.
fn inner_first(net: &Net) -> Vec<u32> {
    let mut seen = vec![false; net.places.len()];
    let mut found = Vec::new();
    let mut open: Vec<(u32, usize)> = net.begins.iter().map(|flow| (net.ways[*flow as usize].to, 0)).collect();
    for (node, _) in &open {
        seen[*node as usize] = true;
    }
    while let Some((node, next)) = open.last_mut() {
        let (node, outs) = (*node, &net.outs[*node as usize]);
        if let Some(flow) = outs.get(*next) {
            *next += 1;
            let to = net.ways[*flow as usize].to;
            if !std::mem::replace(&mut seen[to as usize], true) {
                open.push((to, 0));
            }
            continue;
        }
        if outs.len() > 1 && net.places[node as usize].split != Split::One {
            found.push(node);
        }
        open.pop();
    }
    found
}

/// The block that a split begins, and the flow that it is left by.
fn block(net: &Net, shortcuts: &[Option<Shortcut>], split: u32) -> Option<(Block, Option<u32>)> {
    let explorer = Explorer { net, shortcuts, lasts: &[], alone: true, until: Until::Over };
    let inclusive = net.places[split as usize].split == Split::Some;
    let mut parts: Vec<Part> = Vec::new();
    for flow in &net.outs[split as usize] {
        let way = net.ways[*flow as usize];
        if way.counter != NONE {
            return None;
        }
        parts.push(part(&explorer, *flow, Vec::new(), if inclusive { way.share } else { 1.0 })?);
    }
    let mut open: Vec<usize> = (0..parts.len()).collect();
    let to = loop {
        if open.iter().all(|part| parts[*part].exit.is_none()) {
            break None;
        }
        let (join, members) = together(net, &parts, &open)?;
        let [onward] = *net.outs[join as usize] else { return None };
        if members.len() == open.len() {
            break Some(onward);
        }
        if inclusive || net.ways[onward as usize].counter != NONE {
            return None;
        }
        open.retain(|part| !members.contains(part));
        open.push(parts.len());
        parts.push(part(&explorer, onward, members, 1.0)?);
    };
    let courses: Vec<&Course> = parts.iter().map(|part| &part.course).collect();
    if !counts_alone(net, &courses, to) {
        return None;
    }
    Some((Block { split, inside: Inside::Branches(parts, open) }, to))
}

/// The same of branches that are tied to each other, if they always become one token on one flow.
fn tied(net: &Net, shortcuts: &[Option<Shortcut>], split: u32) -> Option<(Block, Option<u32>)> {
    let is_counted = |flow: &u32| net.ways[*flow as usize].counter != NONE;
    if net.places[split as usize].split != Split::All || net.outs[split as usize].iter().any(is_counted) {
        return None;
    }
    let explorer = Explorer { net, shortcuts, lasts: &[], alone: true, until: Until::One };
    let course = explorer.untimed(&net.outs[split as usize]).ok()?;
    let (_, first) = course.exits.first()?;
    let [to] = **first else { return None };
    // Where one ends by itself, one that is left is not all that has come together.
    let is_end = |node: u32| match &shortcuts[node as usize] {
        Some(shortcut) => shortcut.to.is_none(),
        None => net.outs[node as usize].is_empty(),
    };
    let over = course.acts.iter().filter(|node| **node == NONE).count() > course.exits.len();
    let ends = over || course.acts.iter().any(|node| *node != NONE && is_end(*node));
    if ends || course.exits.iter().any(|(_, flows)| **flows != [to]) || !counts_alone(net, &[&course], Some(to)) {
        return None;
    }
    Some((Block { split, inside: Inside::Tied(course) }, Some(to)))
}

/// Whether what is counted is counted in one course, and of no account before and behind them.
fn counts_alone(net: &Net, courses: &[&Course], to: Option<u32>) -> bool {
    let is_over = |counter: usize| to.is_none_or(|flow| !net.is_counted(counter, flow));
    let bounds = net.ways.iter().filter(|way| way.counter != NONE).all(|counted| {
        let courses = courses.iter().filter(|course| course.acts.contains(&counted.from)).count();
        courses == 0 || (courses == 1 && is_over(counted.counter as usize))
    });
    bounds
        && net.shared.iter().enumerate().all(|(number, shared)| {
            let some = |course: &&&Course| shared.iter().any(|node| course.acts.contains(node));
            let all = |course: &&Course| shared.iter().all(|node| course.acts.contains(node));
            let courses: Vec<&Course> = courses.iter().filter(some).copied().collect();
            courses.is_empty() || (courses.len() == 1 && courses.iter().all(all) && is_over(net.bounds.len() + number))
        })
}

/// A join whose flows in are just those on which some parts wait.
fn together(net: &Net, parts: &[Part], open: &[usize]) -> Option<(u32, Vec<usize>)> {
    open.iter().filter_map(|part| parts[*part].exit).find_map(|flow| {
        let join = net.ways[flow as usize].to;
        let ins = &net.ins[join as usize];
        let members: Vec<usize> =
            open.iter().copied().filter(|part| parts[*part].exit.is_some_and(|exit| ins.contains(&exit))).collect();
        let all = ins.iter().all(|flow| members.iter().filter(|part| parts[**part].exit == Some(*flow)).count() == 1);
        // Of an inclusive split, those that are not taken are not waited for.
        let certain = members.iter().all(|part| parts[*part].chance >= 1.0);
        (all && (certain || net.places[join as usize].join == Join::Some)).then_some((join, members))
    })
}

fn part(explorer: &Explorer, from: u32, after: Vec<usize>, chance: f64) -> Option<Part> {
    let course = explorer.untimed(&[from]).ok()?;
    if course.widest > 1 {
        return None;
    }
    let mut exits: Vec<u32> = course.exits.iter().flat_map(|(_, flows)| flows.iter().copied()).collect();
    exits.dedup();
    let ends = course.acts.iter().filter(|node| **node == NONE).count() > course.exits.len();
    match (&*exits, ends) {
        ([], true) => Some(Part { after, chance, course, exit: None }),
        ([exit], false) => Some(Part { after, chance, course, exit: Some(*exit) }),
        // A loop that is never left has neither; it is found when visits are counted.
        _ => None,
    }
}
