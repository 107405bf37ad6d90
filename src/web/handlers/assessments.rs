//! Home, task list, check answers, result and history.
use axum::response::Html;

use super::policies::progress_key;
use crate::app::Open;
use crate::clock::day_of;
use crate::domain::assessment::{Assessment, State as Stage};
use crate::domain::evaluate::QuestionState;
use crate::domain::ids::{AssessmentId, SectionId};
use crate::domain::policy::Policy;
use crate::domain::questionnaire::Asked;
use crate::i18n::Words;
use crate::web::build::{self, count, labels, question, result, tasks};
use crate::web::error::WebError;
use crate::web::extract::{Here, Place, SignedIn};
use crate::web::urls;
use crate::web::views::{CheckPage, HistoryItem, HistoryPage, HomePage, Line, WorkLine};

pub(crate) async fn home(
    Here(state): Here,
    SignedIn(by): SignedIn,
) -> Result<Html<String>, WebError> {
    let work = state.service.my_work(&by.actor).await?;
    let mut view = HomePage {
        heading: state.words().say("home-title"),
        writing: Vec::new(),
        to_sign: Vec::new(),
        waiting: Vec::new(),
        finished: Vec::new(),
        may_register: by.actor.register().is_ok(),
    };
    for (policy, assessment) in work {
        let line = work_line(state.words(), &policy, &assessment);
        match &assessment.state {
            Stage::Draft { .. } => view.writing.push(line),
            Stage::AwaitingSignature { signer, .. } if *signer == by.actor.person => {
                let href = urls::part(&assessment.id, "sign");
                view.to_sign.push(WorkLine { href, ..line });
            }
            Stage::AwaitingSignature { .. } => view.waiting.push(line),
            Stage::Signed(_) => view.finished.push(line),
        }
    }
    state.show(&by, &view)
}

fn work_line(words: &Words, policy: &Policy, assessment: &Assessment) -> WorkLine {
    WorkLine {
        href: urls::assessment(&assessment.id),
        title: policy.facts.title.clone(),
        reference: policy.reference.clone(),
        progress: words.say(&progress_key(&policy.progress)),
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
    state.show(&by, &tasks::page(&open, state.words(), newer.as_deref()))
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
    let shown: Vec<&Asked> = asked
        .filter(|asked| open.evaluation.is_asked(&asked.question.id))
        .filter(|asked| !asked.question.kind.has_no_page())
        .collect();
    let line = |asked: &&Asked| {
        let kept = open.assessment.answers.get(&asked.question.id);
        let lines = kept.map(|kept| labels.answer(asked, &kept.value)).unwrap_or_default();
        let state = open.evaluation.states.get(&asked.question.id);
        let error = matches!(state, Some(QuestionState::Invalid(_)));
        let address = format!("{}?from=check", question::address(open, asked));
        Line {
            name: asked.question.text.get(labels.lang),
            lines: if lines.is_empty() { vec![words.say("not-provided")] } else { lines },
            href: open.is_editable().then_some(address),
            error,
        }
    };
    let unanswered = shown.iter().filter(|asked| {
        !asked.question.optional && !open.evaluation.is_answered(&asked.question.id)
    });
    let args = [("section", found.title.get(labels.lang).into())];
    Some(CheckPage {
        heading: words.say_with("check-title", &args),
        back: urls::assessment(&open.assessment.id),
        open: count(unanswered.count()),
        lines: shown.iter().map(line).collect(),
        next: urls::assessment(&open.assessment.id),
        editable: open.is_editable(),
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
        let (what, before, after) = build::history::describe(&labels, &line.sealed.entry.action);
        HistoryItem {
            at: format!(
                "{} {}",
                line.at.strftime("%H:%M"),
                crate::app::labels::day(state.words(), day_of(line.at))
            ),
            post: line.post.clone(),
            what,
            before,
            after,
            seal: line.sealed.seal.chars().take(16).collect(),
        }
    });
    let items: Vec<HistoryItem> = items.collect();
    let heading = state.words().say("history-title");
    state.show(&by, &HistoryPage { heading, back: urls::assessment(&id), items })
}
