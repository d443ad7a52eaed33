//! `graph`: the flowchart of one procedure on standard output.

use super::{CLEAN, Drawing, Failure};
use crate::manual::document::Block;
use crate::model::library::Library;
use crate::model::value::Language;
use std::io::Write;
use std::path::Path;

pub(super) fn run(out: &mut impl Write, file: &Path, format: Drawing, language: &Language) -> Result<u8, Failure> {
    let library = Library::open(file)?;
    let Some(procedure) = library.procedures().first() else {
        return Err(Failure::Other(if *language == Language::Vi {
            format!("{} không có quy trình nào", file.display())
        } else {
            format!("{} holds no procedure", file.display())
        }));
    };
    let text = match format {
        Drawing::Mermaid => procedure.graph().to_mermaid(language),
        Drawing::Dot => procedure.graph().to_dot(language),
        Drawing::Svg => {
            let document = library.document(procedure, language);
            let svg = document.blocks.into_iter().find_map(|b| if let Block::Figure(f) = b { Some(f.svg) } else { None });
            svg.unwrap_or_default() + "\n"
        }
    };
    out.write_all(text.as_bytes())?;
    Ok(CLEAN)
}
