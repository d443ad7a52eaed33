//! Text: what a reader of the documents would miss.

use super::{Look, Rule, Sink, step_path, steps};
use crate::model::finding::{Path, Severity};
use crate::model::library::Procedure;
use crate::model::value::{Language, Text, message};

pub(super) const RULES: &[Rule] = &[Rule {
    code: "text/translation",
    severity: Severity::Warning,
    demands: ("văn bản có đủ các ngôn ngữ mà tên quy trình có", "a text is there in every language that the title has"),
    source: "ISO 9001:2008, 4.2.3 e",
    verified: false,
    look: Look::Procedure(translation),
}];

fn translation(procedure: &Procedure, sink: &mut Sink) {
    let p = procedure.definition();
    let languages: Vec<&Language> = p.title.entries().map(|(l, _)| l).filter(|l| **l != Language::Und).collect();
    let mut texts: Vec<(&Text, Path)> = Vec::new();
    texts.extend(p.purpose.iter().map(|t| (t, Path::root().key("purpose"))));
    texts.extend(p.scope.iter().map(|t| (t, Path::root().key("scope"))));
    for (i, step) in steps(procedure).iter().enumerate() {
        texts.push((&step.title, step_path(i).key("title")));
        texts.extend(step.instruction.iter().map(|t| (t, step_path(i).key("instruction"))));
        for (j, next) in step.next.iter().enumerate() {
            texts.extend(next.when.iter().map(|t| (t, step_path(i).key("next").index(j).key("when"))));
        }
    }
    for (i, record) in p.records.iter().enumerate() {
        texts.push((&record.title, Path::root().key("records").index(i).key("title")));
    }
    for (text, path) in texts.into_iter().filter(|(t, _)| !t.is_placeholder()) {
        let missing: Vec<&str> = languages.iter().filter(|l| text.get(l).is_none()).map(|l| l.code()).collect();
        if !missing.is_empty() {
            let missing = missing.join(", ");
            let message = message!(vi: "thiếu bản dịch: {missing}", en: "translation missing: {missing}");
            sink.add(procedure.source(), path, message);
        }
    }
}
