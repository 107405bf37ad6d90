//! A commitment: what is promised, who answers for it, how it stands, and what shows it.
use std::collections::BTreeSet;

use axum::response::Html;
use jiff::civil::Date;

use super::super::pages::fact;
use super::super::{afterwards, lists, moment};
use super::{key, lead, standing};
use crate::app::{Found, Organisations, SignedIn as Person, ThreadLine};
use crate::domain::commitment::{
    Commitment, CommitmentChange, Holder, Linked, Measure, Report, Status, Succession,
};
use crate::domain::ids::{CommitmentId, OrganisationId};
use crate::domain::number::Number;
use crate::web::build::count;
use crate::web::error::WebError;
use crate::web::extract::{Here, Place, SignedIn};
use crate::web::views::{
    Bars, Form, Line, Link, Part, PartsPage, Said, Stated, Table, TableCell, Timeline,
};
use crate::web::{AppState, urls};

fn measure(state: &AppState, measure: &Measure) -> String {
    if measure.what.is_empty() {
        return state.say("not-provided");
    }
    let mut lines = vec![measure.what.clone()];
    for (key, value) in [("measure-baseline", measure.baseline), ("measure-target", measure.target)]
    {
        let args = |value: Number| [("value", value.to_string().into())];
        lines.extend(value.map(|value| state.words().say_with(key, &args(value))));
    }
    lines.join("\n")
}

fn name(state: &AppState, organisations: &Organisations, id: &OrganisationId, day: Date) -> String {
    organisations.find(id).map_or_else(String::new, |it| it.name_on(day, state.lang).to_owned())
}

fn facts(state: &AppState, organisations: &Organisations, found: &Found) -> Vec<Line> {
    let it = &found.commitment;
    let stated = &it.facts;
    let today = state.service.clock().today();
    let or = |text: &str, empty: &str| {
        if text.is_empty() { state.say(empty) } else { text.to_owned() }
    };
    let supporting: Vec<String> =
        it.supporting_on(today).map(|id| name(state, organisations, id, today)).collect();
    let goal = stated.goal.map(|goal| state.say(&key("goal", goal.name())));
    let mut lines = vec![
        fact(state.say("commitment-lead"), lead(state, organisations, found)),
        fact(
            state.say("commitment-supporting"),
            or(&supporting.join("\n"), "commitment-lead-none"),
        ),
        fact(state.say("commitment-minister"), or(&stated.minister_post, "not-provided")),
        fact(
            state.say("commitment-official"),
            or(&stated.official_post, "commitment-is-vacant-post"),
        ),
        fact(state.say("commitment-theme"), state.say(&key("theme", stated.theme.name()))),
        fact(state.say("commitment-goal"), goal.unwrap_or_else(|| state.say("not-provided"))),
        fact(state.say("commitment-origin"), state.say(&key("origin", stated.origin.name()))),
        fact(state.say("commitment-start"), lists::day(state, stated.start)),
        fact(state.say("commitment-due"), lists::day(state, stated.due)),
        fact(state.say("commitment-budget"), or(&stated.budget, "not-provided")),
        fact(state.say("commitment-output"), measure(state, &stated.output)),
        fact(state.say("commitment-outcome"), measure(state, &stated.outcome)),
    ];
    if !stated.known.is_empty() {
        lines.push(fact(state.say("commitment-known"), &stated.known));
    }
    if !stated.sureness.is_empty() {
        lines.push(fact(state.say("commitment-sureness"), &stated.sureness));
    }
    lines
}

fn last_report(state: &AppState, found: &Found) -> Vec<Part> {
    let it = &found.commitment;
    let mut parts = vec![Part::Heading { text: state.say("commitment-standing") }];
    let mut lines = vec![fact(state.say("commitment-status"), standing(state, it.status()).text)];
    if let Some(last) = it.last() {
        let confidence = last.confidence.map(|it| state.say(&key("confidence", it.name())));
        lines.push(fact(state.say("commitment-confidence"), confidence.unwrap_or_default()));
        lines.push(fact(state.say("commitment-reported"), lists::day(state, Some(last.day))));
        lines.push(fact(state.say("report-note"), &last.note));
        lines.push(fact(state.say("report-next"), &last.next_step));
    }
    parts.push(Part::Facts { lines });
    let shown = ["awaited", "stale", "silent", "overdue", "orphan", "vacant"];
    for flag in shown.iter().filter(|name| found.marks.contains(&format!("is:{name}"))) {
        parts.push(Part::Warning { text: state.say(&format!("commitment-is-{flag}-text")) });
    }
    let evidence = it.reports.iter().flat_map(|report| &report.evidence);
    let shown_by: Vec<Link> = evidence.map(|at| Link::to(at.clone(), at.clone())).collect();
    if !shown_by.is_empty() {
        parts.push(Part::Heading { text: state.say("report-evidence") });
        parts.push(Part::Links { links: shown_by });
    }
    parts
}

/// The values of a measure as bars, in the order of the days.
fn series(
    state: &AppState,
    it: &Commitment,
    heading: &str,
    value: fn(&Report) -> Option<Number>,
) -> Option<Part> {
    let rows: Vec<(String, Number)> = it
        .reports
        .iter()
        .filter_map(|report| Some((lists::day(state, Some(report.day)), value(report)?)))
        .collect();
    let heads = [state.say("commitment-reported"), state.say("measure-value")];
    (!rows.is_empty()).then(|| Part::Bars(Bars::of_values(state.say(heading), heads, rows)))
}

/// A part that an organisation had. Where it ended with the organisation, those that took over
/// follow, and those that took over from them.
fn held(state: &AppState, organisations: &Organisations, holder: &Holder) -> Vec<Stated> {
    let part = state.say(&key("part", holder.part.name()));
    let mut waiting = vec![(holder.organisation.clone(), holder.from, part)];
    let (mut rows, mut seen) = (Vec::new(), BTreeSet::new());
    while let Some((id, from, part)) = waiting.pop() {
        if !seen.insert(id.clone()) {
            continue;
        }
        let found = organisations.find(&id);
        let ended = found.and_then(|found| found.facts.ended.as_ref());
        let ended = ended.filter(|ended| holder.until.is_none_or(|until| ended.on <= until));
        let last = ended.map(|ended| ended.on.yesterday().unwrap_or(ended.on));
        let until = last.or(holder.until);
        let day = until.unwrap_or_else(|| state.service.clock().today());
        let name = name(state, organisations, &id, day);
        rows.push(Stated { label: format!("{name}, {part}"), from, until });
        if let Some(ended) = ended {
            let heir = |id: &OrganisationId| (id.clone(), ended.on, state.say("timeline-heir"));
            waiting.extend(ended.successors.iter().map(heir));
        }
    }
    rows
}

/// Who has had a part for how long, and what was reported and promised when.
fn timeline(state: &AppState, organisations: &Organisations, it: &Commitment) -> Part {
    let today = state.service.clock().today();
    let on = |label: String, day: Date| Stated { label, from: day, until: Some(day) };
    let mut rows: Vec<Stated> =
        it.holders.iter().flat_map(|holder| held(state, organisations, holder)).collect();
    let reported = it.reports.iter().map(|report| {
        let status = state.say(&key("status", report.status.name()));
        on(state.words().say_with("timeline-reported", &[("status", status.into())]), report.day)
    });
    rows.extend(reported);
    rows.extend(it.facts.due.map(|due| on(state.say("commitment-due"), due)));
    let ended = it
        .succession
        .as_ref()
        .map(|became| on(state.say(&key("status", Status::Superseded.name())), became.on));
    rows.extend(ended);
    rows.sort_by_key(|row| row.from);
    let heads = ["board-what", "holder-from", "holder-until", "timeline-axis"];
    let heads = heads.map(|head| state.say(head));
    let name = |day| lists::day(state, Some(day));
    Part::Timeline(Timeline::of(state.say("holders-title"), heads, rows, today, name))
}

fn thread_rows(state: &AppState, line: &ThreadLine) -> Vec<Vec<TableCell>> {
    let policy = &line.policy;
    let named = match &line.assessment {
        None => TableCell::link(
            format!("{} · {}", policy.reference, policy.facts.title),
            urls::policy(&policy.id),
        ),
        Some(found) => TableCell::link(
            format!("{}/{} · {}", policy.reference, found.number, policy.facts.title),
            urls::assessment(&found.id),
        ),
    };
    if line.plans.is_empty() {
        return vec![vec![named, TableCell::text(""), TableCell::text(""), TableCell::text("")]];
    }
    let row = |plan: &crate::app::ThreadPlan| {
        let at = line.assessment.as_ref().map_or_else(String::new, |found| {
            urls::part(&found.id, format_args!("delivery/{}", plan.plan))
        });
        vec![
            named.clone(),
            TableCell::link(plan.action.clone(), at),
            TableCell::text(state.say(&afterwards::status_key(plan.status))),
            TableCell::text(plan.evidence.clone()),
        ]
    };
    line.plans.iter().map(row).collect()
}

/// The name of a link in forms.
fn link_name(link: &Linked) -> String {
    serde_json::to_string(link).unwrap_or_default()
}

async fn thread(
    state: &AppState,
    by: &Person,
    it: &Commitment,
    may: bool,
) -> Result<Vec<Part>, WebError> {
    let (lines, hidden) = state.service.thread_of(&by.actor, it).await?;
    let heads = ["thread-linked", "head-mitigation", "head-delivery", "report-evidence"];
    let mut parts = vec![
        Part::Heading { text: state.say("thread-title") },
        Part::Table(Table {
            caption: state.say("thread-title"),
            heads: heads.map(|head| state.say(head)).into(),
            rows: lines.iter().flat_map(|line| thread_rows(state, line)).collect(),
            empty: state.say("thread-none"),
        }),
    ];
    if hidden > 0 {
        let args = [("n", count(hidden).into())];
        parts.push(Part::Text { text: state.words().say_with("thread-hidden", &args) });
    }
    for line in lines.iter().filter(|_| may) {
        let remove =
            Form::press(format!("{}/unlink", urls::commitment(&it.id)), state.say("thread-remove"));
        let about = format!("{} {}", line.policy.reference, line.policy.facts.title);
        parts.push(Form { about, ..remove }.with("link", link_name(&line.link)).into());
    }
    Ok(parts)
}

async fn succession(state: &AppState, succession: &Succession) -> Result<Vec<Part>, WebError> {
    let all = state.service.commitments().await?;
    let others = succession.to.iter().filter_map(|id| all.get(id));
    let links = others.map(|other| {
        Link::to(format!("{} {}", other.reference, other.facts.title), urls::commitment(&other.id))
    });
    let day = lists::day(state, Some(succession.on));
    let args = [("day", day.into()), ("why", succession.why.clone().into())];
    let text = state.words().say_with(&key("fate", succession.fate.name()), &args);
    Ok(vec![Part::Inset { text }, Part::Links { links: links.collect() }])
}

/// A change in a sentence.
fn said(state: &AppState, organisations: &Organisations, change: &CommitmentChange) -> String {
    match change {
        CommitmentChange::Reported { report } => {
            let status = state.say(&key("status", report.status.name()));
            let confidence = report.confidence.map(|it| state.say(&key("confidence", it.name())));
            let mut lines = vec![
                [Some(status), confidence].into_iter().flatten().collect::<Vec<_>>().join(", "),
            ];
            lines.extend(
                [&report.note, &report.next_step]
                    .into_iter()
                    .filter(|text| !text.is_empty())
                    .cloned(),
            );
            lines.extend(report.late.then(|| state.say("commitment-is-late")));
            lines.join("\n")
        }
        CommitmentChange::Given { after, .. } => {
            let lead = after
                .iter()
                .rev()
                .find(|holder| holder.part == crate::domain::commitment::Part::Lead);
            let lead = lead.map_or_else(String::new, |holder| {
                name(state, organisations, &holder.organisation, holder.from)
            });
            state.words().say_with("history-commitment-given", &[("lead", lead.into())])
        }
        CommitmentChange::Succeeded { succession } => succession.why.clone(),
        CommitmentChange::Added { .. } => state.say("history-commitment-added"),
        CommitmentChange::Stated { .. } => state.say("history-commitment-stated"),
        CommitmentChange::Linked { .. } => state.say("history-commitment-linked"),
        CommitmentChange::Unlinked { .. } => state.say("history-commitment-unlinked"),
        CommitmentChange::Undone { .. } => state.say("history-commitment-undone"),
        CommitmentChange::Revived => state.say("history-commitment-revived"),
    }
}

fn actions(state: &AppState, it: &Commitment) -> Vec<Link> {
    let at = urls::commitment(&it.id);
    let mut links = Vec::new();
    if it.succession.is_none() {
        links.push(Link::button(state.say("report-title"), format!("{at}/report")));
    }
    for (key, part) in [
        ("commitment-change", "change"),
        ("holders-change", "holders"),
        ("succession-title", "succeed"),
        ("thread-add", "link"),
    ] {
        links.push(Link::to(state.say(key), format!("{at}/{part}")));
    }
    links
}

pub(crate) async fn page(
    Here(state): Here,
    SignedIn(by): SignedIn,
    Place(id): Place<CommitmentId>,
) -> Result<Html<String>, WebError> {
    let found = state.service.found_commitment(&id).await?;
    let organisations = state.service.all_organisations().await?;
    let it = &found.commitment;
    let may = by.actor.may_keep(&found.responsible);
    let mut parts = Vec::new();
    if !it.facts.sureness.is_empty() {
        parts.push(Part::Inset { text: state.say("commitment-sample") });
    }
    if it.undone.is_some() {
        parts.push(Part::Warning { text: state.say("commitment-undone") });
    }
    if let Some(became) = &it.succession {
        parts.extend(succession(&state, became).await?);
    }
    if may {
        parts.push(Part::Links { links: actions(&state, it) });
    }
    parts.extend(last_report(&state, &found));
    parts.push(Part::Heading { text: state.say("commitment-facts") });
    if !it.facts.description.is_empty() {
        parts.push(Part::Text { text: it.facts.description.clone() });
    }
    parts.push(Part::Facts { lines: facts(&state, &organisations, &found) });
    parts.extend(series(&state, it, "commitment-output", |report| report.output));
    parts.extend(series(&state, it, "commitment-outcome", |report| report.outcome));
    parts.push(Part::Heading { text: state.say("holders-title") });
    parts.push(timeline(&state, &organisations, it));
    parts.extend(thread(&state, &by, it, may).await?);
    parts.push(Part::Heading { text: state.say("commitment-history") });
    let history = state.service.commitment_history(&id).await?;
    let items = history.iter().map(|(entry, change)| Said {
        who: entry.by.post.clone(),
        at: moment(&state, entry.at),
        text: said(&state, &organisations, change),
    });
    parts.push(Part::Said { items: items.collect() });
    let view = PartsPage {
        heading: it.facts.title.clone(),
        caption: Some(it.reference.clone()),
        back: Some(urls::COMMITMENTS.to_owned()),
        wide: true,
        parts,
        ..PartsPage::default()
    };
    state.show(&by, &view)
}
