//! An assessment: what was typed, by whom, and how far it has come.
use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

pub use super::afterwards::{After, Publication};
use super::answers::{Answer, Answers};
use super::condition::Fact;
use super::cost::Cost;
use super::evaluate::Input;
use super::hexadecimal::hex;
use super::ids::{
    AssessmentId, OrganisationId, PersonId, PlanId, PolicyId, QuestionId, QuestionnaireId, RuleId,
    SectionId,
};
use super::life::Stage;
use super::policy::{Policy, PolicyFacts};
use super::review::{ChangeRequest, Reviewed};
use super::scoring::{Planned, Rating, RatingKey};
pub use super::staffing::{Handover, Timing};

/// A value, and who put it there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Kept<T> {
    /// The value as typed.
    pub value: T,
    /// The revision of the assessment that brought it.
    pub revision: u64,
    /// Who typed it.
    pub by: PersonId,
    /// When.
    pub at: Timestamp,
}

/// Two people answered the same question; this answer came second and waits for a choice.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SetAside {
    /// The question.
    pub question: QuestionId,
    /// The answer that came second.
    pub answer: Answer,
    /// Who typed it.
    pub by: PersonId,
    /// When.
    pub at: Timestamp,
}

/// The exact questionnaire that an assessment is answered with.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pin {
    /// The questionnaire.
    pub id: QuestionnaireId,
    /// Its version.
    pub version: String,
    /// The SHA-256 of its file.
    pub hash: String,
}

/// The signer has had this exact version on the screen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Opened {
    /// When it was first opened.
    pub at: Timestamp,
    /// The hash of what was opened.
    pub hash: String,
}

/// A signature, bound to what the signer opened.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Signature {
    /// Who signed.
    pub by: PersonId,
    /// The signer's post on that day.
    pub post: String,
    /// When.
    pub at: Timestamp,
    /// When the signer opened the version.
    pub opened: Timestamp,
    /// The hash of the content that was opened and signed.
    pub hash: String,
    /// For each rule that is not met: why it is signed all the same.
    pub explanations: BTreeMap<RuleId, String>,
    /// The SHA-256 of the PDF that was issued.
    pub pdf: String,
    /// The SHA-256 of the Welsh PDF, when the questionnaire is in Welsh too.
    #[serde(default)]
    pub pdf_cy: Option<String>,
    /// The SHA-256 of the statement's text as it was issued, for the page and other forms of it.
    #[serde(default)]
    pub text: String,
    /// The same in Welsh.
    #[serde(default)]
    pub text_cy: Option<String>,
    /// The last day on which the policy must be reviewed.
    #[serde(default)]
    pub review_by: Option<Date>,
    /// For levels that ask for it: who was told, or which decision was taken.
    #[serde(default)]
    pub duty: Option<String>,
}

/// What a version follows, and what is opened in it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Amends {
    /// The version before.
    pub assessment: AssessmentId,
    /// What changed, or why it is looked at again.
    pub why: String,
    /// The sections whose answers can be changed. Questions that nobody has answered can be
    /// answered in every section.
    pub reopened: BTreeSet<SectionId>,
}

/// How far an assessment has come.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "state", rename_all = "snake_case")]
pub enum State {
    /// It is being written.
    Draft {
        /// Why a signer sent it back, when one did.
        returned: Option<String>,
    },
    /// A reviewer reads it. Nothing can be changed meanwhile.
    InReview {
        /// Since when.
        since: Timestamp,
        /// Who asked.
        asked_by: PersonId,
        /// Who was asked.
        reviewer: PersonId,
    },
    /// The reviewer has asked for changes.
    ChangesAsked {
        /// Since when.
        since: Timestamp,
        /// Who first asked for the review.
        asked_by: PersonId,
        /// Who asked for the changes.
        reviewer: PersonId,
    },
    /// The reviewer agrees with what stands. Nothing can be changed meanwhile.
    Ready {
        /// Since when.
        since: Timestamp,
    },
    /// Someone has been asked to sign it. Nothing can be changed meanwhile.
    AwaitingSignature {
        /// Since when.
        since: Timestamp,
        /// Who asked.
        asked_by: PersonId,
        /// Who was asked.
        signer: PersonId,
        /// What was shown to the signer.
        opened: Option<Opened>,
    },
    /// It is signed; the statement is issued.
    Signed(Signature),
}

/// One run of a questionnaire about one policy.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Assessment {
    /// The id.
    pub id: AssessmentId,
    /// The policy it is about.
    pub policy: PolicyId,
    /// The organisation whose policy it is.
    pub organisation: OrganisationId,
    /// The questionnaire it is answered with, for ever.
    pub questionnaire: Pin,
    /// The version of the statement: 1, 2, …
    pub number: u32,
    /// Everyone who has written in it.
    pub authors: BTreeSet<PersonId>,
    /// When it was started.
    pub created: Timestamp,
    /// The answers, also those that are hidden now or not valid yet.
    pub answers: BTreeMap<QuestionId, Kept<Answer>>,
    /// The ratings.
    pub ratings: BTreeMap<RatingKey, Kept<Rating>>,
    /// The plan of mitigations.
    pub plan: BTreeMap<PlanId, Kept<Planned>>,
    /// Why a harm is not mitigated.
    pub reasons: BTreeMap<RatingKey, Kept<String>>,
    /// Answers that came second and wait for a choice.
    pub set_aside: Vec<SetAside>,
    /// Why no assessment is required, when the screening found that none is.
    pub declaration: Option<String>,
    /// How many mitigations were ever planned, so that ids are never used again.
    pub planned: u32,
    /// What its record says about itself, where conditions look at it.
    #[serde(default)]
    pub record: BTreeMap<Fact, String>,
    /// The version of the questionnaire that it moved from last, to which it can go back.
    #[serde(default)]
    pub moved_from: Option<Pin>,
    /// Who leads it; none for records of before there was a lead.
    #[serde(default)]
    pub lead: Option<PersonId>,
    /// Who looks after which section.
    #[serde(default)]
    pub owners: BTreeMap<SectionId, PersonId>,
    /// How it came from lead to lead, oldest first.
    #[serde(default)]
    pub handovers: Vec<Handover>,
    /// The changes that reviewers asked for, of all rounds.
    #[serde(default)]
    pub requests: Vec<ChangeRequest>,
    /// The last reviewer who agreed, and with what.
    #[serde(default)]
    pub reviewed: Option<Reviewed>,
    /// When it was made, seen from the decision.
    #[serde(default)]
    pub timing: Timing,
    /// The version before this one.
    #[serde(default)]
    pub amends: Option<Amends>,
    /// The answers that must not be released, each with the code of its exemption.
    #[serde(default)]
    pub release: BTreeMap<QuestionId, String>,
    /// What was stated about the policy when it was signed.
    #[serde(default)]
    pub facts: Option<PolicyFacts>,
    /// What happened after the signature.
    #[serde(default)]
    pub after: After,
    /// An illustration of the cost, if someone made one. It never changes the level.
    #[serde(default)]
    pub cost: Option<Box<Cost>>,
    /// How far it has come.
    pub state: State,
    /// Counts the changes.
    pub revision: u64,
}

impl Signature {
    /// Every file that was issued, by its SHA-256.
    pub fn files(&self) -> Vec<String> {
        let text = Some(&self.text).filter(|text| !text.is_empty());
        let files = [Some(&self.pdf), self.pdf_cy.as_ref(), text, self.text_cy.as_ref()];
        files.into_iter().flatten().cloned().collect()
    }
}

impl Assessment {
    /// A new draft.
    pub fn start(
        id: AssessmentId,
        policy: &Policy,
        pin: Pin,
        record: BTreeMap<Fact, String>,
        (by, now): (PersonId, Timestamp),
    ) -> Self {
        Self {
            id,
            policy: policy.id.clone(),
            organisation: policy.organisation.clone(),
            questionnaire: pin,
            number: u32::try_from(policy.assessments.len()).unwrap_or(0) + 1,
            authors: BTreeSet::from([by.clone()]),
            created: now,
            answers: BTreeMap::new(),
            ratings: BTreeMap::new(),
            plan: BTreeMap::new(),
            reasons: BTreeMap::new(),
            set_aside: Vec::new(),
            declaration: None,
            planned: 0,
            record,
            moved_from: None,
            lead: Some(by),
            owners: BTreeMap::new(),
            handovers: Vec::new(),
            requests: Vec::new(),
            reviewed: None,
            timing: Timing::Ordinary,
            amends: None,
            release: BTreeMap::new(),
            facts: None,
            after: After::default(),
            cost: None,
            state: State::Draft { returned: None },
            revision: 1,
        }
    }

    /// What the engine reads.
    pub fn input(&self) -> Input {
        Input {
            answers: self.values(),
            ratings: values(&self.ratings),
            plan: values(&self.plan),
            reasons: values(&self.reasons),
            record: self.record.clone(),
            is_fixed: !matches!(self.stage(), Stage::Draft | Stage::ChangesAsked),
        }
    }

    fn values(&self) -> Answers {
        values(&self.answers)
    }

    /// SHA-256, in hexadecimal, of everything that a signature stands for: what is stated about
    /// the policy, the questionnaire, and all that was typed.
    pub fn content_hash(&self, facts: &PolicyFacts) -> String {
        #[derive(Serialize)]
        struct Content<'a> {
            policy: &'a PolicyFacts,
            questionnaire: &'a Pin,
            number: u32,
            answers: Answers,
            ratings: BTreeMap<RatingKey, Rating>,
            plan: BTreeMap<PlanId, Planned>,
            reasons: BTreeMap<RatingKey, String>,
            declaration: Option<&'a str>,
            record: BTreeMap<Fact, String>,
            timing: &'a Timing,
            #[serde(skip_serializing_if = "Option::is_none")]
            cost: Option<&'a Cost>,
        }
        let Input { answers, ratings, plan, reasons, record, is_fixed: _ } = self.input();
        let content = Content {
            policy: facts,
            questionnaire: &self.questionnaire,
            number: self.number,
            answers,
            ratings,
            plan,
            reasons,
            declaration: self.declaration.as_deref(),
            record,
            timing: &self.timing,
            cost: self.cost.as_deref(),
        };
        // Maps with text keys and plain values always serialise; an empty text would only
        // make the hash fail to match.
        let bytes = serde_json::to_vec(&content).unwrap_or_default();
        hex(&Sha256::digest(bytes))
    }

    /// Whether what is typed can change now.
    pub fn is_draft(&self) -> bool {
        matches!(self.stage(), Stage::Draft | Stage::ChangesAsked)
    }

    /// Whether it is signed and neither replaced by a newer version nor closed.
    pub fn is_in_force(&self) -> bool {
        matches!(self.stage(), Stage::Signed | Stage::Published | Stage::Withheld)
    }

    /// Who leads it.
    pub fn lead(&self) -> Option<&PersonId> {
        self.lead.as_ref().or_else(|| self.authors.first())
    }

    /// What is stated about the policy: for a signed version, what was stated on that day.
    pub fn facts_of<'a>(&'a self, policy: &'a Policy) -> &'a PolicyFacts {
        self.facts.as_ref().unwrap_or(&policy.facts)
    }

    /// The policy as it was when this version was signed; as it is now before that.
    #[must_use]
    pub fn policy_as_stated(&self, policy: Policy) -> Policy {
        match self.facts.clone() {
            Some(facts) => Policy { facts, ..policy },
            None => policy,
        }
    }

    /// The revision that brought the present answer; 0 when there is none.
    pub fn answer_revision(&self, question: &QuestionId) -> u64 {
        self.answers.get(question).map_or(0, |kept| kept.revision)
    }

    /// The signature, once there is one.
    pub fn signature(&self) -> Option<&Signature> {
        match &self.state {
            State::Signed(signature) => Some(signature),
            State::Draft { .. }
            | State::InReview { .. }
            | State::ChangesAsked { .. }
            | State::Ready { .. }
            | State::AwaitingSignature { .. } => None,
        }
    }
}

fn values<K: Ord + Clone, T: Clone>(kept: &BTreeMap<K, Kept<T>>) -> BTreeMap<K, T> {
    kept.iter().map(|(key, kept)| (key.clone(), kept.value.clone())).collect()
}
