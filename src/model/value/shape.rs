//! Shapes that several keys share: one or many, `none` or a list, a word or a mapping.

use super::{Described, PLACEHOLDER, Problem};
use serde::de::{Deserialize, Deserializer, Error, MapAccess, SeqAccess, Visitor, value::MapAccessDeserializer};
use std::{fmt, marker::PhantomData};

fn not_empty(text: &str) -> Result<(), Problem> {
    if text.trim().is_empty() { Err(Problem::plain()) } else { Ok(()) }
}

pub(crate) const TEXT: Described = Described {
    name: "$Text",
    expected: ("văn bản không trống, hoặc `{vi: …, en: …}`", "a text that is not empty, or `{vi: …, en: …}`"),
    quoted: true,
    check: Some(not_empty),
    accepts: [true, false, true],
};

pub(crate) const LINE: Described = Described {
    name: "$Line",
    expected: ("văn bản không trống", "a text that is not empty"),
    quoted: true,
    check: Some(not_empty),
    accepts: [true, false, false],
};

pub(crate) const ONE_OR_MANY: Described = Described {
    name: "$OneOrMany",
    expected: ("một giá trị hoặc một danh sách", "one value or a list"),
    quoted: false,
    check: None,
    accepts: [true, true, true],
};

fn is_none(text: &str) -> Result<(), Problem> {
    match text {
        "none" => Ok(()),
        "None" | "no" | "không" | "Không" | "khong" | "n/a" => Err(Problem::respell("none")),
        _ => Err(Problem::plain()),
    }
}

pub(crate) const DECLARED: Described = Described {
    name: "$Declared",
    expected: ("`none` (không có) hoặc một danh sách", "`none` or a list"),
    quoted: false,
    check: Some(is_none),
    accepts: [true, true, false],
};

pub(crate) const SHORTHAND: Described = Described {
    name: "$Shorthand",
    expected: ("một từ hoặc một nhóm khóa", "a single value or a mapping"),
    quoted: false,
    check: None,
    accepts: [true, false, true],
};

/// One value, or a list of them. · Một giá trị hoặc danh sách.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OneOrMany<T>(pub Vec<T>);

impl<T> Default for OneOrMany<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<T> std::ops::Deref for OneOrMany<T> {
    type Target = [T];
    fn deref(&self) -> &[T] {
        &self.0
    }
}

impl<'a, T> IntoIterator for &'a OneOrMany<T> {
    type Item = &'a T;
    type IntoIter = std::slice::Iter<'a, T>;
    fn into_iter(self) -> Self::IntoIter {
        self.0.iter()
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for OneOrMany<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct V<T>(PhantomData<T>);
        impl<'de, T: Deserialize<'de>> Visitor<'de> for V<T> {
            type Value = OneOrMany<T>;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(ONE_OR_MANY.expected.1)
            }
            fn visit_newtype_struct<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
                deserializer.deserialize_any(self)
            }
            fn visit_str<E: Error>(self, text: &str) -> Result<Self::Value, E> {
                if text == PLACEHOLDER {
                    return Ok(OneOrMany(Vec::new()));
                }
                T::deserialize(serde::de::value::StrDeserializer::new(text)).map(|v| OneOrMany(vec![v]))
            }
            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Self::Value, A::Error> {
                T::deserialize(MapAccessDeserializer::new(map)).map(|v| OneOrMany(vec![v]))
            }
            fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Self::Value, A::Error> {
                let mut out = Vec::with_capacity(seq.size_hint().unwrap_or(0));
                while let Some(item) = seq.next_element()? {
                    out.push(item);
                }
                if out.is_empty() { Err(A::Error::custom("an empty list says nothing")) } else { Ok(OneOrMany(out)) }
            }
        }
        deserializer.deserialize_newtype_struct(ONE_OR_MANY.name, V(PhantomData))
    }
}

impl<T: serde::Serialize> serde::Serialize for OneOrMany<T> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match &*self.0 {
            [one] => one.serialize(serializer),
            many => serializer.collect_seq(many),
        }
    }
}

#[cfg(feature = "schema")]
impl<T: schemars::JsonSchema> schemars::JsonSchema for OneOrMany<T> {
    fn inline_schema() -> bool {
        true
    }
    fn schema_name() -> std::borrow::Cow<'static, str> {
        format!("OneOrMany{}", T::schema_name()).into()
    }
    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        let item = generator.subschema_for::<T>();
        schemars::json_schema!({"anyOf": [item, {"type": "array", "items": item, "minItems": 1}]})
    }
}

/// A list where the law says "if any": `none` is an answer, silence is not. · `none` hoặc danh sách.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Declared<T> {
    /// The author says that there is none.
    None,
    /// These.
    Items(Vec<T>),
}

impl<T> Declared<T> {
    /// Whether the author said that there is none.
    #[must_use]
    pub const fn is_none(&self) -> bool {
        matches!(self, Self::None)
    }
    /// The items; none at all when `none` is declared.
    #[must_use]
    pub fn items(&self) -> &[T] {
        match self {
            Self::None => &[],
            Self::Items(items) => items,
        }
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Declared<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct V<T>(PhantomData<T>);
        impl<'de, T: Deserialize<'de>> Visitor<'de> for V<T> {
            type Value = Declared<T>;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(DECLARED.expected.1)
            }
            fn visit_newtype_struct<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
                deserializer.deserialize_any(self)
            }
            fn visit_str<E: Error>(self, text: &str) -> Result<Self::Value, E> {
                if text == "none" || text == PLACEHOLDER {
                    Ok(Declared::None)
                } else {
                    Err(E::custom(format_args!("expected {}, found `{text}`", DECLARED.expected.1)))
                }
            }
            fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Self::Value, A::Error> {
                let mut out = Vec::with_capacity(seq.size_hint().unwrap_or(0));
                while let Some(item) = seq.next_element()? {
                    out.push(item);
                }
                if out.is_empty() { Err(A::Error::custom("an empty list says nothing")) } else { Ok(Declared::Items(out)) }
            }
        }
        deserializer.deserialize_newtype_struct(DECLARED.name, V(PhantomData))
    }
}

impl<T: serde::Serialize> serde::Serialize for Declared<T> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::None => serializer.serialize_str("none"),
            Self::Items(items) => serializer.collect_seq(items),
        }
    }
}

#[cfg(feature = "schema")]
impl<T: schemars::JsonSchema> schemars::JsonSchema for Declared<T> {
    fn inline_schema() -> bool {
        true
    }
    fn schema_name() -> std::borrow::Cow<'static, str> {
        format!("Declared{}", T::schema_name()).into()
    }
    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        let item = generator.subschema_for::<T>();
        schemars::json_schema!({
            "description": "`none`, or a list: silence is not an answer · `none` (không có) hoặc danh sách: im lặng không phải là câu trả lời",
            "anyOf": [{"const": "none", "description": "there is none · không có"}, {"type": "array", "items": item, "minItems": 1}]
        })
    }
}

/// The one value of a shorthand, readable as an optional one too.
pub(crate) struct Short<'a>(pub &'a str);

impl<'de, 'a, E: Error> serde::de::IntoDeserializer<'de, E> for Short<'a> {
    type Deserializer = ShortDeserializer<'a, E>;
    fn into_deserializer(self) -> Self::Deserializer {
        ShortDeserializer(self.0, PhantomData)
    }
}

pub(crate) struct ShortDeserializer<'a, E>(&'a str, PhantomData<E>);

impl<'de, 'a, E: Error> Deserializer<'de> for ShortDeserializer<'a, E> {
    type Error = E;
    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, E> {
        visitor.visit_str(self.0)
    }
    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, E> {
        visitor.visit_some(self)
    }
    fn deserialize_newtype_struct<V: Visitor<'de>>(self, _: &'static str, visitor: V) -> Result<V::Value, E> {
        visitor.visit_newtype_struct(self)
    }
    serde::forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf unit unit_struct
        seq tuple tuple_struct map struct enum identifier ignored_any
    }
}

/// Reading of a structure that may be written as the one value that matters most.
///
/// `shorthand!(Approver, Id, role)`: `chair` stands for `{role: chair}`. The structure derives
/// its full form with `#[serde(remote = "Self")]`; the field named first takes the short form.
macro_rules! shorthand {
    ($type:ident, $short:ty, $field:ident) => {
        impl<'de> serde::Deserialize<'de> for $type {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                struct Visitor;
                impl<'de> serde::de::Visitor<'de> for Visitor {
                    type Value = $type;
                    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                        write!(f, "{}, or a mapping", <$short as $crate::model::value::Scalar>::EXPECTED.1)
                    }
                    fn visit_newtype_struct<D: serde::Deserializer<'de>>(self, deserializer: D) -> Result<$type, D::Error> {
                        deserializer.deserialize_any(self)
                    }
                    fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<$type, E> {
                        let only = std::iter::once((stringify!($field), $crate::model::value::Short(text)));
                        <$type>::deserialize(serde::de::value::MapDeserializer::new(only))
                    }
                    fn visit_map<A: serde::de::MapAccess<'de>>(self, map: A) -> Result<$type, A::Error> {
                        <$type>::deserialize(serde::de::value::MapAccessDeserializer::new(map))
                    }
                }
                deserializer.deserialize_newtype_struct(concat!("$Shorthand:", stringify!($field)), Visitor)
            }
        }
        impl serde::Serialize for $type {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                <$type>::serialize(self, serializer)
            }
        }
    };
}
pub(crate) use shorthand;

/// Adds the short form to the schema of a structure read by [`shorthand!`].
#[cfg(feature = "schema")]
pub(crate) fn or_short<T: super::Scalar>(schema: &mut schemars::Schema) {
    let full = schema.clone();
    let mut short = super::scalar_schema::<T>();
    short.remove("description");
    *schema = schemars::json_schema!({"anyOf": [short, full]});
}

/// Reads a key that may be left out but, if it is there, has a value.
pub(crate) fn present<'de, T: Deserialize<'de>, D: Deserializer<'de>>(deserializer: D) -> Result<Option<T>, D::Error> {
    T::deserialize(deserializer).map(Some)
}
