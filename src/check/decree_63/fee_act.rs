//! A fee is set by an act that can set fees.

use crate::check::places;
use crate::check::rule::{Basis, BuiltIn, Info, Look, Sink};
use crate::check::service::{at, is_normative, service};
use crate::model::definition::{Reference, ReferenceKind};
use crate::model::finding::Severity;
use crate::model::library::Procedure;
use crate::model::value::{Date, message};

pub(super) static RULE: BuiltIn = BuiltIn {
    info: Info {
        severity: Severity::Warning,
        demands: ("phí, lệ phí do văn bản có thẩm quyền quy định", "a fee is set by an act that can set fees"),
        why: (
            "Từ ngày 01/01/2017 mức phí, lệ phí do luật, nghị định, thông tư hoặc nghị quyết của Hội đồng nhân dân \
             cấp tỉnh quy định; quyết định hành chính, công văn không đặt ra khoản thu.",
            "From 1 January 2017 fees are set by laws, decrees, circulars or resolutions of the provincial People's \
             Council; an administrative decision or an official letter sets none.",
        ),
        mend: (
            "Viện dẫn luật, nghị định, thông tư hoặc nghị quyết của Hội đồng nhân dân cấp tỉnh quy định mức thu.",
            "Cite the law, decree, circular or resolution of the provincial People's Council that sets the fee.",
        ),
        wrong: "service: {fees: [{title: Phí, amount: 8000 VND, per: copy, basis: qd-2640-2017-bnv}]}",
        right: "service: {fees: [{title: Phí, amount: 8000 VND, per: copy, basis: [tt-281-2016-btc, qd-2640-2017-bnv]}]}",
        ..Info::new("decree-63/fee-act", Basis::new("97/2015/QH13", "Arts. 4, 21, 22").from(Date::of(2017, 1, 1)).unverified())
    },
    look: Look::Procedure(look),
};

fn look(procedure: &Procedure, sink: &mut Sink) {
    let fees = service(procedure).and_then(|s| s.fees.as_ref()).map_or(&[][..], |f| f.items());
    for (i, fee) in fees.iter().enumerate().filter(|(_, f)| !f.basis.is_empty()) {
        let weak = |reference: &Reference| reference.kind == ReferenceKind::Decision || !is_normative(reference);
        if fee.basis.iter().all(|c| sink.library().reference(c).is_some_and(weak)) {
            let (act, number) = (&fee.basis[0].reference, i + 1);
            let message = message!(
                vi: "căn cứ `{act}` của khoản thu thứ {number} không phải văn bản được quy định phí, lệ phí",
                en: "`{act}`, on which fee {number} rests, is no act that sets fees"
            );
            let kind = places::of_reference(sink.library(), act, "kind");
            let finding = sink.add(procedure.source(), at("fees").index(i).key("basis"), message);
            finding.relate_to(kind, message!(vi: "loại văn bản", en: "its kind"));
        }
    }
}
