//! The register as a whole: import, named readers, transfer, and what affects the same people.
use std::collections::BTreeSet;

use axum::response::{Html, IntoResponse as _, Response};

use super::imports::{self, FileRow};
use super::pages::{about, choice};
use super::sent;
use crate::app::{ImportRow, Outcome};
use crate::domain::ids::{AssessmentId, PersonId, PolicyId};
use crate::domain::policy::Policy;
use crate::domain::writing::parse_day;
use crate::web::error::WebError;
use crate::web::extract::{Here, Place, Posted, SignedIn, Uploaded};
use crate::web::forms::Fields;
use crate::web::views::{Form, FormField, Link, Part, PartsPage, Table, TableCell};
use crate::web::{AppState, urls};

fn import_form(state: &AppState, source: &str) -> PartsPage {
    let form = imports::form(state, "/policies/import", source);
    PartsPage {
        heading: state.say("import-title"),
        back: Some(urls::POLICIES.to_owned()),
        parts: vec![state.text("import-text"), form.into()],
        ..PartsPage::default()
    }
}

pub(crate) async fn import_page(
    Here(state): Here,
    SignedIn(by): SignedIn,
) -> Result<Html<String>, WebError> {
    by.actor.register().map_err(|_| WebError::Forbidden)?;
    state.show(&by, &import_form(&state, ""))
}

fn preview_page(state: &AppState, rows: &[ImportRow], source: &str) -> PartsPage {
    let name = |row: &ImportRow| {
        let title = row.facts.title.clone();
        match &row.policy {
            Some(policy) if row.outcome != Outcome::New => {
                TableCell::link(title, urls::policy(&policy.id))
            }
            Some(_) | None => TableCell::text(title),
        }
    };
    let lines = rows.iter().map(|row| FileRow {
        number: row.line,
        name: name(row),
        outcome: &row.outcome,
        twin: row.policy.as_ref().map(|policy| policy.reference.clone()),
    });
    imports::preview(state, "/policies/import", "head-title", lines.collect(), source)
}

pub(crate) async fn preview(
    Here(state): Here,
    Uploaded { by, fields, files }: Uploaded,
) -> Result<Response, WebError> {
    by.actor.register().map_err(|_| WebError::Forbidden)?;
    let source = match imports::source(&state, &fields, &files).await {
        Ok(source) => source,
        Err(wrong) => {
            let again = import_form(&state, fields.get("source"));
            return state.show_wrong(&by, &again.wrong(vec![wrong]));
        }
    };
    let source = source.as_str();
    match state.service.preview_import(&by.actor, source).await? {
        Ok(rows) => Ok(state.show(&by, &preview_page(&state, &rows, source))?.into_response()),
        Err(error) => imports::unreadable(&state, &by, &error, import_form(&state, source)),
    }
}

pub(crate) async fn import(
    Here(state): Here,
    Uploaded { by, fields, .. }: Uploaded,
) -> Result<Response, WebError> {
    let source = fields.get("source");
    match state.service.import_policies(&by.actor, source).await {
        Ok(numbers) => {
            let next = Link::to(state.say("policies-title"), urls::POLICIES);
            let view = imports::done(&state, numbers, next);
            let view = PartsPage { back: Some(urls::POLICIES.to_owned()), ..view };
            Ok(state.show(&by, &view)?.into_response())
        }
        Err(error) => sent(&state, &by, Err(error), urls::POLICIES, import_form(&state, source)),
    }
}

fn about_policy(state: &AppState, policy: &Policy, heading: &str, parts: Vec<Part>) -> PartsPage {
    PartsPage {
        heading: state.say(heading),
        caption: Some(format!("{} · {}", policy.reference, policy.facts.title)),
        back: Some(urls::policy(&policy.id)),
        parts,
        ..PartsPage::default()
    }
}

pub(crate) async fn readers_page(
    Here(state): Here,
    SignedIn(by): SignedIn,
    Place(id): Place<PolicyId>,
) -> Result<Html<String>, WebError> {
    let policy = state.service.policy(&by.actor, &id).await?;
    let right = by.actor.register().map_err(|_| WebError::Forbidden)?;
    right.covers(&policy).map_err(|_| WebError::Forbidden)?;
    let people = state.service.people_of(&policy.organisation).await?;
    let items = people.iter().filter(|person| !person.disabled).map(|person| {
        let text = format!("{}, {}", person.name, person.post);
        choice(&person.id, text, policy.readers.contains(&person.id))
    });
    let form = Form {
        action: format!("{}/readers", urls::policy(&id)),
        fields: vec![FormField::checkboxes("readers", state.say("readers-who"), items.collect())],
        button: state.say("save"),
        ..Form::default()
    };
    let parts = vec![state.text("readers-text"), form.into()];
    state.show(&by, &about_policy(&state, &policy, "readers-title", parts))
}

pub(crate) async fn readers(
    Here(state): Here,
    Place(id): Place<PolicyId>,
    Posted { by, fields }: Posted,
) -> Result<Response, WebError> {
    let readers = fields.all("readers").into_iter().map(PersonId::try_from);
    let readers: BTreeSet<PersonId> =
        readers.collect::<Result<_, _>>().map_err(|_| WebError::BadRequest)?;
    state.service.choose_readers(&by.actor, &id, &readers).await?;
    Ok(super::to(&urls::policy(&id)))
}

async fn transfer_view(
    state: &AppState,
    policy: &Policy,
    fields: &Fields,
) -> Result<PartsPage, WebError> {
    let organisations = state.service.organisations().await?;
    let others = organisations.iter().filter(|other| other.id != policy.organisation);
    let items = others.map(|other| {
        choice(&other.id, state.name_of(other), fields.get("to") == other.id.as_str())
    });
    let form = Form {
        action: format!("{}/transfer", urls::policy(&policy.id)),
        fields: vec![
            FormField::radios("to", state.say("transfer-to"), items.collect()),
            FormField::date("on", state.say("transfer-on"), &fields.day("on")),
        ],
        button: state.say("transfer-button"),
        look: "warning",
        ..Form::default()
    };
    let parts = vec![state.text("transfer-text"), form.into()];
    Ok(about_policy(state, policy, "transfer-title", parts))
}

pub(crate) async fn transfer_page(
    Here(state): Here,
    SignedIn(by): SignedIn,
    Place(id): Place<PolicyId>,
) -> Result<Html<String>, WebError> {
    let policy = state.service.policy(&by.actor, &id).await?;
    by.actor.manage(&policy.organisation).map_err(|_| WebError::Forbidden)?;
    state.show(&by, &transfer_view(&state, &policy, &Fields::default()).await?)
}

pub(crate) async fn transfer(
    Here(state): Here,
    Place(id): Place<PolicyId>,
    Posted { by, fields }: Posted,
) -> Result<Response, WebError> {
    let policy = state.service.policy(&by.actor, &id).await?;
    by.actor.manage(&policy.organisation).map_err(|_| WebError::Forbidden)?;
    let to = fields.get("to").parse().ok();
    let target = (to.as_ref(), parse_day(&fields.day("on")));
    let done = state.service.transfer_policy(&by.actor, &id, target).await;
    let again = transfer_view(&state, &policy, &fields).await?;
    sent(&state, &by, done, urls::POLICIES, again)
}

pub(crate) async fn overlaps(
    Here(state): Here,
    SignedIn(by): SignedIn,
    Place(id): Place<AssessmentId>,
) -> Result<Html<String>, WebError> {
    let open = state.service.open(&by.actor, &id).await?;
    let found = state.service.overlaps(&by.actor, &open).await?;
    let words = crate::web::build::labels(&open, state.words());
    let row = |(policy, assessment, groups): &(
        Policy,
        crate::domain::assessment::Assessment,
        Vec<String>,
    )| {
        let named = groups.iter().filter_map(|group| group.parse().ok());
        let named: Vec<String> = named.map(|group| words.group(&group)).collect();
        vec![
            TableCell::link(policy.facts.title.clone(), urls::assessment(&assessment.id)),
            TableCell::text(policy.reference.clone()),
            TableCell::text(named.join("\n")),
        ]
    };
    let heads = ["head-policy", "head-reference", "overlaps-groups"];
    let table = Table {
        caption: state.say("overlaps-title"),
        heads: heads.map(|head| state.say(head)).into(),
        rows: found.iter().map(row).collect(),
        empty: state.say("overlaps-none"),
    };
    let parts = vec![state.text("overlaps-text"), Part::Table(table)];
    state.show(&by, &about(&open, state.say("overlaps-title"), parts))
}
