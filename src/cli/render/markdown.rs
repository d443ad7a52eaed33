//! Markdown, for a comment or a page: a table for each file.

use super::Facts;
use crate::cli::Failure;
use crate::model::finding::Finding;
use crate::model::value::Language;
use std::io::Write;

/// `summary` is the line that says how much was found.
pub(in crate::cli) fn report(out: &mut impl Write, facts: &Facts, summary: &str, language: &Language) -> Result<(), Failure> {
    let vi = *language == Language::Vi;
    writeln!(out, "# quytrinh\n\n{}", escape(summary))?;
    let mut file = None;
    for finding in facts.report.findings() {
        if file != Some(&finding.source) {
            file = Some(&finding.source);
            let (line, severity, rule, said) =
                if vi { ("Dòng", "Mức độ", "Quy tắc", "Nội dung") } else { ("Line", "Severity", "Rule", "Finding") };
            writeln!(out, "\n## {}\n\n| {line} | {severity} | {rule} | {said} |\n|---:|---|---|---|", escape(&finding.source))?;
        }
        let at = facts.locate(&finding.source, &finding.path, &finding.part);
        let severity = finding.severity.to(language);
        writeln!(out, "| {}:{} | {severity} | `{}` | {} |", at.line, at.column, finding.rule, said(facts, finding, language))?;
    }
    let accepted = facts.report.accepted();
    if !accepted.is_empty() {
        let (heading, file, rule, reason) =
            if vi { ("Được chấp nhận", "Chỗ", "Quy tắc", "Lý do") } else { ("Accepted", "Place", "Rule", "Reason") };
        writeln!(out, "\n## {heading}\n\n| {file} | {rule} | {reason} |\n|---|---|---|")?;
        for one in accepted {
            let f = &one.finding;
            let (name, line) = (escape(&f.source), facts.locate(&f.source, &f.path, &f.part).line);
            let until = one.until.map(|day| day.to(language));
            let until = until.map(|day| if vi { format!(" (đến hết {day})") } else { format!(" (until {day})") });
            writeln!(out, "| {name}:{line} | `{}` | {}{} |", f.rule, escape(one.reason.to(language)), until.unwrap_or_default())?;
        }
    }
    Ok(())
}

fn said(facts: &Facts, finding: &Finding, language: &Language) -> String {
    let mut said = escape(finding.message.to(language));
    for related in &finding.related {
        let at = facts.locate(&related.source, &related.path, &related.part);
        said += &format!("<br>{}:{}: {}", escape(&related.source), at.line, escape(related.label.to(language)));
    }
    if let Some(help) = &finding.help {
        said += &format!("<br>{}", escape(help.to(language)));
    }
    said
}

/// Text that is no markup; a cell is one line. What stands between backquotes stays as it is.
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    // A backquote without its other half would take the rest of the cell.
    let halves = text.matches('`').count();
    let (mut seen, mut is_code) = (0, false);
    for c in text.chars() {
        match c {
            '`' if seen + 1 == halves && halves % 2 == 1 => out.push_str("\\`"),
            '`' => {
                (seen, is_code) = (seen + 1, !is_code);
                out.push('`');
            }
            '|' => out.push_str("\\|"),
            '\n' | '\r' | '\t' => out.push(' '),
            c if c.is_control() => {}
            '\\' | '*' | '_' | '[' | ']' | '#' | '~' if !is_code => out.extend(['\\', c]),
            '<' if !is_code => out.push_str("&lt;"),
            '&' if !is_code => out.push_str("&amp;"),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::escape;

    #[test]
    fn text_is_no_markup() {
        assert_eq!(escape("a|b *c* <d>\n`x|_y`"), "a\\|b \\*c\\* &lt;d> `x\\|_y`");
        assert_eq!(escape("a ` b"), "a \\` b");
    }
}
