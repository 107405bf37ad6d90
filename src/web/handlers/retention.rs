//! Keeping the records of a policy, and disposing of them.
use axum::response::{Html, Response};

use super::pages::{choice, fact};
use super::{lists, sent_at, to};
use crate::app::{Keeping, SignedIn as Signed};
use crate::clock::day_of;
use crate::domain::ids::PolicyId;
use crate::domain::policy::Policy;
use crate::domain::retention::RetentionClass;
use crate::web::error::WebError;
use crate::web::extract::{Here, Place, Posted, SignedIn};
use crate::web::forms::Fields;
use crate::web::views::{Form, FormField, Part, PartsPage};
use crate::web::{AppState, urls};

/// A form of this page; which one it is, the server reads from `do`.
fn form(policy: &Policy, what: &str, button: String) -> Form {
    Form::press(format!("{}/records", urls::policy(&policy.id)), button).with("do", what)
}

fn hold_parts(state: &AppState, policy: &Policy, fields: &Fields, parts: &mut Vec<Part>) {
    parts.push(Part::Heading { text: state.say("records-hold") });
    if let Some(hold) = &policy.records.hold {
        let day = lists::day(state, Some(day_of(hold.at)));
        let lines = vec![fact(format!("{}, {day}", hold.post), &hold.reason)];
        parts.push(Part::Facts { lines });
        parts.push(form(policy, "end-hold", state.say("records-hold-end")).into());
    } else {
        parts.push(state.text("records-hold-text"));
        let reason = if fields.get("do") == "hold" { fields.get("reason") } else { "" };
        let form = Form {
            fields: vec![FormField::text("reason", state.say("records-hold-reason"), reason)],
            ..form(policy, "hold", state.say("records-hold-set"))
        };
        parts.push(form.into());
    }
}

fn disposal_parts(
    state: &AppState,
    by: &Signed,
    (policy, fields): (&Policy, &Fields),
    parts: &mut Vec<Part>,
) {
    parts.push(Part::Heading { text: state.say("records-disposal") });
    parts.push(state.text("records-disposal-text"));
    let Some(proposal) = &policy.records.proposal else {
        let label = state.say("records-propose-reason");
        let field = FormField::text("why", label, fields.get("why"));
        let form = form(policy, "propose", state.say("records-propose"));
        parts.push(Form { fields: vec![field], ..form }.into());
        return;
    };
    let args = [
        ("who", proposal.post.clone().into()),
        ("day", lists::day(state, Some(day_of(proposal.at))).into()),
        ("reason", proposal.reason.clone().into()),
    ];
    parts.push(Part::Inset { text: state.words().say_with("records-proposed", &args) });
    if proposal.by == by.actor.person {
        parts.push(state.text("records-other-person"));
    } else {
        parts.push(Part::Warning { text: state.say("records-confirm-warning") });
        let form = form(policy, "confirm", state.say("records-confirm"));
        parts.push(Form { look: "warning", ..form }.into());
    }
    parts.push(form(policy, "withdraw", state.say("records-withdraw")).into());
}

async fn view(
    state: &AppState,
    by: &Signed,
    policy: &Policy,
    fields: &Fields,
) -> Result<PartsPage, WebError> {
    let ended = state.service.ended_on(policy).await?;
    let due = policy.records.due(ended);
    let due =
        due.map_or_else(|| state.say("records-not-ended"), |due| lists::day(state, Some(due)));
    let mut parts = vec![Part::Facts { lines: vec![fact(state.say("records-due"), due)] }];
    let item = |class: RetentionClass| {
        let text = state.say(&format!("records-class-{}", class.name()));
        choice(class.name(), text, policy.records.class == class)
    };
    let items = vec![item(RetentionClass::Standard), item(RetentionClass::Long)];
    let class = Form {
        fields: vec![FormField::radios("class", state.say("records-class"), items)],
        ..form(policy, "class", state.say("save"))
    };
    parts.push(class.into());
    hold_parts(state, policy, fields, &mut parts);
    disposal_parts(state, by, (policy, fields), &mut parts);
    Ok(PartsPage {
        heading: state.say("records-title"),
        caption: Some(format!("{} · {}", policy.reference, policy.facts.title)),
        back: Some(urls::policy(&policy.id)),
        parts,
        ..PartsPage::default()
    })
}

pub(crate) async fn page(
    Here(state): Here,
    SignedIn(by): SignedIn,
    Place(id): Place<PolicyId>,
) -> Result<Html<String>, WebError> {
    let policy = state.service.policy(&by.actor, &id).await?;
    by.actor.manage(&policy.organisation).map_err(|_| WebError::Forbidden)?;
    state.show(&by, &view(&state, &by, &policy, &Fields::default()).await?)
}

pub(crate) async fn change(
    Here(state): Here,
    Place(id): Place<PolicyId>,
    Posted { by, fields }: Posted,
) -> Result<Response, WebError> {
    let policy = state.service.policy(&by.actor, &id).await?;
    by.actor.manage(&policy.organisation).map_err(|_| WebError::Forbidden)?;
    let keeping = match fields.get("do") {
        "class" if fields.get("class") == "long" => Keeping::Class(RetentionClass::Long),
        "class" => Keeping::Class(RetentionClass::Standard),
        "hold" => Keeping::Hold(fields.get("reason").to_owned()),
        "end-hold" => Keeping::EndHold,
        "propose" => Keeping::Propose(fields.get("why").to_owned()),
        "withdraw" => Keeping::Withdraw,
        "confirm" => {
            state.service.dispose(&by.actor, &id).await?;
            return Ok(to("/certificates"));
        }
        _ => return Err(WebError::BadRequest),
    };
    let field = if fields.get("do") == "propose" { "why" } else { "reason" };
    let done = (field, state.service.keep_records(&by.actor, &id, keeping).await);
    let again = view(&state, &by, &policy, &fields).await?;
    sent_at(&state, &by, done, &format!("{}/records", urls::policy(&id)), again)
}

pub(crate) async fn certificates(
    Here(state): Here,
    SignedIn(by): SignedIn,
) -> Result<Html<String>, WebError> {
    if !by.actor.manages_any() {
        return Err(WebError::Forbidden);
    }
    let mut parts = Vec::new();
    for certificate in state.service.certificates(&by.actor).await? {
        let day = |at| lists::day(&state, Some(day_of(at)));
        let args = [
            ("reference", certificate.reference.clone().into()),
            ("day", day(certificate.at).into()),
        ];
        parts.push(Part::Heading { text: state.words().say_with("certificate-text", &args) });
        let args = [
            ("who", certificate.proposal.post.clone().into()),
            ("day", day(certificate.proposal.at).into()),
            ("reason", certificate.proposal.reason.clone().into()),
        ];
        let lines = vec![
            fact(state.say("records-disposal"), state.words().say_with("records-proposed", &args)),
            fact(state.say("records-confirm"), certificate.confirmed_by),
            fact(state.say("policy-assessments"), certificate.assessments.to_string()),
        ];
        parts.push(Part::Facts { lines });
    }
    if parts.is_empty() {
        parts.push(state.text("certificates-none"));
    }
    let (heading, back) = (state.say("certificates-title"), Some(urls::PEOPLE.to_owned()));
    state.show(&by, &PartsPage { heading, back, parts, ..PartsPage::default() })
}
