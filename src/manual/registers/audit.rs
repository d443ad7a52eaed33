//! The audit programme: every process and every unit once, as far as the definitions say what there is to audit.

use super::{Writer, always};
use crate::manual::common::lines;
use crate::manual::document::{Block, Cell, Inline, cell};
use crate::manual::procedure::code_link;
use crate::model::definition::{DocumentStatus, Level, ProcessGroup, Unit, UnitKind};
use crate::model::library::{Library, Procedure};
use crate::model::value::{Clause, Id};
use std::collections::HashSet;

pub(super) fn write(out: &mut Writer) {
    let (desk, w, d) = (out.desk, out.w, out.desk.words);
    out.heading(2, "audit", w.audit);
    let procedures: Vec<&Procedure> = asked(desk.library).collect();
    let processes = desk.library.organisation().map(|o| o.processes.as_slice()).unwrap_or_default();
    let units = audited(desk.library);
    if procedures.is_empty() && processes.is_empty() && units.is_empty() {
        out.table(&[], Vec::new());
        return;
    }
    out.blocks.push(Block::Paragraph(vec![Inline::Strong(format!("{} ", w.audit_year)), Inline::Blank]));
    let mut note = cell(w.audit_note);
    let decision = desk.library.references().find(|r| r.number.as_ref().is_some_and(|n| n.to(desk.language) == "19/2014/QĐ-TTg"));
    if decision.is_some() {
        note.extend([Inline::Break, format!("{} 19/2014/QĐ-TTg.", w.audit_decision).into()]);
    }
    out.blocks.push(Block::Note(note));
    let units_of = |members: &[&Procedure]| {
        let named = |all: HashSet<&Id>| {
            let named = units.iter().filter(|unit| all.contains(&unit.id)).map(|unit| unit.title.to(desk.language));
            named.collect::<Vec<_>>().join("; ")
        };
        let at_work = named(members.iter().flat_map(|p| units_in(desk.library, p)).collect());
        // Work that others do is controlled by those who hold its documents (4.1).
        let held = || named(members.iter().flat_map(|p| &p.definition().distribution).map(|copy| &copy.unit).collect());
        match (at_work.is_empty(), members.is_empty()) {
            (true, false) => lines([cell(w.outside), cell(held())]),
            _ => cell(at_work),
        }
    };
    let row = |title: Cell, members: &[&Procedure], clauses: Vec<Clause>, units: Cell| {
        vec![title, links(members), cell(numbers(&clauses)), units, vec![Inline::Blank], vec![Inline::Blank]]
    };

    // By process; without processes, procedure by procedure.
    let mut rows = Vec::new();
    for process in processes {
        let members: Vec<&Procedure> = procedures.iter().copied().filter(|p| belongs(p, process)).collect();
        let clauses = process.clauses.iter().copied().chain(clauses_of(&members)).collect();
        rows.push(row(desk.text(&process.title), &members, clauses, units_of(&members)));
    }
    let alone: Vec<&Procedure> =
        procedures.iter().copied().filter(|p| !processes.iter().any(|process| belongs(p, process))).collect();
    if processes.is_empty() {
        for procedure in &alone {
            let one = [*procedure];
            rows.push(row(desk.text(&procedure.definition().title), &one, clauses_of(&one).collect(), units_of(&one)));
        }
    } else if !alone.is_empty() {
        rows.push(row(vec![Inline::Mark(w.no_process.into())], &alone, clauses_of(&alone).collect(), units_of(&alone)));
    }
    out.heading(3, "audit-processes", w.by_process);
    let head = |first, third| {
        [
            always(first, 20),
            always(d.its_procedures, 20),
            always(w.clauses, 18),
            third,
            always(w.month, 9),
            always(w.auditors, 12),
        ]
    };
    let columns = head(d.process, always(w.units, 21));
    out.numbered(&columns, rows);

    // Units that do the same work are told so once.
    let mut before: Vec<Vec<&Procedure>> = Vec::new();
    let by_unit = units.iter().map(|unit| {
        let members: Vec<&Procedure> = procedures.iter().copied().filter(|p| takes_part(desk.library, unit, p)).collect();
        let roles = desk.library.organisation().into_iter().flat_map(|o| &o.roles);
        let roles = roles.filter(|role| role.unit.as_ref() == Some(&unit.id)).map(|role| role.title.to(desk.language));
        let roles = roles.collect::<Vec<_>>().join("; ");
        let mut title = desk.text(&unit.title);
        desk.mark_unverified(&mut title, unit.verified);
        let mut row = row(title, &members, clauses_of(&members).collect(), cell(roles));
        let same = |other: &Vec<&Procedure>| other.iter().map(|p| p.code()).eq(members.iter().map(|p| p.code()));
        if members.is_empty() {
            row[1] = cell(w.general);
        } else if let Some(first) = before.iter().position(same) {
            let said = format!("{} {}", w.same_as, first + 1);
            (row[1], row[2]) = (cell(said.as_str()), cell(said));
        }
        before.push(members);
        row
    });
    let rows = by_unit.collect();
    let columns = head(d.unit, always(d.role, 21));
    out.heading(3, "audit-units", w.by_unit);
    out.numbered(&columns, rows);
    out.signed();
}

/// The procedures that are worked by.
fn asked(library: &Library) -> impl Iterator<Item = &Procedure> {
    library.procedures().iter().filter(|p| p.definition().status.is_none_or(|status| status == DocumentStatus::InForce))
}

/// The units of the system: not those outside it, nor the authority above it.
fn audited(library: &Library) -> Vec<&Unit> {
    let Some(o) = library.organisation() else { return Vec::new() };
    o.units.iter().filter(|unit| unit.kind != UnitKind::External && o.authority.as_ref() != Some(&unit.title)).collect()
}

fn belongs(procedure: &Procedure, process: &ProcessGroup) -> bool {
    let p = procedure.definition();
    process.procedures.contains(&p.procedure) || p.field.as_ref().is_some_and(|field| process.fields.contains(field))
}

/// The units that work on a procedure: those of its steps, of its roles, of its agencies and its counter.
fn units_in<'a>(library: &'a Library, procedure: &'a Procedure) -> impl Iterator<Item = &'a Id> {
    let p = procedure.definition();
    let of_role = |id: &Id| library.role(id).and_then(|role| role.unit.as_ref());
    let steps = p.steps.iter().filter_map(move |step| step.unit.as_ref().or_else(|| of_role(&step.role)));
    let agencies = p.service.iter().flat_map(|s| &s.agencies);
    let agencies = agencies.flat_map(|a| std::iter::once(&a.decides).chain(a.handles.iter()).chain(&a.assists));
    let counter = p.service.iter().flat_map(|s| &s.channels).filter_map(|c| c.in_person.as_ref());
    steps.chain(agencies).chain(counter).chain(p.owner.as_ref().and_then(of_role))
}

/// Whether a unit works on a procedure. Where one unit stands for all of its kind, a ward has the procedures of the wards,
/// and its counter those that are handed in at a counter of the wards.
fn takes_part(library: &Library, unit: &Unit, procedure: &Procedure) -> bool {
    let p = procedure.definition();
    if units_in(library, procedure).any(|id| *id == unit.id) {
        return true;
    }
    let is_ward = unit.level == Some(Level::Ward) && p.level.contains(&Level::Ward);
    match unit.kind {
        UnitKind::Ward => is_ward,
        UnitKind::OneStop => {
            is_ward && p.service.as_ref().and_then(|s| s.channels.as_ref()).is_some_and(|c| c.in_person.is_some())
        }
        _ => false,
    }
}

fn clauses_of<'a>(members: &'a [&Procedure]) -> impl Iterator<Item = Clause> + 'a {
    members.iter().flat_map(|p| {
        let p = p.definition();
        p.clauses.iter().chain(p.steps.iter().flat_map(|step| &step.clauses)).copied()
    })
}

/// Clauses, each once, in the order of the standard.
fn numbers(clauses: &[Clause]) -> String {
    Clause::all().filter(|clause| clauses.contains(clause)).map(|clause| clause.number()).collect::<Vec<_>>().join(", ")
}

fn links(members: &[&Procedure]) -> Cell {
    let mut line = Cell::new();
    for procedure in members {
        if !line.is_empty() {
            line.push(", ".into());
        }
        line.push(code_link(procedure));
    }
    line
}
