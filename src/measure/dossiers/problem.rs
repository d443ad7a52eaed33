//! What is wrong with events.

use crate::model::value::Message;
use std::collections::BTreeMap;
use std::fmt;

/// A kind of thing that is wrong in a log. · Loại lỗi trong nhật ký.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum ProblemKind {
    /// Nothing is in the log.
    Empty,
    /// The log ends in the middle, or from here on it cannot be read.
    Torn,
    /// An attribute that the mapping names and no event or trace has.
    NoColumn,
    /// A row has more or fewer values than there are columns.
    Ragged,
    /// A quotation mark is never closed.
    OpenQuote,
    /// A text is not UTF-8.
    Encoding,
    /// An event does not say to which dossier it belongs.
    NoDossier,
    /// An event does not say what was done.
    NoActivity,
    /// An event has no time.
    NoTime,
    /// The time of an event cannot be read.
    BadTime,
    /// The start, due time or end of a dossier cannot be read.
    BadDate,
    /// A time in Greenwich time, and nothing says which zone the office is in.
    NoZone,
    /// An event lies in the future.
    Future,
    /// A dossier ends in the future: it is open.
    FutureEnd,
    /// An activity that is not among those of the mapping.
    UnknownActivity,
    /// A procedure that is not among those of the mapping.
    UnknownProcedure,
    /// A way of handing in that is not among those of the mapping.
    UnknownChannel,
    /// An event that stands after a later one of its dossier.
    OutOfOrder,
    /// An event that is there already.
    Duplicate,
    /// An event that the mapping sets aside.
    SetAside,
    /// The events of a dossier do not stand together, though they were said to.
    ComesBack,
    /// A dossier that is in two parts which were merged.
    InTwoParts,
    /// A dossier ends before it starts.
    EndBeforeStart,
    /// A dossier is of two procedures.
    TwoProcedures,
    /// The calendar does not cover a time.
    NoCalendar,
}

impl ProblemKind {
    /// The word by which programs know it.
    #[must_use]
    pub const fn word(self) -> &'static str {
        self.words().0
    }
    /// Whether an event of this kind is left out of every figure; else it is used as far as it can be.
    #[must_use]
    pub const fn leaves_out(self) -> bool {
        use ProblemKind as K;
        let is_no_event = matches!(self, K::Ragged | K::OpenQuote | K::NoDossier | K::NoActivity | K::NoTime | K::BadTime);
        is_no_event || matches!(self, K::Future | K::Duplicate | K::SetAside | K::ComesBack)
    }
    /// What is wrong.
    #[must_use]
    pub fn message(self) -> Message {
        let (_, vi, en) = self.words();
        Message::new(vi, en)
    }
    const fn words(self) -> (&'static str, &'static str, &'static str) {
        match self {
            Self::Empty => ("empty", "nhật ký không có sự kiện nào", "the log has no events"),
            Self::Torn => {
                ("torn", "nhật ký bị đứt, từ đây không đọc được nữa", "the log is torn: from here on it cannot be read")
            }
            Self::NoColumn => {
                ("no-column", "không có thuộc tính mà bảng ánh xạ nêu", "an attribute of the mapping that is nowhere in the log")
            }
            Self::Ragged => ("ragged", "số giá trị trên dòng khác số cột", "the row has not as many values as there are columns"),
            Self::OpenQuote => ("open-quote", "dấu ngoặc kép không được đóng", "a quotation mark is never closed"),
            Self::Encoding => ("encoding", "văn bản không phải UTF-8", "text that is not UTF-8"),
            Self::NoDossier => ("no-dossier", "sự kiện không ghi mã hồ sơ", "an event without a dossier"),
            Self::NoActivity => ("no-activity", "sự kiện không ghi công việc", "an event without an activity"),
            Self::NoTime => ("no-time", "sự kiện không ghi thời điểm", "an event without a time"),
            Self::BadTime => ("bad-time", "không đọc được thời điểm của sự kiện", "the time of an event that cannot be read"),
            Self::BadDate => (
                "bad-date",
                "không đọc được ngày nhận, ngày hẹn hoặc ngày trả",
                "a start, a due time or an end that cannot be read",
            ),
            Self::NoZone => (
                "no-zone",
                "thời điểm theo giờ GMT mà không rõ múi giờ của cơ quan",
                "a time of Greenwich, and no zone of the office is given",
            ),
            Self::Future => ("future", "sự kiện ở tương lai", "an event in the future"),
            Self::FutureEnd => (
                "future-end",
                "hồ sơ kết thúc ở tương lai, coi là chưa giải quyết",
                "a dossier that ends in the future, taken as open",
            ),
            Self::UnknownActivity => {
                ("unknown-activity", "công việc không có trong bảng ánh xạ", "an activity that the mapping does not know")
            }
            Self::UnknownProcedure => {
                ("unknown-procedure", "thủ tục không có trong bảng ánh xạ", "a procedure that the mapping does not know")
            }
            Self::UnknownChannel => {
                ("unknown-channel", "cách nộp không có trong bảng ánh xạ", "a way of handing in that the mapping does not know")
            }
            Self::OutOfOrder => (
                "out-of-order",
                "sự kiện đứng sau một sự kiện muộn hơn của cùng hồ sơ",
                "an event after a later one of its dossier",
            ),
            Self::Duplicate => ("duplicate", "sự kiện trùng lặp", "an event that is there already"),
            Self::SetAside => ("set-aside", "sự kiện được bảng ánh xạ loại ra", "an event that the mapping sets aside"),
            Self::ComesBack => {
                ("comes-back", "các sự kiện của hồ sơ không đứng liền nhau", "events of a dossier that do not stand together")
            }
            Self::InTwoParts => ("in-two-parts", "hồ sơ nằm ở hai phần được gộp", "a dossier that is in two merged parts"),
            Self::EndBeforeStart => {
                ("end-before-start", "hồ sơ kết thúc trước khi bắt đầu", "a dossier that ends before it starts")
            }
            Self::TwoProcedures => ("two-procedures", "hồ sơ thuộc hai thủ tục", "a dossier of two procedures"),
            Self::NoCalendar => ("no-calendar", "lịch làm việc không có năm này", "a year that the calendar does not cover"),
        }
    }
}

impl fmt::Display for ProblemKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.word())
    }
}

/// One thing that is wrong.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
pub struct Problem {
    /// The line of the log, from 1.
    pub line: u64,
    /// What stands there.
    pub found: String,
}

/// Everything that is wrong: all of it counted, the first lines of each kind kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problems {
    keep: usize,
    kinds: BTreeMap<ProblemKind, (u64, Vec<Problem>)>,
}

/// So many characters of what is found are shown.
const SHOWN: usize = 80;

impl Problems {
    pub(super) const fn new(keep: usize) -> Self {
        Self { keep, kinds: BTreeMap::new() }
    }
    /// Those of these kinds.
    pub(super) fn of(keep: usize, kinds: Vec<(ProblemKind, u64, Vec<Problem>)>) -> Self {
        Self { keep, kinds: kinds.into_iter().map(|(kind, number, first)| (kind, (number, first))).collect() }
    }
    /// Keeps so many lines of each kind from now on.
    pub(super) fn keeping(self, keep: usize) -> Self {
        Self { keep, ..self }
    }
    pub(super) fn add(&mut self, kind: ProblemKind, line: u64, found: impl fmt::Display) {
        let keep = self.keep;
        let (number, first) = self.kinds.entry(kind).or_default();
        *number += 1;
        if first.len() >= keep && first.last().is_none_or(|last| last.line < line) {
            return;
        }
        let mut found = found.to_string();
        if let Some((end, _)) = found.char_indices().nth(SHOWN) {
            found.truncate(end);
            found.push('…');
        }
        let problem = Problem { line, found };
        let place = first.partition_point(|other| *other <= problem);
        first.insert(place, problem);
        first.truncate(keep);
    }
    pub(super) fn merge(&mut self, other: Self) {
        for (kind, (number, problems)) in other.kinds {
            let (all, first) = self.kinds.entry(kind).or_default();
            *all += number;
            first.extend(problems);
            first.sort();
            first.truncate(self.keep);
        }
    }
    /// How many there are of a kind.
    #[must_use]
    pub fn number(&self, kind: ProblemKind) -> u64 {
        self.kinds.get(&kind).map_or(0, |(number, _)| *number)
    }
    /// Whether nothing is wrong. What a mapping sets aside is not.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.kinds.keys().all(|kind| *kind == ProblemKind::SetAside)
    }
    /// Each kind with its number and its first lines.
    pub fn iter(&self) -> impl Iterator<Item = (ProblemKind, u64, &[Problem])> {
        self.kinds.iter().map(|(kind, (number, first))| (*kind, *number, &**first))
    }
    /// How many events a kind left out.
    pub(super) fn left_out(&self) -> u64 {
        self.kinds.iter().filter(|(kind, _)| kind.leaves_out()).map(|(_, (number, _))| number).sum()
    }
}
