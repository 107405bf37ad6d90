//! What happened, in words.
use std::collections::BTreeMap;

use crate::app::Labels;
use crate::domain::answers::Answer;
use crate::domain::audit::Action;
use crate::domain::ids::{PathwayId, PolicyOptionId, QuestionId};
use crate::domain::scoring::{Rating, RatingKey};

/// What was done, what was there before, and what is there now.
#[expect(clippy::wildcard_enum_match_arm, reason = "`key` has a line for every other")]
pub(crate) fn describe(
    labels: &Labels<'_>,
    action: &Action,
) -> (String, Option<String>, Option<String>) {
    let words = labels.words;
    let question = |id: &QuestionId| {
        let asked = labels.questionnaire().question(id);
        asked.map_or_else(|| id.to_string(), |asked| asked.question.short().get(labels.lang))
    };
    let answer = |id: &QuestionId, answer: &Answer| {
        let asked = labels.questionnaire().question(id);
        asked.map_or_else(String::new, |asked| labels.answer(asked, answer).join("\n"))
    };
    match action {
        Action::Answered { question: id, before, after } => (
            words.say_with("did-answered", &[("question", question(id).into())]),
            before.as_ref().map(|before| answer(id, before)),
            Some(answer(id, after)),
        ),
        Action::SetAside { question: id, after } => (
            words.say_with("did-set-aside", &[("question", question(id).into())]),
            None,
            Some(answer(id, after)),
        ),
        Action::Resolved { question: id, before, after, .. } => (
            words.say_with("did-resolved", &[("question", question(id).into())]),
            before.as_ref().map(|before| answer(id, before)),
            Some(answer(id, after)),
        ),
        Action::Rated { option, pathway, before, after } => {
            rated(labels, (option, pathway), before, after)
        }
        Action::MitigationPlanned { before, after, .. } => (
            labels.say("did-planned"),
            before.as_ref().map(|before| before.action.clone()),
            Some(after.action.clone()),
        ),
        Action::MitigationRemoved { before, .. } => {
            (labels.say("did-unplanned"), Some(before.action.clone()), None)
        }
        Action::Reasoned { rating, before, after } => (
            words.say_with("did-reasoned", &[("rating", labels.rating(rating).into())]),
            before.clone(),
            Some(after.clone()),
        ),
        Action::Moved { before, after } => {
            (labels.say("did-moved"), Some(before.version.clone()), Some(after.version.clone()))
        }
        Action::Returned { reason } => (labels.say("did-returned"), None, Some(reason.clone())),
        _ => (labels.say(key(action)), None, None),
    }
}

type Ratings = BTreeMap<RatingKey, Rating>;

fn rated(
    labels: &Labels<'_>,
    (option, pathway): (&PolicyOptionId, &PathwayId),
    before: &Ratings,
    after: &Ratings,
) -> (String, Option<String>, Option<String>) {
    let args =
        [("pathway", labels.pathway(pathway).into()), ("option", labels.option(option).into())];
    let list = |ratings: &Ratings| {
        let lines = ratings.iter().map(|(key, rating)| {
            let chosen = rating.factors.iter().map(|(f, o)| labels.factor_option(f, o));
            format!("{}: {}", labels.rating(key), chosen.collect::<Vec<_>>().join(", "))
        });
        lines.collect::<Vec<_>>().join("\n")
    };
    let before = Some(list(before)).filter(|text| !text.is_empty());
    (labels.words.say_with("did-rated", &args), before, Some(list(after)))
}

/// The key of the words for what was done.
fn key(action: &Action) -> &'static str {
    match action {
        Action::AssessmentStarted => "did-started",
        Action::AskedToSign { .. } => "did-asked",
        Action::Withdrawn => "did-withdrawn",
        Action::Opened { .. } => "did-opened",
        Action::Signed { .. } => "did-signed",
        Action::OrganisationAdded
        | Action::QuestionnaireKept
        | Action::QuestionnaireMadeLive
        | Action::QuestionnaireWithdrawn
        | Action::Moved { .. }
        | Action::PersonAdded
        | Action::PasswordSet
        | Action::SignedIn
        | Action::PolicyRegistered { .. }
        | Action::PolicyChanged { .. }
        | Action::PolicyProgressed { .. }
        | Action::Answered { .. }
        | Action::SetAside { .. }
        | Action::Resolved { .. }
        | Action::Rated { .. }
        | Action::MitigationPlanned { .. }
        | Action::MitigationRemoved { .. }
        | Action::Reasoned { .. }
        | Action::Returned { .. } => "did-other",
    }
}
