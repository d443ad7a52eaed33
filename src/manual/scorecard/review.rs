//! What is put before the management review: the inputs of ISO 9001:2008, 5.6.2, collected from the evidence.

use super::Writer;
use super::words::Words;
use crate::manual::common::{Desk, capital};
use crate::manual::document::{Cell, Document, Inline, Paper, cell};
use crate::measure::{ReviewTopic, Scorecard};
use crate::model::definition::RecordKind;
use crate::model::evidence::Entry;
use crate::model::library::Library;
use crate::model::value::Language;

/// The inputs as a document, in the order of the clause.
pub(crate) fn document(library: &Library, card: &Scorecard, language: &Language) -> Document {
    let desk = Desk::new(library, language);
    let mut out = Writer { desk, w: Words::of(language), card, blocks: Vec::new() };
    out.warning();
    let w = out.w;
    for (topic, entries) in &card.review {
        // The performance of the processes stands between feedback and actions.
        if *topic == ReviewTopic::Actions {
            out.heading(2, "performance", &format!("{} (5.6.2 c)", w.performance));
            out.table_of_all();
        }
        out.heading(2, topic.word(), &format!("{} ({})", topic.label(language), topic.point()));
        if entries.is_empty() {
            out.blocks.push(crate::manual::document::Block::Paragraph(cell(w.nothing)));
            continue;
        }
        let rows = entries.iter().map(|entry| row(&desk, w, card, entry)).collect();
        out.grid("", &[w.date, w.kind, w.unit, w.content, w.state, w.document], &[9, 15, 18, 28, 12, 18], rows);
    }
    let title = format!("{}: {}", w.review_input, card.period.to(language));
    desk.page("review-input", &title, Paper::Lying, out.blocks)
}

fn row(desk: &Desk, w: &Words, card: &Scorecard, entry: &Entry) -> Vec<Cell> {
    let (record, language) = (&entry.record, desk.language);
    let about: Vec<String> = entry.about().iter().map(|id| desk.subject(id.as_str())).collect();
    let mut content = record.text.as_ref().map_or_else(Cell::new, |text| desk.text(text));
    if let (RecordKind::Survey, Some(answers)) = (entry.kind, &record.answers) {
        let share = crate::measure::satisfied(answers);
        if !content.is_empty() {
            content.push(Inline::Break);
        }
        content.push(format!("{} {}", desk.figure_of(share), w.answers).into());
    }
    let mut state = entry.state(card.as_of).map_or_else(String::new, |state| capital(state.label(language)));
    if let Some(grade) = record.grade {
        state.push_str(&format!(" ({})", grade.label(language)));
    }
    let mut document = entry.document.as_ref().map_or_else(Cell::new, |text| desk.text(text));
    if entry.synthetic {
        document.push(Inline::Mark(w.synthetic_mark.into()));
    }
    vec![
        cell(record.date.to(language)),
        cell(capital(entry.kind.label(language))),
        cell(about.join("; ")),
        content,
        cell(state),
        document,
    ]
}
