//! Evidence as a table: what holds for all records in remarks at the top, a column for each key.

use super::{Entry, Evidence};
use crate::model::csv::{Field, Rows};
use crate::model::definition::{Amount, Answers, EvidenceRecord, Points, RecordKind};
use crate::model::finding::{Finding, Location, Part, Path};
use crate::model::source::Source;
use crate::model::value::{Date, Id, OneOrMany, Problem, Scalar, Text, message, nearest};
use std::collections::BTreeMap;
use std::ops::Range;

/// The columns that have a name of their own; `amounts.` may be followed by any.
const COLUMNS: [&str; 22] = [
    "kind",
    "id",
    "date",
    "unit",
    "subject",
    "procedure",
    "document",
    "state",
    "grade",
    "until",
    "closed",
    "factor",
    "text",
    "answers.very-satisfied",
    "answers.satisfied",
    "answers.neutral",
    "answers.dissatisfied",
    "answers.very-dissatisfied",
    "answers.invalid",
    "points.maximum",
    "points.self-assessed",
    "points.appraised",
];

/// What holds for all records of a table.
#[derive(Default)]
struct Head {
    kind: Option<RecordKind>,
    synthetic: bool,
    source: Option<Text>,
}

/// Reads a table:
///
/// ```text
/// # kind: login
/// # source: Login records of the management application
/// date,unit,subject
/// 2018-01-08,justice-division,head-of-justice
/// ```
pub(super) fn read(source: &Source, evidence: &mut Evidence) {
    let mut reader = Reader { source, head: Head::default(), wrong: Vec::new() };
    let start = reader.remarks();
    let mut rows = Rows::of(&source.text, start);
    let Some(names) = rows.next() else {
        let message = message!(vi: "bảng không có dòng tiêu đề", en: "the table has no row of column names");
        evidence.findings.push(Finding::error("evidence/table", &source.name, Path::root(), message).at_bytes(0..0));
        evidence.findings.append(&mut reader.wrong);
        return;
    };
    let columns = reader.columns(&names);
    // What a column that nobody knows would have said is not guessed; nor is a table without dates.
    let readable = reader.wrong.is_empty();
    evidence.findings.append(&mut reader.wrong);
    for row in rows {
        let range = row.first().map_or(0, |f| f.bytes.start)..row.last().map_or(0, |f| f.bytes.end);
        let entry = if readable { reader.record(&columns, &row, &range) } else { None };
        match entry {
            Some(entry) => evidence.entries.push(entry),
            None => evidence.left_out += 1,
        }
        evidence.findings.append(&mut reader.wrong);
    }
}

struct Reader<'a> {
    source: &'a Source,
    head: Head,
    wrong: Vec<Finding>,
}

impl Reader<'_> {
    fn say(&mut self, bytes: Range<usize>, message: crate::model::value::Message) -> &mut Finding {
        self.wrong.push(Finding::error("evidence/table", &self.source.name, Path::root(), message).at_bytes(bytes));
        let last = self.wrong.len() - 1;
        &mut self.wrong[last]
    }

    /// The remarks at the top; where the table begins.
    fn remarks(&mut self) -> usize {
        let text = self.source.text.clone();
        let mut at = 0;
        for line in text.split_inclusive('\n') {
            let Some(remark) = line.trim_end().strip_prefix('#') else { break };
            let bytes = at..at + line.trim_end().len();
            at += line.len();
            let Some((key, value)) = remark.split_once(':').map(|(key, value)| (key.trim(), value.trim())) else { continue };
            match key {
                "kind" => self.head.kind = self.value(value, bytes),
                "synthetic" => self.head.synthetic = value == "true",
                "source" if !value.is_empty() => self.head.source = Some(Text::plain(value)),
                _ => {}
            }
        }
        at
    }

    fn columns(&mut self, names: &[Field]) -> Vec<String> {
        for (i, field) in names.iter().enumerate() {
            let name = &*field.text;
            let is_amount = name.strip_prefix("amounts.").is_some_and(|name| Id::parse(name).is_ok());
            if names[..i].iter().any(|other| other.text == field.text) {
                self.say(field.bytes.clone(), message!(vi: "cột `{name}` đứng hai lần", en: "the column `{name}` stands twice"));
            } else if !is_amount && !COLUMNS.contains(&name) {
                let message = message!(vi: "không có cột `{name}`", en: "unknown column `{name}`");
                let bytes = field.bytes.clone();
                let finding = Finding::error("evidence/table", &self.source.name, Path::root(), message).at_bytes(bytes);
                self.wrong.push(finding.meaning(nearest(name, COLUMNS)));
            }
        }
        let has = |wanted: &str| names.iter().any(|field| field.text == wanted);
        let bytes = names.first().map_or(0, |f| f.bytes.start)..names.last().map_or(0, |f| f.bytes.end);
        if !has("date") {
            self.say(bytes.clone(), message!(vi: "thiếu cột `date`", en: "the column `date` is missing"));
        }
        if !has("kind") && self.head.kind.is_none() {
            self.say(
                bytes,
                message!(
                    vi: "không rõ loại hồ sơ: ghi `# kind: …` ở đầu tệp hoặc thêm cột `kind`",
                    en: "the kind of the records is not known: write `# kind: …` at the top, or add a column `kind`"
                ),
            );
        }
        names.iter().map(|field| field.text.to_string()).collect()
    }

    fn value<T: Scalar>(&mut self, text: &str, bytes: Range<usize>) -> Option<T> {
        match T::parse(text) {
            Ok(value) => Some(value),
            Err(Problem { reason, suggestion, .. }) => {
                let (vi, en) = T::EXPECTED;
                let message = reason
                    .unwrap_or_else(|| message!(vi: "cần {vi}, nhưng đây là `{text}`", en: "expected {en}, found `{text}`"));
                let finding = Finding::error("evidence/table", &self.source.name, Path::root(), message).at_bytes(bytes);
                self.wrong.push(finding.meaning(suggestion));
                None
            }
        }
    }

    /// The record of a row; none where a part of it cannot be read.
    fn record(&mut self, columns: &[String], row: &[Field], range: &Range<usize>) -> Option<Entry> {
        let before = self.wrong.len();
        let (found, wanted) = (row.len(), columns.len());
        if found != wanted {
            self.say(
                range.clone(),
                message!(vi: "dòng có {found} cột, tiêu đề có {wanted}", en: "the row has {found} columns, the head {wanted}"),
            );
            return None;
        }
        let mut kind = self.head.kind;
        let mut date = None;
        let mut record = EvidenceRecord {
            id: None,
            date: Date::of(1900, 1, 1),
            unit: OneOrMany::default(),
            subject: None,
            procedure: None,
            document: None,
            state: None,
            grade: None,
            until: None,
            closed: None,
            amounts: BTreeMap::new(),
            factor: None,
            answers: None,
            points: None,
            text: None,
        };
        let mut numbers: BTreeMap<&str, Amount> = BTreeMap::new();
        for (column, field) in columns.iter().zip(row) {
            let (text, bytes) = (&*field.text, field.bytes.clone());
            if text.is_empty() {
                continue;
            }
            match &**column {
                "kind" => kind = self.value(text, bytes),
                "id" => record.id = self.value(text, bytes),
                "date" => date = self.value(text, bytes),
                "unit" => record.unit.0.extend(text.split_whitespace().filter_map(|unit| self.value(unit, bytes.clone()))),
                "subject" => record.subject = self.value(text, bytes),
                "procedure" => record.procedure = self.value(text, bytes),
                "document" => record.document = Some(Text::plain(text)),
                "state" => record.state = self.value(text, bytes),
                "grade" => record.grade = self.value(text, bytes),
                "until" => record.until = self.value(text, bytes),
                "closed" => record.closed = self.value(text, bytes),
                "factor" => record.factor = self.value(text, bytes),
                "text" => record.text = Some(Text::plain(text)),
                name => {
                    if let Some(number) = self.value::<Amount>(text, bytes) {
                        match name.strip_prefix("amounts.") {
                            Some(amount) => _ = record.amounts.insert(amount.to_owned(), number),
                            None => _ = numbers.insert(name, number),
                        }
                    }
                }
            }
        }
        self.grouped(&numbers, &mut record, range);
        if date.is_none() && self.wrong.len() == before {
            self.say(range.clone(), message!(vi: "dòng không có ngày", en: "the row has no date"));
        }
        if kind.is_none() && self.wrong.len() == before {
            self.say(range.clone(), message!(vi: "dòng không có loại hồ sơ", en: "the row has no kind"));
        }
        if self.wrong.len() > before {
            return None;
        }
        record.date = date?;
        let part = Part::Bytes(range.clone());
        // Lines are counted from the beginning: tables are small.
        let line = Location::of(&self.source.text, &[0], range.clone());
        let line = self.source.text[..line.bytes.start].bytes().filter(|b| *b == b'\n').count() + 1;
        let document = record.document.clone().or_else(|| self.head.source.clone());
        let (synthetic, source) = (self.head.synthetic, self.source.name.clone());
        Some(Entry { kind: kind?, record, source, line, document, synthetic, path: Path::root(), part })
    }

    /// Answers and points: several columns that make one thing.
    fn grouped(&mut self, numbers: &BTreeMap<&str, Amount>, record: &mut EvidenceRecord, range: &Range<usize>) {
        let get = |name: &str| numbers.get(name).copied();
        if numbers.keys().any(|name| name.starts_with("answers.")) {
            let all = [
                get("answers.very-satisfied"),
                get("answers.satisfied"),
                get("answers.neutral"),
                get("answers.dissatisfied"),
                get("answers.very-dissatisfied"),
            ];
            if let [Some(very_satisfied), Some(satisfied), Some(neutral), Some(dissatisfied), Some(very_dissatisfied)] = all {
                let invalid = get("answers.invalid");
                record.answers = Some(Answers { very_satisfied, satisfied, neutral, dissatisfied, very_dissatisfied, invalid });
            } else {
                self.say(
                    range.clone(),
                    message!(
                        vi: "câu trả lời phải đủ cả năm mức, không có thì ghi 0",
                        en: "answers need all five grades; where there is none, write 0"
                    ),
                );
            }
        }
        if numbers.keys().any(|name| name.starts_with("points.")) {
            match get("points.maximum") {
                Some(maximum) => {
                    let (self_assessed, appraised) = (get("points.self-assessed"), get("points.appraised"));
                    record.points = Some(Points { maximum, self_assessed, appraised });
                }
                None => {
                    self.say(range.clone(), message!(vi: "thiếu điểm tối đa", en: "the most points there are is missing"));
                }
            }
        }
    }
}
