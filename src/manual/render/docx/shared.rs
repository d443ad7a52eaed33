//! The parts that all documents in a language on such sheets share: styles, settings, numbering, faces, theme.

use super::locale;
use super::package::zipped;
use super::sheet::Sheet;
use crate::model::value::Language;
use std::sync::{Arc, Mutex, PoisonError};

/// Their names and kinds.
pub(super) const NAMES: [(&str, &str); 5] = [
    ("styles.xml", "styles"),
    ("settings.xml", "settings"),
    ("numbering.xml", "numbering"),
    ("fontTable.xml", "fontTable"),
    ("theme/theme1.xml", "theme"),
];

const TEXTS: [&str; 5] = [
    include_str!("parts/styles.xml"),
    include_str!("parts/settings.xml"),
    include_str!("parts/numbering.xml"),
    include_str!("parts/fontTable.xml"),
    include_str!("parts/theme1.xml"),
];

type Known = (Sheet, Language, Arc<Vec<u8>>);

/// The parts as an archive of their own. A system has thousands of documents, and few languages and sheets: they are packed
/// once for each.
pub(super) fn packed(sheet: Sheet, language: &Language) -> Arc<Vec<u8>> {
    static ALL: Mutex<Vec<Known>> = Mutex::new(Vec::new());
    let mut all = ALL.lock().unwrap_or_else(PoisonError::into_inner);
    let known = all.iter().find(|(of, other, _)| *of == sheet && other == language);
    if let Some((.., packed)) = known {
        return Arc::clone(packed);
    }
    let parts = NAMES.iter().zip(TEXTS).map(|((name, _), text)| (format!("word/{name}"), filled(text, sheet, language)));
    let packed = Arc::new(zipped(&parts.collect::<Vec<_>>(), None).unwrap_or_default());
    all.push((sheet, language.clone(), Arc::clone(&packed)));
    packed
}

fn filled(part: &str, sheet: Sheet, language: &Language) -> Vec<u8> {
    let decimal = if *language == Language::Vi { "," } else { "." };
    let mut text = part.replace("@LANGUAGE@", locale(language)).replace("@DECIMAL@", decimal);
    for (name, number) in [
        ("@TEXT@", sheet.text),
        ("@TITLE@", sheet.title()),
        ("@TABLE@", sheet.table),
        ("@SMALL@", sheet.small),
        ("@PRINT@", sheet.print()),
    ] {
        text = text.replace(name, &number.to_string());
    }
    text.into_bytes()
}
