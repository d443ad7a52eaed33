//! A document for word processors: Office Open XML (ECMA-376, transitional), with real styles, heads and feet,
//! a table of contents, and drawings as metafiles.

mod block;
mod body;
mod drawing;
mod emf;
mod heads;
mod metrics;
mod package;
mod pages;
mod picture;
mod shared;
mod sheet;
mod table;
mod text;
mod xml;

#[cfg(test)]
mod tests;

use super::super::document::Document;
use crate::model::value::Language;
use package::Package;
use sheet::Sheet;
use xml::Xml;

/// What the names in parts mean. `w15` is only asked whether it is known: see [`body`].
const NAMESPACES: [(&str, &str); 8] = [
    ("xmlns:w", "http://schemas.openxmlformats.org/wordprocessingml/2006/main"),
    ("xmlns:r", "http://schemas.openxmlformats.org/officeDocument/2006/relationships"),
    ("xmlns:wp", "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"),
    ("xmlns:a", "http://schemas.openxmlformats.org/drawingml/2006/main"),
    ("xmlns:pic", "http://schemas.openxmlformats.org/drawingml/2006/picture"),
    ("xmlns:mc", "http://schemas.openxmlformats.org/markup-compatibility/2006"),
    ("xmlns:w15", "http://schemas.microsoft.com/office/word/2012/wordml"),
    ("mc:Ignorable", "w15"),
];

/// The language of the text, as word processors name it.
fn locale(language: &Language) -> &str {
    match language {
        Language::Vi => "vi-VN",
        Language::En => "en-GB",
        other => other.code(),
    }
}

/// The document as a file.
pub(super) fn file(document: &Document) -> Vec<u8> {
    let sheet = Sheet::of(document.paper);
    let mut package = Package::default();
    for (name, kind) in shared::NAMES {
        package.shared(name, kind);
    }
    let body = body::write(document, sheet, &mut package);
    package.bytes(body, properties(document), &shared::packed(sheet, &document.language))
}

/// Who, what and in which language; not when, or the same input would not give the same bytes.
fn properties(document: &Document) -> Vec<u8> {
    let names = [
        ("xmlns:cp", "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"),
        ("xmlns:dc", "http://purl.org/dc/elements/1.1/"),
    ];
    let h = &document.header;
    Xml::part("cp:coreProperties", &names, |xml| {
        let code = h.particulars.first().map_or("", |(_, value)| value.as_str());
        let said = [
            ("dc:title", document.title.as_str()),
            ("dc:subject", &h.kind),
            ("dc:creator", &h.organisation),
            ("dc:identifier", code),
            ("dc:language", locale(&document.language)),
        ];
        for (name, value) in said.into_iter().filter(|(_, value)| !value.is_empty()) {
            xml.text(name, &[], value);
        }
    })
}
