//! Evidence for a scorecard: records, tables of dossiers, and event logs with their mappings.

use super::Failure;
#[cfg(feature = "log")]
use crate::log::{self, Mapping};
#[cfg(feature = "log")]
use crate::measure::CaseLog;
#[cfg(feature = "log")]
use crate::measure::dossiers::{Limits, Options};
use crate::measure::{Caseload, ReportingPeriod, Scorecard};
use crate::model::evidence::Evidence;
use crate::model::library::Library;
use crate::model::open::{Error, files_below, is_definition, name_of};
use crate::model::source::Source;
#[cfg(feature = "log")]
use crate::model::time::Moment;
use crate::model::value::{Date, Language};
use std::collections::HashSet;
use std::path::{Path, PathBuf};
#[cfg(feature = "log")]
use std::sync::Arc;

/// What a scorecard is measured against.
#[derive(Debug, Default, clap::Args)]
#[group(skip)]
pub(super) struct Arguments {
    /// Directory or file of evidence for the scorecard: records in .yaml and .csv, tables of dossiers in .csv, mappings with their event logs
    #[arg(long, value_name = "DIR")]
    evidence: Vec<PathBuf>,
    /// Event log of dossiers in CSV or XES, plain or gzip; each has its --mapping
    #[cfg(feature = "log")]
    #[arg(long, value_name = "LOG", requires = "mapping")]
    log: Vec<PathBuf>,
    /// File that says what columns and words of the --log mean, in the same order
    #[cfg(feature = "log")]
    #[arg(long, value_name = "FILE", requires = "log")]
    mapping: Vec<PathBuf>,
    /// Period of the scorecard: a year or a part of one, such as 2018, 2018-H1, 2018-Q3, 2018-11; the last year that has objectives where nothing is said
    #[arg(long)]
    pub period: Option<ReportingPeriod>,
}

impl Arguments {
    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        #[cfg(feature = "log")]
        return self.evidence.is_empty() && self.log.is_empty();
        #[cfg(not(feature = "log"))]
        self.evidence.is_empty()
    }

    /// The scorecard, and the texts that its findings point into.
    pub fn score(
        &self,
        library: &Library,
        period: ReportingPeriod,
        as_of: Option<Date>,
        language: &Language,
    ) -> Result<(Scorecard, Vec<Source>), Failure> {
        let day = as_of.map_or_else(|| period.last_day(), |day| day.min(period.last_day()));
        let (mut files, mut here) = (Vec::new(), HashSet::new());
        for file in self.evidence.iter().map(|path| files_of(path)).collect::<Result<Vec<_>, _>>()?.into_iter().flatten() {
            // Whoever names a directory and a file in it means the file once.
            if here.insert(file.canonicalize().unwrap_or_else(|_| file.clone())) {
                let bytes = std::fs::read(&file).map_err(|source| Error::Unreadable { path: file.clone(), source })?;
                files.push((file, bytes));
            }
        }
        let mut cases = Caseload::default();
        // Logs before tables: a table can leave single dossiers out.
        #[cfg(feature = "log")]
        self.logs(&mut files, &mut cases, library, day, language)?;
        #[cfg(not(feature = "log"))]
        let _ = language;
        let mut records: Vec<(String, Vec<u8>)> = Vec::new();
        for (file, bytes) in files {
            let name = name_of(&file);
            match std::str::from_utf8(&bytes) {
                Ok(text) if is_csv(&name) && Caseload::is_table(text) => cases.read(&name, text, library, day),
                _ => records.push((name, bytes)),
            }
        }
        let evidence = Evidence::from_sources(records);
        let card = library.score(&evidence, &cases, period, as_of);
        let sources = evidence.sources().iter().chain(&cases.texts).cloned().collect();
        Ok((card, sources))
    }

    /// Counts the logs that are named, and those of mappings among the files; takes both out of these.
    #[cfg(feature = "log")]
    fn logs(
        &self,
        files: &mut Vec<(PathBuf, Vec<u8>)>,
        cases: &mut Caseload,
        library: &Library,
        day: Date,
        language: &Language,
    ) -> Result<(), Failure> {
        if self.log.len() != self.mapping.len() {
            let (logs, mappings) = (self.log.len(), self.mapping.len());
            return Err(Failure::Other(if *language == Language::Vi {
                format!("có {logs} --log nhưng {mappings} --mapping: mỗi nhật ký cần một bảng ánh xạ, theo cùng thứ tự")
            } else {
                format!("{logs} --log but {mappings} --mapping: each log has its mapping, in the same order")
            }));
        }
        let mut pairs: Vec<(PathBuf, PathBuf, Mapping)> = Vec::new();
        for (log, path) in self.log.iter().zip(&self.mapping) {
            pairs.push((log.clone(), path.clone(), super::dossiers::mapping(path, &[], language)?));
        }
        let whole = |path: &Path| path.canonicalize().unwrap_or_else(|_| path.to_owned());
        let named: HashSet<PathBuf> = self.mapping.iter().map(|path| whole(path)).collect();
        for (path, _) in files.iter().filter(|(path, bytes)| is_definition(&name_of(path)) && is_mapping(bytes)) {
            let mapping = super::dossiers::mapping(path, &[], language)?;
            if mapping.definition().log.is_empty() && !named.contains(&whole(path)) {
                let path = path.display();
                return Err(Failure::Other(if *language == Language::Vi {
                    format!("{path}: bảng ánh xạ không nêu nhật ký nào (`log:`)")
                } else {
                    format!("{path}: the mapping names no log (`log:`)")
                }));
            }
            for log in &*mapping.definition().log {
                pairs.push((path.parent().unwrap_or(Path::new("")).join(log), path.clone(), mapping.clone()));
            }
        }
        let read: HashSet<PathBuf> = pairs.iter().flat_map(|(log, path, _)| [whole(log), whole(path)]).collect();
        files.retain(|(path, _)| !read.contains(&whole(path)));
        if pairs.is_empty() {
            return Ok(());
        }
        let limits = Some(Arc::new(Limits::of(library)));
        let options = Options { as_of: Some(Moment::end_of(day)), limits, ..Options::default() };
        let mut counted = HashSet::new();
        for (path, mapping_path, mapping) in pairs {
            if !counted.insert((whole(&path), whole(&mapping_path))) {
                continue;
            }
            let wrong = |error: log::Error| Failure::Other(format!("{}: {}", path.display(), error.message().to(language)));
            let open = || std::fs::File::open(&path);
            let dossiers = log::dossiers(open, &mapping, &options, super::dossiers::progress(language)).map_err(wrong)?;
            let (file, mapping_file) = (&*name_of(&path), &*name_of(&mapping_path));
            cases.add(&CaseLog { file, mapping_file, mapping: mapping.definition(), dossiers: &dossiers }, library);
        }
        Ok(())
    }
}

/// Whether a text begins as a mapping does.
#[cfg(feature = "log")]
fn is_mapping(bytes: &[u8]) -> bool {
    let text = String::from_utf8_lossy(bytes);
    let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
    let first = text.lines().find(|line| !line.trim().is_empty() && !line.starts_with('#') && *line != "---");
    first.is_some_and(|line| line.starts_with("mapping:"))
}

fn is_csv(name: &str) -> bool {
    name.rsplit_once('.').is_some_and(|(_, end)| end.eq_ignore_ascii_case("csv"))
}

/// The files of evidence in a directory, or the file itself.
fn files_of(path: &Path) -> Result<Vec<PathBuf>, Failure> {
    let unreadable = |source| Error::Unreadable { path: path.to_owned(), source };
    if !std::fs::metadata(path).map_err(unreadable)?.is_dir() {
        return Ok(vec![path.to_owned()]);
    }
    let found = files_below(path, |name| is_definition(name) || is_csv(name))?;
    if found.is_empty() {
        return Err(Failure::Library(Error::NoDefinitions { path: path.to_owned() }));
    }
    Ok(found)
}
