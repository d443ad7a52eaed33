//! Pages for an archive: of the real system, and of a bad one.
#![cfg(feature = "pdf")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::print_stderr)]

use quytrinh::manual::document::Block;
use quytrinh::manual::{Document, Format, Publication};
use quytrinh::{Language, Library};
use std::io::Write as _;
use std::process::{Command, Stdio};

fn library() -> Library {
    Library::open(concat!(env!("CARGO_MANIFEST_DIR"), "/processes/ba-dinh")).unwrap()
}

fn procedure(library: &Library, language: &Language) -> Document {
    library.document(library.procedures().first().unwrap(), language)
}

fn holds(pdf: &[u8], what: &[u8]) -> bool {
    pdf.windows(what.len()).any(|window| window == what)
}

/// Text as a PDF says it outside of pages.
fn string(text: &str) -> String {
    if text.is_ascii() {
        return format!("({})", text.replace('\\', "\\\\").replace('(', "\\(").replace(')', "\\)"));
    }
    text.encode_utf16().map(|unit| format!("{unit:04X}")).collect::<Vec<_>>().concat()
}

/// What another program reads in the pages; none where there is none.
fn read(pdf: &[u8]) -> Option<String> {
    let child = Command::new("pdftotext").args(["-enc", "UTF-8", "-", "-"]).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn();
    let Ok(mut child) = child else {
        eprintln!("not read by another program: there is no pdftotext");
        return None;
    };
    let mut input = child.stdin.take().unwrap();
    std::thread::scope(|scope| {
        scope.spawn(move || input.write_all(pdf));
        Some(String::from_utf8(child.wait_with_output().unwrap().stdout).unwrap())
    })
}

fn squeezed(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect::<String>().to_lowercase()
}

#[test]
fn a_procedure_is_for_an_archive_and_for_everybody() {
    let library = library();
    for language in [Language::Vi, Language::En] {
        let document = procedure(&library, &language);
        let pdf = document.to_pdf().unwrap();
        assert!(pdf.starts_with(b"%PDF-1.7"));
        for what in
            ["<pdfaid:part>2</pdfaid:part>", "<pdfaid:conformance>A</pdfaid:conformance>", "<pdfuaid:part>1</pdfuaid:part>"]
        {
            assert!(holds(&pdf, what.as_bytes()), "{what}");
        }
        for what in ["/StructTreeRoot", "/MarkInfo", "/Outlines", "/Marked true", "/DisplayDocTitle true", "/S/TH", "/S/Figure"] {
            assert!(holds(&pdf, what.as_bytes()), "{what}");
        }
        assert!(holds(&pdf, format!("/Lang({})", language.code()).as_bytes()));
        assert!(!holds(&pdf, b"/Launch") && !holds(&pdf, b"/JavaScript") && !holds(&pdf, b".html)"));
        let mut headings = 0;
        let text = read(&pdf).map(|text| squeezed(&text));
        for block in &document.blocks {
            if let Block::Heading(_, _, heading) = block {
                assert!(holds(&pdf, string(heading).as_bytes()), "no bookmark: {heading}");
                assert!(text.as_ref().is_none_or(|text| text.contains(&squeezed(heading))), "not printed: {heading}");
                headings += 1;
            }
        }
        assert!(headings > 15);
        assert_eq!(pdf, document.to_pdf().unwrap(), "the same document has the same bytes");
    }
}

/// Every heading of every document is in the pages; what no face has would not be written for an archive.
#[test]
fn every_kind_of_document_is_printed() {
    let library = Library::open(concat!(env!("CARGO_MANIFEST_DIR"), "/examples/processes/factory")).unwrap();
    let coverage = quytrinh::check::Coverage::of(&library, &library.check());
    let publication = Publication { formats: vec![Format::Pdf], languages: vec![Language::Vi, Language::En], single_file: false };
    let site = library.site(&library.measure(), &coverage, &publication);
    let pdfs: Vec<_> = site.iter().filter(|file| file.path.ends_with(".pdf")).collect();
    assert!(pdfs.len() >= 8, "{}", pdfs.len());
    for file in pdfs {
        assert!(holds(&file.content, b"<pdfuaid:part>1</pdfuaid:part>"), "{}", file.path);
        assert!(holds(&file.content, b"/Type/Page\n") || holds(&file.content, b"/Type/Page/"), "{}", file.path);
    }
}

/// A step or a title as long as it should never be, roles and steps without end, and text that is code elsewhere.
#[test]
fn a_bad_system_is_printed_whole() {
    let title = "#show: panic() *đăng* $x$ <b>&amp;</b> ".repeat(12);
    let mut organisation = String::from(
        "organisation: bad\ntitle: {vi: \"#office *bad*\"}\nunits:\n- {id: u, title: {vi: U}, kind: department}\nroles:\n",
    );
    let mut steps = String::new();
    for i in 0..30 {
        organisation += &format!("- {{id: r{i}, unit: u, kind: officer, title: {{vi: \"Vai trò $ {i} #\"}}}}\n");
    }
    for i in 0..300 {
        let next = if i < 299 { format!("next: s{}", i + 1) } else { "end: done".into() };
        steps +=
            &format!("- {{id: s{i}, title: {{vi: \"Bước {i} _e\u{302}\u{301}_ שלום مرحبا 河\"}}, role: r{}, {next}}}\n", i % 30);
    }
    let procedure = format!("procedure: QT-99\ntitle: {{vi: \"{title}\"}}\nsteps:\n{steps}");
    let library = Library::from_sources([("organisation.yaml", organisation.as_str()), ("procedure.yaml", procedure.as_str())]);
    let procedure = library.procedures().first().expect("it is read");
    assert_eq!(procedure.definition().steps.len(), 300);
    let pdf = library.document(procedure, &Language::En).to_pdf().unwrap();
    assert!(holds(&pdf, b"<pdfuaid:part>1</pdfuaid:part>"));
    if let Some(text) = read(&pdf).map(|text| squeezed(&text)) {
        assert!(text.contains(&squeezed("#show: panic() *đăng* $x$ <b>&amp;</b> #show")), "{text}");
        assert!((0..300).all(|i| text.contains(&format!("bước{i}_"))) && text.contains("[u+6cb3]"));
    }
}
