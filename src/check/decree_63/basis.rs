//! The legal basis is stated.

use super::article;
use crate::check::rule::{BuiltIn, Info, Look, Sink};
use crate::check::service::lacks;
use crate::model::library::Procedure;

pub(super) static RULE: BuiltIn = BuiltIn {
    info: Info {
        demands: ("có căn cứ pháp lý", "the legal basis is stated"),
        why: (
            "Thủ tục hành chính chỉ được quy định trong văn bản quy phạm pháp luật ban hành đúng thẩm quyền. Không \
             nêu được căn cứ thì thủ tục không được đặt ra.",
            "An administrative procedure can only be laid down in a legal normative document issued within \
             competence. One that cannot name its basis may not be demanded.",
        ),
        mend: (
            "Viện dẫn văn bản quy định thủ tục, có điều khoản, ở `service.basis`.",
            "Cite the acts that lay the procedure down, with their articles, under `service.basis`.",
        ),
        wrong: "# without service.basis",
        right: "service: {basis: [luat-ho-tich-2014#63]}",
        ..Info::new("decree-63/basis", article("Art. 8(1)"))
    },
    look: Look::Procedure(look),
};

fn look(procedure: &Procedure, sink: &mut Sink) {
    lacks(procedure, sink, |s| s.basis.is_empty(), ("basis", "căn cứ pháp lý", "the legal basis"));
}
