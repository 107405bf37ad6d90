//! An assessment on its way: timing, people, publication, a new version, the end.
use std::collections::BTreeSet;

use axum::response::{Html, IntoResponse as _, Response};

use super::{sent, to};
use crate::app::{EMERGENCY_DAYS, Open, TimingKind, UseCaseError, labels};
use crate::domain::afterwards::{MITIGATIONS, RATINGS};
use crate::domain::answers::parse_day;
use crate::domain::assessment::Timing;
use crate::domain::ids::{AssessmentId, SectionId};
use crate::domain::people::Person;
use crate::domain::publication::exemptions;
use crate::web::error::WebError;
use crate::web::extract::{Here, Place, Posted, SignedIn};
use crate::web::forms::Fields;
use crate::web::views::{Form, FormField, Item, Line, Part, PartsPage};
use crate::web::{AppState, urls};

/// A page about an assessment: its caption, and the way back to the task list.
pub(super) fn about(open: &Open, heading: String, parts: Vec<Part>) -> PartsPage {
    PartsPage {
        heading,
        caption: Some(format!("{} · {}", open.policy.reference, open.policy.facts.title)),
        back: Some(urls::assessment(&open.assessment.id)),
        parts,
        ..PartsPage::default()
    }
}

/// A choice of a list.
pub(super) fn choice(value: impl std::fmt::Display, text: String, checked: bool) -> Item {
    Item { value: format!("{value}"), text, hint: None, checked, exclusive: false }
}

/// People to choose from, by name and post.
pub(super) fn people_items(people: &[Person], chosen: &str) -> Vec<Item> {
    let item = |person: &Person| {
        let text = format!("{}, {}", person.name, person.post);
        choice(&person.id, text, person.id.as_str() == chosen)
    };
    people.iter().map(item).collect()
}

impl AppState {
    /// A message of the catalogue.
    pub(super) fn say(&self, key: &str) -> String {
        self.words().say(key)
    }

    /// The text part of a message.
    pub(super) fn text(&self, key: &str) -> Part {
        Part::Text { text: self.say(key) }
    }

    /// The post of a person, with their name for colleagues.
    pub(super) async fn who(
        &self,
        id: Option<&crate::domain::ids::PersonId>,
    ) -> Result<String, WebError> {
        let Some(id) = id else { return Ok(self.say("nobody")) };
        let person = self.service.person(id).await?;
        Ok(person.map_or_else(String::new, |person| format!("{}, {}", person.name, person.post)))
    }
}

fn timing_page(state: &AppState, open: &Open, fields: &Fields) -> PartsPage {
    let (kind, reason) = match &open.assessment.timing {
        Timing::Ordinary => ("ordinary", ""),
        Timing::Retrospective { reason } => ("retrospective", reason.as_str()),
        Timing::Emergency { reason, .. } => ("emergency", reason.as_str()),
    };
    let kind = if fields.has("timing") { fields.get("timing") } else { kind };
    let reason = if fields.has("reason") { fields.get("reason") } else { reason };
    let item = |name: &str| Item {
        hint: Some(
            state
                .words()
                .say_with(&format!("timing-{name}-hint"), &[("days", EMERGENCY_DAYS.into())]),
        ),
        ..choice(name, state.say(&format!("timing-{name}")), kind == name)
    };
    let items = ["ordinary", "retrospective", "emergency"].map(item);
    let form = Form {
        action: urls::part(&open.assessment.id, "timing"),
        fields: vec![
            FormField::radios("timing", state.say("timing-when"), items.into()),
            FormField::area("reason", state.say("timing-reason"), reason, 4)
                .hint(state.say("timing-reason-hint")),
        ],
        button: state.say("save"),
        ..Form::default()
    };
    about(open, state.say("timing-title"), vec![state.text("timing-text"), form.into()])
}

pub(crate) async fn timing(
    Here(state): Here,
    SignedIn(by): SignedIn,
    Place(id): Place<AssessmentId>,
) -> Result<Response, WebError> {
    let open = state.service.open(&by.actor, &id).await?;
    if !open.is_editable() {
        return Ok(to(&urls::assessment(&id)));
    }
    Ok(state.show(&by, &timing_page(&state, &open, &Fields::default()))?.into_response())
}

pub(crate) async fn set_timing(
    Here(state): Here,
    Place(id): Place<AssessmentId>,
    Posted { by, fields }: Posted,
) -> Result<Response, WebError> {
    let open = state.service.open(&by.actor, &id).await?;
    let kind = match fields.get("timing") {
        "retrospective" => TimingKind::Retrospective,
        "emergency" => TimingKind::Emergency,
        _ => TimingKind::Ordinary,
    };
    let done = state.service.state_timing(&by.actor, &id, kind, fields.get("reason")).await;
    let again = timing_page(&state, &open, &fields);
    sent(&state, &by, done, &urls::assessment(&id), again)
}

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
        parts.push(Part::Said { items: super::life::handovers(state, open).await? });
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

async fn handovers(
    state: &AppState,
    open: &Open,
) -> Result<Vec<crate::web::views::Said>, WebError> {
    let mut items = Vec::new();
    for handover in &open.assessment.handovers {
        let from = state.who(handover.from.as_ref()).await?;
        let to = state.who(Some(&handover.to)).await?;
        items.push(crate::web::views::Said {
            who: state
                .words()
                .say_with("handover-from-to", &[("from", from.into()), ("to", to.into())]),
            at: super::moment(state, handover.at),
            text: handover.note.clone(),
        });
    }
    Ok(items)
}

pub(super) fn fact(name: String, value: impl AsRef<str>) -> Line {
    Line {
        name,
        lines: value.as_ref().split('\n').map(str::to_owned).collect(),
        href: None,
        error: false,
    }
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
            state.service.hand_over(&by.actor, &id, &lead?, fields.get("note")).await?;
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

async fn publish_page(
    state: &AppState,
    open: &Open,
    fields: &Fields,
) -> Result<PartsPage, WebError> {
    let (id, organisation) = (&open.assessment.id, &open.assessment.organisation);
    let mut parts = vec![state.text("publish-text")];
    if let Some(until) = state.service.held_until(organisation).await? {
        let day = labels::day(state.words(), until);
        let text = state.words().say_with("publish-held", &[("day", day.into())]);
        parts.push(Part::Warning { text });
    } else {
        let form = Form::press(urls::part(id, "publish"), state.say("publish-button"));
        parts.push(Form { look: "", ..form.with("publish", "yes") }.into());
    }
    let organisation = state.service.organisation(organisation).await?;
    let codes = organisation.map_or(&[][..], |found| exemptions(found.facts.kind));
    let code = |code: &&str| {
        choice(code, state.say(&format!("exemption-{code}")), fields.get("code") == *code)
    };
    parts.push(Part::Heading { text: state.say("withhold-title") });
    parts.push(state.text("withhold-text"));
    let form = Form {
        action: urls::part(id, "publish"),
        hidden: vec![("publish".to_owned(), "no".to_owned())],
        fields: vec![
            FormField::radios("code", state.say("withhold-code"), codes.iter().map(code).collect()),
            FormField::area("reason", state.say("withhold-reason"), fields.get("reason"), 4)
                .hint(state.say("withhold-reason-hint")),
            FormField::date("until", state.say("withhold-until"), &fields.day("until"))
                .hint(state.say("withhold-until-hint")),
        ],
        button: state.say("withhold-button"),
        look: "secondary",
        ..Form::default()
    };
    parts.push(form.into());
    Ok(about(open, state.say("publish-title"), parts))
}

pub(crate) async fn publication(
    Here(state): Here,
    SignedIn(by): SignedIn,
    Place(id): Place<AssessmentId>,
) -> Result<Response, WebError> {
    let open = state.service.open(&by.actor, &id).await?;
    if !open.rights.lead || open.assessment.signature().is_none() {
        return Ok(to(&urls::assessment(&id)));
    }
    Ok(state.show(&by, &publish_page(&state, &open, &Fields::default()).await?)?.into_response())
}

pub(crate) async fn publish(
    Here(state): Here,
    Place(id): Place<AssessmentId>,
    Posted { by, fields }: Posted,
) -> Result<Response, WebError> {
    let open = state.service.open(&by.actor, &id).await?;
    let done = if fields.get("publish") == "yes" {
        state.service.publish(&by.actor, &id).await
    } else {
        let until = parse_day(&fields.day("until"));
        let decided = (fields.get("code"), fields.get("reason"), until);
        state.service.withhold(&by.actor, &id, decided).await
    };
    let again = publish_page(&state, &open, &fields).await?;
    sent(&state, &by, done, &urls::assessment(&id), again)
}

fn amend_page(state: &AppState, open: &Open, fields: &Fields) -> PartsPage {
    let chosen = fields.all("reopened");
    let has = |id: &str| chosen.iter().any(|chosen| chosen == id);
    let sections = open.questionnaire.definition().sections.iter();
    let shown = sections.filter(|section| {
        let mut asked = open.questionnaire.questions_of(&section.id);
        asked.any(|asked| open.evaluation.is_asked(&asked.question.id))
    });
    let mut items: Vec<Item> =
        shown.map(|s| choice(&s.id, s.title.get(state.lang), has(s.id.as_str()))).collect();
    items.push(choice(RATINGS, state.say("tasks-ratings"), has(RATINGS)));
    items.push(choice(MITIGATIONS, state.say("task-mitigations"), has(MITIGATIONS)));
    let form = Form {
        action: urls::part(&open.assessment.id, "amend"),
        fields: vec![
            FormField::area("why", state.say("amend-why"), fields.get("why"), 4)
                .hint(state.say("amend-why-hint")),
            FormField::checkboxes("reopened", state.say("amend-sections"), items)
                .hint(state.say("amend-sections-hint")),
        ],
        button: state.say("amend-button"),
        ..Form::default()
    };
    about(open, state.say("amend-title"), vec![state.text("amend-text"), form.into()])
}

pub(crate) async fn amendment(
    Here(state): Here,
    SignedIn(by): SignedIn,
    Place(id): Place<AssessmentId>,
) -> Result<Response, WebError> {
    let open = state.service.open(&by.actor, &id).await?;
    if !open.rights.lead || !open.assessment.is_in_force() {
        return Ok(to(&urls::assessment(&id)));
    }
    Ok(state.show(&by, &amend_page(&state, &open, &Fields::default()))?.into_response())
}

pub(crate) async fn amend(
    Here(state): Here,
    Place(id): Place<AssessmentId>,
    Posted { by, fields }: Posted,
) -> Result<Response, WebError> {
    let open = state.service.open(&by.actor, &id).await?;
    let reopened = fields.all("reopened").into_iter().map(SectionId::try_from);
    let reopened: BTreeSet<SectionId> =
        reopened.collect::<Result<_, _>>().map_err(|_| WebError::BadRequest)?;
    let done = state.service.amend(&by.actor, &id, fields.get("why"), &reopened).await;
    let address = done.as_ref().map_or_else(|_| String::new(), urls::assessment);
    let again = amend_page(&state, &open, &fields);
    sent(&state, &by, done.map(|_| ()), &address, again)
}

pub(crate) async fn reopen(
    Here(state): Here,
    Place((id, section)): Place<(AssessmentId, SectionId)>,
    Posted { by, .. }: Posted,
) -> Result<Response, WebError> {
    state.service.reopen_section(&by.actor, &id, &section).await?;
    Ok(to(&urls::assessment(&id)))
}

fn close_page(state: &AppState, open: &Open, fields: &Fields) -> PartsPage {
    let form = Form {
        action: urls::part(&open.assessment.id, "close"),
        fields: vec![
            FormField::area("reason", state.say("close-reason"), fields.get("reason"), 4)
                .hint(state.say("close-reason-hint")),
        ],
        button: state.say("close-button"),
        look: "warning",
        ..Form::default()
    };
    let warning = Part::Warning { text: state.say("close-warning") };
    about(open, state.say("close-title"), vec![warning, form.into()])
}

pub(crate) async fn closing(
    Here(state): Here,
    SignedIn(by): SignedIn,
    Place(id): Place<AssessmentId>,
) -> Result<Response, WebError> {
    let open = state.service.open(&by.actor, &id).await?;
    if !open.rights.lead {
        return Ok(to(&urls::assessment(&id)));
    }
    Ok(state.show(&by, &close_page(&state, &open, &Fields::default()))?.into_response())
}

pub(crate) async fn close(
    Here(state): Here,
    Place(id): Place<AssessmentId>,
    Posted { by, fields }: Posted,
) -> Result<Response, WebError> {
    let open = state.service.open(&by.actor, &id).await?;
    let done = state.service.close_assessment(&by.actor, &id, fields.get("reason")).await;
    let again = close_page(&state, &open, &fields);
    sent(&state, &by, done, &urls::assessment(&id), again)
}
