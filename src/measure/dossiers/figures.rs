//! What is counted, and the shares of it.

use super::due::DueDays;
use super::histogram::Histogram;
use super::names::Fingerprints;
use super::problem::Problems;
use crate::model::definition::Channel;
use crate::model::time::{Comparison, Moment, OnTime, Share, Standings};
use std::collections::BTreeMap;
use std::fmt;

/// A month of a year. · Tháng.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Month {
    /// The year.
    pub year: i16,
    /// From 1 to 12.
    pub month: i8,
}

impl From<Moment> for Month {
    fn from(moment: Moment) -> Self {
        let date = moment.date().civil();
        Self { year: date.year(), month: date.month() }
    }
}

impl fmt::Display for Month {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}", self.year, self.month)
    }
}

impl serde::Serialize for Month {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// What figures are grouped by. · Nhóm số liệu.
///
/// The month is the one of receipt for what is counted of all dossiers, and the one of the end for what is counted of those that
/// are resolved: [`Counts`] says which. A dossier that ends in another month than it was received in so stands in two groups.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize)]
pub struct Key {
    /// Code of the procedure; empty where the log does not say it, as with unit and field.
    pub procedure: String,
    /// The unit that received the dossier.
    pub unit: String,
    /// The field of administration.
    pub field: String,
    /// How the dossier was handed in.
    pub channel: Option<Channel>,
    /// The month of receipt or of the end.
    pub month: Option<Month>,
}

macro_rules! counts {
    ($($(#[$meta:meta])* $name:ident),* $(,)?) => {
        /// How many dossiers, or how many times. · Số hồ sơ, số lần.
        ///
        /// Early, on time and late are told by the instant; [`late_on_the_day`](Self::late_on_the_day) and
        /// [`overdue_on_the_day`](Self::overdue_on_the_day) are what comparing calendar days makes of it.
        #[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, serde::Serialize)]
        #[non_exhaustive]
        pub struct Counts { $($(#[$meta])* pub $name: u64),* }

        impl std::ops::AddAssign for Counts {
            fn add_assign(&mut self, other: Self) {
                $(self.$name += other.$name;)*
            }
        }

        impl Counts {
            /// Of every number in this order; none if there are more or fewer of them.
            pub(super) fn of(numbers: &[u64]) -> Option<Self> {
                let mut numbers = numbers.iter();
                let counts = Self { $($name: *numbers.next()?),* };
                numbers.next().is_none().then_some(counts)
            }
            /// Every count with its name.
            pub fn iter(&self) -> impl Iterator<Item = (&'static str, u64)> {
                [$((stringify!($name), self.$name)),*].into_iter()
            }
        }
    };
}

counts! {
    /// Dossiers received. By the month of receipt, as all that does not say otherwise.
    received,
    /// Events of theirs that are used.
    events,
    /// Dossiers handed in online.
    online,
    /// Dossiers of which it is known how they were handed in.
    channel_known,
    /// Dossiers that do not say when they are due, and are so by the limit of their procedure.
    due_by_limit,
    /// Requests for a supplement.
    supplements,
    /// Dossiers of which a supplement was requested.
    supplemented,
    /// Dossiers that repeat an activity.
    repeated,
    /// Times that a dossier went from one person to another.
    hand_overs,
    /// Dossiers that went from one person to another and straight back.
    ping_pong,
    /// Dossiers that have not ended.
    open,
    /// Of these, those that have no due time.
    open_without_due,
    /// Of these, those whose due time has passed.
    open_overdue,
    /// Of the open and overdue, those that are due on the very day.
    overdue_on_the_day,
    /// Of the open within their time, those of which more than one supplement was requested.
    open_asked_again,
    /// The same of those that are overdue on the very day.
    overdue_on_the_day_asked_again,
    /// Dossiers that ended, by the month of the end, as all that follows.
    resolved,
    /// Of these, those that were refused.
    refused,
    /// Of these, those that were given back.
    returned,
    /// Of the resolved, those without a due time: neither early nor late.
    without_due,
    /// Ended on a day before the due day.
    early,
    /// Ended on the due day, and not after the due time.
    on_time,
    /// Ended after the due time.
    late,
    /// Of the late, those that ended on the very day that they were due.
    late_on_the_day,
    /// Of the early and on time, those of which more than one supplement was requested.
    asked_again,
    /// The same of those late on the very day.
    late_on_the_day_asked_again,
    /// Resolved, not refused, without a supplement and without an activity repeated.
    first_time_right,
}

impl Counts {
    /// How the dossiers that have a due time stand to it. On time is who ends on the due day: by days always, by instants if that is not
    /// after the due time.
    #[must_use]
    pub const fn standings(&self, by: Comparison) -> Standings {
        let (late, overdue) = match by {
            Comparison::Instants => (0, 0),
            Comparison::Days => (self.late_on_the_day, self.overdue_on_the_day),
        };
        Standings {
            early: self.early,
            on_time: self.on_time + late,
            late: self.late - late,
            open: self.open - self.open_without_due - self.open_overdue + overdue,
            open_overdue: self.open_overdue - overdue,
        }
    }
    /// The share on time, as it is defined. Dossiers without a due time are on neither side of it.
    ///
    /// With [`OnTime::Received`] who was asked for more than one supplement is late (Decision 766/QĐ-TTg of 2022, formula sheet
    /// 2.1); of months, those that are resolved in them or still open are taken for those received.
    #[must_use]
    pub const fn on_time(&self, definition: OnTime, by: Comparison) -> Share {
        let share = definition.share(self.standings(by));
        let on_the_day = match by {
            Comparison::Instants => 0,
            Comparison::Days => self.late_on_the_day_asked_again + self.overdue_on_the_day_asked_again,
        };
        let late = match definition {
            OnTime::Received => self.asked_again + self.open_asked_again + on_the_day,
            _ => 0,
        };
        Share { part: share.part - late, ..share }
    }
    /// The share handed in online, of those of which it is known.
    #[must_use]
    pub const fn online_share(&self) -> Share {
        Share { part: self.online, whole: self.channel_known }
    }
    /// The share of the resolved that were right the first time.
    #[must_use]
    pub const fn first_time_right_share(&self) -> Share {
        Share { part: self.first_time_right, whole: self.resolved }
    }
    /// The share of the received that repeat an activity.
    #[must_use]
    pub const fn rework(&self) -> Share {
        Share { part: self.repeated, whole: self.received }
    }
}

/// Everything that is figured of some dossiers.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Figures {
    /// The counts.
    pub counts: Counts,
    /// From receipt to the end, of those resolved, by the month of the end; time in which a supplement was waited for is left out.
    pub throughput: Histogram,
    /// From the last event of one person to the first of the next one, by the month of receipt.
    pub waiting: Histogram,
}

impl Figures {
    /// Adds others.
    pub fn merge(&mut self, other: &Self) {
        self.counts += other.counts;
        self.throughput.merge(&other.throughput);
        self.waiting.merge(&other.waiting);
    }
}

/// The figures of one group.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Group {
    /// Which dossiers.
    pub key: Key,
    /// The first line on which an event of them stands.
    pub line: u64,
    /// The counts.
    pub counts: Counts,
    /// From receipt to the end; see [`Figures::throughput`].
    pub throughput: Histogram,
    /// Waiting at hand-overs; see [`Figures::waiting`].
    pub waiting: Histogram,
}

/// Dossiers that took the same way.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, serde::Serialize)]
#[non_exhaustive]
pub struct Variant {
    /// Code of the procedure.
    pub procedure: String,
    /// What was done, in order.
    pub activities: Vec<String>,
    /// How many dossiers.
    pub dossiers: u64,
    /// How many of these have not ended.
    pub open: u64,
}

/// How long after the event before an activity was recorded.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Interval {
    /// Code of the procedure.
    pub procedure: String,
    /// What was done.
    pub activity: String,
    /// The times since the event before of the same dossier; the first event of a dossier has none.
    pub since_before: Histogram,
}

/// How many events there were, and what became of them: read = used + left out.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, serde::Serialize)]
pub struct Events {
    /// All that were read.
    pub read: u64,
    /// Those in the figures.
    pub used: u64,
    /// Those that are not: each is among the [problems](Dossiers::problems).
    pub left_out: u64,
}

/// What a log says. · Kết quả từ nhật ký hồ sơ.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Dossiers {
    /// The instant of which figures speak: the one that was given, else the last one of the log.
    pub as_of: Option<Moment>,
    /// Whether it was given.
    pub as_of_was_given: bool,
    /// The first and the last event.
    pub span: Option<(Moment, Moment)>,
    /// Whether times are working time; else they are all time that passes.
    pub in_working_time: bool,
    /// Events read, used, left out.
    pub events: Events,
    /// All dossiers together.
    pub total: Figures,
    /// By procedure, unit, field, channel and month, in this order.
    pub groups: Vec<Group>,
    /// Ways that dossiers took, the most frequent first.
    pub variants: Vec<Variant>,
    /// Activities with the number of their events, the most frequent first.
    pub activities: Vec<(String, u64)>,
    /// Times since the event before, by procedure and activity; none unless they are [asked for](super::Options::intervals).
    pub intervals: Vec<Interval>,
    /// How many persons there are.
    pub persons: u64,
    /// How it was told when dossiers are due, by procedure and unit; nothing where no [limits](super::Options::limits) were given.
    pub due_days: BTreeMap<(String, String), DueDays>,
    /// All that is wrong with the log.
    pub problems: Problems,
    /// Fingerprints of the dossiers.
    pub(crate) names: Fingerprints,
}

impl Dossiers {
    /// Groups with parts of their keys left out put together: `by(|key| Key { unit: key.unit.clone(), ..Key::default() })` has a
    /// group for each unit.
    #[must_use]
    pub fn by(&self, part: impl Fn(&Key) -> Key) -> Vec<Group> {
        let mut groups = BTreeMap::<Key, (Figures, u64)>::new();
        for group in &self.groups {
            let (figures, line) = groups.entry(part(&group.key)).or_insert_with(|| (Figures::default(), group.line));
            *line = group.line.min(*line);
            figures.counts += group.counts;
            figures.throughput.merge(&group.throughput);
            figures.waiting.merge(&group.waiting);
        }
        groups.into_iter().map(|(key, (figures, line))| Group::new(key, figures, line)).collect()
    }
}

impl Group {
    pub(super) fn new(key: Key, Figures { counts, throughput, waiting }: Figures, line: u64) -> Self {
        Self { key, line, counts, throughput, waiting }
    }
}
