//! The steps of the work and their flowchart.

use super::{Chart, Writer, file_name};
use crate::manual::common::{Desk, lines};
use crate::manual::diagram;
use crate::manual::document::{Block, Cell, Figure, Inline, cell};
use crate::manual::role;
use crate::model::definition::{Clock, Gate, HouseStyle, ProcedureDefinition, Step, StepKind};
use crate::model::graph::{Node, end_label};
use crate::model::library::Procedure;
use crate::model::section::Section;
use crate::model::value::Id;

impl Writer<'_> {
    fn step_number(&self, i: usize) -> String {
        step_number(&self.desk, i)
    }

    pub(super) fn number_of(&self, id: &Id) -> String {
        number_of(&self.desk, self.p, id)
    }

    /// The name of a paper a step uses or makes.
    fn paper(&self, id: &Id) -> String {
        paper(&self.desk, self.p, id)
    }

    pub(super) fn steps(&mut self) {
        let (desk, w) = (self.desk, self.desk.words);
        let default = self.p.step_times.as_ref();
        let rows = self
            .p
            .steps
            .iter()
            .enumerate()
            .map(|(i, step)| {
                let mut title = vec![Inline::Strong(step.title.to(desk.language).to_owned())];
                if step.title.get(desk.language).is_none() {
                    title.push(Inline::Mark(w.fallback.into()));
                }
                let mut what = Cell::new();
                if let Some(text) = &step.instruction {
                    what.push(Inline::Break);
                    what.extend(desk.text(text));
                }
                if let Some(control) = &step.control {
                    what.extend([Inline::Break, format!("{}: ", w.control).into()]);
                    what.extend(desk.text(&control.criterion));
                    what.push(format!(" ({})", desk.role(&control.authority)).into());
                }
                if !step.required_by.is_empty() {
                    what.push(Inline::Break);
                    what.push(format!("{}: {}", w.basis, desk.cited(&step.required_by).join("; ")).into());
                }
                for (label, text) in [(w.done_at, &step.place), (w.software, &step.software)] {
                    if let Some(text) = text {
                        what.extend([Inline::Break, format!("{label}: ").into()]);
                        what.extend(desk.text(text));
                    }
                }
                self.ways_out(i, step, &mut what);
                if let Some(note) = &step.note {
                    what.push(Inline::Break);
                    what.extend(desk.text(note));
                }
                let mut who = vec![role::link(&desk, &step.role)];
                if let Some(unit) = step.unit.as_ref().filter(|unit| !desk.role(&step.role).contains(&desk.unit(unit))) {
                    who.extend([Inline::Break, format!("({})", desk.unit(unit)).into()]);
                }
                let roles = |ids: &[Id]| ids.iter().map(|id| desk.role(id)).collect::<Vec<_>>().join("; ");
                let others =
                    [(w.accountable, step.accountable.as_slice()), (w.consulted, &step.consulted), (w.informed, &step.informed)];
                for (label, ids) in others.into_iter().filter(|(_, ids)| !ids.is_empty()) {
                    who.extend([Inline::Break, format!("{label}: {}", roles(ids)).into()]);
                }
                let made = lines(step.makes.iter().map(|id| cell(self.paper(id))));
                // Each remark begins a line of its own, the first one too.
                let remarks: Cell = what.iter().skip_while(|inline| **inline == Inline::Break).cloned().collect();
                let (number, time) = (cell(self.step_number(i)), time(&desk, self.p, step));
                match self.style {
                    HouseStyle::Hanoi => vec![number, [title, what].concat(), who, time, made],
                    HouseStyle::Hcmc => vec![number, title, who, time, made, remarks],
                    HouseStyle::Internal => {
                        let mut content = [title, what].concat();
                        if !made.is_empty() {
                            content.extend([Inline::Break, format!("{}: ", w.form_result).into()]);
                            content.extend(made);
                        }
                        vec![number, who, time, content]
                    }
                }
            })
            .collect();
        let vi = desk.is_vietnamese();
        let said = |in_vi: &'static str, en: &'static str| if vi { in_vi } else { en };
        match self.style {
            HouseStyle::Hanoi => self.grid(&[w.no, w.sequence, w.doer, w.time, w.form_result], &[6, 38, 19, 18, 19], rows),
            HouseStyle::Hcmc => {
                let head = [
                    said("Bước công việc", "Step"),
                    said("Nội dung công việc", "Work"),
                    w.doer,
                    w.time,
                    said("Hồ sơ/Biểu mẫu", "Records and forms"),
                    said("Diễn giải", "Explanation"),
                ];
                self.grid(&head, &[8, 18, 16, 14, 16, 28], rows);
            }
            HouseStyle::Internal => {
                let head = [
                    w.step,
                    said("Đơn vị, người thực hiện", "Done by"),
                    said("Thời gian thực hiện", "Time"),
                    said("Nội dung thực hiện", "Work"),
                ];
                self.grid(&head, &[7, 22, 17, 54], rows);
            }
        }
        if let Some(source) = default {
            if source.illustrative && source.note.is_none() {
                self.blocks.push(Block::Note(cell(w.illustrative_note)));
            }
            let mut line = Cell::new();
            if let Some(text) = &source.source {
                line.push(format!("{}: ", w.times_source).into());
                line.extend(desk.text(text));
                line.extend(source.date.map(|d| Inline::Text(format!(" ({})", d.to(desk.language)))));
            }
            if let Some(note) = &source.note {
                if !line.is_empty() {
                    line.push(Inline::Break);
                }
                line.extend(desk.text(note));
            }
            if !line.is_empty() {
                self.blocks.push(Block::Note(line));
            }
        }
        let interruptions: Vec<Cell> = self
            .p
            .interruptions
            .iter()
            .map(|x| {
                let mut line = desk.text(&x.when);
                if !x.during.is_empty() {
                    let during: Vec<String> = x.during.iter().map(|id| self.number_of(id)).collect();
                    line.push(format!(", {} {}", w.during, during.join(", ")).into());
                }
                line.push(format!(" → {}", self.number_of(&x.to)).into());
                if !x.basis.is_empty() {
                    line.push(format!(" ({})", desk.cited(&x.basis).join("; ")).into());
                }
                line
            })
            .collect();
        if !interruptions.is_empty() {
            self.blocks.push(Block::Heading(4, "interruptions".into(), w.interruptions.into()));
            self.blocks.push(Block::List(interruptions));
        }
    }

    /// Where the work goes after a step, unless it is simply the next one.
    fn ways_out(&self, i: usize, step: &Step, what: &mut Cell) {
        let (desk, w) = (self.desk, self.desk.words);
        let below = self.p.steps.get(i + 1).map(|s| &s.id);
        let plain = step.next.len() <= 1 && step.next.first().is_none_or(|n| Some(&n.to) == below && n.when.is_none());
        if !plain {
            for next in &step.next {
                what.extend([Inline::Break, format!("→ {}", self.number_of(&next.to)).into()]);
                if let Some(when) = &next.when {
                    what.push(": ".into());
                    what.extend(desk.text(when));
                }
                let mut extra = Vec::new();
                extra.extend((step.split == Some(Gate::Parallel)).then(|| w.at_once.to_owned()));
                extra.extend(next.share.map(|s| s.to(desk.language)));
                extra.extend(next.at_most.map(|n| match (desk.is_vietnamese(), n.0) {
                    (false, 1) => "at most once".to_owned(),
                    _ => format!("{} {} {}", w.up_to, desk.count(n), w.times),
                }));
                extra.extend(next.extends.map(|d| format!("{} {}", w.longer_by, desk.time(d))));
                if !extra.is_empty() {
                    what.push(format!(" ({})", extra.join("; ")).into());
                }
            }
        }
        if let Some(timeout) = &step.timeout {
            what.extend([
                Inline::Break,
                format!("→ {}: {} {}", self.number_of(&timeout.to), w.after_time, desk.time(timeout.after)).into(),
            ]);
            if let Some(when) = &timeout.when {
                what.push(" – ".into());
                what.extend(desk.text(when));
            }
        }
        if let (Some(end), true) = (&step.end, step.next.is_empty()) {
            what.extend([Inline::Break, format!("■ {}: {}", w.ends, end_label(end, desk.language)).into()]);
        }
    }

    pub(super) fn flowchart(&mut self) {
        let desk = self.desk;
        self.section(Section::Flowchart, "flowchart", desk.words.flowchart);
        let graph = self.procedure.graph();
        let Chart { drawing, title, description } = super::chart(desk.library, self.procedure, desk.language);
        self.blocks.push(Block::Figure(Figure {
            svg: drawing.to_svg(&title, &description),
            pages: drawing.pages(&title, &description),
            wide: drawing.is_wide(),
            mermaid: graph.to_mermaid(desk.language),
            caption: title,
            file: format!("{}.svg", file_name(self.procedure)),
        }));
    }
}

/// How a step is called: `B1`, `S1`.
pub(in crate::manual) fn step_number(desk: &Desk, i: usize) -> String {
    format!("{}{}", if desk.is_vietnamese() { "B" } else { "S" }, i + 1)
}

pub(in crate::manual) fn number_of(desk: &Desk, p: &ProcedureDefinition, id: &Id) -> String {
    p.steps.iter().position(|s| s.id == *id).map_or_else(|| id.to_string(), |i| step_number(desk, i))
}

/// The name of a paper that a step of a procedure uses or makes.
pub(in crate::manual) fn paper(desk: &Desk, p: &ProcedureDefinition, id: &Id) -> String {
    let results = p.service.iter().flat_map(|s| &s.results).flat_map(|r| r.items());
    let items = p.service.iter().flat_map(|s| &s.dossier).flat_map(|d| &d.items);
    let record = p.records.iter().find(|r| r.id == *id).map(|r| &r.title);
    let title = record
        .or_else(|| results.into_iter().find(|r| r.id == *id).map(|r| &r.title))
        .or_else(|| items.into_iter().find(|i| i.id == *id).map(|i| &i.title));
    if let Some(title) = title {
        return title.to(desk.language).to_owned();
    }
    match desk.library.forms().find(|f| f.id == *id) {
        Some(form) => format!("{} ({})", form.title.to(desk.language), form.code),
        None => id.to_string(),
    }
}

/// How long a step takes, and how far that is known.
pub(in crate::manual) fn time(desk: &Desk, p: &ProcedureDefinition, step: &Step) -> Cell {
    let (w, default) = (desk.words, p.step_times.as_ref());
    let mut line = Cell::new();
    if let Some(time) = &step.time {
        if let Some(value) = time.value {
            line.push(desk.time(value).into());
        }
        if let Some(shared) = &time.shared_with {
            line.push(format!("({} {})", w.within, number_of(desk, p, shared)).into());
        }
        let illustrative = time.illustrative.unwrap_or_else(|| time.source.is_none() && default.is_some_and(|d| d.illustrative));
        if illustrative && time.value.is_some() {
            line.push(Inline::Mark(w.illustrative.into()));
        }
        desk.mark_unverified(&mut line, time.verified);
        if let Some(source) = &time.source {
            line.push(Inline::Break);
            line.push(format!("({})", source.to(desk.language)).into());
        }
    }
    if step.clock == Some(Clock::Stopped) {
        if !line.is_empty() {
            line.push(Inline::Break);
        }
        line.push(format!("({})", Clock::Stopped.label(desk.language)).into());
    }
    if let Some(kind @ (StepKind::Wait | StepKind::System)) = step.kind {
        if !line.is_empty() {
            line.push(Inline::Break);
        }
        line.push(format!("({})", kind.label(desk.language)).into());
    }
    line
}

/// The flowchart of a procedure, with its title and what it shows in words.
pub(super) fn chart(desk: Desk, procedure: &Procedure) -> Chart {
    let (graph, definition) = (procedure.graph(), procedure.definition());
    let lane = |id: &Id| desk.role_short(id);
    let drawing = diagram::flowchart(graph, &diagram::Wording { language: desk.language, lane: &lane });
    let title = format!("{}: {}", desk.words.flowchart, definition.title.to(desk.language));
    let ends: Vec<String> = graph
        .ends()
        .filter_map(|n| if let Node::End(name) = graph.node(n) { Some(end_label(name, desk.language)) } else { None })
        .collect();
    let description = if desk.is_vietnamese() {
        format!("{} bước, {} vai trò; kết thúc: {}.", definition.steps.len(), graph.lanes().len(), ends.join(", "))
    } else {
        format!("{} steps, {} roles; ends: {}.", definition.steps.len(), graph.lanes().len(), ends.join(", "))
    };
    Chart { drawing, title, description }
}
