//! The documents: a tree built once in each language, and renderers that know no document.

mod common;
mod coverage;
pub mod diagram;
pub mod document;
pub(crate) mod escape;
pub(crate) mod procedure;
mod quality_manual;
mod render;
mod site;
mod wording;

pub use document::Document;
pub use site::{File, LANGUAGES};
pub use wording::{Wording, wording};
