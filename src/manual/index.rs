//! The pages one begins at: of a language, and of all languages.

use super::common::{Desk, capital};
use super::document::{Block, Cell, Document, Header, Inline, Paper, Table, TableStyle, cell, heads};
use super::one_stop;
use super::procedure::file_name;
use super::review;
use super::role::{self, Roster};
use super::wording::wording;
use crate::check::Coverage;
use crate::measure::Portfolio;
use crate::model::library::{Library, Procedure};
use crate::model::value::Language;

/// The documents of the system in a language.
pub(super) fn index(
    library: &Library,
    portfolio: &Portfolio,
    coverage: &Coverage,
    roster: &Roster,
    language: &Language,
) -> Document {
    let desk = Desk::new(library, language);
    let w = desk.words;
    let mut links = Vec::new();
    if library.organisation().is_some() {
        links.push(vec![Inline::Link(w.quality_manual.into(), "manual.html".into())]);
    }
    links.push(vec![Inline::Link(w.registers.into(), "registers.html".into())]);
    links.extend(one_stop::entry(library, language).map(|link| vec![link]));
    links.push(vec![Inline::Link(w.simplification_report.into(), "simplification.html".into())]);
    if !coverage.is_empty() {
        links.push(vec![Inline::Link(w.coverage.into(), "coverage.html".into())]);
    }
    let mut blocks = vec![Block::List(links)];
    // Procedures by field, in the order in which the organisation names the fields.
    let fields = library.organisation().map(|o| o.fields.as_slice()).unwrap_or_default();
    let mut groups: Vec<(String, Vec<&Procedure>)> = Vec::new();
    for field in fields {
        let members = library.procedures().iter().filter(|p| p.definition().field.as_ref() == Some(&field.id)).collect();
        groups.push((field.title.to(language).to_owned(), members));
    }
    let rest =
        library.procedures().iter().filter(|p| !fields.iter().any(|f| p.definition().field.as_ref() == Some(&f.id))).collect();
    groups.push((w.procedures.to_owned(), rest));
    for (i, (title, members)) in groups.into_iter().enumerate().filter(|(_, g)| !g.1.is_empty()) {
        blocks.push(Block::Heading(2, format!("field-{i}"), title));
        let rows = members
            .into_iter()
            .map(|p| {
                let d = p.definition();
                let title = Inline::Link(d.title.to(language).into(), format!("{}.html", file_name(p)));
                let levels: Vec<&str> = d.level.iter().map(|l| l.label(language)).collect();
                let limit = d.service.as_ref().and_then(|s| s.time_limit.as_ref());
                let effect = portfolio.effects.iter().find(|e| e.procedure == p.code()).map(|e| e.total());
                let steps = effect.map_or_else(String::new, |e| {
                    if e.steps.removed() == 0 {
                        e.steps.before.to_string()
                    } else {
                        format!("{}\u{a0}→\u{a0}{}", e.steps.before, e.steps.after)
                    }
                });
                let mut time = limit.map_or_else(Cell::new, |l| cell(capital(&desk.amount(&l.to(language)))));
                desk.mark_unverified(&mut time, limit.is_none_or(|l| l.verified));
                vec![cell(p.code()), vec![title], cell(capital(&levels.join(", "))), time, cell(steps)]
            })
            .collect();
        blocks.push(Block::Table(Table {
            caption: String::new(),
            head: heads(&[w.code, w.document_title, w.level, w.limit, w.steps]),
            rows,
            widths: vec![13, 40, 16, 18, 13],
            style: TableStyle::Grid,
            ..Table::default()
        }));
    }
    blocks.extend(role::listed(&desk, roster));
    blocks.extend(review::listed(&desk));
    desk.page("index", w.system_of, Paper::Upright, blocks)
}

/// The page with links to the scorecard and to what is put before the review, where there is one.
pub(super) fn with_scorecard(mut page: Document, has_one: bool) -> Document {
    if let (true, Some(Block::List(links))) = (has_one, page.blocks.first_mut()) {
        let [scorecard, review] = super::scorecard::titles(&page.language);
        links.push(vec![Inline::Link(scorecard.into(), "scorecard.html".into())]);
        links.push(vec![Inline::Link(review.into(), "review-input.html".into())]);
    }
    page
}

/// The page that leads to the languages.
pub(super) fn entrance(library: &Library, languages: &[Language]) -> Document {
    let title = library.organisation().map_or_else(
        || "Hệ thống quản lý chất lượng".to_owned(),
        |o| languages.iter().map(|language| o.title.to(language)).collect::<Vec<_>>().join(" – "),
    );
    let link = |language: &Language| {
        vec![Inline::Link(wording(language).language_name.into(), format!("{}/index.html", language.code()))]
    };
    let what: Vec<&str> = languages.iter().map(|language| wording(language).system_of).collect();
    let blocks = vec![
        Block::Heading(1, "top".into(), title.clone()),
        Block::Paragraph(cell(what.join(" – "))),
        Block::List(languages.iter().map(link).collect()),
    ];
    let language = languages.first().cloned().unwrap_or(Language::Vi);
    let (header, paper) = (Header::default(), Paper::Upright);
    Document { name: "index".into(), language, title, header, paper, siblings: Vec::new(), blocks }
}
