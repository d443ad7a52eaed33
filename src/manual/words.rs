//! Words that only some documents need: a table for each of them, beside what they say.

/// A table of words in Vietnamese and English: `struct Words`, and `Words::of` a language, English where none is known.
macro_rules! words {
    ($($name:ident: $vi:literal, $en:literal;)*) => {
        pub(super) struct Words { $(pub $name: &'static str),* }
        impl Words {
            pub(super) fn of(language: &$crate::model::value::Language) -> &'static Self {
                static VI: Words = Words { $($name: $vi),* };
                static EN: Words = Words { $($name: $en),* };
                if *language == $crate::model::value::Language::Vi { &VI } else { &EN }
            }
        }
    };
}
pub(super) use words;
