//! Text in several languages.

use super::{PLACEHOLDER, Problem, Scalar, nearest, scalar};
use std::fmt;

/// A language, as a BCP 47 code. · Ngôn ngữ (mã BCP 47).
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Language {
    /// Vietnamese.
    Vi,
    /// English.
    En,
    /// Not said: text written without a language.
    Und,
    /// Any other language, by its code.
    Other(Box<str>),
}

impl Language {
    /// The code, as in `vi` or `zh-Hant`.
    #[must_use]
    pub fn code(&self) -> &str {
        match self {
            Self::Vi => "vi",
            Self::En => "en",
            Self::Und => "und",
            Self::Other(code) => code,
        }
    }
}

impl fmt::Display for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

impl Scalar for Language {
    const NAME: &'static str = "$Language";
    const EXPECTED: (&'static str, &'static str) = ("mã ngôn ngữ như `vi` hoặc `en`", "a language code such as `vi` or `en`");
    const PATTERN: &'static str = "^[a-z]{2,3}(-[A-Za-z0-9]{1,8})*$";
    const EXAMPLES: &'static [&'static str] = &["vi", "en"];
    fn parse(text: &str) -> Result<Self, Problem> {
        match text {
            "vi" => return Ok(Self::Vi),
            "en" => return Ok(Self::En),
            "und" => return Ok(Self::Und),
            // The country's code is not the language's.
            "vn" => return Err(Problem::suggest("vi")),
            _ => {}
        }
        let mut parts = text.split('-');
        let first = parts.next().unwrap_or_default();
        let primary = (2..=3).contains(&first.len()) && first.bytes().all(|b| b.is_ascii_lowercase());
        let rest = parts.all(|p| (1..=8).contains(&p.len()) && p.bytes().all(|b| b.is_ascii_alphanumeric()));
        if primary && rest {
            return Ok(Self::Other(text.into()));
        }
        Err(nearest(text, ["vi", "en"]).map_or(Problem::plain(), Problem::suggest))
    }
    fn placeholder() -> Self {
        Self::Und
    }
}
scalar!(Language);

/// A text, in one language or several. · Văn bản, bằng một hay nhiều ngôn ngữ.
///
/// Written as a string, or as a mapping from language to string.
///
/// ```
/// use quytrinh::{Language, Text};
/// let title: Text = serde_yaml::from_str("{vi: Đăng ký khai sinh, en: Birth registration}").unwrap();
/// assert_eq!(title.to(&Language::Vi), "Đăng ký khai sinh");
/// assert_eq!(title.get(&Language::Other("fr".into())), None);
/// assert_eq!(title.to(&Language::Other("fr".into())), "Đăng ký khai sinh"); // falls back to the first
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Text {
    entries: Vec<(Language, Box<str>)>,
}

impl Text {
    /// A text in the two languages of the crate's own wording.
    #[must_use]
    pub fn both(vi: impl Into<Box<str>>, en: impl Into<Box<str>>) -> Self {
        Self { entries: vec![(Language::Vi, vi.into()), (Language::En, en.into())] }
    }

    /// A text that is the same in every language: a number, a code, a name.
    #[must_use]
    pub fn plain(text: impl Into<Box<str>>) -> Self {
        Self { entries: vec![(Language::Und, text.into())] }
    }

    /// The text in exactly this language; text written without a language serves every language.
    #[must_use]
    pub fn get(&self, language: &Language) -> Option<&str> {
        let find = |wanted: &Language| self.entries.iter().find(|(l, _)| l == wanted).map(|(_, t)| &**t);
        find(language).or_else(|| find(&Language::Und))
    }

    /// The text in this language or, where it is missing, in the first one the author wrote.
    #[must_use]
    pub fn to(&self, language: &Language) -> &str {
        self.get(language).or_else(|| self.entries.first().map(|(_, t)| &**t)).unwrap_or_default()
    }

    /// Every language with its text, in the author's order.
    pub fn entries(&self) -> impl Iterator<Item = (&Language, &str)> {
        self.entries.iter().map(|(l, t)| (l, &**t))
    }

    /// Whether the reader put it there in place of one it could not read.
    pub(crate) fn is_placeholder(&self) -> bool {
        self.entries.is_empty()
    }
}

impl<'de> serde::Deserialize<'de> for Text {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Visitor;
        impl<'de> serde::de::Visitor<'de> for Visitor {
            type Value = Text;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(super::shape::TEXT.expected.1)
            }
            fn visit_newtype_struct<D: serde::Deserializer<'de>>(self, deserializer: D) -> Result<Text, D::Error> {
                deserializer.deserialize_any(self)
            }
            fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<Text, E> {
                if text == PLACEHOLDER {
                    return Ok(Text::default());
                }
                if text.trim().is_empty() {
                    return Err(E::custom("expected a text, found an empty one"));
                }
                Ok(Text::plain(text))
            }
            fn visit_map<A: serde::de::MapAccess<'de>>(self, mut map: A) -> Result<Text, A::Error> {
                let mut entries: Vec<(Language, Box<str>)> = Vec::with_capacity(2);
                while let Some(language) = map.next_key::<Language>()? {
                    let Line(text) = map.next_value()?;
                    if language != Language::Und && entries.iter().any(|(l, _)| *l == language) {
                        return Err(serde::de::Error::custom(format_args!("duplicate language `{language}`")));
                    }
                    entries.push((language, text));
                }
                Ok(Text { entries })
            }
        }
        deserializer.deserialize_newtype_struct(super::shape::TEXT.name, Visitor)
    }
}

/// The text of one language: a string, and nothing that only looks like one.
struct Line(Box<str>);

impl<'de> serde::Deserialize<'de> for Line {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Visitor;
        impl<'de> serde::de::Visitor<'de> for Visitor {
            type Value = Line;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a text")
            }
            fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<Line, E> {
                if text.trim().is_empty() {
                    return Err(E::custom("expected a text, found an empty one"));
                }
                Ok(Line(if text == PLACEHOLDER { "".into() } else { text.into() }))
            }
            fn visit_newtype_struct<D: serde::Deserializer<'de>>(self, deserializer: D) -> Result<Line, D::Error> {
                deserializer.deserialize_any(self)
            }
        }
        deserializer.deserialize_newtype_struct(super::shape::LINE.name, Visitor)
    }
}

impl serde::Serialize for Text {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match &*self.entries {
            [(Language::Und, text)] => serializer.serialize_str(text),
            entries => serializer.collect_map(entries.iter().map(|(l, t)| (l.code(), &**t))),
        }
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for Text {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Text".into()
    }
    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({
            "description": "A text, or one for each language: {vi: …, en: …} · Văn bản, hoặc mỗi ngôn ngữ một văn bản",
            "anyOf": [
                {"type": "string", "minLength": 1},
                {
                    "type": "object",
                    "properties": {"vi": {"type": "string", "minLength": 1}, "en": {"type": "string", "minLength": 1}},
                    "patternProperties": {"^[a-z]{2,3}(-[A-Za-z0-9]{1,8})*$": {"type": "string", "minLength": 1}},
                    "additionalProperties": false,
                    "minProperties": 1
                }
            ]
        })
    }
}

/// What the crate itself says, in both of its languages.
#[derive(Debug, Clone, PartialEq, Eq, Hash, serde::Serialize)]
pub struct Message {
    /// In Vietnamese.
    pub vi: String,
    /// In English.
    pub en: String,
}

impl Message {
    /// A message in both languages.
    #[must_use]
    pub fn new(vi: impl Into<String>, en: impl Into<String>) -> Self {
        Self { vi: vi.into(), en: en.into() }
    }

    /// The message in Vietnamese if that is asked for, else in English.
    #[must_use]
    pub fn to(&self, language: &Language) -> &str {
        if *language == Language::Vi { &self.vi } else { &self.en }
    }
}

impl fmt::Display for Message {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.en)
    }
}

/// `message!(vi: "…", en: "…")`, both with format arguments captured from scope.
macro_rules! message {
    (vi: $vi:literal, en: $en:literal $(,)?) => {
        $crate::model::value::Message::new(format!($vi), format!($en))
    };
}
pub(crate) use message;
