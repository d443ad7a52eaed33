//! The one-stop unit is of the level of the procedure.

use super::act;
use crate::check::places;
use crate::check::rule::{BuiltIn, Info, Look, Sink};
use crate::check::service::{at, one_stop};
use crate::model::finding::{Path, Severity};
use crate::model::library::Procedure;
use crate::model::value::{Language, Message, message};

pub(super) static RULE: BuiltIn = BuiltIn {
    info: Info {
        severity: Severity::Warning,
        demands: ("bộ phận một cửa thuộc cấp thực hiện của thủ tục", "the one-stop unit is of the level of the procedure"),
        why: (
            "Thủ tục cấp phường mà chỉ người dân đến một cửa quận (hoặc ngược lại) thì hồ sơ bị trả lại vì sai thẩm \
             quyền.",
            "Where a ward procedure sends people to the counter of the district, or the other way round, they are \
             turned away.",
        ),
        mend: (
            "Sửa `channels.in-person`, hoặc ghi đủ các cấp vào `level`.",
            "Mend `channels.in-person`, or name every level under `level`.",
        ),
        wrong: "service: {channels: {in-person: district-one-stop}}",
        right: "service: {channels: {in-person: ward-one-stop}}",
        ..Info::new("one-stop/counter-level", act(""))
    },
    look: Look::Procedure(look),
};

fn look(procedure: &Procedure, sink: &mut Sink) {
    let library = sink.library();
    let levels = &procedure.definition().level;
    let Some(service) = one_stop(procedure, library) else { return };
    let counter = service.channels.as_ref().and_then(|c| c.in_person.as_ref()).and_then(|id| library.unit(id));
    let Some((unit, level)) = counter.and_then(|u| Some((&u.id, u.level?))) else { return };
    if !levels.is_empty() && !levels.contains(&level) {
        let (vi, en) = (level.label(&Language::Vi), level.label(&Language::En));
        let message = Message::new(
            format!("`{unit}` thuộc {vi}, không thuộc cấp thực hiện của thủ tục (`level:`)"),
            format!("`{unit}` is of the {en}, not of the level of the procedure (`level:`)"),
        );
        let finding = sink.add(procedure.source(), at("channels").key("in-person"), message);
        finding.relate(procedure.source(), Path::root().key("level"), message!(vi: "cấp thực hiện", en: "the level"));
        finding.relate_to(places::of_unit(library, unit, "level"), message!(vi: "cấp của đơn vị", en: "the level of the unit"));
    }
}
