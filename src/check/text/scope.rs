//! The title, the purpose and the scope speak of the same procedure, as far as it is joined up with others.
//!
//! Whether a title fits what follows is for a reader. Certain is only what contradicts it word for word, and a procedure that is
//! called joined up and has nothing to join.

use super::in_language;
use crate::check::rule::{Basis, BuiltIn, Info, Look, Sink};
use crate::check::service::{intact, own};
use crate::model::finding::{Path, Severity};
use crate::model::library::Procedure;
use crate::model::value::{Id, Language, message};

pub(super) static RULE: BuiltIn = BuiltIn {
    info: Info {
        severity: Severity::Warning,
        demands: (
            "tên, mục đích, phạm vi cùng nói về một thủ tục: liên thông hay thông thường",
            "title, purpose and scope speak of the same procedure: joined up or ordinary",
        ),
        why: (
            "Tên ghi “liên thông” mà mục đích, phạm vi ghi “thông thường” thì người đọc không biết quy trình áp dụng cho thủ \
             tục nào; thường do chép từ quy trình khác.",
            "A title that says joined up over a scope that says ordinary leaves the reader in doubt which procedure it is: \
             mostly it was copied from another one.",
        ),
        mend: (
            "Sửa tên hoặc phạm vi; nếu là thủ tục liên thông thì nêu kết quả và cơ quan của từng thủ tục.",
            "Mend the title or the scope; of a joined-up procedure name the results and the agencies of all its parts.",
        ),
        wrong: "title: {vi: Liên thông đăng ký khai sinh và cấp thẻ, en: Joined-up birth registration and card}
scope: {vi: Áp dụng khi đăng ký khai sinh thông thường., en: Covers ordinary birth registration.}",
        right: "title: {vi: Đăng ký khai sinh, en: Birth registration}
scope: {vi: Áp dụng khi đăng ký khai sinh thông thường., en: Covers ordinary birth registration.}",
        whole: true,
        ..Info::new("text/scope", Basis::new("ISO 9001:2008", "4.2.3 e"))
    },
    look: Look::Procedure(look),
};

fn look(procedure: &Procedure, sink: &mut Sink) {
    let p = procedure.definition();
    let title_at = |language: &Language| in_language(Path::root().key("title"), language);
    let before = sink.findings.len();
    for (language, title) in p.title.entries() {
        for (key, text) in [("purpose", &p.purpose), ("scope", &p.scope)] {
            let Some(text) = text.as_ref().and_then(|text| text.get(language)) else { continue };
            let message = match contradiction(title, text) {
                Some(Kind::Ordinary) => message!(
                    vi: "tên ghi thủ tục liên thông, nhưng ở đây ghi thủ tục thông thường",
                    en: "the title says joined up, but this says ordinary"
                ),
                Some(Kind::JoinedUp) => message!(
                    vi: "tên ghi thủ tục thông thường, nhưng ở đây ghi thủ tục liên thông",
                    en: "the title says ordinary, but this says joined up"
                ),
                None => continue,
            };
            let finding = sink.add(procedure.source(), in_language(Path::root().key(key), language), message);
            finding.relate(procedure.source(), title_at(language), message!(vi: "tên", en: "the title"));
        }
    }
    if sink.findings.len() > before {
        return;
    }
    if let Some((language, _)) = p.title.entries().find(|(_, title)| is_joined_up(&words(title))).filter(|_| is_single(procedure))
    {
        let message = message!(
            vi: "tên ghi thủ tục liên thông, nhưng chỉ có một kết quả và một cơ quan giải quyết",
            en: "the title says joined up, but there is one result and one agency only"
        );
        let results = Path::root().key("service").key("results").index(0).key("id");
        let finding = sink.add(procedure.source(), title_at(language), message);
        finding.relate(procedure.source(), results, message!(vi: "kết quả duy nhất", en: "the only result"));
    }
}

/// What a text says that its title contradicts.
enum Kind {
    Ordinary,
    JoinedUp,
}

fn contradiction(title: &str, text: &str) -> Option<Kind> {
    // Whoever says what is left out, or what is different, may name the other kind.
    const APART: [&str; 12] =
        ["không", "trừ", "khác", "ngoài", "riêng", "thay", "not", "no", "except", "other", "unlike", "than"];
    let (title, text) = (words(title), words(text));
    if APART.iter().any(|word| text.contains(&format!(" {word} "))) {
        return None;
    }
    match (is_joined_up(&title), is_joined_up(&text)) {
        (true, false) if ordinary(&text).any(|what| title.contains(&what)) => Some(Kind::Ordinary),
        (false, true) if ordinary(&text).next().is_none() && ordinary(&title).any(|what| text.contains(&what)) => {
            Some(Kind::JoinedUp)
        }
        _ => None,
    }
}

/// A text in small letters, a space before and behind each word.
fn words(text: &str) -> String {
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.fold(" ".to_owned(), |all, word| all + &word.to_lowercase() + " ")
}

/// Whether a text calls a procedure joined up. A one-stop unit may be so too, and so may courses.
fn is_joined_up(words: &str) -> bool {
    let names = [" thủ tục liên thông ", " quy trình liên thông ", " joined up "];
    words.starts_with(" liên thông ") || names.iter().any(|name| words.contains(name))
}

/// What a text calls ordinary, two words each: ` khai sinh `, ` birth registration `.
fn ordinary(words: &str) -> impl Iterator<Item = String> {
    let two = |mut words: Vec<&str>, reversed: bool| {
        if reversed {
            words.reverse();
        }
        (words.len() == 2).then(|| format!(" {} ", words.join(" ")))
    };
    let vietnamese =
        words.match_indices(" thông thường ").map(move |(at, _)| two(words[..at].rsplit(' ').take(2).collect(), true));
    let english = words.match_indices(" ordinary ").map(move |(at, found)| {
        two(words[at + found.len()..].split(' ').filter(|word| !word.is_empty()).take(2).collect(), false)
    });
    vietnamese.chain(english).flatten()
}

/// Whether an administrative procedure has one result, and one agency for all of it.
fn is_single(procedure: &Procedure) -> bool {
    let Some(service) = intact(procedure) else { return false };
    let (Some(results), Some(agencies)) = (&service.results, &service.agencies) else { return false };
    let shared = service.time_limit.as_ref().is_some_and(|limit| !limit.parts.is_empty());
    let all: Vec<&Id> = own(agencies).chain(results.items().iter().filter_map(|result| result.by.as_ref())).collect();
    results.items().len() == 1 && !shared && all.iter().all(|unit| **unit == *all[0])
}
