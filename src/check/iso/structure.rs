//! No unit stands above itself.

use crate::check::rule::{Basis, BuiltIn, Info, Look, Sink};
use crate::model::finding::{Path, Severity};
use crate::model::library::Library;
use crate::model::value::message;
use std::collections::HashMap;

pub(super) static RULE: BuiltIn = BuiltIn {
    info: Info {
        severity: Severity::Error,
        demands: ("không đơn vị nào là cấp trên của chính mình", "no unit stands above itself"),
        why: (
            "Sơ đồ tổ chức phải có gốc; đơn vị nằm dưới chính mình qua một vòng thì không biết ai chỉ đạo ai.",
            "An organisation chart has a root; where a unit lies below itself nobody can tell who directs whom.",
        ),
        mend: ("Sửa `parent:` ghi nhầm của một đơn vị trong vòng.", "Correct the `parent:` of the unit that has the wrong one."),
        wrong: "organisation: ba-dinh
units:
  - {id: hanoi-committee, parent: district-committee}",
        right: "organisation: ba-dinh
units:
  - {id: district-committee, parent: hanoi-committee}",
        ..Info::new("iso/structure", Basis::new("ISO 9001:2008", "5.5.1").unverified())
    },
    look: Look::Library(look),
};

/// How many units of the way round are shown.
const SHOWN: usize = 4;

fn look(library: &Library, sink: &mut Sink) {
    let Some(organisation) = library.organisations.first() else { return };
    let units = &organisation.definition.units;
    let place: HashMap<&str, usize> = units.iter().enumerate().map(|(i, unit)| (unit.id.as_str(), i)).collect();
    // Each walk upwards marks its units with its own number, and stops where another has been.
    let mut walked = vec![usize::MAX; units.len()];
    for start in 0..units.len() {
        let mut at = start;
        while walked[at] == usize::MAX {
            walked[at] = start;
            let Some(above) = units[at].parent.as_ref().and_then(|parent| place.get(parent.as_str())) else { break };
            at = *above;
            if walked[at] == start {
                let id = &units[at].id;
                // Round once from here.
                let mut way = vec![at];
                while let Some(above) = units[way[way.len() - 1]].parent.as_ref().and_then(|parent| place.get(parent.as_str())) {
                    if *above == at {
                        break;
                    }
                    way.push(*above);
                }
                let message = message!(
                    vi: "đơn vị `{id}` nằm dưới chính mình: sửa `parent:` của một đơn vị trong vòng",
                    en: "the unit `{id}` lies below itself: correct the `parent:` of a unit on the way round"
                );
                let parent = |i: usize| Path::root().key("units").index(i).key("parent");
                let finding = sink.add(&organisation.source, parent(at), message);
                for next in way.into_iter().skip(1).take(SHOWN) {
                    let (unit, above) = (&units[next].id, &units[next].parent);
                    let above = above.as_ref().map_or("", |above| above.as_str());
                    let label = message!(vi: "`{unit}` thuộc `{above}`", en: "`{unit}` lies below `{above}`");
                    finding.relate(&organisation.source, parent(next), label);
                }
            }
        }
    }
}
