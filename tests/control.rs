//! Documents under control: what their hash is of, what becomes of an approval, and the next row of a revision table.

#![allow(clippy::unwrap_used, clippy::panic)]

mod common;

use common::{ba_dinh, leave_out, root};
use quytrinh::definition::ProcedureDefinition;
use quytrinh::manual::document::{Block, Document, Inline};
use quytrinh::measure::Diff;
use quytrinh::{Clause, Language, Library};
use serde_json::{Map, Value, json};
use std::fs;
use std::path::Path;
use std::process::{Command, Output};

const LANGUAGES: [Language; 2] = [Language::Vi, Language::En];
const CONTROL: [&str; 5] = ["approval", "revisions", "status", "replaced-by", "distribution"];

fn sources() -> Vec<Value> {
    let mut names = Vec::new();
    for folder in ["", "quality/", "services/"] {
        let files = fs::read_dir(root().join("processes/ba-dinh").join(folder)).unwrap();
        let files = files.map(|file| format!("{folder}{}", file.unwrap().file_name().to_string_lossy()));
        names.extend(files.filter(|name| name.ends_with(".yaml") && name != "quytrinh.yaml"));
    }
    names.sort();
    ba_dinh(&names.iter().map(String::as_str).collect::<Vec<_>>())
}

fn of(documents: &[Value]) -> Library {
    Library::from_sources(documents.iter().enumerate().map(|(i, document)| (format!("{i}.yaml"), document.to_string())))
}

/// Those that have an approval and a hash.
fn controlled() -> Vec<Value> {
    sources()
        .into_iter()
        .filter(|document| ["procedure", "organisation"].iter().any(|kind| document.get(kind).is_some()))
        .collect()
}

/// The hash of a document; nothing where it cannot be read whole.
fn content(document: &Value) -> Option<String> {
    let library = of(std::slice::from_ref(document));
    if library.findings().iter().any(|f| f.rule.starts_with("format/")) {
        return None;
    }
    let procedure = library.procedures().first().map(|p| p.definition().content());
    procedure.or_else(|| library.organisation().map(|o| o.content())).map(|content| content.to_string())
}

/// The same with the keys of each mapping the other way round; a kind is known by its first key.
fn turned(value: &Value, depth: usize) -> Value {
    match value {
        Value::Object(map) => {
            let mut entries: Vec<_> = map.iter().rev().map(|(key, value)| (key.clone(), turned(value, depth + 1))).collect();
            if depth == 0 {
                entries.rotate_right(1);
            }
            Value::Object(entries.into_iter().collect::<Map<_, _>>())
        }
        Value::Array(items) => Value::Array(items.iter().map(|item| turned(item, depth + 1)).collect()),
        value => value.clone(),
    }
}

#[test]
fn layout_order_and_control_are_none_of_the_content() {
    for document in controlled() {
        let whole = content(&document).unwrap();
        assert_eq!(content(&turned(&document, 0)), Some(whole.clone()));
        let mut other = document.clone();
        for key in CONTROL {
            other.as_object_mut().unwrap().remove(key);
        }
        assert_eq!(content(&other), Some(whole.clone()));
        if document.get("procedure").is_some() {
            other["status"] = json!("obsolete");
            other["approval"] = json!({"prepared": "a", "reviewed": "b", "approved": {"role": "c", "date": "2018-01-02"}});
            other["revisions"] = json!([{"issue": "07", "date": "2018-01-02", "change": "x", "content": "3f2ab07c91de"}]);
            assert_eq!(content(&other), Some(whole));
        }
    }
}

/// Every place of a document where something can be taken out.
fn places(value: &Value, here: &str, out: &mut Vec<String>) {
    let below = |key: &str| if here.is_empty() { key.to_owned() } else { format!("{here}.{key}") };
    match value {
        Value::Object(map) => {
            for (key, value) in map {
                out.push(below(key));
                places(value, &below(key), out);
            }
        }
        Value::Array(items) => {
            for (i, value) in items.iter().enumerate() {
                let key = value.get("id").and_then(Value::as_str).map_or_else(|| i.to_string(), str::to_owned);
                out.push(below(&key));
                places(value, &below(&key), out);
            }
        }
        _ => {}
    }
}

fn definition(document: &Value) -> Option<ProcedureDefinition> {
    let library = of(std::slice::from_ref(document));
    let unread = library.findings().iter().any(|f| f.rule.starts_with("format/"));
    library.procedures().first().filter(|_| !unread).map(|p| {
        let mut p = p.definition().clone();
        (p.approval, p.status, p.replaced_by) = (None, None, None);
        (p.revisions, p.distribution) = (Vec::new(), Vec::new());
        p
    })
}

#[test]
fn whatever_else_is_taken_out_changes_the_hash() {
    let all = sources();
    let of_code = |code: &str| all.iter().find(|d| d.get("procedure").and_then(Value::as_str) == Some(code)).unwrap();
    for document in ["QT-TP-07", "QT-05"].map(of_code) {
        let before = definition(document).unwrap();
        let mut all = Vec::new();
        places(document, "", &mut all);
        let mut changed = 0;
        for place in &all {
            let mut other = document.clone();
            leave_out(&mut other, place);
            let Some(after) = definition(&other) else { continue };
            let is_same = Diff::between(&before, &after).is_empty();
            assert_eq!(before.content() == after.content(), is_same, "{place}");
            changed += usize::from(!is_same);
        }
        assert!(changed > 100, "{changed} of {}", all.len());
    }
}

fn texts(document: &Document) -> String {
    document.to_markdown()
}

fn marks(document: &Document) -> Vec<&str> {
    let lines = document.blocks.iter().filter_map(|block| match block {
        Block::Note(line) | Block::Paragraph(line) => Some(line),
        _ => None,
    });
    lines.flatten().filter_map(|inline| if let Inline::Mark(text) = inline { Some(text.as_str()) } else { None }).collect()
}

/// One document of the system, with keys laid over it.
fn with(code: &str, over: &Value) -> Library {
    let mut all = sources();
    let document = all.iter_mut().find(|d| d.get("procedure").and_then(Value::as_str) == Some(code)).unwrap();
    for (key, value) in over.as_object().unwrap() {
        document[key] = value.clone();
    }
    of(&all)
}

#[test]
fn an_approval_of_something_else_is_shown_and_found() {
    let code = "QT-TP-07";
    let now = with(code, &json!({})).procedure(code).unwrap().definition().content();
    let row = |content: &str| json!({"revisions": [{"issue": "01", "date": "2018-01-15", "change": "x", "content": content}]});
    for (named, is_stale) in [(now.as_str(), false), (now.short(), false), ("3f2ab07c91de", true)] {
        let library = with(code, &row(named));
        let found = library.check().findings().iter().any(|f| f.rule == "iso/content-stale");
        assert_eq!(found, is_stale, "{named}");
        for (language, mark) in LANGUAGES.iter().zip(["nội dung đã thay đổi sau khi phê duyệt", "content changed after approval"])
        {
            let document = library.document(library.procedure(code).unwrap(), language);
            assert_eq!(marks(&document).contains(&mark), is_stale, "{named}");
            assert!(texts(&document).contains(now.short()), "the hash is printed, so that it can be named");
        }
    }
}

#[test]
fn what_is_not_in_force_says_so_on_its_first_page() {
    let obsolete = with("QT-TP-07", &json!({"status": "obsolete", "replaced-by": "QT-TP-08"}));
    let draft = with("QT-TP-07", &json!({"status": "draft"}));
    for (library, stamps) in [(&obsolete, ["HẾT HIỆU LỰC", "WITHDRAWN"]), (&draft, ["BẢN NHÁP", "DRAFT"])] {
        for (language, stamp) in LANGUAGES.iter().zip(stamps) {
            let document = library.document(library.procedure("QT-TP-07").unwrap(), language);
            assert_eq!(document.blocks.first(), Some(&Block::Title(stamp.into())));
        }
    }
    let vi = texts(&obsolete.document(obsolete.procedure("QT-TP-07").unwrap(), &Language::Vi));
    assert!(vi.contains("Đã được thay thế bởi") && vi.contains("QT-TP-08.md") && vi.contains("(hết hiệu lực)"), "{vi}");
    let unknown = with("QT-TP-07", &json!({"status": "obsolete", "replaced-by": "QT-TP-99"}));
    assert!(unknown.findings().iter().any(|f| f.rule == "reference/unknown-procedure"));
}

#[test]
fn the_manual_answers_every_clause() {
    let library = Library::open(root().join("processes/ba-dinh")).unwrap();
    for language in LANGUAGES {
        let manual = library.manual(language.clone());
        let headings: Vec<&str> = manual
            .blocks
            .iter()
            .filter_map(|b| if let Block::Heading(_, _, text) = b { Some(text.as_str()) } else { None })
            .collect();
        for clause in Clause::all().filter(|clause| clause.is_leaf()) {
            let wanted = format!("{} {}", clause.number(), clause.title(&language));
            assert_eq!(headings.iter().filter(|heading| **heading == wanted).count(), 1, "{wanted}");
        }
        // 23 clauses, each with its sum; the sums of rows and of columns agree.
        let matrix = manual.blocks.iter().find_map(|block| match block {
            Block::Table(table) if table.head.len() > 10 => Some(table),
            _ => None,
        });
        let matrix = matrix.unwrap();
        assert_eq!(matrix.rows.len(), Clause::all().filter(|c| c.number().matches('.').count() == 1).count() + 1);
        let text = |cell: &[Inline]| cell.iter().map(|i| if let Inline::Text(t) = i { t.trim() } else { "" }).collect::<String>();
        let marked = |cells: &[Vec<Inline>]| cells.iter().filter(|cell| !text(cell).is_empty()).count();
        let (sums, rows) = matrix.rows.split_last().unwrap();
        let last = matrix.head.len() - 1;
        for row in rows {
            assert_eq!(text(&row[last]), marked(&row[1..last]).to_string());
        }
        let all: usize = rows.iter().map(|row| marked(&row[1..last])).sum();
        assert_eq!(text(&sums[last]), all.to_string());
        let markdown = texts(&manual);
        let parts = if language == Language::Vi { "## Phần" } else { "## Part" };
        assert_eq!(markdown.matches(parts).count(), 10);
        assert_eq!(markdown.matches(if language == Language::Vi { "Yêu cầu mới" } else { "### New in" }).count().min(1), 1);
    }
}

fn issue(before: &Path, after: &Path, more: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_quytrinh"));
    command.args(["--lang", "vi", "manual", "--issue"]).args([before, after]).args(["--date", "2018-06-01"]).args(more);
    command.output().unwrap()
}

const LOAN: &str = "procedure: P-1   # ours\ntitle: {vi: Cho mượn sách, en: Loan}\nREVISIONSsteps:\n  - {id: ask, title: Hỏi, role: reader}\n  - {id: look, title: Tìm sách, role: clerk, time: 2 hours}\n  - {id: lend, title: Giao sách, role: clerk}\n";

/// The text after a row was written, and what the command said.
fn written(before: &str, after: &str, more: &[&str]) -> (String, Output) {
    let place = tempfile::tempdir().unwrap();
    let (a, b) = (place.path().join("a.yaml"), place.path().join("b.yaml"));
    fs::write(&a, before).unwrap();
    fs::write(&b, after).unwrap();
    let output = issue(&a, &b, more);
    let text = fs::read_to_string(&b).unwrap();
    if output.status.success() && more.is_empty() {
        assert!(
            String::from_utf8_lossy(&issue(&a, &b, &[]).stdout).contains("không thay đổi"),
            "a second time nothing is written"
        );
        assert_eq!(fs::read_to_string(&b).unwrap(), text);
    }
    (text, output)
}

#[test]
fn a_row_is_added_and_every_other_byte_stays() {
    let layouts = [
        ("", "01"),
        ("revisions:\n  - {issue: \"01\", date: 2018-01-15, change: x}   # đầu\n", "02"),
        (
            "revisions:\n- issue: \"09\"\n  date: 2018-01-15\n  change:\n    vi: >-\n      Một\n      hai\n    en: Two\n\n# rest\n",
            "10",
        ),
        ("revisions: [{issue: \"1.9\", date: 2018-01-15, change: x}]\n", "1.10"),
    ];
    for (layout, next) in layouts {
        for end in ["\n", "\r\n"] {
            let before = LOAN.replace("REVISIONS", layout).replace('\n', end);
            let after =
                before.replace("2 hours", "1 hour").replace(", role: reader", ", role: reader, instruction: \"Nói \\\"to\\\"\"");
            let (text, output) = written(&before, &after, &[]);
            assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
            let library = Library::from_sources([("b.yaml", text.clone())]);
            let p = library.procedures()[0].definition();
            let row = p.revisions.last().unwrap();
            assert_eq!((row.issue.as_str(), row.date.to_string().as_str()), (next, "2018-06-01"));
            assert!(row.content.as_ref().unwrap().agrees_with(&p.content()));
            assert!(row.change.to(&Language::Vi).contains("Bước B2 “Tìm sách”: thời gian từ 02 giờ thành 01 giờ"), "{text}");
            assert_eq!(row.location.as_ref().unwrap().to(&Language::En), "Sections 5.1, 5.2");
            // What was there is there still: before the row and behind it.
            let common = text.bytes().zip(after.bytes()).take_while(|(a, b)| a == b).count();
            assert!(text.ends_with(&after[common..]) && text.len() > after.len(), "{text}");
            assert_eq!(text.matches('\r').count(), if end == "\n" { 0 } else { text.matches('\n').count() });
        }
    }
}

#[test]
fn changes_are_said_in_both_languages() {
    let before = LOAN.replace("REVISIONS", "owner: clerk\nrelated: [P-2]\n");
    let changes: [(&str, String, &str, &str); 5] = [
        (
            "removed",
            before.replace("  - {id: look, title: Tìm sách, role: clerk, time: 2 hours}\n", ""),
            "Bỏ bước B2 “Tìm sách” của lần ban hành trước.",
            "Removed step S2 “Tìm sách” of the issue before.",
        ),
        (
            "added",
            before.clone() + "  - {id: log, title: Ghi sổ, role: clerk, time: 5 minutes}\n",
            "Bổ sung bước B4 “Ghi sổ” do clerk, 05 phút.",
            "Added step S4 “Ghi sổ” done by clerk, 5 minutes.",
        ),
        (
            "renamed",
            before.replace("Giao sách", "Giao sách cho bạn đọc"),
            "Bước B3 “Giao sách cho bạn đọc”: tên từ “Giao sách” thành “Giao sách cho bạn đọc”.",
            "Step S3 “Giao sách cho bạn đọc”: title from “Giao sách” to “Giao sách cho bạn đọc”.",
        ),
        (
            "owner",
            before.replace("owner: clerk", "owner: reader"),
            "Thông tin chung: người chịu trách nhiệm về quy trình từ clerk thành reader.",
            "General information: owner from clerk to reader.",
        ),
        (
            "purpose",
            before.replace("owner:", "purpose: Cho mượn nhanh\nowner:"),
            "Mục đích: bổ sung nội dung: “Cho mượn nhanh”.",
            "Purpose: added the text: “Cho mượn nhanh”.",
        ),
    ];
    for (name, after, vi, en) in changes {
        let (text, output) = written(&before, &after, &[]);
        assert!(output.status.success(), "{name}: {}", String::from_utf8_lossy(&output.stderr));
        let library = Library::from_sources([("b.yaml", text)]);
        let row = library.procedures()[0].definition().revisions.last().unwrap().clone();
        assert_eq!((row.change.to(&Language::Vi), row.change.to(&Language::En)), (vi, en), "{name}");
    }
}

#[test]
fn what_cannot_be_issued_is_said_and_left_alone() {
    let row = |date: &str, issue: &str| format!("revisions:\n  - {{issue: \"{issue}\", date: {date}, change: x}}\n");
    let cases = [
        (
            row("2018-01-15", "01"),
            row("2018-01-15", "01") + "  - {issue: \"02\", date: 2018-02-01, change: y}\n",
            "đã có trong bảng",
        ),
        (row("2019-01-15", "01"), row("2019-01-15", "01"), "15/01/2019"),
        (row("2018-01-15", "A"), row("2018-01-15", "A"), "không đếm tiếp được"),
    ];
    for (before, after, said) in cases {
        let before = LOAN.replace("REVISIONS", &before);
        let after = LOAN.replace("REVISIONS", &after).replace("2 hours", "1 hour");
        let (text, output) = written(&before, &after, &[]);
        assert_eq!(output.status.code(), Some(2));
        assert!(String::from_utf8_lossy(&output.stderr).contains(said), "{}", String::from_utf8_lossy(&output.stderr));
        assert_eq!(text, after);
    }
    let before = LOAN.replace("REVISIONS", "");
    let (_, other) = written(&before.replace("P-1", "P-9"), &before, &[]);
    assert!(String::from_utf8_lossy(&other.stderr).contains("không có tài liệu nào chung"));
    let (text, broken) = written(&before, &before.replace("id: ask", "id: A B"), &[]);
    assert_eq!(broken.status.code(), Some(2), "{text}");
    // What is only shown is not written.
    let after = before.replace("2 hours", "1 hour");
    let (text, output) = written(&before, &after, &["--diff"]);
    assert!(text == after && String::from_utf8_lossy(&output.stdout).contains("+revisions:"));
}

/// Every paragraph, cell and item of a document, and its headings without their numbers.
fn facts(document: &Document) -> Vec<String> {
    let said = |line: &[Inline]| -> String {
        line.iter()
            .map(|i| if let Inline::Text(t) | Inline::Strong(t) | Inline::Link(t, _) | Inline::Mark(t) = i { t } else { "\n" })
            .collect()
    };
    let mut all = Vec::new();
    for block in &document.blocks {
        match block {
            Block::Paragraph(line) | Block::Note(line) => all.push(said(line)),
            Block::List(items) => all.extend(items.iter().map(|item| said(item))),
            Block::Table(table) => all.extend(table.rows.iter().flatten().map(|cell| said(cell))),
            Block::Figure(figure) => all.push(figure.mermaid.clone()),
            _ => {}
        }
    }
    all.iter().flat_map(|text| text.split('\n')).map(|line| line.trim().to_owned()).filter(|line| !line.is_empty()).collect()
}

#[test]
fn house_styles_hold_the_same_facts() {
    let styled = |style: &str| {
        let mut all = sources();
        let organisation = all.iter_mut().find(|d| d.get("organisation").is_some()).unwrap();
        organisation["house-style"] = json!(style);
        of(&all)
    };
    let hanoi = styled("hanoi");
    for (style, first) in [("hcmc", "I. Thành phần hồ sơ"), ("internal", "1. Quy trình nội bộ giải quyết")] {
        let other = styled(style);
        for procedure in hanoi.procedures() {
            for language in LANGUAGES {
                let of = |library: &Library| library.document(library.procedure(procedure.code()).unwrap(), &language);
                let (a, b) = (facts(&of(&hanoi)), facts(&of(&other)));
                // A label before what a step makes is all that one of them adds.
                let b: Vec<String> =
                    b.iter().map(|t| t.replace("Biểu mẫu/Kết quả: ", "").replace("Forms and results: ", "")).collect();
                let (mut a, mut b) = (a, b);
                a.sort();
                b.sort();
                assert_eq!(a, b, "{style} {}", procedure.code());
            }
        }
        let birth = other.document(other.procedure("QT-TP-01").unwrap(), &Language::Vi);
        let mut headings =
            birth.blocks.iter().filter_map(|b| if let Block::Heading(2, _, text) = b { Some(text.as_str()) } else { None });
        assert_eq!(headings.find(|text| !text.starts_with("Sửa đổi")), Some(first));
    }
}

#[test]
fn references_are_held_against_the_sections_of_the_style() {
    let found = |style: &str| {
        let mut all = sources();
        let organisation = all.iter_mut().find(|d| d.get("organisation").is_some()).unwrap();
        organisation["house-style"] = json!(style);
        let procedure = all.iter_mut().find(|d| d.get("procedure").and_then(Value::as_str) == Some("QT-TP-07")).unwrap();
        procedure["purpose"] = json!({"vi": "Theo mục 5.2.", "en": "Under section 5.2."});
        of(&all).check().findings().iter().any(|f| f.rule == "data/section-reference")
    };
    assert!(!found("hanoi") && found("internal"));
}
