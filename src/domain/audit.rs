//! What happened: who, when, and what was there before and after.
use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::afterwards::DeliveryStatus;
use super::answers::Answer;
use super::assessment::{Pin, Timing};
use super::commitment::{CommitmentChange, ImportChange};
use super::ids::{
    AssessmentId, OrganisationId, PathwayId, PersonId, PlanId, PolicyOptionId, QuestionId, RuleId,
    SectionId,
};
use super::organisation::OrganisationFacts;
use super::people::{Digest, PersonFacts, Role};
use super::policy::PolicyFacts;
use super::scoring::{Planned, Rating, RatingKey};
pub use super::seal::{By, Entry};
use super::token::TokenChange;

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
    /// A reviewer was asked to read it.
    AskedForReview {
        /// The reviewer.
        reviewer: PersonId,
    },
    /// The request for a review was taken back.
    WithdrawnFromReview,
    /// The reviewer noted a change.
    ChangeWanted {
        /// Its number.
        number: u32,
        /// The question.
        question: Option<QuestionId>,
        /// What should change.
        text: String,
    },
    /// The reviewer asked for the changes.
    ChangesAsked,
    /// An author replied to a change.
    RepliedToChange {
        /// Its number.
        number: u32,
        /// The reply before.
        before: Option<String>,
        /// The reply now.
        after: String,
    },
    /// It went back to the reviewer.
    ReturnedToReview,
    /// The reviewer agreed.
    Agreed {
        /// The hash of what they agreed with.
        hash: String,
    },
    /// It is being written on after the reviewer agreed.
    WroteOn,
    /// The review was given to someone else.
    ReviewReassigned {
        /// The reviewer now.
        reviewer: PersonId,
    },
    /// A section was given to someone.
    SectionGiven {
        /// The section.
        section: SectionId,
        /// Who had it.
        before: Option<PersonId>,
        /// Who has it.
        after: Option<PersonId>,
    },
    /// The assessment has another lead.
    HandedOver {
        /// Who led it.
        from: Option<PersonId>,
        /// Who leads it.
        to: PersonId,
        /// What the new lead should know.
        note: String,
    },
    /// It was stated when the assessment is made, seen from the decision.
    TimingStated {
        /// What was stated before.
        before: Timing,
        /// What is stated now.
        after: Timing,
    },
    /// The cost was illustrated, or is no longer.
    CostStated(Box<super::cost::CostChange>),
    /// Answers were marked as not to be released.
    ReleaseMarked {
        /// Before: the code of the exemption of each.
        before: BTreeMap<QuestionId, String>,
        /// Now.
        after: BTreeMap<QuestionId, String>,
    },
    /// The statement was published.
    Published,
    /// The statement was withheld.
    Withheld {
        /// The code of the exemption.
        code: String,
        /// Why.
        reason: String,
        /// When it is to be looked at again.
        until: Date,
    },
    /// Someone reported on a mitigation.
    Delivered {
        /// The mitigation.
        plan: PlanId,
        /// How it stands.
        status: DeliveryStatus,
        /// What shows it.
        evidence: String,
        /// The new date.
        expected: Option<Date>,
    },
    /// The policy was reviewed.
    PolicyReviewed {
        /// What was found.
        finding: String,
        /// Whether the assessment still holds.
        holds: bool,
        /// The day of the next review.
        next: Option<Date>,
    },
    /// A new version was opened.
    Amended {
        /// The version before.
        from: AssessmentId,
        /// What changed.
        why: String,
    },
    /// One more section of a new version was reopened.
    SectionReopened {
        /// The section.
        section: SectionId,
    },
    /// A newer version was signed.
    Superseded {
        /// The newer version.
        by: AssessmentId,
    },
    /// It was closed.
    Closed {
        /// Why.
        reason: String,
    },
    /// A comment was made.
    Commented {
        /// What was said.
        text: String,
    },
    /// A thread of comments was settled.
    ThreadSettled,
    /// A settled thread was opened again.
    ThreadReopened,
    /// What is stated about a person changed.
    PersonChanged {
        /// Before.
        before: PersonFacts,
        /// Now.
        after: PersonFacts,
    },
    /// A person left, and someone took over what they led.
    PersonDisabled {
        /// Who took over.
        successor: Option<PersonId>,
    },
    /// A person may sign in again.
    PersonEnabled,
    /// A person was invited once more.
    PersonInvited,
    /// A second factor was set up.
    SecondFactorSet,
    /// A second factor was taken away.
    SecondFactorRemoved,
    /// A code of the second factor was used.
    SecondFactorUsed,
    /// A recovery code was used.
    RecoveryCodeUsed,
    /// Every session of a person was ended.
    SessionsEnded,
    /// A person chose how often they get a digest.
    DigestChosen {
        /// How often.
        after: Digest,
    },
    /// The identity provider stated other roles.
    RolesFromProvider {
        /// Before.
        before: BTreeSet<Role>,
        /// Now.
        after: BTreeSet<Role>,
    },
    /// What is stated about an organisation changed.
    OrganisationChanged {
        /// Before.
        before: Box<OrganisationFacts>,
        /// Now.
        after: Box<OrganisationFacts>,
    },
    /// The policy went to another organisation.
    PolicyTransferred {
        /// The organisation before.
        from: OrganisationId,
        /// The organisation now.
        to: OrganisationId,
        /// The first day of the new one.
        on: Date,
    },
    /// The named readers of a policy changed.
    ReadersChosen {
        /// Before.
        before: BTreeSet<PersonId>,
        /// Now.
        after: BTreeSet<PersonId>,
    },
    /// Something was shown or handed out to someone.
    Disclosed {
        /// The address that was read.
        what: String,
    },
    /// How long a policy is kept was changed, or its disposal was proposed or withdrawn.
    RecordsChanged {
        /// Before.
        before: Box<super::retention::Records>,
        /// Now.
        after: Box<super::retention::Records>,
    },
    /// Records were disposed of by two people. Their chains are kept without their content.
    DisposedOf {
        /// The chains.
        chains: Vec<String>,
    },
    /// A publication hold was set.
    HoldSet,
    /// A publication hold was ended.
    HoldEnded,
    /// A commitment changed.
    Commitment {
        /// How.
        change: CommitmentChange,
    },
    /// Something happened to an import of commitments.
    Import {
        /// What.
        change: ImportChange,
    },
    /// Something happened to a personal token.
    Token {
        /// What.
        change: TokenChange,
    },
    /// Something happened to a round.
    Round {
        /// What.
        change: super::round::RoundChange,
    },
}
