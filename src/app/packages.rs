//! Packages of statements and records for auditors: a ZIP file that can be checked without the
//! service. The same request for the same records gives the same bytes.
use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;
use std::sync::atomic::Ordering;
use std::sync::{Arc, Mutex, PoisonError};

use jiff::{Timestamp, ToSpan as _};
use serde::{Deserialize, Serialize};
use tokio::runtime::Handle;

use super::package_file::{Maker, Progress};
use super::{DeskFilter, Service, UseCaseError};
use crate::domain::access::Actor;
use crate::domain::ids::PersonId;
use crate::store::{self, Change, Kind, Recorded};

/// A finished package is kept so many days.
const KEPT_DAYS: i64 = 7;

/// What a package holds.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PackageRequest {
    /// What is looked for.
    pub filter: DeskFilter,
    /// Seed and size, when it is a sample of that.
    pub sample: Option<(String, usize)>,
}

/// How far a package is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "state", rename_all = "snake_case")]
pub enum PackageState {
    /// It is being made.
    Running,
    /// It can be downloaded.
    Ready {
        /// Its size in bytes.
        size: u64,
        /// Its SHA-256.
        sha256: String,
        /// How many statements it holds.
        statements: usize,
    },
    /// It was stopped.
    Cancelled,
    /// It could not be made; the log says why.
    Failed,
}

/// A package that someone asked for.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Package {
    /// The id.
    pub id: String,
    /// Who asked for it.
    pub person: PersonId,
    /// What it holds.
    pub request: PackageRequest,
    /// When it was asked for.
    pub created: Timestamp,
    /// How far it is.
    #[serde(flatten)]
    pub state: PackageState,
    /// Counts the changes.
    pub revision: u64,
}

impl Recorded for Package {
    const KIND: Kind = Kind::Job;

    fn id(&self) -> String {
        self.id.clone()
    }

    fn revision(&self) -> u64 {
        self.revision
    }

    fn indexes(&self) -> Vec<String> {
        vec![format!("person/{}/{}", self.person, self.created), format!("all/{}", self.created)]
    }
}

/// The packages that are being made by this process, and where they are kept.
#[derive(Debug)]
pub(super) struct Workshop {
    folder: PathBuf,
    running: Mutex<BTreeMap<String, Arc<Progress>>>,
}

impl Workshop {
    pub(super) fn new(folder: PathBuf) -> Self {
        Self { folder, running: Mutex::default() }
    }

    fn path(&self, id: &str) -> PathBuf {
        self.folder.join(format!("{id}.zip"))
    }

    fn running(&self, id: &str) -> Option<Arc<Progress>> {
        let running = self.running.lock().unwrap_or_else(PoisonError::into_inner);
        running.get(id).cloned()
    }
}

/// A package with how much of it is done.
#[derive(Debug, Clone)]
pub struct PackageStanding {
    /// The package.
    pub package: Package,
    /// How many assessments are done, and of how many; none when nobody is making it now.
    pub progress: Option<(usize, usize)>,
}

impl Service {
    /// Starts to make a package; it goes on when this returns.
    pub async fn start_package(
        self: &Arc<Self>,
        actor: &Actor,
        request: PackageRequest,
    ) -> Result<String, UseCaseError> {
        actor.audit()?;
        let package = Package {
            id: self.clock.id(),
            person: actor.person.clone(),
            request,
            created: self.clock.now(),
            state: PackageState::Running,
            revision: 1,
        };
        self.store.commit(Change::default().and(&package, None, None)?).await?;
        self.clear_packages().await?;
        let (service, actor, id) = (Arc::clone(self), actor.clone(), package.id.clone());
        let progress = Arc::new(Progress::default());
        {
            let mut running = self.workshop.running.lock().unwrap_or_else(PoisonError::into_inner);
            running.insert(id.clone(), Arc::clone(&progress));
        }
        tokio::spawn(async move {
            let made = service.make_package(&actor, &package, progress).await;
            let state = made.unwrap_or_else(|error| {
                tracing::error!(error = ?error, package = package.id, "a package failed");
                PackageState::Failed
            });
            if let Err(error) = service.end_package(package, state).await {
                tracing::error!(error = ?error, "the end of a package could not be noted");
            }
        });
        Ok(id)
    }

    async fn end_package(&self, package: Package, state: PackageState) -> Result<(), UseCaseError> {
        let expected = Some(package.revision);
        let id = package.id.clone();
        let ended = Package { state, revision: package.revision + 1, ..package };
        self.store.commit(Change::default().and(&ended, expected, None)?).await?;
        self.workshop.running.lock().unwrap_or_else(PoisonError::into_inner).remove(&id);
        Ok(())
    }

    async fn make_package(
        &self,
        actor: &Actor,
        package: &Package,
        progress: Arc<Progress>,
    ) -> Result<PackageState, UseCaseError> {
        let request = &package.request;
        let mut rows = match &request.sample {
            Some((seed, size)) => self.sample(actor, &request.filter, seed, *size).await?.rows,
            None => self.desk_rows(actor, &request.filter).await?,
        };
        rows.retain(|row| row.number > 0);
        rows.sort_by(|a, b| (&a.reference, a.number).cmp(&(&b.reference, b.number)));
        progress.total.store(rows.len(), Ordering::Relaxed);
        let path = self.workshop.path(&package.id);
        let (store, handle, request) =
            (Arc::clone(&self.store), Handle::current(), request.clone());
        let made = tokio::task::spawn_blocking(move || {
            let maker = Maker { store, handle, progress };
            maker.make(&path, &request, &rows)
        });
        made.await.map_err(|error| UseCaseError::Document(error.into()))?
    }

    /// A package of this person, with how far it is.
    pub async fn package(&self, actor: &Actor, id: &str) -> Result<PackageStanding, UseCaseError> {
        actor.audit()?;
        let package: Option<Package> = store::read(self.store.as_ref(), id).await?;
        let package = package.filter(|package| package.person == actor.person);
        let package = package.ok_or(UseCaseError::NotFound)?;
        let progress = self.workshop.running(id).map(|progress| {
            (progress.done.load(Ordering::Relaxed), progress.total.load(Ordering::Relaxed))
        });
        Ok(PackageStanding { package, progress })
    }

    /// The packages of this person, newest first.
    pub async fn packages(&self, actor: &Actor) -> Result<Vec<Package>, UseCaseError> {
        actor.audit()?;
        let prefix = format!("person/{}/", actor.person);
        let mut found: Vec<Package> =
            store::read_all(self.store.as_ref(), &prefix, usize::MAX).await?;
        found.reverse();
        Ok(found)
    }

    /// Stops the making of a package.
    pub async fn cancel_package(&self, actor: &Actor, id: &str) -> Result<(), UseCaseError> {
        let standing = self.package(actor, id).await?;
        match self.workshop.running(id) {
            Some(progress) => progress.stop.store(true, Ordering::Relaxed),
            // The process that made it has ended.
            None if standing.package.state == PackageState::Running => {
                self.end_package(standing.package, PackageState::Cancelled).await?;
            }
            None => {}
        }
        Ok(())
    }

    /// Where a finished package is.
    pub async fn package_file(&self, actor: &Actor, id: &str) -> Result<PathBuf, UseCaseError> {
        let standing = self.package(actor, id).await?;
        match standing.package.state {
            PackageState::Ready { .. } => Ok(self.workshop.path(id)),
            PackageState::Running | PackageState::Cancelled | PackageState::Failed => {
                Err(UseCaseError::NotFound)
            }
        }
    }

    /// Removes packages that are older than [`KEPT_DAYS`].
    async fn clear_packages(&self) -> Result<(), UseCaseError> {
        let all: Vec<Package> = store::read_all(self.store.as_ref(), "all/", usize::MAX).await?;
        let oldest = self.clock.now() - (KEPT_DAYS * 24).hours();
        for package in all.into_iter().filter(|package| package.created < oldest) {
            self.store.commit(Change::default().without(Kind::Job, &package.id)).await?;
            let path = self.workshop.path(&package.id);
            // A file that is gone already is what was wanted.
            let _gone = tokio::task::spawn_blocking(move || fs::remove_file(path)).await;
        }
        Ok(())
    }
}
