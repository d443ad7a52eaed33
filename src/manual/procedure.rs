//! The document of one procedure: cover, control, sections 1 to 9.

use super::common::{Desk, capital};
use super::diagram;
use super::document::{Block, Cell, Document, Figure, Header, Inline, Table, TableStyle, cell, heads};
use super::wording::wording;
use crate::measure::{Difference, Effect};
use crate::model::definition::{Clock, Gate, ProcedureDefinition, Step, StepKind, TimeSource};
use crate::model::graph::{Node, end_label};
use crate::model::library::{Library, Procedure};
use crate::model::value::{Id, Language, WorkSpan};

/// The file name of a procedure's documents.
///
/// Different codes have different names, on systems too that do not tell small letters from
/// large ones; and no name is that of another page, for those are all small.
pub(super) fn file_name(procedure: &Procedure) -> String {
    let code = procedure.code();
    let mut name = String::with_capacity(code.len());
    for c in code.chars() {
        match c {
            '_' => name.push_str("__"),
            c if c.is_alphanumeric() || matches!(c, '-' | '.') => name.push(c),
            c => name.push_str(&format!("_{:x}", u32::from(c))),
        }
    }
    if code.chars().any(char::is_lowercase) {
        // FNV-1a: short, and always the same.
        let hash = code.bytes().fold(0x811c_9dc5_u32, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193));
        name.push_str(&format!("-{hash:08x}"));
    }
    name
}

/// The document of a procedure.
pub(super) fn document(library: &Library, procedure: &Procedure, effect: &Effect, language: &Language) -> Document {
    let desk = Desk::new(library, language);
    let (p, w) = (procedure.definition(), desk.words);
    let mut out = Writer { desk, p, procedure, blocks: Vec::new() };
    out.cover();
    out.section("purpose", w.purpose);
    out.optional(p.purpose.as_ref());
    out.section("scope", w.scope);
    out.optional(p.scope.as_ref());
    out.references();
    out.terms();
    out.content();
    out.forms();
    out.records();
    out.indicators();
    out.simplification(effect);
    let siblings = [Language::Vi, Language::En]
        .into_iter()
        .filter(|other| other != language)
        .map(|other| (other.clone(), format!("../{}/{}", other.code(), file_name(procedure))))
        .collect();
    Document {
        name: file_name(procedure),
        language: language.clone(),
        title: p.title.to(language).to_owned(),
        header: header(&desk, w.procedure, p),
        siblings,
        blocks: out.blocks,
    }
}

fn header(desk: &Desk, kind: &str, p: &ProcedureDefinition) -> Header {
    let w = desk.words;
    let organisation = desk.library.organisation();
    let mut particulars = vec![(w.code.to_owned(), p.procedure.to_string())];
    if let Some(last) = p.revisions.last() {
        particulars.push((w.issue.into(), last.issue.to_string()));
        particulars.push((w.issue_date.into(), last.date.to(desk.language)));
    }
    if let Some(status) = p.status {
        particulars.push((w.status.into(), capital(status.label(desk.language))));
    }
    Header {
        authority: organisation.and_then(|o| o.authority.as_ref()).map_or_else(String::new, |t| t.to(desk.language).to_owned()),
        organisation: organisation.map_or_else(|| kind.to_owned(), |o| o.title.to(desk.language).to_owned()),
        kind: kind.to_owned(),
        particulars,
    }
}

struct Writer<'a> {
    desk: Desk<'a>,
    p: &'a ProcedureDefinition,
    procedure: &'a Procedure,
    blocks: Vec<Block>,
}

impl Writer<'_> {
    fn section(&mut self, id: &str, title: &str) {
        self.blocks.push(Block::Heading(2, id.into(), title.into()));
    }
    fn subsection(&mut self, id: &str, title: &str) {
        self.blocks.push(Block::Heading(3, id.into(), title.into()));
    }
    fn paragraph(&mut self, line: Cell) {
        self.blocks.push(Block::Paragraph(line));
    }
    fn optional(&mut self, text: Option<&crate::model::value::Text>) {
        match text {
            None => self.paragraph(cell(self.desk.words.not_stated)),
            Some(text) => self.blocks.extend(self.desk.paragraphs(text)),
        }
    }
    fn grid(&mut self, head: &[&str], widths: &[u8], rows: Vec<Vec<Cell>>) {
        if rows.is_empty() {
            self.paragraph(cell(self.desk.words.none));
            return;
        }
        self.blocks.push(Block::Table(Table {
            caption: String::new(),
            head: heads(head),
            rows,
            widths: widths.to_vec(),
            style: TableStyle::Grid,
        }));
    }

    fn cover(&mut self) {
        let desk = self.desk;
        if let Some(approval) = &self.p.approval {
            self.blocks.push(desk.approval(approval));
        }
        self.blocks.push(Block::Contents);
        self.section("revisions", desk.words.revisions);
        self.blocks.push(desk.revisions(&self.p.revisions));
        if !self.p.distribution.is_empty() {
            self.blocks.push(desk.distribution(&self.p.distribution));
        }
        let mut facts: Vec<Vec<Cell>> = Vec::new();
        let w = desk.words;
        let mut fact = |label: &str, value: Option<Cell>| {
            if let Some(value) = value {
                facts.push(vec![cell(label), value]);
            }
        };
        let p = self.p;
        fact(w.owner, p.owner.as_ref().map(|id| cell(desk.role(id))));
        fact(w.field, p.field.as_ref().map(|id| cell(desk.field(id))));
        let levels: Vec<&str> = p.level.iter().map(|l| l.label(desk.language)).collect();
        fact(w.level, (!levels.is_empty()).then(|| cell(capital(&levels.join(", ")))));
        fact(
            w.service_code,
            p.service.as_ref().and_then(|s| {
                let mut line = cell(s.code.as_ref()?.as_str());
                desk.mark_unverified(&mut line, s.code_verified);
                Some(line)
            }),
        );
        let clauses: Vec<&str> = p.clauses.iter().map(|c| c.number()).collect();
        fact(w.clauses, (!clauses.is_empty()).then(|| cell(clauses.join(", "))));
        fact(w.effective, p.effective.map(|d| cell(d.to(desk.language))));
        self.facts(facts);
        if self.has_unverified() {
            self.blocks.push(Block::Note(cell(w.unverified_note)));
        }
    }

    fn facts(&mut self, rows: Vec<Vec<Cell>>) {
        if !rows.is_empty() {
            self.blocks.push(Block::Table(Table { rows, style: TableStyle::Facts, ..Table::default() }));
        }
    }

    /// Whether the document will carry the mark of the unverified anywhere.
    fn has_unverified(&self) -> bool {
        let p = self.p;
        let service = p.service.iter().any(|s| {
            !s.code_verified
                || s.time_limit
                    .iter()
                    .any(|l| !l.verified || l.extensions.iter().any(|e| !e.verified) || l.parts.iter().any(|x| !x.verified))
                || s.fees.iter().flat_map(|f| f.items()).any(|f| !f.verified)
                || s.conditions.iter().flat_map(|c| c.items()).any(|c| !c.verified)
                || s.results.iter().flat_map(|r| r.items()).any(|r| !r.verified)
                || s.dossier.iter().flat_map(|d| &d.items).any(|i| !i.verified)
                || s.publication.iter().any(|x| !x.verified)
        });
        service
            || p.records.iter().any(|r| r.retention.as_ref().is_some_and(|r| !r.verified))
            || p.references.iter().any(|c| self.desk.library.reference(c).is_some_and(|r| !r.verified))
    }

    fn references(&mut self) {
        let (desk, w) = (self.desk, self.desk.words);
        self.section("references", w.references);
        let mut items: Vec<Cell> = self.p.references.iter().map(|c| desk.reference(c)).collect();
        for code in &self.p.related {
            if let Some(other) = desk.library.procedure(code.as_str()) {
                let title = format!("{code} – {}", other.definition().title.to(desk.language));
                items.push(vec![Inline::Link(title, format!("{}.html", file_name(other)))]);
            }
        }
        if items.is_empty() {
            self.paragraph(cell(w.none));
        } else {
            self.blocks.push(Block::List(items));
        }
    }

    fn terms(&mut self) {
        let (desk, w) = (self.desk, self.desk.words);
        self.section("terms", w.terms);
        let items: Vec<Cell> = self
            .p
            .terms
            .iter()
            .map(|t| {
                let mut line = vec![Inline::Strong(t.term.to(desk.language).into()), ": ".into()];
                line.extend(desk.text(&t.meaning));
                line
            })
            .collect();
        if items.is_empty() {
            self.paragraph(cell(w.none));
        } else {
            self.blocks.push(Block::List(items));
        }
    }

    fn content(&mut self) {
        let w = self.desk.words;
        self.section("content", w.content);
        if self.p.service.is_some() {
            self.service();
            self.subsection("work", w.work);
        } else {
            self.subsection("work", w.work_internal);
        }
        self.steps();
        self.flowchart();
    }

    fn service(&mut self) {
        let (desk, w) = (self.desk, self.desk.words);
        let Some(s) = &self.p.service else { return };
        self.subsection("legal-basis", w.legal_basis);
        let basis: Vec<Cell> = s.basis.iter().map(|c| desk.reference(c)).collect();
        if !basis.is_empty() {
            self.blocks.push(Block::List(basis));
        }
        let mut facts = Vec::new();
        let applicants: Vec<&str> = s.applicants.iter().map(|a| a.label(desk.language)).collect();
        facts.push(vec![cell(w.applicants), cell(capital(&applicants.join(", ")))]);
        facts.push(vec![cell(w.conditions), self.conditions()]);
        if let Some(a) = &s.agencies {
            let mut lines = vec![Inline::Strong(format!("{}: ", w.decides)), desk.unit(&a.decides).into()];
            for (label, units) in [(w.handles, &a.handles.0), (w.assists, &a.assists)] {
                if !units.is_empty() {
                    lines.extend([Inline::Break, Inline::Strong(format!("{label}: ")), desk.units(units).into()]);
                }
            }
            facts.push(vec![cell(w.agencies), lines]);
        }
        facts.push(vec![cell(w.results), self.results()]);
        self.facts(facts);

        self.service_note();
        self.subsection("dossier", w.dossier);
        self.dossier();
        self.subsection("sets", w.sets);
        let sets = s.dossier.as_ref().map_or(0, |d| d.sets.0);
        let text = match (desk.is_vietnamese(), sets) {
            (true, _) => format!("{sets:02} bộ"),
            (false, 1) => "1 set".to_owned(),
            (false, _) => format!("{sets} sets"),
        };
        self.paragraph(cell(text));
        self.subsection("time", w.processing_time);
        self.time_limit();
        self.subsection("place", w.place_of_receipt);
        self.channels();
        self.subsection("fees", w.fees);
        self.fees();
    }

    fn conditions(&self) -> Cell {
        let (desk, w) = (self.desk, self.desk.words);
        let Some(conditions) = self.p.service.as_ref().and_then(|s| s.conditions.as_ref()) else { return cell(w.not_stated) };
        if conditions.items().is_empty() {
            return cell(w.none);
        }
        let mut line = Cell::new();
        for condition in conditions.items() {
            if !line.is_empty() {
                line.push(Inline::Break);
            }
            line.push("– ".into());
            line.extend(desk.text(&condition.text));
            desk.mark_unverified(&mut line, condition.verified);
        }
        line
    }

    fn results(&self) -> Cell {
        let (desk, w) = (self.desk, self.desk.words);
        let Some(results) = self.p.service.as_ref().and_then(|s| s.results.as_ref()) else { return cell(w.not_stated) };
        if results.items().is_empty() {
            return cell(w.none);
        }
        let mut line = Cell::new();
        for result in results.items() {
            if !line.is_empty() {
                line.push(Inline::Break);
            }
            line.push("– ".into());
            line.extend(desk.text(&result.title));
            if let Some(n) = result.original {
                line.push(format!(" ({n} {})", w.original.to_lowercase()).into());
            }
            if let Some(unit) = &result.by {
                line.push(format!(" – {}", desk.unit(unit)).into());
            }
            if let Some(validity) = result.validity {
                line.push(format!("; {} {}", w.validity.to_lowercase(), validity.to(desk.language)).into());
            }
            desk.mark_unverified(&mut line, result.verified);
        }
        line
    }

    fn dossier(&mut self) {
        let (desk, w) = (self.desk, self.desk.words);
        let items = self.p.service.iter().flat_map(|s| &s.dossier).flat_map(|d| &d.items);
        let rows = items
            .enumerate()
            .map(|(i, item)| {
                let mut title = desk.text(&item.title);
                if item.present == Some(true) {
                    title.push(format!(" ({})", w.to_show.to_lowercase()).into());
                }
                if let Some(when) = &item.when {
                    title.extend([Inline::Break, format!("{}: ", w.when).into()]);
                    title.extend(desk.text(when));
                }
                if !item.form.is_empty() {
                    let forms: Vec<&str> = item.form.iter().map(|f| f.as_str()).collect();
                    title.extend([Inline::Break, format!("{}: {}", w.form_code, forms.join("; ")).into()]);
                }
                let count = |n: Option<crate::model::value::Count>| cell(n.map_or_else(String::new, |n| n.to_string()));
                let mut basis = desk.citations(&item.basis);
                desk.mark_unverified(&mut basis, item.verified);
                vec![cell((i + 1).to_string()), title, count(item.original), count(item.certified_copy), count(item.copy), basis]
            })
            .collect();
        self.grid(&[w.no, w.paper, w.original, w.certified_copy, w.copy, w.basis], &[6, 44, 9, 11, 9, 21], rows);
    }

    fn time_limit(&mut self) {
        let (desk, w) = (self.desk, self.desk.words);
        let Some(limit) = self.p.service.as_ref().and_then(|s| s.time_limit.as_ref()) else { return };
        let mut rows = Vec::new();
        let mut law = if limit.statutory.is_some() || limit.parts.is_empty() {
            cell(capital(&limit.statutory.map_or_else(|| w.not_stated.into(), |d| d.to(desk.language))))
        } else {
            cell(limit.by_law().to(desk.language))
        };
        desk.mark_unverified(&mut law, limit.verified);
        for part in &limit.parts {
            law.extend([
                Inline::Break,
                format!("– {} ({}): {}", desk.unit(&part.unit), part.what.to(desk.language), part.limit.to(desk.language)).into(),
            ]);
            desk.mark_unverified(&mut law, part.verified);
        }
        if !limit.basis.is_empty() {
            law.push(Inline::Break);
            law.extend(desk.citations(&limit.basis));
        }
        rows.push(vec![cell(w.statutory), law]);
        if let Some(committed) = limit.committed {
            rows.push(vec![cell(w.committed), cell(committed.to(desk.language))]);
        }
        if let Some(cut_off) = limit.cut_off {
            rows.push(vec![cell(w.cut_off), cell(cut_off.to_string())]);
        }
        if !limit.extensions.is_empty() {
            let mut lines = Cell::new();
            for e in &limit.extensions {
                if !lines.is_empty() {
                    lines.push(Inline::Break);
                }
                lines.push("– ".into());
                lines.extend(desk.text(&e.when));
                let by = e.by.map(|d| format!(" (+{})", d.to(desk.language)));
                let total = e.total.map(|d| format!(" ({} {})", w.up_to, d.to(desk.language)));
                lines.extend(by.into_iter().chain(total).map(Inline::Text));
                desk.mark_unverified(&mut lines, e.verified);
            }
            rows.push(vec![cell(w.extensions), lines]);
        }
        if !limit.excludes.is_empty() {
            let mut lines = Cell::new();
            for text in &limit.excludes {
                if !lines.is_empty() {
                    lines.push(Inline::Break);
                }
                lines.push("– ".into());
                lines.extend(desk.text(text));
            }
            rows.push(vec![cell(w.excluded_time), lines]);
        }
        let results = self.p.service.iter().flat_map(|s| &s.results).flat_map(|r| r.items());
        let due: Vec<_> = results.filter_map(|r| Some((&r.title, r.within?, r))).collect();
        if !due.is_empty() {
            let mut lines = Cell::new();
            for (title, within, result) in due {
                if !lines.is_empty() {
                    lines.push(Inline::Break);
                }
                lines.push(format!("– {}: {}", title.to(desk.language), within.to(desk.language)).into());
                if let Some(step) = &result.from {
                    lines.push(format!(" ({} {})", w.counted_from, self.number_of(step)).into());
                }
                desk.mark_unverified(&mut lines, result.verified);
            }
            rows.push(vec![cell(w.result_within), lines]);
        }
        self.facts(rows);
        if let Some(note) = &limit.note {
            self.blocks.push(Block::Note(desk.text(note)));
        }
    }

    /// What the author remarks on the service as a whole.
    fn service_note(&mut self) {
        if let Some(note) = self.p.service.as_ref().and_then(|s| s.note.as_ref()) {
            self.blocks.push(Block::Note(self.desk.text(note)));
        }
    }

    fn channels(&mut self) {
        let (desk, w) = (self.desk, self.desk.words);
        let Some(s) = &self.p.service else { return };
        let mut rows = Vec::new();
        if let Some(c) = &s.channels {
            rows.extend(c.in_person.as_ref().map(|u| vec![cell(w.in_person), cell(desk.unit(u))]));
            rows.extend(c.post.as_ref().map(|u| vec![cell(w.by_post), cell(desk.unit(u))]));
            rows.extend(c.online.as_ref().map(|o| {
                let mut line = cell(format!("{} {}", w.online_level, o.level));
                if let Some(portal) = &o.portal {
                    line.push(" – ".into());
                    line.extend(desk.text(portal));
                }
                vec![cell(w.online), line]
            }));
        }
        if let Some(publication) = &s.publication {
            let mut line = cell(format!("{}: {}", w.posted_at, desk.units(&publication.posted_at)));
            desk.mark_unverified(&mut line, publication.verified);
            rows.push(vec![cell(w.publication), line]);
        }
        self.facts(rows);
    }

    fn fees(&mut self) {
        let (desk, w) = (self.desk, self.desk.words);
        let Some(fees) = self.p.service.as_ref().and_then(|s| s.fees.as_ref()) else { return };
        if fees.items().is_empty() {
            self.paragraph(cell(w.none));
            return;
        }
        let rows = fees
            .items()
            .iter()
            .map(|fee| {
                let mut title = desk.text(&fee.title);
                if let Some(when) = &fee.when {
                    title.extend([Inline::Break, format!("{}: ", w.when).into()]);
                    title.extend(desk.text(when));
                }
                let mut amount = match (fee.amount, fee.per) {
                    (Some(amount), Some(per)) => cell(format!("{}/{}", amount.to(desk.language), per.label(desk.language))),
                    (Some(amount), None) => cell(amount.to(desk.language)),
                    (None, _) => cell(w.by_law),
                };
                desk.mark_unverified(&mut amount, fee.verified);
                vec![title, amount, desk.citations(&fee.basis)]
            })
            .collect();
        self.grid(&[w.fee_title, w.amount, w.basis], &[50, 25, 25], rows);
    }

    fn step_number(&self, i: usize) -> String {
        format!("{}{}", if self.desk.is_vietnamese() { "B" } else { "S" }, i + 1)
    }

    fn number_of(&self, id: &Id) -> String {
        self.p.steps.iter().position(|s| s.id == *id).map_or_else(|| id.to_string(), |i| self.step_number(i))
    }

    /// The name of a paper a step uses or makes.
    fn paper(&self, id: &Id) -> String {
        let desk = self.desk;
        let results = self.p.service.iter().flat_map(|s| &s.results).flat_map(|r| r.items());
        let items = self.p.service.iter().flat_map(|s| &s.dossier).flat_map(|d| &d.items);
        let record = self.p.records.iter().find(|r| r.id == *id).map(|r| &r.title);
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

    fn steps(&mut self) {
        let (desk, w) = (self.desk, self.desk.words);
        let default = self.p.step_times.as_ref();
        let rows = self
            .p
            .steps
            .iter()
            .enumerate()
            .map(|(i, step)| {
                let mut what = vec![Inline::Strong(step.title.to(desk.language).to_owned())];
                if step.title.get(desk.language).is_none() {
                    what.push(Inline::Mark(w.fallback.into()));
                }
                if let Some(text) = &step.instruction {
                    what.push(Inline::Break);
                    what.extend(desk.text(text));
                }
                if let Some(control) = &step.control {
                    let label = if desk.is_vietnamese() { "Kiểm soát" } else { "Control" };
                    what.extend([Inline::Break, format!("{label}: ").into()]);
                    what.extend(desk.text(&control.criterion));
                    what.push(format!(" ({})", desk.role(&control.authority)).into());
                }
                if !step.required_by.is_empty() {
                    what.push(Inline::Break);
                    let cited: Vec<String> = step
                        .required_by
                        .iter()
                        .map(|c| {
                            desk.citations([c])
                                .into_iter()
                                .filter_map(|part| if let Inline::Text(t) = part { Some(t) } else { None })
                                .collect()
                        })
                        .collect();
                    what.push(format!("{}: {}", w.basis, cited.join("; ")).into());
                }
                self.ways_out(i, step, &mut what);
                if let Some(note) = &step.note {
                    what.push(Inline::Break);
                    what.extend(desk.text(note));
                }
                let mut who = cell(desk.role(&step.role));
                if let Some(unit) = step.unit.as_ref().filter(|unit| desk.unit(unit) != desk.role(&step.role)) {
                    who.extend([Inline::Break, format!("({})", desk.unit(unit)).into()]);
                }
                let papers: Vec<String> = step.makes.iter().map(|id| self.paper(id)).collect();
                let mut made = Cell::new();
                for paper in papers {
                    if !made.is_empty() {
                        made.push(Inline::Break);
                    }
                    made.push(paper.into());
                }
                vec![cell(self.step_number(i)), what, who, self.time(step, default), made]
            })
            .collect();
        self.grid(&[w.no, w.sequence, w.doer, w.time, w.form_result], &[7, 42, 18, 14, 19], rows);
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
                line.push(format!(" → {}", self.number_of(&x.to)).into());
                if !x.basis.is_empty() {
                    line.push(" (".into());
                    line.extend(desk.citations(&x.basis));
                    line.push(")".into());
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
                extra.extend(
                    next.at_most
                        .map(|n| if desk.is_vietnamese() { format!("tối đa {n} lần") } else { format!("at most {n}×") }),
                );
                extra.extend(next.extends.map(|d| format!("+{}", d.to(desk.language))));
                if !extra.is_empty() {
                    what.push(format!(" ({})", extra.join("; ")).into());
                }
            }
        }
        if let Some(timeout) = &step.timeout {
            let label = if desk.is_vietnamese() { "quá" } else { "after" };
            what.extend([
                Inline::Break,
                format!("→ {}: {label} {}", self.number_of(&timeout.to), timeout.after.to(desk.language)).into(),
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

    fn time(&self, step: &Step, default: Option<&TimeSource>) -> Cell {
        let (desk, w) = (self.desk, self.desk.words);
        let mut line = Cell::new();
        if let Some(time) = &step.time {
            if let Some(value) = time.value {
                line.push(value.to(desk.language).into());
            }
            if let Some(shared) = &time.shared_with {
                let label = if desk.is_vietnamese() { "tính chung với" } else { "within" };
                line.push(format!("({label} {})", self.number_of(shared)).into());
            }
            let illustrative =
                time.illustrative.unwrap_or_else(|| time.source.is_none() && default.is_some_and(|d| d.illustrative));
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

    fn flowchart(&mut self) {
        let (desk, w) = (self.desk, self.desk.words);
        let title = if self.p.service.is_some() { w.flowchart_service } else { w.flowchart_internal };
        self.blocks.push(Block::Heading(3, "flowchart".into(), title.into()));
        let graph = self.procedure.graph();
        let lane = |id: &Id| desk.role_short(id);
        let drawing = diagram::flowchart(graph, &diagram::Wording { language: desk.language, lane: &lane });
        let title = format!("{}: {}", w.flowchart, self.p.title.to(desk.language));
        let ends: Vec<String> = graph
            .ends()
            .filter_map(|n| if let Node::End(name) = graph.node(n) { Some(end_label(name, desk.language)) } else { None })
            .collect();
        let description = if desk.is_vietnamese() {
            format!("{} bước, {} vai trò; kết thúc: {}.", self.p.steps.len(), graph.lanes().len(), ends.join(", "))
        } else {
            format!("{} steps, {} roles; ends: {}.", self.p.steps.len(), graph.lanes().len(), ends.join(", "))
        };
        self.blocks.push(Block::Figure(Figure {
            svg: drawing.to_svg(&title, &description),
            pages: drawing.pages(&title, &description),
            wide: drawing.is_wide(),
            mermaid: graph.to_mermaid(desk.language),
            caption: title,
            file: format!("{}.svg", file_name(self.procedure)),
        }));
    }

    fn forms(&mut self) {
        let (desk, w) = (self.desk, self.desk.words);
        self.section("forms", w.forms);
        let mut codes: Vec<&crate::model::value::FormCode> = Vec::new();
        let items = self.p.service.iter().flat_map(|s| &s.dossier).flat_map(|d| &d.items).flat_map(|i| &i.form.0);
        let records = self.p.records.iter().filter_map(|r| r.form.as_ref());
        let results = self.p.service.iter().flat_map(|s| &s.results).flat_map(|r| r.items()).filter_map(|r| r.form.as_ref());
        let used = self.p.steps.iter().flat_map(|s| s.uses.iter().chain(&s.makes));
        let used = used.filter_map(|id| desk.library.forms().find(|f| f.id == *id).map(|f| &f.code));
        for code in items.chain(records).chain(results).chain(used) {
            if !codes.contains(&code) {
                codes.push(code);
            }
        }
        let rows = codes
            .iter()
            .enumerate()
            .map(|(i, code)| {
                let form = desk.library.form(code);
                let mut title = form.map_or_else(Cell::new, |f| desk.text(&f.title));
                desk.mark_unverified(&mut title, form.is_none_or(|f| f.verified));
                let basis = form.and_then(|f| f.basis.as_ref()).map_or_else(Cell::new, |b| desk.citations([b]));
                vec![cell((i + 1).to_string()), cell(code.as_str()), title, basis]
            })
            .collect();
        self.grid(&[w.no, w.code, w.form_title, w.basis], &[8, 20, 48, 24], rows);
    }

    fn records(&mut self) {
        let (desk, w) = (self.desk, self.desk.words);
        self.section("records", w.records);
        let rows = record_rows(&desk, self.p).enumerate().map(|(i, mut row)| {
            row.insert(0, cell((i + 1).to_string()));
            row
        });
        let rows = rows.collect();
        self.grid(&[w.no, w.record_title, w.keeper, w.place, w.retention, w.disposal], &[6, 30, 17, 17, 15, 15], rows);
    }

    fn indicators(&mut self) {
        let (desk, w) = (self.desk, self.desk.words);
        self.section("indicators", w.indicators);
        let rows = self
            .p
            .indicators
            .iter()
            .map(|x| {
                vec![
                    desk.text(&x.title),
                    cell(x.target.map_or_else(|| w.not_stated.into(), |t| capital(&t.to(desk.language)))),
                    cell(x.period.map_or("", |p| p.label(desk.language))),
                    x.source.as_ref().map_or_else(Cell::new, |t| desk.text(t)),
                ]
            })
            .collect();
        self.grid(&[w.indicator, w.target, w.period, w.source], &[44, 18, 14, 24], rows);
    }

    fn simplification(&mut self, effect: &Effect) {
        let (desk, w) = (self.desk, self.desk.words);
        self.section("simplification", w.simplification);
        if self.p.simplifications.is_empty() {
            self.paragraph(cell(w.no_simplification));
            return;
        }
        self.blocks.push(Block::Note(cell(w.baseline)));
        for (i, x) in self.p.simplifications.iter().enumerate() {
            let mut title = format!("{} {}: {}", w.option, i + 1, x.title.to(desk.language));
            if x.title.get(desk.language).is_none() {
                title = format!("{title} ({})", w.fallback);
            }
            self.blocks.push(Block::Heading(4, format!("simplification-{}", x.id), title));
            let mut rows = vec![vec![cell(w.status), vec![Inline::Mark(x.status.label(desk.language).into())]]];
            rows.extend(x.heuristic.map(|h| vec![cell(w.kind), cell(capital(h.label(desk.language)))]));
            rows.extend(x.decided_by.as_ref().map(|t| vec![cell(w.decided_by), desk.text(t)]));
            rows.extend(x.effective.map(|d| vec![cell(w.effective), cell(d.to(desk.language))]));
            rows.extend(x.rationale.as_ref().map(|t| vec![cell(w.rationale), desk.text(t)]));
            if !x.basis.is_empty() {
                rows.push(vec![cell(w.basis), desk.citations(&x.basis)]);
            }
            self.facts(rows);
            if let Some((_, error)) = effect.failed.iter().find(|(at, _)| *at == i) {
                self.blocks.push(Block::Note(vec![
                    Inline::Strong(capital(w.not_applied)),
                    format!(": {}", error.message.to(desk.language)).into(),
                ]));
            }
            if let Some(stage) = effect.stages.iter().find(|s| s.id == x.id) {
                self.blocks.push(difference_table(&desk, &stage.effect));
            }
        }
        if effect.stages.len() > 1 {
            self.blocks.push(Block::Heading(4, "simplification-total".into(), w.to_be.into()));
            self.blocks.push(difference_table(&desk, &effect.total()));
        }
    }
}

/// Title, keeper, place, retention, disposal of every record.
pub(super) fn record_rows<'a>(desk: &'a Desk<'a>, p: &'a ProcedureDefinition) -> impl Iterator<Item = Vec<Cell>> + 'a {
    let w = wording(desk.language);
    p.records.iter().map(move |r| {
        let mut title = desk.text(&r.title);
        if let Some(form) = &r.form {
            title.push(format!(" ({form})").into());
        }
        let mut retention =
            r.retention.as_ref().map_or_else(|| cell(w.not_stated), |x| cell(capital(&x.value.to(desk.language))));
        desk.mark_unverified(&mut retention, r.retention.as_ref().is_none_or(|x| x.verified));
        let disposal = r
            .disposal
            .as_ref()
            .map_or_else(|| cell(w.not_stated), |t| if t.to(desk.language) == "none" { cell(w.none) } else { desk.text(t) });
        vec![
            title,
            cell(r.keeper.as_ref().map_or_else(|| w.not_stated.into(), |id| desk.role(id))),
            r.place.as_ref().map_or_else(|| cell(w.not_stated), |t| desk.text(t)),
            retention,
            disposal,
        ]
    })
}

/// The table of before, after and removed.
pub(super) fn difference_table(desk: &Desk, d: &Difference) -> Block {
    let w = desk.words;
    let mut rows: Vec<Vec<Cell>> = [(w.steps, d.steps), (w.hand_offs, d.hand_offs), (w.documents, d.documents)]
        .into_iter()
        .map(|(label, change)| {
            let removed = if change.removed() == 0 { w.unchanged.to_owned() } else { signed(-change.removed()) };
            vec![
                cell(label),
                cell(change.before.to_string()),
                cell(change.after.to_string()),
                cell(removed),
                cell(desk.percent(change.percent())),
            ]
        })
        .collect();
    let times = [(w.longest_time, Some((d.before.time, d.after.time))), (w.limit, d.before.limit.zip(d.after.limit))];
    for (label, pair) in times {
        let Some((before, after)) = pair else { continue };
        if label == w.limit && before.is_zero() && after.is_zero() {
            continue;
        }
        rows.push(vec![
            cell(label),
            cell(before.to(desk.language)),
            cell(after.to(desk.language)),
            cell(span_change(desk, before, after)),
            cell(desk.percent(before.percent_saved(after))),
        ]);
    }
    Block::Table(Table {
        caption: String::new(),
        head: heads(&[w.measure, w.before, w.after, w.change, "%"]),
        rows,
        widths: vec![34, 19, 19, 18, 10],
        style: TableStyle::Figures,
    })
}

fn signed(value: i64) -> String {
    if value > 0 { format!("+{value}") } else { value.to_string().replace('-', "−") }
}

fn span_change(desk: &Desk, before: WorkSpan, after: WorkSpan) -> String {
    match after.cmp(&before) {
        std::cmp::Ordering::Equal => desk.words.unchanged.to_owned(),
        std::cmp::Ordering::Less => format!("−{}", before.minus(after).beside(before, desk.language)),
        std::cmp::Ordering::Greater => format!("+{}", after.minus(before).beside(before, desk.language)),
    }
}
