//! Whoever gives a result is named among the agencies.

use super::article;
use crate::check::rule::{BuiltIn, Info, Look, Sink};
use crate::check::service::{at, belongs, intact, own};
use crate::model::library::Procedure;
use crate::model::value::{Id, message};

pub(super) static RULE: BuiltIn = BuiltIn {
    info: Info {
        demands: ("cơ quan cấp kết quả có trong danh sách cơ quan", "whoever gives a result is named among the agencies"),
        why: (
            "Trong thủ tục liên thông, mỗi kết quả do một cơ quan cấp; cơ quan đó phải được nêu để người dân biết \
             ai chịu trách nhiệm.",
            "In a joined-up procedure each result is given by an agency, which has to be named so that people know \
             who answers for it.",
        ),
        mend: (
            "Thêm đơn vị vào `agencies`, hoặc sửa `by` của kết quả.",
            "Add the unit to `agencies`, or mend the `by` of the result.",
        ),
        wrong: "service: {results: [{id: extract-copy, by: district-police}]}",
        right: "service: {results: [{id: extract-copy, by: ward-committee}]}",
        ..Info::new("decree-63/result-giver", article("Art. 8(2) g, h"))
    },
    look: Look::Procedure(look),
};

fn look(procedure: &Procedure, sink: &mut Sink) {
    let Some(service) = intact(procedure) else { return };
    let (Some(agencies), Some(results)) = (&service.agencies, &service.results) else { return };
    for (i, result) in results.items().iter().enumerate() {
        let Some(unit) = result.by.as_ref().filter(|unit| !unit.is_placeholder()) else { continue };
        let named: Vec<&Id> = own(agencies).collect();
        if !belongs(sink.library(), unit, &named) {
            let id = &result.id;
            let message = message!(
                vi: "kết quả `{id}` do `{unit}` cấp, nhưng đơn vị này không có trong `agencies`",
                en: "`{unit}` gives the result `{id}`, but is not among the `agencies`"
            );
            let finding = sink.add(procedure.source(), at("results").index(i).key("by"), message);
            finding.relate_key(
                procedure.source(),
                at("agencies"),
                message!(vi: "các cơ quan được nêu", en: "the agencies named"),
            );
        }
    }
}
