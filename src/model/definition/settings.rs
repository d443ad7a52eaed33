//! The settings of a system: which rules are asked for, and how much each matters.

use super::record;
use crate::model::value::{Date, Text, keyword};
use std::collections::BTreeMap;

record! {
    /// What is asked of the definitions beside this file. · Các yêu cầu đối với định nghĩa cùng thư mục.
    #[derive(Default)]
    pub struct SettingsDefinition {
        /// Rules to begin with. · Bộ quy tắc làm nền.
        #[serde(default, deserialize_with = "crate::model::value::present", skip_serializing_if = "Option::is_none")]
        pub profile: Option<Profile>,
        /// How much rules or families of rules matter. · Mức độ của từng quy tắc hoặc nhóm quy tắc.
        #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
        pub severity: BTreeMap<String, Weight>,
        /// What is accepted in some files. · Những điều được chấp nhận ở một số tệp.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        pub ignore: Vec<Ignore>,
    }
}

record! {
    /// Findings that are accepted in some files. · Điều được chấp nhận ở một số tệp.
    pub struct Ignore {
        /// Files, as in quality/*.yaml; `**` is any number of directories. · Các tệp.
        pub path: String,
        /// Codes of rules, or families. · Mã quy tắc hoặc nhóm quy tắc.
        pub rules: Vec<String>,
        /// Why. · Lý do.
        pub reason: Text,
        /// Last day on which it holds. · Ngày cuối cùng còn hiệu lực.
        #[serde(default, deserialize_with = "crate::model::value::present", skip_serializing_if = "Option::is_none")]
        pub until: Option<Date>,
    }
}

keyword! {
    /// Rules to begin with. · Bộ quy tắc làm nền.
    pub enum Profile ("bộ quy tắc", "the rules to begin with") {
        Iso9001 = "iso9001-2008" ("hệ thống theo ISO 9001:2008, không xét luật thủ tục hành chính", "a system of ISO 9001:2008, without the law of administrative procedures"),
        VnAdministrative = "vn-administrative" ("cơ quan hành chính Việt Nam: mọi quy tắc", "a Vietnamese administrative agency: every rule"),
        Strict = "strict" ("mọi quy tắc, mỗi cảnh báo là một lỗi", "every rule, and each warning is an error"),
    }
}

keyword! {
    /// How much a rule matters. · Mức độ của quy tắc.
    pub enum Weight ("mức độ", "how much it matters") {
        Error = "error" ("lỗi", "error"),
        Warning = "warning" ("cảnh báo", "warning"),
        Note = "note" ("lưu ý", "note"),
        Off = "off" ("không xét", "not asked for"),
    }
}
