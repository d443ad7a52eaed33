//! `check --fix` and `check --diff`: what is certain is mended in the files, or shown.

use super::{CLEAN, FINDINGS, Failure, counted};
use crate::check::Mended;
use crate::model::library::Library;
use crate::model::open::name_of;
use crate::model::value::Language;
use annotate_snippets::renderer::{AnsiColor, Effects, Style};
use similar::{ChangeTag, TextDiff};
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

/// Writes mended texts to their files, each whole or not at all. A byte-order mark stays.
pub(super) fn write(library: &Library, mended: &Mended) -> Result<(), Failure> {
    for (name, text) in &mended.texts {
        let path = PathBuf::from(name);
        let at = |source| Failure::Unwritable { path: path.clone(), source };
        let old = fs::read(&path).map_err(at)?;
        let mark: &[u8] = if old.starts_with(b"\xef\xbb\xbf") { b"\xef\xbb\xbf" } else { b"" };
        let known = library.source(name).map(|source| source.text.as_bytes()).unwrap_or_default();
        // Somebody else wrote to it since it was read.
        if old[mark.len()..] != *known {
            return Err(at(std::io::Error::other("it has changed meanwhile")));
        }
        let target = path.canonicalize().map_err(at)?;
        replace(&target, &[mark, text.as_bytes()].concat()).map_err(at)?;
    }
    Ok(())
}

fn replace(target: &Path, bytes: &[u8]) -> std::io::Result<()> {
    let aside = target.with_file_name(format!(
        ".{}.writing-{}",
        name_of(Path::new(target.file_name().unwrap_or_default())),
        std::process::id()
    ));
    let written = fs::write(&aside, bytes)
        .and_then(|()| fs::set_permissions(&aside, fs::metadata(target)?.permissions()))
        .and_then(|()| fs::rename(&aside, target));
    if written.is_err() {
        let _ = fs::remove_file(&aside);
    }
    written
}

/// Says how much was mended.
pub(super) fn say(mended: &Mended, language: &Language) {
    let (count, files) = (mended.count, mended.texts.len());
    let mut err = anstream::stderr().lock();
    let _ = if *language == Language::Vi {
        writeln!(err, "đã sửa {count} chỗ trong {files} tệp")
    } else {
        writeln!(err, "mended: {} in {}", counted(count, "place"), counted(files, "file"))
    };
}

/// Shows what would change, as a patch.
pub(super) fn show(out: &mut impl Write, library: &Library, mended: &Mended) -> Result<u8, Failure> {
    const HEAD: Style = Style::new().effects(Effects::BOLD);
    for (name, text) in &mended.texts {
        let old = library.source(name).map(|source| &*source.text).unwrap_or_default();
        let diff = TextDiff::from_lines(old, text);
        writeln!(out, "{HEAD}--- {name}{HEAD:#}\n{HEAD}+++ {name}{HEAD:#}")?;
        for hunk in diff.unified_diff().context_radius(3).iter_hunks() {
            let style = AnsiColor::Cyan.on_default();
            writeln!(out, "{style}{}{style:#}", hunk.header())?;
            for change in hunk.iter_changes() {
                let (sign, style) = match change.tag() {
                    ChangeTag::Delete => ('-', AnsiColor::BrightRed.on_default()),
                    ChangeTag::Insert => ('+', AnsiColor::BrightGreen.on_default()),
                    ChangeTag::Equal => (' ', Style::new()),
                };
                let line = change.value().trim_end_matches('\n');
                writeln!(out, "{style}{sign}{line}{style:#}")?;
                if change.missing_newline() {
                    writeln!(out, "\\ No newline at end of file")?;
                }
            }
        }
    }
    Ok(if mended.texts.is_empty() { CLEAN } else { FINDINGS })
}
