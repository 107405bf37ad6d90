//! Comments on questions and on the whole.
use axum::response::{Html, Response};
use serde::Deserialize;

use super::pages::{about, choice, people_items};
use super::{sent, sent_at, to};
use crate::app::Open;
use crate::domain::discussion::Thread;
use crate::domain::ids::{AssessmentId, QuestionId, ThreadId};
use crate::domain::people::Person;
use crate::web::error::WebError;
use crate::web::extract::{Asked, Here, Place, Posted, SignedIn};
use crate::web::forms::Fields;
use crate::web::views::{Form, FormField, Link, Part, PartsPage, Said};
use crate::web::{AppState, urls};

#[derive(Debug, Default, Deserialize)]
pub(crate) struct On {
    #[serde(default)]
    on: String,
}

/// The fields of a comment. `key` keeps the names of several forms on a page apart.
fn comment_fields(
    state: &AppState,
    people: &[Person],
    fields: &Fields,
    key: &str,
) -> Vec<FormField> {
    let (text, who) = (format!("text{key}"), format!("to{key}"));
    let nobody = choice("", state.say("nobody-special"), fields.get(&who).is_empty());
    let items = [vec![nobody], people_items(people, fields.get(&who))].concat();
    vec![
        FormField::area(&text, state.say("comment-text"), fields.get(&text), 3)
            .hint(state.say("comment-text-hint")),
        FormField::select(&who, state.say("comment-to"), items),
    ]
}

fn thread_parts(
    state: &AppState,
    open: &Open,
    thread: &Thread,
    (people, fields): (&[Person], &Fields),
    parts: &mut Vec<Part>,
) {
    let id = &open.assessment.id;
    let asked = thread.question.as_ref().and_then(|id| open.questionnaire.question(id));
    let heading = asked
        .map_or_else(|| state.say("review-whole"), |asked| asked.question.short().get(state.lang));
    parts.push(Part::Heading { text: heading.clone() });
    let said = |comment: &crate::domain::discussion::Comment| Said {
        who: comment.post.clone(),
        at: super::moment(state, comment.at),
        text: comment.text.clone(),
    };
    parts.push(Part::Said { items: thread.comments.iter().map(said).collect() });
    if let Some(asked) = asked.filter(|_| open.is_editable()) {
        let href = urls::question(id, &asked.question.id);
        parts.push(Part::Links { links: vec![Link::to(state.say("review-open-question"), href)] });
    }
    if !open.rights.comment {
        return;
    }
    let address = |part: &str| urls::part(id, format_args!("comments/{}/{part}", thread.id));
    if !thread.settled {
        let form = Form {
            action: address("reply"),
            fields: comment_fields(state, people, fields, &format!("-{}", thread.id)),
            button: state.say("comment-reply"),
            look: "secondary",
            about: heading.clone(),
            hidden: vec![("once".to_owned(), state.service.clock().id())],
            ..Form::default()
        };
        parts.push(form.into());
    }
    let (key, to) =
        if thread.settled { ("comment-unsettle", "no") } else { ("comment-settle", "yes") };
    let form = Form::press(address("settle"), state.say(key)).with("settled", to);
    parts.push(Form { about: heading, ..form }.into());
}

async fn view(
    state: &AppState,
    open: &Open,
    on: &str,
    fields: &Fields,
) -> Result<PartsPage, WebError> {
    let id = &open.assessment.id;
    let people = state.service.people_of(&open.assessment.organisation).await?;
    let people: Vec<Person> = people.into_iter().filter(|person| !person.disabled).collect();
    let mut threads = state.service.threads(open).await?;
    if !on.is_empty() {
        threads.retain(|thread| thread.question.as_ref().is_some_and(|id| id.as_str() == on));
    }
    threads.sort_by_key(|thread| thread.settled);
    let mut parts = Vec::new();
    if threads.is_empty() {
        parts.push(state.text("comments-none"));
    }
    let mut settled = false;
    for thread in &threads {
        if thread.settled && !settled {
            parts.push(Part::Heading { text: state.say("comments-settled") });
            settled = true;
        }
        thread_parts(state, open, thread, (&people, fields), &mut parts);
    }
    if open.rights.comment {
        parts.push(Part::Heading { text: state.say("comment-new") });
        let asked = open.questionnaire.asked().iter();
        let asked = asked.filter(|asked| open.evaluation.is_asked(&asked.question.id));
        let whole = choice("", state.say("review-whole"), on.is_empty());
        let questions = asked.map(|asked| {
            let question = asked.question.id.as_str();
            choice(question, asked.question.short().get(state.lang), question == on)
        });
        let items = [whole].into_iter().chain(questions).collect();
        let mut form = comment_fields(state, &people, fields, "");
        form.insert(0, FormField::select("question", state.say("review-about"), items));
        let form = Form {
            action: urls::part(id, "comments"),
            fields: form,
            button: state.say("comment-button"),
            hidden: vec![("once".to_owned(), state.service.clock().id())],
            ..Form::default()
        };
        parts.push(form.into());
    }
    Ok(about(open, state.say("comments-title"), parts))
}

pub(crate) async fn page(
    Here(state): Here,
    SignedIn(by): SignedIn,
    Place(id): Place<AssessmentId>,
    Asked(On { on }): Asked<On>,
) -> Result<Html<String>, WebError> {
    let open = state.service.open(&by.actor, &id).await?;
    state.show(&by, &view(&state, &open, &on, &Fields::default()).await?)
}

/// The person whose attention is asked for, if one was chosen.
fn chosen(fields: &Fields, name: &str) -> Result<Option<crate::domain::ids::PersonId>, WebError> {
    match fields.get(name) {
        "" => Ok(None),
        person => Ok(Some(person.parse().map_err(|_| WebError::BadRequest)?)),
    }
}

fn once(fields: &Fields, by: &crate::app::SignedIn) -> Option<String> {
    let once = fields.get("once");
    (!once.is_empty()).then(|| format!("comment/{}/{once}", by.actor.person))
}

pub(crate) async fn add(
    Here(state): Here,
    Place(id): Place<AssessmentId>,
    Posted { by, fields }: Posted,
) -> Result<Response, WebError> {
    let open = state.service.open(&by.actor, &id).await?;
    let question: Option<QuestionId> = match fields.get("question") {
        "" => None,
        question => Some(question.parse().map_err(|_| WebError::BadRequest)?),
    };
    let to = chosen(&fields, "to")?;
    let said = (fields.get("text"), to.as_ref());
    let once = once(&fields, &by);
    let done = state.service.comment(&by.actor, &id, question.as_ref(), said, once).await;
    let again = view(&state, &open, fields.get("question"), &fields).await?;
    sent(&state, &by, done, &urls::part(&id, "comments"), again)
}

pub(crate) async fn reply(
    Here(state): Here,
    Place((id, thread)): Place<(AssessmentId, ThreadId)>,
    Posted { by, fields }: Posted,
) -> Result<Response, WebError> {
    let open = state.service.open(&by.actor, &id).await?;
    let text = format!("text-{thread}");
    let to = chosen(&fields, &format!("to-{thread}"))?;
    let said = (fields.get(&text), to.as_ref());
    let once = once(&fields, &by);
    let done = state.service.reply(&by.actor, &id, &thread, said, once).await;
    let again = view(&state, &open, "", &fields).await?;
    sent_at(&state, &by, (&text, done), &urls::part(&id, "comments"), again)
}

pub(crate) async fn settle(
    Here(state): Here,
    Place((id, thread)): Place<(AssessmentId, ThreadId)>,
    Posted { by, fields }: Posted,
) -> Result<Response, WebError> {
    let settled = fields.get("settled") == "yes";
    state.service.settle(&by.actor, &id, &thread, settled).await?;
    Ok(to(&urls::part(&id, "comments")))
}
