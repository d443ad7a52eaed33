//! One mistake, one finding: what follows from a mistake that was found before is not said again.

use super::Rules;
use super::rule::{Info, LookUp};
use crate::model::definition::Step;
use crate::model::finding::{Finding, Path, Segment};
use crate::model::library::{Library, Procedure};
use crate::model::value::{Id, PLACEHOLDER};
use std::collections::{HashMap, HashSet};

/// Keys of a step on which the flow and its results hang.
const FLOW_KEYS: [&str; 8] = ["id", "split", "join", "next", "timeout", "end", "makes", "<<"];

/// What says that a list of papers is missing, and whether steps make such papers.
const DECLARING: [(&str, bool); 3] = [("decree-63/dossier", false), ("decree-63/result", true), ("iso/records", true)];

/// Rules of which one asks for the same as another one, and more.
const STRICTER: [(&str, &str); 1] = [("one-stop/supplement-once", "decree-63/supplement-trips")];

/// What is known to be wrong before any rule has looked.
pub(super) struct Consequences<'a> {
    /// Places of mistakes, by source.
    broken: HashMap<&'a str, Vec<&'a Path>>,
    /// Sources of which nobody can say which steps there are and where they lead.
    torn: HashSet<&'a str>,
    /// Rules that look at a process as a whole.
    whole: HashSet<&'static str>,
    /// Rules that ask who does the steps.
    by_role: HashSet<&'static str>,
    /// Sources of procedures of which nobody can say who does all the steps.
    without_hands: HashSet<&'a str>,
    /// Roles, units and procedures of which not all is known, as messages name them.
    unclear: Vec<String>,
    /// Rules that look up what is lost.
    lost: HashSet<&'static str>,
    /// Registers of forms of which not all is known.
    forms: HashSet<&'a str>,
}

impl<'a> Consequences<'a> {
    pub(super) fn of(library: &'a Library, rules: &Rules) -> Self {
        let mut broken: HashMap<&str, Vec<&Path>> = HashMap::new();
        let mut torn = HashSet::new();
        for finding in library.findings() {
            for (source, path) in places(finding) {
                if !path.segments().is_empty() {
                    broken.entry(source).or_default().push(path);
                }
                if tears(finding, path) {
                    torn.insert(source);
                }
            }
        }
        let unclear = unclear(library);
        let registers = [LookUp::Units, LookUp::Objectives, LookUp::References, LookUp::Forms, LookUp::Calendar];
        let lost: Vec<LookUp> = registers.into_iter().filter(|register| is_lost(library, *register)).collect();
        let forms =
            if lost.contains(&LookUp::Forms) { library.forms.iter().map(|d| &*d.source).collect() } else { HashSet::new() };
        let those = |wanted: &dyn Fn(&Info) -> bool| rules.iter().filter(|info| wanted(info)).map(|info| info.code).collect();
        Self {
            without_hands: without_hands(library, &unclear),
            by_role: those(&|info| info.looks_up.contains(&LookUp::Roles)),
            lost: those(&|info| info.looks_up.iter().any(|register| lost.contains(register))),
            whole: those(&|info| info.whole),
            forms,
            broken,
            torn,
            unclear,
        }
    }

    /// Whether what a rule found follows from something else.
    pub(super) fn explain(&self, found: &Finding) -> bool {
        let source = &*found.source;
        let rests_on_broken = |path: &&Path| rests_on(&found.path, path);
        self.lost.contains(found.rule)
            || self.forms.contains(source) && found.path == Path::root().key("items")
            || self.whole.contains(found.rule) && self.torn.contains(source)
            || self.by_role.contains(found.rule) && self.without_hands.contains(source)
            || self.broken.get(source).is_some_and(|paths| paths.iter().any(rests_on_broken))
            || found.related.iter().any(|other| {
                // What contradicts a value that could not be read may not contradict what was meant.
                self.broken.get(&*other.source).is_some_and(|paths| paths.iter().any(|path| other.path == **path))
            })
            || found.message.en.contains(PLACEHOLDER)
            || self.unclear.iter().any(|name| found.message.en.contains(&**name))
    }
}

/// Where a list of papers is missing, and that was said, its papers are not missed one by one.
pub(super) fn drop_undeclared(before: &mut Vec<Finding>, found: &[Finding]) {
    let mut without: HashSet<(&str, bool)> = HashSet::new();
    for (rule, made) in DECLARING {
        without.extend(found.iter().filter(|f| f.rule == rule).map(|f| (&*f.source, made)));
    }
    before.retain(|f| {
        let made = |source: &str| places(f).any(|(other, path)| other == source && is_made(path));
        f.rule != "reference/unknown-paper" || !places(f).all(|(source, _)| without.contains(&(source, made(source))))
    });
}

/// Where a stricter rule speaks at the same place, what asks for less adds nothing.
pub(super) fn drop_weaker(found: &mut Vec<Finding>) {
    let said = |f: &Finding| (f.source.clone(), f.path.clone());
    for (stricter, weaker) in STRICTER {
        let places: HashSet<_> = found.iter().filter(|f| f.rule == stricter).map(said).collect();
        found.retain(|f| f.rule != weaker || !places.contains(&said(f)));
    }
}

/// Whether a step makes what stands there.
fn is_made(path: &Path) -> bool {
    path.segments().iter().any(|segment| matches!(segment, Segment::Key(key) if &**key == "makes"))
}

/// All places that a finding of reading speaks of.
fn places(finding: &Finding) -> impl Iterator<Item = (&str, &Path)> {
    let related = finding.related.iter().map(|related| (&*related.source, &related.path));
    std::iter::once((&*finding.source, &finding.path)).chain(related)
}

/// Whether a place, or something in it, could not be read. The steps as a whole are too much to hang on one of them.
fn rests_on(path: &Path, broken: &Path) -> bool {
    let all = path.segments().is_empty() || *path == Path::root().key("steps");
    path == broken || !all && broken.is_within(path)
}

fn is_unread(finding: &Finding) -> bool {
    finding.rule.starts_with("format/") && !finding.is_of_form()
}

/// Roles, units and procedures that stand nowhere, or of which not all could be read: of those nobody can say that
/// they are wrong.
fn unclear(library: &Library) -> Vec<String> {
    let organisation = library.organisations.first();
    let defined = |f: &Finding| {
        let definition = &organisation.filter(|document| document.source == f.source)?.definition;
        match f.path.segments() {
            [Segment::Key(list), Segment::Index(i), ..] if &**list == "roles" => {
                definition.roles.get(*i).map(|role| role.id.as_str())
            }
            [Segment::Key(list), Segment::Index(i), ..] if &**list == "units" => {
                definition.units.get(*i).map(|unit| unit.id.as_str())
            }
            _ => None,
        }
    };
    let name = |f: &Finding| match f.rule {
        "reference/unknown-role" | "reference/unknown-unit" | "reference/unknown-procedure" => {
            f.message.en.split('`').nth(1).map(str::to_owned)
        }
        _ => defined(f).filter(|_| is_unread(f)).map(str::to_owned),
    };
    library.findings().iter().filter_map(name).map(|name| format!("`{name}`")).collect()
}

/// The procedures in which a role that is not known has to do with a step.
fn without_hands<'a>(library: &'a Library, unclear: &[String]) -> HashSet<&'a str> {
    let roles_are_read = !library.organisations.iter().any(|document| {
        let lost = |f: &&Finding| f.source == document.source && is_unread(f);
        library.findings().iter().filter(lost).any(|f| *f.path.segments() == [Segment::Key("roles".into())])
    });
    let is_known =
        |role: &Id| library.role(role).is_some() && !unclear.iter().any(|name| name.trim_matches('`') == role.as_str());
    let all_known = |step: &Step| {
        let control = step.control.as_ref().map(|control| &control.authority);
        let others = step.accountable.iter().chain(&step.consulted).chain(&step.informed).chain(control);
        std::iter::once(&step.role).chain(others).all(is_known)
    };
    let unknown = |p: &&Procedure| !roles_are_read || !p.definition().steps.iter().all(all_known);
    let all = library.organisations.is_empty();
    library.procedures().iter().filter(|p| all || unknown(p)).map(|p| &**p.source()).collect()
}

/// Whether a part of a register that others look things up in could not be read, or is missing.
fn is_lost(library: &Library, register: LookUp) -> bool {
    let sources: Vec<&str> = match register {
        LookUp::Units => library.organisations.iter().map(|d| &*d.source).collect(),
        LookUp::Objectives => library.objectives.iter().map(|d| &*d.source).collect(),
        LookUp::References => library.references.iter().map(|d| &*d.source).collect(),
        LookUp::Forms => library.forms.iter().map(|d| &*d.source).collect(),
        LookUp::Calendar => library.calendars.iter().map(|d| &*d.source).collect(),
        LookUp::Roles => return false,
    };
    let is_looked_up = |f: &Finding| {
        let mut keys = f.path.segments().iter().filter_map(|s| if let Segment::Key(key) = s { Some(&**key) } else { None });
        match (register, keys.next(), keys.next_back()) {
            (_, None, _) => true,
            (LookUp::Units, Some("units"), last) => matches!(last, None | Some("id" | "kind" | "level" | "parent")),
            (LookUp::Units, ..) => false,
            (_, Some("items" | "years" | "hours" | "weekly-rest"), last) => !matches!(last, Some("title" | "note" | "source")),
            _ => false,
        }
    };
    let missing = |f: &Finding| match (f.rule, register) {
        ("reference/unknown-unit", LookUp::Units) => places(f).any(|(source, _)| sources.contains(&source)),
        ("reference/unknown-form", LookUp::Forms) => true,
        // A paper that several procedures use is a form.
        ("reference/unknown-paper", LookUp::Forms) => places(f).any(|(source, _)| *source != *f.source),
        _ => sources.contains(&&*f.source) && is_unread(f) && is_looked_up(f),
    };
    library.findings().iter().any(missing)
}

/// Whether nobody can say, after this, which steps there are and where they lead.
fn tears(finding: &Finding, path: &Path) -> bool {
    if finding.is_of_form() {
        return false;
    }
    let mut place: Vec<Option<&str>> =
        path.segments().iter().map(|segment| if let Segment::Key(key) = segment { Some(&**key) } else { None }).collect();
    // A misspelt key is the one that was meant.
    if let (Some(last), Some(fix), "format/unknown-key") = (place.last_mut(), &finding.fix, finding.rule) {
        *last = Some(&fix.replacement);
    }
    match *place {
        [] | [Some("steps" | "interruptions")] | [Some("steps" | "interruptions"), None] => true,
        [Some("steps"), None, Some("next" | "timeout"), .., Some("when")] => false,
        [Some("steps"), None, Some(key), ..] => FLOW_KEYS.contains(&key),
        [Some("interruptions"), None, Some(key), ..] => matches!(key, "to" | "<<"),
        _ => false,
    }
}
