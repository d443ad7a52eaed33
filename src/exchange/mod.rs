//! Other people's formats, in and out.

#[cfg(feature = "bpmn")]
pub mod bpmn;
#[cfg(feature = "log")]
pub mod log;
