//! A new issue of a document: what changed since the one before, in words, and the row of the revision table that says so.

mod enter;
mod words;

use super::common::Desk;
use crate::measure::edits;
use crate::model::content::CONTROL;
use crate::model::definition::parts::{Edit, EditKind};
use crate::model::definition::{HouseStyle, OrganisationDefinition, ProcedureDefinition, Revision, Step};
use crate::model::finding::{Path, Segment};
use crate::model::library::Library;
use crate::model::section::{Section, sections};
use crate::model::source::Source;
use crate::model::value::{ContentHash, Date, Issue, Language, Text};
use serde_yaml::Value;
use std::collections::HashMap;
use words::{Place, Words, words};

pub(crate) use enter::enter;

/// What stands in the way of a new issue.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Refusal {
    /// Both say the same, or the row is there.
    Unchanged,
    /// The version after has this issue already.
    Entered(Issue),
    /// The issue before is later than the day.
    Early(Date),
    /// The number of the issue before cannot be counted on.
    Uncounted(Issue),
    /// The text cannot take a row: its layout is not one that can be added to.
    Layout,
}

/// The row of the next issue of a procedure. `names` says what roles and units are called.
pub(crate) fn of_procedure(
    names: &Library,
    before: &ProcedureDefinition,
    after: &ProcedureDefinition,
    date: Date,
) -> Result<Revision, Refusal> {
    let content = after.content();
    let issue = next(&before.revisions, &after.revisions, content != before.content(), &content, date)?;
    let sides = Sides::of(edits(before, after), &edits(after, before), before, after);
    let sides = Sides { procedures: Some((before, after)), ..sides };
    Ok(sides.row(names, issue, date, content))
}

/// The row of the next issue of the quality manual.
pub(crate) fn of_manual(
    names: &Library,
    before: &OrganisationDefinition,
    after: &OrganisationDefinition,
    date: Date,
) -> Result<Revision, Refusal> {
    let content = after.content();
    let issue = next(&before.revisions, &after.revisions, content != before.content(), &content, date)?;
    Ok(Sides::of(edits(before, after), &edits(after, before), before, after).row(names, issue, date, content))
}

/// The number of the next issue: its last figures count on, as wide as they were.
fn next(before: &[Revision], after: &[Revision], changed: bool, content: &ContentHash, date: Date) -> Result<Issue, Refusal> {
    let is_entered = |row: &&Revision| row.content.as_ref().is_some_and(|named| named.agrees_with(content));
    if !changed || after.get(before.len()..).and_then(<[Revision]>::last).as_ref().is_some_and(is_entered) {
        return Err(Refusal::Unchanged);
    }
    if let Some(entered) = after.get(before.len()) {
        return Err(Refusal::Entered(entered.issue.clone()));
    }
    let Some(last) = after.last() else { return "01".parse().map_err(|_| Refusal::Layout) };
    if date < last.date {
        return Err(Refusal::Early(last.date));
    }
    let text = last.issue.as_str();
    let (head, figures) = text.split_at(text.trim_end_matches(|c: char| c.is_ascii_digit()).len());
    let counted = figures.parse::<u64>().ok().and_then(|number| number.checked_add(1));
    let counted = counted.and_then(|number| format!("{head}{number:0width$}", width = figures.len()).parse().ok());
    counted.ok_or_else(|| Refusal::Uncounted(last.issue.clone()))
}

/// Two versions and what differs between them.
struct Sides<'a> {
    edits: Vec<Edit>,
    before: Value,
    after: Value,
    /// Where in the version before what is named stands.
    was: HashMap<String, Path>,
    procedures: Option<(&'a ProcedureDefinition, &'a ProcedureDefinition)>,
}

/// What a sentence is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Subject {
    /// A step, by its place after.
    Step(usize),
    /// A part of the document.
    Place(Place),
    /// Itself: the sentence says all.
    Alone,
}

impl Sides<'_> {
    fn of<T: serde::Serialize>(edits: Vec<Edit>, back: &[Edit], before: &T, after: &T) -> Self {
        let value = |definition: &T| serde_yaml::to_value(definition).unwrap_or_default();
        let is_control =
            |edit: &Edit| matches!(edit.path.segments().first(), Some(Segment::Key(key)) if CONTROL.contains(&&**key));
        Self {
            edits: edits.into_iter().filter(|edit| !is_control(edit)).collect(),
            before: value(before),
            after: value(after),
            was: back.iter().map(|edit| (edit.name.clone(), edit.path.clone())).collect(),
            procedures: None,
        }
    }

    fn row(&self, names: &Library, issue: Issue, date: Date, content: ContentHash) -> Revision {
        let both = |say: &dyn Fn(&Desk, &Words) -> String| {
            let in_one = |language: &Language| say(&Desk::new(names, language), words(language));
            // In a block of text, line breaks and blanks are one.
            let in_line = |text: String| text.split_whitespace().collect::<Vec<_>>().join(" ");
            Text::both(in_line(in_one(&Language::Vi)), in_line(in_one(&Language::En)))
        };
        let change = both(&|desk, w| self.change(desk, w));
        let location = Some(both(&|_, w| self.location(w, HouseStyle::of(names))));
        Revision { issue, date, change, request: None, location, content: Some(content) }
    }

    /// All that changed, a sentence for each step and each part of the document.
    fn change(&self, desk: &Desk, w: &Words) -> String {
        let mut said: Vec<(Subject, Vec<String>)> = Vec::new();
        for edit in &self.edits {
            let (subject, detail) = self.detail(desk, w, edit);
            match said.iter_mut().find(|(other, _)| *other == subject && subject != Subject::Alone) {
                Some((_, details)) if details.contains(&detail) => {}
                Some((_, details)) => details.push(detail),
                None => said.push((subject, vec![detail])),
            }
        }
        let sentence = |(subject, details): (Subject, Vec<String>)| {
            let details = details.join("; ");
            let text = match (subject, self.procedures) {
                (Subject::Step(i), Some((_, after))) => format!("{}: {details}", step(w, &after.steps, i, desk.language)),
                (Subject::Place(place), _) => format!("{}: {details}", place.title(desk, w)),
                _ => details,
            };
            crate::manual::common::capital(&text) + "."
        };
        said.into_iter().map(sentence).collect::<Vec<_>>().join(" ")
    }

    fn detail(&self, desk: &Desk, w: &Words, edit: &Edit) -> (Subject, String) {
        let segments = edit.path.segments();
        let key = |at: usize| if let Some(Segment::Key(key)) = segments.get(at) { &**key } else { "" };
        let steps = self.procedures.filter(|_| key(0) == "steps");
        match (steps, segments) {
            (Some((before, after)), [_, Segment::Index(i)]) => {
                (Subject::Alone, whole_step(desk, w, edit.kind, *i, before, after))
            }
            (Some((before, after)), [_, Segment::Index(i), ..]) => {
                let detail = match key(2) {
                    "next" | "end" => ways(w, desk.language, *i, before, after),
                    _ => self.said(desk, w, edit, 2),
                };
                (Subject::Step(*i), detail)
            }
            _ => (Subject::Place(self.place(edit)), self.said(desk, w, edit, 0)),
        }
    }

    /// What changed at a place, said of what stands `skip` parts above it.
    fn said(&self, desk: &Desk, w: &Words, edit: &Edit, skip: usize) -> String {
        let segments = edit.path.segments();
        let back = self.was.get(&edit.name).unwrap_or(&edit.path);
        let after = || resolve(&self.after, segments, segments.len());
        let before = || resolve(&self.before, back.segments(), back.segments().len());
        let named = segments.iter().rev().find_map(|s| if let Segment::Key(key) = s { Some(&**key) } else { None });
        let key = named.unwrap_or_default();
        let label = w.label(key, &edit.label);
        let value = |side: Option<&Value>, of_after: bool| side.and_then(|value| self.value(desk, key, value, of_after));
        let of = |value: Option<String>| value.map_or_else(String::new, |value| format!(" {value}"));
        // The item that holds what changed, where there is one below what the sentence is about.
        let holder = segments.iter().rposition(|s| matches!(s, Segment::Index(_))).filter(|at| *at >= skip);
        if holder == Some(segments.len() - 1) {
            let (verb, value) = match edit.kind {
                EditKind::Added => (w.added, value(after(), true)),
                EditKind::Removed => (w.removed, value(before_of(&self.before, edit), false)),
                EditKind::Changed => (w.changed, value(after(), true)),
                EditKind::Moved => (w.moved, value(after(), true)),
            };
            return format!("{verb} {label}{}", of(value));
        }
        let side = if edit.kind == EditKind::Removed { &self.before } else { &self.after };
        let prefix = holder.and_then(|at| resolve(side, segments, at + 1)).and_then(|item| {
            let list = segments
                .iter()
                .take(holder.unwrap_or(0))
                .rev()
                .find_map(|s| if let Segment::Key(k) = s { Some(&**k) } else { None });
            self.value(desk, list.unwrap_or_default(), item, edit.kind != EditKind::Removed)
        });
        let prefix = prefix.map_or_else(String::new, |item| format!("{item}, "));
        match edit.kind {
            EditKind::Added => match value(after(), true) {
                Some(value) => format!("{prefix}{} {label}: {value}", w.added),
                None => format!("{prefix}{} {label}", w.added),
            },
            EditKind::Removed => format!("{prefix}{} {label}{}", w.removed, of(value(before_of(&self.before, edit), false))),
            EditKind::Moved => format!("{prefix}{} {label}", w.moved),
            EditKind::Changed => match (value(before(), false), value(after(), true)) {
                (Some(before), Some(after)) if before != after => {
                    format!("{prefix}{label} {} {before} {} {after}", w.from, w.into)
                }
                _ => format!("{prefix}{} {label}", w.changed),
            },
        }
    }

    /// A value as a document says it; nothing where it is too long or of many parts.
    fn value(&self, desk: &Desk, key: &str, value: &Value, of_after: bool) -> Option<String> {
        let text = match value {
            Value::Bool(true) => words(desk.language).yes.to_owned(),
            Value::Bool(false) => words(desk.language).no.to_owned(),
            Value::Number(number) => desk.amount(&number.to_string()),
            Value::String(text) => self.word(desk, key, text, of_after),
            Value::Sequence(items) => {
                let said: Option<Vec<String>> = items.iter().map(|item| self.value(desk, key, item, of_after)).collect();
                said?.join(", ")
            }
            Value::Mapping(map) => {
                let text = map.get(desk.language.code()).or_else(|| map.get("vi")).or_else(|| map.get("en"));
                if let Some(text) = text.and_then(Value::as_str) {
                    format!("“{}”", text.split_whitespace().collect::<Vec<_>>().join(" "))
                } else {
                    const NAMES: [&str; 11] =
                        ["title", "text", "term", "value", "criterion", "statement", "role", "when", "clause", "unit", "to"];
                    let (key, value) = NAMES.iter().find_map(|name| Some((*name, map.get(*name)?)))?;
                    self.value(desk, key, value, of_after)?
                }
            }
            _ => return None,
        };
        (text.chars().count() <= 120).then_some(text)
    }

    fn word(&self, desk: &Desk, key: &str, text: &str, of_after: bool) -> String {
        let procedure = self.procedures.map(|(before, after)| if of_after { after } else { before });
        words::word(desk, procedure, key, text)
    }

    /// The part of the document that holds what changed.
    fn place(&self, edit: &Edit) -> Place {
        let key = |at: usize| match edit.path.segments().get(at) {
            Some(Segment::Key(key)) => &**key,
            _ => "",
        };
        if self.procedures.is_some() { Place::in_procedure(key(0), key(1)) } else { Place::in_manual(key(0)) }
    }

    /// The sections that changed, as the document numbers them.
    fn location(&self, w: &Words, style: HouseStyle) -> String {
        let mut places: Vec<Place> = self.edits.iter().map(|edit| self.place(edit)).collect();
        if self.edits.iter().any(changes_flowchart) {
            places.push(Place::Section(Section::Flowchart));
        }
        let is_there = |place: Place| places.contains(&place);
        let (cover, numbers): (bool, Vec<String>) = match self.procedures {
            Some((_, after)) => {
                let all = sections(after, style).into_iter().filter(|numbered| is_there(Place::Section(numbered.section)));
                (is_there(Place::Cover), all.map(|numbered| numbered.number).collect())
            }
            None => (is_there(Place::Cover), (1..=10).filter(|n| is_there(Place::Part(*n))).map(|n| n.to_string()).collect()),
        };
        let word = match (self.procedures.is_some(), numbers.len()) {
            (true, 1) => w.section,
            (true, _) => w.sections,
            (false, 1) => w.part,
            (false, _) => w.parts,
        };
        let numbers = (!numbers.is_empty()).then(|| format!("{word} {}", numbers.join(", ")));
        let said = cover.then(|| w.cover.to_owned()).into_iter().chain(numbers).collect::<Vec<_>>().join("; ");
        crate::manual::common::capital(&said)
    }
}

/// What was removed, where it stood.
fn before_of<'v>(before: &'v Value, edit: &Edit) -> Option<&'v Value> {
    resolve(before, edit.path.segments(), edit.path.segments().len())
}

/// The value at the first so many parts of a path. What is one or many may stand without its list.
fn resolve<'v>(value: &'v Value, segments: &[Segment], count: usize) -> Option<&'v Value> {
    segments.iter().take(count).try_fold(value, |at, segment| match segment {
        Segment::Key(key) => at.get(&**key),
        Segment::Index(index) => match at {
            Value::Sequence(items) => items.get(*index),
            one => (*index == 0).then_some(one),
        },
    })
}

fn changes_flowchart(edit: &Edit) -> bool {
    match edit.path.segments() {
        [Segment::Key(steps), _] => &**steps == "steps",
        [Segment::Key(steps), _, Segment::Key(key), ..] if &**steps == "steps" => {
            matches!(&**key, "title" | "role" | "kind" | "time" | "clock" | "next" | "split" | "join" | "end" | "timeout")
        }
        [Segment::Key(first), ..] => &**first == "interruptions",
        _ => false,
    }
}

/// A step by its number and title: `bước B3 “Kiểm tra hồ sơ”`.
fn step(w: &Words, steps: &[Step], i: usize, language: &Language) -> String {
    let title = steps.get(i).map_or("", |step| step.title.to(language));
    format!("{} {}{} “{title}”", w.step, w.step_letter, i + 1)
}

fn whole_step(
    desk: &Desk,
    w: &Words,
    kind: EditKind,
    i: usize,
    before: &ProcedureDefinition,
    after: &ProcedureDefinition,
) -> String {
    let named = |p: &ProcedureDefinition, i: usize| step(w, &p.steps, i, desk.language);
    match kind {
        EditKind::Removed => format!("{} {} {}", w.removed, named(before, i), w.of_before),
        EditKind::Added => {
            let new = after.steps.get(i);
            let role = new.map_or_else(String::new, |step| format!(" {} {}", w.done_by, desk.role(&step.role)));
            let time = new.and_then(|step| step.time.as_ref()?.value);
            let time = time.map_or_else(String::new, |time| format!(", {}", desk.time(time)));
            format!("{} {}{role}{time}", w.added, named(after, i))
        }
        EditKind::Moved => match i.checked_sub(1) {
            Some(other) => format!("{} {} {} {}", w.moved_step, named(after, i), w.behind, named(after, other)),
            None => format!("{} {} {}", w.moved_step, named(after, i), w.to_front),
        },
        EditKind::Changed => format!("{} {}", w.changed, named(after, i)),
    }
}

/// Where the work goes after a step now.
fn ways(w: &Words, language: &Language, i: usize, before: &ProcedureDefinition, after: &ProcedureDefinition) -> String {
    let Some(now) = after.steps.get(i) else { return w.changed_ways.to_owned() };
    let targets = |step: &Step| step.next.iter().map(|next| next.to.clone()).collect::<Vec<_>>();
    let old = before.steps.iter().find(|step| step.id == now.id);
    if old.is_some_and(|old| targets(old) == targets(now)) && !now.next.is_empty() {
        return w.changed_ways.to_owned();
    }
    if now.next.is_empty() {
        return match (&now.end, after.steps.get(i + 1)) {
            (Some(_), _) | (None, None) => w.ends.to_owned(),
            (None, Some(_)) => format!("{} {}", w.goes_to, step(w, &after.steps, i + 1, language)),
        };
    }
    let places = targets(now).iter().filter_map(|id| after.steps.iter().position(|step| step.id == *id)).collect::<Vec<_>>();
    let list = places.into_iter().map(|at| step(w, &after.steps, at, language)).collect::<Vec<_>>().join(", ");
    format!("{} {list}", w.goes_to)
}

/// The text of a source with the row put behind its last issue; every other byte stays.
pub(crate) fn entered(source: &Source, row: &Revision) -> Result<String, Refusal> {
    enter(source, row).ok_or(Refusal::Layout)
}
