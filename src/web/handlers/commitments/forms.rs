//! The other forms of a commitment: who has a part in it, what stands in its place, what it is
//! linked to; and what all its forms share.
use std::collections::BTreeSet;

use axum::http::StatusCode;
use axum::response::{Html, IntoResponse as _, Response};

use super::super::pages::choice;
use super::super::{sent, to};
use super::key;
use crate::app::{NewHolders, NewSuccession, Organisations, SignedIn as Person, UseCaseError};
use crate::domain::commitment::{Commitment, Fate, Linked};
use crate::domain::ids::{CommitmentId, OrganisationId};
use crate::domain::writing::parse_day;
use crate::web::error::WebError;
use crate::web::extract::{Here, Place, Posted, SignedIn};
use crate::web::forms::Fields;
use crate::web::views::{Form, FormField, Item, Part, PartsPage};
use crate::web::{AppState, urls};

/// What was typed, or what is known when nothing was.
pub(super) fn or(fields: &Fields, name: &str, known: &str) -> String {
    if fields.has(name) { fields.get(name).to_owned() } else { known.to_owned() }
}

pub(super) fn options(state: &AppState, list: &str, names: &[&str], now: &str) -> Vec<Item> {
    names.iter().map(|name| choice(name, state.say(&key(list, name)), *name == now)).collect()
}

/// Organisations that exist, to choose from.
pub(super) fn organisations_items(
    state: &AppState,
    organisations: &Organisations,
    chosen: &BTreeSet<String>,
) -> Vec<Item> {
    let today = state.service.clock().today();
    let exist = organisations.0.iter().filter(|it| it.exists_on(today));
    exist.map(|it| choice(&it.id, state.name_of(it), chosen.contains(it.id.as_str()))).collect()
}

pub(super) fn holder_fields(
    state: &AppState,
    organisations: &Organisations,
    (lead, supporting): (&str, &BTreeSet<String>),
) -> Vec<FormField> {
    let none = choice("", state.say("choose"), lead.is_empty());
    let one = BTreeSet::from([lead.to_owned()]);
    let leads = [none].into_iter().chain(organisations_items(state, organisations, &one));
    let others = organisations_items(state, organisations, supporting);
    vec![
        FormField::select("lead", state.say("commitment-lead"), leads.collect()),
        FormField::checkboxes("supporting", state.say("commitment-supporting"), others),
    ]
}

pub(super) fn about(
    state: &AppState,
    it: &Commitment,
    heading: &str,
    parts: Vec<Part>,
) -> PartsPage {
    PartsPage {
        heading: state.say(heading),
        caption: Some(format!("{} · {}", it.reference, it.facts.title)),
        back: Some(urls::commitment(&it.id)),
        parts,
        ..PartsPage::default()
    }
}

/// After a form about a commitment. When someone else changed it meanwhile, the form comes again
/// with what was typed, and says so; sent once more, it counts.
pub(super) fn saved(
    state: &AppState,
    by: &Person,
    done: Result<(), UseCaseError>,
    (it, next): (&Commitment, &str),
    mut again: PartsPage,
) -> Result<Response, WebError> {
    if let Err(UseCaseError::Conflict) = done {
        for part in &mut again.parts {
            let Part::Form(form) = part else { continue };
            for (_, seen) in form.hidden.iter_mut().filter(|(name, _)| name == "seen") {
                *seen = it.revision.to_string();
            }
        }
        again.parts.insert(0, Part::Warning { text: state.say("commitment-conflict") });
        return Ok((StatusCode::CONFLICT, state.show(by, &again)?).into_response());
    }
    sent(state, by, done, next, again)
}

pub(super) fn holders(fields: &Fields) -> NewHolders {
    let supporting = fields.all("supporting").into_iter().filter_map(|id| id.parse().ok());
    NewHolders {
        lead: fields.get("lead").parse::<OrganisationId>().ok(),
        supporting: supporting.collect(),
        from: parse_day(&fields.day("from")),
    }
}

/// A commitment that this person looks after.
pub(super) async fn kept(
    state: &AppState,
    by: &Person,
    id: &CommitmentId,
) -> Result<Commitment, WebError> {
    let found = state.service.found_commitment(id).await?;
    if !by.actor.may_keep(&found.responsible) {
        return Err(WebError::Forbidden);
    }
    Ok((*found.commitment).clone())
}

/// The revision that the person has seen: that of the form they sent, or the present one.
pub(super) fn seen(it: &Commitment, fields: &Fields) -> Vec<(String, String)> {
    let seen = or(fields, "seen", &it.revision.to_string());
    vec![("seen".to_owned(), seen)]
}

pub(super) fn revision(fields: &Fields) -> Result<u64, WebError> {
    fields.get("seen").parse().map_err(|_| WebError::BadRequest)
}

async fn holders_view(
    state: &AppState,
    it: &Commitment,
    fields: &Fields,
) -> Result<PartsPage, WebError> {
    let organisations = state.service.all_organisations().await?;
    let today = state.service.clock().today();
    let lead = it.lead_on(today).map(ToString::to_string).unwrap_or_default();
    let supporting: BTreeSet<String> = if fields.has("lead") {
        fields.all("supporting").into_iter().collect()
    } else {
        it.supporting_on(today).map(ToString::to_string).collect()
    };
    let mut all = holder_fields(state, &organisations, (&or(fields, "lead", &lead), &supporting));
    all.push(
        FormField::date("from", state.say("holder-from"), &fields.day("from"))
            .hint(state.say("holder-from-hint")),
    );
    let form = Form {
        action: format!("{}/holders", urls::commitment(&it.id)),
        hidden: seen(it, fields),
        fields: all,
        button: state.say("save"),
        ..Form::default()
    };
    Ok(about(state, it, "holders-change", vec![state.text("holders-text"), form.into()]))
}

pub(crate) async fn holders_page(
    Here(state): Here,
    SignedIn(by): SignedIn,
    Place(id): Place<CommitmentId>,
) -> Result<Html<String>, WebError> {
    let it = kept(&state, &by, &id).await?;
    state.show(&by, &holders_view(&state, &it, &Fields::default()).await?)
}

pub(crate) async fn give(
    Here(state): Here,
    Place(id): Place<CommitmentId>,
    Posted { by, fields }: Posted,
) -> Result<Response, WebError> {
    let it = kept(&state, &by, &id).await?;
    let done =
        state.service.give_commitment(&by.actor, &id, &holders(&fields), revision(&fields)?).await;
    let again = holders_view(&state, &it, &fields).await?;
    saved(&state, &by, done, (&it, &urls::commitment(&id)), again)
}

fn succession_view(state: &AppState, it: &Commitment, fields: &Fields) -> PartsPage {
    let names: Vec<&str> = Fate::ALL.iter().map(|fate| fate.name()).collect();
    let fates = names.iter().map(|name| {
        choice(name, state.say(&format!("succession-{name}")), *name == fields.get("fate"))
    });
    let form = Form {
        action: format!("{}/succeed", urls::commitment(&it.id)),
        hidden: seen(it, fields),
        fields: vec![
            FormField::radios("fate", state.say("succession-fate"), fates.collect()),
            FormField::text("to", state.say("succession-to"), fields.get("to"))
                .hint(state.say("succession-to-hint")),
            FormField::date("on", state.say("succession-on"), &fields.day("on")),
            FormField::area("why", state.say("succession-why"), fields.get("why"), 3),
        ],
        button: state.say("save"),
        look: "warning",
        ..Form::default()
    };
    about(state, it, "succession-title", vec![state.text("succession-text"), form.into()])
}

pub(crate) async fn succession_page(
    Here(state): Here,
    SignedIn(by): SignedIn,
    Place(id): Place<CommitmentId>,
) -> Result<Html<String>, WebError> {
    let it = kept(&state, &by, &id).await?;
    state.show(&by, &succession_view(&state, &it, &Fields::default()))
}

pub(crate) async fn succeed(
    Here(state): Here,
    Place(id): Place<CommitmentId>,
    Posted { by, fields }: Posted,
) -> Result<Response, WebError> {
    let it = kept(&state, &by, &id).await?;
    let separators = |c: char| c == ',' || c == ';' || c.is_whitespace();
    let named = fields.get("to").split(separators).filter(|text| !text.is_empty());
    let new = NewSuccession {
        fate: Fate::named(fields.get("fate")),
        on: parse_day(&fields.day("on")),
        to: named.map(str::to_owned).collect(),
        why: fields.trimmed("why"),
    };
    let done = state.service.succeed_commitment(&by.actor, &id, &new, revision(&fields)?).await;
    saved(&state, &by, done, (&it, &urls::commitment(&id)), succession_view(&state, &it, &fields))
}

fn link_view(state: &AppState, it: &Commitment, fields: &Fields) -> PartsPage {
    let form = Form {
        action: format!("{}/link", urls::commitment(&it.id)),
        fields: vec![
            FormField::text("to", state.say("thread-reference"), fields.get("to"))
                .hint(state.say("thread-reference-hint")),
        ],
        button: state.say("thread-add"),
        ..Form::default()
    };
    about(state, it, "thread-add", vec![form.into()])
}

pub(crate) async fn link_page(
    Here(state): Here,
    SignedIn(by): SignedIn,
    Place(id): Place<CommitmentId>,
) -> Result<Html<String>, WebError> {
    let it = kept(&state, &by, &id).await?;
    state.show(&by, &link_view(&state, &it, &Fields::default()))
}

pub(crate) async fn link(
    Here(state): Here,
    Place(id): Place<CommitmentId>,
    Posted { by, fields }: Posted,
) -> Result<Response, WebError> {
    let it = kept(&state, &by, &id).await?;
    let done = match state.service.linked_by_reference(&by.actor, fields.get("to")).await {
        Ok(to) => state.service.link_commitment(&by.actor, &id, to, true).await,
        Err(error) => Err(error),
    };
    saved(&state, &by, done, (&it, &urls::commitment(&id)), link_view(&state, &it, &fields))
}

pub(crate) async fn unlink(
    Here(state): Here,
    Place(id): Place<CommitmentId>,
    Posted { by, fields }: Posted,
) -> Result<Response, WebError> {
    kept(&state, &by, &id).await?;
    let link: Linked =
        serde_json::from_str(fields.get("link")).map_err(|_| WebError::BadRequest)?;
    state.service.link_commitment(&by.actor, &id, link, false).await?;
    Ok(to(&urls::commitment(&id)))
}
