//! `import`: a definition made of a BPMN model.

use super::{CLEAN, Failure, models, write};
use crate::manual::File;
use crate::model::value::Language;
use std::fmt::Write as _;
use std::io::Write;
use std::path::Path;

pub(super) fn run(
    out: &mut impl Write,
    file: &Path,
    process: Option<&str>,
    to: Option<&Path>,
    language: &Language,
) -> Result<u8, Failure> {
    let name = file.display();
    let model = models::open(file, language)?;
    let imported = model.import(process).map_err(|message| Failure::Other(format!("{name}: {}", message.to(language))))?;
    let vi = *language == Language::Vi;
    let mut text = String::new();
    let from = file.file_name().map_or_else(|| name.to_string(), |n| n.to_string_lossy().into_owned());
    let heading = if vi { format!("Nhập từ {from}") } else { format!("Imported from {from}") };
    let notes: Vec<&str> = imported.notes.iter().map(|note| note.to(language)).collect();
    for line in std::iter::once(heading.as_str()).chain(notes.iter().copied()) {
        let _ = writeln!(text, "# {}", line.replace(['\n', '\r'], " "));
    }
    text += &serde_yaml::to_string(&imported.definition).map_err(|error| Failure::Other(error.to_string()))?;
    match to {
        None => out.write_all(text.as_bytes())?,
        Some(to) => {
            let name = to.file_name().map(|n| n.to_string_lossy().into_owned());
            let name =
                name.ok_or_else(|| Failure::Unwritable { path: to.to_owned(), source: std::io::ErrorKind::InvalidInput.into() })?;
            let directory = to.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
            write::all(directory, &[File::new(name, text)])?;
        }
    }
    models::notes(&imported.notes, language);
    Ok(CLEAN)
}
