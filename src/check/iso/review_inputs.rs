//! The management review sees what it has to see.

use crate::check::iso::{following, in_force, list, names, reviews};
use crate::check::rule::{Basis, BuiltIn, Info, Look, LookUp, Sink};
use crate::check::steps;
use crate::model::finding::{Part, Path, Severity};
use crate::model::library::Library;
use crate::model::value::message;
use std::collections::HashSet;

pub(super) static RULE: BuiltIn = BuiltIn {
    info: Info {
        severity: Severity::Warning,
        demands: ("xem xét của lãnh đạo có đủ đầu vào", "the management review sees what it has to see"),
        why: (
            "Lãnh đạo xem xét trên cơ sở kết quả đánh giá, ý kiến khách hàng, số liệu quá trình, tình trạng hành \
             động khắc phục và phòng ngừa, kết luận lần trước, thay đổi. Đầu vào nào không có giấy tờ thì không \
             được xem xét.",
            "The management reviews audit results, customer feedback, process figures, the state of corrective and \
             preventive actions, earlier conclusions and changes. What comes with no paper is not reviewed.",
        ),
        mend: (
            "Cho một bước dùng (`uses:`) báo cáo, sổ do quy trình tương ứng lập.",
            "Let a step use (`uses:`) the report or register that the procedure concerned makes.",
        ),
        wrong: "procedure: QT-07
steps:
  - {id: report-audits, uses: [iso-action-register, iso-review-minutes]}",
        right: "procedure: QT-07
steps:
  - {id: report-audits, uses: [iso-audit-report, iso-action-register, iso-review-minutes]}",
        whole: true,
        looks_up: &[LookUp::Forms],
        ..Info::new("iso/review-inputs", Basis::new("ISO 9001:2008", "5.6.2").unverified())
    },
    look: Look::Library(look),
};

/// An input: its letter, its names, and the clauses under which its papers are made.
type Input = (char, &'static str, &'static str, &'static [&'static str]);

/// Recommendations (g) come with any paper; earlier conclusions (e) with the review's own.
const INPUTS: [Input; 5] = [
    ('a', "kết quả đánh giá", "audit results", &["8.2.2"]),
    ('b', "ý kiến của khách hàng", "customer feedback", &["5.2", "8.2.1"]),
    ('c', "kết quả quá trình, sự phù hợp của sản phẩm", "process figures and conformity", &["8.2.3", "8.2.4", "8.3", "8.4"]),
    ('d', "tình trạng hành động khắc phục, phòng ngừa", "the state of corrective and preventive actions", &["8.5.2", "8.5.3"]),
    ('f', "thay đổi ảnh hưởng đến hệ thống", "changes that affect the system", &["4.2.3", "7.2.1"]),
];

fn look(library: &Library, sink: &mut Sink) {
    let reviews = reviews(library);
    let Some(review) = reviews.first().filter(|_| following(library).is_some()) else { return };
    // Papers of other procedures are known by their forms.
    let used: HashSet<&str> =
        reviews.iter().flat_map(|p| steps(p)).flat_map(|step| &step.uses).map(|paper| paper.as_str()).collect();
    let codes: HashSet<&str> =
        library.forms().filter(|form| used.contains(form.id.as_str())).map(|form| form.code.as_str()).collect();
    let (mut seen, mut own) = ([false; INPUTS.len()], false);
    for source in in_force(library) {
        let kept = source.definition().records.iter().filter_map(|record| record.form.as_ref());
        let gives = kept.map(|form| form.as_str()).any(|form| codes.contains(form));
        if !gives {
            continue;
        }
        own |= reviews.iter().any(|review| review.code() == source.code());
        for (seen, input) in seen.iter_mut().zip(INPUTS) {
            *seen |= input.3.iter().any(|number| names(source, number));
        }
    }
    let earlier = ('e', "kết luận của lần xem xét trước", "the conclusions of the last review", own);
    let mut lacks: Vec<_> = INPUTS.iter().zip(seen).map(|(i, seen)| (i.0, i.1, i.2, seen)).chain([earlier]).collect();
    lacks.retain(|input| !input.3);
    lacks.sort_by_key(|input| input.0);
    if !lacks.is_empty() {
        let vi = list(lacks.iter().map(|input| format!("{}) {}", input.0, input.1)));
        let en = list(lacks.iter().map(|input| format!("{}) {}", input.0, input.2)));
        let message = message!(
            vi: "xem xét của lãnh đạo không dùng giấy tờ nào cho đầu vào {vi}",
            en: "the management review uses no paper for the input {en}"
        );
        sink.add(review.source(), Path::root().key("steps"), message).part = Part::Key;
    }
}
