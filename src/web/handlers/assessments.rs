//! Home, task list, check answers, result and history.
use axum::response::Html;
use serde::Deserialize;

use super::policies::progress_key;
use crate::app::{Open, SignedIn as Person, Waiting, Waits};
use crate::domain::evaluate::QuestionState;
use crate::domain::ids::{AssessmentId, SectionId};
use crate::domain::policy::Marking;
use crate::domain::questionnaire as domain;
use crate::i18n::Words;
use crate::web::build::{self, count, labels, question, result, tasks};
use crate::web::error::WebError;
use crate::web::extract::{Asked, Here, Place, SignedIn};
use crate::web::views::{
    CheckPage, HistoryItem, HistoryPage, HomePage, Line, Link, WorkGroup, WorkLine,
};
use crate::web::{AppState, urls};

/// So many lines of each kind stand on the home page until someone asks for all: what is finished
/// grows from year to year.
const LINES: usize = 20;

#[derive(Debug, Default, Deserialize)]
pub(crate) struct Whole {
    /// The kind of which everything is wanted.
    #[serde(default)]
    all: String,
}

pub(crate) async fn home(
    Here(state): Here,
    SignedIn(by): SignedIn,
    Asked(Whole { all }): Asked<Whole>,
) -> Result<Html<String>, WebError> {
    let work = state.service.my_work(&by.actor).await?;
    let mut groups: Vec<WorkGroup> = Vec::new();
    groups.extend(round(&state, &by).await?);
    for waiting in work.chunk_by(|one, next| one.why == next.why) {
        groups.extend(waiting.first().map(|first| group(&state, first.why, waiting, &all)));
    }
    let may_register = by.actor.register().is_ok();
    let heading = state.words().say("home-title");
    state.show(&by, &HomePage { heading, groups, may_register })
}

/// What waits for one reason: the beginning, or everything where `all` names it.
fn group(state: &AppState, why: Waits, waiting: &[Waiting], all: &str) -> WorkGroup {
    let name = why.name();
    let heading = state.words().say(&format!("home-{name}"));
    let shown = if all == name { waiting.len() } else { LINES };
    let rest = (waiting.len() > shown).then(|| {
        let args = [("n", count(waiting.len()).into()), ("heading", heading.clone().into())];
        let text = state.words().say_with("home-all", &args);
        Link::to(text, format!("{}?all={name}#{name}", urls::HOME))
    });
    let items = waiting.iter().take(shown).map(|waiting| work_line(state, waiting)).collect();
    WorkGroup { id: name, heading, items, rest }
}

/// The reports on commitments that are awaited from a lead.
async fn round(state: &AppState, by: &Person) -> Result<Option<WorkGroup>, WebError> {
    let Some((round, n)) = state.service.awaited_reports(&by.actor).await? else {
        return Ok(None);
    };
    let due = crate::app::labels::day(state.words(), round.due);
    let overdue = round.due < state.service.clock().today();
    let args =
        [("n", count(n).into()), ("day", due.clone().into()), ("round", round.name.clone().into())];
    let line = WorkLine {
        href: "/commitments/report-next".to_owned(),
        title: state.words().say_with("home-round", &args),
        reference: round.name,
        progress: due,
        overdue,
        marking: Marking::Official.printed().to_owned(),
    };
    let heading = state.words().say("home-round-title");
    Ok(Some(WorkGroup { id: "commitments", heading, items: vec![line], rest: None }))
}

/// One thing that waits, with the page where it is done.
fn work_line(state: &AppState, waiting: &Waiting) -> WorkLine {
    let Waiting { why, policy, assessment: id, due, plan, started: _ } = waiting;
    let href = match (why, plan) {
        (Waits::Sign, _) => urls::part(id, "sign"),
        (Waits::Review, _) => urls::part(id, "review"),
        (Waits::Changes, _) => urls::part(id, "changes"),
        (Waits::Comment, _) => urls::part(id, "comments"),
        (Waits::PolicyReview, _) => urls::part(id, "policy-review"),
        (Waits::Completion, _) => urls::part(id, "amend"),
        (Waits::Mitigation, Some((plan, _))) => urls::part(id, format_args!("delivery/{plan}")),
        (
            Waits::Mitigation | Waits::Writing | Waits::Ready | Waits::Elsewhere | Waits::Finished,
            _,
        ) => urls::assessment(id),
    };
    let today = state.service.clock().today();
    WorkLine {
        href,
        title: plan.as_ref().map_or(&policy.facts.title, |(_, action)| action).clone(),
        reference: policy.reference.clone(),
        progress: match due {
            Some(due) => {
                let day = crate::app::labels::day(state.words(), *due);
                state.words().say_with("home-due", &[("day", day.into())])
            }
            None => state.words().say(&progress_key(&policy.progress)),
        },
        overdue: due.is_some_and(|due| due < today),
        marking: policy.facts.marking.printed().to_owned(),
    }
}

pub(crate) async fn tasks(
    Here(state): Here,
    SignedIn(by): SignedIn,
    Place(id): Place<AssessmentId>,
) -> Result<Html<String>, WebError> {
    let open = state.service.open(&by.actor, &id).await?;
    let newer = state.service.newer_version(&open);
    state.service.note_presence(&by.actor, &id, None).await?;
    let mut view = tasks::page(&open, state.words(), newer.as_deref());
    view.here = here(&state, &by, &open).await?;
    let cost =
        open.assessment.cost.is_some() || state.service.illustrates_cost(&open.assessment).await?;
    if cost && open.is_editable() {
        view.links.push(Link::to(state.say("cost-title"), urls::part(&id, "cost")));
    }
    state.show(&by, &view)
}

/// Who else was here in the last minutes, and where.
async fn here(
    state: &AppState,
    by: &crate::app::SignedIn,
    open: &Open,
) -> Result<Vec<String>, WebError> {
    let mut lines = Vec::new();
    for (person, question, minutes) in state.service.present(&by.actor, open).await? {
        let asked = question.as_ref().and_then(|id| open.questionnaire.question(id));
        let place = asked.map_or_else(
            || state.words().say("here-elsewhere"),
            |asked| asked.question.short().get(state.lang),
        );
        let who = format!("{}, {}", person.name, person.post);
        let args = [("who", who.into()), ("minutes", minutes.into()), ("place", place.into())];
        lines.push(state.words().say_with("here-now", &args));
    }
    Ok(lines)
}

pub(crate) async fn screening(
    Here(state): Here,
    SignedIn(by): SignedIn,
    Place(id): Place<AssessmentId>,
) -> Result<Html<String>, WebError> {
    let open = state.service.open(&by.actor, &id).await?;
    state.show(&by, &result::screening(&open, state.words()))
}

pub(crate) async fn result(
    Here(state): Here,
    SignedIn(by): SignedIn,
    Place(id): Place<AssessmentId>,
) -> Result<Html<String>, WebError> {
    let open = state.service.open(&by.actor, &id).await?;
    let statement = state.service.statement_of(&open, state.lang).await?;
    state.show(&by, &result::page(&open, state.words(), statement))
}

pub(crate) async fn check(
    Here(state): Here,
    SignedIn(by): SignedIn,
    Place((id, section)): Place<(AssessmentId, SectionId)>,
) -> Result<Html<String>, WebError> {
    let open = state.service.open(&by.actor, &id).await?;
    let view = check_page(&open, state.words(), &section).ok_or(WebError::NotFound)?;
    state.show(&by, &view)
}

fn check_page(open: &Open, words: &Words, section: &SectionId) -> Option<CheckPage> {
    let labels = labels(open, words);
    let sections = &open.questionnaire.definition().sections;
    let found = sections.iter().find(|known| known.id == *section)?;
    let asked = open.questionnaire.questions_of(section);
    let shown: Vec<&domain::Asked> = asked
        .filter(|asked| open.evaluation.is_asked(&asked.question.id))
        .filter(|asked| !asked.question.kind.has_no_page())
        .collect();
    let line = |asked: &&domain::Asked| {
        let kept = open.assessment.answers.get(&asked.question.id);
        let lines = kept.map(|kept| labels.answer(asked, &kept.value)).unwrap_or_default();
        let state = open.evaluation.states.get(&asked.question.id);
        let error = matches!(state, Some(QuestionState::Invalid(_)));
        let address = format!("{}?from=check", question::address(open, asked));
        Line {
            name: asked.question.text.get(labels.lang),
            lines: if lines.is_empty() { vec![words.say("not-provided")] } else { lines },
            href: (open.is_editable() && !open.assessment.is_locked(section.as_str(), kept))
                .then_some(address),
            error,
        }
    };
    let unanswered = shown.iter().filter(|asked| {
        !asked.question.optional && !open.evaluation.is_answered(&asked.question.id)
    });
    let reopened = open.assessment.is_reopened(section.as_str());
    let args = [("section", found.title.get(labels.lang).into())];
    Some(CheckPage {
        heading: words.say_with("check-title", &args),
        back: urls::assessment(&open.assessment.id),
        open: count(unanswered.count()),
        lines: shown.iter().map(line).collect(),
        next: urls::assessment(&open.assessment.id),
        editable: open.is_editable(),
        carried: !reopened,
        reopen: (!reopened && open.rights.lead && open.is_editable())
            .then(|| urls::part(&open.assessment.id, format_args!("reopen/{section}"))),
    })
}

pub(crate) async fn history(
    Here(state): Here,
    SignedIn(by): SignedIn,
    Place(id): Place<AssessmentId>,
) -> Result<Html<String>, WebError> {
    let open = state.service.open(&by.actor, &id).await?;
    let lines = state.service.history(&by.actor, &id).await?;
    let labels = labels(&open, state.words());
    let items = lines.iter().map(|line| {
        let (what, before, after) = build::history::describe(&labels, &line.action);
        HistoryItem {
            at: super::moment(&state, line.at),
            post: line.post.clone(),
            what,
            before,
            after,
            seal: line.seal.chars().take(16).collect(),
        }
    });
    let items: Vec<HistoryItem> = items.collect();
    let heading = state.words().say("history-title");
    state.show(&by, &HistoryPage { heading, back: urls::assessment(&id), items })
}
