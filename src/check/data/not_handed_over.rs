//! A result that is made is handed over.

use super::results;
use crate::check::decree_63::article;
use crate::check::rule::{BuiltIn, Info, Look, LookUp, Sink};
use crate::check::{step_path, steps};
use crate::model::finding::Path;
use crate::model::library::Procedure;
use crate::model::value::message;

pub(super) static RULE: BuiltIn = BuiltIn {
    info: Info {
        demands: ("kết quả đã lập thì được trả", "a result that is made is handed over"),
        why: (
            "Kết quả được lập mà không bước nào sau đó dùng tới thì không ai trả cho người yêu cầu; bảng thời gian \
             thật cũng hay thiếu dòng trả kết quả.",
            "A result that is made and used by no later step is given to nobody; real tables too lack the row of \
             the hand-over.",
        ),
        mend: (
            "Thêm bước trả kết quả, hoặc ghi kết quả vào `uses` của bước trả.",
            "Add the step that hands the result over, or put the result into its `uses`.",
        ),
        wrong: "steps: [{id: sign, uses: [extract-dossier]}, {id: stamp, uses: [control-slip]}, {id: return, uses: \
                [receipt]}]",
        right: "steps: [{id: return, uses: [extract-copy, receipt]}]",
        whole: true,
        looks_up: &[LookUp::Roles],
        ..Info::new("data/not-handed-over", article("Art. 8(2) h"))
    },
    look: Look::Procedure(look),
};

fn look(procedure: &Procedure, sink: &mut Sink) {
    for (n, result) in results(procedure).iter().enumerate() {
        let Some(makers) = super::makers(procedure, sink.library(), &result.id) else { continue };
        let used = super::after(procedure.graph(), &makers, |step| step.uses.contains(&result.id));
        if used == super::Handed::Never {
            let id = &result.id;
            let i = makers[0];
            let j = steps(procedure)[i].makes.iter().position(|made| made == id).unwrap_or_default();
            let message = message!(
                vi: "kết quả `{id}` được lập ở đây nhưng không bước nào sau đó trả cho người yêu cầu (`uses: [{id}]`)",
                en: "the result `{id}` is made here, but no later step hands it over (`uses: [{id}]`)"
            );
            let finding = sink.add(procedure.source(), step_path(i).key("makes").index(j), message);
            let declared = Path::root().key("service").key("results").index(n).key("id");
            finding.relate(procedure.source(), declared, message!(vi: "kết quả phải trả", en: "the result that is promised"));
        }
    }
}
