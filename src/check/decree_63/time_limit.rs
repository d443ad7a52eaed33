//! The time limit is stated.

use super::article;
use crate::check::rule::{BuiltIn, Info, Look, Sink};
use crate::check::service::{at, lacks, missing, service};
use crate::model::library::Procedure;

pub(super) static RULE: BuiltIn = BuiltIn {
    info: Info {
        demands: ("có thời hạn giải quyết", "the time limit is stated"),
        why: (
            "Không có thời hạn thì không hẹn được ngày trả và không ai biết hồ sơ đã trễ hay chưa.",
            "Without a time limit no day can be promised and nobody knows whether a case is late.",
        ),
        mend: (
            "Ghi thời hạn theo luật trong `statutory`, hoặc thời hạn của từng cơ quan trong `parts`.",
            "Give the limit of the law under `statutory`, or those of each agency under `parts`.",
        ),
        wrong: "# without service.time-limit",
        right: "service: {time-limit: {statutory: immediate, basis: luat-ho-tich-2014#64}}",
        ..Info::new("decree-63/time-limit", article("Art. 8(2) đ"))
    },
    look: Look::Procedure(look),
};

fn look(procedure: &Procedure, sink: &mut Sink) {
    lacks(procedure, sink, |s| s.time_limit.is_none(), ("time-limit", "thời hạn giải quyết", "the time limit"));
    let limit = service(procedure).and_then(|s| s.time_limit.as_ref());
    if limit.is_some_and(|l| l.statutory.is_none() && l.parts.is_empty()) {
        missing(procedure, sink, at("time-limit"), "statutory", "thời hạn theo luật", "the limit that the law sets");
    }
}
