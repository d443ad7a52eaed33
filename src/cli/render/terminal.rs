//! Findings for people: the excerpt, what is wrong, how to mend it.

use crate::Places;
use crate::check::Report;
use crate::cli::Failure;
use crate::model::finding::{Location, Severity};
use crate::model::source::Source;
use crate::model::value::Language;
use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Group, Level, Origin, Patch, Renderer, Snippet};
use std::collections::HashMap;
use std::io::Write;

pub(in crate::cli) fn findings(
    out: &mut impl Write,
    sources: &[Source],
    report: &Report,
    language: &Language,
) -> Result<(), Failure> {
    let renderer = Renderer::styled().decor_style(DecorStyle::Ascii);
    let vi = *language == Language::Vi;
    let by_name: HashMap<&str, &Source> = sources.iter().rev().map(|source| (&*source.name, source)).collect();
    let mut places: HashMap<&str, Places> = HashMap::new();
    for finding in report.findings() {
        let level = match finding.severity {
            Severity::Error => Level::ERROR,
            Severity::Warning => Level::WARNING,
            Severity::Note => Level::NOTE,
        };
        let level = if vi { level.with_name(finding.severity.to(language)) } else { level };
        let title = level.primary_title(finding.message.to(language)).id(finding.rule);
        let Some(source) = by_name.get(&*finding.source) else {
            writeln!(out, "{}", renderer.render(&[Group::with_title(title)]))?;
            continue;
        };
        let location = places.entry(&finding.source).or_insert_with(|| source.places()).locate(&finding.path, &finding.part);
        // Only the lines around the place: what is shown must not grow with the file.
        let (window, first) = window(&source.text, &location);
        if window.len() > WIDEST {
            let origin = Origin::path(&*finding.source).line(location.line).char_column(location.column);
            writeln!(out, "{}\n", renderer.render(&[Group::with_title(title).element(origin)]))?;
            continue;
        }
        let shift = window.start;
        let text = source.text.get(window.clone()).unwrap_or_default();
        let span = location.bytes.start - shift..location.bytes.end.min(window.end) - shift;
        let mut groups =
            vec![
                title.element(
                    Snippet::source(text)
                        .line_start(first)
                        .path(&*finding.source)
                        .annotation(AnnotationKind::Primary.span(span.clone())),
                ),
            ];
        if let Some(fix) = finding.fix.as_ref().filter(|_| !span.is_empty()) {
            let help = if vi { Level::HELP.with_name("gợi ý") } else { Level::HELP };
            groups.push(help.secondary_title(fix.title.to(language)).element(
                Snippet::source(text).line_start(first).path(&*finding.source).patch(Patch::new(span, fix.replacement.as_str())),
            ));
        }
        writeln!(out, "{}\n", renderer.render(&groups))?;
    }
    Ok(())
}

/// Lines longer than this are not shown: nobody could read them.
const WIDEST: usize = 4_000;

/// The bytes of the lines that hold the place, one more on each side, and the number of the first.
fn window(text: &str, location: &Location) -> (std::ops::Range<usize>, usize) {
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
