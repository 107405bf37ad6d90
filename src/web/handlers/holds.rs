//! Publication holds.
use axum::response::{Html, Response};

use super::pages::{choice, fact};
use super::{lists, sent, to};
use crate::app::SignedIn as Signed;
use crate::domain::ids::HoldId;
use crate::domain::organisation::Organisation;
use crate::domain::publication::PublicationHold;
use crate::domain::writing::parse_day;
use crate::web::error::WebError;
use crate::web::extract::{Here, Place, Posted, SignedIn};
use crate::web::forms::Fields;
use crate::web::views::{Form, FormField, Part, PartsPage};
use crate::web::{AppState, urls};

async fn view(state: &AppState, by: &Signed, fields: &Fields) -> Result<PartsPage, WebError> {
    let organisations = state.service.organisations().await?;
    let holds = state.service.holds(&by.actor).await?;
    let name = |hold: &PublicationHold| match &hold.organisation {
        None => state.say("holds-all"),
        Some(id) => {
            let found = organisations.iter().find(|organisation| organisation.id == *id);
            found.map_or_else(String::new, |found| state.name_of(found))
        }
    };
    let mut parts = vec![state.text("holds-text")];
    if holds.is_empty() {
        parts.push(state.text("holds-none"));
    }
    for hold in &holds {
        let args = [
            ("from", lists::day(state, Some(hold.from)).into()),
            ("to", lists::day(state, Some(hold.to)).into()),
        ];
        parts.push(Part::Heading { text: name(hold) });
        let mut lines = vec![
            fact(state.say("holds-when"), state.words().say_with("holds-from-to", &args)),
            fact(state.say("holds-reason"), hold.reason.clone()),
        ];
        if hold.ended {
            lines.push(fact(state.say("head-standing"), state.say("holds-ended")));
        }
        parts.push(Part::Facts { lines });
        if !hold.ended && hold.to >= state.service.clock().today() {
            let action = format!("{}/{}/end", urls::HOLDS, hold.id);
            let form = Form::press(action, state.say("holds-end"));
            parts.push(Form { about: name(hold), ..form }.into());
        }
    }
    parts.push(Part::Heading { text: state.say("holds-new") });
    parts.push(new_form(state, by, &organisations, fields).into());
    Ok(PartsPage {
        heading: state.say("holds-title"),
        back: Some(urls::PEOPLE.to_owned()),
        parts,
        ..PartsPage::default()
    })
}

fn new_form(
    state: &AppState,
    by: &Signed,
    organisations: &[Organisation],
    fields: &Fields,
) -> Form {
    let own = organisations.iter().filter(|o| by.actor.manage(&o.id).is_ok());
    let own = own.map(|o| {
        let chosen = fields.get("organisation") == o.id.as_str();
        choice(&o.id, state.name_of(o), chosen)
    });
    let all = by.actor.administer().is_ok();
    let all =
        all.then(|| choice("", state.say("holds-all"), fields.get("organisation").is_empty()));
    Form {
        action: urls::HOLDS.to_owned(),
        fields: vec![
            FormField::select(
                "organisation",
                state.say("head-organisation"),
                all.into_iter().chain(own).collect(),
            ),
            FormField::date("from", state.say("holds-from"), &fields.day("from")),
            FormField::date("to", state.say("holds-to"), &fields.day("to")),
            FormField::text("reason", state.say("holds-reason"), fields.get("reason"))
                .hint(state.say("holds-reason-hint")),
        ],
        button: state.say("holds-button"),
        ..Form::default()
    }
}

pub(crate) async fn list(
    Here(state): Here,
    SignedIn(by): SignedIn,
) -> Result<Html<String>, WebError> {
    if !by.actor.manages_any() {
        return Err(WebError::Forbidden);
    }
    state.show(&by, &view(&state, &by, &Fields::default()).await?)
}

pub(crate) async fn set(
    Here(state): Here,
    Posted { by, fields }: Posted,
) -> Result<Response, WebError> {
    let organisation = match fields.get("organisation") {
        "" => None,
        organisation => Some(organisation.parse().map_err(|_| WebError::BadRequest)?),
    };
    let days = (parse_day(&fields.day("from")), parse_day(&fields.day("to")));
    let reason = fields.get("reason");
    let done = state.service.set_hold(&by.actor, organisation.as_ref(), days, reason).await;
    let again = view(&state, &by, &fields).await?;
    sent(&state, &by, done, urls::HOLDS, again)
}

pub(crate) async fn end(
    Here(state): Here,
    Place(id): Place<HoldId>,
    Posted { by, .. }: Posted,
) -> Result<Response, WebError> {
    state.service.end_hold(&by.actor, &id).await?;
    Ok(to(urls::HOLDS))
}
