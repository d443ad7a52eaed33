//! What the command shows: for people at a terminal, and for programs.

#[cfg(feature = "log")]
mod conformance;
pub(super) mod csv;
#[cfg(feature = "log")]
pub(super) mod dossiers;
pub(super) mod explain;
pub(super) mod figures;
pub(super) mod github;
pub(super) mod json;
pub(super) mod junit;
pub(super) mod lines;
pub(super) mod markdown;
pub(super) mod sarif;
pub(super) mod score;
pub(super) mod terminal;

use crate::Places;
use crate::check::{Info, Report};
use crate::model::finding::{Finding, Location, Part, Path};
use crate::model::source::Source;
use crate::model::value::Language;
use std::collections::HashMap;

/// A report with all that is needed to show it: places are looked up once for each source.
pub(super) struct Facts<'a> {
    pub report: &'a Report,
    all: &'a [Source],
    sources: HashMap<&'a str, (&'a Source, Places<'a>)>,
    infos: HashMap<&'static str, Info>,
}

impl<'a> Facts<'a> {
    pub fn of(report: &'a Report, sources: &'a [Source], infos: &[Info]) -> Self {
        // A source without a finding is not even split into lines.
        let findings = report.findings().iter().chain(report.accepted().iter().map(|accepted| &accepted.finding));
        let named = findings.flat_map(|f| std::iter::once(&*f.source).chain(f.related.iter().map(|r| &*r.source)));
        let named: std::collections::HashSet<&str> = named.collect();
        let spoken_of = sources.iter().rev().filter(|source| named.contains(&*source.name));
        Self {
            report,
            all: sources,
            sources: spoken_of.map(|source| (&*source.name, (source, source.places()))).collect(),
            infos: infos.iter().map(|info| (info.code, *info)).collect(),
        }
    }
    /// The source of this name.
    pub fn source(&self, name: &str) -> Option<&'a Source> {
        self.sources.get(name).map(|(source, _)| *source)
    }
    /// Line and column of a place.
    pub fn locate(&self, source: &str, path: &Path, part: &Part) -> Location {
        let line = if let Part::Line(line) = part { *line } else { 1 };
        let unknown = Location { line, column: 1, bytes: 0..0 };
        self.sources.get(source).map_or(unknown, |(_, places)| places.locate(path, part))
    }
    /// The names of all sources, in order.
    pub fn names(&self) -> impl Iterator<Item = &'a str> {
        self.all.iter().map(|source| &*source.name)
    }
    /// A place in which items are named by their `id`.
    pub fn named(&self, source: &str, path: &Path) -> String {
        self.sources.get(source).map_or_else(|| path.to_string(), |(_, places)| places.named(path))
    }
    /// Line and column behind a place.
    pub fn end(&self, source: &str, at: &Location) -> (usize, usize) {
        let text = self.source(source).and_then(|source| source.text.get(at.bytes.clone())).unwrap_or_default();
        match text.rsplit_once('\n') {
            None => (at.line, at.column + text.chars().count()),
            Some((before, last)) => (at.line + before.matches('\n').count() + 1, last.chars().count() + 1),
        }
    }
    /// How a finding is mended: what it says itself, or else what its rule says.
    pub fn help<'b>(&'b self, finding: &'b Finding, language: &Language) -> Option<&'b str> {
        let of_rule = || self.info(finding.rule).map(|info| if *language == Language::Vi { info.mend.0 } else { info.mend.1 });
        finding.help.as_ref().map(|help| help.to(language)).or_else(of_rule).filter(|help| !help.is_empty())
    }
    /// What the rule of a finding asks for.
    pub fn info(&self, code: &str) -> Option<&Info> {
        self.infos.get(code)
    }
}
