//! The quality manual: what ISO 9001:2008, 4.2.2 asks for, and the rest of the system around it.

use super::common::{Desk, capital};
use super::coverage;
use super::diagram;
use super::document::{Block, Cell, Document, Figure, Header, Inline, Paper, Table, TableStyle, cell, heads};
use super::procedure::file_name;
use crate::check::Coverage;
use crate::model::definition::{Objective, OrganisationDefinition, ProcessGroup, UnitKind};
use crate::model::library::{Library, Procedure};
use crate::model::value::Language;

/// The quality manual; none where no organisation is defined.
pub(super) fn document(library: &Library, coverage: &Coverage, language: &Language) -> Option<Document> {
    let organisation = library.organisation()?;
    let desk = Desk::new(library, language);
    let mut out = Writer { desk, o: organisation, blocks: Vec::new() };
    out.cover();
    out.introduction();
    out.scope();
    out.exclusions();
    out.interaction();
    out.documents();
    out.overview();
    out.coverage(coverage);
    Some(desk.document("manual", desk.words.quality_manual, header(&desk, organisation), Paper::Upright, out.blocks))
}

fn header(desk: &Desk, o: &OrganisationDefinition) -> Header {
    let w = desk.words;
    let mut particulars = Vec::new();
    particulars.extend(o.manual.as_ref().map(|code| (w.code.to_owned(), code.to_string())));
    if let Some(last) = o.revisions.last() {
        particulars.push((w.issue.into(), last.issue.to_string()));
        particulars.push((w.issue_date.into(), last.date.to(desk.language)));
    }
    desk.header(w.system_of, o.standard.map_or(w.system_of, |s| s.label(desk.language)), particulars)
}

struct Writer<'a> {
    desk: Desk<'a>,
    o: &'a OrganisationDefinition,
    blocks: Vec<Block>,
}

impl Writer<'_> {
    fn heading(&mut self, level: u8, id: &str, text: &str) {
        self.blocks.push(Block::Heading(level, id.into(), text.into()));
    }
    fn table(&mut self, head: &[&str], widths: &[u8], rows: Vec<Vec<Cell>>) {
        if rows.is_empty() {
            self.blocks.push(Block::Paragraph(cell(self.desk.words.none)));
            return;
        }
        let (head, widths) = (heads(head), widths.to_vec());
        self.blocks.push(Block::Table(Table {
            caption: String::new(),
            head,
            rows,
            widths,
            style: TableStyle::Grid,
            ..Table::default()
        }));
    }
    /// A drawing; what it shows is said in words in the table below it.
    fn figure(&mut self, sheet: &diagram::Sheet, title: &str, says: &str, file: &str) {
        let svg = sheet.to_svg(&format!("{title}: {}", self.o.title.to(self.desk.language)), says);
        self.blocks.push(Block::Figure(Figure {
            pages: vec![svg.clone()],
            svg,
            wide: false,
            mermaid: String::new(),
            caption: title.to_owned(),
            file: file.to_owned(),
        }));
    }
    fn optional(&mut self, text: Option<&crate::model::value::Text>) {
        match text {
            None => self.blocks.push(Block::Paragraph(cell(self.desk.words.not_stated))),
            Some(text) => self.blocks.extend(self.desk.paragraphs(text)),
        }
    }

    fn cover(&mut self) {
        let desk = self.desk;
        if let Some(approval) = &self.o.approval {
            self.blocks.push(desk.approval(approval));
        }
        self.blocks.push(Block::Contents);
        self.heading(2, "revisions", desk.words.revisions);
        self.blocks.push(desk.revisions(&self.o.revisions));
        if !self.o.distribution.is_empty() {
            self.blocks.push(desk.distribution(&self.o.distribution));
        }
    }

    fn introduction(&mut self) {
        let (desk, w) = (self.desk, self.desk.words);
        self.heading(2, "introduction", w.introduction);
        self.optional(self.o.introduction.as_ref());
        self.heading(3, "units", w.organisation_units);
        if let Some(chart) = diagram::organisation_chart(self.o, desk.language) {
            self.figure(&chart, w.organisation_chart, w.organisation_chart_says, "organisation.svg");
        }
        let rows = self
            .o
            .units
            .iter()
            .filter(|u| u.kind != UnitKind::External)
            .enumerate()
            .map(|(i, u)| {
                let mut title = desk.text(&u.title);
                desk.mark_unverified(&mut title, u.verified);
                let mut function = u.function.as_ref().map_or_else(Cell::new, |t| desk.text(t));
                if let Some(address) = &u.address {
                    if !function.is_empty() {
                        function.push(Inline::Break);
                    }
                    function.push(format!("{}: ", w.address).into());
                    function.extend(desk.text(address));
                }
                vec![
                    cell((i + 1).to_string()),
                    title,
                    cell(capital(u.kind.label(desk.language))),
                    u.parent.as_ref().map_or_else(Cell::new, |p| cell(desk.unit(p))),
                    function,
                ]
            })
            .collect();
        self.table(&[w.no, w.unit, w.kind, w.parent, w.function], &[6, 28, 16, 22, 28], rows);
        self.heading(3, "roles", w.roles_and_duties);
        let optional = |text: &Option<crate::model::value::Text>| text.as_ref().map_or_else(Cell::new, |t| desk.text(t));
        let rows = self
            .o
            .roles
            .iter()
            .filter(|r| r.responsibility.is_some() || r.competence.is_some())
            .map(|r| vec![desk.text(&r.title), optional(&r.responsibility), optional(&r.competence)])
            .collect();
        self.table(&[w.role, w.duty, w.competence], &[24, 42, 34], rows);
    }

    fn scope(&mut self) {
        self.heading(2, "scope", self.desk.words.system_scope);
        self.optional(self.o.scope.as_ref());
    }

    fn exclusions(&mut self) {
        let (desk, w) = (self.desk, self.desk.words);
        self.heading(2, "exclusions", w.exclusions);
        let rows = self
            .o
            .exclusions
            .iter()
            .map(|x| {
                vec![
                    cell(format!("{} {}", x.clause, x.clause.title(desk.language))),
                    x.justification.as_ref().map_or_else(|| cell(w.not_stated), |t| desk.text(t)),
                ]
            })
            .collect();
        self.table(&[w.clause, w.justification], &[32, 68], rows);
    }

    fn interaction(&mut self) {
        let (desk, w) = (self.desk, self.desk.words);
        self.heading(2, "interaction", w.interaction);
        if !self.o.processes.is_empty() {
            let note = |process: &ProcessGroup| {
                let codes: Vec<&str> = procedures_of(desk.library, process).map(Procedure::code).collect();
                if codes.len() > 3 { format!("{} {}", codes.len(), w.procedures_in_short) } else { codes.join(", ") }
            };
            let map = diagram::process_map(self.o, desk.language, &note);
            self.figure(&map, w.process_map, w.process_map_says, "process-map.svg");
        }
        let title = |id: &crate::model::value::Id| {
            let process = self.o.processes.iter().find(|p| p.id == *id);
            process.map_or_else(|| id.to_string(), |p| p.title.to(desk.language).to_owned())
        };
        let rows = self
            .o
            .processes
            .iter()
            .map(|p| {
                let mut procedures = Cell::new();
                for procedure in procedures_of(desk.library, p) {
                    if !procedures.is_empty() {
                        procedures.push(", ".into());
                    }
                    procedures.push(Inline::Link(procedure.code().into(), format!("{}.html", file_name(procedure))));
                }
                let mut gives = Cell::new();
                for feed in &p.feeds {
                    if !gives.is_empty() {
                        gives.push(Inline::Break);
                    }
                    gives.extend([Inline::Strong(title(&feed.to)), ": ".into()]);
                    gives.extend(desk.text(&feed.what));
                }
                let clauses: Vec<&str> = p.clauses.iter().map(|c| c.number()).collect();
                let mut name = vec![Inline::Strong(p.title.to(desk.language).into()), Inline::Break];
                name.push(capital(p.kind.label(desk.language)).into());
                vec![name, procedures, cell(clauses.join(", ")), gives]
            })
            .collect();
        self.table(&[w.process, w.its_procedures, w.clause, w.gives_to], &[26, 22, 14, 38], rows);
    }

    fn documents(&mut self) {
        let (desk, w) = (self.desk, self.desk.words);
        self.heading(2, "documents", w.document_list);
        let rows = desk
            .library
            .procedures()
            .iter()
            .enumerate()
            .map(|(i, p)| {
                let d = p.definition();
                let title = Inline::Link(d.title.to(desk.language).into(), format!("{}.html", file_name(p)));
                let clauses: Vec<&str> = d.clauses.iter().map(|c| c.number()).collect();
                vec![
                    cell((i + 1).to_string()),
                    cell(p.code()),
                    vec![title],
                    cell(d.revisions.last().map_or_else(String::new, |r| r.issue.to_string())),
                    cell(clauses.join(", ")),
                ]
            })
            .collect();
        self.table(&[w.no, w.code, w.document_title, w.issue, w.clause], &[6, 14, 44, 10, 26], rows);
    }

    fn overview(&mut self) {
        let (desk, w) = (self.desk, self.desk.words);
        self.heading(2, "overview", w.overview);
        self.heading(3, "policy", w.policy);
        match &self.o.policy {
            None => self.blocks.push(Block::Paragraph(cell(w.not_stated))),
            Some(policy) => {
                let mut line = vec![Inline::Strong(policy.statement.to(desk.language).into())];
                if policy.statement.get(desk.language).is_none() {
                    line.push(Inline::Mark(w.fallback.into()));
                }
                desk.mark_unverified(&mut line, policy.verified);
                self.blocks.push(Block::Paragraph(line));
                self.blocks.push(Block::List(policy.commitments.iter().map(|t| desk.text(t)).collect()));
                if !policy.verified {
                    self.blocks.push(Block::Note(cell(w.draft_policy)));
                }
            }
        }
        self.heading(3, "objectives", w.objectives);
        for programme in desk.library.objectives() {
            let mut line = vec![Inline::Strong(programme.title.to(desk.language).into())];
            if let Some(source) = &programme.source {
                line.push(" – ".into());
                line.extend(desk.text(source));
            }
            self.blocks.push(Block::Paragraph(line));
            let rows = programme.items.iter().map(|x| self.objective(x)).collect();
            self.table(&[w.no, w.objective, w.target, w.formula, w.period, w.responsibility], &[6, 27, 17, 28, 9, 13], rows);
        }
        self.heading(3, "representative", w.representative);
        let line = match &self.o.management_representative {
            Some(id) => {
                let mut line = vec![Inline::Strong(desk.role(id))];
                if let Some(duty) = desk.library.role(id).and_then(|role| role.responsibility.as_ref()) {
                    line.push(": ".into());
                    line.extend(desk.text(duty));
                }
                line
            }
            None => cell(w.not_stated),
        };
        self.blocks.push(Block::Paragraph(line));
    }

    fn coverage(&mut self, coverage: &Coverage) {
        let (desk, w) = (self.desk, self.desk.words);
        if coverage.is_empty() {
            return;
        }
        if !coverage.clauses.is_empty() {
            self.heading(3, "clauses", w.clause_answers);
            self.blocks.extend(coverage::notes(&desk, coverage));
            self.blocks.push(coverage::clauses(&desk, coverage));
        }
        if coverage.articles.iter().any(|row| row.applies > 0) {
            self.heading(3, "articles", w.article_answers);
            if coverage.clauses.is_empty() {
                self.blocks.extend(coverage::notes(&desk, coverage));
            }
            self.blocks.extend(coverage::articles(&desk, coverage));
        }
        self.blocks.push(Block::Paragraph(vec![Inline::Link(w.whole_coverage.into(), "coverage.html".into())]));
    }

    fn objective(&self, x: &Objective) -> Vec<Cell> {
        let (desk, w) = (self.desk, self.desk.words);
        let mut title = desk.text(&x.title);
        if x.outside_system == Some(true) {
            title.push(Inline::Mark(w.outside_system.into()));
        }
        if let Some(note) = &x.note {
            title.push(Inline::Break);
            title.extend(desk.text(note));
        }
        let mut target = match x.target {
            Some(target) => cell(capital(&target.to(desk.language))),
            None => vec![Inline::Mark(w.not_measurable.into())],
        };
        desk.mark_unverified(&mut target, x.verified);
        if let Some(by) = x.by {
            target.extend([Inline::Break, format!("{} {by}", w.deadline).into()]);
        }
        let mut formula = Cell::new();
        if let (Some(top), Some(bottom)) = (&x.numerator, &x.denominator) {
            formula.extend(desk.text(top));
            formula.push(" / ".into());
            formula.extend(desk.text(bottom));
        }
        for (label, text) in [(w.source, &x.source), (w.when_missed, &x.when_missed)] {
            if let Some(text) = text {
                if !formula.is_empty() {
                    formula.push(Inline::Break);
                }
                formula.push(format!("{label}: ").into());
                formula.extend(desk.text(text));
            }
        }
        vec![
            cell(capital(x.id.as_str())),
            title,
            target,
            formula,
            cell(x.period.map_or_else(String::new, |p| desk.amount(p.label(desk.language)))),
            x.owner.as_ref().map_or_else(Cell::new, |id| cell(desk.role(id))),
        ]
    }
}

/// The procedures of a process: those it names and those of its fields.
fn procedures_of<'a>(library: &'a Library, process: &'a ProcessGroup) -> impl Iterator<Item = &'a Procedure> {
    library.procedures().iter().filter(|p| {
        let d = p.definition();
        process.procedures.contains(&d.procedure) || d.field.as_ref().is_some_and(|f| process.fields.contains(f))
    })
}
