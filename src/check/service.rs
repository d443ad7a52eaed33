//! Administrative procedures: the constituent parts of Decree 63/2010, Art. 8(2), in the wording
//! in force from 25 September 2017 (Decree 92/2017).

use super::rule::{BuiltIn, Look, plain};
use super::{Sink, steps};
use crate::model::definition::{ProcedureDefinition, Service};
use crate::model::finding::{Path, Severity};
use crate::model::library::Procedure;
use crate::model::value::{Message, message};

const fn part(
    code: &'static str,
    demands: (&'static str, &'static str),
    source: &'static str,
    look: fn(&Procedure, &mut Sink),
) -> BuiltIn {
    plain(code, Severity::Error, demands, source, true, Look::Procedure(look))
}

const LAW: &str = "63/2010/NĐ-CP, Art. 8(2), amended by 92/2017/NĐ-CP";

pub(super) const RULES: &[&BuiltIn] = &[
    &part(
        "decree-63/8.2.b",
        ("có trình tự thực hiện, gồm cả bước của người yêu cầu", "the sequence of steps holds the applicant's steps too"),
        "63/2010/NĐ-CP, Arts. 3(2), 8(2) b",
        applicant_steps,
    ),
    &part("decree-63/8.2.c", ("có cách thức thực hiện", "the way of performing is stated"), LAW, |p, s| {
        lacks(
            p,
            s,
            |v| v.channels.as_ref().is_none_or(|c| c.in_person.is_none() && c.post.is_none() && c.online.is_none()),
            ("channels", "cách thức thực hiện", "the way of performing"),
        );
    }),
    &part(
        "decree-63/8.2.d",
        ("có thành phần, số lượng hồ sơ", "the dossier and its number of sets are stated"),
        LAW,
        |p, s| {
            lacks(
                p,
                s,
                |v| v.dossier.as_ref().is_none_or(|d| d.items.is_empty()),
                ("dossier", "thành phần, số lượng hồ sơ", "the dossier"),
            );
        },
    ),
    &part("decree-63/8.2.dd", ("có thời hạn giải quyết", "the time limit is stated"), LAW, |p, s| {
        lacks(
            p,
            s,
            |v| v.time_limit.as_ref().is_none_or(|l| l.statutory.is_none() && l.parts.is_empty()),
            ("time-limit", "thời hạn giải quyết", "the time limit"),
        );
    }),
    &part("decree-63/8.2.e", ("có đối tượng thực hiện", "who may apply is stated"), LAW, |p, s| {
        lacks(p, s, |v| v.applicants.is_empty(), ("applicants", "đối tượng thực hiện", "who may apply"));
    }),
    &part("decree-63/8.2.g", ("có cơ quan giải quyết", "the handling agency is stated"), LAW, |p, s| {
        lacks(p, s, |v| v.agencies.is_none(), ("agencies", "cơ quan giải quyết", "the handling agency"));
    }),
    &part("decree-63/8.2.h.result", ("nêu kết quả, hoặc ghi `none`", "the result is stated, or `none`"), LAW, |p, s| {
        lacks(p, s, |v| v.results.is_none(), ("results", "kết quả thực hiện (hoặc `none`)", "the result (or `none`)"));
    }),
    &part(
        "decree-63/8.2.h.conditions",
        ("nêu yêu cầu, điều kiện, hoặc ghi `none`", "conditions are stated, or `none`"),
        LAW,
        |p, s| {
            lacks(
                p,
                s,
                |v| v.conditions.is_none(),
                ("conditions", "yêu cầu, điều kiện (hoặc `none`)", "the conditions (or `none`)"),
            );
        },
    ),
    &part("decree-63/8.2.h.fees", ("nêu phí, lệ phí, hoặc ghi `none`", "fees are stated, or `none`"), LAW, |p, s| {
        lacks(p, s, |v| v.fees.is_none(), ("fees", "phí, lệ phí (hoặc `none`)", "the fees (or `none`)"));
    }),
    &part("decree-63/8.1", ("có căn cứ pháp lý", "the legal basis is stated"), "63/2010/NĐ-CP, Art. 8(1)", |p, s| {
        lacks(p, s, |v| v.basis.is_empty(), ("basis", "căn cứ pháp lý", "the legal basis"));
    }),
    &part(
        "decree-63/18.6",
        ("mỗi giấy tờ trong hồ sơ có căn cứ pháp luật", "every paper of the dossier has a legal basis"),
        "63/2010/NĐ-CP, Art. 18(6)",
        paper_basis,
    ),
    &plain(
        "decree-63/level",
        Severity::Error,
        ("thủ tục hành chính nêu cấp và lĩnh vực", "an administrative procedure names its level and field"),
        "63/2010/NĐ-CP, Art. 15",
        false,
        Look::Procedure(level_and_field),
    ),
    &plain(
        "decree-63/result-not-made",
        Severity::Error,
        ("mỗi kết quả được lập ở một bước", "every result is made by a step"),
        LAW,
        true,
        Look::Procedure(results_made),
    )
    .whole(),
];

/// The service block of an administrative procedure; internal ones are exempt (Art. 1(2)).
fn service(p: &ProcedureDefinition) -> Option<&Service> {
    p.service.as_ref().filter(|_| !p.internal)
}

fn lacks(procedure: &Procedure, sink: &mut Sink, lacks: impl Fn(&Service) -> bool, (key, vi, en): (&str, &str, &str)) {
    if service(procedure.definition()).is_some_and(lacks) {
        let message = Message::new(format!("thiếu {vi} (`{key}:`)"), format!("{en} is missing (`{key}:`)"));
        sink.add(procedure.source(), Path::root().key("service").key(key), message).part = crate::model::finding::Part::Key;
    }
}

fn applicant_steps(procedure: &Procedure, sink: &mut Sink) {
    if service(procedure.definition()).is_none() || steps(procedure).is_empty() {
        return;
    }
    if !steps(procedure).iter().any(|s| sink.library().is_applicant(&s.role)) {
        let message = message!(
            vi: "trình tự thực hiện không có bước nào của người yêu cầu (`role: applicant`)",
            en: "the sequence has no step of the applicant (`role: applicant`)"
        );
        sink.add(procedure.source(), Path::root().key("steps"), message).part = crate::model::finding::Part::Key;
    }
}

fn paper_basis(procedure: &Procedure, sink: &mut Sink) {
    let Some(dossier) = service(procedure.definition()).and_then(|s| s.dossier.as_ref()) else { return };
    for (i, item) in dossier.items.iter().enumerate() {
        if item.basis.is_empty() {
            let id = &item.id;
            let message = message!(
                vi: "giấy tờ `{id}` không có căn cứ pháp luật (`basis:`): không được yêu cầu giấy tờ ngoài quy định",
                en: "the paper `{id}` has no legal basis (`basis:`): no paper beyond the law may be asked for"
            );
            sink.add(procedure.source(), Path::root().key("service").key("dossier").key("items").index(i).key("id"), message);
        }
    }
}

fn level_and_field(procedure: &Procedure, sink: &mut Sink) {
    let p = procedure.definition();
    if service(p).is_none() {
        return;
    }
    for (missing, key, vi, en) in
        [(p.level.is_empty(), "level", "cấp thực hiện", "the level"), (p.field.is_none(), "field", "lĩnh vực", "the field")]
    {
        if missing {
            let message = Message::new(format!("thiếu {vi} (`{key}:`)"), format!("{en} is missing (`{key}:`)"));
            sink.add(procedure.source(), Path::root().key(key), message).part = crate::model::finding::Part::Key;
        }
    }
}

fn results_made(procedure: &Procedure, sink: &mut Sink) {
    let Some(results) = service(procedure.definition()).and_then(|s| s.results.as_ref()) else { return };
    for (i, result) in results.items().iter().enumerate() {
        let id = &result.id;
        if !id.is_placeholder() && !steps(procedure).iter().any(|s| s.makes.contains(id)) {
            let message = message!(
                vi: "không có bước nào lập kết quả `{id}` (`makes: [{id}]`)",
                en: "no step makes the result `{id}` (`makes: [{id}]`)"
            );
            sink.add(procedure.source(), Path::root().key("service").key("results").index(i).key("id"), message);
        }
    }
}
