//! A form that applicants must use was issued by an act.

use super::article;
use crate::check::rule::{BuiltIn, Info, Look, Sink};
use crate::check::service::{at, service};
use crate::model::finding::{Path, Severity};
use crate::model::library::{Library, Procedure};
use crate::model::value::{FormCode, message};
use std::collections::HashMap;

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
        mend: (
            "Ghi văn bản ban hành mẫu vào `basis` trong danh mục biểu mẫu; nếu không có thì không bắt người dân dùng mẫu đó.",
            "Give the act that issued the form as its `basis` in the register; where there is none, do not demand the form.",
        ),
        wrong: "procedure: QT-TP-07\nservice: {dossier: {sets: 1, items: [{id: declaration, title: Tờ khai, form: BM.01.01, \
                original: 1, basis: luat-ho-tich-2014#64}]}}",
        right: "service: {dossier: {sets: 1, items: [{id: declaration, title: Tờ khai, form: TKTLHT (TT 15/2015), original: \
                1, basis: luat-ho-tich-2014#64}]}}",
        ..Info::new("decree-63/form-basis", article("Arts. 8(1), 8(2) h"))
    },
    look: Look::Library(look),
};

fn look(library: &Library, sink: &mut Sink) {
    let mut used: HashMap<&FormCode, (&Procedure, usize)> = HashMap::new();
    for procedure in library.procedures() {
        let items = service(procedure).and_then(|s| s.dossier.as_ref()).map_or(&[][..], |d| &d.items).iter().enumerate();
        for (i, form) in items.flat_map(|(i, item)| item.form.iter().map(move |form| (i, form))) {
            used.entry(form).or_insert((procedure, i));
        }
    }
    for document in &library.forms {
        let forms = document.definition.items.iter().enumerate();
        for (i, form) in forms.filter(|(_, f)| f.basis.is_none()) {
            let code = &form.code;
            let Some((procedure, item)) = used.get(code) else { continue };
            let message = message!(
                vi: "người yêu cầu phải dùng mẫu `{code}` nhưng không rõ văn bản nào ban hành (`basis:`)",
                en: "applicants have to use the form `{code}`, but no act is named that issued it (`basis:`)"
            );
            let finding = sink.add(&document.source, Path::root().key("items").index(i).key("code"), message);
            let path = at("dossier").key("items").index(*item).key("form");
            finding.relate(procedure.source(), path, message!(vi: "phải dùng ở đây", en: "has to be used here"));
        }
    }
}
