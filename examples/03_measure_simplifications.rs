//! How many steps, hand-offs and papers each simplification takes away.
//!
//! `cargo run --example 03_measure_simplifications`

#![allow(clippy::print_stdout, reason = "an example shows what it finds")]

use quytrinh::definition::SimplificationStatus;
use quytrinh::measure::{Denominator, Policy};
use quytrinh::{Language, Library};

fn main() -> Result<(), quytrinh::Error> {
    let library = Library::open("processes/ba-dinh")?;
    let portfolio = library.measure();
    for effect in &portfolio.effects {
        for stage in &effect.stages {
            let e = &stage.effect;
            println!(
                "{:<9} {:>2} steps, {:>2} hand-offs, {:>2} papers less: {}",
                effect.procedure,
                e.steps.removed(),
                e.hand_offs.removed(),
                e.documents.removed(),
                stage.title.to(&Language::En)
            );
        }
    }
    println!("{} of {} procedures become simpler", portfolio.simplified, portfolio.services);
    // The district's target: at least one in ten, compared as whole numbers.
    let decided = portfolio.share(Policy::Pareto, Denominator::InCompetence, SimplificationStatus::Approved, None);
    println!("by what is decided, 10 % is {}", if decided.meets_target() { "reached" } else { "not reached" });
    Ok(())
}
