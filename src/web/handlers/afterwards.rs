//! After the signature: mitigations, reviews of the policy, and what a new version changes.
use axum::response::{IntoResponse as _, Response};

use super::pages::{about, choice, fact};
use super::{sent, to};
use crate::app::{Open, labels};
use crate::domain::afterwards::DeliveryStatus;
use crate::domain::difference::Difference;
use crate::domain::ids::{AssessmentId, PlanId, QuestionId};
use crate::domain::writing::parse_day;
use crate::web::build;
use crate::web::error::WebError;
use crate::web::extract::{Here, Place, Posted, SignedIn};
use crate::web::forms::Fields;
use crate::web::views::{Form, FormField, Item, Link, Part, PartsPage, Said, Table, TableCell};
use crate::web::{AppState, urls};

/// The words for how a delivery stands.
pub(super) fn status_key(status: Option<DeliveryStatus>) -> String {
    let name = status.map_or("none", DeliveryStatus::name);
    format!("delivery-{}", name.replace('_', "-"))
}

fn delivery_page(
    state: &AppState,
    open: &Open,
    plan: &PlanId,
    fields: &Fields,
) -> Option<PartsPage> {
    let planned = &open.assessment.plan.get(plan)?.value;
    let day = |day: &str| {
        parse_day(day).map_or_else(|| state.say("not-provided"), |d| labels::day(state.words(), d))
    };
    let facts = vec![
        fact(state.say("field-action"), planned.action.clone()),
        fact(state.say("field-owner"), planned.owner.clone()),
        fact(state.say("delivery-promised"), day(&planned.date)),
    ];
    let mut parts = vec![Part::Facts { lines: facts }];
    let reports = open.assessment.after.delivery.get(plan);
    let reports = reports.map_or(&[][..], Vec::as_slice);
    if !reports.is_empty() {
        parts.push(Part::Heading { text: state.say("delivery-reports") });
        let said = |report: &crate::domain::afterwards::Delivery| {
            let status = state.say(&status_key(Some(report.status)));
            let expected = report.expected.map(|day| {
                let day = labels::day(state.words(), day);
                state.words().say_with("delivery-expected-on", &[("day", day.into())])
            });
            let lines = [Some(report.evidence.clone()), expected];
            Said {
                who: format!("{} · {status}", report.post),
                at: super::moment(state, report.at),
                text: lines.into_iter().flatten().collect::<Vec<_>>().join("\n"),
            }
        };
        parts.push(Part::Said { items: reports.iter().map(said).collect() });
    }
    if open.rights.deliver && open.assessment.is_in_force() {
        parts.push(Part::Heading { text: state.say("delivery-new") });
        parts.push(delivery_form(state, open, plan, fields).into());
    }
    Some(PartsPage {
        back: Some("/mitigations".to_owned()),
        ..about(open, state.say("delivery-title"), parts)
    })
}

fn delivery_form(state: &AppState, open: &Open, plan: &PlanId, fields: &Fields) -> Form {
    let item = |status: &DeliveryStatus| Item {
        hint: Some(state.say(&format!("{}-hint", status_key(Some(*status))))),
        ..choice(
            status.name(),
            state.say(&status_key(Some(*status))),
            fields.get("status") == status.name(),
        )
    };
    let items = DeliveryStatus::ALL.iter().map(item).collect();
    Form {
        action: urls::part(&open.assessment.id, format_args!("delivery/{plan}")),
        fields: vec![
            FormField::radios("status", state.say("delivery-status"), items),
            FormField::area("evidence", state.say("delivery-evidence"), fields.get("evidence"), 4)
                .hint(state.say("delivery-evidence-hint")),
            FormField::date("expected", state.say("delivery-expected"), &fields.day("expected"))
                .hint(state.say("delivery-expected-hint")),
        ],
        button: state.say("save"),
        ..Form::default()
    }
}

pub(crate) async fn delivery(
    Here(state): Here,
    SignedIn(by): SignedIn,
    Place((id, plan)): Place<(AssessmentId, PlanId)>,
) -> Result<Response, WebError> {
    let open = state.service.open(&by.actor, &id).await?;
    let view = delivery_page(&state, &open, &plan, &Fields::default()).ok_or(WebError::NotFound)?;
    Ok(state.show(&by, &view)?.into_response())
}

pub(crate) async fn deliver(
    Here(state): Here,
    Place((id, plan)): Place<(AssessmentId, PlanId)>,
    Posted { by, fields }: Posted,
) -> Result<Response, WebError> {
    let open = state.service.open(&by.actor, &id).await?;
    let status = DeliveryStatus::named(fields.get("status"));
    let report = (status, fields.get("evidence"), parse_day(&fields.day("expected")));
    let done = state.service.report_delivery(&by.actor, &id, &plan, report).await;
    let again = delivery_page(&state, &open, &plan, &fields).ok_or(WebError::NotFound)?;
    let next = urls::part(&id, format_args!("delivery/{plan}"));
    sent(&state, &by, done, &next, again)
}

fn review_page(state: &AppState, open: &Open, fields: &Fields) -> PartsPage {
    let mut parts = vec![state.text("policy-review-text")];
    if let Some(due) = open.assessment.review_due() {
        let day = labels::day(state.words(), due);
        parts.push(Part::Facts { lines: vec![fact(state.say("policy-review-due"), day)] });
    }
    let said = |review: &crate::domain::afterwards::PolicyReview| Said {
        who: review.post.clone(),
        at: super::moment(state, review.at),
        text: review.finding.clone(),
    };
    let reviews = &open.assessment.after.reviews;
    if !reviews.is_empty() {
        parts.push(Part::Heading { text: state.say("policy-reviews") });
        parts.push(Part::Said { items: reviews.iter().map(said).collect() });
    }
    let answer = |name: &str| {
        choice(name, state.say(&format!("policy-review-{name}")), fields.get("holds") == name)
    };
    parts.push(Part::Heading { text: state.say("policy-review-new") });
    let form = Form {
        action: urls::part(&open.assessment.id, "policy-review"),
        fields: vec![
            FormField::area(
                "finding",
                state.say("policy-review-finding"),
                fields.get("finding"),
                5,
            )
            .hint(state.say("policy-review-finding-hint")),
            FormField::radios(
                "holds",
                state.say("policy-review-holds"),
                vec![answer("yes"), answer("no")],
            ),
            FormField::date("next", state.say("policy-review-next"), &fields.day("next"))
                .hint(state.say("policy-review-next-hint")),
        ],
        button: state.say("save"),
        ..Form::default()
    };
    parts.push(form.into());
    about(open, state.say("policy-review-title"), parts)
}

pub(crate) async fn policy_review(
    Here(state): Here,
    SignedIn(by): SignedIn,
    Place(id): Place<AssessmentId>,
) -> Result<Response, WebError> {
    let open = state.service.open(&by.actor, &id).await?;
    if !open.rights.lead || !open.assessment.is_in_force() {
        return Ok(to(&urls::assessment(&id)));
    }
    Ok(state.show(&by, &review_page(&state, &open, &Fields::default()))?.into_response())
}

pub(crate) async fn note_review(
    Here(state): Here,
    Place(id): Place<AssessmentId>,
    Posted { by, fields }: Posted,
) -> Result<Response, WebError> {
    let open = state.service.open(&by.actor, &id).await?;
    let holds = match fields.get("holds") {
        "yes" => Some(true),
        "no" => Some(false),
        _ => None,
    };
    let review = (fields.get("finding"), holds, parse_day(&fields.day("next")));
    let done = state.service.note_review(&by.actor, &id, review).await;
    let next = if holds == Some(false) { "amend" } else { "policy-review" };
    let again = review_page(&state, &open, &fields);
    sent(&state, &by, done, &urls::part(&id, next), again)
}

pub(crate) async fn differences(
    Here(state): Here,
    SignedIn(by): SignedIn,
    Place(id): Place<AssessmentId>,
) -> Result<Response, WebError> {
    let Some((before, after, difference)) = state.service.differences(&by.actor, &id).await? else {
        return Ok(to(&urls::assessment(&id)));
    };
    Ok(state.show(&by, &difference_page(&state, &before, &after, &difference))?.into_response())
}

fn difference_page(
    state: &AppState,
    before: &Open,
    after: &Open,
    difference: &Difference,
) -> PartsPage {
    let words = state.words();
    let number = |open: &Open| i64::from(open.assessment.number);
    let args = [("before", number(before).into()), ("after", number(after).into())];
    let why = after.assessment.amends.as_ref().map_or("", |amends| amends.why.as_str());
    let mut parts = vec![Part::Facts { lines: vec![fact(state.say("amend-why"), why)] }];
    if difference.is_empty() {
        parts.push(state.text("difference-none"));
    }
    let (old, new) = (build::labels(before, words), build::labels(after, words));
    let level = |labels: &crate::app::Labels<'_>| {
        let level = labels.open.evaluation.settled_residual();
        level.map_or_else(|| state.say("not-known-yet"), |level| labels.level(level))
    };
    if difference.result {
        parts.push(Part::Heading { text: state.say("difference-result") });
        let rows = vec![vec![state.say("difference-level"), level(&old), level(&new)]];
        parts.push(table(state, "difference-result", rows));
    }
    let answer = |labels: &crate::app::Labels<'_>, id: &QuestionId| {
        let kept = labels.open.assessment.answers.get(id);
        let asked = labels.questionnaire().question(id);
        let shown = labels.open.evaluation.is_asked(id);
        let lines =
            kept.zip(asked).filter(|_| shown).map(|(kept, a)| labels.answer(a, &kept.value));
        lines.map_or_else(|| state.say("difference-not-asked"), |lines| lines.join("\n"))
    };
    let name = |id: &QuestionId| {
        let asked = new.questionnaire().question(id).or_else(|| old.questionnaire().question(id));
        asked.map_or_else(|| id.to_string(), |asked| asked.question.short().get(state.lang))
    };
    let rows = difference.questions.iter();
    let rows = rows.map(|id| vec![name(id), answer(&old, id), answer(&new, id)]).collect();
    add(state, "difference-answers", rows, &mut parts);
    let rating = |labels: &crate::app::Labels<'_>, key| {
        let row = labels.open.evaluation.rows.get(key);
        row.map_or_else(|| state.say("difference-not-there"), |row| labels.points(row.after))
    };
    let rows = difference.ratings.iter();
    let rows =
        rows.map(|key| vec![new.rating(key), rating(&old, key), rating(&new, key)]).collect();
    add(state, "difference-ratings", rows, &mut parts);
    let rows = difference.plan.iter();
    let rows = rows.map(|id| vec![id.to_string(), planned(&old, id), planned(&new, id)]).collect();
    add(state, "difference-plan", rows, &mut parts);
    let links = [("difference-open-before", before), ("difference-open-after", after)];
    let links = links.map(|(key, open)| {
        let href = urls::part(&open.assessment.id, "statement");
        Link::to(words.say_with(key, &[("number", number(open).into())]), href)
    });
    parts.push(Part::Links { links: links.into() });
    PartsPage { wide: true, ..about(after, words.say_with("difference-title", &args), parts) }
}

/// A mitigation in a line for what is done, and one for by whom and when.
fn planned(labels: &crate::app::Labels<'_>, id: &PlanId) -> String {
    match labels.open.assessment.plan.get(id) {
        None => labels.say("difference-not-there"),
        Some(kept) => {
            let date = labels.typed_day(&kept.value.date);
            format!("{}\n{} {date}", kept.value.action, kept.value.owner)
        }
    }
}

fn add(state: &AppState, key: &str, rows: Vec<Vec<String>>, parts: &mut Vec<Part>) {
    if !rows.is_empty() {
        parts.push(Part::Heading { text: state.say(key) });
        parts.push(table(state, key, rows));
    }
}

fn table(state: &AppState, key: &str, rows: Vec<Vec<String>>) -> Part {
    let heads = ["difference-what", "history-before", "history-after"];
    Part::Table(Table {
        caption: state.say(key),
        heads: heads.map(|head| state.say(head)).into(),
        rows: rows.into_iter().map(|row| row.into_iter().map(TableCell::text).collect()).collect(),
        empty: String::new(),
    })
}
