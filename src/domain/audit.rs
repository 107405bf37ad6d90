//! What happened, to which record, each entry sealed to the one before.
use std::collections::BTreeMap;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use super::answers::Answer;
use super::assessment::{Pin, hex};
use super::ids::{AssessmentId, PathwayId, PersonId, PlanId, PolicyOptionId, QuestionId, RuleId};
use super::policy::PolicyFacts;
use super::scoring::{Planned, Rating, RatingKey};

/// Who did something.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct By {
    /// The person; none for the service itself.
    pub person: Option<PersonId>,
    /// Their post on that day.
    pub post: String,
}

impl By {
    /// The service itself, for example when it is set up.
    pub fn service() -> Self {
        Self { person: None, post: String::new() }
    }
}

/// What was done, with what was there before and after.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "action", rename_all = "snake_case")]
pub enum Action {
    /// An organisation was added.
    OrganisationAdded,
    /// A questionnaire was taken into use, or uploaded.
    QuestionnaireKept,
    /// An uploaded questionnaire was made live.
    QuestionnaireMadeLive,
    /// A live questionnaire was withdrawn.
    QuestionnaireWithdrawn,
    /// An assessment moved to another version of its questionnaire.
    Moved {
        /// The version before, and its hash.
        before: Pin,
        /// The version now.
        after: Pin,
    },
    /// A person was added.
    PersonAdded,
    /// A person chose a password.
    PasswordSet,
    /// A person signed in.
    SignedIn,
    /// A policy was registered.
    PolicyRegistered {
        /// What was stated.
        after: PolicyFacts,
    },
    /// What is stated about a policy was changed.
    PolicyChanged {
        /// What was stated before.
        before: PolicyFacts,
        /// What is stated now.
        after: PolicyFacts,
    },
    /// The newest assessment of a policy moved on.
    PolicyProgressed {
        /// The assessment.
        assessment: AssessmentId,
        /// How far it is.
        after: String,
    },
    /// An assessment was started.
    AssessmentStarted,
    /// A question was answered.
    Answered {
        /// The question.
        question: QuestionId,
        /// The answer before, if there was one.
        before: Option<Answer>,
        /// The answer now.
        after: Answer,
    },
    /// An answer came second and was set aside until someone chooses.
    SetAside {
        /// The question.
        question: QuestionId,
        /// The answer that came second.
        after: Answer,
    },
    /// Someone chose between two answers.
    Resolved {
        /// The question.
        question: QuestionId,
        /// The answer that stood first.
        before: Option<Answer>,
        /// The answers that were set aside.
        set_aside: Vec<Answer>,
        /// The answer now.
        after: Answer,
    },
    /// A rating page was saved.
    Rated {
        /// The option of the policy.
        option: PolicyOptionId,
        /// The pathway.
        pathway: PathwayId,
        /// The ratings before.
        before: BTreeMap<RatingKey, Rating>,
        /// The ratings now.
        after: BTreeMap<RatingKey, Rating>,
    },
    /// A mitigation was planned or changed.
    MitigationPlanned {
        /// The mitigation.
        plan: PlanId,
        /// What it was.
        before: Option<Planned>,
        /// What it is.
        after: Planned,
    },
    /// A mitigation was taken out of the plan.
    MitigationRemoved {
        /// The mitigation.
        plan: PlanId,
        /// What it was.
        before: Planned,
    },
    /// Someone wrote why a harm is not mitigated.
    Reasoned {
        /// The rating.
        rating: RatingKey,
        /// The reason before.
        before: Option<String>,
        /// The reason now.
        after: String,
    },
    /// A signer was asked to sign.
    AskedToSign {
        /// Who was asked.
        signer: PersonId,
        /// The hash of the content.
        hash: String,
        /// Why no assessment is required, when none is.
        declaration: Option<String>,
    },
    /// The request was taken back.
    Withdrawn,
    /// The signer opened the version.
    Opened {
        /// The hash of what was opened.
        hash: String,
    },
    /// The signer sent it back.
    Returned {
        /// Why.
        reason: String,
    },
    /// The signer signed.
    Signed {
        /// The hash of what was signed.
        hash: String,
        /// Why rules that are not met were set aside.
        explanations: BTreeMap<RuleId, String>,
        /// The SHA-256 of the PDF that was issued.
        pdf: String,
    },
}

/// One entry: who, when, what.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// When.
    pub at: Timestamp,
    /// Who.
    pub by: By,
    /// What.
    #[serde(flatten)]
    pub action: Action,
}

/// An entry in the chain of its record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sealed {
    /// The record, as kind and id with a slash between.
    pub chain: String,
    /// 1, 2, … without a gap.
    pub number: u64,
    /// The checkpoint that was being filled when it was written.
    pub checkpoint: u64,
    /// What happened.
    pub entry: Entry,
    /// SHA-256 of the record's bytes after it happened.
    pub record: String,
    /// The seal of the entry before; empty for the first.
    pub previous: String,
    /// SHA-256 of all the above.
    pub seal: String,
}

impl Sealed {
    /// Seals an entry behind the one before.
    pub fn after(
        previous: Option<(u64, &str)>,
        chain: &str,
        checkpoint: u64,
        entry: Entry,
        record: String,
    ) -> Self {
        let (number, before) = previous.map_or((0, ""), |(number, seal)| (number, seal));
        let mut sealed = Self {
            chain: chain.to_owned(),
            number: number + 1,
            checkpoint,
            entry,
            record,
            previous: before.to_owned(),
            seal: String::new(),
        };
        sealed.seal = sealed.computed_seal();
        sealed
    }

    /// The seal that this entry must have.
    pub fn computed_seal(&self) -> String {
        let mut hash = Sha256::new();
        // An entry that cannot be written as JSON cannot have been stored either.
        let entry = serde_json::to_vec(&self.entry).unwrap_or_default();
        let parts: [&[u8]; 6] = [
            self.chain.as_bytes(),
            &self.number.to_be_bytes(),
            &self.checkpoint.to_be_bytes(),
            self.record.as_bytes(),
            self.previous.as_bytes(),
            &entry,
        ];
        for part in parts {
            hash.update(u64::try_from(part.len()).unwrap_or(u64::MAX).to_be_bytes());
            hash.update(part);
        }
        hex(&hash.finalize())
    }
}
