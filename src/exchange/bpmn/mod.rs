//! BPMN 2.0: process models of other tools, read, decided, made definitions, and written.
//!
//! ```
//! use quytrinh::bpmn::{Model, Soundness};
//!
//! // Two ways are begun, and nothing waits for both.
//! let text = r#"<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL">
//!   <process id="P">
//!     <startEvent id="start"/><task id="a" name="Ask"/><task id="b" name="Look"/><endEvent id="end"/>
//!     <sequenceFlow id="f" sourceRef="start" targetRef="a"/>
//!     <sequenceFlow id="g" sourceRef="a" targetRef="b"/>
//!     <sequenceFlow id="h" sourceRef="b" targetRef="end"/>
//!   </process>
//! </definitions>"#;
//! let model = Model::read("loan.bpmn", text)?;
//! assert_eq!(model.processes()[0].nodes[1].name.as_ref(), "Ask");
//! let flow = &model.lower()[0];
//! assert_eq!((flow.graph().nodes().len(), flow.graph().flows().len()), (4, 3));
//! # Ok::<(), quytrinh::bpmn::Error>(())
//! ```
//!
//! Sources: OMG BPMN 2.0.2 (formal/2013-12-09), section numbers as there.

mod collaborate;
mod decide;
mod export;
mod import;
mod lower;
mod model;
mod play;
mod read;
mod remark;
mod scan;
#[cfg(feature = "cli")]
mod sketch;
#[cfg(feature = "cli")]
mod tint;
mod write;

pub use collaborate::Collaboration;
#[cfg(feature = "cli")]
pub(crate) use decide::Judgement;
pub use decide::{Decision, Soundness};
pub use import::Imported;
pub use lower::Lowered;
pub use model::{
    Data, Flow, GatewayKind, Lane, MessageFlow, Model, Node, NodeKind, Participant, Place, Process, Repeat, SubKind, TaskKind,
    Trigger,
};
pub use scan::{Error, MAX_BYTES, MAX_DEPTH};
#[cfg(feature = "cli")]
pub(crate) use tint::{Tint, tinted};
