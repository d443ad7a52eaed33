//! Shares of dossiers.

use super::{Beside, Context, Counted, Load, NOTHING, PartOf, ReportingPeriod, SourceOf, add, add_level};
use crate::measure::Share;
use crate::model::definition::{DossierShare, Level, OfDossiers, Part, ProcedureDefinition};
use crate::model::value::{Id, Message, message};
use std::collections::BTreeMap;

pub(super) fn count(context: &Context, of: &OfDossiers, period: ReportingPeriod) -> Counted {
    let mut counted = Counted::default();
    if !context.cases.loads.iter().any(|load| period.covers(load.month)) {
        if context.cases.loads.is_empty() {
            counted.reasons.push(message!(vi: "chưa có số liệu hồ sơ", en: "no dossiers were given"));
        }
        return counted;
    }
    let mut all = NOTHING;
    let (mut pooled, mut unknown, mut overdue, mut received) = (NOTHING, 0, 0, 0);
    let mut parts: BTreeMap<PartOf, Share> = BTreeMap::new();
    let mut by_procedure: BTreeMap<&str, Share> = BTreeMap::new();
    let mut is_known = true;
    for load in context.cases.loads.iter().filter(|load| period.covers(load.month)) {
        let Some(procedure) = context.library.procedure(&load.procedure).map(|p| p.definition()) else { continue };
        if !is_wanted(of, procedure) {
            continue;
        }
        let share = match of.share {
            DossierShare::OnTime => Share { part: load.early + load.on_time, of: load.resolved },
            DossierShare::WithinLimit => {
                Share { part: load.early + load.on_time + load.open - load.open_overdue, of: load.resolved + load.open }
            }
            DossierShare::Online => Share { part: load.online, of: load.received },
            DossierShare::FirstTimeRight => {
                is_known &= load.supplements_known == load.resolved;
                Share { part: load.first_time_right, of: load.resolved }
            }
        };
        unknown += load.received - load.channel_known;
        overdue += load.open_overdue;
        received += load.received;
        add(&mut all, share);
        add(&mut pooled, Share { part: load.early + load.on_time, of: load.resolved + load.open_overdue });
        add(by_procedure.entry(&load.procedure).or_insert(NOTHING), share);
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
        .filter(|(_, value)| value.of > 0)
        .map(|(procedure, value)| SourceOf::Dossiers {
            procedure: procedure.to_owned(),
            value,
            synthetic: context.cases.synthetic,
        })
        .collect();
    beside(of, &mut counted, all, (pooled, overdue, received, unknown));
    counted
}

/// What must be known beside the figure: which denominator it has, what is left out of it.
fn beside(of: &OfDossiers, counted: &mut Counted, all: Share, (pooled, overdue, received, unknown): (Share, u64, u64, u64)) {
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
}

fn is_wanted(of: &OfDossiers, procedure: &ProcedureDefinition) -> bool {
    let field = procedure.field.as_ref();
    let is_in = |fields: &[Id]| field.is_some_and(|field| fields.contains(field));
    let online = || procedure.service.as_ref()?.channels.as_ref()?.online.as_ref().map(|online| online.level.0);
    (of.fields.is_empty() || is_in(&of.fields))
        && !is_in(&of.except)
        && of.online_level.is_none_or(|least| online().is_some_and(|level| level >= least.0))
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
