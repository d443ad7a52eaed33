//! Quality objectives (ISO 9001:2008, 5.4.1).

use super::formula::Formula;
use super::service::Level;
use super::{is_yes, record, yes};
use crate::model::value::{Citation, Clause, Date, Id, OneOrMany, Percent, Target, Text, Year, keyword};

record! {
    /// A programme of quality objectives. · Mục tiêu chất lượng.
    pub struct ObjectivesDefinition {
        /// Name of the programme. · Tên gọi của chương trình.
        pub objectives: Id,
        /// Title. · Tên chương trình.
        pub title: Text,
        /// Where it was published. · Nguồn công bố.
        #[serde(default, deserialize_with = "crate::model::value::present", skip_serializing_if = "Option::is_none")]
        pub source: Option<Text>,
        /// Date of publication. · Ngày công bố.
        #[serde(default, deserialize_with = "crate::model::value::present", skip_serializing_if = "Option::is_none")]
        pub date: Option<Date>,
        /// Year it is for. · Năm thực hiện.
        pub year: Year,
        /// Objectives. · Các mục tiêu.
        pub items: Vec<Objective>,
    }
}

record! {
    /// One quality objective. · Một mục tiêu chất lượng.
    pub struct Objective {
        /// Name. · Tên gọi.
        pub id: Id,
        /// What is to be reached. · Nội dung mục tiêu.
        pub title: Text,
        /// Words of the source. · Trích nguyên văn.
        #[serde(default, deserialize_with = "crate::model::value::present", skip_serializing_if = "Option::is_none")]
        pub quote: Option<Text>,
        /// Clause of ISO 9001:2008. · Điều khoản.
        #[serde(default, deserialize_with = "crate::model::value::present", skip_serializing_if = "Option::is_none")]
        pub clause: Option<Clause>,
        /// Role that answers for it. · Vai trò chịu trách nhiệm.
        #[serde(default, deserialize_with = "crate::model::value::present", skip_serializing_if = "Option::is_none")]
        pub owner: Option<Id>,
        /// What is counted above the line. · Tử số.
        #[serde(default, deserialize_with = "crate::model::value::present", skip_serializing_if = "Option::is_none")]
        pub numerator: Option<Text>,
        /// What is counted below the line. · Mẫu số.
        #[serde(default, deserialize_with = "crate::model::value::present", skip_serializing_if = "Option::is_none")]
        pub denominator: Option<Text>,
        /// Unit of counting. · Đơn vị tính.
        #[serde(default, deserialize_with = "crate::model::value::present", skip_serializing_if = "Option::is_none")]
        pub unit: Option<Text>,
        /// Levels it applies to. · Cấp áp dụng.
        #[serde(default, skip_serializing_if = "<[_]>::is_empty")]
        pub level: OneOrMany<Level>,
        /// Value to reach; left out where the source gives none. · Chỉ tiêu.
        #[serde(default, deserialize_with = "crate::model::value::present", skip_serializing_if = "Option::is_none")]
        pub target: Option<Target>,
        /// How it is counted, so that it can be computed. · Cách tính để tính được tự động.
        #[serde(default, deserialize_with = "crate::model::value::present", skip_serializing_if = "Option::is_none")]
        pub measure: Option<Formula>,
        /// Whether levels are taken together or each must reach it; together where nothing is said. · Tính chung hay từng cấp.
        #[serde(default, deserialize_with = "crate::model::value::present", skip_serializing_if = "Option::is_none")]
        pub scope: Option<Scope>,
        /// Value before, that is compared with. · Giá trị ban đầu.
        #[serde(default, deserialize_with = "crate::model::value::present", skip_serializing_if = "Option::is_none")]
        pub baseline: Option<Reached>,
        /// Targets of the years on the way, where it must be reached later. · Chỉ tiêu của các năm trung gian.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        pub path: Vec<Waypoint>,
        /// The source gives the comparator clearly. · Nguồn ghi rõ mức so sánh.
        #[serde(default = "yes", skip_serializing_if = "is_yes")]
        pub verified: bool,
        /// Year in which it must be reached; that of the programme where nothing is said. · Năm phải đạt.
        #[serde(default, deserialize_with = "crate::model::value::present", skip_serializing_if = "Option::is_none")]
        pub by: Option<Year>,
        /// How often it is measured. · Kỳ đo.
        #[serde(default, deserialize_with = "crate::model::value::present", skip_serializing_if = "Option::is_none")]
        pub period: Option<Period>,
        /// What the figure is taken from. · Loại bằng chứng.
        #[serde(default, deserialize_with = "crate::model::value::present", skip_serializing_if = "Option::is_none")]
        pub evidence: Option<EvidenceKind>,
        /// Where the figures come from. · Nguồn số liệu.
        #[serde(default, deserialize_with = "crate::model::value::present", skip_serializing_if = "Option::is_none")]
        pub source: Option<Text>,
        /// What is done when it is missed. · Hành động khi không đạt.
        #[serde(default, deserialize_with = "crate::model::value::present", skip_serializing_if = "Option::is_none")]
        pub when_missed: Option<Text>,
        /// It lies outside the quality-management system. · Nằm ngoài hệ thống quản lý chất lượng.
        #[serde(default, deserialize_with = "crate::model::value::present", skip_serializing_if = "Option::is_none")]
        pub outside_system: Option<bool>,
        /// Outside basis. · Căn cứ.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        pub basis: Vec<Citation>,
        /// Remark for the reader. · Ghi chú.
        #[serde(default, deserialize_with = "crate::model::value::present", skip_serializing_if = "Option::is_none")]
        pub note: Option<Text>,
    }
}

record! {
    /// A value that was reached. · Giá trị đã đạt.
    pub struct Reached {
        /// The value. · Giá trị.
        pub value: Percent,
        /// In which year. · Năm.
        pub year: Year,
        /// Where it was published. · Nguồn.
        #[serde(default, deserialize_with = "crate::model::value::present", skip_serializing_if = "Option::is_none")]
        pub source: Option<Text>,
        /// The value was read in its source. · Đã đối chiếu với nguồn.
        #[serde(default = "yes", skip_serializing_if = "is_yes")]
        pub verified: bool,
    }
}

record! {
    /// The target of a year on the way. · Chỉ tiêu của một năm trung gian.
    pub struct Waypoint {
        /// Year. · Năm.
        pub year: Year,
        /// Value to reach in it. · Chỉ tiêu.
        pub target: Target,
    }
}

keyword! {
    /// Whose figures decide. · Phạm vi tính.
    pub enum Scope ("phạm vi tính", "whose figures decide") {
        Together = "together" ("tính chung các cấp", "all levels together"),
        Each = "each" ("từng cấp phải đạt", "each level must reach it"),
        District = "district" ("chỉ cấp quận", "the district only"),
        Wards = "wards" ("chỉ các phường", "the wards only"),
    }
}

keyword! {
    /// How often something is measured. · Kỳ đo.
    pub enum Period ("kỳ đo", "how often") {
        Month = "month" ("hằng tháng", "monthly"),
        Quarter = "quarter" ("hằng quý", "quarterly"),
        HalfYear = "half-year" ("6 tháng", "half-yearly"),
        Year = "year" ("hằng năm", "yearly"),
        OnChange = "on-change" ("khi có thay đổi", "on change"),
        Milestone = "milestone" ("theo mốc", "at a milestone"),
    }
}

keyword! {
    /// What the figure of an objective is taken from. · Loại bằng chứng.
    pub enum EvidenceKind ("loại bằng chứng", "the kind of evidence") {
        Structural = "structural" ("tính từ chính bộ định nghĩa", "computed from the definitions"),
        Operational = "operational" ("từ dữ liệu hồ sơ", "from dossier records"),
        Evidential = "evidential" ("từ bằng chứng nhập vào", "from evidence entered"),
    }
}
