//! The review loop: asking a reviewer, changes asked, replies, agreement.
use axum::response::{Html, IntoResponse as _, Response};

use super::pages::{about, choice, fact, people_items};
use super::{sent, sent_at, to};
use crate::app::Open;
use crate::domain::ids::AssessmentId;
use crate::domain::life::Stage;
use crate::domain::review::ChangeRequest;
use crate::web::error::WebError;
use crate::web::extract::{Here, Place, Posted, SignedIn};
use crate::web::forms::Fields;
use crate::web::views::{Form, FormField, Item, Link, Part, PartsPage, Said};
use crate::web::{AppState, urls};

async fn ask_page(state: &AppState, open: &Open, fields: &Fields) -> Result<PartsPage, WebError> {
    let reviewers = state.service.reviewers(&open.assessment).await?;
    let mut parts = vec![state.text("review-ask-text")];
    if reviewers.is_empty() {
        parts.push(Part::Inset { text: state.say("review-no-reviewers") });
    } else {
        let items = people_items(&reviewers, fields.get("reviewer"));
        let form = Form {
            action: urls::part(&open.assessment.id, "ask-review"),
            fields: vec![FormField::radios("reviewer", state.say("review-who"), items)],
            button: state.say("review-ask-button"),
            ..Form::default()
        };
        parts.push(form.into());
    }
    Ok(about(open, state.say("review-ask-title"), parts))
}

pub(crate) async fn ask_page_for(
    Here(state): Here,
    SignedIn(by): SignedIn,
    Place(id): Place<AssessmentId>,
) -> Result<Response, WebError> {
    let open = state.service.open(&by.actor, &id).await?;
    if !open.rights.lead || open.assessment.stage() != Stage::Draft {
        return Ok(to(&urls::assessment(&id)));
    }
    Ok(state.show(&by, &ask_page(&state, &open, &Fields::default()).await?)?.into_response())
}

pub(crate) async fn ask(
    Here(state): Here,
    Place(id): Place<AssessmentId>,
    Posted { by, fields }: Posted,
) -> Result<Response, WebError> {
    let open = state.service.open(&by.actor, &id).await?;
    let done = match fields.get("reviewer").parse() {
        Ok(reviewer) => state.service.ask_for_review(&by.actor, &id, &reviewer).await,
        Err(_) if !open.rights.lead => return Err(WebError::Forbidden),
        Err(_) => Err(crate::domain::editing::MoveError::CannotReview.into()),
    };
    let again = ask_page(&state, &open, &fields).await?;
    sent(&state, &by, done, &urls::assessment(&id), again)
}

pub(crate) async fn withdraw(
    Here(state): Here,
    Place(id): Place<AssessmentId>,
    Posted { by, .. }: Posted,
) -> Result<Response, WebError> {
    state.service.withdraw_from_review(&by.actor, &id).await?;
    Ok(to(&urls::assessment(&id)))
}

pub(crate) async fn write_on(
    Here(state): Here,
    Place(id): Place<AssessmentId>,
    Posted { by, .. }: Posted,
) -> Result<Response, WebError> {
    state.service.write_on(&by.actor, &id).await?;
    Ok(to(&urls::assessment(&id)))
}

/// What a change is about, in words, with the page of the question.
fn subject(state: &AppState, open: &Open, request: &ChangeRequest) -> (String, Option<String>) {
    let asked = request.question.as_ref().and_then(|id| open.questionnaire.question(id));
    match asked {
        Some(asked) => (
            asked.question.text.get(state.lang),
            open.is_editable().then(|| urls::question(&open.assessment.id, &asked.question.id)),
        ),
        None => (state.say("review-whole"), None),
    }
}

/// One change that was asked for, with its reply or room for one.
fn request_parts(
    state: &AppState,
    open: &Open,
    request: &ChangeRequest,
    fields: &Fields,
    parts: &mut Vec<Part>,
) {
    let id = &open.assessment.id;
    let (about, href) = subject(state, open, request);
    let number = i64::from(request.number);
    let args = [("number", number.into()), ("about", about.clone().into())];
    parts.push(Part::Heading { text: state.words().say_with("review-change", &args) });
    let said = |who: &str, at, text: &str| Said {
        who: who.to_owned(),
        at: super::moment(state, at),
        text: text.to_owned(),
    };
    let mut items = vec![said(&request.post, request.at, &request.text)];
    items.extend(request.reply.iter().map(|reply| said(&reply.post, reply.at, &reply.text)));
    parts.push(Part::Said { items });
    if let Some(href) = href {
        parts.push(Part::Links { links: vec![Link::to(state.say("review-open-question"), href)] });
    }
    let may_reply = open.rights.write && open.assessment.stage() == Stage::ChangesAsked;
    if may_reply && !request.settled {
        let name = format!("reply-{number}");
        let before = request.reply.as_ref().map_or("", |reply| reply.text.as_str());
        let value = if fields.has(&name) { fields.get(&name) } else { before };
        let label = state.words().say_with("review-reply", &[("number", number.into())]);
        let form = Form {
            action: urls::part(id, format_args!("changes/{number}/reply")),
            fields: vec![FormField::area(&name, label, value, 3)],
            button: state.say("review-reply-button"),
            look: "secondary",
            about,
            ..Form::default()
        };
        parts.push(form.into());
    }
}

fn changes_page(state: &AppState, open: &Open, fields: &Fields) -> PartsPage {
    let id = &open.assessment.id;
    let mut parts = Vec::new();
    let (open_ones, settled): (Vec<_>, Vec<_>) =
        open.assessment.requests.iter().partition(|request| !request.settled);
    if open_ones.is_empty() {
        parts.push(state.text("review-no-changes"));
    }
    for request in open_ones {
        request_parts(state, open, request, fields, &mut parts);
    }
    if open.assessment.stage() == Stage::ChangesAsked && open.rights.write {
        parts.push(Part::Heading { text: state.say("review-return-title") });
        parts.push(state.text("review-return-text"));
        let form = Form::press(urls::part(id, "return-to-review"), state.say("review-return"));
        parts.push(Form { look: "", ..form }.into());
    }
    if !settled.is_empty() {
        parts.push(Part::Heading { text: state.say("review-settled") });
        for request in settled {
            request_parts(state, open, request, fields, &mut parts);
        }
    }
    about(open, state.say("review-changes-title"), parts)
}

pub(crate) async fn changes(
    Here(state): Here,
    SignedIn(by): SignedIn,
    Place(id): Place<AssessmentId>,
) -> Result<Html<String>, WebError> {
    let open = state.service.open(&by.actor, &id).await?;
    state.show(&by, &changes_page(&state, &open, &Fields::default()))
}

pub(crate) async fn reply(
    Here(state): Here,
    Place((id, number)): Place<(AssessmentId, u32)>,
    Posted { by, fields }: Posted,
) -> Result<Response, WebError> {
    let open = state.service.open(&by.actor, &id).await?;
    let name = format!("reply-{number}");
    let done = state.service.reply_to_change(&by.actor, &id, number, fields.get(&name)).await;
    let again = changes_page(&state, &open, &fields);
    sent_at(&state, &by, (&name, done), &urls::part(&id, "changes"), again)
}

pub(crate) async fn return_to_review(
    Here(state): Here,
    Place(id): Place<AssessmentId>,
    Posted { by, .. }: Posted,
) -> Result<Response, WebError> {
    let open = state.service.open(&by.actor, &id).await?;
    let done = state.service.return_to_review(&by.actor, &id).await;
    let again = changes_page(&state, &open, &Fields::default());
    sent(&state, &by, done, &urls::assessment(&id), again)
}

/// The questions that a reviewer can point at: those that are asked.
fn question_items(state: &AppState, open: &Open, chosen: &str) -> Vec<Item> {
    let asked = open.questionnaire.asked().iter();
    let shown = asked
        .filter(|asked| open.evaluation.is_asked(&asked.question.id))
        .filter(|asked| !asked.question.kind.has_no_page());
    let whole = choice("", state.say("review-whole"), chosen.is_empty());
    let items = shown.map(|asked| {
        let id = asked.question.id.as_str();
        choice(id, asked.question.short().get(state.lang), chosen == id)
    });
    [whole].into_iter().chain(items).collect()
}

async fn review_page(
    state: &AppState,
    open: &Open,
    fields: &Fields,
) -> Result<PartsPage, WebError> {
    let id = &open.assessment.id;
    let mut parts = vec![state.text("review-text")];
    let address = |part: &str| urls::part(id, part);
    parts.push(Part::Links {
        links: vec![
            Link::to(state.say("review-read"), address("statement")),
            Link::to(state.say("tasks-history"), address("history")),
            Link::to(state.say("comments-title"), address("comments")),
        ],
    });
    let asked_by = match &open.assessment.state {
        crate::domain::assessment::State::InReview { asked_by, .. } => Some(asked_by.clone()),
        crate::domain::assessment::State::Draft { .. }
        | crate::domain::assessment::State::ChangesAsked { .. }
        | crate::domain::assessment::State::Ready { .. }
        | crate::domain::assessment::State::AwaitingSignature { .. }
        | crate::domain::assessment::State::Signed(_) => None,
    };
    let asked_by = state.who(asked_by.as_ref()).await?;
    parts.push(Part::Facts { lines: vec![fact(state.say("review-asked-by"), asked_by)] });
    let mut wanted = 0;
    for request in open.assessment.open_requests() {
        wanted += usize::from(request.reply.is_none());
        request_parts(state, open, request, fields, &mut parts);
    }
    parts.push(Part::Heading { text: state.say("review-want-title") });
    let items = question_items(state, open, fields.get("question"));
    let form = Form {
        action: address("review/want"),
        fields: vec![
            FormField::select("question", state.say("review-about"), items),
            FormField::area("text", state.say("review-what"), fields.get("text"), 4),
        ],
        button: state.say("review-want-button"),
        look: "secondary",
        ..Form::default()
    };
    parts.push(form.into());
    parts.push(Part::Heading { text: state.say("review-decide-title") });
    if wanted > 0 {
        let form = Form::press(address("review/ask"), state.say("review-ask-changes"));
        parts.push(Form { look: "", ..form }.into());
    } else {
        parts.push(state.text("review-agree-text"));
        let form = Form::press(address("review/agree"), state.say("review-agree"));
        parts.push(Form { look: "", ..form }.into());
    }
    Ok(about(open, state.say("review-title"), parts))
}

pub(crate) async fn page(
    Here(state): Here,
    SignedIn(by): SignedIn,
    Place(id): Place<AssessmentId>,
) -> Result<Response, WebError> {
    let open = state.service.open(&by.actor, &id).await?;
    if !open.rights.review || open.assessment.stage() != Stage::InReview {
        return Ok(to(&urls::assessment(&id)));
    }
    Ok(state.show(&by, &review_page(&state, &open, &Fields::default()).await?)?.into_response())
}

pub(crate) async fn want(
    Here(state): Here,
    Place(id): Place<AssessmentId>,
    Posted { by, fields }: Posted,
) -> Result<Response, WebError> {
    let open = state.service.open(&by.actor, &id).await?;
    let question = match fields.get("question") {
        "" => None,
        question => Some(question.parse().map_err(|_| WebError::BadRequest)?),
    };
    let text = fields.get("text");
    let done = state.service.want_change(&by.actor, &id, question.as_ref(), text).await;
    let again = review_page(&state, &open, &fields).await?;
    sent(&state, &by, done, &urls::part(&id, "review"), again)
}

pub(crate) async fn ask_for_changes(
    Here(state): Here,
    Place(id): Place<AssessmentId>,
    Posted { by, .. }: Posted,
) -> Result<Response, WebError> {
    state.service.ask_for_changes(&by.actor, &id).await?;
    Ok(to(&urls::assessment(&id)))
}

pub(crate) async fn agree(
    Here(state): Here,
    Place(id): Place<AssessmentId>,
    Posted { by, .. }: Posted,
) -> Result<Response, WebError> {
    state.service.agree(&by.actor, &id).await?;
    Ok(to(&urls::assessment(&id)))
}

async fn reassign_page(
    state: &AppState,
    open: &Open,
    fields: &Fields,
) -> Result<PartsPage, WebError> {
    let reviewers = state.service.reviewers(&open.assessment).await?;
    let items = people_items(&reviewers, fields.get("reviewer"));
    let form = Form {
        action: urls::part(&open.assessment.id, "reassign-review"),
        fields: vec![FormField::radios("reviewer", state.say("review-who"), items)],
        button: state.say("review-reassign-button"),
        ..Form::default()
    };
    let parts = vec![state.text("review-reassign-text"), form.into()];
    Ok(about(open, state.say("review-reassign-title"), parts))
}

pub(crate) async fn reassign_form(
    Here(state): Here,
    SignedIn(by): SignedIn,
    Place(id): Place<AssessmentId>,
) -> Result<Html<String>, WebError> {
    let open = state.service.open(&by.actor, &id).await?;
    if !open.rights.steward {
        return Err(WebError::Forbidden);
    }
    state.show(&by, &reassign_page(&state, &open, &Fields::default()).await?)
}

pub(crate) async fn reassign(
    Here(state): Here,
    Place(id): Place<AssessmentId>,
    Posted { by, fields }: Posted,
) -> Result<Response, WebError> {
    let open = state.service.open(&by.actor, &id).await?;
    let done = match fields.get("reviewer").parse() {
        Ok(reviewer) => state.service.reassign_review(&by.actor, &id, &reviewer).await,
        Err(_) if !open.rights.steward => return Err(WebError::Forbidden),
        Err(_) => Err(crate::domain::editing::MoveError::CannotReview.into()),
    };
    let again = reassign_page(&state, &open, &fields).await?;
    sent(&state, &by, done, &urls::assessment(&id), again)
}
