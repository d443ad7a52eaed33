//! Opening a library: files or texts in, definitions read in parallel, references resolved.

use super::definition::{CalendarDefinition, Definition};
use super::finding::{Finding, Path};
use super::library::{Document, Library, Procedure};
use super::parallel::in_parallel;
use super::source::{self, Source};
use super::value::message;
use super::{read, resolve};
use std::path::{Path as FilePath, PathBuf};
use std::sync::Arc;

/// Why a library could not be opened at all. Mistakes in definitions are findings, not errors.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// A directory or file could not be read.
    #[error("cannot read {}: {source}", path.display())]
    Unreadable {
        /// The directory or file.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// There is no definition in the directory.
    #[error("no definitions in {}: expected files that end in .yaml", path.display())]
    NoDefinitions {
        /// The directory.
        path: PathBuf,
    },
}

/// A text waiting to be read, or the reason why there is none.
enum Input {
    Text(String, Vec<u8>),
    File(String, PathBuf),
}

impl Library {
    /// Opens every definition of a directory and the directories below it, or of one file.
    ///
    /// Files end in `.yaml` or `.yml`. Passed over: hidden files and directories, `quytrinh.yaml`,
    /// and scenarios (`X.test.yaml`). Sources are named by their path as given, with `/`.
    ///
    /// # Errors
    /// If the directory cannot be read or holds no definition.
    pub fn open(path: impl AsRef<FilePath>) -> Result<Self, Error> {
        Self::open_all([path])
    }

    /// Opens several directories or files as one library.
    ///
    /// # Errors
    /// If one of them cannot be read or holds no definition.
    pub fn open_all<P: AsRef<FilePath>>(paths: impl IntoIterator<Item = P>) -> Result<Self, Error> {
        let mut inputs = Vec::new();
        for path in paths {
            let path = path.as_ref();
            let unreadable = |source| Error::Unreadable { path: path.to_owned(), source };
            if std::fs::metadata(path).map_err(unreadable)?.is_dir() {
                let files = files_below(path, is_definition)?;
                if files.is_empty() {
                    return Err(Error::NoDefinitions { path: path.to_owned() });
                }
                inputs.extend(files.into_iter().map(|path| Input::File(name_of(&path), path)));
            } else {
                inputs.push(Input::File(name_of(path), path.to_owned()));
            }
        }
        // A file that is named twice, or is in a directory that is named too, is read once.
        let mut seen = std::collections::HashSet::new();
        inputs.retain(|input| match input {
            Input::File(_, path) => seen.insert(path.canonicalize().unwrap_or_else(|_| path.clone())),
            Input::Text(..) => true,
        });
        Ok(Self::load(inputs))
    }

    /// Makes a library of texts that the caller holds, each with a name.
    pub fn from_sources<N: Into<String>, T: Into<String>>(sources: impl IntoIterator<Item = (N, T)>) -> Self {
        Self::load(sources.into_iter().map(|(name, text)| Input::Text(name.into(), text.into().into_bytes())).collect())
    }

    fn load(inputs: Vec<Input>) -> Self {
        let read = in_parallel(inputs, |input| {
            let (source, problem) = match input {
                Input::Text(name, bytes) => Source::from_bytes(&name, bytes),
                Input::File(name, path) => read_file(&name, &path),
            };
            if let Some(problem) = problem {
                return (source, None, vec![problem]);
            }
            let (definition, findings) = read::read(&source);
            let procedure = match definition {
                Some(Definition::Procedure(definition)) => {
                    Ok(Procedure::read(source.name.clone(), Arc::from(definition), findings.is_empty()))
                }
                other => Err(other),
            };
            (source, Some(procedure), findings)
        });
        let mut library = Self::default();
        for (source, definition, mut findings) in read {
            let name = source.name.clone();
            library.sources.push(source);
            library.findings.append(&mut findings);
            match definition {
                Some(Ok(procedure)) => library.procedures.push(procedure),
                Some(Err(Some(other))) => library.take(name, other),
                _ => {}
            }
        }
        library.procedures.sort_by(|a, b| a.code().cmp(b.code()).then_with(|| a.source().cmp(b.source())));
        for (i, procedure) in library.procedures.iter().enumerate() {
            library.codes.entry(procedure.code().into()).or_insert(i);
        }
        library.calendar = whole_calendar(&library);
        let mut findings = resolve::resolve(&library);
        resolve::drop_consequences(&library.findings, &mut findings, &library);
        library.findings.append(&mut findings);
        library
    }

    fn take(&mut self, source: Arc<str>, definition: Definition) {
        match definition {
            Definition::Organisation(d) => self.organisations.push(Document { source, definition: Arc::from(d) }),
            Definition::Objectives(d) => self.objectives.push(Document { source, definition: Arc::from(d) }),
            Definition::Calendar(d) => self.calendars.push(Document { source, definition: Arc::from(d) }),
            Definition::References(d) => self.references.push(Document { source, definition: Arc::from(d) }),
            Definition::Forms(d) => self.forms.push(Document { source, definition: Arc::from(d) }),
            Definition::Procedure(_) | Definition::Evidence(_) | Definition::Mapping(_) => {}
        }
    }
}

/// The first calendar, with the years and desks of the others of its name.
fn whole_calendar(library: &Library) -> Option<Arc<CalendarDefinition>> {
    let (first, others) = library.calendars.split_first()?;
    let mut parts = others.iter().filter(|other| other.definition.calendar == first.definition.calendar).peekable();
    if parts.peek().is_none() {
        return Some(first.definition.clone());
    }
    let mut whole = CalendarDefinition::clone(&first.definition);
    for part in parts {
        for year in &part.definition.years {
            if whole.years.iter().all(|known| known.year != year.year) {
                whole.years.push(year.clone());
            }
        }
        for desk in &part.definition.desks {
            if !whole.desks.contains(desk) {
                whole.desks.push(desk.clone());
            }
        }
        if whole.hours.is_empty() {
            whole.hours.clone_from(&part.definition.hours);
        }
    }
    whole.years.sort_by_key(|year| year.year.0);
    Some(Arc::new(whole))
}

/// `a/b.yaml`, on every system.
pub(crate) fn name_of(path: &FilePath) -> String {
    let name = path.to_string_lossy();
    if std::path::MAIN_SEPARATOR == '/' { name.into_owned() } else { name.replace(std::path::MAIN_SEPARATOR, "/") }
}

/// Whether a file of this name is read as a definition.
#[allow(clippy::case_sensitive_file_extension_comparisons, reason = "the names are ours")]
pub(crate) fn is_definition(name: &str) -> bool {
    (name.ends_with(".yaml") || name.ends_with(".yml")) && !name.ends_with(".test.yaml") && name != "quytrinh.yaml"
}

/// The files of a directory and the directories below it whose names are wanted, in order; nothing
/// that is hidden.
pub(crate) fn files_below(directory: &FilePath, wanted: impl Fn(&str) -> bool) -> Result<Vec<PathBuf>, Error> {
    let unreadable = |path: &FilePath, source| Error::Unreadable { path: path.to_owned(), source };
    let mut open = vec![directory.to_owned()];
    let mut files = Vec::new();
    while let Some(directory) = open.pop() {
        for entry in std::fs::read_dir(&directory).map_err(|e| unreadable(&directory, e))? {
            let entry = entry.map_err(|e| unreadable(&directory, e))?;
            let (path, name) = (entry.path(), entry.file_name());
            let name = name.to_string_lossy();
            if name.starts_with('.') {
                continue;
            }
            let kind = entry.file_type().map_err(|e| unreadable(&path, e))?;
            // A link to a directory is not followed: it may lead in a circle.
            if kind.is_dir() {
                open.push(path);
            } else if wanted(&name) && !path.is_dir() {
                files.push(path);
            }
        }
    }
    files.sort();
    Ok(files)
}

fn read_file(name: &str, path: &FilePath) -> (Source, Option<Finding>) {
    let empty = || Source { name: name.into(), text: "".into() };
    // Asked before reading, so that a huge file costs nothing.
    if let Ok(meta) = std::fs::metadata(path) {
        if meta.len() > source::MAX_BYTES as u64 {
            let source = empty();
            let finding = source::too_large(&source.name, meta.len());
            return (source, Some(finding));
        }
    }
    match std::fs::read(path) {
        Ok(bytes) => Source::from_bytes(name, bytes),
        Err(error) => {
            let source = empty();
            let message = message!(vi: "không đọc được tệp: {error}", en: "the file cannot be read: {error}");
            let finding = Finding::error("format/unreadable", &source.name, Path::root(), message).at_bytes(0..0);
            (source, Some(finding))
        }
    }
}
