//! What differs between two versions of a procedure.

use crate::model::definition::ProcedureDefinition;
use crate::model::definition::parts::{At, Edit, EditKind, Parts};
use crate::model::value::Language;
use std::fmt;

/// What makes one version of a procedure the other: field by field, and in lists item by item, each item known by what
/// it is called. Steps are those with the same id.
///
/// It holds only what differs, and [`apply`](Self::apply) gives the other version exactly.
///
/// ```
/// use quytrinh::definition::ProcedureDefinition;
/// use quytrinh::measure::{Diff, EditKind};
/// let read = |steps: &str| serde_yaml::from_str::<ProcedureDefinition>(&format!("procedure: P-1\ntitle: Loan\nsteps: [{steps}]\n"));
/// let before = read("{id: ask, title: Ask, role: reader}, {id: look, title: Look, role: clerk}, {id: lend, title: Lend, role: head}")?;
/// let after = read("{id: ask, title: Ask, role: reader}, {id: lend, title: Lend, role: clerk}")?;
///
/// let diff = Diff::between(&before, &after);
/// assert!(diff.apply(&before) == after);
/// assert_eq!(diff.to_string(), "- steps.look: Look\n~ steps.lend.role: head → clerk\n");
/// assert_eq!(diff.edits()[0].kind, EditKind::Removed);
/// assert!(Diff::between(&after, &after).is_empty());
/// # Ok::<(), serde_yaml::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct Diff(Option<<ProcedureDefinition as Parts>::Patch>);

impl Diff {
    /// What makes `before` become `after`.
    #[must_use]
    pub fn between(before: &ProcedureDefinition, after: &ProcedureDefinition) -> Self {
        Self(before.difference(after))
    }
    /// The other version: given the one that this was made from, exactly the other; of another procedure, what can be
    /// said of it.
    #[must_use]
    pub fn apply(&self, before: &ProcedureDefinition) -> ProcedureDefinition {
        let mut after = before.clone();
        if let Some(patch) = &self.0 {
            after.patch(patch);
        }
        after
    }
    /// Whether nothing differs.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.0.is_none()
    }
    /// What differs, one by one, in the order of the format; of a list first what was removed, then what is new or
    /// stands elsewhere, then what changed.
    #[must_use]
    pub fn edits(&self) -> Vec<Edit> {
        let mut edits = Vec::new();
        if let Some(patch) = &self.0 {
            ProcedureDefinition::tell(patch, At::root(), &mut edits);
        }
        edits
    }
    /// The same as lines of text: `+` added, `-` removed, `~` changed, `>` moved.
    #[must_use]
    pub fn to(&self, language: &Language) -> String {
        self.edits().iter().fold(String::new(), |text, edit| text + &line(edit, language) + "\n")
    }
}

impl fmt::Display for Diff {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.to(&Language::En))
    }
}

/// What differs between two definitions of a kind, one by one.
pub(crate) fn edits<T: Parts>(before: &T, after: &T) -> Vec<Edit> {
    let mut edits = Vec::new();
    if let Some(patch) = before.difference(after) {
        T::tell(&patch, At::root(), &mut edits);
    }
    edits
}

fn line(edit: &Edit, language: &Language) -> String {
    let sign = match edit.kind {
        EditKind::Added => '+',
        EditKind::Removed => '-',
        EditKind::Changed => '~',
        EditKind::Moved => '>',
    };
    let said = [&edit.before, &edit.after].map(|m| m.as_ref().map(|m| m.to(language)));
    let value = match said {
        [Some(before), Some(after)] => format!("{before} → {after}"),
        [Some(only), None] | [None, Some(only)] => only.to_owned(),
        [None, None] => String::new(),
    };
    format!("{sign} {}: {value}", edit.name)
}
