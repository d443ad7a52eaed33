//! Whether the processes of a collaboration can wait for one another for ever.
//!
//! | in BPMN | here | 2.0.2 |
//! |---|---|---|
//! | pool without a process, message flow at the border of a pool | the surroundings: they send and read at any time | 9.3 |
//! | activity, throwing or end event with a message flow out | sends | 9.4, 10.3.1, 10.5 |
//! | receive task, message event with a message flow in | waits, also a start event: it begins a case | 9.4, 13.2, 13.3.3 |
//! | other activity with a message flow in | waits or not: the standard leaves it open, so both are decided | 10.3.1 |
//! | start event without a message | begins one case by itself, also where it then waits for a message | 13.2 |
//! | several message flows into one node | any one of them will do | 10.5.2 |
//! | participants and activities there may be several of | not followed: no drawing says how many there are | 9.3.1, 10.3.7 |

use super::decide::{Decision, Soundness};
use super::model::{Model, NodeKind, Process, TaskKind, Trigger};
use super::play::{Play, Talk, in_flow, play};
use super::read::LISTED;
use crate::check::soundness::together::{Act, Fault, FaultKind, Message as Sent, Outcome, Party, Reason, Waiting, analyse};
use crate::check::soundness::{Kind, say};
use crate::model::finding::{Finding, Path, Severity};
use crate::model::value::{Message, message};
use petgraph::unionfind::UnionFind;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::ops::Range;

/// Processes that send each other messages, and whether all of them can be brought to their ends.
#[derive(Debug, Clone)]
pub struct Collaboration {
    /// Id of the collaboration; empty where it has none.
    pub id: Box<str>,
    /// Its processes, by their places in [`Model::processes`].
    pub processes: Vec<usize>,
    /// What was decided of them together.
    pub decision: Decision,
}

/// The codes of what is found.
const WAITS: &str = "bpmn/message-deadlock";
const GOES_ROUND: &str = "bpmn/message-loop";
const NEVER_BEGINS: &str = "bpmn/message-start";
const UNREAD: &str = "bpmn/message-unread";
const LEFT: &str = "bpmn/message-left";
const MISPLACED: &str = "bpmn/message-misplaced";
const OPEN: &str = "bpmn/message-wait";
const UNFOLLOWED: &str = "bpmn/message-unfollowed";
const UNDECIDED: &str = "bpmn/message-undecided";

impl Model {
    /// Decides whether processes that send each other messages can wait for one another for ever; nothing
    /// where there are no two such processes.
    ///
    /// `alone` holds what was decided of each process by itself, in the order of [`Self::processes`]: only
    /// processes that are sound by themselves are looked at together.
    ///
    /// ```
    /// use quytrinh::bpmn::{Model, Soundness};
    ///
    /// // Each waits for the other to speak first.
    /// let pool = |id: &str| format!("<process id='{id}'><startEvent id='s{id}'/><receiveTask id='r{id}'/><sendTask id='t{id}'/>\
    ///     <sequenceFlow id='f{id}' sourceRef='s{id}' targetRef='r{id}'/><sequenceFlow id='g{id}' sourceRef='r{id}' targetRef='t{id}'/></process>");
    /// let text = format!("<definitions xmlns='http://www.omg.org/spec/BPMN/20100524/MODEL'><collaboration id='C'>\
    ///     <messageFlow id='m' sourceRef='tA' targetRef='rB'/><messageFlow id='n' sourceRef='tB' targetRef='rA'/>\
    ///     </collaboration>{}{}</definitions>", pool("A"), pool("B"));
    /// let model = Model::read("both.bpmn", &text)?;
    /// let alone: Vec<_> = model.lower().iter().map(|process| process.decide()).collect();
    /// assert!(alone.iter().all(|decision| decision.soundness == Soundness::Sound));
    /// let together = model.collaborate(&alone).unwrap();
    /// assert_eq!(together.decision.soundness, Soundness::Unsound);
    /// # Ok::<(), quytrinh::bpmn::Error>(())
    /// ```
    #[must_use]
    pub fn collaborate(&self, alone: &[Decision]) -> Option<Collaboration> {
        let meeting = Meeting::of(self);
        let misplaced = meeting.misplaced();
        let processes: Vec<usize> = meeting.between().collect::<BTreeSet<_>>().into_iter().collect();
        if processes.len() < 2 {
            return None;
        }
        let mut decision = meeting.decide(&processes, alone);
        decision.findings.splice(0..0, misplaced);
        Some(Collaboration { id: self.collaboration.clone(), processes, decision })
    }
}

/// One end of a message flow.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum End {
    Node(usize, usize),
    /// A pool as a whole.
    Pool(usize),
    /// What shows no process, or does not exist.
    Outside,
}

impl End {
    const fn process(self) -> Option<usize> {
        match self {
            Self::Node(process, _) | Self::Pool(process) => Some(process),
            Self::Outside => None,
        }
    }
}

/// Whether a node with a message flow to it waits for the message.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Listens {
    Surely,
    /// The standard does not say.
    Perhaps,
    /// Something else brings it about as well.
    Anyway,
    /// No message may lead to it.
    Never,
}

/// How activities are read of which the standard does not say whether they wait.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Reading {
    /// They do not wait.
    Free,
    /// They send when they begin, and wait before they end.
    Waits,
    /// They wait before they send.
    WaitsFirst,
}

struct Meeting<'m> {
    model: &'m Model,
    /// Both ends of each message flow.
    ends: Vec<(End, End)>,
    /// The message flows at each node: those that leave it, those that come to it.
    at: HashMap<(usize, usize), (Vec<usize>, Vec<usize>)>,
    in_flow: Vec<Vec<bool>>,
    /// Processes of which there may be several in one case.
    several: HashSet<usize>,
}

impl<'m> Meeting<'m> {
    fn of(model: &'m Model) -> Self {
        let mut ids: HashMap<&str, End> = HashMap::new();
        for (p, process) in model.processes.iter().enumerate() {
            let shown = |end| if process.nodes.is_empty() { End::Outside } else { end };
            ids.insert(&process.id, shown(End::Pool(p)));
            for (n, node) in process.nodes.iter().enumerate() {
                ids.insert(&node.id, End::Node(p, n));
            }
        }
        let (mut several, mut seen) = (HashSet::new(), HashSet::new());
        for pool in &model.participants {
            let process = pool.process.filter(|p| !model.processes[*p].nodes.is_empty());
            ids.insert(&pool.id, process.map_or(End::Outside, End::Pool));
            several.extend(process.filter(|p| pool.several || !seen.insert(*p)));
        }
        // A prefix counts only where nothing is found with it.
        let end = |id: &str| {
            let local = || id.rsplit_once(':').and_then(|(_, local)| ids.get(local));
            ids.get(id).or_else(local).copied().unwrap_or(End::Outside)
        };
        let ends: Vec<(End, End)> = model.messages.iter().map(|m| (end(&m.from), end(&m.to))).collect();
        let mut at: HashMap<(usize, usize), (Vec<usize>, Vec<usize>)> = HashMap::new();
        for (m, (from, to)) in ends.iter().enumerate() {
            if let End::Node(p, n) = *from {
                at.entry((p, n)).or_default().0.push(m);
            }
            if let End::Node(p, n) = *to {
                at.entry((p, n)).or_default().1.push(m);
            }
        }
        Self { model, ends, at, in_flow: model.processes.iter().map(in_flow).collect(), several }
    }

    /// The processes that a message leads from or to, where there is one at either end.
    fn between(&self) -> impl Iterator<Item = usize> {
        let processes = self.ends.iter().filter_map(|(from, to)| Some([from.process()?, to.process()?]));
        processes.filter(|[from, to]| from != to).flatten()
    }

    fn process(&self, process: usize) -> &'m Process {
        &self.model.processes[process]
    }

    fn speaks(&self, process: usize, node: usize) -> bool {
        let node = &self.process(process).nodes[node];
        match node.kind {
            NodeKind::Task(_) | NodeKind::Call | NodeKind::Sub(_) => true,
            NodeKind::Throw | NodeKind::End => matches!(node.trigger, None | Some(Trigger::Message | Trigger::Multiple)),
            _ => false,
        }
    }

    fn listens(&self, process: usize, node: usize) -> Listens {
        let node = &self.process(process).nodes[node];
        match (node.kind, &node.trigger) {
            (NodeKind::Task(TaskKind::Receive), _) => Listens::Surely,
            (NodeKind::Task(_) | NodeKind::Call | NodeKind::Sub(_), _) => Listens::Perhaps,
            (NodeKind::Start { .. } | NodeKind::Catch | NodeKind::Boundary { .. }, trigger) => match trigger {
                Some(Trigger::Message) => Listens::Surely,
                None => Listens::Perhaps,
                Some(Trigger::Multiple) => Listens::Anyway,
                Some(_) => Listens::Never,
            },
            _ => Listens::Never,
        }
    }

    /// Message flows that may not lie where they lie (7.6.2, 9.4).
    fn misplaced(&self) -> Vec<Finding> {
        let wrong = |(m, (from, to)): (usize, &(End, End))| {
            let id = |end: &End| match *end {
                End::Node(p, n) => &*self.process(p).nodes[n].id,
                _ => "",
            };
            let place = &self.model.messages[m].place.0;
            let message = match (from, to) {
                _ if from.process().is_some_and(|p| to.process() == Some(p) && !self.several.contains(&p)) => message!(
                    vi: "luồng thông điệp đi trong cùng một bên; trong một bên chỉ có luồng công việc",
                    en: "the message flow stays within one pool; messages pass between pools only"
                ),
                (End::Node(p, n), _) if !self.speaks(*p, *n) => {
                    let id = id(from);
                    message!(vi: "`{id}` không gửi được thông điệp", en: "`{id}` cannot send messages")
                }
                (_, End::Node(p, n)) if self.listens(*p, *n) == Listens::Never => {
                    let id = id(to);
                    message!(vi: "`{id}` không nhận được thông điệp", en: "`{id}` cannot receive messages")
                }
                _ => return None,
            };
            Some((place.clone(), message))
        };
        let wrong: Vec<(Range<usize>, Message)> = self.ends.iter().enumerate().filter_map(wrong).collect();
        let finding =
            |(place, message): &(Range<usize>, Message)| self.finding(MISPLACED, Severity::Warning, place, message.clone());
        let mut findings: Vec<Finding> = wrong.iter().take(LISTED).map(finding).collect();
        if let Some((place, _)) = wrong.get(LISTED) {
            let n = wrong.len() - LISTED;
            let message =
                message!(vi: "còn {n} chỗ sai như vậy, chỗ tiếp theo ở đây", en: "{n} more of this kind, the next one here");
            findings.push(self.finding(MISPLACED, Severity::Warning, place, message));
        }
        findings
    }

    fn finding(&self, rule: &'static str, severity: Severity, place: &Range<usize>, message: Message) -> Finding {
        Finding::new(rule, severity, &self.model.source.name, Path::root(), message).at_bytes(place.clone())
    }

    /// Whether something may be done several times, or in no order.
    fn is_repeated(&self, process: usize, node: usize) -> bool {
        let nodes = &self.process(process).nodes;
        let around = std::iter::successors(Some(node), |n| nodes[*n].scope);
        self.several.contains(&process) || !self.in_flow[process][node] || around.into_iter().any(|n| nodes[n].repeat.is_some())
    }

    /// Whether what is at one end of a message is followed.
    fn is_followed(&self, end: End, sends: bool) -> bool {
        match end {
            End::Node(p, n) if !self.is_repeated(p, n) => {
                if sends {
                    self.speaks(p, n)
                } else {
                    matches!(self.listens(p, n), Listens::Surely | Listens::Perhaps)
                }
            }
            _ => false,
        }
    }

    /// Messages between two processes that cannot be counted.
    fn unfollowed(&self) -> Vec<usize> {
        let counts = |end: End| match end {
            End::Node(p, n) => !self.is_repeated(p, n),
            End::Pool(p) => !self.several.contains(&p),
            End::Outside => true,
        };
        let meets = |from: End, to: End| from.process().is_some() && to.process().is_some() && from.process() != to.process();
        let list = self.ends.iter().enumerate().filter(|(_, (from, to))| meets(*from, *to) && !(counts(*from) && counts(*to)));
        list.map(|(m, _)| m).collect()
    }

    fn decide(&self, processes: &[usize], alone: &[Decision]) -> Decision {
        let unsure = |p: &&usize| alone.get(**p).is_none_or(|decision| decision.soundness != Soundness::Sound);
        if let Some(process) = processes.iter().find(unsure) {
            let pool = self.pool(*process);
            let reason = message!(
                vi: "bên “{pool}” tự nó chưa đúng đắn hoặc chưa xét được, nên thông điệp giữa các bên chưa được xét",
                en: "“{pool}” is not known to be sound by itself, so messages between pools are not followed yet"
            );
            let place = &self.process(*process).place.0;
            let finding = self.finding(UNDECIDED, Severity::Note, place, reason.clone());
            return Decision { soundness: Soundness::Undecided, reason: Some(reason), findings: vec![finding] };
        }
        let mut decision = self.together(processes);
        let unfollowed = self.unfollowed();
        if let Some(first) = unfollowed.first() {
            let n = unfollowed.len();
            let reason = message!(
                vi: "{n} luồng thông điệp nối với hoạt động lặp, không theo thứ tự, hoặc với bên có nhiều thành viên: không biết có bao nhiêu thông điệp",
                en: "messages ({n}) of repeated or unordered activities, or of a pool with several members, are not followed: no drawing says how many there are"
            );
            let place = &self.model.messages[*first].place.0;
            decision.findings.push(self.finding(UNFOLLOWED, Severity::Note, place, reason.clone()));
            if decision.soundness == Soundness::Sound {
                (decision.soundness, decision.reason) = (Soundness::Undecided, Some(reason));
            }
        }
        decision
    }

    /// Decides each part that hangs together for itself.
    fn together(&self, processes: &[usize]) -> Decision {
        let mut joined = UnionFind::new(self.model.processes.len());
        let between = |m: &usize| Some((self.ends[*m].0.process()?, self.ends[*m].1.process()?));
        for (from, to) in (0..self.ends.len()).filter_map(|m| between(&m)) {
            joined.union(from, to);
        }
        let mut parts: BTreeMap<usize, Part> = BTreeMap::new();
        for process in processes {
            parts.entry(joined.find(*process)).or_default().processes.push(*process);
        }
        for m in 0..self.ends.len() {
            if let Some(part) = between(&m).and_then(|(from, _)| parts.get_mut(&joined.find(from))) {
                part.messages.push(m);
            }
        }
        let mut whole = Decision { soundness: Soundness::Sound, reason: None, findings: Vec::new() };
        for part in parts.values() {
            let decision = self.part(part);
            whole.findings.extend(decision.findings);
            if (whole.soundness == Soundness::Sound && decision.soundness != Soundness::Sound)
                || (whole.soundness == Soundness::Undecided && decision.soundness == Soundness::Unsound)
            {
                (whole.soundness, whole.reason) = (decision.soundness, decision.reason);
            }
        }
        whole
    }

    fn part(&self, part: &Part) -> Decision {
        let processes = &*part.processes;
        let place = &self.process(processes[0]).place.0;
        let undecided = |reason: Message, severity: Severity| {
            let (vi, en) = (&reason.vi, &reason.en);
            let message = message!(
                vi: "không kết luận được các bên có chờ nhau mãi hay không: {vi}",
                en: "whether the pools can wait for one another for ever cannot be said: {en}"
            );
            let findings = vec![self.finding(UNDECIDED, severity, place, message)];
            Decision { soundness: Soundness::Undecided, reason: Some(reason), findings }
        };
        let look = |reading| Scene::of(self, part, reading);
        let free = match look(Reading::Free) {
            Ok(scene) => scene,
            Err(reason) => return undecided(reason, Severity::Warning),
        };
        let doubtful = self.doubtful(part);
        let outcome = free.outcome();
        let mut scenes = vec![(free, outcome)];
        let mut readings = if doubtful.is_empty() { Vec::new() } else { vec![Reading::WaitsFirst, Reading::Waits] };
        while let Some(reading) = readings.pop() {
            // That an activity waits before it sends is only asked for as an excuse.
            if reading == Reading::WaitsFirst && !scenes.iter().all(|(_, outcome)| matches!(outcome, Outcome::Unsound(_))) {
                break;
            }
            match look(reading) {
                Ok(scene) => {
                    let outcome = scene.outcome();
                    scenes.push((scene, outcome));
                }
                Err(reason) => return undecided(reason, Severity::Warning),
            }
        }
        let faults: Vec<(&Scene, &Fault)> = scenes
            .iter()
            .filter_map(|(scene, outcome)| if let Outcome::Unsound(fault) = outcome { Some((scene, fault)) } else { None })
            .collect();
        if let Some((scene, fault)) = faults.first() {
            if let Some(process) = scene.is_astray() {
                let pool = self.pool(process);
                return undecided(
                    message!(
                        vi: "sự kiện ngắt của “{pool}” không xét được khi có thông điệp",
                        en: "the events of “{pool}” cannot be followed together with messages"
                    ),
                    Severity::Warning,
                );
            }
            let (message, place) = scene.said(fault);
            let rule = match fault.kind {
                FaultKind::Waits => WAITS,
                FaultKind::GoesRound => GOES_ROUND,
                FaultKind::NeverBegins => NEVER_BEGINS,
            };
            if faults.len() == scenes.len() {
                let finding = self.finding(rule, Severity::Error, &place, message.clone());
                return Decision { soundness: Soundness::Unsound, reason: Some(message), findings: vec![finding] };
            }
        }
        let stuck = scenes.iter().find_map(|(scene, outcome)| match outcome {
            Outcome::Undecided(reason) => Some(scene.why(*reason)),
            _ => None,
        });
        if let Some(reason) = stuck {
            return undecided(reason, Severity::Warning);
        }
        if let Some((scene, fault)) = faults.first() {
            let (said, place) = scene.said(fault);
            let names: Vec<String> = doubtful.iter().take(5).map(|(p, n)| format!("“{}”", self.title(*p, *n))).collect();
            let names = names.join(", ") + if doubtful.len() > 5 { ", …" } else { "" };
            let (vi, en) = (said.vi, said.en);
            let reason = if scene.reading == Reading::Free {
                message!(
                    vi: "tùy theo có phải chờ thông điệp ở {names} hay không; nếu không chờ: {vi}",
                    en: "it depends on whether messages are waited for at {names}; if not: {en}"
                )
            } else {
                message!(
                    vi: "tùy theo có phải chờ thông điệp ở {names} hay không; nếu phải chờ: {vi}",
                    en: "it depends on whether messages are waited for at {names}; if so: {en}"
                )
            };
            let finding = self.finding(OPEN, Severity::Note, &place, reason.clone());
            return Decision { soundness: Soundness::Undecided, reason: Some(reason), findings: vec![finding] };
        }
        Decision { soundness: Soundness::Sound, reason: None, findings: self.rest(&scenes) }
    }

    /// Nodes of which it is open whether they wait for their messages.
    fn doubtful(&self, part: &Part) -> BTreeSet<(usize, usize)> {
        let waits = |(p, n): &(usize, usize)| self.listens(*p, *n) == Listens::Perhaps && self.talk(*p, *n, Reading::Waits).waits;
        let nodes = part.messages.iter().filter_map(|m| if let End::Node(p, n) = self.ends[*m].1 { Some((p, n)) } else { None });
        nodes.collect::<BTreeSet<_>>().into_iter().filter(waits).collect()
    }

    /// What becomes of messages where nothing hangs.
    fn rest(&self, scenes: &[(Scene, Outcome)]) -> Vec<Finding> {
        // Of activities that may wait, nobody knows what they read.
        let sure = &scenes[0].0.messages;
        let mut unread: BTreeSet<usize> = sure.iter().copied().collect();
        let mut left = BTreeSet::new();
        for (scene, outcome) in scenes {
            if let Outcome::Sound(rest) = outcome {
                let here: BTreeSet<usize> = rest.unread.iter().map(|m| scene.messages[*m]).collect();
                unread.retain(|m| here.contains(m));
                left.extend(rest.left.iter().map(|m| scene.messages[*m]).filter(|m| sure.contains(m)));
            }
        }
        let mut findings: Vec<Finding> = Vec::new();
        for m in unread.iter().take(LISTED) {
            let message = self.message(*m);
            let (vi, en) = (message.vi, message.en);
            let said = message!(vi: "{vi} không bao giờ được đọc trong trường hợp nào", en: "{en} is never read in any case");
            findings.push(self.finding(UNREAD, Severity::Warning, &self.model.messages[*m].place.0, said));
        }
        if let Some(next) = unread.iter().nth(LISTED) {
            let n = unread.len() - LISTED;
            let said = message!(vi: "còn {n} thông điệp không bao giờ được đọc, thông điệp tiếp theo ở đây", en: "{n} more messages are never read, the next one here");
            findings.push(self.finding(UNREAD, Severity::Warning, &self.model.messages[*next].place.0, said));
        }
        if let Some(first) = left.first() {
            let list: Vec<Message> = left.iter().take(5).map(|m| self.message(*m)).collect();
            let more = if left.len() > 5 { ", …" } else { "" };
            let vi: Vec<&str> = list.iter().map(|m| &*m.vi).collect();
            let en: Vec<&str> = list.iter().map(|m| &*m.en).collect();
            let said = Message::new(
                format!("có trường hợp kết thúc mà chưa đọc: {}{more}", vi.join(", ")),
                format!("left unread at the end of some cases: {}{more}", en.join(", ")),
            );
            findings.push(self.finding(LEFT, Severity::Note, &self.model.messages[*first].place.0, said));
        }
        findings
    }

    /// What a node does with messages in a reading.
    fn talk(&self, process: usize, node: usize, reading: Reading) -> Talk {
        let is_read = match self.listens(process, node) {
            Listens::Surely => true,
            Listens::Perhaps => reading != Reading::Free,
            Listens::Anyway | Listens::Never => false,
        };
        let (out, into) = self.at.get(&(process, node)).map_or((&[][..], &[][..]), |(out, into)| (out, into));
        // What the surroundings send too can come at any time.
        let waits = is_read && !into.is_empty() && into.iter().all(|m| self.is_message(*m));
        Talk {
            sends: out.iter().any(|m| self.is_message(*m)),
            waits,
            waits_first: reading == Reading::WaitsFirst && self.listens(process, node) == Listens::Perhaps,
        }
    }
    /// Whether a message is followed from its sender to its reader.
    fn is_message(&self, number: usize) -> bool {
        let (from, to) = self.ends[number];
        from.process() != to.process() && self.is_followed(from, true) && self.is_followed(to, false)
    }

    /// What a pool is called.
    fn pool(&self, process: usize) -> &'m str {
        let pool = self.model.participants.iter().find(|pool| pool.process == Some(process));
        let names = [pool.map_or("", |pool| &*pool.name), &self.process(process).name, &self.process(process).id];
        names.into_iter().find(|name| !name.is_empty()).unwrap_or_default()
    }
    fn title(&self, process: usize, node: usize) -> &'m str {
        let node = &self.process(process).nodes[node];
        if node.name.is_empty() { &node.id } else { &node.name }
    }

    /// What a message is called: by its name, or by what sends it.
    fn message(&self, number: usize) -> Message {
        let flow = &self.model.messages[number];
        let (name, from) = (&flow.name, self.ends[number].0);
        let pool = from.process().map_or("", |process| self.pool(process));
        match from {
            End::Node(p, n) if name.is_empty() => {
                let node = self.title(p, n);
                message!(vi: "thông điệp từ “{node}” của “{pool}”", en: "the message from “{node}” of “{pool}”")
            }
            _ => message!(vi: "thông điệp “{name}” từ “{pool}”", en: "the message “{name}” from “{pool}”"),
        }
    }
}

/// Processes that hang together by messages, and the message flows between them.
#[derive(Default)]
struct Part {
    processes: Vec<usize>,
    messages: Vec<usize>,
}

/// Parties in one reading.
struct Scene<'s> {
    meeting: &'s Meeting<'s>,
    reading: Reading,
    processes: &'s [usize],
    plays: Vec<Play>,
    sent: Vec<Sent>,
    /// The message flow that each message stands for.
    messages: Vec<usize>,
}

impl<'s> Scene<'s> {
    fn of(meeting: &'s Meeting<'s>, part: &'s Part, reading: Reading) -> Result<Self, Message> {
        let processes = &*part.processes;
        let mut talks: Vec<Vec<Talk>> =
            processes.iter().map(|p| vec![Talk::default(); meeting.process(*p).nodes.len()]).collect();
        let places: HashMap<usize, usize> = processes.iter().enumerate().map(|(at, process)| (*process, at)).collect();
        let ends = part.messages.iter().flat_map(|m| [meeting.ends[*m].0, meeting.ends[*m].1]);
        let nodes: HashSet<(usize, usize)> =
            ends.filter_map(|end| if let End::Node(process, node) = end { Some((process, node)) } else { None }).collect();
        for (process, node) in nodes {
            if let Some(at) = places.get(&process) {
                talks[*at][node] = meeting.talk(process, node, reading);
            }
        }
        let plays: Vec<Play> =
            processes.iter().zip(&talks).map(|(p, talk)| play(meeting.process(*p), talk)).collect::<Result<_, _>>()?;
        let (mut sent, mut messages) = (Vec::new(), Vec::new());
        for number in part.messages.iter().copied() {
            let (End::Node(from, speaker), End::Node(to, listener)) = meeting.ends[number] else { continue };
            let (Some(from), Some(to)) = (places.get(&from).copied(), places.get(&to).copied()) else { continue };
            if !talks[to][listener].waits || !meeting.is_message(number) {
                continue;
            }
            if let (Some(speaker), Some(listener)) = (plays[from].speaks[speaker], plays[to].listens[listener]) {
                sent.push(Sent { from: (from, speaker), to: (to, listener) });
                messages.push(number);
            }
        }
        Ok(Self { meeting, reading, processes, plays, sent, messages })
    }

    fn outcome(&self) -> Outcome {
        let parties: Vec<Party> = self.plays.iter().map(|play| play.party.clone()).collect();
        analyse(&parties, &self.sent)
    }

    /// A process that is not sound in this form even if every message comes.
    fn is_astray(&self) -> Option<usize> {
        self.processes.iter().copied().find(|p| {
            let process = self.meeting.process(*p);
            let alone = play(process, &vec![Talk::default(); process.nodes.len()]);
            !alone.is_ok_and(|alone| matches!(analyse(&[alone.party], &[]), Outcome::Sound(_)))
        })
    }

    fn why(&self, reason: Reason) -> Message {
        match reason {
            Reason::TooManyStates(limit) => say::many_states(limit),
            Reason::TooManyMessages(most) => message!(
                vi: "có thể có hơn {most} thông điệp chờ đọc trong cùng một luồng",
                en: "more than {most} messages can wait in one flow"
            ),
            Reason::SeveralCases(party) => {
                let pool = self.meeting.pool(self.processes[party]);
                message!(
                    vi: "“{pool}” có thể có nhiều trường hợp cùng lúc, mà thông điệp không cho biết thuộc trường hợp nào",
                    en: "“{pool}” can have several cases at once, and messages do not say to which of them they belong"
                )
            }
            other => Message::new("một luồng có thể có hai lượt công việc cùng lúc", other.to_string()),
        }
    }

    /// The node of a process that a node of its graph stands for.
    fn node(&self, (party, node): (usize, u32)) -> (usize, usize) {
        (self.processes[party], self.plays[party].origin[node as usize])
    }
    fn titled(&self, at: (usize, u32)) -> (&str, &str) {
        let (process, node) = self.node(at);
        (self.meeting.title(process, node), self.meeting.pool(process))
    }

    /// What is wrong, in a sentence, and where.
    fn said(&self, fault: &Fault) -> (Message, Range<usize>) {
        let Some(waiting) = self.chosen(fault) else {
            let place = self.meeting.process(self.processes[0]).place.0.clone();
            let mut said = message!(
                vi: "các bên có thể gửi thông điệp qua lại mãi, không còn đường tới kết thúc",
                en: "the pools can send messages to and fro for ever: no way leads on to their ends"
            );
            self.add_run(&mut said, fault);
            return (said, place);
        };
        let (process, node) = self.node(waiting.node);
        let (title, pool) = self.titled(waiting.node);
        let place = self.meeting.process(process).nodes[node].place.0.clone();
        let list: Vec<Message> = waiting.messages.iter().take(3).map(|m| self.meeting.message(self.messages[*m])).collect();
        let vi: Vec<&str> = list.iter().map(|m| &*m.vi).collect();
        let en: Vec<&str> = list.iter().map(|m| &*m.en).collect();
        let (vi, en) = (vi.join(" hoặc "), en.join(" or "));
        if fault.kind == FaultKind::NeverBegins {
            let said = message!(
                vi: "“{pool}” không bao giờ bắt đầu: không trường hợp nào gửi {vi} mà “{title}” chờ",
                en: "“{pool}” never begins: {en}, for which “{title}” waits, is sent in no case"
            );
            return (said, place);
        }
        let mut said = message!(
            vi: "“{title}” của “{pool}” có thể chờ mãi {vi}",
            en: "“{title}” of “{pool}” can wait for ever for {en}"
        );
        let mut add = |more: Message| {
            said.vi.push_str(&more.vi);
            said.en.push_str(&more.en);
        };
        if let Some(lost) = &waiting.lost {
            add(self.cause(lost));
        }
        // Who should send waits as well.
        let senders: Vec<usize> = waiting.messages.iter().map(|m| self.sent[*m].from.0).collect();
        let is_other = |other: &&Waiting| other.node.0 != waiting.node.0 && senders.contains(&other.node.0);
        if let Some(other) = fault.waiting.iter().filter(|other| !self.is_event(other)).find(is_other) {
            let (title, pool) = self.titled(other.node);
            if let Some(first) = other.messages.first() {
                let message = self.meeting.message(self.messages[*first]);
                let (vi, en) = (message.vi, message.en);
                add(message!(
                    vi: "; “{pool}” cũng đang chờ ở “{title}”: {vi}",
                    en: "; “{pool}” itself waits at “{title}” for {en}"
                ));
            }
        }
        self.add_run(&mut said, fault);
        (said, place)
    }

    /// Whether something waits that only may happen.
    fn is_event(&self, waiting: &Waiting) -> bool {
        let (process, node) = self.node(waiting.node);
        let nodes = &self.meeting.process(process).nodes;
        matches!(nodes[node].kind, NodeKind::Boundary { .. } | NodeKind::Start { .. })
    }

    /// What is said to wait: what another party let down, if there is such a thing.
    fn chosen<'f>(&self, fault: &'f Fault) -> Option<&'f Waiting> {
        if fault.kind == FaultKind::NeverBegins {
            return fault.waiting.first();
        }
        let waits: Vec<&Waiting> = fault.waiting.iter().filter(|waiting| !self.is_event(waiting)).collect();
        let is_left = |waiting: &&&Waiting| waiting.lost.as_ref().is_some_and(|act| act.node.0 != waiting.node.0);
        waits.iter().find(is_left).or(waits.first()).or(fault.waiting.first().as_ref()).copied()
    }

    /// After what it can no longer go well.
    fn cause(&self, act: &Act) -> Message {
        let (title, pool) = self.titled(act.node);
        let play = &self.plays[act.node.0];
        let graph = &play.party.graph;
        let node = act.node.1;
        let chooses = matches!(graph.nodes()[node as usize], Kind::Exclusive | Kind::Inclusive)
            && graph.flows().iter().filter(|flow| flow.from == node).count() > act.gives.len();
        if chooses {
            let to: BTreeSet<&str> =
                act.gives.iter().map(|flow| self.titled((act.node.0, graph.flows()[*flow as usize].to)).0).collect();
            let to: Vec<&str> = to.into_iter().collect();
            let to = to.join("”, “");
            let (process, number) = self.node(act.node);
            if self.meeting.process(process).nodes[number].name.is_empty() {
                return message!(
                    vi: "; không thể tới nữa sau khi “{pool}” rẽ sang “{to}”",
                    en: "; it can no longer come once “{pool}” goes on to “{to}”"
                );
            }
            return message!(
                vi: "; không thể tới nữa sau khi “{title}” của “{pool}” rẽ sang “{to}”",
                en: "; it can no longer come once “{title}” of “{pool}” goes on to “{to}”"
            );
        }
        message!(
            vi: "; không thể tới nữa sau “{title}” của “{pool}”",
            en: "; it can no longer come after “{title}” of “{pool}”"
        )
    }

    /// The steps of the way into a fault, each once however many nodes it became.
    fn add_run(&self, said: &mut Message, fault: &Fault) {
        let mut steps: Vec<String> = Vec::new();
        let mut last: Option<(usize, usize)> = None;
        for act in &fault.run {
            let (process, node) = self.node(act.node);
            let drawn = &self.meeting.process(process).nodes[node];
            let is_work = matches!(drawn.kind, NodeKind::Task(_) | NodeKind::Call);
            let is_said = is_work || (!drawn.name.is_empty() && !matches!(drawn.kind, NodeKind::Gateway(_) | NodeKind::Sub(_)));
            if is_said && last != Some((process, node)) {
                let (title, pool) = self.titled(act.node);
                // The pool is said where it changes.
                let is_same = last.is_some_and(|(before, _)| before == process);
                steps.push(if is_same { format!("“{title}”") } else { format!("“{title}” ({pool})") });
                last = Some((process, node));
            }
        }
        if !steps.is_empty() {
            let run = say::way(&steps);
            said.vi.push_str(&format!("; như khi: {run}"));
            said.en.push_str(&format!("; as after: {run}"));
        }
    }
}
