//! Each level that does work has objectives.

use crate::check::iso::{following, in_force};
use crate::check::rule::{Basis, BuiltIn, Info, Look, LookUp, Sink};
use crate::model::definition::Level;
use crate::model::finding::{Path, Severity};
use crate::model::library::Library;
use crate::model::value::{Language, message};

pub(super) static RULE: BuiltIn = BuiltIn {
    info: Info {
        severity: Severity::Warning,
        demands: ("mỗi cấp có quy trình đều có mục tiêu", "each level that does work has objectives"),
        why: (
            "Mục tiêu được thiết lập ở các bộ phận và cấp liên quan; cấp có quy trình mà không có mục tiêu nào thì \
             đứng ngoài việc phấn đấu.",
            "Objectives are set at the relevant functions and levels; a level that has procedures and no objective \
             is left out.",
        ),
        mend: (
            "Thêm cấp đó vào `level:` của một mục tiêu, hoặc đặt mục tiêu cho cấp đó.",
            "Add the level to `level:` of an objective, or set an objective for it.",
        ),
        wrong: "procedure: QT-08
level: [district, ward, city]",
        right: "procedure: QT-08
level: [district, ward]",
        whole: true,
        looks_up: &[LookUp::Objectives],
        ..Info::new("iso/objective-levels", Basis::new("ISO 9001:2008", "5.4.1").unverified())
    },
    look: Look::Library(look),
};

fn look(library: &Library, sink: &mut Sink) {
    let items = || library.objectives().flat_map(|programme| &programme.items);
    // An objective that names no level is everybody's.
    if following(library).is_none() || items().next().is_none() || items().any(|item| item.level.is_empty()) {
        return;
    }
    for level in Level::ALL.iter().filter(|level| !items().any(|item| item.level.contains(level))) {
        let Some(procedure) = in_force(library).find(|procedure| procedure.definition().level.contains(level)) else { continue };
        let (vi, en) = (level.label(&Language::Vi), level.label(&Language::En));
        let message = message!(
            vi: "có quy trình ở {vi} nhưng không mục tiêu nào ở cấp này (`level:`)",
            en: "procedures are performed at the level “{en}”, but no objective is set for it (`level:`)"
        );
        sink.add(procedure.source(), Path::root().key("level"), message);
    }
}
