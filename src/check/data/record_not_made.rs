//! Every record is made by a step.

use crate::check::rule::{Basis, BuiltIn, Info, Look, Sink};
use crate::check::steps;
use crate::model::finding::Path;
use crate::model::library::Procedure;
use crate::model::value::{Id, message};
use std::collections::HashSet;

pub(super) static RULE: BuiltIn = BuiltIn {
    info: Info {
        demands: ("mỗi hồ sơ được lập ở một bước", "every record is made by a step"),
        why: (
            "Hồ sơ có tên trong danh mục mà không bước nào lập ra thì khi đánh giá sẽ không tìm thấy.",
            "A record that is listed but made by no step is not there when an auditor asks for it.",
        ),
        mend: (
            "Ghi hồ sơ vào `makes` của bước lập ra nó, hoặc bỏ khỏi danh mục.",
            "Put it into the `makes` of the step that makes it, or take it off the list.",
        ),
        wrong: "records: [{id: search-note, title: {vi: Phiếu ghi kết quả tra cứu, en: Note of the search}, keeper: \
                justice-officer, place: {vi: Bộ phận tư pháp – hộ tịch phường, en: Ward civil-status office}, \
                retention: {value: 5 years, verified: false}, disposal: {vi: Hủy theo QT-02, en: Destroyed under \
                QT-02}}]",
        right: r"records: [{id: search-note, title: {vi: Phiếu ghi kết quả tra cứu, en: Note of the search}, keeper: justice-officer, place: {vi: Bộ phận tư pháp – hộ tịch phường, en: Ward civil-status office}, retention: {value: 5 years, verified: false}, disposal: {vi: Hủy theo QT-02, en: Destroyed under QT-02}}]
steps: [{id: search, makes: [search-note]}]",
        whole: true,
        ..Info::new("data/record-not-made", Basis::new("ISO 9001:2008", "4.2.4"))
    },
    look: Look::Procedure(look),
};

fn look(procedure: &Procedure, sink: &mut Sink) {
    let records = &procedure.definition().records;
    if records.is_empty() {
        return;
    }
    let made: HashSet<&Id> = steps(procedure).iter().flat_map(|step| &step.makes).collect();
    for (i, record) in records.iter().enumerate().filter(|(_, record)| !made.contains(&record.id)) {
        let id = &record.id;
        let message = message!(
            vi: "không có bước nào lập hồ sơ `{id}` (`makes: [{id}]`)",
            en: "no step makes the record `{id}` (`makes: [{id}]`)"
        );
        sink.add(procedure.source(), Path::root().key("records").index(i).key("id"), message);
    }
}
