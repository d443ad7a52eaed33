//! The simplification report: how many procedures become simpler, which, by how much, and whether that is enough.

use super::chart::{Bars, Pair, Share as Bar, Shares};
use super::common::{Desk, capital};
use super::document::{Block, Cell, Document, Figure, Inline, Paper, Table, TableStyle, cell, heads};
use super::procedure::file_name;
use crate::measure::{Denominator, Effect, Measure, Policy, Portfolio, STATES, Share};
use crate::model::definition::{Level, SimplificationStatus};
use crate::model::library::Library;
use crate::model::value::Language;

/// The page in a language.
pub(crate) fn report(library: &Library, portfolio: &Portfolio, language: &Language) -> Document {
    let desk = Desk::new(library, language);
    let mut out = Report { desk, portfolio, blocks: Vec::new() };
    out.shares();
    out.time();
    out.procedures();
    out.policies();
    desk.page("simplification", desk.words.simplification_report, Paper::Lying, out.blocks)
}

struct Report<'a> {
    desk: Desk<'a>,
    portfolio: &'a Portfolio,
    blocks: Vec<Block>,
}

impl Report<'_> {
    /// The levels that a target speaks of: together, and each that has services.
    fn levels(&self) -> Vec<(&'static str, Option<Level>)> {
        let w = self.desk.words;
        let own = [(w.district_level, Level::District), (w.ward_level, Level::Ward)];
        let own = own.into_iter().map(|(label, level)| (label, Some(level)));
        let has = |level: &Option<Level>| self.share(Policy::Pareto, Denominator::InCompetence, STATES[2], *level).of > 0;
        std::iter::once((w.together, None)).chain(own.filter(|(_, level)| has(level))).collect()
    }
    fn share(&self, policy: Policy, denominator: Denominator, state: SimplificationStatus, level: Option<Level>) -> Share {
        self.portfolio.share(policy, denominator, state, level)
    }
    fn said(&self, share: Share) -> Cell {
        let w = self.desk.words;
        if share.of == 0 {
            return cell(w.not_applicable);
        }
        let verdict = if share.meets_target() { w.met } else { w.missed };
        cell(format!("{}/{} = {} ({verdict})", share.part, share.of, self.desk.percent(share.percent())))
    }

    /// Which share is simplified, by state and level, against the target.
    fn shares(&mut self) {
        let (w, language) = (self.desk.words, self.desk.language);
        self.blocks.push(Block::Heading(2, "share".into(), w.simplified_share.into()));
        let levels = self.levels();
        let in_competence = |state, level| self.share(Policy::Pareto, Denominator::InCompetence, state, level);
        let rows = levels
            .iter()
            .map(|(label, level)| {
                let mut row = vec![cell(*label)];
                row.extend(STATES.map(|state| self.said(in_competence(state, *level))));
                row
            })
            .collect();
        let table = Block::Table(Table {
            caption: format!("{}; {}", w.target_share, w.in_competence),
            head: heads(&[w.level, w.carried_out_share, w.decided_share, w.proposed_share]),
            rows,
            widths: vec![22, 26, 26, 26],
            style: TableStyle::Figures,
            ..Table::default()
        });
        let bars = levels
            .iter()
            .map(|(label, level)| {
                let [done, approved, all] = STATES.map(|state| in_competence(state, *level));
                let count = |share: Share| usize::try_from(share.part).unwrap_or(usize::MAX);
                let parts = [count(done), count(approved) - count(done), count(all) - count(approved)];
                // What is only proposed must not look like what is decided.
                let shown = format!("{}/{}; {} {}/{}", approved.part, approved.of, w.with_proposals, all.part, all.of);
                Bar { name: capital(label), of: usize::try_from(all.of).unwrap_or(usize::MAX), parts, shown }
            })
            .collect();
        let chart = Shares {
            title: w.simplified_share,
            description: w.target_share,
            rows: bars,
            target: Some((0.1, w.target_short)),
            key: [w.carried_out_share, w.approved_only, w.proposed_only, w.not_simplified],
        };
        let svg = chart.to_svg();
        let figure = figure(svg, Vec::new(), w.simplified_share, "simplified-share.svg");
        let other = [
            (w.in_competence_label, Denominator::InCompetence),
            (w.reviewed_label, Denominator::Reviewed),
            (w.approved_label, Denominator::Approved),
        ];
        let rows = other
            .into_iter()
            .map(|(label, denominator)| {
                let mut row = vec![cell(label)];
                row.extend(STATES.map(|state| {
                    let share = self.share(Policy::Pareto, denominator, state, None);
                    if share.of == 0 {
                        cell(w.not_applicable)
                    } else {
                        cell(format!("{}/{} = {}", share.part, share.of, self.desk.percent(share.percent())))
                    }
                }));
                row
            })
            .collect();
        let denominators = Block::Table(Table {
            caption: w.denominators.into(),
            head: heads(&[w.counted_of, w.carried_out_share, w.decided_share, w.proposed_share]),
            rows,
            widths: vec![34, 22, 22, 22],
            style: TableStyle::Figures,
            ..Table::default()
        });
        let weighted = match self.portfolio.weighted(Policy::Pareto, Denominator::InCompetence, STATES[2], None) {
            Some(share) => format!("{}: {}/{} = {}.", w.weighted, share.part, share.of, self.desk.percent(share.percent())),
            None => {
                let missing = self.portfolio.without_volume(None);
                if *language == Language::Vi {
                    format!("{}: không tính được, {missing} thủ tục chưa có số lượng hồ sơ.", w.weighted)
                } else {
                    format!("{}: not known, {missing} procedures do not say how many dossiers there are.", w.weighted)
                }
            }
        };
        self.blocks.extend([table, figure, denominators]);
        self.blocks.push(Block::Note(vec![w.level_note.into(), " ".into(), w.baseline.into(), " ".into(), weighted.into()]));
    }

    /// By how much limits become shorter.
    fn time(&mut self) {
        let w = self.desk.words;
        let mut rows = Vec::new();
        for (label, level) in self.levels() {
            for (name, state) in [w.carried_out_share, w.decided_share, w.proposed_share].into_iter().zip(STATES) {
                let sum = self.portfolio.time_saved(state, level);
                if (sum.shorter, sum.longer, sum.other_units) == (0, 0, 0) {
                    continue;
                }
                let with =
                    |count: usize, span| if count == 0 { "–".into() } else { format!("{count} ({})", self.desk.span(span)) };
                rows.push(vec![
                    cell(label),
                    cell(name),
                    cell(with(sum.shorter, sum.saved)),
                    cell(with(sum.longer, sum.lost)),
                    cell(if sum.other_units == 0 { "–".into() } else { sum.other_units.to_string() }),
                ]);
            }
        }
        self.blocks.push(Block::Heading(2, "time".into(), w.limits_shortened.into()));
        if rows.is_empty() {
            self.blocks.push(Block::Paragraph(cell(w.no_limit_changes)));
            return;
        }
        self.blocks.push(Block::Table(Table {
            caption: w.limits_caption.into(),
            head: heads(&[w.level, w.counted_states, w.shorter_limits, w.longer_limits, w.other_units]),
            rows,
            widths: vec![20, 20, 24, 18, 18],
            style: TableStyle::Grid,
            ..Table::default()
        }));
    }

    /// Every procedure that has a simplification, or a reason for none.
    fn procedures(&mut self) {
        let (desk, w) = (self.desk, self.desk.words);
        self.blocks.push(Block::Heading(2, "procedures".into(), w.procedures.into()));
        let shown: Vec<&Effect> = self.portfolio.effects.iter().filter(|effect| !effect.stages.is_empty()).collect();
        let pairs: Vec<Pair> = shown
            .iter()
            .filter(|effect| effect.total().steps.removed() != 0)
            .filter_map(|effect| {
                let steps = effect.total().steps;
                let p = desk.library.procedure(&effect.procedure)?;
                #[allow(clippy::cast_precision_loss, reason = "steps are counted in hundreds")]
                let (before, after) = (steps.before as f64, steps.after as f64);
                let shown = format!("{} → {}", steps.before, steps.after);
                Some(Pair { name: format!("{} {}", p.code(), p.definition().title.to(desk.language)), before, after, shown })
            })
            .collect();
        if !pairs.is_empty() {
            let chart = Bars {
                title: w.steps_removed_chart,
                description: w.steps_removed_chart,
                pairs,
                key: (w.before, w.after, w.rises),
            };
            let (svg, pages) = (chart.to_svg(), chart.pages());
            self.blocks.push(figure(svg, pages, w.steps_removed_chart, "steps-removed.svg"));
        }
        let mut rows: Vec<Vec<Cell>> = Vec::new();
        for procedure in desk.library.procedures() {
            let p = procedure.definition();
            let Some(effect) = self.portfolio.effects.iter().find(|e| e.procedure == procedure.code()) else { continue };
            let link = vec![Inline::Link(procedure.code().into(), format!("{}.html#simplification", file_name(procedure)))];
            if p.simplifications.is_empty() {
                let why = p.review.as_ref().and_then(|review| review.no_simplification.as_ref());
                let why = why.map_or_else(|| cell(w.no_simplification), |why| desk.text(why));
                let dash = || cell("–");
                rows.push(vec![link, why, dash(), dash(), dash(), dash(), dash()]);
                continue;
            }
            let total = effect.total();
            let is_asked = |measure| p.service.is_some() || measure != Measure::Documents;
            let arrow = |measure| match (desk.figure(&total.before, measure), desk.figure(&total.after, measure)) {
                _ if !is_asked(measure) => cell("–"),
                (Some(before), Some(after)) if before == after => cell(before),
                (Some(before), Some(after)) => cell(format!("{before}\u{a0}→\u{a0}{after}")),
                _ => cell("–"),
            };
            let mut options = Cell::new();
            for (i, x) in p.simplifications.iter().enumerate() {
                if i > 0 {
                    options.push(Inline::Break);
                }
                options.push(x.title.to(desk.language).into());
                options.push(Inline::Mark(x.status.label(desk.language).into()));
            }
            let counts = |state| Policy::Pareto.counts(&effect.of(state));
            let verdict = STATES.into_iter().find(|state| counts(*state));
            let mut verdict = verdict.map_or_else(|| cell(w.not_simplified), |state| cell(capital(state.label(desk.language))));
            let worse: Vec<&str> = total.rises().map(|m| m.label(desk.language)).collect();
            if !worse.is_empty() {
                verdict.push(Inline::Break);
                verdict.push(format!("{}: {}", w.what_rises, worse.join("; ")).into());
            }
            rows.push(vec![
                link,
                options,
                arrow(Measure::Steps),
                arrow(Measure::HandOffs),
                arrow(Measure::Documents),
                arrow(Measure::Limit),
                verdict,
            ]);
        }
        self.blocks.push(Block::Table(Table {
            caption: String::new(),
            head: heads(&[w.code, w.option, w.steps, w.hand_offs, w.documents, w.limit, w.counts_as]),
            rows,
            widths: vec![9, 39, 8, 9, 9, 13, 13],
            style: TableStyle::Grid,
            ..Table::default()
        }));
        let overlapping: Vec<&str> = self.portfolio.overlapping().into_iter().map(|e| e.procedure.as_str()).collect();
        let removed = self.portfolio.steps_removed;
        let mut line = vec![Inline::Strong(w.steps_removed_total.into()), format!(": {removed}. ").into()];
        if !overlapping.is_empty() {
            line.push(format!("{}: {}.", w.overlapping, overlapping.join(", ")).into());
        }
        self.blocks.push(Block::Paragraph(line));
    }

    /// What would count under other readings.
    fn policies(&mut self) {
        let w = self.desk.words;
        self.blocks.push(Block::Heading(2, "policies".into(), w.policies.into()));
        let policies = [
            (w.policy_pareto, Policy::Pareto),
            (w.policy_any, Policy::AnyDecrease),
            (w.policy_time, Policy::Time),
            (w.policy_abolished, Policy::Abolished),
        ];
        let rows = policies
            .into_iter()
            .map(|(label, policy)| {
                let mut row = vec![cell(label)];
                row.extend(STATES.map(|state| self.said(self.share(policy, Denominator::InCompetence, state, None))));
                row
            })
            .collect();
        self.blocks.push(Block::Table(Table {
            caption: w.policies_caption.into(),
            head: heads(&[w.counted_when, w.carried_out_share, w.decided_share, w.proposed_share]),
            rows,
            widths: vec![40, 20, 20, 20],
            style: TableStyle::Figures,
            ..Table::default()
        }));
    }
}

fn figure(svg: String, pages: Vec<String>, caption: &str, file: &str) -> Block {
    Block::Figure(Figure { svg, pages, wide: false, mermaid: String::new(), caption: caption.into(), file: file.into() })
}
