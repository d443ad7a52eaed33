//! Mending: fixes applied to the texts, so that nothing reads worse than before.

use super::{Report, Rules};
use crate::model::finding::{Finding, Severity};
use crate::model::library::Library;
use crate::model::source::Source;
use std::collections::{BTreeMap, HashSet};
use std::ops::Range;

/// Texts that were mended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mended {
    /// The sources that changed, by name, each with its new text.
    pub texts: BTreeMap<String, String>,
    /// How many findings were mended.
    pub count: usize,
}

/// So often fixes are looked for anew in what was mended.
const ROUNDS: usize = 10;
/// Up to so many fixes of a round that does harm are tried one by one.
const SINGLE: usize = 50;

impl Rules {
    /// Applies the fixes that are offered: those that are safe, or also those that guess what was meant.
    ///
    /// Only the bytes of a finding change; all else stays as it is, remarks and layout too. A change after
    /// which the definitions read worse is not made. What is mended has nothing more to be mended.
    ///
    /// ```
    /// use quytrinh::Library;
    /// use quytrinh::check::Rules;
    /// let text = "procedure: P-1   # of 2018\ntitle: Loan\nclauses: [7]\nsteps:\n  - {id: a, title: A, role: r}\n";
    /// let mended = Rules::standard().mend(&Library::from_sources([("loan.yaml", text)]), false);
    /// assert_eq!(mended.texts["loan.yaml"], text.replace("[7]", "[\"7\"]"));
    /// ```
    #[must_use]
    pub fn mend(&self, library: &Library, guesses: bool) -> Mended {
        let mut mended = Mended { texts: BTreeMap::new(), count: 0 };
        let mut now = library.clone();
        let mut refused: HashSet<(String, Range<usize>, String)> = HashSet::new();
        for _ in 0..ROUNDS {
            let report = self.check(&now);
            let mut edits = edits(&now, &report, guesses);
            edits.retain(|edit| !refused.contains(&edit.key()));
            if edits.is_empty() {
                break;
            }
            let all: Vec<&Edit> = edits.iter().collect();
            if let Some(better) = self.tried(&now, &all) {
                (mended.count, now) = (mended.count + edits.len(), better);
                continue;
            }
            // One of them does harm: each is tried for itself, from the end of the texts on, so that the
            // places of the others hold.
            for edit in edits.iter().rev().take(SINGLE) {
                match self.tried(&now, &[edit]) {
                    Some(better) => (mended.count, now) = (mended.count + 1, better),
                    None => drop(refused.insert(edit.key())),
                }
            }
            refused.extend(edits.iter().rev().skip(SINGLE).map(Edit::key));
        }
        for (old, new) in library.sources().iter().zip(now.sources()) {
            if old.text != new.text {
                mended.texts.insert(new.name.to_string(), new.text.to_string());
            }
        }
        mended
    }

    /// The library with some changes, unless it reads worse.
    fn tried(&self, library: &Library, edits: &[&Edit]) -> Option<Library> {
        let changed = library.sources().iter().map(|source| {
            let mut text = source.text.to_string();
            for edit in edits.iter().rev().filter(|edit| edit.source == *source.name) {
                text.replace_range(edit.place.clone(), &edit.text);
            }
            (source.name.to_string(), text)
        });
        let changed = Library::from_sources(changed);
        let errors = |library: &Library| library.findings().iter().filter(|f| f.severity == Severity::Error).count();
        let same =
            |a: &Finding, b: &Finding| a.rule == b.rule && a.source == b.source && a.path == b.path && a.message == b.message;
        // A rule's finding is gone only if the rule says so.
        let by_rule = edits.iter().any(|edit| library.findings().iter().all(|f| !same(f, &edit.finding)));
        let report = if by_rule { self.check(&changed) } else { Report::default() };
        let stays = |edit: &&&Edit| changed.findings().iter().chain(report.findings()).any(|f| same(f, &edit.finding));
        // What cannot be read now and could be read before is harm, whatever it mends.
        let unread = |library: &'_ Library| -> HashSet<(&'static str, String)> {
            let of_form = library.findings().iter().filter(|f| f.rule.starts_with("format/"));
            of_form.map(|f| (f.rule, f.message.en.clone())).collect()
        };
        let is_better = errors(&changed) <= errors(library) && unread(&changed).is_subset(&unread(library));
        (is_better && !edits.iter().any(|edit| stays(&edit))).then_some(changed)
    }
}

/// One change of a text.
struct Edit {
    source: String,
    place: Range<usize>,
    text: String,
    finding: Finding,
}

impl Edit {
    fn key(&self) -> (String, Range<usize>, String) {
        (self.source.clone(), self.place.clone(), self.text.clone())
    }
}

/// The changes that are offered, in order, none of which touches another one.
fn edits(library: &Library, report: &Report, guesses: bool) -> Vec<Edit> {
    let mut edits: Vec<Edit> = Vec::new();
    let offered = |f: &&Finding| f.fix.as_ref().is_some_and(|fix| fix.safe || guesses);
    let with_fix: HashSet<&str> = report.findings().iter().filter(offered).map(|f| &*f.source).collect();
    for source in library.sources().iter().filter(|source| with_fix.contains(&*source.name)) {
        let places = Source::places(source);
        let mut of_source: Vec<Edit> = Vec::new();
        for finding in report.findings().iter().filter(offered).filter(|f| f.source == source.name) {
            let Some(fix) = &finding.fix else { continue };
            let place = places.locate(&finding.path, &finding.part).bytes;
            if !place.is_empty() && source.text.get(place.clone()).is_some_and(|old| *old != fix.replacement) {
                let finding = finding.clone();
                of_source.push(Edit { source: source.name.to_string(), place, text: fix.replacement.clone(), finding });
            }
        }
        of_source.sort_by_key(|edit| (edit.place.start, edit.place.end));
        let mut end = 0;
        of_source.retain(|edit| {
            let is_free = edit.place.start >= end;
            if is_free {
                end = edit.place.end;
            }
            is_free
        });
        edits.append(&mut of_source);
    }
    edits
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mended(text: &str, guesses: bool) -> (String, usize) {
        let library = Library::from_sources([("a.yaml", text)]);
        let mended = Rules::standard().mend(&library, guesses);
        (mended.texts.get("a.yaml").cloned().unwrap_or_else(|| text.to_owned()), mended.count)
    }

    const TEXT: &str = "# đầu tệp\nprocedure: P-1\ntitle: Loan\nclauses: [7.2, 4]   # hai\nrevisions:\n  - {issue: 1, date: 2018/01/15}\n\
                        steps:\n  - id: a\n    title:   A\n    role: r\n    time: 3 ngày làm việc  # ba\n    kind: taks\n";

    #[test]
    fn what_is_certain_is_mended_and_all_else_stays() {
        let (text, count) = mended(TEXT, false);
        let wanted = TEXT
            .replace("[7.2, 4]", "[\"7.2\", \"4\"]")
            .replace("issue: 1,", "issue: \"1\",")
            .replace("2018/01/15", "2018-01-15")
            .replace("3 ngày làm việc", "3 working days");
        assert_eq!(text, wanted);
        assert_eq!(count, 5);
        let (text, count) = mended(TEXT, true);
        assert_eq!((text, count), (wanted.replace("taks", "task"), 6));
    }

    #[test]
    fn mended_is_mended() {
        for guesses in [false, true] {
            let (once, _) = mended(TEXT, guesses);
            assert_eq!(mended(&once, guesses), (once.clone(), 0));
        }
        let windows = TEXT.replace('\n', "\r\n");
        assert_eq!(mended(&windows, true).0, mended(TEXT, true).0.replace('\n', "\r\n"));
    }

    #[test]
    fn what_would_read_worse_is_not_done() {
        // The key that was meant stands there already.
        let text = "procedure: P-1\ntitle: Loan\ntitel: Loan\nsteps:\n  - {id: a, title: A, role: r}\n";
        assert_eq!(mended(text, true), (text.to_owned(), 0));
        // What does no harm beside it is done.
        let two = text.replace("title: A", "title: A, time: 3 ngày");
        assert_eq!(mended(&two, true), (text.replace("title: A", "title: A, time: 3 days"), 1));
    }
}
