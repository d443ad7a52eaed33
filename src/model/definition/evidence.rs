//! Evidence: records of what was done, each with its source, its day and its unit.

use super::{is_no, record};
use crate::model::value::{Date, DocumentCode, Id, OneOrMany, Text, keyword, number};
use std::collections::BTreeMap;

record! {
    /// Records of one kind, as an office keeps them. · Bằng chứng: các hồ sơ cùng loại.
    pub struct EvidenceDefinition {
        /// Name. · Tên gọi.
        pub evidence: Id,
        /// Kind of all its records. · Loại hồ sơ.
        pub kind: RecordKind,
        /// Title. · Tên tài liệu.
        pub title: Text,
        /// The records were made up to show what is computed. · Dữ liệu giả lập để minh họa.
        #[serde(default, skip_serializing_if = "is_no")]
        pub synthetic: bool,
        /// Document that the records are taken from, where they do not name their own. · Tài liệu gốc.
        #[serde(default, deserialize_with = "crate::model::value::present", skip_serializing_if = "Option::is_none")]
        pub source: Option<Text>,
        /// Records. · Các hồ sơ.
        pub records: Vec<EvidenceRecord>,
    }
}

record! {
    /// One record. · Một hồ sơ.
    pub struct EvidenceRecord {
        /// Name, where something refers to it. · Tên gọi.
        #[serde(default, deserialize_with = "crate::model::value::present", skip_serializing_if = "Option::is_none")]
        pub id: Option<Id>,
        /// Day it is of. · Ngày.
        pub date: Date,
        /// Unit, or units, that it is about. · Đơn vị liên quan.
        #[serde(default, skip_serializing_if = "<[_]>::is_empty")]
        pub unit: OneOrMany<Id>,
        /// What it is about, where that is no unit: a service, a person, an institution. · Đối tượng, nếu không phải đơn vị.
        #[serde(default, deserialize_with = "crate::model::value::present", skip_serializing_if = "Option::is_none")]
        pub subject: Option<Id>,
        /// Procedure that it is about. · Quy trình liên quan.
        #[serde(default, deserialize_with = "crate::model::value::present", skip_serializing_if = "Option::is_none")]
        pub procedure: Option<DocumentCode>,
        /// Document it is taken from. · Tài liệu gốc.
        #[serde(default, deserialize_with = "crate::model::value::present", skip_serializing_if = "Option::is_none")]
        pub document: Option<Text>,
        /// State. · Tình trạng.
        #[serde(default, deserialize_with = "crate::model::value::present", skip_serializing_if = "Option::is_none")]
        pub state: Option<RecordState>,
        /// How grave it is. · Mức độ nghiêm trọng.
        #[serde(default, deserialize_with = "crate::model::value::present", skip_serializing_if = "Option::is_none")]
        pub grade: Option<Grade>,
        /// Last day on which it is in force. · Hiệu lực đến ngày.
        #[serde(default, deserialize_with = "crate::model::value::present", skip_serializing_if = "Option::is_none")]
        pub until: Option<Date>,
        /// Day on which it was closed. · Ngày khắc phục xong, kết thúc.
        #[serde(default, deserialize_with = "crate::model::value::present", skip_serializing_if = "Option::is_none")]
        pub closed: Option<Date>,
        /// Amounts by name, such as `total: 950000000`; of a baseline `reached` and `of`. · Các số liệu theo tên.
        #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
        pub amounts: BTreeMap<String, Amount>,
        /// Question or factor of a survey that the answers are on. · Yếu tố được khảo sát.
        #[serde(default, deserialize_with = "crate::model::value::present", skip_serializing_if = "Option::is_none")]
        pub factor: Option<Id>,
        /// Answers of a survey. · Câu trả lời khảo sát.
        #[serde(default, deserialize_with = "crate::model::value::present", skip_serializing_if = "Option::is_none")]
        pub answers: Option<Answers>,
        /// Points of an index. · Điểm chỉ số.
        #[serde(default, deserialize_with = "crate::model::value::present", skip_serializing_if = "Option::is_none")]
        pub points: Option<Points>,
        /// What it says. · Nội dung.
        #[serde(default, deserialize_with = "crate::model::value::present", skip_serializing_if = "Option::is_none")]
        pub text: Option<Text>,
    }
}

impl EvidenceRecord {
    /// What an objective reached, of how many: the amounts `reached` and `of` of a record of kind `baseline`.
    #[must_use]
    pub fn baseline(&self) -> Option<(u64, u64)> {
        Some((self.amounts.get("reached")?.0, self.amounts.get("of")?.0)).filter(|(_, of)| *of > 0)
    }
}

record! {
    /// How many answered what, on a scale of five. · Số câu trả lời theo thang 5 mức.
    pub struct Answers {
        /// Very satisfied. · Rất hài lòng.
        pub very_satisfied: Amount,
        /// Satisfied. · Hài lòng.
        pub satisfied: Amount,
        /// Neither. · Bình thường.
        pub neutral: Amount,
        /// Dissatisfied. · Không hài lòng.
        pub dissatisfied: Amount,
        /// Very dissatisfied. · Rất không hài lòng.
        pub very_dissatisfied: Amount,
        /// Blank or not valid; they are not counted. · Phiếu trống, không hợp lệ.
        #[serde(default, deserialize_with = "crate::model::value::present", skip_serializing_if = "Option::is_none")]
        pub invalid: Option<Amount>,
    }
}

record! {
    /// Points of an index, in hundredths where that is needed: self-assessed, appraised, the most there are. · Điểm tự chấm, thẩm định, tối đa.
    pub struct Points {
        /// The most there are. · Điểm tối đa.
        pub maximum: Amount,
        /// By self-assessment. · Điểm tự chấm.
        #[serde(default, deserialize_with = "crate::model::value::present", skip_serializing_if = "Option::is_none")]
        pub self_assessed: Option<Amount>,
        /// As appraised. · Điểm thẩm định.
        #[serde(default, deserialize_with = "crate::model::value::present", skip_serializing_if = "Option::is_none")]
        pub appraised: Option<Amount>,
    }
}

keyword! {
    /// The kind of a record. · Loại hồ sơ.
    pub enum RecordKind ("loại hồ sơ", "the kind of record") {
        OnlineServiceOrder = "online-service-order" ("dịch vụ công được giao triển khai", "order to deploy an online service"),
        OnlineService = "online-service" ("triển khai dịch vụ công trực tuyến", "deployment of an online service"),
        Announcement = "announcement" ("quyết định công bố thủ tục", "decision that announces a procedure"),
        Posting = "posting" ("niêm yết thủ tục", "posting of a procedure"),
        DatabaseEntry = "database-entry" ("đăng thủ tục trên cơ sở dữ liệu quốc gia", "entry of a procedure in the national database"),
        AutonomySchedule = "autonomy-schedule" ("lộ trình tự chủ tài chính", "schedule of financial autonomy"),
        AutonomyDecision = "autonomy-decision" ("quyết định giao tự chủ tài chính", "decision on financial autonomy"),
        Budget = "budget" ("quyết toán, dự toán ngân sách", "budget settlement or estimate"),
        Correspondence = "correspondence" ("thống kê văn bản trao đổi", "count of documents exchanged"),
        SharedSoftware = "shared-software" ("sử dụng phần mềm một cửa dùng chung", "use of the shared one-stop software"),
        PortalLink = "portal-link" ("kết nối cổng thông tin", "connection to the portal"),
        OnlineLink = "online-link" ("kết nối dịch vụ công mức độ 3, 4", "connection to services of levels 3 and 4"),
        Equipment = "equipment" ("trang bị thiết bị", "equipment handed over"),
        Login = "login" ("nhật ký đăng nhập", "login"),
        Declaration = "declaration" ("công bố hệ thống phù hợp tiêu chuẩn", "declaration of conformity"),
        Audit = "audit" ("đánh giá nội bộ", "internal audit"),
        ManagementReview = "management-review" ("xem xét của lãnh đạo", "management review"),
        Nonconformity = "nonconformity" ("sự không phù hợp", "nonconformity"),
        CorrectiveAction = "corrective-action" ("hành động khắc phục", "corrective action"),
        PreventiveAction = "preventive-action" ("hành động phòng ngừa", "preventive action"),
        Feedback = "feedback" ("phản ánh, kiến nghị", "feedback"),
        FollowUp = "follow-up" ("thực hiện kết luận lần trước", "follow-up of the review before"),
        Change = "change" ("thay đổi ảnh hưởng đến hệ thống", "change that affects the system"),
        Recommendation = "recommendation" ("đề xuất cải tiến", "recommendation"),
        Acceptance = "acceptance" ("nghiệm thu bộ phận một cửa", "acceptance of a one-stop unit"),
        Assignment = "assignment" ("phân công phụ trách", "assignment of duties"),
        Plan = "plan" ("kế hoạch", "plan"),
        Report = "report" ("báo cáo", "report"),
        Inspection = "inspection" ("kiểm tra", "inspection"),
        Survey = "survey" ("khảo sát", "survey"),
        Baseline = "baseline" ("kết quả kỳ trước của mục tiêu", "what an objective reached in a period before"),
        WardIndex = "ward-index" ("chỉ số cải cách hành chính cấp phường", "ward reform index"),
    }
}

keyword! {
    /// The state of what a record is about. · Tình trạng.
    pub enum RecordState ("tình trạng", "the state") {
        Planned = "planned" ("dự kiến", "planned"),
        Open = "open" ("đang thực hiện, chưa khắc phục", "open"),
        Done = "done" ("đã hoàn thành", "done"),
        Approved = "approved" ("đã được duyệt", "approved"),
        Closed = "closed" ("đã khắc phục xong", "closed"),
        Withdrawn = "withdrawn" ("đã rút, đã hủy", "withdrawn"),
    }
}

keyword! {
    /// How grave a nonconformity is. · Mức độ nghiêm trọng.
    pub enum Grade ("mức độ nghiêm trọng", "how grave it is") {
        Major = "major" ("nặng", "major"),
        Minor = "minor" ("nhẹ", "minor"),
    }
}

/// A whole number of something: đồng, documents, answers. · Một số nguyên.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub struct Amount(pub u64);

impl std::fmt::Display for Amount {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}", self.0)
    }
}

impl crate::model::value::Scalar for Amount {
    const NAME: &'static str = "$Amount";
    const EXPECTED: (&'static str, &'static str) =
        ("số nguyên không dấu phân cách, như `950000000`", "a whole number without separators, such as `950000000`");
    const PATTERN: &'static str = "^[0-9]{1,15}$";
    const EXAMPLES: &'static [&'static str] = &[];
    fn parse(text: &str) -> Result<Self, crate::model::value::Problem> {
        use crate::model::value::Problem;
        let digits = |text: &str| (1..=15).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
        if digits(text) {
            return text.parse().map(Self).map_err(|_| Problem::plain());
        }
        // Dots and commas may stand between thousands, or before a fraction.
        let groups: Vec<&str> = text.split(['.', ',', ' ', '_']).collect();
        let joined = groups.concat();
        let grouped = groups.len() > 1 && groups[0].len() <= 3 && groups.iter().skip(1).all(|group| group.len() == 3);
        Err(if grouped && digits(&joined) { Problem::suggest(joined) } else { Problem::plain() })
    }
    fn placeholder() -> Self {
        Self(0)
    }
}
number!(Amount, |a: &Amount| i64::try_from(a.0).unwrap_or(i64::MAX), 0, 999_999_999_999_999_i64);
