//! The quality manual and the document of one procedure, as HTML and Markdown.
//!
//! `cargo run --example 04_write_documents`

#![allow(clippy::print_stdout, reason = "an example shows what it finds")]

use quytrinh::{Language, Library};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let library = Library::open("processes/ba-dinh")?;
    let directory = std::env::temp_dir().join("quytrinh-example");
    std::fs::create_dir_all(&directory)?;
    std::fs::write(directory.join("manual.html"), library.manual(Language::Vi).to_html())?;
    if let Some(procedure) = library.procedure("QT-TP-01") {
        std::fs::write(directory.join("birth.md"), library.document(procedure, &Language::En).to_markdown())?;
    }
    println!("written to {}", directory.display());
    Ok(())
}
