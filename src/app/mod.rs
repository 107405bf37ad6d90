//! What people do, each as one function; the web and the command line both call these.
//!
//! A use case loads, opens what it loaded for the actor, calls a domain function, and commits
//! once.
mod answers;
mod assessments;
mod demo;
mod documents;
mod history;
pub mod labels;
mod passwords;
mod people;
mod plans;
mod policies;
mod sessions;
mod signing;
mod statement;

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use serde::{Deserialize, Serialize};

use crate::clock::Clock;
use crate::domain::access::Forbidden;
use crate::domain::assessment::Pin;
use crate::domain::audit::{Action, By, Entry};
use crate::domain::editing::MoveError;
use crate::domain::questionnaire::Questionnaire;
use crate::i18n::Words;
use crate::library::{self, Library};
use crate::store::{self, Change, Kind, Recorded, Store, StoreError};

pub use answers::Kept;
pub use assessments::Open;
pub use demo::{DEMO_PASSWORD, DEMO_PEOPLE, DemoPerson};
pub use documents::{Document, file_name};
pub use history::HistoryLine;
pub use labels::Labels;
pub use people::{NewPerson, SetUp};
pub use policies::{PolicyFilter, PolicyPage};
pub use sessions::{SignInError, SignedIn};
pub use signing::SignRequest;

/// The service without its doors: rules, records and time.
#[expect(missing_debug_implementations, reason = "holds trait objects")]
pub struct Service {
    store: Arc<dyn Store>,
    clock: Arc<dyn Clock>,
    library: Library,
    words: Arc<Words>,
    pinned: Mutex<BTreeMap<String, Arc<Questionnaire>>>,
    printer: crate::pdf::Printer,
}

/// Why a use case did not do it.
#[derive(Debug, thiserror::Error)]
pub enum UseCaseError {
    /// There is no such thing, or this person may not know of it.
    #[error("there is no such record")]
    NotFound,
    /// Someone else changed it while this person was working on it.
    #[error("someone else changed this meanwhile")]
    Conflict,
    /// This person may not do this.
    #[error(transparent)]
    Forbidden(#[from] Forbidden),
    /// It cannot be done in the present state.
    #[error(transparent)]
    Move(#[from] MoveError),
    /// What was typed cannot be right: field, and message key.
    #[error("what was typed cannot be right")]
    Invalid(Vec<Wrong>),
    /// The same form was sent before.
    #[error("this form was sent before")]
    AlreadyDone,
    /// The link was used before, or is too old.
    #[error("the link is not valid any more")]
    LinkSpent,
    /// The records cannot be read or written.
    #[error("the records could not be read or written")]
    Store(#[source] StoreError),
    /// The document cannot be made.
    #[error("the document could not be made")]
    Document(#[source] Box<dyn std::error::Error + Send + Sync>),
}

/// A field that cannot be right, and the key of the message that says why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wrong {
    /// The name of the field.
    pub field: &'static str,
    /// The key of the message.
    pub message: &'static str,
}

impl From<StoreError> for UseCaseError {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::Conflict => Self::Conflict,
            StoreError::AlreadyDone => Self::AlreadyDone,
            StoreError::Unaudited
            | StoreError::Corrupt { .. }
            | StoreError::TooNew { .. }
            | StoreError::Unavailable(_)
            | StoreError::Engine(_) => Self::Store(error),
        }
    }
}

/// The source of a questionnaire, kept with the records that use it.
#[derive(Debug, Serialize, Deserialize)]
struct KeptQuestionnaire {
    pin: Pin,
    source: String,
}

impl Recorded for KeptQuestionnaire {
    const KIND: Kind = Kind::Questionnaire;

    fn id(&self) -> String {
        self.pin.hash.clone()
    }

    fn revision(&self) -> u64 {
        1
    }

    fn indexes(&self) -> Vec<String> {
        vec![format!("version/{}/{}", self.pin.id, self.pin.version)]
    }
}

impl Service {
    /// Puts the service together.
    pub fn new(
        store: Arc<dyn Store>,
        clock: Arc<dyn Clock>,
        library: Library,
        words: Arc<Words>,
        printer: crate::pdf::Printer,
    ) -> Self {
        let pinned = library
            .all()
            .map(|loaded| {
                (loaded.questionnaire.hash().to_owned(), Arc::clone(&loaded.questionnaire))
            })
            .collect();
        Self { store, clock, library, words, pinned: Mutex::new(pinned), printer }
    }

    /// The clock.
    pub fn clock(&self) -> &dyn Clock {
        self.clock.as_ref()
    }

    /// The message catalogue.
    pub fn words(&self) -> &Arc<Words> {
        &self.words
    }

    /// The questionnaires that new assessments can use.
    pub fn library(&self) -> &Library {
        &self.library
    }

    /// Refuses a questionnaire whose version is in use with another content, and keeps the
    /// source of each.
    pub async fn keep_questionnaires(&self) -> Result<(), UseCaseError> {
        for loaded in self.library.all() {
            let questionnaire = &loaded.questionnaire;
            let pin = pin(questionnaire);
            let prefix = format!("version/{}/{}", pin.id, pin.version);
            let kept: Vec<KeptQuestionnaire> =
                store::read_all(self.store.as_ref(), &prefix, 10).await?;
            let same_version = kept.iter().filter(|kept| kept.pin.version == pin.version);
            if let Some(other) = same_version.into_iter().find(|kept| kept.pin.hash != pin.hash) {
                let message = format!(
                    "the questionnaire {} {} was changed but kept its version: the file has the \
                     hash {}, and the version in use has {}; give the file a new version",
                    pin.id, pin.version, pin.hash, other.pin.hash
                );
                return Err(UseCaseError::Store(StoreError::Unavailable(message)));
            }
            if kept.is_empty() {
                let source = loaded.source.to_string();
                let entry = Entry {
                    at: self.clock.now(),
                    by: By::service(),
                    action: Action::QuestionnaireKept,
                };
                let change = Change::of(&KeptQuestionnaire { pin, source }, None, entry)?;
                self.store.commit(change).await?;
            }
        }
        Ok(())
    }

    /// The exact questionnaire of a pin, also when its file is gone.
    async fn questionnaire(&self, pin: &Pin) -> Result<Arc<Questionnaire>, UseCaseError> {
        let known = |service: &Self| {
            let pinned = service.pinned.lock().unwrap_or_else(PoisonError::into_inner);
            pinned.get(&pin.hash).cloned()
        };
        if let Some(questionnaire) = known(self) {
            return Ok(questionnaire);
        }
        let kept: Option<KeptQuestionnaire> = store::read(self.store.as_ref(), &pin.hash).await?;
        let damaged = |why: &str| {
            let key = format!("questionnaire {} {}", pin.id, pin.version);
            UseCaseError::Store(StoreError::Corrupt { key, why: why.to_owned() })
        };
        let kept = kept.ok_or_else(|| damaged("it is missing"))?;
        let loaded = library::load(pin.id.as_str(), &kept.source)
            .map_err(|_| damaged("this program cannot read it"))?;
        let mut pinned = self.pinned.lock().unwrap_or_else(PoisonError::into_inner);
        pinned.insert(pin.hash.clone(), Arc::clone(&loaded.questionnaire));
        Ok(loaded.questionnaire)
    }

    /// Everything in the store.
    pub async fn snapshot(&self) -> Result<store::Snapshot, UseCaseError> {
        Ok(self.store.everything().await?)
    }

    /// Writes the last checkpoint; the service ends.
    pub async fn close(&self) -> Result<(), UseCaseError> {
        Ok(self.store.close().await?)
    }
}

fn pin(questionnaire: &Questionnaire) -> Pin {
    Pin {
        id: questionnaire.id().clone(),
        version: questionnaire.version().to_owned(),
        hash: questionnaire.hash().to_owned(),
    }
}
