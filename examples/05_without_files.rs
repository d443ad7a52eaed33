//! A service that holds its definitions in memory, with no file system at all; here a factory
//! without any administrative law.
//!
//! `cargo run --example 05_without_files`

#![allow(clippy::print_stdout, reason = "an example shows what it finds")]

use quytrinh::{Language, Library, graph::Node};

const ORGANISATION: &str = include_str!("processes/factory/organisation.yaml");
const INSPECTION: &str = include_str!("processes/factory/QT-incoming-inspection.yaml");

fn main() {
    let library = Library::from_sources([("organisation.yaml", ORGANISATION), ("inspection.yaml", INSPECTION)]);
    for procedure in library.procedures() {
        let graph = procedure.graph();
        let gateways = graph.nodes().filter(|n| matches!(graph.node(*n), Node::Gateway { .. })).count();
        println!("{}: {} steps, {gateways} gateways", procedure.code(), graph.step_nodes().count());
        println!("{}", graph.to_mermaid(&Language::En));
    }
    assert!(library.check().is_complete(), "{}", library.check());
}
