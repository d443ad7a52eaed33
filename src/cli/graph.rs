//! `graph`: the flowchart of one procedure on standard output.

use super::{CLEAN, Drawing, Failure};
use crate::manual::document::Block;
use crate::model::library::Library;
use crate::model::value::Language;
use std::io::Write;
use std::path::Path;

pub(super) fn run(
    out: &mut impl Write,
    path: &Path,
    code: Option<&str>,
    format: Drawing,
    language: &Language,
) -> Result<u8, Failure> {
    let library = Library::open(path)?;
    let found = code.map_or_else(|| library.procedures().first(), |code| library.procedure(code));
    let Some(procedure) = found else {
        let (place, vi) = (path.display(), *language == Language::Vi);
        return Err(Failure::Other(match code {
            Some(code) if vi => format!("{place} không có quy trình nào mã {code}"),
            Some(code) => format!("{place} holds no procedure with the code {code}"),
            None if vi => format!("{place} không có quy trình nào"),
            None => format!("{place} holds no procedure"),
        }));
    };
    let text = match format {
        Drawing::Mermaid => procedure.graph().to_mermaid(language),
        Drawing::Dot => procedure.graph().to_dot(language),
        #[cfg(feature = "bpmn")]
        Drawing::Bpmn => crate::bpmn::Model::of(&library, procedure, language).to_xml(),
        Drawing::Svg => {
            let document = library.document(procedure, language);
            let svg = document.blocks.into_iter().find_map(|b| if let Block::Figure(f) = b { Some(f.svg) } else { None });
            svg.unwrap_or_default() + "\n"
        }
    };
    out.write_all(text.as_bytes())?;
    Ok(CLEAN)
}
