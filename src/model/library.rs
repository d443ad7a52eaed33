//! A library: a set of definitions, read together, every reference resolved.

use super::definition::{
    CalendarDefinition, Definition, Form, FormsDefinition, ObjectivesDefinition, OrganisationDefinition, ProcedureDefinition,
    Reference, ReferencesDefinition, Role, RoleKind, Unit,
};
use super::finding::{Finding, Location, Path};
use super::graph::ProcessGraph;
use super::read;
use super::resolve;
use super::source::{self, Source};
use super::value::{Citation, FormCode, Id, message};
use std::collections::HashMap;
use std::path::{Path as FilePath, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

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

/// A procedure: its definition and its graph.
#[derive(Debug, Clone)]
pub struct Procedure {
    source: Arc<str>,
    definition: Arc<ProcedureDefinition>,
    graph: Arc<ProcessGraph>,
    intact: bool,
}

impl Procedure {
    /// A procedure outside any library, for programs that make definitions themselves.
    #[must_use]
    pub fn new(source: &str, definition: ProcedureDefinition) -> Self {
        Self::read(source.into(), Arc::new(definition), true)
    }
    fn read(source: Arc<str>, definition: Arc<ProcedureDefinition>, intact: bool) -> Self {
        let graph = Arc::new(ProcessGraph::new(definition.clone()));
        Self { source, definition, graph, intact }
    }
    /// The code of the document.
    #[must_use]
    pub fn code(&self) -> &str {
        self.definition.procedure.as_str()
    }
    /// What its author wrote.
    #[must_use]
    pub fn definition(&self) -> &ProcedureDefinition {
        &self.definition
    }
    /// Its process.
    #[must_use]
    pub fn graph(&self) -> &ProcessGraph {
        &self.graph
    }
    /// Name of the source it was read from.
    #[must_use]
    pub const fn source(&self) -> &Arc<str> {
        &self.source
    }
    /// Whether all of it could be read; else stand-ins take the place of what could not.
    #[must_use]
    pub const fn is_intact(&self) -> bool {
        self.intact
    }
}

/// A definition and the name of the source it was read from.
#[derive(Debug, Clone)]
pub(crate) struct Document<T> {
    pub source: Arc<str>,
    pub definition: Arc<T>,
}

/// A set of definitions with all references resolved.
///
/// ```
/// use quytrinh::Library;
/// let library = Library::from_sources([(
///     "loan.yaml",
///     "procedure: P-1\ntitle: Loan\nsteps:\n  - {id: ask, title: Ask, role: reader}\n  - {id: lend, title: Lend, role: clerk}\n",
/// )]);
/// let loan = library.procedure("P-1").unwrap();
/// assert_eq!(loan.definition().steps.len(), 2);
/// // No organisation says who `reader` and `clerk` are: that is a finding, not an error.
/// assert_eq!(library.findings()[0].rule, "reference/no-organisation");
/// ```
#[derive(Debug, Clone, Default)]
pub struct Library {
    sources: Vec<Source>,
    procedures: Vec<Procedure>,
    codes: HashMap<Box<str>, usize>,
    pub(crate) organisations: Vec<Document<OrganisationDefinition>>,
    pub(crate) objectives: Vec<Document<ObjectivesDefinition>>,
    pub(crate) calendars: Vec<Document<CalendarDefinition>>,
    pub(crate) references: Vec<Document<ReferencesDefinition>>,
    pub(crate) forms: Vec<Document<FormsDefinition>>,
    findings: Vec<Finding>,
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
                let before = inputs.len();
                collect(path, &mut inputs)?;
                if inputs.len() == before {
                    return Err(Error::NoDefinitions { path: path.to_owned() });
                }
            } else {
                inputs.push(Input::File(name_of(path), path.to_owned()));
            }
        }
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
        library.procedures.sort_by(|a, b| a.code().cmp(b.code()).then_with(|| a.source.cmp(&b.source)));
        for (i, procedure) in library.procedures.iter().enumerate() {
            library.codes.entry(procedure.code().into()).or_insert(i);
        }
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
            Definition::Procedure(_) => {}
        }
    }

    /// The procedures, by code.
    #[must_use]
    pub fn procedures(&self) -> &[Procedure] {
        &self.procedures
    }
    /// The procedure with this code.
    #[must_use]
    pub fn procedure(&self, code: &str) -> Option<&Procedure> {
        self.codes.get(code).and_then(|i| self.procedures.get(*i))
    }
    /// The organisation, if one is defined.
    #[must_use]
    pub fn organisation(&self) -> Option<&OrganisationDefinition> {
        self.organisations.first().map(|d| &*d.definition)
    }
    /// Quality objectives.
    pub fn objectives(&self) -> impl Iterator<Item = &ObjectivesDefinition> {
        self.objectives.iter().map(|d| &*d.definition)
    }
    /// Working calendars.
    pub fn calendars(&self) -> impl Iterator<Item = &CalendarDefinition> {
        self.calendars.iter().map(|d| &*d.definition)
    }
    /// Every external document of the registers.
    pub fn references(&self) -> impl Iterator<Item = &Reference> {
        self.references.iter().flat_map(|d| &d.definition.items)
    }
    /// Every form of the registers.
    pub fn forms(&self) -> impl Iterator<Item = &Form> {
        self.forms.iter().flat_map(|d| &d.definition.items)
    }
    /// A role of the organisation.
    #[must_use]
    pub fn role(&self, id: &Id) -> Option<&Role> {
        self.organisation()?.roles.iter().find(|r| r.id == *id)
    }
    /// Whether a role is the applicant's: by its kind, or by its name where no organisation says.
    #[must_use]
    pub fn is_applicant(&self, id: &Id) -> bool {
        self.role(id).map_or(id == "applicant", |role| role.kind == RoleKind::Applicant)
    }
    /// A unit of the organisation.
    #[must_use]
    pub fn unit(&self, id: &Id) -> Option<&Unit> {
        self.organisation()?.units.iter().find(|u| u.id == *id)
    }
    /// The external document a citation names.
    #[must_use]
    pub fn reference(&self, citation: &Citation) -> Option<&Reference> {
        self.references().find(|r| r.id == citation.reference)
    }
    /// The form with this code.
    #[must_use]
    pub fn form(&self, code: &FormCode) -> Option<&Form> {
        self.forms().find(|f| f.code == *code)
    }
    /// The sources, in the order in which they were given.
    #[must_use]
    pub fn sources(&self) -> &[Source] {
        &self.sources
    }
    /// A source by its name.
    #[must_use]
    pub fn source(&self, name: &str) -> Option<&Source> {
        self.sources.iter().find(|s| &*s.name == name)
    }
    /// What was wrong when the definitions were read and their references resolved.
    #[must_use]
    pub fn findings(&self) -> &[Finding] {
        &self.findings
    }
    /// Line and column of a finding.
    #[must_use]
    pub fn locate(&self, finding: &Finding) -> Location {
        self.source(&finding.source)
            .map_or_else(|| Location { line: 1, column: 1, bytes: 0..0 }, |source| source.locate(&finding.path, &finding.part))
    }
}

/// `a/b.yaml`, on every system.
fn name_of(path: &FilePath) -> String {
    let name = path.to_string_lossy();
    if std::path::MAIN_SEPARATOR == '/' { name.into_owned() } else { name.replace(std::path::MAIN_SEPARATOR, "/") }
}

fn collect(directory: &FilePath, inputs: &mut Vec<Input>) -> Result<(), Error> {
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
            let is_definition =
                (name.ends_with(".yaml") || name.ends_with(".yml")) && !name.ends_with(".test.yaml") && name != "quytrinh.yaml";
            // A link to a directory is not followed: it may lead in a circle.
            if kind.is_dir() {
                open.push(path);
            } else if is_definition && !path.is_dir() {
                files.push(path);
            }
        }
    }
    files.sort();
    inputs.extend(files.into_iter().map(|path| Input::File(name_of(&path), path)));
    Ok(())
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

/// Applies `work` to every item on all processors; results in the order of the items.
pub(crate) fn in_parallel<I: Send, O: Send>(items: Vec<I>, work: impl Fn(I) -> O + Sync) -> Vec<O> {
    let threads = std::thread::available_parallelism().map_or(1, usize::from).min(items.len().div_ceil(8));
    if threads < 2 {
        return items.into_iter().map(work).collect();
    }
    let total = items.len();
    let items: Vec<std::sync::Mutex<Option<I>>> = items.into_iter().map(|item| std::sync::Mutex::new(Some(item))).collect();
    let next = AtomicUsize::new(0);
    let run = || {
        let mut done = Vec::new();
        loop {
            let at = next.fetch_add(1, Ordering::Relaxed);
            let Some(slot) = items.get(at) else {
                return done;
            };
            let item = slot.lock().ok().and_then(|mut slot| slot.take());
            if let Some(item) = item {
                done.push((at, work(item)));
            }
        }
    };
    let mut results: Vec<(usize, O)> = Vec::with_capacity(total);
    std::thread::scope(|scope| {
        // Where no thread can be started, this one does all the work.
        let handles: Vec<_> = (1..threads).filter_map(|_| std::thread::Builder::new().spawn_scoped(scope, run).ok()).collect();
        results.append(&mut run());
        for handle in handles {
            match handle.join() {
                Ok(mut done) => results.append(&mut done),
                Err(panic) => std::panic::resume_unwind(panic),
            }
        }
    });
    results.sort_unstable_by_key(|(at, _)| *at);
    results.into_iter().map(|(_, result)| result).collect()
}
