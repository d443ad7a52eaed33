//! Nobody is asked for supplements more than twice.

use super::article;
use crate::check::rule::{BuiltIn, Info, Look, Sink};
use crate::check::service::{makes, papers, repeated, service};
use crate::check::steps;
use crate::model::definition::FormKind;
use crate::model::library::Procedure;
use crate::model::value::message;

pub(super) static RULE: BuiltIn = BuiltIn {
    info: Info {
        demands: ("mỗi hồ sơ yêu cầu bổ sung không quá hai lần", "a supplement is asked for at most twice in a case"),
        why: (
            "Mỗi hồ sơ chỉ được yêu cầu bổ sung không quá hai lần, trừ khi người nộp không làm theo hướng dẫn.",
            "People have to come at most twice to supplement a dossier, unless they did not follow the guidance.",
        ),
        mend: (
            "Giảm `at-most` của các luồng yêu cầu bổ sung, hoặc gộp thành một lần kiểm tra.",
            "Lower the `at-most` of the flows that ask for supplements, or examine everything at once.",
        ),
        wrong: "references: [luat-ho-tich-2014, nd-63-2010]
steps: [{id: examine, next: [{to: receive, when: Đủ}, {to: request-supplement, when: Thiếu, at-most: 3}, \
                {to: guide, when: Sai nơi}, {to: refuse-intake, when: Không bổ sung được}]}, {id: request-supplement, required-by: nd-123-2015#3}]",
        right: "references: [luat-ho-tich-2014, nd-63-2010]
steps: [{id: examine, next: [{to: receive, when: Đủ}, {to: request-supplement, when: Thiếu, at-most: 2}, \
                {to: guide, when: Sai nơi}, {to: refuse-intake, when: Không bổ sung được}]}, {id: request-supplement, required-by: nd-123-2015#3}]",
        whole: true,
        ..Info::new("decree-63/supplement-trips", article("Art. 20(4)"))
    },
    look: Look::Procedure(look),
};

fn look(procedure: &Procedure, sink: &mut Sink) {
    if service(procedure).is_none() {
        return;
    }
    let requests = papers(procedure, sink.library(), FormKind::SupplementRequest);
    let asking: Vec<usize> = (0..steps(procedure).len()).filter(|i| makes(&steps(procedure)[*i], &requests)).collect();
    let Some(found) = repeated(procedure, &asking, 2) else { return };
    let (id, times) = (&steps(procedure)[found.step].id, found.times);
    let message = message!(
        vi: "đến bước `{id}` một hồ sơ có thể bị yêu cầu bổ sung {times} lần, luật chỉ cho hai lần",
        en: "with the step `{id}` a case can be asked for supplements {times} times, the law allows two"
    );
    found.say(procedure, sink, message, &message!(vi: "cũng yêu cầu bổ sung", en: "asks as well"));
}
