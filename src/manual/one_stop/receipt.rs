//! The receipt, with the day on which the result is due.

use super::sheet::{Sheet, field, room};
use crate::manual::common::lines;
use crate::manual::document::{Block, Cell, Inline, Table, cell, heads};
use crate::model::definition::{DossierItem, TimeLimit};
use crate::model::time::{Due, Limit, Moment, WorkCalendar};
use crate::model::value::{Count, Date, Duration, DurationUnit};

pub(super) fn body(sheet: &Sheet) -> Vec<Block> {
    let (desk, w) = (sheet.office.desk, sheet.office.words);
    let mut blocks = vec![field(&format!("{} {}", sheet.counter_title(), w.from_whom), sheet.case.applicant.as_deref())];
    blocks.extend(sheet.applicant());
    blocks.push(sheet.over_papers(w.papers));
    blocks.push(papers(sheet));
    let sets = sheet.service.dossier.as_ref().map_or(1, |d| d.sets.0);
    let unit = if sets == 1 { w.one_set } else { w.several_sets };
    blocks.push(Block::Paragraph(cell(format!("{}: {} {unit}", w.sets, desk.amount(&sets.to_string())))));
    blocks.push(sheet.received(w.received));
    blocks.extend(due(sheet));
    blocks.push(Block::Paragraph(return_at(sheet)));
    blocks.extend(fees(sheet));
    blocks.push(Block::Paragraph(vec![
        format!("{}: ", w.in_register).into(),
        Inline::Blank,
        format!(" {}: ", w.serial).into(),
        Inline::Blank,
    ]));
    blocks.push(sheet.signatures(&[(w.hands_in, w.sign), (w.receives, w.sign)]));
    blocks
}

/// The name of a paper, and the case in which it is asked for; that it is ticked then.
pub(super) fn paper(sheet: &Sheet, item: &DossierItem) -> Cell {
    let (desk, w) = (sheet.office.desk, sheet.office.words);
    let mut line = Cell::new();
    if item.when.is_some() {
        line.push("□ ".into());
    }
    line.extend(desk.text(&item.title));
    if let Some(when) = &item.when {
        line.extend([Inline::Break, format!("{}: ", w.when).into()]);
        line.extend(desk.text(when));
    }
    line
}

/// How many pieces of a paper there are of each kind; of one that is only shown, none.
fn pieces(sheet: &Sheet, item: &DossierItem) -> Vec<(&'static str, Option<Count>)> {
    let w = sheet.office.words;
    let kinds = [(w.original, item.original), (w.certified, item.certified_copy), (w.photocopy, item.copy)];
    let mut pieces: Vec<_> = kinds.into_iter().filter(|(_, n)| n.is_some_and(|n| n.0 > 0)).collect();
    if pieces.is_empty() || item.present == Some(true) {
        pieces.insert(0, (if item.present == Some(true) { w.to_show } else { "" }, None));
    }
    pieces
}

fn papers(sheet: &Sheet) -> Block {
    let (desk, w) = (sheet.office.desk, sheet.office.words);
    let items = sheet.service.dossier.iter().flat_map(|d| &d.items);
    let row = |(i, item): (usize, &DossierItem)| {
        let pieces = pieces(sheet, item);
        let empty = |line: &str| if line.is_empty() { room() } else { cell(line) };
        let kinds = lines(pieces.iter().map(|(kind, _)| empty(kind)));
        let numbers = lines(pieces.iter().map(|(_, n)| n.map_or_else(room, |n| cell(desk.count(n)))));
        vec![cell((i + 1).to_string()), paper(sheet, item), kinds, numbers]
    };
    let mut rows: Vec<Vec<Cell>> = items.enumerate().map(row).collect();
    // Papers that the definition does not name can still be handed in.
    rows.push(vec![room(), room(), room(), room()]);
    Block::Table(Table {
        head: heads(&[desk.words.no, w.item, w.kind, w.quantity]),
        rows,
        widths: vec![8, 56, 22, 14],
        ..Table::default()
    })
}

/// The due date, the rule it follows in words, and the dates of results that have their own.
fn due(sheet: &Sheet) -> Vec<Block> {
    let (desk, w) = (sheet.office.desk, sheet.office.words);
    let mut blocks = vec![sheet.day(w.due, due_date(sheet))];
    let mut rule = vec![Inline::text(format!("{}: ", w.limit))];
    rule.extend(limit(sheet));
    blocks.push(Block::Paragraph(rule));
    for result in sheet.service.results.iter().flat_map(|r| r.items()) {
        let Some(within) = result.within else { continue };
        let mut line = vec![Inline::text("– ")];
        line.extend(desk.text(&result.title));
        // What runs from a later step is reckoned when that step begins.
        let day = result.from.is_none().then(|| reckoned(sheet, within)).flatten().map(|day| day.to(desk.language));
        line.push(format!(": {} ({}", day.as_deref().unwrap_or(w.day), in_words(sheet, within)).into());
        if let Some(place) = result.from.as_ref().and_then(|id| sheet.definition().steps.iter().position(|s| s.id == *id)) {
            line.push(format!("; {} {}", desk.words.counted_from, sheet.step_number(place)).into());
        }
        line.push(")".into());
        desk.mark_unverified(&mut line, result.verified);
        blocks.push(Block::Paragraph(line));
    }
    if let Some(limit) = &sheet.service.time_limit {
        for extension in &limit.extensions {
            let mut line = vec![Inline::text(format!("– {}", w.longer))];
            let by = extension.by.map(|by| format!(" {} {}", w.by, desk.time(by)));
            let total = extension.total.map(|total| format!(" {} {}", w.at_most, desk.time(total)));
            line.extend(by.into_iter().chain(total).map(Inline::Text));
            line.push(": ".into());
            line.extend(desk.text(&extension.when));
            desk.mark_unverified(&mut line, extension.verified);
            blocks.push(Block::Paragraph(line));
        }
        for text in &limit.excludes {
            let mut line = vec![Inline::text(format!("– {}: ", w.not_counted))];
            line.extend(desk.text(text));
            blocks.push(Block::Paragraph(line));
        }
    }
    blocks
}

/// A limit, and from when it runs.
fn in_words(sheet: &Sheet, limit: Duration) -> String {
    let (desk, w) = (sheet.office.desk, sheet.office.words);
    if limit.unit() == DurationUnit::Immediate {
        return w.at_once.to_owned();
    }
    format!("{} {}", desk.time(limit), w.counted)
}

/// The limit of the procedure in words: how long, from when, and what comes in late in the day.
pub(super) fn limit(sheet: &Sheet) -> Cell {
    let (desk, w) = (sheet.office.desk, sheet.office.words);
    let Some(limit) = &sheet.service.time_limit else { return cell(w.not_stated) };
    let published = limit.committed.or(limit.statutory);
    let mut text = match published {
        Some(limit) => in_words(sheet, limit),
        None if limit.by_law().is_zero() => return cell(w.not_stated),
        None => format!("{} {}", desk.span(limit.by_law()), w.counted),
    };
    if let Some(cut_off) = limit.cut_off {
        let at_once = published.is_some_and(|limit| limit.unit() == DurationUnit::Immediate);
        let rule = if at_once { w.late_today } else { w.late_counted };
        text = format!("{text}; {}", rule.replace("%t", &cut_off.to_string()));
    }
    let mut line = cell(text);
    desk.mark_unverified(&mut line, is_verified(limit));
    line
}

/// What an office commits itself to is its own; what the law sets was read or not.
fn is_verified(limit: &TimeLimit) -> bool {
    limit.committed.is_some() || (limit.verified && limit.parts.iter().all(|part| part.verified || limit.statutory.is_some()))
}

/// The day the case names, or else the one that the limit and the calendar give.
pub(super) fn due_date(sheet: &Sheet) -> Option<Date> {
    let limit = sheet.service.time_limit.as_ref();
    sheet.case.due.or_else(|| reckoned(sheet, limit.and_then(|limit| limit.committed.or(limit.statutory))?))
}

/// The day on which a limit ends that begins with the receipt: what comes in late in the day counts from the next one.
fn reckoned(sheet: &Sheet, limit: Duration) -> Option<Date> {
    let calendar = WorkCalendar::of(sheet.office.desk.library.calendar()?);
    let received = sheet.case.received?;
    let received = sheet.case.received_at.map_or_else(|| Moment::of(received), |hour| Moment::at(received, hour));
    let cut_off = sheet.service.time_limit.as_ref().and_then(|limit| limit.cut_off);
    match calendar.due(received, &Limit { cut_off, ..Limit::of(limit) }).ok()? {
        Due::Day(day) => Some(day),
        // Of hours the receipt names no day.
        Due::At(_) => None,
    }
}

fn return_at(sheet: &Sheet) -> Cell {
    let (desk, w) = (sheet.office.desk, sheet.office.words);
    let mut line = vec![Inline::text(format!("{}:", w.return_at)), format!(" □ {}", sheet.counter_title()).into()];
    if let Some(channels) = &sheet.service.channels {
        if channels.post.is_some() {
            line.push(format!("; □ {}", w.by_post.to_lowercase()).into());
        }
        if let Some(online) = &channels.online {
            line.push(format!("; □ {}", w.online.to_lowercase()).into());
            if let Some(portal) = &online.portal {
                line.push(": ".into());
                line.extend(desk.text(portal));
            }
        }
    }
    line
}

fn fees(sheet: &Sheet) -> Vec<Block> {
    let (desk, w) = (sheet.office.desk, sheet.office.words);
    let Some(fees) = &sheet.service.fees else {
        return vec![Block::Paragraph(cell(format!("{}: {}", w.fees, w.not_stated.to_lowercase())))];
    };
    if fees.items().is_empty() {
        return vec![Block::Paragraph(cell(format!("{}: {}", w.fees, w.none.to_lowercase())))];
    }
    let mut blocks = vec![Block::Paragraph(vec![format!("{}: ", w.fees).into(), Inline::Blank])];
    for fee in fees.items() {
        let mut line = vec![Inline::text(if fee.when.is_some() { "□ " } else { "– " })];
        line.extend(desk.text(&fee.title));
        line.push(": ".into());
        line.push(match (fee.amount, fee.per) {
            (Some(amount), Some(per)) => format!("{}/{}", amount.to(desk.language), per.label(desk.language)).into(),
            (Some(amount), None) => amount.to(desk.language).into(),
            (None, _) => w.by_law.into(),
        });
        desk.mark_unverified(&mut line, fee.verified);
        if let Some(when) = &fee.when {
            line.push(" (".into());
            line.extend(desk.text(when));
            line.push(")".into());
        }
        blocks.push(Block::Paragraph(line));
    }
    blocks
}
