//! ISO 9001:2008: document control, records, documented procedures, the content of the manual.

use super::rule::{BuiltIn, Look, plain};
use super::{Sink, demand, step_path, steps};
use crate::model::definition::DocumentStatus;
use crate::model::finding::{Path, Severity};
use crate::model::library::{Library, Procedure};
use crate::model::value::{Clause, Message, PLACEHOLDER, message};

/// A rule of this family about each procedure; the clauses are facts of the standard.
const fn procedure(
    code: &'static str,
    severity: Severity,
    demands: (&'static str, &'static str),
    source: &'static str,
    look: fn(&Procedure, &mut Sink),
) -> BuiltIn {
    plain(code, severity, demands, source, true, Look::Procedure(look))
}

const fn library(
    code: &'static str,
    severity: Severity,
    demands: (&'static str, &'static str),
    source: &'static str,
    look: fn(&Library, &mut Sink),
) -> BuiltIn {
    plain(code, severity, demands, source, true, Look::Library(look))
}

pub(super) const RULES: &[&BuiltIn] = &[
    &procedure(
        "iso/4.2.3-revisions",
        Severity::Error,
        ("tài liệu có bảng theo dõi sửa đổi với lần và ngày ban hành", "a document states its issue and date"),
        "ISO 9001:2008, 4.2.3 c",
        |p, s| {
            demand(p, s, &p.definition().revisions, "revisions", "bảng theo dõi sửa đổi", "the revision table");
        },
    ),
    &procedure(
        "iso/4.2.3-revision-order",
        Severity::Error,
        ("các lần ban hành theo thứ tự thời gian", "issues stand in the order of their dates"),
        "ISO 9001:2008, 4.2.3 c",
        revision_order,
    ),
    &procedure(
        "iso/4.2.3-approval",
        Severity::Error,
        ("tài liệu được phê duyệt trước khi ban hành", "a document is approved before issue"),
        "ISO 9001:2008, 4.2.3 a",
        |p, s| {
            demand(
                p,
                s,
                &p.definition().approval,
                "approval",
                "người soạn thảo, xem xét, phê duyệt",
                "who prepared, reviewed and approved it",
            );
        },
    ),
    &procedure(
        "iso/4.2.3-approver-is-author",
        Severity::Error,
        ("người phê duyệt không phải là người soạn thảo", "the approver is not the author"),
        "ISO 9001:2008, 4.2.3 a",
        approver_is_author,
    ),
    &procedure(
        "iso/4.2.3-distribution",
        Severity::Error,
        ("tài liệu có ở nơi sử dụng", "a document is at hand where it is used"),
        "ISO 9001:2008, 4.2.3 d",
        |p, s| {
            demand(p, s, &p.definition().distribution, "distribution", "nơi nhận và phân phối", "the distribution list");
        },
    ),
    &procedure(
        "iso/4.1-owner",
        Severity::Error,
        ("quy trình có vai trò chịu trách nhiệm", "a procedure has an owner"),
        "ISO 9001:2008, 5.5.1",
        |p, s| {
            demand(p, s, &p.definition().owner, "owner", "vai trò chịu trách nhiệm về quy trình", "the owner");
        },
    ),
    &procedure(
        "iso/4.1-purpose",
        Severity::Error,
        ("quy trình có mục đích", "a procedure states its purpose"),
        "ISO 9001:2008, 4.1 a",
        |p, s| {
            demand(p, s, &p.definition().purpose, "purpose", "mục đích", "the purpose");
        },
    ),
    &procedure(
        "iso/4.1-scope",
        Severity::Error,
        ("quy trình có phạm vi áp dụng", "a procedure states its scope"),
        "ISO 9001:2008, 4.1 a",
        |p, s| {
            demand(p, s, &p.definition().scope, "scope", "phạm vi áp dụng", "the scope");
        },
    ),
    &procedure(
        "iso/4.1-clauses",
        Severity::Warning,
        ("quy trình nêu điều khoản được đáp ứng", "a procedure names the clauses it answers"),
        "ISO 9001:2008, 4.2.2 b",
        |p, s| {
            demand(
                p,
                s,
                &p.definition().clauses,
                "clauses",
                "các điều khoản ISO 9001:2008 được đáp ứng",
                "the list of clauses it answers",
            );
        },
    ),
    &procedure(
        "iso/4.2.4-records",
        Severity::Error,
        ("quy trình nêu hồ sơ phải lưu", "a procedure names the records it keeps"),
        "ISO 9001:2008, 4.2.4",
        |p, s| {
            demand(p, s, &p.definition().records, "records", "hồ sơ cần lưu", "the list of records");
        },
    ),
    &procedure(
        "iso/4.2.4-record-control",
        Severity::Error,
        ("hồ sơ có người giữ, nơi lưu, thời gian lưu, cách hủy", "a record has its keeper, place, retention and disposal"),
        "ISO 9001:2008, 4.2.4",
        record_control,
    ),
    &procedure(
        "iso/8.2.3-indicators",
        Severity::Error,
        ("quy trình có ít nhất một chỉ số theo dõi", "a procedure has an indicator"),
        "ISO 9001:2008, 8.2.3",
        |p, s| {
            demand(p, s, &p.definition().indicators, "indicators", "chỉ số theo dõi", "an indicator");
        },
    ),
    &procedure(
        "iso/5.4.1-target",
        Severity::Warning,
        ("chỉ số có chỉ tiêu đo được", "an indicator has a target that can be measured"),
        "ISO 9001:2008, 5.4.1",
        indicator_target,
    ),
    &procedure(
        "iso/7.5.1-step-time",
        Severity::Warning,
        ("bước của cơ quan có thời gian thực hiện", "a step of the agency has its time"),
        "ISO 9001:2008, 7.5.1",
        step_time,
    ),
    &library(
        "iso/4.2.1-documented-procedures",
        Severity::Error,
        ("có đủ sáu thủ tục dạng văn bản bắt buộc", "the six documented procedures are there"),
        "ISO 9001:2008, 4.2.1 c",
        documented_procedures,
    ),
    &library(
        "iso/4.2.2-scope",
        Severity::Error,
        ("sổ tay nêu phạm vi của hệ thống", "the manual states the scope of the system"),
        "ISO 9001:2008, 4.2.2 a",
        |l, s| {
            organisation(
                l,
                s,
                |o| o.scope.is_none(),
                ("scope", "phạm vi của hệ thống quản lý chất lượng", "the scope of the quality-management system"),
            );
        },
    ),
    &library(
        "iso/4.2.2-exclusion-outside-7",
        Severity::Error,
        ("chỉ được ngoại lệ trong điều 7", "only requirements of clause 7 are excluded"),
        "ISO 9001:2008, 1.2",
        exclusions_outside,
    ),
    &library(
        "iso/4.2.2-exclusion-unjustified",
        Severity::Error,
        ("mỗi ngoại lệ có lý giải", "every exclusion is justified"),
        "ISO 9001:2008, 4.2.2 a",
        exclusions_unjustified,
    ),
    &library(
        "iso/4.2.2-exclusion-contradicted",
        Severity::Error,
        ("không quy trình nào dùng điều khoản đã ngoại lệ", "no procedure answers an excluded clause"),
        "ISO 9001:2008, 4.2.2 a",
        exclusions_contradicted,
    ),
    &library(
        "iso/4.2.2-interaction",
        Severity::Error,
        ("sổ tay mô tả sự tương tác giữa các quá trình", "the manual describes how the processes interact"),
        "ISO 9001:2008, 4.2.2 c",
        |l, s| {
            organisation(
                l,
                s,
                |o| o.processes.is_empty() || o.processes.iter().all(|p| p.feeds.is_empty()),
                ("processes", "các quá trình và sự tương tác giữa chúng", "the processes and how they interact"),
            );
        },
    ),
    &library(
        "iso/5.3-policy",
        Severity::Error,
        ("có chính sách chất lượng", "there is a quality policy"),
        "ISO 9001:2008, 5.3",
        |l, s| {
            organisation(l, s, |o| o.policy.is_none(), ("policy", "chính sách chất lượng", "the quality policy"));
        },
    ),
    &library(
        "iso/5.4.1-objectives",
        Severity::Error,
        ("có mục tiêu chất lượng", "there are quality objectives"),
        "ISO 9001:2008, 5.4.1",
        objectives,
    ),
    &library(
        "iso/5.4.1-not-measurable",
        Severity::Note,
        ("mục tiêu có chỉ tiêu đo được", "an objective has a target that can be measured"),
        "ISO 9001:2008, 5.4.1",
        not_measurable,
    ),
    &library(
        "iso/5.5.2-representative",
        Severity::Error,
        ("có đại diện lãnh đạo về chất lượng", "there is a management representative"),
        "ISO 9001:2008, 5.5.2",
        |l, s| {
            organisation(
                l,
                s,
                |o| o.management_representative.is_none(),
                ("management-representative", "đại diện lãnh đạo về chất lượng", "the management representative"),
            );
        },
    ),
];

fn revision_order(procedure: &Procedure, sink: &mut Sink) {
    let revisions = &procedure.definition().revisions;
    for (i, pair) in revisions.windows(2).enumerate() {
        if pair[1].date < pair[0].date {
            let (issue, date) = (&pair[1].issue, pair[1].date);
            let message = message!(
                vi: "lần ban hành {issue} ngày {date} đứng sau một lần có ngày muộn hơn",
                en: "issue {issue} of {date} stands after one of a later date"
            );
            sink.add(procedure.source(), Path::root().key("revisions").index(i + 1).key("date"), message);
        }
    }
}

fn approver_is_author(procedure: &Procedure, sink: &mut Sink) {
    let Some(approval) = &procedure.definition().approval else { return };
    let role = &approval.approved.role;
    if !role.is_placeholder() && *role == approval.prepared.role {
        let message = message!(vi: "`{role}` vừa soạn thảo vừa phê duyệt", en: "`{role}` both prepares and approves");
        sink.add(procedure.source(), Path::root().key("approval").key("approved"), message);
    }
}

fn record_control(procedure: &Procedure, sink: &mut Sink) {
    for (i, record) in procedure.definition().records.iter().enumerate() {
        let missing: Vec<(&str, &str, &str)> = [
            (record.keeper.is_none(), "keeper", "người giữ", "its keeper"),
            (record.place.is_none(), "place", "nơi lưu", "its place"),
            (record.retention.is_none(), "retention", "thời gian lưu", "its retention"),
            (record.disposal.is_none(), "disposal", "cách hủy", "its disposal"),
        ]
        .into_iter()
        .filter(|m| m.0)
        .map(|(_, key, vi, en)| (key, vi, en))
        .collect();
        if missing.is_empty() {
            continue;
        }
        let list = |pick: fn(&(&str, &str, &str)) -> String| missing.iter().map(pick).collect::<Vec<_>>().join(", ");
        let keys = list(|m| format!("`{}:`", m.0));
        let message = Message::new(
            format!("hồ sơ `{}` thiếu {} ({keys})", record.id, list(|m| m.1.to_owned())),
            format!("the record `{}` lacks {} ({keys})", record.id, list(|m| m.2.to_owned())),
        );
        sink.add(procedure.source(), Path::root().key("records").index(i).key("id"), message);
    }
}

fn indicator_target(procedure: &Procedure, sink: &mut Sink) {
    for (i, indicator) in procedure.definition().indicators.iter().enumerate() {
        if indicator.target.is_none() {
            let id = &indicator.id;
            let message =
                message!(vi: "chỉ số `{id}` không có chỉ tiêu (`target:`)", en: "the indicator `{id}` has no target (`target:`)");
            sink.add(procedure.source(), Path::root().key("indicators").index(i).key("id"), message);
        }
    }
}

fn step_time(procedure: &Procedure, sink: &mut Sink) {
    use crate::model::definition::Clock;
    for (i, step) in steps(procedure).iter().enumerate() {
        // What the applicant does takes the applicant's time; a stopped clock counts none.
        let counted = step.clock != Some(Clock::Stopped) && !sink.library().is_applicant(&step.role);
        if counted && step.time.is_none() {
            let id = &step.id;
            let message = message!(vi: "bước `{id}` không có thời gian (`time:`)", en: "the step `{id}` has no time (`time:`)");
            sink.add(procedure.source(), step_path(i).key("id"), message);
        }
    }
}

/// The organisation, if it says that its system follows the standard: what the standard demands
/// of the system as a whole is asked only then.
fn following(library: &Library) -> Option<&crate::model::library::Document<crate::model::definition::OrganisationDefinition>> {
    library.organisations.first().filter(|d| d.definition.standard.is_some())
}

/// Points at the organisation.
fn organisation(
    library: &Library,
    sink: &mut Sink,
    lacks: impl Fn(&crate::model::definition::OrganisationDefinition) -> bool,
    (key, vi, en): (&str, &str, &str),
) {
    let Some(document) = following(library) else { return };
    if lacks(&document.definition) {
        let message = Message::new(format!("thiếu {vi} (`{key}:`)"), format!("{en} is missing (`{key}:`)"));
        sink.add(&document.source, Path::root().key("organisation"), message);
    }
}

fn documented_procedures(library: &Library, sink: &mut Sink) {
    let Some(document) = following(library) else { return };
    let in_force = |p: &&Procedure| p.definition().status.is_none_or(|s| s == DocumentStatus::InForce);
    for clause in Clause::all().filter(|c| c.info().procedure) {
        // Many to many: one document may answer several clauses, several documents one.
        let answered = library.procedures().iter().filter(in_force).any(|p| p.definition().clauses.contains(&clause));
        if !answered {
            let (number, info) = (clause.number(), clause.info());
            let (vi, en) = (info.vi.to_lowercase(), info.en.to_lowercase());
            let message = message!(
                vi: "không có thủ tục dạng văn bản cho điều {number} ({vi}): một quy trình phải nêu \"{number}\" trong `clauses`",
                en: "no documented procedure for clause {number} ({en}): some procedure must name \"{number}\" in `clauses`"
            );
            sink.add(&document.source, Path::root().key("organisation"), message);
        }
    }
}

fn clause_seven(clause: Clause) -> bool {
    clause.number().starts_with('7')
}

fn exclusions_outside(library: &Library, sink: &mut Sink) {
    let Some(document) = library.organisations.first() else { return };
    for (i, exclusion) in document.definition.exclusions.iter().enumerate() {
        let clause = exclusion.clause;
        if !clause_seven(clause) {
            let message = message!(
                vi: "không được ngoại lệ điều {clause}: chỉ các yêu cầu của điều 7 mới được ngoại lệ",
                en: "clause {clause} cannot be excluded: only requirements of clause 7 can"
            );
            sink.add(&document.source, Path::root().key("exclusions").index(i).key("clause"), message);
        }
    }
}

fn exclusions_unjustified(library: &Library, sink: &mut Sink) {
    let Some(document) = library.organisations.first() else { return };
    for (i, exclusion) in document.definition.exclusions.iter().enumerate() {
        if exclusion.justification.is_none() {
            let clause = exclusion.clause;
            let message = message!(
                vi: "ngoại lệ điều {clause} không có lý giải (`justification:`)",
                en: "the exclusion of clause {clause} has no justification (`justification:`)"
            );
            sink.add(&document.source, Path::root().key("exclusions").index(i).key("clause"), message);
        }
    }
}

fn exclusions_contradicted(library: &Library, sink: &mut Sink) {
    let Some(document) = library.organisations.first() else { return };
    let excluded = |clause: &Clause| document.definition.exclusions.iter().any(|e| clause.is_within(e.clause));
    for procedure in library.procedures() {
        let root = Path::root().key("clauses");
        let own = procedure.definition().clauses.iter().enumerate().map(|(i, c)| (c, root.clone().index(i)));
        let of_steps = steps(procedure)
            .iter()
            .enumerate()
            .flat_map(|(i, step)| step.clauses.iter().enumerate().map(move |(j, c)| (c, step_path(i).key("clauses").index(j))));
        for (clause, path) in own.chain(of_steps).filter(|(c, _)| excluded(c)) {
            let message = message!(
                vi: "điều {clause} đã được ngoại lệ trong hệ thống này",
                en: "clause {clause} is excluded from this system"
            );
            sink.add(procedure.source(), path, message);
        }
    }
}

fn objectives(library: &Library, sink: &mut Sink) {
    let Some(document) = following(library) else { return };
    if library.objectives.iter().all(|o| o.definition.items.is_empty()) {
        let message = message!(
            vi: "không có mục tiêu chất lượng: thêm một tài liệu `objectives:`",
            en: "there are no quality objectives: add an `objectives:` document"
        );
        sink.add(&document.source, Path::root().key("organisation"), message);
    }
}

fn not_measurable(library: &Library, sink: &mut Sink) {
    for document in &library.objectives {
        for (i, objective) in document.definition.items.iter().enumerate() {
            if objective.target.is_none() && objective.id.as_str() != PLACEHOLDER {
                let id = &objective.id;
                let message = message!(
                    vi: "mục tiêu `{id}` không có chỉ tiêu nên chưa đo được: cần một con số (`target:`)",
                    en: "the objective `{id}` has no target and cannot be measured as stated: it needs a figure (`target:`)"
                );
                sink.add(&document.source, Path::root().key("items").index(i).key("id"), message);
            }
        }
    }
}
