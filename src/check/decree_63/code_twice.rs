//! Two procedures of one level have two codes.

use super::article;
use crate::check::rule::{BuiltIn, Info, Look, Sink};
use crate::check::service::{at, service};
use crate::model::definition::{DocumentStatus, Level};
use crate::model::finding::Severity;
use crate::model::library::{Library, Procedure};
use crate::model::value::message;
use std::collections::HashMap;

pub(super) static RULE: BuiltIn = BuiltIn {
    info: Info {
        severity: Severity::Warning,
        demands: ("hai thủ tục cùng cấp không chung một mã", "two procedures of one level do not share a code"),
        why: (
            "Mã thủ tục quốc gia chỉ một thủ tục; cùng một cấp mà hai quy trình chung mã thì một trong hai chép nhầm.",
            "A code of the national database means one procedure; where two of one level share it, one was copied \
             by mistake.",
        ),
        mend: (
            "Sửa mã; nếu thật là một thủ tục thì gộp thành một quy trình.",
            "Mend the code; where it is one procedure indeed, make one of the two.",
        ),
        wrong: "procedure: QT-TP-70\ntitle: Thủ tục khác\nlevel: ward\nservice: {code: \"2.000635\"}\nsteps: [{id: a, title: \
                Làm, role: clerk}]",
        right: "procedure: QT-TP-70\ntitle: Thủ tục khác\nlevel: district\nservice: {code: \"2.000635\"}\nsteps: [{id: a, \
                title: Làm, role: clerk}]",
        ..Info::new("decree-63/code-twice", article("Arts. 16, 24"))
    },
    look: Look::Library(look),
};

fn look(library: &Library, sink: &mut Sink) {
    let mut seen: HashMap<(&str, Level), &Procedure> = HashMap::new();
    let obsolete = |p: &Procedure| p.definition().status == Some(DocumentStatus::Obsolete);
    for procedure in library.procedures().iter().filter(|p| !obsolete(p)) {
        let Some(code) = service(procedure).and_then(|s| s.code.as_ref()).filter(|code| !code.is_placeholder()) else { continue };
        let mut others = procedure.definition().level.iter().filter_map(|level| seen.insert((code.as_str(), *level), procedure));
        // One procedure at two levels meets itself never: each level is its own key.
        if let Some(other) = others.find(|other| other.code() != procedure.code()).map(Procedure::code) {
            let message = message!(
                vi: "mã `{code}` đã là mã của {other}, cùng cấp thực hiện",
                en: "`{code}` is already the code of {other}, of the same level"
            );
            sink.add(procedure.source(), at("code"), message);
        }
    }
}
