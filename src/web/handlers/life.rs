//! An assessment on its way: timing, people, publication, a new version, the end.
use std::collections::BTreeSet;

use axum::response::{IntoResponse as _, Response};

use super::pages::{about, choice};
use super::{sent, to};
use crate::app::{EMERGENCY_DAYS, Open, TimingKind, labels};
use crate::domain::afterwards::{MITIGATIONS, RATINGS};
use crate::domain::assessment::Timing;
use crate::domain::ids::{AssessmentId, SectionId};
use crate::domain::publication::exemptions;
use crate::domain::writing::parse_day;
use crate::web::error::WebError;
use crate::web::extract::{Here, Place, Posted, SignedIn};
use crate::web::forms::Fields;
use crate::web::views::{Form, FormField, Item, Part, PartsPage};
use crate::web::{AppState, urls};

fn timing_page(state: &AppState, open: &Open, fields: &Fields) -> PartsPage {
    let (kind, reason) = match &open.assessment.timing {
        Timing::Ordinary => ("ordinary", ""),
        Timing::Retrospective { reason } => ("retrospective", reason.as_str()),
        Timing::Emergency { reason, .. } => ("emergency", reason.as_str()),
    };
    let kind = if fields.has("timing") { fields.get("timing") } else { kind };
    let reason = if fields.has("reason") { fields.get("reason") } else { reason };
    let item = |name: &str| Item {
        hint: Some(
            state
                .words()
                .say_with(&format!("timing-{name}-hint"), &[("days", EMERGENCY_DAYS.into())]),
        ),
        ..choice(name, state.say(&format!("timing-{name}")), kind == name)
    };
    let items = ["ordinary", "retrospective", "emergency"].map(item);
    let form = Form {
        action: urls::part(&open.assessment.id, "timing"),
        fields: vec![
            FormField::radios("timing", state.say("timing-when"), items.into()),
            FormField::area("reason", state.say("timing-reason"), reason, 4)
                .hint(state.say("timing-reason-hint")),
        ],
        button: state.say("save"),
        ..Form::default()
    };
    about(open, state.say("timing-title"), vec![state.text("timing-text"), form.into()])
}

pub(crate) async fn timing(
    Here(state): Here,
    SignedIn(by): SignedIn,
    Place(id): Place<AssessmentId>,
) -> Result<Response, WebError> {
    let open = state.service.open(&by.actor, &id).await?;
    if !open.is_editable() {
        return Ok(to(&urls::assessment(&id)));
    }
    Ok(state.show(&by, &timing_page(&state, &open, &Fields::default()))?.into_response())
}

pub(crate) async fn set_timing(
    Here(state): Here,
    Place(id): Place<AssessmentId>,
    Posted { by, fields }: Posted,
) -> Result<Response, WebError> {
    let open = state.service.open(&by.actor, &id).await?;
    let kind = match fields.get("timing") {
        "retrospective" => TimingKind::Retrospective,
        "emergency" => TimingKind::Emergency,
        _ => TimingKind::Ordinary,
    };
    let done = state.service.state_timing(&by.actor, &id, kind, fields.get("reason")).await;
    let again = timing_page(&state, &open, &fields);
    sent(&state, &by, done, &urls::assessment(&id), again)
}

async fn publish_page(
    state: &AppState,
    open: &Open,
    fields: &Fields,
) -> Result<PartsPage, WebError> {
    let (id, organisation) = (&open.assessment.id, &open.assessment.organisation);
    let mut parts = vec![state.text("publish-text")];
    if let Some(until) = state.service.held_until(organisation).await? {
        let day = labels::day(state.words(), until);
        let text = state.words().say_with("publish-held", &[("day", day.into())]);
        parts.push(Part::Warning { text });
    } else {
        let form = Form::press(urls::part(id, "publish"), state.say("publish-button"));
        parts.push(Form { look: "", ..form.with("publish", "yes") }.into());
    }
    let organisation = state.service.organisation(organisation).await?;
    let codes = organisation.map_or(&[][..], |found| exemptions(found.facts.kind));
    let code = |code: &&str| {
        choice(code, state.say(&format!("exemption-{code}")), fields.get("code") == *code)
    };
    parts.push(Part::Heading { text: state.say("withhold-title") });
    parts.push(state.text("withhold-text"));
    let form = Form {
        action: urls::part(id, "publish"),
        hidden: vec![("publish".to_owned(), "no".to_owned())],
        fields: vec![
            FormField::radios("code", state.say("withhold-code"), codes.iter().map(code).collect()),
            FormField::area("reason", state.say("withhold-reason"), fields.get("reason"), 4)
                .hint(state.say("withhold-reason-hint")),
            FormField::date("until", state.say("withhold-until"), &fields.day("until"))
                .hint(state.say("withhold-until-hint")),
        ],
        button: state.say("withhold-button"),
        look: "secondary",
        ..Form::default()
    };
    parts.push(form.into());
    Ok(about(open, state.say("publish-title"), parts))
}

pub(crate) async fn publication(
    Here(state): Here,
    SignedIn(by): SignedIn,
    Place(id): Place<AssessmentId>,
) -> Result<Response, WebError> {
    let open = state.service.open(&by.actor, &id).await?;
    if !open.rights.lead || open.assessment.signature().is_none() {
        return Ok(to(&urls::assessment(&id)));
    }
    Ok(state.show(&by, &publish_page(&state, &open, &Fields::default()).await?)?.into_response())
}

pub(crate) async fn publish(
    Here(state): Here,
    Place(id): Place<AssessmentId>,
    Posted { by, fields }: Posted,
) -> Result<Response, WebError> {
    let open = state.service.open(&by.actor, &id).await?;
    let done = if fields.get("publish") == "yes" {
        state.service.publish(&by.actor, &id).await
    } else {
        let until = parse_day(&fields.day("until"));
        let decided = (fields.get("code"), fields.get("reason"), until);
        state.service.withhold(&by.actor, &id, decided).await
    };
    let again = publish_page(&state, &open, &fields).await?;
    sent(&state, &by, done, &urls::assessment(&id), again)
}

fn amend_page(state: &AppState, open: &Open, fields: &Fields) -> PartsPage {
    let chosen = fields.all("reopened");
    let has = |id: &str| chosen.iter().any(|chosen| chosen == id);
    let sections = open.questionnaire.definition().sections.iter();
    let shown = sections.filter(|section| {
        let mut asked = open.questionnaire.questions_of(&section.id);
        asked.any(|asked| open.evaluation.is_asked(&asked.question.id))
    });
    let mut items: Vec<Item> =
        shown.map(|s| choice(&s.id, s.title.get(state.lang), has(s.id.as_str()))).collect();
    items.push(choice(RATINGS, state.say("tasks-ratings"), has(RATINGS)));
    items.push(choice(MITIGATIONS, state.say("task-mitigations"), has(MITIGATIONS)));
    let form = Form {
        action: urls::part(&open.assessment.id, "amend"),
        fields: vec![
            FormField::area("why", state.say("amend-why"), fields.get("why"), 4)
                .hint(state.say("amend-why-hint")),
            FormField::checkboxes("reopened", state.say("amend-sections"), items)
                .hint(state.say("amend-sections-hint")),
        ],
        button: state.say("amend-button"),
        ..Form::default()
    };
    about(open, state.say("amend-title"), vec![state.text("amend-text"), form.into()])
}

pub(crate) async fn amendment(
    Here(state): Here,
    SignedIn(by): SignedIn,
    Place(id): Place<AssessmentId>,
) -> Result<Response, WebError> {
    let open = state.service.open(&by.actor, &id).await?;
    if !open.rights.lead || !open.assessment.is_in_force() {
        return Ok(to(&urls::assessment(&id)));
    }
    Ok(state.show(&by, &amend_page(&state, &open, &Fields::default()))?.into_response())
}

pub(crate) async fn amend(
    Here(state): Here,
    Place(id): Place<AssessmentId>,
    Posted { by, fields }: Posted,
) -> Result<Response, WebError> {
    let open = state.service.open(&by.actor, &id).await?;
    let reopened = fields.all("reopened").into_iter().map(SectionId::try_from);
    let reopened: BTreeSet<SectionId> =
        reopened.collect::<Result<_, _>>().map_err(|_| WebError::BadRequest)?;
    let done = state.service.amend(&by.actor, &id, fields.get("why"), &reopened).await;
    let address = done.as_ref().map_or_else(|_| String::new(), urls::assessment);
    let again = amend_page(&state, &open, &fields);
    sent(&state, &by, done.map(|_| ()), &address, again)
}

pub(crate) async fn reopen(
    Here(state): Here,
    Place((id, section)): Place<(AssessmentId, SectionId)>,
    Posted { by, .. }: Posted,
) -> Result<Response, WebError> {
    state.service.reopen_section(&by.actor, &id, &section).await?;
    Ok(to(&urls::assessment(&id)))
}

fn close_page(state: &AppState, open: &Open, fields: &Fields) -> PartsPage {
    let form = Form {
        action: urls::part(&open.assessment.id, "close"),
        fields: vec![
            FormField::area("reason", state.say("close-reason"), fields.get("reason"), 4)
                .hint(state.say("close-reason-hint")),
        ],
        button: state.say("close-button"),
        look: "warning",
        ..Form::default()
    };
    let warning = Part::Warning { text: state.say("close-warning") };
    about(open, state.say("close-title"), vec![warning, form.into()])
}

pub(crate) async fn closing(
    Here(state): Here,
    SignedIn(by): SignedIn,
    Place(id): Place<AssessmentId>,
) -> Result<Response, WebError> {
    let open = state.service.open(&by.actor, &id).await?;
    if !open.rights.lead {
        return Ok(to(&urls::assessment(&id)));
    }
    Ok(state.show(&by, &close_page(&state, &open, &Fields::default()))?.into_response())
}

pub(crate) async fn close(
    Here(state): Here,
    Place(id): Place<AssessmentId>,
    Posted { by, fields }: Posted,
) -> Result<Response, WebError> {
    let open = state.service.open(&by.actor, &id).await?;
    let done = state.service.close_assessment(&by.actor, &id, fields.get("reason")).await;
    let again = close_page(&state, &open, &fields);
    sent(&state, &by, done, &urls::assessment(&id), again)
}
