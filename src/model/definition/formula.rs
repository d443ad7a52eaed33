//! How an objective is counted: the one key under `measure:`, and what stands below it.

use super::evidence::{Grade, RecordKind, RecordState};
use super::objectives::Period;
use super::one_key::one_key;
use super::organisation::UnitKind;
use super::record;
use super::service::Level;
use super::simplification::SimplificationStatus;
use crate::model::value::{Count, Duration, Id, OneOrMany, keyword, shorthand};

keyword! {
    /// Which procedures are counted of all that the authority is competent for. · Thủ tục được tính vào tử số.
    pub enum ProcedureShare ("thủ tục được tính", "which procedures are counted") {
        OneStop = "one-stop" ("tiếp nhận và trả kết quả tại bộ phận một cửa", "received and returned at a one-stop unit"),
        JoinedUp = "joined-up" ("thực hiện liên thông", "joined up between agencies"),
        Published = "published" ("đủ nội dung, đã công bố, niêm yết và đăng tải", "complete, announced, posted and in the database"),
        Complete = "complete" ("đủ các bộ phận tạo thành", "complete in their parts"),
        Announced = "announced" ("đã được công bố bằng quyết định", "announced by decision"),
        Posted = "posted" ("đã niêm yết", "posted"),
        Database = "database" ("đã đăng trên cơ sở dữ liệu quốc gia", "in the national database"),
        Simplified = "simplified" ("đã được đơn giản hóa", "simplified"),
        ShorterLimit = "shorter-limit" ("phần thời hạn được rút ngắn", "the part of the limits that was taken off"),
        Online = "online" ("có dịch vụ công trực tuyến", "offered online"),
    }
}

/// A share of the procedures, computed from the definitions themselves. · Tỷ lệ thủ tục, tính từ chính bộ định nghĩa.
#[derive(Debug, Clone, PartialEq, serde::Deserialize, serde::Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(transform = crate::model::value::or_short::<ProcedureShare>, !remote))]
#[serde(remote = "Self", rename_all = "kebab-case", deny_unknown_fields)]
pub struct OfProcedures {
    /// Which are counted. · Thủ tục được tính.
    pub share: ProcedureShare,
    /// State from which simplifications count; approved where nothing is said. · Phương án được tính từ tình trạng này.
    #[serde(default, deserialize_with = "crate::model::value::present", skip_serializing_if = "Option::is_none")]
    pub status: Option<SimplificationStatus>,
    /// Level online from which services count; 3 where nothing is said. · Mức độ trực tuyến tối thiểu.
    #[serde(default, deserialize_with = "crate::model::value::present", skip_serializing_if = "Option::is_none")]
    pub online_level: Option<Count>,
}
shorthand!(OfProcedures, ProcedureShare, share);

keyword! {
    /// Which dossiers are counted. · Hồ sơ được tính vào tử số.
    pub enum DossierShare ("hồ sơ được tính", "which dossiers are counted") {
        OnTime = "on-time" ("giải quyết đúng hạn, trước hạn trong số đã giải quyết", "finished on time or early, of those finished"),
        WithinLimit = "within-limit" ("đúng hạn hoặc còn trong hạn trong số đã tiếp nhận", "finished on time or still within the limit, of those received"),
        Online = "online" ("nộp trực tuyến trong số đã tiếp nhận", "filed online, of those received"),
        FirstTimeRight = "first-time-right" ("không phải bổ sung trong số đã tiếp nhận", "without a supplement, of those received"),
    }
}

keyword! {
    /// Along what a figure is divided. · Chia số liệu theo.
    pub enum Part ("cách chia", "along what a figure is divided") {
        Field = "field" ("lĩnh vực", "field"),
        Procedure = "procedure" ("thủ tục", "procedure"),
        Unit = "unit" ("đơn vị", "unit"),
    }
}

/// A share of the dossiers. · Tỷ lệ hồ sơ.
#[derive(Debug, Clone, PartialEq, serde::Deserialize, serde::Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(transform = crate::model::value::or_short::<DossierShare>, !remote))]
#[serde(remote = "Self", rename_all = "kebab-case", deny_unknown_fields)]
pub struct OfDossiers {
    /// Which are counted. · Hồ sơ được tính.
    pub share: DossierShare,
    /// Only those of these fields. · Chỉ tính các lĩnh vực này.
    #[serde(default, skip_serializing_if = "<[_]>::is_empty")]
    pub fields: OneOrMany<Id>,
    /// All fields but these. · Mọi lĩnh vực trừ các lĩnh vực này.
    #[serde(default, skip_serializing_if = "<[_]>::is_empty")]
    pub except: OneOrMany<Id>,
    /// Only those of procedures offered online at this level or above; up to 3, a record that the service was deployed before the month says so too. · Chỉ tính thủ tục có dịch vụ công từ mức độ này.
    #[serde(default, deserialize_with = "crate::model::value::present", skip_serializing_if = "Option::is_none")]
    pub online_level: Option<Count>,
    /// Each part must reach the target by itself; the pooled figure is shown beside. · Từng phần phải đạt; số gộp chỉ để tham khảo.
    #[serde(default, deserialize_with = "crate::model::value::present", skip_serializing_if = "Option::is_none")]
    pub each: Option<Part>,
}
shorthand!(OfDossiers, DossierShare, share);

record! {
    /// Units, or what records register, that have all the records asked for. · Đơn vị hoặc đối tượng có đủ các hồ sơ phải có.
    pub struct OfSubjects {
        /// Units of the organisation. · Đơn vị của tổ chức.
        #[serde(default, deserialize_with = "crate::model::value::present", skip_serializing_if = "Option::is_none")]
        pub units: Option<UnitSet>,
        /// What these records register, by their `subject:`. · Đối tượng do các hồ sơ này ghi nhận (`subject:`).
        #[serde(default, deserialize_with = "crate::model::value::present", skip_serializing_if = "Option::is_none")]
        pub registered: Option<Needed>,
        /// Records that each must have, all of them. · Hồ sơ mỗi đối tượng phải có, đủ tất cả.
        pub having: OneOrMany<Needed>,
        /// Records that none may have. · Hồ sơ không được có.
        #[serde(default, skip_serializing_if = "<[_]>::is_empty")]
        pub without: OneOrMany<Needed>,
        /// Everything is asked for again in each of these parts of the year. · Phải có lại trong từng kỳ này của năm.
        #[serde(default, deserialize_with = "crate::model::value::present", skip_serializing_if = "Option::is_none")]
        pub each: Option<Period>,
    }
}

record! {
    /// Units: those of a kind and a level, and those named. · Tập hợp đơn vị.
    pub struct UnitSet {
        /// Those of these kinds. · Theo loại đơn vị.
        #[serde(default, skip_serializing_if = "<[_]>::is_empty")]
        pub kind: OneOrMany<UnitKind>,
        /// Only those of these levels. · Chỉ các cấp này.
        #[serde(default, skip_serializing_if = "<[_]>::is_empty")]
        pub level: OneOrMany<Level>,
        /// And these. · Và các đơn vị này.
        #[serde(default, skip_serializing_if = "<[_]>::is_empty")]
        pub named: OneOrMany<Id>,
        /// Without these. · Trừ các đơn vị này.
        #[serde(default, skip_serializing_if = "<[_]>::is_empty")]
        pub except: OneOrMany<Id>,
    }
}

impl UnitSet {
    /// The units of a library that are in it.
    pub(crate) fn units<'a>(&'a self, library: &'a crate::Library) -> impl Iterator<Item = &'a super::Unit> {
        let all = library.organisation().into_iter().flat_map(|o| &o.units);
        all.filter(|unit| {
            let of_kind = self.kind.contains(&unit.kind) || (self.kind.is_empty() && self.named.is_empty());
            let of_level = self.level.is_empty() || unit.level.is_some_and(|level| self.level.contains(&level));
            (self.named.contains(&unit.id) || (of_kind && of_level)) && !self.except.contains(&unit.id)
        })
    }
}

keyword! {
    /// When a record must be of. · Thời điểm của hồ sơ.
    pub enum When ("thời điểm của hồ sơ", "when a record must be of") {
        InPeriod = "in-period" ("trong kỳ", "within the period"),
        InForce = "in-force" ("còn hiệu lực đến cuối kỳ", "in force at the end of the period"),
        ByEnd = "by-end" ("đến hết kỳ", "by the end of the period"),
    }
}

/// Records that are asked for: their kind, or a mapping. · Hồ sơ phải có.
#[derive(Debug, Clone, PartialEq, serde::Deserialize, serde::Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(transform = crate::model::value::or_short::<RecordKind>, !remote))]
#[serde(remote = "Self", rename_all = "kebab-case", deny_unknown_fields)]
pub struct Needed {
    /// Kind. · Loại hồ sơ.
    pub kind: RecordKind,
    /// States that count; every state where nothing is said. · Tình trạng được tính.
    #[serde(default, skip_serializing_if = "<[_]>::is_empty")]
    pub state: OneOrMany<RecordState>,
    /// How grave it is. · Mức độ nghiêm trọng.
    #[serde(default, deserialize_with = "crate::model::value::present", skip_serializing_if = "Option::is_none")]
    pub grade: Option<Grade>,
    /// When it must be of; within the period where nothing is said. · Thời điểm.
    #[serde(default, deserialize_with = "crate::model::value::present", skip_serializing_if = "Option::is_none")]
    pub when: Option<When>,
    /// So long before the end of the period at the most. · Không quá bao lâu trước khi kết thúc kỳ.
    #[serde(default, deserialize_with = "crate::model::value::present", skip_serializing_if = "Option::is_none")]
    pub within: Option<Duration>,
    /// How many at the least; one where nothing is said. · Ít nhất bao nhiêu.
    #[serde(default, deserialize_with = "crate::model::value::present", skip_serializing_if = "Option::is_none")]
    pub at_least: Option<Count>,
}
shorthand!(Needed, RecordKind, kind);

record! {
    /// A sum of amounts over another one. · Tổng số này trên tổng số kia.
    pub struct OfAmounts {
        /// Kind of the records that hold the amounts. · Loại hồ sơ có số liệu.
        pub from: RecordKind,
        /// Names of the amounts that are added up above the line. · Tên các số ở tử số.
        pub of: OneOrMany<Id>,
        /// Names of the amounts that are added up below the line. · Tên các số ở mẫu số.
        pub over: OneOrMany<Id>,
        /// Names of the amounts that are taken off below the line. · Tên các số trừ khỏi mẫu số.
        #[serde(default, skip_serializing_if = "<[_]>::is_empty")]
        pub less: OneOrMany<Id>,
        /// States that count; every state where nothing is said. · Tình trạng được tính.
        #[serde(default, skip_serializing_if = "<[_]>::is_empty")]
        pub state: OneOrMany<RecordState>,
        /// Only the latest record of each unit counts: amounts that run on through the year. · Chỉ tính số lũy kế mới nhất của mỗi đơn vị.
        #[serde(default, skip_serializing_if = "super::is_no")]
        pub latest: bool,
    }
}

/// The share of answers of a survey that are satisfied. · Tỷ lệ câu trả lời hài lòng.
#[derive(Debug, Clone, PartialEq, serde::Deserialize, serde::Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(transform = crate::model::value::or_short::<RecordKind>, !remote))]
#[serde(remote = "Self", rename_all = "kebab-case", deny_unknown_fields)]
pub struct OfAnswers {
    /// Kind of the records that hold the answers. · Loại hồ sơ có câu trả lời.
    pub from: RecordKind,
    /// Only answers on this factor; on every factor where nothing is said. · Chỉ tính yếu tố này.
    #[serde(default, deserialize_with = "crate::model::value::present", skip_serializing_if = "Option::is_none")]
    pub factor: Option<Id>,
}
shorthand!(OfAnswers, RecordKind, from);

one_key! {
    /// How an objective is counted: a mapping with one key. · Cách tính một mục tiêu.
    Formula,
    expecting "a way of counting",
    description "How an objective is counted: a mapping with one key · Cách tính một mục tiêu",
    second ("one measure, one key: ", " is another way of counting");

    /// A share of the procedures, from the definitions. · Tỷ lệ thủ tục.
    Procedures(OfProcedures) = "procedures",
    /// A share of the dossiers. · Tỷ lệ hồ sơ.
    Dossiers(OfDossiers) = "dossiers",
    /// A share of units or of what is registered. · Tỷ lệ đơn vị, đối tượng.
    Subjects(OfSubjects) = "subjects",
    /// A sum over a sum. · Tổng trên tổng.
    Amounts(OfAmounts) = "amounts",
    /// A share of answers. · Tỷ lệ câu trả lời.
    Answers(OfAnswers) = "answers",
}
