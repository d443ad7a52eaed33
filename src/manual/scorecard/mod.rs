//! The scorecard of the quality objectives, and what is put before the management review (ISO 9001:2008, 5.6.2).

mod review;
mod words;

pub(crate) use review::document as review;

use super::chart::{Share as Bar, Shares};
use super::common::{Desk, capital};
use super::document::{Block, Cell, Document, Figure, Inline, Paper, Table, TableStyle, cell, heads};
use crate::measure::{CaseSource, IndexScore, PartOf, Score, Scorecard, Share, SourceOf, Status, Wanted};
use crate::model::value::{Id, Language};
use std::collections::{BTreeMap, BTreeSet};
use words::Words;

/// The scorecard as a document.
pub(crate) fn document(library: &crate::Library, card: &Scorecard, language: &Language) -> Document {
    let desk = Desk::new(library, language);
    let mut out = Writer { desk, w: Words::of(language), card, blocks: Vec::new() };
    out.summary();
    out.heading(2, "details", out.w.details);
    for score in &card.objectives {
        out.one(score);
    }
    out.index();
    out.problems();
    let title = format!("{}: {}", out.w.scorecard, card.period.to(language));
    desk.page("scorecard", &title, Paper::Lying, out.blocks)
}

/// The part of it that other documents hold: the table of all objectives.
pub(super) fn chapter(desk: &Desk, card: &Scorecard) -> Vec<Block> {
    let mut out = Writer { desk: *desk, w: Words::of(desk.language), card, blocks: Vec::new() };
    out.warning();
    out.table_of_all();
    out.blocks.push(Block::Paragraph(vec![Inline::Link(out.w.whole.into(), "scorecard.html".into())]));
    out.blocks
}

/// What the scorecard and the input of the review are called.
pub(super) fn titles(language: &Language) -> [&'static str; 2] {
    let w = Words::of(language);
    [w.scorecard, w.review_input]
}

struct Writer<'a> {
    desk: Desk<'a>,
    w: &'static Words,
    card: &'a Scorecard,
    blocks: Vec<Block>,
}

impl Writer<'_> {
    fn heading(&mut self, level: u8, id: &str, text: &str) {
        self.blocks.push(Block::Heading(level, id.into(), text.into()));
    }
    fn grid(&mut self, caption: &str, head: &[&str], widths: &[u8], rows: Vec<Vec<Cell>>) {
        self.blocks.push(Block::Table(Table {
            caption: caption.into(),
            head: heads(head),
            rows,
            widths: widths.to_vec(),
            ..Table::default()
        }));
    }
    fn facts(&mut self, rows: Vec<Vec<Cell>>) {
        self.blocks.push(Block::Table(Table { rows, style: TableStyle::Facts, ..Table::default() }));
    }
    fn chart(&mut self, svg: String, caption: &str, file: &str) {
        self.blocks.push(Block::Figure(Figure {
            svg,
            pages: Vec::new(),
            wide: true,
            mermaid: String::new(),
            caption: caption.into(),
            file: file.into(),
        }));
    }

    /// Made-up figures say so wherever they are shown.
    fn warning(&mut self) {
        if self.card.synthetic {
            self.blocks.push(Block::Note(vec![Inline::Mark(self.w.synthetic.into())]));
        }
    }

    fn summary(&mut self) {
        let (desk, w, card) = (self.desk, self.w, self.card);
        self.heading(2, "summary", w.summary);
        self.warning();
        let counted = |status: &Status| card.objectives.iter().filter(|score| score.status == *status).count();
        let results: Vec<String> = Status::ALL
            .iter()
            .filter(|status| counted(status) > 0)
            .map(|status| format!("{} {}", counted(status), status.label(desk.language)))
            .collect();
        self.facts(vec![
            vec![cell(w.period), cell(capital(&card.period.to(desk.language)))],
            vec![cell(w.as_of), cell(card.as_of.to(desk.language))],
            vec![cell(w.results), cell(results.join(", "))],
            vec![cell(w.used), cell(desk.whole(card.used))],
            vec![cell(w.left_out), cell(desk.whole(card.left_out))],
        ]);
        self.table_of_all();
        let rows: Vec<Bar> = card
            .objectives
            .iter()
            .filter_map(|score| {
                let target = score.target.map_or_else(String::new, |target| format!(" ({})", target.to(desk.language)));
                let value = score.value?;
                let name = format!("{}: {}", capital(score.id.as_str()), score.title.to(desk.language));
                Some(bar(name, value, format!("{}{target}", desk.percent_of(value))))
            })
            .collect();
        if !rows.is_empty() {
            let chart =
                Shares { title: w.chart, description: w.chart_says, rows, target: None, key: [w.reached_part, "", "", w.rest] };
            self.chart(chart.to_svg(), w.chart, "scorecard.svg");
        }
    }

    fn table_of_all(&mut self) {
        let (desk, w) = (self.desk, self.w);
        let rows = self
            .card
            .objectives
            .iter()
            .map(|score| {
                let mut target = match score.target {
                    Some(target) => cell(capital(&target.to(desk.language))),
                    None => cell("–"),
                };
                desk.mark_unverified(&mut target, score.target_verified);
                let trend = match (&score.previous, score.trend) {
                    (Some(before), Some(trend)) => {
                        format!("{} ({})", capital(trend.label(desk.language)), desk.percent_of(before.value))
                    }
                    _ => "–".to_owned(),
                };
                let mut title = desk.text(&score.title);
                if score.outside_system {
                    title.push(Inline::Mark(desk.words.outside_system.into()));
                }
                vec![
                    cell(capital(score.id.as_str())),
                    title,
                    score.value.map_or_else(|| cell("–"), |value| cell(desk.figure_in_short(value))),
                    target,
                    vec![Inline::Strong(capital(score.status.label(desk.language)))],
                    cell(trend),
                    score.owner.as_ref().map_or_else(Cell::new, |owner| cell(desk.role(owner))),
                ]
            })
            .collect();
        let d = desk.words;
        let head = [d.no, d.objective, w.reached, d.target, w.result, w.trend, d.responsibility];
        self.grid("", &head, &[5, 28, 15, 12, 11, 11, 18], rows);
    }

    fn one(&mut self, score: &Score) {
        let (desk, w) = (self.desk, self.w);
        let id = score.id.as_str();
        self.heading(3, id, &format!("{}. {}", capital(id), score.title.to(desk.language)));
        let mut facts = vec![
            vec![cell(w.reached), score.value.map_or_else(|| cell("–"), |value| cell(desk.figure_of(value)))],
            vec![cell(desk.words.target), cell(score.target.map_or_else(|| "–".into(), |t| capital(&t.to(desk.language))))],
        ];
        if let Some(wanted) = desk.wanted(score, w) {
            facts.push(vec![cell(w.on_the_way), cell(wanted)]);
        }
        facts.push(vec![cell(w.result), vec![Inline::Strong(capital(score.status.label(desk.language)))]]);
        if let Some((low, high)) = score.interval {
            facts.push(vec![cell(w.interval), cell(format!("{} – {}", desk.hundredths(low), desk.hundredths(high)))]);
        }
        if !score.reasons.is_empty() {
            let reasons = score.reasons.iter().map(|reason| cell(capital(reason.to(desk.language))));
            facts.push(vec![cell(w.notes), super::common::lines(reasons)]);
        }
        if let (Status::Missed, Some(action)) = (score.status, &score.when_missed) {
            facts.push(vec![cell(w.when_missed), desk.text(action)]);
        }
        facts.push(vec![cell(w.rests_on), desk.sources(score, w)]);
        self.facts(facts);
        self.parts(score);
        self.over_time(score);
        if !score.short.is_empty() {
            let rows = score
                .short
                .iter()
                .map(|short| {
                    let lacks = short.lacks.iter().map(|lack| cell(capital(lack.to(desk.language))));
                    vec![cell(desk.subject(&short.subject)), super::common::lines(lacks)]
                })
                .collect();
            self.grid(w.short, &[w.subject, w.lacks], &[40, 60], rows);
        }
    }

    fn parts(&mut self, score: &Score) {
        let (desk, w) = (self.desk, self.w);
        if score.parts.len() > 1 || score.parts.iter().any(|part| part.decides) {
            let rows = score
                .parts
                .iter()
                .map(|part| {
                    let met = part.met.map_or("–", |met| {
                        if met { Status::Met.label(desk.language) } else { Status::Missed.label(desk.language) }
                    });
                    vec![
                        cell(desk.part_of(&part.of)),
                        cell(desk.figure_of(part.value)),
                        cell(capital(met)),
                        cell(if part.decides { w.yes } else { w.no }),
                    ]
                })
                .collect();
            self.grid(w.parts, &[w.part, w.reached, w.result, w.decides], &[40, 24, 18, 18], rows);
        }
        if !score.beside.is_empty() {
            let rows = score
                .beside
                .iter()
                .map(|beside| vec![cell(capital(beside.label.to(desk.language))), cell(desk.figure_of(beside.value))])
                .collect();
            self.grid(w.beside, &[w.figure, w.reached], &[70, 30], rows);
        }
    }

    fn over_time(&mut self, score: &Score) {
        let (desk, w) = (self.desk, self.w);
        if score.series.len() < 2 {
            return;
        }
        let rows: Vec<Bar> = score
            .series
            .iter()
            .map(|(period, value)| bar(capital(&period.to(desk.language)), *value, desk.figure_of(*value)))
            .collect();
        let target = score.target.and_then(|target| Some((goal(target)?, capital(&target.to(desk.language)))));
        let title = format!("{}: {}", capital(score.id.as_str()), w.series);
        let chart = Shares {
            title: &title,
            description: score.title.to(desk.language),
            rows,
            target: target.as_ref().map(|(share, words)| (*share, &**words)),
            key: [w.reached_part, "", "", w.rest],
        };
        let file = format!("scorecard-{}.svg", score.id);
        self.chart(chart.to_svg(), &title, &file);
    }

    fn index(&mut self) {
        let (desk, w) = (self.desk, self.w);
        if self.card.index.is_empty() {
            return;
        }
        self.heading(2, "index", w.index);
        self.warning();
        self.blocks.push(Block::Paragraph(cell(w.index_note)));
        let share = |share: Option<Share>| share.map_or_else(|| cell("–"), |share| cell(desk.figure_of(share)));
        let row = |sheet: &IndexScore| {
            vec![
                cell(desk.unit(&sheet.unit)),
                share(sheet.self_assessed),
                share(sheet.appraised),
                cell(sheet.date.to(desk.language)),
                cell(format!("{}, {} {}", sheet.file, w.line, sheet.line)),
            ]
        };
        let rows = self.card.index.iter().map(row).collect();
        self.grid("", &[w.unit, w.self_assessed, w.appraised, w.date, w.place], &[30, 18, 18, 12, 22], rows);
        let rows: Vec<Bar> = self
            .card
            .index
            .iter()
            .filter_map(|sheet| {
                let value = sheet.appraised.or(sheet.self_assessed)?;
                Some(bar(desk.unit(&sheet.unit), value, desk.percent_of(value)))
            })
            .collect();
        let chart =
            Shares { title: w.index, description: w.index_note, rows, target: None, key: [w.reached_part, "", "", w.rest] };
        self.chart(chart.to_svg(), w.index, "scorecard-index.svg");
    }

    fn problems(&mut self) {
        let w = self.w;
        if self.card.problems.is_empty() {
            return;
        }
        self.heading(2, "problems", w.problems);
        let language = self.desk.language;
        let rows = self
            .card
            .problems
            .iter()
            .map(|p| vec![cell(format!("{}, {} {}", p.file, w.line, p.line)), cell(capital(p.message.to(language)))])
            .collect();
        self.grid("", &[w.place, w.problem], &[35, 65], rows);
    }
}

fn bar(name: String, value: Share, shown: String) -> Bar {
    let count = |number: u64| usize::try_from(number).unwrap_or(usize::MAX);
    Bar { name, of: count(value.of), parts: [count(value.part), 0, 0], shown }
}

/// The share that a target draws a line at, between 0 and 1.
#[allow(clippy::cast_precision_loss, reason = "a place on paper")]
fn goal(target: crate::model::value::Target) -> Option<f64> {
    use crate::model::value::{Percent, Target};
    let at = |percent: Percent| percent.ten_thousandths() as f64 / Percent::WHOLE.ten_thousandths() as f64;
    match target {
        Target::Exactly(p) | Target::AtLeast(p) | Target::MoreThan(p) | Target::AtMost(p) | Target::LessThan(p) => Some(at(p)),
        Target::Between(_, most) => Some(at(most)),
        Target::Of(k, n) => Some(f64::from(k) / f64::from(n.max(1))),
        Target::EveryPeriod => Some(1.0),
        Target::AboveBaseline | Target::BelowBaseline => None,
    }
}

impl Desk<'_> {
    /// A number, its thousands apart.
    pub fn whole(&self, number: u64) -> String {
        let money = crate::model::value::Money(number).to(self.language);
        money.split(' ').next().unwrap_or_default().to_owned()
    }
    /// A percentage with two decimals.
    pub fn hundredths(&self, percent: f64) -> String {
        let text = format!("{percent:.2}%");
        if self.is_vietnamese() { text.replace('.', ",") } else { text }
    }
    /// A share in percent, with two decimals, rounded half up in whole numbers.
    pub fn percent_of(&self, share: Share) -> String {
        if share.of == 0 {
            return "–".to_owned();
        }
        let (part, of) = (u128::from(share.part), u128::from(share.of));
        let hundredths = (part * 20_000 + of) / (of * 2);
        let text = format!("{}.{:02}%", hundredths / 100, hundredths % 100);
        if self.is_vietnamese() { text.replace('.', ",") } else { text }
    }
    /// A share in percent, and how many of how many.
    pub fn figure_of(&self, share: Share) -> String {
        format!("{} ({}/{})", self.percent_of(share), self.whole(share.part), self.whole(share.of))
    }
    /// The same for a narrow column, where of sums of money there is room for the percentage only.
    pub fn figure_in_short(&self, share: Share) -> String {
        let whole = self.figure_of(share);
        if whole.chars().count() > 26 { self.percent_of(share) } else { whole }
    }
    /// What a part of a figure is of.
    pub fn part_of(&self, of: &PartOf) -> String {
        match of {
            PartOf::Level(level) => capital(level.label(self.language)),
            PartOf::Field(field) => self.field(field),
            PartOf::Procedure(code) => code.clone(),
            PartOf::Unit(unit) => self.unit(unit),
        }
    }
    /// A unit by its title; other subjects as they are named.
    pub fn subject(&self, name: &str) -> String {
        if let Some(procedure) = self.library.procedure(name) {
            return format!("{name} {}", procedure.definition().title.to(self.language));
        }
        name.parse::<Id>().map_or_else(|_| name.to_owned(), |id| self.unit(&id))
    }
    /// What is asked of the period, where the target is one of later years.
    pub fn wanted_words(&self, score: &Score, [interpolated, least, most]: [&str; 3]) -> Option<String> {
        Some(match score.wanted.as_ref()? {
            Wanted::Path { target } => capital(&target.to(self.language)),
            Wanted::Interpolated { least: from, most: to } => {
                let bound = |word: &str, bound: Option<f64>| bound.map(|bound| format!("{word} {}", self.hundredths(bound)));
                let bounds: Vec<String> = [bound(least, *from), bound(most, *to)].into_iter().flatten().collect();
                format!("{} ({interpolated})", capital(&bounds.join(", ")))
            }
        })
    }
    fn wanted(&self, score: &Score, w: &Words) -> Option<String> {
        self.wanted_words(score, [w.interpolated, w.at_least, w.at_most])
    }

    /// What a figure rests on: records by file and line, procedures, dossiers.
    fn sources(&self, score: &Score, w: &Words) -> Cell {
        let mut files: BTreeMap<(&str, &str), (Vec<usize>, bool)> = BTreeMap::new();
        let (mut procedures, mut dossiers, mut tables) = (Vec::new(), Vec::new(), BTreeSet::new());
        for source in &score.sources {
            match source {
                SourceOf::Record { file, line, document, synthetic, .. } => {
                    let document = document.as_ref().map_or("", |document| document.to(self.language));
                    let of = files.entry((file, document)).or_default();
                    of.0.push(*line);
                    of.1 |= *synthetic;
                }
                SourceOf::Procedure { code, counted: true, .. } => procedures.push(code.as_str()),
                SourceOf::Procedure { .. } => {}
                SourceOf::Dossiers { procedure, value, files, .. } => {
                    tables.extend(files);
                    dossiers.push(format!("{procedure} {}/{}", self.whole(value.part), self.whole(value.of)));
                }
            }
        }
        let mut cells: Vec<Cell> = Vec::new();
        for ((file, document), (mut at, synthetic)) in files {
            at.sort_unstable();
            at.dedup();
            let word = if at.len() == 1 { w.line } else { w.lines };
            let mut line = cell(format!("{document} ({file}, {word} {})", ranges(&at)));
            if synthetic {
                line.push(Inline::Mark(w.synthetic_mark.into()));
            }
            cells.push(line);
        }
        if !procedures.is_empty() {
            cells.push(cell(format!("{}: {}", w.from_procedures, procedures.join(", "))));
        }
        if !dossiers.is_empty() {
            let by = |file: &&CaseSource| match &file.mapping {
                Some(mapping) => format!("{} ({} {mapping})", file.file, w.by_mapping),
                None => file.file.clone(),
            };
            let tables = tables.iter().map(by).collect::<Vec<_>>().join(", ");
            let mut line = cell(format!("{}: {} – {tables}", w.from_dossiers, dossiers.join(", ")));
            if is_made_up(score) {
                line.push(Inline::Mark(w.synthetic_mark.into()));
            }
            cells.push(line);
        }
        super::common::lines(cells)
    }
}

fn is_made_up(score: &Score) -> bool {
    score.sources.iter().any(|source| matches!(source, SourceOf::Dossiers { synthetic: true, .. }))
}

/// Line numbers, runs drawn together: 4–9, 12.
fn ranges(lines: &[usize]) -> String {
    let mut runs: Vec<(usize, usize)> = Vec::new();
    for line in lines {
        match runs.last_mut() {
            Some((_, last)) if *last + 1 == *line => *last = *line,
            _ => runs.push((*line, *line)),
        }
    }
    let run = |(from, to): &(usize, usize)| if from == to { from.to_string() } else { format!("{from}–{to}") };
    runs.iter().map(run).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn runs_of_lines_and_rounded_percentages() {
        assert_eq!(ranges(&[4, 5, 6, 9, 11, 12]), "4–6, 9, 11–12");
        let library = crate::Library::default();
        let desk = Desk::new(&library, &Language::Vi);
        assert_eq!(desk.figure_of(Share { part: 1234, of: 12_340 }), "10,00% (1.234/12.340)");
        assert_eq!(desk.percent_of(Share { part: 1, of: 8 }), "12,50%");
        assert_eq!(desk.percent_of(Share { part: 1, of: 20_000 }), "0,01%", "half up");
        assert_eq!(desk.percent_of(Share { part: 2, of: 3 }), "66,67%");
        assert_eq!(desk.percent_of(Share { part: 0, of: 0 }), "–");
    }
}
