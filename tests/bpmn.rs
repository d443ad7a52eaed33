//! BPMN files, from text to verdict.
#![cfg(feature = "bpmn")]
#![allow(clippy::format_collect, clippy::unwrap_used, clippy::panic)]
#![allow(clippy::print_stderr, reason = "a test that is skipped says so")]

use proptest::prelude::*;
use quytrinh::bpmn::{Model, Soundness};
use quytrinh::soundness::Kind;
use quytrinh::{Language, Library};
use std::fs;
use std::path::{Path, PathBuf};

/// Reference data that a clone of the project does not have.
fn shared(part: &str) -> Option<PathBuf> {
    let place = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/data").join(part);
    if !place.exists() {
        eprintln!("skipped: there is no {}", place.display());
        return None;
    }
    Some(place)
}

fn verdict(text: &str) -> Soundness {
    let model = Model::read("model.bpmn", text).unwrap();
    let decisions: Vec<_> = model.lower().iter().map(|process| process.decide().soundness).collect();
    let any = |wanted| decisions.contains(&wanted);
    match (any(Soundness::Unsound), any(Soundness::Undecided)) {
        (true, _) => Soundness::Unsound,
        (_, true) => Soundness::Undecided,
        _ => Soundness::Sound,
    }
}

/// The models of a directory, by file name.
fn models(directory: &Path) -> Vec<(String, String)> {
    let mut files: Vec<PathBuf> = fs::read_dir(directory).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.retain(|path| path.extension().is_some_and(|end| end == "bpmn"));
    files.sort();
    let name = |path: &Path| path.file_name().unwrap().to_string_lossy().into_owned();
    files.iter().map(|path| (name(path), fs::read_to_string(path).unwrap())).collect()
}

#[test]
fn industrial_processes_are_decided_as_known() {
    let Some(place) = shared("workflow-graphs/industrial") else { return };
    let table = fs::read_to_string(place.join("verdicts.tsv")).unwrap();
    let known: std::collections::HashMap<&str, &str> = table.lines().skip(1).filter_map(|line| line.split_once('\t')).collect();
    let mut wrong = Vec::new();
    for (name, text) in models(&place) {
        let found = match verdict(&text) {
            Soundness::Sound => "sound",
            Soundness::Unsound => "unsound",
            Soundness::Undecided => "undecided",
        };
        if known.get(&*name) != Some(&found) {
            wrong.push(format!("{name}: {found}"));
        }
    }
    assert!(wrong.is_empty(), "{} of {}: {wrong:?}", wrong.len(), known.len());
}

#[test]
fn reference_models_are_read_whole() {
    let Some(place) = shared("bpmn") else { return };
    for (name, text) in models(&place) {
        let model = Model::read(&name, &text).unwrap();
        assert!(!model.processes().is_empty(), "{name}");
        let errors: Vec<_> = model.findings().iter().filter(|f| f.severity == quytrinh::Severity::Error).collect();
        assert!(errors.is_empty(), "{name}: {errors:?}");
    }
}

/// A process with these nodes and flows.
fn process(inside: &str) -> String {
    format!(
        "<definitions xmlns=\"http://www.omg.org/spec/BPMN/20100524/MODEL\">\n<process id=\"P\">\n{inside}\n</process>\n</definitions>"
    )
}

/// `a b` lines as sequence flows.
fn flows(pairs: &str) -> String {
    let flow = |(i, pair): (usize, &str)| {
        let (from, to) = pair.trim().split_once(' ').unwrap();
        format!("<sequenceFlow id=\"f{i}\" sourceRef=\"{from}\" targetRef=\"{to}\"/>\n")
    };
    pairs.split(',').enumerate().map(flow).collect()
}

fn error(text: &str) -> String {
    Model::read("m.bpmn", text).map(|_| ()).unwrap_err().to_string()
}

#[test]
fn what_is_not_bpmn_is_refused_with_its_place() {
    assert_eq!(error(""), "m.bpmn:1:1: not well-formed XML: the document does not have a root node");
    assert!(error("<a>\n  <b></a>").starts_with("m.bpmn:2:6: not well-formed XML: "), "{}", error("<a>\n  <b></a>"));
    assert!(error("<a/>").starts_with("m.bpmn:1:1: not BPMN 2.0: the outermost element is `a`"));
    assert!(error("<definitions/>").contains("in the name space http://www.omg.org/spec/BPMN/20100524/MODEL"));
    assert!(error("\u{1}\u{2}").contains("not well-formed XML"));
    let cut = process("<task id=\"a\"/>");
    for end in (0..cut.len()).filter(|end| cut.is_char_boundary(*end)) {
        let _ = Model::read("cut.bpmn", &cut[..end]);
    }
}

#[test]
fn what_costs_too_much_is_refused() {
    let bomb = "<!DOCTYPE lolz [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;\">]>\n<definitions>&b;</definitions>";
    assert!(error(bomb).starts_with("m.bpmn:1:1: there is a `<!DOCTYPE`"), "{}", error(bomb));
    let deep = process(&("<subProcess>".repeat(100_000) + &"</subProcess>".repeat(100_000)));
    assert!(error(&deep).contains("nested too deep"));
    assert!(error(&process(&"<subProcess>".repeat(1_000_000))).contains("nested too deep"));
    let attributes: String = (0..100_000).map(|i| format!(" a{i}='1'")).collect();
    assert!(error(&process(&format!("<task{attributes}/>"))).contains("more than 256 attributes"));
    let declared = |j: usize| (0..200).map(|i| format!(" xmlns:a{j}_{i}='u:{j}:{i}'")).collect::<String>();
    let spaces: String = (0..200).map(|j| format!("<task{}>", declared(j))).collect();
    assert!(error(&process(&spaces)).contains("too many declarations"));
}

#[test]
fn mistakes_are_findings_at_their_lines() {
    let text = process(
        "<startEvent id='s'/>\n<task id='a'/>\n<task id='a'/>\n<sequenceFlow id='f' sourceRef='s' targetRef='nowhere'/>\n\
         <sequenceFlow id='g' sourceRef='s'/>\n<boundaryEvent id='b' attachedToRef='s'/>\n<subProcess id='sub'><task id='t'/></subProcess>\n\
         <sequenceFlow id='h' sourceRef='a' targetRef='t'/>\n<sequenceFlow id='i' sourceRef='a' targetRef='s'/>",
    );
    let model = Model::read("m.bpmn", &text).unwrap();
    let places = model.source().places();
    let found: Vec<(usize, &str)> = model.findings().iter().map(|f| (places.locate(&f.path, &f.part).line, f.rule)).collect();
    let expected = [
        (5, "bpmn/duplicate-id"),
        (8, "bpmn/dangling-reference"),
        (6, "bpmn/dangling-reference"),
        (7, "bpmn/dangling-reference"),
        (10, "bpmn/flow-misplaced"),
        (11, "bpmn/flow-misplaced"),
    ];
    assert_eq!(found, expected);
    assert_eq!(model.lower()[0].decide().soundness, Soundness::Undecided);
}

#[test]
fn many_mistakes_of_a_kind_are_counted() {
    let text = process(&"<task id='a'/>".repeat(10_000));
    let model = Model::read("m.bpmn", &text).unwrap();
    assert_eq!(model.findings().len(), 51);
    assert!(model.findings()[50].message.en.starts_with("9949 more of this kind"), "{}", model.findings()[50].message);
}

#[test]
fn a_file_may_hold_several_processes_or_none() {
    let text = "<b:definitions xmlns:b='http://www.omg.org/spec/BPMN/20100524/MODEL'><b:process id='P'/><b:process id='Q'>\
                <b:task id='a'/></b:process></b:definitions>";
    let model = Model::read("m.bpmn", text).unwrap();
    let lowered = model.lower();
    assert_eq!(lowered.len(), 2);
    assert_eq!(lowered[0].decide().soundness, Soundness::Undecided);
    // A lone task begins and ends by itself.
    assert_eq!(kinds(&model, 1), [Kind::Step, Kind::End, Kind::Start]);
    let none = Model::read("m.bpmn", "<definitions xmlns='http://www.omg.org/spec/BPMN/20100524/MODEL'/>").unwrap();
    assert_eq!(none.findings()[0].rule, "bpmn/no-process");
    assert!(none.import(None).is_err());
}

fn kinds(model: &Model, process: usize) -> Vec<Kind> {
    model.lower()[process].graph().nodes().to_vec()
}

/// The flows of the graph by the ids of what its nodes stand for; `'` marks what was made for one.
fn lowered(inside: &str) -> String {
    let text = process(inside);
    let model = Model::read("m.bpmn", &text).unwrap();
    assert!(model.findings().iter().all(|f| f.severity == quytrinh::Severity::Note), "{:?}", model.findings());
    let lowered = &model.lower()[0];
    let graph = lowered.graph();
    let mut seen = std::collections::HashSet::new();
    let names: Vec<String> = (0..graph.nodes().len())
        .map(|n| {
            let letter = match graph.nodes()[n] {
                Kind::Start => "s",
                Kind::Step => "",
                Kind::Exclusive => "x",
                Kind::Parallel => "p",
                Kind::Inclusive => "o",
                Kind::End => "e",
                Kind::Interruption => "i",
            };
            let id = &lowered.node(u32::try_from(n).unwrap()).unwrap().id;
            let mut name = format!("{letter}.{id}");
            while !seen.insert(name.clone()) {
                name.push('\'');
            }
            name.trim_start_matches('.').to_owned()
        })
        .collect();
    let flows: Vec<String> =
        graph.flows().iter().map(|f| format!("{}>{}", names[f.from as usize], names[f.to as usize])).collect();
    flows.join(" ")
}

#[test]
fn flows_without_gateways_mean_what_the_standard_says() {
    // Several out: all of them; several in: whichever comes.
    let tasks = "<startEvent id='s'/><task id='a'/><task id='b'/><endEvent id='e'/>";
    assert_eq!(lowered(&format!("{tasks}{}", flows("s a, a b, a e, b e"))), "s.s>a a>b a>e.e b>e.e");
    // No events: all that has no flow in begins together, and what leads nowhere ends.
    assert_eq!(lowered(&format!("<task id='a'/><task id='b'/><task id='c'/>{}", flows("a c, b c"))), "a>c b>c c>e.c s.a>a s.a>b");
    // Conditions: an inclusive gateway; beside a flow that is always taken, one that may also be.
    let two = "<startEvent id='s'/><task id='a' default='d'/><endEvent id='e'/><endEvent id='g'/><sequenceFlow id='f' sourceRef='s' targetRef='a'/>\
               <sequenceFlow id='c' sourceRef='a' targetRef='e'><conditionExpression>x</conditionExpression></sequenceFlow>";
    let default = "<sequenceFlow id='d' sourceRef='a' targetRef='g'/>";
    assert_eq!(lowered(&format!("{two}{default}")), "s.s>a o.a>e.e o.a>e.g a>o.a");
    let always = two.replace(" default='d'", "") + default;
    assert_eq!(lowered(&always), "s.s>a a>x.a x.a>x.a' x.a>p.a p.a>x.a' p.a>e.e x.a'>e.g");
}

#[test]
fn boundary_events_are_choices_behind_the_activity() {
    let nodes = "<startEvent id='s'/><task id='a'/><boundaryEvent id='b' attachedToRef='a'/><endEvent id='e'/><endEvent id='g'/>";
    let flows = flows("s a, a e, b g");
    assert_eq!(lowered(&format!("{nodes}{flows}")), "s.s>a a>x.a x.a>b x.a>e.e b>e.g");
    let also = nodes.replace("attachedToRef='a'", "attachedToRef='a' cancelActivity='false'");
    assert_eq!(lowered(&format!("{also}{flows}")), "s.s>a a>x.a x.a>x.a' x.a>p.a p.a>x.a' p.a>b x.a'>e.e b>e.g");
}

#[test]
fn subprocesses_are_taken_apart() {
    let inner = "<startEvent id='t'/><task id='a'/><task id='b'/><sequenceFlow id='i' sourceRef='t' targetRef='a'/><sequenceFlow id='j' sourceRef='t' targetRef='b'/>";
    let text = format!("<startEvent id='s'/><subProcess id='q'>{inner}</subProcess><endEvent id='e'/>{}", flows("s q, q e"));
    assert_eq!(lowered(&text), "s.s>q t>a t>b q>t a>o.q b>o.q o.q>e.e");
    let event = "<subProcess id='v' triggeredByEvent='true'><startEvent id='w'/><task id='x'/><sequenceFlow id='k' sourceRef='w' targetRef='x'/></subProcess>";
    let text = format!("<startEvent id='s'/><task id='a'/>{event}{}", flows("s a"));
    assert_eq!(lowered(&text), "s.s>a a>e.a i.w>x x>e.x");
    let also = event.replace("<startEvent id='w'", "<startEvent id='w' isInterrupting='false'");
    let text = format!("<startEvent id='s'/><task id='a'/>{also}{}", flows("s a"));
    assert_eq!(lowered(&text), "s.s>x.s x.s>x.s' x.s>p.s p.s>x.s' p.s>w x.s'>a a>e.a w>x x>e.x");
}

#[test]
fn an_event_may_take_the_place_of_a_subprocess_or_run_beside_it() {
    let event = "<subProcess id='v' triggeredByEvent='true'><startEvent id='w'/><task id='x'/><sequenceFlow id='k' sourceRef='w' targetRef='x'/></subProcess>";
    let around = |event: &str| {
        let inner = format!("<subProcess id='q'><task id='a'/>{event}</subProcess>");
        format!("<startEvent id='s'/>{inner}<endEvent id='e'/>{}", flows("s q, q e"))
    };
    assert_eq!(lowered(&around(event)), "s.s>q w>x v>w q>a a>x.q x.q>x.q' x.q>v x>x.q' x.q'>e.e");
    let beside = event.replace("<startEvent id='w'", "<startEvent id='w' isInterrupting='false'");
    assert_eq!(lowered(&around(&beside)), "s.s>q w>x v>w q>x.q x.q>x.q' x.q>p.q p.q>x.q' p.q>v x.q'>a a>o.q x>o.q o.q>e.e");
}

#[test]
fn links_are_flows_and_starts_are_alternatives() {
    let link = |tag: &str, id: &str| format!("<{tag} id='{id}'><linkEventDefinition name='l'/></{tag}>");
    let text = format!(
        "<startEvent id='s'/><startEvent id='t'/>{}{}<endEvent id='e'/>{}",
        link("intermediateThrowEvent", "from"),
        link("intermediateCatchEvent", "to"),
        flows("s from, t from, to e")
    );
    assert_eq!(lowered(&text), "s.s>from s.t>from from>to to>e.e");
    let gateway =
        format!("<eventBasedGateway id='g' instantiate='true'/><receiveTask id='a'/><receiveTask id='b'/>{}", flows("g a, g b"));
    assert_eq!(lowered(&gateway), "x.g>a x.g>b a>e.a b>e.b s.g>x.g");
}

const EVERYTHING: &str = include_str!("bpmn/models/everything.bpmn");

#[test]
fn nothing_is_passed_over_in_silence() {
    let model = Model::read("everything.bpmn", EVERYTHING).unwrap();
    let lowered = model.lower();
    let mut rules: Vec<&str> = model.findings().iter().chain(lowered[0].findings()).map(|f| f.rule).collect();
    rules.sort_unstable();
    let expected = [
        "bpmn/ad-hoc",
        "bpmn/call",
        "bpmn/compensation",
        "bpmn/conditional-flow",
        "bpmn/data",
        "bpmn/event-subprocess",
        "bpmn/extension",
        "bpmn/implicit-end",
        "bpmn/implicit-fork",
        "bpmn/implicit-merge",
        "bpmn/interrupting-event",
        "bpmn/link",
        "bpmn/message-flow",
        "bpmn/non-interrupting-event",
        "bpmn/not-modelled",
        "bpmn/repeat",
        "bpmn/several-ends",
        "bpmn/subprocess",
        "bpmn/terminate",
    ];
    assert_eq!(rules, expected);
    let look = model.processes()[0].nodes.iter().find(|n| &*n.id == "Receive").unwrap();
    assert_eq!(look.lane, Some(0));
}

#[test]
fn a_gateway_that_joins_and_splits_is_said_to_be_both() {
    let xml = "<definitions xmlns='http://www.omg.org/spec/BPMN/20100524/MODEL' targetNamespace='x'><process id='p'>\
        <startEvent id='s'/><startEvent id='r'/><exclusiveGateway id='g'/><endEvent id='e'/><endEvent id='f'/>\
        <sequenceFlow id='1' sourceRef='s' targetRef='g'/><sequenceFlow id='2' sourceRef='r' targetRef='g'/>\
        <sequenceFlow id='3' sourceRef='g' targetRef='e'/><sequenceFlow id='4' sourceRef='g' targetRef='f'/></process></definitions>";
    let model = Model::read("mixed.bpmn", xml).unwrap();
    let rules: Vec<&str> = model.lower()[0].findings().iter().map(|finding| finding.rule).collect();
    assert_eq!(rules, ["bpmn/several-starts", "bpmn/mixed-gateway", "bpmn/several-ends"]);
    assert_eq!(model.lower()[0].decide().soundness, Soundness::Sound);
}

/// Reading what was written gives what was read.
fn written_and_read(name: &str, text: &str) {
    let model = Model::read(name, text).unwrap();
    let xml = model.to_xml();
    let again = Model::read(name, &xml).unwrap_or_else(|error| panic!("{error}\n{xml}"));
    assert_eq!(model.processes(), again.processes(), "{name}");
    assert_eq!(model.participants(), again.participants(), "{name}");
    assert_eq!(model.messages(), again.messages(), "{name}");
    assert_eq!(xml, again.to_xml());
}

#[test]
fn what_is_written_reads_as_it_was() {
    written_and_read("everything.bpmn", EVERYTHING);
    for part in ["bpmn", "workflow-graphs/faults"] {
        for (name, text) in shared(part).map(|place| models(&place)).unwrap_or_default() {
            written_and_read(&name, &text);
        }
    }
}

#[test]
fn an_imported_definition_loads_without_mistakes_of_form() {
    let mut texts = vec![("everything.bpmn".to_owned(), EVERYTHING.to_owned())];
    for part in ["bpmn", "workflow-graphs/faults", "workflow-graphs/industrial"] {
        texts.extend(shared(part).map(|place| models(&place)).unwrap_or_default());
    }
    for (name, text) in texts {
        let model = Model::read(&name, &text).unwrap();
        if model.processes().iter().all(|p| p.nodes.is_empty()) {
            assert!(model.import(None).is_err(), "{name}");
            continue;
        }
        let imported = model.import(None).unwrap_or_else(|e| panic!("{name}: {e}"));
        let yaml = serde_yaml::to_string(&imported.definition).unwrap();
        let library = Library::from_sources([("imported.yaml", &*yaml)]);
        let wrong: Vec<_> = library.findings().iter().filter(|f| f.rule != "reference/no-organisation").collect();
        assert!(wrong.is_empty(), "{name}: {wrong:?}\n{yaml}");
        let procedure = &library.procedures()[0];
        assert_eq!(*procedure.definition(), imported.definition, "{name}");
        assert_eq!(procedure.graph().unreachable().len(), 0, "{name}\n{yaml}");
    }
}

#[test]
fn a_procedure_comes_back_from_its_model() {
    let library = Library::open(Path::new(env!("CARGO_MANIFEST_DIR")).join("processes/ba-dinh")).unwrap();
    for procedure in library.procedures() {
        let xml = Model::of(&library, procedure, &Language::Vi).to_xml();
        let model = Model::read(procedure.code(), &xml).unwrap();
        let errors: Vec<_> = model.findings().iter().filter(|f| f.severity != quytrinh::Severity::Note).collect();
        assert!(errors.is_empty(), "{}: {errors:?}", procedure.code());
        let imported = model.import(None).unwrap().definition;
        // Every step comes back under its name, with its role.
        let of = |definition: &quytrinh::definition::ProcedureDefinition| {
            let steps = definition.steps.iter().map(|s| (s.id.to_string(), s.role.to_string()));
            steps.collect::<std::collections::BTreeMap<_, _>>()
        };
        let (before, after) = (of(procedure.definition()), of(&imported));
        for (id, role) in before {
            assert_eq!(after.get(&id), Some(&role), "{}: {id}", procedure.code());
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, ..ProptestConfig::default() })]

    /// Whatever is cut out of a document, doubled or put in, there is an answer.
    #[test]
    fn no_text_ends_in_a_panic(cuts in proptest::collection::vec((0..EVERYTHING.len(), 0usize..60, 0usize..6), 1..4)) {
        let mut text = EVERYTHING.to_owned();
        for (at, length, how) in cuts {
            let floor = |mut at: usize| { at = at.min(text.len()); while !text.is_char_boundary(at) { at -= 1; } at };
            let (start, end) = (floor(at), floor(at + length));
            let part = text[start..end].to_owned();
            match how {
                0 => text.replace_range(start..end, ""),
                1 => text.insert_str(end, &part),
                2 => text.insert_str(start, "\"><task id=\"x\"/>"),
                3 => text = text.replacen(&part, "Look", 1),
                4 => text.insert_str(start, "&lt;"),
                _ => text = text.replacen("sourceRef=\"", "targetRef=\"", at % 7),
            }
        }
        if let Ok(model) = Model::read("m.bpmn", &text) {
            for process in model.lower() {
                let _ = process.decide();
            }
            let _ = model.import(None);
            let again = Model::read("again.bpmn", &model.to_xml()).unwrap();
            prop_assert_eq!(model.processes().len(), again.processes().len());
        }
    }

    /// Processes of every shape are written and read again as they were.
    #[test]
    fn any_process_is_written_and_read_again(
        nodes in proptest::collection::vec((0usize..NODES.len(), proptest::option::of(0usize..8), "[ -~]{0,8}"), 1..20),
        links in proptest::collection::vec((0usize..20, 0usize..20, proptest::option::of("[ -~]{1,8}")), 0..30),
    ) {
        written_and_read("made.bpmn", &made(&nodes, &links));
    }
}

const NODES: [&str; 12] = [
    "task",
    "userTask",
    "serviceTask",
    "receiveTask",
    "subProcess",
    "startEvent",
    "endEvent",
    "exclusiveGateway",
    "parallelGateway",
    "inclusiveGateway",
    "intermediateThrowEvent",
    "callActivity",
];

/// A document with these nodes, each in a subprocess that stands before it, and flows where they may lie.
fn made(nodes: &[(usize, Option<usize>, String)], links: &[(usize, usize, Option<String>)]) -> String {
    let escape = |text: &str| text.replace('&', "&amp;").replace('<', "&lt;").replace('"', "&quot;");
    let scope = |i: usize| nodes[i].1.map(|s| s % (i + 1)).filter(|s| *s < i && NODES[nodes[*s].0] == "subProcess");
    let mut inside: Vec<String> = vec![String::new(); nodes.len() + 1];
    for (n, (from, to, condition)) in links.iter().enumerate() {
        let (from, to) = (from % nodes.len(), to % nodes.len());
        if scope(from) == scope(to) && NODES[nodes[to].0] != "startEvent" && NODES[nodes[from].0] != "endEvent" {
            let condition = condition.as_ref().map(|c| format!("<conditionExpression>{}</conditionExpression>", escape(c)));
            let at = scope(from).map_or(nodes.len(), |s| s);
            inside[at] += &format!(
                "<sequenceFlow id='f{n}' sourceRef='n{from}' targetRef='n{to}'>{}</sequenceFlow>",
                condition.unwrap_or_default()
            );
        }
    }
    for i in (0..nodes.len()).rev() {
        let (kind, _, name) = &nodes[i];
        let text = format!("<{0} id='n{i}' name=\"{1}\">{2}</{0}>", NODES[*kind], escape(name), inside[i]);
        let at = scope(i).map_or(nodes.len(), |s| s);
        inside[at].insert_str(0, &text);
    }
    process(&inside[nodes.len()])
}
