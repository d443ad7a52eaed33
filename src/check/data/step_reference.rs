//! A step that a text names by number is there.

use crate::check::rule::{Basis, BuiltIn, Info, Look, Sink};
use crate::check::steps;
use crate::check::text::{each, in_language};
use crate::model::finding::Severity;
use crate::model::library::Procedure;
use crate::model::value::message;

pub(super) static RULE: BuiltIn = BuiltIn {
    info: Info {
        severity: Severity::Warning,
        demands: ("bước được nhắc bằng số trong văn bản phải có thật", "a step that a text names by its number is there"),
        why: (
            "Văn bản nhắc “bước 12” mà quy trình chỉ có 10 bước thì dẫn chiếu bị treo, thường còn lại sau khi sửa \
             đổi.",
            "A text that speaks of step 12 of a procedure with 10 steps points at nothing: mostly it was left \
             behind by a revision.",
        ),
        mend: (
            "Sửa số bước trong văn bản, hoặc gọi bước bằng tên việc.",
            "Mend the number in the text, or name the step by what is done.",
        ),
        wrong: "steps: [{id: search, instruction: {vi: \"Làm như ở bước 25.\", en: \"As at step 25.\"}}]",
        right: "steps: [{id: search, instruction: {vi: \"Làm như ở bước 2.\", en: \"As at step 2.\"}}]",
        whole: true,
        ..Info::new("data/step-reference", Basis::new("ISO 9001:2008", "4.2.3 b"))
    },
    look: Look::Procedure(look),
};

fn look(procedure: &Procedure, sink: &mut Sink) {
    let count = steps(procedure).len();
    // The number of a row, or the one that a step bears in its name.
    let ends = |id: &str, number: usize| id.rsplit(|c: char| !c.is_ascii_digit()).next().is_some_and(|n| n.parse() == Ok(number));
    let is_there =
        |number: usize| (1..=count).contains(&number) || steps(procedure).iter().any(|step| ends(step.id.as_str(), number));
    let mut wrong = Vec::new();
    each(procedure, &mut |text, _, path| {
        for (language, text) in text.entries().filter(|(_, text)| text.bytes().any(|b| b.is_ascii_digit())) {
            if let Some(number) = numbers(text).find(|number| !is_there(*number)) {
                wrong.push((in_language(path(), language), number));
            }
        }
    });
    for (path, number) in wrong {
        let message = message!(
            vi: "văn bản nhắc bước {number}, nhưng quy trình có {count} bước",
            en: "the text speaks of step {number}, but the procedure has {count} steps"
        );
        sink.add(procedure.source(), path, message);
    }
}

/// The numbers of steps that a text speaks of.
fn numbers(text: &str) -> impl Iterator<Item = usize> {
    let words = ["bước ", "Bước ", "step ", "Step "];
    words.into_iter().flat_map(move |word| {
        text.match_indices(word).filter_map(move |(at, _)| {
            // A word of its own, and a number that is not that of a section (5.2).
            let alone = text[..at].chars().next_back().is_none_or(|c| !c.is_alphanumeric());
            let rest = &text[at + word.len()..];
            let digits = rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_digit()).len();
            let mut after = rest[digits..].chars();
            let section = matches!(after.next(), Some('.' | ',')) && after.next().is_some_and(|c| c.is_ascii_digit());
            if alone && !section { rest[..digits].parse().ok() } else { None }
        })
    })
}
