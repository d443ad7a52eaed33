//! `graph`: the flowchart of one procedure or BPMN process on standard output, with a fault of its flow
//! emphasised where that is asked for.

use super::highlight::{Shown, Traced, label, of, ordinal, signed};
use super::{CLEAN, Drawing, FINDINGS, Failure, models};
use crate::check::soundness::{Fault, FlowGraph, Verdict, analyse, rules, say};
use crate::manual::procedure::{Chart, chart};
use crate::model::graph::Highlight;
#[cfg(feature = "bpmn")]
use crate::model::highlight::Strength;
use crate::model::library::Library;
use crate::model::sketch::Sketch;
use crate::model::value::{Id, Language, Message, message};
#[cfg(feature = "bpmn")]
use petgraph::graph::{EdgeIndex, NodeIndex};
use std::io::Write;
use std::path::Path;

/// What is drawn, and how.
pub(super) struct Request<'a> {
    pub path: &'a Path,
    pub code: Option<&'a str>,
    pub format: Drawing,
    /// Which fault is emphasised, from 1.
    pub highlight: Option<usize>,
}

/// What is known of the flow that is drawn.
enum Judged {
    Sound,
    /// Each fault, with what it is if that is the process as a whole.
    Unsound(Vec<(Fault, Option<Message>)>),
    Undecided(Message),
}

/// What was found where a fault was looked for.
enum Found {
    Nothing(Message),
    Fault(Box<Picture>),
}

/// A fault as a picture shows it.
struct Picture {
    highlight: Highlight,
    /// What it is, with the steps of the way into it, as the picture calls them.
    #[cfg_attr(not(feature = "bpmn"), allow(dead_code, reason = "only BPMN has no numbers for the steps"))]
    sentence: Message,
    /// The same as the author of the definition calls them.
    said: Message,
}

/// What a fault is in words, as a picture calls things, without the way into it and with it; and as its author does.
struct Words {
    brief: Message,
    sentence: Message,
    said: Message,
}

pub(super) fn run(out: &mut impl Write, request: &Request, language: &Language) -> Result<u8, Failure> {
    let (text, found) =
        if models::is_bpmn(&request.path.to_string_lossy()) { model(request, language)? } else { procedure(request, language)? };
    out.write_all(text.as_bytes())?;
    let (said, code) = match found {
        None => return Ok(CLEAN),
        Some(Found::Nothing(said)) => (said, CLEAN),
        Some(Found::Fault(picture)) => (picture.said, FINDINGS),
    };
    let _ = writeln!(anstream::stderr().lock(), "{}", said.to(language));
    Ok(code)
}

/// The fault that is asked for. `what` says what a fault is in the legend, and in full.
fn look(
    judged: Judged,
    wanted: usize,
    (traced, sketch): (&Traced, &Sketch),
    what: &dyn Fn(&Fault) -> Words,
    language: &Language,
) -> Result<Found, Failure> {
    let faults = match judged {
        Judged::Sound => {
            let said = message!(
                vi: "luồng công việc đúng đắn, không có lỗi nào để tô đậm: trường hợp nào cũng đi được tới kết thúc, không việc nào bị làm hai lần",
                en: "nothing is wrong with the flow, so nothing is highlighted: every case can be brought to its end, and nothing is done twice"
            );
            return Ok(Found::Nothing(said));
        }
        Judged::Undecided(reason) => {
            let (vi, en) = (&reason.vi, &reason.en);
            let said = message!(
                vi: "không có gì được tô đậm, vì không kết luận được luồng công việc có đúng đắn hay không: {vi}",
                en: "nothing is highlighted, because whether the flow is sound cannot be said: {en}"
            );
            return Ok(Found::Nothing(said));
        }
        Judged::Unsound(faults) => faults,
    };
    let many = faults.len();
    let Some((fault, whole)) = faults.get(wanted - 1) else {
        let said = message!(
            vi: "không có lỗi số {wanted}: luồng công việc có {many} lỗi",
            en: "there is no fault {wanted}: the number of faults in the flow is {many}"
        );
        return Err(Failure::Other(said.to(language).to_owned()));
    };
    let words = match whole {
        Some(whole) => Words { brief: whole.clone(), sentence: whole.clone(), said: whole.clone() },
        None => what(fault),
    };
    let shown = Shown { fault, number: wanted, many, what: &words.brief, whole: whole.is_some() };
    let ordinal = ordinal(wanted, many);
    let numbered = |full: &Message| Message::new(format!("{}: {}", ordinal.vi, full.vi), format!("{}: {}", ordinal.en, full.en));
    let highlight = of(&shown, traced, sketch, language);
    Ok(Found::Fault(Box::new(Picture { highlight, sentence: numbered(&words.sentence), said: numbered(&words.said) })))
}

/// What a drawing emphasises.
fn emphasis(found: Option<&Found>) -> Highlight {
    match found {
        Some(Found::Fault(picture)) => picture.highlight.clone(),
        _ => Highlight::default(),
    }
}

fn paint(mut chart: Chart, found: Option<&Found>) -> String {
    if let Some(Found::Fault(picture)) = found {
        chart.drawing.highlight(&picture.highlight);
        chart.description = format!("{} {}", chart.description, picture.highlight.heading);
    }
    chart.drawing.to_svg(&chart.title, &chart.description) + "\n"
}

fn procedure(request: &Request, language: &Language) -> Result<(String, Option<Found>), Failure> {
    let library = Library::open(request.path)?;
    let found = request.code.map_or_else(|| library.procedures().first(), |code| library.procedure(code));
    let Some(procedure) = found else {
        let place = request.path.display();
        let said = match request.code {
            Some(code) => {
                message!(vi: "{place} không có quy trình nào mã {code}", en: "{place} holds no procedure with the code {code}")
            }
            None => message!(vi: "{place} không có quy trình nào", en: "{place} holds no procedure"),
        };
        return Err(Failure::Other(said.to(language).to_owned()));
    };
    let process = procedure.graph();
    let sketch = process.sketch(language, &Id::to_string);
    let found = match request.highlight {
        None => None,
        Some(wanted) => {
            let (graph, nodes, flows) = FlowGraph::traced(process);
            let judged = if procedure.definition().steps.is_empty() {
                Judged::Undecided(message!(vi: "không có bước nào", en: "there are no steps"))
            } else {
                match analyse(&graph) {
                    Verdict::Sound(_) => Judged::Sound,
                    Verdict::Unsound(faults) => Judged::Unsound(faults.into_iter().map(|fault| (fault, None)).collect()),
                    Verdict::Undecided(reason) => Judged::Undecided(say::why(reason)),
                }
            };
            let called = |number: u32| nodes.get(number as usize).map(|node| label(process, number, *node)).unwrap_or_default();
            let what = |fault: &Fault| {
                let called = |number| signed(fault, number, &called(number));
                Words {
                    brief: rules::said(process, &graph, &Fault { run: Vec::new(), ..fault.clone() }, &called).in_full(),
                    sentence: rules::said(process, &graph, fault, &called).in_full(),
                    said: rules::said(process, &graph, fault, &|node| rules::label(process, node)).in_full(),
                }
            };
            let traced = Traced { graph: &graph, nodes: &nodes, flows: &flows };
            Some(look(judged, wanted, (&traced, &sketch), &what, language)?)
        }
    };
    let text = match request.format {
        Drawing::Mermaid => sketch.to_mermaid(&emphasis(found.as_ref())),
        Drawing::Dot => sketch.to_dot(&emphasis(found.as_ref())),
        #[cfg(feature = "bpmn")]
        Drawing::Bpmn => {
            let (model, nodes, flows) = crate::bpmn::Model::traced(&library, procedure, language);
            let ids = |node| nodes.get(&node).cloned();
            coloured(model.to_xml(), found.as_ref(), &ids, &|flow| flows.get(&flow).cloned().unwrap_or_default(), language)?
        }
        Drawing::Svg => paint(chart(&library, procedure, language), found.as_ref()),
    };
    Ok((text, found))
}

/// A BPMN document with the colours of what is emphasised; `node` and `flow` know the ids of its elements.
#[cfg(feature = "bpmn")]
fn coloured(
    text: String,
    found: Option<&Found>,
    node: &dyn Fn(NodeIndex) -> Option<Box<str>>,
    flow: &dyn Fn(EdgeIndex) -> Vec<Box<str>>,
    language: &Language,
) -> Result<String, Failure> {
    use crate::exchange::bpmn::{Tint, tinted};
    let Some(Found::Fault(picture)) = found else { return Ok(text) };
    let highlight = &picture.highlight;
    let mut tint = Tint::default();
    for flow in highlight.flows.iter().flat_map(|edge| flow(*edge)) {
        tint.ids.insert(flow, Strength::Passed);
    }
    for number in highlight.nodes.keys().copied().chain(highlight.marks.iter().map(|mark| mark.node)) {
        if let (Some(id), Some(strength)) = (node(number), highlight.strength(number)) {
            // What was made for a node is that node: the strongest counts.
            let known = tint.ids.entry(id).or_insert(strength);
            if strength == Strength::Marked {
                *known = strength;
            }
        }
    }
    if tint.ids.is_empty() {
        return Ok(text);
    }
    tint.signs = highlight.marks.iter().filter_map(|mark| Some((node(mark.node)?, mark.sign.clone()))).collect();
    // There are no numbers in the diagram: the sentence names the steps in their order.
    let marks = highlight.marks.iter().map(|mark| format!("{}: {}", mark.sign, mark.meaning));
    let way = message!(vi: "Tô màu: đường dẫn tới lỗi.", en: "In colour: a way into the fault.");
    let way = (!highlight.flows.is_empty()).then(|| way.to(language).to_owned());
    tint.legend = std::iter::once(picture.sentence.to(language).to_owned()).chain(marks).chain(way).collect();
    tinted(&text, &tint).map_err(|message| Failure::Other(message.to(language).to_owned()))
}

#[cfg(not(feature = "bpmn"))]
fn model(_: &Request, language: &Language) -> Result<(String, Option<Found>), Failure> {
    let said = message!(vi: "bản này không đọc được BPMN", en: "this build does not read BPMN");
    Err(Failure::Other(said.to(language).to_owned()))
}

#[cfg(feature = "bpmn")]
fn model(request: &Request, language: &Language) -> Result<(String, Option<Found>), Failure> {
    use crate::bpmn::Model;
    use crate::exchange::bpmn::Judgement;
    let name = request.path.display();
    let model = models::open(request.path, language)?;
    let lowered = model.lower();
    let chosen =
        Model::chosen(&lowered, request.code).map_err(|message| Failure::Other(format!("{name}: {}", message.to(language))))?;
    let title = model.title(chosen);
    let sketch = chosen.sketch(title, language);
    let graph = chosen.graph();
    let found = match request.highlight {
        None => None,
        Some(wanted) => {
            let judged = match chosen.judge() {
                Judgement::Sound => Judged::Sound,
                Judgement::Unsound(faults) => Judged::Unsound(faults),
                Judgement::Undecided(reason) => Judged::Undecided(reason),
            };
            let nodes: Vec<NodeIndex> = (0..graph.nodes().len()).map(NodeIndex::new).collect();
            let flows: Vec<Option<EdgeIndex>> = (0..graph.flows().len()).map(|flow| Some(EdgeIndex::new(flow))).collect();
            let what = |fault: &Fault| {
                let called = |number| signed(fault, number, &chosen.label(number));
                Words {
                    brief: chosen.said(&Fault { run: Vec::new(), ..fault.clone() }, &called).in_full(),
                    sentence: chosen.said(fault, &called).in_full(),
                    said: chosen.said(fault, &|number| chosen.label(number)).in_full(),
                }
            };
            let traced = Traced { graph, nodes: &nodes, flows: &flows };
            Some(look(judged, wanted, (&traced, &sketch), &what, language)?)
        }
    };
    let drawing = || crate::manual::diagram::chart(&sketch, language);
    let text = match request.format {
        Drawing::Mermaid => sketch.to_mermaid(&emphasis(found.as_ref())),
        Drawing::Dot => sketch.to_dot(&emphasis(found.as_ref())),
        Drawing::Bpmn => {
            let text = chosen.with_diagram(&model, drawing);
            let text = text.map_err(|message| Failure::Other(format!("{name}: {}", message.to(language))))?;
            let node = |node: NodeIndex| chosen.node(u32::try_from(node.index()).ok()?).map(|node| node.id.clone());
            let flow = |flow: EdgeIndex| {
                let flow = u32::try_from(flow.index()).ok().and_then(|flow| chosen.flow(flow));
                flow.map(|flow| flow.id.clone()).into_iter().collect()
            };
            coloured(text, found.as_ref(), &node, &flow, language)?
        }
        Drawing::Svg => {
            let (nodes, flows) = (chosen.process().nodes.len(), chosen.process().flows.len());
            let said = message!(vi: "Lưu đồ: {title}", en: "Flowchart: {title}");
            let description = message!(vi: "{nodes} phần tử, {flows} luồng.", en: "{nodes} elements, {flows} flows.");
            let chart = Chart {
                drawing: drawing(),
                title: said.to(language).to_owned(),
                description: description.to(language).to_owned(),
            };
            paint(chart, found.as_ref())
        }
    };
    let is_other = |process: &&crate::bpmn::Process| process.id != chosen.process().id && !process.nodes.is_empty();
    let others: Vec<&str> = model.processes().iter().filter(is_other).map(|process| &*process.id).collect();
    let others = others.join(", ");
    let other = message!(vi: "các quy trình khác trong tệp không được vẽ: {others}", en: "other processes of the file are not drawn: {others}");
    // The document itself is printed whole.
    if request.format != Drawing::Bpmn {
        let of_findings = model.findings().iter().chain(chosen.findings()).map(|finding| &finding.message);
        models::notes(std::iter::once(&other).filter(|_| !others.is_empty()).chain(of_findings), language);
    }
    Ok((text, found))
}
