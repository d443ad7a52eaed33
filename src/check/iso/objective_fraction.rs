//! A share says what is divided by what.

use crate::check::iso::missing;
use crate::check::rule::{Basis, BuiltIn, Info, Look, Sink};
use crate::model::finding::{Path, Severity};
use crate::model::library::Library;
use crate::model::value::{Target, message};

pub(super) static RULE: BuiltIn = BuiltIn {
    info: Info {
        severity: Severity::Warning,
        demands: ("chỉ tiêu phần trăm có tử số và mẫu số", "a target in percent says what is divided by what"),
        why: (
            "Cùng một tỷ lệ phần trăm, đổi mẫu số thì ra kết quả khác: hồ sơ đúng hạn trên số đã giải quyết hay \
             trên số đã nhận?",
            "One percentage has many readings: on time out of those settled, or out of those received?",
        ),
        mend: (
            "Ghi tử số ở `numerator:` và mẫu số ở `denominator:`.",
            "Write what is counted under `numerator:`, and out of what under `denominator:`.",
        ),
        wrong: "objectives: ba-dinh-2018
# without items.q1.denominator",
        right: "objectives: ba-dinh-2018
items:
  - {id: q1, denominator: {vi: Số thủ tục, en: Procedures}}",
        ..Info::new("iso/objective-fraction", Basis::new("ISO 9001:2008", "5.4.1").unverified())
    },
    look: Look::Library(look),
};

fn look(library: &Library, sink: &mut Sink) {
    for programme in &library.objectives {
        for (i, objective) in programme.definition.items.iter().enumerate() {
            let id = &objective.id;
            let share = objective.target.is_some_and(|target| !matches!(target, Target::Of(..)));
            let parts = [
                (objective.numerator.is_none(), "numerator", "tử số", "its numerator"),
                (objective.denominator.is_none(), "denominator", "mẫu số", "its denominator"),
            ];
            if let (true, Some((vi, en))) = (share, missing(&parts)) {
                let message = message!(
                    vi: "mục tiêu `{id}` tính theo phần trăm nhưng thiếu {vi}",
                    en: "the objective `{id}` is a percentage, but lacks {en}"
                );
                sink.add(&programme.source, Path::root().key("items").index(i).key("id"), message);
            }
        }
    }
}
