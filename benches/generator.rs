//! Makes procedures of a realistic size: about 6 KB of text, every part filled, no finding.

use std::fmt::Write as _;

/// An organisation that follows the standard, and registers that the procedures refer to. It has what the
/// procedures need, not all that the standard asks of a system.
pub fn system() -> Vec<(String, String)> {
    let mut organisation = String::from(
        "organisation: bench\nstandard: iso-9001-2008\ntitle: {vi: Tổ chức thử, en: Bench}\nfields:\n  - {id: field, title: {vi: Lĩnh vực, en: Field}}\nunits:\n  - {id: desk, title: {vi: Một cửa, en: One-stop}, kind: one-stop, parent: office, level: ward}\n  - {id: office, title: {vi: Văn phòng, en: Office}, kind: office, level: ward}\nroles:\n  - {id: applicant, title: {vi: Người yêu cầu, en: Applicant}, kind: applicant}\n  - {id: one-stop-officer, title: {vi: Một cửa, en: One-stop}, kind: one-stop, unit: desk}\n",
    );
    let kinds =
        [("specialist", "officer"), ("head", "head"), ("chair", "leader"), ("clerk", "officer"), ("secretary", "officer")];
    for (role, kind) in kinds {
        let _ = writeln!(organisation, "  - {{id: {role}, title: {{vi: Vai trò, en: Role}}, kind: {kind}, unit: office}}");
    }
    let references = "references: acts\nitems:\n  - {id: act, kind: law, title: {vi: Luật, en: Act}}\n".to_owned();
    let mut forms = "forms: forms\nitems:\n".to_owned();
    let kinds = ["receipt", "application", "supplement-request", "refusal", "apology", "control-slip", "register"];
    for (i, kind) in kinds.into_iter().enumerate() {
        let _ = writeln!(
            forms,
            "  - {{id: form-{kind}, code: BM.{i:02}, title: {{vi: Biểu mẫu {kind}, en: Form {kind}}}, kind: {kind}, basis: act}}"
        );
    }
    let nonconformity = "procedure: QT-NC\ntitle: {vi: Xử lý sự không phù hợp, en: Handling of nonconformities}\nowner: head\ninternal: true\nclauses: [\"8.3\"]\nsteps:\n  - {id: mend, title: {vi: Khắc phục, en: Put right}, role: specialist, time: 1 working day, makes: [form-apology], end: completed}\n";
    vec![
        ("nonconformity.yaml".into(), nonconformity.to_owned()),
        ("organisation.yaml".into(), organisation),
        ("references.yaml".into(), references),
        ("forms.yaml".into(), forms),
    ]
}

/// What the four simplifications of [`simplified`] do: a step less, a paper less, a shorter limit, two steps in one.
#[allow(dead_code, reason = "only measuring asks for it")]
const SIMPLIFICATIONS: &str = "simplifications:
  - {id: one-signature, title: {vi: Gộp xem xét và ký, en: Review and sign in one}, status: carried-out, effective: 2018-03-01, basis: [act#11], rationale: {vi: Kiểm tra trùng, en: Checked twice}, operations: [{eliminate: {step: review}}], claims: {steps: -1, hand-offs: -1}}
  - {id: no-paper, title: {vi: Bỏ giấy tờ chứng minh, en: No supporting paper}, status: approved, effective: 2018-06-01, basis: [act#12], rationale: {vi: Đã có dữ liệu, en: It is known already}, operations: [{eliminate: {document: paper}}], claims: {documents: -1}}
  - {id: one-desk, title: {vi: Một đầu mối tiếp nhận và thẩm định, en: One desk}, status: proposed, basis: [act#13], rationale: {vi: Bớt chuyển giao, en: Fewer hand-offs}, operations: [{merge: {steps: [accept, appraise], into: accept, role: one-stop-officer}}], claims: {steps: -1}}
  - {id: shorter, title: {vi: Rút ngắn thời hạn, en: A shorter limit}, status: proposed, requires: [one-signature], basis: [act#14], rationale: {vi: Ít bước hơn, en: There are fewer steps}, operations: [{set-time-limit: {committed: 4 working days}}], claims: {working-days: -1}}
";

/// The `n`-th procedure with four simplifications.
#[allow(dead_code, reason = "only measuring asks for it")]
pub fn simplified(n: usize) -> String {
    let text = procedure(n);
    let at = text.find("simplifications:").unwrap_or(text.len());
    text[..at].to_owned() + SIMPLIFICATIONS
}

/// The `n`-th procedure: thirteen steps, a loop, a refusal, a parallel part.
pub fn procedure(n: usize) -> String {
    let mut out = String::with_capacity(8 * 1024);
    let _ = write!(
        out,
        r#"# yaml-language-server: $schema=../schemas/procedure.schema.json
procedure: QT-{n:05}
title: {{vi: "Quy trình thử số {n}", en: "Trial procedure {n}"}}
owner: specialist
level: ward
field: field
clauses: ["7.2.2", "7.5.1", "8.2.4"]
revisions:
  - {{issue: "01", date: 2018-01-15, change: {{vi: Ban hành lần đầu, en: First issue}}}}
  - {{issue: "02", date: 2018-06-01, change: {{vi: Rút ngắn thời gian, en: Shorter times}}}}
approval: {{prepared: secretary, reviewed: head, approved: chair}}
distribution: [desk, office]
purpose:
  vi: Quy định trình tự, trách nhiệm và thời gian giải quyết để bảo đảm đúng pháp luật, đúng hạn.
  en: Sets out the steps, responsibilities and times, so that the work is lawful and on time.
scope:
  vi: Áp dụng cho mọi hồ sơ nộp tại bộ phận một cửa và các đơn vị tham gia giải quyết.
  en: Applies to every dossier handed in at the one-stop unit and to the units that handle it.
references: [act#1, act#2, act#3]
related: [QT-NC]
terms:
  - {{term: {{vi: TNHS, en: Intake}}, meaning: {{vi: Tiếp nhận hồ sơ, en: Receiving a dossier}}}}
service:
  code: "1.{n:06}"
  applicants: [citizen, household]
  channels: {{in-person: desk, online: {{level: 3, portal: {{vi: Cổng dịch vụ công, en: Service portal}}}}}}
  agencies: {{decides: office, handles: office}}
  dossier:
    sets: 1
    items:
      - {{id: form, title: {{vi: Tờ khai, en: Declaration}}, form: BM.01, original: 1, basis: act#4}}
      - {{id: paper, title: {{vi: Giấy tờ chứng minh, en: Supporting paper}}, copy: 1, basis: act#5}}
      - {{id: identity, title: {{vi: Giấy tờ tùy thân, en: Identity paper}}, present: true, basis: act#6}}
  time-limit: {{statutory: 5 working days, cut-off: "15:00", basis: act#7, excludes: [{{vi: Thời gian bổ sung hồ sơ, en: The time for the supplement}}]}}
  fees:
    - {{title: {{vi: Lệ phí, en: Fee}}, amount: 8000 VND, per: case, basis: act#8}}
  conditions: none
  results:
    - {{id: result, title: {{vi: Giấy xác nhận, en: Certificate}}, original: 1, basis: act#8}}
  basis: [act#1, act#2]
  publication: {{posted-at: [desk], database: true, portal: true, verified: false}}
step-times: {{illustrative: true}}
"#
    );
    out.push_str("steps:\n");
    let steps: [(&str, &str, &str, &str, &str); 13] = [
        ("submit", "Nộp hồ sơ", "Submit the dossier", "applicant", "uses: [form, paper, identity]"),
        (
            "examine",
            "Kiểm tra hồ sơ",
            "Examine the dossier",
            "one-stop-officer",
            "uses: [form, paper, identity]\n    next:\n      - {to: accept, when: {vi: Hợp lệ, en: complete}, share: 85%}\n      - {to: ask, when: {vi: Thiếu, en: incomplete}, share: 12%, at-most: 1}\n      - {to: refuse, when: {vi: Không đủ điều kiện, en: not eligible}, share: 3%}",
        ),
        (
            "ask",
            "Yêu cầu bổ sung bằng văn bản",
            "Ask for a supplement in writing",
            "one-stop-officer",
            "makes: [form-supplement-request]",
        ),
        ("supplement", "Bổ sung hồ sơ", "Supplement the dossier", "applicant", "clock: stopped\n    next: examine"),
        ("refuse", "Từ chối bằng văn bản", "Refuse in writing", "one-stop-officer", "makes: [refusal]\n    end: refused"),
        (
            "accept",
            "Tiếp nhận, cấp giấy hẹn",
            "Accept and give a receipt",
            "one-stop-officer",
            "makes: [form-receipt, register, form-control-slip]\n    software: {vi: Phần mềm một cửa, en: One-stop software}",
        ),
        (
            "appraise",
            "Thẩm định hồ sơ",
            "Appraise the dossier",
            "specialist",
            "uses: [form, paper, identity]\n    split: parallel\n    next: [verify, consult]",
        ),
        ("verify", "Xác minh thông tin", "Verify the facts", "specialist", "next: draft"),
        ("consult", "Lấy ý kiến phối hợp", "Consult the other unit", "head", "next: draft"),
        ("draft", "Dự thảo kết quả", "Draft the result", "specialist", "join: parallel"),
        (
            "review",
            "Xem xét, trình ký",
            "Review and submit for signature",
            "head",
            "control: {criterion: {vi: Đúng quy định, en: As the law says}, authority: head}",
        ),
        (
            "sign",
            "Ký duyệt kết quả",
            "Sign the result",
            "chair",
            "makes: [result, file]\n    required-by: act#9\n    control: {criterion: {vi: Đúng hồ sơ, en: As the dossier says}, authority: chair}",
        ),
        (
            "return",
            "Trả kết quả cho người yêu cầu",
            "Return the result to the applicant",
            "one-stop-officer",
            "uses: [result]\n    makes: [form-apology]",
        ),
    ];
    for (id, vi, en, role, rest) in steps {
        let _ = write!(
            out,
            "  - id: {id}\n    title: {{vi: \"{vi}\", en: \"{en}\"}}\n    role: {role}\n    time: 2 hours\n    instruction:\n      vi: Thực hiện theo hướng dẫn công việc, ghi vào sổ theo dõi ngay khi xong.\n      en: Done by the work instruction, entered in the register at once.\n    {rest}\n"
        );
    }
    out.push_str("interruptions:\n  - {when: {vi: Người yêu cầu rút hồ sơ, en: The applicant withdraws}, by: applicant, to: refuse, basis: act#10}\nrecords:\n");
    for (id, form, vi, en) in [
        ("register", "BM.06", "Sổ theo dõi hồ sơ", "Register of dossiers"),
        ("refusal", "BM.03", "Văn bản từ chối", "Refusals"),
        ("file", "BM.05", "Hồ sơ đã giải quyết", "Files of settled cases"),
    ] {
        let _ = writeln!(
            out,
            "  - {{id: {id}, title: {{vi: {vi}, en: {en}}}, form: {form}, keeper: clerk, place: {{vi: Tủ hồ sơ, en: Cabinet}}, medium: paper, retention: {{value: 5 years, verified: false}}, disposal: {{vi: Hủy có biên bản, en: Destroyed on record}}}}"
        );
    }
    out.push_str("indicators:\n  - {id: on-time, title: {vi: Tỷ lệ đúng hạn, en: Share on time}, target: \">= 98%\", period: month, source: {vi: Phần mềm một cửa, en: One-stop software}}\n");
    out.push_str("simplifications:\n  - id: one-signature\n    title: {vi: Gộp xem xét và ký, en: Review and sign in one}\n    status: proposed\n    basis: [act#11]\n    rationale: {vi: Hai lần kiểm tra cùng một nội dung, en: The same is checked twice}\n    operations:\n      - eliminate: {step: review}\n    claims: {steps: -1}\n");
    out
}
