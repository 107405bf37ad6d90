//! The shelf of questionnaires, for administrators.
use axum::response::{Html, IntoResponse as _, Response};

use super::to;
use crate::app::{DryRun, Finding, Open, ShelfLine, Standing};
use crate::domain::evaluate::Outcome;
use crate::domain::ids::QuestionId;
use crate::domain::questionnaire::{Change, Difference, Questionnaire};
use crate::i18n::Words;
use crate::web::build::{count, question};
use crate::web::error::WebError;
use crate::web::extract::{Here, Place, Posted, SignedIn};
use crate::web::views::{
    DryRunLine, ErrorLine, FindingLine, ShelfPage, UploadPage, VersionLine, VersionPage,
};
use crate::web::{AppState, urls};

fn version_line(line: &ShelfLine, words: &Words) -> VersionLine {
    VersionLine {
        title: line.questionnaire.definition().title.get(words.lang()),
        id: line.kept.pin.id.to_string(),
        version: line.kept.pin.version.clone(),
        standing: match line.kept.standing {
            Standing::File => "file",
            Standing::Uploaded => "uploaded",
            Standing::Live => "live",
            Standing::Withdrawn => "withdrawn",
        },
        is_live: line.is_live,
        used: count(line.used),
        href: urls::questionnaire(&line.kept.pin.hash),
    }
}

pub(crate) async fn list(
    Here(state): Here,
    SignedIn(by): SignedIn,
) -> Result<Html<String>, WebError> {
    let lines = state.service.shelf(&by.actor).await?;
    let view = ShelfPage {
        heading: state.words().say("shelf-title"),
        versions: lines.iter().map(|line| version_line(line, state.words())).collect(),
    };
    state.show(&by, &view)
}

pub(crate) async fn new_page(
    Here(state): Here,
    SignedIn(by): SignedIn,
) -> Result<Html<String>, WebError> {
    by.actor.administer().map_err(|_| WebError::Forbidden)?;
    let heading = state.words().say("upload-title");
    state.show(&by, &UploadPage { heading, ..UploadPage::default() })
}

fn finding_line(finding: &Finding) -> FindingLine {
    FindingLine {
        is_error: finding.is_error(),
        line: count(finding.line),
        column: count(finding.column),
        message: finding.message.clone(),
        excerpt: finding.excerpt.clone(),
    }
}

/// A file with errors is shown again with what is wrong; it is kept nowhere.
pub(crate) async fn upload(
    Here(state): Here,
    Posted { by, fields }: Posted,
) -> Result<Response, WebError> {
    let source = fields.get("source").replace("\r\n", "\n");
    let findings = match state.service.upload(&by.actor, &source).await? {
        Ok((hash, _)) => return Ok(to(&urls::questionnaire(&hash))),
        Err(findings) => findings,
    };
    let mut findings = findings;
    findings.sort_by_key(|finding| finding.severity);
    let words = state.words();
    let errors = findings.iter().filter(|finding| finding.is_error()).count();
    let text = words.say_with("upload-refused", &[("errors", count(errors).into())]);
    let view = UploadPage {
        heading: words.say("upload-title"),
        findings: findings.iter().map(finding_line).collect(),
        errors: vec![ErrorLine::at("source", text)],
        source,
    };
    state.show_wrong(&by, &view)
}

/// The result of an assessment in a line.
pub(crate) fn outcome(words: &Words, questionnaire: &Questionnaire, outcome: &Outcome) -> String {
    let lang = words.lang();
    let screened = outcome.screening.as_ref().and_then(|id| questionnaire.outcome(id));
    let screened = screened.map(|outcome| outcome.label.get(lang));
    let name = |level: i64| {
        let rule = questionnaire.level(level);
        rule.map_or_else(|| level.to_string(), |rule| rule.name.get(lang))
    };
    let level = outcome.residual.map(|range| {
        if range.low == range.high {
            name(range.low)
        } else {
            let args = [("low", name(range.low).into()), ("high", name(range.high).into())];
            words.say_with("level-between", &args)
        }
    });
    let parts: Vec<String> = screened.into_iter().chain(level).collect();
    if parts.is_empty() { words.say("not-known-yet") } else { parts.join(", ") }
}

fn changes(words: &Words, difference: &Difference) -> Vec<String> {
    let ids =
        |ids: &[QuestionId]| ids.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ");
    let mut lines = Vec::new();
    let mut list = |key: &str, list: String| {
        if !list.is_empty() {
            lines.push(words.say_with(key, &[("list", list.into())]));
        }
    };
    list("version-added", ids(&difference.added));
    list("version-removed", ids(&difference.removed));
    let changed = difference.changed.iter().map(|(id, changes)| {
        let names = changes.iter().map(|change| words.say(change_key(*change)));
        format!("{id} ({})", names.collect::<Vec<_>>().join(", "))
    });
    list("version-changed", changed.collect::<Vec<_>>().join("; "));
    list("version-parts", difference.parts.join(", "));
    lines
}

fn change_key(change: Change) -> &'static str {
    match change {
        Change::Wording => "change-wording",
        Change::Kind => "change-kind",
        Change::Options => "change-options",
        Change::Points => "change-points",
        Change::Condition => "change-condition",
        Change::Section => "change-section",
    }
}

async fn runs(
    state: &AppState,
    line: &ShelfLine,
    by: &crate::app::SignedIn,
) -> Result<Vec<DryRunLine>, WebError> {
    let words = state.words();
    let runs = state.service.dry_run(&by.actor, line).await?;
    let run = |run: &DryRun| {
        let before = outcome(words, &line.questionnaire, &run.moved.before);
        let after = outcome(words, &line.questionnaire, &run.moved.after);
        DryRunLine {
            title: run.title.clone(),
            state: if run.assessment.is_draft() { "draft" } else { "closed" },
            kept: count(run.moved.kept.len()),
            again: count(run.moved.to_answer_again.len()),
            dropped: count(run.moved.dropped.len()),
            differs: before != after,
            before,
            after,
        }
    };
    Ok(runs.iter().map(run).collect())
}

pub(crate) async fn page(
    Here(state): Here,
    SignedIn(by): SignedIn,
    Place(hash): Place<String>,
) -> Result<Html<String>, WebError> {
    let line = state.service.version(&by.actor, &hash).await?;
    let words = state.words();
    let shown = version_line(&line, words);
    let part = |name: &str| format!("{}/{name}", urls::questionnaire(&hash));
    let first = first_page(&line.questionnaire);
    let view = VersionPage {
        heading: shown.title.clone(),
        questions: count(line.questionnaire.asked().len()),
        tests: count(line.questionnaire.definition().tests.len()),
        changes: state.service.difference(&line).map_or_else(Vec::new, |d| changes(words, &d)),
        runs: if line.is_live { Vec::new() } else { runs(&state, &line, &by).await? },
        preview: first.map_or_else(String::new, |id| part(&format!("preview/{id}"))),
        make_live: matches!(line.kept.standing, Standing::Uploaded | Standing::Withdrawn)
            .then(|| part("live")),
        withdraw: (line.kept.standing == Standing::Live).then(|| part("withdraw")),
        line: shown,
        hash,
    };
    state.show(&by, &view)
}

fn has_page(asked: &crate::domain::questionnaire::Asked) -> bool {
    !asked.question.kind.has_no_page()
}

fn first_page(questionnaire: &Questionnaire) -> Option<&QuestionId> {
    questionnaire.asked().iter().find(|asked| has_page(asked)).map(|asked| &asked.question.id)
}

/// A question as an officer sees it; nothing can be sent.
pub(crate) async fn preview(
    Here(state): Here,
    SignedIn(by): SignedIn,
    Place((hash, id)): Place<(String, String)>,
) -> Result<Html<String>, WebError> {
    let open: Open = state.service.preview(&by.actor, &hash).await?;
    let id: QuestionId = id.parse().map_err(|_| WebError::NotFound)?;
    let asked = open.questionnaire.question(&id).filter(|asked| has_page(asked));
    let asked = asked.ok_or(WebError::NotFound)?;
    let mut view = question::page(&open, state.words(), asked, None, &[], "");
    let pages: Vec<&QuestionId> = open
        .questionnaire
        .asked()
        .iter()
        .filter(|asked| has_page(asked))
        .map(|asked| &asked.question.id)
        .collect();
    let place = pages.iter().position(|known| **known == id);
    let near = |place: Option<usize>| {
        let id = place.and_then(|place| pages.get(place));
        id.map(|id| format!("{}/preview/{id}", urls::questionnaire(&hash)))
    };
    let all = urls::questionnaire(&hash);
    view.back = near(place.and_then(|place| place.checked_sub(1))).unwrap_or_else(|| all.clone());
    view.preview = Some(near(place.map(|place| place + 1)).unwrap_or(all));
    state.show(&by, &view)
}

pub(crate) async fn make_live(
    Here(state): Here,
    Place(hash): Place<String>,
    Posted { by, .. }: Posted,
) -> Result<Response, WebError> {
    state.service.set_live(&by.actor, &hash, true).await?;
    Ok(to(&urls::questionnaire(&hash)).into_response())
}

pub(crate) async fn withdraw(
    Here(state): Here,
    Place(hash): Place<String>,
    Posted { by, .. }: Posted,
) -> Result<Response, WebError> {
    state.service.set_live(&by.actor, &hash, false).await?;
    Ok(to(&urls::questionnaire(&hash)).into_response())
}
