//! The score of an assessment worked out again, step by step.
use axum::response::Html;

use super::pages::about;
use crate::domain::ids::AssessmentId;
use crate::web::build::{labels, rating};
use crate::web::error::WebError;
use crate::web::extract::{Here, Place, SignedIn};
use crate::web::views::{Part, Table, TableCell};

pub(crate) async fn page(
    Here(state): Here,
    SignedIn(by): SignedIn,
    Place(id): Place<AssessmentId>,
) -> Result<Html<String>, WebError> {
    let done = state.service.reperform(&by.actor, &id).await?;
    let labels = labels(&done.open, state.words());
    let evaluation = &done.open.evaluation;
    let outcome = match done.same {
        Some(true) => Part::Inset { text: state.say("reperform-same") },
        Some(false) => Part::Warning { text: state.say("reperform-differs") },
        None => Part::Inset { text: state.say("reperform-draft") },
    };
    let rated = evaluation.rows.iter().filter_map(|(key, row)| {
        let working = row.before.as_ref().ok()?;
        Some(vec![
            TableCell::text(labels.rating(key)),
            TableCell::text(rating::steps(&labels, &working.steps).join("\n")),
            TableCell::text(labels.points(working.points)),
            TableCell::text(labels.points(row.after)),
        ])
    });
    let heads = ["head-rating", "head-working", "head-before", "head-after"];
    let rows = Table {
        caption: state.say("reperform-rows"),
        heads: heads.map(|head| state.say(head)).into(),
        rows: rated.collect(),
        empty: state.say("reperform-none"),
    };
    let (before, after) = (evaluation.decisive(), evaluation.decisive_after());
    let groups = before.into_iter().flat_map(|total| &total.groups).map(|total| {
        let left = after.and_then(|a| a.groups.iter().find(|other| other.group == total.group));
        let harm = left.map_or(total.harm, |left| left.harm);
        vec![
            TableCell::text(labels.group(&total.group)),
            TableCell::text(labels.points(-total.harm)),
            TableCell::text(labels.points(-harm)),
            TableCell::text(labels.points(total.benefit)),
        ]
    });
    let heads = ["head-group", "head-harm-before", "head-harm-after", "head-benefit"];
    let groups = Table {
        caption: state.say("reperform-groups"),
        heads: heads.map(|head| state.say(head)).into(),
        rows: groups.collect(),
        empty: state.say("reperform-none"),
    };
    let level = done.open.evaluation.settled_residual();
    let level = level.map_or_else(|| state.say("result-open"), |level| labels.level(level));
    let mut parts = vec![outcome, state.text("reperform-text")];
    parts.push(Part::Heading { text: state.say("reperform-rows") });
    parts.push(Part::Table(rows));
    parts.push(Part::Heading { text: state.say("reperform-groups") });
    parts.push(Part::Table(groups));
    parts.push(Part::Heading { text: state.say("reperform-level") });
    parts.push(Part::Text { text: level });
    let view = about(&done.open, state.say("reperform-title"), parts);
    state.show(&by, &crate::web::views::PartsPage { wide: true, ..view })
}
