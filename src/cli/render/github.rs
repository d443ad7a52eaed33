//! Workflow commands of GitHub: annotations beside the lines of a change.

use super::Facts;
use crate::cli::Failure;
use crate::model::finding::Severity;
use crate::model::value::Language;
use std::io::Write;

pub(in crate::cli) fn report(out: &mut impl Write, facts: &Facts, language: &Language) -> Result<(), Failure> {
    for finding in facts.report.findings() {
        let kind = match finding.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Note => "notice",
        };
        let at = facts.locate(&finding.source, &finding.path, &finding.part);
        let (line, column) = facts.end(&finding.source, &at);
        // Columns count only where a place is on one line.
        let columns = if line == at.line { format!(",col={},endColumn={column}", at.column) } else { String::new() };
        let mut said = finding.message.to(language).to_owned();
        if let Some(help) = facts.help(finding, language) {
            said += "\n";
            said += help;
        }
        let (file, title, said) = (property(&finding.source), property(finding.rule), data(&said));
        writeln!(out, "::{kind} file={file},line={},endLine={line}{columns},title={title}::{said}", at.line)?;
    }
    Ok(())
}

fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
