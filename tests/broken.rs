//! A copy of Ba Đình that a hurried author has spoilt: every mistake is found, and the findings are read from
//! first to last before they are accepted. `BLESS=1 cargo test --test broken` writes them anew.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
#![cfg(feature = "cli")]

use quytrinh::Library;
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};

/// One change to one file.
#[derive(serde::Deserialize)]
struct Edit {
    file: String,
    find: String,
    put: String,
    #[serde(default)]
    nth: usize,
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).to_path_buf()
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let path = entry.unwrap().path();
        let target = to.join(path.file_name().unwrap());
        if path.is_dir() { copy(&path, &target) } else { assert!(fs::copy(&path, &target).is_ok()) }
    }
}

#[test]
fn what_is_said_of_a_broken_system_reads_well() {
    let place = tempfile::tempdir().unwrap();
    copy(&root().join("processes/ba-dinh"), &place.path().join("ba-dinh"));
    let edits: Vec<Edit> = serde_yaml::from_str(&fs::read_to_string(root().join("tests/broken/edits.yaml")).unwrap()).unwrap();
    for edit in &edits {
        let path = place.path().join("ba-dinh").join(&edit.file);
        let text = fs::read_to_string(&path).unwrap();
        let (at, found) =
            text.match_indices(&edit.find).nth(edit.nth).unwrap_or_else(|| panic!("not in {}: {}", edit.file, edit.find));
        let text = format!("{}{}{}", &text[..at], edit.put, &text[at + found.len()..]);
        fs::write(&path, text).unwrap();
    }
    for language in ["vi", "en"] {
        let said = Command::new(env!("CARGO_BIN_EXE_quytrinh"))
            .args(["--lang", language, "check", "ba-dinh", "--today", "2018-01-15"])
            .current_dir(place.path())
            .output()
            .unwrap();
        assert_eq!(said.status.code(), Some(1));
        let said = String::from_utf8(said.stdout).unwrap();
        for edit in &edits {
            assert!(said.contains(&edit.file), "nothing is said of {}", edit.file);
        }
        let expected = root().join(format!("tests/broken/{language}.txt"));
        if std::env::var_os("BLESS").is_some() {
            fs::write(&expected, &said).unwrap();
        }
        assert_eq!(said, fs::read_to_string(&expected).unwrap_or_default());
    }
}

#[test]
fn the_readme_shows_one_of_these_findings() {
    let readme = fs::read_to_string(root().join("README.md")).unwrap();
    let said = fs::read_to_string(root().join("tests/broken/en.txt")).unwrap();
    let shown = readme.split("$ quytrinh check ba-dinh\n").nth(1).unwrap().split("\n```").next().unwrap();
    assert!(shown.contains("= source: ") && said.contains(shown), "{shown}");
}

/// A document whose end cannot be read is one mistake: nobody knows what it holds.
#[test]
fn what_stands_behind_an_open_bracket_is_not_missing() {
    let sources = documents();
    let before = found(&sources);
    let wrong: Vec<String> = (0..sources.len())
        .filter_map(|i| {
            let mut broken = sources.clone();
            let text = &mut broken[i].1;
            // Between two keys of the head, with most of what is asked for behind it.
            let keys: Vec<usize> = text
                .match_indices('\n')
                .map(|(at, _)| at)
                .filter(|at| text[at + 1..].starts_with(|c: char| c.is_ascii_lowercase()))
                .collect();
            let at = keys[(1 + i % 9).min(keys.len() - 1)];
            text.insert_str(at, "\nbroken: [");
            let is_own = |said: &&String| said.contains("unknown key `broken`");
            let after: Vec<String> = found(&broken).difference(&before).filter(|said| !is_own(said)).cloned().collect();
            let is_one = after.len() == 1 && after[0].contains("[format/syntax]");
            (!is_one).then(|| format!("{}\n{}", sources[i].0, after.join("\n")))
        })
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

/// The documents of Ba Đình, by their path.
fn documents() -> Vec<(String, String)> {
    let mut paths: Vec<PathBuf> = Vec::new();
    for folder in ["", "quality", "services"] {
        let files = fs::read_dir(root().join("processes/ba-dinh").join(folder)).unwrap().map(|entry| entry.unwrap().path());
        paths.extend(files.filter(|path| path.extension().is_some_and(|end| end == "yaml")));
    }
    paths.sort();
    paths.iter().map(|path| (path.to_string_lossy().into_owned(), fs::read_to_string(path).unwrap())).collect()
}

/// What is found in some documents, with its place and message.
fn found(sources: &[(String, String)]) -> BTreeSet<String> {
    let report = Library::from_sources(sources.iter().cloned()).check();
    report.findings().iter().map(|f| format!("{}: {} [{}] {}", f.source, f.path, f.rule, f.message)).collect()
}

/// Who is named wrongly is not missing elsewhere as well.
#[test]
fn a_misspelt_name_is_one_mistake() {
    let all = documents();
    let (procedures, registers): (Vec<_>, Vec<_>) = all.into_iter().partition(|(name, _)| name.contains("/QT-"));
    let keys =
        ["role: ", "unit: ", "owner: ", "keeper: ", "authority: ", "decides: ", "handles: ", "in-person: ", "field: ", "to: "];
    let names = AtomicUsize::new(0);
    let look = |(name, text): &(String, String)| {
        let with = |text: &str| {
            let mut sources = registers.clone();
            sources.push((name.clone(), text.to_owned()));
            found(&sources)
        };
        let before = with(text);
        let mut wrong = Vec::new();
        for key in keys {
            let places: Vec<usize> = text
                .match_indices(key)
                .map(|(at, _)| at + key.len())
                .filter(|at| text[..*at - key.len()].ends_with([' ', '{', '\n']))
                .collect();
            // The first, one in the middle and the last of each.
            let some: BTreeSet<usize> = [0, places.len() / 2, places.len().saturating_sub(1)].into();
            for at in some.into_iter().filter_map(|i| places.get(i)) {
                let length = text[*at..].find(|c: char| !(c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-')).unwrap();
                if length == 0 {
                    continue;
                }
                let broken = format!("{}x-y-z{}", &text[..at + length], &text[at + length..]);
                let after: Vec<String> = with(&broken).difference(&before).cloned().collect();
                // What is no name, but a word of a sentence, may be any.
                names.fetch_add(usize::from(!after.is_empty()), Relaxed);
                if !after.iter().all(|said| said.contains("[reference/")) {
                    wrong.push(format!("{name}: {key}{}\n{}", &text[*at..at + length], after.join("\n")));
                }
            }
        }
        wrong
    };
    let half = procedures.len().div_ceil(2);
    let wrong: Vec<String> = std::thread::scope(|scope| {
        let parts: Vec<_> =
            procedures.chunks(half).map(|part| scope.spawn(|| part.iter().flat_map(look).collect::<Vec<_>>())).collect();
        parts.into_iter().flat_map(|part| part.join().unwrap()).collect()
    });
    assert!(names.load(Relaxed) > 300, "{names:?}");
    assert!(wrong.is_empty(), "{} mistakes\n{}", wrong.len(), wrong.join("\n\n"));
}
