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
        Slip::ControlSlip => is_handed_over(sheet.office.desk.library, sheet.procedure),
        _ => true,
    };
    sheet.office.set.forms.iter().filter(wanted).collect()
}

/// The circular prints all but the register on A5. A control slip has a table of eight columns with places to sign, and stays
/// in the file: offices print it on A4.
const fn paper(form: &Form) -> Paper {
    match form.slip {
        Slip::ControlSlip => Paper::Upright,
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
        Slip::ControlSlip => sheet.letterhead(None),
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
        Slip::ControlSlip => control_slip::body(sheet),
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
        links.push(vec![Inline::Link(title(Slip::ControlSlip), format!("{}.html", slip_name(procedure)))]);
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
        let slips = [Slip::Receipt, Slip::Supplement, Slip::Refusal, Slip::Apology, Slip::ControlSlip];
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
