//! Steps of the one-stop unit and the counter that is named agree.

use super::act;
use crate::check::rule::{BuiltIn, Info, Look, Sink};
use crate::check::service::{Hands, at, service};
use crate::check::{step_path, steps};
use crate::model::definition::UnitKind;
use crate::model::library::Procedure;
use crate::model::value::message;

pub(super) static RULE: BuiltIn = BuiltIn {
    info: Info {
        demands: (
            "nơi nộp hồ sơ là bộ phận một cửa nếu trình tự qua một cửa",
            "the counter is a one-stop unit where the sequence goes through one",
        ),
        why: (
            "Trình tự giao việc tiếp nhận cho công chức một cửa nhưng cách thức thực hiện chỉ người dân đến nơi \
             khác: họ sẽ đi nhầm.",
            "The sequence has the one-stop officer receive, but the way of performing sends people elsewhere: they \
             will go to the wrong place.",
        ),
        mend: ("Ghi bộ phận một cửa vào `channels.in-person`.", "Name the one-stop unit under `channels.in-person`."),
        wrong: "service: {channels: {in-person: justice-division}}",
        right: "service: {channels: {in-person: ward-one-stop}}",
        ..Info::new("one-stop/counter", act(""))
    },
    look: Look::Procedure(look),
};

fn look(procedure: &Procedure, sink: &mut Sink) {
    let library = sink.library();
    let Some(service) = service(procedure) else { return };
    let counter = service.channels.as_ref().and_then(|c| c.in_person.as_ref());
    let Some(unit) = counter.and_then(|id| library.unit(id)).filter(|u| u.kind != UnitKind::OneStop) else { return };
    let hands = Hands::of(library);
    if let Some((i, step)) = steps(procedure).iter().enumerate().find(|(_, s)| hands.at_desk(s)) {
        let (unit, id) = (&unit.id, &step.id);
        let message = message!(
            vi: "người dân nộp hồ sơ tại `{unit}`, không phải bộ phận một cửa, nhưng bước `{id}` do bộ phận một cửa thực hiện",
            en: "people hand in at `{unit}`, which is no one-stop unit, but the step `{id}` is done by one"
        );
        let key = if step.unit.is_some() { "unit" } else { "role" };
        let finding = sink.add(procedure.source(), at("channels").key("in-person"), message);
        finding.called(message!(vi: "nơi nộp hồ sơ", en: "where people hand in"));
        finding.relate(
            procedure.source(),
            step_path(i).key(key),
            message!(vi: "bộ phận một cửa làm", en: "done by a one-stop unit"),
        );
    }
}
