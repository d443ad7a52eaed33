//! What a BPMN document says, of all that decides how work flows.

use super::write::Diagram;
use crate::model::finding::Finding;
use crate::model::source::Source;
use std::ops::Range;

/// A BPMN document that was read.
#[derive(Debug, Clone)]
pub struct Model {
    pub(super) source: Source,
    pub(super) processes: Vec<Process>,
    pub(super) participants: Vec<Participant>,
    pub(super) messages: Vec<MessageFlow>,
    /// Id of the first collaboration with messages.
    pub(super) collaboration: Box<str>,
    pub(super) findings: Vec<Finding>,
    /// Where it lies on paper; known of what we laid out ourselves.
    pub(super) diagram: Option<Diagram>,
}

impl Model {
    /// The text it was read from.
    #[must_use]
    pub const fn source(&self) -> &Source {
        &self.source
    }
    /// Its processes.
    #[must_use]
    pub fn processes(&self) -> &[Process] {
        &self.processes
    }
    /// The participants of its collaborations: pools.
    #[must_use]
    pub fn participants(&self) -> &[Participant] {
        &self.participants
    }
    /// The messages between participants.
    #[must_use]
    pub fn messages(&self) -> &[MessageFlow] {
        &self.messages
    }
    /// What is wrong in the document, and what of it is passed over.
    #[must_use]
    pub fn findings(&self) -> &[Finding] {
        &self.findings
    }
}

/// Where an element stands in its text. Elements are equal wherever they stand.
#[derive(Debug, Clone, Default)]
pub struct Place(pub Range<usize>);

impl PartialEq for Place {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

/// A process: nodes, and the flows between them. Numbers are places in its lists.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Process {
    /// Its id.
    pub id: Box<str>,
    /// Its name; empty where it has none.
    pub name: Box<str>,
    /// Its lanes, an outer one before those in it.
    pub lanes: Vec<Lane>,
    /// Its nodes, a subprocess before what is in it.
    pub nodes: Vec<Node>,
    /// Its sequence flows.
    pub flows: Vec<Flow>,
    /// Data objects and data stores.
    pub data: Vec<Data>,
    /// Where it stands.
    pub place: Place,
    /// Whether something in it is wrong, so that nobody can say how work flows.
    pub torn: bool,
}

/// A lane (10.8).
#[derive(Debug, Clone, PartialEq)]
pub struct Lane {
    /// Its id.
    pub id: Box<str>,
    /// Its name; empty where it has none.
    pub name: Box<str>,
    /// The lane it lies in.
    pub parent: Option<usize>,
}

/// A node of the flow: an activity, an event, a gateway.
#[derive(Debug, Clone, PartialEq)]
pub struct Node {
    /// Its id.
    pub id: Box<str>,
    /// Its name; empty where it has none.
    pub name: Box<str>,
    /// What it is.
    pub kind: NodeKind,
    /// What an event waits for or causes.
    pub trigger: Option<Trigger>,
    /// The subprocess it is in.
    pub scope: Option<usize>,
    /// The innermost lane it lies in.
    pub lane: Option<usize>,
    /// How an activity is repeated.
    pub repeat: Option<Repeat>,
    /// Whether it only runs to undo another activity.
    pub compensates: bool,
    /// Whether it begins a case though it is no start event.
    pub instantiates: bool,
    /// Where it stands.
    pub place: Place,
}

/// What a node is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NodeKind {
    /// A task (10.3.3).
    Task(TaskKind),
    /// An activity that calls another process (10.3.6).
    Call,
    /// A subprocess (10.3.5).
    Sub(SubKind),
    /// A start event (10.5.2); in an event subprocess it may leave the rest running.
    Start {
        /// Whether it stops everything else in its scope.
        interrupting: bool,
    },
    /// An intermediate event that waits.
    Catch,
    /// An intermediate event that causes something.
    Throw,
    /// An event at the border of an activity.
    Boundary {
        /// The activity.
        on: usize,
        /// Whether it stops the activity.
        interrupting: bool,
    },
    /// An end event (10.5.3).
    End,
    /// A gateway (10.6).
    Gateway(GatewayKind),
}

/// The kind of a task.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TaskKind {
    /// Nothing is said.
    Plain,
    /// A person does it with software.
    User,
    /// A person does it without.
    Manual,
    /// Software does it.
    Service,
    /// A script does it.
    Script,
    /// A rule decides it.
    BusinessRule,
    /// A message is sent.
    Send,
    /// A message is awaited.
    Receive,
}

/// The kind of a subprocess.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SubKind {
    /// Part of the flow.
    Embedded,
    /// Begun by an event, not by a flow.
    Event,
    /// All of it is done or none.
    Transaction,
    /// Its activities have no order.
    AdHoc,
}

/// The kind of a gateway.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum GatewayKind {
    /// One of several.
    Exclusive,
    /// Some of several.
    Inclusive,
    /// All of several.
    Parallel,
    /// The way of the event that comes first.
    EventBased,
    /// As an expression says.
    Complex,
}

/// What an event waits for or causes (10.5.5).
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Trigger {
    /// A message.
    Message,
    /// A time.
    Timer,
    /// A signal to whoever listens.
    Signal,
    /// A condition that comes true.
    Conditional,
    /// An error.
    Error,
    /// A matter for a higher level.
    Escalation,
    /// Undoing what was done.
    Compensation,
    /// A transaction is given up.
    Cancel,
    /// The other end of a flow, by its name.
    Link(Box<str>),
    /// The end of everything.
    Terminate,
    /// Several.
    Multiple,
}

/// How an activity is repeated (10.3.7).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Repeat {
    /// As long as a condition holds.
    Loop,
    /// For each of several, one after another.
    Sequential,
    /// For each of several at once.
    Parallel,
}

/// A sequence flow (8.4.13).
#[derive(Debug, Clone, PartialEq)]
pub struct Flow {
    /// Its id.
    pub id: Box<str>,
    /// Its name; empty where it has none.
    pub name: Box<str>,
    /// The node it leaves.
    pub from: usize,
    /// The node it enters.
    pub to: usize,
    /// The condition under which it is taken.
    pub condition: Option<Box<str>>,
    /// Whether it is taken where no condition holds.
    pub default: bool,
    /// Where it stands.
    pub place: Place,
}

/// A data object or a data store (10.4).
#[derive(Debug, Clone, PartialEq)]
pub struct Data {
    /// Its id.
    pub id: Box<str>,
    /// Its name; empty where it has none.
    pub name: Box<str>,
    /// Whether it outlives the case.
    pub store: bool,
}

/// A participant of a collaboration: a pool (9.3).
#[derive(Debug, Clone, PartialEq)]
pub struct Participant {
    /// Its id.
    pub id: Box<str>,
    /// Its name; empty where it has none.
    pub name: Box<str>,
    /// Its process, where that is shown.
    pub process: Option<usize>,
    /// Whether there may be several of it in one case (9.3.1).
    pub several: bool,
}

/// A message from one participant to another (9.4).
#[derive(Debug, Clone, PartialEq)]
pub struct MessageFlow {
    /// Its id.
    pub id: Box<str>,
    /// Its name; empty where it has none.
    pub name: Box<str>,
    /// Id of the participant or node it comes from.
    pub from: Box<str>,
    /// Id of the participant or node it goes to.
    pub to: Box<str>,
    /// Where it stands.
    pub place: Place,
}
