//! In Hanoi an agency asks for a supplement once.

use crate::check::rule::{Basis, BuiltIn, Info, Look, Sink};
use crate::check::service::{cited, first_place, makes, one_stop, papers, repeated, unit_of};
use crate::check::steps;
use crate::model::definition::{FormKind, Reference};
use crate::model::library::Procedure;
use crate::model::value::{Date, Id, message};

pub(super) static RULE: BuiltIn = BuiltIn {
    info: Info {
        demands: ("mỗi cơ quan chỉ yêu cầu bổ sung một lần (Hà Nội)", "an agency asks for a supplement once (Hanoi)"),
        why: (
            "Quy định của Hà Nội chỉ cho yêu cầu bổ sung một lần trong suốt quá trình giải quyết tại một cơ quan \
             chuyên môn.",
            "The regulation of Hanoi lets a specialised agency ask once during the whole handling.",
        ),
        mend: (
            "Kiểm tra toàn bộ hồ sơ trong một lần rồi yêu cầu bổ sung một lần, hoặc giảm `at-most` xuống 1.",
            "Examine the whole dossier at once and ask once, or lower `at-most` to 1.",
        ),
        wrong: "steps: [{id: examine, next: [{to: receive, when: Đủ}, {to: request-supplement, when: Thiếu, at-most: 2}, \
                {to: guide, when: Sai nơi}, {to: refuse-intake, when: Không bổ sung được}]}]",
        right: "steps: [{id: examine, next: [{to: receive, when: Đủ}, {to: request-supplement, when: Thiếu, at-most: 1}, \
                {to: guide, when: Sai nơi}, {to: refuse-intake, when: Không bổ sung được}]}]",
        whole: true,
        ..Info::new("one-stop/supplement-once", Basis::new("07/2016/QĐ-UBND (Hà Nội)", "").from(Date::of(2016, 3, 18)))
    },
    look: Look::Procedure(look),
};

fn look(procedure: &Procedure, sink: &mut Sink) {
    let library = sink.library();
    if one_stop(procedure, library).is_none() {
        return;
    }
    // Who cites the regulation of the city is bound by it.
    let number = |r: &&Reference| r.number.as_ref().is_some_and(|n| n.entries().any(|(_, n)| n == "07/2016/QĐ-UBND"));
    let Some(regulation) = library.references().find(number) else { return };
    let requests = papers(procedure, library, FormKind::SupplementRequest);
    let asking: Vec<usize> = (0..steps(procedure).len()).filter(|i| makes(&steps(procedure)[*i], &requests)).collect();
    if asking.is_empty() || first_place(cited(procedure), &regulation.id).is_none() {
        return;
    }
    // One-stop officers belong to the counter, whichever it is.
    let unit = |i: usize| unit_of(library, &steps(procedure)[i]).unwrap_or(&steps(procedure)[i].role);
    let mut units: Vec<&Id> = asking.iter().map(|i| unit(*i)).collect();
    units.sort_unstable();
    units.dedup();
    for of in units {
        let own: Vec<usize> = asking.iter().copied().filter(|i| unit(*i) == of).collect();
        let Some(found) = repeated(procedure, &own, 1) else { continue };
        let (id, times) = (&steps(procedure)[found.step].id, found.times);
        let message = message!(
            vi: "đến bước `{id}`, `{of}` có thể yêu cầu bổ sung {times} lần; quy định của Hà Nội chỉ cho một lần",
            en: "with the step `{id}`, `{of}` can ask for supplements {times} times; the regulation of Hanoi allows one"
        );
        found.say(procedure, sink, message, &message!(vi: "cũng yêu cầu bổ sung", en: "asks as well"));
    }
}
