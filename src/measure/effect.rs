//! What each simplification of a procedure takes away, in order and in total.

use super::attribution::{self, Method, Order, Row, Solution};
use super::change::{Changes, Difference, LimitSaving, SLOTS, UNKNOWN, slots};
use super::context::Context;
use super::metrics::{Keeps, Measure, Measured, Metrics, shared_lanes};
use super::operation::{OperationError, Others, act, apply_all, broken, circles, order};
use super::slim::slim;
use crate::model::definition::{Operation, ProcedureDefinition, Simplification, SimplificationStatus};
use crate::model::graph::{Node, ProcessGraph};
use crate::model::library::{Library, Procedure};
use crate::model::parallel::in_parallel;
use crate::model::value::{Date, DocumentCode, Id, Message, Text, message};
use petgraph::Direction;
use std::collections::{HashMap, HashSet};
use std::sync::Arc;

/// What one simplification does.
#[derive(Debug, Clone, serde::Serialize)]
pub struct Stage {
    /// Its place in the list of the definition, from zero.
    #[serde(skip)]
    pub at: usize,
    /// Its name.
    pub id: Id,
    /// Its title.
    pub title: Text,
    /// Where it stands.
    pub status: SimplificationStatus,
    /// Date from which it applies.
    pub effective: Option<Date>,
    /// What it does to the procedure as those before it left it: these effects add up.
    #[serde(rename = "sequential", serialize_with = "as_changes")]
    pub effect: Difference,
    /// The mean of what it adds over all orders in which each comes after what it requires: its Shapley value. None where
    /// there are more simplifications than are attributed.
    pub shapley: Option<Changes>,
    /// The standard error of that, where orders were drawn at random.
    pub standard_error: Option<Changes>,
    /// The least and the most that it adds in any of these orders.
    pub range: Option<Range>,
    /// Those that make it add more or less by being there.
    pub interacts_with: Vec<Id>,
    /// Procedures it joins in: the figures before hold these too, for without it an applicant goes through both.
    pub joined: Vec<DocumentCode>,
}

fn as_changes<S: serde::Serializer>(difference: &Difference, serializer: S) -> Result<S::Ok, S::Error> {
    serde::Serialize::serialize(&difference.changes(), serializer)
}

impl Stage {
    /// The figures that rise.
    #[must_use]
    pub fn rises(&self) -> Vec<Measure> {
        self.effect.rises().collect()
    }
    /// What the limit saves, against every baseline.
    #[must_use]
    pub fn limit_savings(&self) -> Vec<LimitSaving> {
        self.effect.limit_savings()
    }
}

/// The least and the most that a simplification adds.
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
pub struct Range {
    /// Figure by figure the least: where it takes away most.
    pub least: Changes,
    /// Figure by figure the most.
    pub most: Changes,
}

/// Why a simplification is left out.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct LeftOut {
    /// Its place in the list.
    #[serde(skip)]
    pub at: usize,
    /// Its name.
    pub id: Id,
    /// What is in the way.
    #[serde(skip)]
    pub cause: Cause,
    /// Why, in both languages.
    pub message: Message,
}

/// What is in the way of a simplification.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cause {
    /// One of its operations, from zero, cannot be applied.
    Operation(usize),
    /// It requires itself, by way of others.
    Circle,
    /// One that it requires is left out, or is not among those that are looked at.
    Requires(Id),
}

/// What all simplifications of a procedure do, in the order in which they take effect.
///
/// ```
/// use quytrinh::{Library, measure::Measure};
/// # let text = "procedure: P-1\ntitle: Loan\nsteps:\n  - {id: ask, title: Ask, role: applicant}\n  - {id: look, title: Look, role: clerk}\n  - {id: read, title: Read, role: head}\n  - {id: lend, title: Lend, role: clerk}\nsimplifications:\n  - {id: s1, title: A, status: proposed, operations: [eliminate: {step: read}]}\n  - {id: s2, title: B, status: proposed, operations: [eliminate: {step: look}]}\n";
/// let library = Library::from_sources([("loan.yaml", text)]);
/// // ask → look → read → lend: without `read` two hand-offs are gone, without `look` one, without both of them two.
/// let effect = library.procedure("P-1").unwrap().simplify();
/// let hand_offs = |changes: &quytrinh::measure::Changes| changes.get(Measure::HandOffs).unwrap().number;
/// assert_eq!(effect.total().hand_offs.removed(), 2);
/// assert_eq!(effect.stages[0].effect.hand_offs.removed(), 2);
/// assert_eq!(hand_offs(effect.stages[0].shapley.as_ref().unwrap()), -1.5);
/// assert_eq!(effect.stages[1].interacts_with, ["s1"]);
/// ```
#[derive(Debug, Clone, serde::Serialize)]
pub struct Effect {
    /// Code of the procedure.
    #[serde(rename = "code")]
    pub procedure: String,
    /// The figures of the procedure as it is, and of those that are joined in.
    pub as_is: Metrics,
    /// The figures after all simplifications.
    #[serde(rename = "to_be")]
    pub after: Metrics,
    /// The figures after those that are approved or carried out.
    #[serde(skip)]
    pub after_approved: Metrics,
    /// The figures after those that are carried out.
    #[serde(skip)]
    pub after_carried_out: Metrics,
    /// Procedures that are joined in.
    pub joined: Vec<DocumentCode>,
    /// Each simplification that could be applied, in order.
    #[serde(rename = "simplifications")]
    pub stages: Vec<Stage>,
    /// Over how many orders drawn at random Shapley values are means; none where they are exact.
    pub orders_drawn: Option<usize>,
    /// The simplifications that were left out: which, and why.
    #[serde(rename = "left_out")]
    pub failed: Vec<LeftOut>,
}

impl Effect {
    /// The effect of all simplifications together.
    #[must_use]
    pub const fn total(&self) -> Difference {
        Difference::between(self.as_is, self.after)
    }
    /// The effect of those that are at least approved, or carried out.
    #[must_use]
    pub const fn of(&self, state: SimplificationStatus) -> Difference {
        let after = match state {
            SimplificationStatus::Proposed => self.after,
            SimplificationStatus::Approved => self.after_approved,
            SimplificationStatus::CarriedOut => self.after_carried_out,
        };
        Difference::between(self.as_is, after)
    }
}

impl Procedure {
    /// Applies the simplifications of this procedure in order and measures each of them, as far as that can be done
    /// without its library: see [`Library::simplify`].
    ///
    /// The procedure itself stays as it is.
    #[must_use]
    pub fn simplify(&self) -> Effect {
        self.simplify_where(&(), |_| true)
    }

    /// The same with only some of the simplifications: those approved, for example. Procedures that are joined in are
    /// looked up among the others.
    #[must_use]
    pub fn simplify_where(&self, others: &(impl Others + Sync + ?Sized), which: impl Fn(&Simplification) -> bool) -> Effect {
        self.simplify_within(&Context::default(), others, which)
    }

    /// The same within an organisation.
    #[must_use]
    pub fn simplify_within(
        &self,
        context: &Context,
        others: &(impl Others + Sync + ?Sized),
        which: impl Fn(&Simplification) -> bool,
    ) -> Effect {
        effect(self, context, others, &which)
    }

    /// The procedure as all simplifications leave it; those that cannot be applied are left out.
    #[must_use]
    pub fn to_be(&self, others: &(impl Others + Sync + ?Sized)) -> ProcedureDefinition {
        let effect = self.simplify_where(others, |_| true);
        let list = &self.definition().simplifications;
        effect.stages.iter().fold(self.definition().clone(), |definition, stage| {
            let simplification = list.iter().find(|s| s.id == stage.id);
            simplification.and_then(|s| apply_all(&definition, s, others).ok()).unwrap_or(definition)
        })
    }
}

impl Library {
    /// Applies the simplifications of a procedure in order and measures each of them, with what the library says of roles,
    /// units and costs, and with the procedures that are joined in.
    #[must_use]
    pub fn simplify(&self, procedure: &Procedure) -> Effect {
        procedure.simplify_within(&Context::of(self), self, |_| true)
    }
}

/// A simplification that takes part.
struct Player<'a> {
    /// Its place in the list.
    at: usize,
    simplification: &'a Simplification,
    /// Those that it requires, as places in the list.
    requires: Vec<usize>,
    /// Procedures that it joins in, as places among those that are.
    joins: Vec<usize>,
    /// What all its operations leave alone.
    keeps: Keeps,
}

/// A procedure as some simplifications leave it.
struct State {
    graph: ProcessGraph,
    /// The figures of the procedure alone.
    own: Measured,
    /// Those that it has in.
    joined: Vec<usize>,
    /// No step without a way to it, and none without a way to an end.
    whole: (bool, bool),
}

impl State {
    fn of(definition: ProcedureDefinition, context: &Context) -> Self {
        let graph = ProcessGraph::new(Arc::new(definition));
        Self { own: Measured::of(&graph, context), whole: whole(&graph), graph, joined: Vec::new() }
    }
    /// What a player makes of it.
    fn after(&self, player: &Player, context: &Context, others: &(impl Others + ?Sized)) -> Result<Self, OperationError> {
        let mut definition = self.graph.definition().clone();
        for (at, operation) in player.simplification.operations.iter().enumerate() {
            act(&mut definition, operation, others).map_err(|message| OperationError { operation: at, message })?;
        }
        let graph = ProcessGraph::new(Arc::new(definition));
        let whole = if player.keeps == Keeps::Nothing { whole(&graph) } else { self.whole };
        if (self.whole.0 && !whole.0) || (self.whole.1 && !whole.1) {
            if let Some(message) = broken(&self.graph, &graph) {
                return Err(OperationError { operation: 0, message });
            }
        }
        let own = self.own.again(player.keeps, &graph, context);
        let joined = self.joined.iter().chain(&player.joins).copied().collect();
        Ok(Self { graph, own, joined, whole })
    }
}

/// Whether every step is reached from the start or an interruption, and every step reaches an end.
fn whole(graph: &ProcessGraph) -> (bool, bool) {
    let roots = graph.nodes().filter(|node| matches!(graph.node(*node), Node::Start | Node::Interruption(_)));
    let reached = graph.spread(roots, Direction::Outgoing, |_| true);
    let finishing = graph.spread(graph.ends(), Direction::Incoming, |_| true);
    let all = |seen: &[bool]| graph.step_nodes().all(|node| seen[node.index()]);
    (all(&reached), all(&finishing))
}

/// What an operation leaves alone.
const fn keeps(operation: &Operation) -> Keeps {
    match operation {
        Operation::SetTimeLimit(_) | Operation::ReduceCopies(_) => Keeps::Flow,
        Operation::Eliminate(x) if x.step.is_none() => Keeps::Flow,
        Operation::SetChannel(_) | Operation::Delegate(_) | Operation::MergeLanes(_) => Keeps::Ways,
        _ => Keeps::Nothing,
    }
}

/// The procedures that are joined in, and their figures.
struct Beside {
    codes: Vec<DocumentCode>,
    graphs: Vec<ProcessGraph>,
    figures: Vec<Metrics>,
}

impl Beside {
    /// The figures of a state, and of every procedure that it has not in: an applicant goes through those as well.
    fn figures(&self, state: &State, context: &Context) -> Metrics {
        let mut figures = state.own.figures;
        let mut apart = vec![&state.graph];
        for (i, (graph, own)) in self.graphs.iter().zip(&self.figures).enumerate() {
            if !state.joined.contains(&i) {
                figures = figures.and(own);
                apart.push(graph);
            }
        }
        if apart.len() > 1 {
            (figures.roles, figures.units) = shared_lanes(&apart, context);
        }
        figures
    }
}

fn effect(
    procedure: &Procedure,
    context: &Context,
    others: &(impl Others + Sync + ?Sized),
    which: &dyn Fn(&Simplification) -> bool,
) -> Effect {
    let list = &procedure.definition().simplifications;
    let mut beside = Beside { codes: Vec::new(), graphs: Vec::new(), figures: Vec::new() };
    let mut effect = Effect {
        procedure: procedure.code().to_owned(),
        as_is: Metrics::default(),
        after: Metrics::default(),
        after_approved: Metrics::default(),
        after_carried_out: Metrics::default(),
        joined: Vec::new(),
        stages: Vec::new(),
        orders_drawn: None,
        failed: Vec::new(),
    };
    if !list.iter().any(which) {
        let as_is = Metrics::within(procedure.graph(), context);
        (effect.as_is, effect.after, effect.after_approved, effect.after_carried_out) = (as_is, as_is, as_is, as_is);
        return effect;
    }
    let mut place: HashMap<&Id, usize> = HashMap::with_capacity(list.len());
    for (i, simplification) in list.iter().enumerate() {
        place.entry(&simplification.id).or_insert(i);
    }
    let circular: HashSet<usize> = circles(list).into_iter().flatten().collect();
    // The order in which they take effect, each as those before it leave the procedure.
    let mut states = vec![State::of(slim(procedure.definition()), context)];
    let mut players: Vec<Player> = Vec::new();
    let mut player_of: HashMap<usize, usize> = HashMap::new();
    for i in order(list).into_iter().filter(|i| which(&list[*i])) {
        let simplification = &list[i];
        let mut leave_out = |cause, message| effect.failed.push(LeftOut { at: i, id: simplification.id.clone(), cause, message });
        if circular.contains(&i) {
            let message = message!(
                vi: "phương án dựa vào chính nó qua `requires` nên không xác định được thứ tự",
                en: "the simplification requires itself by way of others: there is no order"
            );
            leave_out(Cause::Circle, message);
            continue;
        }
        // A name that does not exist is reported where it stands.
        let needs: Vec<(usize, &Id)> = simplification.requires.iter().filter_map(|id| Some((*place.get(id)?, id))).collect();
        if let Some((_, id)) = needs.iter().find(|(need, _)| !player_of.contains_key(need)) {
            let message = message!(
                vi: "phương án `{id}` mà phương án này dựa vào không được áp dụng",
                en: "the simplification `{id}`, which this one requires, is not applied"
            );
            leave_out(Cause::Requires((*id).clone()), message);
            continue;
        }
        let mut player = Player {
            at: i,
            simplification,
            requires: needs.iter().filter_map(|(need, _)| player_of.get(need).copied()).collect(),
            joins: Vec::new(),
            keeps: simplification.operations.iter().map(keeps).min().unwrap_or(Keeps::Flow),
        };
        for operation in &simplification.operations {
            let Operation::Integrate(x) = operation else { continue };
            let Some(other) = others.other(&x.procedure) else { continue };
            let known = beside.codes.iter().position(|code| *code == x.procedure);
            let at = known.unwrap_or_else(|| {
                let graph = ProcessGraph::new(Arc::new(other.clone()));
                beside.codes.push(x.procedure.clone());
                beside.figures.push(Metrics::within(&graph, context));
                beside.graphs.push(graph);
                beside.codes.len() - 1
            });
            player.joins.push(at);
        }
        match states[states.len() - 1].after(&player, context, others) {
            Ok(next) => {
                states.push(next);
                player_of.insert(i, players.len());
                players.push(player);
            }
            Err(error) => leave_out(Cause::Operation(error.operation), error.message),
        }
    }
    // What could not be joined in is not gone through because of it.
    let joined = &states[states.len() - 1].joined;
    let kept: Vec<usize> = (0..beside.codes.len()).filter(|i| joined.contains(i)).collect();
    if kept.len() < beside.codes.len() {
        let new = |old: &usize| kept.iter().position(|at| at == old);
        let renumber = |joins: &mut Vec<usize>| *joins = joins.iter().filter_map(new).collect();
        for joins in players.iter_mut().map(|player| &mut player.joins).chain(states.iter_mut().map(|state| &mut state.joined)) {
            renumber(joins);
        }
        let mut at = 0..;
        beside.codes.retain(|_| at.next().is_some_and(|i| kept.contains(&i)));
        beside.graphs = kept.iter().map(|i| beside.graphs[*i].clone()).collect();
        beside.figures = kept.iter().map(|i| beside.figures[*i]).collect();
    }
    let play = Play { players: &players, beside: &beside, context, others };
    let figures: Vec<Metrics> = states.iter().map(|state| beside.figures(state, context)).collect();
    (effect.as_is, effect.after) = (figures[0], figures[figures.len() - 1]);
    effect.after_approved = play.after_those(&states, &figures, |status| status != SimplificationStatus::Proposed);
    effect.after_carried_out = play.after_those(&states, &figures, |status| status == SimplificationStatus::CarriedOut);
    let steps = players.iter().zip(figures.windows(2));
    effect.stages = steps
        .map(|(player, pair)| Stage {
            at: player.at,
            id: player.simplification.id.clone(),
            title: player.simplification.title.clone(),
            status: player.simplification.status,
            effective: player.simplification.effective,
            effect: Difference::between(pair[0], pair[1]),
            shapley: None,
            standard_error: None,
            range: None,
            interacts_with: Vec::new(),
            joined: player.joins.iter().map(|i| beside.codes[*i].clone()).collect(),
        })
        .collect();
    play.attribute(states, &figures, &mut effect);
    effect.joined = beside.codes;
    effect
}

/// All that is needed to apply any of the simplifications.
struct Play<'a, O: ?Sized> {
    players: &'a [Player<'a>],
    beside: &'a Beside,
    context: &'a Context,
    others: &'a O,
}

impl<O: Others + Sync + ?Sized> Play<'_, O> {
    /// The figures after some of the simplifications; one whose requirement is not among them is not either.
    fn after_those(&self, states: &[State], figures: &[Metrics], which: impl Fn(SimplificationStatus) -> bool) -> Metrics {
        let mut takes_part = vec![false; self.players.len()];
        for (i, player) in self.players.iter().enumerate() {
            takes_part[i] = which(player.simplification.status) && player.requires.iter().all(|need| takes_part[*need]);
        }
        self.after_set(states, figures, |i| takes_part[i])
    }

    /// The figures after these simplifications, in the order in which they take effect.
    fn after_set(&self, states: &[State], figures: &[Metrics], takes_part: impl Fn(usize) -> bool) -> Metrics {
        // As far as none is left out it is known.
        let first = (0..self.players.len()).take_while(|i| takes_part(*i)).count();
        let rest: Vec<usize> = (first..self.players.len()).filter(|i| takes_part(*i)).collect();
        if rest.is_empty() {
            return figures[first];
        }
        let mut state: Option<State> = None;
        for i in rest {
            let before = state.as_ref().unwrap_or(&states[first]);
            if let Ok(next) = before.after(&self.players[i], self.context, self.others) {
                state = Some(next);
            }
        }
        state.map_or(figures[first], |state| self.beside.figures(&state, self.context))
    }

    /// Says what each simplification contributes.
    fn attribute(&self, states: Vec<State>, figures: &[Metrics], effect: &mut Effect) {
        let steps = states.iter().map(|state| state.graph.definition().steps.len()).max().unwrap_or(0);
        let method = Method::of(self.players.len(), steps);
        if method == Method::None {
            return;
        }
        let bits = |player: &Player| player.requires.iter().fold(0u32, |bits, need| bits | 1 << need);
        let needs: Vec<u32> = self.players.iter().map(bits).collect();
        let order = Order { needs: &needs };
        let solution;
        let slots_used: Vec<usize>;
        let known: Vec<bool>;
        if method == Method::All {
            let rows = self.rows(states, figures, &order);
            let coalitions = || rows.iter().flatten();
            known = (0..SLOTS).map(|at| coalitions().all(|row| row[at] != UNKNOWN)).collect();
            let first = rows[0].as_ref().map_or([0; SLOTS], |row| **row);
            slots_used = (0..SLOTS).filter(|at| known[*at] && coalitions().any(|row| row[*at] != first[*at])).collect();
            let pick = |row: &Option<Box<[i64; SLOTS]>>| -> Row {
                row.as_ref().map_or_else(Row::default, |row| slots_used.iter().map(|at| row[*at]).collect())
            };
            solution = attribution::exact(&order, &rows.iter().map(pick).collect::<Vec<_>>());
        } else {
            slots_used = (0..SLOTS).collect();
            let mut seen = vec![true; SLOTS];
            solution = attribution::sampled(&order, SLOTS, |set| {
                let row = slots(&self.after_set(&states, figures, |i| set & (1 << i) != 0));
                seen.iter_mut().zip(row).for_each(|(seen, value)| *seen &= value != UNKNOWN);
                Box::new(row)
            });
            known = seen;
        }
        write(&solution, &slots_used, &known, effect);
    }

    /// The figures of every coalition, by set.
    fn rows(&self, states: Vec<State>, figures: &[Metrics], order: &Order) -> Vec<Option<Box<[i64; SLOTS]>>> {
        let count = self.players.len();
        let mut rows: Vec<Option<Box<[i64; SLOTS]>>> = vec![None; 1 << count];
        for (i, figures) in figures.iter().enumerate() {
            rows[(1 << i) - 1] = Some(Box::new(slots(figures)));
        }
        // Coalitions that are the first so many, and others that were met: each goes on with players after its last.
        let mut open: Vec<Branch> = Vec::new();
        for (i, state) in states.into_iter().enumerate() {
            let figures = rows[(1 << i) - 1].clone().unwrap_or_else(|| Box::new([0; SLOTS]));
            open.push(Branch { set: (1 << i) - 1, from: i + 1, state: Arc::new(state), figures });
        }
        // Many coalitions are shared out among the processors.
        let grown = if count < 8 { Vec::new() } else { self.grow(&mut open, order, count / 2) };
        let found = if count < 8 {
            self.grow(&mut open, order, count)
        } else {
            in_parallel(open, |branch| self.grow(&mut vec![branch], order, count)).into_iter().flatten().collect()
        };
        for (set, row) in grown.into_iter().chain(found) {
            rows[set as usize] = Some(row);
        }
        rows
    }

    /// The figures of all coalitions that grow out of those that are open, by players before `until`. The open ones are
    /// left where they would need others.
    fn grow(&self, open: &mut Vec<Branch>, order: &Order, until: usize) -> Vec<(u32, Box<[i64; SLOTS]>)> {
        let mut found = Vec::new();
        let mut left = Vec::new();
        while let Some(branch) = open.pop() {
            for i in branch.from..until {
                if !order.admits(branch.set, i) {
                    continue;
                }
                let set = branch.set | 1 << i;
                let (state, figures) = match branch.state.after(&self.players[i], self.context, self.others) {
                    Ok(state) => {
                        let figures = Box::new(slots(&self.beside.figures(&state, self.context)));
                        (Arc::new(state), figures)
                    }
                    // It has no effect there.
                    Err(_) => (branch.state.clone(), branch.figures.clone()),
                };
                found.push((set, figures.clone()));
                open.push(Branch { set, from: i + 1, state, figures });
            }
            if until < self.players.len() {
                left.push(Branch { from: branch.from.max(until), ..branch });
            }
        }
        *open = left;
        found
    }
}

/// A coalition, and the players that may join it from here on.
struct Branch {
    set: u32,
    from: usize,
    state: Arc<State>,
    figures: Box<[i64; SLOTS]>,
}

/// Writes what was attributed into the stages.
#[allow(clippy::cast_precision_loss, reason = "figures are far smaller")]
fn write(solution: &Solution, slots_used: &[usize], known: &[bool], effect: &mut Effect) {
    effect.orders_drawn = solution.drawn;
    let ids: Vec<Id> = effect.stages.iter().map(|stage| stage.id.clone()).collect();
    let mut column = vec![None; SLOTS];
    for (at, slot) in slots_used.iter().enumerate() {
        column[*slot] = Some(at);
    }
    for (stage, player) in effect.stages.iter_mut().zip(&solution.players) {
        let changes =
            |value: &dyn Fn(usize) -> f64| Changes::from_slots(|slot| known[slot].then(|| column[slot].map_or(0.0, value)));
        stage.shapley = Some(changes(&|at| player.shapley[at]));
        stage.standard_error = solution.drawn.map(|_| changes(&|at| player.error[at]));
        let (least, most) = (changes(&|at| player.least[at] as f64), changes(&|at| player.most[at] as f64));
        stage.range = Some(Range { least, most });
        let others = ids.iter().enumerate().filter(|(j, _)| player.interacts & (1 << j) != 0);
        stage.interacts_with = others.map(|(_, id)| id.clone()).collect();
    }
}
