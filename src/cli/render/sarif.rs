//! SARIF 2.1.0 (OASIS), for code scanning.

use super::{Facts, explain, json};
use crate::cli::Failure;
use crate::cli::baseline;
use crate::model::finding::{Finding, Part, Path, Severity};
use crate::model::value::{Language, Message};
use serde_json::{Map, Value, json};
use std::collections::{BTreeMap, HashMap};
use std::io::Write;

pub(in crate::cli) fn report(out: &mut impl Write, facts: &Facts, language: &Language) -> Result<(), Failure> {
    let found = || facts.report.findings().iter().chain(facts.report.accepted().iter().map(|accepted| &accepted.finding));
    let codes: BTreeMap<&str, &Finding> = found().map(|finding| (finding.rule, finding)).collect();
    let places: HashMap<&str, usize> = codes.keys().enumerate().map(|(i, code)| (*code, i)).collect();
    let rules: Vec<Value> = codes.values().map(|finding| rule(facts, finding, language)).collect();
    // Several findings alike at one place are told apart by their number.
    let mut alike: HashMap<String, usize> = HashMap::new();
    let mut results: Vec<Value> = Vec::new();
    for finding in found() {
        let print = format!("{}:{}:{}", finding.source, finding.rule, baseline::place(finding, facts));
        let number = alike.entry(print.clone()).or_default();
        *number += 1;
        results.push(result(facts, finding, places[finding.rule], &format!("{print}:{number}"), language));
    }
    for (accepted, result) in facts.report.accepted().iter().zip(&mut results[facts.report.findings().len()..]) {
        let mut reason = accepted.reason.to(language).to_owned();
        if let Some(until) = accepted.until {
            reason += &format!(" ({until})");
        }
        result["suppressions"] = json!([{"kind": if accepted.in_source { "inSource" } else { "external" }, "status": "accepted", "justification": reason}]);
    }
    let driver = json!({
        "name": "quytrinh",
        "version": env!("CARGO_PKG_VERSION"),
        "semanticVersion": env!("CARGO_PKG_VERSION"),
        "language": if *language == Language::Vi { "vi" } else { "en" },
        "rules": rules,
    });
    let run = json!({"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results});
    let log = json!({"$schema": "https://json.schemastore.org/sarif-2.1.0.json", "version": "2.1.0", "runs": [run]});
    json::print(out, &log)
}

const fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "note",
    }
}

/// What a rule asks for; of a rule that is not known, its code.
fn rule(facts: &Facts, finding: &Finding, language: &Language) -> Value {
    let pick = |(vi, en): (&'static str, &'static str)| if *language == Language::Vi { vi } else { en };
    let mut rule = json!({"id": finding.rule, "defaultConfiguration": {"level": level(finding.severity)}});
    let (Some(info), Value::Object(object)) = (facts.info(finding.rule), &mut rule) else { return rule };
    object["defaultConfiguration"] = json!({"level": level(info.severity)});
    object.insert("shortDescription".into(), json!({"text": pick(info.demands)}));
    if !pick(info.why).is_empty() {
        object.insert("fullDescription".into(), json!({"text": pick(info.why)}));
        let mut help = format!("{}\n\n{}", pick(info.why), pick(info.mend));
        for (name, example) in [(("Sai", "Wrong"), info.wrong), (("Đúng", "Right"), info.right)] {
            if !example.is_empty() {
                help += &format!("\n\n{}:\n\n{}", pick(name), example.trim_end());
            }
        }
        object.insert("help".into(), json!({"text": help}));
    }
    let source = explain::basis(&info.basis, language);
    object.insert("properties".into(), json!({"tags": [info.family()], "source": source, "verified": info.basis.verified}));
    rule
}

fn result(facts: &Facts, finding: &Finding, index: usize, print: &str, language: &Language) -> Value {
    let text = |message: &Message| json!({"text": message.to(language)});
    let mut said = finding.message.to(language).to_owned();
    if let Some(help) = &finding.help {
        said += "\n";
        said += help.to(language);
    }
    let mut location = json!({"physicalLocation": physical(facts, &finding.source, &finding.path, &finding.part)});
    if !finding.path.segments().is_empty() {
        location["logicalLocations"] = json!([{"fullyQualifiedName": facts.named(&finding.source, &finding.path)}]);
    }
    if let Some(label) = &finding.label {
        location["message"] = text(label);
    }
    let mut result = Map::new();
    result.insert("ruleId".into(), finding.rule.into());
    result.insert("ruleIndex".into(), index.into());
    result.insert("level".into(), level(finding.severity).into());
    result.insert("message".into(), json!({"text": said}));
    result.insert("locations".into(), json!([location]));
    if !finding.related.is_empty() {
        let related = finding.related.iter().zip(1..).map(|(related, id)| {
            let physical = physical(facts, &related.source, &related.path, &related.part);
            json!({"id": id, "physicalLocation": physical, "message": text(&related.label)})
        });
        result.insert("relatedLocations".into(), related.collect());
    }
    result.insert("partialFingerprints".into(), json!({"quytrinh/v1": print}));
    if let Some(fix) = &finding.fix {
        let place = physical(facts, &finding.source, &finding.path, &finding.part);
        let change = json!({
            "artifactLocation": place["artifactLocation"],
            "replacements": [{"deletedRegion": place["region"], "insertedContent": {"text": fix.replacement}}],
        });
        result.insert("fixes".into(), json!([{"description": text(&fix.title), "artifactChanges": [change]}]));
    }
    Value::Object(result)
}

fn physical(facts: &Facts, source: &str, path: &Path, part: &Part) -> Value {
    let at = facts.locate(source, path, part);
    let (end_line, end_column) = facts.end(source, &at);
    let region = json!({"startLine": at.line, "startColumn": at.column, "endLine": end_line, "endColumn": end_column});
    json!({"artifactLocation": {"uri": uri(source)}, "region": region})
}

/// The name of a file as a URI: what has a meaning there, and what is not ASCII, is written in hexadecimal.
fn uri(name: &str) -> String {
    let mut out = String::new();
    if name.starts_with('/') {
        out.push_str("file://");
    }
    for byte in name.trim_start_matches("./").bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'/' | b'.' | b'-' | b'_' | b'~' => out.push(byte.into()),
            _ => out.push_str(&format!("%{byte:02X}")),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::uri;

    #[test]
    fn names_of_files_are_uris() {
        assert_eq!(uri("./a/Quy trình 1.yaml"), "a/Quy%20tr%C3%ACnh%201.yaml");
        assert_eq!(uri("/tmp/a.yaml"), "file:///tmp/a.yaml");
        assert_eq!(uri("c:a#b"), "c%3Aa%23b");
    }
}
