//! The hash of what a document says: two files with the same hash say the same, however they are written.

use super::definition::{OrganisationDefinition, ProcedureDefinition, Revision};
use super::value::ContentHash;
use serde::Serialize;
use serde_yaml::Value;
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// Keys that control a document and are none of what it says: they change without a new issue.
pub(crate) const CONTROL: [&str; 5] = ["approval", "revisions", "status", "replaced-by", "distribution"];

/// Keys of steps, flows and step times that are evidence beside what the document says, and are not printed in it.
const EVIDENCE: [&str; 2] = ["measured", "tolerance"];

impl ProcedureDefinition {
    /// The hash of what the procedure says: SHA-256 of its definition as JSON with sorted keys and without white space.
    ///
    /// Layout, remarks, the order of keys, and whatever may be left out or written in another way do not count; nor does
    /// what only controls the document: approval, revisions, status, distribution; nor what was measured.
    ///
    /// ```
    /// use quytrinh::definition::ProcedureDefinition;
    /// let read = |text: &str| serde_yaml::from_str::<ProcedureDefinition>(text).unwrap().content();
    /// let loan = read("procedure: P-1\ntitle: Loan\nsteps:\n  - {id: ask, title: Ask, role: reader}\n");
    /// let same = read("title: Loan # of books\nprocedure: P-1\nstatus: draft\nsteps: [{role: reader, title: Ask, id: ask}]\n");
    /// assert_eq!(loan, same);
    /// assert_eq!(loan.short(), "d50219a1323d");
    /// let other = read("procedure: P-1\ntitle: Loan\nsteps:\n  - {id: ask, title: Ask, role: clerk}\n");
    /// assert!(!loan.agrees_with(&other));
    /// ```
    #[must_use]
    pub fn content(&self) -> ContentHash {
        hash(self)
    }
}

impl OrganisationDefinition {
    /// The hash of what the organisation says of itself and its system, the same way: that of the quality manual.
    #[must_use]
    pub fn content(&self) -> ContentHash {
        hash(self)
    }
}

/// The content that the current issue names, where it is not what the document says now.
pub(crate) fn issued_otherwise(revisions: &[Revision], now: impl FnOnce() -> ContentHash) -> Option<&ContentHash> {
    let named = revisions.last()?.content.as_ref()?;
    (!named.is_placeholder() && !named.agrees_with(&now())).then_some(named)
}

fn hash(definition: &impl Serialize) -> ContentHash {
    let mut value = serde_yaml::to_value(definition).unwrap_or_default();
    if let Value::Mapping(map) = &mut value {
        map.retain(|key, _| key.as_str().is_none_or(|key| !CONTROL.contains(&key)));
    }
    let mut text = String::with_capacity(8 * 1024);
    json(&value, &mut text);
    ContentHash::of(&Sha256::digest(text))
}

/// JSON as RFC 8785 wants it, of what definitions hold: definitions are as deep as the format, not as what they describe.
fn json(value: &Value, out: &mut String) {
    match value {
        Value::Null => out.push_str("null"),
        Value::Bool(value) => {
            let _ = write!(out, "{value}");
        }
        Value::Number(value) => {
            let _ = write!(out, "{value}");
        }
        Value::String(text) => quoted(text, out),
        Value::Sequence(items) => {
            out.push('[');
            for (i, item) in items.iter().enumerate() {
                out.push_str(if i > 0 { "," } else { "" });
                json(item, out);
            }
            out.push(']');
        }
        Value::Mapping(map) => {
            let sorted: BTreeMap<&str, &Value> = map.iter().filter_map(|(key, value)| Some((key.as_str()?, value))).collect();
            out.push('{');
            for (i, (key, value)) in sorted.into_iter().filter(|(key, _)| !EVIDENCE.contains(key)).enumerate() {
                out.push_str(if i > 0 { "," } else { "" });
                quoted(key, out);
                out.push(':');
                json(value, out);
            }
            out.push('}');
        }
        Value::Tagged(tagged) => json(&tagged.value, out),
    }
}

fn quoted(text: &str, out: &mut String) {
    out.push('"');
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            '\r' => out.push_str("\\r"),
            '\u{8}' => out.push_str("\\b"),
            '\u{c}' => out.push_str("\\f"),
            c if u32::from(c) < 0x20 => {
                let _ = write!(out, "\\u{:04x}", u32::from(c));
            }
            c => out.push(c),
        }
    }
    out.push('"');
}
