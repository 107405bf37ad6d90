//! Names that have been checked once, where they came in.
use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// Why a text is not a name.
#[derive(Debug, Clone, thiserror::Error, PartialEq, Eq)]
#[error("“{0}” is not a valid id: use 1 to 64 of a-z, 0-9, “_” and “-”")]
pub struct InvalidId(pub String);

fn check(text: &str) -> Result<(), InvalidId> {
    let allowed = |c: char| matches!(c, 'a'..='z' | '0'..='9' | '-' | '_');
    if (1..=64).contains(&text.len()) && text.chars().all(allowed) {
        Ok(())
    } else {
        Err(InvalidId(text.chars().take(80).collect()))
    }
}

macro_rules! id {
    ($($(#[$doc:meta])* $name:ident;)*) => {$(
        $(#[$doc])*
        ///
        /// Invariant: 1 to 64 characters from `a-z`, `0-9`, `_` and `-`, so it is safe in a
        /// form field name, an address and a storage key.
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(try_from = "String", into = "String")]
        pub struct $name(String);

        impl $name {
            /// The id as it is written.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl schemars::JsonSchema for $name {
            fn schema_name() -> std::borrow::Cow<'static, str> {
                stringify!($name).into()
            }

            fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
                schemars::json_schema!({ "type": "string", "pattern": "^[a-z0-9_-]{1,64}$" })
            }
        }

        impl FromStr for $name {
            type Err = InvalidId;

            fn from_str(text: &str) -> Result<Self, InvalidId> {
                check(text).map(|()| Self(text.to_owned()))
            }
        }

        impl TryFrom<String> for $name {
            type Error = InvalidId;

            fn try_from(text: String) -> Result<Self, InvalidId> {
                check(&text).map(|()| Self(text))
            }
        }

        impl From<$name> for String {
            fn from(id: $name) -> Self {
                id.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }
    )*};
}

id! {
    /// A questionnaire, whatever its version.
    QuestionnaireId;
    /// A section of a questionnaire.
    SectionId;
    /// A question of a questionnaire.
    QuestionId;
    /// One of the answers that a question offers, or one value of a rating factor.
    OptionId;
    /// A field of a question that is a table.
    FieldId;
    /// A group of people: one of the questionnaire's, or the officer's own (`own1`).
    GroupId;
    /// A family of groups, such as age or place.
    FamilyId;
    /// A way in which a policy changes people's connections.
    PathwayId;
    /// A mitigation of the questionnaire's catalogue.
    MitigationId;
    /// A factor of the rating, such as reach or duration.
    FactorId;
    /// A lookup table, a floor, a screening rule or outcome, or a gate.
    RuleId;
    /// A named total, or a number worked out from others.
    ScoreId;
    /// A decision table.
    DecisionId;
    /// A fact that an answer states and that rules use.
    FlagId;
    /// An option of the policy that is assessed: `do_nothing`, `o1`, `o2`, …
    PolicyOptionId;
    /// An organisation.
    OrganisationId;
    /// A person who can sign in.
    PersonId;
    /// A policy in the register.
    PolicyId;
    /// An assessment of a policy.
    AssessmentId;
    /// A mitigation planned in an assessment: `p1`, `p2`, …
    PlanId;
    /// A thread of comments.
    ThreadId;
    /// A publication hold.
    HoldId;
    /// A certificate of disposal.
    CertificateId;
    /// A commitment.
    CommitmentId;
    /// A round in which commitments are reported on.
    RoundId;
    /// A personal token.
    TokenId;
    /// A file of commitments that was imported.
    ImportId;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_from_json_is_checked_too() {
        assert!(serde_json::from_str::<QuestionId>(r#""social_contact""#).is_ok());
        assert!(serde_json::from_str::<QuestionId>(r#""../etc""#).is_err());
        assert!(serde_json::from_str::<QuestionId>(r#""""#).is_err());
    }
}
