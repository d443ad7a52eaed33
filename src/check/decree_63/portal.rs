//! A procedure stands on the portals.

use super::amended;
use crate::check::rule::{BuiltIn, Info, Look, Sink};
use crate::check::service::{at, service};
use crate::model::finding::Part;
use crate::model::library::Procedure;
use crate::model::value::message;

pub(super) static RULE: BuiltIn = BuiltIn {
    info: Info {
        demands: ("thủ tục được đăng trên cổng thông tin", "a procedure stands on the portals"),
        why: (
            "Từ ngày 25/9/2017 thủ tục phải được công khai trên cổng thông tin của Chính phủ, bộ và tỉnh.",
            "From 25 September 2017 a procedure has to stand on the portals of Government, ministry and province.",
        ),
        mend: (
            "Đăng thủ tục rồi ghi `portal: true`; chưa kiểm tra được thì ghi `verified: false`.",
            "Publish it there and write `portal: true`; where that could not be checked, write `verified: false`.",
        ),
        wrong: "service: {publication: {posted-at: [ward-one-stop], database: true, portal: false, verified: false}}",
        right: "service: {publication: {posted-at: [ward-one-stop], database: true, portal: true, verified: false}}",
        ..Info::new("decree-63/portal", amended("Arts. 16, 17"))
    },
    look: Look::Procedure(look),
};

fn look(procedure: &Procedure, sink: &mut Sink) {
    let Some(publication) = service(procedure).and_then(|s| s.publication.as_ref()) else { return };
    if publication.portal == Some(false) || (publication.portal.is_none() && publication.verified) {
        let message = if publication.portal.is_some() {
            message!(
                vi: "thủ tục không được đăng trên cổng thông tin điện tử (`portal: false`)",
                en: "the procedure does not stand on the portals (`portal: false`)"
            )
        } else {
            message!(
                vi: "không ghi thủ tục đã được đăng trên cổng thông tin điện tử hay chưa (`portal:`)",
                en: "it is not said whether the procedure stands on the portals (`portal:`)"
            )
        };
        sink.add(procedure.source(), at("publication").key("portal"), message).part = Part::Key;
    }
}
