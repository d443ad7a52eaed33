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
            "Mỗi mã trong cơ sở dữ liệu quốc gia là của một thủ tục; hai quy trình cùng cấp mà chung một mã thì một trong hai \
             chép nhầm.",
            "A code of the national database means one procedure; where two of one level share it, one was copied \
             by mistake.",
        ),
        mend: (
            "Sửa mã chép nhầm; nếu thật là một thủ tục thì gộp thành một quy trình.",
            "Mend the code that was copied; where it is one procedure indeed, make one of the two.",
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
        let levels = procedure.definition().level.iter();
        let others: Vec<&Procedure> = levels.map(|level| *seen.entry((code.as_str(), *level)).or_insert(procedure)).collect();
        if let Some(first) = others.into_iter().find(|other| other.code() != procedure.code()) {
            let other = first.code();
            let message = message!(
                vi: "mã `{code}` đã là mã của {other}, cùng cấp thực hiện",
                en: "`{code}` is already the code of {other}, of the same level"
            );
            let finding = sink.add(procedure.source(), at("code"), message);
            finding.relate(first.source(), at("code"), message!(vi: "mã đã dùng ở đây", en: "the code is used here already"));
        }
    }
}
