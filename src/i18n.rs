//! Every word of the interface, from the message catalogues in `locales/`.
use std::fmt;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use unic_langid::{LanguageIdentifier, langid};

use crate::domain::text::Lang;

const ENGLISH: &[(&str, &str)] = &[
    ("en/interface.ftl", include_str!("../locales/en/interface.ftl")),
    ("en/pages.ftl", include_str!("../locales/en/pages.ftl")),
    ("en/account.ftl", include_str!("../locales/en/account.ftl")),
    ("en/together.ftl", include_str!("../locales/en/together.ftl")),
    ("en/auditing.ftl", include_str!("../locales/en/auditing.ftl")),
    ("en/commitments.ftl", include_str!("../locales/en/commitments.ftl")),
    ("en/cost.ftl", include_str!("../locales/en/cost.ftl")),
    ("en/statement.ftl", include_str!("../locales/en/statement.ftl")),
];

const WELSH: &[(&str, &str)] = &[
    ("cy/interface.ftl", include_str!("../locales/cy/interface.ftl")),
    ("cy/pages.ftl", include_str!("../locales/cy/pages.ftl")),
    ("cy/account.ftl", include_str!("../locales/cy/account.ftl")),
    ("cy/together.ftl", include_str!("../locales/cy/together.ftl")),
    ("cy/auditing.ftl", include_str!("../locales/cy/auditing.ftl")),
    ("cy/commitments.ftl", include_str!("../locales/cy/commitments.ftl")),
    ("cy/cost.ftl", include_str!("../locales/cy/cost.ftl")),
    ("cy/statement.ftl", include_str!("../locales/cy/statement.ftl")),
];

/// The message catalogue of one language.
pub struct Words {
    lang: Lang,
    bundle: FluentBundle<FluentResource>,
}

impl fmt::Debug for Words {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Words").field("lang", &self.lang).finish_non_exhaustive()
    }
}

/// The message catalogues of every language.
#[derive(Debug)]
pub struct Catalogue {
    english: Words,
    welsh: Words,
}

impl Catalogue {
    /// The catalogues that are built into the program.
    pub fn embedded() -> Result<Self, CatalogueError> {
        Ok(Self { english: Words::of(Lang::En)?, welsh: Words::of(Lang::Cy)? })
    }

    /// The words of a language.
    pub fn of(&self, lang: Lang) -> &Words {
        match lang {
            Lang::En => &self.english,
            Lang::Cy => &self.welsh,
        }
    }
}

/// Why the catalogue cannot be used.
#[derive(Debug, thiserror::Error)]
#[error("{file}: {why}")]
pub struct CatalogueError {
    file: &'static str,
    why: String,
}

/// A value in a message.
#[derive(Debug, Clone)]
pub enum Arg {
    /// A text.
    Text(String),
    /// A number, which also chooses the plural form.
    Number(i64),
}

impl From<&str> for Arg {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Arg {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<i64> for Arg {
    fn from(number: i64) -> Self {
        Self::Number(number)
    }
}

impl Words {
    /// The catalogue of a language, built into the program.
    fn of(lang: Lang) -> Result<Self, CatalogueError> {
        let (locale, files): (LanguageIdentifier, _) = match lang {
            Lang::En => (langid!("en-GB"), ENGLISH),
            Lang::Cy => (langid!("cy-GB"), WELSH),
        };
        let mut bundle = FluentBundle::new_concurrent(vec![locale]);
        // The marks around inserted text would be read aloud by some screen readers, and would
        // be drawn in the PDF; English and Welsh run the same way as what is inserted.
        bundle.set_use_isolating(false);
        bundle
            .add_builtins()
            .map_err(|error| CatalogueError { file: "NUMBER", why: error.to_string() })?;
        for (file, text) in files {
            let resource = FluentResource::try_new((*text).to_owned()).map_err(|(_, errors)| {
                let why = errors.iter().map(ToString::to_string).collect::<Vec<_>>().join("; ");
                CatalogueError { file, why }
            })?;
            bundle.add_resource(resource).map_err(|errors| {
                let why = errors.iter().map(ToString::to_string).collect::<Vec<_>>().join("; ");
                CatalogueError { file, why }
            })?;
        }
        Ok(Self { lang, bundle })
    }

    /// The language.
    pub fn lang(&self) -> Lang {
        self.lang
    }

    /// Whether the catalogue has this message.
    pub fn has(&self, key: &str) -> bool {
        self.bundle.get_message(key).is_some_and(|message| message.value().is_some())
    }

    /// A message. A key that is missing shows itself in double square brackets.
    pub fn say(&self, key: &str) -> String {
        self.say_with(key, &[])
    }

    /// A message with values in it.
    pub fn say_with(&self, key: &str, args: &[(&str, Arg)]) -> String {
        let message = self.bundle.get_message(key).and_then(|message| message.value());
        let Some(pattern) = message else { return format!("⟦{key}⟧") };
        let mut values = FluentArgs::with_capacity(args.len());
        for (name, arg) in args {
            let value = match arg {
                Arg::Text(text) => FluentValue::from(text.as_str()),
                Arg::Number(number) => FluentValue::from(*number),
            };
            values.set(*name, value);
        }
        let mut errors = Vec::new();
        let said = self.bundle.format_pattern(pattern, Some(&values), &mut errors);
        if errors.is_empty() { said.into_owned() } else { format!("⟦{key}⟧") }
    }
}
