//! What people do, each as one function; the web and the command line both call these.
//!
//! A use case loads, opens what it loaded for the actor, calls a domain function, and commits
//! once.
mod account;
mod addresses;
mod answers;
mod assessments;
mod audit;
mod backups;
mod beforehand;
mod cards;
mod commitments;
mod conditions;
mod cost;
mod demo;
mod desk;
mod digests;
mod discussion;
mod documents;
mod evaluations;
mod finding;
mod history;
mod holds;
mod keys;
pub mod labels;
mod life;
mod limits;
mod logo;
mod notices;
mod organisation_documents;
mod organisation_import;
mod organisations;
mod package_file;
mod packages;
mod passwords;
mod people;
mod plans;
mod policies;
mod portfolio;
mod portfolio_report;
mod presence;
mod provider;
mod published;
mod questionnaires;
mod register;
mod release;
mod retention;
mod review;
mod saved;
mod second_factor;
mod seed;
mod sessions;
mod signing;
mod spreadsheet;
mod staff;
mod statement;
pub mod tables;
mod tokens;
mod tries;
mod turns;
mod verify;
mod versions;
mod work;

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError, RwLock};

use crate::clock::Clock;
use crate::domain::access::Forbidden;
use crate::domain::assessment::Pin;
use crate::domain::editing::MoveError;
use crate::domain::people::FactorRule;
use crate::domain::questionnaire::Questionnaire;
use crate::domain::retention::KeepError;
use crate::domain::writing::Length;
use crate::i18n::Catalogue;
use crate::identity::Provider;
use crate::library::{self, Library};
use crate::mail::Mailer;
use crate::search::Index;
use crate::store::{self, Queue, Store, StoreError, Watched};

pub use crate::library::Finding;
pub use crate::search::Row as FoundRow;
pub use crate::store::hash_of;
pub use account::OwnData;
pub use answers::Kept;
pub use assessments::{Open, Rights};
pub use audit::Disclosure;
pub use backups::BackupPlan;
pub use beforehand::blank;
pub use commitments::{
    Board, BoardLine, Changed, CommitmentFilter, CommitmentImport, CommitmentList, CommitmentRow,
    Commitments, Found, ImportUndo, NewHolders, NewReport, NewRound, NewSuccession, Organisations,
    RoundStanding, Scope, ThreadLine, ThreadPlan,
};
pub use demo::{DEMO_PASSWORD, DEMO_PEOPLE, DemoPerson, holds_demonstration};
pub use desk::{DESK_PAGE, DeskFilter, DeskPage, MAX_SAMPLE, Override, Reperformed, Sample};
pub use digests::{DigestError, Sent};
pub use documents::{Document, StatementForm, file_name};
pub use history::HistoryLine;
pub use keys::{KeyMissing, KeyUse, Keys, KeysError, keys_in_use};
pub use labels::Labels;
pub use life::{EMERGENCY_DAYS, TimingKind};
pub use organisation_documents::DocumentRequest;
pub use organisation_import::OrganisationRow;
pub use organisations::NewName;
pub use package_file::{CheckedPackage, PACKAGE_COLUMNS, check_package, row_cells};
pub use packages::{Package, PackageRequest, PackageStanding, PackageState};
pub use people::{NewPerson, SetUp};
pub use policies::{PolicyFilter, PolicyPage};
pub use portfolio::{Counted, Days, Portfolio, PortfolioFilter, Tally};
pub use portfolio_report::ReportTable;
pub use provider::{Back, ProviderError};
pub use published::{PUBLIC_PAGE, PublicFilter};
pub use questionnaires::{DryRun, KeptQuestionnaire, ShelfLine, Standing};
pub use register::{ImportRow, Outcome};
pub use retention::Keeping;
pub use saved::SavedSearch;
pub use second_factor::{FreshFactor, qr};
pub use sessions::{Entrance, Origin, SignInError, SignedIn};
pub use signing::SignRequest;
pub use staff::Orphan;
pub use tables::Sheet;
pub use tokens::Bearer;
pub use verify::{Checked, Verdict};
pub use work::{Promise, Waiting, Waits};

/// How many there are of each mark.
type Counts = BTreeMap<String, usize>;

/// The service without its doors: rules, records and time.
#[expect(missing_debug_implementations, reason = "holds trait objects")]
pub struct Service {
    store: Arc<dyn Store>,
    /// What has to be written to the index.
    unindexed: Queue,
    index: Arc<Index>,
    /// Every commitment.
    shelf: commitments::Shelf,
    /// The counts of the public register, and the state of the index that they are of.
    public_counts: Mutex<Option<(u64, Arc<Counts>)>>,
    /// Held by the one that writes to the index.
    indexing: tokio::sync::Mutex<()>,
    clock: Arc<dyn Clock>,
    /// The questionnaires of the files.
    files: Library,
    /// Those that new assessments use.
    library: RwLock<Arc<Library>>,
    /// Which kept questionnaires have changed since.
    unshelved: tokio::sync::Mutex<Queue>,
    words: Arc<Catalogue>,
    pinned: Mutex<BTreeMap<String, Arc<Questionnaire>>>,
    evaluations: evaluations::Evaluations,
    printer: crate::pdf::Printer,
    provider: Option<Provider>,
    mailer: Option<Mailer>,
    /// Who has to have a second factor.
    factor_rule: FactorRule,
    /// What passwords and second factors are kept with.
    keys: Arc<Keys>,
    notices: notices::Notices,
    /// What programs may still send.
    limits: limits::Limits,
    /// Where packages are made.
    workshop: packages::Workshop,
    /// The address of the service as browsers see it, without a slash at its end.
    public_url: Option<String>,
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
    /// The records have to be kept.
    #[error(transparent)]
    Keep(#[from] KeepError),
    /// The link was used before, or is too old.
    #[error("the link is not valid any more")]
    LinkSpent,
    /// A password or a second factor cannot be checked.
    #[error(transparent)]
    Key(#[from] KeyMissing),
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

impl Wrong {
    /// What is wrong with a text that may be empty.
    fn in_text(field: &'static str, text: &str, length: Length) -> Option<Self> {
        length.fault(text).map(|message| Self { field, message })
    }

    /// What is wrong with a text that must be there; `missing` when there is none.
    fn in_stated(
        field: &'static str,
        text: &str,
        length: Length,
        missing: &'static str,
    ) -> Option<Self> {
        length.fault_in_stated(text, missing).map(|message| Self { field, message })
    }
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

impl Service {
    /// Puts the service together.
    pub fn new(
        store: Arc<dyn Store>,
        index: Index,
        clock: Arc<dyn Clock>,
        library: Library,
        words: Arc<Catalogue>,
        printer: crate::pdf::Printer,
    ) -> Self {
        let pinned = library
            .all()
            .map(|loaded| {
                (loaded.questionnaire.hash().to_owned(), Arc::clone(&loaded.questionnaire))
            })
            .collect();
        let (files, library) = (library.clone(), RwLock::new(Arc::new(library)));
        let (pinned, provider) = (Mutex::new(pinned), None);
        let watched = Watched::new(store);
        let store = Arc::clone(&watched) as Arc<dyn Store>;
        Self {
            shelf: commitments::Shelf::of(Arc::clone(&store), watched.queue(commitments::WATCHED)),
            store,
            unindexed: watched.queue(finding::INDEXED),
            unshelved: watched.queue(&[store::Kind::Questionnaire]).into(),
            index: Arc::new(index),
            indexing: tokio::sync::Mutex::default(),
            public_counts: Mutex::default(),
            clock,
            files,
            library,
            words,
            pinned,
            evaluations: evaluations::Evaluations::default(),
            printer,
            provider,
            mailer: None,
            factor_rule: FactorRule::default(),
            keys: Arc::default(),
            notices: notices::Notices::default(),
            limits: limits::Limits::default(),
            workshop: packages::Workshop::new(
                std::env::temp_dir().join("loneliness-test-packages"),
            ),
            public_url: None,
        }
    }

    /// With a folder in which packages for auditors are made and kept for a week.
    #[must_use]
    pub fn with_packages(mut self, folder: std::path::PathBuf) -> Self {
        self.workshop = packages::Workshop::new(folder);
        self
    }

    /// With the address of the service as browsers see it, which statements print.
    #[must_use]
    pub fn with_public_url(mut self, url: &str) -> Self {
        self.public_url = Some(url.trim_end_matches('/').to_owned());
        self
    }

    /// With those who have to have a second factor.
    #[must_use]
    pub fn with_factor_rule(mut self, rule: FactorRule) -> Self {
        self.factor_rule = rule;
        self
    }

    /// With keys that are not among the records.
    #[must_use]
    pub fn with_keys(mut self, keys: Keys) -> Self {
        self.keys = Arc::new(keys);
        self
    }

    /// With an identity provider beside the local accounts.
    #[must_use]
    pub fn with_provider(mut self, provider: Provider) -> Self {
        self.provider = Some(provider);
        self
    }

    /// The whole address of a page; the path alone when the service does not know its address.
    pub fn address(&self, path: &str) -> String {
        format!("{}{path}", self.public_url.as_deref().unwrap_or(""))
    }

    /// The clock.
    pub fn clock(&self) -> &dyn Clock {
        self.clock.as_ref()
    }

    /// The message catalogue.
    pub fn words(&self) -> &Arc<Catalogue> {
        &self.words
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
        let questionnaire = library::reload(&kept.source).filter(|q| q.hash() == pin.hash);
        let questionnaire =
            Arc::new(questionnaire.ok_or_else(|| damaged("this program cannot read it"))?);
        let mut pinned = self.pinned.lock().unwrap_or_else(PoisonError::into_inner);
        pinned.insert(pin.hash.clone(), Arc::clone(&questionnaire));
        Ok(questionnaire)
    }

    /// Everything in the store.
    pub async fn snapshot(&self) -> Result<store::Snapshot, UseCaseError> {
        let snapshot = self.store.everything().await;
        snapshot.map_err(|error| UseCaseError::Document(error.into()))
    }

    /// Ends what is under way, and writes the last checkpoint; the service ends.
    pub async fn close(&self) -> Result<(), UseCaseError> {
        self.end_notices().await;
        Ok(self.store.close().await?)
    }
}
