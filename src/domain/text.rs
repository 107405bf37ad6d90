//! What people read, in the languages it was written in.
use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// A language of the service.
#[derive(
    Debug,
    Clone,
    Copy,
    Default,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize,
    schemars::JsonSchema,
)]
#[serde(rename_all = "lowercase")]
pub enum Lang {
    /// English.
    #[default]
    En,
    /// Welsh.
    Cy,
}

impl Lang {
    /// The BCP 47 tag for `lang` attributes and PDF catalogues.
    pub fn tag(self) -> &'static str {
        match self {
            Self::En => "en-GB",
            Self::Cy => "cy-GB",
        }
    }

    /// The short code used in addresses, cookies and file names.
    pub fn code(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::Cy => "cy",
        }
    }
}

/// A text of a questionnaire: the same in every language, or one text for each.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(untagged)]
pub enum Text {
    /// The same in every language.
    Same(String),
    /// One text for each language.
    Each(BTreeMap<Lang, String>),
}

impl Text {
    /// The text in this language. A missing translation is shown as missing: the text that
    /// exists, in double square brackets, never silently in the other language.
    pub fn get(&self, lang: Lang) -> String {
        match self {
            Self::Same(text) => text.clone(),
            Self::Each(texts) => match texts.get(&lang) {
                Some(text) => text.clone(),
                None => format!("⟦{}⟧", texts.values().next().map_or("", String::as_str)),
            },
        }
    }

    /// Whether a reader of this language gets a text of their own.
    pub fn is_in(&self, lang: Lang) -> bool {
        match self {
            Self::Same(_) => true,
            Self::Each(texts) => texts.contains_key(&lang),
        }
    }

    /// Whether no language has any words.
    pub fn is_blank(&self) -> bool {
        match self {
            Self::Same(text) => text.trim().is_empty(),
            Self::Each(texts) => texts.values().all(|text| text.trim().is_empty()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_missing_translation_is_visible() {
        let text: Text = serde_json::from_str(r#"{"en":"Bus"}"#).unwrap();
        assert_eq!(text.get(Lang::En), "Bus");
        assert_eq!(text.get(Lang::Cy), "⟦Bus⟧");
        assert!(!text.is_in(Lang::Cy));
    }
}
