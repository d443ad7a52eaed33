//! What could still be simplified, with the entry for the file.
//!
//! `cargo run --example 07_suggest_simplifications`

#![allow(clippy::print_stdout, reason = "an example shows what it finds")]

use quytrinh::{Language, Library, measure};

fn main() -> Result<(), quytrinh::Error> {
    for advice in measure::advice() {
        println!("{:<30} {}", advice.code, advice.what.1);
    }
    let library = Library::open("processes/ba-dinh")?;
    for suggestion in library.suggest() {
        println!("\n{}: {}", suggestion.procedure, suggestion.finding.message.to(&Language::En));
        // Each was tried: what it takes away is measured.
        for measure in suggestion.effect.falls() {
            println!("  fewer {}", measure.label(&Language::En));
        }
        // All but its basis: that is for the author to find.
        println!("{}", suggestion.to_yaml());
    }
    Ok(())
}
