//! How an objective is counted agrees with the rest of what it says.

use crate::check::rule::{Basis, BuiltIn, Info, Look, LookUp, Sink};
use crate::model::definition::{
    EvidenceKind, Formula, Level, Objective, ObjectivesDefinition, OfSubjects, Period, ProcedureShare, Scope,
};
use crate::model::finding::{Path, Severity};
use crate::model::library::Library;
use crate::model::value::{Message, Target, message};

pub(super) static RULE: BuiltIn = BuiltIn {
    info: Info {
        severity: Severity::Error,
        demands: (
            "cách tính khớp với chỉ tiêu và phạm vi của mục tiêu",
            "how an objective is counted agrees with its target and scope",
        ),
        why: (
            "Cách tính trái với chỉ tiêu, cấp áp dụng hay loại bằng chứng thì ra một con số nói về việc khác.",
            "If what is counted contradicts the target, the levels or the kind of evidence, the figure is one of \
             something else.",
        ),
        mend: ("Sửa `measure:` hoặc phần trái với nó.", "Correct `measure:`, or what it contradicts."),
        wrong: "objectives: ba-dinh-2018
items:
  - {id: q2, evidence: operational}",
        right: "objectives: ba-dinh-2018
items:
  - {id: q2, evidence: structural}",
        looks_up: &[LookUp::Units],
        ..Info::new("iso/objective-measure", Basis::new("ISO 9001:2008", "5.4.1, 8.2.3").unverified())
    },
    look: Look::Library(look),
};

fn look(library: &Library, sink: &mut Sink) {
    for programme in &library.objectives {
        for (i, objective) in programme.definition.items.iter().enumerate() {
            let item = || Path::root().key("items").index(i);
            let mut found: Vec<(Path, Message)> = Vec::new();
            let mut say = |keys: &[&str], message: Message| {
                found.push((keys.iter().fold(item(), |path, key| path.key(key)), message));
            };
            years(&programme.definition, objective, &mut say);
            levels(objective, &mut say);
            if let Some(formula) = &objective.measure {
                kind(objective, formula, &mut say);
                shape(library, formula, &mut say);
                target(library, objective, formula, &mut say);
            }
            for (path, message) in found {
                sink.add(&programme.source, path, message);
            }
        }
    }
}

/// The years on the way lie before the year in which it must be reached.
fn years(programme: &ObjectivesDefinition, objective: &Objective, say: &mut impl FnMut(&[&str], Message)) {
    if objective.path.is_empty() {
        return;
    }
    let by = objective.by.unwrap_or(programme.year);
    if by <= programme.year {
        say(
            &["path"],
            message!(
                vi: "mức của các năm trung gian (`path:`) chỉ dùng khi phải đạt ở một năm sau (`by:`)",
                en: "targets on the way (`path:`) need a later year in which it must be reached (`by:`)"
            ),
        );
    } else if let Some(late) = objective.path.iter().find(|point| point.year >= by && point.year.0 > 0) {
        let year = late.year;
        say(
            &["path"],
            message!(
                vi: "năm {year} không nằm trước năm phải đạt ({by})",
                en: "{year} does not lie before the year in which it must be reached, {by}"
            ),
        );
    }
}

fn levels(objective: &Objective, say: &mut impl FnMut(&[&str], Message)) {
    let wanted = match objective.scope {
        Some(Scope::District) => Level::District,
        Some(Scope::Wards) => Level::Ward,
        _ => return,
    };
    if !objective.level.is_empty() && !objective.level.contains(&wanted) {
        say(
            &["scope"],
            message!(
                vi: "phạm vi tính (`scope:`) là một cấp mà mục tiêu không áp dụng (`level:`)",
                en: "the scope is a level that the objective does not apply to (`level:`)"
            ),
        );
    }
}

fn kind(objective: &Objective, formula: &Formula, say: &mut impl FnMut(&[&str], Message)) {
    let of = match formula {
        Formula::Procedures(_) => EvidenceKind::Structural,
        Formula::Dossiers(_) => EvidenceKind::Operational,
        Formula::Subjects(_) | Formula::Amounts(_) | Formula::Answers(_) => EvidenceKind::Evidential,
    };
    if let Some(said) = objective.evidence.filter(|said| *said != of) {
        let key = formula.key();
        say(
            &["evidence"],
            message!(
                vi: "`{key}` tính từ loại bằng chứng `{of}`, không phải `{said}`",
                en: "`{key}` is counted from evidence of the kind `{of}`, not `{said}`"
            ),
        );
    }
}

/// What a formula says agrees within itself.
fn shape(library: &Library, formula: &Formula, say: &mut impl FnMut(&[&str], Message)) {
    let level_is_wrong = |level: Option<crate::model::value::Count>| level.is_some_and(|level| !(1..=4).contains(&level.0));
    let no_level = || message!(vi: "dịch vụ công trực tuyến có mức độ từ 1 đến 4", en: "online services have levels 1 to 4");
    match formula {
        Formula::Procedures(of) => {
            if level_is_wrong(of.online_level) {
                say(&["measure", "procedures", "online-level"], no_level());
            } else if of.online_level.is_some() && of.share != ProcedureShare::Online {
                say(
                    &["measure", "procedures", "online-level"],
                    message!(
                        vi: "mức độ trực tuyến chỉ dùng với `share: online`",
                        en: "a level online goes with `share: online` only"
                    ),
                );
            }
            if of.status.is_some() && !matches!(of.share, ProcedureShare::Simplified | ProcedureShare::ShorterLimit) {
                say(
                    &["measure", "procedures", "status"],
                    message!(
                        vi: "tình trạng phương án chỉ dùng với `simplified` và `shorter-limit`",
                        en: "a state of simplifications goes with `simplified` and `shorter-limit` only"
                    ),
                );
            }
        }
        Formula::Dossiers(of) => {
            if level_is_wrong(of.online_level) {
                say(&["measure", "dossiers", "online-level"], no_level());
            }
            if let Some(field) = of.except.iter().find(|field| of.fields.contains(field)) {
                say(
                    &["measure", "dossiers", "except"],
                    message!(
                        vi: "lĩnh vực `{field}` vừa được tính vừa bị trừ",
                        en: "the field `{field}` is both counted and left out"
                    ),
                );
            }
        }
        Formula::Subjects(of) => subjects(library, of, say),
        Formula::Amounts(_) | Formula::Answers(_) => {}
    }
}

fn subjects(library: &Library, of: &OfSubjects, say: &mut impl FnMut(&[&str], Message)) {
    if of.units.is_none() && of.registered.is_none() {
        say(
            &["measure", "subjects"],
            message!(
                vi: "chưa nói ai được tính: ghi `units:` hoặc `registered:`",
                en: "it does not say who is counted: write `units:` or `registered:`"
            ),
        );
    }
    if let Some(set) = of.units.as_ref().filter(|_| library.organisation().is_some()) {
        if set.units(library).next().is_none() && set.named.is_empty() {
            say(&["measure", "subjects", "units"], message!(vi: "không có đơn vị nào như vậy", en: "there is no such unit"));
        }
    }
    if matches!(of.each, Some(Period::OnChange | Period::Milestone | Period::Year)) {
        say(
            &["measure", "subjects", "each"],
            message!(
                vi: "`each:` là một phần của năm: `month`, `quarter` hoặc `half-year`",
                en: "`each:` is a part of a year: `month`, `quarter` or `half-year`"
            ),
        );
    }
}

fn target(library: &Library, objective: &Objective, formula: &Formula, say: &mut impl FnMut(&[&str], Message)) {
    match (objective.target, formula) {
        (Some(Target::Of(_, of)), Formula::Subjects(subjects)) => {
            let Some(set) = subjects.units.as_ref().filter(|_| library.organisation().is_some()) else { return };
            let named = set.units(library).count();
            // A name that is nowhere is said elsewhere.
            let is_known = |id| library.unit(id).is_some();
            if subjects.registered.is_none() && set.named.iter().all(is_known) && named != of as usize {
                say(
                    &["target"],
                    message!(
                        vi: "chỉ tiêu tính trên {of}, nhưng `measure:` nêu {named} đơn vị",
                        en: "the target is of {of}, but `measure:` names {named} units"
                    ),
                );
            }
        }
        (Some(Target::Of(..)), _) => say(
            &["target"],
            message!(
                vi: "chỉ tiêu dạng số lượng của một tập hợp chỉ dùng với `measure: {{subjects: …}}`",
                en: "a target of a named set goes with `measure: {{subjects: …}}` only"
            ),
        ),
        (Some(Target::EveryPeriod), formula) => {
            let each = if let Formula::Subjects(subjects) = formula { subjects.each } else { None };
            let parts = each.or(objective.period);
            if !matches!(parts, Some(Period::Month | Period::Quarter | Period::HalfYear)) {
                say(
                    &["target"],
                    message!(
                        vi: "`every period` cần biết là kỳ nào: ghi `each:` hoặc `period:` ngắn hơn một năm",
                        en: "`every period` needs a period: write `each:`, or a `period:` shorter than a year"
                    ),
                );
            }
        }
        _ => {}
    }
}
