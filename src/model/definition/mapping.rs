//! The mapping of an event log: what its columns are called, and what its words mean.

use super::{Channel, is_no, record};
use crate::model::value::{Id, OneOrMany, Text, keyword};
use std::collections::BTreeMap;

record! {
    /// How an event log is to be read. · Ánh xạ nhật ký sự kiện.
    pub struct MappingDefinition {
        /// Name of the mapping. · Tên ánh xạ.
        pub mapping: Id,
        /// Title. · Tên gọi.
        #[serde(default, deserialize_with = "crate::model::value::present", skip_serializing_if = "Option::is_none")]
        pub title: Option<Text>,
        /// Logs that are read by it, from its own directory on: then it is evidence by itself. · Các tệp nhật ký được đọc.
        #[serde(default, skip_serializing_if = "<[_]>::is_empty")]
        pub log: OneOrMany<String>,
        /// The logs were made up to show what is computed. · Nhật ký giả lập.
        #[serde(default, skip_serializing_if = "is_no")]
        pub synthetic: bool,
        /// What columns are called. · Tên các cột.
        pub columns: LogColumns,
        /// What is the same for all dossiers. · Giá trị chung cho mọi hồ sơ.
        #[serde(default, skip_serializing_if = "LogConstants::is_empty")]
        pub constants: LogConstants,
        /// Zone of the office, as in +07:00, or `written`: times hold as they stand. · Múi giờ.
        #[serde(default, deserialize_with = "crate::model::value::present", skip_serializing_if = "Option::is_none")]
        pub zone: Option<String>,
        /// How times are written, as in `%d/%m/%Y %H:%M`; ISO 8601 where nothing is said. · Dạng thời gian.
        #[serde(default, deserialize_with = "crate::model::value::present", skip_serializing_if = "Option::is_none")]
        pub time_format: Option<String>,
        /// What stands between columns of a CSV file; that of its first line where nothing is said. · Dấu phân cách cột.
        #[serde(default, deserialize_with = "crate::model::value::present", skip_serializing_if = "Option::is_none")]
        pub delimiter: Option<String>,
        /// Values that mean nothing, such as `EMPTY`. · Giá trị coi như để trống.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        pub empty: Vec<String>,
        /// How dossiers are handed in. · Cách nộp hồ sơ.
        #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
        pub channels: BTreeMap<String, Channel>,
        /// Activities that mean something for their dossier. · Công việc có ý nghĩa riêng.
        #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
        pub meanings: BTreeMap<Meaning, OneOrMany<String>>,
        /// Steps of the procedure that activities are; one that is not here is reported. · Bước của quy trình ứng với công việc.
        #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
        pub steps: BTreeMap<String, Id>,
        /// Codes of procedures; one that is not here is reported. · Mã thủ tục.
        #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
        pub procedures: BTreeMap<String, String>,
        /// Columns with the values of events that are looked at; all others are set aside. · Chỉ lấy các sự kiện có giá trị này.
        #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
        pub only: BTreeMap<String, OneOrMany<String>>,
    }
}

record! {
    /// What columns of an event log are called; those of XES that belong to a trace begin with `case:`. · Tên các cột.
    pub struct LogColumns {
        /// Which dossier. · Mã hồ sơ.
        pub dossier: String,
        /// What was done. · Công việc.
        pub activity: String,
        /// When. · Thời điểm.
        pub time: String,
        /// Who did it. · Người thực hiện.
        #[serde(default, deserialize_with = "crate::model::value::present", skip_serializing_if = "Option::is_none")]
        pub resource: Option<String>,
        /// The procedure. · Thủ tục.
        #[serde(default, deserialize_with = "crate::model::value::present", skip_serializing_if = "Option::is_none")]
        pub procedure: Option<String>,
        /// The unit that received the dossier. · Đơn vị tiếp nhận.
        #[serde(default, deserialize_with = "crate::model::value::present", skip_serializing_if = "Option::is_none")]
        pub unit: Option<String>,
        /// The field of administration. · Lĩnh vực.
        #[serde(default, deserialize_with = "crate::model::value::present", skip_serializing_if = "Option::is_none")]
        pub field: Option<String>,
        /// How the dossier was handed in. · Cách nộp.
        #[serde(default, deserialize_with = "crate::model::value::present", skip_serializing_if = "Option::is_none")]
        pub channel: Option<String>,
        /// When the dossier was received. · Ngày tiếp nhận.
        #[serde(default, deserialize_with = "crate::model::value::present", skip_serializing_if = "Option::is_none")]
        pub start: Option<String>,
        /// When it is due. · Ngày hẹn trả.
        #[serde(default, deserialize_with = "crate::model::value::present", skip_serializing_if = "Option::is_none")]
        pub due: Option<String>,
        /// When it ended. · Ngày trả kết quả.
        #[serde(default, deserialize_with = "crate::model::value::present", skip_serializing_if = "Option::is_none")]
        pub end: Option<String>,
    }
}

record! {
    /// What is the same for all dossiers of a log. · Giá trị chung.
    #[derive(Default)]
    pub struct LogConstants {
        /// Code of the procedure. · Mã quy trình.
        #[serde(default, deserialize_with = "crate::model::value::present", skip_serializing_if = "Option::is_none")]
        pub procedure: Option<String>,
        /// The unit. · Đơn vị.
        #[serde(default, deserialize_with = "crate::model::value::present", skip_serializing_if = "Option::is_none")]
        pub unit: Option<String>,
        /// The field of administration. · Lĩnh vực.
        #[serde(default, deserialize_with = "crate::model::value::present", skip_serializing_if = "Option::is_none")]
        pub field: Option<String>,
        /// How dossiers are handed in. · Cách nộp.
        #[serde(default, deserialize_with = "crate::model::value::present", skip_serializing_if = "Option::is_none")]
        pub channel: Option<Channel>,
    }
}

impl LogConstants {
    fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

keyword! {
    /// What an activity means for its dossier. · Ý nghĩa của công việc đối với hồ sơ.
    pub enum Meaning ("ý nghĩa của công việc", "what an activity means") {
        Received = "received" ("tiếp nhận", "received"),
        SupplementRequested = "supplement-requested" ("yêu cầu bổ sung", "supplement requested"),
        Supplemented = "supplemented" ("đã bổ sung", "supplemented"),
        Resolved = "resolved" ("giải quyết xong", "resolved"),
        Returned = "returned" ("trả lại", "given back"),
        Refused = "refused" ("từ chối", "refused"),
    }
}
