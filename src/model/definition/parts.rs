//! What differs between two definitions, part by part: fields by name, items of lists by what they are called.

use super::{
    Applicant, Approver, Channel, Clock, ComplianceCost, Condition, Control, CopyKind, DistributedCopy, DocumentStatus,
    Extension, Fee, FeeUnit, Gate, HouseStyle, Indicator, Interruption, Level, LimitPart, MeasuredTime, Medium, Next, Online,
    Period, Record, Retention, Review, Revision, ServiceResult, Simplification, StepKind, StepTime, Term, TimeSource, Timeout,
};
use super::{DossierItem, Exclusion, Feed, Field, ProcessGroup, ProcessKind, Role, RoleKind, Standard, Step, Unit, UnitKind};
use crate::model::finding::Path;
use crate::model::value::{
    Citation, Clause, ClockTime, ContentHash, Count, Date, Declared, DocumentCode, Duration, FormCode, Id, Issue, Language,
    Message, Money, OneOrMany, Percent, ServiceCode, Target, Text, Year,
};
use std::collections::{HashMap, HashSet};
use std::fmt::Debug;

/// What differs at one place.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Edit {
    /// Where, with items of lists by their names: `steps.look.role`.
    pub name: String,
    /// Where, in the definition after; of what was removed, in the one before.
    #[serde(skip)]
    pub path: Path,
    /// What the key means, in both languages.
    pub label: Message,
    /// Added, removed, changed or moved.
    pub kind: EditKind,
    /// What stood there before; nothing where it was added.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub before: Option<Message>,
    /// What stands there after; nothing where it was removed, what it stands behind where it was moved.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub after: Option<Message>,
}

/// What became of a part.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum EditKind {
    /// It was not there before.
    Added,
    /// It is no longer there.
    Removed,
    /// It is another.
    Changed,
    /// It stands at another place of its list.
    Moved,
}

/// A place that is looked at.
#[derive(Debug, Clone)]
pub(crate) struct At {
    name: String,
    path: Path,
    label: Message,
}

impl At {
    pub(crate) fn root() -> Self {
        Self { name: String::new(), path: Path::root(), label: Message::new("", "") }
    }
    /// A key here; `doc` is what the format says of it, in English and Vietnamese.
    pub(crate) fn field(&self, field: &str, doc: &str) -> Self {
        let key = field.replace('_', "-");
        let (en, vi) = doc.split_once(" · ").unwrap_or((doc, doc));
        let short = |text: &str, ends: &[char]| text.split(ends).next().unwrap_or_default().trim().to_owned();
        let label = Message::new(short(vi, &['.', ';', ':', '(']), short(en, &['.', ';', ':', '(', ',']));
        let name = if self.name.is_empty() { key.clone() } else { format!("{}.{key}", self.name) };
        Self { name, path: self.path.clone().key(&key), label }
    }
    fn item(&self, key: &str, index: usize) -> Self {
        Self { name: format!("{}.{key}", self.name), path: self.path.clone().index(index), label: self.label.clone() }
    }
    fn edit(self, kind: EditKind, before: Option<Message>, after: Option<Message>) -> Edit {
        Edit { name: self.name, path: self.path, label: self.label, kind, before, after }
    }
}

/// A value of a definition, compared part by part.
pub(crate) trait Parts: Clone {
    /// What makes one value the other.
    type Patch: Clone + Debug + PartialEq + Send + Sync;
    /// What makes this value that one; nothing where they are equal.
    fn difference(&self, to: &Self) -> Option<Self::Patch>;
    /// Makes it the other one.
    fn patch(&mut self, patch: &Self::Patch);
    /// Says what differs.
    fn tell(patch: &Self::Patch, at: At, out: &mut Vec<Edit>);
    /// The value as a document says it.
    fn said(&self) -> Message;
}

/// One value in place of another.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Swap<T> {
    before: T,
    after: T,
}

macro_rules! whole {
    ($($type:ty),* $(,)?) => {$(
        impl Parts for $type {
            type Patch = Swap<Self>;
            fn difference(&self, to: &Self) -> Option<Swap<Self>> {
                (self != to).then(|| Swap { before: self.clone(), after: to.clone() })
            }
            fn patch(&mut self, patch: &Swap<Self>) {
                self.clone_from(&patch.after);
            }
            fn tell(patch: &Swap<Self>, at: At, out: &mut Vec<Edit>) {
                out.push(at.edit(EditKind::Changed, Some(patch.before.said()), Some(patch.after.said())));
            }
            fn said(&self) -> Message {
                written(self)
            }
        }
    )*};
}

whole!(
    bool,
    Applicant,
    Approver,
    Channel,
    Citation,
    Clause,
    Clock,
    ClockTime,
    ComplianceCost,
    Condition,
    ContentHash,
    Control,
    CopyKind,
    Count,
    Date,
    DistributedCopy,
    DocumentCode,
    DocumentStatus,
    Duration,
    FeeUnit,
    Feed,
    Field,
    FormCode,
    Gate,
    HouseStyle,
    Id,
    Issue,
    Level,
    MeasuredTime,
    Medium,
    Money,
    Next,
    Online,
    Percent,
    Period,
    ProcessKind,
    Retention,
    Review,
    RoleKind,
    ServiceCode,
    Simplification,
    Standard,
    StepKind,
    StepTime,
    Target,
    Term,
    Text,
    Timeout,
    TimeSource,
    UnitKind,
    Year,
);

/// A value as it is written, in one line, texts in each language; what has a title is called by it.
pub(super) fn written<T: serde::Serialize>(value: &T) -> Message {
    let value = serde_yaml::to_value(value).unwrap_or_default();
    let value = value.get("title").unwrap_or(&value);
    Message::new(flat(value, &Language::Vi), flat(value, &Language::En))
}

/// Definitions are as deep as the format, not as what they describe.
fn flat(value: &serde_yaml::Value, language: &Language) -> String {
    use serde_yaml::Value;
    match value {
        Value::Null => String::new(),
        Value::Bool(b) => b.to_string(),
        Value::Number(n) => n.to_string(),
        Value::String(text) => text.clone(),
        Value::Sequence(items) => {
            format!("[{}]", items.iter().map(|item| flat(item, language)).collect::<Vec<_>>().join(", "))
        }
        Value::Mapping(map) => {
            if let Some(text) = map.get(language.code()).filter(|_| map.contains_key("vi") || map.contains_key("en")) {
                return flat(text, language);
            }
            let entry = |(key, value): (&Value, &Value)| format!("{}: {}", flat(key, language), flat(value, language));
            format!("{{{}}}", map.iter().map(entry).collect::<Vec<_>>().join(", "))
        }
        Value::Tagged(tagged) => flat(&tagged.value, language),
    }
}

/// A value that may not be there.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Maybe<T, P> {
    /// It comes or goes.
    Swap(Option<T>, Option<T>),
    /// It is there, and another.
    Inner(P),
}

impl<T: Parts + Debug + PartialEq + Send + Sync> Parts for Option<T> {
    type Patch = Maybe<T, T::Patch>;
    fn difference(&self, to: &Self) -> Option<Self::Patch> {
        match (self, to) {
            (None, None) => None,
            (Some(a), Some(b)) => a.difference(b).map(Maybe::Inner),
            _ => Some(Maybe::Swap(self.clone(), to.clone())),
        }
    }
    fn patch(&mut self, patch: &Self::Patch) {
        match (patch, self) {
            (Maybe::Swap(_, after), this) => this.clone_from(after),
            (Maybe::Inner(patch), Some(value)) => value.patch(patch),
            (Maybe::Inner(_), None) => {}
        }
    }
    fn tell(patch: &Self::Patch, at: At, out: &mut Vec<Edit>) {
        match patch {
            Maybe::Swap(before, after) => {
                let kind = if before.is_none() { EditKind::Added } else { EditKind::Removed };
                out.push(at.edit(kind, before.as_ref().map(Parts::said), after.as_ref().map(Parts::said)));
            }
            Maybe::Inner(patch) => T::tell(patch, at, out),
        }
    }
    fn said(&self) -> Message {
        self.as_ref().map_or_else(|| Message::new("", ""), Parts::said)
    }
}

/// An item of a list, known by what it is called.
pub(crate) trait Item {
    /// The name it has in its list.
    fn key(&self) -> String;
}

macro_rules! item {
    ($($type:ty: |$item:ident| $key:expr;)*) => {$(
        impl Item for $type {
            fn key(&self) -> String {
                let $item = self;
                $key
            }
        }
    )*};
}

item! {
    Applicant: |x| x.to_string();
    Citation: |x| x.to_string();
    Clause: |x| x.to_string();
    Condition: |x| x.id.as_ref().map_or_else(|| text_key(&x.text), Id::to_string);
    DistributedCopy: |x| x.unit.to_string();
    DocumentCode: |x| x.to_string();
    DossierItem: |x| x.id.to_string();
    Exclusion: |x| x.clause.to_string();
    Extension: |x| text_key(&x.when);
    Feed: |x| x.to.to_string();
    Field: |x| x.id.to_string();
    Fee: |x| text_key(&x.title);
    FormCode: |x| x.to_string();
    Id: |x| x.to_string();
    Indicator: |x| x.id.to_string();
    Interruption: |x| text_key(&x.when);
    Level: |x| x.to_string();
    LimitPart: |x| x.unit.to_string();
    Next: |x| x.to.to_string();
    ProcessGroup: |x| x.id.to_string();
    Record: |x| x.id.to_string();
    Revision: |x| x.issue.to_string();
    Role: |x| x.id.to_string();
    ServiceResult: |x| x.id.to_string();
    Simplification: |x| x.id.to_string();
    Step: |x| x.id.to_string();
    Term: |x| text_key(&x.term);
    Text: |x| text_key(x);
    Unit: |x| x.id.to_string();
}

fn text_key(text: &Text) -> String {
    text.to(&Language::En).to_owned()
}

/// A name, and the how-manieth of that name.
type Key = (String, usize);

/// What makes one list the other.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Items<T, P> {
    /// What is no longer there, with its place before.
    removed: Vec<(Key, usize, T)>,
    /// What is another, with its place after.
    changed: Vec<(Key, usize, P)>,
    /// What is new or stands elsewhere, in the order in which it stands after: its place, and what stands before it.
    placed: Vec<(Key, usize, Option<Key>, Option<T>)>,
}

fn keys<T: Item>(list: &[T]) -> Vec<Key> {
    let mut seen: HashMap<String, usize> = HashMap::new();
    let number = |item: &T| {
        let key = item.key();
        let count = seen.entry(key.clone()).or_insert(0);
        *count += 1;
        (key, *count)
    };
    list.iter().map(number).collect()
}

/// Which of these places stay if as few as possible are moved: a longest rising sequence of them.
fn stay(places: &[usize]) -> Vec<bool> {
    // Patience: the last of each pile, and what lay on the pile before when it was put down.
    let mut piles: Vec<usize> = Vec::new();
    let mut below: Vec<Option<usize>> = vec![None; places.len()];
    for (i, place) in places.iter().enumerate() {
        let pile = piles.partition_point(|top| places[*top] < *place);
        below[i] = pile.checked_sub(1).map(|before| piles[before]);
        if pile == piles.len() {
            piles.push(i);
        } else {
            piles[pile] = i;
        }
    }
    let mut stay = vec![false; places.len()];
    let mut at = piles.last().copied();
    while let Some(i) = at {
        stay[i] = true;
        at = below[i];
    }
    stay
}

impl<T: Parts + Item + Debug + PartialEq + Send + Sync> Parts for Vec<T> {
    type Patch = Items<T, T::Patch>;

    fn difference(&self, to: &Self) -> Option<Self::Patch> {
        let (before, after) = (keys(self), keys(to));
        if before == after {
            let pairs = self.iter().zip(to).zip(&after).enumerate();
            let changed: Vec<_> = pairs.filter_map(|(i, ((a, b), key))| Some((key.clone(), i, a.difference(b)?))).collect();
            return (!changed.is_empty()).then(|| Items { removed: Vec::new(), changed, placed: Vec::new() });
        }
        let places: HashMap<&Key, usize> = before.iter().enumerate().map(|(i, key)| (key, i)).collect();
        let there: HashSet<&Key> = after.iter().collect();
        let removed = before.iter().zip(self).enumerate().filter(|(_, (key, _))| !there.contains(key));
        let removed = removed.map(|(i, (key, item))| (key.clone(), i, item.clone())).collect();
        let common: Vec<usize> = after.iter().filter_map(|key| places.get(key).copied()).collect();
        let mut stays = stay(&common).into_iter();
        let (mut changed, mut placed) = (Vec::new(), Vec::new());
        for (i, (key, item)) in after.iter().zip(to).enumerate() {
            let behind = || i.checked_sub(1).map(|before| after[before].clone());
            match places.get(key) {
                None => placed.push((key.clone(), i, behind(), Some(item.clone()))),
                Some(at) => {
                    if !stays.next().unwrap_or(true) {
                        placed.push((key.clone(), i, behind(), None));
                    }
                    changed.extend(self[*at].difference(item).map(|patch| (key.clone(), i, patch)));
                }
            }
        }
        Some(Items { removed, changed, placed })
    }

    fn patch(&mut self, patch: &Self::Patch) {
        let mut items: Vec<(Key, T)> = keys(self).into_iter().zip(std::mem::take(self)).collect();
        let place = |items: &[(Key, T)], key: &Key| items.iter().position(|(k, _)| k == key);
        let gone: HashSet<&Key> = patch.removed.iter().map(|(key, ..)| key).collect();
        items.retain(|(key, _)| !gone.contains(key));
        for (key, _, patch) in &patch.changed {
            if let Some(i) = place(&items, key) {
                items[i].1.patch(patch);
            }
        }
        let mut moved: HashMap<&Key, (Key, T)> = HashMap::new();
        for (key, _, _, new) in &patch.placed {
            if let (None, Some(i)) = (new, place(&items, key)) {
                moved.insert(key, items.remove(i));
            }
        }
        for (key, _, behind, new) in &patch.placed {
            let item = new.clone().map(|item| (key.clone(), item)).or_else(|| moved.remove(key));
            let at = behind.as_ref().and_then(|behind| place(&items, behind)).map_or(0, |i| i + 1);
            if let Some(item) = item {
                items.insert(at, item);
            }
        }
        self.extend(items.into_iter().map(|(_, item)| item));
    }

    fn tell(patch: &Self::Patch, at: At, out: &mut Vec<Edit>) {
        for ((key, _), i, item) in &patch.removed {
            out.push(at.item(key, *i).edit(EditKind::Removed, Some(item.said()), None));
        }
        for ((key, _), i, behind, item) in &patch.placed {
            let at = at.item(key, *i);
            out.push(match item {
                Some(item) => at.edit(EditKind::Added, None, Some(item.said())),
                None => {
                    let behind = behind.as_ref().map_or_else(
                        || Message::new("lên đầu", "to the front"),
                        |(key, _)| Message::new(format!("sau {key}"), format!("behind {key}")),
                    );
                    at.edit(EditKind::Moved, None, Some(behind))
                }
            });
        }
        for ((key, _), i, patch) in &patch.changed {
            T::tell(patch, at.item(key, *i), out);
        }
    }

    fn said(&self) -> Message {
        let all: Vec<Message> = self.iter().map(Parts::said).collect();
        let list = |pick: fn(&Message) -> &str| format!("[{}]", all.iter().map(pick).collect::<Vec<_>>().join(", "));
        Message::new(list(|m| &m.vi), list(|m| &m.en))
    }
}

impl<T: Parts + Item + Debug + PartialEq + Send + Sync> Parts for OneOrMany<T> {
    type Patch = Items<T, T::Patch>;
    fn difference(&self, to: &Self) -> Option<Self::Patch> {
        self.0.difference(&to.0)
    }
    fn patch(&mut self, patch: &Self::Patch) {
        self.0.patch(patch);
    }
    fn tell(patch: &Self::Patch, at: At, out: &mut Vec<Edit>) {
        Vec::<T>::tell(patch, at, out);
    }
    fn said(&self) -> Message {
        self.0.said()
    }
}

impl<T: Parts + Item + Debug + PartialEq + Send + Sync> Parts for Declared<T> {
    type Patch = Maybe<Vec<T>, Items<T, T::Patch>>;
    fn difference(&self, to: &Self) -> Option<Self::Patch> {
        match (self, to) {
            (Self::None, Self::None) => None,
            (Self::Items(a), Self::Items(b)) => a.difference(b).map(Maybe::Inner),
            (Self::None, Self::Items(b)) => Some(Maybe::Swap(None, Some(b.clone()))),
            (Self::Items(a), Self::None) => Some(Maybe::Swap(Some(a.clone()), None)),
        }
    }
    fn patch(&mut self, patch: &Self::Patch) {
        match (patch, self) {
            (Maybe::Swap(_, after), this) => *this = after.clone().map_or(Self::None, Self::Items),
            (Maybe::Inner(patch), Self::Items(items)) => items.patch(patch),
            (Maybe::Inner(_), Self::None) => {}
        }
    }
    fn tell(patch: &Self::Patch, at: At, out: &mut Vec<Edit>) {
        Option::<Vec<T>>::tell(patch, at, out);
    }
    fn said(&self) -> Message {
        match self {
            Self::None => Message::new("none", "none"),
            Self::Items(items) => items.said(),
        }
    }
}

/// A structure of the format that is compared field by field: as `record!`, with what makes one the other.
macro_rules! compared {
    ($(#[$meta:meta])* pub struct $name:ident { $(#[doc = $doc:literal] $(#[$fmeta:meta])* pub $field:ident : $type:ty),* $(,)? }) => {
        $crate::model::definition::record! {
            $(#[$meta])*
            pub struct $name { $(#[doc = $doc] $(#[$fmeta])* pub $field: $type),* }
        }
        const _: () = {
            use $crate::model::definition::parts::{At, Edit, Parts, written};

            #[derive(Debug, Clone, PartialEq)]
            pub struct Patch { $($field: Option<<$type as Parts>::Patch>),* }

            impl Parts for $name {
                type Patch = Box<Patch>;
                fn difference(&self, to: &Self) -> Option<Box<Patch>> {
                    let patch = Patch { $($field: self.$field.difference(&to.$field)),* };
                    (false $(|| patch.$field.is_some())*).then(|| Box::new(patch))
                }
                fn patch(&mut self, patch: &Box<Patch>) {
                    $(if let Some(patch) = &patch.$field {
                        self.$field.patch(patch);
                    })*
                }
                fn tell(patch: &Box<Patch>, at: At, out: &mut Vec<Edit>) {
                    $(if let Some(patch) = &patch.$field {
                        <$type as Parts>::tell(patch, at.field(stringify!($field), $doc), out);
                    })*
                }
                fn said(&self) -> $crate::model::value::Message {
                    written(self)
                }
            }
        };
    };
}
pub(super) use compared;
