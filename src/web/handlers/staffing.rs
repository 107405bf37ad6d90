//! Who works on an assessment, and handing it over.
use axum::response::{Html, Response};

use super::pages::{about, choice, fact, people_items};
use super::{sent, to};
use crate::app::{Open, UseCaseError};
use crate::domain::ids::AssessmentId;
use crate::domain::people::Person;
use crate::web::error::WebError;
use crate::web::extract::{Here, Place, Posted, SignedIn};
use crate::web::forms::Fields;
use crate::web::views::{Form, FormField, Part, PartsPage, Said};
use crate::web::{AppState, urls};

async fn people_page(
    state: &AppState,
    open: &Open,
    fields: &Fields,
) -> Result<PartsPage, WebError> {
    let (assessment, id) = (&open.assessment, &open.assessment.id);
    let writers = state.service.writers(assessment).await?;
    let leads: Vec<Person> = writers
        .iter()
        .filter(|person| crate::domain::staffing::may_lead(person, assessment))
        .filter(|person| Some(&person.id) != assessment.lead())
        .cloned()
        .collect();
    let mut facts = vec![fact(state.say("people-lead"), state.who(assessment.lead()).await?)];
    let mut forms = Vec::new();
    for section in &open.questionnaire.definition().sections {
        let owner = assessment.owners.get(&section.id);
        let title = section.title.get(state.lang);
        let nobody = choice("", state.say("nobody"), owner.is_none());
        let chosen = owner.map_or("", |owner| owner.as_str());
        let items = [vec![nobody], people_items(&writers, chosen)].concat();
        let name = format!("owner-{}", section.id);
        forms.push(FormField::select(&name, title.clone(), items));
        if owner.is_some() {
            facts.push(fact(title, state.who(owner).await?));
        }
    }
    let mut parts = vec![Part::Facts { lines: facts }];
    if !assessment.handovers.is_empty() {
        parts.push(Part::Heading { text: state.say("handover-notes") });
        parts.push(Part::Said { items: handovers(state, open).await? });
    }
    if open.rights.lead {
        parts.push(Part::Heading { text: state.say("people-sections") });
        let action = urls::part(id, "people/sections");
        let button = state.say("save");
        parts.push(Form { action, fields: forms, button, ..Form::default() }.into());
    }
    if (open.rights.lead || open.rights.steward) && !leads.is_empty() {
        parts.push(Part::Heading { text: state.say("handover-title") });
        let form = Form {
            action: urls::part(id, "people/hand-over"),
            fields: vec![
                FormField::select(
                    "lead",
                    state.say("handover-to"),
                    people_items(&leads, fields.get("lead")),
                ),
                FormField::area("note", state.say("handover-note"), fields.get("note"), 5)
                    .hint(state.say("handover-note-hint")),
            ],
            button: state.say("handover-button"),
            look: "secondary",
            ..Form::default()
        };
        parts.push(form.into());
    }
    Ok(about(open, state.say("working-title"), parts))
}

async fn handovers(state: &AppState, open: &Open) -> Result<Vec<Said>, WebError> {
    let mut items = Vec::new();
    for handover in &open.assessment.handovers {
        let from = state.who(handover.from.as_ref()).await?;
        let to = state.who(Some(&handover.to)).await?;
        items.push(Said {
            who: state
                .words()
                .say_with("handover-from-to", &[("from", from.into()), ("to", to.into())]),
            at: super::moment(state, handover.at),
            text: handover.note.clone(),
        });
    }
    Ok(items)
}

pub(crate) async fn people(
    Here(state): Here,
    SignedIn(by): SignedIn,
    Place(id): Place<AssessmentId>,
) -> Result<Html<String>, WebError> {
    let open = state.service.open(&by.actor, &id).await?;
    state.show(&by, &people_page(&state, &open, &Fields::default()).await?)
}

pub(crate) async fn sections(
    Here(state): Here,
    Place(id): Place<AssessmentId>,
    Posted { by, fields }: Posted,
) -> Result<Response, WebError> {
    let open = state.service.open(&by.actor, &id).await?;
    if !open.rights.lead {
        return Err(WebError::Forbidden);
    }
    for section in &open.questionnaire.definition().sections {
        let name = format!("owner-{}", section.id);
        if fields.has(&name) {
            let owner = fields.get(&name);
            let owner = if owner.is_empty() {
                None
            } else {
                Some(owner.parse().map_err(|_| WebError::BadRequest)?)
            };
            state.service.own_section(&by.actor, &id, &section.id, owner.as_ref()).await?;
        }
    }
    Ok(to(&urls::part(&id, "people")))
}

pub(crate) async fn hand_over(
    Here(state): Here,
    Place(id): Place<AssessmentId>,
    Posted { by, fields }: Posted,
) -> Result<Response, WebError> {
    let lead = fields.get("lead").parse().map_err(|_| WebError::BadRequest);
    // A restricted assessment can be given to someone by an administrator who may not read it.
    let open = match state.service.open(&by.actor, &id).await {
        Ok(open) => open,
        Err(UseCaseError::NotFound) if by.actor.manages_any() => {
            let lead = lead.map_err(|_| WebError::NotFound)?;
            state.service.hand_over(&by.actor, &id, &lead, fields.get("note")).await?;
            return Ok(to(urls::ORPHANS));
        }
        Err(error) => return Err(error.into()),
    };
    if !open.rights.lead && !open.rights.steward {
        return Err(WebError::Forbidden);
    }
    let done = state.service.hand_over(&by.actor, &id, &lead?, fields.get("note")).await;
    let again = people_page(&state, &open, &fields).await?;
    sent(&state, &by, done, &urls::part(&id, "people"), again)
}
