//! Every part that is taken away is missed, at its place, and nothing else is blamed: the Ba Đình system, part
//! by part.
//!
//! A table says of each part what misses it and where. What follows from it as well stands beside it, with the
//! reason. The fixtures of `tests/check/err` are edits of the same system: together, every rule is seen to fire.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::print_stderr)]

mod common;

use common::{KINDS, Said, ba_dinh, code, differing, expected, fixtures, found_in, root};
use quytrinh::check::Rules;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};

/// A part of a document that must be there.
///
/// The path names keys; `*` is each item of a list in turn, `+` all items at once, `{a,b}` keys that are one part.
/// The place of a finding begins with `=` for the part itself, with `^` for what held it; else it is a path from
/// the top, in which `?` is any name. ` in X` says that it is in another document.
struct Part {
    path: &'static str,
    rule: &'static str,
    at: &'static str,
    /// Where it must be there: the document, and what holds the part, the nearest first.
    only: fn(&Value, &[&Value]) -> bool,
    /// What follows from it as well: rule, place, and why.
    follows: &'static [(&'static str, &'static str, &'static str)],
}

const fn part(path: &'static str, rule: &'static str, at: &'static str) -> Part {
    Part { path, rule, at, only: |_, _| true, follows: &[] }
}

impl Part {
    const fn only(self, only: fn(&Value, &[&Value]) -> bool) -> Self {
        Self { only, ..self }
    }
    const fn so(self, follows: &'static [(&'static str, &'static str, &'static str)]) -> Self {
        Self { follows, ..self }
    }
}

const MISSING: &str = "format/missing-key";

/// Whether a document is of a kind: the first of these keys that it has says so.
fn is_a(document: &Value, kind: &str) -> bool {
    KINDS.iter().find(|key| has(document, key)) == Some(&kind)
}

fn has(value: &Value, key: &str) -> bool {
    value.get(key).is_some()
}

fn says(value: &Value, key: &str, what: &str) -> bool {
    value.get(key).and_then(Value::as_str) == Some(what)
}

fn is_service(document: &Value, _: &[&Value]) -> bool {
    has(document, "service")
}

/// Whether a step is the agency's own, with a time that counts.
fn is_timed(_: &Value, held: &[&Value]) -> bool {
    let step = held.iter().find(|holder| has(holder, "role")).unwrap();
    !says(step, "role", "applicant") && !says(step, "clock", "stopped")
}

/// Whether several agencies give results.
fn is_joined_up(document: &Value, _: &[&Value]) -> bool {
    let by: BTreeSet<&str> = document["service"]["results"]
        .as_array()
        .unwrap()
        .iter()
        .map(|r| r.get("by").and_then(Value::as_str).unwrap_or(""))
        .collect();
    by.len() > 1
}

fn is_in_database(document: &Value, _: &[&Value]) -> bool {
    document["service"]["publication"]["database"] == true
}

/// The parts of a procedure.
const PROCEDURE: &[Part] = &[
    // A procedure of the system is missed by the process that it belongs to.
    part("procedure", "reference/unknown-procedure", "processes.?.procedures.? in ba-dinh").only(|d, _| !is_service(d, &[])),
    // What the document is, and how it is controlled (ISO 9001:2008, 4.2.3).
    part("title", MISSING, "="),
    part("owner", "iso/owner", "="),
    part("purpose", "iso/purpose", "="),
    part("scope", "iso/scope", "="),
    part("clauses", "iso/clauses", "="),
    part("revisions", "iso/revisions", "="),
    part("revisions.*.issue", MISSING, "="),
    part("revisions.*.date", MISSING, "="),
    part("revisions.*.change", MISSING, "="),
    part("approval", "iso/approval", "="),
    part("approval.prepared", MISSING, "="),
    part("approval.reviewed", MISSING, "="),
    part("approval.approved", MISSING, "="),
    part("distribution", "iso/distribution", "="),
    part("distribution.*.unit", MISSING, "="),
    part("distribution.*.quantity", "iso/distribution-quantity", "^.unit")
        .only(|_, held| says(held[0], "copy", "controlled") && !says(held[0], "medium", "electronic")),
    part("level", "decree-63/level", "=").only(is_service),
    part("field", "decree-63/field", "=").only(is_service),
    // What is kept, and what is measured.
    part("records", "iso/records", "="),
    part("records.*.id", MISSING, "="),
    part("records.*.title", MISSING, "="),
    part("records.*.keeper", "iso/record-control", "^.id"),
    part("records.*.place", "iso/record-control", "^.id"),
    part("records.*.retention", "iso/record-control", "^.id"),
    part("records.*.retention.value", MISSING, "="),
    part("records.*.disposal", "iso/record-control", "^.id"),
    part("indicators", "iso/indicators", "="),
    part("indicators.*.id", MISSING, "="),
    part("indicators.*.title", MISSING, "="),
    part("indicators.*.target", "iso/indicator-target", "^.id"),
    part("indicators.*.period", "iso/indicator-period", "^.id"),
    part("indicators.*.source", "iso/indicator-source", "^.id"),
    // The sequence (Decree 63/2010, Art. 8(2) b), and who does what.
    part("steps", MISSING, "="),
    part("steps.*.id", MISSING, "="),
    part("steps.*.title", MISSING, "="),
    part("steps.*.role", MISSING, "="),
    part("steps.*.time", "iso/step-time", "^.id").only(is_timed),
    part("steps.*.time.value", "iso/step-time", "^.^.id").only(is_timed),
    part("steps.+.control", "iso/controls", "steps"),
    part("steps.*.control.criterion", MISSING, "="),
    part("steps.*.control.authority", MISSING, "="),
    part("steps.*.next.*.to", MISSING, "="),
    part("steps.*.next.*.when", "flow/condition-missing", "^"),
    part("steps.*.clock", "time/applicant", "^.id").only(|_, held| says(held[0], "role", "applicant")),
    // Side by side without a join: the work behind is done twice, or the end is reached twice.
    part("steps.*.join", "soundness/lack-of-synchronisation", "steps.?.id").only(|d, _| code(d) != "QT-TP-09"),
    part("steps.*.join", "soundness/improper-end", "steps.return-results.id").only(|d, _| code(d) == "QT-TP-09"),
    part("steps.*.timeout.after", MISSING, "="),
    part("steps.*.timeout.to", MISSING, "="),
    part("interruptions.*.when", MISSING, "="),
    part("interruptions.*.by", MISSING, "="),
    part("interruptions.*.to", MISSING, "="),
    // The other constituent parts (Art. 8(2) c to h).
    part("service.code", "decree-63/code", "=").only(is_in_database),
    part("service.applicants", "decree-63/applicants", "="),
    part("service.channels", "decree-63/channels", "="),
    part("service.channels.{in-person,post,online}", "decree-63/channels", "^"),
    part("service.channels.online.level", MISSING, "="),
    part("service.agencies", "decree-63/agencies", "="),
    part("service.agencies.decides", MISSING, "="),
    part("service.agencies.handles", "decree-63/handler", "^"),
    part("service.dossier", "decree-63/dossier", "="),
    part("service.dossier.sets", MISSING, "="),
    part("service.dossier.items", MISSING, "="),
    part("service.dossier.items.*.id", MISSING, "="),
    part("service.dossier.items.*.title", MISSING, "="),
    part("service.dossier.items.*.{original,copy,certified-copy,present}", "decree-63/paper-number", "^.id"),
    part("service.dossier.items.*.basis", "decree-63/paper-basis", "^.id"),
    part("service.time-limit", "decree-63/time-limit", "="),
    part("service.time-limit.{statutory,parts}", "decree-63/time-limit", "^"),
    part("service.time-limit.excludes", "time/excludes", "^"),
    part("service.time-limit.basis", "decree-63/limit-basis", "^").only(|_, held| !has(held[0], "parts")),
    part("service.time-limit.parts.*.unit", MISSING, "="),
    part("service.time-limit.parts.*.what", MISSING, "="),
    part("service.time-limit.parts.*.limit", MISSING, "="),
    part("service.time-limit.extensions.*.when", MISSING, "="),
    part("service.time-limit.extensions.*.{by,total}", "decree-63/extension-length", "^"),
    part("service.time-limit.extensions.*.basis", "decree-63/extension-basis", "^"),
    part("service.fees", "decree-63/fees", "="),
    part("service.fees.*.title", MISSING, "="),
    part("service.fees.*.per", "decree-63/fee-unit", "^.amount").only(|_, held| has(held[0], "amount")),
    part("service.fees.*.basis", "decree-63/fee-basis", "^"),
    part("service.conditions", "decree-63/conditions", "="),
    part("service.conditions.*.text", MISSING, "="),
    part("service.conditions.*.basis", "decree-63/condition-basis", "^"),
    part("service.results", "decree-63/result", "="),
    part("service.results.*.id", MISSING, "="),
    part("service.results.*.title", MISSING, "="),
    part("service.results.*.basis", "decree-63/result-basis", "^.id"),
    part("service.results.*.within", "time/due-date", "^.id").only(is_joined_up),
    part("service.basis", "decree-63/basis", "="),
    part("service.publication", "decree-63/publication", "="),
    part("service.publication.posted-at", "decree-63/posted", "="),
    // What has been simplified.
    part("simplifications.*.id", MISSING, "="),
    part("simplifications.*.title", MISSING, "="),
    part("simplifications.*.status", MISSING, "="),
    part("simplifications.*.operations", MISSING, "="),
    part("simplifications.*.basis", "decree-63/simplification-basis", "^.id").only(is_service),
    part("simplifications.*.rationale", "decree-63/simplification-reason", "^.id").only(is_service),
    part("simplifications.*.decided-by", "decree-63/simplification-decided", "^.id"),
];

/// What follows in this system from a part of one document: part, document, rule, place, and why.
const ALSO: &[(&str, &str, &str, &str, &str)] = &[
    (
        "clauses",
        "QT-01",
        "iso/documented-procedures",
        "organisation in ba-dinh",
        "nothing else says that it answers 4.2.3 as its subject",
    ),
    ("clauses", "QT-02", "iso/documented-procedures", "organisation in ba-dinh", "the same for 4.2.4"),
    ("clauses", "QT-03", "iso/documented-procedures", "organisation in ba-dinh", "the same for 8.2.2"),
    ("clauses", "QT-06", "iso/documented-procedures", "organisation in ba-dinh", "the same for 8.5.3"),
    (
        "clauses",
        "QT-01",
        "iso/review-inputs",
        "steps in QT-07",
        "what the review reads is known by the clauses of those who write it: changes",
    ),
    ("clauses", "QT-03", "iso/review-inputs", "steps in QT-07", "the same: audits"),
    ("clauses", "QT-08", "iso/review-inputs", "steps in QT-07", "the same: satisfaction"),
    ("records", "QT-01", "iso/review-inputs", "steps in QT-07", "the review reads a record of it: changes"),
    ("records", "QT-03", "iso/review-inputs", "steps in QT-07", "the same: audits"),
    ("records", "QT-08", "iso/review-inputs", "steps in QT-07", "the same: satisfaction"),
    (
        "clauses",
        "QT-04",
        "iso/documented-procedures",
        "organisation in ba-dinh",
        "nothing else says that it answers 8.3 as its subject",
    ),
    ("clauses", "QT-05", "iso/documented-procedures", "organisation in ba-dinh", "the same for 8.5.2"),
    ("procedure", "QT-01", "iso/documented-procedures", "organisation in ba-dinh", "it is the one for 4.2.3"),
    ("procedure", "QT-02", "iso/documented-procedures", "organisation in ba-dinh", "it is the one for 4.2.4"),
    ("procedure", "QT-03", "iso/documented-procedures", "organisation in ba-dinh", "it is the one for 8.2.2"),
    ("procedure", "QT-04", "iso/documented-procedures", "organisation in ba-dinh", "it is the one for 8.3"),
    ("procedure", "QT-05", "iso/documented-procedures", "organisation in ba-dinh", "it is the one for 8.5.2"),
    ("procedure", "QT-06", "iso/documented-procedures", "organisation in ba-dinh", "it is the one for 8.5.3"),
    ("procedure", "QT-01", "iso/review-inputs", "steps in QT-07", "the review reads what it says of changes"),
    ("procedure", "QT-03", "iso/review-inputs", "steps in QT-07", "the review reads its audit report"),
    ("procedure", "QT-08", "iso/review-inputs", "steps in QT-07", "the review reads its survey report"),
    (
        "procedure",
        "QT-07",
        "iso/record-unshown",
        "processes.direction.clauses.11 in ba-dinh",
        "nothing else shows that the review was held",
    ),
    (
        "processes.resources.id",
        "ba-dinh",
        "iso/record-unshown",
        "processes.11.clauses.5",
        "the note that is there anyway; its process has lost its name",
    ),
    (
        "dossier-register, made",
        "QT-TP-05",
        "data/record-not-made",
        "records.certification-register.id",
        "this register is kept as a record too",
    ),
    ("dossier-register, made", "QT-TP-06", "data/record-not-made", "records.certification-register.id", "the same"),
    (
        "completion-guidance, made",
        "QT-XD-01",
        "decree-63/supplement-in-writing",
        "steps.guide-further.id",
        "the record is the only paper in which the applicant is asked",
    ),
];

/// Papers that steps must make, and use: which, what misses it, and where.
struct Made {
    /// The papers: each group is taken out at once.
    papers: fn(&Value) -> Vec<Vec<String>>,
    keys: &'static [&'static str],
    rule: &'static str,
    /// `{}` is the paper.
    at: &'static str,
}

/// What steps no longer make, or use.
const MADE: &[Made] = &[
    // Papers of the one-stop (Decision 09/2015; Decree 63/2010, Art. 18).
    Made { papers: |d| of_kind(d, "receipt", is_service), keys: &["makes", "uses"], rule: "decree-63/receipt", at: "steps.?.id" },
    Made {
        papers: |d| of_kind(d, "refusal", is_service),
        keys: &["makes", "uses"],
        rule: "decree-63/refusal-in-writing",
        at: "steps.?.id",
    },
    Made {
        papers: |d| of_kind(d, "control-slip", is_one_stop),
        keys: &["makes", "uses"],
        rule: "one-stop/control-slip",
        at: "steps.?.id",
    },
    Made {
        papers: |d| of_kind(d, "register", is_one_stop),
        keys: &["makes", "uses"],
        rule: "one-stop/register",
        at: "steps.?.id",
    },
    // What the procedure is there for, and what is kept of it.
    Made {
        papers: |d| ids(&d["service"]["results"]),
        keys: &["makes", "uses"],
        rule: "decree-63/result-not-made",
        at: "service.results.{}.id",
    },
    Made { papers: |d| ids(&d["records"]), keys: &["makes", "uses"], rule: "data/record-not-made", at: "records.{}.id" },
    // What is handed in, and looked at.
    Made {
        papers: |d| ids(&d["service"]["dossier"]["items"]),
        keys: &["uses"],
        rule: "data/unread",
        at: "service.dossier.items.{}.id",
    },
];

/// Whether a procedure is handed in at a one-stop unit.
fn is_one_stop(document: &Value, _: &[&Value]) -> bool {
    document["service"]["channels"]["in-person"].as_str().is_some_and(|unit| unit.ends_with("one-stop"))
}

/// The papers of a kind that steps of a procedure make: forms, and records and results made on one.
fn of_kind(document: &Value, kind: &str, only: fn(&Value, &[&Value]) -> bool) -> Vec<Vec<String>> {
    let forms = documents().iter().find(|d| is_a(d, "forms")).unwrap()["items"].as_array().unwrap();
    let mut papers = Vec::new();
    for form in forms.iter().filter(|form| says(form, "kind", kind)) {
        papers.push(form["id"].as_str().unwrap().to_owned());
        for list in [&document["records"], &document["service"]["results"]] {
            let made = list.as_array().into_iter().flatten().filter(|paper| paper.get("form") == form.get("code"));
            papers.extend(made.map(|paper| paper["id"].as_str().unwrap().to_owned()));
        }
    }
    let made = |step: &Value| step["makes"].as_array().is_some_and(|m| m.iter().any(|id| papers.iter().any(|paper| id == paper)));
    let some = only(document, &[]) && document["steps"].as_array().unwrap().iter().any(made);
    some.then_some(papers).into_iter().collect()
}

fn ids(list: &Value) -> Vec<Vec<String>> {
    list.as_array().into_iter().flatten().map(|item| vec![item["id"].as_str().unwrap().to_owned()]).collect()
}

/// The documents that procedures stand on, and the parts of each.
const OTHERS: &[(&str, &[Part])] = &[
    ("organisation", ORGANISATION),
    ("objectives", OBJECTIVES),
    ("references", REFERENCES),
    ("forms", FORMS),
    ("calendar", CALENDAR),
];

/// The quality manual, units and roles, processes and how they interact.
const ORGANISATION: &[Part] = &[
    part("title", MISSING, "="),
    part("manual", "iso/manual-code", "organisation"),
    part("scope", "iso/manual-scope", "organisation"),
    part("revisions", "iso/manual-control", "organisation"),
    part("revisions.*.{issue}", MISSING, "="),
    part("revisions.*.date", MISSING, "="),
    part("revisions.*.change", MISSING, "="),
    part("approval", "iso/manual-control", "organisation"),
    part("approval.*", MISSING, "="),
    part("distribution", "iso/manual-control", "organisation"),
    part("distribution.*.unit", MISSING, "="),
    part("policy", "iso/policy", "organisation"),
    part("policy.statement", MISSING, "="),
    part("policy.commitments", "iso/policy-commitments", "^"),
    part("policy.approved", "iso/policy-approval", "^"),
    part("policy.date", "iso/policy-approval", "^"),
    part("management-representative", "iso/representative", "organisation"),
    part("exclusions.*.clause", MISSING, "="),
    part("exclusions.*.justification", "iso/exclusion-unjustified", "^.clause"),
    // An exclusion that is taken back has to be answered.
    part("exclusions", "iso/clauses-covered", "organisation"),
    part("processes", "iso/interaction", "organisation").so(&[(
        "iso/clauses-covered",
        "organisation",
        "what the management answers, 5.1 for one, is answered by its process only",
    )]),
    part("processes.*.id", MISSING, "="),
    part("processes.*.title", MISSING, "="),
    part("processes.*.kind", MISSING, "="),
    part("processes.*.feeds.*.to", MISSING, "="),
    part("processes.*.feeds.*.what", MISSING, "="),
    part("fields.*", "reference/unknown-field", "processes.?.fields.?").only(|_, held| !says(held[0], "id", "quality")),
    part("fields.*.id", MISSING, "="),
    part("fields.*.title", MISSING, "="),
    part("units", MISSING, "="),
    part("units.*.id", MISSING, "="),
    part("units.*.title", MISSING, "="),
    part("units.*.kind", MISSING, "="),
    part("roles", MISSING, "="),
    part("roles.*.id", MISSING, "="),
    part("roles.*.title", MISSING, "="),
    part("roles.*.kind", MISSING, "="),
    part("roles.*.responsibility", "iso/responsibility", "^.id")
        .only(|_, held| !["agency", "applicant", "system"].iter().any(|kind| says(held[0], "kind", kind))),
    part("roles.*.competence", "iso/competence", "^.id")
        .only(|_, held| ["officer", "one-stop", "clerk"].iter().any(|kind| says(held[0], "kind", kind))),
];

/// Objectives that can be measured (ISO 9001:2008, 5.4.1).
const OBJECTIVES: &[Part] = &[
    part("objectives", "iso/objectives", "organisation in ba-dinh"),
    part("title", MISSING, "="),
    part("year", MISSING, "="),
    part("items", MISSING, "="),
    part("items.*.id", MISSING, "="),
    part("items.*.title", MISSING, "="),
    part("items.*.clause", "iso/objective-clause", "^.id"),
    part("items.*.owner", "iso/objective-owner", "^.id"),
    part("items.*.target", "iso/objective-target", "^.id"),
    part("items.*.{numerator,denominator}", "iso/objective-fraction", "^.id").only(is_percentage),
    part("items.*.period", "iso/objective-period", "^.id"),
    part("items.*.source", "iso/objective-source", "^.id"),
    part("items.*.when-missed", "iso/objective-missed", "^.id"),
];

fn is_percentage(_: &Value, held: &[&Value]) -> bool {
    held[0]["target"].as_str().is_some_and(|target| target.contains('%'))
}

/// External documents, identified and followed (4.2.3 f).
const REFERENCES: &[Part] = &[
    part("references", "iso/standard-registered", "standard in ba-dinh"),
    part("items", MISSING, "="),
    part("items.*.id", MISSING, "="),
    part("items.*.kind", MISSING, "="),
    part("items.*.title", MISSING, "="),
    part("items.*.number", "iso/external-identity", "^.id"),
    part("items.*.issuer", "iso/external-identity", "^.id"),
    part("items.*.followed-by", "iso/external-followed", "^.id").only(is_cited),
];

/// Whether a procedure rests on an act.
fn is_cited(_: &Value, held: &[&Value]) -> bool {
    let id = held[0]["id"].as_str().unwrap();
    let (whole, article) = (format!("\"{id}\""), format!("\"{id}#"));
    documents().iter().filter(|d| is_a(d, "procedure")).map(Value::to_string).any(|d| d.contains(&whole) || d.contains(&article))
}

const FORMS: &[Part] = &[
    part("items", MISSING, "="),
    part("items.*.id", MISSING, "="),
    part("items.*.code", MISSING, "="),
    part("items.*.title", MISSING, "="),
    part("items.*.basis", "decree-63/form-basis", "^.code").only(|_, held| says(held[0], "kind", "application")),
    part("items.*.kind", "decree-63/receipt", "items").only(|_, held| says(held[0], "id", "receipt")),
    part("items.*.kind", "decree-63/refusal-in-writing", "items").only(|_, held| says(held[0], "id", "refusal-notice")),
    part("items.*.kind", "one-stop/incomplete-dossier", "items").only(|_, held| says(held[0], "id", "supplement-request")),
    part("items.*.kind", "one-stop/control-slip", "items").only(|_, held| says(held[0], "id", "control-slip")),
    part("items.*.kind", "one-stop/apology", "organisation in ba-dinh").only(|_, held| says(held[0], "id", "apology-letter")),
];

const CALENDAR: &[Part] = &[
    part("title", MISSING, "="),
    part("weekly-rest", MISSING, "="),
    part("hours.*.from", MISSING, "="),
    part("hours.*.to", MISSING, "="),
    part("years", MISSING, "="),
    part("years.*", "time/calendar", "revisions.0.date in QT-CT-01").only(|_, held| held[0]["year"] == 2018),
    part("years.*.year", MISSING, "="),
    part("years.*.closed", MISSING, "="),
    part("years.*.closed.*.from", MISSING, "="),
    part("years.*.closed.*.title", MISSING, "="),
    part("years.*.swaps.*.off", MISSING, "="),
    part("years.*.swaps.*.work", MISSING, "="),
];

/// Rules that no small edit of this system makes speak, and why.
const NOT_HERE: &[(&str, &str)] =
    &[("soundness/undecided", "needs a flow of hundreds of gateways with inclusive ones in its circles, or a second of work")];

/// Every document of the system.
fn documents() -> &'static Vec<Value> {
    static DOCUMENTS: OnceLock<Vec<Value>> = OnceLock::new();
    DOCUMENTS.get_or_init(|| {
        let mut names = Vec::new();
        for folder in ["", "quality", "services"] {
            let mut entries: Vec<_> =
                std::fs::read_dir(root().join("processes/ba-dinh").join(folder)).unwrap().map(|e| e.unwrap().path()).collect();
            entries.sort();
            let files = entries.into_iter().filter(|path| path.extension().is_some_and(|e| e == "yaml"));
            names.extend(
                files.map(|path| path.strip_prefix(root().join("processes/ba-dinh")).unwrap().to_str().unwrap().to_owned()),
            );
        }
        assert_eq!(names.len(), 35);
        ba_dinh(&names.iter().map(String::as_str).collect::<Vec<_>>())
    })
}

/// One segment of a place.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum At {
    Key(String),
    Item(usize),
}

/// Parts taken out of one document, and what is expected.
#[derive(Debug, Clone)]
struct Mutation {
    document: usize,
    what: String,
    /// What is taken out: mappings lose keys, lists lose items.
    out: Vec<Vec<At>>,
    /// Rule, place, document; `?` is any name.
    expected: Vec<Said>,
}

/// Where a path leads to, each time with what holds it.
fn places(document: &Value, path: &str) -> Vec<Vec<Vec<At>>> {
    let mut open: Vec<(Vec<At>, &Value)> = vec![(Vec::new(), document)];
    let mut together = false;
    for key in path.split('.') {
        let mut next = Vec::new();
        for (here, at) in open {
            let mut go = |step: At, at| next.push(([here.clone(), vec![step]].concat(), at));
            match (key, at) {
                ("*" | "+", Value::Array(items)) => {
                    together |= key == "+";
                    items.iter().enumerate().for_each(|(i, item)| go(At::Item(i), item));
                }
                ("*", Value::Object(map)) => map.iter().for_each(|(key, value)| go(At::Key(key.clone()), value)),
                (keys, Value::Object(map)) => {
                    for key in keys.trim_matches(['{', '}']).split(',') {
                        if let Some(value) = map.get(key) {
                            go(At::Key(key.to_owned()), value);
                        }
                    }
                }
                _ => {}
            }
        }
        open = next;
    }
    let found: Vec<Vec<At>> = open.into_iter().map(|(place, _)| place).collect();
    if together {
        return if found.is_empty() { Vec::new() } else { vec![found] };
    }
    // Keys of one holder that are one part.
    let mut parts: BTreeMap<Vec<At>, Vec<Vec<At>>> = BTreeMap::new();
    for place in found {
        let together = if path.ends_with('}') { place.len() - 1 } else { place.len() };
        parts.entry(place[..together].to_vec()).or_default().push(place);
    }
    parts.into_values().collect()
}

fn get<'a>(document: &'a Value, place: &[At]) -> &'a Value {
    place.iter().fold(document, |at, step| match step {
        At::Key(key) => &at[key],
        At::Item(i) => &at[i],
    })
}

/// The name of a place as findings have it: items by their ids.
fn name(document: &Value, place: &[At]) -> String {
    let mut at = document;
    let names = place.iter().map(|step| match step {
        At::Key(key) => {
            at = at.get(key).unwrap_or(&Value::Null);
            key.clone()
        }
        At::Item(i) => {
            at = at.get(i).unwrap_or(&Value::Null);
            at.get("id").and_then(Value::as_str).map_or_else(|| i.to_string(), str::to_owned)
        }
    });
    names.collect::<Vec<_>>().join(".")
}

/// Takes a part out; a list that is left empty goes with it.
fn take_out(document: &mut Value, place: &[At]) {
    let (last, holder) = place.split_last().unwrap();
    // Without the key that says what it is, there is no document.
    if let (At::Key(key), []) = (last, holder) {
        if is_a(document, key) {
            *document = Value::Null;
            return;
        }
    }
    let at = holder.iter().fold(&mut *document, |at, step| match step {
        At::Key(key) => &mut at[key],
        At::Item(i) => &mut at[i],
    });
    match last {
        At::Key(key) => drop(at.as_object_mut().unwrap().remove(key)),
        At::Item(i) => {
            let items = at.as_array_mut().unwrap();
            items.remove(*i);
            if items.is_empty() {
                take_out(document, holder);
            }
        }
    }
}

impl Mutation {
    /// A part of the table, taken out at one place.
    fn of(part: &Part, document: usize, out: Vec<Vec<At>>) -> Self {
        let mut changed = documents()[document].clone();
        out.iter().rev().for_each(|place| take_out(&mut changed, place));
        let here = code(&documents()[document]).to_owned();
        let said = |rule: &str, at: &str| {
            let (at, other) = at.split_once(" in ").unwrap_or((at, &here));
            let place = match at.strip_prefix('=') {
                Some(_) => name(&changed, &out[0]),
                None if at.starts_with('^') => {
                    let up = at.matches('^').count();
                    let holder = name(&changed, &out[0][..out[0].len() - up]);
                    let rest = at.trim_start_matches(['^', '.']);
                    if rest.is_empty() { holder } else { format!("{holder}.{rest}") }
                }
                None => at.to_owned(),
            };
            (rule.to_owned(), place, other.to_owned())
        };
        let mut expected = vec![said(part.rule, part.at)];
        expected.extend(part.follows.iter().map(|(rule, at, _)| said(rule, at)));
        Self { document, what: name(&documents()[document], &out[0]), out, expected }.also()
    }

    /// A paper that no step makes or uses any more.
    fn unmade(document: usize, papers: &[String], made: &Made) -> Self {
        let value = &documents()[document];
        let mut out = Vec::new();
        for key in made.keys {
            let all = places(value, &format!("steps.*.{key}.*")).into_iter().flatten();
            out.extend(all.filter(|place| papers.iter().any(|paper| get(value, place) == paper)));
        }
        out.sort();
        let said = (made.rule.to_owned(), made.at.replace("{}", &papers[0]), code(value).to_owned());
        let mutation = Self {
            document,
            what: format!("{}, {}", papers[0], if made.keys.len() > 1 { "made" } else { "used" }),
            out,
            expected: vec![said],
        };
        mutation.also()
    }

    /// With what follows in this system.
    fn also(mut self) -> Self {
        let here = code(&documents()[self.document]);
        for (_, _, rule, at, _) in ALSO.iter().filter(|(what, document, ..)| *what == self.what && *document == here) {
            let (at, other) = at.split_once(" in ").unwrap_or((at, here));
            self.expected.push(((*rule).to_owned(), at.to_owned(), other.to_owned()));
        }
        self
    }

    fn apply(&self, documents: &mut [Value]) {
        self.out.iter().rev().for_each(|place| take_out(&mut documents[self.document], place));
    }

    /// Whether another one can be made in the same document without touching this one.
    fn is_apart(&self, other: &Self) -> bool {
        let within = |a: &[At], b: &[At]| a.len() >= b.len() && a[..b.len()] == *b;
        // The holder counts: what is left of it is looked at.
        let apart = |a: &Vec<At>, b: &Vec<At>| !within(a, &b[..b.len() - 1]) && !within(b, &a[..a.len() - 1]);
        self.out.iter().all(|a| other.out.iter().all(|b| apart(a, b)))
    }
}

/// What holds a place, the nearest first; an item of a list holds itself.
fn held<'a>(document: &'a Value, place: &[At]) -> Vec<&'a Value> {
    let from = place.len() + usize::from(matches!(place.last(), Some(At::Item(_))));
    (0..from).rev().map(|n| get(document, &place[..n])).collect()
}

/// The parts of a document, each taken out once.
fn of_parts(i: usize, parts: &[Part]) -> Vec<Mutation> {
    let document = &documents()[i];
    let mut all = Vec::new();
    for part in parts {
        for out in places(document, part.path) {
            if (part.only)(document, &held(document, &out[0])) {
                all.push(Mutation::of(part, i, out));
            }
        }
    }
    all
}

fn of_procedures() -> Vec<Mutation> {
    let mut all = Vec::new();
    for (i, document) in documents().iter().enumerate().filter(|(_, d)| is_a(d, "procedure")) {
        all.extend(of_parts(i, PROCEDURE));
        for made in MADE {
            all.extend((made.papers)(document).iter().map(|papers| Mutation::unmade(i, papers, made)));
        }
    }
    all
}

fn of_others() -> Vec<Mutation> {
    let parts = |document: &Value| OTHERS.iter().find(|(kind, _)| is_a(document, kind)).map(|(_, parts)| *parts);
    documents().iter().enumerate().flat_map(|(i, document)| of_parts(i, parts(document).unwrap_or_default())).collect()
}

fn matches(expected: &Said, found: &Said) -> bool {
    let (a, b): (Vec<&str>, Vec<&str>) = (expected.1.split('.').collect(), found.1.split('.').collect());
    expected.0 == found.0
        && (expected.2 == found.2 || expected.2 == "?")
        && a.len() == b.len()
        && a.iter().zip(b).all(|(a, b)| *a == "?" || *a == b)
}

/// What is expected in vain, and what is found besides.
#[derive(Default, PartialEq, Eq)]
struct Difference {
    missed: BTreeSet<Said>,
    more: BTreeSet<Said>,
}

impl Difference {
    fn of(mutations: &[&Mutation]) -> Self {
        static OF_BASE: OnceLock<BTreeSet<Said>> = OnceLock::new();
        let of_base = OF_BASE.get_or_init(|| found_in(documents()).said);
        let mut changed = documents().clone();
        for mutation in mutations {
            mutation.apply(&mut changed);
        }
        let found = found_in(&changed).said;
        let found: Vec<&Said> = found.difference(of_base).collect();
        let expected: Vec<&Said> = mutations.iter().flat_map(|m| &m.expected).collect();
        let missed = expected.iter().filter(|e| !found.iter().any(|f| matches(e, f))).map(|e| (*e).clone()).collect();
        let more = found.iter().filter(|f| !expected.iter().any(|e| matches(e, f))).map(|f| (*f).clone()).collect();
        Self { missed, more }
    }
    fn is_none(&self) -> bool {
        self.missed.is_empty() && self.more.is_empty()
    }
    fn speaks_of(&self, document: usize) -> bool {
        let code = code(&documents()[document]);
        self.missed.iter().chain(&self.more).any(|said| said.2 == code)
    }
}

/// What is wrong with mutations that are tried together. If something is not as expected, those of each document
/// are tried for themselves, beginning where it was found, and then one by one: only that counts.
fn wrong(batch: &[Mutation], again: &AtomicUsize) -> Vec<String> {
    let all = Difference::of(&batch.iter().collect::<Vec<_>>());
    if all.is_none() {
        return Vec::new();
    }
    let documents: BTreeSet<usize> = batch.iter().map(|mutation| mutation.document).collect();
    let (near, far): (Vec<usize>, Vec<usize>) = documents.into_iter().partition(|i| all.speaks_of(*i));
    let (mut explained, mut wrong) = (Difference::default(), Vec::new());
    for i in near.into_iter().chain(far) {
        let of_document: Vec<&Mutation> = batch.iter().filter(|mutation| mutation.document == i).collect();
        let difference = Difference::of(&of_document);
        again.fetch_add(1, Relaxed);
        if !difference.is_none() {
            for mutation in of_document {
                let Difference { missed, more } = Difference::of(&[mutation]);
                again.fetch_add(1, Relaxed);
                if !missed.is_empty() || !more.is_empty() {
                    let code = code(&self::documents()[mutation.document]);
                    wrong.push(format!("without {} in {code}:\n  not found {missed:?}\n  found {more:?}", mutation.what));
                }
            }
        }
        explained.missed.extend(difference.missed);
        explained.more.extend(difference.more);
        if explained == all {
            break;
        }
    }
    wrong
}

/// What parts of one document can be tried at once.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sort {
    /// It is said where the document is read, whatever else is missing.
    Unread,
    /// A list that others hang on.
    List,
    Other,
}

impl Mutation {
    fn sort(&self) -> Sort {
        match (self.expected[0].0.as_str(), &*self.what) {
            (MISSING, _) => Sort::Unread,
            (_, "records" | "service.channels" | "service.dossier" | "service.results") => Sort::List,
            _ => Sort::Other,
        }
    }
}

/// Mutations that stand far apart are tried together: a few of one sort in each document.
fn together(all: Vec<Mutation>) -> Vec<Vec<Mutation>> {
    let mut batches: Vec<Vec<Mutation>> = Vec::new();
    let mut by_document: BTreeMap<usize, Vec<Mutation>> = BTreeMap::new();
    for mutation in all {
        by_document.entry(mutation.document).or_default().push(mutation);
    }
    for (i, mut mutations) in by_document {
        // The same part of all documents at once would be another mistake: each document is begun elsewhere.
        let start = i * 37 % mutations.len();
        mutations.rotate_left(start);
        for mutation in mutations {
            let sort = mutation.sort();
            let most = match sort {
                Sort::Unread => 64,
                Sort::List => 1,
                Sort::Other if is_a(&documents()[i], "procedure") => 4,
                // Items of registers have little to do with each other.
                Sort::Other => 24,
            };
            let fits = |batch: &&mut Vec<Mutation>| {
                let of_document: Vec<&Mutation> = batch.iter().filter(|m| m.document == i).collect();
                of_document.len() < most && of_document.iter().all(|other| other.sort() == sort && other.is_apart(&mutation))
            };
            match batches.iter_mut().find(fits) {
                Some(batch) => batch.push(mutation),
                None => batches.push(vec![mutation]),
            }
        }
    }
    batches
}

#[track_caller]
fn each_is_missed(all: Vec<Mutation>) {
    let (number, batches) = (all.len(), together(all));
    let again = AtomicUsize::new(0);
    let wrong = differing(&batches, |batch| {
        let wrong = wrong(batch, &again);
        (!wrong.is_empty()).then(|| wrong.join("\n"))
    });
    eprintln!("{number} parts in {} batches, {} tried again", batches.len(), again.into_inner());
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

#[test]
fn every_part_of_a_procedure_is_missed() {
    each_is_missed(of_procedures());
}

#[test]
fn every_part_of_what_procedures_stand_on_is_missed() {
    each_is_missed(of_others());
}

#[test]
fn every_rule_is_seen_to_fire() {
    let mut seen: BTreeSet<String> =
        of_procedures().into_iter().chain(of_others()).flat_map(|m| m.expected).map(|said| said.0).collect();
    let by_removal = seen.len();
    for (name, text) in fixtures("err") {
        assert!(!text.contains("\norganisation: ") || text.contains("organisation: ba-dinh"), "{name}: another system");
        // That it finds what it says is tested with the fixtures.
        seen.extend(expected(&text, "").into_iter().map(|said| said.0));
    }
    let rules = Rules::standard();
    let silent: Vec<&str> = rules.iter().map(|info| info.code).filter(|code| !seen.contains(*code)).collect();
    let excused: Vec<&str> = NOT_HERE.iter().map(|(code, _)| *code).collect();
    eprintln!("{} rules: {by_removal} codes by removal, {} in all, never: {silent:?}", rules.iter().count(), seen.len());
    assert_eq!(silent, excused);
}
