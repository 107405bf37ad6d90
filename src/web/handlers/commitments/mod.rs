//! Commitments: the register, a commitment, and its files.
pub(in crate::web) mod board;
pub(in crate::web) mod forms;
pub(in crate::web) mod importing;
pub(in crate::web) mod page;
pub(in crate::web) mod report;
pub(in crate::web) mod rounds;
pub(in crate::web) mod stated;

use axum::response::{Html, Response};
use jiff::civil::Date;

use super::lists;
use super::pages::choice;
use super::tables::{Form as TableForm, export};
use crate::app::{
    CommitmentFilter, CommitmentList, Found, Organisations, Scope, Sheet, SignedIn as Person,
};
use crate::domain::commitment::{Commitment, Confidence, Goal, Measure, Origin, Status, Theme};
use crate::domain::ids::OrganisationId;
use crate::domain::number::Number;
use crate::domain::text::Lang;
use crate::web::build::count;
use crate::web::error::WebError;
use crate::web::extract::{Here, Place, Query, SignedIn};
use crate::web::forms::Fields;
use crate::web::views::{Form, FormField, Item, Link, Pages, Part, PartsPage, Table, TableCell};
use crate::web::{AppState, urls};

/// How many commitments a page of the register shows.
const PAGE: usize = 50;

/// The lists by which the register filters, with the values of each.
fn values(list: &str) -> Vec<&'static str> {
    match list {
        "theme" => Theme::ALL.iter().map(|theme| theme.name()).collect(),
        "goal" => Goal::ALL.iter().map(|goal| goal.name()).chain(["none"]).collect(),
        "origin" => Origin::ALL.iter().map(|origin| origin.name()).collect(),
        "status" => ["none"].into_iter().chain(Status::ALL.iter().map(|s| s.name())).collect(),
        _ => Confidence::ALL.iter().map(|confidence| confidence.name()).collect(),
    }
}

/// The lists by which the register filters, beside the organisation.
const LISTS: [&str; 5] = ["status", "confidence", "theme", "goal", "origin"];

/// What can be asked for beside the lists.
const TRAITS: [&str; 12] = [
    "awaited", "stale", "silent", "late", "overdue", "orphan", "vacant", "linked", "unlinked",
    "measured", "open", "unlisted",
];

/// The key of the words for a value of a list.
pub(super) fn key(list: &str, value: &str) -> String {
    format!("commitment-{list}-{}", value.replace('_', "-"))
}

/// Reads what is looked for from the fields of an address.
fn filter(fields: &Fields) -> CommitmentFilter {
    let short = |name: &str| fields.trimmed(name).chars().take(200).collect::<String>();
    let lists = LISTS.iter().chain(&["organisation", "answers"]);
    let marks = lists.map(|list| (*list, short(list))).filter(|(_, value)| !value.is_empty());
    let marks = marks.map(|(list, value)| format!("{list}:{value}"));
    let traits = fields.all("is").into_iter().filter(|name| TRAITS.contains(&name.as_str()));
    CommitmentFilter {
        scope: Scope::named(fields.get("scope")),
        text: short("text"),
        marks: marks.chain(traits.map(|name| format!("is:{name}"))).collect(),
    }
}

/// The filter as the part of an address after the question mark.
pub(super) fn query(filter: &CommitmentFilter) -> String {
    let mut query = form_urlencoded::Serializer::new(String::new());
    query.append_pair("scope", filter.scope.name());
    if !filter.text.is_empty() {
        query.append_pair("text", &filter.text);
    }
    for (list, value) in filter.marks.iter().filter_map(|mark| mark.split_once(':')) {
        query.append_pair(list, value);
    }
    query.finish()
}

fn chosen<'f>(filter: &'f CommitmentFilter, list: &str) -> &'f str {
    let mut found = filter.marks.iter().filter_map(|mark| mark.split_once(':'));
    found.find(|(name, _)| *name == list).map_or("", |(_, value)| value)
}

/// The values of a list with how many of what was found have each.
fn items(
    state: &AppState,
    list: &str,
    filter: &CommitmentFilter,
    found: &CommitmentList,
) -> Vec<Item> {
    let now = chosen(filter, list);
    let all = choice("", state.say("desk-all"), now.is_empty());
    let item = |value: &str| {
        let n = found.count(&format!("{list}:{value}"));
        choice(value, format!("{} ({n})", state.say(&key(list, value))), value == now)
    };
    [all].into_iter().chain(values(list).into_iter().map(item)).collect()
}

/// The leads of what was found.
fn leads(
    state: &AppState,
    organisations: &Organisations,
    filter: &CommitmentFilter,
    found: &CommitmentList,
) -> Vec<Item> {
    let now = chosen(filter, "organisation");
    let all = choice("", state.say("desk-all"), now.is_empty());
    let with_n = |id: &str, name: String| {
        let n = found.count(&format!("organisation:{id}"));
        (n > 0 || id == now).then(|| choice(id, format!("{name} ({n})"), id == now))
    };
    let named = organisations.0.iter();
    let named = named.filter_map(|known| with_n(known.id.as_str(), state.name_of(known)));
    let nobody = with_n("none", state.say("commitment-lead-none"));
    [all].into_iter().chain(named).chain(nobody).collect()
}

fn filter_form(
    state: &AppState,
    organisations: &Organisations,
    filter: &CommitmentFilter,
    found: &CommitmentList,
) -> Form {
    let scopes = Scope::ALL.iter().map(|scope| {
        let text = state.say(&format!("commitment-scope-{}", scope.name()));
        choice(scope.name(), text, *scope == filter.scope)
    });
    let mut fields = vec![
        FormField::text("text", state.say("commitments-words"), &filter.text),
        FormField::select("scope", state.say("commitment-scope"), scopes.collect()),
        FormField::select(
            "organisation",
            state.say("commitment-lead"),
            leads(state, organisations, filter, found),
        ),
    ];
    for list in LISTS {
        let label = state.say(&format!("commitment-{list}"));
        fields.push(FormField::select(list, label, items(state, list, filter, found)));
    }
    let is = |name: &&str| {
        let n = match *name {
            "unlisted" => found.unlisted,
            _ => found.count(&format!("is:{name}")),
        };
        let mark = format!("is:{name}");
        let text = format!("{} ({n})", state.say(&key("is", name)));
        choice(name, text, filter.marks.contains(&mark))
    };
    fields.push(FormField::checkboxes("is", state.say("desk-is"), TRAITS.iter().map(is).collect()));
    Form {
        action: urls::COMMITMENTS.to_owned(),
        asks: true,
        fields,
        button: state.say("commitments-filter"),
        look: "secondary",
        ..Form::default()
    }
}

/// How a commitment stands, as a tag.
pub(super) fn standing(state: &AppState, status: Option<Status>) -> TableCell {
    let text = state.say(&key("status", status.map_or("none", Status::name)));
    let colour = match status {
        None => return TableCell::text(text),
        Some(Status::NotStarted) => "grey",
        Some(Status::OnTrack) => "light-blue",
        Some(Status::AtRisk) => "yellow",
        Some(Status::Delayed) => "orange",
        Some(Status::Delivered | Status::OutcomeMeasured) => "green",
        Some(Status::Superseded) => "purple",
        Some(Status::Stopped) => "red",
    };
    TableCell::tag(text, colour)
}

/// Who answers for it: the lead, and those that took over when it is no more.
pub(super) fn lead(state: &AppState, organisations: &Organisations, found: &Found) -> String {
    let name = |id: &OrganisationId| {
        organisations.find(id).map_or_else(String::new, |known| state.name_of(known))
    };
    let Some(named) = &found.responsible.named else { return state.say("commitment-lead-none") };
    if found.responsible.heirs.is_empty() {
        return name(named);
    }
    let mut heirs: Vec<String> = found.responsible.heirs.iter().map(name).collect();
    heirs.sort();
    let args = [("lead", name(named).into()), ("heirs", heirs.join(", ").into())];
    state.words().say_with("commitment-lead-ended", &args)
}

fn row(state: &AppState, organisations: &Organisations, found: &Found) -> Vec<TableCell> {
    let it = &found.commitment;
    let confidence = it.last().and_then(|report| report.confidence);
    let confidence = confidence.map(|confidence| state.say(&key("confidence", confidence.name())));
    let shown = ["awaited", "stale", "silent", "overdue", "orphan", "vacant"];
    let flags = shown.iter().filter(|name| found.marks.contains(&format!("is:{name}")));
    let flags: Vec<String> = flags.map(|name| state.say(&key("is", name))).collect();
    vec![
        TableCell::link(it.reference.clone(), urls::commitment(&it.id)),
        TableCell::text(it.facts.title.clone()),
        TableCell::text(lead(state, organisations, found)),
        standing(state, it.status()),
        TableCell::text(confidence.unwrap_or_default()),
        TableCell::text(
            it.last().map_or_else(String::new, |last| lists::day(state, Some(last.day))),
        ),
        TableCell::text(flags.join("\n")),
    ]
}

const HEADS: [&str; 7] = [
    "head-reference",
    "commitment",
    "commitment-lead",
    "commitment-status",
    "commitment-confidence",
    "commitment-reported",
    "commitment-flags",
];

/// What can be done beside the list.
fn list_links(state: &AppState, by: &Person) -> Vec<Link> {
    let mut links = vec![
        Link::to(state.say("board-title"), "/commitments/board?scope=all"),
        Link::to(state.say("rounds-title"), urls::ROUNDS),
    ];
    if by.actor.promise().is_ok() {
        links.push(Link::to(state.say("commitment-new"), "/commitments/new"));
        links.push(Link::to(state.say("commitments-import"), "/commitments/import"));
    }
    links
}

/// How many were found, and how many stand outside.
fn counted(state: &AppState, found: &CommitmentList) -> Part {
    let args = [
        ("n", count(found.rows.len()).into()),
        ("unlisted", count(found.unlisted).into()),
        ("undone", count(found.undone).into()),
    ];
    Part::Text { text: state.words().say_with("commitments-count", &args) }
}

pub(crate) async fn list(
    Here(state): Here,
    SignedIn(by): SignedIn,
    Query(fields): Query,
) -> Result<Html<String>, WebError> {
    let filter = filter(&fields);
    let found = state.service.list_commitments(&by.actor, &filter).await?;
    let organisations = state.service.all_organisations().await?;
    let page: usize = fields.get("page").parse().unwrap_or(1).max(1);
    let rows = found.rows.iter().skip((page - 1).saturating_mul(PAGE)).take(PAGE);
    let table = Table {
        caption: state.say("commitments-title"),
        heads: HEADS.map(|head| state.say(head)).into(),
        rows: rows.map(|found| row(&state, &organisations, found)).collect(),
        empty: state.say("commitments-none"),
    };
    let query = query(&filter);
    let files = TableForm::ALL.iter().map(|form| {
        let address = format!("{}/file/{}?{query}", urls::COMMITMENTS, form.ending());
        Link::to(state.say(form.key()), address)
    });
    let parts = vec![
        state.text("commitments-text"),
        Part::Links { links: list_links(&state, &by) },
        filter_form(&state, &organisations, &filter, &found).into(),
        counted(&state, &found),
        Part::Table(table),
        Part::Pages(Pages::of(urls::COMMITMENTS, &query, page, found.rows.len(), PAGE)),
        Part::Links { links: files.collect() },
    ];
    let heading = state.say("commitments-title");
    state.show(&by, &PartsPage { heading, wide: true, parts, ..PartsPage::default() })
}

/// The columns of the file. It can be imported again.
const COLUMNS: &[&str] = &[
    "reference",
    "title",
    "description",
    "lead",
    "supporting",
    "theme",
    "goal",
    "origin",
    "minister_post",
    "official_post",
    "start",
    "due",
    "budget",
    "output",
    "output_baseline",
    "output_target",
    "outcome",
    "outcome_baseline",
    "outcome_target",
    "known",
    "sureness",
    "listed",
    "status",
    "confidence",
    "reported_on",
    "late",
    "note",
    "next_step",
    "flags",
];

fn cells(organisations: &Organisations, found: &Found, today: Date) -> Vec<String> {
    let it: &Commitment = &found.commitment;
    let facts = &it.facts;
    let last = it.last();
    let text = |day: Option<Date>| day.map(|day| day.to_string()).unwrap_or_default();
    let number = |value: Option<Number>| value.map(|value| value.to_string()).unwrap_or_default();
    let name = |id: &OrganisationId| CommitmentList::name(organisations, id, today, Lang::En);
    let supporting: Vec<String> = it.supporting_on(today).map(name).collect();
    let measure = |measure: &Measure| {
        [measure.what.clone(), number(measure.baseline), number(measure.target)]
    };
    let flags = found.marks.iter().filter_map(|mark| mark.strip_prefix("is:"));
    let flags: Vec<&str> = flags.collect();
    let mut cells = vec![
        it.reference.clone(),
        facts.title.clone(),
        facts.description.clone(),
        it.lead_on(today).map(name).unwrap_or_default(),
        supporting.join("; "),
        facts.theme.name().to_owned(),
        facts.goal.map_or("", Goal::name).to_owned(),
        facts.origin.name().to_owned(),
        facts.minister_post.clone(),
        facts.official_post.clone(),
        text(facts.start),
        text(facts.due),
        facts.budget.clone(),
    ];
    cells.extend(measure(&facts.output));
    cells.extend(measure(&facts.outcome));
    cells.extend([
        facts.known.clone(),
        facts.sureness.clone(),
        if facts.listed { "yes" } else { "no" }.to_owned(),
        it.status().map_or("none", Status::name).to_owned(),
        last.and_then(|report| report.confidence).map_or("", Confidence::name).to_owned(),
        text(last.map(|report| report.day)),
        if last.is_some_and(|report| report.late) { "yes" } else { "no" }.to_owned(),
        last.map(|report| report.note.clone()).unwrap_or_default(),
        last.map(|report| report.next_step.clone()).unwrap_or_default(),
        flags.join(" "),
    ]);
    cells
}

pub(crate) async fn file(
    Here(state): Here,
    SignedIn(by): SignedIn,
    Place(form): Place<TableForm>,
    Query(fields): Query,
) -> Result<Response, WebError> {
    let found = state.service.list_commitments(&by.actor, &filter(&fields)).await?;
    let organisations = state.service.all_organisations().await?;
    let today = state.service.clock().today();
    let rows = found.rows.iter().map(|found| cells(&organisations, found, today)).collect();
    Ok(export(form, &Sheet { name: "commitments", heads: COLUMNS, rows })?.private())
}
