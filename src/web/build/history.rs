//! What happened, in words.
use std::collections::BTreeMap;

use crate::app::Labels;
use crate::domain::answers::Answer;
use crate::domain::assessment::Timing;
use crate::domain::audit::Action;
use crate::domain::cost::Cost;
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
        _ => lived(labels, action).unwrap_or_else(|| (labels.say(key(action)), None, None)),
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

/// What was done in the life of an assessment, and what was said.
#[expect(clippy::wildcard_enum_match_arm, reason = "`key` has a line for every other")]
fn lived(labels: &Labels<'_>, action: &Action) -> Option<(String, Option<String>, Option<String>)> {
    let day = |day: &jiff::civil::Date| crate::app::labels::day(labels.words, *day);
    let number = |number: &u32| [("number", i64::from(*number).into())];
    let (what, before, after) = match action {
        Action::ChangeWanted { number: n, text, .. } => {
            (labels.words.say_with("did-wanted", &number(n)), None, text.clone())
        }
        Action::RepliedToChange { number: n, before, after } => {
            (labels.words.say_with("did-replied", &number(n)), before.clone(), after.clone())
        }
        Action::HandedOver { note, .. } => (labels.say("did-handed-over"), None, note.clone()),
        Action::Withheld { reason, until, .. } => {
            (labels.say("did-withheld"), None, format!("{reason}\n{}", day(until)))
        }
        Action::Delivered { plan, evidence, .. } => {
            let args = [("plan", plan.to_string().into())];
            (labels.words.say_with("did-delivered", &args), None, evidence.clone())
        }
        Action::PolicyReviewed { finding, .. } => {
            (labels.say("did-policy-reviewed"), None, finding.clone())
        }
        Action::Commented { text } => (labels.say("did-commented"), None, text.clone()),
        Action::Amended { why, .. } => (labels.say("did-amended"), None, why.clone()),
        Action::Closed { reason } => (labels.say("did-closed"), None, reason.clone()),
        Action::CostStated(change) => {
            let said = |cost: &Option<Box<Cost>>| {
                let [_, central, _] = cost.as_deref().map(Cost::totals)?;
                Some(format!("£{central}"))
            };
            let after = said(&change.after).unwrap_or_else(|| labels.say("did-cost-removed"));
            (labels.say("did-cost"), said(&change.before), after)
        }
        Action::TimingStated { before, after } => {
            (labels.say("did-timing"), Some(timing(labels, before)), timing(labels, after))
        }
        _ => return None,
    };
    Some((what, before, Some(after)))
}

fn timing(labels: &Labels<'_>, timing: &Timing) -> String {
    let (key, reason) = match timing {
        Timing::Ordinary => ("timing-ordinary", ""),
        Timing::Retrospective { reason } => ("timing-retrospective", reason.as_str()),
        Timing::Emergency { reason, .. } => ("timing-emergency", reason.as_str()),
    };
    format!("{}\n{reason}", labels.say(key)).trim().to_owned()
}

/// The key of the words for what was done.
#[expect(clippy::wildcard_enum_match_arm, reason = "what concerns other records is another change")]
fn key(action: &Action) -> &'static str {
    match action {
        Action::AssessmentStarted => "did-started",
        Action::AskedToSign { .. } => "did-asked",
        Action::Withdrawn => "did-withdrawn",
        Action::Opened { .. } => "did-opened",
        Action::Signed { .. } => "did-signed",
        Action::AskedForReview { .. } => "did-asked-review",
        Action::WithdrawnFromReview => "did-withdrawn-review",
        Action::ChangesAsked => "did-changes-asked",
        Action::ReturnedToReview => "did-returned-to-review",
        Action::Agreed { .. } => "did-agreed",
        Action::WroteOn => "did-wrote-on",
        Action::ReviewReassigned { .. } => "did-reassigned",
        Action::SectionGiven { .. } => "did-section-given",
        Action::Published => "did-published",
        Action::ReleaseMarked { .. } => "did-release-marked",
        Action::ThreadSettled => "did-thread-settled",
        Action::ThreadReopened => "did-thread-reopened",
        Action::SectionReopened { .. } => "did-reopened",
        Action::Superseded { .. } => "did-superseded",
        Action::PolicyTransferred { .. } => "did-transferred",
        _ => "did-other",
    }
}
