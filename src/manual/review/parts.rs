//! The parts that make up a procedure (Decree 63/2010, Art. 8(2)), each with what is laid down, by what, and room to judge.

use super::Writer;
use crate::check::{Requirement, requirements};
use crate::manual::common::{capital, lines};
use crate::manual::document::{Block, Cell, Inline, Table, TableStyle, cell, heads};
use crate::manual::procedure::file_name as document_name;
use crate::measure::Measure;
use crate::model::value::{Citation, Date};
use std::collections::HashSet;

/// A part of a procedure, or several that the wording of 2010 names together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Part {
    Name,
    Sequence,
    Way,
    Dossier,
    Limit,
    Applicants,
    Agencies,
    Forms,
    Result,
    Conditions,
    Fees,
}

/// The parts of Art. 8(2) in the wording in force on a day: what asks for them, and what they are.
pub(super) fn parts_of(day: Option<Date>) -> impl Iterator<Item = (&'static Requirement, &'static [Part])> {
    requirements().filter(move |r| r.act() == "63/2010/NĐ-CP" && r.basis.is_in_force(day)).filter_map(|r| {
        let point = r.basis.place.strip_prefix("Art. 8(2) ")?;
        let parts: &[Part] = match (point, r.topic.1) {
            ("a", _) => &[Part::Name],
            ("b", _) => &[Part::Sequence],
            ("c", _) => &[Part::Way],
            ("d", _) => &[Part::Dossier],
            ("đ", _) => &[Part::Limit],
            ("e", _) => &[Part::Applicants],
            ("g", _) => &[Part::Agencies],
            ("h", "forms") => &[Part::Forms],
            ("h", "conditions") => &[Part::Conditions],
            ("h", "fees") => &[Part::Fees],
            ("h", _) => &[Part::Result],
            _ => &[Part::Forms, Part::Conditions, Part::Fees],
        };
        Some((r, parts))
    })
}

impl Writer<'_> {
    pub(super) fn parts(&mut self) {
        let (desk, w, d) = (self.desk, self.w, self.desk.words);
        self.heading(3, "parts", w.parts);
        // Several requirements may ask for one part: it is judged once.
        let mut seen = HashSet::new();
        let rows = parts_of(self.day).flat_map(|(requirement, parts)| parts.iter().map(move |part| (requirement, *part)));
        let rows = rows.filter(|(_, part)| seen.insert(*part));
        let rows = rows.map(|(requirement, part)| {
            let mut name = vec![Inline::Strong(self.label(part).into()), Inline::Break];
            name.push(requirement.place(desk.language).into());
            let basis = self.basis(part);
            let basis = if basis.is_empty() { vec![Inline::Blank] } else { basis };
            vec![name, self.content(part), basis, self.boxes(), self.boxes(), self.boxes()]
        });
        self.blocks.push(Block::Table(Table {
            head: heads(&[w.part, w.known, d.basis, w.needed, w.reasonable, w.lawful]),
            groups: vec![(String::new(), 1), (String::new(), 1), (String::new(), 1), (w.judged.into(), 3)],
            rows: rows.collect(),
            widths: vec![16, 31, 20, 11, 11, 11],
            style: TableStyle::Grid,
            ..Table::default()
        }));
    }

    fn label(&self, part: Part) -> &'static str {
        let w = self.w;
        match part {
            Part::Name => w.part_name,
            Part::Sequence => w.part_sequence,
            Part::Way => w.part_way,
            Part::Dossier => w.part_dossier,
            Part::Limit => w.part_limit,
            Part::Applicants => w.part_applicants,
            Part::Agencies => w.part_agencies,
            Part::Forms => w.part_forms,
            Part::Result => w.part_result,
            Part::Conditions => w.part_conditions,
            Part::Fees => w.part_fees,
        }
    }

    /// What the definition says of a part; that it says nothing, where it does.
    fn content(&self, part: Part) -> Cell {
        let (desk, w, d, s) = (self.desk, self.w, self.desk.words, self.service);
        let not_stated = || vec![Inline::Mark(d.not_stated.into())];
        let or_none = |all: Vec<Cell>| if all.is_empty() { cell(d.none) } else { lines(all) };
        match part {
            Part::Name => desk.text(&self.p.title),
            Part::Sequence => self.sequence(),
            Part::Way => {
                let Some(c) = &s.channels else { return not_stated() };
                let mut all = Vec::new();
                all.extend(c.in_person.as_ref().map(|unit| cell(format!("{}: {}", d.in_person, desk.unit(unit)))));
                all.extend(c.post.as_ref().map(|unit| cell(format!("{}: {}", d.by_post, desk.unit(unit)))));
                all.extend(
                    c.online.as_ref().map(|o| cell(format!("{}: {} {}", d.online, d.online_level.to_lowercase(), o.level))),
                );
                if all.is_empty() { not_stated() } else { lines(all) }
            }
            Part::Dossier => {
                let Some(dossier) = &s.dossier else { return not_stated() };
                let shown = dossier.items.iter().filter(|item| item.present == Some(true)).count();
                let count = |n: usize| desk.amount(&n.to_string());
                let mut text = format!("{} {}", count(dossier.items.len() - shown), w.papers_in);
                if shown > 0 {
                    text = format!("{text}; {} {}", count(shown), w.papers_shown);
                }
                lines([
                    cell(text),
                    cell(format!("{}: {}", d.sets, desk.count(dossier.sets))),
                    cell(format!("({})", w.see_details)),
                ])
            }
            Part::Limit => s.time_limit.as_ref().map_or_else(not_stated, |limit| {
                let law = limit.by_law();
                let law = limit.statutory.map_or_else(|| desk.span(law), |limit| desk.time(limit));
                let mut all = vec![cell(capital(&law))];
                all.extend(limit.committed.map(|by| cell(format!("{}: {}", capital(w.committed), desk.time(by)))));
                all.extend(limit.extensions.iter().map(|x| {
                    let mut line = cell(format!("{}: ", d.extensions));
                    line.extend(desk.text(&x.when));
                    line
                }));
                let mut text = lines(all);
                desk.mark_unverified(&mut text, limit.verified);
                text
            }),
            Part::Applicants => {
                let applicants: Vec<&str> = s.applicants.iter().map(|a| a.label(desk.language)).collect();
                if applicants.is_empty() { not_stated() } else { cell(capital(&applicants.join(", "))) }
            }
            Part::Agencies => s.agencies.as_ref().map_or_else(not_stated, |a| {
                let all = [(d.decides, std::slice::from_ref(&a.decides)), (d.handles, &a.handles.0), (d.assists, &a.assists)];
                let all = all.into_iter().filter(|(_, units)| !units.is_empty());
                lines(all.map(|(label, units)| cell(format!("{label}: {}", desk.units(units)))))
            }),
            Part::Forms => {
                let items = s.dossier.iter().flat_map(|dossier| &dossier.items);
                let forms = items.filter(|item| !item.form.is_empty()).map(|item| {
                    let codes: Vec<&str> = item.form.iter().map(|code| code.as_str()).collect();
                    let mut line = desk.text(&item.title);
                    line.push(format!(" ({})", codes.join("; ")).into());
                    line
                });
                or_none(forms.collect())
            }
            Part::Result => s.results.as_ref().map_or_else(not_stated, |results| {
                or_none(results.items().iter().map(|result| desk.text(&result.title)).collect())
            }),
            Part::Conditions => s.conditions.as_ref().map_or_else(not_stated, |conditions| {
                let count = conditions.items().len();
                if count == 0 { cell(d.none) } else { cell(format!("{} ({})", desk.amount(&count.to_string()), w.see_details)) }
            }),
            Part::Fees => s.fees.as_ref().map_or_else(not_stated, |fees| {
                or_none(
                    fees.items()
                        .iter()
                        .map(|fee| {
                            let mut line = desk.text(&fee.title);
                            let amount = fee.amount.map_or_else(|| d.by_law.to_owned(), |amount| amount.to(desk.language));
                            let per = fee.per.map_or_else(String::new, |per| format!("/{}", per.label(desk.language)));
                            line.push(format!(": {amount}{}", if fee.amount.is_some() { per } else { String::new() }).into());
                            desk.mark_unverified(&mut line, fee.verified);
                            line
                        })
                        .collect(),
                )
            }),
        }
    }

    fn sequence(&self) -> Cell {
        let (desk, w) = (self.desk, self.w);
        let figures = &self.effect.as_is;
        let own = self.p.steps.iter().filter(|step| desk.library.is_applicant(&step.role)).count();
        let link = Inline::Link(desk.words.work.into(), format!("{}.html#work", document_name(self.procedure)));
        let count = |n: usize| desk.amount(&n.to_string());
        let hand_offs = figures.get(Measure::HandOffs).map(|n| desk.amount(&desk.decimal(n)));
        let mut all = vec![cell(format!("{} {} {}", count(self.p.steps.len()), w.steps_of, count(own)))];
        all.extend(hand_offs.map(|n| cell(format!("{n} {}", w.hand_offs))));
        all.push(vec![link]);
        lines(all)
    }

    /// The acts that lay a part down, as far as the definition says it of the part itself.
    fn basis(&self, part: Part) -> Cell {
        let (desk, s) = (self.desk, self.service);
        let empty: &[Citation] = &[];
        match part {
            Part::Sequence => desk.citations(self.p.steps.iter().flat_map(|step| &step.required_by.0)),
            Part::Dossier => desk.citations(s.dossier.iter().flat_map(|d| &d.items).flat_map(|item| &item.basis.0)),
            Part::Limit => {
                let limit = s.time_limit.iter();
                desk.citations(limit.flat_map(|l| l.basis.0.iter().chain(l.parts.iter().flat_map(|part| &part.basis.0))))
            }
            Part::Forms => {
                let items = s.dossier.iter().flat_map(|d| &d.items).flat_map(|item| item.form.iter());
                desk.citations(items.filter_map(|code| desk.library.form(code)).filter_map(|form| form.basis.as_ref()))
            }
            Part::Result => desk.citations(s.results.iter().flat_map(|r| r.items()).flat_map(|result| &result.basis.0)),
            Part::Conditions => desk.citations(s.conditions.iter().flat_map(|c| c.items()).flat_map(|c| &c.basis.0)),
            Part::Fees => desk.citations(s.fees.iter().flat_map(|f| f.items()).flat_map(|fee| &fee.basis.0)),
            Part::Name | Part::Way | Part::Applicants | Part::Agencies => desk.citations(empty),
        }
    }
}
