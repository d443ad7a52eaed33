//! Sections 5.1 to 5.6: what the public is told of an administrative procedure.

use super::Writer;
use crate::manual::common::{Desk, capital, lines};
use crate::manual::document::{Block, Cell, Inline, cell};
use crate::model::library::Procedure;
use crate::model::section::Section;
use crate::model::value::Count;

impl Writer<'_> {
    pub(super) fn service(&mut self) {
        let (desk, w) = (self.desk, self.desk.words);
        let Some(s) = &self.p.service else { return };
        self.section(Section::LegalBasis, "legal-basis", w.legal_basis);
        let basis = desk.references(&s.basis);
        if !basis.is_empty() {
            self.blocks.push(Block::List(basis));
        }
        let mut facts = Vec::new();
        let applicants: Vec<&str> = s.applicants.iter().map(|a| a.label(desk.language)).collect();
        facts.push(vec![cell(w.applicants), cell(capital(&applicants.join(", ")))]);
        facts.push(vec![cell(w.conditions), self.conditions()]);
        if let Some(a) = &s.agencies {
            let agencies = [(w.decides, std::slice::from_ref(&a.decides)), (w.handles, &a.handles.0), (w.assists, &a.assists)];
            let agencies = agencies.into_iter().filter(|(_, units)| !units.is_empty());
            let line = |(label, units)| vec![Inline::Strong(format!("{label}: ")), desk.units(units).into()];
            facts.push(vec![cell(w.agencies), lines(agencies.map(line))]);
        }
        facts.push(vec![cell(w.results), self.results()]);
        self.facts(facts);

        self.service_note();
        self.section(Section::Dossier, "dossier", w.dossier);
        self.dossier();
        self.section(Section::Sets, "sets", w.sets);
        let sets = s.dossier.as_ref().map_or(0, |d| d.sets.0);
        let text = match (desk.is_vietnamese(), sets) {
            (true, _) => format!("{} bộ", desk.amount(&sets.to_string())),
            (false, 1) => "1 set".to_owned(),
            (false, _) => format!("{sets} sets"),
        };
        self.paragraph(cell(text));
        self.section(Section::Time, "time", w.processing_time);
        self.time_limit();
        self.section(Section::Place, "place", w.place_of_receipt);
        self.channels();
        self.section(Section::Fees, "fees", w.fees);
        self.fees();
    }

    fn conditions(&self) -> Cell {
        let (desk, w) = (self.desk, self.desk.words);
        let Some(conditions) = self.p.service.as_ref().and_then(|s| s.conditions.as_ref()) else { return cell(w.not_stated) };
        if conditions.items().is_empty() {
            return cell(w.none);
        }
        lines(conditions.items().iter().map(|condition| {
            let mut line = dash();
            line.extend(desk.text(&condition.text));
            desk.mark_unverified(&mut line, condition.verified);
            line
        }))
    }

    fn results(&self) -> Cell {
        let (desk, w) = (self.desk, self.desk.words);
        let Some(results) = self.p.service.as_ref().and_then(|s| s.results.as_ref()) else { return cell(w.not_stated) };
        if results.items().is_empty() {
            return cell(w.none);
        }
        lines(results.items().iter().map(|result| {
            let mut line = dash();
            line.extend(desk.text(&result.title));
            if let Some(n) = result.original {
                let plural = if n.0 > 1 && !desk.is_vietnamese() { "s" } else { "" };
                line.push(format!(" ({} {}{plural})", desk.count(n), w.original.to_lowercase()).into());
            }
            if let Some(unit) = &result.by {
                line.push(format!(" – {}", desk.unit(unit)).into());
            }
            if let Some(validity) = result.validity {
                line.push(format!("; {} {}", w.validity.to_lowercase(), desk.time(validity)).into());
            }
            desk.mark_unverified(&mut line, result.verified);
            line
        }))
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
                let count = |n: Option<Count>| cell(n.map_or_else(String::new, |n| desk.count(n)));
                let mut basis = desk.citations(&item.basis);
                desk.mark_unverified(&mut basis, item.verified);
                vec![cell((i + 1).to_string()), title, count(item.original), count(item.certified_copy), count(item.copy), basis]
            })
            .collect();
        self.grid(&[w.no, w.paper, w.original, w.certified_copy, w.copy, w.basis], &[6, 40, 9, 11, 9, 25], rows);
    }

    fn time_limit(&mut self) {
        let (desk, w) = (self.desk, self.desk.words);
        let Some(limit) = self.p.service.as_ref().and_then(|s| s.time_limit.as_ref()) else { return };
        let mut rows = Vec::new();
        let mut law = if limit.statutory.is_some() || limit.parts.is_empty() {
            cell(capital(&limit.statutory.map_or_else(|| w.not_stated.into(), |d| desk.time(d))))
        } else {
            cell(desk.span(limit.by_law()))
        };
        desk.mark_unverified(&mut law, limit.verified);
        for part in &limit.parts {
            law.extend([
                Inline::Break,
                format!("– {} ({}): {}", desk.unit(&part.unit), part.what.to(desk.language), desk.time(part.limit)).into(),
            ]);
            desk.mark_unverified(&mut law, part.verified);
        }
        if !limit.basis.is_empty() {
            law.push(Inline::Break);
            law.extend(desk.citations(&limit.basis));
        }
        rows.push(vec![cell(w.statutory), law]);
        if let Some(committed) = limit.committed {
            rows.push(vec![cell(w.committed), cell(desk.time(committed))]);
        }
        if let Some(cut_off) = limit.cut_off {
            rows.push(vec![cell(w.cut_off), cell(cut_off.to_string())]);
        }
        if !limit.extensions.is_empty() {
            let extensions = limit.extensions.iter().map(|e| {
                let mut line = dash();
                line.extend(desk.text(&e.when));
                let by = e.by.map(|d| format!("{} {}", w.longer_by, desk.time(d)));
                let total = e.total.map(|d| format!("{} {}", w.up_to, desk.time(d)));
                let how_much: Vec<String> = by.into_iter().chain(total).collect();
                if !how_much.is_empty() {
                    line.push(format!(" ({})", how_much.join("; ")).into());
                }
                desk.mark_unverified(&mut line, e.verified);
                line
            });
            rows.push(vec![cell(w.extensions), lines(extensions)]);
        }
        if !limit.excludes.is_empty() {
            let excluded = limit.excludes.iter().map(|text| dash().into_iter().chain(desk.text(text)).collect());
            rows.push(vec![cell(w.excluded_time), lines(excluded)]);
        }
        let results = self.p.service.iter().flat_map(|s| &s.results).flat_map(|r| r.items());
        let due: Vec<_> = results.filter_map(|r| Some((&r.title, r.within?, r))).collect();
        if !due.is_empty() {
            let due = due.into_iter().map(|(title, within, result)| {
                let mut line = cell(format!("– {}: {}", title.to(desk.language), desk.time(within)));
                if let Some(step) = &result.from {
                    line.push(format!(" ({} {})", w.counted_from, self.number_of(step)).into());
                }
                desk.mark_unverified(&mut line, result.verified);
                line
            });
            rows.push(vec![cell(w.result_within), lines(due)]);
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
}

/// What an applicant brings, where to, how long it takes, what it costs and what comes of it: for the sheet of the applicant.
/// `prefix` makes the names of the headings their own.
pub(in crate::manual) fn for_applicant(desk: Desk, procedure: &Procedure, prefix: &str) -> Vec<Block> {
    let p = procedure.definition();
    let mut out = Writer::new(desk, procedure);
    let Some(service) = &p.service else { return out.blocks };
    let w = desk.words;
    let heading = |out: &mut Writer, id: &str, title: &str| {
        out.blocks.push(Block::Heading(4, format!("{prefix}-{id}"), title.into()));
    };
    heading(&mut out, "dossier", w.dossier);
    out.dossier();
    if let Some(dossier) = &service.dossier {
        let line = vec![Inline::Strong(format!("{}: ", w.sets)), desk.count(dossier.sets).into()];
        out.paragraph(line);
    }
    heading(&mut out, "place", w.place_of_receipt);
    out.channels();
    heading(&mut out, "time", w.processing_time);
    out.time_limit();
    heading(&mut out, "fees", w.fees);
    if service.fees.is_some() {
        out.fees();
    } else {
        out.paragraph(cell(w.not_stated));
    }
    let facts = vec![vec![cell(w.conditions), out.conditions()], vec![cell(w.results), out.results()]];
    out.facts(facts);
    out.blocks
}

/// The beginning of a line among several in one cell.
fn dash() -> Cell {
    cell("– ")
}
