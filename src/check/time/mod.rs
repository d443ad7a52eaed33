//! Time: what the steps take, and what the limits leave.

mod path;
pub(crate) mod span;

use self::path::{Question, Way};
use self::span::{Spent, Week};
use crate::check::results;
use crate::model::definition::{Clock, FormKind, Step, TimeLimit};
use crate::model::finding::{Finding, Path};
use crate::model::graph::{Node, ProcessGraph};
use crate::model::library::{Library, Procedure};
use crate::model::value::{Id, Message, message};
use petgraph::Direction;
use petgraph::graph::NodeIndex;

crate::check::rule::family! {
    limit, committed, commitment, parts, part, due_date, result, result_limit, result_from, step, timeout,
    timeout_early, branch, shared, counted_twice, extends, extension, extension_unused, stopped, excludes, applicant, units,
    cut_off, calendar, closure, swap, hours, desk, slack, source, measured_differs,
}

fn time_limit(procedure: &Procedure) -> Option<&TimeLimit> {
    procedure.definition().service.as_ref()?.time_limit.as_ref()
}

fn limit_path() -> Path {
    Path::root().key("service").key("time-limit")
}

/// Where the limit that the law sets is written.
fn by_law_path(limit: &TimeLimit) -> Path {
    limit_path().key(if limit.statutory.is_some() { "statutory" } else { "parts" })
}

/// Whether several agencies give results: then each result has its own limit.
fn is_joined_up(procedure: &Procedure) -> bool {
    results(procedure).windows(2).any(|pair| pair[0].by != pair[1].by)
}

fn runs(step: &Step) -> bool {
    step.clock != Some(Clock::Stopped)
}

/// The unit that does a step: the one it names, or that of its role.
fn unit_of<'a>(library: &'a Library, step: &'a Step) -> Option<&'a Id> {
    step.unit.as_ref().or_else(|| library.role(&step.role)?.unit.as_ref())
}

/// The longest way from a node to where it is asked for.
fn longest(
    library: &Library,
    procedure: &Procedure,
    from: NodeIndex,
    to: &dyn Fn(NodeIndex) -> bool,
    counts: &dyn Fn(&Step) -> bool,
) -> Option<Way> {
    let (graph, receipts) = (procedure.graph(), receipts(library));
    let after = after_receipt(graph, &receipts);
    let once = |node: NodeIndex| is_once(graph, after.as_deref(), !library.forms.is_empty(), node);
    let question = Question { week: Week::of(library), from, to, counts, once: &once, extensions: true };
    path::longest(graph, &question)
}

/// Whether a loop from this node is walked once only. The limit runs from a complete dossier: what is done again
/// before the receipt is not counted again. Where a service gives none, though it could, it is told so, and nobody
/// can say what comes before.
fn is_once(graph: &ProcessGraph, after_receipt: Option<&[bool]>, has_forms: bool, node: NodeIndex) -> bool {
    after_receipt.map_or_else(|| has_forms && graph.definition().service.is_some(), |after| !after[node.index()])
}

/// What of a library decides how long a procedure takes: its working week, and its forms of receipts.
#[derive(Debug, Clone)]
pub(crate) struct Terms {
    week: Week,
    receipts: Vec<Id>,
    has_forms: bool,
}

impl Default for Terms {
    fn default() -> Self {
        Self { week: Week::USUAL, receipts: Vec::new(), has_forms: false }
    }
}

impl Terms {
    pub fn of(library: &Library) -> Self {
        let receipts = receipts(library).into_iter().cloned().collect();
        Self { week: Week::of(library), receipts, has_forms: !library.forms.is_empty() }
    }
    pub const fn week(&self) -> Week {
        self.week
    }
    /// How long the longest way from the start to an end takes, whatever it does to the limit; none where no way
    /// leads to an end.
    pub fn critical_path(&self, graph: &ProcessGraph) -> Option<Spent> {
        let to = |node: NodeIndex| matches!(graph.node(node), Node::End(_));
        let has_bounds = graph.definition().steps.iter().any(|step| step.next.iter().any(|next| next.at_most.is_some()));
        let receipts: Vec<&Id> = self.receipts.iter().collect();
        let after = if has_bounds { after_receipt(graph, &receipts) } else { None };
        let once = |node: NodeIndex| is_once(graph, after.as_deref(), self.has_forms, node);
        let question =
            Question { week: self.week, from: graph.start(), to: &to, counts: &|_| true, once: &once, extensions: false };
        path::length(graph, &question)
    }
}

/// The longest way to an end.
fn to_end(library: &Library, procedure: &Procedure, counts: &dyn Fn(&Step) -> bool) -> Option<Way> {
    let graph = procedure.graph();
    longest(library, procedure, graph.start(), &|node| matches!(graph.node(node), Node::End(_)), counts)
}

/// The forms of receipts.
fn receipts(library: &Library) -> Vec<&Id> {
    library.forms().filter(|form| form.kind == Some(FormKind::Receipt)).map(|form| &form.id).collect()
}

/// The nodes that work gets to from where the receipt is given, if any step gives one.
fn after_receipt(graph: &ProcessGraph, receipts: &[&Id]) -> Option<Vec<bool>> {
    let gives = |node: &NodeIndex| graph.step(*node).is_some_and(|step| step.makes.iter().any(|id| receipts.contains(&id)));
    let given: Vec<NodeIndex> = graph.step_nodes().filter(gives).collect();
    (!given.is_empty()).then(|| graph.spread(given, Direction::Outgoing, |_| true))
}

/// What a limit leaves room for if every flow that extends it is taken.
fn room(procedure: &Procedure, limit: Spent) -> Spent {
    let flows = procedure.definition().steps.iter().flat_map(|step| step.next.iter());
    flows.filter_map(|next| next.extends).map(Spent::of).fold(limit, |sum, extends| sum + extends)
}

/// Whether one step or one time-out alone is longer than the limit: that has rules of its own.
fn one_is_longer(procedure: &Procedure, limit: Spent, week: Week) -> bool {
    let room = room(procedure, limit);
    procedure.definition().steps.iter().filter(|step| runs(step)).any(|step| {
        let own = step.time.as_ref().and_then(|t| t.value);
        let waits = step.timeout.as_ref().map(|t| t.after);
        own.into_iter().chain(waits).any(|time| !Spent::of(time).fits(room, week))
    })
}

/// The steps of a way that take time, for a message.
fn said(procedure: &Procedure, way: &Way) -> String {
    let steps = &procedure.definition().steps;
    let takes_time = |i: &&usize| steps.get(**i).is_some_and(|s| runs(s) && s.time.as_ref().is_some_and(|t| t.value.is_some()));
    let mut ids: Vec<String> =
        way.steps.iter().filter(takes_time).filter_map(|i| steps.get(*i)).map(|s| format!("`{}`", s.id)).collect();
    if ids.len() > 9 {
        ids.splice(5..ids.len() - 3, ["…".to_owned()]);
    }
    ids.join(" → ")
}

/// Shows the longest of the steps that a way takes.
fn show_longest(finding: &mut Finding, procedure: &Procedure, way: &Way, counts: &dyn Fn(&Step) -> bool, week: Week) {
    let steps = &procedure.definition().steps;
    let time = |i: usize| {
        let step = steps.get(i).filter(|step| runs(step) && counts(step))?;
        Some(Spent::of(step.time.as_ref()?.value?))
    };
    let timed = way.steps.iter().filter_map(|i| Some((*i, time(*i)?)));
    if let Some((i, spent)) = timed.max_by_key(|(_, spent)| spent.weight(week)) {
        let (vi, en) = spent.both(week);
        let label = message!(vi: "bước dài nhất: {vi}", en: "the longest step: {en}");
        finding.relate(procedure.source(), super::step_path(i).key("time"), label);
    }
}

/// That a way takes longer than it may.
fn too_long(procedure: &Procedure, way: &Way, limit: Spent, what: (&str, &str), week: Week) -> Message {
    let steps = said(procedure, way);
    let (spent_vi, spent_en) = way.spent.both(week);
    let (limit_vi, limit_en) = (limit + way.extended).both(week);
    let (converted_vi, converted_en) = span::converted(way.spent, limit + way.extended);
    let (longer_vi, longer_en) =
        if way.extended.is_zero() { ("", "") } else { (", kể cả phần được kéo dài", ", extensions included") };
    Message::new(
        format!("đường dài nhất {} mất {spent_vi}, quá {limit_vi}{longer_vi}{converted_vi}: {steps}", what.0),
        format!("the longest way {} takes {spent_en}, more than {limit_en}{longer_en}{converted_en}: {steps}", what.1),
    )
}

#[cfg(test)]
mod tests {
    use crate::model::library::Library;
    use std::fmt::Write as _;

    /// Step tables that offices have published: what each declares, and its rows.
    const PUBLISHED: [(&str, &str, &[&str], &str); 17] = [
        ("Nam Trà My 209", "12 days", &["1 day", "10 days", "1 day"], ""),
        ("Nam Trà My 218", "28 days", &["1 day", "15 days", "3 days", "5 days", "3 days", "1 day"], ""),
        ("Nam Trà My 227", "35 days", &["2 days", "19 days", "3 days", "3 days", "5 days", "3 days", "1 day"], "time/limit"),
        ("Điện Bàn 411", "22 days", &["1 day", "17 days", "3 days", "1 day"], ""),
        ("Điện Bàn 208", "17 days", &["1 day", "10 days", "5 days", "1 day", "1 day"], "time/limit"),
        ("Phước Sơn 17", "10 days", &["1 day", "5 days", "3 days", "1 day"], ""),
        ("Tam Kỳ 3", "5 days", &["1 day", "3 days", "1 day"], ""),
        ("Điện Bàn 67", "5 days", &["5 days", "5 days", "5 days", "5 days"], "time/limit"),
        ("Điện Bàn 402", "10 days", &["1 day", "8 days", "1 day"], ""),
        ("Điện Bàn 174", "10 days", &["1 day", "13 days", "1 day"], "time/step"),
        ("Nam Trà My 174", "10 days", &["1 day", "8 days", "1 day"], ""),
        ("Đạ Tẻh", "3 working days", &["0.5 working days", "1 working day", "1 working day", "0.5 working days"], ""),
        ("Văn Quán", "24 working days", &["20 days", "3 days", "1 day", "1 day"], "time/units"),
        ("Phú Thượng QT-01", "10 working days", &["0.5 working days", "8 working days", "1 working day", "0.5 working days"], ""),
        ("Phú Thượng QT-05", "25 working days", &["15 working days", "10 working days"], ""),
        ("Residence", "15 days", &["10 days", "5 days"], ""),
        ("Bình Phước", "15 days", &["0.5 days", "12 days", "2 days", "0.5 days"], ""),
    ];

    #[test]
    fn published_tables_that_do_not_add_up_are_found_and_no_other() {
        for (name, declared, rows, expected) in PUBLISHED {
            let mut text = format!("procedure: P-1\ntitle: A\nservice: {{time-limit: {{statutory: {declared}}}}}\nsteps:\n");
            for (i, row) in rows.iter().enumerate() {
                let _ = writeln!(text, "  - {{id: row-{i}, title: Row, role: clerk, time: {row}}}");
            }
            let library = Library::from_sources([("table.yaml", text)]);
            let report = library.check();
            let of_time = |rule: &&str| rule.starts_with("time/") && *rule != "time/source";
            let found: Vec<&str> = report.findings().iter().map(|f| f.rule).filter(of_time).collect();
            assert_eq!(found.join(" "), expected, "{name}");
        }
    }
}
