//! The one-stop forms: what the counter hands out and what goes with a dossier, made from the definition, in the set of forms that
//! is in force on the day of the organisation.

mod apology;
mod case;
mod catalogue;
mod control_slip;
mod receipt;
mod refusal;
pub(super) mod register;
mod sheet;
mod stop;
mod supplement;
mod way;
mod words;

use super::common::lines;
use super::document::{Block, Cell, Document, Header, Inline, Paper, Table, cell, heads};
use super::procedure::file_name;
use crate::model::definition::Service;
use crate::model::library::{Library, Procedure};
use crate::model::value::Language;
pub use case::CaseData;
use catalogue::{Form, Slip};
use sheet::{Office, Sheet};

/// The parts of an administrative procedure; internal work has no applicant to hand anything to.
fn service(procedure: &Procedure) -> Option<&Service> {
    procedure.definition().service.as_ref().filter(|_| !procedure.definition().internal)
}

/// The procedures that have forms; of two with one code the first.
fn services(library: &Library) -> Vec<&Procedure> {
    let own = |p: &&Procedure| library.procedure(p.code()).is_some_and(|first| std::ptr::eq(first, *p));
    library.procedures().iter().filter(own).filter(|p| service(p).is_some()).collect()
}

/// The file name of the slips of a procedure. An underscore and a small letter that is no part of an escape stand in no file
/// name of a procedure.
pub(super) fn forms_name(procedure: &Procedure) -> String {
    format!("{}_forms", file_name(procedure))
}

/// The file name of its control slip.
pub(super) fn slip_name(procedure: &Procedure) -> String {
    format!("{}_control-slip", file_name(procedure))
}

/// Whether a dossier of this procedure goes from hand to hand: what one person settles at the counter needs no control slip.
fn is_handed_over(library: &Library, procedure: &Procedure) -> bool {
    let steps = &procedure.definition().steps;
    let agency = |i: usize| !library.is_applicant(&steps[i].role);
    crate::measure::passes(procedure.graph())
        .iter()
        .any(|(from, to)| steps[*from].role != steps[*to].role && agency(*from) && agency(*to))
}

impl Library {
    /// The one-stop forms of an administrative procedure, each a document of its own, ready to be filled in: receipt, request to
    /// supplement, refusal, apology, since 2025 the notice that work stops, and the control slip where a dossier is passed
    /// on. Which forms there are, their titles and numbers follow the day of the organisation (`as-of`), or today's act.
    ///
    /// None for internal procedures and those without `service`.
    ///
    /// ```
    /// use quytrinh::{Language, Library};
    ///
    /// let library = Library::open("processes/ba-dinh")?;
    /// let permit = library.procedure("QT-XD-01").unwrap();
    /// let forms = library.forms_of(permit, &Language::Vi);
    /// let titles: Vec<&str> = forms.iter().map(|form| form.title.as_str()).collect();
    /// assert_eq!(titles[0], "Giấy tiếp nhận hồ sơ và hẹn trả kết quả");
    /// assert_eq!(titles[4], "Phiếu kiểm soát quá trình giải quyết hồ sơ");
    /// # Ok::<(), quytrinh::Error>(())
    /// ```
    #[must_use]
    pub fn forms_of(&self, procedure: &Procedure, language: &Language) -> Vec<Document> {
        self.forms_of_case(procedure, &CaseData::default(), language)
    }

    /// The same with what is known of one case: what a one-stop system prints for a dossier.
    ///
    /// ```
    /// use quytrinh::manual::CaseData;
    /// use quytrinh::{Date, Language, Library};
    ///
    /// let library = Library::open("processes/ba-dinh")?;
    /// let business = library.procedure("QT-KT-01").unwrap();
    /// let case = CaseData {
    ///     applicant: Some("Nguyễn Văn A".into()),
    ///     received: Some(Date::of(2018, 2, 12)),
    ///     ..CaseData::default()
    /// };
    /// let receipt = &library.forms_of_case(business, &case, &Language::Vi)[0];
    /// let text = receipt.to_markdown();
    /// assert!(text.contains("Nguyễn Văn A"));
    /// // Three working days, with the Lunar New Year between.
    /// assert!(text.contains("Thời gian trả kết quả giải quyết hồ sơ: 22/02/2018"));
    /// # Ok::<(), quytrinh::Error>(())
    /// ```
    #[must_use]
    pub fn forms_of_case(&self, procedure: &Procedure, case: &CaseData, language: &Language) -> Vec<Document> {
        let office = Office::of(self, language);
        let Some(service) = service(procedure) else { return Vec::new() };
        let sheet = Sheet { office, procedure, service, case };
        let forms = forms(&sheet);
        let document = |form: &Form| {
            let title = office.title(form);
            let mut blocks = vec![Block::Paragraph(label(&office, form))];
            blocks.extend(letterhead(&sheet, form));
            blocks.push(Block::Heading(1, form.slip.name().into(), title.to_owned()));
            blocks.extend(body(&sheet, form));
            let name = format!("{}_{}", file_name(procedure), form.slip.name());
            office.desk.document(&name, title, Header::default(), paper(form), blocks)
        };
        forms.into_iter().map(document).collect()
    }
}

/// The forms of a procedure.
///
/// All slips for the applicant, whatever the process foresees: a dossier may be incomplete, refused or late where nobody
/// thought of it, and the law wants the answer in writing then too (Decree 63/2010, Art. 18). The control slip only where something
/// is handed over.
fn forms(sheet: &Sheet) -> Vec<&'static Form> {
    let wanted = |form: &&Form| match form.slip {
        Slip::Register => false,
        Slip::Control => is_handed_over(sheet.office.desk.library, sheet.procedure),
        _ => true,
    };
    sheet.office.set.forms.iter().filter(wanted).collect()
}

/// The circular prints all but the register on A5. A control slip has a table of eight columns with places to sign, and stays
/// in the file: offices print it on A4.
const fn paper(form: &Form) -> Paper {
    match form.slip {
        Slip::Control => Paper::Upright,
        Slip::Register => Paper::Lying,
        _ => Paper::Small,
    }
}

fn label(office: &Office, form: &Form) -> Cell {
    let mut line = cell(format!("{} – ", office.label(form)));
    line.extend(office.act());
    line
}

fn letterhead(sheet: &Sheet, form: &Form) -> Option<Block> {
    Some(match form.slip {
        Slip::Receipt => sheet.letterhead(Some("/TNHS")),
        Slip::Supplement => sheet.letterhead(Some("/HDHS")),
        Slip::Refusal | Slip::Apology | Slip::Stop => sheet.letterhead(Some("")),
        Slip::Control => sheet.letterhead(None),
        Slip::Register => return None,
    })
}

fn body(sheet: &Sheet, form: &Form) -> Vec<Block> {
    match form.slip {
        Slip::Receipt => receipt::body(sheet),
        Slip::Supplement => supplement::body(sheet),
        Slip::Refusal => refusal::body(sheet),
        Slip::Apology => apology::body(sheet),
        Slip::Stop => stop::body(sheet),
        Slip::Control => control_slip::body(sheet),
        Slip::Register => Vec::new(),
    }
}

/// The slips of a procedure in one document: which there are, then each on its own sheet.
pub(super) fn slips(library: &Library, procedure: &Procedure, language: &Language) -> Option<Document> {
    let (office, case) = (Office::of(library, language), CaseData::default());
    let sheet = Sheet { office, procedure, service: service(procedure)?, case: &case };
    let (desk, w) = (office.desk, office.words);
    let all = forms(&sheet);
    let title = format!("{} – {}", w.forms, procedure.code());
    let mut blocks = vec![
        Block::Heading(1, "top".into(), title.clone()),
        Block::Paragraph(vec![Inline::Link(
            procedure.definition().title.to(language).into(),
            format!("{}.html", file_name(procedure)),
        )]),
        Block::Paragraph(office.act()),
        Block::Table(list(&sheet, &all)),
        Block::Note(cell(w.forms_note)),
    ];
    if office.set.once {
        let mut line = cell(w.once_note);
        desk.mark_unverified(&mut line, false);
        blocks.push(Block::Note(line));
    }
    for form in all.into_iter().filter(|form| paper(form) == Paper::Small) {
        blocks.push(Block::PageBreak);
        blocks.push(Block::Heading(2, form.slip.name().into(), office.label(form)));
        blocks.push(Block::Paragraph(office.act()));
        blocks.extend(letterhead(&sheet, form));
        blocks.push(Block::Title(office.title(form).to_owned()));
        blocks.extend(body(&sheet, form));
    }
    Some(desk.document(&forms_name(procedure), &title, Header::default(), Paper::Small, blocks))
}

fn list(sheet: &Sheet, all: &[&Form]) -> Table {
    let (office, procedure) = (sheet.office, sheet.procedure);
    let w = office.words;
    let row = |form: &&Form| {
        let to = match paper(form) {
            Paper::Small => format!("#{}", form.slip.name()),
            _ => format!("{}.html", slip_name(procedure)),
        };
        let steps: Vec<String> = sheet.made_at(form.slip).into_iter().map(|i| sheet.step_number(i)).collect();
        let steps = if steps.is_empty() { w.any_case.to_owned() } else { steps.join(", ") };
        let size = if paper(form) == Paper::Small { "A5" } else { "A4" };
        vec![cell(office.label(form)), vec![Inline::Link(office.title(form).to_owned(), to)], cell(steps), cell(size)]
    };
    Table {
        head: heads(&[w.form_number, w.forms, w.used_at, w.sheet]),
        rows: all.iter().map(row).collect(),
        widths: vec![26, 44, 18, 12],
        ..Table::default()
    }
}

/// The control slip of a procedure, where there is one.
pub(super) fn control_slip(library: &Library, procedure: &Procedure, language: &Language) -> Option<Document> {
    if !is_handed_over(library, procedure) {
        return None;
    }
    let slip = library.forms_of(procedure, language).into_iter().find(|form| form.paper == Paper::Upright)?;
    Some(Document { name: slip_name(procedure), ..slip })
}

/// Where the forms of a procedure are found: its slips, its control slip, the register.
pub(super) fn links(library: &Library, procedure: &Procedure, language: &Language) -> Option<Cell> {
    service(procedure)?;
    let office = Office::of(library, language);
    let title = |slip: Slip| office.set.form(slip).map_or(office.words.forms, |form| office.title(form)).to_owned();
    let mut links = vec![vec![Inline::Link(office.words.slips_of.into(), format!("{}.html", forms_name(procedure)))]];
    if is_handed_over(library, procedure) {
        links.push(vec![Inline::Link(title(Slip::Control), format!("{}.html", slip_name(procedure)))]);
    }
    links.push(vec![Inline::Link(title(Slip::Register), format!("{}.html", register::NAME))]);
    let mut line = vec![Inline::text(format!("{}: ", office.words.forms))];
    line.extend(lines(links).into_iter().map(|inline| if inline == Inline::Break { "; ".into() } else { inline }));
    Some(line)
}

/// What the register of dossiers and the forms are called, for a list of documents; none where no procedure has any.
pub(super) fn entry(library: &Library, language: &Language) -> Option<Inline> {
    (!services(library).is_empty()).then(|| {
        let office = Office::of(library, language);
        let register = office.set.form(Slip::Register).map_or("", |form| office.title(form));
        Inline::Link(format!("{}; {}", office.words.forms, register.to_lowercase()), format!("{}.html", register::NAME))
    })
}

/// The page on which the forms of the one-stop unit are found, for a form of the register that is one of them.
pub(super) fn page_of(library: &Library, form: &crate::model::definition::Form) -> Option<&'static str> {
    let register = "dossier-register.html";
    let slip = form.kind.is_some_and(|kind| {
        let slips = [Slip::Receipt, Slip::Supplement, Slip::Refusal, Slip::Apology, Slip::Control];
        slips.into_iter().any(|slip| slip.kind() == Some(kind))
    });
    if services(library).is_empty() {
        return None;
    }
    match sheet::own_form(library, Slip::Register) {
        Some(own) if own.id == form.id => Some(register),
        _ => slip.then_some("dossier-register.html#procedures"),
    }
}

#[cfg(test)]
mod tests {
    use super::catalogue::in_force;
    use super::way::Way;
    use super::*;
    use crate::manual::Format;
    use crate::measure::{Context, Metrics};
    use crate::model::value::Date;
    use proptest::prelude::*;
    use std::collections::BTreeSet;

    const LANGUAGES: [Language; 2] = [Language::Vi, Language::En];

    fn ba_dinh() -> Library {
        Library::open(concat!(env!("CARGO_MANIFEST_DIR"), "/processes/ba-dinh")).unwrap()
    }

    /// The same library on another day.
    fn on(day: &str) -> Library {
        let library = ba_dinh();
        let sources: Vec<(String, String)> = library
            .sources()
            .iter()
            .map(|s| (s.name.to_string(), s.text.replace("\nas-of: 2018-01-15\n", &format!("\nas-of: {day}\n"))))
            .collect();
        Library::from_sources(sources.iter().map(|(name, text)| (name.as_str(), text.as_str())))
    }

    fn texts(document: &Document) -> String {
        document.to_markdown().replace("\\_", "_").replace("<br>", " ")
    }

    /// Rows of the tables that have these many columns.
    fn rows(document: &Document, columns: usize) -> usize {
        let tables = document.blocks.iter().filter_map(|block| match block {
            Block::Table(table) if table.head.len() == columns => Some(table.rows.len()),
            _ => None,
        });
        tables.sum()
    }

    #[test]
    fn a_control_slip_has_a_row_for_every_hand_off_that_is_measured() {
        let library = ba_dinh();
        let (mut usual, mut all) = (0, 0);
        for procedure in services(&library) {
            let graph = procedure.graph();
            let steps = &procedure.definition().steps;
            let theirs = |i: usize| library.is_applicant(&steps[i].role);
            let way = Way::of(graph);
            let every = way.hand_overs(graph, |_| true);
            assert_eq!(every.len(), Metrics::within(graph, &Context::of(&library)).hand_offs, "{}", procedure.code());
            let within = every.iter().filter(|x| !theirs(x.from) && !theirs(x.to));
            let slip = control_slip(&library, procedure, &Language::Vi);
            assert_eq!(slip.map_or(0, |slip| rows(&slip, 8)), within.clone().count(), "{}", procedure.code());
            usual += within.clone().filter(|x| x.usual).count();
            all += within.count();
            // The usual way begins with the first step and comes to where a case is completed.
            assert!(every.iter().filter(|x| x.usual).all(|x| !x.back));
        }
        assert!(usual > 50 && all > usual, "{usual} of {all}");
    }

    #[test]
    fn every_paper_of_the_dossier_stands_on_the_receipt_and_on_the_request_to_supplement() {
        let library = ba_dinh();
        for (procedure, language) in services(&library).into_iter().flat_map(|p| LANGUAGES.map(|language| (p, language))) {
            let forms = library.forms_of(procedure, &language);
            let service = service(procedure).unwrap();
            for item in service.dossier.iter().flat_map(|d| &d.items) {
                let title = item.title.to(&language);
                for form in &forms[..2] {
                    assert!(texts(form).contains(title), "{} {}: {title}", procedure.code(), form.title);
                }
            }
            for (form, slip) in forms.iter().zip(["receipt", "supplement", "refusal", "apology", "control-slip"]) {
                assert_eq!(form.name, format!("{}_{slip}", procedure.code()));
            }
        }
    }

    #[test]
    fn every_form_names_its_number_and_act_and_what_was_not_read_is_marked() {
        for (day, act, numbered) in [
            ("2018-01-15", "Quyết định số 09/2015/QĐ-TTg", false),
            ("2018-07-01", "Nghị định số 61/2018/NĐ-CP", false),
            ("2019-06-01", "Thông tư số 01/2018/TT-VPCP", true),
            ("2025-12-01", "Thông tư số 03/2025/TT-VPCP", true),
        ] {
            let library = on(day);
            let set = in_force(library.organisation().and_then(|o| o.as_of));
            assert_eq!(set.act(&Language::Vi), act);
            for procedure in services(&library) {
                let forms = library.forms_of(procedure, &Language::Vi);
                assert_eq!(forms.len() + 1 + usize::from(!is_handed_over(&library, procedure)), set.forms.len());
                for document in forms {
                    let text = texts(&document);
                    let form = set.forms.iter().find(|form| document.name.ends_with(&format!("_{}", form.slip.name()))).unwrap();
                    assert!(text.contains(act), "{day} {}", document.name);
                    assert_eq!(text.contains(&format!("Mẫu số {}", form.number)), numbered, "{day} {}", document.name);
                    // The first line says whether the form itself was compared.
                    let Block::Paragraph(first) = &document.blocks[0] else { panic!("{}", document.name) };
                    assert_eq!(first.iter().any(|inline| matches!(inline, Inline::Mark(_))), !numbered);
                }
                let joined = slips(&library, procedure, &Language::Vi).unwrap();
                let own = set.forms.iter().filter(|form| paper(form) == Paper::Small).count();
                assert_eq!(joined.blocks.iter().filter(|block| matches!(block, Block::PageBreak)).count(), own);
            }
            let register = register::document(&library, &Language::Vi);
            assert!(texts(&register).contains(act));
            assert_eq!(rows(&register, 6), services(&library).len());
        }
    }

    #[test]
    fn what_is_known_of_a_case_is_printed_and_its_due_day_reckoned() {
        let library = ba_dinh();
        let case = CaseData {
            number: Some("000.00.64.H10-230515-0011".into()),
            applicant: Some("Trần Thị <b>B</b>".into()),
            reason: Some("Mất điện".into()),
            officer: Some("Lê Văn C".into()),
            received: Some(Date::of(2018, 1, 15)),
            received_at: Some("15:30".parse().unwrap()),
            new_due: Some(Date::of(2018, 1, 22)),
            ..CaseData::default()
        };
        let due = |code: &str, case: &CaseData| {
            let receipt = &library.forms_of_case(library.procedure(code).unwrap(), case, &Language::Vi)[0];
            let text = receipt.to_markdown();
            let line = text.lines().find(|line| line.starts_with("4. Thời gian trả")).unwrap();
            line.split(": ").nth(1).unwrap().trim().to_owned()
        };
        // The certificate of birth is given at once; after 15:00 on the next working day.
        assert_eq!(due("QT-TP-01", &case), "16/01/2018");
        assert_eq!(due("QT-TP-01", &CaseData { received_at: None, ..case.clone() }), "15/01/2018");
        assert_eq!(due("QT-KT-01", &case), "18/01/2018");
        assert_eq!(due("QT-KT-01", &CaseData { due: Some(Date::of(2018, 2, 1)), ..case.clone() }), "01/02/2018");
        let forms = library.forms_of_case(library.procedure("QT-KT-01").unwrap(), &case, &Language::Vi);
        for form in &forms {
            let html = form.to_html();
            assert!(html.contains("Trần Thị &lt;b&gt;B&lt;/b&gt;"), "{}", form.title);
        }
        assert!(forms[3].to_markdown().contains("22/01/2018") && forms[3].to_markdown().contains("Mất điện"));
        assert!(forms[4].to_markdown().contains("000.00.64.H10-230515-0011"));
    }

    #[test]
    fn a_library_that_says_little_has_forms_all_the_same() {
        let long = "Rất dài <script> *_#| ".repeat(30);
        let text = format!(
            "procedure: P-1\ntitle: \"{long}\"\nservice: {{applicants: [citizen]}}\nsteps:\n  - {{id: ask, title: Ask, role: applicant}}\n  - {{id: look, title: Look, role: nobody}}\n  - {{id: sign, title: Sign, role: somebody}}\n"
        );
        let library = Library::from_sources([("p.yaml", text.as_str())]);
        let procedure = library.procedure("P-1").unwrap();
        for language in LANGUAGES {
            let forms = library.forms_of(procedure, &language);
            // No day is named: the act of today.
            assert_eq!(forms.len(), 6);
            for form in forms.iter().chain(&slips(&library, procedure, &language)) {
                for format in Format::ALL {
                    assert!(!form.render(*format).is_empty());
                }
                assert!(!form.to_html().contains("<script>"));
            }
            assert_eq!(rows(&control_slip(&library, procedure, &language).unwrap(), 8), 1);
        }
        let internal = Library::from_sources([("p.yaml", "procedure: P-1\ntitle: A\ninternal: true\nservice: {}\nsteps: []\n")]);
        assert!(internal.forms_of(&internal.procedures()[0], &Language::Vi).is_empty());
        assert!(entry(&internal, &Language::Vi).is_none());
    }

    proptest! {
        /// Whatever the graph: every hand-off of the measure is one row, no more, and none of the usual way goes back.
        #[test]
        fn hand_overs_of_any_graph_are_those_of_the_measure(
            steps in prop::collection::vec((0usize..4, prop::collection::vec(0usize..12, 0..4), 0usize..4, 0usize..3), 1..12),
        ) {
            let gates = ["", ", split: exclusive", ", split: parallel", ", split: inclusive"];
            let last = steps.len();
            let line = |(i, (role, next, gate, end)): (usize, &(usize, Vec<usize>, usize, usize))| {
                let next: BTreeSet<usize> = next.iter().map(|to| to % last).collect();
                let next: Vec<String> = next.iter().map(|to| format!("s{to}")).collect();
                let rest = match (next.is_empty(), end) {
                    (true, 0) => ", end: refused".to_owned(),
                    (true, _) => String::new(),
                    (false, _) => format!("{}, next: [{}]", gates[*gate], next.join(", ")),
                };
                format!("  - {{id: s{i}, title: Do, role: r{role}{rest}}}\n")
            };
            let text = format!("procedure: P-1\ntitle: A\nsteps:\n{}", steps.iter().enumerate().map(line).collect::<String>());
            let library = Library::from_sources([("p.yaml", text.as_str())]);
            let graph = library.procedures()[0].graph();
            let way = Way::of(graph);
            let all = way.hand_overs(graph, |_| true);
            prop_assert_eq!(all.len(), Metrics::of(graph).hand_offs);
            let pairs: BTreeSet<(usize, usize)> = all.iter().map(|x| (x.from, x.to)).collect();
            prop_assert_eq!(pairs.len(), all.len());
            prop_assert!(all.iter().all(|x| !(x.usual && x.back)));
            for i in 0..steps.len() {
                let run = way.run(graph, i);
                prop_assert!(run.iter().all(|at| graph.definition().steps[*at].role == graph.definition().steps[i].role));
                prop_assert_eq!(run.iter().collect::<BTreeSet<_>>().len(), run.len());
            }
            let _ = (way::turned_away(graph), way::leading_to(graph, &[0]));
        }

        /// No two documents share a file, on systems too that do not tell small letters from large ones.
        #[test]
        fn names_of_forms_are_those_of_no_other_document(codes in prop::collection::btree_set("[A2fF][A2fF_/.-]{0,4}(_forms|_FORMS|_control-slip)?", 2..8)) {
            let sources: Vec<(String, String)> = codes
                .iter()
                .enumerate()
                .map(|(i, code)| (format!("{i}.yaml"), format!("procedure: \"{code}\"\ntitle: A\nsteps: []\n")))
                .collect();
            let library = Library::from_sources(sources.iter().map(|(name, text)| (name.as_str(), text.as_str())));
            let names: Vec<String> =
                library.procedures().iter().flat_map(|p| [file_name(p), forms_name(p), slip_name(p)]).map(|name| name.to_lowercase()).collect();
            prop_assert_eq!(names.iter().collect::<BTreeSet<_>>().len(), names.len(), "{:?}", names);
        }
    }
}
