//! What the engine counts in parts is what quytrinh counts in one pass.

use dossiers_in_datafusion::{MADE, PARTITIONS, count, figures, made};
use quytrinh::log::{self, Mapping};
use quytrinh::measure::dossiers::Options;
use serde_json::Value;
use std::ops::ControlFlow;
use std::path::Path;
use std::sync::Arc;

/// The figures of a log, which are the same from CSV, from Parquet and from one pass.
async fn same(mapping: &str, csv: &Path) -> Value {
    let mapping = Arc::new(Mapping::read("mapping.yaml", mapping).unwrap());
    let open = || std::fs::File::open(csv);
    let alone = figures(&log::dossiers(open, &mapping, &Options::default(), |_| ControlFlow::Continue(())).unwrap());
    let folder = tempfile::tempdir().unwrap();
    for (form, mut found) in ["CSV", "Parquet"].into_iter().zip(count(&mapping, csv, folder.path()).await.unwrap()) {
        let parts = found.as_object_mut().unwrap().remove("parts").unwrap().as_u64().unwrap();
        assert_eq!(parts, PARTITIONS as u64, "{form}");
        for (name, figure) in alone.as_object().unwrap() {
            assert_eq!(&found[name], figure, "{form}: {name}");
        }
        assert_eq!(found, alone, "{form}");
    }
    alone
}

#[tokio::test]
async fn a_made_log_has_the_same_figures() {
    let folder = tempfile::tempdir().unwrap();
    let csv = folder.path().join("made.csv");
    std::fs::write(&csv, made(5000)).unwrap();
    let found = same(MADE, &csv).await;
    assert_eq!(found["counts"]["received"], 5000);
    // There is something to be wrong about.
    let problems: Vec<&str> = found["problems"].as_array().unwrap().iter().map(|one| one[0].as_str().unwrap()).collect();
    assert_eq!(problems, ["bad-time", "duplicate"]);
    for count in ["open_overdue", "late", "on_time", "early", "hand_overs", "repeated", "refused", "without_due"] {
        assert!(found["counts"][count].as_u64().unwrap() > 0, "{count}");
    }
}

#[tokio::test]
async fn the_receipt_log_has_the_figures_that_are_known() {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let csv = here.join("../../../shared/data/event-logs/receipt.csv");
    if !csv.exists() {
        eprintln!("skipped: {} is not there", csv.display());
        return;
    }
    let mapping = std::fs::read_to_string(here.join("../receipt-mapping.yaml")).unwrap();
    let found = same(&mapping, &csv).await;
    assert_eq!(found["on_time_by_instants"], "952/1329");
    assert_eq!(found["on_time_by_days"], "1020/1329");
    assert_eq!(found["counts"]["received"], 1434);
}
