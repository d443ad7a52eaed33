//! Typed values: everything in a definition that has a meaning has a type.
//!
//! Each scalar is written as a YAML string, says what it expects in two languages, and knows the
//! mistakes people make with it. The reader asks it by name, so that a mistake is reported with
//! what was expected and a fix, and reading goes on behind it.

mod change;
mod clauses;
mod code;
pub(crate) mod edition;
mod keyword;
mod quantity;
pub(crate) mod shape;
mod text;
mod time;

pub use change::{Delta, PercentChange};
pub use code::{Citation, Clause, ClauseInfo, ContentHash, Demand, DocumentCode, FormCode, Id, Issue, ServiceCode, Year};
pub(crate) use keyword::{keyword, keyword_serde};
pub(crate) use quantity::number;
pub use quantity::{Count, Duration, DurationUnit, Money, Percent, RetentionTime, Target, WorkSpan};
#[cfg(feature = "schema")]
pub(crate) use shape::or_short;
pub(crate) use shape::present;
pub use shape::{Declared, OneOrMany};
pub(crate) use shape::{Short, shorthand};
pub(crate) use text::message;
pub use text::{Language, Message, Text};
pub use time::{ClockTime, Date};

/// What the reader hands to a value it could not read, so that reading goes on.
///
/// No author can write it: the reader refuses control characters before any value is looked at.
pub(crate) const PLACEHOLDER: &str = "\u{0}";

/// Why a scalar is not what it should be, and how to mend it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// What is wrong, when there is more to say than what was expected.
    pub reason: Option<Message>,
    /// The text that should stand there instead.
    pub suggestion: Option<String>,
    /// Whether that says the same in the form that is asked for; else it is a guess.
    pub certain: bool,
}

impl Problem {
    pub(crate) const fn plain() -> Self {
        Self { reason: None, suggestion: None, certain: false }
    }
    pub(crate) fn suggest(text: impl Into<String>) -> Self {
        Self { reason: None, suggestion: Some(text.into()), certain: false }
    }
    /// Another way of writing the same.
    pub(crate) fn respell(text: impl Into<String>) -> Self {
        Self { certain: true, ..Self::suggest(text) }
    }
    pub(crate) fn because(reason: Message) -> Self {
        Self { reason: Some(reason), suggestion: None, certain: false }
    }
}

/// A value written as one YAML scalar.
pub(crate) trait Scalar: Sized {
    /// The name under which the reader knows it.
    const NAME: &'static str;
    /// What an author should write, `(vi, en)`.
    const EXPECTED: (&'static str, &'static str);
    /// A regular expression for editors; empty where any text will do.
    #[cfg_attr(not(feature = "schema"), allow(dead_code, reason = "only schemas ask"))]
    const PATTERN: &'static str;
    /// Examples for editors.
    #[cfg_attr(not(feature = "schema"), allow(dead_code, reason = "only schemas ask"))]
    const EXAMPLES: &'static [&'static str];
    /// A value that looks like a number must be quoted.
    const QUOTED: bool = false;
    /// Reads the text.
    fn parse(text: &str) -> Result<Self, Problem>;
    /// What stands in for a value that could not be read.
    fn placeholder() -> Self;
}

/// What the reader knows of a named value or shape.
pub(crate) struct Described {
    pub name: &'static str,
    pub expected: (&'static str, &'static str),
    pub quoted: bool,
    pub check: Option<fn(&str) -> Result<(), Problem>>,
    /// Which YAML nodes may stand here: scalar, sequence, mapping.
    pub accepts: [bool; 3],
}

pub(crate) const fn described<T: Scalar>() -> Described {
    Described {
        name: T::NAME,
        expected: T::EXPECTED,
        quoted: T::QUOTED,
        check: Some(|text| T::parse(text).map(drop)),
        accepts: [true, false, false],
    }
}

/// Serde, display and schema of a [`Scalar`].
macro_rules! scalar {
    ($($type:ty),* $(,)?) => {$(
        impl<'de> serde::Deserialize<'de> for $type {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                $crate::model::value::read_scalar(deserializer)
            }
        }
        impl serde::Serialize for $type {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(self)
            }
        }
        impl std::str::FromStr for $type {
            type Err = $crate::model::value::ValueError;
            fn from_str(text: &str) -> Result<Self, Self::Err> {
                <$type as $crate::model::value::Scalar>::parse(text)
                    .map_err(|problem| $crate::model::value::value_error::<$type>(text, &problem))
            }
        }
        #[cfg(feature = "schema")]
        impl schemars::JsonSchema for $type {
            fn schema_name() -> std::borrow::Cow<'static, str> {
                <$type as $crate::model::value::Scalar>::NAME.trim_start_matches('$').into()
            }
            fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
                $crate::model::value::scalar_schema::<$type>()
            }
        }
    )*};
}
pub(crate) use scalar;

/// A scalar that is not what its type expects.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("expected {expected}, found `{found}`{}", suggestion.as_ref().map(|s| format!("; did you mean `{s}`?")).unwrap_or_default())]
pub struct ValueError {
    /// What the type expects.
    pub expected: String,
    /// The text that was given.
    pub found: String,
    /// What was probably meant.
    pub suggestion: Option<String>,
}

pub(crate) fn value_error<T: Scalar>(found: &str, problem: &Problem) -> ValueError {
    ValueError {
        expected: problem.reason.as_ref().map_or(T::EXPECTED.1, |r| r.en.as_str()).to_owned(),
        found: found.to_owned(),
        suggestion: problem.suggestion.clone(),
    }
}

pub(crate) fn read_scalar<'de, T: Scalar, D: serde::Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    struct Visitor<T>(std::marker::PhantomData<T>);
    impl<'de, T: Scalar> serde::de::Visitor<'de> for Visitor<T> {
        type Value = T;
        fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
            f.write_str(T::EXPECTED.1)
        }
        fn visit_newtype_struct<D: serde::Deserializer<'de>>(self, deserializer: D) -> Result<T, D::Error> {
            // `deserialize_any` tells an unquoted number from a string; the other is faster.
            if T::QUOTED { deserializer.deserialize_any(self) } else { deserializer.deserialize_str(self) }
        }
        fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<T, E> {
            if text == PLACEHOLDER {
                return Ok(T::placeholder());
            }
            if matches!(text, "" | "~" | "null" | "Null" | "NULL") {
                return Err(E::custom("a null is no value"));
            }
            T::parse(text).map_err(|problem| E::custom(value_error::<T>(text, &problem)))
        }
    }
    deserializer.deserialize_newtype_struct(T::NAME, Visitor(std::marker::PhantomData))
}

#[cfg(feature = "schema")]
pub(crate) fn scalar_schema<T: Scalar>() -> schemars::Schema {
    let mut schema = schemars::json_schema!({ "type": "string" });
    schema.insert("description".into(), format!("{} · {}", T::EXPECTED.1, T::EXPECTED.0).into());
    if !T::PATTERN.is_empty() {
        schema.insert("pattern".into(), T::PATTERN.into());
    }
    if !T::EXAMPLES.is_empty() {
        schema.insert("examples".into(), T::EXAMPLES.into());
    }
    schema
}

/// The candidate nearest to `word`, if one is near enough to be meant.
pub(crate) fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let word: Vec<char> = word.chars().take(64).flat_map(char::to_lowercase).collect();
    let limit = (word.len() / 3).clamp(1, 4);
    let mut best: Option<(usize, &str)> = None;
    for candidate in candidates {
        let other: Vec<char> = candidate.chars().take(64).flat_map(char::to_lowercase).collect();
        if other.len().abs_diff(word.len()) > limit {
            continue;
        }
        let distance = edits(&word, &other);
        if distance <= limit && best.is_none_or(|least| (distance, candidate) < least) {
            best = Some((distance, candidate));
        }
    }
    best.map(|(_, candidate)| candidate)
}

/// Edit distance in which swapping two neighbours counts as one edit (optimal string alignment).
fn edits(a: &[char], b: &[char]) -> usize {
    let width = b.len() + 1;
    let mut before = vec![0; width];
    let mut last: Vec<usize> = (0..width).collect();
    let mut row = vec![0; width];
    for i in 1..=a.len() {
        row[0] = i;
        for j in 1..width {
            let change = last[j - 1] + usize::from(a[i - 1] != b[j - 1]);
            row[j] = change.min(last[j] + 1).min(row[j - 1] + 1);
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                row[j] = row[j].min(before[j - 2] + 1);
            }
        }
        std::mem::swap(&mut before, &mut last);
        std::mem::swap(&mut last, &mut row);
    }
    last[b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn near_words_are_suggested_and_far_ones_are_not() {
        assert_eq!(nearest("tilte", ["title", "role"]), Some("title"));
        assert_eq!(nearest("one-stop-oficer", ["one-stop-officer", "applicant"]), Some("one-stop-officer"));
        assert_eq!(nearest("xyz", ["title", "role"]), None);
    }
}
