//! What authors write: plain types, one file for each kind of document.
//!
//! Each type is the shape of its YAML: keys in kebab-case, unknown keys refused. The first line of
//! every field's documentation is what editors show, in English and Vietnamese.

mod calendar;
mod evidence;
mod forms;
mod formula;
mod mapping;
mod objectives;
mod one_key;
mod operation;
mod organisation;
pub(crate) mod parts;
mod procedure;
mod references;
mod service;
mod settings;
mod simplification;

pub use calendar::{CalendarDefinition, CalendarYear, Closure, Desk, Hours, Swap, Weekday};
pub use evidence::{Amount, Answers, EvidenceDefinition, EvidenceRecord, Grade, Points, RecordKind, RecordState};
pub use forms::{Form, FormKind, FormsDefinition};
pub use formula::{
    DossierShare, Formula, Needed, OfAmounts, OfAnswers, OfDossiers, OfProcedures, OfSubjects, Part, ProcedureShare, UnitSet,
    When,
};
pub use mapping::{LogColumns, LogConstants, MappingDefinition, Meaning};
pub use objectives::{EvidenceKind, Objective, ObjectivesDefinition, Period, Reached, Scope, Waypoint};
pub use operation::{
    Abolish, AddControl, Automate, Delegate, Eliminate, ExtractException, Integrate, Merge, MergeLanes, Operation, Parallelise,
    ReduceCopies, Relocate, Resequence, ReuseDocument, SetChannel, SetStepTime, SetTimeLimit, Triage,
};
pub use organisation::{
    ComplianceCost, Exclusion, Feed, Field, HouseStyle, OrganisationDefinition, Policy, ProcessGroup, ProcessKind, Role,
    RoleKind, Standard, Unit, UnitKind,
};
pub use procedure::{
    Approval, Approver, Clock, Control, CopyKind, DistributedCopy, DocumentStatus, Gate, Indicator, Interruption, MeasuredShare,
    MeasuredTime, Medium, Next, ProcedureDefinition, Record, Retention, Revision, Step, StepKind, StepTime, Term, TimeSource,
    Timeout,
};
pub use references::{Reference, ReferenceKind, ReferencesDefinition};
pub use service::{
    Agencies, Applicant, Channel, Channels, Condition, Dossier, DossierItem, Extension, Fee, FeeUnit, Level, LimitPart, Online,
    Publication, Service, ServiceResult, TimeLimit, Volume,
};
pub use settings::{Ignore, Profile, SettingsDefinition, Weight};
pub use simplification::{Baseline, Claims, Heuristic, Review, Simplification, SimplificationStatus};

use super::value::{DocumentCode, Id};

/// The kind of a document, known by its first key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Kind {
    /// `procedure:`
    Procedure,
    /// `organisation:`
    Organisation,
    /// `objectives:`
    Objectives,
    /// `calendar:`
    Calendar,
    /// `references:`
    References,
    /// `forms:`
    Forms,
    /// `evidence:`
    Evidence,
    /// `mapping:`
    Mapping,
}

impl Kind {
    /// Every kind.
    pub const ALL: [Self; 8] = [
        Self::Procedure,
        Self::Organisation,
        Self::Objectives,
        Self::Calendar,
        Self::References,
        Self::Forms,
        Self::Evidence,
        Self::Mapping,
    ];

    /// The first key of such a document.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Procedure => "procedure",
            Self::Organisation => "organisation",
            Self::Objectives => "objectives",
            Self::Calendar => "calendar",
            Self::References => "references",
            Self::Forms => "forms",
            Self::Evidence => "evidence",
            Self::Mapping => "mapping",
        }
    }

    /// The kind of a document with this first key.
    #[must_use]
    pub fn of_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.key() == key)
    }
}

/// One document as its author wrote it.
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
#[serde(untagged)]
#[non_exhaustive]
pub enum Definition {
    /// A procedure.
    Procedure(Box<ProcedureDefinition>),
    /// An organisation.
    Organisation(Box<OrganisationDefinition>),
    /// Quality objectives.
    Objectives(Box<ObjectivesDefinition>),
    /// A working calendar.
    Calendar(Box<CalendarDefinition>),
    /// A register of external documents.
    References(Box<ReferencesDefinition>),
    /// A register of forms.
    Forms(Box<FormsDefinition>),
    /// Records of what was done; no library holds them.
    Evidence(Box<EvidenceDefinition>),
    /// The mapping of an event log; no library holds it either.
    Mapping(Box<MappingDefinition>),
}

impl Definition {
    /// Its kind.
    #[must_use]
    pub const fn kind(&self) -> Kind {
        match self {
            Self::Procedure(_) => Kind::Procedure,
            Self::Organisation(_) => Kind::Organisation,
            Self::Objectives(_) => Kind::Objectives,
            Self::Calendar(_) => Kind::Calendar,
            Self::References(_) => Kind::References,
            Self::Forms(_) => Kind::Forms,
            Self::Evidence(_) => Kind::Evidence,
            Self::Mapping(_) => Kind::Mapping,
        }
    }

    /// What it is called: the value of its first key.
    #[must_use]
    pub fn name(&self) -> &str {
        match self {
            Self::Procedure(d) => DocumentCode::as_str(&d.procedure),
            Self::Organisation(d) => Id::as_str(&d.organisation),
            Self::Objectives(d) => d.objectives.as_str(),
            Self::Calendar(d) => d.calendar.as_str(),
            Self::References(d) => d.references.as_str(),
            Self::Forms(d) => d.forms.as_str(),
            Self::Evidence(d) => d.evidence.as_str(),
            Self::Mapping(d) => d.mapping.as_str(),
        }
    }
}

/// `verified` where the author is silent.
pub(crate) const fn yes() -> bool {
    true
}
#[allow(clippy::trivially_copy_pass_by_ref, reason = "the signature serde asks for")]
pub(crate) const fn is_yes(value: &bool) -> bool {
    *value
}
#[allow(clippy::trivially_copy_pass_by_ref, reason = "the signature serde asks for")]
pub(crate) const fn is_no(value: &bool) -> bool {
    !*value
}

/// A structure of the format: kebab-case keys, unknown keys refused, nothing written that is empty.
macro_rules! record {
    ($(#[$meta:meta])* pub struct $name:ident { $($(#[$fmeta:meta])* pub $field:ident : $type:ty),* $(,)? }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, PartialEq, serde::Deserialize, serde::Serialize)]
        #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
        #[serde(rename_all = "kebab-case", deny_unknown_fields)]
        pub struct $name { $($(#[$fmeta])* pub $field: $type),* }
    };
}
pub(crate) use record;
