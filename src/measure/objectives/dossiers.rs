//! Shares of dossiers.

use super::{Beside, CaseSource, Context, Counted, Load, NOTHING, PartOf, ReportingPeriod, SourceOf, add, add_level};
use crate::measure::Share;
use crate::model::definition::{DossierShare, Level, OfDossiers, Part, ProcedureDefinition, RecordKind, RecordState};
use crate::model::evidence::Entry;
use crate::model::value::{Count, Id, Message, message};
use std::collections::{BTreeMap, BTreeSet};

pub(super) fn count(context: &Context, of: &OfDossiers, period: ReportingPeriod) -> Counted {
    let mut counted = Counted::default();
    if !context.cases.loads.iter().any(|load| period.covers(load.month)) {
        if context.cases.loads.is_empty() {
            counted.reasons.push(message!(vi: "chưa có số liệu hồ sơ", en: "no dossiers were given"));
        }
        return counted;
    }
    let mut all = NOTHING;
    let mut sums =
        Sums { pooled: NOTHING, unknown: 0, overdue: 0, received: 0, due_by_limit: 0, without_due: 0, open_without_due: 0 };
    let mut parts: BTreeMap<PartOf, Share> = BTreeMap::new();
    let mut by_procedure: BTreeMap<&str, (Share, BTreeSet<usize>)> = BTreeMap::new();
    let mut is_known = true;
    for load in context.cases.loads.iter().filter(|load| period.covers(load.month)) {
        let Some(procedure) = context.library.procedure(&load.procedure).map(|p| p.definition()) else { continue };
        if !is_wanted(context, of, procedure, load.month) {
            continue;
        }
        let in_time = load.early + load.on_time;
        let share = match of.share {
            // What has no due day is on neither side.
            DossierShare::OnTime => Share { part: in_time, of: in_time + load.late },
            DossierShare::WithinLimit => {
                let open = load.open - load.open_without_due;
                Share { part: in_time + open - load.open_overdue, of: in_time + load.late + open }
            }
            DossierShare::Online => Share { part: load.online, of: load.received },
            DossierShare::FirstTimeRight => {
                is_known &= load.supplements_known == load.resolved;
                Share { part: load.first_time_right, of: load.resolved }
            }
        };
        sums.unknown += load.received - load.channel_known;
        sums.overdue += load.open_overdue;
        sums.received += load.received;
        sums.due_by_limit += load.due_by_limit;
        sums.without_due += load.without_due;
        sums.open_without_due += load.open_without_due;
        add(&mut all, share);
        add(&mut sums.pooled, Share { part: in_time, of: in_time + load.late + load.open_overdue });
        let (value, files) = by_procedure.entry(&load.procedure).or_insert((NOTHING, BTreeSet::new()));
        add(value, share);
        files.extend(&load.sources);
        if let Some(level) = level(context, load, procedure) {
            add_level(&mut counted.levels, level, share);
        }
        if let Some(part) = of.each.and_then(|each| part(each, load, procedure)) {
            add(parts.entry(part).or_insert(NOTHING), share);
        }
    }
    if !is_known {
        counted.levels.clear();
        counted.reasons.push(message!(
            vi: "số liệu hồ sơ không cho biết đủ hồ sơ nào phải bổ sung",
            en: "the dossiers do not all say whether they needed a supplement"
        ));
        return counted;
    }
    counted.all = Some(all);
    counted.parts = parts.into_iter().collect();
    counted.sources = by_procedure
        .into_iter()
        .filter(|(_, (value, _))| value.of > 0)
        .map(|(procedure, (value, files))| {
            let files: Vec<CaseSource> = files.into_iter().filter_map(|at| context.cases.sources.get(at).cloned()).collect();
            let synthetic = files.iter().any(|file| file.synthetic);
            SourceOf::Dossiers { procedure: procedure.to_owned(), value, files, synthetic }
        })
        .collect();
    beside(of, &mut counted, all, &sums);
    counted
}

/// Sums of what is shown beside the figure.
struct Sums {
    pooled: Share,
    unknown: u64,
    overdue: u64,
    received: u64,
    due_by_limit: u64,
    without_due: u64,
    open_without_due: u64,
}

/// What must be known beside the figure: which denominator it has, what is left out of it.
fn beside(of: &OfDossiers, counted: &mut Counted, all: Share, sums: &Sums) {
    let Sums { pooled, unknown, overdue, received, .. } = *sums;
    let label = |vi: &str, en: &str| Message::new(vi, en);
    match of.share {
        DossierShare::OnTime => {
            counted.reasons.push(message!(
                vi: "cách tính năm 2018: (trước hạn + đúng hạn) / đã giải quyết, so theo ngày",
                en: "as counted in 2018: (early + on time) / resolved, comparing days"
            ));
            counted.beside.push(Beside {
                label: label("coi hồ sơ đang giải quyết đã quá hạn là trễ", "with open dossiers that are overdue as late"),
                value: pooled,
            });
            counted.beside.push(Beside {
                label: label(
                    "hồ sơ đang giải quyết đã quá hạn trong số đã tiếp nhận",
                    "open dossiers that are overdue, of those received",
                ),
                value: Share { part: overdue, of: received },
            });
        }
        DossierShare::WithinLimit => counted.reasons.push(message!(
            vi: "cách tính theo Quyết định số 766/QĐ-TTg: (đúng hạn + còn trong hạn) / (đã giải quyết + đang giải quyết)",
            en: "as Decision 766/QĐ-TTg counts: (on time + open within the limit) / (resolved + open)"
        )),
        DossierShare::Online => {
            if !counted.parts.is_empty() {
                counted.beside.push(Beside { label: label("tính gộp mọi lĩnh vực", "all fields pooled"), value: all });
            }
            if unknown > 0 {
                counted.reasons.push(message!(
                    vi: "{unknown} hồ sơ không rõ cách nộp được coi là không nộp trực tuyến",
                    en: "{unknown} dossiers of which it is not known how they were filed are taken as not filed online"
                ));
            }
        }
        DossierShare::FirstTimeRight => {}
    }
    let of_days = match of.share {
        DossierShare::OnTime => Some(sums.without_due),
        DossierShare::WithinLimit => Some(sums.without_due + sums.open_without_due),
        DossierShare::Online | DossierShare::FirstTimeRight => None,
    };
    let Some(without) = of_days else { return };
    if sums.due_by_limit > 0 {
        let computed = sums.due_by_limit;
        counted.reasons.push(message!(
            vi: "{computed} hồ sơ tiếp nhận trong kỳ không ghi ngày hẹn trả: ngày đó được tính từ thời hạn của thủ tục theo lịch làm việc",
            en: "{computed} dossiers received in the period give no due date: it is computed from the limit of the procedure with the working calendar"
        ));
    }
    if without > 0 {
        counted.reasons.push(message!(
            vi: "{without} hồ sơ không có ngày hẹn trả và không tính được, nên không nằm trong tỷ lệ",
            en: "{without} dossiers have no due date and none can be told: they are on neither side of the share"
        ));
    }
}

fn is_wanted(context: &Context, of: &OfDossiers, procedure: &ProcedureDefinition, month: ReportingPeriod) -> bool {
    let field = procedure.field.as_ref();
    let is_in = |fields: &[Id]| field.is_some_and(|field| fields.contains(field));
    (of.fields.is_empty() || is_in(&of.fields))
        && !is_in(&of.except)
        && of.online_level.is_none_or(|least| is_online(context, procedure, least, month))
}

/// Whether a procedure is offered online in a month: its definition says so, or the service was deployed before that month began. What
/// the city orders to be deployed is of level 3 or 4.
fn is_online(context: &Context, procedure: &ProcedureDefinition, least: Count, month: ReportingPeriod) -> bool {
    let online = || procedure.service.as_ref()?.channels.as_ref()?.online.as_ref().map(|online| online.level.0);
    let deployed = |entry: &&Entry| {
        let (record, first) = (&entry.record, month.first_day());
        let is_there = !matches!(entry.state(context.day), Some(RecordState::Planned | RecordState::Withdrawn));
        let lasts = record.until.is_none_or(|until| until >= first);
        let is_it = entry.kind == RecordKind::OnlineService && record.procedure.as_ref() == Some(&procedure.procedure);
        is_it && record.date < first && lasts && is_there
    };
    online().is_some_and(|level| level >= least.0)
        || (least.0 <= 3 && context.entries.iter().copied().any(|entry| deployed(&entry)))
}

/// The level of the unit that received it; where that is not known, that of the procedure, if it has one only.
fn level(context: &Context, load: &Load, procedure: &ProcedureDefinition) -> Option<Level> {
    context.levels.get(&*load.unit).copied().or(match &*procedure.level {
        [level] => Some(*level),
        _ => None,
    })
}

fn part(each: Part, load: &Load, procedure: &ProcedureDefinition) -> Option<PartOf> {
    match each {
        Part::Field => procedure.field.clone().map(PartOf::Field),
        Part::Procedure => Some(PartOf::Procedure(load.procedure.clone())),
        Part::Unit => load.unit.parse().ok().map(PartOf::Unit),
    }
}
