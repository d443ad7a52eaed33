//! The entry of a suggestion as it is pasted into the file.

use super::Suggestion;
use crate::model::value::{Language, Message};

impl Suggestion {
    /// The item for the list under `simplifications:`, with that key above it.
    ///
    /// What it does not say is why the change is allowed: a comment asks the author for the `basis`.
    #[must_use]
    pub fn to_yaml(&self) -> String {
        self.entry(&Language::En)
    }

    /// The same, with its comment in a language.
    #[must_use]
    pub fn entry(&self, language: &Language) -> String {
        let ask = Message::new(
            "basis: [...] — căn cứ cho phép thay đổi do người soạn tra cứu và ghi",
            "basis: [...] — the author finds and names the act that allows it",
        );
        let item = serde_yaml::to_string(&self.simplification).unwrap_or_default();
        let mut out = String::from("simplifications:\n");
        for (i, line) in item.lines().enumerate() {
            if line.starts_with("status:") {
                out += &format!("    # {}\n", ask.to(language));
            }
            let lead = match (i, line.is_empty()) {
                (0, _) => "  - ",
                (_, true) => "",
                _ => "    ",
            };
            out += lead;
            out += line;
            out.push('\n');
        }
        out
    }
}
