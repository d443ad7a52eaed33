//! The checker as people and programs use it: what it accepts, how it shows what it finds, what it mends.

#![cfg(feature = "cli")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use quytrinh::check::Rules;
use quytrinh::{Library, Severity};
use serde_json::Value;
use std::fs;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Command, Output, Stdio};

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

fn quytrinh() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_quytrinh"));
    for name in ["LC_ALL", "LC_MESSAGES", "LANG", "NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE", "FORCE_COLOR"] {
        command.env_remove(name);
    }
    command.current_dir(ROOT);
    command
}

fn run(arguments: &[&str]) -> Output {
    quytrinh().args(arguments).output().unwrap()
}

fn out(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

#[track_caller]
fn said(arguments: &[&str], code: i32) -> String {
    let output = run(arguments);
    let err = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(code), "{arguments:?}\n{}\n{err}", out(&output));
    out(&output)
}

#[track_caller]
fn json(arguments: &[&str]) -> Value {
    let output = run(arguments);
    serde_json::from_slice(&output.stdout).unwrap_or_else(|e| panic!("{e}\n{}", out(&output)))
}

fn last(text: &str) -> &str {
    text.lines().last().unwrap_or_default()
}

/// A system of one hospital procedure, in which nothing is wrong.
struct System(tempfile::TempDir);

impl System {
    fn new() -> Self {
        let system = Self(tempfile::tempdir().unwrap());
        for entry in fs::read_dir(Path::new(ROOT).join("examples/processes/hospital")).unwrap() {
            let entry = entry.unwrap();
            fs::copy(entry.path(), system.0.path().join(entry.file_name())).unwrap();
        }
        system
    }
    fn dir(&self) -> &str {
        self.0.path().to_str().unwrap()
    }
    fn join(&self, name: &str) -> String {
        self.0.path().join(name).to_str().unwrap().to_owned()
    }
    fn write(&self, name: &str, text: &str) -> &Self {
        fs::create_dir_all(self.0.path().join(name).parent().unwrap()).unwrap();
        fs::write(self.0.path().join(name), text).unwrap();
        self
    }
    fn read(&self, name: &str) -> String {
        fs::read_to_string(self.0.path().join(name)).unwrap()
    }
    /// Adds a procedure in which one step cannot be reached, after the line `above`.
    fn with_island(&self, above: &str) -> &Self {
        self.write("loan.yaml", &island(above))
    }
}

fn island(above: &str) -> String {
    format!(
        "procedure: P-1\ntitle: Loan\nsteps:\n  - {{id: lend, title: Lend, role: nurse, next: ask}}\n{above}  - {{id: wait, title: Wait, role: \
         nurse}}\n  - {{id: ask, title: Ask, role: nurse}}\n"
    )
}

/// How often a rule speaks.
fn count(report: &Value, rule: &str) -> usize {
    report["findings"].as_array().unwrap().iter().filter(|f| f["rule"] == rule).count()
}

const ISLAND: &str = "flow/unreachable-step";

// ---------------------------------------------------------------------------------------------
// Remarks

#[test]
fn a_remark_accepts_until_its_day_is_over() {
    let system = System::new();
    system.with_island("  # quytrinh: allow(flow/unreachable-step) until 2018-12-31 — not yet in use\n");
    let on = |day: &str| json(&["check", system.dir(), "--format", "json", "--today", day]);
    let before = on("2018-12-31");
    assert_eq!((count(&before, ISLAND), &before["summary"]["accepted"]), (0, &1.into()));
    let accepted = &before["accepted"][0];
    assert_eq!(
        (&accepted["rule"], &accepted["line"], &accepted["reason"]),
        (&ISLAND.into(), &6.into(), &"not yet in use".into())
    );
    assert_eq!(accepted["until"], "2018-12-31");
    let after = on("2019-01-01");
    assert_eq!((count(&after, ISLAND), &after["summary"]["accepted"]), (1, &0.into()));
    let finding = after["findings"].as_array().unwrap().iter().find(|f| f["rule"] == ISLAND).unwrap();
    assert_eq!(finding["related"][0]["label"], "accepted until 31 Dec 2018");
    assert_eq!(finding["related"][0]["line"], 5);
    let text = out(&run(&["check", system.dir(), "--today", "2018-06-01", "--lang", "vi"]));
    assert!(last(&text).ends_with(", 1 được chấp nhận"), "{text}");
    let text = out(&run(&["check", system.dir(), "--today", "2019-06-01", "--lang", "vi"]));
    assert!(text.contains("được chấp nhận đến hết 31/12/2018"), "{text}");
    // A day that is none is said before anything is read.
    assert_eq!(run(&["check", system.dir(), "--today", "31/12/2018"]).status.code(), Some(2));
}

#[test]
fn remarks_that_are_malformed_or_not_needed_are_reported() {
    let system = System::new();
    system.with_island("  # quytrinh: allow(flow/unreachable-stpe) — x\n  # quytrinh: allow(flow/shares) — x\n  # quytrinh: allow(flow/shares)\n");
    let report = json(&["check", system.dir(), "--format", "json"]);
    for rule in ["suppression/unknown-rule", "suppression/unused", "suppression/malformed", ISLAND] {
        assert_eq!(count(&report, rule), 1, "{rule}");
    }
    let unknown = report["findings"].as_array().unwrap().iter().find(|f| f["rule"] == "suppression/unknown-rule").unwrap();
    assert_eq!((&unknown["line"], &unknown["column"], &unknown["fix"]["replacement"]), (&5.into(), &21.into(), &ISLAND.into()));
}

// ---------------------------------------------------------------------------------------------
// Settings

#[test]
fn settings_beside_the_definitions_hold_for_all_below() {
    let system = System::new();
    system.write("sub/loan.yaml", &island("")).write("quytrinh.yaml", "severity: {flow: note, iso: off}\n");
    let severity = |path: &str| {
        let report = json(&["check", path, "--format", "json"]);
        let found = report["findings"].as_array().unwrap().iter().find(|f| f["rule"] == ISLAND).unwrap();
        assert!(report["findings"].as_array().unwrap().iter().all(|f| !f["rule"].as_str().unwrap().starts_with("iso/")));
        found["severity"].as_str().unwrap().to_owned()
    };
    for path in [system.dir().to_owned(), system.join("sub"), system.join("sub/loan.yaml")] {
        assert_eq!(severity(&path), "note", "{path}");
    }
    // From within the directory, too.
    let here = quytrinh().args(["check", "loan.yaml", "--format", "json"]).current_dir(system.join("sub")).output().unwrap();
    let report: Value = serde_json::from_slice(&here.stdout).unwrap();
    assert!(report["findings"].as_array().unwrap().iter().any(|f| f["rule"] == ISLAND && f["severity"] == "note"));
    // Those that are named take their place.
    system.write("other.config", "severity: {flow: warning}\n");
    let report = json(&["check", system.dir(), "--config", &system.join("other.config"), "--format", "json"]);
    assert!(report["findings"].as_array().unwrap().iter().any(|f| f["rule"] == ISLAND && f["severity"] == "warning"));
    assert_eq!(run(&["check", system.dir(), "--config", &system.join("none")]).status.code(), Some(2));
    // Two of them contradict each other.
    let other = System::new();
    other.write("quytrinh.yaml", "profile: strict\n");
    let refused = run(&["check", system.dir(), other.dir()]);
    assert_eq!(refused.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&refused.stderr).contains("--config"));
}

#[test]
fn mistakes_in_settings_are_findings_at_their_line() {
    let system = System::new();
    system.write(
        "quytrinh.yaml",
        "profile: stirct\nseverity:\n  flow/shraes: off\nignore:\n  - {path: \"*.yaml\", rules: [iso]}\n",
    );
    let report = json(&["check", system.dir(), "--format", "json"]);
    let found: Vec<(&str, u64)> = report["findings"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|f| f["file"] == system.join("quytrinh.yaml"))
        .map(|f| (f["rule"].as_str().unwrap(), f["line"].as_u64().unwrap()))
        .collect();
    assert_eq!(found, [("format/value", 1), ("settings/unknown-rule", 3), ("format/missing-key", 5)]);
}

#[test]
fn strict_makes_a_warning_an_error_and_an_ignore_accepts() {
    let system = System::new();
    // A loop that nothing bounds.
    system.write("loop.yaml", "procedure: P-1\ntitle: Loan\nsteps:\n  - {id: a, title: A, role: nurse}\n  - {id: b, title: B, role: nurse, next: [{to: a, when: again}, {to: c, when: done}]}\n  - {id: c, title: C, role: nurse}\n");
    let rule = "flow/unbounded-loop";
    let severity = || {
        let report = json(&["check", system.dir(), "--format", "json", "--today", "2018-01-15"]);
        let found = report["findings"].as_array().unwrap().iter().find(|f| f["rule"] == rule).cloned();
        found.map(|f| f["severity"].as_str().unwrap().to_owned())
    };
    assert_eq!(severity().as_deref(), Some("warning"));
    system.write("quytrinh.yaml", "profile: strict\n");
    assert_eq!(severity().as_deref(), Some("error"));
    system.write("quytrinh.yaml", "profile: strict\nignore: [{path: loop.yaml, rules: [flow], reason: known}]\n");
    assert_eq!(severity(), None);
    system.write(
        "quytrinh.yaml",
        "profile: strict\nignore: [{path: loop.yaml, rules: [flow], reason: known, until: 2018-01-14}]\n",
    );
    assert_eq!(severity().as_deref(), Some("error"));
}

fn validator(schema: Value) -> impl Fn(&Value) -> Result<(), String> {
    let mut compiler = boon::Compiler::new();
    compiler.add_resource("schema.json", schema).unwrap();
    let mut schemas = boon::Schemas::new();
    let index = compiler.compile("schema.json", &mut schemas).unwrap();
    move |value| schemas.validate(value, index).map_err(|error| format!("{error:#}"))
}

#[test]
fn the_schema_of_settings_takes_what_the_command_takes() {
    let check = validator(json(&["schema", "settings"]));
    let system = System::new();
    for (text, good) in [
        ("profile: strict\n", true),
        (
            "severity: {flow: off, text/translation: note}\nignore:\n  - {path: a, rules: [iso], reason: x, until: 2018-12-31}\n",
            true,
        ),
        ("ignore:\n  - {path: a, rules: [flow/shares], reason: {vi: x, en: y}}\n", true),
        ("profile: stirct\n", false),
        ("severity: {flwo: off}\n", false),
        ("severity: {format: off}\n", false),
        ("severity: {flow: loud}\n", false),
        ("ignore:\n  - {path: a, rules: [isso], reason: x}\n", false),
        ("ignore:\n  - {path: a, rules: [iso]}\n", false),
        ("ignore:\n  - {path: a, rules: [], reason: x}\n", false),
        ("rules: []\n", false),
    ] {
        let value: Value = serde_yaml::from_str(text).unwrap();
        assert_eq!(check(&value).is_ok(), good, "{text}: {:?}", check(&value));
        system.write("quytrinh.yaml", text);
        let report = json(&["check", system.dir(), "--format", "json", "--today", "2018-01-15"]);
        let wrong = report["findings"]
            .as_array()
            .unwrap()
            .iter()
            .any(|f| f["file"] == system.join("quytrinh.yaml") && f["severity"] == "error");
        assert_eq!(!wrong, good, "{text}");
    }
}

// ---------------------------------------------------------------------------------------------
// For programs

/// Definitions and models in which much is wrong, in many ways.
const CROWD: [&str; 4] = ["tests/reading/err", "examples/bpmn", "--today", "2018-01-15"];

fn crowd(format: &str, lang: &str) -> String {
    let mut arguments = vec!["check", "--format", format, "--lang", lang];
    arguments.extend(CROWD);
    said(&arguments, 1)
}

fn number_of_findings() -> usize {
    let report: Value = serde_json::from_str(&crowd("json", "en")).unwrap();
    report["findings"].as_array().unwrap().len()
}

#[test]
fn sarif_is_valid_against_its_schema() {
    let schema = fs::read_to_string(Path::new(ROOT).join("tests/schemas/sarif-2.1.0.json")).unwrap();
    let check = validator(serde_json::from_str(&schema).unwrap());
    let system = System::new();
    system.with_island("  # quytrinh: allow(flow/unreachable-step) until 2018-12-31 — not yet in use\n");
    system.write("quytrinh.yaml", "ignore: [{path: loan.yaml, rules: [iso], reason: old}]\n");
    let accepted = out(&run(&["check", system.dir(), "--format", "sarif", "--today", "2018-06-01"]));
    let clean = said(&["check", "--format", "sarif", "examples/processes/hospital"], 0);
    for text in [crowd("sarif", "en"), crowd("sarif", "vi"), accepted.clone(), clean] {
        let log: Value = serde_json::from_str(&text).unwrap();
        check(&log).unwrap_or_else(|error| panic!("{error}"));
        let run = &log["runs"][0];
        let rules = run["tool"]["driver"]["rules"].as_array().unwrap();
        let mut prints = std::collections::BTreeSet::new();
        for result in run["results"].as_array().unwrap() {
            let index = usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap();
            assert_eq!(rules[index]["id"], result["ruleId"]);
            assert!(prints.insert(result["partialFingerprints"]["quytrinh/v1"].as_str().unwrap()), "{result}");
        }
    }
    // The schema does refuse what is wrong.
    let mut wrong: Value = serde_json::from_str(&accepted).unwrap();
    wrong["runs"][0]["results"][0]["level"] = "loud".into();
    assert!(check(&wrong).is_err());
    let log: Value = serde_json::from_str(&accepted).unwrap();
    let results = log["runs"][0]["results"].as_array().unwrap();
    let kinds: Vec<&str> = results.iter().filter_map(|r| r["suppressions"][0]["kind"].as_str()).collect();
    assert!(kinds.contains(&"inSource") && kinds.contains(&"external"), "{kinds:?}");
    let crowd: Value = serde_json::from_str(&crowd("sarif", "en")).unwrap();
    let results = crowd["runs"][0]["results"].as_array().unwrap();
    assert_eq!(results.len(), number_of_findings());
    for key in ["relatedLocations", "fixes"] {
        assert!(results.iter().any(|r| r.get(key).is_some()), "{key}");
    }
}

#[test]
#[cfg(feature = "bpmn")]
fn junit_is_xml_and_counts_what_it_holds() {
    for lang in ["en", "vi"] {
        let text = crowd("junit", lang);
        let document = roxmltree::Document::parse(&text).unwrap();
        let number = |node: roxmltree::Node, key: &str| node.attribute(key).unwrap().parse::<usize>().unwrap();
        let below = |node: roxmltree::Node, tag: &str| node.descendants().filter(|n| n.has_tag_name(tag)).count();
        let root = document.root_element();
        assert_eq!((number(root, "tests"), number(root, "failures")), (below(root, "testcase"), below(root, "failure")));
        for suite in root.children().filter(roxmltree::Node::is_element) {
            assert_eq!((number(suite, "tests"), number(suite, "failures")), (below(suite, "testcase"), below(suite, "failure")));
        }
        let found = root.descendants().filter(|n| n.has_tag_name("testcase") && n.has_children()).count();
        assert_eq!(found, number_of_findings());
    }
}

#[test]
fn annotations_are_a_line_each() {
    let text = crowd("github", "vi");
    assert_eq!(text.lines().count(), number_of_findings());
    for line in text.lines() {
        let (head, said) = line.strip_prefix("::").and_then(|line| line.split_once("::")).expect(line);
        let (kind, properties) = head.split_once(' ').expect(line);
        assert!(["error", "warning", "notice"].contains(&kind) && !said.is_empty(), "{line}");
        let keys: Vec<&str> = properties.split(',').map(|p| p.split_once('=').expect(line).0).collect();
        assert!(
            keys == ["file", "line", "endLine", "title"] || keys == ["file", "line", "endLine", "col", "endColumn", "title"],
            "{line}"
        );
    }
}

#[test]
fn markdown_has_a_row_for_each_finding() {
    for lang in ["en", "vi"] {
        let text = crowd("markdown", lang);
        // A row begins with line and column.
        let place = |line: &str| line.strip_prefix("| ")?.split_once(" |")?.0.split_once(':').map(|(l, c)| format!("{l}{c}"));
        let is_row = |line: &&str| place(line).is_some_and(|place| place.bytes().all(|b| b.is_ascii_digit()));
        let rows: Vec<&str> = text.lines().filter(is_row).collect();
        assert_eq!(rows.len(), number_of_findings());
        for row in rows {
            let bars = row.replace("\\|", "").matches('|').count();
            assert_eq!(bars, 5, "{row}");
        }
    }
}

#[test]
fn every_form_is_the_same_each_time() {
    for format in ["text", "sarif", "junit", "github", "markdown"] {
        assert!(crowd(format, "en") == crowd(format, "en"), "{format}");
    }
}

// ---------------------------------------------------------------------------------------------
// Mending

const UGLY: &str = "# đầu tệp\nprocedure: P-1\ntitle:   Loan   # giữ nguyên\nclauses: [7.2, 4]\nsteps:\n  - {id: a, title: A, role: nruse, time: 3 ngày}\n";

#[test]
fn fix_mends_what_is_certain_and_keeps_the_rest() {
    let system = System::new();
    let windows = UGLY.replace('\n', "\r\n").replace("P-1", "P-2");
    system.write("a.yaml", UGLY).write("b.yaml", &format!("\u{feff}{windows}"));
    let certain = |text: &str| text.replace("[7.2, 4]", "[\"7.2\", \"4\"]").replace("3 ngày", "3 days");
    // Shown first, and nothing is changed.
    let diff = said(&["check", system.dir(), "--diff"], 1);
    assert_eq!(system.read("a.yaml"), UGLY);
    for line in ["-clauses: [7.2, 4]", "+clauses: [\"7.2\", \"4\"]", " # đầu tệp", "@@ -1,6 +1,6 @@"] {
        assert!(diff.lines().any(|l| l.trim_end() == line), "{line}\n{diff}");
    }
    let output = run(&["check", system.dir(), "--fix"]);
    assert_eq!(String::from_utf8_lossy(&output.stderr), "mended: 6 places in 2 files\n");
    assert!(out(&output).contains("there is no role `nruse`"), "what is a guess is left");
    assert_eq!(system.read("a.yaml"), certain(UGLY));
    assert_eq!(system.read("b.yaml"), format!("\u{feff}{}", certain(&windows)));
    // Again, there is nothing to do.
    assert_eq!(said(&["check", system.dir(), "--diff"], 0), "");
    assert_eq!(
        String::from_utf8_lossy(&run(&["check", system.dir(), "--fix", "--lang", "vi"]).stderr),
        "đã sửa 0 chỗ trong 0 tệp\n"
    );
    // Guesses are taken if they are asked for.
    run(&["check", system.dir(), "--fix", "--unsafe-fixes"]);
    assert_eq!(system.read("a.yaml"), certain(UGLY).replace("nruse", "nurse"));
    assert!(fs::read_dir(system.0.path()).unwrap().all(|e| !e.unwrap().file_name().to_string_lossy().contains("writing")));
}

/// Every library of the fixtures in which something is wrong.
fn libraries() -> Vec<Library> {
    let mut paths: Vec<_> = fs::read_dir(Path::new(ROOT).join("tests/reading/err")).unwrap().map(|e| e.unwrap().path()).collect();
    paths.retain(|path| path.is_dir() || path.extension().is_some_and(|e| e == "yaml"));
    paths.sort();
    paths.into_iter().map(|path| Library::open(path).unwrap()).collect()
}

#[test]
fn mending_never_makes_it_worse_and_ends() {
    let errors = |library: &Library| library.findings().iter().filter(|f| f.severity == Severity::Error).count();
    let (rules, mut mended_at_all) = (Rules::standard(), 0);
    for library in libraries() {
        for guesses in [false, true] {
            let mended = rules.mend(&library, guesses);
            let texts = library.sources().iter().map(|s| {
                let text = mended.texts.get(&*s.name).map_or(&*s.text, String::as_str);
                assert_eq!(text.lines().count(), s.text.lines().count(), "{}", s.name);
                (s.name.to_string(), text.to_owned())
            });
            let after = Library::from_sources(texts);
            let name = &library.sources()[0].name;
            assert!(errors(&after) <= errors(&library), "{name}");
            assert_eq!(mended.texts.is_empty(), mended.count == 0, "{name}");
            mended_at_all += mended.count;
            let again = rules.mend(&after, guesses);
            assert_eq!(again.count, 0, "{name} {:?}", again.texts);
        }
    }
    assert!(mended_at_all > 50, "{mended_at_all}");
}

// ---------------------------------------------------------------------------------------------
// What is known already

#[test]
fn a_baseline_hides_what_is_known_wherever_it_moves() {
    let system = System::new();
    system.with_island("");
    let base = system.join("known.json");
    let text = said(&["check", system.dir(), "--baseline", &base, "--write-baseline"], 0);
    assert!(text.contains("findings written to"), "{text}");
    let clean = said(&["check", system.dir(), "--baseline", &base], 0);
    assert!(last(&clean).contains("0 errors, 0 warnings") && last(&clean).ends_with(" known"), "{clean}");
    // Lines and steps before it change nothing; nor does the directory in which the command runs.
    let moved = island("").replace("steps:\n", "# more\n\nsteps:\n  - {id: first, title: First, role: nurse, time: 1 hour}\n");
    system.write("loan.yaml", &moved);
    said(&["check", system.dir(), "--baseline", &base], 0);
    let here = quytrinh().args(["check", ".", "--baseline", "known.json"]).current_dir(system.dir()).output().unwrap();
    assert_eq!(here.status.code(), Some(0), "{}", out(&here));
    // What is new is shown, and only that.
    system.write("loan.yaml", &moved.replace("role: nurse}\n  - {id: ask", "role: nruse}\n  - {id: ask"));
    let report = json(&["check", system.dir(), "--baseline", &base, "--format", "json"]);
    let found: Vec<&str> = report["findings"].as_array().unwrap().iter().map(|f| f["rule"].as_str().unwrap()).collect();
    assert_eq!(found, ["reference/unknown-role"]);
    // What is mended is said to be there no more.
    fs::remove_file(system.join("loan.yaml")).unwrap();
    system.write("loan.yaml", &moved.replace("next: ask", "next: wait"));
    let text = said(&["check", system.dir(), "--baseline", &base], 0);
    assert!(last(&text).contains("1 there no more"), "{text}");
    // The same bytes each time.
    let first = fs::read(&base).unwrap();
    system.write("loan.yaml", &island(""));
    said(&["check", system.dir(), "--baseline", &base, "--write-baseline"], 0);
    assert_eq!(fs::read(&base).unwrap(), first);
    for broken in ["x", "{}", "{\"version\": 1, \"findings\": [{}]}", "{\"version\": 2, \"findings\": []}"] {
        fs::write(&base, broken).unwrap();
        let refused = run(&["check", system.dir(), "--baseline", &base]);
        assert_eq!(refused.status.code(), Some(2));
        assert!(String::from_utf8_lossy(&refused.stderr).contains("--write-baseline"));
    }
    assert_eq!(run(&["check", system.dir(), "--baseline", &system.join("none.json")]).status.code(), Some(2));
    assert_eq!(run(&["check", system.dir(), "--write-baseline"]).status.code(), Some(2));
}

#[test]
fn watching_checks_again_when_a_file_changes() {
    let system = System::new();
    let mut child = quytrinh().args(["check", system.dir(), "--watch"]).stdout(Stdio::piped()).spawn().unwrap();
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
    let mut next = |wanted: &str| lines.by_ref().map(Result::unwrap).find(|line| line.contains(wanted)).unwrap();
    next("0 errors, 0 warnings");
    next("waiting for changes");
    system.with_island("");
    next("[flow/unreachable-step]");
    next("waiting for changes");
    fs::remove_file(system.join("loan.yaml")).unwrap();
    next("0 errors, 0 warnings");
    child.kill().unwrap();
    child.wait().unwrap();
}

#[test]
fn what_the_readme_shows_holds() {
    let readme = fs::read_to_string(Path::new(ROOT).join("README.md")).unwrap();
    let block = |first: &str| {
        let start = readme.find(first).unwrap_or_else(|| panic!("{first}"));
        readme[start..].split("```").next().unwrap().to_owned()
    };
    let system = System::new();
    system
        .write("quytrinh.yaml", &block("profile: iso9001-2008"))
        .with_island(&block("  # quytrinh: allow(flow/unbounded-loop)"));
    let report = json(&["check", system.dir(), "--format", "json", "--today", "2018-06-01"]);
    let of = |family: &str| {
        report["findings"].as_array().unwrap().iter().filter(|f| f["rule"].as_str().unwrap().starts_with(family)).count()
    };
    assert_eq!((of("settings/"), of("suppression/unused"), of("suppression/")), (0, 1, 1), "{report}");
    for option in ["--fix", "--diff", "--unsafe-fixes", "--watch", "--baseline", "--write-baseline", "--today"] {
        assert!(said(&["check", "--help"], 0).contains(option) && readme.contains(option), "{option}");
    }
}
