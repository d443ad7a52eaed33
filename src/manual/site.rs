//! Everything that a library publishes, in every form and language asked for.

use super::common::Desk;
use super::document::{Block, Document, Paper};
use super::render::{File, Format, shared_files, single_file};
use super::role::{self, Roster};
use super::{coverage, index, one_stop, procedure, quality_manual, registers, review, scorecard, search, simplified};
use crate::check::Coverage;
use crate::measure::{Effect, Outlook, Portfolio, Scorecard};
use crate::model::library::{Library, Procedure};
use crate::model::parallel::in_parallel;
use crate::model::value::{Id, Language};
use std::collections::HashMap;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

/// The languages that documents have words of their own for.
pub const LANGUAGES: [Language; 2] = [Language::Vi, Language::En];

/// What is published: in which forms, in which languages.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Publication {
    /// Forms.
    pub formats: Vec<Format>,
    /// Languages, of those in [`LANGUAGES`].
    pub languages: Vec<Language>,
    /// Whether all pages for a browser are one file.
    pub single_file: bool,
}

impl Default for Publication {
    fn default() -> Self {
        // Pages are set in seconds, not in moments: they are made where they are asked for.
        let formats = Format::ALL.iter().copied().filter(|format| format.ending() != "pdf").collect();
        Self { formats, languages: LANGUAGES.to_vec(), single_file: false }
    }
}

/// A document that a library has.
#[derive(Clone, Copy)]
enum Page<'a> {
    Index,
    QualityManual,
    Registers,
    Simplification,
    Coverage,
    Scorecard(&'a Scorecard),
    ReviewInput(&'a Scorecard),
    Procedure(&'a Procedure, &'a (Effect, Outlook)),
    Role(&'a Id),
    Review(&'a Procedure, &'a (Effect, Outlook)),
    Slips(&'a Procedure),
    ControlSlip(&'a Procedure),
    DossierRegister,
}

impl Library {
    /// The quality manual in a language; empty but for its title where no organisation is defined.
    ///
    /// What it says of clauses and articles is what a [`check`](Library::check) finds; see [`site`](Library::site)
    /// where settings count.
    #[must_use]
    #[allow(clippy::needless_pass_by_value, reason = "a language is named, not kept: `manual(Language::Vi)`")]
    pub fn manual(&self, language: Language) -> Document {
        let coverage = Coverage::of(self, &self.check());
        let portfolio = self.measure();
        quality_manual::document(self, &coverage, &portfolio, None, &language)
            .unwrap_or_else(|| index::index(self, &portfolio, &coverage, &Roster::of(self), &language))
    }

    /// The document of one procedure in a language.
    #[must_use]
    pub fn document(&self, procedure: &Procedure, language: &Language) -> Document {
        let effect = self.simplify(procedure);
        procedure::document(self, procedure, &effect, &self.outlook(procedure, &effect), language)
    }

    /// Every document, rendered, and the index pages; always in the same order.
    #[must_use]
    pub fn site(&self, portfolio: &Portfolio, coverage: &Coverage, publication: &Publication) -> Vec<File> {
        self.site_with(portfolio, coverage, None, publication)
    }

    /// The same with the scorecard of the quality objectives: a document of its own, a part of the quality manual, and
    /// the input of the management review.
    #[must_use]
    pub fn site_with(
        &self,
        portfolio: &Portfolio,
        coverage: &Coverage,
        card: Option<&Scorecard>,
        publication: &Publication,
    ) -> Vec<File> {
        let mut published = self.each_document(portfolio, coverage, card, publication, |published| published);
        let documents: Vec<File> = published.iter_mut().flat_map(|one| std::mem::take(&mut one.files)).collect();
        let mut files = publication.around(self, &published);
        files.extend(documents);
        files
    }

    /// The same files, each handed over as soon as it is made, from all processors and in no certain order: so a large
    /// library is published without all its documents being held at once. Returns how many files there were.
    ///
    /// ```
    /// use quytrinh::check::Coverage;
    /// use quytrinh::manual::{File, Publication};
    /// use quytrinh::Library;
    /// use std::collections::BTreeMap;
    /// use std::sync::Mutex;
    /// let text = "procedure: P-1\ntitle: Loan\nsteps:\n  - {id: lend, title: Lend, role: clerk}\n";
    /// let library = Library::from_sources([("loan.yaml", text)]);
    /// let coverage = Coverage::of(&library, &library.check());
    /// let shelf = Mutex::new(BTreeMap::new());
    /// let put = |file: File| match shelf.lock() {
    ///     Ok(mut shelf) => Ok(drop(shelf.insert(file.path, file.content))),
    ///     Err(_) => Err("the shelf is broken"),
    /// };
    /// let files = library.publish(&library.measure(), &coverage, None, &Publication::default(), put)?;
    /// assert_eq!(files, shelf.into_inner().unwrap().len());
    /// # Ok::<(), &str>(())
    /// ```
    ///
    /// # Errors
    /// One that `take` has; nothing is handed over after it but what was being made just then.
    pub fn publish<E: Send>(
        &self,
        portfolio: &Portfolio,
        coverage: &Coverage,
        card: Option<&Scorecard>,
        publication: &Publication,
        take: impl Fn(File) -> Result<(), E> + Sync,
    ) -> Result<usize, E> {
        let (count, failed) = (AtomicUsize::new(0), AtomicBool::new(false));
        let hand_over = |file| {
            count.fetch_add(1, Ordering::Relaxed);
            take(file).inspect_err(|_| failed.store(true, Ordering::Relaxed))
        };
        let results = self.each_document(portfolio, coverage, card, publication, |mut published| {
            let mut files = std::mem::take(&mut published.files).into_iter();
            let is_wanted = |_: &File| !failed.load(Ordering::Relaxed);
            files.by_ref().take_while(is_wanted).try_for_each(hand_over).map(|()| published)
        });
        let published = results.into_iter().collect::<Result<Vec<_>, E>>()?;
        publication.around(self, &published).into_iter().try_for_each(hand_over)?;
        Ok(count.into_inner())
    }

    /// Renders every document, and does the same with each of them.
    fn each_document<R: Send>(
        &self,
        portfolio: &Portfolio,
        coverage: &Coverage,
        card: Option<&Scorecard>,
        publication: &Publication,
        each: impl Fn(Published) -> R + Sync,
    ) -> Vec<R> {
        // Of two procedures with one code, the first has the documents; the other is a finding.
        let own = |p: &&Procedure| self.procedure(p.code()).is_some_and(|first| std::ptr::eq(first, *p));
        let procedures: Vec<&Procedure> = self.procedures().iter().filter(own).collect();
        let effects: HashMap<&str, &Effect> =
            portfolio.effects.iter().map(|effect| (effect.procedure.as_str(), effect)).collect();
        let measured: Vec<(Effect, Outlook)> = in_parallel(procedures.clone(), |procedure: &Procedure| {
            let effect = effects.get(procedure.code()).map(|effect| Effect::clone(effect));
            let effect = effect.unwrap_or_else(|| self.simplify(procedure));
            let outlook = self.outlook(procedure, &effect);
            (effect, outlook)
        });
        let mut pages = vec![Page::Index, Page::QualityManual, Page::Registers, Page::Simplification, Page::Coverage];
        pages.extend(card.into_iter().flat_map(|card| [Page::Scorecard(card), Page::ReviewInput(card)]));
        let paired = || procedures.iter().copied().zip(&measured);
        pages.extend(paired().map(|(procedure, measured)| Page::Procedure(procedure, measured)));
        let reviewed = paired().filter(|(procedure, _)| review::is_reviewed(procedure));
        pages.extend(reviewed.map(|(procedure, measured)| Page::Review(procedure, measured)));
        let (roster, results) = (Roster::of(self), review::Results::of(self, &publication.languages));
        pages.extend(roster.roles().map(Page::Role));
        let slips = procedures.iter().flat_map(|procedure| [Page::Slips(procedure), Page::ControlSlip(procedure)]);
        pages.extend(slips.chain([Page::DossierRegister]));
        let each_language = |language| pages.iter().map(move |page| (language, *page));
        let work: Vec<(&Language, Page)> = publication.languages.iter().flat_map(each_language).collect();
        let done: Vec<Option<R>> = in_parallel(work, |(language, page)| {
            let document = match page {
                Page::Index => {
                    Some(index::with_scorecard(index::index(self, portfolio, coverage, &roster, language), card.is_some()))
                }
                Page::QualityManual => quality_manual::document(self, coverage, portfolio, card, language),
                Page::Registers => Some(registers::document(self, language)),
                Page::Simplification => Some(simplified::report(self, portfolio, language)),
                Page::Coverage => (!coverage.is_empty()).then(|| {
                    let desk = Desk::new(self, language);
                    desk.page("coverage", desk.words.coverage, Paper::Lying, coverage::page(&desk, coverage))
                }),
                Page::Scorecard(card) => Some(scorecard::document(self, card, language)),
                Page::ReviewInput(card) => Some(scorecard::review(self, card, language)),
                Page::Procedure(procedure, (effect, outlook)) => {
                    Some(procedure::document(self, procedure, effect, outlook, language))
                }
                Page::Review(procedure, (effect, outlook)) => {
                    review::document(self, procedure, effect, outlook, &results, language)
                }
                Page::Role(role) => Some(role::document(&roster, role, language)),
                Page::Slips(procedure) => one_stop::slips(self, procedure, language),
                Page::ControlSlip(procedure) => one_stop::control_slip(self, procedure, language),
                Page::DossierRegister => one_stop::entry(self, language).map(|_| one_stop::register::document(self, language)),
            };
            document.map(|document| each(publication.render(document)))
        });
        done.into_iter().flatten().collect()
    }
}

/// What is published of one document.
struct Published {
    language: Language,
    files: Vec<File>,
    /// Its part of a page that holds all documents.
    article: Option<String>,
    /// What of it is searched.
    entry: Option<String>,
}

impl Publication {
    /// A document in every form, and its drawings.
    fn render(&self, mut document: Document) -> Published {
        let others = self.languages.iter().filter(|other| **other != document.language);
        document.siblings = others.map(|other| (other.clone(), format!("../{}/{}", other.code(), document.name))).collect();
        let (folder, html) = (document.language.code(), self.formats.contains(&Format::Html));
        let others: Vec<Format> = self.formats.iter().copied().filter(|format| *format != Format::Html).collect();
        let mut files = Vec::new();
        for format in self.formats.iter().filter(|format| **format != Format::Html || !self.single_file) {
            let content =
                if *format == Format::Html { document.to_html_of_site(&others).into() } else { document.render(*format) };
            files.push(File::new(format!("{folder}/{}.{}", document.name, format.ending()), content));
        }
        for block in &document.blocks {
            if let Block::Figure(figure) = block {
                files.push(File::new(format!("{folder}/{}", figure.file), figure.svg.clone()));
            }
        }
        let article = (html && self.single_file).then(|| document.to_article(&others));
        let entry = html.then(|| search::entry(&document, self.single_file));
        Published { language: document.language, files, article, entry }
    }

    /// What stands around the documents: what they are searched by, and the page one begins at.
    fn around(&self, library: &Library, published: &[Published]) -> Vec<File> {
        let mut files = Vec::new();
        if !self.formats.contains(&Format::Html) {
            return files;
        }
        let entrance = index::entrance(library, &self.languages);
        if self.single_file {
            let articles: Vec<&str> = published.iter().filter_map(|one| one.article.as_deref()).collect();
            let entries = published.iter().filter_map(|one| one.entry.as_deref());
            let page = single_file(&entrance.title, &entrance.language, &articles, &search::index(entries));
            files.push(File::new("index.html", page));
        } else {
            files.push(File::new("index.html", entrance.to_html()));
            files.extend(shared_files());
            for language in &self.languages {
                let of = published.iter().filter(|one| one.language == *language);
                let index = search::index(of.filter_map(|one| one.entry.as_deref()));
                files.push(File::new(format!("{}/search.js", language.code()), index));
            }
        }
        files
    }
}
