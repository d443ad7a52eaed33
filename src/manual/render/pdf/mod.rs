//! Pages for an archive, set by Typst: tagged, with bookmarks, always the same bytes.
//!
//! Nothing is read from the machine: no file, no clock, no face. The style is one source; the document comes to it as data.

mod columns;
mod faces;
mod tree;

use super::super::document::{Block, Document, cell};
use faces::FACES;
use std::sync::LazyLock;
use std::sync::atomic::{AtomicUsize, Ordering};
use typst::diag::{FileError, FileResult, SourceDiagnostic};
use typst::foundations::{Bytes, Datetime, Dict, Duration, Smart};
use typst::syntax::{FileId, Source};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Feature, Library, LibraryExt, World};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards, Timestamp};

/// The style of every document.
static STYLE: LazyLock<Source> = LazyLock::new(|| Source::detached(include_str!("style.typ")));

/// All that setting a document sees.
struct Desk {
    library: LazyHash<Library>,
}

impl Desk {
    fn new(tree: Dict) -> Self {
        // The heads of rows.
        let features = [Feature::A11yExtras].into_iter().collect();
        Self { library: LazyHash::new(Library::builder().with_inputs(tree).with_features(features).build()) }
    }
}

impl World for Desk {
    fn library(&self) -> &LazyHash<Library> {
        &self.library
    }
    fn book(&self) -> &LazyHash<FontBook> {
        &FACES.book
    }
    fn main(&self) -> FileId {
        STYLE.id()
    }
    fn source(&self, id: FileId) -> FileResult<Source> {
        if id == STYLE.id() { Ok(STYLE.clone()) } else { Err(FileError::AccessDenied) }
    }
    fn file(&self, _: FileId) -> FileResult<Bytes> {
        Err(FileError::AccessDenied)
    }
    fn font(&self, index: usize) -> Option<Font> {
        FACES.fonts.get(index).cloned()
    }
    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}

/// So many pages are set before what Typst remembers of them is forgotten: it is of no use to other documents, but to forget
/// goes through all that is remembered, and no thread sets a page meanwhile.
const REMEMBERED: usize = 64;

/// Forgets what is remembered of documents that were set, once it is enough, these pages included.
fn forget(pages: usize) {
    static SET: AtomicUsize = AtomicUsize::new(0);
    if SET.fetch_add(pages, Ordering::Relaxed) + pages >= REMEMBERED {
        SET.store(0, Ordering::Relaxed);
        // Not what another thread still sets.
        typst::comemo::evict(1);
    }
}

/// A document that cannot be set: what was said.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct PdfError(String);

impl PdfError {
    fn of(errors: &[SourceDiagnostic]) -> Self {
        let said = |error: &SourceDiagnostic| error.message.to_string();
        Self(errors.iter().map(said).collect::<Vec<_>>().join("; "))
    }
}

impl Document {
    /// The document as pages: PDF/UA-1, and PDF/A-2a too where it has a date; tagged at least, should it ever hold what
    /// these do not take.
    ///
    /// # Errors
    /// Where Typst does not set it.
    pub fn to_pdf(&self) -> Result<Vec<u8>, PdfError> {
        let desk = Desk::new(tree::tree(self));
        let pages = typst::compile::<PagedDocument>(&desk).output.map_err(|errors| PdfError::of(&errors));
        // An archive wants a date.
        let standards: &[PdfStandard] =
            if self.header.date.is_some() { &[PdfStandard::A_2a, PdfStandard::Ua_1] } else { &[PdfStandard::Ua_1] };
        let count = pages.as_ref().map_or(1, |pages| pages.pages().len());
        let pdf =
            pages.and_then(|pages| self.written(&pages, standards).or_else(|_| self.written(&pages, &[PdfStandard::V_1_7])));
        forget(count);
        pdf
    }

    fn written(&self, pages: &PagedDocument, standards: &[PdfStandard]) -> Result<Vec<u8>, PdfError> {
        let day = self.header.date.map(|date| date.civil());
        let day = day.and_then(|day| Datetime::from_ymd(day.year().into(), day.month().unsigned_abs(), day.day().unsigned_abs()));
        let options = PdfOptions {
            timestamp: day.map(Timestamp::new_utc),
            // The same document has the same identifier, whatever it says and whenever it is printed.
            ident: Smart::Custom(format!("{}/{}/{}", self.header.organisation, self.language.code(), self.name)),
            creator: Smart::Custom(Some(env!("CARGO_PKG_NAME").to_owned())),
            standards: PdfStandards::new(standards).map_err(|error| PdfError(error.message().to_string()))?,
            ..PdfOptions::default()
        };
        typst_pdf::pdf(pages, &options).map_err(|errors| PdfError::of(&errors))
    }

    /// A page that says why the document is not there, lest an old one be taken for it.
    pub(super) fn unset(&self, error: &PdfError) -> Vec<u8> {
        let blocks = vec![Block::Note(cell(error.to_string()))];
        Self { blocks, ..self.clone() }.to_pdf().unwrap_or_default()
    }
}

#[cfg(test)]
mod tests;
