//! People who leave, and work that is left without anyone.
use axum::response::{Html, Response};

use super::pages::{choice, fact, people_items};
use super::sent;
use crate::domain::ids::PersonId;
use crate::domain::people::Person;
use crate::web::error::WebError;
use crate::web::extract::{Here, Place, Posted, SignedIn};
use crate::web::forms::Fields;
use crate::web::views::{Form, FormField, Link, Part, PartsPage};
use crate::web::{AppState, urls};

async fn leave_view(
    state: &AppState,
    person: &Person,
    fields: &Fields,
) -> Result<PartsPage, WebError> {
    let led = state.service.led_by(&person.id).await?;
    let mut people = state.service.people_of(&person.organisation).await?;
    people.retain(|other| !other.disabled && other.id != person.id);
    let nobody = choice("", state.say("leave-nobody"), fields.get("successor").is_empty());
    let items = [vec![nobody], people_items(&people, fields.get("successor"))].concat();
    let args =
        [("name", person.name.clone().into()), ("n", crate::web::build::count(led.len()).into())];
    let form = Form {
        action: format!("{}/leave", urls::person(&person.id)),
        fields: vec![
            FormField::select("successor", state.say("leave-successor"), items),
            FormField::area("note", state.say("handover-note"), fields.get("note"), 4)
                .hint(state.say("handover-note-hint")),
        ],
        button: state.say("leave-button"),
        look: "warning",
        ..Form::default()
    };
    Ok(PartsPage {
        heading: state.say("person-leave-title"),
        caption: Some(person.name.clone()),
        back: Some(urls::person(&person.id)),
        parts: vec![Part::Text { text: state.words().say_with("leave-text", &args) }, form.into()],
        ..PartsPage::default()
    })
}

pub(crate) async fn leaving(
    Here(state): Here,
    SignedIn(by): SignedIn,
    Place(id): Place<PersonId>,
) -> Result<Html<String>, WebError> {
    let person = state.service.managed(&by.actor, &id).await?;
    state.show(&by, &leave_view(&state, &person, &Fields::default()).await?)
}

pub(crate) async fn leave(
    Here(state): Here,
    Place(id): Place<PersonId>,
    Posted { by, fields }: Posted,
) -> Result<Response, WebError> {
    let person = state.service.managed(&by.actor, &id).await?;
    let successor = match fields.get("successor") {
        "" => None,
        successor => Some(successor.parse().map_err(|_| WebError::BadRequest)?),
    };
    let note = fields.get("note");
    let done = state.service.disable_person(&by.actor, &id, successor.as_ref(), note).await;
    let again = leave_view(&state, &person, &fields).await?;
    sent(&state, &by, done, urls::PEOPLE, again)
}

pub(crate) async fn orphans(
    Here(state): Here,
    SignedIn(by): SignedIn,
) -> Result<Html<String>, WebError> {
    let orphans = state.service.orphans(&by.actor).await?;
    let mut parts = vec![state.text("orphans-text")];
    if orphans.is_empty() {
        parts.push(state.text("orphans-none"));
    }
    for orphan in orphans {
        let id = &orphan.assessment.id;
        let title = if orphan.visible {
            orphan.policy.facts.title.clone()
        } else {
            state.say("restricted-title")
        };
        parts.push(Part::Heading { text: format!("{} · {title}", orphan.policy.reference) });
        let vacant = state.say(&format!("vacant-{}", orphan.vacant));
        parts.push(Part::Facts { lines: vec![fact(vacant, orphan.post)] });
        if orphan.vacant == "lead" {
            let people = state.service.writers(&orphan.assessment).await?;
            let people: Vec<Person> = people
                .into_iter()
                .filter(|p| crate::domain::staffing::may_lead(p, &orphan.assessment))
                .collect();
            let form = Form {
                action: urls::part(id, "people/hand-over"),
                fields: vec![FormField {
                    id: format!("lead-{id}"),
                    ..FormField::select("lead", state.say("handover-to"), people_items(&people, ""))
                }],
                button: state.say("handover-button"),
                about: title,
                ..Form::default()
            };
            parts.push(form.into());
        } else if orphan.vacant == "reviewer" {
            let href = urls::part(id, "reassign-review");
            let link = Link::to(state.say("review-reassign-title"), href);
            parts.push(Part::Links { links: vec![link] });
        } else {
            parts.push(state.text("vacant-signer-text"));
        }
    }
    let heading = state.say("orphans-title");
    let back = Some(urls::PEOPLE.to_owned());
    state.show(&by, &PartsPage { heading, back, parts, ..PartsPage::default() })
}
