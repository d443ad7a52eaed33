//! The parts of a limit add up to the whole.

use super::span::{Spent, Week, converted};
use super::{limit_path, time_limit, unit_of};
use crate::check::decree_63::article;
use crate::check::rule::{BuiltIn, Info, Look, Sink};
use crate::model::definition::{Gate, TimeLimit};
use crate::model::finding::Part;
use crate::model::graph::Node;
use crate::model::library::{Library, Procedure};
use crate::model::value::{Id, Message, message};
use petgraph::Direction;
use petgraph::graph::NodeIndex;

pub(super) static RULE: BuiltIn = BuiltIn {
    info: Info {
        demands: ("thời hạn của từng cơ quan cộng lại bằng thời hạn chung", "the parts of a limit add up to the whole"),
        why: (
            "Khi vừa ghi thời hạn chung vừa ghi thời hạn của từng cơ quan nối tiếp nhau thì tổng phải khớp: tổng \
             lớn hơn thì người dân bị hẹn sai, tổng nhỏ hơn thì còn thiếu phần của một cơ quan.",
            "Where both the whole limit and those of the agencies, one after the other, are stated, they have to \
             agree: with more, applicants get a wrong date; with less, the part of an agency is missing.",
        ),
        mend: (
            "Sửa phần ghi sai, hoặc bỏ thời hạn chung nếu luật chỉ quy định từng phần.",
            "Mend what is misstated, or leave the whole out if the law sets only the parts.",
        ),
        wrong: "service: {time-limit: {statutory: 15 days, parts: [{unit: ward-committee, what: {vi: Thẩm tra, en: \
                Examination}, limit: 10 days}, {unit: justice-division, what: {vi: Xem xét, en: Review}, limit: 6 \
                days}]}}",
        right: "service: {time-limit: {statutory: 16 days, parts: [{unit: ward-committee, what: {vi: Thẩm tra, en: \
                Examination}, limit: 10 days}, {unit: justice-division, what: {vi: Xem xét, en: Review}, limit: 6 \
                days}]}}",
        ..Info::new("time/parts", article("Art. 8(2) đ"))
    },
    look: Look::Procedure(look),
};

fn look(procedure: &Procedure, sink: &mut Sink) {
    let Some(limit) = time_limit(procedure) else { return };
    let (Some(whole), false) = (limit.statutory.map(Spent::limit), limit.parts.is_empty()) else { return };
    let sum = limit.parts.iter().fold(Spent::ZERO, |sum, part| sum + Spent::of(part.limit));
    let week = Week::of(sink.library());
    // Agencies that work side by side each have their own part of the same days.
    let side_by_side = || {
        let alone = limit.parts.iter().all(|part| Spent::of(part.limit).fits(whole, week));
        alone && whole.fits(sum, week) && works_side_by_side(sink.library(), procedure, limit)
    };
    if !sum.equals(whole, week) && !side_by_side() {
        let ((sum_vi, sum_en), (whole_vi, whole_en)) = (sum.both(week), whole.both(week));
        let (converted_vi, converted_en) = converted(sum, whole);
        let message = Message::new(
            format!("các phần cộng lại là {sum_vi}, còn thời hạn chung là {whole_vi}{converted_vi}"),
            format!("the parts add up to {sum_en}, but the whole limit is {whole_en}{converted_en}"),
        );
        let finding = sink.add(procedure.source(), limit_path().key("parts"), message);
        finding.part = Part::Key;
        finding.called(message!(vi: "cộng lại {sum_vi}", en: "{sum_en} in all"));
        let label = message!(vi: "thời hạn chung", en: "the whole");
        finding.relate(procedure.source(), limit_path().key("statutory"), label);
    }
}

/// Whether two agencies that have a part of the limit are at work in different branches of one parallel split.
fn works_side_by_side(library: &Library, procedure: &Procedure, limit: &TimeLimit) -> bool {
    let graph = procedure.graph();
    let raw = graph.raw();
    let part_of = |node: NodeIndex| {
        let unit = unit_of(library, graph.step(node)?)?;
        limit.parts.iter().map(|part| &part.unit).find(|holder| *holder == unit)
    };
    raw.node_indices().filter(|node| matches!(raw[*node], Node::Gateway { gate: Gate::Parallel, joins: false, .. })).any(
        |split| {
            let branches: Vec<Vec<bool>> =
                raw.neighbors(split).map(|first| graph.spread([first], Direction::Outgoing, |_| true)).collect();
            // What every branch leads to comes after them.
            let own = |branch: &[bool], node: NodeIndex| branch[node.index()] && !branches.iter().all(|b| b[node.index()]);
            let holders =
                |branch: &Vec<bool>| raw.node_indices().filter(|n| own(branch, *n)).filter_map(part_of).collect::<Vec<_>>();
            let at_work: Vec<Vec<&Id>> = branches.iter().map(holders).collect();
            at_work
                .iter()
                .enumerate()
                .any(|(i, one)| at_work[..i].iter().any(|other| one.iter().any(|a| other.iter().any(|b| a != b))))
        },
    )
}
