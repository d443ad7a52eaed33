//! Evidence: files of records in, records with their places out. Nothing is dropped in silence.

mod table;

use super::definition::{Definition, EvidenceRecord, RecordKind, RecordState};
use super::finding::{Finding, Part, Path, Related, Segment};
use super::library::Library;
use super::read;
use super::source::Source;
use super::value::{Date, Id, Text, message, nearest};
use std::collections::{HashMap, HashSet};
use std::sync::Arc;

/// A record that was read, and where it stands.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    /// Its kind.
    pub kind: RecordKind,
    /// What it says.
    pub record: EvidenceRecord,
    /// Name of the source it was read from.
    pub source: Arc<str>,
    /// The line it begins at.
    pub line: usize,
    /// The document it is taken from: its own, or that of its file.
    pub document: Option<Text>,
    /// It was made up to show what is computed.
    pub synthetic: bool,
    path: Path,
    part: Part,
}

impl Entry {
    /// Its state on a day: what was closed by then is closed.
    #[must_use]
    pub fn state(&self, day: Date) -> Option<RecordState> {
        match self.record.closed {
            Some(closed) if closed <= day => Some(RecordState::Closed),
            // It is known to have been closed later only.
            Some(_) if self.record.state == Some(RecordState::Closed) => Some(RecordState::Open),
            _ => self.record.state,
        }
    }
    /// What it is about: its subject, or else its units.
    #[must_use]
    pub fn about(&self) -> &[Id] {
        self.record.subject.as_ref().map_or(&*self.record.unit, std::slice::from_ref)
    }
    fn finding(&self, rule: &'static str, path: &[&str], message: super::value::Message) -> Finding {
        let place = path.iter().fold(self.path.clone(), |place, key| place.key(key));
        let mut finding = Finding::warning(rule, &self.source, place, message);
        // Of a table only the place of the row is kept.
        finding.part = self.part.clone();
        finding
    }
}

/// Records of what was done, from any number of files.
///
/// ```
/// use quytrinh::Evidence;
/// let evidence = Evidence::from_sources([(
///     "inspections.yaml",
///     "evidence: inspections-2018\nkind: inspection\ntitle: Inspections\nsource: Report 12/BC-UBND\n\
///      records:\n  - {date: 2018-03-14, unit: justice-division}\n  - {date: 2018-03-32, unit: inspectorate}\n",
/// )]);
/// assert_eq!(evidence.entries().len(), 1);
/// assert_eq!(evidence.left_out(), 1);
/// assert_eq!(evidence.findings()[0].rule, "format/value");
/// ```
#[derive(Debug, Clone, Default)]
pub struct Evidence {
    sources: Vec<Source>,
    entries: Vec<Entry>,
    left_out: usize,
    findings: Vec<Finding>,
}

impl Evidence {
    /// Reads files of records, each with its name: tables where the name ends in `.csv`, else YAML.
    ///
    /// A record of which a part cannot be read is left out; there is a finding at its place, and the rest is used.
    pub fn from_sources<N: Into<String>, T: Into<Vec<u8>>>(sources: impl IntoIterator<Item = (N, T)>) -> Self {
        let mut evidence = Self::default();
        for (name, text) in sources {
            let name: String = name.into();
            let (source, problem) = Source::from_bytes(&name, text.into());
            match problem {
                Some(problem) => evidence.findings.push(problem),
                None if name.ends_with(".csv") => table::read(&source, &mut evidence),
                None => evidence.read(&source),
            }
            evidence.sources.push(source);
        }
        evidence
    }

    fn read(&mut self, source: &Source) {
        let (definition, mut findings) = read::read(source);
        let places = source.places();
        match definition {
            Some(Definition::Evidence(definition)) => {
                // What was read with stand-ins is not what its author wrote.
                let mut spoilt: HashSet<usize> = HashSet::new();
                let mut is_head_spoilt = false;
                for finding in findings.iter().filter(|f| !f.is_of_form()) {
                    match finding.path.segments() {
                        [Segment::Key(list), Segment::Index(i), ..] if &**list == "records" => _ = spoilt.insert(*i),
                        [Segment::Key(key), ..] if matches!(&**key, "kind" | "records") => is_head_spoilt = true,
                        _ => {}
                    }
                }
                for (i, record) in definition.records.into_iter().enumerate() {
                    if is_head_spoilt || spoilt.contains(&i) {
                        self.left_out += 1;
                        continue;
                    }
                    let path = Path::root().key("records").index(i);
                    let line = places.locate(&path, &Part::Value).line;
                    let document = record.document.clone().or_else(|| definition.source.clone());
                    let (kind, synthetic, source) = (definition.kind, definition.synthetic, source.name.clone());
                    self.entries.push(Entry { kind, record, source, line, document, synthetic, path, part: Part::Value });
                }
            }
            Some(other) => {
                let key = other.kind().key();
                let message = message!(
                    vi: "`{key}` không phải là bằng chứng: tệp bằng chứng bắt đầu bằng `evidence:`",
                    en: "`{key}` is no evidence: a file of evidence begins with `evidence:`"
                );
                findings.push(Finding::error("format/kind", &source.name, Path::root().key(key), message).at_key());
            }
            None => {}
        }
        self.findings.append(&mut findings);
    }

    /// The sources, in the order in which they were given.
    #[must_use]
    pub fn sources(&self) -> &[Source] {
        &self.sources
    }
    /// The records that could be read.
    #[must_use]
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }
    /// How many records could not be read.
    #[must_use]
    pub const fn left_out(&self) -> usize {
        self.left_out
    }
    /// What was wrong when they were read.
    #[must_use]
    pub fn findings(&self) -> &[Finding] {
        &self.findings
    }

    /// The records that can be used in a library on a day, and what is wrong with each of the others.
    #[must_use]
    pub fn usable(&self, library: &Library, day: Date) -> (Vec<&Entry>, Vec<Finding>) {
        let units: HashSet<&str> = library.organisation().iter().flat_map(|o| &o.units).map(|unit| unit.id.as_str()).collect();
        let (mut used, mut wrong) = (Vec::with_capacity(self.entries.len()), Vec::new());
        let mut ids: HashMap<(RecordKind, &str), &Entry> = HashMap::new();
        let mut same: HashMap<String, &Entry> = HashMap::new();
        for entry in &self.entries {
            let found = fault(entry, &units, |code| library.procedure(code).is_some(), day).or_else(|| {
                let named = entry.record.id.as_ref().map(|id| (entry.kind, id.as_str()));
                let nameless = EvidenceRecord { id: None, ..entry.record.clone() };
                let text = format!("{:?}{nameless:?}{:?}", entry.kind, entry.document);
                let first = named.and_then(|name| ids.get(&name)).or_else(|| same.get(&text)).copied();
                if first.is_none() {
                    named.map(|name| ids.insert(name, entry));
                    same.insert(text, entry);
                }
                first.map(|first| {
                    let (file, line) = (&first.source, first.line);
                    let message = message!(
                        vi: "hồ sơ này đã có ở dòng {line} của `{file}`",
                        en: "this record already stands at line {line} of `{file}`"
                    );
                    let mut finding = entry.finding("evidence/duplicate", &[], message);
                    finding.related.push(Related {
                        source: first.source.clone(),
                        path: first.path.clone(),
                        part: first.part.clone(),
                        label: message!(vi: "đã ghi ở đây", en: "first entered here"),
                    });
                    finding
                })
            });
            match found {
                Some(finding) => wrong.push(finding),
                None => used.push(entry),
            }
        }
        (used, wrong)
    }
}

/// Why a record cannot be used; the first reason is enough.
fn fault(entry: &Entry, units: &HashSet<&str>, procedures: impl Fn(&str) -> bool, day: Date) -> Option<Finding> {
    let (record, date) = (&entry.record, entry.record.date);
    if let Some((i, unit)) = record.unit.iter().enumerate().find(|(_, unit)| !units.contains(unit.as_str())) {
        let message = message!(vi: "không có đơn vị nào tên `{unit}`", en: "there is no unit `{unit}`");
        let mut finding = entry.finding("evidence/unknown-unit", &["unit"], message);
        if record.unit.len() > 1 && entry.part == Part::Value {
            finding.path = finding.path.index(i);
        }
        return Some(finding.meaning(nearest(unit.as_str(), units.iter().copied())));
    }
    if let Some(code) = record.procedure.as_ref().filter(|code| !procedures(code.as_str())) {
        let message = message!(vi: "không có quy trình nào mã `{code}`", en: "there is no procedure `{code}`");
        return Some(entry.finding("evidence/unknown-procedure", &["procedure"], message));
    }
    if entry.about().is_empty() && record.procedure.is_none() {
        let message = message!(
            vi: "hồ sơ không nêu đơn vị (`unit:`), đối tượng (`subject:`) hay quy trình (`procedure:`) nào",
            en: "the record names no unit (`unit:`), no subject (`subject:`) and no procedure (`procedure:`)"
        );
        return Some(entry.finding("evidence/incomplete", &[], message));
    }
    if entry.document.is_none() {
        let message = message!(
            vi: "hồ sơ không nêu tài liệu gốc (`document:`, hoặc `source:` của tệp)",
            en: "the record names no document it is taken from (`document:`, or `source:` of the file)"
        );
        return Some(entry.finding("evidence/incomplete", &[], message));
    }
    let lacks = match entry.kind {
        RecordKind::Survey if record.answers.is_none() => Some(("answers", "câu trả lời", "answers")),
        RecordKind::WardIndex if record.points.is_none() => Some(("points", "điểm", "points")),
        RecordKind::Budget | RecordKind::Correspondence if record.amounts.is_empty() => Some(("amounts", "số liệu", "amounts")),
        RecordKind::Baseline if record.baseline().is_none() => {
            Some(("amounts.reached`, `amounts.of", "số liệu của kỳ trước", "figures of the period before"))
        }
        RecordKind::Baseline if record.subject.is_none() => Some(("subject", "tên mục tiêu", "name of an objective")),
        _ => None,
    };
    if let Some((key, vi, en)) = lacks {
        let message = message!(vi: "hồ sơ thiếu {vi} (`{key}:`)", en: "the record has no {en} (`{key}:`)");
        return Some(entry.finding("evidence/incomplete", &[], message));
    }
    if date > day {
        let message = message!(
            vi: "hồ sơ ngày {date} sau ngày chốt số liệu {day}: chưa được tính",
            en: "the record is of {date}, after the day of the scorecard, {day}: it is not counted yet"
        );
        return Some(entry.finding("evidence/future-date", &["date"], message));
    }
    for (key, end) in [("until", record.until), ("closed", record.closed)] {
        if let Some(end) = end.filter(|end| *end < date) {
            let message = message!(
                vi: "`{key}` ({end}) trước ngày của hồ sơ ({date})",
                en: "`{key}` ({end}) lies before the day of the record ({date})"
            );
            return Some(entry.finding("evidence/order", &[key], message));
        }
    }
    if let Some(points) = &record.points {
        for (key, value) in [("self-assessed", points.self_assessed), ("appraised", points.appraised)] {
            if let Some(value) = value.filter(|value| *value > points.maximum) {
                let most = points.maximum;
                let message = message!(
                    vi: "{value} điểm, nhưng tối đa là {most}",
                    en: "{value} points, where {most} are the most there are"
                );
                return Some(entry.finding("evidence/points", &["points", key], message));
            }
        }
    }
    None
}

#[cfg(test)]
mod tests;
