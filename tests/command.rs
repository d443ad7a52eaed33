//! The command: exit codes, output for people and for programs, files written whole or not at all.

#![cfg(feature = "cli")]
#![allow(clippy::format_collect, clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::time::{Duration, Instant};

/// The command, in English, away from the terminal and the environment of whoever runs the tests.
fn quytrinh() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_quytrinh"));
    for name in ["LC_ALL", "LC_MESSAGES", "LANG", "NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE", "FORCE_COLOR", "RUST_BACKTRACE"] {
        command.env_remove(name);
    }
    command
}

fn run(arguments: &[&str]) -> Output {
    quytrinh().args(arguments).output().unwrap()
}

fn code(output: &Output) -> i32 {
    output.status.code().expect("it ended by itself")
}

fn out(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).expect("UTF-8 on standard output")
}

fn err(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).expect("UTF-8 on standard error")
}

#[track_caller]
fn expect(output: &Output, wanted: i32) {
    assert_eq!(code(output), wanted, "\nstdout:\n{}\nstderr:\n{}", out(output), err(output));
}

/// It could not run: exit 2, one line that says why, nothing on standard output.
#[track_caller]
fn expect_refused(output: &Output) -> String {
    expect(output, 2);
    let said = err(output);
    assert_eq!(said.lines().count(), 1, "{said}");
    assert!(said.starts_with("error: ") && said.ends_with('\n'), "{said}");
    assert_eq!(out(output), "");
    said
}

fn example(name: &str) -> String {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(name).to_string_lossy().into_owned()
}

/// A complete library without a finding.
fn good() -> String {
    example("examples/processes/hospital")
}

/// A directory of definitions made for one test.
struct Definitions(tempfile::TempDir);

impl Definitions {
    fn new(files: &[(&str, &str)]) -> Self {
        let directory = tempfile::tempdir().unwrap();
        for (name, text) in files {
            let path = directory.path().join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        }
        Self(directory)
    }
    fn path(&self) -> &Path {
        self.0.path()
    }
    fn text(&self) -> String {
        self.join("")
    }
    fn join(&self, name: &str) -> String {
        self.path().join(name).to_string_lossy().trim_end_matches('/').to_owned()
    }
}

const ORGANISATION: &str = "organisation: library\ntitle: {vi: Thư viện, en: Library}\nunits:\n  - {id: desk, title: Desk, kind: \
                            department}\nroles:\n  - {id: reader, title: Reader, kind: applicant}\n  - {id: clerk, title: Clerk, \
                            kind: clerk}\n";

const LOAN: &str = "procedure: P-1\ntitle: {vi: Mượn sách, en: Loan}\nsteps:\n  - {id: ask, title: Ask, role: reader}\n  - {id: lend, \
                    title: Lend, role: clerk, time: 5 minutes}\n";

const WRONG: &str = "procedure: P-2\ntitle: Return\nsteps:\n  - {id: bring, title: Bring, role: raeder}\n";

const BROKEN: &str = "procedure: P-3\ntitle: Find\nclauses: [\"7.5.1\"\nsteps:\n  - {id: a, title: A, role: clerk}\n";

/// Every file below a directory with its bytes.
fn tree(root: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let (mut files, mut open) = (BTreeMap::new(), vec![root.to_owned()]);
    while let Some(directory) = open.pop() {
        for entry in fs::read_dir(directory).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                open.push(path);
            } else {
                files.insert(path.strip_prefix(root).unwrap().to_owned(), fs::read(&path).unwrap());
            }
        }
    }
    files
}

// ---------------------------------------------------------------------------------------------
// Exit codes

#[test]
fn nothing_wrong_is_zero() {
    let directory = tempfile::tempdir().unwrap();
    let to = directory.path().join("out");
    let to = to.to_str().unwrap();
    expect(&run(&["check", &example("processes/ba-dinh")]), 0);
    expect(&run(&["measure", &good()]), 0);
    expect(&run(&["manual", &good(), "--out", to]), 0);
    expect(&run(&["graph", &example("examples/processes/hospital/QT-medication-error.yaml")]), 0);
    expect(&run(&["rules"]), 0);
    expect(&run(&["rules", "--format", "json"]), 0);
    expect(&run(&["schema", "procedure"]), 0);
    expect(&run(&["schema", "--out", to]), 0);
    expect(&run(&["build", &example("processes/ba-dinh"), "--out", to]), 0);
    expect(&run(&["--help"]), 0);
    expect(&run(&["--version"]), 0);
}

#[test]
fn findings_are_one() {
    let wrong = Definitions::new(&[("organisation.yaml", ORGANISATION), ("return.yaml", WRONG)]);
    let to = tempfile::tempdir().unwrap();
    let to = to.path().join("out");
    expect(&run(&["check", &wrong.text()]), 1);
    expect(&run(&["check", "--format", "json", &wrong.text()]), 1);
    expect(&run(&["build", &wrong.text(), "--out", to.to_str().unwrap()]), 1);
    assert!(to.join("index.html").exists(), "the documents are there all the same");
    let claim = "simplifications:\n  - {id: s, title: S, status: proposed, operations: [{eliminate: {step: lend}}], claims: {steps: -7}}\n";
    let claimed = Definitions::new(&[("organisation.yaml", ORGANISATION), ("a.yaml", &format!("{LOAN}{claim}"))]);
    expect(&run(&["measure", &claimed.text()]), 1);
    expect(&run(&["measure", "--format", "json", &claimed.text()]), 1);
}

#[test]
fn what_cannot_run_is_two() {
    let nothing =
        Definitions::new(&[("notes.txt", "x"), (".hidden.yaml", LOAN), ("quytrinh.yaml", "x: 1"), ("a.test.yaml", "x: 1")]);
    for command in ["check", "measure", "build", "manual", "graph"] {
        let to = nothing.join("out");
        let with = |path: &str| match command {
            "build" | "manual" => run(&[command, path, "--out", &to]),
            _ => run(&[command, path]),
        };
        let said = expect_refused(&with(&nothing.text()));
        assert!(said.contains("no definitions in") && said.contains(&nothing.text()), "{said}");
        let said = expect_refused(&with(&nothing.join("missing")));
        assert!(said.contains("cannot read") && said.contains("missing"), "{said}");
        assert!(!Path::new(&to).exists(), "nothing is written");
    }
    // One of several paths is missing.
    expect_refused(&run(&["check", &good(), &nothing.join("missing")]));
    // A file without a procedure has no flowchart.
    let said = expect_refused(&run(&["graph", &example("examples/processes/hospital/organisation.yaml")]));
    assert!(said.contains("holds no procedure"), "{said}");
    let said = expect_refused(&run(&["schema", "recipe"]));
    assert!(said.contains("recipe") && said.contains("procedure, organisation"), "{said}");
}

#[test]
fn wrong_arguments_are_two() {
    for arguments in [
        &["chekc", "."][..],
        &["check"],
        &["build"],
        &["check", ".", "--format", "xml"],
        &["check", ".", "--lang", "fr"],
        &["graph", "a.yaml", "--format", "png"],
        &["schema", "procedure", "--out", "x"],
        &[],
    ] {
        let output = run(arguments);
        expect(&output, 2);
        assert_eq!(out(&output), "");
        assert!(!err(&output).is_empty());
    }
}

#[test]
fn a_message_that_cannot_run_is_vietnamese_too() {
    let nothing = Definitions::new(&[]);
    for (arguments, says) in [
        (vec!["check".to_owned(), nothing.text()], "không có định nghĩa nào"),
        (vec!["check".to_owned(), nothing.join("missing")], "không đọc được"),
        (vec!["graph".to_owned(), example("examples/processes/hospital/organisation.yaml")], "không có quy trình nào"),
        (vec!["schema".to_owned(), "recipe".to_owned()], "không có loại tài liệu nào"),
    ] {
        let output = quytrinh().args(arguments).args(["--lang", "vi"]).output().unwrap();
        expect(&output, 2);
        assert!(err(&output).starts_with("lỗi: ") && err(&output).contains(says), "{}", err(&output));
    }
}

// ---------------------------------------------------------------------------------------------
// For programs

fn json(output: &Output) -> serde_json::Value {
    serde_json::from_slice(&output.stdout).unwrap_or_else(|e| panic!("{e}\n{}", out(output)))
}

fn keys(value: &serde_json::Value) -> Vec<&str> {
    value.as_object().unwrap().keys().map(String::as_str).collect()
}

#[test]
fn the_json_of_check_has_exactly_these_keys() {
    let wrong = Definitions::new(&[("organisation.yaml", ORGANISATION), ("return.yaml", WRONG)]);
    let output = run(&["check", "--format", "json", &wrong.text()]);
    let report = json(&output);
    assert_eq!(keys(&report), ["version", "files", "procedures", "models", "findings", "accepted", "coverage", "summary"]);
    assert_eq!((&report["version"], &report["files"], &report["procedures"]), (&1.into(), &2.into(), &1.into()));
    assert_eq!(keys(&report["summary"]), ["errors", "warnings", "accepted"]);
    let findings = report["findings"].as_array().unwrap();
    let (mut errors, mut warnings) = (0, 0);
    for finding in findings {
        let mut wanted = vec!["rule", "severity", "message", "file", "line", "column", "path"];
        wanted.extend(["label", "related", "help", "fix"].into_iter().filter(|key| finding.get(key).is_some()));
        if finding.get("fix").is_some() {
            assert_eq!(keys(&finding["fix"]), ["title", "replacement", "safe"]);
        }
        assert_eq!(keys(finding), wanted);
        assert!(finding["line"].as_u64().unwrap() > 0 && finding["column"].as_u64().unwrap() > 0);
        match finding["severity"].as_str().unwrap() {
            "error" => errors += 1,
            "warning" => warnings += 1,
            other => assert_eq!(other, "note"),
        }
    }
    assert_eq!((&report["summary"]["errors"], &report["summary"]["warnings"]), (&errors.into(), &warnings.into()));
    let role = findings.iter().find(|f| f["rule"] == "reference/unknown-role").unwrap();
    assert_eq!(role["severity"], "error");
    assert_eq!(role["message"], "there is no role `raeder`; did you mean `reader`?");
    assert_eq!(role["file"], wrong.join("return.yaml"));
    assert_eq!((&role["line"], &role["column"]), (&4.into(), &37.into()));
    assert_eq!(role["path"], "steps[0].role");
    assert_eq!(role["fix"]["replacement"], "reader");
    // Clean is the same shape.
    let clean = json(&run(&["check", "--format", "json", &example("processes/ba-dinh")]));
    assert_eq!(keys(&clean), ["version", "files", "procedures", "models", "findings", "accepted", "coverage", "summary"]);
    assert_eq!(clean["summary"]["errors"], 0);
}

#[test]
fn how_far_requirements_are_met_is_told_to_programs_and_in_markdown() {
    let coverage = &json(&run(&["check", "--format", "json", &example("processes/ba-dinh")]))["coverage"];
    assert_eq!(keys(coverage), ["clauses", "articles", "unread", "unasked"]);
    let clauses = coverage["clauses"].as_array().unwrap();
    assert_eq!(clauses.len(), 51);
    for clause in clauses {
        assert_eq!(keys(clause), ["clause", "state", "organisation", "processes", "procedures", "findings", "undecided"]);
        assert_eq!(keys(&clause["findings"]), ["errors", "warnings", "accepted"]);
    }
    let policy = clauses.iter().find(|clause| clause["clause"] == "5.3").unwrap();
    assert_eq!((&policy["state"], &policy["organisation"]), (&"met".into(), &serde_json::json!(["policy"])));
    let articles = coverage["articles"].as_array().unwrap();
    let who = articles.iter().find(|article| article["article"] == "Art. 8(2) e").unwrap();
    let wanted = ["source", "article", "topic", "asks", "verified", "from", "until", "rules", "state", "applies", "meets"];
    assert_eq!(keys(who)[..11], wanted);
    assert_eq!((&who["applies"], &who["meets"], &who["verified"]), (&22.into(), &22.into(), &true.into()));
    // A system that follows no standard is not held against one.
    let other = &json(&run(&["check", "--format", "json", &good()]))["coverage"];
    assert_eq!(other["clauses"], serde_json::json!([]));
    let markdown = out(&run(&["check", "--format", "markdown", "--lang", "vi", &example("processes/ba-dinh")]));
    assert!(markdown.contains("## Mức độ đáp ứng yêu cầu"), "{markdown}");
    assert!(markdown.contains("| Điều khoản TCVN ISO 9001:2008 | 42 | 0 | 0 | 9 | 0 | 0 |"), "{markdown}");
}

/// Of a loan whose slip goes by way of a porter.
const BY_PORTER: &str = "procedure: P-1
title: {vi: Cho mượn sách, en: Lend a book}
steps:
  - {id: ask, title: {vi: Hỏi mượn, en: Ask for it}, role: applicant}
  - {id: look, title: {vi: Tra cứu, en: Look it up}, role: clerk, time: 10 minutes}
  - {id: pass, title: {vi: Chuyển phiếu, en: Pass the slip on}, role: porter, time: 30 minutes}
  - {id: lend, title: {vi: Giao sách, en: Hand the book out}, role: librarian, time: 5 minutes}
";

#[test]
fn suggestions_are_shown_with_the_entry_that_follows_them() {
    let loan = Definitions::new(&[("loan.yaml", BY_PORTER)]).0;
    let path = loan.path().join("loan.yaml").display().to_string();
    let english = out(&run(&["suggest", "--lang", "en", &path]));
    for part in [
        "suggestion[suggest/forwarding-step]: the step `pass` only forwards",
        "only passes on",
        "= saves: steps 4 → 3; hand-offs 3 → 2; roles 4 → 3; ",
        " critical path 45 minutes",
        "= why: ",
        "  - id: drop-pass",
        "# basis: [...] — the author",
        "1 suggestion for 1 procedure\n",
    ] {
        assert!(english.contains(part), "{part}\n{english}");
    }
    let vietnamese = out(&run(&["suggest", "--lang", "vi", &path]));
    for part in [
        "gợi ý[suggest/forwarding-step]: bước `pass`",
        "= giảm: bước 4 → 3",
        "= vì: ",
        "# basis: [...] — căn cứ",
        "1 gợi ý cho 1 quy trình\n",
    ] {
        assert!(vietnamese.contains(part), "{part}\n{vietnamese}");
    }
    let data = json(&run(&["suggest", "--format", "json", "--lang", "en", &path]));
    assert_eq!(keys(&data), ["version", "suggestions", "summary"]);
    assert_eq!((&data["version"], &data["summary"]["suggestions"]), (&1.into(), &1.into()));
    let first = &data["suggestions"][0];
    assert_eq!(first["rule"], "suggest/forwarding-step");
    assert_eq!(first["changes"]["steps"], serde_json::json!({"before": 4.0, "after": 3.0}));
    assert_eq!((&first["places"][0]["line"], &first["places"][0]["path"]), (&6.into(), &"steps[2].id".into()));
    assert_eq!(first["expected_work_minutes"], serde_json::json!({"before": 45.0, "after": 15.0}));
    assert_eq!(first["simplification"]["operations"][0]["eliminate"]["step"], "pass");
    assert!(first["yaml"].as_str().is_some_and(|yaml| yaml.starts_with("simplifications:\n  - id: drop-pass")));
    let rules = json(&run(&["suggest", "--rules", "--format", "json"]));
    assert_eq!(rules.as_array().map(Vec::len), Some(12));
    assert!(out(&run(&["suggest", "--rules", "--lang", "vi"])).contains("bước chỉ chuyển tiếp"));
    expect(&run(&["suggest", &good()]), 0);
    expect(&run(&["suggest"]), 2);
}

#[test]
fn the_json_of_the_others_is_json() {
    let measured = json(&run(&["measure", "--format", "json", &good()]));
    assert_eq!(keys(&measured), ["version", "procedures", "portfolio"]);
    assert_eq!(measured["version"], 1);
    for key in ["simplified", "total", "meets_target", "states", "policies"] {
        assert!(measured["portfolio"].get(key).is_some(), "{key}");
    }
    for effect in measured["procedures"].as_array().unwrap() {
        assert!(effect["code"].is_string() && effect["as_is"]["steps"].is_u64() && effect["to_be"]["steps"].is_u64());
        for one in effect["simplifications"].as_array().unwrap() {
            assert!(one["id"].is_string() && one["interacts_with"].is_array());
            assert!(one["sequential"]["steps"].is_number() && one["shapley"]["steps"].is_number());
        }
    }
    let rules = json(&run(&["rules", "--format", "json"]));
    let rules = rules.as_array().unwrap();
    let codes: BTreeSet<&str> = rules.iter().map(|r| r["rule"].as_str().unwrap()).collect();
    assert_eq!(codes.len(), rules.len(), "each rule has a code of its own");
    for kind in ["procedure", "organisation", "objectives", "calendar", "references", "forms", "evidence"] {
        let schema = json(&run(&["schema", kind]));
        assert_eq!(schema["title"], format!("quytrinh {kind}"));
        assert!(schema["properties"].get(kind).is_some());
    }
}

#[test]
fn the_rules_of_json_and_of_text_are_the_same() {
    let (text, rules) = (out(&run(&["rules"])), json(&run(&["rules", "--format", "json"])));
    let named: Vec<&str> = text.lines().map(|line| line.split_whitespace().next().unwrap()).collect();
    let codes: Vec<&str> = rules.as_array().unwrap().iter().map(|r| r["rule"].as_str().unwrap()).collect();
    assert_eq!(named, codes);
}

#[test]
fn the_clauses_of_2008_are_found_in_2015() {
    let map = json(&run(&["rules", "--map", "2015", "--format", "json"]));
    assert_eq!(keys(&map), ["version", "from", "to", "clauses", "new"]);
    let clauses = map["clauses"].as_array().unwrap();
    assert_eq!(clauses.len(), 52);
    let row = |number: &str| clauses.iter().find(|row| row["clause"] == number).unwrap();
    assert_eq!(row("5.6.2")["to"], serde_json::json!(["9.3.2"]));
    assert_eq!(row("5.6.2")["verified"], true);
    assert_eq!(row("8.5.3")["verified"], false);
    let text = out(&run(&["--lang", "vi", "rules", "--map", "2015"]));
    assert!(text.contains("8.5.3  6.1                Hành động phòng ngừa; thay bằng"), "{text}");
    assert_eq!(text.lines().count(), 1 + 52 + 5);
}

#[test]
fn the_schemas_of_the_project_are_those_of_the_command() {
    let directory = tempfile::tempdir().unwrap();
    expect(&run(&["schema", "--out", directory.path().to_str().unwrap()]), 0);
    let lines = |files: BTreeMap<PathBuf, Vec<u8>>| -> BTreeMap<PathBuf, String> {
        files.into_iter().map(|(path, bytes)| (path, String::from_utf8(bytes).unwrap().replace("\r\n", "\n"))).collect()
    };
    let (made, kept) = (lines(tree(directory.path())), lines(tree(Path::new(&example("schemas")))));
    assert_eq!(made.keys().collect::<Vec<_>>(), kept.keys().collect::<Vec<_>>());
    for (path, text) in made {
        assert!(text == kept[&path], "{} is not what `quytrinh schema --out schemas` writes", path.display());
    }
}

// ---------------------------------------------------------------------------------------------
// For people

#[test]
fn a_broken_file_does_not_hide_the_others() {
    let files = [
        ("organisation.yaml", ORGANISATION),
        ("a/broken.yaml", BROKEN),
        ("b/loan.yaml", LOAN),
        ("c/return.yaml", WRONG),
        ("d/utf.yaml", "x"),
    ];
    let mixed = Definitions::new(&files);
    fs::write(mixed.path().join("d/utf.yaml"), b"procedure: \xff\n").unwrap();
    let to = mixed.path().join("out");
    let output = run(&["build", &mixed.text(), "--out", to.to_str().unwrap()]);
    expect(&output, 1);
    assert_eq!(err(&output), "");
    let said = out(&output);
    for rule in ["format/syntax", "format/encoding", "reference/unknown-role"] {
        assert_eq!(said.matches(&format!("[{rule}]")).count(), 1, "{rule}\n{said}");
    }
    for name in ["en/P-1.html", "en/P-1.md", "vi/P-1.html", "en/P-2.html", "index.html"] {
        assert!(to.join(name).is_file(), "{name}");
    }
    assert!(tree(&to).keys().all(|path| !path.to_string_lossy().contains(".writing")), "nothing is left lying about");
}

#[test]
fn findings_are_shown_with_place_excerpt_and_fix() {
    let wrong = Definitions::new(&[("organisation.yaml", ORGANISATION), ("return.yaml", WRONG)]);
    let said = out(&run(&["check", &wrong.text()]));
    let place = format!("{}:4:37", wrong.join("return.yaml"));
    for part in [
        "error[reference/unknown-role]: there is no role `raeder`; did you mean `reader`?",
        &place,
        "role: raeder",
        "role: reader",
    ] {
        assert!(said.contains(part), "{part}\n{said}");
    }
    let last = said.lines().last().unwrap();
    assert!(last.starts_with("2 files, 1 procedure: "), "{last}");
}

#[test]
fn one_is_not_plural() {
    let one = Definitions::new(&[("loan.yaml", LOAN)]);
    let last = out(&run(&["check", &one.text()])).lines().last().unwrap().to_owned();
    assert!(last.starts_with("1 file, 1 procedure: "), "{last}");
}

#[test]
fn vietnamese_is_spoken_where_it_is_asked_for() {
    let wrong = Definitions::new(&[("organisation.yaml", ORGANISATION), ("return.yaml", WRONG)]);
    let asked = out(&run(&["check", &wrong.text(), "--lang", "vi"]));
    assert!(asked.contains("lỗi[reference/unknown-role]: không có vai trò nào tên `raeder`; có phải ý là `reader`?"), "{asked}");
    assert!(asked.lines().last().unwrap().starts_with("2 tệp, 1 quy trình: "), "{asked}");
    for english in ["error[", "warning[", "help:", "did you mean"] {
        assert!(!asked.contains(english), "{english}\n{asked}");
    }
    for (name, value) in [("LANG", "vi_VN.UTF-8"), ("LC_ALL", "vi_VN"), ("LC_MESSAGES", "vi")] {
        let output = quytrinh().args(["check", &wrong.text()]).env(name, value).output().unwrap();
        assert_eq!(out(&output), asked, "{name}={value}");
    }
    // The nearer setting wins, and what is asked for wins over both.
    let nearer =
        quytrinh().args(["check", &wrong.text()]).env("LC_ALL", "en_GB.UTF-8").env("LANG", "vi_VN.UTF-8").output().unwrap();
    assert!(out(&nearer).contains("there is no role"));
    let told = quytrinh().args(["check", &wrong.text(), "--lang", "en"]).env("LANG", "vi_VN.UTF-8").output().unwrap();
    assert!(out(&told).contains("there is no role"));
    for (arguments, says) in [
        (vec!["measure".to_owned(), good()], "Hiện trạng"),
        (vec!["rules".to_owned()], "mọi bước đều có đường đi tới"),
        (
            ["graph", "--format", "mermaid", &example("examples/processes/hospital/QT-medication-error.yaml")]
                .map(str::to_owned)
                .to_vec(),
            "Bắt đầu",
        ),
    ] {
        let output = quytrinh().args(&arguments).args(["--lang", "vi"]).output().unwrap();
        expect(&output, 0);
        assert!(out(&output).contains(says), "{arguments:?}");
    }
    let json = json(&run(&["check", "--format", "json", "--lang", "vi", &wrong.text()]));
    assert!(
        json["findings"].as_array().unwrap().iter().any(|f| f["message"].as_str().unwrap().starts_with("không có vai trò nào"))
    );
}

#[test]
fn output_that_is_no_terminal_has_no_escape_codes() {
    let wrong = Definitions::new(&[
        ("organisation.yaml", ORGANISATION),
        ("return.yaml", WRONG),
        ("loud.yaml", "procedure: P-9\ntitle: \"\\e[31mLoud\\e[0m\"\nsteps:\n  - {id: a, title: \"\\e]0;x\\a\", role: clerk}\n"),
    ]);
    let to = wrong.join("out");
    for arguments in [
        &["check", &wrong.text()][..],
        &["check", "--format", "json", &wrong.text()],
        &["measure", &wrong.text()],
        &["measure", "--format", "json", &wrong.text()],
        &["build", &wrong.text(), "--out", &to],
        &["graph", "--format", "mermaid", &wrong.join("loud.yaml")],
        &["graph", "--format", "dot", &wrong.join("loud.yaml")],
        &["graph", &wrong.join("loud.yaml")],
        &["rules"],
        &["--help"],
        &["check", "missing"],
    ] {
        let output = run(arguments);
        for bytes in [&output.stdout, &output.stderr] {
            assert!(!bytes.contains(&0x1b), "{arguments:?}\n{}", String::from_utf8_lossy(bytes));
        }
    }
    // What is packed may hold any byte.
    for (path, bytes) in
        tree(Path::new(&to)).into_iter().filter(|(path, _)| path.extension().is_none_or(|ending| ending != "docx"))
    {
        assert!(!bytes.contains(&0x1b), "{}", path.display());
    }
}

/// Runs and gives up after a while: ten times as long as it takes, as other work may go on beside it.
fn within(seconds: u64, arguments: &[&str]) -> Output {
    let seconds = seconds * 10;
    let begun = Instant::now();
    let mut child = quytrinh().args(arguments).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let mut stdout = child.stdout.take().unwrap();
    let reader = std::thread::spawn(move || {
        let mut bytes = Vec::new();
        stdout.read_to_end(&mut bytes).map(|_| bytes)
    });
    while child.try_wait().unwrap().is_none() {
        if begun.elapsed() > Duration::from_secs(seconds) {
            child.kill().unwrap();
            child.wait().unwrap();
            panic!("{arguments:?} takes longer than {seconds} seconds");
        }
        std::thread::sleep(Duration::from_millis(20));
    }
    let mut output = child.wait_with_output().unwrap();
    output.stdout = reader.join().unwrap().unwrap();
    output
}

#[test]
fn what_is_shown_does_not_grow_with_the_file() {
    let wrong: String = (0..50).map(|i| format!("{{trem: X{i}, meaning: M}}, ")).collect();
    let right = vec!["{term: Term, meaning: Meaning}"; 3_000].join(", ");
    let text = format!("{{procedure: P-1, title: Loan, terms: [{wrong}{right}], steps: [{{id: a, title: A, role: r}}]}}");
    let library = Definitions::new(&[("line.yaml", &text)]);
    let output = within(30, &["check", &library.text()]);
    expect(&output, 1);
    assert_eq!(out(&output).matches("[format/unknown-key]").count(), 50);
    assert!(output.stdout.len() < 200_000, "{} bytes are shown of a file of {}", output.stdout.len(), text.len());
}

#[test]
fn many_findings_are_shown_in_time() {
    let mut text = String::from("procedure: P-1\ntitle: Loan\nsteps:\n");
    for i in 0..5_000 {
        let _ = writeln!(text, "  - {{id: s-{i}, title: Step {i} of very many, role: clerk, end: done}}");
    }
    let library = Definitions::new(&[("many.yaml", &text)]);
    for format in ["text", "json"] {
        expect(&within(30, &["check", "--format", format, &library.text()]), 1);
    }
}

#[test]
fn many_names_that_do_not_exist_are_looked_up_in_time() {
    let mut text = String::from("procedure: P-1\ntitle: Loan\nsteps:\n");
    for i in 0..5_000 {
        let _ = writeln!(text, "  - {{id: step-{i}, title: Step {i}, role: clerk, time: 1 hour, next: setp-{i}}}");
    }
    let library = Definitions::new(&[("many.yaml", &text)]);
    expect(&within(30, &["measure", "--format", "json", &library.text()]), 1);
}

#[test]
fn long_chains_of_steps_are_checked() {
    // Enough files for several threads; a stack that overflows ends the process without an exit code.
    let steps: String = (0..9_000).map(|i| format!("- {{id: s{i}, title: S, role: applicant}}\n")).collect();
    let texts: Vec<(String, String)> =
        (0..10).map(|i| (format!("{i}.yaml"), format!("procedure: P-{i}\ntitle: Loan\nsteps:\n{steps}"))).collect();
    let files: Vec<(&str, &str)> = texts.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    let library = Definitions::new(&files);
    expect(&within(60, &["check", &library.text()]), 1);
}

// ---------------------------------------------------------------------------------------------
// Pictures

/// Waits for ever, and says so with a step that may run out of time.
const STUCK: &str = "procedure: P-4\ntitle: {vi: Mượn sách, en: Loan}\nsteps:\n  - {id: ask, title: Ask, role: reader, split: parallel, \
                     next: [look, wait]}\n  - {id: look, title: Look, role: clerk, next: lend}\n  - {id: wait, title: Wait, role: clerk, \
                     kind: wait, timeout: {after: 5 days, to: stop}, next: lend}\n  - {id: stop, title: Stop, role: clerk, end: \
                     refused}\n  - {id: lend, title: Lend, role: clerk, join: parallel}\n";

/// Two steps that no case gets to.
const DEAD: &str = "procedure: P-5\ntitle: Loan\nsteps:\n  - {id: ask, title: Ask, role: reader, end: done}\n  - {id: a, title: A, role: \
                    clerk, end: done}\n  - {id: b, title: B, role: clerk}\n";

const FORMATS: [&str; 4] = ["svg", "mermaid", "dot", "bpmn"];

#[test]
fn a_fault_is_highlighted_in_every_format() {
    let library = Definitions::new(&[("organisation.yaml", ORGANISATION), ("stuck.yaml", STUCK)]);
    let path = library.join("stuck.yaml");
    for format in FORMATS {
        let plain = run(&["graph", &path, "--format", format]);
        expect(&plain, 0);
        assert_eq!(err(&plain), "");
        let output = run(&["graph", &path, "--format", format, "--highlight"]);
        expect(&output, 1);
        let said = err(&output);
        assert!(
            said.starts_with("Fault: the join before the step `lend` can wait for ever") && said.lines().count() == 1,
            "{said}"
        );
        // A time-out is a choice whatever one does: nobody is told to make it something else.
        assert!(!said.contains("mends it"), "{said}");
        let (picture, before) = (out(&output), out(&plain));
        assert!(picture.len() > before.len() && picture.contains("a8320a") && !before.contains("a8320a"), "{format}");
        // Lines of the legend may end anywhere.
        let mut words = picture.clone();
        if format == "dot" {
            words = words.replace("\\l", " ");
        }
        if format == "svg" {
            words = words.split('<').map(|tag| tag.rsplit('>').next().unwrap()).collect::<Vec<_>>().join(" ");
        }
        let words = words.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
        for part in ["the join before the step “lend” (b) can wait for ever", "b waits for", "into the fault"] {
            assert!(words.contains(part), "{format}: {part}\n{words}");
        }
        assert_eq!(out(&run(&["graph", &path, "--format", format, "--highlight=1"])), picture, "always the same");
        let vietnamese = run(&["graph", &path, "--format", format, "--highlight", "--lang", "vi"]);
        expect(&vietnamese, 1);
        assert!(err(&vietnamese).starts_with("Lỗi: chỗ hợp nhánh trước bước `lend` có thể chờ mãi"), "{}", err(&vietnamese));
        assert!(out(&vietnamese).contains("Ở đây việc chờ mãi"), "{format}");
        assert!(!out(&vietnamese).contains("waits for"), "{format}");
    }
}

#[test]
fn steps_of_the_way_are_numbered_and_its_places_lettered() {
    let library = Definitions::new(&[("stuck.yaml", STUCK)]);
    let mermaid = out(&run(&["graph", &library.text(), "--format", "mermaid", "--highlight"]));
    let lines: Vec<&str> = mermaid.lines().map(str::trim).collect();
    for line in [
        "n1[\"(1) Ask\"]",
        "n2[\"(3) Look\"]",
        "n3[\"[A] (2) Wait\"]",
        "n4[\"Stop\"]",
        "n6{\"[B] +\"}",
        "class n0,n1,n2,n7 passed",
        "class n3,n6 marked",
    ] {
        assert!(lines.contains(&line), "{line}\n{mermaid}");
    }
    let dot = out(&run(&["graph", &library.text(), "--format", "dot", "--highlight"]));
    assert!(dot.contains("n6 [shape=diamond, label=\"[B] +\", style=filled, color=\"#a8320a\", penwidth=5"), "{dot}");
    assert!(dot.contains("n2 -> n6 [color=\"#a8320a\", penwidth=3]") && dot.contains("n3 -> n6;"), "{dot}");
}

#[test]
fn a_fault_is_chosen_by_its_number() {
    let library = Definitions::new(&[("dead.yaml", DEAD)]);
    let path = library.text();
    let (first, second) = (run(&["graph", &path, "--highlight"]), run(&["graph", &path, "--highlight=2"]));
    expect(&first, 1);
    expect(&second, 1);
    assert_eq!(err(&first), "Fault 1 of 2: the step `a` is never done: no case gets there\n");
    assert_eq!(err(&second), "Fault 2 of 2: the step `b` is never done: no case gets there\n");
    assert_ne!(out(&first), out(&second));
    let said = expect_refused(&run(&["graph", &path, "--highlight=3"]));
    assert_eq!(said, "error: there is no fault 3: the number of faults in the flow is 2\n");
    let vietnamese = run(&["graph", &path, "--highlight=3", "--lang", "vi"]);
    assert_eq!(err(&vietnamese), "lỗi: không có lỗi số 3: luồng công việc có 2 lỗi\n");
    for wrong in ["--highlight=0", "--highlight=x", "--highlight=-1", "--highlight="] {
        expect(&run(&["graph", &path, wrong]), 2);
    }
}

#[test]
fn where_nothing_is_wrong_nothing_is_highlighted() {
    let path = example("examples/processes/hospital/QT-medication-error.yaml");
    for format in FORMATS {
        let output = run(&["graph", &path, "--format", format, "--highlight"]);
        expect(&output, 0);
        assert_eq!(out(&output), out(&run(&["graph", &path, "--format", format])), "{format}");
        assert!(err(&output).starts_with("nothing is wrong with the flow") && err(&output).lines().count() == 1);
    }
    let nothing = Definitions::new(&[("none.yaml", "procedure: P-6\ntitle: None\nsteps: []\n")]);
    let output = run(&["graph", &nothing.text(), "--highlight"]);
    expect(&output, 0);
    assert_eq!(err(&output), "nothing is highlighted, because whether the flow is sound cannot be said: there are no steps\n");
}

/// Inclusive gateways that lie across each other, too many for every state to be looked at.
#[cfg(feature = "bpmn")]
fn undecided() -> String {
    let (mut nodes, mut flows) = (String::new(), String::new());
    let mut flow = |from: &str, to: &str| {
        let n = flows.matches("<sequenceFlow").count();
        let _ = write!(flows, "<sequenceFlow id='f{n}' sourceRef='{from}' targetRef='{to}'/>");
    };
    flow("s", "c");
    flow("c", "g0");
    for i in 0..24 {
        let _ = write!(nodes, "<inclusiveGateway id='g{i}'/><complexGateway id='j{i}'/>");
        flow(&format!("g{i}"), &format!("j{i}"));
        flow(&format!("g{i}"), &format!("j{i}"));
        flow(&format!("j{i}"), &if i < 23 { format!("g{}", i + 1) } else { "e".to_owned() });
    }
    format!(
        "<definitions xmlns='http://www.omg.org/spec/BPMN/20100524/MODEL'><process id='P'><startEvent id='s'/><task id='c' name='Ask'/>\
         {nodes}<endEvent id='e'/>{flows}</process></definitions>"
    )
}

#[cfg(feature = "bpmn")]
#[test]
fn a_model_is_drawn_and_its_fault_highlighted() {
    for (name, fault) in [("waits-for-ever", "can wait for ever"), ("done-twice", "can be done twice")] {
        let path = example(&format!("examples/bpmn/{name}.bpmn"));
        let plain = run(&["graph", &path]);
        expect(&plain, 0);
        assert_eq!(err(&plain), "");
        for word in ["Look up the book", "Reserve the book", ">Ready<", "<svg"] {
            assert!(out(&plain).contains(word), "{word}");
        }
        for format in FORMATS {
            let output = run(&["graph", &path, "--format", format, "--highlight"]);
            expect(&output, 1);
            assert!(err(&output).starts_with("Fault: ") && err(&output).contains(fault), "{}", err(&output));
            assert!(out(&output).contains("a8320a"), "{format}");
        }
    }
    // The nodes and flows of the run, by the ids of the model.
    let text = out(&run(&["graph", &example("examples/bpmn/waits-for-ever.bpmn"), "--format", "bpmn", "--highlight"]));
    let coloured: BTreeSet<&str> = text
        .lines()
        .filter(|line| line.contains("a8320a"))
        .map(|line| line.split("bpmnElement=\"").nth(1).unwrap().split('"').next().unwrap())
        .collect();
    assert_eq!(coloured, BTreeSet::from(["start", "split", "desk", "join", "f1", "f2", "f4"]));
    let again = Definitions::new(&[("again.bpmn", &text)]);
    let output = run(&["graph", &again.join("again.bpmn"), "--format", "bpmn"]);
    assert_eq!(out(&output), text, "what has a diagram is printed as it is");
    expect(&run(&["check", &again.join("again.bpmn")]), 1);
}

#[cfg(feature = "bpmn")]
#[test]
fn what_a_model_cannot_show_is_said() {
    let models = Definitions::new(&[
        (
            "torn.bpmn",
            "<definitions xmlns='http://www.omg.org/spec/BPMN/20100524/MODEL'><process id='P'><task id='a'/><sequenceFlow id='f' sourceRef='a' targetRef='b'/></process></definitions>",
        ),
        (
            "two.bpmn",
            "<definitions xmlns='http://www.omg.org/spec/BPMN/20100524/MODEL'><process id='P'><startEvent id='a'/><endEvent id='b'/><sequenceFlow id='f' sourceRef='a' targetRef='b'/></process><process id='Q'><task id='c'/></process></definitions>",
        ),
        ("undecided.bpmn", &undecided()),
        ("broken.bpmn", "<definitions"),
    ]);
    let refused = |file: &str, more: &[&str]| {
        let path = models.join(file);
        expect_refused(&run(&[&["graph", path.as_str()], more].concat()))
    };
    assert!(refused("torn.bpmn", &[]).contains("something is wrong in the flow"));
    assert!(refused("broken.bpmn", &["--highlight"]).contains("not well-formed XML"));
    assert!(refused("missing.bpmn", &[]).contains("cannot be read"));
    assert!(refused("two.bpmn", &["R"]).contains("there is no process with the id `R`"));
    assert!(refused("two.bpmn", &["--format", "bpmn"]).contains("the file has no diagram"));
    // The process with the most nodes, or the one that is named.
    let largest = run(&["graph", &models.join("two.bpmn"), "--format", "mermaid"]);
    expect(&largest, 0);
    assert_eq!(err(&largest).lines().next(), Some("note: other processes of the file are not drawn: Q"));
    let named = run(&["graph", &models.join("two.bpmn"), "Q", "--format", "mermaid"]);
    assert!(out(&named).contains("[\"c\"]") && !out(&largest).contains("[\"c\"]"));
    // Undecided: the picture, and why.
    let output = run(&["graph", &models.join("undecided.bpmn"), "--highlight"]);
    expect(&output, 0);
    let last = err(&output).lines().last().unwrap().to_owned();
    assert!(
        last.starts_with("nothing is highlighted, because whether the flow is sound cannot be said: the complex gateway"),
        "{last}"
    );
    assert_eq!(out(&output), out(&run(&["graph", &models.join("undecided.bpmn")])));
}

/// Each mistake is shown at its place, and everything else is still measured.
#[test]
fn what_cannot_be_measured_is_said_where_it_is() {
    let directory = tempfile::tempdir().unwrap();
    let file = directory.path().join("permit.yaml");
    let with = |back: &str, on: &str, simplifications: &str| {
        fs::write(
            &file,
            format!(
                "procedure: P-1\ntitle: Permit\nsteps:\n  - {{id: ask, title: Ask, role: applicant}}\n  - id: check\n    title: Check\n    \
                 role: clerk\n    time: 1 hour\n    next: [{{to: ask, when: wrong, share: {back}}}, {{to: look, when: right, share: {on}}}]\n  \
                 - {{id: look, title: Look, role: clerk, time: 1 hour}}\n  - {{id: sign, title: Sign, role: head, time: 1 hour}}\n{simplifications}"
            ),
        )
        .unwrap();
        let output = run(&["--lang", "en", "measure", file.to_str().unwrap()]);
        (code(&output), out(&output))
    };
    let (status, fine) = with("20%", "80%", "");
    assert_eq!(status, 0, "{fine}");
    assert!(fine.contains("Expected steps of a case: 4.5"), "{fine}");
    let (status, endless) = with("100%", "0%", "");
    assert!(status == 1 && endless.contains("error[measure/endless]") && endless.contains("permit.yaml:9:"), "{endless}");
    let (status, shares) = with("20%", "50%", "");
    assert!(status == 1 && shares.contains("error[flow/shares]") && shares.contains("permit.yaml:9:"), "{shares}");
    let check = run(&["--lang", "en", "check", file.to_str().unwrap()]);
    let said = |text: &str| text.lines().find(|line| line.contains("flow/shares")).map(str::to_owned);
    assert_eq!(said(&shares), said(&out(&check)), "one mistake, one code");
    let wrong = "simplifications:\n  - {id: a, title: A, status: proposed, operations: [eliminate: {step: gone}]}\n  \
                 - {id: b, title: B, status: proposed, operations: [set-step-time: {step: look, time: 30 minutes}]}\n";
    let (status, missing) = with("20%", "80%", wrong);
    assert!(status == 1 && missing.contains("error[reference/unknown-step]: there is no step `gone`"), "{missing}");
    assert!(missing.contains("3 hours → 2 hours 30 minutes"), "{missing}");
}

#[test]
fn the_readme_shows_what_is_measured_and_suggested() {
    let readme = fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/README.md")).unwrap();
    for command in
        ["measure processes/ba-dinh", "suggest processes/ba-dinh", "score processes/ba-dinh --evidence examples/evidence"]
    {
        let shown = readme.split(&format!("$ quytrinh {command}\n")).nth(1).unwrap().split("\n```").next().unwrap();
        let words: Vec<&str> = ["--lang", "en"].into_iter().chain(command.split(' ')).collect();
        let printed = out(&run(&words));
        for part in shown.split("…\n").flat_map(|part| part.split("...\n")) {
            assert!(printed.contains(part.trim_end()), "{part}");
        }
    }
}

#[cfg(feature = "bpmn")]
#[test]
fn the_picture_of_the_readme_is_that_of_the_command() {
    let made = out(&run(&["graph", &example("examples/bpmn/waits-for-ever.bpmn"), "--highlight"]));
    let kept = fs::read_to_string(example("docs/waits-for-ever.svg")).unwrap().replace("\r\n", "\n");
    assert!(
        made == kept,
        "docs/waits-for-ever.svg is not what `quytrinh graph examples/bpmn/waits-for-ever.bpmn --highlight` prints"
    );
}

// ---------------------------------------------------------------------------------------------
// Files

#[test]
fn what_cannot_be_written_leaves_everything_as_it_was() {
    let library = Definitions::new(&[("organisation.yaml", ORGANISATION), ("loan.yaml", LOAN)]);
    let place = tempfile::tempdir().unwrap();
    fs::write(place.path().join("file"), "mine").unwrap();
    let before = tree(place.path());
    for below in ["file", "file/out", "file/a/b"] {
        let to = place.path().join(below);
        for command in ["build", "manual"] {
            let output = run(&[command, &library.text(), "--out", to.to_str().unwrap()]);
            expect(&output, 2);
            let said = err(&output);
            assert!(said.starts_with("error: cannot write") && said.lines().count() == 1, "{said}");
            assert_eq!(tree(place.path()), before);
        }
        expect(&run(&["schema", "--out", to.to_str().unwrap()]), 2);
        assert_eq!(tree(place.path()), before);
    }
}

#[test]
fn output_that_stands_in_the_way_leaves_the_rest_as_it_was() {
    let library = Definitions::new(&[("organisation.yaml", ORGANISATION), ("loan.yaml", LOAN)]);
    let place = tempfile::tempdir().unwrap();
    let to = place.path().join("out");
    fs::create_dir_all(to.join("vi")).unwrap();
    fs::write(to.join("index.html"), "older").unwrap();
    fs::write(to.join("vi/index.html"), "older").unwrap();
    // Where a directory is needed there is a file.
    fs::write(to.join("en"), "mine").unwrap();
    let before = tree(place.path());
    let output = run(&["build", &library.text(), "--out", to.to_str().unwrap()]);
    expect(&output, 2);
    let after = tree(place.path());
    let changed: Vec<_> = after.iter().filter(|(path, bytes)| before.get(*path) != Some(bytes)).map(|(path, _)| path).collect();
    assert!(changed.is_empty(), "written all the same: {changed:?}");
    assert!(before.keys().all(|path| after.contains_key(path)));
}

#[test]
fn what_stood_there_before_is_replaced_and_what_is_not_ours_stays() {
    let library = Definitions::new(&[("organisation.yaml", ORGANISATION), ("loan.yaml", LOAN)]);
    let place = tempfile::tempdir().unwrap();
    let to = place.path();
    fs::write(to.join("index.html"), "older").unwrap();
    fs::write(to.join("mine.txt"), "mine").unwrap();
    run(&["build", &library.text(), "--out", to.to_str().unwrap()]);
    assert_eq!(fs::read_to_string(to.join("mine.txt")).unwrap(), "mine");
    assert!(fs::read_to_string(to.join("index.html")).unwrap().starts_with("<!DOCTYPE html>"));
}

#[test]
fn what_is_wrong_with_a_code_does_not_stop_the_build() {
    // The same code twice, and codes that cannot be read.
    let odd = |code: &str| LOAN.replace("procedure: P-1", &format!("procedure: {code}"));
    let library = Definitions::new(&[
        ("a.yaml", LOAN),
        ("b.yaml", LOAN),
        ("c.yaml", &odd("QT: 1")),
        ("d.yaml", &odd("[]")),
        ("e.yaml", &odd("\"?\"")),
        ("organisation.yaml", ORGANISATION),
    ]);
    let to = library.path().join("out");
    let output = run(&["build", &library.text(), "--out", to.to_str().unwrap()]);
    expect(&output, 1);
    assert!(out(&output).contains("[reference/duplicate-code]"));
    assert!(to.join("en/P-1.html").is_file());
}

#[test]
fn every_procedure_has_files_of_its_own() {
    let coded = |code: &str| LOAN.replace("procedure: P-1", &format!("procedure: {code}"));
    let codes = ["index", "registers", "quality-manual", "QT/1", "QT_1", "qt_1", "a..b", "QT.1"];
    let texts: Vec<(String, String)> = codes.iter().enumerate().map(|(i, code)| (format!("{i}.yaml"), coded(code))).collect();
    let mut files: Vec<(&str, &str)> = texts.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    files.push(("organisation.yaml", ORGANISATION));
    let library = Definitions::new(&files);
    let plain = Definitions::new(&[("organisation.yaml", ORGANISATION), ("loan.yaml", LOAN)]);
    let count = |library: &Definitions| {
        let place = tempfile::tempdir().unwrap();
        let output = run(&["manual", &library.text(), "--out", place.path().to_str().unwrap()]);
        expect(&output, 0);
        let files = tree(place.path());
        // What differs only in case is one file on many systems.
        let names: BTreeSet<String> = files.keys().map(|path| path.to_string_lossy().to_lowercase()).collect();
        (names.len(), out(&output).split_whitespace().next().unwrap().parse::<usize>().unwrap())
    };
    let (files_of_one, said_of_one) = count(&plain);
    let (files_of_all, said_of_all) = count(&library);
    assert_eq!(files_of_one, said_of_one);
    assert_eq!(files_of_all, said_of_all, "two documents are written to one file");
}

#[test]
fn the_same_input_gives_the_same_bytes() {
    let library = example("processes/ba-dinh");
    let place = tempfile::tempdir().unwrap();
    let to = |name: &str| place.path().join(name).to_string_lossy().into_owned();
    run(&["build", &library, "--out", &to("a")]);
    run(&["build", &library, "--out", &to("b")]);
    let (a, b) = (tree(&place.path().join("a")), tree(&place.path().join("b")));
    assert!(a.len() > 100);
    assert_eq!(a.keys().collect::<Vec<_>>(), b.keys().collect::<Vec<_>>());
    for (path, bytes) in &a {
        assert!(*bytes == b[path], "{} differs", path.display());
    }
    let mixed = Definitions::new(&[("a.yaml", WRONG), ("b.yaml", BROKEN), ("c.yaml", LOAN), ("organisation.yaml", ORGANISATION)]);
    for arguments in [
        &["check", &mixed.text()][..],
        &["check", "--format", "json", &mixed.text()],
        &["measure", "--format", "json", &library],
        &["rules"],
        &["schema", "procedure"],
        &["graph", &example("examples/processes/hospital/QT-medication-error.yaml")],
    ] {
        // How long a decision took is measured, not computed.
        let said = || String::from_utf8(run(arguments).stdout).unwrap();
        let untimed = |text: String| text.lines().filter(|line| !line.contains("\"analysis_us\"")).collect::<Vec<_>>().join("\n");
        assert!(untimed(said()) == untimed(said()), "{arguments:?}");
    }
}

#[test]
fn the_order_of_paths_does_not_change_what_is_found() {
    let library = Definitions::new(&[("a.yaml", WRONG), ("b.yaml", LOAN), ("organisation.yaml", ORGANISATION)]);
    let paths: Vec<String> = ["a.yaml", "b.yaml", "organisation.yaml"].iter().map(|name| library.join(name)).collect();
    let found = |order: [usize; 3]| {
        let mut arguments = vec!["check", "--format", "json"];
        arguments.extend(order.iter().map(|i| paths[*i].as_str()));
        let report = json(&run(&arguments));
        let mut findings: Vec<String> = report["findings"].as_array().unwrap().iter().map(ToString::to_string).collect();
        findings.sort();
        findings
    };
    let whole = json(&run(&["check", "--format", "json", &library.text()]));
    assert_eq!(found([0, 1, 2]).len(), whole["findings"].as_array().unwrap().len());
    assert_eq!(found([0, 1, 2]), found([2, 1, 0]));
    assert_eq!(found([0, 1, 2]), found([1, 2, 0]));
}

#[test]
fn a_file_named_twice_is_read_once() {
    let library = Definitions::new(&[("loan.yaml", LOAN), ("organisation.yaml", ORGANISATION)]);
    let report = json(&run(&["check", "--format", "json", &library.text(), &library.join("loan.yaml"), &library.text()]));
    assert_eq!((&report["files"], &report["procedures"]), (&2.into(), &1.into()));
}

// ---------------------------------------------------------------------------------------------
// Pipes

/// Runs with a reader that goes away after `wanted` bytes.
fn cut_off(arguments: &[&str], wanted: usize) -> (i32, String) {
    let mut child = quytrinh().args(arguments).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let mut stdout = child.stdout.take().unwrap();
    stdout.read_exact(&mut vec![0; wanted]).unwrap();
    drop(stdout);
    let output = child.wait_with_output().unwrap();
    (output.status.code().unwrap_or(-1), String::from_utf8_lossy(&output.stderr).into_owned())
}

/// So many findings that they do not fit into a pipe.
fn crowd() -> Definitions {
    let mut text = String::from("procedure: P-1\ntitle: {vi: Một, en: One}\nsteps:\n");
    for i in 0..400 {
        let _ = writeln!(text, "  - {{id: s-{i}, title: Step {i}, role: nobody, consulted: [nobody], time: 1 hour}}");
    }
    Definitions::new(&[("a.yaml", &text), ("organisation.yaml", ORGANISATION)])
}

#[test]
fn a_reader_that_goes_away_is_no_panic() {
    let library = crowd();
    let all = run(&["check", &library.text()]).stdout.len();
    assert!(all > 80_000, "{all}");
    for arguments in [
        &["check", &library.text()][..],
        &["check", "--format", "json", &library.text()],
        &["measure", "--format", "json", &good()],
        &["schema", "procedure"],
    ] {
        for wanted in [0, 100] {
            let (code, said) = cut_off(arguments, wanted);
            assert!(said.is_empty(), "{arguments:?}\n{said}");
            assert!((0..=2).contains(&code), "{arguments:?} ended with {code}");
        }
    }
}

#[test]
fn documents_are_written_though_nobody_reads_the_findings() {
    let library = crowd();
    let to = library.path().join("out");
    let (code, said) = cut_off(&["build", &library.text(), "--out", to.to_str().unwrap()], 1);
    assert!(said.is_empty() && to.join("index.html").exists() && code != 2, "exit {code}, {said}");
}

#[cfg(feature = "bpmn")]
const SOUND: &str = r#"<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL"><process id="P">
<startEvent id="start"/><task id="ask" name="Ask"/><endEvent id="end"/>
<sequenceFlow id="f" sourceRef="start" targetRef="ask"/>
<sequenceFlow id="g" sourceRef="ask" targetRef="end"/>
</process></definitions>"#;

#[test]
#[cfg(feature = "bpmn")]
fn bpmn_models_are_checked_beside_definitions() {
    let torn = SOUND.replace("targetRef=\"end\"", "targetRef=\"gone\"");
    let mixed =
        Definitions::new(&[("a.bpmn", SOUND), ("b.bpmn", &torn), ("c.bpmn", "<a>"), ("d.BPMN", SOUND), ("loan.yaml", WRONG)]);
    let report = json(&run(&["check", "--format", "json", &mixed.text(), &mixed.join("a.bpmn")]));
    assert_eq!((&report["files"], &report["procedures"]), (&5.into(), &1.into()));
    let models = report["models"].as_array().unwrap();
    assert_eq!(models.len(), 5, "the procedure, and each model once");
    for model in models {
        assert_eq!(keys(model), ["file", "nodes", "flows", "soundness", "reason", "analysis_us"]);
    }
    let of = |name: &str| models.iter().find(|m| m["file"] == mixed.join(name)).unwrap();
    assert_eq!((&of("a.bpmn")["nodes"], &of("a.bpmn")["flows"]), (&3.into(), &2.into()));
    assert_eq!(of("b.bpmn")["soundness"], "undecided");
    assert!(of("c.bpmn")["reason"].as_str().unwrap().starts_with("not well-formed XML"));
    let places: Vec<_> = report["findings"].as_array().unwrap().iter().map(|f| (&f["file"], &f["line"], &f["rule"])).collect();
    assert!(places.contains(&(&mixed.join("b.bpmn").into(), &4.into(), &"bpmn/dangling-reference".into())), "{places:?}");
    assert!(places.contains(&(&mixed.join("c.bpmn").into(), &1.into(), &"bpmn/xml".into())), "{places:?}");
    let text = out(&run(&["check", &mixed.join("b.bpmn")]));
    assert!(text.contains("b.bpmn:4:1") && text.contains("there is no element with the id `gone`"), "{text}");
    assert!(text.contains("1 file, 0 procedures, 1 BPMN model: 1 error"), "{text}");
    let text = out(&run(&["check", "--lang", "vi", &mixed.join("b.bpmn")]));
    assert!(text.contains("không có phần tử nào mã `gone`"), "{text}");
}

#[test]
#[cfg(feature = "bpmn")]
fn processes_that_speak_to_each_other_are_decided_together() {
    let text = std::fs::read_to_string(example("examples/collaborations/answers-only-yes.bpmn")).unwrap();
    let place = Definitions::new(&[("loan.bpmn", &text), ("alone.bpmn", SOUND)]);
    let report = json(&run(&["check", "--format", "json", &place.text()]));
    let models = report["models"].as_array().unwrap();
    assert_eq!(models.len(), 3, "each file, and the collaboration");
    let [alone, each, together] = &models[..] else { panic!() };
    assert_eq!(keys(alone), keys(each));
    assert_eq!(each["soundness"], "sound", "each process by itself");
    assert_eq!(keys(together), ["file", "nodes", "flows", "soundness", "reason", "analysis_us", "collaboration"]);
    assert_eq!((&together["soundness"], &together["collaboration"]), (&"unsound".into(), &"loan".into()));
    assert_eq!((&together["file"], &together["nodes"]), (&each["file"], &each["nodes"]));
    let finding = &report["findings"][0];
    assert_eq!((&finding["rule"], &finding["message"]), (&"bpmn/message-deadlock".into(), &together["reason"]));
    let said = out(&run(&["check", &place.text()]));
    assert!(said.contains("2 BPMN models, 1 collaboration: 1 error"), "{said}");
    let said = out(&run(&["check", "--lang", "vi", &place.text()]));
    assert!(said.contains("“Nhận sách” của “Bạn đọc” có thể chờ mãi"), "{said}");
    assert!(out(&run(&["check", &example("examples/collaborations/answers-both.bpmn")])).contains("0 errors, 0 warnings"));
}

#[test]
#[cfg(feature = "bpmn")]
fn a_bpmn_model_becomes_a_definition_and_back() {
    let place = Definitions::new(&[("loan.bpmn", SOUND), ("bad.bpmn", "<a>")]);
    let printed = run(&["import", &place.join("loan.bpmn")]);
    expect(&printed, 0);
    assert!(out(&printed).starts_with("# Imported from loan.bpmn\nprocedure: P\n"), "{}", out(&printed));
    let (imported, back) = (place.join("imported/loan.yaml"), place.join("back.bpmn"));
    expect(&run(&["import", &place.join("loan.bpmn"), "--out", &imported]), 0);
    assert_eq!(fs::read_to_string(&imported).unwrap(), out(&printed));
    fs::write(&back, &run(&["graph", &imported, "--format", "bpmn"]).stdout).unwrap();
    let again = out(&run(&["import", &back]));
    assert!(again.contains("- id: ask\n  title: Ask\n  role: performer\n"), "{again}");
    expect_refused(&run(&["import", &place.join("bad.bpmn")]));
    expect_refused(&run(&["import", &place.join("none.bpmn")]));
    expect_refused(&run(&["import", &place.join("loan.bpmn"), "Q"]));
}

#[test]
fn the_readme_shows_what_is_printed_of_its_two_models() {
    let said = run(&["--lang", "en", "check", &example("examples/bpmn")]);
    assert_eq!(said.status.code(), Some(1));
    let said = String::from_utf8(said.stdout).unwrap();
    let readme = std::fs::read_to_string(example("README.md")).unwrap();
    let errors: Vec<&str> = said.lines().filter(|line| line.starts_with("error[")).collect();
    assert_eq!(errors.len(), 2, "{said}");
    for error in errors {
        assert!(readme.contains(error), "{error}");
    }
}

// ---------------------------------------------------------------------------------------------
// Rules explained

/// The codes that the source speaks of, family by family.
fn codes_in_source() -> BTreeSet<String> {
    let mut codes = BTreeSet::new();
    for (path, bytes) in tree(Path::new(&example("src"))) {
        let text = String::from_utf8_lossy(&bytes);
        if path.ends_with("check/codes.rs") {
            continue;
        }
        for literal in text.split('"').skip(1) {
            let Some((family, name)) = literal.split_once('/') else { continue };
            let is_name = !name.is_empty() && !name.ends_with('-') && name.bytes().all(|b| b.is_ascii_lowercase() || b == b'-');
            if is_name && matches!(family, "format" | "reference" | "bpmn" | "measure" | "suppression" | "settings" | "soundness")
            {
                codes.insert(literal.to_owned());
            }
        }
    }
    codes
}

#[test]
fn every_code_of_a_finding_is_listed_and_explained() {
    let rules = json(&run(&["rules", "--format", "json"]));
    let listed: BTreeSet<String> = rules.as_array().unwrap().iter().map(|r| r["rule"].as_str().unwrap().to_owned()).collect();
    let missing: Vec<_> = codes_in_source().difference(&listed).cloned().collect();
    assert!(missing.is_empty(), "not in src/check/codes.rs: {missing:?}");
    let families: BTreeSet<&str> =
        codes_in_source().iter().map(|c| c.split('/').next().unwrap().to_owned()).map(|f| f.leak() as &str).collect();
    let idle: Vec<_> = listed
        .iter()
        .filter(|code| families.contains(code.split('/').next().unwrap()) && !codes_in_source().contains(*code))
        .collect();
    assert!(idle.is_empty(), "in src/check/codes.rs, but never found: {idle:?}");
    for rule in rules.as_array().unwrap() {
        assert_eq!(keys(rule)[..7], ["rule", "family", "severity", "source", "article", "verified", "fixable"]);
        for language in ["vi", "en"] {
            assert!(!rule["demands"][language].as_str().unwrap().is_empty(), "{rule}");
        }
    }
}

#[test]
fn a_rule_is_explained_in_both_languages() {
    let said = run(&["explain", "text/translation"]);
    expect(&said, 0);
    for part in ["warning[text/translation]", "ISO 9001:2008, 4.2.3 e", "always", "Wrong\n    purpose:", "Right\n    purpose:"] {
        assert!(out(&said).contains(part), "{part}\n{}", out(&said));
    }
    let said = out(&run(&["explain", "text/translation", "--lang", "vi"]));
    for part in ["cảnh báo[text/translation]", "luôn luôn", "Sai\n    purpose:", "Đúng\n    purpose:"] {
        assert!(said.contains(part), "{part}\n{said}");
    }
    assert!(out(&run(&["explain", "iso/release"])).contains("ISO 9001:2008, 8.2.4 (not verified)"));
    assert!(out(&run(&["explain", "iso/release", "--lang", "vi"])).contains("chưa đối chiếu"));
    let value = json(&run(&["explain", "text/translation", "--format", "json"]));
    let wanted = [
        "rule", "family", "severity", "source", "article", "verified", "fixable", "from", "until", "demands", "why", "mend",
        "wrong", "right",
    ];
    assert_eq!(keys(&value), wanted);
    let said = out(&run(&["explain", "format/tab"]));
    assert!(said.contains("Lines are indented with spaces, not with tabs."), "{said}");
}

#[test]
fn families_are_listed_and_each_says_what_it_is_about() {
    let families = json(&run(&["explain", "--format", "json"]));
    let rules = json(&run(&["rules", "--format", "json"]));
    let mut counted = 0;
    for family in families.as_array().unwrap() {
        assert_eq!(keys(family), ["family", "rules", "about"]);
        assert!(!family["about"]["vi"].as_str().unwrap().is_empty(), "{family} is not described in src/check/codes.rs");
        counted += family["rules"].as_u64().unwrap();
        let of = json(&run(&["explain", family["family"].as_str().unwrap(), "--format", "json"]));
        assert_eq!(of.as_array().unwrap().len() as u64, family["rules"].as_u64().unwrap());
    }
    // What is suggested is explained, but it is no finding of a check.
    let suggested = json(&run(&["suggest", "--rules", "--format", "json"])).as_array().unwrap().len() as u64;
    assert_eq!(counted, rules.as_array().unwrap().len() as u64 + suggested);
    assert!(out(&run(&["--lang", "en", "explain", "suggest/same-lane"])).contains("note[suggest/same-lane]"));
    let text = out(&run(&["explain"]));
    assert!(text.contains("\nsoundness") && text.contains("quytrinh explain CODE"), "{text}");
    assert!(out(&run(&["explain", "flow"])).starts_with("flow/unreachable-step "));
}

#[test]
fn a_code_that_does_not_exist_is_said_with_what_was_meant() {
    for (what, says) in [
        ("flow/unreachable-stpe", "did you mean `flow/unreachable-step`?"),
        ("unreachable-step", "did you mean `flow/unreachable-step`?"),
        ("sounness", "did you mean `soundness`?"),
        ("everything/else-there-is", "`quytrinh rules` lists them all"),
    ] {
        let said = expect_refused(&run(&["explain", what]));
        assert!(said.contains(says) && said.contains(what), "{said}");
    }
}
