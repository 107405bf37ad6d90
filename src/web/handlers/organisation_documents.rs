//! How the statements of an organisation look.
use axum::http::{HeaderValue, header};
use axum::response::{Html, IntoResponse as _, Response};

use super::sent;
use crate::app::DocumentRequest;
use crate::domain::ids::OrganisationId;
use crate::domain::organisation::{DocumentFacts, Organisation};
use crate::web::error::WebError;
use crate::web::extract::{Here, Place, SignedIn, Uploaded};
use crate::web::forms::Fields;
use crate::web::views::{Form, FormField, Part, PartsPage, Picture};
use crate::web::{AppState, urls};

fn view(state: &AppState, organisation: &Organisation, fields: Option<&Fields>) -> PartsPage {
    let kept = &organisation.facts.documents;
    let logo = kept.logo.as_ref();
    let or = |name: &str, known: &str| fields.map_or(known, |fields| fields.get(name)).to_owned();
    let alt = or("alt", logo.map_or("", |logo| &logo.alt));
    let mut parts = vec![state.text("documents-text")];
    let mut form = vec![
        FormField::text("accent", state.say("documents-accent"), &or("accent", &kept.accent))
            .hint(state.say("documents-accent-hint")),
        FormField::text("licence", state.say("documents-licence"), &or("licence", &kept.licence))
            .hint(state.say("documents-licence-hint")),
        FormField::text(
            "licence-welsh",
            state.say("documents-licence-welsh"),
            &or("licence-welsh", &kept.licence_welsh),
        ),
    ];
    if let Some(logo) = logo {
        parts.push(Part::Picture(Picture {
            address: urls::logo(&logo.file),
            label: logo.alt.clone(),
            width: logo.width.min(340),
        }));
    }
    form.push(
        FormField::file("logo", state.say("documents-logo")).hint(state.say("documents-logo-hint")),
    );
    form.push(
        FormField::text("alt", state.say("documents-alt"), &alt)
            .hint(state.say("documents-alt-hint")),
    );
    if logo.is_some() {
        let remove = super::pages::choice("yes", state.say("documents-remove-yes"), false);
        form.push(FormField::checkboxes("remove", state.say("documents-remove"), vec![remove]));
    }
    let cost = fields.map_or(kept.cost, |fields| fields.get("cost") == "yes");
    let cost = super::pages::choice("yes", state.say("documents-cost-yes"), cost);
    form.push(
        FormField::checkboxes("cost", state.say("documents-cost"), vec![cost])
            .hint(state.say("documents-cost-hint")),
    );
    let form = Form {
        action: urls::documents_of(&organisation.id),
        fields: form,
        files: true,
        button: state.say("save"),
        ..Form::default()
    };
    parts.push(form.into());
    PartsPage {
        heading: state.say("documents-title"),
        caption: Some(state.name_of(organisation)),
        back: Some(urls::organisation(&organisation.id)),
        parts,
        ..PartsPage::default()
    }
}

pub(crate) async fn page(
    Here(state): Here,
    SignedIn(by): SignedIn,
    Place(id): Place<OrganisationId>,
) -> Result<Html<String>, WebError> {
    let organisation = state.service.managed_organisation(&by.actor, &id).await?;
    state.show(&by, &view(&state, &organisation, None))
}

pub(crate) async fn change(
    Here(state): Here,
    Place(id): Place<OrganisationId>,
    Uploaded { by, fields, mut files }: Uploaded,
) -> Result<Response, WebError> {
    let organisation = state.service.managed_organisation(&by.actor, &id).await?;
    let request = DocumentRequest {
        accent: fields.trimmed("accent"),
        licence: fields.trimmed("licence"),
        licence_welsh: fields.trimmed("licence-welsh"),
        logo: files.remove("logo"),
        alt: fields.trimmed("alt"),
        remove_logo: fields.get("remove") == "yes",
        cost: fields.get("cost") == "yes",
    };
    let done = state.service.change_documents(&by.actor, &id, request).await;
    let again = view(&state, &organisation, Some(&fields));
    sent(&state, &by, done, &urls::documents_of(&id), again)
}

/// The documents that an organisation has set nothing for look as usual.
pub(super) fn said(state: &AppState, documents: &DocumentFacts) -> String {
    if *documents == DocumentFacts::default() {
        state.say("documents-usual")
    } else {
        state.say("documents-own")
    }
}

pub(crate) async fn logo(
    Here(state): Here,
    Place(hash): Place<String>,
) -> Result<Response, WebError> {
    let mut response = state.service.logo(&hash).await?.into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("image/png"));
    let kept = HeaderValue::from_static("public, max-age=31536000, immutable");
    headers.insert(header::CACHE_CONTROL, kept);
    Ok(response)
}
