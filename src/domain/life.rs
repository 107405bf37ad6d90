//! The life of an assessment: its stages, the steps between them, and who may take each.
//!
//! The table here is the only one. The code asks it before each step, and
//! `docs/life-of-an-assessment.md` is drawn from it.
use serde::{Deserialize, Serialize};

use super::assessment::{Assessment, Publication, State};
use super::editing::MoveError;

/// How far an assessment has come, as people see it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Stage {
    /// It is being written.
    Draft,
    /// A reviewer reads it. Nothing can be changed meanwhile.
    InReview,
    /// The reviewer has asked for changes; it is being changed.
    ChangesAsked,
    /// The reviewer agrees with exactly this content.
    Ready,
    /// A signer has been asked. Nothing can be changed meanwhile.
    AwaitingSignature,
    /// It is signed, and nobody has decided about its publication.
    Signed,
    /// Its statement is public.
    Published,
    /// Its statement is not published, for a stated reason.
    Withheld,
    /// A newer version has been signed.
    Superseded,
    /// It was closed, for a stated reason.
    Closed,
}

impl Stage {
    /// Every stage, in the order of a life.
    pub const ALL: &[Stage] = &[
        Self::Draft,
        Self::InReview,
        Self::ChangesAsked,
        Self::Ready,
        Self::AwaitingSignature,
        Self::Signed,
        Self::Published,
        Self::Withheld,
        Self::Superseded,
        Self::Closed,
    ];

    /// The name used in message keys and exports.
    pub fn name(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::InReview => "in_review",
            Self::ChangesAsked => "changes_asked",
            Self::Ready => "ready",
            Self::AwaitingSignature => "awaiting_signature",
            Self::Signed => "signed",
            Self::Published => "published",
            Self::Withheld => "withheld",
            Self::Superseded => "superseded",
            Self::Closed => "closed",
        }
    }
}

/// Who may take a step. What makes someone each of these is in `domain::access`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Right {
    /// Officers and contributors of the organisation.
    Write,
    /// Officers of the organisation.
    Lead,
    /// The reviewer who was asked, and never an author.
    Review,
    /// The signer who was asked, and never an author.
    Sign,
    /// Administrators of the organisation, who need not see the content.
    Steward,
    /// Officers, contributors and commitment leads of the organisation.
    Deliver,
}

impl Right {
    /// The name in the documentation.
    pub fn name(self) -> &'static str {
        match self {
            Self::Write => "write",
            Self::Lead => "lead",
            Self::Review => "review",
            Self::Sign => "sign",
            Self::Steward => "steward",
            Self::Deliver => "deliver",
        }
    }
}

/// One step in the life of an assessment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Step {
    /// Answer, rate, plan.
    Write,
    /// Choose who works on which section, or hand over.
    Staff,
    /// Ask a reviewer to read it.
    AskForReview,
    /// Take the request for review back.
    WithdrawFromReview,
    /// The reviewer notes a change that is wanted.
    WantChange,
    /// The reviewer asks for the changes that were noted.
    AskForChanges,
    /// Say what was done about a change that was asked for.
    ReplyToChange,
    /// Send it back to the reviewer.
    ReturnToReview,
    /// The reviewer agrees.
    Agree,
    /// Go on writing after the reviewer agreed.
    WriteOn,
    /// Give the review to another reviewer.
    ReassignReview,
    /// Ask a signer.
    AskToSign,
    /// Take the request for a signature back.
    WithdrawFromSigner,
    /// The signer opens this version.
    Open,
    /// The signer sends it back.
    SendBack,
    /// The signer signs.
    Sign,
    /// Mark answers that must not be released.
    MarkRelease,
    /// Publish the statement.
    Publish,
    /// Withhold the statement, with a reason.
    Withhold,
    /// Say how the delivery of a mitigation stands.
    Deliver,
    /// Note that the policy was reviewed.
    NoteReview,
    /// Open a new version.
    Amend,
    /// A newer version was signed.
    Supersede,
    /// Close it, with a reason.
    Close,
}

/// From where a step can be taken, where it leads, and who may take it.
#[derive(Debug, Clone, Copy)]
pub struct Rule {
    /// The step.
    pub step: Step,
    /// Its name in the documentation.
    pub name: &'static str,
    /// The stages in which it can be taken.
    pub from: &'static [Stage],
    /// The stage it leads to; none when the stage stays.
    pub to: Option<Stage>,
    /// Who may take it.
    pub right: Right,
}

use Stage as S;

/// What is signed, and not yet replaced or closed.
const IN_FORCE: &[Stage] = &[S::Signed, S::Published, S::Withheld];

/// What is being written.
const OPEN: &[Stage] = &[S::Draft, S::ChangesAsked];

/// What is not at an end.
const ALIVE: &[Stage] = &[
    S::Draft,
    S::InReview,
    S::ChangesAsked,
    S::Ready,
    S::AwaitingSignature,
    S::Signed,
    S::Published,
    S::Withheld,
];

const fn rule(
    step: Step,
    name: &'static str,
    from: &'static [Stage],
    to: Option<Stage>,
    right: Right,
) -> Rule {
    Rule { step, name, from, to, right }
}

/// Every step.
pub const RULES: &[Rule] = &[
    rule(Step::Write, "write", OPEN, None, Right::Write),
    rule(Step::Staff, "choose people", ALIVE, None, Right::Lead),
    rule(Step::AskForReview, "ask for a review", &[S::Draft], Some(S::InReview), Right::Lead),
    rule(
        Step::WithdrawFromReview,
        "withdraw from review",
        &[S::InReview, S::ChangesAsked],
        Some(S::Draft),
        Right::Lead,
    ),
    rule(Step::WantChange, "note a change", &[S::InReview], None, Right::Review),
    rule(
        Step::AskForChanges,
        "ask for changes",
        &[S::InReview],
        Some(S::ChangesAsked),
        Right::Review,
    ),
    rule(Step::ReplyToChange, "reply to a change", &[S::ChangesAsked], None, Right::Write),
    rule(
        Step::ReturnToReview,
        "send back to the reviewer",
        &[S::ChangesAsked],
        Some(S::InReview),
        Right::Write,
    ),
    rule(Step::Agree, "agree", &[S::InReview], Some(S::Ready), Right::Review),
    rule(Step::WriteOn, "go on writing", &[S::Ready], Some(S::Draft), Right::Lead),
    rule(
        Step::ReassignReview,
        "give the review to someone else",
        &[S::InReview, S::ChangesAsked],
        None,
        Right::Steward,
    ),
    rule(
        Step::AskToSign,
        "ask for a signature",
        &[S::Draft, S::Ready],
        Some(S::AwaitingSignature),
        Right::Lead,
    ),
    rule(
        Step::WithdrawFromSigner,
        "take the request back",
        &[S::AwaitingSignature],
        Some(S::Draft),
        Right::Lead,
    ),
    rule(Step::Open, "open the version", &[S::AwaitingSignature], None, Right::Sign),
    rule(Step::SendBack, "send back", &[S::AwaitingSignature], Some(S::Draft), Right::Sign),
    rule(Step::Sign, "sign", &[S::AwaitingSignature], Some(S::Signed), Right::Sign),
    rule(Step::MarkRelease, "mark what is not released", ALIVE, None, Right::Lead),
    rule(Step::Publish, "publish", &[S::Signed, S::Withheld], Some(S::Published), Right::Lead),
    rule(Step::Withhold, "withhold", &[S::Signed, S::Withheld], Some(S::Withheld), Right::Lead),
    rule(Step::Deliver, "report on a mitigation", IN_FORCE, None, Right::Deliver),
    rule(Step::NoteReview, "note a review of the policy", IN_FORCE, None, Right::Lead),
    rule(Step::Amend, "open a new version", IN_FORCE, None, Right::Lead),
    rule(Step::Supersede, "a newer version is signed", IN_FORCE, Some(S::Superseded), Right::Sign),
    rule(Step::Close, "close", ALIVE, Some(S::Closed), Right::Lead),
];

impl Step {
    /// The rule of this step.
    pub fn rule(self) -> Option<&'static Rule> {
        RULES.iter().find(|rule| rule.step == self)
    }

    /// Refuses a step that cannot be taken from this stage.
    pub fn check(self, stage: Stage) -> Result<(), MoveError> {
        let allowed = self.rule().is_some_and(|rule| rule.from.contains(&stage));
        if allowed { Ok(()) } else { Err(MoveError::NotNow { step: self, stage }) }
    }
}

impl Assessment {
    /// How far it has come.
    pub fn stage(&self) -> Stage {
        if self.after.closed.is_some() {
            return Stage::Closed;
        }
        match (&self.state, &self.after.publication) {
            (State::Draft { .. }, _) => Stage::Draft,
            (State::InReview { .. }, _) => Stage::InReview,
            (State::ChangesAsked { .. }, _) => Stage::ChangesAsked,
            (State::Ready { .. }, _) => Stage::Ready,
            (State::AwaitingSignature { .. }, _) => Stage::AwaitingSignature,
            (State::Signed(_), _) if self.after.superseded_by.is_some() => Stage::Superseded,
            (State::Signed(_), Publication::Undecided) => Stage::Signed,
            (State::Signed(_), Publication::Published { .. }) => Stage::Published,
            (State::Signed(_), Publication::Withheld { .. }) => Stage::Withheld,
        }
    }
}

/// The table as the documentation prints it: a diagram, and a row for each step.
pub fn as_markdown() -> String {
    let mut text = String::from(
        "# The life of an assessment\n\nDrawn from `src/domain/life.rs` by a test, which fails \
         when the two differ.\n\n```mermaid\nstateDiagram-v2\n    [*] --> draft\n",
    );
    for rule in RULES {
        for from in rule.from {
            if let Some(to) = rule.to.filter(|to| to != from) {
                let names = (from.name(), to.name(), rule.name);
                text.push_str(&["    ", names.0, " --> ", names.1, ": ", names.2, "\n"].concat());
            }
        }
    }
    text.push_str("    superseded --> [*]\n    closed --> [*]\n```\n\n");
    text.push_str("| step | from | to | right |\n|---|---|---|---|\n");
    for rule in RULES {
        let from: Vec<&str> = rule.from.iter().map(|stage| stage.name()).collect();
        let to = rule.to.map_or("(stays)", Stage::name);
        let cells = [rule.name, &from.join(", "), to, rule.right.name()];
        text.push_str(&["| ", &cells.join(" | "), " |\n"].concat());
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_step_has_one_rule_and_every_stage_but_the_last_ones_a_way_out() {
        for rule in RULES {
            assert_eq!(RULES.iter().filter(|other| other.step == rule.step).count(), 1);
        }
        for stage in Stage::ALL {
            let last = matches!(stage, Stage::Superseded | Stage::Closed);
            let leaves =
                |rule: &&Rule| rule.from.contains(stage) && rule.to.is_some_and(|to| to != *stage);
            assert_eq!(RULES.iter().any(|rule| leaves(&rule)), !last, "{stage:?}");
        }
    }
}
