//! Amounts: durations with their unit, money, percentages, targets, counts.

use super::{Language, Problem, Scalar, message, nearest, scalar};
use std::fmt;

/// A scalar that may be written as a bare number: a count, a year.
macro_rules! number {
    ($type:ty, $value:expr, $min:literal, $max:literal) => {
        impl<'de> serde::Deserialize<'de> for $type {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                $crate::model::value::read_scalar(deserializer)
            }
        }
        impl serde::Serialize for $type {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_i64(($value)(self))
            }
        }
        #[cfg(feature = "schema")]
        impl schemars::JsonSchema for $type {
            fn schema_name() -> std::borrow::Cow<'static, str> {
                <$type as $crate::model::value::Scalar>::NAME.trim_start_matches('$').into()
            }
            fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
                let (vi, en) = <$type as $crate::model::value::Scalar>::EXPECTED;
                schemars::json_schema!({"type": "integer", "minimum": $min, "maximum": $max, "description": format!("{en} · {vi}")})
            }
        }
    };
}
pub(crate) use number;

/// A whole number of things. · Số lượng.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Count(pub u32);

impl fmt::Display for Count {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0)
    }
}

impl Scalar for Count {
    const NAME: &'static str = "$Count";
    const EXPECTED: (&'static str, &'static str) = ("số nguyên như `1`", "a whole number such as `1`");
    const PATTERN: &'static str = "^[0-9]{1,6}$";
    const EXAMPLES: &'static [&'static str] = &[];
    fn parse(text: &str) -> Result<Self, Problem> {
        match text.parse::<u32>() {
            Ok(n) if n < 1_000_000 && text.bytes().all(|b| b.is_ascii_digit()) => Ok(Self(n)),
            _ => Err(Problem::plain()),
        }
    }
    fn placeholder() -> Self {
        Self(0)
    }
}
number!(Count, |c: &Count| i64::from(c.0), 0, 999_999);

/// A decimal number with up to four places, exactly.
pub(super) fn decimal(text: &str) -> Option<u64> {
    let (whole, part) = text.split_once('.').unwrap_or((text, ""));
    let digits = |s: &str| s.bytes().all(|b| b.is_ascii_digit());
    if whole.is_empty() || whole.len() > 9 || part.len() > 4 || !digits(whole) || !digits(part) || text.ends_with('.') {
        return None;
    }
    let mut value: u64 = whole.parse().ok()?;
    for place in 0..4 {
        value = value * 10 + part.as_bytes().get(place).map_or(0, |b| u64::from(b - b'0'));
    }
    Some(value)
}

pub(super) fn write_decimal(f: &mut impl fmt::Write, value: u64, comma: bool) -> fmt::Result {
    let (whole, part) = (value / 10_000, value % 10_000);
    write!(f, "{whole}")?;
    if part != 0 {
        let part = format!("{part:04}");
        write!(f, "{}{}", if comma { ',' } else { '.' }, part.trim_end_matches('0'))?;
    }
    Ok(())
}

/// The unit of a [`Duration`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum DurationUnit {
    /// At once. · Ngay.
    Immediate,
    /// Minutes of working time. · Phút.
    Minute,
    /// Hours of working time. · Giờ.
    Hour,
    /// Working days of eight hours. · Ngày làm việc.
    WorkingDay,
    /// Calendar days. · Ngày.
    Day,
    /// Weeks of seven calendar days. · Tuần.
    Week,
    /// Calendar months. · Tháng.
    Month,
    /// Calendar years. · Năm.
    Year,
}

impl DurationUnit {
    const WORDS: [(&'static str, &'static str, &'static str, Self); 7] = [
        ("minute", "minutes", "phút", Self::Minute),
        ("hour", "hours", "giờ", Self::Hour),
        ("working day", "working days", "ngày làm việc", Self::WorkingDay),
        ("day", "days", "ngày", Self::Day),
        ("week", "weeks", "tuần", Self::Week),
        ("month", "months", "tháng", Self::Month),
        ("year", "years", "năm", Self::Year),
    ];
}

/// How long something takes: an amount with its unit, or `immediate`. · Thời gian.
///
/// Working time (minutes, hours, working days) and calendar time (days, weeks, months, years)
/// are different things and never mix silently.
///
/// ```
/// use quytrinh::{Duration, Language};
/// let limit: Duration = "1.5 working days".parse().unwrap();
/// assert!(limit.is_working_time());
/// assert_eq!(limit.to(&Language::Vi), "1,5 ngày làm việc");
/// assert!("3".parse::<Duration>().is_err()); // no unit, no meaning
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Duration {
    /// The amount in ten-thousandths of the unit.
    amount: u64,
    unit: DurationUnit,
}

impl Duration {
    /// At once.
    pub const IMMEDIATE: Self = Self { amount: 0, unit: DurationUnit::Immediate };

    /// A whole number of units.
    #[must_use]
    pub const fn of(amount: u32, unit: DurationUnit) -> Self {
        Self { amount: amount as u64 * 10_000, unit }
    }
    /// The unit.
    #[must_use]
    pub const fn unit(self) -> DurationUnit {
        self.unit
    }
    /// The amount, in ten-thousandths of the unit.
    pub(crate) const fn ten_thousandths(self) -> u64 {
        self.amount
    }
    /// An amount in ten-thousandths of a unit.
    pub(crate) const fn from_ten_thousandths(amount: u64, unit: DurationUnit) -> Self {
        Self { amount, unit }
    }
    /// Whether it counts working time; `immediate` counts as working time.
    #[must_use]
    pub const fn is_working_time(self) -> bool {
        matches!(self.unit, DurationUnit::Immediate | DurationUnit::Minute | DurationUnit::Hour | DurationUnit::WorkingDay)
    }
    /// The span it covers: working minutes and calendar days, kept apart. A working day has
    /// eight hours; a month counts 30 days and a year 365 (Civil Code 2015, Art. 146, for spans
    /// that are added up).
    #[must_use]
    pub const fn span(self) -> WorkSpan {
        let (minutes, days) = match self.unit {
            DurationUnit::Immediate => (0, 0),
            DurationUnit::Minute => (self.amount, 0),
            DurationUnit::Hour => (self.amount * 60, 0),
            DurationUnit::WorkingDay => (self.amount * 480, 0),
            DurationUnit::Day => (0, self.amount),
            DurationUnit::Week => (0, self.amount * 7),
            DurationUnit::Month => (0, self.amount * 30),
            DurationUnit::Year => (0, self.amount * 365),
        };
        WorkSpan { minutes, days }
    }
    /// The day that lies so long before another one, in calendar time; working days count as days of the calendar, a part
    /// of a day is left out. None where there is no such day.
    pub(crate) fn before(self, day: super::Date) -> Option<super::Date> {
        let amount = i64::try_from(self.amount / 10_000).ok()?;
        let span = jiff::Span::new();
        let span = match self.unit {
            DurationUnit::Immediate | DurationUnit::Minute | DurationUnit::Hour => Ok(span),
            DurationUnit::WorkingDay | DurationUnit::Day => span.try_days(amount),
            DurationUnit::Week => span.try_weeks(amount),
            DurationUnit::Month => span.try_months(amount),
            DurationUnit::Year => span.try_years(amount),
        };
        day.civil().checked_sub(span.ok()?).ok().map(super::Date::from)
    }
    /// As a document prints it.
    #[must_use]
    pub fn to(self, language: &Language) -> String {
        if self.unit == DurationUnit::Immediate {
            return if *language == Language::Vi { "Ngay khi nhận đủ hồ sơ".into() } else { "immediate".into() };
        }
        let mut out = String::new();
        let vi = *language == Language::Vi;
        let _ = write_decimal(&mut out, self.amount, vi);
        let (one, many, viet, _) = self.words();
        out.push(' ');
        out.push_str(if vi {
            viet
        } else if self.amount == 10_000 {
            one
        } else {
            many
        });
        out
    }
    fn words(self) -> (&'static str, &'static str, &'static str, DurationUnit) {
        DurationUnit::WORDS.into_iter().find(|w| w.3 == self.unit).unwrap_or(DurationUnit::WORDS[0])
    }
}

impl fmt::Display for Duration {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.to(&Language::En))
    }
}

impl Scalar for Duration {
    const NAME: &'static str = "$Duration";
    const EXPECTED: (&'static str, &'static str) = (
        "thời gian kèm đơn vị, như `immediate`, `30 minutes`, `4 hours`, `3 working days`, `15 days`, `1 month`",
        "a time with its unit, such as `immediate`, `30 minutes`, `4 hours`, `3 working days`, `15 days`, `1 month`",
    );
    const PATTERN: &'static str =
        "^(immediate|[0-9]{1,9}(\\.[0-9]{1,4})? (minutes?|hours?|working days?|days?|weeks?|months?|years?))$";
    const EXAMPLES: &'static [&'static str] = &["immediate", "30 minutes", "4 hours", "3 working days", "15 days", "1 month"];
    fn parse(text: &str) -> Result<Self, Problem> {
        if text == "immediate" {
            return Ok(Self::IMMEDIATE);
        }
        let split = text.find(|c: char| !c.is_ascii_digit() && c != '.' && c != ',').unwrap_or(text.len());
        let (number, unit) = text.split_at(split);
        if unit.trim().is_empty() && !number.is_empty() {
            return Err(Problem::because(message!(
                vi: "`{text}` thiếu đơn vị: phút (minutes), giờ (hours), ngày làm việc (working days) hay ngày (days)?",
                en: "`{text}` has no unit: minutes, hours, working days or days?"
            )));
        }
        let exact = unit.strip_prefix(' ').and_then(|unit| {
            DurationUnit::WORDS.into_iter().find(|(one, many, _, _)| unit == *one || unit == *many).map(|w| w.3)
        });
        if let (Some(amount), Some(unit)) = (decimal(number), exact) {
            return Ok(Self { amount, unit });
        }
        // What was probably meant: a Vietnamese unit, a comma, a slip of the pen.
        let number = number.replace(',', ".");
        let word = unit.trim();
        let words = DurationUnit::WORDS.iter().flat_map(|w| [w.0, w.1]);
        let meant = DurationUnit::WORDS
            .iter()
            .find(|w| w.2 == word.to_lowercase())
            .map(|w| w.1)
            .or_else(|| matches!(word, "wd" | "workdays" | "workday" | "business days").then_some("working days"));
        // A comma may stand for thousands.
        let certain = meant.is_some() && !text.contains(',');
        let meant = meant.or_else(|| nearest(word, words));
        Err(match (decimal(&number), meant) {
            (Some(_), Some(unit)) => Problem { certain, ..Problem::suggest(format!("{number} {unit}")) },
            _ => nearest(text, ["immediate"]).map_or(Problem::plain(), Problem::suggest),
        })
    }
    fn placeholder() -> Self {
        Self::IMMEDIATE
    }
}
scalar!(Duration);

/// How long a record is kept: for ever, or for a time. · Thời gian lưu.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum RetentionTime {
    /// For ever.
    Permanent,
    /// For this long.
    For(Duration),
}

impl RetentionTime {
    /// As a document prints it.
    #[must_use]
    pub fn to(self, language: &Language) -> String {
        match self {
            Self::Permanent if *language == Language::Vi => "vĩnh viễn".into(),
            Self::Permanent => "permanent".into(),
            Self::For(duration) => duration.to(language),
        }
    }
}

impl fmt::Display for RetentionTime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.to(&Language::En))
    }
}

impl Scalar for RetentionTime {
    const NAME: &'static str = "$RetentionTime";
    const EXPECTED: (&'static str, &'static str) = (
        "`permanent` (vĩnh viễn) hoặc thời gian kèm đơn vị, như `5 years`",
        "`permanent`, or a time with its unit, such as `5 years`",
    );
    const PATTERN: &'static str =
        "^(permanent|[0-9]{1,9}(\\.[0-9]{1,4})? (minutes?|hours?|working days?|days?|weeks?|months?|years?))$";
    const EXAMPLES: &'static [&'static str] = &["permanent", "5 years"];
    fn parse(text: &str) -> Result<Self, Problem> {
        if text == "permanent" {
            return Ok(Self::Permanent);
        }
        if let Some(word) = nearest(text, ["permanent"]) {
            return Err(Problem::suggest(word));
        }
        if matches!(text.to_lowercase().as_str(), "vĩnh viễn" | "forever" | "for ever") {
            return Err(Problem::respell("permanent"));
        }
        Duration::parse(text).map(Self::For)
    }
    fn placeholder() -> Self {
        Self::Permanent
    }
}
scalar!(RetentionTime);

/// A sum of durations: working time and calendar time side by side.
///
/// Two spans compare by their length in calendar time, a working day standing for 7/5 of a
/// calendar day; sums stay exact in both parts.
///
/// ```
/// use quytrinh::{Duration, WorkSpan};
/// let span = |text: &str| text.parse::<Duration>().unwrap().span();
/// assert!(span("12 working days") > span("16 days")); // 16.8 days: not shorter
/// assert_eq!((span("2 hours") + span("15 days")).to_string(), "2 hours + 15 days");
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct WorkSpan {
    /// Ten-thousandths of a working minute.
    minutes: u64,
    /// Ten-thousandths of a calendar day.
    days: u64,
}

impl WorkSpan {
    /// No time at all.
    pub const ZERO: Self = Self { minutes: 0, days: 0 };

    /// Ten-thousandths of working minutes and of calendar days.
    pub(crate) const fn of_parts(minutes: u64, days: u64) -> Self {
        Self { minutes, days }
    }
    /// Ten-thousandths of working minutes and of calendar days.
    pub(crate) const fn parts(self) -> (u64, u64) {
        (self.minutes, self.days)
    }
    /// Working time alone, from ten-thousandths of a minute.
    pub(crate) const fn of_working(minutes: u64) -> Self {
        Self { minutes, days: 0 }
    }
    /// Calendar time alone, from ten-thousandths of a day.
    pub(crate) const fn of_days(days: u64) -> Self {
        Self { minutes: 0, days }
    }
    /// Working time, in minutes.
    #[must_use]
    #[allow(clippy::cast_precision_loss, reason = "a display figure")]
    pub fn working_minutes(self) -> f64 {
        self.minutes as f64 / 10_000.0
    }
    /// Calendar time, in days.
    #[must_use]
    #[allow(clippy::cast_precision_loss, reason = "a display figure")]
    pub fn calendar_days(self) -> f64 {
        self.days as f64 / 10_000.0
    }
    /// The whole length in working minutes: a calendar day is 5/7 of a working day of eight hours.
    #[must_use]
    #[allow(clippy::cast_precision_loss, reason = "a display figure")]
    pub fn in_working_minutes(self) -> f64 {
        self.weight() as f64 / 70_000.0
    }
    /// Whether a comparison with `other` has to convert between working time and calendar time.
    #[must_use]
    pub const fn is_mixed_with(self, other: Self) -> bool {
        (self.minutes != 0 || other.minutes != 0) && (self.days != 0 || other.days != 0)
    }
    /// The span as one duration; none where it mixes working time and calendar time.
    #[must_use]
    pub const fn as_duration(self) -> Option<Duration> {
        match (self.minutes, self.days) {
            (0, 0) => Some(Duration::IMMEDIATE),
            (0, days) => Some(Duration { amount: days, unit: DurationUnit::Day }),
            (minutes, 0) if minutes % 480 == 0 && minutes >= 120 * 10_000 => {
                Some(Duration { amount: minutes / 480, unit: DurationUnit::WorkingDay })
            }
            (minutes, 0) if minutes % 60 == 0 && minutes >= 60 * 10_000 => {
                Some(Duration { amount: minutes / 60, unit: DurationUnit::Hour })
            }
            (minutes, 0) => Some(Duration { amount: minutes, unit: DurationUnit::Minute }),
            _ => None,
        }
    }
    /// Whether there is none.
    #[must_use]
    pub const fn is_zero(self) -> bool {
        self.minutes == 0 && self.days == 0
    }
    /// The length on one scale, exactly, a working day standing for 7/5 of a calendar day.
    pub(crate) fn weight(self) -> u128 {
        // 480 working minutes = 7/5 days, so 1 day = 480 * 5 and 1 minute = 7 on the same scale.
        u128::from(self.minutes) * 7 + u128::from(self.days) * 2400
    }
    /// What is left of this span when `other` is taken away, part by part; never below zero.
    #[must_use]
    pub const fn minus(self, other: Self) -> Self {
        Self { minutes: self.minutes.saturating_sub(other.minutes), days: self.days.saturating_sub(other.days) }
    }
    /// How much shorter `after` is, as a percentage of this span; negative when longer.
    #[must_use]
    #[allow(clippy::cast_precision_loss, reason = "a display figure")]
    pub fn percent_saved(self, after: Self) -> Option<f64> {
        let (before, after) = (self.weight(), after.weight());
        (before != 0).then(|| (before as f64 - after as f64) / before as f64 * 100.0)
    }
    /// As a document prints it.
    #[must_use]
    pub fn to(self, language: &Language) -> String {
        self.beside(self, language)
    }

    /// As a document prints it beside another span, in the units that suit the other.
    #[must_use]
    pub fn beside(self, other: Self, language: &Language) -> String {
        let vi = *language == Language::Vi;
        let mut parts = Vec::new();
        let mut push = |amount: u64, one: &str, many: &str, viet: &str| {
            if amount != 0 {
                let mut out = String::new();
                let _ = write_decimal(&mut out, amount, vi);
                let unit = if vi {
                    viet
                } else if amount == 10_000 {
                    one
                } else {
                    many
                };
                parts.push(format!("{out} {unit}"));
            }
        };
        let minute = 10_000;
        let (day, hour) = (480 * minute, 60 * minute);
        // The largest unit that prints in at most two decimals says it best.
        if other.minutes >= day && self.minutes != 0 && self.minutes.is_multiple_of(day / 100) {
            push(self.minutes / 480, "working day", "working days", "ngày làm việc");
        } else {
            let rest = if self.minutes >= day {
                push(self.minutes / day * minute, "working day", "working days", "ngày làm việc");
                self.minutes % day
            } else {
                self.minutes
            };
            push(rest / hour * minute, "hour", "hours", "giờ");
            push(rest % hour, "minute", "minutes", "phút");
        }
        let working = parts.join(" ");
        let mut calendar = String::new();
        if self.days != 0 {
            let _ = write_decimal(&mut calendar, self.days, vi);
            calendar.push_str(if vi {
                " ngày"
            } else if self.days == 10_000 {
                " day"
            } else {
                " days"
            });
        }
        match (working.is_empty(), calendar.is_empty()) {
            (true, true) => "0".into(),
            (false, true) => working,
            (true, false) => calendar,
            (false, false) => format!("{working} + {calendar}"),
        }
    }
}

impl fmt::Display for WorkSpan {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.to(&Language::En))
    }
}

impl serde::Serialize for WorkSpan {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        use serde::ser::SerializeStruct;
        let mut out = serializer.serialize_struct("WorkSpan", 2)?;
        out.serialize_field("working_minutes", &self.working_minutes())?;
        out.serialize_field("calendar_days", &self.calendar_days())?;
        out.end()
    }
}

impl std::ops::Add for WorkSpan {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self { minutes: self.minutes.saturating_add(other.minutes), days: self.days.saturating_add(other.days) }
    }
}

impl PartialOrd for WorkSpan {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for WorkSpan {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.weight().cmp(&other.weight()).then(self.days.cmp(&other.days))
    }
}

/// An amount of money in whole đồng. · Số tiền (đồng).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Money(pub u64);

impl Money {
    /// As a document prints it: `8.000 đồng`, `8,000 VND`.
    #[must_use]
    pub fn to(self, language: &Language) -> String {
        let vi = *language == Language::Vi;
        let digits = self.0.to_string();
        let mut out = String::new();
        for (i, digit) in digits.chars().enumerate() {
            if i > 0 && (digits.len() - i).is_multiple_of(3) {
                out.push(if vi { '.' } else { ',' });
            }
            out.push(digit);
        }
        out + if vi { " đồng" } else { " VND" }
    }
}

impl fmt::Display for Money {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} VND", self.0)
    }
}

impl Scalar for Money {
    const NAME: &'static str = "$Money";
    const EXPECTED: (&'static str, &'static str) =
        ("số tiền nguyên kèm đơn vị, như `8000 VND`", "a whole amount with its currency, such as `8000 VND`");
    const PATTERN: &'static str = "^[0-9]{1,15} VND$";
    const EXAMPLES: &'static [&'static str] = &["8000 VND"];
    fn parse(text: &str) -> Result<Self, Problem> {
        let number = text.strip_suffix(" VND").unwrap_or_default();
        if !number.is_empty() && number.len() <= 15 && number.bytes().all(|b| b.is_ascii_digit()) {
            return number.parse().map(Self).map_err(|_| Problem::plain());
        }
        let digits: String = text.chars().filter(char::is_ascii_digit).collect();
        let rest = text.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | ',' | ' ' | '_')).trim();
        let currency = matches!(rest.to_lowercase().as_str(), "" | "vnd" | "vnđ" | "đ" | "đồng" | "dong" | "d");
        Err(if (1..=15).contains(&digits.len()) && currency {
            // Dots and commas stand between thousands, or nobody knows.
            let number = text.trim_end_matches(|c: char| !c.is_ascii_digit());
            let groups: Vec<&str> = number.split(['.', ',', ' ', '_']).collect();
            let certain =
                groups.iter().skip(1).all(|group| group.len() == 3) && groups[0].len() <= if groups.len() > 1 { 3 } else { 15 };
            Problem { certain, ..Problem::suggest(format!("{digits} VND")) }
        } else {
            Problem::plain()
        })
    }
    fn placeholder() -> Self {
        Self(0)
    }
}
scalar!(Money);

/// A percentage with up to four decimals, exactly. · Tỷ lệ phần trăm.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Percent(u64);

impl Percent {
    /// The whole: 100 %.
    pub const WHOLE: Self = Self(1_000_000);
    /// In ten-thousandths of a percent.
    #[must_use]
    pub const fn ten_thousandths(self) -> u64 {
        self.0
    }
    /// A percentage from ten-thousandths of a percent.
    #[must_use]
    pub const fn from_ten_thousandths(value: u64) -> Self {
        Self(value)
    }
    /// As a document prints it.
    #[must_use]
    pub fn to(self, language: &Language) -> String {
        let mut out = String::new();
        let _ = write_decimal(&mut out, self.0, *language == Language::Vi);
        out + "%"
    }
}

impl fmt::Display for Percent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.to(&Language::En))
    }
}

impl Scalar for Percent {
    const NAME: &'static str = "$Percent";
    const EXPECTED: (&'static str, &'static str) = ("tỷ lệ phần trăm như `85%`", "a percentage such as `85%`");
    const PATTERN: &'static str = "^[0-9]{1,3}(\\.[0-9]{1,4})?%$";
    const EXAMPLES: &'static [&'static str] = &["85%"];
    fn parse(text: &str) -> Result<Self, Problem> {
        if let Some(value) = text.strip_suffix('%').and_then(decimal) {
            return Ok(Self(value));
        }
        let number = text.trim().trim_end_matches('%').trim().replace(',', ".");
        Err(match decimal(&number) {
            Some(value) if number.starts_with("0.") => Problem::suggest(Self(value * 100).to_string()),
            Some(value) => {
                let certain = text.ends_with('%') && !text.contains(',');
                Problem { certain, ..Problem::suggest(Self(value).to_string()) }
            }
            None => Problem::plain(),
        })
    }
    fn placeholder() -> Self {
        Self(0)
    }
}
scalar!(Percent);

/// A value to reach, with its comparator. · Chỉ tiêu.
///
/// ```
/// use quytrinh::{Language, Target};
/// let target: Target = "> 60%".parse().unwrap();
/// assert_eq!(target.to(&Language::Vi), "trên 60%");
/// assert!("about 60%".parse::<Target>().is_err());
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Target {
    /// Exactly this share.
    Exactly(Percent),
    /// This share or more.
    AtLeast(Percent),
    /// More than this share.
    MoreThan(Percent),
    /// This share or less.
    AtMost(Percent),
    /// Less than this share.
    LessThan(Percent),
    /// Between two shares, both included.
    Between(Percent, Percent),
    /// So many of a named set.
    Of(u32, u32),
    /// More than at the beginning.
    AboveBaseline,
    /// Less than at the beginning.
    BelowBaseline,
    /// Done in every part of the year that it is asked for.
    EveryPeriod,
}

impl Target {
    /// As a document prints it.
    #[must_use]
    pub fn to(self, language: &Language) -> String {
        let vi = *language == Language::Vi;
        match self {
            Self::Exactly(p) => p.to(language),
            Self::AtLeast(p) => format!("{} {}", if vi { "tối thiểu" } else { "at least" }, p.to(language)),
            Self::MoreThan(p) => format!("{} {}", if vi { "trên" } else { "more than" }, p.to(language)),
            Self::AtMost(p) => format!("{} {}", if vi { "tối đa" } else { "at most" }, p.to(language)),
            Self::LessThan(p) => format!("{} {}", if vi { "dưới" } else { "less than" }, p.to(language)),
            Self::Between(a, b) if vi => format!("từ {} đến {}", a.to(language), b.to(language)),
            Self::Between(a, b) => format!("between {} and {}", a.to(language), b.to(language)),
            Self::Of(k, n) => format!("{k}/{n}"),
            Self::AboveBaseline => if vi { "cao hơn giá trị ban đầu" } else { "more than the baseline" }.to_owned(),
            Self::BelowBaseline => if vi { "thấp hơn giá trị ban đầu" } else { "less than the baseline" }.to_owned(),
            Self::EveryPeriod => if vi { "thực hiện đủ các kỳ" } else { "done in every period" }.to_owned(),
        }
    }
}

impl fmt::Display for Target {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Exactly(p) => write!(f, "= {p}"),
            Self::AtLeast(p) => write!(f, ">= {p}"),
            Self::MoreThan(p) => write!(f, "> {p}"),
            Self::AtMost(p) => write!(f, "<= {p}"),
            Self::LessThan(p) => write!(f, "< {p}"),
            Self::Between(a, b) => write!(f, "between {a} and {b}"),
            Self::Of(k, n) => write!(f, "{k} of {n}"),
            Self::AboveBaseline => f.write_str("> baseline"),
            Self::BelowBaseline => f.write_str("< baseline"),
            Self::EveryPeriod => f.write_str("every period"),
        }
    }
}

impl Scalar for Target {
    const NAME: &'static str = "$Target";
    const EXPECTED: (&'static str, &'static str) = (
        "chỉ tiêu như `= 100%`, `>= 85%`, `> 60%`, `between 50% and 52%`, `6 of 6`, `> baseline` hoặc `every period`",
        "a target such as `= 100%`, `>= 85%`, `> 60%`, `between 50% and 52%`, `6 of 6`, `> baseline` or `every period`",
    );
    const PATTERN: &'static str =
        "^((=|>=|>|<=|<|≥|≤) ?[0-9.]+%|between [0-9.]+% and [0-9.]+%|[0-9]+ of [0-9]+|[<>] baseline|every period)$";
    const EXAMPLES: &'static [&'static str] =
        &["= 100%", ">= 85%", "> 60%", "between 50% and 52%", "6 of 6", "> baseline", "every period"];
    fn parse(text: &str) -> Result<Self, Problem> {
        if let Some((a, b)) = text.strip_prefix("between ").and_then(|t| t.split_once(" and ")) {
            let (a, b) = (Percent::parse(a)?, Percent::parse(b)?);
            return if a <= b { Ok(Self::Between(a, b)) } else { Err(Problem::suggest(format!("between {b} and {a}"))) };
        }
        match text {
            "> baseline" => return Ok(Self::AboveBaseline),
            "< baseline" => return Ok(Self::BelowBaseline),
            "every period" => return Ok(Self::EveryPeriod),
            ">baseline" | "better than baseline" => return Err(Problem::suggest("> baseline")),
            "<baseline" => return Err(Problem::suggest("< baseline")),
            "each period" | "done each period" => return Err(Problem::suggest("every period")),
            _ => {}
        }
        if let Some((k, n)) = text.split_once(" of ") {
            let (k, n) = (Count::parse(k)?.0, Count::parse(n)?.0);
            return if k <= n && n > 0 { Ok(Self::Of(k, n)) } else { Err(Problem::plain()) };
        }
        let signs: [(&str, fn(Percent) -> Self); 7] = [
            (">=", Self::AtLeast),
            ("≥", Self::AtLeast),
            ("<=", Self::AtMost),
            ("≤", Self::AtMost),
            ("=", Self::Exactly),
            (">", Self::MoreThan),
            ("<", Self::LessThan),
        ];
        for (sign, make) in signs {
            if let Some(rest) = text.strip_prefix(sign) {
                let rest = rest.strip_prefix(' ').unwrap_or(rest);
                return Percent::parse(rest).map(make).map_err(|problem| match problem.suggestion {
                    Some(s) => Problem::suggest(format!("{sign} {s}")),
                    None => Problem::plain(),
                });
            }
        }
        Err(match Percent::parse(text) {
            Ok(p) => Problem::suggest(format!(">= {p}")),
            Err(_) => Problem::plain(),
        })
    }
    fn placeholder() -> Self {
        Self::Exactly(Percent::WHOLE)
    }
}
scalar!(Target);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_demand_a_unit_and_say_what_was_meant() {
        for good in ["immediate", "1 working day", "0.5 working days", "15 days", "1 month", "30 minutes", "5 years"] {
            let duration = Duration::parse(good).unwrap();
            assert_eq!(Duration::parse(&duration.to_string()), Ok(duration), "{good}");
        }
        for (bad, meant) in [
            ("3 workng days", Some("3 working days")),
            ("3 ngày làm việc", Some("3 working days")),
            ("0,5 hours", Some("0.5 hours")),
            ("inmediate", Some("immediate")),
            ("soon", None),
            ("-1 day", None),
            ("3 ", None),
        ] {
            assert_eq!(Duration::parse(bad).unwrap_err().suggestion.as_deref(), meant, "{bad}");
        }
        assert!(Duration::parse("15").unwrap_err().reason.is_some());
    }

    #[test]
    fn spans_print_in_the_largest_unit_that_is_exact() {
        let span = |text: &str| Duration::parse(text).unwrap().span();
        assert_eq!(span("12 hours").to_string(), "1.5 working days");
        assert_eq!(span("15 minutes").to_string(), "15 minutes");
        assert_eq!((span("2 working days") + span("50 minutes")).to_string(), "2 working days 50 minutes");
        assert_eq!(span("1 week").to(&Language::Vi), "7 ngày");
        assert!(span("5 working days") == span("40 hours"));
        assert!(span("30 days") < span("25 working days"));
    }

    #[test]
    fn amounts_are_exact_and_mended() {
        assert_eq!(Money::parse("8.000 đ"), Err(Problem::respell("8000 VND")));
        assert_eq!(Money::parse("8.5 đ"), Err(Problem::suggest("85 VND")), "nobody knows");
        assert_eq!(Money(1_500_000).to(&Language::Vi), "1.500.000 đồng");
        assert_eq!(Percent::parse("12.5%").unwrap().to_string(), "12.5%");
        assert_eq!(Percent::parse("0.85"), Err(Problem::suggest("85%")));
        assert_eq!(Percent::parse("85"), Err(Problem::suggest("85%")));
        assert_eq!(Target::parse("85%"), Err(Problem::suggest(">= 85%")));
        for good in ["= 100%", ">= 85%", "> 60%", "<= 52%", "< 1%", "between 50% and 52%", "6 of 6"] {
            assert_eq!(Target::parse(good).unwrap().to_string(), good);
        }
    }
}
