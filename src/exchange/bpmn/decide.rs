//! Whether a process is sound, and what is wrong with it, in the words of its own elements.

use super::lower::Lowered;
use super::model::{GatewayKind, NodeKind};
use super::read::LISTED;
use crate::check::soundness::say::{self, Said};
use crate::check::soundness::{Fault, FaultKind, Kind, Verdict, analyse};
use crate::model::finding::{Finding, Part, Path, Related, Severity};
use crate::model::value::{Message, Text, message};

/// What is known of a process.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Soundness {
    /// Every case can be brought to its end, and nothing is done twice.
    Sound,
    /// There is a fault.
    Unsound,
    /// Nothing can be said.
    Undecided,
}

/// What was decided of a process, and why.
#[derive(Debug, Clone)]
pub struct Decision {
    /// The verdict.
    pub soundness: Soundness,
    /// What is wrong, or why nothing can be said.
    pub reason: Option<Message>,
    /// Each fault at its place.
    pub findings: Vec<Finding>,
}

/// The same as faults with their runs; a message where what is wrong is the process as a whole.
pub(crate) enum Judgement {
    Sound,
    Unsound(Vec<(Fault, Option<Message>)>),
    Undecided(Message),
}

impl Lowered<'_> {
    /// Decides whether the process is sound.
    ///
    /// A terminate event ends everything at once, which the graph cannot say. A graph that is
    /// sound without that is sound with it; a fault counts only if no terminate event comes
    /// before it or could still come after it.
    #[must_use]
    pub fn decide(&self) -> Decision {
        let faults = match self.judge() {
            Judgement::Sound => return Decision { soundness: Soundness::Sound, reason: None, findings: Vec::new() },
            Judgement::Undecided(reason) => return self.undecided(reason),
            Judgement::Unsound(faults) => faults,
        };
        let finding = |(fault, whole): &(Fault, Option<Message>)| {
            if let Some(message) = whole {
                return self.finding(say::rule(fault.kind), fault.join, message.clone());
            }
            let Said { what, run, help } = self.said(fault, &|node| self.label(node));
            let mut finding = self.finding(say::rule(fault.kind), fault.join, what);
            finding.help = help;
            if let (Some((meet, label)), Some(split)) = (say::places(fault), fault.split) {
                finding.label = Some(meet);
                let (source, part) = (self.source.clone(), self.place(split));
                finding.related.push(Related { source, path: Path::root(), part, label });
            }
            if let Some((last, label)) = run {
                let (source, part) = (self.source.clone(), self.place(last));
                finding.related.push(Related { source, path: Path::root(), part, label });
            }
            finding
        };
        let mut findings: Vec<Finding> = faults.iter().take(LISTED).map(finding).collect();
        if let Some((next, _)) = faults.get(LISTED) {
            let n = faults.len() - LISTED;
            let message = message!(vi: "còn {n} lỗi nữa, lỗi tiếp theo ở đây", en: "{n} more faults, the next one here");
            findings.push(self.finding(say::rule(next.kind), next.join, message));
        }
        Self::unsound(findings)
    }

    /// Whether it is sound; else each fault.
    pub(crate) fn judge(&self) -> Judgement {
        if let Some(obstacle) = &self.obstacle {
            return Judgement::Undecided(obstacle.clone());
        }
        let has = |kind| self.graph.nodes().contains(&kind);
        let whole = |kind, message| {
            let fault = Fault { kind, split: None, join: 0, run: Vec::new(), fixes: Vec::new(), masked_by: None };
            Judgement::Unsound(vec![(fault, Some(message))])
        };
        if !has(Kind::Start) && !has(Kind::Interruption) {
            let message = message!(
                vi: "không có gì bắt đầu quy trình: không có sự kiện bắt đầu, và phần tử nào cũng có luồng vào",
                en: "nothing begins the process: there is no start event, and something leads to everything"
            );
            return whole(FaultKind::DeadStep, message);
        }
        match analyse(&self.graph) {
            Verdict::Sound(_) => Judgement::Sound,
            Verdict::Unsound(mut faults) => {
                faults.retain(|fault| self.is_real(fault));
                if faults.is_empty() {
                    return Judgement::Undecided(message!(
                        vi: "sự kiện kết thúc toàn bộ có thể ngăn lỗi tìm thấy",
                        en: "a terminate event may prevent the fault that was found"
                    ));
                }
                Judgement::Unsound(faults.into_iter().map(|fault| (fault, None)).collect())
            }
            Verdict::Undecided(_) if !has(Kind::End) => {
                let message = message!(
                    vi: "quy trình không bao giờ kết thúc: không có sự kiện kết thúc, và từ phần tử nào cũng có luồng ra",
                    en: "the process never ends: there is no end event, and everything leads on"
                );
                whole(FaultKind::EndlessLoop, message)
            }
            Verdict::Undecided(reason) => Judgement::Undecided(say::why(reason)),
        }
    }

    /// What a fault is, with its nodes called so.
    pub(crate) fn said(&self, fault: &Fault, label: &dyn Fn(u32) -> Text) -> Said {
        let mut fault = fault.clone();
        // Only what was drawn as a gateway can be made another one.
        fault.fixes.retain(|fix| self.node(fix.node).is_some_and(|n| matches!(n.kind, NodeKind::Gateway(_))));
        Said { what: say::message(&fault, label), run: say::run(&fault, &self.graph, label), help: say::help(&fault, label) }
    }

    fn unsound(findings: Vec<Finding>) -> Decision {
        let reason = findings.first().map(|f| f.message.clone());
        Decision { soundness: Soundness::Unsound, reason, findings }
    }

    fn undecided(&self, reason: Message) -> Decision {
        let mut findings = Vec::new();
        // Of an empty process and of a torn one there is a finding already.
        if !self.process.nodes.is_empty() && !self.process.torn {
            let (vi, en) = (&reason.vi, &reason.en);
            let message = message!(vi: "không kết luận được quy trình có đúng đắn hay không: {vi}", en: "whether the process is sound cannot be said: {en}");
            let place = self.process.place.0.clone();
            findings.push(Finding::warning(say::UNDECIDED, &self.source, Path::root(), message).at_bytes(place));
        }
        Decision { soundness: Soundness::Undecided, reason: Some(reason), findings }
    }

    fn finding(&self, rule: &'static str, node: u32, message: Message) -> Finding {
        Finding { part: self.place(node), ..Finding::new(rule, Severity::Error, &self.source, Path::root(), message) }
    }

    /// Where a node is drawn, or else its process.
    fn place(&self, node: u32) -> Part {
        Part::Bytes(self.node(node).map_or(&self.process.place, |node| &node.place).0.clone())
    }

    /// What a node is called: by its name, or by what it is and its id.
    pub(crate) fn label(&self, number: u32) -> Text {
        let Some(node) = self.node(number) else { return Text::default() };
        let name = if node.name.is_empty() { &node.id } else { &node.name };
        let (vi, en) = match node.kind {
            NodeKind::Gateway(kind) => match kind {
                GatewayKind::Exclusive => ("cổng loại trừ ", "the exclusive gateway "),
                GatewayKind::Inclusive => ("cổng bao hàm ", "the inclusive gateway "),
                GatewayKind::Parallel => ("cổng song song ", "the parallel gateway "),
                GatewayKind::EventBased => ("cổng chờ sự kiện ", "the event gateway "),
                GatewayKind::Complex => ("cổng phức hợp ", "the complex gateway "),
            },
            NodeKind::Start { .. } => ("bắt đầu ", "the start "),
            NodeKind::End => ("kết thúc ", "the end "),
            _ => ("", ""),
        };
        Text::both(format!("{vi}“{name}”"), format!("{en}“{name}”"))
    }

    /// Whether a fault stays one though terminate events end everything.
    fn is_real(&self, fault: &Fault) -> bool {
        if self.terminates.is_empty() || fault.kind == FaultKind::DeadStep {
            return true;
        }
        if fault.run.iter().any(|firing| self.terminates.contains(&firing.node)) {
            return false;
        }
        if matches!(fault.kind, FaultKind::LackOfSynchronisation) {
            return true;
        }
        // The flows that hold tokens after the run, and all that can be reached from there.
        let flows = self.graph.flows();
        let mut tokens = vec![0_i64; flows.len()];
        for firing in &fault.run {
            for (list, change) in [(&firing.takes, -1), (&firing.gives, 1)] {
                for flow in list {
                    if let Some(count) = tokens.get_mut(*flow as usize) {
                        *count += change;
                    }
                }
            }
        }
        let mut after: Vec<Vec<u32>> = vec![Vec::new(); self.graph.nodes().len()];
        for flow in flows {
            after[flow.from as usize].push(flow.to);
        }
        let mut open: Vec<u32> = flows.iter().zip(tokens).filter(|(_, n)| *n > 0).map(|(flow, _)| flow.to).collect();
        let mut seen = vec![false; after.len()];
        while let Some(node) = open.pop() {
            if !std::mem::replace(&mut seen[node as usize], true) {
                open.extend(&after[node as usize]);
            }
        }
        !self.terminates.iter().any(|node| seen[*node as usize])
    }
}
