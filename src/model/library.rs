//! A library: a set of definitions, read together, every reference resolved.

use super::definition::{
    CalendarDefinition, Form, FormsDefinition, ObjectivesDefinition, OrganisationDefinition, ProcedureDefinition, Reference,
    ReferencesDefinition, Role, RoleKind, Unit,
};
use super::finding::{Finding, Location};
use super::graph::ProcessGraph;
use super::source::Source;
use super::value::{Citation, ContentHash, FormCode, Id};
use std::collections::HashMap;
use std::sync::{Arc, OnceLock};

/// A procedure: its definition and its graph.
#[derive(Debug, Clone)]
pub struct Procedure {
    source: Arc<str>,
    definition: Arc<ProcedureDefinition>,
    graph: Arc<ProcessGraph>,
    content: Arc<OnceLock<ContentHash>>,
    intact: bool,
}

impl Procedure {
    /// A procedure outside any library, for programs that make definitions themselves.
    #[must_use]
    pub fn new(source: &str, definition: ProcedureDefinition) -> Self {
        Self::read(source.into(), Arc::new(definition), true)
    }
    pub(super) fn read(source: Arc<str>, definition: Arc<ProcedureDefinition>, intact: bool) -> Self {
        let graph = Arc::new(ProcessGraph::new(definition.clone()));
        Self { source, definition, graph, content: Arc::default(), intact }
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
    /// The hash of what it says; see [`ProcedureDefinition::content`].
    #[must_use]
    pub fn content(&self) -> &ContentHash {
        self.content.get_or_init(|| self.definition.content())
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
    pub(super) sources: Vec<Source>,
    pub(super) procedures: Vec<Procedure>,
    pub(super) codes: HashMap<Box<str>, usize>,
    pub(crate) organisations: Vec<Document<OrganisationDefinition>>,
    pub(crate) objectives: Vec<Document<ObjectivesDefinition>>,
    pub(crate) calendars: Vec<Document<CalendarDefinition>>,
    pub(super) calendar: Option<Arc<CalendarDefinition>>,
    pub(crate) references: Vec<Document<ReferencesDefinition>>,
    pub(crate) forms: Vec<Document<FormsDefinition>>,
    pub(super) findings: Vec<Finding>,
}

impl Library {
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
    /// The working calendar: the first one, with the years of all others of its name.
    ///
    /// ```
    /// use quytrinh::Library;
    /// let year = |year| format!(
    ///     "calendar: office\ntitle: Office\nweekly-rest: [saturday, sunday]\nyears:\n  \
    ///      - {{year: {year}, closed: [{{from: {year}-01-01, title: New Year}}]}}\n"
    /// );
    /// let library = Library::from_sources([("2018.yaml", year(2018)), ("2019.yaml", year(2019))]);
    /// assert_eq!(library.calendar().unwrap().years.len(), 2);
    /// ```
    #[must_use]
    pub fn calendar(&self) -> Option<&CalendarDefinition> {
        self.calendar.as_deref()
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
