//! `manual --issue`: the next row of the revision table, written from what differs between two versions.

use super::setup::now;
use super::{CLEAN, Failure, fix};
use crate::check::Mended;
use crate::manual::issue::{self, Refusal};
use crate::model::definition::Revision;
use crate::model::finding::Severity;
use crate::model::library::Library;
use crate::model::source::Source;
use crate::model::value::{Date, Language};
use std::collections::BTreeMap;
use std::io::Write;
use std::path::{Path, PathBuf};

#[derive(Debug, clap::Args)]
pub(super) struct Issuing {
    /// Publish nothing; write the next row of the revision table, from what differs from the version in this file or
    /// directory
    #[arg(long, value_name = "BEFORE")]
    issue: Option<PathBuf>,
    /// With --issue: the day of the new issue; the day it is where nothing is said
    #[arg(long, value_name = "YYYY-MM-DD", requires = "issue")]
    date: Option<Date>,
    /// With --issue: definitions that say what roles, units and papers are called, where AFTER is a single file
    #[arg(long, value_name = "DIR", requires = "issue")]
    system: Option<PathBuf>,
    /// With --issue: show what would be written, and write nothing
    #[arg(long, requires = "issue")]
    diff: bool,
}

impl Issuing {
    /// The version before, where rows are asked for.
    pub fn before(&self) -> Option<&Path> {
        self.issue.as_deref()
    }
}

pub(super) fn run(
    out: &mut impl Write,
    arguments: &Issuing,
    before: &Path,
    after: &Path,
    language: &Language,
) -> Result<u8, Failure> {
    let (before, after) = (opened(before, language)?, opened(after, language)?);
    let system = arguments.system.as_deref().map(Library::open).transpose()?;
    let names = system.as_ref().unwrap_or(if after.organisation().is_some() { &after } else { &before });
    let date = arguments.date.unwrap_or_else(now);
    let mut mended = Mended { texts: BTreeMap::new(), count: 0 };
    let mut rows: Vec<(String, Revision)> = Vec::new();
    let mut pairs = 0;
    let mut take = |name: &str, source: &str, row: Result<Revision, Refusal>| -> Result<(), Failure> {
        pairs += 1;
        let row = match row {
            Err(Refusal::Unchanged) => return Ok(()),
            row => row.map_err(|refusal| refused(name, &refusal, language))?,
        };
        let empty = Source { name: source.into(), text: "".into() };
        let text = issue::entered(after.source(source).unwrap_or(&empty), &row);
        let text = text.map_err(|refusal| refused(name, &refusal, language))?;
        mended.texts.insert(source.to_owned(), text);
        mended.count += 1;
        rows.push((name.to_owned(), row));
        Ok(())
    };
    for procedure in after.procedures() {
        if let Some(old) = before.procedure(procedure.code()) {
            let row = issue::of_procedure(names, old.definition(), procedure.definition(), date);
            take(procedure.code(), procedure.source(), row)?;
        }
    }
    for document in &after.organisations {
        let o = &document.definition;
        if let Some(old) = before.organisations.iter().find(|other| other.definition.organisation == o.organisation) {
            let name = o.manual.as_ref().map_or_else(|| o.organisation.to_string(), ToString::to_string);
            take(&name, &document.source, issue::of_manual(names, &old.definition, o, date))?;
        }
    }
    if pairs == 0 {
        return Err(Failure::Other(if *language == Language::Vi {
            "hai phiên bản không có tài liệu nào chung".into()
        } else {
            "the two versions have no document in common".into()
        }));
    }
    if arguments.diff {
        return fix::show(out, &after, &mended).map(|_| CLEAN);
    }
    fix::write(&after, &mended)?;
    for (name, row) in &rows {
        let (issue, date, change) = (&row.issue, row.date.to(language), row.change.to(language));
        let content = row.content.as_ref().map_or("", |content| content.short());
        let place = row.location.as_ref().map_or("", |place| place.to(language));
        if *language == Language::Vi {
            writeln!(out, "{name}: lần ban hành {issue}, ngày {date}, mã nội dung {content}\n  {change}\n  ({place})")?;
        } else {
            writeln!(out, "{name}: issue {issue} of {date}, content {content}\n  {change}\n  ({place})")?;
        }
    }
    if rows.is_empty() {
        let nothing = if *language == Language::Vi { "nội dung không thay đổi" } else { "the content has not changed" };
        writeln!(out, "{nothing}")?;
    }
    Ok(CLEAN)
}

/// A version, all of which could be read: of what could not, nobody knows what it says.
fn opened(path: &Path, language: &Language) -> Result<Library, Failure> {
    let library = Library::open(path)?;
    let unread = library.findings().iter().find(|f| f.severity == Severity::Error && f.rule.starts_with("format/"));
    match unread {
        None => Ok(library),
        Some(finding) => {
            let (line, message) = (library.locate(finding).line, finding.message.to(language));
            Err(Failure::Other(format!("{}:{line}: {message}", finding.source)))
        }
    }
}

fn refused(name: &str, refusal: &Refusal, language: &Language) -> Failure {
    let vi = *language == Language::Vi;
    Failure::Other(match refusal {
        Refusal::Unchanged if vi => format!("{name}: nội dung không thay đổi"),
        Refusal::Unchanged => format!("{name}: the content has not changed"),
        Refusal::Entered(issue) if vi => format!("{name}: lần ban hành {issue} đã có trong bảng sửa đổi"),
        Refusal::Entered(issue) => format!("{name}: issue {issue} is in the revision table already"),
        Refusal::Early(date) if vi => format!("{name}: lần ban hành trước ngày {}, muộn hơn ngày được ghi", date.to(language)),
        Refusal::Early(date) => format!("{name}: the issue before is of {}, later than the day given", date.to(language)),
        Refusal::Uncounted(issue) if vi => format!("{name}: không đếm tiếp được từ lần ban hành {issue}: hãy tự ghi dòng này"),
        Refusal::Uncounted(issue) => format!("{name}: issue {issue} cannot be counted on: write the row yourself"),
        Refusal::Layout if vi => {
            format!("{name}: không ghi thêm được vào `revisions:` với cách trình bày này: hãy tự ghi dòng này")
        }
        Refusal::Layout => format!("{name}: no row can be added to `revisions:` as it is laid out: write it yourself"),
    })
}
