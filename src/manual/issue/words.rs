//! The words of a revision row, in both languages.

use crate::manual::common::Desk;
use crate::model::definition::{
    Channel, Clock, FeeUnit, Gate, Level, Medium, Period, ProcedureDefinition, ProcessKind, RoleKind, SimplificationStatus,
    StepKind, UnitKind,
};
use crate::model::section::Section;
use crate::model::value::{Citation, Date, Duration, Id, Language, Message, Money, Scalar};

/// A part of a document that a change is in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    /// Cover and identity.
    Cover,
    /// A section of a procedure.
    Section(Section),
    /// A part of the quality manual.
    Part(u8),
}

impl Place {
    /// By the first keys of what changed.
    pub fn in_procedure(key: &str, below: &str) -> Self {
        Self::Section(match (key, below) {
            ("purpose", _) => Section::Purpose,
            ("scope", _) => Section::Scope,
            ("references" | "related", _) => Section::References,
            ("terms", _) => Section::Terms,
            ("service", "basis" | "conditions" | "applicants" | "agencies" | "results") => Section::LegalBasis,
            ("service", "dossier") => Section::Dossier,
            ("service", "time-limit") => Section::Time,
            ("service", "channels" | "publication" | "online") => Section::Place,
            ("service", "fees") => Section::Fees,
            ("service", _) => Section::Content,
            ("steps" | "interruptions" | "step-times", _) => Section::Work,
            ("records", _) => Section::Records,
            ("indicators", _) => Section::Indicators,
            ("review" | "simplifications", _) => Section::Simplification,
            _ => return Self::Cover,
        })
    }
    /// The numbers are those of the parts of the manual.
    pub fn in_manual(key: &str) -> Self {
        Self::Part(match key {
            "introduction" | "units" | "roles" | "fields" => 1,
            "scope" => 2,
            "exclusions" => 3,
            "processes" => 4,
            "policy" | "management-representative" => 6,
            "compliance-cost" => 10,
            _ => return Self::Cover,
        })
    }
    pub fn title(self, desk: &Desk, own: &Words) -> String {
        let w = desk.words;
        let title = match self {
            Self::Cover => own.identity,
            Self::Part(1) => own.organisation,
            Self::Part(2) => w.scope,
            Self::Part(3) => own.exclusions,
            Self::Part(4) => own.processes,
            Self::Part(6) => own.policy,
            Self::Part(_) => w.simplification,
            Self::Section(section) => match section {
                Section::Purpose => w.purpose,
                Section::Scope => w.scope,
                Section::References => w.references,
                Section::Terms => w.terms,
                Section::Content => w.content,
                Section::LegalBasis => w.legal_basis,
                Section::Dossier | Section::Sets => w.dossier,
                Section::Time => w.processing_time,
                Section::Place => w.place_of_receipt,
                Section::Fees => w.fees,
                Section::Work => w.work,
                Section::Flowchart => w.flowchart,
                Section::Forms => w.forms,
                Section::Records => w.records,
                Section::Indicators => w.indicators,
                Section::Simplification => w.simplification,
            },
        };
        title.to_owned()
    }
}

pub(super) struct Words {
    vi: bool,
    pub added: &'static str,
    pub removed: &'static str,
    pub changed: &'static str,
    pub moved: &'static str,
    pub moved_step: &'static str,
    pub behind: &'static str,
    pub to_front: &'static str,
    pub from: &'static str,
    pub into: &'static str,
    pub step: &'static str,
    pub step_letter: &'static str,
    pub of_before: &'static str,
    pub done_by: &'static str,
    pub changed_ways: &'static str,
    pub goes_to: &'static str,
    pub ends: &'static str,
    pub yes: &'static str,
    pub no: &'static str,
    pub section: &'static str,
    pub sections: &'static str,
    pub part: &'static str,
    pub parts: &'static str,
    pub cover: &'static str,
    identity: &'static str,
    organisation: &'static str,
    exclusions: &'static str,
    processes: &'static str,
    policy: &'static str,
}

static VI: Words = Words {
    vi: true,
    added: "bổ sung",
    removed: "bỏ",
    changed: "sửa",
    moved: "đổi thứ tự",
    moved_step: "chuyển",
    behind: "ra sau",
    to_front: "lên đầu",
    from: "từ",
    into: "thành",
    step: "bước",
    step_letter: "B",
    of_before: "của lần ban hành trước",
    done_by: "do",
    changed_ways: "sửa điều kiện chuyển bước",
    goes_to: "chuyển tiếp đến",
    ends: "kết thúc tại đây",
    yes: "có",
    no: "không",
    section: "mục",
    sections: "mục",
    part: "phần",
    parts: "phần",
    cover: "trang bìa",
    identity: "Thông tin chung",
    organisation: "Tổ chức, vai trò",
    exclusions: "Ngoại lệ áp dụng",
    processes: "Các quá trình",
    policy: "Chính sách, đại diện lãnh đạo",
};

static EN: Words = Words {
    vi: false,
    added: "added",
    removed: "removed",
    changed: "amended",
    moved: "changed the order of",
    moved_step: "moved",
    behind: "behind",
    to_front: "to the front",
    from: "from",
    into: "to",
    step: "step",
    step_letter: "S",
    of_before: "of the issue before",
    done_by: "done by",
    changed_ways: "conditions for going on amended",
    goes_to: "now goes to",
    ends: "now ends the work",
    yes: "yes",
    no: "no",
    section: "section",
    sections: "sections",
    part: "part",
    parts: "parts",
    cover: "cover",
    identity: "General information",
    organisation: "Organisation and roles",
    exclusions: "Exclusions",
    processes: "Processes",
    policy: "Policy and representative",
};

pub(super) fn words(language: &Language) -> &'static Words {
    if *language == Language::Vi { &VI } else { &EN }
}

/// What keys are called in a sentence; others by what the format says of them.
const LABELS: [(&str, &str, &str); 56] = [
    ("accountable", "người chịu trách nhiệm chính", "accountable role"),
    ("agencies", "cơ quan giải quyết", "agencies"),
    ("applicants", "đối tượng thực hiện", "applicants"),
    ("basis", "căn cứ", "basis"),
    ("certified-copy", "số bản sao chứng thực", "certified copies"),
    ("channel", "cách người nộp thực hiện", "channel"),
    ("clauses", "điều khoản được đáp ứng", "clauses"),
    ("clock", "cách tính thời hạn", "clock"),
    ("commitments", "cam kết", "commitment"),
    ("competence", "yêu cầu năng lực", "competence"),
    ("conditions", "yêu cầu, điều kiện", "condition"),
    ("consulted", "vai trò được lấy ý kiến", "role consulted"),
    ("control", "kiểm soát", "control"),
    ("copy", "số bản sao", "copies"),
    ("cut-off", "giờ chốt nhận hồ sơ", "cut-off hour"),
    ("effective", "ngày hiệu lực", "effective date"),
    ("exclusions", "ngoại lệ", "exclusion of clause"),
    ("feeds", "đầu ra", "output"),
    ("fees", "khoản thu", "fee"),
    ("field", "lĩnh vực", "field"),
    ("fields", "lĩnh vực", "field"),
    ("form", "biểu mẫu", "form"),
    ("function", "chức năng, nhiệm vụ", "function"),
    ("indicators", "chỉ số", "indicator"),
    ("informed", "vai trò được thông báo", "role informed"),
    ("instruction", "hướng dẫn công việc", "instruction"),
    ("introduction", "phần giới thiệu", "introduction"),
    ("items", "giấy tờ", "paper"),
    ("justification", "lý giải", "justification"),
    ("level", "cấp thực hiện", "level"),
    ("makes", "giấy tờ lập ra", "output"),
    ("management-representative", "đại diện lãnh đạo", "management representative"),
    ("note", "ghi chú", "note"),
    ("original", "số bản chính", "originals"),
    ("owner", "người chịu trách nhiệm về quy trình", "owner"),
    ("place", "địa điểm", "place"),
    ("procedures", "quy trình", "procedure"),
    ("processes", "quá trình", "process"),
    ("purpose", "nội dung", "the text"),
    ("records", "hồ sơ", "record"),
    ("references", "tài liệu viện dẫn", "reference"),
    ("related", "quy trình liên quan", "related procedure"),
    ("required-by", "quy định yêu cầu bước", "provision that demands the step"),
    ("responsibility", "trách nhiệm, quyền hạn", "responsibility"),
    ("results", "kết quả", "result"),
    ("retention", "thời gian lưu", "retention"),
    ("role", "người thực hiện", "doer"),
    ("roles", "vai trò", "role"),
    ("scope", "nội dung", "the text"),
    ("simplifications", "phương án", "simplification"),
    ("target", "chỉ tiêu", "target"),
    ("terms", "thuật ngữ", "term"),
    ("time", "thời gian", "time"),
    ("title", "tên", "title"),
    ("units", "đơn vị", "unit"),
    ("uses", "giấy tờ sử dụng", "paper used"),
];

impl Words {
    /// What a key is called in the middle of a sentence.
    pub fn label(&self, key: &str, documented: &Message) -> String {
        if let Some((_, vi, en)) = LABELS.iter().find(|(name, ..)| *name == key) {
            return (if self.vi { vi } else { en }).to_string();
        }
        let text = if self.vi { &documented.vi } else { &documented.en };
        let mut chars = text.chars();
        chars.next().map_or_else(String::new, |first| first.to_lowercase().chain(chars).collect())
    }
}

/// A word of a definition as a document says it: roles by their titles, steps by their numbers.
pub(super) fn word(desk: &Desk, procedure: Option<&ProcedureDefinition>, key: &str, text: &str) -> String {
    let id = || text.parse::<Id>().ok();
    let label = |found: Option<&'static str>| found.map_or_else(|| text.to_owned(), str::to_owned);
    let language = desk.language;
    macro_rules! keyword {
        ($type:ty) => {
            label(<$type as Scalar>::parse(text).ok().map(|word| word.label(language)))
        };
    }
    let found = match key {
        "role" | "owner" | "accountable" | "consulted" | "informed" | "keeper" | "authority" | "management-representative" => {
            id().map(|id| desk.role(&id))
        }
        "unit" | "decides" | "handles" | "assists" | "posted-at" | "in-person" | "post" | "parent" => {
            id().map(|id| desk.unit(&id))
        }
        "field" | "fields" => id().map(|id| desk.field(&id)),
        "to" | "during" | "shared-with" => procedure.and_then(|p| {
            let i = p.steps.iter().position(|step| step.id == *text)?;
            Some(super::step(words(language), &p.steps, i, language))
        }),
        "uses" | "makes" => procedure.zip(id()).map(|(p, id)| format!("“{}”", crate::manual::procedure::paper(desk, p, &id))),
        "references" | "basis" | "required-by" => {
            text.parse::<Citation>().ok().map(|citation| desk.cited([&citation]).join("; "))
        }
        "level" => Some(keyword!(Level)),
        "channel" => Some(keyword!(Channel)),
        "clock" => Some(keyword!(Clock)),
        "split" | "join" => Some(keyword!(Gate)),
        "medium" => Some(keyword!(Medium)),
        "period" => Some(keyword!(Period)),
        "status" => Some(keyword!(SimplificationStatus)),
        "per" => Some(keyword!(FeeUnit)),
        "kind" => [keyword!(StepKind), keyword!(UnitKind), keyword!(RoleKind), keyword!(ProcessKind)]
            .into_iter()
            .find(|label| label != text),
        _ => None,
    };
    let found =
        found.or_else(|| Money::parse(text).ok().filter(|_| matches!(key, "amount" | "cost")).map(|money| money.to(language)));
    let found = found.or_else(|| text.parse::<Date>().ok().map(|date| date.to(language)));
    let found = found.or_else(|| text.parse::<Duration>().ok().map(|time| desk.time(time)));
    found.unwrap_or_else(|| {
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        if text.contains(' ') || !text.is_ascii() { format!("“{text}”") } else { text }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_stand_in_order() {
        assert!(LABELS.windows(2).all(|pair| pair[0].0 < pair[1].0));
    }
}
