//! The title of a step says what is done.

use super::{Sort, Wrong, of_documents, of_procedure};
use crate::check::rule::{Basis, BuiltIn, Info, Look};
use crate::model::finding::Severity;
use crate::model::value::{Language, message};

pub(super) static RULE: BuiltIn = BuiltIn {
    info: Info {
        severity: Severity::Warning,
        demands: (
            "tên bước nói việc phải làm, bắt đầu bằng động từ",
            "the title of a step says what is done, beginning with a verb",
        ),
        why: (
            "Tên bước là mệnh lệnh cho người làm: “Kiểm tra hồ sơ”, không phải “Hồ sơ” hay “Việc kiểm tra hồ sơ”. \
             Tên bằng danh từ không nói ai phải làm gì.",
            "The title of a step is an order to whoever does it: “Examine the dossier”, not “The dossier” or \
             “Examination of the dossier”. A noun does not say what is to be done.",
        ),
        mend: ("Bắt đầu tên bước bằng động từ.", "Begin the title with a verb."),
        wrong: "steps: [{id: search, title: {vi: \"Công tác tra cứu sổ\", en: \"Examination of the registers\"}}]",
        right: "steps: [{id: search, title: {vi: \"Tra cứu sổ\", en: \"Examine the registers\"}}]",
        ..Info::new("text/verb", Basis::new("ISO 9001:2008", "4.2.3 e"))
    },
    look: Look::Both(|p, sink| of_procedure(p, sink, wrong), |l, sink| of_documents(l, sink, wrong)),
};

fn wrong(language: &Language, text: &str, sort: Sort) -> Option<Wrong> {
    if sort != Sort::Step {
        return None;
    }
    let lower = text.to_lowercase();
    let noun = match language {
        Language::Vi => vietnamese_noun(&lower),
        Language::En | Language::Und if text.is_ascii() => english_noun(&lower),
        _ => None,
    }?;
    Some(Wrong::said(message!(
        vi: "tên bước bắt đầu bằng danh từ “{noun}”: hãy bắt đầu bằng động từ",
        en: "the title of the step begins with the noun “{noun}”: begin with a verb"
    )))
}

/// A beginning that makes a noun of what follows, or a thing with nothing done to it.
fn vietnamese_noun(title: &str) -> Option<&str> {
    let makes_nouns = ["việc ", "công tác ", "quá trình ", "sự "];
    if let Some(noun) = makes_nouns.into_iter().find(|noun| title.starts_with(noun)) {
        return Some(noun.trim_end());
    }
    let things = ["hồ sơ", "giấy tờ", "biên bản", "kết quả", "danh sách", "thời gian", "văn bản", "phiếu"];
    let thing = things.into_iter().find(|thing| title.starts_with(thing))?;
    let rest = &title[thing.len()..];
    // “Hồ sơ được tiếp nhận” says what is done; a thing with only names behind it does not.
    let acts = [
        "được",
        "phải",
        "gửi",
        "nộp",
        "trả",
        "chuyển",
        "ký",
        "lập",
        "nhận",
        "kiểm",
        "xem",
        "xét",
        "duyệt",
        "lưu",
        "trình",
        "thẩm",
        "xác",
        "cấp",
        "thu",
        "hủy",
        "bổ sung",
        "đóng",
        "đến",
        "về",
        "ghi",
        "in ",
        "giao",
    ];
    (rest.is_empty() || rest.starts_with(' ')).then_some(thing).filter(|_| !acts.iter().any(|act| rest.contains(act)))
}

/// An article, or the noun made of a verb.
fn english_noun(title: &str) -> Option<&str> {
    let first = title.split(|c: char| !c.is_ascii_alphabetic() && c != '-').next()?;
    if matches!(first, "the" | "a" | "an") {
        return Some(title).filter(|_| title.len() > first.len());
    }
    // Verbs that look like such nouns.
    let verbs = [
        "mention",
        "question",
        "position",
        "commission",
        "caution",
        "function",
        "section",
        "station",
        "condition",
        "petition",
        "auction",
        "sanction",
        "partition",
        "requisition",
        "ration",
        "motion",
        "document",
        "comment",
        "supplement",
        "complement",
        "implement",
        "experiment",
        "segment",
        "augment",
        "cement",
        "lament",
        "torment",
        "ferment",
        "fragment",
        "compliment",
        "finance",
        "balance",
        "enhance",
        "advance",
        "distance",
        "reference",
        "sequence",
        "evidence",
        "influence",
        "experience",
        "audience",
        "licence",
        "commence",
        "silence",
        "fence",
    ];
    let made = ["ation", "ition", "ction", "ssion", "ption", "ment", "ance", "ence"];
    let is_made = made.iter().any(|end| first.len() > end.len() + 2 && first.ends_with(end))
        || matches!(first, "approval" | "submission" | "receipt");
    (is_made && !verbs.contains(&first)).then_some(first)
}
