//! The quality manual has a code.

use crate::check::iso::{following, lacking};
use crate::check::rule::{Basis, BuiltIn, Info, Look, Sink};
use crate::model::finding::Severity;
use crate::model::library::Library;

pub(super) static RULE: BuiltIn = BuiltIn {
    info: Info {
        severity: Severity::Warning,
        demands: ("sổ tay chất lượng có mã hiệu", "the quality manual has a code"),
        why: (
            "Sổ tay cũng là tài liệu được kiểm soát, phải nhận biết được như mọi tài liệu khác.",
            "The manual is a controlled document too, and must be identifiable like any other.",
        ),
        mend: ("Ghi mã hiệu của sổ tay ở `manual:`.", "Write the code of the manual under `manual:`."),
        wrong: "organisation: ba-dinh
# without manual",
        right: "organisation: ba-dinh
manual: ST-01",
        ..Info::new("iso/manual-code", Basis::new("ISO 9001:2008", "4.2.3 c"))
    },
    look: Look::Library(look),
};

fn look(library: &Library, sink: &mut Sink) {
    if let Some(organisation) = following(library).filter(|o| o.definition.manual.is_none()) {
        lacking(organisation, sink, "manual", "mã hiệu sổ tay chất lượng", "the code of the quality manual");
    }
}
