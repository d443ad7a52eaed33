//! Every paper of the dossier is asked for by law.

use super::article;
use crate::check::rule::{BuiltIn, Info, Look, Sink};
use crate::check::service::{at, intact};
use crate::model::library::Procedure;
use crate::model::value::message;

pub(super) static RULE: BuiltIn = BuiltIn {
    info: Info {
        demands: ("mỗi giấy tờ trong hồ sơ có căn cứ pháp luật", "every paper of the dossier has a legal basis"),
        why: (
            "Cán bộ, công chức không được yêu cầu giấy tờ ngoài quy định của pháp luật. Giấy tờ không có căn cứ là \
             giấy tờ không được đòi.",
            "Officials may not ask for papers beyond those laid down by law. A paper without a basis is one that \
             may not be demanded.",
        ),
        mend: (
            "Ghi điều khoản yêu cầu giấy tờ đó vào `basis`, hoặc bỏ giấy tờ khỏi thành phần hồ sơ.",
            "Give the article that asks for the paper under `basis`, or drop it from the dossier.",
        ),
        wrong: "# without service.dossier.items.declaration.basis",
        right: "service: {dossier: {sets: 1, items: [{id: declaration, title: Tờ khai, original: 1, basis: \
                luat-ho-tich-2014#64}]}}",
        ..Info::new("decree-63/paper-basis", article("Art. 18(6)"))
    },
    look: Look::Procedure(look),
};

fn look(procedure: &Procedure, sink: &mut Sink) {
    let Some(dossier) = intact(procedure).and_then(|s| s.dossier.as_ref()) else { return };
    for (i, item) in dossier.items.iter().enumerate().filter(|(_, item)| item.basis.is_empty()) {
        let id = &item.id;
        let message = message!(
            vi: "giấy tờ `{id}` không có căn cứ pháp luật (`basis:`)",
            en: "the paper `{id}` has no legal basis (`basis:`)"
        );
        sink.add(procedure.source(), at("dossier").key("items").index(i).key("id"), message);
    }
}
