//! What holds of every document: parts that can be read, relations that lead somewhere, widths that add up.

use super::super::super::document::{Block, Document, Figure, Header, Inline, Paper, Table, TableStyle, cell, heads};
use super::super::{File, Format};
use super::{drawing, emf};
use crate::check::Coverage;
use crate::manual::{LANGUAGES, Publication};
use crate::model::library::Library;
use crate::model::value::Language;
use std::collections::{BTreeMap, BTreeSet};
use std::io::{Cursor, Read as _};

const SVG: &str = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"900\" height=\"2000\" viewBox=\"0 0 900 2000\"><title>T</title>\
                   <desc>D</desc><rect x=\"1\" y=\"1\" width=\"9\" height=\"9\"/></svg>";

fn document(paper: Paper, blocks: Vec<Block>) -> Document {
    Document {
        name: "x".into(),
        language: Language::Vi,
        title: "Đăng ký <khai> & \"sinh\"".into(),
        header: Header {
            authority: "Ủy ban nhân dân thành phố Hà Nội".into(),
            organisation: "Ủy ban nhân dân quận Ba Đình".into(),
            kind: "Quy trình".into(),
            particulars: vec![("Mã hiệu".into(), "QT-01".into()), ("Lần ban hành".into(), "01".into())],
            date: None,
        },
        paper,
        siblings: vec![],
        blocks,
    }
}

fn figure(wide: bool) -> Block {
    let svg = SVG.to_owned();
    Block::Figure(Figure {
        pages: vec![svg.clone(); 2],
        svg,
        wide,
        mermaid: String::new(),
        caption: "Lưu đồ".into(),
        file: "x.svg".into(),
    })
}

/// The parts of a file by their names.
fn parts(file: &[u8]) -> BTreeMap<String, Vec<u8>> {
    let mut zip = zip::ZipArchive::new(Cursor::new(file)).unwrap();
    (0..zip.len())
        .map(|i| {
            let mut part = zip.by_index(i).unwrap();
            let mut content = Vec::new();
            part.read_to_end(&mut content).unwrap();
            (part.name().unwrap().into_owned(), content)
        })
        .collect()
}

fn text(parts: &BTreeMap<String, Vec<u8>>, name: &str) -> String {
    String::from_utf8(parts[name].clone()).unwrap()
}

/// Reads every part and follows every relation; returns the body.
fn sound(document: &Document) -> String {
    let file = document.render(Format::Docx);
    assert!(file == document.render(Format::Docx), "the same input gives the same bytes");
    let parts = parts(&file);
    let relations = text(&parts, "word/_rels/document.xml.rels");
    let relations = roxmltree::Document::parse(&relations).unwrap();
    let known: BTreeMap<&str, &str> =
        relations.root_element().children().map(|r| (r.attribute("Id").unwrap(), r.attribute("Target").unwrap())).collect();
    for relation in relations.root_element().children().filter(|r| r.attribute("TargetMode").is_none()) {
        assert!(parts.contains_key(&format!("word/{}", relation.attribute("Target").unwrap())));
    }
    let styles = text(&parts, "word/styles.xml");
    assert!(!styles.contains('@'), "everything is filled in");
    for (name, content) in parts.iter().filter(|(name, _)| name.ends_with(".xml")) {
        let content = std::str::from_utf8(content).unwrap();
        assert!(content.starts_with("<?xml"), "{name}");
        let xml = roxmltree::Document::parse(content).unwrap_or_else(|error| panic!("{name}: {error}"));
        let mut ids: BTreeSet<(&str, &str)> = BTreeSet::new();
        for node in xml.descendants().filter(|n| n.is_element()) {
            for attribute in node.attributes() {
                match (node.tag_name().name(), attribute.name()) {
                    (_, "id" | "embed") if attribute.namespace().is_some_and(|n| n.ends_with("/relationships")) => {
                        assert!(known.contains_key(attribute.value()), "{name}: {}", attribute.value());
                    }
                    ("bookmarkStart", kind @ ("id" | "name")) | ("docPr", kind @ "id") => {
                        let kind = if node.tag_name().name() == "docPr" { "drawing" } else { kind };
                        assert!(ids.insert((kind, attribute.value())), "{name}: {kind} {} twice", attribute.value());
                        assert!(attribute.value().len() <= 40);
                    }
                    ("pStyle" | "rStyle" | "tblStyle", "val") => {
                        assert!(styles.contains(&format!("w:styleId=\"{}\"", attribute.value())), "{}", attribute.value());
                    }
                    _ => {}
                }
            }
        }
        for table in xml.descendants().filter(|n| n.tag_name().name() == "tbl") {
            let width = |n: roxmltree::Node| n.attributes().find(|a| a.name() == "w").unwrap().value().parse::<u32>().unwrap();
            let find = |name: &str| table.descendants().find(|n| n.tag_name().name() == name).unwrap();
            let columns: u32 = find("tblGrid").children().map(width).sum();
            assert_eq!(columns, width(find("tblW")), "{name}");
        }
    }
    text(&parts, "word/document.xml")
}

#[test]
fn every_block_in_every_paper() {
    let table = |style, groups: Vec<(String, u8)>| {
        let row = vec![
            cell("a"),
            vec![Inline::Strong("b".into()), Inline::Break, Inline::Mark("chưa đối chiếu".into())],
            cell(""),
            vec![Inline::Blank],
        ];
        Block::Table(Table {
            caption: "C".into(),
            head: heads(&["1", "2", "3", "4"]),
            groups,
            rows: vec![row; 3],
            widths: vec![10, 40, 30, 20],
            style,
        })
    };
    for paper in [Paper::Upright, Paper::Lying, Paper::Small] {
        let body = sound(&document(
            paper,
            vec![
                Block::Title("SỔ".into()),
                Block::Contents,
                Block::PageBreak,
                table(TableStyle::Grid, vec![(String::new(), 1), ("2–3".into(), 2)]),
                Block::Heading(2, "mục-1".into(), "1. Một".into()),
                Block::Heading(2, "mục-1".into(), "1. Một".into()),
                Block::Paragraph(vec![
                    "Tên: ".into(),
                    Inline::Blank,
                    Inline::Break,
                    Inline::Link("a".into(), "b c.html#mục-1".into()),
                ]),
                Block::Note(vec![
                    Inline::Link("x".into(), "#mục-1".into()),
                    Inline::Link("y".into(), "https://a.vn/?q=<ă>".into()),
                ]),
                Block::List(vec![cell("một"), vec![Inline::Strong("hai".into()), Inline::Blank]]),
                table(TableStyle::Facts, vec![]),
                table(TableStyle::Signatures, vec![]),
                table(TableStyle::Figures, vec![("G".into(), 9)]),
                table(TableStyle::Plain, vec![("G".into(), 1), (String::new(), 1)]),
                Block::Table(Table::default()),
                figure(false),
                Block::Heading(3, "lưu đồ".into(), "5.8 Lưu đồ".into()),
                figure(true),
                Block::Heading(4, String::new(), "Sau".into()),
            ],
        ));
        // A wide drawing lies with its heading, what follows does not.
        let sections = body.matches("<w:sectPr>").count();
        assert_eq!(sections, if paper == Paper::Lying { 1 } else { 3 });
        assert_eq!(body.matches("w:orient=\"landscape\"").count(), 1);
        assert_eq!(body.matches("<w:titlePg/>").count(), 1);
        assert!(body.contains("<w:gridSpan w:val=\"2\"/>") && body.contains("<w:vMerge w:val=\"restart\"/>"));
        assert!(body.contains("PAGEREF q_") && body.contains("w:leader=\"dot\""));
        assert!(body.contains("descr=\"D\" title=\"T\""));
    }
}

#[test]
fn whatever_is_in_the_text_the_file_can_be_read() {
    let long = "Một tiêu đề rất dài ".repeat(25);
    let word = "x".repeat(500);
    let bad = "\u{0}\u{b}\u{1b}\u{fffe}]]><w:p/>&amp; \u{202e}\u{200f}שלום עולם e\u{301}\u{323} 中文 \u{1f600}\n\t";
    for text in ["", &long, &word, bad] {
        let line = || {
            vec![
                text.into(),
                Inline::Strong(text.into()),
                Inline::Mark(text.into()),
                Inline::Link(text.into(), text.into()),
                Inline::Blank,
            ]
        };
        let mut blocks = vec![
            Block::Contents,
            Block::Heading(2, text.into(), text.into()),
            Block::Title(text.into()),
            Block::Paragraph(line()),
            Block::Note(line()),
            Block::List(vec![line(), vec![]]),
            Block::Table(Table {
                caption: text.into(),
                head: heads(&[text; 5]),
                rows: vec![vec![line(); 7], vec![]],
                widths: vec![200, 0, 1],
                ..Table::default()
            }),
        ];
        blocks.push(Block::Figure(Figure {
            svg: text.into(),
            pages: vec![],
            wide: true,
            mermaid: text.into(),
            caption: text.into(),
            file: text.into(),
        }));
        let mut document = document(Paper::Upright, blocks);
        document.title = text.into();
        document.header.organisation = text.into();
        document.header.particulars = vec![(text.into(), text.into()); 3];
        sound(&document);
    }
    let body = sound(&document(Paper::Upright, vec![Block::Paragraph(cell("שלום עולם"))]));
    assert!(body.contains("<w:bidi/>") && body.contains("<w:rtl/>"));
    sound(&document(Paper::Upright, vec![]));
    sound(&document(Paper::Small, vec![Block::PageBreak]));
}

/// What a drawing has that is not known here would be missing on paper.
#[test]
fn every_drawing_there_is_is_understood() {
    let library = Library::open(concat!(env!("CARGO_MANIFEST_DIR"), "/processes/ba-dinh")).unwrap();
    let publication = Publication { formats: vec![], languages: LANGUAGES.to_vec(), ..Publication::default() };
    let files = library.site(&library.measure(), &Coverage::of(&library, &library.check()), &publication);
    let mut drawings: Vec<String> =
        files.iter().filter(|f| f.path.ends_with(".svg")).filter_map(File::text).map(str::to_owned).collect();
    for procedure in library.procedures() {
        for block in library.document(procedure, &Language::Vi).blocks {
            if let Block::Figure(figure) = block {
                drawings.extend(figure.pages);
            }
        }
    }
    assert!(drawings.len() > 100, "{}", drawings.len());
    for svg in &drawings {
        let drawing = drawing::read(svg);
        assert!(drawing.unknown.is_empty(), "{:?} in {}", drawing.unknown, drawing.title);
        let words = svg.matches("<text ").count();
        let found = drawing.items.iter().filter(|item| matches!(item, drawing::Item::Text(_))).count();
        assert!(words == found && drawing.width > 0.0 && !drawing.title.is_empty(), "{}", drawing.title);
        assert!(emf::metafile(&drawing).len() > 1000);
        // What is beside an attribute in `style` only gives a page the chance to change it.
        let styles = svg.split("style=\"").skip(1).filter_map(|rest| rest.split('"').next()).flat_map(|style| style.split(';'));
        for style in styles.filter(|style| !style.is_empty()) {
            assert!(style.starts_with("fill:") || style.starts_with("stroke:"), "{style}");
        }
    }
}
