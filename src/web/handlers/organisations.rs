//! Organisations: names, codes, and their end.
use std::collections::BTreeSet;

use axum::response::{Html, Response};

use super::pages::{choice, fact};
use super::{lists, sent};
use crate::app::{NewName, SignedIn as Signed};
use crate::domain::ids::OrganisationId;
use crate::domain::organisation::{Organisation, OrganisationType};
use crate::domain::writing::parse_day;
use crate::web::error::WebError;
use crate::web::extract::{Here, Place, Posted, SignedIn};
use crate::web::forms::Fields;
use crate::web::views::{Form, FormField, Line, Part, PartsPage};
use crate::web::{AppState, urls};

fn kinds(state: &AppState, chosen: &str) -> Vec<crate::web::views::Item> {
    let kinds = OrganisationType::ALL.iter();
    kinds
        .map(|kind| {
            choice(kind.name(), state.say(&format!("kind-{}", kind.name())), chosen == kind.name())
        })
        .collect()
}

fn new_view(state: &AppState, fields: &Fields) -> PartsPage {
    let kind = if fields.has("kind") { fields.get("kind") } else { "department" };
    let form = Form {
        action: "/organisations/new".to_owned(),
        fields: vec![
            FormField::text("name", state.say("organisation-name"), fields.get("name")),
            FormField::text("contact", state.say("field-contact"), fields.get("contact"))
                .hint(state.say("field-contact-hint"))
                .kind("email", "off"),
            FormField::radios("kind", state.say("organisation-kind"), kinds(state, kind)),
        ],
        button: state.say("organisation-save"),
        ..Form::default()
    };
    PartsPage {
        heading: state.say("organisation-new-title"),
        back: Some(urls::PEOPLE.to_owned()),
        parts: vec![form.into()],
        ..PartsPage::default()
    }
}

pub(crate) async fn new_page(
    Here(state): Here,
    SignedIn(by): SignedIn,
) -> Result<Html<String>, WebError> {
    by.actor.administer().map_err(|_| WebError::Forbidden)?;
    state.show(&by, &new_view(&state, &Fields::default()))
}

pub(crate) async fn add(
    Here(state): Here,
    Posted { by, fields }: Posted,
) -> Result<Response, WebError> {
    by.actor.administer().map_err(|_| WebError::Forbidden)?;
    let kind = OrganisationType::named(fields.get("kind")).ok_or(WebError::BadRequest)?;
    let stated = (fields.get("name"), kind, fields.get("contact"));
    let done = state.service.add_organisation(&by.actor, stated).await.map(|_| ());
    let again = new_view(&state, &fields);
    sent(&state, &by, done, urls::PEOPLE, again)
}

fn facts(state: &AppState, organisation: &Organisation, all: &[Organisation]) -> Vec<Part> {
    let stated = &organisation.facts;
    let from = |day| lists::day(state, Some(day));
    let named = stated.names.iter().rev().map(|name| {
        let welsh = name.welsh.as_ref().map_or_else(String::new, |welsh| format!(" / {welsh}"));
        let args =
            [("name", format!("{}{welsh}", name.name).into()), ("day", from(name.from).into())];
        state.words().say_with("organisation-from", &args)
    });
    let codes = stated.codes.iter().rev().map(|code| {
        let args = [("name", code.code.clone().into()), ("day", from(code.from).into())];
        state.words().say_with("organisation-from", &args)
    });
    let kind = state.say(&format!("kind-{}", stated.kind.name()));
    let mut lines = vec![
        fact(state.say("organisation-kind"), kind),
        fact(state.say("organisation-names"), named.collect::<Vec<_>>().join("\n")),
        fact(state.say("field-contact"), stated.contact.clone()),
    ];
    if !stated.codes.is_empty() {
        lines.push(fact(state.say("organisation-codes"), codes.collect::<Vec<_>>().join("\n")));
    }
    if let Some(ended) = &stated.ended {
        let successors = all.iter().filter(|other| ended.successors.contains(&other.id));
        let heirs: Vec<String> = successors.map(|other| state.name_of(other)).collect();
        lines.push(fact(state.say("organisation-ended"), from(ended.on)));
        lines.push(fact(state.say("organisation-successors"), heirs.join("\n")));
    }
    lines.push(Line {
        href: Some(urls::documents_of(&organisation.id)),
        ..fact(
            state.say("documents-title"),
            super::organisation_documents::said(state, &stated.documents),
        )
    });
    vec![Part::Facts { lines }]
}

fn end_form(
    state: &AppState,
    organisation: &Organisation,
    all: &[Organisation],
    fields: &Fields,
) -> Form {
    let chosen = fields.all("successors");
    let others = all.iter().filter(|other| other.id != organisation.id);
    let items =
        others.map(|o| choice(&o.id, state.name_of(o), chosen.iter().any(|c| c == o.id.as_str())));
    Form {
        action: format!("{}/end", urls::organisation(&organisation.id)),
        fields: vec![
            FormField::date("on", state.say("organisation-end-on"), &fields.day("on")),
            FormField::checkboxes(
                "successors",
                state.say("organisation-successors"),
                items.collect(),
            ),
        ],
        button: state.say("organisation-end-button"),
        look: "warning",
        ..Form::default()
    }
}

async fn view(
    state: &AppState,
    by: &Signed,
    organisation: &Organisation,
    fields: &Fields,
) -> Result<PartsPage, WebError> {
    let all = state.service.organisations().await?;
    let address = urls::organisation(&organisation.id);
    let mut parts = facts(state, organisation, &all);
    let code = organisation.code_on(state.service.clock().today()).unwrap_or("");
    let or = |name: &str, known: &str| {
        if fields.has(name) { fields.get(name).to_owned() } else { known.to_owned() }
    };
    parts.push(Part::Heading { text: state.say("organisation-change") });
    let form = Form {
        action: address.clone(),
        fields: vec![
            FormField::text(
                "contact",
                state.say("field-contact"),
                &or("contact", &organisation.facts.contact),
            )
            .hint(state.say("field-contact-hint"))
            .kind("email", "off"),
            FormField::text("code", state.say("organisation-code"), &or("code", code))
                .hint(state.say("organisation-code-hint")),
            FormField::date(
                "code-from",
                state.say("organisation-code-from"),
                &fields.day("code-from"),
            ),
        ],
        button: state.say("save"),
        ..Form::default()
    };
    parts.push(form.into());
    parts.push(Part::Heading { text: state.say("organisation-rename") });
    parts.push(state.text("organisation-rename-text"));
    let form = Form {
        action: format!("{address}/rename"),
        fields: vec![
            FormField::text("name", state.say("organisation-name"), fields.get("name")),
            FormField::text("short", state.say("organisation-short"), fields.get("short")),
            FormField::text("welsh", state.say("organisation-welsh"), fields.get("welsh")),
            FormField::date("from", state.say("organisation-rename-from"), &fields.day("from")),
        ],
        button: state.say("organisation-rename-button"),
        look: "secondary",
        ..Form::default()
    };
    parts.push(form.into());
    if by.actor.administer().is_ok() {
        parts.push(Part::Heading { text: state.say("organisation-end") });
        parts.push(state.text("organisation-end-text"));
        parts.push(end_form(state, organisation, &all, fields).into());
    }
    Ok(PartsPage {
        heading: state.name_of(organisation),
        back: Some(urls::PEOPLE.to_owned()),
        parts,
        ..PartsPage::default()
    })
}

pub(crate) async fn page(
    Here(state): Here,
    SignedIn(by): SignedIn,
    Place(id): Place<OrganisationId>,
) -> Result<Html<String>, WebError> {
    let organisation = state.service.managed_organisation(&by.actor, &id).await?;
    state.show(&by, &view(&state, &by, &organisation, &Fields::default()).await?)
}

pub(crate) async fn change(
    Here(state): Here,
    Place(id): Place<OrganisationId>,
    Posted { by, fields }: Posted,
) -> Result<Response, WebError> {
    let organisation = state.service.managed_organisation(&by.actor, &id).await?;
    let code = (fields.get("code"), parse_day(&fields.day("code-from")));
    let done = state.service.change_contact(&by.actor, &id, fields.get("contact"), code).await;
    let again = view(&state, &by, &organisation, &fields).await?;
    sent(&state, &by, done, &urls::organisation(&id), again)
}

pub(crate) async fn rename(
    Here(state): Here,
    Place(id): Place<OrganisationId>,
    Posted { by, fields }: Posted,
) -> Result<Response, WebError> {
    let organisation = state.service.managed_organisation(&by.actor, &id).await?;
    let new = NewName {
        name: fields.trimmed("name"),
        short: fields.trimmed("short"),
        welsh: fields.trimmed("welsh"),
        from: parse_day(&fields.day("from")),
    };
    let done = state.service.rename_organisation(&by.actor, &id, &new).await;
    let again = view(&state, &by, &organisation, &fields).await?;
    sent(&state, &by, done, &urls::organisation(&id), again)
}

pub(crate) async fn end(
    Here(state): Here,
    Place(id): Place<OrganisationId>,
    Posted { by, fields }: Posted,
) -> Result<Response, WebError> {
    let organisation = state.service.managed_organisation(&by.actor, &id).await?;
    let successors = fields.all("successors").into_iter().map(OrganisationId::try_from);
    let successors: BTreeSet<OrganisationId> =
        successors.collect::<Result<_, _>>().map_err(|_| WebError::BadRequest)?;
    let on = parse_day(&fields.day("on"));
    let done = state.service.end_organisation(&by.actor, &id, on, &successors).await.map(|_| ());
    let again = view(&state, &by, &organisation, &fields).await?;
    sent(&state, &by, done, &urls::organisation(&id), again)
}
