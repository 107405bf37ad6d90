//! The policy register.
use axum::response::{Html, Response};
use serde::Deserialize;

use super::tables::{Form as TableForm, export};
use super::{lines, to};
use crate::app::{PolicyFilter, Sheet, SignedIn as Person, UseCaseError, labels};
use crate::domain::assessment::Assessment;
use crate::domain::commitment::Commitment;
use crate::domain::ids::PolicyId;
use crate::domain::life::Stage;
use crate::domain::policy::{Marking, Policy, PolicyFacts};
use crate::domain::writing::parse_day;
use crate::i18n::Words;
use crate::web::build::{count, day_parts};
use crate::web::error::WebError;
use crate::web::extract::{Asked, Here, Place, Posted, SignedIn};
use crate::web::forms::Fields;
use crate::web::views::{Item, Line, Link, PoliciesPage, PolicyFormPage, PolicyLine, PolicyPage};
use crate::web::{AppState, urls};

#[derive(Debug, Default, Deserialize)]
pub(crate) struct Filter {
    #[serde(default)]
    words: String,
    #[serde(default)]
    progress: String,
    #[serde(default)]
    page: String,
}

impl Filter {
    fn wanted(&self) -> PolicyFilter {
        PolicyFilter {
            words: self.words.trim().chars().take(200).collect(),
            progress: self.progress.clone(),
            page: self.page.parse().unwrap_or(1),
        }
    }

    fn query(&self) -> String {
        let mut query = form_urlencoded::Serializer::new(String::new());
        query.append_pair("words", &self.words).append_pair("progress", &self.progress);
        query.finish()
    }
}

/// How far policies can be, in the order in which the filter lists them.
const PROGRESS: &[&str] = &[
    "not_screened",
    "screening",
    "not_required",
    "in_assessment",
    "awaiting_signature",
    "declared",
    "in_review",
    "changes_asked",
    "ready",
    "signed",
    "published",
    "withheld",
    "closed",
];

/// The columns of the register as a file. What is stated can be imported again.
const POLICY_COLUMNS: &[&str] = &[
    "reference",
    "title",
    "summary",
    "owner_post",
    "decider",
    "decision_date",
    "marking",
    "progress",
];

pub(crate) async fn list(
    Here(state): Here,
    SignedIn(by): SignedIn,
    Asked(filter): Asked<Filter>,
) -> Result<Html<String>, WebError> {
    let found = state.service.policies(&by.actor, &filter.wanted()).await?;
    let organisations = state.service.organisations().await?;
    let today = state.service.clock().today();
    let name = |policy: &Policy| {
        let organisation = organisations.iter().find(|o| o.id == policy.organisation);
        organisation.map_or("", |organisation| organisation.name_on(today, state.lang)).to_owned()
    };
    let words = state.words();
    let filters = PROGRESS.iter().map(|progress| Item {
        value: (*progress).to_owned(),
        text: words.say(&progress_key(progress)),
        hint: None,
        checked: filter.progress == *progress,
        exclusive: false,
    });
    let view = PoliciesPage {
        heading: words.say("policies-title"),
        policies: found.policies.iter().map(|p| line(words, p, name(p))).collect(),
        total: count(found.total),
        restricted: count(found.restricted),
        words: filter.words.clone(),
        filters: filters.collect(),
        filtered: !filter.words.is_empty() || !filter.progress.is_empty(),
        page_now: count(found.page),
        pages: count(found.pages),
        query: filter.query(),
        may_register: by.actor.register().is_ok(),
    };
    state.show(&by, &view)
}

/// The key of the words for how far a policy is.
pub(super) fn progress_key(progress: &str) -> String {
    format!("progress-{}", progress.replace('_', "-"))
}

fn line(words: &Words, policy: &Policy, organisation: String) -> PolicyLine {
    PolicyLine {
        href: urls::policy(&policy.id),
        reference: policy.reference.clone(),
        title: policy.facts.title.clone(),
        organisation,
        owner_post: policy.facts.owner_post.clone(),
        marking: policy.facts.marking.printed().to_owned(),
        progress: words.say(&progress_key(&policy.progress)),
        waits: policy.progress == "not_screened",
    }
}

pub(crate) async fn csv(
    here: Here,
    by: SignedIn,
    asked: Asked<Filter>,
) -> Result<Response, WebError> {
    file(here, by, Place(TableForm::Csv), asked).await
}

pub(crate) async fn file(
    Here(state): Here,
    SignedIn(by): SignedIn,
    Place(form): Place<TableForm>,
    Asked(filter): Asked<Filter>,
) -> Result<Response, WebError> {
    let policies = state.service.policies_for_csv(&by.actor, &filter.wanted()).await?;
    let row = |policy: &Policy| {
        let facts = &policy.facts;
        vec![
            policy.reference.clone(),
            facts.title.clone(),
            facts.summary.clone(),
            facts.owner_post.clone(),
            facts.decider.clone(),
            facts.decision_date.clone(),
            facts.marking.printed().to_owned(),
            policy.progress.clone(),
        ]
    };
    let rows = policies.iter().map(row).collect();
    Ok(export(form, &Sheet { name: "policies", heads: POLICY_COLUMNS, rows })?.private())
}

pub(crate) async fn new_page(
    Here(state): Here,
    SignedIn(by): SignedIn,
) -> Result<Html<String>, WebError> {
    by.actor.register().map_err(|_| WebError::Forbidden)?;
    let once = state.service.clock().id();
    let view = form(state.words(), &PolicyFacts::default(), None, once);
    state.show(&by, &view)
}

fn form(
    words: &Words,
    facts: &PolicyFacts,
    policy: Option<&Policy>,
    once: String,
) -> PolicyFormPage {
    let [date_year, date_month, date_day] = day_parts(&facts.decision_date);
    PolicyFormPage {
        heading: words.say(if policy.is_some() {
            "policy-change-title"
        } else {
            "policy-new-title"
        }),
        action: policy.map_or_else(
            || "/policies/new".to_owned(),
            |policy| format!("{}/change", urls::policy(&policy.id)),
        ),
        back: policy.map_or_else(|| urls::POLICIES.to_owned(), |policy| urls::policy(&policy.id)),
        errors: Vec::new(),
        policy_title: facts.title.clone(),
        summary: facts.summary.clone(),
        owner_post: facts.owner_post.clone(),
        decider: facts.decider.clone(),
        date_year,
        date_month,
        date_day,
        marking: facts.marking.name().to_owned(),
        seen: policy.map_or(0, |policy| policy.revision),
        once,
        is_new: policy.is_none(),
    }
}

fn facts(fields: &Fields) -> Result<PolicyFacts, WebError> {
    let marking = match fields.get("marking") {
        "official" => Marking::Official,
        "official_sensitive" => Marking::OfficialSensitive,
        _ => return Err(WebError::BadRequest),
    };
    Ok(PolicyFacts {
        title: fields.trimmed("title"),
        summary: fields.trimmed("summary"),
        owner_post: fields.trimmed("owner_post"),
        decider: fields.trimmed("decider"),
        decision_date: fields.day("decision_date"),
        marking,
    })
}

fn wrong(
    state: &AppState,
    by: &Person,
    view: PolicyFormPage,
    wrong: &[crate::app::Wrong],
) -> Result<Response, WebError> {
    let mut errors = lines(state.words(), wrong, |field| {
        Some(state.say(&format!("policy-{}", field.replace('_', "-"))))
    });
    for error in &mut errors {
        error.href = error.href.replace("#decision_date", "#decision_date-day");
    }
    state.show_wrong(by, &PolicyFormPage { errors, ..view })
}

pub(crate) async fn register(
    Here(state): Here,
    Posted { by, fields }: Posted,
) -> Result<Response, WebError> {
    by.actor.register().map_err(|_| WebError::Forbidden)?;
    let facts = facts(&fields)?;
    let once = fields.trimmed("once");
    let key = (!once.is_empty()).then(|| format!("policy/{}/{once}", by.actor.person));
    match state.service.register_policy(&by.actor, facts.clone(), key).await {
        Ok(policy) => Ok(to(&urls::policy(&policy.id))),
        // The form was sent twice: the policy is in the register already.
        Err(UseCaseError::AlreadyDone) => Ok(to(urls::POLICIES)),
        Err(UseCaseError::Invalid(found)) => {
            wrong(&state, &by, form(state.words(), &facts, None, once), &found)
        }
        Err(error) => Err(error.into()),
    }
}

pub(crate) async fn change_page(
    Here(state): Here,
    SignedIn(by): SignedIn,
    Place(id): Place<PolicyId>,
) -> Result<Html<String>, WebError> {
    let policy = state.service.policy(&by.actor, &id).await?;
    let right = by.actor.register().map_err(|_| WebError::Forbidden)?;
    right.covers(&policy).map_err(|_| WebError::Forbidden)?;
    state.show(&by, &form(state.words(), &policy.facts, Some(&policy), String::new()))
}

pub(crate) async fn change(
    Here(state): Here,
    Place(id): Place<PolicyId>,
    Posted { by, fields }: Posted,
) -> Result<Response, WebError> {
    let policy = state.service.policy(&by.actor, &id).await?;
    let right = by.actor.register().map_err(|_| WebError::Forbidden)?;
    right.covers(&policy).map_err(|_| WebError::Forbidden)?;
    let facts = facts(&fields)?;
    let seen = fields.get("seen").parse().map_err(|_| WebError::BadRequest)?;
    match state.service.change_policy(&by.actor, &id, facts.clone(), seen).await {
        Ok(()) => Ok(to(&urls::policy(&id))),
        Err(UseCaseError::Invalid(found)) => {
            let view = PolicyFormPage {
                seen,
                ..form(state.words(), &facts, Some(&policy), String::new())
            };
            wrong(&state, &by, view, &found)
        }
        Err(error) => Err(error.into()),
    }
}

pub(crate) async fn page(
    Here(state): Here,
    SignedIn(by): SignedIn,
    Place(id): Place<PolicyId>,
) -> Result<Html<String>, WebError> {
    let policy = state.service.policy(&by.actor, &id).await?;
    let may = by.actor.register().is_ok_and(|right| right.covers(&policy).is_ok());
    let words = state.words();
    let versions = state.service.versions(&by.actor, &policy).await?;
    let newest = versions.last().map(|newest| newest.id.clone());
    let assessments = versions.iter().rev().map(|version| Item {
        value: urls::assessment(&version.id),
        text: words.say_with("policy-assessment", &[("number", i64::from(version.number).into())]),
        hint: Some(if newest.as_ref() == Some(&version.id) {
            words.say(&progress_key(&policy.progress))
        } else {
            words.say(&progress_key(version.stage().name()))
        }),
        checked: false,
        exclusive: false,
    });
    let library = state.service.library();
    let offered = library.all().map(|loaded| Item {
        value: loaded.questionnaire.id().to_string(),
        text: loaded.questionnaire.definition().title.get(state.lang),
        hint: Some(loaded.questionnaire.definition().summary.get(state.lang)),
        checked: false,
        exclusive: false,
    });
    let open = versions.last().is_none_or(Assessment::is_draft);
    let ended = versions.last().is_none_or(|newest| newest.stage() == Stage::Closed);
    let startable = may && ended;
    let similar = state.service.similar(&by.actor, &policy).await?;
    let address = urls::policy(&policy.id);
    let restricted = may && policy.facts.marking == Marking::OfficialSensitive;
    let manages = by.actor.manage(&policy.organisation).is_ok();
    let links = [
        (restricted, "readers-title", "readers"),
        (manages, "transfer-title", "transfer"),
        (manages, "records-title", "records"),
    ];
    let links = links.into_iter().filter(|(wanted, ..)| *wanted);
    let links =
        links.map(|(_, key, part)| Link::to(words.say(key), format!("{address}/{part}"))).collect();
    let view = PolicyPage {
        heading: policy.facts.title.clone(),
        reference: policy.reference.clone(),
        lines: summary(words, &policy),
        change: (may && open).then(|| format!("{}/change", urls::policy(&policy.id))),
        assessments: assessments.collect(),
        questionnaires: if startable { offered.collect() } else { Vec::new() },
        similar: similar
            .iter()
            .map(|other| (other.reference.clone(), urls::policy(&other.id)))
            .collect(),
        links,
        commitments: commitments(&state, &policy).await?,
        start: startable.then(|| format!("{}/start", urls::policy(&policy.id))),
    };
    state.show(&by, &view)
}

/// The commitments that are linked to a policy or to one of its assessments.
async fn commitments(state: &AppState, policy: &Policy) -> Result<Vec<Link>, WebError> {
    let linked = state.service.commitments_of_policy(policy).await?;
    let link = |it: &Commitment| {
        Link::to(format!("{} · {}", it.reference, it.facts.title), urls::commitment(&it.id))
    };
    Ok(linked.iter().map(|it| link(it)).collect())
}

fn summary(words: &Words, policy: &Policy) -> Vec<Line> {
    let facts = &policy.facts;
    let date = parse_day(&facts.decision_date).map(|date| labels::day(words, date));
    let rows = [
        ("policy-summary", facts.summary.clone()),
        ("policy-owner-post", facts.owner_post.clone()),
        ("policy-decider", facts.decider.clone()),
        ("policy-decision-date", date.unwrap_or_else(|| words.say("not-provided"))),
        ("policy-marking", facts.marking.printed().to_owned()),
        ("policy-progress", words.say(&progress_key(&policy.progress))),
    ];
    let line = |(key, value): (&str, String)| Line {
        name: words.say(key),
        lines: value.split('\n').map(str::to_owned).collect(),
        href: None,
        error: false,
    };
    rows.into_iter().map(line).collect()
}

pub(crate) async fn start(
    Here(state): Here,
    Place(id): Place<PolicyId>,
    Posted { by, fields }: Posted,
) -> Result<Response, WebError> {
    let policy = state.service.policy(&by.actor, &id).await?;
    let right = by.actor.register().map_err(|_| WebError::Forbidden)?;
    right.covers(&policy).map_err(|_| WebError::Forbidden)?;
    let questionnaire = fields.get("questionnaire").parse().map_err(|_| WebError::BadRequest)?;
    let assessment = state.service.start_assessment(&by.actor, &id, &questionnaire).await?;
    Ok(to(&urls::assessment(&assessment)))
}
