//! One form is filled in once.

use super::{dossier, item_path};
use crate::check::rule::{Basis, BuiltIn, Info, Look, Sink};
use crate::model::finding::Severity;
use crate::model::library::Procedure;
use crate::model::value::{FormCode, Id, message};
use std::collections::HashMap;

pub(super) static RULE: BuiltIn = BuiltIn {
    info: Info {
        severity: Severity::Warning,
        demands: ("một mẫu đơn chỉ phải điền một lần", "one form is filled in once"),
        why: (
            "Hai giấy tờ trong hồ sơ cùng một mẫu và không phân biệt trường hợp thì người dân phải khai hai lần \
             cùng một nội dung.",
            "Two papers of the dossier on the same form, with no cases told apart, make applicants declare the same \
             thing twice.",
        ),
        mend: ("Gộp hai mục, sửa mã mẫu, hoặc ghi `when`.", "Make one of them, mend the form code, or give them their `when`."),
        wrong: "service: {dossier: {sets: 1, items: [{id: a, title: {vi: Tờ khai, en: Declaration}, form: TK1-TS, \
                original: 1, basis: luat-ho-tich-2014#6}, {id: b, title: {vi: Đơn đề nghị, en: Request}, form: TK1-TS, \
                original: 1, basis: luat-ho-tich-2014#6}]}}",
        right: "service: {dossier: {sets: 1, items: [{id: a, title: {vi: Tờ khai, en: Declaration}, form: TK1-TS, \
                original: 1, basis: luat-ho-tich-2014#6}]}}",
        ..Info::new("data/form-asked-twice", Basis::new("63/2010/NĐ-CP", "Art. 12"))
    },
    look: Look::Procedure(look),
};

fn look(procedure: &Procedure, sink: &mut Sink) {
    let mut seen: HashMap<&FormCode, &Id> = HashMap::new();
    for (i, item) in dossier(procedure).iter().enumerate().filter(|(_, item)| item.when.is_none()) {
        for (j, form) in item.form.iter().enumerate() {
            if let Some(other) = seen.insert(form, &item.id).filter(|other| **other != item.id) {
                let message = message!(
                    vi: "mẫu `{form}` đã phải điền ở mục `{other}`",
                    en: "the form `{form}` is already filled in for `{other}`"
                );
                sink.add(procedure.source(), item_path(i).key("form").index(j), message);
            }
        }
    }
}
