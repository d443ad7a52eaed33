//! `JUnit` XML: a suite for each file, a failure for each error and warning.

use super::Facts;
use crate::cli::Failure;
use crate::manual::escape::escape;
use crate::model::finding::{Finding, Severity};
use crate::model::value::Language;
use std::collections::HashMap;
use std::io::Write;

pub(in crate::cli) fn report(out: &mut impl Write, facts: &Facts, language: &Language) -> Result<(), Failure> {
    let mut of: HashMap<&str, Vec<&Finding>> = HashMap::new();
    for finding in facts.report.findings() {
        of.entry(&finding.source).or_default().push(finding);
    }
    let fails = |finding: &&&Finding| finding.severity != Severity::Note;
    // A file of which nothing is found is a test that passes.
    let suites = facts.names().map(|name| (name, of.get(name).map(Vec::as_slice).unwrap_or_default()));
    let suites: Vec<(&str, &[&Finding], usize)> =
        suites.map(|(name, findings)| (name, findings, findings.iter().filter(fails).count())).collect();
    let tests: usize = suites.iter().map(|(_, findings, _)| findings.len().max(1)).sum();
    let failures: usize = suites.iter().map(|(.., failures)| failures).sum();
    writeln!(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>")?;
    writeln!(out, "<testsuites name=\"quytrinh\" tests=\"{tests}\" failures=\"{failures}\" errors=\"0\">")?;
    for (name, findings, failures) in suites {
        let file = escape(name);
        let tests = findings.len().max(1);
        writeln!(out, "  <testsuite name=\"{file}\" tests=\"{tests}\" failures=\"{failures}\" errors=\"0\">")?;
        if findings.is_empty() {
            writeln!(out, "    <testcase name=\"quytrinh\" classname=\"{file}\"/>")?;
        }
        for finding in findings {
            let at = facts.locate(&finding.source, &finding.path, &finding.part);
            let (rule, line, column) = (escape(finding.rule), at.line, at.column);
            let (severity, said) = (escape(finding.severity.to(language)), escape(finding.message.to(language)));
            writeln!(out, "    <testcase name=\"{rule} {line}:{column}\" classname=\"{file}\">")?;
            if finding.severity == Severity::Note {
                writeln!(out, "      <system-out>{severity}: {said}</system-out>")?;
            } else {
                let help = facts.help(finding, language).map(|help| format!("\n{}", escape(help))).unwrap_or_default();
                let text = format!("{file}:{line}:{column}: {severity}: {said}{help}");
                writeln!(out, "      <failure type=\"{rule}\" message=\"{said}\">{text}</failure>")?;
            }
            writeln!(out, "    </testcase>")?;
        }
        writeln!(out, "  </testsuite>")?;
    }
    writeln!(out, "</testsuites>")?;
    Ok(())
}
