//! The time that a scorecard is of: a year, or a half, quarter or month of it.

use crate::model::definition::Period;
use crate::model::value::{Date, Language};
use std::fmt;
use std::str::FromStr;

/// A year, or a part of it: `2018`, `2018-H1`, `2018-Q3`, `2018-11`.
///
/// ```
/// use quytrinh::measure::ReportingPeriod;
/// let quarter: ReportingPeriod = "2018-Q1".parse().unwrap();
/// assert_eq!(quarter.first_day().to_string(), "2018-01-01");
/// assert_eq!(quarter.last_day().to_string(), "2018-03-31");
/// assert_eq!(quarter.before().unwrap().to_string(), "2017-Q4");
/// assert!("2018-Q5".parse::<ReportingPeriod>().is_err());
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ReportingPeriod {
    year: i16,
    /// Its first month, from 1.
    from: i8,
    /// How many months it has: 1, 3, 6 or 12.
    months: i8,
}

/// What is no year and no part of a year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a period is a year or a part of it, such as 2018, 2018-H1, 2018-Q3 or 2018-11")]
pub struct NoPeriod;

impl ReportingPeriod {
    /// A whole year; none before 1900 or after 2199.
    #[must_use]
    pub fn year(year: i16) -> Option<Self> {
        (1900..2200).contains(&year).then_some(Self { year, from: 1, months: 12 })
    }
    /// The year it lies in.
    #[must_use]
    pub const fn of_year(self) -> i16 {
        self.year
    }
    /// Its first day.
    #[must_use]
    pub fn first_day(self) -> Date {
        day(self.year, self.from, 1)
    }
    /// Its last day.
    #[must_use]
    pub fn last_day(self) -> Date {
        let last = day(self.year, self.from + self.months - 1, 1);
        Date::from(last.civil().last_of_month())
    }
    /// Whether a day lies in it.
    #[must_use]
    pub fn contains(self, day: Date) -> bool {
        self.first_day() <= day && day <= self.last_day()
    }
    /// The one of the same length before it.
    #[must_use]
    pub fn before(self) -> Option<Self> {
        if self.from > self.months {
            return Some(Self { from: self.from - self.months, ..self });
        }
        (self.year > 1900).then(|| Self { year: self.year - 1, from: 13 - self.months, ..self })
    }
    /// Its parts of a length; itself where it is no longer than that.
    #[must_use]
    pub fn parts(self, every: Period) -> Vec<Self> {
        let months = match every {
            Period::Month => 1,
            Period::Quarter => 3,
            Period::HalfYear => 6,
            Period::Year | Period::OnChange | Period::Milestone => 12,
        };
        if months >= self.months {
            return vec![self];
        }
        (0..self.months / months).map(|i| Self { from: self.from + i * months, months, ..self }).collect()
    }
    /// As a document prints it.
    #[must_use]
    pub fn to(self, language: &Language) -> String {
        let (year, vi) = (self.year, *language == Language::Vi);
        match (self.months, vi) {
            (12, true) => format!("năm {year}"),
            (12, false) => year.to_string(),
            (6, true) => format!("6 tháng {} năm {year}", if self.from == 1 { "đầu" } else { "cuối" }),
            (6, false) => format!("{} half of {year}", if self.from == 1 { "first" } else { "second" }),
            (3, true) => format!("quý {} năm {year}", ["I", "II", "III", "IV"][usize::from(self.from.unsigned_abs() / 3)]),
            (3, false) => format!("quarter {} of {year}", self.from / 3 + 1),
            (_, true) => format!("tháng {:02}/{year}", self.from),
            (_, false) => format!("{year}-{:02}", self.from),
        }
    }
    /// The month of a day.
    #[must_use]
    pub fn month_of(day: Date) -> Self {
        Self { year: day.civil().year(), from: day.civil().month(), months: 1 }
    }
    /// Whether another one lies within it.
    #[must_use]
    pub fn covers(self, other: Self) -> bool {
        self.contains(other.first_day()) && self.contains(other.last_day())
    }
}

fn day(year: i16, month: i8, day: i8) -> Date {
    // Years and months are in range: they are only made here.
    Date::from(jiff::civil::Date::new(year, month, day).unwrap_or(jiff::civil::Date::ZERO))
}

impl fmt::Display for ReportingPeriod {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let year = self.year;
        match self.months {
            12 => write!(f, "{year}"),
            6 => write!(f, "{year}-H{}", self.from / 6 + 1),
            3 => write!(f, "{year}-Q{}", self.from / 3 + 1),
            _ => write!(f, "{year}-{:02}", self.from),
        }
    }
}

impl FromStr for ReportingPeriod {
    type Err = NoPeriod;
    fn from_str(text: &str) -> Result<Self, NoPeriod> {
        let (year, part) = text.split_once('-').unwrap_or((text, ""));
        let number = |text: &str, long: usize| {
            (text.len() == long && text.bytes().all(|b| b.is_ascii_digit())).then(|| text.parse::<i16>().ok()).flatten()
        };
        let whole = number(year, 4).and_then(Self::year).ok_or(NoPeriod)?;
        let nth = |text: &str, long: usize, months: i8| {
            let nth = i8::try_from(number(text, long)?).ok()?;
            (nth >= 1 && nth <= 12 / months).then_some(Self { from: (nth - 1) * months + 1, months, ..whole })
        };
        if text.ends_with('-') {
            return Err(NoPeriod);
        }
        match (part.strip_prefix('H'), part.strip_prefix('Q')) {
            _ if part.is_empty() => Some(whole),
            (Some(half), _) => nth(half, 1, 6),
            (_, Some(quarter)) => nth(quarter, 1, 3),
            _ => nth(part, 2, 1),
        }
        .ok_or(NoPeriod)
    }
}

impl serde::Serialize for ReportingPeriod {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn every_part_is_written_as_it_is_read_and_they_make_up_the_year() {
        let year = ReportingPeriod::year(2020).unwrap();
        for every in [Period::Month, Period::Quarter, Period::HalfYear, Period::Year] {
            let parts = year.parts(every);
            assert_eq!(parts[0].first_day(), year.first_day());
            assert_eq!(parts.last().unwrap().last_day(), year.last_day());
            for pair in parts.windows(2) {
                assert_eq!(pair[0].last_day().civil().tomorrow().unwrap(), pair[1].first_day().civil());
                assert_eq!(pair[1].before(), Some(pair[0]));
            }
            for part in parts {
                assert_eq!(part.to_string().parse(), Ok(part));
                assert!(year.covers(part) && !part.before().is_some_and(|before| part.covers(before)));
            }
        }
        assert_eq!(year.before().unwrap().to_string(), "2019");
        assert_eq!("2018-Q3".parse::<ReportingPeriod>().unwrap().to(&Language::Vi), "quý III năm 2018");
        for wrong in ["18", "2018-", "2018-H3", "2018-13", "2018-00", "2018-1", "-2018", "2018-Q0"] {
            assert_eq!(wrong.parse::<ReportingPeriod>(), Err(NoPeriod), "{wrong}");
        }
    }
}
