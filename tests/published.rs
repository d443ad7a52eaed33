//! A system as it should not be, in every form: `tests/bad-system` has a procedure of 300 steps with 30 roles, titles of 500
//! characters, text that is code elsewhere, letters from the right, letters in pieces, and texts in one language only; no
//! simplification, no objective, no record.

#![cfg(feature = "docx")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::print_stderr)]

mod common;

use common::docx_text;
use quytrinh::check::Coverage;
use quytrinh::manual::{File, Format, LANGUAGES, Publication};
use quytrinh::{Language, Library};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

/// As the definitions say it.
const CODE: &str = "<script>alert(\"x\")</script> #eval(\"1\") *sao* _gạch_ {{x}}";

fn published(formats: Vec<Format>, languages: &[Language]) -> (Library, Vec<File>) {
    let library = Library::open(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/bad-system")).unwrap();
    assert_eq!(library.procedure("QT-99").unwrap().definition().steps.len(), 300);
    let coverage = Coverage::of(&library, &library.check());
    let publication = Publication { formats, languages: languages.to_vec(), single_file: false };
    let files = library.site(&library.measure(), &coverage, &publication);
    (library, files)
}

fn file<'a>(files: &'a [File], path: &str) -> &'a File {
    files.iter().find(|file| file.path == path).unwrap_or_else(|| panic!("{path}"))
}

#[test]
fn what_authors_write_is_text_in_every_form() {
    let (_, files) = published(vec![Format::Html, Format::Markdown, Format::Docx], &LANGUAGES);
    for language in ["vi", "en"] {
        let html = file(&files, &format!("{language}/QT-99.html")).text().unwrap();
        assert!(html.contains("&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt; #eval(&quot;1&quot;) *sao* _gạch_ {{x}}"));
        assert!(!html.contains("<script>alert"));
        let markdown = file(&files, &format!("{language}/QT-99.md")).text().unwrap();
        assert!(markdown.contains("&lt;script&gt;alert(\"x\")&lt;/script&gt; \\#eval(\"1\") \\*sao\\* \\_gạch\\_ {{x}}"));
        // A forge would take it for a formula.
        assert!(markdown.contains(r"\$x\$") && !markdown.contains(" $x$"));
        let docx = docx_text(&file(&files, &format!("{language}/QT-99.docx")).content);
        for text in [html, markdown, &docx] {
            assert!(
                text.contains("שלום مرحبا")
                    && text.contains(&"x".repeat(500))
                    && text.contains("e\u{302}\u{301} Việt Nam viết rời")
            );
            assert!((0..300).all(|i| text.contains(&format!("Bước thứ {i} "))));
        }
        assert!(docx.contains(CODE));
        // The drawing is there as a picture and, in Markdown, as text that a forge draws.
        assert!(files.iter().any(|file| file.path == format!("{language}/QT-99.svg")));
    }
    for file in &files {
        if let Some(svg) = file.text().filter(|_| file.path.ends_with(".svg")) {
            let drawing = roxmltree::Document::parse(svg).unwrap_or_else(|error| panic!("{}: {error}", file.path));
            assert!(drawing.descendants().all(|node| node.tag_name().name() != "script"), "{}", file.path);
        }
    }
}

#[test]
fn what_is_not_translated_is_marked() {
    let (_, files) = published(vec![Format::Html, Format::Markdown, Format::Docx], &LANGUAGES);
    let (vi, en) = ("chưa có bản dịch", "not translated");
    // The title and the scope are in English only; the steps in Vietnamese only.
    for (path, mark) in [("vi/QT-98", vi), ("vi/QT-99", vi), ("en/QT-99", en)] {
        for ending in ["html", "md"] {
            assert!(file(&files, &format!("{path}.{ending}")).text().unwrap().contains(mark), "{path}.{ending}");
        }
        assert!(docx_text(&file(&files, &format!("{path}.docx")).content).contains(mark), "{path}");
    }
    let own = file(&files, "en/QT-98.md").text().unwrap();
    assert!(own.contains("Take the dossier"));
}

#[test]
fn a_register_without_entries_says_so() {
    let (_, files) = published(vec![Format::Html, Format::Markdown, Format::Docx], &[Language::Vi, Language::En]);
    let said = file(&files, "en/registers.md").text().unwrap();
    for heading in ["External documents", "Forms", "Records", "Revisions of documents", "Quality objectives"] {
        assert!(said.contains(&format!("## {heading}\n\nThere is nothing in this register yet.")), "{heading}: {said}");
    }
    let simplified = file(&files, "vi/simplification.md").text().unwrap();
    assert!(simplified.contains("0/1 = 0,0% (chưa đạt)"), "{simplified}");
}

#[test]
fn files_handed_over_one_by_one_are_those_of_the_site() {
    let library = Library::open(concat!(env!("CARGO_MANIFEST_DIR"), "/processes/ba-dinh")).unwrap();
    let (portfolio, coverage) = (library.measure(), Coverage::of(&library, &library.check()));
    for single_file in [false, true] {
        let publication =
            Publication { formats: vec![Format::Html, Format::Markdown], languages: LANGUAGES.to_vec(), single_file };
        let mut expected = library.site(&portfolio, &coverage, &publication);
        let taken = Mutex::new(Vec::new());
        let take = |file| {
            taken.lock().unwrap().push(file);
            Ok::<(), ()>(())
        };
        assert_eq!(library.publish(&portfolio, &coverage, None, &publication, take), Ok(expected.len()));
        let mut taken = taken.into_inner().unwrap();
        taken.sort_by(|a, b| a.path.cmp(&b.path));
        expected.sort_by(|a, b| a.path.cmp(&b.path));
        assert!(taken == expected, "single file: {single_file}");
    }
    // The tenth file finds no room: it is not gone on as if there were some.
    let publication = Publication::default();
    let count = AtomicUsize::new(0);
    let full = |_: File| if count.fetch_add(1, Ordering::Relaxed) < 9 { Ok(()) } else { Err("no room") };
    assert_eq!(library.publish(&portfolio, &coverage, None, &publication, full), Err("no room"));
    // What other processors were making just then may still come.
    assert!(count.into_inner() < 10 + std::thread::available_parallelism().map_or(1, usize::from));
}
