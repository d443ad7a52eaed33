//! The ground floor: definitions in, resolved library and process graphs out.

pub mod definition;
pub mod finding;
pub mod graph;
pub mod library;
mod read;
mod resolve;
#[cfg(feature = "schema")]
pub mod schema;
pub mod source;
pub mod value;
