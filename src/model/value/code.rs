//! Names and numbers: identifiers, document codes, clauses, citations.

use super::clauses::CLAUSES;
use super::{PLACEHOLDER, Problem, Scalar, message, scalar};
use std::fmt;

/// A newtype over text whose values are checked when read.
macro_rules! code {
    ($(#[$meta:meta])* $name:ident) => {
        $(#[$meta])*
        #[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub struct $name(Box<str>);
        impl $name {
            /// The text of the code.
            #[must_use]
            pub fn as_str(&self) -> &str { &self.0 }
            /// Whether the reader put it there in place of one it could not read.
            #[allow(dead_code, reason = "every code has it, not every code is asked")]
            pub(crate) fn is_placeholder(&self) -> bool { &*self.0 == PLACEHOLDER }
        }
        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { f.write_str(&self.0) }
        }
        impl AsRef<str> for $name { fn as_ref(&self) -> &str { &self.0 } }
        impl std::borrow::Borrow<str> for $name { fn borrow(&self) -> &str { &self.0 } }
        impl PartialEq<str> for $name { fn eq(&self, other: &str) -> bool { &*self.0 == other } }
        impl PartialEq<&str> for $name { fn eq(&self, other: &&str) -> bool { &*self.0 == *other } }
        scalar!($name);
    };
}

code! {
    /// A name within the library: small letters and digits joined by hyphens, such as `one-stop-officer`. · Tên gọi trong bộ định nghĩa.
    Id
}

impl Id {
    /// The end that nobody named.
    pub(crate) fn completed() -> Self {
        Self("completed".into())
    }
}

impl Scalar for Id {
    const NAME: &'static str = "$Id";
    const EXPECTED: (&'static str, &'static str) = (
        "tên gồm chữ thường không dấu, chữ số và gạch nối, như `one-stop-officer`",
        "a name of small letters and digits joined by hyphens, such as `one-stop-officer`",
    );
    const PATTERN: &'static str = "^[a-z0-9]+(-[a-z0-9]+)*$";
    const EXAMPLES: &'static [&'static str] = &[];
    fn parse(text: &str) -> Result<Self, Problem> {
        let good = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit());
        if text.len() <= 80 && text.split('-').all(good) {
            return Ok(Self(text.into()));
        }
        let mended: Vec<String> = text
            .split(|c: char| !c.is_ascii_alphanumeric())
            .filter(|part| !part.is_empty())
            .map(str::to_ascii_lowercase)
            .collect();
        let mended = mended.join("-");
        Err(if mended.is_empty() || mended.len() > 80 || !text.is_ascii() { Problem::plain() } else { Problem::suggest(mended) })
    }
    fn placeholder() -> Self {
        Self(PLACEHOLDER.into())
    }
}

/// Letters of any script, digits and a few separators; at least one digit or letter.
fn is_code(text: &str, separators: &str) -> bool {
    !text.is_empty()
        && text.chars().count() <= 80
        && text.trim() == text
        && text.chars().all(|c| c.is_alphanumeric() || separators.contains(c))
        && text.chars().any(char::is_alphanumeric)
}

code! {
    /// The code of a document of the quality-management system, such as `QT-TP-01`. · Mã hiệu tài liệu.
    DocumentCode
}

impl Scalar for DocumentCode {
    const NAME: &'static str = "$DocumentCode";
    const EXPECTED: (&'static str, &'static str) = (
        "mã hiệu tài liệu như `QT-TP-01`, đặt trong ngoặc kép nếu chỉ có chữ số",
        "a document code such as `QT-TP-01`, quoted if it is a number",
    );
    const PATTERN: &'static str = "^[\\p{L}\\p{N}][\\p{L}\\p{N}._/-]*$";
    const EXAMPLES: &'static [&'static str] = &["QT-TP-01"];
    const QUOTED: bool = true;
    fn parse(text: &str) -> Result<Self, Problem> {
        if is_code(text, "._/-") && text.starts_with(char::is_alphanumeric) {
            return Ok(Self(text.into()));
        }
        let parts: Vec<&str> = text.split([' ', '-', '\u{2013}', '\u{2014}']).filter(|part| !part.is_empty()).collect();
        let mended = parts.join("-");
        Err(if is_code(&mended, "._/-") { Problem::suggest(mended) } else { Problem::plain() })
    }
    fn placeholder() -> Self {
        Self(PLACEHOLDER.into())
    }
}

code! {
    /// The code of a form, such as `TP/HT-2015-TKKS.1` or `BM.01.02`. · Mã hiệu biểu mẫu.
    FormCode
}

impl Scalar for FormCode {
    const NAME: &'static str = "$FormCode";
    const EXPECTED: (&'static str, &'static str) = (
        "mã biểu mẫu như `BM.01.02`, đặt trong ngoặc kép nếu chỉ có chữ số",
        "a form code such as `BM.01.02`, quoted if it is a number",
    );
    const PATTERN: &'static str = "";
    const EXAMPLES: &'static [&'static str] = &["TP/HT-2015-TKKS.1"];
    const QUOTED: bool = true;
    fn parse(text: &str) -> Result<Self, Problem> {
        if is_code(text, "._/- ()") { Ok(Self(text.into())) } else { Err(Problem::plain()) }
    }
    fn placeholder() -> Self {
        Self(PLACEHOLDER.into())
    }
}

code! {
    /// The code of an administrative procedure in the national database, such as `1.001193`. · Mã thủ tục hành chính.
    ServiceCode
}

impl Scalar for ServiceCode {
    const NAME: &'static str = "$ServiceCode";
    const EXPECTED: (&'static str, &'static str) = (
        "mã thủ tục hành chính trong ngoặc kép, như `\"1.001193\"` hoặc `B-BTP-055260-TT`",
        "a procedure code in quotes, such as `\"1.001193\"` or `B-BTP-055260-TT`",
    );
    const PATTERN: &'static str = "^([0-9]\\.[0-9]{6}(\\.[0-9A-Z]{2,3})*|[BT]-[A-Z]+-[0-9]{6}-TT)$";
    const EXAMPLES: &'static [&'static str] = &["1.001193"];
    const QUOTED: bool = true;
    fn parse(text: &str) -> Result<Self, Problem> {
        let digits = |s: &str, n: usize| s.len() == n && s.bytes().all(|b| b.is_ascii_digit());
        let mut parts = text.split('.');
        let national = parts.next().is_some_and(|p| digits(p, 1))
            && parts.next().is_some_and(|p| digits(p, 6))
            && parts.all(|p| (2..=3).contains(&p.len()) && p.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit()));
        let older = {
            let parts: Vec<&str> = text.split('-').collect();
            matches!(&*parts, [kind, agency, number, "TT"]
                if (*kind == "B" || *kind == "T") && digits(number, 6)
                && !agency.is_empty() && agency.bytes().all(|b| b.is_ascii_uppercase()))
        };
        if national || older { Ok(Self(text.into())) } else { Err(Problem::plain()) }
    }
    fn placeholder() -> Self {
        Self(PLACEHOLDER.into())
    }
}

code! {
    /// The issue of a document, such as `01`. · Lần ban hành.
    Issue
}

impl Scalar for Issue {
    const NAME: &'static str = "$Issue";
    const EXPECTED: (&'static str, &'static str) =
        ("lần ban hành trong ngoặc kép, như `\"01\"`", "an issue number in quotes, such as `\"01\"`");
    const PATTERN: &'static str = "^[0-9A-Za-z][0-9A-Za-z.]*$";
    const EXAMPLES: &'static [&'static str] = &["01"];
    const QUOTED: bool = true;
    fn parse(text: &str) -> Result<Self, Problem> {
        let good = (1..=12).contains(&text.len())
            && text.starts_with(|c: char| c.is_ascii_alphanumeric())
            && text.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'.');
        if good { Ok(Self(text.into())) } else { Err(Problem::plain()) }
    }
    fn placeholder() -> Self {
        Self(PLACEHOLDER.into())
    }
}

code! {
    /// The hash of what a document says, whole or its first twelve figures at least, such as `3f2ab07c91de`. · Mã nội dung.
    ContentHash
}

impl ContentHash {
    /// So many figures are enough to tell documents apart.
    const SHORT: usize = 12;

    /// The hash with these bytes.
    pub(crate) fn of(bytes: &[u8]) -> Self {
        Self(bytes.iter().map(|byte| format!("{byte:02x}")).collect())
    }
    /// Its first twelve figures, as documents print it.
    #[must_use]
    pub fn short(&self) -> &str {
        self.0.get(..Self::SHORT).unwrap_or(&self.0)
    }
    /// Whether both are the hash of one content, as far as both are written.
    #[must_use]
    pub fn agrees_with(&self, other: &Self) -> bool {
        self.0.starts_with(&*other.0) || other.0.starts_with(&*self.0)
    }
}

impl Scalar for ContentHash {
    const NAME: &'static str = "$ContentHash";
    const EXPECTED: (&'static str, &'static str) = (
        "mã nội dung trong ngoặc kép, 12 đến 64 chữ số thập lục phân, như `\"3f2ab07c91de\"`",
        "a content hash in quotes, 12 to 64 hexadecimal figures, such as `\"3f2ab07c91de\"`",
    );
    const PATTERN: &'static str = "^[0-9a-f]{12,64}$";
    const EXAMPLES: &'static [&'static str] = &["3f2ab07c91de"];
    const QUOTED: bool = true;
    fn parse(text: &str) -> Result<Self, Problem> {
        let good =
            |text: &str| (Self::SHORT..=64).contains(&text.len()) && text.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'));
        if good(text) {
            return Ok(Self(text.into()));
        }
        let small = text.trim().to_ascii_lowercase();
        Err(if good(&small) { Problem::respell(small) } else { Problem::plain() })
    }
    fn placeholder() -> Self {
        Self(PLACEHOLDER.into())
    }
}

/// What is known of one clause of ISO 9001:2008.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ClauseInfo {
    /// The number, as in `7.2.2`.
    pub number: &'static str,
    /// The short English title.
    pub en: &'static str,
    /// The short Vietnamese title.
    pub vi: &'static str,
    /// The clause demands a documented procedure.
    pub procedure: bool,
    /// How many kinds of record the clause demands.
    pub records: u8,
    /// The Vietnamese title was read in the national standard.
    pub verified_vi: bool,
}

/// A clause of ISO 9001:2008. · Điều khoản của TCVN ISO 9001:2008.
///
/// ```
/// use quytrinh::{Clause, Language};
/// let clause: Clause = "4.2.3".parse().unwrap();
/// assert_eq!(clause.title(&Language::Vi), "Kiểm soát tài liệu");
/// assert!(clause.info().procedure && clause.is_leaf());
/// assert_eq!(Clause::all().filter(|c| c.is_leaf()).count(), 51);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Clause(u8);

impl Clause {
    /// All 67 clauses in the order of the standard.
    pub fn all() -> impl Iterator<Item = Self> {
        (0u8..).take(CLAUSES.len()).map(Self)
    }
    /// Number, titles, demands.
    #[must_use]
    pub fn info(self) -> &'static ClauseInfo {
        CLAUSES.get(usize::from(self.0)).unwrap_or(&CLAUSES[0])
    }
    /// The number, as in `7.2.2`.
    #[must_use]
    pub fn number(self) -> &'static str {
        self.info().number
    }
    /// The short title in Vietnamese, or else in English.
    #[must_use]
    pub fn title(self, language: &super::Language) -> &'static str {
        if *language == super::Language::Vi { self.info().vi } else { self.info().en }
    }
    /// Whether this clause is `other` or lies under it.
    #[must_use]
    pub fn is_within(self, other: Self) -> bool {
        self.number().strip_prefix(other.number()).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
    }
    /// Whether an audit checks it by itself: no clause lies under it.
    #[must_use]
    pub fn is_leaf(self) -> bool {
        !Self::all().any(|other| other != self && other.is_within(self))
    }
}

impl fmt::Display for Clause {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.number())
    }
}

impl Scalar for Clause {
    const NAME: &'static str = "$Clause";
    const EXPECTED: (&'static str, &'static str) = (
        "điều khoản của ISO 9001:2008 trong ngoặc kép, như `\"7.2.2\"`",
        "a clause of ISO 9001:2008 in quotes, such as `\"7.2.2\"`",
    );
    const PATTERN: &'static str = "^[4-8](\\.[1-6]){0,2}$";
    const EXAMPLES: &'static [&'static str] = &["7.2.2"];
    const QUOTED: bool = true;
    fn parse(text: &str) -> Result<Self, Problem> {
        if let Some(found) = Self::all().find(|c| c.number() == text) {
            return Ok(found);
        }
        let parent = text.rsplit_once('.').map_or("", |(p, _)| p);
        let reason = message!(
            vi: "ISO 9001:2008 không có điều khoản `{text}`",
            en: "ISO 9001:2008 has no clause `{text}`"
        );
        let suggestion = Self::all().find(|c| c.number() == parent).map(|c| c.number().to_owned());
        Err(Problem { suggestion, ..Problem::because(reason) })
    }
    fn placeholder() -> Self {
        Self(0)
    }
}
scalar!(Clause);

/// A place in an external document: `luat-ho-tich-2014#16` is Article 16 of that law. · Viện dẫn.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Citation {
    /// The document, as the register of external documents names it.
    pub reference: Id,
    /// The article within it, as in `16` or `8.2`.
    pub article: Option<Box<str>>,
}

impl fmt::Display for Citation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.article {
            Some(article) => write!(f, "{}#{article}", self.reference),
            None => write!(f, "{}", self.reference),
        }
    }
}

impl Scalar for Citation {
    const NAME: &'static str = "$Citation";
    const EXPECTED: (&'static str, &'static str) = (
        "viện dẫn như `luat-ho-tich-2014` hoặc `luat-ho-tich-2014#16`",
        "a citation such as `luat-ho-tich-2014` or `luat-ho-tich-2014#16`",
    );
    const PATTERN: &'static str = "^[a-z0-9]+(-[a-z0-9]+)*(#[^#\\s]+)?$";
    const EXAMPLES: &'static [&'static str] = &["luat-ho-tich-2014#16"];
    fn parse(text: &str) -> Result<Self, Problem> {
        let (reference, article) = match text.split_once('#') {
            Some((reference, article)) => (reference, Some(article)),
            None => (text, None),
        };
        let reference = Id::parse(reference).map_err(|problem| Problem {
            suggestion: problem.suggestion.map(|id| article.map_or(id.clone(), |article| format!("{id}#{article}"))),
            ..problem
        })?;
        match article {
            Some(a) if a.is_empty() || a.len() > 40 || a.contains(['#', ' ', '\t', '\n']) => Err(Problem::plain()),
            article => Ok(Self { reference, article: article.map(Into::into) }),
        }
    }
    fn placeholder() -> Self {
        Self { reference: Id::placeholder(), article: None }
    }
}
scalar!(Citation);

/// A calendar year, such as `2018`. · Năm.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Year(pub i16);

impl fmt::Display for Year {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0)
    }
}

impl Scalar for Year {
    const NAME: &'static str = "$Year";
    const EXPECTED: (&'static str, &'static str) = ("năm như `2018`", "a year such as `2018`");
    const PATTERN: &'static str = "^(19|20|21)[0-9]{2}$";
    const EXAMPLES: &'static [&'static str] = &[];
    fn parse(text: &str) -> Result<Self, Problem> {
        match text.parse::<i16>() {
            Ok(year @ 1900..=2199) if text.len() == 4 => Ok(Self(year)),
            _ => Err(Problem::plain()),
        }
    }
    fn placeholder() -> Self {
        Self(0)
    }
}
super::number!(Year, |y: &Year| i64::from(y.0), 1900, 2199);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_clause_tree_has_the_shape_of_the_standard() {
        let depth = |n: usize| Clause::all().filter(|c| c.number().matches('.').count() == n).count();
        assert_eq!((depth(0), depth(1), depth(2)), (5, 23, 39));
        assert_eq!(Clause::all().filter(|c| c.is_leaf()).count(), 51);
        assert_eq!(Clause::all().filter(|c| c.info().procedure).count(), 6);
        assert_eq!(Clause::all().map(|c| u32::from(c.info().records)).sum::<u32>(), 21);
    }

    #[test]
    fn codes_are_checked_and_mended() {
        assert!(Id::parse("one-stop").is_ok());
        assert_eq!(Id::parse("One Stop"), Err(Problem::suggest("one-stop")));
        assert_eq!(Id::parse("một-cửa"), Err(Problem::plain()));
        assert!(ServiceCode::parse("1.001193.000.00.00.H26").is_ok());
        assert!(ServiceCode::parse("B-BTP-055260-TT").is_ok());
        assert!(ServiceCode::parse("1.1193").is_err());
        assert_eq!(Clause::parse("7.2.9").unwrap_err().suggestion.as_deref(), Some("7.2"));
        assert!(Citation::parse("luat#").is_err());
        let hash = |text: &str| ContentHash::parse(text);
        assert_eq!(hash("3F2AB07C91DE"), Err(Problem::respell("3f2ab07c91de")));
        assert!(hash("3f2ab07c91d").is_err() && hash("3f2ab07c91dx").is_err());
        let (short, long) = (hash("3f2ab07c91de").unwrap(), hash("3f2ab07c91de00").unwrap());
        assert!(short.agrees_with(&long) && long.agrees_with(&short) && !long.agrees_with(&hash("3f2ab07c91de01").unwrap()));
    }
}

/// A requirement that somebody answers to: a clause of ISO 9001:2008, or a place in an act. · Yêu cầu.
///
/// ```
/// use quytrinh::Demand;
/// assert!(matches!("iso/8.2.4".parse(), Ok(Demand::Clause(clause)) if clause.number() == "8.2.4"));
/// assert!(matches!("nd-63-2010#18".parse(), Ok(Demand::Act(act)) if act.article.as_deref() == Some("18")));
/// assert!("8.2.9".parse::<Demand>().is_err());
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Demand {
    /// A clause: `iso/8.2.4`, or the number alone in quotes.
    Clause(Clause),
    /// A place in an external document: `nd-63-2010#18`.
    Act(Citation),
}

impl fmt::Display for Demand {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Clause(clause) => write!(f, "iso/{clause}"),
            Self::Act(act) => act.fmt(f),
        }
    }
}

impl Scalar for Demand {
    const NAME: &'static str = "$Demand";
    const EXPECTED: (&'static str, &'static str) = (
        "điều khoản như `iso/8.2.4` hoặc viện dẫn như `nd-63-2010#18`",
        "a clause such as `iso/8.2.4` or a citation such as `nd-63-2010#18`",
    );
    const PATTERN: &'static str = "^((iso/)?[4-8](\\.[1-6]){0,2}|[a-z0-9]+(-[a-z0-9]+)*(#[^#\\s]+)?)$";
    const EXAMPLES: &'static [&'static str] = &["iso/8.2.4", "nd-63-2010#18"];
    const QUOTED: bool = true;
    fn parse(text: &str) -> Result<Self, Problem> {
        let number = text.strip_prefix("iso/");
        if number.is_some() || text.contains('.') && text.bytes().all(|b| b.is_ascii_digit() || b == b'.') {
            let clause = Clause::parse(number.unwrap_or(text));
            return clause
                .map(Self::Clause)
                .map_err(|problem| Problem { suggestion: problem.suggestion.map(|clause| format!("iso/{clause}")), ..problem });
        }
        Citation::parse(text).map(Self::Act)
    }
    fn placeholder() -> Self {
        Self::Act(Citation::placeholder())
    }
}
scalar!(Demand);
