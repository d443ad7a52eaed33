//! Findings for people: the excerpt, what is wrong, how to mend it, what asks for it.

use super::Facts;
use super::explain::basis;
use crate::cli::Failure;
use crate::model::finding::{Finding, Location, Part, Severity};
use crate::model::source::Source;
use crate::model::value::Language;
use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{Annotation, AnnotationKind, Group, Level, Origin, Patch, Renderer, Snippet};
use std::collections::HashSet;
use std::io::Write;
use std::ops::Range;

pub(in crate::cli) fn findings(out: &mut impl Write, facts: &Facts, language: &Language) -> Result<(), Failure> {
    let renderer = Renderer::styled().decor_style(DecorStyle::Ascii);
    let mut told = HashSet::new();
    for finding in facts.report.findings() {
        // What a rule says of mending is said once.
        let is_first = finding.help.is_some() || (finding.fix.is_none() && told.insert(finding.rule));
        let help = facts.help(finding, language).filter(|_| is_first);
        let level = level(finding.severity, language);
        let groups = groups(facts, finding, level, help, language);
        writeln!(out, "{}\n", renderer.render(&groups))?;
    }
    Ok(())
}

fn level(severity: Severity, language: &Language) -> Level<'static> {
    let level = match severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Note => Level::NOTE,
    };
    if *language == Language::Vi { level.with_name(severity.to(language)) } else { level }
}

/// A suggestion: the places concerned, and lines with a name each.
pub(in crate::cli) fn suggestion(
    out: &mut impl Write,
    facts: &Facts,
    finding: &Finding,
    lines: &[(&'static str, &str)],
    language: &Language,
) -> Result<(), Failure> {
    let renderer = Renderer::styled().decor_style(DecorStyle::Ascii);
    let level = Level::HELP.with_name(if *language == Language::Vi { "gợi ý" } else { "suggestion" });
    let mut groups = groups(facts, finding, level, None, language);
    let first = groups.remove(0);
    let shown = lines.iter().fold(first, |group, (name, line)| group.element(Level::NOTE.with_name(*name).message(*line)));
    writeln!(out, "{}", renderer.render(&[shown]))?;
    Ok(())
}

/// What is shown of a finding.
fn groups<'a>(
    facts: &'a Facts,
    finding: &'a Finding,
    level: Level<'a>,
    help: Option<&'a str>,
    language: &'a Language,
) -> Vec<Group<'a>> {
    let vi = *language == Language::Vi;
    let named = |level: Level<'static>, name: &'static str| if vi { level.with_name(name) } else { level };
    let title = level.primary_title(finding.message.to(language)).id(finding.rule);
    let mut groups = vec![];
    let mut fix = None;
    let mut group = match facts.source(&finding.source) {
        None => {
            let group = Group::with_title(title);
            match finding.part {
                Part::Line(line) => group.element(Origin::path(&*finding.source).line(line)),
                _ => group,
            }
        }
        Some(source) => {
            let location = facts.locate(&finding.source, &finding.path, &finding.part);
            let label = finding.label.as_ref().map(|label| label.to(language));
            let mut excerpts = vec![Excerpt::of(source, &location, AnnotationKind::Primary, label)];
            for related in &finding.related {
                let Some(source) = facts.source(&related.source) else { continue };
                let location = facts.locate(&related.source, &related.path, &related.part);
                let label = Some(related.label.to(language));
                let place = Excerpt::of(source, &location, AnnotationKind::Context, label);
                // Places near each other are shown in one excerpt.
                match excerpts.iter_mut().find(|excerpt| excerpt.is_near(&place)) {
                    Some(excerpt) => excerpt.take(place),
                    None => excerpts.push(place),
                }
            }
            let first = &excerpts[0];
            let span = first.places[0].0.clone();
            if let (Some(offered), Some(text), false) = (&finding.fix, first.text(), span.is_empty()) {
                let span = span.start - first.window.start..span.end.min(first.window.end) - first.window.start;
                let snippet = Snippet::source(text).line_start(first.line).path(&*finding.source);
                fix = Some(
                    named(Level::HELP, "gợi ý")
                        .secondary_title(offered.title.to(language))
                        .element(snippet.patch(Patch::new(span, &*offered.replacement))),
                );
            }
            excerpts.into_iter().fold(Group::with_title(title), |group, excerpt| excerpt.shown(group))
        }
    };
    if let Some(help) = help {
        group = group.element(named(Level::HELP, "gợi ý").message(help));
    }
    if let Some(info) = facts.info(finding.rule).filter(|info| info.basis.act != "quytrinh") {
        let level = Level::NOTE.with_name(if vi { "căn cứ" } else { "source" });
        group = group.element(level.message(basis(&info.basis, language)));
    }
    groups.push(group);
    groups.extend(fix);
    groups
}

/// Lines longer than this are not shown: nobody could read them.
const WIDEST: usize = 4_000;
/// Places no more than so many bytes apart are shown in one excerpt.
const NEAR: usize = 1_500;

/// Some lines of a source, with the places in them that are marked.
struct Excerpt<'a> {
    source: &'a Source,
    /// Only the lines around the places: what is shown must not grow with the file.
    window: Range<usize>,
    /// The number of the first line.
    line: usize,
    /// Where the first place is, where its lines cannot be shown.
    column: (usize, usize),
    places: Vec<(Range<usize>, AnnotationKind, Option<&'a str>)>,
}

impl<'a> Excerpt<'a> {
    fn of(source: &'a Source, location: &Location, kind: AnnotationKind, label: Option<&'a str>) -> Self {
        let (window, line) = window(&source.text, location);
        let places = vec![(location.bytes.clone(), kind, label)];
        Self { source, window, line, column: (location.line, location.column), places }
    }
    fn is_near(&self, other: &Self) -> bool {
        let (start, end) = (self.window.start.min(other.window.start), self.window.end.max(other.window.end));
        let apart = end - start - self.window.len().min(end - start);
        self.source.name == other.source.name && end - start <= WIDEST && apart <= NEAR + other.window.len()
    }
    fn take(&mut self, other: Self) {
        if other.window.start < self.window.start {
            self.line = other.line;
        }
        self.window = self.window.start.min(other.window.start)..self.window.end.max(other.window.end);
        self.places.extend(other.places);
    }
    /// The text of the lines, unless they are too long.
    fn text(&self) -> Option<&'a str> {
        let source = self.source;
        source.text.get(self.window.clone()).filter(|text| text.len() <= WIDEST)
    }
    fn shown(self, group: Group<'a>) -> Group<'a> {
        let Some(text) = self.text() else {
            return group.element(Origin::path(&*self.source.name).line(self.column.0).char_column(self.column.1));
        };
        let Range { start, end } = self.window;
        let annotations = self.places.into_iter().map(|(place, kind, label)| {
            let span = place.start - start..place.end.min(end) - start;
            kind.span(span).label(label)
        });
        let annotations: Vec<Annotation<'a>> = annotations.collect();
        group.element(Snippet::source(text).line_start(self.line).path(&*self.source.name).annotations(annotations))
    }
}

/// The bytes of the lines that hold the place, one more on each side, and the number of the first.
fn window(text: &str, location: &Location) -> (Range<usize>, usize) {
    let place = location.bytes.clone();
    let line_start = |at: usize| text[..at].rfind('\n').map_or(0, |i| i + 1);
    let line_end = |at: usize| text[at..].find('\n').map_or(text.len(), |i| at + i);
    let start = line_start(place.start);
    let start = if start > 0 { line_start(start - 1) } else { 0 };
    let end = line_end(place.end.max(place.start));
    let end = if end < text.len() { line_end(end + 1) } else { end };
    let first = location.line - text[start..place.start].bytes().filter(|b| *b == b'\n').count();
    (start..end, first)
}
