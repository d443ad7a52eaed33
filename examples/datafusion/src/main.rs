//! Counts the dossiers of a log: in one pass, and by DataFusion from CSV and from Parquet.

use dossiers_in_datafusion::{MADE, count, figures, made};
use quytrinh::log::{self, Mapping};
use quytrinh::measure::dossiers::Options;
use std::error::Error;
use std::ops::ControlFlow;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Instant;

fn text(figure: &serde_json::Value) -> &str {
    figure.as_str().unwrap_or_default()
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let folder = tempfile::tempdir()?;
    let arguments: Vec<PathBuf> = std::env::args_os().skip(1).map(Into::into).collect();
    let (mapping, csv) = match &*arguments {
        [] => {
            let csv = folder.path().join("made.csv");
            std::fs::write(&csv, made(5000))?;
            (MADE.to_owned(), csv)
        }
        [mapping, csv] => (std::fs::read_to_string(mapping)?, csv.clone()),
        _ => return Err("usage: dossiers-in-datafusion [MAPPING LOG.csv]".into()),
    };
    let mapping = Arc::new(Mapping::read("mapping.yaml", &mapping)?);
    let start = Instant::now();
    let open = || std::fs::File::open(&csv);
    let alone = figures(&log::dossiers(open, &mapping, &Options::default(), |_| ControlFlow::Continue(()))?);
    println!("one pass: {} dossiers, {} ms", alone["counts"]["received"], start.elapsed().as_millis());
    println!("  on time by instants {}, by days {}", text(&alone["on_time_by_instants"]), text(&alone["on_time_by_days"]));
    let found = count(&mapping, &csv, folder.path()).await?;
    for (form, mut found) in ["CSV", "Parquet"].into_iter().zip(found) {
        let parts = found["parts"].take();
        found.as_object_mut().map(|found| found.remove("parts"));
        let same = if found == alone { "the same in every figure" } else { "not the same" };
        println!("DataFusion, {form}, {parts} parts: {same}");
        println!("  on time by instants {}, by days {}", text(&found["on_time_by_instants"]), text(&found["on_time_by_days"]));
    }
    Ok(())
}
