//! A record has its keeper, place, retention and disposal.

use crate::check::iso::missing;
use crate::check::rule::{Basis, BuiltIn, Info, Look, Sink};
use crate::model::finding::{Path, Severity};
use crate::model::library::Procedure;
use crate::model::value::message;

pub(super) static RULE: BuiltIn = BuiltIn {
    info: Info {
        severity: Severity::Error,
        demands: (
            "hồ sơ có người giữ, nơi lưu, thời gian lưu, cách hủy",
            "a record has its keeper, place, retention and disposal",
        ),
        why: (
            "Hồ sơ phải tìm lại được và không bị hủy sớm. Thiếu người giữ hay nơi lưu thì không tìm được; thiếu \
             thời gian lưu hay cách hủy thì không ai dám hủy hoặc hủy tùy tiện.",
            "A record must be found again, and not be destroyed too early. Without keeper or place it is not found; \
             without retention or disposal it is kept for ever or thrown away at will.",
        ),
        mend: (
            "Ghi phần còn thiếu: người giữ (`keeper:`), nơi lưu (`place:`), thời gian lưu (`retention:`), cách hủy \
             (`disposal:`).",
            "Write what is missing of `keeper:`, `place:`, `retention:` and `disposal:`.",
        ),
        wrong: "# without records.intake-papers.retention",
        right: "records:
  - {id: intake-papers, retention: 5 years}",
        ..Info::new("iso/record-control", Basis::new("ISO 9001:2008", "4.2.4"))
    },
    look: Look::Procedure(look),
};

fn look(procedure: &Procedure, sink: &mut Sink) {
    for (i, record) in procedure.definition().records.iter().enumerate() {
        let parts = [
            (record.keeper.is_none(), "keeper", "người giữ", "its keeper"),
            (record.place.is_none(), "place", "nơi lưu", "its place"),
            (record.retention.is_none(), "retention", "thời gian lưu", "its retention"),
            (record.disposal.is_none(), "disposal", "cách hủy", "its disposal"),
        ];
        if let Some((vi, en)) = missing(&parts) {
            let id = &record.id;
            let message = message!(vi: "hồ sơ `{id}` thiếu {vi}", en: "the record `{id}` lacks {en}");
            sink.add(procedure.source(), Path::root().key("records").index(i).key("id"), message);
        }
    }
}
