//! `check --watch`: the same again whenever a file changes.

use super::Failure;
use crate::model::open::{files_below, is_definition};
use crate::model::value::Language;
use std::collections::BTreeMap;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

/// How often files are looked at. Asking is cheap: nothing is read until something has changed.
const EVERY: Duration = Duration::from_millis(300);

/// Size and time of each file that may matter.
fn look(paths: &[PathBuf], config: Option<&Path>) -> BTreeMap<PathBuf, (u64, Option<SystemTime>)> {
    let wanted = |name: &str| is_definition(name) || name == "quytrinh.yaml" || name.to_ascii_lowercase().ends_with(".bpmn");
    let mut files: Vec<PathBuf> = config.map(Path::to_owned).into_iter().collect();
    for path in paths {
        if path.is_dir() {
            // A directory that goes away for a moment has no files in it.
            files.extend(files_below(path, wanted).unwrap_or_default());
        } else {
            files.push(path.clone());
        }
    }
    let seen = files.into_iter().map(|path| {
        let meta = std::fs::metadata(&path).ok();
        let what = meta.map_or((0, None), |meta| (meta.len(), meta.modified().ok()));
        (path, what)
    });
    seen.collect()
}

/// Runs `once` now and after each change, until whoever reads goes away.
pub(super) fn run<W: Write>(
    out: &mut W,
    paths: &[PathBuf],
    config: Option<&Path>,
    language: &Language,
    mut once: impl FnMut(&mut W) -> Result<u8, Failure>,
) -> Result<u8, Failure> {
    loop {
        // Looked at before reading: a change while it is read is seen the next time.
        let before = look(paths, config);
        match once(out) {
            Ok(_) => {}
            Err(Failure::Closed) => return Err(Failure::Closed),
            // A file may be away while it is saved.
            Err(failure) => writeln!(out, "{}", failure.to(language))?,
        }
        writeln!(out, "{}\n", if *language == Language::Vi { "… chờ thay đổi" } else { "… waiting for changes" })?;
        out.flush()?;
        while look(paths, config) == before {
            std::thread::sleep(EVERY);
        }
    }
}
