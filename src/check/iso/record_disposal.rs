//! A record that is kept for a time is disposed of after it.

use crate::check::rule::{Basis, BuiltIn, Info, Look, Sink};
use crate::model::finding::{Path, Severity};
use crate::model::library::Procedure;
use crate::model::value::{Language, RetentionTime, message};

pub(super) static RULE: BuiltIn = BuiltIn {
    info: Info {
        severity: Severity::Error,
        demands: ("hồ sơ lưu có thời hạn thì có cách hủy", "a record kept for a time is disposed of after it"),
        why: (
            "`disposal: none` là không bao giờ hủy, chỉ đúng với hồ sơ lưu vĩnh viễn. Hồ sơ lưu có thời hạn mà \
             không hủy thì thời hạn không có nghĩa gì.",
            "`disposal: none` means never, which fits only what is kept for ever. If a record with a period is \
             never disposed of, the period means nothing.",
        ),
        mend: (
            "Ghi cách hủy ở `disposal:`, hoặc ghi `retention: permanent` nếu hồ sơ lưu vĩnh viễn.",
            "Say under `disposal:` how it is disposed of, or write `retention: permanent` if it is kept for ever.",
        ),
        wrong: "records:
  - {id: intake-papers, disposal: none}",
        right: "records:
  - {id: intake-papers, retention: permanent, disposal: none}",
        ..Info::new("iso/record-disposal", Basis::new("ISO 9001:2008", "4.2.4"))
    },
    look: Look::Procedure(look),
};

fn look(procedure: &Procedure, sink: &mut Sink) {
    for (i, record) in procedure.definition().records.iter().enumerate() {
        let Some(RetentionTime::For(time)) = record.retention.as_ref().map(|retention| retention.value) else { continue };
        if record.disposal.as_ref().is_some_and(|disposal| disposal.to(&Language::Vi) == "none") {
            let (id, vi, en) = (&record.id, time.to(&Language::Vi), time.to(&Language::En));
            let message = message!(
                vi: "hồ sơ `{id}` lưu {vi} nhưng không bao giờ hủy",
                en: "the record `{id}` is kept for {en}, yet never disposed of"
            );
            let at = |key: &str| Path::root().key("records").index(i).key(key);
            let finding = sink.add(procedure.source(), at("disposal"), message);
            finding.relate(procedure.source(), at("retention"), message!(vi: "lưu có thời hạn", en: "kept for a time"));
        }
    }
}
