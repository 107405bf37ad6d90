//! What is promised, as a form.
use std::collections::BTreeSet;

use axum::response::{Html, Response};
use jiff::civil::Date;

use super::super::pages::choice;
use super::super::{sent, to};
use super::forms::{
    about, holder_fields, holders, kept, options, or, organisations_items, revision, saved, seen,
};
use crate::app::{SignedIn as Person, UseCaseError, Wrong};
use crate::domain::commitment::{Commitment, CommitmentFacts, Goal, Measure, Origin, Theme};
use crate::domain::ids::CommitmentId;
use crate::domain::number::Number;
use crate::domain::writing::parse_day;
use crate::web::error::WebError;
use crate::web::extract::{Here, Place, Posted, SignedIn};
use crate::web::forms::Fields;
use crate::web::views::{Form, FormField, PartsPage};
use crate::web::{AppState, urls};

fn day_or(fields: &Fields, name: &str, known: Option<Date>) -> String {
    if fields.has(&format!("{name}-day")) {
        return fields.day(name);
    }
    known.map(|day| day.to_string()).unwrap_or_default()
}

fn number(value: Option<Number>) -> String {
    value.map(|value| value.to_string()).unwrap_or_default()
}

fn measure_fields(
    state: &AppState,
    fields: &Fields,
    name: &str,
    known: &Measure,
) -> Vec<FormField> {
    let part = |part: &str| format!("{name}-{part}");
    let value = |which: &str, known: Option<Number>| or(fields, &part(which), &number(known));
    let label =
        |which: &str| format!("{}: {}", state.say(&format!("commitment-{name}")), state.say(which));
    vec![
        FormField::text(
            name,
            state.say(&format!("commitment-{name}")),
            &or(fields, name, &known.what),
        )
        .hint(state.say(&format!("commitment-{name}-hint"))),
        FormField::text(
            &part("baseline"),
            label("measure-before"),
            &value("baseline", known.baseline),
        )
        .kind("number", "off"),
        FormField::text(&part("target"), label("measure-aim"), &value("target", known.target))
            .kind("number", "off"),
    ]
}

/// The fields of what is promised.
fn facts_fields(
    state: &AppState,
    fields: &Fields,
    known: Option<&CommitmentFacts>,
) -> Vec<FormField> {
    let text = |of: fn(&CommitmentFacts) -> &String| known.map_or("", |known| of(known).as_str());
    let list = |name: &str, now: &str, names: &[&str]| {
        let now = or(fields, name, now);
        FormField::radios(
            name,
            state.say(&format!("commitment-{name}")),
            options(state, name, names, &now),
        )
    };
    let names: Vec<&str> = Theme::ALL.iter().map(|theme| theme.name()).collect();
    let theme = list("theme", known.map_or("", |known| known.theme.name()), &names);
    let names: Vec<&str> = Goal::ALL.iter().map(|goal| goal.name()).chain(["none"]).collect();
    let goal = known.map_or("", |known| known.goal.map_or("none", Goal::name));
    let goal = list("goal", goal, &names);
    let names: Vec<&str> = Origin::ALL.iter().map(|origin| origin.name()).collect();
    let origin = list("origin", known.map_or("", |known| known.origin.name()), &names);
    let line = |name: &str, label: &str, now: &str| {
        FormField::text(name, state.say(label), &or(fields, name, now))
    };
    let empty = Measure::default();
    let (start, due) = known.map_or((None, None), |known| (known.start, known.due));
    let mut all = vec![
        line("title", "commitment-title", text(|known| &known.title))
            .hint(state.say("commitment-title-hint")),
        FormField::area(
            "description",
            state.say("commitment-description"),
            &or(fields, "description", text(|known| &known.description)),
            4,
        ),
        theme,
        goal,
        origin,
        line("minister_post", "commitment-minister", text(|known| &known.minister_post))
            .hint(state.say("commitment-post-hint")),
        line("official_post", "commitment-official", text(|known| &known.official_post))
            .hint(state.say("commitment-official-hint")),
        FormField::date("start", state.say("commitment-start"), &day_or(fields, "start", start)),
        FormField::date("due", state.say("commitment-due"), &day_or(fields, "due", due)),
        line("budget", "commitment-budget", text(|known| &known.budget)),
    ];
    all.extend(measure_fields(
        state,
        fields,
        "output",
        known.map_or(&empty, |known| &known.output),
    ));
    all.extend(measure_fields(
        state,
        fields,
        "outcome",
        known.map_or(&empty, |known| &known.outcome),
    ));
    all
}

/// What was typed as what is promised; the reasons when it cannot be read.
fn facts(fields: &Fields, known: Option<&CommitmentFacts>) -> Result<CommitmentFacts, Vec<Wrong>> {
    let mut wrong = Vec::new();
    let mut day = |name: &str, field: &'static str| {
        let typed = fields.day(name);
        let read = parse_day(&typed);
        if !typed.is_empty() && read.is_none() {
            wrong.push(Wrong { field, message: "fault-date" });
        }
        read
    };
    let (start, due) = (day("start", "start"), day("due", "due"));
    let mut measure = |name: &str, fields_of: [&'static str; 2]| {
        let mut value = |field: &'static str| {
            let typed = fields.trimmed(field).replace(',', "");
            let read = typed.parse().ok();
            if !typed.is_empty() && read.is_none() {
                wrong.push(Wrong { field, message: "fault-decimal" });
            }
            read
        };
        let [baseline, target] = fields_of.map(&mut value);
        Measure { what: fields.trimmed(name), baseline, target }
    };
    let output = measure("output", ["output-baseline", "output-target"]);
    let outcome = measure("outcome", ["outcome-baseline", "outcome-target"]);
    let theme = Theme::named(fields.get("theme"));
    if theme.is_none() {
        wrong.push(Wrong { field: "theme", message: "fault-theme" });
    }
    let origin = Origin::named(fields.get("origin"));
    if origin.is_none() {
        wrong.push(Wrong { field: "origin", message: "fault-origin" });
    }
    let facts = CommitmentFacts {
        title: fields.trimmed("title"),
        description: fields.trimmed("description"),
        theme: theme.unwrap_or(Theme::Governance),
        goal: Goal::named(fields.get("goal")),
        origin: origin.unwrap_or(Origin::Elsewhere),
        minister_post: fields.trimmed("minister_post"),
        official_post: fields.trimmed("official_post"),
        start,
        due,
        budget: fields.trimmed("budget"),
        output,
        outcome,
        known: known.map(|known| known.known.clone()).unwrap_or_default(),
        sureness: known.map(|known| known.sureness.clone()).unwrap_or_default(),
        listed: known.is_none_or(|known| known.listed),
    };
    let problems = facts.problems().into_iter();
    wrong.extend(problems.map(|(field, message)| Wrong { field, message }));
    if wrong.is_empty() { Ok(facts) } else { Err(wrong) }
}

async fn new_view(state: &AppState, by: &Person, fields: &Fields) -> Result<PartsPage, WebError> {
    let right = by.actor.promise().map_err(|_| WebError::Forbidden)?;
    let mut organisations = state.service.all_organisations().await?;
    let supporting: BTreeSet<String> = fields.all("supporting").into_iter().collect();
    let mut all = facts_fields(state, fields, None);
    let mut parts = holder_fields(state, &organisations, (fields.get("lead"), &supporting));
    organisations.0.retain(|it| right.covers(&it.id));
    let lead = BTreeSet::from([fields.get("lead").to_owned()]);
    let none = choice("", state.say("choose"), fields.get("lead").is_empty());
    let leads = [none].into_iter().chain(organisations_items(state, &organisations, &lead));
    if let Some(field) = parts.first_mut() {
        field.items = leads.collect();
    }
    all.extend(parts);
    let once = if fields.has("once") { fields.trimmed("once") } else { state.service.clock().id() };
    let form = Form {
        action: "/commitments/new".to_owned(),
        hidden: vec![("once".to_owned(), once)],
        fields: all,
        button: state.say("save"),
        ..Form::default()
    };
    Ok(PartsPage {
        heading: state.say("commitment-new"),
        back: Some(urls::COMMITMENTS.to_owned()),
        parts: vec![form.into()],
        ..PartsPage::default()
    })
}

pub(crate) async fn new_page(
    Here(state): Here,
    SignedIn(by): SignedIn,
) -> Result<Html<String>, WebError> {
    state.show(&by, &new_view(&state, &by, &Fields::default()).await?)
}

pub(crate) async fn add(
    Here(state): Here,
    Posted { by, fields }: Posted,
) -> Result<Response, WebError> {
    let again = new_view(&state, &by, &fields).await?;
    let done = match facts(&fields, None) {
        Ok(facts) => {
            let once = fields.trimmed("once");
            let once = (!once.is_empty()).then(|| format!("commitment/{}/{once}", by.actor.person));
            state.service.add_commitment(&by.actor, facts, holders(&fields), once).await
        }
        Err(wrong) => Err(UseCaseError::Invalid(wrong)),
    };
    match done {
        Ok(id) => Ok(to(&urls::commitment(&id))),
        Err(error) => sent(&state, &by, Err(error), urls::COMMITMENTS, again),
    }
}

fn change_view(state: &AppState, it: &Commitment, fields: &Fields) -> PartsPage {
    let form = Form {
        action: format!("{}/change", urls::commitment(&it.id)),
        hidden: seen(it, fields),
        fields: facts_fields(state, fields, Some(&it.facts)),
        button: state.say("save"),
        ..Form::default()
    };
    about(state, it, "commitment-change", vec![form.into()])
}

pub(crate) async fn change_page(
    Here(state): Here,
    SignedIn(by): SignedIn,
    Place(id): Place<CommitmentId>,
) -> Result<Html<String>, WebError> {
    let it = kept(&state, &by, &id).await?;
    state.show(&by, &change_view(&state, &it, &Fields::default()))
}

pub(crate) async fn change(
    Here(state): Here,
    Place(id): Place<CommitmentId>,
    Posted { by, fields }: Posted,
) -> Result<Response, WebError> {
    let it = kept(&state, &by, &id).await?;
    let done = match facts(&fields, Some(&it.facts)) {
        Ok(facts) => {
            state.service.state_commitment(&by.actor, &id, facts, revision(&fields)?).await
        }
        Err(wrong) => Err(UseCaseError::Invalid(wrong)),
    };
    saved(&state, &by, done, (&it, &urls::commitment(&id)), change_view(&state, &it, &fields))
}
