//! Reading definitions: every spelling that is good, every mistake and what is said of it.
//!
//! `reading/ok/*` must be read without a finding. `reading/err/*` is read, checked and measured,
//! and what is found is compared with the `.out` beside it; `BLESS=1` writes the `.out` anew. A
//! case is a file, or a directory where several files are concerned. A new case is two new files.

#![allow(clippy::format_collect, clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use proptest::prelude::*;
use proptest::test_runner::{Config, RngSeed};
use quytrinh::definition::{
    CalendarDefinition, EvidenceDefinition, FormsDefinition, Kind, MappingDefinition, ObjectivesDefinition,
    OrganisationDefinition, ProcedureDefinition, ReferencesDefinition,
};
use quytrinh::{Finding, Library, measure};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

// ---------------------------------------------------------------------------------------------
// Cases

/// A library on paper: names and texts.
struct Case {
    path: PathBuf,
    sources: Vec<(String, String)>,
}

impl Case {
    fn name(&self) -> String {
        self.path.file_stem().unwrap().to_string_lossy().into_owned()
    }
    fn is_library(&self) -> bool {
        self.path.is_dir()
    }
    fn library(&self) -> Library {
        Library::from_sources(self.sources.clone())
    }
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/reading")
}

fn is_yaml(path: &Path) -> bool {
    path.extension().is_some_and(|e| e == "yaml")
}

fn entries(directory: &Path) -> Vec<PathBuf> {
    let mut paths: Vec<PathBuf> = fs::read_dir(directory).unwrap().map(|e| e.unwrap().path()).collect();
    paths.sort();
    paths
}

/// The text of a fixture, with the line ends it was written with wherever it was checked out.
fn text_of(path: &Path) -> String {
    String::from_utf8(fs::read(path).unwrap()).unwrap().replace("\r\n", "\n")
}

fn cases(kind: &str) -> Vec<Case> {
    let mut cases = Vec::new();
    for path in entries(&root().join(kind)) {
        let files = if path.is_dir() { entries(&path) } else { vec![path.clone()] };
        let sources: Vec<(String, String)> = files
            .iter()
            .filter(|file| is_yaml(file))
            .map(|file| (file.file_name().unwrap().to_string_lossy().into_owned(), text_of(file)))
            .collect();
        if !sources.is_empty() {
            cases.push(Case { path, sources });
        }
    }
    assert!(cases.len() > 10, "the fixtures of `{kind}` are there");
    cases
}

/// What these cases are about. Completeness has rules and tests of its own, and that a single
/// file has no organisation is not worth saying each time.
fn concerns(case: &Case, finding: &Finding) -> bool {
    let family = finding.rule.split('/').next().unwrap_or_default();
    matches!(family, "format" | "reference" | "flow" | "soundness" | "measure")
        && finding.rule != "measure/no-simplification"
        && (case.is_library() || finding.rule != "reference/no-organisation")
}

/// Everything that reading, checking and measuring find, in the order of the report.
fn found(library: &Library) -> Vec<Finding> {
    let mut report = library.check();
    report.extend(library.sources(), measure::findings(library, &library.measure()));
    report.findings().to_vec()
}

fn one_line(text: &str) -> String {
    text.chars().flat_map(|c| if c.is_control() { c.escape_default().collect::<Vec<_>>() } else { vec![c] }).collect()
}

fn rendered(case: &Case) -> String {
    let library = case.library();
    let mut out = String::new();
    for finding in found(&library).iter().filter(|f| concerns(case, f)) {
        let at = library.locate(finding);
        let path = finding.path.to_string();
        if case.is_library() {
            let _ = write!(out, "{}:", finding.source);
        }
        let _ = writeln!(
            out,
            "{}:{} {} {} {} | {} | {}",
            at.line,
            at.column,
            finding.severity.to(&quytrinh::Language::En),
            finding.rule,
            if path.is_empty() { "." } else { &path },
            one_line(&finding.message.en),
            one_line(&finding.message.vi),
        );
        for related in &finding.related {
            let source = library.source(&related.source).unwrap();
            let at = source.locate(&related.path, &related.part);
            let label = &related.label;
            let _ = writeln!(out, "    also {}:{} {} | {} | {}", at.line, at.column, related.path, label.en, label.vi);
        }
        if let Some(help) = &finding.help {
            let _ = writeln!(out, "    help: {} | {}", one_line(&help.en), one_line(&help.vi));
        }
        if let Some(fix) = &finding.fix {
            let _ = writeln!(
                out,
                "    fix: {} | {} | {}",
                one_line(&fix.replacement),
                one_line(&fix.title.en),
                one_line(&fix.title.vi)
            );
        }
    }
    out
}

/// The lines that differ, `-` expected and `+` found, with what stands between them.
fn difference(expected: &str, found: &str) -> String {
    let (a, b): (Vec<&str>, Vec<&str>) = (expected.lines().collect(), found.lines().collect());
    // The longest common subsequence, by the length of what is left of both.
    let mut rest = vec![vec![0usize; b.len() + 1]; a.len() + 1];
    for i in (0..a.len()).rev() {
        for j in (0..b.len()).rev() {
            rest[i][j] = if a[i] == b[j] { rest[i + 1][j + 1] + 1 } else { rest[i + 1][j].max(rest[i][j + 1]) };
        }
    }
    let (mut i, mut j, mut out) = (0, 0, String::new());
    while i < a.len() || j < b.len() {
        if i < a.len() && j < b.len() && a[i] == b[j] {
            let _ = writeln!(out, "      {}", a[i]);
            (i, j) = (i + 1, j + 1);
        } else if j == b.len() || (i < a.len() && rest[i + 1][j] >= rest[i][j + 1]) {
            let _ = writeln!(out, "    - {}", a[i]);
            i += 1;
        } else {
            let _ = writeln!(out, "    + {}", b[j]);
            j += 1;
        }
    }
    out
}

/// Fails with every problem at once.
fn expect_none(problems: &[String]) {
    assert!(problems.is_empty(), "{} problems:\n\n{}", problems.len(), problems.join("\n"));
}

// ---------------------------------------------------------------------------------------------
// Good definitions

#[test]
fn good_definitions_are_read_without_a_finding() {
    let mut problems = Vec::new();
    for case in cases("ok") {
        let library = case.library();
        let findings: Vec<&Finding> = library.findings().iter().filter(|f| concerns(&case, f)).collect();
        for finding in findings {
            let at = library.locate(finding);
            problems.push(format!(
                "{} {}:{}:{} {} {}",
                case.name(),
                finding.source,
                at.line,
                at.column,
                finding.rule,
                finding.message
            ));
        }
    }
    expect_none(&problems);
}

/// A definition as a value: what it means, whatever its spelling.
fn meaning(library: &Library) -> Vec<String> {
    let mut all: Vec<String> = library
        .procedures()
        .iter()
        .map(|p| format!("{}\n{}", p.source(), serde_yaml::to_string(p.definition()).unwrap()))
        .collect();
    all.extend(library.organisation().map(|d| serde_yaml::to_string(d).unwrap()));
    all.extend(library.objectives().map(|d| serde_yaml::to_string(d).unwrap()));
    all.extend(library.calendars().map(|d| serde_yaml::to_string(d).unwrap()));
    all.extend(library.references().map(|d| serde_yaml::to_string(d).unwrap()));
    all.extend(library.forms().map(|d| serde_yaml::to_string(d).unwrap()));
    all
}

/// The kind of a fixture, by its first key.
fn kind_of(text: &str) -> Kind {
    let value: serde_yaml::Value = serde_yaml::from_str(text).unwrap();
    let first = value.as_mapping().unwrap().keys().next().unwrap().as_str().unwrap().to_owned();
    Kind::of_key(&first).unwrap()
}

#[test]
fn what_is_written_reads_back_as_the_same_definition() {
    fn there_and_back<T>(text: &str) -> String
    where
        T: serde::de::DeserializeOwned + serde::Serialize + PartialEq + std::fmt::Debug,
    {
        let first: T = serde_yaml::from_str(text).unwrap();
        let written = serde_yaml::to_string(&first).unwrap();
        let second: T = serde_yaml::from_str(&written).unwrap_or_else(|e| panic!("{e}\n{written}"));
        assert_eq!(first, second, "{written}");
        written
    }
    let mut problems = Vec::new();
    for case in cases("ok") {
        let mut written = Vec::new();
        for (name, text) in &case.sources {
            let text = text.strip_prefix('\u{feff}').unwrap_or(text);
            let again = match kind_of(text) {
                Kind::Procedure => there_and_back::<ProcedureDefinition>(text),
                Kind::Organisation => there_and_back::<OrganisationDefinition>(text),
                Kind::Objectives => there_and_back::<ObjectivesDefinition>(text),
                Kind::Calendar => there_and_back::<CalendarDefinition>(text),
                Kind::References => there_and_back::<ReferencesDefinition>(text),
                Kind::Forms => there_and_back::<FormsDefinition>(text),
                Kind::Evidence => there_and_back::<EvidenceDefinition>(text),
                Kind::Mapping => there_and_back::<MappingDefinition>(text),
            };
            written.push((name.clone(), again));
        }
        let library = Library::from_sources(written.clone());
        let findings: Vec<&Finding> = library.findings().iter().filter(|f| concerns(&case, f)).collect();
        if !findings.is_empty() {
            problems.push(format!("{}: {findings:#?}\n{}", case.name(), written[0].1));
        }
        assert_eq!(meaning(&library), meaning(&case.library()), "{}", case.name());
    }
    expect_none(&problems);
}

/// Together the good fixtures use every key, every word and every form of the format.
#[cfg(feature = "schema")]
mod coverage {
    use super::{BTreeSet, Kind, cases, kind_of};
    use serde_json::Value;

    /// Follows references; the name of the definition it ends at.
    fn resolve<'a>(root: &'a Value, schema: &'a Value, name: &str) -> (&'a Value, String) {
        let target = schema.get("$ref").or_else(|| schema.pointer("/allOf/0/$ref")).and_then(Value::as_str);
        match target {
            Some(reference) => {
                let name = reference.rsplit('/').next().unwrap();
                resolve(root, root.pointer(reference.trim_start_matches('#')).unwrap(), name)
            }
            None => (schema, name.to_owned()),
        }
    }

    fn choices(schema: &Value) -> impl Iterator<Item = &Value> {
        ["anyOf", "oneOf"].iter().filter_map(|key| schema.get(key)?.as_array()).flatten()
    }

    /// What may stand here: keys, words, and which of several forms.
    fn offered(root: &Value, schema: &Value, name: &str, seen: &mut BTreeSet<String>, into: &mut BTreeSet<String>) {
        let (schema, name) = resolve(root, schema, name);
        if !seen.insert(format!("{name} {schema}")) {
            return;
        }
        for choice in choices(schema) {
            let (target, inner) = resolve(root, choice, &name);
            match target.get("const").and_then(Value::as_str) {
                Some(word) => into.insert(format!("{name} `{word}`")),
                None => into.insert(format!("{name} as {}", form(target))),
            };
            offered(root, target, &inner, seen, into);
        }
        for word in words(schema) {
            into.insert(format!("{name} `{word}`"));
        }
        for (key, value) in schema.get("properties").and_then(Value::as_object).into_iter().flatten() {
            into.insert(format!("{name}.{key}"));
            offered(root, value, &format!("{name}.{key}"), seen, into);
        }
        if let Some(items) = schema.get("items") {
            offered(root, items, &name, seen, into);
        }
    }

    fn words(schema: &Value) -> impl Iterator<Item = &str> {
        schema.get("enum").and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str)
    }

    fn form(schema: &Value) -> String {
        match schema.get("type").and_then(Value::as_str) {
            Some(form) => form.to_owned(),
            None if schema.get("anyOf").is_some() => "one of several".to_owned(),
            None => "word".to_owned(),
        }
    }

    fn fits(root: &Value, schema: &Value, value: &Value) -> bool {
        let (schema, _) = resolve(root, schema, "");
        if let Some(word) = schema.get("const") {
            return word == value;
        }
        if choices(schema).next().is_some() {
            return choices(schema).any(|choice| fits(root, choice, value));
        }
        match (schema.get("type").and_then(Value::as_str), value) {
            (Some("string"), Value::String(text)) if schema.get("enum").is_some() => words(schema).any(|word| word == text),
            (Some("string"), Value::String(_)) | (Some("integer"), Value::Number(_)) | (Some("boolean"), Value::Bool(_)) => true,
            (Some("array"), Value::Array(items)) => {
                schema.get("items").is_none_or(|one| items.iter().all(|item| fits(root, one, item)))
            }
            (Some("object"), Value::Object(_)) => true,
            _ => false,
        }
    }

    /// Marks what this value makes use of.
    fn used(root: &Value, schema: &Value, name: &str, value: &Value, into: &mut BTreeSet<String>) {
        let (schema, name) = resolve(root, schema, name);
        for choice in choices(schema) {
            let (target, inner) = resolve(root, choice, &name);
            if fits(root, target, value) {
                match target.get("const").and_then(Value::as_str) {
                    Some(word) => into.insert(format!("{name} `{word}`")),
                    None => into.insert(format!("{name} as {}", form(target))),
                };
                used(root, target, &inner, value, into);
            }
        }
        if let Some(word) = value.as_str().filter(|word| words(schema).any(|w| w == *word)) {
            into.insert(format!("{name} `{word}`"));
        }
        if let Value::Object(entries) = value {
            for (key, value) in entries {
                if let Some(property) = schema.get("properties").and_then(|p| p.get(key)) {
                    into.insert(format!("{name}.{key}"));
                    used(root, property, &format!("{name}.{key}"), value, into);
                }
            }
        }
        if let (Value::Array(items), Some(schema)) = (value, schema.get("items")) {
            for item in items {
                used(root, schema, &name, item, into);
            }
        }
    }

    #[test]
    fn the_good_fixtures_use_all_of_the_format() {
        let (mut all, mut seen) = (BTreeSet::new(), BTreeSet::new());
        for kind in Kind::ALL {
            let schema = quytrinh::schema::of(kind);
            offered(&schema, &schema, kind.key(), &mut BTreeSet::new(), &mut all);
        }
        for case in cases("ok") {
            for (_, text) in &case.sources {
                let text = text.strip_prefix('\u{feff}').unwrap_or(text);
                let kind = kind_of(text);
                let schema = quytrinh::schema::of(kind);
                let value: Value = serde_yaml::from_str(text).unwrap();
                used(&schema, &schema, kind.key(), &value, &mut seen);
            }
        }
        assert!(all.len() > 400, "{}", all.len());
        let missing: Vec<&String> = all.difference(&seen).collect();
        assert!(missing.is_empty(), "no good fixture uses {missing:#?}");
    }
}

// ---------------------------------------------------------------------------------------------
// Mistakes

#[test]
fn mistakes_are_reported_as_expected() {
    let bless = std::env::var_os("BLESS").is_some_and(|v| v == "1");
    let mut problems = Vec::new();
    for case in cases("err") {
        let found = rendered(&case);
        let path = case.path.with_extension("out");
        if bless {
            fs::write(&path, &found).unwrap();
            continue;
        }
        let expected = if path.exists() { text_of(&path) } else { String::new() };
        if expected != found {
            problems.push(format!("  {} (- expected, + found)\n{}", case.name(), difference(&expected, &found)));
        }
    }
    for path in entries(&root().join("err")) {
        let is_out = path.extension().is_some_and(|e| e == "out");
        if is_out && !path.with_extension("yaml").exists() && !path.with_extension("").is_dir() {
            problems.push(format!("  {} belongs to no case", path.display()));
        }
    }
    expect_none(&problems);
}

#[test]
fn every_mistake_is_found() {
    let problems: Vec<String> =
        cases("err").iter().filter(|case| rendered(case).is_empty()).map(|case| case.name() + " has no finding").collect();
    expect_none(&problems);
}

#[test]
fn findings_speak_both_languages_and_point_into_the_text() {
    let mut problems = Vec::new();
    for case in cases("err") {
        let library = case.library();
        for finding in found(&library) {
            let what = format!("{}: {} {:?}", case.name(), finding.rule, finding.message);
            if finding.message.vi == finding.message.en {
                problems.push(format!("not translated: {what}"));
            }
            if [&finding.message.vi, &finding.message.en].iter().any(|m| m.trim().is_empty() || m.chars().any(char::is_control)) {
                problems.push(format!("empty, or with control characters: {what}"));
            }
            problems.extend(outside(&library, &finding).map(|why| format!("{why}: {what}")));
        }
    }
    expect_none(&problems);
}

/// Why the place of a finding is none.
fn outside(library: &Library, finding: &Finding) -> Option<String> {
    let source = library.source(&finding.source)?;
    let at = library.locate(finding);
    let lines = source.text.lines().count().max(1) + usize::from(source.text.ends_with('\n'));
    let bytes_fit = source.text.get(at.bytes.clone()).is_some();
    let width = source.text.split('\n').nth(at.line.saturating_sub(1)).map_or(0, |line| line.chars().count());
    (!bytes_fit || at.line == 0 || at.line > lines || at.column == 0 || at.column > width + 1)
        .then(|| format!("{at:?} lies outside the text of {lines} lines"))
}

#[test]
fn a_fix_mends_what_it_was_offered_for() {
    let mut problems = Vec::new();
    for case in cases("err") {
        let library = case.library();
        let before: Vec<Finding> = found(&library).into_iter().filter(|f| concerns(&case, f)).collect();
        for finding in &before {
            let Some(fix) = &finding.fix else { continue };
            let bytes = library.locate(finding).bytes;
            let mut sources = case.sources.clone();
            let text = &mut sources.iter_mut().find(|(name, _)| **name == *finding.source).unwrap().1;
            let line = text[..bytes.start].matches('\n').count();
            text.replace_range(bytes, &fix.replacement);
            let line = text.lines().nth(line).unwrap_or_default().to_owned();
            let mended = Case { path: case.path.clone(), sources };
            let after: Vec<Finding> = found(&mended.library()).into_iter().filter(|f| concerns(&case, f)).collect();
            let is_new = |f: &&Finding| !before.iter().any(|b| b.rule == f.rule && b.message == f.message);
            let fresh: Vec<String> = after.iter().filter(is_new).map(|f| format!("{} {}", f.rule, f.message.en)).collect();
            let same = |f: &&Finding| f.rule == finding.rule && f.message == finding.message && f.path == finding.path;
            let count = |list: &[Finding]| list.iter().filter(same).count();
            if count(&after) >= count(&before) || fresh.iter().any(|f| f.starts_with("format/")) {
                problems.push(format!(
                    "  {}: {} {}\n    mended to `{}`, there is: {}\n",
                    case.name(),
                    finding.rule,
                    finding.message,
                    line.trim(),
                    if fresh.is_empty() { "the same finding".to_owned() } else { fresh.join("; ") }
                ));
            }
        }
    }
    expect_none(&problems);
}

#[test]
fn one_mistake_hides_no_other() {
    let case = cases("err").into_iter().find(|c| c.name() == "thirty-mistakes").unwrap();
    let library = case.library();
    let findings: Vec<Finding> = found(&library).into_iter().filter(|f| concerns(&case, f)).collect();
    let marked: BTreeSet<usize> =
        case.sources[0].1.lines().enumerate().filter(|(_, l)| l.contains("# wrong")).map(|(i, _)| i + 1).collect();
    let lines: BTreeSet<usize> = findings.iter().map(|f| library.locate(f).line).collect();
    assert_eq!(marked.len(), 30);
    let hidden: Vec<_> = marked.difference(&lines).collect();
    let invented: Vec<_> = lines.difference(&marked).collect();
    assert!(hidden.is_empty() && invented.is_empty(), "not reported: lines {hidden:?}; consequences: lines {invented:?}");
    assert_eq!(findings.len(), 30, "one mistake, one finding");
}

/// Mistakes that can be made in `reading/whole.yaml`: what is written there, and what instead.
const SLIPS: &[(&str, &str)] = &[
    ("en: Lend a book}", "english: Lend a book}"),
    ("owner: clerk\n", "owner:\n"),
    ("\"7.5.1\", \"8.2.4\"", "\"7.5.1\", \"9.9\""),
    ("internal: false", "internal: no"),
    ("effective: 2018-02-01", "effective: 1/2/2018"),
    ("issue: \"01\"", "issue: 01"),
    ("change: First issue", "chnage: First issue"),
    ("level: ward\n", "level: wards\n"),
    ("field: lending\n", "field: lending\nfield: lending\n"),
    ("purpose: Lending", "purpose: 2018"),
    ("scope: Every book", "scope: [Every book]"),
    ("- {term: Loan, meaning: A book lent}", "term: Loan"),
    ("code: \"1.001193\"", "code: \"1.1\""),
    ("amount: 8000 VND", "amount: 8000"),
    ("conditions: none", "conditions: nothing"),
    ("sets: 1", "sets: one"),
    ("reviewed: head", "reviewed: haed"),
    ("time: 15 minutes", "time: 15"),
    ("title: Look it up", "title: \"\""),
    ("uses: [slip]", "uses: [slipp]"),
    ("place: Desk", "place: &x Desk"),
    ("software: Catalogue", "software: !x Catalogue"),
    ("note: Ask twice", "note: \"Ask\\e[1m twice\""),
    ("retention: 5 years", "retention: 5 năm"),
    ("keeper: head", "keeper: ~"),
    ("target: \">= 95%\"", "target: 95%"),
    ("period: month", "period: monthly"),
    ("title: Register of loans, ", ""),
    ("references: [law-1#3]", "references: [law-9#3]"),
    ("by: reader", "by: raeder"),
    ("unit: stacks", "unit: stakcs"),
    ("form: L-1", "form: L-9"),
    ("related: [P-2]", "related: [P-99]"),
    ("consulted: [head]", "consulted: [head, boss]"),
    ("end: lent}", "end: lent, next: close}"),
    (", when: unclear", ""),
    ("share: 80%", "share: 70%"),
    (", at-most: 1}", "}"),
    ("{to: choose,", "{to: fetch,"),
    ("to: withdrawn", "to: withdrwan"),
    ("status: proposed", "status: perhaps"),
    ("delegate: {step: fetch", "delegate: {step: fecth"),
    ("distribution: [desk]", "distribution: desk"),
    ("applicants: [citizen]", "applicants: citizen"),
    ("channels: {in-person: desk}", "channels: desk"),
    ("agencies: {decides: desk}", "agencies: desk"),
    ("time-limit: {statutory: 3 working days}", "time-limit: 3 working days"),
    ("basis: [law-1#4]", "basis: law-1#4"),
    ("approval: {prepared: clerk", "approval: {prepared: [clerk]"),
];

/// Slips after which nobody can say where the process leads.
const TEARS: &[&str] = &["to: withdrawn"];

#[test]
fn no_mistake_hides_another() {
    let path = root().join("whole.yaml");
    let whole = text_of(&path);
    let others: Vec<(String, String)> = cases("ok").into_iter().find(Case::is_library).unwrap().sources;
    let others: Vec<(String, String)> = others.into_iter().filter(|(name, _)| name != "lend.yaml").collect();
    let said = |text: &str| -> BTreeSet<String> {
        let library = Library::from_sources(others.iter().cloned().chain([("lend.yaml".to_owned(), text.to_owned())]));
        found(&library).iter().map(|f| format!("{} {} {}", f.rule, f.path, f.message.en)).collect()
    };
    let base = said(&whole);
    assert!(
        base.iter().all(|f| !f.starts_with("format/") && !f.starts_with("reference/") && !f.starts_with("flow/")),
        "{base:#?}"
    );
    let mut problems = Vec::new();
    let mut alone = Vec::new();
    for (right, wrong) in SLIPS {
        assert_eq!(whole.matches(right).count(), 1, "`{right}` stands once in {}", path.display());
        let new: BTreeSet<String> = said(&whole.replace(right, wrong)).difference(&base).cloned().collect();
        if new.len() != 1 {
            problems.push(format!("  `{right}` → `{wrong}`: one mistake, one finding, but these: {new:#?}"));
        }
        alone.push(new);
    }
    for (i, (first, instead)) in SLIPS.iter().enumerate() {
        for (j, (second, other)) in SLIPS.iter().enumerate().skip(i + 1) {
            if first.contains(second) || second.contains(first) {
                continue;
            }
            let found: BTreeSet<String> =
                said(&whole.replace(first, instead).replace(second, other)).difference(&base).cloned().collect();
            let wanted: BTreeSet<String> = alone[i].union(&alone[j]).cloned().collect();
            let torn = TEARS.contains(first) || TEARS.contains(second);
            let hidden: Vec<&String> = wanted.difference(&found).filter(|f| !(torn && f.starts_with("flow/"))).collect();
            let invented: Vec<&String> = found.difference(&wanted).collect();
            if !hidden.is_empty() || !invented.is_empty() {
                problems.push(format!("  `{instead}` and `{other}`: hidden {hidden:?}, invented {invented:?}"));
            }
        }
    }
    expect_none(&problems);
}

/// A control character that is written as an escape is one all the same.
#[test]
fn escaped_control_characters_are_refused() {
    let text = "procedure: \"P-\\x00\"\ntitle: \"\\0\"\npurpose: \"\\e[31mred\"\nscope: {vi: \"\\x07\", en: \"\\u009b\"}\nsteps:\n  \
                - {id: \"\\0\", title: \"Tab\\tand\\nline\", role: r}\n  - {id: b, title: B, role: \"\\0\"}\n";
    let library = Library::from_sources([("a.yaml", text)]);
    let findings = found(&library);
    let lines: BTreeSet<usize> =
        findings.iter().filter(|f| f.rule.starts_with("format/")).map(|f| library.locate(f).line).collect();
    assert_eq!(lines, BTreeSet::from([1, 2, 3, 4, 6, 7]), "{findings:#?}");
    let control = |text: &str| text.chars().any(char::is_control);
    assert!(findings.iter().all(|f| !control(&f.message.en) && !control(&f.message.vi)), "{findings:#?}");
}

// ---------------------------------------------------------------------------------------------
// Limits

/// Reads one text, checks it and measures it; fails where that takes long.
fn quickly(text: impl Into<Vec<u8>>) -> Library {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("a.yaml");
    fs::write(&path, text.into()).unwrap();
    quickly_open(&path)
}

fn quickly_open(path: &Path) -> Library {
    let begun = Instant::now();
    let library = Library::open(path).unwrap();
    let findings = found(&library);
    for finding in findings.iter().take(3) {
        assert_eq!(outside(&library, finding), None, "{finding:?}");
    }
    // What is caught here is quadratic; a debug build is slow, and so is a busy machine.
    let limit = Duration::from_secs(if cfg!(debug_assertions) { 60 } else { 5 });
    assert!(begun.elapsed() < limit, "it took {:?}", begun.elapsed());
    library
}

fn rules(library: &Library) -> Vec<&'static str> {
    library.findings().iter().map(|f| f.rule).filter(|r| *r != "reference/no-organisation").collect()
}

const SMALL: &str = "procedure: P-1\ntitle: Loan\nsteps:\n  - {id: ask, title: Ask, role: reader}\n";

#[test]
fn text_that_is_not_utf8_is_one_finding_at_its_place() {
    let mut bytes = SMALL.as_bytes().to_vec();
    let at = SMALL.find("Loan").unwrap() + 2;
    bytes[at] = 0xe3;
    let library = quickly(bytes);
    assert_eq!(rules(&library), ["format/encoding"]);
    let place = library.locate(&library.findings()[0]);
    assert_eq!((place.line, place.column), (2, 10));
    // As older Vietnamese programs write: UTF-16, and code page 1258.
    let utf16: Vec<u8> = "\u{feff}procedure: P-1\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert_eq!(rules(&quickly(utf16)), ["format/encoding"]);
    assert_eq!(rules(&quickly(b"procedure: P-1\ntitle: M\xfd\xeen\n".to_vec())), ["format/encoding"]);
}

#[test]
fn one_mebibyte_is_read_and_one_byte_more_is_not() {
    let padded = |size: usize| {
        let mut text = SMALL.to_owned();
        while text.len() < size {
            let rest = (size - text.len()).min(80);
            text.push_str(&"#".repeat(rest - 1));
            text.push('\n');
        }
        assert_eq!(text.len(), size);
        text
    };
    assert_eq!(rules(&quickly(padded(1 << 20))), [""; 0]);
    let library = quickly(padded((1 << 20) + 1));
    assert_eq!(rules(&library), ["format/size"]);
    assert!(library.procedures().is_empty());
    // The same limit holds for texts that the caller has.
    assert_eq!(rules(&Library::from_sources([("a", padded((1 << 20) + 1))])), ["format/size"]);
}

#[test]
fn a_huge_file_is_not_read() {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("huge.yaml");
    fs::File::create(&path).unwrap().set_len(100_000_000).unwrap();
    fs::write(directory.path().join("small.yaml"), SMALL).unwrap();
    let begun = Instant::now();
    let library = Library::open(directory.path()).unwrap();
    assert!(begun.elapsed() < Duration::from_secs(1));
    assert_eq!(rules(&library), ["format/size"]);
    assert_eq!(library.procedures().len(), 1, "the file beside it is read");
    assert!(library.source(&library.findings()[0].source).unwrap().text.is_empty());
}

#[test]
fn nesting_without_end_is_one_finding() {
    let blocks: String = (0..1_300).map(|depth| " ".repeat(depth) + "records:\n").collect();
    let texts = [
        ("brackets", format!("{SMALL}records: {}{}\n", "[".repeat(10_000), "]".repeat(10_000))),
        ("open brackets", format!("{SMALL}records: {}", "[".repeat(10_000))),
        ("braces", format!("{SMALL}records: {}{}\n", "{a: ".repeat(10_000), "}".repeat(10_000))),
        ("open braces", format!("{SMALL}records: {}", "{a: ".repeat(10_000))),
        ("dashes", format!("{SMALL}records:\n{}\n", "- ".repeat(10_000))),
        ("blocks", format!("{SMALL}{blocks}")),
        ("nothing else", "[".repeat(10_000)),
    ];
    for (what, text) in texts {
        let rules = rules(&quickly(text));
        let count = |rule: &str| rules.iter().filter(|r| **r == rule).count();
        assert_eq!((count("format/depth"), count("format/syntax"), count("format/missing-key")), (1, 0, 0), "{what}: {rules:?}");
    }
    // As deep as it may be.
    let deepest = format!("{SMALL}records: {}{}\n", "[".repeat(62), "]".repeat(62));
    assert!(!rules(&quickly(deepest)).contains(&"format/depth"));
}

#[test]
fn more_mistakes_than_anybody_reads_are_cut_short() {
    let count = |library: &Library, rule: &str| rules(library).iter().filter(|r| **r == rule).count();
    // A mapping of 60,000 keys.
    let keys: String = (0..60_000).map(|i| format!("key{i}: {i}\n")).collect();
    let library = quickly(format!("{SMALL}{keys}"));
    assert!(rules(&library).len() <= 101 && count(&library, "format/more") == 1);
    // Steps that lack every key.
    let library = quickly(format!("procedure: P-1\ntitle: Loan\nsteps:\n{}", "- {clock: running}\n".repeat(20_000)));
    assert!(rules(&library).len() <= 101 && count(&library, "format/more") == 1);
    // Values of the wrong shape.
    let library = quickly(format!("procedure: P-1\ntitle: Loan\nclauses: [{}]\n", "[9], ".repeat(50_000)));
    assert!(rules(&library).len() <= 101 && count(&library, "format/more") == 1);
    // Broken to its end, and told so first.
    let library = quickly(format!("{SMALL}{}]", (0..500).map(|i| format!("key{i}: {i}\n")).collect::<String>()));
    assert!(rules(&library).contains(&"format/syntax"));
}

#[test]
fn one_endless_line_is_read() {
    let terms: Vec<String> = (0..18_000).map(|i| format!("{{term: T{i}, meaning: Meaning of the term {i}}}")).collect();
    let text = format!(
        "{{procedure: P-1, title: Loan, terms: [{}], steps: [{{id: a, title: A, role: r, time: 1 hour}}]}}",
        terms.join(", ")
    );
    assert!((800_000..1 << 20).contains(&text.len()));
    let library = quickly(text.clone());
    assert_eq!(rules(&library), [""; 0]);
    assert_eq!(library.procedures()[0].definition().terms.len(), 18_000);
    // The last of them is wrong.
    let library = quickly(text.replace("{term: T17999,", "{trem: T17999,"));
    assert_eq!(rules(&library), ["format/unknown-key"]);
    let place = library.locate(&library.findings()[0]);
    assert_eq!((place.line, place.column), (1, text.find("term: T17999,").unwrap() + 1));
}

/// A stack that overflows ends the process, so another process is asked.
#[test]
fn a_long_chain_of_steps_does_not_overflow_the_stack() {
    let itself = std::env::current_exe().unwrap();
    let output = Command::new(itself).args(["--exact", "long_chain", "--ignored", "--nocapture"]).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

#[test]
#[ignore = "run by the test above"]
fn long_chain() {
    let mut text = String::from("procedure: P-1\ntitle: Loan\nsteps:\n");
    for i in 0..8_000 {
        let next = i + 1;
        let _ =
            writeln!(text, "  - {{id: s-{i}, title: Step {i} of a long chain, role: clerk, time: 5 minutes, next: s-{next}}}");
    }
    text.push_str("  - {id: s-8000, title: Last, role: clerk, time: 5 minutes}\nsimplifications:\n");
    text.push_str("  - {id: a, title: A, status: proposed, operations: [{eliminate: {step: s-7}}], claims: {steps: -1}}\n");
    assert!((600_000..1 << 20).contains(&text.len()));
    // On a small stack, as threads of a service have.
    let work = move || {
        let library = quickly(text);
        assert_eq!(rules(&library), [""; 0]);
        let procedure = &library.procedures()[0];
        assert_eq!(procedure.graph().ranks().values().max(), Some(&8_002));
        assert_eq!(procedure.simplify().total().steps.removed(), 1);
    };
    std::thread::Builder::new().stack_size(512 * 1024).spawn(work).unwrap().join().unwrap();
}

#[test]
fn amounts_that_are_too_large_for_a_sum_do_not_panic() {
    let most = "999999999 years";
    let steps: String =
        (0..2_000).map(|i| format!("  - {{id: s-{i}, title: S, role: clerk, time: 999999999 working days}}\n")).collect();
    let items: String = (0..2_000)
        .map(|i| format!("      - {{id: i-{i}, title: I, original: 999999, copy: 999999, certified-copy: 999999}}\n"))
        .collect();
    let text = format!(
        "procedure: P-1\ntitle: Loan\nservice:\n  time-limit: {{statutory: {most}, parts: [{{unit: u, what: w, limit: {most}}}]}}\n  \
         dossier:\n    sets: 999999\n    items:\n{items}steps:\n{steps}\
         indicators:\n  - {{id: i, title: I, target: \"> 999999999%\"}}\n"
    );
    let library = quickly(text);
    assert_eq!(library.procedures().len(), 1);
    let portfolio = library.measure();
    assert!(!portfolio.effects[0].as_is.time.to_string().is_empty());
}

#[test]
fn line_ends_and_a_byte_order_mark_change_nothing() {
    let mut problems = Vec::new();
    let show = |library: &Library, shift: usize| -> Vec<String> {
        found(library)
            .iter()
            .map(|f| {
                let at = library.locate(f);
                let column = if at.line == 1 && at.column > shift { at.column - shift } else { at.column };
                format!("{}:{}:{column} {} {} {:?} {:?}", f.source, at.line, f.rule, f.path, f.message, f.fix)
            })
            .collect()
    };
    for case in cases("err").into_iter().chain(cases("ok")) {
        let of = |change: &dyn Fn(&str) -> String| {
            Library::from_sources(case.sources.iter().map(|(name, text)| (name.clone(), change(text))))
        };
        let plain = show(&case.library(), 0);
        let windows = show(&of(&|text| text.replace('\n', "\r\n")), 0);
        let marked = of(&|text| format!("\u{feff}{text}"));
        let with_mark = show(&marked, 0);
        let with_mark_counted = show(&marked, 1);
        for (what, other) in [("CRLF", &windows), ("a byte-order mark", &with_mark)] {
            // Editors differ in whether the mark is a column of the first line.
            if plain != *other && !(what != "CRLF" && plain == with_mark_counted) {
                problems.push(format!("  {} with {what}\n{}", case.name(), difference(&plain.join("\n"), &other.join("\n"))));
            }
        }
    }
    expect_none(&problems);
}

// ---------------------------------------------------------------------------------------------
// Properties

/// The same cases each time, unless `PROPTEST_RNG_SEED` or `PROPTEST_CASES` say otherwise.
fn config(cases: u32) -> Config {
    let mut config = Config { failure_persistence: None, ..Config::default() };
    if std::env::var_os("PROPTEST_RNG_SEED").is_none() {
        config.rng_seed = RngSeed::Fixed(2018);
    }
    if std::env::var_os("PROPTEST_CASES").is_none() {
        config.cases = cases;
    }
    config
}

/// Something that an author, a program or an accident does to a text.
#[derive(Debug, Clone)]
enum Change {
    DropLine(usize),
    CopyLine(usize, usize),
    Indent(usize, usize),
    DropCharacter(usize),
    PutCharacter(usize, char),
    SwapCharacter(usize, char),
    PutWord(usize, &'static str),
    Cut(usize),
}

/// What is put in: signs of YAML, blanks of all kinds, letters of more than one byte.
const SIGNS: [char; 40] = [
    ':', '-', '"', '\'', '{', '}', '[', ']', ',', '#', '&', '*', '!', '|', '>', '~', '?', '%', '@', '`', '<', '=', '\\', '.',
    '0', '1', 'a', ' ', '\t', '\n', '\r', '\u{0}', '\u{1b}', '\u{85}', '\u{a0}', '\u{2028}', '\u{feff}', 'ế', '漢', '😀',
];

const WORDS: [&str; 26] = [
    "null",
    "~",
    ": ",
    "- ",
    " #",
    "&a ",
    "*a",
    "!!str ",
    "<<: *a",
    "---\n",
    "...\n",
    "true",
    "1.10",
    "01",
    "\"\"",
    "[]",
    "{}",
    "{a: ",
    "|\n",
    ">-\n",
    "? ",
    "%YAML 1.2\n",
    "\"\\0\"",
    ":\t",
    ",,",
    "\r\n",
];

fn change() -> impl Strategy<Value = Change> {
    let at = || any::<usize>();
    prop_oneof![
        at().prop_map(Change::DropLine),
        (at(), at()).prop_map(|(a, b)| Change::CopyLine(a, b)),
        (at(), 0usize..6).prop_map(|(a, b)| Change::Indent(a, b)),
        at().prop_map(Change::DropCharacter),
        (at(), prop::sample::select(&SIGNS[..])).prop_map(|(a, c)| Change::PutCharacter(a, c)),
        (at(), prop::sample::select(&SIGNS[..])).prop_map(|(a, c)| Change::SwapCharacter(a, c)),
        (at(), prop::sample::select(&WORDS[..])).prop_map(|(a, w)| Change::PutWord(a, w)),
        at().prop_map(Change::Cut),
    ]
}

fn changed(text: &str, changes: &[Change]) -> String {
    let mut text = text.to_owned();
    for change in changes {
        let mut lines: Vec<String> = text.split_inclusive('\n').map(str::to_owned).collect();
        let mut characters: Vec<char> = text.chars().collect();
        let (line, place) = (|n: usize| n % lines.len().max(1), |n: usize| n % characters.len().max(1));
        if lines.is_empty() {
            return text;
        }
        text = match *change {
            Change::DropLine(n) => {
                let n = line(n);
                lines.remove(n);
                lines.concat()
            }
            Change::CopyLine(from, to) => {
                let (from, to) = (line(from), line(to));
                lines.insert(to, lines[from].clone());
                lines.concat()
            }
            Change::Indent(n, by) => {
                let n = line(n);
                lines[n] = " ".repeat(by) + lines[n].trim_start_matches(' ');
                lines.concat()
            }
            Change::DropCharacter(n) => {
                let n = place(n);
                characters.remove(n);
                characters.into_iter().collect()
            }
            Change::PutCharacter(n, c) => {
                let n = place(n);
                characters.insert(n, c);
                characters.into_iter().collect()
            }
            Change::SwapCharacter(n, c) => {
                let n = place(n);
                characters[n] = c;
                characters.into_iter().collect()
            }
            Change::PutWord(n, word) => {
                let n = place(n);
                let (before, after) = characters.split_at(n);
                before.iter().collect::<String>() + word + &after.iter().collect::<String>()
            }
            Change::Cut(n) => characters[..place(n)].iter().collect(),
        };
    }
    text
}

/// Fixtures that a change is made to: the good ones, each file by itself.
fn stock() -> &'static [String] {
    static STOCK: std::sync::OnceLock<Vec<String>> = std::sync::OnceLock::new();
    STOCK.get_or_init(|| cases("ok").into_iter().flat_map(|case| case.sources).map(|(_, text)| text).collect())
}

/// A good text with up to five changes.
fn mutation() -> impl Strategy<Value = String> {
    (any::<usize>(), prop::collection::vec(change(), 1..6))
        .prop_map(|(n, changes)| changed(&stock()[n % stock().len()], &changes))
}

fn hold_together(text: &str) -> Result<(), TestCaseError> {
    let library = Library::from_sources([("a.yaml", text)]);
    let findings = found(&library);
    for finding in &findings {
        prop_assert_eq!(outside(&library, finding), None, "{:?}", finding);
        prop_assert!(!finding.message.en.trim().is_empty() && !finding.message.vi.trim().is_empty());
    }
    let again = Library::from_sources([("a.yaml", text)]);
    prop_assert_eq!(&findings, &found(&again));
    prop_assert_eq!(meaning(&library), meaning(&again));
    Ok(())
}

/// What reading itself found, without the places.
fn format_findings(library: &Library) -> Vec<String> {
    library
        .findings()
        .iter()
        .filter(|f| f.rule.starts_with("format/"))
        .map(|f| format!("{} {} {}", f.rule, f.path, f.message.en))
        .collect()
}

/// The same text, made suspicious by a remark before it: it is read the slow way.
fn slowly(text: &str) -> String {
    match text.strip_prefix('\u{feff}') {
        Some(text) => format!("\u{feff}# ~\n{text}"),
        None => format!("# ~\n{text}"),
    }
}

fn both_ways_agree(text: &str) -> Result<(), TestCaseError> {
    let (fast, slow) = (Library::from_sources([("a.yaml", text)]), Library::from_sources([("a.yaml", slowly(text))]));
    let (found, exactly) = (format_findings(&fast), format_findings(&slow));
    // The excerpt of a parser's message may hold a line number.
    let broken = |list: &[String]| list.iter().any(|f| f.starts_with("format/syntax") || f.starts_with("format/tab"));
    if broken(&found) || broken(&exactly) {
        prop_assert_eq!(broken(&found), broken(&exactly), "{:?}\n{:?}", found, exactly);
        return Ok(());
    }
    prop_assert_eq!(found, exactly);
    prop_assert_eq!(meaning(&fast), meaning(&slow));
    Ok(())
}

#[test]
fn the_fast_way_and_the_exact_way_agree_on_every_fixture() {
    let mut problems = Vec::new();
    for case in cases("ok").into_iter().chain(cases("err")) {
        for (name, text) in &case.sources {
            if let Err(error) = both_ways_agree(text) {
                problems.push(format!("  {}/{name}: {error}", case.name()));
            }
        }
    }
    expect_none(&problems);
}

proptest! {
    #![proptest_config(config(256))]

    #[test]
    fn any_text_is_read_without_a_panic(text in "\\PC{0,200}|[ -~\n\t]{0,400}|[a-c:\\-{}\\[\\],\"'#&*!|>~? \n]{0,80}") {
        hold_together(&text)?;
        hold_together(&format!("procedure: P-1\n{text}"))?;
    }

    #[test]
    fn a_changed_text_is_read_without_a_panic(text in mutation()) {
        hold_together(&text)?;
    }

    #[test]
    fn the_fast_way_and_the_exact_way_agree(text in mutation()) {
        both_ways_agree(&text)?;
    }

    #[test]
    fn a_changed_text_that_is_still_good_reads_back(text in mutation()) {
        let library = Library::from_sources([("a.yaml", text.as_str())]);
        if format_findings(&library).is_empty() {
            for procedure in library.procedures() {
                let written = serde_yaml::to_string(procedure.definition()).unwrap();
                let again = Library::from_sources([("a.yaml", written.as_str())]);
                prop_assert_eq!(format_findings(&again), Vec::<String>::new(), "{}", written);
                prop_assert_eq!(procedure.definition(), again.procedures()[0].definition(), "{}", written);
            }
        }
    }
}

/// Every value of every fixture, whatever it is, in the place of every other one.
#[test]
fn good_fixtures_in_one_library_do_not_disturb_each_other() {
    let mut by_kind: BTreeMap<&str, usize> = BTreeMap::new();
    let mut sources = Vec::new();
    for case in cases("ok").into_iter().filter(|case| !case.is_library()) {
        for (name, text) in case.sources {
            *by_kind.entry(kind_of(&text).key()).or_default() += 1;
            sources.push((name, text));
        }
    }
    let forwards = Library::from_sources(sources.clone());
    sources.reverse();
    let backwards = Library::from_sources(sources);
    assert_eq!(forwards.procedures().len(), by_kind["procedure"]);
    let codes = |library: &Library| library.procedures().iter().map(|p| p.code().to_owned()).collect::<Vec<_>>();
    assert_eq!(codes(&forwards), codes(&backwards));
    assert_eq!(meaning(&forwards).iter().collect::<BTreeSet<_>>(), meaning(&backwards).iter().collect::<BTreeSet<_>>());
}
