//! The six documented procedures are there.

use crate::check::iso::{following, in_force, is_whole, names};
use crate::check::rule::{Basis, BuiltIn, Info, Look, Sink};
use crate::model::finding::{Path, Severity};
use crate::model::library::{Library, Procedure};
use crate::model::value::{Clause, message};

pub(super) static RULE: BuiltIn = BuiltIn {
    info: Info {
        severity: Severity::Error,
        demands: ("có đủ sáu thủ tục dạng văn bản bắt buộc", "the six documented procedures are there"),
        why: (
            "Tiêu chuẩn bắt buộc có văn bản cho sáu việc: kiểm soát tài liệu, kiểm soát hồ sơ, đánh giá nội bộ, sản \
             phẩm không phù hợp, hành động khắc phục, hành động phòng ngừa. Một văn bản có thể gồm nhiều việc.",
            "The standard demands six documented procedures: documents, records, internal audit, nonconforming \
             product, corrective action, preventive action. One document may cover several.",
        ),
        mend: (
            "Nêu số điều khoản trong `clauses:` của quy trình đáp ứng.",
            "Name the clause in `clauses:` of the procedure that answers it.",
        ),
        wrong: r#"procedure: QT-06
clauses: ["8.1", "8.2.3", "8.4"]"#,
        right: r#"procedure: QT-06
clauses: ["8.1", "8.2.3", "8.4", "8.5.3"]"#,
        whole: true,
        ..Info::new("iso/documented-procedures", Basis::new("ISO 9001:2008", "4.2.1 c"))
    },
    look: Look::Library(look),
};

fn look(library: &Library, sink: &mut Sink) {
    let Some(organisation) = following(library).filter(|_| is_whole(library)) else { return };
    for clause in Clause::all().filter(|clause| clause.info().procedure) {
        // Many to many: one document may answer several clauses, several documents one.
        // A service that works by the clause is not the procedure for it.
        let is_procedure_for = |p: &Procedure| p.definition().service.is_none() && names(p, clause.number());
        if !in_force(library).any(is_procedure_for) {
            let (number, info) = (clause.number(), clause.info());
            let (vi, en) = (info.vi.to_lowercase(), info.en.to_lowercase());
            let message = message!(
                vi: "không có thủ tục dạng văn bản cho điều {number} ({vi}): một quy trình phải nêu \"{number}\" trong `clauses`",
                en: "no documented procedure for clause {number} ({en}): some procedure must name \"{number}\" in `clauses`"
            );
            sink.add(&organisation.source, Path::root().key("organisation"), message).about([clause]);
        }
    }
}
