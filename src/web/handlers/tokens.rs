//! Personal tokens, with which programs act for a person.
use std::collections::BTreeSet;

use axum::response::{Html, IntoResponse as _, Response};

use super::pages::choice;
use super::{lists, sent, to};
use crate::app::SignedIn as Person;
use crate::domain::token::{Token, TokenScope};
use crate::domain::writing::parse_day;
use crate::web::error::WebError;
use crate::web::extract::{Here, Place, Posted, SignedIn};
use crate::web::forms::Fields;
use crate::web::views::{Form, FormField, Link, Part, PartsPage, Table, TableCell};
use crate::web::{AppState, urls};

/// The page of the tokens.
const AT: &str = "/account/tokens";

fn scope_name(state: &AppState, scope: TokenScope) -> String {
    state.say(&format!("token-scope-{}", scope.name()))
}

async fn view(state: &AppState, by: &Person, fields: &Fields) -> Result<PartsPage, WebError> {
    let tokens = state.service.tokens(&by.actor).await?;
    let row = |token: &Token| {
        let scopes: Vec<String> =
            token.scopes.iter().map(|scope| scope_name(state, *scope)).collect();
        vec![
            TableCell::text(token.name.clone()),
            TableCell::text(scopes.join("\n")),
            TableCell::text(lists::day(state, Some(token.until))),
        ]
    };
    let heads = ["token-name", "token-scopes", "field-until"];
    let mut parts = vec![
        state.text("tokens-text"),
        Part::Links { links: vec![Link::to(state.say("tokens-openapi"), "/api/v1/openapi.json")] },
        Part::Table(Table {
            caption: state.say("tokens-title"),
            heads: heads.map(|head| state.say(head)).into(),
            rows: tokens.iter().map(row).collect(),
            empty: state.say("tokens-none"),
        }),
    ];
    for token in &tokens {
        let revoke = Form::press(format!("{AT}/{}/revoke", token.id), state.say("token-revoke"));
        parts.push(Form { about: token.name.clone(), ..revoke }.into());
    }
    let chosen = fields.all("scopes");
    let scopes = TokenScope::ALL.iter().map(|scope| {
        let picked = chosen.iter().any(|name| name == scope.name());
        choice(scope.name(), scope_name(state, *scope), picked)
    });
    parts.push(Part::Heading { text: state.say("token-new") });
    let mut form = Form {
        action: AT.to_owned(),
        fields: vec![
            FormField::text("name", state.say("token-name"), fields.get("name"))
                .hint(state.say("token-name-hint")),
            FormField::checkboxes("scopes", state.say("token-scopes"), scopes.collect()),
            FormField::date("until", state.say("field-until"), &fields.day("until"))
                .hint(state.say("token-until-hint")),
        ],
        button: state.say("token-new"),
        ..Form::default()
    };
    if by.person.password.is_some() {
        let password = FormField::text("password", state.say("field-password-now"), "");
        form.fields.push(password.kind("password", "current-password"));
    }
    parts.push(form.into());
    Ok(PartsPage {
        heading: state.say("tokens-title"),
        back: Some(urls::ACCOUNT.to_owned()),
        parts,
        ..PartsPage::default()
    })
}

pub(crate) async fn page(
    Here(state): Here,
    SignedIn(by): SignedIn,
) -> Result<Html<String>, WebError> {
    state.show(&by, &view(&state, &by, &Fields::default()).await?)
}

pub(crate) async fn make(
    Here(state): Here,
    Posted { by, fields }: Posted,
) -> Result<Response, WebError> {
    let names = fields.all("scopes");
    let scopes: BTreeSet<TokenScope> =
        names.iter().filter_map(|name| TokenScope::named(name)).collect();
    let until = parse_day(&fields.day("until"));
    let stated = (fields.get("name"), scopes, until);
    let made = state.service.make_token(&by, fields.get("password"), stated).await;
    match made {
        Ok(secret) => {
            let parts = vec![
                state.text("token-made-text"),
                Part::Inset { text: secret },
                Part::Links { links: vec![Link::to(state.say("tokens-title"), AT)] },
            ];
            let heading = state.say("token-made");
            let view = PartsPage { heading, parts, ..PartsPage::default() };
            Ok(state.show(&by, &view)?.into_response())
        }
        Err(error) => {
            let again = view(&state, &by, &fields).await?;
            sent(&state, &by, Err(error), AT, again)
        }
    }
}

pub(crate) async fn revoke(
    Here(state): Here,
    Place(id): Place<String>,
    Posted { by, .. }: Posted,
) -> Result<Response, WebError> {
    state.service.revoke_token(&by.actor, &id).await?;
    Ok(to(AT))
}
