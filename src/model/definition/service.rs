//! What makes a procedure an administrative one: the constituent parts of Decree 63/2010, Art. 8(2).

use super::parts::compared;
use super::{is_yes, record, yes};
use crate::model::value::{
    Citation, ClockTime, Count, Date, Declared, Duration, FormCode, Id, Language, Money, OneOrMany, ServiceCode, Text, WorkSpan,
    Year, keyword,
};

compared! {
    /// An administrative procedure (Decree 63/2010, Art. 8(2)). · Thủ tục hành chính.
    pub struct Service {
        /// Code in the national database, in quotes. · Mã thủ tục trong cơ sở dữ liệu quốc gia.
        #[serde(default, deserialize_with = "crate::model::value::present", skip_serializing_if = "Option::is_none")]
        pub code: Option<ServiceCode>,
        /// The code was the one in force at the date of the procedure. · Mã đúng tại thời điểm của quy trình.
        #[serde(default = "yes", skip_serializing_if = "is_yes")]
        pub code_verified: bool,
        /// Who may apply (Art. 8(2) e). · Đối tượng thực hiện.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        pub applicants: Vec<Applicant>,
        /// Ways to submit and receive (Art. 8(2) c). · Cách thức thực hiện.
        #[serde(default, deserialize_with = "crate::model::value::present", skip_serializing_if = "Option::is_none")]
        pub channels: Option<Channels>,
        /// Who decides, handles and assists (Art. 8(2) g). · Cơ quan giải quyết.
        #[serde(default, deserialize_with = "crate::model::value::present", skip_serializing_if = "Option::is_none")]
        pub agencies: Option<Agencies>,
        /// Papers to hand in or to show (Art. 8(2) d). · Thành phần, số lượng hồ sơ.
        #[serde(default, deserialize_with = "crate::model::value::present", skip_serializing_if = "Option::is_none")]
        pub dossier: Option<Dossier>,
        /// Time limit (Art. 8(2) đ). · Thời hạn giải quyết.
        #[serde(default, deserialize_with = "crate::model::value::present", skip_serializing_if = "Option::is_none")]
        pub time_limit: Option<TimeLimit>,
        /// Fees and charges, or `none` (Art. 8(2) h). · Phí, lệ phí, hoặc `none`.
        #[serde(default, deserialize_with = "crate::model::value::present", skip_serializing_if = "Option::is_none")]
        pub fees: Option<Declared<Fee>>,
        /// Requirements and conditions, or `none` (Art. 8(2) h). · Yêu cầu, điều kiện, hoặc `none`.
        #[serde(default, deserialize_with = "crate::model::value::present", skip_serializing_if = "Option::is_none")]
        pub conditions: Option<Declared<Condition>>,
        /// What the applicant receives, or `none` (Art. 8(2) h). · Kết quả thực hiện, hoặc `none`.
        #[serde(default, deserialize_with = "crate::model::value::present", skip_serializing_if = "Option::is_none")]
        pub results: Option<Declared<ServiceResult>>,
        /// Legal basis. · Căn cứ pháp lý.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        pub basis: Vec<Citation>,
        /// How it is made public (Arts. 13 to 17). · Công bố, công khai.
        #[serde(default, deserialize_with = "crate::model::value::present", skip_serializing_if = "Option::is_none")]
        pub publication: Option<Publication>,
        /// How many dossiers are handled. · Số lượng hồ sơ.
        #[serde(default, deserialize_with = "crate::model::value::present", skip_serializing_if = "Option::is_none")]
        pub volume: Option<Volume>,
        /// Remark for the reader. · Ghi chú.
        #[serde(default, deserialize_with = "crate::model::value::present", skip_serializing_if = "Option::is_none")]
        pub note: Option<Text>,
    }
}

compared! {
    /// How many dossiers are handled in a year. · Số lượng hồ sơ trong một năm.
    pub struct Volume {
        /// Dossiers a year. · Số hồ sơ mỗi năm.
        pub per_year: Count,
        /// Year that was counted. · Năm thống kê.
        #[serde(default, deserialize_with = "crate::model::value::present", skip_serializing_if = "Option::is_none")]
        pub year: Option<Year>,
        /// No office counted them. · Chỉ để minh họa.
        #[serde(default, skip_serializing_if = "super::is_no")]
        pub illustrative: bool,
        /// Where the number comes from. · Nguồn.
        #[serde(default, deserialize_with = "crate::model::value::present", skip_serializing_if = "Option::is_none")]
        pub source: Option<Text>,
    }
}

keyword! {
    /// How an applicant deals with the office. · Cách người nộp liên hệ với cơ quan.
    pub enum Channel ("cách thực hiện", "how the applicant deals with the office") {
        InPerson = "in-person" ("trực tiếp", "in person"),
        Post = "post" ("qua bưu chính", "by post"),
        Online = "online" ("trực tuyến", "online"),
    }
}

keyword! {
    /// The level of government that performs a procedure. · Cấp thực hiện.
    pub enum Level ("cấp thực hiện", "the level of government") {
        Ward = "ward" ("cấp phường", "ward"),
        District = "district" ("cấp quận", "district"),
        City = "city" ("cấp thành phố", "city"),
        Ministry = "ministry" ("cấp bộ", "ministry"),
    }
}

keyword! {
    /// Who may apply. · Đối tượng thực hiện.
    pub enum Applicant ("đối tượng thực hiện", "who may apply") {
        Citizen = "citizen" ("cá nhân", "individuals"),
        Household = "household" ("hộ gia đình", "households"),
        Business = "business" ("doanh nghiệp, hộ kinh doanh", "businesses"),
        Organisation = "organisation" ("tổ chức", "organisations"),
        Foreigner = "foreigner" ("người nước ngoài", "foreign nationals"),
        Agency = "agency" ("cơ quan nhà nước", "state agencies"),
    }
}

compared! {
    /// Ways to submit and to receive the result. · Cách thức thực hiện.
    pub struct Channels {
        /// Unit at whose counter one submits. · Nộp trực tiếp tại.
        #[serde(default, deserialize_with = "crate::model::value::present", skip_serializing_if = "Option::is_none")]
        pub in_person: Option<Id>,
        /// Who carries it by post. · Nộp qua dịch vụ bưu chính.
        #[serde(default, deserialize_with = "crate::model::value::present", skip_serializing_if = "Option::is_none")]
        pub post: Option<Id>,
        /// Online service. · Dịch vụ công trực tuyến.
        #[serde(default, deserialize_with = "crate::model::value::present", skip_serializing_if = "Option::is_none")]
        pub online: Option<Online>,
    }
}

record! {
    /// An online public service (Decree 43/2011, Art. 3(4)). · Dịch vụ công trực tuyến.
    pub struct Online {
        /// Level, 1 to 4. · Mức độ, từ 1 đến 4.
        pub level: Count,
        /// Portal. · Cổng dịch vụ.
        #[serde(default, deserialize_with = "crate::model::value::present", skip_serializing_if = "Option::is_none")]
        pub portal: Option<Text>,
    }
}

compared! {
    /// Who decides, handles and assists. · Cơ quan giải quyết.
    pub struct Agencies {
        /// Unit that decides. · Cơ quan có thẩm quyền quyết định.
        pub decides: Id,
        /// Unit, or units, that handle the dossier. · Cơ quan trực tiếp thực hiện.
        #[serde(default, skip_serializing_if = "<[_]>::is_empty")]
        pub handles: OneOrMany<Id>,
        /// Units that assist. · Cơ quan phối hợp.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        pub assists: Vec<Id>,
    }
}

compared! {
    /// The papers of an application. · Hồ sơ.
    pub struct Dossier {
        /// Number of sets. · Số bộ hồ sơ.
        pub sets: Count,
        /// Papers. · Thành phần hồ sơ.
        pub items: Vec<DossierItem>,
    }
}

compared! {
    /// One paper of the dossier. · Một thành phần hồ sơ.
    pub struct DossierItem {
        /// Name, unique in the procedure. · Tên gọi trong quy trình.
        pub id: Id,
        /// Title. · Tên giấy tờ.
        pub title: Text,
        /// Form it is made on; several where the case decides. · Mẫu đơn, tờ khai.
        #[serde(default, skip_serializing_if = "<[_]>::is_empty")]
        pub form: OneOrMany<FormCode>,
        /// Number of originals. · Số bản chính.
        #[serde(default, deserialize_with = "crate::model::value::present", skip_serializing_if = "Option::is_none")]
        pub original: Option<Count>,
        /// Number of plain copies. · Số bản sao (bản chụp).
        #[serde(default, deserialize_with = "crate::model::value::present", skip_serializing_if = "Option::is_none")]
        pub copy: Option<Count>,
        /// Number of certified copies. · Số bản sao có chứng thực.
        #[serde(default, deserialize_with = "crate::model::value::present", skip_serializing_if = "Option::is_none")]
        pub certified_copy: Option<Count>,
        /// Shown, not handed in. · Giấy tờ xuất trình, không phải nộp.
        #[serde(default, deserialize_with = "crate::model::value::present", skip_serializing_if = "Option::is_none")]
        pub present: Option<bool>,
        /// Case in which it is needed; always where nothing is said. · Trường hợp phải nộp.
        #[serde(default, deserialize_with = "crate::model::value::present", skip_serializing_if = "Option::is_none")]
        pub when: Option<Text>,
        /// Time the applicant needs to obtain or write it. · Thời gian người nộp chuẩn bị.
        #[serde(default, deserialize_with = "crate::model::value::present", skip_serializing_if = "Option::is_none")]
        pub work: Option<Duration>,
        /// What the applicant pays to obtain it. · Chi phí để có giấy tờ.
        #[serde(default, deserialize_with = "crate::model::value::present", skip_serializing_if = "Option::is_none")]
        pub cost: Option<Money>,
        /// The law that asks for it (Art. 18(6)). · Căn cứ yêu cầu giấy tờ.
        #[serde(default, skip_serializing_if = "<[_]>::is_empty")]
        pub basis: OneOrMany<Citation>,
        /// Whether the demand was read in that law. · Đã đối chiếu với căn cứ.
        #[serde(default = "yes", skip_serializing_if = "is_yes")]
        pub verified: bool,
    }
}

impl DossierItem {
    /// The number of pieces of paper asked for: originals and copies of both kinds.
    #[must_use]
    pub fn pieces(&self) -> u32 {
        [self.original, self.copy, self.certified_copy].into_iter().flatten().fold(0, |sum, n| n.0.saturating_add(sum))
    }
}

compared! {
    /// How long the agency may take. · Thời hạn giải quyết.
    pub struct TimeLimit {
        /// Limit set by law; left out where the law sets only the limits of its parts. · Thời hạn theo luật định.
        #[serde(default, deserialize_with = "crate::model::value::present", skip_serializing_if = "Option::is_none")]
        pub statutory: Option<Duration>,
        /// Limits the law sets for each agency, one after the other. · Thời hạn của từng cơ quan, nối tiếp nhau.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        pub parts: Vec<LimitPart>,
        /// Limit the office commits itself to, if shorter. · Thời hạn cơ quan cam kết.
        #[serde(default, deserialize_with = "crate::model::value::present", skip_serializing_if = "Option::is_none")]
        pub committed: Option<Duration>,
        /// Hour after which an application counts from the next working day. · Giờ chốt nhận hồ sơ trong ngày.
        #[serde(default, deserialize_with = "crate::model::value::present", skip_serializing_if = "Option::is_none")]
        pub cut_off: Option<ClockTime>,
        /// When the limit may be longer. · Trường hợp được kéo dài.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        pub extensions: Vec<Extension>,
        /// Time that does not count. · Thời gian không tính vào thời hạn.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        pub excludes: Vec<Text>,
        /// The law that sets it. · Căn cứ.
        #[serde(default, skip_serializing_if = "<[_]>::is_empty")]
        pub basis: OneOrMany<Citation>,
        /// The limit was read in its source. · Đã đối chiếu với nguồn.
        #[serde(default = "yes", skip_serializing_if = "is_yes")]
        pub verified: bool,
        /// Remark for the reader. · Ghi chú.
        #[serde(default, deserialize_with = "crate::model::value::present", skip_serializing_if = "Option::is_none")]
        pub note: Option<Text>,
    }
}

impl TimeLimit {
    /// The limit set by law: the whole, or else the sum of its parts.
    #[must_use]
    pub fn by_law(&self) -> WorkSpan {
        self.statutory.map_or_else(|| self.parts.iter().fold(WorkSpan::ZERO, |sum, part| sum + part.limit.span()), Duration::span)
    }
    /// The limit an applicant is promised: the committed one, or else the one set by law.
    #[must_use]
    pub fn published(&self) -> WorkSpan {
        self.committed.map_or_else(|| self.by_law(), Duration::span)
    }
    /// The promised limit as a document prints it.
    #[must_use]
    pub fn to(&self, language: &Language) -> String {
        self.committed.or(self.statutory).map_or_else(|| self.by_law().to(language), |limit| limit.to(language))
    }
}

compared! {
    /// The part of a limit that one agency has. · Thời hạn của một cơ quan.
    pub struct LimitPart {
        /// Unit that has it. · Đơn vị.
        pub unit: Id,
        /// What it does in that time. · Nội dung công việc.
        pub what: Text,
        /// How long. · Bao lâu.
        pub limit: Duration,
        /// The law that sets it. · Căn cứ.
        #[serde(default, skip_serializing_if = "<[_]>::is_empty")]
        pub basis: OneOrMany<Citation>,
        /// The limit was read in its source. · Đã đối chiếu với nguồn.
        #[serde(default = "yes", skip_serializing_if = "is_yes")]
        pub verified: bool,
    }
}

compared! {
    /// A case in which the limit is longer. · Trường hợp được kéo dài thời hạn.
    pub struct Extension {
        /// In which case. · Trường hợp.
        pub when: Text,
        /// By how much. · Thêm bao lâu.
        #[serde(default, deserialize_with = "crate::model::value::present", skip_serializing_if = "Option::is_none")]
        pub by: Option<Duration>,
        /// To how much in all. · Tổng cộng tối đa.
        #[serde(default, deserialize_with = "crate::model::value::present", skip_serializing_if = "Option::is_none")]
        pub total: Option<Duration>,
        /// The law that allows it. · Căn cứ.
        #[serde(default, skip_serializing_if = "<[_]>::is_empty")]
        pub basis: OneOrMany<Citation>,
        /// The extension was read in its source. · Đã đối chiếu với nguồn.
        #[serde(default = "yes", skip_serializing_if = "is_yes")]
        pub verified: bool,
    }
}

keyword! {
    /// What a fee is paid for. · Đơn vị tính phí.
    pub enum FeeUnit ("đơn vị tính phí", "what the fee is paid for") {
        Case = "case" ("trường hợp", "case"),
        Copy = "copy" ("bản", "copy"),
        Page = "page" ("trang", "page"),
        Paper = "paper" ("giấy", "paper"),
    }
}

compared! {
    /// A fee or charge. · Một khoản phí, lệ phí.
    pub struct Fee {
        /// What it is paid for. · Tên phí, lệ phí.
        pub title: Text,
        /// Amount, in VND; left out where an authority sets it and it is not known. · Mức thu.
        #[serde(default, deserialize_with = "crate::model::value::present", skip_serializing_if = "Option::is_none")]
        pub amount: Option<Money>,
        /// For each case, copy or page. · Tính theo.
        #[serde(default, deserialize_with = "crate::model::value::present", skip_serializing_if = "Option::is_none")]
        pub per: Option<FeeUnit>,
        /// In which case. · Trường hợp thu.
        #[serde(default, deserialize_with = "crate::model::value::present", skip_serializing_if = "Option::is_none")]
        pub when: Option<Text>,
        /// The act that sets it. · Văn bản quy định.
        #[serde(default, skip_serializing_if = "<[_]>::is_empty")]
        pub basis: OneOrMany<Citation>,
        /// The amount was read in its source. · Đã đối chiếu với nguồn.
        #[serde(default = "yes", skip_serializing_if = "is_yes")]
        pub verified: bool,
    }
}

/// A requirement or condition. · Yêu cầu, điều kiện.
#[derive(Debug, Clone, PartialEq, serde::Deserialize, serde::Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Condition {
    /// Name, where something refers to it. · Tên gọi.
    #[serde(default, deserialize_with = "crate::model::value::present", skip_serializing_if = "Option::is_none")]
    pub id: Option<Id>,
    /// The condition. · Nội dung.
    pub text: Text,
    /// The law that sets it. · Căn cứ.
    #[serde(default, skip_serializing_if = "<[_]>::is_empty")]
    pub basis: OneOrMany<Citation>,
    /// The condition was read in its source. · Đã đối chiếu với nguồn.
    #[serde(default = "yes", skip_serializing_if = "is_yes")]
    pub verified: bool,
}

compared! {
    /// What the applicant receives. · Kết quả thực hiện.
    pub struct ServiceResult {
        /// Name, unique in the procedure. · Tên gọi trong quy trình.
        pub id: Id,
        /// Title. · Tên kết quả.
        pub title: Text,
        /// Form it is made on. · Mã biểu mẫu.
        #[serde(default, deserialize_with = "crate::model::value::present", skip_serializing_if = "Option::is_none")]
        pub form: Option<FormCode>,
        /// Number of originals handed out. · Số bản chính được cấp.
        #[serde(default, deserialize_with = "crate::model::value::present", skip_serializing_if = "Option::is_none")]
        pub original: Option<Count>,
        /// Unit that gives it, where it is not the one that decides. · Cơ quan cấp kết quả.
        #[serde(default, deserialize_with = "crate::model::value::present", skip_serializing_if = "Option::is_none")]
        pub by: Option<Id>,
        /// Its own time limit, in a joined-up procedure. · Thời hạn riêng của kết quả.
        #[serde(default, deserialize_with = "crate::model::value::present", skip_serializing_if = "Option::is_none")]
        pub within: Option<Duration>,
        /// Step whose beginning starts that limit; receipt where nothing is said. · Bước bắt đầu tính thời hạn riêng.
        #[serde(default, deserialize_with = "crate::model::value::present", skip_serializing_if = "Option::is_none")]
        pub from: Option<Id>,
        /// How long it is valid. · Thời hạn hiệu lực của kết quả.
        #[serde(default, deserialize_with = "crate::model::value::present", skip_serializing_if = "Option::is_none")]
        pub validity: Option<Duration>,
        /// The law that names it. · Căn cứ.
        #[serde(default, skip_serializing_if = "<[_]>::is_empty")]
        pub basis: OneOrMany<Citation>,
        /// The result was read in its source. · Đã đối chiếu với nguồn.
        #[serde(default = "yes", skip_serializing_if = "is_yes")]
        pub verified: bool,
    }
}

compared! {
    /// How a procedure is made public. · Công bố, công khai.
    pub struct Publication {
        /// Decision that publishes it. · Quyết định công bố.
        #[serde(default, deserialize_with = "crate::model::value::present", skip_serializing_if = "Option::is_none")]
        pub decision: Option<Citation>,
        /// Units where it is posted. · Niêm yết tại.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        pub posted_at: Vec<Id>,
        /// It stands in the national database. · Đã có trong cơ sở dữ liệu quốc gia.
        #[serde(default, deserialize_with = "crate::model::value::present", skip_serializing_if = "Option::is_none")]
        pub database: Option<bool>,
        /// It stands on the portals. · Đã đăng trên cổng thông tin.
        #[serde(default, deserialize_with = "crate::model::value::present", skip_serializing_if = "Option::is_none")]
        pub portal: Option<bool>,
        /// Date. · Ngày công khai.
        #[serde(default, deserialize_with = "crate::model::value::present", skip_serializing_if = "Option::is_none")]
        pub date: Option<Date>,
        /// Whether this was confirmed. · Đã đối chiếu.
        #[serde(default = "yes", skip_serializing_if = "is_yes")]
        pub verified: bool,
    }
}
