//! An objective is to be reached in the year of its programme or later.

use crate::check::rule::{Basis, BuiltIn, Info, Look, Sink};
use crate::model::finding::{Path, Severity};
use crate::model::library::Library;
use crate::model::value::message;

pub(super) static RULE: BuiltIn = BuiltIn {
    info: Info {
        severity: Severity::Error,
        demands: ("năm phải đạt không sớm hơn năm của chương trình", "an objective is due in the year of its programme or later"),
        why: (
            "Mục tiêu phải đạt ở một năm đã qua trước khi chương trình bắt đầu là ghi nhầm năm, hoặc là mục tiêu cũ \
             còn sót.",
            "An objective that was due before its programme began has a wrong year, or was left over from an older \
             one.",
        ),
        mend: (
            "Sửa năm ở `by:`, hoặc bỏ mục tiêu nếu đã hết hạn.",
            "Correct the year under `by:`, or remove the objective if its time is over.",
        ),
        wrong: "objectives: ba-dinh-2018
items:
  - {id: q1, by: 2016}",
        right: "objectives: ba-dinh-2018
items:
  - {id: q1, by: 2020}",
        ..Info::new("iso/objective-by", Basis::new("ISO 9001:2008", "5.4.1").unverified())
    },
    look: Look::Library(look),
};

fn look(library: &Library, sink: &mut Sink) {
    for programme in &library.objectives {
        for (i, objective) in programme.definition.items.iter().enumerate() {
            let id = &objective.id;
            let year = programme.definition.year;
            if let Some(by) = objective.by.filter(|by| by.0 > 0 && *by < year) {
                let message = message!(
                    vi: "mục tiêu `{id}` phải đạt năm {by}, trước năm của chương trình ({year})",
                    en: "the objective `{id}` is due in {by}, before the year of its programme ({year})"
                );
                let finding = sink.add(&programme.source, Path::root().key("items").index(i).key("by"), message);
                finding.relate(
                    &programme.source,
                    Path::root().key("year"),
                    message!(vi: "năm của chương trình", en: "the year of the programme"),
                );
            }
        }
    }
}
