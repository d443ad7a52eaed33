//! A section that a text refers to is one of the printed document.
//!
//! What is not certain is let pass: a section without parts may be that of a form, and a text that names an act, a form
//! or another document mostly means a section of it.

use crate::check::rule::{Basis, BuiltIn, Info, Look, Sink};
use crate::check::text::{each, in_language};
use crate::model::definition::{HouseStyle, ProcedureDefinition};
use crate::model::finding::{Path, Segment, Severity};
use crate::model::library::Procedure;
use crate::model::section::sections;
use crate::model::value::{Clause, Message, message};

pub(super) static RULE: BuiltIn = BuiltIn {
    info: Info {
        severity: Severity::Warning,
        demands: (
            "mục được dẫn chiếu trong văn bản phải có trong tài liệu của quy trình",
            "a section that a text refers to is one of the document",
        ),
        why: (
            "Tài liệu của quy trình có các mục cố định. Văn bản dẫn chiếu “mục 5.9” mà tài liệu không có mục đó thì \
             người đọc không biết tìm ở đâu; thường gặp khi chép từ tài liệu đánh số khác.",
            "The document of a procedure has fixed sections. A text that refers to a section 5.9 that is not there leaves \
             its reader searching: mostly it was copied from a document that is numbered otherwise.",
        ),
        mend: (
            "Sửa số mục, hoặc gọi mục bằng tên; nếu là mục của văn bản khác thì nêu tên văn bản ngay sau số mục.",
            "Mend the number, or call the section by its name; if it is one of another document, name that right behind the number.",
        ),
        wrong: "steps: [{id: search, instruction: {vi: \"Theo mục 5.9.\", en: \"Under section 5.9.\"}}]",
        right: "steps: [{id: search, instruction: {vi: \"Theo mục 5.2.\", en: \"Under section 5.2.\"}}]",
        whole: true,
        ..Info::new("data/section-reference", Basis::new("ISO 9001:2008", "4.2.3 b"))
    },
    look: Look::Procedure(look),
};

fn look(procedure: &Procedure, sink: &mut Sink) {
    let mut wrong = Vec::new();
    each(procedure, &mut |text, _, path| {
        for (language, text) in text.entries().filter(|(_, text)| text.bytes().any(|b| b.is_ascii_digit())) {
            let mut all = references(text).peekable();
            if all.peek().is_none() || speaks_of_elsewhere(&path()) {
                continue;
            }
            if let Some(message) = all.find_map(|reference| dangling(procedure, sink, text, &reference)) {
                wrong.push((in_language(path(), language), message));
            }
        }
    });
    for (path, message) in wrong {
        sink.add(procedure.source(), path, message);
    }
}

/// Whether a text speaks of an earlier issue, of a decision or of where a figure is from.
fn speaks_of_elsewhere(path: &Path) -> bool {
    let is = |segment: Option<&Segment>, keys: &[&str]| matches!(segment, Some(Segment::Key(key)) if keys.contains(&&**key));
    let segments = path.segments();
    is(segments.first(), &["revisions", "simplifications", "step-times"]) || is(segments.last(), &["source"])
}

/// What is wrong with a reference, if it is certain.
fn dangling(procedure: &Procedure, sink: &Sink, text: &str, reference: &Reference) -> Option<Message> {
    let own = procedure.definition();
    let of = owner(reference.after);
    let style = HouseStyle::of(sink.library());
    let missing = |p: &ProcedureDefinition| {
        let is_there = |number: &str| sections(p, style).iter().any(|section| section.number == number);
        reference.numbers.iter().copied().find(|number| !is_there(number))
    };
    let (number, p) = match of {
        Owner::This => (missing(own)?, own),
        Owner::Code(code) if code == procedure.code() => (missing(own)?, own),
        Owner::Code(code) => {
            let other = sink.library().procedure(code).filter(|other| other.is_intact())?.definition();
            (missing(other)?, other)
        }
        Owner::Unsaid => {
            let number = missing(own).filter(|number| number.contains('.') && !names_another(text, procedure.code()))?;
            // Where the work is that of the system, the standard may be meant.
            let is_clause = || Clause::all().any(|clause| clause.number() == number);
            (number, (own.service.is_some() || !is_clause()).then_some(own)?)
        }
        Owner::Other => return None,
    };
    let code = &p.procedure;
    let all: Vec<String> = sections(p, style).into_iter().map(|section| section.number).collect();
    if style != HouseStyle::Hanoi {
        let all = all.join(", ");
        return Some(message!(
            vi: "văn bản dẫn chiếu mục {number}, nhưng tài liệu in ra của {code} không có: các mục là {all}",
            en: "the text refers to section {number}, but the printed document of {code} has none: its sections are {all}"
        ));
    }
    let last = all.iter().rfind(|number| number.contains('.'))?;
    let content = last.split('.').next()?;
    Some(message!(
        vi: "văn bản dẫn chiếu mục {number}, nhưng tài liệu in ra của {code} không có: mục {content} có từ {content}.1 đến {last}, các mục khác không chia nhỏ",
        en: "the text refers to section {number}, but the printed document of {code} has none: section {content} has {content}.1 to {last}, the others have no parts"
    ))
}

/// A reference to sections: their numbers, and the text behind it.
struct Reference<'a> {
    numbers: Vec<&'a str>,
    after: &'a str,
}

/// The references to numbered sections in a text, of whatever they are.
fn references(text: &str) -> impl Iterator<Item = Reference<'_>> {
    // Lists, captions and categories are no sections: `danh mục 5`.
    const COMPOUNDS: [&str; 7] = ["danh", "hạng", "chuyên", "thư", "đề", "khoản", "đầu"];
    let words = ["mục ", "Mục ", "section ", "Section ", "sections ", "Sections "];
    words.into_iter().flat_map(move |word| {
        text.match_indices(word).filter_map(move |(at, _)| {
            let before = &text[..at];
            let is_alone = before.chars().next_back().is_none_or(|c| !c.is_alphanumeric());
            let previous = before.trim_end().rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or("").to_lowercase();
            if !is_alone || COMPOUNDS.contains(&&*previous) {
                return None;
            }
            let (first, mut after) = number(&text[at + word.len()..])?;
            let mut numbers = vec![first];
            while let Some((next, rest)) = following(after) {
                numbers.push(next);
                after = rest;
            }
            Some(Reference { numbers, after })
        })
    })
}

/// A number of a section at the beginning of a text, and the rest: of one or two figures each, `5`, `5.2`.
fn number(text: &str) -> Option<(&str, &str)> {
    let figures = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
    let mut end = figures(text);
    let mut is_short = (1..=2).contains(&end);
    while let Some(part) = text[end..].strip_prefix('.').map(figures).filter(|count| *count > 0) {
        is_short &= part <= 2;
        end += 1 + part;
    }
    let (number, rest) = text.split_at(end);
    (is_short && !rest.starts_with(char::is_alphanumeric)).then_some((number, rest))
}

/// A further number of a list, and the rest. One without parts may count what follows: `mục 5.2, 3 bản`.
fn following(text: &str) -> Option<(&str, &str)> {
    let between = [", ", " và ", " and ", " hoặc ", " or ", " đến ", " to ", "–", "-", " – ", " - "];
    let rest = between.into_iter().find_map(|between| text.strip_prefix(between))?;
    let rest = ["mục ", "section "].into_iter().find_map(|word| rest.strip_prefix(word)).unwrap_or(rest);
    number(rest).filter(|(number, _)| number.contains('.'))
}

/// Of what a section is one, as far as is said behind it.
enum Owner<'a> {
    /// Of the procedure that the text stands in.
    This,
    /// Of the procedure with a code.
    Code(&'a str),
    /// The reference ends, and nothing is said.
    Unsaid,
    /// Of something else, or of what is not certain.
    Other,
}

fn owner(after: &str) -> Owner<'_> {
    // Words behind which nothing says whose section it was.
    const ENDS: [&str; 27] = [
        "và", "hoặc", "thì", "để", "là", "này", "trên", "dưới", "nêu", "ở", "khi", "nếu", "trước", "sau", "cho", "phải", "được",
        "and", "or", "is", "are", "above", "below", "when", "if", "before", "after",
    ];
    let rest = after.trim_start();
    let of = rest.strip_prefix("của ").or_else(|| rest.strip_prefix("of "));
    let named = of.unwrap_or(rest);
    let this = ["quy trình này", "tài liệu này", "this procedure", "this document"];
    if this.iter().any(|this| named.starts_with(this)) {
        return Owner::This;
    }
    let named = ["quy trình ", "procedure "].into_iter().find_map(|word| named.strip_prefix(word)).unwrap_or(named);
    if let Some(code) = codes(named).next().filter(|code| named.starts_with(code)) {
        return Owner::Code(code);
    }
    let word = rest.split(|c: char| !c.is_alphanumeric()).next().unwrap_or("");
    let ends = if word.is_empty() { !rest.starts_with(['/', '-', '–', '§']) } else { ENDS.contains(&word) };
    if of.is_none() && ends { Owner::Unsaid } else { Owner::Other }
}

/// Whether a text names another document, of which it may mean a section: an act, a form, a report, a procedure.
fn names_another(text: &str, own: &str) -> bool {
    const VIETNAMESE: [&str; 39] = [
        "thông tư",
        "nghị định",
        "nghị quyết",
        "quyết định",
        "luật",
        "pháp lệnh",
        "chỉ thị",
        "công văn",
        "hiến pháp",
        "quy chế",
        "quy chuẩn",
        "tiêu chuẩn",
        "điều khoản",
        "phụ lục",
        "tờ khai",
        "bản khai",
        "khai",
        "điền",
        "mẫu",
        "đơn đề nghị",
        "đơn đăng ký",
        "đơn xin",
        "trong đơn",
        "của đơn",
        "vào đơn",
        "sổ tay",
        "kế hoạch",
        "đề án",
        "phương án",
        "hợp đồng",
        "điều lệ",
        "báo cáo",
        "thuyết minh",
        "biên bản",
        "tt",
        "nđ",
        "qđ",
        "nq",
        "tcvn",
    ];
    const ENGLISH: [&str; 29] = [
        "decree",
        "circular",
        "decision",
        "law",
        "act",
        "resolution",
        "ordinance",
        "directive",
        "letter",
        "constitution",
        "regulation",
        "regulations",
        "annex",
        "appendix",
        "form",
        "forms",
        "application",
        "declaration",
        "template",
        "standard",
        "iso",
        "clause",
        "manual",
        "plan",
        "report",
        "minutes",
        "contract",
        "scheme",
        "code",
    ];
    let words: Vec<String> =
        text.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).map(str::to_lowercase).collect();
    let spaced = format!(" {} ", words.join(" "));
    let is_named = VIETNAMESE.iter().chain(&ENGLISH).any(|name| spaced.contains(&format!(" {name} ")));
    // 15/2014/TT-BCA: the number of an act, whatever it is called.
    let bytes = text.as_bytes();
    let is_numbered = bytes.windows(3).any(|w| w[0].is_ascii_digit() && w[1] == b'/' && w[2].is_ascii_alphanumeric());
    is_named || is_numbered || codes(text).any(|code| code != own)
}

/// Words that look like codes of documents: capitals, hyphens, a number at the end.
fn codes(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric() && c != '-').filter(|word| {
        let is_code = word.starts_with(char::is_uppercase) && word.contains('-') && !word.contains(char::is_lowercase);
        is_code && word.ends_with(|c: char| c.is_ascii_digit())
    })
}
