//! A record made on one form is kept equally long everywhere.

use crate::check::iso::in_force;
use crate::check::rule::{Basis, BuiltIn, Info, Look, Sink};
use crate::model::finding::{Path, Severity};
use crate::model::library::Library;
use crate::model::value::{Language, RetentionTime, message};
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
        mend: ("Thống nhất một thời gian, có căn cứ.", "Settle on one period, with its basis."),
        wrong: "records:
  - {id: intake-papers, form: BM.04.01, retention: 2 years}",
        right: "records:
  - {id: intake-papers, form: BM.04.01, retention: 5 years}",
        ..Info::new("iso/record-retention", Basis::new("ISO 9001:2008", "4.2.4"))
    },
    look: Look::Library(look),
};

fn look(library: &Library, sink: &mut Sink) {
    let mut first: HashMap<&str, (RetentionTime, &str)> = HashMap::new();
    for procedure in in_force(library) {
        for (i, record) in procedure.definition().records.iter().enumerate() {
            let (Some(form), Some(retention)) = (&record.form, &record.retention) else { continue };
            let (there, code) = *first.entry(form.as_str()).or_insert((retention.value, procedure.code()));
            if there != retention.value {
                let of = |language| (retention.value.to(&language), there.to(&language));
                let ((vi, vi_there), (en, en_there)) = (of(Language::Vi), of(Language::En));
                let message = message!(
                    vi: "hồ sơ theo biểu mẫu {form} lưu {vi}, nhưng ở {code} lưu {vi_there}",
                    en: "records on form {form} are kept for {en}, but for {en_there} in {code}"
                );
                sink.add(procedure.source(), Path::root().key("records").index(i).key("retention"), message);
            }
        }
    }
}
