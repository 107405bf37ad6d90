//! Packages for auditors: asked for, made while one does something else, downloaded.
use axum::extract::Request;
use axum::response::{Html, Response};

use super::desk::{filter, query};
use super::pages::fact;
use crate::app::{Package, PackageRequest, PackageStanding, PackageState, labels};
use crate::web::build::count;
use crate::web::error::WebError;
use crate::web::extract::{Here, Place, Posted, SignedIn};
use crate::web::views::{Form, Link, Part, PartsPage, Progress, Table, TableCell};
use crate::web::{AppState, urls};

pub(crate) async fn start(
    Here(state): Here,
    Posted { by, fields }: Posted,
) -> Result<Response, WebError> {
    let size = fields.trimmed("size").parse().ok();
    let sample = size.map(|size| (fields.trimmed("seed"), size));
    let request = PackageRequest { filter: filter(&state, &fields), sample };
    let id = state.service.start_package(&by.actor, request).await?;
    Ok(super::to(&urls::package(&id)))
}

fn standing(state: &AppState, package: &Package) -> TableCell {
    match package.state {
        PackageState::Running => TableCell::tag(state.say("package-running"), "light-blue"),
        PackageState::Ready { .. } => TableCell::tag(state.say("package-ready"), "green"),
        PackageState::Cancelled => TableCell::tag(state.say("package-cancelled"), "grey"),
        PackageState::Failed => TableCell::tag(state.say("package-failed"), "red"),
    }
}

pub(crate) async fn list(
    Here(state): Here,
    SignedIn(by): SignedIn,
) -> Result<Html<String>, WebError> {
    let packages = state.service.packages(&by.actor).await?;
    let row = |package: &Package| {
        let when = super::moment(&state, package.created);
        vec![TableCell::link(when, urls::package(&package.id)), standing(&state, package)]
    };
    let table = Table {
        caption: state.say("package-mine"),
        heads: ["package-asked", "desk-stage"].map(|head| state.say(head)).into(),
        rows: packages.iter().map(row).collect(),
        empty: state.say("package-none"),
    };
    let view = PartsPage {
        heading: state.say("package-mine"),
        back: Some(urls::DESK.to_owned()),
        parts: vec![state.text("package-kept"), Part::Table(table)],
        ..PartsPage::default()
    };
    state.show(&by, &view)
}

pub(crate) async fn page(
    Here(state): Here,
    SignedIn(by): SignedIn,
    Place(id): Place<String>,
) -> Result<Html<String>, WebError> {
    let found = state.service.package(&by.actor, &id).await?;
    let mut parts = outcome(&state, &found);
    let request = &found.package.request;
    let again = format!("{}?{}", urls::DESK, query(&request.filter));
    let mut lines =
        vec![fact(state.say("package-asked"), super::moment(&state, found.package.created))];
    if let Some((seed, size)) = &request.sample {
        let args = [("size", count(*size).into()), ("seed", seed.as_str().into())];
        let text = state.words().say_with("package-sample", &args);
        lines.push(fact(state.say("sample-title"), text));
    }
    if let PackageState::Ready { size, sha256, statements } = &found.package.state {
        let bytes = i64::try_from(*size).unwrap_or(i64::MAX);
        lines.push(fact(state.say("package-statements"), labels::number(count(*statements))));
        lines.push(fact(state.say("package-size"), labels::number(bytes)));
        lines.push(fact(state.say("package-sha256"), sha256));
    }
    parts.push(Part::Facts { lines });
    parts.push(Part::Links { links: vec![Link::to(state.say("package-search"), again)] });
    let view = PartsPage {
        heading: state.say("package-title"),
        back: Some("/audit/packages".to_owned()),
        parts,
        ..PartsPage::default()
    };
    state.show(&by, &view)
}

fn outcome(state: &AppState, found: &PackageStanding) -> Vec<Part> {
    let address = urls::package(&found.package.id);
    match (&found.package.state, found.progress) {
        (PackageState::Running, Some((done, total))) => {
            let args = [("done", count(done).into()), ("total", count(total).into())];
            let text = state.words().say_with("package-progress", &args);
            let progress = Progress { text, done: count(done), total: count(total.max(1)) };
            let stop = Form::press(format!("{address}/cancel"), state.say("package-stop"));
            vec![
                Part::Progress(progress),
                Part::Links { links: vec![Link::to(state.say("package-look"), address)] },
                stop.into(),
            ]
        }
        (PackageState::Running, None) => {
            let stop = Form::press(format!("{address}/cancel"), state.say("package-stop"));
            vec![Part::Warning { text: state.say("package-interrupted") }, stop.into()]
        }
        (PackageState::Ready { .. }, _) => {
            let file = format!("{address}/package.zip");
            vec![
                state.text("package-ready-text"),
                Part::Links { links: vec![Link::button(state.say("package-download"), file)] },
            ]
        }
        (PackageState::Cancelled, _) => vec![Part::Inset { text: state.say("package-cancelled") }],
        (PackageState::Failed, _) => vec![Part::Warning { text: state.say("package-failed-text") }],
    }
}

pub(crate) async fn cancel(
    Here(state): Here,
    Place(id): Place<String>,
    Posted { by, .. }: Posted,
) -> Result<Response, WebError> {
    state.service.cancel_package(&by.actor, &id).await?;
    Ok(super::to(&urls::package(&id)))
}

/// The file. A download that broke off goes on where it stopped.
pub(crate) async fn download(
    Here(state): Here,
    SignedIn(by): SignedIn,
    Place(id): Place<String>,
    request: Request,
) -> Result<Response, WebError> {
    let path = state.service.package_file(&by.actor, &id).await?;
    super::files::from_disk(&path, request, "application/zip", "package.zip").await
}
