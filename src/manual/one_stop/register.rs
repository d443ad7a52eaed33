//! The register of dossiers: of the organisation, for every procedure that comes in at a counter.

use super::catalogue::Slip;
use super::sheet::{Office, room};
use super::{forms_name, services, slip_name};
use crate::manual::common::{capital, lines};
use crate::manual::document::{Block, Cell, Document, Header, Inline, Paper, Table, cell, heads};
use crate::model::library::{Library, Procedure};
use crate::model::value::Language;

/// Rows to write in: what is left of a sheet.
const ROWS: usize = 8;

/// The document's name among the files.
pub(in crate::manual) const NAME: &str = "dossier-register";

/// The register, and which procedures are entered in it.
pub(in crate::manual) fn document(library: &Library, language: &Language) -> Document {
    let office = Office::of(library, language);
    let (desk, w) = (office.desk, office.words);
    let form = office.set.form(Slip::Register);
    let title = form.map_or(w.forms, |form| office.title(form)).to_owned();
    let label = form.map_or_else(String::new, |form| office.label(form));
    let mut line = office.act();
    line.push(Inline::Break);
    line.push(w.layout_unread.into());
    desk.mark_unverified(&mut line, false);
    let blank = |label: &str| [Inline::text(format!("{label}: ")), Inline::Blank];
    let mut blocks = vec![
        Block::Paragraph(std::iter::once(Inline::Strong(label)).chain([Inline::Break]).chain(line).collect()),
        Block::Paragraph(blank(w.register_of).into()),
        Block::Paragraph([blank(w.volume), blank(w.year)].concat()),
        sheet(&office),
    ];
    blocks.push(Block::PageBreak);
    blocks.push(Block::Heading(2, "procedures".into(), w.entered.into()));
    blocks.push(entered(&office, &services(library)));
    let organisation = library.organisation();
    let header = desk.header(desk.words.system_of, organisation.and_then(|o| o.standard).map_or("", |s| s.label(language)), {
        let own = office.own(Slip::Register).map(|own| (desk.words.code.to_owned(), own.code.to_string()));
        let as_of = organisation.and_then(|o| o.as_of).map(|day| (desk.words.as_of.to_owned(), day.to(language)));
        own.into_iter().chain(as_of).collect()
    });
    let header = Header { kind: w.forms.to_owned(), ..header };
    desk.document(NAME, &title, header, Paper::Lying, blocks)
}

fn sheet(office: &Office) -> Block {
    let w = office.words;
    let head = [
        w.no,
        w.dossier_number,
        w.service,
        w.set_count,
        w.person,
        w.contact,
        w.handled_by,
        w.day_in,
        w.day_due,
        w.day_out,
        w.channel,
        w.signed,
        w.remark,
    ];
    let row = || std::iter::repeat_with(room).take(head.len()).collect::<Vec<Cell>>();
    Block::Table(Table {
        head: heads(&head),
        groups: vec![(String::new(), 7), (w.in_and_out.into(), 5), (String::new(), 1)],
        rows: std::iter::repeat_with(row).take(ROWS).collect(),
        widths: vec![4, 9, 13, 5, 12, 11, 10, 6, 6, 6, 7, 6, 5],
        ..Table::default()
    })
}

fn entered(office: &Office, services: &[&Procedure]) -> Block {
    let (desk, w) = (office.desk, office.words);
    let row = |(i, procedure): (usize, &&Procedure)| {
        let p = procedure.definition();
        let title = Inline::Link(p.title.to(desk.language).into(), format!("{}.html", super::file_name(procedure)));
        let service = p.service.as_ref();
        let counter = service.and_then(|s| s.channels.as_ref()?.in_person.as_ref()).map(|unit| desk.unit(unit));
        let limit = service.and_then(|s| s.time_limit.as_ref());
        let mut time = limit.map_or_else(|| cell(w.not_stated), |l| cell(capital(&desk.amount(&l.to(desk.language)))));
        desk.mark_unverified(&mut time, limit.is_none_or(|l| l.verified || l.committed.is_some()));
        let mut links = vec![vec![Inline::Link(w.slips_of.into(), format!("{}.html", forms_name(procedure)))]];
        if super::is_handed_over(desk.library, procedure) {
            let slip = office.set.form(Slip::Control).map_or(w.forms, |form| office.title(form));
            links.push(vec![Inline::Link(slip.into(), format!("{}.html", slip_name(procedure)))]);
        }
        vec![
            cell((i + 1).to_string()),
            cell(procedure.code()),
            vec![title],
            cell(counter.unwrap_or_default()),
            time,
            lines(links),
        ]
    };
    Block::Table(Table {
        head: heads(&[desk.words.no, desk.words.code, w.service, w.counter, w.limit, w.slips]),
        rows: services.iter().enumerate().map(row).collect(),
        widths: vec![4, 9, 32, 20, 13, 22],
        ..Table::default()
    })
}
