//! Values that are written as a mapping with one key, which says what they are.

/// An enum whose variants are each written under a key of their own, `{eliminate: {step: review}}`: how it is read, written and
/// described in a schema. What is said of a second key stands before and behind its name.
macro_rules! one_key {
    (
        $(#[$doc:meta])*
        $enum:ident,
        expecting $what:literal,
        description $description:literal,
        second ($before:literal, $behind:literal);
        $($(#[$meta:meta])* $name:ident($type:ty) = $key:literal,)*
    ) => {
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq)]
        #[non_exhaustive]
        pub enum $enum {
            $($(#[$meta])* $name($type),)*
        }

        impl $enum {
            const KEYS: &'static [&'static str] = &[$($key),*];

            /// The key it is written under.
            #[must_use]
            pub const fn key(&self) -> &'static str {
                match self {
                    $(Self::$name(_) => $key,)*
                }
            }

            fn read<'de, A: serde::de::MapAccess<'de>>(key: &str, map: &mut A) -> Result<Self, A::Error> {
                match key {
                    $($key => map.next_value().map(Self::$name),)*
                    _ => Err(serde::de::Error::unknown_field(key, Self::KEYS)),
                }
            }
        }

        impl serde::Serialize for $enum {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                use serde::ser::SerializeMap;
                let mut map = serializer.serialize_map(Some(1))?;
                match self {
                    $(Self::$name(x) => map.serialize_entry($key, x)?,)*
                }
                map.end()
            }
        }

        impl<'de> serde::Deserialize<'de> for $enum {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                struct Key(&'static str);
                impl<'de> serde::Deserialize<'de> for Key {
                    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                        struct V;
                        impl serde::de::Visitor<'_> for V {
                            type Value = Key;
                            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                                f.write_str($what)
                            }
                            fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<Key, E> {
                                if text == crate::model::value::PLACEHOLDER {
                                    return Ok(Key($enum::KEYS[0]));
                                }
                                let known = $enum::KEYS.iter().find(|k| **k == text);
                                known.map(|key| Key(key)).ok_or_else(|| E::unknown_field(text, $enum::KEYS))
                            }
                        }
                        deserializer.deserialize_identifier(V)
                    }
                }
                struct V;
                impl<'de> serde::de::Visitor<'de> for V {
                    type Value = $enum;
                    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                        write!(f, "a mapping with one of the keys {}", $enum::KEYS.join(", "))
                    }
                    fn visit_map<A: serde::de::MapAccess<'de>>(self, mut map: A) -> Result<$enum, A::Error> {
                        use serde::de::Error;
                        let Some(Key(key)) = map.next_key()? else {
                            return Err(A::Error::custom("an empty mapping says nothing"));
                        };
                        let value = $enum::read(key, &mut map)?;
                        if let Some(Key(second)) = map.next_key()? {
                            return Err(A::Error::custom(format_args!(concat!($before, "`{}`", $behind), second)));
                        }
                        Ok(value)
                    }
                }
                deserializer.deserialize_map(V)
            }
        }

        #[cfg(feature = "schema")]
        impl schemars::JsonSchema for $enum {
            fn schema_name() -> std::borrow::Cow<'static, str> {
                stringify!($enum).into()
            }
            fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
                schemars::json_schema!({
                    "description": $description,
                    "type": "object",
                    "properties": { $($key: generator.subschema_for::<$type>(),)* },
                    "additionalProperties": false,
                    "minProperties": 1,
                    "maxProperties": 1
                })
            }
        }
    };
}

pub(super) use one_key;
