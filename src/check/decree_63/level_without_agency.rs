//! Every level of a procedure has an agency that takes part.

use super::article;
use crate::check::rule::{BuiltIn, Info, Look, Sink};
use crate::check::service::{at, intact, own};
use crate::model::definition::Level;
use crate::model::finding::{Path, Severity};
use crate::model::library::Procedure;
use crate::model::value::{Language, Message, message};

pub(super) static RULE: BuiltIn = BuiltIn {
    info: Info {
        severity: Severity::Warning,
        demands: ("mỗi cấp thực hiện có cơ quan tham gia giải quyết", "every level of a procedure has an agency that takes part"),
        why: (
            "Thủ tục ghi hai cấp thực hiện mà chỉ có cơ quan của một cấp thì hoặc thừa cấp, hoặc thiếu cơ quan.",
            "Where a procedure names two levels but agencies of one alone, either the level is too much or the \
             agency too little.",
        ),
        mend: (
            "Bỏ cấp thừa, hoặc ghi cơ quan của cấp đó vào `agencies`.",
            "Drop the level, or name its agency under `agencies`.",
        ),
        wrong: "level: [ward, district]",
        right: "level: ward",
        ..Info::new("decree-63/level-without-agency", article("Art. 8(2) g"))
    },
    look: Look::Procedure(look),
};

fn look(procedure: &Procedure, sink: &mut Sink) {
    let levels = &procedure.definition().level;
    let Some(agencies) = intact(procedure).and_then(|s| s.agencies.as_ref()).filter(|_| levels.len() > 1) else { return };
    // Who handles the dossier is asked for by itself.
    if agencies.handles.is_empty() {
        return;
    }
    let library = sink.library();
    let there: Vec<Option<Level>> = own(agencies).map(|id| library.unit(id).and_then(|unit| unit.level)).collect();
    // A unit whose level is not known may be of any; one that decides at a wrong level is found elsewhere.
    if there.contains(&None) || there.first().is_some_and(|decides| decides.is_some_and(|level| !levels.contains(&level))) {
        return;
    }
    for (i, level) in levels.iter().enumerate().filter(|(_, level)| !there.contains(&Some(**level))) {
        let (vi, en) = (level.label(&Language::Vi), level.label(&Language::En));
        let message = Message::new(
            format!("không có cơ quan {vi} nào trong `agencies`"),
            format!("no agency of the {en} stands in `agencies`"),
        );
        let finding = sink.add(procedure.source(), Path::root().key("level").index(i), message);
        finding.relate_key(procedure.source(), at("agencies"), message!(vi: "các cơ quan được nêu", en: "the agencies named"));
    }
}
