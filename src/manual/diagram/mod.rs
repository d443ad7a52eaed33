//! A procedure as a swimlane flowchart: a column for each role, work flowing down; the processes of a system
//! as a map; an organisation as a chart of its units.
//!
//! [`flowchart`], [`process_map`] and [`organisation_chart`] say where everything lies; [`Drawing::to_svg`]
//! and [`Sheet::to_svg`] paint it. The same input always gives the same drawing.
#![forbid(unsafe_code)]

mod buses;
mod columns;
mod cut;
mod highlight;
mod key;
mod layout;
mod place;
mod processes;
mod route;
mod sheet;
pub(super) mod svg;
pub(super) mod text;
mod units;

#[cfg(test)]
mod sheet_tests;
#[cfg(test)]
pub(crate) mod tests;

pub use processes::process_map;
pub use sheet::{Ground, Line, Sheet, Tile, TileKind};
pub use units::organisation_chart;

use crate::model::definition::Gate;
use crate::model::graph::{FlowKind, ProcessGraph};
use crate::model::sketch::Sketch;
use crate::model::value::{Id, Language};
use petgraph::graph::{EdgeIndex, NodeIndex};

/// How a drawing speaks.
#[derive(Clone, Copy)]
pub struct Wording<'a> {
    /// The language of titles, times and conditions.
    pub language: &'a Language,
    /// What the head of a lane calls a role: the caller knows the organisation.
    pub lane: &'a dyn Fn(&Id) -> String,
}

/// A point; y grows downward.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Point {
    /// From the left.
    pub x: f64,
    /// From the top.
    pub y: f64,
}

/// An upright rectangle.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Area {
    /// Its left side.
    pub x: f64,
    /// Its top.
    pub y: f64,
    /// Its width.
    pub width: f64,
    /// Its height.
    pub height: f64,
}

impl Area {
    /// The x of its right side.
    #[must_use]
    pub fn right(&self) -> f64 {
        self.x + self.width
    }
    /// The y of its lower side.
    #[must_use]
    pub fn bottom(&self) -> f64 {
        self.y + self.height
    }
    /// The point in its middle.
    #[must_use]
    pub fn middle(&self) -> Point {
        Point { x: self.x + self.width / 2.0, y: self.y + self.height / 2.0 }
    }
    /// Whether a part of one is a part of the other; sides may touch.
    #[must_use]
    pub fn overlaps(&self, other: &Self) -> bool {
        self.x < other.right() && other.x < self.right() && self.y < other.bottom() && other.y < self.bottom()
    }
}

/// Where a line of text is held.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Anchor {
    /// At its beginning.
    Start,
    /// At its middle.
    Middle,
    /// At its end.
    End,
}

/// One line of text.
#[derive(Debug, Clone, PartialEq)]
pub struct TextLine {
    /// What it says.
    pub text: String,
    /// Where it is held, on its base line.
    pub at: Point,
    /// Which part of it is held there.
    pub anchor: Anchor,
    /// Font size.
    pub size: f64,
    /// Whether it is bold.
    pub bold: bool,
}

/// A lane: the column of one role.
#[derive(Debug, Clone, PartialEq)]
pub struct Lane {
    /// The role.
    pub role: Id,
    /// The whole column, its head included.
    pub area: Area,
    /// Its head.
    pub head: Area,
    /// What the head says.
    pub lines: Vec<TextLine>,
}

/// What a shape stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ShapeKind {
    /// A thin circle: where cases begin.
    Start,
    /// A rounded box: a step.
    Step {
        /// One waits: the border is dashed.
        waits: bool,
        /// The time limit does not run.
        stopped: bool,
        /// Software does it: the border is double.
        software: bool,
    },
    /// A diamond: where flows divide or join.
    Gateway(Gate),
    /// A double circle: an event that may come at any moment.
    Interruption,
    /// A thick circle: where cases end.
    End,
}

/// A node of the graph, drawn.
#[derive(Debug, Clone, PartialEq)]
pub struct Shape {
    /// The node.
    pub node: NodeIndex,
    /// The number of the step it belongs to; none for the start and interruptions.
    pub number: String,
    /// What it stands for.
    pub kind: ShapeKind,
    /// Where it lies.
    pub area: Area,
    /// The text within it.
    pub lines: Vec<TextLine>,
}

/// A flow, drawn: a line of upright and level pieces, with an arrow head at its last point.
#[derive(Debug, Clone, PartialEq)]
pub struct Edge {
    /// The flow.
    pub flow: EdgeIndex,
    /// The node it comes from.
    pub from: NodeIndex,
    /// The node it goes to.
    pub to: NodeIndex,
    /// What makes work pass along it; anything but a sequence is dashed.
    pub kind: FlowKind,
    /// Whether it leads back.
    pub back: bool,
    /// The ends of its pieces.
    pub points: Vec<Point>,
}

/// Text beside a flow, an end or an interruption.
#[derive(Debug, Clone, PartialEq)]
pub struct Label {
    /// What it is about: the flow of this place in [`Drawing::edges`], or a node.
    pub about: About,
    /// The room it takes.
    pub area: Area,
    /// What it says.
    pub lines: Vec<TextLine>,
}

/// A mark in the key below a drawing, and what it means.
#[derive(Debug, Clone, PartialEq)]
pub struct Mark {
    /// The mark; none is a dashed flow.
    pub kind: Option<ShapeKind>,
    /// Where it lies.
    pub area: Area,
    /// What it means.
    pub line: TextLine,
}

/// What a label is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum About {
    /// The flow with this place in [`Drawing::edges`].
    Edge(usize),
    /// An end or an interruption.
    Node(NodeIndex),
}

/// A flowchart, laid out. Lengths are in pixels of 1/96 inch.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Drawing {
    /// Width of the whole.
    pub width: f64,
    /// Height of the whole.
    pub height: f64,
    /// The lanes, from the left.
    pub lanes: Vec<Lane>,
    /// Steps, gateways, start, ends and interruptions.
    pub boxes: Vec<Shape>,
    /// The flows.
    pub edges: Vec<Edge>,
    /// Text beside flows, ends and interruptions.
    pub labels: Vec<Label>,
    /// What the marks that occur mean.
    pub key: Vec<Mark>,
    /// Heights at which the drawing may be cut: they pass through no shape and no text.
    pub cuts: Vec<f64>,
    /// What is emphasised, if anything is.
    emphasis: Option<highlight::Emphasis>,
}

/// Lays a procedure out as a swimlane flowchart.
///
/// ```
/// use quytrinh::{Language, Library, manual::diagram::{Wording, flowchart}};
/// let text = "procedure: P-1\ntitle: Loan\nsteps:\n  - {id: ask, title: Ask, role: reader}\n  - {id: lend, title: Lend, role: clerk}\n";
/// let library = Library::from_sources([("loan.yaml", text)]);
/// let graph = library.procedure("P-1").unwrap().graph();
/// let drawing = flowchart(graph, &Wording { language: &Language::En, lane: &|role| role.to_string() });
/// assert_eq!(drawing.lanes.len(), 2);
/// assert!(drawing.to_svg("Loan", "How a book is lent").starts_with("<svg"));
/// ```
#[must_use]
pub fn flowchart(graph: &ProcessGraph, wording: &Wording) -> Drawing {
    chart(&graph.sketch(wording.language, wording.lane), wording.language)
}

/// Lays out whatever can be sketched.
pub(crate) fn chart(sketch: &Sketch, language: &Language) -> Drawing {
    let mut plan = place::place(sketch);
    route::route(&mut plan);
    layout::draw(sketch, language, &plan)
}
