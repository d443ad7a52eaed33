//! Definitions as values: a few keys laid over them, a part taken out, and what is then found.
#![allow(dead_code, reason = "each test uses what it needs")]

use quytrinh::{Finding, Library, Segment};
use serde_json::{Map, Value};
use std::collections::BTreeSet;
use std::fs;
use std::io::Read as _;
use std::path::{Path, PathBuf};

pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).to_path_buf()
}

pub fn value(text: &str) -> Value {
    serde_yaml::from_str(text).unwrap_or_else(|e| panic!("{e}\n{text}"))
}

/// The keys that say what a document is.
pub const KINDS: [&str; 6] = ["procedure", "organisation", "objectives", "references", "forms", "calendar"];

/// What a document is called: the value of its first key that says what it is.
pub fn code(document: &Value) -> &str {
    KINDS.iter().find_map(|kind| document.get(kind)?.as_str()).unwrap_or_default()
}

/// Documents of the Ba Đình system, as values. References to documents that are left out are left out too.
pub fn ba_dinh(names: &[&str]) -> Vec<Value> {
    let read = |name: &&str| value(&fs::read_to_string(root().join("processes/ba-dinh").join(name)).unwrap());
    let mut documents: Vec<Value> = names.iter().map(read).collect();
    let there: BTreeSet<String> = documents.iter().map(|d| code(d).to_owned()).collect();
    for document in &mut documents {
        if let Some(related) = document.get_mut("related").and_then(Value::as_array_mut) {
            related.retain(|code| code.as_str().is_some_and(|code| there.contains(code)));
        }
    }
    documents
}

/// Lays the keys of one mapping over another.
pub fn lay(over: Map<String, Value>, below: &mut Map<String, Value>) {
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
pub fn leave_out(document: &mut Value, path: &str) {
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

pub fn place_of(items: &[Value], key: &str) -> Option<usize> {
    items.iter().position(|item| item.get("id").and_then(Value::as_str) == Some(key)).or_else(|| key.parse().ok())
}

/// The documents with a fixture laid over them; one that names no document means `meant`.
pub fn laid(base: &[Value], fixture: &str, meant: &str) -> Vec<Value> {
    let mut documents = base.to_vec();
    for part in fixture.split("\n---\n") {
        let over = match value(part) {
            Value::Null => Value::Object(Map::new()),
            over => over,
        };
        assert!(over.is_object(), "{part}");
        let meant = if code(&over).is_empty() { meant } else { code(&over) }.to_owned();
        let place = documents.iter().position(|document| code(document) == meant).unwrap_or_else(|| {
            documents.push(Value::Object(Map::new()));
            documents.len() - 1
        });
        let without: Vec<&str> = part.lines().filter_map(|line| line.strip_prefix("# without ")).map(str::trim).collect();
        // Without the key that says what it is, there is no document.
        if without.iter().any(|path| KINDS.contains(path)) {
            documents.remove(place);
            continue;
        }
        for path in without {
            leave_out(&mut documents[place], path);
        }
        let (Value::Object(over), Value::Object(below)) = (over, &mut documents[place]) else { panic!("{part}") };
        lay(over, below);
    }
    documents
}

/// Rule, place, document: places name list items by their ids.
pub type Said = (String, String, String);

/// What is found in some documents, and what the findings show beside their own places.
pub struct Found {
    pub said: BTreeSet<Said>,
    pub shown: BTreeSet<Said>,
}

/// A place with the ids of items; nothing where the document has no such place.
fn place(document: &Value, path: &quytrinh::Path) -> (String, bool) {
    let mut at = Some(document);
    let mut place = Vec::new();
    for segment in path.segments() {
        match segment {
            Segment::Key(key) => {
                place.push(key.to_string());
                at = at.and_then(|at| at.get(&**key));
            }
            Segment::Index(index) => {
                // What is one or many may stand without its list.
                at = at.and_then(|at| if *index == 0 && !at.is_array() { Some(at) } else { at.get(index) });
                let id = at.and_then(|item| item.get("id")).and_then(Value::as_str);
                place.push(id.map_or_else(|| index.to_string(), str::to_owned));
            }
        }
    }
    (place.join("."), at.is_some())
}

/// All that is found in documents; null is one that is not there. Whatever a finding shows has to be there.
pub fn found_in(documents: &[Value]) -> Found {
    // JSON is YAML; nothing is lost on the way. Sources are named by their number.
    let there = documents.iter().enumerate().filter(|(_, document)| !document.is_null());
    let library = Library::from_sources(there.map(|(i, document)| (i.to_string(), document.to_string())));
    let document = |source: &str| &documents[source.parse::<usize>().unwrap()];
    let said = |finding: &Finding, source: &str, path: &quytrinh::Path| {
        let document = document(source);
        let (place, is_there) = place(document, path);
        ((finding.rule.to_owned(), place, code(document).to_owned()), is_there)
    };
    let mut found = Found { said: BTreeSet::new(), shown: BTreeSet::new() };
    for finding in library.check().findings() {
        found.said.insert(said(finding, &finding.source, &finding.path).0);
        for related in &finding.related {
            let (shown, is_there) = said(finding, &related.source, &related.path);
            assert!(is_there, "{} shows what is not there: {shown:?}", finding.rule);
            found.shown.insert(shown);
        }
    }
    found
}

/// The lines `# finds RULE at PLACE in DOCUMENT` of a fixture.
pub fn expected(fixture: &str, meant: &str) -> BTreeSet<Said> {
    lines(fixture, "# finds ", meant)
}

/// The lines `# shows RULE at PLACE in DOCUMENT` of a fixture.
pub fn shown(fixture: &str, meant: &str) -> BTreeSet<Said> {
    lines(fixture, "# shows ", meant)
}

fn lines(fixture: &str, mark: &str, meant: &str) -> BTreeSet<Said> {
    let lines = fixture.lines().filter_map(|line| line.strip_prefix(mark));
    let said = lines.map(|line| {
        let (rule, place) = line.split_once(" at ").unwrap_or((line, ""));
        let (place, document) = place.split_once(" in ").unwrap_or((place, meant));
        (rule.trim().to_owned(), place.trim().to_owned(), document.trim().to_owned())
    });
    said.collect()
}

/// Name and text of each fixture of a kind: `err` or `ok`.
pub fn fixtures(kind: &str) -> Vec<(String, String)> {
    let mut paths: Vec<PathBuf> =
        fs::read_dir(root().join("tests/check").join(kind)).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    let read = |path: &PathBuf| (path.file_stem().unwrap().to_string_lossy().into_owned(), fs::read_to_string(path).unwrap());
    paths.iter().map(read).collect()
}

/// Items are many: both processors look at them, and every difference is said.
pub fn differing<T: Sync>(items: &[T], look: impl Fn(&T) -> Option<String> + Sync) -> Vec<String> {
    let half = items.len().div_ceil(2).max(1);
    std::thread::scope(|scope| {
        let parts: Vec<_> =
            items.chunks(half).map(|part| scope.spawn(|| part.iter().filter_map(&look).collect::<Vec<_>>())).collect();
        parts.into_iter().flat_map(|part| part.join().unwrap()).collect()
    })
}

pub fn all_of<T: Sync>(items: &[T], look: impl Fn(&T) -> Option<String> + Sync) {
    let wrong = differing(items, look);
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

/// Everything a document for word processors says: body, heads and feet, a paragraph a line.
pub fn docx_text(file: &[u8]) -> String {
    let mut zip = zip::ZipArchive::new(std::io::Cursor::new(file)).unwrap();
    let mut out = String::new();
    for i in 0..zip.len() {
        let mut part = zip.by_index(i).unwrap();
        let part_name = part.name().unwrap().into_owned();
        let is_text = ["word/document", "word/header", "word/footer"].iter().any(|name| part_name.starts_with(name));
        if !is_text {
            continue;
        }
        let mut xml = String::new();
        part.read_to_string(&mut xml).unwrap();
        let xml = roxmltree::Document::parse(&xml).unwrap();
        for node in xml.descendants() {
            match node.tag_name().name() {
                "t" => out.push_str(node.text().unwrap_or_default()),
                "p" => out.push('\n'),
                _ => {}
            }
        }
    }
    out
}
