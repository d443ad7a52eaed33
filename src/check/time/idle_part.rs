//! A unit that has a part of the limit does something.

use super::{limit_path, time_limit, unit_of};
use crate::check::rule::{Basis, BuiltIn, Info, Look, Sink};
use crate::check::steps;
use crate::model::finding::Severity;
use crate::model::library::Procedure;
use crate::model::value::{Id, message};

pub(super) static RULE: BuiltIn = BuiltIn {
    info: Info {
        severity: Severity::Warning,
        demands: ("đơn vị có phần thời hạn thì có bước phải làm", "a unit that has a part of the limit does a step"),
        why: (
            "Một phần thời hạn dành cho đơn vị không làm bước nào thì hoặc thiếu bước của đơn vị đó, hoặc phần thời hạn \
             ghi nhầm đơn vị. Thêm bước, ghi `unit:` cho bước đã có, hoặc sửa tên đơn vị.",
            "A part of the limit for a unit that does no step means that its step is missing or the part names the \
             wrong unit. Add the step, give an existing one its `unit:`, or mend the name.",
        ),
        wrong: "service: {time-limit: {parts: [{unit: labour-division, what: {vi: Thẩm định, en: Appraisal}, limit: 7 \
                working days}]}}",
        right: r"service: {time-limit: {parts: [{unit: labour-division, what: {vi: Thẩm định, en: Appraisal}, limit: 7 working days}]}}
steps: [{id: search, unit: labour-division}]",
        ..Info::new("time/idle-part", Basis::new("63/2010/NĐ-CP", "Art. 8(2) đ"))
    },
    look: Look::Procedure(look),
};

fn look(procedure: &Procedure, sink: &mut Sink) {
    let Some(limit) = time_limit(procedure) else { return };
    for (i, part) in limit.parts.iter().enumerate() {
        let unit = &part.unit;
        let library = sink.library();
        let works =
            |of: Option<&Id>| of.is_some_and(|of| of == unit || library.unit(of).and_then(|u| u.parent.as_ref()) == Some(unit));
        if !steps(procedure).iter().any(|step| works(unit_of(library, step))) {
            let message = message!(
                vi: "đơn vị `{unit}` có một phần thời hạn nhưng không làm bước nào",
                en: "the unit `{unit}` has a part of the limit but does no step"
            );
            sink.add(procedure.source(), limit_path().key("parts").index(i).key("unit"), message);
        }
    }
}
