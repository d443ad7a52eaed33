//! Makes a year of evidence, as `examples/evidence` has it, then measures every objective against it.
//!
//! `cargo run --example 08_make_evidence -- DIR` writes it to a directory.

#![allow(clippy::print_stdout, reason = "an example shows what it finds")]

#[path = "evidence/generator.rs"]
mod generator;

use quytrinh::log::{self, Mapping};
use quytrinh::measure::dossiers::{Limits, Options};
use quytrinh::measure::{CaseLog, Caseload};
use quytrinh::{Date, Evidence, Language, Library};
use std::ops::ControlFlow;
use std::sync::Arc;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let library = Library::open("processes/ba-dinh")?;
    let files = generator::files(&library);
    if let Some(dir) = std::env::args().nth(1) {
        for (name, text) in &files {
            std::fs::write(std::path::Path::new(&dir).join(name), text)?;
        }
    }
    let (dossiers, records): (Vec<_>, Vec<_>) = files.into_iter().partition(|(name, _)| name.starts_with("dossiers"));
    let text = |wanted| dossiers.iter().find(|(name, _)| *name == wanted).map_or("", |(_, text)| text);
    let mut cases = Caseload::default();
    // Events first: they are counted dossier by dossier, with the due dates that follow from the limits.
    let (file, mapping_file) = ("dossiers-2018-construction.csv", "dossiers-2018-construction.yaml");
    let mapping = Mapping::read(mapping_file, text(mapping_file))?;
    let limits = Some(Arc::new(Limits::of(&library)));
    let options = Options { as_of: Some("2018-12-31T23:59:59.999".parse()?), limits, ..Options::default() };
    let counted = log::dossiers(|| Ok(text(file).as_bytes()), &mapping, &options, |_| ControlFlow::Continue(()))?;
    cases.add(&CaseLog { file, mapping_file, mapping: mapping.definition(), dossiers: &counted }, &library);
    for name in ["dossiers-2017.csv", "dossiers-2018.csv"] {
        cases.read(name, text(name), &library, Date::of(2018, 12, 31));
    }
    let card = library.score(&Evidence::from_sources(records), &cases, "2018".parse()?, None);
    for score in &card.objectives {
        let value = score.value.map_or_else(|| "–".to_owned(), |share| format!("{}/{}", share.part, share.of));
        println!("{:4} {:>14}  {}", score.id.as_str(), value, score.status.label(&Language::En));
    }
    Ok(())
}
