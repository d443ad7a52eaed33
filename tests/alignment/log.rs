//! The log of a real office, if it is there.

use std::collections::BTreeMap;
use std::path::PathBuf;

/// The activity that each step is, as the mapping has it.
pub fn activities() -> BTreeMap<String, String> {
    let text = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/examples/receipt-mapping.yaml")).unwrap();
    let mapping: serde_json::Value = serde_yaml::from_str(&text).unwrap();
    let steps = mapping["steps"].as_object().unwrap();
    steps.iter().map(|(activity, step)| (step.as_str().unwrap().to_owned(), activity.clone())).collect()
}

/// Activities of each dossier in the order of the file; none, and said, if there is no such log.
pub fn receipt() -> Option<Vec<Vec<String>>> {
    let path = PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../shared/data/event-logs/receipt.csv"));
    let Ok(text) = std::fs::read_to_string(&path) else {
        eprintln!("skipped: there is no {}", path.display());
        return None;
    };
    let mut lines = text.lines();
    let header: Vec<&str> = lines.next()?.split(',').collect();
    let column = |name: &str| header.iter().position(|column| *column == name);
    let (case, activity) = (column("case:concept:name")?, column("concept:name")?);
    let mut dossiers: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    for line in lines {
        let fields: Vec<&str> = line.split(',').collect();
        dossiers.entry(fields.get(case)?).or_default().push((*fields.get(activity)?).to_owned());
    }
    Some(dossiers.into_values().collect())
}
