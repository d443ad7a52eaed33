//! Text: what a reader of the documents would miss or stumble over.

use crate::check::rule::Sink;
use crate::model::definition::Operation;
use crate::model::finding::{Fix, Path};
use crate::model::library::{Library, Procedure};
use crate::model::value::{Language, Message, Text};
use std::sync::Arc;

crate::check::rule::family! {
    translation, invisible, composed, look_alike, mojibake, capitals, punctuation, placeholder, spaces, brackets,
    language, untranslated, verb, step_title, procedure_title, scope, numbered,
}

/// What a text is there for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::check) enum Sort {
    /// What a step is called.
    Step,
    /// What anything else is called.
    Title,
    /// Sentences.
    Prose,
}

/// Takes a text, what it is there for, and its place, which is made only if it is wanted.
type Take<'a> = dyn FnMut(&Text, Sort, &dyn Fn() -> Path) + 'a;

/// What is wrong with a text, and how it should read.
struct Wrong {
    message: Message,
    mended: Option<String>,
}

impl Wrong {
    const fn said(message: Message) -> Self {
        Self { message, mended: None }
    }
    const fn mended(message: Message, text: String) -> Self {
        Self { message, mended: Some(text) }
    }
}

/// What a rule asks of one text in one language.
type Ask = fn(&Language, &str, Sort) -> Option<Wrong>;

fn of_procedure(procedure: &Procedure, sink: &mut Sink, ask: Ask) {
    each(procedure, &mut |text, sort, path| found(procedure.source(), sink, ask, text, sort, path));
}

fn of_documents(library: &Library, sink: &mut Sink, ask: Ask) {
    each_of_documents(library, &mut |source, text, sort, path| found(source, sink, ask, text, sort, path));
}

fn found(source: &Arc<str>, sink: &mut Sink, ask: Ask, text: &Text, sort: Sort, path: &dyn Fn() -> Path) {
    for (language, text) in text.entries().filter(|(_, text)| !text.is_empty()) {
        let Some(Wrong { message, mended }) = ask(language, text, sort) else { continue };
        let path = in_language(path(), language);
        let fix = mended.filter(|mended| is_one_line(sink.library(), source, &path, mended));
        let finding = sink.add(source, path, message);
        finding.fix = fix.map(|mended| Fix {
            title: Message::new("viết lại cho đúng", "write it as it should be"),
            replacement: quoted(&mended),
            safe: true,
        });
    }
}

/// The place of a text in one language.
pub(in crate::check) fn in_language(path: Path, language: &Language) -> Path {
    if *language == Language::Und { path } else { path.key(language.code()) }
}

/// Whether a text stands on one line, where another can take its place.
fn is_one_line(library: &Library, source: &str, path: &Path, mended: &str) -> bool {
    let Some(source) = library.source(source) else { return false };
    let bytes = source.locate(path, &crate::model::finding::Part::Value).bytes;
    let text = source.text.get(bytes).unwrap_or_default();
    !text.is_empty() && !text.contains('\n') && !text.starts_with(['>', '|']) && !mended.contains('\n')
}

/// A text as YAML reads it anywhere.
fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}

/// Every text of a procedure.
pub(in crate::check) fn each(procedure: &Procedure, take: &mut Take) {
    use Sort::{Prose, Title};
    let p = procedure.definition();
    let root = Path::root;
    let optional = |take: &mut Take, text: &Option<Text>, sort: Sort, path: &dyn Fn() -> Path| {
        if let Some(text) = text {
            take(text, sort, path);
        }
    };
    take(&p.title, Title, &|| root().key("title"));
    optional(take, &p.purpose, Prose, &|| root().key("purpose"));
    optional(take, &p.scope, Prose, &|| root().key("scope"));
    for (i, revision) in p.revisions.iter().enumerate() {
        let at = |key: &'static str| move || root().key("revisions").index(i).key(key);
        take(&revision.change, Prose, &at("change"));
        optional(take, &revision.request, Prose, &at("request"));
        optional(take, &revision.location, Prose, &at("location"));
    }
    for (i, term) in p.terms.iter().enumerate() {
        let at = |key: &'static str| move || root().key("terms").index(i).key(key);
        take(&term.term, Prose, &at("term"));
        take(&term.meaning, Prose, &at("meaning"));
    }
    if let Some(times) = &p.step_times {
        optional(take, &times.source, Prose, &|| root().key("step-times").key("source"));
        optional(take, &times.note, Prose, &|| root().key("step-times").key("note"));
    }
    for (i, step) in p.steps.iter().enumerate() {
        let at = |key: &'static str| move || super::step_path(i).key(key);
        take(&step.title, Sort::Step, &at("title"));
        optional(take, &step.instruction, Prose, &at("instruction"));
        optional(take, &step.software, Prose, &at("software"));
        optional(take, &step.place, Prose, &at("place"));
        optional(take, &step.note, Prose, &at("note"));
        if let Some(time) = &step.time {
            optional(take, &time.source, Prose, &|| at("time")().key("source"));
        }
        if let Some(control) = &step.control {
            take(&control.criterion, Prose, &|| at("control")().key("criterion"));
        }
        for (j, next) in step.next.iter().enumerate() {
            optional(take, &next.when, Prose, &|| at("next")().index(j).key("when"));
        }
        if let Some(timeout) = &step.timeout {
            optional(take, &timeout.when, Prose, &|| at("timeout")().key("when"));
        }
    }
    for (i, interruption) in p.interruptions.iter().enumerate() {
        take(&interruption.when, Prose, &|| root().key("interruptions").index(i).key("when"));
    }
    for (i, record) in p.records.iter().enumerate() {
        let at = |key: &'static str| move || root().key("records").index(i).key(key);
        take(&record.title, Title, &at("title"));
        optional(take, &record.place, Prose, &at("place"));
        optional(take, &record.disposal, Prose, &at("disposal"));
    }
    for (i, indicator) in p.indicators.iter().enumerate() {
        let at = |key: &'static str| move || root().key("indicators").index(i).key(key);
        take(&indicator.title, Title, &at("title"));
        optional(take, &indicator.source, Prose, &at("source"));
    }
    if let Some(review) = &p.review {
        optional(take, &review.by, Prose, &|| root().key("review").key("by"));
        optional(take, &review.no_simplification, Prose, &|| root().key("review").key("no-simplification"));
    }
    for (i, simplification) in p.simplifications.iter().enumerate() {
        let at = |key: &'static str| move || root().key("simplifications").index(i).key(key);
        take(&simplification.title, Title, &at("title"));
        optional(take, &simplification.rationale, Prose, &at("rationale"));
        optional(take, &simplification.decided_by, Prose, &at("decided-by"));
        for (j, operation) in simplification.operations.iter().enumerate() {
            let at = |key: &'static str| move || at("operations")().index(j).key(operation.key()).key(key);
            match operation {
                Operation::Merge(x) => optional(take, &x.title, Sort::Step, &at("title")),
                Operation::Relocate(x) => optional(take, &x.place, Prose, &at("place")),
                Operation::ReuseDocument(x) => optional(take, &x.source, Prose, &at("source")),
                Operation::Triage(x) => take(&x.when, Prose, &at("when")),
                Operation::ExtractException(x) => take(&x.when, Prose, &at("when")),
                Operation::Automate(x) => optional(take, &x.software, Prose, &at("software")),
                Operation::AddControl(x) => {
                    take(&x.title, Sort::Step, &at("title"));
                    take(&x.criterion, Prose, &at("criterion"));
                }
                _ => {}
            }
        }
    }
    each_of_service(procedure, take);
}

fn each_of_service(procedure: &Procedure, take: &mut Take) {
    use Sort::{Prose, Title};
    let Some(service) = &procedure.definition().service else { return };
    let at = || Path::root().key("service");
    if let Some(note) = &service.note {
        take(note, Prose, &|| at().key("note"));
    }
    if let Some(source) = service.volume.as_ref().and_then(|volume| volume.source.as_ref()) {
        take(source, Prose, &|| at().key("volume").key("source"));
    }
    for (i, item) in service.dossier.iter().flat_map(|dossier| &dossier.items).enumerate() {
        let at = |key: &'static str| move || at().key("dossier").key("items").index(i).key(key);
        take(&item.title, Title, &at("title"));
        if let Some(when) = &item.when {
            take(when, Prose, &at("when"));
        }
    }
    if let Some(limit) = &service.time_limit {
        let at = |key: &'static str| move || at().key("time-limit").key(key);
        for (i, part) in limit.parts.iter().enumerate() {
            take(&part.what, Prose, &|| at("parts")().index(i).key("what"));
        }
        for (i, extension) in limit.extensions.iter().enumerate() {
            take(&extension.when, Prose, &|| at("extensions")().index(i).key("when"));
        }
        for (i, excluded) in limit.excludes.iter().enumerate() {
            take(excluded, Prose, &|| at("excludes")().index(i));
        }
        if let Some(note) = &limit.note {
            take(note, Prose, &at("note"));
        }
    }
    for (i, fee) in service.fees.iter().flat_map(|fees| fees.items()).enumerate() {
        let at = |key: &'static str| move || at().key("fees").index(i).key(key);
        take(&fee.title, Title, &at("title"));
        if let Some(when) = &fee.when {
            take(when, Prose, &at("when"));
        }
    }
    for (i, condition) in service.conditions.iter().flat_map(|conditions| conditions.items()).enumerate() {
        take(&condition.text, Prose, &|| at().key("conditions").index(i).key("text"));
    }
    for (i, result) in service.results.iter().flat_map(|results| results.items()).enumerate() {
        take(&result.title, Title, &|| at().key("results").index(i).key("title"));
    }
}

/// The texts of everything that is not a procedure.
fn each_of_documents(library: &Library, take: &mut dyn FnMut(&Arc<str>, &Text, Sort, &dyn Fn() -> Path)) {
    use Sort::{Prose, Title};
    let root = Path::root;
    for document in &library.organisations {
        let (source, o) = (&document.source, &*document.definition);
        take(source, &o.title, Title, &|| root().key("title"));
        for (key, text) in [("introduction", &o.introduction), ("scope", &o.scope)] {
            if let Some(text) = text {
                take(source, text, Prose, &|| root().key(key));
            }
        }
        for (i, exclusion) in o.exclusions.iter().enumerate() {
            if let Some(text) = &exclusion.justification {
                take(source, text, Prose, &|| root().key("exclusions").index(i).key("justification"));
            }
        }
        if let Some(text) = o.compliance_cost.as_ref().and_then(|cost| cost.source.as_ref()) {
            take(source, text, Prose, &|| root().key("compliance-cost").key("source"));
        }
        if let Some(policy) = &o.policy {
            take(source, &policy.statement, Prose, &|| root().key("policy").key("statement"));
            for (i, text) in policy.commitments.iter().enumerate() {
                take(source, text, Prose, &|| root().key("policy").key("commitments").index(i));
            }
        }
        let named = [
            ("fields", o.fields.iter().map(|x| &x.title).collect::<Vec<_>>()),
            ("units", o.units.iter().map(|x| &x.title).collect()),
            ("roles", o.roles.iter().map(|x| &x.title).collect()),
            ("processes", o.processes.iter().map(|x| &x.title).collect()),
        ];
        for (list, titles) in named {
            for (i, title) in titles.into_iter().enumerate() {
                take(source, title, Title, &|| root().key(list).index(i).key("title"));
            }
        }
    }
    let item = |i: usize| root().key("items").index(i).key("title");
    for document in &library.objectives {
        for (i, objective) in document.definition.items.iter().enumerate() {
            take(&document.source, &objective.title, Title, &|| item(i));
        }
    }
    for document in &library.references {
        for (i, reference) in document.definition.items.iter().enumerate() {
            take(&document.source, &reference.title, Title, &|| item(i));
        }
    }
    for document in &library.forms {
        for (i, form) in document.definition.items.iter().enumerate() {
            take(&document.source, &form.title, Title, &|| item(i));
        }
    }
}
