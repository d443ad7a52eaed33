//! A form that applicants must use was issued by an act.

use super::article;
use crate::check::rule::{BuiltIn, Info, Look, Sink};
use crate::check::service::service;
use crate::model::finding::{Path, Severity};
use crate::model::library::Library;
use crate::model::value::{FormCode, message};
use std::collections::HashSet;

pub(super) static RULE: BuiltIn = BuiltIn {
    info: Info {
        severity: Severity::Warning,
        demands: ("mẫu đơn, tờ khai có văn bản ban hành", "a form that applicants use has the act that issued it"),
        why: (
            "Mẫu đơn, tờ khai là một bộ phận của thủ tục nên phải do văn bản quy phạm pháp luật ban hành; mẫu tự \
             đặt không được bắt buộc dùng.",
            "A form or declaration is a part of the procedure and is issued by a legal normative document; nobody \
             has to use one that the office made up.",
        ),
        mend: ("Ghi `basis` của biểu mẫu trong danh mục biểu mẫu.", "Give the `basis` of the form in the register of forms."),
        wrong: "procedure: QT-TP-07\nservice: {dossier: {sets: 1, items: [{id: declaration, title: Tờ khai, form: BM.01.01, \
                original: 1, basis: luat-ho-tich-2014#64}]}}",
        right: "service: {dossier: {sets: 1, items: [{id: declaration, title: Tờ khai, form: TKTLHT (TT 15/2015), original: \
                1, basis: luat-ho-tich-2014#64}]}}",
        ..Info::new("decree-63/form-basis", article("Arts. 8(1), 8(2) h"))
    },
    look: Look::Library(look),
};

fn look(library: &Library, sink: &mut Sink) {
    let services = library.procedures().iter().filter_map(service);
    let items = services.flat_map(|s| s.dossier.iter().flat_map(|d| &d.items));
    let used: HashSet<&FormCode> = items.flat_map(|item| &item.form).collect();
    for document in &library.forms {
        let forms = document.definition.items.iter().enumerate();
        for (i, form) in forms.filter(|(_, f)| f.basis.is_none() && used.contains(&f.code)) {
            let code = &form.code;
            let message = message!(
                vi: "người yêu cầu phải dùng mẫu `{code}` nhưng không rõ văn bản nào ban hành (`basis:`)",
                en: "applicants have to use the form `{code}`, but no act is named that issued it (`basis:`)"
            );
            sink.add(&document.source, Path::root().key("items").index(i).key("code"), message);
        }
    }
}
