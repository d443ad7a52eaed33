//! Quality-management processes as code.
//!
//! `quytrinh` models procedures as process graphs defined in YAML, checks them for completeness,
//! measures how many steps each simplification removes, and produces ISO 9001:2008 quality-manual
//! documents.
//!
//! ```
//! use quytrinh::{Language, Library};
//!
//! let library = Library::open("processes/ba-dinh")?;
//! let report = library.check();
//! assert!(report.is_complete(), "{report}");
//!
//! let birth = library.procedure("QT-TP-01").unwrap();
//! let effect = birth.simplify();
//! println!("{} steps removed", effect.total().steps.removed());
//!
//! let manual = library.manual(Language::Vi);
//! assert!(manual.to_html().starts_with("<!DOCTYPE html>"));
//! # Ok::<(), quytrinh::Error>(())
//! ```
//!
//! # The house
//!
//! Each room uses only the rooms above it.
//!
//! | room | what is in it |
//! |---|---|
//! | [`definition`], [`graph`], [`Library`], [`Finding`] (`model/`) | YAML in, resolved library and process graphs out |
//! | [`check`], [`soundness`] | findings out: what is wrong or missing, how far requirements are met; whether a flow can hang |
//! | [`measure`] | figures: what each simplification takes away, what dossiers and evidence show, which objectives are met |
//! | [`manual`] | documents: a tree built once in each language, rendered to HTML, Markdown, DOCX and PDF |
//! | `exchange/` | other people's formats: BPMN, event logs ([`log`]) |
//! | `cli/` | the command |
//!
//! Nothing but [`Library::open`] and the command touches the file system; nothing reads a clock or
//! the environment, and nothing prints. Mistakes in definitions are [`Finding`]s, never errors.

#![forbid(unsafe_code)]

// Generators that unit tests share with the tests outside call the crate by its name.
#[cfg(test)]
extern crate self as quytrinh;

pub mod check;
#[cfg(feature = "cli")]
#[doc(hidden)]
pub mod cli;
mod exchange;
pub mod manual;
pub mod measure;
mod model;

pub use check::{Report, soundness};
#[cfg(feature = "bpmn")]
pub use exchange::bpmn;
#[cfg(feature = "log")]
pub use exchange::log;
pub use manual::Document;
pub use measure::{Effect, Metrics};
pub use model::evidence::{Entry, Evidence};
pub use model::finding::{Finding, Fix, Location, Part, Path, Related, Segment, Severity};
pub use model::library::{Library, Procedure};
pub use model::open::Error;
#[cfg(feature = "schema")]
pub use model::schema;
pub use model::source::{Places, Source};
pub use model::value::{
    Citation, Clause, ClauseInfo, ClockTime, ContentHash, Count, Date, Declared, Delta, Demand, DocumentCode, Duration,
    DurationUnit, FormCode, Id, Issue, Language, Message, Money, OneOrMany, Percent, PercentChange, RetentionTime, ServiceCode,
    Target, Text, ValueError, WorkSpan, Year,
};
pub use model::{definition, graph, time};

/// The examples of the README are run as they stand.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
