//! At least one set of papers is asked for.

use super::article;
use crate::check::rule::{BuiltIn, Info, Look, Sink};
use crate::check::service::{at, service};
use crate::model::library::Procedure;
use crate::model::value::message;

pub(super) static RULE: BuiltIn = BuiltIn {
    info: Info {
        demands: ("số bộ hồ sơ từ một trở lên", "at least one set of the dossier is asked for"),
        why: (
            "Số lượng hồ sơ là nội dung bắt buộc; \"0 bộ\" mà vẫn có giấy tờ phải nộp là mâu thuẫn.",
            "The number of sets is an obligatory part; none at all contradicts the list of papers.",
        ),
        mend: (
            "Ghi số bộ hồ sơ mà văn bản quy định vào `sets`; giấy tờ chỉ xem rồi trả lại thì ghi `present: true`.",
            "Write the number of sets that the act asks for under `sets`; a paper that is only shown has `present: true`.",
        ),
        wrong: "service: {dossier: {sets: 0, items: [{id: declaration, title: Tờ khai, original: 1, basis: \
                luat-ho-tich-2014#64}]}}",
        right: "service: {dossier: {sets: 1, items: [{id: declaration, title: Tờ khai, original: 1, basis: \
                luat-ho-tich-2014#64}]}}",
        ..Info::new("decree-63/sets", article("Art. 8(2) d"))
    },
    look: Look::Procedure(look),
};

fn look(procedure: &Procedure, sink: &mut Sink) {
    let Some(dossier) = service(procedure).and_then(|s| s.dossier.as_ref()) else { return };
    if dossier.sets.0 == 0 && dossier.items.iter().any(|item| item.present != Some(true)) {
        let message = message!(
            vi: "hồ sơ có giấy tờ phải nộp nhưng số bộ là 0",
            en: "papers have to be handed in, but no set of them is asked for"
        );
        let finding = sink.add(procedure.source(), at("dossier").key("sets"), message);
        finding.relate_key(
            procedure.source(),
            at("dossier").key("items"),
            message!(vi: "giấy tờ phải nộp", en: "papers to hand in"),
        );
    }
}
