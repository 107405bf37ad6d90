//! The engine: a questionnaire and what was typed give everything that follows from it.
//!
//! Pure and deterministic. Hidden answers never count; an open question makes what depends on
//! it unknown, and a level a range.
mod moving;
mod open;
mod questions;
mod rows;
mod scope;
mod scores;
mod screening;
mod worked;

use std::collections::{BTreeMap, BTreeSet};

use super::answers::{Answers, Fault};
use super::condition::{Fact, Range};
use super::ids::{
    DecisionId, FactorId, FamilyId, FlagId, GroupId, PathwayId, PlanId, PolicyOptionId, QuestionId,
    RuleId, ScoreId,
};
use super::questionnaire::{Questionnaire, Rate};
use super::scoring::{OptionTotal, Planned, Rating, RatingKey, RowWorking};
use super::writing::Length;

pub use moving::{Move, Outcome};
pub use scores::{DecisionState, ScoreState, possible as possible_points, weighed};
pub use worked::run as run_worked_example;

/// What was typed in an assessment, as the engine reads it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Input {
    /// The answers.
    pub answers: Answers,
    /// The ratings.
    pub ratings: BTreeMap<RatingKey, Rating>,
    /// The plan of mitigations.
    pub plan: BTreeMap<PlanId, Planned>,
    /// Why a harm is not mitigated.
    pub reasons: BTreeMap<RatingKey, String>,
    /// What the record of the assessment says about itself.
    pub record: BTreeMap<Fact, String>,
    /// Whether it cannot be changed. Then nothing is asked for that was not when it was typed: how long
    /// a text may be changes no result.
    pub is_fixed: bool,
}

impl Input {
    /// Whether a text has to be changed because it cannot be kept; nothing that is fixed has to.
    fn is_unfit(&self, text: &str, length: Length) -> bool {
        !self.is_fixed && length.fault(text).is_some()
    }
}

/// How a question stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum QuestionState {
    /// It is not asked.
    Hidden,
    /// Whether it is asked depends on an answer that is still open.
    Waiting,
    /// It is asked and not answered.
    Open,
    /// Something was typed that cannot be right yet.
    Invalid(Vec<Fault>),
    /// It has a valid answer.
    Answered,
}

/// What the screening came to.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Screening {
    /// The outcome, when every screening question is answered.
    pub outcome: Option<RuleId>,
    /// The rule that decided.
    pub rule: Option<RuleId>,
    /// The flag that asked for more than the screening rule did.
    pub escalated_by: Option<FlagId>,
    /// The answers that caused it: question and chosen options.
    pub causes: Vec<(QuestionId, Vec<String>)>,
    /// How many answers point clearly to an effect.
    pub hard: i64,
    /// How many answers point to a possible effect.
    pub soft: i64,
    /// How many answers are "don't know".
    pub dont_knows: i64,
}

/// Something that is not known and needs an action.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Gap {
    /// A question was answered with "don't know", or something like it.
    Question(QuestionId),
    /// The direction of a row is not known.
    Rating(RatingKey),
}

impl Gap {
    /// The key of the gap's row in the table of actions. Ratings have dots, questions have not.
    pub fn key(&self) -> String {
        match self {
            Self::Question(question) => question.to_string(),
            Self::Rating(rating) => rating.to_string(),
        }
    }
}

/// A pathway that an answer opened for rating.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Opened {
    /// The pathway.
    pub pathway: PathwayId,
    /// The question whose answer opened it.
    pub by: QuestionId,
    /// What it is rated for.
    pub rate: Rate,
}

/// An option of the policy.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PolicyOption {
    /// `do_nothing`, or `o1`, `o2`, …
    pub id: PolicyOptionId,
    /// As the officer named it; empty for do nothing, which the interface names.
    pub name: String,
    /// What it is, in a sentence.
    pub about: String,
    /// Whether it is the one carried forward.
    pub preferred: bool,
}

/// The id of the option that is always compared.
pub const DO_NOTHING: &str = "do_nothing";

impl PolicyOption {
    /// Whether this is the comparison.
    pub fn is_do_nothing(&self) -> bool {
        self.id.as_str() == DO_NOTHING
    }
}

/// A group that the officer chose.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChosenGroup {
    /// Its id.
    pub id: GroupId,
    /// The officer's own name for it, when it is not the questionnaire's.
    pub own_name: Option<String>,
    /// The family it belongs to.
    pub family: Option<FamilyId>,
    /// Whether the risk uplift applies.
    pub uplift: bool,
    /// How many people of it are affected, when that was given.
    pub people: Option<i64>,
}

/// A row of the matrix that is to be rated.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RowState {
    /// The points and their working, or the factors that are missing.
    pub before: Result<RowWorking, BTreeSet<FactorId>>,
    /// The points after the mitigations that count.
    pub after: i64,
    /// Whether a mitigation of the plan names it.
    pub mitigated: bool,
    /// Whether a mitigation that counts names it.
    pub funded: bool,
    /// Whether a strong rating lacks its reason, or a reason cannot be kept.
    pub needs_reason: bool,
}

impl RowState {
    /// The points before mitigation; 0 while the row is not rated.
    pub fn points(&self) -> i64 {
        self.before.as_ref().map_or(0, |working| working.points)
    }
}

/// The quality of the evidence, a share of 0 to 100 beside the level, never in it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Quality {
    /// Points so far.
    pub points: i64,
    /// The most that the shown and answered questions could give.
    pub max: i64,
    /// The most that the shown and open questions could give.
    pub open: i64,
}

impl Quality {
    /// The share of the maximum in percent, half rounded up; 0 when nothing counts.
    pub fn percent(&self) -> i64 {
        share(self.points, self.max)
    }
}

/// A share in percent, half rounded up; 0 of nothing is 0.
pub fn share(part: i64, whole: i64) -> i64 {
    if whole <= 0 { 0 } else { (200 * part + whole) / (2 * whole) }
}

/// Something that is still to be done.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum OpenItem {
    /// A question without a valid answer.
    Question(QuestionId),
    /// The rating page of a pathway under an option, with this many rows to rate.
    Ratings(PolicyOptionId, PathwayId, usize),
    /// A strong rating without its reason.
    Reason(RatingKey),
    /// An answer says that some people lose a fact that no rating marks.
    Unmarked(FlagId),
    /// A mitigation without its action.
    Plan(PlanId),
}

/// How a gate stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GateState {
    /// The gate.
    pub id: RuleId,
    /// Met, not met, or not yet known.
    pub met: Option<bool>,
}

/// Everything that follows from what was typed.
#[derive(Debug, Clone, Default)]
pub struct Evaluation {
    /// How each question stands.
    pub states: BTreeMap<QuestionId, QuestionState>,
    /// What the screening came to.
    pub screening: Screening,
    /// The facts that answers stated, and the question that stated them first.
    pub flags: BTreeMap<FlagId, QuestionId>,
    /// What is not known.
    pub gaps: Vec<Gap>,
    /// The pathways to rate, in the order of the questions.
    pub opened: Vec<Opened>,
    /// What an answer asked to be settled before sign-off and no mitigation settles.
    pub open_gates: Vec<(RuleId, QuestionId)>,
    /// The options of the policy, do nothing first.
    pub options: Vec<PolicyOption>,
    /// The groups that were chosen.
    pub groups: Vec<ChosenGroup>,
    /// The rows to rate.
    pub rows: BTreeMap<RatingKey, RowState>,
    /// What each option comes to before mitigation.
    pub before: Vec<OptionTotal>,
    /// What each option comes to after the mitigations that count.
    pub after: Vec<OptionTotal>,
    /// The level before mitigation: lowest and highest still possible.
    pub level: Option<Range>,
    /// The level after mitigation: lowest and highest still possible.
    pub residual: Option<Range>,
    /// The quality of the evidence.
    pub quality: Quality,
    /// The scores.
    pub scores: BTreeMap<ScoreId, ScoreState>,
    /// The decision tables.
    pub decisions: BTreeMap<DecisionId, DecisionState>,
    /// What is still to be done.
    pub open_items: Vec<OpenItem>,
    /// The gates of the level after mitigation.
    pub gates: Vec<GateState>,
}

/// Works out everything that follows.
pub fn evaluate(questionnaire: &Questionnaire, input: &Input) -> Evaluation {
    let mut result = screening::screen(questionnaire, input);
    rows::rate_rows(questionnaire, input, &mut result);
    questions::late_questions(questionnaire, input, &mut result);
    questions::final_scores(questionnaire, input, &mut result);
    open::open_items(questionnaire, input, &mut result);
    open::gates(questionnaire, input, &mut result);
    result
}

impl Evaluation {
    /// Whether a question is on the pages: asked, whatever its answer.
    pub fn is_asked(&self, question: &QuestionId) -> bool {
        match self.states.get(question) {
            Some(QuestionState::Open | QuestionState::Invalid(_) | QuestionState::Answered) => true,
            Some(QuestionState::Hidden | QuestionState::Waiting) | None => false,
        }
    }

    /// Whether a question is asked and has a valid answer.
    pub fn is_answered(&self, question: &QuestionId) -> bool {
        self.states.get(question) == Some(&QuestionState::Answered)
    }

    /// The option carried forward, or the worst one while none is preferred.
    pub fn decisive(&self) -> Option<&OptionTotal> {
        let preferred = self.options.iter().find(|option| option.preferred);
        let mut totals = self.before.iter().filter(|total| total.option.as_str() != DO_NOTHING);
        match preferred {
            Some(preferred) => totals.find(|total| total.option == preferred.id),
            None => totals.max_by_key(|total| total.level),
        }
    }

    /// What the decisive option comes to after mitigation.
    pub fn decisive_after(&self) -> Option<&OptionTotal> {
        let option = &self.decisive()?.option;
        self.after.iter().find(|total| total.option == *option)
    }

    /// Whether it is known what is asked: the screening has come to something, or there is none.
    pub fn is_screened(&self, questionnaire: &Questionnaire) -> bool {
        self.screening.outcome.is_some() || questionnaire.definition().screening.is_none()
    }

    /// Whether the questionnaire asks nothing after screening.
    pub fn is_not_required(&self, questionnaire: &Questionnaire) -> bool {
        let outcome = self.screening.outcome.as_ref();
        let outcome = outcome.and_then(|outcome| questionnaire.outcome(outcome));
        outcome.is_some_and(|outcome| !outcome.needs_assessment())
    }

    /// The level before mitigation, when nothing open can change it.
    pub fn settled_level(&self) -> Option<i64> {
        self.level.filter(|range| range.low == range.high).map(|range| range.low)
    }

    /// The level after mitigation, when nothing open can change it.
    pub fn settled_residual(&self) -> Option<i64> {
        self.residual.filter(|range| range.low == range.high).map(|range| range.low)
    }

    /// The highest level after mitigation that is still possible: whoever signs must be able to sign
    /// that. None where no assessment is required.
    pub fn highest_residual(&self, questionnaire: &Questionnaire) -> Option<i64> {
        if self.is_not_required(questionnaire) {
            return None;
        }
        let highest = || questionnaire.definition().levels.iter().map(|rule| rule.level).max();
        self.residual.map(|range| range.high).or_else(highest)
    }

    /// The group with this id.
    pub fn group(&self, id: &GroupId) -> Option<&ChosenGroup> {
        self.groups.iter().find(|group| group.id == *id)
    }

    /// The option of the policy with this id.
    pub fn option(&self, id: &PolicyOptionId) -> Option<&PolicyOption> {
        self.options.iter().find(|option| option.id == *id)
    }
}
