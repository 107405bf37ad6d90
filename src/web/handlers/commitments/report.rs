//! A report on a commitment, as a form.
use axum::response::{Html, Response};

use super::super::to;
use super::forms::{about, kept, options, or, revision, saved, seen};
use super::key;
use crate::app::{CommitmentFilter, NewReport, Scope, SignedIn as Person};
use crate::domain::commitment::{Commitment, Confidence, Status};
use crate::domain::ids::CommitmentId;
use crate::web::error::WebError;
use crate::web::extract::{Here, Place, Posted, Query, SignedIn};
use crate::web::forms::Fields;
use crate::web::views::{Form, FormField, Item, PartsPage};
use crate::web::{AppState, urls};

fn report_view(state: &AppState, it: &Commitment, fields: &Fields, next: bool) -> PartsPage {
    let last = it.last();
    let status = or(fields, "status", last.map_or("", |last| last.status.name()));
    let confidence = last.and_then(|last| last.confidence).map_or("", Confidence::name);
    let confidence = or(fields, "confidence", confidence);
    let statuses = Status::ALL.iter().filter(|status| status.is_reported());
    let statuses: Vec<&str> = statuses.map(|status| status.name()).collect();
    let colours: Vec<&str> = Confidence::ALL.iter().map(|it| it.name()).collect();
    let hinted = |list: &str, items: Vec<Item>| -> Vec<Item> {
        let hint = |item: Item| {
            let hint = state.say(&format!("{}-hint", key(list, &item.value)));
            Item { hint: Some(hint), ..item }
        };
        items.into_iter().map(hint).collect()
    };
    let step = last.map_or("", |last| last.next_step.as_str());
    let mut all = vec![
        FormField::radios(
            "status",
            state.say("commitment-status"),
            options(state, "status", &statuses, &status),
        ),
        FormField::radios(
            "confidence",
            state.say("commitment-confidence"),
            hinted("confidence", options(state, "confidence", &colours, &confidence)),
        ),
        FormField::area("note", state.say("report-note"), fields.get("note"), 3)
            .hint(state.say("report-note-hint")),
        FormField::area("next_step", state.say("report-next"), &or(fields, "next_step", step), 2)
            .hint(state.say("report-next-hint")),
    ];
    for (name, measure) in [("output", &it.facts.output), ("outcome", &it.facts.outcome)] {
        let label = if measure.what.is_empty() {
            state.say(&format!("commitment-{name}"))
        } else {
            measure.what.clone()
        };
        all.push(
            FormField::text(name, label, fields.get(name))
                .hint(state.say("report-value-hint"))
                .kind("number", "off"),
        );
    }
    all.push(
        FormField::area("evidence", state.say("report-evidence"), fields.get("evidence"), 2)
            .hint(state.say("report-evidence-hint")),
    );
    let once = if fields.has("once") { fields.trimmed("once") } else { state.service.clock().id() };
    let mut hidden = seen(it, fields);
    hidden.push(("once".to_owned(), once));
    hidden.extend(next.then(|| ("next".to_owned(), "1".to_owned())));
    let form = Form {
        action: format!("{}/report", urls::commitment(&it.id)),
        hidden,
        fields: all,
        button: state.say(if next { "report-save-next" } else { "save" }),
        ..Form::default()
    };
    about(state, it, "report-title", vec![form.into()])
}

pub(crate) async fn report_page(
    Here(state): Here,
    SignedIn(by): SignedIn,
    Place(id): Place<CommitmentId>,
    Query(fields): Query,
) -> Result<Html<String>, WebError> {
    let it = kept(&state, &by, &id).await?;
    state.show(&by, &report_view(&state, &it, &Fields::default(), fields.has("next")))
}

/// Where someone goes who reports on one commitment after the other.
async fn next_awaited(state: &AppState, by: &Person) -> Result<String, WebError> {
    let filter = CommitmentFilter {
        scope: Scope::Mine,
        marks: vec!["is:awaited".to_owned()],
        ..CommitmentFilter::default()
    };
    let found = state.service.list_commitments(&by.actor, &filter).await?;
    Ok(match found.rows.first() {
        Some(next) => format!("{}/report?next=1", urls::commitment(&next.commitment.id)),
        None => format!("{}?scope=mine", urls::COMMITMENTS),
    })
}

/// To the first commitment on which a report is awaited.
pub(crate) async fn report_next(
    Here(state): Here,
    SignedIn(by): SignedIn,
) -> Result<Response, WebError> {
    Ok(to(&next_awaited(&state, &by).await?))
}

pub(crate) async fn report(
    Here(state): Here,
    Place(id): Place<CommitmentId>,
    Posted { by, fields }: Posted,
) -> Result<Response, WebError> {
    let it = kept(&state, &by, &id).await?;
    let typed = NewReport {
        status: fields.trimmed("status"),
        confidence: fields.trimmed("confidence"),
        note: fields.trimmed("note"),
        next_step: fields.trimmed("next_step"),
        output: fields.trimmed("output"),
        outcome: fields.trimmed("outcome"),
        evidence: fields.trimmed("evidence"),
    };
    let once = fields.trimmed("once");
    let once = (!once.is_empty()).then(|| format!("report/{}/{once}", by.actor.person));
    let done = state.service.report(&by.actor, &id, &typed, (revision(&fields)?, once)).await;
    let more = fields.has("next");
    let next = if more { next_awaited(&state, &by).await? } else { urls::commitment(&id) };
    saved(&state, &by, done, (&it, &next), report_view(&state, &it, &fields, more))
}
