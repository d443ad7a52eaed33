//! A paper that another procedure issues could be fetched by the office.

use super::article;
use crate::check::rule::{BuiltIn, Info, Look, Sink};
use crate::check::service::{at, service};
use crate::model::finding::Severity;
use crate::model::library::Library;
use crate::model::value::{FormCode, message};
use std::collections::HashMap;

pub(super) static RULE: BuiltIn = BuiltIn {
    info: Info {
        severity: Severity::Note,
        demands: (
            "giấy tờ là kết quả của thủ tục khác: xem xét liên thông",
            "a paper that is the result of another procedure: could they be joined up?",
        ),
        why: (
            "Hồ sơ đòi một giấy tờ mà chính các cơ quan trong hệ thống cấp ra: người dân phải làm hai thủ tục nối \
             tiếp.",
            "The dossier asks for a paper that the offices of this system issue themselves: people go through two \
             procedures one after the other.",
        ),
        mend: (
            "Khi rà soát cần xem có thể liên thông hoặc tra cứu nội bộ thay vì bắt nộp không.",
            "A review asks whether the two can be joined up, or the paper looked up instead.",
        ),
        wrong: "service: {dossier: {sets: 1, items: [{id: book, title: Sổ hộ khẩu, form: HK08, original: 1, basis: \
                luat-ho-tich-2014#64}]}}\n---\nprocedure: QT-CT-09\ntitle: Đăng ký thường trú\nservice: {results: [{id: \
                household-book, title: Sổ hộ khẩu, form: HK08}]}\nsteps: [{id: register, title: Đăng ký, role: clerk, makes: \
                [household-book]}]",
        right: "service: {dossier: {sets: 1, items: [{id: declaration, title: Tờ khai, form: TKTLHT (TT 15/2015), original: \
                1, basis: luat-ho-tich-2014#64}]}}",
        ..Info::new("decree-63/joinable", article("Art. 28; Annex I, 11"))
    },
    look: Look::Library(look),
};

fn look(library: &Library, sink: &mut Sink) {
    let mut issued: HashMap<&FormCode, &str> = HashMap::new();
    for procedure in library.procedures() {
        let results = service(procedure).and_then(|s| s.results.as_ref()).map_or(&[][..], |r| r.items());
        for form in results.iter().filter_map(|r| r.form.as_ref()) {
            issued.entry(form).or_insert(procedure.code());
        }
    }
    for procedure in library.procedures().iter().filter(|_| !issued.is_empty()) {
        let items = service(procedure).and_then(|s| s.dossier.as_ref()).map_or(&[][..], |d| &d.items);
        for (i, item) in items.iter().enumerate() {
            let other = item.form.iter().filter_map(|form| issued.get(form)).find(|other| **other != procedure.code());
            if let Some(other) = other {
                let id = &item.id;
                let message = message!(
                    vi: "giấy tờ `{id}` là kết quả của {other}: xem xét liên thông hai thủ tục hoặc tra cứu thay cho nộp",
                    en: "the paper `{id}` is the result of {other}: the two could be joined up, or the paper looked up"
                );
                sink.add(procedure.source(), at("dossier").key("items").index(i).key("id"), message);
            }
        }
    }
}
