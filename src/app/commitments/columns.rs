//! What the columns of a file of commitments state.
use std::collections::BTreeSet;

use jiff::civil::Date;

use super::{NewHolders, Organisations};
use crate::app::tables::Row;
use crate::domain::commitment::{CommitmentFacts, Goal, Measure, Origin, Theme};
use crate::domain::ids::OrganisationId;
use crate::domain::number::Number;
use crate::domain::organisation::Organisation;
use crate::domain::writing::parse_day;

/// The chapters of the strategy, as the sample calls them.
const CHAPTERS: &[(&str, Theme)] = &[
    ("organisations and services", Theme::Services),
    ("community infrastructure", Theme::Infrastructure),
    ("culture", Theme::Culture),
    ("evidence", Theme::Evidence),
    ("governance", Theme::Governance),
];

/// The day on which the strategy of 2018 was published (domain facts, section 1.1).
const STRATEGY: Date = jiff::civil::date(2018, 10, 15);

impl Organisations {
    /// The organisation with this id, name or short name, of any time.
    fn named(&self, text: &str) -> Option<&Organisation> {
        let text = text.trim().to_lowercase();
        let fits = |organisation: &&Organisation| {
            let mut names = organisation.facts.names.iter();
            let short = |name: &crate::domain::organisation::DatedName| {
                !name.short.is_empty() && name.short.to_lowercase() == text
            };
            organisation.id.as_str() == text
                || names.any(|name| name.name.to_lowercase() == text || short(name))
        };
        self.0.iter().find(fits)
    }
}

fn date(row: &Row, column: &str, wrong: &mut Vec<&'static str>) -> Option<Date> {
    let text = row.get(column);
    let day = parse_day(text);
    if !text.is_empty() && day.is_none() {
        wrong.push("fault-date");
    }
    day
}

fn measure(
    row: &Row,
    name: &str,
    known: Option<&Measure>,
    wrong: &mut Vec<&'static str>,
) -> Measure {
    let mut number = |part: &str, known: Option<Number>| -> Option<Number> {
        let column = format!("{name}_{part}");
        if !row.has(&column) {
            return known;
        }
        let text = row.get(&column);
        let read = text.parse().ok();
        if !text.is_empty() && read.is_none() {
            wrong.push("fault-decimal");
        }
        read
    };
    let baseline = number("baseline", known.and_then(|known| known.baseline));
    let target = number("target", known.and_then(|known| known.target));
    let what = if row.has(name) {
        row.get(name).to_owned()
    } else {
        known.map(|known| known.what.clone()).unwrap_or_default()
    };
    Measure { what, baseline, target }
}

/// What a row states. What it has no column for stays as it is known.
pub(super) fn facts(
    row: &Row,
    known: Option<&CommitmentFacts>,
    wrong: &mut Vec<&'static str>,
) -> CommitmentFacts {
    let sample = row.has("lead_department_2018");
    let text = row.get("theme").to_lowercase();
    let chapter = CHAPTERS.iter().find(|(name, _)| *name == text).map(|(_, theme)| *theme);
    let stays = known.filter(|_| !row.has("theme")).map(|known| known.theme);
    let theme = Theme::named(&text).or(chapter).or(stays);
    if theme.is_none() {
        wrong.push("fault-theme");
    }
    let goal = if row.has("goal") {
        Goal::named(row.get("goal"))
    } else {
        known.and_then(|known| known.goal)
    };
    if goal.is_none() && !row.get("goal").is_empty() {
        wrong.push("fault-goal");
    }
    let origin = match row.get("origin") {
        "" => Some(known.map_or(Origin::Strategy, |known| known.origin)),
        name => Origin::named(name),
    };
    if origin.is_none() {
        wrong.push("fault-origin");
    }
    let taken = |column: &str, of: fn(&CommitmentFacts) -> &String| match known {
        Some(known) if !row.has(column) => of(known).clone(),
        Some(_) | None => row.get(column).to_owned(),
    };
    let sureness = taken("sureness", |known| &known.sureness);
    let day = |column: &str, of: fn(&CommitmentFacts) -> Option<Date>, wrong: &mut Vec<_>| {
        let stays = known.filter(|_| !row.has(column)).and_then(of);
        stays.or_else(|| date(row, column, wrong))
    };
    let start = day("start", |known| known.start, wrong);
    let listed = match row.get("listed").to_lowercase().as_str() {
        // Rows of a list that was put together from sources wait outside unless they are sure.
        "" => known.map_or(!matches!(sureness.as_str(), "B" | "C"), |known| known.listed),
        "yes" => true,
        "no" => false,
        _ => {
            wrong.push("import-listed");
            false
        }
    };
    CommitmentFacts {
        title: row.get("title").to_owned(),
        description: taken("description", |known| &known.description),
        theme: theme.unwrap_or(Theme::Governance),
        goal,
        origin: origin.unwrap_or(Origin::Elsewhere),
        minister_post: taken("minister_post", |known| &known.minister_post),
        official_post: taken("official_post", |known| &known.official_post),
        start: start.or_else(|| sample.then_some(STRATEGY)),
        due: day("due", |known| known.due, wrong),
        budget: taken("budget", |known| &known.budget),
        output: measure(row, "output", known.map(|known| &known.output), wrong),
        outcome: measure(row, "outcome", known.map(|known| &known.outcome), wrong),
        known: if sample { sources(row) } else { taken("known", |known| &known.known) },
        listed,
        sureness,
    }
}

/// What the sample knows of a row, with its sources.
fn sources(row: &Row) -> String {
    let owner = row.get("current_owner_2026_check");
    let parts = [
        row.get("status_as_known").to_owned(),
        format!("Lead as recorded: {}", row.get("lead_department_2018")),
        format!("Owner when the sample was made (2026): {owner}"),
        format!("Source: {}", row.get("source")),
    ];
    parts.join("\n")
}

/// Those who have a part, from a cell such as `DWP / DCMS` or `DHSC (PHE)`.
pub(super) fn parts(
    row: &Row,
    organisations: &Organisations,
    wrong: &mut Vec<&'static str>,
) -> (NewHolders, bool) {
    let sample = row.get("lead_department_2018");
    let now = sample.is_empty();
    let mut names: Vec<String> = if now {
        let supporting = row.get("supporting").split(';').map(str::to_owned);
        [row.get("lead").to_owned()].into_iter().chain(supporting).collect()
    } else {
        // What stands in brackets is a body of the department.
        let plain = sample.split('(').next().unwrap_or(sample);
        plain.split('/').map(str::to_owned).collect()
    };
    names.retain(|name| !name.trim().is_empty());
    let mut found = Vec::new();
    for name in &names {
        match organisations.named(name) {
            Some(organisation) => found.push(organisation.id.clone()),
            None => wrong.push("import-unknown-organisation"),
        }
    }
    let lead = found.first().cloned().filter(|_| !row.get("lead").is_empty() || !now);
    let supporting: BTreeSet<OrganisationId> = found.into_iter().skip(1).collect();
    (NewHolders { lead, supporting, from: None }, now)
}
