//! Of every paper it is said how many are handed in.

use super::article;
use crate::check::rule::{BuiltIn, Info, Look, Sink};
use crate::check::service::{at, service};
use crate::model::definition::DossierItem;
use crate::model::library::Procedure;
use crate::model::value::message;

pub(super) static RULE: BuiltIn = BuiltIn {
    info: Info {
        demands: (
            "mỗi giấy tờ ghi số bản chính, bản sao, hoặc chỉ xuất trình",
            "every paper says how many originals and copies, or that it is shown",
        ),
        why: (
            "Không ghi bản chính hay bản sao thì mỗi nơi đòi một kiểu, kể cả bản sao chứng thực không cần thiết.",
            "Where nothing says original or copy every counter asks for its own, certified copies nobody needs \
             among them.",
        ),
        mend: (
            "Ghi `original`, `copy`, `certified-copy`, hoặc `present: true` nếu chỉ xuất trình.",
            "Write `original`, `copy`, `certified-copy`, or `present: true` for a paper that is only shown.",
        ),
        wrong: "# without service.dossier.items.declaration.original",
        right: "service: {dossier: {sets: 1, items: [{id: identity-paper, title: Giấy tờ tùy thân, present: true, basis: \
                nd-123-2015#2}]}}",
        ..Info::new("decree-63/paper-number", article("Art. 8(2) d"))
    },
    look: Look::Procedure(look),
};

fn look(procedure: &Procedure, sink: &mut Sink) {
    let Some(dossier) = service(procedure).and_then(|s| s.dossier.as_ref()) else { return };
    let unsaid = |item: &DossierItem| item.pieces() == 0 && item.present != Some(true);
    // A number that could not be read stands as none.
    for (i, item) in dossier.items.iter().enumerate().filter(|(_, item)| procedure.is_intact() && unsaid(item)) {
        let id = &item.id;
        let message = message!(
            vi: "giấy tờ `{id}` không ghi số bản chính, bản sao (`original:`, `copy:`) hoặc chỉ xuất trình (`present: true`)",
            en: "the paper `{id}` says neither how many are handed in (`original:`, `copy:`) nor that it is shown (`present: true`)"
        );
        sink.add(procedure.source(), at("dossier").key("items").index(i).key("id"), message);
    }
}
