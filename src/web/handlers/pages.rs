//! What the pages that are put together from parts share.
use crate::app::Open;
use crate::domain::ids::PersonId;
use crate::domain::people::Person;
use crate::web::error::WebError;
use crate::web::views::{Item, Line, Part, PartsPage};
use crate::web::{AppState, urls};

/// A page about an assessment: its caption, and the way back to the task list.
pub(super) fn about(open: &Open, heading: String, parts: Vec<Part>) -> PartsPage {
    PartsPage {
        heading,
        caption: Some(format!("{} · {}", open.policy.reference, open.policy.facts.title)),
        back: Some(urls::assessment(&open.assessment.id)),
        parts,
        ..PartsPage::default()
    }
}

/// A choice of a list.
pub(super) fn choice(value: impl std::fmt::Display, text: String, checked: bool) -> Item {
    Item { value: format!("{value}"), text, hint: None, checked, exclusive: false }
}

/// People to choose from, by name and post.
pub(super) fn people_items(people: &[Person], chosen: &str) -> Vec<Item> {
    let item = |person: &Person| {
        let text = format!("{}, {}", person.name, person.post);
        choice(&person.id, text, person.id.as_str() == chosen)
    };
    people.iter().map(item).collect()
}

impl AppState {
    /// A message of the catalogue.
    pub(super) fn say(&self, key: &str) -> String {
        self.words().say(key)
    }

    /// The text part of a message.
    pub(super) fn text(&self, key: &str) -> Part {
        Part::Text { text: self.say(key) }
    }

    /// The post of a person, with their name for colleagues.
    pub(super) async fn who(&self, id: Option<&PersonId>) -> Result<String, WebError> {
        let Some(id) = id else { return Ok(self.say("nobody")) };
        let person = self.service.person(id).await?;
        Ok(person.map_or_else(String::new, |person| format!("{}, {}", person.name, person.post)))
    }
}

pub(super) fn fact(name: String, value: impl AsRef<str>) -> Line {
    Line {
        name,
        lines: value.as_ref().split('\n').map(str::to_owned).collect(),
        href: None,
        error: false,
    }
}
