//! What is accepted though it is found: remarks in a definition say so, and why.
//!
//! `# quytrinh: allow(iso/approver) until 2018-12-31 — the office has one officer` stands on the line of
//! the finding, or on a line of its own above it. The reason must be there; without a day it holds for
//! ever. It is a remark only where YAML takes it for one: not in a text.

use super::rule::Info;
use super::{Report, Severity, sort};
use crate::model::finding::{Finding, Path, Related};
use crate::model::source::{Node, NodeValue, Source, parse};
use crate::model::value::{Date, Language, Message, Text, message, nearest};
use std::collections::{HashMap, HashSet};
use std::ops::Range;
use std::sync::Arc;

/// Something that was found and is accepted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Accepted {
    /// What was found.
    pub finding: Finding,
    /// Why it is accepted, in the words of whoever did.
    pub reason: Text,
    /// The last day on which it is.
    pub until: Option<Date>,
    /// Whether a remark in the definition says so, and not the settings.
    pub in_source: bool,
}

/// What can be accepted. What could not be read must be mended, and so must the remarks themselves.
pub(super) fn can_be_accepted(code: &str) -> bool {
    !["format/", "suppression/", "settings/"].iter().any(|family| code.starts_with(family))
}

impl Report {
    /// Takes out what remarks in these sources accept on a day, and reports remarks that are malformed,
    /// name no rule of `known` (see [`codes`](super::codes)) or are not needed.
    ///
    /// ```
    /// use quytrinh::check::{Rules, codes};
    /// use quytrinh::{Date, Library};
    ///
    /// let rules = Rules::standard();
    /// let text = "procedure: P-1\ntitle: Loan\nsteps:\n  - id: lend\n    title: Lend\n    role: clerk\n    next: ask\n\
    ///             \x20 # quytrinh: allow(flow/unreachable-step) until 2018-12-31 — drawn up, not yet in use\n\
    ///             \x20 - {id: wait, title: Wait, role: clerk}\n  - {id: ask, title: Ask, role: clerk}\n";
    /// let library = Library::from_sources([("loan.yaml", text)]);
    /// let mut report = rules.check(&library);
    /// let before = report.findings().len();
    /// report.accept(library.sources(), &codes(&rules), Date::of(2018, 6, 1));
    /// assert_eq!(report.accepted()[0].finding.rule, "flow/unreachable-step");
    /// assert_eq!(report.findings().len(), before - 1);
    /// ```
    pub fn accept(&mut self, sources: &[Source], known: &[Info], today: Date) {
        let mut said = Vec::new();
        let mut remarks: HashMap<&str, Vec<Remark>> = HashMap::new();
        for source in sources.iter().filter(|source| source.text.contains(MARK)) {
            remarks.insert(&source.name, Remark::all(source, known, &mut said));
        }
        if remarks.is_empty() {
            return;
        }
        let places: HashMap<&str, _> =
            sources.iter().filter(|s| remarks.contains_key(&*s.name)).map(|s| (&*s.name, s.places())).collect();
        let mut left = Vec::with_capacity(self.findings.len());
        for mut finding in std::mem::take(&mut self.findings) {
            let remarks = remarks.get_mut(&*finding.source).map_or(&mut [][..], Vec::as_mut_slice);
            let line = match places.get(&*finding.source) {
                Some(places) if !remarks.is_empty() => places.locate(&finding.path, &finding.part).line,
                _ => 0,
            };
            let Some(remark) = remarks.iter_mut().find(|remark| remark.line == line && remark.names(finding.rule)) else {
                left.push(finding);
                continue;
            };
            for (code, _, used) in &mut remark.codes {
                *used |= *code == finding.rule;
            }
            if remark.until.is_none_or(|until| today <= until) {
                self.accepted.push(Accepted {
                    finding,
                    reason: Text::plain(&*remark.reason),
                    until: remark.until,
                    in_source: true,
                });
            } else {
                finding.related.push(remark.expired(&finding.source));
                left.push(finding);
            }
        }
        self.findings = left;
        // Of a file that is not read to its end nobody knows what would be found.
        let tears = |f: &&Finding| f.rule.starts_with("format/") && !f.is_of_form();
        let torn: HashSet<&str> = self.findings.iter().filter(tears).map(|f| &*f.source).collect();
        for source in sources.iter().filter(|source| !torn.contains(&*source.name)) {
            let unused = remarks.get(&*source.name).into_iter().flatten().flat_map(|remark| &remark.codes);
            for (code, place, _) in unused.filter(|(_, _, used)| !used) {
                let message = message!(
                    vi: "chú thích không còn cần: `{code}` không tìm thấy gì ở dòng này; hãy bỏ chú thích",
                    en: "this remark is not needed: `{code}` finds nothing on that line; remove it"
                );
                let finding = Finding::new("suppression/unused", Severity::Warning, &source.name, Path::root(), message);
                said.push(finding.at_bytes(place.clone()));
            }
        }
        self.findings.append(&mut said);
        sort(&mut self.findings, sources);
    }

    /// What was found and is accepted, with the reasons.
    #[must_use]
    pub fn accepted(&self) -> &[Accepted] {
        &self.accepted
    }
}

const MARK: &str = "quytrinh:";

/// A remark that accepts something.
struct Remark {
    /// The line that is meant, from 1.
    line: usize,
    /// The rules, where they are named, and whether they found something.
    codes: Vec<(&'static str, Range<usize>, bool)>,
    until: Option<Date>,
    reason: String,
    place: Range<usize>,
}

impl Remark {
    fn names(&self, rule: &str) -> bool {
        self.codes.iter().any(|(code, ..)| *code == rule)
    }

    /// Says that a finding was accepted up to a day that is over.
    fn expired(&self, source: &Arc<str>) -> Related {
        let day = |language| self.until.map(|day| day.to(&language)).unwrap_or_default();
        let (vi, en) = (day(Language::Vi), day(Language::En));
        let label = message!(vi: "được chấp nhận đến hết {vi}", en: "accepted until {en}");
        let part = crate::model::finding::Part::Bytes(self.place.clone());
        Related { source: source.clone(), path: Path::root(), part, label }
    }

    /// The remarks of a source; what is wrong with them is said.
    fn all(source: &Source, known: &[Info], said: &mut Vec<Finding>) -> Vec<Self> {
        let text = &*source.text;
        let scalars = parse(source).0.map_or_else(Vec::new, |tree| scalars(&tree));
        let is_text = |at: usize| {
            let before = scalars.partition_point(|range| range.start <= at);
            before > 0 && scalars[before - 1].contains(&at)
        };
        let mut remarks: Vec<Self> = Vec::new();
        // Remarks on lines of their own, which wait for the line that is meant.
        let (mut waiting, mut start) = (Vec::new(), 0);
        for (number, line) in text.split('\n').enumerate() {
            let number = number + 1;
            let is_remark = line.trim_start().starts_with('#');
            let signs = line.match_indices('#').map(|(i, _)| i).filter(|i| line[..*i].ends_with([' ', '\t']) || *i == 0);
            let mut bodies = signs.filter(|i| line[i + 1..].trim_start().starts_with(MARK) && !is_text(start + i));
            if let Some(sign) = bodies.next() {
                let place = start + sign..start + line.trim_end().len();
                match Self::read(text, place.clone(), source, known, said) {
                    Ok(remark) if is_remark => waiting.push(remark),
                    Ok(remark) => remarks.push(Self { line: number, ..remark }),
                    Err(message) => {
                        let finding = Finding::new("suppression/malformed", Severity::Error, &source.name, Path::root(), message);
                        said.push(finding.at_bytes(place));
                    }
                }
            }
            if !is_remark {
                remarks.extend(waiting.drain(..).map(|remark| Self { line: number, ..remark }));
            }
            start += line.len() + 1;
        }
        remarks.extend(waiting);
        remarks
    }

    /// Reads what follows the sign; the line is not yet known.
    fn read(text: &str, place: Range<usize>, source: &Source, known: &[Info], said: &mut Vec<Finding>) -> Result<Self, Message> {
        let form = "`# quytrinh: allow(flow/shares) until 2018-12-31 — …`";
        let body = text[place.clone()].trim_start_matches('#').trim_start().trim_start_matches(MARK).trim_start();
        let at = |part: &str| part.as_ptr() as usize - text.as_ptr() as usize;
        let Some((list, rest)) = body.strip_prefix("allow").and_then(|rest| rest.trim_start().strip_prefix('(')?.split_once(')'))
        else {
            return Err(message!(vi: "chú thích phải có dạng {form}", en: "a remark has the form {form}"));
        };
        let mut rest = rest.trim_start();
        let mut until = None;
        if let Some(behind) = rest.strip_prefix("until").filter(|behind| behind.starts_with(char::is_whitespace)) {
            let day = behind.trim_start();
            let end = day.find(char::is_whitespace).unwrap_or(day.len());
            let (day, behind) = day.split_at(end);
            let read = day.parse::<Date>().map_err(|error| {
                let meant = error.suggestion.map(|s| format!(": `{s}`?")).unwrap_or_default();
                message!(
                    vi: "cần ngày theo dạng năm-tháng-ngày như `2018-12-31`, nhưng đây là `{day}`{meant}",
                    en: "expected a date as year-month-day, such as `2018-12-31`, found `{day}`{meant}"
                )
            })?;
            (until, rest) = (Some(read), behind.trim_start());
        }
        let reason = rest.trim_start_matches(['—', '–', '-', ':']).trim();
        let is_divided = rest.starts_with(['—', '–', '-', ':']);
        if reason.is_empty() || !is_divided {
            return Err(message!(
                vi: "chú thích chấp nhận phải có lý do, sau dấu `—`: {form}",
                en: "a remark that accepts something gives its reason, behind `—`: {form}"
            ));
        }
        let mut codes = Vec::new();
        for code in list.split(',').map(str::trim) {
            let place = at(code)..at(code) + code.len();
            let mut wrong = |finding: Finding| said.push(finding.at_bytes(place.clone()));
            let error = |message| Finding::error("suppression/unknown-rule", &source.name, Path::root(), message);
            match known.iter().find(|info| info.code == code) {
                Some(info) if can_be_accepted(code) => codes.push((info.code, place, false)),
                Some(_) => wrong(error(message!(
                    vi: "`{code}` không thể được chấp nhận: phải sửa",
                    en: "`{code}` cannot be accepted: it must be mended"
                ))),
                None => {
                    let meant = nearest(code, known.iter().map(|info| info.code).filter(|code| can_be_accepted(code)));
                    wrong(
                        error(message!(vi: "không có quy tắc nào mã `{code}`", en: "no rule is called `{code}`")).meaning(meant),
                    );
                }
            }
        }
        Ok(Self { line: 0, codes, until, reason: reason.to_owned(), place })
    }
}

/// The bytes of every text, in order.
fn scalars(tree: &Node) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut open = vec![tree];
    while let Some(node) = open.pop() {
        match &node.value {
            NodeValue::Scalar { .. } => found.push(node.range.clone()),
            NodeValue::Sequence(items) => open.extend(items),
            NodeValue::Mapping(entries) => {
                for (key, value) in entries {
                    found.push(key.range.clone());
                    open.push(value);
                }
            }
            NodeValue::Null | NodeValue::Poison => {}
        }
    }
    found.sort_by_key(|range| range.start);
    found
}

#[cfg(test)]
mod tests {
    use super::super::{Rules, codes};
    use super::*;
    use crate::model::library::Library;

    /// The findings left, and how many are accepted, of a procedure with a remark above its second step.
    fn with(above: &str, beside: &str) -> (Vec<(&'static str, usize)>, Vec<Accepted>) {
        let text = format!(
            "procedure: P-1\ntitle: Loan\nsteps:\n  - {{id: lend, title: Lend, role: clerk, next: ask}}\n{above}  - {{id: wait, title: Wait, role: \
             clerk}}{beside}\n  - {{id: ask, title: \"Ask # quytrinh: x\", role: clerk}}\n"
        );
        let library = Library::from_sources([("loan.yaml", text)]);
        let rules = Rules::standard();
        let mut report = rules.check(&library);
        report.accept(library.sources(), &codes(&rules), Date::of(2018, 6, 1));
        let source = &library.sources()[0];
        let concerned = |f: &&Finding| f.rule.starts_with("suppression/") || f.rule == "flow/unreachable-step";
        let left = report.findings().iter().filter(concerned);
        (left.map(|f| (f.rule, source.locate(&f.path, &f.part).column)).collect(), report.accepted().to_vec())
    }

    #[test]
    fn a_remark_accepts_on_its_line_and_on_the_line_below() {
        let plain = with("", "").0;
        assert_eq!(plain.len(), 1);
        for (above, beside) in [
            ("  # quytrinh: allow(flow/unreachable-step) — planned\n", ""),
            ("  # quytrinh: allow(flow/unreachable-step) until 2018-06-01 — planned\n  # more\n", ""),
            ("", " # quytrinh: allow(flow/unreachable-step): planned"),
            ("", " #quytrinh:allow( flow/unreachable-step ) -- planned"),
        ] {
            let (left, accepted) = with(above, beside);
            assert_eq!(left, [], "{above}{beside}");
            assert_eq!((accepted.len(), accepted[0].reason.to(&Language::Vi)), (1, "planned"));
        }
        // A blank line, or another line, is not the line that is meant.
        let far = "  # quytrinh: allow(flow/unreachable-step) — planned\n\n";
        assert_eq!(with(far, "").0.iter().map(|f| f.0).collect::<Vec<_>>(), ["suppression/unused", "flow/unreachable-step"]);
    }

    #[test]
    fn a_remark_that_is_over_is_shown_with_what_it_accepted() {
        let (left, accepted) = with("  # quytrinh: allow(flow/unreachable-step) until 2018-05-31 — planned\n", "");
        assert_eq!((left.len(), accepted.len()), (1, 0));
    }

    #[test]
    fn what_is_wrong_with_a_remark_is_said_at_its_place() {
        let rule = |above: &str| with(above, "").0.into_iter().filter(|f| f.0.starts_with("suppression/")).collect::<Vec<_>>();
        let malformed = [("suppression/malformed", 3)];
        assert_eq!(rule("  # quytrinh: allow(flow/unreachable-step)\n"), malformed);
        assert_eq!(rule("  # quytrinh: allow(flow/unreachable-step) —\n"), malformed);
        assert_eq!(rule("  # quytrinh: allow(flow/unreachable-step) planned\n"), malformed);
        assert_eq!(rule("  # quytrinh: alow(flow/unreachable-step) — planned\n"), malformed);
        assert_eq!(rule("  # quytrinh: allow(flow/unreachable-step) until 31/12/2018 — planned\n"), malformed);
        assert_eq!(rule("  # quytrinh: allow(flow/unreachable-stpe) — planned\n"), [("suppression/unknown-rule", 21)]);
        assert_eq!(rule("  # quytrinh: allow(format/value) — planned\n"), [("suppression/unknown-rule", 21)]);
        let two = "  # quytrinh: allow(flow/shares, flow/unreachable-step) — planned\n";
        assert_eq!(rule(two), [("suppression/unused", 21)]);
    }
}
