//! The control slip: one row for each time a dossier goes from hand to hand.

use super::receipt::{due_date, limit};
use super::sheet::{Sheet, field, room};
use super::way::{HandOver, Way};
use crate::manual::common::lines;
use crate::manual::document::{Block, Cell, Inline, Table, cell, heads};
use crate::model::definition::Step;
use crate::model::value::{Duration, WorkSpan};

/// The rows of the slip: hand-overs within the agency. Those with the applicant stand on the receipt, the other slips and in the
/// register, and are signed there.
pub(super) fn rows(sheet: &Sheet, way: &Way) -> Vec<HandOver> {
    let steps = &sheet.definition().steps;
    way.hand_overs(sheet.procedure.graph(), |i| !sheet.office.desk.library.is_applicant(&steps[i].role))
}

pub(super) fn body(sheet: &Sheet) -> Vec<Block> {
    let (w, case) = (sheet.office.words, sheet.case);
    let mut blocks = vec![
        field(w.dossier_number, case.number.as_deref()),
        field(w.owner, case.applicant.as_deref()),
        sheet.matter(w.procedure),
        sheet.received(w.received_at),
        sheet.day(w.due_at, due_date(sheet)),
    ];
    let mut rule = vec![Inline::text(format!("{}: ", w.limit))];
    rule.extend(limit(sheet));
    blocks.push(Block::Paragraph(rule));
    let way = Way::of(sheet.procedure.graph());
    let all = rows(sheet, &way);
    let split = all.iter().position(|row| !row.usual).unwrap_or(all.len());
    let (usual, others) = all.split_at(split);
    blocks.push(Block::Paragraph(vec![Inline::Strong(format!("{}:", w.offices))]));
    for (title, part, first) in [(w.usual_way, usual, 1), (w.other_ways, others, split + 1)] {
        if !part.is_empty() {
            blocks.push(table(sheet, &way, title, part, first));
        }
    }
    blocks
}

fn table(sheet: &Sheet, way: &Way, caption: &str, part: &[HandOver], first: usize) -> Block {
    let (desk, w) = (sheet.office.desk, sheet.office.words);
    let row = |(i, hand): (usize, &HandOver)| {
        let steps = &sheet.definition().steps;
        let office = lines([
            cell(format!("{}: {}", w.gives, who(sheet, &steps[hand.from]))),
            cell(format!("{}: {}", w.takes, who(sheet, &steps[hand.to]))),
        ]);
        let outcome = lines([w.early, w.on_time, w.late].map(|word| cell(format!("□\u{a0}{word}"))));
        let when = lines(w.moment_short.split('\n').map(cell));
        let number = cell((i + first).to_string());
        vec![number, office, time(sheet, way, hand), when, room(), room(), outcome, remark(sheet, way, part, first, i, hand)]
    };
    Block::Table(Table {
        caption: caption.into(),
        head: heads(&[desk.words.no, w.office, w.has, w.hour_day, w.giver, w.taker, w.outcome, w.remark]),
        groups: vec![(String::new(), 3), (w.hand_over.into(), 3), (String::new(), 2)],
        rows: part.iter().enumerate().map(row).collect(),
        widths: vec![5, 25, 12, 14, 9, 9, 14, 12],
        ..Table::default()
    })
}

/// Who does a step: the role, and the unit where the role does not name it.
fn who(sheet: &Sheet, step: &Step) -> String {
    let desk = sheet.office.desk;
    let role = desk.role(&step.role);
    let unit = step.unit.as_ref().or_else(|| desk.library.role(&step.role)?.unit.as_ref()).map(|unit| desk.unit(unit));
    match unit.filter(|unit| !role.to_lowercase().contains(&unit.to_lowercase())) {
        Some(unit) => format!("{role} ({unit})"),
        None => role,
    }
}

/// How long the one who takes the dossier has it, until it is passed on.
fn time(sheet: &Sheet, way: &Way, hand: &HandOver) -> Cell {
    let (desk, p) = (sheet.office.desk, sheet.definition());
    let run = way.run(sheet.procedure.graph(), hand.to);
    let run = || run.iter().map(|i| &p.steps[*i]);
    let times: Vec<Duration> = run().filter_map(|step| step.time.as_ref()?.value).collect();
    if times.is_empty() {
        return room();
    }
    // A sum of one is printed as it was written.
    let sum = match *times {
        [only] => desk.time(only),
        _ => desk.span(times.iter().fold(WorkSpan::ZERO, |sum, time| sum + time.span())),
    };
    let mut line = cell(sum);
    let default = p.step_times.as_ref().is_some_and(|source| source.illustrative);
    let timed = || run().filter_map(|step| step.time.as_ref()).filter(|time| time.value.is_some());
    if timed().any(|time| time.illustrative.unwrap_or(time.source.is_none() && default)) {
        line.push(Inline::Mark(desk.words.illustrative.into()));
    }
    desk.mark_unverified(&mut line, timed().all(|time| time.verified));
    line
}

fn remark(sheet: &Sheet, way: &Way, part: &[HandOver], first: usize, i: usize, hand: &HandOver) -> Cell {
    let (desk, w, p) = (sheet.office.desk, sheet.office.words, sheet.definition());
    let graph = sheet.procedure.graph();
    let run = way.run(graph, hand.to);
    let numbers: Vec<String> = run.iter().map(|step| sheet.step_number(*step)).collect();
    let mut notes = vec![cell(numbers.join(", "))];
    // The sides of a split leave the same hand.
    if let Some(other) = part[..i].iter().position(|other| other.from == hand.from).filter(|_| hand.usual) {
        notes.push(cell(format!("{} {}", w.at_the_same_time, other + first)));
    }
    let node = graph.step_nodes().nth(hand.from);
    let whens = node.map_or_else(Vec::new, |node| graph.following(node));
    let when = whens.into_iter().find(|(step, _)| step.id == p.steps[hand.to].id).and_then(|(_, when)| when);
    if let Some(when) = when.filter(|_| !hand.usual) {
        let mut line = vec![Inline::text(format!("{}: ", w.only_when))];
        line.extend(desk.text(when));
        notes.push(line);
    }
    if hand.back {
        notes.push(cell(format!("↺ {}", w.again)));
    } else if hand.usual && way.returned_to().contains(&hand.to) {
        notes.push(cell(format!("↺ {}", w.may_come_back)));
    }
    lines(notes)
}
