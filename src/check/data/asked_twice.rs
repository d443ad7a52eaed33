//! The same paper is not asked for twice.

use super::{dossier, item_path, plain};
use crate::check::decree_63::article;
use crate::check::rule::{BuiltIn, Info, Look, Sink};
use crate::model::library::Procedure;
use crate::model::value::{Language, message};
use std::collections::HashMap;

pub(super) static RULE: BuiltIn = BuiltIn {
    info: Info {
        demands: ("không yêu cầu một giấy tờ hai lần", "the same paper is not asked for twice"),
        why: (
            "Cùng một giấy tờ ghi hai lần trong thành phần hồ sơ thì người dân phải nộp hai bản hoặc không biết nộp \
             gì.",
            "A paper that stands twice in the dossier makes applicants bring two, or leaves them wondering.",
        ),
        mend: (
            "Gộp lại và ghi số bản; nếu là hai trường hợp khác nhau thì ghi `when` cho cả hai.",
            "Make one of the two, with the number of copies; if two cases are meant, give both their `when`.",
        ),
        wrong: "service: {dossier: {sets: 1, items: [{id: a, title: {vi: Văn bản ủy quyền, en: Written authorisation}, \
                original: 1, basis: luat-ho-tich-2014#6}, {id: b, title: {vi: Văn bản ủy quyền, en: Authorisation}, \
                copy: 1, basis: luat-ho-tich-2014#6}]}}",
        right: "service: {dossier: {sets: 1, items: [{id: a, title: {vi: Văn bản ủy quyền, en: Written authorisation}, \
                original: 1, basis: luat-ho-tich-2014#6}]}}",
        ..Info::new("data/asked-twice", article("Art. 12"))
    },
    look: Look::Procedure(look),
};

fn look(procedure: &Procedure, sink: &mut Sink) {
    let items = dossier(procedure);
    let mut seen: HashMap<(&Language, String), usize> = HashMap::new();
    for (i, item) in items.iter().enumerate() {
        for (language, title) in item.title.entries().filter(|(_, title)| !title.is_empty()) {
            let Some(first) = seen.get(&(language, plain(title))).copied() else {
                seen.insert((language, plain(title)), i);
                continue;
            };
            // In different cases the same paper is asked for once.
            if first != i && (item.when.is_none() || items[first].when.is_none()) {
                let other = &items[first].id;
                let message = message!(
                    vi: "giấy tờ này đã được yêu cầu ở mục `{other}`",
                    en: "this paper is already asked for as `{other}`"
                );
                let finding = sink.add(procedure.source(), item_path(i).key("title"), message);
                finding.relate(
                    procedure.source(),
                    item_path(first).key("title"),
                    message!(vi: "đã ghi ở đây", en: "first written here"),
                );
                break;
            }
        }
    }
}
