//! The public register: anyone may read it, without signing in.
use atom_syndication::{Entry, Feed, Link as FeedLink, Text};
use axum::http::HeaderMap;
use axum::response::Response;
use serde::Deserialize;

use super::files::{File, Keep, public_page};
use super::pages::choice;
use super::tables::{Form as TableForm, export};
use super::{level_name, lists};
use crate::app::{FoundRow as Row, PUBLIC_PAGE, PublicFilter, Sheet, tables};
use crate::domain::text::Lang;
use crate::web::build::count;
use crate::web::error::WebError;
use crate::web::extract::{Asked, Here, Perhaps, Place};
use crate::web::views::{Form, FormField, Link, Pages, Part, PartsPage, Table, TableCell};
use crate::web::{AppState, urls};

/// What is asked of the register.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Wanted {
    text: String,
    organisation: String,
    level: String,
    kind: String,
    quarter: String,
    page: String,
}

impl Wanted {
    fn filter(&self, lang: Lang) -> PublicFilter {
        let short = |text: &str| text.trim().chars().take(200).collect();
        PublicFilter {
            text: short(&self.text),
            lang,
            organisation: short(&self.organisation),
            level: short(&self.level),
            kind: short(&self.kind),
            quarter: short(&self.quarter),
        }
    }

    fn query(&self) -> String {
        let mut query = form_urlencoded::Serializer::new(String::new());
        let parts = [
            ("text", &self.text),
            ("organisation", &self.organisation),
            ("level", &self.level),
            ("kind", &self.kind),
            ("quarter", &self.quarter),
        ];
        for (name, value) in parts.into_iter().filter(|(_, value)| !value.is_empty()) {
            query.append_pair(name, value);
        }
        query.finish()
    }
}

fn level(state: &AppState, row: &Row) -> String {
    match row.level {
        _ if row.declaration => state.say("register-declaration"),
        Some(level) => {
            let args = [("level", level_name(level).into())];
            state.words().say_with("register-level", &args)
        }
        None => String::new(),
    }
}

fn name<'r>(state: &AppState, row: &'r Row) -> &'r str {
    let [english, welsh] = &row.names;
    if state.lang == Lang::Cy { welsh } else { english }
}

fn withheld(state: &AppState, row: &Row) -> Option<String> {
    let (code, until) = row.withheld.as_ref()?;
    let code = state.say(&format!("exemption-{code}"));
    let day = lists::day(state, Some(*until));
    Some(state.words().say_with("register-withheld", &[("code", code.into()), ("day", day.into())]))
}

fn line(state: &AppState, row: &Row) -> Vec<TableCell> {
    let title = match withheld(state, row) {
        Some(text) => TableCell::text(text),
        None => TableCell::link(row.title.clone(), urls::published(&row.reference, row.number)),
    };
    vec![
        TableCell::text(format!("{}/{}", row.reference, row.number)),
        title,
        TableCell::text(name(state, row)),
        TableCell::text(level(state, row)),
        TableCell::text(lists::day(state, row.signed)),
    ]
}

async fn filter_form(state: &AppState, wanted: &Wanted) -> Result<Form, WebError> {
    let marks = state.service.public_marks().await?;
    let number = |mark: String| marks.get(&mark).copied().unwrap_or(0);
    let all = |key: &str| choice("", state.say(key), false);
    let organisations = state.service.organisations().await?;
    let known = organisations.iter().filter_map(|organisation| {
        let n = number(format!("organisation:{}", organisation.id));
        let text = format!("{} ({n})", state.name_of(organisation));
        let chosen = wanted.organisation == organisation.id.as_str();
        (n > 0).then(|| choice(&organisation.id, text, chosen))
    });
    let levels = (0..=4_u8).map(|level| {
        let args = [("level", level_name(level).into())];
        let text = state.words().say_with("register-level", &args);
        choice(level, text, wanted.level == level.to_string())
    });
    let kinds = ["assessment", "declaration"]
        .map(|kind| choice(kind, state.say(&format!("register-kind-{kind}")), wanted.kind == kind));
    let with = |key: &str, items: Vec<_>| [all(key)].into_iter().chain(items).collect();
    let organisations = with("register-all-organisations", known.collect());
    Ok(Form {
        action: urls::REGISTER.to_owned(),
        asks: true,
        fields: vec![
            FormField::text("text", state.say("register-words"), &wanted.text),
            FormField::select("organisation", state.say("head-organisation"), organisations),
            FormField::select(
                "level",
                state.say("register-levels"),
                with("register-all-levels", levels.collect()),
            ),
            FormField::select(
                "kind",
                state.say("register-kinds"),
                with("register-all-kinds", kinds.into()),
            ),
        ],
        button: state.say("policies-filter"),
        look: "secondary",
        ..Form::default()
    })
}

pub(crate) async fn list(
    Here(state): Here,
    Perhaps(by): Perhaps,
    Asked(wanted): Asked<Wanted>,
    asked: HeaderMap,
) -> Result<Response, WebError> {
    let page: usize = wanted.page.parse().unwrap_or(1).max(1);
    let found = state.service.public_register(&wanted.filter(state.lang), page).await?;
    let query = wanted.query();
    let heads = ["head-reference", "head-title", "head-organisation", "head-level", "head-signed"];
    let table = Table {
        caption: state.say("register-title"),
        heads: heads.map(|head| state.say(head)).into(),
        rows: found.rows.iter().map(|row| line(&state, row)).collect(),
        empty: state.say("register-none"),
    };
    let total = [("total", count(found.total).into())];
    let download = |form: TableForm| {
        Link::to(state.say(form.key()), format!("/register/file/{}?{query}", form.ending()))
    };
    let mut links = vec![
        Link::to(state.say("register-feed"), "/register/feed"),
        Link::to(state.say("register-quarters"), "/register/not-required"),
        Link::to(state.say("verify-title"), "/verify"),
    ];
    links.extend(TableForm::ALL.iter().map(|form| download(*form)));
    let view = PartsPage {
        heading: state.say("register-title"),
        back: Some("/".to_owned()),
        wide: true,
        parts: vec![
            state.text("register-text"),
            filter_form(&state, &wanted).await?.into(),
            Part::Heading { text: state.words().say_with("register-count", &total) },
            Part::Table(table),
            Part::Pages(Pages::of(urls::REGISTER, &query, page, found.total, PUBLIC_PAGE)),
            Part::Links { links },
        ],
        ..PartsPage::default()
    };
    public_page(&state, by.as_ref(), &asked, &view)
}

/// The columns of the register as a file.
const COLUMNS: &[&str] = &[
    "reference",
    "version",
    "title",
    "organisation",
    "kind",
    "level",
    "signed",
    "published",
    "withheld_code",
    "withheld_until",
    "address",
];

fn cells(row: &Row) -> Vec<String> {
    let day = |day: Option<jiff::civil::Date>| day.map_or_else(String::new, |day| day.to_string());
    let (code, until) = row.withheld.clone().unzip();
    let kind = match (row.published.is_some(), row.declaration) {
        (false, _) => "",
        (true, true) => "declaration",
        (true, false) => "assessment",
    };
    let address = row.published.map(|_| urls::published(&row.reference, row.number));
    vec![
        row.reference.clone(),
        row.number.to_string(),
        row.title.clone(),
        row.names.first().cloned().unwrap_or_default(),
        kind.to_owned(),
        row.level.map_or_else(String::new, |level| level.to_string()),
        day(row.signed),
        day(row.published),
        code.unwrap_or_default(),
        day(until),
        address.unwrap_or_default(),
    ]
}

/// The JSON Schema of the register as a file.
pub(crate) async fn schema(asked: HeaderMap) -> Result<Response, WebError> {
    let bytes = serde_json::to_vec_pretty(&tables::schema(COLUMNS));
    let bytes = bytes.map_err(|_| WebError::BadRequest)?;
    let (kind, name) = ("application/schema+json", "register.schema.json".to_owned());
    Ok(File { kind, name, bytes }.shown(&asked))
}

pub(crate) async fn file(
    Here(state): Here,
    Place(form): Place<TableForm>,
    Asked(wanted): Asked<Wanted>,
    asked: HeaderMap,
) -> Result<Response, WebError> {
    let rows = state.service.public_rows(&wanted.filter(state.lang)).await?;
    let rows = rows.iter().map(cells).collect();
    let sheet = Sheet { name: "register", heads: COLUMNS, rows };
    Ok(export(form, &sheet)?.public(&asked, Keep::Minutes))
}

/// How many entries the feed has.
const FEED: usize = 50;

pub(crate) async fn feed(Here(state): Here, asked: HeaderMap) -> Result<Response, WebError> {
    let published = state.service.newest_published(FEED).await?;
    let link = |path: &str| state.service.address(path);
    let entry = |row: &Row| {
        let at = link(&urls::published(&row.reference, row.number));
        Entry {
            title: Text::plain(row.title.clone()),
            id: at.clone(),
            updated: moment_of(row),
            links: vec![FeedLink { href: at, ..FeedLink::default() }],
            summary: Some(Text::plain(row.summary.clone())),
            authors: vec![atom_syndication::Person {
                name: name(&state, row).to_owned(),
                ..atom_syndication::Person::default()
            }],
            ..Entry::default()
        }
    };
    let entries: Vec<Entry> = published.iter().map(entry).collect();
    let own =
        FeedLink { href: link("/register/feed"), rel: "self".to_owned(), ..FeedLink::default() };
    let feed = Feed {
        title: Text::plain(state.say("register-title")),
        id: link(urls::REGISTER),
        updated: entries.first().map_or_else(moment_zero, |entry| entry.updated),
        links: vec![own],
        entries,
        ..Feed::default()
    };
    let (kind, name) = ("application/atom+xml; charset=utf-8", "register.atom".to_owned());
    Ok(File { kind, name, bytes: feed.to_string().into_bytes() }.shown(&asked))
}

/// The day of publication as the library of the feed wants it.
fn moment_of(row: &Row) -> atom_syndication::FixedDateTime {
    let day = row.published.map_or_else(String::new, |day| day.to_string());
    format!("{day}T00:00:00Z").parse().unwrap_or_else(|_| moment_zero())
}

fn moment_zero() -> atom_syndication::FixedDateTime {
    atom_syndication::FixedDateTime::default()
}

/// At most so many addresses stand in one map; the protocol allows 50,000.
const MAP: usize = 50_000;

pub(crate) async fn sitemap(Here(state): Here, asked: HeaderMap) -> Result<Response, WebError> {
    let own = ["/", urls::REGISTER, "/register/not-required", "/help", "/method", "/questions"];
    let own = own.map(|path| (path.to_owned(), None));
    let published = state.service.newest_published(MAP - own.len()).await?;
    let published =
        published.iter().map(|row| (urls::published(&row.reference, row.number), row.published));
    // References and addresses of the service hold no character that XML gives a meaning.
    let line = |(path, day): (String, Option<jiff::civil::Date>)| {
        let changed = day.map_or_else(String::new, |day| format!("<lastmod>{day}</lastmod>"));
        format!("<url><loc>{}</loc>{changed}</url>\n", state.service.address(&path))
    };
    let lines: String = own.into_iter().chain(published).map(line).collect();
    let map = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n{lines}</urlset>\n"
    );
    let (kind, name) = ("application/xml; charset=utf-8", "sitemap.xml".to_owned());
    Ok(File { kind, name, bytes: map.into_bytes() }.shown(&asked))
}

pub(crate) async fn robots(Here(state): Here, asked: HeaderMap) -> Response {
    let map = state.service.address("/sitemap.xml");
    let text = format!("User-agent: *\nAllow: /register\nAllow: /statements\nSitemap: {map}\n");
    let (kind, name) = ("text/plain; charset=utf-8", "robots.txt".to_owned());
    File { kind, name, bytes: text.into_bytes() }.shown(&asked)
}

/// What a quarter is called.
fn quarter_name(state: &AppState, quarter: &str) -> String {
    let (year, number) = quarter.split_once("-Q").unwrap_or((quarter, ""));
    let args = [("year", year.into()), ("number", number.into())];
    state.words().say_with("quarter-name", &args)
}

/// The declarations of a quarter.
async fn declarations(state: &AppState, quarter: &str) -> Result<Vec<Part>, WebError> {
    let filter = PublicFilter {
        kind: "declaration".to_owned(),
        quarter: quarter.to_owned(),
        ..PublicFilter::default()
    };
    let rows = state.service.public_rows(&filter).await?;
    let row = |row: &Row| {
        let address = urls::published(&row.reference, row.number);
        vec![
            TableCell::link(row.title.clone(), address),
            TableCell::text(row.reference.clone()),
            TableCell::text(name(state, row)),
            TableCell::text(lists::day(state, row.signed)),
        ]
    };
    let heads = ["head-title", "head-reference", "head-organisation", "head-signed"];
    let table = Table {
        caption: state.say("quarter-title"),
        heads: heads.map(|head| state.say(head)).into(),
        rows: rows.iter().map(row).collect(),
        empty: state.say("quarter-none"),
    };
    let to_come = state.service.declarations_to_come(quarter).await?;
    let args = [("n", count(to_come).into())];
    let files = TableForm::ALL.iter().map(|form| {
        let query = format!("kind=declaration&quarter={quarter}");
        Link::to(state.say(form.key()), format!("/register/file/{}?{query}", form.ending()))
    });
    Ok(vec![
        Part::Heading { text: quarter_name(state, quarter) },
        Part::Table(table),
        Part::Text { text: state.words().say_with("quarter-to-come", &args) },
        Part::Links { links: files.collect() },
    ])
}

/// The declarations of one quarter, the newest when none is named, and the way to the others.
pub(crate) async fn not_required(
    Here(state): Here,
    Perhaps(by): Perhaps,
    Asked(wanted): Asked<Wanted>,
    asked: HeaderMap,
) -> Result<Response, WebError> {
    let marks = state.service.public_marks().await?;
    let quarters = marks.keys().filter_map(|mark| mark.strip_prefix("quarter:"));
    let mut quarters: Vec<&str> = quarters.collect();
    quarters.sort_unstable_by(|one, other| other.cmp(one));
    let chosen = quarters.iter().find(|quarter| **quarter == wanted.quarter);
    let chosen = chosen.or(quarters.first()).copied();
    let mut parts = vec![state.text("quarter-text")];
    match chosen {
        Some(quarter) => parts.extend(declarations(&state, quarter).await?),
        None => parts.push(state.text("quarter-none")),
    }
    let others = quarters.iter().filter(|quarter| Some(**quarter) != chosen);
    let links = others.map(|quarter| {
        let address = format!("/register/not-required?quarter={quarter}");
        Link::to(quarter_name(&state, quarter), address)
    });
    let links: Vec<Link> = links.collect();
    if !links.is_empty() {
        parts.push(Part::Heading { text: state.say("quarter-others") });
        parts.push(Part::Links { links });
    }
    let view = PartsPage {
        heading: state.say("quarter-title"),
        back: Some(urls::REGISTER.to_owned()),
        parts,
        ..PartsPage::default()
    };
    public_page(&state, by.as_ref(), &asked, &view)
}
