//! Writing: every file whole, or none.

use super::Failure;
use crate::manual::File;
use std::fs;
use std::path::Path;

/// Writes all files below `to`. They are written aside first and then moved into place, so that a
/// full disk or a forbidden directory leaves what was there before as it was.
pub(super) fn all(to: &Path, files: &[File]) -> Result<(), Failure> {
    let failed = |path: &Path, source| Failure::Unwritable { path: path.to_owned(), source };
    fs::create_dir_all(to).map_err(|e| failed(to, e))?;
    let aside = to.join(format!(".writing-{}", std::process::id()));
    let written = stands_in_the_way(to, files).and_then(|()| write_aside(&aside, files)).and_then(|()| {
        for file in files {
            let target = to.join(&file.path);
            if let Some(parent) = target.parent() {
                fs::create_dir_all(parent).map_err(|e| failed(parent, e))?;
            }
            fs::rename(aside.join(&file.path), &target).map_err(|e| failed(&target, e))?;
        }
        Ok(())
    });
    let _ = fs::remove_dir_all(&aside);
    written
}

/// A file where a directory is needed, or the reverse, is known before anything is moved.
fn stands_in_the_way(to: &Path, files: &[File]) -> Result<(), Failure> {
    let refused = |path: &Path, kind: std::io::ErrorKind| Failure::Unwritable { path: path.to_owned(), source: kind.into() };
    for file in files {
        let target = to.join(&file.path);
        if target.is_dir() {
            return Err(refused(&target, std::io::ErrorKind::IsADirectory));
        }
        for parent in target.ancestors().skip(1).take_while(|parent| parent.starts_with(to)) {
            if parent.exists() && !parent.is_dir() {
                return Err(refused(parent, std::io::ErrorKind::NotADirectory));
            }
        }
    }
    Ok(())
}

fn write_aside(aside: &Path, files: &[File]) -> Result<(), Failure> {
    let failed = |path: &Path, source| Failure::Unwritable { path: path.to_owned(), source };
    let _ = fs::remove_dir_all(aside);
    fs::create_dir(aside).map_err(|e| failed(aside, e))?;
    for file in files {
        let path = aside.join(&file.path);
        if let Some(parent) = path.parent() {
            fs::create_dir_all(parent).map_err(|e| failed(parent, e))?;
        }
        fs::write(&path, &file.text).map_err(|e| failed(&path, e))?;
    }
    Ok(())
}
