//! The units that do the steps hold the document.

use crate::check::iso::{is_asked, is_under, list};
use crate::check::rule::{Basis, BuiltIn, Info, Look, LookUp, Sink};
use crate::check::{step_path, steps};
use crate::model::definition::UnitKind;
use crate::model::finding::{Part, Path, Severity};
use crate::model::library::Procedure;
use crate::model::value::{Id, message};

pub(super) static RULE: BuiltIn = BuiltIn {
    info: Info {
        severity: Severity::Warning,
        demands: ("đơn vị có bước trong quy trình được nhận quy trình", "the units that do the steps hold the procedure"),
        why: (
            "Người làm theo quy trình phải có lần ban hành hiện hành tại nơi làm việc. Đơn vị có bước mà không có \
             tên trong nơi nhận thì làm theo trí nhớ hoặc theo bản cũ.",
            "Those who work by a procedure need its current issue where they work. A unit that does a step and is \
             not on the list works from memory or from an old copy.",
        ),
        mend: (
            "Thêm đơn vị đó, hoặc đơn vị cấp trên của nó, vào `distribution:`.",
            "Add the unit, or the unit above it, to `distribution:`.",
        ),
        wrong: "distribution: [justice-division]",
        right: "distribution: [ward-committee, ward-one-stop]",
        looks_up: &[LookUp::Units],
        ..Info::new("iso/point-of-use", Basis::new("ISO 9001:2008", "4.2.3 d"))
    },
    look: Look::Procedure(look),
};

/// How many of the units are shown at work.
const SHOWN: usize = 3;

fn look(procedure: &Procedure, sink: &mut Sink) {
    let (p, library) = (procedure.definition(), sink.library());
    if p.distribution.is_empty() || !is_asked(procedure) {
        return;
    }
    let mut seen: Vec<(&Id, usize)> = Vec::new();
    for (i, step) in steps(procedure).iter().enumerate() {
        let role = library.role(&step.role);
        let Some(unit) = step.unit.as_ref().or_else(|| role.and_then(|role| role.unit.as_ref())) else { continue };
        if !seen.iter().any(|(other, _)| *other == unit) {
            seen.push((unit, i));
        }
    }
    // Outside agencies keep their own documents; a unit reads the copy of the one above it or below it.
    let lacks = |(unit, _): &&(&Id, usize)| {
        library.unit(unit).is_some_and(|unit| unit.kind != UnitKind::External)
            && !p.distribution.iter().any(|copy| is_under(library, unit, &copy.unit) || is_under(library, &copy.unit, unit))
    };
    let without: Vec<(&Id, usize)> = seen.iter().filter(lacks).copied().collect();
    if !without.is_empty() {
        let units = list(without.iter().map(|(unit, _)| format!("`{unit}`")));
        let message = message!(
            vi: "đơn vị có bước trong quy trình nhưng không có trong nơi nhận: {units}",
            en: "units that do steps but do not hold the procedure: {units}"
        );
        let finding = sink.add(procedure.source(), Path::root().key("distribution"), message);
        finding.part = Part::Key;
        for (unit, i) in without.into_iter().take(SHOWN) {
            let key = if steps(procedure)[i].unit.is_some() { "unit" } else { "role" };
            finding.relate(procedure.source(), step_path(i).key(key), message!(vi: "việc của `{unit}`", en: "work of `{unit}`"));
        }
    }
}
