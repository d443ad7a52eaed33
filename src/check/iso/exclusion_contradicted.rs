//! Nothing answers a clause that is excluded.

use crate::check::iso::{is_core, list};
use crate::check::rule::{Basis, BuiltIn, Info, Look, Sink};
use crate::model::finding::{Path, Severity};
use crate::model::library::Library;
use crate::model::value::{Clause, message};

pub(super) static RULE: BuiltIn = BuiltIn {
    info: Info {
        severity: Severity::Error,
        demands: ("không nơi nào đáp ứng điều khoản đã ngoại lệ", "nothing answers a clause that is excluded"),
        why: (
            "Điều khoản đã ngoại lệ là điều không áp dụng; quy trình, quá trình, chỉ số hay mục tiêu còn nêu nó thì \
             hoặc ngoại lệ sai, hoặc chỗ đó ghi nhầm.",
            "An excluded clause does not apply; if a procedure, process, indicator or objective names it, either \
             the exclusion or that place is wrong.",
        ),
        mend: ("Bỏ ngoại lệ, hoặc bỏ điều khoản ở chỗ nêu nó.", "Take out the one or the other."),
        wrong: r#"organisation: ba-dinh
exclusions:
  - {clause: "7.3", justification: {vi: Không thiết kế thủ tục., en: Procedures are not designed here.}}
  - {clause: "7.5.2", justification: {vi: Kết quả kiểm tra được trước khi trả., en: Results are checked before they are returned.}}
  - {clause: "7.6", justification: {vi: Không dùng thiết bị đo., en: No measuring equipment is used.}}
  - {clause: "7.5.4", justification: {vi: Không giữ giấy tờ của người dân., en: No papers of citizens are kept.}}"#,
        right: r#"organisation: ba-dinh
exclusions:
  - {clause: "7.3", justification: {vi: Không thiết kế thủ tục., en: Procedures are not designed here.}}
  - {clause: "7.5.2", justification: {vi: Kết quả kiểm tra được trước khi trả., en: Results are checked before they are returned.}}
  - {clause: "7.6", justification: {vi: Không dùng thiết bị đo., en: No measuring equipment is used.}}"#,
        ..Info::new("iso/exclusion-contradicted", Basis::new("ISO 9001:2008", "4.2.2 a"))
    },
    look: Look::Library(look),
};

/// How many places a message names.
const NAMED: usize = 4;

fn look(library: &Library, sink: &mut Sink) {
    let Some(organisation) = library.organisations.first() else { return };
    let o = &organisation.definition;
    for (i, exclusion) in o.exclusions.iter().enumerate() {
        let excluded = exclusion.clause;
        // What cannot be excluded at all is said once.
        if !excluded.number().starts_with('7') || is_core(excluded) {
            continue;
        }
        let within = |clause: &Clause| clause.is_within(excluded);
        let procedures = library.procedures().iter().filter(|procedure| {
            let p = procedure.definition();
            let of_parts = p.steps.iter().flat_map(|s| &s.clauses).copied().chain(p.indicators.iter().filter_map(|i| i.clause));
            p.clauses.iter().copied().chain(of_parts).any(|clause| within(&clause))
        });
        let processes =
            o.processes.iter().filter(|process| process.clauses.iter().any(within)).map(|process| process.id.as_str());
        let items = library.objectives().flat_map(|programme| &programme.items);
        let objectives = items.filter(|item| item.clause.as_ref().is_some_and(within)).map(|item| item.id.as_str());
        let places: Vec<&str> = procedures.map(|procedure| procedure.code()).chain(processes).chain(objectives).collect();
        if !places.is_empty() {
            let named = list(places.iter().take(NAMED).map(|place| format!("`{place}`")));
            let (more_vi, more_en) = match places.len().saturating_sub(NAMED) {
                0 => (String::new(), String::new()),
                more => (format!(" và {more} nơi khác"), format!(" and {more} more")),
            };
            let message = message!(
                vi: "điều {excluded} được ngoại lệ nhưng vẫn được nêu ở {named}{more_vi}",
                en: "clause {excluded} is excluded, but named by {named}{more_en}"
            );
            sink.add(&organisation.source, Path::root().key("exclusions").index(i).key("clause"), message);
        }
    }
}
