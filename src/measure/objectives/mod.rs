//! Objectives against evidence: what was reached, whether that is enough, and what each figure rests on.

mod amounts;
mod caseload;
mod dossiers;
mod interval;
mod judge;
mod period;
mod procedures;
mod review;
mod score;
mod subjects;

pub(crate) use amounts::satisfied;
pub use caseload::{CaseLog, CaseSource, Caseload, Load};
pub use interval::wilson;
pub use period::{NoPeriod, ReportingPeriod};
pub use review::ReviewTopic;

use crate::check::Asker;
use crate::measure::{Portfolio, Share};
use crate::model::definition::{Formula, Level, RecordKind, Scope};
use crate::model::evidence::{Entry, Evidence};
use crate::model::finding::{Finding, Part};
use crate::model::library::Library;
use crate::model::source::{Places, Source};
use crate::model::value::{Clause, Date, Id, Message, Target, Text, keyword};
use std::cell::OnceCell;
use std::collections::HashMap;

keyword! {
    /// What became of an objective. · Kết quả của mục tiêu.
    pub enum Status ("kết quả", "what became of it") {
        Met = "met" ("đạt", "met"),
        Missed = "missed" ("không đạt", "missed"),
        OnTrack = "on-track" ("đúng tiến độ", "on track"),
        NotApplicable = "not-applicable" ("không áp dụng", "not applicable"),
        NotMeasurable = "not-measurable" ("chưa đo được", "not measurable"),
        NoEvidence = "no-evidence" ("chưa có bằng chứng", "no evidence"),
    }
}

keyword! {
    /// Where a figure moved since the period before, seen from the target. · Xu hướng.
    pub enum Trend ("xu hướng", "where it moved") {
        Better = "better" ("tốt hơn", "better"),
        Same = "same" ("không đổi", "unchanged"),
        Worse = "worse" ("kém hơn", "worse"),
    }
}

/// What a part of a figure is of.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum PartOf {
    /// A level of government.
    Level(Level),
    /// A field of administration.
    Field(Id),
    /// A procedure, by code.
    Procedure(String),
    /// A unit.
    Unit(Id),
}

/// A part of a figure.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct PartScore {
    /// Of what.
    pub of: PartOf,
    /// How many of how many.
    pub value: Share,
    /// It must reach the target by itself.
    pub decides: bool,
    /// Whether it does; none where there was nothing to count, or no target.
    pub met: Option<bool>,
}

/// A figure that is shown beside the one that decides.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Beside {
    /// What it is.
    pub label: Message,
    /// How many of how many.
    pub value: Share,
}

/// Who falls short, and of what.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Shortfall {
    /// The unit, person, service, or procedure.
    pub subject: String,
    /// What is missing or stands in the way.
    pub lacks: Vec<Message>,
}

/// What a figure rests on.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "kebab-case", tag = "kind")]
pub enum SourceOf {
    /// A record of the evidence.
    Record {
        /// The file.
        file: String,
        /// The line it begins at.
        line: usize,
        /// Its kind.
        record: RecordKind,
        /// Its day.
        date: Date,
        /// The document it is taken from.
        #[serde(skip_serializing_if = "Option::is_none")]
        document: Option<Text>,
        /// It was made up to show what is computed.
        #[serde(skip_serializing_if = "std::ops::Not::not")]
        synthetic: bool,
    },
    /// A procedure of the library.
    Procedure {
        /// Its code.
        code: String,
        /// The file that defines it.
        file: String,
        /// It is counted above the line.
        counted: bool,
    },
    /// Dossiers of a procedure.
    Dossiers {
        /// Code of the procedure.
        procedure: String,
        /// How many of how many.
        value: Share,
        /// The tables and logs they stand in.
        files: Vec<CaseSource>,
        /// They were made up to show what is computed.
        #[serde(skip_serializing_if = "std::ops::Not::not")]
        synthetic: bool,
    },
}

/// What is asked of a period that lies before the end.
#[derive(Debug, Clone, Copy, PartialEq, serde::Serialize)]
#[serde(rename_all = "kebab-case", tag = "how")]
pub enum Wanted {
    /// The path of the objective says it.
    Path {
        /// The target of the year.
        target: Target,
    },
    /// It follows evenly from a value before: it is interpolated, no act says it.
    Interpolated {
        /// The least, in percent.
        #[serde(skip_serializing_if = "Option::is_none")]
        least: Option<f64>,
        /// The most, in percent.
        #[serde(skip_serializing_if = "Option::is_none")]
        most: Option<f64>,
    },
}

/// The value of the period before.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Previous {
    /// Which.
    pub period: ReportingPeriod,
    /// What was reached.
    pub value: Share,
}

/// One objective, measured.
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
#[non_exhaustive]
pub struct Score {
    /// Its name.
    pub id: Id,
    /// What is to be reached.
    pub title: Text,
    /// Clause of the standard.
    pub clause: Option<Clause>,
    /// Role that answers for it.
    pub owner: Option<Id>,
    /// Unit of counting.
    pub unit: Option<Text>,
    /// What was reached; none where nothing could be counted.
    pub value: Option<Share>,
    /// What is to be reached.
    pub target: Option<Target>,
    /// The source gives the target clearly.
    pub target_verified: bool,
    /// The year in which it must be reached.
    pub by: i16,
    /// What became of it.
    pub status: Status,
    /// Why, where that is not plain from the figures.
    pub reasons: Vec<Message>,
    /// What is asked of this period, where the target is one of later years.
    pub wanted: Option<Wanted>,
    /// The figure by level, field, procedure or unit.
    pub parts: Vec<PartScore>,
    /// Figures beside it.
    pub beside: Vec<Beside>,
    /// The figure in each part of the period, as often as it is measured.
    pub series: Vec<(ReportingPeriod, Share)>,
    /// The period before.
    pub previous: Option<Previous>,
    /// Since then.
    pub trend: Option<Trend>,
    /// Who falls short.
    pub short: Vec<Shortfall>,
    /// 95 % confidence interval in percent, where the figure is one of a sample.
    pub interval: Option<(f64, f64)>,
    /// What the figure rests on.
    pub sources: Vec<SourceOf>,
    /// It lies outside the quality-management system.
    pub outside_system: bool,
    /// What is done when it is missed.
    pub when_missed: Option<Text>,
}

/// The score sheet of a unit.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct IndexScore {
    /// The unit.
    pub unit: Id,
    /// Its day.
    pub date: Date,
    /// Points it gave itself, of the most there are.
    pub self_assessed: Option<Share>,
    /// Points as appraised, of the most there are: what counts.
    pub appraised: Option<Share>,
    /// The file and the line.
    pub file: String,
    /// The line it begins at.
    pub line: usize,
}

/// What is wrong with a record or a dossier.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Problem {
    /// Code of what is wrong.
    pub rule: &'static str,
    /// The file.
    pub file: String,
    /// The line.
    pub line: usize,
    /// What it is.
    pub message: Message,
}

/// All objectives of a library, measured.
#[derive(Debug, Clone, serde::Serialize)]
#[non_exhaustive]
pub struct Scorecard {
    /// The period it is of.
    pub period: ReportingPeriod,
    /// The day of its figures: the last one of the period, or one before.
    pub as_of: Date,
    /// Some of it rests on records that were made up.
    pub synthetic: bool,
    /// One for each objective, in the order of the programmes of that year.
    pub objectives: Vec<Score>,
    /// Score sheets of the period, the latest of each unit.
    pub index: Vec<IndexScore>,
    /// How many records and dossiers are used.
    pub used: u64,
    /// How many are not: a finding says why, of dossiers of a log one for each reason.
    pub left_out: u64,
    /// What is wrong with the evidence, and where.
    pub problems: Vec<Problem>,
    /// The same, for those who show findings.
    #[serde(skip)]
    pub findings: Vec<Finding>,
    /// Records that a management review looks at, by its inputs.
    #[serde(skip)]
    pub review: Vec<(ReviewTopic, Vec<Entry>)>,
}

/// Everything that figures are taken from.
struct Context<'a> {
    library: &'a Library,
    entries: Vec<&'a Entry>,
    cases: &'a Caseload,
    /// The day of the figures.
    day: Date,
    levels: HashMap<&'a str, Level>,
    asker: Asker<'a>,
    portfolio: OnceCell<Portfolio>,
}

impl Context<'_> {
    fn portfolio(&self) -> &Portfolio {
        self.portfolio.get_or_init(|| self.library.measure())
    }
    /// The last day of a period on which something can be known.
    fn end(&self, period: ReportingPeriod) -> Date {
        period.last_day().min(self.day)
    }
    /// The level of a unit.
    fn level(&self, unit: &Id) -> Option<Level> {
        self.levels.get(unit.as_str()).copied()
    }
}

/// What was counted of an objective in a period.
#[derive(Default)]
struct Counted {
    all: Option<Share>,
    levels: Vec<(Level, Share)>,
    /// Parts that the formula itself divides the figure into; each must reach the target.
    parts: Vec<(PartOf, Share)>,
    beside: Vec<Beside>,
    /// Parts of the period, where the formula asks for each of them.
    series: Vec<(ReportingPeriod, Share)>,
    short: Vec<Shortfall>,
    sources: Vec<SourceOf>,
    reasons: Vec<Message>,
    is_sample: bool,
    /// How many of these an objective names, where it names a set.
    named: Option<u64>,
}

const NOTHING: Share = Share { part: 0, of: 0 };

fn add(sum: &mut Share, share: Share) {
    sum.part = sum.part.saturating_add(share.part);
    sum.of = sum.of.saturating_add(share.of);
}

/// Adds a share to that of a level, where the level is one of the objective's.
fn add_level(levels: &mut Vec<(Level, Share)>, level: Level, share: Share) {
    match levels.iter_mut().find(|(known, _)| *known == level) {
        Some((_, sum)) => add(sum, share),
        None => levels.push((level, share)),
    }
}

/// Counts one objective.
fn count(context: &Context, formula: &Formula, period: ReportingPeriod) -> Counted {
    match formula {
        Formula::Procedures(of) => procedures::count(context, of, period),
        Formula::Dossiers(of) => dossiers::count(context, of, period),
        Formula::Subjects(of) => subjects::count(context, of, period),
        Formula::Amounts(of) => amounts::amounts(context, of, period),
        Formula::Answers(of) => amounts::answers(context, of, period),
    }
}

/// The levels that decide; none where all of them together do.
fn deciding(scope: Option<Scope>) -> Option<&'static [Level]> {
    match scope {
        None | Some(Scope::Together) => None,
        Some(Scope::Each) => Some(&[Level::District, Level::Ward, Level::City, Level::Ministry]),
        Some(Scope::District) => Some(&[Level::District]),
        Some(Scope::Wards) => Some(&[Level::Ward]),
    }
}

impl Library {
    /// Measures every objective of a year against evidence.
    ///
    /// The figures are those of a day, the last one of the period where nothing is said: what came later does not count.
    ///
    /// ```
    /// use quytrinh::measure::{Caseload, Status};
    /// use quytrinh::{Evidence, Library};
    /// let library = Library::from_sources([
    ///     ("o.yaml", "organisation: o\ntitle: O\nunits:\n  - {id: lab, title: Lab, kind: department}\n  - {id: shop, title: Shop, kind: department}\nroles:\n  - {id: r, title: R, kind: officer}\n"),
    ///     ("q.yaml", "objectives: q\ntitle: Q\nyear: 2018\nitems:\n  - id: inspected\n    title: Every department is inspected\n    target: \"= 100%\"\n    measure:\n      subjects: {units: {kind: department}, having: inspection}\n"),
    /// ]);
    /// let evidence = Evidence::from_sources([(
    ///     "i.yaml",
    ///     "evidence: i\nkind: inspection\ntitle: I\nsource: Minutes\nrecords:\n  - {date: 2018-03-14, unit: lab}\n",
    /// )]);
    /// let card = library.score(&evidence, &Caseload::default(), "2018".parse()?, None);
    /// let score = &card.objectives[0];
    /// assert_eq!(score.status, Status::Missed);
    /// assert_eq!((score.value.unwrap().part, score.value.unwrap().of), (1, 2));
    /// assert_eq!(score.short[0].subject, "shop");
    /// # Ok::<(), quytrinh::measure::NoPeriod>(())
    /// ```
    #[must_use]
    pub fn score(&self, evidence: &Evidence, cases: &Caseload, period: ReportingPeriod, as_of: Option<Date>) -> Scorecard {
        let day = as_of.map_or_else(|| period.last_day(), |day| day.min(period.last_day()));
        let (entries, mut wrong) = evidence.usable(self, day);
        let mut findings = evidence.findings().to_vec();
        let left_out = wrong.len() as u64 + evidence.left_out() as u64 + cases.left_out;
        findings.append(&mut wrong);
        findings.extend(cases.findings.iter().cloned());
        let used = entries.len() as u64 + cases.dossiers;
        let units = self.organisation().iter().flat_map(|o| &o.units).collect::<Vec<_>>();
        let levels = units.iter().filter_map(|unit| Some((unit.id.as_str(), unit.level?))).collect();
        let context = Context { library: self, entries, cases, day, levels, asker: Asker::of(self), portfolio: OnceCell::new() };
        let programmes = self.objectives().filter(|programme| programme.year.0 == period.of_year());
        let objectives: Vec<Score> = programmes
            .flat_map(|programme| programme.items.iter().map(|item| score::score(&context, item, programme.year.0, period)))
            .collect();
        let synthetic = cases.synthetic() || context.entries.iter().any(|entry| entry.synthetic);
        let index = review::index(&context, period);
        let review = review::inputs(&context, period);
        let problems = located(&findings, evidence.sources().iter().chain(&cases.texts));
        Scorecard { period, as_of: day, synthetic, objectives, index, used, left_out, problems, findings, review }
    }
}

/// Findings with their lines.
fn located<'a>(findings: &[Finding], sources: impl Iterator<Item = &'a Source>) -> Vec<Problem> {
    let places: HashMap<&str, Places> = sources.map(|source| (&*source.name, source.places())).collect();
    let line = |f: &Finding| match (places.get(&*f.source), &f.part) {
        (_, Part::Line(line)) => *line,
        (places, part) => places.map_or(1, |places| places.locate(&f.path, part).line),
    };
    let problem = |f: &Finding| Problem { rule: f.rule, file: f.source.to_string(), line: line(f), message: f.message.clone() };
    findings.iter().map(problem).collect()
}

impl SourceOf {
    fn of(entry: &Entry) -> Self {
        Self::Record {
            file: entry.source.to_string(),
            line: entry.line,
            record: entry.kind,
            date: entry.record.date,
            document: entry.document.clone(),
            synthetic: entry.synthetic,
        }
    }
}

#[cfg(test)]
mod tests;
