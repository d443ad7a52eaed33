//! What one process must hold: the turtle diagram, the usual lens of an audit. No act asks for it.

use super::{Requirement, Scope};
use crate::check::rule::Basis;

/// A part of the diagram; the clauses that ask for the same stand in the rules.
const fn part(place: &'static str, vi: &'static str, en: &'static str) -> Requirement {
    Requirement::new(Basis::new("turtle diagram", place).unverified(), (vi, en)).of(Scope::Process)
}

pub(super) static TABLE: &[Requirement] = &[
    part(
        "identity",
        "mã, tên, lần ban hành, chủ quá trình, phạm vi, mục đích, căn cứ",
        "code, title, issue, owner, scope, purpose, legal basis",
    )
    .by(&["iso/owner", "iso/purpose", "iso/scope", "iso/revisions", "decree-63/basis"]),
    part("inputs", "đầu vào và nơi cung cấp", "what comes in, and from whom").by(&["decree-63/dossier"]).open(
        "Quy trình nội bộ có thể bắt đầu từ một điều quan sát được, không từ giấy tờ.",
        "An internal procedure may begin with an observation, not with a paper.",
    ),
    part("outputs", "kết quả và người nhận", "what comes out, and for whom")
        .by(&["decree-63/result", "decree-63/result-not-made"]),
    part("how", "các bước, quyết định, tài liệu", "steps, decisions, documents").by(&["decree-63/sequence", "iso/step-time"]),
    part(
        "with whom",
        "mỗi bước có một người chịu trách nhiệm chính, đủ năng lực",
        "for each step one person answers, who is competent",
    )
    .by(&["iso/accountable", "iso/responsibility", "iso/competence"]),
    part("with what", "phần mềm, địa điểm, thiết bị, biểu mẫu", "software, room, equipment, forms")
        .by(&["online/software"])
        .open(
            "Bước không cần phương tiện riêng thì không ghi; có sẵn hay không xem tại chỗ.",
            "A step that needs nothing of its own names nothing; whether it is there is seen on the spot.",
        ),
    part("measures", "có chỉ số với chỉ tiêu, kỳ đo, nguồn số liệu", "an indicator with target, period and source of figures")
        .by(&["iso/indicators", "iso/indicator-target", "iso/indicator-period", "iso/indicator-source"]),
    part(
        "controls",
        "có điểm kiểm soát, chuẩn mực chấp nhận, người cho phép thông qua",
        "checks, criteria for acceptance, authority to release",
    )
    .by(&["iso/controls", "iso/release", "iso/control-authority"]),
    part(
        "nonconformity",
        "có đường đi khi trễ, thiếu, bị từ chối, sai sót sau khi trả",
        "ways for what is late, incomplete, refused or wrong",
    )
    .by(&["iso/nonconformity", "data/refuse-path", "one-stop/incomplete-dossier", "one-stop/apology"]),
    part("records", "bước lập hồ sơ nào, lưu bao lâu", "which records are made, and how long they are kept")
        .by(&["iso/records", "iso/record-control"]),
    part("interaction", "quá trình trước, quá trình sau, phần thuê ngoài", "processes before and after, work done outside")
        .by(&["iso/interaction", "iso/process-missing", "iso/outsourced"]),
    part("risk", "rủi ro của quá trình", "what could go wrong")
        .open("Phiên bản 2008 không yêu cầu.", "Not asked for by the edition of 2008."),
];
