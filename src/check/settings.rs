//! Settings: which rules are asked for, how much each matters, and what is accepted in which files.

use super::accept::{Accepted, can_be_accepted};
use super::rule::Info;
use super::{Report, Rules, Severity, sort};
use crate::model::definition::{Ignore, Profile, SettingsDefinition, Weight};
use crate::model::finding::{Finding, Path};
use crate::model::read;
use crate::model::source::Source;
use crate::model::value::{Date, Message, PLACEHOLDER, message, nearest};

/// What a `quytrinh.yaml` says. Without one, every rule is asked for as it stands.
///
/// ```
/// use quytrinh::Source;
/// use quytrinh::check::{Rules, Settings, codes};
///
/// let text = "profile: iso9001-2008\nseverity: {text: note, flow/shares: off}\n";
/// let source = Source { name: "quytrinh.yaml".into(), text: text.into() };
/// let (settings, findings) = Settings::read(&source, &codes(&Rules::standard()));
/// assert!(findings.is_empty());
/// let rules = settings.rules(Rules::standard());
/// assert!(rules.iter().all(|info| info.family() != "decree-63" && info.code != "flow/shares"));
/// ```
#[derive(Debug, Clone, Default)]
pub struct Settings {
    definition: SettingsDefinition,
    /// What is accepted in some files, with its number in the list.
    ignored: Vec<(usize, Ignore)>,
    /// Where mistakes in it are reported.
    source: Option<Source>,
}

/// Families that ask what only the law of administrative procedures asks.
const ADMINISTRATIVE: [&str; 3] = ["decree-63", "one-stop", "online"];

impl Settings {
    /// Reads the text of a `quytrinh.yaml`. Mistakes in it are findings at their line; what could be read
    /// holds all the same. A text with nothing in it changes nothing.
    #[must_use]
    pub fn read(source: &Source, known: &[Info]) -> (Self, Vec<Finding>) {
        let (mut definition, mut findings) = read::settings(source);
        // What stands in for what could not be read is not what the author wants.
        let is_good = |path: Path| !findings.iter().any(|f| f.path.is_within(&path) && !f.is_of_form());
        definition.profile = definition.profile.filter(|_| is_good(Path::root().key("profile")));
        definition.severity.retain(|name, _| is_good(Path::root().key("severity").key(name)));
        let ignored = definition.ignore.into_iter().enumerate();
        let ignored = ignored.map(|(i, ignore)| (i, ignore, is_good(Path::root().key("ignore").index(i)))).collect::<Vec<_>>();
        let error = |path: Path, message| Finding::error("settings/unknown-rule", &source.name, path, message);
        let look = |name: &str, path: Path| -> Option<Finding> {
            let families = || known.iter().map(Info::family);
            let is_known = families().any(|family| family == name) || known.iter().any(|info| info.code == name);
            if name.contains(PLACEHOLDER) || (is_known && Self::can_set(name)) {
                return None;
            }
            Some(if is_known {
                error(path, message!(vi: "`{name}` không thể đặt lại: phải sửa", en: "`{name}` cannot be set: it must be mended"))
            } else {
                let meant =
                    nearest(name, known.iter().map(|info| info.code).chain(families()).filter(|name| Self::can_set(name)));
                let message = message!(
                    vi: "không có quy tắc hay nhóm quy tắc nào mã `{name}`",
                    en: "no rule or family of rules is called `{name}`"
                );
                error(path, message).meaning(meant)
            })
        };
        for name in definition.severity.keys() {
            findings.extend(look(name, Path::root().key("severity").key(name)).map(Finding::at_key));
        }
        for (i, ignore, _) in &ignored {
            let i = *i;
            for (j, name) in ignore.rules.iter().enumerate() {
                findings.extend(look(name, Path::root().key("ignore").index(i).key("rules").index(j)));
            }
        }
        definition.ignore = Vec::new();
        let ignored = ignored.into_iter().filter(|(.., is_good)| *is_good).map(|(i, ignore, _)| (i, ignore)).collect();
        (Self { definition, ignored, source: Some(source.clone()) }, findings)
    }

    /// Whether a rule or family can be weighed: all but whether a file can be read.
    #[must_use]
    pub fn can_set(name: &str) -> bool {
        !matches!(name, "format" | "settings" | "suppression") && can_be_accepted(name)
    }

    /// How much a finding with a code matters, if at all.
    fn weight(&self, code: &str, severity: Severity) -> Option<Severity> {
        let family = code.split_once('/').map_or(code, |(family, _)| family);
        let profile = self.definition.profile;
        // The nearer word wins: that on the rule, then that on its family, then the profile.
        let said = self.definition.severity.get(code).or_else(|| self.definition.severity.get(family));
        match said.filter(|_| Self::can_set(code)) {
            Some(Weight::Error) => Some(Severity::Error),
            Some(Weight::Warning) => Some(Severity::Warning),
            Some(Weight::Note) => Some(Severity::Note),
            Some(Weight::Off) => None,
            None if profile == Some(Profile::Iso9001) && ADMINISTRATIVE.contains(&family) => None,
            None if profile == Some(Profile::Strict) && severity == Severity::Warning => Some(Severity::Error),
            None => Some(severity),
        }
    }

    /// The rules that are asked for, with their weights.
    #[must_use]
    pub fn rules(&self, mut rules: Rules) -> Rules {
        let infos: Vec<Info> = rules.iter().copied().collect();
        for info in infos {
            match self.weight(info.code, info.severity) {
                Some(severity) => rules.set(info.code, severity),
                None => rules.remove(info.code),
            };
        }
        rules
    }

    /// Weighs all that a report holds, wherever it comes from, takes out what is accepted in some files on
    /// a day, and reports what is not needed.
    pub fn apply(&self, report: &mut Report, sources: &[Source], today: Date) {
        let Some(own) = &self.source else { return };
        let weighed = |f: Finding| Some(Finding { severity: self.weight(f.rule, f.severity)?, ..f });
        report.findings = std::mem::take(&mut report.findings).into_iter().filter_map(weighed).collect();
        let mut used: Vec<Vec<bool>> = self.ignored.iter().map(|(_, ignore)| vec![false; ignore.rules.len()]).collect();
        let mut left = Vec::with_capacity(report.findings.len());
        for finding in std::mem::take(&mut report.findings) {
            let family = finding.rule.split('/').next().unwrap_or_default();
            let holds = |(_, ignore): &(usize, &Ignore)| {
                ignore.until.is_none_or(|until| today <= until) && matches(&ignore.path, &finding.source)
            };
            let accepts = |(i, ignore): (usize, &Ignore)| {
                let rule = ignore.rules.iter().position(|rule| *rule == finding.rule || rule == family)?;
                Some((i, rule, ignore.reason.clone(), ignore.until))
            };
            let accepted = self.ignored.iter().map(|(_, ignore)| ignore).enumerate().filter(holds).find_map(accepts);
            match accepted.filter(|_| can_be_accepted(finding.rule)) {
                Some((i, rule, reason, until)) => {
                    used[i][rule] = true;
                    report.accepted.push(Accepted { finding, reason, until, in_source: false });
                }
                None => left.push(finding),
            }
        }
        report.findings = left;
        for (number, (i, ignore)) in self.ignored.iter().enumerate() {
            // Only files that were looked at can tell.
            if !sources.iter().any(|source| matches(&ignore.path, &source.name)) {
                continue;
            }
            let is_over = ignore.until.is_some_and(|until| until < today);
            for (j, rule) in ignore.rules.iter().enumerate().filter(|(j, _)| !used[number][*j]) {
                let message = if is_over {
                    Message::new(
                        "mục này đã hết hạn: hãy bỏ, hoặc ghi ngày khác",
                        "this is over: remove it, or write another day",
                    )
                } else {
                    message!(
                        vi: "không còn cần: `{rule}` không tìm thấy gì ở các tệp này; hãy bỏ",
                        en: "this is not needed: `{rule}` finds nothing in these files; remove it"
                    )
                };
                let path = Path::root().key("ignore").index(*i).key("rules").index(j);
                report.findings.push(Finding::warning("settings/unused", &own.name, path, message));
            }
        }
        sort(&mut report.findings, sources);
    }
}

/// Whether a pattern means a file: its whole name, or the last parts of it. `*` is any text within a
/// part, `?` one sign, `**` any number of parts; a pattern that ends with `/` means all below.
fn matches(pattern: &str, name: &str) -> bool {
    let mut parts = vec!["**"];
    parts.extend(pattern.trim_start_matches("./").trim_start_matches('/').split('/'));
    if let Some(last) = parts.last_mut().filter(|last| last.is_empty()) {
        *last = "**";
    }
    let names: Vec<&str> = name.split('/').collect();
    wild(
        &parts,
        &names,
        |part| *part == "**",
        |part, name| {
            let (part, name): (Vec<char>, Vec<char>) = (part.chars().collect(), name.chars().collect());
            wild(&part, &name, |sign| *sign == '*', |sign, c| *sign == '?' || sign == c)
        },
    )
}

/// Matches a list against a pattern in which some items stand for any number.
fn wild<P, T>(pattern: &[P], items: &[T], is_any: impl Fn(&P) -> bool, is_one: impl Fn(&P, &T) -> bool) -> bool {
    let (mut p, mut i) = (0, 0);
    // Where the last of those items stands, and how far it reaches so far.
    let mut back: Option<(usize, usize)> = None;
    while i < items.len() {
        if p < pattern.len() && is_any(&pattern[p]) {
            back = Some((p, i));
            p += 1;
        } else if p < pattern.len() && is_one(&pattern[p], &items[i]) {
            (p, i) = (p + 1, i + 1);
        } else if let Some((star, reach)) = back {
            back = Some((star, reach + 1));
            (p, i) = (star + 1, reach + 1);
        } else {
            return false;
        }
    }
    pattern[p..].iter().all(is_any)
}

#[cfg(test)]
mod tests {
    use super::super::codes;
    use super::*;
    use crate::model::library::Library;

    #[test]
    fn patterns_mean_files_by_their_last_parts() {
        for (pattern, name, wanted) in [
            ("quality/*.yaml", "processes/ba-dinh/quality/QT-01.yaml", true),
            ("quality/*.yaml", "./quality/QT-01.yaml", true),
            ("quality/*.yaml", "quality/old/QT-01.yaml", false),
            ("quality/**/*.yaml", "quality/old/older/QT-01.yaml", true),
            ("quality/**/*.yaml", "quality/QT-01.yaml", true),
            ("quality/", "a/quality/old/QT-01.yaml", true),
            ("QT-0?.yaml", "a/QT-01.yaml", true),
            ("QT-0?.yaml", "a/QT-011.yaml", false),
            ("01.yaml", "a/QT-01.yaml", false),
            ("**", "a", true),
            ("*a*a*a*a*b", &"a".repeat(200), false),
        ] {
            assert_eq!(matches(pattern, name), wanted, "{pattern} {name}");
        }
    }

    fn read(text: &str) -> (Settings, Vec<(&'static str, usize)>) {
        let source = Source { name: "quytrinh.yaml".into(), text: text.into() };
        let (settings, findings) = Settings::read(&source, &codes(&Rules::standard()));
        (settings, findings.iter().map(|f| (f.rule, source.locate(&f.path, &f.part).line)).collect())
    }

    #[test]
    fn mistakes_are_said_at_their_line_and_the_rest_holds() {
        let text = "profile: stirct\nseverity:\n  flow/shares: off\n  flow/shraes: off\n  format/value: note\n  text: loud\nignore:\n  - path: a.yaml\n    rules: [iso, isso]\n    reason: x\n  - path: b.yaml\n    rules: [iso]\n";
        let (settings, found) = read(text);
        for wanted in [
            ("format/value", 1),
            ("settings/unknown-rule", 4),
            ("settings/unknown-rule", 5),
            ("format/value", 6),
            ("settings/unknown-rule", 9),
        ] {
            assert!(found.contains(&wanted), "{wanted:?} {found:?}");
        }
        assert!(found.iter().any(|f| f.0 == "format/missing-key"), "{found:?}");
        assert!(settings.rules(Rules::standard()).iter().all(|info| info.code != "flow/shares"));
        // What stands there in place of a mistake changes nothing.
        assert_eq!(settings.weight("text/translation", Severity::Warning), Some(Severity::Warning));
        assert!(settings.rules(Rules::standard()).iter().any(|info| info.family() == "decree-63"));
        assert_eq!(settings.ignored.len(), 1);
        assert_eq!((read("").1, read("# nothing\n").1), (vec![], vec![]));
        assert_eq!(read("a: 1\n").1, [("format/unknown-key", 1)]);
        assert_eq!(read("[a]\n").1.len(), 1);
    }

    #[test]
    fn the_nearer_word_wins() {
        let (settings, found) =
            read("profile: strict\nseverity: {flow: note, flow/shares: error, text/translation: warning, iso: off}\n");
        assert_eq!(found, []);
        let weight = |code| settings.weight(code, Severity::Warning);
        assert_eq!(weight("flow/unbounded-loop"), Some(Severity::Note));
        assert_eq!(weight("flow/shares"), Some(Severity::Error));
        assert_eq!(weight("text/translation"), Some(Severity::Warning));
        assert_eq!(weight("soundness/undecided"), Some(Severity::Error));
        assert_eq!(weight("iso/policy"), None);
        let (iso, _) = read("profile: iso9001-2008\nseverity: {decree-63/level: note}\n");
        assert_eq!(iso.weight("decree-63/dossier", Severity::Error), None);
        assert_eq!(iso.weight("decree-63/level", Severity::Error), Some(Severity::Note));
        assert_eq!(iso.weight("iso/policy", Severity::Error), Some(Severity::Error));
    }

    #[test]
    fn what_is_accepted_in_a_file_is_found_elsewhere() {
        let text = "procedure: P-1\ntitle: Loan\nsteps:\n  - {id: lend, title: Lend, role: clerk, next: ask}\n  - {id: wait, title: Wait, role: clerk}\n  - {id: ask, title: Ask, role: clerk}\n";
        let library = Library::from_sources([("a/x.yaml", text.to_owned()), ("b/x.yaml", text.replace("P-1", "P-2"))]);
        let accept = |ignore: &str| {
            let mut report = library.check();
            read(ignore).0.apply(&mut report, library.sources(), Date::of(2018, 6, 1));
            let of = |rule: &str| report.findings().iter().filter(|f| f.rule == rule).count();
            (of("flow/unreachable-step"), report.accepted().len(), of("settings/unused"))
        };
        assert_eq!(accept("ignore: [{path: a/*, rules: [flow/unreachable-step], reason: old}]\n"), (1, 1, 0));
        assert_eq!(accept("ignore: [{path: a/*, rules: [flow], reason: old, until: 2018-06-01}]\n"), (1, 1, 0));
        assert_eq!(accept("ignore: [{path: a/*, rules: [flow], reason: old, until: 2018-05-31}]\n"), (2, 0, 1));
        assert_eq!(accept("ignore: [{path: x.yaml, rules: [flow, measure], reason: old}]\n"), (0, 2, 1));
        assert_eq!(accept("ignore: [{path: c/*, rules: [flow], reason: old}]\n"), (2, 0, 0));
    }
}
