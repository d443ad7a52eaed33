//! Simplifications: what is taken away, by whom decided, and what it is said to save.

use super::record;
use crate::model::value::{Citation, Clause, Count, Date, Duration, Id, Text, keyword};
use std::fmt;

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
        /// Clauses it touches and still meets. · Các điều khoản vẫn được đáp ứng.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        pub keeps: Vec<Clause>,
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
        /// What it is said to save; compared with what is computed. · Mức giảm được công bố, để đối chiếu.
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

/// One operation on a procedure: a mapping with one key. · Một thao tác trên quy trình.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum Operation {
    /// Takes a step or a paper away. · Bỏ một bước hoặc một giấy tờ.
    Eliminate(Eliminate),
    /// Makes several steps one. · Gộp nhiều bước thành một.
    Merge(Merge),
    /// Gives a step to another role. · Giao bước cho vai trò khác.
    Delegate(Reassign),
    /// Shortens a step. · Rút ngắn thời gian một bước.
    SetStepTime(SetTime),
    /// Sets the time limit. · Đặt lại thời hạn.
    SetTimeLimit(SetLimit),
}

record! {
    /// Takes a step or a paper away. · Bỏ một bước hoặc một giấy tờ.
    pub struct Eliminate {
        /// Step to take away. · Bước được bỏ.
        #[serde(default, deserialize_with = "crate::model::value::present", skip_serializing_if = "Option::is_none")]
        pub step: Option<Id>,
        /// Dossier item no longer asked for. · Giấy tờ không còn phải nộp.
        #[serde(default, deserialize_with = "crate::model::value::present", skip_serializing_if = "Option::is_none")]
        pub document: Option<Id>,
        /// Step that takes over the papers it made. · Bước lập thay các giấy tờ.
        #[serde(default, deserialize_with = "crate::model::value::present", skip_serializing_if = "Option::is_none")]
        pub records_to: Option<Id>,
    }
}

record! {
    /// Makes several steps one. · Gộp nhiều bước thành một.
    pub struct Merge {
        /// Steps to merge, in order. · Các bước được gộp, theo thứ tự.
        pub steps: Vec<Id>,
        /// Name of the step that remains; one of them or a new one. · Bước còn lại sau khi gộp.
        pub into: Id,
        /// Its title. · Tên bước sau khi gộp.
        #[serde(default, deserialize_with = "crate::model::value::present", skip_serializing_if = "Option::is_none")]
        pub title: Option<Text>,
        /// Its role. · Vai trò thực hiện.
        #[serde(default, deserialize_with = "crate::model::value::present", skip_serializing_if = "Option::is_none")]
        pub role: Option<Id>,
        /// Its time; the sum where nothing is said. · Thời gian; nếu không ghi thì là tổng.
        #[serde(default, deserialize_with = "crate::model::value::present", skip_serializing_if = "Option::is_none")]
        pub time: Option<Duration>,
    }
}

record! {
    /// Gives a step to another role. · Giao bước cho vai trò khác.
    pub struct Reassign {
        /// Step. · Bước.
        pub step: Id,
        /// Role that does it from now on. · Vai trò thực hiện từ nay.
        pub role: Id,
    }
}

record! {
    /// Shortens a step. · Rút ngắn thời gian một bước.
    pub struct SetTime {
        /// Step. · Bước.
        pub step: Id,
        /// Its time from now on. · Thời gian từ nay.
        pub time: Duration,
    }
}

record! {
    /// Sets the time limit. · Đặt lại thời hạn.
    pub struct SetLimit {
        /// Limit set by law from now on. · Thời hạn luật định từ nay.
        #[serde(default, deserialize_with = "crate::model::value::present", skip_serializing_if = "Option::is_none")]
        pub statutory: Option<Duration>,
        /// Limit the office commits itself to from now on. · Thời hạn cam kết từ nay.
        #[serde(default, deserialize_with = "crate::model::value::present", skip_serializing_if = "Option::is_none")]
        pub committed: Option<Duration>,
    }
}

record! {
    /// What a simplification is said to remove. · Mức giảm được công bố.
    pub struct Claims {
        /// Steps removed. · Số bước giảm.
        #[serde(default, deserialize_with = "crate::model::value::present", skip_serializing_if = "Option::is_none")]
        pub steps: Option<Count>,
        /// Hand-offs removed. · Số lần chuyển giao giảm.
        #[serde(default, deserialize_with = "crate::model::value::present", skip_serializing_if = "Option::is_none")]
        pub hand_offs: Option<Count>,
        /// Papers no longer asked for. · Số giấy tờ giảm.
        #[serde(default, deserialize_with = "crate::model::value::present", skip_serializing_if = "Option::is_none")]
        pub documents: Option<Count>,
        /// Time by which the limit becomes shorter. · Thời hạn được rút ngắn.
        #[serde(default, deserialize_with = "crate::model::value::present", skip_serializing_if = "Option::is_none")]
        pub time_limit: Option<Duration>,
    }
}

impl Operation {
    const KEYS: [&'static str; 5] = ["eliminate", "merge", "delegate", "set-step-time", "set-time-limit"];

    /// The key it is written under.
    #[must_use]
    pub const fn key(&self) -> &'static str {
        match self {
            Self::Eliminate(_) => Self::KEYS[0],
            Self::Merge(_) => Self::KEYS[1],
            Self::Delegate(_) => Self::KEYS[2],
            Self::SetStepTime(_) => Self::KEYS[3],
            Self::SetTimeLimit(_) => Self::KEYS[4],
        }
    }
}

impl<'de> serde::Deserialize<'de> for Operation {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Key(&'static str);
        impl<'de> serde::Deserialize<'de> for Key {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                struct V;
                impl serde::de::Visitor<'_> for V {
                    type Value = Key;
                    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                        f.write_str("an operation")
                    }
                    fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<Key, E> {
                        if text == crate::model::value::PLACEHOLDER {
                            return Ok(Key(Operation::KEYS[0]));
                        }
                        let known = Operation::KEYS.into_iter().find(|k| *k == text);
                        known.map(Key).ok_or_else(|| E::unknown_field(text, &Operation::KEYS))
                    }
                }
                deserializer.deserialize_identifier(V)
            }
        }
        struct V;
        impl<'de> serde::de::Visitor<'de> for V {
            type Value = Operation;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "a mapping with one of the keys {}", Operation::KEYS.join(", "))
            }
            fn visit_map<A: serde::de::MapAccess<'de>>(self, mut map: A) -> Result<Operation, A::Error> {
                use serde::de::Error;
                let Some(Key(key)) = map.next_key()? else {
                    return Err(A::Error::custom("an empty mapping says nothing"));
                };
                let operation = match key {
                    "eliminate" => Operation::Eliminate(map.next_value()?),
                    "merge" => Operation::Merge(map.next_value()?),
                    "delegate" => Operation::Delegate(map.next_value()?),
                    "set-step-time" => Operation::SetStepTime(map.next_value()?),
                    _ => Operation::SetTimeLimit(map.next_value()?),
                };
                if let Some(Key(second)) = map.next_key()? {
                    return Err(A::Error::custom(format_args!(
                        "one operation, one key: `{second}` belongs in an item of its own"
                    )));
                }
                Ok(operation)
            }
        }
        deserializer.deserialize_map(V)
    }
}

impl serde::Serialize for Operation {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        use serde::ser::SerializeMap;
        let mut map = serializer.serialize_map(Some(1))?;
        match self {
            Self::Eliminate(x) => map.serialize_entry(self.key(), x)?,
            Self::Merge(x) => map.serialize_entry(self.key(), x)?,
            Self::Delegate(x) => map.serialize_entry(self.key(), x)?,
            Self::SetStepTime(x) => map.serialize_entry(self.key(), x)?,
            Self::SetTimeLimit(x) => map.serialize_entry(self.key(), x)?,
        }
        map.end()
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for Operation {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Operation".into()
    }
    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({
            "description": "One operation on the procedure: a mapping with one key · Một thao tác trên quy trình",
            "type": "object",
            "properties": {
                "eliminate": generator.subschema_for::<Eliminate>(),
                "merge": generator.subschema_for::<Merge>(),
                "delegate": generator.subschema_for::<Reassign>(),
                "set-step-time": generator.subschema_for::<SetTime>(),
                "set-time-limit": generator.subschema_for::<SetLimit>(),
            },
            "additionalProperties": false,
            "minProperties": 1,
            "maxProperties": 1
        })
    }
}
