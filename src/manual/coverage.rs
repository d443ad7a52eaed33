//! What is asked for and how far it is met: tables for the quality manual, and a page of their own.

use super::common::{Desk, capital, lines};
use super::document::{Block, Cell, Inline, Table, TableStyle, cell, heads};
use super::procedure::file_name;
use crate::check::coverage::{Against, Coverage, OfArticle, OfClause, Own, State};
use crate::check::{Requirement, Scope};
use crate::model::value::Language;

/// The acts and how many procedures meet what they ask for, for the quality manual: what applies and is decided.
pub(super) fn articles(desk: &Desk, coverage: &Coverage) -> Vec<Block> {
    let w = desk.words;
    let is_decided = |row: &&OfArticle| !matches!(row.state, State::NotApplicable | State::Undecided);
    let row = |row: &OfArticle| {
        vec![place(desk, row.requirement), asks(desk, row.requirement), state(desk, row.state), share(desk, row)]
    };
    let mut blocks = Vec::new();
    for (act, rows) in by_act(coverage) {
        let rows: Vec<Vec<Cell>> = rows.into_iter().filter(is_decided).map(row).collect();
        if rows.is_empty() {
            continue;
        }
        blocks.push(Block::Heading(4, format!("act-{}", blocks.len() / 2 + 1), act.title(desk.language).into()));
        blocks.push(Block::Table(Table {
            caption: String::new(),
            head: heads(&[w.place_of_act, w.asked, w.state, w.procedures_meeting]),
            rows,
            widths: vec![27, 43, 16, 14],
            style: TableStyle::Grid,
            ..Table::default()
        }));
    }
    blocks
}

/// What the acts ask for, act by act in the order in which they first come.
fn by_act(coverage: &Coverage) -> Vec<(&'static Requirement, Vec<&OfArticle>)> {
    let mut acts: Vec<(&Requirement, Vec<&OfArticle>)> = Vec::new();
    for row in &coverage.articles {
        match acts.iter_mut().find(|(act, _)| act.act() == row.requirement.act()) {
            Some((_, rows)) => rows.push(row),
            None => acts.push((row.requirement, vec![row])),
        }
    }
    acts
}

/// What "met" means, and what the tables do not know.
pub(super) fn notes(desk: &Desk, coverage: &Coverage) -> Vec<Block> {
    let (w, vi) = (desk.words, desk.is_vietnamese());
    let mut blocks = vec![Block::Note(vec![w.coverage_note.into(), " ".into(), w.coverage_unverified.into()])];
    if coverage.unread > 0 {
        let number = coverage.unread;
        blocks.push(Block::Note(cell(if vi {
            format!("Có {number} lỗi đọc định nghĩa: bảng chỉ tính phần đọc được.")
        } else {
            format!("Mistakes of reading: {number}. The tables know only what could be read.")
        })));
    }
    if !coverage.unasked.is_empty() {
        let list = coverage.unasked.join(", ");
        blocks.push(Block::Note(cell(if vi {
            format!("Các quy tắc không được áp dụng theo thiết lập: {list}.")
        } else {
            format!("Rules that the settings leave out: {list}.")
        })));
    }
    blocks
}

/// The page of its own: sums, every clause, every article.
pub(super) fn page(desk: &Desk, coverage: &Coverage) -> Vec<Block> {
    let w = desk.words;
    let mut blocks = vec![Block::Contents];
    blocks.extend(notes(desk, coverage));
    blocks.push(Block::Heading(2, "sums".into(), w.coverage_sums.into()));
    blocks.push(sums(desk, coverage));
    if !coverage.clauses.is_empty() {
        blocks.push(Block::Heading(2, "clauses".into(), w.coverage_clauses.into()));
        let row = |row: &OfClause| {
            let rest = row.undecided.iter().map(|requirement| {
                let place = requirement.basis.place;
                let letter = place.strip_prefix(row.clause.number()).unwrap_or(place).trim();
                let mut line =
                    if letter.is_empty() { Cell::new() } else { vec![Inline::Strong(format!("{letter})")), " ".into()] };
                line.extend(asks(desk, requirement));
                line
            });
            let mut title = vec![Inline::Strong(row.clause.number().into()), " ".into(), row.clause.title(desk.language).into()];
            desk.mark_unverified(&mut title, !desk.is_vietnamese() || row.clause.info().verified_vi);
            vec![title, state(desk, row.state), answers(desk, row), against(desk, row.against), lines(rest)]
        };
        blocks.push(Block::Table(Table {
            caption: String::new(),
            head: heads(&[w.clause, w.state, w.answered_by, w.findings_against, w.left_to_auditor]),
            rows: coverage.clauses.iter().map(row).collect(),
            widths: vec![22, 10, 24, 10, 34],
            style: TableStyle::Grid,
            ..Table::default()
        }));
    }
    if !coverage.articles.is_empty() {
        blocks.push(Block::Heading(2, "articles".into(), w.coverage_articles.into()));
    }
    for (i, (act, rows)) in by_act(coverage).into_iter().enumerate() {
        blocks.push(Block::Heading(3, format!("act-{}", i + 1), act.title(desk.language).into()));
        let row = |row: &OfArticle| {
            let r = row.requirement;
            let why = if *desk.language == Language::Vi { r.undecided.0 } else { r.undecided.1 };
            let why = if row.state == State::NotApplicable { String::new() } else { why.replace('`', "") };
            vec![place(desk, r), asks(desk, r), state(desk, row.state), share(desk, row), against(desk, row.against), cell(why)]
        };
        blocks.push(Block::Table(Table {
            caption: String::new(),
            head: heads(&[w.place_of_act, w.asked, w.state, w.procedures_meeting, w.findings_against, w.left_to_auditor]),
            rows: rows.into_iter().map(row).collect(),
            widths: vec![14, 30, 10, 9, 10, 27],
            style: TableStyle::Grid,
            ..Table::default()
        }));
    }
    blocks
}

fn sums(desk: &Desk, coverage: &Coverage) -> Block {
    let w = desk.words;
    let row = |label: &str, count: &dyn Fn(State) -> usize| {
        std::iter::once(cell(label)).chain(State::ALL.iter().map(|state| cell(count(*state).to_string()))).collect()
    };
    let mut head = vec![String::new()];
    head.extend(State::ALL.iter().map(|state| capital(state.label(desk.language))));
    Block::Table(Table {
        caption: String::new(),
        head,
        rows: vec![
            row(w.coverage_clauses, &|state| coverage.clauses_in(state)),
            row(w.coverage_articles, &|state| coverage.articles_in(state)),
        ],
        widths: vec![28, 12, 12, 12, 12, 12, 12],
        style: TableStyle::Figures,
        ..Table::default()
    })
}

/// What is not met stands out.
pub(super) fn state(desk: &Desk, state: State) -> Cell {
    let label = capital(state.label(desk.language));
    vec![match state {
        State::Missing => Inline::Mark(label),
        State::Partly | State::Excluded => Inline::Strong(label),
        State::Met | State::NotApplicable | State::Undecided => Inline::Text(label),
    }]
}

/// The parts of the organisation, the processes and the procedures that answer a clause.
pub(super) fn answers(desk: &Desk, row: &OfClause) -> Cell {
    let mut found: Vec<Inline> = row.organisation.iter().map(|own| capital(own.label(desk.language)).into()).collect();
    let processes = desk.library.organisation().map(|o| o.processes.as_slice()).unwrap_or_default();
    // Of several processes it is enough that there are some: the manual says above which they are.
    match &*row.processes {
        _ if row.organisation.contains(&Own::Processes) => {}
        [] => {}
        [one] => found.push(
            processes
                .iter()
                .find(|p| p.id == *one)
                .map_or_else(|| one.to_string(), |p| p.title.to(desk.language).to_owned())
                .into(),
        ),
        several => found.push(format!("{} {}", several.len(), desk.words.several_processes).into()),
    }
    found.extend(row.procedures.iter().map(|code| {
        desk.library.procedure(code).map_or_else(
            || Inline::text(code.as_str()),
            |procedure| Inline::Link(code.clone(), format!("{}.html", file_name(procedure))),
        )
    }));
    let mut line = Cell::new();
    for one in found {
        if !line.is_empty() {
            line.push("; ".into());
        }
        line.push(one);
    }
    line
}

fn against(desk: &Desk, against: Against) -> Cell {
    lines(against.to(desk.language).into_iter().map(cell))
}

/// The act whose articles were amended one by one.
const DECREE: &str = "63/2010/NĐ-CP";

/// The place of a requirement, which of several things is meant, and what amended it.
fn place(desk: &Desk, requirement: &Requirement) -> Cell {
    let topic = if desk.is_vietnamese() { requirement.topic.0 } else { requirement.topic.1 };
    let place = requirement.place(desk.language);
    let mut text = [place.as_str(), topic].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(": ");
    // An act that followed another one is named in the title.
    if let Some((_, amended)) = requirement.basis.act.split_once(", ").filter(|(act, _)| !text.is_empty() && *act == DECREE) {
        text = format!("{text} ({amended})");
    }
    let mut line = if text.is_empty() { Cell::new() } else { cell(capital(&text)) };
    desk.mark_unverified(&mut line, requirement.basis.verified);
    line
}

fn asks(desk: &Desk, requirement: &Requirement) -> Cell {
    cell(capital(if desk.is_vietnamese() { requirement.asks.0 } else { requirement.asks.1 }))
}

/// How many procedures meet it, of how many to which it applies.
fn share(desk: &Desk, row: &OfArticle) -> Cell {
    match (row.requirement.scope, row.state) {
        (_, State::NotApplicable) => Cell::new(),
        (Scope::System, _) => cell(desk.words.whole_system),
        (_, State::Undecided) => cell(format!("–/{}", row.applies)),
        _ => cell(format!("{}/{}", row.meets, row.applies)),
    }
}
