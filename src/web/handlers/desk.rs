//! The auditor's desk: search, and searches that are kept.
use axum::response::{Html, Response};
use jiff::civil::Date;

use super::pages::choice;
use super::tables::{Form as TableForm, export};
use super::{level_name, lists, sent};
use crate::app::{
    DESK_PAGE, DeskFilter, DeskPage, FoundRow as Row, PACKAGE_COLUMNS, Sheet, SignedIn as Person,
    row_cells,
};
use crate::domain::life::Stage;
use crate::domain::policy::Marking;
use crate::domain::writing::parse_day;
use crate::web::build::count;
use crate::web::error::WebError;
use crate::web::extract::{Here, Place, Posted, Query, SignedIn};
use crate::web::forms::Fields;
use crate::web::views::{Form, FormField, Item, Link, Pages, Part, PartsPage, Table, TableCell};
use crate::web::{AppState, urls};

/// The lists by which the desk filters: name of the field, and key of its label.
const LISTS: [(&str, &str); 6] = [
    ("organisation", "head-organisation"),
    ("level", "register-levels"),
    ("theme", "desk-theme"),
    ("marking", "head-marking"),
    ("stage", "desk-stage"),
    ("kind", "register-kinds"),
];

/// Reads what is looked for from the fields of an address or a form.
pub(super) fn filter(state: &AppState, fields: &Fields) -> DeskFilter {
    let short = |name: &str| fields.trimmed(name).chars().take(200).collect::<String>();
    let day = |name: &str| -> Option<Date> {
        let typed = fields.day(name);
        parse_day(if typed.is_empty() { fields.get(name) } else { &typed })
    };
    DeskFilter {
        text: short("text"),
        lang: state.lang,
        organisation: short("organisation"),
        level: short("level"),
        theme: short("theme"),
        marking: short("marking"),
        stage: short("stage"),
        kind: short("kind"),
        is: fields.all("is"),
        from: day("from"),
        until: day("until"),
    }
}

/// The filter as the part of an address after the question mark.
pub(super) fn query(filter: &DeskFilter) -> String {
    let day = |day: Option<Date>| day.map_or_else(String::new, |day| day.to_string());
    let mut parts: Vec<(&str, String)> = vec![("text", filter.text.clone())];
    parts.extend(LISTS.map(|(name, _)| (name, value(filter, name).to_owned())));
    parts.extend(filter.is.iter().map(|name| ("is", name.clone())));
    parts.extend([("from", day(filter.from)), ("until", day(filter.until))]);
    let mut query = form_urlencoded::Serializer::new(String::new());
    for (name, value) in parts.into_iter().filter(|(_, value)| !value.is_empty()) {
        query.append_pair(name, &value);
    }
    query.finish()
}

fn value<'f>(filter: &'f DeskFilter, name: &str) -> &'f str {
    match name {
        "organisation" => &filter.organisation,
        "level" => &filter.level,
        "theme" => &filter.theme,
        "marking" => &filter.marking,
        "stage" => &filter.stage,
        _ => &filter.kind,
    }
}

/// What can be chosen from a list, with how many of what was found are so.
async fn choices(
    state: &AppState,
    name: &str,
    filter: &DeskFilter,
    page: &DeskPage,
) -> Result<Vec<Item>, WebError> {
    let chosen = value(filter, name);
    let found = page.marks.iter().filter_map(|(mark, n)| {
        let value = mark.strip_prefix(name)?.strip_prefix(':')?;
        Some((value.to_owned(), *n))
    });
    let mut found: Vec<(String, usize)> = found.collect();
    // What was chosen stays in the list when nothing fits any more.
    if !chosen.is_empty() && !found.iter().any(|(value, _)| value == chosen) {
        found.push((chosen.to_owned(), 0));
    }
    let organisations = match name {
        "organisation" => state.service.organisations().await?,
        _ => Vec::new(),
    };
    let words = |value: &str| match organisations.iter().find(|known| known.id.as_str() == value) {
        Some(known) => state.name_of(known),
        None => words_of(state, name, value),
    };
    let all = choice("", state.say("desk-all"), chosen.is_empty());
    let items = found
        .iter()
        .map(|(value, n)| choice(value, format!("{} ({n})", words(value)), value == chosen));
    Ok([all].into_iter().chain(items).collect())
}

/// What a mark means, in words.
pub(super) fn words_of(state: &AppState, name: &str, value: &str) -> String {
    match name {
        "organisation" => value.to_owned(),
        "level" => match value.parse::<u8>() {
            Ok(level) => {
                let args = [("level", level_name(level).into())];
                state.words().say_with("register-level", &args)
            }
            Err(_) => state.say("desk-level-open"),
        },
        "theme" => state.service.theme_name(value, state.lang),
        "marking" => {
            let sensitive = value == Marking::OfficialSensitive.name();
            let marking = if sensitive { Marking::OfficialSensitive } else { Marking::Official };
            marking.printed().to_owned()
        }
        "stage" => stage_name(state, value),
        _ => state.say(&format!("register-kind-{value}")),
    }
}

pub(super) fn stage_name(state: &AppState, name: &str) -> String {
    let known = Stage::ALL.iter().any(|known| known.name() == name);
    if known {
        state.say(&format!("stage-{}", name.replace('_', "-")))
    } else {
        state.say("progress-not-screened")
    }
}

async fn form(state: &AppState, filter: &DeskFilter, page: &DeskPage) -> Result<Form, WebError> {
    let mut fields = vec![
        FormField::text("text", state.say("desk-words"), &filter.text)
            .hint(state.say("desk-words-hint")),
    ];
    for (name, label) in LISTS {
        let items = choices(state, name, filter, page).await?;
        fields.push(FormField::select(name, state.say(label), items));
    }
    let traits = DeskFilter::TRAITS.iter().map(|name| {
        let n = page.marks.get(&format!("is:{name}")).copied().unwrap_or(0);
        let text = format!("{} ({n})", state.say(&format!("desk-is-{name}")));
        choice(name, text, filter.is.iter().any(|chosen| chosen == name))
    });
    fields.push(FormField::checkboxes("is", state.say("desk-is"), traits.collect()));
    let day = |day: Option<Date>| day.map_or_else(String::new, |day| day.to_string());
    fields.push(FormField::date("from", state.say("desk-from"), &day(filter.from)));
    fields.push(FormField::date("until", state.say("desk-until"), &day(filter.until)));
    Ok(Form {
        action: urls::DESK.to_owned(),
        asks: true,
        fields,
        button: state.say("desk-search"),
        ..Form::default()
    })
}

/// A row as cells: the reference leads to the assessment or the policy.
pub(super) fn line(state: &AppState, row: &Row) -> Vec<TableCell> {
    let (reference, href) = if row.number == 0 {
        (row.reference.clone(), format!("/policies/{}", row.policy))
    } else {
        (format!("{}/{}", row.reference, row.number), format!("/assessments/{}", row.id))
    };
    let level = match row.level {
        _ if row.declaration => state.say("register-declaration"),
        Some(level) => level_name(level).to_owned(),
        None => String::new(),
    };
    let [english, welsh] = &row.names;
    let name = if state.lang == crate::domain::text::Lang::Cy { welsh } else { english };
    vec![
        TableCell::link(reference, href),
        TableCell::text(row.title.clone()),
        TableCell::text(name.clone()),
        TableCell::text(level),
        TableCell::text(stage_name(state, &row.stage)),
        TableCell::text(lists::day(state, row.signed)),
    ]
}

pub(super) const HEADS: [&str; 6] = [
    "head-reference",
    "head-title",
    "head-organisation",
    "head-level",
    "desk-stage",
    "head-signed",
];

async fn results(
    state: &AppState,
    by: &Person,
    filter: &DeskFilter,
    found: &DeskPage,
) -> Result<Table, WebError> {
    let with_text = !filter.text.trim().is_empty();
    let mut rows = Vec::new();
    for row in &found.rows {
        let mut cells = line(state, row);
        if with_text {
            let place = state.service.where_found(&by.actor, row, filter).await?;
            let text = place.map_or_else(
                || state.say("desk-elsewhere"),
                |(part, text)| format!("{part}: {text}"),
            );
            cells.push(TableCell::text(text));
        }
        rows.push(cells);
    }
    let mut heads: Vec<String> = HEADS.map(|head| state.say(head)).into();
    heads.extend(with_text.then(|| state.say("desk-where")));
    let (caption, empty) = (state.say("desk-found"), state.say("desk-none"));
    Ok(Table { caption, heads, rows, empty })
}

pub(crate) async fn search(
    Here(state): Here,
    SignedIn(by): SignedIn,
    Query(fields): Query,
) -> Result<Html<String>, WebError> {
    state.show(&by, &view(&state, &by, &fields, "").await?)
}

/// The page of what is looked for; `name` is what the search is to be kept as.
async fn view(
    state: &AppState,
    by: &Person,
    fields: &Fields,
    name: &str,
) -> Result<PartsPage, WebError> {
    let filter = filter(state, fields);
    let page: usize = fields.get("page").parse().unwrap_or(1).max(1);
    let found = state.service.desk(&by.actor, &filter, page).await?;
    let query = query(&filter);
    let counts = [
        ("total", count(found.total).into()),
        ("visible", count(found.visible).into()),
        ("hidden", count(found.everything.saturating_sub(found.visible)).into()),
        ("everything", count(found.everything).into()),
    ];
    let mut parts = vec![form(state, &filter, &found).await?.into()];
    parts.push(Part::Heading { text: state.words().say_with("desk-count", &counts) });
    parts.push(Part::Text { text: state.words().say_with("desk-population", &counts) });
    parts.push(Part::Table(results(state, by, &filter, &found).await?));
    parts.push(Part::Pages(Pages::of(urls::DESK, &query, page, found.total, DESK_PAGE)));
    let files = TableForm::ALL.iter().map(|form| {
        Link::to(state.say(form.key()), format!("{}/file/{}?{query}", urls::DESK, form.ending()))
    });
    let mut links: Vec<Link> = files.collect();
    let overrides = format!("{}/overrides?{query}", urls::DESK);
    links.push(Link::to(state.say("overrides-title"), overrides));
    parts.push(Part::Links { links });
    parts.extend(with_found(state, by, &query, name).await?);
    Ok(PartsPage {
        heading: state.say("desk-title"),
        back: Some("/audit".to_owned()),
        wide: true,
        parts,
        ..PartsPage::default()
    })
}

/// What can be done with what was found: a sample, a package, keeping the search by a name.
async fn with_found(
    state: &AppState,
    by: &Person,
    query: &str,
    name: &str,
) -> Result<Vec<Part>, WebError> {
    let sample = Form {
        action: format!("{}/sample", urls::DESK),
        asks: true,
        hidden: pairs(query),
        fields: vec![
            FormField::text("size", state.say("sample-size"), "25").kind("number", "off"),
            FormField::text("seed", state.say("sample-seed"), "")
                .hint(state.say("sample-seed-hint")),
        ],
        button: state.say("sample-draw"),
        look: "secondary",
        ..Form::default()
    };
    let package =
        Form { hidden: pairs(query), ..Form::press("/audit/packages", state.say("package-make")) };
    let keep = Form {
        action: format!("{}/saved", urls::DESK),
        hidden: vec![("query".to_owned(), query.to_owned())],
        fields: vec![FormField::text("name", state.say("saved-name"), name)],
        button: state.say("saved-keep"),
        look: "secondary",
        ..Form::default()
    };
    let mut parts = vec![
        Part::Heading { text: state.say("sample-title") },
        state.text("sample-text"),
        sample.into(),
        Part::Heading { text: state.say("package-title") },
        state.text("package-text"),
        package.into(),
        Part::Links { links: vec![Link::to(state.say("package-mine"), "/audit/packages")] },
        Part::Heading { text: state.say("saved-title") },
    ];
    for saved in state.service.saved_searches(&by.actor).await? {
        let address = format!("{}?{}", urls::DESK, saved.query);
        parts.push(Part::Links { links: vec![Link::to(saved.name.clone(), address)] });
        let remove = Form::press(
            format!("{}/saved/{}/remove", urls::DESK, saved.id),
            state.say("saved-remove"),
        );
        parts.push(Form { about: saved.name, ..remove }.into());
    }
    parts.push(keep.into());
    Ok(parts)
}

/// The parts of a query, as fields that are not seen.
pub(super) fn pairs(query: &str) -> Vec<(String, String)> {
    form_urlencoded::parse(query.as_bytes()).into_owned().collect()
}

pub(crate) async fn file(
    Here(state): Here,
    SignedIn(by): SignedIn,
    Place(form): Place<TableForm>,
    Query(fields): Query,
) -> Result<Response, WebError> {
    let rows = state.service.desk_rows(&by.actor, &filter(&state, &fields)).await?;
    let rows: Vec<_> = rows.iter().map(row_cells).collect();
    // Without the fingerprints, which only packages have.
    let heads = PACKAGE_COLUMNS.get(..PACKAGE_COLUMNS.len() - 2).unwrap_or(PACKAGE_COLUMNS);
    Ok(export(form, &Sheet { name: "assessments", heads, rows })?.private())
}

pub(crate) async fn save(
    Here(state): Here,
    Posted { by, fields }: Posted,
) -> Result<Response, WebError> {
    let asked = Fields::parse(fields.get("query").as_bytes()).ok_or(WebError::BadRequest)?;
    let (query, name) = (query(&filter(&state, &asked)), fields.trimmed("name"));
    let done = state.service.save_search(&by.actor, &name, &query).await;
    let next = format!("{}?{query}", urls::DESK);
    if done.is_ok() {
        return Ok(super::to(&next));
    }
    let again = view(&state, &by, &asked, &name).await?;
    sent(&state, &by, done, &next, again)
}

pub(crate) async fn remove(
    Here(state): Here,
    Place(id): Place<String>,
    Posted { by, .. }: Posted,
) -> Result<Response, WebError> {
    state.service.remove_search(&by.actor, &id).await?;
    Ok(super::to(urls::DESK))
}
