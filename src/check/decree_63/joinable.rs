//! A paper that another procedure issues could be fetched by the office.

use super::article;
use crate::check::results;
use crate::check::rule::{BuiltIn, Info, Look, Sink};
use crate::check::service::{at, service};
use crate::model::finding::Severity;
use crate::model::library::{Library, Procedure};
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
            "Khi rà soát, xem xét liên thông hai thủ tục, hoặc để cơ quan tự tra cứu thay vì bắt nộp.",
            "At the next review consider joining the two up, or let the office look the paper up instead.",
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
    let mut issued: HashMap<&FormCode, (&Procedure, usize)> = HashMap::new();
    for procedure in library.procedures() {
        for (i, result) in results(procedure).iter().enumerate() {
            if let Some(form) = &result.form {
                issued.entry(form).or_insert((procedure, i));
            }
        }
    }
    for procedure in library.procedures().iter().filter(|_| !issued.is_empty()) {
        let items = service(procedure).and_then(|s| s.dossier.as_ref()).map_or(&[][..], |d| &d.items);
        for (i, item) in items.iter().enumerate() {
            // The old paper is given back for the new one: nobody could look it up instead.
            let forms = item.form.iter().filter(|form| !results(procedure).iter().any(|r| r.form.as_ref() == Some(form)));
            let other = forms.filter_map(|form| issued.get(form)).find(|(other, _)| other.code() != procedure.code());
            if let Some((issuer, j)) = other {
                let (id, other) = (&item.id, issuer.code());
                let message = message!(
                    vi: "giấy tờ `{id}` là kết quả của {other}: người dân phải làm hai thủ tục nối tiếp",
                    en: "the paper `{id}` is the result of {other}: people go through two procedures one after the other"
                );
                let finding = sink.add(procedure.source(), at("dossier").key("items").index(i).key("id"), message);
                finding.relate(
                    issuer.source(),
                    at("results").index(*j).key("form"),
                    message!(vi: "cấp ở đây", en: "issued here"),
                );
            }
        }
    }
}
