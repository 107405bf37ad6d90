//! Illustrating the cost of a change in loneliness.
use axum::response::{IntoResponse as _, Response};

use super::pages::{about, choice};
use super::{sent, to};
use crate::app::{Open, UseCaseError, Wrong};
use crate::domain::cost::{CASES, Cost, CostCase, CostUnit};
use crate::domain::ids::AssessmentId;
use crate::domain::number::Number;
use crate::web::error::WebError;
use crate::web::extract::{Here, Place, Posted, SignedIn};
use crate::web::forms::Fields;
use crate::web::views::{Form, FormField, PartsPage};
use crate::web::{AppState, urls};

fn page_of(state: &AppState, open: &Open, fields: &Fields) -> PartsPage {
    let kept = open.assessment.cost.as_deref();
    let at = urls::part(&open.assessment.id, "cost");
    let value = |name: &str, known: Option<String>| {
        if fields.has(name) { fields.get(name).to_owned() } else { known.unwrap_or_default() }
    };
    let line = |name: &str, label: &str, known: Option<String>| {
        FormField::text(name, state.say(label), &value(name, known))
    };
    let unit = value("unit", kept.map(|cost| cost.unit.name().to_owned()));
    let items = CostUnit::ALL.iter().map(|it| {
        let label = state.say(&format!("cost-unit-{}", it.name()));
        choice(it.name(), label, unit == it.name())
    });
    let mut form = vec![
        line("people", "cost-people", kept.map(|cost| cost.people.to_string()))
            .hint(state.say("cost-people-hint")),
        FormField::radios("unit", state.say("cost-unit"), items.collect()),
    ];
    for (n, names) in CASES.iter().enumerate() {
        let case = kept.and_then(|cost| cost.cases.get(n));
        let of = state.say(&format!("cost-{}", names.name));
        let field = |name: &str, label: &str, known: Option<Number>| {
            let known = known.map(|value| value.to_string());
            FormField::text(name, format!("{of}: {}", state.say(label)), &value(name, known))
        };
        form.push(field(names.change, "cost-change", case.map(|case| case.change)));
        form.push(field(names.value, "cost-value", case.map(|case| case.value)));
        form.push(field(names.points, "cost-points-wellby", case.and_then(|case| case.points)));
    }
    form.extend([
        line("years", "cost-years", kept.map(|cost| cost.years.to_string()))
            .hint(state.say("cost-years-hint")),
        line("rate", "cost-rate", kept.map(|cost| cost.rate.to_string())),
        line("price_year", "cost-price-year", kept.map(|cost| cost.price_year.to_string())),
        line("source", "cost-source", kept.map(|cost| cost.source.clone())),
        line("analyst", "cost-analyst", kept.map(|cost| cost.analyst.clone()))
            .hint(state.say("cost-analyst-hint")),
    ]);
    let form =
        Form { action: at.clone(), fields: form, button: state.say("save"), ..Form::default() };
    let mut parts = vec![state.text("cost-text"), form.into()];
    if kept.is_some() {
        parts.push(Form::press(format!("{at}/remove"), state.say("cost-remove")).into());
    }
    about(open, state.say("cost-title"), parts)
}

/// What was typed; the fields that cannot be read.
fn typed(fields: &Fields) -> Result<Cost, Vec<Wrong>> {
    let mut wrong: Vec<Wrong> = Vec::new();
    let mut number = |field: &'static str, message: &'static str| -> Number {
        let read = fields.trimmed(field).replace([',', '£', '%'], "").parse().ok();
        if read.is_none() {
            wrong.push(Wrong { field, message });
        }
        read.unwrap_or_default()
    };
    let people = number("people", "fault-cost-people");
    let cases = CASES.map(|names| CostCase {
        change: number(names.change, "fault-cost-change"),
        value: number(names.value, "fault-cost-value"),
        points: (!fields.trimmed(names.points).is_empty())
            .then(|| number(names.points, "fault-cost-points")),
    });
    let whole = |value: Number| value.whole().and_then(|n| u32::try_from(n).ok()).unwrap_or(0);
    let years = whole(number("years", "fault-cost-years"));
    let rate = number("rate", "fault-cost-rate");
    let price_year = whole(number("price_year", "fault-cost-price-year"));
    let unit = CostUnit::ALL.iter().copied().find(|unit| unit.name() == fields.get("unit"));
    let Some(unit) = unit else {
        wrong.insert(1.min(wrong.len()), Wrong { field: "unit", message: "fault-cost-unit" });
        return Err(wrong);
    };
    let (source, analyst) = (fields.trimmed("source"), fields.trimmed("analyst"));
    let cost = Cost { people, unit, cases, years, rate, price_year, source, analyst };
    let unread: Vec<&str> = wrong.iter().map(|it| it.field).collect();
    let problems = cost.problems().into_iter().filter(|(field, _)| !unread.contains(field));
    wrong.extend(problems.map(|(field, message)| Wrong { field, message }));
    if wrong.is_empty() { Ok(cost) } else { Err(wrong) }
}

pub(crate) async fn page(
    Here(state): Here,
    SignedIn(by): SignedIn,
    Place(id): Place<AssessmentId>,
) -> Result<Response, WebError> {
    let open = state.service.open(&by.actor, &id).await?;
    let on = state.service.illustrates_cost(&open.assessment).await?;
    if !open.is_editable() || !(on || open.assessment.cost.is_some()) {
        return Ok(to(&urls::assessment(&id)));
    }
    Ok(state.show(&by, &page_of(&state, &open, &Fields::default()))?.into_response())
}

pub(crate) async fn save(
    Here(state): Here,
    Place(id): Place<AssessmentId>,
    Posted { by, fields }: Posted,
) -> Result<Response, WebError> {
    let open = state.service.open(&by.actor, &id).await?;
    if !open.rights.write {
        return Err(WebError::Forbidden);
    }
    let done = match typed(&fields) {
        Ok(cost) => state.service.state_cost(&by.actor, &id, Some(Box::new(cost))).await,
        Err(wrong) => Err(UseCaseError::Invalid(wrong)),
    };
    sent(&state, &by, done, &urls::part(&id, "result"), page_of(&state, &open, &fields))
}

pub(crate) async fn remove(
    Here(state): Here,
    Place(id): Place<AssessmentId>,
    Posted { by, .. }: Posted,
) -> Result<Response, WebError> {
    state.service.state_cost(&by.actor, &id, None).await?;
    Ok(to(&urls::assessment(&id)))
}
