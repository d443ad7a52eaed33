//! Rules: each finds what it is for, and nothing else is said.
//!
//! A fixture is a few keys of a definition that are laid over a complete system, part of the one in
//! `processes/ba-dinh`. A key takes the place of the one that was there; but the keys of `service`, and of
//! items with an `id` in a list, are laid over one by one. `# without steps.sign.control` leaves a part
//! out. The first key says which document is meant (`procedure: QT-TP-07`; without it that one); one that
//! is not there is added. `---` begins another document.
//!
//! `check/err/<rule>.yaml` says in its first lines what must be found, and where:
//! `# finds iso/approver at approval.approved`, `# finds flow/shares at steps.examine.next in QT-TP-07`.
//! `check/ok/*.yaml` is silent. A new rule is its source file and one fixture.

#![allow(clippy::format_collect, clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use quytrinh::check::{Info, Rules};
use quytrinh::{Finding, Library, Segment};
use serde_json::{Map, Value};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

/// The documents of the base: what goes on in the office of a ward, and the system around it.
const BASE: [&str; 14] = [
    "organisation.yaml",
    "objectives.yaml",
    "references.yaml",
    "forms.yaml",
    "calendar.yaml",
    "quality/QT-01-document-control.yaml",
    "quality/QT-02-record-control.yaml",
    "quality/QT-03-internal-audit.yaml",
    "quality/QT-04-nonconforming-service.yaml",
    "quality/QT-05-corrective-action.yaml",
    "quality/QT-06-preventive-action.yaml",
    "quality/QT-07-management-review.yaml",
    "quality/QT-08-satisfaction-survey.yaml",
    "services/QT-TP-07-extract.yaml",
];
const MEANT: &str = "QT-TP-07";

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).to_path_buf()
}

fn value(text: &str) -> Value {
    serde_yaml::from_str(text).unwrap_or_else(|e| panic!("{e}\n{text}"))
}

/// The documents of the base, as values. References to documents that are left out are left out too.
fn base() -> &'static Vec<Value> {
    static BASE_VALUES: OnceLock<Vec<Value>> = OnceLock::new();
    BASE_VALUES.get_or_init(|| {
        let read = |name: &&str| value(&fs::read_to_string(root().join("processes/ba-dinh").join(name)).unwrap());
        let mut documents: Vec<Value> = BASE.iter().map(read).collect();
        let there: BTreeSet<String> = documents.iter().map(|d| code(d).to_owned()).collect();
        for document in &mut documents {
            if let Some(related) = document.get_mut("related").and_then(Value::as_array_mut) {
                related.retain(|code| code.as_str().is_some_and(|code| there.contains(code)));
            }
        }
        documents
    })
}

/// What a document is called: the value of its first key that says what it is.
fn code(document: &Value) -> &str {
    let kinds = ["procedure", "organisation", "objectives", "references", "forms", "calendar"];
    kinds.iter().find_map(|kind| document.get(kind)?.as_str()).unwrap_or_default()
}

/// Lays the keys of one mapping over another.
fn lay(over: Map<String, Value>, below: &mut Map<String, Value>) {
    for (key, value) in over {
        match (value, below.get_mut(&key)) {
            (Value::Object(over), Some(Value::Object(below))) if key == "service" => lay(over, below),
            (Value::Array(over), Some(Value::Array(below))) if !over.is_empty() && over.iter().all(|i| i.get("id").is_some()) => {
                for item in over {
                    match (item, below.iter_mut()) {
                        (Value::Object(item), mut there) => match there.find(|there| there.get("id") == item.get("id")) {
                            Some(there) => lay(item, there.as_object_mut().unwrap()),
                            None => below.push(Value::Object(item)),
                        },
                        (item, _) => panic!("{item}"),
                    }
                }
            }
            (value, _) => drop(below.insert(key, value)),
        }
    }
}

/// Takes the part at a path out: keys, and ids or numbers of list items.
fn leave_out(document: &mut Value, path: &str) {
    let (holder, last) = path.rsplit_once('.').map_or((None, path), |(holder, last)| (Some(holder), last));
    let mut at = document;
    for key in holder.into_iter().flat_map(|holder| holder.split('.')) {
        at = match at {
            Value::Array(items) => {
                let place = place_of(items, key).unwrap_or_else(|| panic!("nothing at {path}"));
                &mut items[place]
            }
            at => at.get_mut(key).unwrap_or_else(|| panic!("nothing at {path}")),
        };
    }
    match at {
        Value::Array(items) => drop(items.remove(place_of(items, last).unwrap_or_else(|| panic!("nothing at {path}")))),
        at => drop(at.as_object_mut().unwrap().remove(last).unwrap_or_else(|| panic!("nothing at {path}"))),
    }
}

fn place_of(items: &[Value], key: &str) -> Option<usize> {
    items.iter().position(|item| item.get("id").and_then(Value::as_str) == Some(key)).or_else(|| key.parse().ok())
}

/// The base with a fixture laid over it.
fn laid(fixture: &str) -> Library {
    let mut documents = base().clone();
    for part in fixture.split("\n---\n") {
        let over = match value(part) {
            Value::Null => Value::Object(Map::new()),
            over => over,
        };
        assert!(over.is_object(), "{part}");
        let meant = if code(&over).is_empty() { MEANT } else { code(&over) }.to_owned();
        let place = documents.iter().position(|document| code(document) == meant).unwrap_or_else(|| {
            documents.push(Value::Object(Map::new()));
            documents.len() - 1
        });
        for path in part.lines().filter_map(|line| line.strip_prefix("# without ")) {
            leave_out(&mut documents[place], path.trim());
        }
        let (Value::Object(over), Value::Object(below)) = (over, &mut documents[place]) else { panic!("{part}") };
        lay(over, below);
    }
    // JSON is YAML; nothing is lost on the way.
    let source = |document: &Value| (format!("{}.yaml", code(document)), document.to_string());
    Library::from_sources(documents.iter().map(source))
}

/// Rule, place, document: places name list items by their ids.
type Said = (String, String, String);

fn said(document: &Value, finding: &Finding) -> Said {
    let mut at = Some(document);
    let mut place = Vec::new();
    for segment in finding.path.segments() {
        match segment {
            Segment::Key(key) => {
                place.push(key.to_string());
                at = at.and_then(|at| at.get(&**key));
            }
            Segment::Index(index) => {
                at = at.and_then(|at| at.get(index));
                let id = at.and_then(|item| item.get("id")).and_then(Value::as_str);
                place.push(id.map_or_else(|| index.to_string(), str::to_owned));
            }
        }
    }
    (finding.rule.to_owned(), place.join("."), code(document).to_owned())
}

/// All that is found. Each document with a finding is read once; whatever a finding shows has to be there.
fn all(library: &Library) -> BTreeSet<Said> {
    let mut documents: BTreeMap<&str, Value> = BTreeMap::new();
    let report = library.check();
    let mut said_of_all = BTreeSet::new();
    for finding in report.findings() {
        for source in finding.related.iter().map(|related| &related.source).chain([&finding.source]) {
            let text = || &library.source(source).unwrap().text;
            documents.entry(source).or_insert_with(|| serde_json::from_str(text()).unwrap());
        }
        for related in &finding.related {
            let (rule, source, path) = (finding.rule, &*related.source, &related.path);
            assert!(is_there(&documents[source], path), "{rule} shows {path} of {source}");
        }
        said_of_all.insert(said(&documents[&*finding.source], finding));
    }
    said_of_all
}

/// Whether a document has such a place.
fn is_there(document: &Value, path: &quytrinh::Path) -> bool {
    let place = path.segments().iter().try_fold(document, |at, segment| match segment {
        Segment::Key(key) => at.get(&**key),
        // What is one or many may stand without its list.
        Segment::Index(0) if !at.is_array() => Some(at),
        Segment::Index(index) => at.get(index),
    });
    place.is_some()
}

/// What is found in an example: keys of a definition or, of a flow that no definition can hold, elements of BPMN.
fn in_example(example: &str) -> BTreeSet<String> {
    if !example.starts_with('<') {
        return found(example).into_iter().map(|said| said.0).collect();
    }
    let namespace = "http://www.omg.org/spec/BPMN/20100524/MODEL";
    let text = format!("<definitions xmlns=\"{namespace}\"><process id=\"P\">{example}</process></definitions>");
    let model = quytrinh::bpmn::Model::read("example.bpmn", &text).unwrap();
    model.lower().iter().flat_map(|flow| flow.decide().findings).map(|finding| finding.rule.to_owned()).collect()
}

/// What is found beyond what is found in the base.
fn found(fixture: &str) -> BTreeSet<Said> {
    static OF_BASE: OnceLock<BTreeSet<Said>> = OnceLock::new();
    let of_base = OF_BASE.get_or_init(|| all(&laid("")));
    all(&laid(fixture)).difference(of_base).cloned().collect()
}

fn fixtures(kind: &str) -> Vec<(String, String)> {
    let mut paths: Vec<PathBuf> =
        fs::read_dir(root().join("tests/check").join(kind)).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    let read = |path: &PathBuf| (path.file_stem().unwrap().to_string_lossy().into_owned(), fs::read_to_string(path).unwrap());
    paths.iter().map(read).collect()
}

fn infos() -> Vec<Info> {
    Rules::standard().iter().copied().collect()
}

/// Fixtures are many: both processors look at them, and every difference is said.
fn all_of<T: Sync>(items: &[T], look: impl Fn(&T) -> Option<String> + Sync) {
    let half = items.len().div_ceil(2).max(1);
    let wrong: Vec<String> = std::thread::scope(|scope| {
        let parts: Vec<_> =
            items.chunks(half).map(|part| scope.spawn(|| part.iter().filter_map(&look).collect::<Vec<_>>())).collect();
        parts.into_iter().flat_map(|part| part.join().unwrap()).collect()
    });
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

#[test]
fn the_base_has_nothing_wrong_with_it() {
    let library = laid("");
    let report = library.check();
    let wrong: Vec<_> = report.findings().iter().filter(|f| f.severity != quytrinh::Severity::Note).collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn each_fixture_finds_what_it_says_and_nothing_else() {
    all_of(&fixtures("err"), |(name, text)| {
        let expected: BTreeSet<Said> = text
            .lines()
            .filter_map(|line| line.strip_prefix("# finds "))
            .map(|line| {
                let (rule, place) = line.split_once(" at ").unwrap_or((line, ""));
                let (place, document) = place.split_once(" in ").unwrap_or((place, MEANT));
                (rule.trim().to_owned(), place.trim().to_owned(), document.trim().to_owned())
            })
            .collect();
        let found = found(text);
        (found != expected || expected.is_empty()).then(|| format!("{name}: found {found:#?}, expected {expected:#?}"))
    });
}

#[test]
fn good_fixtures_are_silent() {
    all_of(&fixtures("ok"), |(name, text)| {
        let found = found(text);
        (!found.is_empty()).then(|| format!("{name}: {found:#?}"))
    });
}

#[test]
fn each_rule_is_explained_and_its_examples_hold() {
    all_of(&infos(), |info| {
        let code = info.code;
        let texts = [info.demands, info.why, info.mend];
        if texts.iter().any(|(vi, en)| vi.is_empty() || en.is_empty()) || info.wrong.is_empty() || info.right.is_empty() {
            return Some(format!("{code} is not explained"));
        }
        let of_wrong = in_example(info.wrong);
        if !of_wrong.contains(code) {
            return Some(format!("{code} does not find its wrong example: {of_wrong:#?}"));
        }
        in_example(info.right).contains(code).then(|| format!("{code} finds its right example"))
    });
}

#[test]
fn each_rule_has_a_fixture_of_its_name() {
    let fixtures: BTreeSet<String> = fixtures("err").into_iter().filter(|(_, text)| !text.is_empty()).map(|f| f.0).collect();
    // What is an example in BPMN cannot be one in a definition.
    let infos: Vec<Info> = infos().into_iter().filter(|info| !info.wrong.starts_with('<')).collect();
    let without: Vec<&str> =
        infos.iter().map(|info| info.code).filter(|code| !fixtures.contains(&code.replace('/', "-"))).collect();
    assert!(without.is_empty(), "{without:#?}");
}

#[test]
fn codes_of_rules_stay() {
    let codes: String = infos().iter().map(|info| format!("{}\n", info.code)).collect();
    let path = root().join("tests/check/codes.txt");
    if std::env::var_os("BLESS").is_some() {
        fs::write(&path, &codes).unwrap();
    }
    assert_eq!(codes, fs::read_to_string(&path).unwrap_or_default(), "a rule has come, gone or been renamed");
}

/// The places that findings show beside their own.
fn shown(library: &Library) -> BTreeSet<Said> {
    let report = library.check();
    let places = report.findings().iter().flat_map(|finding| {
        let there = |r: &quytrinh::Related| Finding { source: r.source.clone(), path: r.path.clone(), ..finding.clone() };
        finding.related.iter().map(there)
    });
    let document = |name: &str| serde_json::from_str::<Value>(&library.source(name).unwrap().text).unwrap();
    places.map(|finding| said(&document(&finding.source), &finding)).collect()
}

/// `# shows flow/end-goes-on at steps.guide.next` says what a finding shows beside its own place.
#[test]
fn findings_show_the_other_places_that_they_speak_of() {
    let lines = |text: &str| -> BTreeSet<Said> {
        let shows = text.lines().filter_map(|line| line.strip_prefix("# shows "));
        let said = shows.map(|line| {
            let (rule, place) = line.split_once(" at ").unwrap_or((line, ""));
            let (place, document) = place.split_once(" in ").unwrap_or((place, MEANT));
            (rule.trim().to_owned(), place.trim().to_owned(), document.trim().to_owned())
        });
        said.collect()
    };
    let with: Vec<_> = fixtures("err").into_iter().filter(|(_, text)| text.contains("\n# shows ")).collect();
    all_of(&with, |(name, text)| {
        let (expected, shown) = (lines(text), shown(&laid(text)));
        let lacks: Vec<_> = expected.difference(&shown).collect();
        (!lacks.is_empty()).then(|| format!("{name}: {lacks:#?} not among {shown:#?}"))
    });
}
