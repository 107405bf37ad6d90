//! Searches that auditors keep.
use serde::{Deserialize, Serialize};

use super::{Service, UseCaseError, Wrong};
use crate::domain::access::Actor;
use crate::domain::ids::PersonId;
use crate::domain::text::Lang;
use crate::domain::writing::Length;
use crate::store::{self, Change, Kind, Recorded};

/// A search that someone saved.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct SavedSearch {
    /// The id.
    pub id: String,
    /// Whose it is.
    pub person: PersonId,
    /// What they call it.
    pub name: String,
    /// The part of the address after the question mark.
    pub query: String,
}

impl Recorded for SavedSearch {
    const KIND: Kind = Kind::Search;

    fn id(&self) -> String {
        self.id.clone()
    }

    fn revision(&self) -> u64 {
        1
    }

    fn indexes(&self) -> Vec<String> {
        vec![format!("person/{}/{}", self.person, self.name)]
    }
}

/// The most that one person keeps.
const MOST: usize = 50;

impl Service {
    /// The searches that a person has kept, by name.
    pub async fn saved_searches(&self, actor: &Actor) -> Result<Vec<SavedSearch>, UseCaseError> {
        actor.audit()?;
        let prefix = format!("person/{}/", actor.person);
        Ok(store::read_all(self.store.as_ref(), &prefix, MOST).await?)
    }

    /// Keeps a search. Without a name it is called by the day.
    pub async fn save_search(
        &self,
        actor: &Actor,
        name: &str,
        query: &str,
    ) -> Result<(), UseCaseError> {
        let mut wrong: Vec<Wrong> = Wrong::in_text("name", name, Length::Line)
            .into_iter()
            .chain(Wrong::in_text("text", query, Length::Answer))
            .collect();
        if self.saved_searches(actor).await?.len() >= MOST {
            wrong.push(Wrong { field: "name", message: "fault-saved-searches" });
        }
        if !wrong.is_empty() {
            return Err(UseCaseError::Invalid(wrong));
        }
        let name = if name.is_empty() { self.clock.today().to_string() } else { name.to_owned() };
        let (id, person) = (self.clock.id(), actor.person.clone());
        let search = SavedSearch { id, person, name, query: query.to_owned() };
        Ok(self.store.commit(Change::default().and(&search, None, None)?).await?)
    }

    /// Forgets a search of this person.
    pub async fn remove_search(&self, actor: &Actor, id: &str) -> Result<(), UseCaseError> {
        let own = self.saved_searches(actor).await?;
        let found = own.iter().find(|search| search.id == id).ok_or(UseCaseError::NotFound)?;
        Ok(self.store.commit(Change::default().without(Kind::Search, &found.id)).await?)
    }

    /// What a pathway is called in the newest questionnaire that knows it.
    pub fn theme_name(&self, theme: &str, lang: Lang) -> String {
        let library = self.library();
        let known = theme.parse().ok().and_then(|id| {
            let label = |loaded: &crate::library::Loaded| {
                Some(loaded.questionnaire.pathway(&id)?.label.get(lang))
            };
            library.all().find_map(label)
        });
        known.unwrap_or_else(|| theme.to_owned())
    }
}
