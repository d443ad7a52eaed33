//! A record is listed once.

use super::plain;
use crate::check::rule::{Basis, BuiltIn, Info, Look, Sink};
use crate::model::finding::{Path, Severity};
use crate::model::library::Procedure;
use crate::model::value::{Language, message};
use std::collections::HashMap;

pub(super) static RULE: BuiltIn = BuiltIn {
    info: Info {
        severity: Severity::Warning,
        demands: ("mỗi hồ sơ chỉ ghi một lần trong danh mục", "a record is listed once"),
        why: (
            "Hai hồ sơ cùng tên trong một quy trình thì không biết hồ sơ nào lưu ở đâu, bao lâu.",
            "With two records of one name in a procedure nobody knows which is kept where and how long.",
        ),
        mend: (
            "Gộp hai hồ sơ làm một, hoặc đặt tên cho phân biệt được.",
            "Make one of the two, or name them so that they can be told apart.",
        ),
        wrong: r"records: [{id: search-note, title: {vi: Phiếu ghi kết quả tra cứu, en: Note of the search}, keeper: justice-officer, place: {vi: Bộ phận tư pháp – hộ tịch phường, en: Ward civil-status office}, retention: {value: 5 years, verified: false}, disposal: {vi: Hủy theo QT-02, en: Destroyed under QT-02}}, {id: search-slip, title: {vi: Phiếu ghi kết quả tra cứu, en: Note of the search}, keeper: justice-officer, place: {vi: Bộ phận tư pháp – hộ tịch phường, en: Ward civil-status office}, retention: {value: 5 years, verified: false}, disposal: {vi: Hủy theo QT-02, en: Destroyed under QT-02}}]
steps: [{id: search, makes: [search-note, search-slip]}]",
        right: r"records: [{id: search-note, title: {vi: Phiếu ghi kết quả tra cứu, en: Note of the search}, keeper: justice-officer, place: {vi: Bộ phận tư pháp – hộ tịch phường, en: Ward civil-status office}, retention: {value: 5 years, verified: false}, disposal: {vi: Hủy theo QT-02, en: Destroyed under QT-02}}]
steps: [{id: search, makes: [search-note]}]",
        ..Info::new("data/record-twice", Basis::new("ISO 9001:2008", "4.2.4"))
    },
    look: Look::Procedure(look),
};

fn look(procedure: &Procedure, sink: &mut Sink) {
    let mut seen: HashMap<(&Language, String), usize> = HashMap::new();
    let records = &procedure.definition().records;
    for (i, record) in records.iter().enumerate() {
        for (language, title) in record.title.entries().filter(|(_, title)| !title.is_empty()) {
            let first = *seen.entry((language, plain(title))).or_insert(i);
            if records[first].id != record.id {
                let other = &records[first].id;
                let message = message!(
                    vi: "hồ sơ này trùng tên với hồ sơ `{other}`",
                    en: "this record has the same title as the record `{other}`"
                );
                let at = |i: usize| Path::root().key("records").index(i).key("title");
                let finding = sink.add(procedure.source(), at(i), message);
                finding.relate(procedure.source(), at(first), message!(vi: "đã ghi ở đây", en: "first written here"));
                break;
            }
        }
    }
}
