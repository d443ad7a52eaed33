//! The register of forms.

use super::{is_yes, record, yes};
use crate::model::value::{Citation, FormCode, Id, Text, keyword};

record! {
    /// A register of forms. · Danh mục biểu mẫu.
    pub struct FormsDefinition {
        /// Name of the register. · Tên gọi của danh mục.
        pub forms: Id,
        /// Title. · Tên danh mục.
        #[serde(default, deserialize_with = "crate::model::value::present", skip_serializing_if = "Option::is_none")]
        pub title: Option<Text>,
        /// Forms. · Các biểu mẫu.
        pub items: Vec<Form>,
    }
}

record! {
    /// One form. · Một biểu mẫu.
    pub struct Form {
        /// Name by which steps use it. · Tên gọi khi dùng trong bước.
        pub id: Id,
        /// Code printed on it. · Mã hiệu in trên biểu mẫu.
        pub code: FormCode,
        /// Title. · Tên biểu mẫu.
        pub title: Text,
        /// What it is for. · Loại biểu mẫu.
        #[serde(default, deserialize_with = "crate::model::value::present", skip_serializing_if = "Option::is_none")]
        pub kind: Option<FormKind>,
        /// Act that issued it. · Văn bản ban hành.
        #[serde(default, deserialize_with = "crate::model::value::present", skip_serializing_if = "Option::is_none")]
        pub basis: Option<Citation>,
        /// Code and title were read in their source. · Đã đối chiếu với nguồn.
        #[serde(default = "yes", skip_serializing_if = "is_yes")]
        pub verified: bool,
    }
}

keyword! {
    /// What a form is for. · Loại biểu mẫu.
    pub enum FormKind ("loại biểu mẫu", "the kind of form") {
        Application = "application" ("đơn, tờ khai", "application or declaration"),
        Receipt = "receipt" ("giấy tiếp nhận hồ sơ và hẹn trả kết quả", "receipt with due date"),
        SupplementRequest = "supplement-request" ("phiếu yêu cầu bổ sung, hoàn thiện hồ sơ", "supplement request"),
        Refusal = "refusal" ("phiếu từ chối tiếp nhận, giải quyết hồ sơ", "refusal"),
        Apology = "apology" ("phiếu xin lỗi và hẹn lại ngày trả kết quả", "apology and new date"),
        ControlSlip = "control-slip" ("phiếu kiểm soát quá trình giải quyết hồ sơ", "control slip"),
        Register = "register" ("sổ theo dõi", "register"),
        Survey = "survey" ("phiếu lấy ý kiến", "survey"),
        Internal = "internal" ("biểu mẫu nội bộ", "internal form"),
        Result = "result" ("mẫu kết quả", "form of a result"),
    }
}
