//! Opens a quality-management system and shows what is wrong with it, each finding at its line.
//!
//! `cargo run --example 01_open_and_check`

#![allow(clippy::print_stdout, reason = "an example shows what it finds")]

use quytrinh::{Language, Library, Severity};

fn main() -> Result<(), quytrinh::Error> {
    let library = Library::open("processes/ba-dinh")?;
    let report = library.check();
    for finding in report.findings() {
        let at = library.locate(finding);
        let severity = finding.severity.to(&Language::En);
        println!("{}:{}:{}: {severity}: {} [{}]", finding.source, at.line, at.column, finding.message, finding.rule);
    }
    println!("{} procedures, {} errors", report.procedures(), report.count(Severity::Error));
    assert!(report.is_complete());
    Ok(())
}
