//! The agency that handles the dossier is named.

use super::article;
use crate::check::rule::{BuiltIn, Info, Look, Sink};
use crate::check::service::{at, intact, missing};
use crate::model::finding::Severity;
use crate::model::library::Procedure;

pub(super) static RULE: BuiltIn = BuiltIn {
    info: Info {
        severity: Severity::Warning,
        demands: ("nêu cơ quan trực tiếp thực hiện", "the agency that handles the dossier is named"),
        why: (
            "Cơ quan quyết định và cơ quan trực tiếp thực hiện thường khác nhau; người dân cần biết hồ sơ của mình \
             do ai làm.",
            "The agency that decides and the one that handles the dossier are often two; people need to know who \
             works on theirs.",
        ),
        mend: (
            "Ghi `agencies.handles`, kể cả khi trùng với cơ quan quyết định.",
            "Name it under `agencies.handles`, even where it is the one that decides.",
        ),
        wrong: "service: {agencies: {decides: ward-committee}}",
        right: "service: {agencies: {decides: ward-committee, handles: ward-committee}}",
        ..Info::new("decree-63/handler", article("Art. 8(2) g"))
    },
    look: Look::Procedure(look),
};

fn look(procedure: &Procedure, sink: &mut Sink) {
    if intact(procedure).and_then(|s| s.agencies.as_ref()).is_some_and(|a| a.handles.is_empty()) {
        let (vi, en) = ("cơ quan trực tiếp thực hiện", "the agency that handles the dossier");
        missing(procedure, sink, at("agencies"), "handles", vi, en);
    }
}
