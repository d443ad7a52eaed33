//! What is asked of definitions: the rules, the settings beside them, and what day it is.

use super::Failure;
use crate::check::{Info, Report, Rules, Settings, codes};
use crate::measure::Portfolio;
use crate::model::finding::Finding;
use crate::model::library::Library;
use crate::model::open::{Error, name_of};
use crate::model::source::Source;
use crate::model::value::{Date, Language};
use std::path::{Path, PathBuf};

/// The name of the file of settings.
const NAME: &str = "quytrinh.yaml";

pub(super) struct Setup {
    pub rules: Rules,
    /// Every code that a finding can have.
    pub infos: Vec<Info>,
    pub settings: Settings,
    /// The text of the settings, and what is wrong with it.
    pub source: Option<(Source, Vec<Finding>)>,
    pub today: Date,
}

impl Setup {
    /// The settings that are named, or else those nearest to the definitions: in their directory or in
    /// one that holds it.
    pub fn of(paths: &[PathBuf], named: Option<&Path>, today: Option<Date>, language: &Language) -> Result<Self, Failure> {
        let infos = codes(&Rules::standard());
        let (settings, source, today) = (Settings::default(), None, today.unwrap_or_else(now));
        let mut setup = Self { rules: Rules::standard(), infos, settings, source, today };
        let path = match named {
            Some(path) => Some(path.to_owned()),
            None => nearest(paths, language)?,
        };
        if let Some(path) = path {
            let bytes = std::fs::read(&path).map_err(|source| Error::Unreadable { path: path.clone(), source })?;
            let (source, problem) = Source::from_bytes(&name_of(&path), bytes);
            let (settings, findings) = match problem {
                Some(problem) => (Settings::default(), vec![problem]),
                None => Settings::read(&source, &setup.infos),
            };
            setup.rules = settings.rules(setup.rules);
            (setup.settings, setup.source) = (settings, Some((source, findings)));
        }
        Ok(setup)
    }

    /// Everything that is found: by reading, rules and measuring, and beside them what is given, less
    /// what is accepted. The sources of all of it come along.
    pub fn inspect(&self, library: &Library, beside: Vec<(Source, Vec<Finding>)>) -> (Report, Portfolio, Vec<Source>) {
        let mut report = self.rules.check(library);
        let portfolio = library.measure();
        report.extend(library.sources(), crate::measure::findings(library, &portfolio));
        report.accept(library.sources(), &self.infos, self.today);
        let mut sources = library.sources().to_vec();
        let mut findings = Vec::new();
        for (source, mut found) in self.source.iter().cloned().chain(beside) {
            sources.push(source);
            findings.append(&mut found);
        }
        report.extend(&sources, findings);
        self.settings.apply(&mut report, &sources, self.today);
        (report, portfolio, sources)
    }
}

/// Today, as far as the clock knows without knowing where it is.
pub(super) fn now() -> Date {
    jiff::Timestamp::now().to_zoned(jiff::tz::TimeZone::UTC).date().into()
}

/// The settings of all paths; there can be only one.
fn nearest(paths: &[PathBuf], language: &Language) -> Result<Option<PathBuf>, Failure> {
    let mut found: Vec<(PathBuf, PathBuf)> = Vec::new();
    for path in paths {
        let Some(settings) = above(path) else { continue };
        let whole = settings.canonicalize().unwrap_or_else(|_| settings.clone());
        if found.iter().all(|(_, other)| *other != whole) {
            found.push((settings, whole));
        }
    }
    if let [(a, _), (b, _), ..] = &*found {
        let (a, b) = (a.display(), b.display());
        return Err(Failure::Other(if *language == Language::Vi {
            format!("có hai tệp thiết lập {a} và {b}: hãy chọn một bằng --config")
        } else {
            format!("there are two settings, {a} and {b}: choose one with --config")
        }));
    }
    Ok(found.into_iter().next().map(|(path, _)| path))
}

/// The settings in a directory, or in the nearest one that holds it; no further than a repository.
fn above(path: &Path) -> Option<PathBuf> {
    let start = if path.is_dir() { path } else { path.parent()? };
    let here = if start.as_os_str().is_empty() { Path::new(".") } else { start };
    let whole = here.canonicalize().ok()?;
    // Named as the definitions are, as far as their own name goes.
    let mut named = Some(here);
    for directory in whole.ancestors() {
        let shown = named.filter(|named| !named.ends_with("..")).unwrap_or(directory);
        let candidate = if shown == Path::new(".") && start.as_os_str().is_empty() { NAME.into() } else { shown.join(NAME) };
        if candidate.is_file() {
            return Some(candidate);
        }
        if directory.join(".git").exists() {
            return None;
        }
        named = named.and_then(Path::parent).filter(|parent| !parent.as_os_str().is_empty());
    }
    None
}
