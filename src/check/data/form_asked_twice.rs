//! One form is filled in once.

use super::{dossier, item_path, plain};
use crate::check::decree_63::article;
use crate::check::rule::{BuiltIn, Info, Look, Sink};
use crate::model::definition::DossierItem;
use crate::model::finding::Severity;
use crate::model::library::Procedure;
use crate::model::value::{FormCode, message};
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
        mend: (
            "Gộp hai mục, sửa mã mẫu ghi nhầm, hoặc ghi `when` nếu là hai trường hợp khác nhau.",
            "Make one of the two, mend the form code, or give them their `when` if two cases are meant.",
        ),
        wrong: "service: {dossier: {sets: 1, items: [{id: a, title: {vi: Tờ khai, en: Declaration}, form: TK1-TS, \
                original: 1, basis: luat-ho-tich-2014#6}, {id: b, title: {vi: Đơn đề nghị, en: Request}, form: TK1-TS, \
                original: 1, basis: luat-ho-tich-2014#6}]}}",
        right: "service: {dossier: {sets: 1, items: [{id: a, title: {vi: Tờ khai, en: Declaration}, form: TK1-TS, \
                original: 1, basis: luat-ho-tich-2014#6}]}}",
        ..Info::new("data/form-asked-twice", article("Art. 12"))
    },
    look: Look::Procedure(look),
};

fn look(procedure: &Procedure, sink: &mut Sink) {
    let items = dossier(procedure);
    let mut seen: HashMap<&FormCode, (usize, usize)> = HashMap::new();
    for (i, item) in items.iter().enumerate().filter(|(_, item)| item.when.is_none()) {
        for (j, form) in item.form.iter().enumerate() {
            let (first, k) = *seen.entry(form).or_insert((i, j));
            // That the same paper is asked for twice is said by itself.
            if first != i && !same_title(&items[first], item) {
                let other = &items[first].id;
                let message = message!(
                    vi: "mẫu `{form}` đã phải điền ở mục `{other}`",
                    en: "the form `{form}` is already filled in for `{other}`"
                );
                let at = |i: usize, j: usize| item_path(i).key("form").index(j);
                let finding = sink.add(procedure.source(), at(i, j), message);
                finding.relate(
                    procedure.source(),
                    at(first, k),
                    message!(vi: "đã phải điền ở đây", en: "filled in here already"),
                );
            }
        }
    }
}

fn same_title(a: &DossierItem, b: &DossierItem) -> bool {
    a.title.entries().any(|(language, title)| b.title.entries().any(|(l, t)| l == language && plain(t) == plain(title)))
}
