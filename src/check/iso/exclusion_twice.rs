//! A clause is excluded once.

use crate::check::rule::{Basis, BuiltIn, Info, Look, Sink};
use crate::model::definition::Exclusion;
use crate::model::finding::{Path, Severity};
use crate::model::library::Library;
use crate::model::value::message;

pub(super) static RULE: BuiltIn = BuiltIn {
    info: Info {
        severity: Severity::Warning,
        demands: ("mỗi điều khoản chỉ ngoại lệ một lần", "a clause is excluded once"),
        why: (
            "Điều khoản ngoại lệ hai lần, hoặc nằm trong điều đã ngoại lệ, thì có hai lý giải và không biết lý giải \
             nào đúng.",
            "A clause that is excluded twice, or lies within one that is, has two justifications, and nobody knows \
             which holds.",
        ),
        mend: ("Giữ một ngoại lệ, với một lý giải.", "Keep one exclusion, with one justification."),
        wrong: r#"organisation: ba-dinh
exclusions:
  - {clause: "7.3", justification: {vi: Không thiết kế thủ tục., en: Procedures are not designed here.}}
  - {clause: "7.5.2", justification: {vi: Kết quả kiểm tra được trước khi trả., en: Results are checked before they are returned.}}
  - {clause: "7.6", justification: {vi: Không dùng thiết bị đo., en: No measuring equipment is used.}}
  - {clause: "7.3.2", justification: {vi: Không thiết kế., en: Nothing is designed.}}"#,
        right: r#"organisation: ba-dinh
exclusions:
  - {clause: "7.3", justification: {vi: Không thiết kế thủ tục., en: Procedures are not designed here.}}
  - {clause: "7.5.2", justification: {vi: Kết quả kiểm tra được trước khi trả., en: Results are checked before they are returned.}}
  - {clause: "7.6", justification: {vi: Không dùng thiết bị đo., en: No measuring equipment is used.}}"#,
        ..Info::new("iso/exclusion-twice", Basis::new("ISO 9001:2008", "4.2.2 a"))
    },
    look: Look::Library(look),
};

fn look(library: &Library, sink: &mut Sink) {
    let Some(organisation) = library.organisations.first() else { return };
    let exclusions = &organisation.definition.exclusions;
    for (i, exclusion) in exclusions.iter().enumerate() {
        let clause = exclusion.clause;
        let wider =
            |(j, other): (usize, &Exclusion)| j != i && clause.is_within(other.clause) && (clause != other.clause || j < i);
        if let Some((j, other)) = exclusions.iter().enumerate().find(|item| wider(*item)) {
            let other = other.clause;
            let message = message!(
                vi: "điều {clause} đã nằm trong ngoại lệ điều {other}",
                en: "clause {clause} is excluded already, with clause {other}"
            );
            let at = |i: usize| Path::root().key("exclusions").index(i).key("clause");
            let finding = sink.add(&organisation.source, at(i), message);
            finding.relate(&organisation.source, at(j), message!(vi: "đã ngoại lệ ở đây", en: "excluded here"));
        }
    }
}
