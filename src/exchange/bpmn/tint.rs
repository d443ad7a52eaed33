//! Colours in a BPMN document: in its own diagram, the rest left as it is.
//!
//! The attributes are those of BPMN in Color 1.0 (OMG) and, for tools that know no other, of bpmn.io. The
//! schema of BPMN allows attributes of other name spaces on every element of a diagram (DI.xsd).

use super::lower::Lowered;
use super::model::{Model, NodeKind, SubKind};
use super::read::BPMN;
use super::write::{Diagram, Edge, Shape, Xml, allowed, number};
use crate::manual::diagram::{About, Area, Drawing};
use crate::model::highlight::Strength;
use crate::model::sketch::{INK, STRONG, TINT};
use crate::model::value::{Message, message};
use std::collections::{HashMap, HashSet};
use std::fmt::Write as _;
use std::ops::Range;

const DI: &str = "http://www.omg.org/spec/BPMN/20100524/DI";
const DC: &str = "http://www.omg.org/spec/DD/20100524/DC";
const WAYPOINT: &str = "http://www.omg.org/spec/DD/20100524/DI";
const COLOR: &str = "http://www.omg.org/spec/BPMN/non-normative/color/1.0";
const BIOC: &str = "http://bpmn.io/schema/bpmn/biocolor/1.0";
/// The width of the legend, of a character and the height of a line in it.
const LEGEND: f64 = 520.0;
const LETTER: f64 = 6.4;
const LINE: f64 = 15.0;

/// What is coloured, by the ids of nodes and flows.
#[derive(Default)]
pub(crate) struct Tint {
    pub ids: HashMap<Box<str>, Strength>,
    /// Letters beside nodes.
    pub signs: Vec<(Box<str>, String)>,
    /// Written below the diagram.
    pub legend: Vec<String>,
}

type Element<'a, 'i> = roxmltree::Node<'a, 'i>;

/// What a document is changed by: text in the place of bytes.
#[derive(Default)]
struct Edits(Vec<(Range<usize>, String)>);

impl Edits {
    fn insert(&mut self, at: usize, text: String) {
        self.0.push((at..at, text));
    }
    fn apply(mut self, text: &str) -> String {
        // What is inserted at one place stays in order.
        self.0.sort_by_key(|(range, _)| range.start);
        let (mut out, mut done) = (String::with_capacity(text.len() + 1000), 0);
        for (range, new) in self.0 {
            out += text.get(done..range.start).unwrap_or_default();
            out += &new;
            done = range.end;
        }
        out + text.get(done..).unwrap_or_default()
    }
}

/// The name of an element as it is written, and where it ends.
fn written<'t>(text: &'t str, node: Element) -> (&'t str, usize) {
    let start = node.range().start + 1;
    let rest = text.get(start..).unwrap_or_default();
    let end = rest.find(|c: char| c == '>' || c == '/' || c.is_whitespace()).unwrap_or(rest.len());
    (&rest[..end], start + end)
}

/// What stands before the local name of elements like this one.
fn prefix<'t>(text: &'t str, node: Element) -> &'t str {
    let name = written(text, node).0;
    name.find(':').map_or("", |colon| &name[..=colon])
}

fn is(node: Element, space: &str, name: &str) -> bool {
    node.is_element() && node.tag_name().namespace() == Some(space) && node.tag_name().name() == name
}

/// Where a shape lies.
fn bounds(shape: Element) -> Option<Area> {
    let bounds = shape.children().find(|child| is(*child, DC, "Bounds"))?;
    let read = |name| bounds.attribute(name)?.trim().parse::<f64>().ok().filter(|value| value.is_finite());
    Some(Area { x: read("x")?, y: read("y")?, width: read("width")?, height: read("height")? })
}

/// Colours what a diagram shows of these ids, and writes letters and a legend beside it.
///
/// An error if the diagram shows nothing of it.
pub(crate) fn tinted(text: &str, tint: &Tint) -> Result<String, Message> {
    let nothing = || {
        message!(
            vi: "sơ đồ trong tệp không vẽ phần nào của đường dẫn tới lỗi; hãy dùng --format svg",
            en: "the diagram of the file shows nothing of the way into the fault; use --format svg"
        )
    };
    let document = roxmltree::Document::parse(text).map_err(|_| nothing())?;
    let root = document.root_element();
    let mut edits = Edits::default();
    let mut shown: HashMap<&str, Element> = HashMap::new();
    for element in document.descendants().filter(|n| is(*n, DI, "BPMNShape") || is(*n, DI, "BPMNEdge")) {
        let reference = element.attribute("bpmnElement").map_or("", str::trim);
        // A prefix counts only where nothing is found with it.
        let local = || reference.rsplit_once(':').map_or("", |(_, local)| local);
        let id = if tint.ids.contains_key(reference) { reference } else { local() };
        let Some(strength) = tint.ids.get(id) else { continue };
        shown.entry(id).or_insert(element);
        for old in element.attributes().filter(|a| matches!(a.namespace(), Some(COLOR | BIOC))) {
            edits.0.push((old.range(), String::new()));
        }
        let fill = if *strength == Strength::Marked { STRONG } else { TINT };
        let colours = if element.tag_name().name() == "BPMNEdge" {
            format!(" bioc:stroke=\"{INK}\" color:border-color=\"{INK}\"")
        } else {
            format!(" bioc:stroke=\"{INK}\" bioc:fill=\"{fill}\" color:border-color=\"{INK}\" color:background-color=\"{fill}\"")
        };
        edits.insert(written(text, element).1, colours);
    }
    let first = shown.values().min_by_key(|element| element.range().start).copied().ok_or_else(nothing)?;
    for (name, space) in [("bioc", BIOC), ("color", COLOR)] {
        match root.lookup_namespace_uri(Some(name)) {
            Some(known) if known == space => {}
            // A prefix that means something else there must not be given another meaning.
            Some(_) => return Err(nothing()),
            None => edits.insert(written(text, root).1, format!(" xmlns:{name}=\"{space}\"")),
        }
    }
    notes(text, tint, &shown, first, &mut edits);
    Ok(edits.apply(text))
}

/// Letters and legend as text annotations.
fn notes(text: &str, tint: &Tint, shown: &HashMap<&str, Element>, first: Element, edits: &mut Edits) {
    let Some(plane) = first.ancestors().find(|node| is(*node, DI, "BPMNPlane")) else { return };
    // The process that holds what is shown.
    let root = plane.document().root_element();
    let id = first.attribute("bpmnElement").map_or("", str::trim);
    let id = id.rsplit_once(':').map_or(id, |(_, local)| local);
    let holds = |process: &Element| process.descendants().any(|node| node.attribute("id") == Some(id));
    let Some(process) = root.children().filter(|node| is(*node, BPMN, "process")).find(holds) else { return };
    // Annotations stand behind the nodes and flows, before what says who is responsible (Semantic.xsd, tProcess).
    let later = ["resourceRole", "performer", "humanPerformer", "potentialOwner", "correlationSubscription", "supports"];
    let last = process.children().rfind(|n| n.is_element() && !later.contains(&n.tag_name().name()));
    let sample = plane.descendants().find(|node| is(*node, DI, "BPMNShape") && bounds(*node).is_some());
    let (Some(last), Some(sample)) = (last, sample) else { return };
    let Some(sample_bounds) = sample.children().find(|child| is(*child, DC, "Bounds")) else { return };
    let (bpmn, di, dc) = (prefix(text, process), prefix(text, sample), prefix(text, sample_bounds));

    let mut all: Vec<(String, Area)> = Vec::new();
    for (id, sign) in &tint.signs {
        if let Some(area) = shown.get(&**id).and_then(|shape| bounds(*shape)) {
            // Names of gateways mostly stand on the other side.
            all.push((sign.clone(), Area { x: area.x - 30.0, y: area.y - 24.0, width: 28.0, height: 26.0 }));
        }
    }
    let areas: Vec<Area> = plane.descendants().filter_map(|node| bounds(node)).collect();
    let left = areas.iter().map(|area| area.x).fold(f64::INFINITY, f64::min);
    let low = |node: Element| node.attribute("y").and_then(|y| y.trim().parse::<f64>().ok()).filter(|y| y.is_finite());
    let points = plane.descendants().filter(|node| is(*node, WAYPOINT, "waypoint")).filter_map(low);
    let bottom = areas.iter().map(Area::bottom).chain(points).fold(f64::NEG_INFINITY, f64::max);
    #[allow(clippy::cast_precision_loss)] // Letters are few.
    let rows = |line: &String| (line.chars().count() as f64 * LETTER / LEGEND).ceil().max(1.0);
    let height = 10.0 + LINE * tint.legend.iter().map(rows).sum::<f64>();
    all.push((tint.legend.join("\n"), Area { x: left, y: bottom + 30.0, width: LEGEND, height }));

    let (mut elements, mut shapes) = (String::new(), String::new());
    for (i, (said, area)) in all.iter().enumerate() {
        let mut id = format!("_fault_{}", i + 1);
        while text.contains(&id) {
            id.push('_');
        }
        let said = allowed(said);
        let said = quick_xml::escape::partial_escape(&*said);
        let _ =
            write!(elements, "\n    <{bpmn}textAnnotation id=\"{id}\"><{bpmn}text>{said}</{bpmn}text></{bpmn}textAnnotation>");
        let [x, y, width, height] = [area.x, area.y, area.width, area.height].map(number);
        let _ = write!(
            shapes,
            "<{di}BPMNShape id=\"{id}_di\" bpmnElement=\"{id}\"><{dc}Bounds x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\"/></{di}BPMNShape>\n      "
        );
    }
    edits.insert(last.range().end, elements);
    let end = plane.children().rfind(Element::is_element).map_or(plane.range().end, |child| child.range().end);
    edits.insert(end, format!("\n      {}", shapes.trim_end()));
}

impl Lowered<'_> {
    /// The text of the model with a diagram: its own, or that of a drawing of the graph where there is none.
    ///
    /// An error where something would have no place in it.
    pub(crate) fn with_diagram(&self, model: &Model, drawing: impl FnOnce() -> Drawing) -> Result<String, Message> {
        let text = &*model.source.text;
        let has_diagram = roxmltree::Document::parse(text).is_ok_and(|d| d.descendants().any(|n| is(n, DI, "BPMNShape")));
        if has_diagram {
            return Ok(text.to_owned());
        }
        let process = self.process;
        let distinct: HashSet<usize> = self.origin.iter().copied().collect();
        let is_plain = |kind: NodeKind| !matches!(kind, NodeKind::Sub(SubKind::Embedded | SubKind::Event | SubKind::Transaction));
        let fits = model.processes.len() == 1
            && model.participants.is_empty()
            && process.nodes.iter().all(|node| is_plain(node.kind) && node.scope.is_none())
            && distinct.len() == self.origin.len()
            && distinct.len() == process.nodes.len()
            && self.via.iter().flatten().count() == process.flows.len()
            && self.via.iter().all(Option::is_some);
        let close = text.trim_end().rfind("</");
        let (true, Some(close)) = (fits, close) else {
            return Err(message!(
                vi: "tệp không có sơ đồ, và mô hình này không xếp được thành sơ đồ BPMN ở đây; hãy dùng --format svg",
                en: "the file has no diagram, and this model cannot be laid out as a BPMN diagram here; use --format svg"
            ));
        };
        let drawing = drawing();
        let mut diagram = Diagram::default();
        let words = |about: About| drawing.labels.iter().find(|label| label.about == about).map(|label| label.area);
        for shape in &drawing.boxes {
            if let Some(node) = self.origin.get(shape.node.index()).and_then(|origin| process.nodes.get(*origin)) {
                let label = words(About::Node(shape.node));
                diagram.shapes.push(Shape { id: node.id.clone(), area: shape.area, label, column: false });
            }
        }
        for (i, edge) in drawing.edges.iter().enumerate() {
            let via = self.via.get(edge.flow.index()).copied().flatten();
            if let Some(flow) = via.and_then(|via| process.flows.get(via)) {
                let label = words(About::Edge(i));
                diagram.edges.push(Edge { id: flow.id.clone(), points: edge.points.clone(), label });
            }
        }
        let mut xml = Xml::new();
        model.write_diagram(&diagram, &process.id, &mut xml);
        let declared = format!("<bpmndi:BPMNDiagram xmlns:bpmndi=\"{DI}\" xmlns:dc=\"{DC}\" xmlns:di=\"{WAYPOINT}\"");
        let fragment = xml.finish().replacen("<bpmndi:BPMNDiagram", &declared, 1);
        Ok(format!("{}{fragment}\n{}", &text[..close], &text[close..]))
    }
}
