//! Lists over all assessments: promised mitigations, and reviews that come up.
use axum::response::{Html, Response};
use serde::Deserialize;

use super::afterwards::status_key;
use super::files::{CSV, File};
use super::pages::choice;
use crate::app::{Promise, labels};
use crate::domain::afterwards::DeliveryStatus;
use crate::web::error::WebError;
use crate::web::extract::{Asked, Here, SignedIn};
use crate::web::views::{Form, FormField, Link, Part, PartsPage, Table, TableCell};
use crate::web::{AppState, urls};

/// Which mitigations are wanted.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct Wanted {
    #[serde(default)]
    status: String,
}

impl Wanted {
    fn fits(&self, promise: &Promise) -> bool {
        match self.status.as_str() {
            "" => true,
            "overdue" => promise.overdue,
            "none" => promise.status.is_none(),
            name => promise.status.map(DeliveryStatus::name) == Some(name),
        }
    }
}

fn standing(state: &AppState, promise: &Promise) -> TableCell {
    if promise.overdue {
        return TableCell::tag(state.say("delivery-overdue"), "red");
    }
    let text = state.say(&status_key(promise.status));
    match promise.status {
        Some(DeliveryStatus::Done) => TableCell::tag(text, "green"),
        Some(DeliveryStatus::Late) => TableCell::tag(text, "orange"),
        Some(DeliveryStatus::Dropped) => TableCell::tag(text, "grey"),
        Some(DeliveryStatus::UnderWay) => TableCell::tag(text, "light-blue"),
        None => TableCell::text(text),
    }
}

pub(super) fn day(state: &AppState, day: Option<jiff::civil::Date>) -> String {
    day.map_or_else(|| state.say("not-provided"), |day| labels::day(state.words(), day))
}

/// A file with these rows, which spreadsheets open.
pub(super) fn csv(name: &str, heads: &[&str], rows: &[Vec<String>]) -> Result<Response, WebError> {
    let bytes = crate::app::tables::write(heads, rows).map_err(|_| WebError::BadRequest)?;
    Ok(File { kind: CSV, name: format!("{name}.csv"), bytes }.private())
}

pub(crate) async fn mitigations(
    Here(state): Here,
    SignedIn(by): SignedIn,
    Asked(wanted): Asked<Wanted>,
) -> Result<Html<String>, WebError> {
    let promises = state.service.promises(&by.actor).await?;
    let all = promises.len();
    let kept = promises.iter().filter(|p| p.status == Some(DeliveryStatus::Done)).count();
    let overdue = promises.iter().filter(|promise| promise.overdue).count();
    let shown: Vec<&Promise> = promises.iter().filter(|promise| wanted.fits(promise)).collect();
    let filters = ["", "overdue", "none", "under_way", "done", "late", "dropped"];
    let item = |name: &str| {
        let key = if name.is_empty() { "all".to_owned() } else { name.replace('_', "-") };
        choice(name, state.say(&format!("delivery-{key}")), wanted.status == name)
    };
    let args = [
        ("all", crate::web::build::count(all).into()),
        ("done", crate::web::build::count(kept).into()),
        ("overdue", crate::web::build::count(overdue).into()),
    ];
    let row = |promise: &&Promise| {
        let plan = promise.assessment.plan.get(&promise.plan);
        let action = plan.map_or_else(String::new, |kept| kept.value.action.clone());
        let owner = plan.map_or_else(String::new, |kept| kept.value.owner.clone());
        let part = format_args!("delivery/{}", promise.plan).to_string();
        vec![
            TableCell::link(action, urls::part(&promise.assessment.id, part)),
            TableCell::link(promise.policy.facts.title.clone(), urls::policy(&promise.policy.id)),
            TableCell::text(owner),
            TableCell::text(day(&state, promise.due)),
            standing(&state, promise),
        ]
    };
    let heads = ["head-mitigation", "head-policy", "head-owner-post", "head-due", "head-delivery"];
    let table = Table {
        caption: state.say("tracker-title"),
        heads: heads.map(|head| state.say(head)).into(),
        rows: shown.iter().map(row).collect(),
        empty: state.say(if all == 0 { "tracker-empty" } else { "tracker-none" }),
    };
    let filter = Form {
        action: "/mitigations".to_owned(),
        asks: true,
        fields: vec![FormField::select(
            "status",
            state.say("head-delivery"),
            filters.map(item).into(),
        )],
        button: state.say("policies-filter"),
        look: "secondary",
        ..Form::default()
    };
    let query: String = form_urlencoded::byte_serialize(wanted.status.as_bytes()).collect();
    let parts = vec![
        Part::Text { text: state.words().say_with("tracker-text", &args) },
        filter.into(),
        Part::Table(table),
        Part::Links {
            links: vec![Link::to(state.say("csv"), format!("/mitigations.csv?status={query}"))],
        },
    ];
    let heading = state.say("tracker-title");
    state.show(&by, &PartsPage { heading, wide: true, parts, ..PartsPage::default() })
}

pub(crate) async fn mitigations_csv(
    Here(state): Here,
    SignedIn(by): SignedIn,
    Asked(wanted): Asked<Wanted>,
) -> Result<Response, WebError> {
    let promises = state.service.promises(&by.actor).await?;
    let row = |promise: &Promise| {
        let plan = promise.assessment.plan.get(&promise.plan).map(|kept| kept.value.clone());
        let plan = plan.unwrap_or_default();
        let report = promise.assessment.delivery_of(&promise.plan);
        vec![
            promise.policy.reference.clone(),
            promise.assessment.number.to_string(),
            promise.plan.to_string(),
            promise.policy.facts.title.clone(),
            plan.action,
            plan.owner,
            promise.promised.map(|day| day.to_string()).unwrap_or_default(),
            promise.due.map(|day| day.to_string()).unwrap_or_default(),
            promise.status.map_or("none", DeliveryStatus::name).to_owned(),
            if promise.overdue { "yes" } else { "no" }.to_owned(),
            report.map(|report| report.evidence.clone()).unwrap_or_default(),
        ]
    };
    let heads = [
        "reference",
        "version",
        "mitigation",
        "title",
        "action",
        "owner_post",
        "promised",
        "due",
        "delivery",
        "overdue",
        "evidence",
    ];
    let rows: Vec<_> = promises.iter().filter(|promise| wanted.fits(promise)).map(row).collect();
    csv("mitigations", &heads, &rows)
}

pub(crate) async fn reviews(
    Here(state): Here,
    SignedIn(by): SignedIn,
) -> Result<Html<String>, WebError> {
    let today = state.service.clock().today();
    let reviews = state.service.reviews(&by.actor).await?;
    let rows = reviews.iter().map(|(policy, assessment, due)| {
        let when = if *due < today {
            TableCell::tag(state.say("delivery-overdue"), "red")
        } else {
            TableCell::text("")
        };
        vec![
            TableCell::link(policy.facts.title.clone(), urls::assessment(&assessment.id)),
            TableCell::text(policy.reference.clone()),
            TableCell::text(policy.facts.owner_post.clone()),
            TableCell::text(day(&state, Some(*due))),
            when,
        ]
    });
    let heads = ["head-policy", "head-reference", "head-owner-post", "head-due", "head-standing"];
    let table = Table {
        caption: state.say("reviews-title"),
        heads: heads.map(|head| state.say(head)).into(),
        rows: rows.collect(),
        empty: state.say("reviews-empty"),
    };
    let parts = vec![
        state.text("reviews-text"),
        Part::Table(table),
        Part::Links { links: vec![Link::to(state.say("csv"), "/reviews.csv")] },
    ];
    let heading = state.say("reviews-title");
    state.show(&by, &PartsPage { heading, wide: true, parts, ..PartsPage::default() })
}

pub(crate) async fn reviews_csv(
    Here(state): Here,
    SignedIn(by): SignedIn,
) -> Result<Response, WebError> {
    let reviews = state.service.reviews(&by.actor).await?;
    let row = |(policy, assessment, due): &(
        crate::domain::policy::Policy,
        crate::domain::assessment::Assessment,
        jiff::civil::Date,
    )| {
        vec![
            policy.reference.clone(),
            assessment.number.to_string(),
            policy.facts.title.clone(),
            policy.facts.owner_post.clone(),
            due.to_string(),
            assessment.stage().name().to_owned(),
        ]
    };
    let heads = ["reference", "version", "title", "owner_post", "review_due", "stage"];
    let rows: Vec<_> = reviews.iter().map(row).collect();
    csv("reviews", &heads, &rows)
}
