//! The organisation: units, roles, scope, exclusions, policy, processes and how they interact.

use super::parts::compared;
use super::procedure::{Approval, DistributedCopy, Revision};
use super::service::Level;
use super::{is_yes, record, yes};
use crate::model::value::{Citation, Clause, Count, Date, DocumentCode, Id, Money, Text, Year, keyword};

compared! {
    /// An organisation and its quality-management system. · Tổ chức và hệ thống quản lý chất lượng.
    pub struct OrganisationDefinition {
        /// Name of the organisation in this library. · Tên gọi của tổ chức trong bộ định nghĩa.
        pub organisation: Id,
        /// Title. · Tên tổ chức.
        pub title: Text,
        /// Authority above it. · Cơ quan cấp trên.
        #[serde(default, deserialize_with = "crate::model::value::present", skip_serializing_if = "Option::is_none")]
        pub authority: Option<Text>,
        /// Place named in the date line of its documents. · Địa danh ghi trên văn bản.
        #[serde(default, deserialize_with = "crate::model::value::present", skip_serializing_if = "Option::is_none")]
        pub place: Option<Text>,
        /// Date at which this description holds. · Thời điểm của bản mô tả.
        #[serde(default, deserialize_with = "crate::model::value::present", skip_serializing_if = "Option::is_none")]
        pub as_of: Option<Date>,
        /// Standard the system follows. · Tiêu chuẩn áp dụng.
        #[serde(default, deserialize_with = "crate::model::value::present", skip_serializing_if = "Option::is_none")]
        pub standard: Option<Standard>,
        /// House style of the documents of procedures; that of Hanoi where nothing is said. · Thể thức quy trình.
        #[serde(default, deserialize_with = "crate::model::value::present", skip_serializing_if = "Option::is_none")]
        pub house_style: Option<HouseStyle>,
        /// Code of the quality manual. · Mã hiệu sổ tay chất lượng.
        #[serde(default, deserialize_with = "crate::model::value::present", skip_serializing_if = "Option::is_none")]
        pub manual: Option<DocumentCode>,
        /// Introduction: history, functions. · Giới thiệu chung.
        #[serde(default, deserialize_with = "crate::model::value::present", skip_serializing_if = "Option::is_none")]
        pub introduction: Option<Text>,
        /// Every issue of the quality manual. · Bảng theo dõi sửa đổi của sổ tay.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        pub revisions: Vec<Revision>,
        /// Who prepared, reviewed and approved the quality manual. · Soạn thảo, xem xét, phê duyệt sổ tay.
        #[serde(default, deserialize_with = "crate::model::value::present", skip_serializing_if = "Option::is_none")]
        pub approval: Option<Approval>,
        /// Units that hold the quality manual. · Nơi nhận sổ tay.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        pub distribution: Vec<DistributedCopy>,
        /// Scope of the system (4.2.2 a). · Phạm vi áp dụng.
        #[serde(default, deserialize_with = "crate::model::value::present", skip_serializing_if = "Option::is_none")]
        pub scope: Option<Text>,
        /// Requirements that are excluded, with the reason (4.2.2 a). · Ngoại lệ áp dụng và lý giải.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        pub exclusions: Vec<Exclusion>,
        /// Quality policy (5.3). · Chính sách chất lượng.
        #[serde(default, deserialize_with = "crate::model::value::present", skip_serializing_if = "Option::is_none")]
        pub policy: Option<Policy>,
        /// Role of the management representative (5.5.2). · Đại diện lãnh đạo về chất lượng.
        #[serde(default, deserialize_with = "crate::model::value::present", skip_serializing_if = "Option::is_none")]
        pub management_representative: Option<Id>,
        /// Fields of administration. · Các lĩnh vực.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        pub fields: Vec<Field>,
        /// Units: divisions, wards, one-stop units, agencies outside. · Các đơn vị.
        pub units: Vec<Unit>,
        /// Roles that steps are given to. · Các vai trò.
        pub roles: Vec<Role>,
        /// What an hour of an applicant is worth, for the compliance cost. · Tham số tính chi phí tuân thủ.
        #[serde(default, deserialize_with = "crate::model::value::present", skip_serializing_if = "Option::is_none")]
        pub compliance_cost: Option<ComplianceCost>,
        /// Processes and how they interact (4.2.2 c). · Các quá trình và sự tương tác.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        pub processes: Vec<ProcessGroup>,
    }
}

record! {
    /// Parameters of the standard cost model (Circular 02/2017/TT-VPCP, Art. 27). · Tham số tính chi phí tuân thủ.
    pub struct ComplianceCost {
        /// Year of the figures. · Năm của số liệu.
        pub year: Year,
        /// Income per head in that year. · Thu nhập bình quân đầu người của năm.
        pub income_per_head: Money,
        /// Working hours in that year; 12 months of 22 days of 8 hours where nothing is said. · Số giờ làm việc của năm.
        #[serde(default, deserialize_with = "crate::model::value::present", skip_serializing_if = "Option::is_none")]
        pub hours_per_year: Option<Count>,
        /// Where the figures come from. · Nguồn.
        #[serde(default, deserialize_with = "crate::model::value::present", skip_serializing_if = "Option::is_none")]
        pub source: Option<Text>,
        /// The figures were read in their source. · Đã đối chiếu với nguồn.
        #[serde(default = "yes", skip_serializing_if = "is_yes")]
        pub verified: bool,
    }
}

keyword! {
    /// The standard a system follows. · Tiêu chuẩn áp dụng.
    pub enum Standard ("tiêu chuẩn", "the standard") {
        Iso9001V2008 = "iso-9001-2008" ("TCVN ISO 9001:2008", "ISO 9001:2008"),
    }
}

keyword! {
    /// How the document of a procedure is laid out: the order, numbers and titles of its sections, the columns of its steps. · Thể thức quy trình.
    pub enum HouseStyle ("thể thức quy trình", "the house style") {
        Hanoi = "hanoi" ("mục 1 đến 9, nội dung ở mục 5", "sections 1 to 9, the work in section 5"),
        Hcmc = "hcmc" ("mục I đến IX, bắt đầu từ thành phần hồ sơ", "sections I to IX, beginning with the dossier"),
        Internal = "internal" ("quy trình nội bộ kèm theo quyết định", "the internal procedure annexed to a decision"),
    }
}

compared! {
    /// A requirement that is excluded. · Ngoại lệ.
    pub struct Exclusion {
        /// Clause, within clause 7. · Điều khoản, chỉ trong điều 7.
        pub clause: Clause,
        /// Why it does not apply. · Lý giải.
        #[serde(default, deserialize_with = "crate::model::value::present", skip_serializing_if = "Option::is_none")]
        pub justification: Option<Text>,
    }
}

compared! {
    /// The quality policy. · Chính sách chất lượng.
    pub struct Policy {
        /// The policy in one sentence. · Tuyên bố chính sách.
        pub statement: Text,
        /// What the leadership commits itself to. · Các cam kết.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        pub commitments: Vec<Text>,
        /// Role that signs it. · Người ký.
        #[serde(default, deserialize_with = "crate::model::value::present", skip_serializing_if = "Option::is_none")]
        pub approved: Option<Id>,
        /// Date. · Ngày ban hành.
        #[serde(default, deserialize_with = "crate::model::value::present", skip_serializing_if = "Option::is_none")]
        pub date: Option<Date>,
        /// The wording was published by the organisation. · Nội dung do tổ chức công bố.
        #[serde(default = "yes", skip_serializing_if = "is_yes")]
        pub verified: bool,
    }
}

record! {
    /// A field of administration. · Lĩnh vực.
    pub struct Field {
        /// Name. · Tên gọi.
        pub id: Id,
        /// Title. · Tên lĩnh vực.
        pub title: Text,
    }
}

compared! {
    /// A unit of the organisation, or an agency outside it. · Đơn vị.
    pub struct Unit {
        /// Name. · Tên gọi.
        pub id: Id,
        /// Title. · Tên đơn vị.
        pub title: Text,
        /// Kind of unit. · Loại đơn vị.
        pub kind: UnitKind,
        /// Unit it belongs to. · Đơn vị cấp trên.
        #[serde(default, deserialize_with = "crate::model::value::present", skip_serializing_if = "Option::is_none")]
        pub parent: Option<Id>,
        /// Level of government. · Cấp.
        #[serde(default, deserialize_with = "crate::model::value::present", skip_serializing_if = "Option::is_none")]
        pub level: Option<Level>,
        /// Where it works. · Địa chỉ.
        #[serde(default, deserialize_with = "crate::model::value::present", skip_serializing_if = "Option::is_none")]
        pub address: Option<Text>,
        /// What it does. · Chức năng, nhiệm vụ.
        #[serde(default, deserialize_with = "crate::model::value::present", skip_serializing_if = "Option::is_none")]
        pub function: Option<Text>,
        /// Its existence was confirmed for the date of the description. · Đã đối chiếu.
        #[serde(default = "yes", skip_serializing_if = "is_yes")]
        pub verified: bool,
    }
}

keyword! {
    /// The kind of a unit. · Loại đơn vị.
    pub enum UnitKind ("loại đơn vị", "the kind of unit") {
        PeopleCommittee = "people-committee" ("Ủy ban nhân dân", "people's committee"),
        Office = "office" ("văn phòng", "office"),
        Division = "division" ("phòng chuyên môn", "division"),
        OneStop = "one-stop" ("bộ phận một cửa", "one-stop unit"),
        Ward = "ward" ("phường", "ward"),
        PublicServiceUnit = "public-service-unit" ("đơn vị sự nghiệp", "public service unit"),
        Council = "council" ("hội đồng, ban chỉ đạo", "council or committee"),
        External = "external" ("cơ quan bên ngoài", "outside agency"),
        Department = "department" ("bộ phận", "department"),
    }
}

compared! {
    /// A role that steps are given to. · Vai trò.
    pub struct Role {
        /// Name. · Tên gọi.
        pub id: Id,
        /// Title. · Tên vai trò.
        pub title: Text,
        /// Kind of role. · Loại vai trò.
        pub kind: RoleKind,
        /// Unit it belongs to; left out where every unit of a kind has one. · Đơn vị.
        #[serde(default, deserialize_with = "crate::model::value::present", skip_serializing_if = "Option::is_none")]
        pub unit: Option<Id>,
        /// Short form for narrow columns. · Tên viết tắt.
        #[serde(default, deserialize_with = "crate::model::value::present", skip_serializing_if = "Option::is_none")]
        pub short: Option<Text>,
        /// How many persons have it, at each unit that has the role. · Số người.
        #[serde(default, deserialize_with = "crate::model::value::present", skip_serializing_if = "Option::is_none")]
        pub staff: Option<Count>,
        /// Competence it needs (6.2.2). · Yêu cầu năng lực.
        #[serde(default, deserialize_with = "crate::model::value::present", skip_serializing_if = "Option::is_none")]
        pub competence: Option<Text>,
        /// What it answers for (5.5.1). · Trách nhiệm, quyền hạn.
        #[serde(default, deserialize_with = "crate::model::value::present", skip_serializing_if = "Option::is_none")]
        pub responsibility: Option<Text>,
    }
}

keyword! {
    /// The kind of a role. · Loại vai trò.
    pub enum RoleKind ("loại vai trò", "the kind of role") {
        Applicant = "applicant" ("người yêu cầu", "applicant"),
        OneStop = "one-stop" ("công chức một cửa", "one-stop officer"),
        Officer = "officer" ("cán bộ, công chức chuyên môn", "specialist"),
        Head = "head" ("lãnh đạo phòng, bộ phận", "head of unit"),
        Leader = "leader" ("lãnh đạo cơ quan, đơn vị", "head of the organisation"),
        Clerk = "clerk" ("văn thư", "clerk"),
        Body = "body" ("hội đồng, tập thể", "council or panel"),
        Agency = "agency" ("cơ quan phối hợp", "outside agency"),
        System = "system" ("hệ thống", "software"),
    }
}

keyword! {
    /// The kind of a process. · Loại quá trình.
    pub enum ProcessKind ("loại quá trình", "the kind of process") {
        Management = "management" ("quá trình quản lý", "management process"),
        Core = "core" ("quá trình chính", "core process"),
        Support = "support" ("quá trình hỗ trợ", "support process"),
        Improvement = "improvement" ("đo lường, cải tiến", "measurement and improvement"),
    }
}

compared! {
    /// A process of the system: the procedures in it and the processes it feeds. · Quá trình.
    pub struct ProcessGroup {
        /// Name. · Tên gọi.
        pub id: Id,
        /// Title. · Tên quá trình.
        pub title: Text,
        /// Kind. · Loại.
        pub kind: ProcessKind,
        /// Procedures that make it up. · Các quy trình.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        pub procedures: Vec<DocumentCode>,
        /// Every procedure of these fields belongs to it. · Mọi quy trình thuộc các lĩnh vực này.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        pub fields: Vec<Id>,
        /// Processes that take what it gives. · Các quá trình nhận đầu ra.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        pub feeds: Vec<Feed>,
        /// Clauses it answers. · Điều khoản.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        pub clauses: Vec<Clause>,
        /// Outside basis. · Căn cứ.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        pub basis: Vec<Citation>,
    }
}

record! {
    /// What one process gives to another. · Đầu ra chuyển cho quá trình khác.
    pub struct Feed {
        /// Process that takes it. · Quá trình nhận.
        pub to: Id,
        /// What is given. · Nội dung chuyển giao.
        pub what: Text,
    }
}
