//! The people whom an administrator looks after.
use std::collections::{BTreeMap, BTreeSet};

use axum::response::{Html, IntoResponse as _, Response};

use super::pages::choice;
use super::{lists, sent, to};
use crate::app::{NewPerson, SignedIn as Signed};
use crate::domain::access::LOCAL_ROLES;
use crate::domain::ids::{OrganisationId, PersonId};
use crate::domain::organisation::Organisation;
use crate::domain::people::{Person, Role};
use crate::domain::writing::parse_day;
use crate::i18n::Words;
use crate::web::error::WebError;
use crate::web::extract::{Here, Place, Posted, SignedIn};
use crate::web::forms::Fields;
use crate::web::views::{Form, FormField, Item, Link, Part, PartsPage, Table, TableCell};
use crate::web::{AppState, urls};

pub(super) fn role_name(words: &Words, role: Role) -> String {
    words.say(&format!("role-{}", role.name().replace('_', "-")))
}

impl AppState {
    /// The name of an organisation today.
    pub(super) fn name_of(&self, organisation: &Organisation) -> String {
        organisation.name_on(self.service.clock().today(), self.lang).to_owned()
    }
}

/// What can be done beside the list.
fn list_links(state: &AppState, by: &Signed) -> Vec<Link> {
    let mut links = vec![Link::button(state.say("people-add"), "/people/new")];
    if by.actor.administer().is_ok() {
        links.push(Link::to(state.say("people-add-organisation"), "/organisations/new"));
        links.push(Link::to(state.say("import-organisations"), "/organisations/import"));
    }
    links.push(Link::to(state.say("orphans-title"), urls::ORPHANS));
    links.push(Link::to(state.say("holds-title"), urls::HOLDS));
    links.push(Link::to(state.say("certificates-title"), "/certificates"));
    links
}

pub(crate) async fn list(
    Here(state): Here,
    SignedIn(by): SignedIn,
) -> Result<Html<String>, WebError> {
    let mut people = state.service.people(&by.actor).await?;
    people.sort_by_key(|person| person.name.to_lowercase());
    let organisations = state.service.organisations().await?;
    let own = organisations.iter().filter(|o| by.actor.manage(&o.id).is_ok());
    let name = |id: &OrganisationId| {
        let found = organisations.iter().find(|organisation| organisation.id == *id);
        found.map_or_else(String::new, |found| state.name_of(found))
    };
    let row = |person: &Person| {
        let roles = person.roles.iter().map(|role| role_name(state.words(), *role));
        let standing = if person.disabled {
            TableCell::tag(state.say("person-left"), "grey")
        } else if person.password.is_none() && person.identity.is_none() {
            TableCell::tag(state.say("people-invited"), "yellow")
        } else {
            TableCell::text(person.until.map_or_else(String::new, |until| {
                let day = lists::day(&state, Some(until));
                state.words().say_with("person-until", &[("day", day.into())])
            }))
        };
        vec![
            if by.actor.looks_after(person) {
                TableCell::link(person.name.clone(), urls::person(&person.id))
            } else {
                TableCell::text(person.name.clone())
            },
            TableCell::text(person.post.clone()),
            TableCell::text(name(&person.organisation)),
            TableCell::text(person.email.clone()),
            TableCell::text(roles.collect::<Vec<_>>().join(", ")),
            standing,
        ]
    };
    let heads = [
        "head-name",
        "head-post",
        "head-organisation",
        "head-address",
        "head-roles",
        "head-standing",
    ];
    let table = Table {
        caption: state.say("people-title"),
        heads: heads.map(|head| state.say(head)).into(),
        rows: people.iter().map(row).collect(),
        empty: String::new(),
    };
    let links = list_links(&state, &by);
    let organisations = own.map(|o| Link::to(state.name_of(o), urls::organisation(&o.id)));
    let organisations = organisations.collect();
    let parts = vec![
        Part::Links { links },
        Part::Table(table),
        Part::Heading { text: state.say("people-organisations") },
        Part::Links { links: organisations },
    ];
    let heading = state.say("people-title");
    state.show(&by, &PartsPage { heading, wide: true, parts, ..PartsPage::default() })
}

/// The fields about a person.
async fn person_fields(
    state: &AppState,
    by: &Signed,
    person: &NewPerson,
) -> Result<Vec<FormField>, WebError> {
    let organisations = state.service.organisations().await?;
    let own: Vec<&Organisation> =
        organisations.iter().filter(|o| by.actor.manage(&o.id).is_ok()).collect();
    let items = own.iter().map(|organisation| {
        let chosen = organisation.id.as_str() == person.organisation;
        choice(&organisation.id, state.name_of(organisation), chosen)
    });
    let give = |role: &&Role| LOCAL_ROLES.contains(role) || by.actor.administer().is_ok();
    let role = |role: &Role, held: bool| Item {
        hint: Some(state.say(&format!("role-{}-hint", role.name().replace('_', "-")))),
        ..choice(role.name(), role_name(state.words(), *role), held)
    };
    let roles = Role::ALL.iter().filter(give).map(|r| role(r, person.roles.contains(r)));
    let level = person.signs_up_to.map_or_else(String::new, |level| level.to_string());
    let mut levels = vec![choice("", state.say("signs-any"), level.is_empty())];
    levels.extend((0..=4).map(|n| {
        let text = state.words().say_with("signs-up-to", &[("level", super::level_name(n).into())]);
        choice(n, text, level == n.to_string())
    }));
    let until = person.until.map(|until| until.to_string()).unwrap_or_default();
    let mut fields = vec![
        FormField::text("name", state.say("field-name"), &person.name),
        FormField::text("email", state.say("field-email"), &person.email).kind("email", "off"),
        FormField::text("post", state.say("field-post"), &person.post)
            .hint(state.say("field-post-hint")),
        FormField::select("organisation", state.say("field-person-organisation"), items.collect()),
        FormField::checkboxes("roles", state.say("field-roles"), roles.collect()),
        FormField::select("signs_up_to", state.say("field-signs-up-to"), levels)
            .hint(state.say("field-signs-up-to-hint")),
        FormField::date("until", state.say("field-until"), &until)
            .hint(state.say("field-until-hint")),
    ];
    for other in own.iter().filter(|o| o.id.as_str() != person.organisation) {
        let held = person.elsewhere.get(&other.id).cloned().unwrap_or_default();
        let items = LOCAL_ROLES
            .iter()
            .map(|role| choice(role.name(), role_name(state.words(), *role), held.contains(role)));
        let args = [("organisation", state.name_of(other).into())];
        let label = state.words().say_with("field-roles-elsewhere", &args);
        let name = format!("roles-{}", other.id);
        fields.push(FormField::checkboxes(&name, label, items.collect()));
    }
    Ok(fields)
}

fn roles(fields: &Fields, name: &str) -> Result<BTreeSet<Role>, WebError> {
    let roles = fields.all(name);
    roles.iter().map(|role| Role::named(role).ok_or(WebError::BadRequest)).collect()
}

fn read(fields: &Fields) -> Result<NewPerson, WebError> {
    let mut elsewhere = BTreeMap::new();
    for name in fields.names() {
        let other = name.strip_prefix("roles-").and_then(|id| id.parse::<OrganisationId>().ok());
        if let Some(other) = other.filter(|other| other.as_str() != fields.get("organisation")) {
            elsewhere.insert(other, roles(fields, &name)?);
        }
    }
    let level = match fields.get("signs_up_to") {
        "" => None,
        level => Some(level.parse().map_err(|_| WebError::BadRequest)?),
    };
    Ok(NewPerson {
        name: fields.trimmed("name"),
        email: fields.trimmed("email"),
        post: fields.trimmed("post"),
        organisation: fields.get("organisation").to_owned(),
        roles: roles(fields, "roles")?,
        elsewhere,
        until: parse_day(&fields.day("until")),
        signs_up_to: level,
    })
}

async fn new_view(state: &AppState, by: &Signed, asked: &NewPerson) -> Result<PartsPage, WebError> {
    let form = Form {
        action: "/people/new".to_owned(),
        fields: person_fields(state, by, asked).await?,
        button: state.say("person-save"),
        ..Form::default()
    };
    Ok(PartsPage {
        heading: state.say("person-new-title"),
        back: Some(urls::PEOPLE.to_owned()),
        parts: vec![form.into()],
        ..PartsPage::default()
    })
}

pub(crate) async fn new_page(
    Here(state): Here,
    SignedIn(by): SignedIn,
) -> Result<Html<String>, WebError> {
    if !by.actor.manages_any() {
        return Err(WebError::Forbidden);
    }
    let organisation = by.actor.organisation.to_string();
    let person = NewPerson { organisation, ..NewPerson::default() };
    state.show(&by, &new_view(&state, &by, &person).await?)
}

/// The page with the link that lets a person in.
fn link_page(state: &AppState, person: &Person, secret: &str) -> PartsPage {
    let text = state.words().say_with("person-added-text", &[("name", person.name.clone().into())]);
    let address = format!("/invitation/{secret}");
    PartsPage {
        heading: state.say("person-added-title"),
        back: Some(urls::PEOPLE.to_owned()),
        parts: vec![
            Part::Text { text },
            Part::Links { links: vec![Link::to(address.clone(), address)] },
        ],
        ..PartsPage::default()
    }
}

pub(crate) async fn add(
    Here(state): Here,
    Posted { by, fields }: Posted,
) -> Result<Response, WebError> {
    let asked = read(&fields)?;
    match state.service.add_person(&by.actor, &asked).await {
        Ok((person, secret)) => {
            Ok(state.show(&by, &link_page(&state, &person, &secret))?.into_response())
        }
        Err(error) => {
            let again = new_view(&state, &by, &asked).await?;
            sent(&state, &by, Err(error), urls::PEOPLE, again)
        }
    }
}

async fn change_view(
    state: &AppState,
    by: &Signed,
    person: &Person,
    asked: &NewPerson,
    seen: u64,
) -> Result<PartsPage, WebError> {
    let address = urls::person(&person.id);
    let mut parts = Vec::new();
    if person.disabled {
        parts.push(Part::Inset { text: state.say("person-left-text") });
    }
    let form = Form {
        action: address.clone(),
        hidden: vec![("seen".to_owned(), seen.to_string())],
        fields: person_fields(state, by, asked).await?,
        button: state.say("save"),
        ..Form::default()
    };
    parts.push(form.into());
    if person.disabled {
        let form = Form::press(format!("{address}/enable"), state.say("person-enable"));
        parts.push(form.into());
    } else {
        if by.actor.vouches_for(person) {
            parts.push(Part::Heading { text: state.say("person-link-title") });
            parts.push(state.text("person-link-text"));
            parts.push(Form::press(format!("{address}/invite"), state.say("person-link")).into());
        }
        let leave = format!("{address}/leave");
        parts.push(Part::Links { links: vec![Link::to(state.say("person-leave-title"), leave)] });
    }
    Ok(PartsPage {
        heading: person.name.clone(),
        back: Some(urls::PEOPLE.to_owned()),
        parts,
        ..PartsPage::default()
    })
}

pub(crate) async fn page(
    Here(state): Here,
    SignedIn(by): SignedIn,
    Place(id): Place<PersonId>,
) -> Result<Html<String>, WebError> {
    let person = state.service.managed(&by.actor, &id).await?;
    let asked = NewPerson {
        name: person.name.clone(),
        email: person.email.clone(),
        post: person.post.clone(),
        organisation: person.organisation.to_string(),
        roles: person.roles.clone(),
        elsewhere: person.elsewhere.clone(),
        until: person.until,
        signs_up_to: person.signs_up_to,
    };
    state.show(&by, &change_view(&state, &by, &person, &asked, person.revision).await?)
}

pub(crate) async fn change(
    Here(state): Here,
    Place(id): Place<PersonId>,
    Posted { by, fields }: Posted,
) -> Result<Response, WebError> {
    let person = state.service.managed(&by.actor, &id).await?;
    let asked = read(&fields)?;
    let seen = fields.get("seen").parse().map_err(|_| WebError::BadRequest)?;
    let done = state.service.change_person(&by.actor, &id, &asked, seen).await;
    let again = change_view(&state, &by, &person, &asked, seen).await?;
    sent(&state, &by, done, urls::PEOPLE, again)
}

pub(crate) async fn invite(
    Here(state): Here,
    Place(id): Place<PersonId>,
    Posted { by, .. }: Posted,
) -> Result<Response, WebError> {
    let (person, secret) = state.service.invite_again(&by.actor, &id).await?;
    Ok(state.show(&by, &link_page(&state, &person, &secret))?.into_response())
}

pub(crate) async fn enable(
    Here(state): Here,
    Place(id): Place<PersonId>,
    Posted { by, .. }: Posted,
) -> Result<Response, WebError> {
    state.service.enable_person(&by.actor, &id).await?;
    Ok(to(&urls::person(&id)))
}
