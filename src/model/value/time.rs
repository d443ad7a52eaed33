//! Dates and times of day.

use super::{Language, Problem, Scalar, scalar};
use std::fmt;

/// A calendar date, such as `2018-01-15`. · Ngày tháng năm.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Date(jiff::civil::Date);

impl Date {
    /// A date that is known to be one.
    ///
    /// # Panics
    /// If there is no such day.
    #[must_use]
    pub const fn of(year: i16, month: i8, day: i8) -> Self {
        Self(jiff::civil::date(year, month, day))
    }
    /// The date as `jiff` knows it.
    #[must_use]
    pub const fn civil(self) -> jiff::civil::Date {
        self.0
    }
    /// As a document prints it: `15/01/2018`, `15 Jan 2018`.
    #[must_use]
    pub fn to(self, language: &Language) -> String {
        let (y, m, d) = (self.0.year(), self.0.month(), self.0.day());
        if *language == Language::Vi {
            return format!("{d:02}/{m:02}/{y}");
        }
        let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
        let month = usize::try_from(m - 1).ok().and_then(|i| months.get(i)).copied().unwrap_or_default();
        format!("{d} {month} {y}")
    }
}

impl From<jiff::civil::Date> for Date {
    fn from(date: jiff::civil::Date) -> Self {
        Self(date)
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0)
    }
}

fn date(y: &str, m: &str, d: &str) -> Option<Date> {
    let number =
        |s: &str, n: usize| (s.len() <= n && s.bytes().all(|b| b.is_ascii_digit())).then(|| s.parse::<i16>().ok()).flatten();
    let (y, m, d) = (number(y, 4)?, number(m, 2)?, number(d, 2)?);
    if y < 1900 {
        return None;
    }
    jiff::civil::Date::new(y, i8::try_from(m).ok()?, i8::try_from(d).ok()?).ok().map(Date)
}

impl Scalar for Date {
    const NAME: &'static str = "$Date";
    const EXPECTED: (&'static str, &'static str) =
        ("ngày theo dạng năm-tháng-ngày, như `2018-01-15`", "a date as year-month-day, such as `2018-01-15`");
    const PATTERN: &'static str = "^[12][0-9]{3}-[01][0-9]-[0-3][0-9]$";
    const EXAMPLES: &'static [&'static str] = &["2018-01-15"];
    fn parse(text: &str) -> Result<Self, Problem> {
        let mut parts = text.split('-');
        if let (Some(y), Some(m), Some(d), None) = (parts.next(), parts.next(), parts.next(), parts.next()) {
            if y.len() == 4 && m.len() == 2 && d.len() == 2 {
                return date(y, m, d).ok_or_else(Problem::plain);
            }
        }
        // Day first, as Vietnamese offices write it.
        let parts: Vec<&str> = text.split(['/', '-', '.']).collect();
        let (meant, certain) = match &*parts {
            [y, m, d] if y.len() == 4 => (date(y, m, d), true),
            // Elsewhere the month comes first.
            [d, m, y] if y.len() == 4 => (date(y, m, d), date(y, d, m).is_none() || d == m),
            _ => (None, false),
        };
        Err(meant.map_or(Problem::plain(), |d| Problem { certain, ..Problem::suggest(d.to_string()) }))
    }
    fn placeholder() -> Self {
        Self(jiff::civil::Date::ZERO)
    }
}
scalar!(Date);

/// A time of day, such as `"15:00"`. · Giờ trong ngày.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ClockTime {
    /// Minutes since midnight.
    minutes: u16,
}

impl ClockTime {
    /// Minutes since midnight.
    #[must_use]
    pub const fn minutes(self) -> u16 {
        self.minutes
    }
}

impl fmt::Display for ClockTime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:02}:{:02}", self.minutes / 60, self.minutes % 60)
    }
}

impl Scalar for ClockTime {
    const NAME: &'static str = "$ClockTime";
    const EXPECTED: (&'static str, &'static str) =
        ("giờ trong ngày, trong ngoặc kép, như `\"15:00\"`", "a time of day in quotes, such as `\"15:00\"`");
    const PATTERN: &'static str = "^([01][0-9]|2[0-3]):[0-5][0-9]$";
    const EXAMPLES: &'static [&'static str] = &["15:00"];
    const QUOTED: bool = true;
    fn parse(text: &str) -> Result<Self, Problem> {
        let (h, m) = text.split_once([':', 'h']).unwrap_or((text, ""));
        let number = |s: &str| (s.len() <= 2 && s.bytes().all(|b| b.is_ascii_digit())).then(|| s.parse::<u16>().unwrap_or(0));
        let time = match (number(h), number(m)) {
            (Some(h @ 0..=23), Some(m @ 0..=59)) if !h_is_empty(text) => Self { minutes: h * 60 + m },
            _ => return Err(Problem::plain()),
        };
        if time.to_string() == text {
            Ok(time)
        } else {
            Err(Problem { certain: text.contains([':', 'h']), ..Problem::suggest(time.to_string()) })
        }
    }
    fn placeholder() -> Self {
        Self { minutes: 0 }
    }
}
scalar!(ClockTime);

fn h_is_empty(text: &str) -> bool {
    !text.starts_with(|c: char| c.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_iso_and_vietnamese_order_is_understood() {
        assert_eq!(Date::parse("2018-01-15").unwrap().to(&Language::Vi), "15/01/2018");
        assert_eq!(Date::parse("15/1/2018"), Err(Problem::respell("2018-01-15")));
        assert_eq!(Date::parse("2/1/2018"), Err(Problem::suggest("2018-01-02")), "elsewhere it is in February");
        assert_eq!(Date::parse("2018-02-30"), Err(Problem::plain()));
        assert_eq!(Date::parse("2018"), Err(Problem::plain()));
    }

    #[test]
    fn times_of_day() {
        assert_eq!(ClockTime::parse("15:00").unwrap().minutes(), 900);
        assert_eq!(ClockTime::parse("15h30"), Err(Problem::respell("15:30")));
        assert_eq!(ClockTime::parse("24:00"), Err(Problem::plain()));
        assert_eq!(ClockTime::parse(""), Err(Problem::plain()));
    }
}
