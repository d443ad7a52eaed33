//! What the role does: procedure by procedure, step by step.

use super::{Writer, always, grid, if_any};
use crate::manual::common::lines;
use crate::manual::document::{Block, Cell, Inline, cell};
use crate::manual::procedure::{code_link, for_applicant, paper, step_number, time};
use crate::model::definition::{Gate, HouseStyle, ProcedureDefinition, Step};
use crate::model::graph::{Flow, FlowKind, Node, ProcessGraph, end_label};
use crate::model::library::Procedure;
use crate::model::section::Section;
use crate::model::value::Id;
use petgraph::Direction;
use petgraph::graph::NodeIndex;
use petgraph::visit::EdgeRef;

impl Writer<'_> {
    pub(super) fn work(&mut self) {
        let w = self.w;
        // What an applicant is told of a procedure is handed out by itself.
        if self.is_applicant() {
            self.blocks.push(Block::PageBreak);
        }
        self.heading(2, "work", w.work);
        let shares = self.roster.shares(self.role);
        if shares.is_empty() {
            self.blocks.push(Block::Paragraph(cell(w.idle)));
        }
        for (i, (at, places)) in shares.iter().enumerate() {
            if i > 0 && self.is_applicant() {
                self.blocks.push(Block::PageBreak);
            }
            self.procedure_work(self.procedure(*at), places);
        }
    }

    fn procedure_work(&mut self, procedure: &Procedure, places: &[usize]) {
        let (desk, w, d) = (self.desk, self.w, self.desk.words);
        let p = procedure.definition();
        let id = format!("work-{}", crate::manual::procedure::file_name(procedure));
        let mut title = format!("{} – {}", procedure.code(), p.title.to(desk.language));
        if p.title.get(desk.language).is_none() {
            title = format!("{title} ({})", d.fallback);
        }
        self.heading(3, &id, &title);
        let mut line = vec![Inline::Strong(format!("{}: ", w.whole_procedure)), code_link(procedure)];
        if let Some(last) = p.revisions.last() {
            line.push(format!("; {} {}, {}", d.issue.to_lowercase(), last.issue, last.date.to(desk.language)).into());
        }
        if let Some(limit) = p.service.as_ref().and_then(|s| s.time_limit.as_ref()) {
            line.push(format!("; {}: {}", w.limit.to_lowercase(), desk.amount(&limit.to(desk.language))).into());
            desk.mark_unverified(&mut line, limit.verified);
        }
        if let Some(status) = p.status {
            line.push(Inline::Mark(status.label(desk.language).into()));
        }
        self.blocks.push(Block::Paragraph(line));
        if self.is_applicant() && p.service.is_some() {
            self.blocks.extend(for_applicant(desk, procedure, &id));
            self.heading(4, &format!("{id}-steps"), w.to_do);
        }
        let graph = procedure.graph();
        let nodes: Vec<NodeIndex> = graph.step_nodes().collect();
        let row = |i: &usize| {
            let step = &p.steps[*i];
            vec![
                cell(step_number(&desk, *i)),
                self.before(graph, nodes[*i], *i),
                self.what(step),
                time(&desk, p, step),
                self.used_and_made(p, step),
                self.after(graph, nodes[*i], *i),
            ]
        };
        let rows = places.iter().map(row).collect();
        let columns = [
            always(d.step, 6),
            always(w.when, 16),
            always(w.what, 34),
            if_any(d.time, 10),
            if_any(w.papers, 19),
            always(w.then, 15),
        ];
        self.blocks.push(grid(&columns, rows));
    }

    fn used_and_made(&self, p: &ProcedureDefinition, step: &Step) -> Cell {
        let lists = [(self.w.uses, &step.uses), (self.w.makes, &step.makes)];
        let said = lists.into_iter().filter(|(_, ids)| !ids.is_empty());
        lines(said.map(|(label, ids)| vec![Inline::Strong(label.into()), format!(": {}", self.papers(p, ids).join("; ")).into()]))
    }

    /// The names of papers, with the codes of their forms; those of the whole dossier as one.
    fn papers(&self, p: &ProcedureDefinition, ids: &[Id]) -> Vec<String> {
        let (desk, w) = (self.desk, self.w);
        let items: Vec<_> = p.service.iter().flat_map(|s| &s.dossier).flat_map(|d| &d.items).collect();
        let is_whole = items.len() > 3 && items.iter().all(|item| ids.contains(&item.id));
        let is_named = |id: &Id| !(is_whole && items.iter().any(|item| item.id == *id));
        let mut names = Vec::new();
        if is_whole {
            let section = Section::Dossier
                .number(p, HouseStyle::of(desk.library))
                .map_or_else(String::new, |n| format!(" ({} {n})", w.section));
            names.push(format!("{}{section}", w.whole_dossier));
        }
        names.extend(ids.iter().filter(|id| is_named(id)).map(|id| {
            let name = paper(&desk, p, id);
            let records = p.records.iter().filter(|r| r.id == *id).filter_map(|r| r.form.as_ref());
            let results = p.service.iter().flat_map(|s| &s.results).flat_map(|r| r.items());
            let results = results.filter(|r| r.id == *id).filter_map(|r| r.form.as_ref());
            let items = items.iter().filter(|item| item.id == *id).flat_map(|item| item.form.iter());
            let codes: Vec<&str> = records.chain(results).chain(items).map(|code| code.as_str()).collect();
            if codes.is_empty() { name } else { format!("{name} ({})", codes.join("; ")) }
        }));
        names
    }

    /// What is done, how, what must hold, and who takes part.
    fn what(&self, step: &Step) -> Cell {
        let (desk, d) = (self.desk, self.desk.words);
        let mut what = vec![Inline::Strong(step.title.to(desk.language).to_owned())];
        if step.title.get(desk.language).is_none() {
            what.push(Inline::Mark(d.fallback.into()));
        }
        let mut line = |label: &str, text: Cell| {
            what.push(Inline::Break);
            if !label.is_empty() {
                what.push(format!("{label}: ").into());
            }
            what.extend(text);
        };
        if let Some(text) = &step.instruction {
            line("", desk.text(text));
        }
        if let Some(control) = &step.control {
            let mut text = desk.text(&control.criterion);
            text.push(format!(" ({})", desk.role(&control.authority)).into());
            line(d.control, text);
        }
        if !step.required_by.is_empty() {
            line(d.basis, cell(desk.cited(&step.required_by).join("; ")));
        }
        for (label, text) in [(d.done_at, &step.place), (d.software, &step.software)] {
            if let Some(text) = text {
                line(label, desk.text(text));
            }
        }
        let roles = |ids: &[Id]| cell(ids.iter().map(|id| desk.role(id)).collect::<Vec<_>>().join("; "));
        let others = [(d.accountable, step.accountable.as_slice()), (d.consulted, &step.consulted), (d.informed, &step.informed)];
        for (label, ids) in others.into_iter().filter(|(_, ids)| !ids.is_empty()) {
            line(label, roles(ids));
        }
        if let Some(note) = &step.note {
            line("", desk.text(note));
        }
        what
    }

    /// After which step, branch or event it is done, and what comes from others then.
    fn before(&self, graph: &ProcessGraph, node: NodeIndex, i: usize) -> Cell {
        let (desk, w) = (self.desk, self.w);
        let p = graph.definition();
        let is_join = |n: &NodeIndex| matches!(graph.node(*n), Node::Gateway { joins: true, step, .. } if *step == i);
        let join = graph.predecessors(node).find(is_join);
        let mut edges: Vec<_> = graph.raw().edges_directed(join.unwrap_or(node), Direction::Incoming).collect();
        edges.sort_unstable_by_key(EdgeRef::id);
        let mut all = Vec::new();
        if let (Some(join), true) = (join, edges.len() > 1) {
            match graph.node(join) {
                Node::Gateway { gate: Gate::Parallel, .. } => all.push(cell(w.all_of)),
                Node::Gateway { gate: Gate::Inclusive, .. } => all.push(cell(w.any_of)),
                _ => {}
            }
        }
        all.extend(edges.into_iter().map(|edge| match graph.node(edge.source()) {
            Node::Step(j) | Node::Gateway { step: j, .. } => self.after_step(p, *j, edge.weight()),
            Node::Interruption(k) => p.interruptions.get(*k).map_or_else(Cell::new, |x| {
                let mut line = cell(format!("{}: ", w.event));
                line.extend(desk.text(&x.when));
                line.push(format!(" ({})", desk.role_short(&x.by)).into());
                line
            }),
            Node::Start | Node::End(_) => cell(w.start),
        }));
        lines(all)
    }

    fn after_step(&self, p: &ProcedureDefinition, j: usize, flow: &Flow) -> Cell {
        let (desk, w) = (self.desk, self.w);
        let Some(step) = p.steps.get(j) else { return Cell::new() };
        let mut line = cell(format!("{} {}", w.after, step_number(&desk, j)));
        let is_other = step.role != *self.role;
        if is_other {
            line.push(format!(", {} ", w.from).into());
            line.push(Inline::Strong(desk.role_short(&step.role)));
        }
        self.condition(flow, &mut line);
        if is_other && !step.makes.is_empty() {
            line.extend([Inline::Break, format!("{}: {}", w.received, self.papers(p, &step.makes).join("; ")).into()]);
        }
        line
    }

    /// Under which condition a flow is taken, how often, and what it does to the limit.
    fn condition(&self, flow: &Flow, line: &mut Cell) {
        let (desk, w, d) = (self.desk, self.w, self.desk.words);
        if let (FlowKind::Timeout, Some(after)) = (flow.kind, flow.after) {
            line.push(format!(": {} {}", w.overdue, desk.time(after)).into());
        }
        if let Some(when) = &flow.when {
            line.push(if flow.kind == FlowKind::Timeout { " – " } else { ": " }.into());
            line.extend(desk.text(when));
        }
        let mut extra = Vec::new();
        extra.extend(flow.at_most.map(|n| match (desk.is_vietnamese(), n) {
            (false, 1) => "at most once".to_owned(),
            _ => format!("{} {} {}", d.up_to, desk.amount(&n.to_string()), d.times),
        }));
        extra.extend(flow.extends.map(|by| format!("{} {}", d.longer_by, desk.time(by))));
        if !extra.is_empty() {
            line.push(format!(" ({})", extra.join("; ")).into());
        }
    }

    /// Where the work goes then, and to whom.
    fn after(&self, graph: &ProcessGraph, node: NodeIndex, i: usize) -> Cell {
        let (desk, w) = (self.desk, self.w);
        let p = graph.definition();
        let is_split = |n: &NodeIndex| matches!(graph.node(*n), Node::Gateway { joins: false, step, .. } if *step == i);
        let split = graph.successors(node).find(is_split);
        let together = split.is_some_and(|n| matches!(graph.node(n), Node::Gateway { gate: Gate::Parallel, .. }));
        let mut edges: Vec<_> = [split, Some(node)].into_iter().flatten().flat_map(|n| graph.raw().edges(n)).collect();
        edges.retain(|edge| Some(edge.target()) != split);
        edges.sort_unstable_by_key(EdgeRef::id);
        let several = edges.len() > 1;
        lines(edges.into_iter().filter_map(|edge| {
            let to = match graph.node(edge.target()) {
                Node::Step(j) | Node::Gateway { step: j, .. } => *j,
                Node::End(name) => return Some(cell(format!("■ {}: {}", desk.words.ends, end_label(name, desk.language)))),
                Node::Start | Node::Interruption(_) => return None,
            };
            let next = p.steps.get(to)?;
            let mut line = cell(format!("→ {}", step_number(&desk, to)));
            if next.role != *self.role {
                line.push(format!(", {} ", w.hand_to).into());
                line.push(Inline::Strong(desk.role_short(&next.role)));
            }
            self.condition(edge.weight(), &mut line);
            if together && several {
                line.push(format!(" ({})", desk.words.at_once).into());
            }
            Some(line)
        }))
    }
}
