//! Rounds: the list, opening one, how it stands, locking it, and its snapshot.
use axum::response::{Html, IntoResponse as _, Response};

use super::super::files::{CSV, File, JSON};
use super::super::pages::fact;
use super::super::{lists, moment, sent, to};
use super::key;
use crate::app::{NewRound, SignedIn as Person, tables};
use crate::domain::ids::RoundId;
use crate::domain::round::{Round, Snapshot, SnapshotRow};
use crate::domain::writing::parse_day;
use crate::web::build::count;
use crate::web::error::WebError;
use crate::web::extract::{Here, Place, Posted, Query, SignedIn};
use crate::web::forms::Fields;
use crate::web::views::{Bars, Form, FormField, Line, Link, Part, PartsPage, Table, TableCell};
use crate::web::{AppState, urls};

async fn list_view(state: &AppState, by: &Person, fields: &Fields) -> Result<PartsPage, WebError> {
    let rounds = state.service.rounds().await?;
    let row = |round: &Round| {
        let standing = match &round.locked {
            Some(locked) => TableCell::text(moment(state, locked.at)),
            None => TableCell::tag(state.say("round-open"), "green"),
        };
        vec![
            TableCell::link(round.name.clone(), urls::round(&round.id)),
            TableCell::text(lists::day(state, Some(round.from))),
            TableCell::text(lists::day(state, Some(round.until))),
            TableCell::text(lists::day(state, Some(round.due))),
            standing,
        ]
    };
    let heads = ["round", "round-from", "round-until", "round-due", "round-locked"];
    let mut parts = vec![
        state.text("rounds-text"),
        Part::Table(Table {
            caption: state.say("rounds-title"),
            heads: heads.map(|head| state.say(head)).into(),
            rows: rounds.iter().map(row).collect(),
            empty: state.say("rounds-none"),
        }),
    ];
    let open = rounds.iter().any(|round| round.locked.is_none());
    if by.actor.convene().is_ok() && !open {
        parts.push(Part::Heading { text: state.say("round-new") });
        let form = Form {
            action: urls::ROUNDS.to_owned(),
            fields: vec![
                FormField::text("name", state.say("round-name"), fields.get("name"))
                    .hint(state.say("round-name-hint")),
                FormField::date("from", state.say("round-from"), &fields.day("from")),
                FormField::date("until", state.say("round-until"), &fields.day("until")),
                FormField::date("due", state.say("round-due"), &fields.day("due")),
            ],
            button: state.say("round-new"),
            ..Form::default()
        };
        parts.push(form.into());
    }
    Ok(PartsPage {
        heading: state.say("rounds-title"),
        back: Some(urls::COMMITMENTS.to_owned()),
        wide: true,
        parts,
        ..PartsPage::default()
    })
}

pub(crate) async fn list(
    Here(state): Here,
    SignedIn(by): SignedIn,
) -> Result<Html<String>, WebError> {
    state.show(&by, &list_view(&state, &by, &Fields::default()).await?)
}

pub(crate) async fn open(
    Here(state): Here,
    Posted { by, fields }: Posted,
) -> Result<Response, WebError> {
    let day = |name: &str| parse_day(&fields.day(name));
    let new = NewRound {
        name: fields.trimmed("name"),
        from: day("from"),
        until: day("until"),
        due: day("due"),
    };
    match state.service.open_new_round(&by.actor, &new).await {
        Ok(id) => Ok(to(&urls::round(&id))),
        Err(error) => {
            let again = list_view(&state, &by, &fields).await?;
            sent(&state, &by, Err(error), urls::ROUNDS, again)
        }
    }
}

/// The open round: who has reported, and what the central team can do.
async fn standing(state: &AppState, by: &Person, round: &Round) -> Result<Vec<Part>, WebError> {
    let standing = state.service.round_standing(round).await?;
    let organisations = state.service.all_organisations().await?;
    let args = [
        ("asked", count(standing.asked).into()),
        ("reported", count(standing.reported).into()),
        ("missing", count(standing.asked - standing.reported).into()),
    ];
    let rows = standing.awaited.iter().map(|(id, n)| {
        let name = organisations.find(id).map_or_else(String::new, |it| state.name_of(it));
        let at = format!("{}?scope=all&is=awaited&answers={id}", urls::COMMITMENTS);
        (name, (*n, at))
    });
    let heads = [state.say("head-organisation"), state.say("commitment-is-awaited")];
    let mut parts = vec![
        Part::Text { text: state.words().say_with("round-standing", &args) },
        Part::Bars(Bars::of(state.say("round-awaited"), heads, rows.collect())),
    ];
    if !by.actor.leads().is_empty() {
        let text = state.say("report-start");
        parts.push(Part::Links { links: vec![Link::button(text, "/commitments/report-next")] });
    }
    if by.actor.convene().is_ok() {
        let at = urls::round(&round.id);
        parts.push(Part::Heading { text: state.say("round-central") });
        parts.push(state.text("round-remind-text"));
        parts.push(Form::press(format!("{at}/remind"), state.say("round-remind")).into());
        parts.push(state.text("round-lock-text"));
        let lock = Form::press(format!("{at}/lock"), state.say("round-lock"));
        parts.push(Form { look: "warning", ..lock }.into());
    }
    Ok(parts)
}

/// The picture of a locked round in sentences, for an annual report.
fn annual(state: &AppState, snapshot: &Snapshot) -> String {
    let totals = &snapshot.totals;
    let status = |names: &[&str]| -> usize {
        names.iter().filter_map(|name| totals.statuses.get(*name)).sum()
    };
    let args = [
        ("round", snapshot.round.clone().into()),
        ("listed", count(totals.listed).into()),
        ("unlisted", count(totals.unlisted).into()),
        ("undone", count(totals.undone).into()),
        ("asked", count(totals.asked).into()),
        ("reported", count(totals.reported).into()),
        ("late", count(totals.late).into()),
        ("delivered", count(status(&["delivered", "outcome_measured"])).into()),
        ("track", count(status(&["on_track"])).into()),
        ("doubtful", count(status(&["at_risk", "delayed"])).into()),
        ("ended", count(status(&["superseded", "stopped"])).into()),
        ("waiting", count(status(&["not_started", "none"])).into()),
    ];
    state.words().say_with("round-annual", &args)
}

fn changes(state: &AppState, snapshot: &Snapshot, before: &Snapshot) -> Vec<Part> {
    let name = |status: Option<&str>| match status {
        Some(status) => state.say(&key("status", status)),
        None => state.say("round-not-listed"),
    };
    let rows = snapshot.since(before).into_iter().map(|moved| {
        vec![
            TableCell::text(moved.reference),
            TableCell::text(moved.title),
            TableCell::text(name(moved.before)),
            TableCell::text(name(moved.after)),
        ]
    });
    let args = [("round", before.round.clone().into())];
    let caption = state.words().say_with("round-changes", &args);
    let heads = ["head-reference", "commitment", "round-before", "round-after"];
    vec![
        Part::Heading { text: caption.clone() },
        Part::Table(Table {
            caption,
            heads: heads.map(|head| state.say(head)).into(),
            rows: rows.collect(),
            empty: state.say("round-no-changes"),
        }),
    ]
}

async fn locked(state: &AppState, round: &Round) -> Result<Vec<Part>, WebError> {
    let (snapshot, _) = state.service.snapshot_of(round).await?;
    let at = urls::round(&round.id);
    let heads = [state.say("commitment-status"), state.say("board-count")];
    let statuses = super::values("status").into_iter().map(|status| {
        let n = snapshot.totals.statuses.get(status).copied().unwrap_or(0);
        (state.say(&key("status", status)), (n, format!("{at}/snapshot.csv?status={status}")))
    });
    let mut parts = vec![
        Part::Heading { text: state.say("round-words") },
        Part::Inset { text: annual(state, &snapshot) },
        Part::Bars(Bars::of(state.say("commitment-status"), heads, statuses.collect())),
    ];
    let rounds = state.service.rounds().await?;
    let mut earlier = rounds.iter().skip_while(|other| other.id != round.id).skip(1);
    if let Some(before) = earlier.next() {
        let (before, _) = state.service.snapshot_of(before).await?;
        parts.extend(changes(state, &snapshot, &before));
    }
    parts.push(Part::Links {
        links: vec![
            Link::to(state.say("csv"), format!("{at}/snapshot.csv")),
            Link::to(state.say("json"), format!("{at}/snapshot.json")),
        ],
    });
    parts.push(state.text("round-rebuild-text"));
    parts.push(Form::press(format!("{at}/rebuild"), state.say("round-rebuild")).into());
    Ok(parts)
}

fn facts(state: &AppState, round: &Round) -> Vec<Line> {
    let mut lines = vec![
        fact(state.say("round-from"), lists::day(state, Some(round.from))),
        fact(state.say("round-until"), lists::day(state, Some(round.until))),
        fact(state.say("round-due"), lists::day(state, Some(round.due))),
    ];
    if let Some(last) = round.reminders.last() {
        lines.push(fact(state.say("round-reminded"), moment(state, *last)));
    }
    if let Some(locked) = &round.locked {
        let by = format!("{}, {}", moment(state, locked.at), locked.post);
        lines.push(fact(state.say("round-locked"), by));
        lines.push(fact(state.say("round-hash"), &locked.file));
    }
    lines
}

async fn view(state: &AppState, by: &Person, round: &Round) -> Result<PartsPage, WebError> {
    let mut parts = vec![Part::Facts { lines: facts(state, round) }];
    parts.extend(match &round.locked {
        None => standing(state, by, round).await?,
        Some(_) => locked(state, round).await?,
    });
    Ok(PartsPage {
        heading: round.name.clone(),
        caption: Some(state.say("round")),
        back: Some(urls::ROUNDS.to_owned()),
        wide: true,
        parts,
        ..PartsPage::default()
    })
}

pub(crate) async fn page(
    Here(state): Here,
    SignedIn(by): SignedIn,
    Place(id): Place<RoundId>,
) -> Result<Html<String>, WebError> {
    let round = state.service.round(&id).await?;
    state.show(&by, &view(&state, &by, &round).await?)
}

pub(crate) async fn remind(
    Here(state): Here,
    Place(id): Place<RoundId>,
    Posted { by, .. }: Posted,
) -> Result<Response, WebError> {
    state.service.remind(&by.actor, &id).await?;
    Ok(to(&urls::round(&id)))
}

pub(crate) async fn lock(
    Here(state): Here,
    Place(id): Place<RoundId>,
    Posted { by, .. }: Posted,
) -> Result<Response, WebError> {
    state.service.lock_round(&by.actor, &id).await?;
    Ok(to(&urls::round(&id)))
}

/// Makes the snapshot again from the audit entries, and says whether it is the same.
pub(crate) async fn rebuild(
    Here(state): Here,
    Place(id): Place<RoundId>,
    Posted { by, .. }: Posted,
) -> Result<Response, WebError> {
    let round = state.service.round(&id).await?;
    let (_, kept) = state.service.snapshot_of(&round).await?;
    let same = state.service.rebuild_snapshot(&round).await? == kept;
    let mut view = view(&state, &by, &round).await?;
    let key = if same { "round-rebuilt" } else { "round-rebuilt-differs" };
    let text = state.say(key);
    let said = if same { Part::Inset { text } } else { Part::Warning { text } };
    view.parts.insert(0, said);
    Ok(state.show(&by, &view)?.into_response())
}

pub(crate) async fn json(
    Here(state): Here,
    SignedIn(_): SignedIn,
    Place(id): Place<RoundId>,
) -> Result<Response, WebError> {
    let round = state.service.round(&id).await?;
    let (_, bytes) = state.service.snapshot_of(&round).await?;
    Ok(File { kind: JSON, name: format!("round-{id}.json"), bytes }.private())
}

pub(crate) async fn csv(
    Here(state): Here,
    SignedIn(_): SignedIn,
    Place(id): Place<RoundId>,
    Query(fields): Query,
) -> Result<Response, WebError> {
    const HEADS: &[&str] = &[
        "reference",
        "title",
        "theme",
        "lead",
        "heirs",
        "official_post",
        "due",
        "status",
        "confidence",
        "note",
        "next_step",
        "reported_on",
        "asked",
        "reported",
        "late",
        "output",
        "outcome",
    ];
    let round = state.service.round(&id).await?;
    let (snapshot, _) = state.service.snapshot_of(&round).await?;
    let yes = |so: bool| if so { "yes" } else { "no" }.to_owned();
    let row = |row: SnapshotRow| {
        vec![
            row.reference,
            row.title,
            row.theme,
            row.lead,
            row.heirs.join("; "),
            row.official_post,
            row.due,
            row.status,
            row.confidence,
            row.note,
            row.next_step,
            row.reported_on,
            yes(row.asked),
            yes(row.reported),
            yes(row.late),
            row.output,
            row.outcome,
        ]
    };
    // The rows behind a figure, or all.
    let status = fields.get("status");
    let wanted = snapshot.rows.into_iter().filter(|row| status.is_empty() || row.status == status);
    let rows: Vec<Vec<String>> = wanted.map(row).collect();
    let bytes = tables::write(HEADS, &rows).map_err(|_| WebError::BadRequest)?;
    Ok(File { kind: CSV, name: format!("round-{id}.csv"), bytes }.private())
}
