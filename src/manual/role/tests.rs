use super::super::document::{Block, Document, Inline};
use super::*;
use crate::measure::Expected;

fn ba_dinh() -> Library {
    Library::open(concat!(env!("CARGO_MANIFEST_DIR"), "/processes/ba-dinh")).unwrap()
}

/// The tables of steps of a sheet: which procedure, and the numbers in the first column.
fn steps_of(document: &Document) -> Vec<(String, Vec<String>)> {
    let mut found = Vec::new();
    let mut code = None;
    for block in &document.blocks {
        match block {
            Block::Heading(3, id, title) if id.starts_with("work-") => {
                code = title.split(" – ").next().map(str::to_owned);
            }
            Block::Heading(2, ..) => code = None,
            Block::Table(table) if table.head.first().is_some_and(|head| head == "Step" || head == "Bước") => {
                let Some(code) = code.take() else { continue };
                let first = |row: &Vec<Cell>| if let Inline::Text(text) = &row[0][0] { text.clone() } else { String::new() };
                found.push((code, table.rows.iter().map(first).collect()));
            }
            _ => {}
        }
    }
    found
}

#[test]
fn every_step_stands_in_the_sheet_of_the_role_that_does_it_and_in_no_other() {
    let library = ba_dinh();
    let roster = Roster::of(&library);
    for language in [Language::Vi, Language::En] {
        let mut seen: HashMap<(String, String), Vec<&Id>> = HashMap::new();
        for role in roster.roles() {
            for (code, numbers) in steps_of(&document(&roster, role, &language)) {
                for number in numbers {
                    seen.entry((code.clone(), number)).or_default().push(role);
                }
            }
        }
        let desk = Desk::new(&library, &language);
        let mut steps = 0;
        for procedure in library.procedures() {
            for (i, step) in procedure.definition().steps.iter().enumerate() {
                let place = (procedure.code().to_owned(), step_number(&desk, i));
                assert_eq!(seen.get(&place).map(Vec::as_slice), Some([&step.role].as_slice()), "{place:?}");
                steps += 1;
            }
        }
        assert_eq!(seen.len(), steps);
    }
}

#[test]
fn the_times_of_the_roles_add_up_to_what_is_measured() {
    let library = ba_dinh();
    let context = Context::of(&library);
    let roster = Roster::of(&library);
    for (at, procedure) in roster.procedures.iter().enumerate() {
        let agency = roster.roles().filter(|role| !library.is_applicant(role));
        let shares = agency.flat_map(|role| roster.shares(role)).filter(|share| share.0 == at);
        let sum: f64 = shares.filter_map(|share| roster.touch(share)).sum();
        let expected = Expected::of(procedure.graph(), &context).unwrap().touch;
        assert!((sum - expected).abs() < 1e-6, "{}: {sum}, {expected}", procedure.code());
    }
}

#[test]
fn what_others_do_with_a_role_is_on_its_sheet() {
    let library = ba_dinh();
    let roster = Roster::of(&library);
    for role in roster.roles() {
        let sheet = document(&roster, role, &Language::En);
        let rows_of = |section: &str| {
            let after = sheet.blocks.iter().skip_while(|b| !matches!(b, Block::Heading(2, id, _) if id == section)).nth(1);
            if let Some(Block::Table(table)) = after { table.rows.len() } else { 0 }
        };
        let all = || library.procedures().iter().map(Procedure::definition);
        let takes_part = |step: &&Step| {
            let released = step.control.as_ref().is_some_and(|control| control.authority == *role);
            step.role != *role
                && (released
                    || step.accountable.as_ref() == Some(role)
                    || step.consulted.contains(role)
                    || step.informed.contains(role))
        };
        assert_eq!(rows_of("others"), all().flat_map(|p| &p.steps).filter(takes_part).count(), "{role}");
        let kept = all().flat_map(|p| &p.records).filter(|record| record.keeper.as_ref() == Some(role)).count();
        assert_eq!(rows_of("records"), kept, "{role}");
        assert_eq!(rows_of("events"), all().flat_map(|p| &p.interruptions).filter(|x| x.by == *role).count(), "{role}");
        let owned = library.objectives().flat_map(|o| &o.items).filter(|x| x.owner.as_ref() == Some(role)).count();
        assert_eq!(rows_of("objectives"), owned, "{role}");
    }
}

#[test]
fn hand_overs_name_the_other_role_and_what_is_handed_over() {
    let text = "procedure: P-1\ntitle: Loan\nsteps:\n  - {id: ask, title: Ask, role: reader, makes: [slip], next: look}\n  - {id: look, title: Look up, role: clerk, split: parallel, next: [{to: lend}, {to: note}]}\n  - {id: note, title: Note, role: clerk, next: tell}\n  - {id: lend, title: Lend, role: keeper, timeout: {after: 2 days, to: tell}, next: tell}\n  - {id: tell, title: Tell, role: clerk, join: parallel, end: completed}\ninterruptions:\n  - {when: Fire, by: keeper, to: tell}\nrecords:\n  - {id: slip, title: Slip, form: F-1}\n";
    let library = Library::from_sources([("loan.yaml", text)]);
    let roster = Roster::of(&library);
    let clerk = roster.roles().find(|role| *role == "clerk").unwrap();
    let markdown = document(&roster, clerk, &Language::En).to_markdown();
    assert!(markdown.contains("After S1, from **reader**<br>Received: Slip (F-1)"), "{markdown}");
    assert!(markdown.contains("→ S4, to **keeper** (at the same time)<br>→ S3 (at the same time)"), "{markdown}");
    assert!(markdown.contains("When all of these are done:<br>After S3<br>After S4, from **keeper**"), "{markdown}");
    assert!(markdown.contains("nothing happened in 2 days") && markdown.contains("When: Fire (keeper)"), "{markdown}");
    assert!(markdown.contains("■ End: Completed"), "{markdown}");
    let keeper = roster.roles().find(|role| *role == "keeper").unwrap();
    let markdown = document(&roster, keeper, &Language::En).to_markdown();
    assert!(
        markdown.contains("| P-1 | Fire | At any time | S5 |") || markdown.contains("| Fire | At any time | S5 |"),
        "{markdown}"
    );
}

#[test]
fn a_role_without_steps_has_a_sheet_that_says_so() {
    let organisation = "organisation: o\ntitle: O\nroles:\n  - {id: idle, title: <b>Idle</b>, kind: officer}\n  - {id: idle, title: Twin, kind: officer}\nunits: []\n";
    let library = Library::from_sources([("o.yaml", organisation)]);
    let roster = Roster::of(&library);
    let roles: Vec<&Id> = roster.roles().collect();
    assert_eq!(roles, ["idle"]);
    let sheet = document(&roster, roles[0], &Language::En);
    assert!(sheet.to_markdown().contains("does no step"), "{}", sheet.to_markdown());
    assert!(sheet.to_html().contains("&lt;b&gt;Idle"));
    // Nobody there at all: nothing to list.
    assert!(listed(&Desk::new(&Library::default(), &Language::En), &Roster::of(&Library::default())).is_empty());
}

#[test]
fn what_was_withdrawn_is_not_to_be_done() {
    let text = "procedure: P-1\ntitle: Loan\nstatus: obsolete\nsteps:\n  - {id: ask, title: Ask, role: reader}\n";
    let library = Library::from_sources([("loan.yaml", text)]);
    let roster = Roster::of(&library);
    let reader = roster.roles().next().unwrap();
    assert!(roster.shares(reader).is_empty());
    assert!(document(&roster, reader, &Language::En).to_markdown().contains("does no step"));
}

#[test]
fn many_roles_long_titles_and_endless_loops_are_borne() {
    let title = "Việc ".repeat(100);
    let mut text = format!("procedure: P-1\ntitle: \"{title}\"\nsteps:\n");
    for i in 0..30 {
        text += &format!("  - {{id: s{i}, title: \"{title}\", role: role-{i}, time: 1 hour}}\n");
    }
    let loops = "procedure: P-2\ntitle: Loop\nsteps:\n  - {id: a, title: A, role: role-0, time: 1 hour, next: a}\n";
    let library = Library::from_sources([("p.yaml", text.as_str()), ("loop.yaml", loops)]);
    let roster = Roster::of(&library);
    assert_eq!(roster.roles().count(), 30);
    for role in roster.roles() {
        let sheet = document(&roster, role, &Language::En);
        // What cannot be expected is not made up.
        assert!(!sheet.to_markdown().contains("NaN") && !sheet.to_markdown().contains("inf "));
    }
}

#[test]
fn applicants_are_told_when_a_desk_is_open_on_a_day_of_rest() {
    let text = include_str!("../../../processes/ba-dinh/calendar.yaml").replace(
        "years:",
        "desks: [{day: saturday, hours: [{from: \"08:00\", to: \"11:30\"}], procedures: [QT-TP-07], verified: false}]\nyears:",
    );
    let files = ["organisation.yaml", "services/QT-TP-07-extract.yaml"].map(|name| {
        let file = format!("{}/processes/ba-dinh/{name}", env!("CARGO_MANIFEST_DIR"));
        (name.to_owned(), std::fs::read_to_string(file).unwrap())
    });
    let library = Library::from_sources(files.into_iter().chain([("calendar.yaml".to_owned(), text)]));
    let applicant = library.organisation().unwrap().roles.iter().map(|role| &role.id).find(|role| library.is_applicant(role));
    let roster = Roster::of(&library);
    let document = document(&roster, applicant.unwrap(), &Language::En);
    assert!(document.to_markdown().contains("Also open Saturday (QT-TP-07): 08:00–11:30"), "{}", document.to_markdown());
}
