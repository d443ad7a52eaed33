//! A procedure stands in the national database.

use super::amended;
use crate::check::rule::{BuiltIn, Info, Look, Sink};
use crate::check::service::{at, service};
use crate::model::finding::Part;
use crate::model::library::Procedure;
use crate::model::value::message;

pub(super) static RULE: BuiltIn = BuiltIn {
    info: Info {
        demands: ("thủ tục có trong cơ sở dữ liệu quốc gia", "a procedure stands in the national database"),
        why: (
            "Từ ngày 25/9/2017 thủ tục phải được công khai trên cơ sở dữ liệu quốc gia.",
            "From 25 September 2017 a procedure has to stand in the national database.",
        ),
        mend: (
            "Nhập thủ tục vào cơ sở dữ liệu rồi ghi `database: true`; chưa kiểm tra được thì ghi `verified: false`.",
            "Enter it and write `database: true`; where that could not be checked, write `verified: false`.",
        ),
        wrong: "service: {publication: {posted-at: [ward-one-stop], portal: true, database: false, verified: false}}",
        right: "service: {publication: {posted-at: [ward-one-stop], database: true, portal: true, verified: false}}",
        ..Info::new("decree-63/database", amended("Arts. 16, 17"))
    },
    look: Look::Procedure(look),
};

fn look(procedure: &Procedure, sink: &mut Sink) {
    let Some(publication) = service(procedure).and_then(|s| s.publication.as_ref()) else { return };
    if publication.database == Some(false) || (publication.database.is_none() && publication.verified) {
        let message = if publication.database.is_some() {
            message!(
                vi: "thủ tục không được đăng trên cơ sở dữ liệu quốc gia về thủ tục hành chính (`database: false`)",
                en: "the procedure does not stand in the national database (`database: false`)"
            )
        } else {
            message!(
                vi: "không ghi thủ tục đã được đăng trên cơ sở dữ liệu quốc gia về thủ tục hành chính hay chưa (`database:`)",
                en: "it is not said whether the procedure stands in the national database (`database:`)"
            )
        };
        sink.add(procedure.source(), at("publication").key("database"), message).part = Part::Key;
    }
}
