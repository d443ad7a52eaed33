//! `schema`: the JSON Schemas, for editors.

use super::{CLEAN, Failure, write};
use crate::check::{Rules, Settings, codes};
use crate::manual::File;
use crate::model::definition::Kind;
use crate::model::schema;
use crate::model::value::Language;
use std::io::Write;
use std::path::Path;

pub(super) fn run(out: &mut impl Write, kind: Option<&str>, to: Option<&Path>, language: &Language) -> Result<u8, Failure> {
    let text =
        |kind: Kind| serde_json::to_string_pretty(&schema::of(kind)).map(|t| t + "\n").map_err(|e| Failure::Other(e.to_string()));
    let kinds = || Kind::ALL.map(Kind::key).join(", ") + ", settings";
    let settings = || {
        let infos = codes(&Rules::standard());
        let mut names: Vec<&str> = infos.iter().flat_map(|info| [info.family(), info.code]).collect();
        names.retain(|name| Settings::can_set(name));
        names.sort_unstable();
        names.dedup();
        let text = serde_json::to_string_pretty(&schema::settings(names));
        text.map(|t| t + "\n").map_err(|e| Failure::Other(e.to_string()))
    };
    match (kind, to) {
        (Some("settings"), _) => out.write_all(settings()?.as_bytes())?,
        (Some(name), _) => {
            let kind = Kind::of_key(name).ok_or_else(|| {
                Failure::Other(if *language == Language::Vi {
                    format!("không có loại tài liệu nào tên {name}: {}", kinds())
                } else {
                    format!("no kind of document is called {name}: {}", kinds())
                })
            })?;
            out.write_all(text(kind)?.as_bytes())?;
        }
        (None, to) => {
            let files = Kind::ALL.into_iter().map(|kind| Ok(File::new(schema::file_name(kind), text(kind)?)));
            let mut files = files.collect::<Result<Vec<_>, Failure>>()?;
            files.push(File::new("settings.schema.json", settings()?));
            write::all(to.unwrap_or(Path::new("schemas")), &files)?;
            for file in files {
                writeln!(out, "{}", file.path)?;
            }
        }
    }
    Ok(CLEAN)
}
