//! The documents: a tree built once in each language, and renderers that know no document.

mod chart;
mod common;
mod control;
mod coverage;
pub mod diagram;
pub mod document;
pub(crate) mod escape;
pub(crate) mod figures;
mod grid;
mod index;
#[cfg_attr(not(feature = "cli"), allow(dead_code, reason = "the command enters rows"))]
pub(crate) mod issue;
mod letters;
mod one_stop;
pub(crate) mod procedure;
mod quality_manual;
mod registers;
mod render;
mod review;
mod role;
pub(crate) mod scorecard;
mod search;
pub(crate) mod simplified;
mod site;
mod wording;
mod words;

#[cfg(feature = "cli")]
pub(crate) use common::Desk;
pub use document::Document;
pub use one_stop::CaseData;
#[cfg(feature = "pdf")]
pub use render::PdfError;
pub use render::{File, Format};
pub use site::{LANGUAGES, Publication};
pub use wording::{Wording, wording};
