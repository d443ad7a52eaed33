//! `check --baseline`: what is known already is not said again.
//!
//! A finding is known by its rule, its file and its place, in which items are named by their `id`: lines
//! that move, and steps that come before it, change nothing. Of several alike, so many are known as there
//! were.

use super::{Failure, render::Facts, write};
use crate::manual::File;
use crate::model::finding::{Finding, Part};
use crate::model::value::Language;
use serde_json::{Value, json};
use std::collections::{BTreeMap, HashSet};
use std::path::{Path, PathBuf};

type Known = BTreeMap<(String, String, String), u64>;

/// What each finding is known by: file, rule, place.
fn keys<'a>(facts: &Facts<'a>, directory: &Path) -> Vec<(String, String, String)> {
    let mut files: BTreeMap<&'a str, String> = BTreeMap::new();
    let key = |finding: &'a Finding| {
        let file = files.entry(&finding.source).or_insert_with(|| file(&finding.source, directory));
        (file.clone(), finding.rule.to_owned(), place(finding, facts))
    };
    facts.report.findings().iter().map(key).collect()
}

/// The place of a finding by names, or the text there where it has none.
pub(super) fn place(finding: &Finding, facts: &Facts) -> String {
    let Some(source) = facts.source(&finding.source) else { return finding.path.to_string() };
    match &finding.part {
        Part::Bytes(_) | Part::Line(_) => {
            let bytes = facts.locate(&finding.source, &finding.path, &finding.part).bytes;
            let text = source.text.get(bytes).unwrap_or_default();
            text.split_whitespace().collect::<Vec<_>>().join(" ").chars().take(120).collect()
        }
        _ => facts.named(&finding.source, &finding.path),
    }
}

/// The name of a file as seen from the directory of the baseline, wherever the command runs.
fn file(name: &str, directory: &Path) -> String {
    let whole = Path::new(name).canonicalize().ok();
    let relative = whole.as_deref().and_then(|path| path.strip_prefix(directory).ok());
    relative.map_or_else(|| name.to_owned(), crate::model::open::name_of)
}

fn directory(path: &Path) -> PathBuf {
    let parent = path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
    parent.canonicalize().unwrap_or_else(|_| parent.to_owned())
}

/// Writes what there is now.
pub(super) fn save(path: &Path, facts: &Facts) -> Result<usize, Failure> {
    let parent = path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
    // It is there before names are made relative to it.
    let at = |source| Failure::Unwritable { path: path.to_owned(), source };
    std::fs::create_dir_all(parent).map_err(at)?;
    let directory = directory(path);
    let mut known = Known::new();
    for key in keys(facts, &directory) {
        *known.entry(key).or_default() += 1;
    }
    let findings =
        known.iter().map(|((file, rule, place), count)| json!({"file": file, "rule": rule, "place": place, "count": count}));
    let value = json!({"version": 1, "findings": findings.collect::<Vec<_>>()});
    let text = serde_json::to_string_pretty(&value).map_err(|e| Failure::Other(e.to_string()))? + "\n";
    let name = path.file_name().ok_or_else(|| at(std::io::ErrorKind::InvalidInput.into()))?.to_string_lossy().into_owned();
    write::all(parent, &[File::new(name, text)])?;
    Ok(facts.report.findings().len())
}

/// Which findings are not in the baseline, and how many of the baseline are there no more.
pub(super) fn compare(path: &Path, facts: &Facts, language: &Language) -> Result<(Vec<bool>, u64), Failure> {
    let mut known = load(path, language)?;
    let directory = directory(path);
    let mut is_new = |key| match known.get_mut(&key).filter(|count| **count > 0) {
        Some(count) => {
            *count -= 1;
            false
        }
        None => true,
    };
    let new: Vec<bool> = keys(facts, &directory).into_iter().map(&mut is_new).collect();
    // Files that were not looked at say nothing.
    let looked_at: HashSet<String> = facts.names().map(|source| file(source, &directory)).collect();
    let gone = known.iter().filter(|((name, ..), _)| looked_at.contains(name)).map(|(_, count)| count).sum();
    Ok((new, gone))
}

fn load(path: &Path, language: &Language) -> Result<Known, Failure> {
    let unreadable = |source| crate::model::open::Error::Unreadable { path: path.to_owned(), source };
    let text = std::fs::read_to_string(path).map_err(unreadable)?;
    let wrong = || {
        let path = path.display();
        Failure::Other(if *language == Language::Vi {
            format!("{path} không phải là tệp đối chiếu của quytrinh: hãy ghi lại bằng --write-baseline")
        } else {
            format!("{path} is no baseline of quytrinh: write it anew with --write-baseline")
        })
    };
    let value: Value = serde_json::from_str(&text).map_err(|_| wrong())?;
    if value["version"] != 1 {
        return Err(wrong());
    }
    let mut known = Known::new();
    for entry in value["findings"].as_array().ok_or_else(wrong)? {
        let text = |key: &str| entry[key].as_str().map(str::to_owned).ok_or_else(wrong);
        let count = entry["count"].as_u64().ok_or_else(wrong)?;
        let known = known.entry((text("file")?, text("rule")?, text("place")?)).or_default();
        *known = u64::saturating_add(*known, count);
    }
    Ok(known)
}
