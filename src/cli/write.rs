//! Writing: every file whole, or none.

use super::Failure;
use crate::manual::File;
use std::collections::HashSet;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::{fs, io};

/// Writes all files below `to`.
pub(super) fn all(to: &Path, files: &[File]) -> Result<(), Failure> {
    let aside = Aside::below(to)?;
    files.iter().try_for_each(|file| aside.write(file))?;
    aside.place()
}

/// Files that are written aside and then moved into place, so that a full disk or a forbidden directory leaves what was
/// there before as it was.
pub(super) struct Aside<'a> {
    to: &'a Path,
    aside: PathBuf,
    /// The paths of all files, and the directories that were seen to be clear and made for them.
    written: Mutex<Vec<String>>,
    made: Mutex<HashSet<PathBuf>>,
}

impl<'a> Aside<'a> {
    pub fn below(to: &'a Path) -> Result<Self, Failure> {
        at(to, fs::create_dir_all(to))?;
        let aside = to.join(format!(".writing-{}", std::process::id()));
        Ok(Self { to, aside, written: Mutex::default(), made: Mutex::default() })
    }

    /// Writes a file aside.
    pub fn write(&self, file: &File) -> Result<(), Failure> {
        let (path, target) = (self.aside.join(&file.path), self.to.join(&file.path));
        if target.is_dir() {
            return at(&target, Err(io::ErrorKind::IsADirectory.into()));
        }
        self.make_room(&path, &target)?;
        at(&path, fs::write(&path, &file.content))?;
        held(&self.written).push(file.path.clone());
        Ok(())
    }

    /// The directory in which a file will lie: a file that stands there is known before anything is moved.
    fn make_room(&self, path: &Path, target: &Path) -> Result<(), Failure> {
        let Some(directory) = path.parent() else { return Ok(()) };
        let mut made = held(&self.made);
        if !made.contains(directory) {
            let mut parents = target.ancestors().skip(1).take_while(|parent| parent.starts_with(self.to));
            if let Some(file) = parents.find(|parent| parent.exists() && !parent.is_dir()) {
                return at(file, Err(io::ErrorKind::NotADirectory.into()));
            }
            at(directory, fs::create_dir_all(directory))?;
            made.insert(directory.to_owned());
        }
        Ok(())
    }

    /// Moves everything into place.
    pub fn place(self) -> Result<(), Failure> {
        for directory in held(&self.made).iter() {
            let below = directory.strip_prefix(&self.aside).unwrap_or(Path::new(""));
            let target = self.to.join(below);
            at(&target, fs::create_dir_all(&target))?;
        }
        for path in held(&self.written).iter() {
            let target = self.to.join(path);
            at(&target, fs::rename(self.aside.join(path), &target))?;
        }
        Ok(())
    }
}

impl Drop for Aside<'_> {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.aside);
    }
}

fn held<T>(of: &Mutex<T>) -> MutexGuard<'_, T> {
    of.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Says where writing failed.
fn at<T>(path: &Path, done: io::Result<T>) -> Result<T, Failure> {
    done.map_err(|source| Failure::Unwritable { path: path.to_owned(), source })
}
