//! No act is cited that had lapsed when the procedure took effect, or has lapsed since.

use super::article;
use crate::check::rule::{BuiltIn, Info, Look, Sink};
use crate::check::service::{cited, first_place, service};
use crate::check::{Since, follows_lapsed, places};
use crate::model::library::Procedure;
use crate::model::value::{Message, message};

pub(super) static RULE: BuiltIn = BuiltIn {
    info: Info {
        demands: (
            "văn bản viện dẫn còn hiệu lực khi quy trình có hiệu lực và vào ngày của bản mô tả",
            "an act that is cited was in force when the procedure took effect, and still is on the day of the description",
        ),
        why: (
            "Thủ tục thực hiện theo văn bản đã hết hiệu lực là thực hiện sai luật.",
            "A procedure performed under an act that has lapsed is performed unlawfully.",
        ),
        mend: (
            "Thay bằng văn bản mới và xem lại hồ sơ, thời hạn, phí theo văn bản đó.",
            "Cite the act that replaced it, and check dossier, limit and fees against that one.",
        ),
        wrong: "effective: 2018-07-01",
        right: "effective: 2018-06-20",
        ..Info::new("decree-63/act-lapsed", article("Arts. 7, 8(1)"))
    },
    look: Look::Procedure(look),
};

fn look(procedure: &Procedure, sink: &mut Sink) {
    if service(procedure).is_none() {
        return;
    }
    let library = sink.library();
    for reference in library.references() {
        let Some((until, (day, since))) = reference.until.zip(follows_lapsed(library, procedure, reference.until)) else {
            continue;
        };
        let Some(path) = first_place(cited(procedure), &reference.id) else { continue };
        let id = &reference.id;
        let (mut vi, mut en) = match since {
            Since::Effect => (
                format!("`{id}` hết hiệu lực từ {until}, quy trình có hiệu lực từ {day}"),
                format!("`{id}` lapsed on {until}, the procedure took effect on {day}"),
            ),
            Since::Description => (
                format!("`{id}` hết hiệu lực từ {until}, mà quy trình vẫn viện dẫn vào ngày {day}"),
                format!("`{id}` lapsed on {until}, and the procedure still cites it on {day}"),
            ),
        };
        if let Some(other) = &reference.replaced_by {
            vi.push_str(&format!(": thay bằng `{other}`"));
            en.push_str(&format!(": `{other}` replaced it"));
        }
        let finding = sink.add(procedure.source(), path, Message::new(vi, en));
        finding.relate_to(places::of_reference(library, id, "until"), message!(vi: "hết hiệu lực", en: "lapsed"));
        places::relate_day(finding, library, procedure, since);
    }
}
