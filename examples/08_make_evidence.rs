//! Makes a year of evidence, as `examples/evidence` has it, then measures every objective against it.
//!
//! `cargo run --example 08_make_evidence -- DIR` writes it to a directory.

#![allow(clippy::print_stdout, reason = "an example shows what it finds")]

#[path = "evidence/generator.rs"]
mod generator;

use quytrinh::measure::Caseload;
use quytrinh::{Date, Evidence, Language, Library};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let library = Library::open("processes/ba-dinh")?;
    let files = generator::files(&library);
    if let Some(dir) = std::env::args().nth(1) {
        for (name, text) in &files {
            std::fs::write(std::path::Path::new(&dir).join(name), text)?;
        }
    }
    let (dossiers, records): (Vec<_>, Vec<_>) = files.into_iter().partition(|(name, _)| name.starts_with("dossiers"));
    let mut cases = Caseload::default();
    for (name, text) in &dossiers {
        cases.read(name, text, &library, Date::of(2018, 12, 31));
    }
    let card = library.score(&Evidence::from_sources(records), &cases, "2018".parse()?, None);
    for score in &card.objectives {
        let value = score.value.map_or_else(|| "–".to_owned(), |share| format!("{}/{}", share.part, share.of));
        println!("{:4} {:>14}  {}", score.id.as_str(), value, score.status.label(&Language::En));
    }
    Ok(())
}
