//! What all forms have: the head of a letter, lines to fill in, places to sign.

use super::case::CaseData;
use super::catalogue::{Form, FormSet, Slip, in_force};
use super::words::{Words, words};
use crate::manual::common::Desk;
use crate::manual::document::{Block, Cell, Inline, Table, TableStyle, cell};
use crate::model::definition::{self, FormKind, Level, ProcedureDefinition, Service, Unit, UnitKind};
use crate::model::library::{Library, Procedure};
use crate::model::value::{Date, Id, Language};

/// The forms in force, for one library in one language.
#[derive(Clone, Copy)]
pub(super) struct Office<'a> {
    pub desk: Desk<'a>,
    pub words: &'static Words,
    pub set: &'static FormSet,
}

impl<'a> Office<'a> {
    pub fn of(library: &'a Library, language: &'a Language) -> Self {
        let set = in_force(library.organisation().and_then(|o| o.as_of));
        Self { desk: Desk::new(library, language), words: words(language), set }
    }
    /// What the organisation calls its own form of a kind.
    pub fn own(&self, slip: Slip) -> Option<&'a definition::Form> {
        own_form(self.desk.library, slip)
    }
    /// The title of a form: that of the act where it was read, or else that of the organisation.
    pub fn title(&self, form: &Form) -> &'a str {
        let own = self.own(form.slip).filter(|_| !self.set.basis.verified);
        own.map_or_else(|| form.title(self.desk.language), |own| own.title.to(self.desk.language))
    }
    /// Its number and the code of the organisation: `Mẫu số 01 – BM.MC.01`; the title where there is neither.
    pub fn label(&self, form: &Form) -> String {
        let number = (!form.number.is_empty()).then(|| format!("{} {}", self.words.form_number, form.number));
        let own = self.own(form.slip).map(|own| own.code.to_string());
        let both: Vec<String> = number.into_iter().chain(own).collect();
        if both.is_empty() { self.title(form).to_owned() } else { both.join(" – ") }
    }
    /// The act that sets the form, marked where its forms were not read.
    pub fn act(&self) -> Cell {
        let mut line = cell(format!("{} {}", self.words.under, self.set.act(self.desk.language)));
        self.desk.mark_unverified(&mut line, self.set.basis.verified);
        line
    }
}

/// An organisation's own form of a kind. There are many registers: that of the dossiers has its basis in the act that the receipt
/// has.
pub(super) fn own_form(library: &Library, slip: Slip) -> Option<&definition::Form> {
    let of = |kind: Option<FormKind>| library.forms().filter(move |form| form.kind.is_some() && form.kind == kind);
    let first = of(slip.kind()).next()?;
    if slip != Slip::Register {
        return Some(first);
    }
    let act = |form: &definition::Form| form.basis.as_ref().map(|basis| basis.reference.clone());
    let receipt = of(Slip::Receipt.kind()).next().and_then(act);
    Some(of(slip.kind()).find(|form| receipt.is_some() && act(form) == receipt).unwrap_or(first))
}

/// A form of one procedure, being written.
#[derive(Clone, Copy)]
pub(super) struct Sheet<'a> {
    pub office: Office<'a>,
    pub procedure: &'a Procedure,
    pub service: &'a Service,
    pub case: &'a CaseData,
}

impl<'a> Sheet<'a> {
    pub fn definition(&self) -> &'a ProcedureDefinition {
        self.procedure.definition()
    }
    /// The unit at whose counter the dossier is handed in.
    pub fn counter(&self) -> Option<&'a Unit> {
        let id = self.service.channels.as_ref()?.in_person.as_ref()?;
        self.office.desk.library.unit(id)
    }
    pub fn counter_title(&self) -> String {
        self.counter()
            .map_or_else(|| self.office.words.desk.to_owned(), |unit| unit.title.to(self.office.desk.language).to_owned())
    }

    /// The agency in whose name a form is given out: the first one above the counter that is not a part of another.
    fn agency(&self) -> Option<&'a Unit> {
        let library = self.office.desk.library;
        let mut unit = self.counter()?;
        // Units that belong to each other in a circle end somewhere too.
        for _ in 0..16 {
            if !matches!(unit.kind, UnitKind::OneStop | UnitKind::Office | UnitKind::Department | UnitKind::Division) {
                return Some(unit);
            }
            unit = library.unit(unit.parent.as_ref()?)?;
        }
        None
    }

    /// The head of a letter; `suffix` is what stands behind its number.
    pub fn letterhead(&self, suffix: Option<&str>) -> Block {
        let (desk, w) = (self.office.desk, self.office.words);
        let organisation = desk.library.organisation();
        let agency = self.agency();
        // One ward stands for any of them: which one is written in.
        let any_ward = agency.is_some_and(|unit| unit.kind == UnitKind::PeopleCommittee && unit.level == Some(Level::Ward));
        let agency_title = agency.map(|unit| unit.title.to(desk.language)).or(organisation.map(|o| o.title.to(desk.language)));
        let mut left = Cell::new();
        if let Some(title) = agency_title {
            left.push(format!("{}{}", title.to_uppercase(), if any_ward { " ………" } else { "" }).into());
            left.push(Inline::Break);
        }
        if self.counter().is_none_or(|counter| agency.is_none_or(|agency| agency.id != counter.id)) {
            left.extend([Inline::Strong(self.counter_title().to_uppercase()), Inline::Break]);
        }
        if let Some(suffix) = suffix {
            left.push(format!("{}: ………{suffix}", w.number).into());
        }
        let place = organisation.and_then(|o| o.place.as_ref()).filter(|_| !any_ward);
        let place = place.map_or("………………", |place| place.to(desk.language));
        let right = vec![
            Inline::Strong(w.nation.into()),
            Inline::Break,
            Inline::Strong(w.motto.into()),
            Inline::Break,
            format!("{place}, {}", w.day).into(),
        ];
        side_by_side(vec![left, right], vec![38, 62])
    }

    /// Who applies, and for what.
    pub fn applicant(&self) -> Vec<Block> {
        let (w, case) = (self.office.words, self.case);
        let mut blocks = vec![field(w.identity, case.identity.as_deref()), field(w.address, case.address.as_deref())];
        let (phone, email) = (line(w.phone, case.phone.as_deref()), line(w.email, case.email.as_deref()));
        blocks.push(Block::Paragraph(phone.into_iter().chain([" ".into()]).chain(email).collect()));
        blocks.push(self.matter(w.matter));
        blocks
    }

    /// The procedure: its title, with its code where that is known.
    pub fn matter(&self, label: &str) -> Block {
        let desk = self.office.desk;
        let mut line = vec![Inline::text(format!("{label}: "))];
        line.extend(desk.text(&self.definition().title));
        if let Some(code) = &self.service.code {
            line.push(format!(" ({code})").into());
            desk.mark_unverified(&mut line, self.service.code_verified);
        }
        Block::Paragraph(line)
    }

    /// When the dossier came in.
    pub fn received(&self, label: &str) -> Block {
        let when = self.case.received.map(|day| {
            let hour = self.case.received_at.map(|hour| format!("{hour}, ")).unwrap_or_default();
            format!("{hour}{}", day.to(self.office.desk.language))
        });
        Block::Paragraph(cell(format!("{label}: {}", when.as_deref().unwrap_or(self.office.words.moment))))
    }

    /// What stands over the papers; whether the law was read that asks for them.
    pub fn over_papers(&self, words: &str) -> Block {
        let mut line = cell(words);
        let read = self.service.dossier.iter().flat_map(|d| &d.items).all(|item| item.verified);
        self.office.desk.mark_unverified(&mut line, read);
        Block::Paragraph(line)
    }

    /// A day, or room for it.
    pub fn day(&self, label: &str, day: Option<Date>) -> Block {
        let day = day.map(|day| day.to(self.office.desk.language));
        Block::Paragraph(cell(format!("{label}: {}", day.as_deref().unwrap_or(self.office.words.day))))
    }

    /// Reasons to tick: those of the process, and room for another.
    pub fn reasons(&self, known: Vec<Cell>) -> Vec<Block> {
        let w = self.office.words;
        let tick = |reason: Cell| std::iter::once(Inline::text("□ ")).chain(reason).collect::<Cell>();
        let mut blocks: Vec<Block> = known.into_iter().map(|reason| Block::Paragraph(tick(reason))).collect();
        let label = if blocks.is_empty() { w.reason.to_owned() } else { format!("□ {}", w.other_reason) };
        blocks.push(field(&label, self.case.reason.as_deref()));
        if self.case.reason.is_none() {
            blocks.push(Block::Paragraph(vec![Inline::Blank]));
        }
        blocks
    }

    /// Where people sign, one beside the other.
    pub fn signatures(&self, places: &[(&str, &str)]) -> Block {
        let officer = |last: bool| self.case.officer.as_deref().filter(|_| last).map(Inline::from);
        let place = |(i, (title, how)): (usize, &(&str, &str))| {
            let mut cell = vec![Inline::Strong((*title).into()), Inline::Break, (*how).into()];
            cell.extend(std::iter::repeat_n(Inline::Break, 3));
            cell.extend(officer(i + 1 == places.len()));
            cell
        };
        let places: Vec<Cell> = places.iter().enumerate().map(place).collect();
        match <[Cell; 1]>::try_from(places) {
            // One person signs at the right.
            Ok([only]) => side_by_side(vec![Cell::new(), only], vec![50, 50]),
            Err(places) => side_by_side(places, vec![50, 50]),
        }
    }

    /// A step as steps are numbered in the procedure.
    pub fn step_number(&self, i: usize) -> String {
        format!("{}{}", if self.office.desk.is_vietnamese() { "B" } else { "S" }, i + 1)
    }

    /// The papers of the procedure that are made on the office's form of a kind: the form itself, and records on it.
    fn papers(&self, slip: Slip) -> Vec<&'a Id> {
        let p = self.definition();
        let Some(kind) = slip.kind() else { return Vec::new() };
        let forms = self.office.desk.library.forms().filter(|form| match slip {
            Slip::Register => self.office.own(slip).is_some_and(|own| own.id == form.id),
            _ => form.kind == Some(kind),
        });
        let mut papers = Vec::new();
        for form in forms {
            papers.push(&form.id);
            papers.extend(p.records.iter().filter(|r| r.form.as_ref() == Some(&form.code)).map(|r| &r.id));
        }
        papers
    }

    /// The steps that make a form, by their places.
    pub fn made_at(&self, slip: Slip) -> Vec<usize> {
        let papers = self.papers(slip);
        let steps = self.definition().steps.iter().enumerate();
        steps.filter(|(_, step)| step.makes.iter().any(|id| papers.contains(&id))).map(|(i, _)| i).collect()
    }
}

/// A label, and what is known or room to write it.
pub(super) fn field(label: &str, value: Option<&str>) -> Block {
    Block::Paragraph(line(label, value).into())
}

fn line(label: &str, value: Option<&str>) -> [Inline; 2] {
    [format!("{label}: ").into(), value.map_or(Inline::Blank, Inline::from)]
}

/// Columns beside each other, without lines.
pub(super) fn side_by_side(columns: Vec<Cell>, widths: Vec<u8>) -> Block {
    Block::Table(Table { rows: vec![columns], widths, style: TableStyle::Plain, ..Table::default() })
}

/// A cell to write in.
pub(super) fn room() -> Cell {
    cell("\u{a0}")
}
