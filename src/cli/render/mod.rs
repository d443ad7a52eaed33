//! What the command shows: for people at a terminal, and for programs.

pub(super) mod json;
pub(super) mod terminal;
