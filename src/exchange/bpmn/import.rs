//! From a process to a definition of our own: steps with their splits and joins.
//!
//! The format has gateways only at steps. A gateway that lies between two steps becomes the split
//! of the one or the join of the other; where that would change what can happen, a step is made
//! for it, and a note says so.

use super::lower::Lowered;
use super::model::{Model, Node, NodeKind, Participant, Process, TaskKind};
use crate::check::soundness::Kind;
use crate::model::definition::{Gate, Interruption, Next, ProcedureDefinition, Step, StepKind};
use crate::model::value::{DocumentCode, Id, Message, OneOrMany, Scalar, Text, message};
use std::collections::{HashMap, HashSet};

/// A definition made of a process.
#[derive(Debug, Clone)]
pub struct Imported {
    /// The definition.
    pub definition: ProcedureDefinition,
    /// What the format cannot say, or says in another way.
    pub notes: Vec<Message>,
}

impl Model {
    /// Makes a definition of a process: the one with this id, or the one with the most nodes.
    ///
    /// ```
    /// use quytrinh::{Library, bpmn::Model};
    /// let text = r#"<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL"><process id="P-1" name="Loan">
    ///   <startEvent id="start"/><task id="ask" name="Ask"/><task id="lend" name="Lend"/><endEvent id="end"/>
    ///   <sequenceFlow id="f" sourceRef="start" targetRef="ask"/>
    ///   <sequenceFlow id="g" sourceRef="ask" targetRef="lend"/>
    ///   <sequenceFlow id="h" sourceRef="lend" targetRef="end"/>
    /// </process></definitions>"#;
    /// let loan = Model::read("loan.bpmn", text)?.import(None).unwrap().definition;
    /// assert_eq!((loan.procedure.as_str(), loan.steps.len()), ("P-1", 2));
    /// # Ok::<(), quytrinh::bpmn::Error>(())
    /// ```
    ///
    /// # Errors
    /// If there is no such process, or nothing in it that could be a step.
    pub fn import(&self, process: Option<&str>) -> Result<Imported, Message> {
        let lowered = self.lower();
        let mut draft = Draft::new(self, Self::chosen(&lowered, process)?);
        draft.contract();
        draft.attach();
        draft.finish()
    }

    /// The process with this id, or the one with the most nodes; an error if nothing is known of its flow.
    pub(crate) fn chosen<'l, 'm>(lowered: &'l [Lowered<'m>], process: Option<&str>) -> Result<&'l Lowered<'m>, Message> {
        let chosen = match process {
            Some(id) => lowered
                .iter()
                .find(|l| &*l.process.id == id)
                .ok_or_else(|| message!(vi: "không có quy trình nào mã `{id}`", en: "there is no process with the id `{id}`"))?,
            None => lowered
                .iter()
                .rev()
                .max_by_key(|l| l.process.nodes.len())
                .ok_or_else(|| message!(vi: "không có quy trình nào", en: "there is no process"))?,
        };
        match &chosen.obstacle {
            Some(obstacle) if chosen.graph.nodes().is_empty() => Err(obstacle.clone()),
            _ => Ok(chosen),
        }
    }

    /// What a process is called: by its name, that of its pool, or its id.
    pub(crate) fn title<'m>(&'m self, lowered: &Lowered<'m>) -> &'m str {
        let process = lowered.process;
        let title = [&*process.name, self.pool(process), &*process.id].into_iter().find(|t| !t.is_empty());
        title.unwrap_or("BPMN")
    }

    /// The name of the pool that shows a process; empty where it has none.
    fn pool(&self, process: &Process) -> &str {
        let shows = |p: &&Participant| p.process.is_some_and(|n| std::ptr::eq(&raw const self.processes()[n], process));
        self.participants().iter().find(shows).map_or("", |p| &*p.name)
    }
}

/// What a node of the draft is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Role {
    Work,
    /// Divides or joins flows, and does no work.
    Gate,
    Start,
    End,
    Interruption,
    /// Taken into another.
    Gone,
}

struct Item {
    role: Role,
    join: Option<Gate>,
    split: Option<Gate>,
    origin: usize,
    into: Vec<usize>,
    out: Vec<usize>,
}

struct Edge {
    from: usize,
    to: usize,
    when: Option<Box<str>>,
}

struct Draft<'m> {
    model: &'m Model,
    lowered: &'m Lowered<'m>,
    items: Vec<Item>,
    edges: Vec<Edge>,
    /// The item of each node of the process.
    first: HashMap<usize, usize>,
    notes: Vec<Message>,
}

impl<'m> Draft<'m> {
    fn new(model: &'m Model, lowered: &'m Lowered<'m>) -> Self {
        let mut draft = Self { model, lowered, items: Vec::new(), edges: Vec::new(), first: HashMap::new(), notes: Vec::new() };
        let scopes: HashSet<usize> = lowered.process.nodes.iter().filter_map(|node| node.scope).collect();
        for (number, kind) in lowered.graph.nodes().iter().enumerate() {
            let origin = lowered.origin[number];
            let node = &lowered.process.nodes[origin];
            // Events at a border, and where a subprocess begins and ends, are no work.
            let is_work = matches!(node.kind, NodeKind::Task(_) | NodeKind::Call | NodeKind::Catch | NodeKind::Throw)
                || matches!(node.kind, NodeKind::Sub(_)) && !scopes.contains(&origin);
            let (role, gate) = match kind {
                Kind::Step if is_work => (Role::Work, Gate::Parallel),
                Kind::Step => (Role::Gate, Gate::Parallel),
                Kind::Exclusive => (Role::Gate, Gate::Exclusive),
                Kind::Parallel => (Role::Gate, Gate::Parallel),
                Kind::Inclusive => (Role::Gate, Gate::Inclusive),
                Kind::Start => (Role::Start, Gate::Parallel),
                Kind::End => (Role::End, Gate::Exclusive),
                Kind::Interruption => (Role::Interruption, Gate::Parallel),
            };
            let waits = matches!(kind, Kind::Parallel | Kind::Inclusive);
            let item = draft.add(role, waits.then_some(gate), Some(gate), origin);
            draft.first.entry(origin).or_insert(item);
        }
        for (flow, via) in lowered.graph.flows().iter().zip(&lowered.via) {
            let when = via.and_then(|via| draft.when(via)).or_else(|| {
                let target = lowered.node(flow.to)?;
                // What happens at a border says when the branch is taken.
                (matches!(target.kind, NodeKind::Boundary { .. }) && !target.name.is_empty()).then(|| target.name.clone())
            });
            draft.connect(flow.from as usize, flow.to as usize, when);
        }
        draft
    }

    fn when(&self, flow: usize) -> Option<Box<str>> {
        let flow = &self.lowered.process.flows[flow];
        let condition = flow.condition.as_ref().filter(|c| !c.is_empty());
        if flow.name.is_empty() { condition.cloned() } else { Some(flow.name.clone()) }
    }

    fn add(&mut self, role: Role, join: Option<Gate>, split: Option<Gate>, origin: usize) -> usize {
        self.items.push(Item { role, join, split, origin, into: Vec::new(), out: Vec::new() });
        self.items.len() - 1
    }

    fn connect(&mut self, from: usize, to: usize, when: Option<Box<str>>) {
        let edge = self.edges.len();
        self.edges.push(Edge { from, to, when });
        self.items[from].out.push(edge);
        self.items[to].into.push(edge);
    }

    /// Lets the flows into `from` lead into `to`, and forgets `from`.
    fn redirect(&mut self, from: usize, to: usize) {
        let moved = std::mem::take(&mut self.items[from].into);
        for edge in &moved {
            self.edges[*edge].to = to;
        }
        self.items[from].out.clear();
        self.items[from].role = Role::Gone;
        self.items[to].into.extend(moved);
    }

    /// Takes away every gateway that neither divides nor waits.
    fn contract(&mut self) {
        for i in 0..self.items.len() {
            let item = &self.items[i];
            let [out] = *item.out else { continue };
            let to = self.edges[out].to;
            let merges = item.into.len() == 1 || (item.join.is_none() && self.items[to].join.is_none());
            if item.role != Role::Gate || to == i || item.into.is_empty() || !merges {
                continue;
            }
            // What is said on the way out holds for all ways in.
            let said = self.edges[out].when.take();
            for edge in self.items[i].into.clone() {
                self.edges[edge].when = match (self.edges[edge].when.take(), &said) {
                    (Some(one), Some(other)) if one != *other => Some(format!("{one}; {other}").into()),
                    (one, other) => one.or_else(|| other.clone()),
                };
            }
            self.items[to].into.retain(|edge| *edge != out);
            self.redirect(i, to);
        }
    }

    /// Gives gateways to the steps beside them.
    fn attach(&mut self) {
        // Starts that begin several things get a gateway behind them, and several starts one before.
        self.one_start();
        for i in 0..self.items.len() {
            let [into] = *self.items[i].into else { continue };
            let from = self.edges[into].from;
            let fits = self.items[i].role == Role::Gate
                && self.items[i].out.len() > 1
                && self.items[from].role == Role::Work
                && self.items[from].out.len() == 1;
            if fits {
                let out = std::mem::take(&mut self.items[i].out);
                for edge in &out {
                    self.edges[*edge].from = from;
                }
                self.items[i].into.clear();
                self.items[i].role = Role::Gone;
                self.items[from].split = self.items[i].split;
                self.items[from].out = out;
            }
        }
        for i in 0..self.items.len() {
            let [out] = *self.items[i].out else { continue };
            let to = self.edges[out].to;
            let fits = self.items[i].role == Role::Gate
                && self.items[i].into.len() > 1
                && self.items[to].role == Role::Work
                && self.items[to].into.len() == 1;
            if fits && to != i {
                self.items[to].join = self.items[i].join;
                self.items[to].into.clear();
                self.redirect(i, to);
            }
        }
        // What is left does no work, but must stand as a step.
        for i in 0..self.items.len() {
            if self.items[i].role == Role::Gate && !(self.items[i].into.is_empty() && self.items[i].out.is_empty()) {
                self.items[i].role = Role::Work;
                let name = self.name(i);
                self.notes.push(message!(
                    vi: "cổng “{name}” không nằm giữa hai bước, nên thành một bước",
                    en: "the gateway “{name}” lies between no two steps, so it became a step"
                ));
            }
        }
        for i in 0..self.items.len() {
            if self.items[i].role == Role::End && self.items[i].into.len() > 1 {
                let name = self.name(i);
                self.notes.push(message!(
                    vi: "kết thúc “{name}” có nhiều luồng vào, nên thành nhiều kết thúc",
                    en: "the end “{name}” has several flows in, so it became several ends"
                ));
            }
        }
        // An end behind a choice needs a step of its own.
        for edge in 0..self.edges.len() {
            let (from, to) = (self.edges[edge].from, self.edges[edge].to);
            let ends = self.items[to].role == Role::End && self.items[from].role != Role::Gone;
            if ends && (self.items[from].role != Role::Work || self.items[from].out.len() > 1) {
                let step = self.add(Role::Work, None, None, self.items[to].origin);
                self.items[to].into.retain(|into| *into != edge);
                self.edges[edge].to = step;
                self.items[step].into.push(edge);
                self.connect(step, to, None);
            }
        }
    }

    fn one_start(&mut self) {
        for i in 0..self.items.len() {
            let item = &self.items[i];
            if matches!(item.role, Role::Start | Role::Interruption) && item.out.len() > 1 {
                let gate = self.add(Role::Gate, None, Some(Gate::Parallel), item.origin);
                let out = std::mem::take(&mut self.items[i].out);
                for edge in &out {
                    self.edges[*edge].from = gate;
                }
                self.items[gate].out = out;
                self.connect(i, gate, None);
            }
        }
        let starts: Vec<usize> = (0..self.items.len()).filter(|i| self.items[*i].role == Role::Start).collect();
        if let [first, _, ..] = *starts {
            let gate = self.add(Role::Gate, None, Some(Gate::Exclusive), self.items[first].origin);
            for start in &starts {
                let out = std::mem::take(&mut self.items[*start].out);
                let name = self.name(*start);
                for edge in out {
                    self.edges[edge].from = gate;
                    self.edges[edge].when.get_or_insert(name.clone());
                    self.items[gate].out.push(edge);
                }
                self.items[*start].role = Role::Gone;
            }
            let start = self.add(Role::Start, None, None, self.items[first].origin);
            self.connect(start, gate, None);
        }
    }

    fn node(&self, item: usize) -> &'m Node {
        &self.lowered.process.nodes[self.items[item].origin]
    }

    fn name(&self, item: usize) -> Box<str> {
        let node = self.node(item);
        if node.name.is_empty() { node.id.clone() } else { node.name.clone() }
    }

    /// A gateway that nobody drew is called by what it stands behind.
    fn title(&self, item: usize) -> Text {
        let name = self.name(item);
        if matches!(self.node(item).kind, NodeKind::Task(_) | NodeKind::Call | NodeKind::Sub(_)) && !self.is_drawn(item) {
            return Text::both(format!("Rẽ nhánh sau “{name}”"), format!("Branch after “{name}”"));
        }
        Text::plain(name)
    }

    /// Whether an item is a node of the process, and not made for one.
    fn is_drawn(&self, item: usize) -> bool {
        let origin = self.items[item].origin;
        // The first node of the graph for a node of the process is the node itself.
        self.first.get(&origin) == Some(&item)
    }

    /// The steps in an order in which they are met, the first one first.
    fn order(&self) -> Vec<usize> {
        let first = self.items.iter().position(|item| item.role == Role::Start);
        let interruptions = (0..self.items.len()).filter(|i| self.items[*i].role == Role::Interruption);
        let works = (0..self.items.len()).filter(|i| self.items[*i].role == Role::Work);
        let mut finished = Vec::new();
        let mut seen = vec![false; self.items.len()];
        // Depth first, the last way first; then backwards: each step before those it leads to.
        let roots: Vec<usize> = first.into_iter().chain(interruptions).chain(works).collect();
        let mut parts = Vec::new();
        for root in roots {
            let mut stack = vec![(root, 0)];
            if std::mem::replace(&mut seen[root], true) {
                continue;
            }
            while let Some((item, done)) = stack.pop() {
                let out = &self.items[item].out;
                if let Some(edge) = out.len().checked_sub(done + 1).map(|at| out[at]) {
                    stack.push((item, done + 1));
                    let to = self.edges[edge].to;
                    if !std::mem::replace(&mut seen[to], true) {
                        stack.push((to, 0));
                    }
                } else if self.items[item].role == Role::Work {
                    finished.push(item);
                }
            }
            finished.reverse();
            parts.append(&mut finished);
        }
        parts
    }

    fn finish(mut self) -> Result<Imported, Message> {
        let nothing = || message!(vi: "không có bước nào để nhập", en: "there is nothing that could be a step");
        let order = self.order();
        if order.is_empty() {
            return Err(nothing());
        }
        let process = self.lowered.process;
        let mut definition = template().ok_or_else(nothing)?;
        let pool = self.model.pool(process);
        definition.title = Text::plain(self.model.title(self.lowered));
        definition.procedure = code(&process.id);
        let Some(blank) = definition.steps.pop() else { return Err(nothing()) };

        let mut ids = Names::default();
        let id_of: HashMap<usize, Id> =
            order.iter().map(|item| (*item, ids.fresh(&self.node(*item).id, &self.name(*item), "step"))).collect();
        let mut roles = Roles { names: Names::default(), known: HashMap::new(), pool };
        for (at, item) in order.iter().enumerate() {
            let node = self.node(*item);
            let mut step: Step = blank.clone();
            if let Some(id) = id_of.get(item) {
                step.id = id.clone();
            }
            step.title = self.title(*item);
            step.role = roles.of(self.lowered, node);
            step.kind = match node.kind {
                NodeKind::Task(TaskKind::Service | TaskKind::Script | TaskKind::BusinessRule) => Some(StepKind::System),
                NodeKind::Task(TaskKind::Receive) | NodeKind::Catch => Some(StepKind::Wait),
                _ => None,
            };
            let it = &self.items[*item];
            step.join = it.join.filter(|gate| it.into.len() > 1 && *gate != Gate::Exclusive);
            step.split = it.split.filter(|_| it.out.len() > 1);
            let below = order.get(at + 1);
            let mut next = Vec::new();
            for edge in it.out.iter().map(|edge| &self.edges[*edge]) {
                if self.items[edge.to].role == Role::End {
                    let end = self.node(edge.to);
                    let name = if end.kind == NodeKind::End && !end.name.is_empty() { slug(&end.name) } else { None };
                    step.end = Some(name.and_then(|n| Id::parse(&n).ok()).unwrap_or_else(Id::completed));
                } else if let Some(to) = id_of.get(&edge.to) {
                    let when = edge.when.as_deref().filter(|_| it.out.len() > 1).map(Text::plain);
                    next.push(Next { to: to.clone(), when, share: None, at_most: None, extends: None, measured: None });
                }
            }
            let falls_through = it.out.len() == 1 && it.out.iter().all(|edge| Some(&self.edges[*edge].to) == below);
            if !falls_through {
                step.next = OneOrMany(next);
            }
            definition.steps.push(step);
        }
        for (i, item) in self.items.iter().enumerate().filter(|(_, item)| item.role == Role::Interruption) {
            let to = item.out.first().and_then(|edge| id_of.get(&self.edges[*edge].to));
            if let Some(to) = to {
                definition.interruptions.push(Interruption {
                    when: Text::plain(self.name(i)),
                    by: roles.of(self.lowered, self.node(i)),
                    to: to.clone(),
                    during: Vec::new(),
                    basis: OneOrMany(Vec::new()),
                });
            }
        }
        let mut notes: Vec<Message> = Vec::new();
        let others: Vec<&str> =
            self.model.processes().iter().filter(|p| p.id != process.id && !p.nodes.is_empty()).map(|p| &*p.id).collect();
        if !others.is_empty() {
            let others = others.join(", ");
            notes.push(message!(vi: "các quy trình khác trong tệp không được nhập: {others}", en: "other processes of the file are not imported: {others}"));
        }
        notes.extend(self.model.findings().iter().chain(self.lowered.findings()).map(|f| f.message.clone()));
        notes.append(&mut self.notes);
        Ok(Imported { definition, notes })
    }
}

/// The smallest procedure there is.
fn template() -> Option<ProcedureDefinition> {
    serde_yaml::from_str("procedure: P\ntitle: P\nsteps:\n  - {id: p, title: P, role: p}\n").ok()
}

/// Roles of the lanes; of the pool, or of nobody, where there are none.
struct Roles<'m> {
    names: Names,
    known: HashMap<Option<usize>, Id>,
    pool: &'m str,
}

impl Roles<'_> {
    fn of(&mut self, lowered: &Lowered, node: &Node) -> Id {
        // What is in a subprocess lies in the lane of the subprocess.
        let mut at = node;
        while let (None, Some(scope)) = (at.lane, at.scope) {
            at = &lowered.process.nodes[scope];
        }
        if let NodeKind::Boundary { on, .. } = at.kind {
            at = lowered.process.nodes.get(on).filter(|_| at.lane.is_none()).unwrap_or(at);
        }
        let lane = at.lane.and_then(|lane| lowered.process.lanes.get(lane));
        let lane = lane.filter(|lane| !lane.name.is_empty());
        // Our own lanes are named for their roles.
        let (id, name) = lane.map_or(("", self.pool), |lane| (lane.id.strip_prefix("Lane_").unwrap_or(&lane.id), &*lane.name));
        self.known.entry(at.lane).or_insert_with(|| self.names.fresh(id, name, "performer")).clone()
    }
}

/// Names that were given.
#[derive(Default)]
struct Names {
    given: HashSet<String>,
    /// The last number behind each name that was asked for more than once.
    numbers: HashMap<String, usize>,
}

impl Names {
    /// A name that is not yet given: the id if it can be one, else made of the title.
    fn fresh(&mut self, id: &str, title: &str, otherwise: &str) -> Id {
        let base = if Id::parse(id).is_ok() { Some(id.to_owned()) } else { slug(title).or_else(|| slug(id)) };
        let base = base.unwrap_or_else(|| otherwise.to_owned());
        let mut name = base.clone();
        while !self.given.insert(name.clone()) {
            let number = self.numbers.entry(base.clone()).or_insert(1);
            *number += 1;
            let room = 80 - 1 - number.to_string().len();
            name = format!("{}-{number}", base.get(..room).unwrap_or(&base).trim_end_matches('-'));
        }
        Id::parse(&name).unwrap_or_else(|_| Id::completed())
    }
}

/// Small letters and digits joined by hyphens, without marks: `Tiếp nhận` gives `tiep-nhan`.
fn slug(text: &str) -> Option<String> {
    let mut slug = String::new();
    for c in text.chars().flat_map(char::to_lowercase) {
        match plain(c) {
            Some(c) => slug.push(c),
            // Marks that stand apart from their letter.
            None if ('\u{300}'..='\u{36f}').contains(&c) => {}
            None if !slug.is_empty() && !slug.ends_with('-') => slug.push('-'),
            None => {}
        }
        if slug.len() >= 60 {
            break;
        }
    }
    let slug = slug.trim_end_matches('-');
    (!slug.is_empty()).then(|| slug.to_owned())
}

/// A small letter of Vietnamese or of western Europe without its marks.
const fn plain(c: char) -> Option<char> {
    Some(match c {
        'a'..='z' | '0'..='9' => c,
        'à'..='å' | 'ă' | 'ạ'..='ặ' => 'a',
        'ç' => 'c',
        'đ' => 'd',
        'è'..='ë' | 'ẹ'..='ệ' => 'e',
        'ì'..='ï' | 'ĩ' | 'ỉ'..='ị' => 'i',
        'ñ' => 'n',
        'ò'..='ö' | 'ø' | 'ơ' | 'ọ'..='ợ' => 'o',
        'ù'..='ü' | 'ũ' | 'ư' | 'ụ'..='ự' => 'u',
        'ý' | 'ÿ' | 'ỳ'..='ỹ' => 'y',
        _ => return None,
    })
}

/// A document code of an id: what cannot stand in one becomes a hyphen.
fn code(id: &str) -> DocumentCode {
    let code: String = id.chars().map(|c| if c.is_alphanumeric() || "._/-".contains(c) { c } else { '-' }).take(80).collect();
    let code = code.trim_start_matches(|c: char| !c.is_alphanumeric());
    DocumentCode::parse(code).unwrap_or_else(|_| DocumentCode::placeholder())
}
