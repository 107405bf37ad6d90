//! Asking for a signature, and giving it.
use std::collections::BTreeMap;

use axum::response::{IntoResponse as _, Response};

use super::{lines, to};
use crate::app::{Open, SignRequest, UseCaseError};
use crate::domain::editing::{MIN_EXPLANATION, MoveError};
use crate::domain::ids::AssessmentId;
use crate::domain::life::{Stage, Step};
use crate::domain::text::Lang;
use crate::domain::writing::Length;
use crate::web::build::faults::said;
use crate::web::build::{labels, result, tasks};
use crate::web::error::WebError;
use crate::web::extract::{Here, Place, Posted, SignedIn};
use crate::web::forms::Fields;
use crate::web::views::{AskPage, ErrorLine, Item, SignPage, ToExplain};
use crate::web::{AppState, urls};

/// Who signs at the level of the assessment, or at the highest that is possible while it is open.
fn who_signs(open: &Open, lang: Lang) -> String {
    let level = open.highest_level();
    let rule = level.and_then(|level| open.questionnaire.level(level));
    rule.map_or_else(String::new, |rule| rule.signer.get(lang))
}

async fn ask_view(state: &AppState, open: &Open) -> Result<AskPage, WebError> {
    let words = labels(open, state.words());
    let level = open.highest_level();
    let signers = state.service.signers(&open.assessment, level).await?;
    let item = |person: crate::domain::people::Person| Item {
        value: person.id.to_string(),
        text: format!("{}, {}", person.name, person.post),
        hint: None,
        checked: false,
        exclusive: false,
    };
    let unmet = result::rules(&words).into_iter().filter(|rule| rule.state != "met");
    let id = &open.assessment.id;
    Ok(AskPage {
        heading: state.words().say("ask-title"),
        back: urls::assessment(id),
        action: urls::part(id, "ask-to-sign"),
        signers: signers.into_iter().map(item).collect(),
        open: tasks::open_lines(&words),
        unmet: unmet.collect(),
        who_signs: who_signs(open, state.lang),
        declaration: open
            .evaluation
            .is_not_required(&open.questionnaire)
            .then(|| open.assessment.declaration.clone().unwrap_or_default()),
        errors: Vec::new(),
    })
}

pub(crate) async fn ask_page(
    Here(state): Here,
    SignedIn(by): SignedIn,
    Place(id): Place<AssessmentId>,
) -> Result<Response, WebError> {
    let open = state.service.open(&by.actor, &id).await?;
    if !open.rights.lead || Step::AskToSign.check(open.assessment.stage()).is_err() {
        return Ok(to(&urls::assessment(&id)));
    }
    Ok(state.show(&by, &ask_view(&state, &open).await?)?.into_response())
}

pub(crate) async fn ask(
    Here(state): Here,
    Place(id): Place<AssessmentId>,
    Posted { by, fields }: Posted,
) -> Result<Response, WebError> {
    let open = state.service.open(&by.actor, &id).await?;
    let asked = match fields.get("signer").parse() {
        Ok(signer) => {
            let declaration = fields.get("declaration");
            state.service.ask_to_sign(&by.actor, &id, &signer, declaration).await
        }
        Err(_) if !open.rights.lead => return Err(WebError::Forbidden),
        Err(_) => Err(MoveError::CannotSign.into()),
    };
    let (field, message) = match asked {
        Ok(()) => return Ok(to(&urls::assessment(&id))),
        Err(UseCaseError::Move(MoveError::CannotSign)) => ("signer", "fault-signer"),
        Err(UseCaseError::Move(MoveError::Undeclared)) => {
            let message = Length::Prose.fault(fields.get("declaration"));
            ("declaration", message.unwrap_or("fault-declaration"))
        }
        Err(UseCaseError::Move(MoveError::Incomplete)) => ("signer", "fault-incomplete"),
        Err(error) => return Err(error.into()),
    };
    let mut view = ask_view(&state, &open).await?;
    if view.declaration.is_some() {
        view.declaration = Some(fields.get("declaration").to_owned());
    }
    view.errors = vec![ErrorLine::at(field, state.words().say(message))];
    state.show_wrong(&by, &view)
}

pub(crate) async fn withdraw(
    Here(state): Here,
    Place(id): Place<AssessmentId>,
    Posted { by, .. }: Posted,
) -> Result<Response, WebError> {
    state.service.withdraw(&by.actor, &id).await?;
    Ok(to(&urls::assessment(&id)))
}

async fn sign_view(state: &AppState, open: &Open, fields: &Fields) -> Result<SignPage, WebError> {
    let words = labels(open, state.words());
    let unmet = result::rules(&words).into_iter().filter(|rule| rule.state != "met");
    let to_explain = unmet.map(|rule| {
        let value = fields.get(&format!("explain-{}", rule.id)).to_owned();
        ToExplain { rule, value, error: None }
    });
    let id = &open.assessment.id;
    Ok(SignPage {
        heading: state.words().say("sign-title"),
        back: urls::HOME.to_owned(),
        action: urls::part(id, "sign"),
        send_back: urls::part(id, "send-back"),
        pdf: urls::part(id, "statement.pdf"),
        statement: state.service.statement_of(open, state.lang).await?,
        hash: open.content_hash(),
        who_signs: who_signs(open, state.lang),
        to_explain: to_explain.collect(),
        duty: open.duty().map(|duty| duty.get(state.lang)),
        duty_value: fields.get("duty").to_owned(),
        duty_error: None,
        confirm_error: None,
        reason_error: None,
        reason: fields.get("reason").to_owned(),
        errors: Vec::new(),
    })
}

pub(crate) async fn page(
    Here(state): Here,
    SignedIn(by): SignedIn,
    Place(id): Place<AssessmentId>,
) -> Result<Response, WebError> {
    let open = state.service.open_for_signing(&by.actor, &id).await?;
    if open.assessment.stage() != Stage::AwaitingSignature {
        return Ok(to(&urls::part(&id, "statement")));
    }
    let view = sign_view(&state, &open, &Fields::default()).await?;
    Ok(state.show(&by, &view)?.into_response())
}

pub(crate) async fn sign(
    Here(state): Here,
    Place(id): Place<AssessmentId>,
    Posted { by, fields }: Posted,
) -> Result<Response, WebError> {
    let open = state.service.open(&by.actor, &id).await?;
    let explanations: BTreeMap<_, _> = open
        .unmet()
        .into_iter()
        .map(|gate| (gate.clone(), fields.trimmed(&format!("explain-{gate}"))))
        .collect();
    let confirmed = fields.get("confirm") == "yes";
    let hash = fields.get("hash").to_owned();
    let duty = fields.trimmed("duty");
    let request = SignRequest { hash, confirmed, explanations, duty };
    let missing = match state.service.sign(&by.actor, &id, &request).await {
        Ok(()) => return Ok(to(&urls::part(&id, "statement"))),
        Err(UseCaseError::Move(MoveError::Unexplained(missing))) => missing,
        Err(UseCaseError::Move(MoveError::DutyMissing)) => Vec::new(),
        Err(UseCaseError::Move(MoveError::NotOpened)) if !confirmed => Vec::new(),
        Err(error) => return Err(error.into()),
    };
    let mut view = sign_view(&state, &open, &fields).await?;
    explain_faults(&state, &mut view, &missing, confirmed);
    state.show_wrong(&by, &view)
}

fn explain_faults(
    state: &AppState,
    view: &mut SignPage,
    missing: &[crate::domain::ids::RuleId],
    confirmed: bool,
) {
    let least = i64::try_from(MIN_EXPLANATION).unwrap_or(i64::MAX);
    for line in &mut view.to_explain {
        let short = line.value.trim().chars().count() < MIN_EXPLANATION;
        let unfit = Length::Prose.fault(&line.value);
        let named = missing.iter().any(|gate| gate.as_str() == line.rule.id);
        if named || ((short || unfit.is_some()) && !confirmed) {
            let args = [("least", least.into()), ("rule", line.rule.text.as_str().into())];
            let text = match unfit {
                Some(message) => said(state.words(), message, Some(&line.rule.text)),
                None => state.words().say_with("fault-explanation", &args),
            };
            let field = format!("explain-{}", line.rule.id);
            view.errors.push(ErrorLine::at(&field, text.clone()));
            line.error = Some(text);
        }
    }
    let duty = Length::Prose.fault_in_stated(&view.duty_value, "fault-duty");
    if let (Some(_), Some(message)) = (&view.duty, duty) {
        let text = state.say(message);
        view.errors.push(ErrorLine::at("duty", text.clone()));
        view.duty_error = Some(text);
    }
    if !confirmed {
        let text = state.words().say("fault-confirm");
        view.errors.push(ErrorLine::at("confirm", text.clone()));
        view.confirm_error = Some(text);
    }
}

pub(crate) async fn send_back(
    Here(state): Here,
    Place(id): Place<AssessmentId>,
    Posted { by, fields }: Posted,
) -> Result<Response, WebError> {
    let wrong = match state.service.send_back(&by.actor, &id, fields.get("reason")).await {
        Ok(()) => return Ok(to(urls::HOME)),
        Err(UseCaseError::Invalid(wrong)) => wrong,
        Err(error) => return Err(error.into()),
    };
    let open = state.service.open_for_signing(&by.actor, &id).await?;
    let mut view = sign_view(&state, &open, &fields).await?;
    view.errors = lines(state.words(), &wrong, |_| Some(state.say("sign-back-label")));
    view.reason_error = view.errors.first().map(|error| error.text.clone());
    state.show_wrong(&by, &view)
}
