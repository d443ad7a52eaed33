//! A procedure: identity and control of the document, steps and flows, records, indicators.

use super::parts::compared;
use super::service::{Channel, Level, Service};
use super::simplification::{Review, Simplification};
use super::{is_no, is_yes, record, yes};
use crate::model::value::{
    Citation, Clause, ContentHash, Count, Date, DocumentCode, Duration, FormCode, Id, Issue, Money, OneOrMany, Percent,
    RetentionTime, Target, Text, keyword, shorthand,
};

compared! {
    /// A procedure: a controlled document and the process it describes. · Quy trình.
    pub struct ProcedureDefinition {
        /// Code of the document, such as QT-TP-01. · Mã hiệu quy trình.
        pub procedure: DocumentCode,
        /// Title of the procedure. · Tên quy trình.
        pub title: Text,
        /// Role that owns the procedure and keeps it right. · Vai trò chịu trách nhiệm về quy trình.
        #[serde(default, deserialize_with = "crate::model::value::present", skip_serializing_if = "Option::is_none")]
        pub owner: Option<Id>,
        /// Level of government that performs it; one or several. · Cấp thực hiện.
        #[serde(default, skip_serializing_if = "<[_]>::is_empty")]
        pub level: OneOrMany<Level>,
        /// Field of administration, as the organisation names it. · Lĩnh vực.
        #[serde(default, deserialize_with = "crate::model::value::present", skip_serializing_if = "Option::is_none")]
        pub field: Option<Id>,
        /// Clauses of ISO 9001:2008 that the procedure answers. · Các điều khoản ISO 9001:2008 được đáp ứng.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        pub clauses: Vec<Clause>,
        /// Internal work, not an administrative procedure (Decree 63/2010, Art. 1(2)). · Thủ tục nội bộ.
        #[serde(default, skip_serializing_if = "is_no")]
        pub internal: bool,
        /// Status of the document; in force where nothing is said. · Tình trạng tài liệu.
        #[serde(default, deserialize_with = "crate::model::value::present", skip_serializing_if = "Option::is_none")]
        pub status: Option<DocumentStatus>,
        /// Procedure that took its place, where it is obsolete. · Quy trình thay thế.
        #[serde(default, deserialize_with = "crate::model::value::present", skip_serializing_if = "Option::is_none")]
        pub replaced_by: Option<DocumentCode>,
        /// Date from which it applies; that of the last revision where nothing is said. · Ngày hiệu lực.
        #[serde(default, deserialize_with = "crate::model::value::present", skip_serializing_if = "Option::is_none")]
        pub effective: Option<Date>,
        /// Every issue of the document, the first one first. · Bảng theo dõi sửa đổi.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        pub revisions: Vec<Revision>,
        /// Who prepared, reviewed and approved the current issue. · Soạn thảo, xem xét, phê duyệt.
        #[serde(default, deserialize_with = "crate::model::value::present", skip_serializing_if = "Option::is_none")]
        pub approval: Option<Approval>,
        /// Units that hold a copy. · Nơi nhận và phân phối.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        pub distribution: Vec<DistributedCopy>,
        /// What the procedure is for. · Mục đích.
        #[serde(default, deserialize_with = "crate::model::value::present", skip_serializing_if = "Option::is_none")]
        pub purpose: Option<Text>,
        /// What and whom it covers. · Phạm vi áp dụng.
        #[serde(default, deserialize_with = "crate::model::value::present", skip_serializing_if = "Option::is_none")]
        pub scope: Option<Text>,
        /// External documents it rests on. · Tài liệu viện dẫn.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        pub references: Vec<Citation>,
        /// Other procedures it works with. · Quy trình liên quan.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        pub related: Vec<DocumentCode>,
        /// Terms and abbreviations. · Thuật ngữ và từ viết tắt.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        pub terms: Vec<Term>,
        /// What makes it an administrative procedure (Decree 63/2010, Art. 8). · Các bộ phận của thủ tục hành chính.
        #[serde(default, deserialize_with = "crate::model::value::present", skip_serializing_if = "Option::is_none")]
        pub service: Option<Service>,
        /// Where step times and branch shares come from. · Nguồn của thời gian từng bước và tỷ lệ rẽ nhánh.
        #[serde(default, deserialize_with = "crate::model::value::present", skip_serializing_if = "Option::is_none")]
        pub step_times: Option<TimeSource>,
        /// The steps; each flows to the one below it unless it says otherwise. · Các bước thực hiện.
        pub steps: Vec<Step>,
        /// What may happen at any moment. · Các sự kiện có thể xảy ra bất kỳ lúc nào.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        pub interruptions: Vec<Interruption>,
        /// Records kept of the work (ISO 9001:2008, 4.2.4). · Hồ sơ cần lưu.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        pub records: Vec<Record>,
        /// How one sees that it works (ISO 9001:2008, 8.2.3). · Chỉ số theo dõi.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        pub indicators: Vec<Indicator>,
        /// When it was reviewed, and why nothing is simplified if nothing is. · Rà soát thủ tục.
        #[serde(default, deserialize_with = "crate::model::value::present", skip_serializing_if = "Option::is_none")]
        pub review: Option<Review>,
        /// Simplifications, in the order in which they take effect. · Các phương án đơn giản hóa.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        pub simplifications: Vec<Simplification>,
    }
}

keyword! {
    /// The status of a document. · Tình trạng tài liệu.
    pub enum DocumentStatus ("tình trạng tài liệu", "the status of a document") {
        InForce = "in-force" ("đang hiệu lực", "in force"),
        Draft = "draft" ("bản nháp", "draft"),
        Obsolete = "obsolete" ("hết hiệu lực", "obsolete"),
    }
}

compared! {
    /// One issue of a document. · Một lần ban hành.
    pub struct Revision {
        /// Issue number, in quotes. · Lần ban hành.
        pub issue: Issue,
        /// Date of issue. · Ngày ban hành.
        pub date: Date,
        /// What changed. · Mô tả nội dung sửa đổi.
        pub change: Text,
        /// Who or what asked for the change. · Yêu cầu sửa đổi, bổ sung.
        #[serde(default, deserialize_with = "crate::model::value::present", skip_serializing_if = "Option::is_none")]
        pub request: Option<Text>,
        /// Page or section that changed. · Trang, phần liên quan.
        #[serde(default, deserialize_with = "crate::model::value::present", skip_serializing_if = "Option::is_none")]
        pub location: Option<Text>,
        /// Hash of what was approved and issued, as the document prints it. · Mã nội dung đã phê duyệt, ban hành.
        #[serde(default, deserialize_with = "crate::model::value::present", skip_serializing_if = "Option::is_none")]
        pub content: Option<ContentHash>,
    }
}

compared! {
    /// Who answers for a document. · Phê duyệt tài liệu.
    pub struct Approval {
        /// Role that wrote it. · Soạn thảo.
        pub prepared: Approver,
        /// Role that reviewed it. · Xem xét.
        pub reviewed: Approver,
        /// Role that approved it for issue. · Phê duyệt.
        pub approved: Approver,
    }
}

/// A role that signs a document; a role, or a mapping with a date. · Người ký.
#[derive(Debug, Clone, PartialEq, serde::Deserialize, serde::Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(transform = crate::model::value::or_short::<Id>, !remote))]
#[serde(remote = "Self", rename_all = "kebab-case", deny_unknown_fields)]
pub struct Approver {
    /// Role. · Vai trò.
    pub role: Id,
    /// Name of the person. · Họ và tên.
    #[serde(default, deserialize_with = "crate::model::value::present", skip_serializing_if = "Option::is_none")]
    pub name: Option<Text>,
    /// Date of signature. · Ngày ký.
    #[serde(default, deserialize_with = "crate::model::value::present", skip_serializing_if = "Option::is_none")]
    pub date: Option<Date>,
}
shorthand!(Approver, Id, role);

/// A copy of a document and who holds it; a unit, or a mapping. · Bản phân phối.
#[derive(Debug, Clone, PartialEq, serde::Deserialize, serde::Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(transform = crate::model::value::or_short::<Id>, !remote))]
#[serde(remote = "Self", rename_all = "kebab-case", deny_unknown_fields)]
pub struct DistributedCopy {
    /// Unit that holds it. · Đơn vị nhận.
    pub unit: Id,
    /// Controlled or for reference. · Bản kiểm soát hay bản tham khảo.
    #[serde(default, deserialize_with = "crate::model::value::present", skip_serializing_if = "Option::is_none")]
    pub copy: Option<CopyKind>,
    /// On paper or electronic. · Bản giấy hay bản điện tử.
    #[serde(default, deserialize_with = "crate::model::value::present", skip_serializing_if = "Option::is_none")]
    pub medium: Option<Medium>,
    /// Number of copies. · Số lượng.
    #[serde(default, deserialize_with = "crate::model::value::present", skip_serializing_if = "Option::is_none")]
    pub quantity: Option<Count>,
}
shorthand!(DistributedCopy, Id, unit);

keyword! {
    /// The kind of a distributed copy. · Loại bản phân phối.
    pub enum CopyKind ("loại bản", "the kind of copy") {
        Controlled = "controlled" ("bản kiểm soát", "controlled copy"),
        Reference = "reference" ("bản tham khảo", "reference copy"),
    }
}

keyword! {
    /// What a document or record is kept on. · Hình thức lưu.
    pub enum Medium ("hình thức", "the medium") {
        Paper = "paper" ("bản giấy", "paper"),
        Electronic = "electronic" ("bản điện tử", "electronic"),
        Both = "both" ("bản giấy và bản điện tử", "paper and electronic"),
    }
}

record! {
    /// A term or an abbreviation. · Thuật ngữ, từ viết tắt.
    pub struct Term {
        /// Term or abbreviation. · Thuật ngữ hoặc từ viết tắt.
        pub term: Text,
        /// What it means. · Giải thích.
        pub meaning: Text,
    }
}

record! {
    /// Where the step times and branch shares of a procedure come from. · Nguồn của thời gian từng bước và tỷ lệ rẽ nhánh.
    pub struct TimeSource {
        /// No office published them: they show how a limit can be shared out. · Chỉ để minh họa, không phải số liệu của cơ quan.
        #[serde(default, skip_serializing_if = "is_no")]
        pub illustrative: bool,
        /// Office and document the times were read in. · Cơ quan và văn bản nơi thời gian được công bố.
        #[serde(default, deserialize_with = "crate::model::value::present", skip_serializing_if = "Option::is_none")]
        pub source: Option<Text>,
        /// Date of that document. · Ngày của văn bản đó.
        #[serde(default, deserialize_with = "crate::model::value::present", skip_serializing_if = "Option::is_none")]
        pub date: Option<Date>,
        /// How far what is measured may lie from it, of a time or in points of a share; 10% where nothing is said. · Sai lệch cho phép so với số đo được.
        #[serde(default, deserialize_with = "crate::model::value::present", skip_serializing_if = "Option::is_none")]
        pub tolerance: Option<Percent>,
        /// What a reader must know. · Ghi chú.
        #[serde(default, deserialize_with = "crate::model::value::present", skip_serializing_if = "Option::is_none")]
        pub note: Option<Text>,
    }
}

compared! {
    /// One step of the work, done by one role. · Một bước công việc do một vai trò thực hiện.
    pub struct Step {
        /// Name of the step, unique in the procedure. · Tên bước, duy nhất trong quy trình.
        pub id: Id,
        /// What is done, beginning with a verb. · Nội dung công việc, bắt đầu bằng động từ.
        pub title: Text,
        /// Role that does it. · Vai trò thực hiện.
        pub role: Id,
        /// Agency or unit that does it, where the time is its own. · Đơn vị thực hiện.
        #[serde(default, deserialize_with = "crate::model::value::present", skip_serializing_if = "Option::is_none")]
        pub unit: Option<Id>,
        /// Work, waiting, or done by software; work where nothing is said. · Loại bước.
        #[serde(default, deserialize_with = "crate::model::value::present", skip_serializing_if = "Option::is_none")]
        pub kind: Option<StepKind>,
        /// How long it takes, with its unit. · Thời gian thực hiện kèm đơn vị.
        #[serde(default, deserialize_with = "crate::model::value::present", skip_serializing_if = "Option::is_none")]
        pub time: Option<StepTime>,
        /// How long it took in cases that were looked at. · Thời gian đo được trong thực tế.
        #[serde(default, deserialize_with = "crate::model::value::present", skip_serializing_if = "Option::is_none")]
        pub measured: Option<MeasuredTime>,
        /// Time actually worked on it; its time where nothing is said. · Thời gian làm việc thực tế.
        #[serde(default, deserialize_with = "crate::model::value::present", skip_serializing_if = "Option::is_none")]
        pub work: Option<Duration>,
        /// What the applicant pays for it besides the fee: the way there, copies, help. · Chi phí của người nộp ngoài phí, lệ phí.
        #[serde(default, deserialize_with = "crate::model::value::present", skip_serializing_if = "Option::is_none")]
        pub cost: Option<Money>,
        /// How the applicant does it; at the counter where nothing is said. · Cách người nộp thực hiện.
        #[serde(default, deserialize_with = "crate::model::value::present", skip_serializing_if = "Option::is_none")]
        pub channel: Option<Channel>,
        /// Whether the time limit runs; it runs where nothing is said. · Thời hạn có được tính hay không.
        #[serde(default, deserialize_with = "crate::model::value::present", skip_serializing_if = "Option::is_none")]
        pub clock: Option<Clock>,
        /// How the work is done. · Hướng dẫn công việc.
        #[serde(default, deserialize_with = "crate::model::value::present", skip_serializing_if = "Option::is_none")]
        pub instruction: Option<Text>,
        /// Papers it needs: dossier items, records, results, forms. · Giấy tờ sử dụng.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        pub uses: Vec<Id>,
        /// Papers it produces: records, results, forms. · Giấy tờ lập ra.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        pub makes: Vec<Id>,
        /// Role accountable for it; the doer where nothing is said. · Vai trò chịu trách nhiệm.
        #[serde(default, deserialize_with = "crate::model::value::present", skip_serializing_if = "Option::is_none")]
        pub accountable: Option<Id>,
        /// Roles asked before it is done. · Vai trò được hỏi ý kiến.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        pub consulted: Vec<Id>,
        /// Roles told after it is done. · Vai trò được thông báo.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        pub informed: Vec<Id>,
        /// What must hold before the work goes on, and who releases it. · Kiểm soát: tiêu chí và thẩm quyền.
        #[serde(default, deserialize_with = "crate::model::value::present", skip_serializing_if = "Option::is_none")]
        pub control: Option<Control>,
        /// The law that demands the step. · Quy định pháp luật yêu cầu bước này.
        #[serde(default, skip_serializing_if = "<[_]>::is_empty")]
        pub required_by: OneOrMany<Citation>,
        /// Clauses of ISO 9001:2008 the step answers. · Điều khoản liên quan.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        pub clauses: Vec<Clause>,
        /// Software it is done with. · Phần mềm sử dụng.
        #[serde(default, deserialize_with = "crate::model::value::present", skip_serializing_if = "Option::is_none")]
        pub software: Option<Text>,
        /// Where it is done. · Nơi thực hiện.
        #[serde(default, deserialize_with = "crate::model::value::present", skip_serializing_if = "Option::is_none")]
        pub place: Option<Text>,
        /// How several ways in are joined; whichever arrives goes on where nothing is said. · Cách hợp nhánh.
        #[serde(default, deserialize_with = "crate::model::value::present", skip_serializing_if = "Option::is_none")]
        pub join: Option<Gate>,
        /// How the ways out divide. · Cách rẽ nhánh.
        #[serde(default, deserialize_with = "crate::model::value::present", skip_serializing_if = "Option::is_none")]
        pub split: Option<Gate>,
        /// Where the work goes next; the step below where nothing is said. · Bước tiếp theo.
        #[serde(default, skip_serializing_if = "<[_]>::is_empty")]
        pub next: OneOrMany<Next>,
        /// Where the work goes when nothing happens in time. · Khi quá thời gian chờ.
        #[serde(default, deserialize_with = "crate::model::value::present", skip_serializing_if = "Option::is_none")]
        pub timeout: Option<Timeout>,
        /// The procedure ends here, under this name: completed, refused, withdrawn… · Kết thúc tại đây.
        #[serde(default, deserialize_with = "crate::model::value::present", skip_serializing_if = "Option::is_none")]
        pub end: Option<Id>,
        /// Remark for the reader. · Ghi chú.
        #[serde(default, deserialize_with = "crate::model::value::present", skip_serializing_if = "Option::is_none")]
        pub note: Option<Text>,
    }
}

keyword! {
    /// What kind of step it is. · Loại bước.
    pub enum StepKind ("loại bước", "the kind of step") {
        Task = "task" ("công việc", "work"),
        Wait = "wait" ("chờ", "waiting"),
        System = "system" ("hệ thống thực hiện", "done by software"),
    }
}

keyword! {
    /// Whether the time limit runs during a step. · Thời hạn trong khi thực hiện bước.
    pub enum Clock ("thời hạn có được tính hay không", "whether the time limit runs") {
        Running = "running" ("tính vào thời hạn", "counted"),
        Stopped = "stopped" ("không tính vào thời hạn", "not counted"),
    }
}

keyword! {
    /// How flows divide or join, as in BPMN. · Cách rẽ hoặc hợp nhánh.
    pub enum Gate ("cách rẽ hoặc hợp nhánh", "how flows divide or join") {
        Exclusive = "exclusive" ("chỉ một nhánh", "exactly one flow"),
        Parallel = "parallel" ("mọi nhánh", "every flow"),
        Inclusive = "inclusive" ("một hoặc nhiều nhánh", "one flow or several"),
    }
}

/// The time of a step: a duration, or a mapping that says where it comes from. · Thời gian của bước.
#[derive(Debug, Clone, PartialEq, serde::Deserialize, serde::Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(transform = crate::model::value::or_short::<Duration>, !remote))]
#[serde(remote = "Self", rename_all = "kebab-case", deny_unknown_fields)]
pub struct StepTime {
    /// How long. · Bao lâu.
    #[serde(default, deserialize_with = "crate::model::value::present", skip_serializing_if = "Option::is_none")]
    pub value: Option<Duration>,
    /// Counted in the time of this step, which it shares. · Tính chung với bước này.
    #[serde(default, deserialize_with = "crate::model::value::present", skip_serializing_if = "Option::is_none")]
    pub shared_with: Option<Id>,
    /// No office set it. · Chỉ để minh họa.
    #[serde(default, deserialize_with = "crate::model::value::present", skip_serializing_if = "Option::is_none")]
    pub illustrative: Option<bool>,
    /// Office and document it was read in. · Nguồn.
    #[serde(default, deserialize_with = "crate::model::value::present", skip_serializing_if = "Option::is_none")]
    pub source: Option<Text>,
    /// The time was read in its source. · Đã đối chiếu với nguồn.
    #[serde(default = "yes", skip_serializing_if = "is_yes")]
    pub verified: bool,
}
shorthand!(StepTime, Duration, value);

record! {
    /// What must hold before the work goes on. · Kiểm soát.
    pub struct Control {
        /// What must hold. · Tiêu chí chấp nhận.
        pub criterion: Text,
        /// Role that releases the work. · Vai trò cho phép thông qua.
        pub authority: Id,
    }
}

/// A flow to another step: its name, or a mapping. · Luồng tới bước khác.
#[derive(Debug, Clone, PartialEq, serde::Deserialize, serde::Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(transform = crate::model::value::or_short::<Id>, !remote))]
#[serde(remote = "Self", rename_all = "kebab-case", deny_unknown_fields)]
pub struct Next {
    /// Step it leads to. · Bước đích.
    pub to: Id,
    /// When it is taken. · Điều kiện.
    #[serde(default, deserialize_with = "crate::model::value::present", skip_serializing_if = "Option::is_none")]
    pub when: Option<Text>,
    /// How often it is taken. · Tỷ lệ.
    #[serde(default, deserialize_with = "crate::model::value::present", skip_serializing_if = "Option::is_none")]
    pub share: Option<Percent>,
    /// How often it may be taken in one case. · Số lần tối đa trong một hồ sơ.
    #[serde(default, deserialize_with = "crate::model::value::present", skip_serializing_if = "Option::is_none")]
    pub at_most: Option<Count>,
    /// By how much it lengthens the time limit. · Thời gian được cộng thêm vào thời hạn.
    #[serde(default, deserialize_with = "crate::model::value::present", skip_serializing_if = "Option::is_none")]
    pub extends: Option<Duration>,
    /// How often it was taken in cases that were looked at. · Tỷ lệ đo được trong thực tế.
    #[serde(default, deserialize_with = "crate::model::value::present", skip_serializing_if = "Option::is_none")]
    pub measured: Option<MeasuredShare>,
}
shorthand!(Next, Id, to);

record! {
    /// How long a step took: evidence beside the time that is declared, and none of what the document says. · Thời gian đo được.
    pub struct MeasuredTime {
        /// Time that half of the cases did not exceed. · Thời gian trung vị.
        pub time: Duration,
        /// Cases that were looked at. · Số hồ sơ được đo.
        pub cases: Count,
        /// Log or count it comes from, and its period. · Nguồn và thời kỳ.
        pub source: Text,
    }
}

record! {
    /// How often a way was taken: evidence beside the share that is declared, and none of what the document says. · Tỷ lệ đo được.
    pub struct MeasuredShare {
        /// Share of the cases that came to the step. · Tỷ lệ trên số hồ sơ qua bước.
        pub share: Percent,
        /// Cases that came to the step. · Số hồ sơ qua bước.
        pub cases: Count,
        /// Log or count it comes from, and its period. · Nguồn và thời kỳ.
        pub source: Text,
    }
}

record! {
    /// What follows when nothing happens in time. · Hết thời gian chờ.
    pub struct Timeout {
        /// How long one waits. · Thời gian chờ.
        pub after: Duration,
        /// Step that follows then. · Bước tiếp theo khi đó.
        pub to: Id,
        /// What the silence means. · Ý nghĩa của việc không trả lời.
        #[serde(default, deserialize_with = "crate::model::value::present", skip_serializing_if = "Option::is_none")]
        pub when: Option<Text>,
    }
}

compared! {
    /// Something that may happen at any moment. · Sự kiện có thể xảy ra bất kỳ lúc nào.
    pub struct Interruption {
        /// What happens. · Sự kiện.
        pub when: Text,
        /// Role that causes it. · Vai trò gây ra.
        pub by: Id,
        /// Step that follows. · Bước tiếp theo.
        pub to: Id,
        /// Steps during which it may happen; all of them where nothing is said. · Các bước có thể bị ngắt.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        pub during: Vec<Id>,
        /// The law that allows it. · Căn cứ.
        #[serde(default, skip_serializing_if = "<[_]>::is_empty")]
        pub basis: OneOrMany<Citation>,
    }
}

compared! {
    /// A record kept of the work. · Hồ sơ lưu.
    pub struct Record {
        /// Name, unique in the procedure. · Tên gọi trong quy trình.
        pub id: Id,
        /// Title. · Tên hồ sơ.
        pub title: Text,
        /// Form it is made on. · Mã biểu mẫu.
        #[serde(default, deserialize_with = "crate::model::value::present", skip_serializing_if = "Option::is_none")]
        pub form: Option<FormCode>,
        /// Role that keeps it. · Người giữ.
        #[serde(default, deserialize_with = "crate::model::value::present", skip_serializing_if = "Option::is_none")]
        pub keeper: Option<Id>,
        /// Where it is kept. · Nơi lưu.
        #[serde(default, deserialize_with = "crate::model::value::present", skip_serializing_if = "Option::is_none")]
        pub place: Option<Text>,
        /// What it is kept on. · Hình thức lưu.
        #[serde(default, deserialize_with = "crate::model::value::present", skip_serializing_if = "Option::is_none")]
        pub medium: Option<Medium>,
        /// How long it is kept. · Thời gian lưu.
        #[serde(default, deserialize_with = "crate::model::value::present", skip_serializing_if = "Option::is_none")]
        pub retention: Option<Retention>,
        /// What happens to it then; `none` where it is never disposed of. · Phương pháp hủy.
        #[serde(default, deserialize_with = "crate::model::value::present", skip_serializing_if = "Option::is_none")]
        pub disposal: Option<Text>,
    }
}

/// How long a record is kept: `permanent`, a duration, or a mapping. · Thời gian lưu.
#[derive(Debug, Clone, PartialEq, serde::Deserialize, serde::Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(transform = crate::model::value::or_short::<RetentionTime>, !remote))]
#[serde(remote = "Self", rename_all = "kebab-case", deny_unknown_fields)]
pub struct Retention {
    /// How long. · Bao lâu.
    pub value: RetentionTime,
    /// The period was read in its source. · Đã đối chiếu với nguồn.
    #[serde(default = "yes", skip_serializing_if = "is_yes")]
    pub verified: bool,
    /// Where the period comes from. · Căn cứ.
    #[serde(default, deserialize_with = "crate::model::value::present", skip_serializing_if = "Option::is_none")]
    pub basis: Option<Citation>,
}

shorthand!(Retention, RetentionTime, value);

compared! {
    /// How one sees that the procedure works. · Chỉ số theo dõi.
    pub struct Indicator {
        /// Name, unique in the procedure. · Tên gọi trong quy trình.
        pub id: Id,
        /// What is measured. · Nội dung đo lường.
        pub title: Text,
        /// The value to reach. · Chỉ tiêu.
        #[serde(default, deserialize_with = "crate::model::value::present", skip_serializing_if = "Option::is_none")]
        pub target: Option<Target>,
        /// How often it is measured. · Kỳ đo.
        #[serde(default, deserialize_with = "crate::model::value::present", skip_serializing_if = "Option::is_none")]
        pub period: Option<super::Period>,
        /// Where the figures come from. · Nguồn số liệu.
        #[serde(default, deserialize_with = "crate::model::value::present", skip_serializing_if = "Option::is_none")]
        pub source: Option<Text>,
        /// Clause of ISO 9001:2008. · Điều khoản.
        #[serde(default, deserialize_with = "crate::model::value::present", skip_serializing_if = "Option::is_none")]
        pub clause: Option<Clause>,
    }
}
