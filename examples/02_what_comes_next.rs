//! What a one-stop case system asks: what comes next, who does it, by when.
//!
//! `cargo run --example 02_what_comes_next`

#![allow(clippy::print_stdout, reason = "an example shows what it finds")]

use quytrinh::{Language, Library};

fn main() -> Result<(), quytrinh::Error> {
    let library = Library::open("processes/ba-dinh")?;
    let Some(birth) = library.procedure("QT-TP-01") else { return Ok(()) };
    let vi = Language::Vi;
    let steps = &birth.definition().steps;
    println!("{}", birth.definition().title.to(&vi));
    for step in steps.iter().take(4) {
        println!("{}", step.title.to(&vi));
        for (next, when) in birth.graph().next_steps(step.id.as_str()) {
            let who = library.role(&next.role).map_or(next.role.as_str(), |role| role.title.to(&vi));
            let time = next.time.as_ref().and_then(|t| t.value).map_or(String::new(), |t| format!(", {}", t.to(&vi)));
            let when = when.map_or(String::new(), |w| format!("{}: ", w.to(&vi)));
            println!("  → {when}{} ({who}{time})", next.title.to(&vi));
        }
    }
    let limit = birth.definition().service.as_ref().and_then(|s| s.time_limit.as_ref());
    println!("{}", limit.map_or(String::new(), |l| l.to(&vi)));
    Ok(())
}
