//! Writing: every file whole, or none.

use super::Failure;
use crate::manual::File;
use std::path::Path;
use std::{fs, io};

/// Writes all files below `to`. They are written aside first and then moved into place, so that a
/// full disk or a forbidden directory leaves what was there before as it was.
pub(super) fn all(to: &Path, files: &[File]) -> Result<(), Failure> {
    at(to, fs::create_dir_all(to))?;
    let aside = to.join(format!(".writing-{}", std::process::id()));
    let place = |file: &File| {
        let (from, target) = (aside.join(&file.path), to.join(&file.path));
        make_room(&target)?;
        at(&target, fs::rename(from, &target))
    };
    let write = |file: &File| {
        let path = aside.join(&file.path);
        make_room(&path)?;
        at(&path, fs::write(&path, &file.content))
    };
    let mut written = files.iter().try_for_each(|file| stands_clear(to, file));
    written = written.and_then(|()| files.iter().try_for_each(write));
    written = written.and_then(|()| files.iter().try_for_each(place));
    let _ = fs::remove_dir_all(&aside);
    written
}

/// A file where a directory is needed, or the reverse, is known before anything is written.
fn stands_clear(to: &Path, file: &File) -> Result<(), Failure> {
    let target = to.join(&file.path);
    if target.is_dir() {
        return at(&target, Err(io::ErrorKind::IsADirectory.into()));
    }
    let mut parents = target.ancestors().skip(1).take_while(|parent| parent.starts_with(to));
    match parents.find(|parent| parent.exists() && !parent.is_dir()) {
        Some(parent) => at(parent, Err(io::ErrorKind::NotADirectory.into())),
        None => Ok(()),
    }
}

/// The directory in which a file will lie.
fn make_room(path: &Path) -> Result<(), Failure> {
    path.parent().map_or(Ok(()), |parent| at(parent, fs::create_dir_all(parent)))
}

/// Says where writing failed.
fn at<T>(path: &Path, done: io::Result<T>) -> Result<T, Failure> {
    done.map_err(|source| Failure::Unwritable { path: path.to_owned(), source })
}
