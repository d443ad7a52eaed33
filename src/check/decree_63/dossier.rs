//! The dossier is stated.

use super::article;
use crate::check::rule::{BuiltIn, Info, Look, Sink};
use crate::check::service::lacks;
use crate::model::library::Procedure;

pub(super) static RULE: BuiltIn = BuiltIn {
    info: Info {
        demands: ("có thành phần, số lượng hồ sơ", "the dossier and its number of sets are stated"),
        why: (
            "Không có danh mục giấy tờ thì mỗi nơi đòi một khác, người dân phải đi lại nhiều lần.",
            "Without a list of papers every counter asks for something else and people come again and again.",
        ),
        mend: (
            "Ghi đủ các giấy tờ phải nộp, phải xuất trình và số bộ trong `dossier`.",
            "List the papers to hand in and to show, and the number of sets, under `dossier`.",
        ),
        wrong: "# without service.dossier",
        right: "service: {dossier: {sets: 1, items: [{id: declaration, title: Tờ khai, original: 1, basis: \
                luat-ho-tich-2014#64}]}}",
        ..Info::new("decree-63/dossier", article("Art. 8(2) d"))
    },
    look: Look::Procedure(look),
};

fn look(procedure: &Procedure, sink: &mut Sink) {
    lacks(
        procedure,
        sink,
        |s| s.dossier.as_ref().is_none_or(|d| d.items.is_empty() && procedure.is_intact()),
        ("dossier", "thành phần, số lượng hồ sơ", "the dossier"),
    );
}
