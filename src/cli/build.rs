//! `build` and `manual`: everything a library publishes, written whole or not at all.

use super::Lang;
use super::setup::Setup;
use super::{CLEAN, FINDINGS, Failure, counted, evidence, render, score, write};
use crate::check::Coverage;
use crate::manual::{Format, Publication};
use crate::measure::{Portfolio, Scorecard};
use crate::model::finding::Severity;
use crate::model::library::Library;
use crate::model::value::Language;
use std::io::Write;
use std::path::{Path, PathBuf};

#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// Directory of definitions; with --issue, the version after
    dir: PathBuf,
    /// Directory that everything is written to
    #[arg(long, default_value = "out")]
    out: PathBuf,
    /// Forms of the documents, with commas between them
    #[arg(long, value_enum, value_delimiter = ',', default_value = FORMS)]
    formats: Vec<Form>,
    /// Languages of the documents, with commas between them
    #[arg(long, value_enum, value_delimiter = ',', default_value = "vi,en")]
    languages: Vec<Lang>,
    /// All pages for a browser in one file, index.html
    #[arg(long)]
    single_file: bool,
    #[command(flatten)]
    against: evidence::Arguments,
}

/// What is written where nothing is said.
#[cfg(feature = "docx")]
const FORMS: &str = "html,markdown,docx";
#[cfg(not(feature = "docx"))]
const FORMS: &str = "html,markdown";

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, clap::ValueEnum)]
enum Form {
    Html,
    Markdown,
    #[cfg(feature = "docx")]
    Docx,
    #[cfg(feature = "pdf")]
    Pdf,
}

impl Arguments {
    pub fn dir(&self) -> &Path {
        &self.dir
    }
    /// The scorecard, where there is evidence.
    fn scorecard(&self, library: &Library, language: &Language) -> Result<Option<Scorecard>, Failure> {
        if self.against.is_empty() {
            return Ok(None);
        }
        let period = score::period(library, self.against.period, language)?;
        self.against.score(library, period, None, language).map(|(card, _)| Some(card))
    }
    fn publication(&self) -> Publication {
        let form = |form: &Form| match form {
            Form::Html => Format::Html,
            Form::Markdown => Format::Markdown,
            #[cfg(feature = "docx")]
            Form::Docx => Format::Docx,
            #[cfg(feature = "pdf")]
            Form::Pdf => Format::Pdf,
        };
        let (mut formats, mut languages) = (Vec::new(), Vec::new());
        for format in self.formats.iter().map(form) {
            if !formats.contains(&format) {
                formats.push(format);
            }
        }
        for language in self.languages.iter().copied().map(Language::from) {
            if !languages.contains(&language) {
                languages.push(language);
            }
        }
        Publication { formats, languages, single_file: self.single_file }
    }
    /// Writes everything that is published; returns how many files.
    fn write(
        &self,
        library: &Library,
        portfolio: &Portfolio,
        coverage: &Coverage,
        card: Option<&Scorecard>,
    ) -> Result<usize, Failure> {
        let aside = write::Aside::below(&self.out)?;
        let written = library.publish(portfolio, coverage, card, &self.publication(), |file| aside.write(&file))?;
        aside.place().map(|()| written)
    }
}

pub(super) fn run(out: &mut impl Write, arguments: &Arguments, language: &Language) -> Result<u8, Failure> {
    let (dir, to) = (&arguments.dir, &arguments.out);
    let library = Library::open(dir)?;
    let setup = Setup::of(std::slice::from_ref(dir), None, None, language)?;
    let (report, portfolio, sources) = setup.inspect(&library, Vec::new());
    let coverage = Coverage::of(&library, &report);
    let card = arguments.scorecard(&library, language)?;
    let written = arguments.write(&library, &portfolio, &coverage, card.as_ref())?;
    let facts = render::Facts::of(&report, &sources, &setup.infos);
    render::terminal::findings(out, &facts, language)?;
    let (errors, warnings) = (report.count(Severity::Error), report.count(Severity::Warning));
    let before: usize = library.procedures().iter().map(|p| p.definition().steps.len()).sum();
    let simplifications: usize = portfolio.effects.iter().map(|e| e.stages.len()).sum();
    let (procedures, removed, written, place) = (library.procedures().len(), portfolio.steps_removed, written, to.display());
    let (simplified, decided, services) = (portfolio.simplified, portfolio.decided, portfolio.services);
    let begin = match (arguments.formats.contains(&Form::Html), language) {
        (false, _) => String::new(),
        (true, Language::Vi) => format!("; bắt đầu từ {place}/index.html"),
        (true, _) => format!("; begin at {place}/index.html"),
    };
    if *language == Language::Vi {
        writeln!(out, "{procedures} quy trình, {before} bước")?;
        writeln!(out, "{errors} lỗi, {warnings} cảnh báo")?;
        writeln!(
            out,
            "{removed} bước được bỏ bởi {simplifications} phương án; {simplified}/{services} thủ tục hành chính đơn giản hơn ({decided} theo phương án đã phê duyệt, còn lại là đề xuất)"
        )?;
        writeln!(out, "{written} tệp được ghi vào {place}{begin}")?;
    } else {
        writeln!(out, "{}, {}", counted(procedures, "procedure"), counted(before, "step"))?;
        writeln!(out, "{}, {}", counted(errors, "error"), counted(warnings, "warning"))?;
        writeln!(
            out,
            "{removed} steps removed by {simplifications} simplifications; {simplified} of {services} administrative procedures become simpler ({decided} by what is approved, the others by proposals)"
        )?;
        writeln!(out, "{} written to {place}{begin}", counted(written, "file"))?;
    }
    Ok(if errors + warnings == 0 { CLEAN } else { FINDINGS })
}

pub(super) fn manual(out: &mut impl Write, arguments: &Arguments, language: &Language) -> Result<u8, Failure> {
    let (dir, to) = (&arguments.dir, &arguments.out);
    let library = Library::open(dir)?;
    let setup = Setup::of(std::slice::from_ref(dir), None, None, language)?;
    let (report, portfolio, _) = setup.inspect(&library, Vec::new());
    let card = arguments.scorecard(&library, language)?;
    let written = arguments.write(&library, &portfolio, &Coverage::of(&library, &report), card.as_ref())?;
    let place = to.display();
    if *language == Language::Vi {
        writeln!(out, "{written} tệp được ghi vào {place}")?;
    } else {
        writeln!(out, "{} written to {place}", counted(written, "file"))?;
    }
    Ok(CLEAN)
}
