//! Which procedures give which results: gathered once, for every sheet.

use crate::model::library::{Library, Procedure};
use crate::model::value::{Language, Text};
use std::collections::HashMap;

/// The procedures that give a result, by its title in each language.
pub(in crate::manual) struct Results<'a>(Vec<(Language, HashMap<String, Vec<&'a Procedure>>)>);

impl<'a> Results<'a> {
    pub fn of(library: &'a Library, languages: &[Language]) -> Self {
        Self(languages.iter().map(|language| (language.clone(), in_language(library, language))).collect())
    }

    /// The procedures that give what has this title, in the order of the library.
    pub fn givers(&self, title: &Text, language: &Language) -> &[&'a Procedure] {
        let titles = self.0.iter().find(|(other, _)| other == language).map(|(_, titles)| titles);
        titles.and_then(|titles| titles.get(&key(title, language))).map_or(&[], Vec::as_slice)
    }
}

fn key(title: &Text, language: &Language) -> String {
    title.to(language).to_lowercase()
}

fn in_language<'a>(library: &'a Library, language: &Language) -> HashMap<String, Vec<&'a Procedure>> {
    let mut titles: HashMap<String, Vec<&Procedure>> = HashMap::new();
    for procedure in library.procedures() {
        let results = procedure.definition().service.iter().flat_map(|service| &service.results);
        for result in results.flat_map(|result| result.items()) {
            let givers = titles.entry(key(&result.title, language)).or_default();
            if givers.last().is_none_or(|last| !std::ptr::eq(*last, procedure)) {
                givers.push(procedure);
            }
        }
    }
    titles
}
