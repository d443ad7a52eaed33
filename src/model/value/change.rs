//! Changes: how much more or less something is said to become.

use super::quantity::{decimal, write_decimal};
use super::{Language, Problem, Scalar, scalar};
use std::fmt;

/// A signed number with up to four decimals, exactly: `-2`, `-1.5`, `+1`. · Mức tăng, giảm.
///
/// ```
/// use quytrinh::{Delta, Language};
/// let delta: Delta = "-1.5".parse().unwrap();
/// assert_eq!(delta.ten_thousandths(), -15_000);
/// assert_eq!((delta.to_string(), delta.to(&Language::Vi)), ("-1.5".into(), "-1,5".into()));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub struct Delta(i64);

/// A signed percentage with up to four decimals, exactly: `-33.33%`. · Tỷ lệ tăng, giảm.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub struct PercentChange(i64);

/// Sign and digits, in ten-thousandths.
fn signed(text: &str) -> Option<i64> {
    // The minus sign of typography is read as well: people copy it out of documents.
    let (negative, digits) = match text.strip_prefix(['-', '\u{2212}']) {
        Some(rest) => (true, rest),
        None => (false, text.strip_prefix('+').unwrap_or(text)),
    };
    let value = i64::try_from(decimal(digits)?).ok()?;
    Some(if negative { -value } else { value })
}

fn written(value: i64, comma: bool) -> String {
    let mut out = String::new();
    if value < 0 {
        out.push('-');
    }
    let _ = write_decimal(&mut out, value.unsigned_abs(), comma);
    out
}

impl Delta {
    /// In ten-thousandths of one.
    #[must_use]
    pub const fn ten_thousandths(self) -> i64 {
        self.0
    }
    /// A change from ten-thousandths of one.
    #[must_use]
    pub const fn from_ten_thousandths(value: i64) -> Self {
        Self(value)
    }
    /// As a document prints it.
    #[must_use]
    pub fn to(self, language: &Language) -> String {
        written(self.0, *language == Language::Vi)
    }
}

impl PercentChange {
    /// In ten-thousandths of a percent.
    #[must_use]
    pub const fn ten_thousandths(self) -> i64 {
        self.0
    }
    /// As a document prints it.
    #[must_use]
    pub fn to(self, language: &Language) -> String {
        written(self.0, *language == Language::Vi) + "%"
    }
}

impl fmt::Display for Delta {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.to(&Language::En))
    }
}

impl fmt::Display for PercentChange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.to(&Language::En))
    }
}

impl Scalar for Delta {
    const NAME: &'static str = "$Delta";
    const EXPECTED: (&'static str, &'static str) = ("mức tăng, giảm như `-2` hoặc `-1.5`", "a change such as `-2` or `-1.5`");
    const PATTERN: &'static str = "^[-+]?[0-9]{1,9}(\\.[0-9]{1,4})?$";
    const EXAMPLES: &'static [&'static str] = &["-2", "-1.5"];
    fn parse(text: &str) -> Result<Self, Problem> {
        if let Some(value) = signed(text) {
            return Ok(Self(value));
        }
        let number = text.trim().replace(',', ".").replace(' ', "");
        Err(signed(&number).map_or_else(Problem::plain, |value| Problem::suggest(Self(value).to_string())))
    }
    fn placeholder() -> Self {
        Self(0)
    }
}

impl Scalar for PercentChange {
    const NAME: &'static str = "$PercentChange";
    const EXPECTED: (&'static str, &'static str) = ("tỷ lệ tăng, giảm như `-33.33%`", "a change in percent such as `-33.33%`");
    const PATTERN: &'static str = "^[-+]?[0-9]{1,3}(\\.[0-9]{1,4})?%$";
    const EXAMPLES: &'static [&'static str] = &["-33.33%"];
    fn parse(text: &str) -> Result<Self, Problem> {
        if let Some(value) = text.strip_suffix('%').and_then(signed) {
            return Ok(Self(value));
        }
        let number = text.trim().trim_end_matches('%').trim().replace(',', ".");
        Err(signed(&number).map_or_else(Problem::plain, |value| Problem::suggest(Self(value).to_string())))
    }
    fn placeholder() -> Self {
        Self(0)
    }
}

scalar!(PercentChange);

impl<'de> serde::Deserialize<'de> for Delta {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        super::read_scalar(deserializer)
    }
}

/// A number, as authors write it.
impl serde::Serialize for Delta {
    #[allow(clippy::cast_precision_loss, reason = "nine digits and four decimals fit")]
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if self.0 % 10_000 == 0 {
            serializer.serialize_i64(self.0 / 10_000)
        } else {
            serializer.serialize_f64(self.0 as f64 / 10_000.0)
        }
    }
}

impl std::str::FromStr for Delta {
    type Err = super::ValueError;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::parse(text).map_err(|problem| super::value_error::<Self>(text, &problem))
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for Delta {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Delta".into()
    }
    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({"type": "number", "description": format!("{} · {}", Self::EXPECTED.1, Self::EXPECTED.0)})
    }
}
