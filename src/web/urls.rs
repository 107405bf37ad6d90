//! The address of every page, in one place.
use std::fmt::Display;

use crate::domain::ids::{
    AssessmentId, CommitmentId, OrganisationId, PersonId, PolicyId, QuestionnaireId, RoundId,
};

pub(super) const HOME: &str = "/home";
pub(super) const POLICIES: &str = "/policies";
pub(super) const PEOPLE: &str = "/people";
pub(super) const ACCOUNT: &str = "/account";
pub(super) const SECOND_FACTOR: &str = "/account/second-factor";
pub(super) const ORPHANS: &str = "/orphans";
pub(super) const HOLDS: &str = "/publication-holds";

/// The register of commitments.
pub(super) const COMMITMENTS: &str = "/commitments";

/// The portfolio.
pub(super) const PORTFOLIO: &str = "/portfolio";

/// The rounds.
pub(super) const ROUNDS: &str = "/rounds";

/// The auditor's desk.
pub(super) const DESK: &str = "/audit/search";

/// A package for an auditor.
pub(super) fn package(id: &str) -> String {
    format!("/audit/packages/{id}")
}

/// The public register.
pub(super) const REGISTER: &str = "/register";

/// The sign-in page that leads back to a page.
pub(super) fn sign_in(to: &str) -> String {
    let to: String = form_urlencoded::byte_serialize(to.as_bytes()).collect();
    format!("/sign-in?to={to}")
}

/// A page to go back to; anything that is not an address of ours leads home.
pub(super) fn own(to: &str) -> &str {
    // Browsers leave out tabs and line ends before they read an address.
    let odd = |c: char| c == '\\' || c.is_control();
    let own = to.starts_with('/') && !to.starts_with("//") && !to.contains(odd);
    if own { to } else { HOME }
}

/// All questions of a questionnaire.
pub(super) fn questions(id: &QuestionnaireId) -> String {
    format!("/questions/{id}")
}

/// A version of a questionnaire.
pub(super) fn questionnaire(hash: &str) -> String {
    format!("/questionnaires/{hash}")
}

pub(super) fn policy(id: &PolicyId) -> String {
    format!("/policies/{id}")
}

pub(super) fn commitment(id: &CommitmentId) -> String {
    format!("/commitments/{id}")
}

pub(super) fn round(id: &RoundId) -> String {
    format!("/rounds/{id}")
}

pub(super) fn assessment(id: &AssessmentId) -> String {
    format!("/assessments/{id}")
}

pub(super) fn person(id: &PersonId) -> String {
    format!("/people/{id}")
}

pub(super) fn organisation(id: &OrganisationId) -> String {
    format!("/organisations/{id}")
}

/// How the statements of an organisation look.
pub(super) fn documents_of(id: &OrganisationId) -> String {
    format!("/organisations/{id}/documents")
}

/// A logo.
pub(super) fn logo(hash: &str) -> String {
    format!("/logos/{hash}")
}

/// The public page of a published statement. It never changes.
pub(super) fn published(reference: &str, number: u32) -> String {
    format!("/statements/{reference}/{number}")
}

/// A page of an assessment.
pub(super) fn part(id: &AssessmentId, part: impl Display) -> String {
    format!("/assessments/{id}/{part}")
}

pub(super) fn question(id: &AssessmentId, question: impl Display) -> String {
    part(id, format_args!("questions/{question}"))
}
