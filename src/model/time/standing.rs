//! Whether a case is on time, and what share of them is.

use super::limit::Due;
use super::moment::Moment;
use crate::model::value::{Language, keyword};
use std::cmp::Ordering;
use std::fmt;

keyword! {
    /// How a case stands to its due date. · Tình trạng giải quyết.
    pub enum Standing ("tình trạng giải quyết", "how a case stands to its due date") {
        Early = "early" ("trước hạn", "early"),
        OnTime = "on-time" ("đúng hạn", "on time"),
        Late = "late" ("quá hạn", "late"),
        Open = "open" ("trong hạn", "open, within the limit"),
        OpenOverdue = "open-overdue" ("chưa giải quyết, quá hạn", "open and overdue"),
    }
}

/// What is compared with what is due. · Cách so với hạn trả.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Comparison {
    /// The days: who finishes on the day that was due is on time.
    #[default]
    Days,
    /// The moments, to the millisecond. What is due with the end of a day is early on that day, and never just on time.
    Instants,
}

impl Standing {
    /// How a case stands that was finished at a moment, or is still open now.
    ///
    /// ```
    /// use quytrinh::time::{Comparison, Due, Standing};
    ///
    /// let due = Due::At("2011-03-30".parse()?);
    /// let finished = "2011-03-30T08:00".parse()?;
    /// assert_eq!(Standing::of(due, Some(finished), finished, Comparison::Days), Standing::OnTime);
    /// assert_eq!(Standing::of(due, Some(finished), finished, Comparison::Instants), Standing::Late);
    /// # Ok::<(), quytrinh::time::MomentError>(())
    /// ```
    #[must_use]
    pub fn of(due: Due, finished: Option<Moment>, now: Moment, by: Comparison) -> Self {
        let at = finished.unwrap_or(now);
        let order = match by {
            Comparison::Days => at.date().cmp(&due.date()),
            Comparison::Instants => due.compare(at),
        };
        match (finished.is_some(), order) {
            (true, Ordering::Less) => Self::Early,
            (true, Ordering::Equal) => Self::OnTime,
            (true, Ordering::Greater) => Self::Late,
            (false, Ordering::Greater) => Self::OpenOverdue,
            (false, _) => Self::Open,
        }
    }
}

/// How a case ended. · Cách kết thúc hồ sơ.
///
/// In the order in which they count: a case that was done and had been sent back before was done (formula sheet of Decision
/// 766/QĐ-TTg, 2.1).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Ending {
    /// Refused, or stopped.
    Stopped,
    /// Sent back to the applicant.
    Returned,
    /// Done.
    Done,
}

impl Ending {
    /// The event that ends a case: the one that counts most, and the last of these. None where there is none: the case is open, and is
    /// looked at as of the end of the period.
    ///
    /// ```
    /// use quytrinh::time::{Ending, Moment};
    ///
    /// let at = |text: &str| text.parse::<Moment>();
    /// let events = [(Ending::Done, at("2018-03-05")?), (Ending::Returned, at("2018-03-07")?)];
    /// assert_eq!(Ending::of(events), Some((Ending::Done, at("2018-03-05")?)));
    /// # Ok::<(), quytrinh::time::MomentError>(())
    /// ```
    #[must_use]
    pub fn of(events: impl IntoIterator<Item = (Self, Moment)>) -> Option<(Self, Moment)> {
        events.into_iter().max()
    }
}

/// How many cases stand how.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[allow(missing_docs, reason = "they are named after the standings")]
pub struct Standings {
    pub early: u64,
    pub on_time: u64,
    pub late: u64,
    pub open: u64,
    pub open_overdue: u64,
}

impl Standings {
    /// One case more.
    pub fn add(&mut self, standing: Standing) {
        *match standing {
            Standing::Early => &mut self.early,
            Standing::OnTime => &mut self.on_time,
            Standing::Late => &mut self.late,
            Standing::Open => &mut self.open,
            Standing::OpenOverdue => &mut self.open_overdue,
        } += 1;
    }
}

keyword! {
    /// What is meant by the share on time: what is divided by what. · Cách tính tỷ lệ đúng hạn.
    pub enum OnTime ("cách tính tỷ lệ đúng hạn", "what is meant by the share on time") {
        Resolved = "resolved" ("trước hạn và đúng hạn trên đã giải quyết (2018)", "early and on time, of those resolved (2018)"),
        ResolvedOrOverdue = "resolved-or-overdue" ("trước hạn và đúng hạn trên đã giải quyết hoặc đã quá hạn", "early and on time, of those resolved or overdue"),
        Received = "received" ("giải quyết đúng hạn và đang trong hạn trên đã tiếp nhận (QĐ 766/QĐ-TTg)", "resolved in time or open within the limit, of those received (Decision 766/QĐ-TTg)"),
    }
}

impl OnTime {
    /// The share of cases that are on time.
    #[must_use]
    pub const fn share(self, cases: Standings) -> Share {
        let in_time = cases.early + cases.on_time;
        let resolved = in_time + cases.late;
        match self {
            Self::Resolved => Share { part: in_time, whole: resolved },
            Self::ResolvedOrOverdue => Share { part: in_time, whole: resolved + cases.open_overdue },
            Self::Received => Share { part: in_time + cases.open, whole: resolved + cases.open + cases.open_overdue },
        }
    }
}

/// A part of a whole, exactly. · Tỷ lệ.
///
/// It is shown with two decimals and compared without rounding. Of nothing there is no share: it is not applicable, neither 0 nor 100 %.
///
/// ```
/// use quytrinh::Language;
/// use quytrinh::time::Share;
///
/// let share = Share { part: 952, whole: 1329 };
/// assert_eq!(share.to(&Language::En), "71.63 %");
/// assert_eq!(Share { part: 3, whole: 5 }.compare(60, 100), Some(std::cmp::Ordering::Equal)); // not more than 60 %
/// assert_eq!(Share { part: 0, whole: 0 }.compare(60, 100), None);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize)]
pub struct Share {
    /// How many of them.
    pub part: u64,
    /// Of how many.
    pub whole: u64,
}

impl Share {
    /// How it compares with another share; none where one of them is of nothing.
    #[must_use]
    pub fn compare(self, part: u64, whole: u64) -> Option<Ordering> {
        let product = |a: u64, b: u64| u128::from(a) * u128::from(b);
        (self.whole > 0 && whole > 0).then(|| product(self.part, whole).cmp(&product(part, self.whole)))
    }
    /// In per cent with two decimals, half a hundredth rounded up, or that it is not applicable.
    #[must_use]
    pub fn to(self, language: &Language) -> String {
        let vi = *language == Language::Vi;
        if self.whole == 0 {
            return if vi { "không áp dụng" } else { "not applicable" }.to_owned();
        }
        let hundredths = (u128::from(self.part) * 20_000 + u128::from(self.whole)) / (2 * u128::from(self.whole));
        let (whole, part) = (hundredths / 100, hundredths % 100);
        if vi { format!("{whole},{part:02}%") } else { format!("{whole}.{part:02} %") }
    }
}

impl fmt::Display for Share {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.to(&Language::En))
    }
}
