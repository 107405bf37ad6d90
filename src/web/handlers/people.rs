//! People and organisations, for administrators.
use axum::response::{Html, IntoResponse as _, Response};

use super::{lines, to};
use crate::app::{NewPerson, UseCaseError};
use crate::domain::organisation::{Organisation, OrganisationType};
use crate::domain::people::{Person, Role};
use crate::i18n::Words;
use crate::web::error::WebError;
use crate::web::extract::{Here, Posted, SignedIn};
use crate::web::forms::Fields;
use crate::web::views::{
    Item, OrganisationPage, PeoplePage, PersonAddedPage, PersonLine, PersonPage,
};
use crate::web::{AppState, urls};

fn role_name(words: &Words, role: Role) -> String {
    words.say(&format!("role-{}", role.name().replace('_', "-")))
}

pub(crate) async fn list(
    Here(state): Here,
    SignedIn(by): SignedIn,
) -> Result<Html<String>, WebError> {
    let people = state.service.people(&by.actor).await?;
    let organisations = state.service.organisations().await?;
    let today = state.service.clock().today();
    let name = |organisation: &Organisation| organisation.name_on(today, state.lang).to_owned();
    let line = |person: &Person| PersonLine {
        name: person.name.clone(),
        post: person.post.clone(),
        email: person.email.clone(),
        organisation: organisations
            .iter()
            .find(|organisation| organisation.id == person.organisation)
            .map_or_else(String::new, name),
        roles: person.roles.iter().map(|role| role_name(state.words(), *role)).collect(),
        invited: person.password.is_none(),
    };
    let view = PeoplePage {
        heading: state.words().say("people-title"),
        people: people.iter().map(line).collect(),
        organisations: organisations.iter().map(name).collect(),
    };
    state.show(&by, &view)
}

async fn form(state: &AppState, person: &NewPerson) -> Result<PersonPage, WebError> {
    let today = state.service.clock().today();
    let organisations = state.service.organisations().await?;
    let organisations = organisations.iter().map(|organisation| Item {
        value: organisation.id.to_string(),
        text: organisation.name_on(today, state.lang).to_owned(),
        hint: None,
        checked: organisation.id.as_str() == person.organisation,
        exclusive: false,
    });
    let words = state.words();
    let roles = Role::ALL.iter().map(|role| Item {
        value: role.name().to_owned(),
        text: role_name(words, *role),
        hint: Some(words.say(&format!("role-{}-hint", role.name().replace('_', "-")))),
        checked: person.roles.contains(role),
        exclusive: false,
    });
    Ok(PersonPage {
        heading: words.say("person-new-title"),
        errors: Vec::new(),
        name: person.name.clone(),
        email: person.email.clone(),
        post: person.post.clone(),
        organisations: organisations.collect(),
        roles: roles.collect(),
    })
}

pub(crate) async fn new_page(
    Here(state): Here,
    SignedIn(by): SignedIn,
) -> Result<Html<String>, WebError> {
    by.actor.administer().map_err(|_| WebError::Forbidden)?;
    let organisation = by.actor.organisation.to_string();
    let person = NewPerson { organisation, ..NewPerson::default() };
    state.show(&by, &form(&state, &person).await?)
}

fn person(fields: &Fields) -> Result<NewPerson, WebError> {
    let roles = fields.all("roles");
    let roles = roles.iter().map(|role| Role::named(role).ok_or(WebError::BadRequest));
    Ok(NewPerson {
        name: fields.trimmed("name"),
        email: fields.trimmed("email"),
        post: fields.trimmed("post"),
        organisation: fields.get("organisation").to_owned(),
        roles: roles.collect::<Result<_, _>>()?,
    })
}

pub(crate) async fn add(
    Here(state): Here,
    Posted { by, fields }: Posted,
) -> Result<Response, WebError> {
    let asked = person(&fields)?;
    match state.service.add_person(&by.actor, &asked).await {
        Ok((person, secret)) => {
            let view = PersonAddedPage {
                heading: state.words().say("person-added-title"),
                name: person.name,
                link: format!("/invitation/{secret}"),
            };
            Ok(state.show(&by, &view)?.into_response())
        }
        Err(UseCaseError::Invalid(wrong)) => {
            let mut view = form(&state, &asked).await?;
            view.errors = lines(state.words(), &wrong);
            state.show_wrong(&by, &view)
        }
        Err(error) => Err(error.into()),
    }
}

pub(crate) async fn organisation_page(
    Here(state): Here,
    SignedIn(by): SignedIn,
) -> Result<Html<String>, WebError> {
    by.actor.administer().map_err(|_| WebError::Forbidden)?;
    let heading = state.words().say("organisation-new-title");
    let kind = OrganisationType::Department.name().to_owned();
    state.show(&by, &OrganisationPage { heading, kind, ..OrganisationPage::default() })
}

pub(crate) async fn add_organisation(
    Here(state): Here,
    Posted { by, fields }: Posted,
) -> Result<Response, WebError> {
    let kinds = [OrganisationType::Department, OrganisationType::Council, OrganisationType::Other];
    let kind = kinds.into_iter().find(|kind| kind.name() == fields.get("kind"));
    let kind = kind.ok_or(WebError::BadRequest)?;
    let (name, contact) = (fields.trimmed("name"), fields.trimmed("contact"));
    match state.service.add_organisation(&by.actor, &name, kind, &contact).await {
        Ok(_) => Ok(to(urls::PEOPLE)),
        Err(UseCaseError::Invalid(wrong)) => {
            let heading = state.words().say("organisation-new-title");
            let errors = lines(state.words(), &wrong);
            let kind = kind.name().to_owned();
            state.show_wrong(&by, &OrganisationPage { heading, errors, name, contact, kind })
        }
        Err(error) => Err(error.into()),
    }
}
