//! Who takes in papers of the applicant does not exclude customer property.

use crate::check::iso::{answers, in_force};
use crate::check::rule::{Basis, BuiltIn, Info, Look, Sink};
use crate::model::finding::{Path, Severity};
use crate::model::library::Library;
use crate::model::value::message;

pub(super) static RULE: BuiltIn = BuiltIn {
    info: Info {
        severity: Severity::Warning,
        demands: (
            "nhận giấy tờ gốc của người dân thì không ngoại lệ điều 7.5.4",
            "who takes in originals of the applicant does not exclude 7.5.4",
        ),
        why: (
            "Bản chính người dân nộp vào là tài sản của khách hàng: mất hay hỏng thì phải báo và lưu hồ sơ. Có quy \
             trình nhận bản chính mà ngoại lệ điều 7.5.4 thì ngoại lệ không đúng.",
            "Originals that applicants hand in are customer property: if they are lost or damaged this is reported \
             and recorded. An exclusion of 7.5.4 is wrong where a procedure takes originals.",
        ),
        mend: (
            "Bỏ ngoại lệ và nêu điều 7.5.4 ở bước nhận, giữ, trả giấy tờ.",
            "Take the exclusion out, and name 7.5.4 at the steps that receive, keep and return papers.",
        ),
        wrong: r#"organisation: ba-dinh
exclusions:
  - {clause: "7.3", justification: {vi: Không thiết kế thủ tục., en: Procedures are not designed here.}}
  - {clause: "7.5.2", justification: {vi: Kết quả kiểm tra được trước khi trả., en: Results are checked before they are returned.}}
  - {clause: "7.6", justification: {vi: Không dùng thiết bị đo., en: No measuring equipment is used.}}
  - {clause: "7.5.4", justification: {vi: Không giữ giấy tờ của người dân., en: No papers of citizens are kept.}}
processes:
  - {id: one-stop, clauses: ["7.2.1", "7.2.2", "7.2.3", "7.5.3", "7.5.5"]}
---
procedure: QT-02
clauses: ["4.2.4", "7.5.3", "7.5.5"]
steps:
  - {id: close-file, clauses: ["4.2.4"]}
---
procedure: QT-04
clauses: ["7.2.3", "8.2.4", "8.3"]
steps:
  - {id: record-loss, clauses: ["8.3"]}"#,
        right: r#"organisation: ba-dinh
exclusions:
  - {clause: "7.3", justification: {vi: Không thiết kế thủ tục., en: Procedures are not designed here.}}
  - {clause: "7.5.2", justification: {vi: Kết quả kiểm tra được trước khi trả., en: Results are checked before they are returned.}}
  - {clause: "7.6", justification: {vi: Không dùng thiết bị đo., en: No measuring equipment is used.}}"#,
        ..Info::new("iso/exclusion-property", Basis::new("ISO 9001:2008", "4.2.2 a, 7.5.4").unverified())
    },
    look: Look::Library(look),
};

fn look(library: &Library, sink: &mut Sink) {
    let Some(organisation) = library.organisations.first() else { return };
    let exclusions = &organisation.definition.exclusions;
    let Some(i) = exclusions.iter().position(|exclusion| exclusion.clause.number() == "7.5.4") else { return };
    // Where somebody answers it, that contradiction is said.
    if in_force(library).any(|procedure| answers(procedure, "7.5.4")) {
        return;
    }
    let takes = in_force(library).find_map(|procedure| {
        let dossier = procedure.definition().service.as_ref()?.dossier.as_ref()?;
        // What is written on a form was made for the office.
        let j = dossier.items.iter().position(|item| item.form.is_empty() && item.original.is_some_and(|n| n.0 > 0))?;
        Some((procedure, j, &dossier.items[j].id))
    });
    if let Some((procedure, j, paper)) = takes {
        let code = procedure.code();
        let message = message!(
            vi: "ngoại lệ điều 7.5.4, nhưng {code} nhận bản chính `{paper}` của người yêu cầu",
            en: "7.5.4 is excluded, but {code} takes the original `{paper}` from the applicant"
        );
        let finding = sink.add(&organisation.source, Path::root().key("exclusions").index(i).key("clause"), message);
        let original = Path::root().key("service").key("dossier").key("items").index(j).key("original");
        finding.relate(procedure.source(), original, message!(vi: "nhận bản chính ở đây", en: "the original is taken in here"));
    }
}
