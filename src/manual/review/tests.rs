use super::parts::{Part, parts_of};
use super::*;
use crate::manual::LANGUAGES;

fn ba_dinh() -> Library {
    Library::open(concat!(env!("CARGO_MANIFEST_DIR"), "/processes/ba-dinh")).unwrap()
}

fn sheet(library: &Library, procedure: &Procedure, language: &Language) -> Option<Document> {
    let effect = library.simplify(procedure);
    let results = Results::of(library, std::slice::from_ref(language));
    document(library, procedure, &effect, &library.outlook(procedure, &effect), &results, language)
}

const PARTS: [Part; 11] = [
    Part::Name,
    Part::Sequence,
    Part::Way,
    Part::Dossier,
    Part::Limit,
    Part::Applicants,
    Part::Agencies,
    Part::Forms,
    Part::Result,
    Part::Conditions,
    Part::Fees,
];

#[test]
fn every_part_of_article_8_is_asked_for_in_both_wordings() {
    for day in [None, Some(Date::of(2017, 9, 25)), Some(Date::of(2017, 9, 24)), Some(Date::of(2012, 1, 1))] {
        let asked: Vec<Part> = parts_of(day).flat_map(|(_, parts)| parts.iter().copied()).collect();
        for part in PARTS {
            assert!(asked.contains(&part), "{part:?} on {day:?}");
        }
    }
    // The result was obligatory, point h, before the amendment; the others were point i.
    let place = |day, part| parts_of(Some(day)).find(|(_, parts)| parts.contains(&part)).unwrap().0.basis.place;
    assert_eq!(place(Date::of(2017, 9, 24), Part::Fees), "Art. 8(2) i");
    assert_eq!(place(Date::of(2017, 9, 25), Part::Fees), "Art. 8(2) h");
    assert_eq!(place(Date::of(2017, 9, 24), Part::Result), "Art. 8(2) h");
}

#[test]
fn every_administrative_procedure_has_a_sheet_with_every_part_and_paper() {
    let library = ba_dinh();
    for language in LANGUAGES {
        for procedure in library.procedures() {
            let p = procedure.definition();
            let sheet = sheet(&library, procedure, &language);
            assert_eq!(sheet.is_some(), p.service.is_some(), "{}", p.procedure);
            let Some(sheet) = sheet else { continue };
            let table_after = |id: &str| {
                let mut blocks = sheet.blocks.iter().skip_while(|b| !matches!(b, Block::Heading(_, own, _) if own == id));
                blocks.nth(1).and_then(|b| if let Block::Table(table) = b { Some(table) } else { None })
            };
            let parts = table_after("parts").unwrap();
            assert_eq!(parts.rows.len(), PARTS.len(), "each part once: {}", p.procedure);
            assert!(parts.rows.iter().all(|row| row.len() == parts.head.len()));
            let service = p.service.as_ref().unwrap();
            let items = service.dossier.iter().flat_map(|dossier| &dossier.items).count();
            assert_eq!(table_after("papers").map_or(0, |table| table.rows.len()), items, "{}", p.procedure);
            let conditions = service.conditions.iter().flat_map(|c| c.items()).count();
            assert_eq!(table_after("conditions").map_or(0, |table| table.rows.len()), conditions, "{}", p.procedure);
            assert_eq!(table_after("options").map_or(0, |table| table.rows.len()), p.simplifications.len(), "{}", p.procedure);
            let questions = ["necessity", "reasonableness", "legality"].map(|id| table_after(id).unwrap().rows.len());
            assert_eq!(questions, [4, 8, 3]);
        }
    }
}

#[test]
fn costs_are_those_that_are_measured() {
    let library = ba_dinh();
    let birth = library.procedure("QT-TP-01").unwrap();
    let outlook = library.outlook(birth, &library.simplify(birth));
    let (before, after) = (outlook.before.cost.unwrap().case, outlook.after.unwrap().cost.unwrap().case);
    let markdown = sheet(&library, birth, &Language::En).unwrap().to_markdown();
    let money = |amount| crate::model::value::Money(amount).to(&Language::En);
    let row = format!("| {} | {} | {} |", money(before), money(after), money(before - after));
    assert!(markdown.contains(&row), "{row}\n{markdown}");
}

#[test]
fn what_is_not_known_is_left_to_the_reviewer() {
    let text = "procedure: P-1\ntitle: Loan\nservice: {}\nsteps:\n  - {id: ask, title: Ask, role: applicant}\n";
    let library = Library::from_sources([("loan.yaml", text)]);
    let markdown = sheet(&library, &library.procedures()[0], &Language::En).unwrap().to_markdown();
    assert!(markdown.contains("Not stated") && markdown.contains("the reviewer fills in"), "{markdown}");
    assert!(markdown.contains("| Ask |") && !markdown.contains("NaN"), "{markdown}");
    // Withdrawn, or the office's own work: there is nothing to review.
    for line in ["status: obsolete", "internal: true"] {
        let text = text.replace("service:", &format!("{line}\nservice:"));
        let library = Library::from_sources([("loan.yaml", text.as_str())]);
        assert!(sheet(&library, &library.procedures()[0], &Language::En).is_none(), "{line}");
    }
}
