//! The sections of the document of a procedure, numbered once: for the document that is made, and for texts that
//! refer to them.

use super::definition::ProcedureDefinition;

/// A numbered section of the document of a procedure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Section {
    Purpose,
    Scope,
    References,
    Terms,
    Content,
    LegalBasis,
    Dossier,
    Sets,
    Time,
    Place,
    Fees,
    Work,
    Flowchart,
    Forms,
    Records,
    Indicators,
    Simplification,
}

/// The sections that are numbered through.
const WHOLE: [Section; 9] = [
    Section::Purpose,
    Section::Scope,
    Section::References,
    Section::Terms,
    Section::Content,
    Section::Forms,
    Section::Records,
    Section::Indicators,
    Section::Simplification,
];

/// The parts of [`Section::Content`], of what the public is told first.
const PARTS: [Section; 8] = [
    Section::LegalBasis,
    Section::Dossier,
    Section::Sets,
    Section::Time,
    Section::Place,
    Section::Fees,
    Section::Work,
    Section::Flowchart,
];

/// The parts of [`Section::Content`], the only section that has some.
pub(crate) fn parts(procedure: &ProcedureDefinition) -> &'static [Section] {
    if procedure.service.is_some() { &PARTS } else { &PARTS[6..] }
}

/// The sections of the document of a procedure, in their order.
pub(crate) fn sections(procedure: &ProcedureDefinition) -> impl Iterator<Item = Section> {
    let parts = parts(procedure);
    WHOLE.into_iter().flat_map(move |whole| {
        let parts = if whole == Section::Content { parts } else { &[] };
        std::iter::once(whole).chain(parts.iter().copied())
    })
}

impl Section {
    /// Its number in the document of a procedure: `5`, `5.2`; none where it is not one of its sections.
    pub(crate) fn number(self, procedure: &ProcedureDefinition) -> Option<String> {
        let place = |list: &[Self], section: Self| list.iter().position(|s| *s == section).map(|at| at + 1);
        place(&WHOLE, self).map(|n| n.to_string()).or_else(|| {
            let content = place(&WHOLE, Self::Content)?;
            Some(format!("{content}.{}", place(parts(procedure), self)?))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::library::Library;

    #[test]
    fn sections_are_numbered_without_a_gap() {
        let library = Library::from_sources([
            ("a.yaml", "procedure: A-1\ntitle: A\nsteps: []\n"),
            ("b.yaml", "procedure: B-1\ntitle: B\nservice: {}\nsteps: []\n"),
        ]);
        let numbers = |code: &str| {
            let p = library.procedure(code).unwrap().definition();
            sections(p).map(|section| section.number(p).unwrap()).collect::<Vec<_>>().join(" ")
        };
        assert_eq!(numbers("A-1"), "1 2 3 4 5 5.1 5.2 6 7 8 9");
        assert_eq!(numbers("B-1"), "1 2 3 4 5 5.1 5.2 5.3 5.4 5.5 5.6 5.7 5.8 6 7 8 9");
    }
}
