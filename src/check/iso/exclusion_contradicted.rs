//! Nothing answers a clause that is excluded.

use crate::check::iso::{in_force, is_core, list};
use crate::check::rule::{Basis, BuiltIn, Info, Look, Sink};
use crate::check::step_path;
use crate::model::finding::{Path, Severity};
use crate::model::library::Library;
use crate::model::value::{Clause, message};
use std::sync::Arc;

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
        mend: (
            "Bỏ ngoại lệ nếu điều khoản có áp dụng; nếu không, bỏ điều khoản ở chỗ nêu nó.",
            "Take the exclusion out if the clause applies; if it does not, take the clause out where it is named.",
        ),
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
        let procedures = in_force(library).filter_map(|procedure| {
            let p = procedure.definition();
            let at_head = p.clauses.iter().position(within).map(|i| Path::root().key("clauses").index(i));
            let at_step = || {
                let mut steps = p.steps.iter().enumerate();
                steps.find_map(|(i, step)| Some(step_path(i).key("clauses").index(step.clauses.iter().position(within)?)))
            };
            let at_indicator = || {
                let i = p.indicators.iter().position(|indicator| indicator.clause.as_ref().is_some_and(within))?;
                Some(Path::root().key("indicators").index(i).key("clause"))
            };
            let path = at_head.or_else(at_step).or_else(at_indicator)?;
            Some((procedure.source(), path, procedure.code()))
        });
        let processes = o.processes.iter().enumerate().filter_map(|(i, process)| {
            let j = process.clauses.iter().position(within)?;
            let path = Path::root().key("processes").index(i).key("clauses").index(j);
            Some((&organisation.source, path, process.id.as_str()))
        });
        let objectives = library.objectives.iter().flat_map(|programme| {
            let items = programme.definition.items.iter().enumerate();
            items
                .filter(|(_, item)| item.clause.as_ref().is_some_and(within))
                .map(|(i, item)| (&programme.source, Path::root().key("items").index(i).key("clause"), item.id.as_str()))
        });
        let places: Vec<(&Arc<str>, Path, &str)> = procedures.chain(processes).chain(objectives).collect();
        if !places.is_empty() {
            let named = list(places.iter().take(NAMED).map(|place| format!("`{}`", place.2)));
            let (more_vi, more_en) = match places.len().saturating_sub(NAMED) {
                0 => (String::new(), String::new()),
                more => (format!(" và {more} nơi khác"), format!(" and {more} more")),
            };
            let message = message!(
                vi: "điều {excluded} được ngoại lệ nhưng vẫn được nêu ở {named}{more_vi}",
                en: "clause {excluded} is excluded, but named by {named}{more_en}"
            );
            let finding = sink.add(&organisation.source, Path::root().key("exclusions").index(i).key("clause"), message);
            finding.label = Some(message!(vi: "ngoại lệ ở đây", en: "excluded here"));
            for (source, path, _) in places.into_iter().take(NAMED) {
                finding.relate(source, path, message!(vi: "nêu ở đây", en: "named here"));
            }
        }
    }
}
