//! What ISO 9001:2008 asks of a system besides its services.

use crate::shape::Document;
use crate::system::{DISTRICT, Step, Writer, to, when};
use std::fmt::Write;

/// A procedure of the system: code, titles, clauses, related ones, steps, records (id, titles, form).
struct Procedure {
    code: &'static str,
    title: (&'static str, &'static str),
    clauses: &'static [&'static str],
    related: &'static [&'static str],
    steps: Vec<Step>,
    records: &'static [(&'static str, &'static str, &'static str, &'static str)],
}

/// A step: id, titles, role, what it uses and makes, whether it is a check, clauses.
#[allow(clippy::too_many_arguments, reason = "a row of a table")]
fn step(
    id: &str,
    vi: &str,
    en: &str,
    role: &'static str,
    uses: &[&str],
    makes: &[&str],
    control: bool,
    clauses: &[&'static str],
) -> Step {
    let owned = |list: &[&str]| list.iter().map(|id| (*id).to_owned()).collect();
    Step {
        id: id.into(),
        title: (vi.into(), en.into()),
        role,
        time: Some("2 hours".into()),
        uses: owned(uses),
        makes: owned(makes),
        control,
        clauses: clauses.to_vec(),
        ..Step::default()
    }
}

fn procedures() -> Vec<Procedure> {
    let line = |mut steps: Vec<Step>| {
        for i in 1..steps.len() {
            let next = steps[i].id.clone();
            steps[i - 1].next = vec![to(&next)];
        }
        if let Some(last) = steps.last_mut() {
            last.end = Some("completed");
        }
        steps
    };
    // What does not work is tried once more.
    let again = |mut steps: Vec<Step>, from: usize, back: &str| {
        let on = steps[from + 1].id.clone();
        steps[from].split = Some("exclusive");
        steps[from].next =
            vec![when(&on, "Có hiệu lực", "it worked"), when(back, "Chưa có hiệu lực", "it did not work").at_most(1)];
        steps
    };
    vec![
        Procedure {
            code: "QT-01",
            title: ("Kiểm soát tài liệu", "Control of documents"),
            clauses: &["4.2.1", "4.2.3"],
            related: &["QT-02"],
            steps: line(vec![
                step(
                    "propose",
                    "Đề xuất sửa đổi tài liệu",
                    "Propose a change",
                    "specialist",
                    &[],
                    &["change-request"],
                    false,
                    &["4.2.3"],
                ),
                step(
                    "follow-law",
                    "Cập nhật tài liệu bên ngoài",
                    "Follow the external documents",
                    "specialist",
                    &["change-request"],
                    &["external-list"],
                    false,
                    &["4.2.3"],
                ),
                step(
                    "approve",
                    "Phê duyệt tài liệu",
                    "Approve the document",
                    "district-chair",
                    &["change-request"],
                    &[],
                    true,
                    &["4.2.3"],
                ),
                step(
                    "distribute",
                    "Phân phối và thu hồi bản cũ",
                    "Distribute it and withdraw the old one",
                    "specialist",
                    &["external-list"],
                    &["distribution-slip"],
                    false,
                    &["4.2.3"],
                ),
            ]),
            records: &[
                ("change-request", "Phiếu yêu cầu sửa đổi", "Change request", "BM.01.01"),
                ("external-list", "Danh mục tài liệu bên ngoài", "List of external documents", "BM.01.02"),
                ("distribution-slip", "Phiếu phân phối tài liệu", "Distribution slip", "BM.01.03"),
            ],
        },
        Procedure {
            code: "QT-02",
            title: ("Kiểm soát hồ sơ", "Control of records"),
            clauses: &["4.2.4", "7.5.4"],
            related: &["QT-01"],
            steps: line(vec![
                step(
                    "file",
                    "Lập và sắp xếp hồ sơ",
                    "File the records",
                    "specialist",
                    &[],
                    &["list-of-records"],
                    false,
                    &["4.2.4", "7.5.4"],
                ),
                step(
                    "keep",
                    "Bảo quản và cho khai thác",
                    "Keep them and let them be read",
                    "clerk",
                    &["list-of-records"],
                    &[],
                    false,
                    &["4.2.4"],
                ),
                step(
                    "destroy",
                    "Quyết định hủy hồ sơ hết hạn",
                    "Decide which are destroyed",
                    "district-chair",
                    &["list-of-records"],
                    &["destruction-minutes"],
                    true,
                    &["4.2.4"],
                ),
            ]),
            records: &[
                ("list-of-records", "Danh mục hồ sơ", "List of records", "BM.02.01"),
                ("destruction-minutes", "Biên bản hủy hồ sơ", "Minutes of destruction", "BM.02.02"),
            ],
        },
        Procedure {
            code: "QT-03",
            title: ("Đánh giá nội bộ", "Internal audit"),
            clauses: &["8.2.2"],
            related: &["QT-05"],
            steps: line(vec![
                step(
                    "plan",
                    "Lập chương trình đánh giá",
                    "Plan the audit",
                    "representative",
                    &[],
                    &["programme"],
                    true,
                    &["8.2.2"],
                ),
                step("audit", "Đánh giá tại đơn vị", "Audit the units", "auditor", &["programme"], &[], false, &["8.2.2"]),
                step(
                    "report",
                    "Lập báo cáo đánh giá",
                    "Write the report",
                    "auditor",
                    &["programme"],
                    &["audit-report"],
                    false,
                    &["8.2.2"],
                ),
                step(
                    "release",
                    "Xem xét báo cáo đánh giá",
                    "Look at the report",
                    "representative",
                    &["audit-report"],
                    &[],
                    true,
                    &["8.2.2"],
                ),
            ]),
            records: &[
                ("programme", "Chương trình đánh giá", "Audit programme", "BM.03.01"),
                ("audit-report", "Báo cáo đánh giá", "Audit report", "BM.03.02"),
            ],
        },
        Procedure {
            code: "QT-05",
            title: ("Hành động khắc phục", "Corrective action"),
            clauses: &["8.5.2"],
            related: &["QT-04", "QT-06"],
            steps: again(
                line(vec![
                    step(
                        "ask",
                        "Ghi phiếu yêu cầu khắc phục",
                        "Write the request",
                        "auditor",
                        &[],
                        &["action-request"],
                        false,
                        &["8.5.2"],
                    ),
                    step(
                        "cause",
                        "Tìm nguyên nhân và đề ra biện pháp",
                        "Find the cause and a remedy",
                        "division-head",
                        &["action-request"],
                        &[],
                        false,
                        &["8.5.2"],
                    ),
                    step(
                        "carry-out",
                        "Thực hiện biện pháp",
                        "Carry it out",
                        "specialist",
                        &["action-request"],
                        &[],
                        false,
                        &["8.5.2"],
                    ),
                    step(
                        "look-back",
                        "Xem xét hiệu lực của biện pháp",
                        "See whether it worked",
                        "auditor",
                        &["action-request"],
                        &[],
                        true,
                        &["8.5.2"],
                    ),
                    step(
                        "close",
                        "Kết thúc phiếu yêu cầu",
                        "Close the request",
                        "representative",
                        &["action-request"],
                        &[],
                        false,
                        &["8.5.2"],
                    ),
                ]),
                3,
                "cause",
            ),
            records: &[("action-request", "Phiếu yêu cầu khắc phục", "Corrective action request", "BM.05.01")],
        },
        Procedure {
            code: "QT-06",
            title: ("Hành động phòng ngừa", "Preventive action"),
            clauses: &["8.4", "8.5.3"],
            related: &["QT-05"],
            steps: again(
                line(vec![
                    step(
                        "collect",
                        "Thu thập và phân tích dữ liệu",
                        "Collect and analyse the data",
                        "specialist",
                        &[],
                        &["data-report"],
                        false,
                        &["8.4", "8.5.3"],
                    ),
                    step(
                        "foresee",
                        "Dự báo nguy cơ và ghi phiếu",
                        "Say what may go wrong",
                        "division-head",
                        &["data-report"],
                        &["prevention-request"],
                        false,
                        &["8.5.3"],
                    ),
                    step(
                        "carry-out",
                        "Thực hiện biện pháp phòng ngừa",
                        "Carry the measure out",
                        "specialist",
                        &["prevention-request"],
                        &[],
                        false,
                        &["8.5.3"],
                    ),
                    step(
                        "look-back",
                        "Xem xét hiệu lực phòng ngừa",
                        "See whether it worked",
                        "auditor",
                        &["prevention-request"],
                        &[],
                        true,
                        &["8.5.3"],
                    ),
                    step(
                        "close",
                        "Kết thúc phiếu phòng ngừa",
                        "Close the request",
                        "representative",
                        &["prevention-request"],
                        &[],
                        false,
                        &["8.5.3"],
                    ),
                ]),
                3,
                "carry-out",
            ),
            records: &[
                ("data-report", "Báo cáo phân tích dữ liệu", "Data report", "BM.06.01"),
                ("prevention-request", "Phiếu yêu cầu phòng ngừa", "Preventive action request", "BM.06.02"),
            ],
        },
        Procedure {
            code: "QT-07",
            title: ("Xem xét của lãnh đạo", "Management review"),
            clauses: &["5.3", "5.4.1", "5.6.1", "5.6.2", "5.6.3", "6.1", "6.2.2", "8.5.1"],
            related: &["QT-03", "QT-05", "QT-06", "QT-08"],
            steps: line(vec![
                step(
                    "prepare",
                    "Tổng hợp báo cáo đầu vào",
                    "Put the inputs together",
                    "representative",
                    &[
                        "form-bm-03-02",
                        "form-bm-05-01",
                        "form-bm-06-01",
                        "form-bm-06-02",
                        "form-bm-08-01",
                        "slip-form",
                        "form-bm-07-02",
                        "form-bm-01-02",
                    ],
                    &["review-report"],
                    false,
                    &["5.6.2"],
                ),
                step(
                    "hold",
                    "Chủ trì họp xem xét",
                    "Chair the meeting",
                    "district-chair",
                    &["review-report"],
                    &["review-minutes"],
                    true,
                    &["5.3", "5.4.1", "5.6.1", "5.6.3", "6.1", "8.5.1"],
                ),
                step(
                    "train",
                    "Đào tạo theo kết luận",
                    "Train staff as concluded",
                    "division-head",
                    &["review-minutes"],
                    &["training-record"],
                    false,
                    &["6.2.2"],
                ),
                step(
                    "follow",
                    "Theo dõi thực hiện kết luận",
                    "Follow the conclusions",
                    "representative",
                    &["review-minutes", "training-record"],
                    &[],
                    false,
                    &["5.6.3"],
                ),
            ]),
            records: &[
                ("review-report", "Báo cáo phục vụ xem xét", "Review report", "BM.07.01"),
                ("review-minutes", "Biên bản xem xét", "Minutes of the review", "BM.07.02"),
                ("training-record", "Hồ sơ đào tạo", "Training record", "BM.07.03"),
            ],
        },
        Procedure {
            code: "QT-08",
            title: ("Đo lường sự hài lòng", "Measuring satisfaction"),
            clauses: &["8.2.1", "8.2.3"],
            related: &["QT-05"],
            steps: line(vec![
                step(
                    "ask",
                    "Phát và thu phiếu lấy ý kiến",
                    "Hand out and collect the slips",
                    "specialist",
                    &[],
                    &["answers"],
                    false,
                    &["8.2.1"],
                ),
                step(
                    "count",
                    "Tổng hợp kết quả khảo sát",
                    "Put the answers together",
                    "specialist",
                    &["answers"],
                    &["survey-report"],
                    false,
                    &["8.2.1", "8.2.3"],
                ),
                step(
                    "publish",
                    "Công bố kết quả khảo sát",
                    "Publish the result",
                    "division-head",
                    &["survey-report"],
                    &[],
                    true,
                    &["8.2.1"],
                ),
            ]),
            records: &[
                ("answers", "Phiếu lấy ý kiến", "Answers", "BM.08.02"),
                ("survey-report", "Báo cáo khảo sát", "Survey report", "BM.08.01"),
            ],
        },
    ]
}

/// The procedures that the standard asks for, and the objectives.
pub fn write(writer: &mut Writer) {
    let document = Document { issues: 1, dated: false, effective: false, announced: false, coded: false, retention: 1 };
    for procedure in procedures() {
        let (code, (vi, en)) = (procedure.code, procedure.title);
        let mut out = writer.head(code, vi, en, DISTRICT, &document, procedure.clauses);
        let _ = write!(out, "internal: true\nreferences: [law-of-field]\nrelated: [{}]\n", procedure.related.join(", "));
        writer.steps(&mut out, &procedure.steps);
        let mut records = Vec::new();
        for (id, vi, en, form) in procedure.records {
            let of_form = format!("form-{}", form.to_lowercase().replace('.', "-"));
            writer.form(
                &of_form,
                form,
                &format!("Mẫu {}", vi.to_lowercase()),
                &format!("Form of the {}", en.to_lowercase()),
                "internal",
            );
            records.push((*id, writer.text(vi, en), Some(*form)));
        }
        writer.records(&mut out, &records, "specialist", &document);
        writer.indicators(&mut out, procedure.clauses[procedure.clauses.len() - 1]);
        writer.texts.push((format!("internal/{code}.yaml"), out));
    }
    let year = &writer.date()[..4];
    let mut out = format!(
        "objectives: objectives-of-{year}\ntitle: {}\nyear: {year}\nitems:\n",
        writer.text("Mục tiêu chất lượng", "Quality objectives")
    );
    for (id, clause, vi, en) in [
        ("on-time", "8.2.3", "Hồ sơ giải quyết đúng hạn", "Cases settled on time"),
        ("satisfied", "8.2.1", "Người dân hài lòng", "People who are satisfied"),
        ("right", "8.2.4", "Kết quả không phải sửa", "Results that need no correction"),
    ] {
        let _ =
            writeln!(out, "  - id: {id}\n    title: {}\n    clause: \"{clause}\"\n    owner: division-head", writer.text(vi, en));
        let _ = writeln!(out, "    numerator: {}", writer.text("Số đạt yêu cầu", "Those that are as they should be"));
        let _ = writeln!(out, "    denominator: {}", writer.text("Tổng số trong kỳ", "All of the period"));
        let _ = writeln!(
            out,
            "    unit: {}\n    level: [ward, district]\n    target: \">= 95%\"\n    period: quarter",
            writer.text("hồ sơ", "case")
        );
        let _ = writeln!(out, "    evidence: operational\n    source: {}", writer.text("Sổ theo dõi", "Registers"));
        let _ = writeln!(out, "    when-missed: {}", writer.text("Lập hành động khắc phục", "Open a corrective action"));
    }
    writer.texts.push(("objectives.yaml".into(), out));
}

/// The quality manual: its control, scope, exclusions, policy.
pub fn organisation(writer: &Writer, out: &mut String) {
    let date = writer.date();
    let _ = writeln!(
        out,
        "standard: iso-9001-2008\nmanual: ST-01\nrevisions:\n  - {{issue: \"01\", date: {date}, change: {}}}",
        writer.text("Ban hành lần đầu", "First issue")
    );
    out.push_str("approval: {prepared: specialist, reviewed: representative, approved: district-chair}\ndistribution: [district, division, office, ward]\n");
    let _ = writeln!(
        out,
        "scope: {}",
        writer.text("Giải quyết thủ tục hành chính của quận và phường", "Administrative procedures of district and wards")
    );
    out.push_str("exclusions:\n");
    for (clause, vi, en) in [
        ("7.3", "Thủ tục do luật quy định nên không thiết kế", "Procedures are laid down by law and not designed"),
        ("7.4", "Việc mua sắm do thành phố làm tập trung", "The city buys for all its offices"),
        ("7.5.2", "Mọi kết quả đều kiểm tra được trước khi trả", "Every result can be checked before it is handed over"),
        ("7.6", "Không dùng thiết bị đo lường", "No measuring equipment is used"),
    ] {
        let _ = writeln!(out, "  - {{clause: \"{clause}\", justification: {}}}", writer.text(vi, en));
    }
    let _ = writeln!(
        out,
        "policy:\n  statement: {}\n  commitments:",
        writer.text("Phục vụ đúng luật và đúng hẹn", "We serve lawfully and on time")
    );
    for (vi, en) in
        [("Tuân thủ pháp luật", "Comply with the law"), ("Cải tiến liên tục hệ thống", "Improve the system continually")]
    {
        let _ = writeln!(out, "    - {}", writer.text(vi, en));
    }
    let _ = writeln!(out, "  approved: district-chair\n  date: {date}\nmanagement-representative: representative");
}

/// The processes and how they interact.
pub fn processes(writer: &Writer, out: &mut String) {
    out.push_str("processes:\n");
    let several = writer.shape.services.len() > 1;
    let fields = if several { "fields: [welfare, education]" } else { "fields: [welfare]" };
    let internal: Vec<String> = (1..=writer.shape.internal.len()).map(|n| format!("QT-NB-{n:02}")).collect();
    let support = [vec!["QT-01".to_owned(), "QT-02".into()], internal].concat().join(", ");
    for (id, kind, vi, en, holds, clauses, feeds) in [
        (
            "direction",
            "management",
            "Lãnh đạo và hoạch định",
            "Leadership and planning",
            "procedures: [QT-07]".to_owned(),
            "4.1 4.2.1 4.2.2 5.1 5.2 5.3 5.4.1 5.4.2 5.5.1 5.5.2 5.5.3",
            "service support",
        ),
        (
            "service",
            "core",
            "Giải quyết thủ tục",
            "Serving the public",
            fields.to_owned(),
            "7.1 7.2.1 7.2.2 7.2.3 7.5.1 7.5.3 7.5.4 7.5.5 8.2.4",
            "improvement",
        ),
        (
            "support",
            "support",
            "Nguồn lực và tài liệu",
            "Resources and documents",
            format!("procedures: [{support}]"),
            "6.1 6.2.1 6.2.2 6.3 6.4",
            "service",
        ),
        (
            "improvement",
            "improvement",
            "Đo lường và cải tiến",
            "Measurement and improvement",
            "procedures: [QT-03, QT-04, QT-05, QT-06, QT-08]".to_owned(),
            "8.1 8.2.3 8.4 8.5.1",
            "direction",
        ),
    ] {
        let clauses: Vec<String> = clauses.split(' ').map(|clause| format!("\"{clause}\"")).collect();
        let _ = writeln!(
            out,
            "  - id: {id}\n    title: {}\n    kind: {kind}\n    {holds}\n    clauses: [{}]\n    feeds:",
            writer.text(vi, en),
            clauses.join(", ")
        );
        for to in feeds.split(' ') {
            let _ =
                writeln!(out, "      - {{to: {to}, what: {}}}", writer.text("Đầu ra của quá trình", "What the process gives"));
        }
    }
}
