//! What is set is what was said, whatever it looks like to Typst.

use super::super::super::document::*;
use super::*;
use crate::model::library::Library as Definitions;
use crate::model::value::{Date, Language};
use typst::layout::{Frame, FrameItem};

/// Everything that means something to Typst, to HTML or to Markdown.
const MARKUP: &str = r#"#set #show: x; #{panic()} *b* _i_ $x^2$ \n \ "q" 'r' // c /* d */ @ref <label> <b>&amp;</b> [x] = h - i + j `k` ~ --- ... \u{41} #"#;

fn document(blocks: Vec<Block>) -> Document {
    let header = Header {
        authority: "UBND THÀNH PHỐ".into(),
        organisation: "UBND QUẬN".into(),
        kind: "Quy trình".into(),
        particulars: vec![("Mã hiệu".into(), "QT-01".into()), ("Ngày ban hành".into(), "02/01/2018".into())],
        date: Some(Date::of(2018, 1, 2)),
    };
    Document {
        name: "QT-01".into(),
        language: Language::Vi,
        title: "Kiểm soát tài liệu".into(),
        header,
        paper: Paper::Upright,
        siblings: vec![],
        blocks,
    }
}

fn heading(level: u8, name: &str, text: &str) -> Block {
    Block::Heading(level, name.into(), text.into())
}

fn table(style: TableStyle, rows: Vec<Vec<Cell>>) -> Block {
    Block::Table(Table { rows, style, ..Table::default() })
}

fn pages(document: &Document) -> PagedDocument {
    let pages = typst::compile::<PagedDocument>(&Desk::new(tree::tree(document)));
    assert!(pages.warnings.is_empty(), "{:?}", pages.warnings);
    pages.output.map_err(|errors| PdfError::of(&errors)).unwrap()
}

/// The text of the pages, without white space: where lines end is of no interest here.
fn text(pages: &PagedDocument) -> String {
    fn collect(frame: &Frame, out: &mut String) {
        for (_, item) in frame.items() {
            match item {
                FrameItem::Group(group) => collect(&group.frame, out),
                FrameItem::Text(text) => out.push_str(&text.text),
                _ => {}
            }
        }
    }
    let mut out = String::new();
    pages.pages().iter().for_each(|page| collect(&page.frame, &mut out));
    squeezed(&out)
}

fn squeezed(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace() && *c != '\u{200b}').collect()
}

/// For an archive and for everybody, and not merely tagged.
fn archived(document: &Document) -> Vec<u8> {
    let pages = pages(document);
    document.written(&pages, &[PdfStandard::A_2a, PdfStandard::Ua_1]).unwrap()
}

#[test]
fn markup_is_text_wherever_it_stands() {
    let inlines = || {
        vec![
            Inline::Text(MARKUP.into()),
            Inline::Break,
            Inline::Strong(MARKUP.into()),
            Inline::Link(MARKUP.into(), "#here".into()),
            Inline::Link(MARKUP.into(), format!("{MARKUP}.html")),
            Inline::Link(MARKUP.into(), "#nowhere".into()),
            Inline::Mark(MARKUP.into()),
            Inline::Blank,
        ]
    };
    let figure = Figure {
        svg: "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"40\" height=\"40\"><title>#x</title><text y=\"20\">*a*</text></svg>".into(),
        pages: vec![],
        wide: false,
        mermaid: String::new(),
        caption: MARKUP.into(),
        file: "x.svg".into(),
    };
    let grid = Table {
        caption: MARKUP.into(),
        head: heads(&[MARKUP, MARKUP]),
        groups: vec![(MARKUP.into(), 2)],
        rows: vec![vec![inlines(), inlines()]],
        ..Table::default()
    };
    let mut document = document(vec![
        Block::Contents,
        heading(2, "here", MARKUP),
        heading(3, MARKUP, MARKUP),
        Block::Title(MARKUP.into()),
        Block::Paragraph(inlines()),
        Block::Note(inlines()),
        Block::List(vec![inlines(), inlines()]),
        Block::Table(grid),
        Block::Figure(figure),
    ]);
    document.title = MARKUP.into();
    document.header.kind = MARKUP.into();
    document.header.authority = MARKUP.into();
    document.header.particulars = vec![(MARKUP.into(), MARKUP.into())];
    let text = text(&pages(&document)).to_lowercase();
    // Head: three, label and value; contents and headings: two each; title, caption of the table and of the drawing, three
    // heads; six in each of six lines of text. What a page ends in the middle of is not counted.
    let times = text.matches(&squeezed(MARKUP).to_lowercase()).count();
    assert!((5 + 4 + 6 + 36 - 4..=5 + 4 + 6 + 36 + 4).contains(&times), "{times}: {text}");
    archived(&document);
}

#[test]
fn bad_text_is_set_and_nothing_is_lost() {
    let long = "Rất dài ".repeat(70);
    let unbroken = "x".repeat(500);
    let strange = "e\u{302}\u{301}\u{323} a\u{0}b\u{feff} \u{202e}abc שלום مرحبا 河內 \u{1f469}\u{200d}\u{1f680} \u{e000} ﬁ ß ŉ";
    let texts = [long.as_str(), unbroken.as_str(), strange, "\u{feff}"];
    let mut blocks = vec![Block::Contents];
    for text in texts {
        let row = || vec![cell(text), cell(text), cell(text), cell(text), cell(text), cell(text)];
        blocks.extend([
            heading(2, "same", text),
            heading(4, text, text),
            Block::Title(text.into()),
            Block::Paragraph(cell(text)),
            Block::Note(cell(text)),
            Block::List(vec![cell(text), vec![]]),
            table(TableStyle::Grid, vec![row(), vec![cell(text)], vec![]]),
            table(TableStyle::Facts, vec![vec![cell(text), cell(text)]]),
            table(TableStyle::Figures, vec![row()]),
            table(TableStyle::Signatures, vec![row(), row(), row()]),
            table(TableStyle::Plain, vec![row()]),
            table(TableStyle::Grid, vec![]),
            Block::Table(Table { head: heads(&[text; 9]), groups: vec![(text.into(), 9)], ..Table::default() }),
            Block::Table(Table { head: heads(&[text; 2]), rows: vec![row()], ..Table::default() }),
        ]);
    }
    for (title, paper) in texts.into_iter().zip([Paper::Upright, Paper::Lying, Paper::Small, Paper::Upright]) {
        let mut document = document(blocks.clone());
        document.title = title.into();
        document.header.particulars.push((title.into(), title.into()));
        document.paper = paper;
        let text = text(&pages(&document));
        // Those that a page ends in the middle of are not counted.
        assert!(text.matches(&unbroken).count() > 35, "{}", text.matches(&unbroken).count());
        assert!(text.contains("[U+6CB3U+5167]") && text.contains("שלום") && text.contains("[U+1F469U+1F680]"));
        archived(&document);
    }
}

#[test]
fn every_character_that_is_printed_is_one_that_an_archive_takes() {
    let all: Vec<char> =
        ('\u{20}'..'\u{1ffff}').filter(|c| FACES.printable(c.encode_utf8(&mut [0; 4])).chars().eq([*c])).collect();
    assert!(all.len() > 5000, "{}", all.len());
    let lines = all.chunks(60).map(|line| line.iter().flat_map(|c| [*c, ' ']).collect::<String>());
    archived(&document(lines.map(|line| Block::Paragraph(vec![Inline::Text(line.clone()), Inline::Strong(line)])).collect()));
}

#[test]
fn links_lead_within_and_beside() {
    let link = |to: &str| Block::Paragraph(vec![Inline::Link("there".into(), to.into())]);
    let blocks = vec![
        heading(1, "top", "Top"),
        heading(2, "none", "\u{feff}"),
        heading(2, "one", "One"),
        link("#top"),
        link("#one"),
        link("#none"),
        link("QT-02.html"),
        link("QT-02.html#forms"),
        link("https://example.org/a.html"),
        link(""),
    ];
    let pdf = archived(&document(blocks));
    let holds = |what: &str| pdf.windows(what.len()).any(|w| w == what.as_bytes());
    assert!(holds("(QT-02.pdf)") && holds("(QT-02.pdf#nameddest=forms)") && holds("(https://example.org/a.html)"));
    let links = pdf.windows(13).filter(|window| window == b"/Subtype/Link").count();
    assert_eq!(links, 5, "what leads nowhere is text");
}

#[test]
fn long_tables_repeat_their_heads_and_lose_no_row() {
    let rows = (0..300).map(|i| vec![cell(format!("B{i}")), cell("Công chức"), cell("tiếp nhận ".repeat(i % 40))]).collect();
    let grid = Table {
        head: heads(&["Bước", "Ai", "Việc"]),
        groups: vec![(String::new(), 1), ("Nhóm".into(), 2)],
        rows,
        widths: vec![4, 16, 80],
        ..Table::default()
    };
    let pages = pages(&document(vec![Block::Table(grid)]));
    let text = text(&pages);
    assert!(pages.pages().len() > 10);
    assert_eq!(text.matches("Nhóm").count(), pages.pages().len());
    assert!((0..300).all(|i| text.contains(&format!("B{i}Côngchức"))));
}

#[test]
fn drawings_lie_where_they_are_wide() {
    let svg = |high: u32| {
        format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"900\" height=\"{high}\"><title>Lưu đồ</title><rect width=\"9\" height=\"9\" style=\"fill:var(--qt-box,#fff)\"/></svg>"
        )
    };
    let figure = Figure {
        svg: svg(2000),
        pages: vec![svg(400), svg(400), svg(90_000)],
        wide: true,
        mermaid: String::new(),
        caption: "Lưu đồ".into(),
        file: "x.svg".into(),
    };
    let pages = pages(&document(vec![Block::Paragraph(cell("a")), heading(3, "chart", "5.8"), Block::Figure(figure)]));
    let lying: Vec<bool> = pages.pages().iter().map(|page| page.frame.width() > page.frame.height()).collect();
    assert_eq!(lying, [false, true, true, true]);
}

/// All that the documents of a library say is in the faces: no code point stands for a character.
#[test]
fn every_character_of_every_document_is_in_a_face() {
    let library = Definitions::open(concat!(env!("CARGO_MANIFEST_DIR"), "/processes/ba-dinh")).unwrap();
    let coverage = crate::check::Coverage::of(&library, &library.check());
    let site = library.site(&library.measure(), &coverage, &super::super::super::Publication::default());
    let lacks = |c: char| FACES.printable(c.encode_utf8(&mut [0; 4])).starts_with("[U+");
    for file in &site {
        let text = file.text().unwrap_or_default();
        let lacking: Vec<char> = text.chars().filter(|c| lacks(*c)).collect();
        assert!(lacking.is_empty(), "{}: {lacking:?}", file.path);
    }
    assert!(site.len() > 50);
}
