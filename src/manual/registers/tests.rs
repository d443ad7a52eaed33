use super::super::document::Block;
use super::*;
use crate::model::value::Date;

fn ba_dinh() -> Library {
    Library::open(concat!(env!("CARGO_MANIFEST_DIR"), "/processes/ba-dinh")).unwrap()
}

/// The rows of the tables of a section, and of those under its headings.
fn rows_of(document: &Document, section: &str) -> Vec<Vec<Cell>> {
    let mut rows = Vec::new();
    let mut inside = false;
    for block in &document.blocks {
        match block {
            Block::Heading(2, id, _) => inside = id == section,
            Block::Table(table) if inside && table.style == super::super::document::TableStyle::Grid => {
                rows.extend(table.rows.iter().cloned());
            }
            _ => {}
        }
    }
    rows
}

fn text(cell: &Cell) -> String {
    let said = cell.iter().map(|inline| match inline {
        Inline::Text(text) | Inline::Strong(text) | Inline::Link(text, _) | Inline::Mark(text) => text.as_str(),
        Inline::Break => " ",
        Inline::Blank => "…",
    });
    said.collect()
}

#[test]
fn what_definitions_hold_stands_in_the_registers() {
    let library = ba_dinh();
    for language in [Language::Vi, Language::En] {
        let document = document(&library, &language);
        let count = |section: &str| rows_of(&document, section).len();
        let procedures = || library.procedures().iter().map(Procedure::definition);
        let o = library.organisation().unwrap();
        assert_eq!(count("internal"), 1 + library.procedures().len());
        assert_eq!(count("external"), library.references().count());
        assert_eq!(count("forms"), library.forms().count());
        assert_eq!(count("records"), procedures().map(|p| p.records.len()).sum::<usize>());
        assert_eq!(count("distribution"), o.distribution.len() + procedures().map(|p| p.distribution.len()).sum::<usize>());
        assert_eq!(count("revisions"), o.revisions.len() + procedures().map(|p| p.revisions.len()).sum::<usize>());
        assert_eq!(count("objectives"), library.objectives().map(|o| o.items.len()).sum::<usize>());
        // Each with what it is about.
        let records = rows_of(&document, "records");
        for p in procedures() {
            for record in &p.records {
                let title = record.title.to(&language);
                let is_there = |row: &Vec<Cell>| text(&row[1]) == p.procedure.as_str() && text(&row[3]) == title;
                assert!(records.iter().any(is_there), "{}: {title}", p.procedure);
            }
        }
        let copies = rows_of(&document, "distribution");
        let desk = Desk::new(&library, &language);
        for p in procedures() {
            for copy in &p.distribution {
                let unit = desk.unit(&copy.unit);
                let is_there = |row: &Vec<Cell>| text(&row[1]) == p.procedure.as_str() && text(&row[4]) == unit;
                assert!(copies.iter().any(is_there), "{}: {unit}", p.procedure);
            }
        }
    }
}

#[test]
fn every_process_and_every_unit_is_audited() {
    let library = ba_dinh();
    let o = library.organisation().unwrap();
    let document = document(&library, &Language::En);
    let rows = rows_of(&document, "audit");
    let named = |title: &str| rows.iter().filter(|row| text(&row[1]).starts_with(title)).count();
    for process in &o.processes {
        assert!(named(process.title.to(&Language::En)) >= 1, "{}", process.id);
    }
    for unit in &o.units {
        let outside = unit.kind == crate::model::definition::UnitKind::External || o.authority.as_ref() == Some(&unit.title);
        assert_eq!(named(unit.title.to(&Language::En)) > 0, !outside, "{}", unit.id);
    }
    // Every procedure is audited with some process, by whoever works on it.
    for procedure in library.procedures() {
        let row = rows.iter().find(|row| text(&row[2]).split(", ").any(|code| code == procedure.code()));
        assert!(row.is_some_and(|row| !text(&row[4]).is_empty()), "{}", procedure.code());
    }
}

#[test]
fn withdrawn_documents_and_old_issues_stand_apart() {
    let old = "procedure: P-1\ntitle: Old\nstatus: obsolete\nrevisions:\n  - {issue: \"01\", date: 2015-02-01, change: First}\nsteps: []\n";
    let new = "procedure: P-2\ntitle: New\nrevisions:\n  - {issue: \"01\", date: 2014-02-28, change: First}\n  - {issue: \"02\", date: 2014-08-31, change: Second}\nsteps: []\n";
    let organisation = "organisation: o\ntitle: O\nas-of: 2018-01-15\nunits: []\nroles: []\n";
    let library = Library::from_sources([("a.yaml", old), ("b.yaml", new), ("o.yaml", organisation)]);
    let document = document(&library, &Language::En);
    let titles: Vec<&str> = document
        .blocks
        .iter()
        .filter_map(|b| if let Block::Heading(3, _, title) = b { Some(title.as_str()) } else { None })
        .collect();
    assert!(titles.contains(&"Documents no longer in force"), "{titles:?}");
    let internal: Vec<String> =
        rows_of(&document, "internal").iter().map(|row| row.iter().map(text).collect::<Vec<_>>().join("|")).collect();
    assert!(internal[1].contains("P-2") && internal[1].contains("31 Aug 2017overdue"), "{internal:?}");
    assert!(internal[2].contains("P-1") && !internal[2].contains("2018"), "{internal:?}");
    let states: Vec<String> = rows_of(&document, "revisions").iter().map(|row| text(row.last().unwrap())).collect();
    assert_eq!(states, ["Superseded", "Current", "No longer in force"]);
}

#[test]
fn a_document_is_reviewed_within_36_months() {
    assert_eq!(internal::review_by(Date::of(2018, 1, 15)), Some(Date::of(2021, 1, 15)));
    // The last day of a month that has no such day is the last that it has.
    assert_eq!(internal::review_by(Date::of(2016, 2, 29)), Some(Date::of(2019, 2, 28)));
    assert_eq!(internal::review_by(Date::of(9999, 12, 1)), None);
    assert_eq!(internal::review_by(Date::of(0, 1, 1)), None);
}

#[test]
fn external_documents_are_in_force_on_the_day_of_the_register() {
    let acts = "references: acts\nitems:\n  - {id: a, kind: law, number: A, title: Lapsed, effective: 2010-01-01, until: 2016-01-01, replaced-by: b}\n  - {id: b, kind: law, number: B, title: Now, effective: 2016-01-01, until: 2019-01-01, replaced-by: c}\n  - {id: c, kind: law, number: C, title: Later, issued: 2018-06-01, effective: 2019-01-01}\n  - {id: d, kind: decree, number: D, title: Soon, issued: 2017-12-01, effective: 2018-03-01}\n  - {id: e, kind: decree, number: E, title: Gone, until: 2012-01-01}\n";
    let organisation = "organisation: o\ntitle: O\nas-of: 2018-01-15\nunits: []\nroles: []\n";
    let library = Library::from_sources([("a.yaml", acts), ("o.yaml", organisation)]);
    let rows = rows_of(&document(&library, &Language::En), "external");
    let status = |number: &str| rows.iter().find(|row| text(&row[1]) == number).map(|row| text(row.last().unwrap())).unwrap();
    assert_eq!(status("A"), "Replaced by B from 1 Jan 2016");
    assert_eq!(status("B"), "In force No longer in force from 1 Jan 2019, replaced by C");
    assert_eq!(status("D"), "Not yet in force (from 1 Mar 2018)");
    assert_eq!(status("E"), "No longer in force from 1 Jan 2012");
    assert_eq!(status("C"), "Not yet in force (from 1 Jan 2019)");
    assert_eq!(text(&rows.last().unwrap()[1]), "C", "what came later stands below");
}

#[test]
fn an_empty_register_says_so() {
    for language in [Language::Vi, Language::En] {
        let empty = Words::of(&language).empty;
        let document = document(&Library::default(), &language);
        let headings = document.blocks.iter().filter(|b| matches!(b, Block::Heading(2, ..))).count();
        let said = document.blocks.iter().filter(|b| **b == Block::Paragraph(cell(empty))).count();
        assert_eq!((headings, said), (8, 8));
    }
}

#[test]
fn a_form_that_nobody_registered_is_shown() {
    let text_of = "procedure: P-1\ntitle: Loan\nrecords:\n  - {id: slip, title: Slip, form: F-1}\nsteps:\n  - {id: ask, title: Ask, role: reader, makes: [slip]}\n";
    let library = Library::from_sources([("loan.yaml", text_of)]);
    let rows = rows_of(&document(&library, &Language::En), "forms");
    assert_eq!(
        (text(&rows[0][1]), text(&rows[0][2]), text(&rows[0][3])),
        ("F-1".into(), "not in the register of forms".into(), "P-1".into())
    );
}
