//! Markdown, for a comment or a page: a table for each file.

use super::Facts;
use crate::check::Coverage;
use crate::check::coverage::State;
use crate::cli::Failure;
use crate::manual::wording;
use crate::model::finding::Finding;
use crate::model::value::Language;
use std::io::Write;

/// `summary` is the line that says how much was found.
pub(in crate::cli) fn report(
    out: &mut impl Write,
    facts: &Facts,
    covered: &Coverage,
    summary: &str,
    language: &Language,
) -> Result<(), Failure> {
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
    coverage(out, covered, language)
}

/// How far what is asked for is met: how much of it, and what is not met.
fn coverage(out: &mut impl Write, coverage: &Coverage, language: &Language) -> Result<(), Failure> {
    if coverage.is_empty() {
        return Ok(());
    }
    let w = wording(language);
    writeln!(out, "\n## {}\n\n{}\n", w.coverage, w.coverage_note)?;
    let states: Vec<&str> = State::ALL.iter().map(|state| state.label(language)).collect();
    writeln!(out, "| | {} |\n|---|{}", states.join(" | "), "---:|".repeat(states.len()))?;
    let mut sums = |title: &str, count: &dyn Fn(State) -> usize| {
        let numbers: Vec<String> = State::ALL.iter().map(|state| count(*state).to_string()).collect();
        writeln!(out, "| {title} | {} |", numbers.join(" | "))
    };
    if !coverage.clauses.is_empty() {
        sums(w.coverage_clauses, &|state| coverage.clauses_in(state))?;
    }
    if !coverage.articles.is_empty() {
        sums(w.coverage_articles, &|state| coverage.articles_in(state))?;
    }
    let is_open = |state: State| matches!(state, State::Partly | State::Missing);
    let clauses = coverage.clauses.iter().filter(|row| is_open(row.state)).map(|row| {
        let what = format!("{} {}", row.clause, row.clause.title(language));
        (what, row.state, String::new(), row.against)
    });
    let articles = coverage.articles.iter().filter(|row| is_open(row.state)).map(|row| {
        let r = row.requirement;
        let vi = *language == Language::Vi;
        let unverified = if r.basis.verified { String::new() } else { format!(" ({})", w.unverified) };
        let parts = [r.basis.act, &r.place(language), if vi { r.asks.0 } else { r.asks.1 }];
        let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        let share = if row.applies == 0 { String::new() } else { format!("{}/{}", row.meets, row.applies) };
        (format!("{}{unverified}", parts.join(", ")), row.state, share, row.against)
    });
    let mut open = clauses.chain(articles).peekable();
    if open.peek().is_some() {
        writeln!(out, "\n| {} | {} | {} | {} |\n|---|---|---|---|", w.asked, w.state, w.procedures_meeting, w.findings_against)?;
    }
    for (what, state, share, against) in open {
        writeln!(out, "| {} | {} | {share} | {} |", escape(&what), state.label(language), against.to(language).join(", "))?;
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
