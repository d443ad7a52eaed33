//! Every paper that is asked for is looked at.

use super::{dossier, item_path};
use crate::check::decree_63::article;
use crate::check::rule::{BuiltIn, Info, Look, LookUp, Sink};
use crate::check::steps;
use crate::model::finding::Severity;
use crate::model::library::Procedure;
use crate::model::value::{Id, message};
use std::collections::HashSet;

pub(super) static RULE: BuiltIn = BuiltIn {
    info: Info {
        severity: Severity::Warning,
        demands: ("giấy tờ đã yêu cầu thì có người xem", "every paper that is asked for is looked at by an officer"),
        why: (
            "Bắt người dân nộp giấy tờ mà không bước nào của cơ quan dùng tới là yêu cầu thừa, ứng viên đầu tiên để \
             cắt giảm.",
            "A paper that applicants have to bring and no step of the office uses is a needless demand, the first \
             to be cut.",
        ),
        mend: (
            "Ghi giấy tờ vào `uses` của bước xem nó, hoặc bỏ khỏi thành phần hồ sơ.",
            "Put it into the `uses` of the step that looks at it, or drop it from the dossier.",
        ),
        wrong: r"service: {dossier: {sets: 1, items: [{id: old-copy, title: {vi: Bản chụp giấy tờ hộ tịch cũ, en: Photocopy of the old paper}, copy: 1, basis: luat-ho-tich-2014#64}]}}
steps: [{id: submit, uses: [old-copy]}, {id: examine, uses: [receipt]}, {id: search, uses: [control-slip]}, {id: return, uses: [extract-copy]}]",
        right: r"service: {dossier: {sets: 1, items: [{id: old-copy, title: {vi: Bản chụp giấy tờ hộ tịch cũ, en: Photocopy of the old paper}, copy: 1, basis: luat-ho-tich-2014#64}]}}
steps: [{id: submit, uses: [old-copy]}, {id: examine, uses: [old-copy]}, {id: search, uses: [old-copy]}, {id: return, uses: [extract-copy]}]",
        whole: true,
        looks_up: &[LookUp::Roles],
        ..Info::new("data/unread", article("Arts. 12, 18(6)"))
    },
    look: Look::Procedure(look),
};

fn look(procedure: &Procedure, sink: &mut Sink) {
    let items = dossier(procedure);
    if items.is_empty() {
        return;
    }
    let library = sink.library();
    let officers = || steps(procedure).iter().filter(|step| !library.is_applicant(&step.role));
    let used: HashSet<&Id> = officers().flat_map(|step| &step.uses).collect();
    // Where no step says what it uses, nothing can be told.
    if used.is_empty() {
        return;
    }
    for (i, item) in items.iter().enumerate().filter(|(_, item)| !item.id.is_placeholder() && !used.contains(&item.id)) {
        let id = &item.id;
        let message = message!(
            vi: "giấy tờ `{id}` phải nộp nhưng không bước nào của cơ quan dùng tới",
            en: "the paper `{id}` is asked for, but no step of the office uses it"
        );
        sink.add(procedure.source(), item_path(i).key("id"), message);
    }
}
