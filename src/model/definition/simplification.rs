//! Simplifications: what is taken away, by whom decided, and what it is said to save.

use super::operation::Operation;
use super::record;
use crate::model::value::{Citation, Date, Delta, Demand, Id, PercentChange, Text, keyword};

record! {
    /// A simplification of a procedure (Decree 63/2010, Arts. 28 to 31). · Phương án đơn giản hóa.
    pub struct Simplification {
        /// Name, unique in the procedure. · Tên gọi trong quy trình.
        pub id: Id,
        /// Title. · Tên phương án.
        pub title: Text,
        /// Redesign practice it applies. · Nguyên tắc cải tiến được áp dụng.
        #[serde(default, deserialize_with = "crate::model::value::present", skip_serializing_if = "Option::is_none")]
        pub heuristic: Option<Heuristic>,
        /// Why it is allowed. · Căn cứ.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        pub basis: Vec<Citation>,
        /// Requirements it touches and still meets: `iso/8.2.4`, `nd-63-2010#18`; checked. · Các yêu cầu vẫn được đáp ứng.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        pub keeps: Vec<Demand>,
        /// Why it is right. · Lý do.
        #[serde(default, deserialize_with = "crate::model::value::present", skip_serializing_if = "Option::is_none")]
        pub rationale: Option<Text>,
        /// Who decided it. · Cơ quan quyết định.
        #[serde(default, deserialize_with = "crate::model::value::present", skip_serializing_if = "Option::is_none")]
        pub decided_by: Option<Text>,
        /// Proposed, approved or carried out. · Đề xuất, đã phê duyệt hay đã thực hiện.
        pub status: SimplificationStatus,
        /// Date from which it applies. · Ngày áp dụng.
        #[serde(default, deserialize_with = "crate::model::value::present", skip_serializing_if = "Option::is_none")]
        pub effective: Option<Date>,
        /// Simplifications it builds on. · Phương án phải thực hiện trước.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        pub requires: Vec<Id>,
        /// What is done, in order. · Các thao tác, theo thứ tự.
        pub operations: Vec<Operation>,
        /// How it is said to change the procedure; compared with what is computed. · Mức thay đổi được công bố, để đối chiếu.
        #[serde(default, deserialize_with = "crate::model::value::present", skip_serializing_if = "Option::is_none")]
        pub claims: Option<Claims>,
    }
}

keyword! {
    /// Where a simplification stands. · Tình trạng phương án.
    pub enum SimplificationStatus ("tình trạng phương án", "the status of a simplification") {
        Proposed = "proposed" ("đề xuất", "proposed"),
        Approved = "approved" ("đã phê duyệt", "approved"),
        CarriedOut = "carried-out" ("đã thực hiện", "carried out"),
    }
}

keyword! {
    /// A practice of process redesign (Reijers and Liman Mansar, Omega 33, 2005). · Nguyên tắc cải tiến quy trình.
    pub enum Heuristic ("nguyên tắc cải tiến", "the redesign practice") {
        TaskElimination = "task-elimination" ("bỏ bước thừa", "task elimination"),
        TaskComposition = "task-composition" ("gộp bước", "task composition"),
        Parallelism = "parallelism" ("làm song song", "parallelism"),
        Resequencing = "resequencing" ("đổi thứ tự", "resequencing"),
        Empower = "empower" ("trao quyền", "empower"),
        ControlRelocation = "control-relocation" ("chuyển điểm kiểm soát", "control relocation"),
        ContactReduction = "contact-reduction" ("giảm số lần đi lại", "contact reduction"),
        Integration = "integration" ("liên thông", "integration"),
        Automation = "automation" ("tự động hóa", "task automation"),
        Triage = "triage" ("phân luồng", "triage"),
        CaseManager = "case-manager" ("một đầu mối", "case manager"),
        DocumentReduction = "document-reduction" ("giảm giấy tờ", "document reduction"),
        TimeReduction = "time-reduction" ("rút ngắn thời gian", "time reduction"),
    }
}

record! {
    /// How a simplification is said to change the procedure: `-2` is two fewer. · Mức thay đổi được công bố: `-2` là bớt hai.
    pub struct Claims {
        /// Steps. · Số bước.
        #[serde(default, deserialize_with = "crate::model::value::present", skip_serializing_if = "Option::is_none")]
        pub steps: Option<Delta>,
        /// Steps of the agency. · Số bước của cơ quan.
        #[serde(default, deserialize_with = "crate::model::value::present", skip_serializing_if = "Option::is_none")]
        pub agency_steps: Option<Delta>,
        /// Approvals. · Số lần phê duyệt.
        #[serde(default, deserialize_with = "crate::model::value::present", skip_serializing_if = "Option::is_none")]
        pub approvals: Option<Delta>,
        /// Hand-offs. · Số lần chuyển giao.
        #[serde(default, deserialize_with = "crate::model::value::present", skip_serializing_if = "Option::is_none")]
        pub hand_offs: Option<Delta>,
        /// Roles. · Số vai trò tham gia.
        #[serde(default, deserialize_with = "crate::model::value::present", skip_serializing_if = "Option::is_none")]
        pub roles: Option<Delta>,
        /// Units. · Số đơn vị tham gia.
        #[serde(default, deserialize_with = "crate::model::value::present", skip_serializing_if = "Option::is_none")]
        pub units: Option<Delta>,
        /// Contacts of the applicant with the office. · Số lần người nộp liên hệ với cơ quan.
        #[serde(default, deserialize_with = "crate::model::value::present", skip_serializing_if = "Option::is_none")]
        pub contacts: Option<Delta>,
        /// Visits of the applicant to a counter. · Số lần người nộp đi lại.
        #[serde(default, deserialize_with = "crate::model::value::present", skip_serializing_if = "Option::is_none")]
        pub visits: Option<Delta>,
        /// Papers asked for. · Số giấy tờ phải nộp.
        #[serde(default, deserialize_with = "crate::model::value::present", skip_serializing_if = "Option::is_none")]
        pub documents: Option<Delta>,
        /// Originals asked for. · Số bản chính.
        #[serde(default, deserialize_with = "crate::model::value::present", skip_serializing_if = "Option::is_none")]
        pub originals: Option<Delta>,
        /// Copies asked for. · Số bản sao.
        #[serde(default, deserialize_with = "crate::model::value::present", skip_serializing_if = "Option::is_none")]
        pub copies: Option<Delta>,
        /// Conditions. · Số yêu cầu, điều kiện.
        #[serde(default, deserialize_with = "crate::model::value::present", skip_serializing_if = "Option::is_none")]
        pub conditions: Option<Delta>,
        /// Change of the time limit, in working days. · Thay đổi thời hạn, tính bằng ngày làm việc.
        #[serde(default, deserialize_with = "crate::model::value::present", skip_serializing_if = "Option::is_none")]
        pub working_days: Option<Delta>,
        /// Change of the time limit, in days. · Thay đổi thời hạn, tính bằng ngày.
        #[serde(default, deserialize_with = "crate::model::value::present", skip_serializing_if = "Option::is_none")]
        pub days: Option<Delta>,
        /// Change of the time limit in percent, as it was announced; 0.5 points are allowed for rounding. · Tỷ lệ thay đổi thời hạn đã công bố; cho phép làm tròn 0,5 điểm.
        #[serde(default, deserialize_with = "crate::model::value::present", skip_serializing_if = "Option::is_none")]
        pub limit_percent: Option<PercentChange>,
        /// Change of the compliance cost in percent, as it was announced. · Tỷ lệ thay đổi chi phí tuân thủ đã công bố.
        #[serde(default, deserialize_with = "crate::model::value::present", skip_serializing_if = "Option::is_none")]
        pub cost_percent: Option<PercentChange>,
        /// What the changes of the limit are counted from; the version before where nothing is said. · Mốc so sánh thời hạn; phiên bản trước nếu không ghi.
        #[serde(default, deserialize_with = "crate::model::value::present", skip_serializing_if = "Option::is_none")]
        pub baseline: Option<Baseline>,
    }
}

keyword! {
    /// What a saving of time is counted from. · Mốc so sánh thời hạn.
    pub enum Baseline ("mốc so sánh", "what a saving is counted from") {
        Statutory = "statutory" ("so với thời hạn luật định", "against the limit set by law"),
        Committed = "committed" ("so với thời hạn cam kết", "against the limit committed to"),
        PreviousVersion = "previous-version" ("so với phiên bản trước", "against the version before"),
    }
}

record! {
    /// A review of the procedure (Decree 63/2010, Arts. 28 to 30). · Rà soát, đánh giá thủ tục.
    pub struct Review {
        /// Date of the review. · Ngày rà soát.
        pub date: Date,
        /// Who reviewed it. · Cơ quan rà soát.
        #[serde(default, deserialize_with = "crate::model::value::present", skip_serializing_if = "Option::is_none")]
        pub by: Option<Text>,
        /// Why nothing is simplified. · Lý do không đơn giản hóa.
        #[serde(default, deserialize_with = "crate::model::value::present", skip_serializing_if = "Option::is_none")]
        pub no_simplification: Option<Text>,
    }
}
