//! The agency that decides is of the level of the procedure.

use super::article;
use crate::check::places;
use crate::check::rule::{BuiltIn, Info, Look, Sink};
use crate::check::service::{at, service};
use crate::model::finding::{Path, Severity};
use crate::model::library::Procedure;
use crate::model::value::{Language, Message, message};

pub(super) static RULE: BuiltIn = BuiltIn {
    info: Info {
        severity: Severity::Warning,
        demands: (
            "cơ quan quyết định thuộc cấp thực hiện của thủ tục",
            "the agency that decides is of the level of the procedure",
        ),
        why: (
            "Thủ tục cấp phường mà cơ quan quyết định ở quận (hoặc ngược lại) thì thẩm quyền hoặc cấp thực hiện ghi \
             sai.",
            "Where the agency that decides on a ward procedure is of the district, or the other way round, \
             competence or level is wrong.",
        ),
        mend: (
            "Sửa `level`, `agencies.decides`, hoặc cấp của đơn vị.",
            "Mend `level`, `agencies.decides`, or the level of the unit.",
        ),
        wrong: "level: district",
        right: "level: ward",
        ..Info::new("decree-63/agency-level", article("Art. 8(2) g"))
    },
    look: Look::Procedure(look),
};

fn look(procedure: &Procedure, sink: &mut Sink) {
    let levels = &procedure.definition().level;
    let Some(agencies) = service(procedure).and_then(|s| s.agencies.as_ref()) else { return };
    let unit = &agencies.decides;
    let Some(level) = sink.library().unit(unit).and_then(|u| u.level) else { return };
    if !levels.is_empty() && !levels.contains(&level) {
        let (vi, en) = (level.label(&Language::Vi), level.label(&Language::En));
        let message = Message::new(
            format!("cơ quan quyết định `{unit}` thuộc {vi}, không thuộc cấp thực hiện của thủ tục (`level:`)"),
            format!("`{unit}`, which decides, is of the {en}, not of the level of the procedure (`level:`)"),
        );
        let place = places::of_unit(sink.library(), unit, "level");
        let finding = sink.add(procedure.source(), at("agencies").key("decides"), message);
        finding.relate(procedure.source(), Path::root().key("level"), message!(vi: "cấp thực hiện", en: "the level"));
        finding.relate_to(place, message!(vi: "cấp của đơn vị", en: "the level of the unit"));
    }
}
