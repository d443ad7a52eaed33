//! What is wrong, in a sentence: for every source of graphs the same.

use super::{Fault, FaultKind, FlowGraph, Kind, Reason};
use crate::model::value::{Language, Message, Text, message};

/// The code of the rule that a fault breaks.
pub(crate) const fn rule(kind: FaultKind) -> &'static str {
    match kind {
        FaultKind::Deadlock => "soundness/deadlock",
        FaultKind::LackOfSynchronisation => "soundness/lack-of-synchronisation",
        FaultKind::EndlessLoop => "soundness/endless-loop",
        FaultKind::DeadStep => "soundness/dead-step",
        FaultKind::ImproperEnd => "soundness/improper-end",
    }
}

/// The rule of what could not be decided.
pub(crate) const UNDECIDED: &str = "soundness/undecided";

pub(crate) fn many_states(limit: usize) -> Message {
    message!(vi: "có hơn {limit} trạng thái", en: "there are more than {limit} states")
}

/// Why nothing could be decided, or shown.
pub(crate) fn why(reason: Reason) -> Message {
    match reason {
        Reason::TooManyStates(limit) => many_states(limit),
        Reason::TooManyBounds => Message::new("có quá nhiều luồng giới hạn số lần trong các vòng lặp", reason.to_string()),
        Reason::NoRun => Message::new("không đúng đắn, nhưng chưa tìm được đường dẫn tới lỗi", reason.to_string()),
        other => Message::new("không có cách xét nào áp dụng được", other.to_string()),
    }
}

/// A run longer than this is cut in the middle.
const LONGEST: usize = 12;

/// Steps one after another, cut in the middle where there are many.
pub(crate) fn way(steps: &[String]) -> String {
    if steps.len() <= LONGEST {
        return steps.join(" → ");
    }
    let half = LONGEST / 2;
    format!("{} → … → {}", steps[..half].join(" → "), steps[steps.len() - half..].join(" → "))
}

/// What a fault is, and where the ways part and meet.
///
/// `label` is what a node is called in a sentence, with quotes and kind as they are wanted.
pub(crate) fn message(fault: &Fault, label: &dyn Fn(u32) -> Text) -> Message {
    let vi = sentence(fault, &|node| label(node).to(&Language::Vi).to_owned());
    let en = sentence(fault, &|node| label(node).to(&Language::En).to_owned());
    Message::new(vi.vi, en.en)
}

/// What a fault is, the last step of a way into it with that way, and what mends it.
pub(crate) struct Said {
    pub what: Message,
    pub run: Option<(u32, Message)>,
    pub help: Option<Message>,
}

#[cfg(feature = "cli")]
impl Said {
    /// All in one sentence.
    pub(crate) fn in_full(self) -> Message {
        let Self { mut what, run, help } = self;
        for more in run.map(|(_, run)| run).into_iter().chain(help) {
            what.vi.push_str(&format!("; {}", more.vi));
            what.en.push_str(&format!("; {}", more.en));
        }
        what
    }
}

/// What mends a fault, if the change of one gateway does.
pub(crate) fn help(fault: &Fault, label: &dyn Fn(u32) -> Text) -> Option<Message> {
    let fix = fault.fixes.iter().find(|fix| fix.mends_all).or(fault.fixes.first())?;
    let (vi, en) = match fix.kind {
        Kind::Exclusive => ("loại trừ (một nhánh)", "exclusive"),
        Kind::Parallel => ("song song (mọi nhánh)", "parallel"),
        Kind::Inclusive => ("bao hàm (một hoặc nhiều nhánh)", "inclusive"),
        _ => return None,
    };
    let node = label(fix.node);
    let (node_vi, node_en) = (node.to(&Language::Vi), node.to(&Language::En));
    Some(message!(vi: "sửa được bằng cách đổi {node_vi} thành {vi}", en: "making {node_en} {en} mends it"))
}

/// What is at the place where a fault shows, and at the place where the ways part.
pub(crate) fn places(fault: &Fault) -> Option<(Message, Message)> {
    fault.split.filter(|split| *split != fault.join)?;
    let meet = match fault.kind {
        FaultKind::Deadlock => message!(vi: "chờ nhau ở đây", en: "here they are waited for"),
        FaultKind::LackOfSynchronisation => {
            message!(vi: "gặp nhau ở đây mà không chờ nhau", en: "here they meet without waiting")
        }
        FaultKind::ImproperEnd => message!(vi: "tới đây hai lần", en: "here it ends twice"),
        FaultKind::EndlessLoop => message!(vi: "từ đây đi vòng mãi", en: "from here on it goes round"),
        FaultKind::DeadStep => return None,
    };
    Some((meet, message!(vi: "các nhánh tách ra ở đây", en: "here the ways part")))
}

/// The steps of a way into a fault, and the last of them.
pub(crate) fn run(fault: &Fault, graph: &FlowGraph, label: &dyn Fn(u32) -> Text) -> Option<(u32, Message)> {
    let is_step = |node: &u32| graph.nodes().get(*node as usize) == Some(&Kind::Step);
    let steps: Vec<u32> = fault.run.iter().map(|firing| firing.node).filter(is_step).collect();
    let called = |language| way(&steps.iter().map(|step| label(*step).to(language).to_owned()).collect::<Vec<_>>());
    let (vi, en) = (called(&Language::Vi), called(&Language::En));
    Some((*steps.last()?, message!(vi: "đường dẫn tới lỗi: {vi}", en: "a way into it: {en}")))
}

/// The sentence with the labels of one language; only that language of it is of use.
fn sentence(fault: &Fault, label: &dyn Fn(u32) -> String) -> Message {
    let join = label(fault.join);
    let mut said = match (fault.kind, fault.split.filter(|split| *split != fault.join).map(label)) {
        (FaultKind::Deadlock, Some(split)) => message!(
            vi: "{join} có thể chờ mãi: không phải mọi nhánh nó chờ đều được đi từ {split}",
            en: "{join} can wait for ever: not every way that it waits for is taken at {split}"
        ),
        (FaultKind::Deadlock, None) if fault.split.is_some() => message!(
            vi: "{join} có thể hết đường đi tiếp: mọi luồng ra đều có giới hạn số lần (`at-most`) và đều quay lại đó",
            en: "{join} can run out of ways: each way on is bounded (`at-most`) and leads back to it"
        ),
        (FaultKind::Deadlock, None) => message!(
            vi: "{join} có thể chờ mãi một nhánh không còn tới được",
            en: "{join} can wait for ever for what can no longer come"
        ),
        (FaultKind::LackOfSynchronisation, Some(split)) => message!(
            vi: "phần việc sau {join} có thể bị làm hai lần: {split} cho chạy nhiều nhánh, chúng gặp nhau ở đó mà không chờ nhau",
            en: "what follows {join} can be done twice: {split} starts several ways, and they meet there without waiting for each other"
        ),
        (FaultKind::LackOfSynchronisation, None) => message!(
            vi: "phần việc sau {join} có thể bị làm hai lần: nhiều nhánh gặp nhau ở đó mà không chờ nhau",
            en: "what follows {join} can be done twice: several ways meet there without waiting for each other"
        ),
        (FaultKind::EndlessLoop, _) => message!(
            vi: "từ {join} công việc có thể đi vòng mãi: không còn đường tới kết thúc",
            en: "from {join} the work can go round for ever: no way leads on to an end"
        ),
        (FaultKind::DeadStep, _) => message!(
            vi: "{join} không bao giờ được thực hiện: không trường hợp nào đi tới đó",
            en: "{join} is never done: no case gets there"
        ),
        (FaultKind::ImproperEnd, Some(split)) => message!(
            vi: "{join} có thể được tới hai lần: {split} cho chạy nhiều nhánh cùng dẫn tới đó",
            en: "{join} can be reached twice: {split} starts several ways that lead there"
        ),
        (FaultKind::ImproperEnd, None) => message!(
            vi: "tới {join} khi việc khác còn dở và sẽ tới đó lần nữa",
            en: "{join} is reached while other work goes on that will reach it again"
        ),
    };
    if fault.masked_by.is_some() {
        said.vi.push_str("; chỉ xảy ra khi lỗi trước nó đã được sửa");
        said.en.push_str("; it shows only once the fault before it is mended");
    }
    said
}

#[cfg(test)]
mod tests {
    use super::super::{Firing, Fix};
    use super::*;

    #[test]
    fn a_fault_is_said_with_its_split_join_run_and_fix() {
        let mut graph = FlowGraph::default();
        for kind in [Kind::Start, Kind::Exclusive, Kind::Step, Kind::Parallel] {
            graph.add(kind);
        }
        let firing = |node| Firing { node, takes: Vec::new(), gives: Vec::new() };
        let fault = Fault {
            kind: FaultKind::Deadlock,
            split: Some(1),
            join: 3,
            run: vec![firing(0), firing(1), firing(2)],
            fixes: vec![Fix { node: 3, kind: Kind::Exclusive, mends_all: true }],
            masked_by: None,
        };
        let label = |node: u32| Text::both(format!("«nút {node}»"), format!("“node {node}”"));
        let said = message(&fault, &label);
        assert_eq!(said.en, "“node 3” can wait for ever: not every way that it waits for is taken at “node 1”");
        let (last, run) = run(&fault, &graph, &label).unwrap();
        assert_eq!((last, &*run.en), (2, "a way into it: “node 2”"));
        assert_eq!(help(&fault, &label).unwrap().en, "making “node 3” exclusive mends it");
        assert!(places(&fault).is_some() && places(&Fault { split: Some(3), ..fault.clone() }).is_none());
        assert!(said.vi.starts_with("«nút 3» có thể chờ mãi"), "{}", said.vi);
        assert_eq!(rule(fault.kind), "soundness/deadlock");
    }
}
