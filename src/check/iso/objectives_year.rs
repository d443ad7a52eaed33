//! There are objectives for the year of the description.

use crate::check::iso::{following, is_read};
use crate::check::rule::{Basis, BuiltIn, Info, Look, LookUp, Sink};
use crate::model::definition::ObjectivesDefinition;
use crate::model::finding::{Path, Severity};
use crate::model::library::Library;
use crate::model::value::message;

pub(super) static RULE: BuiltIn = BuiltIn {
    info: Info {
        severity: Severity::Warning,
        demands: ("có mục tiêu cho năm hiện hành", "there are objectives for the year of the description"),
        why: (
            "Mục tiêu được đặt cho từng kỳ; hệ thống mô tả tại một năm mà chỉ có mục tiêu của năm trước thì mục \
             tiêu đã hết hạn.",
            "Objectives are set for a period; a system described as of one year with objectives of an earlier one \
             only has none that still apply.",
        ),
        mend: ("Thêm chương trình mục tiêu của năm đó.", "Add the programme of objectives for that year."),
        wrong: "objectives: ba-dinh-2018
year: 2016
# without items.q8.by",
        right: "objectives: ba-dinh-2018
year: 2018
# without items.q8.by",
        whole: true,
        looks_up: &[LookUp::Objectives],
        ..Info::new("iso/objectives-year", Basis::new("ISO 9001:2008", "5.4.1").unverified())
    },
    look: Look::Library(look),
};

fn look(library: &Library, sink: &mut Sink) {
    let Some(organisation) = following(library) else { return };
    let Some(day) = organisation.definition.as_of.filter(|day| is_read(*day)) else { return };
    let now = day.civil().year();
    let last = library.objectives.iter().max_by_key(|programme| programme.definition.year);
    // A goal for a later year is still one that applies.
    let open = |p: &ObjectivesDefinition| p.year.0 >= now || p.items.iter().any(|item| item.by.is_some_and(|by| by.0 >= now));
    if let Some(last) = last.filter(|_| !library.objectives().any(open)) {
        let year = last.definition.year;
        let message = message!(
            vi: "hệ thống mô tả tại năm {now}, nhưng mục tiêu chỉ đến năm {year}",
            en: "the system is described as of {now}, but the objectives end with {year}"
        );
        let finding = sink.add(&last.source, Path::root().key("year"), message);
        finding.relate(
            &organisation.source,
            Path::root().key("as-of"),
            message!(vi: "ngày mô tả", en: "the day of the description"),
        );
    }
}
