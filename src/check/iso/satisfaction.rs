//! Satisfaction is measured somewhere.

use crate::check::iso::{covers, following, is_whole};
use crate::check::rule::{Basis, BuiltIn, Info, Look, Sink};
use crate::model::finding::{Path, Severity};
use crate::model::library::Library;
use crate::model::value::message;

pub(super) static RULE: BuiltIn = BuiltIn {
    info: Info {
        severity: Severity::Warning,
        demands: (
            "sự hài lòng được đo bằng một chỉ số hoặc mục tiêu",
            "satisfaction is measured by an indicator or an objective",
        ),
        why: (
            "Cảm nhận của khách hàng là thước đo của hệ thống, nên phải có con số.",
            "How customers see it is a measure of the system, so there must be a figure.",
        ),
        mend: (
            "Ghi `clause: \"8.2.1\"` ở chỉ số hoặc mục tiêu đo sự hài lòng.",
            "Write `clause: \"8.2.1\"` at the indicator or objective that measures satisfaction.",
        ),
        wrong: r#"indicators:
  - {id: satisfaction, clause: "8.2.3"}
---
procedure: QT-08
indicators:
  - {id: on-time, clause: "8.2.3"}
  - {id: satisfaction, clause: "8.2.3"}
  - {id: response-rate, clause: "8.2.3"}
---
objectives: ba-dinh-2018
items:
  - {id: q19, clause: "8.2.3"}"#,
        right: r#"indicators:
  - {id: satisfaction, clause: "8.2.1"}"#,
        whole: true,
        ..Info::new("iso/satisfaction", Basis::new("ISO 9001:2008", "8.2.1").unverified())
    },
    look: Look::Library(look),
};

fn look(library: &Library, sink: &mut Sink) {
    let Some(organisation) = following(library).filter(|_| is_whole(library)) else { return };
    let of_indicators = library.procedures().iter().flat_map(|p| &p.definition().indicators).filter_map(|i| i.clause);
    let of_objectives = library.objectives().flat_map(|programme| &programme.items).filter_map(|item| item.clause);
    if !of_indicators.chain(of_objectives).any(|clause| covers(clause, "8.2.1")) {
        let message = message!(
            vi: "không chỉ số hay mục tiêu nào đo sự hài lòng (`clause: \"8.2.1\"`)",
            en: "no indicator or objective measures satisfaction (`clause: \"8.2.1\"`)"
        );
        sink.add(&organisation.source, Path::root().key("organisation"), message);
    }
}
