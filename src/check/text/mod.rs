//! Text: what a reader of the documents would miss.

crate::check::rule::family! { translation }
