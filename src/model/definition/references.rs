//! The register of external documents (ISO 9001:2008, 4.2.3 f).

use super::{is_yes, record, yes};
use crate::model::value::{Date, Id, Text, keyword};

record! {
    /// A register of external documents. · Danh mục tài liệu bên ngoài.
    pub struct ReferencesDefinition {
        /// Name of the register. · Tên gọi của danh mục.
        pub references: Id,
        /// Title. · Tên danh mục.
        #[serde(default, deserialize_with = "crate::model::value::present", skip_serializing_if = "Option::is_none")]
        pub title: Option<Text>,
        /// Documents. · Các tài liệu.
        pub items: Vec<Reference>,
    }
}

record! {
    /// One external document. · Một tài liệu bên ngoài.
    pub struct Reference {
        /// Name by which definitions cite it. · Tên gọi khi viện dẫn.
        pub id: Id,
        /// Kind. · Loại văn bản.
        pub kind: ReferenceKind,
        /// Number, as in 60/2014/QH13. · Số hiệu.
        #[serde(default, deserialize_with = "crate::model::value::present", skip_serializing_if = "Option::is_none")]
        pub number: Option<Text>,
        /// Title. · Tên văn bản.
        pub title: Text,
        /// Who issued it. · Cơ quan ban hành.
        #[serde(default, deserialize_with = "crate::model::value::present", skip_serializing_if = "Option::is_none")]
        pub issuer: Option<Text>,
        /// Date of issue. · Ngày ban hành.
        #[serde(default, deserialize_with = "crate::model::value::present", skip_serializing_if = "Option::is_none")]
        pub issued: Option<Date>,
        /// In force from. · Có hiệu lực từ.
        #[serde(default, deserialize_with = "crate::model::value::present", skip_serializing_if = "Option::is_none")]
        pub effective: Option<Date>,
        /// In force until. · Hết hiệu lực từ.
        #[serde(default, deserialize_with = "crate::model::value::present", skip_serializing_if = "Option::is_none")]
        pub until: Option<Date>,
        /// Document that replaced it. · Văn bản thay thế.
        #[serde(default, deserialize_with = "crate::model::value::present", skip_serializing_if = "Option::is_none")]
        pub replaced_by: Option<Id>,
        /// Documents that amended it. · Văn bản sửa đổi, bổ sung.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        pub amended_by: Vec<Id>,
        /// Unit that follows it. · Đơn vị theo dõi.
        #[serde(default, deserialize_with = "crate::model::value::present", skip_serializing_if = "Option::is_none")]
        pub followed_by: Option<Id>,
        /// These particulars were read in a source. · Đã đối chiếu với nguồn.
        #[serde(default = "yes", skip_serializing_if = "is_yes")]
        pub verified: bool,
        /// Remark for the reader. · Ghi chú.
        #[serde(default, deserialize_with = "crate::model::value::present", skip_serializing_if = "Option::is_none")]
        pub note: Option<Text>,
    }
}

keyword! {
    /// The kind of an external document. · Loại văn bản.
    pub enum ReferenceKind ("loại văn bản", "the kind of document") {
        Law = "law" ("luật", "law"),
        Decree = "decree" ("nghị định", "decree"),
        Circular = "circular" ("thông tư", "circular"),
        JointCircular = "joint-circular" ("thông tư liên tịch", "joint circular"),
        Decision = "decision" ("quyết định", "decision"),
        Resolution = "resolution" ("nghị quyết", "resolution"),
        Standard = "standard" ("tiêu chuẩn", "standard"),
        Letter = "letter" ("công văn", "official letter"),
        Other = "other" ("văn bản khác", "other document"),
    }
}
