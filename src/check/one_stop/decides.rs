//! The one-stop unit receives and returns; it does not decide.

use super::act;
use crate::check::places;
use crate::check::rule::{BuiltIn, Info, Look, Sink};
use crate::check::service::{at, service};
use crate::model::definition::UnitKind;
use crate::model::library::Procedure;
use crate::model::value::message;

pub(super) static RULE: BuiltIn = BuiltIn {
    info: Info {
        demands: ("bộ phận một cửa không phải cơ quan quyết định", "the one-stop unit is not the agency that decides"),
        why: (
            "Bộ phận một cửa là đầu mối tiếp nhận và trả kết quả, không có thẩm quyền quyết định.",
            "The one-stop unit is where dossiers are received and results returned; it has no competence to decide.",
        ),
        mend: (
            "Ghi Ủy ban nhân dân hoặc phòng chuyên môn có thẩm quyền quyết định vào `agencies.decides`.",
            "Name the People's Committee or the division that is competent to decide under `agencies.decides`.",
        ),
        wrong: "service: {agencies: {decides: ward-one-stop, handles: ward-committee}}",
        right: "service: {agencies: {decides: ward-committee, handles: ward-committee, assists: [ward-one-stop]}}",
        ..Info::new("one-stop/decides", act(""))
    },
    look: Look::Procedure(look),
};

fn look(procedure: &Procedure, sink: &mut Sink) {
    let Some(agencies) = service(procedure).and_then(|s| s.agencies.as_ref()) else { return };
    let unit = &agencies.decides;
    if sink.library().unit(unit).is_some_and(|u| u.kind == UnitKind::OneStop) {
        let message = message!(
            vi: "`{unit}` là bộ phận một cửa: chỉ tiếp nhận và trả kết quả, không quyết định",
            en: "`{unit}` is a one-stop unit: it receives and returns, and does not decide"
        );
        let place = places::of_unit(sink.library(), unit, "kind");
        let finding = sink.add(procedure.source(), at("agencies").key("decides"), message);
        finding.relate_to(place, message!(vi: "là bộ phận một cửa", en: "a one-stop unit"));
    }
}
