//! A record made on one form is kept equally long everywhere.

use crate::check::iso::in_force;
use crate::check::rule::{Basis, BuiltIn, Info, Look, Sink};
use crate::model::finding::{Path, Severity};
use crate::model::library::{Library, Procedure};
use crate::model::value::{DurationUnit, Language, RetentionTime, message};
use std::collections::HashMap;

pub(super) static RULE: BuiltIn = BuiltIn {
    info: Info {
        severity: Severity::Warning,
        demands: ("hồ sơ cùng một biểu mẫu có cùng thời gian lưu", "records made on one form are kept equally long"),
        why: (
            "Cùng một biểu mẫu là cùng một loại hồ sơ; hai quy trình ghi hai thời gian lưu thì người giữ không biết \
             theo bên nào.",
            "One form is one kind of record; if two procedures keep it for different times, its keeper does not \
             know which to follow.",
        ),
        mend: (
            "Thống nhất một thời gian lưu, có căn cứ, ở mọi quy trình dùng biểu mẫu đó.",
            "Settle on one period, with its basis, in every procedure that uses the form.",
        ),
        wrong: "records:
  - {id: intake-papers, form: BM.04.01, retention: 2 years}",
        right: "records:
  - {id: intake-papers, form: BM.04.01, retention: 5 years}",
        ..Info::new("iso/record-retention", Basis::new("ISO 9001:2008", "4.2.4"))
    },
    look: Look::Library(look),
};

/// A time in ten-thousandths of a month, if months or years say it: five years are sixty months.
fn months(time: RetentionTime) -> Option<u64> {
    let RetentionTime::For(time) = time else { return None };
    match time.unit() {
        DurationUnit::Month => Some(time.ten_thousandths()),
        DurationUnit::Year => Some(time.ten_thousandths().saturating_mul(12)),
        _ => None,
    }
}

fn look(library: &Library, sink: &mut Sink) {
    let mut first: HashMap<&str, (RetentionTime, &Procedure, usize)> = HashMap::new();
    // A period that could not be read is not another one.
    for procedure in in_force(library).filter(|procedure| procedure.is_intact()) {
        for (i, record) in procedure.definition().records.iter().enumerate() {
            let (Some(form), Some(retention)) = (&record.form, &record.retention) else { continue };
            let (there, other, j) = *first.entry(form.as_str()).or_insert((retention.value, procedure, i));
            let code = other.code();
            if there != retention.value && months(there).is_none_or(|there| Some(there) != months(retention.value)) {
                let of = |language| (retention.value.to(&language), there.to(&language));
                let ((vi, vi_there), (en, en_there)) = (of(Language::Vi), of(Language::En));
                let message = message!(
                    vi: "hồ sơ theo biểu mẫu {form} lưu {vi}, nhưng ở {code} lưu {vi_there}",
                    en: "records on form {form} are kept for {en}, but for {en_there} in {code}"
                );
                let at = |i: usize| Path::root().key("records").index(i).key("retention");
                let finding = sink.add(procedure.source(), at(i), message);
                finding.relate(other.source(), at(j), message!(vi: "{code} lưu {vi_there}", en: "kept for {en_there} in {code}"));
            }
        }
    }
}
