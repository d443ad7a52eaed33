//! An extension is taken somewhere.

use super::{limit_path, time_limit};
use crate::check::decree_63::article;
use crate::check::rule::{BuiltIn, Info, Look, Sink};
use crate::check::steps;
use crate::model::finding::{Part, Severity};
use crate::model::library::Procedure;
use crate::model::value::message;

pub(super) static RULE: BuiltIn = BuiltIn {
    info: Info {
        severity: Severity::Note,
        demands: ("trường hợp kéo dài thời hạn có luồng dùng tới", "an extension of the limit is taken by some flow"),
        why: (
            "Thời hạn nêu trường hợp được kéo dài nhưng không luồng nào có `extends:` thì sơ đồ không cho thấy khi \
             nào được kéo dài.",
            "The limit names an extension, but no flow has `extends:`, so the chart does not show when it applies.",
        ),
        mend: (
            "Ghi `extends:` vào luồng của trường hợp đó, nếu quy trình có.",
            "Give the flow of that case its `extends:`, if the procedure has one.",
        ),
        wrong: "service: {time-limit: {statutory: 3 working days, extensions: [{when: {vi: Phải xác minh, en: \
                Verification is needed}, by: 3 working days, basis: nd-123-2015}]}}",
        right: "service: {time-limit: {statutory: 3 working days}}",
        whole: true,
        ..Info::new("time/extension-unused", article("Art. 8(2) đ"))
    },
    look: Look::Procedure(look),
};

fn look(procedure: &Procedure, sink: &mut Sink) {
    let extended = time_limit(procedure).is_some_and(|limit| !limit.extensions.is_empty());
    if extended && !steps(procedure).iter().flat_map(|s| s.next.iter()).any(|next| next.extends.is_some()) {
        let message = message!(
            vi: "thời hạn có trường hợp kéo dài nhưng không luồng nào kéo dài thời hạn (`extends:`)",
            en: "the limit may be extended, but no flow extends it (`extends:`)"
        );
        sink.add(procedure.source(), limit_path().key("extensions"), message).part = Part::Key;
    }
}
