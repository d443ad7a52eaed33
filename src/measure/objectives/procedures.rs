//! Shares of procedures, from the definitions themselves.

use super::{Beside, Context, Counted, NOTHING, Shortfall, SourceOf, add, add_level};
use crate::check::requirements;
use crate::measure::portfolio::is_service;
use crate::measure::{Denominator, Policy, STATES, Share};
use crate::model::definition::{OfProcedures, ProcedureShare, RecordKind, SimplificationStatus, UnitKind};
use crate::model::library::Procedure;
use crate::model::value::{Language, Message, message};

pub(super) fn count(context: &Context, of: &OfProcedures, period: super::ReportingPeriod) -> Counted {
    let mut counted = Counted { all: Some(NOTHING), ..Counted::default() };
    let services = context.library.procedures().iter().filter(|p| is_service(p.definition()));
    let mut rates: Vec<(Message, Share)> = Vec::new();
    for procedure in services {
        let asked = Asked { context, procedure, of, end: context.end(period) };
        let (share, lacks) = asked.answer(of.share, &mut counted.sources);
        let file = procedure.source().to_string();
        counted.sources.push(SourceOf::Procedure { code: procedure.code().to_owned(), file, counted: share.part > 0 });
        add(counted.all.get_or_insert(NOTHING), share);
        for level in &*procedure.definition().level {
            add_level(&mut counted.levels, *level, share);
        }
        if !lacks.is_empty() {
            counted.short.push(Shortfall { subject: procedure.code().to_owned(), lacks });
        }
        // What makes up the figure, and what stands beside it, each by itself.
        let beside: &[ProcedureShare] = match of.share {
            ProcedureShare::Published => {
                &[ProcedureShare::Announced, ProcedureShare::Posted, ProcedureShare::Database, ProcedureShare::Complete]
            }
            ProcedureShare::OneStop => &[ProcedureShare::JoinedUp],
            _ => &[],
        };
        for (i, which) in beside.iter().enumerate() {
            let (share, _) = asked.answer(*which, &mut Vec::new());
            if rates.len() == i {
                let label = |language| which.label(&language).to_owned();
                rates.push((Message::new(label(Language::Vi), label(Language::En)), NOTHING));
            }
            add(&mut rates[i].1, share);
        }
    }
    counted.beside = rates.into_iter().map(|(label, value)| Beside { label, value }).collect();
    if of.share == ProcedureShare::ShorterLimit {
        in_sevenths(&mut counted);
    }
    if of.share == ProcedureShare::Simplified {
        // The other states in which simplifications are reported, each by name.
        let state = of.status.unwrap_or(SimplificationStatus::Approved);
        for other in STATES.into_iter().filter(|other| *other != state) {
            let value = context.portfolio().share(Policy::Pareto, Denominator::InCompetence, other, None);
            let label = Message::new(
                format!("kể cả phương án từ tình trạng “{}”", other.label(&Language::Vi)),
                format!("counting those from the state “{}” on", other.label(&Language::En)),
            );
            counted.beside.push(Beside { label, value });
        }
    }
    counted
}

/// Lengths of time in sevenths of a working day, in which both working days and days are whole; finer ones stay as they are.
fn in_sevenths(counted: &mut Counted) {
    const SEVENTH: u64 = 4_800_000;
    let shares = || counted.all.iter().chain(counted.levels.iter().map(|(_, share)| share));
    if !shares().all(|share| share.part % SEVENTH == 0 && share.of % SEVENTH == 0) {
        return;
    }
    for share in counted.all.iter_mut().chain(counted.levels.iter_mut().map(|(_, share)| share)) {
        *share = Share { part: share.part / SEVENTH, of: share.of / SEVENTH };
    }
    counted.reasons.push(message!(
        vi: "quy đổi 1 ngày = 5/7 ngày làm việc; con số tính bằng 1/7 ngày làm việc",
        en: "a day counts as 5/7 of a working day; the numbers are sevenths of a working day"
    ));
}

/// What is asked of one procedure.
struct Asked<'a> {
    context: &'a Context<'a>,
    procedure: &'a Procedure,
    of: &'a OfProcedures,
    end: crate::model::value::Date,
}

const YES: Share = Share { part: 1, of: 1 };
const NO: Share = Share { part: 0, of: 1 };

impl Asked<'_> {
    /// What it adds to both sides, and what it lacks.
    fn answer(&self, which: ProcedureShare, sources: &mut Vec<SourceOf>) -> (Share, Vec<Message>) {
        let p = self.procedure.definition();
        let parts = p.service.as_ref();
        let publication = parts.and_then(|s| s.publication.as_ref());
        let yes = |is: bool, vi: &str, en: &str| if is { (YES, vec![]) } else { (NO, vec![Message::new(vi, en)]) };
        match which {
            ProcedureShare::OneStop => {
                let counter = parts.and_then(|s| s.channels.as_ref()).and_then(|c| c.in_person.as_ref());
                let at_one_stop =
                    counter.and_then(|id| self.context.library.unit(id)).is_some_and(|unit| unit.kind == UnitKind::OneStop);
                if !at_one_stop {
                    return yes(false, "không nộp hồ sơ tại bộ phận một cửa", "is not handed in at a one-stop unit");
                }
                self.without(|code| matches!(code, "one-stop/first-step" | "one-stop/returned"))
            }
            ProcedureShare::JoinedUp => {
                let results = parts.and_then(|s| s.results.as_ref()).map_or(&[][..], |r| r.items());
                yes(results.iter().any(|r| r.by != results[0].by), "không liên thông", "is not joined up")
            }
            ProcedureShare::Complete => self.without(|code| {
                requirements().any(|r| {
                    r.basis.act.starts_with("63/2010") && r.basis.place.starts_with("Art. 8(2)") && r.rules.contains(&code)
                })
            }),
            ProcedureShare::Announced => {
                let is = publication.is_some_and(|x| x.decision.is_some()) || self.shown(RecordKind::Announcement, sources);
                yes(is, "chưa có quyết định công bố", "has no decision that announces it")
            }
            ProcedureShare::Posted => {
                let is = publication.is_some_and(|x| !x.posted_at.is_empty()) || self.shown(RecordKind::Posting, sources);
                yes(is, "chưa niêm yết", "is not posted")
            }
            ProcedureShare::Database => {
                let is = publication.is_some_and(|x| x.database == Some(true)) || self.shown(RecordKind::DatabaseEntry, sources);
                yes(is, "chưa có trên cơ sở dữ liệu quốc gia", "is not in the national database")
            }
            ProcedureShare::Published => {
                let all = [ProcedureShare::Announced, ProcedureShare::Posted, ProcedureShare::Database, ProcedureShare::Complete];
                let lacks: Vec<Message> = all.into_iter().flat_map(|one| self.answer(one, sources).1).collect();
                (if lacks.is_empty() { YES } else { NO }, lacks)
            }
            ProcedureShare::Simplified => {
                let effect = self.context.portfolio().services(None).find(|effect| effect.procedure == self.procedure.code());
                let state = self.of.status.unwrap_or(SimplificationStatus::Approved);
                let is = effect.is_some_and(|effect| Policy::Pareto.counts(&effect.of(state)));
                // Not each procedure must be simplified: who is not falls short of nothing.
                (if is { YES } else { NO }, vec![])
            }
            ProcedureShare::ShorterLimit => {
                let effect = self.context.portfolio().services(None).find(|effect| effect.procedure == self.procedure.code());
                let state = self.of.status.unwrap_or(SimplificationStatus::Approved);
                let weight = |span: crate::model::value::WorkSpan| u64::try_from(span.weight()).unwrap_or(u64::MAX);
                // What joins another procedure in is measured with it: its own limit counts unless something changes.
                let own = parts.and_then(|s| s.time_limit.as_ref()).map(|limit| (limit.published(), limit.published()));
                let limits = effect.and_then(|effect| effect.of(state).limits()).or(own);
                let share = limits.map_or(NOTHING, |(before, after)| Share {
                    part: weight(before).saturating_sub(weight(after)),
                    of: weight(before),
                });
                (share, vec![])
            }
            ProcedureShare::Online => {
                let least = self.of.online_level.map_or(3, |level| level.0);
                let level = parts.and_then(|s| s.channels.as_ref()).and_then(|c| c.online.as_ref()).map(|o| o.level.0);
                yes(
                    level.is_some_and(|level| level >= least),
                    "chưa có dịch vụ công ở mức độ yêu cầu",
                    "is not offered online at the level asked for",
                )
            }
        }
    }

    /// Counted if none of these rules finds anything.
    fn without(&self, wanted: impl Fn(&'static str) -> bool) -> (Share, Vec<Message>) {
        if !self.procedure.is_intact() {
            let message = message!(vi: "quy trình chưa đọc được hết", en: "the procedure could not be read in full");
            return (NO, vec![message]);
        }
        let found = self.context.asker.ask(self.procedure, wanted);
        (if found.is_empty() { YES } else { NO }, found.into_iter().map(|finding| finding.message).collect())
    }

    /// Whether a record shows it.
    fn shown(&self, kind: RecordKind, sources: &mut Vec<SourceOf>) -> bool {
        let code = &self.procedure.definition().procedure;
        let found = self.context.entries.iter().find(|entry| {
            let stands = !matches!(
                entry.state(self.end),
                Some(crate::model::definition::RecordState::Planned | crate::model::definition::RecordState::Withdrawn)
            );
            entry.kind == kind
                && entry.record.procedure.as_ref() == Some(code)
                && entry.record.date <= self.end
                && entry.record.until.is_none_or(|until| until >= self.end)
                && stands
        });
        sources.extend(found.map(|entry| SourceOf::of(entry)));
        found.is_some()
    }
}
