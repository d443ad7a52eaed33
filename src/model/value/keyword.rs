//! Words of the format: an enumeration whose variants are written as kebab-case words.

/// Declares an enumeration of words, each with its wording in both languages.
///
/// `keyword! { /// doc
/// pub enum Gate ("expected vi", "expected en") { Exclusive = "exclusive" ("loại trừ", "exclusive"), … } }`
macro_rules! keyword {
    (
        $(#[$meta:meta])*
        pub enum $name:ident ($vi:literal, $en:literal) {
            $($(#[$vmeta:meta])* $variant:ident = $word:literal ($vvi:literal, $ven:literal)),+ $(,)?
        }
    ) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum $name {
            $($(#[$vmeta])* #[doc = concat!($ven, ". · ", $vvi, ".")] $variant),+
        }
        impl $name {
            /// Every word, in the order of the format.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];
            /// The word as it is written in a definition.
            #[must_use]
            pub const fn word(self) -> &'static str {
                match self { $(Self::$variant => $word),+ }
            }
            /// The word as a document prints it.
            #[must_use]
            pub fn label(self, language: &$crate::model::value::Language) -> &'static str {
                let vi = *language == $crate::model::value::Language::Vi;
                match self { $(Self::$variant => if vi { $vvi } else { $ven }),+ }
            }
        }
        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.word())
            }
        }
        impl $crate::model::value::Scalar for $name {
            const NAME: &'static str = concat!("$", stringify!($name));
            const EXPECTED: (&'static str, &'static str) = (
                concat!("một trong các từ" $(, " `", $word, "`")+, " (", $vi, ")"),
                concat!("one of" $(, " `", $word, "`")+, " (", $en, ")"),
            );
            const PATTERN: &'static str = "";
            const EXAMPLES: &'static [&'static str] = &[];
            fn parse(text: &str) -> Result<Self, $crate::model::value::Problem> {
                match text {
                    $($word => Ok(Self::$variant),)+
                    _ => Err($crate::model::value::nearest(text, [$($word),+])
                        .map_or($crate::model::value::Problem::plain(), $crate::model::value::Problem::suggest)),
                }
            }
            fn placeholder() -> Self {
                Self::ALL[0]
            }
        }
        $crate::model::value::keyword_serde!($name, $vi, $en, [$($word, $vvi, $ven);+]);
    };
}
pub(crate) use keyword;

macro_rules! keyword_serde {
    ($name:ident, $vi:literal, $en:literal, [$($word:literal, $vvi:literal, $ven:literal);+]) => {
        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                $crate::model::value::read_scalar(deserializer)
            }
        }
        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.word())
            }
        }
        #[cfg(feature = "schema")]
        impl schemars::JsonSchema for $name {
            fn schema_name() -> std::borrow::Cow<'static, str> {
                stringify!($name).into()
            }
            fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
                schemars::json_schema!({
                    "description": concat!($en, " · ", $vi),
                    "type": "string",
                    "enum": [$($word),+],
                    // A keyword of editors: what each word means.
                    "enumDescriptions": [$(concat!($ven, " · ", $vvi)),+]
                })
            }
        }
    };
}
pub(crate) use keyword_serde;
