//! The ground floor: definitions in, resolved library and process graphs out.

pub(crate) mod content;
pub(crate) mod csv;
pub mod definition;
mod describe;
#[cfg_attr(not(feature = "log"), allow(dead_code, reason = "what a log measured is set"))]
pub(crate) mod edit;
pub mod evidence;
pub mod finding;
pub mod graph;
pub(crate) mod highlight;
pub mod library;
pub mod open;
pub(crate) mod parallel;
pub(crate) mod read;
mod resolve;
#[cfg(feature = "schema")]
pub mod schema;
pub(crate) mod section;
pub(crate) mod sketch;
pub mod source;
mod syntax;
pub mod time;
pub mod value;
