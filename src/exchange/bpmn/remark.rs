//! What is worth knowing of a document: said once for each kind of thing, not for each thing.

use crate::model::finding::{Finding, Path, Severity};
use crate::model::value::{Message, message};
use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

/// Something that was passed over, or taken in another form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Remark {
    /// Elements of other vendors.
    Extensions,
    /// Elements of BPMN that do not decide how work flows.
    NotModelled,
    /// Data objects and data stores.
    Data,
    /// Messages from or to what shows no process.
    MessageFlows,
    /// No start event.
    ImplicitStart,
    /// Several start events.
    SeveralStarts,
    /// Nodes that lead nowhere and are no end events.
    ImplicitEnd,
    /// Several flows into an activity or event.
    Merge,
    /// Several flows out of an activity or event.
    Fork,
    /// Gateways with several flows in and several out.
    Mixed,
    /// Several end events of a process.
    SeveralEnds,
    /// Conditions on flows out of an activity.
    Conditional,
    /// Interrupting boundary events.
    Interrupting,
    /// Boundary events that interrupt nothing.
    NonInterrupting,
    /// Event subprocesses.
    EventSub,
    /// Subprocesses taken apart.
    Flattened,
    /// Subprocesses without order.
    AdHoc,
    /// Activities done again and again.
    Repeat,
    /// Activities of another process.
    Call,
    /// Work that undoes other work.
    Compensation,
    /// Link events.
    Link,
    /// Terminate end events.
    Terminate,
    /// Complex gateways.
    Complex,
}

/// Remarks as they come up: for each kind where first, how often, and a few names.
#[derive(Debug, Default)]
pub(super) struct Remarks(BTreeMap<Remark, Tally>);

#[derive(Debug)]
struct Tally {
    first: Range<usize>,
    count: usize,
    names: Vec<Box<str>>,
    /// Whether there are names that are not said.
    more: bool,
}

/// So many names are said.
const NAMES: usize = 5;

impl Remarks {
    pub fn add(&mut self, remark: Remark, place: &Range<usize>, name: &str) {
        let tally =
            self.0.entry(remark).or_insert_with(|| Tally { first: place.clone(), count: 0, names: Vec::new(), more: false });
        tally.count += 1;
        if !name.is_empty() && !tally.more && !tally.names.iter().any(|n| **n == *name) {
            tally.more = tally.names.len() == NAMES;
            if !tally.more {
                tally.names.push(name.into());
            }
        }
    }

    pub fn into_findings(self, source: &Arc<str>) -> Vec<Finding> {
        self.0
            .into_iter()
            .map(|(remark, tally)| {
                let names = tally.names.join(", ") + if tally.more { ", …" } else { "" };
                let (rule, message) = said(remark, tally.count, &names);
                Finding::new(rule, Severity::Note, source, Path::root(), message).at_bytes(tally.first)
            })
            .collect()
    }
}

fn said(remark: Remark, n: usize, names: &str) -> (&'static str, Message) {
    match remark {
        Remark::Extensions => {
            ("bpmn/extension", message!(vi: "{n} phần tử mở rộng được bỏ qua", en: "extension elements are passed over: {n}"))
        }
        Remark::NotModelled => (
            "bpmn/not-modelled",
            message!(
                vi: "không ảnh hưởng tới luồng công việc, được bỏ qua: {names}",
                en: "passed over, as it does not decide how work flows: {names}"
            ),
        ),
        Remark::Data => (
            "bpmn/data",
            message!(vi: "đối tượng dữ liệu không quyết định luồng công việc: {names}", en: "data does not decide how work flows: {names}"),
        ),
        Remark::MessageFlows => (
            "bpmn/message-flow",
            message!(
                vi: "{n} luồng thông điệp gửi từ hoặc tới cả một bên, được coi là lúc nào cũng gửi và nhận được",
                en: "messages from or to a pool as a whole ({n}) are taken to be sent and read at any time"
            ),
        ),
        Remark::ImplicitStart => (
            "bpmn/implicit-start",
            message!(
                vi: "không có sự kiện bắt đầu: mọi phần tử không có luồng vào cùng bắt đầu: {names}",
                en: "no start event: all that has no flow in begins together: {names}"
            ),
        ),
        Remark::SeveralStarts => (
            "bpmn/several-starts",
            message!(
                vi: "mỗi sự kiện bắt đầu mở một trường hợp riêng: {names}",
                en: "each start event begins a case of its own: {names}"
            ),
        ),
        Remark::ImplicitEnd => (
            "bpmn/implicit-end",
            message!(vi: "không có luồng ra, được coi là kết thúc: {names}", en: "no flow out, taken as an end: {names}"),
        ),
        Remark::Merge => (
            "bpmn/implicit-merge",
            message!(
                vi: "nhiều luồng vào, luồng nào tới thì chạy luồng đó: {names}",
                en: "several flows in, whichever arrives goes on: {names}"
            ),
        ),
        Remark::Fork => (
            "bpmn/implicit-fork",
            message!(vi: "nhiều luồng ra, tất cả cùng chạy: {names}", en: "several flows out, all of them are taken: {names}"),
        ),
        Remark::Mixed => (
            "bpmn/mixed-gateway",
            message!(
                vi: "cổng vừa hợp vừa rẽ nhánh, được coi là một cổng hợp rồi một cổng rẽ: {names}",
                en: "gateways with several flows in and out, taken as a join with a split behind it: {names}"
            ),
        ),
        Remark::SeveralEnds => (
            "bpmn/several-ends",
            message!(
                vi: "quy trình xong khi mọi nhánh đã tới kết thúc của mình: {names}",
                en: "the process is over when each branch has come to its end: {names}"
            ),
        ),
        Remark::Conditional => (
            "bpmn/conditional-flow",
            message!(
                vi: "luồng có điều kiện, được coi là một cổng bao hàm phía sau: {names}",
                en: "flows with conditions, taken as an inclusive gateway behind: {names}"
            ),
        ),
        Remark::Interrupting => (
            "bpmn/interrupting-event",
            message!(
                vi: "sự kiện ngắt ở biên, được coi là lựa chọn sau hoạt động: {names}",
                en: "interrupting boundary events, taken as a choice after the activity: {names}"
            ),
        ),
        Remark::NonInterrupting => (
            "bpmn/non-interrupting-event",
            message!(
                vi: "sự kiện biên không ngắt, được coi là nhánh có thể chạy thêm, nhiều nhất một lần: {names}",
                en: "events that interrupt nothing, taken as a branch that may also run, at most once: {names}"
            ),
        ),
        Remark::EventSub => (
            "bpmn/event-subprocess",
            message!(
                vi: "quy trình con theo sự kiện, xảy ra nhiều nhất một lần: {names}",
                en: "event subprocesses, taken to happen at most once: {names}"
            ),
        ),
        Remark::Flattened => (
            "bpmn/subprocess",
            message!(
                vi: "quy trình con được xét cùng quy trình chứa nó: {names}",
                en: "subprocesses are decided with the process they are in: {names}"
            ),
        ),
        Remark::AdHoc => (
            "bpmn/ad-hoc",
            message!(
                vi: "quy trình con không có thứ tự, được coi là một bước: {names}",
                en: "ad-hoc subprocesses are taken as one step: {names}"
            ),
        ),
        Remark::Repeat => (
            "bpmn/repeat",
            message!(vi: "hoạt động lặp được xét như làm một lần: {names}", en: "what is repeated is taken as done once: {names}"),
        ),
        Remark::Call => (
            "bpmn/call",
            message!(
                vi: "quy trình được gọi không được xét, chỉ là một bước: {names}",
                en: "what is called is not looked into, it is one step: {names}"
            ),
        ),
        Remark::Compensation => (
            "bpmn/compensation",
            message!(
                vi: "hoàn tác không thuộc luồng công việc thông thường, được bỏ qua: {names}",
                en: "compensation is no part of the normal flow and is passed over: {names}"
            ),
        ),
        Remark::Link => (
            "bpmn/link",
            message!(vi: "sự kiện liên kết được nối thành luồng: {names}", en: "link events are joined to a flow: {names}"),
        ),
        Remark::Terminate => (
            "bpmn/terminate",
            message!(
                vi: "kết thúc toàn bộ, được coi là một kết thúc thường, có xét tới việc nó dừng mọi thứ: {names}",
                en: "terminate events are taken as ends; a fault that they could prevent is not reported: {names}"
            ),
        ),
        Remark::Complex => (
            "bpmn/complex-gateway",
            message!(
                vi: "cổng phức hợp, được coi là cổng bao hàm: {names}",
                en: "complex gateways are taken as inclusive: {names}"
            ),
        ),
    }
}
