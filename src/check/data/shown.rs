//! A paper that is only shown is not handed in as well.

use super::{dossier, item_path};
use crate::check::decree_63::article;
use crate::check::rule::{BuiltIn, Info, Look, Sink};
use crate::model::library::Procedure;
use crate::model::value::message;

pub(super) static RULE: BuiltIn = BuiltIn {
    info: Info {
        demands: ("giấy tờ chỉ xuất trình thì không phải nộp", "a paper that is only shown is not handed in as well"),
        why: (
            "`present: true` nghĩa là chỉ xuất trình, không nộp; ghi thêm số bản phải nộp thì người dân không biết \
             phải để lại giấy tờ hay không.",
            "`present: true` means shown and not handed in; with a number of copies beside it applicants cannot \
             tell whether they have to leave the paper.",
        ),
        mend: (
            "Bỏ số bản nếu giấy tờ chỉ xuất trình, hoặc bỏ `present` nếu phải nộp.",
            "Remove the numbers where the paper is only shown, or `present` where it is handed in.",
        ),
        wrong: "service: {dossier: {sets: 1, items: [{id: identity-paper, title: {vi: Giấy tờ tùy thân, en: Identity \
                paper}, present: true, copy: 1, basis: nd-123-2015#2}]}}",
        right: "service: {dossier: {sets: 1, items: [{id: identity-paper, title: {vi: Giấy tờ tùy thân, en: Identity \
                paper}, present: true, basis: nd-123-2015#2}]}}",
        ..Info::new("data/shown", article("Art. 8(2) d"))
    },
    look: Look::Procedure(look),
};

fn look(procedure: &Procedure, sink: &mut Sink) {
    for (i, item) in dossier(procedure).iter().enumerate() {
        if item.present == Some(true) && item.pieces() > 0 {
            let id = &item.id;
            let message = message!(
                vi: "giấy tờ `{id}` chỉ xuất trình (`present`) nhưng lại ghi số bản phải nộp",
                en: "the paper `{id}` is only shown (`present`), yet copies of it are to be handed in"
            );
            let numbers = [("original", item.original), ("copy", item.copy), ("certified-copy", item.certified_copy)];
            let finding = sink.add(procedure.source(), item_path(i).key("present"), message);
            finding.called(message!(vi: "chỉ xuất trình", en: "only shown"));
            for (key, _) in numbers.into_iter().filter(|(_, n)| n.is_some_and(|n| n.0 > 0)) {
                finding.relate(procedure.source(), item_path(i).key(key), message!(vi: "phải nộp", en: "handed in"));
            }
        }
    }
}
