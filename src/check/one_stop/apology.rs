//! Somewhere in the system the office apologises for being late.

use super::act;
use crate::check::rule::{BuiltIn, Info, Look, LookUp, Sink};
use crate::check::service::{at, makes, one_stop, papers};
use crate::check::{effective, steps};
use crate::model::definition::FormKind;
use crate::model::finding::Path;
use crate::model::library::{Library, Procedure};
use crate::model::value::message;

pub(super) static RULE: BuiltIn = BuiltIn {
    info: Info {
        demands: (
            "hệ thống có bước xin lỗi và hẹn lại khi trễ hạn hoặc do lỗi của cơ quan",
            "the system has a step that apologises and gives a new date",
        ),
        why: (
            "Khi trễ hẹn hoặc có lỗi của cơ quan thì phải xin lỗi bằng văn bản và hẹn lại; không quy trình nào lập \
             phiếu xin lỗi thì việc này không ai làm.",
            "Where the office is late or at fault it apologises in writing and gives a new date; where no procedure \
             makes that letter, nobody does it.",
        ),
        mend: (
            "Thêm bước lập biểu mẫu loại `apology`, trong từng thủ tục hoặc trong quy trình xử lý dịch vụ không phù \
             hợp.",
            "Add a step that makes a form of the kind `apology`, in each procedure or in the one for nonconforming \
             services.",
        ),
        wrong: "procedure: QT-04\nsteps: [{id: sign-apology, makes: [nonconformity-slip]}]",
        right: "procedure: QT-04\nsteps: [{id: sign-apology, makes: [apology]}]",
        whole: true,
        looks_up: &[LookUp::Forms],
        ..Info::new("one-stop/apology", act(""))
    },
    look: Look::Library(look),
};

fn look(library: &Library, sink: &mut Sink) {
    if library.forms.is_empty() || library.procedures().iter().any(|p| apologises(p, library)) {
        return;
    }
    let can_be_late = |p: &Procedure| {
        let limit = one_stop(p, library).and_then(|s| s.time_limit.as_ref());
        limit.is_some() && RULE.info.basis.is_in_force(effective(p))
    };
    let late = library.procedures().iter().find(|p| can_be_late(p));
    let (Some(procedure), Some(document)) = (late, library.organisations.first()) else { return };
    let first = procedure.code();
    let message = message!(
        vi: "thủ tục có thời hạn ({first}…) nhưng không quy trình nào lập phiếu xin lỗi và hẹn lại (biểu mẫu loại `apology`)",
        en: "procedures have a time limit ({first}…), but none makes an apology with a new date (a form of the kind `apology`)"
    );
    let finding = sink.add(&document.source, Path::root().key("organisation"), message);
    finding.relate_key(procedure.source(), at("time-limit"), message!(vi: "có thể trễ hẹn", en: "can be late"));
}

fn apologises(procedure: &Procedure, library: &Library) -> bool {
    let apologies = papers(procedure, library, FormKind::Apology);
    !apologies.is_empty() && steps(procedure).iter().any(|s| makes(s, &apologies))
}
